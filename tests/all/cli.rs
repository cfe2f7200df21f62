//! The real program, run as a clerk or another program runs it.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

/// The sample visit has no id of its own; the tests give it this one.
const ID: &str = "018507a0-0000-7000-8000-000000000001";

/// A folder of its own with a home of its own.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// With a new file `a.qcdc`.
    fn with_file() -> Self {
        let desk = Self::new();
        desk.ok(&["new", "--file", "a.qcdc"]);
        desk
    }

    /// With the sample visit in `a.qcdc`.
    fn with_visit() -> Self {
        let desk = Self::with_file();
        desk.write("visit.json", &sample().to_string());
        assert_eq!(
            desk.ok(&["--file", "a.qcdc", "import", "visit", "visit.json"]),
            format!("{ID}\n")
        );
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        qcdc::store::files::write_atomic(&self.path(name), text.as_bytes()).unwrap();
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_qcdc"))
            .args(args)
            .current_dir(self.folder.path())
            .env("HOME", self.folder.path())
            .env("USERPROFILE", self.folder.path())
            .env("APPDATA", self.folder.path())
            .env_remove("XDG_DATA_HOME")
            .output()
            .unwrap()
    }

    /// The standard output of a command that must succeed.
    fn ok(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(
            output.status.success(),
            "{args:?}: {}",
            text(&output.stderr)
        );
        text(&output.stdout)
    }

    /// The error output of a command that must end with this code and answer nothing.
    fn fails(&self, code: i32, args: &[&str]) -> String {
        let output = self.run(args);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{args:?}: {said}");
        assert_eq!(text(&output.stdout), "", "{args:?}");
        assert!(said.starts_with("Lỗi: "), "{args:?}: {said}");
        said
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.ok(args)).unwrap()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn sample() -> Value {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/phuc-dong-2022-12-12.json");
    let mut visit: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    visit["id"] = ID.into();
    visit
}

#[test]
fn the_main_job_without_a_window() {
    let desk = Desk::with_visit();
    desk.ok(&[
        "--file",
        "a.qcdc",
        "export",
        "conclusion",
        ID,
        "--format",
        "pdf",
        "--out",
        "kl.pdf",
    ]);
    let pdf = desk.bytes("kl.pdf");
    assert!(pdf.starts_with(b"%PDF-"));
    desk.ok(&[
        "export",
        "conclusion",
        "018507a0",
        "--out",
        "again.pdf",
        "--file",
        "a.qcdc",
    ]);
    assert!(
        pdf == desk.bytes("again.pdf"),
        "the same data gives the same bytes"
    );
    assert_eq!(
        desk.ok(&["--file", "a.qcdc", "check"]),
        "Tệp “a.qcdc” nguyên vẹn.\n"
    );
}

#[test]
fn reading_commands_leave_the_file_as_it_is() {
    let desk = Desk::with_visit();
    let before = desk.bytes("a.qcdc");
    for args in [
        &["list", "visits"][..],
        &["list", "units"],
        &["list", "shortcomings", "--overdue"],
        &["show", "visit", ID],
        &["search", "phuc dong"],
        &["check"],
        &["backup"],
        &["export", "visit", ID],
    ] {
        desk.ok(&[&["--file", "a.qcdc"], args].concat());
        assert!(before == desk.bytes("a.qcdc"), "{args:?}");
    }
}

#[test]
fn search_ignores_case_marks_and_normal_form() {
    let desk = Desk::with_visit();
    let decomposed: String = "PHÚC ĐỒNG".nfd().collect();
    let finds = |words: &str| desk.json(&["--file", "a.qcdc", "search", words, "--json"]);
    let plain = finds("phuc dong");
    assert!(
        plain
            .as_array()
            .unwrap()
            .iter()
            .any(|hit| hit["kind"] == "visit" && hit["id"] == ID)
    );
    let typed = finds("Phúc Đồng");
    let upper = finds(&decomposed);
    let ids = |hits: &Value| -> Vec<String> {
        let hits = hits.as_array().unwrap();
        hits.iter().map(|hit| hit["id"].to_string()).collect()
    };
    assert_eq!(ids(&plain), ids(&typed));
    assert_eq!(ids(&plain), ids(&upper));
    assert_eq!(
        desk.ok(&["--file", "a.qcdc", "search", "không", "hề", "có"]),
        "Không tìm thấy.\n"
    );
}

#[test]
fn a_visit_goes_out_and_comes_in_unchanged() {
    let desk = Desk::with_visit();
    desk.ok(&["new", "--file", "b.qcdc"]);
    let first = desk.ok(&["export", "visit", ID, "--file", "a.qcdc"]);
    desk.ok(&[
        "export", "visit", ID, "--format", "json", "--out", "out.json", "--file", "a.qcdc",
    ]);
    assert_eq!(text(&desk.bytes("out.json")), first);
    assert_eq!(
        desk.ok(&["import", "visit", "out.json", "--file", "b.qcdc"]),
        format!("{ID}\n")
    );
    assert_eq!(desk.ok(&["export", "visit", ID, "--file", "b.qcdc"]), first);
    assert_eq!(
        desk.ok(&["show", "visit", ID, "--json", "--file", "b.qcdc"]),
        first
    );
    // What came in says what the sample says; only what was left to the program was added.
    let exported: Value = serde_json::from_str(&first).unwrap();
    for (key, value) in sample().as_object().unwrap() {
        if !["strengths", "shortcomings", "conclusion"].contains(&key.as_str()) {
            assert_eq!(&exported[key], value, "{key}");
        }
    }
    let again = desk.fails(1, &["import", "visit", "out.json", "--file", "b.qcdc"]);
    assert!(again.contains("\n  id: "), "{again}");
}

/// Takes the sample, breaks it, and answers what the program says; the file must not change by a byte.
fn refused(desk: &Desk, text: &str) -> String {
    desk.write("broken.json", text);
    let before = desk.bytes("a.qcdc");
    let said = desk.fails(1, &["import", "visit", "broken.json", "--file", "a.qcdc"]);
    assert!(before == desk.bytes("a.qcdc"), "the file changed: {said}");
    said
}

#[test]
fn a_broken_visit_is_refused_with_its_place() {
    type Break = fn(&mut Value);
    let desk = Desk::with_file();
    let cases: [(&str, Break); 9] = [
        ("  plaice: Không có trường “plaice”", |v| {
            v["plaice"] = "x".into();
        }),
        (
            "  ratings[2].comment: Mục “Đạt một phần”",
            |v| {
                v["ratings"][2]["comment"] = " ".into();
            },
        ),
        (
            "  shortcomings[1].deadline: Thời hạn 11/12/2022 ở trước ngày giám sát 12/12/2022",
            |v| v["shortcomings"][1]["deadline"] = "2022-12-11".into(),
        ),
        ("  date: Ngày không đúng", |v| {
            v["date"] = "2022-12-32".into();
        }),
        ("  unit: Không có đơn vị", |v| {
            v["unit"] = "lb-nowhere".into();
        }),
        ("  ratings[0].item: Danh mục không có mục", |v| {
            v["ratings"][0]["item"] = "QC9-01".into();
        }),
        ("  participants[0].role: ", |v| {
            v["participants"][0]["role"] = "reporter".into();
        }),
        ("  conclusion.date: Ngày kết luận", |v| {
            v["conclusion"]["date"] = "2022-12-01".into();
        }),
        ("  schema_version: Cấu trúc phiên bản 2", |v| {
            v["schema_version"] = json!(2);
        }),
    ];
    for (words, break_it) in cases {
        let mut visit = sample();
        break_it(&mut visit);
        let said = refused(&desk, &visit.to_string());
        assert!(said.contains(words), "{said}");
        assert!(said.contains("tệp dữ liệu giữ nguyên"), "{said}");
    }
    // Every mistake is told at once, each on its line.
    let mut two = sample();
    two["ratings"][0]["comment"] = "".into();
    two["shortcomings"][4]["deadline"] = "2020-01-01".into();
    let said = refused(&desk, &two.to_string());
    assert_eq!(said.lines().count(), 3, "{said}");

    let whole = sample().to_string();
    let cut: String = whole.chars().take(whole.chars().count() / 2).collect();
    assert!(refused(&desk, &cut).contains("bị cắt ngang ở dòng 1"));
    assert!(refused(&desk, "").contains("bị cắt ngang"));
    assert!(refused(&desk, "[1, 2]").contains("schema_version"));
    let missing = desk.fails(1, &["import", "visit", "nowhere.json", "--file", "a.qcdc"]);
    assert!(missing.contains("“nowhere.json”"), "{missing}");
}

/// Opens a file that is not for this program; it must say why and leave it alone.
fn not_opened(desk: &Desk, name: &str, words: &str) {
    desk.write("visit.json", &sample().to_string());
    let before = desk.bytes(name);
    for args in [&["list", "visits"][..], &["import", "visit", "visit.json"]] {
        let said = desk.fails(1, &[&["--file", name], args].concat());
        assert!(said.contains(words), "{said}");
    }
    assert!(before == desk.bytes(name), "{name} changed");
}

#[test]
fn files_that_are_not_ours_stay_untouched() {
    let desk = Desk::with_file();
    let other = rusqlite::Connection::open(desk.path("other.db")).unwrap();
    other
        .execute_batch("CREATE TABLE t (a); INSERT INTO t VALUES (1)")
        .unwrap();
    drop(other);
    not_opened(&desk, "other.db", "không phải tệp của chương trình");

    desk.write("letter.docx", &"Kính gửi ".repeat(300));
    not_opened(&desk, "letter.docx", "không phải tệp của chương trình");
    desk.write("empty.qcdc", "");
    not_opened(&desk, "empty.qcdc", "không phải tệp của chương trình");

    std::fs::copy(desk.path("a.qcdc"), desk.path("newer.qcdc")).unwrap();
    let newer = rusqlite::Connection::open(desk.path("newer.qcdc")).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    drop(newer);
    not_opened(&desk, "newer.qcdc", "phiên bản mới hơn");

    let half = desk.bytes("a.qcdc");
    let half = half.get(..half.len() / 2).unwrap();
    qcdc::store::files::write_atomic(&desk.path("half.qcdc"), half).unwrap();
    not_opened(&desk, "half.qcdc", "bị hỏng");

    let said = desk.fails(1, &["--file", "nowhere.qcdc", "check"]);
    assert!(said.contains("Không tìm thấy tệp “nowhere.qcdc”"), "{said}");
    let said = desk.fails(1, &["new", "--file", "a.qcdc"]);
    assert!(said.contains("đã có"), "{said}");
    let said = desk.fails(1, &["new", "--file", "no/folder/b.qcdc"]);
    assert!(said.contains("Không có thư mục “no/folder”"), "{said}");
}

#[test]
fn an_export_never_overwrites_the_data() {
    let desk = Desk::with_visit();
    let before = desk.bytes("a.qcdc");
    for what in ["visit", "conclusion"] {
        let said = desk.fails(
            1,
            &["export", what, ID, "--out", "./a.qcdc", "--file", "a.qcdc"],
        );
        assert!(said.contains("tệp dữ liệu đang dùng"), "{said}");
    }
    assert!(before == desk.bytes("a.qcdc"));
    let said = desk.fails(
        1,
        &[
            "export",
            "visit",
            ID,
            "--out",
            "no/x.json",
            "--file",
            "a.qcdc",
        ],
    );
    assert!(said.contains("Không ghi được “no/x.json”"), "{said}");
}

#[test]
fn a_beginning_of_the_id_is_enough_while_it_is_unique() {
    let desk = Desk::with_visit();
    let mut other = sample();
    other["id"] = "018507a0-0000-7000-8000-000000000002".into();
    other["date"] = "2022-12-13".into();
    other.as_object_mut().unwrap().remove("conclusion");
    desk.write("other.json", &other.to_string());
    desk.ok(&["import", "visit", "other.json", "--file", "a.qcdc"]);
    let show = |id: &str| desk.run(&["show", "visit", id, "--json", "--file", "a.qcdc"]);
    assert!(show(ID).status.success());
    assert!(show(&ID.to_uppercase()).status.success());
    assert!(show(&ID.replace('-', "")).status.success());
    let said = desk.fails(1, &["show", "visit", "018507a0", "--file", "a.qcdc"]);
    assert!(said.contains("Có 2 cuộc giám sát"), "{said}");
    assert!(said.contains(ID), "{said}");
    for (id, words) in [
        (
            "018507a0-0000-7000-8000-00000000000f",
            "Không có cuộc giám sát mang mã",
        ),
        ("ffff", "Không có cuộc giám sát nào"),
        ("phuc-dong", "không phải mã"),
        ("01", "ít nhất 4"),
    ] {
        let said = desk.fails(1, &["show", "visit", id, "--file", "a.qcdc"]);
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn the_own_file_is_made_on_first_use() {
    let desk = Desk::new();
    let units = desk.json(&["list", "units", "--json"]);
    assert!(
        units
            .as_array()
            .unwrap()
            .iter()
            .any(|unit| unit["code"] == "lb-phuc-dong")
    );
    let again = desk.ok(&["check"]);
    assert!(again.contains("giam-sat.qcdc"), "{again}");
    desk.fails(1, &["new"]);
}

#[test]
fn the_other_district_has_its_own_wards() {
    let desk = Desk::new();
    desk.ok(&["new", "--district", "dong-da", "--file", "dd.qcdc"]);
    let units = desk.json(&["list", "units", "--json", "--file", "dd.qcdc"]);
    let of_day = |unit: &&Value| unit["valid_from"].is_null();
    let wards: Vec<&Value> = units.as_array().unwrap().iter().filter(of_day).collect();
    assert_eq!(wards.len(), 21);
    assert!(wards.iter().all(|unit| unit["district"] == "dong-da"));
}

#[test]
fn the_same_seed_gives_the_same_visits() {
    let desk = Desk::new();
    let made = |name: &str, seed: &str| {
        let plan = format!("visits=30,seed={seed}");
        desk.ok(&["new", "--file", name, "--generate", &plan]);
        let list = desk.json(&["list", "visits", "--json", "--file", name]);
        assert_eq!(list.as_array().unwrap().len(), 30);
        desk.ok(&["check", "--file", name]);
        list
    };
    let first = made("a.qcdc", "7");
    assert_eq!(first, made("b.qcdc", "7"));
    assert_ne!(first, made("c.qcdc", "8"));
}

/// Two shortcomings notified, one of them put right.
fn chased() -> Value {
    let mut visit = sample();
    let notified =
        json!({"kind": "notified", "on": "2022-12-15", "by": "Ban Dân vận Quận ủy Long Biên"});
    visit["shortcomings"][0]["state"] = "notified".into();
    visit["shortcomings"][0]["history"] = json!([notified]);
    visit["shortcomings"][1]["state"] = "verified_closed".into();
    visit["shortcomings"][1]["history"] = json!([
        notified,
        {"kind": "reported", "on": "2022-12-26", "by": "Đảng ủy phường Phúc Đồng", "text": "Đã bổ sung số liệu"},
        {"kind": "verified", "on": "2022-12-28", "by": "Thư ký Đoàn giám sát", "text": "Đã xem phụ lục số liệu"}
    ]);
    visit
}

/// Identities that were made by the import differ from run to run.
fn without_new_ids(shown: &str) -> String {
    let lines = shown.lines().map(|line| {
        let (rest, last) = line.rsplit_once(' ').unwrap_or(("", line));
        let is_new = last.len() == 36 && last.matches('-').count() == 4 && last != ID;
        if is_new {
            format!("{rest} <mã>\n")
        } else {
            format!("{line}\n")
        }
    });
    lines.collect()
}

#[test]
fn lists_tell_what_is_overdue_on_a_day() {
    let desk = Desk::with_file();
    desk.write("chased.json", &chased().to_string());
    desk.ok(&["import", "visit", "chased.json", "--file", "a.qcdc"]);
    let overdue = |day: &str| {
        desk.json(&[
            "list",
            "shortcomings",
            "--overdue",
            "--as-of",
            day,
            "--json",
            "--file",
            "a.qcdc",
        ])
    };
    assert_eq!(overdue("26/12/2022"), json!([]), "the last day is in time");
    let late = overdue("5/1/2023");
    assert_eq!(late.as_array().unwrap().len(), 1);
    assert_eq!(late[0]["class"], "late");
    assert_eq!(late[0]["days_late"], 10);
    assert_eq!(late[0]["unit"], "lb-phuc-dong");
    assert_eq!(late[0]["visit"], ID);
    let mut all = String::new();
    for args in [
        &["list", "visits"][..],
        &["list", "visits", "--overdue"],
        &["list", "units", "--overdue"],
        &["list", "shortcomings"],
        &["list", "shortcomings", "--overdue"],
    ] {
        let shown = desk.ok(&[args, &["--as-of", "05/01/2023", "--file", "a.qcdc"]].concat());
        let shown = without_new_ids(&shown);
        writeln!(all, "$ qcdc {}\n{shown}", args.join(" ")).unwrap();
    }
    insta::assert_snapshot!("lists", all);
    insta::assert_snapshot!(
        "show_visit",
        desk.ok(&["show", "visit", ID, "--file", "a.qcdc"])
    );
    let keys = |args: &[&str]| -> Vec<String> {
        let list = desk.json(&[args, &["--json", "--file", "a.qcdc"]].concat());
        list[0].as_object().unwrap().keys().cloned().collect()
    };
    insta::assert_json_snapshot!(
        "json_keys",
        json!({
            "list visits": keys(&["list", "visits"]),
            "list units": keys(&["list", "units"]),
            "list shortcomings": keys(&["list", "shortcomings"]),
            "search": keys(&["search", "phuc dong"]),
        })
    );
}

const COMMANDS: &[&[&str]] = &[
    &[],
    &["new"],
    &["import"],
    &["import", "visit"],
    &["guide"],
    &["about"],
    &["lease"],
    &["role"],
    &["role", "list"],
    &["role", "set"],
    &["take-out"],
    &["lock"],
    &["lock", "copies"],
    &["lock", "window"],
    &["lock", "file"],
    &["lock", "open"],
    &["merge"],
    &["conflict"],
    &["conflict", "list"],
    &["conflict", "mine"],
    &["conflict", "theirs"],
    &["export"],
    &["export", "visit"],
    &["export", "conclusion"],
    &["export", "minutes"],
    &["export", "checklist"],
    &["export", "tracking"],
    &["export", "reminder"],
    &["export", "recheck"],
    &["export", "plan"],
    &["export", "announcement"],
    &["export", "summary"],
    &["export", "paper"],
    &["issue"],
    &["issue", "conclusion"],
    &["issue", "minutes"],
    &["issue", "announcement"],
    &["issue", "reminder"],
    &["issue", "plan"],
    &["issue", "summary"],
    &["issue", "recheck"],
    &["issue", "checklist"],
    &["issue", "tracking"],
    &["list"],
    &["list", "visits"],
    &["list", "units"],
    &["list", "shortcomings"],
    &["export", "profile"],
    &["export", "deadlines"],
    &["show", "review"],
    &["show", "ranking"],
    &["show", "trend"],
    &["show", "repeats"],
    &["show", "self-ratings"],
    &["list", "papers"],
    &["unit"],
    &["unit", "add"],
    &["unit", "edit"],
    &["unit", "show"],
    &["unit", "merge"],
    &["unit", "split"],
    &["unit", "rename"],
    &["unit", "end"],
    &["unit", "unlink"],
    &["body"],
    &["body", "list"],
    &["body", "change"],
    &["body", "remove"],
    &["export", "district"],
    &["show"],
    &["show", "visit"],
    &["profile"],
    &["profile", "list"],
    &["profile", "show"],
    &["profile", "check"],
    &["profile", "use"],
    &["profile", "remove"],
    &["profile", "two-sided"],
    &["list", "holidays"],
    &["list", "reports"],
    &["list", "archive"],
    &["list", "documents"],
    &["document"],
    &["document", "add"],
    &["document", "edit"],
    &["document", "remove"],
    &["document", "assign"],
    &["document", "done"],
    &["document", "import"],
    &["export", "documents"],
    &["archive"],
    &["archive", "mark"],
    &["archive", "fill"],
    &["archive", "papers"],
    &["archive", "add-paper"],
    &["archive", "change-paper"],
    &["archive", "retire-paper"],
    &["export", "archive"],
    &["export", "archive-request"],
    &["issue", "archive-request"],
    &["report"],
    &["list", "programmes"],
    &["list", "inspections"],
    &["list", "dialogues"],
    &["export", "programme"],
    &["export", "dialogues"],
    &["export", "inspections"],
    &["programme"],
    &["programme", "put"],
    &["programme", "task"],
    &["programme", "result"],
    &["programme", "show"],
    &["programme", "remove"],
    &["programme", "inspection"],
    &["programme", "dialogue"],
    &["programme", "opinion"],
    &["list", "models"],
    &["export", "models"],
    &["model"],
    &["model", "register"],
    &["model", "commit"],
    &["model", "fulfil"],
    &["model", "start"],
    &["model", "review"],
    &["model", "recognise"],
    &["model", "refuse"],
    &["model", "withdraw"],
    &["model", "show"],
    &["model", "remove"],
    &["model", "compare"],
    &["model", "fields"],
    &["report", "received"],
    &["report", "correct"],
    &["report", "take-back"],
    &["report", "due"],
    &["export", "reports"],
    &["export", "report-request"],
    &["issue", "report-request"],
    &["figure"],
    &["figure", "set"],
    &["figure", "show"],
    &["figure", "check"],
    &["figure", "explain"],
    &["figure", "remove"],
    &["figure", "wanted"],
    &["figure", "add-indicator"],
    &["figure", "remove-indicator"],
    &["import", "figures"],
    &["list", "figures"],
    &["list", "indicators"],
    &["export", "figures"],
    &["export", "figure-request"],
    &["issue", "figure-request"],
    &["show", "shortcoming"],
    &["step"],
    &["recheck"],
    &["close"],
    &["search"],
    &["check"],
    &["backup"],
    &["restore"],
    &["demo"],
    &["attach"],
    &["list", "attachments"],
    &["list", "people"],
    &["export", "catalogue"],
    &["export", "table"],
    &["import", "catalogue"],
    &["import", "table"],
];

/// No word of clap's own English.
fn is_vietnamese(shown: &str) {
    const ENGLISH: &[&str] = &[
        "usage",
        "options",
        "commands",
        "arguments",
        "print",
        "help",
        "default",
        "possible",
        "values",
        "value",
        "error",
        "required",
        "provided",
        "unexpected",
        "unrecognized",
        "subcommand",
        "tip",
        "similar",
        "try",
        "more",
        "information",
        "invalid",
        "found",
        "used",
        "cannot",
        "version",
        "following",
        "supplied",
    ];
    let own = shown
        .replace("“help”", "")
        .replace("--help", "")
        .replace("--version", "")
        .to_lowercase();
    for word in own.split(|c: char| !c.is_alphanumeric()) {
        assert!(!ENGLISH.contains(&word), "“{word}” in:\n{shown}");
    }
}

#[test]
fn help_is_vietnamese_at_every_level() {
    let desk = Desk::new();
    let mut all = String::new();
    for command in COMMANDS {
        let long = desk.ok(&[command, &["--help"][..]].concat());
        assert_eq!(long, desk.ok(&[command, &["-h"][..]].concat()));
        is_vietnamese(&long);
        assert!(long.contains("Cách dùng: qcdc"), "{long}");
        // Every command that the help offers is looked at here.
        let offered = long.split("Lệnh:\n").nth(1).unwrap_or_default();
        for line in offered.lines().take_while(|line| !line.is_empty()) {
            let name = line.split_whitespace().next().unwrap();
            let path = [command, &[name][..]].concat();
            assert!(COMMANDS.contains(&path.as_slice()), "{path:?}");
        }
        writeln!(all, "$ qcdc {} --help\n{long}", command.join(" ")).unwrap();
    }
    insta::assert_snapshot!("help", all);
    assert_eq!(
        desk.ok(&["--version"]),
        format!("qcdc {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn wrong_use_ends_with_2_and_says_the_right_way() {
    let desk = Desk::new();
    let mut all = String::new();
    for args in [
        &["lst"][..],
        &["list"],
        &["list", "visit"],
        &["list", "visits", "--oversue"],
        &["list", "visits", "--as-of", "31/02/2023"],
        &["list", "visits", "--json=1"],
        &["list", "visits", "--json", "--json"],
        &["new", "--district", "hoan-kiem"],
        &["new", "--generate", "visits=nhiều"],
        &["new", "--file"],
        &["import", "visit"],
        &["import", "visit", "a.json", "b.json"],
        &["export", "visit", "abcd", "--format", "xml"],
        &["export", "conclusion", "abcd"],
        &["step"],
        &["step", "abcd"],
        &["step", "abcd", "closed"],
        &["step", "abcd", "extended", "--deadline", "31/02/2023"],
        &["recheck"],
        &["close"],
        &["search"],
        &["demo", "--file", "a.qcdc"],
        &["demo", "--renderer", "x"],
        &["help"],
        &["-x"],
    ] {
        let said = desk.fails(2, args);
        is_vietnamese(&said);
        writeln!(all, "$ qcdc {}\n{said}", args.join(" ")).unwrap();
    }
    insta::assert_snapshot!("mistakes", all);
    assert_eq!(
        std::fs::read_dir(desk.folder.path()).unwrap().count(),
        0,
        "a mistake makes no file"
    );
}
