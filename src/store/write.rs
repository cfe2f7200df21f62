//! Writing: one transaction, every row change remembered for the audit line and the undo step.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset};
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use serde_json::{Map, Value};

use super::error::StoreError;
use super::open::Store;
use super::record::{self, AnyRecord, Record, with_record};
use super::{seal, search, standing};
use crate::domain::ShortcomingId;

/// One row before and after.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct RowChange {
    pub before: Option<AnyRecord>,
    pub after: Option<AnyRecord>,
}

/// A field that both sides changed to different values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldClash {
    pub table: &'static str,
    /// What identifies the record, as text.
    pub key: String,
    pub field: String,
    pub mine: String,
    pub theirs: String,
}

/// What a person chose where two changed the same field: holds only as long as the other one's value is the one that was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub clash: FieldClash,
    pub take_mine: bool,
}

/// Why an edit was not written.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("Có người khác vừa sửa cùng nội dung này.")]
    Clash(Vec<FieldClash>),
}

/// One line of the audit trail.
#[derive(Debug)]
pub struct AuditLine<'a> {
    pub at: DateTime<FixedOffset>,
    pub os_user: &'a str,
    pub user_name: &'a str,
    pub op: &'a str,
    pub summary: &'a str,
}

/// What becomes of the row changes of a transaction.
#[derive(Debug)]
pub enum Keep {
    /// One audit line holds them, and one undo step.
    Step,
    /// Too many to be taken back: audit lines of so many each hold them.
    Parts(AuditHead),
    /// They are not kept: the file is being made.
    Nothing,
}

/// What the audit lines of a long change have in common.
#[derive(Debug)]
pub struct AuditHead {
    pub at: DateTime<FixedOffset>,
    pub os_user: String,
    pub user_name: String,
    pub op: &'static str,
    pub summary: String,
}

/// Row changes in one of several audit lines.
const PART: usize = 500;

/// An open write transaction.
#[derive(Debug)]
pub struct WriteTx<'a> {
    tx: Transaction<'a>,
    changes: Vec<RowChange>,
    keep: Keep,
    /// Audit lines written so far.
    parts: usize,
    /// Whose spans the history no longer agrees with.
    touched: BTreeSet<ShortcomingId>,
    seals: seal::Moves,
    choices: &'a [Choice],
}

impl Store {
    /// Begins a change; nothing is kept unless [`WriteTx::commit`] is called.
    ///
    /// # Errors
    /// The file is only read here, or another one holds it.
    pub fn begin(&mut self, keep: Keep) -> Result<WriteTx<'_>, StoreError> {
        self.may_write()?;
        let tx = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        // whoever slept while another took over must not write
        super::lease::fence(&tx, &self.hold)?;
        Ok(WriteTx {
            tx,
            choices: &self.choices,
            changes: Vec::new(),
            keep,
            parts: 0,
            touched: BTreeSet::new(),
            seals: seal::Moves::default(),
        })
    }
}

impl WriteTx<'_> {
    /// Reads inside the transaction.
    pub fn conn(&self) -> &Connection {
        &self.tx
    }

    pub fn get<R: Record>(&self, key: R::Key) -> Result<Option<R>, StoreError> {
        record::get(&self.tx, key)
    }

    /// Reads a record that must be there; `what` names it for the user.
    pub fn need<R: Record>(&self, key: R::Key, what: &'static str) -> Result<R, StoreError> {
        self.get(key)?.ok_or(StoreError::Gone { what })
    }

    /// Writes a new record with version 1.
    pub fn add<R: Record>(&mut self, mut record: R) -> Result<R, StoreError> {
        record.set_ver(1);
        self.insert(record)
    }

    fn insert<R: Record>(&mut self, record: R) -> Result<R, StoreError> {
        record::insert(&self.tx, &record)?;
        self.seals.came(&record);
        self.note(None, Some(record.clone().into_any()))?;
        Ok(record)
    }

    /// Overwrites a record that was read in this transaction (`before`).
    pub fn put<R: Record>(&mut self, before: &R, mut after: R) -> Result<R, StoreError> {
        if after.same_content(before) {
            return Ok(before.clone());
        }
        after.set_ver(before.ver() + 1);
        self.seals.goes::<R>(&self.tx, before.key())?;
        if !record::update(&self.tx, &after, before.ver())? {
            return Err(StoreError::Stale);
        }
        self.seals.came(&after);
        self.note(
            Some(before.clone().into_any()),
            Some(after.clone().into_any()),
        )?;
        Ok(after)
    }

    pub fn remove<R: Record>(&mut self, before: &R) -> Result<(), StoreError> {
        self.seals.goes::<R>(&self.tx, before.key())?;
        if !record::delete::<R>(&self.tx, before.key(), before.ver())? {
            return Err(StoreError::Stale);
        }
        self.note(Some(before.clone().into_any()), None)
    }

    /// What an edit comes to now: the user's changes (`base` → `new`) laid over the record as it stands.
    ///
    /// # Errors
    /// The record is gone, or somebody else changed one of the same fields to another value.
    pub fn merge<R: Record>(
        &self,
        base: &R,
        new: &R,
        what: &'static str,
    ) -> Result<(R, R), EditError> {
        let current: R = self.need(base.key(), what)?;
        if current.ver() == base.ver() || current.same_content(base) {
            let mut merged = new.clone();
            merged.set_ver(current.ver());
            return Ok((current, merged));
        }
        let merged = merge_fields(base, new, &current, self.choices)?;
        Ok((current, merged))
    }

    /// Whether a person chose the own value where two changed a field; `None` when nobody was asked.
    pub fn chosen(&self, clash: &FieldClash) -> Option<bool> {
        let choice = self.choices.iter().find(|choice| choice.clash == *clash);
        choice.map(|choice| choice.take_mine)
    }

    fn note(
        &mut self,
        before: Option<AnyRecord>,
        after: Option<AnyRecord>,
    ) -> Result<(), StoreError> {
        search::update(&self.tx, before.as_ref(), after.as_ref())?;
        let change = RowChange { before, after };
        standing::touched(&self.tx, &change, &mut self.touched)?;
        if matches!(self.keep, Keep::Nothing) {
            return Ok(());
        }
        self.changes.push(change);
        if self.changes.len() >= PART
            && let Keep::Parts(head) = &self.keep
        {
            self.parts += 1;
            let line = AuditLine {
                at: head.at,
                os_user: &head.os_user,
                user_name: &head.user_name,
                op: head.op,
                summary: &format!("{} (phần {})", head.summary, self.parts),
            };
            write_audit(&self.tx, &line, &self.changes)?;
            self.changes.clear();
        }
        Ok(())
    }

    /// Takes row changes back, newest first: the inverse of an earlier transaction.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when one of the rows was changed since.
    pub fn reverse(&mut self, changes: &[RowChange]) -> Result<(), StoreError> {
        for change in changes.iter().rev() {
            match (&change.before, &change.after) {
                (before, Some(after)) => with_record!(after, after => {
                    let current = self.get_like(after)?.filter(|now| now.same_content(after));
                    let current = current.ok_or(StoreError::Stale)?;
                    match before {
                        None => self.remove(&current)?,
                        Some(before) => self.put_any(&current, before)?,
                    }
                }),
                (Some(before), None) => with_record!(before, before => {
                    let mut again = before.clone();
                    again.set_ver(before.ver() + 1);
                    self.insert(again)?;
                }),
                (None, None) => {}
            }
        }
        Ok(())
    }

    fn get_like<R: Record>(&self, record: &R) -> Result<Option<R>, StoreError> {
        self.get(record.key())
    }

    fn put_any<R: Record>(&mut self, current: &R, before: &AnyRecord) -> Result<(), StoreError> {
        // Both sides of a change are of one table, so the way through JSON cannot fail on shape.
        let value = with_record!(before, record => serde_json::to_value(record));
        let before: R = value
            .and_then(serde_json::from_value)
            .map_err(|error| StoreError::Shipped(error.to_string()))?;
        self.put(current, before).map(drop)
    }

    fn seal_setting(&mut self, key: &str, value: Option<&str>) -> Result<(), StoreError> {
        let row = |value: String| [Sql::Text(key.to_owned()), Sql::Text(value)];
        if let Some(old) = super::setting::get(&self.tx, key)? {
            self.seals.row_went("setting", &row(old));
        }
        if let Some(new) = value {
            self.seals.row_came("setting", &row(new.to_owned()));
        }
        Ok(())
    }

    pub(super) fn seals(&mut self) -> &mut seal::Moves {
        &mut self.seals
    }

    pub fn put_setting(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        self.seal_setting(key, Some(value))?;
        self.tx
            .prepare_cached(
                "INSERT INTO setting (key, value) VALUES (?1, ?2)
                 ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            )?
            .execute([key, value])?;
        Ok(())
    }

    pub fn remove_setting(&mut self, key: &str) -> Result<(), StoreError> {
        self.seal_setting(key, None)?;
        self.tx
            .prepare_cached("DELETE FROM setting WHERE key = ?1")?
            .execute([key])?;
        Ok(())
    }

    /// Keeps an issued paper for good.
    pub fn add_issued_paper(
        &mut self,
        id: crate::domain::ConclusionId,
        sha256: &str,
        pdf: &[u8],
    ) -> Result<(), StoreError> {
        self.tx
            .prepare_cached(
                "INSERT INTO issued_paper (conclusion_id, sha256, pdf, audit_seq, audit_hash)
                 VALUES (?1, ?2, ?3, (SELECT seq FROM audit_head), (SELECT hash FROM audit_head))",
            )?
            .execute(params![id.0.as_bytes(), sha256, pdf])?;
        Ok(())
    }

    /// Keeps the bytes of another issued paper for good.
    pub fn add_paper_file(
        &mut self,
        id: crate::domain::PaperId,
        sha256: &str,
        pdf: &[u8],
    ) -> Result<(), StoreError> {
        self.tx
            .prepare_cached(
                "INSERT INTO paper_file (paper_id, sha256, pdf, audit_seq, audit_hash)
                 VALUES (?1, ?2, ?3, (SELECT seq FROM audit_head), (SELECT hash FROM audit_head))",
            )?
            .execute(params![id.0.as_bytes(), sha256, pdf])?;
        Ok(())
    }

    /// An audit line that was written elsewhere, with the row changes as they were written there.
    pub(super) fn copy_audit(
        &mut self,
        line: &AuditLine<'_>,
        changes: &str,
    ) -> Result<(), StoreError> {
        super::audit::write(&self.tx, line, changes)
    }

    /// Writes a record that came from elsewhere, with the version it has.
    pub(super) fn insert_any(&mut self, record: &AnyRecord) -> Result<(), StoreError> {
        with_record!(record, record => self.insert(record.clone()).map(drop))
    }

    /// Writes a record over the one that has its key.
    pub(super) fn overwrite_any(&mut self, record: &AnyRecord) -> Result<(), StoreError> {
        with_record!(record, record => {
            let current = self.get_like(record)?.ok_or(StoreError::Stale)?;
            self.put(&current, record.clone()).map(drop)
        })
    }

    pub(super) fn remove_any(&mut self, record: &AnyRecord) -> Result<(), StoreError> {
        with_record!(record, record => {
            let current = self.get_like(record)?.ok_or(StoreError::Stale)?;
            self.remove(&current)
        })
    }

    /// Whether anything was changed so far.
    pub fn is_changed(&self) -> bool {
        self.parts > 0 || !self.changes.is_empty()
    }

    pub fn changes(&self) -> &[RowChange] {
        &self.changes
    }

    /// Writes the audit line and makes everything lasting; answers the row changes.
    pub fn commit(self, line: &AuditLine<'_>) -> Result<Vec<RowChange>, StoreError> {
        standing::renew(&self.tx, &self.touched)?;
        self.seals.keep(&self.tx)?;
        write_audit(&self.tx, line, &self.changes)?;
        self.tx.commit()?;
        Ok(self.changes)
    }
}

fn write_audit(
    conn: &Connection,
    line: &AuditLine<'_>,
    changes: &[RowChange],
) -> Result<(), StoreError> {
    let changes =
        serde_json::to_string(changes).map_err(|error| StoreError::Shipped(error.to_string()))?;
    super::audit::write(conn, line, &changes)
}

/// Lays `base` → `new` over `current`, field by field.
fn merge_fields<R: Record>(
    base: &R,
    new: &R,
    current: &R,
    choices: &[Choice],
) -> Result<R, EditError> {
    let key = format!("{:?}", base.key());
    let fields = |record: &R| -> Result<Map<String, Value>, StoreError> {
        match serde_json::to_value(record) {
            Ok(Value::Object(map)) => Ok(map),
            Ok(_) => Err(StoreError::Shipped("record".to_owned())),
            Err(error) => Err(StoreError::Shipped(error.to_string())),
        }
    };
    let (base, new, mut merged) = (fields(base)?, fields(new)?, fields(current)?);
    let mut clashes = Vec::new();
    for (field, mine) in new {
        if field == "ver" || base.get(&field) == Some(&mine) {
            continue;
        }
        let theirs = merged.get(&field).cloned().unwrap_or(Value::Null);
        if Some(&theirs) == base.get(&field) || theirs == mine {
            merged.insert(field, mine);
        } else {
            let clash = FieldClash {
                table: R::TABLE,
                key: key.clone(),
                mine: plain(&mine),
                theirs: plain(&theirs),
                field,
            };
            match choices.iter().find(|choice| choice.clash == clash) {
                Some(choice) if choice.take_mine => {
                    merged.insert(clash.field, mine);
                }
                Some(_) => {}
                None => clashes.push(clash),
            }
        }
    }
    if !clashes.is_empty() {
        return Err(EditError::Clash(clashes));
    }
    serde_json::from_value(Value::Object(merged))
        .map_err(|error| StoreError::Shipped(error.to_string()).into())
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}
