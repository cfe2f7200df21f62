//! The plan of the year: visits made in bulk, and moved from day to day.

use chrono::NaiveDate;

use super::Register;
use super::change::Op;
use super::error::{RegisterError, refused};
use super::transact::Outcome;
use super::visit::{body_for, check_unit_day, new_visit};
use crate::domain::plan::may_move;
use crate::domain::{
    Problem, RegulationId, Unit, UnitId, Visit, VisitId, VisitKind, VisitState, date, text,
};
use crate::store;

/// Visits that are planned together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanVisits {
    pub visits: Vec<(UnitId, NaiveDate)>,
    pub kind: VisitKind,
    pub topic: String,
    /// Regulations covered, empty for all.
    pub covered: Vec<RegulationId>,
}

/// Visits that one step may make.
const MOST: usize = 1000;

impl Register {
    /// Makes planned visits, all or none, as one step that can be taken back.
    ///
    /// # Errors
    /// There are none, a unit did not exist on its day, or a regulation is not of the newest catalogue.
    pub fn plan_visits(&mut self, plan: &PlanVisits) -> Result<Outcome<usize>, RegisterError> {
        if plan.visits.is_empty() {
            return refused("Hãy chọn ít nhất một đơn vị và một tháng.");
        }
        if plan.visits.len() > MOST {
            return refused(format!("Mỗi lần lập kế hoạch nhiều nhất {MOST} cuộc."));
        }
        let message = format!(
            "Đã lập kế hoạch {} cuộc giám sát",
            text::paper_count(plan.visits.len())
        );
        self.transact(Op::PlanVisits, message, |tx| {
            for (unit_id, day) in &plan.visits {
                let unit: Unit = tx.rows.need(*unit_id, "Đơn vị này")?;
                let mut visit = new_visit(tx, &unit, plan.kind, *day, &plan.topic)?;
                visit.state = VisitState::Planned;
                visit.covered.clone_from(&plan.covered);
                for id in &plan.covered {
                    let regulation: crate::domain::Regulation = tx.rows.need(*id, "Quy chế này")?;
                    if regulation.catalogue_id != visit.catalogue_id {
                        return refused(
                            "Danh mục vừa có bản mới; hãy chọn lại quy chế được giám sát.",
                        );
                    }
                }
                visit.check()?;
                tx.rows.add(visit)?;
            }
            Ok(plan.visits.len())
        })
    }

    /// "Dời sang ngày…": puts a visit that has not begun on another day.
    ///
    /// # Errors
    /// It has begun or is over, or the unit does not exist on that day.
    pub fn reschedule_visit(
        &mut self,
        id: VisitId,
        to: NaiveDate,
    ) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditVisit, "", |tx| {
            let before: Visit = tx.rows.need(id, "Cuộc giám sát này")?;
            if !may_move(before.state) {
                return refused(format!(
                    "Cuộc giám sát “{}” không dời theo kế hoạch được; muốn sửa ngày, hãy mở tab Thông tin.",
                    before.state.label()
                ));
            }
            let unit: Unit = tx.rows.need(before.unit_id, "Đơn vị này")?;
            check_unit_day(&unit, to)?;
            if let Some(late) = store::visit::shortcomings(tx.rows.conn(), id)?
                .iter()
                .filter_map(|s| s.deadline)
                .find(|deadline| *deadline < to)
            {
                return Err(Problem::new(
                    "date",
                    format!(
                        "Có tồn tại hạn {} trước ngày mới; hãy sửa thời hạn đó trước.",
                        date::show(late)
                    ),
                )
                .into());
            }
            let mut after = before.clone();
            after.date = to;
            if before.state == VisitState::Planned {
                after.body_id = body_for(tx, &unit, to)?;
            }
            after.check()?;
            let told = if before.state == VisitState::Announced {
                "; cuộc này đã thông báo, hãy báo lại đơn vị"
            } else {
                ""
            };
            tx.message = format!(
                "Đã dời cuộc giám sát {} từ {} sang {}{told}",
                unit.name_in_sentence(),
                date::show(before.date),
                date::show(to)
            );
            tx.rows.put(&before, after)?;
            Ok(())
        })
    }
}
