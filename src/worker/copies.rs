//! Copies of the file that go to a ward and come back: what the window asks and orders.

use std::path::PathBuf;
use std::sync::Arc;

use super::message::{Done, Failure, Made, Model};
use super::progress::Reporter;
use super::run::done;
use super::safety::telling;
use crate::domain::{MergeConflictId, Passphrase, UnitId};
use crate::read::merge::{MergePage, MergePreview};
use crate::register::{Changes, Register};

/// What can be changed.
#[derive(Debug, Clone)]
pub enum CopiesCommand {
    /// Decides a conflict: the fields that are taken from the copy, none to keep what the office has.
    Resolve {
        id: MergeConflictId,
        picks: Vec<String>,
    },
}

/// Slow work.
#[derive(Debug, Clone)]
pub enum CopiesJob {
    /// Makes a package; of no wards means of all.
    TakeOut {
        label: String,
        units: Vec<UnitId>,
        to: PathBuf,
        /// What opens it; none leaves it open to anybody.
        lock: Option<Passphrase>,
    },
    /// Says what a package would bring; nothing is changed.
    Preview {
        from: PathBuf,
        /// For a package that is locked.
        passphrase: Option<Passphrase>,
    },
    /// Takes a package back.
    Merge {
        from: PathBuf,
        passphrase: Option<Passphrase>,
    },
    /// Writes the open file to a place where only a passphrase opens it.
    Lock { to: PathBuf, passphrase: Passphrase },
    /// Opens a locked file into a folder, under its own name.
    Unlock {
        from: PathBuf,
        folder: PathBuf,
        passphrase: Passphrase,
    },
}

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CopiesQuery {
    /// Also conflicts that were decided.
    pub with_decided: bool,
}

/// The answer.
#[derive(Debug, Clone)]
pub struct CopiesModel(pub Arc<MergePage>);

/// A package that was looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct ComingBack {
    pub from: PathBuf,
    /// What opened it.
    pub passphrase: Option<Passphrase>,
    pub preview: Arc<MergePreview>,
    /// Whether it was taken back.
    pub written: bool,
}

pub(super) fn run(register: &mut Register, command: CopiesCommand) -> Result<Done, Failure> {
    let CopiesCommand::Resolve { id, picks } = command;
    Ok(done(register.resolve_conflict(id, &picks)?, |()| None))
}

pub(super) fn job(
    register: &mut Register,
    job: CopiesJob,
    progress: &Reporter<'_>,
) -> Result<Done, Failure> {
    match job {
        CopiesJob::TakeOut {
            label,
            units,
            to,
            lock,
        } => {
            progress.step(0, 1, "Đang tạo gói mang đi")?;
            let made = match lock {
                Some(lock) => register.take_out_locked(&to, &label, &units, &lock)?,
                None => register.take_out(&to, &label, &units)?,
            };
            Ok(done(made, |_| Some(Made::File(to))))
        }
        CopiesJob::Preview { from, passphrase } => {
            progress.step(0, 1, "Đang đọc và đối chiếu gói")?;
            let preview = register.preview_merge_from(&from, passphrase.as_ref())?;
            let message = format!("Gói “{}”: {}; chưa ghi gì", preview.label, preview.words());
            Ok(Done {
                message,
                changes: Changes::default(),
                made: Some(back((from, passphrase), preview, false)),
                undoable: false,
            })
        }
        CopiesJob::Merge { from, passphrase } => {
            progress.step(0, 1, "Đang nhận gói về")?;
            let merged = register.merge_from(&from, passphrase.as_ref())?;
            Ok(done(merged, |preview| {
                Some(back((from, passphrase), preview, true))
            }))
        }
        CopiesJob::Lock { to, passphrase } => {
            let mut going = telling(progress, "Đang khóa gói");
            register.lock_to(&to, &passphrase, &mut going)?;
            Ok(plain(
                "Đã khóa gói; chép tệp khóa này về cơ quan",
                Made::File(to),
            ))
        }
        CopiesJob::Unlock {
            from,
            folder,
            passphrase,
        } => {
            let mut going = telling(progress, "Đang mở khóa");
            let to = Register::unlock_into(&from, &folder, &passphrase, &mut going)?;
            Ok(plain("Đã mở khóa", Made::Unlocked(to)))
        }
    }
}

fn plain(message: &str, made: Made) -> Done {
    Done {
        message: message.to_owned(),
        changes: Changes::default(),
        made: Some(made),
        undoable: false,
    }
}

fn back(
    (from, passphrase): (PathBuf, Option<Passphrase>),
    preview: MergePreview,
    written: bool,
) -> Made {
    Made::Back(Box::new(ComingBack {
        from,
        passphrase,
        preview: Arc::new(preview),
        written,
    }))
}

pub(super) fn answer(register: &Register, query: &CopiesQuery) -> Result<Model, Failure> {
    let page = register.merge_page(query.with_decided)?;
    Ok(Model::Copies(CopiesModel(Arc::new(page))))
}
