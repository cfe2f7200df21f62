//! Looking over the whole file: is it whole, does it contradict itself?

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use super::column::read;
use super::error::StoreError;
use crate::domain::ConclusionId;

/// One thing that is wrong, or worth knowing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Whether data is wrong or lost; otherwise only a notice.
    pub is_error: bool,
    pub message: String,
}

/// SHA-256 in hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            // Writing to a String cannot fail.
            write!(hex, "{byte:02x}").ok();
            hex
        })
}

/// Looks over everything; an empty list means that the file is sound.
pub fn check(conn: &Connection) -> Result<Vec<Finding>, StoreError> {
    let mut findings = Vec::new();
    integrity(conn, &mut findings)?;
    foreign_keys(conn, &mut findings)?;
    issued_papers(conn, &mut findings)?;
    contradictions(conn, &mut findings)?;
    number_gaps(conn, &mut findings)?;
    Ok(findings)
}

fn error(message: impl Into<String>) -> Finding {
    Finding {
        is_error: true,
        message: message.into(),
    }
}

fn integrity(conn: &Connection, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let mut statement = conn.prepare("PRAGMA integrity_check(20)")?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    for row in rows {
        let line = row?;
        if line != "ok" {
            findings.push(error(format!(
                "Cấu trúc tệp hỏng: {line}. Hãy khôi phục từ bản sao lưu."
            )));
        }
    }
    Ok(())
}

fn foreign_keys(conn: &Connection, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let mut statement = conn.prepare("PRAGMA foreign_key_check")?;
    let rows = statement.query_map([], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(2)?))
    })?;
    for row in rows {
        let (table, parent) = row?;
        findings.push(error(format!(
            "Bảng {table} trỏ đến dòng không có trong bảng {parent}."
        )));
    }
    Ok(())
}

fn issued_papers(conn: &Connection, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let mut statement = conn.prepare(
        "SELECT c.id, c.doc_type, c.symbol, c.number, c.sha256, p.sha256, p.pdf
         FROM conclusion c LEFT JOIN issued_paper p ON p.conclusion_id = c.id WHERE c.state = 'issued'",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: ConclusionId = read(row, 0)?;
        let (kind, symbol): (String, String) = (row.get(1)?, row.get(2)?);
        let number: Option<i64> = row.get(3)?;
        let name = format!("{:02}-{kind}/{symbol}", number.unwrap_or(0));
        let listed: String = row.get(4)?;
        let kept: Option<(String, Vec<u8>)> = match row.get::<_, Option<String>>(5)? {
            Some(sha) => Some((sha, row.get(6)?)),
            None => None,
        };
        match kept {
            None => findings.push(error(format!(
                "Kết luận {name} đã ban hành nhưng thiếu bản lưu ({id})."
            ))),
            Some((sha, pdf)) if sha != listed || sha256_hex(&pdf) != listed => {
                findings.push(error(format!(
                    "Bản lưu của kết luận {name} đã bị thay đổi sau khi ban hành."
                )));
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// Each line: a query that counts rows which contradict each other, and how to say it.
const CONTRADICTIONS: &[(&str, &str)] = &[
    (
        "SELECT count(*) FROM visit v WHERE v.state IN ('concluded', 'closed')
           AND NOT EXISTS (SELECT 1 FROM conclusion c WHERE c.visit_id = v.id AND c.state = 'issued')",
        "cuộc giám sát ở trạng thái đã kết luận nhưng chưa có kết luận ban hành",
    ),
    (
        "SELECT count(*) FROM shortcoming s WHERE s.state = 'verified_closed'
           AND NOT EXISTS (SELECT 1 FROM shortcoming_event e WHERE e.shortcoming_id = s.id AND e.kind = 'verified')",
        "tồn tại ghi đã xác nhận nhưng không có lần xác nhận nào trong quá trình",
    ),
    (
        "SELECT count(*) FROM shortcoming s JOIN visit v ON v.id = s.visit_id WHERE s.deadline < v.date",
        "tồn tại có thời hạn trước ngày giám sát",
    ),
    (
        "SELECT count(*) FROM visit v WHERE v.state = 'closed' AND EXISTS (SELECT 1 FROM shortcoming s
           WHERE s.visit_id = v.id AND s.state NOT IN ('verified_closed', 'withdrawn') AND s.carried_to IS NULL)",
        "cuộc giám sát đã kết thúc nhưng còn tồn tại chưa xác nhận",
    ),
    (
        "SELECT count(*) FROM search_doc d LEFT JOIN visit v ON v.id = d.visit_id
           WHERE d.visit_id IS NOT NULL AND v.id IS NULL",
        "mục tìm kiếm trỏ đến cuộc giám sát không còn",
    ),
];

fn contradictions(conn: &Connection, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    for (sql, message) in CONTRADICTIONS {
        let count: i64 = conn.query_row(sql, [], |row| row.get(0))?;
        if count > 0 {
            findings.push(error(format!("Có {count:02} {message}.")));
        }
    }
    Ok(())
}

fn number_gaps(conn: &Connection, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let mut statement = conn.prepare(
        "SELECT doc_type, symbol, term_from, max(number), count(*) FROM conclusion
         WHERE number IS NOT NULL AND state = 'issued' GROUP BY 1, 2, 3 HAVING max(number) <> count(*)",
    )?;
    let rows = statement.query_map([], |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get::<_, String>(1)?,
            row.get::<_, i64>(3)?,
            row.get::<_, i64>(4)?,
        ))
    })?;
    for row in rows {
        let (kind, symbol, max, count) = row?;
        findings.push(Finding {
            is_error: false,
            message: format!(
                "Số văn bản {kind}/{symbol} trong nhiệm kỳ có {:02} số chưa có văn bản trong tệp (số lớn nhất {max:02}).",
                max - count
            ),
        });
    }
    Ok(())
}
