//! The sample and the big generated file: sound, varied, and the same every time.

use crate::support;

use std::collections::BTreeSet;

use qcdc::domain::{EventKind, VisitState};
use qcdc::read::{VisitFilter, VisitPage};
use qcdc::register::Register;

pub fn sample(today: &str, district: &str) -> (tempfile::TempDir, Register) {
    let (folder, path) = support::place();
    let mut register =
        Register::create(&path, district, "thu".into(), support::clock(today)).unwrap();
    register
        .fill_sample(
            &|page| ("Kết luận giám sát".to_owned(), support::text_of(page)),
            &|page| Ok(format!("%PDF-1.7 {}", page.title()).into_bytes()),
        )
        .unwrap();
    (folder, register)
}

fn pages(register: &Register) -> Vec<VisitPage> {
    let rows = register.visits(&VisitFilter::default()).unwrap();
    rows.iter()
        .map(|row| register.visit_page(row.id).unwrap())
        .collect()
}

#[test]
fn the_sample_is_sound_and_shows_every_state() {
    // The second district had 16 wards on some of the days and lost them all on others.
    for (today, district, wards) in [
        ("2024-05-15", "long-bien", 14),
        ("2026-02-10", "dong-da", 16),
    ] {
        let (_folder, register) = sample(today, district);
        assert_eq!(support::findings(&register), Vec::<String>::new());
        assert!(register.is_sample().unwrap());
        assert_eq!(register.undo_label(), None);
        let pages = pages(&register);
        let visited: BTreeSet<&str> = pages.iter().map(|page| page.unit.code.as_str()).collect();
        assert!(visited.len() >= wards, "{visited:?}");
        assert!((24..=30).contains(&pages.len()));
        let states: BTreeSet<VisitState> = pages.iter().map(|page| page.visit.state).collect();
        assert_eq!(states.len(), VisitState::ALL.len(), "{states:?}");
        let kinds: BTreeSet<EventKind> = pages
            .iter()
            .flat_map(|page| &page.events)
            .map(|event| event.kind)
            .collect();
        // Taking a link back is a correction; the sample needs none. Where wards ended, none of their visits goes on.
        let missing = 1 + usize::from(district == "dong-da");
        assert_eq!(kinds.len(), EventKind::ALL.len() - missing, "{kinds:?}");
        let counts = register.overview(support::day(today)).unwrap().counts;
        for count in [
            counts.late,
            counts.due_soon,
            counts.waiting,
            counts.at_work,
            counts.done_in_time,
            counts.done_late,
            counts.planned,
        ] {
            assert!(count > 0, "{counts:?}");
        }
    }
}

#[test]
fn the_sample_is_the_same_for_the_same_day_and_its_papers_can_be_made() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, "2024-05-15");
    register
        .fill_sample(
            &|page| {
                let subject = qcdc::documents::draft_subject(page);
                (subject, qcdc::documents::draft_conclusion(page))
            },
            &|page| {
                qcdc::documents::conclusion_pdf(page)
                    .map(|pdf| pdf.bytes)
                    .map_err(|error| error.to_string())
            },
        )
        .unwrap();
    assert_eq!(support::findings(&register), Vec::<String>::new());
}

#[test]
fn made_up_work_never_mixes_with_real_work() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, "2024-05-15");
    support::visit(&mut register, "2024-05-15");
    let refused = register.fill_sample(&|_| (String::new(), Vec::new()), &|_| Ok(Vec::new()));
    assert!(
        refused
            .unwrap_err()
            .to_string()
            .contains("đã có cuộc giám sát")
    );
    assert!(register.generate(10, 20, 1, &mut |_| {}).is_err());
    assert!(!register.is_sample().unwrap());
}

#[test]
fn a_generated_file_is_sound_and_repeats() {
    let make = || {
        let (folder, path) = support::place();
        let mut register = support::create(&path, "2024-05-15");
        let mut told = 0;
        register
            .generate(400, 20, 7, &mut |done| told = done)
            .unwrap();
        assert_eq!(told, 400);
        (folder, register)
    };
    let ((_a, one), (_b, two)) = (make(), make());
    assert_eq!(support::findings(&one), Vec::<String>::new());
    let (first, second) = (pages(&one), pages(&two));
    assert_eq!(first, second);
    let stored = first
        .iter()
        .flat_map(|page| &page.regulations)
        .flat_map(|sheet| &sheet.items);
    assert_eq!(stored.filter(|item| item.rating.ver > 0).count(), 8000);
    assert!(!one.search("mat bang").unwrap().is_empty());
}
