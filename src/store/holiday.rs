//! The list of days off and of days worked in exchange.

use rusqlite::Connection;

use super::error::StoreError;
use super::record::select;
use crate::domain::{Calendar, Holiday};

/// The whole list, oldest first.
pub fn list(conn: &Connection) -> Result<Vec<Holiday>, StoreError> {
    select(conn, "ORDER BY day", [])
}

/// Which days are worked.
pub fn calendar(conn: &Connection) -> Result<Calendar, StoreError> {
    Ok(Calendar::new(&list(conn)?))
}
