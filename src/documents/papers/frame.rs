//! What all papers have around their text: head, signature, recipients, mark, room for handwriting.

use chrono::NaiveDate;

use crate::documents::content::{Align, Block, Column, Letterhead, Meta, Paper, Signature};
use crate::documents::draft::committee;
use crate::documents::error::DocumentError;
use crate::documents::profile::{Profile, Signing};
use crate::domain::text::upper_first;
use crate::domain::{Body, Signer, SigningRight};
pub use crate::read::Stamp;
use crate::read::{PaperRules, VisitPage};

pub(in crate::documents) const ROMAN: [&str; 12] = [
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
];

/// Who issues a paper.
#[derive(Debug, Clone, Copy)]
pub(super) struct Issuer<'a> {
    pub body: &'a Body,
    pub signers: &'a [Signer],
    pub sample: bool,
    pub rules: &'a PaperRules,
}

impl Issuer<'_> {
    /// A paper without text, signature and recipients. `day` decides on the format rules and is
    /// the day of the file; without a `symbol` the paper bears no number.
    pub fn paper(
        self,
        symbol: Option<&str>,
        stamp: Stamp,
        day: NaiveDate,
    ) -> Result<Paper, DocumentError> {
        let profile = Profile::of_office(self.rules, stamp.date.unwrap_or(day))?.into_owned();
        Ok(Paper {
            letterhead: Letterhead {
                superior: self.body.superior.clone(),
                issuer: self.body.name.clone(),
                number_line: symbol.map_or_else(String::new, |symbol| {
                    profile.number_line(stamp.number, &format!("{symbol}/{}", self.body.symbol))
                }),
                place_date: place_date(&profile, &self.body.place, stamp.date),
            },
            profile,
            two_sided: self.rules.two_sided,
            kind: None,
            subject: None,
            letter_subject: None,
            blocks: Vec::new(),
            signature: None,
            recipients: Vec::new(),
            meta: Meta {
                title: String::new(),
                subject: String::new(),
                date: stamp.date.unwrap_or(day),
            },
            mark: self.sample.then(|| "MẪU".to_owned()),
        })
    }

    /// The signature of the body's first signer.
    pub fn signature(self, profile: &Profile) -> Signature {
        let words = &profile.signing;
        self.signers.first().map_or_else(
            || {
                let hand = (SigningRight::Direct, "TRƯỞNG BAN", "");
                signature(words, self.body, &[], hand)
            },
            |signer| {
                let hand = (signer.right, signer.title.as_str(), signer.name.as_str());
                signature(words, self.body, self.signers, hand)
            },
        )
    }
}

/// A numbered paragraph, its number with the mark of the profile.
pub(super) fn numbered(profile: &Profile, number: usize, text: &str) -> Block {
    Block::text(profile.numbered_text(&format!("{number}. {text}")))
}

/// Puts kind and subject on a paper and names its file after them.
pub(super) fn entitle(paper: &mut Paper, kind: &str, subject: &str) {
    paper.kind = Some(kind.to_owned());
    paper.subject = Some(subject.to_owned());
    kind.clone_into(&mut paper.meta.title);
    subject.clone_into(&mut paper.meta.subject);
}

/// "Long Biên, ngày 05 tháng 02 năm 2022", or with room for the day.
pub fn place_date(profile: &Profile, place: &str, date: Option<NaiveDate>) -> String {
    format!("{place}, {}", profile.day(date))
}

/// Who signs: right, title and name, under the words that the profile has for rights.
pub(in crate::documents) fn signature(
    words: &Signing,
    body: &Body,
    signers: &[Signer],
    (right, title, name): (SigningRight, &str, &str),
) -> Signature {
    let title = title.trim().to_owned();
    let (right, title) = match right {
        SigningRight::Direct => (None, Some(title)),
        SigningRight::Deputy => (
            Some(format!("{} {}", words.deputy, head_title(signers, &title))),
            Some(title),
        ),
        SigningRight::Collective => (
            Some(format!("{} {}", words.collective, body.name)),
            Some(title),
        ),
        SigningRight::ByOrder => (
            Some(format!(
                "{} {}",
                words.by_order,
                head_title(signers, &title)
            )),
            Some(title),
        ),
        SigningRight::Acting => (Some(format!("{} {title}", words.acting)), None),
    };
    let not_empty = |line: &String| !line.is_empty();
    Signature {
        right_lines: right.into_iter().collect(),
        title_lines: title.into_iter().filter(not_empty).collect(),
        name: name.trim().to_owned(),
    }
}

/// The title of the head for whom someone signs: "PHÓ TRƯỞNG BAN" signs for "TRƯỞNG BAN".
fn head_title(signers: &[Signer], title: &str) -> String {
    let upper = title.to_uppercase();
    if let Some(head) = upper.strip_prefix("PHÓ ") {
        return head.to_owned();
    }
    signers
        .iter()
        .find(|signer| signer.right == SigningRight::Direct)
        .map_or(upper, |signer| signer.title.clone())
}

/// Lines of "Nơi nhận" with the unit's name in its place.
pub(in crate::documents) fn recipients(lines: &[String], unit: &str) -> Vec<String> {
    lines
        .iter()
        .map(|line| upper_first(line.replace("{unit}", unit).trim()))
        .filter(|line| !line.is_empty())
        .collect()
}

/// The body's usual recipients for a paper that concerns no single unit.
pub(super) fn recipients_of_all(lines: &[String], units: &str) -> Vec<String> {
    let is_unit = |line: &&String| line.contains("{unit}");
    let mut out: Vec<String> = Vec::new();
    for line in lines {
        let line = if is_unit(&line) {
            line.replace("{unit}", units)
        } else {
            line.clone()
        };
        let line = upper_first(line.trim());
        if !line.is_empty() && !out.contains(&line) {
            out.push(line);
        }
    }
    out
}

/// Who signs at the ward: its own side, someone in the middle, and the head of the team, who leads,
/// on the right.
pub(super) fn three_sides(
    page: &VisitPage,
    ward: String,
    middle: (&str, String),
    head: String,
) -> Vec<Signature> {
    let sign = |lines: Vec<String>, name: String| Signature {
        right_lines: lines,
        title_lines: Vec::new(),
        name,
    };
    let (title, name) = middle;
    vec![
        sign(vec!["Đại diện".to_owned(), committee(page)], ward),
        sign(vec![title.to_owned()], name),
        sign(vec!["Trưởng đoàn giám sát".to_owned()], head),
    ]
}

/// A column of a table.
pub(super) fn column(header: &str, share: f32, align: Align) -> Column {
    Column {
        header: header.to_owned(),
        share,
        align,
    }
}

const POINTS_PER_MM: f32 = 72.0 / 25.4;
/// Width of a dot as a share of the size, in the fonts of the papers.
const DOT: f32 = 0.25;

/// Dotted lines over the whole width, to write on.
pub(super) fn dotted(profile: &Profile, landscape: bool, lines: usize) -> Vec<Block> {
    let page = &profile.page;
    let across = if landscape {
        page.height_mm
    } else {
        page.width_mm
    };
    let margins = page.margin_left_mm + page.margin_right_mm;
    let room = (across - margins - profile.body.first_indent_mm) * POINTS_PER_MM;
    let line = ".".repeat(whole(room / (DOT * profile.body.size_pt)));
    std::iter::repeat_n(Block::text(line), lines).collect()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a count of dots, cut at 0"
)]
fn whole(count: f32) -> usize {
    count.max(0.0).floor() as usize
}

/// `1` → "I-", as headings of level 1 carry it.
pub(super) fn roman(number: usize) -> &'static str {
    ROMAN
        .get(number.saturating_sub(1))
        .copied()
        .unwrap_or_default()
}
