//! An Excel sheet of 100,000 rows taken in, and beside it, in the same run, the same rows inserted by plain SQLite.
//!
//! `cargo bench --bench tables`; `QCDC_BENCH_ROWS=5000` makes it a quick look.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    reason = "a measurement that cannot run has nothing to say"
)]

mod measure;

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use chrono::{DateTime, FixedOffset};
use measure::peak_memory;
use qcdc::documents::{GridFormat, read_grid, write_grid};
use qcdc::read::grid::{GridCell, GridKind};
use qcdc::register::Register;
use rusqlite::{Connection, params};

const NOW: &str = "2025-06-20T09:00:00+07:00";

fn moment() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(NOW).unwrap()
}

fn rows(count: usize) -> Vec<Vec<GridCell>> {
    let kind = GridKind::Units;
    let row = |number: usize| {
        let mut cells = vec![GridCell::Empty; kind.columns().len()];
        for (key, words) in [
            ("code", format!("to-{number}")),
            ("kind", "Tổ dân phố".to_owned()),
            ("name", format!("Tổ dân phố số {number} phường Phúc Đồng")),
            ("short_name", format!("Tổ {number}")),
            ("district", "long-bien".to_owned()),
            ("parent_id", "lb-phuc-dong".to_owned()),
        ] {
            cells[kind.place(key).unwrap()] = GridCell::text(words);
        }
        cells
    };
    (0..count).map(row).collect()
}

/// The same rows into a table with the same columns and a unique code, in one transaction, with the settings of the
/// program's own file.
fn plain(path: &Path, rows: &[Vec<GridCell>]) {
    let mut conn = Connection::open(path).unwrap();
    conn.execute_batch(
        "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = EXTRA;
         CREATE TABLE unit (id BLOB PRIMARY KEY, code TEXT NOT NULL UNIQUE, kind TEXT, name TEXT,
             short_name TEXT, district TEXT, parent TEXT) STRICT;",
    )
    .unwrap();
    let tx = conn.transaction().unwrap();
    {
        let mut insert = tx
            .prepare("INSERT INTO unit VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
            .unwrap();
        for (number, row) in (0_u128..).zip(rows) {
            let text = |place: usize| row.get(place).map(GridCell::show).unwrap_or_default();
            insert
                .execute(params![
                    number.to_be_bytes(),
                    text(0),
                    text(1),
                    text(2),
                    text(3),
                    text(4),
                    text(5)
                ])
                .unwrap();
        }
    }
    tx.commit().unwrap();
}

fn main() {
    let count = std::env::var("QCDC_BENCH_ROWS").ok();
    let count: usize = count
        .and_then(|words| words.parse().ok())
        .unwrap_or(100_000);
    let rows = rows(count);
    let folder = tempfile::tempdir().unwrap();
    let day = moment().date_naive();
    let bytes = write_grid(GridKind::Units, &rows, GridFormat::Xlsx, day).unwrap();
    println!("{count} rows, {} KB as Excel", bytes.len() / 1024);
    let told = |what: &str, seconds: f64| {
        println!(
            "{what:<40} {:>8.0} ms {:>10.0} rows/s",
            seconds * 1000.0,
            count as f64 / seconds
        );
    };
    let start = Instant::now();
    plain(&folder.path().join("plain.sqlite"), &rows);
    let bare = start.elapsed().as_secs_f64();
    told("plain SQLite inserts", bare);

    let mut go = |_: usize| true;
    let start = Instant::now();
    let grid = read_grid(&bytes, GridFormat::Xlsx, None, &mut go).unwrap();
    let read = start.elapsed().as_secs_f64();
    told("the sheet read", read);
    let grid = Arc::new(grid);
    let path = folder.path().join("quan.qcdc");
    let mut register =
        Register::create(&path, "long-bien", "thu".into(), Box::new(moment)).unwrap();
    let start = Instant::now();
    let preview = register.preview_grid(grid.clone(), &mut go).unwrap();
    told("looked at, nothing written", start.elapsed().as_secs_f64());
    assert_eq!(preview.counts().new, count);
    let start = Instant::now();
    let taken = register.take_grid(&grid, &mut go).unwrap();
    let written = start.elapsed().as_secs_f64();
    assert_eq!(taken.value.new, count);
    told("written, with index and audit trail", written);
    let start = Instant::now();
    let again = register.preview_grid(grid, &mut go).unwrap();
    told(
        "looked at again, all the same",
        start.elapsed().as_secs_f64(),
    );
    assert_eq!(again.counts().same, count);
    println!(
        "read and written: {:.1} × plain SQLite",
        (read + written) / bare
    );
    println!("highest memory of this process: {} MB", peak_memory());
}
