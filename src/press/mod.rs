//! Where papers are made: a request goes to the register for its record, the record to a paper, the paper to a file.
//! The window and the command line both come here, so that the same request gives the same bytes.

pub mod archive;
pub mod conclusion;
pub mod district;
pub mod figures;
pub mod grid;
mod issue;
mod name;
mod programme;
pub mod remind;
pub mod report;
pub mod rules;
mod skilful_model;

use chrono::NaiveDate;

use crate::documents::papers::checklist::Use;
use crate::documents::{self, DocumentError, Paper, papers};
use crate::domain::reminder::check_days;
use crate::domain::{ConclusionState, ParagraphId, VisitId, text};
use crate::read::guiding::DocumentFilter;
use crate::read::paper::{ChecklistOf, PaperFormat, PaperRequest};
use crate::read::{ShortcomingFilter, VisitPage};
use crate::register::{Register, RegisterError};

pub use issue::{Issue, issue, issue_all, next_number, standing};

/// Why a paper could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PressError {
    /// Its record is missing or does not allow it.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// It could not be laid out or written.
    #[error(transparent)]
    Document(#[from] DocumentError),
}

/// A paper before it becomes a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Proof {
    pub paper: Paper,
    /// What its file may be called, without ending: "Biên bản làm việc Phúc Đồng 12-12-2022".
    pub name: String,
    /// The file as it was issued; the PDF is these bytes and no others.
    pub issued: Option<Vec<u8>>,
}

impl Proof {
    /// The file in a format; an issued one is not made anew.
    pub fn render(&self, format: PaperFormat) -> Result<Vec<u8>, DocumentError> {
        match (format, &self.issued) {
            (PaperFormat::Pdf, Some(bytes)) => Ok(bytes.clone()),
            (PaperFormat::Pdf, None) => Ok(documents::render_pdf(&self.paper)?.bytes),
            (PaperFormat::Word, _) => documents::render_docx(&self.paper),
            (PaperFormat::Excel, _) => documents::paper_xlsx(&self.paper),
        }
    }

    /// "Biên bản làm việc Phúc Đồng 12-12-2022.pdf".
    pub fn file_name(&self, format: PaperFormat) -> String {
        format!("{}.{}", self.name, format.extension())
    }
}

/// The paper that is asked for.
pub fn paper(register: &Register, request: &PaperRequest) -> Result<Paper, PressError> {
    Ok(proof(register, request)?.paper)
}

/// The file of the paper that is asked for.
pub fn render(
    register: &Register,
    request: &PaperRequest,
    format: PaperFormat,
) -> Result<Vec<u8>, PressError> {
    Ok(proof(register, request)?.render(format)?)
}

/// The conclusion of a visit with paragraphs as they are being typed.
pub fn typed_conclusion(
    register: &Register,
    id: VisitId,
    typed: &[(ParagraphId, String)],
) -> Result<Proof, PressError> {
    let mut page = conclusion_page(register, id)?;
    let stored = page.conclusion.iter_mut();
    for paragraph in stored.flat_map(|stored| &mut stored.paragraphs) {
        if let Some((_, text)) = typed.iter().find(|(id, _)| *id == paragraph.id) {
            paragraph.text = text::clean(text);
        }
    }
    Ok(Proof {
        name: name::safe(&name::conclusion(&page)),
        issued: register.issued_pdf(&page)?,
        paper: documents::conclusion_or_draft(&page)?,
    })
}

/// A visit's page with the head of the day of its conclusion; an issued one keeps the head that it was issued under.
fn conclusion_page(register: &Register, id: VisitId) -> Result<VisitPage, PressError> {
    let page = register.visit_page(id)?;
    let written = page.conclusion.as_ref().map(|page| &page.conclusion);
    let day = written.and_then(|paper| paper.date);
    let dressed = register.with_body_on(page.clone(), day.unwrap_or_else(|| register.today()))?;
    let kept = written.is_some_and(|paper| {
        paper.state == ConclusionState::Issued && paper.symbol != dressed.body.symbol
    });
    Ok(if kept { page } else { dressed })
}

/// The paper that is asked for, with the name of its file and, once issued, its stored bytes.
pub fn proof(register: &Register, request: &PaperRequest) -> Result<Proof, PressError> {
    let mut issued = None;
    let (paper, name) = match request {
        PaperRequest::Conclusion(id) => {
            let page = conclusion_page(register, *id)?;
            issued = register.issued_pdf(&page)?;
            let paper = documents::conclusion_or_draft(&page)?;
            (paper, name::conclusion(&page))
        }
        PaperRequest::Minutes(id) => {
            let page = register.visit_page(*id)?;
            let name = name::of_visit(request, &page);
            (papers::minutes_paper(&page)?, name)
        }
        PaperRequest::Checklist(of) => {
            let (page, purpose) = match of {
                ChecklistOf::Blank(id) => (register.visit_page(*id)?, Use::Blank),
                ChecklistOf::Rated(id) => (register.visit_page(*id)?, Use::Rated),
                ChecklistOf::Unit { unit_id, day } => {
                    let unit = register.unit(*unit_id)?;
                    (register.page_without_visit(&unit, *day)?, Use::Blank)
                }
            };
            let paper = papers::checklist_paper(&page, purpose)?;
            (paper, name::of_visit(request, &page))
        }
        PaperRequest::Announcement { visit_id, stamp } => {
            let day = stamp.date.unwrap_or_else(|| register.today());
            let page = register.with_body_on(register.visit_page(*visit_id)?, day)?;
            let paper = papers::announcement_paper(&page, *stamp)?;
            (paper, name::of_visit(request, &page))
        }
        PaperRequest::Reminder {
            unit_id,
            as_of,
            by,
            stamp,
        } => {
            check_days(stamp.date.unwrap_or(*as_of), *by).map_err(RegisterError::from)?;
            let unit = register.unit(*unit_id)?;
            let page = register.tracking(Some(&unit), *as_of)?;
            let paper = papers::reminder_paper(&page, *stamp, *by)?;
            (paper, name::of_day(request, Some(&unit), *as_of))
        }
        PaperRequest::Recheck(id) => {
            let page = register.recheck(*id)?;
            let name = name::of_visit(request, &page.now);
            (papers::recheck_paper(&page)?, name)
        }
        PaperRequest::Plan { year, stamp } => {
            let paper = papers::plan_paper(&register.plan(*year)?, *stamp)?;
            (paper, format!("{} {year}", request.title()))
        }
        PaperRequest::Summary {
            period,
            year,
            as_of,
            stamp,
        } => {
            let page = register.period(*period, *year, *as_of)?;
            let paper = papers::summary_paper(&page, *stamp)?;
            (paper, format!("{} {}", request.title(), page.name))
        }
        PaperRequest::Profile { unit_id, as_of } => {
            let page = register.profile(*unit_id, *as_of, true)?;
            let filter = ShortcomingFilter {
                unit_id: Some(*unit_id),
                ..ShortcomingFilter::default()
            };
            let repeats = register.most_repeated(&filter, *as_of)?;
            let paper = papers::profile_paper(&page, &repeats)?;
            (paper, name::of_day(request, Some(&page.unit), *as_of))
        }
        PaperRequest::Guiding { filter, as_of } => guiding(register, request, filter, *as_of)?,
        PaperRequest::Archive(of) => archive::paper(register, request, of)?,
        PaperRequest::ReportRequest { .. } | PaperRequest::Reports { .. } => {
            report::paper(register, request)?
        }
        PaperRequest::Programmes(request) => programme::paper(register, request)?,
        PaperRequest::Models(request) => skilful_model::paper(register, request)?,
        PaperRequest::Figures(what) => figures::paper(register, what)?,
        PaperRequest::Tracking {
            unit_id,
            as_of,
            only,
        } => {
            let unit = unit_id.map(|id| register.unit(id)).transpose()?;
            let mut page = register.tracking(unit.as_ref(), *as_of)?;
            if let Some(filter) = only {
                register.narrow(&mut page, filter)?;
            }
            let paper = papers::tracking_paper(&page)?;
            (paper, name::of_day(request, unit.as_ref(), *as_of))
        }
    };
    Ok(Proof {
        paper,
        name: name::safe(&name),
        issued,
    })
}

fn guiding(
    register: &Register,
    request: &PaperRequest,
    filter: &DocumentFilter,
    as_of: NaiveDate,
) -> Result<(Paper, String), PressError> {
    let sheet = register.document_sheet(filter, as_of)?;
    let name = name::of_day(request, None, as_of);
    Ok((papers::documents_paper(&sheet)?, name))
}
