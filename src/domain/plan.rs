//! Planning the visits of a year: which unit on which working day.

use chrono::{Datelike as _, NaiveDate, Weekday};

use super::holiday::Calendar;
use super::ids::UnitId;
use super::visit::VisitState;

/// Whether a visit in this state may be put on another day by the plan.
pub fn may_move(state: VisitState) -> bool {
    matches!(
        state,
        VisitState::Planned | VisitState::Announced | VisitState::Postponed
    )
}

/// Spreads units evenly over months of a year, and within a month over its working days.
pub fn spread(
    units: &[UnitId],
    year: i32,
    months: &[u32],
    calendar: &Calendar,
) -> Vec<(UnitId, NaiveDate)> {
    let mut planned = Vec::new();
    let count = months.len();
    for (place, month) in months.iter().enumerate() {
        let days = working_days(year, *month, calendar);
        // the units of this month: every unit falls into exactly one
        let first = units.len() * place / count;
        let last = units.len() * (place + 1) / count;
        let here = units.get(first..last).unwrap_or_default();
        for (index, unit) in here.iter().enumerate() {
            let at = days.len() * (2 * index + 1) / (2 * here.len().max(1));
            if let Some(day) = days.get(at.min(days.len().saturating_sub(1))) {
                planned.push((*unit, *day));
            }
        }
    }
    planned
}

/// The same day of another month, on a working day and never in the month after.
pub fn in_month(day: NaiveDate, year: i32, month: u32, calendar: &Calendar) -> Option<NaiveDate> {
    let last = last_day(year, month)?;
    let same = NaiveDate::from_ymd_opt(year, month, day.day()).unwrap_or(last);
    let days = working_days(year, month, calendar);
    let later = days.iter().find(|day| **day >= same);
    later.or(days.last()).copied()
}

/// The days of a month that are worked.
fn working_days(year: i32, month: u32, calendar: &Calendar) -> Vec<NaiveDate> {
    let Some(first) = NaiveDate::from_ymd_opt(year, month, 1) else {
        return Vec::new();
    };
    first
        .iter_days()
        .take_while(|day| day.month() == month)
        .filter(|day| calendar.is_working(*day))
        .collect()
}

/// Saturday or Sunday.
pub fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

fn last_day(year: i32, month: u32) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    first
        .iter_days()
        .take_while(|day| day.month() == month)
        .last()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::holiday::{Holiday, HolidayKind};

    fn units(count: u128) -> Vec<UnitId> {
        (1..=count)
            .map(|n| UnitId(uuid::Uuid::from_u128(n)))
            .collect()
    }

    #[test]
    fn every_unit_gets_one_working_day_in_the_chosen_months() {
        let months = [2, 3, 5, 9, 11];
        let plan = spread(&units(14), 2026, &months, &Calendar::default());
        assert_eq!(plan.len(), 14);
        let different: BTreeSet<UnitId> = plan.iter().map(|(unit, _)| *unit).collect();
        assert_eq!(different.len(), 14);
        for (_, day) in &plan {
            assert!(months.contains(&day.month()) && !is_weekend(*day), "{day}");
        }
        for month in months {
            let here = plan.iter().filter(|(_, day)| day.month() == month).count();
            assert!((2..=3).contains(&here), "{month}: {here}");
        }
        assert!(spread(&units(3), 2026, &[], &Calendar::default()).is_empty());
    }

    #[test]
    fn more_units_than_days_share_days() {
        assert_eq!(
            spread(&units(60), 2026, &[4], &Calendar::default()).len(),
            60
        );
    }

    #[test]
    fn another_month_keeps_the_day_or_the_nearest_working_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(
            in_month(day("2026-03-12"), 2026, 5, &Calendar::default()),
            Some(day("2026-05-12"))
        );
        // 31 has no match in April, and 30/04 is a holiday
        assert_eq!(
            in_month(day("2026-03-31"), 2026, 4, &Calendar::default()),
            Some(day("2026-04-29"))
        );
        // 31/05/2026 is a Sunday: forward would leave the month
        assert_eq!(
            in_month(day("2026-03-31"), 2026, 5, &Calendar::default()),
            Some(day("2026-05-29"))
        );
        assert_eq!(
            in_month(day("2026-03-14"), 2026, 6, &Calendar::default()),
            Some(day("2026-06-15"))
        );
    }

    /// Tết takes a week out of February, and a Saturday that is worked instead may be planned.
    #[test]
    fn no_visit_is_planned_on_a_day_off() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let listed = |text: &str, kind| Holiday {
            day: day(text),
            ver: 1,
            kind,
            name: "Nghỉ Tết Nguyên đán".to_owned(),
            checked: false,
        };
        let mut holidays: Vec<Holiday> = (16..=20)
            .map(|date| listed(&format!("2026-02-{date}"), HolidayKind::Off))
            .collect();
        holidays.push(listed("2026-02-28", HolidayKind::Work));
        let calendar = Calendar::new(&holidays);
        let plan = spread(&units(40), 2026, &[2], &calendar);
        let days: BTreeSet<NaiveDate> = plan.iter().map(|(_, day)| *day).collect();
        assert_eq!(plan.len(), 40);
        assert!(days.contains(&day("2026-02-28")));
        assert!(days.iter().all(|day| calendar.is_working(*day)), "{days:?}");
        assert_eq!(
            in_month(day("2026-03-17"), 2026, 2, &calendar),
            Some(day("2026-02-23"))
        );
    }
}
