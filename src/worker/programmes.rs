//! Chương trình phối hợp: what the window asks about them and wants done.

use std::sync::Arc;

use chrono::NaiveDate;

use super::message::{Done, Failure, Made};
use super::run::done;
use crate::domain::{
    Dialogue, DialogueId, Inspection, InspectionId, Opinion, OpinionId, Programme, ProgrammeId,
    ProgrammeResult, ProgrammeResultId, ProgrammeTask, ProgrammeTaskId,
};
use crate::read::programme::{
    DialogueDetail, DialogueFilter, DialogueList, InspectionFilter, InspectionList,
    ProgrammeDetail, ProgrammeRow,
};
use crate::register::Register;

/// Saving adds where `base` is none, or else edits.
#[derive(Debug, Clone)]
pub enum ProgrammesCommand {
    Save {
        base: Option<Programme>,
        new: Programme,
    },
    Remove(ProgrammeId),
    SaveTask {
        base: Option<ProgrammeTask>,
        new: ProgrammeTask,
    },
    RemoveTask(ProgrammeTaskId),
    SaveResult {
        base: Option<ProgrammeResult>,
        new: ProgrammeResult,
    },
    RemoveResult(ProgrammeResultId),
    SaveInspection {
        base: Option<Box<Inspection>>,
        new: Box<Inspection>,
    },
    RemoveInspection(InspectionId),
    SaveDialogue {
        base: Option<Box<Dialogue>>,
        new: Box<Dialogue>,
    },
    RemoveDialogue(DialogueId),
    SaveOpinion {
        base: Option<Opinion>,
        new: Opinion,
    },
    RemoveOpinion(OpinionId),
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ProgrammesQuery {
    List {
        as_of: NaiveDate,
    },
    One {
        id: ProgrammeId,
        as_of: NaiveDate,
    },
    Inspections {
        filter: InspectionFilter,
        as_of: NaiveDate,
    },
    Dialogues {
        filter: DialogueFilter,
        as_of: NaiveDate,
    },
    Dialogue {
        id: DialogueId,
        as_of: NaiveDate,
    },
}

#[derive(Debug, Clone)]
pub enum ProgrammesAnswer {
    List(Arc<Vec<ProgrammeRow>>),
    One(Arc<ProgrammeDetail>),
    Inspections(Arc<InspectionList>),
    Dialogues(Arc<DialogueList>),
    Dialogue(Arc<DialogueDetail>),
}

pub(super) fn run(register: &mut Register, command: ProgrammesCommand) -> Result<Done, Failure> {
    use ProgrammesCommand as C;
    let nothing = |()| None;
    Ok(match command {
        C::Save { base, new } => done(register.save_programme(base.as_ref(), &new)?, |id| {
            Some(Made::Programme(id))
        }),
        C::Remove(id) => done(register.remove_programme(id)?, nothing),
        C::SaveTask { base, new } => {
            done(register.save_programme_task(base.as_ref(), &new)?, |_| None)
        }
        C::RemoveTask(id) => done(register.remove_programme_task(id)?, nothing),
        C::SaveResult { base, new } => {
            done(register.save_programme_result(base.as_ref(), &new)?, |_| {
                None
            })
        }
        C::RemoveResult(id) => done(register.remove_programme_result(id)?, nothing),
        C::SaveInspection { base, new } => {
            done(register.save_inspection(base.as_deref(), &new)?, |_| None)
        }
        C::RemoveInspection(id) => done(register.remove_inspection(id)?, nothing),
        C::SaveDialogue { base, new } => {
            done(register.save_dialogue(base.as_deref(), &new)?, |id| {
                Some(Made::Dialogue(id))
            })
        }
        C::RemoveDialogue(id) => done(register.remove_dialogue(id)?, nothing),
        C::SaveOpinion { base, new } => done(register.save_opinion(base.as_ref(), &new)?, |_| None),
        C::RemoveOpinion(id) => done(register.remove_opinion(id)?, nothing),
    })
}

pub(super) fn answer(
    register: &Register,
    query: &ProgrammesQuery,
) -> Result<ProgrammesAnswer, Failure> {
    use ProgrammesAnswer as A;
    use ProgrammesQuery as Q;
    Ok(match query {
        Q::List { as_of } => A::List(Arc::new(register.programmes(*as_of)?)),
        Q::One { id, as_of } => A::One(Arc::new(register.programme(*id, *as_of)?)),
        Q::Inspections { filter, as_of } => {
            A::Inspections(Arc::new(register.inspections(filter, *as_of)?))
        }
        Q::Dialogues { filter, as_of } => {
            A::Dialogues(Arc::new(register.dialogues(filter, *as_of)?))
        }
        Q::Dialogue { id, as_of } => A::Dialogue(Arc::new(register.dialogue(*id, *as_of)?)),
    })
}
