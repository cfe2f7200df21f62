//! One arm per query.

use std::sync::Arc;

use super::message::{Model, Query, Status};
use crate::register::{Register, RegisterError};

pub(super) fn answer(register: &Register, query: &Query) -> Result<Model, RegisterError> {
    Ok(match query {
        Query::Overview { as_of } => Model::Overview(Arc::new(register.overview(*as_of)?)),
        Query::Visits(filter) => Model::Visits(Arc::new(register.visits(filter)?)),
        Query::Visit(id) => Model::Visit(Arc::new(register.visit_page(*id)?)),
        Query::Shortcomings { filter, as_of } => {
            Model::Shortcomings(Arc::new(register.shortcomings(filter, *as_of)?))
        }
        Query::Shortcoming { id, as_of } => {
            Model::Shortcoming(Arc::new(register.shortcoming(*id, *as_of)?))
        }
        Query::Units { as_of } => Model::Units(Arc::new(register.units(*as_of)?)),
        Query::Unit { id, as_of } => Model::Unit(Arc::new(register.unit_page(*id, *as_of)?)),
        Query::Catalogue => Model::Catalogue(Arc::new(register.catalogue()?)),
        Query::Bodies => Model::Bodies(Arc::new(register.bodies()?)),
        Query::Calendar => Model::Calendar(Arc::new(register.calendar_page()?)),
        Query::Search(words) => Model::Search(Arc::new(register.search(words)?)),
        Query::Status => Model::Status(Arc::new(Status {
            path: register.path().to_owned(),
            sample: register.is_sample()?,
            user_name: register.user_name()?,
            undo: register.undo_label().map(str::to_owned),
            redo: register.redo_label().map(str::to_owned),
        })),
    })
}
