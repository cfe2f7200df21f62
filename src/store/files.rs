//! The one way in which the program writes a file outside its own: whole or not at all.

use std::io::Write;
use std::path::Path;

/// Writes the bytes under a temporary name beside the target, makes them lasting, then puts them in place.
///
/// # Errors
/// The folder is missing or cannot be written, or the disk is full; an earlier file of that name stays as it was.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or_else(|| Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
