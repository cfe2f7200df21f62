//! The life of a shortcoming through the operations on an open file: as of any day, deadlines by rule, days off,
//! a later visit that carries it on, re-checks, and what is refused.

use crate::support;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use qcdc::domain::shortcoming::{Dates, Step, take_step};
use qcdc::domain::{
    DeadlineRule, DraftParagraph, EventKind, Holiday, HolidayKind, ParagraphSource, ParagraphStyle,
    Section, Shortcoming, ShortcomingClass, ShortcomingId, ShortcomingState, Tally, VisitId,
    VisitKind, VisitState,
};
use qcdc::read::{ShortcomingFilter, VisitFilter};
use qcdc::register::{Register, RegisterError};

const TODAY: &str = "2024-12-20";
const VISITED: &str = "2024-04-03";
const ISSUED: &str = "2024-04-11";

fn day(text: &str) -> NaiveDate {
    support::day(text)
}

fn refusal<T: std::fmt::Debug>(result: Result<T, RegisterError>) -> String {
    result.unwrap_err().to_string()
}

/// A concluded visit with these shortcomings.
fn concluded(shortcomings: &[Shortcoming]) -> (tempfile::TempDir, Register, VisitId) {
    let (folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let id = conclude(&mut register, VISITED, ISSUED, shortcomings);
    (folder, register, id)
}

fn conclude(
    register: &mut Register,
    visited: &str,
    issued: &str,
    shortcomings: &[Shortcoming],
) -> VisitId {
    let id = support::visit(register, visited);
    for shortcoming in shortcomings {
        let new = Shortcoming {
            visit_id: id,
            ..shortcoming.clone()
        };
        register.add_shortcoming(&new).unwrap();
    }
    support::end(register, id);
    support::write_conclusion(register, id, issued, None);
    support::issue(register, id);
    id
}

fn due(deadline: &str) -> Shortcoming {
    support::shortcoming(VisitId(uuid::Uuid::nil()), deadline)
}

fn first(register: &Register, visit: VisitId) -> Shortcoming {
    register.visit_page(visit).unwrap().shortcomings.remove(0)
}

fn step(kind: EventKind, on: &str) -> Step {
    Step {
        kind,
        on: day(on),
        by: "Ban Dân vận".into(),
        text: "Đã xem hồ sơ".into(),
        deadline: None,
    }
}

#[test]
fn a_claim_and_its_verification_are_two_facts_and_a_return_needs_a_reason() {
    let (_folder, mut register, visit) = concluded(&[due("2024-05-13")]);
    let id = first(&register, visit).id;
    let wordless = Step {
        text: " ".into(),
        ..step(EventKind::Verified, "2024-05-14")
    };
    assert!(refusal(register.step_shortcoming(id, &wordless)).contains("Hãy ghi đã xem gì"));
    register
        .step_shortcoming(id, &step(EventKind::Reported, "2024-05-10"))
        .unwrap();
    assert_eq!(
        first(&register, visit).state,
        ShortcomingState::ReportedFixed
    );
    let wordless = Step {
        text: String::new(),
        ..step(EventKind::Returned, "2024-05-14")
    };
    assert!(refusal(register.step_shortcoming(id, &wordless)).contains("lý do trả lại"));
    register
        .step_shortcoming(id, &step(EventKind::Returned, "2024-05-14"))
        .unwrap();
    let row = register.shortcoming(id, day("2024-05-20")).unwrap().row;
    assert_eq!(
        (row.class, row.days_late),
        (Some(ShortcomingClass::Late), 7)
    );
    register
        .step_shortcoming(id, &step(EventKind::Reported, "2024-05-21"))
        .unwrap();
    register
        .step_shortcoming(id, &step(EventKind::Verified, "2024-06-03"))
        .unwrap();
    let detail = register.shortcoming(id, day(TODAY)).unwrap();
    assert_eq!(detail.row.class, Some(ShortcomingClass::DoneLate));
    let verified = detail.events.last().unwrap();
    assert_eq!(
        (verified.kind, verified.by.as_str()),
        (EventKind::Verified, "Ban Dân vận")
    );
}

#[test]
fn every_earlier_deadline_stays_and_lateness_counts_against_the_first_and_the_last() {
    let (_folder, mut register, visit) = concluded(&[due("2024-05-13")]);
    let id = first(&register, visit).id;
    let extend = |on: &str, to: &str| Step {
        deadline: Some(day(to)),
        ..step(EventKind::Extended, on)
    };
    let reasonless = Step {
        text: String::new(),
        ..extend("2024-05-10", "2024-06-10")
    };
    assert!(refusal(register.step_shortcoming(id, &reasonless)).contains("lý do gia hạn"));
    let nobody = Step {
        by: String::new(),
        ..extend("2024-05-10", "2024-06-10")
    };
    assert!(refusal(register.step_shortcoming(id, &nobody)).contains("người cho phép"));
    assert!(
        refusal(register.step_shortcoming(id, &extend("2024-05-10", "2024-05-13")))
            .contains("phải sau")
    );
    register
        .step_shortcoming(id, &extend("2024-05-10", "2024-06-10"))
        .unwrap();
    // Saturday 13/07/2024 is no day to be late on.
    let moved = register
        .step_shortcoming(id, &extend("2024-06-07", "2024-07-13"))
        .unwrap();
    assert!(
        moved.message.contains("13/07/2024") && moved.message.contains("15/07/2024"),
        "{}",
        moved.message
    );
    let detail = register.shortcoming(id, day("2024-07-25")).unwrap();
    assert_eq!(detail.row.first_deadline, Some(day("2024-05-13")));
    assert_eq!(detail.row.deadline, Some(day("2024-07-15")));
    assert_eq!(
        (detail.row.days_late, detail.row.days_late_at_first),
        (10, 73)
    );
    let kept: Vec<_> = detail
        .events
        .iter()
        .filter_map(|event| event.deadline_from)
        .collect();
    assert_eq!(kept, [day("2024-05-13"), day("2024-06-10")]);
    // As it was between the two extensions.
    let then = register.shortcoming(id, day("2024-06-03")).unwrap().row;
    assert_eq!(
        (then.deadline, then.class),
        (Some(day("2024-06-10")), Some(ShortcomingClass::DueSoon))
    );
    let sheet = register.tracking(None, day("2024-07-25")).unwrap();
    assert_eq!(
        (
            sheet.rows[0].days_late(sheet.as_of),
            sheet.rows[0].days_late_at_first(sheet.as_of)
        ),
        (10, 73)
    );
}

#[test]
fn a_deadline_before_the_visit_is_refused_and_one_on_a_day_off_moves() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let visit = support::visit(&mut register, VISITED);
    let early = Shortcoming {
        visit_id: visit,
        ..due("2024-04-02")
    };
    assert!(refusal(register.add_shortcoming(&early)).contains("trước ngày giám sát"));
    // 30/04/2024 and 01/05/2024 are holidays, 29/04/2024 was swapped.
    let off = Shortcoming {
        visit_id: visit,
        ..due("2024-04-27")
    };
    let done = register.add_shortcoming(&off).unwrap();
    assert!(
        done.message
            .contains("chuyển sang ngày làm việc tiếp theo, 02/05/2024"),
        "{}",
        done.message
    );
    assert_eq!(first(&register, visit).deadline, Some(day("2024-05-02")));
}

fn paragraph(text: String, source: ParagraphSource) -> DraftParagraph {
    DraftParagraph {
        section: Section::Orders,
        style: ParagraphStyle::Body,
        text,
        source,
    }
}

/// Drafts a conclusion with one paragraph about the only shortcoming.
fn written(rule: DeadlineRule, words: &str) -> (tempfile::TempDir, Register, VisitId) {
    let (folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let id = support::visit(&mut register, VISITED);
    let new = Shortcoming {
        visit_id: id,
        deadline: None,
        deadline_rule: Some(rule),
        ..due("2024-05-13")
    };
    register.add_shortcoming(&new).unwrap();
    support::end(&mut register, id);
    let shortcoming = first(&register, id);
    let source = ParagraphSource::Shortcoming(shortcoming.id);
    let found = DraftParagraph {
        section: Section::Shortcomings,
        ..paragraph(shortcoming.description.clone(), source)
    };
    let text = [paragraph(words.to_owned(), source), found];
    register
        .draft_conclusion(id, "Kết luận", &text, false)
        .unwrap();
    let base = register
        .visit_page(id)
        .unwrap()
        .conclusion
        .unwrap()
        .conclusion;
    let mut dated = base.clone();
    dated.date = Some(day(ISSUED));
    register.edit_conclusion(&base, &dated).unwrap();
    (folder, register, id)
}

#[test]
fn a_deadline_by_rule_gets_its_date_when_the_conclusion_is_issued() {
    let rule = DeadlineRule::WorkingDays(15);
    let words = format!("UBND phường bổ sung hồ sơ, {}.", rule.phrase());
    let (_folder, mut register, id) = written(rule, &words);
    assert_eq!(first(&register, id).deadline, None);
    let page = register.prepare_issue(id, true).unwrap();
    // 12 to 26/04 are ten working days but for Giỗ Tổ on the 18th; 29, 30/04 and 01/05 are off, Saturday 04/05 is worked.
    let date = day("2024-05-07");
    assert_eq!(page.shortcomings[0].deadline, Some(date));
    let written = &page.conclusion.as_ref().unwrap().paragraphs;
    let is_order = |p: &&qcdc::domain::Paragraph| p.section == Section::Orders;
    let said = &written.iter().find(is_order).unwrap().text;
    assert_eq!(
        said,
        "UBND phường bổ sung hồ sơ, chậm nhất ngày 07/05/2024."
    );
    register.issue_conclusion(&page, b"%PDF-1.7 thu").unwrap();
    let stored = register.visit_page(id).unwrap();
    let kept = stored.conclusion.unwrap().paragraphs;
    assert_eq!(&kept.iter().find(is_order).unwrap().text, said);
    let shortcoming = &stored.shortcomings[0];
    assert_eq!(
        (shortcoming.deadline, shortcoming.first_deadline),
        (Some(date), Some(date))
    );
    assert_eq!(shortcoming.deadline_rule, Some(rule));
    assert_eq!(shortcoming.notified_on, Some(day(ISSUED)));
}

#[test]
fn a_paper_that_does_not_say_the_date_is_not_issued() {
    let (_folder, register, id) = written(
        DeadlineRule::Days(30),
        "Chưa lưu đủ hồ sơ: UBND phường bổ sung hồ sơ sớm.",
    );
    let said = refusal(register.prepare_issue(id, false));
    assert!(
        said.contains("Kết luận chưa nêu thời hạn 13/05/2024"),
        "{said}"
    );
    let (_folder, register, id) = written(
        DeadlineRule::Days(30),
        "Chưa lưu đủ hồ sơ: bổ sung hồ sơ, hạn cuối 13/05/2024.",
    );
    register.prepare_issue(id, false).unwrap();
}

#[test]
fn days_off_are_edited_checked_and_undone() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    assert!(register.holidays().unwrap().iter().all(|day| !day.checked));
    let saturday = Holiday {
        day: day("2025-03-08"),
        ver: 0,
        kind: HolidayKind::Work,
        name: "Làm bù".into(),
        checked: true,
    };
    register.save_holiday(None, &saturday).unwrap();
    assert!(register.calendar().unwrap().is_working(saturday.day));
    assert!(refusal(register.save_holiday(None, &saturday)).contains("đã có trong danh sách"));
    let monday = Holiday {
        day: day("2025-03-10"),
        ..saturday.clone()
    };
    assert!(refusal(register.save_holiday(None, &monday)).contains("vốn là ngày làm việc"));
    register.undo().unwrap();
    assert!(!register.calendar().unwrap().is_working(saturday.day));
    register.redo().unwrap();
    register.remove_holiday(saturday.day).unwrap();
    assert!(!register.calendar().unwrap().is_working(saturday.day));
}

#[test]
fn what_counts_as_near_is_a_setting_that_lists_and_counts_share() {
    let (_folder, mut register, visit) = concluded(&[due("2024-05-13")]);
    let on = day("2024-05-01");
    let id = first(&register, visit).id;
    let class = |register: &Register| register.shortcoming(id, on).unwrap().row.class;
    assert_eq!(class(&register), Some(ShortcomingClass::AtWork));
    assert!(refusal(register.set_due_soon_days(0)).contains("từ 1 đến"));
    register.set_due_soon_days(14).unwrap();
    assert_eq!(class(&register), Some(ShortcomingClass::DueSoon));
    assert_eq!(register.overview(on).unwrap().counts.due_soon, 1);
    assert_eq!(register.tracking(None, on).unwrap().tally().due_soon, 1);
    let filter = ShortcomingFilter {
        class: Some(ShortcomingClass::DueSoon),
        ..ShortcomingFilter::default()
    };
    assert_eq!(register.shortcomings(&filter, on).unwrap().len(), 1);
}

fn carried(on: &str) -> Step {
    Step {
        text: "Chưa xong".into(),
        ..step(EventKind::Carried, on)
    }
}

#[test]
fn carrying_on_hides_no_lateness_and_blocks_closing_only_until_the_later_visit_is_concluded() {
    let (_folder, mut register, earlier) = concluded(&[due("2024-05-13")]);
    let id = first(&register, earlier).id;
    let close =
        |register: &mut Register, visit| register.move_visit(visit, VisitState::Closed, "", false);
    let said = refusal(close(&mut register, earlier));
    assert!(
        said.contains("Còn 01 tồn tại") && said.contains("“Chưa lưu đủ hồ sơ”: đang khắc phục"),
        "{said}"
    );
    assert!(
        refusal(register.carry_shortcoming(id, earlier, &carried("2024-06-03")))
            .contains("chính cuộc")
    );
    let later = register
        .create_recheck(earlier, day("2024-06-03"), None)
        .unwrap()
        .value;
    register
        .carry_shortcoming(id, later, &carried("2024-06-03"))
        .unwrap();
    assert!(
        refusal(register.carry_shortcoming(id, later, &carried("2024-06-03")))
            .contains("đã chuyển")
    );
    let row = register.shortcoming(id, day("2024-06-10")).unwrap().row;
    assert_eq!(
        (row.class, row.days_late, row.carried_to),
        (Some(ShortcomingClass::Late), 28, Some(later))
    );
    assert!(
        close(&mut register, earlier).is_err(),
        "the later visit has no conclusion yet"
    );
    support::end(&mut register, later);
    support::write_conclusion(&mut register, later, "2024-06-10", None);
    support::issue(&mut register, later);
    close(&mut register, earlier).unwrap();
    assert_eq!(support::findings(&register), Vec::<String>::new());
    // The link is what let it be closed.
    let release = step(EventKind::Released, "2024-06-12");
    assert!(refusal(register.step_shortcoming(id, &release)).contains("chuyển sang cuộc khác"));
    // Now the later visit answers for it.
    let said = refusal(close(&mut register, later));
    assert!(said.contains("cuộc trước chuyển sang"), "{said}");
    register
        .step_shortcoming(id, &step(EventKind::Verified, "2024-06-20"))
        .unwrap();
    close(&mut register, later).unwrap();
    assert_eq!(support::findings(&register), Vec::<String>::new());
}

#[test]
fn a_link_is_taken_back_with_a_reason() {
    let (_folder, mut register, earlier) = concluded(&[due("2024-05-13")]);
    let id = first(&register, earlier).id;
    let release = step(EventKind::Released, "2024-06-04");
    assert!(refusal(register.step_shortcoming(id, &release)).contains("chưa chuyển"));
    let later = support::visit(&mut register, "2024-06-03");
    register
        .carry_shortcoming(id, later, &carried("2024-06-03"))
        .unwrap();
    assert!(refusal(register.delete_visit(later)).contains("bỏ liên kết"));
    let wordless = Step {
        text: String::new(),
        ..release.clone()
    };
    assert!(refusal(register.step_shortcoming(id, &wordless)).contains("lý do bỏ chuyển"));
    register.step_shortcoming(id, &release).unwrap();
    assert_eq!(first(&register, earlier).carried_to, None);
    register.delete_visit(later).unwrap();
    // A whole visit goes out and comes in with its links.
    let other = support::visit(&mut register, "2024-06-05");
    register
        .carry_shortcoming(id, other, &carried("2024-06-05"))
        .unwrap();
    let json = register.export_visit_json(earlier).unwrap();
    assert!(json.contains("\"released\"") && json.contains("\"carried_to\""));
}

#[test]
fn a_recheck_comes_from_open_orders_with_both_results_and_its_finding_is_one_step() {
    let open = Shortcoming {
        description: "Chưa niêm yết".into(),
        ..due("2024-05-13")
    };
    let done = Shortcoming {
        description: "Thiếu biên bản".into(),
        ..due("2024-05-13")
    };
    let (_folder, mut register, earlier) = concluded(&[open, done]);
    let page = register.visit_page(earlier).unwrap();
    let ids: Vec<ShortcomingId> = page.shortcomings.iter().map(|s| s.id).collect();
    register
        .step_shortcoming(ids[1], &step(EventKind::Verified, "2024-05-10"))
        .unwrap();
    assert!(
        refusal(register.create_recheck(earlier, day("2024-04-01"), None)).contains("trước cuộc")
    );
    let made = register
        .create_recheck(earlier, day("2024-06-03"), None)
        .unwrap()
        .value;
    let recheck = register.visit_page(made).unwrap();
    assert_eq!(
        (recheck.visit.kind, recheck.visit.rechecks),
        (VisitKind::Recheck, Some(earlier))
    );
    assert!(
        recheck
            .visit
            .topic
            .contains("Thông báo kết luận số 01-TB/BDVQU"),
        "{}",
        recheck.visit.topic
    );
    let orders: Vec<(&str, ShortcomingState)> = recheck
        .chase
        .orders
        .iter()
        .map(|order| {
            (
                order.shortcoming.description.as_str(),
                order.shortcoming.state,
            )
        })
        .collect();
    assert_eq!(
        orders,
        [
            ("Chưa niêm yết", ShortcomingState::Notified),
            ("Thiếu biên bản", ShortcomingState::VerifiedClosed)
        ]
    );
    register
        .step_shortcoming(ids[0], &step(EventKind::Verified, "2024-06-03"))
        .unwrap();
    assert!(
        refusal(register.create_recheck(earlier, day("2024-06-05"), None))
            .contains("không có gì để phúc tra")
    );
    register
        .move_visit(earlier, VisitState::Closed, "", false)
        .unwrap();
}

#[test]
fn a_link_taken_back_after_verifying_leaves_the_verification_where_it_was() {
    let (_folder, mut register, visit) = concluded(&[due("2024-05-13")]);
    let later = support::visit(&mut register, "2024-04-15");
    let id = first(&register, visit).id;
    register
        .carry_shortcoming(id, later, &carried("2024-04-16"))
        .unwrap();
    register
        .step_shortcoming(id, &step(EventKind::Verified, "2024-04-24"))
        .unwrap();
    register
        .step_shortcoming(id, &step(EventKind::Released, "2024-05-20"))
        .unwrap();
    for on in ["2024-04-24", "2024-05-14", "2024-05-20", "2024-05-21"] {
        let row = register.shortcoming(id, day(on)).unwrap().row;
        assert_eq!(row.class, Some(ShortcomingClass::DoneInTime), "{on}");
        assert_eq!(
            register.overview(day(on)).unwrap().counts.done_in_time,
            1,
            "{on}"
        );
        assert_eq!(
            register
                .tracking(None, day(on))
                .unwrap()
                .tally()
                .done_in_time,
            1,
            "{on}"
        );
    }
}

/// A history as somebody might have typed it: what does not fit is refused and leaves nothing behind.
fn random_steps() -> impl Strategy<Value = Vec<(usize, usize, u64, u64)>> {
    proptest::collection::vec(
        (0..4_usize, 0..EventKind::ALL.len(), 0..25_u64, 1..60_u64),
        0..28,
    )
}

/// State and days on a day, step by step from the day of notice: what the file must say.
fn replayed(register: &Register, id: ShortcomingId, as_of: NaiveDate) -> Option<Dates> {
    let detail = register.shortcoming(id, as_of).unwrap();
    let mut now = Shortcoming {
        state: ShortcomingState::Draft,
        deadline: detail.shortcoming.first_deadline,
        reported_on: None,
        verified_on: None,
        ..detail.shortcoming.clone()
    };
    for event in detail.events.iter().filter(|event| event.on <= as_of) {
        let step = Step {
            kind: event.kind,
            on: event.on,
            by: event.by.clone(),
            text: event.text.clone(),
            deadline: event.deadline_to,
        };
        now = take_step(&now, &step).unwrap();
    }
    (now.state != ShortcomingState::Draft).then(|| now.dates())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// For any history and any day: the six classes are disjoint, add up to the total, and counts, lists, the
    /// tracking sheet, the list of visits and of units all say what a replay of the history says.
    #[test]
    fn classes_of_any_day_and_history_are_disjoint_and_add_up(
        steps in random_steps(), days in proptest::collection::vec(0..260_u64, 4),
    ) {
        let deadlines = ["2024-05-13", "2024-06-05", "2024-08-01", "2024-10-15"];
        let (_folder, mut register, visit) = concluded(&deadlines.map(due));
        let later = support::visit(&mut register, "2024-04-15");
        let ids: Vec<ShortcomingId> =
            register.visit_page(visit).unwrap().shortcomings.iter().map(|s| s.id).collect();
        let mut last = [day(ISSUED); 4];
        for (at, kind, wait, longer) in steps {
            let kind = EventKind::ALL[kind];
            let on = last[at] + Days::new(wait);
            let now = register.shortcoming(ids[at], on).unwrap().shortcoming;
            let step = Step {
                kind,
                on,
                by: "Ban Dân vận".into(),
                text: "Đã xem".into(),
                deadline: now.deadline.map(|deadline| deadline + Days::new(longer)),
            };
            let taken = if kind == EventKind::Carried {
                register.carry_shortcoming(ids[at], later, &step)
            } else {
                register.step_shortcoming(ids[at], &step)
            };
            if taken.is_ok() {
                last[at] = on;
            }
        }
        for wait in days {
            let as_of = day(VISITED) + Days::new(wait);
            let expected: Vec<(ShortcomingId, Dates)> = ids
                .iter()
                .filter_map(|id| Some((*id, replayed(&register, *id, as_of)?)))
                .collect();
            let tally = Tally::of(expected.iter().map(|(_, dates)| *dates), as_of);
            let counts = register.overview(as_of).unwrap().counts;
            let mut seen: BTreeMap<ShortcomingId, ShortcomingClass> = BTreeMap::new();
            for class in ShortcomingClass::ALL.iter().copied() {
                prop_assert_eq!(counts.of(class), tally.count(class) as u64, "{:?} on {}", class, as_of);
                let filter = ShortcomingFilter { class: Some(class), ..ShortcomingFilter::default() };
                for row in register.shortcomings(&filter, as_of).unwrap() {
                    prop_assert_eq!(row.class, Some(class));
                    prop_assert_eq!(seen.insert(row.id, class), None, "in two classes");
                    let (_, dates) = expected.iter().find(|(id, _)| *id == row.id).unwrap();
                    prop_assert_eq!((row.deadline, row.days_late), (dates.deadline, dates.days_late(as_of)));
                }
            }
            let with_class = expected.iter().filter(|(_, dates)| dates.class_on(as_of).is_some()).count();
            prop_assert_eq!((seen.len(), tally.total()), (with_class, with_class));
            prop_assert_eq!(register.tracking(None, as_of).unwrap().tally(), tally);
            let late = |list: u64| list == counts.late;
            let visits = register.visits_as_of(&VisitFilter::default(), as_of).unwrap();
            prop_assert!(late(visits.iter().map(|row| u64::from(row.late_shortcomings)).sum()));
            let units = register.units(as_of).unwrap();
            prop_assert!(late(units.iter().map(|row| row.late_shortcomings).sum()));
        }
        // what days are looked up in is what the history comes to, after steps, undo and redo
        prop_assert_eq!(support::findings(&register), Vec::<String>::new());
        while register.undo_label().is_some() {
            register.undo().unwrap();
        }
        prop_assert_eq!(support::findings(&register), Vec::<String>::new());
        while register.redo_label().is_some() {
            register.redo().unwrap();
        }
        prop_assert_eq!(support::findings(&register), Vec::<String>::new());
    }
}

/// Rows of what days are looked up in.
fn spans(path: &std::path::Path) -> i64 {
    let conn = rusqlite::Connection::open(path).unwrap();
    conn.query_row("SELECT count(*) FROM standing_span", [], |row| row.get(0))
        .unwrap()
}

#[test]
fn what_days_are_looked_up_in_follows_visits_imports_and_deletions_and_a_check_sees_when_it_does_not()
 {
    let (folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let file = include_bytes!("../fixtures/phuc-dong-2022-12-12.json");
    register.import_visit_json(file).unwrap();
    assert!(spans(&path) > 0);
    let planned = support::visit(&mut register, VISITED);
    let new = Shortcoming {
        visit_id: planned,
        ..due("2024-05-13")
    };
    let id = register.add_shortcoming(&new).unwrap().value;
    let before = spans(&path);
    let base = register.visit_page(planned).unwrap().visit;
    let mut moved = base.clone();
    moved.date = day("2024-04-10");
    register.edit_visit(&base, &moved).unwrap();
    let on = |register: &Register, on: &str| {
        let all = register
            .shortcomings(&ShortcomingFilter::default(), day(on))
            .unwrap();
        all.iter().any(|row| row.id == id)
    };
    assert!(!on(&register, "2024-04-09") && on(&register, "2024-04-10"));
    register.undo().unwrap();
    assert!(on(&register, "2024-04-09") && !on(&register, "2024-04-02"));
    assert_eq!(support::findings(&register), Vec::<String>::new());
    let shortcoming = first(&register, planned);
    register.remove_shortcoming(shortcoming.id).unwrap();
    assert_eq!(spans(&path), before - 1);
    assert_eq!(support::findings(&register), Vec::<String>::new());
    drop(register);

    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.execute("UPDATE standing_span SET deadline = '2030-01-01'", [])
        .unwrap();
    drop(conn);
    let register = support::open(&path, TODAY);
    let said = support::findings(&register);
    assert!(
        said.iter()
            .any(|line| line.contains("không khớp với quá trình khắc phục")),
        "{said:?}"
    );
    drop(folder);
}

#[test]
fn near_says_how_near_wherever_it_is_written() {
    let (_folder, mut register, visit) = concluded(&[due("2024-05-13")]);
    register.set_due_soon_days(15).unwrap();
    let on = day("2024-05-02");
    let row = register
        .shortcomings(&ShortcomingFilter::default(), on)
        .unwrap()
        .remove(0);
    assert_eq!(row.standing(), "Đến hạn trong 15 ngày");
    assert_eq!(register.counts(on).unwrap().soon_days, 15);
    let page = register.tracking(None, on).unwrap();
    let paper = format!(
        "{:?}",
        qcdc::documents::papers::tracking_paper(&page).unwrap()
    );
    assert!(paper.contains("Đến hạn trong 15 ngày") && !paper.contains("7 ngày"));
    assert!(register.visit_page(visit).is_ok());
}
