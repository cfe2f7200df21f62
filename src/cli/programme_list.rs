//! `qcdc list programmes`, `inspections`, `dialogues`.

use anyhow::Result;
use serde::Serialize;

use super::World;
use super::programme_args::{ProgrammeListArgs, YearListArgs};
use super::table::{Table, short};
use super::write_json;
use crate::domain::date::show;
use crate::domain::programme::answer_words;
use crate::domain::{Dialogue, Inspection, Programme, text};
use crate::read::programme::{DialogueFilter, InspectionFilter};
use crate::register::Register;

const NAME: usize = 44;

#[derive(Debug, Serialize)]
struct ProgrammeLine<'a> {
    #[serde(flatten)]
    programme: &'a Programme,
    tasks: u64,
    done: u64,
    late: u64,
    inspected: i64,
    dialogues: u64,
}

pub(super) fn programmes(
    register: &Register,
    args: &ProgrammeListArgs,
    world: &mut World<'_>,
) -> Result<()> {
    let as_of = args.day.on(register);
    let rows = register.programmes(as_of)?;
    if args.json {
        let lines: Vec<ProgrammeLine<'_>> = rows
            .iter()
            .map(|row| ProgrammeLine {
                programme: &row.programme,
                tasks: row.tasks.all,
                done: row.tasks.done,
                late: row.tasks.late,
                inspected: row.inspected,
                dialogues: row.dialogues,
            })
            .collect();
        return write_json(world.out, &lines);
    }
    let mut table = Table::new(&[
        "Mã",
        "Chương trình",
        "Giai đoạn",
        ">Nhiệm vụ",
        ">Quá hạn",
        ">Kiểm tra đột xuất",
        ">Đối thoại",
    ]);
    for row in &rows {
        table.row(vec![
            row.programme.id.to_string(),
            short(&row.programme.title, NAME),
            row.programme.span(),
            row.tasks.share(),
            row.tasks.late.to_string(),
            row.inspected.to_string(),
            row.dialogues.to_string(),
        ]);
    }
    Ok(table.write(world.out)?)
}

pub(super) fn inspections(
    register: &Register,
    args: &YearListArgs,
    world: &mut World<'_>,
) -> Result<()> {
    let filter = InspectionFilter {
        year: args.year,
        ..InspectionFilter::default()
    };
    let as_of = args.day.on(register);
    let list = register.inspections(&filter, as_of)?;
    if args.json {
        let lines: Vec<&Inspection> = list.rows.iter().map(|(one, _)| one).collect();
        return write_json(world.out, &lines);
    }
    let mut table = Table::new(&[
        "Thời gian",
        "Cơ quan kiểm tra",
        "Lĩnh vực",
        ">Lượt đơn vị",
        "Kết quả",
    ]);
    for (one, _) in &list.rows {
        table.row(vec![
            one.days(),
            short(&one.body, NAME),
            short(&one.field, NAME),
            one.units.to_string(),
            short(&one.result, NAME),
        ]);
    }
    if !list.rows.is_empty() {
        table.write(world.out)?;
    }
    Ok(writeln!(world.err, "Kiểm tra đột xuất {}.", list.words())?)
}

#[derive(Debug, Serialize)]
struct DialogueLine<'a> {
    #[serde(flatten)]
    dialogue: &'a Dialogue,
    unit_name: &'a str,
    opinions: u64,
    answered: u64,
    answered_late: u64,
    late: u64,
}

pub(super) fn dialogues(
    register: &Register,
    args: &YearListArgs,
    world: &mut World<'_>,
) -> Result<()> {
    let filter = DialogueFilter {
        year: args.year,
        open: args.open,
        ..DialogueFilter::default()
    };
    let as_of = args.day.on(register);
    let list = register.dialogues(&filter, as_of)?;
    if args.json {
        let lines: Vec<DialogueLine<'_>> = list
            .rows
            .iter()
            .map(|row| DialogueLine {
                dialogue: &row.dialogue,
                unit_name: &row.unit_name,
                opinions: row.answered.all,
                answered: row.answered.answered,
                answered_late: row.answered.answered_late,
                late: row.answered.late,
            })
            .collect();
        return write_json(world.out, &lines);
    }
    for row in &list.rows {
        let place = match row.unit_name.as_str() {
            "" => "Toàn quận",
            name => name,
        };
        let dialogue = &row.dialogue;
        writeln!(
            world.out,
            "{} {} · {place}",
            show(dialogue.held_on),
            dialogue.title
        )?;
        writeln!(world.out, "  {}: {}", dialogue.id, row.answered.words())?;
        let here =
            |one: &&crate::read::programme::OpinionRow| one.opinion.dialogue_id == dialogue.id;
        for line in list.opinions.iter().filter(here) {
            let words = text::lower_first(&answer_words(line.standing));
            writeln!(world.out, "  - {} ({words})", line.opinion.text)?;
        }
    }
    writeln!(
        world.err,
        "{:02} hội nghị đối thoại: {}.",
        list.rows.len(),
        list.answered().words()
    )?;
    Ok(())
}
