//! Figures: entered one by one or as a whole report, explained, asked for.

use chrono::NaiveDate;

mod own;
mod whole;

use super::Register;
use super::change::Op;
use super::error::{Conflict, ConflictField, RegisterError, refused};
use super::transact::{Outcome, Tx};
use crate::domain::figures::{
    Amount, Book, Figure, FigureAnswer, FigurePeriod, FigureReport, Indicator, check_value,
};
use crate::domain::{FigureAnswerId, FigureId, FigureReportId, Problem, Unit, UnitId, text};
use crate::read::figures::{
    FigureBoard, FigureFilter, FigurePage, FigureSeries, FigureSheet, QuestionRow,
};
use crate::store;

/// One field of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureEdit {
    pub unit_id: UnitId,
    pub period: FigurePeriod,
    pub code: String,
    /// As it was loaded.
    pub base: Option<Amount>,
    /// `None` clears it.
    pub value: Option<Amount>,
}

/// The head of a report as it is edited.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FigureHead {
    pub cut_off: Option<NaiveDate>,
    pub reported_on: Option<NaiveDate>,
    pub source: String,
    pub note: String,
}

/// What a unit explained to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAnswer {
    pub unit_id: UnitId,
    pub period: FigurePeriod,
    /// Code of the check.
    pub check: String,
    /// Code of the indicator, empty where the check is about several.
    pub indicator: String,
    pub text: String,
    /// Who said it; empty for the user of this computer.
    pub by: String,
}

impl Register {
    /// The indicators and checks of this file.
    pub fn figure_book(&self) -> Result<Book, RegisterError> {
        Ok(store::figures::book(self.store.conn())?)
    }

    /// Indicator × ward in a period.
    pub fn figure_board(&self, filter: &FigureFilter) -> Result<FigureBoard, RegisterError> {
        Ok(store::figures::board(self.store.conn(), filter)?)
    }

    /// One unit in a period.
    pub fn figure_sheet(
        &self,
        unit_id: UnitId,
        period: FigurePeriod,
    ) -> Result<FigureSheet, RegisterError> {
        let unit: Unit = self.need(unit_id, "Đơn vị này")?;
        Ok(store::figures::sheet(self.store.conn(), unit, period)?)
    }

    /// One unit in the latest period that it reported of, or in the quarter before today.
    pub fn latest_figures(&self, unit_id: UnitId) -> Result<FigureSheet, RegisterError> {
        let latest = store::figures::latest(self.store.conn(), unit_id)?;
        let period = latest.unwrap_or_else(|| FigurePeriod::before(self.today()));
        self.figure_sheet(unit_id, period)
    }

    /// An indicator over time.
    pub fn figure_series(
        &self,
        filter: &FigureFilter,
        code: &str,
        of_unit: Option<UnitId>,
    ) -> Result<FigureSeries, RegisterError> {
        let found = store::figures::series(self.store.conn(), filter, code, of_unit)?;
        match found {
            Some(series) => Ok(series),
            None => refused(format!("Không có chỉ tiêu “{code}”.")),
        }
    }

    /// Every question about every report.
    pub fn figure_questions(&self) -> Result<Vec<QuestionRow>, RegisterError> {
        Ok(store::figures::all_questions(self.store.conn())?)
    }

    /// The board with what its papers need, as of a day.
    pub fn figure_page(
        &self,
        filter: &FigureFilter,
        day: NaiveDate,
    ) -> Result<FigurePage, RegisterError> {
        Ok(FigurePage {
            board: self.figure_board(filter)?,
            issuer: self.issuer_on(&filter.district, day)?,
            sample: self.is_sample()?,
            rules: self.paper_rules()?,
        })
    }

    /// Writes or clears one figure.
    ///
    /// # Errors
    /// It is no figure of that indicator, the unit does not report of that period, or somebody else changed it.
    pub fn set_figure(&mut self, edit: &FigureEdit) -> Result<Outcome<()>, RegisterError> {
        let book = self.figure_book()?;
        let today = self.today();
        self.transact(Op::EditFigures, "", |tx| {
            let unit: Unit = tx.rows.need(edit.unit_id, "Đơn vị này")?;
            let report = report_of(tx, &unit, edit.period, &FigureHead::default(), today)?;
            let indicator = known(&book, &edit.code)?;
            let there = figure(tx, report.id, &edit.code)?;
            let current = there.as_ref().map(|figure| figure.value);
            if current != edit.base && current != edit.value {
                let words = |value: Option<Amount>| value.map(Amount::show).unwrap_or_default();
                let clash = ConflictField {
                    table: "figure",
                    key: format!("{:?} {}", report.id, edit.code),
                    field: indicator.name.clone(),
                    mine: words(edit.value),
                    theirs: words(current),
                };
                match tx.rows.chosen(&clash) {
                    Some(true) => {}
                    Some(false) => return Ok(()),
                    None => {
                        return Err(RegisterError::Conflict(Conflict {
                            fields: vec![clash],
                            shown: Vec::new(),
                        }));
                    }
                }
            }
            put_figure(tx, report.id, indicator, there, edit.value)?;
            let value = edit
                .value
                .map_or_else(|| "bỏ trống".to_owned(), Amount::show);
            tx.message = format!(
                "{}, {}: “{}” {value}{}",
                unit.name,
                edit.period.name(),
                indicator.name,
                edit.value.map_or("", |_| indicator.sign())
            );
            Ok(())
        })
    }

    /// Writes the days and the source of a report, which begins with it where there is none.
    ///
    /// # Errors
    /// The days do not fit.
    pub fn set_figure_head(
        &mut self,
        unit_id: UnitId,
        period: FigurePeriod,
        head: &FigureHead,
    ) -> Result<Outcome<()>, RegisterError> {
        let today = self.today();
        self.transact(Op::EditFigures, "", |tx| {
            let unit: Unit = tx.rows.need(unit_id, "Đơn vị này")?;
            let report = report_of(tx, &unit, period, head, today)?;
            let new = FigureReport {
                cut_off: head.cut_off,
                reported_on: head.reported_on,
                source: text::clean(&head.source),
                note: text::clean(&head.note),
                ..report.clone()
            };
            new.check(&unit, today)?;
            tx.rows.put(&report, new)?;
            tx.message = format!(
                "Đã ghi báo cáo {} của {}",
                period.name(),
                unit.name_in_sentence()
            );
            Ok(())
        })
    }

    /// Takes a report away with all its figures.
    pub fn remove_figures(
        &mut self,
        unit_id: UnitId,
        period: FigurePeriod,
    ) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditFigures, "", |tx| {
            let unit: Unit = tx.rows.need(unit_id, "Đơn vị này")?;
            let report = need_report(tx, &unit, period)?;
            for answer in store::figures::answers(tx.rows.conn(), report.id)? {
                tx.rows.remove(&answer)?;
            }
            for figure in store::figures::figures(tx.rows.conn(), report.id)? {
                tx.rows.remove(&figure)?;
            }
            tx.rows.remove(&report)?;
            tx.message = format!(
                "Đã bỏ số liệu {} của {}",
                period.name(),
                unit.name_in_sentence()
            );
            Ok(())
        })
    }

    /// Writes down what a unit explained to a question; with an empty text the question is open again.
    ///
    /// # Errors
    /// The program does not ask that of the report.
    pub fn answer_figures(&mut self, new: &NewAnswer) -> Result<Outcome<()>, RegisterError> {
        let today = self.today();
        let user = self.user_name()?;
        let sheet = self.figure_sheet(new.unit_id, new.period)?;
        let asked = sheet.row.asked.into_iter().find(|asked| {
            asked.question.check == new.check && asked.question.indicator == new.indicator
        });
        self.transact(Op::EditFigures, "", |tx| {
            let unit: Unit = tx.rows.need(new.unit_id, "Đơn vị này")?;
            let report = need_report(tx, &unit, new.period)?;
            let there = store::figures::answers(tx.rows.conn(), report.id)?
                .into_iter()
                .find(|a| a.check_code == new.check && a.indicator == new.indicator);
            let words = text::clean(&new.text);
            let head = format!("{}, {}", unit.name, new.period.name());
            if words.is_empty() {
                if let Some(there) = there {
                    tx.rows.remove(&there)?;
                }
                tx.message = format!("{head}: bỏ giải trình {}", new.check);
                return Ok(());
            }
            let Some(asked) = asked else {
                return refused(format!(
                    "{head}: chương trình không hỏi {} về số liệu đang ghi; có thể số liệu vừa được sửa.",
                    new.check
                ));
            };
            let by = text::clean(&new.by);
            let answer = FigureAnswer {
                id: there
                    .as_ref()
                    .map_or_else(|| FigureAnswerId(tx.new_id()), |there| there.id),
                ver: there.as_ref().map_or(0, |there| there.ver),
                report_id: report.id,
                check_code: new.check.clone(),
                indicator: new.indicator.clone(),
                facts: asked.question.facts,
                text: words,
                answered_by: if by.is_empty() { user } else { by },
                on: today,
            };
            match there {
                Some(there) => drop(tx.rows.put(&there, answer)?),
                None => drop(tx.rows.add(answer)?),
            }
            tx.message = format!("{head}: đã giải trình {}", new.check);
            Ok(())
        })
    }
}

pub(super) fn known<'a>(book: &'a Book, code: &str) -> Result<&'a Indicator, Problem> {
    book.indicator(code).ok_or_else(|| {
        Problem::new(
            code,
            format!("Không có chỉ tiêu “{code}”; xem các mã bằng “qcdc list indicators”."),
        )
    })
}

fn need_report(
    tx: &Tx<'_>,
    unit: &Unit,
    period: FigurePeriod,
) -> Result<FigureReport, RegisterError> {
    match store::figures::report(tx.rows.conn(), unit.id, period)? {
        Some(report) => Ok(report),
        None => refused(format!("{} chưa có số liệu {}.", unit.name, period.name())),
    }
}

/// The report that is there, or a new one.
pub(super) fn report_of(
    tx: &mut Tx<'_>,
    unit: &Unit,
    period: FigurePeriod,
    head: &FigureHead,
    today: NaiveDate,
) -> Result<FigureReport, RegisterError> {
    if let Some(there) = store::figures::report(tx.rows.conn(), unit.id, period)? {
        return Ok(there);
    }
    let new = FigureReport {
        id: FigureReportId(tx.new_id()),
        ver: 0,
        unit_id: unit.id,
        period_kind: period.kind,
        period_from: period.from,
        period_to: period.to,
        cut_off: head.cut_off,
        reported_on: head.reported_on,
        source: text::clean(&head.source),
        note: text::clean(&head.note),
    };
    new.check(unit, today)?;
    Ok(tx.rows.add(new)?)
}

pub(super) fn figure(
    tx: &Tx<'_>,
    report_id: FigureReportId,
    code: &str,
) -> Result<Option<Figure>, RegisterError> {
    let all = store::figures::figures(tx.rows.conn(), report_id)?;
    Ok(all.into_iter().find(|figure| figure.code == code))
}

pub(super) fn put_figure(
    tx: &mut Tx<'_>,
    report_id: FigureReportId,
    indicator: &Indicator,
    there: Option<Figure>,
    value: Option<Amount>,
) -> Result<(), RegisterError> {
    match (there, value) {
        (None, None) => {}
        (Some(there), None) => tx.rows.remove(&there)?,
        (there, Some(value)) => {
            check_value(indicator, value)?;
            if let Some(there) = there {
                let new = Figure {
                    value,
                    ..there.clone()
                };
                tx.rows.put(&there, new)?;
            } else {
                let id = FigureId(tx.new_id());
                tx.rows.add(Figure {
                    id,
                    ver: 0,
                    report_id,
                    code: indicator.code.clone(),
                    value,
                    note: String::new(),
                })?;
            }
        }
    }
    Ok(())
}
