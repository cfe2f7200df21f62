//! `qcdc export` of every paper, as typed.

use crate::support;

use std::path::Path;

use qcdc::domain::VisitKind;
use qcdc::read::VisitFilter;

/// Exit code and what was said.
fn typed(file: &Path, words: &[&str]) -> (u8, String) {
    let (code, _, said) = support::typed::typed(file, "2024-10-15", words);
    (code, said)
}

#[test]
fn every_paper_can_be_exported() {
    let now = support::clock("2024-10-15")();
    let (folder, register) = support::sample::sample("thu", now);
    let file = register.path().to_owned();
    let visits = register.visits(&VisitFilter::default()).unwrap();
    let recheck = visits.iter().find(|row| row.kind == VisitKind::Recheck);
    let id = recheck.unwrap().id.to_string();
    drop(register);
    let out = folder.path().join("ra.pdf").display().to_string();
    let lines: [&[&str]; 11] = [
        &["profile", "--unit", "lb-phuc-dong"],
        &["minutes", &id],
        &["checklist", &id],
        &["checklist", "--blank", &id],
        &[
            "checklist",
            "--unit",
            "lb-phuc-dong",
            "--date",
            "12/12/2024",
        ],
        &["tracking"],
        &["tracking", "--unit", "lb-thach-ban", "--as-of", "1/3/2024"],
        &["recheck", &id],
        &[
            "plan", "--year", "2024", "--number", "3", "--date", "5/2/2024",
        ],
        &["announcement", &id],
        &["summary", "--year", "2024", "--period", "6m"],
    ];
    for line in lines {
        let words = [&["export"], line, &["--format", "pdf", "--out", &out]].concat();
        let (code, said) = typed(&file, &words);
        assert_eq!(code, 0, "{line:?}: {said}");
        let bytes = std::fs::read(&out).unwrap();
        assert!(bytes.starts_with(b"%PDF-1.7"));
        let (_, _) = typed(&file, &words);
        assert_eq!(bytes, std::fs::read(&out).unwrap(), "{line:?}");
    }
    for (line, form, begins) in [
        (&["tracking"][..], "xlsx", b"PK"),
        (&["summary", "--year", "2024"], "xlsx", b"PK"),
        (&["minutes", &id], "docx", b"PK"),
    ] {
        let words = [&["export"], line, &["--format", form, "--out", &out]].concat();
        let (code, said) = typed(&file, &words);
        assert_eq!(code, 0, "{line:?}: {said}");
        assert!(std::fs::read(&out).unwrap().starts_with(begins));
    }
    let words = ["export", "minutes", &id, "--format", "xlsx", "--out", &out];
    assert!(typed(&file, &words).1.contains("không có bảng"));
    let letters = folder.path().join("công văn").display().to_string();
    let (code, said) = typed(&file, &["export", "reminder", "--out", &letters]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(
        std::fs::read_dir(&letters).unwrap().count(),
        said.lines().count() - 1
    );
    assert!(said.contains("chưa ghi vào sổ đôn đốc"), "{said}");
}

#[test]
fn mistakes_say_what_to_do() {
    let (_folder, file) = support::place();
    let mut register = support::create(&file, "2024-10-15");
    let id = support::visit(&mut register, "2024-10-15").to_string();
    drop(register);
    let said = |words: &[&str]| {
        let words = [&["export"], words, &["--out", "khong.pdf"]].concat();
        typed(&file, &words)
    };
    assert!(
        said(&["recheck", &id])
            .1
            .contains("không phúc tra cuộc nào")
    );
    assert!(said(&["reminder"]).1.contains("Không có đơn vị nào"));
    assert!(
        said(&["reminder", "--unit", "lb-phuc-dong"])
            .1
            .contains("không có yêu cầu khắc phục nào quá hạn")
    );
    assert!(said(&["tracking", "--unit", "x"]).1.contains("list units"));
    assert!(said(&["profile", "--unit", "x"]).1.contains("list units"));
    assert_eq!(said(&["summary", "--year", "2024", "--period", "8m"]).0, 2);
    assert_eq!(said(&["checklist"]).0, 2);
}

#[test]
fn a_profile_of_the_office_is_checked_used_and_removed() {
    let (folder, file) = support::place();
    let mut register = support::create(&file, "2024-10-15");
    let id = support::visit(&mut register, "2024-10-15").to_string();
    drop(register);
    let (code, said) = typed(&file, &["profile", "list"]);
    assert_eq!(code, 0, "{said}");
    let right = include_str!("../../data/profiles/hd36.json")
        .replace("\"HD36\"", "\"QUAN\"")
        .replace(
            "\"subject\": { \"size_pt\": 14",
            "\"subject\": { \"size_pt\": 15",
        );
    let own = folder.path().join("thể thức.json").display().to_string();
    std::fs::write(
        &own,
        right.replace(
            "\"size_pt\": 15, \"bold\": true",
            "\"size_pt\": \"to\", \"bold\": true",
        ),
    )
    .unwrap();
    let paper = folder.path().join("ra.pdf").display().to_string();
    let export = ["export", "minutes", &id, "--out", &paper];
    let made = |export: &[&str]| {
        let (code, said) = typed(&file, export);
        assert_eq!(code, 0, "{said}");
        std::fs::read(&paper).unwrap()
    };
    let before = made(&export);
    for what in ["check", "use"] {
        let (code, said) = typed(&file, &["profile", what, &own]);
        assert_eq!(code, 1);
        assert!(
            said.contains("dòng ") && said.contains("phải là một số"),
            "{said}"
        );
    }
    assert_eq!(made(&export), before, "a wrong profile changes nothing");
    std::fs::write(&own, &right).unwrap();
    assert_eq!(typed(&file, &["profile", "check", &own]).0, 0);
    assert_eq!(typed(&file, &["profile", "use", &own]).0, 0);
    assert_ne!(made(&export), before);
    let (code, said) = typed(&file, &["profile", "remove", "quan"]);
    assert_eq!(code, 1, "{said}");
    assert_eq!(typed(&file, &["profile", "remove", "QUAN"]).0, 0);
    assert_eq!(made(&export), before);
    let both = made(&[&export[..], &["--two-sided"]].concat());
    assert_ne!(both, before);
    assert_eq!(typed(&file, &["profile", "two-sided", "on"]).0, 0);
    assert_eq!(made(&export), both, "as the file is set");
    assert_eq!(typed(&file, &["profile", "two-sided", "off"]).0, 0);
    assert_eq!(made(&export), before);
    assert_eq!(typed(&file, &["profile", "two-sided", "x"]).0, 2);
    assert!(
        typed(&file, &["profile", "show", "x"])
            .1
            .contains("profile list")
    );
    assert!(
        typed(&file, &["profile", "check", "khong-co.json"])
            .1
            .contains("khong-co.json")
    );
}
