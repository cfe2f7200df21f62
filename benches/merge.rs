//! A package of 20,000 visits with 200,000 ratings comes back with changes in every tenth visit on both sides; beside
//! it, in the same run, what any foreign file costs before a row of it is compared: a copy and SQLite's integrity check.
//!
//! `cargo bench --bench merge`; `QCDC_BENCH_VISITS=500` makes it a quick look.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement that cannot run has nothing to say"
)]

mod measure;

use std::path::Path;
use std::time::Instant;

use chrono::{DateTime, FixedOffset};
use measure::peak_memory;
use qcdc::register::{Clock, Register};
use rusqlite::Connection;

const NOW: &str = "2025-06-20T09:00:00+07:00";

fn clock() -> Clock {
    let now: DateTime<FixedOffset> = DateTime::parse_from_rfc3339(NOW).unwrap();
    Box::new(move || now)
}

fn open(path: &Path) -> Register {
    Register::open(path, "bench".into(), clock()).unwrap()
}

/// Other words in ratings of every tenth visit, as a bare database would write them.
fn change(path: &Path, rest: i64, words: &str) -> usize {
    let conn = Connection::open(path).unwrap();
    conn.execute_batch("PRAGMA synchronous = OFF").unwrap();
    conn.execute(
        "UPDATE rating SET evidence_seen = ?1, ver = ver + 1 WHERE visit_id IN
         (SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM visit) WHERE n % 10 = ?2)",
        rusqlite::params![words, rest],
    )
    .unwrap()
}

fn main() {
    let visits = std::env::var("QCDC_BENCH_VISITS").ok();
    let visits: usize = visits
        .and_then(|words| words.parse().ok())
        .unwrap_or(20_000);
    let folder = tempfile::tempdir().unwrap();
    let (office, pack) = (
        folder.path().join("a.qcdc"),
        folder.path().join("a.qcdcpack"),
    );
    let mut register = Register::create(&office, "long-bien", "bench".into(), clock()).unwrap();
    register.generate(visits, 10, 1, &mut |_| {}).unwrap();
    let start = Instant::now();
    register.take_out(&pack, "bench", &[]).unwrap();
    println!(
        "take-out of {visits} visits: {:.2} s",
        start.elapsed().as_secs_f64()
    );
    drop(register);
    let theirs = change(&pack, 1, "xem ở phường");
    let mine = change(&office, 2, "xem ở cơ quan");
    println!("changed at the ward {theirs} ratings, at the office {mine}");

    let start = Instant::now();
    let copy = folder.path().join("copy");
    std::fs::copy(&pack, &copy).unwrap();
    let conn = Connection::open(&copy).unwrap();
    let whole: String = conn
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
        .unwrap();
    assert_eq!(whole, "ok");
    drop(conn);
    let baseline = start.elapsed().as_secs_f64();

    let mut register = open(&office);
    let start = Instant::now();
    let preview = register.preview_merge(&pack).unwrap();
    let previewed = start.elapsed().as_secs_f64();
    let start = Instant::now();
    let merged = register.merge(&pack).unwrap().value;
    let written = start.elapsed().as_secs_f64();
    assert_eq!((merged.changed(), merged.conflicts.len()), (theirs, 0));
    assert_eq!(merged.words(), preview.words());
    let start = Instant::now();
    assert!(!register.merge(&pack).unwrap().value.news);
    let again = start.elapsed().as_secs_f64();
    println!("copy and integrity check (baseline): {baseline:.2} s");
    println!(
        "preview: {previewed:.2} s, {:.1} × the baseline",
        previewed / baseline
    );
    println!(
        "merge: {written:.2} s, {:.1} × the baseline",
        written / baseline
    );
    println!(
        "the same again: {again:.2} s, {:.1} × the baseline",
        again / baseline
    );
    println!("peak memory: {} MB", peak_memory());
}
