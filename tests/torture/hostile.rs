//! Files and packages that somebody or something changed: they open, open to be read, or are refused in words. No
//! crash, nothing changed beside them, at most two seconds and 256 MB each.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use faulty_disk::Chance;
use qcdc::domain::AttachTo;
use qcdc::read::VisitFilter;
use qcdc::register::Register;

use super::file;
use crate::support;

const TODAY: &str = "2024-05-15";
const ROUNDS: &str = "QCDC_TORTURE_HOSTILE";
const PAGE: usize = 4096;
const MOST_SECONDS: f64 = 2.0;
const MOST_KILOBYTES: u64 = 256 * 1024;

/// Bytes turned, pages moved, emptied, filled or doubled, numbers of the head changed, ends cut off.
fn mutated(base: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = base.to_vec();
    let mut below = |most: usize| usize::try_from(chance.number() >> 1).unwrap() % most.max(1);
    for _ in 0..=below(4) {
        let pages = bytes.len() / PAGE;
        match below(8) {
            0 => {
                for _ in 0..=below(64) {
                    let at = below(bytes.len());
                    bytes[at] ^= 1 << below(8);
                }
            }
            1 => {
                // where a page says what it holds and where its cells lie
                let at = below(pages) * PAGE + below(24);
                bytes[at] = u8::try_from(below(256)).unwrap();
            }
            2 => {
                let (from, to) = (below(pages) * PAGE, below(pages) * PAGE);
                bytes.copy_within(from..from + PAGE, to);
            }
            3 => {
                let at = below(pages) * PAGE;
                let fill = [0x00, 0xFF, 0x0D, 0x41][below(4)];
                bytes[at..at + PAGE].fill(fill);
            }
            4 => {
                let at = 16 + below(84);
                bytes[at] = u8::try_from(below(256)).unwrap();
            }
            5 => bytes.truncate(100 + below(base.len() - 100)),
            6 => {
                // text of a schema or a row
                let at = below(bytes.len() - 16);
                let words =
                    [b"SELECT".as_slice(), b"\xFF\xFE\xFD", b"'; --", b"\0\0\0\0"][below(4)];
                bytes[at..at + words.len()].copy_from_slice(words);
            }
            _ => {
                let more = below(8 * PAGE);
                bytes.extend(std::iter::repeat_n(0x5A, more));
            }
        }
        if bytes.len() < 2 * PAGE {
            break;
        }
    }
    bytes
}

/// Not a test of its own: opens so many when another test starts it, and says how long the slowest took and the most
/// memory that was used.
#[test]
fn opener() {
    let Ok(rounds) = std::env::var(ROUNDS) else {
        return;
    };
    let (folder, path) = support::place();
    let mut office = support::create(&path, TODAY);
    let id = support::visit(&mut office, "2024-05-06");
    office
        .add_shortcoming(&support::shortcoming(id, "2024-06-28"))
        .unwrap();
    let new = file("b.pdf", b"%PDF-1.7\n".repeat(2_000));
    office.attach(AttachTo::visit(id), &[new]).unwrap();
    let pack = folder.path().join("goi.qcdcpack");
    office.take_out(&pack, "máy 1", &[]).unwrap();
    let own = std::fs::read(&path).unwrap();
    let package = std::fs::read(&pack).unwrap();
    let mut out = std::io::stdout();
    let (mut slowest, mut taken) = (0.0_f64, 0);
    // FROM-TO or only TO
    let (from, to) = rounds.split_once('-').unwrap_or(("0", &rounds));
    for round in from.parse::<u64>().unwrap()..to.parse().unwrap() {
        let mut chance = Chance::new(round + 1);
        // the last word before a crash says which one it was
        writeln!(out, "round {round}").unwrap();
        let place = tempfile::tempdir().unwrap();
        let began = Instant::now();
        taken += u64::from(if round % 2 == 0 {
            let bytes = mutated(&own, &mut chance);
            look_into(&place.path().join("la.qcdc"), &bytes)
        } else {
            let bytes = mutated(&package, &mut chance);
            let at = place.path().join("la.qcdcpack");
            qcdc::store::files::write_atomic(&at, &bytes).unwrap();
            let came = office.preview_merge(&at);
            if let Err(refused) = &came {
                assert!(!refused.to_string().is_empty());
            }
            assert_eq!(std::fs::read(&at).unwrap(), bytes, "round {round}");
            assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 1);
            came.is_ok()
        });
        assert_eq!(std::fs::read(&path).unwrap(), own, "round {round}");
        slowest = slowest.max(began.elapsed().as_secs_f64());
    }
    assert_eq!(support::findings(&office), Vec::<String>::new());
    writeln!(
        out,
        "slowest {slowest:.3} taken {taken} memory {}",
        memory()
    )
    .unwrap();
}

/// Whether it could be opened to be worked on.
fn look_into(path: &Path, bytes: &[u8]) -> bool {
    qcdc::store::files::write_atomic(path, bytes).unwrap();
    let opened = Register::open_or_read(path, "thu".into(), support::clock(TODAY));
    let register = match opened {
        Ok(register) => register,
        Err(refused) => {
            assert!(!refused.to_string().is_empty());
            let now = std::fs::read(path).unwrap();
            let differs = now.iter().zip(bytes).position(|(now, was)| now != was);
            assert!(
                now == bytes,
                "it was refused ({refused}) and changed: {} bytes became {}, the first other one is {differs:?}",
                bytes.len(),
                now.len()
            );
            return false;
        }
    };
    register.check().ok();
    register.search("niêm yết").ok();
    register.overview(support::day(TODAY)).ok();
    for visit in register
        .visits(&VisitFilter::default())
        .into_iter()
        .flatten()
    {
        register.visit_page(visit.id).ok();
    }
    !register.is_frozen()
}

/// The most memory that this process ever had, in kilobytes; 0 where the system does not say.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn opened(rounds: u64) {
    let done = Command::new(std::env::current_exe().unwrap())
        .args([
            "torture::hostile::opener",
            "--exact",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(ROUNDS, rounds.to_string())
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stdout);
    let last = said.lines().rev().find(|line| line.starts_with("round"));
    assert!(done.status.success(), "it broke after {last:?}");
    let figures = said.lines().find_map(|line| line.strip_prefix("slowest "));
    let figures = figures.unwrap_or_else(|| panic!("it ended after {last:?}"));
    println!("{rounds} files: slowest {figures}");
    let words: Vec<&str> = figures.split(' ').collect();
    assert!(
        words[0].parse::<f64>().unwrap() <= MOST_SECONDS,
        "{figures}"
    );
    assert!(
        words[4].parse::<u64>().unwrap() <= MOST_KILOBYTES,
        "{figures}"
    );
}

#[test]
fn a_hundred_changed_files_and_packages_break_nothing() {
    opened(100);
}

#[test]
#[ignore = "takes minutes"]
fn ten_thousand_changed_files_and_packages_break_nothing() {
    opened(10_000);
}
