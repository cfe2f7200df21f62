//! Copies and packages that only a passphrase opens.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use qcdc::domain::{Passphrase, RatingValue};
use qcdc::read::backup::BackupReason;
use qcdc::register::Register;
use qcdc::store::StoreError;
use qcdc::store::snapshot::Stage;

use crate::safety::lived_in;
use crate::support;

const TODAY: &str = "2024-05-15";
const WORDS: &str = "cây đa giếng nước";

fn always(_: Stage, _: u64, _: u64) -> bool {
    true
}

fn words() -> Passphrase {
    Passphrase::new(WORDS)
}

fn later() -> qcdc::register::Clock {
    let at = chrono::DateTime::parse_from_rfc3339("2024-05-16T08:00:00+07:00").unwrap();
    Box::new(move || at)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn opens_as_sqlite(path: &Path) -> bool {
    std::fs::read(path).unwrap().starts_with(b"SQLite format 3")
}

#[test]
fn copies_on_the_second_place_open_only_with_the_passphrase() {
    let (folder, path) = lived_in();
    let usb = folder.path().join("usb");
    std::fs::create_dir(&usb).unwrap();
    let mut register = Register::open(&path, "thu".into(), later()).unwrap();
    register.set_backup_folder(usb.to_str().unwrap()).unwrap();
    register.lock_copies(&words(), false).unwrap();
    let visits = register.backups().unwrap();
    assert_eq!(visits.lock, Some(false));
    register.back_up(BackupReason::Asked, &mut always).unwrap();
    let page = register.backups().unwrap();
    assert_eq!((page.copies.len(), page.unsound), (2, 0), "{page:#?}");
    let beside = page.last(false).unwrap();
    let away = page.last(true).unwrap();
    assert!(!beside.note.locked && opens_as_sqlite(&beside.path));
    assert!(away.note.locked && !opens_as_sqlite(&away.path));
    assert_eq!(away.path.extension().unwrap(), "qcdckhoa");
    assert_eq!(away.note.visits, beside.note.visits);
    assert_eq!(away.note.last_change, None, "a note tells no names");

    let lost = support::visit(&mut register, "2024-05-16");
    let before = std::fs::read(&path).unwrap();
    for (given, wanted) in [
        (None, "khóa bằng mật khẩu"),
        (Some(Passphrase::new("cây đa")), "Mật khẩu không đúng"),
    ] {
        let said = register
            .restore_from(&away.path, given.as_ref(), &mut always)
            .unwrap_err()
            .to_string();
        assert!(said.contains(wanted), "{said}");
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }
    let done = register
        .restore_from(&away.path, Some(&words()), &mut always)
        .unwrap();
    assert!(
        done.message.contains("bản sao lưu lúc 08:00"),
        "{}",
        done.message
    );
    assert!(register.visit_page(lost).is_err());
    assert!(
        !names(folder.path())
            .iter()
            .any(|name| name.starts_with(".qcdc-chua-xong")),
        "nothing open is left behind"
    );
}

#[test]
fn a_locked_copy_whose_bytes_changed_is_not_gone_back_to() {
    let (_folder, path) = lived_in();
    let mut register = support::open(&path, TODAY);
    register.lock_copies(&words(), true).unwrap();
    let made = register.back_up(BackupReason::Asked, &mut always).unwrap();
    let copy = &made.copies[0].path;
    let mut bytes = std::fs::read(copy).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 4;
    std::fs::write(copy, bytes).unwrap();
    let said = register
        .restore_from(copy, Some(&words()), &mut always)
        .unwrap_err();
    assert!(said.to_string().contains("bị thay đổi"), "{said}");
}

#[test]
fn locked_beside_the_file_everything_still_works() {
    let (folder, path) = lived_in();
    let usb = folder.path().join("usb");
    std::fs::create_dir(&usb).unwrap();
    let mut register = Register::open(&path, "thu".into(), later()).unwrap();
    register.set_backup_folder(usb.to_str().unwrap()).unwrap();
    register.lock_copies(&words(), true).unwrap();
    for _ in 0..3 {
        register.back_up(BackupReason::Asked, &mut always).unwrap();
    }
    let page = register.backups().unwrap();
    assert_eq!(page.copies.len(), 6);
    assert!(
        page.copies
            .iter()
            .all(|copy| copy.note.locked && !opens_as_sqlite(&copy.path))
    );
    assert!(!page.changed_since);
    // the weekly look reads the file itself where the copy cannot be read
    assert!(register.open_newest_copy().unwrap().is_none());
    register.unlock_copies().unwrap();
    let open = register.back_up(BackupReason::Asked, &mut always).unwrap();
    assert!(
        open.copies
            .iter()
            .all(|copy| !copy.note.locked && opens_as_sqlite(&copy.path))
    );
    // the old passphrase goes on opening what it locked
    let oldest = page.copies.last().unwrap();
    register
        .restore_from(&oldest.path, Some(&words()), &mut always)
        .unwrap();
}

#[test]
fn a_stopped_locking_leaves_no_copy() {
    let (_folder, path) = lived_in();
    let mut register = support::open(&path, TODAY);
    register.lock_copies(&words(), true).unwrap();
    let said = register.back_up(BackupReason::Asked, &mut |stage, _, _| {
        stage != Stage::Locking
    });
    assert!(said.is_err());
    let left = names(&path.with_file_name("thu - sao lưu"));
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_place_that_was_named_is_locked_only_when_there_is_a_passphrase() {
    let (folder, path) = lived_in();
    let mut register = support::open(&path, TODAY);
    let to = folder.path().join("mang-di.qcdckhoa");
    let said = register.back_up_to(&to, &mut always).unwrap_err();
    assert!(said.to_string().contains("chưa có mật khẩu"), "{said}");
    assert!(!to.exists());
    register.lock_copies(&words(), false).unwrap();
    register.back_up_to(&to, &mut always).unwrap();
    let out = folder.path().join("mo-ra.qcdc");
    Register::unlock_to(&to, &out, &words(), &mut always).unwrap();
    assert!(
        support::open(&out, TODAY)
            .check()
            .unwrap()
            .iter()
            .all(|found| !found.is_error)
    );
    let again = Register::unlock_to(&to, &out, &words(), &mut always).unwrap_err();
    assert!(again.to_string().contains("đã có"), "{again}");
}

#[test]
fn a_package_goes_locked_and_comes_back_locked() {
    let (folder, path) = support::place();
    let mut office = support::create(&path, TODAY);
    let id = support::visit(&mut office, "2024-05-10");
    let there = folder.path().join("doan-1.qcdckhoa");
    office
        .take_out_locked(&there, "Đoàn 1", &[], &words())
        .unwrap();
    let usb = folder.path().join("laptop");
    std::fs::create_dir(&usb).unwrap();
    let pack = Register::unlock_into(&there, &usb, &words(), &mut always).unwrap();
    assert_eq!(pack.file_name().unwrap(), "doan-1.qcdcpack");
    let mut laptop = support::open(&pack, TODAY);
    support::rate(
        &mut laptop,
        id,
        "QC1-02",
        RatingValue::NotMet,
        "chưa niêm yết",
    );
    let back = folder.path().join("ve.qcdckhoa");
    laptop.lock_to(&back, &words(), &mut always).unwrap();
    drop(laptop);
    let said = office.preview_merge_from(&back, None).unwrap_err();
    assert!(
        matches!(
            said,
            qcdc::register::RegisterError::Store(StoreError::NeedsPassphrase(_))
        ),
        "{said}"
    );
    assert!(
        office
            .preview_merge_from(&back, Some(&words()))
            .unwrap()
            .news
    );
    let merged = office.merge_from(&back, Some(&words())).unwrap().value;
    assert!(merged.conflicts.is_empty());
    let page = office.visit_page(id).unwrap();
    assert_eq!(support::rating(&page, "QC1-02").comment, "chưa niêm yết");
    assert!(!office.merge_from(&back, Some(&words())).unwrap().value.news);
    // what is no package is spoken of by the name that was chosen
    let copy = folder.path().join("chi-la-ban-sao.qcdckhoa");
    office.lock_to(&copy, &words(), &mut always).unwrap();
    let said = office
        .merge_from(&copy, Some(&words()))
        .unwrap_err()
        .to_string();
    assert!(
        said.contains("chi-la-ban-sao.qcdckhoa") && !said.contains("chua-xong"),
        "{said}"
    );
}

struct Desk(tempfile::TempDir);

impl Desk {
    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_qcdc"))
            .args(args)
            .current_dir(self.0.path())
            .env("HOME", self.0.path())
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env_remove("XDG_DATA_HOME")
            .stdin(std::process::Stdio::null())
            .output()
            .unwrap()
    }

    fn ok(&self, args: &[&str]) -> String {
        let output = self.run(args);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{args:?}: {said}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn fails(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        String::from_utf8(output.stderr).unwrap()
    }
}

#[test]
fn the_command_line_locks_and_opens_too() {
    let desk = Desk(tempfile::tempdir().unwrap());
    std::fs::write(desk.path("mk.txt"), format!("\u{feff}{WORDS}\r\n")).unwrap();
    std::fs::write(desk.path("ngan.txt"), "1234").unwrap();
    let with = ["--passphrase-file", "mk.txt"];
    desk.ok(&["new", "--file", "a.qcdc"]);
    let base = ["--file", "a.qcdc"];
    let all = |args: &[&'static str]| [&base[..], args].concat();
    let said = desk.fails(&all(&["lock", "copies", "--passphrase-file", "ngan.txt"]));
    assert!(said.contains("ít nhất 8 ký tự"), "{said}");
    let said = desk.fails(&all(&["lock", "copies"]));
    assert!(said.contains("--passphrase-file"), "{said}");
    desk.ok(&[&all(&["lock", "copies", "--beside"])[..], &with].concat());
    let copy = desk.ok(&all(&["backup"]));
    assert!(copy.trim_end().ends_with(".qcdckhoa"), "{copy}");
    let said = desk.fails(&all(&["restore", "1"]));
    assert!(said.contains("Cần mật khẩu"), "{said}");
    desk.ok(&[&all(&["restore", "1"])[..], &with].concat());
    // on another computer, with nothing but the copy
    std::fs::rename(desk.path(copy.trim_end()), desk.path("b.qcdckhoa")).unwrap();
    let restore = ["--file", "nha/b.qcdc", "restore", "b.qcdckhoa"];
    desk.ok(&[&restore[..], &with].concat());
    assert!(
        desk.ok(&["--file", "nha/b.qcdc", "check"])
            .contains("nguyên vẹn")
    );
    let take = all(&["take-out", "--label", "Đoàn 1", "--lock", "goi.qcdcpack"]);
    let said = desk.fails(&[&take[..], &with].concat());
    assert!(said.contains(".qcdckhoa"), "{said}");
    let take = all(&["take-out", "--label", "Đoàn 1", "--lock", "goi.qcdckhoa"]);
    desk.ok(&[&take[..], &with].concat());
    desk.ok(&[&["lock", "open", "goi.qcdckhoa", "goi.qcdcpack"][..], &with].concat());
    let file = ["--file", "goi.qcdcpack", "lock", "file", "ve.qcdckhoa"];
    desk.ok(&[&file[..], &with].concat());
    let said = desk.ok(&[&all(&["merge", "ve.qcdckhoa"])[..], &with].concat());
    assert!(said.contains("Đoàn 1"), "{said}");
    desk.ok(&all(&["lock", "copies", "--off"]));
    let open = desk.ok(&all(&["backup"]));
    assert!(opens_as_sqlite(&desk.path(open.trim_end())));
}

#[test]
fn a_forgotten_passphrase_of_the_window_is_taken_off_by_the_command_line() {
    let desk = Desk(tempfile::tempdir().unwrap());
    let habits = desk.path("config/qcdc/cua-so.json");
    std::fs::create_dir_all(habits.parent().unwrap()).unwrap();
    let kept = r#"{"zoom":1.25,"lock":{"padlock":"…","minutes":5}}"#;
    std::fs::write(&habits, kept).unwrap();
    desk.ok(&["lock", "window", "--off"]);
    let left: serde_json::Value = serde_json::from_slice(&std::fs::read(&habits).unwrap()).unwrap();
    assert_eq!(left, serde_json::json!({ "zoom": 1.25 }));
}
