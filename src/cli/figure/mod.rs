//! `qcdc figure`, `qcdc list figures|indicators`: figures without a window.

mod letters;
mod shown;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde::Serialize;

use super::World;
use super::figure_args::{CheckArgs, FigureCommand, HeadArgs, IndicatorArgs, OfPeriod};
use super::papers::unit;
use super::table::{Table, short};
use super::{import as files, write_json};

use crate::domain::Unit;
use crate::domain::figures::{Amount, FigurePeriod};
use crate::read::figures::{
    Asked, FigureEntry, FigureFile, FigureFilter, IndicatorEntry, QuestionRow,
};
use crate::register::{NewAnswer, Outcome, Register};

pub(super) use letters::{filter, one_request, requests};
pub(super) use shown::{indicators, list};

/// Letters that a ward's name gets in a table.
const NAME: usize = 24;

pub(super) fn run(file: Option<&Path>, what: &FigureCommand, world: &mut World<'_>) -> Result<()> {
    let mut register = world.open(file)?;
    match what {
        FigureCommand::Set { of, head, figures } => set(&mut register, of, head, figures, world),
        FigureCommand::Show { of, json } => {
            let unit = unit(&register, &of.unit)?;
            let sheet = register.figure_sheet(unit.id, of.period)?;
            shown::show_sheet(&sheet, *json, world)
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
    let bytes = files::read(from)?;
    let cannot = || {
        format!(
            "Không nhập được “{}”; tệp dữ liệu giữ nguyên.",
            from.display()
        )
    };
    let parsed: FigureFile = serde_json::from_slice(&bytes).with_context(cannot)?;
    let mut register = world.open(file)?;
    register.back_up_before_import(&mut |_, _, _| true)?;
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
    let book = register.figure_book()?;
    let mut table = Table::new(&["Đơn vị", "Kỳ", "Mã", "Số liệu", "Tình trạng"]);
    for row in &rows {
        table.row(vec![
            short(&row.unit.name, NAME),
            row.report.period().name(),
            row.asked.question.check.clone(),
            row.asked.question.told(&book),
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
