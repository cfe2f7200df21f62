//! The whole index: whether it says what the records say, and making it again.

use rusqlite::{Connection, OptionalExtension, params};

use super::{doc, insert};
use crate::store::check::{Finding, error};
use crate::store::error::StoreError;
use crate::store::record;

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
