//! The list of shortcomings and the days off, worked by keys and names of fields.

use std::cell::RefCell;
use std::rc::Rc;

use chrono::NaiveDate;
use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use uuid::Uuid;

use super::days_off::DaysOff;
use super::shortcomings::{ShortcomingsPage, ShortcomingsScreen};
use crate::domain::{
    Attachment, AttachmentId, AttachmentKind, Calendar, EventId, EventKind, Holiday, HolidayKind,
    Shortcoming, ShortcomingEvent, ShortcomingId, ShortcomingState, UnitId, VisitId, VisitKind,
    VisitState, date,
};
use crate::read::{CalendarPage, ShortcomingDetail, ShortcomingFilter, ShortcomingRow, VisitRow};
use crate::ui::action::{Action, Answers, Route, ScreenContext};
use crate::ui::testing::window;
use crate::worker::{Command, SettingsCommand, ShortcomingCommand};

const TODAY: &str = "20/12/2024";

fn day(text: &str) -> NaiveDate {
    date::parse(text).unwrap()
}

fn context(answers: &Answers) -> ScreenContext<'_> {
    ScreenContext {
        today: day(TODAY),
        status: None,
        answers,
    }
}

/// An order that was extended once and is late against both deadlines.
fn order() -> ShortcomingDetail {
    let visit = VisitId(Uuid::from_u128(1));
    let shortcoming = Shortcoming {
        id: ShortcomingId(Uuid::from_u128(2)),
        ver: 1,
        description: "Chưa niêm yết đủ thời hạn".into(),
        owner: "UBND phường".into(),
        deadline: Some(day("10/06/2024")),
        first_deadline: Some(day("13/05/2024")),
        notified_on: Some(day("11/04/2024")),
        stepped_on: Some(day("10/05/2024")),
        state: ShortcomingState::Notified,
        ..Shortcoming::blank(visit)
    };
    let as_of = day(TODAY);
    let dates = shortcoming.dates();
    let unit_id = UnitId(Uuid::from_u128(3));
    ShortcomingDetail {
        unit_ended: false,
        answering: Vec::new(),
        row: ShortcomingRow {
            id: shortcoming.id,
            visit_id: visit,
            visit_date: day("03/04/2024"),
            unit_id,
            unit_name: "Phường Phúc Đồng".into(),
            regulation_code: "QC1".into(),
            description: shortcoming.description.clone(),
            owner: shortcoming.owner.clone(),
            deadline: shortcoming.deadline,
            state: shortcoming.state,
            class: dates.class_on(as_of),
            days_late: dates.days_late(as_of),
            first_deadline: shortcoming.first_deadline,
            days_late_at_first: dates.against(shortcoming.first_deadline).days_late(as_of),
            dates,
            carried_to: None,
            repeat: None,
            reminded_on: None,
        },
        events: vec![ShortcomingEvent {
            id: EventId(Uuid::from_u128(4)),
            ver: 1,
            shortcoming_id: shortcoming.id,
            kind: EventKind::Extended,
            on: day("10/05/2024"),
            position: 2,
            by: "Trưởng Ban".into(),
            text: "Khối lượng lớn".into(),
            deadline_from: Some(day("13/05/2024")),
            deadline_to: Some(day("10/06/2024")),
        }],
        carried_to: None,
        attachments: vec![Attachment {
            id: AttachmentId(Uuid::from_u128(6)),
            ver: 1,
            visit_id: visit,
            item_id: None,
            shortcoming_id: Some(shortcoming.id),
            event_id: Some(EventId(Uuid::from_u128(4))),
            position: 1,
            name: "Quyết định gia hạn.pdf".into(),
            kind: AttachmentKind::Pdf,
            size: 51_200,
            sha256: String::new(),
            note: String::new(),
            added_on: day("10/05/2024"),
        }],
        later_visits: vec![VisitRow {
            id: VisitId(Uuid::from_u128(5)),
            unit_id,
            unit_name: "Phường Phúc Đồng".into(),
            kind: VisitKind::Recheck,
            state: VisitState::InProgress,
            date: day("02/12/2024"),
            topic: String::new(),
            conclusion_number: String::new(),
            shortcomings: 0,
            open_shortcomings: 0,
            late_shortcomings: 0,
        }],
        calendar: Calendar::default(),
        as_of,
        repeat: crate::read::repeat::RepeatInfo::default(),
        reminders: Vec::new(),
        shortcoming,
    }
}

struct Stage {
    harness: Harness<'static>,
    wishes: Rc<RefCell<Vec<Action>>>,
}

impl Stage {
    fn new(show: impl FnMut(&mut eframe::egui::Ui, &mut Vec<Action>) + 'static) -> Self {
        let wishes = Rc::new(RefCell::new(Vec::new()));
        let (out, mut show) = (wishes.clone(), show);
        let harness = window(move |ui| show(ui, &mut out.borrow_mut()));
        let mut stage = Self { harness, wishes };
        stage.settle();
        stage
    }

    fn settle(&mut self) {
        for _ in 0..22 {
            self.harness.step();
        }
    }

    fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.settle();
    }

    /// A row is one node that says all its cells.
    fn open_row(&mut self, words: &str) {
        self.harness.get_by_label_contains(words).click();
        self.settle();
    }

    fn fill(&mut self, label: &str, words: &str) {
        self.harness.get_by_label(label).focus();
        self.harness.step();
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        self.harness.step();
        self.harness.event(Event::Text(words.to_owned()));
        self.harness.step();
        self.harness.key_press(Key::Tab);
        self.settle();
    }

    fn sees(&self, words: &str) -> bool {
        let mut found = self.harness.query_all_by_label_contains(words);
        found.next().is_some()
    }

    fn wishes(&self) -> Vec<Action> {
        std::mem::take(&mut *self.wishes.borrow_mut())
    }
}

fn list_with(filter: ShortcomingFilter, detail: ShortcomingDetail) -> Stage {
    let answers = Answers::default();
    let mut screen = ShortcomingsScreen::default();
    Stage::new(move |ui, out| {
        let rows = [detail.row.clone()];
        let page = ShortcomingsPage {
            list: Some((&rows, 1)),
            filter: &filter,
            counts: None,
            units: &[],
            regulations: &[],
            late: None,
            detail: Some(&detail),
        };
        screen.ui(ui, &page, &context(&answers), out);
    })
}

#[test]
fn another_day_is_asked_for_and_left_again() {
    let mut stage = list_with(ShortcomingFilter::default(), order());
    stage.fill("Tính đến ngày", "31/03/2024");
    let wanted = stage.wishes().into_iter().find_map(|action| {
        let Action::Go(Route::Shortcomings(filter)) = action else {
            return None;
        };
        filter.as_of
    });
    assert_eq!(wanted, Some(day("31/03/2024")));
    let past = ShortcomingFilter {
        as_of: Some(day("31/03/2024")),
        ..ShortcomingFilter::default()
    };
    let mut stage = list_with(past, order());
    assert!(stage.sees("tính đến hết ngày 31/03/2024"));
    stage.click("Về hôm nay");
    let back = stage.wishes();
    assert!(
        matches!(&back[..], [Action::Go(Route::Shortcomings(filter)), ..] if filter.as_of.is_none())
    );
}

#[test]
fn every_deadline_and_both_delays_are_shown_and_an_extension_without_reason_is_refused() {
    let mut stage = list_with(ShortcomingFilter::default(), order());
    assert!(stage.sees("Quá hạn 193 (đầu 221)"));
    stage.open_row("Chưa niêm yết đủ thời hạn");
    assert!(stage.sees("13/05/2024, gia hạn đến 10/06/2024"));
    assert!(stage.sees("Quá hạn 193 ngày"));
    assert!(stage.sees("So với hạn đầu: trễ 221 ngày"));
    stage.click("Gia hạn");
    stage.fill("Người cho phép", "Trưởng Ban");
    stage.fill("Thời hạn mới", "28/12/2024");
    assert!(stage.sees("chuyển sang ngày làm việc tiếp theo, 30/12/2024"));
    stage.click("Ghi");
    assert!(stage.sees("Hãy ghi lý do gia hạn."));
    assert!(stage.wishes().is_empty());
    stage.fill("Lý do gia hạn", "Khối lượng lớn");
    stage.click("Ghi");
    assert!(matches!(
        &stage.wishes()[..],
        [Action::Run(Command::Shortcoming(ShortcomingCommand::Step { step, .. }))]
            if step.kind == EventKind::Extended && step.deadline == Some(day("28/12/2024"))
    ));
}

#[test]
fn a_later_visit_is_chosen_to_carry_it_on() {
    let mut stage = list_with(ShortcomingFilter::default(), order());
    stage.open_row("Chưa niêm yết đủ thời hạn");
    stage.click("Chuyển cuộc sau theo dõi");
    assert!(stage.sees("Tồn tại vẫn để mở và vẫn tính quá hạn"));
    stage.click("Ghi");
    assert!(matches!(
        &stage.wishes()[..],
        [Action::Run(Command::Shortcoming(ShortcomingCommand::Carry { to, .. }))] if *to == VisitId(Uuid::from_u128(5))
    ));
}

#[test]
fn days_off_are_added_and_taken_out() {
    let answers = Answers::default();
    let page = CalendarPage {
        holidays: vec![Holiday {
            day: day("18/04/2024"),
            ver: 1,
            kind: HolidayKind::Off,
            name: "Giỗ Tổ Hùng Vương".into(),
            checked: false,
        }],
        due_soon_days: 7,
    };
    let mut section = DaysOff::default();
    let mut stage = Stage::new(move |ui, out| {
        section.ui(ui, &page, &context(&answers), out);
        section.dialog(ui, &context(&answers), out);
    });
    assert!(stage.sees("Giỗ Tổ Hùng Vương") && stage.sees("chưa đối chiếu"));
    stage.click("Bỏ ngày 18/04/2024");
    let day_off = day("18/04/2024");
    assert!(
        matches!(&stage.wishes()[..], [Action::Run(Command::Settings(SettingsCommand::RemoveHoliday(day)))] if *day == day_off)
    );
    stage.fill("Báo sắp đến hạn trước", "14");
    assert!(matches!(
        &stage.wishes()[..],
        [Action::Run(Command::Settings(
            SettingsCommand::SetDueSoonDays(14)
        ))]
    ));
    stage.click("Thêm ngày");
    stage.fill("Ngày", "31/12/2024");
    stage.fill("Tên, lý do", "Hoán đổi");
    stage.click("Ghi");
    assert!(matches!(
        &stage.wishes()[..],
        [Action::Run(Command::Settings(SettingsCommand::SaveHoliday { base: None, new }))]
            if new.day == day("31/12/2024") && new.name == "Hoán đổi" && new.kind == HolidayKind::Off
    ));
}
