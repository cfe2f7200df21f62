//! The window or the command line; nothing else.

use std::cell::RefCell;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow};
use qcdc::cli::{self, Invocation, World, demo, place};
use qcdc::register::{Clock, Register};
use qcdc::store::files::write_atomic;
use qcdc::ui::{app::App, files, launch, link::Link, theme};
use qcdc::worker::Worker;

fn main() -> ExitCode {
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
        } => match window(file.as_deref(), demo, renderer.as_deref()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                tell_failure(&format!("{error:#}"));
                ExitCode::FAILURE
            }
        },
    }
}

/// Opens the window on a file, or on a sample that goes when the window closes.
fn window(file: Option<&Path>, demo: bool, renderer: Option<&str>) -> Result<()> {
    let throw_away = demo.then(tempfile::tempdir).transpose()?;
    let register = match &throw_away {
        Some(folder) => demo::sample(folder.path(), &os_user(), clock())?,
        None => place::open(file, &os_user(), clock())?,
    };
    let path = register.path().to_owned();
    let first = RefCell::new(Some(register));
    let settings = place::settings_file().unwrap_or_else(|_| PathBuf::from("man-hinh.json"));
    let launch = launch::Launch {
        title: "Giám sát 6 QCDC",
        renderer: renderer
            .map(str::parse)
            .transpose()
            .map_err(|error: String| anyhow!(error))?,
        settings: &settings,
        write: &|path, bytes| write_atomic(path, bytes),
    };
    launch::run(&launch, &|creation| {
        theme::apply(&creation.egui_ctx, theme::Appearance::Light);
        let again = || Register::open(&path, os_user(), clock());
        let register = first.borrow_mut().take().map_or_else(again, Ok)?;
        let context = creation.egui_ctx.clone();
        let (worker, replies) =
            Worker::start(register, Box::new(move || context.request_repaint()))?;
        Ok(Box::new(App::new(
            Link::to(worker, replies),
            Box::new(|| now().naive_local()),
            files::native(&creation.egui_ctx),
        )))
    })
    .context("Không mở được cửa sổ")
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
