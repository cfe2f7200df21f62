//! Rounds of letters: issued, and put into a folder.

use std::path::PathBuf;

use super::message::{Done, Failure, Made};
use super::put::write;
use crate::press;
use crate::press::remind::LetterFile;
use crate::read::PaperFormat;
use crate::register::{Outcome, Register, Round};

/// What was issued stays issued when a file cannot be written: the letters are kept, and the message says so.
pub(super) fn send_reminders(
    register: &mut Register,
    round: &Round,
    format: PaperFormat,
    folder: PathBuf,
) -> Result<Done, Failure> {
    let (outcome, files) = press::remind::send_round(register, round, format)?;
    Ok(letters_written(&outcome, &files, folder))
}

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
