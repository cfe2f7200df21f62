//! A copy that was taken along: what came back with it, and what both sides changed differently.

mod words;

use chrono::{DateTime, FixedOffset};

pub use words::{field_name, known_field, table_name, value_words};

use crate::domain::{ConflictKind, Decision, MergeConflict, MergeConflictId, TakeOut};

/// How many rows of a kind came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComingRows {
    pub table: &'static str,
    pub added: usize,
    pub changed: usize,
    pub removed: usize,
}

/// What taking a package back comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergePreview {
    pub label: String,
    pub taken_at: DateTime<FixedOffset>,
    pub taken_by: String,
    /// Names of its wards; none means all.
    pub units: Vec<String>,
    pub rows: Vec<ComingRows>,
    pub conflicts: Vec<ConflictView>,
    /// Contents of attached files.
    pub contents: usize,
    /// What contradicts itself afterwards, or is worth a look.
    pub notices: Vec<String>,
    /// Whether the package holds anything that has not come back yet.
    pub news: bool,
}

impl MergePreview {
    pub fn added(&self) -> usize {
        self.rows.iter().map(|row| row.added).sum()
    }

    pub fn changed(&self) -> usize {
        self.rows.iter().map(|row| row.changed).sum()
    }

    pub fn removed(&self) -> usize {
        self.rows.iter().map(|row| row.removed).sum()
    }

    /// "thêm 3, sửa 5, xóa 1, khác nhau 2".
    pub fn words(&self) -> String {
        if !self.news {
            return "không có gì mới so với lần nhận trước".to_owned();
        }
        format!(
            "thêm {}, sửa {}, xóa {}; {} chỗ hai bên khác nhau",
            self.added(),
            self.changed(),
            self.removed(),
            self.conflicts.len()
        )
    }
}

/// A field of a conflict in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldView {
    pub field: String,
    pub name: &'static str,
    pub base: String,
    pub mine: String,
    pub theirs: String,
}

/// A conflict in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConflictView {
    pub conflict: MergeConflict,
    /// Whose laptop.
    pub label: String,
    pub fields: Vec<FieldView>,
}

impl ConflictView {
    pub fn id(&self) -> MergeConflictId {
        self.conflict.id
    }

    pub fn kind(&self) -> ConflictKind {
        self.conflict.kind
    }

    pub fn is_open(&self) -> bool {
        self.conflict.decision == Decision::Open
    }

    /// "Cơ quan: Nguyễn Thị A, 10:05 ngày 10/5/2023".
    pub fn mine_by(&self) -> String {
        side_words("Cơ quan", &self.conflict.mine_by, &self.conflict.mine_at)
    }

    pub fn theirs_by(&self) -> String {
        side_words(
            "Bản mang đi",
            &self.conflict.theirs_by,
            &self.conflict.theirs_at,
        )
    }
}

fn side_words(side: &str, by: &str, at: &str) -> String {
    match DateTime::parse_from_rfc3339(at) {
        Ok(at) => format!("{side}: {by}, {}", moment_words(at)),
        Err(_) => side.to_owned(),
    }
}

/// "10:05 ngày 10/5/2023".
pub fn moment_words(at: DateTime<FixedOffset>) -> String {
    format!(
        "{} ngày {}",
        at.format("%H:%M"),
        crate::domain::date::show(at.date_naive())
    )
}

/// The screen of copies and conflicts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergePage {
    pub take_outs: Vec<(TakeOut, Vec<String>)>,
    pub conflicts: Vec<ConflictView>,
    /// Conflicts that wait.
    pub open: usize,
    /// Set where the open file is a copy that was taken along.
    pub copy: Option<CopyNote>,
    /// What is to be known about the place of the file.
    pub warning: Option<String>,
}

/// What the open file knows about itself as a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyNote {
    pub label: String,
    pub taken_at: DateTime<FixedOffset>,
    pub taken_by: String,
    pub units: Vec<String>,
}
