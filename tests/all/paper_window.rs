//! Papers in the window, worked by the names of what stands on the screen.

use chrono::DateTime;
use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::desk::Desk;

/// The sample, opened on a day of March 2023.
fn window() -> Desk {
    Desk::sample_at(DateTime::parse_from_rfc3339("2023-03-15T09:41:00+07:00").unwrap())
}

/// What stands on the page, as it is read aloud.
fn page(desk: &Desk, number: &str) -> String {
    let name = format!("Trang {number}. ");
    let page = desk
        .harness
        .get_all_by_role(Role::Image)
        .filter_map(|node| node.accesskit_node().label())
        .find(|label| label.starts_with(&name));
    page.unwrap_or_else(|| panic!("no page {number}:\n{}", desk.screen()))
}

#[test]
fn a_report_is_seen_at_once_and_follows_what_is_chosen() {
    let mut desk = window();
    desk.tab("Báo cáo");
    desk.wait("Trang 1/");
    assert!(desk.sees("quý I năm 2023"), "{}", desk.screen());
    desk.choose("Kỳ báo cáo", "6 thang");
    desk.wait("6 tháng đầu năm 2023");
    desk.choose("Năm", "2022");
    desk.wait("6 tháng đầu năm 2022");
    desk.fill("Số văn bản", "45");
    desk.wait("Số 45-BC/BDVQU");
    desk.fill("Số văn bản", "không");
    desk.wait("Số văn bản là số từ 01 đến 99999.");
    assert!(!desk.sees("Số 45-BC/BDVQU"));
}

#[test]
fn a_file_is_saved_under_a_good_name_and_can_be_opened_or_found() {
    let mut desk = window();
    desk.tab("Tồn tại");
    desk.click("Bảng theo dõi");
    desk.wait("Trang 1/");
    for (button, ending) in [("PDF", "pdf"), ("Word", "docx"), ("Excel", "xlsx")] {
        desk.click(button);
        let name = format!("Bảng theo dõi khắc phục 15-03-2023.{ending}");
        desk.wait(&format!("Đã lưu {name}"));
        assert!(desk.folder.path().join(&name).is_file());
    }
    assert!(desk.sees("Mở thư mục"));
    assert!(desk.harness.query_all_by_label("Mở").next().is_some());
}

#[test]
fn every_paper_of_a_visit_is_in_its_menu() {
    let mut desk = window();
    desk.tab("Cuộc giám sát");
    desk.row("Đã kết luận");
    for (name, kind) in [
        ("Biên bản làm việc", "BIÊN BẢN LÀM VIỆC"),
        ("Phiếu đã chấm", "PHIẾU KIỂM TRA ĐÃ CHẤM"),
        ("Phiếu kiểm tra trắng", "PHIẾU KIỂM TRA"),
        ("Thông báo lịch giám sát", "THÔNG BÁO"),
        ("Thông báo kết luận", "THÔNG BÁO"),
    ] {
        desk.click("Văn bản");
        desk.click(name);
        desk.wait("Trang 1/");
        desk.wait(kind);
        desk.click("Về cuộc giám sát");
        desk.wait("Việc khác");
    }
}

#[test]
fn pages_are_turned_by_buttons_keys_and_the_list() {
    let mut desk = window();
    desk.tab("Báo cáo");
    desk.wait("Trang 1/");
    desk.choose("Kỳ báo cáo", "nam");
    desk.choose("Năm", "2022");
    desk.rest();
    desk.choose("Cỡ trang", "vua trang");
    desk.click("Trang sau (PageDown)");
    desk.wait("Trang 2/");
    desk.harness.key_press(Key::PageDown);
    desk.wait("Trang 3/");
    desk.harness.key_press(Key::Home);
    desk.wait("Trang 1/");
    desk.click("Đến trang 3");
    desk.wait("Trang 3/");
    desk.click("Ẩn danh sách trang");
    assert!(!desk.sees("Đến trang 3"));
    let size = |desk: &Desk| {
        let field = desk.harness.get_by_label("Cỡ trang");
        field.value().unwrap_or_default()
    };
    assert_eq!(size(&desk), "Vừa trang");
    desk.harness
        .key_press_modifiers(Modifiers::COMMAND, Key::Minus);
    desk.rest();
    assert!(size(&desk).ends_with('%'), "{}", size(&desk));
    desk.harness
        .key_press_modifiers(Modifiers::COMMAND, Key::Num0);
    desk.rest();
    assert_eq!(size(&desk), "Vừa chiều ngang");
}

#[test]
fn where_nothing_is_late_the_place_of_the_letter_says_so() {
    let mut desk = window();
    desk.tab("Phường");
    desk.row("Phúc Đồng");
    desk.click("Văn bản");
    desk.click("Bảng theo dõi khắc phục");
    desk.wait("BẢNG THEO DÕI");
    desk.tab("Phường");
    desk.row("Thạch Bàn");
    desk.click("Văn bản");
    desk.click("Công văn đôn đốc");
    desk.wait("Kính gửi");
    desk.fill("Quá hạn tính đến", "01012015");
    desk.harness.key_press(Key::Tab);
    desk.wait("không cần công văn đôn đốc");
    assert!(!desk.sees("Kính gửi"));
    assert!(desk.sees("Chưa tạo được bản in"));
}

#[test]
fn the_page_follows_the_text_of_a_conclusion() {
    let mut desk = window();
    desk.tab("Cuộc giám sát");
    desk.row("Đã giám sát");
    desk.tab("Kết luận");
    desk.click("Soạn từ biên bản");
    desk.wait("Trang 1/");
    assert!(page(&desk, "1/3").contains("THÔNG BÁO") || desk.sees("THÔNG BÁO"));
    desk.fill(
        "Mở đầu, đoạn 1",
        "Đoàn đã làm việc với phường trong một buổi.",
    );
    desk.wait("Đoàn đã làm việc với phường trong một buổi.");
    let shown = |desk: &Desk| {
        desk.harness
            .get_all_by_role(Role::Image)
            .filter_map(|node| node.accesskit_node().label())
            .any(|label| label.contains("một buổi."))
    };
    for _ in 0..100 {
        if shown(&desk) {
            break;
        }
        desk.rest();
    }
    assert!(shown(&desk), "{}", desk.screen());
    desk.click("Ẩn trang in");
    assert!(!desk.sees("Trang 1/"));
    desk.click("Hiện trang in");
    desk.wait("Trang 1/");
}

#[test]
fn a_letter_is_issued_with_the_next_number_and_found_among_the_issued() {
    let mut desk = window();
    desk.tab("Phường");
    desk.row("Thạch Bàn");
    desk.click("Văn bản");
    desk.click("Công văn đôn đốc");
    desk.wait("Kính gửi");
    desk.click("Ban hành…");
    desk.wait("Để trống thì lấy số tiếp theo");
    assert!(desk.sees("không hoàn tác"));
    desk.click("Ban hành");
    desk.wait("Bản lưu");
    assert!(desk.sees("-CV/BDVQU"), "{}", desk.screen());
    assert!(desk.sees("SHA-256"));
}
