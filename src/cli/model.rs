//! `qcdc model`, `qcdc list models`: mô hình Dân vận khéo without a window.

use std::path::Path;

use anyhow::{Result, bail};
use chrono::{Datelike as _, NaiveDate};
use serde::Serialize;
use uuid::Uuid;

use super::World;
use super::model_args::{
    ModelCommand, ModelListArgs, ModelPaperArgs, ModelPaperKind, RegisterArgs, Which,
};
use super::papers::unit;
use super::table::{Table, short};
use super::write_json;
use crate::domain::date::{parse, show};
use crate::domain::{Commitment, CommitmentId, ModelId, ModelOutcome, SkilfulModel, UnitId, text};
use crate::read::skilful_model::{LEGEND, ModelPaper, ModelRow, quarter_words};
use crate::read::{ModelFilter, PaperRequest};
use crate::register::{Fate, ModelEntry, Outcome, Register, RegisterError, blank_model};

const NAME: usize = 26;

pub(super) fn run(file: Option<&Path>, what: &ModelCommand, world: &mut World<'_>) -> Result<()> {
    let mut register = world.open(file)?;
    let today = register.today();
    match what {
        ModelCommand::Register(args) => put(&mut register, args, world),
        ModelCommand::Commit { of, text, due } => {
            let one = Commitment {
                id: CommitmentId(Uuid::nil()),
                ver: 0,
                model_id: id(&register, &of.id)?,
                position: 0,
                text: text.clone(),
                due: *due,
                done_on: None,
                result: String::new(),
            };
            said(&plain(register.save_commitment(None, &one))?, world)
        }
        ModelCommand::Fulfil {
            of,
            number,
            on,
            result,
        } => {
            let detail = register.model(id(&register, &of.id)?, today)?;
            let found = number
                .checked_sub(1)
                .and_then(|at| detail.commitments.get(at));
            let Some((base, _)) = found else {
                bail!(
                    "Mô hình này có {:02} cam kết; không có cam kết thứ {number}.",
                    detail.commitments.len()
                );
            };
            let new = Commitment {
                done_on: Some(on.unwrap_or(today)),
                result: result.clone(),
                ..base.clone()
            };
            said(&plain(register.save_commitment(Some(base), &new))?, world)
        }
        ModelCommand::Start { of, on } => stage(&mut register, &of.id, world, |model| {
            model.started_on = Some(on.on.unwrap_or(today));
        }),
        ModelCommand::Review {
            of,
            on,
            result,
            propose,
        } => stage(&mut register, &of.id, world, |model| {
            model.reviewed_on = Some(on.on.unwrap_or(today));
            model.review.clone_from(result);
            model.praise = *propose;
        }),
        ModelCommand::Recognise {
            of,
            on,
            level,
            by,
            number,
        } => stage(&mut register, &of.id, world, |model| {
            model.decided_on = Some(on.on.unwrap_or(today));
            model.outcome = Some(ModelOutcome::Recognised);
            model.level = Some(*level);
            model.decided_by.clone_from(by);
            model.decision_number.clone_from(number);
        }),
        ModelCommand::Refuse { of, on, reason } => stage(&mut register, &of.id, world, |model| {
            model.decided_on = Some(on.on.unwrap_or(today));
            model.outcome = Some(ModelOutcome::NotRecognised);
            model.outcome_reason.clone_from(reason);
        }),
        ModelCommand::Withdraw { of, on, reason } => stage(&mut register, &of.id, world, |model| {
            model.withdrawn_on = Some(on.on.unwrap_or(today));
            model.withdrawn_reason.clone_from(reason);
        }),
        ModelCommand::Show { of } => one(&register, id(&register, &of.id)?, world),
        ModelCommand::Remove { of } => {
            let id = id(&register, &of.id)?;
            said(&register.remove_model(id)?, world)
        }
        ModelCommand::Compare {
            year,
            district,
            day,
        } => compare(&register, (*year, district), day.as_of, world),
        ModelCommand::Fields {
            add,
            rename,
            remove,
        } => fields(
            &mut register,
            (add.as_deref(), rename, remove.as_deref()),
            world,
        ),
    }
}

/// The model that an identity or its beginning means.
fn id(register: &Register, typed: &str) -> Result<ModelId> {
    let typed = typed.trim().to_lowercase();
    if let Ok(id) = typed.parse() {
        return Ok(id);
    }
    if typed.chars().count() < 4 {
        bail!("Mã “{typed}” quá ngắn; ghi ít nhất 4 chữ đầu. Xem mã bằng lệnh “qcdc list models”.");
    }
    let all = register.models(&ModelFilter::default(), register.today())?;
    let mut fitting = all
        .rows
        .iter()
        .map(|row| row.model.id)
        .filter(|id| id.to_string().starts_with(&typed));
    match (fitting.next(), fitting.next()) {
        (Some(id), None) => Ok(id),
        (Some(_), Some(_)) => bail!("Nhiều mô hình có mã bắt đầu bằng “{typed}”; hãy ghi dài hơn."),
        (None, _) => {
            bail!("Không có mô hình mang mã “{typed}”. Xem mã bằng lệnh “qcdc list models”.")
        }
    }
}

/// Whole sentences, without the names of the window's fields.
fn plain<T>(result: Result<Outcome<T>, RegisterError>) -> Result<Outcome<T>, RegisterError> {
    result.map_err(|error| match error {
        RegisterError::Problems(mut problems) => {
            for problem in &mut problems.0 {
                problem.place.clear();
            }
            RegisterError::Problems(problems)
        }
        RegisterError::Store(_) | RegisterError::Conflict(_) | RegisterError::Refused(_) => error,
    })
}

fn said<T>(outcome: &Outcome<T>, world: &mut World<'_>) -> Result<()> {
    let words = match outcome.message.as_str() {
        "" => "Không có gì thay đổi",
        words => words,
    };
    Ok(writeln!(world.err, "{words}.")?)
}

fn stage(
    register: &mut Register,
    typed: &str,
    world: &mut World<'_>,
    change: impl FnOnce(&mut SkilfulModel),
) -> Result<()> {
    let base = register
        .model(id(register, typed)?, register.today())?
        .row
        .model;
    let mut new = base.clone();
    change(&mut new);
    said(&plain(register.edit_model(&base, &new))?, world)
}

/// "30/06/2021: nội dung", or the text alone.
fn commitment(typed: &str) -> Commitment {
    let (due, text) = match typed.split_once(':') {
        Some((day, rest)) if parse(day).is_some() => (parse(day), rest),
        _ => (None, typed),
    };
    Commitment {
        id: CommitmentId(Uuid::nil()),
        ver: 0,
        model_id: ModelId(Uuid::nil()),
        position: 0,
        text: text::clean(text),
        due,
        done_on: None,
        result: String::new(),
    }
}

fn put(register: &mut Register, args: &RegisterArgs, world: &mut World<'_>) -> Result<()> {
    let unit = unit(register, &args.unit)?;
    let day = args.on.unwrap_or_else(|| register.today());
    let model = SkilfulModel {
        kind: args.kind,
        who: args.who.clone(),
        title: args.title.clone(),
        note: args.note.clone(),
        ..blank_model(UnitId(Uuid::nil()), args.year, day)
    };
    let entry = ModelEntry {
        unit_code: unit.code,
        field: args.field.clone(),
        model,
        commitments: args.commitment.iter().map(|one| commitment(one)).collect(),
    };
    let outcome = plain(register.put_models(std::slice::from_ref(&entry)))?;
    for (id, fate) in &outcome.value {
        writeln!(world.out, "{id}")?;
        let words = match fate {
            Fate::New => "Đã đăng ký mô hình mới",
            Fate::Changed => "Đã sửa mô hình đã có",
            Fate::Same => "Mô hình đã có, không có gì thay đổi",
        };
        writeln!(world.err, "{words}.")?;
    }
    Ok(())
}

fn filter(register: &Register, which: &Which) -> Result<ModelFilter> {
    let unit_id = match &which.unit {
        Some(code) => Some(unit(register, code)?.id),
        None => None,
    };
    Ok(ModelFilter {
        year: which.year,
        district: which.district.clone(),
        unit_id,
        kind: which.kind,
        state: which.state,
        late: which.overdue,
        ..ModelFilter::default()
    })
}

/// The paper that was asked for.
pub(super) fn request(register: &Register, args: &ModelPaperArgs) -> Result<PaperRequest> {
    let filter = filter(register, &args.which)?;
    let as_of = args.which.day.on(register);
    Ok(PaperRequest::Models(match args.paper {
        ModelPaperKind::Register => ModelPaper::Register { filter, as_of },
        ModelPaperKind::Proposal => ModelPaper::Proposal { filter, as_of },
        ModelPaperKind::Comparison => ModelPaper::Comparison {
            year: filter.year.unwrap_or_else(|| i64::from(as_of.year())),
            district: filter.district,
            as_of,
        },
    }))
}

#[derive(Debug, Serialize)]
struct Line<'a> {
    id: ModelId,
    unit: &'a str,
    unit_name: &'a str,
    year: i64,
    title: &'a str,
    kind: &'static str,
    who: &'a str,
    field: &'a str,
    registered_on: NaiveDate,
    state: &'static str,
    since: Option<NaiveDate>,
    commitments: u64,
    done: u64,
    late: u64,
    review: &'a str,
    proposal: Option<&'static str>,
    level: Option<&'static str>,
    decision_number: &'a str,
    decided_by: &'a str,
}

fn line(row: &ModelRow) -> Line<'_> {
    let model = &row.model;
    Line {
        id: model.id,
        unit: &row.unit_code,
        unit_name: &row.unit_name,
        year: model.year,
        title: &model.title,
        kind: model.kind.code(),
        who: &model.who,
        field: &row.field,
        registered_on: model.registered_on,
        state: row.state.code(),
        since: model.since(row.state),
        commitments: row.promised.all,
        done: row.promised.done,
        late: row.promised.late,
        review: &model.review,
        proposal: model.praise.map(crate::domain::ModelPraise::code),
        level: model.level.map(crate::domain::RecognitionLevel::code),
        decision_number: &model.decision_number,
        decided_by: &model.decided_by,
    }
}

pub(super) fn list(register: &Register, args: &ModelListArgs, world: &mut World<'_>) -> Result<()> {
    let as_of = args.which.day.on(register);
    let list = register.models(&filter(register, &args.which)?, as_of)?;
    if args.json {
        let lines: Vec<Line<'_>> = list.rows.iter().map(line).collect();
        return write_json(world.out, &lines);
    }
    let mut table = Table::new(&[
        "Mã",
        "Đơn vị",
        "Năm",
        "Loại",
        "Tập thể, cá nhân",
        "Mô hình",
        "Đăng ký",
        "Cam kết",
        "Trạng thái",
    ]);
    for row in &list.rows {
        let model = &row.model;
        let late = match row.promised.late {
            0 => String::new(),
            late => format!(", quá hạn {late}"),
        };
        table.row(vec![
            model.id.to_string(),
            short(&row.unit_name, NAME),
            model.year.to_string(),
            model.kind.label().to_owned(),
            short(&model.who, NAME),
            short(&model.title, NAME),
            show(model.registered_on),
            format!("{}{late}", row.promised.share()),
            row.state.label().to_owned(),
        ]);
    }
    if !list.rows.is_empty() {
        table.write(world.out)?;
    }
    let tally = list.tally();
    writeln!(
        world.err,
        "Tính đến {}: đăng ký {}; được công nhận {}; cam kết quá hạn {}.",
        show(as_of),
        tally.words(),
        tally.share(),
        list.late()
    )?;
    Ok(())
}

fn one(register: &Register, id: ModelId, world: &mut World<'_>) -> Result<()> {
    let detail = register.model(id, register.today())?;
    let model = &detail.row.model;
    writeln!(world.out, "{}", model.title)?;
    writeln!(world.out, "  {}: {}", model.kind.label(), model.who)?;
    writeln!(world.out, "  {}, năm {}", detail.unit.name, model.year)?;
    let day = detail.row.model.since(detail.row.state).map(show);
    writeln!(
        world.out,
        "  {} ({})",
        detail.row.state.label(),
        day.unwrap_or_default()
    )?;
    if model.outcome == Some(ModelOutcome::Recognised) {
        writeln!(world.out, "  {}", model.recognition())?;
    }
    for (number, (one, standing)) in (1..).zip(&detail.commitments) {
        let due = one
            .due
            .map_or_else(String::new, |day| format!(", hạn {}", show(day)));
        writeln!(
            world.out,
            "  {number}. {} ({}{due})",
            one.text,
            text::lower_first(&standing.words())
        )?;
    }
    Ok(())
}

fn compare(
    register: &Register,
    (year, district): (i64, &str),
    as_of: Option<NaiveDate>,
    world: &mut World<'_>,
) -> Result<()> {
    let as_of = as_of.unwrap_or_else(|| register.today());
    let page = register.compare_models(year, district, as_of)?;
    let mut table = Table::new(&[
        "Đơn vị",
        "Năm",
        ">Quý I",
        ">Quý II",
        ">Quý III",
        ">Quý IV",
        ">Cả năm",
        ">Được công nhận",
    ]);
    let total = (page.now(), page.before());
    let rows = page
        .rows
        .iter()
        .map(|row| (page.name(row), (row.now, row.before)));
    for (name, (now, before)) in rows.chain([("Tổng".to_owned(), total)]) {
        for (at, side) in [(year, now), (year - 1, before)] {
            let mut cells = vec![short(&name, NAME), at.to_string()];
            for (place, quarter) in side.quarters.into_iter().enumerate() {
                let begun = at < year || page.has_begun(place);
                cells.push(quarter_words(quarter, begun));
            }
            cells.push(quarter_words(side.year(), true));
            cells.push(side.year().share());
            table.row(cells);
        }
    }
    table.write(world.out)?;
    writeln!(world.err, "{LEGEND}")?;
    Ok(())
}

fn fields(
    register: &mut Register,
    (add, rename, remove): (Option<&str>, &[String], Option<&str>),
    world: &mut World<'_>,
) -> Result<()> {
    if let Some(name) = add {
        said(&plain(register.save_model_field(None, name))?, world)?;
    }
    let found = |register: &Register, name: &str| -> Result<crate::domain::ModelField> {
        let wanted = text::fold(name);
        let all = register.model_fields()?;
        match all
            .into_iter()
            .find(|field| text::fold(&field.name) == wanted)
        {
            Some(field) => Ok(field),
            None => bail!("Không có lĩnh vực “{name}”."),
        }
    };
    if let [old, new] = rename {
        let base = found(register, old)?;
        said(&plain(register.save_model_field(Some(&base), new))?, world)?;
    }
    if let Some(name) = remove {
        let base = found(register, name)?;
        said(&register.remove_model_field(base.id)?, world)?;
    }
    for field in register.model_fields()? {
        writeln!(world.out, "{}", field.name)?;
    }
    Ok(())
}
