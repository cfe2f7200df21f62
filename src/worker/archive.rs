//! Archives: what the window asks and orders.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use super::letters::letters_written;
use super::message::{Done, Failure, Model};
use super::run::done;
use crate::domain::{ArchiveEntry, ArchivePaper, ArchivePaperId, UnitId};
use crate::press;
use crate::read::{ArchiveFilter, ArchiveYear, PaperFormat};
use crate::register::{ArchiveMark, NewArchiveEntry, NewArchivePaper, Register, Round};

/// What can be changed.
#[derive(Debug, Clone)]
pub enum ArchiveCommand {
    /// One state for papers of a ward.
    Mark(ArchiveMark),
    Save {
        base: Option<ArchiveEntry>,
        new: NewArchiveEntry,
    },
    /// Takes over what checklists say, of one ward or of all.
    Fill {
        filter: ArchiveFilter,
        only: Option<UnitId>,
    },
    AddPaper {
        new: NewArchivePaper,
        from_year: Option<i32>,
    },
    ChangePaper {
        base: ArchivePaper,
        new: NewArchivePaper,
        from_year: i32,
    },
    RetirePaper {
        id: ArchivePaperId,
        from_year: i32,
    },
}

impl ArchiveCommand {
    /// A tick shows itself.
    pub fn is_loud(&self) -> bool {
        !matches!(self, Self::Mark(_) | Self::Save { .. })
    }
}

/// Slow work.
#[derive(Debug, Clone)]
pub enum ArchiveJob {
    /// Issues letters that ask for missing papers of a year, and puts them into a folder.
    SendRequests {
        round: Round,
        year: i32,
        format: PaperFormat,
        folder: PathBuf,
    },
}

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ArchiveQuery {
    Year {
        filter: ArchiveFilter,
        as_of: NaiveDate,
    },
    /// Every paper that is or was needed.
    Papers,
}

/// The answers.
#[derive(Debug, Clone)]
pub enum ArchiveModel {
    Year(Arc<ArchiveYear>),
    Papers(Arc<Vec<ArchivePaper>>),
}

pub(super) fn run(register: &mut Register, command: ArchiveCommand) -> Result<Done, Failure> {
    Ok(match command {
        ArchiveCommand::Mark(mark) => done(register.mark_archive(&mark)?, |()| None),
        ArchiveCommand::Save { base, new } => {
            done(register.save_archive_entry(base.as_ref(), &new)?, |()| None)
        }
        ArchiveCommand::Fill { filter, only } => {
            done(register.fill_archive(&filter, only)?, |_| None)
        }
        ArchiveCommand::AddPaper { new, from_year } => {
            done(register.add_archive_paper(&new, from_year)?, |_| None)
        }
        ArchiveCommand::ChangePaper {
            base,
            new,
            from_year,
        } => done(
            register.change_archive_paper(&base, &new, from_year)?,
            |_| None,
        ),
        ArchiveCommand::RetirePaper { id, from_year } => {
            done(register.retire_archive_paper(id, from_year)?, |()| None)
        }
    })
}

pub(super) fn job(register: &mut Register, job: ArchiveJob) -> Result<Done, Failure> {
    let ArchiveJob::SendRequests {
        round,
        year,
        format,
        folder,
    } = job;
    let sent = press::archive::send_round(register, &round, year, format)?;
    Ok(letters_written(&sent.0, &sent.1, folder))
}

pub(super) fn answer(register: &Register, query: &ArchiveQuery) -> Result<Model, Failure> {
    Ok(Model::Archive(match query {
        ArchiveQuery::Year { filter, as_of } => {
            ArchiveModel::Year(Arc::new(register.archive(filter, *as_of)?))
        }
        ArchiveQuery::Papers => ArchiveModel::Papers(Arc::new(register.archive_papers()?)),
    }))
}
