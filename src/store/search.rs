//! Searching without marks: every text lies folded in an index that the program writes itself.

mod apart;
mod excerpt;
mod whole;

use std::collections::{HashMap, HashSet};

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params};

pub use self::apart::Spread;
pub(super) use self::apart::{MANY, of_noun, papers, spread};
pub(super) use self::excerpt::excerpt;
use self::whole::named_after;
pub(super) use self::whole::{check, fill, rebuild};
use super::column::{Column, read};
use super::error::StoreError;
use super::record::{self, AnyRecord};
use super::search_works::{self, works};
use crate::domain::figures::FigureReport;
use crate::domain::{
    GuidingDocument, IssuedPaper, ShortcomingId, Unit, UnitId, Visit, VisitId, date, text,
};
use crate::read::search::{HitKind, SearchHit};
use crate::read::visit::visit_title;

pub(super) struct Doc {
    pub noun: &'static str,
    pub key: Vec<u8>,
    pub visit_id: Option<VisitId>,
    pub unit_id: Option<UnitId>,
    pub text: String,
}

/// Keeps the index in step with one row change.
pub(super) fn update(
    conn: &Connection,
    before: Option<&AnyRecord>,
    after: Option<&AnyRecord>,
) -> Result<(), StoreError> {
    let doc_of = |record| doc(conn, record);
    let old = before.map(doc_of).transpose()?.flatten();
    let new = after.map(doc_of).transpose()?.flatten();
    if let (Some(old), Some(new)) = (&old, &new)
        && old.noun == new.noun
        && old.text == new.text
        && !matches!(after, Some(AnyRecord::Visit(_)))
    {
        return Ok(());
    }
    if let Some(old) = old.as_ref().or(new.as_ref()).filter(|_| before.is_some()) {
        remove(conn, old.noun, &old.key)?;
    }
    if let Some(new) = new.filter(|doc| !doc.text.is_empty()) {
        insert(conn, &new)?;
    }
    if let (Some(AnyRecord::Unit(old)), Some(AnyRecord::Unit(new))) = (before, after)
        && old.name != new.name
    {
        named_after(conn, new.id)?;
    }
    Ok(())
}

fn insert(conn: &Connection, doc: &Doc) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT INTO search_doc (noun, key, visit_id, unit_id, text) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        doc.noun,
        doc.key,
        doc.visit_id.map_or(Value::Null, |id| id.to_column()),
        doc.unit_id.map_or(Value::Null, |id| id.to_column()),
        doc.text
    ])?;
    index(conn, conn.last_insert_rowid(), doc.noun, &doc.text)
}

fn index(conn: &Connection, place: i64, noun: &str, text: &str) -> Result<(), StoreError> {
    let words = format!("_{noun} {}", words(text));
    conn.prepare_cached("INSERT INTO search_index (rowid, words) VALUES (?1, ?2)")?
        .execute(params![place, words])?;
    Ok(())
}

fn remove(conn: &Connection, noun: &str, key: &[u8]) -> Result<(), StoreError> {
    let found: Option<i64> = conn
        .prepare_cached("SELECT id FROM search_doc WHERE noun = ?1 AND key = ?2")?
        .query_row(params![noun, key], |row| row.get(0))
        .optional()?;
    if let Some(id) = found {
        conn.prepare_cached("DELETE FROM search_index WHERE rowid = ?1")?
            .execute([id])?;
        conn.prepare_cached("DELETE FROM search_doc WHERE id = ?1")?
            .execute([id])?;
    }
    Ok(())
}

/// Letters and digits with case and marks off, everything else a space: how texts and queries come to the index.
pub(super) fn words(text: &str) -> String {
    text::fold(text).replace(|c: char| !c.is_alphanumeric(), " ")
}

/// The text under which a record is found; `None` for records that are not searched.
fn doc(conn: &Connection, record: &AnyRecord) -> Result<Option<Doc>, StoreError> {
    let of_visit = |noun, key: &uuid::Uuid, visit_id, parts: &[&str]| {
        Some(Doc {
            noun,
            key: key.as_bytes().to_vec(),
            visit_id: Some(visit_id),
            unit_id: None,
            text: join(parts),
        })
    };
    Ok(match record {
        AnyRecord::Unit(unit) => Some(of_unit(unit)),
        AnyRecord::Visit(visit) => {
            let unit =
                record::get::<Unit>(conn, visit.unit_id)?.map_or(String::new(), |unit| unit.name);
            of_visit(
                "visit",
                &visit.id.0,
                visit.id,
                &visit_parts(visit, &unit, &date::show(visit.date)),
            )
        }
        AnyRecord::Rating(rating) => Some(Doc {
            noun: "rating",
            key: [*rating.visit_id.0.as_bytes(), *rating.item_id.0.as_bytes()].concat(),
            visit_id: Some(rating.visit_id),
            unit_id: None,
            text: join(&[&rating.comment, &rating.evidence_seen]),
        }),
        AnyRecord::Strength(strength) => of_visit(
            "strength",
            &strength.id.0,
            strength.visit_id,
            &[&strength.text],
        ),
        AnyRecord::Shortcoming(s) => of_visit(
            "shortcoming",
            &s.id.0,
            s.visit_id,
            &[
                &s.description,
                &s.order_text,
                &s.owner,
                &s.cause_external,
                &s.cause_own,
            ],
        ),
        AnyRecord::Participant(person) => of_visit(
            "participant",
            &person.id.0,
            person.visit_id,
            &[&person.name, &person.title],
        ),
        AnyRecord::ShortcomingEvent(event) => visit_of(conn, event.shortcoming_id)?
            .and_then(|visit| of_visit("event", &event.id.0, visit, &[&event.by, &event.text])),
        AnyRecord::Conclusion(paper) => of_visit(
            "conclusion",
            &paper.id.0,
            paper.visit_id,
            &[&paper.doc_number(), &paper.subject],
        ),
        AnyRecord::IssuedPaper(paper) => Some(of_paper(paper)),
        AnyRecord::SkilfulModel(_)
        | AnyRecord::Commitment(_)
        | AnyRecord::Programme(_)
        | AnyRecord::ProgrammeTask(_)
        | AnyRecord::ProgrammeResult(_)
        | AnyRecord::Inspection(_)
        | AnyRecord::Dialogue(_)
        | AnyRecord::Opinion(_) => search_works::doc(conn, record)?,
        AnyRecord::GuidingDocument(document) => Some(of_document(document)),
        AnyRecord::FigureReport(report) => of_figures(conn, report)?,
        AnyRecord::Succession(_)
        | AnyRecord::ModelField(_)
        | AnyRecord::Reminder(_)
        | AnyRecord::ReminderOrder(_)
        | AnyRecord::RepeatMark(_)
        | AnyRecord::MonthlyReport(_)
        | AnyRecord::ReportFile(_)
        | AnyRecord::ArchivePaper(_)
        | AnyRecord::ArchiveEntry(_)
        | AnyRecord::DocumentTask(_)
        | AnyRecord::DocumentFile(_)
        | AnyRecord::Figure(_)
        | AnyRecord::FigureAnswer(_)
        | AnyRecord::OwnIndicator(_)
        | AnyRecord::Holiday(_)
        | AnyRecord::Body(_)
        | AnyRecord::Signer(_)
        | AnyRecord::Catalogue(_)
        | AnyRecord::Regulation(_)
        | AnyRecord::ChecklistItem(_)
        | AnyRecord::LegalRef(_)
        | AnyRecord::Person(_)
        | AnyRecord::HeldTitle(_)
        | AnyRecord::Attachment(_)
        | AnyRecord::Paragraph(_)
        | AnyRecord::TakeOut(_)
        | AnyRecord::MergeConflict(_) => None,
    })
}

fn of_unit(unit: &Unit) -> Doc {
    Doc {
        noun: "unit",
        key: unit.id.0.as_bytes().to_vec(),
        visit_id: None,
        unit_id: Some(unit.id),
        text: join(&[&unit.name, &unit.code]),
    }
}

fn of_paper(paper: &IssuedPaper) -> Doc {
    alone(
        "paper",
        &paper.id.0,
        &[
            &paper.doc_number(),
            paper.kind.label(),
            &paper.subject,
            &date::show(paper.date),
        ],
    )
}

fn of_document(document: &GuidingDocument) -> Doc {
    alone(
        "document",
        &document.id.0,
        &[
            &document.reference(),
            &document.subject,
            &document.issuer,
            &document.note,
        ],
    )
}

/// What belongs to no visit and no unit.
fn alone(noun: &'static str, key: &uuid::Uuid, parts: &[&str]) -> Doc {
    Doc {
        noun,
        key: key.as_bytes().to_vec(),
        visit_id: None,
        unit_id: None,
        text: join(parts),
    }
}

fn of_figures(conn: &Connection, report: &FigureReport) -> Result<Option<Doc>, StoreError> {
    let text = super::figures::text(conn, report)?;
    Ok(text.map(|text| Doc {
        noun: "figures",
        key: report.id.0.as_bytes().to_vec(),
        visit_id: None,
        unit_id: Some(report.unit_id),
        text,
    }))
}

fn visit_parts<'a>(visit: &'a Visit, unit: &'a str, day: &'a str) -> [&'a str; 9] {
    [
        unit,
        visit.kind.label(),
        day,
        &visit.topic,
        &visit.place,
        &visit.basis,
        &visit.assessment,
        &visit.report_note,
        &visit.note,
    ]
}

fn visit_of(conn: &Connection, id: ShortcomingId) -> Result<Option<VisitId>, StoreError> {
    Ok(conn
        .prepare_cached("SELECT visit_id FROM shortcoming WHERE id = ?1")?
        .query_row([id.0.as_bytes()], |row| read(row, 0))
        .optional()?)
}

pub(super) fn join(parts: &[&str]) -> String {
    let filled: Vec<&str> = parts
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect();
    filled.join(" · ")
}

/// The nouns of the index and what the screen calls them; of several hits in a visit the first of these is shown.
const NOUNS: [(&str, &str); 7] = [
    ("visit", "Cuộc giám sát"),
    ("shortcoming", "Tồn tại"),
    ("rating", "Nhận xét"),
    ("strength", "Ưu điểm"),
    ("event", "Quá trình khắc phục"),
    ("conclusion", "Kết luận"),
    ("participant", "Người tham dự"),
];

fn rank(noun: &str) -> usize {
    NOUNS
        .iter()
        .position(|(code, _)| *code == noun)
        .unwrap_or(NOUNS.len())
}

/// The user's words as an FTS5 expression: each quoted, the last one also as a beginning.
/// `None` when nothing is left to look for.
pub fn match_expression(query: &str) -> Option<String> {
    let quoted: Vec<String> = words(query)
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(|word| format!("\"{word}\""))
        .collect();
    (!quoted.is_empty()).then(|| format!("{}*", quoted.join(" ")))
}

/// [`match_expression`] within the records of one noun.
pub(super) fn match_noun(noun: &str, query: &str) -> Option<String> {
    match_expression(query).map(|expression| format!("\"_{noun}\" {expression}"))
}

/// Hits read for each visit shown: a visit is one line however often the words stand in it.
const HITS_PER_VISIT: u32 = 8;

/// Units that a search shows at most.
const UNITS: usize = 20;

/// Units first, then visits: those with the whole words before those where the last one only begins so, each the
/// latest written first; at most `limit` visits.
pub fn search(conn: &Connection, query: &str, limit: u32) -> Result<Vec<SearchHit>, StoreError> {
    let Some(expression) = match_expression(query) else {
        return Ok(Vec::new());
    };
    let mut hits: Vec<SearchHit> = units(conn, query)?
        .into_iter()
        .take(UNITS)
        .map(|(id, name)| SearchHit {
            kind: HitKind::Unit(id),
            title: name.clone(),
            what: "Đơn vị".to_owned(),
            excerpt: name,
        })
        .collect();
    hits.extend(papers(conn, query)?);
    hits.extend(works(conn, query)?);
    hits.extend(super::guiding::search(conn, query)?);
    hits.extend(super::figures::hits(conn, query)?);
    let folded = words(query);
    let mut found = Found::default();
    // whole words before others that begin so
    let whole_words = expression.trim_end_matches('*');
    found.read(conn, whole_words, &folded, limit)?;
    if found.visits.len() < limit as usize {
        found.read(conn, &expression, &folded, limit)?;
    }
    hits.extend(found.visits.into_iter().map(FoundVisit::hit));
    Ok(hits)
}

/// A visit in which the words stand, and the place of it that is shown.
struct FoundVisit {
    visit_id: VisitId,
    title: String,
    /// Whether the words stand apart, the rank of the noun, the text around the hit: the lowest is shown.
    best: (bool, usize, String),
    places: usize,
}

impl FoundVisit {
    fn hit(self) -> SearchHit {
        let (_, rank, excerpt) = self.best;
        let noun = NOUNS.get(rank).map_or("Khác", |(_, label)| *label);
        SearchHit {
            kind: HitKind::Visit(self.visit_id),
            title: self.title,
            what: match self.places {
                1 => noun.to_owned(),
                more => format!("{noun} và {} chỗ khác", text::paper_count(more - 1)),
            },
            excerpt,
        }
    }
}

/// Visits found so far.
#[derive(Default)]
struct Found {
    visits: Vec<FoundVisit>,
    places: HashMap<VisitId, usize>,
    /// Places in the index that were counted.
    seen: HashSet<i64>,
}

impl Found {
    fn read(
        &mut self,
        conn: &Connection,
        expression: &str,
        folded: &str,
        limit: u32,
    ) -> Result<(), StoreError> {
        let mut statement = conn.prepare_cached(include_str!("sql/search_visits.sql"))?;
        let read_most = limit.saturating_mul(HITS_PER_VISIT);
        let mut rows = statement.query(params![expression, read_most])?;
        while let Some(row) = rows.next()? {
            if !self.seen.insert(row.get(6)?) {
                continue;
            }
            let visit_id: VisitId = read(row, 0)?;
            let at = self.places.get(&visit_id).copied();
            if at.is_none() && self.visits.len() >= limit as usize {
                break;
            }
            let noun: String = row.get(1)?;
            let whole: String = row.get(2)?;
            let (apart, around) = excerpt(&whole, folded);
            let shown = (apart, rank(&noun), around);
            if let Some(there) = at.and_then(|at| self.visits.get_mut(at)) {
                there.places += 1;
                there.best = shown.min(std::mem::take(&mut there.best));
                continue;
            }
            self.places.insert(visit_id, self.visits.len());
            let unit: String = row.get(3)?;
            self.visits.push(FoundVisit {
                visit_id,
                title: visit_title(&unit, read(row, 4)?, read(row, 5)?),
                best: shown,
                places: 1,
            });
        }
        Ok(())
    }
}

/// The units whose name or code has all the words, the last one at least as a beginning. Units are few: they are
/// read, not looked up.
pub(super) fn units(conn: &Connection, query: &str) -> Result<Vec<(UnitId, String)>, StoreError> {
    let query = words(query);
    let mut wanted: Vec<&str> = query.split(' ').filter(|word| !word.is_empty()).collect();
    let Some(last) = wanted.pop() else {
        return Ok(Vec::new());
    };
    let mut statement = conn.prepare_cached(include_str!("sql/search_units.sql"))?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let there = words(&row.get::<_, String>(2)?);
        let begins = there.split(' ').any(|word| word.starts_with(last));
        if begins
            && wanted
                .iter()
                .all(|want| there.split(' ').any(|word| word == *want))
        {
            found.push((read(row, 0)?, row.get(1)?));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests;
