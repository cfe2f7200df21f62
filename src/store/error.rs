//! What can go wrong with the file, in words for the person who opened it.

use std::path::PathBuf;

use crate::domain::lease::Holder;

/// Why the file could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("Không tìm thấy tệp “{}”. Hãy kiểm tra đường dẫn hoặc tạo tệp mới.", .0.display())]
    NotFound(PathBuf),
    #[error("Tệp “{}” đã có. Hãy chọn tên khác hoặc mở tệp đó.", .0.display())]
    AlreadyThere(PathBuf),
    #[error("“{}” không phải tệp của chương trình Giám sát 6 QCDC; chương trình không mở và không sửa tệp này.", .0.display())]
    Foreign(PathBuf),
    #[error(
        "Tệp “{}” do phiên bản mới hơn của chương trình tạo ra (cấu trúc {found}, chương trình này hiểu đến {known}). \
         Hãy cài phiên bản mới rồi mở lại; tệp được giữ nguyên.", path.display()
    )]
    Newer {
        path: PathBuf,
        found: i64,
        known: i64,
    },
    #[error(
        "Tệp bị hỏng. Hãy ngừng nhập, chép tệp ra nơi khác rồi khôi phục từ bản sao lưu gần nhất."
    )]
    Damaged,
    #[error(
        "Tệp đang được chương trình khác ghi. Hãy đợi một lát rồi làm lại; nội dung đang nhập vẫn còn."
    )]
    Busy,
    #[error(
        "Ổ đĩa đã đầy, bị rút ra hoặc không ghi được. Hãy cắm lại hay giải phóng ổ đĩa rồi lưu lại; nội dung đang nhập vẫn còn."
    )]
    Disk,
    #[error(
        "Tệp chỉ cho đọc, hoặc chương trình khác (diệt vi-rút, đồng bộ) đang giữ. Hãy kiểm tra quyền ghi của thư mục chứa tệp, \
         đợi chương trình kia xong rồi lưu lại; nội dung đang nhập vẫn còn."
    )]
    ReadOnly,
    #[error(
        "Tệp bị hỏng nên chỉ mở để xem, chưa ghi gì. Hãy khôi phục từ bản sao lưu (Tệp, Sao lưu và khôi phục) \
         hoặc chạy qcdc check --repair; nội dung đang nhập vẫn còn."
    )]
    Frozen,
    #[error(
        "{}. Tệp chỉ xem được lúc này, chưa ghi gì; nội dung đang nhập vẫn còn. \
         Khi người đó đóng chương trình, bấm “Nhận quyền sửa” rồi lưu lại.", .0.words()
    )]
    Held(Box<Holder>),
    #[error(
        "Chưa nhận quyền sửa tệp nên chưa ghi gì; nội dung đang nhập vẫn còn. Hãy bấm “Nhận quyền sửa” rồi lưu lại."
    )]
    NotTaken,
    #[error(
        "Máy này mất liên lạc quá lâu nên đã mất quyền sửa tệp{}. Chưa ghi gì; nội dung đang nhập vẫn còn. \
         Hãy xem lại nội dung mới, bấm “Nhận quyền sửa” khi tệp trống rồi lưu lại.",
        .0.as_ref().map_or_else(String::new, |holder| format!(" ({})", holder.words()))
    )]
    LeaseLost(Option<Box<Holder>>),
    #[error("Đã dừng theo yêu cầu; chưa có gì bị thay đổi.")]
    Stopped,
    #[error("Không ghi được vào “{}”: {why}. Hãy kiểm tra ổ đĩa, thư mục rồi làm lại.", path.display())]
    Place { path: PathBuf, why: String },
    #[error("“{}” được khóa bằng mật khẩu. Hãy gõ mật khẩu đã đặt khi khóa.", .0.display())]
    NeedsPassphrase(PathBuf),
    #[error("Mật khẩu không đúng. Hãy gõ lại; chú ý bộ gõ tiếng Việt và phím Caps Lock.")]
    WrongPassphrase,
    #[error("“{}” không phải tệp khóa của chương trình hoặc bị hỏng ({what}). Hãy dùng bản khác.", path.display())]
    BadLock { path: PathBuf, what: &'static str },
    #[error("Dữ liệu kèm theo chương trình không đọc được: {0}")]
    Shipped(String),
    #[error("{what} không còn trong tệp; có thể đã bị xóa ở nơi khác.")]
    Gone { what: &'static str },
    #[error("Có người khác vừa sửa cùng nội dung này.")]
    Stale,
    #[error("Không đọc, ghi được dữ liệu (mã lỗi {}).", .0.sqlite_error().map_or(0, |e| e.extended_code))]
    Sql(rusqlite::Error),
}

impl StoreError {
    /// Whether what stood in the way may go away by itself or by what the words ask for: the same can be done again then.
    pub fn is_passing(&self) -> bool {
        matches!(
            self,
            Self::Busy
                | Self::Disk
                | Self::ReadOnly
                | Self::Held(_)
                | Self::NotTaken
                | Self::LeaseLost(_)
        )
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        match error.sqlite_error_code() {
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Busy,
            Some(Code::DiskFull | Code::SystemIoFailure) => Self::Disk,
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => Self::Damaged,
            Some(Code::ReadOnly | Code::CannotOpen) => Self::ReadOnly,
            _ => Self::Sql(error),
        }
    }
}

/// `SQLITE_IOERR`, the primary code of every failure to read.
const UNREADABLE: u32 = 10;

impl StoreError {
    /// What a line of SQLite's own look over a file means: a page that the disk did not give is no damage.
    pub(super) fn of_look(line: &str) -> Self {
        let code = line.rsplit_once("error code=");
        let code = code.and_then(|(_, code)| code.trim().parse::<u32>().ok());
        if code.is_some_and(|code| code & 0xff == UNREADABLE) {
            Self::Disk
        } else {
            Self::Damaged
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_the_disk_did_not_give_is_no_damage() {
        let line = |code| format!("Tree 9 page 12: unable to get the page. error code={code}");
        assert!(matches!(StoreError::of_look(&line(266)), StoreError::Disk));
        assert!(matches!(
            StoreError::of_look(&line(11)),
            StoreError::Damaged
        ));
        let other = "row 3 missing from index x";
        assert!(matches!(StoreError::of_look(other), StoreError::Damaged));
    }
}
