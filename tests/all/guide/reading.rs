//! The guide in the window, as a clerk reads it.

use eframe::egui::{Key, Modifiers};
use qcdc::ui::action::Route;

use crate::desk::Desk;

#[test]
fn f1_opens_the_chapter_of_the_screen_and_leads_back_to_it() {
    let mut desk = Desk::new(20);
    for (place, title) in [
        ("Tồn tại", "Từ tồn tại đến khi khắc phục xong"),
        ("Báo cáo tháng", "Báo cáo tháng"),
        ("Danh mục", "Danh mục, căn cứ, thể thức văn bản"),
    ] {
        desk.tab(place);
        let before = desk.harness.state().route().clone();
        desk.key(Key::F1);
        desk.wait("Hướng dẫn sử dụng");
        desk.wait(title);
        // on to another chapter, then back with the same key
        desk.press("Bắt đầu nhanh");
        desk.wait("Lần đầu, năm phút");
        desk.key(Key::F1);
        assert_eq!(*desk.harness.state().route(), before);
    }
}

#[test]
fn words_are_found_links_followed_and_alt_left_leads_back() {
    let mut desk = Desk::new(20);
    desk.key(Key::F1);
    desk.wait("Bảng phường và quy chế");
    desk.fill("Tìm trong hướng dẫn", "mang di");
    desk.rest();
    desk.wait("Mang đi, nhận về · Mang đi");
    desk.key(Key::Enter);
    desk.wait("Làm việc ở phường bằng máy xách tay");
    desk.fill("Tìm trong hướng dẫn", "zzzz");
    desk.rest();
    desk.wait("Không tìm thấy");
    desk.fill("Tìm trong hướng dẫn", "");
    desk.harness.key_press(Key::Backspace);
    desk.rest();
    desk.press("Hai người cùng làm");
    desk.wait("Hai người sửa cùng một chỗ");
    desk.click("Mang đi, nhận về");
    desk.wait("Làm việc ở phường bằng máy xách tay");
    desk.harness
        .key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    desk.rest();
    desk.wait("Hai người sửa cùng một chỗ");
}

#[test]
fn keys_stay_within_reach_and_about_tells_the_version_the_file_and_licences() {
    let mut desk = Desk::new(20);
    desk.key(Key::F1);
    desk.wait("Hướng dẫn sử dụng");
    desk.click("Phím tắt");
    desk.wait("Làm việc chính của hộp thoại");
    desk.key(Key::Escape);
    desk.press("Giới thiệu, phiên bản");
    desk.wait(env!("CARGO_PKG_VERSION"));
    desk.wait("Long Biên.qcdc");
    desk.click("Giấy phép các thành phần");
    desk.fill("Tìm thành phần", "rusqlite");
    desk.rest();
    desk.wait("rusqlite 0.");
    desk.harness
        .key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    desk.rest();
    desk.click("Có gì mới");
    desk.wait("Thêm mới");
    assert!(matches!(desk.harness.state().route(), Route::Help(_)));
}

#[test]
fn the_guide_is_saved_from_the_window() {
    let mut desk = Desk::new(20);
    desk.key(Key::F1);
    desk.click("Lưu PDF…");
    desk.wait("Đã lưu Hướng dẫn sử dụng.pdf");
    let bytes = std::fs::read(desk.file("pdf")).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7"));
}
