//! Searching programmes, unannounced inspections and dialogues.

use rusqlite::Connection;

use super::error::StoreError;
use super::record::{self, AnyRecord};
use super::search_works::{Hit, Text};
use crate::domain::{
    Dialogue, DialogueId, Inspection, InspectionId, Opinion, OpinionId, Programme, ProgrammeId,
    ProgrammeResult, ProgrammeResultId, ProgrammeTask, ProgrammeTaskId, Unit, date,
};
use crate::read::search::{HitKind, SearchHit};

/// The nouns of the index with what makes a hit of them.
pub(super) const NOUNS: [(&str, Hit); 6] = [
    ("programme", |conn, key, excerpt| {
        of_programme(conn, ProgrammeId(*key), "Chương trình phối hợp", excerpt)
    }),
    ("programme_task", |conn, key, excerpt| {
        match record::get::<ProgrammeTask>(conn, ProgrammeTaskId(*key))? {
            Some(task) => of_programme(conn, task.programme_id, "Nhiệm vụ phối hợp", excerpt),
            None => Ok(None),
        }
    }),
    (
        "programme_result",
        |conn, key, excerpt| match record::get::<ProgrammeResult>(conn, ProgrammeResultId(*key))? {
            Some(one) => of_programme(conn, one.programme_id, "Kết quả phối hợp", excerpt),
            None => Ok(None),
        },
    ),
    ("inspection", inspection),
    ("dialogue", |conn, key, excerpt| {
        of_dialogue(conn, DialogueId(*key), "Hội nghị đối thoại", excerpt)
    }),
    ("opinion", |conn, key, excerpt| {
        match record::get::<Opinion>(conn, OpinionId(*key))? {
            Some(one) => of_dialogue(conn, one.dialogue_id, "Ý kiến đối thoại", excerpt),
            None => Ok(None),
        }
    }),
];

pub(super) fn text(conn: &Connection, record: &AnyRecord) -> Result<Option<Text>, StoreError> {
    let parts = |parts: &[&str]| parts.iter().map(|part| (*part).to_owned()).collect();
    if let AnyRecord::Programme(one) = record {
        let all = one.parties.join(" · ");
        let parts = parts(&[&one.title, &one.span(), &all, &one.basis, &one.note]);
        return Ok(Some(("programme", one.id.0, parts)));
    }
    if let AnyRecord::ProgrammeTask(one) = record {
        let parts = parts(&[&one.text, &one.owner, &one.result]);
        return Ok(Some(("programme_task", one.id.0, parts)));
    }
    if let AnyRecord::ProgrammeResult(one) = record {
        let parts = parts(&[&one.text, &one.paper]);
        return Ok(Some(("programme_result", one.id.0, parts)));
    }
    if let AnyRecord::Inspection(one) = record {
        let said = [
            &one.body,
            &one.field,
            &one.unit_names,
            &one.result,
            &one.note,
        ];
        let parts = parts(&said.map(String::as_str));
        return Ok(Some(("inspection", one.id.0, parts)));
    }
    if let AnyRecord::Dialogue(one) = record {
        let unit = match one.unit_id {
            Some(id) => record::get::<Unit>(conn, id)?.map_or_else(String::new, |unit| unit.name),
            None => String::new(),
        };
        let said = [&one.title, &unit, &one.chair, &one.place, &one.note];
        let parts = parts(&said.map(String::as_str));
        return Ok(Some(("dialogue", one.id.0, parts)));
    }
    if let AnyRecord::Opinion(one) = record {
        let said = [&one.text, &one.raised_by, &one.answerer, &one.answer];
        let parts = parts(&said.map(String::as_str));
        return Ok(Some(("opinion", one.id.0, parts)));
    }
    Ok(None)
}

fn of_programme(
    conn: &Connection,
    id: ProgrammeId,
    what: &str,
    excerpt: String,
) -> Result<Option<SearchHit>, StoreError> {
    let found = record::get::<Programme>(conn, id)?;
    Ok(found.map(|one| SearchHit {
        kind: HitKind::Programme(id),
        title: format!("{} · {}", one.title, one.span()),
        what: what.to_owned(),
        excerpt,
    }))
}

fn of_dialogue(
    conn: &Connection,
    id: DialogueId,
    what: &str,
    excerpt: String,
) -> Result<Option<SearchHit>, StoreError> {
    let found = record::get::<Dialogue>(conn, id)?;
    Ok(found.map(|one| SearchHit {
        kind: HitKind::Dialogue(id),
        title: format!("{} · {}", one.title, date::show(one.held_on)),
        what: what.to_owned(),
        excerpt,
    }))
}

fn inspection(
    conn: &Connection,
    key: &uuid::Uuid,
    excerpt: String,
) -> Result<Option<SearchHit>, StoreError> {
    let found = record::get::<Inspection>(conn, InspectionId(*key))?;
    Ok(found.map(|one| SearchHit {
        kind: HitKind::Inspection(one.id),
        title: format!("Kiểm tra đột xuất · {} · {}", one.field, one.days()),
        what: "Kiểm tra đột xuất".to_owned(),
        excerpt,
    }))
}
