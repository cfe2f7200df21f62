//! Copies of the file in a folder beside it and on a second place: made, listed, thinned, taken back.
//!
//! A copy counts only together with its note, which is written before the copy bears its name.

mod back;
mod locked;

pub use back::{keep_bytes, place_for_damaged, put_in_place};
pub use locked::CopyLock;

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, TimeDelta};
use rusqlite::{Connection, OpenFlags, OptionalExtension};

use super::audit;
use super::error::StoreError;
use super::files::{explain, write_atomic};
use super::padlock::Padlock;
use super::place::for_sqlite;
use super::snapshot::{self, Going, Snapshot, Source, UNFINISHED, sync_folder};
use crate::domain::backup::{FOR_A_REASON, kept};
use crate::domain::passphrase::{LOCKED, is_locked};
use crate::read::backup::{
    BackupCopy, BackupMade, BackupNote, BackupPage, BackupReason, LastChange,
};

/// What the name of the folder of copies ends with.
const FOLDER: &str = " - sao lưu";
const NOTE: &str = "json";
/// What a kill left behind is taken away after this.
const LEFT_OVER: TimeDelta = TimeDelta::days(1);

/// Where the copies of a file go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupPlan {
    pub file: PathBuf,
    pub folder: PathBuf,
    /// The second place as it was chosen; the copies lie in a folder of their own in it.
    pub second: Option<PathBuf>,
    /// What copies are locked with; none leaves them open.
    pub lock: Option<CopyLock>,
}

impl BackupPlan {
    pub fn of(file: &Path, second: Option<PathBuf>) -> Self {
        Self {
            file: file.to_owned(),
            folder: file.with_file_name(folder_name(file)),
            second,
            lock: None,
        }
    }

    /// The same plan with copies that are locked.
    #[must_use]
    pub fn locked(mut self, lock: Option<CopyLock>) -> Self {
        self.lock = lock;
        self
    }

    fn second_folder(&self) -> Option<PathBuf> {
        Some(self.second.as_ref()?.join(folder_name(&self.file)))
    }
}

fn stem(file: &Path) -> String {
    file.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn folder_name(file: &Path) -> String {
    format!("{}{FOLDER}", stem(file))
}

fn place(path: &Path) -> impl Fn(std::io::Error) -> StoreError {
    let path = path.to_owned();
    move |error| StoreError::Place {
        path: path.clone(),
        why: explain(&error),
    }
}

/// Makes a copy in the folder and, where one is wanted, on the second place; then takes away what is too many.
///
/// # Errors
/// There is no copy in the folder. A second place that fails is only told.
pub fn make(
    plan: &BackupPlan,
    source: Source<'_>,
    (at, reason): (DateTime<FixedOffset>, BackupReason),
    with_second: bool,
    going: Going<'_>,
) -> Result<BackupMade, StoreError> {
    std::fs::create_dir_all(&plan.folder).map_err(place(&plan.folder))?;
    sweep(&plan.folder, at);
    let hidden = hidden(&plan.folder)?;
    let taken = snapshot::take(source, &hidden, going)?;
    let note = note(&hidden, at, reason, &taken)?;
    let lock = plan.lock.as_ref();
    let (hidden, note) = match lock.filter(|lock| lock.beside) {
        Some(lock) => locked::lock_copy(&hidden, &plan.folder, &lock.padlock, note, going)?,
        None => (hidden, note),
    };
    let copy = finish(hidden, &plan.folder, &plan.file, &note)?;
    let mut removed = thin(&plan.folder, &note.origin, &copy)?;
    let mut made = BackupMade {
        copies: vec![BackupCopy {
            path: copy.clone(),
            note: note.clone(),
            second: false,
        }],
        second_trouble: None,
        removed: 0,
    };
    if let Some(folder) = plan.second_folder().filter(|_| with_second) {
        match to_second(plan, &folder, &copy, &note, going) {
            Ok((path, note, gone)) => {
                removed += gone;
                made.copies.push(BackupCopy {
                    path,
                    note,
                    second: true,
                });
            }
            Err(StoreError::Stopped) => return Err(StoreError::Stopped),
            Err(error) => made.second_trouble = Some(error.to_string()),
        }
    }
    made.removed = removed;
    Ok(made)
}

fn to_second(
    plan: &BackupPlan,
    folder: &Path,
    copy: &Path,
    note: &BackupNote,
    going: Going<'_>,
) -> Result<(PathBuf, BackupNote, usize), StoreError> {
    // a drive that is pulled out must not become a folder of the disk under its name
    if let Some(root) = plan.second.as_ref().filter(|root| !root.is_dir()) {
        return Err(StoreError::Place {
            path: root.clone(),
            why: "không có tệp hoặc thư mục này".to_owned(),
        });
    }
    std::fs::create_dir_all(folder).map_err(place(folder))?;
    sweep(folder, note.at);
    let (hidden, note) = match &plan.lock {
        Some(lock) if !note.locked => {
            locked::lock_copy(copy, folder, &lock.padlock, note.clone(), going)?
        }
        _ => {
            let hidden = hidden(folder)?;
            std::fs::copy(copy, &hidden).map_err(place(folder))?;
            if locked::look_over(&hidden, note.locked, going)?.sha256 != note.sha256 {
                return Err(StoreError::Damaged);
            }
            std::fs::OpenOptions::new()
                .write(true)
                .open(&hidden)
                .and_then(|file| file.sync_all())
                .map_err(place(folder))?;
            (hidden, note.clone())
        }
    };
    let path = finish(hidden, folder, &plan.file, &note)?;
    let gone = thin(folder, &note.origin, &path)?;
    Ok((path, note, gone))
}

/// Copies the file once to a place that was named, with its note; locked where a padlock is given.
///
/// # Errors
/// As [`snapshot::take`].
pub fn make_at(
    source: Source<'_>,
    (to, lock): (&Path, Option<&Padlock>),
    (at, reason): (DateTime<FixedOffset>, BackupReason),
    going: Going<'_>,
) -> Result<BackupNote, StoreError> {
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| Path::new("."));
    let hidden = hidden(folder)?;
    let taken = snapshot::take(source, &hidden, going)?;
    let note = note(&hidden, at, reason, &taken)?;
    let (hidden, note) = match lock {
        Some(padlock) => locked::lock_copy(&hidden, folder, padlock, note, going)?,
        None => (hidden, note),
    };
    put(hidden, to, &note)?;
    Ok(note)
}

fn hidden(folder: &Path) -> Result<tempfile::TempPath, StoreError> {
    let file = tempfile::Builder::new()
        .prefix(UNFINISHED)
        .tempfile_in(folder)
        .map_err(place(folder))?;
    Ok(file.into_temp_path())
}

/// Gives a proven copy its note, then its name.
fn finish(
    hidden: tempfile::TempPath,
    folder: &Path,
    file: &Path,
    note: &BackupNote,
) -> Result<PathBuf, StoreError> {
    let name = format!("{} {}", stem(file), note.at.format("%Y-%m-%d %H-%M-%S"));
    let kind = if note.locked { LOCKED } else { "qcdc" };
    let mut path = folder.join(format!("{name}.{kind}"));
    let mut again = 2;
    while path.exists() {
        path = folder.join(format!("{name}_{again}.{kind}"));
        again += 1;
    }
    put(hidden, &path, note)?;
    Ok(path)
}

fn put(hidden: tempfile::TempPath, path: &Path, note: &BackupNote) -> Result<(), StoreError> {
    let bytes =
        serde_json::to_vec_pretty(note).map_err(|error| StoreError::Shipped(error.to_string()))?;
    let beside = note_of(path);
    write_atomic(&beside, &bytes).map_err(place(&beside))?;
    hidden
        .persist(path)
        .map_err(|error| place(path)(error.error))?;
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    sync_folder(folder.unwrap_or_else(|| Path::new("."))).map_err(place(path))
}

fn note_of(copy: &Path) -> PathBuf {
    let mut name = copy.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(NOTE);
    copy.with_file_name(name)
}

/// What a copy holds, read from the copy itself.
fn note(
    copy: &Path,
    at: DateTime<FixedOffset>,
    reason: BackupReason,
    taken: &Snapshot,
) -> Result<BackupNote, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(for_sqlite(copy), flags)?;
    let count = |table: &str| -> Result<u64, StoreError> {
        let known: bool = conn.query_row(
            "SELECT count(*) > 0 FROM sqlite_schema WHERE type = 'table' AND name = ?1",
            [table],
            |row| row.get(0),
        )?;
        if !known {
            return Ok(0);
        }
        let sql = format!("SELECT count(*) FROM {table}");
        let count: i64 = conn.query_row(&sql, [], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    };
    let last = conn
        .query_row(
            "SELECT at, user_name, summary FROM audit WHERE op <> 'note_look' ORDER BY seq DESC LIMIT 1",
            [],
            |row| {
                let at: String = row.get(0)?;
                Ok((at, row.get(1)?, row.get(2)?))
            },
        )
        .optional()?;
    let last_change = last.and_then(|(at, user_name, summary)| {
        Some(LastChange {
            at: DateTime::parse_from_rfc3339(&at).ok()?,
            user_name,
            summary,
        })
    });
    Ok(BackupNote {
        at,
        reason,
        sha256: taken.sha256.clone(),
        bytes: taken.bytes,
        origin: audit::origin(&conn)?,
        head: audit::head(&conn)?,
        last_seq: audit::last_change(&conn)?,
        visits: count("visit")?,
        shortcomings: count("shortcoming")?,
        papers: count("issued_paper")? + count("paper_file")?,
        last_change,
        locked: false,
    })
}

/// The note of a copy of any file; none where it has none or is not what its note says.
pub fn read_note(copy: &Path) -> Option<BackupNote> {
    let note: BackupNote = serde_json::from_slice(&std::fs::read(note_of(copy)).ok()?).ok()?;
    (copy.metadata().ok()?.len() == note.bytes).then_some(note)
}

/// The copies of a file, newest first; of every file of this name where its origin is not known.
pub fn list(plan: &BackupPlan, origin: Option<&str>) -> BackupPage {
    let mut page = BackupPage {
        folder: std::path::absolute(&plan.folder).unwrap_or_else(|_| plan.folder.clone()),
        second: plan.second.clone(),
        lock: plan.lock.as_ref().map(|lock| lock.beside),
        ..BackupPage::default()
    };
    gather(&plan.folder, origin, false, &mut page);
    if let (Some(root), Some(folder)) = (&plan.second, plan.second_folder()) {
        if let Err(error) = std::fs::read_dir(root) {
            page.unreachable = Some(explain(&error));
        }
        gather(&folder, origin, true, &mut page);
    }
    page.copies
        .sort_by(|a, b| (b.note.at, &b.path).cmp(&(a.note.at, &a.path)));
    page
}

fn gather(folder: &Path, origin: Option<&str>, second: bool, page: &mut BackupPage) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(UNFINISHED)
            || !(is_locked(&path) || path.extension().is_some_and(|kind| kind == "qcdc"))
        {
            continue;
        }
        match read_note(&path) {
            Some(note) if origin.is_none_or(|origin| note.origin == origin) => {
                page.copies.push(BackupCopy { path, note, second });
            }
            Some(_) => {}
            None => page.unsound += 1,
        }
    }
}

/// Takes away copies that are too many; never the one just made.
fn thin(folder: &Path, origin: &str, made: &Path) -> Result<usize, StoreError> {
    let mut page = BackupPage::default();
    gather(folder, Some(origin), false, &mut page);
    page.copies
        .sort_by(|a, b| (a.note.at, &a.path).cmp(&(b.note.at, &b.path)));
    let moments: Vec<_> = page
        .copies
        .iter()
        .map(|copy| copy.note.at.naive_local())
        .collect();
    let newest = page.copies.iter().map(|copy| copy.note.at).max();
    let mut removed = 0;
    for (copy, keep) in page.copies.iter().zip(kept(&moments)) {
        let for_a_reason = copy.note.reason != BackupReason::Routine
            && newest.is_some_and(|at| at - copy.note.at < FOR_A_REASON);
        if keep || for_a_reason || copy.path == made {
            continue;
        }
        // the copy goes first: a note alone counts for nothing
        match std::fs::remove_file(&copy.path) {
            Ok(()) => removed += 1,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(place(&copy.path)(error)),
        }
        std::fs::remove_file(note_of(&copy.path)).ok();
    }
    Ok(removed)
}

/// Takes away what a kill left unfinished.
fn sweep(folder: &Path, now: DateTime<FixedOffset>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let modified = entry.metadata().and_then(|data| data.modified());
        let old = modified.is_ok_and(|at| {
            now.signed_duration_since(DateTime::<chrono::Utc>::from(at)) > LEFT_OVER
        });
        let name = entry.file_name();
        if old && name.to_string_lossy().starts_with(UNFINISHED) {
            // what cannot be removed now is tried again at the next copy
            std::fs::remove_file(entry.path()).ok();
        }
    }
}

/// Whether a copy still is what its note says, bit for bit.
///
/// # Errors
/// It is not, or it cannot be read.
pub fn prove(copy: &Path, going: Going<'_>) -> Result<Snapshot, StoreError> {
    let found = locked::look_over(copy, is_locked(copy), going)?;
    match read_note(copy) {
        Some(note) if note.sha256 != found.sha256 => Err(StoreError::Damaged),
        _ => Ok(found),
    }
}
