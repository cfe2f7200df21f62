//! Types, identifiers and rules of the field: pure, without a clock, a file or a window.
//!
//! One file per noun. Every rule that a user can break answers with a [`Problem`]: where it is,
//! what is wrong and what to do, in the user's words.

pub mod body;
pub mod catalogue;
pub mod conclusion;
pub mod date;
pub mod deadline;
pub mod holiday;
pub mod ids;
pub mod period;
pub mod problem;
pub mod rating;
pub mod shortcoming;
pub mod step;
pub mod tally;
pub mod text;
pub mod unit;
pub mod visit;
mod words;

pub use body::{Body, Signer, SigningRight};
pub use catalogue::{Catalogue, ChecklistItem, ItemOrigin, LegalRef, Regulation, RegulationKind};
pub use conclusion::{
    Conclusion, ConclusionState, DraftParagraph, Paragraph, ParagraphSource, ParagraphStyle,
    Section,
};
pub use date::ClockTime;
pub use deadline::{DeadlineRule, Due};
pub use holiday::{Calendar, Holiday, HolidayKind};
pub use ids::{
    BodyId, CatalogueId, ConclusionId, EventId, ItemId, LegalRefId, ParagraphId, ParticipantId,
    RegulationId, ShortcomingId, SignerId, StrengthId, SuccessionId, UnitId, VisitId,
};
pub use period::Period;
pub use problem::{Problem, Problems};
pub use rating::{Rating, RatingValue, Score};
pub use shortcoming::{Shortcoming, ShortcomingClass, ShortcomingLevel, ShortcomingState};
pub use step::{EventKind, ShortcomingEvent};
pub use tally::Tally;
pub use unit::{Succession, SuccessionExtent, Unit, UnitKind};
pub use visit::{Participant, ParticipantRole, Side, Strength, Visit, VisitKind, VisitState};
