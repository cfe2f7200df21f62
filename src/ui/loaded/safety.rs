//! What was loaded about copies and the audit trail.

use super::{Loaded, Page};
use crate::read::audit::{AuditField, AuditFilter, AuditPage};
use crate::read::backup::BackupPage;
use crate::worker::{Changes, Model, Query, SafetyModel, SafetyQuery};

impl Loaded {
    /// The copies of the open file.
    pub fn backups(&mut self) -> Option<Page<BackupPage>> {
        match self.look(&Query::Safety(SafetyQuery::Copies))? {
            (Model::Safety(SafetyModel::Copies(data)), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// The file whose status has come.
    pub fn known_path(&mut self) -> Option<std::path::PathBuf> {
        self.status().map(|status| status.path.clone())
    }

    /// The audit trail; while another filter loads, the lines of the old one.
    pub fn trail(&mut self, filter: AuditFilter) -> Option<Page<AuditPage>> {
        match self.look(&Query::Safety(SafetyQuery::Trail(filter)))? {
            (Model::Safety(SafetyModel::Trail(data)), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// What one line of the trail changed.
    pub fn trail_line(&mut self, seq: i64) -> Option<Page<Vec<AuditField>>> {
        match self.look(&Query::Safety(SafetyQuery::Line(seq)))? {
            (Model::Safety(SafetyModel::Line(data)), version) => Some(Page { data, version }),
            _ => None,
        }
    }
}

pub(super) fn depends(query: &SafetyQuery, changes: Changes) -> bool {
    match query {
        SafetyQuery::Copies => changes.copies || changes.settings,
        // every change writes a line
        SafetyQuery::Trail(_) => changes != Changes::COPIES,
        SafetyQuery::Line(_) => false,
    }
}

pub(super) fn may_stand_in(old: &SafetyQuery, new: &SafetyQuery) -> bool {
    matches!((old, new), (SafetyQuery::Trail(_), SafetyQuery::Trail(_)))
}
