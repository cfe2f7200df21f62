//! Visits from a sheet, known by their id, else by unit, day, kind and topic.

use std::collections::HashMap;

use super::Taker;
use super::line::Line;
use crate::domain::{
    Problem, RegulationId, Unit, Visit, VisitId, VisitKind, VisitState, date, text,
};
use crate::read::grid::{GridCell, RowFate};
use crate::register::Register;
use crate::register::error::RegisterError;
use crate::register::visit::{edit, new_visit};
use crate::store::{self, StoreError};

fn cells(visit: &Visit, (code, name): (&str, &str), covered: &str) -> Vec<GridCell> {
    vec![
        GridCell::Text(visit.id.to_string()),
        GridCell::text(code),
        GridCell::text(name),
        GridCell::Day(visit.date),
        GridCell::text(visit.time.map(String::from).unwrap_or_default()),
        GridCell::text(visit.kind.label()),
        GridCell::text(visit.state.label()),
        GridCell::text(&visit.topic),
        GridCell::text(covered),
        GridCell::text(&visit.basis),
        GridCell::text(&visit.place),
        GridCell::day(visit.period_from),
        GridCell::day(visit.period_to),
        GridCell::day(visit.report_received_on),
        GridCell::text(&visit.note),
    ]
}

pub(super) fn rows(register: &Register) -> Result<Vec<Vec<GridCell>>, StoreError> {
    let conn = register.store.conn();
    let names = super::unit_names(register)?;
    let codes: HashMap<RegulationId, String> = store::catalogue::regulation_codes(conn)?
        .into_iter()
        .collect();
    let visits = store::visit::all(conn)?;
    Ok(visits
        .iter()
        .map(|visit| {
            let unit = names.get(&visit.unit_id);
            let covered: Vec<&str> = visit
                .covered
                .iter()
                .filter_map(|id| codes.get(id).map(String::as_str))
                .collect();
            let unit = unit.map_or(("", ""), |(code, name)| (code, name));
            cells(visit, unit, &covered.join("; "))
        })
        .collect())
}

pub(super) fn take(
    taker: &mut Taker<'_, '_>,
    mut line: Line<'_>,
) -> Result<RowFate, RegisterError> {
    let id = line.text("id");
    let unit = taker.unit(&mut line, "unit_id")?;
    let day = line.needed_day("date", "Hãy ghi ngày giám sát.");
    let kind = line
        .word("kind")
        .and_then(|place| VisitKind::ALL.get(place));
    if kind.is_none() && !line.is_wrong() {
        line.wrong(
            "kind",
            "Hãy ghi loại cuộc giám sát, ví dụ Giám sát định kỳ.",
        );
    }
    let state = line
        .word("state")
        .and_then(|place| VisitState::ALL.get(place));
    let (Some(unit), Some(day), Some(kind)) = (unit, day, kind.copied()) else {
        return Ok(line.fate(RowFate::Same));
    };
    let topic = line.text("topic");
    let there = find(taker, &mut line, &id, (&unit, day, kind, &topic))?;
    let known_by = match &there {
        Some(visit) => visit.id.to_string(),
        None => format!("{}\n{day}\n{kind:?}\n{topic}", unit.code),
    };
    if line.is_wrong() || !taker.is_first(&mut line, "date", known_by) {
        return Ok(line.fate(RowFate::Same));
    }
    match there {
        Some(there) => change(taker, line, &there, (&unit, day, kind), state.copied()),
        None => add(taker, line, (&unit, day, kind, &topic), state.copied()),
    }
}

/// The visit that the row is about, if it is there already.
fn find(
    taker: &Taker<'_, '_>,
    line: &mut Line<'_>,
    id: &str,
    (unit, day, kind, topic): (&Unit, chrono::NaiveDate, VisitKind, &str),
) -> Result<Option<Visit>, RegisterError> {
    if !id.is_empty() {
        let found = match id.parse::<VisitId>() {
            Ok(id) => taker.tx.rows.get::<Visit>(id)?,
            Err(_) => None,
        };
        if found.is_none() {
            line.wrong(
                "id",
                "Tệp dữ liệu đang mở không có cuộc giám sát mang mã này; để trống mã nếu là cuộc mới.",
            );
        }
        return Ok(found);
    }
    let same_day = store::visit::of_day(taker.tx.rows.conn(), unit.id, day)?;
    let mut found = same_day
        .into_iter()
        .filter(|visit| visit.kind == kind && (topic.is_empty() || visit.topic == topic));
    Ok(found.next())
}

fn add(
    taker: &mut Taker<'_, '_>,
    mut line: Line<'_>,
    (unit, day, kind, topic): (&Unit, chrono::NaiveDate, VisitKind, &str),
    state: Option<VisitState>,
) -> Result<RowFate, RegisterError> {
    let by_day = if day > taker.today {
        VisitState::Planned
    } else {
        VisitState::InProgress
    };
    let state = state.unwrap_or(by_day);
    let has_begun = matches!(state, VisitState::InProgress | VisitState::Visited);
    if !has_begun && state != VisitState::Planned {
        line.wrong(
            "state",
            format!(
                "Cuộc mới không nhập thẳng thành “{}” được; hãy ghi Dự kiến, Đang giám sát hoặc Đã giám sát.",
                state.label()
            ),
        );
    } else if has_begun && day > taker.today {
        line.wrong(
            "date",
            format!(
                "Ngày {} chưa đến; cuộc này còn là Dự kiến.",
                date::show(day)
            ),
        );
    }
    let made = new_visit(taker.tx, unit, kind, day, topic);
    let Some(mut visit) = line.absorb(made)? else {
        return Ok(line.fate(RowFate::New));
    };
    visit.state = state;
    let place = line.text("place");
    if !place.is_empty() {
        visit.place = place;
    }
    let mut visit = overlay(taker, &mut line, &visit)?;
    if visit.place.is_empty() {
        visit.place = format!("Trụ sở Đảng ủy {}", unit.name_in_sentence());
    }
    let checked = visit.check().map_err(RegisterError::from);
    line.absorb(checked)?;
    if !line.is_wrong() {
        taker.tx.rows.add(visit)?;
    }
    Ok(line.fate(RowFate::New))
}

fn change(
    taker: &mut Taker<'_, '_>,
    mut line: Line<'_>,
    there: &Visit,
    (unit, day, kind): (&Unit, chrono::NaiveDate, VisitKind),
    state: Option<VisitState>,
) -> Result<RowFate, RegisterError> {
    if state.is_some_and(|state| state != there.state) {
        line.wrong(
            "state",
            format!(
                "Cuộc này đang “{}”; trạng thái đổi bằng các bước trong chương trình, không đổi trong bảng.",
                there.state.label()
            ),
        );
    }
    let new = Visit {
        unit_id: unit.id,
        date: day,
        kind,
        // an empty cell means what the program writes there by itself
        topic: filled(line.text("topic"), &there.topic),
        place: filled(line.text("place"), &there.place),
        ..there.clone()
    };
    let new = overlay(taker, &mut line, &new)?;
    if line.is_wrong() {
        return Ok(line.fate(RowFate::Same));
    }
    let before = shown(taker, there)?;
    let after = shown(taker, &new)?;
    let fate = line.differs(&before, &after);
    if fate != RowFate::Same {
        let edited = edit(taker.tx, there, &new);
        line.absorb(edited)?;
    }
    Ok(line.fate(fate))
}

fn filled(said: String, there: &str) -> String {
    if said.is_empty() {
        there.to_owned()
    } else {
        said
    }
}

/// What stands in the remaining columns.
fn overlay(
    taker: &mut Taker<'_, '_>,
    line: &mut Line<'_>,
    there: &Visit,
) -> Result<Visit, RegisterError> {
    let covered = if line.has("covered") {
        covered(taker, line, there)?
    } else {
        there.covered.clone()
    };
    Ok(Visit {
        covered,
        time: line.time_over("time", there.time),
        basis: line.text_over("basis", &there.basis),
        period_from: line.day_over("period_from", there.period_from),
        period_to: line.day_over("period_to", there.period_to),
        report_received_on: line.day_over("report_received_on", there.report_received_on),
        note: line.text_over("note", &there.note),
        ..there.clone()
    })
}

fn covered(
    taker: &mut Taker<'_, '_>,
    line: &mut Line<'_>,
    visit: &Visit,
) -> Result<Vec<RegulationId>, RegisterError> {
    let words = line.text("covered");
    let Some(page) = taker.catalogue(visit.catalogue_id)? else {
        return Ok(Vec::new());
    };
    let mut covered = Vec::new();
    let mut unknown = Vec::new();
    for code in words
        .split([';', ','])
        .map(str::trim)
        .filter(|code| !code.is_empty())
    {
        let found = page
            .regulations
            .iter()
            .find(|entry| text::fold(&entry.regulation.code) == text::fold(code));
        match found {
            Some(entry) => covered.push(entry.regulation.id),
            None => unknown.push(code.to_owned()),
        }
    }
    if !unknown.is_empty() {
        let known: Vec<&str> = page
            .regulations
            .iter()
            .map(|entry| entry.regulation.code.as_str())
            .collect();
        let words = format!(
            "Danh mục không có quy chế {}; các mã đang có: {}.",
            unknown.join(", "),
            known.join(", ")
        );
        line.wrong("covered", words);
    }
    Ok(covered)
}

fn shown(taker: &mut Taker<'_, '_>, visit: &Visit) -> Result<Vec<GridCell>, RegisterError> {
    let unit: Unit = taker.tx.rows.need(visit.unit_id, "Đơn vị này")?;
    let codes = taker
        .catalogue(visit.catalogue_id)?
        .map_or_else(Vec::new, |page| {
            let entries = visit.covered.iter().filter_map(|id| {
                let mut entries = page.regulations.iter();
                entries.find(|entry| entry.regulation.id == *id)
            });
            entries.map(|entry| entry.regulation.code.clone()).collect()
        });
    Ok(cells(visit, (&unit.code, &unit.name), &codes.join("; ")))
}

/// The only visit of a unit on a day, for rows that are about something in it.
pub(super) fn of_day(
    taker: &Taker<'_, '_>,
    unit: &Unit,
    day: chrono::NaiveDate,
) -> Result<Result<Visit, Problem>, StoreError> {
    let mut visits = store::visit::of_day(taker.tx.rows.conn(), unit.id, day)?;
    let problem = match visits.len() {
        1 => return Ok(visits.pop().ok_or_else(|| Problem::new("visit_date", ""))),
        0 => format!(
            "{} chưa có cuộc giám sát ngày {}; hãy nhập bảng cuộc giám sát trước.",
            unit.name,
            date::show(day)
        ),
        count => format!(
            "{} có {count} cuộc giám sát ngày {}; hãy ghi mã cuộc giám sát.",
            unit.name,
            date::show(day)
        ),
    };
    Ok(Err(Problem::new("visit_date", problem)))
}
