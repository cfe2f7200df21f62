//! Wards and other units.

use crate::domain::{Succession, Unit};

use super::{ShortcomingRow, VisitRow};

/// One line of the list of units.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitRow {
    pub unit: Unit,
    pub visits: u64,
    pub last_visit: Option<chrono::NaiveDate>,
    pub open_shortcomings: u64,
    pub late_shortcomings: u64,
}

/// One unit with what is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitPage {
    pub unit: Unit,
    /// Units that this one took over from, with the link.
    pub predecessors: Vec<(Succession, Unit)>,
    /// Units that took over from this one.
    pub successors: Vec<(Succession, Unit)>,
    /// Newest first.
    pub visits: Vec<VisitRow>,
    /// Open ones, nearest deadline first.
    pub open_shortcomings: Vec<ShortcomingRow>,
}
