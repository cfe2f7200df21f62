//! Papers that a body has issued besides the conclusions: written once, kept for good, and how numbers run over all of them.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::body::SigningRight;
use super::date;
use super::ids::{ConclusionId, PaperId, UnitId, VisitId};
use super::problem::Problem;
use super::words::words;

words! {
    /// What kind of paper it is.
    PaperKind {
        Conclusion = "conclusion", "Thông báo kết luận";
        Announcement = "announcement", "Thông báo lịch giám sát";
        Minutes = "minutes", "Biên bản làm việc";
        Reminder = "reminder", "Công văn đôn đốc";
        Plan = "plan", "Kế hoạch giám sát";
        Summary = "summary", "Báo cáo tổng hợp";
        Recheck = "recheck", "Phiếu phúc tra";
        Checklist = "checklist", "Phiếu kiểm tra";
        Tracking = "tracking", "Bảng theo dõi khắc phục";
        ReportRequest = "report_request", "Công văn đề nghị gửi báo cáo";
        ArchiveRequest = "archive_request", "Công văn đề nghị bổ sung hồ sơ";
        FigureRequest = "figure_request", "Công văn đề nghị bổ sung số liệu";
    }
}

impl PaperKind {
    /// Type of paper in its number; empty for a form, which bears none.
    pub fn doc_type(self) -> &'static str {
        match self {
            Self::Conclusion | Self::Announcement => "TB",
            Self::Minutes => "BB",
            Self::Reminder | Self::ReportRequest | Self::ArchiveRequest | Self::FigureRequest => {
                "CV"
            }
            Self::Plan => "KH",
            Self::Summary => "BC",
            Self::Recheck | Self::Checklist | Self::Tracking => "",
        }
    }

    pub fn has_number(self) -> bool {
        !self.doc_type().is_empty()
    }

    /// How another paper names one of this kind: "Thông báo số 12-TB/BDVQU".
    pub fn noun(self) -> &'static str {
        match self {
            Self::Conclusion | Self::Announcement => "Thông báo",
            Self::Minutes => "Biên bản",
            Self::Reminder | Self::ReportRequest | Self::ArchiveRequest | Self::FigureRequest => {
                "Công văn"
            }
            Self::Plan => "Kế hoạch",
            Self::Summary => "Báo cáo",
            Self::Recheck | Self::Checklist => "Phiếu",
            Self::Tracking => "Bảng theo dõi",
        }
    }
}

/// What a paper is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Concern {
    pub visit_id: Option<VisitId>,
    pub unit_id: Option<UnitId>,
    pub period_from: Option<NaiveDate>,
    pub period_to: Option<NaiveDate>,
}

/// A paper as it was issued; its bytes lie beside it under the same hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedPaper {
    pub id: PaperId,
    pub ver: i64,
    pub kind: PaperKind,
    /// Type in its number (`CV`), empty for a form.
    pub doc_type: String,
    pub number: Option<i64>,
    pub symbol: String,
    /// First day of the term or year within which its number counts.
    pub term_from: NaiveDate,
    pub date: NaiveDate,
    /// Trích yếu.
    pub subject: String,
    pub visit_id: Option<VisitId>,
    pub unit_id: Option<UnitId>,
    pub period_from: Option<NaiveDate>,
    pub period_to: Option<NaiveDate>,
    pub signer_title: String,
    pub signer_right: SigningRight,
    pub signer_name: String,
    /// The paper that it corrects and stands in for.
    pub replaces: Option<PaperId>,
    pub issued_at: DateTime<FixedOffset>,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
}

impl IssuedPaper {
    /// `12-TB/BDVQU`; empty for a form.
    pub fn doc_number(&self) -> String {
        self.number.map_or_else(String::new, |number| {
            doc_number(number, &self.doc_type, &self.symbol)
        })
    }

    /// "Công văn số 05-CV/BDVQU ngày 15/12/2022".
    pub fn reference(&self) -> String {
        reference(self.kind, &self.doc_number(), Some(self.date))
    }

    /// Checks what every issued paper must obey.
    ///
    /// # Errors
    /// The number does not fit the kind, or the subject is missing.
    pub fn check(&self) -> Result<(), Problem> {
        match self.number {
            None if self.kind.has_number() => {
                Err(Problem::new("number", "Hãy ghi số của văn bản."))
            }
            Some(_) if !self.kind.has_number() => Err(Problem::new(
                "number",
                format!("{} không mang số; hãy bỏ số.", self.kind.label()),
            )),
            number => check_number(number),
        }
    }
}

/// `12-TB/BDVQU`.
pub fn doc_number(number: i64, doc_type: &str, symbol: &str) -> String {
    format!("{number:02}-{doc_type}/{symbol}")
}

/// "Thông báo số 12-TB/BDVQU ngày 15/12/2022"; a form is named by its day alone.
pub fn reference(kind: PaperKind, number: &str, day: Option<NaiveDate>) -> String {
    let number = if number.is_empty() {
        String::new()
    } else {
        format!(" số {number}")
    };
    let day = day.map_or_else(String::new, |day| format!(" ngày {}", date::show(day)));
    format!("{}{number}{day}", kind.noun())
}

/// # Errors
/// The number is outside what papers bear.
pub fn check_number(number: Option<i64>) -> Result<(), Problem> {
    match number {
        Some(number) if !(1..=99_999).contains(&number) => {
            Err(Problem::new("number", "Số văn bản là số từ 01 đến 99999."))
        }
        _ => Ok(()),
    }
}

/// A paper of either kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IssuedId {
    Conclusion(ConclusionId),
    Paper(PaperId),
}

impl std::fmt::Display for IssuedId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Conclusion(id) => id.fmt(f),
            Self::Paper(id) => id.fmt(f),
        }
    }
}

/// How numbers of papers run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Numbering {
    /// From 01 in each term of the committee.
    #[default]
    Term,
    /// From 01 in each year, from this year on; earlier papers count within their term.
    YearFrom(i32),
}

impl Numbering {
    /// First day of the span within which a paper of a day is numbered.
    pub fn counts_from(self, term_from: NaiveDate, day: NaiveDate) -> NaiveDate {
        match self {
            Self::YearFrom(first) if day.year() >= first => {
                NaiveDate::from_ymd_opt(day.year(), 1, 1).unwrap_or(term_from)
            }
            Self::Term | Self::YearFrom(_) => term_from,
        }
    }

    /// "năm 2024", "nhiệm kỳ từ 15/06/2020".
    pub fn span_name(term_from: NaiveDate) -> String {
        if term_from.month() == 1 && term_from.day() == 1 {
            format!("năm {}", term_from.year())
        } else {
            format!("nhiệm kỳ từ {}", date::show(term_from))
        }
    }

    pub fn code(self) -> String {
        match self {
            Self::Term => "term".to_owned(),
            Self::YearFrom(year) => format!("year:{year}"),
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        match code.split_once(':') {
            None if code == "term" => Some(Self::Term),
            Some(("year", year)) => year.parse().ok().map(Self::YearFrom),
            _ => None,
        }
    }
}

/// Numbers that no paper bears though later ones do: of a type, a symbol and a span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberGap {
    pub doc_type: String,
    pub symbol: String,
    pub term_from: NaiveDate,
    /// First and last missing number of each run.
    pub runs: Vec<(i64, i64)>,
    /// The highest number that is used.
    pub highest: i64,
}

impl NumberGap {
    /// The runs of missing numbers below the highest of a sorted list; `None` where none is missing.
    pub fn runs_of(sorted: &[i64]) -> Vec<(i64, i64)> {
        let mut next = 1;
        let mut runs = Vec::new();
        for number in sorted {
            if *number > next {
                runs.push((next, number - 1));
            }
            next = next.max(number + 1);
        }
        runs
    }

    /// How many numbers are missing.
    pub fn count(&self) -> i64 {
        self.runs.iter().map(|(first, last)| last - first + 1).sum()
    }

    /// "03, 05–07": long lists end with "…".
    pub fn numbers(&self) -> String {
        const SHOWN: usize = 12;
        let mut words: Vec<String> = self
            .runs
            .iter()
            .take(SHOWN)
            .map(|(first, last)| match last - first {
                0 => format!("{first:02}"),
                1 => format!("{first:02}, {last:02}"),
                _ => format!("{first:02}–{last:02}"),
            })
            .collect();
        if self.runs.len() > SHOWN {
            words.push("…".to_owned());
        }
        words.join(", ")
    }

    /// "TB/BDVQU, nhiệm kỳ từ 15/06/2020: chưa có văn bản mang số 03, 05–07 (số lớn nhất 12)".
    pub fn sentence(&self) -> String {
        format!(
            "{}/{}, {}: chưa có trong tệp văn bản mang số {} (số lớn nhất {:02})",
            self.doc_type,
            self.symbol,
            Numbering::span_name(self.term_from),
            self.numbers(),
            self.highest
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn numbers_run_by_term_or_from_a_year_on_by_year() {
        let term = day(2020, 6, 15);
        assert_eq!(Numbering::Term.counts_from(term, day(2024, 3, 1)), term);
        let yearly = Numbering::YearFrom(2024);
        assert_eq!(
            yearly.counts_from(term, day(2024, 3, 1)),
            day(2024, 1, 1),
            "from its first year on"
        );
        assert_eq!(yearly.counts_from(term, day(2023, 12, 31)), term);
        for numbering in [Numbering::Term, yearly] {
            assert_eq!(Numbering::from_code(&numbering.code()), Some(numbering));
        }
        assert_eq!(Numbering::from_code("month"), None);
    }

    #[test]
    fn missing_numbers_are_named_in_runs() {
        let gap = NumberGap {
            doc_type: "TB".into(),
            symbol: "BDVQU".into(),
            term_from: day(2020, 6, 15),
            runs: NumberGap::runs_of(&[2, 4, 8]),
            highest: 8,
        };
        assert_eq!(gap.numbers(), "01, 03, 05–07");
        assert_eq!(gap.count(), 5);
        assert!(NumberGap::runs_of(&[1, 2, 3]).is_empty());
        assert_eq!(
            gap.sentence(),
            "TB/BDVQU, nhiệm kỳ từ 15/06/2020: chưa có trong tệp văn bản mang số 01, 03, 05–07 (số lớn nhất 8)"
                .replace("nhất 8", "nhất 08")
        );
    }

    #[test]
    fn a_form_bears_no_number() {
        assert_eq!(
            reference(PaperKind::Reminder, "05-CV/BDVQU", Some(day(2022, 12, 15))),
            "Công văn số 05-CV/BDVQU ngày 15/12/2022"
        );
        assert_eq!(
            reference(PaperKind::Recheck, "", Some(day(2022, 12, 15))),
            "Phiếu ngày 15/12/2022"
        );
        assert!(!PaperKind::Tracking.has_number());
        assert!(check_number(Some(0)).is_err());
    }
}
