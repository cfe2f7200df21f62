//! What became late since somebody last looked, and whom to remind of it.

use chrono::NaiveDate;

use super::ShortcomingRow;
use crate::domain::UnitId;

/// What is past its deadline now and was not on an earlier day.
#[derive(Debug, Clone, PartialEq)]
pub struct BecameLate {
    /// The day of the last look before today; yesterday for a first look.
    pub since: NaiveDate,
    pub as_of: NaiveDate,
    /// Latest deadline passed first.
    pub rows: Vec<ShortcomingRow>,
}

/// A unit with something late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateUnit {
    pub unit_id: UnitId,
    pub unit_code: String,
    pub unit_name: String,
    pub late: u32,
    /// It ended before the day.
    pub ended: bool,
    /// Who answers for it since then; empty where nobody took over.
    pub answered_by: String,
    /// Days past the deadline of what is late longest.
    pub most_days: i64,
    /// Day of the latest letter to it.
    pub reminded_on: Option<NaiveDate>,
    /// How many of the late ones no letter has named since their deadline passed.
    pub never_reminded: u32,
}

/// The units that a round of letters may go to, in Vietnamese order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateUnits {
    pub as_of: NaiveDate,
    /// Number of the first letter of a round on that day.
    pub next_number: Option<i64>,
    pub units: Vec<LateUnit>,
}
