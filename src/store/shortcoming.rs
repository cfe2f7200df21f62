//! Shortcomings over all visits: the working list and one in full.

mod list;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row};

pub use self::list::{list, list_by};
use super::column::{Column, read};
use super::error::StoreError;
use super::record::{Record as _, get, select};
use super::setting;
use crate::domain::shortcoming::Dates;
use crate::domain::{Shortcoming, ShortcomingEvent, ShortcomingId, Visit};
use crate::read::repeat::RepeatInfo;
use crate::read::shortcoming::{ShortcomingDetail, ShortcomingRow};

pub(super) fn map_row(
    row: &Row<'_>,
    as_of: NaiveDate,
    soon_days: u64,
) -> rusqlite::Result<ShortcomingRow> {
    let mut out = ShortcomingRow {
        id: read(row, 0)?,
        visit_id: read(row, 1)?,
        visit_date: read(row, 2)?,
        unit_id: read(row, 3)?,
        unit_name: row.get(4)?,
        regulation_code: row.get::<_, Option<String>>(5)?.unwrap_or_default(),
        description: row.get(6)?,
        owner: row.get(7)?,
        deadline: read(row, 8)?,
        state: read(row, 9)?,
        class: None,
        days_late: 0,
        repeat: None,
        reminded_on: read(row, 14)?,
        first_deadline: read(row, 12)?,
        days_late_at_first: 0,
        dates: Dates {
            state: read(row, 9)?,
            deadline: read(row, 8)?,
            reported_on: read(row, 10)?,
            verified_on: read(row, 11)?,
            soon_days,
        },
        carried_to: read(row, 13)?,
    };
    let dates = out.dates;
    out.days_late_at_first = dates
        .against(out.first_deadline.or(out.deadline))
        .days_late(as_of);
    out.class = dates.class_on(as_of);
    out.days_late = dates.days_late(as_of);
    Ok(out)
}

/// One line of the list.
pub fn row(
    conn: &Connection,
    id: ShortcomingId,
    as_of: NaiveDate,
) -> Result<Option<ShortcomingRow>, StoreError> {
    let soon_days = setting::due_soon_days(conn)?;
    let sql = include_str!("sql/shortcoming_list.sql")
        .replace("/*source*/ standing AS s", "shortcoming AS s")
        .replace("/*condition*/ TRUE", "s.id = :id");
    Ok(conn
        .prepare_cached(&sql)?
        .query_row(
            rusqlite::named_params! { ":id": id.to_column(), ":limit": 1 },
            |row| map_row(row, as_of, soon_days),
        )
        .optional()?)
}

/// One shortcoming with its history; its repeats are for the register to find.
pub fn detail(
    conn: &Connection,
    id: ShortcomingId,
    as_of: NaiveDate,
) -> Result<Option<ShortcomingDetail>, StoreError> {
    let Some(shortcoming) = get::<Shortcoming>(conn, id)? else {
        return Ok(None);
    };
    let soon_days = setting::due_soon_days(conn)?;
    let Some(mut row) = row(conn, id, as_of)? else {
        return Ok(None);
    };
    let events = events(conn, id)?;
    let dates = shortcoming.dates_on(&events, as_of).within(soon_days);
    row.dates = dates;
    row.state = dates.state;
    row.deadline = dates.deadline;
    row.class = dates.class_on(as_of);
    row.days_late = dates.days_late(as_of);
    row.days_late_at_first = dates
        .against(row.first_deadline.or(row.deadline))
        .days_late(as_of);
    let unit = row.unit_id;
    let of: crate::domain::Unit = get(conn, unit)?.ok_or(StoreError::Gone {
        what: "Đơn vị này",
    })?;
    let unit_ended = of.valid_to.is_some_and(|to| to < as_of);
    Ok(Some(ShortcomingDetail {
        answering: if unit_ended {
            super::unit::answering(conn, &of, as_of)?
        } else {
            Vec::new()
        },
        unit_ended,
        carried_to: match shortcoming.carried_to {
            Some(id) => super::visit::one(conn, id, as_of)?,
            None => None,
        },
        later_visits: super::visit::later(conn, unit, row.visit_date, shortcoming.visit_id, as_of)?,
        calendar: super::holiday::calendar(conn)?,
        as_of,
        shortcoming,
        row,
        events,
        repeat: RepeatInfo::default(),
        reminders: super::reminder::of_shortcoming(conn, id)?,
        attachments: super::attachment::of_shortcoming(conn, id)?,
    }))
}

/// Every shortcoming with its visit and the codes of its regulation and item, in the order of the visits.
pub fn each(
    conn: &Connection,
    mut take: impl FnMut(Shortcoming, Visit, String, String),
) -> Result<(), StoreError> {
    let of = |alias: &str, columns: &[&str]| -> String {
        let columns: Vec<String> = columns
            .iter()
            .map(|name| format!("{alias}.\"{name}\""))
            .collect();
        columns.join(", ")
    };
    let sql = format!(
        "SELECT r.code, i.code, {}, {} FROM shortcoming AS s
         JOIN visit AS v ON v.id = s.visit_id
         LEFT JOIN regulation AS r ON r.id = s.regulation_id
         LEFT JOIN checklist_item AS i ON i.id = s.item_id
         ORDER BY v.date, v.id, s.position, s.id",
        of("s", Shortcoming::COLUMNS),
        of("v", Visit::COLUMNS),
    );
    let mut statement = conn.prepare(&sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let code = |index: usize| {
            row.get::<_, Option<String>>(index)
                .map(Option::unwrap_or_default)
        };
        take(
            Shortcoming::from_row_at(row, 2)?,
            Visit::from_row_at(row, 2 + Shortcoming::COLUMNS.len())?,
            code(0)?,
            code(1)?,
        );
    }
    Ok(())
}

/// The history, oldest first.
pub fn events(conn: &Connection, id: ShortcomingId) -> Result<Vec<ShortcomingEvent>, StoreError> {
    select(
        conn,
        "WHERE shortcoming_id = ?1 ORDER BY position, id",
        [id.0.as_bytes()],
    )
}
