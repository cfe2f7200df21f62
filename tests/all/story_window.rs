//! The same eighteen months through the window: claimed, returned, extended, chased by letter, verified, found again.

use std::path::{Path, PathBuf};

use eframe::egui::{Event, Key, Modifiers, accesskit::Role};
use qcdc::domain::{Shortcoming, VisitId};
use qcdc::register::Register;
use qcdc::ui::memory::Memory;

use crate::desk::Desk;
use crate::support::{
    self, clock, create, end, issue, open, place, shortcoming, visit, write_conclusion,
};

/// The window on a file on a day; files are written beside it.
fn window(path: &Path, today: &str) -> Desk {
    let beside = path.parent().unwrap().to_owned();
    let elsewhere = tempfile::tempdir().unwrap();
    let register = open(path, today);
    Desk::writing_to(
        register,
        beside,
        elsewhere,
        clock(today)(),
        Memory::default(),
    )
}

/// A tab of the review, from wherever the window is.
fn review(desk: &mut Desk, tab: &str) {
    desk.part(Role::Tab, "Đánh giá");
    desk.part(Role::Tab, tab);
}

/// From the list of shortcomings to the first visit.
fn open_visit(desk: &mut Desk) {
    desk.part(Role::Tab, "Tồn tại");
    desk.click("Tất cả");
    desk.row("lưu trữ hồ sơ");
    desk.part(Role::Link, "12/12/2022");
    desk.wait("Việc khác");
}

fn on_archive(register: &Register, id: VisitId, words: &str, due: &str) -> Shortcoming {
    let page = register.visit_page(id).unwrap();
    let found = page.regulations.iter().find_map(|sheet| {
        let item = sheet.items.iter().find(|i| i.item.code == "CHUNG-04")?;
        Some((sheet.regulation.id, item.item.id))
    });
    Shortcoming {
        regulation_id: found.map(|(regulation, _)| regulation),
        item_id: found.map(|(_, item)| item),
        description: words.into(),
        ..shortcoming(id, due)
    }
}

fn concluded(path: &Path) {
    let mut register = create(path, "2022-12-20");
    let first = visit(&mut register, "2022-12-12");
    let words = "Chưa làm rõ việc lưu trữ hồ sơ 06 QCDC";
    let new = on_archive(&register, first, words, "2023-01-31");
    register.add_shortcoming(&new).unwrap();
    end(&mut register, first);
    write_conclusion(&mut register, first, "2022-12-20", None);
    issue(&mut register, first);
}

/// Takes the visit of the day up, rates CHUNG-04 as not met and records what was found.
fn find(desk: &mut Desk, words: &str, due: &str) {
    desk.choose("Đơn vị được giám sát", "phuc dong");
    desk.click("Ghi và mở");
    desk.wait("CHUNG-01");
    if desk.sees("Bắt đầu giám sát") {
        desk.click("Bắt đầu giám sát");
    }
    for _ in 0..3 {
        desk.key(Key::ArrowDown);
    }
    desk.harness.key_press(Key::Num3);
    desk.harness.event(Event::Text("3".to_owned()));
    desk.rest();
    desk.harness.event(Event::Text(words.to_owned()));
    desk.rest();
    desk.held(Modifiers::COMMAND, Key::T);
    desk.wait("Lưu tồn tại");
    desk.fill("Nội dung tồn tại, hạn chế", words);
    desk.fill("Yêu cầu khắc phục", "Lập đủ hồ sơ 06 QCDC");
    desk.fill("Thời hạn", due);
    desk.key(Key::Tab);
}

/// The visit of 12/12/2022 and its conclusion of 20/12/2022, all in the window.
fn visited_and_concluded(path: &Path) {
    drop(create(path, "2022-12-12"));
    let mut desk = window(path, "2022-12-12");
    desk.click("Để sau");
    desk.click("Ghi cuộc giám sát đầu tiên");
    find(&mut desk, ARCHIVE, "31/01/2023");
    desk.click("Lưu tồn tại");
    desk.wait("Tồn tại 1");
    desk.held(Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    desk.wait("Kiểm tra 86/86");
    desk.click("Kết thúc buổi giám sát");
    desk.wait("Đã giám sát");
    drop(desk);

    let mut desk = window(path, "2022-12-20");
    desk.part(Role::Tab, "Cuộc giám sát");
    desk.row("12/12/2022");
    desk.part(Role::Tab, "Kết luận");
    desk.click("Soạn từ biên bản");
    desk.wait("Thông báo kết luận");
    desk.click("Lấy số 01");
    desk.fill("Ngày ban hành", "20/12/2022");
    desk.key(Key::Tab);
    desk.choose("Người ký", "");
    desk.click("Ban hành");
    desk.wait("không hoàn tác được nữa");
    desk.key(Key::Enter);
    desk.wait("Đã ban hành");
}

fn letters(path: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(path.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "pdf"))
        .collect()
}

#[test]
fn eighteen_months_in_the_window() {
    let (_folder, path) = place();
    visited_and_concluded(&path);

    let mut desk = window(&path, "2023-01-25");
    desk.part(Role::Tab, "Tồn tại");
    desk.row("lưu trữ hồ sơ");
    desk.click("Đơn vị báo đã khắc phục");
    desk.fill("Nội dung báo cáo", "Đã lập 04 cặp hồ sơ");
    desk.click("Ghi");
    desk.wait("Chờ xác nhận");
    drop(desk);

    let mut desk = window(&path, "2023-02-02");
    desk.part(Role::Tab, "Tồn tại");
    desk.row("lưu trữ hồ sơ");
    desk.click("Trả lại");
    desk.fill("Lý do trả lại", "Còn thiếu 02 cặp hồ sơ");
    desk.click("Ghi");
    desk.wait("Quá hạn 2 ngày");
    desk.click("Gia hạn");
    desk.fill("Thời hạn mới", "10/03/2023");
    desk.key(Key::Tab);
    desk.click("Ghi");
    desk.wait("Hãy ghi lý do gia hạn.");
    desk.fill("Lý do gia hạn", "Cán bộ hồ sơ nghỉ ốm");
    desk.fill("Thời hạn mới", "01/12/2022");
    desk.key(Key::Tab);
    desk.click("Ghi");
    desk.wait("phải sau thời hạn đang có 31/01/2023");
    desk.fill("Thời hạn mới", "10/03/2023");
    desk.key(Key::Tab);
    desk.click("Ghi");
    desk.wait("10/03/2023");
    drop(desk);

    // three keys from the overview: the strip, Enter, and the folder
    let mut desk = window(&path, "2023-03-15");
    desk.wait("tồn tại mới quá hạn từ");
    desk.click("Công văn đôn đốc");
    desk.wait("Tất cả 1 đơn vị quá hạn");
    desk.key(Key::Enter);
    desk.wait("Đã ban hành 01 công văn đôn đốc ngày 15/03/2023");
    assert_eq!(letters(&path).len(), 1);
    desk.wait("15/03/2023");
    drop(desk);

    // closed only when the board has seen it: the visit says what is missing, a re-check looks at it
    let mut desk = window(&path, "2023-04-10");
    open_visit(&mut desk);
    desk.click("Việc khác");
    desk.click("Kết thúc cuộc giám sát");
    desk.wait("Còn 01 tồn tại chưa được xác nhận khắc phục");
    desk.key(Key::Escape);
    desk.click("Việc khác");
    desk.click("Tạo cuộc phúc tra…");
    desk.click("Tạo và mở");
    desk.part(Role::Tab, "Ưu điểm");
    desk.click("Đã khắc phục: yêu cầu 1");
    desk.fill("Đã xem, kiểm tra", "Đã xem đủ 06 cặp hồ sơ tại tủ");
    desk.click("Ghi");
    desk.wait("ngày, đã xong");
    open_visit(&mut desk);
    desk.click("Kết thúc cuộc giám sát");
    desk.wait("Đã kết thúc");
    drop(desk);

    // next year the same again: said while it is being written
    let mut desk = window(&path, "2024-05-20");
    // what is drawn once the file is read moves the buttons
    desk.wait("tồn tại quá hạn");
    desk.rest();
    desk.click("Ghi cuộc giám sát");
    find(&mut desk, AGAIN, "01/07/2024");
    desk.wait("Lặp lại lần 2: đã phát hiện ngày 12/12/2022");
    desk.click("Lưu tồn tại");
    desk.wait("Tồn tại 1");
    // nothing is to be chased before the conclusion tells the ward of it
    desk.part(Role::Tab, "Tồn tại");
    desk.wait("Chưa xong 0");
    desk.click("Tất cả");
    desk.wait("Lần 2");
    desk.row("Hồ sơ QC3");
    desk.wait("Lặp lại lần 2");
    desk.click("12/12/2022 Phúc Đồng: Chưa làm rõ việc lưu trữ hồ sơ 06 QCDC");
    desk.wait("công văn số 01-CV/BDVQU, trả lời trước");

    // the figures of the review lead to their rows
    desk.part(Role::Tab, "Đánh giá");
    desk.click("Cộng, Trễ nhưng đã xong: 1");
    desk.wait("ngày, đã xong");
    assert!(desk.sees("lưu trữ hồ sơ"));
}

const ARCHIVE: &str = "Chưa làm rõ việc lưu trữ hồ sơ 06 QCDC";
const AGAIN: &str = "Hồ sơ QC3 chưa được lưu trữ";

/// Done late after the first visit, found again in the second, where the ward had rated itself better.
fn reviewed(path: &Path) {
    concluded(path);
    let mut register = open(path, "2024-06-01");
    let seen = register
        .shortcomings(
            &qcdc::read::ShortcomingFilter::default(),
            support::day("2023-04-10"),
        )
        .unwrap();
    let verified = qcdc::domain::shortcoming::Step {
        kind: qcdc::domain::EventKind::Verified,
        on: support::day("2023-04-10"),
        by: "Ban Dân vận Quận ủy".into(),
        text: "Đã xem đủ hồ sơ".into(),
        deadline: None,
    };
    register.step_shortcoming(seen[0].id, &verified).unwrap();
    let next = visit(&mut register, "2024-05-20");
    let base = support::rating(&register.visit_page(next).unwrap(), "CHUNG-04");
    let mut rated = base.clone();
    rated.value = qcdc::domain::RatingValue::NotMet;
    rated.self_rating = qcdc::domain::RatingValue::Met;
    rated.comment = "Thiếu hồ sơ QC3".into();
    register.rate(&base, &rated).unwrap();
    let new = on_archive(&register, next, AGAIN, "2024-07-01");
    register.add_shortcoming(&new).unwrap();
    end(&mut register, next);
    write_conclusion(&mut register, next, "2024-05-25", None);
    issue(&mut register, next);
}

#[test]
fn every_tab_of_the_review_leads_to_its_rows() {
    let (_folder, path) = place();
    reviewed(&path);
    let mut desk = window(&path, "2024-06-01");
    for (figure, behind) in [
        ("Tổng số: 2", &[ARCHIVE, AGAIN][..]),
        ("Trễ nhưng đã xong: 1", &[ARCHIVE]),
        ("Đang khắc phục: 1", &[AGAIN]),
        ("Đã đến hạn: 1", &[ARCHIVE]),
    ] {
        review(&mut desk, "Khắc phục");
        desk.click(&format!("Cộng, {figure}"));
        for words in behind {
            desk.wait(words);
        }
        for words in [ARCHIVE, AGAIN] {
            assert_eq!(
                desk.sees(words),
                behind.contains(&words),
                "{figure}: {words}"
            );
        }
    }
    for by in ["quy che", "trach nhiem", "muc do", "thoi gian"] {
        review(&mut desk, "Khắc phục");
        desk.choose("Chia theo", by);
        desk.click("Cộng, Tổng số: 2");
        desk.wait(AGAIN);
    }

    review(&mut desk, "Xếp hạng đơn vị");
    desk.part(Role::Link, "Cuộc giám sát: 2");
    desk.wait("20/05/2024");
    review(&mut desk, "Xếp hạng đơn vị");
    desk.part(Role::Link, "Tồn tại: 2");
    desk.wait(ARCHIVE);

    review(&mut desk, "Xu hướng theo quý");
    desk.part(Role::Link, "Quý II/2024: ");
    desk.wait("20/05/2024");
    review(&mut desk, "Xu hướng theo quý");
    desk.choose("Số liệu", "so ton tai");
    desk.part(Role::Link, "Quý II/2024: 1");
    desk.wait(AGAIN);
    assert!(!desk.sees(ARCHIVE));

    review(&mut desk, "Lặp lại");
    desk.wait("01/02 tồn tại phát hiện trong kỳ là lặp lại.");
    desk.part(Role::Link, "Lặp lại: 1");
    desk.wait(AGAIN);
    assert!(!desk.sees(ARCHIVE));

    review(&mut desk, "Đơn vị tự chấm");
    desk.wait("1/1 mục đơn vị tự chấm cao hơn đoàn");
    desk.part(Role::Link, "Cao hơn: 1");
    desk.row("Thiếu hồ sơ QC3");
    desk.wait("Việc khác");
}
