//! The register of people: what the window wants done.

use chrono::NaiveDate;

use super::message::{Done, Failure};
use super::run::done;
use crate::domain::{HeldTitle, HeldTitleId, Person, PersonId, UnitId};
use crate::register::Register;

#[derive(Debug, Clone)]
pub enum PeopleCommand {
    /// Adds someone to the register of people, or edits the record.
    Save {
        base: Option<Person>,
        new: Person,
    },
    Remove(PersonId),
    SaveTitle {
        base: Option<HeldTitle>,
        new: HeldTitle,
    },
    RemoveTitle(HeldTitleId),
    /// Keeps someone who was typed into a visit in the register of people.
    Keep {
        name: String,
        title: String,
        unit_id: Option<UnitId>,
        valid_from: Option<NaiveDate>,
        valid_to: Option<NaiveDate>,
    },
}

pub(super) fn run(register: &mut Register, command: PeopleCommand) -> Result<Done, Failure> {
    let nothing = |()| None;
    Ok(match command {
        PeopleCommand::Save { base, new } => {
            done(register.save_person(base.as_ref(), &new)?, |_| None)
        }
        PeopleCommand::Remove(id) => done(register.remove_person(id)?, nothing),
        PeopleCommand::SaveTitle { base, new } => {
            done(register.save_title(base.as_ref(), &new)?, |_| None)
        }
        PeopleCommand::RemoveTitle(id) => done(register.remove_title(id)?, nothing),
        PeopleCommand::Keep {
            name,
            title,
            unit_id,
            valid_from,
            valid_to,
        } => done(
            register.keep_person(&name, &title, unit_id, (valid_from, valid_to))?,
            |_| None,
        ),
    })
}
