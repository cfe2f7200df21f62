//! Số liệu: what wards report in figures, the rules that the figures must obey, and the sums over periods and wards.

pub mod book;
pub mod eval;
pub mod exact;
pub mod expr;
pub mod period;
pub mod record;
pub mod rules;
pub mod sum;
#[cfg(test)]
mod tests;

pub use book::{Aggregate, Book, Check, Indicator, OwnIndicator, Rule, Severity};
pub use eval::{Unknown, Values};
pub use exact::{Amount, Exact};
pub use period::{FigurePeriod, PeriodKind};
pub use record::{Figure, FigureAnswer, FigureReport, QuestionState, check_value};
pub use rules::{Computed, Question, Scene, computed, questions};
pub use sum::{OverTime, Total, over_time, over_units};

/// Trích yếu of the letter that asks for missing figures and puts the questions.
pub const SUBJECT: &str = "đề nghị bổ sung, làm rõ số liệu báo cáo";
