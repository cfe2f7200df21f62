//! Single bits of the file change by themselves: whatever changes what can be read is found by the check.

use std::path::Path;

use qcdc::domain::AttachTo;
use qcdc::register::Register;
use rusqlite::Connection;

use super::file;
use crate::support;

const TODAY: &str = "2024-05-15";

fn lived_in(path: &Path) {
    let mut register = support::create(path, TODAY);
    let id = support::visit(&mut register, "2024-05-06");
    support::rate(
        &mut register,
        id,
        "QC1-01",
        qcdc::domain::RatingValue::PartlyMet,
        "Thiếu biên bản",
    );
    register
        .add_shortcoming(&support::shortcoming(id, "2024-06-28"))
        .unwrap();
    let new = file(
        "b.pdf",
        b"%PDF-1.7\n"
            .iter()
            .copied()
            .chain((0..9_000_u32).map(|i| u8::try_from(i % 251).unwrap()))
            .collect(),
    );
    register.attach(AttachTo::visit(id), &[new]).unwrap();
    support::end(&mut register, id);
    support::write_conclusion(&mut register, id, "2024-05-14", None);
    support::issue(&mut register, id);
}

/// Everything that can be read, but for what only helps SQLite to plan; `None` where something cannot be read.
pub(super) fn content(path: &Path) -> Option<Vec<String>> {
    let conn = Connection::open(path).ok()?;
    let mut names = conn
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
        .ok()?;
    let names: Vec<(String, String)> = names
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .ok()?
        .collect::<Result<_, _>>()
        .ok()?;
    let mut all = Vec::new();
    for (name, sql) in names {
        // the parts of the index of words are read through it
        if name.starts_with("search_index") {
            continue;
        }
        all.push(sql);
        let mut rows = conn.prepare(&format!("SELECT * FROM \"{name}\"")).ok()?;
        let columns = rows.column_count();
        let mut rows = rows.query([]).ok()?;
        while let Some(row) = rows.next().ok()? {
            let line: Result<Vec<String>, _> = (0..columns)
                .map(|at| row.get_ref(at).map(|value| format!("{value:?}")))
                .collect();
            all.push(line.ok()?.join("|"));
        }
    }
    Some(all)
}

/// Flips that changed what can be read; of them, those that the whole check and those that SQLite alone has not found.
fn flips(wanted: usize) -> (usize, usize, usize) {
    let (folder, path) = support::place();
    lived_in(&path);
    drop(support::open(&path, TODAY));
    let before = content(&path).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    let copy = folder.path().join("lật.qcdc");
    let (mut live, mut missed, mut missed_alone) = (0, 0, 0);
    let mut state = 88_172_645_463_325_252_u64;
    while live < wanted {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let at = usize::try_from(state >> 3).unwrap() % bytes.len();
        // an empty stretch of a page holds nothing that lives: half of the file would be that
        if bytes[at] == 0 && state & 8 == 0 {
            continue;
        }
        let mut flipped = bytes.clone();
        flipped[at] ^= 1 << (state & 7);
        std::fs::remove_file(folder.path().join("lật.qcdc-journal")).ok();
        qcdc::store::files::write_atomic(&copy, &flipped).unwrap();
        if content(&copy).as_ref() == Some(&before) {
            continue;
        }
        live += 1;
        let alone = Connection::open(&copy).and_then(|conn| {
            conn.query_row("PRAGMA integrity_check(1)", [], |row| {
                row.get::<_, String>(0)
            })
        });
        missed_alone += usize::from(alone.is_ok_and(|said| said == "ok"));
        qcdc::store::files::write_atomic(&copy, &flipped).unwrap();
        let found = match Register::open(&copy, "thu".into(), support::clock(TODAY)) {
            Err(_) => true,
            Ok(register) => register
                .check()
                .is_ok_and(|list| list.iter().any(|one| one.is_error)),
        };
        if !found {
            missed += 1;
            let now = content(&copy).unwrap_or_default();
            let changed = before.iter().zip(&now).filter(|(a, b)| a != b);
            println!(
                "missed: byte {at}, bit {}: {:?}",
                state & 7,
                changed.collect::<Vec<_>>()
            );
        }
    }
    (live, missed, missed_alone)
}

#[test]
fn every_bit_that_changed_what_can_be_read_is_found() {
    let (live, missed, missed_alone) = flips(20);
    assert_eq!(missed, 0, "of {live}");
    // the control: SQLite's own check does not see content
    assert!(missed_alone > 0, "of {live}");
}

#[test]
#[ignore = "takes minutes"]
fn four_hundred_bits_are_found() {
    let (live, missed, missed_alone) = flips(400);
    println!("{live} flips, {missed} missed, {missed_alone} missed by integrity_check alone");
    assert_eq!(missed, 0);
}
