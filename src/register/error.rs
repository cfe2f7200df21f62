//! Why an operation was refused, in the user's words; the draft stays with whoever asked.

use crate::domain::{Problem, Problems};
use crate::store::{EditError, StoreError};

/// Both sides of what two people changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    pub fields: Vec<ConflictField>,
    /// Both values of each field in words, once they were asked for: [`super::Register::name_conflict`].
    pub shown: Vec<(String, String)>,
}

/// One field of a conflict, as text.
pub use crate::store::FieldClash as ConflictField;

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Something the user gave is wrong.
    #[error(transparent)]
    Problems(#[from] Problems),
    #[error("Có người khác vừa sửa cùng nội dung này; hãy chọn giữ bản của ai.")]
    Conflict(Conflict),
    /// The state of things does not allow it.
    #[error("{0}")]
    Refused(String),
}

impl From<Problem> for RegisterError {
    fn from(problem: Problem) -> Self {
        Self::Problems(problem.into())
    }
}

impl From<EditError> for RegisterError {
    fn from(error: EditError) -> Self {
        match error {
            EditError::Store(error) => Self::Store(error),
            EditError::Clash(fields) => Self::Conflict(Conflict {
                fields,
                shown: Vec::new(),
            }),
        }
    }
}

pub(super) fn refused<T>(message: impl Into<String>) -> Result<T, RegisterError> {
    Err(RegisterError::Refused(message.into()))
}
