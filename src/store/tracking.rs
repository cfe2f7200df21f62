//! Shortcomings with their history, for the sheets and letters of the chase.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, Row, named_params};

use super::column::{Column, read};
use super::error::StoreError;
use super::record::{Record, select};
use super::setting;
use crate::domain::{Shortcoming, ShortcomingEvent, ShortcomingId};
use crate::read::tracking::{Tracked, TrackingFilter};

/// The shortcomings that a filter names, each as it stood on a day.
pub fn list(
    conn: &Connection,
    filter: TrackingFilter,
    as_of: NaiveDate,
) -> Result<Vec<Tracked>, StoreError> {
    let columns: Vec<String> = Shortcoming::COLUMNS
        .iter()
        .map(|column| format!("s.\"{column}\""))
        .collect();
    let sql =
        include_str!("sql/tracking_list.sql").replace("/*columns*/ s.id", &columns.join(", "));
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map(
        named_params! {
            ":to": filter.to.to_column(),
            ":from": filter.from.map(|from| from.to_column()),
            ":unit": filter.unit_id.map(|unit| unit.to_column()),
        },
        map_row,
    )?;
    let mut list: Vec<Tracked> = rows.collect::<Result<_, _>>()?;
    let mut events = events(conn, filter)?;
    let soon_days = setting::due_soon_days(conn)?;
    for row in &mut list {
        row.events = events.remove(&row.shortcoming.id).unwrap_or_default();
        row.dates = row
            .shortcoming
            .dates_on(&row.events, as_of)
            .within(soon_days);
    }
    Ok(list)
}

fn map_row(row: &Row<'_>) -> rusqlite::Result<Tracked> {
    let shortcoming = Shortcoming::from_row(row)?;
    let at = Shortcoming::COLUMNS.len();
    let number: Option<i64> = row.get(at + 5)?;
    let (kind, symbol): (Option<String>, Option<String>) = (row.get(at + 6)?, row.get(at + 7)?);
    let date: Option<NaiveDate> = read(row, at + 8)?;
    Ok(Tracked {
        dates: shortcoming.dates(),
        shortcoming,
        unit_id: read(row, at)?,
        unit_code: row.get(at + 1)?,
        unit_name: row.get(at + 2)?,
        visit_date: read(row, at + 3)?,
        regulation: row.get::<_, Option<String>>(at + 4)?.unwrap_or_default(),
        conclusion: match (number, kind, symbol, date) {
            (Some(number), Some(kind), Some(symbol), Some(date)) => {
                Some((format!("{number:02}-{kind}/{symbol}"), date))
            }
            _ => None,
        },
        events: Vec::new(),
    })
}

fn events(
    conn: &Connection,
    filter: TrackingFilter,
) -> Result<HashMap<ShortcomingId, Vec<ShortcomingEvent>>, StoreError> {
    let all: Vec<ShortcomingEvent> = select(
        conn,
        "WHERE shortcoming_id IN (
             SELECT s.id FROM shortcoming s JOIN visit v ON v.id = s.visit_id
             WHERE v.date <= :to AND (:from IS NULL OR v.date >= :from) AND (:unit IS NULL OR v.unit_id = :unit))
         ORDER BY shortcoming_id, position, id",
        named_params! {
            ":to": filter.to.to_column(),
            ":from": filter.from.map(|from| from.to_column()),
            ":unit": filter.unit_id.map(|unit| unit.to_column()),
        },
    )?;
    let mut out: HashMap<ShortcomingId, Vec<ShortcomingEvent>> = HashMap::new();
    for event in all {
        out.entry(event.shortcoming_id).or_default().push(event);
    }
    Ok(out)
}
