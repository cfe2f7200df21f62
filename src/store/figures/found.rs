//! Reports as a search finds them, and what is wrong with figures in a file.

use std::collections::BTreeSet;

use rusqlite::Connection;

use crate::domain::figures::FigureReport;
use crate::domain::{FigureReportId, Unit, text as words};
use crate::read::{HitKind, SearchHit};
use crate::store::check::{Finding, error};
use crate::store::error::StoreError;
use crate::store::record;
use crate::store::search::{excerpt, of_noun};

/// Reports that a search shows at most.
const HITS: u32 = 20;

/// What a report is found by.
pub(in crate::store) fn text(
    conn: &Connection,
    report: &FigureReport,
) -> Result<Option<String>, StoreError> {
    let unit: Option<Unit> = record::get(conn, report.unit_id)?;
    Ok(unit.map(|unit| {
        let head = format!("Số liệu {} {}", report.period().name(), unit.name);
        let parts = [head.as_str(), &report.source, &report.note];
        let filled: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        filled.join(" · ")
    }))
}

/// Reports whose period, source or note has the words.
pub(in crate::store) fn hits(conn: &Connection, query: &str) -> Result<Vec<SearchHit>, StoreError> {
    let mut hits = Vec::new();
    for (id, whole) in of_noun::<FigureReportId>(conn, "figures", query, HITS)? {
        let Some(report) = record::get::<FigureReport>(conn, id)? else {
            continue;
        };
        let Some(unit) = record::get::<Unit>(conn, report.unit_id)? else {
            continue;
        };
        hits.push(SearchHit {
            kind: HitKind::Figures(unit.id, report.period()),
            title: format!("{} · số liệu {}", unit.name, report.period().name()),
            what: "Số liệu".to_owned(),
            excerpt: excerpt(&whole, &words::fold(query)).1,
        });
    }
    Ok(hits)
}

/// Whether each figure is of an indicator that is there.
pub(in crate::store) fn check(
    conn: &Connection,
    findings: &mut Vec<Finding>,
) -> Result<(), StoreError> {
    let book = match super::book(conn) {
        Ok(book) => book,
        Err(StoreError::Shipped(wrong)) => {
            findings.push(error(format!(
                "Chỉ tiêu thêm của tệp không đọc được: {wrong}."
            )));
            return Ok(());
        }
        Err(other) => return Err(other),
    };
    let mut statement = conn.prepare(
        "SELECT DISTINCT f.code, u.name FROM figure f JOIN figure_report r ON r.id = f.report_id
         JOIN unit u ON u.id = r.unit_id ORDER BY f.code, u.sort_key",
    )?;
    let found = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut unknown: BTreeSet<(String, String)> = BTreeSet::new();
    for pair in found {
        let (code, unit): (String, String) = pair?;
        if book.indicator(&code).is_none() {
            unknown.insert((code, unit));
        }
    }
    for (code, unit) in unknown {
        findings.push(error(format!(
            "Số liệu của {unit} ghi theo chỉ tiêu “{code}” không có trong danh mục."
        )));
    }
    Ok(())
}
