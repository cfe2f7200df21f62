//! The review: how each ward, regulation, owner, level and age of shortcomings stands, wards side by side, the trend by
//! quarter, and what wards said of themselves beside what was found. Every figure knows the rows behind it.

use chrono::NaiveDate;

use super::{Among, ShortcomingFilter};
use crate::domain::tally::Tally;
use crate::domain::{
    AgeBand, RatingValue, Score, ShortcomingClass, ShortcomingLevel, UnitId, VisitId,
};

/// Which visits a review looks at; empty fields do not filter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct ReviewFilter {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub district: String,
}

impl ReviewFilter {
    /// The shortcomings of the same visits, on a day.
    pub fn shortcomings(&self, as_of: NaiveDate) -> ShortcomingFilter {
        ShortcomingFilter {
            visited_from: self.from,
            visited_to: Some(self.to.map_or(as_of, |to| to.min(as_of))),
            district: self.district.clone(),
            as_of: Some(as_of),
            among: Among::Counted,
            ..ShortcomingFilter::default()
        }
    }
}

/// What a board is split by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReviewBy {
    Unit,
    Regulation,
    Owner,
    Level,
    Age,
}

impl ReviewBy {
    pub const ALL: [Self; 5] = [
        Self::Unit,
        Self::Regulation,
        Self::Owner,
        Self::Level,
        Self::Age,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Regulation => "regulation",
            Self::Owner => "owner",
            Self::Level => "level",
            Self::Age => "age",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Unit => "Đơn vị",
            Self::Regulation => "Quy chế",
            Self::Owner => "Nơi chịu trách nhiệm",
            Self::Level => "Mức độ",
            Self::Age => "Thời gian từ khi giám sát",
        }
    }
}

/// What a line stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReviewKey {
    Unit(UnitId),
    /// Its code, empty for shortcomings of no regulation.
    Regulation(String),
    Owner(String),
    Level(ShortcomingLevel),
    Age(AgeBand),
}

/// One line of a board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewLine {
    pub key: ReviewKey,
    pub label: String,
    pub tally: Tally,
}

impl ReviewLine {
    /// The rows of the line among those of a wider filter.
    pub fn rows(&self, wider: &ShortcomingFilter) -> ShortcomingFilter {
        let mut filter = wider.clone();
        match &self.key {
            ReviewKey::Unit(id) => filter.unit_id = Some(*id),
            ReviewKey::Regulation(code) => filter.regulation = Some(code.clone()),
            ReviewKey::Owner(owner) => filter.owner = Some(owner.clone()),
            ReviewKey::Level(level) => filter.level = Some(*level),
            ReviewKey::Age(age) => filter.age = Some(*age),
        }
        filter
    }
}

/// The rows of one class.
pub fn of_class(filter: &ShortcomingFilter, class: ShortcomingClass) -> ShortcomingFilter {
    ShortcomingFilter {
        class: Some(class),
        ..filter.clone()
    }
}

/// The rows whose deadline had passed: the denominator of the share on time.
pub fn fell_due(filter: &ShortcomingFilter) -> ShortcomingFilter {
    ShortcomingFilter {
        among: Among::FellDue,
        ..filter.clone()
    }
}

/// A ward beside the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitLine {
    pub unit_id: UnitId,
    pub unit_name: String,
    /// Visits that took place.
    pub visits: usize,
    /// Points of those visits, added up.
    pub score: Score,
    pub tally: Tally,
}

/// The boards and the comparison.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReviewPage {
    pub by_unit: Vec<ReviewLine>,
    pub by_regulation: Vec<ReviewLine>,
    pub by_owner: Vec<ReviewLine>,
    pub by_level: Vec<ReviewLine>,
    pub by_age: Vec<ReviewLine>,
    pub total: Tally,
    pub units: Vec<UnitLine>,
    /// Districts of the file, to choose from.
    pub districts: Vec<String>,
    /// Days ahead that count as due soon in this file.
    pub soon_days: u64,
}

impl ReviewPage {
    pub fn board(&self, by: ReviewBy) -> &[ReviewLine] {
        match by {
            ReviewBy::Unit => &self.by_unit,
            ReviewBy::Regulation => &self.by_regulation,
            ReviewBy::Owner => &self.by_owner,
            ReviewBy::Level => &self.by_level,
            ReviewBy::Age => &self.by_age,
        }
    }
}

/// What wards are ranked by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum RankBy {
    /// Share verified on time.
    #[default]
    OnTime,
    Score,
    Late,
    Found,
}

impl RankBy {
    pub const ALL: [Self; 4] = [Self::OnTime, Self::Score, Self::Late, Self::Found];

    pub fn code(self) -> &'static str {
        match self {
            Self::OnTime => "on_time",
            Self::Score => "score",
            Self::Late => "late",
            Self::Found => "findings",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::OnTime => "Tỷ lệ khắc phục đúng hạn",
            Self::Score => "Điểm giám sát",
            Self::Late => "Số tồn tại quá hạn",
            Self::Found => "Số tồn tại phát hiện",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.code() == code)
    }
}

/// A place in a ranking: 1 for the best, the same for equals, none where there is nothing to rank by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked<'a> {
    pub place: Option<usize>,
    pub line: &'a UnitLine,
}

/// The wards by one figure, best first; what has no figure comes last.
pub fn ranking(units: &[UnitLine], by: RankBy) -> Vec<Ranked<'_>> {
    use std::cmp::Ordering;
    // shares are compared as fractions, crosswise, so that nothing is rounded
    let share = |line: &UnitLine| match by {
        RankBy::OnTime => (line.tally.in_time, line.tally.due),
        RankBy::Score => (
            usize::try_from(line.score.half_points).unwrap_or(0),
            usize::try_from(line.score.rated).unwrap_or(0) * 2,
        ),
        RankBy::Late => (line.tally.late, 1),
        RankBy::Found => (line.tally.total(), 1),
    };
    let better = |a: &UnitLine, b: &UnitLine| {
        let ((a_part, a_whole), (b_part, b_whole)) = (share(a), share(b));
        match (a_whole, b_whole) {
            (0, 0) => Ordering::Equal,
            (0, _) => Ordering::Greater,
            (_, 0) => Ordering::Less,
            _ if matches!(by, RankBy::Late | RankBy::Found) => a_part.cmp(&b_part),
            _ => (b_part * a_whole).cmp(&(a_part * b_whole)),
        }
    };
    let mut lines: Vec<&UnitLine> = units.iter().collect();
    lines.sort_by(|a, b| better(a, b));
    let mut out: Vec<Ranked<'_>> = Vec::new();
    for (at, line) in lines.into_iter().enumerate() {
        let equal = out
            .last()
            .filter(|before| better(before.line, line) == Ordering::Equal);
        let place = match equal {
            _ if share(line).1 == 0 => None,
            Some(before) => before.place,
            None => Some(at + 1),
        };
        out.push(Ranked { place, line });
    }
    out
}

/// A quarter of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    pub year: i32,
    pub quarter: u32,
}

impl Quarter {
    /// "Quý I/2023".
    pub fn label(self) -> String {
        let number = match self.quarter {
            1 => "I",
            2 => "II",
            3 => "III",
            _ => "IV",
        };
        format!("Quý {number}/{}", self.year)
    }

    /// First and last day.
    pub fn days(self) -> Option<(NaiveDate, NaiveDate)> {
        use crate::domain::Period;
        let period = match self.quarter {
            1 => Period::Quarter1,
            2 => Period::Quarter2,
            3 => Period::Quarter3,
            _ => Period::Quarter4,
        };
        period.span(self.year)
    }
}

/// One unit and regulation in one quarter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TrendCell {
    pub score: Score,
    pub found: usize,
}

impl TrendCell {
    /// Nothing was looked at.
    pub fn is_empty(self) -> bool {
        self.score.rated == 0 && self.found == 0
    }

    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            score: self.score.plus(other.score),
            found: self.found + other.found,
        }
    }
}

/// One unit and regulation over the quarters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrendRow {
    pub unit_id: UnitId,
    pub unit_name: String,
    /// Code of the regulation, empty for none.
    pub regulation: String,
    /// One for each quarter of the page.
    pub cells: Vec<TrendCell>,
}

/// Unit × regulation × quarter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrendPage {
    /// Oldest first, without gaps.
    pub quarters: Vec<Quarter>,
    pub rows: Vec<TrendRow>,
}

impl TrendPage {
    /// Recomputed from totals: one row for each unit over all regulations, or for each regulation over all units.
    pub fn summed(&self, by: ReviewBy) -> Vec<TrendRow> {
        let mut out: Vec<TrendRow> = Vec::new();
        for row in &self.rows {
            let same = |other: &&mut TrendRow| match by {
                ReviewBy::Regulation => other.regulation == row.regulation,
                ReviewBy::Unit | ReviewBy::Owner | ReviewBy::Level | ReviewBy::Age => {
                    other.unit_id == row.unit_id
                }
            };
            if let Some(sum) = out.iter_mut().find(same) {
                for (to, cell) in sum.cells.iter_mut().zip(&row.cells) {
                    *to = to.plus(*cell);
                }
            } else {
                out.push(row.clone());
            }
        }
        if by == ReviewBy::Regulation {
            out.sort_by(|a, b| a.regulation.cmp(&b.regulation));
        }
        out
    }
}

/// How often units rated themselves better than the team, the same, or worse.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SelfCount {
    pub better: usize,
    pub same: usize,
    pub worse: usize,
}

impl SelfCount {
    /// Items that both rated.
    pub fn both(self) -> usize {
        self.better + self.same + self.worse
    }

    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            better: self.better + other.better,
            same: self.same + other.same,
            worse: self.worse + other.worse,
        }
    }
}

/// One item over all visits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelfItem {
    pub item_code: String,
    pub text: String,
    pub count: SelfCount,
}

/// One unit over all items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelfUnit {
    pub unit_id: UnitId,
    pub unit_name: String,
    pub count: SelfCount,
}

/// Which cases are shown one by one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct SelfFilter {
    pub review: ReviewFilter,
    pub item_code: Option<String>,
    pub unit_id: Option<UnitId>,
}

/// One item of one visit that the unit rated better than the team did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelfCase {
    pub visit_id: VisitId,
    pub visit_date: NaiveDate,
    pub unit_id: UnitId,
    pub unit_name: String,
    pub item_code: String,
    pub text: String,
    pub self_rating: RatingValue,
    pub found: RatingValue,
    pub comment: String,
}

/// Self-rating beside findings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SelfPage {
    /// Most often rated too well first.
    pub items: Vec<SelfItem>,
    pub units: Vec<SelfUnit>,
    pub total: SelfCount,
    /// Newest first, at most [`SelfPage::CASES`].
    pub cases: Vec<SelfCase>,
}

impl SelfPage {
    pub const CASES: u32 = 500;
}

/// Everything that the review's workbook shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReviewBook {
    pub page: ReviewPage,
    pub trend: TrendPage,
    pub repeats: super::repeat::RepeatPage,
    pub self_ratings: SelfPage,
}

#[cfg(test)]
mod tests;
