//! A syllable as it is being typed: its letters with their marks, its tone, and what Vietnamese spelling allows.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

/// A mark that makes another letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Mark {
    #[default]
    None,
    Circumflex,
    Horn,
    Breve,
    /// The bar of đ.
    Stroke,
}

/// One letter: `Ươ` is u and o with a horn each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    pub plain: char,
    pub mark: Mark,
    upper: bool,
    /// It came from one key alone: "w" for ư.
    pub made: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Syllable {
    pub letters: Vec<Letter>,
    /// As a combining mark.
    pub tone: Option<char>,
}

/// What may stand before the vowels.
const BEGINNINGS: &[&str] = &[
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh",
    "nh", "p", "ph", "q", "qu", "r", "s", "t", "th", "tr", "v", "x",
];

/// Vowels as they are spelt.
const VOWELS: &[&str] = &[
    "a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "ai", "ao", "au", "ay", "âu", "ây",
    "eo", "êu", "ia", "iê", "iu", "oa", "oă", "oe", "oi", "oo", "ôi", "ơi", "ua", "uâ", "uê", "ui",
    "uô", "uơ", "uy", "ưa", "ưi", "ươ", "ưu", "yê", "iêu", "oai", "oao", "oay", "oeo", "uây",
    "uôi", "uya", "uyê", "uyu", "ươi", "ươu", "yêu", "uêu",
];

/// Vowels on the way there: their marks are still to come.
const ON_THE_WAY: &[&str] = &[
    "eu", "ie", "ye", "uo", "ưo", "ue", "uu", "ieu", "uay", "uoi", "ưoi", "uơi", "uou", "ưou",
    "uơu", "uye", "yeu", "ueu",
];

/// What may stand behind them; "k" in names of the highlands.
const ENDS: &[&str] = &["", "c", "ch", "m", "n", "ng", "nh", "p", "t", "k"];

impl Letter {
    pub(super) fn marked(plain: char, mark: Mark, upper: bool) -> Self {
        Self {
            plain,
            mark,
            upper,
            made: true,
        }
    }

    fn is_vowel(self) -> bool {
        "aeiouy".contains(self.plain)
    }

    /// With its mark, without tone and case.
    fn spelt(self) -> char {
        match (self.mark, self.plain) {
            (Mark::Circumflex, 'a') => 'â',
            (Mark::Circumflex, 'e') => 'ê',
            (Mark::Circumflex, 'o') => 'ô',
            (Mark::Horn, 'o') => 'ơ',
            (Mark::Horn, 'u') => 'ư',
            (Mark::Breve, 'a') => 'ă',
            (Mark::Stroke, 'd') => 'đ',
            _ => self.plain,
        }
    }
}

impl Syllable {
    /// Takes a letter in, with the marks that it has.
    pub(super) fn push(&mut self, c: char) {
        let upper = c.is_uppercase();
        let mut mark = Mark::None;
        let mut plain = c;
        for (place, part) in c.to_lowercase().nfd().enumerate() {
            match part {
                'đ' => (plain, mark) = ('d', Mark::Stroke),
                '\u{302}' => mark = Mark::Circumflex,
                '\u{31b}' => mark = Mark::Horn,
                '\u{306}' => mark = Mark::Breve,
                super::GRAVE | super::ACUTE | super::TILDE | super::HOOK | super::DOT => {
                    self.tone = Some(part);
                }
                part if place == 0 => plain = part,
                _ => {}
            }
        }
        self.push_letter(Letter {
            plain,
            mark,
            upper,
            made: false,
        });
    }

    pub(super) fn push_letter(&mut self, letter: Letter) {
        self.letters.push(letter);
    }

    /// Whether only what may stand before a vowel stands here.
    pub(super) fn may_begin(&self) -> bool {
        !self.has_vowel() && BEGINNINGS.contains(&self.spelt(0..self.letters.len()).as_str())
    }

    pub(super) fn has_vowel(&self) -> bool {
        !self.vowels().is_empty()
    }

    /// Where the vowels stand; the u of "qu" and the i of "gia" belong to what comes before.
    pub(super) fn vowels(&self) -> Range<usize> {
        let vowel = |place: usize| {
            self.letters
                .get(place)
                .is_some_and(|letter| letter.is_vowel())
        };
        let mut start = (0..self.letters.len())
            .find(|place| vowel(*place))
            .unwrap_or(self.letters.len());
        let glides = match (start.checked_sub(1), self.letters.first().map(|l| l.plain)) {
            (Some(0), Some('q')) => Some('u'),
            (Some(0), Some('g')) => Some('i'),
            _ => None,
        };
        if let Some(glide) = glides
            && self
                .letters
                .get(start)
                .is_some_and(|letter| letter.plain == glide && letter.mark == Mark::None)
            && vowel(start + 1)
        {
            start += 1;
        }
        let length = (start..self.letters.len())
            .take_while(|place| vowel(*place))
            .count();
        start..start + length
    }

    fn spelt(&self, range: Range<usize>) -> String {
        let letters = self.letters.get(range).unwrap_or_default();
        letters.iter().map(|letter| letter.spelt()).collect()
    }

    /// Beginning, vowels, end.
    fn parts(&self) -> (String, String, String) {
        let vowels = self.with_horns().vowels();
        (
            self.spelt(0..vowels.start),
            self.with_horns().spelt(vowels.clone()),
            self.spelt(vowels.end..self.letters.len()),
        )
    }

    /// Whether it may still become a syllable, marks to come included.
    pub(super) fn is_possible(&self) -> bool {
        let (beginning, vowels, end) = self.parts();
        let known = |list: &[&str], part: &str| list.contains(&part);
        known(BEGINNINGS, &beginning)
            && (vowels.is_empty() || known(VOWELS, &vowels) || known(ON_THE_WAY, &vowels))
            && known(ENDS, &end)
    }

    /// Whether its vowels are spelt as Vietnamese spells them, or half of "ươ".
    pub(super) fn is_spelt(&self) -> bool {
        let (beginning, vowels, end) = self.parts();
        let known = |list: &[&str], part: &str| list.contains(&part);
        known(BEGINNINGS, &beginning)
            && (known(VOWELS, &vowels) || ["ưo", "uơi", "uơu"].contains(&vowels.as_str()))
            && known(ENDS, &end)
    }

    /// "uơ" is "ươ" as soon as something follows: "huơ" but "hương".
    fn with_horns(&self) -> Self {
        let mut word = self.clone();
        let vowels = self.vowels();
        let first = vowels.start;
        let horned = |place: usize, plain: char, mark: Mark| {
            self.letters
                .get(place)
                .is_some_and(|letter| letter.plain == plain && letter.mark == mark)
        };
        if horned(first, 'u', Mark::None)
            && horned(first + 1, 'o', Mark::Horn)
            && self.letters.len() > first + 2
            && let Some(letter) = word.letters.get_mut(first)
        {
            letter.mark = Mark::Horn;
        }
        word
    }

    /// Which letter bears the tone.
    fn bearer(&self) -> Option<usize> {
        let vowels = self.vowels();
        let marked = vowels.clone().rev().find(|place| {
            self.letters
                .get(*place)
                .is_some_and(|letter| letter.mark != Mark::None)
        });
        let closed = vowels.end < self.letters.len();
        let second = matches!(
            self.spelt(vowels.clone()).as_str(),
            "oa" | "oe" | "uy" | "uê"
        );
        let on_second = match vowels.len() {
            0 => return None,
            1 => false,
            2 => closed || second,
            _ => true,
        };
        let place = vowels.start + usize::from(on_second);
        Some(marked.unwrap_or(place))
    }

    /// The text, in decomposed letters.
    pub(super) fn show(&self) -> String {
        let word = self.with_horns();
        let bearer = word.bearer();
        let mut text = String::new();
        for (place, letter) in word.letters.iter().enumerate() {
            if letter.upper {
                text.extend(letter.spelt().to_uppercase());
            } else {
                text.push(letter.spelt());
            }
            if bearer == Some(place) {
                text.extend(word.tone);
            }
        }
        text
    }
}
