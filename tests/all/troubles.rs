//! When it goes wrong while somebody works: the disk is full, a drive is pulled out. Nothing that was typed is lost, and
//! the window says what to do.

use eframe::egui::Key;
use faulty_disk::Fault;
use qcdc::read::backup::BackupReason;
use qcdc::register::Register;

use crate::desk::Desk;
use crate::support;

const NAME: &str = "Họ và tên";
const REFUSED: &str = "chưa lưu được vào tệp";

fn name_in_the_file(desk: &Desk) -> String {
    let path = desk.file("qcdc");
    let register = Register::open(&path, "lan".into(), support::clock("2022-12-20")).unwrap();
    register.user_name().unwrap()
}

fn gone(desk: &mut Desk, words: &str) {
    for _ in 0..40 {
        desk.rest();
        if !desk.sees(words) {
            return;
        }
    }
    panic!("“{words}” is still on the screen:\n{}", desk.screen());
}

#[test]
fn what_a_full_disk_refused_is_kept_and_saved_again() {
    let (mut desk, disk) = Desk::on_a_faulty_disk(20);
    desk.rest();
    desk.tab("Cài đặt");
    desk.wait(NAME);
    desk.rest();
    disk.fail(Fault::Full, 1, u64::MAX);
    desk.fill(NAME, "Cán bộ Một");
    desk.key(Key::Tab);
    desk.wait(REFUSED);
    desk.wait("giải phóng ổ đĩa");
    assert_eq!(desk.value(NAME), "Cán bộ Một");
    // still no room: it is kept again
    desk.press("Lưu lại");
    desk.rest();
    desk.wait(REFUSED);
    assert!(disk.heal() > 1);
    assert_ne!(name_in_the_file(&desk), "Cán bộ Một");
    desk.press("Lưu lại");
    gone(&mut desk, REFUSED);
    assert_eq!(name_in_the_file(&desk), "Cán bộ Một");
    assert_eq!(desk.value(NAME), "Cán bộ Một");
}

#[test]
fn a_second_place_that_is_pulled_out_while_it_is_written_leaves_no_half_of_a_copy() {
    let (folder, path) = support::place();
    let mut register = support::create(&path, "2024-05-15");
    support::visit(&mut register, "2024-05-06");
    let (usb, out) = (folder.path().join("USB"), folder.path().join("rút ra"));
    std::fs::create_dir(&usb).unwrap();
    register.set_backup_folder(&usb.to_string_lossy()).unwrap();
    let mut pulled = false;
    let made = register
        .back_up(BackupReason::Asked, &mut |_, _, _| {
            // the copy on the drive has begun
            if !pulled && files_below(&usb).iter().any(|name| name.starts_with('.')) {
                std::fs::rename(&usb, &out).unwrap();
                pulled = true;
            }
            true
        })
        .unwrap();
    assert!(pulled, "nothing was ever written there");
    assert_eq!(made.copies.len(), 1);
    assert!(made.second_trouble.is_some());
    assert!(!usb.exists(), "a drive that is gone became a folder");
    let there = files_below(&out);
    assert!(there.iter().all(|name| name.starts_with('.')), "{there:?}");
    assert_eq!(support::findings(&register), Vec::<String>::new());
    // put in again: the next copy is whole, and what was left half done is cleared away in time
    std::fs::rename(&out, &usb).unwrap();
    let made = register
        .back_up(BackupReason::Asked, &mut |_, _, _| true)
        .unwrap();
    assert_eq!((made.copies.len(), made.second_trouble), (2, None));
    qcdc::store::backup::prove(&made.copies[1].path, &mut |_, _, _| true).unwrap();
}

/// Names of the files in the folders of a folder.
fn files_below(folder: &std::path::Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let below = std::fs::read_dir(entry.unwrap().path());
        for entry in below.into_iter().flatten() {
            names.push(entry.unwrap().file_name().to_string_lossy().into_owned());
        }
    }
    names
}
