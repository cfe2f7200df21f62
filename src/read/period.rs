//! The visits of a year or a part of it: the plan before, the report after.

use chrono::{Datelike, NaiveDate};

use super::{PaperRules, Tracked};
use crate::domain::tally::Tally;
use crate::domain::{Body, ClockTime, Score, Signer, UnitId, VisitId, VisitKind, VisitState};

/// One visit with its scores.
#[derive(Debug, Clone, PartialEq)]
pub struct PeriodVisit {
    pub id: VisitId,
    pub unit_id: UnitId,
    pub unit_name: String,
    pub kind: VisitKind,
    pub state: VisitState,
    pub date: NaiveDate,
    pub time: Option<ClockTime>,
    pub place: String,
    pub topic: String,
    /// Head of the team, with title; empty when not recorded.
    pub head: String,
    /// Number of the issued conclusion, empty before.
    pub conclusion_number: String,
    pub shortcomings: u32,
    /// Titles of the covered regulations when the visit covers chosen ones; empty for all.
    pub chosen: Vec<String>,
    /// By code of regulation, covered ones only.
    pub scores: Vec<(String, Score)>,
}

/// The visits of a year as they are planned.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanPage {
    pub year: i32,
    pub body: Body,
    pub signers: Vec<Signer>,
    /// Titles of the regulations (not of the general part), in the order of the catalogue.
    pub regulations: Vec<String>,
    /// By day; cancelled and unannounced ones are left out.
    pub visits: Vec<PeriodVisit>,
    pub sample: bool,
    pub rules: PaperRules,
}

/// What happened in a part of a year.
#[derive(Debug, Clone, PartialEq)]
pub struct PeriodPage {
    /// "quý I năm 2023".
    pub name: String,
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// The chase is told as of this day.
    pub as_of: NaiveDate,
    pub body: Body,
    pub signers: Vec<Signer>,
    /// Code and title of every regulation, in the order of the catalogue.
    pub regulations: Vec<(String, String)>,
    /// Visits of the period that took place, by day.
    pub visits: Vec<PeriodVisit>,
    /// Visits of the period that were put off or cancelled, or still lie ahead.
    pub not_held: usize,
    /// Shortcomings of the period's visits, by unit.
    pub found: Vec<Tracked>,
    /// All shortcomings of visits up to the end of the period, for the chase.
    pub chased: Vec<Tracked>,
    /// Both counted by the queries of the review screen, so that paper and screen say the same.
    pub found_tally: Tally,
    pub chase_tally: Tally,
    pub sample: bool,
    pub rules: PaperRules,
}

/// A quarter or a month of a period.
#[derive(Debug, Clone, PartialEq)]
pub struct PeriodPart {
    /// "Quý I", "Tháng 4"
    pub name: String,
    pub visits: usize,
    pub found: usize,
    pub score: Score,
}

impl PeriodPage {
    /// Units of the period's visits in the order of their names as given, each with its scores
    /// by regulation; several visits of one unit are added up.
    pub fn by_unit(&self) -> Vec<(String, Vec<Score>)> {
        let mut out: Vec<(UnitId, String, Vec<Score>)> = Vec::new();
        for visit in &self.visits {
            let at = out.iter().position(|(id, _, _)| *id == visit.unit_id);
            let at = at.unwrap_or_else(|| {
                let blank = vec![Score::default(); self.regulations.len()];
                out.push((visit.unit_id, visit.unit_name.clone(), blank));
                out.len() - 1
            });
            if let Some((_, _, scores)) = out.get_mut(at) {
                for ((code, _), score) in self.regulations.iter().zip(scores) {
                    for (_, found) in visit.scores.iter().filter(|(of, _)| of == code) {
                        *score = score.plus(*found);
                    }
                }
            }
        }
        out.sort_by_cached_key(|(_, name, _)| crate::domain::text::sort_key(name));
        out.into_iter()
            .map(|(_, name, scores)| (name, scores))
            .collect()
    }

    /// Scores over all visits, by regulation.
    pub fn totals(&self) -> Vec<Score> {
        let blank = vec![Score::default(); self.regulations.len()];
        self.by_unit().iter().fold(blank, |sum, (_, scores)| {
            sum.iter()
                .zip(scores)
                .map(|(sum, score)| sum.plus(*score))
                .collect()
        })
    }

    /// How many of the period's shortcomings belong to each regulation; the last count is of those
    /// that belong to none.
    pub fn found_by_regulation(&self) -> Vec<(String, usize)> {
        let mut out: Vec<(String, usize)> = self
            .regulations
            .iter()
            .map(|(_, title)| (title.clone(), 0))
            .collect();
        let mut other = 0;
        for row in &self.found {
            match out.iter_mut().find(|(title, _)| *title == row.regulation) {
                Some((_, count)) => *count += 1,
                None => other += 1,
            }
        }
        out.push((String::new(), other));
        out
    }

    /// The period in quarters; a quarter or less in months.
    pub fn parts(&self) -> Vec<PeriodPart> {
        let month_of = |day: NaiveDate| day.year() * 12 + i32::try_from(day.month0()).unwrap_or(0);
        let (first, last) = (month_of(self.from), month_of(self.to));
        let step = if last - first < 3 { 1 } else { 3 };
        let starts = (first..=last).step_by(if step == 1 { 1 } else { 3 });
        starts
            .map(|start| {
                let inside = |day: NaiveDate| (start..start + step).contains(&month_of(day));
                let month = start.rem_euclid(12);
                let visits = || self.visits.iter().filter(|visit| inside(visit.date));
                let scores = visits().flat_map(|visit| &visit.scores);
                PeriodPart {
                    name: if step == 1 {
                        format!("Tháng {}", month + 1)
                    } else {
                        format!(
                            "Quý {}",
                            ["I", "II", "III", "IV"]
                                .get(usize::try_from(month / 3).unwrap_or(0))
                                .unwrap_or(&"")
                        )
                    },
                    visits: visits().count(),
                    found: self
                        .found
                        .iter()
                        .filter(|row| inside(row.visit_date))
                        .count(),
                    score: scores.fold(Score::default(), |sum, (_, score)| sum.plus(*score)),
                }
            })
            .collect()
    }

    pub fn found_tally(&self) -> Tally {
        Tally::of(self.found.iter().map(|row| row.dates), self.as_of)
    }

    pub fn chase_tally(&self) -> Tally {
        Tally::of(self.chased.iter().map(|row| row.dates), self.as_of)
    }
}
