//! The disk is full at this or that byte: the file stays whole, what was acknowledged is there, a message says what to do.
#![cfg(unix)]

use std::io::{BufRead, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use qcdc::domain::RatingValue;

use crate::support;

const TODAY: &str = "2024-05-15";
const FILE: &str = "QCDC_TORTURE_FULL";

/// Not a test of its own: writes longer and longer comments until it is refused, and tells what it was told.
#[test]
fn until_full() {
    let Ok(path) = std::env::var(FILE) else {
        return;
    };
    let mut out = std::io::stdout();
    let mut register = support::open(Path::new(&path), TODAY);
    let id = register
        .visits(&qcdc::read::VisitFilter::default())
        .unwrap()[0]
        .id;
    for n in 1..400_usize {
        let page = register.visit_page(id).unwrap();
        let base = support::rating(&page, "QC1-01");
        let mut new = base.clone();
        new.value = RatingValue::PartlyMet;
        new.comment = format!("{n} {}", "chưa niêm yết đủ thời hạn ".repeat(40));
        match register.rate(&base, &new) {
            Ok(_) => writeln!(out, "saved {n}").unwrap(),
            Err(refused) => {
                writeln!(out, "refused {refused}").unwrap();
                // the same again is refused or done, and reading goes on
                register.rate(&base, &new).ok();
                register.visit_page(id).unwrap();
                return;
            }
        }
    }
}

/// Lets the writer have files of so many kilobytes at most; what it said last, and what it was refused with.
fn with_room(path: &Path, kilobytes: u64) -> (u64, Option<String>) {
    let this = std::env::current_exe().unwrap();
    let mut program = Command::new("bash")
        .arg("-c")
        .arg(format!(
            "trap '' XFSZ; ulimit -f {kilobytes}; exec '{}' torture::disk::until_full --exact --nocapture --test-threads=1",
            this.display()
        ))
        .env(FILE, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let (mut saved, mut refused) = (0, None);
    for line in BufReader::new(program.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok)
    {
        if let Some((_, n)) = line.rsplit_once("saved ") {
            saved = n.parse().unwrap_or(saved);
        } else if let Some((_, words)) = line.split_once("refused ") {
            refused = Some(words.to_owned());
        }
    }
    assert!(
        program.wait().unwrap().success(),
        "it broke at {kilobytes} KB"
    );
    (saved, refused)
}

fn cuts(cuts: u64) -> u64 {
    let (_folder, path) = support::place();
    support::visit(&mut support::create(&path, TODAY), TODAY);
    let bytes = std::fs::read(&path).unwrap();
    let size = u64::try_from(bytes.len()).unwrap() / 1024;
    let mut full = 0;
    for cut in 0..cuts {
        qcdc::store::files::write_atomic(&path, &bytes).unwrap();
        let (saved, refused) = with_room(&path, size + cut * 4);
        if let Some(words) = refused {
            full += 1;
            assert!(words.contains("giải phóng ổ đĩa"), "{words}");
            assert!(words.contains("vẫn còn"), "{words}");
        }
        let mut register = support::open(&path, TODAY);
        assert_eq!(support::findings(&register), Vec::<String>::new(), "{cut}");
        let id = register
            .visits(&qcdc::read::VisitFilter::default())
            .unwrap()[0]
            .id;
        let comment = support::rating(&register.visit_page(id).unwrap(), "QC1-01").comment;
        let kept: u64 = comment
            .split(' ')
            .next()
            .and_then(|n| n.parse().ok())
            .unwrap_or(0);
        assert!(kept >= saved, "{cut}: {saved} was said, {kept} is there");
        // with room again the same can be saved
        support::rate(
            &mut register,
            id,
            "QC1-01",
            RatingValue::PartlyMet,
            "lại được",
        );
    }
    full
}

#[test]
fn a_full_disk_loses_nothing_and_says_what_to_do() {
    assert!(cuts(8) > 0, "the disk was never full");
}

#[test]
#[ignore = "takes minutes"]
fn a_full_disk_at_500_places() {
    println!("full at {} of 500", cuts(500));
}
