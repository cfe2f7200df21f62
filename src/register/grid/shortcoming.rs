//! Shortcomings from a sheet, known by their id, else by visit and words.

use super::Taker;
use super::line::Line;
use super::visit::of_day;
use crate::domain::{
    Regulation, Shortcoming, ShortcomingId, ShortcomingLevel, Unit, Visit, VisitId, date, text,
};
use crate::read::grid::{GridCell, RowFate, read_rule};
use crate::register::Register;
use crate::register::error::RegisterError;
use crate::register::shortcoming::{add, edit};
use crate::store::{self, StoreError};

/// Codes and names around a shortcoming.
struct Around<'a> {
    unit: (&'a str, &'a str),
    visit: &'a Visit,
    regulation: &'a str,
    item: &'a str,
}

fn cells(one: &Shortcoming, around: &Around<'_>) -> Vec<GridCell> {
    let deadline = match (one.deadline, one.deadline_rule) {
        (Some(day), _) => date::show(day),
        (None, Some(rule)) => rule.length(),
        (None, None) => String::new(),
    };
    vec![
        GridCell::Text(one.id.to_string()),
        GridCell::Text(around.visit.id.to_string()),
        GridCell::text(around.unit.0),
        GridCell::text(around.unit.1),
        GridCell::Day(around.visit.date),
        GridCell::text(around.regulation),
        GridCell::text(around.item),
        GridCell::text(&one.description),
        GridCell::text(one.level.label()),
        GridCell::text(&one.cause_external),
        GridCell::text(&one.cause_own),
        GridCell::text(&one.order_text),
        GridCell::text(&one.owner),
        GridCell::text(deadline),
        GridCell::text(&one.evidence),
    ]
}

pub(super) fn rows(register: &Register) -> Result<Vec<Vec<GridCell>>, StoreError> {
    let conn = register.store.conn();
    let names = super::unit_names(register)?;
    let mut rows = Vec::new();
    store::shortcoming::each(conn, |one, visit, regulation, item| {
        let unit = names.get(&visit.unit_id);
        let around = Around {
            unit: unit.map_or(("", ""), |(code, name)| (code, name)),
            visit: &visit,
            regulation: &regulation,
            item: &item,
        };
        rows.push(cells(&one, &around));
    })?;
    Ok(rows)
}

pub(super) fn take(
    taker: &mut Taker<'_, '_>,
    mut line: Line<'_>,
) -> Result<RowFate, RegisterError> {
    let id = line.text("id");
    let there = if id.is_empty() {
        None
    } else {
        let found = match id.parse::<ShortcomingId>() {
            Ok(id) => taker.tx.rows.get::<Shortcoming>(id)?,
            Err(_) => None,
        };
        if found.is_none() {
            line.wrong(
                "id",
                "Tệp dữ liệu đang mở không có tồn tại mang mã này; để trống mã nếu là tồn tại mới.",
            );
        }
        found
    };
    let Some(visit) = visit(taker, &mut line)? else {
        return Ok(line.fate(RowFate::Same));
    };
    let description = line.needed("description", "Hãy ghi tồn tại, hạn chế.");
    let there = match there {
        Some(there) => Some(there),
        None => store::visit::shortcomings(taker.tx.rows.conn(), visit.id)?
            .into_iter()
            .find(|other| other.description == description),
    };
    if there
        .as_ref()
        .is_some_and(|there| there.visit_id != visit.id)
    {
        line.wrong(
            "visit_date",
            "Tồn tại này thuộc cuộc giám sát khác; không chuyển cuộc bằng bảng được.",
        );
    }
    let known_by = match &there {
        Some(there) => there.id.to_string(),
        None => format!("{}\n{description}", visit.id),
    };
    if line.is_wrong() || !taker.is_first(&mut line, "description", known_by) {
        return Ok(line.fate(RowFate::Same));
    }
    let base = there
        .clone()
        .unwrap_or_else(|| Shortcoming::blank(visit.id));
    let new = overlay(
        taker,
        &mut line,
        &visit,
        &Shortcoming {
            description,
            ..base.clone()
        },
    )?;
    if line.is_wrong() {
        return Ok(line.fate(RowFate::Same));
    }
    let fate = match there {
        None => {
            let added = add(taker.tx, &new);
            line.absorb(added)?;
            RowFate::New
        }
        Some(there) => {
            let before = shown(taker, &visit, &there)?;
            let fate = line.differs(&before, &shown(taker, &visit, &new)?);
            if fate != RowFate::Same {
                let edited = edit(taker.tx, &there, &new);
                line.absorb(edited)?;
            }
            fate
        }
    };
    Ok(line.fate(fate))
}

/// The visit that the row belongs to: by its id, else by unit and day.
fn visit(taker: &mut Taker<'_, '_>, line: &mut Line<'_>) -> Result<Option<Visit>, RegisterError> {
    let unit = taker.unit(line, "unit_id")?;
    let day = line.needed_day("visit_date", "Hãy ghi ngày của cuộc giám sát.");
    let (Some(unit), Some(day)) = (unit, day) else {
        return Ok(None);
    };
    let id = line.text("visit_id");
    if id.is_empty() {
        return Ok(match of_day(taker, &unit, day)? {
            Ok(visit) => Some(visit),
            Err(problem) => {
                line.wrong("visit_date", problem.message);
                None
            }
        });
    }
    let found = match id.parse::<VisitId>() {
        Ok(id) => taker.tx.rows.get::<Visit>(id)?,
        Err(_) => None,
    };
    let fits = |visit: &Visit| visit.unit_id == unit.id && visit.date == day;
    if !found.as_ref().is_some_and(fits) {
        line.wrong(
            "visit_id",
            "Mã này không phải của cuộc giám sát đơn vị đó ngày đó; hãy để trống để chương trình tự tìm.",
        );
        return Ok(None);
    }
    Ok(found)
}

fn overlay(
    taker: &mut Taker<'_, '_>,
    line: &mut Line<'_>,
    visit: &Visit,
    there: &Shortcoming,
) -> Result<Shortcoming, RegisterError> {
    let mut new = there.clone();
    new.level = match line.word("level") {
        Some(place) => ShortcomingLevel::ALL
            .get(place)
            .copied()
            .unwrap_or(there.level),
        None => there.level,
    };
    new.cause_external = line.text_over("cause_external", &there.cause_external);
    new.cause_own = line.text_over("cause_own", &there.cause_own);
    new.order_text = line.text_over("order_text", &there.order_text);
    new.owner = line.text_over("owner", &there.owner);
    new.evidence = line.text_over("evidence", &there.evidence);
    deadline(line, &mut new);
    place(taker, line, visit, &mut new)?;
    Ok(new)
}

fn deadline(line: &mut Line<'_>, new: &mut Shortcoming) {
    if !line.has("deadline") {
        return;
    }
    let words = line.text("deadline");
    if let Some(rule) = read_rule(&words) {
        if new.deadline_rule != Some(rule) {
            new.deadline = None;
        }
        new.deadline_rule = Some(rule);
        return;
    }
    let day = line.day("deadline");
    if new.deadline != day || day.is_none() {
        new.deadline_rule = None;
    }
    new.deadline = day;
}

/// Regulation and item by their codes, in the version that the visit froze.
fn place(
    taker: &mut Taker<'_, '_>,
    line: &mut Line<'_>,
    visit: &Visit,
    new: &mut Shortcoming,
) -> Result<(), RegisterError> {
    let (of_regulation, of_item) = (line.has("regulation_id"), line.has("item_id"));
    let (regulation, item) = (line.text("regulation_id"), line.text("item_id"));
    let Some(page) = taker.catalogue(visit.catalogue_id)? else {
        return Ok(());
    };
    let mut wrong = Vec::new();
    if of_regulation {
        let mut entries = page.regulations.iter();
        let found =
            entries.find(|entry| text::fold(&entry.regulation.code) == text::fold(&regulation));
        new.regulation_id = found.map(|entry| entry.regulation.id);
        if found.is_none() && !regulation.is_empty() {
            wrong.push((
                "regulation_id",
                format!("Danh mục của cuộc giám sát này không có quy chế “{regulation}”."),
            ));
        }
    }
    if of_item {
        let items = page.regulations.iter().flat_map(|entry| {
            let of = entry.regulation.id;
            entry.items.iter().map(move |item| (of, item))
        });
        let mut items =
            items.filter(|(_, entry)| text::fold(&entry.item.code) == text::fold(&item));
        let found = items.next();
        new.item_id = found.map(|(_, entry)| entry.item.id);
        match found {
            Some((of, _)) if !of_regulation || regulation.is_empty() => {
                new.regulation_id = Some(of);
            }
            Some((of, _)) if new.regulation_id != Some(of) => wrong.push((
                "item_id",
                format!("Nội dung “{item}” không thuộc quy chế “{regulation}”."),
            )),
            None if !item.is_empty() => wrong.push((
                "item_id",
                format!("Danh mục của cuộc giám sát này không có nội dung “{item}”."),
            )),
            Some(_) | None => {}
        }
    }
    for (key, message) in wrong {
        line.wrong(key, message);
    }
    Ok(())
}

fn shown(
    taker: &mut Taker<'_, '_>,
    visit: &Visit,
    one: &Shortcoming,
) -> Result<Vec<GridCell>, RegisterError> {
    let unit: Unit = taker.tx.rows.need(visit.unit_id, "Đơn vị này")?;
    let regulation = match one.regulation_id {
        Some(id) => taker.tx.rows.get::<Regulation>(id)?.map(|found| found.code),
        None => None,
    };
    let item = match one.item_id {
        Some(id) => taker
            .tx
            .rows
            .get::<crate::domain::ChecklistItem>(id)?
            .map(|found| found.code),
        None => None,
    };
    let around = Around {
        unit: (&unit.code, &unit.name),
        visit,
        regulation: &regulation.unwrap_or_default(),
        item: &item.unwrap_or_default(),
    };
    Ok(cells(one, &around))
}
