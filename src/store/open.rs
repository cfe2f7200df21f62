//! Making and opening the one file: its mark, its settings, its schema; nothing is written into a file that is not ours.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::error::StoreError;
use super::lease::Hold;
use super::place::for_sqlite;
use super::write::Choice;

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
    include_str!("migrations/0014_chain.sql"),
    include_str!("migrations/0015_merge.sql"),
    include_str!("migrations/0016_reform.sql"),
    include_str!("migrations/0017_lease.sql"),
    include_str!("migrations/0018_beginnings.sql"),
];

/// The schema that this program writes.
pub fn schema_version() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// Type, name, table and SQL of each part of a file.
pub(super) type Schema = BTreeSet<[String; 4]>;

/// Everything that a schema of some version is made of. It never changes, and making it costs more than all else that
/// is looked at in a package: it is made once.
pub(super) fn schema_of(version: i64) -> Result<Arc<Schema>, StoreError> {
    static KNOWN: Mutex<BTreeMap<i64, Arc<Schema>>> = Mutex::new(BTreeMap::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(schema) = known.get(&version) {
        return Ok(Arc::clone(schema));
    }
    let conn = Connection::open_in_memory()?;
    for step in MIGRATIONS
        .iter()
        .take(usize::try_from(version).unwrap_or(0))
    {
        conn.execute_batch(step)?;
        if step.contains("CREATE TABLE audit_head") {
            super::audit::chain(&conn)?;
        }
    }
    let schema = Arc::new(read_schema(&conn, "main")?);
    known.insert(version, Arc::clone(&schema));
    Ok(schema)
}

/// The same of a file, as it says itself.
pub(super) fn read_schema(conn: &Connection, database: &str) -> Result<Schema, StoreError> {
    let mut statement = conn.prepare(&format!(
        "SELECT type, name, tbl_name, coalesce(sql, '') FROM {database}.sqlite_schema"
    ))?;
    let rows = statement.query_map([], |row| {
        Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?])
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The open file.
#[derive(Debug)]
pub struct Store {
    pub(super) conn: Connection,
    pub(super) path: PathBuf,
    /// Which state of the file was last looked at, as SQLite counts the changes of others.
    seen: std::cell::Cell<Option<i64>>,
    /// Opened only to be read, because it is damaged.
    frozen: bool,
    /// Nothing was found against it while it was opened.
    pub(super) accepted: bool,
    /// Who may write, where others reach the file.
    pub(super) hold: Hold,
    /// What a person chose where two changed the same field.
    pub(super) choices: Vec<Choice>,
}

/// Files up to this size are looked over while they are opened, larger ones in the background.
pub(super) const LOOK_OVER: u64 = 64 << 20;

impl Store {
    /// Makes a new, empty file with the current schema.
    ///
    /// # Errors
    /// The file is already there, or the place cannot be written.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        if path.exists() {
            return Err(StoreError::AlreadyThere(path.to_owned()));
        }
        let conn = Connection::open(for_sqlite(path))?;
        conn.pragma_update(None, "page_size", 4096)?;
        let mut store = Self::over(conn, path);
        store
            .conn
            .pragma_update(None, "application_id", APPLICATION_ID)?;
        configure(&store.conn)?;
        store.migrate(0)?;
        store.accepted = true;
        Ok(store)
    }

    /// Opens a file of ours, bringing an older schema up to date.
    ///
    /// # Errors
    /// It is missing, foreign, newer than this program, damaged, or cannot be written.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let mut store = Self::connect(path)?;
        if path.metadata().is_ok_and(|data| data.len() <= LOOK_OVER) {
            look_over(&store.conn)?;
        }
        store.bring_up_to_date()?;
        store.accepted = true;
        Ok(store)
    }

    /// The same without a look at its structure.
    pub(super) fn open_as_it_is(path: &Path) -> Result<Self, StoreError> {
        let mut store = Self::connect(path)?;
        store.bring_up_to_date()?;
        Ok(store)
    }

    fn connect(path: &Path) -> Result<Self, StoreError> {
        if !path.is_file() {
            return Err(StoreError::NotFound(path.to_owned()));
        }
        inspect(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(for_sqlite(path), flags)?;
        configure(&conn)?;
        Ok(Self::over(conn, path))
    }

    /// A store over a connection that is set up.
    pub(super) fn over(conn: Connection, path: &Path) -> Self {
        Self {
            conn,
            path: path.to_owned(),
            seen: std::cell::Cell::new(None),
            frozen: false,
            accepted: false,
            hold: Hold::default(),
            choices: Vec::new(),
        }
    }

    /// Opens a damaged file to be read as far as it can be; nothing is written.
    ///
    /// # Errors
    /// Not even its tables can be read, or its schema is an older one.
    pub fn open_frozen(path: &Path) -> Result<Self, StoreError> {
        if !path.is_file() {
            return Err(StoreError::NotFound(path.to_owned()));
        }
        if inspect(path)? != schema_version() {
            return Err(StoreError::Damaged);
        }
        let conn = Self::connect_to_read(path)?;
        conn.query_row("SELECT count(*) FROM setting", [], |_| Ok(()))?;
        let mut store = Self::over(conn, path);
        store.frozen = true;
        Ok(store)
    }

    /// A connection that writes nothing.
    pub(super) fn connect_to_read(path: &Path) -> Result<Connection, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(for_sqlite(path), flags)?;
        conn.busy_timeout(Duration::from_secs(5))?;
        conn.execute_batch(
            "PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; PRAGMA query_only = ON;",
        )?;
        Ok(conn)
    }

    /// The same file through another connection.
    ///
    /// # Errors
    /// Nobody else may read the file now.
    pub fn twin(&self) -> Result<Self, StoreError> {
        if self.is_alone()? {
            return Err(StoreError::Busy);
        }
        if self.frozen {
            return Self::open_frozen(&self.path);
        }
        if self.is_reader() {
            return Self::open_frozen(&self.source_path());
        }
        let mut twin = Self::open_as_it_is(&self.path)?;
        twin.hold = self.hold_of_twin();
        Ok(twin)
    }

    /// Whether this connection keeps every other one out.
    pub fn is_alone(&self) -> Result<bool, StoreError> {
        let mode: String = self
            .conn
            .query_row("PRAGMA locking_mode", [], |row| row.get(0))?;
        Ok(mode == "exclusive")
    }

    /// Whether it was opened only to be read, because it is damaged.
    pub fn is_frozen(&self) -> bool {
        self.frozen
    }

    /// # Errors
    /// The file was opened only to be read.
    pub fn may_write(&self) -> Result<(), StoreError> {
        if self.frozen {
            return Err(StoreError::Frozen);
        }
        if let Hold::Reader(reader) = &self.hold {
            return Err(reader.refusal());
        }
        Ok(())
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads outside a change.
    pub fn conn(&self) -> &Connection {
        &self.conn
    }

    /// Whether another program changed the file since this was last asked.
    pub fn changed_elsewhere(&self) -> Result<bool, StoreError> {
        let now: i64 = self
            .conn
            .query_row("PRAGMA data_version", [], |row| row.get(0))?;
        Ok(self.seen.replace(Some(now)).is_some_and(|seen| seen != now))
    }

    /// Whether each change is made lasting before it counts as done: always, but while made-up data is written.
    pub fn set_lasting(&self, lasting: bool) -> Result<(), StoreError> {
        let level = if lasting { "EXTRA" } else { "OFF" };
        Ok(self.conn.pragma_update(None, "synchronous", level)?)
    }

    /// Brings the schema of a file that was put back up to date.
    pub(super) fn bring_up_to_date(&mut self) -> Result<(), StoreError> {
        let found = self
            .conn
            .query_row("PRAGMA user_version", [], |row| row.get(0))?;
        self.migrate(found)
    }

    fn migrate(&mut self, from: i64) -> Result<(), StoreError> {
        let known = schema_version();
        if from >= known {
            return Ok(());
        }
        let tx = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        super::lease::fence(&tx, &self.hold)?;
        for step in MIGRATIONS.iter().skip(usize::try_from(from).unwrap_or(0)) {
            tx.execute_batch(step).map_err(|error| {
                let error = StoreError::from(error);
                // a step does not fit: the file is not what its number says
                if matches!(error, StoreError::Sql(_)) {
                    StoreError::Damaged
                } else {
                    error
                }
            })?;
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
            if step.contains("CREATE TABLE audit_head") {
                super::audit::chain(&tx)?;
            }
            if step.contains("CREATE TABLE standing_span") {
                super::standing::rebuild(&tx)?;
            }
            if step.contains("DROP TABLE search_index") {
                super::search::fill(&tx)?;
            }
        }
        // a step may have written rows by itself
        super::seal::rebuild(&tx)?;
        tx.pragma_update(None, "user_version", known)?;
        tx.commit()?;
        Ok(())
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        if self.frozen || self.is_reader() {
            return;
        }
        self.leave();
        if !self.accepted {
            return;
        }
        // Only a hint for later query plans: nothing is lost when it fails.
        self.conn.execute_batch("PRAGMA optimize").ok();
    }
}

/// Looks at a file without writing a byte: is it ours, and not newer than this program? Answers its schema. Reads the header itself,
/// because SQLite opens a file that a crash left in the middle of a change only where it may write.
pub(super) fn inspect(path: &Path) -> Result<i64, StoreError> {
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
        // 0: its making was broken off; less was never written
        Some(found) if found >= 0 => Ok(found),
        _ => Err(StoreError::Damaged),
    }
}

/// The schema of a file that opening would bring up to date.
///
/// # Errors
/// As [`Store::open`].
pub fn older_schema(path: &Path) -> Result<Option<i64>, StoreError> {
    if !path.is_file() {
        return Err(StoreError::NotFound(path.to_owned()));
    }
    Ok(Some(inspect(path)?).filter(|found| *found < schema_version()))
}

/// An empty file of this schema, in memory: what a sound file looks like.
pub(super) fn blank() -> Result<Connection, StoreError> {
    let mut store = Store::over(Connection::open_in_memory()?, Path::new(""));
    store.migrate(0)?;
    Ok(std::mem::replace(
        &mut store.conn,
        Connection::open_in_memory()?,
    ))
}

/// A quick look at the structure: what SQLite tells without comparing indexes.
pub(super) fn look_over(conn: &Connection) -> Result<(), StoreError> {
    let first: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if first == "ok" {
        return Ok(());
    }
    Err(StoreError::of_look(&first))
}

pub(super) fn configure(conn: &Connection) -> Result<(), StoreError> {
    // copying a large file holds the others up for some seconds
    conn.busy_timeout(Duration::from_secs(15))?;
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
    // else a statement that is kept is planned anew for each set of values: a sixth of the time of a visit's page
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.set_prepared_statement_cache_capacity(256);
    Ok(())
}
