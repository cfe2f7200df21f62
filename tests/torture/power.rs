//! The power goes in the middle of work: what was acknowledged is there, and nothing half done. The layer in
//! `tests/faulty_disk` writes down what reaches the disk; at each cut it keeps what was synced and any part of the rest.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

use faulty_disk::{Chance, Disk, Image, Recording};
use qcdc::domain::{AttachTo, RatingValue, VisitId, VisitState};
use qcdc::register::Register;
use rusqlite::Connection;

use super::{file, flips};
use crate::support;

const TODAY: &str = "2024-05-15";
const NAME: &str = "thu.qcdc";

/// Everything that can be read, as one number.
fn digest(path: &Path) -> Option<u64> {
    let mut hasher = DefaultHasher::new();
    flips::content(path)?.hash(&mut hasher);
    Some(hasher.finish())
}

/// Work that was recorded, and after each acknowledged change: steps of the disk so far, and what could be read.
struct Worked {
    recording: Recording,
    states: Vec<(usize, u64)>,
}

fn work(changes: u32) -> Worked {
    let (folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let id = support::visit(&mut register, "2024-05-06");
    let disk = Disk::below(folder.path());
    let path = folder.path().canonicalize().unwrap().join(NAME);
    drop(register);
    let mut register = support::open(&path, TODAY);
    disk.record();
    let mut states = vec![(0, digest(&path).unwrap())];
    for n in 0..changes {
        change(&mut register, id, n, changes);
        states.push((disk.steps(), digest(&path).unwrap()));
    }
    drop(register);
    Worked {
        recording: disk.taken(),
        states,
    }
}

/// One change, one transaction.
fn change(register: &mut Register, id: VisitId, n: u32, of: u32) {
    let rate = |register: &mut Register, code| {
        let words = format!("lần {n}: {}", "chưa niêm yết đủ thời hạn ".repeat(9));
        support::rate(register, id, code, RatingValue::PartlyMet, &words);
    };
    match of - n {
        5 => {
            register.rate_rest_met(id, None).unwrap();
        }
        4 => {
            register
                .move_visit(id, VisitState::Visited, "", false)
                .unwrap();
        }
        3 => {
            let page = register.visit_page(id).unwrap();
            register
                .draft_conclusion(id, "Kết luận giám sát", &support::text_of(&page), false)
                .unwrap();
        }
        2 => {
            let page = register.visit_page(id).unwrap();
            let base = page.conclusion.unwrap().conclusion;
            let mut new = base.clone();
            new.date = Some(support::day("2024-05-14"));
            register.edit_conclusion(&base, &new).unwrap();
        }
        1 => support::issue(register, id),
        _ => match n % 5 {
            0 => rate(register, "QC1-01"),
            1 => {
                register
                    .add_shortcoming(&support::shortcoming(id, "2024-06-28"))
                    .unwrap();
            }
            2 => {
                let noise = (0..40_000_u32).map(|i| u8::try_from((i * 31 + n) % 251).unwrap());
                let bytes = b"%PDF-1.7\n".iter().copied().chain(noise).collect();
                let new = file(format!("b{n}.pdf"), bytes);
                register.attach(AttachTo::visit(id), &[new]).unwrap();
            }
            3 => rate(register, "QC4-01"),
            _ => {
                register.undo().unwrap();
            }
        },
    }
}

fn lay(folder: &Path, image: &Image) {
    for entry in std::fs::read_dir(folder).unwrap() {
        std::fs::remove_file(entry.unwrap().path()).unwrap();
    }
    for (name, bytes) in image {
        qcdc::store::files::write_atomic(&folder.join(name), bytes).unwrap();
    }
}

/// What is wrong with what was found after the power came back; `before` and `after` are the states that it may be in.
fn wrong(folder: &Path, before: u64, after: u64) -> Option<String> {
    let path = folder.join(NAME);
    match digest(&path) {
        None => return Some("cannot be read".to_owned()),
        Some(found) if found == before || found == after => {}
        Some(_) => return Some("neither what was acknowledged nor the change after it".to_owned()),
    }
    let mut register = match Register::open(&path, "thu".into(), support::clock(TODAY)) {
        Ok(register) => register,
        Err(refused) => return Some(refused.to_string()),
    };
    match register.check() {
        Ok(found) if found.is_empty() => {}
        other => return Some(format!("{other:?}")),
    }
    // work goes on
    let unit = register.unit_by_code("lb-phuc-dong").unwrap().unwrap();
    let new = qcdc::register::NewVisit {
        unit_id: unit.id,
        kind: qcdc::domain::VisitKind::Periodic,
        date: support::day("2024-05-10"),
        topic: String::new(),
        rechecks: None,
    };
    register.create_visit(&new).err().map(|e| e.to_string())
}

/// At how many of so many cuts something was wrong, and the first of them. `early`: each change counts as
/// acknowledged when it begins.
fn cuts(count: usize, lies: bool, early: bool) -> (usize, Option<String>) {
    let worked = work(60);
    let steps = worked.recording.len();
    assert!(steps > 500, "only {steps} steps were seen");
    let place = tempfile::tempdir().unwrap();
    let place = place.path().canonicalize().unwrap();
    let (mut losses, mut first) = (0, None);
    for cut in 0..count {
        // steps that share no factor with their number: every part of the work is cut, each time elsewhere
        let after = 1 + cut * 7_919 % steps;
        let mut chance = Chance::new(cut as u64 + 1);
        let image = worked.recording.cut(after, lies, &mut chance);
        lay(&place, &image);
        let done = worked.states.iter().rposition(|(at, _)| *at <= after);
        let at = done.unwrap() + usize::from(early);
        let state = |at: usize| worked.states[at.min(worked.states.len() - 1)].1;
        // now and then it goes again while the first loss is being repaired
        if cut % 5 == 0 && !lies {
            let disk = Disk::below(&place);
            disk.record();
            let repaired = Connection::open(place.join(NAME))
                .and_then(|conn| conn.query_row("SELECT 1 FROM setting", [], |_| Ok(())));
            repaired.ok();
            let again = disk.taken();
            drop(disk);
            let after = usize::try_from(chance.number()).unwrap_or(0) % (again.len() + 1);
            lay(&place, &again.cut(after, false, &mut chance));
        }
        if let Some(what) = wrong(&place, state(at), state(at + 1)) {
            losses += 1;
            first.get_or_insert(format!("cut {cut} after step {after} of {steps}: {what}"));
        }
    }
    (losses, first)
}

#[test]
fn power_lost_at_40_places_loses_nothing() {
    assert_eq!(cuts(40, false, false), (0, None));
}

#[test]
#[ignore = "takes minutes"]
fn power_lost_at_1000_places() {
    assert_eq!(cuts(1_000, false, false), (0, None));
    println!("0 of 1000 cuts lost anything");
}

#[test]
fn control_a_disk_that_only_says_that_it_synced_loses() {
    let (losses, first) = cuts(20, true, false);
    println!("{losses} of 20 lost, the first: {first:?}");
    assert!(losses > 0, "the test sees no loss where there is one");
}

#[test]
fn control_what_is_acknowledged_before_it_is_written_is_lost() {
    let (losses, _) = cuts(20, false, true);
    println!("{losses} of 20 lost");
    assert!(losses > 0, "the test sees no loss where there is one");
}
