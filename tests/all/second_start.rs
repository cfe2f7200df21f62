//! A file that is double-clicked while the window is open: it comes to the front and takes the file in, and nothing
//! that is being written is lost.

use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};

use eframe::egui::{Key, ViewportCommand, ViewportId};
use qcdc::register::Register;
use qcdc::ui::only_one::Knock;

use crate::desk::Desk;

fn with_door(desk: &mut Desk) -> Sender<Knock> {
    let (sender, knocks) = channel();
    desk.harness.state_mut().listen_to(knocks);
    sender
}

fn other_file(desk: &Desk, name: &str) -> PathBuf {
    let path = desk.folder.path().join(name);
    let clock = || chrono::DateTime::parse_from_rfc3339("2022-12-12T09:41:00+07:00").unwrap();
    Register::create(&path, "dong-da", "lan".to_owned(), Box::new(clock))
        .unwrap()
        .end_guide()
        .unwrap();
    path
}

/// Knocks and says whether the one who knocked was answered, and what the window was told to do.
fn knock(
    desk: &mut Desk,
    door: &Sender<Knock>,
    file: Option<PathBuf>,
) -> (bool, Vec<ViewportCommand>) {
    let (knock, answered) = Knock::new(file);
    door.send(knock).unwrap();
    desk.harness.step();
    let output = desk.harness.output().viewport_output.get(&ViewportId::ROOT);
    let commands = output
        .map(|output| output.commands.clone())
        .unwrap_or_default();
    (answered.try_recv().is_ok(), commands)
}

#[test]
fn the_first_start_that_asks_for_a_file_stands_in_no_files_way() {
    let mut desk = Desk::first_start(12);
    desk.wait("Bước 1/3");
    let door = with_door(&mut desk);
    let file = other_file(&desk, "Quận ủy Đống Đa.qcdc");
    assert!(knock(&mut desk, &door, Some(file)).0);
    desk.wait("Quận ủy Đống Đa");
    desk.rest();
    assert!(!desk.sees("Bước 1/3"), "{}", desk.screen());
}

#[test]
fn the_window_comes_to_the_front_and_opens_the_file() {
    let mut desk = Desk::new(12);
    desk.wait("Tổng quan");
    desk.rest();
    let door = with_door(&mut desk);
    let (answered, commands) = knock(&mut desk, &door, None);
    assert!(answered);
    for wanted in [ViewportCommand::Minimized(false), ViewportCommand::Focus] {
        assert!(commands.contains(&wanted), "{commands:?}");
    }
    let file = other_file(&desk, "Quận ủy Đống Đa.qcdc");
    assert!(knock(&mut desk, &door, Some(file)).0);
    desk.wait("Quận ủy Đống Đa");
}

#[test]
fn the_file_that_is_open_is_not_opened_again() {
    let mut desk = Desk::new(12);
    desk.wait("Tổng quan");
    desk.rest();
    let door = with_door(&mut desk);
    let same = desk.folder.path().join(".").join("Long Biên.qcdc");
    assert!(knock(&mut desk, &door, Some(same)).0);
    desk.rest();
    assert!(!desk.sees("Tệp này đang mở"));
}

#[test]
fn what_is_being_written_in_a_dialog_is_not_thrown_away() {
    let mut desk = Desk::new(12);
    desk.wait("Tổng quan");
    desk.rest();
    let door = with_door(&mut desk);
    let file = other_file(&desk, "Quận ủy Đống Đa.qcdc");
    desk.command(Key::N);
    desk.wait("Ghi và mở");
    knock(&mut desk, &door, Some(file.clone()));
    desk.wait("Mở tệp khác?");
    desk.click("Ở lại tệp đang mở");
    desk.rest();
    assert!(desk.sees("Ghi và mở"), "{}", desk.screen());
    knock(&mut desk, &door, Some(file));
    desk.wait("Mở tệp khác?");
    desk.click("Mở tệp này");
    desk.wait("Quận ủy Đống Đa");
}

#[test]
fn a_package_asks_and_a_file_that_is_gone_is_said() {
    let mut desk = Desk::new(12);
    desk.wait("Tổng quan");
    desk.rest();
    let door = with_door(&mut desk);
    let gone = desk.folder.path().join("Đã chuyển.qcdc");
    assert!(knock(&mut desk, &door, Some(gone)).0);
    desk.wait("Không còn tệp");
    let package = other_file(&desk, "Đoàn 1.qcdcpack");
    desk.harness.state_mut().opened_with(package);
    desk.wait("Mở gói để làm việc");
    desk.click("Nhận về tệp đang mở");
    desk.wait("không phải gói mang đi");
}
