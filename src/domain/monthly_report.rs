//! Báo cáo tháng: what each ward sends in every month about the six regulations, and whether it came in time.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::attachment::{AttachmentKind, size_label};
use super::date::show;
use super::holiday::Calendar;
use super::ids::{ReportFileId, ReportId, UnitId};
use super::problem::Problem;
use super::unit::{Unit, UnitKind, span_covers};
use super::words::words;

/// Trích yếu of the letter that asks for missing ones.
pub const SUBJECT: &str =
    "đề nghị gửi báo cáo kết quả giám sát thực hiện quy chế dân chủ hàng tháng";

/// Years that reports can be of.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i32,
    month: u32,
}

impl Month {
    /// `None` outside a calendar.
    pub fn new(year: i32, month: u32) -> Option<Self> {
        ((1..=12).contains(&month) && YEARS.contains(&year)).then_some(Self { year, month })
    }

    /// The month that a day lies in; a day of no usable year counts to the nearest one.
    pub fn of(day: NaiveDate) -> Self {
        Self {
            year: day.year().clamp(*YEARS.start(), *YEARS.end()),
            month: day.month(),
        }
    }

    /// The twelve months of a year, none for a year that reports cannot be of.
    pub fn of_year(year: i32) -> Vec<Self> {
        (1..=12)
            .filter_map(|month| Self::new(year, month))
            .collect()
    }

    /// Reads `2024-03`, `03/2024`, `3/2024`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (year, month) = match (text.split_once('-'), text.split_once('/')) {
            (Some((year, month)), None) if year.len() == 4 => (year, month),
            (None, Some((month, year))) if year.len() == 4 => (year, month),
            _ => return None,
        };
        let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
        if !digits(year) || !digits(month) || month.len() > 2 {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?)
    }

    pub fn year(self) -> i32 {
        self.year
    }

    /// 1 to 12.
    pub fn number(self) -> u32 {
        self.month
    }

    /// `2024-03`: sorts as the months do.
    pub fn code(self) -> String {
        format!("{:04}-{:02}", self.year, self.month)
    }

    /// "03/2024".
    pub fn show(self) -> String {
        format!("{:02}/{}", self.month, self.year)
    }

    /// "tháng 3/2024": as it stands in a sentence.
    pub fn name(self) -> String {
        format!("tháng {}/{}", self.month, self.year)
    }

    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month, 1).unwrap_or_default()
    }

    pub fn last_day(self) -> NaiveDate {
        self.next().first_day().pred_opt().unwrap_or_default()
    }

    fn next(self) -> Self {
        if self.month == 12 {
            Self {
                year: self.year + 1,
                month: 1,
            }
        } else {
            Self {
                month: self.month + 1,
                ..self
            }
        }
    }

    /// The day with this number, or the last one of a shorter month.
    fn day(self, number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month, number).unwrap_or_else(|| self.last_day())
    }
}

impl Serialize for Month {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.code())
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("month {text}")))
    }
}

/// When reports are due, and from which month on they are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportRule {
    /// Day of the month, 1 to 31; a shorter month ends earlier.
    pub day: u32,
    /// The day lies in the month after the reported one.
    pub next_month: bool,
    /// Months before it are not asked for.
    pub from: Option<Month>,
}

impl Default for ReportRule {
    fn default() -> Self {
        Self {
            day: 5,
            next_month: true,
            from: None,
        }
    }
}

impl ReportRule {
    /// The day on which a report is due, moved to the next working day.
    pub fn due(self, month: Month, calendar: &Calendar) -> NaiveDate {
        let month = if self.next_month { month.next() } else { month };
        calendar.working_from(month.day(self.day))
    }

    /// "ngày 05 của tháng sau", "ngày 25 trong tháng".
    pub fn words(self) -> String {
        if self.next_month {
            format!("ngày {:02} của tháng sau", self.day)
        } else {
            format!("ngày {:02} trong tháng", self.day)
        }
    }

    pub fn code(self) -> String {
        let when = if self.next_month { "next" } else { "same" };
        let from = self.from.map(Month::code).unwrap_or_default();
        format!("{when}:{}:{from}", self.day)
    }

    pub fn from_code(code: &str) -> Option<Self> {
        let mut parts = code.split(':');
        let next_month = match parts.next()? {
            "next" => true,
            "same" => false,
            _ => return None,
        };
        let day = parts.next()?.parse().ok()?;
        let from = match parts.next()? {
            "" => None,
            month => Some(Month::parse(month)?),
        };
        Some(Self {
            day,
            next_month,
            from,
        })
    }

    /// # Errors
    /// A day that no month has.
    pub fn check(self) -> Result<(), Problem> {
        if (1..=31).contains(&self.day) {
            return Ok(());
        }
        Err(Problem::new(
            "day",
            "Ngày đến hạn là số từ 1 đến 31; tháng không có ngày đó thì lấy ngày cuối tháng.",
        ))
    }

    /// Whether a unit owes a report of a month: wards that exist on its last day, so that after a merger the
    /// unit that took over reports, and no month is asked for twice.
    pub fn asks(self, unit: &Unit, month: Month) -> bool {
        unit.kind == UnitKind::Ward
            && self.from.is_none_or(|from| from <= month)
            && unit.exists_on(month.last_day())
    }
}

words! {
    /// How it stands with one report on a day.
    ReportState {
        InTime = "in_time", "Đúng hạn";
        Late = "late", "Chậm";
        Missing = "missing", "Chưa có";
        NotDue = "not_due", "Chưa đến hạn";
    }
}

/// A state, with the days past the due day where there are any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportStanding {
    pub state: ReportState,
    /// Days from the due day to the receipt, or to the day of looking; 0 where nothing is late.
    pub days: i64,
}

impl ReportStanding {
    /// How it stands on a day with a report due on another; the due day itself is in time, and what came after
    /// the day of looking has not come yet.
    pub fn on(day: NaiveDate, due: NaiveDate, received: Option<NaiveDate>) -> Self {
        let known = received.filter(|received| *received <= day);
        let late = (known.unwrap_or(day) - due).num_days();
        let state = match (known, late > 0) {
            (Some(_), false) => ReportState::InTime,
            (Some(_), true) => ReportState::Late,
            (None, true) => ReportState::Missing,
            (None, false) => ReportState::NotDue,
        };
        Self {
            state,
            days: late.max(0),
        }
    }

    /// "Chậm 3 ngày", "Chưa có, quá hạn 12 ngày".
    pub fn words(self) -> String {
        match self.state {
            ReportState::Late => format!("Chậm {} ngày", self.days),
            ReportState::Missing => format!("Chưa có, quá hạn {} ngày", self.days),
            ReportState::InTime | ReportState::NotDue => self.state.label().to_owned(),
        }
    }
}

/// The receipt of one report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthlyReport {
    pub id: ReportId,
    pub ver: i64,
    pub unit_id: UnitId,
    pub month: Month,
    pub received_on: NaiveDate,
    pub note: String,
    /// Who wrote the receipt down.
    pub received_by: String,
}

impl MonthlyReport {
    /// Checks what a receipt must obey on a day.
    ///
    /// # Errors
    /// It came before its month began or has not come yet, or the unit sends none of that month.
    pub fn check(&self, unit: &Unit, today: NaiveDate) -> Result<(), Problem> {
        if unit.kind != UnitKind::Ward {
            return Err(Problem::new(
                "unit_id",
                format!(
                    "Báo cáo tháng do phường gửi; {} không phải phường.",
                    unit.name
                ),
            ));
        }
        if !(span_covers(unit.valid_from, unit.valid_to, self.month.first_day())
            || unit.exists_on(self.month.last_day()))
        {
            return Err(Problem::new(
                "month",
                format!(
                    "{} không tồn tại trong {}; hãy chọn đúng đơn vị của tháng đó.",
                    unit.name,
                    self.month.name()
                ),
            ));
        }
        if self.received_on < self.month.first_day() {
            return Err(Problem::new(
                "received_on",
                format!(
                    "Ngày nhận {} ở trước khi {} bắt đầu; hãy xem lại tháng hoặc ngày nhận.",
                    show(self.received_on),
                    self.month.name()
                ),
            ));
        }
        if self.received_on > today {
            return Err(Problem::new(
                "received_on",
                format!(
                    "Ngày nhận {} chưa đến; hãy ghi ngày nhận thực tế.",
                    show(self.received_on)
                ),
            ));
        }
        Ok(())
    }
}

/// The paper that came in, kept by its hash beside the attached files of visits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportFile {
    pub id: ReportFileId,
    pub ver: i64,
    pub report_id: ReportId,
    pub position: i64,
    pub name: String,
    pub kind: AttachmentKind,
    pub size: i64,
    pub sha256: String,
    pub added_on: NaiveDate,
}

impl ReportFile {
    /// "1,4 MB".
    pub fn size_label(&self) -> String {
        size_label(self.size.unsigned_abs())
    }
}

#[cfg(test)]
mod tests;
