//! Monthly reports that came in, with their files.

use std::path::PathBuf;

use super::message::{Done, Failure};
use super::run::done;
use crate::documents;
use crate::domain::{MonthlyReport, ReportFileId, ReportId, ReportRule};
use crate::register::{NewFile, NewReport, Register, RegisterError};

#[derive(Debug, Clone, Copy)]
pub enum ReportCommand {
    SetRule(ReportRule),
    TakeBack(ReportId),
    RemoveFile(ReportFileId),
}

pub(super) fn run(register: &mut Register, command: ReportCommand) -> Result<Done, Failure> {
    let nothing = |()| None;
    Ok(match command {
        ReportCommand::SetRule(rule) => done(register.set_report_rule(rule)?, nothing),
        ReportCommand::TakeBack(id) => done(register.take_back_report(id)?, nothing),
        ReportCommand::RemoveFile(id) => done(register.remove_report_file(id)?, nothing),
    })
}

/// Writes a receipt down, or corrects one; a file that is not taken stops it, so that nothing is half kept.
pub(super) fn receive(
    register: &mut Register,
    base: Option<MonthlyReport>,
    new: &NewReport,
    paths: &[PathBuf],
) -> Result<Done, Failure> {
    let read = |path: &PathBuf| NewFile::read(path, documents::thumbnail);
    let files = paths
        .iter()
        .map(read)
        .collect::<Result<Vec<_>, RegisterError>>()?;
    let Some(base) = base else {
        return Ok(done(register.receive_report(new, &files)?, |_| None));
    };
    let corrected = MonthlyReport {
        received_on: new.received_on,
        note: new.note.clone(),
        received_by: new.received_by.clone(),
        ..base.clone()
    };
    let outcome = register.correct_report(&base, &corrected, &files)?;
    let mut done = done(outcome, |()| None);
    if done.message.is_empty() {
        "Không có gì thay đổi".clone_into(&mut done.message);
    }
    Ok(done)
}
