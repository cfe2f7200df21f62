//! The overview, read and worked by the names of its parts.

use std::cell::{Cell, RefCell};

use chrono::NaiveDate;
use eframe::egui::{Key, accesskit::Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::OverviewScreen;
use crate::domain::{ArchiveTally, Period, Score, ShortcomingClass, UnitId, VisitId, VisitState};
use crate::read::board::{ComingVisit, OtherLate};
use crate::read::programme::ProgrammesPlace;
use crate::read::{
    Board, BoardCell, BoardFilter, BoardPeriod, BoardRow, Mark, OverviewCounts, QuarterShare,
    ReportTally,
};
use crate::ui::action::{Action, Answers, Route, ScreenContext};
use crate::ui::preferences;
use crate::ui::testing::window;

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2023, 3, day).unwrap()
}

fn mark(id: u128, half_points: u32, rated: u32, not_rated: u32) -> Mark {
    Mark {
        visit_id: VisitId(uuid::Uuid::from_u128(id)),
        date: day(u32::try_from(id).unwrap()),
        score: Score {
            half_points,
            rated,
            not_applicable: 0,
            not_rated,
        },
    }
}

fn board() -> Board {
    let cell = |last, before| BoardCell {
        last: Some(last),
        before,
    };
    Board {
        as_of: day(15),
        filter: BoardFilter {
            period: BoardPeriod::Part {
                period: Period::Year,
                year: 2023,
            },
            district: String::new(),
        },
        counts: OverviewCounts {
            late: 7,
            due_soon: 4,
            waiting: 3,
            not_concluded: 2,
            visits: 20,
            soon_days: 7,
            ..OverviewCounts::default()
        },
        districts: vec![
            ("long-bien".into(), "Quận Long Biên".into()),
            ("dong-da".into(), "Quận Đống Đa".into()),
        ],
        regulations: vec![
            ("QC1".into(), "Giải phóng mặt bằng".into()),
            ("QC2".into(), "Thủ tục hành chính".into()),
        ],
        rows: vec![
            BoardRow {
                unit_id: UnitId(uuid::Uuid::from_u128(1)),
                unit_name: "Phường Phúc Đồng".into(),
                cells: vec![
                    cell(mark(12, 34, 20, 3), Some(mark(2, 30, 20, 0))),
                    cell(mark(12, 0, 0, 8), None),
                ],
            },
            BoardRow {
                unit_id: UnitId(uuid::Uuid::from_u128(2)),
                unit_name: "Phường Cự Khối".into(),
                cells: vec![
                    BoardCell {
                        last: None,
                        before: Some(mark(3, 20, 10, 0)),
                    },
                    BoardCell {
                        last: None,
                        before: None,
                    },
                ],
            },
        ],
        deadlines: Vec::new(),
        reports: ReportTally {
            in_time: 12,
            late: 3,
            missing: 5,
            not_due: 8,
        },
        archive: ArchiveTally {
            present: 6,
            missing: 2,
            not_seen: 30,
            not_applicable: 0,
        },
        other_late: OtherLate {
            documents: 3,
            tasks: 0,
            opinions: 12,
            commitments: 1,
        },
        coming: vec![ComingVisit {
            id: VisitId(uuid::Uuid::from_u128(9)),
            unit_name: "Phường Giang Biên".into(),
            date: day(16),
        }],
        more_coming: true,
        trend: vec![
            QuarterShare {
                year: 2022,
                quarter: 4,
                in_time: 0,
                due: 0,
            },
            QuarterShare {
                year: 2023,
                quarter: 1,
                in_time: 5,
                due: 8,
            },
        ],
    }
}

/// Shows the board and runs what is done to it; the wishes come out.
fn wishes(board: &Board, work: impl FnOnce(&mut Harness<'_>)) -> Vec<Action> {
    let out = RefCell::new(Vec::new());
    let screen = RefCell::new(OverviewScreen::default());
    let version = Cell::new(1);
    let mut harness = window(|ui| {
        let answers = Answers::default();
        let context = ScreenContext {
            today: day(15),
            status: None,
            answers: &answers,
        };
        let shown = Some((board, version.get()));
        screen
            .borrow_mut()
            .ui(ui, shown, &context, &mut out.borrow_mut());
    });
    harness.run();
    work(&mut harness);
    harness.run();
    drop(harness);
    out.into_inner()
}

fn routes(wishes: &[Action]) -> Vec<Route> {
    let routes = wishes.iter().filter_map(|wish| {
        let Action::Go(route) = wish else {
            return None;
        };
        Some(route.clone())
    });
    routes.collect()
}

const UP: &str = "Phường Phúc Đồng · QC1: Giải phóng mặt bằng. Ngày 12/03/2023: 17/20 (85%), \
                  3 mục chưa đánh giá. Lần trước 02/03/2023: 15/20 (75%), nay tăng";
const NOT_RATED: &str = "Phường Phúc Đồng · QC2: Thủ tục hành chính. \
                         Ngày 12/03/2023: chưa đánh giá (8 mục). Chưa có lần nào trước đó";
const NEVER: &str = "Phường Cự Khối · QC2: Thủ tục hành chính. Chưa giám sát lần nào";

#[test]
fn each_cell_says_what_it_stands_for_and_opens_the_visit() {
    let board = board();
    let done = wishes(&board, |harness| {
        harness.get_by_label(NOT_RATED);
        harness.get_by_label(NEVER);
        harness.get_by_label(
            "QC1: Giải phóng mặt bằng\nCộng các phường: 17/20 (85%), 3 mục chưa đánh giá",
        );
        harness.get_by_role_and_label(Role::Button, UP).click();
    });
    assert_eq!(
        routes(&done),
        [Route::Visit(VisitId(uuid::Uuid::from_u128(12)))]
    );
}

#[test]
fn the_keyboard_reaches_every_cell() {
    let board = board();
    let done = wishes(&board, |harness| {
        let map = "Kết quả theo phường và quy chế. Phường Phúc Đồng";
        harness.get_by_role_and_label(Role::Grid, map).focus();
        harness.run();
        for key in [Key::ArrowRight, Key::ArrowRight, Key::ArrowDown] {
            harness.key_press(key);
            harness.run();
        }
        let heard = format!("Kết quả theo phường và quy chế. {NEVER}");
        harness.get_by_role_and_label(Role::Grid, &heard);
        harness.key_press(Key::Enter);
        harness.run();
        harness.key_press(Key::ArrowUp);
        harness.run();
        harness.key_press(Key::Enter);
    });
    assert_eq!(
        routes(&done),
        [
            Route::Unit(UnitId(uuid::Uuid::from_u128(2))),
            Route::Visit(VisitId(uuid::Uuid::from_u128(12)))
        ]
    );
}

#[test]
fn every_card_opens_its_list_and_the_plot_is_read() {
    let board = board();
    let done = wishes(&board, |harness| {
        harness.get_by_label(
            "Tỷ lệ khắc phục đúng hạn theo quý: quý IV/2022: không có tồn tại nào đến hạn; \
             quý I/2023: 5 trên 8 tồn tại đến hạn được khắc phục đúng hạn (63%)",
        );
        for card in [
            "7 tồn tại quá hạn",
            "4 đến hạn trong 7 ngày",
            "3 chờ xác nhận",
            "2 cuộc chưa kết luận",
            "5 báo cáo tháng còn thiếu",
            "2 hồ sơ lưu trữ thiếu, có 6/8",
        ] {
            harness.get_by_label(card).click();
            harness.run();
        }
    });
    let routes = routes(&done);
    let classes: Vec<_> = routes
        .iter()
        .filter_map(|route| {
            let Route::Shortcomings(filter) = route else {
                return None;
            };
            filter.class
        })
        .collect();
    assert_eq!(
        classes,
        [
            ShortcomingClass::Late,
            ShortcomingClass::DueSoon,
            ShortcomingClass::Waiting
        ]
    );
    let visits = routes.iter().rev().nth(2);
    assert!(matches!(visits, Some(Route::Visits(filter)) if filter.not_concluded));
    let reports = routes.iter().rev().nth(1);
    assert!(matches!(reports, Some(Route::Reports(filter)) if filter.year == 2023));
    assert!(matches!(routes.last(), Some(Route::Archive(place)) if place.filter.year == 2023));
}

#[test]
fn period_and_district_are_chosen_and_remembered() {
    let board = board();
    wishes(&board, |harness| {
        harness.get_by_role_and_label(Role::ComboBox, "Kỳ").click();
        harness.run();
        harness.get_by_label("Quý II").click();
        harness.run();
        harness
            .get_by_role_and_label(Role::ComboBox, "Quận")
            .click();
        harness.run();
        harness.get_by_label("Quận Đống Đa").click();
        harness.run();
        let remembered = preferences::get(&harness.ctx).overview;
        assert_eq!(remembered.part, Some(Period::Quarter2));
        assert_eq!(remembered.district, "dong-da");
        harness.get_by_role_and_label(Role::ComboBox, "Kỳ").click();
        harness.run();
        harness.get_by_label("Khoảng ngày").click();
        harness.run();
        harness.get_by_label("Từ ngày");
        harness.get_by_label("Đến ngày");
    });
}

#[test]
fn an_empty_file_says_what_to_do_first() {
    let mut board = board();
    board.counts = OverviewCounts::default();
    let done = wishes(&board, |harness| {
        harness.get_by_label("Ghi cuộc giám sát đầu tiên").click();
    });
    assert!(matches!(done.as_slice(), [Action::NewVisit(None)]));
}

#[test]
fn other_late_work_leads_to_its_lists_and_what_is_not_late_is_not_named() {
    let board = board();
    let done = wishes(&board, |harness| {
        assert!(harness.query_by_label_contains("nhiệm vụ").is_none());
        for link in [
            "03 văn bản chưa triển khai",
            "12 ý kiến đối thoại chưa trả lời",
            "01 cam kết Dân vận khéo",
        ] {
            harness.get_by_label(link).click();
            harness.run();
        }
    });
    let routes = routes(&done);
    assert!(matches!(&routes[0], Route::Guiding(place) if place.matrix));
    assert!(matches!(
        &routes[1],
        Route::Programmes(ProgrammesPlace::Dialogues(filter)) if filter.open
    ));
    assert!(matches!(&routes[2], Route::Models(filter) if filter.late));

    let mut calm = board;
    calm.other_late = OtherLate::default();
    wishes(&calm, |harness| {
        assert!(harness.query_by_label_contains("Việc khác").is_none());
    });
}

#[test]
fn the_next_visits_are_named_and_lead_to_them() {
    let mut board = board();
    board.as_of = day(15);
    let done = wishes(&board, |harness| {
        harness
            .get_by_label("Phường Giang Biên 16/03, ngày mai")
            .click();
        harness.run();
        harness.get_by_label("Xem tất cả").click();
    });
    let id = board.coming[0].id;
    assert!(matches!(
        &routes(&done)[..],
        [Route::Visit(visit), Route::Visits(filter)]
            if *visit == id && filter.state == Some(VisitState::Planned)
    ));
    board.coming.clear();
    wishes(&board, |harness| {
        assert!(harness.query_by_label_contains("Sắp giám sát").is_none());
    });
}

#[test]
fn a_visit_whose_day_has_passed_is_not_called_coming() {
    let mut board = board();
    board.as_of = day(15);
    board.coming.truncate(1);
    board.coming[0].date = day(14);
    wishes(&board, |harness| {
        harness.get_by_label("Quá ngày dự kiến:");
        assert!(harness.query_by_label("Sắp giám sát:").is_none());
    });
}

#[test]
fn the_line_of_visits_stays_inside_the_window() {
    let mut board = board();
    board.coming = (0..Board::COMING)
        .map(|number| ComingVisit {
            id: VisitId(uuid::Uuid::from_u128(u128::try_from(number).unwrap())),
            unit_name: format!("Phường Hoàng Văn Thụ Tân Mai {number}"),
            date: day(2),
        })
        .collect();
    wishes(&board, |harness| {
        let right = harness.ctx.content_rect().right();
        let links: Vec<_> = harness
            .query_all_by_label_contains("Tân Mai")
            .map(|node| node.rect())
            .collect();
        assert_eq!(links.len(), Board::COMING);
        for link in &links {
            assert!(link.right() <= right && link.height() < 40.0, "{link:?}");
        }
        let lines: std::collections::BTreeSet<_> =
            links.iter().map(|l| l.top().to_bits()).collect();
        assert!(lines.len() > 1, "the window is so wide that nothing wraps");
        for node in harness.root().children_recursive() {
            let place = node.accesskit_node().bounding_box();
            assert!(
                place.is_none_or(|place| place.x1 <= f64::from(right) + 1.0),
                "{node:?}"
            );
        }
    });
}
