//! What two people changed differently, in the words of the screens.

use super::{Conflict, Register};
use crate::read::merge::value_words;
use crate::store::{StoreError, merge};

impl Register {
    /// Gives both values of each field their words: other records by their names.
    pub fn name_conflict(&self, conflict: &mut Conflict) {
        conflict.shown = conflict
            .fields
            .iter()
            .map(|clash| {
                let words = |text: &str| {
                    // a name that cannot be read leaves the value as it is stored
                    self.value_name(clash.table, &clash.field, text)
                        .unwrap_or_else(|_| text.to_owned())
                };
                (words(&clash.mine), words(&clash.theirs))
            })
            .collect();
    }

    fn value_name(&self, table: &str, field: &str, text: &str) -> Result<String, StoreError> {
        let conn = self.store.conn();
        let other = merge::reference_table(conn, table, field)?;
        if let Some(other) = other.filter(|_| !text.is_empty())
            && let Some(name) = merge::named(conn, &other, text)?
        {
            return Ok(name);
        }
        Ok(value_words(table, field, text))
    }
}
