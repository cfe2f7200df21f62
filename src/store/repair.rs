//! Putting a file in order: what can be made again from what is there is made again, in one transaction.

use rusqlite::Connection;

use super::error::StoreError;
use super::open::{Store, blank};
use super::write::AuditLine;
use super::{audit, check, seal, search, standing};

/// What a repair did, and what it could not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Repaired {
    pub did: Vec<String>,
    pub could_not: Vec<String>,
}

/// How often rows are looked for that point nowhere: taking one away may leave others behind.
const PASSES: usize = 20;

type Parts = Vec<(String, String, String)>;

impl Store {
    /// Opens a file whose structure may be damaged, to put it in order.
    ///
    /// # Errors
    /// As [`Store::open`], but for the damage.
    pub fn open_to_repair(path: &std::path::Path) -> Result<Self, StoreError> {
        Self::open_as_it_is(path)
    }

    /// Makes again what follows from other data, takes away what points nowhere. `line` makes the audit line of
    /// what was done.
    ///
    /// # Errors
    /// Nothing could be written; the file stays as it was.
    pub fn repair<'a>(
        &mut self,
        line: impl FnOnce(&'a str) -> AuditLine<'a>,
        summary: &'a str,
        going: &mut dyn FnMut(usize, usize, &str) -> bool,
    ) -> Result<Repaired, StoreError> {
        let mut done = Repaired::default();
        self.conn.flush_prepared_statement_cache();
        let tx = self
            .conn
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        tx.execute_batch("PRAGMA defer_foreign_keys = ON")?;
        let steps: [(&str, Step); 6] = [
            ("Đang dựng lại chỉ mục", indexes),
            ("Đang dựng lại khóa bảo vệ", guards),
            ("Đang tìm dòng trỏ đến chỗ không còn", orphans),
            ("Đang dựng lại bảng tra tồn tại theo ngày", spans),
            ("Đang dựng lại bảng tìm kiếm", words),
            ("Đang niêm lại nội dung", seals),
        ];
        let of = steps.len();
        for (at, (what, step)) in steps.into_iter().enumerate() {
            if !going(at, of, what) {
                return Err(StoreError::Stopped);
            }
            match inside(&tx, step) {
                Ok(said) => done.did.extend(said),
                Err(StoreError::Disk) => return Err(StoreError::Disk),
                Err(error) => done.could_not.push(format!("{what}: không được ({error})")),
            }
        }
        if !done.did.is_empty() {
            audit::write(&tx, &line(summary), "[]")?;
        }
        for finding in check::check(&tx)?
            .into_iter()
            .filter(|found| found.is_error)
        {
            done.could_not.push(finding.message);
        }
        tx.commit()?;
        Ok(done)
    }
}

type Step = fn(&Connection) -> Result<Vec<String>, StoreError>;

/// Runs a step whole or not at all.
fn inside(conn: &Connection, step: Step) -> Result<Vec<String>, StoreError> {
    conn.execute_batch("SAVEPOINT repair")?;
    let result = step(conn);
    let end = if result.is_ok() {
        "RELEASE repair"
    } else {
        "ROLLBACK TO repair; RELEASE repair"
    };
    conn.execute_batch(end)?;
    result
}

fn indexes(conn: &Connection) -> Result<Vec<String>, StoreError> {
    let wrong = structure(conn)?;
    conn.execute_batch("REINDEX")?;
    let left = structure(conn)?;
    if wrong > left {
        return Ok(vec![format!(
            "Đã dựng lại chỉ mục: hết {:02} chỗ không khớp.",
            wrong - left
        )]);
    }
    Ok(Vec::new())
}

/// How many lines `integrity_check` says beside "ok".
fn structure(conn: &Connection) -> Result<usize, StoreError> {
    let mut statement = conn.prepare("PRAGMA integrity_check(1000)")?;
    let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
    let lines: Vec<String> = lines.collect::<Result<_, _>>()?;
    Ok(lines.iter().filter(|line| *line != "ok").count())
}

/// Tables, triggers and indexes that this schema has and the file lacks, or has with another text.
pub(super) fn missing(conn: &Connection) -> Result<Parts, StoreError> {
    let parts = |conn: &Connection| -> Result<Parts, StoreError> {
        let mut statement = conn.prepare(
            "SELECT type, name, sql FROM sqlite_schema
             WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type, name",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    };
    let here = parts(conn)?;
    let mut wanted = parts(&blank()?)?;
    wanted.retain(|part| !here.contains(part));
    Ok(wanted)
}

fn guards(conn: &Connection) -> Result<Vec<String>, StoreError> {
    let mut missing = missing(conn)?;
    // a table is more than its words
    missing.retain(|(kind, _, _)| kind == "trigger" || kind == "index");
    for (kind, name, sql) in &missing {
        conn.execute_batch(&format!("DROP {kind} IF EXISTS \"{name}\""))?;
        conn.execute_batch(sql)?;
    }
    if missing.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![format!(
        "Đã dựng lại {:02} chỉ mục, khóa bảo vệ bị thiếu.",
        missing.len()
    )])
}

fn orphans(conn: &Connection) -> Result<Vec<String>, StoreError> {
    let mut counts: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for _ in 0..PASSES {
        let mut statement = conn.prepare("PRAGMA foreign_key_check")?;
        let rows = statement.query_map([], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, Option<i64>>(1)?))
        })?;
        let found: Vec<(String, Option<i64>)> = rows.collect::<Result<_, _>>()?;
        if found.is_empty() {
            break;
        }
        for (table, rowid) in found {
            let Some(rowid) = rowid else { continue };
            let sql = format!("DELETE FROM \"{table}\" WHERE rowid = ?1");
            *counts.entry(table).or_default() += conn.execute(&sql, [rowid])?;
        }
    }
    Ok(counts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(table, count)| {
            format!(
                "Đã bỏ {count:02} dòng của bảng {table} trỏ đến dòng không còn; bản lưu trước khi sửa vẫn giữ."
            )
        })
        .collect())
}

fn spans(conn: &Connection) -> Result<Vec<String>, StoreError> {
    let mut found = Vec::new();
    standing::check(conn, &mut found)?;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    conn.execute_batch("DELETE FROM standing_span; DELETE FROM standing_tally")?;
    standing::rebuild(conn)?;
    Ok(vec![
        "Đã dựng lại bảng tra và bảng đếm tồn tại theo ngày từ quá trình khắc phục.".to_owned(),
    ])
}

fn words(conn: &Connection) -> Result<Vec<String>, StoreError> {
    let mut found = Vec::new();
    // an index that cannot even be read is made again as well
    if search::check(conn, &mut found).is_ok() && found.is_empty() {
        return Ok(Vec::new());
    }
    search::rebuild(conn)?;
    Ok(vec![
        "Đã dựng lại bảng tìm kiếm từ dữ liệu đã ghi.".to_owned(),
    ])
}

fn seals(conn: &Connection) -> Result<Vec<String>, StoreError> {
    let mut found = Vec::new();
    seal::check(conn, &mut found)?;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    seal::rebuild(conn)?;
    Ok(vec![format!(
        "Đã nhận nội dung đang có của {:02} bảng bị đổi ngoài chương trình; hãy đối chiếu với bản lưu trước khi sửa.",
        found.len()
    )])
}
