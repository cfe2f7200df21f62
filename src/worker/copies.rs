//! Copies of the file that go to a ward and come back: what the window asks and orders.

use std::path::PathBuf;
use std::sync::Arc;

use super::message::{Done, Failure, Made, Model};
use super::progress::Reporter;
use super::run::done;
use crate::domain::{MergeConflictId, UnitId};
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
    },
    /// Says what a package would bring; nothing is changed.
    Preview { from: PathBuf },
    /// Takes a package back.
    Merge { from: PathBuf },
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
        CopiesJob::TakeOut { label, units, to } => {
            progress.step(0, 1, "Đang tạo gói mang đi")?;
            Ok(done(register.take_out(&to, &label, &units)?, |_| {
                Some(Made::File(to))
            }))
        }
        CopiesJob::Preview { from } => {
            progress.step(0, 1, "Đang đọc và đối chiếu gói")?;
            let preview = register.preview_merge(&from)?;
            let message = format!("Gói “{}”: {}; chưa ghi gì", preview.label, preview.words());
            Ok(Done {
                message,
                changes: Changes::default(),
                made: Some(back(from, preview, false)),
                undoable: false,
            })
        }
        CopiesJob::Merge { from } => {
            progress.step(0, 1, "Đang nhận gói về")?;
            let merged = register.merge(&from)?;
            Ok(done(merged, |preview| Some(back(from, preview, true))))
        }
    }
}

fn back(from: PathBuf, preview: MergePreview, written: bool) -> Made {
    Made::Back(Box::new(ComingBack {
        from,
        preview: Arc::new(preview),
        written,
    }))
}

pub(super) fn answer(register: &Register, query: &CopiesQuery) -> Result<Model, Failure> {
    let page = register.merge_page(query.with_decided)?;
    Ok(Model::Copies(CopiesModel(Arc::new(page))))
}
