//! Figures of wards in a period, with what the program asks about them, and over time.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{BodyPage, PaperRules};
use crate::domain::figures::rules::all_reported;
use crate::domain::figures::{
    Aggregate, Amount, Book, Computed, Figure, FigureAnswer, FigurePeriod, FigureReport, Indicator,
    OverTime, Question, QuestionState, Total, Unknown, Values, computed, over_units,
};
use crate::domain::{Unit, UnitId, UnitKind};

/// Which figures are looked at.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FigureFilter {
    pub period: FigurePeriod,
    /// Code of a district; empty for all.
    pub district: String,
}

/// A question with how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub question: Question,
    pub state: QuestionState,
    /// What was explained, also for figures that changed since.
    pub answer: Option<FigureAnswer>,
}

impl Asked {
    pub fn is_open(&self) -> bool {
        self.state == QuestionState::Open
    }

    /// Whether something was explained about other figures.
    pub fn changed_since(&self) -> bool {
        self.is_open() && self.answer.is_some()
    }
}

/// One ward in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureRow {
    pub unit: Unit,
    pub report: Option<FigureReport>,
    /// As they were stated for this very period.
    pub figures: BTreeMap<String, Figure>,
    /// The same, or put together from shorter periods where no report states the whole one.
    pub values: Values,
    /// The shorter periods that were put together.
    pub parts: Vec<FigurePeriod>,
    pub asked: Vec<Asked>,
    /// Day of the latest letter that asked the ward for figures.
    pub letter_on: Option<NaiveDate>,
}

impl FigureRow {
    /// Whether anything was reported of the period.
    pub fn has_reported(&self) -> bool {
        !self.values.is_empty()
    }

    pub fn open(&self) -> impl Iterator<Item = &Asked> {
        self.asked.iter().filter(|asked| asked.is_open())
    }

    /// Indicators that are asked for and not stated.
    pub fn missing<'a>(&'a self, wanted: &'a Wanted, book: &'a Book) -> Vec<&'a Indicator> {
        book.entered()
            .filter(|indicator| {
                wanted.asks(&indicator.code) && !self.values.contains_key(&indicator.code)
            })
            .collect()
    }

    /// A figure as stated, or worked out.
    ///
    /// # Errors
    /// Figures are missing, or the denominator is 0.
    pub fn result(&self, indicator: &Indicator) -> Result<Computed, Unknown> {
        result(indicator, &self.values)
    }
}

/// A figure as stated, or worked out from those stated.
///
/// # Errors
/// Figures are missing, or the denominator is 0.
pub fn result(indicator: &Indicator, values: &Values) -> Result<Computed, Unknown> {
    match &indicator.formula {
        Some(formula) => computed(formula, values),
        None => values
            .get(&indicator.code)
            .map(|value| Computed {
                fraction: String::new(),
                value: value.exact(),
            })
            .ok_or_else(|| Unknown::Missing([indicator.code.clone()].into())),
    }
}

/// Which indicators wards are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    /// Codes; none for every indicator that is entered.
    pub only: Option<Vec<String>>,
}

impl Wanted {
    pub fn asks(&self, code: &str) -> bool {
        self.only
            .as_ref()
            .is_none_or(|only| only.iter().any(|other| other == code))
    }
}

/// Indicator × ward in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureBoard {
    pub filter: FigureFilter,
    pub book: Arc<Book>,
    pub wanted: Wanted,
    /// Wards that existed on the last day, in Vietnamese order, and every other unit that reported.
    pub rows: Vec<FigureRow>,
    /// Code and name of each district in the file.
    pub districts: Vec<(String, String)>,
    /// Periods with a report, the newest first.
    pub periods: Vec<FigurePeriod>,
}

impl FigureBoard {
    pub fn row(&self, id: UnitId) -> Option<&FigureRow> {
        self.rows.iter().find(|row| row.unit.id == id)
    }

    /// Wards are expected to report; other units are not waited for.
    fn expected(&self) -> impl Iterator<Item = &FigureRow> {
        self.rows
            .iter()
            .filter(|row| row.unit.kind == UnitKind::Ward)
    }

    /// "12/14".
    pub fn reported(&self) -> (usize, usize) {
        let came = self.expected().filter(|row| row.has_reported()).count();
        (came, self.expected().count())
    }

    /// Wards without any figure.
    pub fn silent(&self) -> impl Iterator<Item = &FigureRow> {
        self.expected().filter(|row| !row.has_reported())
    }

    /// "12/14 phường đã báo cáo".
    pub fn reported_words(&self) -> String {
        let (came, of) = self.reported();
        format!("{came}/{of} phường đã báo cáo")
    }

    /// C16: the total while wards are missing.
    pub fn incomplete(&self) -> Option<Question> {
        let (came, of) = self.reported();
        let missing: Vec<&str> = self
            .silent()
            .map(|row| row.unit.short_name.as_str())
            .collect();
        all_reported(&self.book, came, of, &missing)
    }

    /// An indicator over all units: added, rates worked out from the sums.
    pub fn total(&self, indicator: &Indicator) -> Total {
        over_units(indicator, self.rows.iter().map(|row| &row.values))
    }

    pub fn missing<'a>(&'a self, row: &'a FigureRow) -> Vec<&'a Indicator> {
        row.missing(&self.wanted, &self.book)
    }

    /// Units that a letter may go to: something is missing, or a question is open.
    pub fn to_ask(&self) -> impl Iterator<Item = &FigureRow> {
        self.rows.iter().filter(|row| {
            row.open().next().is_some()
                || (row.unit.kind == UnitKind::Ward && !self.missing(row).is_empty())
        })
    }

    pub fn open_questions(&self) -> usize {
        self.rows.iter().map(|row| row.open().count()).sum()
    }

    /// Name of the district that the filter leaves.
    pub fn district_name(&self) -> Option<&str> {
        let found = self
            .districts
            .iter()
            .find(|(code, _)| *code == self.filter.district);
        found.map(|(_, name)| name.as_str())
    }
}

/// What a report of one unit is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureSheet {
    pub period: FigurePeriod,
    pub book: Arc<Book>,
    pub wanted: Wanted,
    pub row: FigureRow,
    pub before: Option<(FigurePeriod, Values)>,
    pub year_ago: Option<(FigurePeriod, Values)>,
    /// From 1 January on, where the period begins later.
    pub to_date: Option<(FigurePeriod, OverTime)>,
    /// Periods of this unit with a report, the newest first.
    pub periods: Vec<FigurePeriod>,
}

/// An indicator over periods of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureSeries {
    pub code: String,
    /// Oldest first.
    pub points: Vec<SeriesPoint>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesPoint {
    pub period: FigurePeriod,
    /// Over the units of the filter.
    pub total: Total,
    /// Wards that existed then.
    pub wards: usize,
    /// The one unit that was asked for.
    pub of_unit: Option<Result<Computed, Unknown>>,
}

/// One question of any report, for lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionRow {
    pub unit: Unit,
    pub report: FigureReport,
    pub asked: Asked,
}

/// The board with what its papers need.
#[derive(Debug, Clone, PartialEq)]
pub struct FigurePage {
    pub board: FigureBoard,
    pub issuer: BodyPage,
    pub sample: bool,
    pub rules: PaperRules,
}

/// A whole report by natural keys: what an import or another program hands over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureEntry {
    /// Code of the unit.
    pub unit: String,
    pub period: FigurePeriod,
    #[serde(default)]
    pub cut_off: Option<NaiveDate>,
    #[serde(default)]
    pub reported_on: Option<NaiveDate>,
    #[serde(default)]
    pub source: String,
    #[serde(default)]
    pub note: String,
    /// By code of the indicator; those not named stay as they are.
    #[serde(default)]
    pub figures: BTreeMap<String, Amount>,
}

/// Reports with the units and indicators that they need: what `qcdc import figures` reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureFile {
    pub schema_version: u32,
    /// For the reader of the file.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<UnitEntry>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<IndicatorEntry>,
    pub reports: Vec<FigureEntry>,
}

/// A unit that figures are of and that the file may not have yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitEntry {
    pub code: String,
    pub kind: UnitKind,
    pub name: String,
    pub short_name: String,
    #[serde(default)]
    pub district: String,
}

/// An indicator that a file adds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorEntry {
    pub code: String,
    pub group: String,
    pub name: String,
    pub unit: String,
    #[serde(default)]
    pub definition: String,
    #[serde(default)]
    pub formula: String,
    #[serde(default)]
    pub cumulative: bool,
    pub aggregate: Aggregate,
    #[serde(default)]
    pub decimals: bool,
}
