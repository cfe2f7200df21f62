//! Figures without rounding: what is typed in ten-thousandths, what is worked out as a fraction.

use std::cmp::Ordering;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::domain::number::{show_count, whole_digits};

/// Places after the comma that a figure may have.
const PLACES: usize = 4;
const SCALE: i64 = 10_000;
/// No figure of a ward is larger.
const LARGEST: i64 = 1_000_000_000_000;

/// A figure as it was reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Amount(i64);

impl Amount {
    /// Of a whole number; `None` where it is too large.
    pub fn whole(count: u64) -> Option<Self> {
        let count = i64::try_from(count).ok()?;
        (count <= LARGEST).then_some(Self(count * SCALE))
    }

    /// As it lies in the file.
    pub fn scaled(self) -> i64 {
        self.0
    }

    /// `None` outside what can be typed.
    pub fn from_scaled(scaled: i64) -> Option<Self> {
        (0..=LARGEST * SCALE)
            .contains(&scaled)
            .then_some(Self(scaled))
    }

    /// Reads what is typed here: `13.530`, `13530`, `6,39`, `6.39`, with or without `%`. A single point that does not
    /// part thousands is a decimal point.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_suffix('%').unwrap_or(text).trim_end();
        let (whole, part) = match (text.split_once(','), text.split_once('.')) {
            (Some((whole, part)), _) => (whole, part),
            (None, Some((whole, part))) if part.len() != 3 && !part.contains('.') => (whole, part),
            (None, _) => (text, ""),
        };
        if text.ends_with([',', '.']) {
            return None;
        }
        Self::of_parts(&whole_digits(whole)?, part)
    }

    /// Of a number in a sheet, to its four places; `None` below zero, too large or with more places.
    pub fn of_number(number: f64) -> Option<Self> {
        Self::plain(&number.to_string())
    }

    /// Reads a number with a decimal point, as programs write it.
    fn plain(text: &str) -> Option<Self> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        Self::of_parts(whole, part)
    }

    fn of_parts(whole: &str, part: &str) -> Option<Self> {
        let part = part.trim_end_matches('0');
        if part.len() > PLACES || !part.chars().all(|c| c.is_ascii_digit()) {
            return None;
        }
        let part: i64 = format!("{part:0<PLACES$}").parse().ok()?;
        if !whole.chars().all(|c| c.is_ascii_digit()) {
            return None;
        }
        let whole: i64 = whole.parse().ok()?;
        Self::from_scaled(whole.checked_mul(SCALE)?.checked_add(part)?)
    }

    pub fn is_whole(self) -> bool {
        self.0 % SCALE == 0
    }

    /// `13.530`, `6,39`.
    pub fn show(self) -> String {
        let whole = show_count((self.0 / SCALE).unsigned_abs());
        self.with_part(whole)
    }

    /// `13530`, `6,39`: without points, as it is typed again.
    pub fn typed(self) -> String {
        self.with_part((self.0 / SCALE).to_string())
    }

    fn with_part(self, whole: String) -> String {
        let part = format!("{:04}", self.0 % SCALE);
        match part.trim_end_matches('0') {
            "" => whole,
            part => format!("{whole},{part}"),
        }
    }

    pub fn exact(self) -> Exact {
        Exact::new(i128::from(self.0), i128::from(SCALE)).unwrap_or_default()
    }

    /// Both together; `None` where the sum is too large.
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0
            .checked_add(other.0)
            .filter(|sum| *sum >= 0)
            .map(Self)
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.typed())
    }
}

impl<'de> Deserialize<'de> for Amount {
    /// A JSON number, or a text as it is typed here.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = serde_json::Value::deserialize(deserializer)?;
        let found = match &value {
            serde_json::Value::Number(number) => Self::plain(&number.to_string()),
            serde_json::Value::String(text) => Self::parse(text),
            serde_json::Value::Null
            | serde_json::Value::Bool(_)
            | serde_json::Value::Array(_)
            | serde_json::Value::Object(_) => None,
        };
        found.ok_or_else(|| de::Error::custom(format!("không phải số liệu: {value}")))
    }
}

/// A fraction in lowest terms; every step that would not fit answers `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Exact {
    above: i128,
    /// Above 0.
    below: i128,
}

impl Default for Exact {
    fn default() -> Self {
        Self { above: 0, below: 1 }
    }
}

impl Exact {
    fn new(above: i128, below: i128) -> Option<Self> {
        if below == 0 {
            return None;
        }
        let common = i128::try_from(gcd(above.unsigned_abs(), below.unsigned_abs())).ok()?;
        let sign = below.signum();
        Some(Self {
            above: (above / common).checked_mul(sign)?,
            below: (below / common).checked_mul(sign)?,
        })
    }

    pub fn whole(number: i64) -> Self {
        Self {
            above: i128::from(number),
            below: 1,
        }
    }

    /// `0,5` and the like: a number with a decimal point.
    pub fn plain(text: &str) -> Option<Self> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(part) || text.ends_with('.') {
            return None;
        }
        let below = 10_i128.checked_pow(u32::try_from(part.len()).ok()?)?;
        Self::new(format!("{whole}{part}").parse().ok()?, below)
    }

    pub fn is_zero(self) -> bool {
        self.above == 0
    }

    pub fn plus(self, other: Self) -> Option<Self> {
        let left = self.above.checked_mul(other.below)?;
        let right = other.above.checked_mul(self.below)?;
        Self::new(
            left.checked_add(right)?,
            self.below.checked_mul(other.below)?,
        )
    }

    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negated())
    }

    #[must_use]
    pub fn negated(self) -> Self {
        Self {
            above: -self.above,
            below: self.below,
        }
    }

    pub fn times(self, other: Self) -> Option<Self> {
        Self::new(
            self.above.checked_mul(other.above)?,
            self.below.checked_mul(other.below)?,
        )
    }

    /// `None` for a zero denominator too: ask [`Exact::is_zero`] first.
    pub fn over(self, other: Self) -> Option<Self> {
        Self::new(
            self.above.checked_mul(other.below)?,
            self.below.checked_mul(other.above)?,
        )
    }

    pub fn compare(self, other: Self) -> Option<Ordering> {
        let left = self.above.checked_mul(other.below)?;
        Some(left.cmp(&other.above.checked_mul(self.below)?))
    }

    #[must_use]
    pub fn absolute(self) -> Self {
        Self {
            above: self.above.abs(),
            ..self
        }
    }

    /// With at most two places after the comma, rounded half up (away from 0): `6,39`, `13.530`.
    pub fn show(self) -> String {
        let size = self.above.unsigned_abs();
        let below = self.below.unsigned_abs();
        let Some(twice) = size.checked_mul(200) else {
            return show_count(u64::try_from(size / below).unwrap_or(u64::MAX));
        };
        let cents = (twice + below) / (below * 2);
        let whole = show_count(u64::try_from(cents / 100).unwrap_or(u64::MAX));
        let sign = if self.above < 0 && cents > 0 { "-" } else { "" };
        let part = format!("{:02}", cents % 100);
        match part.trim_end_matches('0') {
            "" => format!("{sign}{whole}"),
            part => format!("{sign}{whole},{part}"),
        }
    }

    /// For the length of a bar.
    #[expect(
        clippy::cast_precision_loss,
        reason = "the length of a bar; no rule reads it"
    )]
    pub fn to_f64(self) -> f64 {
        self.above as f64 / self.below as f64
    }
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn figures_are_read_as_they_are_typed_and_shown() {
        for (text, shown) in [
            ("13.530", Some("13.530")),
            ("13530", Some("13.530")),
            ("13 530", Some("13.530")),
            ("6,39", Some("6,39")),
            ("6.39", Some("6,39")),
            ("15%", Some("15")),
            ("75,6 %", Some("75,6")),
            ("1.234.567,5", Some("1.234.567,5")),
            ("0", Some("0")),
            ("-4", None),
            ("6,", None),
            ("13.53.0", None),
            ("1,23456", None),
            ("2000000000000", None),
            ("mười", None),
            ("", None),
        ] {
            let read = Amount::parse(text).map(Amount::show);
            assert_eq!(read.as_deref(), shown, "{text}");
        }
        let json: Amount = serde_json::from_str("6.39").unwrap();
        assert_eq!(json.show(), "6,39");
        let json: Amount = serde_json::from_str("\"13.530\"").unwrap();
        assert_eq!(json.show(), "13.530");
        assert!(serde_json::from_str::<Amount>("-1").is_err());
    }

    #[test]
    fn percentages_are_rounded_half_up_to_two_places() {
        let percent = |a, b| {
            let share = Exact::whole(a).over(Exact::whole(b)).unwrap();
            share.times(Exact::whole(100)).unwrap().show()
        };
        assert_eq!(percent(865, 13_530), "6,39");
        assert_eq!(percent(189, 250), "75,6");
        assert_eq!(percent(1, 3), "33,33");
        assert_eq!(percent(2, 3), "66,67");
        assert_eq!(percent(1, 800), "0,13");
        assert_eq!(percent(250, 250), "100");
        assert_eq!(percent(-1, 800), "-0,13");
        assert_eq!(Exact::whole(1).over(Exact::whole(0)), None);
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again(scaled in 0_i64..10_000_000_000_000) {
            let amount = Amount::from_scaled(scaled).unwrap();
            prop_assert_eq!(Amount::parse(&amount.show()), Some(amount));
            prop_assert_eq!(Amount::parse(&amount.typed()), Some(amount));
            let json = serde_json::to_string(&amount).unwrap();
            prop_assert_eq!(serde_json::from_str::<Amount>(&json).unwrap(), amount);
        }

        #[test]
        fn fractions_obey_arithmetic(a in -10_000_i64..10_000, b in 1_i64..1_000, c in -10_000_i64..10_000, d in 1_i64..1_000) {
            let of = |above, below| Exact::whole(above).over(Exact::whole(below)).unwrap();
            let (x, y) = (of(a, b), of(c, d));
            prop_assert_eq!(x.plus(y), y.plus(x));
            prop_assert_eq!(x.plus(y).unwrap().minus(y), Some(x));
            prop_assert_eq!(x.times(y).unwrap().over(y), if c == 0 { None } else { Some(x) });
            prop_assert_eq!(x.compare(y), Some((a * d).cmp(&(c * b))));
        }
    }
}
