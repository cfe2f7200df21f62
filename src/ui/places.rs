//! Where the program keeps things.

use std::path::PathBuf;

/// Folders of the program that are no part of the open file.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// Where a report is left when the program breaks.
    pub reports: Option<PathBuf>,
    /// Where the window's habits are kept.
    pub settings: Option<PathBuf>,
}
