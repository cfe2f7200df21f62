//! Bringing an old file up to date is killed again and again: it is old or new, never between.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use rusqlite::Connection;

use super::{child, moment};
use crate::support;

const FILE: &str = "QCDC_TORTURE_MIGRATE";
const OLD: usize = 5;

fn steps() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/migrations");
    let mut names: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    names.sort();
    names
        .iter()
        .map(|name| std::fs::read_to_string(name).unwrap())
        .collect()
}

fn old_file(path: &Path) {
    let conn = Connection::open(path).unwrap();
    conn.pragma_update(None, "application_id", qcdc::store::APPLICATION_ID)
        .unwrap();
    for step in steps().iter().take(OLD) {
        conn.execute_batch(step).unwrap();
    }
    conn.execute_batch(
        "INSERT INTO audit (at, os_user, user_name, op, summary, changes)
         VALUES ('2023-01-02T08:00:00+07:00', 'thu', 'Văn thư', 'create_file', 'Tạo tệp', '[]')",
    )
    .unwrap();
    conn.pragma_update(None, "user_version", i64::try_from(OLD).unwrap())
        .unwrap();
}

/// The tables of a file, and its version.
fn shape(path: &Path) -> (Vec<String>, i64) {
    let conn = Connection::open(path).unwrap();
    let mut names = conn
        .prepare("SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY name")
        .unwrap();
    let names = names
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    (
        names,
        conn.query_row("PRAGMA user_version", [], |row| row.get(0))
            .unwrap(),
    )
}

/// How many times of so many it was neither old nor new.
fn between(rounds: u64, start: impl Fn(&Path) -> std::process::Child) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cũ.qcdc");
    old_file(&path);
    let old = shape(&path);
    let bytes = std::fs::read(&path).unwrap();
    let began = Instant::now();
    start(&path).wait().unwrap();
    let whole = u64::try_from(began.elapsed().as_micros()).unwrap();
    let new = shape(&path);
    let mut between = 0;
    for round in 0..rounds {
        std::fs::remove_file(path.with_file_name("cũ.qcdc-journal")).ok();
        qcdc::store::files::write_atomic(&path, &bytes).unwrap();
        let mut program = start(&path);
        std::thread::sleep(moment(round, whole));
        program.kill().unwrap();
        program.wait().unwrap();
        let now = shape(&path);
        if now == old || now == new {
            drop(support::open(&path, "2024-05-15"));
        } else {
            between += 1;
        }
    }
    between
}

fn program(path: &Path) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_qcdc"))
        .arg("--file")
        .arg(path)
        .args(["check"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn a_killed_upgrade_leaves_the_old_file_or_the_new_one() {
    assert_eq!(between(10, program), 0);
}

#[test]
#[ignore = "takes a minute"]
fn an_upgrade_killed_100_times() {
    assert_eq!(between(100, program), 0);
}

/// Not a test of its own: upgrades step by step without a transaction when another test starts it.
#[test]
fn rash_upgrade() {
    let Ok(path) = std::env::var(FILE) else {
        return;
    };
    let conn = Connection::open(path).unwrap();
    for step in steps().iter().skip(OLD) {
        conn.execute_batch(step).unwrap();
    }
    conn.pragma_update(None, "user_version", qcdc::store::schema_version())
        .unwrap();
}

#[test]
fn control_an_upgrade_without_a_transaction_is_seen_between() {
    let rash = |path: &Path| child("torture::migration::rash_upgrade", &[(FILE, path)]);
    assert!(
        between(20, rash) > 0,
        "the test sees nothing between where there is"
    );
}
