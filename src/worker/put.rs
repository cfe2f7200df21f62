//! Files that the worker lays down outside the open one.

use std::path::{Path, PathBuf};

use super::message::{Done, Failure, Made};
use crate::register::Changes;
use crate::store::files::{explain, write_atomic};

pub(super) fn write(to: &Path, bytes: &[u8]) -> Result<(), Failure> {
    write_atomic(to, bytes).map_err(|error| {
        Failure::plain(format!(
            "Không ghi được tệp “{}”: {}. Hãy đóng tệp nếu đang mở ở chương trình khác, hoặc chọn nơi lưu khác.",
            to.display(),
            explain(&error)
        ))
    })
}

pub(super) fn writing(to: &Path) -> String {
    let name = to.file_name().unwrap_or_default().to_string_lossy();
    format!("Đang ghi {name}")
}

pub(super) fn written(to: PathBuf) -> Done {
    let name = to
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Done {
        message: format!("Đã lưu {name}"),
        changes: Changes::default(),
        made: Some(Made::File(to)),
        undoable: false,
    }
}
