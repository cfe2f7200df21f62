//! Monthly reports of a year: each ward in each month, as of a day.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{BodyPage, PaperRules};
use crate::domain::{
    Month, MonthlyReport, ReportFile, ReportRule, ReportStanding, ReportState, Unit, UnitId,
};

/// Which reports are looked at.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ReportFilter {
    pub year: i32,
    /// Code of a district; empty for all.
    pub district: String,
}

/// One ward in one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportCell {
    pub month: Month,
    pub due: NaiveDate,
    pub standing: ReportStanding,
    /// Its receipt, also one after the day of looking: there is only one.
    pub report: Option<MonthlyReport>,
    pub files: Vec<ReportFile>,
}

impl ReportCell {
    /// The day it came, where it had come by the day of looking.
    pub fn received_on(&self) -> Option<NaiveDate> {
        let here = matches!(self.standing.state, ReportState::InTime | ReportState::Late);
        self.report
            .as_ref()
            .filter(|_| here)
            .map(|report| report.received_on)
    }
}

impl ReportCell {
    /// What fits a cell of a table: the day it came, "+3" days late, "thiếu", "…" where it is not due.
    pub fn short(&self) -> String {
        let day = self
            .received_on()
            .map_or_else(String::new, |day| day.format("%d/%m").to_string());
        match self.standing.state {
            ReportState::InTime => day,
            ReportState::Late => format!("{day} +{}", self.standing.days),
            ReportState::Missing => "thiếu".to_owned(),
            ReportState::NotDue => "…".to_owned(),
        }
    }
}

/// How the cells of a table are read.
pub const LEGEND: &str = "Ô ghi ngày nhận báo cáo; +N là chậm N ngày; “thiếu” là quá hạn mà chưa nhận; “…” là chưa đến hạn; ô trống là tháng không phải gửi.";

/// One ward over the year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    pub unit: Unit,
    /// Twelve; `None` for a month that is not asked for.
    pub cells: Vec<Option<ReportCell>>,
    /// Day of the latest letter that asked the ward for missing reports.
    pub asked_on: Option<NaiveDate>,
}

impl ReportRow {
    pub fn tally(&self) -> ReportTally {
        ReportTally::of(self.cells.iter().flatten())
    }

    /// What is missing, oldest first.
    pub fn missing(&self) -> impl Iterator<Item = &ReportCell> {
        let cells = self.cells.iter().flatten();
        cells.filter(|cell| cell.standing.state == ReportState::Missing)
    }
}

/// How many reports there are of each state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReportTally {
    pub in_time: u64,
    pub late: u64,
    pub missing: u64,
    pub not_due: u64,
}

impl ReportTally {
    pub fn of<'a>(cells: impl IntoIterator<Item = &'a ReportCell>) -> Self {
        let mut tally = Self::default();
        for cell in cells {
            *match cell.standing.state {
                ReportState::InTime => &mut tally.in_time,
                ReportState::Late => &mut tally.late,
                ReportState::Missing => &mut tally.missing,
                ReportState::NotDue => &mut tally.not_due,
            } += 1;
        }
        tally
    }

    /// Those that came or should have come: the denominator of the share in time.
    pub fn due(self) -> u64 {
        self.in_time + self.late + self.missing
    }

    pub fn received(self) -> u64 {
        self.in_time + self.late
    }

    /// "120/130"; "–" where nothing has fallen due.
    pub fn share(self) -> String {
        match self.due() {
            0 => "–".to_owned(),
            due => format!("{}/{due}", self.in_time),
        }
    }

    /// Whole percent in time, rounded half up.
    pub fn percent(self) -> Option<u64> {
        let due = self.due();
        (due > 0).then(|| (self.in_time * 200 + due) / (due * 2))
    }

    /// "đúng hạn 120/130 (92%)".
    pub fn words(self) -> String {
        match self.percent() {
            Some(percent) => format!("đúng hạn {} ({percent}%)", self.share()),
            None => "chưa có báo cáo nào đến hạn".to_owned(),
        }
    }
}

/// The matrix of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportYear {
    pub filter: ReportFilter,
    pub as_of: NaiveDate,
    pub rule: ReportRule,
    /// In Vietnamese order; wards of which no month is asked for are left out.
    pub rows: Vec<ReportRow>,
    /// Code and name of each district in the file.
    pub districts: Vec<(String, String)>,
    /// Years with a receipt, and that of the day of looking, oldest first.
    pub years: Vec<i32>,
    /// Whether any receipt was ever written down.
    pub used: bool,
}

impl ReportYear {
    pub fn tally(&self) -> ReportTally {
        ReportTally::of(self.cells())
    }

    fn cells(&self) -> impl Iterator<Item = &ReportCell> {
        self.rows.iter().flat_map(|row| row.cells.iter().flatten())
    }

    /// Each of the twelve months over all rows.
    pub fn month_tallies(&self) -> Vec<ReportTally> {
        (0..12)
            .map(|at| {
                let cells = self
                    .rows
                    .iter()
                    .filter_map(|row| row.cells.get(at)?.as_ref());
                ReportTally::of(cells)
            })
            .collect()
    }

    /// Wards that a letter may go to.
    pub fn with_missing(&self) -> impl Iterator<Item = &ReportRow> {
        self.rows
            .iter()
            .filter(|row| row.missing().next().is_some())
    }

    pub fn row(&self, id: UnitId) -> Option<&ReportRow> {
        self.rows.iter().find(|row| row.unit.id == id)
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

/// The matrix with what its papers need.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportPage {
    pub year: ReportYear,
    pub issuer: BodyPage,
    pub sample: bool,
    pub rules: PaperRules,
}
