//! Guiding documents, and what units have to do about them, from a sheet.

use super::Taker;
use super::line::Line;
use crate::domain::{DocumentId, DocumentTask, DocumentType, GuidingDocument, text};
use crate::read::grid::{GridCell, RowFate, YES_OR_NOT};
use crate::register::Register;
use crate::register::error::RegisterError;
use crate::register::guiding::{NewTask, lay, lay_task, twin};
use crate::store::{self, StoreError};

fn cells(document: &GuidingDocument, replaced_by: &str) -> Vec<GridCell> {
    let checked = YES_OR_NOT.get(usize::from(!document.checked));
    vec![
        GridCell::text(document.id.to_string()),
        GridCell::text(document.doc_type.label()),
        GridCell::text(&document.number),
        GridCell::day(document.date),
        GridCell::text(&document.issuer),
        GridCell::text(&document.subject),
        GridCell::day(document.valid_from),
        GridCell::day(document.valid_to),
        GridCell::text(replaced_by),
        GridCell::text(checked.copied().unwrap_or_default()),
        GridCell::text(&document.note),
    ]
}

pub(super) fn rows(register: &Register) -> Result<Vec<Vec<GridCell>>, StoreError> {
    let all = store::guiding::all(register.store.conn())?;
    let number = |id: DocumentId| all.iter().find(|document| document.id == id);
    Ok(all
        .iter()
        .map(|document| {
            let by = document.replaced_by.and_then(number);
            cells(document, by.map_or("", |by| &by.number))
        })
        .collect())
}

/// The number of the document that took the place of another.
fn number_of(taker: &Taker<'_, '_>, id: Option<DocumentId>) -> Result<String, RegisterError> {
    let Some(id) = id else {
        return Ok(String::new());
    };
    let by: Option<GuidingDocument> = taker.tx.rows.get(id)?;
    Ok(by.map(|by| by.number).unwrap_or_default())
}

/// The document of a number that a cell names.
fn named(
    taker: &Taker<'_, '_>,
    line: &mut Line<'_>,
    (key, number): (&str, &str),
    day: Option<chrono::NaiveDate>,
) -> Result<Option<GuidingDocument>, RegisterError> {
    let mut found = store::guiding::by_number(taker.tx.rows.conn(), number)?;
    if found.len() > 1 && day.is_some() {
        found.retain(|document| document.date == day);
    }
    let only = found.pop();
    if only.is_some() && found.is_empty() {
        return Ok(only);
    }
    line.wrong(
        key,
        match only {
            None => format!(
                "Chưa có văn bản chỉ đạo số “{number}”; hãy nhập văn bản đó trước, ở dòng trên hoặc trong sổ."
            ),
            Some(_) => format!(
                "Có nhiều văn bản chỉ đạo cùng số “{number}”; hãy ghi mã văn bản hoặc ngày văn bản."
            ),
        },
    );
    Ok(None)
}

pub(super) fn take(
    taker: &mut Taker<'_, '_>,
    mut line: Line<'_>,
) -> Result<RowFate, RegisterError> {
    let by_id = taker.by_id::<GuidingDocument, DocumentId>(&mut line, "id", "văn bản")?;
    let doc_type = line.needed_choice(
        "doc_type",
        DocumentType::ALL,
        "Hãy ghi thể loại văn bản, ví dụ Kế hoạch.",
    );
    let Some(doc_type) = doc_type else {
        return Ok(line.refused());
    };
    let blank = GuidingDocument {
        id: DocumentId(uuid::Uuid::nil()),
        ver: 0,
        doc_type,
        number: String::new(),
        date: None,
        issuer: String::new(),
        subject: String::new(),
        valid_from: None,
        valid_to: None,
        replaced_by: None,
        checked: false,
        note: String::new(),
    };
    let keys = |line: &mut Line<'_>, there: &GuidingDocument| GuidingDocument {
        doc_type,
        number: line.text_over("number", &there.number),
        date: line.day_over("date", there.date),
        issuer: line.text_over("issuer", &there.issuer),
        ..there.clone()
    };
    let base = match by_id {
        Some(there) => Some(there),
        None if line.is_wrong() => None,
        None => {
            let wanted = keys(&mut line, &blank);
            twin(taker.tx, &wanted)?
        }
    };
    let there = base.clone().unwrap_or(blank);
    let mut new = GuidingDocument {
        subject: line.text_over("subject", &there.subject),
        valid_from: line.day_over("valid_from", there.valid_from),
        valid_to: line.day_over("valid_to", there.valid_to),
        note: line.text_over("note", &there.note),
        ..keys(&mut line, &there)
    };
    if let Some(place) = line.word("checked") {
        new.checked = place == 0;
    }
    let replaced_before = number_of(taker, there.replaced_by)?;
    let replaced_by = line.text_over("replaced_by", &replaced_before);
    if replaced_by.is_empty() {
        new.replaced_by = None;
    } else if text::fold(&replaced_by) != text::fold(&replaced_before) {
        let by = named(taker, &mut line, ("replaced_by", &replaced_by), None)?;
        new.replaced_by = by.map(|by| by.id);
    }
    let known_by = match &base {
        Some(base) => base.id.to_string(),
        None => format!(
            "{doc_type:?}\n{}\n{:?}\n{}\n{}",
            new.number,
            new.date,
            text::fold(&new.issuer),
            text::fold(&new.subject)
        ),
    };
    if !taker.is_first(&mut line, "number", known_by) || line.is_wrong() {
        return Ok(line.refused());
    }
    let before = base.as_ref().map(|base| cells(base, &replaced_before));
    let saved = lay(taker.tx, base.as_ref(), &new);
    line.settle(before.as_deref(), saved, |saved| {
        let by = if saved.replaced_by == there.replaced_by {
            &replaced_before
        } else {
            &replaced_by
        };
        cells(saved, by)
    })
}

fn task_cells(
    document: &GuidingDocument,
    (unit, unit_name): (&str, &str),
    task: &DocumentTask,
) -> Vec<GridCell> {
    vec![
        GridCell::text(document.id.to_string()),
        GridCell::text(&document.number),
        GridCell::day(document.date),
        GridCell::text(unit),
        GridCell::text(unit_name),
        GridCell::day(task.due),
        GridCell::day(task.done_on),
        GridCell::text(&task.own_paper),
        GridCell::text(&task.note),
    ]
}

pub(super) fn task_rows(register: &Register) -> Result<Vec<Vec<GridCell>>, StoreError> {
    let conn = register.store.conn();
    let names = super::unit_names(register)?;
    let documents: std::collections::HashMap<DocumentId, GuidingDocument> =
        store::guiding::all(conn)?
            .into_iter()
            .map(|document| (document.id, document))
            .collect();
    let tasks = store::guiding::all_tasks(conn)?;
    Ok(tasks
        .iter()
        .filter_map(|task| {
            let document = documents.get(&task.document_id)?;
            Some(task_cells(
                document,
                super::named(&names, task.unit_id),
                task,
            ))
        })
        .collect())
}

pub(super) fn take_task(
    taker: &mut Taker<'_, '_>,
    mut line: Line<'_>,
) -> Result<RowFate, RegisterError> {
    let by_id =
        taker.by_id::<GuidingDocument, DocumentId>(&mut line, "document_id", "văn bản chỉ đạo")?;
    let number = line.text("number");
    let day = line.day("date");
    let document = match by_id {
        Some(document) => Some(document),
        None if line.is_wrong() => None,
        None if number.is_empty() => {
            line.wrong("number", "Hãy ghi số, ký hiệu của văn bản chỉ đạo.");
            None
        }
        None => named(taker, &mut line, ("number", &number), day)?,
    };
    let unit = taker.unit(&mut line, "unit_id")?;
    let (Some(document), Some(unit)) = (document, unit) else {
        return Ok(line.refused());
    };
    let known_by = format!("{}\n{}", document.id, unit.code);
    if !taker.is_first(&mut line, "unit_id", known_by) {
        return Ok(line.refused());
    }
    let there: Option<DocumentTask> = taker.tx.rows.get((document.id, unit.id))?;
    let before = there.as_ref();
    let new = NewTask {
        document_id: document.id,
        unit_id: unit.id,
        due: line.day_over("due", before.and_then(|task| task.due)),
        done_on: line.day_over("done_on", before.and_then(|task| task.done_on)),
        own_paper: line.text_over("own_paper", before.map_or("", |task| &task.own_paper)),
        note: line.text_over("note", before.map_or("", |task| &task.note)),
    };
    if line.is_wrong() {
        return Ok(line.refused());
    }
    let names = (unit.code.as_str(), unit.name.as_str());
    let cells_before = before.map(|task| task_cells(&document, names, task));
    let saved = lay_task(taker.tx, &document, before, &new, taker.today);
    line.settle(cells_before.as_deref(), saved, |task| {
        task_cells(&document, names, task)
    })
}
