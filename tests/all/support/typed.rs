//! The program as it is typed, within the test's own process.

use std::ffi::OsString;
use std::path::Path;

use qcdc::cli::{self, Invocation, World};

/// Exit code, answer and message of `qcdc --file FILE WORDS` on a day.
pub fn typed(file: &Path, today: &str, words: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let start = [OsString::from("qcdc"), "--file".into(), file.into()];
    let line = start.into_iter().chain(words.iter().map(OsString::from));
    let code = match cli::parse(line) {
        Invocation::Work(work) => {
            let mut world = World {
                now: super::clock(today)(),
                os_user: "thu".into(),
                out: &mut out,
                err: &mut err,
            };
            cli::run(work, &mut world)
        }
        Invocation::Mistake(text) => {
            err = text.into_bytes();
            2
        }
        Invocation::Window { .. } | Invocation::Tell(_) => panic!("{words:?}"),
    };
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (code, text(out), text(err))
}
