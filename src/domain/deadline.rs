//! Deadlines of remediation orders: a date, or so many days or working days from the day on which the
//! conclusion is issued.

use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::date::show;
use super::holiday::Calendar;
use super::problem::Problem;

/// Days from the conclusion to the deadline where nothing else was agreed.
pub const DEFAULT_DEADLINE_DAYS: u16 = 30;

/// The longest time that an order may give.
pub const MOST_DAYS: u16 = 730;

/// How long an order gives, counted from the day on which the conclusion is issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineRule {
    Days(u16),
    WorkingDays(u16),
}

/// A deadline as it was counted and as it holds: one on a day off holds until the next working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    pub counted: NaiveDate,
    pub day: NaiveDate,
}

impl Due {
    /// A day, moved forward when it is a day off.
    pub fn on(counted: NaiveDate, calendar: &Calendar) -> Self {
        Self {
            counted,
            day: calendar.working_from(counted),
        }
    }

    /// What to tell the user where the day was moved.
    pub fn notice(self) -> Option<String> {
        (self.counted != self.day).then(|| {
            format!(
                "Ngày {} là ngày nghỉ nên thời hạn chuyển sang ngày làm việc tiếp theo, {}.",
                show(self.counted),
                show(self.day)
            )
        })
    }
}

impl DeadlineRule {
    pub fn count(self) -> u16 {
        match self {
            Self::Days(count) | Self::WorkingDays(count) => count,
        }
    }

    /// The deadline of an order in a conclusion issued on a day.
    pub fn due(self, issued: NaiveDate, calendar: &Calendar) -> Due {
        let counted = match self {
            Self::Days(count) => issued
                .checked_add_days(Days::new(u64::from(count)))
                .unwrap_or(issued),
            Self::WorkingDays(count) => calendar.working_days_after(issued, u32::from(count)),
        };
        Due::on(counted, calendar)
    }

    /// "30 ngày", "15 ngày làm việc".
    pub fn length(self) -> String {
        match self {
            Self::Days(count) => format!("{count} ngày"),
            Self::WorkingDays(count) => format!("{count} ngày làm việc"),
        }
    }

    /// As a draft says it; the issued paper says the date in its place.
    pub fn phrase(self) -> String {
        format!(
            "trong thời hạn {} kể từ ngày ban hành kết luận",
            self.length()
        )
    }

    /// `30d`, `15w`: how it lies in the file.
    pub fn code(self) -> String {
        match self {
            Self::Days(count) => format!("{count}d"),
            Self::WorkingDays(count) => format!("{count}w"),
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        let (count, unit) = code.split_at_checked(code.len().checked_sub(1)?)?;
        let count = count.parse().ok()?;
        match unit {
            "d" => Some(Self::Days(count)),
            "w" => Some(Self::WorkingDays(count)),
            _ => None,
        }
    }

    /// # Errors
    /// No day at all, or more than anybody means.
    pub fn check(self) -> Result<(), Problem> {
        if (1..=MOST_DAYS).contains(&self.count()) {
            return Ok(());
        }
        Err(Problem::new(
            "deadline",
            format!("Thời hạn phải từ 1 đến {MOST_DAYS} ngày kể từ ngày ban hành; hãy ghi lại."),
        ))
    }
}

/// "chậm nhất ngày 28/02/2023": how a paper says a deadline.
pub fn at_the_latest(day: NaiveDate) -> String {
    format!("chậm nhất ngày {}", show(day))
}

/// # Errors
/// The deadline lies before the visit.
pub fn check_deadline(deadline: Option<NaiveDate>, visit_date: NaiveDate) -> Result<(), Problem> {
    match deadline {
        Some(deadline) if deadline < visit_date => Err(Problem::new(
            "deadline",
            format!(
                "Thời hạn {} ở trước ngày giám sát {}; hãy chọn ngày từ {} trở đi.",
                show(deadline),
                show(visit_date),
                show(visit_date)
            ),
        )),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_deadline_on_a_day_off_moves_forward_and_says_so() {
        let calendar = Calendar::default();
        // 30 days after Thursday 26/01/2023 is Saturday 25/02/2023.
        let due = DeadlineRule::Days(30).due(day("2023-01-26"), &calendar);
        assert_eq!(due.counted, day("2023-02-25"));
        assert_eq!(due.day, day("2023-02-27"));
        let notice = due.notice().unwrap();
        assert!(
            notice.contains("25/02/2023") && notice.contains("27/02/2023"),
            "{notice}"
        );
        let due = DeadlineRule::Days(29).due(day("2023-01-26"), &calendar);
        assert_eq!((due.day, due.notice()), (day("2023-02-24"), None));
    }

    #[test]
    fn working_days_leave_weekends_out() {
        let due = DeadlineRule::WorkingDays(5).due(day("2023-03-03"), &Calendar::default());
        assert_eq!(due.day, day("2023-03-10"));
    }

    #[test]
    fn codes_come_back_and_nonsense_does_not() {
        for rule in [DeadlineRule::Days(30), DeadlineRule::WorkingDays(15)] {
            assert_eq!(DeadlineRule::from_code(&rule.code()), Some(rule));
        }
        for code in ["", "d", "30", "x5d", "30ư", "-1d"] {
            assert_eq!(DeadlineRule::from_code(code), None, "{code}");
        }
        assert!(DeadlineRule::Days(0).check().is_err());
        assert!(DeadlineRule::Days(731).check().is_err());
        assert!(DeadlineRule::WorkingDays(1).check().is_ok());
    }
}
