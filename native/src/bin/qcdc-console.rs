//! Lies as `qcdc.com` beside `qcdc.exe`. The shells of Windows do not wait for a program with a window; they wait for
//! this one, which starts the other with the same words, passes on what it says and ends with its code.
//! They prefer `.com` to `.exe`, so that `qcdc list visits` finds this one and a double click never does.

use std::io::{Read, Write};
use std::process::{Command, ExitCode, Stdio};
use std::thread::Builder;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            let said = format!("Lỗi: Không chạy được qcdc.exe cạnh chương trình này ({error}).\n");
            // nobody is left to tell
            std::io::stderr().write_all(said.as_bytes()).ok();
            ExitCode::FAILURE
        }
    }
}

fn run() -> std::io::Result<ExitCode> {
    let program = std::env::current_exe()?.with_file_name("qcdc.exe");
    let mut child = Command::new(program)
        .args(std::env::args_os().skip(1))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let errors = Builder::new().spawn(move || pass(err, std::io::stderr()))?;
    pass(out, std::io::stdout());
    errors.join().ok();
    let code = child.wait()?.code().unwrap_or(1);
    Ok(ExitCode::from(u8::try_from(code).unwrap_or(1)))
}

/// Passes on what is said until there is no more; letters are never cut in two on their way to a console.
fn pass(from: Option<impl Read>, mut to: impl Write) {
    let Some(mut from) = from else {
        return;
    };
    let mut held = Vec::new();
    let mut buffer = vec![0; 8192];
    while let Ok(count @ 1..) = from.read(&mut buffer) {
        held.extend_from_slice(buffer.get(..count).unwrap_or_default());
        let whole = match std::str::from_utf8(&held) {
            // the beginning of a letter waits for its rest
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            _ => held.len(),
        };
        let rest = held.split_off(whole);
        if to.write_all(&held).and_then(|()| to.flush()).is_err() {
            return;
        }
        held = rest;
    }
    to.write_all(&held).and_then(|()| to.flush()).ok();
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Drops<'a>(&'a [u8], usize);

    impl Read for Drops<'_> {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            let count = self.1.min(self.0.len());
            let (now, rest) = self.0.split_at(count);
            into[..count].copy_from_slice(now);
            self.0 = rest;
            Ok(count)
        }
    }

    /// A console takes whole letters only.
    struct Console(Vec<u8>);

    impl Write for Console {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            assert!(std::str::from_utf8(bytes).is_ok(), "half a letter");
            self.0.extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn letters_arrive_whole_however_they_are_cut() {
        let words = "Đã tạo tệp “Quận ủy”: phường Phúc Đồng\n".as_bytes();
        for size in 1..6 {
            let mut console = Console(Vec::new());
            pass(Some(Drops(words, size)), &mut console);
            assert_eq!(console.0, words);
        }
    }

    #[test]
    fn bytes_that_are_no_letters_arrive_too() {
        let mut into = Vec::new();
        pass(Some(Drops(b"%PDF\xff\xfe\xc3", 3)), &mut into);
        assert_eq!(into, b"%PDF\xff\xfe\xc3");
    }
}
