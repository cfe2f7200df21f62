//! The matrix and the list by the names of their parts and by keys.

use std::cell::RefCell;

use chrono::NaiveDate;
use eframe::egui::{Key, accesskit::Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use uuid::Uuid;

use super::*;
use crate::domain::{
    ArchiveEntry, ArchiveOffer, ArchivePaperId, ArchiveSource, ArchiveState, Unit, UnitKind,
    VisitId,
};
use crate::read::{ArchiveCell, ArchiveRow};
use crate::ui::action::Answers;
use crate::ui::testing::window;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, month, day).unwrap()
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

fn paper(id: u128, regulation: &str) -> ArchivePaper {
    ArchivePaper {
        id: ArchivePaperId(Uuid::from_u128(id)),
        ver: 1,
        code: format!("{regulation}-0{id}.1"),
        regulation: regulation.into(),
        position: i64::try_from(id).unwrap(),
        name: format!("Giấy tờ thứ {id}"),
        item: String::new(),
        every_year: true,
        from_year: None,
        to_year: None,
        replaces: None,
    }
}

fn cell(unit: &Unit, paper: &ArchivePaper, state: ArchiveState) -> ArchiveCell {
    let entry = (state != ArchiveState::NotSeen).then(|| ArchiveEntry {
        unit_id: unit.id,
        paper_id: paper.id,
        year: 2024,
        ver: 1,
        state,
        place: "Tủ 2".into(),
        kept_until: None,
        seen_on: Some(day(3, 1)),
        note: String::new(),
        source: ArchiveSource::Clerk,
        visit_id: None,
        written_by: "Lan".into(),
        written_on: day(3, 1),
    });
    ArchiveCell { entry, offer: None }
}

/// Two wards, two papers of QC1 and one of QC2.
fn year() -> ArchiveYear {
    use ArchiveState::{Missing, NotSeen, Present};
    let papers = vec![paper(1, "QC1"), paper(2, "QC1"), paper(3, "QC2")];
    let row = |unit: Unit, states: [ArchiveState; 3]| ArchiveRow {
        cells: papers
            .iter()
            .zip(states)
            .map(|(paper, state)| cell(&unit, paper, state))
            .collect(),
        unit,
        asked_on: None,
    };
    let mut rows = vec![
        row(ward(1, "Bồ Đề"), [Present, Missing, NotSeen]),
        row(ward(2, "Cự Khối"), [NotSeen, NotSeen, NotSeen]),
    ];
    rows[0].cells[2].offer = Some(ArchiveOffer {
        state: Present,
        visit_id: VisitId(Uuid::from_u128(9)),
        on: day(4, 2),
        evidence: String::new(),
    });
    ArchiveYear {
        filter: ArchiveFilter::of_year(2024),
        as_of: day(5, 8),
        regulations: vec![
            ("QC1".into(), "Giải phóng mặt bằng".into()),
            ("QC2".into(), "Đất đai".into()),
        ],
        papers,
        rows,
        districts: vec![("long-bien".into(), "Quận Long Biên".into())],
        years: vec![2024],
        used: true,
    }
}

/// The screen at a place, and what it wished for.
fn wishes(place: &ArchivePlace, play: impl FnOnce(&mut Harness<'_>)) -> Vec<Action> {
    let out = RefCell::new(Vec::new());
    let screen = RefCell::new(ArchiveScreen::default());
    let answers = Answers::default();
    let year = year();
    let mut harness = window(|ui| {
        let context = ScreenContext {
            today: day(5, 8),
            status: None,
            answers: &answers,
        };
        let data = ArchiveData {
            year: &year,
            version: 1,
            needed: Some((&year.papers, 1)),
            regulations: &year.regulations,
            next_number: Some(7),
        };
        screen
            .borrow_mut()
            .ui(ui, place, data, &context, &mut out.borrow_mut());
    });
    harness.run();
    play(&mut harness);
    harness.run();
    drop(harness);
    out.into_inner()
}

fn at(part: ArchivePart) -> ArchivePlace {
    ArchivePlace::of_year(2024).with(part)
}

#[test]
fn every_place_of_the_matrix_says_its_share_and_what_was_not_seen() {
    wishes(&at(ArchivePart::Matrix), |harness| {
        for said in [
            "Phường Bồ Đề, QC1: có 1/2 (50%)",
            "Phường Bồ Đề, QC2: chưa xem 1",
            "Phường Cự Khối, QC1: chưa xem 2",
            "Phường Bồ Đề: soạn công văn đề nghị bổ sung 1 giấy tờ",
            "Điền từ phiếu kiểm tra (1)",
        ] {
            harness.get_by_role_and_label(Role::Button, said);
        }
        harness.get_by_label("Cả năm 2024, QC1: có 1/2 (50%), chưa xem 2");
        harness.get_by_label("Có 1/2 (50%), chưa xem 4");
    });
}

#[test]
fn arrows_reach_every_place_and_enter_opens_its_papers() {
    let done = wishes(&at(ArchivePart::Matrix), |harness| {
        let grid = "Hồ sơ lưu trữ theo phường và quy chế. Phường Bồ Đề: có 1/2 (50%), chưa xem 1";
        harness.get_by_role_and_label(Role::Grid, grid).focus();
        harness.run();
        for key in [Key::ArrowDown, Key::ArrowRight, Key::Enter] {
            harness.key_press(key);
            harness.run();
        }
    });
    let [Action::Go(Route::Archive(place))] = done.as_slice() else {
        panic!("{done:?}");
    };
    let cu_khoi = UnitId(Uuid::from_u128(2));
    assert_eq!(place.part, ArchivePart::Ward(cu_khoi, Some("QC1".into())));
}

#[test]
fn one_key_marks_and_goes_on_and_picked_rows_are_marked_together() {
    let bo_de = UnitId(Uuid::from_u128(1));
    let marks = |done: Vec<Action>| -> Vec<(ArchiveState, Vec<u128>)> {
        done.into_iter()
            .filter_map(|action| {
                let Action::Run(Command::Archive(ArchiveCommand::Mark(mark))) = action else {
                    return None;
                };
                let papers = mark.papers.iter().map(|id| id.0.as_u128()).collect();
                Some((mark.state, papers))
            })
            .collect()
    };
    let done = wishes(&at(ArchivePart::Ward(bo_de, None)), |harness| {
        harness.get_by_label_contains("Phiếu 02/04/2024: Có");
        for key in [Key::Num1, Key::Num2, Key::Num0, Key::Delete] {
            harness.key_press(key);
            harness.run();
        }
    });
    assert_eq!(
        marks(done),
        [
            (ArchiveState::Present, vec![1]),
            (ArchiveState::Missing, vec![2]),
            (ArchiveState::NotApplicable, vec![3]),
            (ArchiveState::NotSeen, vec![3]),
        ],
        "the last row stays"
    );
    let done = wishes(&at(ArchivePart::Ward(bo_de, None)), |harness| {
        let table = harness.get_by_role_and_label(Role::Table, "Giấy tờ phải lưu");
        table.focus();
        harness.run();
        harness.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::A);
        harness.run();
        harness.key_press(Key::Num1);
        harness.run();
    });
    assert_eq!(marks(done), [(ArchiveState::Present, vec![1, 2, 3])]);
}

#[test]
fn the_other_regulation_is_one_key_away() {
    let bo_de = UnitId(Uuid::from_u128(1));
    let place = at(ArchivePart::Ward(bo_de, Some("QC1".into())));
    let done = wishes(&place, |harness| {
        harness.key_press_modifiers(eframe::egui::Modifiers::ALT, Key::ArrowDown);
        harness.run();
    });
    let next = ArchivePart::Ward(bo_de, Some("QC2".into()));
    assert!(
        matches!(done.as_slice(), [Action::Go(Route::Archive(place))] if place.part == next),
        "{done:?}"
    );
}
