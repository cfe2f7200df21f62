//! Records with nothing in them yet, to be filled in.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::domain::{
    Dialogue, DialogueId, Inspection, InspectionId, Opinion, OpinionId, Programme, ProgrammeId,
    ProgrammeResult, ProgrammeResultId, ProgrammeResultKind, ProgrammeTask, ProgrammeTaskId,
};

pub fn programme(district: &str, year: i64) -> Programme {
    Programme {
        id: ProgrammeId(Uuid::nil()),
        ver: 0,
        title: String::new(),
        district: district.to_owned(),
        parties: Vec::new(),
        year_from: year,
        year_to: year + 5,
        signed_on: None,
        basis: String::new(),
        note: String::new(),
    }
}

pub fn task(programme_id: ProgrammeId) -> ProgrammeTask {
    ProgrammeTask {
        id: ProgrammeTaskId(Uuid::nil()),
        ver: 0,
        programme_id,
        position: 0,
        text: String::new(),
        owner: String::new(),
        due: None,
        done_on: None,
        result: String::new(),
    }
}

pub fn result(programme_id: ProgrammeId, year: i64) -> ProgrammeResult {
    ProgrammeResult {
        id: ProgrammeResultId(Uuid::nil()),
        ver: 0,
        programme_id,
        kind: ProgrammeResultKind::Year,
        year,
        held_on: None,
        text: String::new(),
        paper: String::new(),
    }
}

pub fn inspection(programme_id: Option<ProgrammeId>, day: NaiveDate) -> Inspection {
    Inspection {
        id: InspectionId(Uuid::nil()),
        ver: 0,
        programme_id,
        begun_on: day,
        ended_on: day,
        body: String::new(),
        field: String::new(),
        units: 0,
        unit_names: String::new(),
        result: String::new(),
        note: String::new(),
    }
}

pub fn dialogue(programme_id: Option<ProgrammeId>, day: NaiveDate) -> Dialogue {
    Dialogue {
        id: DialogueId(Uuid::nil()),
        ver: 0,
        programme_id,
        unit_id: None,
        held_on: day,
        title: String::new(),
        chair: String::new(),
        place: String::new(),
        attendees: None,
        note: String::new(),
    }
}

pub fn opinion(dialogue_id: DialogueId) -> Opinion {
    Opinion {
        id: OpinionId(Uuid::nil()),
        ver: 0,
        dialogue_id,
        position: 0,
        text: String::new(),
        raised_by: String::new(),
        answerer: String::new(),
        due: None,
        answered_on: None,
        answer: String::new(),
    }
}
