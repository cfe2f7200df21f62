//! What people are used to: the palette, the first start, several rows, other files, a window that remembers,
//! names on every input, Vietnamese on every screen, the whole checklist by keys.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use eframe::egui::{Key, Modifiers, accesskit::Role};
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

/// Walks over every screen, every part of a visit and the dialogs that stand over all, and looks at each.
fn walk(desk: &mut Desk, look: &mut dyn FnMut(&Desk, &str)) {
    desk.rest();
    for place in places(desk) {
        desk.tab(&place);
        desk.rest();
        look(desk, &place);
    }
    desk.tab("Phường");
    desk.row("Phường");
    desk.rest();
    look(desk, "một phường");
    desk.tab("Tồn tại");
    desk.row("Phúc Đồng");
    desk.rest();
    look(desk, "một tồn tại");
    desk.tab("Cuộc giám sát");
    desk.row("Phúc Đồng");
    desk.rest();
    for part in ["Thông tin", "Kiểm tra", "Ưu điểm", "Kết luận"] {
        desk.tab(part);
        desk.rest();
        look(desk, part);
    }
    desk.command(Key::N);
    desk.wait("Đơn vị được giám sát");
    look(desk, "ghi cuộc giám sát");
    desk.key(Key::Escape);
    desk.key(Key::F1);
    desk.wait("Phím tắt");
    look(desk, "phím tắt");
    desk.key(Key::Escape);
    desk.command(Key::K);
    desk.text("phuc");
    desk.wait("Phường Phúc Đồng, Đơn vị");
    look(desk, "tìm hoặc làm");
    desk.key(Key::Escape);
}

#[test]
fn every_input_has_a_name_and_every_word_is_vietnamese() {
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
    assert!(seen > 300, "only {seen} inputs were seen");
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

/// The head of the board's Monday: a visit with 86 ratings, all met but five, concluded, without the mouse. What it
/// costs is said here, so that nobody makes it dearer unseen.
#[test]
fn a_whole_visit_is_done_by_keys_and_they_are_counted() {
    let mut desk = Desk::new(20);
    desk.rest();
    let pressed = Rc::new(Cell::new(0));
    let count = |keys: usize| pressed.set(pressed.get() + keys);
    let command = |desk: &mut Desk, key: Key| {
        desk.command(key);
        count(1);
    };
    let key = |desk: &mut Desk, key: Key| {
        desk.key(key);
        count(1);
    };
    let alt_enter = |desk: &mut Desk| {
        desk.harness.key_press_modifiers(Modifiers::ALT, Key::Enter);
        desk.rest();
        count(1);
    };
    let typed = |desk: &mut Desk, text: &str| {
        desk.text(text);
        desk.rest();
        text.chars().count()
    };
    command(&mut desk, Key::N);
    key(&mut desk, Key::ArrowDown);
    count(typed(&mut desk, "phuc d"));
    key(&mut desk, Key::Enter);
    alt_enter(&mut desk);
    desk.wait("CHUNG-01");
    if desk.sees("Bắt đầu giám sát") {
        alt_enter(&mut desk);
    }
    let mut comments = 0;
    for _ in 0..5 {
        desk.harness.key_press(Key::Num3);
        desk.text("3");
        desk.rest();
        count(1);
        comments += typed(&mut desk, "Chưa lưu đủ hồ sơ");
        command(&mut desk, Key::Enter);
    }
    for _ in 0..81 {
        desk.harness.key_press(Key::Num1);
        desk.text("1");
        desk.harness.step();
        desk.harness.step();
        count(1);
    }
    desk.wait("Kiểm tra 86/86");
    let rating = pressed.get();
    alt_enter(&mut desk);
    desk.wait("Đã giám sát");
    command(&mut desk, Key::Num4);
    println!("keys to the rated visit: {rating}, letters of comments: {comments}");
    assert!(rating <= 105, "it takes {rating} keys to rate a visit");
    desk.wait("Kết luận");
}
