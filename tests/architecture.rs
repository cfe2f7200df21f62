//! The walls of `ARCHITECTURE.md`, held by reading the source. A rule for a module that is gone fails.
#![allow(
    clippy::unwrap_used,
    reason = "a wall that cannot be read is a failed test"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What each module may use of the crate, itself aside.
const MAY_USE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("read", &["domain"]),
    ("store", &["domain", "read"]),
    ("register", &["domain", "read", "store"]),
    ("documents", &["domain", "read"]),
    ("press", &["domain", "read", "register", "documents"]),
    (
        "worker",
        &["domain", "read", "store", "register", "documents", "press"],
    ),
    ("ui", &["domain", "read", "worker"]),
    (
        "cli",
        &["domain", "read", "store", "register", "documents", "press"],
    ),
];

/// Words that only some places may hold, and why.
const ONLY_IN: &[(&str, &[&str], &str)] = &[
    ("rusqlite", &["store"], "SQL stays in store"),
    ("egui::", &["ui"], "egui stays in ui"),
    ("eframe::", &["ui"], "egui stays in ui"),
    ("rfd::", &["ui"], "dialogs stay in ui"),
    ("printpdf::", &["documents"], "writers stay in documents"),
    ("lopdf::", &["documents"], "writers stay in documents"),
    (
        "hayro::",
        &["worker"],
        "pages are drawn off the window's thread",
    ),
    (
        "Local::now",
        &["main.rs", "worker"],
        "time is passed in; only main and worker read the clock",
    ),
    (
        "Utc::now",
        &["main.rs", "worker"],
        "time is passed in; only main and worker read the clock",
    ),
    (
        "SystemTime::now",
        &["main.rs", "worker"],
        "time is passed in; only main and worker read the clock",
    ),
    (
        "fs::write(",
        &[],
        "files are written whole or not at all: store::files::write_atomic",
    ),
    (
        "File::create(",
        &[],
        "files are written whole or not at all: store::files::write_atomic",
    ),
];

/// Lines that a file may have before it wants a second room.
const LONGEST_FILE: usize = 500;

struct Source {
    path: PathBuf,
    /// First folder below `src`, or the file itself (`main.rs`).
    module: String,
    /// The code without comments and without what `#[cfg(test)]` holds at the end of the file.
    code: String,
    lines: usize,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let below = path.strip_prefix(&root).unwrap().to_owned();
                let first = below.iter().next().unwrap().to_string_lossy();
                let module = match first.strip_suffix(".rs") {
                    Some(name) if name != "main" && name != "lib" => name.to_owned(),
                    _ => first.into_owned(),
                };
                sources.push(Source {
                    module,
                    lines: text.lines().count(),
                    code: code_of(&text),
                    path: below,
                });
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

fn code_of(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]\nmod ").next().unwrap_or(text);
    let lines: Vec<&str> = before_tests
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    lines.join("\n")
}

fn uses(code: &str) -> Vec<String> {
    code.match_indices("crate::")
        .map(|(at, found)| {
            code.split_at(at + found.len())
                .1
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect()
        })
        .collect()
}

#[test]
fn modules_use_only_what_stands_before_them() {
    let walls: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let mut wrong = Vec::new();
    for source in sources() {
        let Some(allowed) = walls.get(source.module.as_str()) else {
            assert!(
                matches!(source.module.as_str(), "main.rs" | "lib.rs"),
                "{} has no wall: add its module to MAY_USE and ARCHITECTURE.md",
                source.path.display()
            );
            continue;
        };
        for used in uses(&source.code) {
            let known = walls.contains_key(used.as_str());
            if known && used != source.module && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{} uses {used}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "walls crossed:\n{}", wrong.join("\n"));
}

#[test]
fn every_rule_is_about_something_that_exists() {
    let sources = sources();
    for (module, allowed) in MAY_USE {
        for name in std::iter::once(module).chain(*allowed) {
            assert!(
                sources.iter().any(|source| source.module == *name),
                "the rules speak of `{name}`, which is gone"
            );
        }
    }
    for (word, places, _) in ONLY_IN {
        for place in *places {
            assert!(
                sources.iter().any(|source| source.module == *place),
                "the rule on `{word}` speaks of `{place}`, which is gone"
            );
        }
    }
}

#[test]
fn words_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (word, places, why) in ONLY_IN {
            if source.code.contains(word) && !places.contains(&source.module.as_str()) {
                wrong.push(format!("{}: `{word}` ({why})", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "out of place:\n{}", wrong.join("\n"));
}

#[test]
fn files_stay_short_enough_to_read() {
    let long: Vec<String> = sources()
        .iter()
        .filter(|source| source.lines > LONGEST_FILE)
        .map(|source| format!("{} has {} lines", source.path.display(), source.lines))
        .collect();
    assert!(long.is_empty(), "too long:\n{}", long.join("\n"));
}

#[test]
fn the_map_names_every_module() {
    let map = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md"))
        .unwrap_or_else(|_| panic!("ARCHITECTURE.md is missing"));
    for (module, _) in MAY_USE {
        assert!(
            map.contains(&format!("src/{module}/")),
            "ARCHITECTURE.md does not name src/{module}/"
        );
    }
}

/// A dependency whose name stands nowhere in the source only costs time and size.
#[test]
fn every_crate_that_is_declared_is_used() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let mut code: String = sources().into_iter().map(|source| source.code).collect();
    code.push_str(&fs::read_to_string(root.join("build.rs")).unwrap());
    let mut part = "";
    let mut idle = Vec::new();
    let mut seen = 0;
    for line in manifest.lines() {
        if let Some(name) = line.strip_prefix('[') {
            part = name;
        }
        let of_the_program = part.ends_with("dependencies]") && !part.starts_with("dev-");
        let Some((name, _)) = line.split_once(" = ").filter(|_| of_the_program) else {
            continue;
        };
        seen += 1;
        if !code.contains(&format!("{}::", name.replace('-', "_"))) {
            idle.push(name);
        }
    }
    assert!(seen > 30, "Cargo.toml was not understood: {seen} crates");
    assert_eq!(idle, [""; 0], "declared and not used");
}
