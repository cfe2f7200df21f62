//! Reminders: which unit was asked when about which orders past their deadline.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::date::{after_weekend, show};
use super::ids::{PaperId, ReminderId, ShortcomingId, UnitId};
use super::problem::Problem;

/// Trích yếu of the letter.
pub const SUBJECT: &str = "đôn đốc khắc phục tồn tại, hạn chế sau giám sát";

/// Days that a reminder gives where nothing else was said.
pub const REPLY_DAYS: u64 = 10;

/// One letter to one unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    pub id: ReminderId,
    pub ver: i64,
    pub unit_id: UnitId,
    /// Day of the letter.
    pub on: NaiveDate,
    /// The day on which the orders were counted as late.
    pub as_of: NaiveDate,
    pub reply_by: NaiveDate,
    /// `12-CV/BDVQU`, empty where the number is written by hand.
    pub doc_number: String,
    /// The letter as it was issued.
    pub paper_id: Option<PaperId>,
}

/// An order that a letter names, as it stood then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderOrder {
    pub reminder_id: ReminderId,
    pub shortcoming_id: ShortcomingId,
    pub ver: i64,
    pub deadline: Option<NaiveDate>,
    pub days_late: i64,
}

/// The day by which a letter asks for an answer: ten days on, never at a weekend.
pub fn default_reply_by(on: NaiveDate) -> NaiveDate {
    after_weekend(on.checked_add_days(Days::new(REPLY_DAYS)).unwrap_or(on))
}

/// # Errors
/// The answer is asked for before the letter is written.
pub fn check_days(on: NaiveDate, reply_by: NaiveDate) -> Result<(), Problem> {
    if reply_by > on {
        return Ok(());
    }
    Err(Problem::new(
        "reply_by",
        format!(
            "Hạn trả lời {} phải sau ngày công văn {}.",
            show(reply_by),
            show(on)
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2023, 3, day).unwrap()
    }

    #[test]
    fn the_answer_is_due_after_the_letter_and_on_a_working_day() {
        // 15/03/2023 is a Wednesday, ten days on a Saturday
        assert_eq!(default_reply_by(day(15)), day(27));
        assert!(check_days(day(15), day(27)).is_ok());
        assert_eq!(check_days(day(15), day(15)).unwrap_err().place, "reply_by");
    }
}
