//! Settings of the file: a key and a text.

use rusqlite::{Connection, OptionalExtension};

use super::error::StoreError;

/// The file is a sample: its papers are marked MẪU.
pub const SAMPLE: &str = "sample";
/// How numbers of papers run; without it, by term.
pub const NUMBERING: &str = "numbering";
/// Days ahead that count as "sắp đến hạn".
pub const DUE_SOON_DAYS: &str = "due_soon_days";
/// When monthly reports are due, and from which month on; without it, day 5 of the next month.
pub const REPORT_RULE: &str = "report_rule";
/// Codes of the indicators that wards are asked for; without it, all that are entered.
pub const FIGURES_WANTED: &str = "figures_wanted";
/// Prefix of the name that a Windows or Linux user chose in the program.
pub const USER_NAME: &str = "user_name:";
/// Prefix of what such a user may do.
pub const ROLE: &str = "role:";
/// Prefix of the title that such a user wrote.
pub const USER_TITLE: &str = "user_title:";
/// Prefix of the folder that such a user chose for copies of the file.
pub const BACKUP_FOLDER: &str = "backup_folder:";
/// What copies of the file are locked with, as JSON.
pub const COPY_LOCK: &str = "copy_lock";
/// Code of the district whose wards the file was made with.
pub const DISTRICT: &str = "district";
/// Its name, where it does not ship with the program.
pub const DISTRICT_NAME: &str = "district_name";
/// The first-start guide was seen.
pub const GUIDE: &str = "guide";

/// Prefix of the code of a format profile of the office; the value is its file.
pub const PROFILE: &str = "profile:";
/// "1": papers are printed on both sides.
pub const TWO_SIDED: &str = "two_sided";

/// All settings whose key begins with a prefix, by key: what follows the prefix, and the value.
pub fn with_prefix(conn: &Connection, prefix: &str) -> Result<Vec<(String, String)>, StoreError> {
    let mut found = conn.prepare_cached(
        "SELECT substr(key, length(?1) + 1), value FROM setting
         WHERE substr(key, 1, length(?1)) = ?1 ORDER BY key",
    )?;
    let rows = found.query_map([prefix], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
/// Prefix of the days on which a user last looked at what is late.
pub const LOOKED: &str = "looked:";

pub fn get(conn: &Connection, key: &str) -> Result<Option<String>, StoreError> {
    Ok(conn
        .prepare_cached("SELECT value FROM setting WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?)
}

/// Days ahead that count as "sắp đến hạn" in this file.
pub fn due_soon_days(conn: &Connection) -> Result<u64, StoreError> {
    let set = get(conn, DUE_SOON_DAYS)?.and_then(|days| days.parse().ok());
    Ok(set.unwrap_or(crate::domain::shortcoming::DUE_SOON_DAYS))
}
