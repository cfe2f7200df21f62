//! What tells whether a shortcoming comes back, and what a clerk decided about it.

use rusqlite::{Connection, Row, params_from_iter};

use super::column::{Column, read};
use super::error::StoreError;
use super::record::select;
use crate::domain::repeat::{Finding, Lineage, RepeatMark};
use crate::domain::{ShortcomingId, Succession, UnitId};

/// Which unit continues which.
pub fn lineage(conn: &Connection) -> Result<Lineage, StoreError> {
    let links: Vec<Succession> = select(conn, "ORDER BY id", [])?;
    Ok(Lineage::new(
        links.into_iter().map(|link| (link.from_id, link.to_id)),
    ))
}

/// The findings of all units, or of some.
pub fn findings(conn: &Connection, units: Option<&[UnitId]>) -> Result<Vec<Finding>, StoreError> {
    let all = include_str!("sql/repeat_findings.sql");
    let sql = match units {
        None => all.to_owned(),
        Some(units) => {
            let marks = vec!["?"; units.len()].join(", ");
            all.replace("/*units*/ TRUE", &format!("v.unit_id IN ({marks})"))
        }
    };
    let values = units.unwrap_or_default().iter().map(Column::to_column);
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(values), map_finding)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn map_finding(row: &Row<'_>) -> rusqlite::Result<Finding> {
    let id: ShortcomingId = read(row, 0)?;
    let ver: Option<i64> = row.get(7)?;
    let of_id: Option<ShortcomingId> = read(row, 8)?;
    Ok(Finding {
        id,
        visit_id: read(row, 1)?,
        visit_date: read(row, 2)?,
        unit_id: read(row, 3)?,
        item: row.get(4)?,
        text: row.get(5)?,
        withdrawn: row.get(6)?,
        mark: ver.map(|ver| RepeatMark {
            shortcoming_id: id,
            ver,
            of_id,
        }),
    })
}

/// The decisions about a shortcoming: its own, and those that name it as the earlier one.
pub fn marks_about(conn: &Connection, id: ShortcomingId) -> Result<Vec<RepeatMark>, StoreError> {
    select(
        conn,
        "WHERE shortcoming_id = ?1 OR of_id = ?1",
        [id.0.as_bytes()],
    )
}

/// Changes whenever anything in the file may have changed, by this program or another.
pub fn version(conn: &Connection) -> Result<(i64, u64), StoreError> {
    let others: i64 = conn.query_row("PRAGMA data_version", [], |row| row.get(0))?;
    Ok((others, conn.total_changes()))
}
