//! What commands and jobs are about: by this a screen finds the answer to its own, and the bar what to say of it.

use chrono::NaiveDate;

use crate::domain::{
    AttachmentId, HeldTitleId, ItemId, LegalRefId, ParagraphId, ParticipantId, PersonId,
    RegulationId, ShortcomingId, SignerId, StrengthId, UnitId, VisitId,
};
use crate::worker::{
    AttachmentCommand, CatalogueCommand, Command, ConclusionCommand, GridJob, Job, PaperCommand,
    PeopleCommand, ReportCommand, SafetyJob, SettingsCommand, ShortcomingCommand, VisitCommand,
};

/// What a command is about: by this a screen finds the answer to its own command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// `VisitCommand::Create`.
    NewVisit,
    /// `VisitCommand::Plan`.
    Plan,
    /// `VisitCommand::Reschedule`.
    Reschedule(VisitId),
    /// `VisitCommand::CreateRecheck`, by the earlier visit.
    Recheck(VisitId),
    /// `VisitCommand::Edit`, `VisitCommand::Delete`.
    Visit(VisitId),
    /// `VisitCommand::Move`.
    Move(VisitId),
    /// Adding (nil), editing, removing a participant.
    Participant(ParticipantId),
    /// Saving (nil for a new one) or removing someone.
    Person(PersonId),
    /// Saving (nil for a new one) or removing a title.
    Title(HeldTitleId),
    /// `PeopleCommand::Keep`.
    KeepPerson,
    /// Editing or removing an attached file.
    Attachment(AttachmentId),
    /// `VisitCommand::Rate`.
    Item(ItemId),
    /// `VisitCommand::RateRestMet`.
    RateRest(VisitId),
    /// Adding (nil), editing, removing a strength.
    Strength(StrengthId),
    /// Adding (nil), editing, removing a shortcoming.
    Shortcoming(ShortcomingId),
    /// `ShortcomingCommand::Step`, `ShortcomingCommand::Carry`.
    Step(ShortcomingId),
    /// `ShortcomingCommand::StepAll`.
    Steps,
    /// `ShortcomingCommand::MarkRepeat`.
    Repeat(ShortcomingId),
    /// `NoteLook`.
    Look,
    /// `ConclusionCommand::Draft`.
    Draft(VisitId),
    /// `ConclusionCommand::Edit`, by its visit.
    Conclusion(VisitId),
    /// `ConclusionCommand::AddParagraph`.
    NewParagraph,
    /// Editing or removing a paragraph.
    Paragraph(ParagraphId),
    /// `ConclusionCommand::Issue`.
    Issue(VisitId),
    /// `ConclusionCommand::TakeOffers`, by its visit.
    Offers(VisitId),
    /// `ConclusionCommand::Correct`, `ConclusionCommand::DropCorrection`.
    Correct(VisitId),
    /// `PaperCommand::Issue`, `PaperCommand::IssueAll`.
    IssuePaper,
    /// `PaperCommand::SetNumbering`.
    Numbering,
    /// The job `UseProfile`; `PaperCommand::RemoveProfile`, `PaperCommand::SetTwoSided`.
    PaperRules,
    /// `SettingsCommand::SaveUnit`; nil for a new one.
    Unit(UnitId),
    /// `SettingsCommand::EditBody`.
    Body,
    /// Saving or removing a signer; nil for a new one.
    Signer(SignerId),
    /// Saving or removing a day of the list of days off.
    Holiday(NaiveDate),
    /// `SettingsCommand::SetDueSoonDays`.
    DueSoon,
    /// `ReportCommand::SetRule`.
    ReportRule,
    Guiding,
    /// `LeaseCommand`.
    Lease,
    /// Packages that go and come back, and what is decided about them.
    Copies,
    Archive,
    /// `Reform`.
    Reform,
    /// The job `ReceiveReport`; `ReportCommand::TakeBack`, `ReportCommand::RemoveFile`.
    Report,
    /// `ModelsCommand`.
    Models,
    /// `ProgrammesCommand`.
    Programmes,
    /// One figure, or the head of a report.
    Figure,
    /// Other commands about figures.
    Figures,
    /// `CatalogueCommand::CheckRegulation`.
    Regulation(RegulationId),
    /// `CatalogueCommand::CheckLegalRef`.
    LegalRef(LegalRefId),
    /// `CatalogueCommand::Save`.
    Catalogue,
    /// The jobs that read a sheet and write its rows.
    Table,
    /// `SettingsCommand::SetUserName`.
    UserName,
    /// `SettingsCommand::SetRole`.
    Role,
    /// `SettingsCommand::SetUserTitle`.
    UserTitle,
    /// `SettingsCommand::SetBackupFolder`.
    BackupFolder,
    /// `SettingsCommand::ChooseDistrict`.
    District,
    /// Copies, checks, repairs.
    Safety,
    /// `SettingsCommand::EndGuide`.
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
            Command::Visit(command) => Self::of_visit(command),
            Command::Shortcoming(command) => Self::of_shortcoming(command),
            Command::Conclusion(command) => Self::of_conclusion(command),
            Command::Paper(command) => Self::of_paper(command),
            Command::People(command) => Self::of_people(command),
            Command::Attachment(command) => Self::of_attachment(command),
            Command::Report(command) => Self::of_report(command),
            Command::Catalogue(command) => Self::of_catalogue(command),
            Command::Settings(command) => Self::of_settings(command),
            Command::NoteLook => Self::Look,
            Command::Guiding(_) => Self::Guiding,
            Command::Copies(_) => Self::Copies,
            Command::Lease(_) => Self::Lease,
            Command::Settle(settle) => Self::of(&settle.work),
            Command::Archive(_) => Self::Archive,
            Command::Reform(_) => Self::Reform,
            Command::Models(_) => Self::Models,
            Command::Programmes(_) => Self::Programmes,
            Command::Figures(command) => crate::ui::screens::figures::subject(command),
            Command::Safety(_) => Self::Safety,
            Command::Undo | Command::Redo => Self::Undo,
        }
    }

    fn of_visit(command: &VisitCommand) -> Self {
        match command {
            VisitCommand::Create(_) => Self::NewVisit,
            VisitCommand::Plan(_) => Self::Plan,
            VisitCommand::Reschedule { id, .. } => Self::Reschedule(*id),
            VisitCommand::CreateRecheck { earlier, .. } => Self::Recheck(*earlier),
            VisitCommand::Edit { base, .. } => Self::Visit(base.id),
            VisitCommand::Delete(id) => Self::Visit(*id),
            VisitCommand::Move { id, .. } => Self::Move(*id),
            VisitCommand::AddParticipant(participant) => Self::Participant(participant.id),
            VisitCommand::EditParticipant { base, .. } => Self::Participant(base.id),
            VisitCommand::RemoveParticipant(id) => Self::Participant(*id),
            VisitCommand::Rate { base, .. } => Self::Item(base.item_id),
            VisitCommand::RateRestMet { visit_id, .. } => Self::RateRest(*visit_id),
            VisitCommand::AddStrength(strength) => Self::Strength(strength.id),
            VisitCommand::EditStrength { base, .. } => Self::Strength(base.id),
            VisitCommand::RemoveStrength(id) => Self::Strength(*id),
        }
    }

    fn of_shortcoming(command: &ShortcomingCommand) -> Self {
        match command {
            ShortcomingCommand::Add(shortcoming) => Self::Shortcoming(shortcoming.id),
            ShortcomingCommand::Edit { base, .. } => Self::Shortcoming(base.id),
            ShortcomingCommand::Remove(id) => Self::Shortcoming(*id),
            ShortcomingCommand::Step { id, .. } | ShortcomingCommand::Carry { id, .. } => {
                Self::Step(*id)
            }
            ShortcomingCommand::StepAll { .. } => Self::Steps,
            ShortcomingCommand::MarkRepeat { id, .. } => Self::Repeat(*id),
        }
    }

    fn of_conclusion(command: &ConclusionCommand) -> Self {
        match command {
            ConclusionCommand::Draft { visit_id, .. } => Self::Draft(*visit_id),
            ConclusionCommand::Edit { base, .. } => Self::Conclusion(base.visit_id),
            ConclusionCommand::AddParagraph { .. } => Self::NewParagraph,
            ConclusionCommand::EditParagraph { base, .. } => Self::Paragraph(base.id),
            ConclusionCommand::RemoveParagraph(id) => Self::Paragraph(*id),
            ConclusionCommand::Issue { visit_id, .. } => Self::Issue(*visit_id),
            ConclusionCommand::TakeOffers { conclusion, .. } => Self::Offers(conclusion.visit_id),
            ConclusionCommand::Correct(id) | ConclusionCommand::DropCorrection(id) => {
                Self::Correct(*id)
            }
        }
    }

    fn of_paper(command: &PaperCommand) -> Self {
        match command {
            PaperCommand::Issue { .. } | PaperCommand::IssueAll { .. } => Self::IssuePaper,
            PaperCommand::SetNumbering(_) => Self::Numbering,
            PaperCommand::RemoveProfile(_) | PaperCommand::SetTwoSided(_) => Self::PaperRules,
        }
    }

    fn of_people(command: &PeopleCommand) -> Self {
        match command {
            PeopleCommand::Save { new, .. } => Self::Person(new.id),
            PeopleCommand::Remove(id) => Self::Person(*id),
            PeopleCommand::SaveTitle { new, .. } => Self::Title(new.id),
            PeopleCommand::RemoveTitle(id) => Self::Title(*id),
            PeopleCommand::Keep { .. } => Self::KeepPerson,
        }
    }

    fn of_attachment(command: &AttachmentCommand) -> Self {
        match command {
            AttachmentCommand::Edit { base, .. } => Self::Attachment(base.id),
            AttachmentCommand::Remove(id) => Self::Attachment(*id),
        }
    }

    fn of_report(command: &ReportCommand) -> Self {
        match command {
            ReportCommand::SetRule(_) => Self::ReportRule,
            ReportCommand::TakeBack(_) | ReportCommand::RemoveFile(_) => Self::Report,
        }
    }

    fn of_catalogue(command: &CatalogueCommand) -> Self {
        match command {
            CatalogueCommand::CheckRegulation { id, .. } => Self::Regulation(*id),
            CatalogueCommand::CheckLegalRef { id, .. } => Self::LegalRef(*id),
            CatalogueCommand::Save { .. } => Self::Catalogue,
        }
    }

    fn of_settings(command: &SettingsCommand) -> Self {
        match command {
            SettingsCommand::SaveUnit { new, .. } => Self::Unit(new.id),
            SettingsCommand::EditBody { .. } => Self::Body,
            SettingsCommand::SaveSigner { new, .. } => Self::Signer(new.id),
            SettingsCommand::RemoveSigner(id) => Self::Signer(*id),
            SettingsCommand::SaveHoliday { new, .. } => Self::Holiday(new.day),
            SettingsCommand::RemoveHoliday(day) => Self::Holiday(*day),
            SettingsCommand::SetDueSoonDays(_) => Self::DueSoon,
            SettingsCommand::SetUserName(_) => Self::UserName,
            SettingsCommand::SetRole(..) => Self::Role,
            SettingsCommand::SetUserTitle(_) => Self::UserTitle,
            SettingsCommand::SetBackupFolder(_) => Self::BackupFolder,
            SettingsCommand::ChooseDistrict(_) => Self::District,
            SettingsCommand::EndGuide => Self::Guide,
        }
    }

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
        Command::Visit(command) => match command {
            VisitCommand::Edit { .. }
            | VisitCommand::AddParticipant(_)
            | VisitCommand::EditParticipant { .. }
            | VisitCommand::Rate { .. }
            | VisitCommand::AddStrength(_)
            | VisitCommand::EditStrength { .. } => false,
            VisitCommand::Create(_)
            | VisitCommand::Plan(_)
            | VisitCommand::CreateRecheck { .. }
            | VisitCommand::Reschedule { .. }
            | VisitCommand::Move { .. }
            | VisitCommand::Delete(_)
            | VisitCommand::RemoveParticipant(_)
            | VisitCommand::RateRestMet { .. }
            | VisitCommand::RemoveStrength(_) => true,
        },
        Command::Shortcoming(command) => match command {
            ShortcomingCommand::Edit { .. } => false,
            ShortcomingCommand::Add(_)
            | ShortcomingCommand::Remove(_)
            | ShortcomingCommand::Step { .. }
            | ShortcomingCommand::StepAll { .. }
            | ShortcomingCommand::MarkRepeat { .. }
            | ShortcomingCommand::Carry { .. } => true,
        },
        Command::Conclusion(command) => match command {
            ConclusionCommand::Edit { .. }
            | ConclusionCommand::AddParagraph { .. }
            | ConclusionCommand::EditParagraph { .. } => false,
            ConclusionCommand::Draft { .. }
            | ConclusionCommand::RemoveParagraph(_)
            | ConclusionCommand::Issue { .. }
            | ConclusionCommand::TakeOffers { .. }
            | ConclusionCommand::Correct(_)
            | ConclusionCommand::DropCorrection(_) => true,
        },
        Command::Paper(command) => match command {
            PaperCommand::SetTwoSided(_) => false,
            PaperCommand::Issue { .. }
            | PaperCommand::IssueAll { .. }
            | PaperCommand::SetNumbering(_)
            | PaperCommand::RemoveProfile(_) => true,
        },
        Command::Attachment(command) => match command {
            AttachmentCommand::Edit { .. } => false,
            AttachmentCommand::Remove(_) => true,
        },
        Command::Settings(command) => match command {
            SettingsCommand::EditBody { .. }
            | SettingsCommand::SetUserName(_)
            | SettingsCommand::SetUserTitle(_)
            | SettingsCommand::SetBackupFolder(_)
            | SettingsCommand::EndGuide => false,
            SettingsCommand::SaveUnit { .. }
            | SettingsCommand::SetRole(..)
            | SettingsCommand::SaveSigner { .. }
            | SettingsCommand::RemoveSigner(_)
            | SettingsCommand::SaveHoliday { .. }
            | SettingsCommand::RemoveHoliday(_)
            | SettingsCommand::SetDueSoonDays(_)
            | SettingsCommand::ChooseDistrict(_) => true,
        },
        Command::NoteLook => false,
        Command::People(_)
        | Command::Report(_)
        | Command::Catalogue(_)
        | Command::Guiding(_)
        | Command::Copies(_)
        | Command::Lease(_)
        | Command::Settle(_)
        | Command::Reform(_)
        | Command::Models(_)
        | Command::Programmes(_)
        | Command::Safety(_)
        | Command::Undo
        | Command::Redo => true,
    }
}
