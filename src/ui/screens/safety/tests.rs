//! The screen, worked by the names of its parts.

use std::cell::RefCell;
use std::rc::Rc;

use chrono::DateTime;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::read::audit::{AuditField, AuditPage, AuditRow};
use crate::read::backup::{BackupCopy, BackupNote, BackupReason, LastChange};
use crate::ui::action::Answers;
use crate::ui::testing::window;
use crate::worker::{Changes, Done};

fn at(text: &str) -> DateTime<chrono::FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

fn copy(day: &str, second: bool) -> BackupCopy {
    BackupCopy {
        path: format!("/sao/{day}{second}.qcdc").into(),
        second,
        note: BackupNote {
            at: at(&format!("{day}T08:00:00+07:00")),
            reason: BackupReason::Routine,
            sha256: String::new(),
            bytes: 1,
            origin: String::new(),
            head: None,
            last_seq: 1,
            visits: 1_234,
            shortcomings: 56,
            papers: 7,
            last_change: Some(LastChange {
                at: at(&format!("{day}T07:59:00+07:00")),
                user_name: "Văn thư".into(),
                summary: "Đã chấm mục QC1-01".into(),
            }),
            locked: false,
        },
    }
}

fn page() -> BackupPage {
    BackupPage {
        copies: vec![copy("2024-05-15", false), copy("2024-05-14", true)],
        folder: "/sao".into(),
        second: Some("/usb".into()),
        unsound: 1,
        ..BackupPage::default()
    }
}

fn trail_page() -> AuditPage {
    AuditPage {
        rows: vec![AuditRow {
            seq: 9,
            at: at("2024-05-15T08:00:00+07:00"),
            user_name: "Văn thư".into(),
            os_user: "vt01".into(),
            op: "rate".into(),
            summary: "Đã chấm mục QC1-01".into(),
        }],
        total: 1,
        people: vec!["Văn thư".into()],
        acts: vec!["rate".into()],
        head: None,
    }
}

fn screen(place: SafetyPlace, answers: Answers) -> (Harness<'static>, Rc<RefCell<Vec<Action>>>) {
    let pushed = Rc::new(RefCell::new(Vec::new()));
    let seen = pushed.clone();
    let (mut screen, mut answers) = (SafetyScreen::default(), answers);
    let (copies, lines) = (page(), trail_page());
    let fields = vec![AuditField {
        table: "rating".into(),
        field: "comment".into(),
        before: Some("Thiếu biên bản".into()),
        after: Some("Đủ biên bản".into()),
    }];
    let harness = window(move |ui| {
        let mut out = Vec::new();
        let context = ScreenContext {
            today: chrono::NaiveDate::from_ymd_opt(2024, 5, 15).unwrap(),
            status: None,
            answers: &answers,
        };
        let data = SafetyData {
            copies: Some((&copies, 1)),
            trail: trail::TrailData {
                page: Some((&lines, 1)),
                fields: Some(&fields),
            },
        };
        screen.ui(ui, &place, data, &context, &mut out);
        answers.next_frame();
        seen.borrow_mut().extend(out);
    });
    (harness, pushed)
}

#[test]
fn a_copy_says_what_it_holds_before_it_is_gone_back_to() {
    let (mut harness, pushed) = screen(SafetyPlace::Copies, Answers::default());
    harness.run();
    harness.get_by_label_contains("01 tệp trong thư mục sao lưu không dùng được");
    harness.get_by_label_contains("15/05/2024 08:00:00").click();
    harness.run();
    harness.get_by_label("Khôi phục bản đang chọn…").click();
    harness.run();
    harness.get_by_label_contains("1.234 cuộc giám sát, 56 tồn tại, 7 văn bản");
    harness.get_by_label_contains("Tệp hiện có được lưu thành một bản sao trước");
    assert!(pushed.borrow().is_empty(), "nothing before it is confirmed");
    harness.get_by_label("Khôi phục").click();
    harness.run();
    let pushed = pushed.borrow();
    let Some(Action::Start(Job::Safety(SafetyJob::Restore { copy: path, .. }))) = pushed.first()
    else {
        panic!("{pushed:?}");
    };
    assert_eq!(*path, page().copies[0].path);
}

#[test]
fn a_wrong_file_offers_repair_and_a_repair_says_what_it_did() {
    let mut answers = Answers::default();
    answers.sent(Subject::Safety);
    let made = SafetyMade::Checked(vec![(true, "Bảng tìm kiếm có 01 mục không khớp.".into())]);
    let done = Done {
        message: String::new(),
        changes: Changes::default(),
        made: Some(Made::Safety(made)),
        undoable: false,
    };
    answers.succeeded(Subject::Safety, done);
    let (mut harness, pushed) = screen(SafetyPlace::Check, answers);
    harness.run();
    harness.get_by_label_contains("Bảng tìm kiếm có 01 mục không khớp.");
    harness.get_by_label("Sửa tệp").click();
    harness.run();
    assert!(matches!(
        pushed.borrow().first(),
        Some(Action::Start(Job::Safety(SafetyJob::Repair)))
    ));
}

#[test]
fn a_line_of_the_trail_shows_what_it_changed_and_goes_to_excel() {
    let (mut harness, pushed) = screen(SafetyPlace::trail(), Answers::default());
    harness.run();
    harness.get_by_label_contains("Đã chấm mục QC1-01").click();
    harness.run();
    harness.get_by_label_contains("Trước: Thiếu biên bản");
    harness.get_by_label_contains("Sau: Đủ biên bản");
    harness.get_by_label("Xuất Excel").click();
    harness.run();
    let pushed = pushed.borrow();
    assert!(
        pushed.iter().any(|action| matches!(
            action,
            Action::Export(crate::ui::export::Export::Trail(_), name) if name.starts_with("Nhật ký")
        )),
        "{pushed:?}"
    );
}

#[test]
fn the_words_about_copies_warn_when_something_is_to_be_done() {
    let now = at("2024-05-17T08:00:00+07:00").naive_local();
    let mut page = page();
    assert_eq!(
        backups_of(&page, now).warning,
        None,
        "nothing was changed since"
    );
    page.changed_since = true;
    assert!(backups_of(&page, now).warning.unwrap().contains("Đã lâu"));
    let soon = at("2024-05-15T18:00:00+07:00").naive_local();
    assert!(
        backups_of(&page, soon)
            .warning
            .unwrap()
            .contains("Nơi thứ hai")
    );
    page.unreachable = Some("không có".into());
    assert!(
        backups_of(&page, soon)
            .warning
            .unwrap()
            .contains("Không tới được")
    );
    assert!(
        backups_of(&BackupPage::default(), now)
            .words
            .contains("Chưa có")
    );
}
