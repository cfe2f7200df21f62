//! Strengths found during a visit.

use super::Register;
use super::change::Op;
use super::error::RegisterError;
use super::transact::Outcome;
use super::visit::open_visit;
use crate::domain::{Strength, StrengthId, text};
use crate::store;

impl Register {
    pub fn add_strength(&mut self, new: &Strength) -> Result<Outcome<StrengthId>, RegisterError> {
        self.transact(Op::EditStrengths, "Đã thêm ưu điểm", |tx| {
            open_visit(tx, new.visit_id)?;
            let mut strength = new.clone();
            strength.text = text::clean(&strength.text);
            strength.id = StrengthId(tx.new_id());
            let others = store::visit::strengths(tx.rows.conn(), new.visit_id)?;
            strength.position = 1 + others.iter().map(|other| other.position).max().unwrap_or(0);
            strength.check()?;
            Ok(tx.rows.add(strength)?.id)
        })
    }

    pub fn edit_strength(
        &mut self,
        base: &Strength,
        new: &Strength,
    ) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditStrengths, "Đã sửa ưu điểm", |tx| {
            open_visit(tx, base.visit_id)?;
            let mut new = new.clone();
            new.text = text::clean(&new.text);
            tx.edit(base, &new, "Ưu điểm này", Strength::check)?;
            Ok(())
        })
    }

    pub fn remove_strength(&mut self, id: StrengthId) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditStrengths, "Đã xóa ưu điểm", |tx| {
            let strength: Strength = tx.rows.need(id, "Ưu điểm này")?;
            open_visit(tx, strength.visit_id)?;
            Ok(tx.rows.remove(&strength)?)
        })
    }
}
