//! Types, identifiers and rules of the field: pure, without a clock, a file or a window.
//!
//! One file per noun. Every rule that a user can break answers with a [`Problem`]: where it is,
//! what is wrong and what to do, in the user's words.

pub mod act;
pub mod age;
pub mod archive;
pub mod attachment;
pub mod backup;
pub mod body;
pub mod catalogue;
pub mod conclusion;
pub mod date;
pub mod deadline;
pub mod draft;
pub mod due;
pub mod figures;
pub mod find;
pub mod guiding;
pub mod holiday;
pub mod ids;
pub mod issued;
pub mod lease;
pub mod likeness;
pub mod merge;
pub mod monthly_report;
pub mod number;
pub mod passphrase;
pub mod period;
pub mod person;
pub mod plan;
pub mod problem;
pub mod programme;
pub mod rating;
pub mod reform;
pub mod reminder;
pub mod repeat;
pub mod role;
pub mod shortcoming;
pub mod skilful_model;
pub mod standing;
pub mod step;
pub mod tally;
pub mod text;
pub mod typing;
pub mod unit;
pub mod visit;
pub(crate) mod words;

pub use age::AgeBand;
pub use archive::{
    ArchiveEntry, ArchiveOffer, ArchivePaper, ArchiveSource, ArchiveState, ArchiveTally,
};
pub use attachment::{AttachTo, Attachment, AttachmentKind};
pub use body::{Body, Signer, SigningRight};
pub use catalogue::{Catalogue, ChecklistItem, ItemOrigin, LegalRef, Regulation, RegulationKind};
pub use conclusion::{
    Conclusion, ConclusionState, DraftParagraph, Paragraph, ParagraphSource, ParagraphStyle,
    Section,
};
pub use date::ClockTime;
pub use deadline::{DeadlineRule, Due};
pub use draft::DraftChange;
pub use guiding::{
    DocumentFile, DocumentTask, DocumentType, GuidingDocument, TaskStanding, TaskState,
};
pub use holiday::{Calendar, Holiday, HolidayKind};
pub use ids::{
    ArchivePaperId, AttachmentId, BodyId, CatalogueId, CommitmentId, ConclusionId, DialogueId,
    DocumentFileId, DocumentId, EventId, FigureAnswerId, FigureId, FigureReportId, HeldTitleId,
    InspectionId, ItemId, LegalRefId, MergeConflictId, ModelFieldId, ModelId, OpinionId,
    OwnIndicatorId, PaperId, ParagraphId, ParticipantId, PersonId, ProgrammeId, ProgrammeResultId,
    ProgrammeTaskId, RegulationId, ReminderId, ReportFileId, ReportId, ShortcomingId, SignerId,
    StrengthId, SuccessionId, TakeOutId, UnitId, VisitId,
};
pub use issued::{Concern, IssuedId, IssuedPaper, NumberGap, Numbering, PaperKind};
pub use merge::{ConflictKind, Decision, MergeConflict, TakeOut};
pub use monthly_report::{
    Month, MonthlyReport, ReportFile, ReportRule, ReportStanding, ReportState,
};
pub use passphrase::Passphrase;
pub use period::Period;
pub use person::{HeldTitle, Person};
pub use problem::{Problem, Problems};
pub use programme::{
    Dialogue, Inspection, Opinion, Programme, ProgrammeResult, ProgrammeResultKind, ProgrammeTask,
};
pub use rating::{Rating, RatingValue, Score};
pub use reform::{Giver, Reform, ReformAct, Taker};
pub use reminder::{Reminder, ReminderOrder};
pub use repeat::{Repeat, RepeatCause, RepeatMark};
pub use shortcoming::{Shortcoming, ShortcomingClass, ShortcomingLevel, ShortcomingState};
pub use skilful_model::{
    Commitment, ModelField, ModelKind, ModelOutcome, ModelPraise, ModelState, RecognitionLevel,
    SkilfulModel,
};
pub use standing::Stage;
pub use step::{EventKind, ShortcomingEvent};
pub use tally::Tally;
pub use unit::{Succession, SuccessionExtent, Unit, UnitKind};
pub use visit::{Participant, ParticipantRole, Side, Strength, Visit, VisitKind, VisitState};
