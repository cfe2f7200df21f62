//! Units over time and who supervises them: what the window asks and orders.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use super::message::{Done, Failure, Made, Model};
use super::put::write;
use super::run::done;
use crate::domain::{Body, BodyId, Reform, Succession, SuccessionId, UnitId};
use crate::press;
use crate::read::district_file::DistrictFile;
use crate::read::reform::UnitKin;
use crate::register::{Changes, Register, RegisterError, explain};

/// What can be changed.
#[derive(Debug, Clone)]
pub enum ReformCommand {
    /// Units merged, split, renamed, ended.
    Units(Box<Reform>),
    EditLink {
        base: Box<Succession>,
        new: Box<Succession>,
    },
    RemoveLink(SuccessionId),
    /// A body under another name, superior, symbol or place from a day on.
    ChangeBody {
        base: Box<Body>,
        new: Box<Body>,
        from: NaiveDate,
    },
    RemoveBodyVersion(BodyId),
    /// The district of a file in the place of the one there is.
    ChooseDistrict(PathBuf),
    /// A form for such a file.
    WriteDistrictForm(PathBuf),
}

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ReformQuery {
    /// What was before a unit, what came after it, what belongs to it.
    Kin { id: UnitId, as_of: NaiveDate },
}

/// The answers.
#[derive(Debug, Clone)]
pub enum ReformModel {
    Kin(Arc<UnitKin>),
}

pub(super) fn run(register: &mut Register, command: ReformCommand) -> Result<Done, Failure> {
    Ok(match command {
        ReformCommand::Units(reform) => done(register.reform(&reform)?, |_| None),
        ReformCommand::EditLink { base, new } => {
            done(register.edit_succession(&base, &new)?, |()| None)
        }
        ReformCommand::ChangeBody { base, new, from } => {
            done(register.change_body(&base, &new, from)?, |_| None)
        }
        ReformCommand::RemoveBodyVersion(id) => done(register.remove_body_version(id)?, |()| None),
        ReformCommand::ChooseDistrict(path) => {
            let bytes = std::fs::read(&path).map_err(|error| {
                RegisterError::Refused(format!(
                    "Không đọc được tệp “{}”: {}",
                    path.display(),
                    explain(&error)
                ))
            })?;
            let file = press::district::read(&bytes).map_err(RegisterError::from)?;
            done(register.choose_district_file(&file)?, |()| None)
        }
        ReformCommand::WriteDistrictForm(path) => {
            write(
                &path,
                &press::district::bytes(&DistrictFile::empty(), &path)?,
            )?;
            Done {
                message: format!("Đã lưu mẫu “{}”", path.display()),
                changes: Changes::default(),
                made: Some(Made::File(path)),
                undoable: false,
            }
        }
        ReformCommand::RemoveLink(id) => done(register.remove_succession(id)?, |()| None),
    })
}

pub(super) fn answer(register: &Register, query: &ReformQuery) -> Result<Model, Failure> {
    Ok(Model::Reform(match query {
        ReformQuery::Kin { id, as_of } => {
            ReformModel::Kin(Arc::new(register.unit_kin(*id, *as_of)?))
        }
    }))
}
