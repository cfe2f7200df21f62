//! What a fresh draft would change in the text of a conclusion: offered one by one, taken or left.

use crate::domain::{DraftParagraph, Paragraph, ParagraphId};

/// What kind of change it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OfferKind {
    /// The record gives a paragraph that the text has not.
    New,
    /// Its record changed since it was drafted; no hand touched it.
    Changed,
    /// Changed by hand, and its record changed since.
    Edited,
    /// The record no longer gives it.
    Gone,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftOffer {
    pub kind: OfferKind,
    /// The paragraph as it stands; none for a new one.
    pub written: Option<Paragraph>,
    /// The paragraph as it would be drafted now; none for one that goes.
    pub draft: Option<DraftParagraph>,
    /// The paragraph after which a new one comes; none for the beginning of its section.
    pub after: Option<ParagraphId>,
}

/// What the user decided about one change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftPick {
    pub offer: DraftOffer,
    /// Taken over, or left as it stands and not offered again.
    pub take: bool,
}
