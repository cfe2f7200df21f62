//! Shortcomings: record, edit, remove while the visit is open; report, verify, return, extend, withdraw after.

use chrono::NaiveDate;

use super::Register;
use super::change::Op;
use super::error::{RegisterError, refused};
use super::transact::{Outcome, Tx};
use super::visit::open_visit;
use crate::domain::role::Role;
use crate::domain::shortcoming::{Step, check_deadline, take_step};
use crate::domain::{
    Due, EventId, EventKind, Problem, Problems, Shortcoming, ShortcomingEvent, ShortcomingId,
    ShortcomingState, Visit, VisitState, date, text,
};
use crate::store;

impl Register {
    pub fn add_shortcoming(
        &mut self,
        new: &Shortcoming,
    ) -> Result<Outcome<ShortcomingId>, RegisterError> {
        self.transact(Op::EditShortcomings, "Đã ghi tồn tại", |tx| {
            add(tx, new)
        })
    }

    /// Edits the words and the first deadline; once the visit is concluded only [`Register::step_shortcoming`] goes on.
    pub fn edit_shortcoming(
        &mut self,
        base: &Shortcoming,
        new: &Shortcoming,
    ) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditShortcomings, "Đã sửa tồn tại", |tx| {
            edit(tx, base, new)
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
            super::repeat::drop_marks(tx, id)?;
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
        let op = op_of(step, Op::StepShortcoming);
        self.transact(op, message, |tx| step_one(tx, id, step, today))
    }

    /// The same step on several shortcomings, all or none; one undo takes it back.
    ///
    /// # Errors
    /// The step does not fit one of them: the message names it.
    pub fn step_shortcomings(
        &mut self,
        ids: &[ShortcomingId],
        step: &Step,
    ) -> Result<Outcome<()>, RegisterError> {
        if ids.is_empty() {
            return refused("Chưa chọn tồn tại nào; hãy đánh dấu ít nhất một dòng.");
        }
        let today = self.today();
        let message = format!(
            "Đã ghi cho {} tồn tại: {}",
            text::paper_count(ids.len()),
            text::lower_first(step.kind.label())
        );
        let op = op_of(step, Op::StepShortcomings);
        self.transact(op, message, |tx| {
            for id in ids {
                step_one(tx, *id, step, today).map_err(|error| naming(tx, *id, error))?;
            }
            Ok(())
        })
    }
}

/// What binds the office is an act of its own.
fn op_of(step: &Step, other: Op) -> Op {
    if Role::of_step(step.kind) == Role::Approve {
        Op::DecideShortcoming
    } else {
        other
    }
}

/// Writes a new one at the end of its visit.
pub(super) fn add(tx: &mut Tx<'_>, new: &Shortcoming) -> Result<ShortcomingId, RegisterError> {
    let visit = open_visit(tx, new.visit_id)?;
    let mut shortcoming = clean(Shortcoming {
        position: new.position,
        description: new.description.clone(),
        regulation_id: new.regulation_id,
        item_id: new.item_id,
        level: new.level,
        cause_external: new.cause_external.clone(),
        cause_own: new.cause_own.clone(),
        order_text: new.order_text.clone(),
        owner: new.owner.clone(),
        evidence: new.evidence.clone(),
        deadline: new.deadline,
        deadline_rule: new.deadline_rule,
        ..Shortcoming::blank(new.visit_id)
    });
    shortcoming.id = ShortcomingId(tx.new_id());
    let others = store::visit::shortcomings(tx.rows.conn(), new.visit_id)?;
    shortcoming.position = 1 + others.iter().map(|other| other.position).max().unwrap_or(0);
    shortcoming.check(visit.date)?;
    on_working_day(tx, &mut shortcoming.deadline)?;
    Ok(tx.rows.add(shortcoming)?.id)
}

/// Lays an edit over the words and the first deadline while the visit is open.
pub(super) fn edit(
    tx: &mut Tx<'_>,
    base: &Shortcoming,
    new: &Shortcoming,
) -> Result<(), RegisterError> {
    let visit = open_visit(tx, base.visit_id)?;
    let mut new = clean(new.clone());
    new.state = base.state;
    if new.deadline_rule.is_some() && base.state == ShortcomingState::Draft {
        new.deadline = None;
    } else if new.deadline != base.deadline {
        check_deadline(new.deadline, visit.date)?;
        on_working_day(tx, &mut new.deadline)?;
    }
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
}

fn step_one(
    tx: &mut Tx<'_>,
    id: ShortcomingId,
    step: &Step,
    today: NaiveDate,
) -> Result<(), RegisterError> {
    let before: Shortcoming = tx.rows.need(id, "Tồn tại này")?;
    match step.kind {
        EventKind::Notified => {
            return refused("Tồn tại được thông báo cho đơn vị khi ban hành thông báo kết luận.");
        }
        EventKind::Carried => {
            return Err(Problem::new("visit", "Hãy chọn cuộc giám sát tiếp theo dõi.").into());
        }
        EventKind::Reported
        | EventKind::Verified
        | EventKind::Returned
        | EventKind::Extended
        | EventKind::Withdrawn
        | EventKind::Released => {}
    }
    if before.state == ShortcomingState::Draft && step.kind != EventKind::Withdrawn {
        return refused("Tồn tại còn là dự thảo; hãy ban hành thông báo kết luận trước.");
    }
    let visit: Visit = tx.rows.need(before.visit_id, "Cuộc giám sát này")?;
    if step.kind == EventKind::Released {
        check_release(&before, &visit)?;
    }
    check_step_day(tx, &visit, id, step.on, today)?;
    let mut step = step.clone();
    if step.kind == EventKind::Extended {
        check_deadline(step.deadline, visit.date)?;
        on_working_day(tx, &mut step.deadline)?;
    }
    write_step(tx, &before, &step)
}

/// Says which of several shortcomings a step does not fit.
fn naming(tx: &Tx<'_>, id: ShortcomingId, error: RegisterError) -> RegisterError {
    const LETTERS: usize = 60;
    let name = match tx.rows.get::<Shortcoming>(id) {
        Ok(Some(shortcoming)) => shortcoming.description.chars().take(LETTERS).collect(),
        Ok(None) | Err(_) => String::new(),
    };
    match error {
        RegisterError::Problems(Problems(problems)) => {
            let name = |problem: Problem| Problem {
                message: format!("“{name}”: {}", problem.message),
                ..problem
            };
            RegisterError::Problems(Problems(problems.into_iter().map(name).collect()))
        }
        RegisterError::Refused(words) => RegisterError::Refused(format!("“{name}”: {words}")),
        other @ (RegisterError::Store(_) | RegisterError::Conflict(_)) => other,
    }
}

/// # Errors
/// Nothing carries it on, or its visit was closed because something does.
fn check_release(before: &Shortcoming, visit: &Visit) -> Result<(), Problem> {
    if before.carried_to.is_none() {
        return Err(Problem::new(
            "kind",
            "Tồn tại này chưa chuyển cho cuộc nào theo dõi.",
        ));
    }
    if visit.state == VisitState::Closed && before.state.is_open() {
        return Err(Problem::new(
            "kind",
            "Cuộc giám sát đã kết thúc vì tồn tại này được chuyển cho cuộc sau; hãy chuyển sang cuộc khác thay vì bỏ.",
        ));
    }
    Ok(())
}

/// Moves a deadline on a day off forward, and says so.
fn on_working_day(tx: &mut Tx<'_>, deadline: &mut Option<NaiveDate>) -> Result<(), RegisterError> {
    if let Some(day) = *deadline {
        let due = Due::on(day, &store::holiday::calendar(tx.rows.conn())?);
        *deadline = Some(due.day);
        if let Some(notice) = due.notice() {
            tx.message = format!("{}. {notice}", tx.message);
        }
    }
    Ok(())
}

pub(super) fn check_step_day(
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
