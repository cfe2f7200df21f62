//! Receipts of monthly reports from a sheet, known by unit and month.

use super::Taker;
use super::line::Line;
use crate::domain::{MonthlyReport, text};
use crate::read::grid::{GridCell, RowFate};
use crate::register::Register;
use crate::register::error::RegisterError;
use crate::register::monthly_report::{NewReport, correct, receive};
use crate::store::{self, StoreError};

fn cells(report: &MonthlyReport, (code, name): (&str, &str)) -> Vec<GridCell> {
    vec![
        GridCell::text(code),
        GridCell::text(name),
        GridCell::text(report.month.show()),
        GridCell::Day(report.received_on),
        GridCell::text(&report.received_by),
        GridCell::text(&report.note),
    ]
}

pub(super) fn rows(register: &Register) -> Result<Vec<Vec<GridCell>>, StoreError> {
    let conn = register.store.conn();
    let names = super::unit_names(register)?;
    let reports = store::monthly_report::all(conn)?;
    Ok(reports
        .iter()
        .map(|report| {
            let unit = names.get(&report.unit_id);
            cells(report, unit.map_or(("", ""), |(code, name)| (code, name)))
        })
        .collect())
}

pub(super) fn take(
    taker: &mut Taker<'_, '_>,
    mut line: Line<'_>,
) -> Result<RowFate, RegisterError> {
    let unit = taker.unit(&mut line, "unit_id")?;
    let month = line.month("month");
    let received_on = line.needed_day("received_on", "Hãy ghi ngày nhận báo cáo.");
    let (Some(unit), Some(month), Some(received_on)) = (unit, month, received_on) else {
        return Ok(line.fate(RowFate::Same));
    };
    if !taker.is_first(
        &mut line,
        "month",
        format!("{} {}", unit.code, month.code()),
    ) {
        return Ok(line.fate(RowFate::Same));
    }
    let there = store::monthly_report::of_month(taker.tx.rows.conn(), unit.id, month)?;
    let note = line.text_over("note", there.as_ref().map_or("", |there| &there.note));
    let by_there = there
        .as_ref()
        .map_or(taker.user.as_str(), |there| &there.received_by);
    let mut received_by = line.text_over("received_by", by_there);
    if received_by.is_empty() {
        by_there.clone_into(&mut received_by);
    }
    if line.is_wrong() {
        return Ok(line.fate(RowFate::Same));
    }
    let fate = match there {
        None => {
            let new = NewReport {
                unit_id: unit.id,
                month,
                received_on,
                note,
                received_by,
            };
            let received = receive(taker.tx, &unit, &new, &taker.user, taker.today);
            line.absorb(received)?;
            RowFate::New
        }
        Some(base) => {
            let new = MonthlyReport {
                received_on,
                note,
                received_by: text::clean(&received_by),
                ..base.clone()
            };
            let corrected = correct(taker.tx, &unit, &base, &new, taker.today);
            line.absorb(corrected)?;
            let name = (unit.code.as_str(), unit.name.as_str());
            line.differs(&cells(&base, name), &cells(&new, name))
        }
    };
    Ok(line.fate(fate))
}
