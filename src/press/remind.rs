//! A round of reminder letters: every letter made, numbered, kept and written down in one step.

use super::{PressError, proof};
use crate::domain::ids::ReminderId;
use crate::read::PaperFormat;
use crate::register::{Outcome, Register, Round};

/// A file of a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Issues a round and writes it down; answers the letters as files of a format.
///
/// # Errors
/// Nothing is late there, the days do not fit, a number is used, or a letter cannot be printed.
pub fn send_round(
    register: &mut Register,
    round: &Round,
    format: PaperFormat,
) -> Result<(Outcome<Vec<ReminderId>>, Vec<LetterFile>), PressError> {
    let mut letters = Vec::new();
    let mut files = Vec::new();
    for letter in register.letters(round)? {
        let proof = proof(register, &letter.request(round))?;
        let pdf = proof.render(PaperFormat::Pdf)?;
        let bytes = match format {
            PaperFormat::Pdf => pdf.clone(),
            PaperFormat::Word | PaperFormat::Excel => proof.render(format)?,
        };
        // the number leads, so that a folder shows the letters in order
        let number = letter.paper.as_ref().and_then(|paper| paper.number);
        let name = match number {
            Some(number) => format!("{number:02} {}", proof.file_name(format)),
            None => proof.file_name(format),
        };
        files.push(LetterFile { name, bytes });
        letters.push((letter, pdf));
    }
    Ok((register.send_reminders(round, &letters)?, files))
}
