//! Mô hình "Dân vận khéo": registered, edited through its stages, removed; what it promised; the fields of work.

use chrono::NaiveDate;
use uuid::Uuid;

use super::Register;
use super::change::Op;
use super::error::{RegisterError, refused};
use super::model_field::field_named;
use super::transact::{Outcome, Tx};
use crate::domain::{Commitment, CommitmentId, ModelId, Problem, SkilfulModel, Unit, text};
use crate::read::skilful_model::{
    ModelComparison, ModelDetail, ModelFilter, ModelIssuer, ModelList,
};
use crate::store;

const WHAT: &str = "Mô hình này";

/// A whole model by its natural keys, as an import brings it: unit, year, title and who.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelEntry {
    pub unit_code: String,
    /// Name of the field of work; empty for none, a new name makes a new field.
    pub field: String,
    /// Its identity, unit and field are given by the keys.
    pub model: SkilfulModel,
    /// What it promised: all of it, in order.
    pub commitments: Vec<Commitment>,
}

/// What became of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    New,
    Changed,
    Same,
}

impl Register {
    /// The models of a filter as of a day.
    pub fn models(
        &self,
        filter: &ModelFilter,
        as_of: NaiveDate,
    ) -> Result<ModelList, RegisterError> {
        Ok(store::skilful_model::list(
            self.store.conn(),
            filter,
            as_of,
        )?)
    }

    /// # Errors
    /// It is gone.
    pub fn model(&self, id: ModelId, as_of: NaiveDate) -> Result<ModelDetail, RegisterError> {
        match store::skilful_model::detail(self.store.conn(), id, as_of)? {
            Some(detail) => Ok(detail),
            None => refused("Mô hình này không còn trong tệp."),
        }
    }

    /// A year beside the one before, ward by ward.
    pub fn compare_models(
        &self,
        year: i64,
        district: &str,
        as_of: NaiveDate,
    ) -> Result<ModelComparison, RegisterError> {
        Ok(store::skilful_model::comparison(
            self.store.conn(),
            year,
            district,
            as_of,
        )?)
    }

    /// Who issues papers about models of a district.
    pub fn model_issuer(
        &self,
        district: &str,
        as_of: NaiveDate,
    ) -> Result<ModelIssuer, RegisterError> {
        Ok(ModelIssuer {
            issuer: self.issuer_on(district, as_of)?,
            sample: self.is_sample()?,
            rules: self.paper_rules()?,
        })
    }

    /// Registers a model.
    ///
    /// # Errors
    /// Something of it cannot be, or it is registered already.
    pub fn register_model(
        &mut self,
        new: &SkilfulModel,
    ) -> Result<Outcome<ModelId>, RegisterError> {
        let today = self.today();
        self.transact(Op::EditModels, "", |tx| {
            let unit: Unit = tx.rows.need(new.unit_id, "Đơn vị này")?;
            let id = lay(tx, None, new, today)?.id;
            tx.message = format!(
                "Đã đăng ký mô hình Dân vận khéo năm {} của {}",
                new.year,
                unit.name_in_sentence()
            );
            Ok(id)
        })
    }

    /// Corrects a model or takes it a stage further.
    ///
    /// # Errors
    /// Something of it cannot be, or somebody else changed the same field.
    pub fn edit_model(
        &mut self,
        base: &SkilfulModel,
        new: &SkilfulModel,
    ) -> Result<Outcome<()>, RegisterError> {
        let today = self.today();
        self.transact(Op::EditModels, "", |tx| {
            lay(tx, Some(base), new, today)?;
            tx.message = edited_words(base, new);
            Ok(())
        })
    }

    /// Takes a model out with all that it promised.
    pub fn remove_model(&mut self, id: ModelId) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditModels, "", |tx| {
            let model: SkilfulModel = tx.rows.need(id, WHAT)?;
            for one in store::skilful_model::commitments(tx.rows.conn(), id)? {
                tx.rows.remove(&one)?;
            }
            tx.rows.remove(&model)?;
            tx.message = format!("Đã xóa mô hình “{}”", model.title);
            Ok(())
        })
    }

    /// Adds a commitment, or corrects it.
    ///
    /// # Errors
    /// It says nothing, or its days cannot be.
    pub fn save_commitment(
        &mut self,
        base: Option<&Commitment>,
        new: &Commitment,
    ) -> Result<Outcome<CommitmentId>, RegisterError> {
        let today = self.today();
        self.transact(Op::EditModels, "", |tx| {
            let model: SkilfulModel = tx.rows.need(new.model_id, WHAT)?;
            let id = lay_commitment(tx, &model, base, new, today)?.id;
            tx.message = match base {
                None => format!("Đã thêm cam kết của “{}”", model.title),
                Some(base) if base.done_on.is_none() && new.done_on.is_some() => {
                    "Đã ghi hoàn thành cam kết".to_owned()
                }
                Some(_) => "Đã sửa cam kết".to_owned(),
            };
            Ok(id)
        })
    }

    pub fn remove_commitment(&mut self, id: CommitmentId) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditModels, "Đã bỏ cam kết", |tx| {
            let one: Commitment = tx.rows.need(id, "Cam kết này")?;
            Ok(tx.rows.remove(&one)?)
        })
    }

    /// Takes whole models in by their natural keys, all or none: new ones are added, others brought to what the entry
    /// says.
    ///
    /// # Errors
    /// A unit is unknown, or something of an entry cannot be; the place begins with `[number]`.
    pub fn put_models(
        &mut self,
        entries: &[ModelEntry],
    ) -> Result<Outcome<Vec<(ModelId, Fate)>>, RegisterError> {
        let today = self.today();
        let message = format!("Đã nhận {:02} mô hình Dân vận khéo", entries.len());
        self.transact(Op::EditModels, message, |tx| {
            let mut out = Vec::with_capacity(entries.len());
            for (place, entry) in entries.iter().enumerate() {
                let put = put(tx, entry, today).map_err(|error| within(error, place));
                out.push(put?);
            }
            Ok(out)
        })
    }
}

fn within(error: RegisterError, place: usize) -> RegisterError {
    match error {
        RegisterError::Problems(mut problems) => {
            for problem in &mut problems.0 {
                *problem = problem.clone().within(&format!("[{place}]"));
            }
            RegisterError::Problems(problems)
        }
        RegisterError::Store(_) | RegisterError::Conflict(_) | RegisterError::Refused(_) => error,
    }
}

fn put(
    tx: &mut Tx<'_>,
    entry: &ModelEntry,
    today: NaiveDate,
) -> Result<(ModelId, Fate), RegisterError> {
    let Some(unit) = store::unit::by_code(tx.rows.conn(), &entry.unit_code)? else {
        let words = format!("Không có đơn vị mang mã “{}”.", entry.unit_code);
        return Err(Problem::new("unit_id", words).into());
    };
    let field_id = field_named(tx, &entry.field)?;
    let new = SkilfulModel {
        unit_id: unit.id,
        field_id,
        ..cleaned(&entry.model)
    };
    let keys = (new.title.as_str(), new.who.as_str());
    let there = store::skilful_model::same(tx.rows.conn(), unit.id, new.year, keys)?;
    let (model, mut fate) = if let Some(there) = there {
        let new = SkilfulModel {
            id: there.id,
            ver: there.ver,
            ..new
        };
        let fate = if new == there {
            Fate::Same
        } else {
            Fate::Changed
        };
        (edit(tx, &there, &new, today)?, fate)
    } else {
        (lay(tx, None, &new, today)?, Fate::New)
    };
    if put_commitments(tx, &model, &entry.commitments, today)? && fate == Fate::Same {
        fate = Fate::Changed;
    }
    Ok((model.id, fate))
}

/// Brings the commitments of a model to these; whether anything changed.
fn put_commitments(
    tx: &mut Tx<'_>,
    model: &SkilfulModel,
    wanted: &[Commitment],
    today: NaiveDate,
) -> Result<bool, RegisterError> {
    let there = store::skilful_model::commitments(tx.rows.conn(), model.id)?;
    let same = |a: &Commitment, b: &Commitment| {
        (
            text::clean(&a.text),
            a.due,
            a.done_on,
            text::clean(&a.result),
        ) == (b.text.clone(), b.due, b.done_on, b.result.clone())
    };
    if wanted.len() == there.len() && wanted.iter().zip(&there).all(|(a, b)| same(a, b)) {
        return Ok(false);
    }
    for old in &there {
        tx.rows.remove(old)?;
    }
    for (position, one) in (1..).zip(wanted) {
        let one = Commitment {
            id: CommitmentId(tx.new_id()),
            ver: 0,
            model_id: model.id,
            position,
            text: text::clean(&one.text),
            due: one.due,
            done_on: one.done_on,
            result: text::clean(&one.result),
        };
        one.check(model, today)?;
        tx.rows.add(one)?;
    }
    Ok(true)
}

/// Adds a model, or lays an edit over it.
pub(super) fn lay(
    tx: &mut Tx<'_>,
    base: Option<&SkilfulModel>,
    new: &SkilfulModel,
    today: NaiveDate,
) -> Result<SkilfulModel, RegisterError> {
    let new = cleaned(new);
    if let Some(base) = base {
        return edit(tx, base, &new, today);
    }
    let unit: Unit = tx.rows.need(new.unit_id, "Đơn vị này")?;
    let model = SkilfulModel {
        id: ModelId(tx.new_id()),
        ver: 0,
        ..new
    };
    model.check(&unit, today)?;
    not_twice(tx, &model)?;
    Ok(tx.rows.add(model)?)
}

/// Adds something that a model promised, or lays an edit over it.
pub(super) fn lay_commitment(
    tx: &mut Tx<'_>,
    model: &SkilfulModel,
    base: Option<&Commitment>,
    new: &Commitment,
    today: NaiveDate,
) -> Result<Commitment, RegisterError> {
    let new = Commitment {
        text: text::clean(&new.text),
        result: text::clean(&new.result),
        ..new.clone()
    };
    if let Some(base) = base {
        return tx.edit(base, &new, "Cam kết này", |one| one.check(model, today));
    }
    new.check(model, today)?;
    let there = store::skilful_model::commitments(tx.rows.conn(), model.id)?;
    let last = there.iter().map(|one| one.position).max().unwrap_or(0);
    Ok(tx.rows.add(Commitment {
        id: CommitmentId(tx.new_id()),
        ver: 0,
        position: last + 1,
        ..new
    })?)
}

fn edit(
    tx: &mut Tx<'_>,
    base: &SkilfulModel,
    new: &SkilfulModel,
    today: NaiveDate,
) -> Result<SkilfulModel, RegisterError> {
    let (current, merged) = tx.rows.merge(base, new, WHAT)?;
    let unit: Unit = tx.rows.need(merged.unit_id, "Đơn vị này")?;
    merged.check(&unit, today)?;
    not_twice(tx, &merged)?;
    Ok(tx.rows.put(&current, merged)?)
}

fn not_twice(tx: &Tx<'_>, model: &SkilfulModel) -> Result<(), RegisterError> {
    let keys = (model.title.as_str(), model.who.as_str());
    let there = store::skilful_model::same(tx.rows.conn(), model.unit_id, model.year, keys)?;
    if there.is_some_and(|other| other.id != model.id) {
        return Err(Problem::new(
            "title",
            format!(
                "“{}” đã đăng ký mô hình này trong năm {}; hãy mở mô hình đó để sửa.",
                model.who, model.year
            ),
        )
        .into());
    }
    Ok(())
}

fn cleaned(model: &SkilfulModel) -> SkilfulModel {
    SkilfulModel {
        title: text::clean(&model.title),
        who: text::clean(&model.who),
        review: text::clean(&model.review),
        decision_number: text::clean(&model.decision_number),
        decided_by: text::clean(&model.decided_by),
        outcome_reason: text::clean(&model.outcome_reason),
        withdrawn_reason: text::clean(&model.withdrawn_reason),
        note: text::clean(&model.note),
        ..model.clone()
    }
}

fn edited_words(base: &SkilfulModel, new: &SkilfulModel) -> String {
    let what = if base.withdrawn_on.is_none() && new.withdrawn_on.is_some() {
        "Đã ghi rút mô hình"
    } else if base.outcome.is_none() && new.outcome.is_some() {
        "Đã ghi kết quả công nhận mô hình"
    } else if base.reviewed_on.is_none() && new.reviewed_on.is_some() {
        "Đã ghi kết quả đánh giá mô hình"
    } else if base.started_on.is_none() && new.started_on.is_some() {
        "Đã ghi bắt đầu thực hiện mô hình"
    } else {
        "Đã sửa mô hình"
    };
    format!("{what} “{}”", text::clean(&new.title))
}

/// A model with nothing in it yet, to be filled in.
pub fn blank_model(unit_id: crate::domain::UnitId, year: i64, today: NaiveDate) -> SkilfulModel {
    SkilfulModel {
        id: ModelId(Uuid::nil()),
        ver: 0,
        unit_id,
        year,
        title: String::new(),
        kind: crate::domain::ModelKind::Collective,
        who: String::new(),
        field_id: None,
        registered_on: today,
        started_on: None,
        reviewed_on: None,
        review: String::new(),
        praise: None,
        decided_on: None,
        outcome: None,
        level: None,
        decision_number: String::new(),
        decided_by: String::new(),
        outcome_reason: String::new(),
        withdrawn_on: None,
        withdrawn_reason: String::new(),
        note: String::new(),
    }
}
