//! Attached files as lists.

use chrono::NaiveDate;

use crate::domain::{Attachment, VisitId};

/// Which attachments a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct AttachmentFilter {
    pub visit_id: Option<VisitId>,
}

/// One line of the list over all visits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachmentRow {
    pub attachment: Attachment,
    pub visit_date: NaiveDate,
    pub unit_name: String,
    /// Empty where it belongs to no item.
    pub item_code: String,
}

/// The small picture of a photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thumb {
    pub sha256: String,
    pub jpeg: Vec<u8>,
}
