//! The catalogue of indicators and of what must hold between them: what ships with the program, and the file's own.

use serde::{Deserialize, Serialize};

use super::expr::{CONTEXT, Expr};
use crate::domain::ids::OwnIndicatorId;
use crate::domain::problem::Problem;
use crate::domain::words::words;

words! {
    /// How figures of parts of a span come together.
    Aggregate {
        First = "first", "lấy số đầu kỳ";
        Last = "last", "lấy số cuối kỳ";
        Sum = "sum", "cộng các kỳ";
        Recompute = "recompute", "tính lại từ tử số và mẫu số";
    }
}

words! {
    /// How much a question weighs.
    Severity {
        Error = "error", "Không khớp";
        Warning = "warning", "Cần xem lại";
    }
}

/// What is counted. One with a formula is worked out; of it, a report states a rate at most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    pub code: String,
    /// Name of its group.
    pub group: String,
    pub name: String,
    /// "hồ sơ", "%".
    pub unit: String,
    pub definition: String,
    pub formula: Option<Expr>,
    /// Counts on from period to period, and so never falls.
    pub cumulative: bool,
    pub aggregate: Aggregate,
    /// Takes parts of a whole, such as hectares.
    pub decimals: bool,
    /// Added in this file.
    pub own: bool,
}

impl Indicator {
    /// Whether it is worked out from others.
    pub fn is_derived(&self) -> bool {
        self.formula.is_some()
    }

    pub fn is_percent(&self) -> bool {
        self.unit == "%"
    }

    /// What stands behind a figure of it: "%", nothing where the name says it.
    pub fn sign(&self) -> &'static str {
        if self.is_percent() { "%" } else { "" }
    }
}

/// How a check is worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    Expression(Expr),
    /// A stated rate is near the recomputed one.
    StatedRate,
    /// Nothing jumps against the same period of the year before.
    YearAgo,
    /// Rates lie between 0 and 100.
    RateRange,
    /// What counts on does not fall.
    Growing,
    /// A total says how many units reported.
    AllReported,
    /// The period is as long as its name says.
    Dates,
}

/// One consistency check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    pub code: String,
    pub severity: Severity,
    pub message: String,
    pub rule: Rule,
}

/// All indicators in the order of the form, and all checks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Book {
    pub indicators: Vec<Indicator>,
    pub checks: Vec<Check>,
}

#[derive(Deserialize)]
struct BookFile {
    groups: serde_json::Map<String, serde_json::Value>,
    indicators: Vec<IndicatorFile>,
    consistency_checks: Vec<CheckFile>,
}

#[derive(Deserialize)]
struct IndicatorFile {
    code: String,
    group: String,
    name: String,
    unit: String,
    definition: String,
    formula: Option<String>,
    derived: bool,
    cumulative: bool,
    aggregate: Aggregate,
}

#[derive(Deserialize)]
struct CheckFile {
    code: String,
    severity: Severity,
    kind: String,
    rule: String,
    message: String,
}

impl Book {
    /// Reads the shipped catalogue.
    ///
    /// # Errors
    /// What is wrong in it, and where.
    pub fn read(json: &str) -> Result<Self, String> {
        let file: BookFile = serde_json::from_str(json).map_err(|error| error.to_string())?;
        let mut book = Self::default();
        for read in file.indicators {
            let group = file.groups.get(&read.group);
            let group = group.and_then(serde_json::Value::as_str);
            let formula = read.formula.as_deref().map(Expr::formula).transpose();
            let formula = formula.map_err(|error| format!("{}: {error}", read.code))?;
            if formula.is_some() != read.derived {
                return Err(format!("{}: derived không khớp formula", read.code));
            }
            book.indicators.push(Indicator {
                group: group
                    .ok_or_else(|| format!("{}: không có nhóm {}", read.code, read.group))?
                    .to_owned(),
                code: read.code,
                name: read.name,
                unit: read.unit,
                definition: read.definition,
                formula,
                cumulative: read.cumulative,
                aggregate: read.aggregate,
                decimals: false,
                own: false,
            });
        }
        for read in file.consistency_checks {
            let within = |error: String| format!("{}: {error}", read.code);
            let rule = match (read.kind.as_str(), read.code.as_str()) {
                ("expression", _) => Rule::Expression(Expr::rule(&read.rule).map_err(within)?),
                ("code", "C05") => Rule::StatedRate,
                ("code", "C07") => Rule::YearAgo,
                ("code", "C14") => Rule::RateRange,
                ("code", "C15") => Rule::Growing,
                ("code", "C16") => Rule::AllReported,
                ("code", "C18") => Rule::Dates,
                (kind, _) => return Err(within(format!("chưa có cách tính cho {kind}"))),
            };
            book.checks.push(Check {
                code: read.code,
                severity: read.severity,
                message: read.message,
                rule,
            });
        }
        for indicator in &book.indicators {
            if let Some(formula) = &indicator.formula {
                book.knows(formula)
                    .map_err(|error| format!("{}: {error}", indicator.code))?;
            }
        }
        for check in &book.checks {
            if let Rule::Expression(rule) = &check.rule {
                book.knows(rule)
                    .map_err(|error| format!("{}: {error}", check.code))?;
            }
        }
        Ok(book)
    }

    /// Every name in an expression is an indicator that is entered, not one that is worked out.
    fn knows(&self, expr: &Expr) -> Result<(), String> {
        for name in expr.names() {
            match self.indicator(name) {
                None => return Err(format!("Không có chỉ tiêu “{name}”.")),
                Some(found) if found.is_derived() => {
                    return Err(format!(
                        "Công thức chỉ dùng chỉ tiêu nhập tay; “{name}” là chỉ tiêu tính ra."
                    ));
                }
                Some(_) => {}
            }
        }
        Ok(())
    }

    /// Puts an indicator of the file behind those of its group.
    ///
    /// # Errors
    /// What to write otherwise.
    pub fn add(&mut self, own: &OwnIndicator) -> Result<(), Problem> {
        let formula = self.check(own)?;
        let place = self
            .indicators
            .iter()
            .rposition(|other| other.group == own.group)
            .map_or(self.indicators.len(), |place| place + 1);
        self.indicators.insert(
            place,
            Indicator {
                code: own.code.clone(),
                group: own.group.clone(),
                name: own.name.clone(),
                unit: own.unit.clone(),
                definition: own.definition.clone(),
                aggregate: if formula.is_some() {
                    Aggregate::Recompute
                } else {
                    own.aggregate
                },
                formula,
                cumulative: own.cumulative,
                decimals: own.decimals,
                own: true,
            },
        );
        Ok(())
    }

    fn check(&self, own: &OwnIndicator) -> Result<Option<Expr>, Problem> {
        let is_code = own
            .code
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
            && own.code.starts_with(|c: char| c.is_ascii_lowercase());
        let reserved = ["and", "or", "not", "coalesce", "sum_known", "prev"];
        if !is_code || reserved.contains(&own.code.as_str()) || CONTEXT.contains(&own.code.as_str())
        {
            return Err(Problem::new(
                "code",
                format!(
                    "Mã chỉ tiêu “{}” không dùng được; viết liền bằng chữ thường không dấu, số và dấu gạch dưới, ví dụ cay_xanh_trong_moi.",
                    own.code
                ),
            ));
        }
        if self.indicator(&own.code).is_some() {
            return Err(Problem::new(
                "code",
                format!("Đã có chỉ tiêu mang mã “{}”; hãy đặt mã khác.", own.code),
            ));
        }
        if own.name.trim().is_empty() || own.group.trim().is_empty() {
            return Err(Problem::new("name", "Hãy ghi tên và nhóm của chỉ tiêu."));
        }
        if own.formula.trim().is_empty() {
            return Ok(None);
        }
        let wrong = |message: String| Problem::new("formula", format!("Công thức: {message}"));
        let formula = Expr::formula(&own.formula).map_err(wrong)?;
        self.knows(&formula).map_err(wrong)?;
        Ok(Some(formula))
    }

    pub fn indicator(&self, code: &str) -> Option<&Indicator> {
        self.indicators
            .iter()
            .find(|indicator| indicator.code == code)
    }

    /// Name of an indicator, or its code where it is not known any more.
    pub fn name(&self, code: &str) -> String {
        self.indicator(code)
            .map_or_else(|| code.to_owned(), |indicator| indicator.name.clone())
    }

    /// Those that are entered.
    pub fn entered(&self) -> impl Iterator<Item = &Indicator> {
        self.indicators
            .iter()
            .filter(|indicator| !indicator.is_derived())
    }

    /// The groups as the form shows them.
    pub fn groups(&self) -> Vec<&str> {
        let mut groups: Vec<&str> = Vec::new();
        for indicator in &self.indicators {
            if !groups.contains(&indicator.group.as_str()) {
                groups.push(&indicator.group);
            }
        }
        groups
    }
}

/// An indicator that a file adds to those of the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnIndicator {
    pub id: OwnIndicatorId,
    pub ver: i64,
    pub position: i64,
    pub code: String,
    /// Name of a group that is there, or a new one.
    pub group: String,
    pub name: String,
    pub unit: String,
    pub definition: String,
    /// Empty for one that is entered.
    pub formula: String,
    pub cumulative: bool,
    pub aggregate: Aggregate,
    pub decimals: bool,
}
