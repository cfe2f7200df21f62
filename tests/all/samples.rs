//! The files of `data/samples`, which hold one command a line.

use std::path::Path;

use crate::support::typed::typed;

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
