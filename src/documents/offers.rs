//! What a fresh draft would change in the stored text of a conclusion.

use super::draft::draft_conclusion;
use crate::domain::draft::pair;
use crate::domain::{DraftChange, Paragraph, draft};
use crate::read::{DraftOffer, OfferKind, VisitPage};

/// The changes in the order of the paper; none while nothing is written.
pub fn draft_offers(page: &VisitPage) -> Vec<DraftOffer> {
    let Some(written) = &page.conclusion else {
        return Vec::new();
    };
    let drafts = draft_conclusion(page);
    let pairs = pair(&written.paragraphs, &drafts);
    draft::changes(&written.paragraphs, &drafts)
        .into_iter()
        .map(|change| match change {
            DraftChange::New(draft) => {
                let before = pairs
                    .iter()
                    .take_while(|pair| pair.draft != Some(draft))
                    .filter_map(|pair| pair.written)
                    .filter(|paragraph| paragraph.section == draft.section)
                    .max_by_key(|paragraph| paragraph.position);
                DraftOffer {
                    kind: OfferKind::New,
                    written: None,
                    draft: Some(draft.clone()),
                    after: before.map(|paragraph| paragraph.id),
                }
            }
            DraftChange::Changed(paragraph, draft) => {
                of(OfferKind::Changed, paragraph, Some(draft.clone()))
            }
            DraftChange::Edited(paragraph, draft) => {
                of(OfferKind::Edited, paragraph, Some(draft.clone()))
            }
            DraftChange::Gone(paragraph) => of(OfferKind::Gone, paragraph, None),
        })
        .collect()
}

fn of(
    kind: OfferKind,
    paragraph: &Paragraph,
    draft: Option<crate::domain::DraftParagraph>,
) -> DraftOffer {
    DraftOffer {
        kind,
        written: Some(paragraph.clone()),
        draft,
        after: None,
    }
}
