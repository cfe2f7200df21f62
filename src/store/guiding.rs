//! Guiding documents, who must put them into effect, and their files.

use std::collections::{BTreeSet, HashMap};

use chrono::{Datelike as _, NaiveDate};
use rusqlite::{Connection, params};

use super::check::{Finding, error};
use super::error::StoreError;
use super::record::{get, select};
use super::search::{excerpt, of_noun};
use super::unit;
use crate::domain::text::fold;
use crate::domain::{DocumentFile, DocumentId, DocumentTask, GuidingDocument, UnitId, UnitKind};
use crate::read::guiding::{DocumentEntry, DocumentFilter, DocumentPage};
use crate::read::search::{HitKind, SearchHit};

/// Every document, newest first.
pub fn all(conn: &Connection) -> Result<Vec<GuidingDocument>, StoreError> {
    select(conn, "ORDER BY date DESC, number, subject, id", [])
}

/// The documents of a number.
pub fn by_number(conn: &Connection, number: &str) -> Result<Vec<GuidingDocument>, StoreError> {
    select(
        conn,
        "WHERE number = ?1 COLLATE NOCASE ORDER BY date DESC, id",
        [number],
    )
}

/// The papers of a document, as they were added.
pub fn files(conn: &Connection, id: DocumentId) -> Result<Vec<DocumentFile>, StoreError> {
    select(
        conn,
        "WHERE document_id = ?1 ORDER BY position, id",
        [id.0.as_bytes()],
    )
}

/// What every unit has to do about any document.
pub fn all_tasks(conn: &Connection) -> Result<Vec<DocumentTask>, StoreError> {
    select(conn, "ORDER BY document_id, unit_id", [])
}

/// Who must put it into effect.
pub fn tasks(conn: &Connection, id: DocumentId) -> Result<Vec<DocumentTask>, StoreError> {
    select(conn, "WHERE document_id = ?1", [id.0.as_bytes()])
}

/// The documents that it took the place of.
pub fn replaced(conn: &Connection, id: DocumentId) -> Result<Vec<GuidingDocument>, StoreError> {
    select(
        conn,
        "WHERE replaced_by = ?1 ORDER BY id",
        params![id.0.as_bytes()],
    )
}

/// The documents that a filter leaves, with everything about them.
pub fn page(
    conn: &Connection,
    filter: &DocumentFilter,
    as_of: NaiveDate,
) -> Result<DocumentPage, StoreError> {
    let documents = all(conn)?;
    let total = documents.len();
    let years: BTreeSet<i32> = documents
        .iter()
        .filter_map(|document| document.date.map(|day| day.year()))
        .collect();
    let names: HashMap<DocumentId, String> = documents
        .iter()
        .map(|document| (document.id, document.reference()))
        .collect();
    let mut files: HashMap<DocumentId, Vec<DocumentFile>> = HashMap::new();
    for file in select::<DocumentFile>(conn, "ORDER BY position, id", [])? {
        files.entry(file.document_id).or_default().push(file);
    }
    let mut tasks: HashMap<DocumentId, Vec<DocumentTask>> = HashMap::new();
    for task in select::<DocumentTask>(conn, "", [])? {
        tasks.entry(task.document_id).or_default().push(task);
    }
    let units = unit::all(conn)?;
    let place: HashMap<UnitId, usize> = units
        .iter()
        .enumerate()
        .map(|(place, unit)| (unit.id, place))
        .collect();
    let entries: Vec<DocumentEntry> = documents
        .into_iter()
        .filter(|document| filter.takes(document, as_of))
        .map(|document| {
            let mut tasks = tasks.remove(&document.id).unwrap_or_default();
            tasks.sort_by_key(|task| place.get(&task.unit_id).copied());
            DocumentEntry {
                files: files.remove(&document.id).unwrap_or_default(),
                tasks,
                replaced_by: document.replaced_by.and_then(|id| names.get(&id).cloned()),
                document,
            }
        })
        .collect();
    let busy: BTreeSet<UnitId> = entries
        .iter()
        .flat_map(|entry| entry.tasks.iter().map(|task| task.unit_id))
        .collect();
    let mut units = units;
    units.retain(|unit| {
        busy.contains(&unit.id) || (unit.kind == UnitKind::Ward && unit.exists_on(as_of))
    });
    Ok(DocumentPage {
        filter: filter.clone(),
        as_of,
        entries,
        units,
        years: years.into_iter().rev().collect(),
        total,
    })
}

/// Whether what replaces a document leads nowhere in a circle, and what was done has a paper.
pub(super) fn check(conn: &Connection, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let documents = all(conn)?;
    let next: HashMap<DocumentId, DocumentId> = documents
        .iter()
        .filter_map(|document| Some((document.id, document.replaced_by?)))
        .collect();
    for document in &documents {
        let mut at = next.get(&document.id);
        for _ in 0..documents.len() {
            let Some(id) = at else { break };
            if *id == document.id {
                findings.push(error(format!(
                    "Văn bản chỉ đạo {} được thay thế vòng tròn.",
                    document.reference()
                )));
                break;
            }
            at = next.get(id);
        }
    }
    let mut statement = conn.prepare(
        "SELECT d.number, u.name FROM document_task AS t JOIN guiding_document AS d ON d.id = t.document_id
         JOIN unit AS u ON u.id = t.unit_id WHERE t.done_on IS NOT NULL AND t.own_paper = '' ORDER BY d.number, u.sort_key",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (number, name): (String, String) = (row.get(0)?, row.get(1)?);
        findings.push(error(format!(
            "{name} ghi đã triển khai văn bản {number} nhưng không ghi văn bản nào."
        )));
    }
    Ok(())
}

/// Documents that a search shows at most.
const FOUND: u32 = 20;

/// Documents with the words, the latest written first.
pub(super) fn search(conn: &Connection, query: &str) -> Result<Vec<SearchHit>, StoreError> {
    let mut hits = Vec::new();
    for (id, whole) in of_noun::<DocumentId>(conn, "document", query, FOUND)? {
        if let Some(document) = get::<GuidingDocument>(conn, id)? {
            hits.push(SearchHit {
                kind: HitKind::Document(id),
                title: document.reference(),
                what: "Văn bản chỉ đạo".to_owned(),
                excerpt: excerpt(&whole, &fold(query)).1,
            });
        }
    }
    Ok(hits)
}
