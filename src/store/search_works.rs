//! Searching what is neither a visit nor a unit: models and what they promised, programmes and what belongs to them.

use rusqlite::Connection;

use super::error::StoreError;
use super::record::{self, AnyRecord};
use super::search::{Doc, excerpt, join, of_noun, words};
use super::search_programmes;
use crate::domain::{Commitment, CommitmentId, ModelId, SkilfulModel, Unit, date};
use crate::read::search::{HitKind, SearchHit};

/// Hits of one noun that a search shows at most.
const OF_A_NOUN: u32 = 20;

/// The text under which a record is found.
pub(super) fn doc(conn: &Connection, record: &AnyRecord) -> Result<Option<Doc>, StoreError> {
    let found = text(conn, record)?;
    Ok(found.map(|(noun, key, parts)| Doc {
        noun,
        key: key.as_bytes().to_vec(),
        visit_id: None,
        unit_id: None,
        text: join(&parts.iter().map(String::as_str).collect::<Vec<_>>()),
    }))
}

/// Noun, key and parts of the text.
pub(super) type Text = (&'static str, uuid::Uuid, Vec<String>);

fn text(conn: &Connection, record: &AnyRecord) -> Result<Option<Text>, StoreError> {
    if let AnyRecord::SkilfulModel(model) = record {
        let unit = record::get::<Unit>(conn, model.unit_id)?;
        let parts = vec![
            model.title.clone(),
            model.who.clone(),
            unit.map_or_else(String::new, |unit| unit.name),
            model.year.to_string(),
            model.review.clone(),
            model.decision_number.clone(),
            model.decided_by.clone(),
            model.outcome_reason.clone(),
            model.withdrawn_reason.clone(),
            model.note.clone(),
        ];
        return Ok(Some(("model", model.id.0, parts)));
    }
    if let AnyRecord::Commitment(one) = record {
        let parts = vec![one.text.clone(), one.result.clone()];
        return Ok(Some(("commitment", one.id.0, parts)));
    }
    search_programmes::text(conn, record)
}

/// What the words mean, each thing once.
pub(super) fn works(conn: &Connection, query: &str) -> Result<Vec<SearchHit>, StoreError> {
    let mut hits: Vec<SearchHit> = Vec::new();
    let models = [("model", model as Hit), ("commitment", commitment)];
    for (noun, hit) in models.into_iter().chain(search_programmes::NOUNS) {
        for (key, whole) in of_noun::<ModelId>(conn, noun, query, OF_A_NOUN)? {
            let Some(hit) = hit(conn, &key.0, excerpt(&whole, &words(query)).1)? else {
                continue;
            };
            if hits.iter().all(|there| there.kind != hit.kind) {
                hits.push(hit);
            }
        }
    }
    Ok(hits)
}

/// Makes a hit of a key and the text around the words.
pub(super) type Hit = fn(&Connection, &uuid::Uuid, String) -> Result<Option<SearchHit>, StoreError>;

fn model(
    conn: &Connection,
    key: &uuid::Uuid,
    excerpt: String,
) -> Result<Option<SearchHit>, StoreError> {
    of_model(conn, ModelId(*key), "Dân vận khéo", excerpt)
}

fn commitment(
    conn: &Connection,
    key: &uuid::Uuid,
    excerpt: String,
) -> Result<Option<SearchHit>, StoreError> {
    match record::get::<Commitment>(conn, CommitmentId(*key))? {
        Some(one) => of_model(conn, one.model_id, "Cam kết Dân vận khéo", excerpt),
        None => Ok(None),
    }
}

fn of_model(
    conn: &Connection,
    id: ModelId,
    what: &str,
    excerpt: String,
) -> Result<Option<SearchHit>, StoreError> {
    let Some(model) = record::get::<SkilfulModel>(conn, id)? else {
        return Ok(None);
    };
    let unit = record::get::<Unit>(conn, model.unit_id)?.map_or_else(String::new, |u| u.name);
    Ok(Some(SearchHit {
        kind: HitKind::Model(id),
        title: format!(
            "{unit} · {} · đăng ký {}",
            model.title,
            date::show(model.registered_on)
        ),
        what: what.to_owned(),
        excerpt,
    }))
}
