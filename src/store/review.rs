//! Figures of the review, each from one query over the file as it stood on a day.

use chrono::NaiveDate;
use rusqlite::{Connection, Params, Row, named_params};

use super::column::{Column, read};
use super::error::StoreError;
use super::setting;
use super::standing::Way;
use crate::domain::shortcoming::soon_until;
use crate::domain::tally::Tally;
use crate::domain::{AgeBand, Score, ShortcomingLevel, UnitId};
use crate::read::review::{
    Quarter, ReviewBy, ReviewFilter, ReviewKey, ReviewLine, SelfCase, SelfCount, SelfFilter,
    SelfItem, SelfPage, SelfUnit,
};

/// The span and place of a review as parameters.
macro_rules! span {
    ($filter:expr, $as_of:expr) => {
        named_params! {
            ":as_of": $as_of.to_column(),
            ":from": $filter.from.to_column(),
            ":to": $filter.to.to_column(),
            ":district": $filter.district,
        }
    };
}

/// The shortcomings of a review split by one key, each line with its classes on a day.
pub fn board(
    conn: &Connection,
    filter: &ReviewFilter,
    by: ReviewBy,
    as_of: NaiveDate,
) -> Result<Vec<ReviewLine>, StoreError> {
    let split = Split::by(by);
    let sql = Way::Counted
        .sql(include_str!("sql/review_counts.sql"))
        .replace("/*by*/ ''", split.by)
        .replace("/*join*/", split.join)
        .replace("/*key*/ g.key", split.key)
        .replace("/*label*/ ''", split.label)
        .replace("/*named*/", split.named)
        .replace("/*order*/ named", split.order);
    let soon = soon_until(as_of, setting::due_soon_days(conn)?);
    let mut statement = conn.prepare_cached(&sql)?;
    let lower = |age: AgeBand| age.visit_days(as_of).0.unwrap_or(as_of).to_column();
    let mut params: Vec<(&str, rusqlite::types::Value)> = vec![
        (":as_of", as_of.to_column()),
        (":soon", soon.to_column()),
        (":from", filter.from.to_column()),
        (":to", filter.to.to_column()),
        (":district", filter.district.to_column()),
    ];
    if by == ReviewBy::Age {
        params.push((":d30", lower(AgeBand::Days30)));
        params.push((":d90", lower(AgeBand::Days90)));
        params.push((":d180", lower(AgeBand::Days180)));
        params.push((":d365", lower(AgeBand::Days365)));
    }
    let named: Vec<(&str, &dyn rusqlite::ToSql)> = params
        .iter()
        .map(|(name, value)| (*name, value as &dyn rusqlite::ToSql))
        .collect();
    let rows = statement.query_map(named.as_slice(), |row| line(row, by))?;
    let mut lines: Vec<ReviewLine> = rows.collect::<Result<_, _>>()?;
    match by {
        ReviewBy::Level | ReviewBy::Age => lines.sort_by_key(|line| match line.key {
            ReviewKey::Level(level) => level as usize,
            ReviewKey::Age(age) => age as usize,
            ReviewKey::Unit(_) | ReviewKey::Regulation(_) | ReviewKey::Owner(_) => 0,
        }),
        ReviewBy::Unit | ReviewBy::Regulation | ReviewBy::Owner => {}
    }
    Ok(lines)
}

/// How a board is split: by what of the spans, and what that means to a reader.
struct Split {
    by: &'static str,
    join: &'static str,
    key: &'static str,
    label: &'static str,
    named: &'static str,
    order: &'static str,
}

impl Split {
    fn by(by: ReviewBy) -> Self {
        let plain = |by| Self {
            by,
            join: "",
            key: "g.key",
            label: "g.key",
            named: "",
            order: "named",
        };
        match by {
            ReviewBy::Unit => Self {
                label: "u.name",
                named: "JOIN unit AS u ON u.id = g.key",
                order: "u.sort_key, named",
                ..plain("s.unit_id")
            },
            ReviewBy::Regulation => Self {
                key: "coalesce(r.code, '')",
                label: "coalesce(max(r.title), '')",
                named: "LEFT JOIN regulation AS r ON r.id = g.key",
                order: "min(r.position) NULLS LAST, named",
                ..plain("s.regulation_id")
            },
            ReviewBy::Owner => Self {
                join: "JOIN shortcoming AS t ON t.id = s.id",
                order: "sum(g.total) DESC, named",
                ..plain("t.owner")
            },
            ReviewBy::Level => plain("s.level"),
            ReviewBy::Age => plain(AGE),
        }
    }
}

/// The bands of `domain::AgeBand`, by the first day of their visits.
const AGE: &str = "CASE WHEN s.visited_on >= :d30 THEN 'd30' WHEN s.visited_on >= :d90 THEN 'd90'
    WHEN s.visited_on >= :d180 THEN 'd180' WHEN s.visited_on >= :d365 THEN 'd365' ELSE 'older' END";

fn line(row: &Row<'_>, by: ReviewBy) -> rusqlite::Result<ReviewLine> {
    let text: String = row.get(1)?;
    let (key, label) = match by {
        ReviewBy::Unit => (ReviewKey::Unit(read(row, 0)?), text),
        ReviewBy::Regulation => (ReviewKey::Regulation(row.get(0)?), text),
        ReviewBy::Owner => (ReviewKey::Owner(row.get(0)?), text),
        ReviewBy::Level => {
            let level: ShortcomingLevel = read(row, 0)?;
            (ReviewKey::Level(level), level.label().to_owned())
        }
        ReviewBy::Age => {
            let code: String = row.get(0)?;
            let age = AgeBand::from_code(&code).unwrap_or(AgeBand::Older);
            (ReviewKey::Age(age), age.label().to_owned())
        }
    };
    Ok(ReviewLine {
        key,
        label,
        tally: tally(row, 2)?,
    })
}

fn tally(row: &Row<'_>, at: usize) -> rusqlite::Result<Tally> {
    Ok(Tally {
        late: count(row, at)?,
        due_soon: count(row, at + 1)?,
        waiting: count(row, at + 2)?,
        done_in_time: count(row, at + 3)?,
        done_late: count(row, at + 4)?,
        at_work: count(row, at + 5)?,
        due: count(row, at + 6)?,
        in_time: count(row, at + 7)?,
    })
}

fn count(row: &Row<'_>, index: usize) -> rusqlite::Result<usize> {
    let count: i64 = row.get(index)?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// Unit, its name, and how many visits it had.
pub fn visits(
    conn: &Connection,
    filter: &ReviewFilter,
    as_of: NaiveDate,
) -> Result<Vec<(UnitId, String, usize)>, StoreError> {
    list(
        conn,
        include_str!("sql/review_visits.sql"),
        span!(filter, as_of),
        |row| Ok((read(row, 0)?, row.get(1)?, count(row, 2)?)),
    )
}

/// What one unit reached in one regulation in one quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuarterRow<T> {
    pub unit_id: UnitId,
    pub unit_name: String,
    pub regulation: String,
    pub quarter: Quarter,
    pub value: T,
}

/// Points by unit, regulation and quarter.
pub fn scores(
    conn: &Connection,
    filter: &ReviewFilter,
    as_of: NaiveDate,
) -> Result<Vec<QuarterRow<Score>>, StoreError> {
    list(
        conn,
        include_str!("sql/review_scores.sql"),
        span!(filter, as_of),
        |row| {
            let number = |index: usize| {
                let count = count(row, index)?;
                Ok::<_, rusqlite::Error>(u32::try_from(count).unwrap_or(u32::MAX))
            };
            let score = Score {
                half_points: number(4)?,
                rated: number(5)?,
                not_applicable: number(6)?,
                not_rated: 0,
            };
            quarter_row(row, score)
        },
    )
}

/// Findings by unit, regulation and quarter.
pub fn found(
    conn: &Connection,
    filter: &ReviewFilter,
    as_of: NaiveDate,
) -> Result<Vec<QuarterRow<usize>>, StoreError> {
    let sql = Way::Counted.sql(include_str!("sql/review_found.sql"));
    list(conn, &sql, span!(filter, as_of), |row| {
        quarter_row(row, count(row, 4)?)
    })
}

fn quarter_row<T>(row: &Row<'_>, value: T) -> rusqlite::Result<QuarterRow<T>> {
    let quarter: String = row.get(3)?;
    let (year, number) = quarter.split_once(' ').unwrap_or(("0", "1"));
    Ok(QuarterRow {
        unit_id: read(row, 0)?,
        unit_name: row.get(1)?,
        regulation: row.get(2)?,
        quarter: Quarter {
            year: year.parse().unwrap_or(0),
            quarter: number.parse().unwrap_or(1),
        },
        value,
    })
}

/// Self-rating by item, most often too good first.
pub fn self_items(
    conn: &Connection,
    filter: &ReviewFilter,
    as_of: NaiveDate,
) -> Result<Vec<SelfItem>, StoreError> {
    let sql = include_str!("sql/self_counts.sql").replace("r.code || ' ' || i.code", "i.code");
    list(conn, &sql, span!(filter, as_of), |row| {
        Ok(SelfItem {
            item_code: row.get(0)?,
            text: row.get(1)?,
            count: self_count(row)?,
        })
    })
}

/// Self-rating by unit, most often too good first.
pub fn self_units(
    conn: &Connection,
    filter: &ReviewFilter,
    as_of: NaiveDate,
) -> Result<Vec<SelfUnit>, StoreError> {
    let sql = include_str!("sql/self_counts.sql")
        .replace("r.code || ' ' || i.code", "v.unit_id")
        .replace("max(i.text)", "max(u.name)")
        .replace("/*order*/ key", "max(u.sort_key), key");
    list(conn, &sql, span!(filter, as_of), |row| {
        Ok(SelfUnit {
            unit_id: read(row, 0)?,
            unit_name: row.get(1)?,
            count: self_count(row)?,
        })
    })
}

fn self_count(row: &Row<'_>) -> rusqlite::Result<SelfCount> {
    Ok(SelfCount {
        better: count(row, 3)?,
        same: count(row, 4)?,
        worse: count(row, 5)?,
    })
}

/// Items that a unit rated better than the team did, newest visit first.
pub fn self_cases(
    conn: &Connection,
    filter: &SelfFilter,
    as_of: NaiveDate,
) -> Result<Vec<SelfCase>, StoreError> {
    let sql = include_str!("sql/self_rating.sql").replace(
        "/*which*/ TRUE",
        "(t.value = 'not_met' AND t.self_rating <> 'not_met' OR t.value = 'partly_met' AND t.self_rating = 'met')
         AND (:item IS NULL OR i.code = :item) AND (:unit IS NULL OR v.unit_id = :unit)",
    );
    let review = &filter.review;
    list(
        conn,
        &sql,
        named_params! {
            ":as_of": as_of.to_column(),
            ":from": review.from.to_column(),
            ":to": review.to.to_column(),
            ":district": review.district,
            ":item": filter.item_code,
            ":unit": filter.unit_id.to_column(),
            ":limit": SelfPage::CASES,
        },
        |row| {
            Ok(SelfCase {
                visit_id: read(row, 0)?,
                visit_date: read(row, 1)?,
                unit_id: read(row, 2)?,
                unit_name: row.get(3)?,
                item_code: row.get(5)?,
                text: row.get(6)?,
                self_rating: read(row, 7)?,
                found: read(row, 8)?,
                comment: row.get(9)?,
            })
        },
    )
}

/// Districts of the units, in order.
pub fn districts(conn: &Connection) -> Result<Vec<String>, StoreError> {
    list(
        conn,
        "SELECT DISTINCT district FROM unit WHERE district <> '' ORDER BY district",
        [],
        |row| row.get(0),
    )
}

fn list<T>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    map: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, StoreError> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map(params, map)?;
    Ok(rows.collect::<Result<_, _>>()?)
}
