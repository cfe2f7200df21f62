//! Shortcomings over all visits: the working list and one in full.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, ToSql};

use super::column::{Column, read};
use super::error::StoreError;
use super::record::{get, select};
use super::setting;
use super::standing::Standing;
use crate::domain::shortcoming::{Dates, soon_until};
use crate::domain::{Shortcoming, ShortcomingClass, ShortcomingEvent, ShortcomingId};
use crate::read::repeat::RepeatInfo;
use crate::read::shortcoming::{
    ShortcomingDetail, ShortcomingFilter, ShortcomingOrder, ShortcomingRow,
};

/// The shortcomings that a filter names, each with its class on a day.
pub fn list(
    conn: &Connection,
    filter: &ShortcomingFilter,
    as_of: NaiveDate,
) -> Result<Vec<ShortcomingRow>, StoreError> {
    let standing = Standing::on(conn, as_of)?;
    let soon_days = setting::due_soon_days(conn)?;
    let way = if filter.descending { "DESC" } else { "ASC" };
    let order = match filter.order {
        ShortcomingOrder::Deadline => {
            format!("s.deadline {way} NULLS LAST, s.visit_id, s.position")
        }
        ShortcomingOrder::Unit => format!("u.sort_key {way}, s.deadline, s.visit_id, s.position"),
        ShortcomingOrder::Regulation => {
            format!("r.position {way} NULLS LAST, s.deadline, s.visit_id, s.position")
        }
        ShortcomingOrder::Owner => format!("s.owner {way}, s.deadline, s.visit_id, s.position"),
        ShortcomingOrder::Visit => format!("v.date {way}, v.id {way}, s.position"),
        ShortcomingOrder::State => format!("s.state {way}, s.deadline, s.visit_id, s.position"),
    };
    let mut conditions: Vec<&str> = filter.class.map(class_condition).into_iter().collect();
    if standing == Standing::Then && filter.unit_id.is_none() && filter.visit_id.is_none() {
        // Over the whole file: only what can be in the class, from two indexes.
        conditions.extend(filter.class.map(candidates));
    }
    let mut params: Vec<(&str, Box<dyn ToSql>)> =
        vec![(":limit", Box::new(filter.limit.map_or(-1, i64::from)))];
    let needs_day = filter.fell_due
        || matches!(
            filter.class,
            Some(ShortcomingClass::Late | ShortcomingClass::DueSoon | ShortcomingClass::AtWork)
        );
    if filter.fell_due {
        conditions.push(FELL_DUE);
    }
    if needs_day || standing == Standing::Then {
        params.push((":as_of", Box::new(as_of.to_column())));
    }
    if matches!(
        filter.class,
        Some(ShortcomingClass::DueSoon | ShortcomingClass::AtWork)
    ) {
        params.push((":soon", Box::new(soon_until(as_of, soon_days).to_column())));
    }
    let mut add = |condition, name, value: rusqlite::types::Value| {
        conditions.push(condition);
        params.push((name, Box::new(value)));
    };
    if let Some(unit) = filter.unit_id {
        add("v.unit_id = :unit", ":unit", unit.to_column());
    }
    if !filter.district.is_empty() {
        let district = filter.district.to_column();
        add("u.district = :district", ":district", district);
    }
    if let Some(regulation) = filter.regulation_id {
        add(
            "s.regulation_id = :regulation",
            ":regulation",
            regulation.to_column(),
        );
    }
    if let Some(visit) = filter.visit_id {
        add("s.visit_id = :visit", ":visit", visit.to_column());
    }
    for (condition, name, value) in more_conditions(filter, as_of) {
        add(condition, name, value);
    }
    let words = super::search::match_noun("shortcoming", &filter.text);
    if let Some(words) = words {
        add(
            "(s.id IN (SELECT d.key FROM search_index i JOIN search_doc d ON d.id = i.rowid
                       WHERE search_index MATCH :words)
              OR v.unit_id IN (SELECT unhex(value) FROM json_each(:units)))",
            ":words",
            rusqlite::types::Value::Text(words),
        );
        let units: Vec<String> = super::search::units(conn, &filter.text)?
            .into_iter()
            .map(|(id, _)| id.0.simple().to_string())
            .collect();
        params.push((":units", Box::new(serde_json::json!(units).to_string())));
    }
    let condition = if conditions.is_empty() {
        "TRUE".to_owned()
    } else {
        conditions.join(" AND ")
    };
    let sql = standing
        .sql(include_str!("sql/shortcoming_list.sql"))
        .replace("/*condition*/ TRUE", &condition)
        .replace("/*order*/ s.deadline", &order);
    let mut statement = conn.prepare_cached(&sql)?;
    let named: Vec<(&str, &dyn ToSql)> = params
        .iter()
        .map(|(name, value)| (*name, value.as_ref()))
        .collect();
    let rows = statement.query_map(named.as_slice(), |row| map_row(row, as_of, soon_days))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The deadline had passed on the day: what `Tally::due` counts.
const FELL_DUE: &str = "s.state NOT IN ('draft', 'withdrawn')
    AND (s.deadline < :as_of OR s.state = 'verified_closed' AND s.deadline = :as_of)";

type Condition = (&'static str, &'static str, rusqlite::types::Value);

fn more_conditions(filter: &ShortcomingFilter, as_of: NaiveDate) -> Vec<Condition> {
    let mut out: Vec<Condition> = Vec::new();
    let mut add = |condition, name, value: rusqlite::types::Value| {
        out.push((condition, name, value));
    };
    if let Some(code) = &filter.regulation {
        add(
            "coalesce(r.code, '') = :regulation_code",
            ":regulation_code",
            code.to_column(),
        );
    }
    if let Some(level) = filter.level {
        add("s.level = :level", ":level", level.to_column());
    }
    if let Some(owner) = &filter.owner {
        add("s.owner = :owner", ":owner", owner.to_column());
    }
    let (oldest, newest) = filter.age.map_or((None, None), |age| age.visit_days(as_of));
    if let Some(day) = oldest {
        add("v.date >= :oldest", ":oldest", day.to_column());
    }
    if let Some(day) = newest {
        add("v.date <= :newest", ":newest", day.to_column());
    }
    if let Some(day) = filter.visited_from {
        add("v.date >= :visited_from", ":visited_from", day.to_column());
    }
    if let Some(day) = filter.visited_to {
        add("v.date <= :visited_to", ":visited_to", day.to_column());
    }
    out
}

/// The classes as conditions; `domain::Shortcoming::class_on` says the same for one record, a test holds them together.
fn class_condition(class: ShortcomingClass) -> &'static str {
    match class {
        ShortcomingClass::Late => "s.state IN ('notified', 'returned') AND s.deadline < :as_of",
        ShortcomingClass::DueSoon => {
            "s.state IN ('notified', 'returned') AND s.deadline >= :as_of AND s.deadline <= :soon"
        }
        ShortcomingClass::AtWork => {
            "s.state IN ('notified', 'returned') AND (s.deadline IS NULL OR s.deadline > :soon AND s.deadline >= :as_of)"
        }
        ShortcomingClass::Waiting => "s.state = 'reported_fixed'",
        ShortcomingClass::DoneInTime => {
            "s.state = 'verified_closed' AND (s.deadline IS NULL OR coalesce(s.reported_on, s.verified_on) <= s.deadline)"
        }
        ShortcomingClass::DoneLate => {
            "s.state = 'verified_closed' AND coalesce(s.reported_on, s.verified_on) > s.deadline"
        }
    }
}

/// Which can be in a class on an earlier day: those with a later step, and those whose state has not changed since.
fn candidates(class: ShortcomingClass) -> &'static str {
    match class {
        ShortcomingClass::Late | ShortcomingClass::DueSoon | ShortcomingClass::AtWork => {
            "(s.stepped_on > :as_of AND s.notified_on <= :as_of OR s.state_now IN ('notified', 'returned'))"
        }
        ShortcomingClass::Waiting => {
            "(s.stepped_on > :as_of AND s.notified_on <= :as_of OR s.state_now = 'reported_fixed')"
        }
        ShortcomingClass::DoneInTime | ShortcomingClass::DoneLate => {
            "(s.stepped_on > :as_of AND s.notified_on <= :as_of OR s.state_now = 'verified_closed')"
        }
    }
}

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
    let sql = include_str!("sql/shortcoming_list.sql").replace("/*condition*/ TRUE", "s.id = :id");
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
    Ok(Some(ShortcomingDetail {
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

/// The history, oldest first.
pub fn events(conn: &Connection, id: ShortcomingId) -> Result<Vec<ShortcomingEvent>, StoreError> {
    select(
        conn,
        "WHERE shortcoming_id = ?1 ORDER BY position, id",
        [id.0.as_bytes()],
    )
}
