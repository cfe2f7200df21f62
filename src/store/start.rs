//! A file before its first visit: whether it still is one, and everything in it that belongs to its district.

use rusqlite::{Connection, params};

use super::error::StoreError;
use super::record;
use crate::domain::{Body, Signer, Succession, Unit};

/// Whether nothing about a unit was written yet: no visit, no report, no figure, no paper of an archive.
pub fn is_untouched(conn: &Connection) -> Result<bool, StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT NOT EXISTS (SELECT 1 FROM visit) AND NOT EXISTS (SELECT 1 FROM monthly_report)
             AND NOT EXISTS (SELECT 1 FROM skilful_model)
             AND NOT EXISTS (SELECT 1 FROM programme) AND NOT EXISTS (SELECT 1 FROM dialogue)
             AND NOT EXISTS (SELECT 1 FROM archive_entry)
             AND NOT EXISTS (SELECT 1 FROM document_task)
             AND NOT EXISTS (SELECT 1 FROM figure_report)",
        )?
        .query_row([], |row| row.get(0))?)
}

/// What a district brought into the file.
#[derive(Debug)]
pub struct OfDistrict {
    pub units: Vec<Unit>,
    pub successions: Vec<Succession>,
    pub bodies: Vec<Body>,
    pub signers: Vec<Signer>,
}

pub fn of_district(conn: &Connection) -> Result<OfDistrict, StoreError> {
    Ok(OfDistrict {
        units: record::select(conn, "", params![])?,
        successions: record::select(conn, "", params![])?,
        bodies: record::select(conn, "", params![])?,
        signers: record::select(conn, "", params![])?,
    })
}
