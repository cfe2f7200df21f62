//! Shortcomings: record, edit, remove while the visit is open; report, verify, return, extend, withdraw after.

use chrono::NaiveDate;

use super::Register;
use super::change::Op;
use super::error::{RegisterError, refused};
use super::transact::{Outcome, Tx};
use super::visit::open_visit;
use crate::domain::shortcoming::{Step, take_step};
use crate::domain::{
    EventId, EventKind, Problem, Shortcoming, ShortcomingEvent, ShortcomingId, ShortcomingState,
    Visit, date, text,
};
use crate::store;

impl Register {
    pub fn add_shortcoming(
        &mut self,
        new: &Shortcoming,
    ) -> Result<Outcome<ShortcomingId>, RegisterError> {
        self.transact(Op::EditShortcomings, "Đã ghi tồn tại", |tx| {
            let visit = open_visit(tx, new.visit_id)?;
            let mut shortcoming = clean(new.clone());
            shortcoming.id = ShortcomingId(tx.new_id());
            shortcoming.state = ShortcomingState::Draft;
            shortcoming.reported_on = None;
            shortcoming.verified_on = None;
            let others = store::visit::shortcomings(tx.rows.conn(), new.visit_id)?;
            shortcoming.position = 1 + others.iter().map(|other| other.position).max().unwrap_or(0);
            shortcoming.check(visit.date)?;
            Ok(tx.rows.add(shortcoming)?.id)
        })
    }

    /// Edits the words and the first deadline; once the visit is concluded only [`Register::step_shortcoming`] goes on.
    pub fn edit_shortcoming(
        &mut self,
        base: &Shortcoming,
        new: &Shortcoming,
    ) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditShortcomings, "Đã sửa tồn tại", |tx| {
            let visit = open_visit(tx, base.visit_id)?;
            let mut new = clean(new.clone());
            new.state = base.state;
            if base.state != ShortcomingState::Draft && new.deadline != base.deadline {
                return Err(Problem::new(
                    "deadline",
                    "Tồn tại đã thông báo cho đơn vị; muốn đổi thời hạn, hãy dùng “Gia hạn”.",
                )
                .into());
            }
            tx.edit(base, &new, "Tồn tại này", |merged| {
                merged.check(visit.date)
            })?;
            Ok(())
        })
    }

    pub fn remove_shortcoming(&mut self, id: ShortcomingId) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditShortcomings, "Đã xóa tồn tại", |tx| {
            let shortcoming: Shortcoming = tx.rows.need(id, "Tồn tại này")?;
            open_visit(tx, shortcoming.visit_id)?;
            super::attachment::remove_of_shortcoming(tx, id)?;
            for event in store::shortcoming::events(tx.rows.conn(), id)? {
                tx.rows.remove(&event)?;
            }
            Ok(tx.rows.remove(&shortcoming)?)
        })
    }

    /// The ward reports, the board verifies or returns, the deadline is extended, the shortcoming withdrawn.
    ///
    /// # Errors
    /// The step does not fit the state, lacks its words, or lies before the visit or in the future.
    pub fn step_shortcoming(
        &mut self,
        id: ShortcomingId,
        step: &Step,
    ) -> Result<Outcome<()>, RegisterError> {
        let today = self.today();
        let message = format!("Đã ghi: {}", text::lower_first(step.kind.label()));
        self.transact(Op::StepShortcoming, message, |tx| {
            let before: Shortcoming = tx.rows.need(id, "Tồn tại này")?;
            if step.kind == EventKind::Notified {
                return refused(
                    "Tồn tại được thông báo cho đơn vị khi ban hành thông báo kết luận.",
                );
            }
            if before.state == ShortcomingState::Draft && step.kind != EventKind::Withdrawn {
                return refused("Tồn tại còn là dự thảo; hãy ban hành thông báo kết luận trước.");
            }
            let visit: Visit = tx.rows.need(before.visit_id, "Cuộc giám sát này")?;
            check_step_day(tx, &visit, id, step.on, today)?;
            write_step(tx, &before, step)
        })
    }
}

fn check_step_day(
    tx: &Tx<'_>,
    visit: &Visit,
    id: ShortcomingId,
    on: NaiveDate,
    today: NaiveDate,
) -> Result<(), RegisterError> {
    if on > today {
        return Err(Problem::new(
            "on",
            format!("Ngày {} chưa đến; hãy ghi ngày thực tế.", date::show(on)),
        )
        .into());
    }
    let latest = store::shortcoming::events(tx.rows.conn(), id)?
        .iter()
        .map(|event| event.on)
        .fold(visit.date, NaiveDate::max);
    if on < latest {
        return Err(Problem::new(
            "on",
            format!(
                "Ngày {} ở trước bước liền trước ({}); hãy ghi ngày từ đó trở đi.",
                date::show(on),
                date::show(latest)
            ),
        )
        .into());
    }
    Ok(())
}

/// Changes the shortcoming and adds the step to its history.
pub(super) fn write_step(
    tx: &mut Tx<'_>,
    before: &Shortcoming,
    step: &Step,
) -> Result<(), RegisterError> {
    let step = Step {
        by: text::clean(&step.by),
        text: text::clean(&step.text),
        ..step.clone()
    };
    let after = take_step(before, &step)?;
    let events = store::shortcoming::events(tx.rows.conn(), before.id)?;
    let extends = step.kind == EventKind::Extended;
    tx.rows.add(ShortcomingEvent {
        id: EventId(tx.new_id()),
        ver: 0,
        shortcoming_id: before.id,
        kind: step.kind,
        on: step.on,
        position: 1 + events.iter().map(|event| event.position).max().unwrap_or(0),
        by: step.by,
        text: step.text,
        deadline_from: before.deadline.filter(|_| extends),
        deadline_to: after.deadline.filter(|_| extends),
    })?;
    tx.rows.put(before, after)?;
    Ok(())
}

fn clean(mut shortcoming: Shortcoming) -> Shortcoming {
    for field in [
        &mut shortcoming.description,
        &mut shortcoming.cause_external,
        &mut shortcoming.cause_own,
        &mut shortcoming.order_text,
        &mut shortcoming.owner,
        &mut shortcoming.evidence,
    ] {
        *field = text::clean(field);
    }
    shortcoming
}
