//! The text of a conclusion up to its issue: what the window wants done.

use super::message::{Done, Failure, Made};
use super::run::done;
use crate::domain::{Conclusion, ConclusionId, Paragraph, ParagraphId, Section, VisitId};
use crate::press;
use crate::read::DraftPick;
use crate::register::Register;

#[derive(Debug, Clone)]
pub enum ConclusionCommand {
    /// Drafts the whole text from the record: paragraphs edited by hand stay unless `replace_edited`.
    Draft {
        visit_id: VisitId,
        replace_edited: bool,
    },
    /// Takes over or leaves what a fresh draft would change, one by one.
    TakeOffers {
        conclusion: Box<Conclusion>,
        picks: Vec<DraftPick>,
    },
    Edit {
        base: Box<Conclusion>,
        new: Box<Conclusion>,
    },
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
    Issue {
        visit_id: VisitId,
        accept_left_out: bool,
    },
    /// Begins the draft that will replace an issued conclusion.
    Correct(VisitId),
    DropCorrection(VisitId),
}

pub(super) fn run(register: &mut Register, command: ConclusionCommand) -> Result<Done, Failure> {
    let nothing = |()| None;
    Ok(match command {
        ConclusionCommand::Draft {
            visit_id,
            replace_edited,
        } => {
            let drafted = press::conclusion::draft(register, visit_id, replace_edited)?;
            done(drafted, |_| None)
        }
        ConclusionCommand::TakeOffers { conclusion, picks } => {
            done(register.take_draft_offers(conclusion.id, &picks)?, nothing)
        }
        ConclusionCommand::Correct(id) => done(register.correct_conclusion(id)?, |_| None),
        ConclusionCommand::DropCorrection(id) => done(register.drop_correction(id)?, nothing),
        ConclusionCommand::Edit { base, new } => {
            done(register.edit_conclusion(&base, &new)?, nothing)
        }
        ConclusionCommand::AddParagraph {
            conclusion_id,
            section,
            text,
        } => done(
            register.add_paragraph(conclusion_id, section, &text)?,
            |id| Some(Made::Paragraph(id)),
        ),
        ConclusionCommand::EditParagraph { base, new } => {
            done(register.edit_paragraph(&base, &new)?, nothing)
        }
        ConclusionCommand::RemoveParagraph(id) => done(register.remove_paragraph(id)?, nothing),
        ConclusionCommand::Issue {
            visit_id,
            accept_left_out,
        } => {
            let issued = press::conclusion::issue(register, visit_id, accept_left_out)?;
            done(issued, |_| None)
        }
    })
}
