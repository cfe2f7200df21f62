//! The audit trail, to be read.

use super::Register;
use super::error::RegisterError;
use crate::read::audit::{AuditField, AuditFilter, AuditPage};
use crate::store::trail;

impl Register {
    /// The lines of the trail that fit, newest first.
    pub fn audit(&self, filter: &AuditFilter) -> Result<AuditPage, RegisterError> {
        Ok(trail::page(self.store.conn(), filter)?)
    }

    /// What one line changed.
    pub fn audit_fields(&self, seq: i64) -> Result<Vec<AuditField>, RegisterError> {
        Ok(trail::fields(self.store.conn(), seq)?)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::domain::act::ACTS;

    #[test]
    fn every_kind_of_act_has_words() {
        let source = include_str!("change.rs");
        let codes: BTreeSet<&str> = source
            .lines()
            .filter_map(|line| line.trim().strip_prefix("Self::")?.split_once(" => \""))
            .filter_map(|(_, code)| code.strip_suffix("\","))
            .collect();
        assert!(codes.len() > 40, "{codes:?}");
        let known: BTreeSet<&str> = ACTS.iter().map(|(code, _)| *code).collect();
        assert_eq!(codes, known);
    }
}
