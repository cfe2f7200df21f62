//! The sample of `qcdc demo`: made once for each day it is wanted of, copied for whoever wants it.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use chrono::{DateTime, FixedOffset};
use qcdc::cli::demo;
use qcdc::register::Register;

/// Two made-up years, as they look at a moment, in a folder of their own.
pub fn sample(user: &str, now: DateTime<FixedOffset>) -> (tempfile::TempDir, Register) {
    let folder = tempfile::tempdir().unwrap();
    let register = sample_in(folder.path(), user, now);
    (folder, register)
}

/// The same in a folder.
pub fn sample_in(folder: &Path, user: &str, now: DateTime<FixedOffset>) -> Register {
    let clock = move || Box::new(move || now);
    let made = kept(user, now);
    if !made.is_file() {
        let work = tempfile::tempdir_in(made.parent().unwrap()).unwrap();
        let register = demo::sample(work.path(), user, clock()).unwrap();
        let path = register.path().to_owned();
        drop(register);
        // two tests may have made it at once: either is whole
        std::fs::rename(path, &made).unwrap();
    }
    let path = folder.join("Quận Long Biên.qcdc");
    std::fs::copy(&made, &path).unwrap();
    Register::open(&path, user.to_owned(), clock()).unwrap()
}

/// Where this build of the program keeps it; another build makes another one.
fn kept(user: &str, now: DateTime<FixedOffset>) -> PathBuf {
    let built = std::env::current_exe().unwrap().metadata().unwrap();
    let built = built
        .modified()
        .unwrap()
        .duration_since(UNIX_EPOCH)
        .unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("samples");
    std::fs::create_dir_all(&folder).unwrap();
    let name = format!("{}-{user}-{}.qcdc", built.as_nanos(), now.timestamp());
    folder.join(name)
}
