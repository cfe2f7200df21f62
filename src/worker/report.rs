//! Monthly reports that came in, with their files.

use std::path::PathBuf;

use super::message::{Done, Failure, Made};
use super::run::{done, write};
use crate::documents;
use crate::domain::MonthlyReport;
use crate::press::remind::LetterFile;
use crate::register::{NewFile, NewReport, Outcome, Register, RegisterError};

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

/// What came of a round of letters that was put into a folder.
pub(super) fn letters_written<T>(
    outcome: &Outcome<T>,
    files: &[LetterFile],
    folder: PathBuf,
) -> Done {
    let written = files
        .iter()
        .try_for_each(|file| write(&folder.join(&file.name), &file.bytes));
    let message = match written {
        Ok(()) => format!("{}, lưu vào “{}”", outcome.message, folder.display()),
        Err(failure) => format!("{}, nhưng: {}", outcome.message, failure.message),
    };
    Done {
        message,
        changes: outcome.changes,
        made: Some(Made::File(folder)),
        undoable: false,
    }
}
