//! The fields of work that models are sorted by: the list belongs to the office.

use super::Register;
use super::change::Op;
use super::error::{RegisterError, refused};
use super::transact::{Outcome, Tx};
use crate::domain::{ModelField, ModelFieldId, Problem, text};
use crate::store;

impl Register {
    /// The fields of work, as the office orders them.
    pub fn model_fields(&self) -> Result<Vec<ModelField>, RegisterError> {
        Ok(store::skilful_model::fields(self.store.conn())?)
    }

    /// Adds a field of work, or renames it.
    ///
    /// # Errors
    /// It has no name, or there is one of that name.
    pub fn save_model_field(
        &mut self,
        base: Option<&ModelField>,
        name: &str,
    ) -> Result<Outcome<ModelFieldId>, RegisterError> {
        self.transact(Op::EditModels, "", |tx| {
            let name = text::clean(name);
            let there = store::skilful_model::fields(tx.rows.conn())?;
            let wanted = text::fold(&name);
            let other = |field: &&ModelField| base.is_none_or(|base| base.id != field.id);
            if let Some(same) = there
                .iter()
                .filter(other)
                .find(|field| text::fold(&field.name) == wanted)
            {
                let words = format!("Đã có lĩnh vực “{}”.", same.name);
                return Err(Problem::new("name", words).into());
            }
            if let Some(base) = base {
                let new = ModelField {
                    name: name.clone(),
                    ..base.clone()
                };
                tx.edit(base, &new, "Lĩnh vực này", ModelField::check)?;
                tx.message = format!("Đã đổi tên lĩnh vực thành “{name}”");
                return Ok(base.id);
            }
            Ok(add_field(tx, name, &there)?.id)
        })
    }

    /// # Errors
    /// Models are sorted under it.
    pub fn remove_model_field(&mut self, id: ModelFieldId) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditModels, "", |tx| {
            let field: ModelField = tx.rows.need(id, "Lĩnh vực này")?;
            let used = store::skilful_model::of_field(tx.rows.conn(), id)?;
            if used > 0 {
                return refused(format!(
                    "Có {used:02} mô hình thuộc lĩnh vực “{}”; hãy chuyển sang lĩnh vực khác trước.",
                    field.name
                ));
            }
            tx.message = format!("Đã bỏ lĩnh vực “{}”", field.name);
            Ok(tx.rows.remove(&field)?)
        })
    }
}

/// The field of work of a name, a new one where there is none; none for no name.
pub(super) fn field_named(
    tx: &mut Tx<'_>,
    name: &str,
) -> Result<Option<ModelFieldId>, RegisterError> {
    let name = text::clean(name);
    if name.is_empty() {
        return Ok(None);
    }
    let there = store::skilful_model::fields(tx.rows.conn())?;
    let wanted = text::fold(&name);
    Ok(Some(
        match there.iter().find(|one| text::fold(&one.name) == wanted) {
            Some(one) => one.id,
            None => add_field(tx, name, &there)?.id,
        },
    ))
}

fn add_field(
    tx: &mut Tx<'_>,
    name: String,
    there: &[ModelField],
) -> Result<ModelField, RegisterError> {
    let last = there.iter().map(|field| field.position).max().unwrap_or(0);
    let field = ModelField {
        id: ModelFieldId(tx.new_id()),
        ver: 0,
        position: last + 1,
        name,
    };
    field.check()?;
    tx.message = format!("Đã thêm lĩnh vực “{}”", field.name);
    Ok(tx.rows.add(field)?)
}
