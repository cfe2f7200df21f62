//! The trail in the whole window.

use eframe::egui::Key;

use crate::desk::Desk;

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
