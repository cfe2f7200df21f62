//! Vietnamese text: one normal form in the file, marks off for searching, an order for sorting.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text in NFC without control characters except line ends and tabs, ends trimmed.
pub fn clean(text: &str) -> String {
    nfc(text).trim().to_owned()
}

/// The text in NFC, line ends as `\n`, other control characters dropped. Keeps outer white space.
pub fn nfc(text: &str) -> String {
    // first dropped, then composed: a letter and its mark may only meet when what stood between them is gone
    text.replace("\r\n", "\n")
        .chars()
        .map(|c| if c == '\r' { '\n' } else { c })
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .nfc()
        .collect()
}

/// The text with case and marks off, `đ` as `d`, white space runs as one space: what searching compares.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let lower = text.chars().flat_map(char::to_lowercase);
    for c in lower.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'đ' => folded.push('d'),
            c if c.is_whitespace() => {
                if !folded.ends_with(' ') && !folded.is_empty() {
                    folded.push(' ');
                }
            }
            c => folded.push(c),
        }
    }
    let end = folded.trim_end().len();
    folded.truncate(end);
    folded
}

/// A personal name as Vietnamese lists sort it: the given name, which stands last, comes first.
pub fn given_name_first(name: &str) -> String {
    match name.trim().rsplit_once(' ') {
        Some((rest, given)) => format!("{given} {rest}"),
        None => name.trim().to_owned(),
    }
}

const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// A key whose byte order is the Vietnamese dictionary order: letters first (a ă â … d đ …), then tones
/// (ngang, huyền, hỏi, ngã, sắc, nặng). Numbers sort by value.
pub fn sort_key(text: &str) -> Vec<u8> {
    let mut primary = Vec::new();
    let mut tones = Vec::new();
    let mut number = String::new();
    for c in nfc(text).to_lowercase().chars() {
        if c.is_ascii_digit() {
            number.push(c);
            continue;
        }
        push_number(&mut primary, &mut number);
        let (letter, tone) = split_tone(c);
        if let Some(place) = ALPHABET.chars().position(|a| a == letter) {
            primary.push(40_u8.saturating_add(u8::try_from(place).unwrap_or(u8::MAX)));
            tones.push(tone);
        } else if letter.is_whitespace() {
            primary.push(2);
        } else {
            primary.push(4);
            let mut buffer = [0_u8; 4];
            primary.extend_from_slice(letter.encode_utf8(&mut buffer).as_bytes());
        }
    }
    push_number(&mut primary, &mut number);
    primary.push(0);
    primary.append(&mut tones);
    primary
}

fn push_number(key: &mut Vec<u8>, digits: &mut String) {
    if digits.is_empty() {
        return;
    }
    let value = digits.trim_start_matches('0');
    key.push(10);
    key.push(u8::try_from(value.len()).unwrap_or(u8::MAX));
    key.extend_from_slice(value.as_bytes());
    digits.clear();
}

/// Takes the tone off a letter and keeps its shape: `ệ` → (`ê`, nặng).
fn split_tone(c: char) -> (char, u8) {
    let mut tone = 1;
    let shape: String = std::iter::once(c)
        .nfd()
        .filter(|mark| match mark {
            '\u{300}' => {
                tone = 2;
                false
            }
            '\u{309}' => {
                tone = 3;
                false
            }
            '\u{303}' => {
                tone = 4;
                false
            }
            '\u{301}' => {
                tone = 5;
                false
            }
            '\u{323}' => {
                tone = 6;
                false
            }
            _ => true,
        })
        .nfc()
        .collect();
    (shape.chars().next().unwrap_or(c), tone)
}

/// A count as administrative papers write it: two digits at least (`02`), thousands parted by a point.
pub fn paper_count(count: usize) -> String {
    if count < 10 {
        format!("{count:02}")
    } else {
        thousands(count)
    }
}

/// `13530` → `13.530`.
pub fn thousands(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// First letter in lower case, the rest as it is: to put a name into the middle of a sentence
/// ("Phường Phúc Đồng" → "phường Phúc Đồng").
pub fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}

/// First letter in upper case, the rest as it is.
pub fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// Letters and bytes of the name of a file: other systems count in either, and take less than 256 with the ending.
const LONGEST_NAME: usize = 120;
const MOST_BYTES: usize = 200;

/// A name for a file without what some system refuses, or what shows it otherwise than it is: separators, control and
/// direction marks, a device of Windows ("CON"), a dot or space at either end. Empty when nothing is left.
pub fn file_name(name: &str) -> String {
    let mut safe = String::new();
    for c in nfc(name)
        .chars()
        .filter(|c| !is_direction(*c))
        .take(LONGEST_NAME)
    {
        let c = if c.is_control() || "/\\:*?\"<>|".contains(c) {
            '-'
        } else {
            c
        };
        if safe.len() + c.len_utf8() > MOST_BYTES {
            break;
        }
        safe.push(c);
    }
    // Windows drops a dot or space at the end, and then the file is not found under its name
    let trimmed = safe.trim_matches(|c: char| c == '.' || c.is_whitespace());
    if is_device(trimmed) {
        file_name(&format!("Tệp {trimmed}"))
    } else {
        trimmed.to_owned()
    }
}

/// Marks that let the letters after them run the other way, so that `exe.fdp` is read as `pdf.exe`.
fn is_direction(c: char) -> bool {
    matches!(
        c,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    )
}

/// Whether Windows takes it for a device, whatever its ending is.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim();
    let stem = stem.to_lowercase();
    let numbered = stem.strip_prefix("com").or(stem.strip_prefix("lpt"));
    let digit = |rest: &str| {
        let mut chars = rest.chars();
        chars.next().is_some_and(|c| "0123456789¹²³".contains(c)) && chars.next().is_none()
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered.is_some_and(digit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_meet_their_marks_where_something_stood_between() {
        assert_eq!(clean("ba\u{0}\u{301}o"), "báo");
        assert_eq!(fold("\u{130}"), "i");
    }

    #[test]
    fn names_of_files_are_taken_by_every_system() {
        for (name, safe) in [
            ("../..\\a:b*?.jpg... ", "-..-a-b--.jpg"),
            ("CON", "Tệp CON"),
            ("lpt1 . txt", "Tệp lpt1 . txt"),
            ("bien\u{202E}fdp.exe", "bienfdp.exe"),
            ("Biên bản 12/2022", "Biên bản 12-2022"),
            (". \u{200F}.", ""),
        ] {
            assert_eq!(file_name(name), safe);
        }
        let device = file_name(&format!("CON.{}", "x".repeat(200)));
        assert_eq!(file_name(&device), device);
        let long = file_name(&"ộ".repeat(400));
        assert!(long.len() <= MOST_BYTES && long.chars().count() > 60);
    }

    #[test]
    fn folding_ignores_case_marks_and_normal_form() {
        let decomposed_upper: String = "PHÚC ĐỒNG".nfd().collect();
        for form in [
            "phuc dong",
            "Phúc Đồng",
            &decomposed_upper,
            "  PHÚC   ĐỒNG ",
        ] {
            assert_eq!(fold(form), "phuc dong");
        }
    }

    #[test]
    fn names_sort_in_dictionary_order() {
        let mut names = vec![
            "Đống Đa",
            "Ơ",
            "Dịch Vọng",
            "Ô Chợ Dừa",
            "Cự Khối",
            "Cát Linh",
            "Á",
            "Ạ",
            "A",
            "Ă",
        ];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(
            names,
            [
                "A",
                "Á",
                "Ạ",
                "Ă",
                "Cát Linh",
                "Cự Khối",
                "Dịch Vọng",
                "Đống Đa",
                "Ô Chợ Dừa",
                "Ơ"
            ]
        );
        assert!(sort_key("Tổ dân phố 9") < sort_key("Tổ dân phố 10"));
    }

    #[test]
    fn counts_are_written_as_on_papers() {
        assert_eq!(paper_count(2), "02");
        assert_eq!(paper_count(13_530), "13.530");
    }

    proptest! {
        #[test]
        fn clean_is_stable_and_composed(text in "\\PC{0,40}") {
            let once = clean(&text);
            prop_assert_eq!(clean(&once), once.clone());
            prop_assert_eq!(fold(&once), fold(&text));
        }
    }
}
