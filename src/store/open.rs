//! Making and opening the one file: its mark, its settings, its schema; nothing is written into a file that is not ours.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::error::StoreError;

/// "QCDC" in ASCII: tells our files from any other SQLite file.
pub const APPLICATION_ID: i64 = 0x5143_4443;

/// Length of the header of an SQLite file, and where its two numbers stand in it (<https://sqlite.org/fileformat.html>).
const HEADER: usize = 100;
const USER_VERSION_AT: usize = 60;
const APPLICATION_ID_AT: usize = 68;

/// Numbered steps; a file's `user_version` says how many it has had.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_start.sql"),
    include_str!("migrations/0002_papers.sql"),
    include_str!("migrations/0003_life.sql"),
    include_str!("migrations/0004_review.sql"),
    include_str!("migrations/0005_visits.sql"),
    include_str!("migrations/0006_standing.sql"),
    include_str!("migrations/0007_tally.sql"),
    include_str!("migrations/0008_reports.sql"),
    include_str!("migrations/0009_archive.sql"),
    include_str!("migrations/0010_guiding.sql"),
    include_str!("migrations/0011_models.sql"),
    include_str!("migrations/0012_programmes.sql"),
    include_str!("migrations/0013_figures.sql"),
    include_str!("migrations/0014_reform.sql"),
];

/// The schema that this program writes.
pub fn schema_version() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// The open file.
#[derive(Debug)]
pub struct Store {
    pub(super) conn: Connection,
    path: PathBuf,
}

impl Store {
    /// Makes a new, empty file with the current schema.
    ///
    /// # Errors
    /// The file is already there, or the place cannot be written.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        if path.exists() {
            return Err(StoreError::AlreadyThere(path.to_owned()));
        }
        let conn = Connection::open(path)?;
        conn.pragma_update(None, "page_size", 4096)?;
        let mut store = Self {
            conn,
            path: path.to_owned(),
        };
        store
            .conn
            .pragma_update(None, "application_id", APPLICATION_ID)?;
        configure(&store.conn)?;
        store.migrate(0)?;
        Ok(store)
    }

    /// Opens a file of ours, bringing an older schema up to date.
    ///
    /// # Errors
    /// It is missing, foreign, newer than this program, damaged, or cannot be written.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        if !path.is_file() {
            return Err(StoreError::NotFound(path.to_owned()));
        }
        inspect(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(path, flags)?;
        configure(&conn)?;
        let found = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        let mut store = Self {
            conn,
            path: path.to_owned(),
        };
        store.migrate(found)?;
        Ok(store)
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads outside a change.
    pub fn conn(&self) -> &Connection {
        &self.conn
    }

    /// Whether each change is made lasting before it counts as done: always, but while made-up data is written.
    pub fn set_lasting(&self, lasting: bool) -> Result<(), StoreError> {
        let level = if lasting { "EXTRA" } else { "OFF" };
        Ok(self.conn.pragma_update(None, "synchronous", level)?)
    }

    fn migrate(&mut self, from: i64) -> Result<(), StoreError> {
        let known = schema_version();
        if from >= known {
            return Ok(());
        }
        let tx = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        for step in MIGRATIONS.iter().skip(usize::try_from(from).unwrap_or(0)) {
            tx.execute_batch(step)?;
            if step.contains("CREATE TABLE holiday") {
                for holiday in super::shipped::holidays()? {
                    super::record::insert(&tx, &holiday)?;
                }
            }
            if step.contains("CREATE TABLE archive_paper") {
                for paper in super::shipped::archive_papers()? {
                    super::record::insert(&tx, &paper)?;
                }
            }
            if step.contains("CREATE TABLE standing_span") {
                super::standing::rebuild(&tx)?;
            }
        }
        tx.pragma_update(None, "user_version", known)?;
        tx.commit()?;
        Ok(())
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // Only a hint for later query plans: nothing is lost when it fails.
        self.conn.execute_batch("PRAGMA optimize").ok();
    }
}

/// Looks at a file without writing a byte: is it ours, and not newer than this program? Reads the header itself,
/// because SQLite opens a file that a crash left in the middle of a change only where it may write.
fn inspect(path: &Path) -> Result<(), StoreError> {
    let foreign = || StoreError::Foreign(path.to_owned());
    let mut header = [0; HEADER];
    let mut file = File::open(path).map_err(|error| {
        if error.kind() == ErrorKind::PermissionDenied {
            StoreError::ReadOnly
        } else {
            StoreError::Disk
        }
    })?;
    match file.read_exact(&mut header) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Err(foreign()),
        Err(_) => return Err(StoreError::Disk),
    }
    let number = |at: usize| {
        let bytes = header.get(at..at + 4)?.try_into().ok()?;
        Some(i64::from(i32::from_be_bytes(bytes)))
    };
    if !header.starts_with(b"SQLite format 3\0")
        || number(APPLICATION_ID_AT) != Some(APPLICATION_ID)
    {
        return Err(foreign());
    }
    let known = schema_version();
    match number(USER_VERSION_AT) {
        Some(found) if found > known => Err(StoreError::Newer {
            path: path.to_owned(),
            found,
            known,
        }),
        _ => Ok(()),
    }
}

fn configure(conn: &Connection) -> Result<(), StoreError> {
    conn.busy_timeout(Duration::from_secs(5))?;
    // Under WAL a copy of the one file made in a file manager would lose what was just written.
    conn.query_row("PRAGMA journal_mode = TRUNCATE", [], |_| Ok(()))?;
    conn.execute_batch(
        "PRAGMA synchronous = EXTRA;
         PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -32768;",
    )?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_prepared_statement_cache_capacity(256);
    Ok(())
}
