//! The overview at a glance: each ward under each regulation, what falls due next, and how promptly things are put right.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{OverviewCounts, ReportTally, ShortcomingRow};
use crate::domain::date::show;
use crate::domain::{ArchiveTally, Period, Score, UnitId, VisitId};

/// Which visits the overview looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BoardPeriod {
    /// A year or a part of it.
    Part { period: Period, year: i32 },
    /// Any span, both days included.
    Days { from: NaiveDate, to: NaiveDate },
}

impl BoardPeriod {
    /// First and last day; `None` for a year that no calendar has.
    pub fn span(self) -> Option<(NaiveDate, NaiveDate)> {
        match self {
            Self::Part { period, year } => period.span(year),
            Self::Days { from, to } => Some((from.min(to), from.max(to))),
        }
    }

    /// "quý I năm 2023", "từ 01/02/2023 đến 15/03/2023".
    pub fn name(self) -> String {
        match self {
            Self::Part { period, year } => period.name(year),
            Self::Days { from, to } => {
                format!("từ {} đến {}", show(from.min(to)), show(from.max(to)))
            }
        }
    }
}

/// What the overview shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BoardFilter {
    pub period: BoardPeriod,
    /// Code of a district; empty for all.
    pub district: String,
}

/// The score of one regulation in one visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    pub visit_id: VisitId,
    pub date: NaiveDate,
    pub score: Score,
}

/// Which way a score went since the visit before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Up,
    Same,
    Down,
}

/// One ward under one regulation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BoardCell {
    /// The last visit of the period that covered the regulation.
    pub last: Option<Mark>,
    /// The one before it, in the period or earlier.
    pub before: Option<Mark>,
}

impl BoardCell {
    /// Which way it went, where both visits rated something.
    pub fn way(self) -> Option<Way> {
        let (now, before) = (self.last?.score, self.before?.score);
        if now.rated == 0 || before.rated == 0 {
            return None;
        }
        let scaled = |points: u32, rated: u32| u64::from(points) * u64::from(rated);
        let now_scaled = scaled(now.half_points, before.rated);
        Some(
            match now_scaled.cmp(&scaled(before.half_points, now.rated)) {
                std::cmp::Ordering::Greater => Way::Up,
                std::cmp::Ordering::Equal => Way::Same,
                std::cmp::Ordering::Less => Way::Down,
            },
        )
    }
}

/// One unit of the heat map.
#[derive(Debug, Clone, PartialEq)]
pub struct BoardRow {
    pub unit_id: UnitId,
    pub unit_name: String,
    /// One for each of [`Board::regulations`].
    pub cells: Vec<BoardCell>,
}

/// Of what fell due in a quarter, how much was put right in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuarterShare {
    pub year: i32,
    /// 1 to 4.
    pub quarter: u32,
    pub in_time: u64,
    pub due: u64,
}

impl QuarterShare {
    /// Whole percent, rounded half up; `None` where nothing fell due.
    pub fn percent(self) -> Option<u64> {
        (self.due > 0).then(|| (self.in_time * 200 + self.due) / (self.due * 2))
    }

    /// "quý II/2023".
    pub fn name(self) -> String {
        let quarter = match self.quarter {
            1 => "I",
            2 => "II",
            3 => "III",
            _ => "IV",
        };
        format!("quý {quarter}/{}", self.year)
    }
}

/// Overdue work beside the shortcomings, as of the day of the overview.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OtherLate {
    /// Guiding documents that a unit has not put into effect, each unit counted.
    pub documents: u64,
    /// Tasks of coordination programmes.
    pub tasks: u64,
    /// Opinions of dialogues that nobody answered.
    pub opinions: u64,
    /// Commitments of models that nobody withdrew or refused.
    pub commitments: u64,
}

impl OtherLate {
    pub fn all(self) -> u64 {
        self.documents + self.tasks + self.opinions + self.commitments
    }
}

/// A visit that has not begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComingVisit {
    pub id: VisitId,
    pub unit_name: String,
    pub date: NaiveDate,
}

/// One look at everything.
#[derive(Debug, Clone, PartialEq)]
pub struct Board {
    /// Deadlines and the cards are told as of this day, whatever the period.
    pub as_of: NaiveDate,
    pub filter: BoardFilter,
    pub counts: OverviewCounts,
    /// Code and name of each district in the file.
    pub districts: Vec<(String, String)>,
    /// Code and title of each regulation.
    pub regulations: Vec<(String, String)>,
    /// Wards of the period, and every other unit that was visited in it, in Vietnamese order.
    pub rows: Vec<BoardRow>,
    /// What falls due next, nearest first, at most [`Board::DEADLINES`].
    pub deadlines: Vec<ShortcomingRow>,
    /// The last [`Board::QUARTERS`] quarters up to the end of the period or today, oldest first.
    pub trend: Vec<QuarterShare>,
    /// Monthly reports of the year of `as_of`.
    pub reports: ReportTally,
    /// Papers of the archives of the same year.
    pub archive: ArchiveTally,
    pub other_late: OtherLate,
    /// Visits that have not begun, the earliest first, at most [`Board::COMING`].
    pub coming: Vec<ComingVisit>,
    /// Whether there are more of them.
    pub more_coming: bool,
}

impl Board {
    pub const DEADLINES: usize = 12;
    pub const COMING: usize = 4;
    /// Days ahead that visits are told of.
    pub const COMING_DAYS: u64 = 14;
    pub const QUARTERS: u32 = 8;

    /// Each regulation over all rows: totals are added, never averaged.
    pub fn totals(&self) -> Vec<Score> {
        let mut totals = vec![Score::default(); self.regulations.len()];
        for row in &self.rows {
            for (total, cell) in totals.iter_mut().zip(&row.cells) {
                if let Some(mark) = cell.last {
                    *total = total.plus(mark.score);
                }
            }
        }
        totals
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::unnecessary_wraps, reason = "the field holds an option")]
    fn mark(half_points: u32, rated: u32) -> Option<Mark> {
        Some(Mark {
            visit_id: VisitId(uuid::Uuid::nil()),
            date: NaiveDate::default(),
            score: Score {
                half_points,
                rated,
                not_applicable: 0,
                not_rated: 0,
            },
        })
    }

    #[test]
    fn the_arrow_compares_shares_not_points() {
        let way = |last, before| BoardCell { last, before }.way();
        assert_eq!(way(mark(10, 5), mark(18, 10)), Some(Way::Up));
        assert_eq!(way(mark(10, 10), mark(5, 5)), Some(Way::Same));
        assert_eq!(way(mark(9, 10), mark(5, 5)), Some(Way::Down));
        assert_eq!(way(mark(0, 0), mark(5, 5)), None);
        assert_eq!(way(mark(5, 5), None), None);
    }

    #[test]
    fn a_quarter_without_deadlines_has_no_share() {
        let share = |in_time, due| QuarterShare {
            year: 2023,
            quarter: 1,
            in_time,
            due,
        };
        assert_eq!(share(0, 0).percent(), None);
        assert_eq!(share(0, 3).percent(), Some(0));
        assert_eq!(share(2, 3).percent(), Some(67));
        assert_eq!(share(2, 3).name(), "quý I/2023");
    }
}
