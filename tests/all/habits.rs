//! What people are used to: the palette, the first start, several rows, other files, a window that remembers,
//! names on every input, Vietnamese on every screen, the whole checklist by keys.

use std::cell::RefCell;
use std::rc::Rc;

use eframe::egui::{Key, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use qcdc::ui::action::Route;
use qcdc::ui::memory::{self, Memory};

use crate::desk;

use desk::Desk;

/// Every place of the rail, as the window itself lists them.
fn places(desk: &Desk) -> Vec<String> {
    desk.harness
        .get_all_by_role(Role::Tab)
        .filter_map(|node| node.accesskit_node().label())
        .collect()
}

/// Opens a dialog, looks at it and closes it.
fn dialog(desk: &mut Desk, look: &mut dyn FnMut(&Desk, &str), button: &str, words: &str) {
    desk.press(button);
    desk.wait(words);
    look(desk, button);
    desk.key(Key::Escape);
}

fn walk_units(desk: &mut Desk, look: &mut dyn FnMut(&Desk, &str)) {
    desk.tab("Phường");
    dialog(desk, look, "Thêm đơn vị", "Tên đầy đủ");
    desk.click("Danh bạ người và chức vụ");
    look(desk, "danh bạ");
    dialog(desk, look, "Thêm người", "Nơi công tác");
    desk.tab("Phường");
    desk.row("Phường");
    desk.rest();
    look(desk, "một phường");
    dialog(desk, look, "Sửa đơn vị", "Tên đầy đủ");
}

fn walk_review(desk: &mut Desk, look: &mut dyn FnMut(&Desk, &str)) {
    desk.tab("Đánh giá");
    for part in [
        "Xếp hạng đơn vị",
        "Xu hướng theo quý",
        "Lặp lại",
        "Đơn vị tự chấm",
    ] {
        desk.tab(part);
        desk.rest();
        look(desk, part);
    }
}

fn walk_papers(desk: &mut Desk, look: &mut dyn FnMut(&Desk, &str)) {
    desk.tab("Văn bản đi");
    dialog(desk, look, "Cách đánh số", "Lưu cách đánh số");
    desk.row("BDVQU");
    desk.rest();
    look(desk, "một văn bản đã ban hành");
}

fn walk_reports(desk: &mut Desk, look: &mut dyn FnMut(&Desk, &str)) {
    desk.tab("Báo cáo tháng");
    dialog(desk, look, "Hạn gửi…", "Theo dõi từ tháng");
    dialog(desk, look, "Công văn đề nghị gửi…", "Số của công văn đầu");
    desk.press("Bản in, Excel");
    desk.rest();
    look(desk, "bảng báo cáo tháng");
}

fn walk_models(desk: &mut Desk, look: &mut dyn FnMut(&Desk, &str)) {
    desk.tab("Dân vận khéo");
    dialog(desk, look, "Đăng ký mô hình…", "Tên mô hình");
    dialog(desk, look, "Lĩnh vực…", "Lĩnh vực mới");
    desk.tab("So sánh theo quý");
    look(desk, "so sánh mô hình theo quý");
    desk.press("Bản in, Excel");
    desk.rest();
    look(desk, "bản in so sánh mô hình");
}

fn walk_programmes(desk: &mut Desk, look: &mut dyn FnMut(&Desk, &str)) {
    desk.tab("Phối hợp");
    dialog(desk, look, "Thêm chương trình…", "Tên chương trình");
    desk.tab("Kiểm tra đột xuất");
    dialog(desk, look, "Ghi đợt kiểm tra…", "Số lượt đơn vị");
    desk.tab("Đối thoại");
    dialog(desk, look, "Ghi hội nghị đối thoại…", "Số người dự");
    desk.press("Bản in, Excel");
    desk.rest();
    look(desk, "bản in ý kiến đối thoại");
}

fn walk_archive(desk: &mut Desk, look: &mut dyn FnMut(&Desk, &str)) {
    desk.tab("Hồ sơ lưu trữ");
    dialog(
        desk,
        look,
        "Công văn đề nghị bổ sung…",
        "Số của công văn đầu",
    );
    desk.click("Danh mục giấy tờ");
    dialog(desk, look, "Thêm giấy tờ…", "Tên giấy tờ");
    desk.click("Về hồ sơ lưu trữ");
    desk.wait("Mở Phường Bồ Đề");
    desk.click("Mở Phường Bồ Đề");
    desk.wait("Mọi phường");
    look(desk, "hồ sơ của một phường");
    desk.key(Key::Enter);
    desk.wait("Lưu đến ngày");
    look(desk, "một giấy tờ lưu trữ");
    desk.key(Key::Escape);
    desk.press("Bản in, Excel");
    desk.rest();
    look(desk, "bảng hồ sơ lưu trữ");
}

fn walk_documents(desk: &mut Desk, look: &mut dyn FnMut(&Desk, &str)) {
    desk.tab("Văn bản chỉ đạo");
    dialog(desk, look, "Ghi văn bản…", "Cơ quan ban hành");
    desk.row("08-CT/QU");
    look(desk, "một văn bản chỉ đạo");
    dialog(desk, look, "Giao đơn vị…", "Hạn triển khai");
    desk.click("Bảng văn bản × đơn vị");
    look(desk, "bảng văn bản × đơn vị");
    desk.press("Bản in, Excel");
    desk.rest();
    look(desk, "bảng văn bản chỉ đạo");
}

fn walk_figures(desk: &mut Desk, look: &mut dyn FnMut(&Desk, &str)) {
    desk.tab("Số liệu");
    dialog(desk, look, "Chỉ tiêu…", "Thêm chỉ tiêu…");
    dialog(desk, look, "Kỳ khác…", "Báo cáo gọi là");
    dialog(desk, look, "Công văn đề nghị…", "Số của công văn đầu");
    for part in ["Nhập theo phường", "Biểu đồ"] {
        desk.tab(part);
        desk.rest();
        look(desk, part);
    }
    desk.press("Bản in, Excel");
    desk.rest();
    look(desk, "bảng số liệu");
}

fn walk_settings(desk: &mut Desk, look: &mut dyn FnMut(&Desk, &str)) {
    desk.tab("Danh mục");
    desk.click("Soạn bản mới");
    desk.rest();
    look(desk, "soạn danh mục");
    dialog(desk, look, "Xem thay đổi", "Lưu thành bản mới");
    desk.click("Bỏ bản đang soạn");
    desk.tab("Cài đặt");
    dialog(desk, look, "Thêm người ký", "Thể thức đề ký");
    dialog(desk, look, "Thêm ngày", "Loại ngày");
}

/// The orders, and every step that one can take from where it stands.
fn walk_chase(desk: &mut Desk, look: &mut dyn FnMut(&Desk, &str)) {
    desk.tab("Tồn tại");
    dialog(desk, look, "Công văn đôn đốc", "Yêu cầu báo cáo trước ngày");
    for (standing, steps) in [
        (
            "Quá hạn",
            &[
                ("Đơn vị báo đã khắc phục", "Ngày báo cáo"),
                ("Gia hạn", "Thời hạn mới"),
                ("Rút tồn tại", "Lý do rút"),
            ][..],
        ),
        (
            "Chờ xác nhận",
            &[
                ("Xác nhận đã khắc phục", "Đã xem, kiểm tra"),
                ("Trả lại", "Lý do trả lại"),
            ],
        ),
    ] {
        desk.row(standing);
        look(desk, standing);
        for (step, field) in steps {
            dialog(desk, look, step, field);
        }
    }
    desk.click("Đúng hạn 28");
    desk.row("Đúng hạn");
    look(desk, "một tồn tại đã xong");
}

/// What stands over a visit: a shortcoming while it runs, a re-check after its conclusion.
fn walk_visit_dialogs(desk: &mut Desk, look: &mut dyn FnMut(&Desk, &str)) {
    desk.tab("Cuộc giám sát");
    desk.tab("Danh sách");
    desk.row("Đang giám sát");
    desk.tab("Ưu điểm");
    dialog(desk, look, "Ghi tồn tại", "Yêu cầu khắc phục");
    desk.tab("Cuộc giám sát");
    desk.row("Đã kết luận");
    desk.click("Việc khác");
    look(desk, "việc khác");
    desk.click("Tạo cuộc phúc tra…");
    desk.wait("Tạo và mở");
    look(desk, "tạo cuộc phúc tra");
    desk.key(Key::Escape);
}

/// Walks over every screen, every part of a visit and the dialogs that stand over all, and looks at each.
fn walk(desk: &mut Desk, look: &mut dyn FnMut(&Desk, &str)) {
    desk.rest();
    for place in places(desk) {
        desk.tab(&place);
        desk.rest();
        look(desk, &place);
    }
    walk_units(desk, look);
    walk_review(desk, look);
    walk_papers(desk, look);
    walk_models(desk, look);
    walk_programmes(desk, look);
    walk_figures(desk, look);
    walk_settings(desk, look);
    walk_chase(desk, look);
    desk.tab("Cuộc giám sát");
    for view in ["Kế hoạch năm", "Lịch tháng"] {
        desk.tab(view);
        look(desk, view);
    }
    dialog(desk, look, "Lập kế hoạch năm…", "Các tháng có giám sát");
    desk.tab("Danh sách");
    desk.row("Phúc Đồng");
    desk.rest();
    for part in ["Thông tin", "Kiểm tra", "Ưu điểm", "Kết luận", "Tài liệu"] {
        desk.tab(part);
        desk.rest();
        look(desk, part);
    }
    walk_visit_dialogs(desk, look);
    desk.command(Key::N);
    desk.wait("Đơn vị được giám sát");
    look(desk, "ghi cuộc giám sát");
    desk.key(Key::Escape);
    desk.harness
        .key_press_modifiers(eframe::egui::Modifiers::SHIFT, Key::F1);
    desk.rest();
    desk.wait("Phím tắt");
    look(desk, "phím tắt");
    desk.key(Key::Escape);
    desk.key(Key::F1);
    desk.wait("Hướng dẫn sử dụng");
    look(desk, "hướng dẫn");
    desk.key(Key::F1);
    desk.command(Key::K);
    desk.text("phuc");
    desk.wait("Phường Phúc Đồng, Đơn vị");
    look(desk, "tìm hoặc làm");
    desk.key(Key::Escape);
}

/// The registers beside the visits.
fn walk_registers(desk: &mut Desk, look: &mut dyn FnMut(&Desk, &str)) {
    desk.rest();
    walk_reports(desk, look);
    walk_archive(desk, look);
    walk_documents(desk, look);
}

#[test]
fn every_input_has_a_name_and_every_word_is_vietnamese() {
    all_named(walk, 300);
}

#[test]
fn in_the_registers_too_every_input_has_a_name_and_every_word_is_vietnamese() {
    all_named(walk_registers, 100);
}

/// Looks at everything on a walk; so many inputs have to be met.
/// Goes through part of the window and looks at each place.
type Walk = fn(&mut Desk, &mut dyn FnMut(&Desk, &str));

fn all_named(walk: Walk, least: usize) {
    const INPUTS: &[Role] = &[
        Role::TextInput,
        Role::MultilineTextInput,
        Role::ComboBox,
        Role::CheckBox,
        Role::RadioButton,
        Role::Button,
        Role::Slider,
        Role::SpinButton,
        Role::Link,
        Role::Tab,
    ];
    const ENGLISH: &[&str] = &[
        "the", "and", "file", "files", "search", "save", "saved", "open", "close", "cancel",
        "delete", "edit", "error", "settings", "undo", "redo", "copy", "paste", "select", "help",
        "visit", "visits", "ward", "wards", "item", "items", "yes", "loading", "true", "false",
        "null", "record", "name", "date", "view", "show", "hide", "next", "back", "new", "add",
        "remove", "untitled", "page", "zoom", "today", "overview", "unit", "none",
    ];
    let mut desk = Desk::sample();
    let mut nameless = Vec::new();
    let mut english = Vec::new();
    let mut seen = 0;
    walk(&mut desk, &mut |desk, place| {
        for node in desk.harness.root().children_recursive() {
            let node = node.accesskit_node();
            let label = node.label().unwrap_or_default();
            if INPUTS.contains(&node.role()) {
                seen += 1;
                if label.trim().is_empty() {
                    nameless.push(format!("{place}: {:?} {:?}", node.role(), node.value()));
                }
            }
            // the place of the unit's name in the usual recipients is explained beside the field
            let value = node.value().unwrap_or_default().replace("{unit}", "");
            let words = format!("{} {value}", label.replace("{unit}", ""));
            for word in words.split(|c: char| !c.is_alphanumeric()) {
                if ENGLISH.contains(&word.to_lowercase().as_str()) {
                    english.push(format!("{place}: “{word}” in “{label}”"));
                }
            }
        }
    });
    assert!(seen > least, "only {seen} inputs were seen");
    assert!(
        nameless.is_empty(),
        "without a name:\n{}",
        nameless.join("\n")
    );
    assert!(
        english.is_empty(),
        "not Vietnamese:\n{}",
        english.join("\n")
    );
}

#[test]
fn the_palette_goes_anywhere_and_does_anything() {
    let mut desk = Desk::sample();
    desk.rest();
    desk.command(Key::K);
    desk.text("cu khoi");
    desk.wait("Phường Cự Khối, Đơn vị");
    desk.key(Key::Enter);
    assert!(matches!(desk.harness.state().route(), Route::Unit(_)));
    // a shortcoming, found by words of its own behind the name of its ward
    desk.command(Key::K);
    desk.text("luu ho so");
    desk.wait("Tồn tại");
    let found = desk
        .harness
        .get_all_by_role(Role::ListBoxOption)
        .filter_map(|node| node.accesskit_node().label())
        .any(|label| label.ends_with("Tồn tại"));
    assert!(found, "{}", desk.screen());
    desk.key(Key::Escape);
    desk.command(Key::K);
    desk.text("cai dat");
    desk.key(Key::Enter);
    desk.wait("Cơ quan giám sát");
    assert_eq!(*desk.harness.state().route(), Route::Settings);
    desk.command(Key::K);
    desk.text("ghi cuoc");
    desk.key(Key::Enter);
    desk.wait("Đơn vị được giám sát");
}

#[test]
fn the_first_start_asks_three_things_once() {
    let mut desk = Desk::first_start(20);
    desk.wait("Bước 1/3");
    desk.click("Quận Đống Đa");
    desk.click("Tiếp");
    desk.wait("Bước 2/3");
    desk.fill("Họ và tên", "Nguyễn Văn A");
    desk.fill("Chức vụ", "Chuyên viên");
    desk.click("Tiếp");
    desk.wait("Bước 3/3");
    let copies = desk.folder.path().join("sao lưu");
    std::fs::create_dir(&copies).unwrap();
    *desk.next_path.borrow_mut() = Some(copies.clone());
    desk.click("Chọn thư mục…");
    desk.wait(&copies.display().to_string());
    desk.click("Xong");
    desk.rest();
    assert!(!desk.sees("Bước"), "{}", desk.screen());
    desk.tab("Phường");
    desk.wait("Phường Láng Hạ");
    assert!(
        !desk.sees("Phúc Đồng"),
        "the wards of the other district are gone"
    );
    desk.tab("Cài đặt");
    desk.wait("Nguyễn Văn A");
}

#[test]
fn the_guide_can_be_left_and_taken_up_again() {
    let mut desk = Desk::first_start(20);
    desk.wait("Bước 1/3");
    desk.click("Để sau");
    desk.rest();
    assert!(!desk.sees("Bước 1/3"));
    desk.tab("Tồn tại");
    assert!(!desk.sees("Bước 1/3"), "it does not come again by itself");
    desk.tab("Cài đặt");
    desk.click("Mở lại hướng dẫn bắt đầu");
    desk.wait("Bước 1/3");
}

#[test]
fn another_file_opens_in_the_same_window_and_the_old_one_can_come_back() {
    let mut desk = Desk::new(20);
    desk.rest();
    desk.click("Tệp Long Biên");
    desk.click("Tạo tệp mới…");
    desk.click("Quận Đống Đa");
    desk.click("Chọn nơi lưu…");
    desk.wait("Tệp Quận Đống Đa");
    desk.wait("Bước 1/3");
    desk.click("Để sau");
    desk.tab("Phường");
    desk.wait("Phường Láng Hạ");
    // a file that is not ours leaves the open one as it is
    let foreign = desk.folder.path().join("khác.qcdc");
    std::fs::copy(file!(), &foreign).unwrap_or_default();
    *desk.next_path.borrow_mut() = Some(foreign);
    desk.command(Key::O);
    desk.wait("không phải tệp của chương trình");
    desk.wait("Tệp Quận Đống Đa");
    desk.click("Tệp Quận Đống Đa");
    desk.click("Long Biên");
    desk.wait("Tệp Long Biên");
    desk.tab("Phường");
    desk.wait("Phường Phúc Đồng");
}

#[test]
fn the_window_comes_back_to_where_it_was_left() {
    let kept: Rc<RefCell<Vec<u8>>> = Rc::default();
    let keep = kept.clone();
    let memory = Memory::new(
        memory::Remembered::default(),
        Box::new(move |bytes| *keep.borrow_mut() = bytes),
    );
    let mut desk = Desk::open(20, true, memory);
    desk.rest();
    desk.tab("Cuộc giám sát");
    desk.command(Key::Plus);
    desk.key(Key::F9);
    desk.wait("VN Telex");
    desk.rest();
    let remembered = memory::read(&kept.borrow());
    let first = &remembered.files[0];
    assert!(first.path.ends_with("Long Biên.qcdc"));
    assert!(matches!(first.place.clone().route(), Route::Visits(_)));
    assert!(remembered.zoom > 1.0);
    assert_eq!(remembered.typing, qcdc::domain::typing::Method::Telex);
}

#[test]
fn telex_works_in_the_palette_and_unikey_is_left_alone() {
    let mut desk = Desk::sample();
    desk.rest();
    desk.command(Key::K);
    desk.keys("phucs ddoongf");
    assert_eq!(desk.value("Tìm hoặc làm"), "phucs ddoongf");
    desk.key(Key::Escape);
    desk.key(Key::F9);
    desk.command(Key::K);
    desk.keys("phucs ddoongf");
    assert_eq!(desk.value("Tìm hoặc làm"), "phúc đồng");
}
