//! Making a copy is killed again and again: what bears the name of a copy is one.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use qcdc::read::backup::BackupReason;

use qcdc::domain::AttachTo;

use super::{always, child, file, moment};
use crate::support;

const TODAY: &str = "2024-05-15";
const FILE: &str = "QCDC_TORTURE_COPY";

/// A file of some megabytes.
fn sizeable(path: &Path) {
    let mut register = support::create(path, TODAY);
    let id = support::visit(&mut register, TODAY);
    for n in 0..4_u32 {
        let bytes: Vec<u8> = b"%PDF-1.7\n"
            .iter()
            .copied()
            .chain(
                (0..1_500_000_u32)
                    .map(|i| u8::try_from(i.wrapping_mul(2_654_435_761 + n) >> 24).unwrap()),
            )
            .collect();
        let new = file(format!("b{n}.pdf"), bytes);
        register.attach(AttachTo::visit(id), &[new]).unwrap();
    }
}

/// Every name of a copy in the folder, and how many of them are none.
fn look(folder: &Path) -> (usize, usize) {
    let (mut all, mut broken) = (0, 0);
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with('.') || !name.ends_with(".qcdc") {
            continue;
        }
        all += 1;
        let noted = qcdc::store::backup::read_note(&path).is_some();
        broken += usize::from(!noted || qcdc::store::backup::prove(&path, &mut always).is_err());
    }
    (all, broken)
}

fn killed(rounds: u64) {
    let (folder, path) = support::place();
    sizeable(&path);
    let copies = folder.path().join("thu - sao lưu");
    let began = Instant::now();
    run(&path).wait().unwrap();
    let whole = u64::try_from(began.elapsed().as_micros()).unwrap();
    for round in 0..rounds {
        let mut program = run(&path);
        std::thread::sleep(moment(round, whole + whole / 4));
        program.kill().unwrap();
        program.wait().unwrap();
        // copies of the same second are thinned; a look each round sees every name that ever was
        let (_, broken) = look(&copies);
        assert_eq!(broken, 0, "round {round}");
    }
    let (all, _) = look(&copies);
    // the thinning keeps one of an hour
    assert!(all >= 1, "no copy was finished");
    for entry in std::fs::read_dir(&copies).unwrap() {
        let copy = entry.unwrap().path();
        let name = copy.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with('.') || !name.ends_with(".qcdc") {
            continue;
        }
        let mut register = support::open(&path, TODAY);
        register.restore(&copy, &mut always).unwrap();
        assert_eq!(support::findings(&register), Vec::<String>::new(), "{name}");
    }
}

fn run(path: &Path) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_qcdc"))
        .arg("--file")
        .arg(path)
        .arg("backup")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn a_killed_copy_leaves_no_half_of_one_under_its_name() {
    killed(12);
}

#[test]
#[ignore = "takes minutes"]
fn a_copy_killed_200_times() {
    killed(200);
}

/// Not a test of its own: copies straight to the final name when another test starts it.
#[test]
fn rash_copier() {
    let Ok(path) = std::env::var(FILE) else {
        return;
    };
    let bytes = std::fs::read(&path).unwrap();
    let to = format!("{path}.copy.qcdc");
    for part in 1..=64 {
        // what a plain copy looks like from outside: it grows
        let end = bytes.len() * part / 64;
        std::fs::File::create(&to)
            .and_then(|mut file| std::io::Write::write_all(&mut file, &bytes[..end]))
            .unwrap();
    }
}

#[test]
fn control_a_plain_copy_that_is_killed_leaves_half_of_one() {
    let (folder, path) = support::place();
    sizeable(&path);
    let to = folder.path().join("thu.qcdc.copy.qcdc");
    let mut halves = 0;
    for round in 0..12 {
        let mut program = child("torture::copies::rash_copier", &[(FILE, path.as_path())]);
        std::thread::sleep(moment(round, 80_000));
        program.kill().unwrap();
        program.wait().unwrap();
        halves +=
            usize::from(to.exists() && qcdc::store::snapshot::prove(&to, &mut always).is_err());
    }
    assert!(
        halves > 0,
        "the test sees no half of a copy where there is one"
    );
}

/// A writer of ten changes a second beside a copy of a file of so many megabytes; how long the copy took and the
/// longest that a change took.
fn beside_a_writer(megabytes: usize) -> (f64, f64) {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let id = support::visit(&mut register, TODAY);
    let mut state = 1_u64;
    for n in 0..megabytes {
        let mut bytes = b"%PDF-1.7\n".to_vec();
        bytes.extend(
            std::iter::repeat_with(|| {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                u8::try_from(state >> 56).unwrap()
            })
            .take(1 << 20),
        );
        let new = file(format!("b{n}.pdf"), bytes);
        register.attach(AttachTo::visit(id), &[new]).unwrap();
    }
    let copying = {
        let path = path.clone();
        std::thread::Builder::new()
            .spawn(move || {
                let register = support::open(&path, TODAY);
                let began = Instant::now();
                let made = register.back_up(BackupReason::Asked, &mut always).unwrap();
                let took = began.elapsed().as_secs_f64();
                qcdc::store::backup::prove(&made.copies[0].path, &mut always).unwrap();
                took
            })
            .unwrap()
    };
    let mut slowest = 0.0_f64;
    let mut n = 0;
    while !copying.is_finished() {
        let began = Instant::now();
        n += 1;
        support::rate(
            &mut register,
            id,
            "QC1-01",
            qcdc::domain::RatingValue::PartlyMet,
            &format!("lần {n}"),
        );
        slowest = slowest.max(began.elapsed().as_secs_f64());
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    (copying.join().unwrap(), slowest)
}

#[test]
fn a_copy_beside_a_writer_ends_and_no_change_is_refused() {
    let (took, slowest) = beside_a_writer(8);
    assert!(took < 10.0 && slowest < 5.0, "{took} s, {slowest} s");
}

#[test]
#[ignore = "takes minutes"]
fn a_copy_of_200_megabytes_beside_a_writer() {
    let (took, slowest) = beside_a_writer(200);
    println!("copy {took:.2} s, slowest change {slowest:.2} s");
    assert!(took <= 10.0 && slowest < 5.0, "{took} s, {slowest} s");
}
