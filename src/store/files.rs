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

/// Why reading or writing a file failed, in the user's words.
pub fn explain(error: &std::io::Error) -> String {
    use std::io::ErrorKind as Kind;
    const KNOWN: &[(Kind, &str)] = &[
        (Kind::NotFound, "không có tệp hoặc thư mục này"),
        (Kind::PermissionDenied, "không có quyền đọc hoặc ghi ở đây"),
        (Kind::AlreadyExists, "tên này đã có"),
        (Kind::StorageFull, "ổ đĩa đã đầy"),
        (Kind::ReadOnlyFilesystem, "ổ đĩa chỉ cho đọc"),
        (Kind::IsADirectory, "đây là thư mục, không phải tệp"),
        (Kind::InvalidFilename, "tên tệp không hợp lệ"),
        (Kind::ResourceBusy, "tệp đang được chương trình khác dùng"),
    ];
    let known = KNOWN.iter().find(|(kind, _)| *kind == error.kind());
    match (known, error.raw_os_error()) {
        (Some((_, words)), _) => (*words).to_owned(),
        (None, Some(code)) => format!("lỗi hệ thống số {code}"),
        (None, None) => "lỗi đọc, ghi".to_owned(),
    }
}
