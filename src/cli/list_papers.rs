//! `qcdc list papers`: issued papers with what replaces what, and the numbers that are missing.

use anyhow::Result;
use chrono::NaiveDate;
use serde::Serialize;

use super::World;
use super::args::PapersArgs;
use super::export;
use super::papers::unit;
use super::table::{Table, short};
use super::write_json;
use crate::documents;
use crate::domain::date;
use crate::domain::text::paper_count;
use crate::read::{IssuedFilter, IssuedRow, OtherPaper};
use crate::register::Register;

/// Letters that a subject or a unit gets in a table.
const TEXT: usize = 48;

#[derive(Debug, Serialize)]
struct PaperLine {
    id: String,
    kind: &'static str,
    number: String,
    date: NaiveDate,
    subject: String,
    visit: Option<String>,
    unit_name: String,
    signer: String,
    replaces: Option<String>,
    replaced_by: Option<String>,
    issued_at: String,
    sha256: String,
}

pub(super) fn run(register: &Register, args: &PapersArgs, world: &mut World<'_>) -> Result<()> {
    let unit_id = match &args.unit {
        Some(code) => Some(unit(register, code)?.id),
        None => None,
    };
    let page = register.issued(&IssuedFilter {
        kind: args.kind,
        year: args.year,
        unit_id,
        visit_id: None,
        text: args.text.clone().unwrap_or_default(),
    })?;
    if let Some(out) = &args.out {
        let bytes = documents::issued_xlsx(&page.rows, register.today())?;
        return export::write(register, out, &bytes, world);
    }
    if args.json {
        let lines: Vec<PaperLine> = page.rows.into_iter().map(line).collect();
        return write_json(world.out, &lines);
    }
    if page.rows.is_empty() {
        writeln!(world.out, "Chưa có văn bản nào đã ban hành.")?;
        return Ok(());
    }
    let mut table = Table::new(&[
        "Số và ký hiệu",
        "Ngày",
        "Loại văn bản",
        "Trích yếu",
        "Đơn vị",
        "Được thay thế bằng",
        "Mã",
    ]);
    for row in &page.rows {
        table.row(vec![
            row.number.clone(),
            date::show(row.date),
            row.kind.label().to_owned(),
            short(&row.subject, TEXT),
            short(&row.unit_name, TEXT),
            row.replaced_by.as_ref().map_or_else(String::new, name),
            row.id.to_string(),
        ]);
    }
    table.write(world.out)?;
    let count = paper_count(page.rows.len());
    writeln!(world.out, "Cộng: {count} văn bản đã ban hành.")?;
    for gap in &page.gaps {
        writeln!(world.out, "Lưu ý: Số {}.", gap.sentence())?;
    }
    Ok(())
}

/// Its number, or for a form its day.
fn name(other: &OtherPaper) -> String {
    if other.number.is_empty() {
        format!("bản ngày {}", date::show(other.date))
    } else {
        other.number.clone()
    }
}

fn line(row: IssuedRow) -> PaperLine {
    PaperLine {
        id: row.id.to_string(),
        kind: row.kind.code(),
        number: row.number,
        date: row.date,
        subject: row.subject,
        visit: row.visit_id.map(|id| id.to_string()),
        unit_name: row.unit_name,
        signer: row.signer,
        replaces: row.replaces.map(|other| other.id.to_string()),
        replaced_by: row.replaced_by.map(|other| other.id.to_string()),
        issued_at: row.issued_at.to_rfc3339(),
        sha256: row.sha256,
    }
}
