//! The page of a unit, read and worked by the names of its parts.

use std::cell::RefCell;

use chrono::NaiveDate;
use eframe::egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::{Beside, UnitScreen};
use crate::domain::tally::Tally;
use crate::domain::{
    ArchiveTally, Body, BodyId, Score, Succession, SuccessionExtent, SuccessionId, Unit, UnitId,
    UnitKind, VisitId, VisitKind, VisitState,
};
use crate::read::{PaperRequest, UnitProfile, VisitMarks, VisitRow};
use crate::ui::action::{Action, Answers, Route, ScreenContext};
use crate::ui::testing::window;

fn id(number: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(number)
}

fn day(month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, month, 10).unwrap()
}

fn unit(number: u128, name: &str) -> Unit {
    Unit {
        id: UnitId(id(number)),
        ver: 1,
        code: format!("u-{number}"),
        kind: UnitKind::Ward,
        name: name.into(),
        short_name: name.into(),
        district: "long-bien".into(),
        parent_id: None,
        valid_from: None,
        valid_to: NaiveDate::from_ymd_opt(2025, 6, 30),
        checked: true,
    }
}

fn marks(number: u128, unit_name: &str, half_points: u32) -> VisitMarks {
    let score = |half_points| Score {
        half_points,
        rated: 10,
        not_applicable: 0,
        not_rated: 0,
    };
    VisitMarks {
        visit_id: VisitId(id(number)),
        date: day(u32::try_from(number).unwrap()),
        kind: VisitKind::Periodic,
        unit_name: unit_name.into(),
        scores: vec![Some(score(half_points)), None],
    }
}

fn profile() -> UnitProfile {
    let link = Succession {
        id: SuccessionId(id(1)),
        ver: 1,
        from_id: UnitId(id(2)),
        to_id: UnitId(id(1)),
        extent: SuccessionExtent::Part,
        on: day(1),
        checked: false,
        source: "đề án của quận".into(),
        answers: false,
    };
    let visit = |number: u128, unit_name: &str| VisitRow {
        id: VisitId(id(number)),
        unit_id: UnitId(id(2)),
        unit_name: unit_name.into(),
        kind: VisitKind::Periodic,
        state: VisitState::Visited,
        date: day(u32::try_from(number).unwrap()),
        topic: String::new(),
        conclusion_number: String::new(),
        shortcomings: 2,
        open_shortcomings: 1,
        late_shortcomings: 0,
    };
    UnitProfile {
        as_of: day(5),
        rules: crate::read::PaperRules::default(),
        unit: unit(1, "Phường Phúc Đồng"),
        with_before: true,
        predecessors: vec![(link, unit(2, "Phường Sài Đồng"))],
        successors: Vec::new(),
        answering: Vec::new(),
        regulations: vec![
            ("QC1".into(), "Giải phóng mặt bằng".into()),
            ("QC2".into(), "Thủ tục hành chính".into()),
        ],
        marks: vec![
            marks(2, "Phường Sài Đồng", 10),
            marks(4, "Phường Phúc Đồng", 18),
        ],
        visits: vec![visit(4, "Phường Phúc Đồng"), visit(2, "Phường Sài Đồng")],
        visits_total: 2,
        visits_held: 2,
        drafts: 1,
        next: Some(visit(6, "Phường Phúc Đồng")),
        open: Vec::new(),
        archive: Some(ArchiveTally {
            present: 12,
            missing: 3,
            not_seen: 40,
            not_applicable: 0,
        }),
        tally: Tally {
            late: 2,
            at_work: 1,
            waiting: 1,
            due: 8,
            in_time: 5,
            ..Tally::default()
        },
        body: Body {
            id: BodyId(id(1)),
            ver: 1,
            district: "long-bien".into(),
            superior: "QUẬN ỦY LONG BIÊN".into(),
            name: "BAN DÂN VẬN".into(),
            symbol: "BDVQU".into(),
            place: "Long Biên".into(),
            term_from: day(1),
            valid_from: None,
            valid_to: None,
            recipients: Vec::new(),
        },
        signers: Vec::new(),
        sample: false,
    }
}

/// Shows the page and runs what is done to it; the places that were wished for come out.
fn routes(page: &UnitProfile, work: impl FnOnce(&mut Harness<'_>)) -> Vec<Route> {
    let out = RefCell::new(Vec::new());
    let screen = RefCell::new(UnitScreen::default());
    let mut harness = window(|ui| {
        let answers = Answers::default();
        let context = ScreenContext {
            today: day(5),
            status: None,
            answers: &answers,
        };
        let mut screen = screen.borrow_mut();
        screen.ui(ui, page, Beside::default(), &context, &mut out.borrow_mut());
    });
    harness.run();
    work(&mut harness);
    harness.run();
    drop(harness);
    let wishes = out.into_inner().into_iter();
    wishes
        .filter_map(|wish| {
            let Action::Go(route) = wish else {
                return None;
            };
            Some(route)
        })
        .collect()
}

#[test]
fn the_page_leads_to_what_was_before_to_the_visits_and_to_the_paper() {
    let page = profile();
    let routes = routes(&page, |harness| {
        harness
            .get_by_label("Phường Sài Đồng (một phần từ 10/01/2025, chưa đối chiếu)")
            .click();
        harness.run();
        harness
            .get_by_role_and_label(
                Role::Button,
                "10/02/2025 Phường Sài Đồng, giám sát định kỳ: 5/10 (50%)",
            )
            .click();
        harness.run();
        harness.get_by_label("In hồ sơ").click();
        harness.run();
        harness.get_by_label("2 tồn tại quá hạn").click();
        harness.run();
        harness.get_by_label("5 đúng hạn trên 8 đã đến hạn");
        harness.get_by_label("5 tồn tại còn mở");
        harness.get_by_label_contains("Lần tới: 10/06/2025").click();
    });
    let unit_id = page.unit.id;
    assert_eq!(routes[0], Route::Unit(UnitId(id(2))));
    assert_eq!(routes[1], Route::Visit(VisitId(id(2))));
    let as_of = day(5);
    assert_eq!(
        routes[2],
        Route::Paper(PaperRequest::Profile { unit_id, as_of })
    );
    assert!(
        matches!(&routes[3], Route::Shortcomings(filter) if filter.unit_id == Some(unit_id) && filter.class.is_some())
    );
    assert_eq!(routes[4], Route::Visit(VisitId(id(6))));
}

#[test]
fn one_regulation_can_be_looked_at_alone() {
    let page = profile();
    routes(&page, |harness| {
        harness.get_by_role_and_label(Role::Button, "QC2").click();
        harness.run();
        let plot = "Kết quả qua các lần, QC2: Thủ tục hành chính: \
                    10/02/2025 Phường Sài Đồng, giám sát định kỳ: không giám sát; \
                    10/04/2025 Phường Phúc Đồng, giám sát định kỳ: không giám sát";
        harness.get_by_role_and_label(Role::Image, plot);
    });
}

#[test]
fn the_units_before_can_be_left_out() {
    let page = profile();
    let out = RefCell::new(Vec::new());
    let screen = RefCell::new(UnitScreen::default());
    let mut harness = window(|ui| {
        let answers = Answers::default();
        let context = ScreenContext {
            today: day(5),
            status: None,
            answers: &answers,
        };
        let mut screen = screen.borrow_mut();
        screen.ui(
            ui,
            &page,
            Beside::default(),
            &context,
            &mut out.borrow_mut(),
        );
    });
    assert!(screen.borrow().with_before());
    harness
        .get_by_role_and_label(Role::CheckBox, "Cả các đơn vị trước sắp xếp")
        .click();
    harness.run();
    assert!(!screen.borrow().with_before());
    harness
        .get_by_role_and_label(Role::Tab, "Văn bản đi")
        .click();
    harness.run();
    assert!(screen.borrow().wants_papers());
}
