//! `qcdc issue`, `list papers` and `export paper`, as typed: one session from the first number to a correction.

use crate::support;

use std::fmt::Write as _;
use std::path::Path;

/// Exit code, answer and messages.
fn typed(file: &Path, words: &[&str]) -> (u8, String, String) {
    support::typed::typed(file, "2023-03-01", words)
}

/// Everything that was typed and said, identities and folders left out.
struct Session<'a> {
    file: &'a Path,
    said: String,
    hidden: Vec<(String, &'static str)>,
}

impl Session<'_> {
    fn run(&mut self, words: &[&str]) -> String {
        let (code, out, err) = typed(self.file, words);
        let mut text = format!("$ qcdc {}\n{out}{err}", words.join(" "));
        if code != 0 {
            writeln!(text, "→ {code}").unwrap();
        }
        for word in out.split_whitespace() {
            if word.len() == 36 && word.split('-').count() == 5 {
                self.hidden.push((word.to_owned(), "<mã>"));
            }
        }
        self.said.push_str(&text);
        self.said.push('\n');
        out
    }

    fn picture(mut self) -> String {
        for (secret, shown) in &self.hidden {
            self.said = self.said.replace(secret, shown);
        }
        // Columns shrink with the identities.
        let lines = self.said.lines().map(str::trim_end);
        lines.collect::<Vec<_>>().join("\n")
    }
}

#[test]
fn papers_are_issued_listed_corrected_and_read_again() {
    let (folder, path) = support::place();
    let mut register = support::create(&path, "2023-03-01");
    let id = support::visit(&mut register, "2022-12-12");
    register
        .add_shortcoming(&support::shortcoming(id, "2023-01-20"))
        .unwrap();
    support::end(&mut register, id);
    drop(register);
    let visit = id.to_string();
    let out = |name: &str| folder.path().join(name).display().to_string();
    let mut session = Session {
        file: &path,
        said: String::new(),
        hidden: vec![
            (visit.clone(), "<cuộc>"),
            (folder.path().display().to_string(), "<thư mục>"),
        ],
    };
    session.run(&["issue", "announcement", &visit, "--date", "05/12/2022"]);
    session.run(&[
        "issue",
        "minutes",
        &visit,
        "--date",
        "12/12/2022",
        "--number",
        "3",
    ]);
    let first = session.run(&["issue", "conclusion", &visit, "--date", "15/12/2022"]);
    session.run(&["issue", "conclusion", &visit, "--date", "15/12/2022"]);
    session.run(&[
        "issue",
        "reminder",
        "--by",
        "13/03/2023",
        "--out",
        &out("don-doc"),
    ]);
    session.run(&["issue", "recheck", &visit]);
    session.run(&["issue", "tracking", "--date", "01/03/2023", "--number", "2"]);
    session.run(&["issue", "plan", "--year", "2023", "--date", "05/01/2023"]);
    session.run(&["issue", "plan", "--year", "2023", "--date", "06/01/2023"]);
    session.run(&[
        "issue",
        "plan",
        "--year",
        "2023",
        "--date",
        "06/01/2023",
        "--replaces",
        "1-KH/bdvqu",
    ]);
    session.run(&["issue", "summary", "--year", "2022", "--date", "02/01/2023"]);
    session.run(&[
        "issue",
        "conclusion",
        &visit,
        "--date",
        "20/12/2022",
        "--replaces",
        "02-TB/BDVQU",
        "--out",
        &out("moi.pdf"),
    ]);
    session.run(&["issue", "minutes", &visit, "--replaces", "99-BB/BDVQU"]);
    session.run(&["export", "paper", "02-TB/BDVQU", "--out", &out("cu.pdf")]);
    session.run(&["list", "papers"]);
    session.run(&["list", "papers", "--kind", "plan", "--year", "2023"]);
    session.run(&["list", "papers", "--text", "don doc"]);
    session.run(&["list", "papers", "--kind", "letter"]);
    session.run(&["search", "02-kh"]);
    session.run(&["check"]);
    session.run(&[
        "list",
        "papers",
        "--format",
        "xlsx",
        "--out",
        &out("van-ban.xlsx"),
    ]);
    let said = session.said.clone();
    insta::assert_snapshot!("issue", session.picture());

    let list = ["list", "papers", "--json", "--kind", "conclusion"];
    let (_, json, _) = typed(&path, &list);
    let lines: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(lines[0]["replaces"].as_str(), Some(first.trim()));
    assert_eq!(lines[1]["replaced_by"], lines[0]["id"]);
    assert!(said.contains("Đã ban hành công văn đôn đốc số 01-CV/BDVQU"));
    let letters = std::fs::read_dir(folder.path().join("don-doc")).unwrap();
    assert_eq!(letters.count(), 1);
    let old = std::fs::read(folder.path().join("cu.pdf")).unwrap();
    let new = std::fs::read(folder.path().join("moi.pdf")).unwrap();
    assert!(old.starts_with(b"%PDF") && old != new);
    let register = support::open(&path, "2023-03-01");
    let id = qcdc::domain::IssuedId::Conclusion(first.trim().parse().unwrap());
    assert_eq!(register.issued_bytes(id).unwrap(), old);
}
