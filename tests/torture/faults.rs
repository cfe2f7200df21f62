//! The disk fails or is full at its nth act: the file stays whole, the words say what to do, and the same change works
//! when it is tried again.

use std::path::Path;

use faulty_disk::{Disk, Fault};
use qcdc::domain::RatingValue;
use qcdc::read::VisitFilter;
use qcdc::register::{Register, RegisterError};

use crate::support;

const TODAY: &str = "2024-05-15";
/// Acts of the disk that fail, once it has begun to.
const ONCE: u64 = 1;
const UNTIL_HEALED: u64 = u64::MAX;

fn comment(register: &Register) -> Result<String, RegisterError> {
    let id = register.visits(&VisitFilter::default())?[0].id;
    Ok(support::rating(&register.visit_page(id)?, "QC1-01").comment)
}

/// Saves as the window does: what is there, changed, and what of it was refused.
fn save(register: &mut Register, words: &str) -> Result<(), RegisterError> {
    let id = register.visits(&VisitFilter::default())?[0].id;
    let base = support::rating(&register.visit_page(id)?, "QC1-01");
    let mut new = base.clone();
    new.value = RatingValue::PartlyMet;
    words.clone_into(&mut new.comment);
    register.rate(&base, &new).map(|_| ())
}

fn says_what_to_do(refused: &impl ToString, at: u64) {
    let words = refused.to_string();
    assert!(words.contains("Hãy"), "at {at}: {words}");
    assert!(!words.contains("bị hỏng"), "at {at}: {words}");
}

/// How many of the places refused something.
fn places(places: impl Iterator<Item = u64>, fault: Fault, count: u64) -> u64 {
    let (folder, path) = support::place();
    support::visit(&mut support::create(&path, TODAY), TODAY);
    let bytes = std::fs::read(&path).unwrap();
    let disk = Disk::below(folder.path());
    let path = folder.path().canonicalize().unwrap().join("thu.qcdc");
    let mut refusals = 0;
    for at in places {
        lay(&path, &bytes);
        disk.fail(fault, at, count);
        let opened = Register::open(&path, "thu".into(), support::clock(TODAY));
        let mut register = opened.unwrap_or_else(|refused| {
            says_what_to_do(&refused, at);
            refusals += 1;
            disk.heal();
            support::open(&path, TODAY)
        });
        let mut last = String::new();
        for n in 0..60 {
            let words = format!("{n}{}", " chưa niêm yết đủ thời hạn".repeat(30 + n));
            let saved = save(&mut register, &words);
            let was = std::mem::replace(&mut last, words);
            if let Err(refused) = saved {
                says_what_to_do(&refused, at);
                refusals += 1;
                // it still shows what is there, or says that it cannot
                if let Err(refused) = comment(&register) {
                    says_what_to_do(&refused, at);
                }
                disk.heal();
                let kept = comment(&register).unwrap();
                assert!(kept == was || kept == last, "at {at}: {kept}");
                save(&mut register, &last).unwrap_or_else(|e| panic!("at {at}, again: {e}"));
                break;
            }
            if disk.failed() > 0 {
                break;
            }
        }
        disk.heal();
        assert_eq!(comment(&register).unwrap(), last, "at {at}");
        assert_eq!(support::findings(&register), Vec::<String>::new(), "{at}");
        drop(register);
        let register = support::open(&path, TODAY);
        assert_eq!(comment(&register).unwrap(), last, "at {at}");
        assert_eq!(support::findings(&register), Vec::<String>::new(), "{at}");
    }
    refusals
}

fn lay(path: &Path, bytes: &[u8]) {
    std::fs::remove_file(path.with_file_name("thu.qcdc-journal")).ok();
    qcdc::store::files::write_atomic(path, bytes).unwrap();
}

/// Every fault at every so manyth place up to 500.
fn all(step: usize) -> [u64; 4] {
    let every = || (1..=500).step_by(step);
    [
        places(every(), Fault::Io, ONCE),
        places(every(), Fault::Io, UNTIL_HEALED),
        places(every(), Fault::Full, UNTIL_HEALED),
        places(every(), Fault::Read, ONCE),
    ]
}

#[test]
fn a_disk_that_fails_here_or_there_loses_nothing_and_says_what_to_do() {
    let refusals = all(41);
    assert!(refusals.iter().all(|refused| *refused > 5), "{refusals:?}");
}

#[test]
#[ignore = "takes minutes"]
fn a_disk_that_fails_at_each_of_500_acts() {
    let refusals = all(1);
    println!("refused at 500 places each: once, until healed, full, reading {refusals:?}");
    assert!(
        refusals.iter().all(|refused| *refused > 250),
        "{refusals:?}"
    );
}
