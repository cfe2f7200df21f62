//! Looking for something by typing: which texts answer, how well, and where in them the words stand.

use std::ops::Range;

use super::text::fold;

/// What was typed, ready to be compared: case and marks do not count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    words: Vec<String>,
}

/// A letter of a text with case and marks off, and where it stands in the text.
struct Letter {
    plain: char,
    at: Range<usize>,
}

impl Wanted {
    /// Takes the words of what was typed.
    pub fn new(typed: &str) -> Self {
        let words = fold(typed)
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        Self { words }
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words, plain.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// The words before and after a place, to look for one part here and the other there.
    pub fn split(&self, place: usize) -> (Self, Self) {
        let place = place.min(self.words.len());
        let (first, rest) = self.words.split_at(place);
        (
            Self {
                words: first.to_vec(),
            },
            Self {
                words: rest.to_vec(),
            },
        )
    }

    /// How well a text answers, less is better; `None` when a word is missing. Every word may be the beginning of one
    /// of the text's.
    pub fn closeness(&self, text: &str) -> Option<u8> {
        if self.words.is_empty() {
            return None;
        }
        let there = words_of(text);
        let wanted = &self.words;
        let in_row = there.windows(wanted.len()).position(|some| {
            let (last, whole) = (wanted.len() - 1, wanted.iter().zip(some));
            whole.enumerate().all(|(place, (want, word))| {
                word == want || (place == last && word.starts_with(want.as_str()))
            })
        });
        let exact = there.len() == wanted.len() && there == *wanted;
        match in_row {
            _ if exact => Some(0),
            Some(0) => Some(1),
            Some(_) => Some(2),
            None => wanted
                .iter()
                .all(|want| there.iter().any(|word| word.starts_with(want.as_str())))
                .then_some(3),
        }
    }

    /// Where the words stand in a text, as ranges of bytes in order: what a list shows in bold.
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        let letters = letters(text);
        let mut marks: Vec<Range<usize>> = Vec::new();
        let mut place = 0;
        let mut inside = false;
        while let Some(letter) = letters.get(place) {
            let begins = !inside && letter.plain.is_alphanumeric();
            inside = letter.plain.is_alphanumeric();
            let found = if begins {
                self.longest_at(letters.get(place..).unwrap_or_default())
            } else {
                None
            };
            if let Some(count) = found {
                let last = letters.get(place + count - 1);
                marks.push(letter.at.start..last.map_or(letter.at.end, |last| last.at.end));
                place += count;
            } else {
                place += 1;
            }
        }
        marks
    }

    /// How many letters of the longest wanted word stand at the beginning.
    fn longest_at(&self, letters: &[Letter]) -> Option<usize> {
        self.words
            .iter()
            .filter(|word| {
                let mut here = letters.iter();
                word.chars()
                    .all(|c| here.next().is_some_and(|letter| letter.plain == c))
            })
            .map(|word| word.chars().count())
            .max()
    }
}

fn words_of(text: &str) -> Vec<String> {
    Wanted::new(text).words
}

fn letters(text: &str) -> Vec<Letter> {
    let mut buffer = [0; 4];
    text.char_indices()
        .filter_map(|(at, c)| {
            let whole = at..at + c.len_utf8();
            let folded = fold(c.encode_utf8(&mut buffer));
            // a mark of its own folds away: it belongs to the letter before it
            let plain = folded.chars().next().or(c.is_whitespace().then_some(' '))?;
            Some(Letter { plain, at: whole })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn marked(typed: &str, text: &str) -> Vec<String> {
        let marks = Wanted::new(typed).marks(text);
        marks
            .into_iter()
            .map(|mark| text.get(mark).unwrap_or_default().to_owned())
            .collect()
    }

    #[test]
    fn the_best_answer_comes_first() {
        let wanted = Wanted::new("phuc dong");
        let close = |text| wanted.closeness(text);
        assert_eq!(close("Phúc Đồng"), Some(0));
        assert_eq!(close("Phúc Đồng 2"), Some(1));
        assert_eq!(close("Phường Phúc Đồng · Giám sát định kỳ"), Some(2));
        assert_eq!(close("Đồng chí Phúc"), Some(3));
        assert_eq!(close("Phúc Lợi"), None);
        assert_eq!(Wanted::new(" - ").closeness("Phúc"), None);
        assert_eq!(Wanted::new("phuc d").closeness("Phường Phúc Đồng"), Some(2));
    }

    #[test]
    fn the_words_are_marked_as_they_were_written() {
        assert_eq!(marked("phuc dong", "Phường Phúc Đồng"), ["Phúc", "Đồng"]);
        assert_eq!(marked("luu ho", "Chưa lưu đủ hồ sơ"), ["lưu", "hồ"]);
        assert_eq!(marked("hoso", "hồ sơ"), Vec::<String>::new());
        assert_eq!(marked("12/12", "ngày 12/12/2022"), ["12", "12"]);
    }

    proptest! {
        #[test]
        fn marks_lie_in_the_text_and_in_order(typed in "[a-zđê ]{0,8}", text in "\\PC{0,30}") {
            let mut before = 0;
            for mark in Wanted::new(&typed).marks(&text) {
                prop_assert!(mark.start >= before && mark.end > mark.start);
                prop_assert!(text.get(mark.clone()).is_some());
                before = mark.end;
            }
        }
    }
}
