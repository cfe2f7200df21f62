//! The layer itself: SQLite's own file system with six functions of ours before its.
//!
//! A file of SQLite is a piece of memory that the file system lays out as it likes, with a pointer to a table of
//! functions in front. We ask for a little more memory than SQLite's own file system does, let that one open the file
//! in the front part, remember its table at the end, and put a copy of the table in its place in which our functions
//! stand. Everything else (locks above all) stays exactly as it is.

use std::ffi::{CStr, c_char, c_int, c_void};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, Once, OnceLock, PoisonError};

use libsqlite3_sys::{
    SQLITE_CANTOPEN, SQLITE_FULL, SQLITE_IOERR_DELETE, SQLITE_IOERR_FSYNC, SQLITE_IOERR_READ,
    SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_WRITE, SQLITE_OK, sqlite3_file, sqlite3_initialize,
    sqlite3_int64, sqlite3_io_methods, sqlite3_vfs, sqlite3_vfs_find, sqlite3_vfs_register,
};

use super::{Act, Fault, Inner, Step};

/// The disks that are watched now.
pub(crate) fn disks() -> MutexGuard<'static, Vec<Arc<Inner>>> {
    static DISKS: Mutex<Vec<Arc<Inner>>> = Mutex::new(Vec::new());
    DISKS.lock().unwrap_or_else(PoisonError::into_inner)
}

fn disk_of(path: &Path) -> Option<Arc<Inner>> {
    let disks = disks();
    disks
        .iter()
        .find(|disk| path.parent() == Some(&disk.folder))
        .cloned()
}

/// SQLite's own file system, and how much memory it wants for a file.
struct Below {
    vfs: *mut sqlite3_vfs,
    room: usize,
}

// SAFETY: SQLite never changes or frees a registered file system, and calls it from any thread itself.
unsafe impl Send for Below {}
// SAFETY: as above; we only read it.
unsafe impl Sync for Below {}

static BELOW: OnceLock<Below> = OnceLock::new();

/// What we keep of a watched file.
struct Watched {
    disk: Arc<Inner>,
    path: PathBuf,
    own: *const sqlite3_io_methods,
}

/// Puts the layer before SQLite's own file system, once in a process.
pub(crate) fn put_in_place() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // SAFETY: plain calls into SQLite; a null name asks for the default file system.
        let vfs = unsafe {
            assert_eq!(sqlite3_initialize(), SQLITE_OK);
            sqlite3_vfs_find(std::ptr::null())
        };
        assert!(!vfs.is_null(), "SQLite has no file system");
        // SAFETY: SQLite gave it and keeps it for ever.
        let mut ours = unsafe { *vfs };
        let room = usize::try_from(ours.szOsFile)
            .expect("a size")
            .next_multiple_of(8);
        BELOW.get_or_init(|| Below { vfs, room });
        ours.szOsFile = c_int::try_from(room + size_of::<*mut Watched>())
            .expect("a size that SQLite can ask for");
        ours.zName = c"faulty_disk".as_ptr();
        ours.pNext = std::ptr::null_mut();
        ours.xOpen = Some(open);
        ours.xDelete = Some(delete);
        // SAFETY: the file system lives for ever, as SQLite demands; its other functions are SQLite's own and look
        // at nothing of it that we changed.
        let done = unsafe { sqlite3_vfs_register(Box::leak(Box::new(ours)), 1) };
        assert_eq!(done, SQLITE_OK);
    });
}

fn below() -> &'static Below {
    BELOW.get().expect("the layer is in place")
}

/// Where in the memory of a file our pointer lies.
///
/// # Safety
/// `file` is one that SQLite made for this file system.
unsafe fn slot(file: *mut sqlite3_file) -> *mut *mut Watched {
    // SAFETY: SQLite gave us `szOsFile` bytes, which are `room` and one pointer; `room` is a multiple of 8, and the
    // memory is aligned to 8.
    unsafe { file.cast::<u8>().add(below().room).cast() }
}

/// # Safety
/// As [`slot`]; the file is open and watched, for only such files have our table.
unsafe fn watched<'a>(file: *mut sqlite3_file) -> &'a Watched {
    // SAFETY: `open` put it there, `close` takes it away, and SQLite calls nothing in between from two threads at once.
    unsafe { &**slot(file) }
}

/// # Safety
/// A path that SQLite hands to a file system: null, or ended by a zero.
unsafe fn path_of(name: *const c_char) -> Option<PathBuf> {
    if name.is_null() {
        return None;
    }
    // SAFETY: as the caller says.
    let name = unsafe { CStr::from_ptr(name) };
    Some(PathBuf::from(name.to_str().ok()?))
}

unsafe extern "C" fn open(
    _: *mut sqlite3_vfs,
    name: *const c_char,
    file: *mut sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: SQLite's own pointers, handed on as they came; `file` has room for ours at the end.
    unsafe {
        *slot(file) = std::ptr::null_mut();
        (*file).pMethods = std::ptr::null();
        let path = path_of(name);
        let found = path.and_then(|path| disk_of(&path).map(|disk| (disk, path)));
        let was_there = found.as_ref().is_some_and(|(_, path)| path.exists());
        if let Some((disk, _)) = &found
            && disk.fails(Act::Open, false).is_some()
        {
            return SQLITE_CANTOPEN;
        }
        let vfs = below().vfs;
        let Some(open) = (*vfs).xOpen else {
            return SQLITE_CANTOPEN;
        };
        let done = open(vfs, name, file, flags, out);
        if done != SQLITE_OK || (*file).pMethods.is_null() {
            return done;
        }
        if let Some((disk, path)) = found {
            if !was_there {
                disk.record(&path, Step::Create);
            }
            let own = (*file).pMethods;
            *slot(file) = Box::into_raw(Box::new(Watched { disk, path, own }));
            (*file).pMethods = table_for(own);
        }
        SQLITE_OK
    }
}

/// SQLite's table with our functions in it; there are only a few, and they stay.
///
/// # Safety
/// `own` is a table of SQLite, which lives for ever.
unsafe fn table_for(own: *const sqlite3_io_methods) -> *const sqlite3_io_methods {
    struct Tables(Vec<(usize, &'static sqlite3_io_methods)>);
    static TABLES: Mutex<Tables> = Mutex::new(Tables(Vec::new()));
    let mut tables = TABLES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, ours)) = tables.0.iter().find(|(at, _)| *at == own as usize) {
        return *ours;
    }
    // SAFETY: as the caller says.
    let mut ours = unsafe { *own };
    ours.xClose = Some(close);
    ours.xRead = Some(read);
    ours.xWrite = Some(write);
    ours.xTruncate = Some(truncate);
    ours.xSync = Some(sync);
    let ours: &'static sqlite3_io_methods = Box::leak(Box::new(ours));
    tables.0.push((own as usize, ours));
    ours
}

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    // SAFETY: an open, watched file; afterwards SQLite asks nothing of it any more.
    unsafe {
        let watched = Box::from_raw(*slot(file));
        *slot(file) = std::ptr::null_mut();
        (*watched.own).xClose.map_or(SQLITE_OK, |close| close(file))
    }
}

unsafe extern "C" fn read(
    file: *mut sqlite3_file,
    into: *mut c_void,
    length: c_int,
    at: sqlite3_int64,
) -> c_int {
    // SAFETY: an open, watched file; the rest is handed on as it came.
    unsafe {
        let watched = watched(file);
        if watched.disk.fails(Act::Read, false).is_some() {
            return SQLITE_IOERR_READ;
        }
        let own = (*watched.own).xRead;
        own.map_or(SQLITE_IOERR_READ, |read| read(file, into, length, at))
    }
}

unsafe extern "C" fn write(
    file: *mut sqlite3_file,
    from: *const c_void,
    length: c_int,
    at: sqlite3_int64,
) -> c_int {
    // SAFETY: an open, watched file; `from` holds `length` bytes, as SQLite promises.
    unsafe {
        let watched = watched(file);
        let (Ok(size), Ok(offset)) = (usize::try_from(length), u64::try_from(at)) else {
            return SQLITE_IOERR_WRITE;
        };
        let end = offset + size as u64;
        let grows = std::fs::metadata(&watched.path).map_or(true, |data| data.len() < end);
        match watched.disk.fails(Act::Write, grows) {
            Some(Fault::Full) => return SQLITE_FULL,
            Some(_) => return SQLITE_IOERR_WRITE,
            None => {}
        }
        let own = (*watched.own).xWrite;
        let done = own.map_or(SQLITE_IOERR_WRITE, |write| write(file, from, length, at));
        if done == SQLITE_OK {
            let bytes = std::slice::from_raw_parts(from.cast::<u8>(), size).to_vec();
            watched
                .disk
                .record(&watched.path, Step::Write(offset, bytes));
        }
        done
    }
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, size: sqlite3_int64) -> c_int {
    // SAFETY: an open, watched file.
    unsafe {
        let watched = watched(file);
        if watched.disk.fails(Act::Truncate, false).is_some() {
            return SQLITE_IOERR_TRUNCATE;
        }
        let own = (*watched.own).xTruncate;
        let done = own.map_or(SQLITE_IOERR_TRUNCATE, |truncate| truncate(file, size));
        if let (SQLITE_OK, Ok(size)) = (done, u64::try_from(size)) {
            watched.disk.record(&watched.path, Step::Truncate(size));
        }
        done
    }
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, flags: c_int) -> c_int {
    // SAFETY: an open, watched file.
    unsafe {
        let watched = watched(file);
        if watched.disk.fails(Act::Sync, false).is_some() {
            return SQLITE_IOERR_FSYNC;
        }
        let own = (*watched.own).xSync;
        let done = own.map_or(SQLITE_IOERR_FSYNC, |sync| sync(file, flags));
        if done == SQLITE_OK {
            watched.disk.record(&watched.path, Step::Sync);
        }
        done
    }
}

unsafe extern "C" fn delete(_: *mut sqlite3_vfs, name: *const c_char, sync_folder: c_int) -> c_int {
    // SAFETY: SQLite's own pointers, handed on as they came.
    unsafe {
        let path = path_of(name);
        let found = path.and_then(|path| disk_of(&path).map(|disk| (disk, path)));
        if let Some((disk, _)) = &found
            && disk.fails(Act::Delete, false).is_some()
        {
            return SQLITE_IOERR_DELETE;
        }
        let vfs = below().vfs;
        let own = (*vfs).xDelete;
        let done = own.map_or(SQLITE_IOERR_DELETE, |delete| delete(vfs, name, sync_folder));
        if let (SQLITE_OK, Some((disk, path))) = (done, found) {
            disk.record(&path, Step::Delete(sync_folder != 0));
        }
        done
    }
}
