//! Monthly reports: what came in, and the matrix of a year worked out from it.

use std::collections::{BTreeSet, HashMap};

use chrono::{Datelike as _, NaiveDate};
use rusqlite::{Connection, params};

use super::check::{Finding, error};
use super::column::read;
use super::error::StoreError;
use super::record::select;
use super::{board, holiday, issued, setting, unit};
use crate::domain::{
    Month, MonthlyReport, PaperKind, ReportFile, ReportId, ReportRule, ReportStanding, UnitId,
};
use crate::read::monthly_report::{ReportCell, ReportFilter, ReportRow, ReportYear};

/// When reports are due in this file.
pub fn rule(conn: &Connection) -> Result<ReportRule, StoreError> {
    let set = setting::get(conn, setting::REPORT_RULE)?;
    Ok(set
        .and_then(|code| ReportRule::from_code(&code))
        .unwrap_or_default())
}

/// The receipt of a unit's month.
pub fn of_month(
    conn: &Connection,
    unit_id: UnitId,
    month: Month,
) -> Result<Option<MonthlyReport>, StoreError> {
    let mut found = select(
        conn,
        "WHERE unit_id = ?1 AND month = ?2",
        params![unit_id.0.as_bytes(), month.code()],
    )?;
    Ok(found.pop())
}

/// The first month from one on (`2025-07`) of which a unit's report came.
pub fn first_from(
    conn: &Connection,
    unit_id: UnitId,
    month: &str,
) -> Result<Option<Month>, StoreError> {
    let found: Vec<MonthlyReport> = select(
        conn,
        "WHERE unit_id = ?1 AND month >= ?2 ORDER BY month LIMIT 1",
        params![unit_id.0.as_bytes(), month],
    )?;
    Ok(found.first().map(|report| report.month))
}

/// The papers of a receipt, as they were added.
pub fn all(conn: &Connection) -> Result<Vec<MonthlyReport>, StoreError> {
    select(conn, "ORDER BY month, received_on, id", [])
}

pub fn files(conn: &Connection, id: ReportId) -> Result<Vec<ReportFile>, StoreError> {
    select(
        conn,
        "WHERE report_id = ?1 ORDER BY position, id",
        [id.0.as_bytes()],
    )
}

/// The matrix of a year as of a day.
pub fn year(
    conn: &Connection,
    filter: &ReportFilter,
    as_of: NaiveDate,
) -> Result<ReportYear, StoreError> {
    let (rule, calendar) = (rule(conn)?, holiday::calendar(conn)?);
    let months = Month::of_year(filter.year);
    let asked_on = issued::latest_letters(conn, PaperKind::ReportRequest, Some(as_of))?;
    let mut reports: HashMap<(UnitId, Month), MonthlyReport> = HashMap::new();
    let mut files: HashMap<ReportId, Vec<ReportFile>> = HashMap::new();
    if let (Some(first), Some(last)) = (months.first(), months.last()) {
        let span = params![first.code(), last.code()];
        for report in select::<MonthlyReport>(conn, "WHERE month BETWEEN ?1 AND ?2", span)? {
            reports.insert((report.unit_id, report.month), report);
        }
        let of_span =
            "WHERE report_id IN (SELECT id FROM monthly_report WHERE month BETWEEN ?1 AND ?2)
                       ORDER BY position, id";
        for file in select::<ReportFile>(conn, of_span, span)? {
            files.entry(file.report_id).or_default().push(file);
        }
    }
    let due: Vec<(Month, NaiveDate)> = months
        .into_iter()
        .map(|month| (month, rule.due(month, &calendar)))
        .collect();
    let mut rows = Vec::new();
    for unit in unit::all(conn)? {
        if !filter.district.is_empty() && unit.district != filter.district {
            continue;
        }
        let cells: Vec<Option<ReportCell>> = due
            .iter()
            .map(|&(month, due)| {
                let report = reports.remove(&(unit.id, month));
                if report.is_none() && !rule.asks(&unit, month) {
                    return None;
                }
                let received = report.as_ref().map(|report| report.received_on);
                let files = report.as_ref().and_then(|report| files.remove(&report.id));
                Some(ReportCell {
                    month,
                    due,
                    standing: ReportStanding::on(as_of, due, received),
                    report,
                    files: files.unwrap_or_default(),
                })
            })
            .collect();
        if cells.iter().any(Option::is_some) {
            rows.push(ReportRow {
                asked_on: asked_on.get(&unit.id).copied(),
                unit,
                cells,
            });
        }
    }
    let (years, used) = years(conn, as_of)?;
    Ok(ReportYear {
        filter: filter.clone(),
        as_of,
        rule,
        rows,
        districts: board::districts(conn)?,
        years,
        used,
    })
}

fn years(conn: &Connection, as_of: NaiveDate) -> Result<(Vec<i32>, bool), StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT DISTINCT CAST(substr(month, 1, 4) AS INTEGER) FROM monthly_report",
    )?;
    let found = statement.query_map([], |row| row.get(0))?;
    let mut years: BTreeSet<i32> = found.collect::<Result<_, _>>()?;
    let used = !years.is_empty();
    years.insert(as_of.year());
    Ok((years.into_iter().collect(), used))
}

/// Whether each receipt is of a month, and did not come before it.
pub(super) fn check(conn: &Connection, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let mut statement = conn.prepare(
        "SELECT r.month, r.received_on, u.name, u.kind FROM monthly_report r JOIN unit u ON u.id = r.unit_id
         ORDER BY r.month, u.sort_key",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (code, name): (String, String) = (row.get(0)?, row.get(2)?);
        let received: NaiveDate = read(row, 1)?;
        let wrong = match Month::parse(&code).filter(|month| month.code() == code) {
            None => format!("ghi tháng “{code}” không đọc được"),
            Some(month) if received < month.first_day() => {
                format!("{} ghi ngày nhận trước khi tháng bắt đầu", month.name())
            }
            Some(_) => continue,
        };
        findings.push(error(format!("Báo cáo tháng của {name} {wrong}.")));
    }
    Ok(())
}
