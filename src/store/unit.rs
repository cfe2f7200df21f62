//! Units: the list with counts, predecessors and successors.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, named_params};

use super::column::{Column, read};
use super::error::StoreError;
use super::record::{Record, get, select};
use super::standing::Way;
use crate::domain::{Body, Signer, Stage, Succession, Unit, UnitId};
use crate::read::unit::UnitRow;

/// All units in Vietnamese order with their counts on a day.
pub fn list(conn: &Connection, as_of: NaiveDate) -> Result<Vec<UnitRow>, StoreError> {
    let open = [Stage::Draft, Stage::AtWork, Stage::Waiting];
    let sql = Way::Stages(&open).sql(include_str!("sql/unit_list.sql"));
    let mut statement = conn.prepare_cached(&sql)?;
    let counts_at = Unit::COLUMNS.len();
    let rows = statement.query_map(named_params! { ":as_of": as_of.to_column() }, |row| {
        let count = |index: usize| row.get::<_, i64>(counts_at + index).map(i64::unsigned_abs);
        Ok(UnitRow {
            unit: Unit::from_row(row)?,
            visits: count(0)?,
            last_visit: read(row, counts_at + 1)?,
            open_shortcomings: count(2)?,
            late_shortcomings: count(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub fn by_code(conn: &Connection, code: &str) -> Result<Option<Unit>, StoreError> {
    Ok(select(conn, "WHERE code = ?1", [code])?.pop())
}

pub fn all(conn: &Connection) -> Result<Vec<Unit>, StoreError> {
    select(conn, "ORDER BY sort_key", [])
}

/// Units that this one took over from.
pub fn predecessors(conn: &Connection, id: UnitId) -> Result<Vec<(Succession, Unit)>, StoreError> {
    linked(
        conn,
        select(
            conn,
            "WHERE to_id = ?1 ORDER BY \"on\", id",
            [id.0.as_bytes()],
        )?,
        |link| link.from_id,
    )
}

/// Units that took over from this one.
pub fn successors(conn: &Connection, id: UnitId) -> Result<Vec<(Succession, Unit)>, StoreError> {
    linked(
        conn,
        select(
            conn,
            "WHERE from_id = ?1 ORDER BY \"on\", id",
            [id.0.as_bytes()],
        )?,
        |link| link.to_id,
    )
}

fn linked(
    conn: &Connection,
    links: Vec<Succession>,
    other: impl Fn(&Succession) -> UnitId,
) -> Result<Vec<(Succession, Unit)>, StoreError> {
    let mut list = Vec::new();
    for link in links {
        if let Some(unit) = get::<Unit>(conn, other(&link))? {
            list.push((link, unit));
        }
    }
    Ok(list)
}

pub fn bodies(conn: &Connection) -> Result<Vec<Body>, StoreError> {
    select(conn, "ORDER BY valid_from, name, id", [])
}

pub fn signers(conn: &Connection, body: crate::domain::BodyId) -> Result<Vec<Signer>, StoreError> {
    select(
        conn,
        "WHERE body_id = ?1 ORDER BY position, id",
        [body.0.as_bytes()],
    )
}

/// Whether any visit went to the unit.
pub fn has_visits(conn: &Connection, id: UnitId) -> Result<bool, StoreError> {
    Ok(conn
        .prepare_cached("SELECT 1 FROM visit WHERE unit_id = ?1 LIMIT 1")?
        .query_row([id.0.as_bytes()], |_| Ok(()))
        .optional()?
        .is_some())
}
