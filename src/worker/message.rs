//! What the window says to the worker and what it answers.

use super::archive::{ArchiveCommand, ArchiveJob};
use super::figures::{FiguresCommand, FiguresJob};
use super::grid::GridJob;
use super::guiding::{GuidingCommand, GuidingJob};
use super::progress::{Cancel, Progress};
pub use super::question::{Model, Query};
use super::raster::Drawn;
use super::reform::ReformCommand;
use super::system::Errand;
use crate::domain::role::{Role, UserRole};
use crate::domain::{
    AttachTo, AttachmentId, IssuedId, ItemId, MonthlyReport, PaperId, ParagraphId, Problem,
    RatingValue, ReportFileId, ShortcomingId, UnitId, VisitId,
};
use crate::read::catalogue_file::CatalogueFile;
use crate::read::grid::GridPreview;
use crate::read::review::ReviewFilter;
use crate::read::{IssuedFilter, PaperFormat, PaperRequest, ShortcomingFilter, VisitFilter};
use crate::register::{Changes, Conflict, NewReport, Round};
use chrono::NaiveDate;
use std::path::PathBuf;
use std::sync::Arc;

/// A change, as the window asks for it. Edits carry the record as it was loaded (`base`) and as it should be
/// (`new`): fields that only one side changed are merged, a field that both changed is a conflict.
#[derive(Debug, Clone)]
pub enum Command {
    Visit(super::visit::VisitCommand),
    People(super::people::PeopleCommand),
    Attachment(super::attach::AttachmentCommand),
    Shortcoming(super::shortcoming::ShortcomingCommand),
    /// Remembers that somebody looks today.
    NoteLook,
    Conclusion(super::conclusion::ConclusionCommand),
    Paper(super::paper::PaperCommand),
    Settings(super::settings::SettingsCommand),
    Archive(ArchiveCommand),
    Reform(ReformCommand),
    Guiding(GuidingCommand),
    Copies(super::copies::CopiesCommand),
    Lease(super::lease::LeaseCommand),
    Settle(Box<super::settle::Settle<Command>>),
    Report(super::report::ReportCommand),
    Models(super::models::ModelsCommand),
    Programmes(super::programmes::ProgrammesCommand),
    Figures(FiguresCommand),
    Catalogue(super::catalogue::CatalogueCommand),
    Safety(super::safety::SafetyCommand),
    Undo,
    Redo,
}

/// The open file and what can be undone.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is read by name")]
pub struct Status {
    pub path: PathBuf,
    pub sample: bool,
    /// Opened only to be read, because it is damaged.
    pub frozen: bool,
    pub sharing: crate::read::lease::Sharing,
    pub user_name: String,
    /// What the person at this computer may do, and what was set for whom.
    pub role: Role,
    pub roles: Vec<UserRole>,
    pub user_title: String,
    /// Folder for copies of the file, empty when none was chosen.
    pub backup_folder: String,
    /// Code of the district that the file was made for.
    pub district: String,
    /// Whether no visit was written yet.
    pub empty: bool,
    /// Whether the first-start guide comes by itself.
    pub guide: bool,
    /// What Ctrl+Z would take back ("Chấm mục QC1-03"), if anything.
    pub undo: Option<String>,
    pub redo: Option<String>,
}

/// Slow work with a file outside the program.
#[derive(Debug, Clone)]
pub enum Job {
    ExportPaper {
        request: PaperRequest,
        format: PaperFormat,
        to: PathBuf,
    },
    /// An issued paper byte for byte.
    ExportIssued {
        id: IssuedId,
        to: PathBuf,
    },
    /// The same into a folder of its own, to be looked at.
    OpenIssued {
        id: IssuedId,
    },
    /// The list of issued papers as Excel.
    ExportIssuedList {
        filter: IssuedFilter,
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
    /// Every table of the review as Excel.
    ExportReview {
        filter: ReviewFilter,
        as_of: NaiveDate,
        to: PathBuf,
    },
    /// Deadlines of open orders for a calendar.
    ExportDeadlines {
        unit_id: Option<UnitId>,
        as_of: NaiveDate,
        to: PathBuf,
    },
    /// Issues a round of reminder letters, writes it down, and puts the letters into a folder.
    SendReminders {
        round: Round,
        format: PaperFormat,
        folder: PathBuf,
    },
    ImportVisit {
        from: PathBuf,
    },
    Grid(GridJob),
    Safety(super::safety::SafetyJob),
    /// Reads a catalogue from JSON or Excel; nothing is kept yet.
    ReadCatalogue {
        from: PathBuf,
    },
    /// Writes the newest catalogue as Excel or JSON.
    ExportCatalogue {
        excel: bool,
        to: PathBuf,
    },
    /// Reads a format profile and takes it over when everything in it is right.
    UseProfile {
        from: PathBuf,
    },
    /// Writes a format profile, to be looked at or changed.
    ExportProfile {
        code: String,
        to: PathBuf,
    },
    /// Reads files and attaches those that are taken.
    Attach {
        to: AttachTo,
        paths: Vec<PathBuf>,
    },
    /// Writes down that a monthly report came, or corrects that (`base`), with the files that came with it.
    ReceiveReport {
        base: Option<MonthlyReport>,
        new: NewReport,
        paths: Vec<PathBuf>,
    },
    Archive(ArchiveJob),
    Guiding(GuidingJob),
    Copies(super::copies::CopiesJob),
    Settle(Box<super::settle::Settle<Job>>),
    OpenReportFile(ReportFileId),
    /// Issues letters that ask for missing reports of a year, and puts them into a folder.
    SendReportRequests {
        round: Round,
        year: i32,
        format: PaperFormat,
        folder: PathBuf,
    },
    Figures(FiguresJob),
    Guide(super::help::GuideJob),
    /// Puts a copy that cannot be written into a temporary folder, to be opened.
    OpenAttachment(AttachmentId),
    SaveAttachment {
        id: AttachmentId,
        to: PathBuf,
    },
    /// Leaves the open file for another one.
    OpenFile(PathBuf),
    /// Makes a new file for a district and leaves the open one for it.
    NewFile {
        path: PathBuf,
        district: String,
    },
}

/// What the window sends.
#[derive(Debug, Clone)]
pub enum Request {
    Run {
        ticket: u64,
        command: Command,
    },
    Ask(Query),
    Start {
        ticket: u64,
        job: Job,
        cancel: Cancel,
    },
    Hand {
        ticket: u64,
        errand: Errand,
    },
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
    /// A job goes on.
    Progress {
        ticket: u64,
        progress: Progress,
    },
    Loaded {
        query: Query,
        model: Model,
    },
    /// Another program changed the file.
    ChangedElsewhere,
    /// A page of a paper as a picture.
    Drawn(Drawn),
    /// A read model could not be made (the file is gone, the visit was deleted).
    NotLoaded {
        query: Query,
        message: String,
    },
}

/// A change that was committed.
#[derive(Debug, Clone, PartialEq)]
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
#[derive(Debug, Clone, PartialEq)]
pub enum Made {
    Visit(VisitId),
    Shortcoming(ShortcomingId),
    Paragraph(ParagraphId),
    Papers(Vec<PaperId>),
    Model(crate::domain::ModelId),
    Programme(crate::domain::ProgrammeId),
    Dialogue(crate::domain::DialogueId),
    File(PathBuf),
    /// A catalogue that was read, to be looked at before it is kept.
    Catalogue(Box<CatalogueFile>),
    /// A sheet that was read, with what would come of each row.
    Grid(Arc<GridPreview>),
    /// A package that was looked at or taken back.
    Back(Box<super::copies::ComingBack>),
    Safety(super::safety::SafetyMade),
    /// A locked file was opened to here.
    Unlocked(PathBuf),
    /// A file that is to be shown at once.
    ToShow(PathBuf),
    /// Another file is open: everything that was loaded is of the old one.
    Opened(PathBuf),
    /// The item that was rated, so that the list can move on.
    Rated(ItemId, RatingValue),
}

/// A change that was refused; the draft stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Failure {
    /// What to tell the user.
    pub message: String,
    /// Fields that are wrong, to be shown beside them.
    pub problems: Vec<Problem>,
    /// Set when somebody else changed the same field meanwhile.
    pub conflict: Option<Conflict>,
    /// The place of the file, or who holds it, stood in the way: the same can be done once that is over.
    pub passing: bool,
}
