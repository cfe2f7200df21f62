//! The register, the matrix and the picker by the names of their parts.

use std::cell::RefCell;

use chrono::NaiveDate;
use eframe::egui::{Key, accesskit::Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use uuid::Uuid;

use super::*;
use crate::domain::{DocumentTask, GuidingDocument, Unit, UnitId, UnitKind};
use crate::ui::action::Answers;
use crate::ui::testing::window;
use crate::worker::{Command, GuidingCommand};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn ward(id: u128, name: &str) -> Unit {
    Unit {
        id: UnitId(Uuid::from_u128(id)),
        ver: 1,
        code: format!("lb-{id}"),
        kind: UnitKind::Ward,
        name: format!("Phường {name}"),
        short_name: name.into(),
        district: "long-bien".into(),
        parent_id: None,
        valid_from: None,
        valid_to: None,
        checked: true,
    }
}

fn document(id: u128, doc_type: DocumentType, number: &str) -> GuidingDocument {
    GuidingDocument {
        id: DocumentId(Uuid::from_u128(id)),
        ver: 1,
        doc_type,
        number: number.into(),
        date: Some(day(2020, 12, 30)),
        issuer: "Quận ủy Long Biên".into(),
        subject: "Thực hiện chủ đề năm 2021".into(),
        valid_from: None,
        valid_to: None,
        replaced_by: None,
        checked: false,
        note: String::new(),
    }
}

/// A plan for two wards, one of which put it into effect, and a circular with the symbol of a directive.
fn page() -> DocumentPage {
    let task = |unit: u128, done_on| DocumentTask {
        document_id: DocumentId(Uuid::from_u128(1)),
        unit_id: UnitId(Uuid::from_u128(unit)),
        ver: 1,
        due: Some(day(2021, 1, 31)),
        done_on,
        own_paper: done_on.map_or_else(String::new, |_| "Kế hoạch số 28-KH/ĐU".into()),
        note: String::new(),
    };
    let entry = |document, tasks| DocumentEntry {
        document,
        files: Vec::new(),
        tasks,
        replaced_by: None,
    };
    DocumentPage {
        filter: DocumentFilter::default(),
        as_of: day(2021, 2, 10),
        entries: vec![
            entry(
                document(1, DocumentType::Plan, "18-KH/QU"),
                vec![task(1, Some(day(2021, 2, 3))), task(2, None)],
            ),
            entry(document(2, DocumentType::Circular, "08-CT/QU"), Vec::new()),
        ],
        units: vec![ward(1, "Bồ Đề"), ward(2, "Cự Khối")],
        years: vec![2020],
        total: 2,
    }
}

/// The screen at a place, and what it wished for.
fn wishes(place: &GuidingPlace, play: impl FnOnce(&mut Harness<'_>)) -> Vec<Action> {
    let out = RefCell::new(Vec::new());
    let screen = RefCell::new(GuidingScreen::default());
    let answers = Answers::default();
    let page = page();
    let mut harness = window(|ui| {
        let context = ScreenContext {
            today: day(2021, 2, 10),
            status: None,
            answers: &answers,
        };
        screen
            .borrow_mut()
            .ui(ui, place, (&page, 1), &context, &mut out.borrow_mut());
    });
    harness.run();
    play(&mut harness);
    harness.run();
    drop(harness);
    out.into_inner()
}

#[test]
fn a_document_beside_the_list_says_what_to_compare_and_who_is_late() {
    let circular = DocumentId(Uuid::from_u128(2));
    wishes(&GuidingPlace::of(circular), |harness| {
        harness.get_by_label_contains("Ký hiệu “CT” là của chỉ thị");
        harness.get_by_label("chưa giao đơn vị nào");
    });
    let plan = DocumentId(Uuid::from_u128(1));
    let done = wishes(&GuidingPlace::of(plan), |harness| {
        harness.get_by_label("Phường Bồ Đề: Chậm 3 ngày");
        harness.get_by_label("Phường Cự Khối: Quá hạn 10 ngày");
        harness.get_by_label("Xóa khỏi sổ").click();
    });
    assert!(matches!(
        done.as_slice(),
        [Action::Run(Command::Guiding(GuidingCommand::Remove(id)))] if *id == plan
    ));
}

#[test]
fn arrows_reach_every_place_of_the_matrix_and_enter_opens_it() {
    let place = GuidingPlace {
        matrix: true,
        ..GuidingPlace::default()
    };
    wishes(&place, |harness| {
        let late = "Phường Bồ Đề, 18-KH/QU: Chậm 3 ngày. Kế hoạch số 28-KH/ĐU, 03/02/2021";
        harness.get_by_role_and_label(Role::Button, late);
        let words = "18-KH/QU: đã triển khai 1/2 (đúng hạn 0, chậm 1), quá hạn 1, chưa đến hạn 0";
        harness.get_by_label(words);
        let grid = "Văn bản chỉ đạo theo đơn vị. Phường Bồ Đề";
        harness.get_by_role_and_label(Role::Grid, grid).focus();
        harness.run();
        for key in [Key::ArrowDown, Key::ArrowRight, Key::Enter] {
            harness.key_press(key);
            harness.run();
        }
        harness.get_by_label("Phường Cự Khối: Kế hoạch số 18-KH/QU ngày 30/12/2020");
        harness.get_by_label("Không phải triển khai");
    });
}

#[test]
fn a_citation_is_put_behind_what_stands_there_and_never_twice() {
    let plan = document(1, DocumentType::Plan, "18-KH/QU");
    let cited = pick::with_citation("Chương trình công tác năm 2021;", &plan);
    assert_eq!(
        cited,
        "Chương trình công tác năm 2021; Kế hoạch số 18-KH/QU ngày 30/12/2020 của Quận ủy Long Biên về thực hiện chủ đề năm 2021"
    );
    assert_eq!(pick::with_citation(&cited, &plan), cited);
    assert_eq!(pick::with_citation(" ", &plan), plan.citation());
}
