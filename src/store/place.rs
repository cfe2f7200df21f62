//! Where a file lies: on this computer, on a share of the network, in a folder that a program keeps in step elsewhere.

use std::borrow::Cow;
use std::path::Path;

use super::error::StoreError;

/// A place that asks for care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Local,
    /// On another computer.
    Share,
    /// In a folder that this service copies to and fro.
    Synced(&'static str),
}

impl Place {
    /// What the user should know; `None` for a file on this computer.
    pub fn warning(self) -> Option<String> {
        match self {
            Self::Local => None,
            Self::Share => Some(
                "Tệp nằm trên ổ mạng: mỗi lúc chỉ nên một máy mở để sửa. Làm việc ở nơi khác thì dùng “Mang đi” rồi “Nhận về”."
                    .to_owned(),
            ),
            Self::Synced(service) => Some(format!(
                "Tệp nằm trong thư mục {service}: dịch vụ này có thể chép đè bản cũ lên bản mới hoặc tách thành hai bản. Hãy để tệp ở thư mục thường trên máy, chỉ để bản sao lưu trong {service}."
            )),
        }
    }
}

/// Beginnings of names of folders that are kept in step, and by what.
const SYNCED: &[(&str, &str)] = &[
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("drive của tôi", "Google Drive"),
    ("iclouddrive", "iCloud"),
    ("icloud drive", "iCloud"),
    ("mobile documents", "iCloud"),
];

/// File systems that lie on another computer.
const REMOTE: &[&str] = &[
    "nfs",
    "nfs4",
    "cifs",
    "smb2",
    "smb3",
    "smbfs",
    "ncpfs",
    "afs",
    "9p",
    "fuse.sshfs",
    "fuse.davfs",
    "davfs",
    "fuse.gvfsd-fuse",
];

/// Where a file lies, links and mapped drives followed.
pub fn of(path: &Path) -> Place {
    // Windows follows a mapped drive to its share, unless the program that makes the drive cannot be asked
    let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    judge(&real, &mounts, &qcdc_native::is_remote_drive)
}

/// The same from a real path, the list of mounts as Linux writes it, and what Windows says of a drive.
pub fn judge(real: &Path, mounts: &str, is_remote_drive: &dyn Fn(&Path) -> bool) -> Place {
    let text = real.to_string_lossy();
    if is_unc(&text) {
        return Place::Share;
    }
    if let Some(root) = drive(&text)
        && is_remote_drive(Path::new(&root))
    {
        return Place::Share;
    }
    for part in text.split(['/', '\\']) {
        let name = part.to_lowercase();
        if let Some((_, service)) = SYNCED.iter().find(|(begins, _)| name.starts_with(begins)) {
            return Place::Synced(service);
        }
    }
    let kind = mounts
        .lines()
        .filter_map(mount)
        .filter(|(point, _)| real.starts_with(point))
        .max_by_key(|(point, _)| point.len());
    match kind {
        Some((_, kind)) if REMOTE.contains(&kind) => Place::Share,
        _ => Place::Local,
    }
}

/// `\\server\share`, also as Windows writes real paths: `\\?\UNC\server\share`.
fn is_unc(text: &str) -> bool {
    match text.strip_prefix(r"\\?\") {
        Some(rest) => rest
            .get(..4)
            .is_some_and(|begin| begin.eq_ignore_ascii_case(r"UNC\")),
        None => text.starts_with(r"\\") && !text.starts_with(r"\\."),
    }
}

/// Root of the drive that a path of Windows names: `Z:\`.
fn drive(text: &str) -> Option<String> {
    let text = text.strip_prefix(r"\\?\").unwrap_or(text);
    let mut letters = text.chars();
    let letter = letters.next().filter(char::is_ascii_alphabetic)?;
    (letters.next() == Some(':')).then(|| format!("{letter}:\\"))
}

/// A path as SQLite can open it: it hands paths to Windows as they are, which takes more than 259 letters only behind
/// `\\?\`. Elsewhere nothing changes.
pub fn for_sqlite(path: &Path) -> Cow<'_, Path> {
    if !cfg!(windows) {
        return Cow::Borrowed(path);
    }
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    match whole.to_str().and_then(verbatim) {
        Some(long) => Cow::Owned(long.into()),
        None => Cow::Borrowed(path),
    }
}

/// The same as text, for a statement that names a file.
///
/// # Errors
/// The path is no text: SQLite takes UTF-8 only.
pub(super) fn name_for_sqlite(path: &Path) -> Result<String, StoreError> {
    let long = for_sqlite(path);
    let name = long.to_str().ok_or_else(|| StoreError::Place {
        path: path.to_owned(),
        why: "tên thư mục có ký tự không đọc được".to_owned(),
    })?;
    Ok(name.to_owned())
}

/// The longest path that is left alone; SQLite puts its own endings behind it.
const SHORT: usize = 240;

/// A long path of Windows in the form that knows no limit; `None` where it is short or already in that form.
fn verbatim(path: &str) -> Option<String> {
    if path.encode_utf16().count() < SHORT || path.starts_with(r"\\?\") {
        return None;
    }
    let path = path.replace('/', r"\");
    Some(match path.strip_prefix(r"\\") {
        Some(share) => format!(r"\\?\UNC\{share}"),
        None => format!(r"\\?\{path}"),
    })
}

/// Mount point and type of a line of mountinfo.
fn mount(line: &str) -> Option<(String, &str)> {
    let (head, tail) = line.split_once(" - ")?;
    let point = head.split(' ').nth(4)?.replace("\\040", " ");
    Some((point, tail.split(' ').next()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw\n\
        30 22 0:44 / /mnt/co\\040quan rw - cifs //may-chu/chung rw\n\
        31 22 0:45 / /home rw - ext4 /dev/sdb1 rw";

    #[test]
    fn a_share_and_a_synced_folder_are_told_from_the_disk() {
        let judged = |path: &str| judge(Path::new(path), MOUNTS, &|_| false);
        assert_eq!(judged("/home/a/quan.qcdc"), Place::Local);
        assert_eq!(judged("/mnt/co quan/quan.qcdc"), Place::Share);
        assert_eq!(judged("/mnt/co quan khac/quan.qcdc"), Place::Local);
        assert_eq!(
            judged("/home/a/OneDrive - Quận ủy/quan.qcdc"),
            Place::Synced("OneDrive")
        );
        assert_eq!(
            judged("/home/a/Dropbox/quan.qcdc"),
            Place::Synced("Dropbox")
        );
        assert!(Place::Local.warning().is_none() && Place::Share.warning().is_some());
        assert!(
            Place::Synced("iCloud")
                .warning()
                .unwrap_or_default()
                .contains("iCloud")
        );
    }

    #[test]
    fn paths_of_windows_are_told_by_their_real_kind() {
        // Z: is a mapped drive whose share cannot be asked for
        let judged = |path: &str| judge(Path::new(path), "", &|root| root == Path::new(r"Z:\"));
        assert_eq!(judged(r"\\may-chu\chung\quan.qcdc"), Place::Share);
        assert_eq!(judged(r"\\?\UNC\may-chu\chung\quan.qcdc"), Place::Share);
        assert_eq!(judged(r"Z:\Ban Dân vận\quan.qcdc"), Place::Share);
        assert_eq!(judged(r"\\?\Z:\quan.qcdc"), Place::Share);
        assert_eq!(judged(r"C:\Quận ủy\quan.qcdc"), Place::Local);
        assert_eq!(judged(r"\\?\C:\Quận ủy\quan.qcdc"), Place::Local);
        assert_eq!(judged(r"\\.\C:\quan.qcdc"), Place::Local);
        assert_eq!(
            judged(r"\\?\C:\Users\a\OneDrive - Quận ủy\quan.qcdc"),
            Place::Synced("OneDrive")
        );
    }

    #[test]
    fn long_paths_of_windows_lose_their_limit() {
        let folder = "Kiểm tra, giám sát việc thực hiện quy chế dân chủ\\".repeat(6);
        assert_eq!(verbatim(r"C:\ngắn.qcdc"), None);
        let long = format!("C:\\{folder}quan.qcdc");
        assert_eq!(verbatim(&long), Some(format!(r"\\?\{long}")));
        let share = format!(r"\\may-chu\chung\{folder}quan.qcdc");
        assert_eq!(
            verbatim(&share),
            Some(format!(r"\\?\UNC\may-chu\chung\{folder}quan.qcdc"))
        );
        assert_eq!(verbatim(&format!(r"\\?\{long}")), None);
        assert!(verbatim(&long.replace('\\', "/")).is_some_and(|path| !path.contains('/')));
    }
}
