//! People and their titles from a sheet: a row is one title of one person.

use super::Taker;
use super::line::Line;
use crate::domain::{HeldTitle, HeldTitleId, Person, PersonId, Unit};
use crate::read::grid::{GridCell, RowFate};
use crate::register::Register;
use crate::register::error::RegisterError;
use crate::register::person::add_title;
use crate::store::{self, StoreError};

fn cells(person: &Person, title: Option<&HeldTitle>, (code, name): (&str, &str)) -> Vec<GridCell> {
    vec![
        GridCell::text(&person.name),
        GridCell::text(title.map_or("", |title| &title.title)),
        GridCell::text(code),
        GridCell::text(name),
        GridCell::day(title.and_then(|title| title.valid_from)),
        GridCell::day(title.and_then(|title| title.valid_to)),
        GridCell::text(&person.note),
    ]
}

pub(super) fn rows(register: &Register) -> Result<Vec<Vec<GridCell>>, StoreError> {
    let conn = register.store.conn();
    let names = super::unit_names(register)?;
    let mut rows = Vec::new();
    for entry in store::person::all(conn)? {
        for held in &entry.titles {
            let unit = held.title.unit_id.and_then(|id| names.get(&id));
            let unit = unit.map_or(("", ""), |(code, name)| (code, name));
            rows.push(cells(&entry.person, Some(&held.title), unit));
        }
        if entry.titles.is_empty() {
            rows.push(cells(&entry.person, None, ("", "")));
        }
    }
    Ok(rows)
}

pub(super) fn take(
    taker: &mut Taker<'_, '_>,
    mut line: Line<'_>,
) -> Result<RowFate, RegisterError> {
    let name = line.needed("name", "Hãy ghi họ và tên.");
    let title = line.text("title");
    let unit = if line.text("unit_id").is_empty() {
        None
    } else {
        taker.unit(&mut line, "unit_id")?
    };
    let valid_from = line.day("valid_from");
    if line.is_wrong() {
        return Ok(line.fate(RowFate::Same));
    }
    let unit_id = unit.as_ref().map(|unit| unit.id);
    let known_by = format!("{name}\n{title}\n{unit_id:?}\n{valid_from:?}");
    if !taker.is_first(&mut line, "name", known_by) {
        return Ok(line.fate(RowFate::Same));
    }
    let mut people = store::person::named(taker.tx.rows.conn(), &name)?;
    let mut held = None;
    for person in &people {
        let titles = store::person::titles(taker.tx.rows.conn(), person.id)?;
        let is_it = |other: &HeldTitle| {
            other.title == title
                && other.unit_id == unit_id
                && (other.valid_from == valid_from || !line.has("valid_from"))
        };
        if title.is_empty() || titles.iter().any(is_it) {
            held = Some((person.clone(), titles.into_iter().find(is_it)));
            break;
        }
    }
    let unit_name = unit.as_ref();
    let unit_name = unit_name.map_or(("", ""), |unit: &Unit| (&unit.code, &unit.name));
    if let Some((person, there)) = held {
        return change(taker, line, (&person, there), unit_name);
    }
    if people.len() > 1 {
        line.wrong(
            "name",
            format!(
                "Danh bạ có {} người tên {name}; hãy thêm chức vụ này ở màn hình Cán bộ để chọn đúng người.",
                people.len()
            ),
        );
        return Ok(line.fate(RowFate::Same));
    }
    let note = line.text("note");
    let valid_to = line.day("valid_to");
    if line.is_wrong() {
        return Ok(line.fate(RowFate::Same));
    }
    let person = match people.pop() {
        Some(person) => person,
        None => taker.tx.rows.add(Person {
            id: PersonId(taker.tx.new_id()),
            ver: 0,
            name,
            note,
        })?,
    };
    if !title.is_empty() {
        let new = HeldTitle {
            id: HeldTitleId(uuid::Uuid::nil()),
            ver: 0,
            person_id: person.id,
            unit_id,
            title,
            valid_from,
            valid_to,
        };
        let added = add_title(taker.tx, new);
        line.absorb(added)?;
    }
    Ok(line.fate(RowFate::New))
}

/// The note of the person and the end of the title may change.
fn change(
    taker: &mut Taker<'_, '_>,
    mut line: Line<'_>,
    (person, there): (&Person, Option<HeldTitle>),
    unit: (&str, &str),
) -> Result<RowFate, RegisterError> {
    let note = line.text_over("note", &person.note);
    let new_person = Person {
        note,
        ..person.clone()
    };
    let new_title = there.clone().map(|there| HeldTitle {
        valid_to: line.day_over("valid_to", there.valid_to),
        ..there
    });
    if let Some(title) = &new_title {
        let checked = title.check().map_err(RegisterError::from);
        line.absorb(checked)?;
    }
    if line.is_wrong() {
        return Ok(line.fate(RowFate::Same));
    }
    taker.tx.rows.put(person, new_person.clone())?;
    if let (Some(before), Some(after)) = (&there, &new_title) {
        taker.tx.rows.put(before, after.clone())?;
    }
    let fate = line.differs(
        &cells(person, there.as_ref(), unit),
        &cells(&new_person, new_title.as_ref(), unit),
    );
    Ok(line.fate(fate))
}
