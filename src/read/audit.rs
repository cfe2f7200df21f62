//! The trail of who changed what.

use chrono::{DateTime, FixedOffset, NaiveDate};

/// Which lines are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct AuditFilter {
    /// Name in the program or on the computer; empty for everybody.
    pub who: String,
    /// Code of the kind of act; empty for all.
    pub act: String,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// Identity of one record: lines that changed it or what belongs to it.
    pub of: String,
    /// Also lines that only say that somebody looked.
    pub looks: bool,
    /// How many at most; without it, all.
    pub limit: Option<u32>,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    pub seq: i64,
    pub at: DateTime<FixedOffset>,
    pub user_name: String,
    pub os_user: String,
    pub op: String,
    pub summary: String,
}

/// Lines, newest first, and what can be chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditPage {
    pub rows: Vec<AuditRow>,
    /// How many fit the filter.
    pub total: usize,
    pub people: Vec<String>,
    /// Codes of the kinds of act that occur.
    pub acts: Vec<String>,
    /// The last line, as papers and copies keep it.
    pub head: Option<super::backup::TrailHead>,
}

/// One field of one record before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditField {
    /// Table of the record.
    pub table: String,
    pub field: String,
    pub before: Option<String>,
    pub after: Option<String>,
}
