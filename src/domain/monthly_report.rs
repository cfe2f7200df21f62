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
mod tests {
    use super::*;
    use crate::domain::{Holiday, HolidayKind};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn month(text: &str) -> Month {
        Month::parse(text).unwrap()
    }

    fn ward(from: Option<&str>, to: Option<&str>) -> Unit {
        Unit {
            id: UnitId(uuid::Uuid::nil()),
            ver: 1,
            code: "lb-a".into(),
            kind: UnitKind::Ward,
            name: "Phường A".into(),
            short_name: "A".into(),
            district: "long-bien".into(),
            parent_id: None,
            valid_from: from.map(day),
            valid_to: to.map(day),
            checked: true,
        }
    }

    #[test]
    fn a_month_is_read_as_clerks_and_programs_write_it() {
        for text in ["2024-03", "03/2024", "3/2024", " 2024-3 "] {
            assert_eq!(
                Month::parse(text).map(Month::code).as_deref(),
                Some("2024-03"),
                "{text}"
            );
        }
        for text in [
            "2024-13", "0/2024", "24-03", "3/24", "2024", "-1/2024", "+3/2024", "",
        ] {
            assert_eq!(Month::parse(text), None, "{text}");
        }
        assert_eq!(month("2024-02").last_day(), day("2024-02-29"));
        assert_eq!(month("2023-12").last_day(), day("2023-12-31"));
        assert_eq!(Month::of_year(2024).len(), 12);
        assert_eq!(Month::of_year(12).len(), 0);
    }

    #[test]
    fn the_due_day_moves_to_a_working_day_and_stays_within_short_months() {
        let calendar = Calendar::default();
        let rule = ReportRule::default();
        // 05/04/2024 is a Friday, 05/05/2024 a Sunday
        assert_eq!(rule.due(month("2024-03"), &calendar), day("2024-04-05"));
        assert_eq!(rule.due(month("2024-04"), &calendar), day("2024-05-06"));
        assert_eq!(rule.due(month("2024-12"), &calendar), day("2025-01-06"));
        let last = ReportRule {
            day: 31,
            next_month: false,
            from: None,
        };
        assert_eq!(last.due(month("2024-02"), &calendar), day("2024-02-29"));
        let off = Holiday {
            day: day("2024-04-05"),
            ver: 1,
            kind: HolidayKind::Off,
            name: "Nghỉ bù".into(),
            checked: true,
        };
        assert_eq!(
            rule.due(month("2024-03"), &Calendar::new([&off])),
            day("2024-04-08")
        );
    }

    #[test]
    fn the_due_day_is_in_time_and_the_day_after_is_late() {
        let due = day("2024-04-05");
        let on = |look: &str, received: Option<&str>| {
            let standing = ReportStanding::on(day(look), due, received.map(day));
            (standing.state, standing.days)
        };
        assert_eq!(on("2024-04-05", None), (ReportState::NotDue, 0));
        assert_eq!(on("2024-04-06", None), (ReportState::Missing, 1));
        assert_eq!(
            on("2024-04-20", Some("2024-04-05")),
            (ReportState::InTime, 0)
        );
        assert_eq!(on("2024-04-20", Some("2024-04-06")), (ReportState::Late, 1));
        // what came later had not come yet on an earlier day
        assert_eq!(
            on("2024-04-10", Some("2024-04-12")),
            (ReportState::Missing, 5)
        );
        assert_eq!(
            on("2024-04-01", Some("2024-04-12")),
            (ReportState::NotDue, 0)
        );
        let late = ReportStanding::on(day("2024-05-01"), due, Some(day("2024-04-08")));
        assert_eq!(late.words(), "Chậm 3 ngày");
    }

    #[test]
    fn a_merged_ward_owes_nothing_from_the_month_it_ended_in() {
        let rule = ReportRule::default();
        let old = ward(None, Some("2025-06-30"));
        let new = ward(Some("2025-07-01"), None);
        assert!(rule.asks(&old, month("2025-06")) && !rule.asks(&old, month("2025-07")));
        assert!(!rule.asks(&new, month("2025-06")) && rule.asks(&new, month("2025-07")));
        // ended in mid-month: only the one that took over is asked
        let ended = ward(None, Some("2025-07-15"));
        assert!(!rule.asks(&ended, month("2025-07")));
        assert!(rule.asks(&ward(Some("2025-07-16"), None), month("2025-07")));
        let school = Unit {
            kind: UnitKind::School,
            ..ward(None, None)
        };
        assert!(!rule.asks(&school, month("2025-06")));
        let later = ReportRule {
            from: Some(month("2025-03")),
            ..rule
        };
        assert!(!later.asks(&ward(None, None), month("2025-02")));
        assert!(later.asks(&ward(None, None), month("2025-03")));
    }

    #[test]
    fn a_rule_survives_the_file_and_a_senseless_day_is_refused() {
        for rule in [
            ReportRule::default(),
            ReportRule {
                day: 25,
                next_month: false,
                from: Some(month("2024-02")),
            },
        ] {
            assert_eq!(ReportRule::from_code(&rule.code()), Some(rule));
        }
        assert_eq!(ReportRule::from_code("5"), None);
        assert_eq!(
            ReportRule {
                day: 0,
                ..ReportRule::default()
            }
            .check()
            .unwrap_err()
            .place,
            "day"
        );
    }

    #[test]
    fn a_receipt_lies_between_the_beginning_of_its_month_and_today() {
        let report = |received: &str| MonthlyReport {
            id: ReportId(uuid::Uuid::nil()),
            ver: 0,
            unit_id: UnitId(uuid::Uuid::nil()),
            month: month("2024-03"),
            received_on: day(received),
            note: String::new(),
            received_by: String::new(),
        };
        let today = day("2024-04-10");
        let here = ward(None, None);
        let place = |received: &str, unit: &Unit| {
            report(received)
                .check(unit, today)
                .err()
                .map(|problem| problem.place)
        };
        assert_eq!(place("2024-03-01", &here), None);
        assert_eq!(place("2024-04-10", &here), None);
        assert_eq!(place("2024-02-29", &here).as_deref(), Some("received_on"));
        assert_eq!(place("2024-04-11", &here).as_deref(), Some("received_on"));
        let gone = ward(None, Some("2024-02-15"));
        assert_eq!(place("2024-04-02", &gone).as_deref(), Some("month"));
        // the ward ended within the month and had sent its report before
        assert_eq!(place("2024-03-20", &ward(None, Some("2024-03-15"))), None);
        let school = Unit {
            kind: UnitKind::School,
            ..ward(None, None)
        };
        assert_eq!(place("2024-04-02", &school).as_deref(), Some("unit_id"));
    }
}
