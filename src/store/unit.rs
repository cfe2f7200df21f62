//! Units: the list with counts, predecessors and successors.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, named_params, params};

use super::column::{Column, read};
use super::error::StoreError;
use super::record::{Record, get, select};
use super::standing::Way;
use crate::domain::{Body, Signer, Stage, Succession, Unit, UnitId, Visit, reform, text};
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

/// Every link between units before and after.
pub fn links(conn: &Connection) -> Result<Vec<Succession>, StoreError> {
    select(conn, "ORDER BY \"on\", id", [])
}

/// Who answers on a day for what a unit left open; itself while it exists.
pub fn answering(conn: &Connection, unit: &Unit, day: NaiveDate) -> Result<Vec<Unit>, StoreError> {
    if unit.valid_to.is_none_or(|to| day <= to) {
        return Ok(vec![unit.clone()]);
    }
    let (units, links) = (all(conn)?, links(conn)?);
    Ok(reform::answering(&units, &links, unit.id, day)
        .into_iter()
        .cloned()
        .collect())
}

/// Units of that name, however its letters are cased.
pub fn by_name(conn: &Connection, name: &str) -> Result<Vec<Unit>, StoreError> {
    select(conn, "WHERE sort_key = ?1", [text::sort_key(name)])
}

/// Units that belong to one.
pub fn under(conn: &Connection, id: UnitId) -> Result<Vec<Unit>, StoreError> {
    select(
        conn,
        "WHERE parent_id = ?1 ORDER BY sort_key",
        [id.0.as_bytes()],
    )
}

/// Visits to a unit that are not cancelled and lie outside a span of days, oldest first.
pub fn visits_outside(
    conn: &Connection,
    id: UnitId,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
) -> Result<Vec<Visit>, StoreError> {
    select(
        conn,
        "WHERE unit_id = ?1 AND state <> 'cancelled' AND (date < ?2 OR date > ?3) ORDER BY date, id",
        params![
            id.0.as_bytes(),
            from.map(|day| day.to_column()),
            to.map(|day| day.to_column())
        ],
    )
}

/// Visits that a body holds, oldest first.
pub fn visits_of_body(
    conn: &Connection,
    id: crate::domain::BodyId,
) -> Result<Vec<Visit>, StoreError> {
    select(
        conn,
        "WHERE body_id = ?1 ORDER BY date, id",
        [id.0.as_bytes()],
    )
}

/// Monthly reports that came from each unit.
pub fn report_counts(conn: &Connection) -> Result<HashMap<UnitId, u64>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT unit_id, count(*) FROM monthly_report GROUP BY unit_id")?;
    let rows = statement.query_map([], |row| {
        Ok((read(row, 0)?, row.get::<_, i64>(1)?.unsigned_abs()))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether any visit went to the unit.
pub fn has_visits(conn: &Connection, id: UnitId) -> Result<bool, StoreError> {
    Ok(conn
        .prepare_cached("SELECT 1 FROM visit WHERE unit_id = ?1 LIMIT 1")?
        .query_row([id.0.as_bytes()], |_| Ok(()))
        .optional()?
        .is_some())
}
