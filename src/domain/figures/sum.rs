//! Figures of several periods or several units brought together. Rates are worked out from the sums, never averaged.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::book::{Aggregate, Book, Indicator};
use super::eval::{Unknown, Values};
use super::period::FigurePeriod;
use super::rules::{Computed, computed};

/// Figures of a span put together from parts of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OverTime {
    /// Of indicators whose parts fill the span.
    pub values: Values,
    /// Indicators of which some part is known but not all that the span needs.
    pub partial: Vec<String>,
    /// The periods that were used.
    pub parts: Vec<FigurePeriod>,
}

impl OverTime {
    /// Days of the span that its parts reach, each counted once.
    pub fn days(&self) -> i64 {
        let mut reached: Option<NaiveDate> = None;
        let mut days = 0;
        // sorted by their first day
        for part in &self.parts {
            let from = match reached.and_then(|day| day.succ_opt()) {
                Some(next) => next.max(part.from),
                None => part.from,
            };
            days += ((part.to - from).num_days() + 1).max(0);
            reached = Some(reached.map_or(part.to, |day| day.max(part.to)));
        }
        days
    }
}

/// Puts a span together: sums need every part, carried-over figures the first, stocks the last.
pub fn over_time(book: &Book, span: FigurePeriod, reports: &[(FigurePeriod, &Values)]) -> OverTime {
    let mut result = OverTime::default();
    for indicator in book.entered() {
        let known: Vec<(FigurePeriod, &Values)> = reports
            .iter()
            .filter(|(period, values)| {
                period.from <= period.to
                    && span.covers(*period)
                    && values.contains_key(&indicator.code)
            })
            .copied()
            .collect();
        if known.is_empty() {
            continue;
        }
        let used = chain(indicator.aggregate, span, &known);
        let mut sum = None;
        for (_, values) in &used {
            let Some(value) = values.get(&indicator.code) else {
                continue;
            };
            sum = match sum {
                None => Some(*value),
                Some(sum) => value.plus(sum),
            };
        }
        match sum {
            Some(sum) => {
                result.values.insert(indicator.code.clone(), sum);
                for (period, _) in used {
                    if !result.parts.contains(&period) {
                        result.parts.push(period);
                    }
                }
            }
            None => result.partial.push(indicator.code.clone()),
        }
    }
    result.parts.sort();
    result
}

/// The periods whose figures make up the span, none where they do not.
fn chain<'a>(
    how: Aggregate,
    span: FigurePeriod,
    known: &[(FigurePeriod, &'a Values)],
) -> Vec<(FigurePeriod, &'a Values)> {
    let longest = |part: &&(FigurePeriod, &'a Values)| part.0.days();
    match how {
        Aggregate::First => known
            .iter()
            .filter(|(period, _)| period.from == span.from)
            .max_by_key(longest)
            .copied()
            .into_iter()
            .collect(),
        Aggregate::Last => known
            .iter()
            .filter(|(period, _)| period.to == span.to)
            .max_by_key(longest)
            .copied()
            .into_iter()
            .collect(),
        Aggregate::Sum => fill(span, known),
        Aggregate::Recompute => Vec::new(),
    }
}

/// Periods that follow each other without gap or overlap from end to end of the span, as few as can be.
fn fill<'a>(
    span: FigurePeriod,
    known: &[(FigurePeriod, &'a Values)],
) -> Vec<(FigurePeriod, &'a Values)> {
    let mut sorted = known.to_vec();
    sorted.sort_by_key(|(period, _)| (period.to, period.from));
    // the shortest way to each last day
    let mut ways: BTreeMap<NaiveDate, Vec<(FigurePeriod, &'a Values)>> = BTreeMap::new();
    for part in sorted {
        let way = if part.0.from == span.from {
            vec![part]
        } else {
            let before = part.0.from.pred_opt().and_then(|day| ways.get(&day));
            let Some(before) = before else { continue };
            let mut way = before.clone();
            way.push(part);
            way
        };
        let best = ways.entry(part.0.to).or_insert_with(|| way.clone());
        if way.len() < best.len() {
            *best = way;
        }
    }
    ways.remove(&span.to).unwrap_or_default()
}

/// One indicator over several units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// The sum, or what was worked out from the sums.
    pub result: Result<Computed, Unknown>,
    /// Units whose figures are in it.
    pub units: usize,
}

/// An indicator over units: figures are added; of a rate, numerator and denominator of the units that state both.
pub fn over_units<'a>(indicator: &Indicator, units: impl Iterator<Item = &'a Values>) -> Total {
    let Some(formula) = &indicator.formula else {
        let mut sum = None;
        let mut count = 0;
        let mut overflow = false;
        for value in units.filter_map(|values| values.get(&indicator.code)) {
            count += 1;
            sum = match sum {
                None => Some(value.exact()),
                Some(sum) => value.exact().plus(sum),
            };
            overflow |= sum.is_none();
        }
        let missing = || Unknown::Missing([indicator.code.clone()].into());
        let result = match sum {
            _ if overflow => Err(Unknown::TooLarge),
            Some(value) => Ok(Computed {
                fraction: String::new(),
                value,
            }),
            None => Err(missing()),
        };
        return Total {
            result,
            units: count,
        };
    };
    let mut sums = Values::new();
    let mut count = 0;
    let mut gap = None;
    for values in units {
        match computed(formula, values) {
            // a unit with nothing to divide by still counts with its zeros
            Ok(_) | Err(Unknown::ZeroDenominator) => {}
            Err(reason) => {
                gap = gap.or(Some(reason));
                continue;
            }
        }
        count += 1;
        for name in formula.names() {
            let Some(value) = values.get(name) else {
                continue;
            };
            let sum = sums.get(name).copied().unwrap_or_default().plus(*value);
            let Some(sum) = sum else {
                return Total {
                    result: Err(Unknown::TooLarge),
                    units: count,
                };
            };
            sums.insert(name.to_owned(), sum);
        }
    }
    let result = match (count, gap) {
        (0, gap) => Err(gap.unwrap_or(Unknown::Missing([indicator.code.clone()].into()))),
        _ => computed(formula, &sums),
    };
    Total {
        result,
        units: count,
    }
}
