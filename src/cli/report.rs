//! `qcdc report`, `qcdc list reports`: monthly reports without a window.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use chrono::{Datelike as _, NaiveDate};
use serde::Serialize;

use super::World;
use super::paper_args::RequestOf;
use super::papers::{numbered, unit};
use super::report_args::{Details, OfMonth, ReportCommand, ReportListArgs};
use super::table::{Table, short};
use super::write_json;
use crate::documents;
use crate::domain::{Month, MonthlyReport, Problem, ReportState, Unit};
use crate::read::monthly_report::LEGEND;
use crate::read::{PaperRequest, ReportCell, ReportFilter, ReportRow, ReportYear, Stamp};
use crate::register::{NewFile, NewReport, Outcome, Register, RegisterError};

/// Letters that a ward's name gets in a table.
const NAME: usize = 24;

pub(super) fn run(file: Option<&Path>, what: &ReportCommand, world: &mut World<'_>) -> Result<()> {
    let mut register = world.open(file)?;
    match what {
        ReportCommand::Received { of, on, details } => {
            let new = NewReport {
                unit_id: unit(&register, &of.unit)?.id,
                month: of.month,
                received_on: on.unwrap_or_else(|| register.today()),
                note: details.note.clone().unwrap_or_default(),
                received_by: details.by.clone().unwrap_or_default(),
            };
            let files = read_all(&details.attach)?;
            said(&typed(register.receive_report(&new, &files))?, world)
        }
        ReportCommand::Correct { of, on, details } => {
            correct(&mut register, of, *on, details, world)
        }
        ReportCommand::TakeBack { of } => {
            let report = written(&register, of)?;
            said(&typed(register.take_back_report(report.id))?, world)
        }
        ReportCommand::Due {
            day,
            same_month,
            next_month,
            from,
            every_month,
        } => {
            let old = register.report_rule()?;
            let mut rule = old;
            rule.day = day.unwrap_or(rule.day);
            rule.next_month = (rule.next_month || *next_month) && !same_month;
            rule.from = if *every_month {
                None
            } else {
                from.or(rule.from)
            };
            if rule != old {
                said(&typed(register.set_report_rule(rule))?, world)?;
            }
            let since = rule.from.map_or_else(
                || "mọi tháng".to_owned(),
                |month| format!("từ {}", month.name()),
            );
            writeln!(
                world.out,
                "Hạn gửi báo cáo tháng: {}, {since}.",
                rule.words()
            )?;
            Ok(())
        }
    }
}

fn correct(
    register: &mut Register,
    of: &OfMonth,
    on: Option<NaiveDate>,
    details: &Details,
    world: &mut World<'_>,
) -> Result<()> {
    let base = written(register, of)?;
    let new = MonthlyReport {
        received_on: on.unwrap_or(base.received_on),
        note: details.note.clone().unwrap_or_else(|| base.note.clone()),
        received_by: details
            .by
            .clone()
            .unwrap_or_else(|| base.received_by.clone()),
        ..base.clone()
    };
    let files = read_all(&details.attach)?;
    let outcome = typed(register.correct_report(&base, &new, &files))?;
    if outcome.message.is_empty() {
        writeln!(world.err, "Không có gì thay đổi.")?;
        return Ok(());
    }
    said(&outcome, world)
}

fn written(register: &Register, of: &OfMonth) -> Result<MonthlyReport> {
    let unit = unit(register, &of.unit)?;
    match register.report_of(unit.id, of.month)? {
        Some(report) => Ok(report),
        None => bail!(
            "Chưa ghi nhận báo cáo {} của {}.",
            of.month.name(),
            unit.name_in_sentence()
        ),
    }
}

fn read_all(paths: &[PathBuf]) -> Result<Vec<NewFile>> {
    let read = |path: &PathBuf| NewFile::read(path, documents::thumbnail);
    Ok(paths.iter().map(read).collect::<Result<_, _>>()?)
}

fn said<T>(outcome: &Outcome<T>, world: &mut World<'_>) -> Result<()> {
    Ok(writeln!(world.err, "{}.", outcome.message)?)
}

/// Problems name the option that was typed, not the field of the window.
fn typed<T>(result: Result<Outcome<T>, RegisterError>) -> Result<Outcome<T>, RegisterError> {
    result.map_err(|error| match error {
        RegisterError::Problems(mut problems) => {
            for Problem { place, .. } in &mut problems.0 {
                let option = match place.as_str() {
                    "received_on" => "--on",
                    "month" => "--month",
                    "unit_id" => "--unit",
                    "day" => "--day",
                    _ => "",
                };
                option.clone_into(place);
            }
            RegisterError::Problems(problems)
        }
        RegisterError::Store(_) | RegisterError::Conflict(_) | RegisterError::Refused(_) => error,
    })
}

/// A filter of the command line; a district that the file does not have is a mistake.
pub(super) fn filter(
    register: &Register,
    year: Option<i32>,
    district: Option<&str>,
) -> Result<ReportFilter> {
    let year = year.unwrap_or_else(|| register.today().year());
    if Month::of_year(year).is_empty() {
        bail!("Năm {year} không dùng được; hãy ghi năm, ví dụ 2024.");
    }
    Ok(ReportFilter {
        year,
        district: district.unwrap_or_default().to_owned(),
    })
}

/// The letter to the ward that was named.
pub(super) fn one_request(
    register: &Register,
    of: &RequestOf,
    stamp: Stamp,
) -> Result<PaperRequest> {
    let unit = unit(register, of.unit.as_deref().unwrap_or_default())?;
    Ok(request(register, of, stamp, &unit))
}

fn request(register: &Register, of: &RequestOf, stamp: Stamp, unit: &Unit) -> PaperRequest {
    let as_of = of.day.on(register);
    PaperRequest::ReportRequest {
        unit_id: unit.id,
        year: of.year.unwrap_or_else(|| as_of.year()),
        as_of,
        by: of.by.unwrap_or_else(|| PaperRequest::reminder_by(as_of)),
        stamp,
    }
}

/// A letter to every ward with a report missing; a number counts up.
pub(super) fn requests(
    register: &Register,
    of: &RequestOf,
    stamp: Stamp,
) -> Result<Vec<(Unit, PaperRequest)>> {
    let as_of = of.day.on(register);
    let filter = filter(
        register,
        Some(of.year.unwrap_or_else(|| as_of.year())),
        None,
    )?;
    let year = register.reports(&filter, as_of)?;
    let units = year.with_missing().map(|row| &row.unit);
    let letters = numbered(units, stamp, |stamp, unit| {
        request(register, of, stamp, unit)
    });
    if letters.is_empty() {
        bail!("Không có phường nào thiếu báo cáo tháng; không cần công văn.");
    }
    Ok(letters)
}

#[derive(Debug, Serialize)]
struct ReportLine {
    unit: String,
    unit_name: String,
    month: Month,
    due: NaiveDate,
    received_on: Option<NaiveDate>,
    state: &'static str,
    days_late: i64,
    note: String,
    received_by: String,
    files: usize,
}

pub(super) fn list(
    register: &Register,
    args: &ReportListArgs,
    world: &mut World<'_>,
) -> Result<()> {
    let filter = filter(register, args.year, args.district.as_deref())?;
    let as_of = args.as_of.unwrap_or_else(|| register.today());
    let year = register.reports(&filter, as_of)?;
    if let Some(district) = args.district.as_deref()
        && year.district_name().is_none()
    {
        let known: Vec<&str> = year
            .districts
            .iter()
            .map(|(code, _)| code.as_str())
            .collect();
        bail!(
            "Tệp không có quận “{district}”; hãy ghi một trong: {}.",
            known.join(", ")
        );
    }
    let wanted = |cell: &ReportCell| !args.missing || cell.standing.state == ReportState::Missing;
    if args.json {
        let lines: Vec<ReportLine> = year
            .rows
            .iter()
            .flat_map(|row| row.cells.iter().flatten().map(move |cell| (row, cell)))
            .filter(|(_, cell)| wanted(cell))
            .map(|(row, cell)| line(row, cell))
            .collect();
        return write_json(world.out, &lines);
    }
    if args.missing {
        missing(&year, world)
    } else {
        matrix(&year, world)
    }
}

fn line(row: &ReportRow, cell: &ReportCell) -> ReportLine {
    let here = cell
        .report
        .as_ref()
        .filter(|_| cell.received_on().is_some());
    ReportLine {
        unit: row.unit.code.clone(),
        unit_name: row.unit.name.clone(),
        month: cell.month,
        due: cell.due,
        received_on: cell.received_on(),
        state: cell.standing.state.code(),
        days_late: cell.standing.days,
        note: here.map_or_else(String::new, |report| report.note.clone()),
        received_by: here.map_or_else(String::new, |report| report.received_by.clone()),
        files: if here.is_some() { cell.files.len() } else { 0 },
    }
}

fn missing(year: &ReportYear, world: &mut World<'_>) -> Result<()> {
    let mut table = Table::new(&["Mã", "Đơn vị", "Tháng", "Hạn gửi", ">Quá hạn"]);
    for row in year.with_missing() {
        for cell in row.missing() {
            table.row(vec![
                row.unit.code.clone(),
                short(&row.unit.name, NAME),
                cell.month.show(),
                crate::domain::date::show(cell.due),
                format!("{} ngày", cell.standing.days),
            ]);
        }
    }
    if year.tally().missing > 0 {
        table.write(world.out)?;
    }
    summary(year, world)
}

fn matrix(year: &ReportYear, world: &mut World<'_>) -> Result<()> {
    if year.rows.is_empty() {
        writeln!(
            world.err,
            "Năm {} không có phường nào phải gửi báo cáo tháng.",
            year.filter.year
        )?;
        return Ok(());
    }
    let mut table = Table::new(&[
        "Đơn vị",
        "T1",
        "T2",
        "T3",
        "T4",
        "T5",
        "T6",
        "T7",
        "T8",
        "T9",
        "T10",
        "T11",
        "T12",
        ">Đúng hạn",
        ">Chậm",
        ">Thiếu",
    ]);
    for row in &year.rows {
        let tally = row.tally();
        let mut cells = vec![short(&row.unit.name, NAME)];
        cells.extend(
            row.cells
                .iter()
                .map(|cell| cell.as_ref().map_or_else(String::new, ReportCell::short)),
        );
        cells.extend([
            tally.share(),
            tally.late.to_string(),
            tally.missing.to_string(),
        ]);
        table.row(cells);
    }
    let months = year.month_tallies();
    let total = year.tally();
    let mut cells = vec!["Đúng hạn".to_owned()];
    cells.extend(months.iter().map(|tally| tally.share()));
    cells.extend([
        total.share(),
        total.late.to_string(),
        total.missing.to_string(),
    ]);
    table.row(cells);
    table.write(world.out)?;
    writeln!(world.err, "{LEGEND}")?;
    summary(year, world)
}

fn summary(year: &ReportYear, world: &mut World<'_>) -> Result<()> {
    let total = year.tally();
    writeln!(
        world.err,
        "Năm {}, tính đến {} (hạn {}): {}; chậm {}, thiếu {}, chưa đến hạn {}.",
        year.filter.year,
        crate::domain::date::show(year.as_of),
        year.rule.words(),
        total.words(),
        total.late,
        total.missing,
        total.not_due
    )?;
    Ok(())
}
