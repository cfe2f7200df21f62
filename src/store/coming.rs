//! Visits that have not begun: what the board has to do next.

use chrono::{Days, NaiveDate};
use rusqlite::{Connection, named_params};

use super::column::{Column as _, read};
use super::error::StoreError;
use crate::read::board::{Board, ComingVisit};

/// Planned or announced visits up to [`Board::COMING_DAYS`] ahead of a day, those whose day has passed first, and
/// whether there are more than [`Board::COMING`]; of a district, empty for all.
pub fn coming(
    conn: &Connection,
    district: &str,
    as_of: NaiveDate,
) -> Result<(Vec<ComingVisit>, bool), StoreError> {
    let until = as_of + Days::new(Board::COMING_DAYS);
    let mut statement = conn.prepare_cached(
        "SELECT v.id, u.name, v.date FROM visit AS v JOIN unit AS u ON u.id = v.unit_id
         WHERE v.state IN ('planned', 'announced') AND v.date <= :until
           AND (:district = '' OR u.district = :district)
         ORDER BY v.date, u.sort_key LIMIT :most",
    )?;
    let most = i64::try_from(Board::COMING + 1).unwrap_or(i64::MAX);
    let of = named_params! { ":until": until.to_column(), ":district": district, ":most": most };
    let rows = statement.query_map(of, |row| {
        Ok(ComingVisit {
            id: read(row, 0)?,
            unit_name: row.get(1)?,
            date: read(row, 2)?,
        })
    })?;
    let mut coming: Vec<ComingVisit> = rows.collect::<Result<_, _>>()?;
    let more = coming.len() > Board::COMING;
    coming.truncate(Board::COMING);
    Ok((coming, more))
}
