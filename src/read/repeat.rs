//! Shortcomings that come back: one beside the earlier one, the most repeated ones, earlier findings on the items of a
//! checklist.

use chrono::NaiveDate;

use crate::domain::{
    ItemId, RepeatCause, ShortcomingClass, ShortcomingId, ShortcomingState, UnitId, VisitId,
};

/// An earlier shortcoming of the unit or of one that it took over from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    pub id: ShortcomingId,
    pub visit_id: VisitId,
    pub visit_date: NaiveDate,
    pub unit_name: String,
    pub description: String,
    pub state: ShortcomingState,
    pub class: Option<ShortcomingClass>,
}

/// Where a shortcoming stands in a row of repeats.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RepeatInfo {
    /// 1 for a first finding; nothing once withdrawn.
    pub number: Option<u32>,
    /// The earlier one that it repeats.
    pub of: Option<(Earlier, RepeatCause)>,
    /// A clerk decided so, against or beside what the program finds.
    pub by_hand: bool,
    /// What it can be linked to by hand, newest first.
    pub choices: Vec<Earlier>,
}

/// Earlier findings on one item, for the checklist where the same item is rated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierFinding {
    /// The item in the catalogue of the visit that asks.
    pub item_id: ItemId,
    /// How often it was found wanting before: a finding now would be lần `times + 1`.
    pub times: u32,
    pub last: Earlier,
}

/// One row of repeats, told by its newest finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepeatedLine {
    pub latest: Earlier,
    pub unit_id: UnitId,
    pub regulation_code: String,
    pub times: u32,
    /// Day of the first finding.
    pub first_on: NaiveDate,
}

/// How many of all findings were repeats.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RepeatShare {
    pub repeats: usize,
    pub found: usize,
}

impl RepeatShare {
    pub fn add(&mut self, is_repeat: bool) {
        self.found += 1;
        self.repeats += usize::from(is_repeat);
    }
}

/// What comes back most.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RepeatPage {
    /// Most often first, then the newest.
    pub lines: Vec<RepeatedLine>,
    /// Code of the regulation, empty for none, in the order of the codes.
    pub by_regulation: Vec<(String, RepeatShare)>,
    /// In Vietnamese order.
    pub by_unit: Vec<(UnitId, String, RepeatShare)>,
    pub total: RepeatShare,
}
