//! Chương trình phối hợp, kiểm tra đột xuất, đối thoại: written down, corrected, taken out; whole ones by their keys.

use chrono::NaiveDate;

use super::Register;
use super::change::Op;
use super::error::{RegisterError, refused};
use super::programme_lay::{
    lay_dialogue, lay_inspection, lay_opinion, lay_programme, lay_result, lay_task,
};
use super::transact::Outcome;
use crate::domain::{
    Dialogue, DialogueId, Inspection, InspectionId, Opinion, OpinionId, Programme, ProgrammeId,
    ProgrammeResult, ProgrammeResultId, ProgrammeTask, ProgrammeTaskId, text,
};
use crate::read::programme::{
    DialogueDetail, DialogueFilter, DialogueList, InspectionFilter, InspectionList,
    ProgrammeDetail, ProgrammeIssuer, ProgrammeRow,
};
use crate::store;

pub(super) const PROGRAMME: &str = "Chương trình này";
pub(super) const DIALOGUE: &str = "Hội nghị đối thoại này";

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
            let one = lay_programme(tx, base, new)?;
            let done = if base.is_some() { "sửa" } else { "ghi" };
            tx.message = format!("Đã {done} chương trình “{}”", one.title);
            Ok(one.id)
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
            let id = lay_task(tx, base, new, today)?.id;
            let done = match base {
                None => "Đã thêm nhiệm vụ",
                Some(base) if base.done_on.is_none() && new.done_on.is_some() => {
                    "Đã ghi hoàn thành nhiệm vụ"
                }
                Some(_) => "Đã sửa nhiệm vụ",
            };
            done.clone_into(&mut tx.message);
            Ok(id)
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
            let one = lay_result(tx, &programme, base, new)?;
            tx.message = format!(
                "Đã ghi {} năm {}",
                text::lower_first(one.kind.label()),
                one.year
            );
            Ok(one.id)
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
            let one = lay_inspection(tx, base, new, today)?;
            tx.message = format!("Đã ghi kiểm tra đột xuất {:02} lượt đơn vị", one.units);
            Ok(one.id)
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
            let one = lay_dialogue(tx, base, new, today)?;
            tx.message = format!("Đã ghi hội nghị đối thoại “{}”", one.title);
            Ok(one.id)
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
            let id = lay_opinion(tx, &dialogue, base, new, today)?.id;
            let done = match base {
                None => "Đã thêm ý kiến",
                Some(base) if base.answered_on.is_none() && new.answered_on.is_some() => {
                    "Đã ghi trả lời ý kiến"
                }
                Some(_) => "Đã sửa ý kiến",
            };
            done.clone_into(&mut tx.message);
            Ok(id)
        })
    }

    pub fn remove_opinion(&mut self, id: OpinionId) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditProgrammes, "Đã bỏ ý kiến", |tx| {
            let one: Opinion = tx.rows.need(id, "Ý kiến này")?;
            Ok(tx.rows.remove(&one)?)
        })
    }
}
