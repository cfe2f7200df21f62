//! Who took part in a visit.

use super::Register;
use super::change::Op;
use super::error::RegisterError;
use super::transact::Outcome;
use super::visit::open_visit;
use crate::domain::{Participant, ParticipantId, text};
use crate::store;

impl Register {
    pub fn add_participant(
        &mut self,
        new: &Participant,
    ) -> Result<Outcome<ParticipantId>, RegisterError> {
        self.transact(Op::EditParticipants, "Đã thêm người tham dự", |tx| {
            open_visit(tx, new.visit_id)?;
            let mut person = clean(new.clone());
            person.id = ParticipantId(tx.new_id());
            let others = store::visit::participants(tx.rows.conn(), new.visit_id)?;
            person.position = 1 + others.iter().map(|other| other.position).max().unwrap_or(0);
            person.check()?;
            Ok(tx.rows.add(person)?.id)
        })
    }

    pub fn edit_participant(
        &mut self,
        base: &Participant,
        new: &Participant,
    ) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditParticipants, "Đã sửa người tham dự", |tx| {
            open_visit(tx, base.visit_id)?;
            tx.edit(
                base,
                &clean(new.clone()),
                "Người tham dự này",
                Participant::check,
            )?;
            Ok(())
        })
    }

    pub fn remove_participant(&mut self, id: ParticipantId) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditParticipants, "Đã bỏ người tham dự", |tx| {
            let person: Participant = tx.rows.need(id, "Người tham dự này")?;
            open_visit(tx, person.visit_id)?;
            Ok(tx.rows.remove(&person)?)
        })
    }
}

fn clean(mut person: Participant) -> Participant {
    person.name = text::clean(&person.name);
    person.title = text::clean(&person.title);
    person
}
