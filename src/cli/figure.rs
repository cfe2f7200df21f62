//! `qcdc figure`, `qcdc list figures|indicators`: figures without a window.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde::Serialize;

use super::World;
use super::figure_args::{
    CheckArgs, FigureCommand, FigureListArgs, FigureRequestOf, HeadArgs, IndicatorArgs, OfPeriod,
};
use super::papers::unit;
use super::table::{Table, short};
use super::{import, write_json};
use crate::domain::Unit;
use crate::domain::date::show;
use crate::domain::figures::{Amount, FigurePeriod, Unknown};
use crate::read::figures::{
    Asked, FigureBoard, FigureEntry, FigureFile, FigureFilter, FigureRow, FigureSheet,
    IndicatorEntry, QuestionRow,
};
use crate::read::paper::FiguresPaper;
use crate::read::{PaperRequest, Stamp};
use crate::register::{NewAnswer, Outcome, Register};

/// Letters that a ward's name gets in a table.
const NAME: usize = 24;
/// Letters that the name of an indicator gets in a table.
const INDICATOR: usize = 44;

pub(super) fn run(file: Option<&Path>, what: &FigureCommand, world: &mut World<'_>) -> Result<()> {
    let mut register = world.open(file)?;
    match what {
        FigureCommand::Set { of, head, figures } => set(&mut register, of, head, figures, world),
        FigureCommand::Show { of, json } => {
            let unit = unit(&register, &of.unit)?;
            let sheet = register.figure_sheet(unit.id, of.period)?;
            show_sheet(&sheet, *json, world)
        }
        FigureCommand::Check(args) => check(&register, args, world),
        FigureCommand::Explain {
            of,
            check,
            indicator,
            text,
            by,
        } => {
            let answer = NewAnswer {
                unit_id: unit(&register, &of.unit)?.id,
                period: of.period,
                check: check.clone(),
                indicator: indicator.clone(),
                text: text.clone(),
                by: by.clone(),
            };
            said(&register.answer_figures(&answer)?, world)
        }
        FigureCommand::Remove { of } => {
            let unit = unit(&register, &of.unit)?;
            said(&register.remove_figures(unit.id, of.period)?, world)
        }
        FigureCommand::Wanted { codes, all } => wanted(&mut register, codes, *all, world),
        FigureCommand::AddIndicator(args) => said(&register.add_indicator(&entry(args))?, world),
        FigureCommand::RemoveIndicator { code } => said(&register.remove_indicator(code)?, world),
    }
}

fn entry(args: &IndicatorArgs) -> IndicatorEntry {
    IndicatorEntry {
        code: args.code.clone(),
        group: args.group.clone(),
        name: args.name.clone(),
        unit: args.counted.clone(),
        definition: args.definition.clone(),
        formula: args.formula.clone(),
        cumulative: args.cumulative,
        aggregate: args.aggregate,
        decimals: args.decimals,
    }
}

fn said<T>(outcome: &Outcome<T>, world: &mut World<'_>) -> Result<()> {
    if outcome.message.is_empty() {
        return Ok(writeln!(world.err, "Không có gì thay đổi.")?);
    }
    Ok(writeln!(world.err, "{}.", outcome.message)?)
}

fn set(
    register: &mut Register,
    of: &OfPeriod,
    head: &HeadArgs,
    figures: &[String],
    world: &mut World<'_>,
) -> Result<()> {
    let unit = unit(register, &of.unit)?;
    let mut values = BTreeMap::new();
    let mut cleared = Vec::new();
    for pair in figures {
        let Some((code, text)) = pair.split_once('=') else {
            bail!("“{pair}” không phải MÃ=SỐ, ví dụ tthc_received=13.530.");
        };
        let code = code.trim().to_owned();
        if text.trim().is_empty() {
            cleared.push(code);
            continue;
        }
        let Some(value) = Amount::parse(text) else {
            bail!(
                "“{text}” của {code} không phải số liệu; ghi như 13.530 hoặc 6,39 (không âm, tối đa 4 chữ số sau dấu phẩy)."
            );
        };
        if values.insert(code.clone(), value).is_some() {
            bail!("“{code}” ghi hai lần trong một lệnh; hãy bỏ một.");
        }
    }
    let entry = FigureEntry {
        unit: unit.code.clone(),
        period: of.period,
        cut_off: head.cut_off,
        reported_on: head.reported_on,
        source: head.source.clone().unwrap_or_default(),
        note: head.note.clone().unwrap_or_default(),
        figures: values,
    };
    let outcome = register.replace_figures(&entry, &cleared)?;
    said(&outcome, world)?;
    let sheet = register.figure_sheet(unit.id, of.period)?;
    for asked in sheet.row.open() {
        writeln!(world.err, "{}", question_words(asked))?;
    }
    Ok(())
}

/// "C05 Tỷ lệ ghi …: 865/13.530 = 6,39%, báo cáo ghi 15%".
fn question_words(asked: &Asked) -> String {
    let question = &asked.question;
    format!(
        "  {} {}: {} ({})",
        question.check,
        question.message,
        question.facts,
        asked.state.label().to_lowercase()
    )
}

fn wanted(
    register: &mut Register,
    codes: &[String],
    all: bool,
    world: &mut World<'_>,
) -> Result<()> {
    if all || !codes.is_empty() {
        let only = (!all).then_some(codes);
        said(&register.set_wanted_figures(only)?, world)?;
    }
    let board = register.figure_board(&FigureFilter {
        period: FigurePeriod::before(register.today()),
        district: String::new(),
    })?;
    for indicator in board.book.entered() {
        let mark = if board.wanted.asks(&indicator.code) {
            "x"
        } else {
            "-"
        };
        writeln!(world.out, "{mark} {}  {}", indicator.code, indicator.name)?;
    }
    Ok(())
}

/// Takes a file of reports in.
pub(super) fn import(file: Option<&Path>, from: &Path, world: &mut World<'_>) -> Result<()> {
    let bytes = import::read(from)?;
    let cannot = || {
        format!(
            "Không nhập được “{}”; tệp dữ liệu giữ nguyên.",
            from.display()
        )
    };
    let parsed: FigureFile = serde_json::from_slice(&bytes).with_context(cannot)?;
    let mut register = world.open(file)?;
    let outcome = register.take_figure_file(&parsed).with_context(cannot)?;
    said(&outcome, world)
}

#[derive(Debug, Serialize)]
struct QuestionLine {
    unit: String,
    unit_name: String,
    period: FigurePeriod,
    period_name: String,
    check: String,
    severity: &'static str,
    indicator: Option<String>,
    message: String,
    facts: String,
    state: &'static str,
    answer: Option<String>,
}

fn question_line(unit: &Unit, period: FigurePeriod, asked: &Asked) -> QuestionLine {
    let question = &asked.question;
    QuestionLine {
        unit: unit.code.clone(),
        unit_name: unit.name.clone(),
        period,
        period_name: period.name(),
        check: question.check.clone(),
        severity: question.severity.code(),
        indicator: (!question.indicator.is_empty()).then(|| question.indicator.clone()),
        message: question.message.clone(),
        facts: question.facts.clone(),
        state: asked.state.code(),
        answer: asked.answer.as_ref().map(|answer| answer.text.clone()),
    }
}

fn check(register: &Register, args: &CheckArgs, world: &mut World<'_>) -> Result<()> {
    let only = args
        .unit
        .as_deref()
        .map(|code| unit(register, code))
        .transpose()?;
    let rows: Vec<QuestionRow> = register
        .figure_questions()?
        .into_iter()
        .filter(|row| only.as_ref().is_none_or(|unit| unit.id == row.unit.id))
        .filter(|row| {
            args.period
                .is_none_or(|period| period == row.report.period())
        })
        .filter(|row| !args.open || row.asked.is_open())
        .collect();
    if args.json {
        let lines: Vec<QuestionLine> = rows
            .iter()
            .map(|row| question_line(&row.unit, row.report.period(), &row.asked))
            .collect();
        return write_json(world.out, &lines);
    }
    let mut table = Table::new(&["Đơn vị", "Kỳ", "Mã", "Số liệu", "Tình trạng"]);
    for row in &rows {
        table.row(vec![
            short(&row.unit.name, NAME),
            row.report.period().name(),
            row.asked.question.check.clone(),
            row.asked.question.facts.clone(),
            row.asked.state.label().to_owned(),
        ]);
    }
    if !rows.is_empty() {
        table.write(world.out)?;
    }
    let open = rows.iter().filter(|row| row.asked.is_open()).count();
    writeln!(
        world.err,
        "{} câu hỏi, {open} chưa giải trình. Chương trình chỉ hỏi, không sửa số.",
        rows.len()
    )?;
    Ok(())
}

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

pub(super) fn list(
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

pub(super) fn indicators(register: &Register, json: bool, world: &mut World<'_>) -> Result<()> {
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

fn show_sheet(sheet: &FigureSheet, json: bool, world: &mut World<'_>) -> Result<()> {
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

/// A filter of the command line; a district that the file does not have is a mistake.
pub(super) fn filter(
    register: &Register,
    period: Option<FigurePeriod>,
    district: Option<&str>,
) -> Result<FigureFilter> {
    let filter = FigureFilter {
        period: period.unwrap_or_else(|| FigurePeriod::before(register.today())),
        district: district.unwrap_or_default().to_owned(),
    };
    if let Some(district) = district {
        let board = register.figure_board(&filter)?;
        if board.district_name().is_none() {
            let known: Vec<&str> = board
                .districts
                .iter()
                .map(|(code, _)| code.as_str())
                .collect();
            bail!(
                "Tệp không có quận “{district}”; hãy ghi một trong: {}.",
                known.join(", ")
            );
        }
    }
    Ok(filter)
}

/// The letter to the unit that was named.
pub(super) fn one_request(
    register: &Register,
    of: &FigureRequestOf,
    stamp: Stamp,
) -> Result<PaperRequest> {
    let unit = unit(register, of.unit.as_deref().unwrap_or_default())?;
    Ok(request(register, of, stamp, &unit))
}

fn request(register: &Register, of: &FigureRequestOf, stamp: Stamp, unit: &Unit) -> PaperRequest {
    let as_of = of.day.as_of.unwrap_or_else(|| register.today());
    PaperRequest::Figures(FiguresPaper::Letter {
        unit_id: unit.id,
        period: of.period,
        as_of,
        by: of.by.unwrap_or_else(|| PaperRequest::reminder_by(as_of)),
        stamp,
    })
}

/// A letter to every unit with something to ask; a number counts up.
pub(super) fn requests(
    register: &Register,
    of: &FigureRequestOf,
    stamp: Stamp,
) -> Result<Vec<(Unit, PaperRequest)>> {
    let board = register.figure_board(&filter(register, Some(of.period), None)?)?;
    let letters: Vec<(Unit, PaperRequest)> = board
        .to_ask()
        .zip(0..)
        .map(|(row, ahead)| {
            let number = stamp.number.map(|first| first + ahead);
            let request = request(register, of, Stamp { number, ..stamp }, &row.unit);
            (row.unit.clone(), request)
        })
        .collect();
    if letters.is_empty() {
        bail!(
            "Số liệu {} đã đủ và không còn câu hỏi; không cần công văn.",
            of.period.name()
        );
    }
    Ok(letters)
}
