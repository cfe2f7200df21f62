//! Figures from a sheet, one a row, known by unit, period and indicator.

use std::collections::HashMap;
use std::rc::Rc;

use super::Taker;
use super::line::Line;
use crate::domain::figures::{Amount, Book, Figure, FigurePeriod, FigureReport, PeriodKind};
use crate::domain::{FigureReportId, Unit};
use crate::read::grid::{GridCell, RowFate};
use crate::register::Register;
use crate::register::error::RegisterError;
use crate::register::figures::{FigureHead, figure, known, put_figure, report_of};
use crate::store::{self, StoreError};

fn cells(
    report: &FigureReport,
    (unit, unit_name): (&str, &str),
    (code, name): (&str, &str),
    value: Option<Amount>,
) -> Vec<GridCell> {
    vec![
        GridCell::text(unit),
        GridCell::text(unit_name),
        GridCell::text(report.period_kind.label()),
        GridCell::Day(report.period_from),
        GridCell::Day(report.period_to),
        GridCell::text(code),
        GridCell::text(name),
        value.map_or(GridCell::Empty, |value| {
            GridCell::Number(value.exact().to_f64())
        }),
        GridCell::day(report.cut_off),
        GridCell::day(report.reported_on),
        GridCell::text(&report.source),
        GridCell::text(&report.note),
    ]
}

pub(super) fn rows(register: &Register) -> Result<Vec<Vec<GridCell>>, StoreError> {
    let conn = register.store.conn();
    let names = super::unit_names(register)?;
    let book = store::figures::book(conn)?;
    let mut of: HashMap<FigureReportId, Vec<Figure>> = HashMap::new();
    for figure in store::figures::all_figures(conn)? {
        of.entry(figure.report_id).or_default().push(figure);
    }
    let mut rows = Vec::new();
    for report in store::figures::reports(conn)? {
        let unit = super::named(&names, report.unit_id);
        for figure in of.remove(&report.id).unwrap_or_default() {
            let name = book.name(&figure.code);
            rows.push(cells(
                &report,
                unit,
                (&figure.code, &name),
                Some(figure.value),
            ));
        }
    }
    Ok(rows)
}

/// The indicators of the file, read once for all rows.
fn book(taker: &mut Taker<'_, '_>) -> Result<Rc<Book>, StoreError> {
    if let Some(book) = &taker.book {
        return Ok(book.clone());
    }
    let book = Rc::new(store::figures::book(taker.tx.rows.conn())?);
    taker.book = Some(book.clone());
    Ok(book)
}

fn period(line: &mut Line<'_>) -> Option<FigurePeriod> {
    let kind = line.needed_choice(
        "kind",
        PeriodKind::ALL,
        "Hãy ghi kỳ số liệu, ví dụ quý hoặc 6 tháng.",
    );
    let from = line.needed_day("from", "Hãy ghi ngày đầu của kỳ.");
    let to = line.day("to");
    let (kind, from) = (kind?, from?);
    let named = FigurePeriod {
        kind,
        from,
        to: from,
    };
    let Some(to) = to.or_else(|| named.due_end()) else {
        line.wrong("to", "Hãy ghi ngày cuối của khoảng ngày.");
        return None;
    };
    if to < from {
        line.wrong("to", "Ngày cuối của kỳ ở trước ngày đầu; hãy xem lại.");
        return None;
    }
    Some(FigurePeriod { from, to, kind })
}

pub(super) fn take(
    taker: &mut Taker<'_, '_>,
    mut line: Line<'_>,
) -> Result<RowFate, RegisterError> {
    let book = book(taker)?;
    let unit = taker.unit(&mut line, "unit_id")?;
    let period = period(&mut line);
    let code = line.needed("code", "Hãy ghi mã chỉ tiêu.");
    let value = line.amount("value");
    let indicator = known(&book, &code);
    if let (Err(_), false) = (&indicator, code.is_empty()) {
        line.wrong(
            "code",
            format!("Không có chỉ tiêu mang mã “{code}”; hãy xem mã ở màn hình Số liệu."),
        );
    }
    let (Some(unit), Some(period), Ok(indicator)) = (unit, period, indicator) else {
        return Ok(line.refused());
    };
    let of_report = format!("{}\n{}", unit.code, period.code());
    let known_by = format!("{of_report}\n{code}");
    if !taker.is_first(&mut line, "code", known_by) || line.is_wrong() {
        return Ok(line.refused());
    }
    let begun = taker.seen.insert(of_report, taker.row).is_some();
    let Some((before, report)) = head(taker, &mut line, (&unit, period), begun)? else {
        return Ok(line.refused());
    };
    let there = figure(taker.tx, report.id, &code)?;
    let value_before = there.as_ref().map(|figure| figure.value);
    let is_new = there.is_none() && value.is_some();
    let names = (unit.code.as_str(), unit.name.as_str());
    let of = (code.as_str(), indicator.name.as_str());
    let put = put_figure(taker.tx, report.id, indicator, there, value);
    if let Err(RegisterError::Problems(problems)) = put {
        for problem in problems.0 {
            line.wrong("value", problem.message);
        }
        return Ok(line.refused());
    }
    put?;
    if is_new {
        return Ok(line.fate(RowFate::New));
    }
    let before = cells(&before, names, of, value_before);
    let fate = line.differs(&before, &cells(&report, names, of, value));
    Ok(line.fate(fate))
}

/// The report of a row, before and after what the row says of its head.
fn head(
    taker: &mut Taker<'_, '_>,
    line: &mut Line<'_>,
    (unit, period): (&Unit, FigurePeriod),
    begun: bool,
) -> Result<Option<(FigureReport, FigureReport)>, RegisterError> {
    let report = report_of(taker.tx, unit, period, &FigureHead::default(), taker.today);
    let Some(before) = line.absorb(report)? else {
        return Ok(None);
    };
    let after = FigureReport {
        cut_off: line.day_over("cut_off", before.cut_off),
        reported_on: line.day_over("reported_on", before.reported_on),
        source: line.text_over("source", &before.source),
        note: line.text_over("note", &before.note),
        ..before.clone()
    };
    if line.is_wrong() {
        return Ok(None);
    }
    if begun && after != before {
        line.wrong(
            "source",
            "Ngày, nguồn hoặc ghi chú của báo cáo khác với dòng trước của cùng báo cáo; hãy ghi giống nhau.",
        );
        return Ok(None);
    }
    let checked = after.check(unit, taker.today).map_err(RegisterError::from);
    if line.absorb(checked)?.is_none() {
        return Ok(None);
    }
    let after = taker.tx.rows.put(&before, after)?;
    Ok(Some((before, after)))
}
