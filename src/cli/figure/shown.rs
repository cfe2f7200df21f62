//! Lists and one form, as tables and as JSON.

use anyhow::Result;
use serde::Serialize;

use super::{QuestionLine, filter, question_line, question_words};
use crate::cli::World;
use crate::cli::figure_args::FigureListArgs;
use crate::cli::table::{Table, short};
use crate::cli::write_json;
use crate::domain::date::show;
use crate::domain::figures::{FigurePeriod, Unknown};
use crate::read::figures::{FigureBoard, FigureFilter, FigureRow, FigureSheet};
use crate::register::Register;

/// Letters that the name of an indicator gets in a table.
const INDICATOR: usize = 44;

#[derive(Debug, Serialize)]
struct FigureLine {
    unit: String,
    unit_name: String,
    period: FigurePeriod,
    code: String,
    name: String,
    counted: String,
    /// As stated; of a rate, the stated one.
    stated: Option<String>,
    /// Worked out, of a rate.
    computed: Option<String>,
    fraction: Option<String>,
    /// Why there is no figure.
    without: Option<&'static str>,
}

fn lines(board: &FigureBoard, row: &FigureRow) -> Vec<FigureLine> {
    let line = |indicator: &crate::domain::figures::Indicator| {
        let stated = row.values.get(&indicator.code);
        let result = row.result(indicator);
        if stated.is_none() && matches!(result, Err(Unknown::Missing(_))) {
            return None;
        }
        let (computed, fraction, without) = match result {
            Ok(found) if indicator.is_derived() => {
                (Some(found.value.show()), Some(found.fraction), None)
            }
            Ok(_) => (None, None, None),
            Err(reason) => (None, None, Some(reason.words())),
        };
        Some(FigureLine {
            unit: row.unit.code.clone(),
            unit_name: row.unit.name.clone(),
            period: board.filter.period,
            code: indicator.code.clone(),
            name: indicator.name.clone(),
            counted: indicator.unit.clone(),
            stated: stated.map(|value| value.typed()),
            computed,
            fraction,
            without,
        })
    };
    board.book.indicators.iter().filter_map(line).collect()
}

pub(in crate::cli) fn list(
    register: &Register,
    args: &FigureListArgs,
    world: &mut World<'_>,
) -> Result<()> {
    let filter = filter(register, args.period, args.district.as_deref())?;
    let board = register.figure_board(&filter)?;
    if args.missing {
        return missing(&board, args.json, world);
    }
    if args.json {
        let all: Vec<FigureLine> = board
            .rows
            .iter()
            .flat_map(|row| lines(&board, row))
            .collect();
        return write_json(world.out, &all);
    }
    let mut table = Table::new(&["Chỉ tiêu", "ĐVT", ">Tổng", ">Phường có số", "Tử số/mẫu số"]);
    for indicator in &board.book.indicators {
        let total = board.total(indicator);
        let (value, fraction) = match &total.result {
            Ok(found) => (
                format!("{}{}", found.value.show(), indicator.sign()),
                found.fraction.clone(),
            ),
            Err(Unknown::Missing(_)) => continue,
            Err(reason) => (reason.words().to_owned(), String::new()),
        };
        table.row(vec![
            short(&indicator.name, INDICATOR),
            indicator.unit.clone(),
            value,
            format!("{}/{}", total.units, board.rows.len()),
            fraction,
        ]);
    }
    if board.rows.iter().any(FigureRow::has_reported) {
        table.write(world.out)?;
    }
    summary(&board, world)
}

#[derive(Debug, Serialize)]
struct MissingLine {
    unit: String,
    unit_name: String,
    period: FigurePeriod,
    /// Whether the unit reported anything of the period.
    reported: bool,
    missing: Vec<String>,
}

fn missing(board: &FigureBoard, json: bool, world: &mut World<'_>) -> Result<()> {
    if json {
        let lines: Vec<MissingLine> = board
            .rows
            .iter()
            .map(|row| MissingLine {
                unit: row.unit.code.clone(),
                unit_name: row.unit.name.clone(),
                period: board.filter.period,
                reported: row.has_reported(),
                missing: board
                    .missing(row)
                    .into_iter()
                    .map(|indicator| indicator.code.clone())
                    .collect(),
            })
            .filter(|line| !line.missing.is_empty())
            .collect();
        return write_json(world.out, &lines);
    }
    for row in &board.rows {
        let missing = board.missing(row);
        if missing.is_empty() {
            continue;
        }
        if row.has_reported() {
            writeln!(
                world.out,
                "{}: thiếu {} số liệu",
                row.unit.name,
                missing.len()
            )?;
            for indicator in missing {
                writeln!(world.out, "  {}  {}", indicator.code, indicator.name)?;
            }
        } else {
            writeln!(world.out, "{}: chưa báo cáo", row.unit.name)?;
        }
    }
    summary(board, world)
}

fn summary(board: &FigureBoard, world: &mut World<'_>) -> Result<()> {
    let period = crate::domain::text::upper_first(&board.filter.period.name());
    let who = board
        .incomplete()
        .map_or_else(|| board.reported_words(), |question| question.facts);
    writeln!(
        world.err,
        "{period}: {who}. {} câu hỏi chưa giải trình.",
        board.open_questions()
    )?;
    Ok(())
}

#[derive(Debug, Serialize)]
struct IndicatorLine {
    code: String,
    group: String,
    name: String,
    counted: String,
    definition: String,
    derived: bool,
    cumulative: bool,
    aggregate: &'static str,
    own: bool,
}

pub(in crate::cli) fn indicators(
    register: &Register,
    json: bool,
    world: &mut World<'_>,
) -> Result<()> {
    let book = register.figure_book()?;
    if json {
        let lines: Vec<IndicatorLine> = book
            .indicators
            .iter()
            .map(|indicator| IndicatorLine {
                code: indicator.code.clone(),
                group: indicator.group.clone(),
                name: indicator.name.clone(),
                counted: indicator.unit.clone(),
                definition: indicator.definition.clone(),
                derived: indicator.is_derived(),
                cumulative: indicator.cumulative,
                aggregate: indicator.aggregate.code(),
                own: indicator.own,
            })
            .collect();
        return write_json(world.out, &lines);
    }
    let mut table = Table::new(&["Mã", "Chỉ tiêu", "ĐVT", "Gộp các kỳ"]);
    for indicator in &book.indicators {
        table.row(vec![
            indicator.code.clone(),
            indicator.name.clone(),
            indicator.unit.clone(),
            indicator.aggregate.label().to_owned(),
        ]);
    }
    Ok(table.write(world.out)?)
}

pub(super) fn show_sheet(sheet: &FigureSheet, json: bool, world: &mut World<'_>) -> Result<()> {
    let board = FigureBoard {
        filter: FigureFilter {
            period: sheet.period,
            district: String::new(),
        },
        book: sheet.book.clone(),
        wanted: sheet.wanted.clone(),
        rows: Vec::new(),
        districts: Vec::new(),
        periods: Vec::new(),
    };
    if json {
        #[derive(Serialize)]
        struct Whole {
            unit: String,
            period: FigurePeriod,
            period_name: String,
            cut_off: Option<chrono::NaiveDate>,
            reported_on: Option<chrono::NaiveDate>,
            source: String,
            note: String,
            figures: Vec<FigureLine>,
            questions: Vec<QuestionLine>,
        }
        let report = sheet.row.report.as_ref();
        let whole = Whole {
            unit: sheet.row.unit.code.clone(),
            period: sheet.period,
            period_name: sheet.period.name(),
            cut_off: report.and_then(|report| report.cut_off),
            reported_on: report.and_then(|report| report.reported_on),
            source: report.map_or_else(String::new, |report| report.source.clone()),
            note: report.map_or_else(String::new, |report| report.note.clone()),
            figures: lines(&board, &sheet.row),
            questions: sheet
                .row
                .asked
                .iter()
                .map(|asked| question_line(&sheet.row.unit, sheet.period, asked))
                .collect(),
        };
        return write_json(world.out, &whole);
    }
    head(sheet, world)?;
    let to_date = sheet.to_date.as_ref();
    let mut table = Table::new(&[
        "Chỉ tiêu",
        "ĐVT",
        ">Báo cáo",
        ">Tính lại",
        ">Lũy kế từ đầu năm",
    ]);
    for indicator in &sheet.book.indicators {
        let stated = sheet.row.values.get(&indicator.code);
        let computed = match (&indicator.formula, sheet.row.result(indicator)) {
            (None, _) => String::new(),
            (Some(_), Ok(found)) => found.words(indicator.sign()),
            (Some(_), Err(reason)) => reason.words().to_owned(),
        };
        let so_far = to_date.map_or_else(String::new, |(_, sum)| {
            crate::read::figures::result(indicator, &sum.values)
                .map_or_else(|_| String::new(), |found| found.value.show())
        });
        if stated.is_none() && so_far.is_empty() && !sheet.wanted.asks(&indicator.code) {
            continue;
        }
        table.row(vec![
            short(&indicator.name, INDICATOR),
            indicator.unit.clone(),
            stated.map_or_else(|| "–".to_owned(), |value| value.show()),
            computed,
            so_far,
        ]);
    }
    table.write(world.out)?;
    for asked in &sheet.row.asked {
        writeln!(world.out, "{}", question_words(asked).trim_start())?;
        if let Some(answer) = &asked.answer {
            writeln!(
                world.out,
                "    {} ngày {}: {}",
                answer.answered_by,
                show(answer.on),
                answer.text
            )?;
        }
    }
    Ok(())
}

fn head(sheet: &FigureSheet, world: &mut World<'_>) -> Result<()> {
    writeln!(
        world.out,
        "{}, {}",
        sheet.row.unit.name,
        sheet.period.name()
    )?;
    let Some(report) = &sheet.row.report else {
        if sheet.row.parts.is_empty() {
            writeln!(world.out, "Chưa có số liệu.")?;
        } else {
            let parts: Vec<String> = sheet.row.parts.iter().map(|part| part.name()).collect();
            writeln!(world.out, "Gộp từ {}.", parts.join(", "))?;
        }
        return Ok(());
    };
    if !report.source.is_empty() {
        writeln!(world.out, "Nguồn: {}", report.source)?;
    }
    if let Some(day) = report.reported_on {
        writeln!(world.out, "Ngày lập: {}", show(day))?;
    }
    if let Some(day) = report.cut_off {
        writeln!(world.out, "Ngày chốt số liệu: {}", show(day))?;
    }
    if !report.note.is_empty() {
        writeln!(world.out, "Ghi chú: {}", report.note)?;
    }
    Ok(())
}
