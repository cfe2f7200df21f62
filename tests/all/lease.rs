//! One editor of a file that several computers reach; the others read a proven copy, and nobody overwrites anybody.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use qcdc::domain::RatingValue;
use qcdc::domain::lease::Pace;
use qcdc::read::lease::{Reading, Sharing};
use qcdc::register::{Reach, Register, RegisterError};
use qcdc::store::StoreError;
use qcdc::ui::memory::Memory;

use crate::desk::Desk;
use crate::support;

const TODAY: &str = "2024-05-15";
/// Set for the process that holds the file until it is killed.
const FILE: &str = "QCDC_TEST_LEASE_FILE";

const FAST: Pace = Pace {
    beat: Duration::from_millis(40),
    // a machine that is busy may write a beat late
    stale: Duration::from_millis(2500),
};

fn work(path: &Path) -> Register {
    work_at(path, FAST)
}

fn work_at(path: &Path, pace: Pace) -> Register {
    let clock = support::clock(TODAY);
    Register::open_to_work(path, "thu".into(), clock, Reach::Shared(pace)).unwrap()
}

fn reading(register: &Register) -> Reading {
    match register.sharing() {
        Sharing::Reader(reading) => reading,
        other => panic!("{other:?}"),
    }
}

fn is_editor(register: &Register) -> bool {
    matches!(register.sharing(), Sharing::Editor(_))
}

/// Looks again and again until something holds.
fn tend_until(register: &mut Register, what: impl Fn(&Register) -> bool) -> Duration {
    let began = Instant::now();
    while !what(register) {
        assert!(began.elapsed() < Duration::from_mins(1), "never");
        register.tend();
        std::thread::sleep(Duration::from_millis(15));
    }
    began.elapsed()
}

fn held(result: Result<(), RegisterError>) -> String {
    match result {
        Err(RegisterError::Store(error @ StoreError::Held(_))) => error.to_string(),
        other => panic!("{other:?}"),
    }
}

fn name(register: &mut Register, name: &str) -> Result<(), RegisterError> {
    register.set_user_name(name).map(drop)
}

#[test]
fn one_edits_the_others_read_and_see_what_was_saved() {
    let (_folder, path) = support::place();
    let id = support::visit(&mut support::create(&path, TODAY), TODAY);
    let mut first = work(&path);
    assert!(is_editor(&first));
    name(&mut first, "Chuyên viên Một").unwrap();
    let mut second = work(&path);
    let seen = reading(&second);
    assert!(!seen.free && !seen.lost);
    assert!(
        seen.words()
            .starts_with("Đang được sửa bởi Chuyên viên Một ở máy ")
    );
    assert!(
        seen.words().contains(" từ 10:00 15/05."),
        "{}",
        seen.words()
    );

    // every kind of change is refused in words
    let words = held(name(&mut second, "Chuyên viên Hai"));
    assert!(words.contains("chưa ghi gì") && words.contains("nội dung đang nhập vẫn còn"));
    let page = second.visit_page(id).unwrap();
    let base = support::rating(&page, "QC1-01");
    let mut new = base.clone();
    new.value = RatingValue::Met;
    held(second.rate(&base, &new).map(drop));
    held(second.undo().map(drop).or_else(|error| match error {
        RegisterError::Refused(_) => second.delete_visit(id).map(drop),
        other => Err(other),
    }));
    held(second.restore(&path, &mut |_, _, _| true).map(drop));

    // what the editor saves arrives, proven
    support::rate(&mut first, id, "QC1-01", RatingValue::PartlyMet, "đã ghi");
    let comment =
        |register: &Register| support::rating(&register.visit_page(id).unwrap(), "QC1-01").comment;
    assert_eq!(comment(&second), "");
    tend_until(&mut second, |second| comment(second) == "đã ghi");
    assert_eq!(support::findings(&second), Vec::<String>::new());
    assert_eq!(second.path(), path);

    // free, told, taken
    drop(first);
    tend_until(&mut second, |second| reading(second).free);
    assert!(reading(&second).words().contains("Tệp đang trống"));
    let refused = name(&mut second, "Chuyên viên Hai");
    assert!(matches!(
        refused,
        Err(RegisterError::Store(StoreError::NotTaken))
    ));
    second.take_lease().unwrap();
    assert!(is_editor(&second));
    name(&mut second, "Chuyên viên Hai").unwrap();
    drop(second);
    let names: Vec<_> = std::fs::read_dir(path.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap())
        // SQLite keeps its journal, emptied
        .filter(|entry| entry.metadata().unwrap().len() > 0)
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    assert_eq!(names, ["thu.qcdc"], "nothing is left beside the file");
    assert_eq!(support::findings(&work(&path)), Vec::<String>::new());
}

#[test]
fn who_waits_gets_it_by_itself_and_who_gives_it_up_reads() {
    let (_folder, path) = support::place();
    drop(support::create(&path, TODAY));
    let (mut first, mut second) = (work(&path), work(&path));
    second.wait_for_lease(true);
    second.tend();
    assert!(!is_editor(&second), "somebody has it");
    first.give_lease_up().unwrap();
    assert!(!is_editor(&first));
    tend_until(&mut second, is_editor);
    name(&mut second, "Hai").unwrap();
    tend_until(&mut first, |first| reading(first).holder.is_some());
    held(name(&mut first, "Một"));
}

#[test]
fn an_editor_that_lives_is_never_taken_over() {
    let (_folder, path) = support::place();
    drop(support::create(&path, TODAY));
    let (mut first, mut second) = (work(&path), work(&path));
    let began = Instant::now();
    while began.elapsed() < FAST.stale * 4 {
        second.tend();
        assert!(!reading(&second).free);
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(second.take_lease().is_err());
    name(&mut first, "Một").unwrap();
}

/// As after sleep: no beat for long, another one takes over, and the old one comes back.
#[test]
fn who_comes_back_from_sleep_writes_nothing_and_reads() {
    let (_folder, path) = support::place();
    let id = support::visit(&mut support::create(&path, TODAY), TODAY);
    // its beats are so rare that it shows no sign of life
    let asleep = Pace {
        beat: Duration::from_mins(10),
        ..FAST
    };
    let mut first = work_at(&path, asleep);
    let page = first.visit_page(id).unwrap();
    let mut second = work(&path);
    let waited = tend_until(&mut second, |second| reading(second).free);
    assert!(waited >= FAST.stale, "{waited:?}");
    assert!(reading(&second).words().contains("mất liên lạc"));
    second.take_lease().unwrap();
    support::rate(&mut second, id, "QC1-01", RatingValue::Met, "của người sau");

    // before it has looked: the token inside the transaction stops it
    let base = support::rating(&page, "QC1-01");
    let mut new = base.clone();
    new.value = RatingValue::NotMet;
    let refused = first.rate(&base, &new).map(drop);
    let Err(RegisterError::Store(error @ StoreError::LeaseLost(Some(_)))) = refused else {
        panic!("{refused:?}");
    };
    assert!(error.to_string().contains("nội dung đang nhập vẫn còn"));
    assert!(first.tend(), "it hears of it");
    let lost = reading(&first);
    assert!(lost.lost && lost.words().contains("đã mất quyền sửa"));
    held(first.rate(&base, &new).map(drop));
    let there = support::rating(&first.visit_page(id).unwrap(), "QC1-01");
    assert_eq!(there.comment, "của người sau");
    // the end of the old one takes nothing away from the new one
    drop(first);
    assert!(is_editor(&second));
    name(&mut second, "Hai").unwrap();
}

/// What would go wrong: without the row, whoever slept writes over what was done meanwhile.
#[test]
fn control_without_the_lease_both_write() {
    let (_folder, path) = support::place();
    drop(support::create(&path, TODAY));
    let (mut first, mut second) = (work(&path), work(&path));
    held(name(&mut second, "Hai"));
    rusqlite::Connection::open(&path)
        .unwrap()
        .execute("DROP TABLE lease", [])
        .unwrap();
    drop(second);
    let refused = name(&mut first, "Một");
    assert!(refused.is_err(), "no row, no writing");

    let (_folder, path) = support::place();
    drop(support::create(&path, TODAY));
    let (mut first, mut second) = (support::open(&path, TODAY), support::open(&path, TODAY));
    name(&mut first, "Một").unwrap();
    name(&mut second, "Hai").unwrap();
    assert_eq!(first.user_name().unwrap(), "Hai", "the last one won");
}

/// Not a test of its own: holds the file until it is killed.
#[test]
fn holder() {
    let Ok(path) = std::env::var(FILE) else {
        return;
    };
    let mut register = work(Path::new(&path));
    for n in 0.. {
        name(&mut register, &format!("lần {n}")).unwrap();
        println!("saved {n}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn start_holder(path: &Path) -> std::process::Child {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "lease::holder",
            "--exact",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(FILE, path)
        // another computer knows nothing of this one's processes
        .env("TMPDIR", path.parent().unwrap())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    while !lines.next().unwrap().unwrap().contains("saved 3") {}
    std::thread::spawn(move || for _ in lines {});
    child
}

#[test]
fn killed_on_another_computer_it_is_taken_over_once_it_was_watched_long_enough() {
    for round in 0..4 {
        let (_folder, path) = support::place();
        drop(support::create(&path, TODAY));
        let mut child = start_holder(&path);
        let began = Instant::now();
        let mut reader = work(&path);
        for _ in 0..20 {
            reader.tend();
            assert!(!reading(&reader).free, "round {round}: it lives");
            std::thread::sleep(Duration::from_millis(10));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        tend_until(&mut reader, |reader| reading(reader).free);
        // it may have stood still before the kill: a busy machine writes a beat late
        assert!(began.elapsed() >= FAST.stale, "{:?}", began.elapsed());
        reader.take_lease().unwrap();
        name(&mut reader, "Người sau").unwrap();
        assert_eq!(support::findings(&reader), Vec::<String>::new());
    }
}

#[test]
fn killed_on_this_computer_it_is_taken_over_at_once() {
    let (_folder, path) = support::place();
    drop(support::create(&path, TODAY));
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "lease::holder",
            "--exact",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(FILE, &path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    while !lines.next().unwrap().unwrap().contains("saved 1") {}
    child.kill().unwrap();
    child.wait().unwrap();
    let slow = work_at(&path, Pace::USUAL);
    assert!(is_editor(&slow));
}

#[test]
fn whoever_opens_it_without_a_share_obeys_the_row_too() {
    let (_folder, path) = support::place();
    drop(support::create(&path, TODAY));
    let editor = work(&path);
    // the command line
    let mut brief = support::open(&path, TODAY);
    assert!(brief.visits(&qcdc::read::VisitFilter::default()).is_ok());
    held(name(&mut brief, "Hai"));
    // a window on the computer where the share lies
    let clock = support::clock(TODAY);
    let mut window = Register::open_to_work(&path, "thu".into(), clock, Reach::ByPlace).unwrap();
    held(name(&mut window, "Ba"));
    // a copy of the file is nobody's
    let copy = path.with_file_name("ban-sao.qcdc");
    editor.back_up_to(&copy, &mut |_, _, _| true).unwrap();
    name(&mut support::open(&copy, TODAY), "Bốn").unwrap();
    drop(editor);
    name(&mut brief, "Hai").unwrap();
}

#[test]
fn the_window_of_who_reads_says_who_edits_and_takes_over_when_it_is_free() {
    const NAME: &str = "Họ và tên";
    let (folder, path) = support::place();
    support::create(&path, TODAY).end_guide().unwrap();
    let mut editor = work(&path);
    name(&mut editor, "Chuyên viên Một").unwrap();
    let mut desk = Desk::over(work(&path), folder, 20, Memory::default());
    desk.wait("Đang được sửa bởi Chuyên viên Một ở máy ");
    assert!(!desk.sees("Nhận quyền sửa"), "it is not free");

    // what is typed meanwhile is refused in words and stays
    desk.tab("Cài đặt");
    desk.fill(NAME, "Chuyên viên Hai");
    desk.key(eframe::egui::Key::Tab);
    desk.wait("nội dung đang nhập vẫn còn");
    assert_eq!(desk.value(NAME), "Chuyên viên Hai");
    assert_eq!(editor.user_name().unwrap(), "Chuyên viên Một");

    drop(editor);
    desk.wait("Tệp đang trống");
    desk.press("Nhận quyền sửa");
    desk.wait("Đã nhận quyền sửa tệp");
    desk.wait("Trả quyền sửa");
    assert!(!desk.sees("Tệp đang trống"));
    desk.press("Lưu lại");
    desk.rest();
    assert!(!desk.sees("Lưu lại"), "{}", desk.screen());
    let saved = support::open(&path, TODAY).user_name().unwrap();
    assert_eq!(saved, "Chuyên viên Hai");
}

#[test]
fn a_window_that_waits_becomes_the_editor_by_itself() {
    let (folder, path) = support::place();
    support::create(&path, TODAY).end_guide().unwrap();
    let editor = work(&path);
    let mut desk = Desk::over(work(&path), folder, 20, Memory::default());
    desk.click("Tự nhận khi trống");
    desk.wait("Sẽ tự nhận quyền sửa khi tệp trống");
    drop(editor);
    for _ in 0..200 {
        desk.rest();
        if !desk.sees("Tự nhận khi trống") && !desk.sees("Nhận quyền sửa") {
            break;
        }
    }
    let mut late = work(&path);
    held(name(&mut late, "Người đến sau"));
}

/// The program itself, beside the one that edits.
fn program(path: &Path, args: &[&str]) -> (i32, String, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(env!("CARGO_BIN_EXE_qcdc"))
        .arg("--file")
        .arg(path)
        .args(args)
        .env("HOME", path.parent().unwrap())
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

#[test]
fn the_command_line_says_who_edits_and_ends_with_3() {
    let (_folder, path) = support::place();
    drop(support::create(&path, TODAY));
    let (code, out, _) = program(&path, &["lease"]);
    assert_eq!((code, out.as_str()), (0, "Tệp đang trống, sửa được.\n"));

    let mut editor = work(&path);
    name(&mut editor, "Chuyên viên Một").unwrap();
    let (code, out, _) = program(&path, &["lease"]);
    assert_eq!(code, 3);
    assert!(
        out.contains("Đang được sửa bởi Chuyên viên Một ở máy "),
        "{out}"
    );
    let (code, out, _) = program(&path, &["lease", "--json"]);
    assert_eq!(code, 3);
    let view: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(view["holder"]["who"], "Chuyên viên Một", "{out}");

    // whatever would write ends with 3 and has written nothing; looking goes on
    let (code, out, err) = program(&path, &["role", "set", "lan", "nhap"]);
    assert_eq!((code, out.as_str()), (3, ""), "{err}");
    assert!(
        err.contains("Chuyên viên Một") && err.contains("chưa ghi gì"),
        "{err}"
    );
    let (code, out, _) = program(&path, &["role", "list"]);
    assert_eq!(code, 0);
    assert!(!out.contains("lan"), "{out}");

    // who lives is not taken over
    let (code, _, err) = program(&path, &["lease", "--clear", "--watch-ms", "1500"]);
    assert_eq!(code, 3, "{err}");
    name(&mut editor, "Vẫn là Một").unwrap();
    drop(editor);
    let (code, _, err) = program(&path, &["role", "set", "lan", "nhap"]);
    assert_eq!(code, 0, "{err}");
    let (_, out, _) = program(&path, &["role", "list"]);
    assert!(out.contains("lan") && out.contains("Nhập"), "{out}");
}

#[test]
fn what_a_killed_computer_left_is_cleared_by_the_command_line() {
    let (_folder, path) = support::place();
    drop(support::create(&path, TODAY));
    let mut child = start_holder(&path);
    child.kill().unwrap();
    child.wait().unwrap();
    let (code, out, _) = program(&path, &["lease"]);
    assert_eq!(code, 3, "{out}");
    let (code, out, err) = program(&path, &["lease", "--clear", "--watch-ms", "1500"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.starts_with("Đã gỡ quyền sửa của "), "{out}");
    assert!(err.contains("Đang theo dõi"), "{err}");
    let (code, out, _) = program(&path, &["lease", "--clear", "--watch-ms", "200"]);
    assert_eq!(
        (code, out.as_str()),
        (0, "Tệp đang trống, không có gì để gỡ.\n")
    );
    let (code, _, err) = program(&path, &["role", "set", "lan", "duyet"]);
    assert_eq!(code, 0, "{err}");
}
