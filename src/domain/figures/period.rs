//! The span that figures are of: a month, quarter, half year, nine months, a year, or from one day to another.

use chrono::{Datelike as _, Days, Months, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::domain::date::show;
use crate::domain::text::fold;
use crate::domain::words::words;

words! {
    /// What a report calls its span.
    PeriodKind {
        Month = "month", "tháng";
        Quarter = "quarter", "quý";
        HalfYear = "half_year", "6 tháng";
        NineMonths = "nine_months", "9 tháng";
        Year = "year", "01 năm";
        Custom = "custom", "khoảng ngày";
    }
}

impl PeriodKind {
    /// How long a span of this name is; none for a free one.
    pub fn months(self) -> Option<u32> {
        match self {
            Self::Month => Some(1),
            Self::Quarter => Some(3),
            Self::HalfYear => Some(6),
            Self::NineMonths => Some(9),
            Self::Year => Some(12),
            Self::Custom => None,
        }
    }
}

/// Years that figures can be of.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;
const QUARTERS: [&str; 4] = ["I", "II", "III", "IV"];

/// A span under the name that the report gives it; the days may contradict the name, which is asked about (C18).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigurePeriod {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub kind: PeriodKind,
}

impl FigurePeriod {
    pub fn custom(from: NaiveDate, to: NaiveDate) -> Self {
        Self {
            from,
            to,
            kind: PeriodKind::Custom,
        }
    }

    /// The span of a kind that begins with a month; `None` for a free one or outside a calendar.
    pub fn starting(kind: PeriodKind, year: i32, month: u32) -> Option<Self> {
        let from = NaiveDate::from_ymd_opt(year, month, 1).filter(|_| YEARS.contains(&year))?;
        Some(Self {
            from,
            to: last_day(from, kind.months()?)?,
            kind,
        })
    }

    /// The named spans of a year that lists offer, of one kind.
    pub fn of_year(kind: PeriodKind, year: i32) -> Vec<Self> {
        let step = match kind {
            PeriodKind::Month => 1,
            PeriodKind::Quarter => 3,
            PeriodKind::HalfYear => 6,
            PeriodKind::NineMonths | PeriodKind::Year | PeriodKind::Custom => 12,
        };
        (1..=12)
            .step_by(step)
            .filter_map(|month| Self::starting(kind, year, month))
            .collect()
    }

    /// The span that a report handed in on a day is likely of: the last quarter that has ended.
    pub fn before(today: NaiveDate) -> Self {
        let first = (today.month0() / 3) * 3 + 1;
        let this = Self::starting(PeriodKind::Quarter, today.year(), first);
        let this = this.unwrap_or(Self::custom(today, today));
        this.previous().unwrap_or(this)
    }

    /// Days, both ends counted; 0 or less where it runs backwards.
    pub fn days(self) -> i64 {
        (self.to - self.from).num_days() + 1
    }

    /// The day on which a span of this name must end.
    pub fn due_end(self) -> Option<NaiveDate> {
        last_day(self.from, self.kind.months()?)
    }

    /// Whether it is as long as its name says.
    pub fn is_exact(self) -> bool {
        self.kind == PeriodKind::Custom && self.from <= self.to || self.due_end() == Some(self.to)
    }

    pub fn covers(self, other: Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// The one of the same kind that ends the day before.
    pub fn previous(self) -> Option<Self> {
        let months = self.kind.months().filter(|_| self.is_exact())?;
        let from = self.from.checked_sub_months(Months::new(months))?;
        let to = self.from.pred_opt()?;
        let before = Self { from, to, ..self };
        before.is_exact().then_some(before)
    }

    /// The one of the same kind that begins the day after.
    pub fn next(self) -> Option<Self> {
        let months = self.kind.months().filter(|_| self.is_exact())?;
        let from = self.to.succ_opt()?;
        Some(Self {
            from,
            to: last_day(from, months)?,
            ..self
        })
    }

    /// The same one of the year before.
    pub fn year_ago(self) -> Option<Self> {
        let year = Months::new(12);
        let from = self.from.checked_sub_months(year)?;
        // a span up to the end of February ends with it in every year
        let to = match self.kind.months().filter(|_| self.is_exact()) {
            Some(months) => last_day(from, months)?,
            None => self.to.checked_sub_months(year)?,
        };
        Some(Self { from, to, ..self })
    }

    /// From 1 January to the end of it, where that is longer.
    pub fn year_to_date(self) -> Option<Self> {
        let from = NaiveDate::from_ymd_opt(self.to.year(), 1, 1)?;
        if from >= self.from || self.to < self.from {
            return None;
        }
        let kind = PeriodKind::ALL.iter().copied().find(|kind| {
            kind.months()
                .and_then(|months| last_day(from, months))
                .is_some_and(|end| end == self.to)
        });
        Some(Self {
            from,
            to: self.to,
            kind: kind.unwrap_or(PeriodKind::Custom),
        })
    }

    /// Place in the calendar year, from 1, of one that lies in it as its kind does.
    fn number(self) -> Option<u32> {
        let months = self.kind.months()?;
        let fits = self.is_exact() && self.from.day() == 1;
        let first = self.from.month0();
        let fits = fits
            && if self.kind == PeriodKind::NineMonths {
                first == 0
            } else {
                first.is_multiple_of(months)
            };
        fits.then_some(first / months + 1)
    }

    /// "quý I năm 2024", "6 tháng đầu năm 2024", "01 năm (từ 01/07/2021 đến 20/06/2022)": as it stands in a sentence.
    pub fn name(self) -> String {
        let year = self.from.year();
        let span = format!("từ {} đến {}", show(self.from), show(self.to));
        let Some(number) = self.number() else {
            return if self.kind == PeriodKind::Custom {
                span
            } else {
                format!("{} ({span})", self.kind.label())
            };
        };
        match self.kind {
            PeriodKind::Month => format!("tháng {number}/{year}"),
            PeriodKind::Quarter => {
                let quarter = usize::try_from(number - 1).ok();
                let quarter = quarter.and_then(|place| QUARTERS.get(place)).unwrap_or(&"");
                format!("quý {quarter} năm {year}")
            }
            PeriodKind::HalfYear if number == 1 => format!("6 tháng đầu năm {year}"),
            PeriodKind::HalfYear => format!("6 tháng cuối năm {year}"),
            PeriodKind::NineMonths => format!("9 tháng đầu năm {year}"),
            PeriodKind::Year => format!("năm {year}"),
            PeriodKind::Custom => span,
        }
    }

    /// "T3/24", "Q1/24", "6T/24": over a column of a plot.
    pub fn short(self) -> String {
        let year = self.from.year().rem_euclid(100);
        match (self.kind, self.number()) {
            (PeriodKind::Month, Some(number)) => format!("T{number}/{year:02}"),
            (PeriodKind::Quarter, Some(number)) => format!("Q{number}/{year:02}"),
            (PeriodKind::HalfYear, Some(1)) => format!("6T/{year:02}"),
            (PeriodKind::HalfYear, Some(_)) => format!("6T cuối/{year:02}"),
            (PeriodKind::NineMonths, Some(_)) => format!("9T/{year:02}"),
            (PeriodKind::Year, Some(_)) => self.from.year().to_string(),
            _ => format!("{}–{}", self.from.format("%m/%y"), self.to.format("%m/%y")),
        }
    }

    /// `2024-03`, `2024-q1`, `2024-6m`, `2024-6m2`, `2024-9m`, `2024`, `year:2021-07-01..2022-06-20`.
    pub fn code(self) -> String {
        let year = self.from.year();
        match (self.kind, self.number()) {
            (PeriodKind::Month, Some(number)) => format!("{year}-{number:02}"),
            (PeriodKind::Quarter, Some(number)) => format!("{year}-q{number}"),
            (PeriodKind::HalfYear, Some(1)) => format!("{year}-6m"),
            (PeriodKind::HalfYear, Some(_)) => format!("{year}-6m2"),
            (PeriodKind::NineMonths, Some(_)) => format!("{year}-9m"),
            (PeriodKind::Year, Some(_)) => year.to_string(),
            (PeriodKind::Custom, _) => format!("{}..{}", self.from, self.to),
            (kind, None) => format!("{}:{}..{}", kind.code(), self.from, self.to),
        }
    }

    /// Reads a code, `03/2024`, `quý 1/2024`, `01/07/2021..20/06/2022`; before a span of days its kind may stand.
    pub fn parse(text: &str) -> Option<Self> {
        let text = fold(text);
        if let Some((from, to)) = text.split_once("..") {
            let (kind, from) = match from.split_once(':') {
                Some((kind, from)) => (PeriodKind::from_code(kind)?, from),
                None => (PeriodKind::Custom, from),
            };
            return Some(Self {
                from: day(from)?,
                to: day(to)?,
                kind,
            });
        }
        let (part, year) = match (text.split_once('-'), text.split_once('/')) {
            (Some((year, part)), None) | (None, Some((part, year))) => (part, year),
            (None, None) => ("", text.as_str()),
            (Some(_), Some(_)) => return None,
        };
        let year: i32 = (year.len() == 4).then(|| year.parse().ok())??;
        let part = part.trim();
        let quarter = part
            .strip_prefix("quy")
            .or_else(|| part.strip_prefix('q'))
            .map(str::trim);
        if let Some(quarter) = quarter {
            let number = match quarter {
                "i" | "1" => 0,
                "ii" | "2" => 1,
                "iii" | "3" => 2,
                "iv" | "4" => 3,
                _ => return None,
            };
            return Self::starting(PeriodKind::Quarter, year, number * 3 + 1);
        }
        match part {
            "" => Self::starting(PeriodKind::Year, year, 1),
            "6m" | "6 thang" => Self::starting(PeriodKind::HalfYear, year, 1),
            "6m2" => Self::starting(PeriodKind::HalfYear, year, 7),
            "9m" | "9 thang" => Self::starting(PeriodKind::NineMonths, year, 1),
            month if month.len() <= 2 && month.chars().all(|c| c.is_ascii_digit()) => {
                Self::starting(PeriodKind::Month, year, month.parse().ok()?)
            }
            _ => None,
        }
    }
}

fn day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .or_else(|| crate::domain::date::parse(text))
        .filter(|day| YEARS.contains(&day.year()))
}

fn last_day(from: NaiveDate, months: u32) -> Option<NaiveDate> {
    from.checked_add_months(Months::new(months))?
        .checked_sub_days(Days::new(1))
}

impl Serialize for FigurePeriod {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.code())
    }
}

impl<'de> Deserialize<'de> for FigurePeriod {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text)
            .ok_or_else(|| de::Error::custom(format!("không đọc được kỳ báo cáo “{text}”")))
    }
}
