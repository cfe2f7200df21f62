//! Mô hình "Dân vận khéo": lists and comparisons read from the records, their states computed for a day.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{Datelike as _, NaiveDate};
use rusqlite::{Connection, params};

use super::check::{Finding, error};
use super::column::read;
use super::error::StoreError;
use super::record::{get, select};
use super::{board, profile, unit};
use crate::domain::due::DueStanding;
use crate::domain::text::fold;
use crate::domain::{
    Commitment, ModelField, ModelFieldId, ModelId, ModelState, SkilfulModel, Unit, UnitId,
};
use crate::read::skilful_model::{
    ComparedUnit, ModelComparison, ModelDetail, ModelFilter, ModelList, ModelRow, Promised,
};

/// The fields of work, as the office orders them.
pub fn fields(conn: &Connection) -> Result<Vec<ModelField>, StoreError> {
    select(conn, "ORDER BY position, name, id", [])
}

/// What a model promised, in order.
pub fn all(conn: &Connection) -> Result<Vec<SkilfulModel>, StoreError> {
    select(conn, "ORDER BY year, registered_on, id", [])
}

/// What every model promised, model by model.
pub fn all_commitments(conn: &Connection) -> Result<Vec<Commitment>, StoreError> {
    select(conn, "ORDER BY model_id, position, id", [])
}

pub fn commitments(conn: &Connection, id: ModelId) -> Result<Vec<Commitment>, StoreError> {
    select(
        conn,
        "WHERE model_id = ?1 ORDER BY position, id",
        [id.0.as_bytes()],
    )
}

/// How many models are sorted under a field.
pub fn of_field(conn: &Connection, id: ModelFieldId) -> Result<u64, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT count(*) FROM skilful_model WHERE field_id = ?1")?;
    let count: i64 = statement.query_row([id.0.as_bytes()], |row| row.get(0))?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// The model of a unit and year with this title by these people, case and marks aside.
pub fn same(
    conn: &Connection,
    unit_id: UnitId,
    year: i64,
    (title, who): (&str, &str),
) -> Result<Option<SkilfulModel>, StoreError> {
    let there: Vec<SkilfulModel> = select(
        conn,
        "WHERE unit_id = ?1 AND year = ?2 ORDER BY id",
        params![unit_id.0.as_bytes(), year],
    )?;
    let (title, who) = (fold(title), fold(who));
    Ok(there
        .into_iter()
        .find(|model| fold(&model.title) == title && fold(&model.who) == who))
}

/// A list as of a day: what was not registered by then is not in it.
pub fn list(
    conn: &Connection,
    filter: &ModelFilter,
    as_of: NaiveDate,
) -> Result<ModelList, StoreError> {
    let fields = fields(conn)?;
    let rows = rows(conn, filter, as_of, &fields)?;
    let (years, used) = years(conn, as_of)?;
    Ok(ModelList {
        filter: filter.clone(),
        as_of,
        rows,
        fields,
        years,
        districts: board::districts(conn)?,
        used,
    })
}

fn rows(
    conn: &Connection,
    filter: &ModelFilter,
    as_of: NaiveDate,
    fields: &[ModelField],
) -> Result<Vec<ModelRow>, StoreError> {
    let names: HashMap<ModelFieldId, &str> = fields
        .iter()
        .map(|field| (field.id, field.name.as_str()))
        .collect();
    let mut wanted_units = HashSet::new();
    if let Some(id) = filter.unit_id {
        wanted_units.insert(id);
        if filter.with_before {
            let before = profile::all_before(conn, id)?;
            wanted_units.extend(before.into_iter().map(|unit| unit.id));
        }
    }
    let models: Vec<SkilfulModel> = match filter.year {
        Some(year) => select(conn, "WHERE year = ?1 ORDER BY registered_on, id", [year])?,
        None => select(conn, "ORDER BY year DESC, registered_on, id", [])?,
    };
    let mut of_unit: HashMap<UnitId, Vec<SkilfulModel>> = HashMap::new();
    for model in models {
        of_unit.entry(model.unit_id).or_default().push(model);
    }
    let mut promised = promised(conn, filter.year, as_of)?;
    let text = fold(&filter.text);
    let mut rows = Vec::new();
    for unit in unit::all(conn)? {
        let here = of_unit.remove(&unit.id).unwrap_or_default();
        let elsewhere = !filter.district.is_empty() && unit.district != filter.district;
        if elsewhere || (filter.unit_id.is_some() && !wanted_units.contains(&unit.id)) {
            continue;
        }
        for model in here {
            let Some(state) = model.state_on(as_of) else {
                continue;
            };
            let mut promised = promised.remove(&model.id).unwrap_or_default();
            if ends_promises(state) {
                promised.late = 0;
            }
            let row = ModelRow {
                state,
                unit_code: unit.code.clone(),
                unit_name: unit.name.clone(),
                field: model
                    .field_id
                    .and_then(|id| names.get(&id))
                    .map_or_else(String::new, |name| (*name).to_owned()),
                promised,
                model,
            };
            if fits(&row, filter, as_of, &text) {
                rows.push(row);
            }
        }
    }
    Ok(rows)
}

/// What nobody waits for any more is not overdue.
pub(super) fn ends_promises(state: ModelState) -> bool {
    matches!(state, ModelState::Withdrawn | ModelState::NotRecognised)
}

fn fits(row: &ModelRow, filter: &ModelFilter, as_of: NaiveDate, text: &str) -> bool {
    let model = &row.model;
    let proposed = model.praise.is_some()
        && model.reviewed_on.is_some_and(|day| day <= as_of)
        && !ends_promises(row.state);
    filter.kind.is_none_or(|kind| model.kind == kind)
        && filter.state.is_none_or(|state| row.state == state)
        && filter.field_id.is_none_or(|id| model.field_id == Some(id))
        && (!filter.late || row.promised.late > 0)
        && (!filter.proposed || proposed)
        && (text.is_empty()
            || fold(&format!(
                "{} {} {} {} {}",
                model.title, model.who, row.unit_name, row.field, model.decision_number
            ))
            .contains(text))
}

fn promised(
    conn: &Connection,
    year: Option<i64>,
    as_of: NaiveDate,
) -> Result<HashMap<ModelId, Promised>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT c.model_id, c.due, c.done_on FROM model_commitment AS c JOIN skilful_model AS m ON m.id = c.model_id
         WHERE ?1 IS NULL OR m.year = ?1",
    )?;
    let mut found = statement.query([year])?;
    let mut out: HashMap<ModelId, Promised> = HashMap::new();
    while let Some(row) = found.next()? {
        let standing = DueStanding::on(as_of, read(row, 1)?, read(row, 2)?);
        let promised = out.entry(read(row, 0)?).or_default();
        promised.all += 1;
        promised.done += u64::from(standing.is_done());
        promised.late += u64::from(standing.is_late());
    }
    Ok(out)
}

fn years(conn: &Connection, as_of: NaiveDate) -> Result<(Vec<i64>, bool), StoreError> {
    let mut statement = conn.prepare_cached("SELECT DISTINCT year FROM skilful_model")?;
    let found = statement.query_map([], |row| row.get(0))?;
    let mut years: BTreeSet<i64> = found.collect::<Result<_, _>>()?;
    let used = !years.is_empty();
    years.insert(i64::from(as_of.year()));
    Ok((years.into_iter().rev().collect(), used))
}

/// One model as of a day.
pub fn detail(
    conn: &Connection,
    id: ModelId,
    as_of: NaiveDate,
) -> Result<Option<ModelDetail>, StoreError> {
    let Some(model) = get::<SkilfulModel>(conn, id)? else {
        return Ok(None);
    };
    let Some(unit) = get::<Unit>(conn, model.unit_id)? else {
        return Ok(None);
    };
    let field = match model.field_id {
        Some(id) => get::<ModelField>(conn, id)?.map_or_else(String::new, |field| field.name),
        None => String::new(),
    };
    let state = model.state_on(as_of).unwrap_or(ModelState::Registered);
    let commitments: Vec<(Commitment, DueStanding)> = commitments(conn, id)?
        .into_iter()
        .map(|one| {
            let standing = DueStanding::on(as_of, one.due, one.done_on);
            (one, standing)
        })
        .collect();
    let count = |fits: fn(DueStanding) -> bool| {
        let fitting = commitments.iter().filter(|(_, standing)| fits(*standing));
        u64::try_from(fitting.count()).unwrap_or(u64::MAX)
    };
    let late = if ends_promises(state) {
        0
    } else {
        count(DueStanding::is_late)
    };
    let promised = Promised {
        all: count(|_| true),
        done: count(DueStanding::is_done),
        late,
    };
    Ok(Some(ModelDetail {
        row: ModelRow {
            model,
            state,
            unit_code: unit.code.clone(),
            unit_name: unit.name.clone(),
            field,
            promised,
        },
        unit,
        commitments,
    }))
}

/// A year beside the one before.
pub fn comparison(
    conn: &Connection,
    year: i64,
    district: &str,
    as_of: NaiveDate,
) -> Result<ModelComparison, StoreError> {
    let models: Vec<SkilfulModel> = select(conn, "WHERE year BETWEEN ?1 AND ?2", [year - 1, year])?;
    let mut of_unit: HashMap<UnitId, Vec<SkilfulModel>> = HashMap::new();
    for model in models {
        of_unit.entry(model.unit_id).or_default().push(model);
    }
    let mut rows = Vec::new();
    for unit in unit::all(conn)? {
        let here = of_unit.remove(&unit.id).unwrap_or_default();
        if !district.is_empty() && unit.district != district {
            continue;
        }
        let mut row = ComparedUnit {
            unit,
            now: crate::read::skilful_model::ModelQuarters::default(),
            before: crate::read::skilful_model::ModelQuarters::default(),
        };
        let mut any = false;
        for model in here {
            if let Some(state) = model.state_on(as_of) {
                any = true;
                let side = if model.year == year {
                    &mut row.now
                } else {
                    &mut row.before
                };
                side.add(&model, state);
            }
        }
        if any {
            rows.push(row);
        }
    }
    Ok(ModelComparison { year, as_of, rows })
}

/// Whether the days of each model can be.
pub(super) fn check(conn: &Connection, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let far = NaiveDate::MAX;
    for model in select::<SkilfulModel>(conn, "ORDER BY year, id", [])? {
        let Some(unit) = get::<Unit>(conn, model.unit_id)? else {
            continue;
        };
        if let Err(problems) = model.check(&unit, far) {
            let words: Vec<&str> = problems.0.iter().map(|p| p.message.as_str()).collect();
            findings.push(error(format!(
                "Mô hình Dân vận khéo “{}” năm {} của {}: {}",
                model.title,
                model.year,
                unit.name,
                words.join(" ")
            )));
        }
    }
    Ok(())
}
