//! Shortcomings as they stood on any day, from the spans that every change keeps in step with their history.

use std::collections::BTreeSet;

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::check::{Finding, error};
use super::column::{Column, read};
use super::error::StoreError;
use super::record::{AnyRecord, get};
use super::{shortcoming, write::RowChange};
use crate::domain::standing::{Span, Stage};
use crate::domain::{Shortcoming, ShortcomingClass, ShortcomingId, Visit, VisitId};

/// Every class has its stage, and all that has a class is in one of these.
const COUNTED: &[Stage] = &[
    Stage::AtWork,
    Stage::Waiting,
    Stage::DoneInTime,
    Stage::DoneLate,
];

/// The day after the last span.
const NO_END: &str = "9999-12-31";

/// How a statement comes to the spans of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way<'a> {
    /// All of some stages.
    Stages(&'a [Stage]),
    /// Those that have a class.
    Counted,
    /// In the order of their deadlines, so that a page ends early.
    ByDeadline,
    /// Those of the units of `:district`.
    OfDistrict,
    /// Those of shortcomings that the statement names itself.
    Named,
}

impl Way<'_> {
    /// The table `standing` for the day `:as_of`, to be put before a statement that reads it.
    pub fn table(self) -> String {
        let on_the_day = |index: &str| {
            format!(
                "WITH standing AS NOT MATERIALIZED (SELECT s.*, s.shortcoming_id AS id FROM standing_span AS s {index}
                 WHERE s.from_day <= :as_of AND s.to_day > :as_of)\n"
            )
        };
        let of_stages = |stages: &[Stage]| {
            let rows: Vec<String> = stages
                .iter()
                .map(|stage| format!("('{}')", stage.code()))
                .collect();
            include_str!("sql/standing.sql")
                .replace("/*stages*/", &format!("VALUES {}", rows.join(", ")))
        };
        match self {
            Self::Stages(stages) => of_stages(stages),
            Self::Counted => of_stages(COUNTED),
            Self::ByDeadline => on_the_day("INDEXED BY standing_deadline"),
            Self::OfDistrict => include_str!("sql/standing_district.sql").to_owned(),
            Self::Named => on_the_day(""),
        }
    }

    /// A statement over `standing`, which may have named tables of its own.
    pub fn sql(self, statement: &str) -> String {
        match statement.split_once("WITH picked") {
            Some((head, rest)) => format!("{head}{}, picked{rest}", self.table()),
            None => format!("{}{statement}", self.table()),
        }
    }
}

/// The stages of a class.
pub fn stages(class: ShortcomingClass) -> &'static [Stage] {
    match class {
        ShortcomingClass::Late | ShortcomingClass::DueSoon | ShortcomingClass::AtWork => {
            &[Stage::AtWork]
        }
        ShortcomingClass::Waiting => &[Stage::Waiting],
        ShortcomingClass::DoneInTime => &[Stage::DoneInTime],
        ShortcomingClass::DoneLate => &[Stage::DoneLate],
    }
}

/// Whose spans a row change may have made untrue.
pub(super) fn touched(
    conn: &Connection,
    change: &RowChange,
    into: &mut BTreeSet<ShortcomingId>,
) -> Result<(), StoreError> {
    for record in [&change.before, &change.after].into_iter().flatten() {
        if let AnyRecord::Shortcoming(shortcoming) = record {
            into.insert(shortcoming.id);
        } else if let AnyRecord::ShortcomingEvent(event) = record {
            into.insert(event.shortcoming_id);
        }
    }
    if let (Some(AnyRecord::Visit(before)), Some(AnyRecord::Visit(after))) =
        (&change.before, &change.after)
        && (before.date, before.unit_id) != (after.date, after.unit_id)
    {
        into.extend(of_visit(conn, after.id)?);
    }
    Ok(())
}

fn of_visit(conn: &Connection, id: VisitId) -> Result<Vec<ShortcomingId>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT id FROM shortcoming WHERE visit_id = ?1")?;
    let rows = statement.query_map([id.to_column()], |row| read(row, 0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Writes the spans of some shortcomings anew from their history.
pub(super) fn renew<'a>(
    conn: &Connection,
    ids: impl IntoIterator<Item = &'a ShortcomingId>,
) -> Result<(), StoreError> {
    let mut clear = conn.prepare_cached("DELETE FROM standing_span WHERE shortcoming_id = ?1")?;
    for id in ids {
        clear.execute([id.to_column()])?;
        write(conn, *id)?;
    }
    Ok(())
}

fn write(conn: &Connection, id: ShortcomingId) -> Result<(), StoreError> {
    let mut insert = conn.prepare_cached(&format!(
        "INSERT INTO standing_span ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)"
    ))?;
    for row in from_history(conn, id)? {
        insert.execute(params_from_iter(row))?;
    }
    Ok(())
}

const COLUMNS: &str =
    "stage, reach, from_day, shortcoming_id, to_day, state, deadline, reported_on, verified_on,
    visit_id, position, visited_on, unit_id, regulation_id, level";

/// The rows that the history of a shortcoming comes to, in the order of their days.
fn from_history(conn: &Connection, id: ShortcomingId) -> Result<Vec<Vec<Value>>, StoreError> {
    let Some(shortcoming) = get::<Shortcoming>(conn, id)? else {
        return Ok(Vec::new());
    };
    let Some(visit) = get::<Visit>(conn, shortcoming.visit_id)? else {
        return Ok(Vec::new());
    };
    let events = shortcoming::events(conn, id)?;
    let row = |span: Span| {
        let end = || Value::Text(NO_END.to_owned());
        vec![
            span.dates.stage().to_column(),
            span.reach().to_column(),
            span.from.to_column(),
            id.to_column(),
            span.to.map_or_else(end, |to| to.to_column()),
            span.dates.state.to_column(),
            span.dates.deadline.to_column(),
            span.dates.reported_on.to_column(),
            span.dates.verified_on.to_column(),
            visit.id.to_column(),
            shortcoming.position.to_column(),
            visit.date.to_column(),
            visit.unit_id.to_column(),
            shortcoming.regulation_id.to_column(),
            shortcoming.level.to_column(),
        ]
    };
    let spans = shortcoming.spans(visit.date, &events);
    Ok(spans.into_iter().map(row).collect())
}

/// Writes the spans of the whole file anew.
pub fn rebuild(conn: &Connection) -> Result<(), StoreError> {
    conn.execute("DELETE FROM standing_span", [])?;
    for id in all(conn)? {
        write(conn, id)?;
    }
    Ok(())
}

fn all(conn: &Connection) -> Result<Vec<ShortcomingId>, StoreError> {
    let mut statement = conn.prepare("SELECT id FROM shortcoming")?;
    let rows = statement.query_map([], |row| read(row, 0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether the spans are what the history says.
pub(super) fn check(conn: &Connection, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let mut kept = conn.prepare(&format!(
        "SELECT {COLUMNS} FROM standing_span WHERE shortcoming_id = ?1 ORDER BY from_day"
    ))?;
    let mut wrong = 0_usize;
    for id in all(conn)? {
        let rows = kept.query_map([id.to_column()], |row| {
            (0..COLUMNS.split(',').count())
                .map(|index| row.get(index))
                .collect::<Result<Vec<Value>, _>>()
        })?;
        let rows: Vec<Vec<Value>> = rows.collect::<Result<_, _>>()?;
        wrong += usize::from(rows != from_history(conn, id)?);
    }
    let tally: bool =
        conn.query_row(include_str!("sql/tally_differs.sql"), [], |row| row.get(0))?;
    if tally {
        findings.push(error(
            "Bảng đếm tồn tại theo ngày không khớp với quá trình khắc phục; số đếm ở màn hình Tổng quan có thể sai. Hãy khôi phục từ bản sao lưu."
                .to_owned(),
        ));
    }
    if wrong > 0 {
        findings.push(error(format!(
            "Có {wrong:02} tồn tại mà bảng tra theo ngày không khớp với quá trình khắc phục; danh sách và số đếm có thể sai. Hãy khôi phục từ bản sao lưu."
        )));
    }
    Ok(())
}
