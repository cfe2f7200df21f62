//! The format rules of Party papers, as data: `data/profiles/*.json`, and files of the office's own.

mod check;
mod file;
mod lines;
mod marks;

use std::borrow::Cow;
use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::error::DocumentError;
use super::fonts::Face;
use crate::read::PaperRules;

const EMBEDDED: [&str; 2] = [
    include_str!("../../../data/profiles/hd36.json"),
    include_str!("../../../data/profiles/hd05.json"),
];

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
    /// "Đảng Cộng sản Việt Nam"
    pub party: String,
    pub party_title: TextStyle,
    pub superior: TextStyle,
    pub issuer: TextStyle,
    /// Stands below the issuing body: "*".
    pub star: String,
    pub number: TextStyle,
    /// "Số", without a colon.
    pub number_label: String,
    /// Shorter numbers get zeros in front.
    pub number_digits: u8,
    pub place_date: TextStyle,
    /// Days below this get a zero in front, months below the other.
    pub zero_days_below: u32,
    pub zero_months_below: u32,
    pub kind: TextStyle,
    pub subject: TextStyle,
    /// Below the subject: "-----".
    pub dashes: String,
    pub letter_subject: TextStyle,
    /// Before the subject of a letter: "V/v".
    pub letter_subject_label: String,
    pub body: BodyStyle,
    pub heading: TextStyle,
    /// Marks of the first headings of each level: "I-", "1.", "a)".
    pub heading_marks: [String; 3],
    pub sign_right: TextStyle,
    pub signing: Signing,
    pub signer_title: TextStyle,
    pub signer_name: TextStyle,
    pub recipients_title: TextStyle,
    /// "Nơi nhận:"
    pub recipients_label: String,
    pub recipients: TextStyle,
    /// Closes each line of "Nơi nhận" but the last.
    pub recipient_line_end: String,
    pub recipient_last_end: String,
    /// Lines that begin so go last: "Lưu".
    pub archive_label: String,
    pub page_number: PageNumberStyle,
    /// Closes the text above the signature.
    pub text_end: String,
    /// "ủy" or "uỷ" in text that the program writes; what a user typed stays.
    pub generated_uy: String,
    pub kinds: Vec<PaperKind>,
    /// Symbols of bodies that papers come from, to choose from.
    pub body_symbols: Vec<BodySymbol>,
    pub limits: Limits,
}

/// Words before a title that say with which right someone signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signing {
    /// "T/M"
    pub collective: String,
    /// "K/T"
    pub deputy: String,
    /// "T/L"
    pub by_order: String,
    /// "Q."
    pub acting: String,
}

/// A kind of paper and its symbol in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperKind {
    /// "TB"
    pub symbol: String,
    /// "Thông báo"
    pub name: String,
    /// A letter (công văn): no kind is printed, and the subject stands below the number.
    pub letter: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BodySymbol {
    pub symbol: String,
    pub name: String,
}

/// Smallest and largest size that the instruction allows, points.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    pub kind_pt: [f32; 2],
    pub subject_pt: [f32; 2],
    pub body_pt: [f32; 2],
    pub line_pitch_pt: [f32; 2],
    pub paragraph_gap_from_pt: f32,
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
    /// Of back sides, when papers are printed on both.
    pub back_margin_left_mm: f32,
    pub back_margin_right_mm: f32,
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
    /// The first page that bears its number, 1 or 2.
    pub from_page: u32,
}

impl Profile {
    /// The embedded profile in force on the day a paper is issued; the nearest one for a day
    /// that none covers.
    pub fn for_issue_date(date: NaiveDate) -> Result<&'static Self, DocumentError> {
        let all = Self::embedded()?;
        let nearest = || {
            all.iter()
                .rev()
                .find(|profile| profile.valid_from.is_none_or(|from| from <= date))
                .or(all.first())
        };
        all.iter()
            .find(|profile| profile.holds_on(date))
            .or_else(nearest)
            .ok_or_else(|| DocumentError::Profile {
                wrong: vec![format!(
                    "không có quy định nào cho ngày {}",
                    date.format("%d/%m/%Y")
                )],
            })
    }

    /// The profile for a paper issued on a day: the office's own that is in force, the newest first, or the embedded one.
    ///
    /// # Errors
    /// A profile of the office does not read any more.
    pub fn of_office(
        rules: &PaperRules,
        date: NaiveDate,
    ) -> Result<Cow<'static, Self>, DocumentError> {
        let mut own: Option<Self> = None;
        for json in &rules.profiles {
            let profile = Self::from_json(json)?;
            let newer = own
                .as_ref()
                .is_none_or(|own| own.valid_from <= profile.valid_from);
            if profile.holds_on(date) && newer {
                own = Some(profile);
            }
        }
        match own {
            Some(own) => Ok(Cow::Owned(own)),
            None => Self::for_issue_date(date).map(Cow::Borrowed),
        }
    }

    /// Whether papers issued on a day follow it.
    pub fn holds_on(&self, date: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= date) && self.valid_to.is_none_or(|to| date <= to)
    }

    /// All embedded profiles, oldest first.
    pub fn embedded() -> Result<&'static [Self], DocumentError> {
        static PROFILES: OnceLock<Result<Vec<Profile>, DocumentError>> = OnceLock::new();
        PROFILES
            .get_or_init(|| EMBEDDED.iter().map(|json| Self::from_json(json)).collect())
            .as_deref()
            .map_err(Clone::clone)
    }

    /// The file of an embedded profile, to start one's own from.
    pub fn embedded_file(code: &str) -> Option<&'static str> {
        let all = Self::embedded().ok()?;
        let has_code = |(profile, _): &(&Self, &&str)| profile.code.eq_ignore_ascii_case(code);
        let mut files = all.iter().zip(&EMBEDDED);
        files.find(has_code).map(|(_, file)| *file)
    }

    /// Reads and checks one profile; what is wrong is named with its line.
    pub fn from_json(json: &str) -> Result<Self, DocumentError> {
        file::read(json)
    }

    /// "Số 05", with room where the number is still to be written.
    pub fn number_line(&self, number: Option<i64>, symbol: &str) -> String {
        let digits = usize::from(self.number_digits);
        let number = number.map_or_else(|| " ".repeat(6), |number| format!("{number:0digits$}"));
        format!("{} {number}-{symbol}", self.number_label)
    }

    /// "ngày 05 tháng 02 năm 2022", or with room for the day.
    pub(super) fn day(&self, date: Option<NaiveDate>) -> String {
        let padded = |number: u32, below: u32| {
            if number < below {
                format!("{number:02}")
            } else {
                number.to_string()
            }
        };
        date.map_or_else(
            || "ngày      tháng      năm        ".to_owned(),
            |date| {
                format!(
                    "ngày {} tháng {} năm {}",
                    padded(date.day(), self.zero_days_below),
                    padded(date.month(), self.zero_months_below),
                    date.year()
                )
            },
        )
    }

    /// What a type of paper (`TB`) is called; an unknown one is a notice.
    pub(super) fn kind_of_paper(&self, symbol: &str) -> Option<&PaperKind> {
        let of = |symbol: &str| self.kinds.iter().find(|kind| kind.symbol == symbol);
        of(symbol).or_else(|| of("TB"))
    }

    /// "Đảng ủy" as this office writes it, for text that the program makes.
    pub(super) fn generated(&self, text: &str) -> String {
        if self.generated_uy == "uỷ" {
            text.replace("ủy", "uỷ")
                .replace("Ủy", "Uỷ")
                .replace("ỦY", "UỶ")
        } else {
            text.to_owned()
        }
    }
}
