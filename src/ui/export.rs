//! What the window writes to files that the user chooses.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::files::{FileKind, Pick};
use crate::domain::date::show;
use crate::domain::figures::FigurePeriod;
use crate::domain::{AttachmentId, IssuedId, Passphrase, UnitId, VisitId};
use crate::read::grid::GridKind;
use crate::read::review::ReviewFilter;
use crate::read::{IssuedFilter, PaperFormat, PaperRequest, ShortcomingFilter, VisitFilter};
use crate::worker::figures::FiguresJob;
use crate::worker::{ArchiveJob, CopiesJob, GridJob, GuideJob, Job, Round};

/// What is written.
#[derive(Clone, Debug)]
pub enum Export {
    /// A paper of a supervision.
    Paper(PaperRequest, PaperFormat),
    /// An issued paper byte for byte.
    Issued(IssuedId),
    /// The list of issued papers, as it is filtered.
    IssuedList(IssuedFilter),
    /// A visit for another program.
    Visit(VisitId),
    /// A format profile, by its code.
    Profile(String),
    /// A file that is kept with a visit.
    Attachment(AttachmentId),
    /// The newest catalogue, as Excel or JSON.
    Catalogue { excel: bool },
    /// Rows that can be taken in again, or a form for them.
    Table { kind: GridKind, empty: bool },
    /// The list of visits, as it is filtered.
    Visits(VisitFilter),
    /// The list of shortcomings, as it is filtered.
    Shortcomings(ShortcomingFilter),
    /// The audit trail, as it is filtered.
    Trail(crate::read::audit::AuditFilter),
    /// Every table of the review.
    Review(ReviewFilter),
    /// Deadlines for a calendar, of one unit or of all.
    Deadlines(Option<UnitId>),
    /// A round of reminder letters.
    Reminders(Round, PaperFormat),
    /// A round of letters that ask for monthly reports of a year.
    ReportRequests(Round, i32, PaperFormat),
    /// The same that ask for papers of the archive.
    ArchiveRequests(Round, i32, PaperFormat),
    /// A package for a laptop.
    TakeOut {
        label: String,
        units: Vec<UnitId>,
        lock: Option<Passphrase>,
    },
    /// The open file, so that only a passphrase opens it.
    Locked(Passphrase),
    /// The guide, or its first page, as PDF.
    Guide { quick: bool },
    /// A round of letters about the figures of a period.
    FigureRequests(Round, FigurePeriod, PaperFormat),
}

impl Export {
    /// The question where to write.
    pub fn pick(&self, name: String) -> Pick {
        let kind = match self {
            Self::Paper(_, PaperFormat::Pdf) | Self::Issued(_) | Self::Guide { .. } => {
                FileKind::Pdf
            }
            Self::Paper(_, PaperFormat::Word) => FileKind::Word,
            Self::Visit(_) => FileKind::VisitJson,
            Self::Profile(_) => FileKind::Profile,
            Self::Attachment(_) => FileKind::Attachment,
            Self::Catalogue { excel: false } => FileKind::CatalogueJson,
            Self::Paper(_, PaperFormat::Excel)
            | Self::Catalogue { excel: true }
            | Self::Table { .. }
            | Self::Visits(_)
            | Self::Shortcomings(_)
            | Self::IssuedList(_)
            | Self::Trail(_)
            | Self::Review(_) => FileKind::Excel,
            Self::Deadlines(_) => FileKind::Calendar,
            Self::TakeOut { lock: None, .. } => FileKind::Package,
            Self::TakeOut { .. } | Self::Locked(_) => FileKind::Locked,
            Self::Reminders(..)
            | Self::ReportRequests(..)
            | Self::ArchiveRequests(..)
            | Self::FigureRequests(..) => return Pick::Folder { title: name },
        };
        Pick::Save { name, kind }
    }

    /// The work, once a place was chosen.
    pub fn job(self, today: NaiveDate, to: PathBuf) -> Job {
        match self {
            Self::Paper(request, format) => Job::ExportPaper {
                request,
                format,
                to,
            },
            Self::Issued(id) => Job::ExportIssued { id, to },
            Self::Guide { quick } => Job::Guide(GuideJob { quick, to }),
            Self::IssuedList(filter) => Job::ExportIssuedList { filter, to },
            Self::Visit(visit_id) => Job::ExportVisit { visit_id, to },
            Self::Profile(code) => Job::ExportProfile { code, to },
            Self::Attachment(id) => Job::SaveAttachment { id, to },
            Self::TakeOut { label, units, lock } => Job::Copies(CopiesJob::TakeOut {
                label,
                units,
                to,
                lock,
            }),
            Self::Locked(passphrase) => Job::Copies(CopiesJob::Lock { to, passphrase }),
            Self::Table { kind, empty } => Job::Grid(GridJob::Write { kind, empty, to }),
            Self::Catalogue { excel } => Job::ExportCatalogue { excel, to },
            Self::Visits(filter) => Job::ExportVisits {
                filter: VisitFilter {
                    limit: None,
                    ..filter
                },
                to,
            },
            Self::Shortcomings(filter) => Job::ExportShortcomings {
                as_of: filter.as_of.unwrap_or(today),
                filter: ShortcomingFilter {
                    limit: None,
                    ..filter
                },
                to,
            },
            Self::Trail(filter) => {
                Job::Safety(crate::worker::SafetyJob::ExportTrail { filter, to })
            }
            Self::Review(filter) => Job::ExportReview {
                filter,
                as_of: today,
                to,
            },
            Self::Deadlines(unit_id) => Job::ExportDeadlines {
                unit_id,
                as_of: today,
                to,
            },
            Self::ReportRequests(round, year, format) => Job::SendReportRequests {
                round,
                year,
                format,
                folder: to,
            },
            Self::ArchiveRequests(round, year, format) => Job::Archive(ArchiveJob::SendRequests {
                round,
                year,
                format,
                folder: to,
            }),
            Self::FigureRequests(round, period, format) => Job::Figures(FiguresJob::SendLetters {
                round,
                period,
                format,
                folder: to,
            }),
            Self::Reminders(round, format) => Job::SendReminders {
                round,
                format,
                folder: to,
            },
        }
    }
}

/// "Hạn khắc phục 28-02-2023.ics"
pub fn calendar_name(today: NaiveDate) -> String {
    format!("Hạn khắc phục {}.ics", show(today).replace('/', "-"))
}

/// "Tồn tại 28-02-2023.xlsx"
pub fn list_name(what: &str, today: NaiveDate) -> String {
    format!("{what} {}.xlsx", show(today).replace('/', "-"))
}
