//! Reading while somebody else edits: a proven copy on this computer, made again when the editor has saved.

use std::path::{Path, PathBuf};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset};
use rusqlite::Connection;
use tempfile::TempDir;

use super::{Row, beat, read, watching};
use crate::domain::lease::{Pace, Vigil};
use crate::read::lease::Reading;
use crate::store::error::StoreError;
use crate::store::open::Store;
use crate::store::snapshot::{self, Source};

/// The shortest time between two copies.
const REST: Duration = Duration::from_secs(3);

/// A connection that only reads.
#[derive(Debug)]
pub(in crate::store) struct Reader {
    holder: Option<Row>,
    vigil: Vigil,
    looked: Instant,
    pace: Pace,
    folder: TempDir,
    /// Head of the audit trail in the copy: its number alone may come again after the file was put back.
    head: String,
    copied_at: DateTime<FixedOffset>,
    /// Looks at the file itself; opened anew after a trouble.
    watch: Option<Connection>,
    fetching: Option<JoinHandle<Result<Copy, StoreError>>>,
    /// Not copied again before: a large copy rests longer, so that the editor can save.
    rests_until: Instant,
    trouble: Option<String>,
    pub waiting: bool,
    pub lost: bool,
}

/// A copy that was proven.
#[derive(Debug)]
struct Copy {
    folder: TempDir,
    conn: Connection,
    head: String,
    took: Duration,
}

/// What a look has brought.
#[derive(Debug, Default)]
pub(super) struct Newer {
    pub conn: Option<Connection>,
    pub folder: Option<TempDir>,
    pub changed: bool,
}

fn file_in(folder: &TempDir) -> PathBuf {
    folder.path().join("ban-xem.qcdc")
}

fn fetch(path: &Path) -> Result<Copy, StoreError> {
    let began = Instant::now();
    let folder = tempfile::Builder::new()
        .prefix("qcdc-ban-xem-")
        .tempdir()
        .map_err(|_| StoreError::Disk)?;
    let file = file_in(&folder);
    // copied by SQLite under a shared lock, then looked over whole
    snapshot::take(Source::File(path), &file, &mut |_, _, _| true)?;
    Store::open_as_it_is(&file)?;
    let conn = Store::connect_to_read(&file)?;
    let head = head(&conn)?;
    Ok(Copy {
        folder,
        conn,
        head,
        took: began.elapsed(),
    })
}

fn head(conn: &Connection) -> Result<String, StoreError> {
    let head = "SELECT coalesce((SELECT hex(hash) FROM audit_head), '')";
    Ok(conn.prepare_cached(head)?.query_row([], |row| row.get(0))?)
}

impl Reader {
    pub(super) fn begin(
        path: &Path,
        holder: Option<Row>,
        now: DateTime<FixedOffset>,
        pace: Pace,
    ) -> Result<(Self, Connection), StoreError> {
        let copy = fetch(path)?;
        let mut vigil = Vigil::default();
        if let Some(row) = &holder {
            vigil.look(&beat::sign(path, &row.token), Duration::ZERO);
        }
        let reader = Self {
            holder,
            vigil,
            looked: Instant::now(),
            pace,
            folder: copy.folder,
            head: copy.head,
            copied_at: now,
            watch: None,
            fetching: None,
            rests_until: Instant::now() + REST,
            trouble: None,
            waiting: false,
            lost: false,
        };
        Ok((reader, copy.conn))
    }

    pub(super) fn file(&self) -> PathBuf {
        file_in(&self.folder)
    }

    pub(super) fn pace(&self) -> Pace {
        self.pace
    }

    /// Whether the lease can be taken.
    pub(super) fn is_free(&self) -> bool {
        self.holder.is_none() || self.gone().is_some()
    }

    /// The token of a holder that counts as gone.
    pub(super) fn gone(&self) -> Option<String> {
        let row = self.holder.as_ref()?;
        (self.vigil.is_over(self.pace) || beat::is_gone_here(&row.token)).then(|| row.token.clone())
    }

    pub(super) fn is_held_by(&mut self, row: Row) {
        self.holder = Some(row);
    }

    /// Why nothing can be written.
    pub(in crate::store) fn refusal(&self) -> StoreError {
        match &self.holder {
            Some(row) => StoreError::Held(Box::new(row.holder.clone())),
            None => StoreError::NotTaken,
        }
    }

    pub(super) fn reading(&self) -> Reading {
        Reading {
            holder: self.holder.as_ref().map(|row| row.holder.clone()),
            free: self.is_free(),
            waiting: self.waiting,
            lost: self.lost,
            copied_at: self.copied_at,
            trouble: self.trouble.clone(),
        }
    }

    /// Keeps the folder of a newer copy; the old one goes.
    pub(super) fn keep(&mut self, folder: TempDir) {
        self.folder = folder;
    }

    /// Looks at the file, its holder's sign of life, and a copy that is being made.
    pub(super) fn tend(&mut self, path: &Path, now: DateTime<FixedOffset>) -> Newer {
        let before = self.reading();
        let mut newer = self.take_in(now);
        match self.look(path) {
            Ok(head) => {
                self.trouble = None;
                let stale = head != self.head && self.fetching.is_none();
                if stale && Instant::now() >= self.rests_until {
                    let path = path.to_owned();
                    let work = move || fetch(&path);
                    self.fetching = Builder::new().name("ban-xem".into()).spawn(work).ok();
                }
            }
            Err(error) => {
                self.watch = None;
                self.trouble = Some(error.to_string());
            }
        }
        newer.changed |= self.reading() != before;
        newer
    }

    fn look(&mut self, path: &Path) -> Result<String, StoreError> {
        let passed = self.looked.elapsed();
        self.looked = Instant::now();
        if self.watch.is_none() {
            self.watch = Some(watching(path)?);
        }
        let Some(watch) = &self.watch else {
            return Err(StoreError::Disk);
        };
        let (row, head) = (read(watch)?, head(watch)?);
        match &row {
            Some(row) => self.vigil.look(&beat::sign(path, &row.token), passed),
            None => self.vigil = Vigil::default(),
        }
        self.holder = row;
        Ok(head)
    }

    fn take_in(&mut self, now: DateTime<FixedOffset>) -> Newer {
        let Some(thread) = self.fetching.take_if(|thread| thread.is_finished()) else {
            return Newer::default();
        };
        self.rests_until = Instant::now() + REST;
        match thread.join() {
            Ok(Ok(copy)) => {
                self.head = copy.head;
                self.copied_at = now;
                self.rests_until += copy.took * 4;
                Newer {
                    conn: Some(copy.conn),
                    folder: Some(copy.folder),
                    changed: true,
                }
            }
            // the copy that is shown stays, the next look tries again
            Ok(Err(_)) | Err(_) => Newer::default(),
        }
    }
}
