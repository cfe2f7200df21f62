//! The reports of units, each with the periods that it is compared with.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike as _, NaiveDate};
use rusqlite::{Connection, params};

use crate::domain::figures::{
    Book, Figure, FigureAnswer, FigurePeriod, FigureReport, QuestionState, Scene, Values,
    over_time, questions,
};
use crate::domain::{FigureReportId, Unit, UnitId};
use crate::read::figures::{Asked, FigureRow};
use crate::store::column::Column as _;
use crate::store::error::StoreError;
use crate::store::record::select;

/// Which reports are read: of a unit, within a span; either may be left open.
const THESE: &str =
    "(?1 IS NULL OR unit_id = ?1) AND (?2 IS NULL OR period_to >= ?2 AND period_from <= ?3)";

/// One report with its figures.
#[derive(Debug)]
pub(super) struct Told {
    pub report: FigureReport,
    figures: BTreeMap<String, Figure>,
    pub values: Values,
    answers: Vec<FigureAnswer>,
}

/// Reports by unit, the oldest first.
#[derive(Debug, Default)]
pub(super) struct History(HashMap<UnitId, Vec<Told>>);

impl History {
    /// Reads the reports of a unit or of all, within a span of days or of all times.
    pub fn read(
        conn: &Connection,
        of: Option<UnitId>,
        within: Option<(NaiveDate, NaiveDate)>,
    ) -> Result<Self, StoreError> {
        let mut figures: HashMap<FigureReportId, BTreeMap<String, Figure>> = HashMap::new();
        let mut answers: HashMap<FigureReportId, Vec<FigureAnswer>> = HashMap::new();
        let unit = of.map(|id| id.0.as_bytes().to_vec());
        let (from, to) = within.unzip();
        let known = params![unit, from.to_column(), to.to_column()];
        let of_these = format!("WHERE report_id IN (SELECT id FROM figure_report WHERE {THESE})");
        for figure in select::<Figure>(conn, &of_these, known)? {
            let of_report = figures.entry(figure.report_id).or_default();
            of_report.insert(figure.code.clone(), figure);
        }
        for answer in select::<FigureAnswer>(conn, &of_these, known)? {
            answers.entry(answer.report_id).or_default().push(answer);
        }
        let mut history = Self::default();
        let these = format!("WHERE {THESE} ORDER BY period_to, period_from, period_kind, id");
        for report in select::<FigureReport>(conn, &these, known)? {
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

    pub fn of(&self, id: UnitId) -> &[Told] {
        self.0.get(&id).map_or(&[], Vec::as_slice)
    }

    pub fn at(&self, id: UnitId, period: FigurePeriod) -> Option<&Told> {
        self.of(id)
            .iter()
            .find(|told| told.report.period() == period)
    }

    /// Figures of a period: as stated, or put together from shorter ones.
    pub fn values(
        &self,
        book: &Book,
        id: UnitId,
        period: FigurePeriod,
    ) -> (Values, Vec<FigurePeriod>) {
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
        let whole = sum.days() >= period.days();
        if whole {
            (sum.values, sum.parts)
        } else {
            (Values::new(), Vec::new())
        }
    }

    pub fn asked(&self, book: &Book, told: &Told, regulations: Option<u32>) -> Vec<Asked> {
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

    pub fn row(
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
