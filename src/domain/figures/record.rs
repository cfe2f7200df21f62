//! What is kept of a report: its span and days, the figures as they were stated, and what the unit explained.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::book::Indicator;
use super::exact::Amount;
use super::period::{FigurePeriod, PeriodKind};
use super::rules::Question;
use crate::domain::date::show;
use crate::domain::ids::{FigureAnswerId, FigureId, FigureReportId, UnitId};
use crate::domain::problem::Problem;
use crate::domain::unit::Unit;
use crate::domain::words::words;

/// A report of a unit about a period: what its figures were handed in with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureReport {
    pub id: FigureReportId,
    pub ver: i64,
    pub unit_id: UnitId,
    pub period_kind: PeriodKind,
    pub period_from: NaiveDate,
    pub period_to: NaiveDate,
    /// The day up to which figures were counted, where that was before the period ended.
    pub cut_off: Option<NaiveDate>,
    /// The day on the report.
    pub reported_on: Option<NaiveDate>,
    /// The paper that it came with: "Báo cáo số 45-BC/ĐU ngày 05/07/2022".
    pub source: String,
    pub note: String,
}

impl FigureReport {
    pub fn period(&self) -> FigurePeriod {
        FigurePeriod {
            from: self.period_from,
            to: self.period_to,
            kind: self.period_kind,
        }
    }

    /// Checks what a report must obey; days that contradict each other are asked about, not refused.
    ///
    /// # Errors
    /// The unit does not exist in the period, or a day lies ahead.
    pub fn check(&self, unit: &Unit, today: NaiveDate) -> Result<(), Problem> {
        if self.period_from > today {
            return Err(Problem::new(
                "period",
                format!(
                    "Kỳ {} chưa bắt đầu; hãy xem lại kỳ báo cáo.",
                    self.period().name()
                ),
            ));
        }
        if !(unit.exists_on(self.period_from) || unit.exists_on(self.period_to)) {
            return Err(Problem::new(
                "period",
                format!(
                    "{} không tồn tại trong {}; hãy chọn đúng đơn vị của kỳ đó.",
                    unit.name,
                    self.period().name()
                ),
            ));
        }
        if self.reported_on.is_some_and(|day| day > today) {
            return Err(Problem::new(
                "reported_on",
                "Ngày lập báo cáo chưa đến; hãy ghi ngày trên báo cáo.",
            ));
        }
        if self
            .cut_off
            .is_some_and(|day| day < self.period_from || day > self.period_to)
        {
            return Err(Problem::new(
                "cut_off",
                format!(
                    "Ngày chốt số liệu phải nằm trong kỳ, từ {} đến {}.",
                    show(self.period_from),
                    show(self.period_to)
                ),
            ));
        }
        Ok(())
    }
}

/// One figure as it was stated; of an indicator that is worked out, the rate that the report states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    pub id: FigureId,
    pub ver: i64,
    pub report_id: FigureReportId,
    /// Code of the indicator.
    pub code: String,
    pub value: Amount,
    pub note: String,
}

/// # Errors
/// A part of a dossier, or a value that was meant as something else.
pub fn check_value(indicator: &Indicator, value: Amount) -> Result<(), Problem> {
    if value.is_whole() || indicator.decimals || indicator.is_derived() {
        return Ok(());
    }
    Err(Problem::new(
        indicator.code.clone(),
        format!(
            "“{}” đếm theo {}, nên là số nguyên; {} có phần lẻ. Phần nghìn viết bằng dấu chấm: 13.530.",
            indicator.name,
            indicator.unit,
            value.show()
        ),
    ))
}

words! {
    /// How it stands with a question.
    QuestionState {
        Open = "open", "Đang hỏi";
        Explained = "explained", "Đã giải trình";
    }
}

/// What a unit said to a question; it stands for the figures that were asked about, and no longer once they changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureAnswer {
    pub id: FigureAnswerId,
    pub ver: i64,
    pub report_id: FigureReportId,
    pub check_code: String,
    /// Code of the indicator that was asked about, where the check looks at one at a time.
    pub indicator: String,
    /// What was asked.
    pub facts: String,
    pub text: String,
    pub answered_by: String,
    pub on: NaiveDate,
}

impl FigureAnswer {
    /// Whether it is about this question, as it is asked now or was before.
    pub fn is_about(&self, question: &Question) -> bool {
        self.check_code == question.check && self.indicator == question.indicator
    }

    /// Whether it answers what is asked now.
    pub fn settles(&self, question: &Question) -> bool {
        self.is_about(question) && self.facts == question.facts
    }
}
