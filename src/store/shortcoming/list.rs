//! The working list: which shortcomings a filter names, found by the shortest way to their first page.

use chrono::NaiveDate;
use rusqlite::{Connection, ToSql};

use super::map_row;
use crate::domain::shortcoming::soon_until;
use crate::domain::{ShortcomingClass, Stage};
use crate::read::shortcoming::{Among, ShortcomingFilter, ShortcomingOrder, ShortcomingRow};
use crate::store::column::Column;
use crate::store::error::StoreError;
use crate::store::search::{MANY, Spread, match_noun, spread, units};
use crate::store::setting;
use crate::store::standing::{Way, stages};

/// The shortcomings that a filter names, each with its class on a day.
pub fn list(
    conn: &Connection,
    filter: &ShortcomingFilter,
    as_of: NaiveDate,
) -> Result<Vec<ShortcomingRow>, StoreError> {
    list_by(conn, filter, as_of, spread_of(conn, filter)?)
}

/// [`list`] by the way for words that stand in few records, or in many; both come to the same rows.
pub fn list_by(
    conn: &Connection,
    filter: &ShortcomingFilter,
    as_of: NaiveDate,
    spread: Spread,
) -> Result<Vec<ShortcomingRow>, StoreError> {
    let plan = Plan::of(filter, spread);
    let whole = filter.class.map(class_condition);
    if filter.class != Some(ShortcomingClass::AtWork) || !plan.by_deadline() {
        return picked(conn, filter, as_of, &plan, whole, filter.limit);
    }
    // what has no deadline comes last, and is looked for only where the page has room
    let mut rows = picked(conn, filter, as_of, &plan, Some(AT_WORK_BY), filter.limit)?;
    let taken = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let room = filter.limit.map(|limit| limit.saturating_sub(taken));
    if room != Some(0) {
        rows.extend(picked(
            conn,
            filter,
            as_of,
            &plan,
            Some(AT_WORK_OPEN),
            room,
        )?);
    }
    Ok(rows)
}

/// In how many shortcomings the typed words stand, as text or as the name of their unit.
fn spread_of(conn: &Connection, filter: &ShortcomingFilter) -> Result<Spread, StoreError> {
    if filter.visit_id.is_some() || filter.unit_id.is_some() {
        return Ok(Spread::Few);
    }
    let of_units = || -> Result<u32, StoreError> {
        let mut statement = conn.prepare_cached(
            "SELECT count(*) FROM (SELECT 1 FROM visit AS v CROSS JOIN shortcoming AS t ON t.visit_id = v.id
             WHERE v.unit_id IN (SELECT unhex(value) FROM json_each(?1)) LIMIT ?2)",
        )?;
        let params = rusqlite::params![meant_units(conn, &filter.text)?, MANY];
        Ok(statement.query_row(params, |row| row.get(0))?)
    };
    let in_texts = spread(conn, "shortcoming", &filter.text)?;
    if in_texts == Spread::Few && !filter.text.is_empty() && of_units()? >= MANY {
        return Ok(Spread::Many);
    }
    Ok(in_texts)
}

/// The units that the words name, as a list in JSON.
fn meant_units(conn: &Connection, text: &str) -> Result<String, StoreError> {
    let units: Vec<String> = units(conn, text)?
        .into_iter()
        .map(|(id, _)| id.0.simple().to_string())
        .collect();
    Ok(serde_json::json!(units).to_string())
}

fn picked(
    conn: &Connection,
    filter: &ShortcomingFilter,
    as_of: NaiveDate,
    plan: &Plan,
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
    if let Some(words) = words_of(filter) {
        if plan.source != FOUND {
            conditions.push(HAS_WORDS);
        }
        params.push((":words", Box::new(words)));
        params.push((":units", Box::new(meant_units(conn, &filter.text)?)));
    }
    let condition = if conditions.is_empty() {
        "TRUE".to_owned()
    } else {
        conditions.join(" AND ")
    };
    let (inner, outer) = order(filter, plan);
    let sql = plan
        .way
        .sql(include_str!("../sql/shortcoming_list.sql"))
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
/// Asked of one row after the other: places in the index are gathered once, and no text is read.
const HAS_WORDS: &str = "(s.unit_id IN (SELECT unhex(value) FROM json_each(:units))
    OR (SELECT d.id FROM search_doc AS d WHERE d.noun = 'shortcoming' AND d.key = s.id)
        IN (SELECT i.rowid FROM search_index AS i WHERE search_index MATCH :words))";

fn words_of(filter: &ShortcomingFilter) -> Option<String> {
    match_noun("shortcoming", &filter.text)
}

impl Plan {
    fn by_deadline(&self) -> bool {
        self.way == Way::ByDeadline
    }

    fn of(filter: &ShortcomingFilter, spread: Spread) -> Self {
        // Seen from an earlier day all later deadlines would be passed over first.
        let past_end_first = filter.descending && filter.as_of.is_some();
        let (way, source) = if filter.visit_id.is_some() {
            (Way::Named, OF_SHORTCOMINGS)
        } else if filter.unit_id.is_some() {
            (Way::Named, OF_VISITS)
        } else if spread == Spread::Few && words_of(filter).is_some() {
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
fn order(filter: &ShortcomingFilter, plan: &Plan) -> (String, String) {
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
            let inner = if plan.source == OF_VISITS {
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
