//! Roles: a guard against mistakes, at the one door and on the screen.

use eframe::egui::{Key, accesskit};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use qcdc::domain::role::Role;
use qcdc::register::{Register, RegisterError};

use crate::desk::Desk;
use crate::support;

const TODAY: &str = "2024-05-15";

fn as_user(path: &std::path::Path, user: &str) -> Register {
    Register::open(path, user.into(), support::clock(TODAY)).unwrap()
}

fn refusal<T: std::fmt::Debug>(result: Result<T, RegisterError>) -> String {
    match result {
        Err(RegisterError::Refused(words)) => words,
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_role_may_do_its_part() {
    let (_folder, path) = support::place();
    let mut boss = support::create(&path, TODAY);
    let id = support::visit(&mut boss, TODAY);
    assert_eq!(boss.role().unwrap(), Role::Approve, "none is set");
    boss.set_role("xem", Some(Role::View)).unwrap();
    boss.set_role("nhap", Some(Role::Enter)).unwrap();

    let mut viewer = as_user(&path, "xem");
    assert!(viewer.visit_page(id).is_ok());
    let visit = viewer.visit_page(id).unwrap().visit;
    let mut new = visit.clone();
    new.topic = "Nội dung".into();
    let words = refusal(viewer.edit_visit(&visit, &new));
    assert!(words.contains("“Xem”") && words.contains("“Nhập”") && words.contains("vẫn còn"));
    assert!(viewer.note_look().is_ok(), "looking is allowed");
    refusal(viewer.set_role("xem", None));

    let mut clerk = as_user(&path, "nhap");
    clerk.edit_visit(&visit, &new).unwrap();
    support::end(&mut clerk, id);
    support::write_conclusion(&mut clerk, id, TODAY, None);
    let page = clerk.prepare_issue(id, false).unwrap();
    refusal(clerk.issue_conclusion(&page, b"%PDF-1.7 thu"));
    refusal(clerk.delete_visit(id));
    refusal(clerk.set_two_sided(true));
    refusal(clerk.set_role("nhap", Some(Role::Approve)));
    support::issue(&mut boss, id);
    assert_eq!(support::findings(&boss), Vec::<String>::new());
}

#[test]
fn the_last_who_approves_cannot_be_taken_away() {
    let (_folder, path) = support::place();
    let mut boss = support::create(&path, TODAY);
    boss.set_role("lan", Some(Role::View)).unwrap();
    let users = boss.user_roles().unwrap();
    let mine = users.iter().find(|user| user.os_user == "thu").unwrap();
    assert_eq!(
        mine.role,
        Some(Role::Approve),
        "whoever began keeps the right"
    );
    for role in [Some(Role::Enter), Some(Role::View), None] {
        let refused = boss.set_role("thu", role);
        assert!(
            matches!(refused, Err(RegisterError::Problems(_))),
            "{role:?}"
        );
    }
    boss.set_role("hoa", Some(Role::Approve)).unwrap();
    boss.set_role("thu", Some(Role::Enter)).unwrap();
    refusal(boss.set_role("thu", Some(Role::Approve)));
    as_user(&path, "hoa").set_role("thu", None).unwrap();
    assert_eq!(boss.role().unwrap(), Role::Approve);
}

#[test]
fn the_screen_says_who_may_what_and_greys_the_rest() {
    let mut desk = Desk::new(20);
    desk.rest();
    desk.tab("Cài đặt");
    desk.wait("Vai trò chỉ để tránh làm nhầm");
    desk.fill("Thêm tài khoản", "hoa");
    desk.rest();
    desk.press("Thêm: Duyệt");
    desk.wait("Vai trò của hoa");
    desk.press("Vai trò của lan");
    desk.text("xem");
    desk.key(Key::Enter);
    desk.wait("việc này cần vai trò “Duyệt”");
    let field = desk.harness.get_by_label("Vai trò của hoa");
    assert!(field.accesskit_node().is_disabled());
    assert_eq!(field.accesskit_node().role(), accesskit::Role::ComboBox);
    // a change is refused in words, what was typed stays
    desk.fill("Địa danh", "Quận khác");
    desk.wait("Vai trò của người dùng máy này");
    assert_eq!(desk.value("Địa danh"), "Quận khác");
}
