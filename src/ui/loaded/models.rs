//! Mô hình Dân vận khéo.

use chrono::NaiveDate;

use super::{Loaded, Page};
use crate::domain::ModelId;
use crate::read::skilful_model::{ModelComparison, ModelDetail, ModelFilter, ModelList};
use crate::worker::{Changes, Model, ModelsAnswer, ModelsQuery, Query};

impl Loaded {
    /// The list of models; while another filter loads, that of the old one.
    pub fn models(&mut self, filter: ModelFilter, as_of: NaiveDate) -> Option<Page<ModelList>> {
        let query = Query::Models(ModelsQuery::List { filter, as_of });
        match self.look(&query)? {
            (Model::Models(ModelsAnswer::List(data)), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// One model with what it promised.
    pub fn model(&mut self, id: ModelId, as_of: NaiveDate) -> Option<Page<ModelDetail>> {
        match self.look(&Query::Models(ModelsQuery::One { id, as_of }))? {
            (Model::Models(ModelsAnswer::One(data)), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// A year beside the one before.
    pub fn model_comparison(
        &mut self,
        year: i64,
        district: String,
        as_of: NaiveDate,
    ) -> Option<Page<ModelComparison>> {
        let query = Query::Models(ModelsQuery::Comparison {
            year,
            district,
            as_of,
        });
        match self.look(&query)? {
            (Model::Models(ModelsAnswer::Comparison(data)), version) => {
                Some(Page { data, version })
            }
            _ => None,
        }
    }
}

pub(super) fn may_stand_in(old: &ModelsQuery, new: &ModelsQuery) -> bool {
    matches!(
        (old, new),
        (ModelsQuery::List { .. }, ModelsQuery::List { .. })
            | (
                ModelsQuery::Comparison { .. },
                ModelsQuery::Comparison { .. }
            )
    )
}

pub(super) fn depends(changes: Changes) -> bool {
    changes.models || changes.units || changes.bodies
}
