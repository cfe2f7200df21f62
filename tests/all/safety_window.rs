//! The window keeps copies by itself, shows what they hold, and goes back to one.

use eframe::egui::Key;

use crate::desk::Desk;

#[test]
fn the_window_makes_a_copy_at_the_start_and_goes_back_to_it() {
    let mut desk = Desk::new(20);
    desk.rest();
    desk.command(Key::K);
    desk.text("khoi phuc kiem tra tep");
    desk.rest();
    desk.key(Key::Enter);
    desk.wait("Sao lưu ngay");
    desk.wait("Tự động");
    desk.click("Sao lưu ngay");
    desk.wait("Theo yêu cầu");
    desk.row("Tự động");
    desk.click("Khôi phục bản đang chọn…");
    desk.wait("Tệp hiện có được lưu thành một bản sao trước");
    desk.click("Khôi phục");
    desk.wait("Đã khôi phục từ bản sao lưu lúc 09:41 ngày 20/12/2022");
    let copies = std::fs::read_dir(desk.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.is_dir() && path.to_string_lossy().ends_with(" - sao lưu"))
        .unwrap();
    let kept = std::fs::read_dir(copies)
        .unwrap()
        .filter(|entry| {
            entry
                .as_ref()
                .unwrap()
                .path()
                .extension()
                .is_some_and(|kind| kind == "qcdc")
        })
        .count();
    assert_eq!(kept, 3, "made by itself, asked for, before going back");
}

#[test]
fn the_trail_of_the_window_names_what_was_done() {
    let mut desk = Desk::new(20);
    desk.rest();
    desk.tab("Cài đặt");
    desk.fill("Họ và tên", "Nguyễn Văn A");
    desk.rest();
    desk.command(Key::K);
    desk.text("nhat ky thay doi");
    desk.rest();
    desk.key(Key::Enter);
    desk.wait("Ghi tên người dùng");
    desk.row("Ghi tên người dùng");
    desk.wait("Dòng này không ghi nội dung từng ô.");
}
