//! An expression worked out over the figures of one period, and told in words with the figures in it.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::exact::{Amount, Exact};
use super::expr::{Expr, Op, Relation};

/// Figures of one unit and period by the code of their indicator.
pub type Values = BTreeMap<String, Amount>;

/// What an expression may look at.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    pub values: &'a Values,
    /// The period just before, where it is known.
    pub before: Option<&'a Values>,
    /// Months of the period; none for a free span.
    pub months: Option<u32>,
    /// Regulations in force, without the general group.
    pub regulations: Option<u32>,
}

impl<'a> Scope<'a> {
    /// Only figures of the period itself.
    pub fn of(values: &'a Values) -> Self {
        Self {
            values,
            before: None,
            months: None,
            regulations: None,
        }
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unknown {
    /// “Chưa đủ số liệu”: these are missing.
    Missing(BTreeSet<String>),
    /// “Không áp dụng”: the denominator is 0.
    ZeroDenominator,
    /// Larger than can be worked out exactly.
    TooLarge,
}

impl Unknown {
    fn missing(name: &str) -> Self {
        Self::Missing(BTreeSet::from([name.to_owned()]))
    }

    /// Both reasons as one: what is missing comes first.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Missing(mut names), Self::Missing(more)) => {
                names.extend(more);
                Self::Missing(names)
            }
            (Self::Missing(names), _) | (_, Self::Missing(names)) => Self::Missing(names),
            (first, _) => first,
        }
    }

    /// As a cell says it.
    pub fn words(&self) -> &'static str {
        match self {
            Self::Missing(_) => "chưa đủ số liệu",
            Self::ZeroDenominator => "không áp dụng",
            Self::TooLarge => "số quá lớn",
        }
    }
}

fn both<T>(left: Result<T, Unknown>, right: Result<T, Unknown>) -> Result<(T, T), Unknown> {
    match (left, right) {
        (Ok(left), Ok(right)) => Ok((left, right)),
        (Err(one), Err(other)) => Err(one.and(other)),
        (Err(one), Ok(_)) | (Ok(_), Err(one)) => Err(one),
    }
}

/// The value of a formula.
pub fn value(expr: &Expr, scope: &Scope<'_>) -> Result<Exact, Unknown> {
    match expr {
        Expr::Number(number) => Ok(*number),
        Expr::Name(name) => named(name, scope),
        Expr::Prev(name) => {
            let found = scope.before.and_then(|before| before.get(name));
            found
                .map(|amount| amount.exact())
                .ok_or_else(|| Unknown::missing(name))
        }
        Expr::Coalesce(inner, other) => match value(inner, scope) {
            Err(Unknown::Missing(_)) => Ok(*other),
            known => known,
        },
        Expr::SumKnown(parts) => sum_known(parts, scope),
        Expr::Negated(inner) => value(inner, scope).map(Exact::negated),
        Expr::Arithmetic(op, left, right) => {
            let (left, right) = both(value(left, scope), value(right, scope))?;
            if *op == Op::Over && right.is_zero() {
                return Err(Unknown::ZeroDenominator);
            }
            let result = match op {
                Op::Plus => left.plus(right),
                Op::Minus => left.minus(right),
                Op::Times => left.times(right),
                Op::Over => left.over(right),
            };
            result.ok_or(Unknown::TooLarge)
        }
        // the parser lets no comparison stand where a number must
        Expr::Compare(..) | Expr::And(..) | Expr::Or(..) | Expr::Not(_) => {
            holds(expr, scope).map(|truth| Exact::whole(i64::from(truth)))
        }
    }
}

fn named(name: &str, scope: &Scope<'_>) -> Result<Exact, Unknown> {
    let context = |number: Option<u32>| number.map(|number| Exact::whole(i64::from(number)));
    let found = match name {
        "months_in_period" => context(scope.months),
        "regulation_count" => context(scope.regulations),
        name => scope.values.get(name).map(|amount| amount.exact()),
    };
    found.ok_or_else(|| Unknown::missing(name))
}

fn sum_known(parts: &[Expr], scope: &Scope<'_>) -> Result<Exact, Unknown> {
    let mut sum: Option<Exact> = None;
    let mut gap: Option<Unknown> = None;
    for part in parts {
        match value(part, scope) {
            Ok(number) => {
                sum = Some(match sum {
                    None => number,
                    Some(sum) => sum.plus(number).ok_or(Unknown::TooLarge)?,
                });
            }
            Err(Unknown::Missing(names)) => {
                let missing = Unknown::Missing(names);
                gap = Some(match gap {
                    None => missing,
                    Some(gap) => gap.and(missing),
                });
            }
            Err(other) => return Err(other),
        }
    }
    sum.ok_or_else(|| gap.unwrap_or(Unknown::Missing(BTreeSet::new())))
}

/// Whether a rule holds; with a figure missing anywhere in it there is no answer.
pub fn holds(expr: &Expr, scope: &Scope<'_>) -> Result<bool, Unknown> {
    match expr {
        Expr::Compare(relation, left, right) => {
            let (left, right) = both(value(left, scope), value(right, scope))?;
            let order = left.compare(right).ok_or(Unknown::TooLarge)?;
            Ok(match relation {
                Relation::Equal => order == Ordering::Equal,
                Relation::Unlike => order != Ordering::Equal,
                Relation::Less => order == Ordering::Less,
                Relation::AtMost => order != Ordering::Greater,
                Relation::More => order == Ordering::Greater,
                Relation::AtLeast => order != Ordering::Less,
            })
        }
        Expr::And(left, right) => {
            both(holds(left, scope), holds(right, scope)).map(|(left, right)| left && right)
        }
        Expr::Or(left, right) => {
            both(holds(left, scope), holds(right, scope)).map(|(left, right)| left || right)
        }
        Expr::Not(inner) => holds(inner, scope).map(|truth| !truth),
        Expr::Number(_)
        | Expr::Name(_)
        | Expr::Prev(_)
        | Expr::Coalesce(..)
        | Expr::SumKnown(_)
        | Expr::Negated(_)
        | Expr::Arithmetic(..) => value(expr, scope).map(|number| !number.is_zero()),
    }
}

/// What of a rule does not hold, with the figures: "Giải quyết sớm hạn 865 lớn hơn …".
pub fn told(expr: &Expr, scope: &Scope<'_>, name: &dyn Fn(&str) -> String) -> String {
    let mut parts = Vec::new();
    broken(expr, scope, name, false, &mut parts);
    parts.join("; ")
}

fn broken(
    expr: &Expr,
    scope: &Scope<'_>,
    name: &dyn Fn(&str) -> String,
    expected_false: bool,
    parts: &mut Vec<String>,
) {
    match expr {
        Expr::And(left, right) | Expr::Or(left, right) => {
            broken(left, scope, name, expected_false, parts);
            broken(right, scope, name, expected_false, parts);
        }
        Expr::Not(inner) => broken(inner, scope, name, !expected_false, parts),
        Expr::Compare(_, left, right) => {
            if holds(expr, scope) == Ok(expected_false)
                && let (Ok(one), Ok(other)) = (value(left, scope), value(right, scope))
            {
                parts.push(format!(
                    "{} {} {}{}",
                    side(left, one, scope, name),
                    relation(one, other),
                    side(right, other, scope, name),
                    gap(one, other)
                ));
            }
        }
        Expr::Number(_)
        | Expr::Name(_)
        | Expr::Prev(_)
        | Expr::Coalesce(..)
        | Expr::SumKnown(_)
        | Expr::Negated(_)
        | Expr::Arithmetic(..) => {}
    }
}

fn relation(one: Exact, other: Exact) -> &'static str {
    match one.compare(other) {
        Some(Ordering::Less) => "nhỏ hơn",
        Some(Ordering::Greater) => "lớn hơn",
        Some(Ordering::Equal) | None => "bằng",
    }
}

fn gap(one: Exact, other: Exact) -> String {
    match one.minus(other) {
        Some(gap) if !gap.is_zero() && !other.is_zero() => {
            format!(" (lệch {})", gap.absolute().show())
        }
        _ => String::new(),
    }
}

/// "A 5 + B 7 = 12": the names with their figures, and what they come to.
fn side(expr: &Expr, result: Exact, scope: &Scope<'_>, name: &dyn Fn(&str) -> String) -> String {
    let words = words(expr, scope, name);
    match expr {
        Expr::Arithmetic(..) | Expr::Negated(_) => format!("{words} = {}", result.show()),
        Expr::SumKnown(parts) if parts.len() > 1 => {
            format!("{words} = {}", result.show())
        }
        Expr::SumKnown(_)
        | Expr::Number(_)
        | Expr::Name(_)
        | Expr::Prev(_)
        | Expr::Coalesce(..)
        | Expr::Compare(..)
        | Expr::And(..)
        | Expr::Or(..)
        | Expr::Not(_) => words,
    }
}

fn words(expr: &Expr, scope: &Scope<'_>, name: &dyn Fn(&str) -> String) -> String {
    match expr {
        Expr::Number(number) => number.show(),
        Expr::Name(code) => {
            let label = match code.as_str() {
                "months_in_period" => "số tháng của kỳ".to_owned(),
                "regulation_count" => "số QCDC trong danh mục".to_owned(),
                code => name(code),
            };
            with_figure(&label, named(code, scope).ok())
        }
        Expr::Prev(code) => {
            let label = format!("{} (kỳ trước)", name(code));
            with_figure(&label, value(expr, scope).ok())
        }
        Expr::Coalesce(inner, other) => match value(inner, scope) {
            Err(Unknown::Missing(_)) => {
                format!("{} (tính là {})", words(inner, scope, name), other.show())
            }
            Ok(_) | Err(Unknown::ZeroDenominator | Unknown::TooLarge) => words(inner, scope, name),
        },
        Expr::SumKnown(parts) => {
            let known = parts.iter().filter(|part| value(part, scope).is_ok());
            let known: Vec<String> = known.map(|part| words(part, scope, name)).collect();
            known.join(" + ")
        }
        Expr::Negated(inner) => format!("-{}", words(inner, scope, name)),
        Expr::Arithmetic(op, left, right) => {
            let sign = match op {
                Op::Plus => "+",
                Op::Minus => "-",
                Op::Times => "×",
                Op::Over => "/",
            };
            let part = |expr: &Expr, closed: bool| {
                let words = words(expr, scope, name);
                if closed && matches!(expr, Expr::Arithmetic(Op::Plus | Op::Minus, ..)) {
                    format!("({words})")
                } else {
                    words
                }
            };
            let scales = matches!(op, Op::Times | Op::Over);
            format!(
                "{} {sign} {}",
                part(left, scales),
                part(right, scales || *op == Op::Minus)
            )
        }
        Expr::Compare(..) | Expr::And(..) | Expr::Or(..) | Expr::Not(_) => String::new(),
    }
}

fn with_figure(label: &str, figure: Option<Exact>) -> String {
    match figure {
        Some(figure) => format!("{label} {}", figure.show()),
        None => format!("{label} chưa có"),
    }
}
