//! A whole copy of the file, proven before it bears its name: copied by SQLite, looked over, made lasting, then named.

use std::fs::{File, OpenOptions};
use std::io::Read;
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use sha2::{Digest, Sha256};

use super::check::hex;
use super::error::StoreError;
use super::files::explain;
use super::open::{APPLICATION_ID, Store};
use super::place::{for_sqlite, name_for_sqlite};

/// How the names of copies begin that are not proven yet; a kill may leave one, nobody takes it for a copy.
pub const UNFINISHED: &str = ".qcdc-chua-xong-";

/// How often a long statement is asked whether it is still wanted.
const TICK: Duration = Duration::from_millis(40);
/// Bytes that are hashed in one go.
const CHUNK: usize = 1 << 20;

/// A copy that was proven.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    pub sha256: String,
    pub bytes: u64,
}

/// Which part of the work goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Copying,
    Proving,
    Hashing,
    /// A copy is locked or unlocked.
    Locking,
}

/// Told how far the work has come (`done` of `of` bytes); answers whether it is still wanted.
pub type Going<'a> = &'a mut dyn FnMut(Stage, u64, u64) -> bool;

/// What is copied.
#[derive(Debug, Clone, Copy)]
pub enum Source<'a> {
    /// Through a connection of its own, on another thread: it can be stopped at any moment.
    File(&'a Path),
    /// Through the open file, for one that nobody else may read (`locking_mode=EXCLUSIVE`); it can be stopped
    /// only after the copying.
    Open(&'a Store),
}

/// Copies the file as it stands to `to`, which is replaced only by a copy that was proven.
///
/// # Errors
/// It was stopped, the place cannot be written, or the copy is not whole; nothing is left behind.
pub fn take(source: Source<'_>, to: &Path, going: Going<'_>) -> Result<Snapshot, StoreError> {
    let folder = to
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or_else(|| Path::new("."));
    let unreachable = |error: std::io::Error| StoreError::Place {
        path: to.to_owned(),
        why: explain(&error),
    };
    let temporary = tempfile::Builder::new()
        .prefix(UNFINISHED)
        .tempfile_in(folder)
        .map_err(unreachable)?
        .into_temp_path();
    let of = size(match source {
        Source::File(path) => path,
        Source::Open(store) => store.path(),
    });
    let mut copying = || going(Stage::Copying, size(&temporary).min(of), of);
    if !copying() {
        return Err(StoreError::Stopped);
    }
    match source {
        Source::File(path) => {
            let conn = open_source(path)?;
            watched(conn, &mut copying, |conn| copy(conn, &temporary))?;
        }
        Source::Open(store) => copy(store.conn(), &temporary)?,
    }
    let snapshot = prove(&temporary, going)?;
    OpenOptions::new()
        .write(true)
        .open(&temporary)
        .and_then(|file| file.sync_all())
        .map_err(unreachable)?;
    temporary
        .persist(to)
        .map_err(|error| unreachable(error.error))?;
    sync_folder(folder).map_err(unreachable)?;
    Ok(snapshot)
}

/// Looks over a copy without changing a byte of it.
///
/// # Errors
/// It cannot be read, is not ours, is damaged, or the work was stopped.
pub fn prove(path: &Path, going: Going<'_>) -> Result<Snapshot, StoreError> {
    let of = size(path);
    // nobody writes a copy: without locks it can be read on a medium that takes none
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(for_sqlite(path), flags)?;
    conn.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;")?;
    let mut proving = || going(Stage::Proving, 0, of);
    if !proving() {
        return Err(StoreError::Stopped);
    }
    watched(conn, &mut proving, |conn| sound(conn, path))?;
    let mut file = File::open(path).map_err(|_| StoreError::Disk)?;
    let (mut hash, mut bytes) = (Sha256::new(), 0_u64);
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = file.read(&mut chunk).map_err(|_| StoreError::Disk)?;
        let Some(part) = chunk.get(..read).filter(|part| !part.is_empty()) else {
            break;
        };
        hash.update(part);
        bytes += u64::try_from(read).unwrap_or(0);
        if !going(Stage::Hashing, bytes, of) {
            return Err(StoreError::Stopped);
        }
    }
    Ok(Snapshot {
        sha256: hex(&hash.finalize()),
        bytes,
    })
}

fn open_source(path: &Path) -> Result<Connection, StoreError> {
    // may write, because a file that a crash left in the middle of a change is first brought back
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(for_sqlite(path), flags)?;
    conn.busy_timeout(Duration::from_secs(10))?;
    conn.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;")?;
    Ok(conn)
}

fn copy(conn: &Connection, to: &Path) -> Result<(), StoreError> {
    conn.execute("VACUUM INTO ?1", [name_for_sqlite(to)?])?;
    super::lease::leave_out(to)
}

fn sound(conn: &Connection, path: &Path) -> Result<(), StoreError> {
    let id: i64 = conn.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    if id != APPLICATION_ID {
        return Err(StoreError::Foreign(path.to_owned()));
    }
    let first: String = conn.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if first != "ok" {
        return Err(StoreError::of_look(&first));
    }
    let mut broken = conn.prepare("PRAGMA foreign_key_check")?;
    if broken.exists([])? {
        return Err(StoreError::Damaged);
    }
    Ok(())
}

/// Runs statements on a thread of their own and stops them when they are not wanted any more.
fn watched(
    conn: Connection,
    going: &mut dyn FnMut() -> bool,
    work: impl FnOnce(&Connection) -> Result<(), StoreError> + Send,
) -> Result<(), StoreError> {
    let stop = conn.get_interrupt_handle();
    // dropped when the work is over, however it ends: a small file must not wait for the next tick
    let (over, ended) = channel::<()>();
    std::thread::scope(|scope| {
        let working = scope.spawn(move || {
            let _over = over;
            work(&conn)
        });
        let mut stopped = false;
        while ended.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
            stopped = stopped || !going();
            if stopped {
                stop.interrupt();
            }
        }
        match working.join() {
            Ok(result) if !stopped => result,
            Ok(_) => Err(StoreError::Stopped),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

fn size(path: &Path) -> u64 {
    path.metadata().map_or(0, |data| data.len())
}

/// Makes a new name in a folder lasting.
pub(super) fn sync_folder(folder: &Path) -> std::io::Result<()> {
    // Windows opens no folder as a file; its rename is written through by the journal of NTFS
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
