//! Taking a visit in from its JSON form: everything is checked first, then all of it comes in or nothing.

mod finding;
mod paper;
mod records;
pub(super) mod text;

pub use text::VISIT_FILE_LIMIT;

use super::Register;
use super::change::Op;
use super::conclusion::number_free;
use super::error::RegisterError;
use super::transact::Outcome;
use crate::domain::{VisitId, date};
use crate::read::visit_file::VisitFile;

impl Register {
    /// Imports the JSON form of a visit.
    ///
    /// # Errors
    /// Each thing that is wrong, with its place in the file; nothing is imported then.
    pub fn import_visit_json(&mut self, bytes: &[u8]) -> Result<Outcome<VisitId>, RegisterError> {
        let file = text::parse(bytes)?;
        self.import_visit(&file)
    }

    /// Imports a visit that was already read.
    ///
    /// # Errors
    /// Each thing that is wrong, with its place; nothing is imported then.
    pub fn import_visit(&mut self, file: &VisitFile) -> Result<Outcome<VisitId>, RegisterError> {
        let mut outcome = self.transact(Op::ImportVisit, "", |tx| {
            let records = records::build(tx, file)?;
            let id = records.visit.id;
            tx.message = format!(
                "Đã nhập cuộc giám sát {} ngày {}",
                records.unit_name,
                date::show(records.visit.date)
            );
            tx.rows.add(records.visit)?;
            for person in records.participants {
                tx.rows.add(person)?;
            }
            for rating in records.ratings {
                tx.rows.add(rating)?;
            }
            for strength in records.strengths {
                tx.rows.add(strength)?;
            }
            for (shortcoming, events) in records.shortcomings {
                tx.rows.add(shortcoming)?;
                for event in events {
                    tx.rows.add(event)?;
                }
            }
            for (conclusion, paragraphs, pdf) in records.conclusions {
                number_free(tx, &conclusion)?;
                let conclusion = tx.rows.add(conclusion)?;
                for paragraph in paragraphs {
                    tx.rows.add(paragraph)?;
                }
                if let Some(pdf) = pdf {
                    tx.rows
                        .add_issued_paper(conclusion.id, &conclusion.sha256, &pdf)?;
                }
            }
            Ok(id)
        })?;
        let mut papers = file.conclusion.iter().chain(&file.replaced_conclusions);
        if papers.any(|paper| paper.issued.is_some()) {
            // An issued paper is kept for good: the visit that it concludes cannot be taken away again.
            self.forget_undo();
            outcome.undoable = false;
        }
        Ok(outcome)
    }
}
