//! Copies of the file: when and why they were made, what they hold.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

/// Why a copy was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BackupReason {
    /// At the start or in the course of work.
    Routine,
    /// Somebody wanted it.
    Asked,
    BeforeMigration,
    BeforeImport,
    BeforeRestore,
    BeforeRepair,
}

impl BackupReason {
    pub fn label(self) -> &'static str {
        match self {
            Self::Routine => "Tự động",
            Self::Asked => "Theo yêu cầu",
            Self::BeforeMigration => "Trước khi nâng cấp tệp",
            Self::BeforeImport => "Trước khi nhập dữ liệu",
            Self::BeforeRestore => "Trước khi khôi phục",
            Self::BeforeRepair => "Trước khi sửa tệp",
        }
    }
}

/// The last line of the audit trail.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TrailHead {
    pub seq: i64,
    pub hash: String,
}

/// The last change that a copy holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastChange {
    pub at: DateTime<FixedOffset>,
    pub user_name: String,
    pub summary: String,
}

/// What lies beside a copy: it is one only together with this.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupNote {
    pub at: DateTime<FixedOffset>,
    pub reason: BackupReason,
    pub sha256: String,
    pub bytes: u64,
    /// Tells copies of one file from those of another of the same name.
    pub origin: String,
    /// None in a file of an older schema.
    pub head: Option<TrailHead>,
    /// Number of the last line of the trail that is more than a look.
    pub last_seq: i64,
    pub visits: u64,
    pub shortcomings: u64,
    pub papers: u64,
    /// Not told of a locked copy: it names people.
    pub last_change: Option<LastChange>,
    /// Only a passphrase opens it; size and hash are those of the locked file.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub locked: bool,
}

/// One copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupCopy {
    pub path: PathBuf,
    pub note: BackupNote,
    /// On the second place.
    pub second: bool,
}

/// All copies of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BackupPage {
    /// Newest first.
    pub copies: Vec<BackupCopy>,
    pub folder: PathBuf,
    /// Where copies go besides, when a place was chosen.
    pub second: Option<PathBuf>,
    /// Whether copies are locked; `true`: also those beside the file.
    pub lock: Option<bool>,
    /// Why the second place cannot be reached.
    pub unreachable: Option<String>,
    /// Files that look like copies and are none.
    pub unsound: usize,
    /// Whether the file was changed since the newest copy.
    pub changed_since: bool,
}

impl BackupPage {
    pub fn last(&self, second: bool) -> Option<&BackupCopy> {
        self.copies.iter().find(|copy| copy.second == second)
    }
}

/// What came of making a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupMade {
    pub copies: Vec<BackupCopy>,
    /// Why there is none on the second place.
    pub second_trouble: Option<String>,
    /// Copies that were not needed any more.
    pub removed: usize,
}
