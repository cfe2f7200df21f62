//! `qcdc archive`, `qcdc list archive`: archives without a window.

use std::path::Path;

use anyhow::{Result, bail};
use chrono::{Datelike as _, NaiveDate};
use serde::Serialize;

use super::World;
use super::archive_args::{ArchiveCommand, ArchiveListArgs, ArchiveRequestOf, MarkArgs, PaperArgs};
use super::papers::{numbered, unit};
use super::table::{Table, short};
use super::write_json;
use crate::domain::archive::check_year;
use crate::domain::date::show;
use crate::domain::text::thousands;
use crate::domain::{ArchivePaper, ArchiveState, Problem, Unit};
use crate::read::archive::LEGEND;
use crate::read::{
    ArchiveCell, ArchiveFilter, ArchiveOf, ArchiveRow, ArchiveYear, PaperRequest, Stamp,
};
use crate::register::{
    ArchiveMark, NewArchiveEntry, NewArchivePaper, Outcome, Register, RegisterError,
};

/// Letters that a ward's name and a paper get in a table.
const NAME: usize = 24;
const PAPER: usize = 70;

pub(super) fn run(file: Option<&Path>, what: &ArchiveCommand, world: &mut World<'_>) -> Result<()> {
    let mut register = world.open(file)?;
    let this_year = register.today().year();
    match what {
        ArchiveCommand::Mark(args) => mark(&mut register, args, world),
        ArchiveCommand::Fill { unit: code, year } => {
            let only = match code {
                Some(code) => Some(unit(&register, code)?.id),
                None => None,
            };
            let filter = ArchiveFilter::of_year(year.unwrap_or(this_year));
            let outcome = typed(register.fill_archive(&filter, only))?;
            if outcome.value == 0 {
                writeln!(
                    world.err,
                    "Phiếu kiểm tra của năm {} không cho biết thêm giấy tờ nào.",
                    filter.year
                )?;
                return Ok(());
            }
            said(&outcome, world)
        }
        ArchiveCommand::Papers { year, all, json } => {
            papers(&register, year.unwrap_or(this_year), *all, *json, world)
        }
        ArchiveCommand::AddPaper {
            code,
            what,
            from_year,
        } => {
            let new = NewArchivePaper {
                code: code.clone().unwrap_or_default(),
                regulation: what.regulation.clone().unwrap_or_default(),
                item: what.item.clone().unwrap_or_default(),
                name: what.name.clone().unwrap_or_default(),
                every_year: !what.once,
            };
            said(&typed(register.add_archive_paper(&new, *from_year))?, world)
        }
        ArchiveCommand::ChangePaper {
            code,
            what,
            from_year,
        } => {
            let year = from_year.unwrap_or(this_year);
            let base = typed_paper(register.archive_paper(code, year))?;
            let new = changed(&base, what);
            let outcome = typed(register.change_archive_paper(&base, &new, year))?;
            if outcome.message.is_empty() {
                writeln!(world.err, "Không có gì thay đổi.")?;
                return Ok(());
            }
            said(&outcome, world)
        }
        ArchiveCommand::RetirePaper { code, from_year } => {
            let year = from_year.unwrap_or(this_year);
            let paper = typed_paper(register.archive_paper(code, year))?;
            said(
                &typed(register.retire_archive_paper(paper.id, year))?,
                world,
            )
        }
    }
}

fn changed(base: &ArchivePaper, what: &PaperArgs) -> NewArchivePaper {
    let or = |new: &Option<String>, old: &str| new.clone().unwrap_or_else(|| old.to_owned());
    NewArchivePaper {
        code: base.code.clone(),
        regulation: or(&what.regulation, &base.regulation),
        item: or(&what.item, &base.item),
        name: or(&what.name, &base.name),
        every_year: (base.every_year || what.every_year) && !what.once,
    }
}

fn mark(register: &mut Register, args: &MarkArgs, world: &mut World<'_>) -> Result<()> {
    let unit = unit(register, &args.unit)?;
    let year = args.year.unwrap_or_else(|| register.today().year());
    let papers = args
        .paper
        .iter()
        .map(|code| typed_paper(register.archive_paper(code, year)))
        .collect::<Result<Vec<ArchivePaper>, _>>()?;
    let detailed = args.place.is_some()
        || args.kept_until.is_some()
        || args.seen_on.is_some()
        || args.note.is_some();
    if !detailed {
        let mark = ArchiveMark {
            unit_id: unit.id,
            papers: papers.into_iter().map(|paper| paper.id).collect(),
            year,
            state: args.state,
        };
        let outcome = typed(register.mark_archive(&mark))?;
        if outcome.message.is_empty() {
            writeln!(world.err, "Không có gì thay đổi.")?;
            return Ok(());
        }
        return said(&outcome, world);
    }
    let [paper] = papers.as_slice() else {
        bail!("Nơi lưu, thời hạn, ngày xem, ghi chú chỉ ghi cho một giấy tờ mỗi lần.");
    };
    let base = register.archive_entry(unit.id, paper.id, year)?;
    let there = base.as_ref();
    let seen = matches!(args.state, ArchiveState::Present | ArchiveState::Missing);
    let today = register.today();
    let new = NewArchiveEntry {
        unit_id: unit.id,
        paper_id: paper.id,
        year,
        state: args.state,
        place: args
            .place
            .clone()
            .or_else(|| there.map(|entry| entry.place.clone()))
            .unwrap_or_default(),
        kept_until: args.kept_until.or(there.and_then(|entry| entry.kept_until)),
        seen_on: args
            .seen_on
            .or(there.and_then(|entry| entry.seen_on))
            .or((seen && today.year() >= year).then_some(today)),
        note: args
            .note
            .clone()
            .or_else(|| there.map(|entry| entry.note.clone()))
            .unwrap_or_default(),
    };
    said(&typed(register.save_archive_entry(there, &new))?, world)
}

fn said<T>(outcome: &Outcome<T>, world: &mut World<'_>) -> Result<()> {
    Ok(writeln!(world.err, "{}.", outcome.message)?)
}

/// Problems name the option that was typed, not the field of the window.
fn typed<T>(result: Result<Outcome<T>, RegisterError>) -> Result<Outcome<T>, RegisterError> {
    result.map_err(named)
}

fn typed_paper(result: Result<ArchivePaper, RegisterError>) -> Result<ArchivePaper, RegisterError> {
    result.map_err(named)
}

fn named(error: RegisterError) -> RegisterError {
    match error {
        RegisterError::Problems(mut problems) => {
            for Problem { place, .. } in &mut problems.0 {
                let option = match place.as_str() {
                    "seen_on" => "--seen-on",
                    "kept_until" => "--kept-until",
                    "unit_id" => "--unit",
                    "paper" => "--paper",
                    "year" => "--year",
                    "from_year" => "--from-year",
                    "name" => "--name",
                    "code" => "--code",
                    "regulation" => "--regulation",
                    _ => "",
                };
                option.clone_into(place);
            }
            RegisterError::Problems(problems)
        }
        RegisterError::Store(_) | RegisterError::Conflict(_) | RegisterError::Refused(_) => error,
    }
}

#[derive(Debug, Serialize)]
struct NeededLine {
    code: String,
    regulation: String,
    item: String,
    name: String,
    every_year: bool,
    from_year: Option<i64>,
    to_year: Option<i64>,
}

fn papers(
    register: &Register,
    year: i32,
    all: bool,
    json: bool,
    world: &mut World<'_>,
) -> Result<()> {
    let mut papers = register.archive_papers()?;
    papers.retain(|paper| all || paper.required_in(year));
    if json {
        let line = |paper: ArchivePaper| NeededLine {
            code: paper.code,
            regulation: paper.regulation,
            item: paper.item,
            name: paper.name,
            every_year: paper.every_year,
            from_year: paper.from_year,
            to_year: paper.to_year,
        };
        let lines: Vec<NeededLine> = papers.into_iter().map(line).collect();
        return write_json(world.out, &lines);
    }
    let mut table = Table::new(&["Mã", "Giấy tờ phải lưu", "Cần có", "Năm"]);
    for paper in &papers {
        let from = paper
            .from_year
            .map_or_else(String::new, |year| year.to_string());
        let until = paper
            .to_year
            .map_or_else(String::new, |year| year.to_string());
        let years = match (from.is_empty(), until.is_empty()) {
            (true, true) => "mọi năm".to_owned(),
            _ => format!("{from}–{until}"),
        };
        table.row(vec![
            paper.code.clone(),
            short(&paper.name, PAPER),
            paper.how_often().to_owned(),
            years,
        ]);
    }
    table.write(world.out)?;
    writeln!(world.err, "{} giấy tờ.", papers.len())?;
    Ok(())
}

/// A filter of the command line.
pub(super) fn filter(
    register: &Register,
    year: Option<i32>,
    district: Option<&str>,
) -> Result<ArchiveFilter> {
    let year = year.unwrap_or_else(|| register.today().year());
    if let Err(problem) = check_year(year) {
        bail!(problem.message);
    }
    Ok(ArchiveFilter {
        year,
        district: district.unwrap_or_default().to_owned(),
    })
}

/// The letter to the ward that was named.
pub(super) fn one_request(
    register: &Register,
    of: &ArchiveRequestOf,
    stamp: Stamp,
) -> Result<PaperRequest> {
    let unit = unit(register, of.unit.as_deref().unwrap_or_default())?;
    Ok(request(register, of, stamp, &unit))
}

fn request(register: &Register, of: &ArchiveRequestOf, stamp: Stamp, unit: &Unit) -> PaperRequest {
    let as_of = of.day.on(register);
    PaperRequest::Archive(ArchiveOf::Letter {
        unit_id: unit.id,
        year: of.year.unwrap_or_else(|| as_of.year()),
        as_of,
        by: of.by.unwrap_or_else(|| PaperRequest::reminder_by(as_of)),
        stamp,
    })
}

/// A letter to every ward with a paper missing; a number counts up.
pub(super) fn requests(
    register: &Register,
    of: &ArchiveRequestOf,
    stamp: Stamp,
) -> Result<Vec<(Unit, PaperRequest)>> {
    let as_of = of.day.on(register);
    let filter = filter(
        register,
        Some(of.year.unwrap_or_else(|| as_of.year())),
        None,
    )?;
    let year = register.archive(&filter, as_of)?;
    let units = year.with_missing().map(|row| &row.unit);
    let letters = numbered(units, stamp, |stamp, unit| {
        request(register, of, stamp, unit)
    });
    if letters.is_empty() {
        bail!("Không có phường nào có giấy tờ ghi “Thiếu”; không cần công văn.");
    }
    Ok(letters)
}

#[derive(Debug, Serialize)]
struct EntryLine {
    unit: String,
    unit_name: String,
    year: i32,
    regulation: String,
    paper: String,
    name: String,
    state: &'static str,
    found_in: Option<i64>,
    place: String,
    kept_until: Option<NaiveDate>,
    seen_on: Option<NaiveDate>,
    note: String,
    source: Option<&'static str>,
    written_by: String,
    offered: Option<&'static str>,
}

pub(super) fn list(
    register: &Register,
    args: &ArchiveListArgs,
    world: &mut World<'_>,
) -> Result<()> {
    let filter = filter(register, args.year, args.district.as_deref())?;
    let mut year = register.archive(&filter, register.today())?;
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
    if let Some(code) = &args.unit {
        let unit = unit(register, code)?;
        year.rows.retain(|row| row.unit.id == unit.id);
        if year.rows.is_empty() {
            bail!(
                "Năm {} không theo dõi hồ sơ lưu trữ của {}.",
                filter.year,
                unit.name_in_sentence()
            );
        }
    }
    let wanted = |cell: &ArchiveCell| !args.missing || cell.state() == ArchiveState::Missing;
    if args.json {
        let lines: Vec<EntryLine> = year
            .rows
            .iter()
            .flat_map(|row| year.of(row, None).map(move |found| (row, found)))
            .filter(|(_, (_, cell))| wanted(cell))
            .map(|(row, (paper, cell))| line(&year, row, paper, cell))
            .collect();
        return write_json(world.out, &lines);
    }
    if args.missing || args.unit.is_some() {
        let mut table = Table::new(&[
            "Đơn vị",
            "Mã",
            "Giấy tờ",
            "Tình trạng",
            "Nơi lưu",
            "Ngày xem",
        ]);
        let mut any = false;
        for row in &year.rows {
            for (paper, cell) in year.of(row, None).filter(|(_, cell)| wanted(cell)) {
                any = true;
                let entry = cell.entry.as_ref();
                let seen = entry.and_then(|entry| entry.seen_on);
                table.row(vec![
                    short(&row.unit.name, NAME),
                    paper.code.clone(),
                    short(&paper.name, PAPER),
                    cell.state().label().to_owned(),
                    entry.map_or_else(String::new, |entry| short(&entry.place, NAME)),
                    seen.map(show).unwrap_or_default(),
                ]);
            }
        }
        if any {
            table.write(world.out)?;
        }
    } else {
        matrix(&year, world)?;
    }
    writeln!(world.err, "Năm {}: {}.", filter.year, year.tally().words())?;
    Ok(())
}

fn line(
    year: &ArchiveYear,
    row: &ArchiveRow,
    paper: &ArchivePaper,
    cell: &ArchiveCell,
) -> EntryLine {
    let entry = cell.entry.as_ref();
    EntryLine {
        unit: row.unit.code.clone(),
        unit_name: row.unit.name.clone(),
        year: year.filter.year,
        regulation: paper.regulation.clone(),
        paper: paper.code.clone(),
        name: paper.name.clone(),
        state: cell.state().code(),
        found_in: entry.map(|entry| entry.year),
        place: entry.map_or_else(String::new, |entry| entry.place.clone()),
        kept_until: entry.and_then(|entry| entry.kept_until),
        seen_on: entry.and_then(|entry| entry.seen_on),
        note: entry.map_or_else(String::new, |entry| entry.note.clone()),
        source: entry.map(|entry| entry.source.code()),
        written_by: entry.map_or_else(String::new, |entry| entry.written_by.clone()),
        offered: cell.offer.as_ref().map(|offer| offer.state.code()),
    }
}

fn matrix(year: &ArchiveYear, world: &mut World<'_>) -> Result<()> {
    let mut heads: Vec<&str> = vec!["Đơn vị"];
    heads.extend(year.regulations.iter().map(|(code, _)| code.as_str()));
    heads.extend([">Tổng", ">Tỷ lệ", ">Thiếu", ">Chưa xem"]);
    let mut table = Table::new(&heads);
    let percent = |tally: crate::domain::ArchiveTally| {
        let percent = tally.percent();
        percent.map_or_else(|| "–".to_owned(), |percent| format!("{percent}%"))
    };
    for row in &year.rows {
        let tally = row.tally();
        let mut cells = vec![short(&row.unit.name, NAME)];
        let codes = year.regulations.iter();
        cells.extend(codes.map(|(code, _)| year.tally_of(row, code).share()));
        cells.extend([
            tally.share(),
            percent(tally),
            tally.missing.to_string(),
            thousands(usize::try_from(tally.not_seen).unwrap_or(usize::MAX)),
        ]);
        table.row(cells);
    }
    let tally = year.tally();
    let mut cells = vec!["Cộng".to_owned()];
    let codes = year.regulations.iter();
    cells.extend(codes.map(|(code, _)| year.regulation_tally(code).share()));
    cells.extend([
        tally.share(),
        percent(tally),
        tally.missing.to_string(),
        thousands(usize::try_from(tally.not_seen).unwrap_or(usize::MAX)),
    ]);
    table.row(cells);
    table.write(world.out)?;
    writeln!(world.err, "{LEGEND}")?;
    Ok(())
}
