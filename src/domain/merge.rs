//! A copy of the file that is taken to a ward and comes back: what both sides changed differently waits for a person.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::ids::{MergeConflictId, TakeOutId, UnitId};
use super::words::words;

/// A copy that was taken along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeOut {
    pub id: TakeOutId,
    pub ver: i64,
    /// Whose laptop it is on, as the clerk named it.
    pub label: String,
    pub taken_at: DateTime<FixedOffset>,
    pub taken_by: String,
    /// The wards it holds; none means all.
    pub units: Vec<UnitId>,
    pub base_sha256: String,
    /// When it last came back.
    pub returned_at: Option<DateTime<FixedOffset>>,
    pub returned_by: String,
}

words! {
    /// Why a change of the copy could not simply be taken over.
    ConflictKind {
        Fields = "fields", "Hai bên cùng sửa";
        DeletedThere = "deleted_there", "Bản mang đi đã xóa, cơ quan vẫn dùng";
        DeletedHere = "deleted_here", "Cơ quan đã xóa, bản mang đi vẫn dùng";
        Steps = "steps", "Hai bên cùng đổi thời hạn, bước khắc phục";
        Draft = "draft", "Hai bên cùng soạn kết luận";
        Locked = "locked", "Văn bản đã ban hành, không sửa được";
        Taken = "taken", "Trùng số, trùng mã với nội dung khác của cơ quan";
    }
}

impl ConflictKind {
    /// Whether the copy's version can be chosen.
    pub fn can_take_theirs(self) -> bool {
        !matches!(self, Self::Locked | Self::Taken)
    }

    /// Whether each field is chosen by itself.
    pub fn is_by_field(self) -> bool {
        self == Self::Fields
    }
}

words! {
    /// What was decided.
    Decision {
        Open = "open", "Chưa quyết định";
        Mine = "mine", "Giữ bản của cơ quan";
        Theirs = "theirs", "Lấy bản mang đi";
        Mixed = "mixed", "Lấy một phần";
    }
}

/// What both sides changed differently. Rows are JSON texts: the record before, as the office has it, as it came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeConflict {
    pub id: MergeConflictId,
    pub ver: i64,
    pub take_out_id: TakeOutId,
    pub kind: ConflictKind,
    pub table_name: String,
    pub row_key: String,
    /// What a person calls the record.
    pub title: String,
    /// Names of the fields that differ.
    pub fields: Vec<String>,
    pub base: String,
    pub mine: String,
    pub theirs: String,
    /// When and by whom each side last changed it, as its audit trail says; empty where it does not.
    pub mine_at: String,
    pub mine_by: String,
    pub theirs_at: String,
    pub theirs_by: String,
    pub found_at: DateTime<FixedOffset>,
    pub decision: Decision,
    pub decided_at: Option<DateTime<FixedOffset>>,
    pub decided_by: String,
}
