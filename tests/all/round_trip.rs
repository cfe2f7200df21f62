//! What goes out comes in again unchanged, and what is undone can be done again: over random visits and random work.

use crate::random_visit;

use std::cell::RefCell;
use std::path::Path;

use chrono::{DateTime, FixedOffset, NaiveDate};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use qcdc::documents;
use qcdc::domain::shortcoming::Step;
use qcdc::domain::{
    EventKind, Participant, ParticipantId, ParticipantRole, RatingValue, Section, Shortcoming,
    ShortcomingId, ShortcomingLevel, ShortcomingState, Side, Strength, StrengthId, VisitId,
    VisitState,
};
use qcdc::read::VisitPage;
use qcdc::read::visit_file::VisitFile;
use qcdc::register::{Register, RegisterError};
use random_visit::{Codes, text, visit};

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-03-02T08:30:00+07:00").unwrap()
}

fn new_file(folder: &Path, name: &str) -> Register {
    let clock = Box::new(now);
    Register::create(&folder.join(name), "long-bien", "test".to_owned(), clock).unwrap()
}

fn codes(register: &Register) -> Codes {
    let catalogue = register.catalogue().unwrap();
    let mut codes = Codes::default();
    for entry in catalogue.regulations {
        for item in entry.items {
            let pair = (entry.regulation.code.clone(), item.item.code);
            codes.items.push(pair);
        }
        codes.regulations.push(entry.regulation.code);
    }
    codes
}

/// The same cases each time, so that a failure can be had again; `QCDC_CASES=400` looks at as many new ones.
fn runner(cases: u32) -> TestRunner {
    let wanted = std::env::var("QCDC_CASES")
        .ok()
        .and_then(|n| n.parse().ok());
    let config = Config {
        cases: wanted.unwrap_or(cases),
        failure_persistence: None,
        // The files are shared between cases: a case made smaller would meet its own larger self there.
        max_shrink_iters: 0,
        ..Config::default()
    };
    if wanted.is_some() {
        TestRunner::new(config)
    } else {
        let same = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
        TestRunner::new_with_rng(config, same)
    }
}

fn fail(error: &RegisterError) -> TestCaseError {
    TestCaseError::fail(error.to_string())
}

#[test]
fn a_visit_comes_in_as_it_went_out() {
    let folder = tempfile::tempdir().unwrap();
    let (a, b) = (
        new_file(folder.path(), "a.qcdc"),
        new_file(folder.path(), "b.qcdc"),
    );
    let codes = codes(&a);
    let files = RefCell::new((a, b, 0));
    runner(40)
        .run(&visit(codes), |mut file| {
            let (a, b, number) = &mut *files.borrow_mut();
            if let Some(paper) = file
                .conclusion
                .as_mut()
                .filter(|paper| paper.number.is_some())
            {
                // No number is used twice in one file.
                *number += 1;
                paper.number = Some(*number);
            }
            let id = file.id.unwrap();
            let again = |register: &mut Register, file: &VisitFile| {
                let made = register.import_visit(file).map_err(|error| fail(&error))?;
                prop_assert_eq!(made.value, id);
                register.export_visit(id).map_err(|error| fail(&error))
            };
            let first = again(a, &file)?;
            prop_assert_eq!(&first, &file);
            // As text, as another program would carry it.
            let json = a.export_visit_json(id).unwrap();
            let read: VisitFile = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(&read, &file);
            let second = again(b, &read)?;
            prop_assert_eq!(&second, &file);
            prop_assert_eq!(b.export_visit_json(id).unwrap(), json);
            // What came in by mistake goes away again, except what was issued.
            let issued = file
                .conclusion
                .as_ref()
                .is_some_and(|paper| paper.issued.is_some());
            prop_assert_eq!(b.undo_label().is_some(), !issued);
            if !issued {
                b.undo().map_err(|error| fail(&error))?;
                prop_assert!(b.export_visit(id).is_err());
                b.redo().map_err(|error| fail(&error))?;
                prop_assert_eq!(&b.export_visit(id).unwrap(), &file);
            }
            Ok(())
        })
        .unwrap();
    let (a, b, _) = files.into_inner();
    for register in [a, b] {
        let findings = register.check().unwrap();
        assert!(
            findings.iter().all(|finding| !finding.is_error),
            "{findings:?}"
        );
    }
}

/// One thing that a user does to a visit; an `Index` picks among what is there.
#[derive(Debug, Clone)]
enum Work {
    Rate(Index, RatingValue, String),
    RateRest,
    AddStrength(String),
    EditStrength(Index, String),
    RemoveStrength(Index),
    AddShortcoming(String, u64),
    EditShortcoming(Index, String, u64),
    RemoveShortcoming(Index),
    Withdraw(Index, String),
    AddPerson(String),
    EditPerson(Index, String),
    RemovePerson(Index),
    EditVisit(String),
    Move(VisitState, String),
    Draft,
    EditConclusion(i64, String),
    AddParagraph(String),
    EditParagraph(Index, String),
    RemoveParagraph(Index),
    Delete,
}

fn work() -> impl Strategy<Value = Work> {
    let pick = any::<Index>;
    prop_oneof![
        6 => (pick(), proptest::sample::select(RatingValue::ALL), text())
            .prop_map(|(at, value, words)| Work::Rate(at, value, words)),
        1 => Just(Work::RateRest),
        2 => text().prop_map(Work::AddStrength),
        2 => (pick(), text()).prop_map(|(at, words)| Work::EditStrength(at, words)),
        1 => pick().prop_map(Work::RemoveStrength),
        3 => (text(), 0..90_u64).prop_map(|(words, days)| Work::AddShortcoming(words, days)),
        3 => (pick(), text(), 0..90_u64).prop_map(|(at, words, days)| Work::EditShortcoming(at, words, days)),
        2 => pick().prop_map(Work::RemoveShortcoming),
        1 => (pick(), text()).prop_map(|(at, words)| Work::Withdraw(at, words)),
        2 => text().prop_map(Work::AddPerson),
        2 => (pick(), text()).prop_map(|(at, words)| Work::EditPerson(at, words)),
        1 => pick().prop_map(Work::RemovePerson),
        2 => text().prop_map(Work::EditVisit),
        3 => (proptest::sample::select(VisitState::ALL), text()).prop_map(|(to, why)| Work::Move(to, why)),
        3 => Just(Work::Draft),
        2 => (1..500_i64, text()).prop_map(|(number, words)| Work::EditConclusion(number, words)),
        2 => text().prop_map(Work::AddParagraph),
        2 => (pick(), text()).prop_map(|(at, words)| Work::EditParagraph(at, words)),
        1 => pick().prop_map(Work::RemoveParagraph),
        1 => Just(Work::Delete),
    ]
}

/// Does it; answers whether there is now something more to undo. A refusal changes nothing.
fn perform(register: &mut Register, id: VisitId, work: Work) -> bool {
    let Ok(page) = register.visit_page(id) else {
        return false;
    };
    match work {
        Work::Rate(..) | Work::RateRest | Work::EditVisit(_) | Work::Move(..) | Work::Delete => {
            on_visit(register, &page, work)
        }
        Work::AddShortcoming(..)
        | Work::EditShortcoming(..)
        | Work::RemoveShortcoming(_)
        | Work::Withdraw(..) => on_shortcoming(register, &page, work),
        Work::Draft
        | Work::EditConclusion(..)
        | Work::AddParagraph(_)
        | Work::EditParagraph(..)
        | Work::RemoveParagraph(_) => on_conclusion(register, &page, work),
        Work::AddStrength(_)
        | Work::EditStrength(..)
        | Work::RemoveStrength(_)
        | Work::AddPerson(_)
        | Work::EditPerson(..)
        | Work::RemovePerson(_) => on_lists(register, &page, work),
    }
    .unwrap_or(false)
}

fn on_visit(register: &mut Register, page: &VisitPage, work: Work) -> Option<bool> {
    let id = page.visit.id;
    match work {
        Work::Rate(at, value, comment) => {
            let items: Vec<_> = page
                .regulations
                .iter()
                .flat_map(|sheet| &sheet.items)
                .collect();
            let base = &at.get(&items).rating;
            let mut new = base.clone();
            new.value = value;
            new.comment = comment;
            register.rate(base, &new).ok().map(|done| done.undoable)
        }
        Work::RateRest => register
            .rate_rest_met(id, None)
            .ok()
            .map(|done| done.undoable),
        Work::EditVisit(place) => {
            let mut new = page.visit.clone();
            new.place = place;
            register
                .edit_visit(&page.visit, &new)
                .ok()
                .map(|done| done.undoable)
        }
        Work::Move(to, why) => register
            .move_visit(id, to, &why, true)
            .ok()
            .map(|done| done.undoable),
        _ => register.delete_visit(id).ok().map(|done| done.undoable),
    }
}

fn later(day: NaiveDate, days: u64) -> Option<NaiveDate> {
    day.checked_add_days(chrono::Days::new(days))
}

fn on_shortcoming(register: &mut Register, page: &VisitPage, work: Work) -> Option<bool> {
    let there = |at: Index| (!page.shortcomings.is_empty()).then(|| at.get(&page.shortcomings));
    match work {
        Work::AddShortcoming(description, days) => {
            let new = Shortcoming {
                id: ShortcomingId(uuid::Uuid::nil()),
                ver: 0,
                visit_id: page.visit.id,
                regulation_id: None,
                item_id: None,
                position: 0,
                description,
                level: ShortcomingLevel::MustFix,
                cause_external: String::new(),
                cause_own: String::new(),
                order_text: "Khắc phục".to_owned(),
                owner: "Ủy ban nhân dân phường".to_owned(),
                evidence: String::new(),
                deadline: later(page.visit.date, days),
                state: ShortcomingState::Draft,
                reported_on: None,
                verified_on: None,
                carried_to: None,
                deadline_rule: None,
                first_deadline: None,
                notified_on: None,
                stepped_on: None,
            };
            register
                .add_shortcoming(&new)
                .ok()
                .map(|done| done.undoable)
        }
        Work::EditShortcoming(at, words, days) => {
            let base = there(at)?;
            let mut new = base.clone();
            new.order_text = words;
            new.deadline = later(page.visit.date, days);
            register
                .edit_shortcoming(base, &new)
                .ok()
                .map(|done| done.undoable)
        }
        Work::Withdraw(at, why) => {
            let step = Step {
                kind: EventKind::Withdrawn,
                on: later(page.visit.date, 40)?,
                by: String::new(),
                text: why,
                deadline: None,
            };
            register
                .step_shortcoming(there(at)?.id, &step)
                .ok()
                .map(|done| done.undoable)
        }
        Work::RemoveShortcoming(at) => register
            .remove_shortcoming(there(at)?.id)
            .ok()
            .map(|done| done.undoable),
        _ => None,
    }
}

fn on_conclusion(register: &mut Register, page: &VisitPage, work: Work) -> Option<bool> {
    if let Work::Draft = work {
        let drafts = documents::draft_conclusion(page);
        let subject = documents::draft_subject(page);
        let done = register.draft_conclusion(page.visit.id, &subject, &drafts, false);
        return done.ok().map(|done| done.undoable);
    }
    let written = page.conclusion.as_ref()?;
    let there = |at: Index| (!written.paragraphs.is_empty()).then(|| at.get(&written.paragraphs));
    match work {
        Work::EditConclusion(number, subject) => {
            let mut new = written.conclusion.clone();
            new.number = Some(number);
            new.subject = subject;
            register
                .edit_conclusion(&written.conclusion, &new)
                .ok()
                .map(|done| done.undoable)
        }
        Work::AddParagraph(words) => register
            .add_paragraph(written.conclusion.id, Section::Proposals, &words)
            .ok()
            .map(|done| done.undoable),
        Work::EditParagraph(at, words) => {
            let base = there(at)?;
            let mut new = base.clone();
            new.text = words;
            register
                .edit_paragraph(base, &new)
                .ok()
                .map(|done| done.undoable)
        }
        Work::RemoveParagraph(at) => register
            .remove_paragraph(there(at)?.id)
            .ok()
            .map(|done| done.undoable),
        _ => None,
    }
}

fn on_lists(register: &mut Register, page: &VisitPage, work: Work) -> Option<bool> {
    let strength = |at: Index| (!page.strengths.is_empty()).then(|| at.get(&page.strengths));
    let person = |at: Index| (!page.participants.is_empty()).then(|| at.get(&page.participants));
    match work {
        Work::AddStrength(text) => {
            let new = Strength {
                id: StrengthId(uuid::Uuid::nil()),
                ver: 0,
                visit_id: page.visit.id,
                regulation_id: None,
                item_id: None,
                position: 0,
                text,
            };
            register.add_strength(&new).ok().map(|done| done.undoable)
        }
        Work::EditStrength(at, words) => {
            let base = strength(at)?;
            let mut new = base.clone();
            new.text = words;
            register
                .edit_strength(base, &new)
                .ok()
                .map(|done| done.undoable)
        }
        Work::RemoveStrength(at) => register
            .remove_strength(strength(at)?.id)
            .ok()
            .map(|done| done.undoable),
        Work::AddPerson(title) => {
            let new = Participant {
                id: ParticipantId(uuid::Uuid::nil()),
                ver: 0,
                visit_id: page.visit.id,
                side: Side::Unit,
                position: 0,
                name: String::new(),
                title,
                role: ParticipantRole::Attendee,
            };
            register
                .add_participant(&new)
                .ok()
                .map(|done| done.undoable)
        }
        Work::EditPerson(at, title) => {
            let base = person(at)?;
            let mut new = base.clone();
            new.title = title;
            register
                .edit_participant(base, &new)
                .ok()
                .map(|done| done.undoable)
        }
        Work::RemovePerson(at) => register
            .remove_participant(person(at)?.id)
            .ok()
            .map(|done| done.undoable),
        _ => None,
    }
}

/// Everything about the visit that a user can see, and what searches find; `None` when it is gone.
/// Which of several places in a visit a search quotes may differ.
fn state(register: &Register, id: VisitId) -> (Option<String>, Vec<String>) {
    let mut found: Vec<String> = ["phúc đồng", "08-CT", "niem yet", "15"]
        .iter()
        .flat_map(|words| register.search(words).unwrap())
        .map(|hit| format!("{:?} {}", hit.kind, hit.title))
        .collect();
    found.sort();
    (register.export_visit_json(id).ok(), found)
}

#[test]
fn undo_takes_all_back_and_redo_does_all_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = RefCell::new(new_file(folder.path(), "a.qcdc"));
    let fixture =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/phuc-dong-2022-12-12.json");
    let mut sample: serde_json::Value =
        serde_json::from_slice(&std::fs::read(fixture).unwrap()).unwrap();
    sample.as_object_mut().unwrap().remove("conclusion");
    let sample = serde_json::to_vec(&sample).unwrap();
    runner(20)
        .run(&proptest::collection::vec(work(), 1..16), |jobs| {
            let register = &mut *file.borrow_mut();
            let id = register
                .import_visit_json(&sample)
                .map_err(|error| fail(&error))?
                .value;
            // States along the way: after undoing k steps the visit is as it was before them.
            let mut states = vec![state(register, id)];
            for job in jobs {
                if perform(register, id, job) {
                    states.push(state(register, id));
                } else {
                    prop_assert_eq!(
                        &state(register, id),
                        states.last().unwrap(),
                        "a refusal changes nothing"
                    );
                }
            }
            for before in states.iter().rev().skip(1) {
                register.undo().map_err(|error| fail(&error))?;
                prop_assert_eq!(&state(register, id), before);
            }
            for after in &states[1..] {
                register.redo().map_err(|error| fail(&error))?;
                prop_assert_eq!(&state(register, id), after);
            }
            for before in states.iter().rev().skip(1) {
                register.undo().map_err(|error| fail(&error))?;
                prop_assert_eq!(&state(register, id), before, "undo after redo");
            }
            // Away with it, so that cases do not see each other.
            register.undo().map_err(|error| fail(&error))?;
            prop_assert!(register.visit_page(id).is_err());
            Ok(())
        })
        .unwrap();
    let findings = file.into_inner().check().unwrap();
    assert!(findings.is_empty(), "{findings:?}");
}
