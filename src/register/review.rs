//! The review: boards, comparison, trend and self-rating, each figure from the queries of the store.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::Register;
use super::error::RegisterError;
use crate::domain::tally::Tally;
use crate::domain::{Score, UnitId};
use crate::read::review::{
    Quarter, ReviewBook, ReviewBy, ReviewFilter, ReviewKey, ReviewLine, ReviewPage, SelfCount,
    SelfFilter, SelfPage, TrendCell, TrendPage, TrendRow, UnitLine,
};
use crate::store;

impl Register {
    /// One board.
    pub fn review_board(
        &self,
        filter: &ReviewFilter,
        by: ReviewBy,
        as_of: NaiveDate,
    ) -> Result<Vec<ReviewLine>, RegisterError> {
        Ok(store::review::board(self.store.conn(), filter, by, as_of)?)
    }

    /// All shortcomings of a review counted together.
    pub(super) fn review_total(
        &self,
        filter: &ReviewFilter,
        as_of: NaiveDate,
    ) -> Result<Tally, RegisterError> {
        let board = self.review_board(filter, ReviewBy::Unit, as_of)?;
        Ok(board
            .iter()
            .fold(Tally::default(), |sum, line| sum.plus(line.tally)))
    }

    /// All boards and the comparison of the units.
    pub fn review(
        &self,
        filter: &ReviewFilter,
        as_of: NaiveDate,
    ) -> Result<ReviewPage, RegisterError> {
        let conn = self.store.conn();
        let board = |by| store::review::board(conn, filter, by, as_of);
        let by_unit = board(ReviewBy::Unit)?;
        let total = by_unit
            .iter()
            .fold(Tally::default(), |sum, line| sum.plus(line.tally));
        Ok(ReviewPage {
            units: self.unit_lines(filter, &by_unit, as_of)?,
            by_unit,
            by_regulation: board(ReviewBy::Regulation)?,
            by_owner: board(ReviewBy::Owner)?,
            by_level: board(ReviewBy::Level)?,
            by_age: board(ReviewBy::Age)?,
            total,
            districts: store::review::districts(conn)?,
            soon_days: self.due_soon_days()?,
        })
    }

    fn unit_lines(
        &self,
        filter: &ReviewFilter,
        board: &[ReviewLine],
        as_of: NaiveDate,
    ) -> Result<Vec<UnitLine>, RegisterError> {
        let conn = self.store.conn();
        let mut scores: HashMap<UnitId, Score> = HashMap::new();
        for row in store::review::scores(conn, filter, as_of)? {
            let score = scores.entry(row.unit_id).or_default();
            *score = score.plus(row.value);
        }
        let mut lines: Vec<UnitLine> = store::review::visits(conn, filter, as_of)?
            .into_iter()
            .map(|(unit_id, unit_name, visits)| UnitLine {
                unit_id,
                unit_name,
                visits,
                score: scores.get(&unit_id).copied().unwrap_or_default(),
                tally: Tally::default(),
            })
            .collect();
        for line in board {
            let ReviewKey::Unit(id) = line.key else {
                continue;
            };
            match lines.iter_mut().find(|known| known.unit_id == id) {
                Some(known) => known.tally = line.tally,
                None => lines.push(UnitLine {
                    unit_id: id,
                    unit_name: line.label.clone(),
                    visits: 0,
                    score: Score::default(),
                    tally: line.tally,
                }),
            }
        }
        Ok(lines)
    }

    /// Unit × regulation × quarter.
    pub fn trend(
        &self,
        filter: &ReviewFilter,
        as_of: NaiveDate,
    ) -> Result<TrendPage, RegisterError> {
        let conn = self.store.conn();
        let mut cells: HashMap<(UnitId, String, Quarter), TrendCell> = HashMap::new();
        let mut order: Vec<(UnitId, String, String)> = Vec::new();
        let mut quarters: BTreeSet<Quarter> = BTreeSet::new();
        let mut known: BTreeSet<(UnitId, String)> = BTreeSet::new();
        let mut note = |unit_id: UnitId, name: &str, regulation: &str, quarter: Quarter| {
            quarters.insert(quarter);
            if known.insert((unit_id, regulation.to_owned())) {
                order.push((unit_id, name.to_owned(), regulation.to_owned()));
            }
        };
        for row in store::review::scores(conn, filter, as_of)? {
            note(row.unit_id, &row.unit_name, &row.regulation, row.quarter);
            let key = (row.unit_id, row.regulation, row.quarter);
            cells.entry(key).or_default().score = row.value;
        }
        for row in store::review::found(conn, filter, as_of)? {
            note(row.unit_id, &row.unit_name, &row.regulation, row.quarter);
            let key = (row.unit_id, row.regulation, row.quarter);
            cells.entry(key).or_default().found = row.value;
        }
        let quarters = without_gaps(&quarters);
        order.sort_by_cached_key(|(id, name, _)| (crate::domain::text::sort_key(name), *id));
        let rows = order
            .into_iter()
            .map(|(unit_id, unit_name, regulation)| TrendRow {
                cells: quarters
                    .iter()
                    .map(|quarter| {
                        let key = (unit_id, regulation.clone(), *quarter);
                        cells.get(&key).copied().unwrap_or_default()
                    })
                    .collect(),
                unit_id,
                unit_name,
                regulation,
            })
            .collect();
        Ok(TrendPage { quarters, rows })
    }

    /// Everything that the review's workbook shows.
    pub fn review_book(
        &self,
        filter: &ReviewFilter,
        as_of: NaiveDate,
    ) -> Result<ReviewBook, RegisterError> {
        let cases = SelfFilter {
            review: filter.clone(),
            ..SelfFilter::default()
        };
        Ok(ReviewBook {
            page: self.review(filter, as_of)?,
            trend: self.trend(filter, as_of)?,
            repeats: self.most_repeated(&filter.shortcomings(as_of), as_of)?,
            self_ratings: self.self_ratings(&cases, as_of)?,
        })
    }

    /// What units said of themselves beside what was found.
    pub fn self_ratings(
        &self,
        filter: &SelfFilter,
        as_of: NaiveDate,
    ) -> Result<SelfPage, RegisterError> {
        let conn = self.store.conn();
        let units = store::review::self_units(conn, &filter.review, as_of)?;
        Ok(SelfPage {
            items: store::review::self_items(conn, &filter.review, as_of)?,
            total: units
                .iter()
                .fold(SelfCount::default(), |sum, unit| sum.plus(unit.count)),
            units,
            cases: store::review::self_cases(conn, filter, as_of)?,
        })
    }
}

/// Every quarter from the first to the last.
fn without_gaps(found: &BTreeSet<Quarter>) -> Vec<Quarter> {
    let (Some(first), Some(last)) = (found.first(), found.last()) else {
        return Vec::new();
    };
    let mut out = vec![*first];
    let mut at = *first;
    while at < *last {
        at = if at.quarter < 4 {
            Quarter {
                quarter: at.quarter + 1,
                ..at
            }
        } else {
            Quarter {
                year: at.year + 1,
                quarter: 1,
            }
        };
        out.push(at);
    }
    out
}
