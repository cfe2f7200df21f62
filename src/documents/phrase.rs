//! Typed text as a part of drafted sentences.

use crate::domain::text::{fold, lower_first, upper_first};

/// The text on one line.
pub(super) fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text on one line, unless it is empty.
pub(super) fn some(text: &str) -> Option<String> {
    Some(joined(text)).filter(|text| !text.is_empty())
}

/// Without the marks that end a sentence.
pub(super) fn bare(text: &str) -> String {
    let stem = text.trim_end();
    let stem = stem.strip_suffix("./.").unwrap_or(stem);
    stem.trim_end_matches(['.', ';', ',', ':'])
        .trim_end()
        .to_owned()
}

/// As a sentence of its own: one mark at the end, the user's where it is one.
pub(super) fn ended(text: &str) -> String {
    let text = text.trim_end();
    if text.ends_with(['!', '?', '…', '.']) && !text.ends_with("./.") {
        return text.to_owned();
    }
    format!("{}.", bare(text))
}

/// Inside a sentence: a small first letter, but for names and abbreviations (UBND, Đảng ủy).
pub(super) fn inner(text: &str) -> String {
    const NAMES: &[&str] = &[
        "đảng", "quận", "thành", "ban", "bộ", "chính", "ủy", "uỷ", "mặt", "hội", "đoàn", "khối",
        "long", "đống", "hà",
    ];
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    let second = words.next().unwrap_or_default();
    // "Kế hoạch số 15-KH/BDVQU": a paper with its number is a name
    let numbered = text
        .split_once(" số ")
        .is_some_and(|(_, number)| number.starts_with(|c: char| c.is_ascii_digit()));
    let abbreviation = first.chars().skip(1).any(char::is_uppercase);
    let is_capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let name = is_capital(second) || names_a_body(first, second, NAMES);
    if numbered || abbreviation || name {
        text.to_owned()
    } else {
        lower_first(text)
    }
}

/// "Đảng ủy", "Ủy ban", "Mặt trận": bodies whose second word is small.
fn names_a_body(first: &str, second: &str, names: &[&str]) -> bool {
    const SECOND: &[&str] = &["ủy", "uỷ", "ban", "trận", "đội", "viên", "vận"];
    names.contains(&first.to_lowercase().as_str())
        && SECOND.contains(&second.to_lowercase().as_str())
}

pub(super) fn starts_with_any(text: &str, heads: &[&str]) -> bool {
    heads.iter().any(|head| text.starts_with(head))
}

/// What a paper rests on, as its first words: "Thực hiện Kế hoạch số 15-KH/BDVQU …"; none where nothing was written.
/// The name of the body that issues the paper follows at once and is not said twice.
pub(super) fn basis(typed: &str, issuer: &str) -> Option<String> {
    let typed = bare(&some(typed)?);
    let own = format!(" của {issuer}");
    let text = typed.strip_suffix(&own).unwrap_or(&typed);
    let said = starts_with_any(&fold(text), &["thuc hien", "can cu", "theo ", "trien khai"]);
    Some(if said {
        upper_first(text)
    } else {
        format!("Thực hiện {}", inner(text))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_basis_is_said_once_and_whole() {
        let said = |typed: &str| basis(typed, "Ban Dân vận Quận ủy Long Biên");
        assert_eq!(said(" \n"), None);
        assert_eq!(
            said("Kế hoạch giám sát năm 2024 của Ban Dân vận Quận ủy Long Biên.").as_deref(),
            Some("Thực hiện kế hoạch giám sát năm 2024")
        );
        assert_eq!(
            said("căn cứ Kế hoạch số 15-KH/QU của Quận ủy").as_deref(),
            Some("Căn cứ Kế hoạch số 15-KH/QU của Quận ủy")
        );
    }
}
