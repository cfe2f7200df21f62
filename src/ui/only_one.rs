//! One window per person: a second start hands its file to the window that is open, which comes to the front.
//!
//! Who holds the lock of a file is the first; the system lets go of it when the program ends, however it ends. The
//! first one listens on a local socket (a named pipe on Windows). Where any of this fails the program simply opens
//! another window.

use std::fs::{File, OpenOptions};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::Builder;
use std::time::{Duration, Instant};

use interprocess::local_socket::prelude::*;
use interprocess::local_socket::{Listener, ListenerOptions, Name, Stream};
use serde::{Deserialize, Serialize};

const LOCK: &str = "dang-mo.khoa";
#[cfg(not(windows))]
const SOCKET: &str = "dang-mo.sock";
/// A path is shorter than this.
const LONGEST: u64 = 64 * 1024;
/// How long the second start waits for the window before it opens one of its own.
pub const PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(40);
const TAKEN: &str = "ok\n";

/// What a second start says; the window answers it once it has done as asked.
#[derive(Debug)]
pub struct Knock {
    /// The file to show.
    pub file: Option<PathBuf>,
    taken: Option<Sender<()>>,
}

impl Knock {
    /// A knock, and where the one who knocks hears that it was done.
    pub fn new(file: Option<PathBuf>) -> (Self, Receiver<()>) {
        let (taken, done) = channel();
        let taken = Some(taken);
        (Self { file, taken }, done)
    }

    /// Tells the second start that it may go.
    pub fn answer(&mut self) {
        if let Some(taken) = self.taken.take() {
            // it may have lost its patience
            taken.send(()).ok();
        }
    }
}

#[derive(Debug, Serialize, Deserialize)]
struct Words {
    file: Option<PathBuf>,
}

/// Whether there is a window already.
#[derive(Debug)]
pub enum Start {
    /// None: this is the first; keep it as long as the window is open.
    First(Door),
    /// There was one, and it has taken the file.
    HandedOver,
    /// It cannot be told, or the other one does not answer.
    Alone,
}

/// The place at which others knock.
#[derive(Debug)]
pub struct Door {
    /// Let go of by the system when the program ends.
    _lock: File,
    listener: Option<Listener>,
}

/// Hands the file to the window that is open, or says that this is the first.
pub fn start(folder: &Path, file: Option<&Path>, patience: Duration) -> Start {
    let Ok(lock) = lock_file(folder) else {
        return Start::Alone;
    };
    let begun = Instant::now();
    loop {
        if lock.try_lock().is_ok() {
            return Start::First(Door {
                _lock: lock,
                listener: listen(folder),
            });
        }
        let rest = patience.saturating_sub(begun.elapsed());
        if rest.is_zero() {
            return Start::Alone;
        }
        if let Some(stream) = name(folder).and_then(|name| Stream::connect(name).ok()) {
            return match knock(stream, file, rest) {
                Some(()) => Start::HandedOver,
                None => Start::Alone,
            };
        }
        // it may be about to listen, or about to end
        std::thread::sleep(PAUSE);
    }
}

fn lock_file(folder: &Path) -> std::io::Result<File> {
    std::fs::create_dir_all(folder)?;
    OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder.join(LOCK))
}

#[cfg(windows)]
fn name(folder: &Path) -> Option<Name<'static>> {
    use interprocess::local_socket::GenericNamespaced;
    use sha2::{Digest as _, Sha256};
    use std::fmt::Write as _;
    // another session of the same person (remote desktop) has a screen of its own
    let session = std::env::var("SESSIONNAME").unwrap_or_default();
    let whose = format!("{}|{session}", folder.to_string_lossy().to_lowercase());
    let mut name = String::from("qcdc-");
    for byte in Sha256::digest(whose.as_bytes()).iter().take(12) {
        write!(name, "{byte:02x}").ok()?;
    }
    name.to_ns_name::<GenericNamespaced>().ok()
}

#[cfg(not(windows))]
fn name(folder: &Path) -> Option<Name<'static>> {
    use interprocess::local_socket::GenericFilePath;
    folder.join(SOCKET).to_fs_name::<GenericFilePath>().ok()
}

fn listen(folder: &Path) -> Option<Listener> {
    // whoever holds the lock may sweep away what a program that broke left behind
    #[cfg(not(windows))]
    std::fs::remove_file(folder.join(SOCKET)).ok();
    ListenerOptions::new()
        .name(name(folder)?)
        .create_sync()
        .ok()
}

/// Says what is wanted and waits for the answer; `None` when none came in time.
fn knock(mut stream: Stream, file: Option<&Path>, patience: Duration) -> Option<()> {
    let file = file.map(|file| std::path::absolute(file).unwrap_or_else(|_| file.to_owned()));
    let mut words = serde_json::to_vec(&Words { file }).ok()?;
    words.push(b'\n');
    let (told, answer) = channel();
    // pipes of Windows know no time limit
    let talk = move || {
        let mut said = String::new();
        let done = stream.write_all(&words).is_ok()
            && BufReader::new(stream)
                .take(LONGEST)
                .read_line(&mut said)
                .is_ok()
            && said == TAKEN;
        told.send(done).ok();
    };
    Builder::new().name("go-cua".to_owned()).spawn(talk).ok()?;
    answer.recv_timeout(patience).ok()?.then_some(())
}

impl Door {
    /// Hears who knocks from now on, on a thread of its own; `wake` is called each time.
    pub fn open(&mut self, wake: impl Fn() + Clone + Send + 'static) -> Receiver<Knock> {
        let (heard, knocks) = channel();
        if let Some(listener) = self.listener.take() {
            let hear = move || {
                for stream in listener.incoming().flatten() {
                    let (heard, wake) = (heard.clone(), wake.clone());
                    // one that says nothing must not keep the next one waiting
                    let talk = move || hear_out(stream, &heard, &wake);
                    drop(Builder::new().name("khach".to_owned()).spawn(talk));
                }
            };
            // without it nobody hears, and the others open windows of their own
            drop(Builder::new().name("nghe-cua".to_owned()).spawn(hear));
        }
        knocks
    }
}

fn hear_out(stream: Stream, heard: &Sender<Knock>, wake: &impl Fn()) {
    let mut line = Vec::new();
    let mut reader = BufReader::new(stream);
    let read = reader.by_ref().take(LONGEST).read_until(b'\n', &mut line);
    let Some(Words { file }) = read.ok().and_then(|_| serde_json::from_slice(&line).ok()) else {
        return;
    };
    let (knock, done) = Knock::new(file);
    if heard.send(knock).is_err() {
        return;
    }
    wake();
    if done.recv_timeout(PATIENCE).is_ok() {
        // it may have lost its patience
        reader.get_mut().write_all(TAKEN.as_bytes()).ok();
    }
}

#[cfg(test)]
#[expect(
    clippy::disallowed_methods,
    reason = "a test lays out the files and threads that the program then meets"
)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    const SOON: Duration = Duration::from_millis(400);

    /// An empty file.
    fn put(path: &Path) {
        std::fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(path)
            .unwrap();
    }

    fn first(folder: &Path) -> Door {
        match start(folder, None, SOON) {
            Start::First(door) => door,
            other @ (Start::HandedOver | Start::Alone) => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_second_start_hands_its_file_over_and_goes() {
        let folder = tempfile::tempdir().unwrap();
        let mut door = first(folder.path());
        let woken = Arc::new(AtomicUsize::new(0));
        let counter = woken.clone();
        let knocks = door.open(move || {
            counter.fetch_add(1, Ordering::SeqCst);
        });
        let window = std::thread::spawn(move || {
            let mut files = Vec::new();
            for _ in 0..2 {
                let mut knock = knocks.recv_timeout(PATIENCE).unwrap();
                knock.answer();
                files.push(knock.file);
            }
            files
        });
        let wanted = folder.path().join("Quận ủy – Phúc Đồng.qcdc");
        let second = start(folder.path(), Some(&wanted), PATIENCE);
        assert!(matches!(second, Start::HandedOver), "{second:?}");
        let third = start(folder.path(), None, PATIENCE);
        assert!(matches!(third, Start::HandedOver), "{third:?}");
        assert_eq!(window.join().unwrap(), [Some(wanted), None]);
        assert_eq!(woken.load(Ordering::SeqCst), 2);
    }

    #[test]
    fn a_window_that_does_not_answer_keeps_nobody_from_working() {
        let folder = tempfile::tempdir().unwrap();
        let mut door = first(folder.path());
        let _knocks = door.open(|| {});
        assert!(matches!(start(folder.path(), None, SOON), Start::Alone));
    }

    #[test]
    fn when_the_first_is_gone_the_next_is_the_first_even_over_what_it_left() {
        let folder = tempfile::tempdir().unwrap();
        drop(first(folder.path()));
        put(&folder.path().join("dang-mo.sock"));
        let mut door = first(folder.path());
        assert!(door.listener.is_some());
        drop(door.open(|| {}));
    }

    #[test]
    fn rubbish_at_the_door_is_no_knock_and_the_next_one_is_heard() {
        let folder = tempfile::tempdir().unwrap();
        let mut door = first(folder.path());
        let knocks = door.open(|| {});
        let mut silent = Stream::connect(name(folder.path()).unwrap()).unwrap();
        let mut rubbish = Stream::connect(name(folder.path()).unwrap()).unwrap();
        rubbish.write_all(b"{\"file\": 3}\n").unwrap();
        assert!(knocks.recv_timeout(SOON).is_err());
        let window = std::thread::spawn(move || knocks.recv_timeout(PATIENCE).unwrap().answer());
        assert!(matches!(
            start(folder.path(), None, PATIENCE),
            Start::HandedOver
        ));
        window.join().unwrap();
        silent.write_all(b"x").ok();
    }

    #[test]
    fn where_nothing_can_be_written_the_window_opens_all_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("tep");
        put(&file);
        assert!(matches!(start(&file, None, SOON), Start::Alone));
    }
}
