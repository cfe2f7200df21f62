//! Which copies are kept: thinner the older they are.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDateTime, Timelike as _};

/// How many of each span are kept.
pub const HOURLY: usize = 48;
pub const DAILY: usize = 30;
pub const WEEKLY: usize = 12;
pub const MONTHLY: usize = 24;

/// How long a copy stays that was made for a reason, such as before an import, however many there are.
pub const FOR_A_REASON: chrono::TimeDelta = chrono::TimeDelta::hours(48);

/// More hours of work than this without a copy is worth a warning.
pub const LONG_WITHOUT: chrono::TimeDelta = chrono::TimeDelta::hours(24);

/// The number of the hour, day, week or month that a moment lies in.
type Span = fn(NaiveDateTime) -> i64;

const SPANS: [(usize, Span); 4] = [
    (HOURLY, |at| day(at) * 24 + i64::from(at.hour())),
    (DAILY, day),
    // weeks begin on Monday: day 1 of the common era was one
    (WEEKLY, |at| (day(at) - 1).div_euclid(7)),
    (MONTHLY, |at| {
        i64::from(at.year()) * 12 + i64::from(at.month0())
    }),
];

fn day(at: NaiveDateTime) -> i64 {
    i64::from(at.num_days_from_ce())
}

/// For each copy whether it is kept: the newest of each of the last 48 hours, 30 days, 12 weeks and 24 months that
/// have one.
pub fn kept(copies: &[NaiveDateTime]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..copies.len()).collect();
    // of several made in the same second the one that is named last is the newest
    order.sort_by_key(|place| copies.get(*place).map(|at| (*at, *place)));
    order.reverse();
    let mut kept = vec![false; copies.len()];
    for (most, span) in SPANS {
        let mut seen = BTreeSet::new();
        for place in &order {
            let (Some(at), Some(keep)) = (copies.get(*place), kept.get_mut(*place)) else {
                continue;
            };
            if seen.len() < most && seen.insert(span(*at)) {
                *keep = true;
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, TimeDelta};
    use proptest::prelude::*;

    use super::*;

    fn start() -> NaiveDateTime {
        let day = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap();
        day.and_hms_opt(0, 0, 0).unwrap()
    }

    fn thinned(mut copies: Vec<NaiveDateTime>) -> Vec<NaiveDateTime> {
        let mut keep = kept(&copies).into_iter();
        copies.retain(|_| keep.next().unwrap());
        copies
    }

    #[test]
    fn five_years_of_hourly_copies_come_down_to_what_was_promised() {
        let mut copies = Vec::new();
        for hour in 0..5 * 365 * 24 {
            copies.push(start() + TimeDelta::hours(hour));
            if hour % 24 == 0 {
                copies = thinned(copies);
            }
        }
        let copies = thinned(copies);
        let newest = *copies.last().unwrap();
        let within = |span: TimeDelta| copies.iter().filter(|at| newest - **at < span).count();
        assert_eq!(within(TimeDelta::hours(48)), 48);
        assert_eq!(within(TimeDelta::days(30)), 48 + 28);
        assert!(within(TimeDelta::weeks(12)) >= 48 + 28 + 7);
        let months: BTreeSet<_> = copies.iter().map(|at| (at.year(), at.month())).collect();
        assert_eq!(months.len(), MONTHLY);
        assert!(copies.len() <= HOURLY + DAILY + WEEKLY + MONTHLY);
    }

    #[test]
    fn a_week_runs_from_monday_to_sunday() {
        let at = |day| NaiveDate::from_ymd_opt(2024, 5, day).unwrap().into();
        let week = SPANS[2].1;
        assert_ne!(week(at(12)), week(at(13)), "12/5/2024 was a Sunday");
        assert_eq!(week(at(13)), week(at(19)));
    }

    proptest! {
        #[test]
        fn whatever_is_there_the_newest_of_each_span_stays(
            minutes in proptest::collection::vec(0_i64..5_000_000, 0..400),
        ) {
            let copies: Vec<_> = minutes.iter().map(|m| start() + TimeDelta::minutes(*m)).collect();
            let keep = kept(&copies);
            prop_assert_eq!(keep.len(), copies.len());
            let stay: Vec<_> = copies.iter().zip(&keep).filter(|(_, k)| **k).map(|(at, _)| *at).collect();
            prop_assert!(stay.len() <= HOURLY + DAILY + WEEKLY + MONTHLY);
            prop_assert_eq!(stay.iter().max(), copies.iter().max());
            for (most, span) in SPANS {
                let all: BTreeSet<i64> = copies.iter().map(|at| span(*at)).collect();
                for number in all.iter().rev().take(most) {
                    let newest = copies.iter().filter(|at| span(**at) == *number).max().unwrap();
                    prop_assert!(stay.contains(newest), "{} of span {} is gone", newest, number);
                }
            }
            // nothing more goes when nothing new came
            prop_assert_eq!(thinned(stay.clone()), stay);
        }

        #[test]
        fn thinning_on_the_way_keeps_what_thinning_at_the_end_keeps(
            steps in proptest::collection::vec(1_i64..3_000, 1..300), every in 1_usize..20,
        ) {
            let (mut at, mut all, mut on_the_way) = (start(), Vec::new(), Vec::new());
            for (count, step) in steps.iter().enumerate() {
                at += TimeDelta::minutes(*step);
                all.push(at);
                on_the_way.push(at);
                if count % every == 0 {
                    on_the_way = thinned(on_the_way);
                }
            }
            prop_assert_eq!(thinned(on_the_way), thinned(all));
        }
    }
}
