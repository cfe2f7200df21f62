//! Days as clerks write them (dd/mm/yyyy, also 2/1/23 and 02012023), times of day, and how papers print them.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// First and last year that a clerk can mean; outside it a typed date is a slip of the finger.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

/// Reads a day as typed: `12/12/2022`, `2/1/23`, `02012023`, `2-1-2023`, `02.01.2023`, or ISO `2022-12-12`.
pub fn parse(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    // 2-1-23 is no day of the year 2
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d")
        && let Some(day) = in_range(day)
    {
        return Some(day);
    }
    let parts: Vec<&str> = text
        .split(['/', '-', '.', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let (day, month, year) = match parts.as_slice() {
        [day, month, year] => ((*day).to_owned(), (*month).to_owned(), (*year).to_owned()),
        [run] if run.chars().all(|c| c.is_ascii_digit()) && matches!(run.len(), 6 | 8) => {
            let take = |from: usize, count: usize| run.chars().skip(from).take(count).collect();
            (take(0, 2), take(2, 2), take(4, 4))
        }
        _ => return None,
    };
    let short_year = year.len() == 2;
    if !(short_year || year.len() == 4) || day.len() > 2 || month.len() > 2 {
        return None;
    }
    // a sign would pass for a part of the number: "09/04 +4" is no day
    if ![&day, &month, &year]
        .iter()
        .all(|part| part.chars().all(|c| c.is_ascii_digit()))
    {
        return None;
    }
    let year: i32 = year.parse().ok()?;
    let year = if short_year { 2000 + year } else { year };
    in_range(NaiveDate::from_ymd_opt(
        year,
        month.parse().ok()?,
        day.parse().ok()?,
    )?)
}

fn in_range(day: NaiveDate) -> Option<NaiveDate> {
    YEARS.contains(&day.year()).then_some(day)
}

/// `28/02/2023`.
pub fn show(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// As a paper's head prints it: a leading 0 for days below 10 and for months 1 and 2 only
/// (Hướng dẫn 36-HD/VPTW).
pub fn long(day: NaiveDate) -> String {
    let month = if day.month() <= 2 {
        format!("{:02}", day.month())
    } else {
        day.month().to_string()
    };
    format!("ngày {:02} tháng {month} năm {}", day.day(), day.year())
}

/// The day itself, or the Monday after a weekend.
pub fn after_weekend(day: NaiveDate) -> NaiveDate {
    let ahead = match day.weekday() {
        Weekday::Sat => 2,
        Weekday::Sun => 1,
        Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Fri => 0,
    };
    day + Days::new(ahead)
}

/// The day so many working days (Monday to Friday) before another.
pub fn working_days_before(day: NaiveDate, count: u32) -> NaiveDate {
    let weekend = |day: &NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let mut back = day;
    let mut left = count;
    while left > 0 {
        let Some(before) = back.pred_opt() else {
            return back;
        };
        back = before;
        left -= u32::from(!weekend(&back));
    }
    back
}

/// A time of day to the minute, written `14:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClockTime {
    minutes: u16,
}

impl ClockTime {
    pub fn new(hour: u16, minute: u16) -> Option<Self> {
        (hour < 24 && minute < 60).then(|| Self {
            minutes: hour * 60 + minute,
        })
    }

    /// Reads `14:00`, `14h00`, `14h`, `8.30` or `1400`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let (hour, minute) = match text.split_once([':', 'h', '.', 'g']) {
            Some((hour, minute)) => (hour.trim().to_owned(), minute.trim().to_owned()),
            None if text.len() == 4 => (
                text.chars().take(2).collect(),
                text.chars().skip(2).collect(),
            ),
            None => (text, String::new()),
        };
        let minute = if minute.is_empty() {
            "0".to_owned()
        } else {
            minute
        };
        Self::new(hour.parse().ok()?, minute.parse().ok()?)
    }

    pub fn hour(self) -> u16 {
        self.minutes / 60
    }

    pub fn minute(self) -> u16 {
        self.minutes % 60
    }
}

impl std::fmt::Display for ClockTime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.hour(), self.minute())
    }
}

impl TryFrom<String> for ClockTime {
    type Error = String;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or_else(|| format!("giờ “{text}” không đúng; ghi như 14:00"))
    }
}

impl From<ClockTime> for String {
    fn from(time: ClockTime) -> Self {
        time.to_string()
    }
}

impl schemars::JsonSchema for ClockTime {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ClockTime".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn typed_days() {
        for text in [
            "02/01/2023",
            "2/1/23",
            "02012023",
            "020123",
            "2-1-2023",
            "2-1-23",
            " 2.1.2023 ",
            "2023-01-02",
        ] {
            assert_eq!(parse(text), Some(day(2023, 1, 2)), "{text}");
        }
        for text in [
            "31/02/2023",
            "09/04 +4",
            "32/1/2023",
            "1/13/2023",
            "2/1",
            "",
            "mai",
            "1/1/203",
            "1/1/1066",
            "2023",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn paper_head_has_leading_zero_for_january_and_february_only() {
        assert_eq!(long(day(2022, 2, 5)), "ngày 05 tháng 02 năm 2022");
        assert_eq!(long(day(2022, 3, 15)), "ngày 15 tháng 3 năm 2022");
    }

    #[test]
    fn weekends_are_no_working_days() {
        assert_eq!(after_weekend(day(2023, 3, 4)), day(2023, 3, 6));
        assert_eq!(after_weekend(day(2023, 3, 6)), day(2023, 3, 6));
        assert_eq!(working_days_before(day(2023, 3, 6), 5), day(2023, 2, 27));
        assert_eq!(working_days_before(day(2023, 3, 8), 5), day(2023, 3, 1));
    }

    #[test]
    fn times() {
        for text in ["14:00", "14h00", "14h", "14.00", "1400", "14"] {
            assert_eq!(ClockTime::parse(text), ClockTime::new(14, 0), "{text}");
        }
        assert_eq!(ClockTime::parse("25:00"), None);
        assert_eq!(ClockTime::parse("8:61"), None);
        // more minutes than there is room for; the fuzzer found it
        assert_eq!(ClockTime::parse("5031.3"), None);
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_typed(days in 0_i64..36_000) {
            let date = day(1995, 1, 1) + chrono::Days::new(days.unsigned_abs());
            prop_assert_eq!(parse(&show(date)), Some(date));
        }
    }
}
