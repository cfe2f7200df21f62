//! Signs of life: a small file beside the data for the other computers, a locked file in the temporary folder for this one.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{Builder, JoinHandle};

use crate::domain::lease::Pace;
use crate::store::files::write_atomic;

/// What is added to the name of the data file.
const SUFFIX: &str = "-dang-sua";

/// The editor is here; its dropping ends it.
#[derive(Debug)]
pub(in crate::store) struct Presence {
    path: PathBuf,
    token: String,
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
    /// Locked as long as the program runs, however it ends.
    lock: Option<File>,
}

impl Presence {
    pub(super) fn begin(path: &Path, token: &str, pace: Pace) -> Self {
        let lock = lock(token);
        beat(path, token, 0);
        let (stop, stopped) = channel::<()>();
        let (file, mine) = (path.to_owned(), token.to_owned());
        let beating = move || {
            for count in 1_u64.. {
                if stopped.recv_timeout(pace.beat) != Err(RecvTimeoutError::Timeout) {
                    break;
                }
                // another one has taken over while this computer slept
                if read(&file).is_some_and(|sign| !is_of(&sign, &mine)) {
                    break;
                }
                beat(&file, &mine, count);
            }
        };
        Self {
            path: path.to_owned(),
            token: token.to_owned(),
            stop: Some(stop),
            thread: Builder::new().name("quyen-sua".into()).spawn(beating).ok(),
            lock,
        }
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        self.stop.take();
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
        sweep(&self.path, &self.token);
        if self.lock.take().is_some() {
            std::fs::remove_file(lock_path(&self.token)).ok();
        }
    }
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(SUFFIX);
    path.with_file_name(name)
}

fn beat(path: &Path, token: &str, count: u64) {
    // a beat that fails is followed by the next one
    write_atomic(&beside(path), format!("{token} {count}\n").as_bytes()).ok();
}

fn read(path: &Path) -> Option<String> {
    std::fs::read_to_string(beside(path)).ok()
}

fn is_of(sign: &str, token: &str) -> bool {
    sign.split_whitespace().next() == Some(token)
}

/// What the holder of a token shows now; the sign of another one is none of its own.
pub(super) fn sign(path: &Path, token: &str) -> String {
    let sign = read(path).filter(|sign| is_of(sign, token));
    format!("{token}: {}", sign.unwrap_or_default())
}

/// Takes the sign of a holder away.
pub(super) fn sweep(path: &Path, token: &str) {
    if read(path).is_some_and(|sign| is_of(&sign, token)) {
        std::fs::remove_file(beside(path)).ok();
    }
}

fn lock_path(token: &str) -> PathBuf {
    std::env::temp_dir().join(format!("qcdc-giu-{token}.khoa"))
}

fn lock(token: &str) -> Option<File> {
    let file = OpenOptions::new()
        .create_new(true)
        .read(true)
        .write(true)
        .open(lock_path(token))
        .ok()?;
    file.try_lock().ok()?;
    Some(file)
}

/// Takes away what a program on this computer left that is gone.
pub(super) fn forget(token: &str) {
    if is_gone_here(token) {
        std::fs::remove_file(lock_path(token)).ok();
    }
}

/// Whether the token is of a program on this computer that has ended: its file is here and nobody locks it.
pub(super) fn is_gone_here(token: &str) -> bool {
    // the token comes from the file: no path may be made of it
    if uuid::Uuid::try_parse(token).is_err() {
        return false;
    }
    let path = lock_path(token);
    let Ok(file) = File::open(&path) else {
        return false;
    };
    file.try_lock().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_that_is_none_leads_to_no_path() {
        assert!(!is_gone_here("../../etc/passwd"));
    }

    #[test]
    fn who_has_ended_on_this_computer_is_known_at_once() {
        let token = uuid::Uuid::now_v7().to_string();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("thu.qcdc");
        let presence = Presence::begin(&path, &token, Pace::USUAL);
        assert!(!is_gone_here(&token));
        assert_eq!(sign(&path, &token), format!("{token}: {token} 0\n"));
        let other = uuid::Uuid::now_v7().to_string();
        assert!(!is_gone_here(&other), "one that was never here is unknown");
        // as a kill leaves it: the file stays, the lock goes
        let mut presence = presence;
        drop(presence.lock.take());
        assert!(is_gone_here(&token));
        drop(presence);
        assert!(!beside(&path).exists());
        std::fs::remove_file(lock_path(&token)).unwrap();
    }
}
