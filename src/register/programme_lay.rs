//! One record of a programme, an inspection or a dialogue added, or an edit laid over it, inside a change.

use chrono::NaiveDate;

use super::error::RegisterError;
use super::programme::{DIALOGUE, PROGRAMME};
use super::transact::Tx;
use crate::domain::{
    Dialogue, DialogueId, Inspection, InspectionId, Opinion, OpinionId, Problem, Programme,
    ProgrammeId, ProgrammeResult, ProgrammeResultId, ProgrammeTask, ProgrammeTaskId, Unit, text,
};
use crate::store;

/// # Errors
/// Something of it cannot be, or there is one of that title and first year.
pub(super) fn lay_programme(
    tx: &mut Tx<'_>,
    base: Option<&Programme>,
    new: &Programme,
) -> Result<Programme, RegisterError> {
    let new = clean_programme(new);
    new.check()?;
    let there = store::programme::same(tx.rows.conn(), &new.title, new.year_from)?;
    if there.is_some_and(|other| base.is_none_or(|base| base.id != other.id)) {
        let words = "Đã có chương trình cùng tên và năm đầu; hãy mở chương trình đó.";
        return Err(Problem::new("title", words).into());
    }
    if let Some(base) = base {
        return tx.edit(base, &new, PROGRAMME, |_| Ok(()));
    }
    let id = ProgrammeId(tx.new_id());
    Ok(tx.rows.add(Programme { id, ver: 0, ..new })?)
}

/// # Errors
/// It says nothing, nobody does it, or its days cannot be.
pub(super) fn lay_task(
    tx: &mut Tx<'_>,
    base: Option<&ProgrammeTask>,
    new: &ProgrammeTask,
    today: NaiveDate,
) -> Result<ProgrammeTask, RegisterError> {
    let new = clean_task(new);
    if let Some(base) = base {
        return tx.edit(base, &new, "Nhiệm vụ này", |task| task.check(today));
    }
    new.check(today)?;
    let there = store::programme::tasks(tx.rows.conn(), new.programme_id)?;
    let last = there.iter().map(|task| task.position).max().unwrap_or(0);
    Ok(tx.rows.add(ProgrammeTask {
        id: ProgrammeTaskId(tx.new_id()),
        ver: 0,
        position: last + 1,
        ..new
    })?)
}

/// # Errors
/// It says nothing, or its year lies outside the programme.
pub(super) fn lay_result(
    tx: &mut Tx<'_>,
    programme: &Programme,
    base: Option<&ProgrammeResult>,
    new: &ProgrammeResult,
) -> Result<ProgrammeResult, RegisterError> {
    let new = clean_result(new);
    if let Some(base) = base {
        return tx.edit(base, &new, "Kết quả này", |one| one.check(programme));
    }
    new.check(programme)?;
    let id = ProgrammeResultId(tx.new_id());
    Ok(tx.rows.add(ProgrammeResult { id, ver: 0, ..new })?)
}

/// # Errors
/// Something of it cannot be.
pub(super) fn lay_inspection(
    tx: &mut Tx<'_>,
    base: Option<&Inspection>,
    new: &Inspection,
    today: NaiveDate,
) -> Result<Inspection, RegisterError> {
    let new = clean_inspection(new);
    new.check(today)?;
    if let Some(base) = base {
        return tx.edit(base, &new, "Đợt kiểm tra này", |_| Ok(()));
    }
    let id = InspectionId(tx.new_id());
    Ok(tx.rows.add(Inspection { id, ver: 0, ..new })?)
}

/// # Errors
/// Something of it cannot be, or it is written down already.
pub(super) fn lay_dialogue(
    tx: &mut Tx<'_>,
    base: Option<&Dialogue>,
    new: &Dialogue,
    today: NaiveDate,
) -> Result<Dialogue, RegisterError> {
    let new = clean_dialogue(new);
    held(tx, &new, today)?;
    let there = store::programme::same_dialogue(tx.rows.conn(), &new)?;
    if there.is_some_and(|other| base.is_none_or(|base| base.id != other.id)) {
        let words = "Đã ghi hội nghị này; hãy mở hội nghị đó để sửa.";
        return Err(Problem::new("title", words).into());
    }
    if let Some(base) = base {
        for opinion in store::programme::opinions(tx.rows.conn(), base.id)? {
            opinion.check(&new, today)?;
        }
        return tx.edit(base, &new, DIALOGUE, |_| Ok(()));
    }
    let id = DialogueId(tx.new_id());
    Ok(tx.rows.add(Dialogue { id, ver: 0, ..new })?)
}

/// # Errors
/// It says nothing, or its days cannot be.
pub(super) fn lay_opinion(
    tx: &mut Tx<'_>,
    dialogue: &Dialogue,
    base: Option<&Opinion>,
    new: &Opinion,
    today: NaiveDate,
) -> Result<Opinion, RegisterError> {
    let new = clean_opinion(new);
    if let Some(base) = base {
        return tx.edit(base, &new, "Ý kiến này", |one| {
            one.check(dialogue, today)
        });
    }
    new.check(dialogue, today)?;
    let there = store::programme::opinions(tx.rows.conn(), dialogue.id)?;
    let last = there.iter().map(|one| one.position).max().unwrap_or(0);
    Ok(tx.rows.add(Opinion {
        id: OpinionId(tx.new_id()),
        ver: 0,
        position: last + 1,
        ..new
    })?)
}

/// Whether a dialogue was held where and when it says.
fn held(tx: &Tx<'_>, new: &Dialogue, today: NaiveDate) -> Result<(), RegisterError> {
    new.check()?;
    if new.held_on > today {
        return Err(Problem::new("held_on", "Ngày đối thoại chưa đến.").into());
    }
    if let Some(id) = new.unit_id {
        let unit: Unit = tx.rows.need(id, "Đơn vị này")?;
        if !unit.exists_on(new.held_on) {
            let words = format!("{} không tồn tại ngày đó; hãy chọn đơn vị khác.", unit.name);
            return Err(Problem::new("unit_id", words).into());
        }
    }
    Ok(())
}

pub(super) fn clean_programme(one: &Programme) -> Programme {
    let parties = one.parties.iter().map(|party| text::clean(party));
    Programme {
        title: text::clean(&one.title),
        parties: parties.filter(|party| !party.is_empty()).collect(),
        basis: text::clean(&one.basis),
        note: text::clean(&one.note),
        ..one.clone()
    }
}

fn clean_task(one: &ProgrammeTask) -> ProgrammeTask {
    ProgrammeTask {
        text: text::clean(&one.text),
        owner: text::clean(&one.owner),
        result: text::clean(&one.result),
        ..one.clone()
    }
}

fn clean_result(one: &ProgrammeResult) -> ProgrammeResult {
    ProgrammeResult {
        text: text::clean(&one.text),
        paper: text::clean(&one.paper),
        ..one.clone()
    }
}

pub(super) fn clean_inspection(one: &Inspection) -> Inspection {
    Inspection {
        body: text::clean(&one.body),
        field: text::clean(&one.field),
        unit_names: text::clean(&one.unit_names),
        result: text::clean(&one.result),
        note: text::clean(&one.note),
        ..one.clone()
    }
}

pub(super) fn clean_dialogue(one: &Dialogue) -> Dialogue {
    Dialogue {
        title: text::clean(&one.title),
        chair: text::clean(&one.chair),
        place: text::clean(&one.place),
        note: text::clean(&one.note),
        ..one.clone()
    }
}

fn clean_opinion(one: &Opinion) -> Opinion {
    Opinion {
        text: text::clean(&one.text),
        raised_by: text::clean(&one.raised_by),
        answerer: text::clean(&one.answerer),
        answer: text::clean(&one.answer),
        ..one.clone()
    }
}
