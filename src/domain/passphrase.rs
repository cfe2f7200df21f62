//! What a person types to lock a copy or the window.

use std::path::Path;

use unicode_normalization::UnicodeNormalization as _;

use super::problem::Problem;

/// Ending of the name of a file that only a passphrase opens.
pub const LOCKED: &str = "qcdckhoa";

/// Whether a name is that of a locked file.
pub fn is_locked(path: &Path) -> bool {
    path.extension()
        .is_some_and(|kind| kind.eq_ignore_ascii_case(LOCKED))
}

/// Fewer characters can be tried out.
const SHORTEST: usize = 8;
/// Digits alone are guessed sooner: birthdays, telephone numbers.
const SHORTEST_DIGITS: usize = 12;
/// The program never asks for more.
const LONGEST: usize = 200;

/// A passphrase; it is shown nowhere, not in a crash report either.
#[derive(Clone, PartialEq, Eq)]
pub struct Passphrase(String);

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

impl Passphrase {
    /// As it was typed; keyboards that put one letter together differently mean the same.
    pub fn new(typed: &str) -> Self {
        Self(typed.nfc().collect())
    }

    /// A new one, typed twice.
    ///
    /// # Errors
    /// The two differ, or it is too easy to guess; in words.
    pub fn chosen(typed: &str, again: &str) -> Result<Self, Problem> {
        let (one, two) = (Self::new(typed), Self::new(again));
        let problem = |words: String| Err(Problem::new("passphrase", words));
        let length = one.0.chars().count();
        if one.0.trim() != one.0 {
            return problem("Mật khẩu không bắt đầu hay kết thúc bằng dấu cách.".to_owned());
        }
        if length < SHORTEST {
            return problem(format!(
                "Mật khẩu cần ít nhất {SHORTEST} ký tự; nên là bốn, năm từ dễ nhớ."
            ));
        }
        if length > LONGEST {
            return problem(format!("Mật khẩu dài nhất {LONGEST} ký tự."));
        }
        if length < SHORTEST_DIGITS && one.0.chars().all(|c| c.is_ascii_digit()) {
            return problem(format!(
                "Mật khẩu chỉ có chữ số thì cần ít nhất {SHORTEST_DIGITS} số; nên thêm chữ."
            ));
        }
        let first = one.0.chars().next();
        if one.0.chars().all(|c| Some(c) == first) {
            return problem("Mật khẩu chỉ lặp một ký tự; hãy chọn mật khẩu khác.".to_owned());
        }
        if one != two {
            return problem("Hai lần gõ mật khẩu không giống nhau; hãy gõ lại.".to_owned());
        }
        Ok(one)
    }

    /// What was typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(typed: &str, again: &str) -> String {
        Passphrase::chosen(typed, again).map_or_else(|problem| problem.message, |_| String::new())
    }

    #[test]
    fn what_is_easy_to_guess_is_refused_in_words() {
        assert!(said("ngắn", "ngắn").contains("ít nhất 8 ký tự"));
        assert!(said("02021990", "02021990").contains("ít nhất 12 số"));
        assert!(said("aaaaaaaaaa", "aaaaaaaaaa").contains("lặp một ký tự"));
        assert!(said(" cây đa giếng nước", " cây đa giếng nước").contains("dấu cách"));
        assert!(said("cây đa giếng nước", "cây đa giếng nươc").contains("không giống nhau"));
        assert!(said(&"ă".repeat(201), "").contains("dài nhất"));
        assert_eq!(said("cây đa giếng nước", "cây đa giếng nước"), "");
    }

    #[test]
    fn letters_put_together_differently_mean_the_same_and_nothing_is_shown() {
        let composed = Passphrase::new("giếng nước");
        let apart: String =
            unicode_normalization::UnicodeNormalization::nfd("giếng nước").collect();
        assert_eq!(composed, Passphrase::new(&apart));
        assert_eq!(format!("{composed:?}"), "Passphrase(…)");
    }
}
