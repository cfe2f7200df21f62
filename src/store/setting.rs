//! Settings of the file: a key and a text.

use rusqlite::{Connection, OptionalExtension};

use super::error::StoreError;

/// The file is a sample: its papers are marked MẪU.
pub const SAMPLE: &str = "sample";
/// How numbers of papers run; without it, by term.
pub const NUMBERING: &str = "numbering";
/// Prefix of the name that a Windows or Linux user chose in the program.
pub const USER_NAME: &str = "user_name:";

/// Prefix of the days on which a user last looked at what is late.
pub const LOOKED: &str = "looked:";

pub fn get(conn: &Connection, key: &str) -> Result<Option<String>, StoreError> {
    Ok(conn
        .prepare_cached("SELECT value FROM setting WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?)
}
