//! What the window says to the worker and what it answers.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::shortcoming::Step;
use crate::domain::{
    Body, Conclusion, ConclusionId, Holiday, ItemId, Paragraph, ParagraphId, Participant,
    ParticipantId, Problem, Rating, RatingValue, RegulationId, Section, Shortcoming, ShortcomingId,
    Signer, SignerId, Strength, StrengthId, Unit, UnitId, Visit, VisitId, VisitState,
};
use crate::read::{
    BodyPage, CalendarPage, CataloguePage, Overview, SearchHit, ShortcomingDetail,
    ShortcomingFilter, ShortcomingRow, UnitPage, UnitRow, VisitFilter, VisitPage, VisitRow,
};
use crate::register::{Changes, Conflict, NewVisit};

/// A change, as the window asks for it. Edits carry the record as it was loaded (`base`) and as it should be
/// (`new`): fields that only one side changed are merged, a field that both changed is a conflict.
#[derive(Debug, Clone)]
pub enum Command {
    CreateVisit(NewVisit),
    /// A re-check of a visit's open orders.
    CreateRecheck {
        earlier: VisitId,
        on: NaiveDate,
    },
    EditVisit {
        base: Box<Visit>,
        new: Box<Visit>,
    },
    MoveVisit {
        id: VisitId,
        to: VisitState,
        reason: String,
        accept_not_rated: bool,
    },
    DeleteVisit(VisitId),
    AddParticipant(Participant),
    EditParticipant {
        base: Participant,
        new: Participant,
    },
    RemoveParticipant(ParticipantId),
    /// Rates, comments or notes evidence; `base.ver` 0 for an item nobody touched yet.
    Rate {
        base: Rating,
        new: Rating,
    },
    /// "Đạt tất cả mục còn lại" of one regulation, or of all covered ones.
    RateRestMet {
        visit_id: VisitId,
        regulation_id: Option<RegulationId>,
    },
    AddStrength(Strength),
    EditStrength {
        base: Strength,
        new: Strength,
    },
    RemoveStrength(StrengthId),
    AddShortcoming(Shortcoming),
    EditShortcoming {
        base: Box<Shortcoming>,
        new: Box<Shortcoming>,
    },
    RemoveShortcoming(ShortcomingId),
    StepShortcoming {
        id: ShortcomingId,
        step: Step,
    },
    /// Links a shortcoming to the later visit that carries it on.
    CarryShortcoming {
        id: ShortcomingId,
        to: VisitId,
        step: Step,
    },
    /// Drafts the whole text from the record: paragraphs edited by hand stay unless `replace_edited`.
    DraftConclusion {
        visit_id: VisitId,
        replace_edited: bool,
    },
    EditConclusion {
        base: Box<Conclusion>,
        new: Box<Conclusion>,
    },
    /// Adds an empty paragraph at the end of a section.
    AddParagraph {
        conclusion_id: ConclusionId,
        section: Section,
        text: String,
    },
    EditParagraph {
        base: Paragraph,
        new: Paragraph,
    },
    RemoveParagraph(ParagraphId),
    /// Locks the conclusion for good: stores its bytes, concludes the visit, notifies its shortcomings.
    /// `accept_left_out` confirms that shortcomings missing from the text stay out.
    IssueConclusion {
        visit_id: VisitId,
        accept_left_out: bool,
    },
    SaveUnit {
        base: Option<Box<Unit>>,
        new: Box<Unit>,
    },
    EditBody {
        base: Box<Body>,
        new: Box<Body>,
    },
    SaveSigner {
        base: Option<Signer>,
        new: Signer,
    },
    RemoveSigner(SignerId),
    SaveHoliday {
        base: Option<Holiday>,
        new: Holiday,
    },
    RemoveHoliday(NaiveDate),
    SetDueSoonDays(u64),
    /// Records number and date of the decision that issued a regulation and ticks "đã đối chiếu".
    CheckRegulation {
        id: RegulationId,
        number: String,
        date: Option<NaiveDate>,
        checked: bool,
    },
    /// The name under which this user's changes are recorded.
    SetUserName(String),
    Undo,
    Redo,
}

/// A read model, as the window asks for it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Query {
    Overview {
        as_of: NaiveDate,
    },
    Visits(VisitFilter),
    Visit(VisitId),
    Shortcomings {
        filter: ShortcomingFilter,
        as_of: NaiveDate,
    },
    Shortcoming {
        id: ShortcomingId,
        as_of: NaiveDate,
    },
    Units {
        as_of: NaiveDate,
    },
    Unit {
        id: UnitId,
        as_of: NaiveDate,
    },
    Catalogue,
    Bodies,
    /// Days off, and how far ahead a deadline counts as near.
    Calendar,
    Search(String),
    Status,
}

/// A read model, as the worker answers it.
#[derive(Debug, Clone)]
pub enum Model {
    Overview(Arc<Overview>),
    Visits(Arc<Vec<VisitRow>>),
    Visit(Arc<VisitPage>),
    Shortcomings(Arc<Vec<ShortcomingRow>>),
    Shortcoming(Arc<ShortcomingDetail>),
    Units(Arc<Vec<UnitRow>>),
    Unit(Arc<UnitPage>),
    Catalogue(Arc<CataloguePage>),
    Bodies(Arc<Vec<BodyPage>>),
    Calendar(Arc<CalendarPage>),
    Search(Arc<Vec<SearchHit>>),
    Status(Arc<Status>),
}

/// The open file and what can be undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    pub path: PathBuf,
    pub sample: bool,
    pub user_name: String,
    /// What Ctrl+Z would take back ("Chấm mục QC1-03"), if anything.
    pub undo: Option<String>,
    pub redo: Option<String>,
}

/// Slow work with a file outside the program.
#[derive(Debug, Clone)]
pub enum Job {
    ExportConclusion {
        visit_id: VisitId,
        format: PaperFormat,
        to: PathBuf,
    },
    ExportVisit {
        visit_id: VisitId,
        to: PathBuf,
    },
    /// A list as Excel, as the window shows it.
    ExportVisits {
        filter: VisitFilter,
        to: PathBuf,
    },
    ExportShortcomings {
        filter: ShortcomingFilter,
        as_of: NaiveDate,
        to: PathBuf,
    },
    ImportVisit {
        from: PathBuf,
    },
}

/// Kinds of file that a paper comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperFormat {
    Pdf,
    Word,
}

/// What the window sends.
#[derive(Debug, Clone)]
pub enum Request {
    Run { ticket: u64, command: Command },
    Ask(Query),
    Start { ticket: u64, job: Job },
    Stop,
}

/// What the worker sends back.
#[derive(Debug, Clone)]
pub enum Reply {
    Done {
        ticket: u64,
        done: Done,
    },
    Failed {
        ticket: u64,
        failure: Failure,
    },
    Loaded {
        query: Query,
        model: Model,
    },
    /// A read model could not be made (the file is gone, the visit was deleted).
    NotLoaded {
        query: Query,
        message: String,
    },
}

/// A change that was committed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// What was done, as the toast says it ("Đã chấm mục QC1-03").
    pub message: String,
    pub changes: Changes,
    /// What the command made, if the window should go there.
    pub made: Option<Made>,
    /// Whether "Hoàn tác" can take it back.
    pub undoable: bool,
}

/// Something new that the window may want to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    Visit(VisitId),
    Shortcoming(ShortcomingId),
    Paragraph(ParagraphId),
    File(PathBuf),
    /// The item that was rated, so that the list can move on.
    Rated(ItemId, RatingValue),
}

/// A change that was refused; the draft stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What to tell the user.
    pub message: String,
    /// Fields that are wrong, to be shown beside them.
    pub problems: Vec<Problem>,
    /// Set when somebody else changed the same field meanwhile.
    pub conflict: Option<Conflict>,
}
