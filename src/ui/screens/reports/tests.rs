//! The matrix and its dialogs, worked by the names of their parts and by keys.

use std::cell::RefCell;

use chrono::NaiveDate;
use eframe::egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use uuid::Uuid;

use super::*;
use crate::domain::{
    Calendar, Month, MonthlyReport, ReportId, ReportRule, ReportStanding, Unit, UnitKind,
};
use crate::read::{ReportCell, ReportRow};
use crate::ui::action::Answers;
use crate::ui::testing::window;
use crate::worker::{Command, Job, ReportCommand};

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

/// Two wards on 08/05/2024; what came from the first is so many days after the due day.
fn year(came: [Option<i64>; 4]) -> ReportYear {
    let rule = ReportRule::default();
    let row = |unit: Unit, came: &[Option<i64>]| ReportRow {
        cells: Month::of_year(2024)
            .into_iter()
            .enumerate()
            .map(|(place, month)| {
                let due = rule.due(month, &Calendar::default());
                let report = came
                    .get(place)
                    .copied()
                    .flatten()
                    .map(|after| MonthlyReport {
                        id: ReportId(Uuid::from_u128(70 + place as u128)),
                        ver: 1,
                        unit_id: unit.id,
                        month,
                        received_on: due + chrono::TimeDelta::days(after),
                        note: "Bản giấy".into(),
                        received_by: "Lan".into(),
                    });
                let received = report.as_ref().map(|report| report.received_on);
                Some(ReportCell {
                    month,
                    due,
                    standing: ReportStanding::on(day(5, 8), due, received),
                    report,
                    files: Vec::new(),
                })
            })
            .collect(),
        unit,
        asked_on: None,
    };
    ReportYear {
        filter: ReportFilter {
            year: 2024,
            district: String::new(),
        },
        as_of: day(5, 8),
        rule,
        rows: vec![row(ward(1, "Bồ Đề"), &came), row(ward(2, "Cự Khối"), &[])],
        districts: vec![
            ("long-bien".into(), "Quận Long Biên".into()),
            ("dong-da".into(), "Quận Đống Đa".into()),
        ],
        years: vec![2024],
        used: true,
    }
}

fn came() -> ReportYear {
    year([Some(0), Some(3), None, Some(1)])
}

/// The screen on a year, and what it wished for.
fn wishes(year: &ReportYear, play: impl FnOnce(&mut Harness<'_>)) -> Vec<Action> {
    let out = RefCell::new(Vec::new());
    let screen = RefCell::new(ReportsScreen::default());
    let answers = Answers::default();
    let mut harness = window(|ui| {
        let context = ScreenContext {
            today: day(5, 8),
            status: None,
            answers: &answers,
        };
        screen
            .borrow_mut()
            .ui(ui, year, Some(7), &context, &mut out.borrow_mut());
    });
    harness.run();
    play(&mut harness);
    harness.run();
    drop(harness);
    out.into_inner()
}

#[test]
fn every_cell_says_its_state_in_words_and_the_counts_are_fractions() {
    wishes(&came(), |harness| {
        for said in [
            "Phường Bồ Đề, tháng 1/2024: Đúng hạn. Nhận 05/02/2024, hạn 05/02/2024",
            "Phường Bồ Đề, tháng 2/2024: Chậm 3 ngày. Nhận 08/03/2024, hạn 05/03/2024",
            "Phường Bồ Đề, tháng 3/2024: Chưa có, quá hạn 33 ngày. Hạn 05/04/2024",
            "Phường Bồ Đề, tháng 5/2024: Chưa đến hạn. Hạn 05/06/2024",
        ] {
            harness.get_by_role_and_label(Role::Button, said);
        }
        harness.get_by_label("Tháng 1/2024: đúng hạn 1/2, chậm 0, thiếu 1");
        harness.get_by_label("Cả năm 2024: đúng hạn 1/8, chậm 2, thiếu 5");
        harness.get_by_label("Hạn ngày 05 của tháng sau · đúng hạn 1/8 (13%)");
        harness.get_by_role_and_label(Role::ColumnHeader, "Tháng 12/2024");
    });
}

#[test]
fn arrows_reach_every_cell_and_enter_takes_the_receipt() {
    let done = wishes(&came(), |harness| {
        let grid = "Báo cáo theo phường và tháng. Phường Bồ Đề";
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
        let here = "Báo cáo theo phường và tháng. Phường Cự Khối, tháng 3/2024: Chưa có, quá hạn 33 ngày. Hạn 05/04/2024";
        harness.get_by_role_and_label(Role::Grid, here);
        harness.key_press(Key::Enter);
        harness.run();
        harness.get_by_label("Báo cáo tháng 3/2024 của phường Cự Khối");
        harness.get_by_label("Ngày nhận").focus();
        harness.run();
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.run();
        harness.event(Event::Text("090424".to_owned()));
        harness.run();
        harness.get_by_label("Ghi chú").focus();
        harness.run();
        harness.event(Event::Text("số 12".to_owned()));
        harness.run();
        harness.get_by_label("Chậm 4 ngày · hạn 05/04/2024");
        harness.get_by_label("Ghi nhận").click();
    });
    let received = done.iter().find_map(|wish| {
        let Action::Start(Job::ReceiveReport { base, new, paths }) = wish else {
            return None;
        };
        Some((base, new, paths))
    });
    let (base, new, paths) = received.unwrap();
    assert!(base.is_none() && paths.is_empty());
    assert_eq!(new.received_on, day(4, 9));
    assert_eq!(
        (new.month.code().as_str(), new.note.as_str()),
        ("2024-03", "số 12")
    );
    assert_eq!(new.unit_id, UnitId(Uuid::from_u128(2)));
}

#[test]
fn a_receipt_is_looked_at_and_taken_back() {
    let done = wishes(&came(), |harness| {
        let cell = "Phường Bồ Đề, tháng 2/2024: Chậm 3 ngày. Nhận 08/03/2024, hạn 05/03/2024";
        harness.get_by_role_and_label(Role::Button, cell).click();
        harness.run();
        assert_eq!(
            harness.get_by_label("Ngày nhận").value().as_deref(),
            Some("08/03/2024")
        );
        assert_eq!(
            harness.get_by_label("Người nhận").value().as_deref(),
            Some("Lan")
        );
        harness.get_by_label("Chọn tệp…").click();
        harness.run();
        harness.get_by_label("Bỏ ghi nhận").click();
    });
    assert!(
        done.iter()
            .any(|wish| matches!(wish, Action::PickReportFile))
    );
    let id = ReportId(Uuid::from_u128(71));
    assert!(
        done.iter().any(
            |wish| matches!(wish, Action::Run(Command::Report(ReportCommand::TakeBack(other))) if *other == id)
        )
    );
}

#[test]
fn what_is_missing_goes_into_letters_and_the_matrix_onto_paper() {
    let done = wishes(&came(), |harness| {
        harness
            .get_by_label("Phường Cự Khối: soạn công văn đề nghị gửi 4 báo cáo")
            .click();
        harness.run();
        harness.get_by_label("Bản in, Excel").click();
        harness.run();
        harness.get_by_label("Công văn đề nghị gửi…").click();
        harness.run();
        harness.get_by_label("Phường Bồ Đề: thiếu 1 báo cáo, tháng 3; chưa gửi công văn");
        harness
            .get_by_label("Phường Cự Khối: thiếu 4 báo cáo, tháng 1, 2, 3, 4; chưa gửi công văn");
        assert_eq!(
            harness
                .get_by_label("Số của công văn đầu")
                .value()
                .as_deref(),
            Some("07")
        );
        harness.get_by_label("Lưu 2 công văn").click();
    });
    let papers: Vec<&PaperRequest> = done
        .iter()
        .filter_map(|wish| {
            let Action::Go(Route::Paper(request)) = wish else {
                return None;
            };
            Some(request)
        })
        .collect();
    let cu_khoi = UnitId(Uuid::from_u128(2));
    assert_eq!(
        papers[0],
        &PaperRequest::report_request(cu_khoi, 2024, day(5, 8))
    );
    assert!(matches!(papers[1], PaperRequest::Reports { filter, .. } if filter.year == 2024));
    let sent = done.iter().any(|wish| {
        matches!(wish, Action::Export(crate::ui::export::Export::ReportRequests(round, 2024, _), _)
            if round.units.len() == 2 && round.on == day(5, 8))
    });
    assert!(sent, "{done:?}");
}

#[test]
fn year_district_and_due_day_are_chosen() {
    let done = wishes(&came(), |harness| {
        harness.get_by_role_and_label(Role::ComboBox, "Năm").click();
        harness.run();
        harness.get_by_label("Năm 2023").click();
        harness.run();
        harness
            .get_by_role_and_label(Role::ComboBox, "Quận")
            .click();
        harness.run();
        harness.get_by_label("Quận Đống Đa").click();
        harness.run();
        harness.get_by_label("Hạn gửi…").click();
        harness.run();
        harness.get_by_label("Theo dõi từ tháng").focus();
        harness.run();
        harness.event(Event::Text("thang 3".to_owned()));
        harness.run();
        harness.get_by_label("Lưu hạn gửi").click();
        harness.run();
        harness.get_by_label("Hãy ghi tháng và năm, ví dụ 01/2024, hoặc để trống.");
        harness.get_by_label("Theo dõi từ tháng").focus();
        harness.run();
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.run();
        harness.event(Event::Text("3/2024".to_owned()));
        harness.run();
        harness.get_by_label("Lưu hạn gửi").click();
    });
    let routes: Vec<&ReportFilter> = done
        .iter()
        .filter_map(|wish| {
            let Action::Go(Route::Reports(filter)) = wish else {
                return None;
            };
            Some(filter)
        })
        .collect();
    assert_eq!(routes[0].year, 2023);
    assert_eq!(routes[1].district, "dong-da");
    let rule = done.iter().find_map(|wish| {
        let Action::Run(Command::Report(ReportCommand::SetRule(rule))) = wish else {
            return None;
        };
        Some(*rule)
    });
    let from = Month::parse("2024-03");
    assert_eq!(
        rule,
        Some(ReportRule {
            from,
            ..ReportRule::default()
        })
    );
}

#[test]
fn a_year_without_wards_and_a_file_without_receipts_say_what_to_do() {
    let mut empty = came();
    empty.rows.clear();
    wishes(&empty, |harness| {
        harness.get_by_label("Không có phường nào phải gửi");
    });
    let mut unused = year([None; 4]);
    unused.used = false;
    wishes(&unused, |harness| {
        harness.get_by_label_contains("Chưa ghi nhận báo cáo nào.");
    });
}
