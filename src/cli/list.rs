//! `qcdc list`: visits, units and shortcomings, as a table or as JSON with stable keys (see README.md).

use std::collections::HashMap;
use std::path::Path;

use anyhow::Result;
use chrono::{Datelike as _, NaiveDate};
use serde::Serialize;

use super::World;
use super::args::{HolidayArgs, List, ListArgs};
use super::export;
use super::list_papers;
use super::table::{Table, short};
use super::write_json;
use crate::documents;
use crate::domain::catalogue::checked_label;
use crate::domain::shortcoming::DUE_SOON_DAYS;
use crate::domain::text::{lower_first, paper_count};
use crate::domain::{ShortcomingClass, Tally, UnitId, date};
use crate::read::{ShortcomingFilter, ShortcomingRow, UnitRow, VisitFilter, VisitRow};
use crate::register::Register;

/// Letters that a topic, a description or an owner gets in a table.
const TEXT: usize = 48;

pub(super) fn run(file: Option<&Path>, what: &List, world: &mut World<'_>) -> Result<()> {
    let register = world.open_to_read(file)?;
    match what {
        List::Visits(args) => visits(&register, args, world),
        List::Units(args) => units(&register, args, world),
        List::Shortcomings(args) => shortcomings(&register, args, world),
        List::Attachments { visit, json } => {
            super::attach::list(&register, visit.as_deref(), *json, world)
        }
        List::People { json } => super::people::list(&register, *json, world),
        List::Papers(args) => list_papers::run(&register, args, world),
        List::Documents(args) => super::document::list(&register, args, world),
        List::Archive(args) => super::archive::list(&register, args, world),
        List::Reports(args) => super::report::list(&register, args, world),
        List::Programmes(args) => super::programme_list::programmes(&register, args, world),
        List::Inspections(args) => super::programme_list::inspections(&register, args, world),
        List::Dialogues(args) => super::programme_list::dialogues(&register, args, world),
        List::Models(args) => super::model::list(&register, args, world),
        List::Figures(args) => super::figure::list(&register, args, world),
        List::Indicators { json } => super::figure::indicators(&register, *json, world),
        List::Holidays(args) => holidays(&register, args, world),
    }
}

fn as_of(register: &Register, args: &ListArgs) -> NaiveDate {
    args.as_of.unwrap_or_else(|| register.today())
}

fn day(day: Option<NaiveDate>) -> String {
    day.map(date::show).unwrap_or_default()
}

/// The unit codes by which the JSON form of a visit names units.
fn unit_codes(register: &Register, as_of: NaiveDate) -> Result<HashMap<UnitId, String>> {
    Ok(register
        .units(as_of)?
        .into_iter()
        .map(|row| (row.unit.id, row.unit.code))
        .collect())
}

#[derive(Debug, Serialize)]
struct VisitLine {
    id: String,
    date: NaiveDate,
    unit: String,
    unit_name: String,
    kind: &'static str,
    state: &'static str,
    topic: String,
    conclusion_number: String,
    shortcomings: u32,
    open_shortcomings: u32,
    late_shortcomings: u32,
}

fn visits(register: &Register, args: &ListArgs, world: &mut World<'_>) -> Result<()> {
    let as_of = as_of(register, args);
    let filter = VisitFilter {
        descending: true,
        ..VisitFilter::default()
    };
    let mut rows = register.visits_as_of(&filter, as_of)?;
    rows.retain(|row| !args.overdue || row.late_shortcomings > 0);
    if let Some(out) = &args.out {
        let bytes = documents::visits_xlsx(&rows, as_of)?;
        return export::write(register, out, &bytes, world);
    }
    if args.json {
        let codes = unit_codes(register, as_of)?;
        let lines: Vec<VisitLine> = rows
            .into_iter()
            .map(|row| visit_line(row, &codes))
            .collect();
        return write_json(world.out, &lines);
    }
    let mut table = Table::new(&[
        "Ngày",
        "Đơn vị",
        "Loại",
        "Trạng thái",
        "Kết luận",
        ">Tồn tại",
        ">Còn mở",
        ">Quá hạn",
        "Mã",
    ]);
    let count = rows.len();
    for row in rows {
        table.row(vec![
            date::show(row.date),
            short(&row.unit_name, TEXT),
            row.kind.label().to_owned(),
            row.state.label().to_owned(),
            row.conclusion_number,
            row.shortcomings.to_string(),
            row.open_shortcomings.to_string(),
            row.late_shortcomings.to_string(),
            row.id.to_string(),
        ]);
    }
    finish(
        &table,
        count,
        ["cuộc giám sát", "cuộc giám sát có tồn tại quá hạn"],
        args,
        as_of,
        world,
    )
}

fn visit_line(row: VisitRow, codes: &HashMap<UnitId, String>) -> VisitLine {
    VisitLine {
        id: row.id.to_string(),
        date: row.date,
        unit: codes.get(&row.unit_id).cloned().unwrap_or_default(),
        unit_name: row.unit_name,
        kind: row.kind.code(),
        state: row.state.code(),
        topic: row.topic,
        conclusion_number: row.conclusion_number,
        shortcomings: row.shortcomings,
        open_shortcomings: row.open_shortcomings,
        late_shortcomings: row.late_shortcomings,
    }
}

#[derive(Debug, Serialize)]
struct UnitLine {
    code: String,
    kind: &'static str,
    name: String,
    district: String,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
    visits: u64,
    last_visit: Option<NaiveDate>,
    open_shortcomings: u64,
    late_shortcomings: u64,
}

fn units(register: &Register, args: &ListArgs, world: &mut World<'_>) -> Result<()> {
    let as_of = as_of(register, args);
    let mut rows = register.units(as_of)?;
    rows.retain(|row| !args.overdue || row.late_shortcomings > 0);
    if let Some(out) = &args.out {
        let bytes = documents::units_xlsx(&rows, as_of)?;
        return export::write(register, out, &bytes, world);
    }
    if args.json {
        let lines: Vec<UnitLine> = rows.into_iter().map(unit_line).collect();
        return write_json(world.out, &lines);
    }
    let mut table = Table::new(&[
        "Mã",
        "Đơn vị",
        "Loại",
        "Từ ngày",
        "Đến ngày",
        ">Cuộc giám sát",
        "Gần nhất",
        ">Còn mở",
        ">Quá hạn",
    ]);
    let count = rows.len();
    for row in rows {
        table.row(vec![
            row.unit.code,
            short(&row.unit.name, TEXT),
            row.unit.kind.label().to_owned(),
            day(row.unit.valid_from),
            day(row.unit.valid_to),
            row.visits.to_string(),
            day(row.last_visit),
            row.open_shortcomings.to_string(),
            row.late_shortcomings.to_string(),
        ]);
    }
    finish(
        &table,
        count,
        ["đơn vị", "đơn vị có tồn tại quá hạn"],
        args,
        as_of,
        world,
    )
}

fn unit_line(row: UnitRow) -> UnitLine {
    UnitLine {
        code: row.unit.code,
        kind: row.unit.kind.code(),
        name: row.unit.name,
        district: row.unit.district,
        valid_from: row.unit.valid_from,
        valid_to: row.unit.valid_to,
        visits: row.visits,
        last_visit: row.last_visit,
        open_shortcomings: row.open_shortcomings,
        late_shortcomings: row.late_shortcomings,
    }
}

#[derive(Debug, Serialize)]
struct ShortcomingLine {
    id: String,
    visit: String,
    visit_date: NaiveDate,
    unit: String,
    unit_name: String,
    regulation: String,
    description: String,
    owner: String,
    deadline: Option<NaiveDate>,
    state: &'static str,
    class: Option<&'static str>,
    days_late: i64,
    repeat: Option<u32>,
    reminded_on: Option<NaiveDate>,
    first_deadline: Option<NaiveDate>,
    days_late_at_first: i64,
    carried_to: Option<String>,
}

fn shortcomings(register: &Register, args: &ListArgs, world: &mut World<'_>) -> Result<()> {
    let as_of = as_of(register, args);
    let filter = ShortcomingFilter {
        class: args.overdue.then_some(ShortcomingClass::Late),
        ..ShortcomingFilter::default()
    };
    let rows = register.shortcomings(&filter, as_of)?;
    if let Some(out) = &args.out {
        let bytes = documents::shortcomings_xlsx(&rows, as_of)?;
        return export::write(register, out, &bytes, world);
    }
    if args.json {
        let codes = unit_codes(register, as_of)?;
        let lines: Vec<ShortcomingLine> = rows
            .into_iter()
            .map(|row| shortcoming_line(row, &codes))
            .collect();
        return write_json(world.out, &lines);
    }
    let mut table = Table::new(&[
        "Thời hạn",
        ">Ngày trễ",
        ">Lần",
        "Tình trạng",
        "Đơn vị",
        "Quy chế",
        "Tồn tại, hạn chế",
        "Nơi chịu trách nhiệm",
        "Mã",
    ]);
    let count = rows.len();
    let summary = summary(&rows, as_of);
    for row in rows {
        let standing = row.standing();
        table.row(vec![
            day(row.deadline),
            late(&row),
            row.repeat
                .filter(|number| *number > 1)
                .map_or_else(String::new, |number| number.to_string()),
            standing.into_owned(),
            short(&row.unit_name, TEXT),
            row.regulation_code,
            short(&row.description, TEXT),
            short(&row.owner, TEXT),
            row.id.to_string(),
        ]);
    }
    let what = ["tồn tại", "tồn tại quá hạn"];
    finish(&table, count, what, args, as_of, world)?;
    if !args.overdue && count > 0 {
        writeln!(world.out, "{summary}")?;
    }
    Ok(())
}

/// "15", with the days past the first deadline where it was extended: "15 (hạn đầu 45)".
fn late(row: &ShortcomingRow) -> String {
    match (row.days_late, row.days_late_at_first) {
        (0, 0) => String::new(),
        (now, first) if first > now => format!("{now} (hạn đầu {first})"),
        (now, _) => now.to_string(),
    }
}

/// The six classes, and how many of those that had fallen due were put right in time.
fn summary(rows: &[ShortcomingRow], as_of: NaiveDate) -> String {
    let tally = Tally::of(rows.iter().map(|row| row.dates), as_of);
    let soon_days = rows
        .first()
        .map_or(DUE_SOON_DAYS, |row| row.dates.soon_days);
    let classes: Vec<String> = ShortcomingClass::ALL
        .iter()
        .map(|class| {
            let count = paper_count(tally.count(*class));
            format!("{} {count}", lower_first(&class.label_within(soon_days)))
        })
        .collect();
    format!(
        "Đã thông báo {}: {}. Đúng hạn trên số đã đến hạn: {}.",
        paper_count(tally.total()),
        classes.join(", "),
        tally.share()
    )
}

#[derive(Debug, Serialize)]
struct HolidayLine {
    day: NaiveDate,
    kind: &'static str,
    name: String,
    checked: bool,
}

fn holidays(register: &Register, args: &HolidayArgs, world: &mut World<'_>) -> Result<()> {
    let mut days = register.holidays()?;
    days.retain(|day| args.year.is_none_or(|year| day.day.year() == year));
    if args.json {
        let lines: Vec<HolidayLine> = days
            .into_iter()
            .map(|day| HolidayLine {
                day: day.day,
                kind: day.kind.code(),
                name: day.name,
                checked: day.checked,
            })
            .collect();
        return write_json(world.out, &lines);
    }
    if days.is_empty() {
        writeln!(world.out, "Danh sách chưa có ngày nào.")?;
        return Ok(());
    }
    let mut table = Table::new(&["Ngày", "Loại", "Tên, lý do", "Đối chiếu"]);
    for day in days {
        table.row(vec![
            date::show(day.day),
            day.kind.label().to_owned(),
            day.name,
            checked_label(day.checked).to_owned(),
        ]);
    }
    table.write(world.out)?;
    Ok(())
}

fn shortcoming_line(row: ShortcomingRow, codes: &HashMap<UnitId, String>) -> ShortcomingLine {
    ShortcomingLine {
        id: row.id.to_string(),
        visit: row.visit_id.to_string(),
        visit_date: row.visit_date,
        unit: codes.get(&row.unit_id).cloned().unwrap_or_default(),
        unit_name: row.unit_name,
        regulation: row.regulation_code,
        description: row.description,
        owner: row.owner,
        deadline: row.deadline,
        state: row.state.code(),
        class: row.class.map(ShortcomingClass::code),
        days_late: row.days_late,
        repeat: row.repeat,
        reminded_on: row.reminded_on,
        first_deadline: row.first_deadline,
        days_late_at_first: row.days_late_at_first,
        carried_to: row.carried_to.map(|id| id.to_string()),
    }
}

/// The table and the line below it; `what` is named without and with `--overdue`.
fn finish(
    table: &Table,
    count: usize,
    [all, overdue]: [&str; 2],
    args: &ListArgs,
    as_of: NaiveDate,
    world: &mut World<'_>,
) -> Result<()> {
    let what = if args.overdue { overdue } else { all };
    let day = date::show(as_of);
    if count == 0 {
        writeln!(world.out, "Không có {what}, tính đến ngày {day}.")?;
        return Ok(());
    }
    table.write(world.out)?;
    let count = crate::domain::text::paper_count(count);
    writeln!(world.out, "Cộng: {count} {what}, tính đến ngày {day}.")?;
    Ok(())
}
