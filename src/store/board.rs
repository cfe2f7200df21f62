//! The overview at a glance, recomputed from the records: nothing here is stored.

use std::collections::HashMap;

use chrono::{Datelike as _, Months, NaiveDate};
use rusqlite::{Connection, named_params};

use super::column::{Column, read};
use super::error::StoreError;
use super::standing::Way;
use super::{archive, monthly_report, overview, shortcoming};
use crate::domain::date::show;
use crate::domain::unit::span_covers;
use crate::domain::{RatingValue, Score, ShortcomingClass, UnitKind, VisitId};
use crate::read::board::{Board, BoardCell, BoardFilter, BoardRow, Mark, QuarterShare};
use crate::read::shortcoming::{ShortcomingFilter, ShortcomingRow};
use crate::read::{ArchiveFilter, ReportFilter, ReportTally};

pub fn board(
    conn: &Connection,
    filter: &BoardFilter,
    regulations: Vec<(String, String)>,
    as_of: NaiveDate,
) -> Result<Board, StoreError> {
    let (from, to) = filter.period.span().unwrap_or((as_of, as_of));
    // where nobody went outside the district, all visits are its visits: the plain counts are far quicker
    let district = if visits_elsewhere(conn, &filter.district)? {
        filter.district.as_str()
    } else {
        ""
    };
    let (coming, more_coming) = super::coming::coming(conn, &filter.district, as_of)?;
    Ok(Board {
        as_of,
        counts: overview::counts_in(conn, district, as_of)?,
        districts: districts(conn)?,
        rows: rows(conn, &regulations, (from, to), &filter.district)?,
        regulations,
        deadlines: deadlines(conn, district, as_of)?,
        trend: trend(conn, district, to.min(as_of), as_of)?,
        reports: reports(conn, filter, as_of)?,
        archive: archive::tally(conn, &archives(filter, as_of), None, as_of)?,
        other_late: super::other_late::other_late(conn, &filter.district, as_of)?,
        coming,
        more_coming,
        filter: filter.clone(),
    })
}

/// The monthly reports of the year of the day, whatever the period.
fn reports(
    conn: &Connection,
    filter: &BoardFilter,
    as_of: NaiveDate,
) -> Result<ReportTally, StoreError> {
    let year = ReportFilter {
        year: as_of.year(),
        district: filter.district.clone(),
    };
    Ok(monthly_report::year(conn, &year, as_of)?.tally())
}

/// The archives of the same year.
fn archives(filter: &BoardFilter, as_of: NaiveDate) -> ArchiveFilter {
    ArchiveFilter {
        year: as_of.year(),
        district: filter.district.clone(),
    }
}

fn visits_elsewhere(conn: &Connection, district: &str) -> Result<bool, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM unit AS u WHERE u.district <> ?1
           AND EXISTS (SELECT 1 FROM visit AS v WHERE v.unit_id = u.id))",
    )?;
    Ok(statement.query_row([district], |row| row.get(0))?)
}

pub fn districts(conn: &Connection) -> Result<Vec<(String, String)>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT u.district, coalesce(
             (SELECT n.value FROM setting AS n JOIN setting AS c ON c.key = 'district' AND c.value = u.district
              WHERE n.key = 'district_name' AND n.value <> ''),
             (SELECT 'Quận ' || b.place FROM body AS b WHERE b.district = u.district ORDER BY b.valid_from LIMIT 1), u.district)
         FROM unit AS u WHERE u.district <> '' GROUP BY u.district ORDER BY min(u.sort_key)",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The heat map: each unit under each regulation.
pub fn rows(
    conn: &Connection,
    regulations: &[(String, String)],
    (from, to): (NaiveDate, NaiveDate),
    district: &str,
) -> Result<Vec<BoardRow>, StoreError> {
    let codes: Vec<&str> = regulations.iter().map(|(code, _)| code.as_str()).collect();
    let mut statement = conn.prepare_cached(include_str!("sql/heat_map.sql"))?;
    let found = statement.query_map(
        named_params! {
            ":codes": serde_json::json!(codes).to_string(),
            ":from": from.to_column(),
            ":to": to.to_column(),
            ":district": district,
        },
        |row| {
            let (since, until) = (read(row, 3)?, read(row, 4)?);
            let ward: UnitKind = read(row, 2)?;
            Ok(Place {
                row: BoardRow {
                    unit_id: read(row, 0)?,
                    unit_name: row.get(1)?,
                    cells: Vec::new(),
                },
                belongs: span_covers(since, until, to) && ward == UnitKind::Ward,
                existed: existed(since, until),
                code: row.get(5)?,
                last: read(row, 6)?,
                before: read(row, 8)?,
            })
        },
    )?;
    let places: Vec<Place> = found.collect::<Result<_, _>>()?;
    let visits = places.iter().flat_map(|place| [place.last, place.before]);
    let scores = scores(conn, visits.flatten())?;
    let mark = |visit: Option<VisitId>, code: &str| {
        visit.and_then(|visit| scores.get(&visit)?.get(code).copied())
    };
    let mut rows: Vec<(BoardRow, bool, String)> = Vec::new();
    for place in places {
        let cell = BoardCell {
            last: mark(place.last, &place.code),
            before: mark(place.before, &place.code),
        };
        let shown = place.belongs || cell.last.is_some();
        match rows.last_mut() {
            Some((row, belongs, _)) if row.unit_id == place.row.unit_id => {
                row.cells.push(cell);
                *belongs |= shown;
            }
            _ => {
                let mut row = place.row;
                row.cells.push(cell);
                rows.push((row, shown, place.existed));
            }
        }
    }
    rows.retain(|(_, belongs, _)| *belongs);
    Ok(told_apart(rows))
}

/// "từ 01/07/2025", "đến 30/06/2025"; nothing for a unit without dates.
fn existed(since: Option<NaiveDate>, until: Option<NaiveDate>) -> String {
    let since = since.map(|day| format!("từ {}", show(day)));
    let until = until.map(|day| format!("đến {}", show(day)));
    let parts: Vec<String> = since.into_iter().chain(until).collect();
    parts.join(" ")
}

/// Two units of one name, one before and one after a reorganisation, say when they existed.
fn told_apart(rows: Vec<(BoardRow, bool, String)>) -> Vec<BoardRow> {
    let names: Vec<String> = rows.iter().map(|(row, ..)| row.unit_name.clone()).collect();
    let rows = rows.into_iter().map(|(mut row, _, existed)| {
        let same = names.iter().filter(|name| **name == row.unit_name).count();
        if same > 1 && !existed.is_empty() {
            row.unit_name = format!("{} ({existed})", row.unit_name);
        }
        row
    });
    rows.collect()
}

/// A unit under a regulation, as the query finds it.
struct Place {
    row: BoardRow,
    /// A ward that existed at the end of the period: it has its line even when nobody went there.
    belongs: bool,
    existed: String,
    code: String,
    last: Option<VisitId>,
    before: Option<VisitId>,
}

/// Scores of some visits by code of the regulation, covered ones only.
pub fn scores(
    conn: &Connection,
    visits: impl Iterator<Item = VisitId>,
) -> Result<HashMap<VisitId, HashMap<String, Mark>>, StoreError> {
    let mut wanted: Vec<String> = visits.map(|id| id.0.simple().to_string()).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut statement = conn.prepare_cached(include_str!("sql/visit_scores.sql"))?;
    let mut found =
        statement.query(named_params! { ":visits": serde_json::json!(wanted).to_string() })?;
    let mut out: HashMap<VisitId, HashMap<String, Mark>> = HashMap::new();
    while let Some(row) = found.next()? {
        if !row.get::<_, bool>(3)? {
            continue;
        }
        let visit_id = read(row, 0)?;
        let mark = Mark {
            visit_id,
            date: read(row, 1)?,
            score: Score::default(),
        };
        let of_visit = out.entry(visit_id).or_default();
        let mark = of_visit.entry(row.get(2)?).or_insert(mark);
        let value: RatingValue = read(row, 4)?;
        for _ in 0..row.get::<_, u32>(5)? {
            mark.score.add(value);
        }
    }
    Ok(out)
}

/// What falls due next; what has no deadline is no deadline.
fn deadlines(
    conn: &Connection,
    district: &str,
    as_of: NaiveDate,
) -> Result<Vec<ShortcomingRow>, StoreError> {
    let mut list = Vec::new();
    for class in [ShortcomingClass::DueSoon, ShortcomingClass::AtWork] {
        let room = Board::DEADLINES.saturating_sub(list.len());
        if room == 0 {
            break;
        }
        let filter = ShortcomingFilter {
            class: Some(class),
            district: district.to_owned(),
            limit: u32::try_from(room).ok(),
            ..ShortcomingFilter::default()
        };
        list.extend(shortcoming::list(conn, &filter, as_of)?);
    }
    list.retain(|row| row.deadline.is_some());
    Ok(list)
}

/// The quarters up to the one of `to`; those in which nothing fell due are there too.
fn trend(
    conn: &Connection,
    district: &str,
    to: NaiveDate,
    as_of: NaiveDate,
) -> Result<Vec<QuarterShare>, StoreError> {
    let mut quarters = quarters_until(to);
    let Some(first) = quarters
        .first()
        .and_then(|quarter| NaiveDate::from_ymd_opt(quarter.year, quarter.quarter * 3 - 2, 1))
    else {
        return Ok(quarters);
    };
    let way = if district.is_empty() {
        Way::ByDeadline
    } else {
        Way::OfDistrict
    };
    let sql = way.sql(include_str!("sql/quarter_shares.sql"));
    let mut statement = conn.prepare_cached(&sql)?;
    for (name, value) in [
        (":as_of", as_of.to_column()),
        (":from", first.to_column()),
        (":to", to.to_column()),
        (":district", district.to_owned().to_column()),
    ] {
        if let Some(place) = statement.parameter_index(name)? {
            statement.raw_bind_parameter(place, value)?;
        }
    }
    let mut found = statement.raw_query();
    while let Some(row) = found.next()? {
        let (year, quarter): (i32, u32) = (row.get(0)?, row.get(1)?);
        let share = quarters
            .iter_mut()
            .find(|share| share.year == year && share.quarter == quarter);
        if let Some(share) = share {
            share.in_time = row.get::<_, i64>(2)?.unsigned_abs();
            share.due = row.get::<_, i64>(3)?.unsigned_abs();
        }
    }
    Ok(quarters)
}

fn quarters_until(to: NaiveDate) -> Vec<QuarterShare> {
    (0..Board::QUARTERS)
        .rev()
        .filter_map(|back| to.with_day(1)?.checked_sub_months(Months::new(back * 3)))
        .map(|day| QuarterShare {
            year: day.year(),
            quarter: day.month0() / 3 + 1,
            in_time: 0,
            due: 0,
        })
        .collect()
}
