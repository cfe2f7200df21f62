//! Looking over the whole file: is it whole, does it contradict itself?

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use super::column::read;
use super::error::StoreError;
use crate::domain::issued::doc_number;
use crate::domain::{ConclusionId, PaperKind, text};

/// One thing that is wrong, or worth knowing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Whether data is wrong or lost; otherwise only a notice.
    pub is_error: bool,
    pub message: String,
}

/// SHA-256 in hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            // Writing to a String cannot fail.
            write!(hex, "{byte:02x}").ok();
            hex
        })
}

type Part = fn(&Connection, &mut Vec<Finding>) -> Result<(), StoreError>;

/// Each part of the check, and what is said where it cannot be read.
const PARTS: &[(&str, Part)] = &[
    ("cấu trúc tệp", integrity),
    ("cấu trúc bảng", schema),
    ("liên kết giữa các bảng", foreign_keys),
    ("nội dung các bảng", super::seal::check),
    ("văn bản đã ban hành", issued_papers),
    ("nhật ký", super::audit::check),
    ("tài liệu đính kèm", super::attachment::check),
    ("bảng tra tồn tại theo ngày", super::standing::check),
    ("bảng tìm kiếm", super::search::check),
    ("báo cáo tháng", super::monthly_report::check),
    ("mô hình Dân vận khéo", super::skilful_model::check),
    ("chương trình phối hợp", super::programme::check),
    ("hồ sơ lưu trữ", super::archive::check),
    ("văn bản chỉ đạo", super::guiding::check),
    ("số liệu", super::figures::check),
    ("trạng thái", contradictions),
    ("số văn bản", number_gaps),
];

/// Looks over everything; an empty list means that the file is sound. A part that cannot be read hides no other.
pub fn check(conn: &Connection) -> Result<Vec<Finding>, StoreError> {
    check_telling(conn, &mut |_, _, _| true)
}

/// The same, told part by part; answers whether it is still wanted.
///
/// # Errors
/// It was stopped.
pub fn check_telling(
    conn: &Connection,
    going: &mut dyn FnMut(usize, usize, &str) -> bool,
) -> Result<Vec<Finding>, StoreError> {
    let mut findings = Vec::new();
    for (at, (what, part)) in PARTS.iter().enumerate() {
        if !going(at, PARTS.len(), &format!("Đang kiểm tra {what}")) {
            return Err(StoreError::Stopped);
        }
        if let Err(trouble) = part(conn, &mut findings) {
            findings.push(error(format!("Không đọc được {what}: {trouble}")));
        }
    }
    Ok(findings)
}

fn schema(conn: &Connection, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let missing = super::repair::missing(conn)?;
    if !missing.is_empty() {
        let names: Vec<&str> = missing.iter().map(|(_, name, _)| name.as_str()).collect();
        findings.push(error(format!(
            "Tệp thiếu hoặc bị đổi bảng, chỉ mục, khóa bảo vệ: {}. Hãy chạy “Sửa tệp” hoặc khôi phục từ bản sao lưu.",
            names.join(", ")
        )));
    }
    Ok(())
}

pub(super) fn error(message: impl Into<String>) -> Finding {
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

/// Every issued paper still is, byte for byte, what was issued.
fn issued_papers(conn: &Connection, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let mut statement = conn.prepare(
        "SELECT 'conclusion', c.id, 'conclusion', c.doc_type, c.number, c.symbol, c.sha256, f.sha256, f.pdf
         FROM conclusion c LEFT JOIN issued_paper f ON f.conclusion_id = c.id WHERE c.state = 'issued'
         UNION ALL
         SELECT 'paper', p.id, p.kind, p.doc_type, p.number, p.symbol, p.sha256, f.sha256, f.pdf
         FROM paper p LEFT JOIN paper_file f ON f.paper_id = p.id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: ConclusionId = read(row, 1)?;
        let kind: PaperKind = read(row, 2)?;
        let (doc_type, symbol): (String, String) = (row.get(3)?, row.get(5)?);
        let number: Option<i64> = row.get(4)?;
        let noun = if kind == PaperKind::Conclusion {
            "kết luận".to_owned()
        } else {
            text::lower_first(kind.label())
        };
        let name = number.map_or_else(
            || noun.clone(),
            |number| format!("{noun} {}", doc_number(number, &doc_type, &symbol)),
        );
        let listed: String = row.get(6)?;
        let kept: Option<String> = row.get(7)?;
        match kept {
            None => findings.push(error(format!(
                "{} đã ban hành nhưng thiếu bản lưu ({id}).",
                text::upper_first(&name)
            ))),
            Some(sha) => {
                let bytes = row.get_ref(8)?.as_blob().unwrap_or_default();
                if sha != listed || sha256_hex(bytes) != listed {
                    findings.push(error(format!(
                        "Bản lưu của {name} đã bị thay đổi sau khi ban hành."
                    )));
                }
            }
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
        "SELECT count(*) FROM conclusion c JOIN conclusion e ON e.id = c.replaces
           WHERE e.state <> 'issued' OR e.visit_id <> c.visit_id",
        "kết luận đính chính không thay thế kết luận đã ban hành của cùng cuộc giám sát",
    ),
    (
        "SELECT count(*) FROM (SELECT 1 FROM conclusion WHERE replaces IS NULL GROUP BY visit_id HAVING count(*) > 1)",
        "cuộc giám sát có nhiều kết luận mà không ghi văn bản nào thay thế văn bản nào",
    ),
];

fn contradictions(conn: &Connection, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    findings.extend(contradicting(conn)?.into_iter().map(error));
    Ok(())
}

/// States of records that contradict each other.
pub fn contradicting(conn: &Connection) -> Result<Vec<String>, StoreError> {
    let mut found = Vec::new();
    for (sql, message) in CONTRADICTIONS {
        let count: i64 = conn.query_row(sql, [], |row| row.get(0))?;
        if count > 0 {
            found.push(format!("Có {count:02} {message}."));
        }
    }
    Ok(found)
}

fn number_gaps(conn: &Connection, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    for gap in super::issued::gaps(conn)? {
        findings.push(Finding {
            is_error: false,
            message: format!("Số văn bản {}.", gap.sentence()),
        });
    }
    Ok(())
}
