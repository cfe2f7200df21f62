//! Reading the audit trail.

use chrono::DateTime;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Map, Value};

use super::audit;
use super::error::StoreError;
use crate::read::audit::{AuditField, AuditFilter, AuditPage, AuditRow};

/// The first ten letters of a moment are its day in the time of the office.
const FITS: &str = "WHERE (?1 = '' OR user_name = ?1 OR os_user = ?1) AND (?2 = '' OR op = ?2)
   AND (?3 IS NULL OR substr(at, 1, 10) >= ?3) AND (?4 IS NULL OR substr(at, 1, 10) <= ?4)
   AND (?5 = '' OR instr(changes, ?5) > 0) AND (?6 OR op <> 'note_look')";

/// The lines that fit, newest first.
pub fn page(conn: &Connection, filter: &AuditFilter) -> Result<AuditPage, StoreError> {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
    let (from, to) = (day(filter.from), day(filter.to));
    let total: i64 = conn
        .prepare_cached(&format!("SELECT count(*) FROM audit {FITS}"))?
        .query_row(
            params![filter.who, filter.act, from, to, filter.of, filter.looks],
            |row| row.get(0),
        )?;
    let limit = filter.limit.map_or(-1, i64::from);
    let mut lines = conn.prepare_cached(&format!(
        "SELECT seq, at, user_name, os_user, op, summary FROM audit {FITS} ORDER BY seq DESC LIMIT ?7"
    ))?;
    let rows = lines.query_map(
        params![
            filter.who,
            filter.act,
            from,
            to,
            filter.of,
            filter.looks,
            limit
        ],
        |row| {
            let at: String = row.get(1)?;
            Ok(AuditRow {
                seq: row.get(0)?,
                at: DateTime::parse_from_rfc3339(&at).unwrap_or_default(),
                user_name: row.get(2)?,
                os_user: row.get(3)?,
                op: row.get(4)?,
                summary: row.get(5)?,
            })
        },
    )?;
    let list = |sql: &str| -> Result<Vec<String>, StoreError> {
        let mut statement = conn.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    };
    Ok(AuditPage {
        rows: rows.collect::<Result<_, _>>()?,
        total: usize::try_from(total).unwrap_or(0),
        people: list("SELECT DISTINCT user_name FROM audit ORDER BY user_name")?,
        acts: list("SELECT DISTINCT op FROM audit WHERE op <> 'note_look'")?,
        head: audit::head(conn)?,
    })
}

/// What one line changed, field by field.
pub fn fields(conn: &Connection, seq: i64) -> Result<Vec<AuditField>, StoreError> {
    let changes: Option<String> = conn
        .query_row("SELECT changes FROM audit WHERE seq = ?1", [seq], |row| {
            row.get(0)
        })
        .optional()?;
    let changes: Vec<Value> = changes
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default();
    let mut fields = Vec::new();
    for change in &changes {
        let side = |name: &str| change.get(name).filter(|side| !side.is_null());
        let (before, after) = (side("before"), side("after"));
        let table = before
            .or(after)
            .and_then(|side| side.get("table")?.as_str());
        let table = table.unwrap_or_default();
        let row = |side: Option<&Value>| -> Map<String, Value> {
            side.and_then(|side| side.get("row")?.as_object().cloned())
                .unwrap_or_default()
        };
        let (old, new) = (row(before), row(after));
        let mut names: Vec<&String> = new
            .keys()
            .chain(old.keys().filter(|k| !new.contains_key(*k)))
            .collect();
        names.retain(|name| *name != "ver" && *name != "id" && !name.ends_with("_id"));
        for name in names {
            let text =
                |row: &Map<String, Value>| row.get(name).map(plain).filter(|text| !text.is_empty());
            let (a, b) = (text(&old), text(&new));
            if a != b {
                fields.push(AuditField {
                    table: table.to_owned(),
                    field: name.clone(),
                    before: a,
                    after: b,
                });
            }
        }
    }
    Ok(fields)
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}
