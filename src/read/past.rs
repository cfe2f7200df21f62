//! What is known of the items of a checklist from earlier visits to the same unit.

use chrono::NaiveDate;

use crate::domain::{RatingValue, ShortcomingId, ShortcomingState, VisitId};

/// One item's past, by its code: the unit's predecessors and other versions of the catalogue count too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemPast {
    /// Code of the item, the same in every version.
    pub code: String,
    pub last: Option<PastRating>,
    /// Shortcomings of earlier visits that are neither verified nor withdrawn, newest first.
    pub open: Vec<PastShortcoming>,
}

/// How the item was rated last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastRating {
    pub visit_id: VisitId,
    pub date: NaiveDate,
    /// The unit's name of that day, where it was another one.
    pub other_unit: Option<String>,
    pub value: RatingValue,
    pub comment: String,
}

/// A shortcoming on the item that is still open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastShortcoming {
    pub id: ShortcomingId,
    pub visit_id: VisitId,
    pub visit_date: NaiveDate,
    pub description: String,
    pub deadline: Option<NaiveDate>,
    pub state: ShortcomingState,
}
