//! The documented JSON form of one visit, by which it travels to and from other programs.
//!
//! Codes stand for what both sides know (unit, regulation, item); dates are `YYYY-MM-DD`.
//! An unknown field is an error, so that nothing is lost without a word.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::{
    ClockTime, ConclusionId, ConclusionState, DeadlineRule, EventKind, ParagraphStyle,
    ParticipantRole, RatingValue, Section, ShortcomingId, ShortcomingLevel, ShortcomingState, Side,
    SigningRight, StrengthId, VisitId, VisitKind, VisitState,
};

/// Version of the form that this program writes and reads.
pub const SCHEMA_VERSION: u32 = 1;

/// A whole visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VisitFile {
    /// Version of this form, now 1.
    pub schema_version: u32,
    /// Identity of the visit; left out, a new one is made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<VisitId>,
    /// Code of the supervised unit, as `qcdc list units` shows it.
    pub unit: String,
    /// The checklist version that was used; left out, the newest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub catalogue: Option<CatalogueKey>,
    pub kind: VisitKind,
    pub state: VisitState,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub state_reason: String,
    /// Day of the visit.
    pub date: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<ClockTime>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// What was supervised, as it reads after "giám sát".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub topic: String,
    /// Plan or decision that the visit rests on.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub basis: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period_from: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period_to: Option<NaiveDate>,
    /// Codes of the regulations covered; empty for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub covered: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report_received_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub report_note: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub assessment: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report_back_by: Option<NaiveDate>,
    /// The visit that this one re-checks, if it is in the same file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rechecks: Option<VisitId>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<ParticipantFile>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ratings: Vec<RatingFile>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub strengths: Vec<StrengthFile>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shortcomings: Vec<ShortcomingFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conclusion: Option<ConclusionFile>,
    /// Issued conclusions that were replaced, oldest first: each by the next, the last by `conclusion`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaced_conclusions: Vec<ConclusionFile>,
}

/// Code and version of a checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CatalogueKey {
    pub code: String,
    pub version: i64,
}

/// Someone who took part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ParticipantFile {
    pub side: Side,
    pub role: ParticipantRole,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
}

/// The rating of one item. Items left out are not rated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RatingFile {
    /// Code of the item.
    pub item: String,
    pub rating: RatingValue,
    /// The unit's rating of itself.
    #[serde(default, skip_serializing_if = "is_not_rated")]
    pub self_rating: RatingValue,
    /// Comment, or the reason of "không áp dụng".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence_seen: String,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_not_rated(value: &RatingValue) -> bool {
    *value == RatingValue::NotRated
}

/// Something that was done well.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StrengthFile {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<StrengthId>,
    /// Code of the regulation, if it belongs to one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regulation: Option<String>,
    /// Code of the item, if it belongs to one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    pub text: String,
}

/// Something found wanting, with its order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShortcomingFile {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<ShortcomingId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regulation: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    pub description: String,
    pub level: ShortcomingLevel,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cause_external: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cause_own: String,
    /// What has to be done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub order: String,
    /// Who has to do it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence: String,
    /// Not before the day of the visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<NaiveDate>,
    /// How long the order gives from the day of the conclusion; left out where a date was agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline_rule: Option<DeadlineRule>,
    pub state: ShortcomingState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried_to: Option<VisitId>,
    /// What happened to it since, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<EventFile>,
}

/// One entry of a shortcoming's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EventFile {
    pub kind: EventKind,
    pub on: NaiveDate,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline_from: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline_to: Option<NaiveDate>,
}

/// The conclusion. An issued one carries the paper as it was issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConclusionFile {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<ConclusionId>,
    pub state: ConclusionState,
    #[serde(default = "default_doc_type")]
    pub doc_type: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<i64>,
    /// Left out: the supervising body's symbol.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub symbol: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub signer_title: String,
    #[serde(default = "default_right")]
    pub signer_right: SigningRight,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub signer_name: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<String>,
    /// The text; left out, it is drafted from the record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub paragraphs: Vec<ParagraphFile>,
    /// The paper as issued; present exactly when `state` is `issued`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<IssuedFile>,
}

/// An issued paper, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssuedFile {
    pub at: chrono::DateTime<chrono::FixedOffset>,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
    /// The PDF in base64.
    pub pdf: String,
}

fn default_doc_type() -> String {
    "TB".to_owned()
}

fn default_right() -> SigningRight {
    SigningRight::Direct
}

/// One paragraph of the conclusion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ParagraphFile {
    pub section: Section,
    pub style: ParagraphStyle,
    pub text: String,
    #[serde(default, skip_serializing_if = "is_hand")]
    pub source: SourceFile,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub edited: bool,
}

/// What a paragraph was drafted from: places in the lists above, counted from 0.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum SourceFile {
    #[default]
    Hand,
    Visit,
    /// Code of the item.
    Item(String),
    /// Place in `strengths`.
    Strength(usize),
    /// Place in `shortcomings`.
    Shortcoming(usize),
}

fn is_hand(source: &SourceFile) -> bool {
    *source == SourceFile::Hand
}
