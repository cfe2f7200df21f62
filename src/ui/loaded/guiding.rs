//! What is loaded of guiding documents.

use chrono::NaiveDate;

use super::{Loaded, Page};
use crate::domain::GuidingDocument;
use crate::read::guiding::{DocumentFilter, DocumentPage};
use crate::worker::{GuidingModel, GuidingQuery, Model, Query};

impl Loaded {
    /// The documents that a filter leaves; while others load, those of the old one.
    pub fn documents(
        &mut self,
        filter: DocumentFilter,
        as_of: NaiveDate,
    ) -> Option<Page<DocumentPage>> {
        match self.look(&Query::Guiding(GuidingQuery::Page { filter, as_of }))? {
            (Model::Guiding(GuidingModel::Page(data)), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// Every document, to cite one.
    pub fn all_documents(&mut self) -> Option<Page<Vec<GuidingDocument>>> {
        match self.look(&Query::Guiding(GuidingQuery::All))? {
            (Model::Guiding(GuidingModel::All(data)), version) => Some(Page { data, version }),
            _ => None,
        }
    }
}
