//! Visits: the list, and everything that belongs to one visit.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, ToSql, named_params, params};

use super::column::{Column, read};
use super::error::StoreError;
use super::record::select;
use super::search::{Spread, match_noun, spread};
use super::standing::Way;
use crate::domain::{
    Conclusion, ConclusionId, ConclusionState, Paragraph, Participant, Rating, Shortcoming,
    ShortcomingEvent, Strength, UnitId, Visit, VisitId, text,
};
use crate::read::visit::{VisitFilter, VisitOrder, VisitRow};

/// The visits that a filter names. `as_of` decides which shortcomings count as late.
pub fn list(
    conn: &Connection,
    filter: &VisitFilter,
    as_of: NaiveDate,
) -> Result<Vec<VisitRow>, StoreError> {
    let spread = spread(conn, "visit", &filter.text)?;
    list_by(conn, filter, as_of, spread)
}

/// [`list`] by the way for words that stand in few visits, or in many; both come to the same rows.
pub fn list_by(
    conn: &Connection,
    filter: &VisitFilter,
    as_of: NaiveDate,
    spread: Spread,
) -> Result<Vec<VisitRow>, StoreError> {
    let way = if filter.descending { "DESC" } else { "ASC" };
    let order = match filter.order {
        VisitOrder::Date => format!("v.date {way}, v.id {way}"),
        VisitOrder::Unit => format!("u.sort_key {way}, v.date DESC, v.id"),
        VisitOrder::Kind => format!("v.kind {way}, v.date DESC, v.id"),
        VisitOrder::State => format!("v.state {way}, v.date DESC, v.id"),
    };
    let words = match_noun("visit", &filter.text);
    let mut conditions: Vec<&str> = Vec::new();
    let mut params: Vec<(&str, Box<dyn ToSql>)> = vec![
        (":as_of", Box::new(as_of.to_column())),
        (":limit", Box::new(filter.limit.map_or(-1, i64::from))),
    ];
    let mut add = |condition, name, value: rusqlite::types::Value| {
        conditions.push(condition);
        params.push((name, Box::new(value)));
    };
    if let Some(state) = filter.state {
        add("v.state = :state", ":state", state.to_column());
    }
    if let Some(kind) = filter.kind {
        add("v.kind = :kind", ":kind", kind.to_column());
    }
    if let Some(unit) = filter.unit_id {
        add("v.unit_id = :unit", ":unit", unit.to_column());
    }
    if !filter.district.is_empty() {
        let district = filter.district.to_column();
        add("u.district = :district", ":district", district);
    }
    if let Some(from) = filter.from {
        add("v.date >= :from", ":from", from.to_column());
    }
    if let Some(to) = filter.to {
        add("v.date <= :to", ":to", to.to_column());
    }
    if let Some(words) = words {
        let has_words = match spread {
            Spread::Few => {
                "v.id IN (SELECT d.visit_id FROM search_index AS i JOIN search_doc AS d ON d.id = i.rowid
                 WHERE search_index MATCH :words)"
            }
            // one row after the other: places in the index are gathered once, and no text is read
            Spread::Many => {
                "(SELECT d.id FROM search_doc AS d WHERE d.noun = 'visit' AND d.key = v.id)
                 IN (SELECT i.rowid FROM search_index AS i WHERE search_index MATCH :words)"
            }
        };
        add(has_words, ":words", rusqlite::types::Value::Text(words));
    }
    if filter.not_concluded {
        conditions.push("v.state IN ('in_progress', 'visited')");
    }
    let condition = if conditions.is_empty() {
        "TRUE".to_owned()
    } else {
        conditions.join(" AND ")
    };
    let sql = Way::Named
        .sql(include_str!("sql/visit_list.sql"))
        .replace("/*condition*/ TRUE", &condition)
        .replace("/*order*/ v.date", &order);
    let mut statement = conn.prepare_cached(&sql)?;
    let named: Vec<(&str, &dyn ToSql)> = params
        .iter()
        .map(|(name, value)| (*name, value.as_ref()))
        .collect();
    let rows = statement.query_map(named.as_slice(), row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One line of the list.
pub fn one(
    conn: &Connection,
    id: VisitId,
    as_of: NaiveDate,
) -> Result<Option<VisitRow>, StoreError> {
    let sql = Way::Named
        .sql(include_str!("sql/visit_list.sql"))
        .replace("/*condition*/ TRUE", "v.id = :id");
    Ok(conn
        .prepare_cached(&sql)?
        .query_row(
            named_params! { ":as_of": as_of.to_column(), ":limit": 1, ":id": id.to_column() },
            row,
        )
        .optional()?)
}

pub(super) fn row(row: &Row<'_>) -> rusqlite::Result<VisitRow> {
    let number: Option<i64> = row.get(7)?;
    let (doc_type, symbol): (Option<String>, Option<String>) = (row.get(8)?, row.get(9)?);
    Ok(VisitRow {
        id: read(row, 0)?,
        unit_id: read(row, 1)?,
        unit_name: row.get(2)?,
        kind: read(row, 3)?,
        state: read(row, 4)?,
        date: read(row, 5)?,
        topic: row.get(6)?,
        conclusion_number: match (number, doc_type, symbol) {
            (Some(number), Some(kind), Some(symbol)) => format!("{number:02}-{kind}/{symbol}"),
            _ => String::new(),
        },
        shortcomings: row.get(10)?,
        open_shortcomings: row.get(11)?,
        late_shortcomings: row.get(12)?,
    })
}

/// Every visit, oldest first.
pub fn all(conn: &Connection) -> Result<Vec<Visit>, StoreError> {
    select(conn, "ORDER BY date, id", [])
}

/// The visits of a unit on a day.
pub fn of_day(conn: &Connection, unit: UnitId, day: NaiveDate) -> Result<Vec<Visit>, StoreError> {
    select(
        conn,
        "WHERE unit_id = ?1 AND date = ?2 ORDER BY id",
        params![unit.to_column(), day.to_column()],
    )
}

pub fn participants(conn: &Connection, id: VisitId) -> Result<Vec<Participant>, StoreError> {
    select(
        conn,
        "WHERE visit_id = ?1 ORDER BY side = 'unit', position, id",
        [id.0.as_bytes()],
    )
}

pub fn ratings(conn: &Connection, id: VisitId) -> Result<Vec<Rating>, StoreError> {
    select(conn, "WHERE visit_id = ?1", [id.0.as_bytes()])
}

pub fn strengths(conn: &Connection, id: VisitId) -> Result<Vec<Strength>, StoreError> {
    select(
        conn,
        "WHERE visit_id = ?1 ORDER BY position, id",
        [id.0.as_bytes()],
    )
}

pub fn shortcomings(conn: &Connection, id: VisitId) -> Result<Vec<Shortcoming>, StoreError> {
    select(
        conn,
        "WHERE visit_id = ?1 ORDER BY position, id",
        [id.0.as_bytes()],
    )
}

pub fn events(conn: &Connection, id: VisitId) -> Result<Vec<ShortcomingEvent>, StoreError> {
    select(
        conn,
        "WHERE shortcoming_id IN (SELECT id FROM shortcoming WHERE visit_id = ?1)
         ORDER BY shortcoming_id, position, id",
        [id.0.as_bytes()],
    )
}

/// Its conclusions: each issued one, then the one that replaces it; the last is the one that counts.
pub fn conclusions(conn: &Connection, id: VisitId) -> Result<Vec<Conclusion>, StoreError> {
    let mut left: Vec<Conclusion> = select(conn, "WHERE visit_id = ?1", [id.0.as_bytes()])?;
    let mut chain: Vec<Conclusion> = Vec::with_capacity(left.len());
    while let Some(at) = left
        .iter()
        .position(|paper| paper.replaces == chain.last().map(|last| last.id))
    {
        chain.push(left.swap_remove(at));
    }
    Ok(chain)
}

/// The conclusion that counts: the only one, or the one that replaces the others.
pub fn conclusion(conn: &Connection, id: VisitId) -> Result<Option<Conclusion>, StoreError> {
    Ok(conclusions(conn, id)?.pop())
}

/// By section in the order of the paper, then by position.
pub fn paragraphs(conn: &Connection, id: ConclusionId) -> Result<Vec<Paragraph>, StoreError> {
    let mut list: Vec<Paragraph> = select(
        conn,
        "WHERE conclusion_id = ?1 ORDER BY position, id",
        [id.0.as_bytes()],
    )?;
    list.sort_by_key(|paragraph| paragraph.section);
    Ok(list)
}

/// The bytes of an issued paper with their hash.
pub fn issued_paper(
    conn: &Connection,
    id: ConclusionId,
) -> Result<Option<(String, Vec<u8>)>, StoreError> {
    Ok(conn
        .prepare_cached("SELECT sha256, pdf FROM issued_paper WHERE conclusion_id = ?1")?
        .query_row([id.0.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// Whether an issued conclusion locks the visit.
pub fn is_issued(conn: &Connection, id: VisitId) -> Result<bool, StoreError> {
    Ok(conclusions(conn, id)?
        .iter()
        .any(|paper| paper.state == ConclusionState::Issued))
}

/// Visits that re-check or carry on this one.
pub fn followers(conn: &Connection, id: VisitId) -> Result<Vec<Visit>, StoreError> {
    select(
        conn,
        "WHERE rechecks = ?1 OR id IN (SELECT s.visit_id FROM shortcoming s WHERE s.carried_to = ?1)",
        [id.0.as_bytes()],
    )
}

/// Visits to a unit, or to those that took over from it, on a day or later; newest first.
pub fn later(
    conn: &Connection,
    unit: UnitId,
    from: NaiveDate,
    but: VisitId,
    as_of: NaiveDate,
) -> Result<Vec<VisitRow>, StoreError> {
    let sql = Way::Named
        .sql(include_str!("sql/visit_list.sql"))
        .replace(
            "/*condition*/ TRUE",
            "v.id <> :but AND v.date >= :from AND v.state <> 'cancelled'
             AND v.unit_id IN (WITH RECURSIVE heir (id) AS (
                 SELECT :unit UNION SELECT l.to_id FROM unit_succession AS l JOIN heir ON heir.id = l.from_id)
                 SELECT id FROM heir)",
        )
        .replace("/*order*/ v.date", "v.date DESC, v.id DESC");
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map(
        named_params! {
            ":unit": unit.to_column(), ":from": from.to_column(), ":but": but.to_column(),
            ":as_of": as_of.to_column(), ":limit": 40,
        },
        row,
    )?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Responsible bodies used in a unit's latest visits, most recent first: what the form offers.
pub fn owners(conn: &Connection, unit: UnitId) -> Result<Vec<String>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT s.owner
         FROM (SELECT id, date FROM visit WHERE unit_id = ?1 ORDER BY date DESC LIMIT 200) AS v
         CROSS JOIN shortcoming s ON s.visit_id = v.id
         WHERE s.owner <> '' GROUP BY s.owner ORDER BY max(v.date) DESC LIMIT 20",
    )?;
    let rows = statement.query_map([unit.0.as_bytes()], |row| row.get::<_, String>(0))?;
    let mut owners: Vec<String> = rows.collect::<Result<_, _>>()?;
    owners.dedup_by_key(|owner| text::fold(owner));
    Ok(owners)
}
