//! Putting an issued conclusion right: a new one that names the one it replaces.

use super::Register;
use super::body_version::body_of_visit;
use super::change::Op;
use super::conclusion::signer_of;
use super::drafting::copy_text;
use super::error::{RegisterError, refused};
use super::transact::{Outcome, Tx};
use crate::domain::{Conclusion, ConclusionId, ConclusionState, Visit, VisitId, text};
use crate::store;

impl Register {
    /// Begins the conclusion that will replace the issued one: a draft with its text. The issued one stays in force
    /// until the draft is issued.
    ///
    /// # Errors
    /// Nothing is issued yet, or a correction is already begun.
    pub fn correct_conclusion(
        &mut self,
        visit_id: VisitId,
    ) -> Result<Outcome<ConclusionId>, RegisterError> {
        self.transact(Op::CorrectConclusion, "", |tx| {
            let visit: Visit = tx.rows.need(visit_id, "Cuộc giám sát này")?;
            let earlier = match store::visit::conclusion(tx.rows.conn(), visit_id)? {
                Some(paper) if paper.state == ConclusionState::Issued => paper,
                Some(paper) if paper.replaces.is_some() => {
                    return refused("Văn bản đính chính đang soạn; hãy sửa tiếp dự thảo đó.");
                }
                _ => return refused("Kết luận chưa ban hành; hãy sửa thẳng vào dự thảo."),
            };
            let body = body_of_visit(tx, &visit, tx.now.date_naive())?;
            let signer = signer_of(tx, body.id)?;
            let numbering = store::issued::numbering(tx.rows.conn())?;
            let draft = Conclusion {
                id: ConclusionId(tx.new_id()),
                ver: 0,
                state: ConclusionState::Draft,
                number: None,
                symbol: body.symbol,
                term_from: numbering.counts_from(body.term_from, tx.now.date_naive()),
                date: None,
                signer_title: signer
                    .as_ref()
                    .map_or(&earlier.signer_title, |signer| &signer.title)
                    .clone(),
                signer_right: signer
                    .as_ref()
                    .map_or(earlier.signer_right, |signer| signer.right),
                signer_name: signer
                    .as_ref()
                    .map_or(&earlier.signer_name, |signer| &signer.name)
                    .clone(),
                replaces: Some(earlier.id),
                issued_at: None,
                sha256: String::new(),
                ..earlier.clone()
            };
            tx.message = format!(
                "Đã mở dự thảo đính chính {}",
                text::lower_first(&earlier.reference())
            );
            let id = tx.rows.add(draft)?.id;
            copy_text(tx, &earlier, id)?;
            Ok(id)
        })
    }

    /// Drops a correction that was begun; the issued conclusion stays as it is.
    ///
    /// # Errors
    /// None is begun.
    pub fn drop_correction(&mut self, visit_id: VisitId) -> Result<Outcome<()>, RegisterError> {
        self.transact(
            Op::CorrectConclusion,
            "Đã bỏ dự thảo đính chính",
            |tx| match store::visit::conclusion(tx.rows.conn(), visit_id)? {
                Some(paper)
                    if paper.state == ConclusionState::Draft && paper.replaces.is_some() =>
                {
                    remove_conclusion(tx, &paper)
                }
                _ => refused("Không có dự thảo đính chính nào."),
            },
        )
    }
}

/// Takes a draft away with its text.
pub(super) fn remove_conclusion(tx: &mut Tx<'_>, paper: &Conclusion) -> Result<(), RegisterError> {
    for paragraph in store::visit::paragraphs(tx.rows.conn(), paper.id)? {
        tx.rows.remove(&paragraph)?;
    }
    Ok(tx.rows.remove(paper)?)
}
