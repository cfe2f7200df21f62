//! What a screen may wish for, and what it is told beside its page.

mod answers;

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::domain::{
    AttachTo, AttachmentId, HeldTitleId, IssuedId, ItemId, LegalRefId, ModelId, ParagraphId,
    ParticipantId, PersonId, RegulationId, ShortcomingId, SignerId, StrengthId, UnitId, VisitId,
};
use crate::read::grid::GridKind;
use crate::read::{
    District, IssuedFilter, ModelFilter, PaperRequest, ProgrammesPlace, ReportFilter,
    ShortcomingFilter, VisitFilter,
};
use crate::ui::commands::Deed;
use crate::ui::export::Export;
use crate::ui::screens::{
    archive::ArchivePlace, figures::FiguresPlace, guiding::GuidingPlace, help::HelpPlace,
    safety::SafetyPlace,
};
use crate::worker::{Command, GridJob, Job, SafetyJob};

pub use answers::{Answers, ScreenContext};

/// Where the window is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// Tổng quan.
    Overview,
    /// Cuộc giám sát.
    Visits(VisitFilter),
    /// One visit.
    Visit(VisitId),
    /// Tồn tại.
    Shortcomings(ShortcomingFilter),
    /// Đánh giá.
    Review,
    /// Phường.
    Units,
    /// One unit.
    Unit(UnitId),
    /// Danh bạ.
    People,
    /// Báo cáo tháng.
    Reports(ReportFilter),
    /// Dân vận khéo.
    Models(ModelFilter),
    /// The same, with one of them chosen.
    Model(ModelId),
    /// Phối hợp.
    Programmes(ProgrammesPlace),
    /// Văn bản chỉ đạo.
    Guiding(GuidingPlace),
    /// Hồ sơ lưu trữ.
    Archive(ArchivePlace),
    /// Số liệu.
    Figures(FiguresPlace),
    /// Văn bản đã ban hành.
    Papers(IssuedFilter),
    /// The same, with one of them chosen.
    IssuedPaper(IssuedId),
    /// Sao lưu, kiểm tra tệp, nhật ký.
    Safety(SafetyPlace),
    /// Nhập, xuất bảng.
    Tables(GridKind),
    /// Mang đi, nhận về.
    Copies,
    /// Danh mục.
    Catalogue,
    /// Cài đặt.
    Settings,
    /// Hướng dẫn, giới thiệu.
    Help(HelpPlace),
    /// A paper as it will be printed.
    Paper(PaperRequest),
    /// What a search found.
    Search(String),
}

/// A wish of a screen. The window carries it out after the frame.
#[derive(Clone, Debug)]
pub enum Action {
    /// Show another screen.
    Go(Route),
    /// Change something. The answer comes back through [`ScreenContext`], found by [`Subject::of`] the command.
    Run(Command),
    /// Show the list of shortcomings with this one chosen.
    ShowShortcoming(ShortcomingId),
    /// What a key or a line of a menu does.
    Do(Deed),
    /// Leave the open file for one that was open before.
    OpenFile(PathBuf),
    /// Ask where to, then make a file for a district and open it.
    NewFile(District),
    /// Ask for a copy of the file to go back to.
    PickCopy,
    /// Ask for the folder where copies of the file are to go.
    ChooseBackupFolder,
    /// Choose a file with the units of another district.
    PickDistrict,
    /// Save a form for such a file.
    SaveDistrictForm,
    /// Open the dialog "Ghi cuộc giám sát", with a unit already chosen.
    NewVisit(Option<UnitId>),
    /// The same with a day already chosen.
    NewVisitOn(Option<UnitId>, NaiveDate),
    /// Ask where to, then write a file; the name is what the dialog suggests.
    Export(Export, String),
    /// Do slow work with files that are named already.
    Start(Job),
    /// Ask for a file, then attach it.
    Attach(AttachTo),
    /// Ask for a file that came with a monthly report; the screen gets its path.
    PickReportFile,
    /// The same for a guiding document.
    PickDocumentFile,
    /// Open the file of an issued paper in the program for PDF.
    OpenIssued(IssuedId),
    /// Hand a paper to the system's printing.
    Print(PaperRequest),
    /// Hand the guide, or its first page, to the system's printing.
    PrintGuide { quick: bool },
    /// Ask for a sheet, then say what would come of its rows.
    PickTable(GridKind),
    /// Ask for a file, then bring its visit in.
    ImportVisit,
    /// Ask for a file, then read a catalogue from it.
    ImportCatalogue,
    /// Ask for a file, then take over the format profile in it.
    UseProfile,
    /// Say something at the bottom right.
    Toast(String),
}

/// What a command is about: by this a screen finds the answer to its own command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// `CreateVisit`.
    NewVisit,
    /// `PlanVisits`.
    Plan,
    /// `RescheduleVisit`.
    Reschedule(VisitId),
    /// `CreateRecheck`, by the earlier visit.
    Recheck(VisitId),
    /// `EditVisit`, `DeleteVisit`.
    Visit(VisitId),
    /// `MoveVisit`.
    Move(VisitId),
    /// Adding (nil), editing, removing a participant.
    Participant(ParticipantId),
    /// Saving (nil for a new one) or removing someone.
    Person(PersonId),
    /// Saving (nil for a new one) or removing a title.
    Title(HeldTitleId),
    /// `KeepPerson`.
    KeepPerson,
    /// Editing or removing an attached file.
    Attachment(AttachmentId),
    /// `Rate`.
    Item(ItemId),
    /// `RateRestMet`.
    RateRest(VisitId),
    /// Adding (nil), editing, removing a strength.
    Strength(StrengthId),
    /// Adding (nil), editing, removing a shortcoming.
    Shortcoming(ShortcomingId),
    /// `StepShortcoming`, `CarryShortcoming`.
    Step(ShortcomingId),
    /// `StepShortcomings`.
    Steps,
    /// `MarkRepeat`.
    Repeat(ShortcomingId),
    /// `NoteLook`.
    Look,
    /// `DraftConclusion`.
    Draft(VisitId),
    /// `EditConclusion`, by its visit.
    Conclusion(VisitId),
    /// `AddParagraph`.
    NewParagraph,
    /// Editing or removing a paragraph.
    Paragraph(ParagraphId),
    /// `IssueConclusion`.
    Issue(VisitId),
    /// `TakeDraftOffers`, by its visit.
    Offers(VisitId),
    /// `CorrectConclusion`, `DropCorrection`.
    Correct(VisitId),
    /// `IssuePaper`, `IssuePapers`.
    IssuePaper,
    /// `SetNumbering`.
    Numbering,
    /// The job `UseProfile`; `RemoveProfile`, `SetTwoSided`.
    PaperRules,
    /// `SaveUnit`; nil for a new one.
    Unit(UnitId),
    /// `EditBody`.
    Body,
    /// Saving or removing a signer; nil for a new one.
    Signer(SignerId),
    /// Saving or removing a day of the list of days off.
    Holiday(NaiveDate),
    /// `SetDueSoonDays`.
    DueSoon,
    /// `SetReportRule`.
    ReportRule,
    Guiding,
    /// `LeaseCommand`.
    Lease,
    /// Packages that go and come back, and what is decided about them.
    Copies,
    Archive,
    /// `Reform`.
    Reform,
    /// The job `ReceiveReport`; `TakeBackReport`, `RemoveReportFile`.
    Report,
    /// `ModelsCommand`.
    Models,
    /// `ProgrammesCommand`.
    Programmes,
    /// One figure, or the head of a report.
    Figure,
    /// Other commands about figures.
    Figures,
    /// `CheckRegulation`.
    Regulation(RegulationId),
    /// `CheckLegalRef`.
    LegalRef(LegalRefId),
    /// `SaveCatalogue`.
    Catalogue,
    /// The jobs that read a sheet and write its rows.
    Table,
    /// `SetUserName`.
    UserName,
    /// `SetRole`.
    Role,
    /// `SetUserTitle`.
    UserTitle,
    /// `SetBackupFolder`.
    BackupFolder,
    /// `ChooseDistrict`.
    District,
    /// Copies, checks, repairs.
    Safety,
    /// `EndGuide`.
    Guide,
    /// `Undo`, `Redo`.
    Undo,
    /// Writing or reading a file outside the program.
    File,
}

impl Subject {
    /// What a command is about.
    pub fn of(command: &Command) -> Self {
        match command {
            Command::CreateVisit(_) => Self::NewVisit,
            Command::PlanVisits(_) => Self::Plan,
            Command::RescheduleVisit { id, .. } => Self::Reschedule(*id),
            Command::CreateRecheck { earlier, .. } => Self::Recheck(*earlier),
            Command::EditVisit { base, .. } => Self::Visit(base.id),
            Command::DeleteVisit(id) => Self::Visit(*id),
            Command::MoveVisit { id, .. } => Self::Move(*id),
            Command::AddParticipant(participant) => Self::Participant(participant.id),
            Command::EditParticipant { base, .. } => Self::Participant(base.id),
            Command::RemoveParticipant(id) => Self::Participant(*id),
            Command::SavePerson { new, .. } => Self::Person(new.id),
            Command::RemovePerson(id) => Self::Person(*id),
            Command::SaveTitle { new, .. } => Self::Title(new.id),
            Command::RemoveTitle(id) => Self::Title(*id),
            Command::KeepPerson { .. } => Self::KeepPerson,
            Command::EditAttachment { base, .. } => Self::Attachment(base.id),
            Command::RemoveAttachment(id) => Self::Attachment(*id),
            Command::Rate { base, .. } => Self::Item(base.item_id),
            Command::RateRestMet { visit_id, .. } => Self::RateRest(*visit_id),
            Command::AddStrength(strength) => Self::Strength(strength.id),
            Command::EditStrength { base, .. } => Self::Strength(base.id),
            Command::RemoveStrength(id) => Self::Strength(*id),
            Command::AddShortcoming(shortcoming) => Self::Shortcoming(shortcoming.id),
            Command::EditShortcoming { base, .. } => Self::Shortcoming(base.id),
            Command::RemoveShortcoming(id) => Self::Shortcoming(*id),
            Command::StepShortcoming { id, .. } | Command::CarryShortcoming { id, .. } => {
                Self::Step(*id)
            }
            Command::StepShortcomings { .. } => Self::Steps,
            Command::MarkRepeat { id, .. } => Self::Repeat(*id),
            Command::NoteLook => Self::Look,
            Command::DraftConclusion { visit_id, .. } => Self::Draft(*visit_id),
            Command::EditConclusion { base, .. } => Self::Conclusion(base.visit_id),
            Command::AddParagraph { .. } => Self::NewParagraph,
            Command::EditParagraph { base, .. } => Self::Paragraph(base.id),
            Command::RemoveParagraph(id) => Self::Paragraph(*id),
            Command::IssueConclusion { visit_id, .. } => Self::Issue(*visit_id),
            Command::TakeDraftOffers { conclusion, .. } => Self::Offers(conclusion.visit_id),
            Command::CorrectConclusion(id) | Command::DropCorrection(id) => Self::Correct(*id),
            Command::IssuePaper { .. } | Command::IssuePapers { .. } => Self::IssuePaper,
            Command::SetNumbering(_) => Self::Numbering,
            Command::RemoveProfile(_) | Command::SetTwoSided(_) => Self::PaperRules,
            Command::SaveUnit { new, .. } => Self::Unit(new.id),
            Command::EditBody { .. } => Self::Body,
            Command::SaveSigner { new, .. } => Self::Signer(new.id),
            Command::RemoveSigner(id) => Self::Signer(*id),
            Command::SaveHoliday { new, .. } => Self::Holiday(new.day),
            Command::RemoveHoliday(day) => Self::Holiday(*day),
            Command::SetDueSoonDays(_) => Self::DueSoon,
            Command::Guiding(_) => Self::Guiding,
            Command::Copies(_) => Self::Copies,
            Command::Lease(_) => Self::Lease,
            Command::Settle(settle) => Self::of(&settle.work),
            Command::Archive(_) => Self::Archive,
            Command::Reform(_) => Self::Reform,
            Command::SetReportRule(_) => Self::ReportRule,
            Command::TakeBackReport(_) | Command::RemoveReportFile(_) => Self::Report,
            Command::Models(_) => Self::Models,
            Command::Programmes(_) => Self::Programmes,
            Command::Figures(command) => crate::ui::screens::figures::subject(command),
            Command::CheckRegulation { id, .. } => Self::Regulation(*id),
            Command::CheckLegalRef { id, .. } => Self::LegalRef(*id),
            Command::SaveCatalogue { .. } => Self::Catalogue,
            Command::SetUserName(_) => Self::UserName,
            Command::SetRole(..) => Self::Role,
            Command::SetUserTitle(_) => Self::UserTitle,
            Command::SetBackupFolder(_) => Self::BackupFolder,
            Command::ChooseDistrict(_) => Self::District,
            Command::Safety(_) => Self::Safety,
            Command::EndGuide => Self::Guide,
            Command::Undo | Command::Redo => Self::Undo,
        }
    }
}

impl Subject {
    /// What slow work is about.
    pub fn of_job(job: &Job) -> Self {
        if let Job::Settle(settle) = job {
            Self::of_job(&settle.work)
        } else if matches!(job, Job::Grid(GridJob::Read { .. } | GridJob::Take(_))) {
            Self::Table
        } else if matches!(job, Job::Safety(SafetyJob::ExportTrail { .. })) {
            Self::File
        } else if matches!(job, Job::Safety(_)) {
            Self::Safety
        } else if matches!(job, Job::UseProfile { .. }) {
            Self::PaperRules
        } else if matches!(job, Job::Guiding(_)) {
            Self::Guiding
        } else if matches!(job, Job::Copies(_)) {
            Self::Copies
        } else if matches!(job, Job::ReceiveReport { .. }) {
            Self::Report
        } else {
            Self::File
        }
    }
}

/// Whether success is said aloud. What is typed, rated or picked shows itself; "Đã lưu" in the bar is enough.
pub fn is_loud(command: &Command) -> bool {
    match command {
        Command::Archive(command) => command.is_loud(),
        Command::Figures(command) => crate::ui::screens::figures::is_loud(command),
        Command::EditVisit { .. }
        | Command::AddParticipant(_)
        | Command::EditParticipant { .. }
        | Command::EditAttachment { .. }
        | Command::Rate { .. }
        | Command::AddStrength(_)
        | Command::EditStrength { .. }
        | Command::EditShortcoming { .. }
        | Command::EditConclusion { .. }
        | Command::AddParagraph { .. }
        | Command::EditParagraph { .. }
        | Command::EditBody { .. }
        | Command::SetUserName(_)
        | Command::NoteLook
        | Command::SetUserTitle(_)
        | Command::SetBackupFolder(_)
        | Command::SetTwoSided(_)
        | Command::EndGuide => false,
        Command::Guiding(_)
        | Command::Copies(_)
        | Command::Lease(_)
        | Command::Settle(_)
        | Command::CreateVisit(_)
        | Command::PlanVisits(_)
        | Command::CreateRecheck { .. }
        | Command::RescheduleVisit { .. }
        | Command::MoveVisit { .. }
        | Command::DeleteVisit(_)
        | Command::RemoveParticipant(_)
        | Command::SavePerson { .. }
        | Command::RemovePerson(_)
        | Command::SaveTitle { .. }
        | Command::RemoveTitle(_)
        | Command::KeepPerson { .. }
        | Command::RemoveAttachment(_)
        | Command::RateRestMet { .. }
        | Command::RemoveStrength(_)
        | Command::AddShortcoming(_)
        | Command::RemoveShortcoming(_)
        | Command::StepShortcoming { .. }
        | Command::StepShortcomings { .. }
        | Command::MarkRepeat { .. }
        | Command::CarryShortcoming { .. }
        | Command::DraftConclusion { .. }
        | Command::RemoveParagraph(_)
        | Command::IssueConclusion { .. }
        | Command::TakeDraftOffers { .. }
        | Command::CorrectConclusion(_)
        | Command::DropCorrection(_)
        | Command::IssuePaper { .. }
        | Command::IssuePapers { .. }
        | Command::SetNumbering(_)
        | Command::RemoveProfile(_)
        | Command::SaveUnit { .. }
        | Command::SetRole(..)
        | Command::Reform(_)
        | Command::SaveSigner { .. }
        | Command::RemoveSigner(_)
        | Command::SaveHoliday { .. }
        | Command::RemoveHoliday(_)
        | Command::SetDueSoonDays(_)
        | Command::SetReportRule(_)
        | Command::TakeBackReport(_)
        | Command::RemoveReportFile(_)
        | Command::Models(_)
        | Command::Programmes(_)
        | Command::CheckRegulation { .. }
        | Command::CheckLegalRef { .. }
        | Command::SaveCatalogue { .. }
        | Command::ChooseDistrict(_)
        | Command::Safety(_)
        | Command::Undo
        | Command::Redo => true,
    }
}
