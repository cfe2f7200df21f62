//! The whole index: whether it says what the records say, and making it again.

use rusqlite::{Connection, OptionalExtension, params};

use super::{doc, index, insert, remove};
use crate::domain::figures::FigureReport;
use crate::domain::{Dialogue, SkilfulModel, UnitId, Visit};
use crate::store::check::{Finding, error};
use crate::store::error::StoreError;
use crate::store::record::{self, Record};

/// Makes the index again from every record.
pub fn rebuild(conn: &Connection) -> Result<(), StoreError> {
    conn.execute_batch(
        "DELETE FROM search_doc; INSERT INTO search_index (search_index) VALUES ('delete-all');",
    )?;
    record::each(
        conn,
        &mut |record| match doc(conn, &record)?.filter(|doc| !doc.text.is_empty()) {
            Some(doc) => insert(conn, &doc),
            None => Ok(()),
        },
    )
}

/// Fills an empty index from the texts that are there.
pub fn fill(conn: &Connection) -> Result<(), StoreError> {
    let mut texts = conn.prepare("SELECT id, noun, text FROM search_doc")?;
    let mut rows = texts.query([])?;
    while let Some(row) = rows.next()? {
        let (noun, text): (String, String) = (row.get(1)?, row.get(2)?);
        index(conn, row.get(0)?, &noun, &text)?;
    }
    Ok(())
}

/// Writes the entries of records that are found by the name of their unit anew.
pub(super) fn named_after(conn: &Connection, unit_id: UnitId) -> Result<(), StoreError> {
    fn each<R: Record>(conn: &Connection, unit_id: UnitId) -> Result<(), StoreError> {
        let of_unit: Vec<R> =
            record::select(conn, "WHERE unit_id = ?1", params![unit_id.0.as_bytes()])?;
        for record in of_unit {
            let Some(doc) = doc(conn, &record.into_any())? else {
                continue;
            };
            remove(conn, doc.noun, &doc.key)?;
            if !doc.text.is_empty() {
                insert(conn, &doc)?;
            }
        }
        Ok(())
    }
    each::<Visit>(conn, unit_id)?;
    each::<SkilfulModel>(conn, unit_id)?;
    each::<Dialogue>(conn, unit_id)?;
    each::<FigureReport>(conn, unit_id)
}

/// Whether every record is found by its own words and nothing else is.
pub fn check(conn: &Connection, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let mut stored = conn.prepare(
        "SELECT id, text FROM search_doc
         WHERE noun = ?1 AND key = ?2 AND visit_id IS ?3 AND unit_id IS ?4",
    )?;
    let mut indexed = conn.prepare("SELECT 1 FROM search_index_docsize WHERE id = ?1")?;
    let (mut wrong, mut right) = (0_i64, 0_i64);
    record::each(conn, &mut |record| {
        let Some(doc) = doc(conn, &record)?.filter(|doc| !doc.text.is_empty()) else {
            return Ok(());
        };
        let visit = doc.visit_id.map(|id| id.0.as_bytes().to_vec());
        let unit = doc.unit_id.map(|id| id.0.as_bytes().to_vec());
        let found: Option<(i64, String)> = stored
            .query_row(params![doc.noun, doc.key, visit, unit], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        match found {
            Some((id, text)) if text == doc.text && indexed.exists([id])? => right += 1,
            _ => wrong += 1,
        }
        Ok(())
    })?;
    let all: i64 = conn.query_row("SELECT count(*) FROM search_doc", [], |row| row.get(0))?;
    let wrong = wrong.max(all - right);
    if wrong > 0 {
        findings.push(error(format!(
            "Bảng tìm kiếm có {wrong:02} mục không khớp với dữ liệu; tìm có thể sót. Hãy chạy “Sửa tệp”."
        )));
    }
    Ok(())
}
