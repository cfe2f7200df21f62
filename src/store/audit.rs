//! The trail of who changed what: every line carries a hash over itself and the line before it.

use rusqlite::{Connection, OptionalExtension, Row, params};
use sha2::{Digest, Sha256};

use super::check::{Finding, error, hex};
use super::error::StoreError;
use super::write::AuditLine;
use crate::read::backup::TrailHead;

const STAYS: &str = "CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
     BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END";
/// What the hash of a line begins with: another way of hashing would have another name.
const WAY: &[u8] = b"qcdc-audit-1";
/// What stands before the first line.
const BEFORE_ALL: [u8; 32] = [0; 32];
/// Lines that are named one by one; more are only counted.
const NAMED: usize = 5;

type Hash = [u8; 32];

/// A line as its hash sees it.
struct Hashed<'a> {
    seq: i64,
    /// at, os_user, user_name, op, summary, changes
    texts: [&'a str; 6],
}

impl Hashed<'_> {
    fn after(&self, before: &[u8]) -> Hash {
        let mut hash = Sha256::new();
        let mut part = |bytes: &[u8]| {
            // the length before each part: moving a letter from one field to the next gives another hash
            hash.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(bytes);
        };
        part(WAY);
        part(before);
        part(&self.seq.to_be_bytes());
        for text in self.texts {
            part(text.as_bytes());
        }
        hash.finalize().into()
    }
}

/// Adds a line at the end of the trail.
pub(super) fn write(
    conn: &Connection,
    line: &AuditLine<'_>,
    changes: &str,
) -> Result<(), StoreError> {
    let last: Option<(i64, Vec<u8>)> = conn
        .prepare_cached("SELECT seq, hash FROM audit_head")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (seq, before) = last.unwrap_or((0, BEFORE_ALL.to_vec()));
    let seq = seq + 1;
    let at = line.at.to_rfc3339();
    let texts = [
        &at,
        line.os_user,
        line.user_name,
        line.op,
        line.summary,
        changes,
    ];
    let hash = Hashed { seq, texts }.after(&before);
    conn.prepare_cached(
        "INSERT INTO audit (seq, at, os_user, user_name, op, summary, changes, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        seq,
        at,
        line.os_user,
        line.user_name,
        line.op,
        line.summary,
        changes,
        hash
    ])?;
    set_head(conn, seq, &hash)
}

fn set_head(conn: &Connection, seq: i64, hash: &[u8]) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT INTO audit_head (id, seq, hash) VALUES (1, ?1, ?2)
         ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash",
    )?
    .execute(params![seq, hash])?;
    Ok(())
}

const LINES: &str =
    "SELECT seq, at, os_user, user_name, op, summary, changes, hash FROM audit ORDER BY seq";

fn hash_of(row: &Row<'_>, before: &[u8]) -> rusqlite::Result<(i64, Hash)> {
    let text = |at| row.get_ref(at)?.as_str().map_err(rusqlite::Error::from);
    let line = Hashed {
        seq: row.get(0)?,
        texts: [text(1)?, text(2)?, text(3)?, text(4)?, text(5)?, text(6)?],
    };
    Ok((line.seq, line.after(before)))
}

/// Chains the lines of a file that had none chained, and closes the trail again.
pub(super) fn chain(conn: &Connection) -> Result<(), StoreError> {
    let (mut before, mut last) = (BEFORE_ALL, None);
    let sql = LINES.replace(", hash FROM", " FROM");
    let mut lines = conn.prepare(&sql)?;
    let mut put = conn.prepare("UPDATE audit SET hash = ?2 WHERE seq = ?1")?;
    let mut rows = lines.query([])?;
    while let Some(row) = rows.next()? {
        let (seq, hash) = hash_of(row, &before)?;
        put.execute(params![seq, hash])?;
        (before, last) = (hash, Some(seq));
    }
    if let Some(seq) = last {
        set_head(conn, seq, &before)?;
    }
    conn.execute_batch(STAYS)?;
    Ok(())
}

/// The last line of the trail; none in a file of an older schema.
pub fn head(conn: &Connection) -> Result<Option<TrailHead>, StoreError> {
    let known: bool = conn.query_row(
        "SELECT count(*) > 0 FROM sqlite_schema WHERE name = 'audit_head'",
        [],
        |row| row.get(0),
    )?;
    if !known {
        return Ok(None);
    }
    Ok(conn
        .query_row("SELECT seq, hash FROM audit_head", [], |row| {
            Ok(TrailHead {
                seq: row.get(0)?,
                hash: hex(row.get_ref(1)?.as_blob()?),
            })
        })
        .optional()?)
}

/// What tells this file and its copies from every other: the hash of its first line, also where it is not stored yet.
pub fn origin(conn: &Connection) -> Result<String, StoreError> {
    let sql = format!("{} LIMIT 1", LINES.replace(", hash FROM", " FROM"));
    let first = conn
        .query_row(&sql, [], |row| hash_of(row, &BEFORE_ALL))
        .optional()?;
    Ok(first.map_or_else(String::new, |(_, hash)| hex(&hash)))
}

/// The number of the last line that is more than a look at the file.
pub fn last_change(conn: &Connection) -> Result<i64, StoreError> {
    Ok(conn.query_row(
        "SELECT coalesce((SELECT seq FROM audit WHERE op <> 'note_look' ORDER BY seq DESC LIMIT 1), 0)",
        [],
        |row| row.get(0),
    )?)
}

/// Whether a line of this number has this hash.
pub fn has(conn: &Connection, head: &TrailHead) -> Result<bool, StoreError> {
    let hash: Option<Vec<u8>> = conn
        .query_row("SELECT hash FROM audit WHERE seq = ?1", [head.seq], |row| {
            row.get(0)
        })
        .optional()?
        .flatten();
    Ok(hash.is_some_and(|hash| hex(&hash) == head.hash))
}

/// Whether every line still is what was written, none is missing, and papers saw the same trail.
pub(super) fn check(conn: &Connection, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let mut before: Vec<u8> = BEFORE_ALL.to_vec();
    let (mut expected, mut wrong) = (1, Vec::new());
    let mut lines = conn.prepare(LINES)?;
    let mut rows = lines.query([])?;
    while let Some(row) = rows.next()? {
        let stored = row.get_ref(7)?.as_blob_or_null().ok().flatten();
        let stored = stored.unwrap_or_default().to_vec();
        let seq: i64 = row.get(0)?;
        // a text that is none any more cannot be hashed
        let sound = hash_of(row, &before).is_ok_and(|(_, hash)| hash.as_slice() == stored);
        if !sound || seq != expected {
            wrong.push(seq);
        }
        expected = seq + 1;
        // the next line is judged by what this one says of itself: one edit is one wrong line
        before = stored;
    }
    if let Some(first) = wrong.first() {
        let named: Vec<String> = wrong.iter().take(NAMED).map(i64::to_string).collect();
        findings.push(error(format!(
            "Nhật ký bị sửa hoặc thiếu: {:02} dòng không khớp với dòng trước nó (số {}), sớm nhất là dòng {first}. \
             Hãy đối chiếu với bản sao lưu.",
            wrong.len(),
            named.join(", ")
        )));
    }
    let whole: bool = conn.query_row(
        "SELECT NOT EXISTS (SELECT 1 FROM audit) AND NOT EXISTS (SELECT 1 FROM audit_head)
             OR EXISTS (SELECT 1 FROM audit_head h JOIN audit a ON a.seq = h.seq AND a.hash = h.hash
                        WHERE h.seq = (SELECT max(seq) FROM audit))",
        [],
        |row| row.get(0),
    )?;
    if !whole {
        findings.push(error(
            "Nhật ký thiếu những dòng cuối. Hãy đối chiếu với bản sao lưu.",
        ));
    }
    let papers: i64 = conn.query_row(
        "SELECT count(*) FROM (SELECT audit_seq, audit_hash FROM issued_paper
                               UNION ALL SELECT audit_seq, audit_hash FROM paper_file) p
         WHERE p.audit_seq IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.seq = p.audit_seq AND a.hash = p.audit_hash)",
        [],
        |row| row.get(0),
    )?;
    if papers > 0 {
        findings.push(error(format!(
            "Nhật ký không còn như khi ban hành {papers:02} văn bản."
        )));
    }
    Ok(())
}
