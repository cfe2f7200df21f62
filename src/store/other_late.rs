//! Overdue work beside the shortcomings: papers to put into effect, tasks of programmes, opinions, commitments.

use chrono::NaiveDate;
use rusqlite::{Connection, named_params};

use super::column::{Column as _, read};
use super::error::StoreError;
use super::record::get;
use super::skilful_model::ends_promises;
use crate::domain::SkilfulModel;
use crate::read::board::OtherLate;

/// What is late on a day in a district, empty for all; what belongs to no unit counts to every district.
pub fn other_late(
    conn: &Connection,
    district: &str,
    as_of: NaiveDate,
) -> Result<OtherLate, StoreError> {
    let count = |sql: &str| -> Result<u64, StoreError> {
        let mut statement = conn.prepare_cached(sql)?;
        let of = named_params! { ":day": as_of.to_column(), ":district": district };
        let count: i64 = statement.query_row(of, |row| row.get(0))?;
        Ok(u64::try_from(count).unwrap_or_default())
    };
    Ok(OtherLate {
        documents: count(
            "SELECT count(*) FROM document_task AS t JOIN unit AS u ON u.id = t.unit_id
             WHERE t.due < :day AND (t.done_on IS NULL OR t.done_on > :day)
               AND (:district = '' OR u.district = :district)",
        )?,
        tasks: count(
            "SELECT count(*) FROM programme_task AS t JOIN programme AS p ON p.id = t.programme_id
             WHERE t.due < :day AND (t.done_on IS NULL OR t.done_on > :day)
               AND (:district = '' OR p.district IN ('', :district))",
        )?,
        opinions: count(
            "SELECT count(*) FROM opinion AS o JOIN dialogue AS d ON d.id = o.dialogue_id
               LEFT JOIN unit AS u ON u.id = d.unit_id
             WHERE o.due < :day AND (o.answered_on IS NULL OR o.answered_on > :day)
               AND d.held_on <= :day AND (:district = '' OR u.id IS NULL OR u.district = :district)",
        )?,
        commitments: commitments(conn, district, as_of)?,
    })
}

/// Whether a model still promises anything is told from its days, as the list of models tells it.
fn commitments(conn: &Connection, district: &str, as_of: NaiveDate) -> Result<u64, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT c.model_id, count(*) FROM model_commitment AS c
           JOIN skilful_model AS m ON m.id = c.model_id JOIN unit AS u ON u.id = m.unit_id
         WHERE c.due < :day AND (c.done_on IS NULL OR c.done_on > :day)
           AND (:district = '' OR u.district = :district)
         GROUP BY c.model_id",
    )?;
    let mut found =
        statement.query(named_params! { ":day": as_of.to_column(), ":district": district })?;
    let mut late = 0;
    while let Some(row) = found.next()? {
        let model: Option<SkilfulModel> = get(conn, read(row, 0)?)?;
        let state = model.and_then(|model| model.state_on(as_of));
        if state.is_some_and(|state| !ends_promises(state)) {
            let count: i64 = row.get(1)?;
            late += u64::try_from(count).unwrap_or_default();
        }
    }
    Ok(late)
}
