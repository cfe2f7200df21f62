//! Whether two sentences say nearly the same: by their words without case, marks, filling words and the two ways of
//! writing a name (quy chế dân chủ, QCDC).

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::text::fold;

/// Share of common words among all words.
const COMMON: (usize, usize) = (3, 5);
/// Share of the shorter sentence that the longer one holds; the longer one at most twice as long.
const HELD: (usize, usize) = (17, 20);
const TIMES_AS_LONG: usize = 2;
/// Shorter sentences have to have the same words.
const FEWEST: usize = 3;
const FEWEST_HELD: usize = 4;

/// Words that say nothing about what is wanting.
const FILLING: &[&str] = &[
    "bi", "cac", "can", "cho", "chua", "co", "con", "cua", "da", "dang", "de", "do", "duoc",
    "hien", "hon", "khi", "khong", "la", "lai", "mot", "nay", "nham", "nhieu", "nhung", "o",
    "phai", "phuong", "qua", "ra", "sau", "se", "so", "tai", "theo", "thi", "trong", "tu", "va",
    "van", "vao", "ve", "viec", "voi",
];

/// Names that papers write in full or as an abbreviation; longest first.
const NAMES: &[(&str, &str)] = &[
    ("quy che dan chu o co so", "qcdc"),
    ("quy che dan chu", "qcdc"),
    ("qcdc o co so", "qcdc"),
    ("giai phong mat bang", "gpmb"),
    ("uy ban nhan dan", "ubnd"),
    ("hoi dong nhan dan", "hdnd"),
    ("mat tran to quoc viet nam", "mttq"),
    ("mat tran to quoc", "mttq"),
    ("mttq viet nam", "mttq"),
    ("thu tuc hanh chinh", "tthc"),
    ("cai cach hanh chinh", "cchc"),
    ("trat tu xay dung", "ttxd"),
    ("trat tu do thi", "ttdt"),
    ("ban chi dao", "bcd"),
    ("to dan pho", "tdp"),
    ("dan van kheo", "dvk"),
    ("ho so", "hoso"),
    ("co so", "coso"),
];

/// The words of a sentence that count, each once, as numbers in order.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Likeness(Vec<u64>);

impl Likeness {
    pub fn of(text: &str) -> Self {
        let folded = fold(text);
        let mut spaced = String::with_capacity(folded.len() + 2);
        spaced.push(' ');
        for part in folded.split(|c: char| !c.is_alphanumeric()) {
            if !part.is_empty() {
                spaced.push_str(plain_number(part));
                spaced.push(' ');
            }
        }
        for (full, short) in NAMES {
            if spaced.contains(full) {
                spaced = spaced.replace(&format!(" {full} "), &format!(" {short} "));
            }
        }
        let words = spaced
            .split_whitespace()
            .filter(|word| FILLING.binary_search(word).is_err());
        let mut words: Vec<u64> = words.map(number_of).collect();
        words.sort_unstable();
        words.dedup();
        Self(words)
    }

    /// Nearly the same words.
    pub fn is_like(&self, other: &Self) -> bool {
        if self == other {
            return !self.0.is_empty();
        }
        let (short, long) = {
            let (a, b) = (self.0.len(), other.0.len());
            (a.min(b), a.max(b))
        };
        if short < FEWEST {
            return false;
        }
        let common = self.common(other);
        let all = short + long - common;
        let is_share =
            |part: usize, whole: usize, (over, under): (usize, usize)| part * under >= whole * over;
        is_share(common, all, COMMON)
            || short >= FEWEST_HELD
                && long <= short * TIMES_AS_LONG
                && is_share(common, short, HELD)
    }

    fn common(&self, other: &Self) -> usize {
        let (mut mine, mut theirs) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut common = 0;
        while let (Some(a), Some(b)) = (mine.peek(), theirs.peek()) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => drop(mine.next()),
                std::cmp::Ordering::Greater => drop(theirs.next()),
                std::cmp::Ordering::Equal => {
                    common += 1;
                    mine.next();
                    theirs.next();
                }
            }
        }
        common
    }
}

/// `06` as `6`.
fn plain_number(word: &str) -> &str {
    let bare = word.trim_start_matches('0');
    if word.bytes().all(|b| b.is_ascii_digit()) && !bare.is_empty() {
        bare
    } else {
        word
    }
}

fn number_of(word: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    word.hash(&mut hasher);
    hasher.finish()
}

/// For each sentence the places of those like it, itself first. Only sentences that share one of their rarer words
/// are compared: what is alike at all has so many words in common that one of them is among the rarer ones.
pub fn alike_among(all: &[Likeness]) -> Vec<Vec<usize>> {
    let mut often: HashMap<u64, usize> = HashMap::new();
    for word in all.iter().flat_map(|likeness| &likeness.0) {
        *often.entry(*word).or_default() += 1;
    }
    let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut out: Vec<Vec<usize>> = (0..all.len()).map(|place| vec![place]).collect();
    for (place, likeness) in all.iter().enumerate() {
        let mut rare = likeness.0.clone();
        rare.sort_unstable_by_key(|word| (often.get(word).copied().unwrap_or(0), *word));
        rare.truncate(telling(rare.len()));
        let mut candidates: Vec<usize> = rare
            .iter()
            .filter_map(|word| holders.get(word))
            .flatten()
            .copied()
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        for other in candidates {
            if all.get(other).is_some_and(|other| likeness.is_like(other)) {
                for (from, to) in [(place, other), (other, place)] {
                    if let Some(list) = out.get_mut(from) {
                        list.push(to);
                    }
                }
            }
        }
        for word in rare {
            holders.entry(word).or_default().push(place);
        }
    }
    out
}

/// How many of the rarest words have to be looked at. Sentences that are alike have at least 17/40 of the words of
/// the longer one in common (17/20 of one half as long), so leaving out fewer than that many misses nothing.
fn telling(words: usize) -> usize {
    let least = (words * HELD.0).div_ceil(HELD.1 * TIMES_AS_LONG).max(1);
    words.saturating_sub(least) + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn alike(a: &str, b: &str) -> bool {
        let (a, b) = (Likeness::of(a), Likeness::of(b));
        assert_eq!(a.is_like(&b), b.is_like(&a));
        a.is_like(&b)
    }

    #[test]
    fn filling_words_stand_in_order() {
        assert!(FILLING.is_sorted());
    }

    #[test]
    fn what_the_reports_ask_for_is_found_again_in_other_words() {
        for (a, b) in [
            (
                "Bổ sung các số liệu còn thiếu về thực hiện Thông tri số 08-CT/QU ngày 12/11/2021 của Ban Thường vụ Quận uỷ",
                "Số liệu về thực hiện Thông tri số 08-CT/QU ngày 12/11/2021 của Ban Thường vụ Quận ủy còn thiếu, chưa bổ sung.",
            ),
            (
                "cần làm rõ hơn việc thực hiện công tác dân vận tại cơ quan, việc thực hiện 6 Quy chế dân chủ, việc lưu trữ hồ sơ 6 quy chế dân chủ",
                "Chưa làm rõ việc thực hiện công tác dân vận tại cơ quan, việc thực hiện và lưu trữ hồ sơ 06 QCDC",
            ),
            (
                "các tồn tại hạn chế trong 9 tháng đầu năm trong GPMB phục vụ các dự án",
                "Các tồn tại, hạn chế trong giải phóng mặt bằng phục vụ dự án 9 tháng đầu năm chưa khắc phục xong",
            ),
            (
                "thực hiện Phương án chấm dứt chăn nuôi",
                "Việc thực hiện phương án chấm dứt chăn nuôi còn chậm",
            ),
            (
                "VIỆC LƯU TRỮ HỒ SƠ 6 QUY CHẾ DÂN CHỦ",
                "việc lưu trữ hồ sơ 6 quy chế dân chủ ở cơ sở",
            ),
        ] {
            assert!(alike(a, b), "{a}\n{b}");
        }
    }

    #[test]
    fn different_matters_stay_apart() {
        for (a, b) in [
            (
                "cần làm rõ hơn việc lưu trữ hồ sơ 6 quy chế dân chủ",
                "Chưa tuyên truyền 6 quy chế dân chủ đến người dân",
            ),
            (
                "Chưa niêm yết danh mục dự án",
                "Chưa niêm yết kết quả xử lý vi phạm trật tự xây dựng",
            ),
            (
                "Công tác TTĐT còn hạn chế",
                "Công tác vệ sinh môi trường còn hạn chế",
            ),
            (
                "Bổ sung các số liệu còn thiếu về thực hiện Thông tri số 08-CT/QU",
                "Bổ sung hồ sơ còn thiếu về giải phóng mặt bằng",
            ),
            ("Chưa", "Còn"),
            ("", ""),
        ] {
            assert!(!alike(a, b), "{a}\n{b}");
        }
    }

    proptest! {
        /// The quick way finds what comparing each with each finds.
        #[test]
        fn the_rare_words_miss_nothing(
            texts in proptest::collection::vec(proptest::collection::vec(0_u8..14, 1..12), 1..40)
        ) {
            let all: Vec<Likeness> = texts
                .iter()
                .map(|words| {
                    let words: Vec<String> = words.iter().map(|word| format!("x{word}")).collect();
                    Likeness::of(&words.join(" "))
                })
                .collect();
            for (place, found) in alike_among(&all).into_iter().enumerate() {
                let mut found = found;
                found.sort_unstable();
                found.dedup();
                let slow: Vec<usize> = (0..all.len())
                    .filter(|other| *other == place || all[place].is_like(&all[*other]))
                    .collect();
                prop_assert_eq!(found, slow);
            }
        }
    }
}
