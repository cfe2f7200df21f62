//! A written text beside a fresh draft: what belongs together, what changed, what a text no longer names.

use std::collections::HashSet;

use super::conclusion::{DraftParagraph, Paragraph, ParagraphSource, Section};
use super::shortcoming::Shortcoming;
use super::text::fold;

/// A paragraph of the text beside the one that a fresh draft has in its place; one of both is always there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair<'a> {
    pub written: Option<&'a Paragraph>,
    pub draft: Option<&'a DraftParagraph>,
}

/// Whether a paragraph and a draft belong together.
type Fits = dyn Fn(&Paragraph, &DraftParagraph) -> bool;

/// Pairs a text with a fresh draft, in the order of the draft; what only the text has comes after. Written by hand
/// belongs to nothing. Several of one source are told apart by their words, then by their order.
pub fn pair<'a>(written: &'a [Paragraph], drafts: &'a [DraftParagraph]) -> Vec<Pair<'a>> {
    let mut left: Vec<&Paragraph> = written.iter().collect();
    let mut found: Vec<Option<&Paragraph>> = vec![None; drafts.len()];
    let same_words = |p: &Paragraph, d: &DraftParagraph| p.text == d.text || p.drafted == d.text;
    let same_stem = |p: &Paragraph, d: &DraftParagraph| {
        stem(&p.text) == stem(&d.text) || stem(&p.drafted) == stem(&d.text)
    };
    let any = |_: &Paragraph, _: &DraftParagraph| true;
    let passes: [&Fits; 3] = [&same_words, &same_stem, &any];
    for fits in passes {
        for (draft, place) in drafts.iter().zip(&mut found) {
            if place.is_none()
                && let Some(at) = left
                    .iter()
                    .position(|p| belongs(p, draft) && fits(p, draft))
            {
                *place = Some(left.remove(at));
            }
        }
    }
    drafts
        .iter()
        .zip(found)
        .map(|(draft, written)| Pair {
            written,
            draft: Some(draft),
        })
        .chain(left.into_iter().map(|paragraph| Pair {
            written: Some(paragraph),
            draft: None,
        }))
        .collect()
}

fn belongs(paragraph: &Paragraph, draft: &DraftParagraph) -> bool {
    paragraph.section == draft.section
        && paragraph.style == draft.style
        && paragraph.source == draft.source
}

/// The words without the number or letter before them: "2. Quy chế …" and "1. Quy chế …" are one heading.
fn stem(text: &str) -> &str {
    match text.split_once(' ') {
        Some((mark, rest)) if mark.len() <= 4 && mark.ends_with(['.', ')']) => rest,
        _ => text,
    }
}

/// What a fresh draft would change in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftChange<'a> {
    /// The record gives a paragraph that the text has not.
    New(&'a DraftParagraph),
    /// Its record changed since it was drafted; no hand touched it.
    Changed(&'a Paragraph, &'a DraftParagraph),
    /// Changed by hand, and its record changed since.
    Edited(&'a Paragraph, &'a DraftParagraph),
    /// The record no longer gives it.
    Gone(&'a Paragraph),
}

/// What a fresh draft would change, in the order of the paper. What was looked at and left is not named again.
pub fn changes<'a>(written: &'a [Paragraph], drafts: &'a [DraftParagraph]) -> Vec<DraftChange<'a>> {
    pair(written, drafts)
        .into_iter()
        .filter_map(|pair| match (pair.written, pair.draft) {
            (None, Some(draft)) => Some(DraftChange::New(draft)),
            (Some(p), Some(d)) if d.text == p.text || d.text == p.drafted => None,
            (Some(p), Some(d)) if p.edited => Some(DraftChange::Edited(p, d)),
            (Some(p), Some(d)) => Some(DraftChange::Changed(p, d)),
            (Some(p), None) => {
                // Left once, it has no draft any more and is as if written by hand.
                let by_hand = p.source == ParagraphSource::Hand || p.drafted.is_empty();
                (!by_hand).then_some(DraftChange::Gone(p))
            }
            (None, None) => None,
        })
        .collect()
}

/// Whether the text names a shortcoming: what was written from it may be rephrased, what was written otherwise must
/// say more of it. Its order alone does not name it.
pub fn names_shortcoming(text: &[Paragraph], shortcoming: &Shortcoming) -> bool {
    const REPHRASED: usize = 3;
    const OTHERWISE: usize = 2;
    let wanted = word_pairs(&shortcoming.description);
    text.iter()
        .filter(|p| p.section == Section::Shortcomings && !p.text.trim().is_empty())
        .any(|p| {
            let there = word_pairs(&p.text);
            let shared = wanted.intersection(&there).count();
            let own = p.source == ParagraphSource::Shortcoming(shortcoming.id);
            let share = if own { REPHRASED } else { OTHERWISE };
            shared > 0 && shared * share >= wanted.len()
        })
}

/// Every two words that stand side by side: single Vietnamese syllables say too little.
fn word_pairs(text: &str) -> HashSet<(String, String)> {
    let folded = fold(text);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    match words.as_slice() {
        [one] => HashSet::from([((*one).to_owned(), String::new())]),
        several => several
            .iter()
            .zip(several.iter().skip(1))
            .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        ConclusionId, ParagraphId, ParagraphStyle, ShortcomingId, ShortcomingLevel,
        ShortcomingState, VisitId,
    };
    use uuid::Uuid;

    fn draft(text: &str, source: ParagraphSource) -> DraftParagraph {
        DraftParagraph {
            section: Section::Shortcomings,
            style: ParagraphStyle::Body,
            text: text.to_owned(),
            source,
        }
    }

    fn written(place: u128, text: &str, drafted: &str, source: ParagraphSource) -> Paragraph {
        Paragraph {
            id: ParagraphId(Uuid::from_u128(place)),
            ver: 1,
            conclusion_id: ConclusionId(Uuid::nil()),
            section: Section::Shortcomings,
            position: 1,
            style: ParagraphStyle::Body,
            text: text.to_owned(),
            source,
            edited: text != drafted,
            drafted: drafted.to_owned(),
        }
    }

    fn shortcoming(description: &str) -> Shortcoming {
        Shortcoming {
            id: ShortcomingId(Uuid::from_u128(7)),
            ver: 1,
            visit_id: VisitId(Uuid::nil()),
            regulation_id: None,
            item_id: None,
            position: 1,
            description: description.to_owned(),
            level: ShortcomingLevel::MustFix,
            cause_external: String::new(),
            cause_own: String::new(),
            order_text: String::new(),
            owner: String::new(),
            evidence: String::new(),
            deadline: None,
            state: ShortcomingState::Draft,
            reported_on: None,
            verified_on: None,
            carried_to: None,
            deadline_rule: None,
            first_deadline: None,
            notified_on: None,
            stepped_on: None,
        }
    }

    #[test]
    fn every_kind_of_change_is_named_once() {
        let of = |n| ParagraphSource::Shortcoming(ShortcomingId(Uuid::from_u128(n)));
        let text = [
            written(1, "- Một.", "- Một.", of(1)),
            written(2, "- Hai, sửa tay.", "- Hai.", of(2)),
            written(3, "- Ba.", "- Ba.", of(3)),
            written(4, "Viết tay.", "", ParagraphSource::Hand),
            written(5, "- Năm, sửa tay.", "- Năm.", of(5)),
        ];
        let drafts = [
            draft("- Một mới.", of(1)),
            draft("- Hai mới.", of(2)),
            draft("- Bốn.", of(4)),
            draft("- Năm.", of(5)),
        ];
        let [t1, t2, t3, _, _] = &text;
        let [d1, d2, d4, _] = &drafts;
        assert_eq!(
            changes(&text, &drafts),
            [
                DraftChange::Changed(t1, d1),
                DraftChange::Edited(t2, d2),
                DraftChange::New(d4),
                DraftChange::Gone(t3),
            ],
            "what a hand wrote, and what a hand changed over the same draft, is not named"
        );
        assert!(changes(&text[..0], &[]).is_empty());
    }

    #[test]
    fn a_heading_in_the_middle_moves_no_other() {
        let heading = |text| draft(text, ParagraphSource::Visit);
        let text = [
            written(1, "1. Quy chế A", "1. Quy chế A", ParagraphSource::Visit),
            written(2, "2. Quy chế C", "2. Quy chế C", ParagraphSource::Visit),
        ];
        let drafts = [
            heading("1. Quy chế A"),
            heading("2. Quy chế B"),
            heading("3. Quy chế C"),
        ];
        let [_, c] = &text;
        let [_, new_b, new_c] = &drafts;
        assert_eq!(
            changes(&text, &drafts),
            [DraftChange::New(new_b), DraftChange::Changed(c, new_c)]
        );
    }

    #[test]
    fn a_text_that_lost_the_thing_does_not_name_it() {
        let found = shortcoming("Chưa niêm yết danh mục dự án đầu tư tại nhà văn hóa tổ dân phố.");
        let own = ParagraphSource::Shortcoming(found.id);
        let names = |text: &str, source| names_shortcoming(&[written(1, text, "", source)], &found);
        assert!(names(
            "- Chưa niêm yết danh mục dự án đầu tư tại nhà văn hóa tổ dân phố.",
            own
        ));
        assert!(names(
            "- Danh mục dự án đầu tư chưa được niêm yết ở nhà văn hóa.",
            own
        ));
        assert!(!names("- Phường cần cố gắng hơn nữa.", own));
        assert!(!names("", own));
        assert!(!names(
            "- Việc niêm yết ở một số nơi còn chậm.",
            ParagraphSource::Hand
        ));
        let order = Paragraph {
            section: Section::Orders,
            ..written(1, &found.description, "", own)
        };
        assert!(!names_shortcoming(&[order], &found), "an order is not it");
    }
}
