//! A disk below SQLite that can fail at its nth act, fill up, and lose power. For tests only.
//!
//! [`Disk::below`] puts a layer before SQLite's own file system, as the default one of the process, so that the
//! program under test opens its files as ever. Files of other folders are not touched by it.

mod image;
mod layer;

pub use image::{Chance, Image, Recording};

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What was asked of the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Open,
    Read,
    Write,
    Sync,
    Truncate,
    Delete,
}

/// How it fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// An input or output error at any act but reading.
    Io,
    /// An error while reading.
    Read,
    /// No room left: what makes a file longer is refused, the rest is done.
    Full,
}

/// One thing that the disk did, in order.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    Write(u64, Vec<u8>),
    Truncate(u64),
    Sync,
    Create,
    /// Whether it is lasting at once.
    Delete(bool),
}

#[derive(Debug, Default)]
struct State {
    /// Acts that count towards the next fault, and the fault: from which act on, for how many acts.
    seen: u64,
    fault: Option<(Fault, u64, u64)>,
    failed: u64,
    recording: Option<Recording>,
}

#[derive(Debug)]
struct Inner {
    folder: PathBuf,
    state: Mutex<State>,
}

impl Inner {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether an act must fail; `grows` tells whether it makes a file longer.
    fn fails(&self, act: Act, grows: bool) -> Option<Fault> {
        let mut state = self.state();
        let (fault, from, count) = state.fault?;
        let counts = match fault {
            Fault::Io => act != Act::Read,
            Fault::Read => act == Act::Read,
            Fault::Full => act == Act::Write && grows,
        };
        if !counts {
            return None;
        }
        state.seen += 1;
        let fails = state.seen >= from && state.seen - from < count;
        state.failed += u64::from(fails);
        fails.then_some(fault)
    }

    fn record(&self, file: &Path, step: Step) {
        if let Some(recording) = &mut self.state().recording {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            recording.steps.push((name.into_owned(), step));
        }
    }
}

/// The disk on which a folder lies, until this is dropped.
#[derive(Debug)]
pub struct Disk {
    inner: Arc<Inner>,
}

impl Disk {
    /// # Panics
    /// The folder is not there.
    pub fn below(folder: &Path) -> Self {
        let folder = folder.canonicalize().expect("the folder is there");
        let inner = Arc::new(Inner {
            folder,
            state: Mutex::default(),
        });
        layer::put_in_place();
        layer::disks().push(inner.clone());
        Self { inner }
    }

    /// The `at`th act from now on (1 is the next one) fails, and `count - 1` after it.
    pub fn fail(&self, fault: Fault, at: u64, count: u64) {
        let mut state = self.inner.state();
        (state.seen, state.failed, state.fault) = (0, 0, Some((fault, at, count)));
    }

    /// It works again; how many acts failed.
    pub fn heal(&self) -> u64 {
        let mut state = self.inner.state();
        state.fault = None;
        state.failed
    }

    /// How many acts failed so far.
    pub fn failed(&self) -> u64 {
        self.inner.state().failed
    }

    /// Writes down from now on what reaches the disk and in which order.
    ///
    /// # Panics
    /// The folder cannot be read.
    pub fn record(&self) {
        let mut files = BTreeMap::new();
        for entry in std::fs::read_dir(&self.inner.folder).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            if path.is_file() {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let bytes = std::fs::read(&path).expect("a file can be read");
                files.insert(name.into_owned(), bytes);
            }
        }
        self.inner.state().recording = Some(Recording {
            files,
            steps: Vec::new(),
        });
    }

    /// How many steps were recorded so far: what was acknowledged by now must be there after any later one.
    pub fn steps(&self) -> usize {
        let state = self.inner.state();
        state.recording.as_ref().map_or(0, |one| one.steps.len())
    }

    /// Ends recording.
    pub fn taken(&self) -> Recording {
        self.inner.state().recording.take().unwrap_or_default()
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        layer::disks().retain(|disk| !Arc::ptr_eq(disk, &self.inner));
    }
}
