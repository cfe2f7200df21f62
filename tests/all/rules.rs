//! The rules of the field, held where they are used: through the operations on an open file.

use crate::support;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono::Days;
use proptest::prelude::*;
use qcdc::domain::shortcoming::Step;
use qcdc::domain::{
    EventKind, RatingValue, ShortcomingClass, ShortcomingState, VisitId, VisitState,
};
use qcdc::read::{ShortcomingFilter, ShortcomingRow, VisitFilter};
use qcdc::register::{Register, RegisterError};

const TODAY: &str = "2024-05-15";
const VISITED: &str = "2024-04-03";
const ISSUED: &str = "2024-04-11";

fn message<T: std::fmt::Debug>(result: Result<T, RegisterError>) -> String {
    result.unwrap_err().to_string()
}

/// A visit that ended with one shortcoming.
fn ended(register: &mut Register, on: &str) -> VisitId {
    let id = support::visit(register, on);
    register
        .add_shortcoming(&support::shortcoming(id, "2024-05-13"))
        .unwrap();
    support::end(register, id);
    id
}

fn concluded() -> (tempfile::TempDir, Register, VisitId) {
    let (folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let id = ended(&mut register, VISITED);
    support::write_conclusion(&mut register, id, ISSUED, None);
    support::issue(&mut register, id);
    (folder, register, id)
}

fn step(
    register: &mut Register,
    id: VisitId,
    kind: EventKind,
    on: &str,
) -> Result<(), RegisterError> {
    let page = register.visit_page(id).unwrap();
    let shortcoming = page.shortcomings.first().unwrap().id;
    let step = Step {
        kind,
        on: support::day(on),
        by: "Ban Dân vận".into(),
        text: "Đã xem hồ sơ".into(),
        deadline: Some(support::day("2024-06-30")),
    };
    register.step_shortcoming(shortcoming, &step).map(drop)
}

#[test]
fn closed_is_refused_while_a_shortcoming_is_open() {
    let (_folder, mut register, id) = concluded();
    let close = |register: &mut Register| register.move_visit(id, VisitState::Closed, "", false);
    assert!(message(close(&mut register)).contains("Còn 01 tồn tại"));
    step(&mut register, id, EventKind::Reported, "2024-05-10").unwrap();
    assert!(close(&mut register).is_err());
    step(&mut register, id, EventKind::Verified, "2024-05-14").unwrap();
    close(&mut register).unwrap();
    assert_eq!(
        register.visit_page(id).unwrap().visit.state,
        VisitState::Closed
    );
    assert_eq!(support::findings(&register), Vec::<String>::new());
}

#[test]
fn no_number_is_used_twice() {
    let (_folder, mut register, _) = concluded();
    let second = ended(&mut register, "2024-04-17");
    let page = register.visit_page(second).unwrap();
    assert_eq!(page.next_number, 2);
    let text = support::text_of(&page);
    register
        .draft_conclusion(second, "Kết luận", &text, false)
        .unwrap();
    let base = register
        .visit_page(second)
        .unwrap()
        .conclusion
        .unwrap()
        .conclusion;
    let mut new = base.clone();
    new.number = Some(1);
    new.date = Some(support::day("2024-04-25"));
    let said = message(register.edit_conclusion(&base, &new));
    assert!(said.contains("Số 01-TB/BDVQU đã dùng"), "{said}");
    assert!(said.contains("phường Phúc Đồng ngày 03/04/2024"), "{said}");
}

#[test]
fn a_gap_in_the_numbers_is_reported() {
    let (_folder, mut register, _) = concluded();
    let second = ended(&mut register, "2024-04-17");
    support::write_conclusion(&mut register, second, "2024-04-25", Some(4));
    support::issue(&mut register, second);
    let found = register.check().unwrap();
    assert_eq!(found.len(), 1);
    assert!(
        !found[0].is_error && found[0].message.contains("mang số 02, 03 (số lớn nhất 04)"),
        "{found:?}"
    );
}

#[test]
fn a_shortcoming_left_out_of_the_text_needs_a_confirmation() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let id = ended(&mut register, VISITED);
    support::write_conclusion(&mut register, id, ISSUED, None);
    let page = register.visit_page(id).unwrap();
    let written = page.conclusion.unwrap();
    let of_shortcoming = &written.paragraphs[1];
    register.remove_paragraph(of_shortcoming.id).unwrap();
    assert!(
        message(register.prepare_issue(id, false)).contains("01 tồn tại chưa có trong kết luận")
    );
    let page = register.prepare_issue(id, true).unwrap();
    assert_eq!(page.conclusion.unwrap().left_out.len(), 1);
}

#[test]
fn issuing_notifies_the_shortcomings_and_locks_everything() {
    let (_folder, mut register, id) = concluded();
    let page = register.visit_page(id).unwrap();
    assert_eq!(page.visit.state, VisitState::Concluded);
    let shortcoming = &page.shortcomings[0];
    assert_eq!(shortcoming.state, ShortcomingState::Notified);
    let told = &page.events[0];
    assert_eq!(
        (told.kind, told.on),
        (EventKind::Notified, support::day(ISSUED))
    );
    assert_eq!(register.undo_label(), None);

    let locked = "đã khóa";
    let mut rating = support::rating(&page, "QC1-01");
    rating.comment = "sửa sau".into();
    assert!(message(register.rate(&support::rating(&page, "QC1-01"), &rating)).contains(locked));
    let mut other = page.visit.clone();
    other.topic = "khác".into();
    assert!(message(register.edit_visit(&page.visit, &other)).contains(locked));
    assert!(message(register.add_shortcoming(shortcoming)).contains(locked));
    let mut other = shortcoming.clone();
    other.description = "khác".into();
    assert!(message(register.edit_shortcoming(shortcoming, &other)).contains(locked));
    assert!(message(register.remove_shortcoming(shortcoming.id)).contains(locked));
    assert!(message(register.rate_rest_met(id, None)).contains(locked));
    assert!(register.delete_visit(id).is_err());
    let written = page.conclusion.clone().unwrap();
    let mut other = written.conclusion.clone();
    other.subject = "khác".into();
    let issued = "đã ban hành, không sửa được";
    assert!(message(register.edit_conclusion(&written.conclusion, &other)).contains(issued));
    assert!(message(register.remove_paragraph(written.paragraphs[0].id)).contains(issued));
    let text = support::text_of(&page);
    assert!(message(register.draft_conclusion(id, "khác", &text, true)).contains(issued));
    assert!(register.prepare_issue(id, true).is_err());
    assert!(register.issue_conclusion(&page, b"khac").is_err());
    let kept = register
        .issued_pdf(&register.visit_page(id).unwrap())
        .unwrap();
    assert_eq!(kept.as_deref(), Some(&b"%PDF-1.7 thu"[..]));
}

#[test]
fn a_conclusion_is_not_issued_before_its_parts_are_there() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let id = support::visit(&mut register, VISITED);
    assert!(message(register.prepare_issue(id, false)).contains("Hãy kết thúc buổi giám sát"));
    let mut bare = support::shortcoming(id, "2024-05-13");
    bare.owner.clear();
    register.add_shortcoming(&bare).unwrap();
    support::end(&mut register, id);
    assert!(message(register.prepare_issue(id, false)).contains("Chưa có nội dung kết luận"));
    support::write_conclusion(&mut register, id, ISSUED, None);
    assert!(message(register.prepare_issue(id, false)).contains("người chịu trách nhiệm"));
}

#[test]
fn steps_follow_the_days() {
    let (_folder, mut register, id) = concluded();
    let early = message(step(&mut register, id, EventKind::Reported, "2024-04-10"));
    assert!(
        early.contains("ở trước bước liền trước (11/04/2024)"),
        "{early}"
    );
    let ahead = message(step(&mut register, id, EventKind::Reported, "2024-05-16"));
    assert!(ahead.contains("chưa đến"), "{ahead}");
    step(&mut register, id, EventKind::Reported, "2024-05-08").unwrap();
    assert!(step(&mut register, id, EventKind::Returned, "2024-05-07").is_err());
    step(&mut register, id, EventKind::Returned, "2024-05-09").unwrap();
    step(&mut register, id, EventKind::Extended, "2024-05-15").unwrap();
    let page = register.visit_page(id).unwrap();
    let extended = page.events.last().unwrap();
    assert_eq!(extended.deadline_from, Some(support::day("2024-05-13")));
    assert_eq!(extended.deadline_to, page.shortcomings[0].deadline);
    // Issuing notifies; nobody else does, and a draft takes no step but being withdrawn.
    assert!(step(&mut register, id, EventKind::Notified, "2024-05-15").is_err());
    let draft = ended(&mut register, "2024-05-02");
    assert!(
        message(step(
            &mut register,
            draft,
            EventKind::Reported,
            "2024-05-03"
        ))
        .contains("dự thảo")
    );
    step(&mut register, draft, EventKind::Withdrawn, "2024-05-03").unwrap();
}

#[test]
fn a_unit_is_visited_only_while_it_exists() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, "2025-07-10");
    let unit = register.unit_by_code("lb-phuc-dong").unwrap().unwrap();
    let new = |day| qcdc::register::NewVisit {
        unit_id: unit.id,
        kind: qcdc::domain::VisitKind::Periodic,
        date: support::day(day),
        topic: String::new(),
        rechecks: None,
    };
    register.create_visit(&new("2025-06-30")).unwrap();
    let said = message(register.create_visit(&new("2025-07-01")));
    assert!(said.contains("không tồn tại vào ngày 01/07/2025"), "{said}");
}

#[test]
fn a_visit_ends_only_with_reasons_and_an_answer_on_what_is_not_rated() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let id = support::visit(&mut register, VISITED);
    support::rate(&mut register, id, "QC1-01", RatingValue::NotMet, "");
    let end =
        |register: &mut Register, accept| register.move_visit(id, VisitState::Visited, "", accept);
    assert!(message(end(&mut register, true)).contains("01 mục chưa ghi nhận xét"));
    support::rate(
        &mut register,
        id,
        "QC1-01",
        RatingValue::NotMet,
        "Chưa niêm yết",
    );
    assert!(message(end(&mut register, false)).contains("mục chưa đánh giá"));
    end(&mut register, true).unwrap();
    let page = register.visit_page(id).unwrap();
    let base = support::rating(&page, "QC1-01");
    let mut bare = base.clone();
    bare.comment.clear();
    assert!(register.rate(&base, &bare).is_err());
    assert!(
        message(register.move_visit(id, VisitState::Concluded, "", false)).contains("ban hành")
    );
}

#[test]
fn search_finds_words_and_their_beginnings_without_marks() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let id = support::visit(&mut register, VISITED);
    support::rate(
        &mut register,
        id,
        "QC1-01",
        RatingValue::NotMet,
        "Chưa niêm yết “sơ đồ ranh giới” (GPMB) tại nhà văn_hóa",
    );
    for query in [
        "ranh gioi",
        "RANH GIỚI",
        "so do",
        "gpmb",
        "nieM y",
        "sơ-đồ",
        "hoa",
        "“ranh",
    ] {
        let hits = register.search(query).unwrap();
        assert_eq!(hits.len(), 1, "{query}");
        assert!(
            hits.iter().all(|hit| hit.what.starts_with("Nhận xét")),
            "{query}: {hits:?}"
        );
    }
    for query in ["anh gioi", "_rating", "ranh xa", "gioi* OR", "\"", "-"] {
        assert!(register.search(query).unwrap().is_empty(), "{query}");
    }
    // Units come first, also by the beginning of their name.
    let hits = register.search("phuc").unwrap();
    let titles: Vec<&str> = hits.iter().map(|hit| hit.title.as_str()).collect();
    assert_eq!(
        titles.get(..2),
        Some(&["Phường Phúc Đồng", "Phường Phúc Lợi"][..])
    );
    let filter = VisitFilter {
        text: "phuc do".into(),
        ..VisitFilter::default()
    };
    assert_eq!(register.visits(&filter).unwrap().len(), 1);
    let filter = VisitFilter {
        text: "ranh gioi".into(),
        ..VisitFilter::default()
    };
    assert!(register.visits(&filter).unwrap().is_empty());
    // What is changed or deleted is no longer found.
    support::rate(
        &mut register,
        id,
        "QC1-01",
        RatingValue::NotMet,
        "Chưa có sơ đồ",
    );
    assert!(register.search("ranh gioi").unwrap().is_empty());
    assert_eq!(register.search("so do").unwrap().len(), 1);
    register.delete_visit(id).unwrap();
    assert!(register.search("so do").unwrap().is_empty());
    register.undo().unwrap();
    assert_eq!(register.search("so do").unwrap().len(), 1);
    assert_eq!(support::findings(&register), Vec::<String>::new());
}

/// All shortcomings of a generated file.
fn generated() -> &'static (Vec<ShortcomingRow>, std::sync::Mutex<Register>) {
    static MADE: OnceLock<(Vec<ShortcomingRow>, std::sync::Mutex<Register>)> = OnceLock::new();
    MADE.get_or_init(|| {
        let (folder, path) = support::place();
        let mut register = support::create(&path, TODAY);
        register.generate(600, 4, 11, &mut |_| {}).unwrap();
        // The folder has to outlive the register; a later run of the system clears it.
        let _kept = folder.keep();
        let rows = register
            .shortcomings(&ShortcomingFilter::default(), support::day(TODAY))
            .unwrap();
        (rows, std::sync::Mutex::new(register))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The counts of the overview, the filtered lists and the rule of the domain say the same on every day.
    #[test]
    fn the_classes_of_the_file_are_those_of_the_domain(days in 0_u64..4000) {
        let (all, register) = generated();
        let register = register.lock().unwrap();
        let as_of = support::day("2014-05-15") + Days::new(days);
        let mut expected: BTreeMap<ShortcomingClass, u64> = BTreeMap::new();
        let mut counted = 0;
        for row in all {
            let stored = register.shortcoming(row.id, as_of).unwrap();
            let expected_class = stored.shortcoming.dates_on(&stored.events, as_of).class_on(as_of);
            if let Some(class) = expected_class {
                *expected.entry(class).or_default() += 1;
                counted += 1;
            }
            prop_assert_eq!(stored.row.class, expected_class);
        }
        let counts = register.overview(as_of).unwrap().counts;
        for class in ShortcomingClass::ALL {
            let wanted = expected.get(class).copied().unwrap_or(0);
            prop_assert_eq!(counts.of(*class), wanted, "{:?}", class);
            let filter = ShortcomingFilter { class: Some(*class), ..ShortcomingFilter::default() };
            let listed = register.shortcomings(&filter, as_of).unwrap();
            prop_assert_eq!(listed.len() as u64, wanted);
            prop_assert!(listed.iter().all(|row| row.class == Some(*class)));
            prop_assert!(listed.is_sorted_by_key(|row| (row.deadline.is_none(), row.deadline)));
            let page = ShortcomingFilter { limit: Some(3), ..filter };
            let page = register.shortcomings(&page, as_of).unwrap();
            prop_assert_eq!(&page[..], &listed[..listed.len().min(3)]);
        }
        let open = register.shortcomings(&ShortcomingFilter::open(), as_of).unwrap();
        prop_assert_eq!(open.len() as u64, counts.open());
        let done = [None, Some(ShortcomingClass::DoneInTime), Some(ShortcomingClass::DoneLate)];
        prop_assert!(open.iter().all(|row| !done.contains(&row.class)));
        let sum: u64 = ShortcomingClass::ALL.iter().map(|class| counts.of(*class)).sum();
        prop_assert_eq!(sum, counted);
    }
}

#[test]
fn the_lists_of_the_overview_match_its_counts() {
    let (_, register) = generated();
    let register = register.lock().unwrap();
    let overview = register.overview(support::day(TODAY)).unwrap();
    assert!(
        overview
            .late
            .iter()
            .all(|row| row.class == Some(ShortcomingClass::Late))
    );
    assert!(overview.late.is_sorted_by_key(|row| row.deadline));
    let filter = VisitFilter {
        not_concluded: true,
        to: Some(support::day(TODAY)),
        ..VisitFilter::default()
    };
    let open = register.visits(&filter).unwrap();
    assert_eq!(open.len() as u64, overview.counts.not_concluded);
    let all = register.visits(&VisitFilter::default()).unwrap();
    assert_eq!(all.len() as u64, overview.counts.visits);
    let late: u64 = all.iter().map(|row| u64::from(row.late_shortcomings)).sum();
    assert_eq!(late, overview.counts.late);
}
