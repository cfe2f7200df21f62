//! Units: add and edit.

use super::Register;
use super::change::Op;
use super::error::{RegisterError, refused};
use super::transact::{Outcome, Tx};
use crate::domain::{Unit, UnitId, text};
use crate::store;

impl Register {
    pub fn unit(&self, id: UnitId) -> Result<Unit, RegisterError> {
        self.need(id, "Đơn vị này")
    }

    /// Adds a unit, or lays an edit over it (`base`).
    pub fn save_unit(
        &mut self,
        base: Option<&Unit>,
        new: &Unit,
    ) -> Result<Outcome<UnitId>, RegisterError> {
        let message = format!("Đã ghi {}", new.name_in_sentence());
        self.transact(Op::EditUnit, message, |tx| Ok(save(tx, base, new)?.id))
    }
}

/// Adds a unit, or lays an edit over it (`base`).
pub(super) fn save(
    tx: &mut Tx<'_>,
    base: Option<&Unit>,
    new: &Unit,
) -> Result<Unit, RegisterError> {
    let mut new = new.clone();
    new.name = text::clean(&new.name);
    new.short_name = text::clean(&new.short_name);
    new.code = text::clean(&new.code);
    if let Some(base) = base {
        return tx.edit(base, &new, "Đơn vị này", Unit::check);
    }
    if new.code.is_empty() {
        new.code = text::fold(&new.name).replace(' ', "-");
    }
    new.check()?;
    if store::unit::by_code(tx.rows.conn(), &new.code)?.is_some() {
        return refused(format!(
            "Đã có đơn vị mang mã {}; hãy đổi mã hoặc sửa đơn vị đó.",
            new.code
        ));
    }
    new.id = UnitId(tx.new_id());
    Ok(tx.rows.add(new)?)
}
