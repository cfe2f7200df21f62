//! What a workbook may unfold to: a small file can be packed so that it fills the memory.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::GridError;

/// Files in a workbook.
const MOST_PARTS: usize = 2_000;
/// Bytes of one sheet.
const SHEET: u64 = 320 * 1024 * 1024;
/// Bytes of the shared texts: each becomes a string of its own in memory.
const TEXTS: u64 = 64 * 1024 * 1024;
/// Bytes of what describes the workbook.
const OTHER: u64 = 16 * 1024 * 1024;

const OLD_OR_LOCKED: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];

/// Unfolds every part that will be read, without keeping it: what a part says of its own size may be wrong.
pub(in crate::documents) fn check(
    bytes: &[u8],
    going: &mut dyn FnMut(usize) -> bool,
) -> Result<(), GridError> {
    if bytes.len() as u64 > super::GRID_FILE_LIMIT {
        return Err(GridError::TooLarge);
    }
    if bytes.starts_with(OLD_OR_LOCKED) {
        return Err(GridError::OldOrLocked);
    }
    let damaged = |detail: String| GridError::Damaged { detail };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(e.to_string()))?;
    if archive.len() > MOST_PARTS {
        return Err(GridError::Swollen {
            part: format!("{} tệp con", archive.len()),
        });
    }
    for index in 0..archive.len() {
        let mut part = archive
            .by_index(index)
            .map_err(|e| damaged(e.to_string()))?;
        let name = part
            .name()
            .map_err(|e| damaged(e.to_string()))?
            .to_ascii_lowercase();
        let limit = if name.starts_with("xl/worksheets/") {
            SHEET
        } else if name.starts_with("xl/sharedstrings") {
            TEXTS
        } else if std::path::Path::new(&name)
            .extension()
            .is_some_and(|ending| ending == "xml" || ending == "rels")
        {
            OTHER
        } else {
            // pictures and the like are not read
            continue;
        };
        let mut chunk = vec![0; 64 * 1024];
        let mut size = 0_u64;
        loop {
            let read = part.read(&mut chunk).map_err(|e| damaged(e.to_string()))?;
            if read == 0 {
                break;
            }
            size += read as u64;
            if size > limit {
                return Err(GridError::Swollen {
                    part: name.chars().take(60).collect(),
                });
            }
            if !going(0) {
                return Err(GridError::Stopped);
            }
        }
    }
    Ok(())
}
