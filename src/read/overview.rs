//! The overview: what is late, what is due, what is not yet concluded.

use chrono::NaiveDate;

use super::{ShortcomingRow, VisitRow};
use crate::domain::ShortcomingClass;

/// How many there are of each; every number opens its list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OverviewCounts {
    pub late: u64,
    pub due_soon: u64,
    pub waiting: u64,
    pub at_work: u64,
    pub done_in_time: u64,
    pub done_late: u64,
    /// Visits that took place and have no issued conclusion.
    pub not_concluded: u64,
    /// Visits planned or announced for a day from today on.
    pub planned: u64,
    pub visits: u64,
    /// Days ahead that count as due soon.
    pub soon_days: u64,
}

impl OverviewCounts {
    /// Those to be chased.
    pub fn open(&self) -> u64 {
        self.late + self.due_soon + self.waiting + self.at_work
    }

    pub fn of(&self, class: ShortcomingClass) -> u64 {
        match class {
            ShortcomingClass::Late => self.late,
            ShortcomingClass::DueSoon => self.due_soon,
            ShortcomingClass::Waiting => self.waiting,
            ShortcomingClass::DoneInTime => self.done_in_time,
            ShortcomingClass::DoneLate => self.done_late,
            ShortcomingClass::AtWork => self.at_work,
        }
    }
}

/// One look at everything, as of a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Overview {
    pub as_of: NaiveDate,
    pub counts: OverviewCounts,
    /// Latest deadline passed first, at most [`Overview::LIST`].
    pub late: Vec<ShortcomingRow>,
    /// Nearest deadline first, at most [`Overview::LIST`].
    pub due_soon: Vec<ShortcomingRow>,
    /// Longest waiting first, at most [`Overview::LIST`].
    pub not_concluded: Vec<VisitRow>,
}

impl Overview {
    /// Rows shown of each list; the rest is one click away.
    pub const LIST: usize = 12;
}
