//! Files that are kept with a record: each by what it holds, none twice in one place.

use super::attachment::NewFile;
use super::error::{RegisterError, refused};
use super::transact::Tx;
use crate::store::check::sha256_hex;

/// A file whose bytes are stored; its record is still to be written.
pub(super) struct Kept<'a> {
    pub file: &'a NewFile,
    pub position: i64,
    pub sha256: String,
    pub size: i64,
}

/// What stands in the place already.
pub(super) struct There {
    /// Of the file that stands last.
    pub last: i64,
    pub hashes: Vec<String>,
}

impl There {
    /// Positions and hashes of the files of one place.
    pub fn of(files: impl IntoIterator<Item = (i64, String)>) -> Self {
        let (mut last, mut hashes) = (0, Vec::new());
        for (position, sha256) in files {
            last = last.max(position);
            hashes.push(sha256);
        }
        Self { last, hashes }
    }
}

/// Stores the bytes of files and writes a record for each.
///
/// # Errors
/// A file is there already, or a record is refused.
pub(super) fn keep(
    tx: &mut Tx<'_>,
    mut there: There,
    files: &[NewFile],
    mut record: impl FnMut(&mut Tx<'_>, Kept<'_>) -> Result<(), RegisterError>,
) -> Result<(), RegisterError> {
    for (position, file) in (there.last + 1..).zip(files) {
        let sha256 = sha256_hex(&file.bytes);
        if there.hashes.contains(&sha256) {
            return refused(format!(
                "“{}” đã được đính kèm ở đây rồi; không đính kèm lần nữa.",
                file.name
            ));
        }
        there.hashes.push(sha256.clone());
        tx.rows.add_blob(&sha256, &file.bytes, &file.thumb)?;
        let kept = Kept {
            file,
            position,
            sha256,
            size: i64::try_from(file.bytes.len()).unwrap_or(i64::MAX),
        };
        record(tx, kept)?;
    }
    Ok(())
}
