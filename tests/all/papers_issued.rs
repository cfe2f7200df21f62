//! Issued papers: one space of numbers, kept byte for byte, put right only by another paper.

use crate::support;

use std::path::Path;

use qcdc::documents;
use qcdc::domain::{
    ConclusionState, EventKind, IssuedId, Numbering, PaperId, PaperKind, ParagraphSource,
    RatingValue, Section, VisitId, VisitState,
};
use qcdc::press::{self, Issue};
use qcdc::read::{
    DraftPick, HitKind, IssuedFilter, IssuedRow, OfferKind, PaperFormat, PaperRequest, Stamp,
};
use qcdc::register::{Register, RegisterError};
use rusqlite::Connection;
use support::day;

const VISITED: &str = "2022-12-12";
const ISSUED: &str = "2022-12-15";
const TODAY: &str = "2022-12-20";

/// A visit that has ended, with one shortcoming, and its conclusion written.
fn ended() -> (tempfile::TempDir, Register, VisitId) {
    let (folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let id = support::visit(&mut register, VISITED);
    register
        .add_shortcoming(&support::shortcoming(id, "2023-01-20"))
        .unwrap();
    support::end(&mut register, id);
    support::write_conclusion(&mut register, id, ISSUED, None);
    (folder, register, id)
}

fn issue_conclusion(register: &mut Register, id: VisitId) {
    press::conclusion::issue(register, id, false).unwrap();
}

fn issue(register: &mut Register, request: PaperRequest, on: &str) -> PaperId {
    let issue = Issue::new(request, day(on));
    press::issue(register, &issue).unwrap().value
}

fn announcement(visit_id: VisitId) -> PaperRequest {
    PaperRequest::Announcement {
        visit_id,
        stamp: Stamp::default(),
    }
}

fn rows(register: &Register) -> Vec<IssuedRow> {
    register.issued(&IssuedFilter::default()).unwrap().rows
}

fn words<T: std::fmt::Debug, E: std::fmt::Display>(result: Result<T, E>) -> String {
    result.map(|_| ()).map_err(|e| e.to_string()).unwrap_err()
}

fn raw(path: &Path, sql: &str) -> rusqlite::Result<()> {
    let conn = Connection::open(path).unwrap();
    conn.execute_batch("PRAGMA foreign_keys = ON").unwrap();
    conn.execute_batch(sql)
}

#[test]
fn conclusions_and_other_papers_share_one_space_of_numbers() {
    let (_folder, mut register, id) = ended();
    issue(&mut register, announcement(id), "2022-12-10");
    issue_conclusion(&mut register, id);
    issue(&mut register, PaperRequest::Minutes(id), VISITED);
    let numbers: Vec<String> = rows(&register).into_iter().map(|row| row.number).collect();
    assert_eq!(numbers, ["02-TB/BDVQU", "01-BB/BDVQU", "01-TB/BDVQU"]);

    let other = support::visit(&mut register, "2022-12-14");
    let taken = Issue {
        number: Some(2),
        ..Issue::new(announcement(other), day("2022-12-16"))
    };
    assert_eq!(
        words(press::issue(&mut register, &taken)),
        "number: Số 02-TB/BDVQU đã dùng cho kết luận giám sát phường Phúc Đồng ngày 12/12/2022; hãy chọn số khác."
    );
    support::end(&mut register, other);
    support::write_conclusion(&mut register, other, "2022-12-16", None);
    let base = register.visit_page(other).unwrap().conclusion.unwrap();
    let mut new = base.conclusion.clone();
    new.number = Some(1);
    assert!(
        words(register.edit_conclusion(&base.conclusion, &new))
            .contains("Số 01-TB/BDVQU đã dùng cho thông báo lịch giám sát ngày 10/12/2022"),
    );
    assert_eq!(register.visit_page(other).unwrap().next_number, 3);
    assert!(support::findings(&register).is_empty());
}

#[test]
fn a_missing_number_is_a_notice_and_no_mistake() {
    let (_folder, mut register, id) = ended();
    let fifth = Issue {
        number: Some(5),
        ..Issue::new(announcement(id), day("2022-12-10"))
    };
    press::issue(&mut register, &fifth).unwrap();
    let page = register.issued(&IssuedFilter::default()).unwrap();
    assert_eq!(page.gaps[0].numbers(), "01–04");
    let found = register.check().unwrap();
    assert!(found.iter().all(|finding| !finding.is_error), "{found:?}");
    assert!(
        found[0]
            .message
            .contains("chưa có trong tệp văn bản mang số 01–04")
    );
}

#[test]
fn numbers_run_by_year_from_a_year_on() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, "2024-03-01");
    let ids = ["2023-02-01", "2023-03-01", "2024-01-10"].map(|on| {
        let id = support::visit(&mut register, on);
        support::end(&mut register, id);
        id
    });
    register.set_numbering(Numbering::YearFrom(2024)).unwrap();
    for (id, on) in ids
        .into_iter()
        .zip(["2023-02-05", "2023-03-05", "2024-01-15"])
    {
        support::write_conclusion(&mut register, id, on, None);
        support::issue(&mut register, id);
    }
    issue(&mut register, announcement(ids[2]), "2024-01-16");
    let numbers: Vec<(String, String)> = rows(&register)
        .into_iter()
        .map(|row| (row.number, row.date.to_string()))
        .collect();
    let of = |number: &str, on: &str| (format!("{number}-TB/BDVQU"), on.to_owned());
    assert_eq!(
        numbers,
        [
            of("02", "2024-01-16"),
            of("01", "2024-01-15"),
            of("02", "2023-03-05"),
            of("01", "2023-02-05"),
        ]
    );
    assert!(support::findings(&register).is_empty());
    assert!(register.set_numbering(Numbering::YearFrom(3)).is_err());
}

#[test]
fn what_was_issued_stays_byte_for_byte_whatever_changes() {
    let (_folder, mut register, id) = ended();
    issue_conclusion(&mut register, id);
    let minutes = issue(&mut register, PaperRequest::Minutes(id), VISITED);
    let ids: Vec<IssuedId> = rows(&register).iter().map(|row| row.id).collect();
    let before: Vec<Vec<u8>> = ids
        .iter()
        .map(|id| register.issued_bytes(*id).unwrap())
        .collect();
    let made_before =
        press::render(&register, &PaperRequest::Minutes(id), PaperFormat::Pdf).unwrap();

    let body = register.bodies().unwrap()[0].body.clone();
    let mut renamed = body.clone();
    renamed.name = "BAN TUYÊN GIÁO VÀ DÂN VẬN".into();
    renamed.symbol = "BTGDVQU".into();
    register.edit_body(&body, &renamed).unwrap();
    let unit = register.unit_by_code("lb-phuc-dong").unwrap().unwrap();
    let mut new = unit.clone();
    new.name = "Phường Phúc Lợi mới".into();
    register.save_unit(Some(&unit), &new).unwrap();
    let path = register.path().to_owned();
    drop(register);
    raw(
        &path,
        "UPDATE checklist_item SET text = 'Nội dung đã sửa', ver = ver + 1;
         UPDATE regulation SET title = 'Quy chế đã sửa', ver = ver + 1;",
    )
    .unwrap();

    // Ten years later another format profile is in force too.
    let register = support::open(&path, "2032-12-20");
    let after: Vec<Vec<u8>> = ids
        .iter()
        .map(|id| register.issued_bytes(*id).unwrap())
        .collect();
    assert!(before == after, "an issued paper changed");
    let page = register.visit_page(id).unwrap();
    assert_eq!(
        register.issued_pdf(&page).unwrap().as_ref(),
        after.iter().find(|b| before.contains(b))
    );
    let made_now = press::render(&register, &PaperRequest::Minutes(id), PaperFormat::Pdf).unwrap();
    assert!(made_now != made_before, "a new one would differ");
    assert_eq!(
        register
            .issued_row(IssuedId::Paper(minutes))
            .unwrap()
            .number,
        "01-BB/BDVQU"
    );
}

#[test]
fn the_file_refuses_to_change_what_was_issued() {
    let (_folder, mut register, id) = ended();
    issue_conclusion(&mut register, id);
    let minutes = issue(&mut register, PaperRequest::Minutes(id), VISITED);
    assert_eq!(register.undo_label(), None, "issuing cannot be undone");
    assert!(words(register.delete_visit(id)).contains("kết luận"));
    let path = register.path().to_owned();
    drop(register);
    for sql in [
        "UPDATE paper SET subject = 'khác'",
        "DELETE FROM paper",
        "INSERT OR REPLACE INTO paper SELECT * FROM paper",
        "UPDATE paper_file SET pdf = x'00'",
        "DELETE FROM paper_file",
        "INSERT OR REPLACE INTO paper_file SELECT * FROM paper_file",
        "UPDATE conclusion SET subject = 'khác'",
        "DELETE FROM conclusion",
        "INSERT OR REPLACE INTO conclusion SELECT * FROM conclusion",
        "UPDATE issued_paper SET pdf = x'00'",
        "DELETE FROM issued_paper",
    ] {
        let refused = raw(&path, sql).unwrap_err().to_string();
        assert!(refused.contains("never"), "{sql}: {refused}");
    }
    // Somebody who takes the triggers away first is found out.
    raw(
        &path,
        "DROP TRIGGER paper_file_stays; UPDATE paper_file SET pdf = x'2550444600';",
    )
    .unwrap();
    let register = support::open(&path, TODAY);
    assert!(
        words(register.issued_bytes(IssuedId::Paper(minutes))).contains("không còn nguyên vẹn")
    );
    let found = support::findings(&register);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found.iter().any(|line| line.contains("paper_file_stays")),
        "{found:?}"
    );
    let changed = "Bản lưu của biên bản làm việc 01-BB/BDVQU đã bị thay đổi sau khi ban hành.";
    assert!(found.iter().any(|line| line == changed), "{found:?}");
}

#[test]
fn a_paper_is_put_right_by_another_that_names_it() {
    let (_folder, mut register, id) = ended();
    let first = issue(&mut register, PaperRequest::Minutes(id), VISITED);
    let again = Issue::new(PaperRequest::Minutes(id), day("2022-12-13"));
    assert!(
        words(press::issue(&mut register, &again))
            .starts_with("Biên bản số 01-BB/BDVQU ngày 12/12/2022 đã ban hành cho nội dung này")
    );
    let later = Issue {
        replaces: Some(first),
        ..again.clone()
    };
    let second = press::issue(&mut register, &later).unwrap().value;
    assert!(
        words(press::issue(&mut register, &later)).contains("đã được thay thế bằng biên bản số 02"),
    );
    let early = Issue {
        replaces: Some(second),
        ..Issue::new(PaperRequest::Minutes(id), day(VISITED))
    };
    assert!(words(press::issue(&mut register, &early)).contains("ở trước ngày của văn bản"));
    let other_kind = Issue {
        replaces: Some(second),
        ..Issue::new(announcement(id), day("2022-12-14"))
    };
    assert!(words(press::issue(&mut register, &other_kind)).contains("không cùng loại"));

    let row = register.issued_row(IssuedId::Paper(first)).unwrap();
    assert_eq!(
        row.replaced_by.unwrap().reference(),
        "Biên bản số 02-BB/BDVQU ngày 13/12/2022"
    );
    let row = register.issued_row(IssuedId::Paper(second)).unwrap();
    assert_eq!(row.replaces.unwrap().id, IssuedId::Paper(first));
    register.issued_bytes(IssuedId::Paper(first)).unwrap();
    assert!(support::findings(&register).is_empty());
    assert_eq!(
        register.search("02-bb").unwrap()[0].kind,
        HitKind::Paper(second)
    );
}

#[test]
fn a_day_to_come_and_a_blank_checklist_are_refused() {
    let (_folder, mut register, id) = ended();
    let tomorrow = Issue::new(PaperRequest::Minutes(id), day("2022-12-21"));
    assert!(words(press::issue(&mut register, &tomorrow)).contains("chưa đến"));
    let early = Issue::new(PaperRequest::Minutes(id), day("2022-12-11"));
    assert!(words(press::issue(&mut register, &early)).contains("ở trước ngày giám sát"));
    let conclusion = Issue::new(PaperRequest::Conclusion(id), day(TODAY));
    assert!(words(press::issue(&mut register, &conclusion)).contains("mục “Kết luận”"));
    let numbered = Issue {
        number: Some(3),
        ..Issue::new(
            PaperRequest::Tracking {
                unit_id: None,
                only: None,
                as_of: day(TODAY),
            },
            day(TODAY),
        )
    };
    assert!(words(press::issue(&mut register, &numbered)).contains("không mang số"));
    assert!(rows(&register).is_empty());
}

#[test]
fn reminders_of_one_step_count_up_and_come_together_or_not_at_all() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, "2023-03-01");
    for (code, place) in [("lb-phuc-dong", 1), ("lb-cu-khoi", 2)] {
        let unit = register.unit_by_code(code).unwrap().unwrap();
        let new = qcdc::register::NewVisit {
            unit_id: unit.id,
            kind: qcdc::domain::VisitKind::Periodic,
            date: day(VISITED),
            topic: String::new(),
            rechecks: None,
        };
        let id = register.create_visit(&new).unwrap().value;
        register
            .add_shortcoming(&support::shortcoming(id, "2023-01-20"))
            .unwrap();
        support::end(&mut register, id);
        support::write_conclusion(&mut register, id, ISSUED, Some(place));
        support::issue(&mut register, id);
    }
    let issues: Vec<Issue> = register
        .late_units(day("2023-03-01"))
        .unwrap()
        .iter()
        .map(|page| {
            let request = PaperRequest::Reminder {
                unit_id: page.unit.as_ref().unwrap().id,
                as_of: day("2023-03-01"),
                by: day("2023-03-13"),
                stamp: Stamp::default(),
            };
            Issue::new(request, day("2023-03-01"))
        })
        .collect();
    assert_eq!(issues.len(), 2);
    let mut clash = issues.clone();
    clash[1].number = Some(1);
    assert!(press::issue_all(&mut register, &clash).is_err());
    let reminders = IssuedFilter {
        kind: Some(PaperKind::Reminder),
        ..IssuedFilter::default()
    };
    assert!(register.issued(&reminders).unwrap().rows.is_empty());
    let outcome = press::issue_all(&mut register, &issues).unwrap();
    assert_eq!(outcome.message, "Đã ban hành 02 văn bản, từ số 01-CV/BDVQU");
    let mut numbers: Vec<String> = register
        .issued(&reminders)
        .unwrap()
        .rows
        .into_iter()
        .map(|row| row.number)
        .collect();
    numbers.sort();
    assert_eq!(numbers, ["01-CV/BDVQU", "02-CV/BDVQU"]);
    // each letter stands in the log of reminders, a single one that puts an earlier one right too
    let log = |register: &Register| {
        register
            .reminders(day("2023-03-01"), day("2023-03-01"))
            .unwrap()
    };
    let mut logged: Vec<String> = log(&register)
        .into_iter()
        .map(|one| one.doc_number)
        .collect();
    logged.sort();
    assert_eq!(logged, numbers);
    let mut again = issues[0].clone();
    again.replaces = outcome.value.first().copied();
    let paper = press::issue(&mut register, &again).unwrap().value;
    let letters = log(&register);
    let last = letters.iter().find(|one| one.paper_id == Some(paper));
    assert_eq!(last.map(|one| one.reply_by), Some(day("2023-03-13")));
    let late = register.late_unit_list(day("2023-03-01")).unwrap();
    assert!(late.units.iter().all(|unit| unit.never_reminded == 0));
}

/// The issued conclusion of a visit, put right by a second one.
fn corrected() -> (tempfile::TempDir, Register, VisitId) {
    let (folder, mut register, id) = ended();
    issue_conclusion(&mut register, id);
    register.correct_conclusion(id).unwrap();
    let page = register.visit_page(id).unwrap();
    let written = page.conclusion.unwrap();
    let mut paragraph = written.paragraphs[0].clone();
    paragraph.text = "Đã giám sát, có đính chính.".into();
    register
        .edit_paragraph(&written.paragraphs[0], &paragraph)
        .unwrap();
    let mut new = written.conclusion.clone();
    new.date = Some(day("2022-12-19"));
    register.edit_conclusion(&written.conclusion, &new).unwrap();
    (folder, register, id)
}

#[test]
fn a_conclusion_is_corrected_by_a_new_one_and_the_old_one_stays() {
    let (_folder, mut register, id) = corrected();
    let page = register.visit_page(id).unwrap();
    let old = page.replaced[0].conclusion.clone();
    let old_bytes = register.issued_bytes(IssuedId::Conclusion(old.id)).unwrap();
    assert_eq!(
        page.in_force().unwrap().id,
        old.id,
        "until the new one is issued"
    );
    assert_eq!(
        register
            .visits(&qcdc::read::VisitFilter::default())
            .unwrap()[0]
            .conclusion_number,
        "01-TB/BDVQU"
    );
    assert!(words(register.correct_conclusion(id)).contains("đang soạn"));
    let events = page.events.len();
    issue_conclusion(&mut register, id);

    let page = register.visit_page(id).unwrap();
    assert_eq!(page.visit.state, VisitState::Concluded);
    let new = &page.conclusion.as_ref().unwrap().conclusion;
    assert_eq!(new.state, ConclusionState::Issued);
    assert_eq!(new.doc_number(), "02-TB/BDVQU");
    assert_eq!(page.in_force().unwrap().id, new.id);
    assert_eq!(page.events.len(), events, "nothing is notified twice");
    assert_eq!(
        page.events
            .iter()
            .filter(|event| event.kind == EventKind::Notified)
            .count(),
        1
    );
    let list = register
        .visits(&qcdc::read::VisitFilter::default())
        .unwrap();
    assert_eq!(list.len(), 1);
    assert_eq!(list[0].conclusion_number, "02-TB/BDVQU");
    assert_eq!(
        register.issued_bytes(IssuedId::Conclusion(old.id)).unwrap(),
        old_bytes
    );
    let row = register.issued_row(IssuedId::Conclusion(old.id)).unwrap();
    assert_eq!(
        row.replaced_by.unwrap().reference(),
        "Thông báo số 02-TB/BDVQU ngày 19/12/2022"
    );
    let words: Vec<String> = documents::lay_out(&documents::conclusion_paper(&page).unwrap())
        .unwrap()
        .iter()
        .map(documents::Page::words)
        .collect();
    let words = words.join(" ").replace('\u{a0}', " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        words.contains("Thông báo này thay thế Thông báo số 01-TB/BDVQU ngày 15/12/2022 của Ban Dân vận Quận ủy Long Biên."),
        "{words}"
    );
    assert!(support::findings(&register).is_empty());
}

#[test]
fn a_correction_can_be_dropped_and_undone() {
    let (_folder, mut register, id) = corrected();
    register.drop_correction(id).unwrap();
    let page = register.visit_page(id).unwrap();
    assert!(page.replaced.is_empty());
    assert_eq!(
        page.conclusion.unwrap().conclusion.state,
        ConclusionState::Issued
    );
    register.undo().unwrap();
    assert!(register.visit_page(id).unwrap().is_correcting());
    assert!(register.drop_correction(id).is_ok());
    assert!(register.drop_correction(id).is_err());
    let early = register.correct_conclusion(id);
    early.unwrap();
    let written = register.visit_page(id).unwrap().conclusion.unwrap();
    let mut new = written.conclusion.clone();
    new.date = Some(day("2022-12-13"));
    register.edit_conclusion(&written.conclusion, &new).unwrap();
    let refused = register.prepare_issue(id, false);
    assert!(words(refused).contains("ở trước ngày của văn bản được thay thế"));
}

#[test]
fn a_corrected_visit_travels_with_every_paper() {
    let (folder, mut register, id) = corrected();
    let draft = register.export_visit(id).unwrap();
    assert_eq!(draft.replaced_conclusions.len(), 1);
    issue_conclusion(&mut register, id);
    let whole = register.export_visit(id).unwrap();
    for (place, file) in [(1, draft), (2, whole)] {
        let path = folder.path().join(format!("{place}.qcdc"));
        let mut other = support::create(&path, TODAY);
        other.import_visit(&file).unwrap();
        assert_eq!(other.export_visit(id).unwrap(), file);
        assert_eq!(rows(&other).len(), place);
        assert!(support::findings(&other).is_empty());
    }
    let mut broken = register.export_visit(id).unwrap();
    broken.replaced_conclusions[0].issued = None;
    let mut other = support::create(&folder.path().join("3.qcdc"), TODAY);
    let RegisterError::Problems(problems) = other.import_visit(&broken).unwrap_err() else {
        unreachable!("it is checked before it is written")
    };
    assert!(
        problems
            .0
            .iter()
            .any(|problem| problem.place.starts_with("replaced_conclusions[0].issued"))
    );
}

#[test]
fn a_fresh_draft_is_offered_change_by_change() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let id = support::visit(&mut register, VISITED);
    register
        .add_shortcoming(&support::shortcoming(id, "2023-01-20"))
        .unwrap();
    support::end(&mut register, id);
    let drafts = documents::draft_conclusion(&register.visit_page(id).unwrap());
    register
        .draft_conclusion(id, "Kết luận giám sát", &drafts, false)
        .unwrap();
    let offers = |register: &Register| documents::draft_offers(&register.visit_page(id).unwrap());
    assert!(offers(&register).is_empty(), "a fresh text has no news");

    // A sentence is changed by hand, then its record; another shortcoming comes; a rating gets a remark.
    let page = register.visit_page(id).unwrap();
    let written = page.conclusion.unwrap();
    let order = written
        .paragraphs
        .iter()
        .find(|p| {
            p.section == Section::Orders && matches!(p.source, ParagraphSource::Shortcoming(_))
        })
        .unwrap();
    let mut by_hand = order.clone();
    by_hand.text = "Ủy ban nhân dân phường bổ sung hồ sơ theo kế hoạch.".into();
    register.edit_paragraph(order, &by_hand).unwrap();
    assert!(offers(&register).is_empty(), "only the hand changed it");
    let shortcoming = page.shortcomings[0].clone();
    let mut new = shortcoming.clone();
    new.order_text = "Bổ sung đủ hồ sơ của năm 2022".into();
    register.edit_shortcoming(&shortcoming, &new).unwrap();
    let mut second = support::shortcoming(id, "2023-02-20");
    second.description = "Chưa niêm yết danh mục dự án đầu tư".into();
    second.order_text = "Niêm yết danh mục dự án đầu tư".into();
    register.add_shortcoming(&second).unwrap();
    let met = "Hồ sơ đầy đủ, sắp xếp khoa học";
    support::rate(&mut register, id, "QC1-01", RatingValue::Met, met);

    let list = offers(&register);
    let kinds: Vec<(OfferKind, String)> = list
        .iter()
        .map(|offer| {
            let text = offer.draft.as_ref().map(|draft| draft.text.clone());
            (offer.kind, text.unwrap_or_default())
        })
        .collect();
    assert!(
        kinds.contains(&(OfferKind::New, format!("{met}."))),
        "{kinds:?}"
    );
    let edited: Vec<_> = list
        .iter()
        .filter(|offer| offer.kind == OfferKind::Edited)
        .collect();
    assert_eq!(edited.len(), 1);
    assert_eq!(edited[0].written.as_ref().unwrap().text, by_hand.text);
    assert!(
        list.iter()
            .filter(|offer| offer.kind == OfferKind::New)
            .count()
            >= 3,
        "the remark, the shortcoming and its order: {kinds:?}"
    );
    assert!(list.iter().any(|offer| {
        offer.kind == OfferKind::Changed
            && offer
                .draft
                .as_ref()
                .is_some_and(|draft| draft.text.contains("còn 02 tồn tại"))
    }));

    // The sentence changed by hand is left, everything else taken.
    let picks: Vec<DraftPick> = list
        .into_iter()
        .map(|offer| DraftPick {
            take: offer.kind != OfferKind::Edited,
            offer,
        })
        .collect();
    let conclusion = register
        .visit_page(id)
        .unwrap()
        .conclusion
        .unwrap()
        .conclusion;
    register.take_draft_offers(conclusion.id, &picks).unwrap();
    assert!(
        offers(&register).is_empty(),
        "what was left is not asked again"
    );
    let page = register.visit_page(id).unwrap();
    let texts: Vec<&str> = page
        .conclusion
        .as_ref()
        .unwrap()
        .paragraphs
        .iter()
        .map(|p| p.text.as_str())
        .collect();
    assert!(texts.contains(&by_hand.text.as_str()));
    assert!(page.conclusion.as_ref().unwrap().left_out.is_empty());
    let fresh = documents::draft_conclusion(&page);
    let in_order: Vec<&str> = fresh
        .iter()
        .map(|draft| {
            if draft.source == order.source && draft.section == order.section {
                by_hand.text.as_str()
            } else {
                draft.text.as_str()
            }
        })
        .collect();
    assert_eq!(
        texts, in_order,
        "new paragraphs stand where a whole draft has them"
    );

    // The record changes once more: now it is asked again.
    let shortcoming = page.shortcomings[0].clone();
    let mut new = shortcoming.clone();
    new.order_text = "Bổ sung hồ sơ và lập mục lục".into();
    register.edit_shortcoming(&shortcoming, &new).unwrap();
    assert_eq!(offers(&register).len(), 1);
    // A second shortcoming that goes is offered for removal.
    register.undo().unwrap();
    register
        .remove_shortcoming(page.shortcomings[1].id)
        .unwrap();
    assert!(
        offers(&register)
            .iter()
            .any(|offer| offer.kind == OfferKind::Gone)
    );
}

#[test]
fn an_older_file_keeps_its_conclusions_and_gets_the_new_tables() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let id = support::visit(&mut register, VISITED);
    support::end(&mut register, id);
    support::write_conclusion(&mut register, id, ISSUED, None);
    support::issue(&mut register, id);
    let before = register.export_visit_json(id).unwrap();
    drop(register);
    let old = path.with_file_name("older.qcdc");
    as_the_first_version_wrote_it(&path, &old);
    let mut register = support::open(&old, TODAY);
    assert_eq!(register.export_visit_json(id).unwrap(), before);
    assert!(support::findings(&register).is_empty());
    register.correct_conclusion(id).unwrap();
    drop(register);
    assert!(raw(&old, "DELETE FROM issued_paper").is_err());
}

/// A file with the first schema and the same rows, as far as it knew their columns.
fn as_the_first_version_wrote_it(new: &Path, old: &Path) {
    let conn = Connection::open(old).unwrap();
    conn.pragma_update(None, "application_id", qcdc::store::APPLICATION_ID)
        .unwrap();
    conn.execute_batch(include_str!("../../src/store/migrations/0001_start.sql"))
        .unwrap();
    conn.execute_batch(&format!(
        "ATTACH '{}' AS new; PRAGMA foreign_keys = OFF; BEGIN; PRAGMA main.user_version = 1",
        new.display()
    ))
    .unwrap();
    let names = |sql: &str| -> Vec<String> {
        let mut query = conn.prepare(sql).unwrap();
        let names = query.query_map([], |row| row.get(0)).unwrap();
        names.map(Result::unwrap).collect()
    };
    // the search index travels as the plain tables it consists of
    let tables = names(
        "SELECT name FROM main.sqlite_schema WHERE type = 'table'
           AND name NOT LIKE 'sqlite%' AND name <> 'search_index'",
    );
    for table in tables {
        let both = names(&format!(
            "SELECT '\"' || a.name || '\"' FROM pragma_table_info('{table}', 'main') AS a
             JOIN pragma_table_info('{table}', 'new') AS b USING (name)"
        ))
        .join(", ");
        if !both.is_empty() {
            conn.execute_batch(&format!(
                "DELETE FROM main.{table}; INSERT INTO main.{table} ({both}) SELECT {both} FROM new.{table}"
            ))
            .unwrap();
        }
    }
    conn.execute_batch("COMMIT").unwrap();
}
