//! Days off: weekends, the holidays of the Labour Code, and a list of each year's days off and of the
//! weekend days that are worked in exchange.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::date::show;
use super::problem::Problem;
use super::words::words;

words! {
    /// What a listed day is.
    HolidayKind {
        Off = "off", "Ngày nghỉ";
        Work = "work", "Ngày làm bù";
    }
}

/// A day of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    pub day: NaiveDate,
    pub ver: i64,
    pub kind: HolidayKind,
    pub name: String,
    /// "Đã đối chiếu" with the announcement of that year.
    pub checked: bool,
}

impl Holiday {
    /// # Errors
    /// It has no name, or a day to be worked is a working day anyway.
    pub fn check(&self) -> Result<(), Problem> {
        if self.name.trim().is_empty() {
            return Err(Problem::new(
                "name",
                "Hãy ghi tên ngày nghỉ hoặc lý do làm bù.",
            ));
        }
        if self.kind == HolidayKind::Work && !is_weekend(self.day) && !is_fixed(self.day) {
            return Err(Problem::new(
                "day",
                format!(
                    "Ngày {} vốn là ngày làm việc; ngày làm bù phải là thứ Bảy, Chủ nhật hoặc ngày lễ.",
                    show(self.day)
                ),
            ));
        }
        Ok(())
    }
}

/// Month and day of the holidays that fall on the same day every year.
const FIXED: [(u32, u32); 4] = [(1, 1), (4, 30), (5, 1), (9, 2)];

/// Days looked ahead at most for a working day.
const FAR: usize = 60;

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

fn is_fixed(day: NaiveDate) -> bool {
    FIXED.contains(&(day.month(), day.day()))
}

/// Which days are worked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    listed: BTreeMap<NaiveDate, HolidayKind>,
    /// Years whose days off are listed: there the list also knows the days off in lieu.
    years: BTreeSet<i32>,
}

impl Calendar {
    pub fn new<'a>(list: impl IntoIterator<Item = &'a Holiday>) -> Self {
        let mut calendar = Self::default();
        for holiday in list {
            calendar.listed.insert(holiday.day, holiday.kind);
            if holiday.kind == HolidayKind::Off {
                calendar.years.insert(holiday.day.year());
            }
        }
        calendar
    }

    /// Whether the days off of a year are listed; without them Tết and Giỗ Tổ count as working days.
    pub fn knows(&self, year: i32) -> bool {
        self.years.contains(&year)
    }

    pub fn is_working(&self, day: NaiveDate) -> bool {
        match self.listed.get(&day) {
            Some(kind) => *kind == HolidayKind::Work,
            None if is_weekend(day) || is_fixed(day) => false,
            None => self.knows(day.year()) || !is_in_lieu(day),
        }
    }

    /// The day itself, or the next one that is worked.
    pub fn working_from(&self, day: NaiveDate) -> NaiveDate {
        day.iter_days()
            .take(FAR)
            .find(|day| self.is_working(*day))
            .unwrap_or(day)
    }

    /// The day so many working days after another.
    pub fn working_days_after(&self, day: NaiveDate, count: u32) -> NaiveDate {
        let mut at = day;
        for _ in 0..count {
            let Some(next) = at.succ_opt() else { return at };
            at = self.working_from(next);
        }
        at
    }
}

/// Whether a day is off because a fixed holiday fell on a weekend: the next day that is worked is off instead
/// (Labour Code 2019, article 111).
fn is_in_lieu(day: NaiveDate) -> bool {
    let mut taken: Vec<NaiveDate> = Vec::new();
    for (month, date) in FIXED {
        let Some(holiday) = NaiveDate::from_ymd_opt(day.year(), month, date) else {
            continue;
        };
        if !is_weekend(holiday) {
            continue;
        }
        let free = |day: &NaiveDate| is_weekend(*day) || is_fixed(*day) || taken.contains(day);
        let instead = holiday.iter_days().take(FAR).find(|day| !free(day));
        taken.extend(instead);
    }
    taken.contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn listed(text: &str, kind: HolidayKind) -> Holiday {
        Holiday {
            day: day(text),
            ver: 1,
            kind,
            name: "Hoán đổi".into(),
            checked: false,
        }
    }

    #[test]
    fn fixed_holidays_on_a_weekend_are_made_up_for() {
        let calendar = Calendar::default();
        // 30/4/2022 was a Saturday and 1/5/2022 a Sunday.
        for off in [
            "2022-04-30",
            "2022-05-01",
            "2022-05-02",
            "2022-05-03",
            "2022-01-03",
        ] {
            assert!(!calendar.is_working(day(off)), "{off}");
        }
        assert!(calendar.is_working(day("2022-05-04")));
        assert!(calendar.is_working(day("2022-04-29")));
    }

    #[test]
    fn days_that_were_swapped_follow_the_list() {
        // 29/4/2024 was off, Saturday 4/5/2024 was worked.
        let list = [
            listed("2024-04-29", HolidayKind::Off),
            listed("2024-05-04", HolidayKind::Work),
        ];
        let calendar = Calendar::new(&list);
        assert!(!calendar.is_working(day("2024-04-29")));
        assert!(calendar.is_working(day("2024-05-04")));
        assert_eq!(
            calendar.working_days_after(day("2024-04-26"), 2),
            day("2024-05-03")
        );
        assert_eq!(calendar.working_from(day("2024-04-27")), day("2024-05-02"));
    }

    #[test]
    fn a_day_to_be_worked_must_be_a_day_off() {
        assert!(listed("2024-05-04", HolidayKind::Work).check().is_ok());
        let problem = listed("2024-05-06", HolidayKind::Work).check().unwrap_err();
        assert_eq!(problem.place, "day");
        let nameless = Holiday {
            name: " ".into(),
            ..listed("2024-05-04", HolidayKind::Work)
        };
        assert_eq!(nameless.check().unwrap_err().place, "name");
    }
}
