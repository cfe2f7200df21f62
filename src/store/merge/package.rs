//! A copy of the file that is taken along: made with all that it is later compared with, and opened again as a stranger.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::reduce;
use crate::domain::{TakeOutId, UnitId};
use crate::store::check::sha256_hex;
use crate::store::error::StoreError;
use crate::store::open::{Store, inspect, read_schema, schema_of, schema_version};
use crate::store::place::{for_sqlite, name_for_sqlite};
use crate::store::snapshot::{Source, prove, take};
use crate::store::{seal, setting, standing};

/// Which file a copy was made of; every copy of a file has it too.
pub const FILE_ID: &str = "file_id";
/// What a copy knows about itself; a file of an office has none.
pub const TAKE_OUT: &str = "take_out";

/// Bytes of the compressed base in one row.
const PART: usize = 8 << 20;
/// The largest package that is looked at.
const LARGEST: u64 = 8 << 30;
/// The largest base that is unpacked.
const LARGEST_BASE: u64 = 4 << 30;

/// Millions of steps that SQLite may take in a package before it is given up.
const PATIENCE: u32 = 20_000;

/// What a copy knows about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackInfo {
    pub id: TakeOutId,
    pub file_id: uuid::Uuid,
    pub label: String,
    pub taken_at: DateTime<FixedOffset>,
    pub taken_by: String,
    pub units: Vec<UnitId>,
    pub base_sha256: String,
    /// Lines of the audit trail when it was made.
    pub audit_seq: i64,
}

/// Why a package is not taken back.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("“{}” không phải gói mang đi. Hãy chọn tệp được tạo bằng nút “Mang đi” (đuôi .qcdcpack).", .0.display())]
    NoPackage(PathBuf),
    #[error(
        "Gói “{label}” được mang đi từ tệp dữ liệu khác (của cơ quan khác hoặc tệp khác); không nhận vào tệp này."
    )]
    OtherOffice { label: String },
    #[error("Gói “{}” bị hỏng ({what}). Hãy chép lại gói từ máy xách tay rồi nhận lại; tệp của cơ quan giữ nguyên.", path.display())]
    Damaged { path: PathBuf, what: String },
    #[error("Gói “{}” đang mở ở chương trình khác, hoặc máy đã tắt khi đang ghi. Hãy mở gói trên máy xách tay, đóng lại rồi nhận.", .0.display())]
    InUse(PathBuf),
    #[error("Gói “{}” có cấu trúc lạ ({what}); chương trình không đọc gói này.", path.display())]
    Strange { path: PathBuf, what: String },
    #[error("Gói “{}” lớn quá {} GB; chương trình không đọc gói này.", .0.display(), LARGEST >> 30)]
    TooLarge(PathBuf),
}

impl From<rusqlite::Error> for PackError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

/// An opened package: copies of ours, never the file itself.
#[derive(Debug)]
pub struct Package {
    pub info: PackInfo,
    /// What came back as `main`, what it is compared with as `base`; both only for reading.
    pub conn: Connection,
    /// Removed with the copies when the package is let go.
    _folder: tempfile::TempDir,
}

/// Makes a package; nothing stands under its name before it is whole. Answers the hash of its base.
pub fn make(
    store: &Store,
    to: &Path,
    info: &mut PackInfo,
) -> Result<tempfile::NamedTempFile, StoreError> {
    let folder = to
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or_else(|| Path::new("."));
    let work = tempfile::tempdir_in(folder).map_err(|_| StoreError::Disk)?;
    let (pack, base) = (work.path().join("goi"), work.path().join("goc"));
    take(Source::Open(store), &pack, &mut |_, _, _| true)?;
    let conn = Connection::open(for_sqlite(&pack))?;
    conn.execute_batch(
        "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; PRAGMA foreign_keys = OFF",
    )?;
    info.audit_seq = conn.query_row("SELECT coalesce(max(seq), 0) FROM audit", [], |row| {
        row.get(0)
    })?;
    without_triggers(&conn, || {
        conn.execute_batch(
            "DELETE FROM merge_conflict; DELETE FROM merge_row; DELETE FROM merge_run; DELETE FROM merge_alias;
             DELETE FROM take_out; DELETE FROM take_out_base;",
        )?;
        if info.units.is_empty() {
            Ok(())
        } else {
            reduce::keep(&conn, &info.units)
        }
    })?;
    if !info.units.is_empty() {
        standing::rebuild(&conn)?;
    }
    conn.execute_batch("VACUUM")?;
    snapshot(&conn, &base)?;
    bare(&base)?;
    let bytes = std::fs::read(&base).map_err(|_| StoreError::Disk)?;
    info.base_sha256 = sha256_hex(&bytes);
    let mut packed = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(&bytes).map_err(|_| StoreError::Disk)?;
    let packed = packed.finish().map_err(|_| StoreError::Disk)?;
    for (part, bytes) in packed.chunks(PART).enumerate() {
        conn.execute(
            "INSERT INTO take_out_base (part, bytes) VALUES (?1, ?2)",
            params![i64::try_from(part).unwrap_or(0), bytes],
        )?;
    }
    let words =
        serde_json::to_string(info).map_err(|error| StoreError::Shipped(error.to_string()))?;
    conn.execute(
        "INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [TAKE_OUT, &words],
    )?;
    seal::rebuild(&conn)?;
    conn.close().map_err(|(_, error)| error)?;
    prove(&pack, &mut |_, _, _| true)?;
    let mut made = tempfile::NamedTempFile::new_in(folder).map_err(|_| StoreError::Disk)?;
    let mut from = std::fs::File::open(&pack).map_err(|_| StoreError::Disk)?;
    std::io::copy(&mut from, made.as_file_mut()).map_err(|_| StoreError::Disk)?;
    made.as_file().sync_all().map_err(|_| StoreError::Disk)?;
    Ok(made)
}

/// A whole copy of the file as it stands.
fn snapshot(conn: &Connection, to: &Path) -> Result<(), StoreError> {
    conn.execute("VACUUM INTO ?1", [name_for_sqlite(to)?])?;
    Ok(())
}

/// Takes out what is not compared: contents, papers, and what follows from records.
fn bare(path: &Path) -> Result<(), StoreError> {
    let conn = Connection::open(for_sqlite(path))?;
    conn.execute_batch(
        "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; PRAGMA foreign_keys = OFF",
    )?;
    without_triggers(&conn, || {
        Ok(conn.execute_batch(
            "DELETE FROM blob; DELETE FROM issued_paper; DELETE FROM paper_file; DELETE FROM audit;
             DELETE FROM search_doc; DELETE FROM search_index; DELETE FROM standing_span; DELETE FROM standing_tally;",
        )?)
    })?;
    Ok(conn.execute_batch("VACUUM")?)
}

/// Does something that triggers would refuse, in a file that nobody has seen yet.
fn without_triggers(
    conn: &Connection,
    work: impl FnOnce() -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut statement =
        conn.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let triggers: Vec<(String, String)> = rows.collect::<Result<_, _>>()?;
    drop(statement);
    for (name, _) in &triggers {
        conn.execute_batch(&format!("DROP TRIGGER \"{name}\""))?;
    }
    work()?;
    for (_, sql) in &triggers {
        conn.execute_batch(sql)?;
    }
    Ok(())
}

/// Opens a package for an office's file: a copy of it, looked over before a row of it is read.
pub fn open(path: &Path, office: &Connection) -> Result<Package, PackError> {
    copied(path, office).map_err(|error| {
        // said of the office's own file, these words would send its people to their backups
        if matches!(error, PackError::Store(StoreError::Damaged)) {
            PackError::Damaged {
                path: path.to_owned(),
                what: "thiếu hoặc hỏng một phần".to_owned(),
            }
        } else {
            error
        }
    })
}

fn copied(path: &Path, office: &Connection) -> Result<Package, PackError> {
    let size = std::fs::metadata(path)
        .map_err(|_| StoreError::NotFound(path.to_owned()))?
        .len();
    if size > LARGEST {
        return Err(PackError::TooLarge(path.to_owned()));
    }
    let version = inspect(path)?;
    let journal = PathBuf::from(format!("{}-journal", path.display()));
    if std::fs::metadata(&journal).is_ok_and(|journal| journal.len() > 0) {
        return Err(PackError::InUse(path.to_owned()));
    }
    let folder = tempfile::tempdir().map_err(|_| StoreError::Disk)?;
    let (copy, base) = (folder.path().join("goi"), folder.path().join("goc"));
    std::fs::copy(path, &copy).map_err(|_| StoreError::Disk)?;
    let damaged = |what: &str| PackError::Damaged {
        path: path.to_owned(),
        what: what.to_owned(),
    };
    let info = {
        let conn = stranger(&copy)?;
        allowed(&conn, version, path)?;
        whole(&conn).map_err(|what| damaged(&what))?;
        let words = setting::get(&conn, TAKE_OUT)?;
        let info: PackInfo = match words.map(|words| serde_json::from_str(&words)) {
            Some(Ok(info)) => info,
            Some(Err(_)) => return Err(damaged("phần ghi về gói không đọc được")),
            None => return Err(PackError::NoPackage(path.to_owned())),
        };
        let ours = setting::get(office, FILE_ID)?;
        if ours.as_deref() != Some(info.file_id.to_string().as_str()) {
            return Err(PackError::OtherOffice { label: info.label });
        }
        unpack(&conn, &base).map_err(|what| damaged(&what))?;
        info
    };
    let bytes = std::fs::read(&base).map_err(|_| StoreError::Disk)?;
    let known: Option<String> = office
        .query_row(
            "SELECT base_sha256 FROM take_out WHERE id = ?1",
            [info.id.0.as_bytes()],
            |row| row.get(0),
        )
        .optional()?;
    let found = sha256_hex(&bytes);
    if found != info.base_sha256 || known.is_some_and(|known| known != found) {
        return Err(damaged("bản gốc kèm theo gói đã bị thay đổi"));
    }
    drop(bytes);
    let base_version = inspect(&base)?;
    {
        let conn = stranger(&base)?;
        allowed(&conn, base_version, path)?;
        whole(&conn).map_err(|what| damaged(&what))?;
    }
    for (file, version) in [(&copy, version), (&base, base_version)] {
        if version < schema_version() {
            // Ours by now: its parts are exactly those that this program made.
            Store::open(file)?;
        }
    }
    let conn = stranger(&copy)?;
    conn.execute("ATTACH DATABASE ?1 AS base", [name_for_sqlite(&base)?])?;
    conn.execute_batch("PRAGMA query_only = ON")?;
    Ok(Package {
        info,
        conn,
        _folder: folder,
    })
}

/// Whether a file that was looked over is a package.
///
/// # Errors
/// It cannot be read.
pub fn is_package(path: &Path) -> Result<bool, StoreError> {
    Ok(setting::get(&stranger(path)?, TAKE_OUT)?.is_some())
}

/// A file of strangers: only read, within limits.
fn stranger(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut conn = Connection::open_with_flags(for_sqlite(path), flags)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    conn.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA cache_size = -65536")?;
    conn.set_limit(Limit::SQLITE_LIMIT_LENGTH, 1 << 29)?;
    conn.set_limit(Limit::SQLITE_LIMIT_SQL_LENGTH, 1 << 17)?;
    conn.set_limit(Limit::SQLITE_LIMIT_EXPR_DEPTH, 200)?;
    conn.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 1)?;
    let mut left = PATIENCE;
    conn.progress_handler(
        1_000_000,
        Some(move || {
            left = left.saturating_sub(1);
            left == 0
        }),
    )?;
    Ok(conn)
}

/// Whether a file is made of exactly the parts that its version has: no view, trigger or table of somebody else's.
fn allowed(conn: &Connection, version: i64, path: &Path) -> Result<(), PackError> {
    let found = read_schema(conn, "main").map_err(|_| PackError::Damaged {
        path: path.to_owned(),
        what: "danh mục bảng không đọc được".to_owned(),
    })?;
    let known = schema_of(version)?;
    let strange = |what: String| PackError::Strange {
        path: path.to_owned(),
        what,
    };
    for part in found.difference(&known) {
        let [kind, name, _, sql] = part;
        if kind == "table"
            && STATISTICS
                .iter()
                .any(|(table, made)| table == name && made == sql)
        {
            continue;
        }
        return Err(strange(format!(
            "{kind} {}",
            crate::domain::text::clean(name)
        )));
    }
    match known.difference(&found).next() {
        Some([_, name, _, _]) => Err(strange(format!("thiếu {name}"))),
        None => Ok(()),
    }
}

/// What `PRAGMA optimize` adds.
const STATISTICS: &[(&str, &str)] = &[
    ("sqlite_stat1", "CREATE TABLE sqlite_stat1(tbl,idx,stat)"),
    (
        "sqlite_stat4",
        "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)",
    ),
];

fn whole(conn: &Connection) -> Result<(), String> {
    let said = |error: rusqlite::Error| StoreError::from(error).to_string();
    let line: String = conn
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
        .map_err(said)?;
    if line == "ok" {
        Ok(())
    } else {
        Err("cấu trúc tệp không nguyên vẹn".to_owned())
    }
}

fn unpack(conn: &Connection, to: &Path) -> Result<(), String> {
    let unread = |_| "bản gốc kèm theo gói không đọc được".to_owned();
    let mut statement = conn
        .prepare("SELECT bytes FROM take_out_base ORDER BY part")
        .map_err(|error| unread(error.to_string()))?;
    let rows = statement
        .query_map([], |row| row.get::<_, Vec<u8>>(0))
        .map_err(|error| unread(error.to_string()))?;
    let mut packed = Vec::new();
    for row in rows {
        packed.extend(row.map_err(|error| unread(error.to_string()))?);
    }
    let mut bytes = Vec::new();
    flate2::read::DeflateDecoder::new(packed.as_slice())
        .take(LARGEST_BASE)
        .read_to_end(&mut bytes)
        .map_err(|error| unread(error.to_string()))?;
    if bytes.is_empty() {
        return Err("thiếu bản gốc kèm theo".to_owned());
    }
    crate::store::files::write_atomic(to, &bytes).map_err(|error| unread(error.to_string()))
}
