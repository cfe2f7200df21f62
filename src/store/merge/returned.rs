//! What is written down about a return: when, whose audit lines came, how the copy's rows stood.

use chrono::DateTime;
use rusqlite::params;

use super::apply::Coming;
use super::diff::{self, Delta};
use super::package::{PackInfo, Package};
use crate::domain::TakeOut;
use crate::store::error::StoreError;
use crate::store::write::{AuditLine, WriteTx};

pub(super) fn note_return(
    tx: &mut WriteTx<'_>,
    info: &PackInfo,
    coming: &Coming<'_>,
) -> Result<(), StoreError> {
    let row = TakeOut {
        id: info.id,
        ver: 1,
        label: info.label.clone(),
        taken_at: info.taken_at,
        taken_by: info.taken_by.clone(),
        units: info.units.clone(),
        base_sha256: info.base_sha256.clone(),
        returned_at: Some(coming.at),
        returned_by: coming.by.to_owned(),
    };
    match tx.get::<TakeOut>(info.id)? {
        Some(before) => tx
            .put(
                &before,
                TakeOut {
                    ver: before.ver,
                    ..row
                },
            )
            .map(drop),
        None => tx.add(row).map(drop),
    }
}

/// The copy's own audit lines, as they were written there.
pub(super) fn copy_lines(
    tx: &mut WriteTx<'_>,
    package: &Package,
    since: i64,
) -> Result<usize, StoreError> {
    let mut statement = package.conn.prepare(
        "SELECT at, os_user, user_name, op, summary, changes FROM main.audit WHERE seq > ?1 ORDER BY seq",
    )?;
    let mut rows = statement.query([since])?;
    let mut lines = 0;
    while let Some(row) = rows.next()? {
        let at: String = row.get(0)?;
        let at = DateTime::parse_from_rfc3339(&at).map_err(|_| StoreError::Damaged)?;
        let (os_user, user_name): (String, String) = (row.get(1)?, row.get(2)?);
        let (op, summary, changes): (String, String, String) =
            (row.get(3)?, row.get(4)?, row.get(5)?);
        let line = AuditLine {
            at,
            os_user: &os_user,
            user_name: &user_name,
            op: &op,
            summary: &format!("{summary} (bản mang đi “{}”)", package.info.label),
        };
        tx.copy_audit(&line, &changes)?;
        lines += 1;
    }
    Ok(lines)
}

pub(super) fn note_run(
    tx: &mut WriteTx<'_>,
    package: &Package,
    taken: &[Delta],
    head: i64,
    coming: &Coming<'_>,
) -> Result<(), StoreError> {
    let conn = tx.conn();
    let id = (coming.new_id)();
    let mark = diff::head_at(&package.conn, head)?.unwrap_or_default();
    conn.execute(
        "INSERT INTO merge_run (id, take_out_id, at, head_seq, head) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            id.as_bytes(),
            package.info.id.0.as_bytes(),
            coming.at.to_rfc3339(),
            head,
            mark
        ],
    )?;
    let mut insert = conn.prepare_cached(
        "INSERT INTO merge_row (run_id, table_name, row_key, row) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for delta in taken {
        let row = delta
            .theirs
            .as_ref()
            .map(serde_json::to_string)
            .transpose()
            .map_err(|error| StoreError::Shipped(error.to_string()))?;
        insert.execute(params![id.as_bytes(), delta.table.name, delta.key, row])?;
    }
    Ok(())
}
