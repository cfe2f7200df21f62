//! Figures: the reports of a file, each with the periods that it is compared with.

mod found;
mod history;

use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate};
use rusqlite::{Connection, OptionalExtension as _, params};

use self::history::History;
use super::column::{Column, read};
use super::error::StoreError;
use super::record::select;
use super::{board as boards, issued, setting, shipped, unit};
use crate::domain::figures::{
    Book, Figure, FigureAnswer, FigurePeriod, FigureReport, OwnIndicator, PeriodKind, Values,
    over_time, over_units,
};
use crate::domain::{FigureReportId, PaperKind, RegulationKind, Unit, UnitId, UnitKind};
use crate::read::figures::{
    FigureBoard, FigureFilter, FigureRow, FigureSeries, FigureSheet, QuestionRow, SeriesPoint,
    Wanted, result,
};

pub(super) use found::{check, hits, text};

/// Points of a plot over time at most.
const POINTS: usize = 8;

/// The indicators of the program and those of this file.
pub fn book(conn: &Connection) -> Result<Book, StoreError> {
    let mut book = shipped::figure_book()?;
    for own in own(conn)? {
        book.add(&own)
            .map_err(|problem| StoreError::Shipped(problem.to_string()))?;
    }
    Ok(book)
}

/// The file's own indicators, as they were added.
pub fn own(conn: &Connection) -> Result<Vec<OwnIndicator>, StoreError> {
    select(conn, "ORDER BY position, id", [])
}

/// Which indicators wards are asked for.
pub fn wanted(conn: &Connection) -> Result<Wanted, StoreError> {
    let set = setting::get(conn, setting::FIGURES_WANTED)?;
    let codes = |set: String| set.split_whitespace().map(str::to_owned).collect();
    Ok(Wanted {
        only: set.filter(|set| !set.is_empty()).map(codes),
    })
}

/// Every report, unit by unit.
pub fn reports(conn: &Connection) -> Result<Vec<FigureReport>, StoreError> {
    select(
        conn,
        "ORDER BY period_from, period_to, unit_id, period_kind",
        [],
    )
}

/// Every figure of every report.
pub fn all_figures(conn: &Connection) -> Result<Vec<Figure>, StoreError> {
    select(conn, "ORDER BY report_id, code", [])
}

/// The report of a unit about a period.
pub fn report(
    conn: &Connection,
    unit_id: UnitId,
    period: FigurePeriod,
) -> Result<Option<FigureReport>, StoreError> {
    let mut found = select(
        conn,
        "WHERE unit_id = ?1 AND period_from = ?2 AND period_to = ?3 AND period_kind = ?4",
        params![
            unit_id.0.as_bytes(),
            period.from.to_column(),
            period.to.to_column(),
            period.kind.code()
        ],
    )?;
    Ok(found.pop())
}

/// The latest period that a unit reported of.
pub fn latest(conn: &Connection, unit_id: UnitId) -> Result<Option<FigurePeriod>, StoreError> {
    let found: Vec<FigureReport> = select(
        conn,
        "WHERE unit_id = ?1 ORDER BY period_to DESC, period_from, id LIMIT 1",
        [unit_id.0.as_bytes()],
    )?;
    Ok(found.first().map(FigureReport::period))
}

/// The figures of a report.
pub fn figures(conn: &Connection, id: FigureReportId) -> Result<Vec<Figure>, StoreError> {
    select(
        conn,
        "WHERE report_id = ?1 ORDER BY code",
        [id.0.as_bytes()],
    )
}

/// What was explained about a report.
pub fn answers(conn: &Connection, id: FigureReportId) -> Result<Vec<FigureAnswer>, StoreError> {
    select(
        conn,
        "WHERE report_id = ?1 ORDER BY check_code, indicator",
        [id.0.as_bytes()],
    )
}

/// Whether any report states a figure of an indicator.
pub fn is_used(conn: &Connection, code: &str) -> Result<bool, StoreError> {
    Ok(conn
        .prepare_cached("SELECT 1 FROM figure WHERE code = ?1 LIMIT 1")?
        .query_row([code], |_| Ok(()))
        .optional()?
        .is_some())
}

/// Regulations in the newest catalogue, without the general group.
fn regulations(conn: &Connection) -> Result<Option<u32>, StoreError> {
    let count: i64 = conn
        .prepare_cached(
            "SELECT count(*) FROM regulation WHERE kind = ?1 AND catalogue_id =
             (SELECT id FROM catalogue ORDER BY version DESC LIMIT 1)",
        )?
        .query_row([RegulationKind::Qcdc.code()], |row| row.get(0))?;
    Ok(u32::try_from(count).ok().filter(|count| *count > 0))
}

fn wards_of(units: &[Unit], filter: &FigureFilter, period: FigurePeriod) -> Vec<Unit> {
    let here = |unit: &&Unit| filter.district.is_empty() || unit.district == filter.district;
    let ward = |unit: &&Unit| unit.kind == UnitKind::Ward && unit.exists_on(period.to);
    units.iter().filter(here).filter(ward).cloned().collect()
}

/// The first day of what a period is compared with.
fn compared_from(period: FigurePeriod) -> NaiveDate {
    let year_ago = period.year_ago().map_or(period.from, |ago| ago.from);
    let year = NaiveDate::from_ymd_opt(period.to.year(), 1, 1);
    year.map_or(year_ago, |first| first.min(year_ago))
}

/// Indicator × ward in a period.
pub fn board(conn: &Connection, filter: &FigureFilter) -> Result<FigureBoard, StoreError> {
    let last = filter.period.to.max(filter.period.from);
    let within = Some((compared_from(filter.period), last));
    let (book, history) = (book(conn)?, History::read(conn, None, within)?);
    let letters = issued::latest_letters(conn, PaperKind::FigureRequest, None)?;
    let regulations = regulations(conn)?;
    let period = filter.period;
    let units = unit::all(conn)?;
    let mut shown = wards_of(&units, filter, period);
    for unit in &units {
        let here = filter.district.is_empty() || unit.district == filter.district;
        let there = shown.iter().any(|other| other.id == unit.id);
        if here && !there && history.at(unit.id, period).is_some() {
            shown.push(unit.clone());
        }
    }
    let rows = shown
        .into_iter()
        .map(|unit| FigureRow {
            letter_on: letters.get(&unit.id).copied(),
            ..history.row(&book, unit, period, regulations)
        })
        .collect();
    Ok(FigureBoard {
        filter: filter.clone(),
        rows,
        wanted: wanted(conn)?,
        book: Arc::new(book),
        districts: boards::districts(conn)?,
        periods: periods(conn)?,
    })
}

/// Periods with a report, the newest first.
fn periods(conn: &Connection) -> Result<Vec<FigurePeriod>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT DISTINCT period_from, period_to, period_kind FROM figure_report
         ORDER BY period_to DESC, period_from DESC",
    )?;
    let found = statement.query_map([], |row| {
        Ok(FigurePeriod {
            from: read(row, 0)?,
            to: read(row, 1)?,
            kind: read(row, 2)?,
        })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// One unit in a period, with what it is compared with.
pub fn sheet(
    conn: &Connection,
    unit: Unit,
    period: FigurePeriod,
) -> Result<FigureSheet, StoreError> {
    let book = book(conn)?;
    let history = History::read(conn, Some(unit.id), None)?;
    let id = unit.id;
    let compared = |other: Option<FigurePeriod>| {
        let other = other?;
        let (values, _) = history.values(&book, id, other);
        (!values.is_empty()).then_some((other, values))
    };
    let told: Vec<(FigurePeriod, &Values)> = history
        .of(id)
        .iter()
        .map(|told| (told.report.period(), &told.values))
        .collect();
    let to_date = period
        .year_to_date()
        .map(|span| (span, over_time(&book, span, &told)))
        .filter(|(_, sum)| !sum.values.is_empty());
    let (before, year_ago) = (compared(period.previous()), compared(period.year_ago()));
    let mut periods: Vec<FigurePeriod> = told.iter().map(|(period, _)| *period).collect();
    periods.reverse();
    Ok(FigureSheet {
        period,
        row: FigureRow {
            letter_on: issued::latest_letters(conn, PaperKind::FigureRequest, None)?
                .get(&id)
                .copied(),
            ..history.row(&book, unit, period, regulations(conn)?)
        },
        wanted: wanted(conn)?,
        book: Arc::new(book),
        before,
        year_ago,
        to_date,
        periods,
    })
}

/// An indicator over the periods of the kind of the filter, up to it.
pub fn series(
    conn: &Connection,
    filter: &FigureFilter,
    code: &str,
    of_unit: Option<UnitId>,
) -> Result<Option<FigureSeries>, StoreError> {
    let book = book(conn)?;
    let Some(indicator) = book.indicator(code) else {
        return Ok(None);
    };
    let units = unit::all(conn)?;
    let mut spans = vec![filter.period];
    while let Some(before) = spans.last().and_then(|period| earlier(*period))
        && spans.len() < POINTS
    {
        spans.push(before);
    }
    spans.reverse();
    let first = spans.first().map_or(filter.period.from, |span| span.from);
    let history = History::read(conn, None, Some((first, filter.period.to)))?;
    let mut points: Vec<SeriesPoint> = spans
        .into_iter()
        .map(|period| {
            let wards = wards_of(&units, filter, period);
            let values: Vec<Values> = wards
                .iter()
                .map(|unit| history.values(&book, unit.id, period).0)
                .collect();
            SeriesPoint {
                period,
                total: over_units(indicator, values.iter()),
                wards: wards.len(),
                of_unit: of_unit.map(|id| result(indicator, &history.values(&book, id, period).0)),
            }
        })
        .collect();
    // a file that began later does not show empty years before
    let known = points
        .iter()
        .position(|point| point.total.units > 0 || matches!(point.of_unit, Some(Ok(_))));
    points.drain(..known.unwrap_or(points.len().saturating_sub(1)));
    Ok(Some(FigureSeries {
        code: code.to_owned(),
        points,
    }))
}

/// The point before on a plot: nine months stand beside those of the year before.
fn earlier(period: FigurePeriod) -> Option<FigurePeriod> {
    match period.kind {
        PeriodKind::NineMonths | PeriodKind::Custom => period.year_ago(),
        PeriodKind::Month | PeriodKind::Quarter | PeriodKind::HalfYear | PeriodKind::Year => {
            period.previous()
        }
    }
}

/// Every question about every report, the newest period first.
pub fn all_questions(conn: &Connection) -> Result<Vec<QuestionRow>, StoreError> {
    let (book, history) = (book(conn)?, History::read(conn, None, None)?);
    let regulations = regulations(conn)?;
    let mut rows = Vec::new();
    for unit in unit::all(conn)? {
        for told in history.of(unit.id) {
            for asked in history.asked(&book, told, regulations) {
                rows.push(QuestionRow {
                    unit: unit.clone(),
                    report: told.report.clone(),
                    asked,
                });
            }
        }
    }
    rows.sort_by_key(|row| std::cmp::Reverse((row.report.period_to, row.report.period_from)));
    Ok(rows)
}
