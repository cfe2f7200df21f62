//! What earlier visits say of the items of a checklist.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use rusqlite::{Connection, params};

use super::column::{Column, read};
use super::error::StoreError;
use crate::domain::{ItemId, UnitId, Visit, VisitId};
use crate::read::past::{ItemPast, PastRating, PastShortcoming};

/// A visit before the one that is looked at.
struct Earlier {
    id: VisitId,
    date: NaiveDate,
    /// The unit's name, where it was another one.
    other_unit: Option<String>,
}

/// Of each item code that has a past, in the order of the codes.
pub fn of_visit(conn: &Connection, visit: &Visit) -> Result<Vec<ItemPast>, StoreError> {
    let earlier = earlier(conn, visit)?;
    if earlier.is_empty() {
        return Ok(Vec::new());
    }
    let codes = codes(conn)?;
    let mut pasts: BTreeMap<&str, ItemPast> = BTreeMap::new();
    for visit in &earlier {
        rated(conn, visit, &codes, &mut pasts)?;
        found(conn, visit, &codes, &mut pasts)?;
    }
    Ok(pasts.into_values().collect())
}

/// Visits that are looked at: what is older is no longer news.
const MOST: u8 = 40;

/// The newest first, of the unit and of those that it took over from.
fn earlier(conn: &Connection, visit: &Visit) -> Result<Vec<Earlier>, StoreError> {
    let mut units = conn.prepare_cached(
        "WITH RECURSIVE line (id) AS (
             SELECT ?1 UNION SELECT s.from_id FROM unit_succession AS s JOIN line ON s.to_id = line.id
         )
         SELECT u.id, u.name FROM line JOIN unit AS u ON u.id = line.id",
    )?;
    // unit by unit, so that the index gives the newest of each without reading all that it has
    let mut visits = conn.prepare_cached(
        "SELECT id, date FROM visit
         WHERE unit_id = ?1 AND date <= ?2 AND (date < ?2 OR id < ?3)
           AND state NOT IN ('planned', 'announced', 'postponed', 'cancelled')
         ORDER BY date DESC, id DESC LIMIT ?4",
    )?;
    let mut earlier = Vec::new();
    let mut rows = units.query([visit.unit_id.to_column()])?;
    while let Some(row) = rows.next()? {
        let unit_id: UnitId = read(row, 0)?;
        let name: String = row.get(1)?;
        let other_unit = (unit_id != visit.unit_id).then_some(name);
        let (unit, day, id) = (
            unit_id.to_column(),
            visit.date.to_column(),
            visit.id.to_column(),
        );
        let found = visits.query_map(params![unit, day, id, MOST], |row| {
            Ok(Earlier {
                id: read(row, 0)?,
                date: read(row, 1)?,
                other_unit: other_unit.clone(),
            })
        })?;
        for one in found {
            earlier.push(one?);
        }
    }
    earlier.sort_by_key(|visit| std::cmp::Reverse((visit.date, visit.id)));
    earlier.truncate(MOST.into());
    Ok(earlier)
}

/// The codes of all items, of every version of the catalogue.
fn codes(conn: &Connection) -> Result<HashMap<ItemId, String>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT id, code FROM checklist_item")?;
    let rows = statement.query_map([], |row| Ok((read(row, 0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn of_code<'a, 'b>(pasts: &'b mut BTreeMap<&'a str, ItemPast>, code: &'a str) -> &'b mut ItemPast {
    pasts.entry(code).or_insert_with(|| ItemPast {
        code: code.to_owned(),
        last: None,
        open: Vec::new(),
    })
}

/// Ratings of items that no later visit rated.
fn rated<'a>(
    conn: &Connection,
    visit: &Earlier,
    codes: &'a HashMap<ItemId, String>,
    pasts: &mut BTreeMap<&'a str, ItemPast>,
) -> Result<(), StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT item_id, value, comment FROM rating WHERE visit_id = ?1 AND value <> 'not_rated'",
    )?;
    let mut rows = statement.query([visit.id.to_column()])?;
    while let Some(row) = rows.next()? {
        let Some(code) = codes.get(&read(row, 0)?) else {
            continue;
        };
        let past = of_code(pasts, code);
        if past.last.is_none() {
            past.last = Some(PastRating {
                visit_id: visit.id,
                date: visit.date,
                other_unit: visit.other_unit.clone(),
                value: read(row, 1)?,
                comment: row.get(2)?,
            });
        }
    }
    Ok(())
}

/// Shortcomings on items that are still open.
fn found<'a>(
    conn: &Connection,
    visit: &Earlier,
    codes: &'a HashMap<ItemId, String>,
    pasts: &mut BTreeMap<&'a str, ItemPast>,
) -> Result<(), StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT item_id, id, description, deadline, state FROM shortcoming
         WHERE visit_id = ?1 AND state IN ('notified', 'reported_fixed', 'returned') AND item_id IS NOT NULL
         ORDER BY position",
    )?;
    let mut rows = statement.query([visit.id.to_column()])?;
    while let Some(row) = rows.next()? {
        let Some(code) = codes.get(&read(row, 0)?) else {
            continue;
        };
        of_code(pasts, code).open.push(PastShortcoming {
            id: read(row, 1)?,
            visit_id: visit.id,
            visit_date: visit.date,
            description: row.get(2)?,
            deadline: read(row, 3)?,
            state: read(row, 4)?,
        });
    }
    Ok(())
}
