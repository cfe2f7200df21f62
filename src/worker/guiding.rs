//! Guiding documents: what the window asks and orders.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use super::attach;
use super::message::{Done, Failure, Model};
use super::run::done;
use crate::documents;
use crate::domain::{DocumentFileId, DocumentId, DocumentTask, GuidingDocument, UnitId};
use crate::read::guiding::{DocumentFilter, DocumentPage};
use crate::register::{NewFile, NewTask, Register, RegisterError};

/// What can be changed.
#[derive(Debug, Clone)]
pub enum GuidingCommand {
    Remove(DocumentId),
    RemoveFile(DocumentFileId),
    Assign {
        id: DocumentId,
        units: Vec<UnitId>,
        due: Option<NaiveDate>,
    },
    SaveTask {
        base: Option<DocumentTask>,
        new: NewTask,
    },
    RemoveTask(DocumentId, UnitId),
}

/// Slow work.
#[derive(Debug, Clone)]
pub enum GuidingJob {
    /// Writes a document down, or changes it, with the files that came with it.
    Save {
        base: Option<GuidingDocument>,
        new: Box<GuidingDocument>,
        paths: Vec<PathBuf>,
    },
    OpenFile(DocumentFileId),
}

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum GuidingQuery {
    Page {
        filter: DocumentFilter,
        as_of: NaiveDate,
    },
    /// Every document, to cite one.
    All,
}

/// The answers.
#[derive(Debug, Clone)]
pub enum GuidingModel {
    Page(Arc<DocumentPage>),
    All(Arc<Vec<GuidingDocument>>),
}

pub(super) fn run(register: &mut Register, command: GuidingCommand) -> Result<Done, Failure> {
    Ok(match command {
        GuidingCommand::Remove(id) => done(register.remove_document(id)?, |()| None),
        GuidingCommand::RemoveFile(id) => done(register.remove_document_file(id)?, |()| None),
        GuidingCommand::Assign { id, units, due } => {
            done(register.assign_document(id, &units, due)?, |()| None)
        }
        GuidingCommand::SaveTask { base, new } => {
            done(register.save_task(base.as_ref(), &new)?, |()| None)
        }
        GuidingCommand::RemoveTask(document, unit) => {
            done(register.remove_task(document, unit)?, |()| None)
        }
    })
}

pub(super) fn job(register: &mut Register, job: GuidingJob) -> Result<Done, Failure> {
    match job {
        GuidingJob::Save { base, new, paths } => {
            let read = |path: &PathBuf| NewFile::read(path, documents::thumbnail);
            let files = paths
                .iter()
                .map(read)
                .collect::<Result<Vec<_>, RegisterError>>()?;
            let mut done = done(register.save_document(base.as_ref(), &new, &files)?, |_| {
                None
            });
            if done.message.is_empty() {
                "Không có gì thay đổi".clone_into(&mut done.message);
            }
            Ok(done)
        }
        GuidingJob::OpenFile(id) => {
            let (file, bytes) = register.document_file(id)?;
            attach::show(&file.name, &bytes)
        }
    }
}

pub(super) fn answer(register: &Register, query: &GuidingQuery) -> Result<Model, Failure> {
    Ok(Model::Guiding(match query {
        GuidingQuery::Page { filter, as_of } => {
            GuidingModel::Page(Arc::new(register.documents(filter, *as_of)?))
        }
        GuidingQuery::All => GuidingModel::All(Arc::new(register.all_documents()?)),
    }))
}
