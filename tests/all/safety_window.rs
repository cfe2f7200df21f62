//! Copies and the trail in the whole window.

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

const WORDS: &str = "cây đa giếng nước";

#[test]
fn copies_are_locked_and_gone_back_to_in_the_window() {
    let mut desk = Desk::new(20);
    desk.rest();
    desk.command(Key::K);
    desk.text("sao luu khoi phuc");
    desk.rest();
    desk.key(Key::Enter);
    desk.wait("chưa đặt: ai có bản sao thì đọc được");
    desk.click("Đặt mật khẩu…");
    desk.fill("Mật khẩu", WORDS);
    desk.fill("Gõ lại mật khẩu", WORDS);
    desk.click("Khóa cả bản sao cạnh tệp dữ liệu");
    desk.click("Đặt mật khẩu");
    desk.wait("khóa mọi bản sao");
    desk.click("Sao lưu ngay");
    desk.wait("Có khóa");
    desk.row("Có khóa");
    desk.click("Khôi phục bản đang chọn…");
    desk.fill("Mật khẩu", "cây đa");
    desk.click("Khôi phục");
    desk.wait("Mật khẩu không đúng");
    desk.fill("Mật khẩu", WORDS);
    desk.click("Khôi phục");
    desk.wait("Đã khôi phục từ bản sao lưu");
}

#[test]
fn a_locked_package_is_made_opened_and_taken_back_in_the_window() {
    let mut desk = Desk::new(20);
    desk.rest();
    let go = |desk: &mut Desk| {
        desk.command(Key::K);
        desk.text("mang di, nhan ve");
        desk.rest();
        desk.key(Key::Enter);
    };
    go(&mut desk);
    desk.click("Mang đi…");
    desk.fill("Ai mang đi, hoặc tên máy", "Đoàn 1");
    desk.click("Khóa gói bằng mật khẩu");
    desk.fill("Mật khẩu", WORDS);
    desk.fill("Gõ lại mật khẩu", WORDS);
    desk.click("Chọn nơi ghi gói…");
    desk.wait("Đã tạo gói mang đi");
    let there = desk.file("qcdckhoa");
    let office = desk.file("qcdc");
    let open = |desk: &mut Desk, path: &std::path::Path| {
        *desk.next_path.borrow_mut() = Some(path.to_owned());
        desk.command(Key::O);
        desk.rest();
    };
    open(&mut desk, &there);
    desk.wait("được khóa bằng mật khẩu");
    desk.fill("Mật khẩu", "cây đa");
    desk.click("Mở khóa");
    desk.wait("Mật khẩu không đúng");
    desk.fill("Mật khẩu", WORDS);
    desk.click("Mở khóa");
    desk.wait("Đã mở Mang đi Đoàn 1");
    go(&mut desk);
    desk.wait("Đây là bản mang đi “Đoàn 1”");
    std::fs::remove_file(&there).unwrap();
    desk.click("Khóa gói để mang về…");
    desk.fill("Mật khẩu", WORDS);
    desk.fill("Gõ lại mật khẩu", WORDS);
    desk.click("Chọn nơi ghi tệp khóa…");
    desk.wait("Đã khóa gói");
    let back = desk.file("qcdckhoa");
    open(&mut desk, &office);
    desk.rest();
    *desk.next_path.borrow_mut() = Some(back);
    go(&mut desk);
    desk.click("Nhận về…");
    desk.wait("được khóa bằng mật khẩu");
    desk.fill("Mật khẩu", WORDS);
    desk.click("Mở và xem trước");
    desk.wait("Gói “Đoàn 1”");
}

#[test]
fn the_window_locks_by_its_key_and_opens_where_it_was() {
    let mut desk = Desk::new(20);
    desk.rest();
    desk.command(Key::L);
    desk.wait("Chưa có mật khẩu khóa chương trình");
    desk.tab("Cài đặt");
    desk.press("Khóa chương trình: Đặt mật khẩu…");
    desk.fill("Mật khẩu", WORDS);
    desk.fill("Gõ lại mật khẩu", WORDS);
    desk.click("Đặt mật khẩu");
    desk.wait("đã đặt trên máy này");
    desk.command(Key::L);
    desk.wait("Chương trình đang khóa");
    assert!(
        !desk.sees("Họ và tên"),
        "nothing of the file is shown or read aloud"
    );
    desk.command(Key::K);
    assert!(!desk.sees("Tìm phường"), "no key goes past the lock");
    desk.fill("Mật khẩu", WORDS);
    desk.key(Key::Enter);
    desk.wait("Họ và tên");
}
