//! The checks run over one report. Each asks a question with the figures in it; none corrects anything.

use std::cmp::Ordering;

use chrono::{Datelike as _, NaiveDate};

use super::book::{Book, Check, Indicator, Rule, Severity};
use super::eval::{Scope, Unknown, Values, holds, told, value};
use super::exact::{Amount, Exact};
use super::expr::Expr;
use super::period::FigurePeriod;
use crate::domain::date::show;

/// How far a stated rate may lie from the recomputed one, in hundredths of a percentage point.
const RATE_SLACK: i64 = 50;
/// How many times last year's figure is still usual.
const USUAL: i64 = 3;

/// A question about a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Code of the check.
    pub check: String,
    pub severity: Severity,
    /// The indicator that it is about, of checks that look at one at a time.
    pub indicator: String,
    /// Every indicator whose figure is part of it.
    pub codes: Vec<String>,
    /// What must hold.
    pub message: String,
    /// The figures: "865/13.530 = 6,39%, báo cáo ghi 15%".
    pub facts: String,
}

impl Question {
    /// The figures with the name of their indicator before them, where they do not say it.
    pub fn told(&self, book: &Book) -> String {
        let name = book.indicator(&self.indicator);
        match name.filter(|one| !self.facts.starts_with(&one.name)) {
            Some(one) => format!("{}: {}", one.name, self.facts),
            None => self.facts.clone(),
        }
    }
}

/// A report with what the checks compare it with.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    pub period: FigurePeriod,
    pub cut_off: Option<NaiveDate>,
    pub reported_on: Option<NaiveDate>,
    /// As stated; of worked out indicators the stated rates.
    pub values: &'a Values,
    /// The period of the same kind just before.
    pub before: Option<&'a Values>,
    /// The same period a year ago.
    pub year_ago: Option<&'a Values>,
    /// The latest earlier report of the same year.
    pub earlier: Option<(FigurePeriod, &'a Values)>,
    /// Regulations in force at the end of the period.
    pub regulations: Option<u32>,
}

impl<'a> Scene<'a> {
    /// A report with nothing to compare it with.
    pub fn of(period: FigurePeriod, values: &'a Values) -> Self {
        Self {
            period,
            cut_off: None,
            reported_on: None,
            values,
            before: None,
            year_ago: None,
            earlier: None,
            regulations: None,
        }
    }

    fn scope(&self) -> Scope<'a> {
        Scope {
            values: self.values,
            before: self.before,
            months: self.period.kind.months(),
            regulations: self.regulations,
        }
    }
}

/// Numerator over denominator, as it was worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Computed {
    /// "865/13.530"; empty for a formula that is no share.
    pub fraction: String,
    pub value: Exact,
}

impl Computed {
    /// "865/13.530 = 6,39%".
    pub fn words(&self, sign: &str) -> String {
        if self.fraction.is_empty() {
            format!("{}{sign}", self.value.show())
        } else {
            format!("{} = {}{sign}", self.fraction, self.value.show())
        }
    }
}

/// A worked out indicator over the figures of one period.
///
/// # Errors
/// Figures are missing, or the denominator is 0.
pub fn computed(formula: &Expr, values: &Values) -> Result<Computed, Unknown> {
    let scope = Scope::of(values);
    let fraction = match formula.share() {
        Some((above, below)) => {
            let parts = (value(above, &scope), value(below, &scope));
            match parts {
                (Ok(above), Ok(below)) => format!("{}/{}", above.show(), below.show()),
                _ => String::new(),
            }
        }
        None => String::new(),
    };
    Ok(Computed {
        fraction,
        value: value(formula, &scope)?,
    })
}

/// Every question that a report raises, in the order of the checks.
pub fn questions(book: &Book, scene: &Scene<'_>) -> Vec<Question> {
    let mut found = Vec::new();
    for check in &book.checks {
        match &check.rule {
            Rule::Expression(rule) => expression(book, check, rule, scene, &mut found),
            Rule::StatedRate => stated_rates(book, check, scene, &mut found),
            Rule::YearAgo => year_ago(book, check, scene, &mut found),
            Rule::RateRange => rate_range(book, check, scene, &mut found),
            Rule::Growing => growing(book, check, scene, &mut found),
            Rule::Dates => dates(check, scene, &mut found),
            // asked of a total over units, not of one report
            Rule::AllReported => {}
        }
    }
    found
}

/// C16: a total with units missing; `None` when all reported.
pub fn all_reported(
    book: &Book,
    reported: usize,
    expected: usize,
    missing: &[&str],
) -> Option<Question> {
    let check = book
        .checks
        .iter()
        .find(|check| check.rule == Rule::AllReported)?;
    (reported < expected).then(|| {
        let mut facts = format!("{reported}/{expected} phường đã báo cáo");
        // where none has, the names say nothing
        if reported > 0 {
            facts = format!("{facts}; còn thiếu: {}", missing.join(", "));
        }
        question(check, "", Vec::new(), facts)
    })
}

fn question(check: &Check, indicator: &str, codes: Vec<String>, facts: String) -> Question {
    Question {
        check: check.code.clone(),
        severity: check.severity,
        indicator: indicator.to_owned(),
        codes,
        message: check.message.clone(),
        facts,
    }
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn expression(
    book: &Book,
    check: &Check,
    rule: &Expr,
    scene: &Scene<'_>,
    found: &mut Vec<Question>,
) {
    let scope = scene.scope();
    if holds(rule, &scope) == Ok(false) {
        let facts = told(rule, &scope, &|code| book.name(code));
        found.push(question(check, "", owned(&rule.names()), facts));
    }
}

/// Worked out indicators that show a percentage, with their formula.
fn rates(book: &Book) -> impl Iterator<Item = (&Indicator, &Expr)> {
    book.indicators.iter().filter_map(|indicator| {
        let formula = indicator.formula.as_ref()?;
        Some((indicator, formula))
    })
}

fn with_own(indicator: &Indicator, formula: &Expr) -> Vec<String> {
    let mut codes = vec![indicator.code.clone()];
    codes.extend(owned(&formula.names()));
    codes
}

fn stated_rates(book: &Book, check: &Check, scene: &Scene<'_>, found: &mut Vec<Question>) {
    let slack = Exact::whole(RATE_SLACK).over(Exact::whole(100));
    for (indicator, formula) in rates(book) {
        let Some(stated) = scene.values.get(&indicator.code) else {
            continue;
        };
        let Ok(own) = computed(formula, scene.values) else {
            continue;
        };
        let off = stated.exact().minus(own.value).map(Exact::absolute);
        let far = off.zip(slack).and_then(|(off, slack)| off.compare(slack));
        if far == Some(Ordering::Greater) {
            let sign = indicator.sign();
            let facts = format!("{}, báo cáo ghi {}{sign}", own.words(sign), stated.show());
            let codes = with_own(indicator, formula);
            found.push(question(check, &indicator.code, codes, facts));
        }
    }
}

fn is_share(number: Exact) -> bool {
    let within = |order: Option<Ordering>| order != Some(Ordering::Greater);
    within(Exact::default().compare(number)) && within(number.compare(Exact::whole(100)))
}

fn rate_range(book: &Book, check: &Check, scene: &Scene<'_>, found: &mut Vec<Question>) {
    for indicator in book
        .indicators
        .iter()
        .filter(|indicator| indicator.is_percent())
    {
        let mut facts = Vec::new();
        let mut codes = vec![indicator.code.clone()];
        if let Some(stated) = scene.values.get(&indicator.code)
            && !is_share(stated.exact())
        {
            facts.push(format!("báo cáo ghi {}%", stated.show()));
        }
        if let Some(formula) = &indicator.formula
            && let Ok(own) = computed(formula, scene.values)
            && !is_share(own.value)
        {
            facts.push(format!("tính lại {}", own.words("%")));
            codes = with_own(indicator, formula);
        }
        if !facts.is_empty() {
            let facts = format!("{}: {}", indicator.name, facts.join("; "));
            found.push(question(check, &indicator.code, codes, facts));
        }
    }
}

fn year_ago(book: &Book, check: &Check, scene: &Scene<'_>, found: &mut Vec<Question>) {
    let Some(before) = scene.year_ago else { return };
    for indicator in book.entered() {
        let pair = scene
            .values
            .get(&indicator.code)
            .zip(before.get(&indicator.code));
        let Some((now, then)) = pair.filter(|(_, then)| !then.exact().is_zero()) else {
            continue;
        };
        let times = |amount: Amount| amount.exact().times(Exact::whole(USUAL));
        let above =
            times(*then).and_then(|most| now.exact().compare(most)) == Some(Ordering::Greater);
        let below =
            times(*now).and_then(|least| least.compare(then.exact())) == Some(Ordering::Less);
        if above || below {
            let way = if above {
                "tăng hơn 3 lần"
            } else {
                "giảm còn dưới 1/3"
            };
            let facts = format!(
                "{}: {}, cùng kỳ năm trước {} ({way})",
                indicator.name,
                now.show(),
                then.show()
            );
            found.push(question(
                check,
                &indicator.code,
                vec![indicator.code.clone()],
                facts,
            ));
        }
    }
}

fn growing(book: &Book, check: &Check, scene: &Scene<'_>, found: &mut Vec<Question>) {
    let year = scene.period.to.year();
    let same_year = |period: FigurePeriod| period.from.year() == year && period.to.year() == year;
    let Some((before, earlier)) = scene.earlier else {
        return;
    };
    if !same_year(before) || !same_year(scene.period) {
        return;
    }
    for indicator in book
        .indicators
        .iter()
        .filter(|indicator| indicator.cumulative)
    {
        let pair = scene
            .values
            .get(&indicator.code)
            .zip(earlier.get(&indicator.code));
        if let Some((now, then)) = pair
            && now < then
        {
            let facts = format!(
                "{}: {}, ít hơn {} của {}",
                indicator.name,
                now.show(),
                then.show(),
                before.name()
            );
            found.push(question(
                check,
                &indicator.code,
                vec![indicator.code.clone()],
                facts,
            ));
        }
    }
}

fn dates(check: &Check, scene: &Scene<'_>, found: &mut Vec<Question>) {
    let period = scene.period;
    let mut facts = Vec::new();
    if period.from > period.to {
        facts.push(format!(
            "ngày đầu kỳ {} sau ngày cuối kỳ {}",
            show(period.from),
            show(period.to)
        ));
    } else if let Some(end) = period.due_end().filter(|end| *end != period.to) {
        let off = (end - period.to).num_days();
        let off = if off > 0 {
            format!("thiếu {off} ngày")
        } else {
            format!("thừa {} ngày", -off)
        };
        facts.push(format!(
            "từ {} đến {} là {} ngày; {} phải đến hết {}, {off}",
            show(period.from),
            show(period.to),
            period.days(),
            period.kind.label(),
            show(end)
        ));
    }
    // a report that says up to which day it counted may be written from that day on
    let counted_to = scene.cut_off.unwrap_or(period.to);
    if let Some(written) = scene.reported_on.filter(|day| *day < counted_to) {
        let what = if scene.cut_off.is_some() {
            "ngày chốt số liệu"
        } else {
            "ngày cuối kỳ"
        };
        facts.push(format!(
            "báo cáo lập ngày {}, trước {what} {} là {} ngày",
            show(written),
            show(counted_to),
            (counted_to - written).num_days()
        ));
    }
    if !facts.is_empty() {
        found.push(question(check, "", Vec::new(), facts.join("; ")));
    }
}
