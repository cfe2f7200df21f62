//! One unit over the years. Lists are as long as a screen needs, so that the page stays quick however long the history.

use std::collections::HashSet;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, ToSql, named_params};

use super::board::scores;
use super::column::Column;
use super::error::StoreError;
use super::standing::Way;
use super::{setting, shortcoming, unit, visit};
use crate::domain::shortcoming::soon_until;
use crate::domain::tally::Tally;
use crate::domain::{Unit, UnitId};
use crate::read::profile::{UnitProfile, VisitMarks};
use crate::read::shortcoming::ShortcomingRow;
use crate::read::visit::VisitRow;

/// What the page shows of the records; the unit itself, its body and signers come from the register.
#[derive(Debug)]
pub struct History {
    pub marks: Vec<VisitMarks>,
    pub visits: Vec<VisitRow>,
    pub visits_total: u64,
    pub visits_held: u64,
    pub next: Option<VisitRow>,
    pub open: Vec<ShortcomingRow>,
    pub tally: Tally,
    pub drafts: usize,
}

/// The units that one continues, any number of steps back, each once.
pub fn all_before(conn: &Connection, id: UnitId) -> Result<Vec<Unit>, StoreError> {
    let mut seen = HashSet::from([id]);
    let mut waiting = vec![id];
    let mut out = Vec::new();
    while let Some(here) = waiting.pop() {
        for (_, before) in unit::predecessors(conn, here)? {
            if seen.insert(before.id) {
                waiting.push(before.id);
                out.push(before);
            }
        }
    }
    Ok(out)
}

pub fn history(
    conn: &Connection,
    units: &[UnitId],
    regulations: &[(String, String)],
    as_of: NaiveDate,
) -> Result<History, StoreError> {
    let ids: Vec<String> = units.iter().map(|id| id.0.simple().to_string()).collect();
    let units = serde_json::json!(ids).to_string();
    let (visits_total, visits_held, tally, drafts) = counts(conn, &units, as_of)?;
    let held = Wanted {
        condition: "v.state IN ('visited', 'concluded', 'closed') AND v.date <= :as_of",
        order: "v.date DESC, v.id DESC",
        limit: UnitProfile::MARKS,
    };
    let all = Wanted {
        condition: "TRUE",
        order: "v.date DESC, v.id DESC",
        limit: UnitProfile::LIST,
    };
    let ahead = Wanted {
        condition: "v.state IN ('planned', 'announced') AND v.date >= :as_of",
        order: "v.date ASC, v.id ASC",
        limit: 1,
    };
    let held = visits(conn, &units, as_of, &held)?;
    Ok(History {
        marks: marks(conn, held, regulations)?,
        visits: visits(conn, &units, as_of, &all)?,
        visits_total,
        visits_held,
        next: visits(conn, &units, as_of, &ahead)?.pop(),
        open: open(conn, &units, as_of)?,
        tally,
        drafts,
    })
}

fn counts(
    conn: &Connection,
    units: &str,
    as_of: NaiveDate,
) -> Result<(u64, u64, Tally, usize), StoreError> {
    let mut statement =
        conn.prepare_cached(&Way::Named.sql(include_str!("sql/unit_counts.sql")))?;
    let found = statement.query_row(
        named_params! {
            ":units": units,
            ":as_of": as_of.to_column(),
            ":soon": soon_until(as_of, setting::due_soon_days(conn)?).to_column(),
        },
        |row| {
            let count = |index| row.get::<_, i64>(index).map(i64::unsigned_abs);
            let size =
                |index| count(index).map(|count| usize::try_from(count).unwrap_or(usize::MAX));
            let tally = Tally {
                late: size(2)?,
                due_soon: size(3)?,
                waiting: size(4)?,
                at_work: size(5)?,
                done_in_time: size(6)?,
                done_late: size(7)?,
                due: size(8)?,
                in_time: size(9)?,
            };
            Ok((count(0)?, count(1)?, tally, size(10)?))
        },
    );
    Ok(found.optional()?.unwrap_or_default())
}

struct Wanted {
    condition: &'static str,
    order: &'static str,
    limit: u32,
}

fn visits(
    conn: &Connection,
    units: &str,
    as_of: NaiveDate,
    wanted: &Wanted,
) -> Result<Vec<VisitRow>, StoreError> {
    let condition = format!(
        "v.unit_id IN (SELECT unhex(value) FROM json_each(:units)) AND {}",
        wanted.condition
    );
    let sql = Way::Named
        .sql(include_str!("sql/visit_list.sql"))
        .replace("/*condition*/ TRUE", &condition)
        .replace("/*order*/ v.date", wanted.order);
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map(
        named_params! { ":units": units, ":as_of": as_of.to_column(), ":limit": wanted.limit },
        visit::row,
    )?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn marks(
    conn: &Connection,
    mut held: Vec<VisitRow>,
    regulations: &[(String, String)],
) -> Result<Vec<VisitMarks>, StoreError> {
    held.reverse();
    let found = scores(conn, held.iter().map(|visit| visit.id))?;
    let marks = held.into_iter().map(|visit| {
        let of_visit = found.get(&visit.id);
        let score = |code: &String| Some(of_visit?.get(code)?.score);
        VisitMarks {
            visit_id: visit.id,
            date: visit.date,
            kind: visit.kind,
            unit_name: visit.unit_name,
            scores: regulations.iter().map(|(code, _)| score(code)).collect(),
        }
    });
    Ok(marks.collect())
}

fn open(
    conn: &Connection,
    units: &str,
    as_of: NaiveDate,
) -> Result<Vec<ShortcomingRow>, StoreError> {
    let condition = "s.stage IN ('draft', 'at_work', 'waiting') AND s.id IN (
        SELECT t.id FROM visit AS v CROSS JOIN shortcoming AS t ON t.visit_id = v.id
        WHERE v.unit_id IN (SELECT unhex(value) FROM json_each(:units)))";
    let sql = Way::Named
        .sql(include_str!("sql/shortcoming_list.sql"))
        .replace("/*condition*/ TRUE", condition)
        .replace(
            "/*order*/ s.deadline",
            "s.deadline ASC NULLS LAST, s.visit_id, s.position",
        );
    let mut statement = conn.prepare_cached(&sql)?;
    let day = as_of.to_column();
    let params: [(&str, &dyn ToSql); 3] = [
        (":units", &units),
        (":as_of", &day),
        (":limit", &UnitProfile::LIST),
    ];
    let soon_days = setting::due_soon_days(conn)?;
    let rows = statement.query_map(&params[..], |row| {
        shortcoming::map_row(row, as_of, soon_days)
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
