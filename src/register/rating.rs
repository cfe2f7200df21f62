//! Rating checklist items.

use super::Register;
use super::change::Op;
use super::error::RegisterError;
use super::transact::Outcome;
use super::visit::open_visit;
use crate::domain::rating::reason_message;
use crate::domain::{Problem, Rating, RatingValue, RegulationId, Visit, VisitId, text};
use crate::store::Record;

impl Register {
    /// Rates, comments or notes evidence. While the visit runs, the reason may follow later; it must be there
    /// before the visit ends.
    ///
    /// # Errors
    /// The visit is locked, or it has ended and the rating lacks its reason.
    pub fn rate(&mut self, base: &Rating, new: &Rating) -> Result<Outcome<()>, RegisterError> {
        let code = self.item_code(new)?;
        let message = if base.value == new.value {
            format!("Đã ghi mục {code}")
        } else {
            format!("Đã chấm mục {code}: {}", new.value.label())
        };
        self.transact(Op::Rate, message, |tx| {
            let visit = open_visit(tx, new.visit_id)?;
            let mut new = new.clone();
            new.comment = text::clean(&new.comment);
            new.evidence_seen = text::clean(&new.evidence_seen);
            if tx
                .rows
                .get::<Rating>((new.visit_id, new.item_id))?
                .is_none()
            {
                check_reason(&visit, &new)?;
                if !new.same_content(&Rating::blank(new.visit_id, new.item_id)) {
                    tx.rows.add(new)?;
                }
                return Ok(());
            }
            tx.edit(base, &new, "Mục kiểm tra này", |merged| {
                check_reason(&visit, merged)
            })?;
            Ok(())
        })
    }

    /// "Đạt tất cả mục còn lại": of one regulation, or of all that the visit covers. Answers how many.
    pub fn rate_rest_met(
        &mut self,
        visit_id: VisitId,
        regulation_id: Option<RegulationId>,
    ) -> Result<Outcome<usize>, RegisterError> {
        let page = self.visit_page(visit_id)?;
        let rest: Vec<Rating> = page
            .covered()
            .filter(|sheet| regulation_id.is_none_or(|id| sheet.regulation.id == id))
            .flat_map(|sheet| &sheet.items)
            .filter(|item| item.rating.value == RatingValue::NotRated)
            .map(|item| item.rating.clone())
            .collect();
        let message = format!("Đã chấm Đạt {} mục còn lại", text::paper_count(rest.len()));
        self.transact(Op::RateRest, message, |tx| {
            open_visit(tx, visit_id)?;
            for before in &rest {
                let mut after = before.clone();
                after.value = RatingValue::Met;
                if before.ver == 0 {
                    tx.rows.add(after)?;
                } else {
                    tx.rows.put(before, after)?;
                }
            }
            Ok(rest.len())
        })
    }

    fn item_code(&self, rating: &Rating) -> Result<String, RegisterError> {
        let item = crate::store::record::get::<crate::domain::ChecklistItem>(
            self.store.conn(),
            rating.item_id,
        )?;
        Ok(item.map_or_else(String::new, |item| item.code))
    }
}

/// # Errors
/// The visit has ended and the rating lacks its comment or reason.
pub(super) fn check_reason(visit: &Visit, rating: &Rating) -> Result<(), Problem> {
    if visit.state.is_past_visit() && rating.lacks_reason() {
        return Err(Problem::new("comment", reason_message(rating.value)));
    }
    Ok(())
}
