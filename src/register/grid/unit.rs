//! Units from a sheet, known by their code.

use super::Taker;
use super::line::Line;
use crate::domain::{Unit, UnitId, UnitKind, reform, text};
use crate::read::grid::{GridCell, RowFate};
use crate::register::Register;
use crate::register::error::RegisterError;
use crate::register::unit::save;
use crate::store::{self, StoreError};

fn cells(unit: &Unit, parent: &str) -> Vec<GridCell> {
    vec![
        GridCell::text(&unit.code),
        GridCell::text(unit.kind.label()),
        GridCell::text(&unit.name),
        GridCell::text(&unit.short_name),
        GridCell::text(&unit.district),
        GridCell::text(parent),
        GridCell::day(unit.valid_from),
        GridCell::day(unit.valid_to),
    ]
}

pub(super) fn rows(register: &Register) -> Result<Vec<Vec<GridCell>>, StoreError> {
    let conn = register.store.conn();
    let names = super::unit_names(register)?;
    let code = |id: UnitId| names.get(&id).map_or("", |(code, _)| code);
    let units = store::unit::all(conn)?;
    Ok(units
        .iter()
        .map(|unit| cells(unit, unit.parent_id.map_or("", code)))
        .collect())
}

pub(super) fn take(
    taker: &mut Taker<'_, '_>,
    mut line: Line<'_>,
) -> Result<RowFate, RegisterError> {
    let code = line.text("code");
    let base = if code.is_empty() {
        None
    } else {
        taker.unit_of(&code)?
    };
    let kind = line.word("kind").and_then(|place| UnitKind::ALL.get(place));
    if kind.is_none() && !line.is_wrong() {
        line.wrong("kind", "Hãy ghi loại đơn vị, ví dụ Phường.");
    }
    let name = line.needed(
        "name",
        "Hãy ghi tên đầy đủ của đơn vị, ví dụ Phường Phúc Đồng.",
    );
    let Some(kind) = kind.copied().filter(|_| !line.is_wrong()) else {
        return Ok(line.fate(RowFate::Same));
    };
    let there = base.clone().unwrap_or_else(|| Unit {
        id: UnitId(uuid::Uuid::nil()),
        ver: 0,
        code: if code.is_empty() {
            text::fold(&name).replace(' ', "-")
        } else {
            code
        },
        kind,
        name: String::new(),
        short_name: String::new(),
        district: String::new(),
        parent_id: None,
        valid_from: None,
        valid_to: None,
        checked: false,
    });
    let mut short_name = line.text_over("short_name", &there.short_name);
    if short_name.is_empty() {
        short_name = reform::short_name(&name, kind);
    }
    let parent = parent(taker, &mut line, &there)?;
    let new = Unit {
        kind,
        short_name,
        district: line.text_over("district", &there.district),
        parent_id: parent.as_ref().map(|(id, _)| *id),
        valid_from: line.day_over("valid_from", there.valid_from),
        valid_to: line.day_over("valid_to", there.valid_to),
        name,
        ..there.clone()
    };
    if !taker.is_first(&mut line, "code", new.code.clone()) || line.is_wrong() {
        return Ok(line.fate(RowFate::Same));
    }
    let saved = save(taker.tx, base.as_ref(), &new);
    let Some(saved) = line.absorb(saved)? else {
        return Ok(line.fate(RowFate::Same));
    };
    taker.units.insert(saved.code.clone(), saved.clone());
    let parent_code = parent.map_or_else(String::new, |(_, code)| code);
    let fate = match base {
        None => RowFate::New,
        Some(before) => {
            let parent = before_parent(taker, &before)?;
            line.differs(&cells(&before, &parent), &cells(&saved, &parent_code))
        }
    };
    Ok(line.fate(fate))
}

/// The ward that it belongs to, with its code.
fn parent(
    taker: &mut Taker<'_, '_>,
    line: &mut Line<'_>,
    there: &Unit,
) -> Result<Option<(UnitId, String)>, StoreError> {
    if !line.has("parent_id") {
        let code = before_parent(taker, there)?;
        return Ok(there.parent_id.map(|id| (id, code)));
    }
    if line.text("parent_id").is_empty() {
        return Ok(None);
    }
    Ok(taker
        .unit(line, "parent_id")?
        .map(|unit| (unit.id, unit.code)))
}

fn before_parent(taker: &Taker<'_, '_>, unit: &Unit) -> Result<String, StoreError> {
    let Some(id) = unit.parent_id else {
        return Ok(String::new());
    };
    let parent = taker.tx.rows.get::<Unit>(id)?;
    Ok(parent.map(|parent| parent.code).unwrap_or_default())
}
