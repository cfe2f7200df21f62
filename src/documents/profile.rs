//! The format rules of Party papers, as data: `data/profiles/*.json`.

use std::sync::OnceLock;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::error::DocumentError;
use super::fonts::Face;

const EMBEDDED: [&str; 2] = [
    include_str!("../../data/profiles/hd36.json"),
    include_str!("../../data/profiles/hd05.json"),
];
const SCHEMA_VERSION: u32 = 1;
/// Below this no line of body text would hold a word.
const NARROWEST_TEXT_MM: f32 = 40.0;

/// One instruction on the format of Party papers (Hướng dẫn 36-HD/VPTW, 05-HD/VPTW).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    pub schema_version: u32,
    /// "HD36"
    pub code: String,
    pub title: String,
    /// First and last day of issue it holds for, both included; none is open.
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
    /// True once a clerk has compared it with the official text.
    pub checked: bool,
    pub page: PageSize,
    pub party_title: TextStyle,
    pub superior: TextStyle,
    pub issuer: TextStyle,
    pub number: TextStyle,
    pub place_date: TextStyle,
    pub kind: TextStyle,
    pub subject: TextStyle,
    pub letter_subject: TextStyle,
    pub body: BodyStyle,
    pub heading: TextStyle,
    pub sign_right: TextStyle,
    pub signer_title: TextStyle,
    pub signer_name: TextStyle,
    pub recipients_title: TextStyle,
    pub recipients: TextStyle,
    pub page_number: PageNumberStyle,
    /// Closes each line of "Nơi nhận" but the last.
    pub recipient_line_end: String,
    pub recipient_last_end: String,
    /// Closes the text above the signature.
    pub text_end: String,
}

/// Paper and margins, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageSize {
    pub width_mm: f32,
    pub height_mm: f32,
    pub margin_top_mm: f32,
    pub margin_bottom_mm: f32,
    pub margin_left_mm: f32,
    pub margin_right_mm: f32,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the shape of the profile files"
)]
pub struct TextStyle {
    pub size_pt: f32,
    pub bold: bool,
    pub italic: bool,
    pub caps: bool,
    pub underline: bool,
}

impl TextStyle {
    pub fn face(self) -> Face {
        Face::of(self.bold, self.italic)
    }

    /// The text in the case that the style asks for.
    pub fn cased(self, text: &str) -> String {
        if self.caps {
            text.to_uppercase()
        } else {
            text.to_owned()
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BodyStyle {
    pub size_pt: f32,
    /// Distance of two baselines, exactly.
    pub line_pitch_pt: f32,
    pub first_indent_mm: f32,
    pub paragraph_gap_pt: f32,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageNumberStyle {
    pub size_pt: f32,
    /// From the edge of the paper to the top of the number.
    pub top_mm: f32,
}

impl Profile {
    /// The embedded profile in force on the day a paper is issued; the nearest one for a day
    /// that none covers.
    pub fn for_issue_date(date: NaiveDate) -> Result<&'static Self, DocumentError> {
        let all = Self::embedded()?;
        let in_force = all.iter().find(|profile| {
            profile.valid_from.is_none_or(|from| from <= date)
                && profile.valid_to.is_none_or(|to| date <= to)
        });
        let nearest = || {
            all.iter()
                .rev()
                .find(|profile| profile.valid_from.is_none_or(|from| from <= date))
                .or(all.first())
        };
        in_force
            .or_else(nearest)
            .ok_or_else(|| DocumentError::Profile {
                detail: format!("không có quy định nào cho ngày {}", date.format("%d/%m/%Y")),
            })
    }

    /// All embedded profiles, oldest first.
    pub fn embedded() -> Result<&'static [Self], DocumentError> {
        static PROFILES: OnceLock<Result<Vec<Profile>, DocumentError>> = OnceLock::new();
        PROFILES
            .get_or_init(|| EMBEDDED.iter().map(|json| Self::from_json(json)).collect())
            .as_deref()
            .map_err(Clone::clone)
    }

    /// Reads and checks one profile.
    pub fn from_json(json: &str) -> Result<Self, DocumentError> {
        let profile: Self = serde_json::from_str(json).map_err(|e| DocumentError::Profile {
            detail: e.to_string(),
        })?;
        profile.check()?;
        Ok(profile)
    }

    fn check(&self) -> Result<(), DocumentError> {
        let wrong = |detail: String| Err(DocumentError::Profile { detail });
        if self.schema_version != SCHEMA_VERSION {
            return wrong(format!(
                "{}: schema_version là {}, chương trình này đọc {SCHEMA_VERSION}",
                self.code, self.schema_version
            ));
        }
        for (name, size) in self.sizes() {
            if !(4.0..=72.0).contains(&size) {
                return wrong(format!(
                    "{}: {name} phải từ 4 đến 72, đang là {size}",
                    self.code
                ));
            }
        }
        let page = &self.page;
        let width = page.width_mm - page.margin_left_mm - page.margin_right_mm;
        let height = page.height_mm - page.margin_top_mm - page.margin_bottom_mm;
        let indent = self.body.first_indent_mm;
        // written so that NaN is refused too
        if !(width >= NARROWEST_TEXT_MM + indent.max(0.0) && height >= NARROWEST_TEXT_MM) {
            return wrong(format!("{}: lề trang không còn chỗ cho chữ", self.code));
        }
        if !(self.body.paragraph_gap_pt >= 0.0 && indent >= 0.0) {
            return wrong(format!(
                "{}: khoảng cách đoạn, thụt đầu dòng phải từ 0",
                self.code
            ));
        }
        Ok(())
    }

    fn sizes(&self) -> [(&'static str, f32); 17] {
        [
            ("party_title", self.party_title.size_pt),
            ("superior", self.superior.size_pt),
            ("issuer", self.issuer.size_pt),
            ("number", self.number.size_pt),
            ("place_date", self.place_date.size_pt),
            ("kind", self.kind.size_pt),
            ("subject", self.subject.size_pt),
            ("letter_subject", self.letter_subject.size_pt),
            ("body.size_pt", self.body.size_pt),
            ("body.line_pitch_pt", self.body.line_pitch_pt),
            ("heading", self.heading.size_pt),
            ("sign_right", self.sign_right.size_pt),
            ("signer_title", self.signer_title.size_pt),
            ("signer_name", self.signer_name.size_pt),
            ("recipients_title", self.recipients_title.size_pt),
            ("recipients", self.recipients.size_pt),
            ("page_number", self.page_number.size_pt),
        ]
    }
}
