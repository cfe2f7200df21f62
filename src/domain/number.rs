//! Numbers as they are written here: 13.530 and 6,39.

/// Reads a whole number: `13530`, `13.530`, `13 530`. A point must part thousands.
pub fn parse_count(text: &str) -> Option<u64> {
    whole_digits(text.trim())?.parse().ok()
}

/// Reads a number with a decimal comma: `6,39`, `13.530,5`, `-2`. A single point that does not part thousands is a
/// decimal point, as on a calculator: `6.39`.
pub fn parse_decimal(text: &str) -> Option<f64> {
    let text = text.trim();
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest),
        None => (1.0, text),
    };
    let (whole, part) = match (digits.split_once(','), digits.split_once('.')) {
        (Some((whole, part)), _) => (whole, part),
        (None, Some((whole, part))) if part.len() != 3 && !part.contains('.') => (whole, part),
        (None, _) => (digits, ""),
    };
    if !part.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let value: f64 = format!("{}.{part}0", whole_digits(whole)?).parse().ok()?;
    Some(sign * value)
}

/// The digits of a whole number without what parts them; `None` when it is parted in the wrong places.
pub(super) fn whole_digits(text: &str) -> Option<String> {
    let mut groups = text.split(['.', ' ', '\u{a0}']);
    let first = groups.next()?;
    let is_digits = |group: &str| !group.is_empty() && group.chars().all(|c| c.is_ascii_digit());
    let mut digits = is_digits(first).then(|| first.to_owned())?;
    let parted = text.len() > first.len();
    for group in groups {
        if group.len() != 3 || !is_digits(group) {
            return None;
        }
        digits.push_str(group);
    }
    (!parted || first.len() <= 3).then_some(digits)
}

/// `13530` → `13.530`.
pub fn show_count(count: u64) -> String {
    super::text::thousands(usize::try_from(count).unwrap_or(usize::MAX))
}

/// A number with at most so many places after the comma: `6.39` → `6,39`, `13530.5` → `13.530,5`.
pub fn show_decimal(value: f64, places: usize) -> String {
    let text = format!("{:.places$}", value.abs());
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let part = part.trim_end_matches('0');
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), show_count);
    let sign = if value < 0.0 && (whole != "0" || !part.is_empty()) {
        "-"
    } else {
        ""
    };
    if part.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole},{part}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn counts_are_read_as_they_are_written_here() {
        for (text, expected) in [
            ("13.530", Some(13_530)),
            ("13530", Some(13_530)),
            (" 13 530 ", Some(13_530)),
            ("1.234.567", Some(1_234_567)),
            ("0", Some(0)),
            ("13.53", None),
            ("1353.000", None),
            ("6,39", None),
            ("", None),
            ("-4", None),
        ] {
            assert_eq!(parse_count(text), expected, "{text}");
        }
    }

    #[test]
    fn decimals_have_a_comma_and_thousands_a_point() {
        for (text, expected) in [
            ("6,39", Some(6.39)),
            ("6.39", Some(6.39)),
            ("13.530", Some(13_530.0)),
            ("13.530,5", Some(13_530.5)),
            ("-2,5", Some(-2.5)),
            ("15", Some(15.0)),
            ("1,2,3", None),
            ("1.2.3", None),
            ("abc", None),
            (",5", None),
        ] {
            assert_eq!(parse_decimal(text), expected, "{text}");
        }
        assert_eq!(show_decimal(6.39, 2), "6,39");
        assert_eq!(show_decimal(13_530.50, 2), "13.530,5");
        assert_eq!(show_decimal(-0.001, 2), "0");
        assert_eq!(show_decimal(-2.0, 1), "-2");
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again(count in 0_u64..10_000_000_000, cents in -10_000_000_i32..10_000_000) {
            prop_assert_eq!(parse_count(&show_count(count)), Some(count));
            let value = f64::from(cents) / 100.0;
            let read = parse_decimal(&show_decimal(value, 2)).unwrap();
            prop_assert!((read - value).abs() < 0.001, "{} {}", value, read);
        }
    }
}
