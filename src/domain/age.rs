//! How long ago a shortcoming was found.

use chrono::{Days, NaiveDate};

use super::words::words;

words! {
    /// Days from the visit to the day that is asked for.
    AgeBand {
        Days30 = "d30", "Đến 30 ngày";
        Days90 = "d90", "31–90 ngày";
        Days180 = "d180", "91–180 ngày";
        Days365 = "d365", "181–365 ngày";
        Older = "older", "Trên 365 ngày";
    }
}

impl AgeBand {
    /// Least and most days; the last band has no most.
    fn days(self) -> (u64, Option<u64>) {
        match self {
            Self::Days30 => (0, Some(30)),
            Self::Days90 => (31, Some(90)),
            Self::Days180 => (91, Some(180)),
            Self::Days365 => (181, Some(365)),
            Self::Older => (366, None),
        }
    }

    /// First and last day of the visits whose findings are of this age on a day. What lies after that day has no age
    /// yet and counts as new.
    pub fn visit_days(self, as_of: NaiveDate) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let back = |days| as_of.checked_sub_days(Days::new(days));
        let (least, most) = self.days();
        (
            most.and_then(back),
            Some(least).filter(|d| *d > 0).and_then(back),
        )
    }

    /// The band of a visit on a day.
    pub fn of(visit: NaiveDate, as_of: NaiveDate) -> Self {
        let age = u64::try_from((as_of - visit).num_days()).unwrap_or(0);
        let band = Self::ALL.iter().copied().find(|band| {
            let (_, most) = band.days();
            most.is_none_or(|most| age <= most)
        });
        band.unwrap_or(Self::Older)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_is_in_the_band_that_its_filter_finds() {
        let as_of = NaiveDate::from_ymd_opt(2023, 3, 31).unwrap();
        for age in 0..800 {
            let visit = as_of - Days::new(age);
            let found: Vec<AgeBand> = AgeBand::ALL
                .iter()
                .copied()
                .filter(|band| {
                    let (first, last) = band.visit_days(as_of);
                    first.is_none_or(|day| visit >= day) && last.is_none_or(|day| visit <= day)
                })
                .collect();
            assert_eq!(found, [AgeBand::of(visit, as_of)], "{age}");
        }
    }
}
