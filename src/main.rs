//! The window or the command line; nothing else.
// no console of its own on Windows: none flashes up when it is started from Explorer
#![cfg_attr(windows, windows_subsystem = "windows")]

use std::cell::RefCell;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;

use anyhow::{Context, Result, anyhow};
use qcdc::cli::{self, Invocation, World, crash, demo, place};
use qcdc::domain::lease::Pace;
use qcdc::domain::passphrase::is_locked;
use qcdc::register::{Clock, Reach, Register};
use qcdc::store::files::write_atomic;
use qcdc::ui::after_crash::AfterCrash;
use qcdc::ui::drafts::Kept;
use qcdc::ui::memory::{self, Memory};
use qcdc::ui::only_one::{self, Door, Start};
use qcdc::ui::places::Places;
use qcdc::ui::{app::App, drawing, files, launch, link::Link, theme};
use qcdc::worker::Worker;

fn main() -> ExitCode {
    qcdc_native::use_console_of_caller();
    match cli::parse(std::env::args_os()) {
        Invocation::Work(work) => {
            let (mut out, mut err) = (std::io::stdout().lock(), std::io::stderr().lock());
            let mut world = World {
                now: now(),
                os_user: os_user(),
                out: &mut out,
                err: &mut err,
            };
            ExitCode::from(cli::run(work, &mut world))
        }
        Invocation::Tell(text) => {
            // Nobody is left to tell that nobody reads.
            std::io::stdout().write_all(text.as_bytes()).ok();
            ExitCode::SUCCESS
        }
        Invocation::Mistake(text) => {
            std::io::stderr().write_all(text.as_bytes()).ok();
            ExitCode::from(2)
        }
        Invocation::Window {
            file,
            demo,
            renderer,
            as_share,
        } => match first_window(file.as_deref(), demo, renderer.as_deref(), as_share) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                tell_failure(&format!("{error:#}"));
                ExitCode::FAILURE
            }
        },
    }
}

/// Opens the window, unless one is open that takes the file. A sample has a window of its own, and who says how to
/// draw has a reason.
fn first_window(
    file: Option<&Path>,
    demo: bool,
    renderer: Option<&str>,
    as_share: bool,
) -> Result<()> {
    let door = match place::meeting_folder() {
        Ok(folder) if !demo && !as_share && renderer.is_none() => {
            qcdc_native::let_others_come_to_front();
            match only_one::start(&folder, file, only_one::PATIENCE) {
                Start::HandedOver => return Ok(()),
                Start::First(door) => Some(door),
                Start::Alone => None,
            }
        }
        _ => None,
    };
    window(file, demo, renderer, as_share, door)
}

/// Opens the window on a file, or on a sample that goes when the window closes.
fn window(
    file: Option<&Path>,
    demo: bool,
    renderer: Option<&str>,
    as_share: bool,
    door: Option<Door>,
) -> Result<()> {
    let reach = if as_share {
        Reach::Shared(Pace::USUAL)
    } else {
        Reach::ByPlace
    };
    // a copy for a laptop: the window asks whether it is to be worked in or taken back; a locked one: how it opens
    let brought =
        file.filter(|file| is_locked(file) || (place::is_package(file) && place::has_own_file()));
    let settings = place::settings_file().unwrap_or_else(|_| PathBuf::from("man-hinh.json"));
    let habits = place::habits_file().unwrap_or_else(|_| PathBuf::from("cua-so.json"));
    let drafts = Kept::default();
    let left = crash::left_behind(&place::report_folder());
    crash::watch(place::report_folder(), drafts.clone(), clock());
    let left = left.map(|(report, drafts)| AfterCrash {
        report: Some(report),
        drafts,
    });
    let remembered = memory::read(&std::fs::read(&habits).unwrap_or_default());
    let throw_away = demo.then(tempfile::tempdir).transpose()?;
    let register = match &throw_away {
        Some(folder) => demo::sample(folder.path(), &os_user(), clock())?,
        None => open(file.filter(|_| brought.is_none()), &remembered, reach)?,
    };
    let door = RefCell::new(door);
    let path = register.path().to_owned();
    let first = RefCell::new(Some(register));
    let keeper = Keeper::start(habits);
    let launch = launch::Launch {
        title: "Giám sát 6 QCDC",
        renderer: renderer
            .map(str::parse)
            .transpose()
            .map_err(|error: String| anyhow!(error))?,
        settings: &settings,
        window: remembered.window,
        remote: std::env::var("SESSIONNAME").is_ok_and(|name| drawing::is_remote_session(&name)),
        write: &|path, bytes| write_atomic(path, bytes),
    };
    launch::run(&launch, &|creation| {
        theme::apply(&creation.egui_ctx, theme::Appearance::Light);
        let again = || Register::open_to_work(&path, os_user(), clock(), reach);
        let register = first.borrow_mut().take().map_or_else(again, Ok)?;
        let context = creation.egui_ctx.clone();
        let (worker, replies) =
            Worker::start(register, Box::new(move || context.request_repaint()))?;
        let app = App::new(
            Link::to(worker, replies),
            Box::new(|| now().naive_local()),
            files::native(&creation.egui_ctx),
        );
        let memory = Memory::new(remembered.clone(), keeper.keep());
        let places = Places {
            reports: Some(place::report_folder()),
            settings: settings.parent().map(Path::to_owned),
        };
        let context = creation.egui_ctx.clone();
        let app = app.remembering(memory).placed(places);
        let mut app = app.guarded(drafts.clone(), left.clone());
        if let Some(door) = door.borrow_mut().as_mut() {
            app.listen_to(door.open(move || context.request_repaint()));
        }
        if let Some(brought) = brought {
            app.opened_with(brought.to_owned());
        }
        Ok(Box::new(app))
    })
    .context("Không mở được cửa sổ")
}

/// The named file; else the one that was open last; else the user's own.
fn open(file: Option<&Path>, remembered: &memory::Remembered, reach: Reach) -> Result<Register> {
    let last = remembered.files.first().map(|known| known.path.as_path());
    if let (None, Some(last)) = (file, last.filter(|path| path.is_file()))
        && let Ok(register) = place::open_to_work(Some(last), &os_user(), clock(), reach)
    {
        return Ok(register);
    }
    place::open_to_work(file, &os_user(), clock(), reach)
}

/// Writes what the window remembers, on a thread of its own: the disk makes no frame wait.
struct Keeper {
    to_write: Option<Sender<Vec<u8>>>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    fn start(path: PathBuf) -> Self {
        let (to_write, written) = channel::<Vec<u8>>();
        let write = move || {
            while let Ok(mut bytes) = written.recv() {
                while let Ok(newer) = written.try_recv() {
                    bytes = newer;
                }
                // the window works as well where its habits cannot be kept
                write_atomic(&path, &bytes).ok();
            }
        };
        Self {
            to_write: Some(to_write),
            thread: std::thread::Builder::new()
                .name("ghi-nho".into())
                .spawn(write)
                .ok(),
        }
    }

    fn keep(&self) -> memory::Keep {
        let to_write = self.to_write.clone();
        Box::new(move |bytes| {
            if let Some(to_write) = &to_write {
                to_write.send(bytes).ok();
            }
        })
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.to_write.take();
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}

/// On Windows nobody sees the error stream of a program started by a double click.
fn tell_failure(text: &str) {
    std::io::stderr()
        .write_all(format!("Lỗi: {text}\n").as_bytes())
        .ok();
    if cfg!(windows) {
        files::tell_failure(text);
    }
}

fn clock() -> Clock {
    Box::new(now)
}

#[expect(clippy::disallowed_methods, reason = "main is where the clock is read")]
fn now() -> chrono::DateTime<chrono::FixedOffset> {
    chrono::Local::now().fixed_offset()
}

/// Name of the account on this computer: Windows, then the others.
fn os_user() -> String {
    ["USERNAME", "USER", "LOGNAME"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|user| !user.is_empty()))
        .unwrap_or_else(|| "nguoi-dung".to_owned())
}
