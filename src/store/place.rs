//! Where a file lies: on this computer, on a share of the network, in a folder that a program keeps in step elsewhere.

use std::path::{Component, Path, Prefix};

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
    let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    judge(&real, &mounts)
}

/// The same from a real path and the list of mounts as Linux writes it; Windows has none and tells by the path.
pub fn judge(real: &Path, mounts: &str) -> Place {
    for part in real.components() {
        if let Component::Prefix(prefix) = part
            && matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..))
        {
            return Place::Share;
        }
        let name = part.as_os_str().to_string_lossy().to_lowercase();
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
        let judged = |path: &str| judge(Path::new(path), MOUNTS);
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
}
