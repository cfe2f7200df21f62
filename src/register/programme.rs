//! Chương trình phối hợp, kiểm tra đột xuất, đối thoại: written down, corrected, taken out; whole ones by their keys.

use chrono::NaiveDate;

use super::Register;
use super::change::Op;
use super::error::{RegisterError, refused};
use super::transact::{Outcome, Tx};
use crate::domain::{
    Dialogue, DialogueId, Inspection, InspectionId, Opinion, OpinionId, Problem, Programme,
    ProgrammeId, ProgrammeResult, ProgrammeResultId, ProgrammeTask, ProgrammeTaskId, Unit, text,
};
use crate::read::programme::{
    DialogueDetail, DialogueFilter, DialogueList, InspectionFilter, InspectionList,
    ProgrammeDetail, ProgrammeIssuer, ProgrammeRow,
};
use crate::store;

const PROGRAMME: &str = "Chương trình này";
const DIALOGUE: &str = "Hội nghị đối thoại này";

impl Register {
    /// Every programme as of a day.
    pub fn programmes(&self, as_of: NaiveDate) -> Result<Vec<ProgrammeRow>, RegisterError> {
        Ok(store::programme::list(self.store.conn(), as_of)?)
    }

    /// # Errors
    /// It is gone.
    pub fn programme(
        &self,
        id: ProgrammeId,
        as_of: NaiveDate,
    ) -> Result<ProgrammeDetail, RegisterError> {
        match store::programme::detail(self.store.conn(), id, as_of)? {
            Some(detail) => Ok(detail),
            None => refused("Chương trình này không còn trong tệp."),
        }
    }

    pub fn inspections(
        &self,
        filter: &InspectionFilter,
        as_of: NaiveDate,
    ) -> Result<InspectionList, RegisterError> {
        let conn = self.store.conn();
        Ok(store::programme::inspection_list(conn, filter, as_of)?)
    }

    pub fn dialogues(
        &self,
        filter: &DialogueFilter,
        as_of: NaiveDate,
    ) -> Result<DialogueList, RegisterError> {
        let conn = self.store.conn();
        Ok(store::programme::dialogue_list(conn, filter, as_of)?)
    }

    /// # Errors
    /// It is gone.
    pub fn dialogue(
        &self,
        id: DialogueId,
        as_of: NaiveDate,
    ) -> Result<DialogueDetail, RegisterError> {
        match store::programme::dialogue(self.store.conn(), id, as_of)? {
            Some(detail) => Ok(detail),
            None => refused("Hội nghị đối thoại này không còn trong tệp."),
        }
    }

    /// Who issues papers about the programmes of a district.
    pub fn programme_issuer(
        &self,
        district: &str,
        as_of: NaiveDate,
    ) -> Result<ProgrammeIssuer, RegisterError> {
        Ok(ProgrammeIssuer {
            issuer: self.issuer_on(district, as_of)?,
            sample: self.is_sample()?,
            rules: self.paper_rules()?,
        })
    }

    /// Writes a programme down, or corrects it.
    ///
    /// # Errors
    /// Something of it cannot be, or there is one of that title and first year.
    pub fn save_programme(
        &mut self,
        base: Option<&Programme>,
        new: &Programme,
    ) -> Result<Outcome<ProgrammeId>, RegisterError> {
        self.transact(Op::EditProgrammes, "", |tx| {
            let new = clean_programme(new);
            new.check()?;
            let there = store::programme::same(tx.rows.conn(), &new.title, new.year_from)?;
            if there.is_some_and(|other| base.is_none_or(|base| base.id != other.id)) {
                let words = "Đã có chương trình cùng tên và năm đầu; hãy mở chương trình đó.";
                return Err(Problem::new("title", words).into());
            }
            tx.message = match base {
                Some(_) => format!("Đã sửa chương trình “{}”", new.title),
                None => format!("Đã ghi chương trình “{}”", new.title),
            };
            if let Some(base) = base {
                tx.edit(base, &new, PROGRAMME, |_| Ok(()))?;
                return Ok(base.id);
            }
            let id = ProgrammeId(tx.new_id());
            Ok(tx.rows.add(Programme { id, ver: 0, ..new })?.id)
        })
    }

    /// Takes a programme out with its tasks and results; its inspections and dialogues stay, without a programme.
    pub fn remove_programme(&mut self, id: ProgrammeId) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditProgrammes, "", |tx| {
            let programme: Programme = tx.rows.need(id, PROGRAMME)?;
            for task in store::programme::tasks(tx.rows.conn(), id)? {
                tx.rows.remove(&task)?;
            }
            for result in store::programme::results(tx.rows.conn(), id)? {
                tx.rows.remove(&result)?;
            }
            for one in store::programme::inspections(tx.rows.conn(), id)? {
                let alone = Inspection {
                    programme_id: None,
                    ..one.clone()
                };
                tx.rows.put(&one, alone)?;
            }
            for one in store::programme::dialogues(tx.rows.conn(), id)? {
                let alone = Dialogue {
                    programme_id: None,
                    ..one.clone()
                };
                tx.rows.put(&one, alone)?;
            }
            tx.rows.remove(&programme)?;
            tx.message = format!("Đã xóa chương trình “{}”", programme.title);
            Ok(())
        })
    }

    /// # Errors
    /// It says nothing, nobody does it, or its days cannot be.
    pub fn save_programme_task(
        &mut self,
        base: Option<&ProgrammeTask>,
        new: &ProgrammeTask,
    ) -> Result<Outcome<ProgrammeTaskId>, RegisterError> {
        let today = self.today();
        self.transact(Op::EditProgrammes, "", |tx| {
            let _: Programme = tx.rows.need(new.programme_id, PROGRAMME)?;
            let new = clean_task(new);
            if let Some(base) = base {
                tx.edit(base, &new, "Nhiệm vụ này", |task| task.check(today))?;
                tx.message = match (base.done_on, new.done_on) {
                    (None, Some(_)) => "Đã ghi hoàn thành nhiệm vụ".to_owned(),
                    _ => "Đã sửa nhiệm vụ".to_owned(),
                };
                return Ok(base.id);
            }
            "Đã thêm nhiệm vụ".clone_into(&mut tx.message);
            add_task(tx, new.programme_id, new, today)
        })
    }

    pub fn remove_programme_task(
        &mut self,
        id: ProgrammeTaskId,
    ) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditProgrammes, "Đã bỏ nhiệm vụ", |tx| {
            let task: ProgrammeTask = tx.rows.need(id, "Nhiệm vụ này")?;
            Ok(tx.rows.remove(&task)?)
        })
    }

    /// # Errors
    /// It says nothing, or its year lies outside the programme.
    pub fn save_programme_result(
        &mut self,
        base: Option<&ProgrammeResult>,
        new: &ProgrammeResult,
    ) -> Result<Outcome<ProgrammeResultId>, RegisterError> {
        self.transact(Op::EditProgrammes, "", |tx| {
            let programme: Programme = tx.rows.need(new.programme_id, PROGRAMME)?;
            let new = clean_result(new);
            tx.message = format!(
                "Đã ghi {} năm {}",
                text::lower_first(new.kind.label()),
                new.year
            );
            if let Some(base) = base {
                tx.edit(base, &new, "Kết quả này", |one| one.check(&programme))?;
                return Ok(base.id);
            }
            new.check(&programme)?;
            let id = ProgrammeResultId(tx.new_id());
            Ok(tx.rows.add(ProgrammeResult { id, ver: 0, ..new })?.id)
        })
    }

    pub fn remove_programme_result(
        &mut self,
        id: ProgrammeResultId,
    ) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditProgrammes, "Đã bỏ kết quả", |tx| {
            let one: ProgrammeResult = tx.rows.need(id, "Kết quả này")?;
            Ok(tx.rows.remove(&one)?)
        })
    }

    /// # Errors
    /// Something of it cannot be.
    pub fn save_inspection(
        &mut self,
        base: Option<&Inspection>,
        new: &Inspection,
    ) -> Result<Outcome<InspectionId>, RegisterError> {
        let today = self.today();
        self.transact(Op::EditProgrammes, "", |tx| {
            let new = clean_inspection(new);
            new.check(today)?;
            tx.message = format!("Đã ghi kiểm tra đột xuất {:02} lượt đơn vị", new.units);
            if let Some(base) = base {
                tx.edit(base, &new, "Đợt kiểm tra này", |_| Ok(()))?;
                return Ok(base.id);
            }
            let id = InspectionId(tx.new_id());
            Ok(tx.rows.add(Inspection { id, ver: 0, ..new })?.id)
        })
    }

    pub fn remove_inspection(&mut self, id: InspectionId) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditProgrammes, "", |tx| {
            let one: Inspection = tx.rows.need(id, "Đợt kiểm tra này")?;
            tx.message = format!("Đã xóa đợt kiểm tra đột xuất {}", one.days());
            Ok(tx.rows.remove(&one)?)
        })
    }

    /// # Errors
    /// Something of it cannot be, or it is written down already.
    pub fn save_dialogue(
        &mut self,
        base: Option<&Dialogue>,
        new: &Dialogue,
    ) -> Result<Outcome<DialogueId>, RegisterError> {
        let today = self.today();
        self.transact(Op::EditProgrammes, "", |tx| {
            let new = clean_dialogue(new);
            held(tx, &new, today)?;
            let there = store::programme::same_dialogue(tx.rows.conn(), &new)?;
            if there.is_some_and(|other| base.is_none_or(|base| base.id != other.id)) {
                let words = "Đã ghi hội nghị này; hãy mở hội nghị đó để sửa.";
                return Err(Problem::new("title", words).into());
            }
            tx.message = format!("Đã ghi hội nghị đối thoại “{}”", new.title);
            if let Some(base) = base {
                for opinion in store::programme::opinions(tx.rows.conn(), base.id)? {
                    opinion.check(&new, today)?;
                }
                tx.edit(base, &new, DIALOGUE, |_| Ok(()))?;
                return Ok(base.id);
            }
            let id = DialogueId(tx.new_id());
            Ok(tx.rows.add(Dialogue { id, ver: 0, ..new })?.id)
        })
    }

    /// Takes a dialogue out with what was asked there.
    pub fn remove_dialogue(&mut self, id: DialogueId) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditProgrammes, "", |tx| {
            let dialogue: Dialogue = tx.rows.need(id, DIALOGUE)?;
            for opinion in store::programme::opinions(tx.rows.conn(), id)? {
                tx.rows.remove(&opinion)?;
            }
            tx.message = format!("Đã xóa hội nghị đối thoại “{}”", dialogue.title);
            Ok(tx.rows.remove(&dialogue)?)
        })
    }

    /// # Errors
    /// It says nothing, or its days cannot be.
    pub fn save_opinion(
        &mut self,
        base: Option<&Opinion>,
        new: &Opinion,
    ) -> Result<Outcome<OpinionId>, RegisterError> {
        let today = self.today();
        self.transact(Op::EditProgrammes, "", |tx| {
            let dialogue: Dialogue = tx.rows.need(new.dialogue_id, DIALOGUE)?;
            let new = clean_opinion(new);
            if let Some(base) = base {
                tx.edit(base, &new, "Ý kiến này", |one| {
                    one.check(&dialogue, today)
                })?;
                tx.message = match (base.answered_on, new.answered_on) {
                    (None, Some(_)) => "Đã ghi trả lời ý kiến".to_owned(),
                    _ => "Đã sửa ý kiến".to_owned(),
                };
                return Ok(base.id);
            }
            "Đã thêm ý kiến".clone_into(&mut tx.message);
            add_opinion(tx, &dialogue, new, today)
        })
    }

    pub fn remove_opinion(&mut self, id: OpinionId) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditProgrammes, "Đã bỏ ý kiến", |tx| {
            let one: Opinion = tx.rows.need(id, "Ý kiến này")?;
            Ok(tx.rows.remove(&one)?)
        })
    }
}

/// Whether a dialogue was held where and when it says.
pub(super) fn held(tx: &Tx<'_>, new: &Dialogue, today: NaiveDate) -> Result<(), RegisterError> {
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

pub(super) fn add_task(
    tx: &mut Tx<'_>,
    programme_id: ProgrammeId,
    new: ProgrammeTask,
    today: NaiveDate,
) -> Result<ProgrammeTaskId, RegisterError> {
    new.check(today)?;
    let there = store::programme::tasks(tx.rows.conn(), programme_id)?;
    let last = there.iter().map(|task| task.position).max().unwrap_or(0);
    let task = ProgrammeTask {
        id: ProgrammeTaskId(tx.new_id()),
        ver: 0,
        programme_id,
        position: last + 1,
        ..new
    };
    Ok(tx.rows.add(task)?.id)
}

pub(super) fn add_opinion(
    tx: &mut Tx<'_>,
    dialogue: &Dialogue,
    new: Opinion,
    today: NaiveDate,
) -> Result<OpinionId, RegisterError> {
    new.check(dialogue, today)?;
    let there = store::programme::opinions(tx.rows.conn(), dialogue.id)?;
    let last = there.iter().map(|one| one.position).max().unwrap_or(0);
    let opinion = Opinion {
        id: OpinionId(tx.new_id()),
        ver: 0,
        dialogue_id: dialogue.id,
        position: last + 1,
        ..new
    };
    Ok(tx.rows.add(opinion)?.id)
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

pub(super) fn clean_task(one: &ProgrammeTask) -> ProgrammeTask {
    ProgrammeTask {
        text: text::clean(&one.text),
        owner: text::clean(&one.owner),
        result: text::clean(&one.result),
        ..one.clone()
    }
}

pub(super) fn clean_result(one: &ProgrammeResult) -> ProgrammeResult {
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

pub(super) fn clean_opinion(one: &Opinion) -> Opinion {
    Opinion {
        text: text::clean(&one.text),
        raised_by: text::clean(&one.raised_by),
        answerer: text::clean(&one.answerer),
        answer: text::clean(&one.answer),
        ..one.clone()
    }
}
