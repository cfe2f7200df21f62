//! A sheet is looked at and written, worked by the names of the parts.

use std::cell::RefCell;
use std::rc::Rc;

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::read::grid::{CellProblem, FieldChange, Grid, GridCell, GridRow};
use crate::ui::action::Answers;
use crate::ui::testing::window;
use crate::worker::{Changes, Done};

fn preview(fates: Vec<RowFate>) -> Arc<GridPreview> {
    let kind = GridKind::Units;
    let rows = (2_u32..).zip(&fates).map(|(number, _)| {
        let mut cells = vec![GridCell::Empty; kind.columns().len()];
        cells[1] = GridCell::text("Phường");
        cells[2] = GridCell::text(format!("Phường thứ {number}"));
        GridRow { number, cells }
    });
    let grid = Grid {
        kind,
        sheet: "Đơn vị".into(),
        places: (0..8).map(Some).collect(),
        ignored: vec!["Ghi thêm".into()],
        rows: rows.collect(),
    };
    Arc::new(GridPreview {
        grid: Arc::new(grid),
        fates,
    })
}

fn read(preview: &Arc<GridPreview>) -> Answers {
    let mut answers = Answers::default();
    answers.sent(Subject::Table);
    let done = Done {
        message: "Đã đọc".into(),
        changes: Changes::default(),
        made: Some(Made::Grid(preview.clone())),
        undoable: false,
    };
    answers.succeeded(Subject::Table, done);
    answers
}

fn screen(answers: Answers) -> (Harness<'static>, Rc<RefCell<Vec<Action>>>) {
    let pushed = Rc::new(RefCell::new(Vec::new()));
    let seen = pushed.clone();
    let mut screen = TablesScreen::default();
    let mut answers = answers;
    let harness = window(move |ui| {
        let mut out = Vec::new();
        let context = ScreenContext {
            today: chrono::NaiveDate::from_ymd_opt(2024, 5, 15).unwrap(),
            status: None,
            answers: &answers,
        };
        screen.ui(ui, GridKind::Units, &context, &mut out);
        // as the window does, the answer is there for one frame
        answers.next_frame();
        seen.borrow_mut().extend(out);
    });
    (harness, pushed)
}

#[test]
fn without_a_file_the_screen_says_what_to_do() {
    let (mut harness, pushed) = screen(Answers::default());
    harness.run();
    harness.get_by_label_contains("Các cột: Mã, Loại đơn vị, Tên đầy đủ");
    harness.get_by_label("Chọn tệp để nhập").click();
    harness.run();
    harness.get_by_label("Tệp mẫu…").click();
    harness.run();
    let pushed = pushed.borrow();
    assert!(matches!(pushed[0], Action::PickTable(GridKind::Units)));
    let Action::Export(Export::Table { empty: true, .. }, name) = &pushed[1] else {
        panic!("{pushed:?}");
    };
    assert_eq!(name, "Mẫu nhập Đơn vị.xlsx");
}

#[test]
fn a_wrong_row_comes_first_and_nothing_can_be_written() {
    let wrong = RowFate::Wrong(vec![CellProblem {
        at: "B3".into(),
        message: "“Xã” không có trong danh sách.".into(),
    }]);
    let (mut harness, pushed) = screen(read(&preview(vec![RowFate::New, wrong])));
    harness.run();
    harness.get_by_label_contains("Có dòng lỗi nên chưa ghi dòng nào");
    harness.get_by_label_contains("Bỏ qua cột không có trong mẫu: Ghi thêm");
    harness.get_by_label_contains("Ô B3: “Xã” không có trong danh sách.");
    assert!(
        harness.query_by_label_contains("Phường thứ 2").is_none(),
        "only the wrong rows are shown"
    );
    harness.get_by_label("Ghi 1 dòng").click();
    harness.run();
    assert!(pushed.borrow().is_empty());
    harness.get_by_label("Tất cả 2").click();
    harness.run();
    harness.get_by_label_contains("Phường thứ 2");
}

#[test]
fn what_is_new_and_changed_is_written_in_one_go() {
    let changed = RowFate::Changed(vec![FieldChange {
        head: "Tên gọn",
        from: "Cũ".into(),
        to: String::new(),
    }]);
    let (mut harness, pushed) = screen(read(&preview(vec![RowFate::New, changed, RowFate::Same])));
    harness.run();
    harness.get_by_label("Thay đổi 1").click();
    harness.run();
    harness.get_by_label_contains("Tên gọn: bỏ “Cũ”");
    harness.get_by_label("Ghi 2 dòng").click();
    harness.run();
    let actions = pushed.borrow();
    let Some(Action::Start(Job::Grid(GridJob::Take(grid)))) = actions.first() else {
        panic!("{actions:?}");
    };
    assert_eq!(grid.rows.len(), 3);
}

#[test]
fn a_file_let_go_over_the_window_is_looked_at() {
    let (mut harness, pushed) = screen(Answers::default());
    harness.run();
    crate::ui::testing::let_go(&mut harness, "/bang/mo-hinh.xlsx");
    harness.step();
    let actions = pushed.borrow();
    let Some(Action::Start(Job::Grid(GridJob::Read { kind: None, from }))) = actions.first() else {
        panic!("{actions:?}");
    };
    assert_eq!(from, std::path::Path::new("/bang/mo-hinh.xlsx"));
}

#[test]
fn a_sheet_of_another_kind_is_shown_under_its_own_name() {
    let units = preview(vec![RowFate::New]);
    let grid = Grid {
        kind: GridKind::Reports,
        ..(*units.grid).clone()
    };
    let reports = Arc::new(GridPreview {
        grid: Arc::new(grid),
        fates: units.fates.clone(),
    });
    let (mut harness, pushed) = screen(read(&reports));
    harness.run();
    let actions = pushed.borrow();
    assert!(
        matches!(
            actions.first(),
            Some(Action::Go(Route::Tables(GridKind::Reports)))
        ),
        "{actions:?}"
    );
}
