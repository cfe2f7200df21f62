//! Chương trình phối hợp, kiểm tra đột xuất, đối thoại.

use chrono::NaiveDate;

use super::{Loaded, Page};
use crate::domain::{DialogueId, ProgrammeId};
use crate::read::programme::{
    DialogueDetail, DialogueFilter, DialogueList, InspectionFilter, InspectionList,
    ProgrammeDetail, ProgrammeRow,
};
use crate::worker::{Changes, Model, ProgrammesAnswer as A, ProgrammesQuery as Q, Query};

impl Loaded {
    /// Every programme.
    pub fn programmes(&mut self, as_of: NaiveDate) -> Option<Page<Vec<ProgrammeRow>>> {
        match self.look(&Query::Programmes(Q::List { as_of }))? {
            (Model::Programmes(A::List(data)), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// One programme with all that belongs to it.
    pub fn programme(
        &mut self,
        id: ProgrammeId,
        as_of: NaiveDate,
    ) -> Option<Page<ProgrammeDetail>> {
        match self.look(&Query::Programmes(Q::One { id, as_of }))? {
            (Model::Programmes(A::One(data)), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// Unannounced inspections; while another filter loads, those of the old one.
    pub fn inspections(
        &mut self,
        filter: InspectionFilter,
        as_of: NaiveDate,
    ) -> Option<Page<InspectionList>> {
        match self.look(&Query::Programmes(Q::Inspections { filter, as_of }))? {
            (Model::Programmes(A::Inspections(data)), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// Dialogues; while another filter loads, those of the old one.
    pub fn dialogues(
        &mut self,
        filter: DialogueFilter,
        as_of: NaiveDate,
    ) -> Option<Page<DialogueList>> {
        match self.look(&Query::Programmes(Q::Dialogues { filter, as_of }))? {
            (Model::Programmes(A::Dialogues(data)), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// One dialogue with what was asked there.
    pub fn dialogue(&mut self, id: DialogueId, as_of: NaiveDate) -> Option<Page<DialogueDetail>> {
        match self.look(&Query::Programmes(Q::Dialogue { id, as_of }))? {
            (Model::Programmes(A::Dialogue(data)), version) => Some(Page { data, version }),
            _ => None,
        }
    }
}

pub(super) fn may_stand_in(old: &Q, new: &Q) -> bool {
    matches!(
        (old, new),
        (Q::Inspections { .. }, Q::Inspections { .. }) | (Q::Dialogues { .. }, Q::Dialogues { .. })
    )
}

pub(super) fn depends(changes: Changes) -> bool {
    changes.programmes || changes.units
}
