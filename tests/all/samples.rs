//! Commands as they are typed, and the files of `data/samples`, which hold one command a line.

use std::ffi::OsString;
use std::path::Path;

use qcdc::cli::{self, Invocation, World};

use crate::support;

/// Exit code, answer and message.
pub fn typed(file: &Path, today: &str, words: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let start = [OsString::from("qcdc"), "--file".into(), file.into()];
    let line = start.into_iter().chain(words.iter().map(OsString::from));
    let code = match cli::parse(line) {
        Invocation::Work(work) => {
            let mut world = World {
                now: support::clock(today)(),
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

/// Runs every command of a sample; how many there were.
pub fn run_file(file: &Path, today: &str, sample: &str) -> usize {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("data/samples")
        .join(sample);
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let mut count = 0;
    for line in lines {
        let words = words(line);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let (code, _, err) = typed(file, today, &words);
        assert_eq!(code, 0, "{line}\n{err}");
        count += 1;
    }
    count
}

/// Words of a command line; what stands in double quotes is one.
fn words(line: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ' ' if !quoted => out.push(String::new()),
            letter => out.last_mut().unwrap().push(letter),
        }
    }
    out.retain(|word| !word.is_empty());
    out
}
