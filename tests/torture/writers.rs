//! Three processes that write are killed again and again: what was said to be saved is there.

use std::io::{BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};

use qcdc::domain::{RatingValue, VisitId};

use super::{child, moment};
use crate::support;

const TODAY: &str = "2024-05-15";
const FILE: &str = "QCDC_TORTURE_FILE";
const WHO: &str = "QCDC_TORTURE_WHO";
/// Acknowledges before it has written.
const RASH: &str = "QCDC_TORTURE_RASH";
const CODES: [&str; 3] = ["QC1-01", "QC4-01", "QC6-01"];

/// Not a test of its own: writes and acknowledges for ever when another test starts it.
#[test]
fn one_of_three() {
    let (Ok(path), Ok(who)) = (std::env::var(FILE), std::env::var(WHO)) else {
        return;
    };
    let code = CODES[who.parse::<usize>().unwrap()];
    let rash = std::env::var(RASH).is_ok();
    let mut register = support::open(Path::new(&path), TODAY);
    let id = register
        .visits(&qcdc::read::VisitFilter::default())
        .unwrap()[0]
        .id;
    let mut out = std::io::stdout();
    for n in number(&register, id, code) + 1.. {
        if rash {
            writeln!(out, "saved {n}").unwrap();
        }
        loop {
            let page = register.visit_page(id).unwrap();
            let base = support::rating(&page, code);
            let mut new = base.clone();
            new.value = RatingValue::PartlyMet;
            new.comment = format!("lần {n}");
            if register.rate(&base, &new).is_ok() {
                break;
            }
        }
        if !rash {
            writeln!(out, "saved {n}").unwrap();
        }
    }
}

fn number(register: &qcdc::register::Register, id: VisitId, code: &str) -> u64 {
    let comment = support::rating(&register.visit_page(id).unwrap(), code).comment;
    comment
        .strip_prefix("lần ")
        .and_then(|n| n.parse().ok())
        .unwrap_or(0)
}

/// How many acknowledged changes were lost over so many rounds.
fn lost(rounds: u64, rash: bool) -> u64 {
    let (_folder, path) = support::place();
    let id = support::visit(&mut support::create(&path, TODAY), TODAY);
    let mut lost = 0;
    for round in 0..rounds {
        let whos: Vec<PathBuf> = (0..CODES.len()).map(|n| n.to_string().into()).collect();
        let mut writers: Vec<_> = whos
            .iter()
            .map(|who| {
                let mut vars: Vec<(&str, &Path)> =
                    vec![(FILE, path.as_path()), (WHO, who.as_path())];
                if rash {
                    vars.push((RASH, Path::new("1")));
                }
                child("torture::writers::one_of_three", &vars)
            })
            .collect();
        let readers: Vec<_> = writers
            .iter_mut()
            .map(|writer| {
                let out = BufReader::new(writer.stdout.take().unwrap());
                std::thread::Builder::new()
                    .spawn(move || {
                        let numbers = out.lines().map_while(Result::ok).filter_map(|line| {
                            line.rsplit_once("saved ")
                                .and_then(|(_, n)| n.parse::<u64>().ok())
                        });
                        numbers.last().unwrap_or(0)
                    })
                    .unwrap()
            })
            .collect();
        // long enough that all three have begun
        std::thread::sleep(std::time::Duration::from_millis(250) + moment(round, 120_000));
        for writer in &mut writers {
            writer.kill().unwrap();
            writer.wait().unwrap();
        }
        let said: Vec<u64> = readers
            .into_iter()
            .map(|reader| reader.join().unwrap())
            .collect();
        let register = support::open(&path, TODAY);
        for (code, said) in CODES.iter().zip(said) {
            lost += u64::from(number(&register, id, code) < said);
        }
        assert_eq!(
            support::findings(&register),
            Vec::<String>::new(),
            "round {round}"
        );
    }
    lost
}

#[test]
fn three_killed_writers_lose_nothing_that_they_said_was_saved() {
    assert_eq!(lost(6, false), 0);
}

#[test]
#[ignore = "takes minutes"]
fn three_killed_writers_500_times() {
    assert_eq!(lost(500, false), 0);
}

#[test]
fn control_who_says_saved_before_it_is_loses() {
    assert!(
        lost(12, true) > 0,
        "the test sees no loss where there is one"
    );
}
