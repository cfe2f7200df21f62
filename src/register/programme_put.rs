//! Whole programmes, inspections and dialogues taken in by their natural keys, as an import brings them.

use super::Register;
use super::change::Op;
use super::error::RegisterError;
use super::programme_lay::{
    clean_dialogue, clean_inspection, clean_programme, lay_dialogue, lay_inspection, lay_opinion,
    lay_programme, lay_result, lay_task,
};
use super::skilful_model::Fate;
use super::transact::Outcome;
use crate::domain::{
    Dialogue, DialogueId, Inspection, InspectionId, Opinion, Programme, ProgrammeId,
    ProgrammeResult, ProgrammeTask, text,
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
            let there = store::programme::same(tx.rows.conn(), &new.title, new.year_from)?;
            let new = over(there.as_ref(), &new, |new, there| Programme {
                id: there.id,
                ver: there.ver,
                ..new
            });
            let programme = lay_programme(tx, there.as_ref(), &new)?;
            let mut fate = fate_of(there.as_ref(), &programme);
            for task in &entry.tasks {
                let all = store::programme::tasks(tx.rows.conn(), programme.id)?;
                let wanted = text::fold(&text::clean(&task.text));
                let there = all.into_iter().find(|one| text::fold(&one.text) == wanted);
                let new = ProgrammeTask {
                    programme_id: programme.id,
                    ..over(there.as_ref(), task, |new, there| ProgrammeTask {
                        id: there.id,
                        ver: there.ver,
                        position: there.position,
                        ..new
                    })
                };
                let saved = lay_task(tx, there.as_ref(), &new, today)?;
                fate = changed(fate, there.as_ref() != Some(&saved));
            }
            for result in &entry.results {
                let all = store::programme::results(tx.rows.conn(), programme.id)?;
                let same =
                    |one: &ProgrammeResult| one.kind == result.kind && one.year == result.year;
                let there = all.into_iter().find(same);
                let new = ProgrammeResult {
                    programme_id: programme.id,
                    ..over(there.as_ref(), result, |new, there| ProgrammeResult {
                        id: there.id,
                        ver: there.ver,
                        ..new
                    })
                };
                let saved = lay_result(tx, &programme, there.as_ref(), &new)?;
                fate = changed(fate, there.as_ref() != Some(&saved));
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
            let new = over(there.as_ref(), &new, |new, there| Inspection {
                id: there.id,
                ver: there.ver,
                ..new
            });
            let one = lay_inspection(tx, there.as_ref(), &new, today)?;
            Ok((one.id, fate_of(there.as_ref(), &one)))
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
            let there = store::programme::same_dialogue(tx.rows.conn(), &new)?;
            let new = over(there.as_ref(), &new, |new, there| Dialogue {
                id: there.id,
                ver: there.ver,
                ..new
            });
            let dialogue = lay_dialogue(tx, there.as_ref(), &new, today)?;
            let mut fate = fate_of(there.as_ref(), &dialogue);
            for opinion in &entry.opinions {
                let all = store::programme::opinions(tx.rows.conn(), dialogue.id)?;
                let wanted = text::fold(&text::clean(&opinion.text));
                let there = all.into_iter().find(|one| text::fold(&one.text) == wanted);
                let new = Opinion {
                    dialogue_id: dialogue.id,
                    ..over(there.as_ref(), opinion, |new, there| Opinion {
                        id: there.id,
                        ver: there.ver,
                        position: there.position,
                        ..new
                    })
                };
                let saved = lay_opinion(tx, &dialogue, there.as_ref(), &new, today)?;
                fate = changed(fate, there.as_ref() != Some(&saved));
            }
            Ok((dialogue.id, fate))
        })
    }
}

/// What an entry says, under the identity of the record that is there.
fn over<R: Clone>(there: Option<&R>, new: &R, under: impl FnOnce(R, &R) -> R) -> R {
    let new = new.clone();
    match there {
        Some(there) => under(new, there),
        None => new,
    }
}

fn fate_of<R: PartialEq>(there: Option<&R>, saved: &R) -> Fate {
    match there {
        None => Fate::New,
        Some(there) => changed(Fate::Same, there != saved),
    }
}

fn changed(fate: Fate, differs: bool) -> Fate {
    if fate == Fate::Same && differs {
        Fate::Changed
    } else {
        fate
    }
}
