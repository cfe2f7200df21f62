//! Shortcomings as lists and as one in full.

use chrono::NaiveDate;

use crate::domain::{
    RegulationId, Shortcoming, ShortcomingClass, ShortcomingEvent, ShortcomingId, ShortcomingState,
    UnitId, VisitId,
};

/// One line of a list of shortcomings.
#[derive(Debug, Clone, PartialEq)]
pub struct ShortcomingRow {
    pub id: ShortcomingId,
    pub visit_id: VisitId,
    pub visit_date: NaiveDate,
    pub unit_id: UnitId,
    pub unit_name: String,
    /// Code of the regulation, empty when the shortcoming belongs to none.
    pub regulation_code: String,
    pub description: String,
    pub owner: String,
    pub deadline: Option<NaiveDate>,
    pub state: ShortcomingState,
    /// As of the day that was asked for; `None` before it is notified and after it is withdrawn.
    pub class: Option<ShortcomingClass>,
    pub days_late: i64,
}

/// Which shortcomings a list shows; empty fields do not filter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct ShortcomingFilter {
    pub class: Option<ShortcomingClass>,
    pub unit_id: Option<UnitId>,
    pub regulation_id: Option<RegulationId>,
    pub visit_id: Option<VisitId>,
    /// Code of a district; empty for all.
    pub district: String,
    /// Words that the description, owner or unit must contain, marks not needed.
    pub text: String,
    pub order: ShortcomingOrder,
    pub descending: bool,
    /// Rows at most; `None` for all.
    pub limit: Option<u32>,
}

/// What a list of shortcomings is sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum ShortcomingOrder {
    #[default]
    Deadline,
    Unit,
    Regulation,
    Owner,
    State,
}

/// One shortcoming in full, with its history, oldest first.
#[derive(Debug, Clone, PartialEq)]
pub struct ShortcomingDetail {
    pub shortcoming: Shortcoming,
    pub row: ShortcomingRow,
    pub events: Vec<ShortcomingEvent>,
}
