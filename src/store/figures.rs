//! Figures: the reports of a file, each with the periods that it is compared with.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::check::{Finding, error};
use super::column::{Column, read};
use super::error::StoreError;
use super::record::{self, select};
use super::search::{excerpt, match_noun};
use super::{board, setting, shipped, unit};
use crate::domain::figures::{
    Book, Figure, FigureAnswer, FigurePeriod, FigureReport, OwnIndicator, QuestionState, Scene,
    Values, over_time, over_units, questions,
};
use crate::domain::{FigureReportId, PaperKind, RegulationKind, Unit, UnitId, UnitKind, text};
use crate::read::figures::{
    Asked, FigureBoard, FigureFilter, FigureRow, FigureSeries, FigureSheet, QuestionRow,
    SeriesPoint, Wanted, result,
};
use crate::read::{HitKind, SearchHit};

/// Points of a plot over time at most.
const POINTS: usize = 8;
/// Reports that a search shows at most.
const HITS: u32 = 20;

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

/// One report with its figures.
#[derive(Debug)]
struct Told {
    report: FigureReport,
    figures: BTreeMap<String, Figure>,
    values: Values,
    answers: Vec<FigureAnswer>,
}

/// Reports by unit, the oldest first.
#[derive(Debug, Default)]
struct History(HashMap<UnitId, Vec<Told>>);

impl History {
    fn read(conn: &Connection, of: Option<UnitId>) -> Result<Self, StoreError> {
        let mut figures: HashMap<FigureReportId, BTreeMap<String, Figure>> = HashMap::new();
        let mut answers: HashMap<FigureReportId, Vec<FigureAnswer>> = HashMap::new();
        let unit = of.map(|id| id.0.as_bytes().to_vec());
        let of_unit =
            "WHERE ?1 IS NULL OR report_id IN (SELECT id FROM figure_report WHERE unit_id = ?1)";
        for figure in select::<Figure>(conn, of_unit, [&unit])? {
            let of_report = figures.entry(figure.report_id).or_default();
            of_report.insert(figure.code.clone(), figure);
        }
        for answer in select::<FigureAnswer>(conn, of_unit, [&unit])? {
            answers.entry(answer.report_id).or_default().push(answer);
        }
        let mut history = Self::default();
        let all =
            "WHERE ?1 IS NULL OR unit_id = ?1 ORDER BY period_to, period_from, period_kind, id";
        for report in select::<FigureReport>(conn, all, [&unit])? {
            let figures = figures.remove(&report.id).unwrap_or_default();
            let told = Told {
                values: figures
                    .iter()
                    .map(|(code, figure)| (code.clone(), figure.value))
                    .collect(),
                answers: answers.remove(&report.id).unwrap_or_default(),
                figures,
                report,
            };
            history.0.entry(told.report.unit_id).or_default().push(told);
        }
        Ok(history)
    }

    fn of(&self, id: UnitId) -> &[Told] {
        self.0.get(&id).map_or(&[], Vec::as_slice)
    }

    fn at(&self, id: UnitId, period: FigurePeriod) -> Option<&Told> {
        self.of(id)
            .iter()
            .find(|told| told.report.period() == period)
    }

    /// Figures of a period: as stated, or put together from shorter ones.
    fn values(&self, book: &Book, id: UnitId, period: FigurePeriod) -> (Values, Vec<FigurePeriod>) {
        if let Some(told) = self.at(id, period).filter(|told| !told.values.is_empty()) {
            return (told.values.clone(), Vec::new());
        }
        let parts: Vec<(FigurePeriod, &Values)> = self
            .of(id)
            .iter()
            .map(|told| (told.report.period(), &told.values))
            .collect();
        let sum = over_time(book, period, &parts);
        // carried-over figures alone say nothing of the whole span
        let whole = sum.parts.iter().map(|part| part.days()).sum::<i64>() >= period.days();
        if whole {
            (sum.values, sum.parts)
        } else {
            (Values::new(), Vec::new())
        }
    }

    fn asked(&self, book: &Book, told: &Told, regulations: Option<u32>) -> Vec<Asked> {
        let id = told.report.unit_id;
        let period = told.report.period();
        let values_of = |period: Option<FigurePeriod>| {
            let told = period.and_then(|period| self.at(id, period));
            told.map(|told| &told.values)
        };
        let year = period.to.year();
        let earlier = self.of(id).iter().rfind(|other| {
            let to = other.report.period_to;
            to < period.to && to.year() == year && !other.values.is_empty()
        });
        let scene = Scene {
            period,
            cut_off: told.report.cut_off,
            reported_on: told.report.reported_on,
            values: &told.values,
            before: values_of(period.previous()),
            year_ago: values_of(period.year_ago()),
            earlier: earlier.map(|other| (other.report.period(), &other.values)),
            regulations,
        };
        questions(book, &scene)
            .into_iter()
            .map(|question| {
                let answer = told
                    .answers
                    .iter()
                    .find(|answer| answer.is_about(&question));
                let settled = answer.is_some_and(|answer| answer.settles(&question));
                Asked {
                    state: if settled {
                        QuestionState::Explained
                    } else {
                        QuestionState::Open
                    },
                    answer: answer.cloned(),
                    question,
                }
            })
            .collect()
    }

    fn row(
        &self,
        book: &Book,
        unit: Unit,
        period: FigurePeriod,
        regulations: Option<u32>,
    ) -> FigureRow {
        let told = self.at(unit.id, period);
        let (values, parts) = self.values(book, unit.id, period);
        FigureRow {
            report: told.map(|told| told.report.clone()),
            figures: told.map(|told| told.figures.clone()).unwrap_or_default(),
            asked: told.map_or_else(Vec::new, |told| self.asked(book, told, regulations)),
            values,
            parts,
            letter_on: None,
            unit,
        }
    }
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

/// Day of the latest letter to each unit that asked for figures.
fn letters(conn: &Connection) -> Result<HashMap<UnitId, NaiveDate>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT unit_id, max(date) FROM paper WHERE kind = ?1 AND unit_id IS NOT NULL GROUP BY unit_id",
    )?;
    let found = statement.query_map([PaperKind::FigureRequest.code()], |row| {
        Ok((read(row, 0)?, read(row, 1)?))
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn wards_of(units: &[Unit], filter: &FigureFilter, period: FigurePeriod) -> Vec<Unit> {
    let here = |unit: &&Unit| filter.district.is_empty() || unit.district == filter.district;
    let ward = |unit: &&Unit| unit.kind == UnitKind::Ward && unit.exists_on(period.to);
    units.iter().filter(here).filter(ward).cloned().collect()
}

/// Indicator × ward in a period.
pub fn board(conn: &Connection, filter: &FigureFilter) -> Result<FigureBoard, StoreError> {
    let (book, history) = (book(conn)?, History::read(conn, None)?);
    let (letters, regulations) = (letters(conn)?, regulations(conn)?);
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
        districts: board::districts(conn)?,
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
    let history = History::read(conn, Some(unit.id))?;
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
            letter_on: letters(conn)?.get(&id).copied(),
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
    let history = History::read(conn, None)?;
    let units = unit::all(conn)?;
    let mut spans = vec![filter.period];
    while let Some(before) = spans.last().and_then(|period| earlier(*period))
        && spans.len() < POINTS
    {
        spans.push(before);
    }
    spans.reverse();
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
    use crate::domain::figures::PeriodKind;
    match period.kind {
        PeriodKind::NineMonths | PeriodKind::Custom => period.year_ago(),
        PeriodKind::Month | PeriodKind::Quarter | PeriodKind::HalfYear | PeriodKind::Year => {
            period.previous()
        }
    }
}

/// Every question about every report, the newest period first.
pub fn all_questions(conn: &Connection) -> Result<Vec<QuestionRow>, StoreError> {
    let (book, history) = (book(conn)?, History::read(conn, None)?);
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

/// What a report is found by.
pub(super) fn text(conn: &Connection, report: &FigureReport) -> Result<Option<String>, StoreError> {
    let unit: Option<Unit> = record::get(conn, report.unit_id)?;
    Ok(unit.map(|unit| {
        let head = format!("Số liệu {} {}", report.period().name(), unit.name);
        let parts = [head.as_str(), &report.source, &report.note];
        let filled: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        filled.join(" · ")
    }))
}

/// Reports whose period, source or note has the words.
pub(super) fn hits(conn: &Connection, query: &str) -> Result<Vec<SearchHit>, StoreError> {
    let Some(expression) = match_noun("figures", query) else {
        return Ok(Vec::new());
    };
    let mut statement = conn.prepare_cached(
        "SELECT d.key, d.text FROM search_index AS i JOIN search_doc AS d ON d.id = i.rowid
         WHERE search_index MATCH ?1 ORDER BY i.rowid DESC LIMIT ?2",
    )?;
    let found = statement.query_map(params![expression, HITS], |row| {
        Ok((read::<FigureReportId>(row, 0)?, row.get::<_, String>(1)?))
    })?;
    let mut hits = Vec::new();
    for hit in found {
        let (id, whole) = hit?;
        let Some(report) = record::get::<FigureReport>(conn, id)? else {
            continue;
        };
        let Some(unit) = record::get::<Unit>(conn, report.unit_id)? else {
            continue;
        };
        hits.push(SearchHit {
            kind: HitKind::Figures(unit.id, report.period()),
            title: format!("{} · số liệu {}", unit.name, report.period().name()),
            what: "Số liệu".to_owned(),
            excerpt: excerpt(&whole, &text::fold(query)).1,
        });
    }
    Ok(hits)
}

/// Whether each figure is of an indicator that is there.
pub(super) fn check(conn: &Connection, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let book = match book(conn) {
        Ok(book) => book,
        Err(StoreError::Shipped(wrong)) => {
            findings.push(error(format!(
                "Chỉ tiêu thêm của tệp không đọc được: {wrong}."
            )));
            return Ok(());
        }
        Err(other) => return Err(other),
    };
    let mut statement = conn.prepare(
        "SELECT DISTINCT f.code, u.name FROM figure f JOIN figure_report r ON r.id = f.report_id
         JOIN unit u ON u.id = r.unit_id ORDER BY f.code, u.sort_key",
    )?;
    let found = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut unknown: BTreeSet<(String, String)> = BTreeSet::new();
    for pair in found {
        let (code, unit): (String, String) = pair?;
        if book.indicator(&code).is_none() {
            unknown.insert((code, unit));
        }
    }
    for (code, unit) in unknown {
        findings.push(error(format!(
            "Số liệu của {unit} ghi theo chỉ tiêu “{code}” không có trong danh mục."
        )));
    }
    Ok(())
}
