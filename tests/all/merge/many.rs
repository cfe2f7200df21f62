//! Several processes save into one file at once: every acknowledged save counts.

use std::path::Path;
use std::process::Command;

use qcdc::domain::{RatingValue, VisitId};
use qcdc::register::{Register, RegisterError};

use super::{TODAY, office};
use crate::support::{open, rating};

const ITEM: &str = "QC1-02";
/// Where a child finds its file; set only by the parent.
const FILE: &str = "QCDC_TEST_SAVES_FILE";

fn count(register: &Register, id: VisitId) -> u64 {
    number(&rating(&register.visit_page(id).unwrap(), ITEM).comment)
}

/// The count is the first word; the rest tells one save from another, so that no two agree by chance.
fn number(comment: &str) -> u64 {
    let first = comment.split(' ').next();
    first.and_then(|word| word.parse().ok()).unwrap_or(0)
}

/// Adds one, as often as is asked: reads, writes what was read plus one, and begins anew where somebody was quicker.
fn add(path: &Path, id: VisitId, times: u64, careful: bool) {
    let mut register = open(path, TODAY);
    let mut done = 0;
    while done < times {
        let base = rating(&register.visit_page(id).unwrap(), ITEM);
        let mut new = base.clone();
        new.value = RatingValue::Met;
        new.comment = format!(
            "{} lần {done} tiến trình {}",
            number(&base.comment) + 1,
            std::process::id()
        );
        if !careful {
            // The control: what was read a moment ago is written over whatever stands there now.
            std::thread::yield_now();
            let now = rating(&register.visit_page(id).unwrap(), ITEM);
            match register.rate(&now, &new) {
                Ok(_) => done += 1,
                Err(RegisterError::Conflict(_) | RegisterError::Store(_)) => {}
                Err(other) => panic!("{other}"),
            }
            continue;
        }
        match register.rate(&base, &new) {
            Ok(_) => done += 1,
            Err(RegisterError::Conflict(_) | RegisterError::Store(_)) => {}
            Err(other) => panic!("{other}"),
        }
    }
}

/// Runs as a child of the tests below.
#[test]
#[ignore = "a child process of the others"]
fn saves_child() {
    let Ok(path) = std::env::var(FILE) else {
        return;
    };
    let id = std::env::var("QCDC_TEST_SAVES_VISIT")
        .unwrap()
        .parse()
        .unwrap();
    let times = std::env::var("QCDC_TEST_SAVES_TIMES")
        .unwrap()
        .parse()
        .unwrap();
    let careful = std::env::var("QCDC_TEST_SAVES_CAREFUL").unwrap() == "1";
    add(Path::new(&path), id, times, careful);
}

fn sum(processes: u64, times: u64, careful: bool) -> u64 {
    let (_folder, path, register, id) = office();
    drop(register);
    let children: Vec<_> = (0..processes)
        .map(|_| {
            Command::new(std::env::current_exe().unwrap())
                .args([
                    "--exact",
                    "merge::many::saves_child",
                    "--ignored",
                    "--nocapture",
                ])
                .env(FILE, &path)
                .env("QCDC_TEST_SAVES_VISIT", id.to_string())
                .env("QCDC_TEST_SAVES_TIMES", times.to_string())
                .env("QCDC_TEST_SAVES_CAREFUL", if careful { "1" } else { "0" })
                .stdout(std::process::Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let register = open(&path, TODAY);
    assert!(
        register
            .check()
            .unwrap()
            .iter()
            .all(|finding| !finding.is_error)
    );
    count(&register, id)
}

#[test]
fn every_optimistic_save_of_four_processes_counts() {
    assert_eq!(sum(4, 25, true), 100);
}

#[test]
fn saves_that_look_at_no_version_lose_some() {
    let lost = (0..5).any(|_| sum(4, 40, false) < 160);
    assert!(lost, "a control that cannot fail proves nothing");
}

#[test]
#[ignore = "the long run: four processes, 1,000 saves each"]
fn every_optimistic_save_of_four_processes_counts_long() {
    assert_eq!(sum(4, 1000, true), 4000);
}

#[test]
fn what_another_program_wrote_is_told_to_the_window() {
    use qcdc::worker::{Reply, Worker};
    let (_folder, path, register, id) = office();
    let (worker, replies) = Worker::start(register, Box::new(|| {})).unwrap();
    let long = std::time::Duration::from_secs(20);
    std::thread::sleep(std::time::Duration::from_millis(300));
    let mut other = open(&path, TODAY);
    crate::support::rate(&mut other, id, ITEM, RatingValue::Met, "từ máy khác");
    let told = replies.recv_timeout(long).unwrap();
    assert!(matches!(told, Reply::ChangedElsewhere), "{told:?}");
    let quiet = std::time::Duration::from_millis(2500);
    assert!(replies.recv_timeout(quiet).is_err(), "it is told once");
    drop(worker);
}
