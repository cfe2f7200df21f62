//! Issued papers as a list: conclusions and every other paper with a number of its own.

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::domain::{IssuedId, NumberGap, Numbering, PaperKind, UnitId, VisitId};

/// One issued paper.
#[derive(Debug, Clone, PartialEq)]
pub struct IssuedRow {
    pub id: IssuedId,
    pub kind: PaperKind,
    /// `12-TB/BDVQU`, empty for a form.
    pub number: String,
    pub date: NaiveDate,
    pub subject: String,
    pub visit_id: Option<VisitId>,
    pub unit_id: Option<UnitId>,
    /// Empty where it concerns no single unit.
    pub unit_name: String,
    /// Title and name of whoever signed.
    pub signer: String,
    /// The paper that it corrects.
    pub replaces: Option<OtherPaper>,
    /// The paper that corrects it.
    pub replaced_by: Option<OtherPaper>,
    pub issued_at: DateTime<FixedOffset>,
    pub sha256: String,
    /// Length of the file in bytes.
    pub size: i64,
}

/// Another issued paper, as one names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherPaper {
    pub id: IssuedId,
    pub kind: PaperKind,
    pub number: String,
    pub date: NaiveDate,
}

impl OtherPaper {
    /// "Thông báo số 12-TB/BDVQU ngày 15/12/2022".
    pub fn reference(&self) -> String {
        crate::domain::issued::reference(self.kind, &self.number, Some(self.date))
    }
}

impl IssuedRow {
    /// "Thông báo số 12-TB/BDVQU ngày 15/12/2022".
    pub fn reference(&self) -> String {
        crate::domain::issued::reference(self.kind, &self.number, Some(self.date))
    }

    /// "Công văn đôn đốc 05-CV-BDVQU 15-12-2022.pdf": no character that a file system refuses.
    pub fn file_name(&self) -> String {
        let number = if self.number.is_empty() {
            String::new()
        } else {
            format!(" {}", self.number)
        };
        let day = crate::domain::date::show(self.date);
        let name = format!("{}{number} {day}.pdf", self.kind.label());
        let refused = |c: char| c.is_control() || "/\\:*?\"<>|".contains(c);
        name.replace(refused, "-")
    }
}

/// Which papers a list shows; empty fields do not filter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct IssuedFilter {
    pub kind: Option<PaperKind>,
    /// Year of the paper's date.
    pub year: Option<i32>,
    pub unit_id: Option<UnitId>,
    pub visit_id: Option<VisitId>,
    /// Words that number, kind, subject or unit must contain, marks not needed.
    pub text: String,
}

/// The list with what stands around it.
#[derive(Debug, Clone, PartialEq)]
pub struct IssuedPage {
    /// Newest first.
    pub rows: Vec<IssuedRow>,
    /// Numbers that no paper bears, over the whole file, of the kind that was asked for.
    pub gaps: Vec<NumberGap>,
    /// Years in which anything was issued, newest first.
    pub years: Vec<i32>,
    pub numbering: Numbering,
}
