//! The chase over several visits.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::column::{Column, read};
use super::error::StoreError;
use super::record::select;
use crate::domain::{Rating, ShortcomingId, UnitId, Visit, VisitId, VisitKind};

/// A unit with all that took over from it, and from those.
pub fn heirs(conn: &Connection, unit: UnitId) -> Result<Vec<UnitId>, StoreError> {
    let mut statement = conn.prepare_cached(
        "WITH RECURSIVE heir (id) AS (
             SELECT ?1 UNION SELECT l.to_id FROM unit_succession AS l JOIN heir ON heir.id = l.from_id)
         SELECT id FROM heir",
    )?;
    let rows = statement.query_map([unit.to_column()], |row| read(row, 0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Orders of earlier visits that concern this one: those that it carries on, and for a re-check all of the visit
/// that it re-checks and what else is open at the unit and those that it took over from.
pub fn orders_before(conn: &Connection, visit: &Visit) -> Result<Vec<ShortcomingId>, StoreError> {
    let mut statement = conn.prepare_cached(include_str!("sql/orders_before.sql"))?;
    let rows = statement.query_map(
        named_params! {
            ":visit": visit.id.to_column(),
            ":rechecks": visit.rechecks.map(|id| id.to_column()),
            ":recheck": (visit.kind == VisitKind::Recheck).to_column(),
            ":unit": visit.unit_id.to_column(),
            ":date": visit.date.to_column(),
        },
        |row| read(row, 0),
    )?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A visit's rating of the item with this code, whatever the catalogue version.
pub fn rating_by_code(
    conn: &Connection,
    visit: VisitId,
    code: &str,
) -> Result<Option<Rating>, StoreError> {
    Ok(select(
        conn,
        "WHERE visit_id = ?1 AND item_id IN (SELECT id FROM checklist_item WHERE code = ?2)",
        rusqlite::params![visit.to_column(), code],
    )?
    .pop())
}

/// The latest visit to a unit, or to those that it took over from, that has open orders.
pub fn latest_with_orders(conn: &Connection, unit: UnitId) -> Result<Option<VisitId>, StoreError> {
    Ok(conn
        .prepare_cached(
            "WITH RECURSIVE origin (id) AS (
                 SELECT ?1 UNION SELECT l.from_id FROM unit_succession AS l JOIN origin ON origin.id = l.to_id)
             SELECT v.id FROM origin CROSS JOIN visit AS v ON v.unit_id = origin.id
             WHERE EXISTS (SELECT 1 FROM shortcoming AS s WHERE s.visit_id = v.id
                 AND s.state IN ('notified', 'returned', 'reported_fixed'))
             ORDER BY v.date DESC, v.id DESC LIMIT 1",
        )?
        .query_row([unit.to_column()], |row| read(row, 0))
        .optional()?)
}

/// Shortcomings whose id begins so, with their descriptions; six at most.
pub fn by_beginning(
    conn: &Connection,
    beginning: &str,
) -> Result<Vec<(ShortcomingId, String)>, StoreError> {
    let digits: String = beginning.chars().filter(|c| *c != '-').collect();
    // Keys are compared as bytes: everything between the beginning followed by zeros and by fs.
    let mut statement = conn.prepare_cached(
        "SELECT id, description FROM shortcoming WHERE id BETWEEN unhex(?1) AND unhex(?2) ORDER BY id LIMIT 6",
    )?;
    let filled = |with: char| {
        let rest = 32_usize.saturating_sub(digits.len());
        format!("{digits}{}", with.to_string().repeat(rest))
    };
    let rows = statement.query_map([filled('0'), filled('f')], |row| {
        Ok((read(row, 0)?, row.get(1)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
