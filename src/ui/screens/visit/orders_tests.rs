//! A re-check with the orders of the visit before, and what keeps a visit from being closed.

use chrono::NaiveDate;

use super::Tab;
use super::sample::{day, full_page};
use super::stage::Stage;
use crate::domain::{EventKind, RatingValue, Shortcoming, ShortcomingState, VisitKind, VisitState};
use crate::read::{Among, EarlierOrder, ShortcomingRow, VisitPage};
use crate::ui::action::{Action, Route};
use crate::worker::{Command, ShortcomingCommand, VisitCommand};

fn earlier(page: &VisitPage, state: ShortcomingState) -> EarlierOrder {
    let shortcoming = Shortcoming {
        state,
        deadline: Some(day("01/12/2022")),
        first_deadline: Some(day("01/12/2022")),
        ..page.shortcomings[0].clone()
    };
    let dates = shortcoming.dates();
    let as_of: NaiveDate = day("12/12/2022");
    EarlierOrder {
        row: ShortcomingRow {
            id: shortcoming.id,
            visit_id: shortcoming.visit_id,
            visit_date: day("01/10/2022"),
            unit_id: page.unit.id,
            unit_name: page.unit.name.clone(),
            regulation_code: "QC1".into(),
            description: shortcoming.description.clone(),
            owner: shortcoming.owner.clone(),
            deadline: shortcoming.deadline,
            state,
            class: dates.class_on(as_of),
            days_late: dates.days_late(as_of),
            first_deadline: shortcoming.first_deadline,
            days_late_at_first: dates.days_late(as_of),
            dates,
            carried_to: None,
            repeat: None,
            reminded_on: None,
        },
        events: Vec::new(),
        item_code: "QC1-01".into(),
        before: Some((RatingValue::NotMet, "chưa niêm yết".into())),
        now: Some((RatingValue::Met, "đã niêm yết lại".into())),
        shortcoming,
    }
}

fn recheck(state: ShortcomingState) -> VisitPage {
    let mut page = full_page();
    page.visit.kind = VisitKind::Recheck;
    page.chase.orders = vec![earlier(&page, state)];
    page.shortcomings.clear();
    page
}

#[test]
fn a_recheck_shows_both_results_and_its_finding_is_one_click() {
    let mut stage = Stage::new(recheck(ShortcomingState::ReportedFixed), Tab::Findings);
    assert!(
        stage.sees("QC1-01: lần trước Chưa đạt (chưa niêm yết); lần này Đạt (đã niêm yết lại)")
    );
    stage.click("Đã khắc phục: yêu cầu 1");
    stage.settle();
    assert_eq!(
        stage.value("Đã xem, kiểm tra"),
        "Phúc tra ngày 12/12/2022: đã niêm yết lại"
    );
    stage.fill("Người xác nhận", "Trưởng đoàn");
    stage.settle();
    stage.click("Ghi");
    assert!(matches!(
        &stage.commands()[..],
        [Command::Shortcoming(ShortcomingCommand::Step { step, .. })]
            if step.kind == EventKind::Verified && step.on == day("12/12/2022") && step.by == "Trưởng đoàn"
    ));
}

#[test]
fn what_was_not_put_right_is_carried_on_by_the_recheck() {
    let mut stage = Stage::new(recheck(ShortcomingState::Notified), Tab::Findings);
    assert!(
        !stage.sees("Chưa đạt, trả lại: yêu cầu 1"),
        "nothing was reported"
    );
    stage.click("Theo dõi tiếp ở cuộc này: yêu cầu 1");
    stage.settle();
    stage.click("Ghi");
    let this = stage.page.borrow().visit.id;
    assert!(matches!(
        &stage.commands()[..],
        [Command::Shortcoming(ShortcomingCommand::Carry { to, .. })] if *to == this
    ));
}

#[test]
fn closing_names_what_is_missing_and_leads_there() {
    let mut page = full_page();
    page.visit.state = VisitState::Concluded;
    page.shortcomings[0].state = ShortcomingState::Notified;
    page.shortcomings[1].state = ShortcomingState::VerifiedClosed;
    let mut stage = Stage::new(page, Tab::Findings);
    let id = stage.page.borrow().visit.id;
    stage.click("Theo dõi khắc phục");
    assert!(matches!(
        &stage.wishes()[..],
        [Action::Go(Route::Shortcomings(filter))]
            if filter.visit_id == Some(id) && filter.among == Among::Open
    ));
    stage.click("Việc khác");
    stage.click("Kết thúc cuộc giám sát");
    stage.settle();
    assert!(stage.sees("Còn 01 tồn tại chưa được xác nhận khắc phục"));
    assert!(stage.sees("thiếu biên bản kết thúc niêm yết.”: đang khắc phục"));
    stage.click("Xem các tồn tại");
    let led = stage.wishes();
    assert!(
        led.iter().any(|action| matches!(action, Action::Go(_))),
        "{led:?}"
    );
}

#[test]
fn a_recheck_is_made_from_the_menu_of_the_visit() {
    let mut page = full_page();
    page.visit.state = VisitState::Concluded;
    page.shortcomings[0].state = ShortcomingState::Notified;
    let mut stage = Stage::new(page, Tab::Findings);
    stage.click("Việc khác");
    stage.click("Tạo cuộc phúc tra…");
    stage.settle();
    stage.fill("Ngày phúc tra", "20/12/2022");
    stage.press(eframe::egui::Key::Tab);
    stage.settle();
    stage.click("Tạo và mở");
    let id = stage.page.borrow().visit.id;
    assert!(matches!(
        &stage.commands()[..],
        [Command::Visit(VisitCommand::CreateRecheck { earlier, on })] if *earlier == id && *on == day("20/12/2022")
    ));
}
