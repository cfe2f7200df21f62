//! "Thể thức văn bản" in the window: which profile holds, a file of the office, printing on both sides.

use std::path::Path;

use egui_kittest::kittest::Queryable as _;

use crate::desk::Desk;

const HD36: &str = include_str!("../../data/profiles/hd36.json");

/// The office's own profile: bigger subject, its own code and title.
fn own() -> String {
    HD36.replace("\"HD36\"", "\"QUAN\"")
        .replace("Hướng dẫn 36-HD/VPTW", "Quy định thể thức của quận")
        .replace("\"number_digits\": 2", "\"number_digits\": 3")
}

/// The part stands below the fold: what a screen reader presses need not be scrolled to.
fn press(desk: &mut Desk, name: &str) {
    desk.wait(name);
    desk.harness.get_by_label(name).click_accesskit();
    desk.rest();
}

fn choose(desk: &mut Desk, path: &Path) {
    *desk.next_path.borrow_mut() = Some(path.to_owned());
    press(desk, "Dùng tệp của cơ quan…");
}

#[test]
fn the_office_uses_its_own_profile_and_goes_back() {
    let mut desk = Desk::new(20);
    desk.rest();
    desk.tab("Cài đặt");
    desk.wait("Hướng dẫn 36-HD/VPTW (HD36), áp dụng từ ngày 03/04/2018 đến ngày 26/05/2026");
    desk.wait("đang dùng");

    let path = desk.folder.path().join("thể thức.json");
    let wrong = own()
        .replace("\"number_digits\": 3", "\"number_digits\": 9")
        .replace("\"party\": \"Đảng Cộng sản Việt Nam\"", "\"party\": \" \"");
    std::fs::write(&path, &wrong).unwrap();
    choose(&mut desk, &path);
    desk.wait("Tệp “thể thức.json” có chỗ sai; chưa có gì thay đổi.");
    for (words, key) in [
        ("“party” chưa ghi chữ nào", "\"party\":"),
        ("“number_digits” phải từ 0 đến 6", "\"number_digits\":"),
    ] {
        let line = 1 + wrong.lines().position(|l| l.contains(key)).unwrap();
        desk.wait(&format!("dòng {line}: {words}"));
    }
    assert!(!desk.sees("QUAN"), "{}", desk.screen());

    std::fs::write(&path, own()).unwrap();
    choose(&mut desk, &path);
    desk.wait("Quy định thể thức của quận (QUAN), áp dụng từ ngày 03/04/2018");
    assert!(!desk.sees("“party” chưa ghi"), "an older refusal is gone");

    // the file that comes out is the one that went in
    press(&mut desk, "Lưu QUAN ra tệp");
    desk.wait("Đã lưu the-thuc-quan.json");
    let saved = desk.folder.path().join("the-thuc-quan.json");
    assert_eq!(std::fs::read_to_string(saved).unwrap(), own());
    press(&mut desk, "Lưu HD36 ra tệp");
    desk.wait("Đã lưu the-thuc-hd36.json");
    let saved = desk.folder.path().join("the-thuc-hd36.json");
    assert_eq!(std::fs::read_to_string(saved).unwrap(), HD36);

    press(&mut desk, "Thôi dùng QUAN");
    desk.wait("lưu ra tệp trước");
    desk.click("Giữ lại");
    assert!(desk.sees("(QUAN), áp dụng từ ngày"));
    press(&mut desk, "Thôi dùng QUAN");
    desk.click("Thôi dùng");
    desk.wait("Hướng dẫn 36-HD/VPTW (HD36), áp dụng từ ngày");
    assert!(!desk.sees("(QUAN), áp dụng từ ngày"));
}

#[test]
fn a_file_that_is_no_profile_is_refused_in_words() {
    let mut desk = Desk::new(20);
    desk.rest();
    desk.tab("Cài đặt");
    desk.wait("đang dùng");
    let path = desk.folder.path().join("ảnh.json");
    std::fs::write(&path, b"\xFF\xD8\xFF").unwrap();
    choose(&mut desk, &path);
    desk.wait("không ghi bằng UTF-8");
    choose(&mut desk, Path::new("/khong/co.json"));
    desk.wait("Không đọc được “/khong/co.json”");
    std::fs::write(&path, "{ \"schema_version\": 1,\n  \"code\" }").unwrap();
    choose(&mut desk, &path);
    desk.wait("dòng 2, cột");
    desk.wait("HD36");
}

#[test]
fn both_sides_are_set_and_shown() {
    let mut desk = Desk::new(20);
    desk.rest();
    desk.tab("Cài đặt");
    let name = "In hai mặt (lề đối xứng)";
    let set = |desk: &Desk| {
        let path = desk.file("qcdc");
        let register = crate::support::open(&path, "2022-12-20");
        register.paper_rules().unwrap().two_sided
    };
    assert!(!set(&desk));
    press(&mut desk, name);
    assert!(set(&desk));
    press(&mut desk, name);
    assert!(!set(&desk));
}
