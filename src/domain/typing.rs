//! Vietnamese typing for a computer without UniKey: Telex and VNI, marks where today's spelling puts them.
//!
//! A word is worked out anew from its keys at each key, so a word that turns out not to be Vietnamese ("Word") comes
//! back as it was typed. Words that already stand before the caret can be marked too.

use unicode_normalization::UnicodeNormalization as _;

mod syllable;

use syllable::{Letter, Mark, Syllable};

/// How keys become letters.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Method {
    /// As the keyboard gives them: UniKey or the system does the rest.
    #[default]
    Off,
    Telex,
    Vni,
}

impl Method {
    pub const ALL: [Self; 3] = [Self::Off, Self::Telex, Self::Vni];

    pub const fn label(self) -> &'static str {
        match self {
            Self::Off => "Tắt",
            Self::Telex => "Telex",
            Self::Vni => "VNI",
        }
    }

    /// The next one, for a key that goes round.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Off => Self::Telex,
            Self::Telex => Self::Vni,
            Self::Vni => Self::Off,
        }
    }
}

/// Letters of the longest word that is worked on: "nghiêng" with its keys.
const LONGEST: usize = 12;

/// The word that is being typed.
#[derive(Clone, Debug, Default)]
pub struct Typing {
    keys: Vec<char>,
    shown: String,
}

/// What to do to the text before the caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Letters to take away.
    pub delete: usize,
    /// Text to put in their place.
    pub insert: String,
}

impl Typing {
    /// A key was typed; `before` is the text in front of the caret. `None` when the key goes in as it is.
    pub fn key(&mut self, method: Method, before: &str, key: char) -> Option<Edit> {
        let works = match method {
            Method::Off => false,
            Method::Telex => key.is_ascii_alphabetic(),
            Method::Vni => key.is_ascii_alphanumeric(),
        };
        if !works {
            *self = Self::default();
            return None;
        }
        if self.shown.is_empty() || !before.ends_with(&self.shown) {
            let word: Vec<char> = before
                .chars()
                .rev()
                .take_while(|c| c.is_alphabetic())
                .take(LONGEST + 1)
                .collect();
            self.keys = if word.len() > LONGEST {
                Vec::new()
            } else {
                word.into_iter().rev().collect()
            };
            self.shown = self.keys.iter().collect();
        }
        if self.keys.len() > 2 * LONGEST {
            *self = Self::default();
            return None;
        }
        self.keys.push(key);
        let new = compose(method, &self.keys);
        let old = std::mem::replace(&mut self.shown, new);
        let same = old
            .chars()
            .zip(self.shown.chars())
            .take_while(|(a, b)| a == b)
            .count();
        let edit = Edit {
            delete: old.chars().count() - same,
            insert: self.shown.chars().skip(same).collect(),
        };
        (edit.delete > 0 || !edit.insert.chars().eq([key])).then_some(edit)
    }
}

/// The word that the keys make.
pub fn compose(method: Method, keys: &[char]) -> String {
    let mut word = Syllable::default();
    let mut marked = false;
    // a key typed twice takes its mark back; the rest of the word is then as typed
    let mut off = false;
    for key in keys {
        let done = !off && method != Method::Off && {
            match change(method, *key) {
                Some(change) => match word.apply(change, *key) {
                    Applied::Done => true,
                    Applied::TakenBack => {
                        off = true;
                        word.push(*key);
                        true
                    }
                    Applied::No => false,
                },
                None => false,
            }
        };
        marked |= done;
        if !done {
            word.push(*key);
        }
    }
    if marked && !off && !word.is_possible() {
        return keys.iter().collect();
    }
    word.show().nfc().collect()
}

/// What a key does beside being a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    /// ngang, huyền, hỏi, ngã, sắc, nặng as combining marks; none takes the tone off.
    Tone(Option<char>),
    /// A mark on one of these letters.
    Marks(Mark, &'static str),
    /// Horn or breve, whichever fits; alone it is ư.
    HornOrBreve,
    /// đ
    Stroke,
}

/// Whether a key changed the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Applied {
    Done,
    /// The mark was there already and is gone now.
    TakenBack,
    No,
}

const GRAVE: char = '\u{300}';
const ACUTE: char = '\u{301}';
const TILDE: char = '\u{303}';
const HOOK: char = '\u{309}';
const DOT: char = '\u{323}';

fn change(method: Method, key: char) -> Option<Change> {
    let tone = |mark| Some(Change::Tone(Some(mark)));
    match (method, key.to_ascii_lowercase()) {
        (Method::Telex, 's') | (Method::Vni, '1') => tone(ACUTE),
        (Method::Telex, 'f') | (Method::Vni, '2') => tone(GRAVE),
        (Method::Telex, 'r') | (Method::Vni, '3') => tone(HOOK),
        (Method::Telex, 'x') | (Method::Vni, '4') => tone(TILDE),
        (Method::Telex, 'j') | (Method::Vni, '5') => tone(DOT),
        (Method::Telex, 'z') | (Method::Vni, '0') => Some(Change::Tone(None)),
        (Method::Telex, 'a') => Some(Change::Marks(Mark::Circumflex, "a")),
        (Method::Telex, 'e') => Some(Change::Marks(Mark::Circumflex, "e")),
        (Method::Telex, 'o') => Some(Change::Marks(Mark::Circumflex, "o")),
        (Method::Telex, 'w') => Some(Change::HornOrBreve),
        (Method::Telex, 'd') | (Method::Vni, '9') => Some(Change::Stroke),
        (Method::Vni, '6') => Some(Change::Marks(Mark::Circumflex, "aeo")),
        (Method::Vni, '7') => Some(Change::Marks(Mark::Horn, "uo")),
        (Method::Vni, '8') => Some(Change::Marks(Mark::Breve, "a")),
        _ => None,
    }
}

impl Syllable {
    fn apply(&mut self, change: Change, key: char) -> Applied {
        match change {
            Change::Tone(tone) => self.set_tone(tone),
            Change::Stroke => self.set_stroke(),
            Change::Marks(mark, on) => self.set_mark(&[(mark, on)]),
            Change::HornOrBreve => {
                let set = self.set_mark(&[(Mark::Horn, "uo"), (Mark::Breve, "a")]);
                if set == Applied::No && self.may_begin() {
                    self.push_letter(Letter::marked('u', Mark::Horn, key.is_uppercase()));
                    return Applied::Done;
                }
                set
            }
        }
    }

    fn set_tone(&mut self, tone: Option<char>) -> Applied {
        if !self.has_vowel() || !self.is_possible() || (tone.is_none() && self.tone.is_none()) {
            return Applied::No;
        }
        if tone.is_some() && self.tone == tone {
            self.tone = None;
            return Applied::TakenBack;
        }
        self.tone = tone;
        Applied::Done
    }

    fn set_stroke(&mut self) -> Applied {
        let Some(first) = self
            .letters
            .first_mut()
            .filter(|letter| letter.plain == 'd')
        else {
            return Applied::No;
        };
        let had = std::mem::replace(&mut first.mark, Mark::Stroke) == Mark::Stroke;
        if had {
            first.mark = Mark::None;
            return Applied::TakenBack;
        }
        // "add": the stroke belongs to a first letter alone or to a whole syllable
        if !self.is_possible() {
            if let Some(first) = self.letters.first_mut() {
                first.mark = Mark::None;
            }
            return Applied::No;
        }
        Applied::Done
    }

    /// Puts a mark on the first vowel that may bear it; takes it back where it stands already.
    fn set_mark(&mut self, marks: &[(Mark, &str)]) -> Applied {
        let vowels = self.vowels();
        for (mark, on) in marks {
            let bears = |letter: &Letter| on.contains(letter.plain);
            for place in vowels.clone() {
                let Some(letter) = self.letters.get(place).copied() else {
                    continue;
                };
                if !bears(&letter) || letter.mark == *mark {
                    continue;
                }
                // "uo" takes its horn on the o; the u follows when the word goes on
                let next = self.letters.get(place + 1);
                if *mark == Mark::Horn
                    && letter.plain == 'u'
                    && next.is_some_and(|next| next.plain == 'o' && next.mark != Mark::Horn)
                    && vowels.contains(&(place + 1))
                {
                    continue;
                }
                let mut tried = self.clone();
                if let Some(letter) = tried.letters.get_mut(place) {
                    letter.mark = *mark;
                }
                if tried.is_spelt() {
                    *self = tried;
                    return Applied::Done;
                }
            }
        }
        // in a word of another language there is nothing to take back
        if !self.is_possible() {
            return Applied::No;
        }
        let mut taken = false;
        for place in self.vowels().rev() {
            let Some(letter) = self.letters.get_mut(place) else {
                continue;
            };
            let borne =
                |(mark, on): &(Mark, &str)| letter.mark == *mark && on.contains(letter.plain);
            if marks.iter().any(borne) {
                taken = true;
                if letter.made {
                    self.letters.remove(place);
                } else {
                    letter.mark = Mark::None;
                }
            }
        }
        if taken {
            Applied::TakenBack
        } else {
            Applied::No
        }
    }
}

#[cfg(test)]
mod tests;
