//! Letters that remind a unit, and what they named.

use chrono::NaiveDate;
use rusqlite::{Connection, Row, named_params, params};

use super::column::{Column, read};
use super::error::StoreError;
use super::record::select;
use super::standing::Way;
use super::unit;
use crate::domain::reform::answering;
use crate::domain::{Reminder, ReminderOrder, ShortcomingId, Stage, UnitId};
use crate::read::reminder::LateUnit;

/// Letters that named a shortcoming, oldest first.
pub fn of_shortcoming(conn: &Connection, id: ShortcomingId) -> Result<Vec<Reminder>, StoreError> {
    select(
        conn,
        "WHERE id IN (SELECT reminder_id FROM reminder_order WHERE shortcoming_id = ?1) ORDER BY \"on\", id",
        [id.0.as_bytes()],
    )
}

/// Letters to a unit, newest first.
pub fn of_unit(conn: &Connection, id: UnitId) -> Result<Vec<Reminder>, StoreError> {
    select(
        conn,
        "WHERE unit_id = ?1 ORDER BY \"on\" DESC, id DESC",
        [id.0.as_bytes()],
    )
}

/// What a letter named.
pub fn orders(
    conn: &Connection,
    id: crate::domain::ids::ReminderId,
) -> Result<Vec<ReminderOrder>, StoreError> {
    select(
        conn,
        "WHERE reminder_id = ?1 ORDER BY shortcoming_id",
        [id.0.as_bytes()],
    )
}

/// Letters of a span of days, oldest first.
pub fn between(
    conn: &Connection,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Reminder>, StoreError> {
    select(
        conn,
        "WHERE \"on\" BETWEEN ?1 AND ?2 ORDER BY \"on\", id",
        params![from.to_column(), to.to_column()],
    )
}

/// The units with something late on a day, in Vietnamese order.
pub fn late_units(conn: &Connection, as_of: NaiveDate) -> Result<Vec<LateUnit>, StoreError> {
    let sql = Way::Stages(&[Stage::AtWork]).sql(include_str!("sql/late_units.sql"));
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map(named_params! { ":as_of": as_of.to_column() }, |row| {
        map_unit(row, as_of)
    })?;
    let mut found: Vec<LateUnit> = rows.collect::<Result<_, _>>()?;
    if found.iter().any(|late| late.ended) {
        let (units, links) = (unit::all(conn)?, unit::links(conn)?);
        for late in found.iter_mut().filter(|late| late.ended) {
            let names: Vec<&str> = answering(&units, &links, late.unit_id, as_of)
                .iter()
                .map(|unit| unit.name.as_str())
                .collect();
            late.answered_by = names.join(", ");
        }
    }
    Ok(found)
}

fn map_unit(row: &Row<'_>, as_of: NaiveDate) -> rusqlite::Result<LateUnit> {
    let deadline: NaiveDate = read(row, 4)?;
    let end: Option<NaiveDate> = read(row, 7)?;
    Ok(LateUnit {
        unit_id: read(row, 0)?,
        unit_code: row.get(1)?,
        unit_name: row.get(2)?,
        late: row.get(3)?,
        ended: end.is_some_and(|end| end < as_of),
        answered_by: String::new(),
        most_days: (as_of - deadline).num_days(),
        reminded_on: read(row, 5)?,
        never_reminded: row.get(6)?,
    })
}
