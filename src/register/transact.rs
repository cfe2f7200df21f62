//! The one door for every change: transaction, audit line, undo step, and flags that say what changed.

use uuid::Uuid;

use super::Register;
use super::change::{Changes, Op};
use super::error::RegisterError;
use super::random::Ids;
use super::undo::UndoStep;
use crate::domain::{Problem, Problems};
use crate::store::{AuditHead, AuditLine, Keep, Record, RowChange, StoreError, WriteTx, setting};

/// What came of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome<T> {
    pub value: T,
    /// What was done, as a toast says it.
    pub message: String,
    pub changes: Changes,
    pub undoable: bool,
}

impl<T> Outcome<T> {
    /// The same outcome with another value.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Outcome<U> {
        Outcome {
            value: make(self.value),
            message: self.message,
            changes: self.changes,
            undoable: self.undoable,
        }
    }
}

/// An open change: rows go in and out through here.
pub(super) struct Tx<'a> {
    pub rows: WriteTx<'a>,
    pub now: chrono::DateTime<chrono::FixedOffset>,
    pub ids: &'a Ids,
    /// What the toast and the audit line say.
    pub message: String,
}

impl Tx<'_> {
    /// A new identity, ordered by time.
    pub fn new_id(&self) -> Uuid {
        self.ids.next(self.now)
    }

    /// A new identity of a record that is older than this change.
    pub fn new_id_at(&self, at: chrono::DateTime<chrono::FixedOffset>) -> Uuid {
        self.ids.next(at)
    }

    /// Lays an edit over the record as it stands, checks it and writes it.
    pub fn edit<R: Record>(
        &mut self,
        base: &R,
        new: &R,
        what: &'static str,
        check: impl FnOnce(&R) -> Result<(), Problem>,
    ) -> Result<R, RegisterError> {
        let (current, merged) = self.rows.merge(base, new, what)?;
        check(&merged).map_err(Problems::from)?;
        Ok(self.rows.put(&current, merged)?)
    }
}

impl Register {
    /// Runs one change whole or not at all.
    pub(super) fn transact<T>(
        &mut self,
        op: Op,
        message: impl Into<String>,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, RegisterError>,
    ) -> Result<Outcome<T>, RegisterError> {
        self.store.may_write()?;
        self.may(op)?;
        let now = self.now();
        let user_name = self.user_name()?;
        let message = message.into();
        let keep = if matches!(op, Op::CreateFile | Op::Generate) {
            Keep::Nothing
        } else if matches!(op, Op::TakeLargeGrid | Op::Merge) {
            Keep::Parts(AuditHead {
                at: now,
                os_user: self.os_user.clone(),
                user_name: user_name.clone(),
                op: op.code(),
                summary: message.clone(),
            })
        } else {
            Keep::Step
        };
        let mut tx = Tx {
            rows: self.store.begin(keep)?,
            now,
            ids: &self.ids,
            message,
        };
        let value = work(&mut tx)?;
        let always = !op.is_undoable() && op != Op::Merge;
        if !always && !tx.rows.is_changed() {
            // Nothing differs from what was there: no audit line, no undo step.
            return Ok(Outcome {
                value,
                message: String::new(),
                changes: Changes::default(),
                undoable: false,
            });
        }
        let message = tx.message;
        let rows = tx.rows.commit(&AuditLine {
            at: now,
            os_user: &self.os_user,
            user_name: &user_name,
            op: op.code(),
            summary: &message,
        })?;
        let changes = changes_of(op, &rows);
        if op.is_undoable() {
            self.history.push(UndoStep {
                message: message.clone(),
                rows,
            });
        } else if matches!(op, Op::IssueConclusion | Op::IssuePaper | Op::Merge) {
            // What led to an issued paper must not be taken away from under it.
            self.history.clear();
        } else if matches!(op, Op::Undo | Op::Redo) {
            self.history.reversed(rows);
        }
        Ok(Outcome {
            value,
            message,
            changes,
            undoable: op.is_undoable(),
        })
    }

    /// Does the work of a change and throws it away: what would come of it.
    pub(super) fn rehearse<T>(
        &mut self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, RegisterError>,
    ) -> Result<T, RegisterError> {
        let now = self.now();
        let mut tx = Tx {
            rows: self.store.begin(Keep::Nothing)?,
            now,
            ids: &self.ids,
            message: String::new(),
        };
        work(&mut tx)
    }

    /// The name under which changes are recorded: the chosen one, or the account's.
    pub fn user_name(&self) -> Result<String, StoreError> {
        let key = format!("{}{}", setting::USER_NAME, self.os_user);
        Ok(setting::get(self.store.conn(), &key)?.unwrap_or_else(|| self.os_user.clone()))
    }

    pub fn set_user_name(&mut self, name: &str) -> Result<Outcome<()>, RegisterError> {
        let name = crate::domain::text::clean(name);
        if name.is_empty() {
            return Err(Problem::new("user_name", "Hãy ghi họ tên người dùng máy này.").into());
        }
        let key = format!("{}{}", setting::USER_NAME, self.os_user);
        self.transact(
            Op::SetUserName,
            format!("Đã ghi người dùng: {name}"),
            |tx| Ok(tx.rows.put_setting(&key, &name)?),
        )
        .inspect(|_| {
            // others see the new name; the old one would do as well
            self.store.name_holder(&name).ok();
        })
    }
}

/// What a change of this kind makes stale.
fn changes_of(op: Op, rows: &[RowChange]) -> Changes {
    if matches!(
        op,
        Op::CreateFile
            | Op::Generate
            | Op::TakeLargeGrid
            | Op::Merge
            | Op::SetPaperRules
            | Op::ChooseDistrict
            | Op::Restore
            | Op::Repair
    ) {
        Changes::ALL
    } else if matches!(
        op,
        Op::SetUserName | Op::SetRole | Op::EditSettings | Op::LockCopies | Op::NoteLook
    ) {
        Changes {
            settings: true,
            ..Changes::default()
        }
    } else if op == Op::SetNumbering {
        Changes {
            settings: true,
            conclusions: true,
            papers: true,
            ..Changes::default()
        }
    } else if op == Op::SetReportRule {
        Changes {
            reports: true,
            settings: true,
            ..Changes::default()
        }
    } else if op == Op::SetWantedFigures {
        Changes {
            figures: true,
            ..Changes::default()
        }
    } else if op == Op::SetDueSoon {
        // What is near is another set of shortcomings now.
        Changes {
            visits: true,
            findings: true,
            settings: true,
            ..Changes::default()
        }
    } else {
        Changes::of(rows)
    }
}
