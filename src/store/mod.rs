//! The SQLite file: the only place with SQL. One file per noun, long statements in `sql/` beside their row mappers.

pub mod archive;
pub mod attachment;
pub mod board;
pub mod catalogue;
pub mod chase;
pub mod check;
pub mod column;
pub mod error;
pub mod figures;
pub mod files;
pub mod find;
pub mod guiding;
pub mod holiday;
pub mod issued;
pub mod merge;
pub mod monthly_report;
mod open;
pub mod overview;
pub mod past;
pub mod person;
pub mod profile;
pub mod programme;
pub mod record;
pub mod reminder;
pub mod repeat;
pub mod review;
pub mod search;
mod search_programmes;
mod search_works;
pub mod setting;
pub mod shipped;
pub mod shortcoming;
pub mod skilful_model;
pub mod snapshot;
pub mod standing;
pub mod start;
pub mod tracking;
pub mod unit;
pub mod visit;
mod write;

pub use error::StoreError;
pub use open::{APPLICATION_ID, Store, schema_version};
pub use record::{AnyRecord, Record};
/// What reading needs, for those that know no SQL.
pub use rusqlite::Connection as Conn;
pub use write::{AuditHead, AuditLine, EditError, FieldClash, Keep, RowChange, WriteTx};
