//! Real files that older programs wrote come up to date with everything that was in them.
//!
//! `tests/fixtures/old/schema-NN.qcdc.zz` was written by the program as it stood at that schema (`qcdc new --generate
//! visits=8,seed=3`, then the sample visit imported), the `.json` beside it is what that program itself answered. Before
//! a version goes out, one of its schema is added the same way.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::support;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/old")
}

fn qcdc(home: &Path, file: &Path, args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_qcdc"))
        .env("HOME", home)
        .arg("--file")
        .arg(file)
        .args(args)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{args:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn files_of_older_programs_keep_everything() {
    let mut seen = Vec::new();
    for entry in std::fs::read_dir(folder()).unwrap() {
        let from = entry.unwrap().path();
        let name = from.file_name().unwrap().to_string_lossy().into_owned();
        let Some(name) = name.strip_suffix(".qcdc.zz") else {
            continue;
        };
        let (home, path) = support::place();
        let mut bytes = Vec::new();
        flate2::read::ZlibDecoder::new(std::fs::File::open(&from).unwrap())
            .read_to_end(&mut bytes)
            .unwrap();
        qcdc::store::files::write_atomic(&path, &bytes).unwrap();
        let version = qcdc::store::older_schema(&path).unwrap().unwrap();
        assert_eq!(format!("schema-{version:02}"), name);
        let known = std::fs::read(folder().join(format!("{name}.json"))).unwrap();
        let known: Value = serde_json::from_slice(&known).unwrap();

        let said = qcdc(home.path(), &path, &["check"]);
        assert!(said.contains("nguyên vẹn"), "{name}: {said}");
        let visits = qcdc(home.path(), &path, &["list", "visits", "--json"]);
        let visits: Value = serde_json::from_str(&visits).unwrap();
        assert_eq!(visits.as_array().unwrap().len(), 9, "{name}");
        assert_eq!(visits, known["visits"], "{name}");
        let id = known["exported"]["id"].as_str().unwrap();
        let exported = qcdc(home.path(), &path, &["export", "visit", id]);
        let exported: Value = serde_json::from_str(&exported).unwrap();
        assert_eq!(exported, known["exported"], "{name}");

        // work goes on in it, and the file as it was is kept
        let mut register = support::open(&path, "2023-01-16");
        // the check of the week reads the newest copy where it can: this one is still of the older schema
        assert!(register.open_newest_copy().unwrap().is_none(), "{name}");
        support::visit(&mut register, "2023-01-20");
        assert_eq!(support::findings(&register), Vec::<String>::new(), "{name}");
        let kept = &register.backups().unwrap().copies;
        assert!(
            kept.iter()
                .any(|copy| copy.note.reason == qcdc::read::backup::BackupReason::BeforeMigration),
            "{name}"
        );
        seen.push(version);
    }
    seen.sort_unstable();
    assert_eq!(seen, [1, 5, 10, 14, 17]);
}
