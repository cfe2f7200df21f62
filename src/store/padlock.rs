//! Files that only a passphrase opens: an archive (zip, not compressed) with the data encrypted for a key, and the key
//! encrypted with the passphrase, both in the format of age (<https://age-encryption.org/v1>), so that other programs
//! open it too.
//!
//! The key makes it possible to lock copies without anybody typing: locking needs only its public half.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

use age::secrecy::{ExposeSecret as _, SecretString};
use age::{DecryptError, Decryptor, Encryptor, scrypt, x25519};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::check::hex;
use super::error::StoreError;
use super::files::explain;
use super::snapshot::{Going, Snapshot, Stage};
use crate::domain::Passphrase;

const DATA: &str = "du-lieu.age";
const KEY: &str = "khoa.age";
const NOTE: &str = "ghi-chu.json";
const HELP: &str = "DOC-TRUOC.txt";
const HELP_WORDS: &str = "Tệp này do chương trình Giám sát 6 QCDC khóa bằng mật khẩu.\r\n\
Cách mở thường dùng: mở bằng chương trình rồi gõ mật khẩu.\r\n\
Cách mở khi không có chương trình: giải nén, rồi dùng công cụ age:\r\n\
  age -d -i khoa.age -o du-lieu.qcdc du-lieu.age\r\n";

/// 2^17 blocks of scrypt: 128 MB and about half a second for each try.
const WORK: u8 = 17;
const CHUNK: usize = 1 << 18;
/// The largest small part that is read.
const SMALL: u64 = 1 << 16;
/// The largest locked file that is opened.
const LARGEST: u64 = 8 << 30;
const FORMAT: u32 = 1;

/// What locks, and what the passphrase opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Padlock {
    /// The public half of the key.
    recipient: String,
    /// The other half, encrypted with the passphrase, as base64.
    key: String,
}

/// What a locked file says about itself to anybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct LockedNote {
    format: u32,
    recipient: String,
    /// Of the data before it was encrypted.
    sha256: String,
    bytes: u64,
}

fn place(path: &Path) -> impl Fn(std::io::Error) -> StoreError {
    let path = path.to_owned();
    move |error| StoreError::Place {
        path: path.clone(),
        why: explain(&error),
    }
}

fn cannot_lock(_: impl std::error::Error) -> StoreError {
    StoreError::Shipped("phần mã hóa".to_owned())
}

impl Padlock {
    /// A new padlock with a key of its own; takes about half a second.
    ///
    /// # Errors
    /// The computer gives no random numbers.
    pub fn new(passphrase: &Passphrase) -> Result<Self, StoreError> {
        let identity = x25519::Identity::generate();
        let mut by_words = scrypt::Recipient::new(SecretString::from(passphrase.as_str()));
        by_words.set_work_factor(WORK);
        let secret = identity.to_string();
        let lock =
            Encryptor::with_recipients(std::iter::once(&by_words as _)).map_err(cannot_lock)?;
        let mut sealed = Vec::new();
        let mut writer = lock.wrap_output(&mut sealed).map_err(cannot_lock)?;
        writer
            .write_all(secret.expose_secret().as_bytes())
            .and_then(|()| writer.finish())
            .map_err(cannot_lock)?;
        Ok(Self {
            recipient: identity.to_public().to_string(),
            key: STANDARD.encode(sealed),
        })
    }

    /// Whether the passphrase opens it; takes about half a second.
    ///
    /// # Errors
    /// [`StoreError::WrongPassphrase`], also where the padlock itself is damaged.
    pub fn try_open(&self, passphrase: &Passphrase) -> Result<(), StoreError> {
        let sealed = STANDARD
            .decode(&self.key)
            .map_err(|_| StoreError::WrongPassphrase)?;
        let key = open_key(&sealed, passphrase)?;
        if key.to_public().to_string() == self.recipient {
            Ok(())
        } else {
            Err(StoreError::WrongPassphrase)
        }
    }
}

fn open_key(sealed: &[u8], passphrase: &Passphrase) -> Result<x25519::Identity, StoreError> {
    let wrong = |_| StoreError::WrongPassphrase;
    let decryptor = Decryptor::new_buffered(sealed).map_err(wrong)?;
    let mut by_words = scrypt::Identity::new(SecretString::from(passphrase.as_str()));
    // a foreign file must not ask for more memory than ours do
    by_words.set_max_work_factor(WORK);
    let reader = decryptor
        .decrypt(std::iter::once(&by_words as _))
        .map_err(wrong)?;
    let mut secret = String::new();
    reader
        .take(SMALL)
        .read_to_string(&mut secret)
        .map_err(|_| StoreError::WrongPassphrase)?;
    secret
        .trim()
        .parse()
        .map_err(|_| StoreError::WrongPassphrase)
}

/// Locks `from` into `to`, which is there and empty; answers size and SHA-256 of the locked file.
///
/// It is opened again before it counts, with a key made for that and thrown away.
///
/// # Errors
/// It cannot be read or written, or the work was stopped; what stands in `to` is then nothing.
pub fn lock(
    from: &Path,
    to: &Path,
    padlock: &Padlock,
    going: Going<'_>,
) -> Result<Snapshot, StoreError> {
    let unwritten = place(to);
    let recipient: x25519::Recipient = padlock
        .recipient
        .parse()
        .map_err(|_| StoreError::Shipped("khóa bản sao".to_owned()))?;
    let proof = x25519::Identity::generate();
    let proving = proof.to_public();
    let both: [&dyn age::Recipient; 2] = [&recipient, &proving];
    let encryptor = Encryptor::with_recipients(both.into_iter()).map_err(cannot_lock)?;
    let mut source = File::open(from).map_err(place(from))?;
    let of = source.metadata().map_err(place(from))?.len();
    let file = File::options()
        .read(true)
        .write(true)
        .truncate(true)
        .open(to)
        .map_err(&unwritten)?;
    let mut zip = ZipWriter::new(file);
    let plain = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(zip::DateTime::default());
    let broken = |error: zip::result::ZipError| unwritten(std::io::Error::from(error));
    zip.start_file(HELP, plain).map_err(broken)?;
    zip.write_all(HELP_WORDS.as_bytes()).map_err(&unwritten)?;
    zip.start_file(KEY, plain).map_err(broken)?;
    let sealed = STANDARD.decode(&padlock.key).map_err(cannot_lock)?;
    zip.write_all(&sealed).map_err(&unwritten)?;
    zip.start_file(DATA, plain.large_file(true))
        .map_err(broken)?;
    let mut writer = encryptor.wrap_output(&mut zip).map_err(&unwritten)?;
    let half = |done: u64| done / 2;
    let (sha256, bytes) = pour(&mut source, &mut writer, from, to, &mut |done| {
        going(Stage::Locking, half(done), of)
    })?;
    writer.finish().map_err(&unwritten)?;
    let note = LockedNote {
        format: FORMAT,
        recipient: padlock.recipient.clone(),
        sha256,
        bytes,
    };
    zip.start_file(NOTE, plain).map_err(broken)?;
    let words = serde_json::to_vec_pretty(&note).map_err(cannot_lock)?;
    zip.write_all(&words).map_err(&unwritten)?;
    let mut file = zip.finish().map_err(broken)?;
    file.sync_all().map_err(&unwritten)?;
    prove(&mut file, to, &note, &proof, &mut |done| {
        going(Stage::Locking, of / 2 + half(done), of)
    })
}

/// Opens what was just locked, and hashes the whole locked file.
fn prove(
    file: &mut File,
    path: &Path,
    note: &LockedNote,
    proof: &x25519::Identity,
    going: &mut dyn FnMut(u64) -> bool,
) -> Result<Snapshot, StoreError> {
    let unread = place(path);
    file.seek(SeekFrom::Start(0)).map_err(&unread)?;
    let mut zip = ZipArchive::new(BufReader::new(&mut *file)).map_err(|_| StoreError::Damaged)?;
    let data = zip.by_name(DATA).map_err(|_| StoreError::Damaged)?;
    let decryptor = Decryptor::new(data).map_err(|_| StoreError::Damaged)?;
    let mut reader = decryptor
        .decrypt(std::iter::once(proof as _))
        .map_err(|_| StoreError::Damaged)?;
    let found = pour(&mut reader, &mut std::io::sink(), path, path, going)?;
    if found != (note.sha256.clone(), note.bytes) {
        return Err(StoreError::Damaged);
    }
    drop(reader);
    drop(zip);
    file.seek(SeekFrom::Start(0)).map_err(&unread)?;
    let (sha256, bytes) = pour(file, &mut std::io::sink(), path, path, &mut |_| true)?;
    Ok(Snapshot { sha256, bytes })
}

/// Pours all bytes over; answers their SHA-256 and number.
fn pour(
    from: &mut dyn Read,
    to: &mut dyn Write,
    source: &Path,
    target: &Path,
    going: &mut dyn FnMut(u64) -> bool,
) -> Result<(String, u64), StoreError> {
    let (mut hash, mut bytes) = (Sha256::new(), 0_u64);
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = from.read(&mut chunk).map_err(|error| {
            if error.kind() == std::io::ErrorKind::InvalidData {
                StoreError::Damaged
            } else {
                place(source)(error)
            }
        })?;
        let Some(part) = chunk.get(..read).filter(|part| !part.is_empty()) else {
            break;
        };
        hash.update(part);
        to.write_all(part).map_err(place(target))?;
        bytes += u64::try_from(read).unwrap_or(0);
        if !going(bytes) {
            return Err(StoreError::Stopped);
        }
    }
    Ok((hex(&hash.finalize()), bytes))
}

/// Size and SHA-256 of any file as it lies there.
///
/// # Errors
/// It cannot be read, or the work was stopped.
pub(super) fn weigh(path: &Path, going: Going<'_>) -> Result<Snapshot, StoreError> {
    let mut file = File::open(path).map_err(place(path))?;
    let of = file.metadata().map_err(place(path))?.len();
    let (sha256, bytes) = pour(&mut file, &mut std::io::sink(), path, path, &mut |done| {
        going(Stage::Hashing, done, of)
    })?;
    Ok(Snapshot { sha256, bytes })
}

/// Opens a locked file into `to`, which is overwritten.
///
/// # Errors
/// It is no locked file or a damaged one, the passphrase is wrong, `to` cannot be written, or the work was stopped.
pub fn unlock(
    path: &Path,
    passphrase: &Passphrase,
    to: &Path,
    going: Going<'_>,
) -> Result<(), StoreError> {
    let bad = |what| StoreError::BadLock {
        path: path.to_owned(),
        what,
    };
    let file = File::open(path).map_err(|_| StoreError::NotFound(path.to_owned()))?;
    if file.metadata().map_err(place(path))?.len() > LARGEST {
        return Err(bad("lớn quá 8 GB"));
    }
    let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|_| bad("không phải tệp khóa"))?;
    let note: LockedNote =
        serde_json::from_slice(&small(&mut zip, NOTE).ok_or_else(|| bad("thiếu ghi chú"))?)
            .map_err(|_| bad("ghi chú không đọc được"))?;
    if note.format != FORMAT {
        return Err(bad("do phiên bản mới hơn của chương trình tạo ra"));
    }
    let sealed = small(&mut zip, KEY).ok_or_else(|| bad("thiếu khóa"))?;
    let key = open_key(&sealed, passphrase)?;
    let data = zip.by_name(DATA).map_err(|_| bad("thiếu dữ liệu"))?;
    if data.compression() != CompressionMethod::Stored {
        return Err(bad("dữ liệu nén kiểu lạ"));
    }
    let unread = |_: DecryptError| bad("dữ liệu không mở được bằng khóa kèm theo");
    let decryptor = Decryptor::new(data).map_err(unread)?;
    let mut reader = decryptor
        .decrypt(std::iter::once(&key as _))
        .map_err(unread)?;
    let mut target = File::options()
        .write(true)
        .create(true)
        .truncate(true)
        .open(to)
        .map_err(place(to))?;
    let found = pour(&mut reader, &mut target, path, to, &mut |done| {
        going(Stage::Locking, done, note.bytes)
    });
    let whole = match found {
        Ok(found) => found == (note.sha256, note.bytes),
        Err(StoreError::Damaged) => false,
        Err(error) => return Err(error),
    };
    if !whole {
        return Err(bad("dữ liệu bị thay đổi hoặc thiếu"));
    }
    target.sync_all().map_err(place(to))
}

fn small<R: Read + Seek>(zip: &mut ZipArchive<R>, name: &str) -> Option<Vec<u8>> {
    let part = zip.by_name(name).ok()?;
    if part.size() > SMALL || part.compression() != CompressionMethod::Stored {
        return None;
    }
    let mut bytes = Vec::new();
    part.take(SMALL).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests;
