//! A package comes back and conflicts are decided, worked by the names of the parts.

use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use chrono::DateTime;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::domain::{ConflictKind, Decision, MergeConflict, TakeOut, TakeOutId};
use crate::read::merge::{ComingRows, CopyNote, FieldView};
use crate::ui::action::Answers;
use crate::ui::export::Export;
use crate::ui::testing::window;
use crate::worker::{Changes, Command, CopiesCommand, Done};

fn moment() -> DateTime<chrono::FixedOffset> {
    DateTime::parse_from_rfc3339("2023-05-20T10:05:00+07:00").unwrap()
}

fn conflict(kind: ConflictKind) -> ConflictView {
    let field = |field: &str, name, mine: &str, theirs: &str| FieldView {
        field: field.into(),
        name,
        base: "Chưa đánh giá".into(),
        mine: mine.into(),
        theirs: theirs.into(),
    };
    ConflictView {
        conflict: MergeConflict {
            id: MergeConflictId(uuid::Uuid::from_u128(7)),
            ver: 1,
            take_out_id: TakeOutId(uuid::Uuid::nil()),
            kind,
            table_name: "rating".into(),
            row_key: String::new(),
            title: "Đánh giá mục QC1-01 · Phường Phúc Đồng 10/5/2023".into(),
            fields: vec!["value".into(), "self_rating".into()],
            base: String::new(),
            mine: String::new(),
            theirs: String::new(),
            mine_at: "2023-05-20T09:00:00+07:00".into(),
            mine_by: "Cán bộ ở cơ quan".into(),
            theirs_at: "2023-05-19T15:30:00+07:00".into(),
            theirs_by: "Cán bộ ở phường".into(),
            found_at: moment(),
            decision: Decision::Open,
            decided_at: None,
            decided_by: String::new(),
        },
        label: "Máy đoàn 1".into(),
        fields: vec![
            field("value", "Đánh giá", "Đạt một phần", "Chưa đạt"),
            field("self_rating", "Đơn vị tự chấm", "Đạt", "Đạt một phần"),
        ],
    }
}

fn page(conflicts: Vec<ConflictView>, copy: Option<CopyNote>) -> MergePage {
    let row = TakeOut {
        id: TakeOutId(uuid::Uuid::nil()),
        ver: 1,
        label: "Máy đoàn 1".into(),
        taken_at: moment(),
        taken_by: "Cán bộ".into(),
        units: Vec::new(),
        base_sha256: String::new(),
        returned_at: None,
        returned_by: String::new(),
    };
    MergePage {
        take_outs: vec![(row, Vec::new())],
        open: conflicts.len(),
        conflicts,
        copy,
        warning: None,
    }
}

fn screen(data: MergePage, mut answers: Answers) -> (Harness<'static>, Rc<RefCell<Vec<Action>>>) {
    let pushed = Rc::new(RefCell::new(Vec::new()));
    let seen = pushed.clone();
    let mut screen = CopiesScreen::default();
    let harness = window(move |ui| {
        let mut out = Vec::new();
        let context = ScreenContext {
            today: chrono::NaiveDate::from_ymd_opt(2023, 5, 20).unwrap(),
            status: None,
            answers: &answers,
        };
        screen.ui(ui, (&data, 1), &context, &mut out);
        answers.next_frame();
        seen.borrow_mut().extend(out);
    });
    (harness, pushed)
}

#[test]
fn both_sides_are_seen_and_either_or_one_field_can_be_taken() {
    let (mut harness, pushed) = screen(
        page(vec![conflict(ConflictKind::Fields)], None),
        Answers::default(),
    );
    harness.run();
    harness.get_by_label_contains("Cán bộ ở phường, 15:30 ngày 19/05/2023");
    harness.get_by_label_contains("Cán bộ ở cơ quan, 09:00 ngày 20/05/2023");
    harness.get_by_label("Chưa đạt");
    harness.get_by_label("Giữ bản của cơ quan").click();
    harness.run();
    harness
        .get_by_label("Lấy bản mang đi: Đơn vị tự chấm")
        .click();
    harness.run();
    harness.get_by_label("Ghi 1 ô đã chọn").click();
    harness.run();
    harness.get_by_label("Lấy bản mang đi").click();
    harness.run();
    let all: Vec<Vec<String>> = pushed
        .borrow()
        .iter()
        .filter_map(|action| {
            if let Action::Run(Command::Copies(CopiesCommand::Resolve { picks, .. })) = action {
                Some(picks.clone())
            } else {
                None
            }
        })
        .collect();
    assert_eq!(
        all,
        [
            vec![],
            vec!["self_rating".to_owned()],
            vec!["value".to_owned(), "self_rating".to_owned()]
        ]
    );
}

#[test]
fn what_was_issued_offers_no_other_side() {
    let (mut harness, _) = screen(
        page(vec![conflict(ConflictKind::Locked)], None),
        Answers::default(),
    );
    harness.run();
    harness.get_by_label("Giữ bản của cơ quan");
    assert!(harness.query_by_label("Lấy bản mang đi").is_none());
}

#[test]
fn a_package_is_looked_at_before_it_is_taken_back() {
    let preview = MergePreview {
        label: "Máy đoàn 1".into(),
        taken_at: moment(),
        taken_by: "Cán bộ".into(),
        units: Vec::new(),
        rows: vec![ComingRows {
            table: "rating",
            added: 3,
            changed: 2,
            removed: 0,
        }],
        conflicts: vec![conflict(ConflictKind::Fields)],
        contents: 1,
        notices: vec!["Có 01 cuộc giám sát đã kết thúc nhưng còn tồn tại chưa xác nhận.".into()],
        news: true,
    };
    let mut answers = Answers::default();
    answers.sent(Subject::Copies);
    let back = ComingBack {
        passphrase: None,
        from: PathBuf::from("goi.qcdcpack"),
        preview: Arc::new(preview),
        written: false,
    };
    let done = Done {
        message: String::new(),
        changes: Changes::default(),
        made: Some(Made::Back(Box::new(back))),
        undoable: false,
    };
    answers.succeeded(Subject::Copies, done);
    let (mut harness, pushed) = screen(page(Vec::new(), None), answers);
    harness.run();
    harness.get_by_label_contains("thêm 3, sửa 2, xóa 0; 1 chỗ hai bên khác nhau");
    harness.get_by_label("Đánh giá: thêm 3, sửa 2, xóa 0");
    harness.get_by_label_contains("còn tồn tại chưa xác nhận");
    harness.get_by_label("Nhận vào tệp").click();
    harness.run();
    assert!(matches!(
        &pushed.borrow()[..],
        [Action::Start(Job::Copies(CopiesJob::Merge { .. }))]
    ));
}

#[test]
fn a_package_is_made_and_a_copy_says_what_it_is() {
    let (mut harness, pushed) = screen(page(Vec::new(), None), Answers::default());
    harness.run();
    harness.get_by_label("Mang đi…").click();
    harness.run();
    harness.get_by_label_contains("Ai có gói thì đọc được");
    harness.get_by_label("Chọn nơi ghi gói…").click();
    harness.run();
    assert!(
        matches!(&pushed.borrow()[..], [Action::Export(Export::TakeOut { .. }, name)] if name.ends_with(".qcdcpack"))
    );
    let note = CopyNote {
        label: "Máy đoàn 1".into(),
        taken_at: moment(),
        taken_by: "Cán bộ".into(),
        units: Vec::new(),
    };
    let (mut harness, _) = screen(page(Vec::new(), Some(note)), Answers::default());
    harness.run();
    harness.get_by_label_contains("Đây là bản mang đi “Máy đoàn 1”");
    assert!(harness.query_by_label("Nhận về…").is_none());
}
