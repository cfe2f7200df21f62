//! "Dân vận khéo" models, and what they promised, from a sheet.

use std::collections::HashMap;

use super::Taker;
use super::line::Line;
use super::or_find;
use crate::domain::{
    Commitment, CommitmentId, ModelField, ModelFieldId, ModelId, ModelKind, ModelOutcome,
    ModelPraise, RecognitionLevel, SkilfulModel, text,
};
use crate::read::grid::{GridCell, RowFate};
use crate::register::Register;
use crate::register::error::RegisterError;
use crate::register::model_field::field_named;
use crate::register::skilful_model::{blank_model, lay, lay_commitment};
use crate::store::{self, StoreError};

fn label(label: Option<&'static str>) -> GridCell {
    GridCell::text(label.unwrap_or_default())
}

fn cells(
    model: &SkilfulModel,
    (unit, unit_name): (&str, &str),
    fields: &HashMap<ModelFieldId, String>,
) -> Vec<GridCell> {
    let field = model.field_id.and_then(|id| fields.get(&id));
    vec![
        GridCell::text(model.id.to_string()),
        GridCell::text(unit),
        GridCell::text(unit_name),
        GridCell::whole(model.year),
        GridCell::text(&model.title),
        GridCell::text(model.kind.label()),
        GridCell::text(&model.who),
        GridCell::text(field.map_or("", |name| name)),
        GridCell::Day(model.registered_on),
        GridCell::day(model.started_on),
        GridCell::day(model.reviewed_on),
        GridCell::text(&model.review),
        label(model.praise.map(ModelPraise::label)),
        GridCell::day(model.decided_on),
        label(model.outcome.map(ModelOutcome::label)),
        label(model.level.map(RecognitionLevel::label)),
        GridCell::text(&model.decision_number),
        GridCell::text(&model.decided_by),
        GridCell::text(&model.outcome_reason),
        GridCell::day(model.withdrawn_on),
        GridCell::text(&model.withdrawn_reason),
        GridCell::text(&model.note),
    ]
}

fn names_of(fields: Vec<ModelField>) -> HashMap<ModelFieldId, String> {
    let fields = fields.into_iter();
    fields.map(|field| (field.id, field.name)).collect()
}

pub(super) fn rows(register: &Register) -> Result<Vec<Vec<GridCell>>, StoreError> {
    let conn = register.store.conn();
    let names = super::unit_names(register)?;
    let fields = names_of(store::skilful_model::fields(conn)?);
    let models = store::skilful_model::all(conn)?;
    Ok(models
        .iter()
        .map(|model| cells(model, super::named(&names, model.unit_id), &fields))
        .collect())
}

pub(super) fn take(
    taker: &mut Taker<'_, '_>,
    mut line: Line<'_>,
) -> Result<RowFate, RegisterError> {
    let by_id = taker.by_id::<SkilfulModel, ModelId>(&mut line, "id", "mô hình")?;
    let unit = taker.unit(&mut line, "unit_id")?;
    let year = line.needed_number("year", "Hãy ghi năm đăng ký, ví dụ 2024.");
    let title = line.needed("title", "Hãy ghi tên mô hình.");
    let who = line.needed("who", "Hãy ghi tập thể hoặc cá nhân đăng ký.");
    let kind = line.needed_choice(
        "kind",
        ModelKind::ALL,
        "Hãy ghi loại mô hình: Tập thể hoặc Cá nhân.",
    );
    let registered_on = line.needed_day("registered_on", "Hãy ghi ngày đăng ký.");
    let (Some(unit), Some(year), Some(kind), Some(registered_on)) =
        (unit, year, kind, registered_on)
    else {
        return Ok(line.refused());
    };
    let base = or_find(by_id, || {
        let keys = (title.as_str(), who.as_str());
        store::skilful_model::same(taker.tx.rows.conn(), unit.id, year, keys)
    })?;
    let known_by = match &base {
        Some(base) => base.id.to_string(),
        None => format!(
            "{}\n{year}\n{}\n{}",
            unit.code,
            text::fold(&title),
            text::fold(&who)
        ),
    };
    if !taker.is_first(&mut line, "title", known_by) {
        return Ok(line.refused());
    }
    let there = base
        .clone()
        .unwrap_or_else(|| blank_model(unit.id, year, registered_on));
    let mut new = SkilfulModel {
        unit_id: unit.id,
        year,
        title,
        kind,
        who,
        registered_on,
        started_on: line.day_over("started_on", there.started_on),
        reviewed_on: line.day_over("reviewed_on", there.reviewed_on),
        review: line.text_over("review", &there.review),
        praise: line.choice_over("praise", ModelPraise::ALL, there.praise),
        decided_on: line.day_over("decided_on", there.decided_on),
        outcome: line.choice_over("outcome", ModelOutcome::ALL, there.outcome),
        level: line.choice_over("level", RecognitionLevel::ALL, there.level),
        decision_number: line.text_over("decision_number", &there.decision_number),
        decided_by: line.text_over("decided_by", &there.decided_by),
        outcome_reason: line.text_over("outcome_reason", &there.outcome_reason),
        withdrawn_on: line.day_over("withdrawn_on", there.withdrawn_on),
        withdrawn_reason: line.text_over("withdrawn_reason", &there.withdrawn_reason),
        note: line.text_over("note", &there.note),
        ..there.clone()
    };
    let field = line.text("field_id");
    if line.is_wrong() {
        return Ok(line.refused());
    }
    if line.has("field_id") {
        new.field_id = field_named(taker.tx, &field)?;
    }
    let fields = names_of(store::skilful_model::fields(taker.tx.rows.conn())?);
    let before = match &base {
        Some(base) => {
            let (code, name) = taker.unit_words(base.unit_id)?;
            Some(cells(base, (&code, &name), &fields))
        }
        None => None,
    };
    let saved = lay(taker.tx, base.as_ref(), &new, taker.today);
    line.settle(before.as_deref(), saved, |saved| {
        cells(saved, (&unit.code, &unit.name), &fields)
    })
}

fn commitment_cells(
    one: &Commitment,
    model: &SkilfulModel,
    (unit, unit_name): (&str, &str),
) -> Vec<GridCell> {
    vec![
        GridCell::text(one.id.to_string()),
        GridCell::text(model.id.to_string()),
        GridCell::text(unit),
        GridCell::text(unit_name),
        GridCell::whole(model.year),
        GridCell::text(&model.title),
        GridCell::text(&model.who),
        GridCell::text(&one.text),
        GridCell::day(one.due),
        GridCell::day(one.done_on),
        GridCell::text(&one.result),
    ]
}

pub(super) fn commitment_rows(register: &Register) -> Result<Vec<Vec<GridCell>>, StoreError> {
    let conn = register.store.conn();
    let names = super::unit_names(register)?;
    let models: HashMap<ModelId, SkilfulModel> = store::skilful_model::all(conn)?
        .into_iter()
        .map(|model| (model.id, model))
        .collect();
    let commitments = store::skilful_model::all_commitments(conn)?;
    Ok(commitments
        .iter()
        .filter_map(|one| {
            let model = models.get(&one.model_id)?;
            let unit = super::named(&names, model.unit_id);
            Some(commitment_cells(one, model, unit))
        })
        .collect())
}

/// The model that a row names, by its identity or by its unit, year, title and who.
fn model_of(
    taker: &mut Taker<'_, '_>,
    line: &mut Line<'_>,
) -> Result<Option<SkilfulModel>, RegisterError> {
    let by_id = taker.by_id::<SkilfulModel, ModelId>(line, "model_id", "mô hình")?;
    if by_id.is_some() || line.is_wrong() {
        return Ok(by_id);
    }
    let unit = taker.unit(line, "unit_id")?;
    let year = line.needed_number("year", "Hãy ghi năm đăng ký, ví dụ 2024.");
    let title = line.needed("title", "Hãy ghi tên mô hình.");
    let who = line.needed("who", "Hãy ghi tập thể hoặc cá nhân đăng ký.");
    let (Some(unit), Some(year)) = (unit, year) else {
        return Ok(None);
    };
    let keys = (title.as_str(), who.as_str());
    let found = store::skilful_model::same(taker.tx.rows.conn(), unit.id, year, keys)?;
    if found.is_none() && !line.is_wrong() {
        line.wrong(
            "title",
            format!("Chưa có mô hình này của “{who}” năm {year}; hãy nhập bảng mô hình trước."),
        );
    }
    Ok(found)
}

pub(super) fn take_commitment(
    taker: &mut Taker<'_, '_>,
    mut line: Line<'_>,
) -> Result<RowFate, RegisterError> {
    let by_id = taker.by_id::<Commitment, CommitmentId>(&mut line, "id", "cam kết")?;
    let model = model_of(taker, &mut line)?;
    let words = line.needed("text", "Hãy ghi nội dung cam kết.");
    let Some(model) = model else {
        return Ok(line.refused());
    };
    if by_id.as_ref().is_some_and(|one| one.model_id != model.id) {
        line.wrong(
            "id",
            "Cam kết mang mã này là của mô hình khác; hãy xem lại.",
        );
    }
    let base = or_find(by_id, || {
        let wanted = text::fold(&words);
        let all = store::skilful_model::commitments(taker.tx.rows.conn(), model.id)?;
        Ok(all.into_iter().find(|one| text::fold(&one.text) == wanted))
    })?;
    let known_by = match &base {
        Some(base) => base.id.to_string(),
        None => format!("{}\n{}", model.id, text::fold(&words)),
    };
    if !taker.is_first(&mut line, "text", known_by) {
        return Ok(line.refused());
    }
    let there = base.as_ref();
    let new = Commitment {
        id: there.map_or(CommitmentId(uuid::Uuid::nil()), |one| one.id),
        ver: there.map_or(0, |one| one.ver),
        model_id: model.id,
        position: there.map_or(0, |one| one.position),
        text: words,
        due: line.day_over("due", there.and_then(|one| one.due)),
        done_on: line.day_over("done_on", there.and_then(|one| one.done_on)),
        result: line.text_over("result", there.map_or("", |one| &one.result)),
    };
    if line.is_wrong() {
        return Ok(line.refused());
    }
    let (code, name) = taker.unit_words(model.unit_id)?;
    let names = (code.as_str(), name.as_str());
    let before = there.map(|one| commitment_cells(one, &model, names));
    let saved = lay_commitment(taker.tx, &model, there, &new, taker.today);
    line.settle(before.as_deref(), saved, |one| {
        commitment_cells(one, &model, names)
    })
}
