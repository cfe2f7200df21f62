//! The screen worked by the names of its parts and by keys.

use std::cell::RefCell;
use std::sync::Arc;

use chrono::NaiveDate;
use eframe::egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use uuid::Uuid;

use super::*;
use crate::domain::figures::{
    Amount, Book, Figure, FigureReport, QuestionState, Scene, Values, questions,
};
use crate::domain::{FigureId, FigureReportId, Unit, UnitKind};
use crate::read::figures::{Asked, FigureRow, SeriesPoint, Wanted};
use crate::ui::action::Answers;
use crate::ui::testing::window;
use crate::worker::Command;

fn day(text: &str) -> NaiveDate {
    crate::domain::date::parse(text).unwrap()
}

fn period() -> FigurePeriod {
    FigurePeriod::parse("2024-q1").unwrap()
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

fn book() -> Arc<Book> {
    let json = include_str!("../../../../data/indicators.json");
    Arc::new(Book::read(json).unwrap())
}

fn row(unit: Unit, figures: &[(&str, &str)]) -> FigureRow {
    let report_id = FigureReportId(unit.id.0);
    let values: Values = figures
        .iter()
        .map(|(code, text)| ((*code).to_owned(), Amount::parse(text).unwrap()))
        .collect();
    let asked = questions(&book(), &Scene::of(period(), &values));
    let asked = asked.into_iter().map(|question| Asked {
        question,
        state: QuestionState::Open,
        answer: None,
    });
    FigureRow {
        report: (!values.is_empty()).then(|| FigureReport {
            id: report_id,
            ver: 1,
            unit_id: unit.id,
            period_kind: period().kind,
            period_from: period().from,
            period_to: period().to,
            cut_off: None,
            reported_on: None,
            source: "Báo cáo số 45".into(),
            note: String::new(),
        }),
        figures: values
            .iter()
            .map(|(code, value)| {
                let figure = Figure {
                    id: FigureId(Uuid::nil()),
                    ver: 1,
                    report_id,
                    code: code.clone(),
                    value: *value,
                    note: String::new(),
                };
                (code.clone(), figure)
            })
            .collect(),
        asked: asked.collect(),
        values,
        parts: Vec::new(),
        letter_on: None,
        unit,
    }
}

const FIRST: [(&str, &str); 4] = [
    ("tthc_received", "13.530"),
    ("tthc_resolved", "13.500"),
    ("tthc_early", "865"),
    ("tthc_early_rate", "15"),
];

fn board() -> FigureBoard {
    FigureBoard {
        filter: FigureFilter {
            period: period(),
            district: String::new(),
        },
        book: book(),
        wanted: Wanted {
            only: Some(["tthc_received", "tthc_early"].map(str::to_owned).to_vec()),
        },
        rows: vec![row(ward(1, "Bồ Đề"), &FIRST), row(ward(2, "Cự Khối"), &[])],
        districts: vec![("long-bien".into(), "Quận Long Biên".into())],
        periods: vec![period()],
    }
}

fn sheet(place: usize) -> FigureSheet {
    let board = board();
    let values =
        |text: &str| Values::from([("tthc_received".to_owned(), Amount::parse(text).unwrap())]);
    FigureSheet {
        period: period(),
        book: board.book.clone(),
        wanted: board.wanted.clone(),
        row: board.rows[place].clone(),
        before: period().previous().map(|before| (before, values("12.000"))),
        year_ago: None,
        to_date: None,
        periods: vec![period()],
    }
}

/// The screen on a view, and what it wished for.
fn wishes(view: FiguresView, play: impl FnOnce(&mut Harness<'_>)) -> Vec<Action> {
    let (board, series) = (board(), series());
    let second = FiguresView::Sheet(Some(UnitId(Uuid::from_u128(2))));
    let sheet = sheet(usize::from(view == second));
    let place = FiguresPlace {
        filter: board.filter.clone(),
        view,
    };
    let out = RefCell::new(Vec::new());
    let screen = RefCell::new(FiguresScreen::default());
    let answers = Answers::default();
    let mut harness = window(|ui| {
        let context = ScreenContext {
            today: day("08/05/2024"),
            status: None,
            answers: &answers,
        };
        let data = FiguresData {
            board: &board,
            version: 1,
            sheet: Some(&sheet),
            series: Some(&series),
            next_number: Some(7),
        };
        screen
            .borrow_mut()
            .ui(ui, &data, &place, &context, &mut out.borrow_mut());
    });
    harness.run();
    play(&mut harness);
    harness.run();
    drop(harness);
    out.into_inner()
}

fn series() -> FigureSeries {
    let board = board();
    let indicator = board.book.indicator("tthc_received").unwrap();
    FigureSeries {
        code: indicator.code.clone(),
        points: vec![SeriesPoint {
            period: period(),
            total: board.total(indicator),
            wards: 2,
            of_unit: None,
        }],
    }
}

fn views(done: &[Action]) -> Vec<&FiguresView> {
    done.iter()
        .filter_map(|wish| {
            let Action::Go(Route::Figures(place)) = wish else {
                return None;
            };
            Some(&place.view)
        })
        .collect()
}

fn sent(done: &[Action]) -> Vec<&FiguresCommand> {
    done.iter()
        .filter_map(|wish| {
            let Action::Run(Command::Figures(command)) = wish else {
                return None;
            };
            Some(command)
        })
        .collect()
}

fn type_over(harness: &mut Harness<'_>, text: &str) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    harness.event(Event::Text(text.to_owned()));
    harness.run();
}

#[test]
fn the_matrix_says_every_figure_its_question_and_who_is_missing() {
    let done = wishes(FiguresView::Matrix, |harness| {
        for said in [
            "Phường Bồ Đề, Hồ sơ tiếp nhận trong kỳ: 13.530 hồ sơ",
            "Phường Cự Khối, Hồ sơ tiếp nhận trong kỳ: chưa có số liệu",
            "Phường Bồ Đề, Tỷ lệ sớm hạn: 865/13.500 = 6,41%, báo cáo ghi 15%. Đang hỏi: 865/13.500 = 6,41%, báo cáo ghi 15%",
            "Hồ sơ tiếp nhận trong kỳ, tổng: 13.530 từ 1/2 đơn vị",
        ] {
            harness.get_by_role_and_label(Role::Button, said);
        }
        harness.get_by_label("1/2 phường đã báo cáo · 1 câu hỏi");
        harness.get_by_role_and_label(Role::Link, "Mở phiếu của Phường Cự Khối: chưa báo cáo");
        harness
            .get_by_label("1/2 phường đã báo cáo; còn thiếu: Cự Khối")
            .click();
        harness.run();
        harness
            .get_by_label("Phường Cự Khối, Hồ sơ tiếp nhận trong kỳ: chưa có số liệu")
            .click();
        harness.run();
        harness
            .get_by_label("Biểu đồ: Hồ sơ tiếp nhận trong kỳ")
            .click();
    });
    let second = UnitId(Uuid::from_u128(2));
    assert_eq!(
        views(&done),
        [
            &FiguresView::Missing,
            &FiguresView::Sheet(Some(second)),
            &FiguresView::Plot("tthc_received".into())
        ]
    );
}

#[test]
fn arrows_reach_every_cell_of_the_matrix_and_enter_opens_it() {
    let done = wishes(FiguresView::Matrix, |harness| {
        let grid = "Số liệu theo chỉ tiêu và phường. ";
        harness.get_by_role_and_label(Role::Grid, grid).focus();
        harness.run();
        for key in [
            Key::ArrowDown,
            Key::ArrowRight,
            Key::ArrowRight,
            Key::ArrowRight,
        ] {
            harness.key_press(key);
            harness.run();
        }
        let here = "Số liệu theo chỉ tiêu và phường. Phường Cự Khối, Hồ sơ tiếp nhận trong kỳ: chưa có số liệu";
        harness.get_by_role_and_label(Role::Grid, here);
        harness.key_press(Key::Enter);
    });
    let second = UnitId(Uuid::from_u128(2));
    assert_eq!(views(&done), [&FiguresView::Sheet(Some(second))]);
}

#[test]
fn figures_are_typed_down_the_column_with_enter() {
    let second = UnitId(Uuid::from_u128(2));
    let done = wishes(FiguresView::Sheet(Some(second)), |harness| {
        harness.get_by_label("Chưa có số liệu của kỳ này");
        // the caret waits in the first field
        harness.event(Event::Text("12".to_owned()));
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        harness.run();
        harness.event(Event::Text("13530".to_owned()));
        harness.run();
        harness.key_press(Key::ArrowDown);
        harness.run();
        harness.run();
        harness.event(Event::Text("1,5".to_owned()));
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        harness.get_by_label_contains("nên là số nguyên; 1,5 có phần lẻ");
    });
    let typed: Vec<(&str, Option<String>)> = sent(&done)
        .into_iter()
        .map(|command| {
            let FiguresCommand::Set(edit) = command else {
                panic!("{command:?}");
            };
            assert_eq!((edit.unit_id, edit.base), (second, None));
            (edit.code.as_str(), edit.value.map(Amount::show))
        })
        .collect();
    assert_eq!(
        typed,
        [
            ("tthc_opening", Some("12".to_owned())),
            ("tthc_received", Some("13.530".to_owned()))
        ]
    );
}

#[test]
fn a_form_shows_what_was_stated_and_what_is_asked_beside_it() {
    let first = UnitId(Uuid::from_u128(1));
    let done = wishes(FiguresView::Sheet(Some(first)), |harness| {
        let rate = harness.get_by_label("Tỷ lệ sớm hạn, báo cáo ghi");
        assert_eq!(rate.value().as_deref(), Some("15"));
        harness.get_by_label("865/13.500 = 6,41%");
        harness.get_by_label("Đã ghi 4 số liệu, còn thiếu 0");
        harness.get_by_label("Phường sau").click();
        harness.run();
        harness.get_by_label("Tỷ lệ sớm hạn, báo cáo ghi").focus();
        harness.run();
        type_over(harness, "6,41");
        harness.key_press(Key::Enter);
        harness.run();
        harness
            .get_by_label("865/13.500 = 6,41%, báo cáo ghi 15%")
            .click();
        harness.run();
        harness.get_by_label("Giải trình").focus();
        harness.run();
        harness.event(Event::Text("Mẫu số khác".to_owned()));
        harness.run();
        harness.get_by_label("Ghi giải trình").click();
    });
    let second = UnitId(Uuid::from_u128(2));
    assert_eq!(views(&done), [&FiguresView::Sheet(Some(second))]);
    let commands = sent(&done);
    assert!(
        commands.iter().any(|command| matches!(command, FiguresCommand::Set(edit)
            if edit.code == "tthc_early_rate" && edit.base == Amount::parse("15") && edit.value == Amount::parse("6,41"))),
        "{commands:?}"
    );
    assert!(
        commands.iter().any(|command| matches!(command, FiguresCommand::Answer(answer)
            if answer.check == "C05" && answer.indicator == "tthc_early_rate" && answer.text == "Mẫu số khác")),
        "{commands:?}"
    );
}

#[test]
fn questions_and_gaps_are_lists_that_open() {
    let done = wishes(FiguresView::Questions, |harness| {
        harness.get_by_role_and_label(Role::Table, "Câu hỏi về số liệu");
        harness
            .get_by_label_contains("Tỷ lệ sớm hạn: 865/13.500 = 6,41%, báo cáo ghi 15%")
            .click();
        harness.run();
        harness.get_by_label("Mở phiếu số liệu").click();
    });
    let first = UnitId(Uuid::from_u128(1));
    assert_eq!(views(&done), [&FiguresView::Sheet(Some(first))]);
    let done = wishes(FiguresView::Missing, |harness| {
        harness.get_by_label_contains("chưa báo cáo").click();
    });
    let second = UnitId(Uuid::from_u128(2));
    assert_eq!(views(&done), [&FiguresView::Sheet(Some(second))]);
}

#[test]
fn plots_lead_to_the_figures_behind_them() {
    let done = wishes(FiguresView::Plot("tthc_received".into()), |harness| {
        harness
            .get_by_role_and_label(Role::Button, "quý I năm 2024: 13.530, 1/2 phường có số")
            .click();
        harness.run();
        harness
            .get_by_label("Phường Bồ Đề, Hồ sơ tiếp nhận trong kỳ: 13.530")
            .click();
    });
    let first = UnitId(Uuid::from_u128(1));
    assert_eq!(
        views(&done),
        [
            &FiguresView::Plot("tthc_received".into()),
            &FiguresView::Sheet(Some(first))
        ]
    );
}

#[test]
fn periods_letters_and_indicators_are_chosen() {
    let done = wishes(FiguresView::Matrix, |harness| {
        harness
            .get_by_role_and_label(Role::ComboBox, "Loại kỳ")
            .click();
        harness.run();
        harness.get_by_label("6 tháng").click();
        harness.run();
        harness.get_by_label("Công văn đề nghị…").click();
        harness.run();
        harness.get_by_label("Phường Bồ Đề: thiếu 0 số liệu, 1 câu hỏi; chưa gửi công văn");
        harness.get_by_label("Phường Cự Khối: thiếu 2 số liệu, 0 câu hỏi; chưa gửi công văn");
        harness.get_by_label("Lưu 2 công văn").click();
        harness.run();
        harness.key_press(Key::Escape);
        harness.run();
        harness.get_by_label("Chỉ tiêu…").click();
        harness.run();
        harness.get_by_label("Hồ sơ kỳ trước chuyển sang").click();
        harness.run();
        harness.get_by_label("Lưu lựa chọn").click();
    });
    let half = done.iter().any(|wish| {
        matches!(wish, Action::Go(Route::Figures(place)) if place.filter.period.code() == "2024-6m")
    });
    assert!(half, "{done:?}");
    let letters = done.iter().any(|wish| {
        matches!(wish, Action::Export(crate::ui::export::Export::FigureRequests(round, of, _), _)
            if round.units.len() == 2 && *of == period())
    });
    assert!(letters, "{done:?}");
    let wanted = sent(&done).into_iter().find_map(|command| {
        let FiguresCommand::Wanted(only) = command else {
            return None;
        };
        only.clone()
    });
    assert_eq!(
        wanted.unwrap(),
        ["tthc_early", "tthc_opening", "tthc_received"]
    );
}
