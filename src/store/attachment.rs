//! Attached files: what they are attached to, and their bytes once per content.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params};

use super::check::{Finding, sha256_hex};
use super::error::StoreError;
use super::record::select;
use super::write::WriteTx;
use crate::domain::attachment::size_label;
use crate::domain::{Attachment, ShortcomingId, VisitId};
use crate::read::attachment::{AttachmentFilter, AttachmentRow, Thumb};

/// Of one visit: its own first, then those of items and shortcomings, each as they were added.
pub fn of_visit(conn: &Connection, id: VisitId) -> Result<Vec<Attachment>, StoreError> {
    select(
        conn,
        "WHERE visit_id = ?1 ORDER BY item_id IS NOT NULL, shortcoming_id IS NOT NULL, position, id",
        [id.0.as_bytes()],
    )
}

pub fn of_shortcoming(conn: &Connection, id: ShortcomingId) -> Result<Vec<Attachment>, StoreError> {
    select(
        conn,
        "WHERE shortcoming_id = ?1 ORDER BY position, id",
        [id.0.as_bytes()],
    )
}

/// The list over all visits, newest visit first.
pub fn list(
    conn: &Connection,
    filter: &AttachmentFilter,
) -> Result<Vec<AttachmentRow>, StoreError> {
    let of = filter.visit_id.map(|id| id.0.as_bytes().to_vec());
    let found: Vec<Attachment> = select(
        conn,
        "WHERE ?1 IS NULL OR visit_id = ?1 ORDER BY visit_id DESC, position, id",
        params![of],
    )?;
    let mut place = conn.prepare_cached(
        "SELECT v.date, u.name, coalesce((SELECT code FROM checklist_item WHERE id = ?2), '')
         FROM visit v JOIN unit u ON u.id = v.unit_id WHERE v.id = ?1",
    )?;
    let mut rows = Vec::new();
    for attachment in found {
        let item = attachment.item_id.map(|id| id.0.as_bytes().to_vec());
        let (visit_date, unit_name, item_code) = place
            .query_row(params![attachment.visit_id.0.as_bytes(), item], |row| {
                Ok((super::column::read(row, 0)?, row.get(1)?, row.get(2)?))
            })?;
        rows.push(AttachmentRow {
            attachment,
            visit_date,
            unit_name,
            item_code,
        });
    }
    Ok(rows)
}

/// The bytes of a content.
pub fn bytes(conn: &Connection, sha256: &str) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(conn
        .prepare_cached("SELECT bytes FROM blob WHERE sha256 = ?1")?
        .query_row([sha256], |row| row.get(0))
        .optional()?)
}

/// The small pictures of a visit's photos.
pub fn thumbs(conn: &Connection, id: VisitId) -> Result<Vec<Thumb>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT DISTINCT b.sha256, b.thumb FROM attachment a JOIN blob b ON b.sha256 = a.sha256
         WHERE a.visit_id = ?1 AND length(b.thumb) > 0",
    )?;
    let rows = statement.query_map([id.0.as_bytes()], |row| {
        Ok(Thumb {
            sha256: row.get(0)?,
            jpeg: row.get(1)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl WriteTx<'_> {
    /// Keeps a content once; one that is there already stays as it is.
    pub fn add_blob(&mut self, sha256: &str, bytes: &[u8], thumb: &[u8]) -> Result<(), StoreError> {
        let added = self
            .conn()
            .prepare_cached(
                "INSERT INTO blob (sha256, size, bytes, thumb) VALUES (?1, length(?2), ?2, ?3)
                 ON CONFLICT (sha256) DO NOTHING",
            )?
            .execute(params![sha256, bytes, thumb])?;
        if added == 1 {
            let row = [
                Value::Text(sha256.to_owned()),
                Value::Integer(i64::try_from(bytes.len()).unwrap_or(i64::MAX)),
                Value::Blob(thumb.to_vec()),
            ];
            self.seals().row_came("blob", &row);
        }
        Ok(())
    }
}

/// Whether every stored file still is what was stored; what nobody names any more is only told.
pub(super) fn check(conn: &Connection, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let mut statement = conn.prepare(
        "SELECT b.sha256, b.size, b.bytes, coalesce(
           (SELECT a.name FROM attachment a WHERE a.sha256 = b.sha256 LIMIT 1),
           (SELECT r.name FROM report_file r WHERE r.sha256 = b.sha256 LIMIT 1),
           (SELECT d.name FROM document_file d WHERE d.sha256 = b.sha256 LIMIT 1))
         FROM blob b ORDER BY b.sha256",
    )?;
    let mut rows = statement.query([])?;
    let (mut unused, mut unused_size) = (0_usize, 0_u64);
    while let Some(row) = rows.next()? {
        let sha: String = row.get(0)?;
        let size: i64 = row.get(1)?;
        let bytes = row.get_ref(2)?.as_blob().unwrap_or_default();
        let name: Option<String> = row.get(3)?;
        if sha256_hex(bytes) != sha || i64::try_from(bytes.len()) != Ok(size) {
            let name = name.clone().unwrap_or_else(|| sha.clone());
            findings.push(Finding {
                is_error: true,
                message: format!("Tài liệu đính kèm “{name}” đã bị thay đổi sau khi lưu; hãy khôi phục từ bản sao lưu."),
            });
        }
        if name.is_none() {
            unused += 1;
            unused_size += size.unsigned_abs();
        }
    }
    let wrong: i64 = conn.query_row(
        "SELECT count(*) FROM (SELECT sha256, size FROM attachment UNION ALL SELECT sha256, size FROM report_file
                               UNION ALL SELECT sha256, size FROM document_file) a
         JOIN blob b ON b.sha256 = a.sha256 WHERE a.size <> b.size",
        [],
        |row| row.get(0),
    )?;
    if wrong > 0 {
        findings.push(Finding {
            is_error: true,
            message: format!(
                "Có {wrong:02} tài liệu đính kèm ghi dung lượng không khớp với tệp đã lưu."
            ),
        });
    }
    if unused > 0 {
        findings.push(Finding {
            is_error: false,
            message: format!(
                "Có {unused:02} tài liệu đã bỏ ({}) vẫn được giữ trong tệp để còn hoàn tác.",
                size_label(unused_size)
            ),
        });
    }
    Ok(())
}
