//! Whole programmes, inspections and dialogues taken in by their natural keys, as an import brings them.

use super::Register;
use super::change::Op;
use super::error::RegisterError;
use super::programme::{
    add_opinion, add_task, clean_dialogue, clean_inspection, clean_opinion, clean_programme,
    clean_result, clean_task, held,
};
use super::skilful_model::Fate;
use super::transact::{Outcome, Tx};
use crate::domain::{
    Dialogue, DialogueId, Inspection, InspectionId, Opinion, Programme, ProgrammeId,
    ProgrammeResult, ProgrammeResultId, ProgrammeTask, text,
};
use crate::read::programme::InspectionFilter;
use crate::store;

/// A whole programme by its keys: title and first year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeEntry {
    pub programme: Programme,
    pub tasks: Vec<ProgrammeTask>,
    pub results: Vec<ProgrammeResult>,
}

/// A whole dialogue by its keys: day, unit and title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DialogueEntry {
    pub dialogue: Dialogue,
    pub opinions: Vec<Opinion>,
}

impl Register {
    /// Takes a whole programme in by title and first year: what is not there is added, tasks and results of the same
    /// words are brought to what the entry says, others stay.
    ///
    /// # Errors
    /// Something of it cannot be.
    pub fn put_programme(
        &mut self,
        entry: &ProgrammeEntry,
    ) -> Result<Outcome<(ProgrammeId, Fate)>, RegisterError> {
        let today = self.today();
        let message = format!(
            "Đã nhận chương trình “{}”",
            text::clean(&entry.programme.title)
        );
        self.transact(Op::EditProgrammes, message, |tx| {
            let new = clean_programme(&entry.programme);
            new.check()?;
            let there = store::programme::same(tx.rows.conn(), &new.title, new.year_from)?;
            let (programme, mut fate) = if let Some(there) = there {
                let new = Programme {
                    id: there.id,
                    ver: there.ver,
                    ..new
                };
                put_over(tx, &there, new)?
            } else {
                let id = ProgrammeId(tx.new_id());
                (tx.rows.add(Programme { id, ver: 0, ..new })?, Fate::New)
            };
            for task in &entry.tasks {
                let new = clean_task(task);
                let all = store::programme::tasks(tx.rows.conn(), programme.id)?;
                let wanted = text::fold(&new.text);
                if let Some(there) = all.into_iter().find(|one| text::fold(&one.text) == wanted) {
                    let new = ProgrammeTask {
                        id: there.id,
                        ver: there.ver,
                        programme_id: programme.id,
                        position: there.position,
                        ..new
                    };
                    new.check(today)?;
                    fate = changed(fate, new != there);
                    tx.rows.put(&there, new)?;
                } else {
                    add_task(tx, programme.id, new, today)?;
                    fate = changed(fate, true);
                }
            }
            for result in &entry.results {
                let new = ProgrammeResult {
                    programme_id: programme.id,
                    ..clean_result(result)
                };
                new.check(&programme)?;
                let all = store::programme::results(tx.rows.conn(), programme.id)?;
                let same = |one: &ProgrammeResult| one.kind == new.kind && one.year == new.year;
                if let Some(there) = all.into_iter().find(same) {
                    let new = ProgrammeResult {
                        id: there.id,
                        ver: there.ver,
                        ..new
                    };
                    fate = changed(fate, new != there);
                    tx.rows.put(&there, new)?;
                } else {
                    let id = ProgrammeResultId(tx.new_id());
                    tx.rows.add(ProgrammeResult { id, ver: 0, ..new })?;
                    fate = changed(fate, true);
                }
            }
            Ok((programme.id, fate))
        })
    }

    /// Takes an inspection in by its days, body and field.
    ///
    /// # Errors
    /// Something of it cannot be.
    pub fn put_inspection(
        &mut self,
        new: &Inspection,
    ) -> Result<Outcome<(InspectionId, Fate)>, RegisterError> {
        let today = self.today();
        let all = self.inspections(&InspectionFilter::default(), today)?;
        let new = clean_inspection(new);
        let keys = |one: &Inspection| {
            let words = (text::fold(&one.body), text::fold(&one.field));
            (one.begun_on, one.ended_on, words)
        };
        let mut there = all.rows.into_iter().map(|(one, _)| one);
        let there = there.find(|one| keys(one) == keys(&new));
        let message = format!("Đã nhận kiểm tra đột xuất {:02} lượt đơn vị", new.units);
        self.transact(Op::EditProgrammes, message, |tx| {
            new.check(today)?;
            let (one, fate) = if let Some(there) = there {
                let new = Inspection {
                    id: there.id,
                    ver: there.ver,
                    ..new
                };
                put_over(tx, &there, new)?
            } else {
                let id = InspectionId(tx.new_id());
                (tx.rows.add(Inspection { id, ver: 0, ..new })?, Fate::New)
            };
            Ok((one.id, fate))
        })
    }

    /// Takes a whole dialogue in by its day, unit and title; opinions of the same words are brought to what the entry
    /// says, others stay.
    ///
    /// # Errors
    /// Something of it cannot be.
    pub fn put_dialogue(
        &mut self,
        entry: &DialogueEntry,
    ) -> Result<Outcome<(DialogueId, Fate)>, RegisterError> {
        let today = self.today();
        let message = format!(
            "Đã nhận hội nghị đối thoại “{}”",
            text::clean(&entry.dialogue.title)
        );
        self.transact(Op::EditProgrammes, message, |tx| {
            let new = clean_dialogue(&entry.dialogue);
            held(tx, &new, today)?;
            let there = store::programme::same_dialogue(tx.rows.conn(), &new)?;
            let (dialogue, mut fate) = if let Some(there) = there {
                let new = Dialogue {
                    id: there.id,
                    ver: there.ver,
                    ..new
                };
                put_over(tx, &there, new)?
            } else {
                let id = DialogueId(tx.new_id());
                (tx.rows.add(Dialogue { id, ver: 0, ..new })?, Fate::New)
            };
            for opinion in &entry.opinions {
                let new = clean_opinion(opinion);
                let all = store::programme::opinions(tx.rows.conn(), dialogue.id)?;
                let wanted = text::fold(&new.text);
                if let Some(there) = all.into_iter().find(|one| text::fold(&one.text) == wanted) {
                    let new = Opinion {
                        id: there.id,
                        ver: there.ver,
                        dialogue_id: dialogue.id,
                        position: there.position,
                        ..new
                    };
                    new.check(&dialogue, today)?;
                    fate = changed(fate, new != there);
                    tx.rows.put(&there, new)?;
                } else {
                    add_opinion(tx, &dialogue, new, today)?;
                    fate = changed(fate, true);
                }
            }
            Ok((dialogue.id, fate))
        })
    }
}

fn changed(fate: Fate, differs: bool) -> Fate {
    if fate == Fate::Same && differs {
        Fate::Changed
    } else {
        fate
    }
}

/// Brings a record that is there to what an entry says.
fn put_over<R: store::Record>(
    tx: &mut Tx<'_>,
    there: &R,
    new: R,
) -> Result<(R, Fate), RegisterError> {
    let fate = changed(Fate::Same, new != *there);
    Ok((tx.rows.put(there, new)?, fate))
}
