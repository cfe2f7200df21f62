//! What is found on its own, not within a visit: one noun of the index at a time.

use rusqlite::{Connection, params};

use super::{excerpt, match_noun, words};
use crate::domain::{IssuedPaper, PaperId};
use crate::read::search::{HitKind, SearchHit};
use crate::store::column::{Column, read};
use crate::store::error::StoreError;
use crate::store::record;

/// Issued papers that a search shows at most.
const PAPERS: u32 = 20;

/// Keys and texts of one noun's records with the words, the latest written first.
pub(in crate::store) fn of_noun<K: Column>(
    conn: &Connection,
    noun: &str,
    query: &str,
    most: u32,
) -> Result<Vec<(K, String)>, StoreError> {
    let Some(expression) = match_noun(noun, query) else {
        return Ok(Vec::new());
    };
    // the index gathers a beginning that many words share before it looks whether the noun has any record at all
    let any = conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM search_doc WHERE noun = ?1)")?
        .query_row([noun], |row| row.get::<_, bool>(0))?;
    if !any {
        return Ok(Vec::new());
    }
    let mut statement = conn.prepare_cached(
        "SELECT d.key, d.text FROM search_index AS i JOIN search_doc AS d ON d.id = i.rowid
         WHERE search_index MATCH ?1 ORDER BY i.rowid DESC LIMIT ?2",
    )?;
    let rows = statement.query_map(params![expression, most], |row| {
        Ok((read(row, 0)?, row.get(1)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// From as many records on a list is walked and each row asked for the words; fewer are looked up one by one.
pub(in crate::store) const MANY: u32 = 2_000;

/// In how many records of a noun typed words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spread {
    Few,
    Many,
}

/// Whether the words, the last also as a beginning, stand in many of a noun's records.
pub(in crate::store) fn spread(
    conn: &Connection,
    noun: &str,
    query: &str,
) -> Result<Spread, StoreError> {
    let Some(expression) = match_noun(noun, query) else {
        return Ok(Spread::Few);
    };
    let found: u32 = conn
        .prepare_cached(
            "SELECT count(*) FROM (SELECT 1 FROM search_index WHERE search_index MATCH ?1 LIMIT ?2)",
        )?
        .query_row(params![expression, MANY], |row| row.get(0))?;
    Ok(if found < MANY {
        Spread::Few
    } else {
        Spread::Many
    })
}

/// Issued papers other than conclusions, the latest issued first.
pub(in crate::store) fn papers(
    conn: &Connection,
    query: &str,
) -> Result<Vec<SearchHit>, StoreError> {
    let mut hits = Vec::new();
    for (id, whole) in of_noun::<PaperId>(conn, "paper", query, PAPERS)? {
        let Some(paper) = record::get::<IssuedPaper>(conn, id)? else {
            continue;
        };
        let (_, around) = excerpt(&whole, &words(query));
        hits.push(SearchHit {
            kind: HitKind::Paper(id),
            title: paper.reference(),
            what: paper.kind.label().to_owned(),
            excerpt: around,
        });
    }
    Ok(hits)
}
