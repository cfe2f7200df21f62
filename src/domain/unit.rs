//! Supervised units: wards and what belongs to them, each valid over a span of days.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ids::{SuccessionId, UnitId};
use super::problem::Problem;
use super::words::words;

words! {
    /// What kind of unit is supervised.
    UnitKind {
        Ward = "ward", "Phường";
        PartyCell = "party_cell", "Chi bộ";
        ResidentialGroup = "residential_group", "Tổ dân phố";
        School = "school", "Trường học";
        Agency = "agency", "Cơ quan";
    }
}

words! {
    /// How much of the old unit went to the new one.
    SuccessionExtent {
        Whole = "whole", "Toàn bộ";
        Part = "part", "Một phần";
        Unknown = "unknown", "Chưa rõ";
    }
}

/// A supervised unit under the name of its day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    pub id: UnitId,
    pub ver: i64,
    /// Short stable code: `lb-phuc-dong`.
    pub code: String,
    pub kind: UnitKind,
    /// Full name: `Phường Phúc Đồng`.
    pub name: String,
    /// Name in lists: `Phúc Đồng`.
    pub short_name: String,
    /// Code of its district (`long-bien`), empty when it belongs to none.
    pub district: String,
    /// The ward that a school or party cell belongs to.
    pub parent_id: Option<UnitId>,
    pub valid_from: Option<NaiveDate>,
    /// Last day on which the unit existed.
    pub valid_to: Option<NaiveDate>,
    /// Whether name and dates were compared with the decision that set the unit up.
    pub checked: bool,
}

impl Unit {
    pub fn exists_on(&self, day: NaiveDate) -> bool {
        span_covers(self.valid_from, self.valid_to, day)
    }

    /// "phường Phúc Đồng": the name in the middle of a sentence.
    pub fn name_in_sentence(&self) -> String {
        super::text::lower_first(&self.name)
    }

    /// # Errors
    /// A name or code is missing, or the validity runs backwards.
    pub fn check(&self) -> Result<(), Problem> {
        if self.name.trim().is_empty() {
            return Err(Problem::new(
                "name",
                "Hãy ghi tên đơn vị, ví dụ Phường Phúc Đồng.",
            ));
        }
        if self.short_name.trim().is_empty() {
            return Err(Problem::new(
                "short_name",
                "Hãy ghi tên gọn của đơn vị, ví dụ Phúc Đồng.",
            ));
        }
        if self.code.trim().is_empty() || self.code.contains(char::is_whitespace) {
            return Err(Problem::new(
                "code",
                "Mã đơn vị viết liền, không dấu cách, ví dụ lb-phuc-dong.",
            ));
        }
        check_span(self.valid_from, self.valid_to)
    }
}

/// One old unit and one of the units that took over from it; both sides can occur many times.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Succession {
    pub id: SuccessionId,
    pub ver: i64,
    pub from_id: UnitId,
    pub to_id: UnitId,
    pub extent: SuccessionExtent,
    pub on: NaiveDate,
    pub checked: bool,
    pub source: String,
    /// Of several that took over, this one answers for what was left open.
    pub answers: bool,
}

/// Whether a span of days, both ends included and open where `None`, covers a day.
pub fn span_covers(from: Option<NaiveDate>, to: Option<NaiveDate>, day: NaiveDate) -> bool {
    from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
}

/// # Errors
/// The span ends before it begins.
pub fn check_span(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Result<(), Problem> {
    match (from, to) {
        (Some(from), Some(to)) if to < from => Err(Problem::new(
            "valid_to",
            format!(
                "Ngày hết hiệu lực {} ở trước ngày bắt đầu {}; hãy sửa một trong hai ngày.",
                super::date::show(to),
                super::date::show(from)
            ),
        )),
        _ => Ok(()),
    }
}

/// Days from, to; both included and open where `None`.
pub type Span = (Option<NaiveDate>, Option<NaiveDate>);

/// Whether two spans have a day in common.
pub fn spans_meet((from, to): Span, (other_from, other_to): Span) -> bool {
    let before = |to: Option<NaiveDate>, from: Option<NaiveDate>| {
        to.zip(from).is_some_and(|(to, from)| to < from)
    };
    !before(to, other_from) && !before(other_to, from)
}
