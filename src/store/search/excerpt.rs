//! The text around a hit, as it was written.

use crate::domain::text;

/// Whether the words stand apart in the text, and about 140 letters of it around them, or else around the first.
pub(in crate::store) fn excerpt(whole: &str, folded_query: &str) -> (bool, String) {
    const BEFORE: usize = 40;
    const LENGTH: usize = 140;
    let first_word = folded_query.split(' ').next().unwrap_or_default();
    let chars: Vec<char> = whole.chars().collect();
    // Letters fold one to one in NFC text, so the place in the folded text is the place in the text.
    let plain: String = chars.iter().map(|c| plain_letter(*c)).collect();
    let together = plain.find(folded_query);
    let at = together
        .or_else(|| plain.find(first_word))
        .map_or(0, |byte| {
            plain.get(..byte).map_or(0, |head| head.chars().count())
        });
    let near = at.saturating_sub(BEFORE);
    // Begin at a word: the letter after the last space before the hit's neighbourhood.
    let start = match near {
        0 => 0,
        _ => plain
            .chars()
            .enumerate()
            .skip(near)
            .take(at - near)
            .find(|(_, c)| *c == ' ')
            .map_or(near, |(place, _)| place + 1),
    };
    let cut: String = chars.iter().skip(start).take(LENGTH).collect();
    let cut = cut.replace('\n', " ");
    let head = if start > 0 { "…" } else { "" };
    let tail = if start + LENGTH < chars.len() {
        "…"
    } else {
        ""
    };
    (together.is_none(), format!("{head}{}{tail}", cut.trim()))
}

fn plain_letter(c: char) -> char {
    if c.is_ascii() {
        c.to_ascii_lowercase()
    } else {
        let folded = text::fold(c.encode_utf8(&mut [0; 4]));
        folded.chars().next().unwrap_or(' ')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_excerpt_shows_the_hit_as_written() {
        let long = format!("{} Phường Phúc Đồng báo cáo", "Lời mở đầu. ".repeat(20));
        let (apart, cut) = excerpt(&long, "phuc dong");
        assert!(!apart);
        assert!(cut.contains("Phúc Đồng"), "{cut}");
        assert!(cut.starts_with('…'));
    }
}
