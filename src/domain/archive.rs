//! Hồ sơ lưu trữ: which papers a ward's archive of the regulations must hold, and what was found there.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::date::show;
use super::ids::{ArchivePaperId, UnitId, VisitId};
use super::problem::{Problem, Problems};
use super::rating::RatingValue;
use super::text::thousands;
use super::words::words;

/// Trích yếu of the letter that asks for what is missing.
pub const SUBJECT: &str = "đề nghị bổ sung hồ sơ lưu trữ quy chế dân chủ ở cơ sở";

/// Years that papers can be of.
pub const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

words! {
    /// How a paper was found. `NotSeen` is the default and counts neither for nor against the ward.
    #[derive(Default)]
    ArchiveState {
        Present = "present", "Có";
        Missing = "missing", "Thiếu";
        NotApplicable = "not_applicable", "Không áp dụng";
        #[default]
        NotSeen = "not_seen", "Chưa xem";
    }
}

words! {
    /// Who said so.
    ArchiveSource {
        Clerk = "clerk", "Cán bộ ghi";
        Checklist = "checklist", "Phiếu kiểm tra";
    }
}

impl ArchiveState {
    /// What the rating of the item about a paper says of the paper; a half-met item does not tell which paper lacks.
    pub fn offered(value: RatingValue) -> Option<Self> {
        match value {
            RatingValue::Met => Some(Self::Present),
            RatingValue::NotMet => Some(Self::Missing),
            RatingValue::NotApplicable => Some(Self::NotApplicable),
            RatingValue::PartlyMet | RatingValue::NotRated => None,
        }
    }
}

/// A paper that the archive must hold, from a year to a year. Another wording is another paper that takes its place, so
/// that no earlier judgement comes to stand under words that nobody judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchivePaper {
    pub id: ArchivePaperId,
    pub ver: i64,
    /// `QC1-03.1`: the same for the papers that took each other's place.
    pub code: String,
    /// Code of the regulation.
    pub regulation: String,
    pub position: i64,
    pub name: String,
    /// Code of the checklist item that is about it; empty for none.
    pub item: String,
    /// A new one is needed each year; else what was found stands for the years that follow.
    pub every_year: bool,
    pub from_year: Option<i64>,
    pub to_year: Option<i64>,
    /// The paper that it took the place of.
    pub replaces: Option<ArchivePaperId>,
}

impl ArchivePaper {
    /// Whether the archive of a year must hold it.
    pub fn required_in(&self, year: i32) -> bool {
        let year = i64::from(year);
        self.from_year.is_none_or(|from| from <= year)
            && self.to_year.is_none_or(|until| year <= until)
    }

    /// "mỗi năm", "một lần".
    pub fn how_often(&self) -> &'static str {
        if self.every_year {
            "mỗi năm"
        } else {
            "một lần"
        }
    }

    /// # Errors
    /// A code, a regulation or a name is missing, or the years run backwards.
    pub fn check(&self) -> Result<(), Problem> {
        if self.name.trim().is_empty() {
            return Err(Problem::new("name", "Hãy ghi tên giấy tờ phải lưu."));
        }
        if self.code.trim().is_empty() || self.code.contains(char::is_whitespace) {
            return Err(Problem::new(
                "code",
                "Mã giấy tờ viết liền, không dấu cách, ví dụ QC1-03.1.",
            ));
        }
        if self.regulation.trim().is_empty() {
            return Err(Problem::new("regulation", "Hãy chọn quy chế của giấy tờ."));
        }
        if let (Some(from), Some(until)) = (self.from_year, self.to_year)
            && until < from
        {
            return Err(Problem::new(
                "from_year",
                format!("Giấy tờ này phải lưu từ năm {from}; không bỏ được từ trước năm đó."),
            ));
        }
        Ok(())
    }
}

/// What was found of one paper at one ward in one year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveEntry {
    pub unit_id: UnitId,
    pub paper_id: ArchivePaperId,
    pub year: i64,
    pub ver: i64,
    pub state: ArchiveState,
    /// Nơi lưu.
    pub place: String,
    /// Last day on which it is kept.
    pub kept_until: Option<NaiveDate>,
    pub seen_on: Option<NaiveDate>,
    pub note: String,
    pub source: ArchiveSource,
    /// The visit whose checklist said so.
    pub visit_id: Option<VisitId>,
    pub written_by: String,
    pub written_on: NaiveDate,
}

impl ArchiveEntry {
    /// Whether it may have been thrown away by a day.
    pub fn is_expired(&self, day: NaiveDate) -> bool {
        self.state == ArchiveState::Present && self.kept_until.is_some_and(|until| until < day)
    }

    /// "Cán bộ ghi (Trần Thị Lan)", "Phiếu kiểm tra ngày 12/12/2022".
    pub fn source_words(&self) -> String {
        match (self.source, self.seen_on) {
            (ArchiveSource::Checklist, Some(day)) => format!("Phiếu kiểm tra ngày {}", show(day)),
            (source, _) if self.written_by.is_empty() => source.label().to_owned(),
            (source, _) => format!("{} ({})", source.label(), self.written_by),
        }
    }

    /// # Errors
    /// All that is wrong with its days.
    pub fn check(&self, today: NaiveDate) -> Result<(), Problems> {
        let mut problems = Vec::new();
        if let Some(seen) = self.seen_on {
            if seen > today {
                problems.push(Problem::new(
                    "seen_on",
                    format!("Ngày xem {} chưa đến; hãy ghi ngày đã xem.", show(seen)),
                ));
            } else if i64::from(seen.year()) < self.year {
                problems.push(Problem::new(
                    "seen_on",
                    format!(
                        "Ngày xem {} ở trước năm {}; hãy xem lại năm của hồ sơ hoặc ngày xem.",
                        show(seen),
                        self.year
                    ),
                ));
            }
        }
        if let Some(until) = self.kept_until
            && i64::from(until.year()) < self.year
        {
            problems.push(Problem::new(
                "kept_until",
                format!(
                    "Thời hạn lưu {} ở trước năm {}; hãy xem lại.",
                    show(until),
                    self.year
                ),
            ));
        }
        Problems::into_result(problems)
    }
}

/// # Errors
/// A year that no archive is of.
pub fn check_year(year: i32) -> Result<(), Problem> {
    if YEARS.contains(&year) {
        return Ok(());
    }
    Err(Problem::new(
        "year",
        format!("Năm {year} không dùng được; hãy ghi năm, ví dụ 2024."),
    ))
}

/// What the checklist of a visit says of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchiveOffer {
    pub state: ArchiveState,
    pub visit_id: VisitId,
    pub on: NaiveDate,
    /// What was seen, as the checklist tells it.
    pub evidence: String,
}

impl ArchiveOffer {
    /// Whether it says something that is not written yet: what a clerk wrote stays, and so does a later look.
    pub fn adds_to(&self, there: Option<&ArchiveEntry>) -> bool {
        there.is_none_or(|entry| {
            entry.source == ArchiveSource::Checklist
                && entry.seen_on.is_none_or(|seen| seen <= self.on)
                && (entry.state != self.state || entry.visit_id != Some(self.visit_id))
        })
    }
}

/// How many papers were found how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ArchiveTally {
    pub present: u64,
    pub missing: u64,
    pub not_seen: u64,
    pub not_applicable: u64,
}

impl ArchiveTally {
    pub fn add(&mut self, state: ArchiveState) {
        *match state {
            ArchiveState::Present => &mut self.present,
            ArchiveState::Missing => &mut self.missing,
            ArchiveState::NotApplicable => &mut self.not_applicable,
            ArchiveState::NotSeen => &mut self.not_seen,
        } += 1;
    }

    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            present: self.present + other.present,
            missing: self.missing + other.missing,
            not_seen: self.not_seen + other.not_seen,
            not_applicable: self.not_applicable + other.not_applicable,
        }
    }

    /// Papers that were looked at and are needed: the denominator.
    pub fn seen(self) -> u64 {
        self.present + self.missing
    }

    /// Whole percent of what was looked at, rounded half up; `None` where nothing was.
    pub fn percent(self) -> Option<u64> {
        let seen = self.seen();
        (seen > 0).then(|| (self.present * 200 + seen) / (seen * 2))
    }

    /// "12/15", "chưa xem", "không áp dụng", "–" where no paper is asked for.
    pub fn share(self) -> String {
        match (self.seen(), self.not_seen, self.not_applicable) {
            (0, 0, 0) => "–".to_owned(),
            (0, 0, _) => "không áp dụng".to_owned(),
            (0, _, _) => "chưa xem".to_owned(),
            (seen, ..) => format!("{}/{}", counted(self.present), counted(seen)),
        }
    }

    /// "có 12/15 (80%), chưa xem 40".
    pub fn words(self) -> String {
        let mut parts = Vec::new();
        if let Some(percent) = self.percent() {
            parts.push(format!("có {} ({percent}%)", self.share()));
        }
        if self.not_seen > 0 {
            parts.push(format!("chưa xem {}", counted(self.not_seen)));
        }
        if self.not_applicable > 0 {
            parts.push(format!("không áp dụng {}", counted(self.not_applicable)));
        }
        if parts.is_empty() {
            parts.push("không có giấy tờ nào phải lưu".to_owned());
        }
        parts.join(", ")
    }
}

fn counted(count: u64) -> String {
    thousands(usize::try_from(count).unwrap_or(usize::MAX))
}

impl FromIterator<ArchiveState> for ArchiveTally {
    fn from_iter<I: IntoIterator<Item = ArchiveState>>(states: I) -> Self {
        let mut tally = Self::default();
        for state in states {
            tally.add(state);
        }
        tally
    }
}

#[cfg(test)]
mod tests;
