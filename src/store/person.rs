//! The register of people and the titles they hold.

use chrono::NaiveDate;
use rusqlite::{Connection, params};

use super::column::Column;
use super::error::StoreError;
use super::record::{get, select};
use crate::domain::{HeldTitle, Person, PersonId, Side, Unit, UnitId};
use crate::read::person::{Candidate, PersonEntry, TitleEntry};

/// Everyone, in the order of given names.
pub fn all(conn: &Connection) -> Result<Vec<PersonEntry>, StoreError> {
    let people: Vec<Person> = select(conn, "ORDER BY sort_key, id", [])?;
    let mut entries = Vec::new();
    for person in people {
        let titles = titles(conn, person.id)?
            .into_iter()
            .map(|title| {
                let unit = match title.unit_id {
                    Some(id) => get::<Unit>(conn, id)?,
                    None => None,
                };
                Ok(TitleEntry {
                    title,
                    unit_name: unit.map(|unit| unit.name).unwrap_or_default(),
                })
            })
            .collect::<Result<_, StoreError>>()?;
        entries.push(PersonEntry { person, titles });
    }
    Ok(entries)
}

/// The titles of one person, the newest first.
pub fn titles(conn: &Connection, id: PersonId) -> Result<Vec<HeldTitle>, StoreError> {
    select(
        conn,
        "WHERE person_id = ?1 ORDER BY valid_from DESC NULLS LAST, id",
        [id.0.as_bytes()],
    )
}

/// Those who hold a title on a day: ours for the team, the unit's for the other side.
pub fn candidates(
    conn: &Connection,
    unit: UnitId,
    day: NaiveDate,
) -> Result<Vec<Candidate>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT t.unit_id IS NULL, p.name, t.title FROM held_title t JOIN person p ON p.id = t.person_id
         WHERE (t.unit_id IS NULL OR t.unit_id = ?1)
           AND (t.valid_from IS NULL OR t.valid_from <= ?2) AND (t.valid_to IS NULL OR t.valid_to >= ?2)
         ORDER BY p.sort_key, p.id",
    )?;
    let rows = statement.query_map(params![unit.to_column(), day.to_column()], |row| {
        Ok(Candidate {
            side: if row.get(0)? { Side::Team } else { Side::Unit },
            name: row.get(1)?,
            title: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Everyone of this name.
pub fn named(conn: &Connection, name: &str) -> Result<Vec<Person>, StoreError> {
    select(conn, "WHERE name = ?1 ORDER BY id", [name])
}

/// The person of this name, if there is exactly one.
pub fn by_name(conn: &Connection, name: &str) -> Result<Option<Person>, StoreError> {
    let mut found = named(conn, name)?;
    Ok(if found.len() == 1 { found.pop() } else { None })
}
