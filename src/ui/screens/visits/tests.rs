//! Plan and calendar, worked by names, keys and dragging.

use std::cell::RefCell;
use std::rc::Rc;

use chrono::NaiveDate;
use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use uuid::Uuid;

use super::{VisitsPage, VisitsScreen};
use crate::domain::{Calendar, Unit, UnitId, UnitKind, VisitId, VisitKind, VisitState};
use crate::read::{UnitRow, VisitFilter, VisitRow};
use crate::ui::action::{Action, Answers, Route, ScreenContext};
use crate::ui::testing::window;
use crate::worker::{Command, VisitCommand};

fn day(text: &str) -> NaiveDate {
    crate::domain::date::parse(text).unwrap()
}

fn unit(number: u128, name: &str) -> UnitRow {
    UnitRow {
        unit: Unit {
            id: UnitId(Uuid::from_u128(number)),
            ver: 1,
            code: format!("lb-{number}"),
            kind: UnitKind::Ward,
            name: format!("Phường {name}"),
            short_name: name.into(),
            district: "long-bien".into(),
            parent_id: None,
            valid_from: None,
            valid_to: None,
            checked: true,
        },
        visits: 0,
        last_visit: None,
        open_shortcomings: 0,
        late_shortcomings: 0,
    }
}

fn visit(number: u128, unit: &UnitRow, on: &str, state: VisitState) -> VisitRow {
    VisitRow {
        id: VisitId(Uuid::from_u128(number)),
        unit_id: unit.unit.id,
        unit_name: unit.unit.name.clone(),
        kind: VisitKind::Periodic,
        state,
        date: day(on),
        topic: "việc thực hiện 06 quy chế dân chủ ở cơ sở".into(),
        conclusion_number: String::new(),
        shortcomings: 0,
        open_shortcomings: 0,
        late_shortcomings: 0,
    }
}

struct Stage {
    harness: Harness<'static>,
    wishes: Rc<RefCell<Vec<Action>>>,
}

impl Stage {
    fn new() -> Self {
        let units = vec![unit(1, "Phúc Đồng"), unit(2, "Cự Khối"), unit(3, "Bồ Đề")];
        let rows = vec![
            visit(11, &units[0], "14/12/2022", VisitState::Planned),
            visit(12, &units[1], "20/12/2022", VisitState::Concluded),
        ];
        Self::with(units, rows)
    }

    fn with(units: Vec<UnitRow>, rows: Vec<VisitRow>) -> Self {
        let wishes = Rc::new(RefCell::new(Vec::new()));
        let out = wishes.clone();
        let mut screen = VisitsScreen::default();
        let harness = window(move |ui| {
            let answers = Answers::default();
            let context = ScreenContext {
                today: day("12/12/2022"),
                status: None,
                answers: &answers,
            };
            let page = VisitsPage {
                list: Some((&rows, 1)),
                filter: &VisitFilter::default(),
                units: &units,
                catalogue: None,
                calendar: &Calendar::default(),
            };
            screen.ui(ui, &page, &context, &mut out.borrow_mut());
        });
        let mut stage = Self { harness, wishes };
        stage.settle();
        stage
    }

    fn settle(&mut self) {
        for _ in 0..6 {
            self.harness.step();
        }
    }

    fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.settle();
    }

    fn take(&self) -> Vec<Action> {
        std::mem::take(&mut *self.wishes.borrow_mut())
    }

    fn centre(&self, label: &str) -> Pos2 {
        self.harness.get_by_label(label).rect().center()
    }

    fn drag(&mut self, from: Pos2, to: Pos2) {
        let button = |pos, pressed| Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.harness.event(Event::PointerMoved(from));
        self.harness.step();
        self.harness.event(button(from, true));
        self.harness.step();
        for part in 1..=5_u8 {
            let at = from + (to - from) * (f32::from(part) / 5.0);
            self.harness.event(Event::PointerMoved(at));
            self.harness.step();
        }
        self.harness.event(button(to, false));
        self.settle();
    }
}

const PLANNED: &str = "Phường Phúc Đồng, 14/12/2022, Giám sát định kỳ, Dự kiến";

#[test]
fn a_visit_of_the_calendar_is_opened_by_one_click_and_a_day_takes_a_new_one() {
    let mut stage = Stage::new();
    stage.press(Modifiers::COMMAND, Key::Num3);
    stage.click(PLANNED);
    assert!(matches!(&stage.take()[..], [Action::Go(Route::Visit(_))]));
    stage.click("Ngày 08/12/2022");
    assert!(
        matches!(&stage.take()[..], [Action::NewVisitOn(None, on)] if *on == day("08/12/2022"))
    );
    stage.click("Tháng sau");
    stage.harness.get_by_label("Tháng 1/2023");
    stage.click("Tháng này");
    stage.harness.get_by_label("Tháng 12/2022");
}

#[test]
fn dragging_puts_a_planned_visit_on_another_day_and_a_concluded_one_stays() {
    let mut stage = Stage::new();
    stage.press(Modifiers::COMMAND, Key::Num3);
    let from = stage.centre(PLANNED);
    let to = stage.centre("Ngày 22/12/2022");
    stage.drag(from, to);
    assert!(
        matches!(&stage.take()[..], [Action::Run(Command::Visit(VisitCommand::Reschedule { to, .. }))] if *to == day("22/12/2022"))
    );
    let from = stage.centre("Phường Cự Khối, 20/12/2022, Giám sát định kỳ, Đã kết luận");
    stage.drag(from, to);
    assert!(
        !stage
            .take()
            .iter()
            .any(|action| matches!(action, Action::Run(_)))
    );
}

#[test]
fn keys_move_a_visit_and_ask_for_a_day() {
    let mut stage = Stage::new();
    stage.press(Modifiers::COMMAND, Key::Num3);
    stage.harness.get_by_label(PLANNED).focus();
    stage.settle();
    stage.press(Modifiers::COMMAND, Key::ArrowRight);
    stage.press(Modifiers::COMMAND, Key::ArrowDown);
    let days: Vec<_> = stage
        .take()
        .into_iter()
        .filter_map(|action| {
            if let Action::Run(Command::Visit(VisitCommand::Reschedule { to, .. })) = action {
                Some(to)
            } else {
                None
            }
        })
        .collect();
    assert_eq!(days, [day("15/12/2022"), day("21/12/2022")]);
    stage.press(Modifiers::NONE, Key::D);
    stage.harness.get_by_label("Ngày mới").focus();
    stage.settle();
    stage.press(Modifiers::COMMAND, Key::A);
    stage.harness.event(Event::Text("24122022".into()));
    stage.settle();
    stage.press(Modifiers::NONE, Key::Enter);
    stage
        .harness
        .get_by_label("Ngày này là ngày nghỉ cuối tuần.");
    stage.click("Dời");
    assert!(
        matches!(&stage.take()[..], [Action::Run(Command::Visit(VisitCommand::Reschedule { to, .. }))] if *to == day("24/12/2022"))
    );
}

#[test]
fn the_year_shows_who_has_none_and_dragging_keeps_the_day() {
    let mut stage = Stage::new();
    stage.press(Modifiers::COMMAND, Key::Num2);
    stage
        .harness
        .get_by_label("02 cuộc, 01 đơn vị chưa có cuộc nào");
    let from = stage.centre(PLANNED);
    let to = stage.centre("Phường Phúc Đồng, tháng 10");
    stage.drag(from, to);
    assert!(
        matches!(&stage.take()[..], [Action::Run(Command::Visit(VisitCommand::Reschedule { to, .. }))] if *to == day("14/10/2022"))
    );
    let other = stage.centre("Phường Bồ Đề, tháng 10");
    stage.drag(from, other);
    assert!(stage.take().is_empty(), "a visit stays with its unit");
    stage.click("Phường Bồ Đề, tháng 5");
    assert!(
        matches!(&stage.take()[..], [Action::NewVisitOn(Some(_), on)] if *on == day("04/05/2022"))
    );
    stage.click("Tháng 12");
    stage.harness.get_by_label("Tháng 12/2022");
}

#[test]
fn a_year_is_planned_from_one_dialog() {
    let mut stage = Stage::new();
    stage.click("Lập kế hoạch năm…");
    // in December the next year is planned, and all its wards are ticked
    stage.click("Cự Khối");
    for month in [1, 2, 4, 5, 6, 7, 8, 9, 11, 12] {
        stage.click(&format!("Tháng {month}"));
    }
    stage.click("Lập kế hoạch");
    let wishes = stage.take();
    let [Action::Run(Command::Visit(VisitCommand::Plan(plan)))] = &wishes[..] else {
        panic!("{wishes:?}");
    };
    let planned: Vec<_> = plan.visits.iter().map(|(_, day)| day.to_string()).collect();
    assert_eq!(planned, ["2023-03-16", "2023-10-17"]);
    assert!(plan.covered.is_empty(), "none left out means all");
}

#[test]
fn the_list_begins_at_what_is_at_hand_with_a_few_planned_ones_above() {
    let ward = unit(1, "Phúc Đồng");
    let on = |days: i64| {
        let date = day("12/12/2022") + chrono::TimeDelta::days(days);
        let date = crate::domain::date::show(date);
        let number = u128::try_from(1000 + days).unwrap();
        visit(number, &ward, &date, VisitState::Planned)
    };
    let rows: Vec<VisitRow> = (-60..60).rev().map(on).collect();
    let stage = Stage::with(vec![ward.clone()], rows);
    let seen = |days: i64| {
        let date = day("12/12/2022") + chrono::TimeDelta::days(days);
        let name = crate::domain::date::show(date);
        let row = stage.harness.query_all_by_label_contains(&name).next();
        row.is_some()
    };
    assert!(seen(0) && seen(3) && seen(-5));
    assert!(!seen(20) && !seen(59), "the far end of the plan");
}
