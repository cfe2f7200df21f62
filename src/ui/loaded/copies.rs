//! What is loaded of copies and of what both sides changed differently.

use super::{Loaded, Page};
use crate::read::merge::MergePage;
use crate::worker::{CopiesModel, CopiesQuery, Model, Query};

impl Loaded {
    pub fn copies(&mut self, with_decided: bool) -> Option<Page<MergePage>> {
        match self.look(&Query::Copies(CopiesQuery { with_decided }))? {
            (Model::Copies(CopiesModel(data)), version) => Some(Page { data, version }),
            _ => None,
        }
    }
}
