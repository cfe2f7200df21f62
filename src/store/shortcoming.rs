//! Shortcomings over all visits: the working list and one in full.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, ToSql};

use super::column::{Column, read};
use super::error::StoreError;
use super::record::{Record as _, get, select};
use super::setting;
use super::standing::{Way, stages};
use crate::domain::shortcoming::{Dates, soon_until};
use crate::domain::{Shortcoming, ShortcomingClass, ShortcomingEvent, ShortcomingId, Stage, Visit};
use crate::read::repeat::RepeatInfo;
use crate::read::shortcoming::{
    Among, ShortcomingDetail, ShortcomingFilter, ShortcomingOrder, ShortcomingRow,
};

/// The shortcomings that a filter names, each with its class on a day.
pub fn list(
    conn: &Connection,
    filter: &ShortcomingFilter,
    as_of: NaiveDate,
) -> Result<Vec<ShortcomingRow>, StoreError> {
    let whole = filter.class.map(class_condition);
    if filter.class != Some(ShortcomingClass::AtWork) || !Plan::of(filter).by_deadline() {
        return picked(conn, filter, as_of, whole, filter.limit);
    }
    // what has no deadline comes last, and is looked for only where the page has room
    let mut rows = picked(conn, filter, as_of, Some(AT_WORK_BY), filter.limit)?;
    let taken = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let room = filter.limit.map(|limit| limit.saturating_sub(taken));
    if room != Some(0) {
        rows.extend(picked(conn, filter, as_of, Some(AT_WORK_OPEN), room)?);
    }
    Ok(rows)
}

fn picked(
    conn: &Connection,
    filter: &ShortcomingFilter,
    as_of: NaiveDate,
    class: Option<&str>,
    limit: Option<u32>,
) -> Result<Vec<ShortcomingRow>, StoreError> {
    let soon_days = setting::due_soon_days(conn)?;
    let mut conditions: Vec<&str> = class.into_iter().collect();
    let mut params: Vec<(&str, Box<dyn ToSql>)> = vec![
        (":limit", Box::new(limit.map_or(-1, i64::from))),
        (":as_of", Box::new(as_of.to_column())),
    ];
    match filter.among {
        Among::All => {}
        Among::Open => conditions.push("s.stage IN ('at_work', 'waiting')"),
        Among::Counted => conditions.push("s.stage NOT IN ('draft', 'withdrawn')"),
        Among::FellDue => conditions.push(FELL_DUE),
    }
    if class.is_some_and(|class| class.contains(":soon")) {
        params.push((":soon", Box::new(soon_until(as_of, soon_days).to_column())));
    }
    for (condition, name, value) in more_conditions(filter, as_of) {
        conditions.push(condition);
        params.push((name, Box::new(value)));
    }
    let plan = Plan::of(filter);
    if let Some(words) = words_of(filter) {
        if plan.source != FOUND {
            conditions.push(HAS_WORDS);
        }
        params.push((":words", Box::new(words)));
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
    let (inner, outer) = order(filter);
    let sql = plan
        .way
        .sql(include_str!("sql/shortcoming_list.sql"))
        .replace("/*source*/ standing AS s", plan.source)
        .replace("/*condition*/ TRUE", &condition)
        .replacen("/*order*/ s.deadline", &inner, 1)
        .replace("/*order*/ s.deadline", &outer);
    let mut statement = conn.prepare_cached(&sql)?;
    let named: Vec<(&str, &dyn ToSql)> = params
        .iter()
        .map(|(name, value)| (*name, value.as_ref()))
        .collect();
    let rows = statement.query_map(named.as_slice(), |row| map_row(row, as_of, soon_days))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How a list comes to its rows, so that the first page of any filter needs no sorting of the whole file.
struct Plan {
    way: Way<'static>,
    source: &'static str,
}

const OF_STANDING: &str = "standing AS s LEFT JOIN shortcoming AS t ON t.id = s.id
    LEFT JOIN unit AS u ON u.id = s.unit_id LEFT JOIN regulation AS r ON r.id = s.regulation_id";
const OF_VISITS: &str = "visit AS v CROSS JOIN shortcoming AS t ON t.visit_id = v.id CROSS JOIN standing AS s ON s.id = t.id
    LEFT JOIN unit AS u ON u.id = s.unit_id LEFT JOIN regulation AS r ON r.id = s.regulation_id";
const OF_SHORTCOMINGS: &str = "shortcoming AS t CROSS JOIN standing AS s ON s.id = t.id
    LEFT JOIN unit AS u ON u.id = s.unit_id LEFT JOIN regulation AS r ON r.id = s.regulation_id";
const BY_UNIT: &str = "unit AS u CROSS JOIN visit AS v ON v.unit_id = u.id
    CROSS JOIN shortcoming AS t ON t.visit_id = v.id CROSS JOIN standing AS s ON s.id = t.id
    LEFT JOIN regulation AS r ON r.id = s.regulation_id";
const FOUND: &str =
    "(SELECT d.key AS id FROM search_index AS i JOIN search_doc AS d ON d.id = i.rowid
        WHERE search_index MATCH :words
        UNION
        SELECT t.id FROM visit AS v CROSS JOIN shortcoming AS t ON t.visit_id = v.id
        WHERE v.unit_id IN (SELECT unhex(value) FROM json_each(:units))) AS found
    CROSS JOIN standing AS s ON s.id = found.id LEFT JOIN shortcoming AS t ON t.id = s.id
    LEFT JOIN unit AS u ON u.id = s.unit_id LEFT JOIN regulation AS r ON r.id = s.regulation_id";
const HAS_WORDS: &str =
    "(s.id IN (SELECT d.key FROM search_index i JOIN search_doc d ON d.id = i.rowid
        WHERE search_index MATCH :words)
    OR s.unit_id IN (SELECT unhex(value) FROM json_each(:units)))";

fn words_of(filter: &ShortcomingFilter) -> Option<String> {
    super::search::match_noun("shortcoming", &filter.text)
}

impl Plan {
    fn by_deadline(&self) -> bool {
        self.way == Way::ByDeadline
    }

    fn of(filter: &ShortcomingFilter) -> Self {
        // Seen from an earlier day all later deadlines would be passed over first.
        let past_end_first = filter.descending && filter.as_of.is_some();
        let (way, source) = if filter.visit_id.is_some() {
            (Way::Named, OF_SHORTCOMINGS)
        } else if filter.unit_id.is_some() {
            (Way::Named, OF_VISITS)
        } else if words_of(filter).is_some() {
            (Way::Named, FOUND)
        } else if let Some(class) = filter.class {
            // There are many of what is done or still has time, and those of the first deadlines come at once.
            let first_deadlines = match class {
                ShortcomingClass::DoneInTime | ShortcomingClass::DoneLate => !past_end_first,
                ShortcomingClass::AtWork => !filter.descending,
                ShortcomingClass::DueSoon => true,
                ShortcomingClass::Late | ShortcomingClass::Waiting => false,
            };
            if first_deadlines && filter.order == ShortcomingOrder::Deadline {
                (Way::ByDeadline, OF_STANDING)
            } else {
                (Way::Stages(stages(class)), OF_STANDING)
            }
        } else if filter.owner.is_some() {
            (Way::Named, OF_SHORTCOMINGS)
        } else if filter.among == Among::Open {
            (Way::Stages(&[Stage::AtWork, Stage::Waiting]), OF_STANDING)
        } else {
            match filter.order {
                ShortcomingOrder::Deadline if !past_end_first => (Way::ByDeadline, OF_STANDING),
                ShortcomingOrder::Unit => (Way::Named, BY_UNIT),
                ShortcomingOrder::Visit => (Way::Named, OF_VISITS),
                ShortcomingOrder::Owner => (Way::Named, OF_SHORTCOMINGS),
                ShortcomingOrder::Deadline
                | ShortcomingOrder::Regulation
                | ShortcomingOrder::State => (Way::Stages(Stage::ALL), OF_STANDING),
            }
        };
        Self { way, source }
    }
}

/// The order inside, where rows are picked, and outside, where they are shown.
fn order(filter: &ShortcomingFilter) -> (String, String) {
    let way = if filter.descending { "DESC" } else { "ASC" };
    let same = |order: String| (order.clone(), order);
    match filter.order {
        ShortcomingOrder::Deadline => same(format!(
            "s.deadline {way} NULLS LAST, s.visit_id, s.position"
        )),
        ShortcomingOrder::Unit => same(format!(
            "u.sort_key {way}, s.deadline, s.visit_id, s.position"
        )),
        ShortcomingOrder::Regulation => same(format!(
            "r.position {way} NULLS LAST, s.deadline, s.visit_id, s.position"
        )),
        ShortcomingOrder::Owner => {
            same(format!("t.owner {way}, s.deadline, s.visit_id, s.position"))
        }
        ShortcomingOrder::State => {
            same(format!("s.state {way}, s.deadline, s.visit_id, s.position"))
        }
        ShortcomingOrder::Visit => {
            let outer = format!("v.date {way}, s.visit_id {way}, s.position");
            // Only visits that are walked through have a date of their own there.
            let walked = Plan::of(filter).source == OF_VISITS;
            let inner = if walked && filter.text.is_empty() {
                outer.clone()
            } else {
                format!("s.visited_on {way}, s.visit_id {way}, s.position")
            };
            (inner, outer)
        }
    }
}

/// The deadline had passed on the day: what `Tally::due` counts.
const FELL_DUE: &str = "s.state NOT IN ('draft', 'withdrawn')
    AND (s.deadline < :as_of OR s.state = 'verified_closed' AND s.deadline = :as_of)";

/// Late on the day, and not on the earlier one.
const LATE_ANEW: &str = "(s.deadline >= :since OR s.from_day > :since) AND NOT EXISTS (
    SELECT 1 FROM standing_span AS before
    WHERE before.shortcoming_id = s.id AND before.from_day <= :since AND before.to_day > :since
      AND before.stage = 'at_work' AND before.deadline < :since)";

type Condition = (&'static str, &'static str, rusqlite::types::Value);

fn more_conditions(filter: &ShortcomingFilter, as_of: NaiveDate) -> Vec<Condition> {
    let mut out: Vec<Condition> = Vec::new();
    let mut add = |condition, name, value: rusqlite::types::Value| {
        out.push((condition, name, value));
    };
    if let Some(unit) = filter.unit_id {
        let one_visit = filter.visit_id.is_some();
        let condition = if one_visit {
            "s.unit_id = :unit"
        } else {
            "v.unit_id = :unit"
        };
        add(condition, ":unit", unit.to_column());
    }
    if let Some(visit) = filter.visit_id {
        add(
            "s.visit_id = :visit AND t.visit_id = :visit",
            ":visit",
            visit.to_column(),
        );
    }
    if !filter.district.is_empty() {
        add(
            "s.unit_id IN (SELECT id FROM unit WHERE district = :district)",
            ":district",
            filter.district.to_column(),
        );
    }
    if let Some(regulation) = filter.regulation_id {
        add(
            "s.regulation_id = :regulation",
            ":regulation",
            regulation.to_column(),
        );
    }
    match filter.regulation.as_deref() {
        None => {}
        Some("") => add(
            "s.regulation_id IS NULL AND :regulation_code = ''",
            ":regulation_code",
            String::new().to_column(),
        ),
        Some(code) => add(
            "s.regulation_id IN (SELECT id FROM regulation WHERE code = :regulation_code)",
            ":regulation_code",
            code.to_owned().to_column(),
        ),
    }
    if let Some(since) = filter.late_since {
        add(LATE_ANEW, ":since", since.to_column());
    }
    if let Some(level) = filter.level {
        add("s.level = :level", ":level", level.to_column());
    }
    if let Some(owner) = &filter.owner {
        add("t.owner = :owner", ":owner", owner.to_column());
    }
    let (oldest, newest) = filter.age.map_or((None, None), |age| age.visit_days(as_of));
    if let Some(day) = oldest {
        add("s.visited_on >= :oldest", ":oldest", day.to_column());
    }
    if let Some(day) = newest {
        add("s.visited_on <= :newest", ":newest", day.to_column());
    }
    if let Some(day) = filter.visited_from {
        add(
            "s.visited_on >= :visited_from",
            ":visited_from",
            day.to_column(),
        );
    }
    if let Some(day) = filter.visited_to {
        add(
            "s.visited_on <= :visited_to",
            ":visited_to",
            day.to_column(),
        );
    }
    out
}

/// At work with time left, of two kinds: up to a deadline, and without one.
const AT_WORK_BY: &str = "s.stage = 'at_work' AND s.deadline > :soon AND s.deadline >= :as_of";
const AT_WORK_OPEN: &str = "s.stage = 'at_work' AND s.deadline IS NULL";

/// The classes as conditions; `domain::Shortcoming::class_on` says the same for one record, a test holds them together.
fn class_condition(class: ShortcomingClass) -> &'static str {
    match class {
        ShortcomingClass::Late => "s.stage = 'at_work' AND s.deadline < :as_of",
        ShortcomingClass::DueSoon => {
            "s.stage = 'at_work' AND s.deadline >= :as_of AND s.deadline <= :soon"
        }
        ShortcomingClass::AtWork => {
            // `AT_WORK_BY` and `AT_WORK_OPEN` in one
            "s.stage = 'at_work' AND (s.deadline IS NULL OR s.deadline > :soon AND s.deadline >= :as_of)"
        }
        ShortcomingClass::Waiting => "s.stage = 'waiting'",
        ShortcomingClass::DoneInTime => "s.stage = 'done_in_time'",
        ShortcomingClass::DoneLate => "s.stage = 'done_late'",
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

/// The history, oldest first.
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

pub fn events(conn: &Connection, id: ShortcomingId) -> Result<Vec<ShortcomingEvent>, StoreError> {
    select(
        conn,
        "WHERE shortcoming_id = ?1 ORDER BY position, id",
        [id.0.as_bytes()],
    )
}
