//! The supervising body (Ban Dân vận Quận ủy): what stands in the head and at the foot of its papers.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ids::{BodyId, SignerId};
use super::problem::Problem;
use super::words::words;

words! {
    /// Right to sign (thể thức đề ký). The head of an advisory body signs directly, a deputy `K/T`.
    SigningRight {
        Direct = "direct", "Ký trực tiếp";
        Deputy = "deputy", "K/T (ký thay)";
        Collective = "collective", "T/M (thay mặt)";
        ByOrder = "by_order", "T/L (thừa lệnh)";
        Acting = "acting", "Q. (quyền)";
    }
}

/// A supervising body as it was over a span of days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    pub id: BodyId,
    pub ver: i64,
    /// Code of the district that it serves (`long-bien`).
    pub district: String,
    /// Superior body in capitals: `QUẬN ỦY LONG BIÊN`.
    pub superior: String,
    /// Its name in capitals: `BAN DÂN VẬN`.
    pub name: String,
    /// Symbol in the numbers of its papers: `BDVQU`.
    pub symbol: String,
    /// Place that stands before the date of a paper: `Long Biên`.
    pub place: String,
    /// First day of the committee's term: numbers of papers run from 01 again from that day on.
    pub term_from: NaiveDate,
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
    /// Default lines of "Nơi nhận"; `{unit}` stands for the supervised unit.
    pub recipients: Vec<String>,
}

impl Body {
    /// "Ban Dân vận Quận ủy Long Biên": the name inside a sentence.
    pub fn full_name(&self) -> String {
        format!(
            "{} {}",
            sentence_case(&self.name),
            sentence_case(&self.superior)
        )
    }

    /// "Quận ủy Long Biên": the superior body inside a sentence.
    pub fn superior_name(&self) -> String {
        sentence_case(&self.superior)
    }

    pub fn in_force_on(&self, day: NaiveDate) -> bool {
        super::unit::span_covers(self.valid_from, self.valid_to, day)
    }

    /// "từ 01/07/2025", "đến hết 30/06/2025", both or nothing.
    pub fn span_words(&self) -> String {
        use super::date::show;
        match (self.valid_from, self.valid_to) {
            (None, None) => String::new(),
            (Some(from), None) => format!("từ {}", show(from)),
            (None, Some(to)) => format!("đến hết {}", show(to)),
            (Some(from), Some(to)) => format!("từ {} đến hết {}", show(from), show(to)),
        }
    }

    /// # Errors
    /// A name, symbol or place is missing, or the validity runs backwards.
    pub fn check(&self) -> Result<(), Problem> {
        for (place, value, message) in [
            (
                "superior",
                &self.superior,
                "Hãy ghi tên cơ quan cấp trên, ví dụ QUẬN ỦY LONG BIÊN.",
            ),
            (
                "name",
                &self.name,
                "Hãy ghi tên cơ quan giám sát, ví dụ BAN DÂN VẬN.",
            ),
            (
                "symbol",
                &self.symbol,
                "Hãy ghi ký hiệu văn bản, ví dụ BDVQU.",
            ),
            ("place", &self.place, "Hãy ghi địa danh, ví dụ Long Biên."),
        ] {
            if value.trim().is_empty() {
                return Err(Problem::new(place, message));
            }
        }
        if self.symbol.contains(char::is_whitespace) {
            return Err(Problem::new(
                "symbol",
                "Ký hiệu văn bản viết liền, không có dấu cách, ví dụ BDVQU.",
            ));
        }
        super::unit::check_span(self.valid_from, self.valid_to)
    }
}

/// The body that supervises a district on a day; any in force where none is its own, then the last there was.
pub fn body_on<'a>(bodies: &'a [Body], district: &str, day: NaiveDate) -> Option<&'a Body> {
    let in_force = |body: &&Body| body.in_force_on(day);
    let own = |body: &&Body| body.district == district;
    let past = |body: &&Body| body.valid_from.is_none_or(|from| from <= day);
    bodies
        .iter()
        .filter(in_force)
        .find(own)
        .or_else(|| bodies.iter().find(in_force))
        .or_else(|| {
            bodies
                .iter()
                .filter(own)
                .filter(past)
                .max_by_key(|body| body.valid_from)
        })
        .or_else(|| {
            bodies
                .iter()
                .filter(past)
                .max_by_key(|body| body.valid_from)
        })
        .or_else(|| bodies.first())
}

/// The same body as it is on another day: another version for its district where there is one in force.
pub fn version_on<'a>(bodies: &'a [Body], body: &'a Body, day: NaiveDate) -> &'a Body {
    if body.in_force_on(day) {
        return body;
    }
    bodies
        .iter()
        .find(|other| other.district == body.district && other.in_force_on(day))
        .unwrap_or(body)
}

/// Someone who may sign a body's papers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signer {
    pub id: SignerId,
    pub ver: i64,
    pub body_id: BodyId,
    pub position: i64,
    /// Title in capitals, without the body's name: `TRƯỞNG BAN`.
    pub title: String,
    pub right: SigningRight,
    /// May be empty: the paper then leaves room for the name.
    pub name: String,
}

/// Words that stay in capitals or small letters inside a sentence, given a name in capitals.
/// "BAN DÂN VẬN" → "Ban Dân vận", "QUẬN ỦY LONG BIÊN" → "Quận ủy Long Biên".
fn sentence_case(capitals: &str) -> String {
    const SMALL: &[&str] = &[
        "ủy",
        "uỷ",
        "vận",
        "đạo",
        "bộ",
        "hành",
        "giáo",
        "tra",
        "dựng",
        "chức",
        "phòng",
        "và",
        "phường",
        "xã",
        "trận",
        "nước",
    ];
    let words: Vec<String> = capitals
        .split_whitespace()
        .enumerate()
        .map(|(place, word)| {
            let lower = word.to_lowercase();
            if place > 0 && SMALL.contains(&lower.as_str()) {
                lower
            } else {
                super::text::upper_first(&lower)
            }
        })
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_capitals_read_well_in_a_sentence() {
        assert_eq!(sentence_case("BAN DÂN VẬN"), "Ban Dân vận");
        assert_eq!(sentence_case("QUẬN ỦY LONG BIÊN"), "Quận ủy Long Biên");
        assert_eq!(
            sentence_case("ĐẢNG ỦY PHƯỜNG BỒ ĐỀ"),
            "Đảng ủy phường Bồ Đề"
        );
        assert_eq!(
            sentence_case("BAN TUYÊN GIÁO VÀ DÂN VẬN"),
            "Ban Tuyên giáo và Dân vận"
        );
        assert_eq!(sentence_case("BAN XÂY DỰNG ĐẢNG"), "Ban Xây dựng Đảng");
    }
    fn version(name: &str, from: Option<&str>, to: Option<&str>) -> Body {
        let day = |text: &str| text.parse().unwrap();
        Body {
            id: BodyId(uuid::Uuid::nil()),
            ver: 1,
            district: "long-bien".into(),
            superior: "QUẬN ỦY".into(),
            name: name.into(),
            symbol: "BDVQU".into(),
            place: "Long Biên".into(),
            term_from: day("2020-08-01"),
            valid_from: from.map(day),
            valid_to: to.map(day),
            recipients: Vec::new(),
        }
    }

    #[test]
    fn each_day_has_the_version_of_its_day_and_after_the_end_the_last_one() {
        let bodies = [
            version("C", Some("2025-01-01"), Some("2025-06-30")),
            version("A", None, Some("2022-12-31")),
            version("B", Some("2023-01-01"), Some("2024-12-31")),
        ];
        let on = |day: &str| {
            let day = day.parse().unwrap();
            body_on(&bodies, "long-bien", day).unwrap().name.as_str()
        };
        assert_eq!(on("2022-12-31"), "A");
        assert_eq!(on("2023-01-01"), "B");
        assert_eq!(on("2025-06-30"), "C");
        assert_eq!(on("2026-01-01"), "C");
        let day = "2024-05-05".parse().unwrap();
        assert_eq!(version_on(&bodies, &bodies[1], day).name, "B");
        assert!(body_on(&[], "long-bien", day).is_none());
    }
}
