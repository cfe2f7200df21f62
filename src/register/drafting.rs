//! The text of a conclusion and its fresh drafts: taken over whole, or change by change.

use super::Register;
use super::change::Op;
use super::conclusion::{blank_conclusion, draft_only};
use super::error::{RegisterError, refused};
use super::transact::{Outcome, Tx};
use crate::domain::draft::pair;
use crate::domain::{
    Conclusion, ConclusionId, DraftParagraph, Paragraph, ParagraphId, ParagraphSource, Visit,
    VisitId, text,
};
use crate::read::DraftPick;
use crate::store;

impl Register {
    /// Takes a drafted text over, with its subject where the conclusion is new: paragraphs that a hand changed stay unless `replace_edited`,
    /// paragraphs that a hand wrote always stay.
    pub fn draft_conclusion(
        &mut self,
        visit_id: VisitId,
        subject: &str,
        drafts: &[DraftParagraph],
        replace_edited: bool,
    ) -> Result<Outcome<ConclusionId>, RegisterError> {
        self.transact(
            Op::DraftConclusion,
            "Đã soạn kết luận từ biên bản",
            |tx| {
                let visit: Visit = tx.rows.need(visit_id, "Cuộc giám sát này")?;
                let paper = if let Some(paper) = store::visit::conclusion(tx.rows.conn(), visit_id)?
                {
                    draft_only(paper)?
                } else {
                    let mut paper = blank_conclusion(tx, &visit)?;
                    subject.clone_into(&mut paper.subject);
                    tx.rows.add(paper)?
                };
                take_drafts(tx, paper.id, drafts, replace_edited)?;
                Ok(paper.id)
            },
        )
    }

    /// Takes over or leaves what a fresh draft would change. What is left stays as it stands and is not offered again
    /// until its record changes once more.
    ///
    /// # Errors
    /// A paragraph was changed since the offer was made.
    pub fn take_draft_offers(
        &mut self,
        id: ConclusionId,
        picks: &[DraftPick],
    ) -> Result<Outcome<()>, RegisterError> {
        let taken = picks.iter().filter(|pick| pick.take).count();
        let message = match (taken, picks.len()) {
            (0, _) => "Đã giữ nguyên nội dung kết luận".to_owned(),
            (taken, _) => format!("Đã cập nhật {} đoạn từ biên bản", text::paper_count(taken)),
        };
        self.transact(Op::DraftConclusion, message, |tx| {
            draft_only(tx.rows.need(id, "Kết luận này")?)?;
            // Several new paragraphs after the same one keep their order.
            let mut last: Option<(Option<ParagraphId>, ParagraphId)> = None;
            for pick in picks {
                let offer = &pick.offer;
                match (&offer.written, &offer.draft) {
                    (None, Some(draft)) => {
                        let after = match last {
                            Some((anchor, added)) if anchor == offer.after => Some(added),
                            _ => offer.after,
                        };
                        let added = add_after(tx, id, draft, after, pick.take)?;
                        last = Some((offer.after, added));
                    }
                    (Some(written), draft) => {
                        decide(tx, id, written, draft.as_ref(), pick.take)?;
                    }
                    (None, None) => {}
                }
            }
            Ok(())
        })
    }
}

/// Takes over or leaves a change of a paragraph that is there.
fn decide(
    tx: &mut Tx<'_>,
    id: ConclusionId,
    written: &Paragraph,
    draft: Option<&DraftParagraph>,
    take: bool,
) -> Result<(), RegisterError> {
    let before: Paragraph = tx.rows.need(written.id, "Đoạn văn này")?;
    if before.conclusion_id != id || before.text != written.text {
        return refused("Đoạn văn này vừa được sửa; hãy xem lại rồi chọn.");
    }
    let drafted = draft.map_or_else(String::new, |draft| text::clean(&draft.text));
    if !take {
        let after = Paragraph {
            edited: true,
            drafted,
            ..before.clone()
        };
        tx.rows.put(&before, after)?;
    } else if draft.is_some() {
        let after = Paragraph {
            text: drafted.clone(),
            edited: false,
            drafted,
            ..before.clone()
        };
        tx.rows.put(&before, after)?;
    } else {
        tx.rows.remove(&before)?;
    }
    Ok(())
}

/// A new paragraph after another; one that is left is kept empty, so that it is known to have been left.
fn add_after(
    tx: &mut Tx<'_>,
    id: ConclusionId,
    draft: &DraftParagraph,
    after: Option<ParagraphId>,
    take: bool,
) -> Result<ParagraphId, RegisterError> {
    let there = store::visit::paragraphs(tx.rows.conn(), id)?;
    let position = match after.and_then(|after| there.iter().find(|p| p.id == after)) {
        Some(before) => before.position + 1,
        None => there
            .iter()
            .filter(|p| p.section == draft.section)
            .map(|p| p.position)
            .min()
            .unwrap_or(1),
    };
    for behind in there.iter().filter(|p| p.position >= position) {
        let moved = Paragraph {
            position: behind.position + 1,
            ..behind.clone()
        };
        tx.rows.put(behind, moved)?;
    }
    let drafted = text::clean(&draft.text);
    let added = tx.rows.add(Paragraph {
        id: ParagraphId(tx.new_id()),
        ver: 0,
        conclusion_id: id,
        section: draft.section,
        position,
        style: draft.style,
        text: if take { drafted.clone() } else { String::new() },
        source: draft.source,
        edited: !take,
        drafted,
    })?;
    Ok(added.id)
}

fn take_drafts(
    tx: &mut Tx<'_>,
    id: ConclusionId,
    drafts: &[DraftParagraph],
    replace_edited: bool,
) -> Result<(), RegisterError> {
    let there = store::visit::paragraphs(tx.rows.conn(), id)?;
    let mut position = 0;
    for pair in pair(&there, drafts) {
        match (pair.written, pair.draft) {
            (Some(before), Some(draft)) => {
                position += 1;
                let keep = before.edited && !replace_edited;
                let drafted = text::clean(&draft.text);
                let after = Paragraph {
                    position,
                    text: if keep {
                        before.text.clone()
                    } else {
                        drafted.clone()
                    },
                    edited: keep,
                    // Over an edited text the newer draft is still to be offered.
                    drafted: if keep {
                        before.drafted.clone()
                    } else {
                        drafted
                    },
                    ..before.clone()
                };
                tx.rows.put(before, after)?;
            }
            (None, Some(draft)) => {
                position += 1;
                let drafted = text::clean(&draft.text);
                tx.rows.add(Paragraph {
                    id: ParagraphId(tx.new_id()),
                    ver: 0,
                    conclusion_id: id,
                    section: draft.section,
                    position,
                    style: draft.style,
                    text: drafted.clone(),
                    source: draft.source,
                    edited: false,
                    drafted,
                })?;
            }
            (Some(before), None) => {
                let by_hand = before.source == ParagraphSource::Hand;
                if by_hand || (before.edited && !replace_edited) {
                    position += 1;
                    let after = Paragraph {
                        position,
                        ..before.clone()
                    };
                    tx.rows.put(before, after)?;
                } else {
                    tx.rows.remove(before)?;
                }
            }
            (None, None) => {}
        }
    }
    Ok(())
}

/// The text of one conclusion as the beginning of another's.
pub(super) fn copy_text(
    tx: &mut Tx<'_>,
    from: &Conclusion,
    to: ConclusionId,
) -> Result<(), RegisterError> {
    for paragraph in store::visit::paragraphs(tx.rows.conn(), from.id)? {
        tx.rows.add(Paragraph {
            id: ParagraphId(tx.new_id()),
            ver: 0,
            conclusion_id: to,
            ..paragraph
        })?;
    }
    Ok(())
}
