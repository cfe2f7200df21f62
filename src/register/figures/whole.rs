//! Whole reports by natural keys: from the command line, from a file, from another program.

use chrono::NaiveDate;

use super::own::add_own;
use super::{FigureHead, figure, known, put_figure, report_of};
use crate::domain::figures::{Book, FigureReport, check_value};
use crate::domain::{FigureReportId, Problem, Problems, Unit, UnitId, text};
use crate::read::figures::{FigureEntry, FigureFile, UnitEntry};
use crate::register::Register;
use crate::register::change::Op;
use crate::register::error::{RegisterError, refused};
use crate::register::transact::{Outcome, Tx};
use crate::store;

impl Register {
    /// Takes a whole report in by natural keys: figures that it names are written, others stay.
    ///
    /// # Errors
    /// Everything that is wrong with it; nothing is kept then.
    pub fn take_figures(
        &mut self,
        entry: &FigureEntry,
    ) -> Result<Outcome<FigureReportId>, RegisterError> {
        let today = self.today();
        self.transact(Op::EditFigures, "", |tx| {
            let book = store::figures::book(tx.rows.conn())?;
            let (id, unit) = take(tx, &book, entry, today)?;
            tx.message = format!(
                "Đã ghi {} số liệu {} của {}",
                entry.figures.len(),
                entry.period.name(),
                unit.name_in_sentence()
            );
            Ok(id)
        })
    }

    /// The same, clearing some figures in the same step.
    ///
    /// # Errors
    /// Everything that is wrong with it; nothing is kept then.
    pub fn replace_figures(
        &mut self,
        entry: &FigureEntry,
        cleared: &[String],
    ) -> Result<Outcome<()>, RegisterError> {
        let today = self.today();
        self.transact(Op::EditFigures, "", |tx| {
            let book = store::figures::book(tx.rows.conn())?;
            let (id, unit) = take(tx, &book, entry, today)?;
            for code in cleared {
                let indicator = known(&book, code)?;
                let there = figure(tx, id, code)?;
                put_figure(tx, id, indicator, there, None)?;
            }
            tx.message = format!(
                "Đã ghi số liệu {} của {}",
                entry.period.name(),
                unit.name_in_sentence()
            );
            Ok(())
        })
    }

    /// Takes a file of reports in, with the units and indicators that they need: all or nothing.
    ///
    /// # Errors
    /// Everything that is wrong with the first report that is.
    pub fn take_figure_file(&mut self, file: &FigureFile) -> Result<Outcome<()>, RegisterError> {
        let today = self.today();
        if file.schema_version != 1 {
            return refused(format!(
                "Tệp số liệu theo mẫu {} mà chương trình này chưa biết; hãy dùng bản mới hơn.",
                file.schema_version
            ));
        }
        self.transact(Op::EditFigures, "", |tx| {
            for unit in &file.units {
                add_unit(tx, unit)?;
            }
            let mut book = store::figures::book(tx.rows.conn())?;
            for entry in &file.indicators {
                if book.indicator(&entry.code).is_none() {
                    add_own(tx, &mut book, entry)?;
                }
            }
            for (place, entry) in file.reports.iter().enumerate() {
                take(tx, &book, entry, today).map_err(|error| match error {
                    RegisterError::Problems(Problems(problems)) => {
                        let within = |p: Problem| p.within(&format!("reports[{place}]"));
                        RegisterError::Problems(Problems(
                            problems.into_iter().map(within).collect(),
                        ))
                    }
                    other @ (RegisterError::Store(_)
                    | RegisterError::Conflict(_)
                    | RegisterError::Refused(_)) => other,
                })?;
            }
            tx.message = format!("Đã nhập số liệu của {} báo cáo", file.reports.len());
            Ok(())
        })
    }
}

fn take(
    tx: &mut Tx<'_>,
    book: &Book,
    entry: &FigureEntry,
    today: NaiveDate,
) -> Result<(FigureReportId, Unit), RegisterError> {
    let Some(unit) = store::unit::by_code(tx.rows.conn(), entry.unit.trim())? else {
        return Err(Problem::new(
            "unit",
            format!(
                "Không có đơn vị mang mã “{}”; xem các mã bằng “qcdc list units”.",
                entry.unit
            ),
        )
        .into());
    };
    let head = FigureHead {
        cut_off: entry.cut_off,
        reported_on: entry.reported_on,
        source: text::clean(&entry.source),
        note: text::clean(&entry.note),
    };
    let report = report_of(tx, &unit, entry.period, &head, today)?;
    let or = |new: &str, old: &str| if new.is_empty() { old } else { new }.to_owned();
    let new = FigureReport {
        cut_off: head.cut_off.or(report.cut_off),
        reported_on: head.reported_on.or(report.reported_on),
        source: or(&head.source, &report.source),
        note: or(&head.note, &report.note),
        ..report.clone()
    };
    new.check(&unit, today)?;
    tx.rows.put(&report, new)?;
    let mut problems = Vec::new();
    for (code, value) in &entry.figures {
        let checked = known(book, code)
            .and_then(|indicator| check_value(indicator, *value).map(|()| indicator));
        match checked {
            Ok(indicator) => {
                let there = figure(tx, report.id, code)?;
                put_figure(tx, report.id, indicator, there, Some(*value))?;
            }
            Err(problem) => problems.push(problem.within("figures")),
        }
    }
    Problems::into_result(problems)?;
    Ok((report.id, unit))
}

fn add_unit(tx: &mut Tx<'_>, entry: &UnitEntry) -> Result<(), RegisterError> {
    if store::unit::by_code(tx.rows.conn(), &entry.code)?.is_some() {
        return Ok(());
    }
    let unit = Unit {
        id: UnitId(tx.new_id()),
        ver: 0,
        code: entry.code.clone(),
        kind: entry.kind,
        name: text::clean(&entry.name),
        short_name: text::clean(&entry.short_name),
        district: entry.district.clone(),
        parent_id: None,
        valid_from: None,
        valid_to: None,
        checked: false,
    };
    unit.check()?;
    tx.rows.add(unit)?;
    Ok(())
}
