//! What was promised by a day: done or not, in time or late. Nothing of it is stored.

use chrono::NaiveDate;

use super::words::words;

/// Days ahead that count as near.
const SOON: i64 = 7;

words! {
    /// How something promised stands on a day.
    DueState {
        Late = "late", "Quá hạn";
        Soon = "due_soon", "Sắp đến hạn";
        Open = "open", "Chưa đến hạn";
        NoDay = "no_day", "Chưa đặt hạn";
        Done = "done", "Đã xong";
        DoneLate = "done_late", "Xong chậm";
    }
}

/// The state with the days after the deadline, 0 where it is not late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueStanding {
    pub state: DueState,
    pub days: i64,
}

impl DueStanding {
    /// The deadline day itself is in time; what was done after the day of looking is not done yet.
    pub fn on(as_of: NaiveDate, due: Option<NaiveDate>, done: Option<NaiveDate>) -> Self {
        let done = done.filter(|day| *day <= as_of);
        let Some(due) = due else {
            let state = if done.is_some() {
                DueState::Done
            } else {
                DueState::NoDay
            };
            return Self { state, days: 0 };
        };
        let days = (done.unwrap_or(as_of) - due).num_days();
        let state = match (done.is_some(), days) {
            (true, 1..) => DueState::DoneLate,
            (true, _) => DueState::Done,
            (false, 1..) => DueState::Late,
            (false, days) if days >= -SOON => DueState::Soon,
            (false, _) => DueState::Open,
        };
        Self {
            state,
            days: days.max(0),
        }
    }

    pub fn is_late(self) -> bool {
        self.state == DueState::Late
    }

    pub fn is_done(self) -> bool {
        matches!(self.state, DueState::Done | DueState::DoneLate)
    }

    /// "Quá hạn 12 ngày".
    pub fn words(self) -> String {
        match self.state {
            DueState::Late | DueState::DoneLate => {
                format!("{} {} ngày", self.state.label(), self.days)
            }
            DueState::Soon | DueState::Open | DueState::NoDay | DueState::Done => {
                self.state.label().to_owned()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_deadline_day_is_in_time_and_what_comes_later_is_not_done_yet() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let on = |as_of, due: &str, done: Option<&str>| {
            let standing = DueStanding::on(day(as_of), Some(day(due)), done.map(day));
            (standing.state, standing.days)
        };
        let due = "2021-06-30";
        assert_eq!(on("2021-06-30", due, None), (DueState::Soon, 0));
        assert_eq!(on("2021-06-22", due, None), (DueState::Open, 0));
        assert_eq!(on("2021-07-02", due, None), (DueState::Late, 2));
        assert_eq!(
            on("2021-07-02", due, Some("2021-07-03")),
            (DueState::Late, 2)
        );
        assert_eq!(
            on("2021-07-03", due, Some("2021-07-03")),
            (DueState::DoneLate, 3)
        );
        assert_eq!(on("2021-07-03", due, Some(due)), (DueState::Done, 0));
        let none = DueStanding::on(day("2021-07-03"), None, None);
        assert_eq!(none.state, DueState::NoDay);
        assert_eq!(on("2021-07-09", due, None).1, 9);
        assert_eq!(
            DueStanding::on(day("2021-07-09"), Some(day(due)), None).words(),
            "Quá hạn 9 ngày"
        );
    }
}
