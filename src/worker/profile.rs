//! A format profile of the office, taken over from a file.

use std::path::Path;

use super::message::{Done, Failure};
use super::run::done;
use crate::documents::DocumentError;
use crate::domain::Problem;
use crate::press::{PressError, rules};
use crate::register::Register;

/// Takes a profile over when everything in it is right; what is wrong is told place by place.
pub(super) fn take_over(register: &mut Register, from: &Path) -> Result<Done, Failure> {
    let own = rules::read(from).map_err(|error| told(error, from))?;
    Ok(done(rules::take_over(register, &own)?, |()| None))
}

fn told(error: PressError, from: &Path) -> Failure {
    let PressError::Document(DocumentError::Profile { wrong }) = error else {
        return error.into();
    };
    let name = from.file_name().unwrap_or_default().to_string_lossy();
    let problems = wrong
        .into_iter()
        .map(|place| Problem::new("profile", place));
    Failure {
        message: format!("Tệp “{name}” có chỗ sai; chưa có gì thay đổi."),
        problems: problems.collect(),
        ..Failure::default()
    }
}
