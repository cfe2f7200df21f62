//! Finding single things while the user types: a few of each kind, the best first.

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params};

use super::column::{Column, read};
use super::error::StoreError;
use super::search::{excerpt, match_noun, papers, units};
use crate::domain::find::Wanted;
use crate::domain::{ShortcomingState, UnitId, VisitKind, VisitState, date};
use crate::read::HitKind;
use crate::read::find::{Found, FoundKind};
use crate::read::visit::visit_title;

/// Things of one kind that are shown.
const OF_A_KIND: usize = 8;
/// Things of one kind that are read to choose from.
const READ: u32 = 60;
/// Units that the first words of a query may mean, when the rest is looked for in their shortcomings.
const MEANT: usize = 4;

/// What the typed words mean: units, visits, shortcomings, conclusions, the best of all first.
pub fn find(conn: &Connection, typed: &str) -> Result<Vec<Found>, StoreError> {
    let wanted = Wanted::new(typed);
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let mut found: Vec<Found> = units(conn, typed)?
        .into_iter()
        .map(|(id, name)| Found {
            kind: FoundKind::Unit(id),
            closeness: unit_closeness(&wanted, &name),
            title: name,
            detail: String::new(),
        })
        .collect();
    keep_best(&mut found);
    for unit in &mut found {
        if let FoundKind::Unit(id) = unit.kind {
            unit.detail = span_of_namesake(conn, id)?;
        }
    }
    let mut papers: Vec<Found> = papers(conn, typed)?
        .into_iter()
        .filter_map(|hit| match hit.kind {
            HitKind::Paper(id) => Some(Found {
                kind: FoundKind::Paper(id),
                closeness: wanted.closeness(&hit.title).unwrap_or(4),
                title: hit.title,
                detail: format!("{} · {}", hit.what, hit.excerpt),
            }),
            HitKind::Unit(_)
            | HitKind::Visit(_)
            | HitKind::Model(_)
            | HitKind::Programme(_)
            | HitKind::Inspection(_)
            | HitKind::Dialogue(_)
            | HitKind::Document(_)
            | HitKind::Figures(..) => None,
        })
        .collect();
    keep_best(&mut papers);
    found.append(&mut papers);
    let mut works = works(conn, typed, &wanted)?;
    keep_best(&mut works);
    found.append(&mut works);
    let documents = super::guiding::search(conn, typed)?.into_iter();
    let mut documents: Vec<Found> = documents
        .filter_map(|hit| match hit.kind {
            HitKind::Document(id) => Some(Found {
                kind: FoundKind::Document(id),
                closeness: wanted.closeness(&hit.title).unwrap_or(4),
                title: hit.title,
                detail: format!("{} · {}", hit.what, hit.excerpt),
            }),
            HitKind::Paper(_)
            | HitKind::Unit(_)
            | HitKind::Visit(_)
            | HitKind::Figures(..)
            | HitKind::Model(_)
            | HitKind::Programme(_)
            | HitKind::Inspection(_)
            | HitKind::Dialogue(_) => None,
        })
        .collect();
    keep_best(&mut documents);
    found.append(&mut documents);
    for mut kind in [
        visits(conn, typed, &wanted)?,
        shortcomings(conn, typed, &wanted)?,
        conclusions(conn, typed, &wanted)?,
    ] {
        keep_best(&mut kind);
        found.append(&mut kind);
    }
    // the sort is stable: of equals the unit stands before its visits, and these before what was found in them
    found.sort_by_key(|thing| thing.closeness);
    Ok(found)
}

/// Models, by what they are or promised.
fn works(conn: &Connection, typed: &str, wanted: &Wanted) -> Result<Vec<Found>, StoreError> {
    let hits = super::search_works::works(conn, typed)?.into_iter();
    let found = hits.filter_map(|hit| {
        let kind = match hit.kind {
            HitKind::Model(id) => FoundKind::Model(id),
            HitKind::Programme(id) => FoundKind::Programme(id),
            HitKind::Dialogue(id) => FoundKind::Dialogue(id),
            HitKind::Paper(_)
            | HitKind::Unit(_)
            | HitKind::Visit(_)
            | HitKind::Document(_)
            | HitKind::Figures(..)
            | HitKind::Inspection(_) => return None,
        };
        Some(Found {
            kind,
            closeness: wanted.closeness(&hit.title).unwrap_or(5),
            title: hit.title,
            detail: hit.excerpt,
        })
    });
    Ok(found.collect())
}

fn keep_best(found: &mut Vec<Found>) {
    found.sort_by_key(|thing| thing.closeness);
    found.truncate(OF_A_KIND);
}

/// "đến hết 30/06/2025" for a unit that another of the same name took over from, or was taken over by.
fn span_of_namesake(conn: &Connection, id: UnitId) -> Result<String, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT u.valid_from, u.valid_to FROM unit AS u WHERE u.id = ?1
         AND EXISTS (SELECT 1 FROM unit AS o WHERE o.name = u.name AND o.id <> u.id)",
    )?;
    let mut rows = statement.query(params![id.0.as_bytes()])?;
    let Some(row) = rows.next()? else {
        return Ok(String::new());
    };
    let (from, to): (Option<NaiveDate>, Option<NaiveDate>) = (read(row, 0)?, read(row, 1)?);
    let from = from.map(|day| format!("từ {}", date::show(day)));
    let to = to.map(|day| format!("đến hết {}", date::show(day)));
    Ok([from, to]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" "))
}

/// "phuc dong" means the ward as exactly as "phuong phuc dong".
fn unit_closeness(wanted: &Wanted, name: &str) -> u8 {
    let short = name.split_once(' ').map_or(name, |(_, short)| short);
    let of = |text| wanted.closeness(text).unwrap_or(4);
    of(name).min(of(short))
}

fn visits(conn: &Connection, typed: &str, wanted: &Wanted) -> Result<Vec<Found>, StoreError> {
    let mut found = of_visits(conn, "visit", typed, |row| {
        let title = title(row)?;
        let whole: String = row.get(4)?;
        let state: VisitState = read(row, 5)?;
        let closeness = wanted.closeness(&title);
        let detail = match closeness {
            Some(_) => state.label().to_owned(),
            None => excerpt(&whole, &wanted.words().join(" ")).1,
        };
        Ok(Found {
            kind: FoundKind::Visit(read(row, 0)?),
            title,
            detail,
            closeness: closeness.unwrap_or(5),
        })
    })?;
    found.dedup_by_key(|thing| thing.kind);
    Ok(found)
}

fn conclusions(conn: &Connection, typed: &str, wanted: &Wanted) -> Result<Vec<Found>, StoreError> {
    of_visits(conn, "conclusion", typed, |row| {
        let whole: String = row.get(4)?;
        Ok(Found {
            kind: FoundKind::Conclusion(read(row, 0)?),
            closeness: wanted.closeness(&whole).unwrap_or(4),
            title: format!("Thông báo kết luận {whole}"),
            detail: title(row)?,
        })
    })
}

fn title(row: &Row<'_>) -> Result<String, StoreError> {
    let unit: String = row.get(1)?;
    let kind: VisitKind = read(row, 2)?;
    Ok(visit_title(&unit, kind, read(row, 3)?))
}

fn of_visits(
    conn: &Connection,
    noun: &str,
    typed: &str,
    make: impl Fn(&Row<'_>) -> Result<Found, StoreError>,
) -> Result<Vec<Found>, StoreError> {
    let Some(expression) = match_noun(noun, typed) else {
        return Ok(Vec::new());
    };
    let mut statement = conn.prepare_cached(include_str!("sql/find_visits.sql"))?;
    let mut rows = statement.query(params![expression, READ])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(make(row)?);
    }
    Ok(found)
}

/// Shortcomings with the words; where there are none, the first words may name their unit: "phuc dong luu ho so".
fn shortcomings(conn: &Connection, typed: &str, wanted: &Wanted) -> Result<Vec<Found>, StoreError> {
    let found = of_shortcomings(conn, wanted, None)?;
    if !found.is_empty() {
        return Ok(found);
    }
    let count = Wanted::new(typed).words().len();
    for place in (1..count).rev() {
        let (first, rest) = wanted.split(place);
        let meant = units(conn, &first.words().join(" "))?;
        if meant.is_empty() || meant.len() > MEANT {
            continue;
        }
        let mut found = Vec::new();
        for (unit, _) in meant {
            found.append(&mut of_shortcomings(conn, &rest, Some(unit))?);
        }
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

fn of_shortcomings(
    conn: &Connection,
    wanted: &Wanted,
    unit: Option<UnitId>,
) -> Result<Vec<Found>, StoreError> {
    let plain = wanted.words().join(" ");
    let Some(expression) = match_noun("shortcoming", &plain) else {
        return Ok(Vec::new());
    };
    let unit = unit.map_or(Value::Null, |unit| unit.to_column());
    let mut statement = conn.prepare_cached(include_str!("sql/find_shortcomings.sql"))?;
    let mut rows = statement.query(params![expression, READ, unit])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let title: String = row.get(1)?;
        let unit: String = row.get(2)?;
        let state: ShortcomingState = read(row, 4)?;
        let whole: String = row.get(5)?;
        let closeness = wanted.closeness(&title);
        let place = format!("{unit} · {} · {}", date::show(read(row, 3)?), state.label());
        let detail = match closeness {
            Some(_) => place,
            None => format!("{place} · {}", excerpt(&whole, &plain).1),
        };
        found.push(Found {
            kind: FoundKind::Shortcoming(read(row, 0)?),
            title,
            detail,
            closeness: closeness.map_or(5, |closeness| closeness.max(2)),
        });
    }
    Ok(found)
}
