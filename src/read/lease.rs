//! How the open file is shared with others.

use chrono::{DateTime, FixedOffset};

use crate::domain::lease::Holder;

/// Whether this window may change the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sharing {
    /// Nobody else is kept out.
    Free,
    /// This window is the one editor of a file that others reach.
    Editor(Holder),
    /// Somebody else is: a proven copy is shown.
    Reader(Reading),
}

/// What a window that only reads knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Who changes the file; `None` when nobody does.
    pub holder: Option<Holder>,
    /// Whether the right to change it can be taken now.
    pub free: bool,
    /// Whether it is taken by itself once it is free.
    pub waiting: bool,
    /// Whether this window had it and lost it.
    pub lost: bool,
    /// When the copy that is shown was made, by the clock of this computer.
    pub copied_at: DateTime<FixedOffset>,
    /// Why the file cannot be looked at now.
    pub trouble: Option<String>,
}

impl Reading {
    /// What stands above the screens.
    pub fn words(&self) -> String {
        let who = match &self.holder {
            Some(holder) if self.free => {
                format!(
                    "{}, nhưng máy đó đã mất liên lạc; có thể nhận quyền sửa",
                    holder.words()
                )
            }
            Some(holder) => holder.words(),
            None => "Tệp đang trống: chưa ai giữ quyền sửa".to_owned(),
        };
        let lost = if self.lost {
            "Máy này đã mất quyền sửa; nội dung đang nhập chưa ghi vẫn còn trên màn hình. "
        } else {
            ""
        };
        let copied = self.copied_at.format("%H:%M:%S");
        let trouble = match &self.trouble {
            Some(why) => format!(" Không xem được tệp gốc lúc này: {why}"),
            None => String::new(),
        };
        format!("{lost}{who}. Đang xem bản sao lúc {copied}.{trouble}")
    }
}

/// What stands in the file and beside it about its editor.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct LeaseView {
    /// `None` when nobody holds it.
    pub holder: Option<Holder>,
    /// Whether it was left by a program on this computer that is gone.
    pub left_here: bool,
}
