//! Sheets between the file and Excel: read from a path, written with what is there or empty to fill in.

use std::path::Path;

use super::PressError;
use crate::documents::{GRID_FILE_LIMIT, GridError, GridFormat, read_grid, write_grid};
use crate::read::grid::{Grid, GridKind};
use crate::register::{Register, RegisterError, explain};

/// Reads a sheet; `kind` `None` finds it by its heads.
///
/// # Errors
/// The file cannot be read, or is no sheet that the program knows.
pub fn read(
    from: &Path,
    kind: Option<GridKind>,
    going: &mut dyn FnMut(usize) -> bool,
) -> Result<Grid, PressError> {
    let unread = |error: std::io::Error| {
        let words = format!("Không đọc được “{}”: {}.", from.display(), explain(&error));
        PressError::Register(RegisterError::Refused(words))
    };
    let about = std::fs::metadata(from).map_err(unread)?;
    if about.is_dir() {
        let words = format!("“{}” là thư mục, không phải tệp.", from.display());
        return Err(PressError::Register(RegisterError::Refused(words)));
    }
    if about.len() > GRID_FILE_LIMIT {
        return Err(PressError::Document(GridError::TooLarge.into()));
    }
    let bytes = std::fs::read(from).map_err(unread)?;
    let grid = read_grid(&bytes, GridFormat::of(from), kind, going);
    Ok(grid.map_err(crate::documents::DocumentError::from)?)
}

/// A sheet of a kind: everything that is there, or only the heads.
pub fn file(
    register: &Register,
    kind: GridKind,
    empty: bool,
    format: GridFormat,
) -> Result<Vec<u8>, PressError> {
    let rows = if empty {
        Vec::new()
    } else {
        register.grid_rows(kind)?
    };
    Ok(write_grid(kind, &rows, format, register.today())?)
}

/// What its file may be called: "Tồn tại", "Mẫu nhập Tồn tại".
pub fn file_name(kind: GridKind, empty: bool) -> String {
    let before = if empty { "Mẫu nhập " } else { "" };
    format!("{before}{}.xlsx", kind.label())
}
