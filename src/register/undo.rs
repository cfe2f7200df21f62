//! Undo and redo: the inverse of a change runs as a change of its own, which in turn gives the redo.

use super::Register;
use super::change::Op;
use super::error::{RegisterError, refused};
use super::transact::Outcome;
use crate::store::{RowChange, StoreError};

/// Steps kept; older ones fall off.
const DEPTH: usize = 200;

/// One change that can be taken back.
#[derive(Debug, Clone)]
pub(super) struct UndoStep {
    pub message: String,
    pub rows: Vec<RowChange>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Direction {
    #[default]
    None,
    Undoing,
    Redoing,
}

/// What can be undone and redone.
#[derive(Debug, Default)]
pub(super) struct History {
    undo: Vec<UndoStep>,
    redo: Vec<UndoStep>,
    running: Direction,
}

impl History {
    pub fn push(&mut self, step: UndoStep) {
        self.redo.clear();
        self.undo.push(step);
        if self.undo.len() > DEPTH {
            self.undo.remove(0);
        }
    }

    pub fn clear(&mut self) {
        self.undo.clear();
        self.redo.clear();
    }

    /// Books the rows that an undo or redo changed as the step that takes it back again.
    pub fn reversed(&mut self, rows: Vec<RowChange>) {
        let (from, to) = match self.running {
            Direction::Undoing => (&mut self.undo, &mut self.redo),
            Direction::Redoing => (&mut self.redo, &mut self.undo),
            Direction::None => return,
        };
        if let Some(step) = from.pop() {
            to.push(UndoStep {
                message: step.message,
                rows,
            });
        }
    }
}

impl Register {
    /// What Ctrl+Z would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.history.undo.last().map(|step| step.message.as_str())
    }

    /// What Ctrl+Y would do again.
    pub fn redo_label(&self) -> Option<&str> {
        self.history.redo.last().map(|step| step.message.as_str())
    }

    /// Nothing before this moment can be taken back any more.
    pub(super) fn forget_undo(&mut self) {
        self.history.clear();
    }

    /// Takes the latest change back.
    ///
    /// # Errors
    /// There is none, or somebody else changed the same rows since.
    pub fn undo(&mut self) -> Result<Outcome<()>, RegisterError> {
        let Some(step) = self.history.undo.last().cloned() else {
            return refused("Không còn thao tác nào để hoàn tác.");
        };
        self.history.running = Direction::Undoing;
        self.reverse(Op::Undo, format!("Đã hoàn tác: {}", step.message), &step)
    }

    /// Does the latest undone change again.
    ///
    /// # Errors
    /// There is none, or somebody else changed the same rows since.
    pub fn redo(&mut self) -> Result<Outcome<()>, RegisterError> {
        let Some(step) = self.history.redo.last().cloned() else {
            return refused("Không còn thao tác nào để làm lại.");
        };
        self.history.running = Direction::Redoing;
        self.reverse(Op::Redo, format!("Đã làm lại: {}", step.message), &step)
    }

    fn reverse(
        &mut self,
        op: Op,
        message: String,
        step: &UndoStep,
    ) -> Result<Outcome<()>, RegisterError> {
        let outcome = self.transact(op, message, |tx| Ok(tx.rows.reverse(&step.rows)?));
        self.history.running = Direction::None;
        match outcome {
            Err(RegisterError::Store(StoreError::Stale)) => refused(
                "Nội dung này đã được sửa tiếp ở nơi khác, không hoàn tác được nữa. Hãy sửa trực tiếp.",
            ),
            other => other,
        }
    }
}
