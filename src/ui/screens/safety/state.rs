//! How the copies of the file stand, in a sentence.

use chrono::NaiveDateTime;

use crate::domain::backup::LONG_WITHOUT;
use crate::read::backup::BackupPage;

/// A sentence about the copies, and whether something is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backups {
    pub words: String,
    pub warning: Option<String>,
}

/// How the copies stand at a moment.
pub fn backups_of(page: &BackupPage, now: NaiveDateTime) -> Backups {
    let at = |second: bool| page.last(second).map(|copy| copy.note.at.naive_local());
    let said = |at: NaiveDateTime| at.format("%H:%M ngày %d/%m/%Y").to_string();
    let words = match (at(false), at(true)) {
        (None, _) => "Chưa có bản sao lưu nào.".to_owned(),
        (Some(first), None) => format!("Bản sao lưu gần nhất: {}.", said(first)),
        (Some(first), Some(second)) => format!(
            "Bản sao lưu gần nhất: {}; ở nơi thứ hai: {}.",
            said(first),
            said(second)
        ),
    };
    let late = |at: Option<NaiveDateTime>| at.is_none_or(|at| now - at > LONG_WITHOUT);
    let warning = if page.changed_since && late(at(false)) {
        Some("Đã lâu chưa có bản sao lưu".to_owned())
    } else if page.unreachable.is_some() {
        Some("Không tới được nơi sao lưu thứ hai".to_owned())
    } else if page.second.is_some() && page.changed_since && late(at(true)) {
        Some("Nơi thứ hai đã lâu chưa có bản sao lưu".to_owned())
    } else {
        None
    };
    Backups { words, warning }
}
