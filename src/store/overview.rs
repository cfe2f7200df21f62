//! The overview: all counts in one pass, the three short lists through the ordinary list queries.

use chrono::NaiveDate;
use rusqlite::{Connection, named_params};

use super::column::Column;
use super::error::StoreError;
use super::standing::Way;
use super::{setting, shortcoming, visit};
use crate::domain::ShortcomingClass;
use crate::domain::shortcoming::soon_until;
use crate::read::overview::{Overview, OverviewCounts};
use crate::read::shortcoming::ShortcomingFilter;
use crate::read::visit::VisitFilter;

pub fn overview(conn: &Connection, as_of: NaiveDate) -> Result<Overview, StoreError> {
    let rows = u32::try_from(Overview::LIST).ok();
    let of_class = |class| {
        let filter = ShortcomingFilter {
            class: Some(class),
            limit: rows,
            ..ShortcomingFilter::default()
        };
        shortcoming::list(conn, &filter, as_of)
    };
    let open = VisitFilter {
        not_concluded: true,
        to: Some(as_of),
        limit: rows,
        ..VisitFilter::default()
    };
    Ok(Overview {
        as_of,
        counts: counts(conn, as_of)?,
        late: of_class(ShortcomingClass::Late)?,
        due_soon: of_class(ShortcomingClass::DueSoon)?,
        not_concluded: visit::list(conn, &open, as_of)?,
    })
}

/// The counts as of a day.
pub fn counts(conn: &Connection, as_of: NaiveDate) -> Result<OverviewCounts, StoreError> {
    counts_in(conn, "", as_of)
}

/// The same for the units of one district; empty for all.
pub fn counts_in(
    conn: &Connection,
    district: &str,
    as_of: NaiveDate,
) -> Result<OverviewCounts, StoreError> {
    const UNITS: &str = "unit_id IN (SELECT id FROM unit WHERE district = :district)";
    let soon_days = setting::due_soon_days(conn)?;
    let soon = soon_until(as_of, soon_days).to_column();
    let counts = include_str!("sql/overview_counts.sql");
    let mut sql = counts.replacen(
        "WITH ",
        &format!("{}, ", Way::ByDeadline.table().trim_end()),
        1,
    );
    if !district.is_empty() {
        sql = sql
            .replace("/*units*/ TRUE", UNITS)
            .replace("/*visits*/ TRUE", UNITS)
            // few are open: their state finds them sooner than their unit
            .replace("/*few visits*/ TRUE", &format!("+{UNITS}"));
    }
    let count = |row: &rusqlite::Row<'_>, index| row.get::<_, i64>(index).map(i64::unsigned_abs);
    let mut statement = conn.prepare_cached(&sql)?;
    let params = named_params! {
        ":as_of": as_of.to_column(),
        ":soon": soon,
        ":district": district,
    };
    Ok(statement.query_row(params, |row| {
        Ok(OverviewCounts {
            late: count(row, 0)?,
            due_soon: count(row, 1)?,
            waiting: count(row, 2)?,
            at_work: count(row, 3)?,
            done_in_time: count(row, 4)?,
            done_late: count(row, 5)?,
            not_concluded: count(row, 6)?,
            planned: count(row, 7)?,
            visits: count(row, 8)?,
            soon_days,
        })
    })?)
}
