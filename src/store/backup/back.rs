//! Going back to a copy, and keeping what stood in its place.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::{BackupPlan, hidden, place, stem};
use crate::store::error::StoreError;
use crate::store::open::{Store, inspect};
use crate::store::place::for_sqlite;
use crate::store::snapshot::{self, Going, Stage, sync_folder};

/// Pages that are put back in one go.
const PAGES: i32 = 512;

impl Store {
    /// Puts the content of a proven copy into the open file, in one transaction: whole or not at all.
    ///
    /// # Errors
    /// The copy is newer than this program, the place cannot be written, or the work was stopped.
    pub fn put_back(&mut self, copy: &Path, going: Going<'_>) -> Result<(), StoreError> {
        inspect(copy)?;
        self.conn.flush_prepared_statement_cache();
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let from = Connection::open_with_flags(for_sqlite(copy), flags)?;
        {
            let back = Backup::new(&from, &mut self.conn)?;
            let mut waited = 0;
            loop {
                let step = back.step(PAGES)?;
                if step == StepResult::Done {
                    break;
                } else if step == StepResult::More {
                    waited = 0;
                } else if waited > 100 {
                    return Err(StoreError::Busy);
                } else {
                    waited += 1;
                    std::thread::sleep(Duration::from_millis(50));
                }
                let progress = back.progress();
                let of = u64::try_from(progress.pagecount).unwrap_or(0);
                let left = u64::try_from(progress.remaining).unwrap_or(0);
                if !going(Stage::Copying, of.saturating_sub(left), of) {
                    return Err(StoreError::Stopped);
                }
            }
        }
        self.bring_up_to_date()
    }
}

/// Puts a copy in the place of a file that cannot be opened any more; what was there goes to `aside`.
///
/// # Errors
/// The place cannot be written; the file stays as it was.
pub fn put_in_place(
    copy: &Path,
    file: &Path,
    aside: Option<&Path>,
    going: Going<'_>,
) -> Result<(), StoreError> {
    inspect(copy)?;
    if let Some(aside) = aside {
        keep_bytes(file, aside)?;
    }
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| Path::new("."));
    let hidden = hidden(folder)?;
    std::fs::copy(copy, &hidden).map_err(place(folder))?;
    snapshot::prove(&hidden, going)?;
    std::fs::OpenOptions::new()
        .write(true)
        .open(&hidden)
        .and_then(|file| file.sync_all())
        .map_err(place(folder))?;
    // a journal of the old file would be played into the new one
    match std::fs::remove_file(journal_of(file)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(place(file)(error));
        }
        _ => {}
    }
    hidden
        .persist(file)
        .map_err(|error| place(file)(error.error))?;
    sync_folder(folder).map_err(place(file))
}

/// Keeps the bytes of a file that gives no snapshot, with the journal that belongs to them.
///
/// # Errors
/// They cannot be read or written.
pub fn keep_bytes(file: &Path, aside: &Path) -> Result<(), StoreError> {
    if let Some(folder) = aside.parent() {
        std::fs::create_dir_all(folder).map_err(place(folder))?;
    }
    for (from, to) in [
        (file.to_owned(), aside.to_owned()),
        (journal_of(file), journal_of(aside)),
    ] {
        match std::fs::copy(&from, &to) {
            Ok(_) => std::fs::OpenOptions::new()
                .write(true)
                .open(&to)
                .and_then(|file| file.sync_all())
                .map_err(place(&to))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && from != file => {}
            Err(error) => return Err(place(&to)(error)),
        }
    }
    Ok(())
}

fn journal_of(file: &Path) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push("-journal");
    file.with_file_name(name)
}

/// Where the bytes of a damaged file are kept.
pub fn place_for_damaged(plan: &BackupPlan, at: DateTime<FixedOffset>) -> PathBuf {
    let name = format!(
        "{} {} hỏng.bin",
        stem(&plan.file),
        at.format("%Y-%m-%d %H-%M-%S")
    );
    plan.folder.join(name)
}
