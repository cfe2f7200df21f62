//! The window or the command line; nothing else.

use std::io::Write;
use std::process::ExitCode;

use qcdc::cli::{self, Invocation, World};

fn main() -> ExitCode {
    let (mut out, mut err) = (std::io::stdout().lock(), std::io::stderr().lock());
    match cli::parse(std::env::args_os()) {
        Invocation::Work(work) => {
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
            out.write_all(text.as_bytes()).ok();
            ExitCode::SUCCESS
        }
        Invocation::Mistake(text) => {
            err.write_all(text.as_bytes()).ok();
            ExitCode::from(2)
        }
        Invocation::Window { .. } => {
            err.write_all("Lỗi: Bản này chưa có cửa sổ. Xem các lệnh: qcdc --help\n".as_bytes())
                .ok();
            ExitCode::FAILURE
        }
    }
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
        .unwrap_or_else(|| "?".to_owned())
}
