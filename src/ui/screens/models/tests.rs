//! The screen of models, read and worked by the names of its parts.

use std::cell::RefCell;

use chrono::NaiveDate;
use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use uuid::Uuid;

use super::{ModelsPage, ModelsScreen};
use crate::domain::due::DueStanding;
use crate::domain::{
    Commitment, CommitmentId, ModelField, ModelFieldId, ModelId, ModelKind, ModelOutcome,
    ModelPraise, SkilfulModel, Unit, UnitId, UnitKind,
};
use crate::read::skilful_model::{
    ComparedUnit, ModelComparison, ModelDetail, ModelList, ModelPaper, ModelQuarters, ModelRow,
    Promised, quarters_of,
};
use crate::read::{ModelFilter, PaperRequest, UnitRow};
use crate::ui::action::{Action, Answers, Route, ScreenContext};
use crate::ui::testing::window;
use crate::worker::{Command, ModelsCommand, blank_model};

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, month, day).unwrap()
}

fn ward() -> Unit {
    Unit {
        id: UnitId(Uuid::from_u128(1)),
        ver: 1,
        code: "lb-phuc-dong".into(),
        kind: UnitKind::Ward,
        name: "Phường Phúc Đồng".into(),
        short_name: "Phúc Đồng".into(),
        district: "long-bien".into(),
        parent_id: None,
        valid_from: None,
        valid_to: None,
        checked: true,
    }
}

fn row(number: u128, who: &str, change: impl FnOnce(&mut SkilfulModel)) -> ModelRow {
    let mut model = SkilfulModel {
        id: ModelId(Uuid::from_u128(number)),
        ver: 1,
        title: "Vận động bàn giao mặt bằng".into(),
        who: who.into(),
        ..blank_model(ward().id, 2021, day(2, 10))
    };
    change(&mut model);
    ModelRow {
        state: model.state_on(day(12, 20)).unwrap(),
        unit_code: ward().code,
        unit_name: ward().name,
        field: "Kinh tế".into(),
        promised: Promised {
            all: 2,
            done: 1,
            late: 1,
        },
        model,
    }
}

fn rows() -> Vec<ModelRow> {
    vec![
        row(10, "Chi bộ 5", |_| {}),
        row(11, "Tổ trưởng tổ dân phố 2", |model| {
            model.kind = ModelKind::Individual;
            model.reviewed_on = Some(day(11, 1));
            model.review = "Tốt".into();
            model.praise = Some(ModelPraise::Reward);
        }),
    ]
}

fn list(rows: Vec<ModelRow>, used: bool) -> ModelList {
    ModelList {
        filter: ModelFilter::of_year(2021),
        as_of: day(12, 20),
        rows,
        fields: vec![ModelField {
            id: ModelFieldId(Uuid::from_u128(5)),
            ver: 1,
            position: 1,
            name: "Kinh tế".into(),
        }],
        years: vec![2021, 2020],
        districts: Vec::new(),
        used,
    }
}

fn detail(row: &ModelRow) -> ModelDetail {
    let one = Commitment {
        id: CommitmentId(Uuid::from_u128(30)),
        ver: 1,
        model_id: row.model.id,
        position: 1,
        text: "Đối thoại với 100% hộ dân".into(),
        due: Some(day(12, 1)),
        done_on: None,
        result: String::new(),
    };
    let standing = DueStanding::on(day(12, 20), one.due, None);
    ModelDetail {
        row: row.clone(),
        unit: ward(),
        commitments: vec![(one, standing)],
    }
}

/// The screen on a list with one of it open, and what it wished for.
fn wishes(
    list: &ModelList,
    open: Option<usize>,
    play: impl FnOnce(&mut Harness<'_>),
) -> Vec<Action> {
    let out = RefCell::new(Vec::new());
    let screen = RefCell::new(ModelsScreen::default());
    let answers = Answers::default();
    let units = vec![UnitRow {
        unit: ward(),
        visits: 0,
        last_visit: None,
        open_shortcomings: 0,
        late_shortcomings: 0,
    }];
    let detail = open.map(|place| detail(&list.rows[place]));
    let quarters = quarters_of(&list.rows);
    let comparison = ModelComparison {
        year: 2021,
        as_of: list.as_of,
        rows: vec![ComparedUnit {
            unit: ward(),
            now: quarters,
            before: ModelQuarters::default(),
        }],
    };
    let mut harness = window(|ui| {
        let context = ScreenContext {
            today: day(12, 20),
            status: None,
            answers: &answers,
        };
        let page = ModelsPage {
            list: Some((list, 1)),
            filter: &list.filter,
            units: &units,
            detail: detail.as_ref(),
            comparison: Some((&comparison, 1)),
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

fn saved(actions: &[Action]) -> Vec<(Option<SkilfulModel>, SkilfulModel)> {
    let commands = actions.iter().filter_map(|action| {
        let Action::Run(Command::Models(ModelsCommand::Save { base, new })) = action else {
            return None;
        };
        Some((base.as_deref().cloned(), (**new).clone()))
    });
    commands.collect()
}

#[test]
fn the_list_counts_its_rows_and_overdue_promises_stand_out() {
    wishes(&list(rows(), true), None, |harness| {
        harness.get_by_label(
            "Đăng ký 01 tập thể, 01 cá nhân · được công nhận 0/2 (0%) · cam kết quá hạn 02",
        );
        harness.get_by_label_contains("Chi bộ 5");
        harness.get_by_label_contains("1/2 · quá hạn 1, Đã đăng ký");
    });
}

#[test]
fn a_model_is_registered_with_what_was_typed() {
    let done = wishes(&list(rows(), true), None, |harness| {
        harness.get_by_label("Đăng ký mô hình…").click();
        harness.run();
        harness.get_by_label("Đăng ký").click();
        harness.run();
        harness.get_by_label("Hãy chọn đơn vị.");
        type_into(harness, "Tên mô hình", "Tuyến phố tự quản");
        type_into(harness, "Tập thể, cá nhân", "Hội Phụ nữ");
        let fields = harness.get_all_by_role_and_label(Role::ComboBox, "Đơn vị");
        fields.last().unwrap().click();
        harness.run();
        harness.get_by_label("Phường Phúc Đồng").click();
        harness.run();
        type_into(harness, "Ngày đăng ký", "150321");
        harness.get_by_label("Đăng ký").click();
    });
    let made = saved(&done);
    assert_eq!(made.len(), 1, "{done:?}");
    let (base, new) = &made[0];
    assert!(base.is_none());
    assert_eq!(
        (new.title.as_str(), new.who.as_str()),
        ("Tuyến phố tự quản", "Hội Phụ nữ")
    );
    assert_eq!(
        (new.unit_id, new.year, new.registered_on),
        (ward().id, 2021, day(3, 15))
    );
}

#[test]
fn stages_are_written_down_as_the_state_allows() {
    let all = rows();
    let done = wishes(&list(all.clone(), true), Some(0), |harness| {
        assert!(
            harness.query_by_label("Công nhận…").is_none(),
            "not reviewed yet"
        );
        harness.get_by_label("Đánh giá…").click();
        harness.run();
        type_into(harness, "Kết quả", "Hoàn thành");
        harness
            .get_by_role_and_label(Role::ComboBox, "Đề nghị")
            .click();
        harness.run();
        harness.get_by_label("Khen thưởng").click();
        harness.run();
        harness.get_by_label("Lưu").click();
    });
    let (base, new) = &saved(&done)[0];
    assert_eq!(base.as_ref(), Some(&all[0].model));
    assert_eq!(
        (new.reviewed_on, new.review.as_str()),
        (Some(day(12, 20)), "Hoàn thành")
    );
    assert_eq!(new.praise, Some(ModelPraise::Reward));

    let done = wishes(&list(all, true), Some(1), |harness| {
        harness.get_by_label("Không công nhận…").click();
        harness.run();
        type_into(harness, "Lý do", "Chưa đạt");
        harness.get_by_label("Lưu").click();
    });
    let (_, new) = &saved(&done)[0];
    assert_eq!(new.outcome, Some(ModelOutcome::NotRecognised));
    assert_eq!(
        (new.decided_on, new.outcome_reason.as_str()),
        (Some(day(12, 20)), "Chưa đạt")
    );
}

#[test]
fn a_promise_shows_how_late_it_is_and_is_fulfilled() {
    let done = wishes(&list(rows(), true), Some(0), |harness| {
        harness.get_by_label("Quá hạn 19 ngày");
        harness.get_by_label("Hoàn thành…").click();
        harness.run();
        type_into(harness, "Kết quả", "Đã xong");
        harness.get_by_label("Lưu").click();
    });
    let fulfilled = done.iter().find_map(|action| {
        let Action::Run(Command::Models(ModelsCommand::SaveCommitment { base, new })) = action
        else {
            return None;
        };
        Some((base.clone(), new.clone()))
    });
    let (base, new) = fulfilled.unwrap();
    assert!(base.is_some());
    assert_eq!(
        (new.done_on, new.result.as_str()),
        (Some(day(12, 20)), "Đã xong")
    );
}

#[test]
fn quarters_lead_to_the_rows_behind_them_and_to_paper() {
    let done = wishes(&list(rows(), true), None, |harness| {
        harness
            .get_by_role_and_label(Role::Tab, "So sánh theo quý")
            .click();
        harness.run();
        harness.get_by_label_contains("Tổng, 1 + 1 | –");
        harness.get_by_label("Bản in, Excel").click();
        harness.run();
        harness.get_by_label_contains("Phúc Đồng, 1 + 1").click();
        harness.run();
    });
    assert!(done.iter().any(|action| matches!(
        action,
        Action::Go(Route::Paper(PaperRequest::Models(ModelPaper::Comparison {
            year: 2021,
            ..
        })))
    )));
    assert!(done.iter().any(|action| matches!(
        action,
        Action::Go(Route::Models(filter)) if filter.unit_id == Some(ward().id) && filter.year == Some(2021)
    )));
}

#[test]
fn fields_are_added_and_renamed() {
    let done = wishes(&list(rows(), true), None, |harness| {
        harness.get_by_label("Lĩnh vực…").click();
        harness.run();
        type_into(harness, "Lĩnh vực mới", "Chuyển đổi số");
        harness.get_by_label("Thêm lĩnh vực").click();
    });
    assert!(done.iter().any(|action| matches!(
        action,
        Action::Run(Command::Models(ModelsCommand::SaveField { base: None, name })) if name == "Chuyển đổi số"
    )));
}

#[test]
fn nothing_yet_says_what_to_do() {
    wishes(&list(Vec::new(), false), None, |harness| {
        harness.get_by_label("Chưa có mô hình nào");
        harness.get_by_label("Đăng ký mô hình đầu tiên").click();
        harness.run();
        harness.get_by_label("Tên mô hình");
    });
    wishes(&list(Vec::new(), true), None, |harness| {
        harness.get_by_label("Không có mô hình nào khớp");
    });
}
