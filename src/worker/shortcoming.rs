//! Shortcomings and their steps: what the window wants done.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::message::{Done, Failure, Made};
use super::progress::Reporter;
use super::put::{write, writing, written};
use super::run::done;
use crate::documents;
use crate::domain::shortcoming::Step;
use crate::domain::{Shortcoming, ShortcomingId, VisitId};
use crate::read::ShortcomingFilter;
use crate::register::Register;

#[derive(Debug, Clone)]
pub enum ShortcomingCommand {
    Add(Shortcoming),
    Edit {
        base: Box<Shortcoming>,
        new: Box<Shortcoming>,
    },
    Remove(ShortcomingId),
    Step {
        id: ShortcomingId,
        step: Step,
    },
    /// Links a shortcoming to the later visit that carries it on.
    Carry {
        id: ShortcomingId,
        to: VisitId,
        step: Step,
    },
    /// The same step on several, all or none.
    StepAll {
        ids: Vec<ShortcomingId>,
        step: Step,
    },
    /// Links to an earlier one, says that it repeats none, or leaves it to the program again.
    MarkRepeat {
        id: ShortcomingId,
        mark: Option<Option<ShortcomingId>>,
    },
}

pub(super) fn run(register: &mut Register, command: ShortcomingCommand) -> Result<Done, Failure> {
    let nothing = |()| None;
    Ok(match command {
        ShortcomingCommand::Add(new) => done(register.add_shortcoming(&new)?, |id| {
            Some(Made::Shortcoming(id))
        }),
        ShortcomingCommand::Edit { base, new } => {
            done(register.edit_shortcoming(&base, &new)?, nothing)
        }
        ShortcomingCommand::Remove(id) => done(register.remove_shortcoming(id)?, nothing),
        ShortcomingCommand::Step { id, step } => {
            done(register.step_shortcoming(id, &step)?, nothing)
        }
        ShortcomingCommand::StepAll { ids, step } => {
            done(register.step_shortcomings(&ids, &step)?, nothing)
        }
        ShortcomingCommand::MarkRepeat { id, mark } => {
            done(register.mark_repeat(id, mark)?, nothing)
        }
        ShortcomingCommand::Carry { id, to, step } => {
            done(register.carry_shortcoming(id, to, &step)?, nothing)
        }
    })
}

/// A list as Excel, as the window shows it.
pub(super) fn export_list(
    register: &Register,
    filter: &ShortcomingFilter,
    as_of: NaiveDate,
    to: PathBuf,
    progress: &Reporter<'_>,
) -> Result<Done, Failure> {
    let rows = register.shortcomings(filter, as_of)?;
    progress.step(1, 2, &writing(&to))?;
    let bytes = documents::shortcomings_xlsx(&rows, as_of)?;
    progress.step(2, 2, &writing(&to))?;
    write(&to, &bytes)?;
    Ok(written(to))
}
