//! Chương trình phối hợp, kiểm tra đột xuất, đối thoại: read from the records, what is late computed for a day.

use std::collections::{BTreeSet, HashMap};

use chrono::{Datelike as _, NaiveDate};
use rusqlite::{Connection, params};

use super::check::{Finding, error};
use super::error::StoreError;
use super::record::{get, select};
use super::unit;
use crate::domain::text::fold;
use crate::domain::{
    Dialogue, DialogueId, Inspection, Opinion, Programme, ProgrammeId, ProgrammeResult,
    ProgrammeTask, Unit, UnitId,
};
use crate::read::programme::{
    Answered, DialogueDetail, DialogueFilter, DialogueList, DialogueRow, InspectionFilter,
    InspectionList, OpinionRow, ProgrammeDetail, ProgrammeRow, units,
};
use crate::read::skilful_model::Promised;

fn of<R: super::record::Record>(
    conn: &Connection,
    id: ProgrammeId,
    order: &str,
) -> Result<Vec<R>, StoreError> {
    let condition = format!("WHERE programme_id = ?1 ORDER BY {order}");
    select(conn, &condition, [id.0.as_bytes()])
}

/// Every programme, as they were begun.
pub fn all(conn: &Connection) -> Result<Vec<Programme>, StoreError> {
    select(conn, "ORDER BY year_from, id", [])
}

/// The tasks of every programme.
pub fn all_tasks(conn: &Connection) -> Result<Vec<ProgrammeTask>, StoreError> {
    select(conn, "ORDER BY programme_id, position, id", [])
}

/// The results of every programme.
pub fn all_results(conn: &Connection) -> Result<Vec<ProgrammeResult>, StoreError> {
    select(conn, "ORDER BY programme_id, year, id", [])
}

/// Every unannounced inspection.
pub fn all_inspections(conn: &Connection) -> Result<Vec<Inspection>, StoreError> {
    select(conn, "ORDER BY ended_on, id", [])
}

/// The inspections that ended on a day.
pub fn inspections_of_day(
    conn: &Connection,
    ended_on: NaiveDate,
) -> Result<Vec<Inspection>, StoreError> {
    let day = ended_on.format("%Y-%m-%d").to_string();
    select(conn, "WHERE ended_on = ?1 ORDER BY id", params![day])
}

/// Every dialogue.
pub fn all_dialogues(conn: &Connection) -> Result<Vec<Dialogue>, StoreError> {
    select(conn, "ORDER BY held_on, id", [])
}

/// What was asked at every dialogue.
pub fn all_opinions(conn: &Connection) -> Result<Vec<Opinion>, StoreError> {
    select(conn, "ORDER BY dialogue_id, position, id", [])
}

pub fn tasks(conn: &Connection, id: ProgrammeId) -> Result<Vec<ProgrammeTask>, StoreError> {
    of(conn, id, "position, id")
}

pub fn results(conn: &Connection, id: ProgrammeId) -> Result<Vec<ProgrammeResult>, StoreError> {
    of(
        conn,
        id,
        "year, kind = 'final', kind = 'midterm', held_on, id",
    )
}

pub fn inspections(conn: &Connection, id: ProgrammeId) -> Result<Vec<Inspection>, StoreError> {
    of(conn, id, "ended_on, id")
}

pub fn dialogues(conn: &Connection, id: ProgrammeId) -> Result<Vec<Dialogue>, StoreError> {
    of(conn, id, "held_on, id")
}

pub fn opinions(conn: &Connection, id: DialogueId) -> Result<Vec<Opinion>, StoreError> {
    select(
        conn,
        "WHERE dialogue_id = ?1 ORDER BY position, id",
        [id.0.as_bytes()],
    )
}

/// The programme of this title that begins in this year, case and marks aside.
pub fn same(conn: &Connection, title: &str, from: i64) -> Result<Option<Programme>, StoreError> {
    let there: Vec<Programme> = select(conn, "WHERE year_from = ?1 ORDER BY id", [from])?;
    let wanted = fold(title);
    Ok(there.into_iter().find(|one| fold(&one.title) == wanted))
}

/// The dialogue of this title on this day at this unit, case and marks aside.
pub fn same_dialogue(conn: &Connection, new: &Dialogue) -> Result<Option<Dialogue>, StoreError> {
    let day = new.held_on.format("%Y-%m-%d").to_string();
    let there: Vec<Dialogue> = select(conn, "WHERE held_on = ?1 ORDER BY id", params![day])?;
    let wanted = fold(&new.title);
    Ok(there
        .into_iter()
        .find(|one| one.unit_id == new.unit_id && fold(&one.title) == wanted))
}

/// Every programme, those that end last first.
pub fn list(conn: &Connection, as_of: NaiveDate) -> Result<Vec<ProgrammeRow>, StoreError> {
    let all: Vec<Programme> = select(conn, "ORDER BY year_to DESC, year_from DESC, id", [])?;
    all.into_iter()
        .map(|programme| row(conn, programme, as_of))
        .collect()
}

fn row(
    conn: &Connection,
    programme: Programme,
    as_of: NaiveDate,
) -> Result<ProgrammeRow, StoreError> {
    let mut promised = Promised::default();
    for task in tasks(conn, programme.id)? {
        let standing = task.standing(as_of);
        promised.all += 1;
        promised.done += u64::from(standing.is_done());
        promised.late += u64::from(standing.is_late());
    }
    let inspections = inspections(conn, programme.id)?;
    let there = inspections.iter().filter(|one| one.ended_on <= as_of);
    let dialogues = dialogues(conn, programme.id)?;
    let held = dialogues.iter().filter(|one| one.held_on <= as_of).count();
    Ok(ProgrammeRow {
        tasks: promised,
        inspected: units(there),
        dialogues: u64::try_from(held).unwrap_or(u64::MAX),
        programme,
    })
}

/// One programme with all that belongs to it.
pub fn detail(
    conn: &Connection,
    id: ProgrammeId,
    as_of: NaiveDate,
) -> Result<Option<ProgrammeDetail>, StoreError> {
    let Some(programme) = get::<Programme>(conn, id)? else {
        return Ok(None);
    };
    let filter = DialogueFilter {
        programme_id: Some(id),
        ..DialogueFilter::default()
    };
    let dialogues = dialogue_list(conn, &filter, as_of)?;
    let tasks = tasks(conn, id)?.into_iter();
    let mut inspections = inspections(conn, id)?;
    inspections.retain(|one| one.ended_on <= as_of);
    Ok(Some(ProgrammeDetail {
        as_of,
        row: row(conn, programme, as_of)?,
        tasks: tasks
            .map(|task| {
                let standing = task.standing(as_of);
                (task, standing)
            })
            .collect(),
        results: results(conn, id)?,
        inspections,
        dialogues: dialogues.rows,
        opinions: dialogues.opinions,
    }))
}

fn titles(conn: &Connection) -> Result<HashMap<ProgrammeId, String>, StoreError> {
    let all: Vec<Programme> = select(conn, "", [])?;
    Ok(all.into_iter().map(|one| (one.id, one.title)).collect())
}

/// The inspections of a filter that had ended by a day.
pub fn inspection_list(
    conn: &Connection,
    filter: &InspectionFilter,
    as_of: NaiveDate,
) -> Result<InspectionList, StoreError> {
    let titles = titles(conn)?;
    let all: Vec<Inspection> = select(conn, "ORDER BY ended_on DESC, begun_on DESC, id", [])?;
    let text = fold(&filter.text);
    let (mut years, mut fields, mut rows) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    let used = !all.is_empty();
    for one in all {
        let year = i64::from(one.ended_on.year());
        years.insert(year);
        fields.insert(one.field.clone());
        let title = one.programme_id.and_then(|id| titles.get(&id)).cloned();
        let words = || {
            fold(&format!(
                "{} {} {} {} {}",
                one.body, one.field, one.unit_names, one.result, one.note
            ))
        };
        let fits = one.ended_on <= as_of
            && filter.year.is_none_or(|wanted| wanted == year)
            && (filter.programme_id.is_none() || filter.programme_id == one.programme_id)
            && (filter.field.is_empty() || filter.field == one.field)
            && (text.is_empty() || words().contains(&text));
        if fits {
            rows.push((one, title.unwrap_or_default()));
        }
    }
    Ok(InspectionList {
        filter: filter.clone(),
        as_of,
        rows,
        years: years.into_iter().rev().collect(),
        fields: fields.into_iter().collect(),
        used,
    })
}

/// The dialogues of a filter that were held by a day, with their opinions.
pub fn dialogue_list(
    conn: &Connection,
    filter: &DialogueFilter,
    as_of: NaiveDate,
) -> Result<DialogueList, StoreError> {
    let names: HashMap<UnitId, String> = unit::all(conn)?
        .into_iter()
        .map(|unit| (unit.id, unit.name))
        .collect();
    let all: Vec<Dialogue> = select(conn, "ORDER BY held_on DESC, id", [])?;
    let mut asked: HashMap<DialogueId, Vec<Opinion>> = HashMap::new();
    for opinion in select::<Opinion>(conn, "ORDER BY position, id", [])? {
        asked.entry(opinion.dialogue_id).or_default().push(opinion);
    }
    let text = fold(&filter.text);
    let (mut years, mut rows, mut opinions) = (BTreeSet::new(), Vec::new(), Vec::new());
    let used = !all.is_empty();
    for dialogue in all {
        let year = i64::from(dialogue.held_on.year());
        years.insert(year);
        let here = asked.remove(&dialogue.id).unwrap_or_default();
        let unit_name = dialogue.unit_id.and_then(|id| names.get(&id)).cloned();
        let unit_name = unit_name.unwrap_or_default();
        let fits = dialogue.held_on <= as_of
            && filter.year.is_none_or(|wanted| wanted == year)
            && (filter.programme_id.is_none() || filter.programme_id == dialogue.programme_id)
            && (filter.unit_id.is_none() || filter.unit_id == dialogue.unit_id)
            && (text.is_empty() || mentions(&dialogue, &unit_name, &here, &text));
        if !fits {
            continue;
        }
        let mut answered = Answered::default();
        let mut lines = Vec::with_capacity(here.len());
        for opinion in here {
            let standing = opinion.standing(as_of);
            answered.add(standing);
            lines.push(OpinionRow {
                opinion,
                held_on: dialogue.held_on,
                unit_name: unit_name.clone(),
                standing,
            });
        }
        if filter.open && answered.open() == 0 {
            continue;
        }
        opinions.append(&mut lines);
        rows.push(DialogueRow {
            dialogue,
            unit_name,
            answered,
        });
    }
    Ok(DialogueList {
        filter: filter.clone(),
        as_of,
        rows,
        opinions,
        years: years.into_iter().rev().collect(),
        used,
    })
}

fn mentions(dialogue: &Dialogue, unit: &str, opinions: &[Opinion], text: &str) -> bool {
    let said = opinions.iter().map(|one| {
        format!(
            "{} {} {} {}",
            one.text, one.raised_by, one.answerer, one.answer
        )
    });
    let about = format!(
        "{} {} {} {unit}",
        dialogue.title, dialogue.chair, dialogue.place
    );
    std::iter::once(about)
        .chain(said)
        .any(|words| fold(&words).contains(text))
}

/// One dialogue with what was asked there.
pub fn dialogue(
    conn: &Connection,
    id: DialogueId,
    as_of: NaiveDate,
) -> Result<Option<DialogueDetail>, StoreError> {
    let Some(dialogue) = get::<Dialogue>(conn, id)? else {
        return Ok(None);
    };
    let unit_name = match dialogue.unit_id {
        Some(id) => get::<Unit>(conn, id)?.map_or_else(String::new, |unit| unit.name),
        None => String::new(),
    };
    let programme_title = match dialogue.programme_id {
        Some(id) => get::<Programme>(conn, id)?.map_or_else(String::new, |one| one.title),
        None => String::new(),
    };
    let mut answered = Answered::default();
    let mut lines = Vec::new();
    for opinion in opinions(conn, id)? {
        let standing = opinion.standing(as_of);
        answered.add(standing);
        lines.push((opinion, standing));
    }
    Ok(Some(DialogueDetail {
        row: DialogueRow {
            dialogue,
            unit_name,
            answered,
        },
        programme_title,
        opinions: lines,
    }))
}

/// Whether what was written down can be.
pub(super) fn check(conn: &Connection, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let far = NaiveDate::MAX;
    let mut say = |what: String, words: String| findings.push(error(format!("{what}: {words}")));
    for one in select::<Programme>(conn, "ORDER BY id", [])? {
        if let Err(wrong) = one.check() {
            say(format!("Chương trình “{}”", one.title), wrong.to_string());
        }
        for task in tasks(conn, one.id)? {
            if let Err(wrong) = task.check(far) {
                say(format!("Nhiệm vụ “{}”", task.text), wrong.message);
            }
        }
    }
    for one in select::<Inspection>(conn, "ORDER BY id", [])? {
        if let Err(wrong) = one.check(far) {
            say(
                format!("Đợt kiểm tra đột xuất {}", one.days()),
                wrong.to_string(),
            );
        }
    }
    for one in select::<Dialogue>(conn, "ORDER BY id", [])? {
        for opinion in opinions(conn, one.id)? {
            if let Err(wrong) = opinion.check(&one, far) {
                say(format!("Ý kiến “{}”", opinion.text), wrong.message);
            }
        }
    }
    Ok(())
}
