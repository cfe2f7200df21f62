//! A program that is killed while it writes loses nothing that it said was saved; files that are not ours stay as
//! they are.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot set itself up fails"
)]

#[path = "all/support/mod.rs"]
mod support;
#[path = "torture/mod.rs"]
mod torture;

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use qcdc::domain::{RatingValue, VisitId};
use qcdc::register::{Register, RegisterError};
use qcdc::store::{APPLICATION_ID, StoreError, schema_version};
use rusqlite::Connection;
use rusqlite::config::DbConfig;

const TODAY: &str = "2024-05-15";
/// Set for the process that writes until it is killed: the file and the visit.
const FILE: &str = "QCDC_TEST_FILE";
const VISIT: &str = "QCDC_TEST_VISIT";
const CODES: [&str; 4] = ["CHUNG-01", "QC1-01", "QC4-01", "QC6-01"];

/// Not a test of its own: writes and acknowledges for ever when another test starts it.
#[test]
fn writer() {
    let (Ok(path), Ok(visit)) = (std::env::var(FILE), std::env::var(VISIT)) else {
        return;
    };
    let id: VisitId = visit.parse().unwrap();
    let mut register = support::open(Path::new(&path), TODAY);
    let first: usize = number(&register, id);
    for n in first + 1.. {
        let code = CODES[n % CODES.len()];
        support::rate(
            &mut register,
            id,
            code,
            RatingValue::PartlyMet,
            &format!("lần {n}"),
        );
        println!("saved {n}");
    }
}

/// The highest number that stands in a comment.
fn number(register: &Register, id: VisitId) -> usize {
    let page = register.visit_page(id).unwrap();
    let numbers = CODES.iter().filter_map(|code| {
        let comment = support::rating(&page, code).comment;
        comment.strip_prefix("lần ")?.parse().ok()
    });
    numbers.max().unwrap_or(0)
}

/// Starts the writer, kills it after a while, and answers the last number it said was saved.
fn kill_a_writer(path: &Path, id: VisitId, after: Duration) -> Option<usize> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["writer", "--exact", "--nocapture", "--test-threads=1"])
        .env(FILE, path)
        .env(VISIT, id.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let saved = |line: &str| line.rsplit_once("saved ").and_then(|(_, n)| n.parse().ok());
    // The time runs from the first save on, so that each round is killed in the middle of work.
    let mut last: Option<usize> = None;
    for line in lines.by_ref().map_while(Result::ok) {
        last = saved(&line);
        if last.is_some() {
            break;
        }
    }
    std::thread::sleep(after);
    child.kill().unwrap();
    for line in lines.map_while(Result::ok) {
        last = saved(&line).or(last);
    }
    child.wait().unwrap();
    last
}

fn rounds(count: u64) {
    let (_folder, path) = support::place();
    let id = support::visit(&mut support::create(&path, TODAY), TODAY);
    let mut so_far = 0;
    for round in 0..count {
        // A spread of moments without a random generator: steps that share no factor with their range.
        let after = Duration::from_micros(1_000 + round * 7_919 % 60_000);
        let saved = kill_a_writer(&path, id, after).unwrap();
        assert!(saved > so_far, "round {round} began again at {saved}");
        so_far = saved;
        let register = support::open(&path, TODAY);
        assert!(number(&register, id) >= saved, "round {round} lost {saved}");
        assert_eq!(
            support::findings(&register),
            Vec::<String>::new(),
            "round {round}"
        );
    }
    assert!(audit_lines(&path) > i64::try_from(so_far).unwrap());
}

fn audit_lines(path: &Path) -> i64 {
    let conn = Connection::open(path).unwrap();
    conn.query_row("SELECT count(*) FROM audit", [], |row| row.get(0))
        .unwrap()
}

#[test]
fn killed_while_writing_nothing_saved_is_lost() {
    rounds(24);
}

#[test]
#[ignore = "takes minutes: cargo test --test crash -- --ignored"]
fn killed_while_writing_500_times_nothing_saved_is_lost() {
    rounds(500);
}

/// What opening says of a file, after making sure that the file is as it was.
fn refusal(path: &Path) -> StoreError {
    let before = std::fs::read(path).unwrap();
    let error = Register::open(path, "thu".into(), support::clock(TODAY)).unwrap_err();
    assert_eq!(std::fs::read(path).unwrap(), before);
    let folder = std::fs::read_dir(path.parent().unwrap()).unwrap();
    assert_eq!(folder.count(), 1, "something was left beside the file");
    error
}

#[test]
fn a_foreign_file_is_refused_and_stays_as_it_is() {
    let (_folder, path) = support::place();
    let conn = Connection::open(&path).unwrap();
    conn.execute_batch("CREATE TABLE t (a); INSERT INTO t VALUES (1)")
        .unwrap();
    drop(conn);
    assert!(matches!(refusal(&path), StoreError::Foreign(_)));
}

#[test]
fn a_text_file_and_an_empty_one_are_refused_and_stay_as_they_are() {
    for content in [
        "Đây là một tệp văn bản.\n".repeat(300),
        "ngắn".to_owned(),
        String::new(),
    ] {
        let (_folder, path) = support::place();
        write(&path, content.as_bytes());
        assert!(
            matches!(refusal(&path), StoreError::Foreign(_)),
            "{}",
            content.len()
        );
    }
}

#[test]
fn a_newer_file_is_refused_and_stays_as_it_is() {
    let (_folder, path) = support::place();
    drop(support::create(&path, TODAY));
    let conn = Connection::open(&path).unwrap();
    conn.pragma_update(None, "user_version", schema_version() + 1)
        .unwrap();
    drop(conn);
    assert!(matches!(refusal(&path), StoreError::Newer { .. }));
}

/// Found among 10,000 changed files: refused, and yet a hint for query plans was left in it.
#[test]
fn a_file_that_is_not_of_its_own_number_is_refused_and_stays_as_it_is() {
    for version in [i32::MIN, -452_984_815, -1, 0, 1, 12] {
        let (_folder, path) = support::place();
        let mut register = support::create(&path, TODAY);
        let id = support::visit(&mut register, TODAY);
        register
            .add_shortcoming(&support::shortcoming(id, "2024-06-28"))
            .unwrap();
        // closed without the hint that is left at a proper end
        std::mem::forget(register);
        let conn = Connection::open(&path).unwrap();
        conn.pragma_update(None, "user_version", version).unwrap();
        drop(conn);
        let before = std::fs::read(&path).unwrap();
        let refused = Register::open(&path, "thu".into(), support::clock(TODAY)).unwrap_err();
        assert!(
            matches!(refused, StoreError::Damaged),
            "{version}: {refused:?}"
        );
        assert_eq!(std::fs::read(&path).unwrap(), before, "{version}");
    }
}

#[test]
fn a_damaged_file_is_refused_or_found_out() {
    let (_folder, path) = support::place();
    drop(support::create(&path, TODAY));
    let mut bytes = std::fs::read(&path).unwrap();
    let half = bytes.len() / 2;
    bytes.truncate(half);
    write(&path, &bytes);
    match Register::open(&path, "thu".into(), support::clock(TODAY)) {
        Err(_) => assert_eq!(std::fs::read(&path).unwrap(), bytes),
        Ok(register) => assert!(register.check().map_or(true, |found| !found.is_empty())),
    }
}

#[test]
fn two_programs_change_different_fields_and_both_stay() {
    let (_folder, path) = support::place();
    let mut one = support::create(&path, TODAY);
    let id = support::visit(&mut one, TODAY);
    support::rate(
        &mut one,
        id,
        "QC1-01",
        RatingValue::PartlyMet,
        "Thiếu biên bản",
    );
    let mut two = support::open(&path, TODAY);
    let base = support::rating(&one.visit_page(id).unwrap(), "QC1-01");
    let mut mine = base.clone();
    mine.comment = "Thiếu biên bản kết thúc niêm yết".into();
    let mut theirs = base.clone();
    theirs.evidence_seen = "Đã xem bảng niêm yết".into();
    one.rate(&base, &mine).unwrap();
    two.rate(&base, &theirs).unwrap();
    let now = support::rating(&one.visit_page(id).unwrap(), "QC1-01");
    assert_eq!(
        (now.comment, now.evidence_seen),
        (mine.comment, theirs.evidence_seen)
    );
}

#[test]
fn two_programs_change_the_same_field_and_the_second_is_asked() {
    let (_folder, path) = support::place();
    let mut one = support::create(&path, TODAY);
    let id = support::visit(&mut one, TODAY);
    support::rate(
        &mut one,
        id,
        "QC1-01",
        RatingValue::PartlyMet,
        "Thiếu biên bản",
    );
    let mut two = support::open(&path, TODAY);
    let base = support::rating(&one.visit_page(id).unwrap(), "QC1-01");
    let with = |comment: &str| {
        let mut new = base.clone();
        new.comment = comment.into();
        new
    };
    one.rate(&base, &with("của tôi")).unwrap();
    let RegisterError::Conflict(conflict) = two.rate(&base, &with("của bạn")).unwrap_err()
    else {
        panic!("not asked");
    };
    assert_eq!(conflict.fields.len(), 1);
    let field = &conflict.fields[0];
    assert_eq!(
        (field.mine.as_str(), field.theirs.as_str()),
        ("của bạn", "của tôi")
    );
    assert_eq!(
        support::rating(&two.visit_page(id).unwrap(), "QC1-01").comment,
        "của tôi"
    );
}

#[test]
fn two_programs_rate_an_untouched_item_and_the_second_is_asked() {
    let (_folder, path) = support::place();
    let mut one = support::create(&path, TODAY);
    let id = support::visit(&mut one, TODAY);
    let mut two = support::open(&path, TODAY);
    let blank = support::rating(&one.visit_page(id).unwrap(), "QC1-01");
    let with = |value| {
        let mut new = blank.clone();
        new.value = value;
        new
    };
    one.rate(&blank, &with(RatingValue::Met)).unwrap();
    let second = two.rate(&blank, &with(RatingValue::NotMet));
    assert!(
        matches!(second, Err(RegisterError::Conflict(_))),
        "{second:?}"
    );
}

#[test]
fn undo_is_refused_when_another_program_went_on() {
    let (_folder, path) = support::place();
    let mut one = support::create(&path, TODAY);
    let id = support::visit(&mut one, TODAY);
    support::rate(
        &mut one,
        id,
        "QC1-01",
        RatingValue::PartlyMet,
        "Thiếu biên bản",
    );
    let mut two = support::open(&path, TODAY);
    support::rate(
        &mut two,
        id,
        "QC1-01",
        RatingValue::NotMet,
        "Không có biên bản",
    );
    let refused = one.undo().unwrap_err().to_string();
    assert!(refused.contains("không hoàn tác được"), "{refused}");
    let now = support::rating(&one.visit_page(id).unwrap(), "QC1-01");
    assert_eq!(now.comment, "Không có biên bản");
    // The refused step does not block later work.
    support::rate(&mut one, id, "QC1-02", RatingValue::Met, "");
    one.undo().unwrap();
}

fn issued() -> (tempfile::TempDir, PathBuf) {
    let (folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let id = support::visit(&mut register, "2024-05-06");
    support::end(&mut register, id);
    support::write_conclusion(&mut register, id, "2024-05-14", None);
    support::issue(&mut register, id);
    (folder, path)
}

#[test]
fn the_audit_trail_and_issued_papers_cannot_be_changed() {
    let (_folder, path) = issued();
    let conn = Connection::open(&path).unwrap();
    for sql in [
        "UPDATE audit SET user_name = 'khác'",
        "DELETE FROM audit WHERE seq = 1",
        "UPDATE issued_paper SET pdf = x'00'",
        "DELETE FROM issued_paper",
        "INSERT OR REPLACE INTO issued_paper SELECT conclusion_id, sha256, x'00' FROM issued_paper",
        "INSERT OR REPLACE INTO audit SELECT seq, at, os_user, 'khác', op, summary, changes FROM audit",
    ] {
        assert!(conn.execute(sql, []).is_err(), "{sql}");
    }
    assert_eq!(
        support::findings(&support::open(&path, TODAY)),
        Vec::<String>::new()
    );
}

#[test]
fn a_changed_byte_in_an_issued_paper_is_found() {
    let (_folder, path) = issued();
    let conn = Connection::open(&path).unwrap();
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)
        .unwrap();
    let pdf: Vec<u8> = conn
        .query_row("SELECT pdf FROM issued_paper", [], |row| row.get(0))
        .unwrap();
    let mut wrong = pdf.clone();
    wrong[3] ^= 1;
    conn.execute_batch("DROP TRIGGER issued_paper_stays")
        .unwrap();
    conn.execute("UPDATE issued_paper SET pdf = ?1", [wrong])
        .unwrap();
    drop(conn);
    let register = support::open(&path, TODAY);
    let found = support::findings(&register);
    assert!(
        found
            .iter()
            .any(|message| message.contains("đã bị thay đổi")),
        "{found:?}"
    );
}

#[test]
fn our_mark_stands_in_the_file() {
    let (_folder, path) = issued();
    let conn = Connection::open(&path).unwrap();
    let id: i64 = conn
        .query_row("PRAGMA application_id", [], |row| row.get(0))
        .unwrap();
    assert_eq!(id, APPLICATION_ID);
}

fn write(path: &Path, bytes: &[u8]) {
    qcdc::store::files::write_atomic(path, bytes).unwrap();
}
