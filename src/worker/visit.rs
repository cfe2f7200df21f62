//! Visits with their people, ratings and strengths: what the window wants done.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::attach;
use super::message::{Done, Failure, Made};
use super::progress::Reporter;
use super::put::{write, writing, written};
use super::run::done;
use crate::documents;
use crate::domain::{
    Participant, ParticipantId, Rating, RegulationId, Strength, StrengthId, Visit, VisitId,
    VisitState,
};
use crate::read::VisitFilter;
use crate::register::{NewVisit, PlanVisits, Register, VISIT_FILE_LIMIT};
use crate::store::files::explain;

#[derive(Debug, Clone)]
pub enum VisitCommand {
    Create(NewVisit),
    /// Makes the visits of a plan, all or none.
    Plan(PlanVisits),
    /// "Dời sang ngày…" of a visit that has not begun.
    Reschedule {
        id: VisitId,
        to: NaiveDate,
    },
    /// A re-check of a visit's open orders.
    CreateRecheck {
        earlier: VisitId,
        on: NaiveDate,
    },
    Edit {
        base: Box<Visit>,
        new: Box<Visit>,
    },
    Move {
        id: VisitId,
        to: VisitState,
        reason: String,
        accept_not_rated: bool,
    },
    Delete(VisitId),
    AddParticipant(Participant),
    EditParticipant {
        base: Participant,
        new: Participant,
    },
    RemoveParticipant(ParticipantId),
    /// Rates, comments or notes evidence; `base.ver` 0 for an item nobody touched yet.
    Rate {
        base: Rating,
        new: Rating,
    },
    /// "Đạt tất cả mục còn lại" of one regulation, or of all covered ones.
    RateRestMet {
        visit_id: VisitId,
        regulation_id: Option<RegulationId>,
    },
    AddStrength(Strength),
    EditStrength {
        base: Strength,
        new: Strength,
    },
    RemoveStrength(StrengthId),
}

pub(super) fn run(register: &mut Register, command: VisitCommand) -> Result<Done, Failure> {
    let nothing = |()| None;
    Ok(match command {
        VisitCommand::Create(new) => done(register.create_visit(&new)?, |id| Some(Made::Visit(id))),
        VisitCommand::Plan(plan) => done(register.plan_visits(&plan)?, |_| None),
        VisitCommand::Reschedule { id, to } => done(register.reschedule_visit(id, to)?, nothing),
        VisitCommand::CreateRecheck { earlier, on } => {
            done(register.create_recheck(earlier, on, None)?, |id| {
                Some(Made::Visit(id))
            })
        }
        VisitCommand::Edit { base, new } => done(register.edit_visit(&base, &new)?, nothing),
        VisitCommand::Move {
            id,
            to,
            reason,
            accept_not_rated,
        } => done(
            register.move_visit(id, to, &reason, accept_not_rated)?,
            nothing,
        ),
        VisitCommand::Delete(id) => done(register.delete_visit(id)?, nothing),
        VisitCommand::AddParticipant(new) => done(register.add_participant(&new)?, |_| None),
        VisitCommand::EditParticipant { base, new } => {
            done(register.edit_participant(&base, &new)?, nothing)
        }
        VisitCommand::RemoveParticipant(id) => done(register.remove_participant(id)?, nothing),
        VisitCommand::Rate { base, new } => done(register.rate(&base, &new)?, |()| {
            Some(Made::Rated(new.item_id, new.value))
        }),
        VisitCommand::RateRestMet {
            visit_id,
            regulation_id,
        } => done(register.rate_rest_met(visit_id, regulation_id)?, |_| None),
        VisitCommand::AddStrength(new) => done(register.add_strength(&new)?, |_| None),
        VisitCommand::EditStrength { base, new } => {
            done(register.edit_strength(&base, &new)?, nothing)
        }
        VisitCommand::RemoveStrength(id) => done(register.remove_strength(id)?, nothing),
    })
}

/// A list as Excel, as the window shows it.
pub(super) fn export_list(
    register: &Register,
    filter: &VisitFilter,
    to: PathBuf,
    progress: &Reporter<'_>,
) -> Result<Done, Failure> {
    let rows = register.visits(filter)?;
    progress.step(1, 2, &writing(&to))?;
    let bytes = documents::visits_xlsx(&rows, register.today())?;
    progress.step(2, 2, &writing(&to))?;
    write(&to, &bytes)?;
    Ok(written(to))
}

/// One visit with everything in it as JSON; files that hang on it stay behind, and are named.
pub(super) fn export(register: &Register, id: VisitId, to: PathBuf) -> Result<Done, Failure> {
    let json = register.export_visit_json(id)?;
    write(&to, json.as_bytes())?;
    Ok(attach::with_left_behind(written(to), register, id)?)
}

/// Takes a visit in from JSON, after a copy of the file was put aside.
pub(super) fn import(
    register: &mut Register,
    from: &Path,
    progress: &Reporter<'_>,
) -> Result<Done, Failure> {
    let cannot = |error: std::io::Error| {
        Failure::plain(format!(
            "Không đọc được tệp “{}”: {}. Hãy kiểm tra tệp rồi chọn lại.",
            from.display(),
            explain(&error)
        ))
    };
    let size = std::fs::metadata(from).map_err(cannot)?.len();
    if size > VISIT_FILE_LIMIT {
        return Err(Failure::plain(format!(
            "Tệp “{}” lớn hơn 32 MB, không phải tệp một cuộc giám sát.",
            from.display()
        )));
    }
    let bytes = std::fs::read(from).map_err(cannot)?;
    super::safety::before_import(register, progress)?;
    progress.step(1, 2, "Đang kiểm tra và ghi vào tệp dữ liệu")?;
    let outcome = register.import_visit_json(&bytes).map_err(|error| {
        // The window has no field for these places: they go into the message.
        let message = error.to_string();
        Failure {
            message,
            ..Failure::from(error)
        }
    })?;
    Ok(done(outcome, |id| Some(Made::Visit(id))))
}
