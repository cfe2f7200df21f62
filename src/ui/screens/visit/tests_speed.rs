//! The checklist as somebody in a hurry works it: what is in sight, and how many keys it takes.

use eframe::egui::{Key, Modifiers};

use super::sample::{day, page, rate_all_but};
use super::stage::Stage;
use super::{Tab, find};
use crate::domain::shortcoming::DEFAULT_DEADLINE_DAYS;
use crate::domain::{DeadlineRule, RatingValue, ShortcomingId, ShortcomingState, VisitId};
use crate::read::{ItemPast, PastRating, PastShortcoming};
use crate::ui::action::{Action, Route, Subject};
use crate::worker::{Command, ShortcomingCommand, VisitCommand};

fn past(code: &str, value: RatingValue) -> ItemPast {
    ItemPast {
        code: code.into(),
        last: Some(PastRating {
            visit_id: VisitId(uuid::Uuid::from_u128(77)),
            date: day("15/06/2021"),
            other_unit: None,
            value,
            comment: "Thiếu biên bản niêm yết.".into(),
        }),
        open: vec![PastShortcoming {
            id: ShortcomingId(uuid::Uuid::from_u128(78)),
            visit_id: VisitId(uuid::Uuid::from_u128(77)),
            visit_date: day("15/06/2021"),
            description: "Chưa niêm yết đủ 20 ngày.".into(),
            deadline: Some(day("15/08/2021")),
            state: ShortcomingState::Returned,
        }],
    }
}

#[test]
fn last_time_and_what_is_still_open_are_in_sight() {
    let mut page = page();
    let code = page.regulations[0].items[0].item.code.clone();
    let second = page.regulations[0].items[1].item.code.clone();
    page.past = vec![
        past(&code, RatingValue::PartlyMet),
        past(&second, RatingValue::NotMet),
    ];
    let mut stage = Stage::new(page, Tab::Checklist);
    assert!(stage.sees("Lần trước (15/06/2021):"));
    assert!(stage.sees("Thiếu biên bản niêm yết."));
    assert!(
        stage.sees("Tồn tại từ 15/06/2021: Chưa niêm yết đủ 20 ngày. · hạn 15/08/2021, đã quá")
    );
    assert!(
        stage.sees("lần trước chưa đạt, còn 01 tồn tại cũ"),
        "the list says it in brief"
    );
    stage.click("Mở lần trước");
    assert!(matches!(&stage.wishes()[..], [Action::Go(Route::Visit(_))]));
    stage.click("Xem tồn tại cũ");
    assert!(matches!(
        &stage.wishes()[..],
        [Action::Go(Route::Shortcomings(filter))] if filter.visit_id.is_some()
    ));
}

#[test]
fn what_the_unit_says_of_itself_has_keys_and_stands_beside_ours() {
    let mut stage = Stage::new(page(), Tab::Checklist);
    stage.harness.key_press_modifiers(Modifiers::ALT, Key::Num2);
    stage.settle();
    let commands = stage.commands();
    let [Command::Visit(VisitCommand::Rate { new, .. })] = &commands[..] else {
        panic!("{commands:?}");
    };
    assert_eq!(new.self_rating, RatingValue::PartlyMet);
    assert_eq!(new.value, RatingValue::NotRated, "ours is another fact");
    assert!(stage.sees("tự chấm đạt một phần"));
    stage.harness.key_press_modifiers(Modifiers::ALT, Key::Num2);
    stage.settle();
    assert!(
        matches!(&stage.commands()[..], [Command::Visit(VisitCommand::Rate { new, .. })] if new.self_rating == RatingValue::NotRated)
    );
}

#[test]
fn an_item_is_found_by_its_code_and_stays_in_sight() {
    let mut stage = Stage::new(page(), Tab::Checklist);
    stage.digit(Key::Slash, "/");
    assert_eq!(stage.value(find::NAME), "", "the key is not typed");
    stage.type_text("607");
    stage.press(Key::Enter);
    stage.digit(Key::Num1, "1");
    let wanted = stage.page.borrow().regulations[6].items[6].item.id;
    assert!(
        matches!(&stage.commands()[..], [Command::Visit(VisitCommand::Rate { new, .. })] if new.item_id == wanted)
    );
    // the list is scrolled far away from it: the item in hand stays, and so do its buttons
    stage
        .harness
        .event(eframe::egui::Event::PointerMoved(eframe::egui::pos2(
            900.0, 700.0,
        )));
    for _ in 0..20 {
        stage.harness.event(eframe::egui::Event::MouseWheel {
            unit: eframe::egui::MouseWheelUnit::Point,
            delta: eframe::egui::vec2(0.0, -400.0),
            phase: eframe::egui::TouchPhase::Move,
            source: eframe::egui::MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        });
        stage.harness.step();
    }
    let place = egui_kittest::kittest::Queryable::get_by_label(&stage.harness, "Chưa đạt").rect();
    assert!(place.top() > 0.0 && place.bottom() < 768.0, "{place:?}");
}

#[test]
fn the_rest_is_met_in_one_stroke() {
    let mut page = page();
    rate_all_but(&mut page, 20);
    let mut stage = Stage::new(page, Tab::Checklist);
    assert!(stage.sees("Đạt 20 mục còn lại của cả phiếu"));
    stage.command(Key::D);
    let commands = stage.commands();
    assert!(matches!(
        &commands[..],
        [Command::Visit(VisitCommand::RateRestMet {
            regulation_id: Some(_),
            ..
        })]
    ));
    stage
        .harness
        .key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    stage.settle();
    assert!(matches!(
        &stage.commands()[..],
        [Command::Visit(VisitCommand::RateRestMet {
            regulation_id: None,
            ..
        })]
    ));
}

/// 86 ratings, all Đạt but five, each of the five with its shortcoming: counted in keys, words of comments aside.
#[test]
fn a_whole_checklist_takes_few_keys() {
    let mut stage = Stage::new(page(), Tab::Checklist);
    let mut keys = 0;
    for code in ["103", "204", "305", "402", "606"] {
        stage.digit(Key::Slash, "/");
        stage.type_text(code);
        stage.press(Key::Enter);
        stage.digit(Key::Num3, "3");
        stage.type_text("chưa có hồ sơ");
        stage.command(Key::T);
        stage.settle();
        assert_eq!(stage.value("Nội dung tồn tại, hạn chế"), "chưa có hồ sơ");
        assert!(
            stage
                .value("Nội dung kiểm tra")
                .contains(code.get(1..).unwrap())
        );
        stage.command(Key::Enter);
        stage.settle();
        let saved = stage.commands();
        assert!(
            matches!(saved.last(), Some(Command::Shortcoming(ShortcomingCommand::Add(new))) if new.item_id.is_some()
                && new.deadline_rule == Some(DeadlineRule::Days(DEFAULT_DEADLINE_DAYS))),
            "{saved:?}"
        );
        let nil = Subject::Shortcoming(ShortcomingId(uuid::Uuid::nil()));
        stage.answers.borrow_mut().sent(nil);
        stage.succeed(nil);
        // "/", three digits, Enter, 3, Ctrl+T, Ctrl+Enter
        keys += 1 + code.len() + 1 + 1 + 1 + 1;
    }
    stage
        .harness
        .key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    stage.settle();
    keys += 1;
    assert!(matches!(
        &stage.commands()[..],
        [Command::Visit(VisitCommand::RateRestMet {
            regulation_id: None,
            ..
        })]
    ));
    assert_eq!(keys, 41);
}
