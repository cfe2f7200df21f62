//! Mô hình Dân vận khéo: what the window asks about them and wants done.

use std::sync::Arc;

use chrono::NaiveDate;

use super::message::{Done, Failure};
use super::run::done;
use crate::domain::{Commitment, CommitmentId, ModelField, ModelFieldId, ModelId, SkilfulModel};
use crate::read::skilful_model::{ModelComparison, ModelDetail, ModelFilter, ModelList};
use crate::register::Register;

#[derive(Debug, Clone)]
pub enum ModelsCommand {
    /// Registers a model (`base` none), or edits one.
    Save {
        base: Option<Box<SkilfulModel>>,
        new: Box<SkilfulModel>,
    },
    Remove(ModelId),
    SaveCommitment {
        base: Option<Commitment>,
        new: Commitment,
    },
    RemoveCommitment(CommitmentId),
    SaveField {
        base: Option<ModelField>,
        name: String,
    },
    RemoveField(ModelFieldId),
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ModelsQuery {
    List {
        filter: ModelFilter,
        as_of: NaiveDate,
    },
    One {
        id: ModelId,
        as_of: NaiveDate,
    },
    Comparison {
        year: i64,
        district: String,
        as_of: NaiveDate,
    },
}

#[derive(Debug, Clone)]
pub enum ModelsAnswer {
    List(Arc<ModelList>),
    One(Arc<ModelDetail>),
    Comparison(Arc<ModelComparison>),
}

pub(super) fn run(register: &mut Register, command: ModelsCommand) -> Result<Done, Failure> {
    Ok(match command {
        ModelsCommand::Save { base: None, new } => done(register.register_model(&new)?, |id| {
            Some(super::Made::Model(id))
        }),
        ModelsCommand::Save {
            base: Some(base),
            new,
        } => done(register.edit_model(&base, &new)?, |()| None),
        ModelsCommand::Remove(id) => done(register.remove_model(id)?, |()| None),
        ModelsCommand::SaveCommitment { base, new } => {
            done(register.save_commitment(base.as_ref(), &new)?, |_| None)
        }
        ModelsCommand::RemoveCommitment(id) => done(register.remove_commitment(id)?, |()| None),
        ModelsCommand::SaveField { base, name } => {
            done(register.save_model_field(base.as_ref(), &name)?, |_| None)
        }
        ModelsCommand::RemoveField(id) => done(register.remove_model_field(id)?, |()| None),
    })
}

pub(super) fn answer(register: &Register, query: &ModelsQuery) -> Result<ModelsAnswer, Failure> {
    Ok(match query {
        ModelsQuery::List { filter, as_of } => {
            ModelsAnswer::List(Arc::new(register.models(filter, *as_of)?))
        }
        ModelsQuery::One { id, as_of } => ModelsAnswer::One(Arc::new(register.model(*id, *as_of)?)),
        ModelsQuery::Comparison {
            year,
            district,
            as_of,
        } => ModelsAnswer::Comparison(Arc::new(register.compare_models(*year, district, *as_of)?)),
    })
}
