//! The screen of programmes, read and worked by the names of its parts.

use std::cell::RefCell;

use chrono::NaiveDate;
use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use uuid::Uuid;

use super::{ProgrammesPage, ProgrammesScreen};
use crate::domain::{DialogueId, OpinionId, ProgrammeId, ProgrammeTaskId};
use crate::read::PaperRequest;
use crate::read::programme::{
    Answered, DialogueDetail, DialogueFilter, DialogueList, DialogueRow, InspectionFilter,
    InspectionList, OpinionRow, ProgrammeDetail, ProgrammePaper, ProgrammeRow, ProgrammesPlace,
};
use crate::read::skilful_model::Promised;
use crate::ui::action::{Action, Answers, Route, ScreenContext};
use crate::ui::testing::window;
use crate::worker::{Command, ProgrammesCommand, blank};

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, month, day).unwrap()
}

fn programme() -> ProgrammeRow {
    let mut programme = blank::programme("long-bien", 2021);
    programme.id = ProgrammeId(Uuid::from_u128(1));
    programme.title = "Chương trình phối hợp công tác dân vận".into();
    programme.parties = vec!["Ban Dân vận Quận ủy".into(), "UBND quận".into()];
    ProgrammeRow {
        programme,
        tasks: Promised {
            all: 2,
            done: 0,
            late: 1,
        },
        inspected: 62,
        dialogues: 1,
    }
}

fn talk() -> (DialogueRow, Vec<OpinionRow>) {
    let mut dialogue = blank::dialogue(None, day(5, 10));
    dialogue.id = DialogueId(Uuid::from_u128(2));
    dialogue.title = "Đối thoại với nhân dân".into();
    let mut opinion = blank::opinion(dialogue.id);
    opinion.id = OpinionId(Uuid::from_u128(3));
    opinion.text = "Đề nghị sửa đường ngõ 12".into();
    opinion.answerer = "UBND phường".into();
    opinion.due = Some(day(6, 10));
    let standing = opinion.standing(day(12, 20));
    let mut answered = Answered::default();
    answered.add(standing);
    let line = OpinionRow {
        held_on: dialogue.held_on,
        unit_name: String::new(),
        opinion,
        standing,
    };
    let row = DialogueRow {
        dialogue,
        unit_name: String::new(),
        answered,
    };
    (row, vec![line])
}

/// The screen at a place, with the first of each list open, and what it wished for.
fn wishes(
    place: &ProgrammesPlace,
    filled: bool,
    play: impl FnOnce(&mut Harness<'_>),
) -> Vec<Action> {
    let out = RefCell::new(Vec::new());
    let screen = RefCell::new(ProgrammesScreen::default());
    let answers = Answers::default();
    let (row, lines) = talk();
    let mut task = blank::task(programme().programme.id);
    task.id = ProgrammeTaskId(Uuid::from_u128(4));
    task.text = "Sơ kết một năm".into();
    task.owner = "UBND quận".into();
    task.due = Some(day(11, 30));
    let standing = task.standing(day(12, 20));
    let detail = ProgrammeDetail {
        as_of: day(12, 20),
        row: programme(),
        tasks: vec![(task, standing)],
        results: Vec::new(),
        inspections: Vec::new(),
        dialogues: vec![row.clone()],
        opinions: lines.clone(),
    };
    let mut round = blank::inspection(None, day(3, 5));
    round.body = "UBND quận".into();
    round.field = "Cải cách hành chính".into();
    round.units = 62;
    let inspections = InspectionList {
        filter: InspectionFilter::default(),
        as_of: day(12, 20),
        rows: if filled {
            vec![(round, String::new())]
        } else {
            Vec::new()
        },
        years: vec![2022],
        fields: vec!["Cải cách hành chính".into()],
        used: filled,
    };
    let dialogues = DialogueList {
        filter: DialogueFilter::default(),
        as_of: day(12, 20),
        rows: if filled {
            vec![row.clone()]
        } else {
            Vec::new()
        },
        opinions: lines.clone(),
        years: vec![2022],
        used: filled,
    };
    let dialogue = DialogueDetail {
        row,
        programme_title: String::new(),
        opinions: lines
            .into_iter()
            .map(|line| (line.opinion, line.standing))
            .collect(),
    };
    let programmes = if filled {
        vec![programme()]
    } else {
        Vec::new()
    };
    let mut harness = window(|ui| {
        let context = ScreenContext {
            today: day(12, 20),
            status: None,
            answers: &answers,
        };
        let page = ProgrammesPage {
            place,
            programmes: Some((&programmes, 1)),
            programme: filled.then_some(&detail),
            inspections: Some((&inspections, 1)),
            dialogues: Some((&dialogues, 1)),
            dialogue: filled.then_some(&dialogue),
            units: &[],
            district: "long-bien",
        };
        screen
            .borrow_mut()
            .ui(ui, &page, &context, &mut out.borrow_mut());
    });
    harness.run();
    play(&mut harness);
    harness.run();
    drop(harness);
    out.into_inner()
}

fn type_into(harness: &mut Harness<'_>, label: &str, text: &str) {
    harness.get_by_label(label).focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    harness.event(Event::Text(text.to_owned()));
    harness.run();
}

fn commands(actions: Vec<Action>) -> Vec<ProgrammesCommand> {
    let all = actions.into_iter().filter_map(|action| {
        let Action::Run(Command::Programmes(command)) = action else {
            return None;
        };
        Some(command)
    });
    all.collect()
}

#[test]
fn a_programme_shows_what_is_late_and_takes_what_was_done() {
    let done = wishes(&ProgrammesPlace::Programmes, true, |harness| {
        harness.get_by_label_contains("2021–2026, 0/2 · quá hạn 1");
        harness.get_by_label("Quá hạn 20 ngày");
        harness.get_by_label("Hoàn thành…").click();
        harness.run();
        type_into(harness, "Kết quả", "Đã sơ kết");
        harness.get_by_label("Lưu").click();
    });
    let commands = commands(done);
    let [ProgrammesCommand::SaveTask { base: Some(_), new }] = &commands[..] else {
        panic!("{commands:?}");
    };
    assert_eq!(
        (new.done_on, new.result.as_str()),
        (Some(day(12, 20)), "Đã sơ kết")
    );
}

#[test]
fn a_programme_is_written_down_and_its_report_asked_for() {
    let done = wishes(&ProgrammesPlace::Programmes, true, |harness| {
        harness.get_by_label("Báo cáo năm").click();
        harness.run();
        harness.get_by_label("Thêm chương trình…").click();
        harness.run();
        type_into(harness, "Tên chương trình", "Chương trình mới");
        type_into(harness, "Các cơ quan ký kết", "Ban Dân vận\nCông an quận");
        harness.get_by_label("Lưu").click();
    });
    assert!(done.iter().any(|action| matches!(
        action,
        Action::Go(Route::Paper(PaperRequest::Programmes(
            ProgrammePaper::Report { year: 2022, .. }
        )))
    )));
    let commands = commands(done);
    let [ProgrammesCommand::Save { base: None, new }] = &commands[..] else {
        panic!("{commands:?}");
    };
    assert_eq!(new.parties, ["Ban Dân vận", "Công an quận"]);
    assert_eq!(
        (new.year_from, new.year_to, new.district.as_str()),
        (2022, 2027, "long-bien")
    );
}

#[test]
fn inspections_are_counted_and_written_down() {
    let place = ProgrammesPlace::Inspections(InspectionFilter::default());
    let done = wishes(&place, true, |harness| {
        harness.get_by_label("62 lượt đơn vị trong 01 đợt");
        harness.get_by_label("Ghi đợt kiểm tra…").click();
        harness.run();
        type_into(harness, "Cơ quan kiểm tra", "UBND quận");
        type_into(harness, "Số lượt đơn vị", "12");
        harness.get_by_label("Lưu").click();
    });
    let commands = commands(done);
    let [ProgrammesCommand::SaveInspection { base: None, new }] = &commands[..] else {
        panic!("{commands:?}");
    };
    assert_eq!(
        (new.units, new.body.as_str(), new.begun_on),
        (12, "UBND quận", day(12, 20))
    );
}

#[test]
fn an_opinion_that_waits_stands_out_and_is_answered() {
    let place = ProgrammesPlace::Dialogues(DialogueFilter::default());
    let done = wishes(&place, true, |harness| {
        harness
            .get_by_label("01 hội nghị: 01 ý kiến, đã trả lời 0/1, chưa trả lời 01 (quá hạn 01)");
        harness.get_by_label("Quá hạn 193 ngày");
        harness.get_by_label("Ghi trả lời…").click();
        harness.run();
        type_into(harness, "Nội dung trả lời", "Đã sửa xong");
        harness.get_by_label("Lưu").click();
    });
    let commands = commands(done);
    let [ProgrammesCommand::SaveOpinion { base: Some(_), new }] = &commands[..] else {
        panic!("{commands:?}");
    };
    assert_eq!(
        (new.answered_on, new.answer.as_str()),
        (Some(day(12, 20)), "Đã sửa xong")
    );
}

#[test]
fn tabs_lead_on_and_empty_places_say_what_to_do() {
    let done = wishes(&ProgrammesPlace::Programmes, false, |harness| {
        harness.get_by_label("Chưa có chương trình phối hợp");
        harness
            .get_by_role_and_label(Role::Tab, "Đối thoại")
            .click();
    });
    assert!(done.iter().any(|action| matches!(
        action,
        Action::Go(Route::Programmes(ProgrammesPlace::Dialogues(_)))
    )));
    wishes(
        &ProgrammesPlace::Inspections(InspectionFilter::default()),
        false,
        |harness| {
            harness.get_by_label("Chưa ghi đợt kiểm tra đột xuất nào");
        },
    );
}
