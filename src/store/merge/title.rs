//! What a person calls a record that is only known by its table and fields.

use rusqlite::{Connection, OptionalExtension};
use serde_json::Value;

use super::tables::{Fields, Plan, sql_value};
use crate::domain::date;
use crate::read::merge::table_name;
use crate::store::error::StoreError;
use crate::store::record::Table;

/// Fields that say what a record is about, the best first.
const TELLING: &[&str] = &[
    "title",
    "name",
    "description",
    "text",
    "subject",
    "topic",
    "comment",
    "code",
    "number",
    "month",
    "note",
];

/// The same by the name of the table.
pub fn title_of(conn: &Connection, name: &str, row: &Fields) -> Result<String, StoreError> {
    match super::tables::table(name) {
        Some(table) => title(conn, table, row),
        None => Ok(String::new()),
    }
}

/// "Tồn tại “Chưa lưu đủ hồ sơ” · Phường Phúc Đồng 10/5/2023".
pub(super) fn title(conn: &Connection, table: &Table, row: &Fields) -> Result<String, StoreError> {
    let noun = table_name(table.name);
    let mut words = noun.to_owned();
    let told = TELLING.iter().find_map(|name| {
        row.get(*name)
            .and_then(Value::as_str)
            .filter(|text| !text.is_empty())
    });
    let item = row.get("item_id").filter(|_| table.name == "rating");
    if let Some(code) = item
        .map(|id| text_of(conn, "SELECT code FROM checklist_item WHERE id = ?1", id))
        .transpose()?
        .flatten()
    {
        words = format!("{words} mục {code}");
    } else if let Some(text) = told.filter(|_| table.name != "visit") {
        let short: String = text.chars().take(80).collect();
        let dots = if text.chars().count() > 80 { "…" } else { "" };
        words = format!("{words} “{short}{dots}”");
    }
    let visit = if table.name == "visit" {
        row.get("id")
    } else {
        row.get("visit_id")
    };
    let mut place = None;
    if let Some(visit) = visit.filter(|id| !id.is_null()) {
        place = text_of(
            conn,
            "SELECT u.name || ' ' || v.date FROM visit v JOIN unit u ON u.id = v.unit_id WHERE v.id = ?1",
            visit,
        )?;
    }
    if place.is_none()
        && let Some(unit) = row.get("unit_id").filter(|id| !id.is_null())
    {
        place = text_of(conn, "SELECT name FROM unit WHERE id = ?1", unit)?;
        if let (Some(place), Some(day)) = (&mut place, row.get("date").and_then(Value::as_str)) {
            place.push(' ');
            place.push_str(day);
        }
    }
    if let Some(place) = place {
        words.push_str(" · ");
        words.push_str(&with_day(&place));
    }
    Ok(words)
}

/// A name that ends with a day, the day as people write it.
fn with_day(text: &str) -> String {
    match text
        .rsplit_once(' ')
        .and_then(|(name, day)| Some((name, day.parse().ok()?)))
    {
        Some((name, day)) => format!("{name} {}", date::show(day)),
        None => text.to_owned(),
    }
}

fn text_of(conn: &Connection, sql: &str, id: &Value) -> Result<Option<String>, StoreError> {
    Ok(conn
        .prepare_cached(sql)?
        .query_row([sql_value(id)], |row| row.get(0))
        .optional()?)
}

/// The table that a field of a table refers to.
pub fn reference_table(
    conn: &Connection,
    table: &str,
    field: &str,
) -> Result<Option<String>, StoreError> {
    let plan = Plan::of(conn)?;
    let found = plan
        .parents_of(table)
        .iter()
        .find(|(column, _)| column == field);
    Ok(found.map(|(_, parent)| parent.clone()))
}

/// What a person calls the record that an identity in a table means.
pub fn named(conn: &Connection, name: &str, id: &str) -> Result<Option<String>, StoreError> {
    let Some(table) = super::tables::table(name) else {
        return Ok(None);
    };
    let column = table.columns.first().copied().unwrap_or("id");
    let found =
        super::tables::rows_where(conn, "main", table, column, &Value::String(id.to_owned()))?;
    found.first().map(|row| title(conn, table, row)).transpose()
}
