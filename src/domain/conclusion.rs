//! The conclusion of a visit (thông báo kết luận giám sát): its number, its sections and where each sentence came from.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::body::{Body, Signer, SigningRight};
use super::ids::{ConclusionId, ItemId, ParagraphId, ShortcomingId, StrengthId, VisitId};
use super::issued::PaperKind;
use super::problem::Problem;
use super::unit::Unit;
use super::visit::Visit;
use super::words::words;

words! {
    /// A conclusion is edited freely until it is issued, and locked from then on.
    ConclusionState {
        Draft = "draft", "Dự thảo";
        Issued = "issued", "Đã ban hành";
    }
}

words! {
    /// Sections in the order in which the paper prints them.
    Section {
        Opening = "opening", "Mở đầu";
        Strengths = "strengths", "I- Kết quả đạt được, ưu điểm";
        Shortcomings = "shortcomings", "II- Tồn tại, hạn chế và nguyên nhân";
        Orders = "orders", "III- Kết luận, yêu cầu";
        Proposals = "proposals", "IV- Kiến nghị, đề xuất";
        Closing = "closing", "Kết thúc";
    }
}

words! {
    /// How a paragraph is set.
    ParagraphStyle {
        Heading = "heading", "Đề mục";
        Body = "body", "Đoạn văn";
    }
}

/// What a drafted paragraph was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum ParagraphSource {
    /// The facts of the visit itself.
    Visit,
    Item(ItemId),
    Strength(StrengthId),
    Shortcoming(ShortcomingId),
    /// Written by hand.
    Hand,
}

/// Type of paper of a conclusion (thông báo).
pub const DOC_TYPE: &str = "TB";

/// The conclusion's head and foot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conclusion {
    pub id: ConclusionId,
    pub ver: i64,
    pub visit_id: VisitId,
    pub state: ConclusionState,
    /// Type of paper: `TB`.
    pub doc_type: String,
    pub number: Option<i64>,
    /// Symbol of the issuing body: `BDVQU`.
    pub symbol: String,
    /// First day of the term within which its number counts.
    pub term_from: NaiveDate,
    pub date: Option<NaiveDate>,
    /// Trích yếu.
    pub subject: String,
    pub signer_title: String,
    pub signer_right: SigningRight,
    pub signer_name: String,
    pub recipients: Vec<String>,
    /// The issued conclusion that this one corrects and stands in for.
    #[serde(default)]
    pub replaces: Option<ConclusionId>,
    pub issued_at: Option<DateTime<FixedOffset>>,
    /// SHA-256 of the issued bytes, in hexadecimal.
    pub sha256: String,
}

impl Conclusion {
    /// `12-TB/BDVQU`, or with room for the number: `…-TB/BDVQU`.
    pub fn doc_number(&self) -> String {
        let number = self
            .number
            .map_or_else(|| "      ".to_owned(), |number| format!("{number:02}"));
        format!("{number}-{}/{}", self.doc_type, self.symbol)
    }

    /// "Thông báo số 12-TB/BDVQU ngày 15/12/2022".
    pub fn reference(&self) -> String {
        super::issued::reference(PaperKind::Conclusion, &self.doc_number(), self.date)
    }

    /// A new draft with what the body's papers usually carry.
    pub fn blank(
        id: ConclusionId,
        visit: &Visit,
        unit: &Unit,
        body: &Body,
        signer: Option<&Signer>,
    ) -> Self {
        let in_sentence = unit.name_in_sentence();
        Self {
            id,
            ver: 0,
            visit_id: visit.id,
            state: ConclusionState::Draft,
            doc_type: DOC_TYPE.to_owned(),
            number: None,
            symbol: body.symbol.clone(),
            term_from: body.term_from,
            date: None,
            subject: if visit.topic.is_empty() {
                format!("Kết luận giám sát đối với {in_sentence}")
            } else {
                format!("Kết luận giám sát {} đối với {in_sentence}", visit.topic)
            },
            signer_title: signer.map_or_else(String::new, |signer| signer.title.clone()),
            signer_right: signer.map_or(SigningRight::Direct, |signer| signer.right),
            signer_name: signer.map_or_else(String::new, |signer| signer.name.clone()),
            recipients: body
                .recipients
                .iter()
                .map(|line| line.replace("{unit}", &in_sentence))
                .collect(),
            replaces: None,
            issued_at: None,
            sha256: String::new(),
        }
    }

    /// Checks what every stored conclusion must obey.
    ///
    /// # Errors
    /// The number is below 1 or the date lies before the visit.
    pub fn check(&self, visit_date: NaiveDate) -> Result<(), Problem> {
        super::issued::check_number(self.number)?;
        if let Some(date) = self.date
            && date < visit_date
        {
            return Err(Problem::new(
                "date",
                format!(
                    "Ngày kết luận {} ở trước ngày giám sát {}; hãy chọn ngày từ {} trở đi.",
                    super::date::show(date),
                    super::date::show(visit_date),
                    super::date::show(visit_date)
                ),
            ));
        }
        Ok(())
    }

    /// What is missing before it can be issued.
    pub fn missing_for_issue(&self) -> Vec<Problem> {
        let subject = self.subject.trim().is_empty();
        let signer = self.signer_title.trim().is_empty();
        [
            (
                self.number.is_none(),
                "number",
                "Hãy ghi số của thông báo kết luận.",
            ),
            (self.date.is_none(), "date", "Hãy ghi ngày ban hành."),
            (subject, "subject", "Hãy ghi trích yếu."),
            (signer, "signer_title", "Hãy chọn người ký."),
        ]
        .into_iter()
        .filter(|(missing, _, _)| *missing)
        .map(|(_, place, words)| Problem::new(place, words))
        .collect()
    }
}

/// One paragraph of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    pub id: ParagraphId,
    pub ver: i64,
    pub conclusion_id: ConclusionId,
    pub section: Section,
    pub position: i64,
    pub style: ParagraphStyle,
    pub text: String,
    pub source: ParagraphSource,
    /// Changed by hand after it was drafted: a new draft must not overwrite it without asking.
    pub edited: bool,
    /// The draft that the user last took or left; empty for what has none.
    #[serde(default)]
    pub drafted: String,
}

/// A paragraph that the program proposes; it becomes a [`Paragraph`] when the user takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftParagraph {
    pub section: Section,
    pub style: ParagraphStyle,
    pub text: String,
    pub source: ParagraphSource,
}
