//! How far the checklist is, counted with the edits that are still on their way.

use super::View;
use crate::domain::{ItemId, RatingValue, RegulationId, Score};

/// Counts of one covered regulation.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    pub regulation: RegulationId,
    pub score: Score,
    /// Items whose comment or reason is missing.
    pub lacking: usize,
}

/// Counts of the whole checklist.
#[derive(Debug, Default)]
pub struct Progress {
    pub parts: Vec<Part>,
    /// Covered items without a rating, in the order of the checklist.
    pub not_rated: Vec<ItemId>,
    /// Covered items whose comment or reason is missing.
    pub lacking: Vec<ItemId>,
}

impl Progress {
    /// Counts what the view shows.
    pub fn of(view: &View<'_>) -> Self {
        let mut progress = Self::default();
        for sheet in view.page.covered() {
            let mut part = Part {
                regulation: sheet.regulation.id,
                score: Score::default(),
                lacking: 0,
            };
            for item in &sheet.items {
                let rating = view.edits.ratings.current(&item.rating);
                part.score.add(rating.value);
                if rating.value == RatingValue::NotRated {
                    progress.not_rated.push(item.item.id);
                } else if rating.lacks_reason() {
                    progress.lacking.push(item.item.id);
                    part.lacking += 1;
                }
            }
            progress.parts.push(part);
        }
        progress
    }

    /// Items that were rated, "Không áp dụng" among them.
    pub fn rated(&self) -> u32 {
        self.parts
            .iter()
            .map(|part| part.score.total() - part.score.not_rated)
            .sum()
    }

    pub fn total(&self) -> u32 {
        self.parts.iter().map(|part| part.score.total()).sum()
    }
}
