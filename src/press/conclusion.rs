//! The conclusion of a visit: drafted from the record, and issued together with what it sets going.

use super::PressError;
use crate::documents;
use crate::domain::{ConclusionId, VisitId};
use crate::register::{Outcome, Register};

/// Drafts the whole text from the record: paragraphs edited by hand stay unless `replace_edited`.
pub fn draft(
    register: &mut Register,
    id: VisitId,
    replace_edited: bool,
) -> Result<Outcome<ConclusionId>, PressError> {
    let page = super::conclusion_page(register, id)?;
    let subject = documents::draft_subject(&page);
    let drafts = documents::draft_conclusion(&page);
    Ok(register.draft_conclusion(id, &subject, &drafts, replace_edited)?)
}

/// Issues the written conclusion for good. `accept_left_out` confirms that shortcomings missing from the text stay out.
///
/// # Errors
/// Something is missing on the paper or in an order, the number is used, or the paper cannot be printed.
pub fn issue(
    register: &mut Register,
    id: VisitId,
    accept_left_out: bool,
) -> Result<Outcome<ConclusionId>, PressError> {
    let page = register.prepare_issue(id, accept_left_out)?;
    let paper = documents::conclusion_paper(&page)?;
    let pdf = documents::render_pdf(&paper)?;
    Ok(register.issue_conclusion(&page, &pdf.bytes)?)
}
