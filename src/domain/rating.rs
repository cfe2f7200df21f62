//! Ratings of checklist items and the scores made from them.

use serde::{Deserialize, Serialize};

use super::ids::{ItemId, VisitId};
use super::words::words;

words! {
    /// How an item was found. `NotRated` is the default and never counts as 0.
    #[derive(Default)]
    RatingValue {
        Met = "met", "Đạt";
        PartlyMet = "partly_met", "Đạt một phần";
        NotMet = "not_met", "Chưa đạt";
        NotApplicable = "not_applicable", "Không áp dụng";
        #[default]
        NotRated = "not_rated", "Chưa đánh giá";
    }
}

impl RatingValue {
    /// Points in halves (Đạt 2, Đạt một phần 1, Chưa đạt 0); `None` outside the denominator.
    pub fn half_points(self) -> Option<u32> {
        match self {
            Self::Met => Some(2),
            Self::PartlyMet => Some(1),
            Self::NotMet => Some(0),
            Self::NotApplicable | Self::NotRated => None,
        }
    }

    /// Whether the rating must say why.
    pub fn needs_reason(self) -> bool {
        matches!(self, Self::PartlyMet | Self::NotMet | Self::NotApplicable)
    }

    /// Whether it offers to open a shortcoming.
    pub fn is_finding(self) -> bool {
        matches!(self, Self::PartlyMet | Self::NotMet)
    }
}

/// The rating of one item in one visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    pub visit_id: VisitId,
    pub item_id: ItemId,
    pub ver: i64,
    pub value: RatingValue,
    /// What the ward said of itself.
    pub self_rating: RatingValue,
    /// Comment; for "Không áp dụng" the reason.
    pub comment: String,
    /// Evidence that was seen.
    pub evidence_seen: String,
}

impl Rating {
    /// The default of an item nobody touched yet.
    pub fn blank(visit_id: VisitId, item_id: ItemId) -> Self {
        Self {
            visit_id,
            item_id,
            ver: 0,
            value: RatingValue::NotRated,
            self_rating: RatingValue::NotRated,
            comment: String::new(),
            evidence_seen: String::new(),
        }
    }

    /// Whether the comment or reason that the rating needs is missing.
    pub fn lacks_reason(&self) -> bool {
        self.value.needs_reason() && self.comment.trim().is_empty()
    }
}

/// The message for a rating without the comment or reason it needs.
pub fn reason_message(value: RatingValue) -> String {
    if value == RatingValue::NotApplicable {
        "Mục “Không áp dụng” phải ghi lý do.".to_owned()
    } else {
        format!("Mục “{}” phải có nhận xét.", value.label())
    }
}

/// Points over rated items, always shown with both numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Score {
    /// Points × 2, so that halves stay whole numbers.
    pub half_points: u32,
    /// Items in the denominator.
    pub rated: u32,
    pub not_applicable: u32,
    pub not_rated: u32,
}

impl Score {
    pub fn add(&mut self, value: RatingValue) {
        match value.half_points() {
            Some(points) => {
                self.half_points += points;
                self.rated += 1;
            }
            None if value == RatingValue::NotApplicable => self.not_applicable += 1,
            None => self.not_rated += 1,
        }
    }

    pub fn of(values: impl IntoIterator<Item = RatingValue>) -> Self {
        let mut score = Self::default();
        for value in values {
            score.add(value);
        }
        score
    }

    /// Totals are added, never averaged.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            half_points: self.half_points + other.half_points,
            rated: self.rated + other.rated,
            not_applicable: self.not_applicable + other.not_applicable,
            not_rated: self.not_rated + other.not_rated,
        }
    }

    pub fn total(self) -> u32 {
        self.rated + self.not_applicable + self.not_rated
    }

    /// Whole percent, rounded half up; `None` when nothing was rated.
    pub fn percent(self) -> Option<u32> {
        (self.rated > 0).then(|| (self.half_points * 100 + self.rated) / (self.rated * 2))
    }

    /// `8,5/11`, or in words why there is no score: never 0 %.
    pub fn fraction(self) -> String {
        if self.rated > 0 {
            let whole = self.half_points / 2;
            let half = if self.half_points % 2 == 1 { ",5" } else { "" };
            format!("{whole}{half}/{}", self.rated)
        } else if self.not_applicable > 0 && self.not_rated == 0 {
            "không áp dụng".to_owned()
        } else {
            "chưa đánh giá".to_owned()
        }
    }

    /// `8,5/11 (77%)`, and in words when nothing was rated.
    pub fn show(self) -> String {
        self.percent().map_or_else(
            || self.fraction(),
            |percent| format!("{} ({percent}%)", self.fraction()),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use RatingValue::{Met, NotApplicable, NotMet, NotRated, PartlyMet};
    use proptest::prelude::*;

    #[test]
    fn unrated_and_not_applicable_stay_out_of_the_denominator() {
        let score = Score::of([Met, PartlyMet, NotMet, NotApplicable, NotRated]);
        assert_eq!(score.fraction(), "1,5/3");
        assert_eq!(score.percent(), Some(50));
        assert_eq!((score.not_applicable, score.not_rated), (1, 1));
    }

    #[test]
    fn nothing_rated_is_never_zero_percent() {
        assert_eq!(Score::of([NotRated, NotApplicable]).show(), "chưa đánh giá");
        assert_eq!(Score::of([NotApplicable]).show(), "không áp dụng");
        assert_eq!(Score::default().show(), "chưa đánh giá");
        assert_eq!(Score::of([NotMet]).show(), "0/1 (0%)");
    }

    proptest! {
        #[test]
        fn counts_add_up(values in proptest::collection::vec(0_usize..5, 0..60), cut in 0_usize..60) {
            let values: Vec<_> = values.into_iter().map(|i| RatingValue::ALL[i]).collect();
            let whole = Score::of(values.iter().copied());
            prop_assert_eq!(whole.total() as usize, values.len());
            let cut = cut.min(values.len());
            let parts = Score::of(values[..cut].iter().copied()).plus(Score::of(values[cut..].iter().copied()));
            prop_assert_eq!(parts, whole);
            prop_assert!(whole.percent().is_none_or(|p| p <= 100));
        }
    }
}
