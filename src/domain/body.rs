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
    const SMALL: &[&str] = &["ủy", "uỷ", "vận", "đạo", "bộ", "hành", "giáo", "tra"];
    let words: Vec<String> = capitals
        .split_whitespace()
        .map(|word| {
            let lower = word.to_lowercase();
            if SMALL.contains(&lower.as_str()) {
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
    }
}
