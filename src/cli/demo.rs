//! The throw-away sample of `qcdc demo`: made in a temporary folder that goes with the program.

use std::path::Path;

use anyhow::{Result, anyhow};

use crate::documents;
use crate::register::{Clock, Register};

/// District of the sample.
const DISTRICT: &str = "long-bien";

/// Makes the sample in a folder.
///
/// # Errors
/// The folder cannot be written, or a paper of the sample cannot be made.
pub fn sample(folder: &Path, os_user: &str, clock: Clock) -> Result<Register> {
    let path = folder.join("Quận Long Biên.qcdc");
    let mut register = Register::create(&path, DISTRICT, os_user.to_owned(), clock)?;
    register
        .fill_sample(
            &|page| {
                (
                    documents::draft_subject(page),
                    documents::draft_conclusion(page),
                )
            },
            &|page| {
                documents::conclusion_pdf(page)
                    .map(|pdf| pdf.bytes)
                    .map_err(|error| error.to_string())
            },
        )
        .map_err(|error| anyhow!("Không tạo được dữ liệu mẫu: {error}"))?;
    Ok(register)
}
