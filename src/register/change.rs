//! What kinds of change there are, and which read models each makes stale.

/// A kind of change: its code in the audit trail and its words for the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Op {
    CreateFile,
    Generate,
    ImportVisit,
    /// Rows of a sheet.
    TakeGrid,
    /// So many that they cannot be taken back in one step.
    TakeLargeGrid,
    CreateVisit,
    PlanVisits,
    EditVisit,
    MoveVisit,
    DeleteVisit,
    EditParticipants,
    EditPeople,
    Attach,
    Rate,
    RateRest,
    EditStrengths,
    EditShortcomings,
    StepShortcoming,
    StepShortcomings,
    /// Verified, withdrawn, given another deadline.
    DecideShortcoming,
    MarkRepeat,
    Remind,
    NoteLook,
    EditConclusion,
    DraftConclusion,
    IssueConclusion,
    /// A new conclusion begun that will replace an issued one.
    CorrectConclusion,
    IssuePaper,
    EditUnit,
    /// Units merged, split, renamed, ended.
    ReformUnits,
    EditBody,
    /// A body under another name, superior, symbol or place from a day on.
    ChangeBody,
    EditHolidays,
    ReceiveReport,
    EditModels,
    EditProgrammes,
    MarkArchive,
    EditDocuments,
    EditArchivePapers,
    EditFigures,
    CheckRegulation,
    SaveCatalogue,
    SetNumbering,
    SetPaperRules,
    SetUserName,
    /// What an account may do.
    SetRole,
    ChooseDistrict,
    EditSettings,
    SetDueSoon,
    SetReportRule,
    SetWantedFigures,
    /// A copy for a laptop.
    TakeOut,
    /// The copy came back.
    Merge,
    ResolveConflict,
    Undo,
    Redo,
    /// The file was put back to a copy.
    Restore,
    LockCopies,
    Repair,
}

impl Op {
    #[cfg(test)]
    pub const ALL: &'static [Self] = &[
        Self::CreateFile,
        Self::Generate,
        Self::ImportVisit,
        Self::TakeGrid,
        Self::TakeLargeGrid,
        Self::CreateVisit,
        Self::PlanVisits,
        Self::EditVisit,
        Self::MoveVisit,
        Self::DeleteVisit,
        Self::EditParticipants,
        Self::EditPeople,
        Self::Attach,
        Self::Rate,
        Self::RateRest,
        Self::EditStrengths,
        Self::EditShortcomings,
        Self::StepShortcoming,
        Self::StepShortcomings,
        Self::DecideShortcoming,
        Self::MarkRepeat,
        Self::Remind,
        Self::NoteLook,
        Self::EditConclusion,
        Self::DraftConclusion,
        Self::IssueConclusion,
        Self::CorrectConclusion,
        Self::IssuePaper,
        Self::EditUnit,
        Self::ReformUnits,
        Self::EditBody,
        Self::ChangeBody,
        Self::EditHolidays,
        Self::ReceiveReport,
        Self::EditModels,
        Self::EditProgrammes,
        Self::MarkArchive,
        Self::EditDocuments,
        Self::EditArchivePapers,
        Self::EditFigures,
        Self::CheckRegulation,
        Self::SaveCatalogue,
        Self::SetNumbering,
        Self::SetPaperRules,
        Self::SetUserName,
        Self::SetRole,
        Self::ChooseDistrict,
        Self::EditSettings,
        Self::SetDueSoon,
        Self::SetReportRule,
        Self::SetWantedFigures,
        Self::TakeOut,
        Self::Merge,
        Self::ResolveConflict,
        Self::Undo,
        Self::Redo,
        Self::Restore,
        Self::LockCopies,
        Self::Repair,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Self::CreateFile => "create_file",
            Self::Generate => "generate",
            Self::ImportVisit => "import_visit",
            Self::TakeGrid => "take_sheet",
            Self::TakeLargeGrid => "take_large_sheet",
            Self::CreateVisit => "create_visit",
            Self::PlanVisits => "plan_visits",
            Self::EditVisit => "edit_visit",
            Self::MoveVisit => "move_visit",
            Self::DeleteVisit => "delete_visit",
            Self::EditParticipants => "edit_participants",
            Self::EditPeople => "edit_people",
            Self::Attach => "attach",
            Self::Rate => "rate",
            Self::RateRest => "rate_rest",
            Self::EditStrengths => "edit_strengths",
            Self::EditShortcomings => "edit_shortcomings",
            Self::StepShortcoming => "step_shortcoming",
            Self::StepShortcomings => "step_shortcomings",
            Self::DecideShortcoming => "decide_shortcoming",
            Self::MarkRepeat => "mark_repeat",
            Self::Remind => "remind",
            Self::NoteLook => "note_look",
            Self::EditConclusion => "edit_conclusion",
            Self::DraftConclusion => "draft_conclusion",
            Self::IssueConclusion => "issue_conclusion",
            Self::CorrectConclusion => "correct_conclusion",
            Self::IssuePaper => "issue_paper",
            Self::EditUnit => "edit_unit",
            Self::ReformUnits => "reform_units",
            Self::EditBody => "edit_body",
            Self::ChangeBody => "change_body",
            Self::EditHolidays => "edit_holidays",
            Self::ReceiveReport => "receive_report",
            Self::EditModels => "edit_models",
            Self::EditProgrammes => "edit_programmes",
            Self::EditDocuments => "edit_documents",
            Self::MarkArchive => "mark_archive",
            Self::EditArchivePapers => "edit_archive_papers",
            Self::EditFigures => "edit_figures",
            Self::SetReportRule => "set_report_rule",
            Self::SetWantedFigures => "set_wanted_figures",
            Self::CheckRegulation => "check_regulation",
            Self::SaveCatalogue => "save_catalogue",
            Self::SetPaperRules => "set_paper_rules",
            Self::SetNumbering => "set_numbering",
            Self::SetUserName => "set_user_name",
            Self::SetRole => "set_role",
            Self::ChooseDistrict => "choose_district",
            Self::EditSettings => "edit_settings",
            Self::SetDueSoon => "set_due_soon",
            Self::TakeOut => "take_out",
            Self::Merge => "merge",
            Self::ResolveConflict => "resolve_conflict",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::Restore => "restore",
            Self::LockCopies => "lock_copies",
            Self::Repair => "repair",
        }
    }

    /// Whether it does not depend on what stands in a file outside, and so can be taken back.
    pub fn is_undoable(self) -> bool {
        !matches!(
            self,
            Self::CreateFile
                | Self::Generate
                | Self::TakeLargeGrid
                | Self::IssueConclusion
                | Self::SetPaperRules
                | Self::IssuePaper
                | Self::SetNumbering
                | Self::SetUserName
                | Self::SetRole
                | Self::NoteLook
                | Self::ChooseDistrict
                | Self::EditSettings
                | Self::SetDueSoon
                | Self::SetReportRule
                | Self::SetWantedFigures
                | Self::TakeOut
                | Self::Merge
                | Self::Undo
                | Self::Redo
                | Self::Restore
                | Self::LockCopies
                | Self::Repair
        )
    }
}

/// Which kinds of data changed, so that the window asks again only for what is stale.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a set of flags, each read by name"
)]
pub struct Changes {
    /// Visits with their participants, ratings, strengths and attachments.
    pub visits: bool,
    /// Shortcomings and their history.
    pub findings: bool,
    pub conclusions: bool,
    /// Issued papers and how their numbers run.
    pub papers: bool,
    pub units: bool,
    /// The register of people and titles.
    pub people: bool,
    pub catalogue: bool,
    pub bodies: bool,
    /// Days off.
    pub calendar: bool,
    /// Monthly reports and when they are due.
    pub reports: bool,
    /// Mô hình Dân vận khéo.
    pub models: bool,
    /// Programmes, unannounced inspections, dialogues.
    pub programmes: bool,
    /// Papers of the archives and which ones are needed.
    pub archive: bool,
    /// Guiding documents and who puts them into effect.
    pub documents: bool,
    /// Figures, what was explained about them, own indicators.
    pub figures: bool,
    pub settings: bool,
    /// Copies that were taken along, and what both sides changed differently.
    pub take_outs: bool,
    /// Copies of the file.
    pub copies: bool,
}

impl Changes {
    pub const ALL: Self = Self {
        visits: true,
        findings: true,
        conclusions: true,
        papers: true,
        units: true,
        people: true,
        catalogue: true,
        bodies: true,
        calendar: true,
        reports: true,
        models: true,
        programmes: true,
        archive: true,
        documents: true,
        figures: true,
        settings: true,
        copies: true,
        take_outs: true,
    };

    /// Only copies were made.
    pub const COPIES: Self = Self {
        visits: false,
        findings: false,
        conclusions: false,
        papers: false,
        units: false,
        people: false,
        catalogue: false,
        bodies: false,
        calendar: false,
        reports: false,
        models: false,
        programmes: false,
        archive: false,
        documents: false,
        figures: false,
        settings: false,
        copies: true,
        take_outs: false,
    };

    /// The kinds that a set of row changes touches.
    pub fn of(rows: &[crate::store::RowChange]) -> Self {
        let mut changes = Self::default();
        for record in rows
            .iter()
            .filter_map(|row| row.after.as_ref().or(row.before.as_ref()))
        {
            changes.add(record);
        }
        changes
    }

    fn add(&mut self, record: &crate::store::AnyRecord) {
        use crate::store::AnyRecord as R;
        match record {
            R::Visit(_) | R::Participant(_) | R::Rating(_) | R::Strength(_) | R::Attachment(_) => {
                self.visits = true;
            }
            R::Person(_) | R::HeldTitle(_) => self.people = true,
            R::Shortcoming(_)
            | R::ShortcomingEvent(_)
            | R::RepeatMark(_)
            | R::Reminder(_)
            | R::ReminderOrder(_) => self.findings = true,
            R::Conclusion(_) | R::Paragraph(_) => self.conclusions = true,
            R::IssuedPaper(_) => self.papers = true,
            R::Unit(_) | R::Succession(_) => self.units = true,
            R::Catalogue(_) | R::Regulation(_) | R::ChecklistItem(_) | R::LegalRef(_) => {
                self.catalogue = true;
            }
            R::Holiday(_) => self.calendar = true,
            R::GuidingDocument(_) | R::DocumentTask(_) | R::DocumentFile(_) => {
                self.documents = true;
            }
            R::ArchivePaper(_) | R::ArchiveEntry(_) => self.archive = true,
            R::MonthlyReport(_) | R::ReportFile(_) => self.reports = true,
            R::SkilfulModel(_) | R::Commitment(_) | R::ModelField(_) => self.models = true,
            R::Programme(_)
            | R::ProgrammeTask(_)
            | R::ProgrammeResult(_)
            | R::Inspection(_)
            | R::Dialogue(_)
            | R::Opinion(_) => self.programmes = true,
            R::FigureReport(_) | R::Figure(_) | R::FigureAnswer(_) | R::OwnIndicator(_) => {
                self.figures = true;
            }
            R::Body(_) | R::Signer(_) => self.bodies = true,
            R::TakeOut(_) | R::MergeConflict(_) => self.take_outs = true,
        }
    }
}
