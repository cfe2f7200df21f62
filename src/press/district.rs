//! A district as a file that people hand on: an Excel workbook or JSON.

use std::path::Path;

use super::PressError;
use crate::documents;
use crate::domain::Problems;
use crate::read::district_file::DistrictFile;
use crate::register::{district_from_json, district_to_json};

/// Reads either form; which it is, its first bytes say.
///
/// # Errors
/// Each place that is wrong, as its form counts them.
pub fn read(bytes: &[u8]) -> Result<DistrictFile, Problems> {
    if bytes.starts_with(b"PK") {
        documents::district_from_xlsx(bytes)
    } else {
        district_from_json(bytes)
    }
}

/// The bytes for a file of this name: Excel where it ends in `.xlsx`, else JSON.
pub fn bytes(file: &DistrictFile, to: &Path) -> Result<Vec<u8>, PressError> {
    let excel = to
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("xlsx"));
    if excel {
        Ok(documents::district_xlsx(file)?)
    } else {
        Ok(district_to_json(file)?.into_bytes())
    }
}
