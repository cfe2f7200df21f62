//! Text before it is broken into lines: cleaning, and where a line may end.
//!
//! The rules of Unicode (UAX 14) say where a break is possible; the habits of Vietnamese
//! administrative writing take some away: a number stays with what it counts, a day stays whole.

use std::borrow::Cow;

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// How good a place is to end a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Break {
    /// The text itself ends the line here.
    Must,
    May,
    /// Only where the line has nothing better.
    Poor,
}

pub(super) const NO_BREAK_SPACE: char = '\u{A0}';

/// Words that a number or an ordinal follows and must not be parted from.
const LABELS: &[&str] = &[
    "ngày",
    "tháng",
    "năm",
    "quý",
    "kỳ",
    "số",
    "điều",
    "khoản",
    "điểm",
    "mục",
    "phần",
    "tổ",
    "lần",
    "trang",
    "khu",
    "khóa",
    "khoá",
    "chương",
    "quận",
    "phường",
    "bảng",
    "biểu",
    "t/m",
    "k/t",
    "t/l",
    "đ/c",
    "q.",
];
/// Units of measure: they stay with their number even after a word that could have numbered it ("của phường 5 m²").
const UNITS: &[&str] = &[
    "m", "m2", "m3", "m²", "m³", "km", "km2", "km²", "cm", "ha", "kg", "tấn", "đồng", "hộ", "lượt",
];
/// Words after a number that do not name what it counts.
const JOINING: &[&str] = &[
    "và", "đến", "hoặc", "của", "có", "là", "tại", "được", "trong", "theo", "cho", "với", "thì",
    "do", "để", "ở", "về", "bị", "đã", "sẽ", "như", "vì", "nhưng", "mà", "không", "ngày", "cũng",
];

/// Brings text to NFC, spaces to plain ones, line ends to `\n`; drops what has no picture.
pub(in crate::documents) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut after_cr = false;
    let composed = is_nfc_quick(text.chars()) == IsNormalized::Yes;
    let text = if composed {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect::<String>())
    };
    for letter in text.chars() {
        match letter {
            '\n' if after_cr => {}
            '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200A}' | '\u{205F}' | '\u{3000}' => {
                out.push(' ');
            }
            NO_BREAK_SPACE | '\u{2007}' | '\u{202F}' => out.push(NO_BREAK_SPACE),
            // the fonts have no non-breaking hyphen; a plain one is not broken after either
            '\u{2011}' => out.push('-'),
            '\u{AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' => {}
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
        after_cr = letter == '\r';
    }
    out
}

/// The text in NFC, with no-break spaces where a line must not end, for programs that break lines themselves.
pub(in crate::documents) fn bound(text: &str) -> String {
    let clean = clean(text);
    let mut out = String::with_capacity(clean.len());
    let mut from = 0;
    for at in glued_spaces(&clean) {
        let head = clean.get(from..at).unwrap_or_default();
        let stem = head.trim_end_matches(' ');
        out.push_str(stem);
        out.extend(std::iter::repeat_n(NO_BREAK_SPACE, head.len() - stem.len()));
        from = at;
    }
    out.push_str(clean.get(from..).unwrap_or_default());
    out
}

/// Byte offsets at which the next line may begin, in order, with how good each is.
pub(super) fn breaks(text: &str) -> Vec<(usize, Break)> {
    let glued = glued_spaces(text);
    let mut glued = glued.iter().peekable();
    let mut out = Vec::new();
    for (at, opportunity) in linebreaks(text) {
        if at >= text.len() {
            break;
        }
        while glued.peek().is_some_and(|offset| **offset < at) {
            glued.next();
        }
        let after_space = text.get(..at).is_some_and(|head| head.ends_with(' '));
        let kind = match opportunity {
            BreakOpportunity::Mandatory => Break::Must,
            BreakOpportunity::Allowed if after_space && glued.peek() != Some(&&at) => Break::May,
            BreakOpportunity::Allowed => Break::Poor,
        };
        out.push((at, kind));
    }
    out
}

/// Offsets of the words that must stay on the line of the word before them.
fn glued_spaces(text: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let (mut earlier, mut before): (Option<&str>, Option<&str>) = (None, None);
    let mut at = 0;
    for piece in text.split_inclusive([' ', '\n']) {
        let word = piece.trim_end_matches([' ', '\n']);
        if !word.is_empty() {
            let named = earlier.is_some_and(|earlier| is_comrade(earlier, before, word));
            if named || before.is_some_and(|before| stays(earlier, before, word)) {
                out.push(at);
            }
            earlier = before;
            before = Some(word);
        }
        at += piece.len();
    }
    out
}

/// "đồng chí" and the name after it.
fn is_comrade(earlier: &str, before: Option<&str>, word: &str) -> bool {
    let opens = ['(', '“', '"', '«', '['];
    before.is_some_and(|before| reads(before, "chí"))
        && reads(earlier.trim_start_matches(opens), "đồng")
        && word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether `word` must stay with the word before it, which follows `earlier`.
fn stays(earlier: Option<&str>, before: &str, word: &str) -> bool {
    let labelled = || earlier.is_some_and(is_label);
    let before = before.trim_start_matches(['(', '“', '"', '«', '[']);
    if matches!(word, "-" | "–" | "—") {
        return true;
    }
    if (starts_as_number(word) || is_roman(word) || before.contains('/')) && is_label(before) {
        return true;
    }
    let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    // "đồng chí", "điểm a", "điểm a khoản 2 Điều 5"
    if (reads(before, "đồng") && reads(bare, "chí"))
        || (reads(before, "điểm") && is_point(bare))
        || (is_among(bare, &["khoản", "điều"])
            && (is_point(before) || starts_as_number(before))
            && !before.ends_with([',', ';', '.'])
            && labelled())
    {
        return true;
    }
    if !before.starts_with(|c: char| c.is_ascii_digit())
        || !before.ends_with(|c: char| c.is_ascii_digit())
    {
        return false;
    }
    let sign = word.starts_with(['%', '‰', '₫', '°']);
    if labelled() {
        return sign || is_among(bare, &["tháng", "năm"]) || is_among(bare, UNITS);
    }
    (sign || word.starts_with(char::is_alphabetic)) && !is_among(bare, JOINING)
}

/// Whether a word is this one, in whatever letters: most words differ in the first, and none is copied.
fn reads(word: &str, small: &str) -> bool {
    word.chars().flat_map(char::to_lowercase).eq(small.chars())
}

fn is_among(word: &str, small: &[&str]) -> bool {
    let first = word.chars().flat_map(char::to_lowercase).next();
    first.is_some_and(|first| {
        let alike = small.iter().filter(|other| other.starts_with(first));
        alike.copied().any(|other| reads(word, other))
    })
}

/// The letter of a point of law: "a", "đ".
fn is_point(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

fn is_label(word: &str) -> bool {
    let word = word.trim_start_matches(['(', '“', '"', '«', '[']);
    is_among(word, LABELS)
}

/// "05", "28/02/2023", and "-TB/BDVQU" whose number is still to be written.
fn starts_as_number(word: &str) -> bool {
    let mut letters = word.chars();
    match letters.next() {
        Some('-') => letters.next().is_some(),
        Some(first) => first.is_ascii_digit(),
        None => false,
    }
}

/// "I", "III", "IV/2022"
fn is_roman(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| !matches!(c, 'I' | 'V' | 'X'));
    let head = digits
        .split(['/', ',', '.', ';'])
        .next()
        .unwrap_or_default();
    !head.is_empty() && head.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        let mut from = 0;
        for (at, kind) in breaks(text) {
            if kind != Break::Poor {
                out.push(text.get(from..at).unwrap_or_default().trim_end());
                from = at;
            }
        }
        out.push(text.get(from..).unwrap_or_default());
        out
    }

    #[test]
    fn days_numbers_and_symbols_stay_whole() {
        for whole in [
            "ngày 05 tháng 02 năm 2022",
            "Số 12-TB/BDVQU",
            "Số       -TB/BDVQU",
            "06 QCDC",
            "ngày 28/02/2023",
            "(03 mục",
            "quý I/2021",
            "6,39 %",
            "K/T TRƯỞNG",
            "điểm a khoản 2 Điều 5",
            "(điểm đ khoản 1",
            "đồng chí Nguyễn",
            "Đ/c Nguyễn",
            "3.450.000 ₫",
            "25 °C",
            "1.250,5 m²",
            "213 hộ",
            "tổ 7",
            "phường 1.250,5 m²",
        ] {
            assert_eq!(parts(whole), [whole]);
        }
    }

    #[test]
    fn lists_of_laws_and_comrades_without_a_name_may_part() {
        assert_eq!(
            parts("các khoản 2, Điều 5 và đồng chí trưởng đoàn tại điểm cao"),
            [
                "các",
                "khoản 2,",
                "Điều 5",
                "và",
                "đồng chí",
                "trưởng",
                "đoàn",
                "tại",
                "điểm",
                "cao"
            ]
        );
    }

    #[test]
    fn other_words_part_at_spaces_only() {
        assert_eq!(
            parts("năm 2022 và 14 phường chính trị - xã hội 13.530 hộ, nước/sông"),
            [
                "năm 2022",
                "và",
                "14 phường",
                "chính",
                "trị -",
                "xã",
                "hội",
                "13.530 hộ,",
                "nước/sông"
            ]
        );
    }

    #[test]
    fn cleaning_keeps_letters_and_plain_spaces() {
        assert_eq!(
            clean("Ph\u{75}\u{31B}\u{301}c\u{AD}\r\n\tx\u{200B}y"),
            "Phứcx y".replace("x y", "\n xy")
        );
        assert_eq!(breaks("a\nb"), [(2, Break::Must)]);
    }
}
