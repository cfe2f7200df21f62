//! Long runs of what must never lose anything, each with a control that does lose, so that the test is known to see it.
//! The short forms run with every test; the long ones are `ignored`: see `tests/README.md`.
#![allow(
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "helpers of tests, whose figures are printed; the program's own copies end in small letters"
)]

mod copies;
mod disk;
mod faults;
mod flips;
mod hostile;
mod migration;
mod power;
mod writers;

use std::path::Path;
use std::process::{Child, Command, Stdio};

/// Starts this test program again to do one thing in a process of its own.
fn child(test: &str, vars: &[(&str, &Path)]) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args([test, "--exact", "--nocapture", "--test-threads=1"])
        .envs(vars.iter().map(|(name, path)| (*name, path.as_os_str())))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// A spread of moments without a random generator: steps that share no factor with their range.
fn moment(round: u64, range: u64) -> std::time::Duration {
    std::time::Duration::from_micros(500 + round * 7_919 % range)
}

fn always(_: qcdc::store::snapshot::Stage, _: u64, _: u64) -> bool {
    true
}

fn file(name: impl Into<String>, bytes: Vec<u8>) -> qcdc::register::NewFile {
    qcdc::register::NewFile {
        name: name.into(),
        kind: qcdc::domain::AttachmentKind::Pdf,
        bytes,
        thumb: Vec::new(),
    }
}
