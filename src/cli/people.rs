//! `qcdc list people`: the register of people with the titles they hold or held.

use anyhow::Result;
use chrono::NaiveDate;
use serde::Serialize;

use super::World;
use super::table::{Table, short};
use super::write_json;
use crate::domain::{date, text};
use crate::read::TitleEntry;
use crate::register::Register;

/// Letters that a title gets in a table.
const TEXT: usize = 60;

#[derive(Debug, Serialize)]
struct Line {
    id: String,
    name: String,
    note: String,
    titles: Vec<TitleLine>,
}

#[derive(Debug, Serialize)]
struct TitleLine {
    title: String,
    /// Empty for the supervising body.
    unit_name: String,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
}

fn title_line(entry: TitleEntry) -> TitleLine {
    TitleLine {
        title: entry.title.title,
        unit_name: entry.unit_name,
        valid_from: entry.title.valid_from,
        valid_to: entry.title.valid_to,
    }
}

pub(super) fn list(register: &Register, json: bool, world: &mut World<'_>) -> Result<()> {
    let people = register.people()?;
    if json {
        let lines: Vec<Line> = people
            .into_iter()
            .map(|entry| Line {
                id: entry.person.id.to_string(),
                name: entry.person.name,
                note: entry.person.note,
                titles: entry.titles.into_iter().map(title_line).collect(),
            })
            .collect();
        return write_json(world.out, &lines);
    }
    if people.is_empty() {
        writeln!(world.out, "Danh bạ chưa có ai.")?;
        return Ok(());
    }
    let mut table = Table::new(&[
        "Họ và tên",
        "Chức vụ",
        "Nơi công tác",
        "Từ ngày",
        "Đến ngày",
    ]);
    let day = |day: Option<NaiveDate>| day.map(date::show).unwrap_or_default();
    let count = people.len();
    for entry in people {
        if entry.titles.is_empty() {
            let empty = String::new;
            table.row(vec![
                entry.person.name.clone(),
                empty(),
                empty(),
                empty(),
                empty(),
            ]);
        }
        for held in entry.titles {
            let place = if held.title.unit_id.is_none() {
                "Cơ quan giám sát".to_owned()
            } else {
                held.unit_name
            };
            table.row(vec![
                entry.person.name.clone(),
                short(&held.title.title, TEXT),
                place,
                day(held.title.valid_from),
                day(held.title.valid_to),
            ]);
        }
    }
    table.write(world.out)?;
    writeln!(world.out, "Cộng: {} người.", text::paper_count(count))?;
    Ok(())
}
