//! `qcdc attach` and `qcdc list attachments`: files kept with a visit.

use std::path::Path;

use anyhow::{Result, bail};
use chrono::NaiveDate;
use serde::Serialize;

use super::World;
use super::args::AttachArgs;
use super::table::{Table, short};
use super::{visit_id, write_json};
use crate::documents;
use crate::domain::{AttachTo, date, text};
use crate::read::{AttachmentFilter, AttachmentRow};
use crate::register::{NewFile, Register};

/// Letters that a name or a note gets in a table.
const TEXT: usize = 40;

pub(super) fn run(file: Option<&Path>, args: &AttachArgs, world: &mut World<'_>) -> Result<()> {
    let mut register = world.open(file)?;
    let visit = visit_id::find(&register, &args.visit)?;
    let to = match &args.item {
        None => AttachTo::visit(visit),
        Some(code) => {
            let page = register.visit_page(visit)?;
            let wanted = code.trim().to_uppercase();
            let mut items = page.regulations.iter().flat_map(|sheet| &sheet.items);
            let Some(found) = items.find(|item| item.item.code.to_uppercase() == wanted) else {
                bail!("Phiếu kiểm tra của cuộc giám sát này không có mục {wanted}.");
            };
            AttachTo::item(visit, found.item.id)
        }
    };
    let files: Vec<NewFile> = args
        .files
        .iter()
        .map(|path| NewFile::read(path, documents::thumbnail))
        .collect::<Result<_, _>>()?;
    let outcome = register.attach(to, &files)?;
    writeln!(world.err, "{}.", outcome.message)?;
    for id in outcome.value {
        writeln!(world.out, "{id}")?;
    }
    Ok(())
}

#[derive(Debug, Serialize)]
struct Line {
    id: String,
    visit: String,
    visit_date: NaiveDate,
    unit_name: String,
    item: String,
    shortcoming: Option<String>,
    name: String,
    kind: &'static str,
    size: i64,
    sha256: String,
    note: String,
    added_on: NaiveDate,
}

fn line(row: AttachmentRow) -> Line {
    let file = row.attachment;
    Line {
        id: file.id.to_string(),
        visit: file.visit_id.to_string(),
        visit_date: row.visit_date,
        unit_name: row.unit_name,
        item: row.item_code,
        shortcoming: file.shortcoming_id.map(|id| id.to_string()),
        name: file.name,
        kind: file.kind.code(),
        size: file.size,
        sha256: file.sha256,
        note: file.note,
        added_on: file.added_on,
    }
}

pub(super) fn list(
    register: &Register,
    visit: Option<&str>,
    json: bool,
    world: &mut World<'_>,
) -> Result<()> {
    let visit_id = visit
        .map(|typed| visit_id::find(register, typed))
        .transpose()?;
    let rows = register.attachments(&AttachmentFilter { visit_id })?;
    if json {
        let lines: Vec<Line> = rows.into_iter().map(line).collect();
        return write_json(world.out, &lines);
    }
    if rows.is_empty() {
        writeln!(world.out, "Không có tài liệu đính kèm.")?;
        return Ok(());
    }
    let mut table = Table::new(&[
        "Ngày giám sát",
        "Đơn vị",
        "Mục",
        "Tên tệp",
        "Loại",
        ">Dung lượng",
        "Ghi chú",
    ]);
    let count = rows.len();
    for row in rows {
        table.row(vec![
            date::show(row.visit_date),
            short(&row.unit_name, TEXT),
            row.item_code,
            short(&row.attachment.name, TEXT),
            row.attachment.kind.label().to_owned(),
            row.attachment.size_label(),
            short(&row.attachment.note, TEXT),
        ]);
    }
    table.write(world.out)?;
    writeln!(
        world.out,
        "Cộng: {} tài liệu đính kèm.",
        text::paper_count(count)
    )?;
    Ok(())
}
