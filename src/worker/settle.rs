//! A change that met another one, done again with what the person chose field by field.

use super::message::{Command, Done, Failure, Job};
use super::progress::Reporter;
use super::run;
use crate::register::Register;
use crate::store::Choice;

/// The same change with the choices.
#[derive(Debug, Clone)]
pub struct Settle<T> {
    pub work: T,
    pub choices: Vec<Choice>,
}

pub(super) fn command(register: &mut Register, settle: Settle<Command>) -> Result<Done, Failure> {
    register.choose(settle.choices);
    let done = run::run(register, settle.work);
    register.choose(Vec::new());
    done
}

pub(super) fn job(
    register: &mut Register,
    settle: Settle<Job>,
    progress: &Reporter<'_>,
) -> Result<Done, Failure> {
    register.choose(settle.choices);
    let done = run::job(register, settle.work, progress);
    register.choose(Vec::new());
    done
}

/// A conflict tells other records by their names.
pub(super) fn in_words(
    register: &Register,
    mut done: Result<Done, Failure>,
) -> Result<Done, Failure> {
    if let Err(failure) = &mut done
        && let Some(conflict) = &mut failure.conflict
    {
        register.name_conflict(conflict);
    }
    done
}
