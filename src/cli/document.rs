//! `qcdc document`, `qcdc list documents`: guiding documents without a window.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::World;
use super::document_args::{DocumentArgs, DocumentCommand, DocumentListArgs};
use super::papers::unit;
use super::table::{Table, short};
use super::write_json;
use crate::documents;
use crate::domain::date::show;
use crate::domain::{DocumentId, DocumentType, GuidingDocument, Problem, UnitId, UnitKind};
use crate::read::guiding::{DocumentEntry, DocumentFilter, DocumentPage, LEGEND, short as cell};
use crate::register::{NewFile, NewTask, Outcome, Register, RegisterError, explain};

/// Letters that a subject and a name get in a table.
const SUBJECT: usize = 60;
const NAME: usize = 24;
/// Largest file of documents that is read.
const LIMIT: u64 = 8 * 1024 * 1024;

pub(super) fn run(
    file: Option<&Path>,
    what: &DocumentCommand,
    world: &mut World<'_>,
) -> Result<()> {
    let mut register = world.open(file)?;
    match what {
        DocumentCommand::Add { what } => {
            let new = laid_over(&register, &blank(), what)?;
            let files = read_all(&what.attach)?;
            let outcome = typed(register.save_document(None, &new, &files))?;
            said(&outcome, world)?;
            warn(&new, world)
        }
        DocumentCommand::Edit { of, what } => {
            let base = register.document_by_number(of).map_err(named)?;
            let new = laid_over(&register, &base, what)?;
            let files = read_all(&what.attach)?;
            let outcome = typed(register.save_document(Some(&base), &new, &files))?;
            if outcome.message.is_empty() {
                writeln!(world.err, "Không có gì thay đổi.")?;
                return Ok(());
            }
            said(&outcome, world)?;
            warn(&new, world)
        }
        DocumentCommand::Remove { of } => {
            let document = register.document_by_number(of).map_err(named)?;
            said(&typed(register.remove_document(document.id))?, world)
        }
        DocumentCommand::Assign {
            of,
            unit: codes,
            by,
        } => {
            let document = register.document_by_number(of).map_err(named)?;
            let units = if codes.is_empty() {
                wards(&register)?
            } else {
                let ids = codes.iter().map(|code| Ok(unit(&register, code)?.id));
                ids.collect::<Result<Vec<UnitId>>>()?
            };
            said(
                &typed(register.assign_document(document.id, &units, *by))?,
                world,
            )
        }
        DocumentCommand::Done {
            of,
            unit: code,
            with,
            on,
            note,
        } => {
            let document = register.document_by_number(of).map_err(named)?;
            let unit = unit(&register, code)?;
            let there = register.document_task(document.id, unit.id)?;
            let new = NewTask {
                document_id: document.id,
                unit_id: unit.id,
                due: there.as_ref().and_then(|task| task.due),
                done_on: Some(*on),
                own_paper: with.clone(),
                note: note
                    .clone()
                    .or_else(|| there.as_ref().map(|task| task.note.clone()))
                    .unwrap_or_default(),
            };
            said(&typed(register.save_task(there.as_ref(), &new))?, world)
        }
        DocumentCommand::Import { from } => import(&mut register, from, world),
    }
}

fn wards(register: &Register) -> Result<Vec<UnitId>> {
    let today = register.today();
    let units = register.units(today)?.into_iter().map(|row| row.unit);
    Ok(units
        .filter(|unit| unit.kind == UnitKind::Ward && unit.exists_on(today))
        .map(|unit| unit.id)
        .collect())
}

fn blank() -> GuidingDocument {
    GuidingDocument {
        id: DocumentId(uuid::Uuid::nil()),
        ver: 0,
        doc_type: DocumentType::Other,
        number: String::new(),
        date: None,
        issuer: String::new(),
        subject: String::new(),
        valid_from: None,
        valid_to: None,
        replaced_by: None,
        checked: false,
        note: String::new(),
    }
}

fn laid_over(
    register: &Register,
    base: &GuidingDocument,
    what: &DocumentArgs,
) -> Result<GuidingDocument> {
    let or = |new: &Option<String>, old: &str| new.clone().unwrap_or_else(|| old.to_owned());
    let replaced_by = match &what.replaced_by {
        Some(number) => Some(register.document_by_number(number).map_err(named)?.id),
        None => base.replaced_by,
    };
    Ok(GuidingDocument {
        doc_type: what.doc_type.unwrap_or(base.doc_type),
        number: or(&what.number, &base.number),
        date: what.date.or(base.date),
        issuer: or(&what.issuer, &base.issuer),
        subject: or(&what.subject, &base.subject),
        valid_from: what.valid_from.or(base.valid_from),
        valid_to: what.valid_to.or(base.valid_to),
        replaced_by,
        checked: base.checked || what.checked,
        note: or(&what.note, &base.note),
        ..base.clone()
    })
}

fn read_all(paths: &[PathBuf]) -> Result<Vec<NewFile>> {
    let read = |path: &PathBuf| NewFile::read(path, documents::thumbnail);
    Ok(paths.iter().map(read).collect::<Result<_, _>>()?)
}

fn said<T>(outcome: &Outcome<T>, world: &mut World<'_>) -> Result<()> {
    Ok(writeln!(world.err, "{}.", outcome.message)?)
}

fn warn(document: &GuidingDocument, world: &mut World<'_>) -> Result<()> {
    for warning in document.warnings() {
        writeln!(world.err, "Lưu ý: {warning}")?;
    }
    Ok(())
}

/// Problems name the option that was typed, not the field of the window.
fn typed<T>(result: Result<Outcome<T>, RegisterError>) -> Result<Outcome<T>, RegisterError> {
    result.map_err(named)
}

fn named(error: RegisterError) -> RegisterError {
    match error {
        RegisterError::Problems(mut problems) => {
            for Problem { place, .. } in &mut problems.0 {
                let option = match place.as_str() {
                    "number" => "--number",
                    "issuer" => "--issuer",
                    "valid_from" => "--valid-from",
                    "valid_to" => "--valid-to",
                    "replaced_by" => "--replaced-by",
                    "due" => "--by",
                    "done_on" => "--on",
                    "own_paper" => "--with",
                    _ => "",
                };
                option.clone_into(place);
            }
            RegisterError::Problems(problems)
        }
        RegisterError::Store(_) | RegisterError::Conflict(_) | RegisterError::Refused(_) => error,
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentsFile {
    #[serde(rename = "schema_version")]
    _schema_version: u32,
    #[serde(rename = "note", default)]
    _note: String,
    documents: Vec<DocumentLineFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentLineFile {
    doc_type: DocumentType,
    number: String,
    date: Option<NaiveDate>,
    issuer: String,
    subject: String,
    #[serde(default)]
    valid_from: Option<NaiveDate>,
    #[serde(default)]
    valid_to: Option<NaiveDate>,
    #[serde(default)]
    note: String,
    #[serde(default)]
    tasks: Vec<TaskFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TaskFile {
    unit: String,
    #[serde(default)]
    due: Option<NaiveDate>,
    #[serde(default)]
    done_on: Option<NaiveDate>,
    #[serde(default)]
    own_paper: String,
    #[serde(default)]
    note: String,
}

fn import(register: &mut Register, from: &Path, world: &mut World<'_>) -> Result<()> {
    let cannot = |error: &std::io::Error| {
        anyhow::anyhow!(
            "Không đọc được tệp “{}”: {}.",
            from.display(),
            explain(error)
        )
    };
    let size = std::fs::metadata(from)
        .map_err(|error| cannot(&error))?
        .len();
    if size > LIMIT {
        bail!(
            "Tệp “{}” lớn hơn 8 MB, không phải tệp văn bản chỉ đạo.",
            from.display()
        );
    }
    let text = std::fs::read_to_string(from).map_err(|error| cannot(&error))?;
    let file: DocumentsFile = serde_json::from_str(&text).map_err(|error| {
        anyhow::anyhow!(
            "Tệp không phải danh sách văn bản chỉ đạo đúng cấu trúc: dòng {}, cột {}.",
            error.line(),
            error.column()
        )
    })?;
    let (mut added, mut there, mut elsewhere) = (0_usize, 0_usize, 0_usize);
    for line in file.documents {
        let new = GuidingDocument {
            doc_type: line.doc_type,
            number: line.number.clone(),
            date: line.date,
            issuer: line.issuer,
            subject: line.subject,
            valid_from: line.valid_from,
            valid_to: line.valid_to,
            note: line.note,
            ..blank()
        };
        let known = register.all_documents()?.into_iter().any(|other| {
            other.number == new.number
                && other.date == new.date
                && other.issuer == new.issuer
                && (!new.number.is_empty() || other.subject == new.subject)
        });
        if known {
            there += 1;
            continue;
        }
        let id = typed(register.save_document(None, &new, &[]))?.value;
        added += 1;
        warn_of(&new, world)?;
        for task in line.tasks {
            // a file of one district names no ward of another
            let Some(unit) = register.unit_by_code(&task.unit)? else {
                elsewhere += 1;
                continue;
            };
            let new = NewTask {
                document_id: id,
                unit_id: unit.id,
                due: task.due,
                done_on: task.done_on,
                own_paper: task.own_paper,
                note: task.note,
            };
            typed(register.save_task(None, &new))?;
        }
    }
    writeln!(
        world.err,
        "Đã ghi {added} văn bản chỉ đạo; {there} văn bản đã có, giữ nguyên."
    )?;
    if elsewhere > 0 {
        writeln!(
            world.err,
            "{elsewhere} việc của đơn vị không có trong tệp, bỏ qua."
        )?;
    }
    Ok(())
}

fn warn_of(document: &GuidingDocument, world: &mut World<'_>) -> Result<()> {
    for warning in document.warnings() {
        writeln!(world.err, "Lưu ý: {}: {warning}", document.reference())?;
    }
    Ok(())
}

#[derive(Debug, Serialize)]
struct DocumentLine {
    doc_type: &'static str,
    number: String,
    date: Option<NaiveDate>,
    issuer: String,
    subject: String,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
    in_force: bool,
    replaced_by: Option<String>,
    checked: bool,
    citation: String,
    warnings: Vec<String>,
    files: usize,
    tasks: Vec<TaskLine>,
}

#[derive(Debug, Serialize)]
struct TaskLine {
    unit: String,
    due: Option<NaiveDate>,
    done_on: Option<NaiveDate>,
    own_paper: String,
    state: &'static str,
    days_late: i64,
}

/// A filter of the command line.
pub(super) fn filter(args: &DocumentListArgs) -> DocumentFilter {
    DocumentFilter {
        text: args.text.clone().unwrap_or_default(),
        doc_type: None,
        year: args.year,
        in_force: args.in_force,
    }
}

pub(super) fn list(
    register: &Register,
    args: &DocumentListArgs,
    world: &mut World<'_>,
) -> Result<()> {
    let as_of = args.as_of.unwrap_or_else(|| register.today());
    let page = register.documents(&filter(args), as_of)?;
    if args.json {
        let lines: Vec<DocumentLine> = page
            .entries
            .iter()
            .map(|entry| line(&page, entry))
            .collect();
        return write_json(world.out, &lines);
    }
    if page.entries.is_empty() {
        writeln!(world.err, "Chưa có văn bản chỉ đạo nào.")?;
        return Ok(());
    }
    if args.matrix {
        matrix(&page, world)?;
    } else {
        let mut table = Table::new(&[
            "Số và ký hiệu",
            "Ngày",
            "Thể loại",
            "Trích yếu",
            "Hiệu lực",
            ">Đã triển khai",
        ]);
        for entry in &page.entries {
            let document = &entry.document;
            table.row(vec![
                document.number.clone(),
                document.date.map(show).unwrap_or_default(),
                document.doc_type.label().to_owned(),
                short(&document.subject, SUBJECT),
                document.standing(as_of),
                entry.tally(as_of).share(),
            ]);
        }
        table.write(world.out)?;
    }
    for entry in &page.entries {
        warn_of(&entry.document, world)?;
    }
    writeln!(
        world.err,
        "Tính đến {}: {}.",
        show(as_of),
        page.tally().words()
    )?;
    Ok(())
}

fn matrix(page: &DocumentPage, world: &mut World<'_>) -> Result<()> {
    let assigned = page.assigned();
    let tasks = page.tasks();
    let mut heads = vec!["Đơn vị"];
    heads.extend(assigned.iter().map(|entry| entry.document.number.as_str()));
    let mut table = Table::new(&heads);
    for unit in &page.units {
        let cells: Vec<String> = assigned
            .iter()
            .map(|entry| {
                let task = tasks.get(&(unit.id, entry.document.id));
                task.map_or_else(String::new, |task| cell(task, page.as_of))
            })
            .collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            let mut row = vec![short(&unit.name, NAME)];
            row.extend(cells);
            table.row(row);
        }
    }
    let mut sum = vec!["Đã triển khai".to_owned()];
    sum.extend(assigned.iter().map(|entry| entry.tally(page.as_of).share()));
    table.row(sum);
    table.write(world.out)?;
    writeln!(world.err, "{LEGEND}")?;
    Ok(())
}

fn line(page: &DocumentPage, entry: &DocumentEntry) -> DocumentLine {
    let document = &entry.document;
    let tasks = entry.tasks.iter().map(|task| {
        let standing = task.standing(page.as_of);
        TaskLine {
            unit: page
                .unit(task.unit_id)
                .map_or_else(String::new, |unit| unit.code.clone()),
            due: task.due,
            done_on: task.done_on,
            own_paper: task.own_paper.clone(),
            state: standing.state.code(),
            days_late: standing.days,
        }
    });
    DocumentLine {
        doc_type: document.doc_type.code(),
        number: document.number.clone(),
        date: document.date,
        issuer: document.issuer.clone(),
        subject: document.subject.clone(),
        valid_from: document.valid_from,
        valid_to: document.valid_to,
        in_force: document.in_force(page.as_of),
        replaced_by: entry.replaced_by.clone(),
        checked: document.checked,
        citation: document.citation(),
        warnings: document.warnings(),
        files: entry.files.len(),
        tasks: tasks.collect(),
    }
}
