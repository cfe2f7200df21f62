//! Marks of headings and numbered paragraphs: the program writes `I-`, `1.`, `a)`, the profile says how they print.

use super::Profile;

/// What follows the number of each level in text that the program writes.
const WRITTEN: [char; 3] = ['-', '.', ')'];

impl Profile {
    /// A heading with the mark of this profile: "I- Kết quả", "1. Tồn tại", "a) Nguyên nhân".
    pub(in crate::documents) fn heading_text(&self, level: u8, text: &str) -> String {
        let level = level.clamp(1, 3);
        self.marked(level, text).unwrap_or_else(|| text.to_owned())
    }

    /// A paragraph whose number is one of the second or third level, as it prints; any other stays.
    pub(in crate::documents) fn numbered_text(&self, text: &str) -> String {
        let found = [2, 3]
            .into_iter()
            .find_map(|level| self.marked(level, text));
        found.unwrap_or_else(|| text.to_owned())
    }

    /// The level of a numbered heading that a user wrote: `a)` is 3, everything else 2.
    pub(in crate::documents) fn heading_level(&self, text: &str) -> u8 {
        let mut letters = text.chars();
        let first = letters.next().is_some_and(char::is_lowercase);
        let [_, _, third] = &self.heading_marks;
        let after = third.chars().nth(1);
        let mark = letters.next();
        let ends = mark == after || mark == Some(')');
        if first && mark.is_some() && ends {
            3
        } else {
            2
        }
    }

    fn marked(&self, level: u8, text: &str) -> Option<String> {
        let place = usize::from(level.checked_sub(1)?);
        let (mark, written) = (self.heading_marks.get(place)?, *WRITTEN.get(place)?);
        let belongs = |c: char| match level {
            1 => "IVX".contains(c),
            2 => c.is_ascii_digit(),
            _ => c.is_lowercase(),
        };
        let (number, rest) = text.split_once(written)?;
        let title = rest.strip_prefix(' ')?;
        let one_letter = level < 3 || number.chars().count() == 1;
        let fits = !number.is_empty() && one_letter && number.chars().all(belongs);
        let after: String = mark.chars().skip(1).collect();
        fits.then(|| format!("{number}{after} {title}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(marks: [&str; 3]) -> Profile {
        Profile {
            heading_marks: marks.map(str::to_owned),
            ..Profile::embedded().unwrap()[0].clone()
        }
    }

    #[test]
    fn all_three_levels_follow_the_profile() {
        let own = profile(["I.", "1)", "a/"]);
        assert_eq!(
            own.heading_text(1, "IV- Nhiệm vụ - kết quả"),
            "IV. Nhiệm vụ - kết quả"
        );
        assert_eq!(
            own.heading_text(2, "12. Kết quả chung. Hết"),
            "12) Kết quả chung. Hết"
        );
        assert_eq!(own.heading_text(3, "đ) Nguyên nhân"), "đ/ Nguyên nhân");
        assert_eq!(
            own.numbered_text("3. UBND phường bổ sung"),
            "3) UBND phường bổ sung"
        );
        assert_eq!(own.numbered_text("b) Chủ quan"), "b/ Chủ quan");
        let usual = profile(["I-", "1.", "a)"]);
        for text in ["I- A", "1. B", "a) C"] {
            assert_eq!(usual.numbered_text(text), text);
        }
    }

    #[test]
    fn what_is_no_number_of_the_program_stays() {
        let own = profile(["I.", "1)", "a/"]);
        for text in [
            "1.500 đồng",
            "28/02/2023. Hạn",
            "Điều 3. Nội dung",
            "và) khác",
            "1.Dính liền",
            "I- Cấp một",
            "",
        ] {
            assert_eq!(own.numbered_text(text), text);
        }
        assert_eq!(own.heading_text(2, "I- Cấp một"), "I- Cấp một");
        assert_eq!(own.heading_text(1, "1. Cấp hai"), "1. Cấp hai");
    }

    #[test]
    fn the_level_of_what_a_user_wrote() {
        let usual = profile(["I-", "1.", "a)"]);
        assert_eq!(usual.heading_level("1. Tồn tại"), 2);
        assert_eq!(usual.heading_level("b) Nguyên nhân"), 3);
        assert_eq!(usual.heading_level("và sau đó"), 2);
        let dotted = profile(["I-", "1)", "a."]);
        assert_eq!(dotted.heading_level("1. Tồn tại"), 2);
        assert_eq!(dotted.heading_level("b. Nguyên nhân"), 3);
    }
}
