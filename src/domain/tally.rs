//! Shortcomings counted by class on a day, and the share that was put right in time.

use chrono::NaiveDate;

use super::shortcoming::{Dates, ShortcomingClass, ShortcomingState};
use super::text::paper_count;

/// Counts over any number of shortcomings; those of several units are added, never averaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    pub late: usize,
    pub due_soon: usize,
    pub waiting: usize,
    pub done_in_time: usize,
    pub done_late: usize,
    pub at_work: usize,
    /// Had fallen due by that day. The deadline day itself is in time, so what falls due on it
    /// counts only once it is verified.
    pub due: usize,
    /// Of those due, verified and reported in time.
    pub in_time: usize,
}

impl Tally {
    /// Counts one; nothing before notice and after withdrawal.
    pub fn add(&mut self, dates: Dates, as_of: NaiveDate) {
        let Some(class) = dates.class_on(as_of) else {
            return;
        };
        let count = match class {
            ShortcomingClass::Late => &mut self.late,
            ShortcomingClass::DueSoon => &mut self.due_soon,
            ShortcomingClass::Waiting => &mut self.waiting,
            ShortcomingClass::DoneInTime => &mut self.done_in_time,
            ShortcomingClass::DoneLate => &mut self.done_late,
            ShortcomingClass::AtWork => &mut self.at_work,
        };
        *count += 1;
        let verified = dates.state == ShortcomingState::VerifiedClosed;
        let fell_due = dates
            .deadline
            .is_some_and(|deadline| deadline < as_of || verified && deadline == as_of);
        if fell_due {
            self.due += 1;
            self.in_time += usize::from(class == ShortcomingClass::DoneInTime);
        }
    }

    pub fn of(all: impl IntoIterator<Item = Dates>, as_of: NaiveDate) -> Self {
        let mut tally = Self::default();
        for dates in all {
            tally.add(dates, as_of);
        }
        tally
    }

    /// Those of another group beside these.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            late: self.late + other.late,
            due_soon: self.due_soon + other.due_soon,
            waiting: self.waiting + other.waiting,
            done_in_time: self.done_in_time + other.done_in_time,
            done_late: self.done_late + other.done_late,
            at_work: self.at_work + other.at_work,
            due: self.due + other.due,
            in_time: self.in_time + other.in_time,
        }
    }

    /// Whole percent on time, rounded half up; `None` where nothing had fallen due.
    pub fn percent(self) -> Option<usize> {
        (self.due > 0).then(|| (self.in_time * 200 + self.due) / (self.due * 2))
    }

    pub fn count(self, class: ShortcomingClass) -> usize {
        match class {
            ShortcomingClass::Late => self.late,
            ShortcomingClass::DueSoon => self.due_soon,
            ShortcomingClass::Waiting => self.waiting,
            ShortcomingClass::DoneInTime => self.done_in_time,
            ShortcomingClass::DoneLate => self.done_late,
            ShortcomingClass::AtWork => self.at_work,
        }
    }

    /// The six classes add up to it.
    pub fn total(self) -> usize {
        ShortcomingClass::ALL
            .iter()
            .map(|class| self.count(*class))
            .sum()
    }

    /// Neither verified nor withdrawn, what waits for verification included.
    pub fn not_closed(self) -> usize {
        self.open() + self.waiting
    }

    /// Neither verified nor waiting for it.
    pub fn open(self) -> usize {
        self.late + self.due_soon + self.at_work
    }

    /// `5/8`; in words where nothing had fallen due.
    pub fn share(self) -> String {
        if self.due == 0 {
            "chưa đến hạn".to_owned()
        } else {
            format!("{}/{}", paper_count(self.in_time), paper_count(self.due))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2023, 3, day).unwrap()
    }

    fn dates(state: ShortcomingState, deadline: u32, reported: Option<u32>) -> Dates {
        Dates {
            state,
            deadline: Some(day(deadline)),
            reported_on: reported.map(day),
            verified_on: None,
            soon_days: 7,
        }
    }

    #[test]
    fn classes_add_up_and_the_share_counts_what_fell_due() {
        use ShortcomingState::{Notified, ReportedFixed, VerifiedClosed, Withdrawn};
        let tally = Tally::of(
            [
                dates(Notified, 5, None),
                dates(Notified, 10, None),
                dates(Notified, 25, None),
                dates(ReportedFixed, 5, Some(4)),
                dates(VerifiedClosed, 5, Some(5)),
                dates(VerifiedClosed, 5, Some(6)),
                dates(VerifiedClosed, 10, Some(9)),
                dates(VerifiedClosed, 20, Some(8)),
                dates(Withdrawn, 5, None),
            ],
            day(10),
        );
        assert_eq!(tally.total(), 8);
        assert_eq!((tally.late, tally.due_soon, tally.at_work), (1, 1, 1));
        assert_eq!(tally.share(), "02/05");
        assert_eq!(Tally::default().share(), "chưa đến hạn");
    }
}
