//! Shortcomings as they stood on a day, from their history, with what the sheets and letters of
//! the chase show.

use chrono::NaiveDate;

use super::{PaperRules, ShortcomingFilter};
use crate::domain::shortcoming::{DUE_SOON_DAYS, Dates};
use crate::domain::tally::Tally;
use crate::domain::{
    Body, EventKind, Shortcoming, ShortcomingClass, ShortcomingEvent, Signer, Unit, UnitId,
};

/// Which shortcomings a sheet shows: those of visits up to a day, of all units or one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrackingFilter {
    pub unit_id: Option<UnitId>,
    /// First and last day of the visits.
    pub from: Option<NaiveDate>,
    pub to: NaiveDate,
}

/// One shortcoming that was notified.
#[derive(Debug, Clone, PartialEq)]
pub struct Tracked {
    /// As it stands now.
    pub shortcoming: Shortcoming,
    pub unit_id: UnitId,
    pub unit_code: String,
    pub unit_name: String,
    pub visit_date: NaiveDate,
    /// Title of its regulation, empty when it belongs to none.
    pub regulation: String,
    /// Number and day of the issued conclusion.
    pub conclusion: Option<(String, NaiveDate)>,
    /// Oldest first.
    pub events: Vec<ShortcomingEvent>,
    /// As it stood on the day of the sheet.
    pub dates: Dates,
}

impl Tracked {
    /// Deadlines in force one after the other up to a day, the first one first.
    pub fn deadlines(&self, as_of: NaiveDate) -> Vec<NaiveDate> {
        let moved = self
            .events
            .iter()
            .filter(|event| event.kind == EventKind::Extended && event.on <= as_of);
        let mut out: Vec<NaiveDate> = moved.filter_map(|event| event.deadline_from).collect();
        out.extend(self.dates.deadline);
        out.dedup();
        out
    }

    /// Days past the deadline in force on a day.
    pub fn days_late(&self, as_of: NaiveDate) -> i64 {
        self.dates.days_late(as_of)
    }

    /// Days past the first deadline on a day.
    pub fn days_late_at_first(&self, as_of: NaiveDate) -> i64 {
        let first = self.deadlines(as_of).first().copied();
        self.dates.against(first).days_late(as_of)
    }
}

/// The chase as of a day.
#[derive(Debug, Clone, PartialEq)]
pub struct TrackingPage {
    pub as_of: NaiveDate,
    /// The unit that was asked for; none for all.
    pub unit: Option<Unit>,
    /// Who answers for it on the day, when it ended before; empty while it exists.
    pub answering: Vec<Unit>,
    /// What else the rows were chosen by; the sheet says so.
    pub only: Option<ShortcomingFilter>,
    pub body: Body,
    pub signers: Vec<Signer>,
    /// By unit in Vietnamese order, then by visit; only those with a class on that day.
    pub rows: Vec<Tracked>,
    pub sample: bool,
    pub rules: PaperRules,
}

/// Days ahead that count as due soon, as the rows were looked at.
pub fn soon_days(rows: &[Tracked]) -> u64 {
    rows.first()
        .map_or(DUE_SOON_DAYS, |row| row.dates.soon_days)
}

impl TrackingPage {
    pub fn tally(&self) -> Tally {
        Tally::of(self.rows.iter().map(|row| row.dates), self.as_of)
    }

    /// Units in order, each with its count.
    pub fn by_unit(&self) -> Vec<(&str, Tally)> {
        let mut out: Vec<(&str, UnitId, Tally)> = Vec::new();
        for row in &self.rows {
            let known = out.last().is_some_and(|(_, id, _)| *id == row.unit_id);
            if !known {
                out.push((&row.unit_name, row.unit_id, Tally::default()));
            }
            if let Some((_, _, tally)) = out.last_mut() {
                tally.add(row.dates, self.as_of);
            }
        }
        out.into_iter()
            .map(|(name, _, tally)| (name, tally))
            .collect()
    }

    /// Those past their deadline.
    pub fn late(&self) -> impl Iterator<Item = &Tracked> {
        self.rows
            .iter()
            .filter(|row| row.dates.class_on(self.as_of) == Some(ShortcomingClass::Late))
    }
}
