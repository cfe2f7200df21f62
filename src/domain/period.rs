//! Parts of a year that are reported on: quý, 6 tháng, 9 tháng, năm.

use chrono::{Days, NaiveDate};

use super::words::words;

words! {
    /// A part of a year.
    Period {
        Quarter1 = "q1", "quý I";
        Quarter2 = "q2", "quý II";
        Quarter3 = "q3", "quý III";
        Quarter4 = "q4", "quý IV";
        SixMonths = "6m", "6 tháng đầu năm";
        NineMonths = "9m", "9 tháng đầu năm";
        Year = "year", "năm";
    }
}

impl Period {
    /// First and last day in a year.
    pub fn span(self, year: i32) -> Option<(NaiveDate, NaiveDate)> {
        let (first, after) = match self {
            Self::Quarter1 => (1, 4),
            Self::Quarter2 => (4, 7),
            Self::Quarter3 => (7, 10),
            Self::Quarter4 => (10, 13),
            Self::SixMonths => (1, 7),
            Self::NineMonths => (1, 10),
            Self::Year => (1, 13),
        };
        let from = NaiveDate::from_ymd_opt(year, first, 1)?;
        let next = if after > 12 {
            NaiveDate::from_ymd_opt(year.checked_add(1)?, 1, 1)?
        } else {
            NaiveDate::from_ymd_opt(year, after, 1)?
        };
        Some((from, next.checked_sub_days(Days::new(1))?))
    }

    /// "quý I năm 2023", "6 tháng đầu năm 2023", "năm 2023".
    pub fn name(self, year: i32) -> String {
        match self {
            Self::Quarter1 | Self::Quarter2 | Self::Quarter3 | Self::Quarter4 => {
                format!("{} năm {year}", self.label())
            }
            Self::SixMonths | Self::NineMonths | Self::Year => format!("{} {year}", self.label()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_year_fit_together() {
        let day = |month, day| NaiveDate::from_ymd_opt(2024, month, day).unwrap();
        assert_eq!(Period::Quarter1.span(2024), Some((day(1, 1), day(3, 31))));
        assert_eq!(Period::SixMonths.span(2024), Some((day(1, 1), day(6, 30))));
        assert_eq!(Period::Year.span(2024), Some((day(1, 1), day(12, 31))));
        assert_eq!(Period::Quarter2.name(2024), "quý II năm 2024");
        assert_eq!(Period::NineMonths.name(2024), "9 tháng đầu năm 2024");
    }
}
