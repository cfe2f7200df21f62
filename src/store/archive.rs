//! Archives: which papers are needed, what is written of them, and the year worked out from both.

use std::collections::{BTreeSet, HashMap};

use chrono::{Datelike as _, NaiveDate};
use rusqlite::{Connection, named_params, params};

use super::check::{Finding, error};
use super::column::read;
use super::error::StoreError;
use super::record::select;
use super::{board, issued, unit};
use crate::domain::{
    ArchiveEntry, ArchiveOffer, ArchivePaper, ArchivePaperId, ArchiveState, ArchiveTally,
    PaperKind, Unit, UnitId, UnitKind,
};
use crate::read::archive::{ArchiveCell, ArchiveFilter, ArchiveRow, ArchiveYear};

/// Visits of a unit in a year whose checklists are looked at, the latest ones.
const VISITS: u32 = 12;

/// Every paper that was ever needed, in the order of the list.
pub fn papers(conn: &Connection) -> Result<Vec<ArchivePaper>, StoreError> {
    select(conn, "ORDER BY position, code, from_year", [])
}

/// Every judgement of every year.
pub fn all_entries(conn: &Connection) -> Result<Vec<ArchiveEntry>, StoreError> {
    select(conn, "ORDER BY year, unit_id, paper_id", [])
}

/// How many judgements of a paper there are in a year and later.
pub fn judged_since(conn: &Connection, id: ArchivePaperId, year: i64) -> Result<i64, StoreError> {
    let mut statement = conn
        .prepare_cached("SELECT count(*) FROM archive_entry WHERE paper_id = ?1 AND year >= ?2")?;
    Ok(statement.query_row(params![id.0.as_bytes(), year], |row| row.get(0))?)
}

/// The papers needed in a year, those of one regulation together in the order of the catalogue.
fn needed(
    conn: &Connection,
    year: i32,
    regulations: &[(String, String)],
) -> Result<Vec<ArchivePaper>, StoreError> {
    let place = |paper: &ArchivePaper| {
        let known = regulations
            .iter()
            .position(|(code, _)| *code == paper.regulation);
        known.unwrap_or(regulations.len())
    };
    let mut papers = papers(conn)?;
    papers.retain(|paper| paper.required_in(year));
    papers.sort_by_key(|paper| (place(paper), paper.regulation.clone(), paper.position));
    Ok(papers)
}

/// What is written for a year: of each paper the latest that stands for it.
fn entries(
    conn: &Connection,
    year: i32,
    papers: &[ArchivePaper],
) -> Result<HashMap<(UnitId, ArchivePaperId), ArchiveEntry>, StoreError> {
    let lasting: BTreeSet<ArchivePaperId> = papers
        .iter()
        .filter(|paper| !paper.every_year)
        .map(|paper| paper.id)
        .collect();
    let mut found = HashMap::new();
    let of_year = select::<ArchiveEntry>(conn, "WHERE year = ?1", [year])?;
    let earlier = "WHERE year < ?1 AND paper_id IN (SELECT id FROM archive_paper WHERE every_year = 0) ORDER BY year";
    for entry in select::<ArchiveEntry>(conn, earlier, [year])? {
        if lasting.contains(&entry.paper_id) {
            found.insert((entry.unit_id, entry.paper_id), entry);
        }
    }
    for entry in of_year {
        found.insert((entry.unit_id, entry.paper_id), entry);
    }
    Ok(found)
}

/// What the checklists of a year say, by unit and item: the latest visit counts.
fn said(
    conn: &Connection,
    year: i32,
) -> Result<HashMap<UnitId, HashMap<String, ArchiveOffer>>, StoreError> {
    let mut statement = conn.prepare_cached(include_str!("sql/archive_offers.sql"))?;
    let mut rows = statement.query(named_params! {
        ":from": format!("{year:04}-01-01"),
        ":to": format!("{year:04}-12-31"),
        ":visits": VISITS,
    })?;
    let mut found: HashMap<UnitId, HashMap<String, ArchiveOffer>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let Some(state) = ArchiveState::offered(read(row, 4)?) else {
            continue;
        };
        let offer = ArchiveOffer {
            state,
            visit_id: read(row, 1)?,
            on: read(row, 2)?,
            evidence: row.get(5)?,
        };
        let of_unit = found.entry(read(row, 0)?).or_default();
        of_unit.insert(row.get(3)?, offer);
    }
    Ok(found)
}

/// Wards of a year: those that exist at its end, or on the day of looking while it lasts.
fn wards(
    conn: &Connection,
    filter: &ArchiveFilter,
    as_of: NaiveDate,
) -> Result<Vec<Unit>, StoreError> {
    let end = NaiveDate::from_ymd_opt(filter.year, 12, 31).unwrap_or(as_of);
    let day = if as_of.year() == filter.year {
        as_of
    } else {
        end
    };
    let mut units = unit::all(conn)?;
    units.retain(|unit| {
        unit.kind == UnitKind::Ward
            && unit.exists_on(day)
            && (filter.district.is_empty() || unit.district == filter.district)
    });
    Ok(units)
}

/// The archives of a year as of a day.
pub fn year(
    conn: &Connection,
    filter: &ArchiveFilter,
    regulations: &[(String, String)],
    as_of: NaiveDate,
) -> Result<ArchiveYear, StoreError> {
    let papers = needed(conn, filter.year, regulations)?;
    let mut entries = entries(conn, filter.year, &papers)?;
    let said = said(conn, filter.year)?;
    let asked_on = issued::latest_letters(conn, PaperKind::ArchiveRequest, Some(as_of))?;
    let mut rows = Vec::new();
    for unit in wards(conn, filter, as_of)? {
        let said = said.get(&unit.id);
        let cells = papers.iter().map(|paper| {
            let entry = entries.remove(&(unit.id, paper.id));
            let of_year = entry
                .as_ref()
                .filter(|entry| entry.year == i64::from(filter.year));
            let offer = said
                .and_then(|said| said.get(&paper.item))
                .filter(|offer| offer.adds_to(of_year))
                .cloned();
            ArchiveCell { entry, offer }
        });
        rows.push(ArchiveRow {
            cells: cells.collect(),
            asked_on: asked_on.get(&unit.id).copied(),
            unit,
        });
    }
    let mut shown: Vec<(String, String)> = Vec::new();
    for paper in &papers {
        if shown.iter().all(|(code, _)| *code != paper.regulation) {
            let known = regulations
                .iter()
                .find(|(code, _)| *code == paper.regulation);
            shown.push(
                known
                    .cloned()
                    .unwrap_or_else(|| (paper.regulation.clone(), paper.regulation.clone())),
            );
        }
    }
    let (years, used) = years(conn, as_of)?;
    Ok(ArchiveYear {
        filter: filter.clone(),
        as_of,
        regulations: shown,
        papers,
        rows,
        districts: board::districts(conn)?,
        years,
        used,
    })
}

/// Only the counts of a year, of one unit or of all.
pub fn tally(
    conn: &Connection,
    filter: &ArchiveFilter,
    of: Option<UnitId>,
    as_of: NaiveDate,
) -> Result<ArchiveTally, StoreError> {
    let papers = needed(conn, filter.year, &[])?;
    let entries = entries(conn, filter.year, &papers)?;
    let wards = wards(conn, filter, as_of)?;
    let wards = wards
        .iter()
        .filter(|unit| of.is_none_or(|of| unit.id == of));
    Ok(wards
        .flat_map(|unit| papers.iter().map(|paper| (unit.id, paper.id)))
        .map(|key| {
            entries
                .get(&key)
                .map(|entry| entry.state)
                .unwrap_or_default()
        })
        .collect())
}

fn years(conn: &Connection, as_of: NaiveDate) -> Result<(Vec<i32>, bool), StoreError> {
    let mut statement = conn.prepare_cached("SELECT DISTINCT year FROM archive_entry")?;
    let found = statement.query_map([], |row| row.get(0))?;
    let mut years: BTreeSet<i32> = found.collect::<Result<_, _>>()?;
    let used = !years.is_empty();
    years.insert(as_of.year());
    Ok((years.into_iter().collect(), used))
}

/// Whether each judgement is of a year in which its paper was needed, and no code stands for two papers of one year.
pub(super) fn check(conn: &Connection, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let mut statement = conn.prepare(
        "SELECT p.code, u.name, e.year FROM archive_entry AS e
         JOIN archive_paper AS p ON p.id = e.paper_id JOIN unit AS u ON u.id = e.unit_id
         WHERE e.year < coalesce(p.from_year, e.year) OR e.year > coalesce(p.to_year, e.year)
         ORDER BY p.code, u.sort_key, e.year",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (code, name, year): (String, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        findings.push(error(format!(
            "Hồ sơ lưu trữ của {name} ghi giấy tờ {code} cho năm {year}, năm đó không yêu cầu giấy tờ này."
        )));
    }
    let mut statement = conn.prepare(
        "SELECT DISTINCT a.code FROM archive_paper AS a JOIN archive_paper AS b ON a.code = b.code AND a.id < b.id
         WHERE coalesce(a.from_year, 0) <= coalesce(b.to_year, 9999)
           AND coalesce(b.from_year, 0) <= coalesce(a.to_year, 9999) ORDER BY a.code",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let code: String = row.get(0)?;
        findings.push(error(format!(
            "Danh mục giấy tờ lưu trữ có hai giấy tờ cùng mã {code} trong cùng một năm."
        )));
    }
    Ok(())
}
