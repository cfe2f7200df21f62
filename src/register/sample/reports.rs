//! Monthly reports of made-up wards: most in time, some late, some that never came. The same for the same seed.

use chrono::{Datelike as _, Days, NaiveDate, NaiveTime};

use crate::domain::{Calendar, Month, ReportRule, Unit};
use crate::register::random::Random;

/// Keeps these dice apart from those of the visits.
const DICE: u64 = 0x5245_504f_5254;

/// When the clerk writes receipts down.
pub(super) const HOUR: NaiveTime = NaiveTime::MIN;

/// A report that came.
#[derive(Debug)]
pub(in crate::register) struct Came {
    pub on: NaiveDate,
    pub unit: Unit,
    pub month: Month,
    pub note: &'static str,
}

/// What came from the wards in the months of these years up to a day, oldest first.
pub(in crate::register) fn received(
    wards: &[Unit],
    years: std::ops::RangeInclusive<i32>,
    (rule, calendar): (ReportRule, &Calendar),
    today: NaiveDate,
    seed: u64,
) -> Vec<Came> {
    let mut random = Random::new(seed ^ DICE);
    let mut came = Vec::new();
    for month in years.flat_map(Month::of_year) {
        let due = rule.due(month, calendar);
        for (place, unit) in wards.iter().enumerate() {
            // one ward in seven is known for it
            let careless = place % 7 == 3;
            let (dice, days) = (random.below(100), random.between(1, 16));
            if !rule.asks(unit, month) {
                continue;
            }
            let (late, lost) = if careless { (45, 70) } else { (10, 16) };
            let on = match dice {
                dice if dice < late => due.checked_add_days(Days::new(days)),
                dice if dice < lost => None,
                _ => due.checked_sub_days(Days::new(days % 5)),
            };
            let Some(on) = on else { continue };
            let on = worked(on, calendar, dice < late).max(month.first_day());
            if on <= today {
                let note = if days == 7 {
                    "Gửi bản giấy qua văn thư"
                } else {
                    ""
                };
                let unit = unit.clone();
                came.push(Came {
                    on,
                    unit,
                    month,
                    note,
                });
            }
        }
    }
    came.sort_by_key(|one| one.on);
    came
}

/// The same day, or the nearest working day after or before it.
fn worked(day: NaiveDate, calendar: &Calendar, forward: bool) -> NaiveDate {
    if forward {
        return calendar.working_from(day);
    }
    let back = std::iter::successors(Some(day), NaiveDate::pred_opt).take(31);
    back.into_iter()
        .find(|day| calendar.is_working(*day))
        .unwrap_or(day)
}

/// The years of the sample: the one before today's, and today's.
pub(super) fn years(today: NaiveDate) -> std::ops::RangeInclusive<i32> {
    today.year() - 1..=today.year()
}
