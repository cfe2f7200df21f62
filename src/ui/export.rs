//! What the window writes to files that the user chooses.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::files::{FileKind, Pick};
use crate::domain::VisitId;
use crate::domain::date::show;
use crate::read::{ShortcomingFilter, VisitFilter};
use crate::worker::{Job, PaperFormat};

/// What is written.
#[derive(Clone, Debug)]
pub enum Export {
    /// The conclusion of a visit.
    Conclusion(VisitId, PaperFormat),
    /// A visit for another program.
    Visit(VisitId),
    /// The list of visits, as it is filtered.
    Visits(VisitFilter),
    /// The list of shortcomings, as it is filtered.
    Shortcomings(ShortcomingFilter),
}

impl Export {
    /// The question where to write.
    pub fn pick(&self, name: String) -> Pick {
        let kind = match self {
            Self::Conclusion(_, PaperFormat::Pdf) => FileKind::Pdf,
            Self::Conclusion(_, PaperFormat::Word) => FileKind::Word,
            Self::Visit(_) => FileKind::VisitJson,
            Self::Visits(_) | Self::Shortcomings(_) => FileKind::Excel,
        };
        Pick::Save { name, kind }
    }

    /// The work, once a place was chosen.
    pub fn job(self, today: NaiveDate, to: PathBuf) -> Job {
        match self {
            Self::Conclusion(visit_id, format) => Job::ExportConclusion {
                visit_id,
                format,
                to,
            },
            Self::Visit(visit_id) => Job::ExportVisit { visit_id, to },
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
        }
    }
}

/// "Tồn tại 28-02-2023.xlsx"
pub fn list_name(what: &str, today: NaiveDate) -> String {
    format!("{what} {}.xlsx", show(today).replace('/', "-"))
}
