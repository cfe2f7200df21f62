//! Dialogs of the registers and settings in the whole window, by the names of their fields.

use eframe::egui::Key;
use egui_kittest::kittest::Queryable as _;

use crate::desk::Desk;

/// Types over the field of the dialog: the screen behind it may have one of the same name.
fn fill(desk: &mut Desk, name: &str, text: &str) {
    desk.wait(name);
    let Some(field) = desk.harness.query_all_by_label(name).last() else {
        panic!("nothing is called “{name}”:\n{}", desk.screen());
    };
    field.focus();
    desk.harness.step();
    desk.command(Key::A);
    desk.text(text);
}

/// Types on the closed list of the dialog and takes what is found.
fn choose(desk: &mut Desk, name: &str, typed: &str) {
    let Some(field) = desk.harness.query_all_by_label(name).last() else {
        panic!("nothing is called “{name}”:\n{}", desk.screen());
    };
    field.focus();
    desk.rest();
    desk.keys(typed);
    desk.key(Key::Enter);
}

#[test]
fn a_unit_is_added_refused_without_a_name_and_renamed() {
    let mut desk = Desk::new(20);
    desk.rest();
    desk.tab("Phường");
    desk.click("Thêm đơn vị");
    choose(&mut desk, "Loại đơn vị", "truong hoc");
    desk.click("Ghi");
    desk.wait("Hãy ghi tên");
    fill(&mut desk, "Tên đầy đủ", "Trường Tiểu học Ái Mộ");
    fill(&mut desk, "Có từ ngày", "01/09/2003");
    // from within the date field, whose day must not be lost
    desk.command(Key::Enter);
    desk.wait("Đã ghi");
    desk.row("Trường Tiểu học Ái Mộ");
    desk.wait("01/09/2003");
    desk.click("Sửa đơn vị");
    fill(&mut desk, "Tên đầy đủ", "Trường Tiểu học Ái Mộ A");
    desk.command(Key::Enter);
    desk.rest();
    assert!(!desk.sees("Tên đầy đủ"), "{}", desk.screen());
    desk.wait("Trường Tiểu học Ái Mộ A");
}

#[test]
fn a_signer_is_added_changed_taken_out_and_comes_back() {
    let mut desk = Desk::new(20);
    desk.rest();
    desk.tab("Cài đặt");
    desk.press("Thêm người ký");
    fill(&mut desk, "Chức vụ", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC");
    fill(&mut desk, "Họ và tên", "Trần Thị B");
    desk.click("Ghi");
    desk.wait("Sửa người ký PHÓ TRƯỞNG BAN THƯỜNG TRỰC");
    desk.press("Sửa người ký PHÓ TRƯỞNG BAN THƯỜNG TRỰC");
    fill(&mut desk, "Họ và tên", "Trần Thị C");
    desk.key(Key::Enter);
    desk.wait("Trần Thị C");
    desk.press("Bỏ người ký PHÓ TRƯỞNG BAN THƯỜNG TRỰC");
    assert!(!desk.sees("Trần Thị C"));
    desk.command(Key::Z);
    desk.wait("Trần Thị C");
}

#[test]
fn a_person_is_added_given_an_end_and_taken_out() {
    let mut desk = Desk::new(20);
    desk.rest();
    desk.tab("Phường");
    desk.click("Danh bạ người và chức vụ");
    desk.click("Thêm người");
    fill(&mut desk, "Họ và tên", "Nguyễn Văn A");
    fill(&mut desk, "Chức vụ", "Bí thư Đảng ủy phường");
    choose(&mut desk, "Nơi công tác", "phuc dong");
    fill(&mut desk, "Giữ chức vụ từ ngày", "01/06/2020");
    desk.command(Key::Enter);
    desk.row("Nguyễn Văn A");
    assert_eq!(desk.value("Giữ chức vụ từ ngày"), "01/06/2020");
    // an end before the beginning is named beside its field, and the dialog stays
    fill(&mut desk, "Đến hết ngày", "01/01/2019");
    desk.command(Key::Enter);
    desk.wait("Sửa người trong danh bạ");
    fill(&mut desk, "Đến hết ngày", "31/10/2022");
    desk.command(Key::Enter);
    desk.rest();
    assert!(
        !desk.sees("Nguyễn Văn A"),
        "who left is not offered any more"
    );
    desk.click("Cả chức vụ đã thôi giữ");
    desk.row("Nguyễn Văn A");
    desk.click("Bỏ người này khỏi danh bạ");
    desk.wait("Danh bạ chưa có ai");
    desk.command(Key::Z);
    desk.wait("Nguyễn Văn A");
}
