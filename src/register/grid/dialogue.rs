//! Dialogues, and what was asked and answered there, from a sheet.

use std::collections::HashMap;

use super::Taker;
use super::line::Line;
use super::or_find;
use super::programme::{by_ids, named, of_programme};
use crate::domain::{Dialogue, DialogueId, Opinion, OpinionId, Programme, text};
use crate::read::grid::{GridCell, RowFate};
use crate::register::Register;
use crate::register::error::RegisterError;
use crate::register::programme_lay::{lay_dialogue, lay_opinion};
use crate::store::{self, StoreError};

fn cells(
    one: &Dialogue,
    programme: Option<&Programme>,
    (unit, unit_name): (&str, &str),
) -> Vec<GridCell> {
    let mut cells = vec![GridCell::text(one.id.to_string())];
    cells.extend(of_programme(programme));
    cells.extend([
        GridCell::text(unit),
        GridCell::text(unit_name),
        GridCell::Day(one.held_on),
        GridCell::text(&one.title),
        GridCell::text(&one.chair),
        GridCell::text(&one.place),
        one.attendees.map_or(GridCell::Empty, GridCell::whole),
        GridCell::text(&one.note),
    ]);
    cells
}

pub(super) fn rows(register: &Register) -> Result<Vec<Vec<GridCell>>, StoreError> {
    let names = super::unit_names(register)?;
    let programmes = by_ids(register)?;
    let all = store::programme::all_dialogues(register.store.conn())?;
    Ok(all
        .iter()
        .map(|one| {
            let programme = one.programme_id.and_then(|id| programmes.get(&id));
            let unit = one.unit_id.map_or(("", ""), |id| super::named(&names, id));
            cells(one, programme, unit)
        })
        .collect())
}

/// The dialogue of these keys, written or not.
fn keyed(
    unit: Option<&crate::domain::Unit>,
    held_on: chrono::NaiveDate,
    title: String,
) -> Dialogue {
    Dialogue {
        id: DialogueId(uuid::Uuid::nil()),
        ver: 0,
        programme_id: None,
        unit_id: unit.map(|unit| unit.id),
        held_on,
        title,
        chair: String::new(),
        place: String::new(),
        attendees: None,
        note: String::new(),
    }
}

fn words_of(taker: &Taker<'_, '_>, dialogue: &Dialogue) -> Result<(String, String), StoreError> {
    dialogue.unit_id.map_or_else(
        || Ok(<(String, String)>::default()),
        |id| taker.unit_words(id),
    )
}

pub(super) fn take(
    taker: &mut Taker<'_, '_>,
    mut line: Line<'_>,
) -> Result<RowFate, RegisterError> {
    let by_id = taker.by_id::<Dialogue, DialogueId>(&mut line, "id", "hội nghị")?;
    let programme = named(taker, &mut line)?;
    let unit = taker.unit_or_none(&mut line, "unit_id")?;
    let held_on = line.needed_day("held_on", "Hãy ghi ngày đối thoại.");
    let title = line.needed("title", "Hãy ghi nội dung đối thoại.");
    let Some(held_on) = held_on else {
        return Ok(line.refused());
    };
    let keys = keyed(unit.as_ref(), held_on, title);
    let base = or_find(by_id, || {
        store::programme::same_dialogue(taker.tx.rows.conn(), &keys)
    })?;
    let known_by = match &base {
        Some(base) => base.id.to_string(),
        None => format!("{:?}\n{held_on}\n{}", keys.unit_id, text::fold(&keys.title)),
    };
    if !taker.is_first(&mut line, "title", known_by) {
        return Ok(line.refused());
    }
    let there = base.as_ref();
    let programme_before = match there.and_then(|one| one.programme_id) {
        Some(id) => taker.tx.rows.get::<Programme>(id)?,
        None => None,
    };
    let programme = if line.has("programme") || line.has("programme_id") {
        programme
    } else {
        programme_before.clone()
    };
    let attendees = if line.has("attendees") {
        line.number("attendees")
    } else {
        there.and_then(|one| one.attendees)
    };
    let new = Dialogue {
        id: there.map_or(keys.id, |one| one.id),
        ver: there.map_or(0, |one| one.ver),
        programme_id: programme.as_ref().map(|one| one.id),
        unit_id: if line.has("unit_id") {
            keys.unit_id
        } else {
            there.and_then(|one| one.unit_id)
        },
        chair: line.text_over("chair", there.map_or("", |one| &one.chair)),
        place: line.text_over("place", there.map_or("", |one| &one.place)),
        attendees,
        note: line.text_over("note", there.map_or("", |one| &one.note)),
        ..keys
    };
    if line.is_wrong() {
        return Ok(line.refused());
    }
    let before = match there {
        Some(one) => {
            let (code, name) = words_of(taker, one)?;
            Some(cells(one, programme_before.as_ref(), (&code, &name)))
        }
        None => None,
    };
    let (code, name) = words_of(taker, &new)?;
    let saved = lay_dialogue(taker.tx, there, &new, taker.today);
    line.settle(before.as_deref(), saved, |one| {
        cells(one, programme.as_ref(), (&code, &name))
    })
}

fn opinion_cells(
    one: &Opinion,
    dialogue: &Dialogue,
    (unit, unit_name): (&str, &str),
) -> Vec<GridCell> {
    vec![
        GridCell::text(one.id.to_string()),
        GridCell::text(dialogue.id.to_string()),
        GridCell::text(unit),
        GridCell::text(unit_name),
        GridCell::Day(dialogue.held_on),
        GridCell::text(&dialogue.title),
        GridCell::text(&one.text),
        GridCell::text(&one.raised_by),
        GridCell::text(&one.answerer),
        GridCell::day(one.due),
        GridCell::day(one.answered_on),
        GridCell::text(&one.answer),
    ]
}

pub(super) fn opinion_rows(register: &Register) -> Result<Vec<Vec<GridCell>>, StoreError> {
    let conn = register.store.conn();
    let names = super::unit_names(register)?;
    let dialogues: HashMap<DialogueId, Dialogue> = store::programme::all_dialogues(conn)?
        .into_iter()
        .map(|one| (one.id, one))
        .collect();
    let all = store::programme::all_opinions(conn)?;
    Ok(all
        .iter()
        .filter_map(|one| {
            let dialogue = dialogues.get(&one.dialogue_id)?;
            let unit = dialogue
                .unit_id
                .map_or(("", ""), |id| super::named(&names, id));
            Some(opinion_cells(one, dialogue, unit))
        })
        .collect())
}

/// The dialogue that a row names, by its identity or by its day, unit and title.
fn dialogue_of(
    taker: &mut Taker<'_, '_>,
    line: &mut Line<'_>,
) -> Result<Option<Dialogue>, RegisterError> {
    let by_id = taker.by_id::<Dialogue, DialogueId>(line, "dialogue_id", "hội nghị")?;
    if by_id.is_some() || line.is_wrong() {
        return Ok(by_id);
    }
    let unit = taker.unit_or_none(line, "unit_id")?;
    let held_on = line.needed_day("held_on", "Hãy ghi ngày đối thoại.");
    let title = line.needed("title", "Hãy ghi nội dung đối thoại.");
    let Some(held_on) = held_on.filter(|_| !line.is_wrong()) else {
        return Ok(None);
    };
    let keys = keyed(unit.as_ref(), held_on, title);
    let found = store::programme::same_dialogue(taker.tx.rows.conn(), &keys)?;
    if found.is_none() {
        line.wrong(
            "title",
            "Chưa có hội nghị đối thoại này; hãy nhập bảng hội nghị đối thoại trước.",
        );
    }
    Ok(found)
}

pub(super) fn take_opinion(
    taker: &mut Taker<'_, '_>,
    mut line: Line<'_>,
) -> Result<RowFate, RegisterError> {
    let by_id = taker.by_id::<Opinion, OpinionId>(&mut line, "id", "ý kiến")?;
    let dialogue = dialogue_of(taker, &mut line)?;
    let words = line.needed("text", "Hãy ghi ý kiến, kiến nghị.");
    let Some(dialogue) = dialogue else {
        return Ok(line.refused());
    };
    if by_id
        .as_ref()
        .is_some_and(|one| one.dialogue_id != dialogue.id)
    {
        line.wrong(
            "id",
            "Ý kiến mang mã này là của hội nghị khác; hãy xem lại.",
        );
    }
    let base = or_find(by_id, || {
        let wanted = text::fold(&words);
        let all = store::programme::opinions(taker.tx.rows.conn(), dialogue.id)?;
        Ok(all.into_iter().find(|one| text::fold(&one.text) == wanted))
    })?;
    let known_by = match &base {
        Some(base) => base.id.to_string(),
        None => format!("{}\n{}", dialogue.id, text::fold(&words)),
    };
    if !taker.is_first(&mut line, "text", known_by) {
        return Ok(line.refused());
    }
    let there = base.as_ref();
    let new = Opinion {
        id: there.map_or(OpinionId(uuid::Uuid::nil()), |one| one.id),
        ver: there.map_or(0, |one| one.ver),
        dialogue_id: dialogue.id,
        position: there.map_or(0, |one| one.position),
        text: words,
        raised_by: line.text_over("raised_by", there.map_or("", |one| &one.raised_by)),
        answerer: line.text_over("answerer", there.map_or("", |one| &one.answerer)),
        due: line.day_over("due", there.and_then(|one| one.due)),
        answered_on: line.day_over("answered_on", there.and_then(|one| one.answered_on)),
        answer: line.text_over("answer", there.map_or("", |one| &one.answer)),
    };
    if line.is_wrong() {
        return Ok(line.refused());
    }
    let (code, name) = words_of(taker, &dialogue)?;
    let names = (code.as_str(), name.as_str());
    let before = there.map(|one| opinion_cells(one, &dialogue, names));
    let saved = lay_opinion(taker.tx, &dialogue, there, &new, taker.today);
    line.settle(before.as_deref(), saved, |one| {
        opinion_cells(one, &dialogue, names)
    })
}
