//! `qcdc show review|ranking|trend|repeats|self-ratings`: the figures of the review screen.

use std::path::Path;

use anyhow::{Result, bail};
use chrono::NaiveDate;
use serde::Serialize;

use super::World;
use super::export;
use super::review_args::{ReviewCommand, SpanArgs};
use super::table::{Table, short};
use super::write_json;
use crate::documents;
use crate::domain::tally::Tally;
use crate::domain::{Period, ShortcomingClass, UnitId, date};
use crate::read::review::{
    RankBy, ReviewBy, ReviewFilter, ReviewKey, ReviewLine, SelfFilter, ranking,
};
use crate::register::Register;

/// Letters that a description gets in a table.
const TEXT: usize = 56;

pub(super) fn run(file: Option<&Path>, what: &ReviewCommand, world: &mut World<'_>) -> Result<()> {
    let register = world.open(file)?;
    match what {
        ReviewCommand::Review {
            by,
            span,
            format: _,
            out,
        } => {
            let (filter, as_of) = asked(&register, span)?;
            if let Some(out) = out {
                let book = register.review_book(&filter, as_of)?;
                let bytes = documents::review_xlsx(&book, as_of)?;
                return export::write(&register, out, &bytes, world);
            }
            let by = by.unwrap_or(ReviewBy::Unit);
            board(&register, &filter, (by, as_of), span.json, world)
        }
        ReviewCommand::Ranking { by, span } => {
            let (filter, as_of) = asked(&register, span)?;
            let by = by.unwrap_or_default();
            ranks(&register, &filter, (by, as_of), span.json, world)
        }
        ReviewCommand::Trend { span } => trend(&register, span, world),
        ReviewCommand::Repeats { span } => repeats(&register, span, world),
        ReviewCommand::SelfRatings { span } => self_ratings(&register, span, world),
    }
}

fn asked(register: &Register, span: &SpanArgs) -> Result<(ReviewFilter, NaiveDate)> {
    let days = match span.year {
        None => None,
        Some(year) => match span.period.unwrap_or(Period::Year).span(year) {
            None => bail!("Năm {year} không dùng được."),
            days => days,
        },
    };
    let filter = ReviewFilter {
        from: days.map(|(from, _)| from),
        to: days.map(|(_, to)| to),
        district: span.district.clone().unwrap_or_default(),
    };
    Ok((filter, span.as_of.unwrap_or_else(|| register.today())))
}

/// The code by which the JSON form of a visit names a unit.
fn unit_code(register: &Register, id: UnitId) -> Result<String> {
    Ok(register.unit(id)?.code)
}

#[derive(Debug, Serialize)]
struct TallyLine {
    total: usize,
    late: usize,
    due_soon: usize,
    waiting: usize,
    at_work: usize,
    done_in_time: usize,
    done_late: usize,
    /// Denominator and numerator of the share on time.
    due: usize,
    in_time: usize,
}

impl From<Tally> for TallyLine {
    fn from(tally: Tally) -> Self {
        Self {
            total: tally.total(),
            late: tally.late,
            due_soon: tally.due_soon,
            waiting: tally.waiting,
            at_work: tally.at_work,
            done_in_time: tally.done_in_time,
            done_late: tally.done_late,
            due: tally.due,
            in_time: tally.in_time,
        }
    }
}

#[derive(Debug, Serialize)]
struct BoardLine {
    key: String,
    label: String,
    #[serde(flatten)]
    tally: TallyLine,
}

fn board(
    register: &Register,
    filter: &ReviewFilter,
    (by, as_of): (ReviewBy, NaiveDate),
    json: bool,
    world: &mut World<'_>,
) -> Result<()> {
    let lines = register.review_board(filter, by, as_of)?;
    if json {
        let lines: Vec<BoardLine> = lines
            .into_iter()
            .map(|line| {
                Ok(BoardLine {
                    key: key(register, &line)?,
                    label: line.label,
                    tally: line.tally.into(),
                })
            })
            .collect::<Result<_>>()?;
        return write_json(world.out, &lines);
    }
    let due_soon = format!(
        ">{}",
        ShortcomingClass::DueSoon.label_within(register.due_soon_days()?)
    );
    let mut table = Table::new(&[
        "",
        ">Tổng",
        ">Quá hạn",
        &due_soon,
        ">Chờ xác nhận",
        ">Đang khắc phục",
        ">Đúng hạn",
        ">Trễ nhưng đã xong",
        ">Đúng hạn/đã đến hạn",
    ]);
    let mut total = Tally::default();
    for line in lines {
        total = total.plus(line.tally);
        let label = match &line.key {
            ReviewKey::Regulation(code) => code.clone(),
            ReviewKey::Unit(_) | ReviewKey::Owner(_) | ReviewKey::Level(_) | ReviewKey::Age(_) => {
                line.label
            }
        };
        table.row(tally_cells(short(&label, TEXT), line.tally));
    }
    table.row(tally_cells("Cộng".to_owned(), total));
    table.write(world.out)?;
    writeln!(world.out, "Tính đến ngày {}.", date::show(as_of))?;
    Ok(())
}

fn tally_cells(label: String, tally: Tally) -> Vec<String> {
    let mut cells = vec![label];
    cells.extend(
        [
            tally.total(),
            tally.late,
            tally.due_soon,
            tally.waiting,
            tally.at_work,
            tally.done_in_time,
            tally.done_late,
        ]
        .map(|count| count.to_string()),
    );
    cells.push(tally.share());
    cells
}

fn key(register: &Register, line: &ReviewLine) -> Result<String> {
    Ok(match &line.key {
        ReviewKey::Unit(id) => unit_code(register, *id)?,
        ReviewKey::Regulation(code) => code.clone(),
        ReviewKey::Owner(owner) => owner.clone(),
        ReviewKey::Level(level) => level.code().to_owned(),
        ReviewKey::Age(age) => age.code().to_owned(),
    })
}

#[derive(Debug, Serialize)]
struct RankLine {
    place: Option<usize>,
    unit: String,
    unit_name: String,
    visits: usize,
    /// Points in halves, and items in the denominator.
    half_points: u32,
    rated: u32,
    #[serde(flatten)]
    tally: TallyLine,
}

fn ranks(
    register: &Register,
    filter: &ReviewFilter,
    (by, as_of): (RankBy, NaiveDate),
    json: bool,
    world: &mut World<'_>,
) -> Result<()> {
    let page = register.review(filter, as_of)?;
    let ranked = ranking(&page.units, by);
    if json {
        let lines: Vec<RankLine> = ranked
            .into_iter()
            .map(|ranked| {
                let line = ranked.line;
                Ok(RankLine {
                    place: ranked.place,
                    unit: unit_code(register, line.unit_id)?,
                    unit_name: line.unit_name.clone(),
                    visits: line.visits,
                    half_points: line.score.half_points,
                    rated: line.score.rated,
                    tally: line.tally.into(),
                })
            })
            .collect::<Result<_>>()?;
        return write_json(world.out, &lines);
    }
    let mut table = Table::new(&[
        ">Hạng",
        "Đơn vị",
        ">Cuộc",
        ">Điểm/mục đã chấm",
        ">Tồn tại",
        ">Quá hạn",
        ">Đúng hạn/đã đến hạn",
    ]);
    for ranked in ranked {
        let line = ranked.line;
        table.row(vec![
            ranked
                .place
                .map_or_else(|| "–".to_owned(), |place| place.to_string()),
            short(&line.unit_name, TEXT),
            line.visits.to_string(),
            line.score.show(),
            line.tally.total().to_string(),
            line.tally.late.to_string(),
            line.tally.share(),
        ]);
    }
    table.write(world.out)?;
    writeln!(
        world.out,
        "Xếp theo: {}. Tính đến ngày {}.",
        crate::domain::text::lower_first(by.label()),
        date::show(as_of)
    )?;
    Ok(())
}

#[derive(Debug, Serialize)]
struct TrendLine {
    unit: String,
    unit_name: String,
    regulation: String,
    year: i32,
    quarter: u32,
    half_points: u32,
    rated: u32,
    found: usize,
}

fn trend(register: &Register, span: &SpanArgs, world: &mut World<'_>) -> Result<()> {
    let (filter, as_of) = asked(register, span)?;
    let page = register.trend(&filter, as_of)?;
    let mut lines = Vec::new();
    for row in &page.rows {
        let unit = unit_code(register, row.unit_id)?;
        for (cell, quarter) in row.cells.iter().zip(&page.quarters) {
            if !cell.is_empty() {
                lines.push(TrendLine {
                    unit: unit.clone(),
                    unit_name: row.unit_name.clone(),
                    regulation: row.regulation.clone(),
                    year: quarter.year,
                    quarter: quarter.quarter,
                    half_points: cell.score.half_points,
                    rated: cell.score.rated,
                    found: cell.found,
                });
            }
        }
    }
    if span.json {
        return write_json(world.out, &lines);
    }
    let mut table = Table::new(&["Đơn vị", "Quy chế", "Quý", ">Điểm/mục đã chấm", ">Tồn tại"]);
    for row in &page.rows {
        for (cell, quarter) in row.cells.iter().zip(&page.quarters) {
            if !cell.is_empty() {
                table.row(vec![
                    short(&row.unit_name, TEXT),
                    row.regulation.clone(),
                    quarter.label(),
                    cell.score.show(),
                    cell.found.to_string(),
                ]);
            }
        }
    }
    table.write(world.out)?;
    Ok(())
}

#[derive(Debug, Serialize)]
struct RepeatLine {
    shortcoming: String,
    visit: String,
    unit: String,
    unit_name: String,
    regulation: String,
    description: String,
    times: u32,
    first_on: NaiveDate,
    last_on: NaiveDate,
}

fn repeats(register: &Register, span: &SpanArgs, world: &mut World<'_>) -> Result<()> {
    let (filter, as_of) = asked(register, span)?;
    let page = register.most_repeated(&filter.shortcomings(as_of), as_of)?;
    if span.json {
        let lines: Vec<RepeatLine> = page
            .lines
            .into_iter()
            .map(|line| {
                Ok(RepeatLine {
                    shortcoming: line.latest.id.to_string(),
                    visit: line.latest.visit_id.to_string(),
                    unit: unit_code(register, line.unit_id)?,
                    unit_name: line.latest.unit_name,
                    regulation: line.regulation_code,
                    description: line.latest.description,
                    times: line.times,
                    first_on: line.first_on,
                    last_on: line.latest.visit_date,
                })
            })
            .collect::<Result<_>>()?;
        return write_json(world.out, &lines);
    }
    let mut table = Table::new(&[
        ">Lần",
        "Đơn vị",
        "Quy chế",
        "Tồn tại, hạn chế",
        "Lần đầu",
        "Gần nhất",
    ]);
    for line in page.lines {
        table.row(vec![
            line.times.to_string(),
            short(&line.latest.unit_name, TEXT),
            line.regulation_code,
            short(&line.latest.description, TEXT),
            date::show(line.first_on),
            date::show(line.latest.visit_date),
        ]);
    }
    table.write(world.out)?;
    writeln!(world.out)?;
    let mut table = Table::new(&["Quy chế", ">Lặp lại/tổng số"]);
    for (code, share) in page.by_regulation {
        table.row(vec![code, format!("{}/{}", share.repeats, share.found)]);
    }
    table.write(world.out)?;
    writeln!(world.out)?;
    let mut table = Table::new(&["Đơn vị", ">Lặp lại/tổng số"]);
    for (_, name, share) in page.by_unit {
        table.row(vec![
            short(&name, TEXT),
            format!("{}/{}", share.repeats, share.found),
        ]);
    }
    table.write(world.out)?;
    Ok(())
}

#[derive(Debug, Serialize)]
struct SelfLine {
    visit: String,
    visit_date: NaiveDate,
    unit: String,
    unit_name: String,
    item: String,
    self_rating: &'static str,
    rating: &'static str,
    comment: String,
}

fn self_ratings(register: &Register, span: &SpanArgs, world: &mut World<'_>) -> Result<()> {
    let (review, as_of) = asked(register, span)?;
    let filter = SelfFilter {
        review,
        ..SelfFilter::default()
    };
    let page = register.self_ratings(&filter, as_of)?;
    if span.json {
        let lines: Vec<SelfLine> = page
            .cases
            .into_iter()
            .map(|case| {
                Ok(SelfLine {
                    visit: case.visit_id.to_string(),
                    visit_date: case.visit_date,
                    unit: unit_code(register, case.unit_id)?,
                    unit_name: case.unit_name,
                    item: case.item_code,
                    self_rating: case.self_rating.code(),
                    rating: case.found.code(),
                    comment: case.comment,
                })
            })
            .collect::<Result<_>>()?;
        return write_json(world.out, &lines);
    }
    let mut table = Table::new(&["Mục", "Nội dung", ">Cao hơn", ">Như nhau", ">Thấp hơn"]);
    for item in page.items {
        table.row(vec![
            item.item_code,
            short(&item.text, TEXT),
            item.count.better.to_string(),
            item.count.same.to_string(),
            item.count.worse.to_string(),
        ]);
    }
    table.write(world.out)?;
    writeln!(
        world.out,
        "Đơn vị tự chấm cao hơn đoàn ở {}/{} mục.",
        page.total.better,
        page.total.both()
    )?;
    Ok(())
}
