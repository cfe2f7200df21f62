//! Coordination programmes with their tasks and results, and unannounced inspections, from a sheet.

use std::collections::HashMap;

use super::Taker;
use super::line::Line;
use super::or_find;
use crate::domain::{
    Inspection, InspectionId, Programme, ProgrammeId, ProgrammeResult, ProgrammeResultId,
    ProgrammeResultKind, ProgrammeTask, ProgrammeTaskId, text,
};
use crate::read::grid::{GridCell, RowFate};
use crate::register::Register;
use crate::register::error::RegisterError;
use crate::register::programme_lay::{lay_inspection, lay_programme, lay_result, lay_task};
use crate::store::{self, StoreError};

fn cells(one: &Programme) -> Vec<GridCell> {
    vec![
        GridCell::text(one.id.to_string()),
        GridCell::text(&one.title),
        GridCell::text(&one.district),
        GridCell::text(one.parties.join("; ")),
        GridCell::whole(one.year_from),
        GridCell::whole(one.year_to),
        GridCell::day(one.signed_on),
        GridCell::text(&one.basis),
        GridCell::text(&one.note),
    ]
}

pub(super) fn rows(register: &Register) -> Result<Vec<Vec<GridCell>>, StoreError> {
    let all = store::programme::all(register.store.conn())?;
    Ok(all.iter().map(cells).collect())
}

pub(super) fn take(
    taker: &mut Taker<'_, '_>,
    mut line: Line<'_>,
) -> Result<RowFate, RegisterError> {
    let by_id = taker.by_id::<Programme, ProgrammeId>(&mut line, "id", "chương trình")?;
    let title = line.needed("title", "Hãy ghi tên chương trình.");
    let parties = line.needed(
        "parties",
        "Hãy ghi từ hai cơ quan trở lên, cách nhau bằng dấu chấm phẩy.",
    );
    let year_from = line.needed_number("year_from", "Hãy ghi năm đầu, ví dụ 2021.");
    let year_to = line.needed_number("year_to", "Hãy ghi năm cuối, ví dụ 2026.");
    let (Some(year_from), Some(year_to)) = (year_from, year_to) else {
        return Ok(line.refused());
    };
    let base = or_find(by_id, || {
        store::programme::same(taker.tx.rows.conn(), &title, year_from)
    })?;
    let known_by = match &base {
        Some(base) => base.id.to_string(),
        None => format!("{}\n{year_from}", text::fold(&title)),
    };
    if !taker.is_first(&mut line, "title", known_by) {
        return Ok(line.refused());
    }
    let there = base.as_ref();
    let new = Programme {
        id: there.map_or(ProgrammeId(uuid::Uuid::nil()), |one| one.id),
        ver: there.map_or(0, |one| one.ver),
        title,
        district: line.text_over("district", there.map_or("", |one| &one.district)),
        parties: parties
            .split(';')
            .map(str::trim)
            .filter(|party| !party.is_empty())
            .map(str::to_owned)
            .collect(),
        year_from,
        year_to,
        signed_on: line.day_over("signed_on", there.and_then(|one| one.signed_on)),
        basis: line.text_over("basis", there.map_or("", |one| &one.basis)),
        note: line.text_over("note", there.map_or("", |one| &one.note)),
    };
    if line.is_wrong() {
        return Ok(line.refused());
    }
    let before = there.map(cells);
    let saved = lay_programme(taker.tx, there, &new);
    line.settle(before.as_deref(), saved, cells)
}

/// The programme of a cell of each row that belongs to one: identity, title, first year.
pub(super) fn of_programme(programme: Option<&Programme>) -> [GridCell; 3] {
    match programme {
        None => [GridCell::Empty, GridCell::Empty, GridCell::Empty],
        Some(one) => [
            GridCell::text(one.id.to_string()),
            GridCell::text(&one.title),
            GridCell::whole(one.year_from),
        ],
    }
}

pub(super) fn by_ids(register: &Register) -> Result<HashMap<ProgrammeId, Programme>, StoreError> {
    let all = store::programme::all(register.store.conn())?;
    Ok(all.into_iter().map(|one| (one.id, one)).collect())
}

/// The programme that a row names, none where it names none.
pub(super) fn named(
    taker: &Taker<'_, '_>,
    line: &mut Line<'_>,
) -> Result<Option<Programme>, RegisterError> {
    let by_id = taker.by_id::<Programme, ProgrammeId>(line, "programme_id", "chương trình")?;
    let title = line.text("programme");
    let from = line.number("programme_from");
    if by_id.is_some() || title.is_empty() || line.is_wrong() {
        return Ok(by_id);
    }
    let wanted = text::fold(&title);
    let mut found = store::programme::all(taker.tx.rows.conn())?;
    found.retain(|one| {
        text::fold(&one.title) == wanted && from.is_none_or(|from| from == one.year_from)
    });
    let only = found.pop();
    if only.is_some() && found.is_empty() {
        return Ok(only);
    }
    match only {
        None => line.wrong(
            "programme",
            format!("Chưa có chương trình “{title}”; hãy nhập bảng chương trình trước."),
        ),
        Some(_) => line.wrong(
            "programme_from",
            format!("Có nhiều chương trình “{title}”; hãy ghi năm đầu của chương trình."),
        ),
    }
    Ok(None)
}

/// The programme that a row must name.
fn needed(taker: &Taker<'_, '_>, line: &mut Line<'_>) -> Result<Option<Programme>, RegisterError> {
    let found = named(taker, line)?;
    if found.is_none() && !line.is_wrong() {
        line.wrong("programme", "Hãy ghi tên chương trình phối hợp.");
    }
    Ok(found)
}

fn task_cells(one: &ProgrammeTask, programme: &Programme) -> Vec<GridCell> {
    let mut cells = vec![GridCell::text(one.id.to_string())];
    cells.extend(of_programme(Some(programme)));
    cells.extend([
        GridCell::text(&one.text),
        GridCell::text(&one.owner),
        GridCell::day(one.due),
        GridCell::day(one.done_on),
        GridCell::text(&one.result),
    ]);
    cells
}

pub(super) fn task_rows(register: &Register) -> Result<Vec<Vec<GridCell>>, StoreError> {
    let programmes = by_ids(register)?;
    let all = store::programme::all_tasks(register.store.conn())?;
    Ok(all
        .iter()
        .filter_map(|one| Some(task_cells(one, programmes.get(&one.programme_id)?)))
        .collect())
}

pub(super) fn take_task(
    taker: &mut Taker<'_, '_>,
    mut line: Line<'_>,
) -> Result<RowFate, RegisterError> {
    let by_id = taker.by_id::<ProgrammeTask, ProgrammeTaskId>(&mut line, "id", "nhiệm vụ")?;
    let programme = needed(taker, &mut line)?;
    let words = line.needed("text", "Hãy ghi nội dung nhiệm vụ.");
    let owner = line.needed("owner", "Hãy ghi cơ quan chủ trì.");
    let Some(programme) = programme else {
        return Ok(line.refused());
    };
    if by_id
        .as_ref()
        .is_some_and(|one| one.programme_id != programme.id)
    {
        line.wrong(
            "id",
            "Nhiệm vụ mang mã này là của chương trình khác; hãy xem lại.",
        );
    }
    let base = or_find(by_id, || {
        let wanted = text::fold(&words);
        let all = store::programme::tasks(taker.tx.rows.conn(), programme.id)?;
        Ok(all.into_iter().find(|one| text::fold(&one.text) == wanted))
    })?;
    let known_by = match &base {
        Some(base) => base.id.to_string(),
        None => format!("{}\n{}", programme.id, text::fold(&words)),
    };
    if !taker.is_first(&mut line, "text", known_by) {
        return Ok(line.refused());
    }
    let there = base.as_ref();
    let new = ProgrammeTask {
        id: there.map_or(ProgrammeTaskId(uuid::Uuid::nil()), |one| one.id),
        ver: there.map_or(0, |one| one.ver),
        programme_id: programme.id,
        position: there.map_or(0, |one| one.position),
        text: words,
        owner,
        due: line.day_over("due", there.and_then(|one| one.due)),
        done_on: line.day_over("done_on", there.and_then(|one| one.done_on)),
        result: line.text_over("result", there.map_or("", |one| &one.result)),
    };
    if line.is_wrong() {
        return Ok(line.refused());
    }
    let before = there.map(|one| task_cells(one, &programme));
    let saved = lay_task(taker.tx, there, &new, taker.today);
    line.settle(before.as_deref(), saved, |one| task_cells(one, &programme))
}

fn result_cells(one: &ProgrammeResult, programme: &Programme) -> Vec<GridCell> {
    let mut cells = vec![GridCell::text(one.id.to_string())];
    cells.extend(of_programme(Some(programme)));
    cells.extend([
        GridCell::text(one.kind.label()),
        GridCell::whole(one.year),
        GridCell::day(one.held_on),
        GridCell::text(&one.text),
        GridCell::text(&one.paper),
    ]);
    cells
}

pub(super) fn result_rows(register: &Register) -> Result<Vec<Vec<GridCell>>, StoreError> {
    let programmes = by_ids(register)?;
    let all = store::programme::all_results(register.store.conn())?;
    Ok(all
        .iter()
        .filter_map(|one| Some(result_cells(one, programmes.get(&one.programme_id)?)))
        .collect())
}

pub(super) fn take_result(
    taker: &mut Taker<'_, '_>,
    mut line: Line<'_>,
) -> Result<RowFate, RegisterError> {
    let by_id = taker.by_id::<ProgrammeResult, ProgrammeResultId>(&mut line, "id", "kết quả")?;
    let programme = needed(taker, &mut line)?;
    let kind = line.needed_choice(
        "kind",
        ProgrammeResultKind::ALL,
        "Hãy ghi loại kết quả, ví dụ Kết quả hoặc Sơ kết.",
    );
    let year = line.needed_number("year", "Hãy ghi năm, ví dụ 2023.");
    let words = line.needed("text", "Hãy ghi kết quả.");
    let (Some(programme), Some(kind), Some(year)) = (programme, kind, year) else {
        return Ok(line.refused());
    };
    if by_id
        .as_ref()
        .is_some_and(|one| one.programme_id != programme.id)
    {
        line.wrong(
            "id",
            "Kết quả mang mã này là của chương trình khác; hãy xem lại.",
        );
    }
    let base = or_find(by_id, || {
        let all = store::programme::results(taker.tx.rows.conn(), programme.id)?;
        Ok(all
            .into_iter()
            .find(|one| one.kind == kind && one.year == year))
    })?;
    let known_by = match &base {
        Some(base) => base.id.to_string(),
        None => format!("{}\n{kind:?}\n{year}", programme.id),
    };
    if !taker.is_first(&mut line, "year", known_by) {
        return Ok(line.refused());
    }
    let there = base.as_ref();
    let new = ProgrammeResult {
        id: there.map_or(ProgrammeResultId(uuid::Uuid::nil()), |one| one.id),
        ver: there.map_or(0, |one| one.ver),
        programme_id: programme.id,
        kind,
        year,
        held_on: line.day_over("held_on", there.and_then(|one| one.held_on)),
        text: words,
        paper: line.text_over("paper", there.map_or("", |one| &one.paper)),
    };
    if line.is_wrong() {
        return Ok(line.refused());
    }
    let before = there.map(|one| result_cells(one, &programme));
    let saved = lay_result(taker.tx, &programme, there, &new);
    line.settle(before.as_deref(), saved, |one| {
        result_cells(one, &programme)
    })
}

fn inspection_cells(one: &Inspection, programme: Option<&Programme>) -> Vec<GridCell> {
    let mut cells = vec![GridCell::text(one.id.to_string())];
    cells.extend(of_programme(programme));
    cells.extend([
        GridCell::Day(one.begun_on),
        GridCell::Day(one.ended_on),
        GridCell::text(&one.body),
        GridCell::text(&one.field),
        GridCell::whole(one.units),
        GridCell::text(&one.unit_names),
        GridCell::text(&one.result),
        GridCell::text(&one.note),
    ]);
    cells
}

pub(super) fn inspection_rows(register: &Register) -> Result<Vec<Vec<GridCell>>, StoreError> {
    let programmes = by_ids(register)?;
    let all = store::programme::all_inspections(register.store.conn())?;
    Ok(all
        .iter()
        .map(|one| {
            let programme = one.programme_id.and_then(|id| programmes.get(&id));
            inspection_cells(one, programme)
        })
        .collect())
}

pub(super) fn take_inspection(
    taker: &mut Taker<'_, '_>,
    mut line: Line<'_>,
) -> Result<RowFate, RegisterError> {
    let by_id = taker.by_id::<Inspection, InspectionId>(&mut line, "id", "đợt kiểm tra")?;
    let programme = named(taker, &mut line)?;
    let begun_on = line.needed_day("begun_on", "Hãy ghi ngày kiểm tra.");
    let ended_on = line.day("ended_on").or(begun_on);
    let body = line.needed("body", "Hãy ghi cơ quan kiểm tra.");
    let field = line.needed("field", "Hãy ghi lĩnh vực kiểm tra.");
    let units = line.needed_number("units", "Hãy ghi số lượt đơn vị được kiểm tra.");
    let (Some(begun_on), Some(ended_on), Some(units)) = (begun_on, ended_on, units) else {
        return Ok(line.refused());
    };
    let base = or_find(by_id, || {
        let keys = (text::fold(&body), text::fold(&field));
        let mut same_day = store::programme::inspections_of_day(taker.tx.rows.conn(), ended_on)?;
        same_day.retain(|one| {
            one.begun_on == begun_on && (text::fold(&one.body), text::fold(&one.field)) == keys
        });
        Ok(same_day.pop())
    })?;
    let known_by = match &base {
        Some(base) => base.id.to_string(),
        None => format!(
            "{begun_on}\n{ended_on}\n{}\n{}",
            text::fold(&body),
            text::fold(&field)
        ),
    };
    if !taker.is_first(&mut line, "begun_on", known_by) {
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
    let new = Inspection {
        id: there.map_or(InspectionId(uuid::Uuid::nil()), |one| one.id),
        ver: there.map_or(0, |one| one.ver),
        programme_id: programme.as_ref().map(|one| one.id),
        begun_on,
        ended_on,
        body,
        field,
        units,
        unit_names: line.text_over("unit_names", there.map_or("", |one| &one.unit_names)),
        result: line.text_over("result", there.map_or("", |one| &one.result)),
        note: line.text_over("note", there.map_or("", |one| &one.note)),
    };
    if line.is_wrong() {
        return Ok(line.refused());
    }
    let before = there.map(|one| inspection_cells(one, programme_before.as_ref()));
    let saved = lay_inspection(taker.tx, there, &new, taker.today);
    line.settle(before.as_deref(), saved, |one| {
        inspection_cells(one, programme.as_ref())
    })
}
