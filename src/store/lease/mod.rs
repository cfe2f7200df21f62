//! One editor of a file that several computers reach.
//!
//! The row `lease` in the file says who may write: it is taken in a transaction, and every write transaction looks at it
//! before anything else, so that an editor that slept while another took over writes nothing. The database is never locked
//! for good: others could not even read the row. Signs of life stand in a small file beside it, because a beat in the
//! database would throw away the pages that every connection keeps.

mod beat;
mod reader;

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::error::StoreError;
use super::open::{LOOK_OVER, Store, configure, inspect, look_over};
use super::place::for_sqlite;
use crate::domain::lease::{Holder, Pace};
use crate::read::lease::{LeaseView, Sharing};
pub(super) use beat::Presence;
pub(super) use reader::Reader;

/// The first schema with a place for the lease.
const SINCE: i64 = 17;

/// What a connection may do to the file.
#[derive(Debug, Default)]
pub(super) enum Hold {
    /// Each write looks whether nobody holds the file.
    #[default]
    Free,
    /// This is the one editor.
    Editor(Box<Editor>),
    /// A second connection of the editor that has this token.
    Guest(String),
    /// A copy is read while somebody else edits.
    Reader(Box<Reader>),
}

#[derive(Debug)]
pub(super) struct Editor {
    row: Row,
    pace: Pace,
    /// Ends with the editor.
    _presence: Presence,
}

/// The row of the one editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub token: String,
    pub holder: Holder,
}

impl Row {
    fn new(who: &str, now: DateTime<FixedOffset>) -> Self {
        Self {
            token: uuid::Uuid::now_v7().to_string(),
            holder: Holder {
                who: who.to_owned(),
                pc: this_pc(),
                since: now,
            },
        }
    }
}

/// Name of this computer.
fn this_pc() -> String {
    let named = ["COMPUTERNAME", "HOSTNAME"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok());
    let named = named.or_else(|| std::fs::read_to_string("/etc/hostname").ok());
    let name = named.unwrap_or_default().trim().to_owned();
    if name.is_empty() {
        "không rõ tên".to_owned()
    } else {
        name
    }
}

fn has_place(conn: &Connection) -> Result<bool, StoreError> {
    let version: i64 = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    Ok(version >= SINCE)
}

fn read(conn: &Connection) -> Result<Option<Row>, StoreError> {
    if !has_place(conn)? {
        return Ok(None);
    }
    let row: Option<(String, String, String, String)> = conn
        .prepare_cached("SELECT token, who, pc, since FROM lease")?
        .query_row([], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })
        .optional()?;
    Ok(row.map(|(token, who, pc, since)| {
        let since = DateTime::parse_from_rfc3339(&since).unwrap_or_default();
        let holder = Holder { who, pc, since };
        Row { token, holder }
    }))
}

/// Whether this connection may write now; asked inside each write transaction.
pub(super) fn fence(conn: &Connection, hold: &Hold) -> Result<(), StoreError> {
    let row = read(conn)?;
    match (hold, row) {
        (Hold::Free, None) => Ok(()),
        (Hold::Free, Some(row)) => Err(StoreError::Held(Box::new(row.holder))),
        (Hold::Guest(mine), Some(row)) if row.token == *mine => Ok(()),
        (Hold::Editor(editor), Some(row)) if row.token == editor.row.token => Ok(()),
        (Hold::Guest(_) | Hold::Editor(_), row) => {
            Err(StoreError::LeaseLost(row.map(|row| Box::new(row.holder))))
        }
        (Hold::Reader(reader), _) => Err(reader.refusal()),
    }
}

/// Takes the lease when it is free, when its holder was watched long enough to count as gone (`over`), or when it was left
/// by a program on this computer that is gone.
fn take(conn: &mut Connection, row: &Row, over: Option<&str>) -> Result<Option<Row>, StoreError> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if let Some(other) = read(&tx)?
        && over != Some(other.token.as_str())
        && !beat::is_gone_here(&other.token)
    {
        return Ok(Some(other));
    }
    let left = read(&tx)?;
    put(&tx, row)?;
    tx.commit()?;
    if let Some(left) = left {
        beat::forget(&left.token);
    }
    Ok(None)
}

fn put(conn: &Connection, row: &Row) -> Result<(), StoreError> {
    conn.execute(
        "INSERT INTO lease (one, token, who, pc, since) VALUES (1, ?1, ?2, ?3, ?4)
         ON CONFLICT (one) DO UPDATE SET token = excluded.token, who = excluded.who, pc = excluded.pc,
         since = excluded.since",
        params![
            row.token,
            row.holder.who,
            row.holder.pc,
            row.holder.since.to_rfc3339()
        ],
    )?;
    Ok(())
}

fn give_back(conn: &Connection, token: &str) {
    // who cannot be reached is waited for by the others as after a crash
    conn.execute("DELETE FROM lease WHERE token = ?1", [token])
        .ok();
}

/// Takes the row out of a copy: who edits the file does not edit the copy.
pub(super) fn leave_out(copy: &Path) -> Result<(), StoreError> {
    let conn = Connection::open(for_sqlite(copy))?;
    if read(&conn)?.is_some() {
        conn.execute("DELETE FROM lease", [])?;
    }
    Ok(())
}

/// Who holds a file, as the file says.
///
/// # Errors
/// It cannot be read.
pub fn view(path: &Path) -> Result<LeaseView, StoreError> {
    let row = read(&watching(path)?)?;
    Ok(LeaseView {
        left_here: row
            .as_ref()
            .is_some_and(|row| beat::is_gone_here(&row.token)),
        holder: row.map(|row| row.holder),
    })
}

/// Whether anybody holds a file; of one that cannot be read, nobody.
pub fn is_held(path: &Path) -> bool {
    view(path).is_ok_and(|view| view.holder.is_some())
}

/// Takes a lease away whose holder counts as gone. `wait` sleeps between two looks and answers how long it did.
///
/// # Errors
/// The holder lives, or the file cannot be written.
pub fn clear(
    path: &Path,
    pace: Pace,
    wait: &mut dyn FnMut() -> std::time::Duration,
) -> Result<Option<Holder>, StoreError> {
    let mut conn = watching(path)?;
    let Some(row) = read(&conn)? else {
        return Ok(None);
    };
    let first = beat::sign(path, &row.token);
    let mut vigil = crate::domain::lease::Vigil::default();
    vigil.look(&first, std::time::Duration::ZERO);
    while !vigil.is_over(pace) && !beat::is_gone_here(&row.token) {
        vigil.look(&beat::sign(path, &row.token), wait());
        if vigil.watched().is_zero() {
            return Err(StoreError::Held(Box::new(row.holder)));
        }
    }
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let gone = tx.execute("DELETE FROM lease WHERE token = ?1", [&row.token])?;
    tx.commit()?;
    beat::sweep(path, &row.token);
    Ok((gone > 0).then_some(row.holder))
}

/// A connection that looks at the file on the share; it may write, because a file that a crash left in the middle of a
/// change is first brought back.
fn watching(path: &Path) -> Result<Connection, StoreError> {
    if !path.is_file() {
        return Err(StoreError::NotFound(path.to_owned()));
    }
    inspect(path)?;
    let flags =
        rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE | rusqlite::OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(for_sqlite(path), flags)?;
    conn.busy_timeout(std::time::Duration::from_secs(5))?;
    conn.execute_batch("PRAGMA trusted_schema = OFF;")?;
    Ok(conn)
}

impl Store {
    /// Opens a file on a share: as its one editor, or a proven copy of it to be read while somebody else is.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_shared(
        path: &Path,
        who: &str,
        now: DateTime<FixedOffset>,
        pace: Pace,
    ) -> Result<Self, StoreError> {
        match Self::open_editing(path, &Row::new(who, now), None, pace)? {
            Ok(store) => Ok(store),
            Err(other) => Self::open_reading(path, Some(other), now, pace),
        }
    }

    /// The same as the editor, or who holds it.
    fn open_editing(
        path: &Path,
        row: &Row,
        over: Option<&str>,
        pace: Pace,
    ) -> Result<Result<Self, Row>, StoreError> {
        if !path.is_file() {
            return Err(StoreError::NotFound(path.to_owned()));
        }
        let schema = inspect(path)?;
        let mut store = if schema < SINCE {
            Self::open(path)?
        } else {
            let mut conn = watching(path)?;
            configure(&conn)?;
            if path.metadata().is_ok_and(|data| data.len() <= LOOK_OVER) {
                look_over(&conn)?;
            }
            if let Some(other) = take(&mut conn, row, over)? {
                return Ok(Err(other));
            }
            Self::over(conn, path)
        };
        if schema < SINCE
            && let Some(other) = take(&mut store.conn, row, over)?
        {
            return Ok(Err(other));
        }
        store.hold = Hold::Editor(Box::new(Editor {
            row: row.clone(),
            pace,
            _presence: Presence::begin(path, &row.token, pace),
        }));
        store.bring_up_to_date()?;
        store.accepted = true;
        Ok(Ok(store))
    }

    fn open_reading(
        path: &Path,
        holder: Option<Row>,
        now: DateTime<FixedOffset>,
        pace: Pace,
    ) -> Result<Self, StoreError> {
        let (reader, conn) = Reader::begin(path, holder, now, pace)?;
        let mut store = Self::over(conn, path);
        store.hold = Hold::Reader(Box::new(reader));
        Ok(store)
    }

    /// How the file is shared.
    pub fn sharing(&self) -> Sharing {
        match &self.hold {
            Hold::Free | Hold::Guest(_) => Sharing::Free,
            Hold::Editor(editor) => Sharing::Editor(editor.row.holder.clone()),
            Hold::Reader(reader) => Sharing::Reader(reader.reading()),
        }
    }

    /// Whether only a copy is read.
    pub fn is_reader(&self) -> bool {
        matches!(self.hold, Hold::Reader(_))
    }

    /// Where what is read lies.
    pub(super) fn source_path(&self) -> PathBuf {
        match &self.hold {
            Hold::Reader(reader) => reader.file(),
            Hold::Free | Hold::Editor(_) | Hold::Guest(_) => self.path.clone(),
        }
    }

    /// What a second connection may do.
    pub(super) fn hold_of_twin(&self) -> Hold {
        match &self.hold {
            Hold::Editor(editor) => Hold::Guest(editor.row.token.clone()),
            Hold::Guest(token) => Hold::Guest(token.clone()),
            Hold::Free | Hold::Reader(_) => Hold::Free,
        }
    }

    /// Looks after the lease; answers whether what is read or who may write has changed.
    pub fn tend(&mut self, now: DateTime<FixedOffset>) -> Result<bool, StoreError> {
        let newer = match &mut self.hold {
            Hold::Free | Hold::Guest(_) => return self.changed_elsewhere(),
            Hold::Editor(_) => return self.tend_editing(now),
            Hold::Reader(reader) => reader.tend(&self.path, now),
        };
        if let Some(conn) = newer.conn {
            // dropped before its folder goes
            self.conn = conn;
        }
        if let (Some(folder), Hold::Reader(reader)) = (newer.folder, &mut self.hold) {
            reader.keep(folder);
        }
        Ok(newer.changed)
    }

    fn tend_editing(&mut self, now: DateTime<FixedOffset>) -> Result<bool, StoreError> {
        let changed = self.changed_elsewhere()?;
        let row = read(&self.conn)?;
        let Hold::Editor(editor) = &self.hold else {
            return Ok(changed);
        };
        if row
            .as_ref()
            .is_some_and(|row| row.token == editor.row.token)
        {
            return Ok(changed);
        }
        let (mut reader, conn) = Reader::begin(&self.path, row, now, editor.pace)?;
        reader.lost = true;
        self.conn = conn;
        self.hold = Hold::Reader(Box::new(reader));
        Ok(true)
    }

    /// Whether the lease is waited for and can be taken now.
    pub fn may_take_at_last(&self) -> bool {
        matches!(&self.hold, Hold::Reader(reader) if reader.waiting && reader.is_free())
    }

    /// Takes the lease once it is free, by itself.
    pub fn wait_for_lease(&mut self, wanted: bool) {
        if let Hold::Reader(reader) = &mut self.hold {
            reader.waiting = wanted;
        }
    }

    /// Becomes the one editor.
    ///
    /// # Errors
    /// Somebody else is, and lives.
    pub fn take_lease(&mut self, who: &str, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        let Hold::Reader(reader) = &mut self.hold else {
            return Ok(());
        };
        let over = reader.gone();
        let opened = Self::open_editing(
            &self.path,
            &Row::new(who, now),
            over.as_deref(),
            reader.pace(),
        )?;
        match opened {
            Ok(store) => {
                *self = store;
                Ok(())
            }
            Err(other) => {
                let refusal = StoreError::Held(Box::new(other.holder.clone()));
                reader.is_held_by(other);
                Err(refusal)
            }
        }
    }

    /// Lets another one edit, and reads from now on.
    pub fn give_lease_up(&mut self, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        let Hold::Editor(editor) = &self.hold else {
            return Ok(());
        };
        let (token, pace) = (editor.row.token.clone(), editor.pace);
        let (reader, conn) = Reader::begin(&self.path, None, now, pace)?;
        give_back(&self.conn, &token);
        self.conn = conn;
        self.hold = Hold::Reader(Box::new(reader));
        Ok(())
    }

    /// Writes the own row again after the whole file was replaced, or takes one away that came from a copy.
    pub fn renew_lease(&mut self) -> Result<(), StoreError> {
        match &self.hold {
            Hold::Editor(editor) => put(&self.conn, &editor.row),
            Hold::Free => {
                if has_place(&self.conn)? {
                    self.conn.execute("DELETE FROM lease", [])?;
                }
                Ok(())
            }
            Hold::Guest(_) | Hold::Reader(_) => Ok(()),
        }
    }

    /// Opens the same file again, as what this one was.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn reopened(&mut self) -> Result<(), StoreError> {
        let path = self.path.clone();
        let mut next = match Store::open(&path) {
            Err(StoreError::Damaged) => Store::open_frozen(&path)?,
            opened => opened?,
        };
        std::mem::swap(&mut next.hold, &mut self.hold);
        *self = next;
        Ok(())
    }

    /// The name under which the editor is known in the file.
    pub fn name_holder(&mut self, who: &str) -> Result<(), StoreError> {
        if let Hold::Editor(editor) = &mut self.hold {
            who.clone_into(&mut editor.row.holder.who);
            let (who, token) = (&editor.row.holder.who, &editor.row.token);
            self.conn
                .execute("UPDATE lease SET who = ?1 WHERE token = ?2", [who, token])?;
        }
        Ok(())
    }

    /// # Errors
    /// Another one holds the file.
    pub fn is_mine(&self) -> Result<(), StoreError> {
        match read(&self.conn) {
            // of a damaged file nobody may know
            Err(_) if self.is_frozen() => Ok(()),
            Err(error) => Err(error),
            Ok(_) => fence(&self.conn, &self.hold),
        }
    }

    pub fn set_choices(&mut self, choices: Vec<super::Choice>) {
        self.choices = choices;
    }

    /// What goes with the connection.
    pub(super) fn leave(&mut self) {
        if let Hold::Editor(editor) = &self.hold {
            give_back(&self.conn, &editor.row.token);
        }
    }
}
