//! What is loaded of units over time.

use chrono::NaiveDate;

use super::{Loaded, Page};
use crate::domain::UnitId;
use crate::read::reform::UnitKin;
use crate::worker::{Model, Query, ReformModel, ReformQuery};

impl Loaded {
    /// What was before a unit, what came after it, what belongs to it.
    pub fn unit_kin(&mut self, id: UnitId, as_of: NaiveDate) -> Option<Page<UnitKin>> {
        match self.look(&Query::Reform(ReformQuery::Kin { id, as_of }))? {
            (Model::Reform(ReformModel::Kin(data)), version) => Some(Page { data, version }),
            _ => None,
        }
    }
}
