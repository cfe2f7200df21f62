//! One unit over the years: its scores, what is open, what was done.

use chrono::NaiveDate;

use super::{ShortcomingRow, VisitRow};
use crate::domain::tally::Tally;
use crate::domain::{ArchiveTally, Body, Score, Signer, Succession, Unit, VisitId, VisitKind};

/// The scores of one visit, in the order of [`UnitProfile::regulations`].
#[derive(Debug, Clone, PartialEq)]
pub struct VisitMarks {
    pub visit_id: VisitId,
    pub date: NaiveDate,
    pub kind: VisitKind,
    /// The name of its day: of the unit itself or of one that it took over from.
    pub unit_name: String,
    /// `None` where the visit did not cover the regulation.
    pub scores: Vec<Option<Score>>,
}

impl VisitMarks {
    /// Over all that the visit covered: totals are added, never averaged.
    pub fn total(&self) -> Score {
        let covered = self.scores.iter().flatten();
        covered.fold(Score::default(), |sum, score| sum.plus(*score))
    }
}

/// One unit with its history.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitProfile {
    pub as_of: NaiveDate,
    pub unit: Unit,
    /// Whether the lists and counts take in the units that this one took over from.
    pub with_before: bool,
    /// Units that this one took over from, with the link.
    pub predecessors: Vec<(Succession, Unit)>,
    /// Units that took over from this one.
    pub successors: Vec<(Succession, Unit)>,
    /// Who answers for what it left open, when it ended before the day.
    pub answering: Vec<Unit>,
    /// Code and title of each regulation.
    pub regulations: Vec<(String, String)>,
    /// The last visits that took place, oldest first, at most [`UnitProfile::MARKS`].
    pub marks: Vec<VisitMarks>,
    /// Newest first, at most [`UnitProfile::LIST`].
    pub visits: Vec<VisitRow>,
    pub visits_total: u64,
    pub visits_held: u64,
    /// The next one that is planned.
    pub next: Option<VisitRow>,
    /// Open ones, nearest deadline first, at most [`UnitProfile::LIST`].
    pub open: Vec<ShortcomingRow>,
    /// All that were notified, as of the day.
    pub tally: Tally,
    /// Found and not notified yet.
    pub drafts: usize,
    /// Papers of its archive of the year of the day; of a ward alone.
    pub archive: Option<ArchiveTally>,
    pub body: Body,
    pub signers: Vec<Signer>,
    /// The file is a sample: its papers are marked MẪU.
    pub sample: bool,
    pub rules: super::PaperRules,
}

impl UnitProfile {
    /// All that is open, notified or not: what the lists of units and visits count too.
    pub fn open_count(&self) -> usize {
        self.tally.not_closed() + self.drafts
    }

    /// Days ahead that count as due soon, as the open ones were looked at.
    pub fn soon_days(&self) -> u64 {
        self.open
            .first()
            .map_or(crate::domain::shortcoming::DUE_SOON_DAYS, |row| {
                row.dates.soon_days
            })
    }

    pub const MARKS: u32 = 8;
    pub const LIST: u32 = 60;

    /// Whether a list shows names of several units.
    pub fn has_other_names(&self) -> bool {
        self.with_before && !self.predecessors.is_empty()
    }
}
