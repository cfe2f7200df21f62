//! Other programs of the computer: its printing and its file manager. Each errand has a thread of its own.

use std::cell::RefCell;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::Builder;
use std::time::{Duration, Instant};

use qcdc_native::Verb;
use tempfile::TempDir;

use super::message::{Done, Failure};
use crate::press;
use crate::read::{PaperFormat, PaperRequest, guide};
use crate::register::{Changes, Register};
use crate::store::files::{explain, write_atomic};

/// What another program is asked to do.
#[derive(Debug, Clone)]
pub enum Errand {
    /// The system's printing takes a paper.
    Print(PaperRequest),
    /// The same with the guide, or its first page.
    PrintGuide { quick: bool },
    /// The file manager shows a file in its folder.
    ShowInFolder(PathBuf),
}

/// How long a program may take to say that it failed; one that still runs then has taken the file.
const PATIENCE: Duration = Duration::from_secs(3);
/// Folders of a program that ended badly are taken away after this.
const LEFT_OVER: Duration = Duration::from_hours(24);
const FOLDER: &str = "qcdc-in-";

const HANDED_OVER: &str = "Đã chuyển văn bản tới máy in";
const OPENED: &str = "Máy này chưa có máy in mặc định; văn bản được mở bằng chương trình xem PDF, hãy bấm Ctrl+P để in";
const NO_PRINTING: &str = "Không chuyển được văn bản tới máy in và không mở được chương trình xem PDF. \
     Hãy bấm “PDF” để lưu tệp rồi in từ tệp đó.";
const NO_FOLDER: &str = "Không mở được thư mục";

/// The private folder for what goes to the printer; it goes away with the program.
#[derive(Debug, Default)]
pub(super) struct Tray(RefCell<Option<TempDir>>);

impl Tray {
    /// Puts a file down to be printed.
    fn lay(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, Failure> {
        let cannot = |error: std::io::Error| {
            Failure::plain(format!(
                "Không ghi được tệp tạm để in: {}. Hãy bấm “PDF” để lưu tệp rồi in từ tệp đó.",
                explain(&error)
            ))
        };
        let mut folder = self.0.borrow_mut();
        if folder.is_none() {
            sweep(&std::env::temp_dir(), LEFT_OVER);
            let mut tray = tempfile::Builder::new();
            // what is printed is nobody else's to read
            #[cfg(unix)]
            tray.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
            *folder = Some(tray.prefix(FOLDER).tempdir().map_err(cannot)?);
        }
        let place = folder.as_ref().map_or(Path::new("."), TempDir::path);
        let file = place.join(name);
        if write_atomic(&file, bytes).is_ok() {
            return Ok(file);
        }
        // a viewer may still hold the one before
        let other = tempfile::Builder::new()
            .prefix("in-")
            .tempdir_in(place)
            .map_err(cannot)?;
        let file = other.keep().join(name);
        write_atomic(&file, bytes).map_err(cannot)?;
        Ok(file)
    }
}

/// Takes away the folders of programs that did not end well.
fn sweep(place: &Path, older: Duration) {
    let Ok(entries) = std::fs::read_dir(place) else {
        return;
    };
    for entry in entries.flatten() {
        let ours = entry.file_name().to_string_lossy().starts_with(FOLDER);
        let age = entry
            .metadata()
            .and_then(|data| data.modified())
            .ok()
            .and_then(|at| at.elapsed().ok());
        if ours && age.is_some_and(|age| age >= older) {
            // what cannot be removed now is tried again at the next printing
            std::fs::remove_dir_all(entry.path()).ok();
        }
    }
}

/// One program to try.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Try {
    program: &'static str,
    args: Vec<OsString>,
    /// Not a program but what Windows knows for this file.
    known: Option<(Verb, PathBuf)>,
    /// Its exit code says nothing.
    always_good: bool,
    /// It has read the file when it ends.
    done_with_file: bool,
    said: &'static str,
}

impl Try {
    fn new(
        program: &'static str,
        args: impl IntoIterator<Item = OsString>,
        said: &'static str,
    ) -> Self {
        Self {
            program,
            args: args.into_iter().collect(),
            known: None,
            always_good: false,
            done_with_file: false,
            said,
        }
    }

    /// Whether it took the errand.
    fn run(&self) -> bool {
        if let Some((verb, file)) = &self.known {
            return qcdc_native::hand_over(file, *verb);
        }
        let mut command = Command::new(self.program);
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        with_words(&mut command, &self.args);
        quietly(&mut command);
        command
            .spawn()
            .is_ok_and(|child| took(child) || self.always_good)
    }
}

/// No console flashes up.
#[cfg(windows)]
fn quietly(command: &mut Command) {
    use std::os::windows::process::CommandExt as _;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NO_WINDOW);
}

#[cfg(not(windows))]
fn quietly(_: &mut Command) {}

fn took(mut child: Child) -> bool {
    let begun = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if begun.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(30));
            }
            Ok(None) => {
                // somebody has to hear of its end, or it stays in the list of programs
                Builder::new()
                    .name("errand".to_owned())
                    .spawn(move || child.wait().ok())
                    .ok();
                return true;
            }
            Err(_) => return false,
        }
    }
}

/// Explorer reads its words in a way of its own: the quotes stand around the path alone.
#[cfg(windows)]
fn with_words(command: &mut Command, words: &[OsString]) {
    use std::os::windows::process::CommandExt as _;
    for word in words {
        command.raw_arg(word);
    }
}

#[cfg(not(windows))]
fn with_words(command: &mut Command, words: &[OsString]) {
    command.args(words);
}

#[cfg(windows)]
fn printing(file: &Path) -> Vec<Try> {
    let known = |verb, said| Try {
        known: Some((verb, file.to_owned())),
        ..Try::new("", [], said)
    };
    vec![known(Verb::Print, HANDED_OVER), known(Verb::Open, OPENED)]
}

#[cfg(windows)]
fn showing(file: &Path) -> Vec<Try> {
    // no name of Windows holds a quote
    let mut choose = OsString::from("/select,\"");
    choose.push(file);
    choose.push("\"");
    vec![Try {
        always_good: true,
        ..Try::new("explorer.exe", [choose], "Đã mở thư mục")
    }]
}

#[cfg(target_os = "macos")]
fn printing(file: &Path) -> Vec<Try> {
    vec![spooler(file), Try::new("open", [file.into()], OPENED)]
}

#[cfg(target_os = "macos")]
fn showing(file: &Path) -> Vec<Try> {
    vec![Try::new(
        "open",
        ["-R".into(), file.into()],
        "Đã mở thư mục",
    )]
}

#[cfg(not(any(windows, target_os = "macos")))]
fn printing(file: &Path) -> Vec<Try> {
    vec![spooler(file), Try::new("xdg-open", [file.into()], OPENED)]
}

#[cfg(not(any(windows, target_os = "macos")))]
fn showing(file: &Path) -> Vec<Try> {
    let folder = file.parent().unwrap_or(file);
    let manager = [
        "--session",
        "--print-reply",
        "--dest=org.freedesktop.FileManager1",
        "/org/freedesktop/FileManager1",
        "org.freedesktop.FileManager1.ShowItems",
    ];
    let mut args: Vec<OsString> = manager.into_iter().map(OsString::from).collect();
    args.push(format!("array:string:{}", address(file)).into());
    args.push("string:".into());
    vec![
        Try::new("dbus-send", args, "Đã mở thư mục"),
        Try::new("xdg-open", [folder.into()], "Đã mở thư mục"),
    ]
}

/// A comma would begin another file.
#[cfg(not(any(windows, target_os = "macos")))]
fn address(file: &Path) -> String {
    let mut address = String::from("file://");
    for byte in file.to_string_lossy().bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            use std::fmt::Write as _;
            // every error of a String's writer is an allocation failure
            write!(address, "%{byte:02X}").unwrap_or_default();
        }
    }
    address
}

#[cfg(not(windows))]
fn spooler(file: &Path) -> Try {
    Try {
        done_with_file: true,
        ..Try::new("lp", ["--".into(), file.into()], HANDED_OVER)
    }
}

/// The first program that takes the errand.
fn first(tries: &[Try], run: impl Fn(&Try) -> bool) -> Option<&Try> {
    tries.iter().find(|attempt| run(attempt))
}

fn said(message: &str) -> Done {
    Done {
        message: message.to_owned(),
        changes: Changes::default(),
        made: None,
        undoable: false,
    }
}

/// Makes what the errand needs, then runs it beside the thread of the file.
pub(super) fn start(
    register: &Register,
    tray: &Tray,
    errand: Errand,
    tell: impl FnOnce(Result<Done, Failure>) + Send + 'static,
) -> Result<(), Failure> {
    let work: Box<dyn FnOnce() -> Result<Done, Failure> + Send> = match errand {
        Errand::Print(request) => {
            let proof = press::proof(register, &request)?;
            let bytes = proof.render(PaperFormat::Pdf)?;
            let file = tray.lay(&proof.file_name(PaperFormat::Pdf), &bytes)?;
            Box::new(move || print(&file))
        }
        Errand::PrintGuide { quick } => {
            let bytes = super::help::bytes(quick)?;
            let file = tray.lay(guide::file_name(quick), &bytes)?;
            Box::new(move || print(&file))
        }
        Errand::ShowInFolder(file) => Box::new(move || {
            let tries = showing(&file);
            let taken = first(&tries, Try::run);
            taken.map(|taken| said(taken.said)).ok_or_else(|| {
                let folder = file.parent().unwrap_or(&file);
                Failure::plain(format!("{NO_FOLDER} “{}”.", folder.display()))
            })
        }),
    };
    let thread = Builder::new().name("errand".to_owned());
    let running = thread.spawn(move || tell(work()));
    running.map(drop).map_err(|_| Failure::plain(NO_PRINTING))
}

fn print(file: &Path) -> Result<Done, Failure> {
    let tries = printing(file);
    let taken = first(&tries, Try::run).ok_or_else(|| Failure::plain(NO_PRINTING))?;
    if taken.done_with_file {
        // the folder goes with the program in any case
        std::fs::remove_file(file).ok();
    }
    Ok(said(taken.said))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_no_printer_takes_it_the_viewer_does() {
        let tries = printing(Path::new("/nhà/Kết luận 1.pdf"));
        let by = |good: &[&str]| {
            first(&tries, |attempt| good.contains(&attempt.program)).map(|taken| taken.said)
        };
        let programs: Vec<&str> = tries.iter().map(|attempt| attempt.program).collect();
        assert_eq!(by(&programs), Some(HANDED_OVER));
        assert_eq!(by(&programs[1..]), Some(OPENED));
        assert_eq!(by(&[]), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_is_missing_or_fails_has_not_taken_it() {
        assert!(!Try::new("qcdc-khong-co", [], "").run());
        assert!(!Try::new("false", [], "").run());
        assert!(Try::new("true", [], "").run());
    }

    #[test]
    fn the_tray_is_private_and_goes_away() {
        let tray = Tray::default();
        let file = tray.lay("Biên bản làm việc.pdf", b"%PDF").unwrap();
        let again = tray.lay("Biên bản làm việc.pdf", b"%PDF-1.7").unwrap();
        assert_eq!(std::fs::read(&again).unwrap(), b"%PDF-1.7");
        let folder = file.parent().unwrap().to_owned();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(&folder).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0);
        }
        drop(tray);
        assert!(!folder.exists());
    }

    #[test]
    fn folders_left_over_are_swept_and_others_stay() {
        let place = tempfile::tempdir().unwrap();
        let (ours, other) = (place.path().join("qcdc-in-cu"), place.path().join("khac"));
        std::fs::create_dir(&ours).unwrap();
        std::fs::create_dir(&other).unwrap();
        sweep(place.path(), LEFT_OVER);
        assert!(ours.exists(), "a young one may be in use");
        sweep(place.path(), Duration::ZERO);
        assert!(!ours.exists() && other.exists());
    }
}
