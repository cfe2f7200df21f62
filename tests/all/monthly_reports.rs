//! Monthly reports: received, corrected, taken back, counted the same everywhere, and what is refused.

use crate::desk::Desk;
use crate::support;

use std::fmt::Write as _;
use std::path::Path;

use qcdc::documents::content::{Block, Paper};
use qcdc::documents::papers::{report_request_paper, reports_paper};
use qcdc::documents::{DocumentError, lay_out};
use qcdc::domain::{Month, MonthlyReport, ReportRule, ReportState, Unit, UnitId};
use qcdc::press;
use qcdc::read::{
    BoardFilter, BoardPeriod, IssuedFilter, PaperFormat, ReportFilter, ReportTally, ReportYear,
    Stamp,
};
use qcdc::register::{NewFile, NewReport, Numbers, Register, RegisterError, Round};
use qcdc::ui::memory::Memory;
use serde_json::Value;

const TODAY: &str = "2024-05-08";

/// A file that asks for the reports of all months.
fn created(path: &Path, today: &str) -> Register {
    let mut register = support::create(path, today);
    register.set_report_rule(ReportRule::default()).unwrap();
    register
}

fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

fn ward(register: &Register, code: &str) -> Unit {
    register.unit_by_code(code).unwrap().unwrap()
}

fn new(unit_id: UnitId, of: &str, on: &str) -> NewReport {
    NewReport {
        unit_id,
        month: month(of),
        received_on: support::day(on),
        note: String::new(),
        received_by: String::new(),
    }
}

fn receive(register: &mut Register, code: &str, of: &str, on: &str) -> qcdc::domain::ReportId {
    let unit_id = ward(register, code).id;
    register
        .receive_report(&new(unit_id, of, on), &[])
        .unwrap()
        .value
}

fn year(register: &Register, year: i32, as_of: &str) -> ReportYear {
    let filter = ReportFilter {
        year,
        district: String::new(),
    };
    register.reports(&filter, support::day(as_of)).unwrap()
}

fn state(page: &ReportYear, code: &str, of: u32) -> Option<(ReportState, i64)> {
    let row = page.rows.iter().find(|row| row.unit.code == code)?;
    let cell = row.cells.get(of as usize - 1)?.as_ref()?;
    Some((cell.standing.state, cell.standing.days))
}

/// The places that a refusal names.
fn places<T: std::fmt::Debug>(result: Result<T, RegisterError>) -> Vec<String> {
    match result.unwrap_err() {
        RegisterError::Problems(problems) => problems.0.into_iter().map(|p| p.place).collect(),
        other => panic!("{other}"),
    }
}

fn pdf(text: &str) -> NewFile {
    NewFile::of(
        "báo cáo.pdf",
        format!("%PDF-1.7 {text}").into_bytes(),
        |_, _| Vec::new(),
    )
    .unwrap()
}

#[test]
fn a_report_is_received_corrected_taken_back_and_all_of_it_undone() {
    let (_folder, path) = support::place();
    let mut register = created(&path, TODAY);
    let unit = ward(&register, "lb-phuc-dong");
    let mut first = new(unit.id, "2024-03", "2024-04-02");
    first.note = "  Gửi qua   văn thư ".into();
    let id = register
        .receive_report(&first, &[pdf("a"), pdf("b")])
        .unwrap()
        .value;
    let stored = register
        .report_of(unit.id, month("2024-03"))
        .unwrap()
        .unwrap();
    assert_eq!(stored.received_by, "thu");
    assert_eq!(stored.received_on, support::day("2024-04-02"));
    assert_eq!(register.report_files(id).unwrap().len(), 2);
    assert_eq!(
        state(&year(&register, 2024, TODAY), "lb-phuc-dong", 3),
        Some((ReportState::InTime, 0))
    );

    let corrected = MonthlyReport {
        received_on: support::day("2024-04-09"),
        ..stored.clone()
    };
    register
        .correct_report(&stored, &corrected, &[pdf("c")])
        .unwrap();
    assert_eq!(
        state(&year(&register, 2024, TODAY), "lb-phuc-dong", 3),
        Some((ReportState::Late, 4))
    );
    register.undo().unwrap();
    assert_eq!(register.report_files(id).unwrap().len(), 2);
    register.redo().unwrap();

    let taken = register.take_back_report(id).unwrap();
    assert!(taken.undoable && taken.changes.reports && !taken.changes.visits);
    assert_eq!(register.report_of(unit.id, month("2024-03")).unwrap(), None);
    assert_eq!(
        state(&year(&register, 2024, TODAY), "lb-phuc-dong", 3),
        Some((ReportState::Missing, 33))
    );
    register.undo().unwrap();
    let files = register.report_files(id).unwrap();
    assert_eq!(files.len(), 3);
    let (file, bytes) = register.report_file(files[2].id).unwrap();
    assert_eq!(
        (file.name.as_str(), bytes.as_slice()),
        ("báo cáo.pdf", &b"%PDF-1.7 c"[..])
    );
    for _ in 0..2 {
        register.undo().unwrap();
    }
    assert_eq!(register.undo_label(), None);
    assert!(!year(&register, 2024, TODAY).used);
    for _ in 0..3 {
        register.redo().unwrap();
    }
    assert_eq!(register.report_of(unit.id, month("2024-03")).unwrap(), None);
    // what lies in the file without a receipt is told, not wrong
    let said = register.check().unwrap();
    assert!(said.iter().all(|finding| !finding.is_error), "{said:?}");
    drop(register);
    let register = support::open(&path, TODAY);
    assert_eq!(register.report_of(unit.id, month("2024-03")).unwrap(), None);
}

#[test]
fn what_cannot_be_is_refused_and_nothing_is_written() {
    let (_folder, path) = support::place();
    let mut register = created(&path, TODAY);
    let unit = ward(&register, "lb-phuc-dong");
    receive(&mut register, "lb-phuc-dong", "2024-03", "2024-04-02");
    let mut try_it = |report: &NewReport| places(register.receive_report(report, &[]));
    assert_eq!(
        try_it(&new(unit.id, "2024-04", "2024-03-31")),
        ["received_on"],
        "before its month"
    );
    assert_eq!(
        try_it(&new(unit.id, "2024-04", "2024-05-09")),
        ["received_on"],
        "tomorrow"
    );
    assert_eq!(
        try_it(&new(unit.id, "2024-06", "2024-05-08")),
        ["received_on"],
        "a month to come"
    );
    assert_eq!(
        try_it(&new(unit.id, "2024-03", "2024-04-03")),
        ["month"],
        "twice"
    );
    let base = register
        .report_of(unit.id, month("2024-03"))
        .unwrap()
        .unwrap();
    let wrong = MonthlyReport {
        received_on: support::day("2024-02-29"),
        ..base.clone()
    };
    assert_eq!(
        places(register.correct_report(&base, &wrong, &[])),
        ["received_on"]
    );
    let again = [pdf("a"), pdf("a")];
    assert!(
        register
            .receive_report(&new(unit.id, "2024-04", "2024-05-02"), &again)
            .is_err()
    );
    assert_eq!(register.report_of(unit.id, month("2024-04")).unwrap(), None);
    let bad = ReportRule {
        day: 32,
        ..ReportRule::default()
    };
    assert_eq!(places(register.set_report_rule(bad)), ["day"]);
    assert_eq!(
        register.report_of(unit.id, month("2024-03")).unwrap(),
        Some(base)
    );
}

#[test]
fn the_due_day_is_a_setting_and_a_day_of_looking_is_any_day() {
    let (_folder, path) = support::place();
    let mut register = created(&path, TODAY);
    receive(&mut register, "lb-phuc-dong", "2024-03", "2024-04-05");
    receive(&mut register, "lb-phuc-dong", "2024-04", "2024-05-07");
    let page = year(&register, 2024, TODAY);
    // 05/05/2024 is a Sunday
    assert_eq!(
        state(&page, "lb-phuc-dong", 3),
        Some((ReportState::InTime, 0))
    );
    assert_eq!(
        state(&page, "lb-phuc-dong", 4),
        Some((ReportState::Late, 1))
    );
    assert_eq!(
        state(&page, "lb-phuc-dong", 5),
        Some((ReportState::NotDue, 0))
    );
    assert_eq!(
        state(&page, "lb-phuc-dong", 12),
        Some((ReportState::NotDue, 0))
    );
    let before = year(&register, 2024, "2024-05-06");
    assert_eq!(
        state(&before, "lb-phuc-dong", 4),
        Some((ReportState::NotDue, 0)),
        "on the due day"
    );
    let wards = page.rows.len() as u64;
    let missing = wards * 4 - 2;
    assert_eq!(
        page.tally(),
        ReportTally {
            in_time: 1,
            late: 1,
            missing,
            not_due: wards * 8
        }
    );
    let rule = ReportRule {
        day: 25,
        next_month: false,
        from: Some(month("2024-04")),
    };
    let set = register.set_report_rule(rule).unwrap();
    assert!(set.changes.reports && !set.undoable);
    let page = year(&register, 2024, TODAY);
    assert_eq!(
        state(&page, "lb-phuc-dong", 3),
        Some((ReportState::Late, 11)),
        "what came is shown"
    );
    assert_eq!(
        state(&page, "lb-cu-khoi", 3),
        None,
        "and what came before the start is not asked for"
    );
    assert_eq!(
        state(&page, "lb-cu-khoi", 4),
        Some((ReportState::Missing, 13))
    );
}

#[test]
fn a_new_file_asks_for_no_report_of_a_month_before_it() {
    let (_folder, path) = support::place();
    let register = support::create(&path, TODAY);
    let missing = |as_of: &str| year(&register, 2024, as_of).tally().missing;
    assert_eq!(missing(TODAY), 0);
    let wards = year(&register, 2024, TODAY).rows.len();
    // the report of May is due on 5 June
    assert_eq!(missing("2024-06-05"), 0);
    assert_eq!(missing("2024-06-06"), u64::try_from(wards).unwrap());
}

#[test]
fn a_ward_that_was_merged_is_asked_only_for_its_own_months() {
    let (_folder, path) = support::place();
    let register = created(&path, "2026-02-01");
    let page = year(&register, 2025, "2026-02-01");
    let row = |code: &str| page.rows.iter().find(|row| row.unit.code == code);
    let ended: Vec<_> = page
        .rows
        .iter()
        .filter(|row| row.unit.valid_to.is_some())
        .collect();
    assert!(!ended.is_empty());
    for row in &ended {
        let last = row.unit.valid_to.unwrap();
        for (cell, of) in row.cells.iter().zip(Month::of_year(2025)) {
            assert_eq!(
                cell.is_some(),
                of.last_day() <= last,
                "{} {}",
                row.unit.name,
                of.name()
            );
        }
    }
    let begun = page
        .rows
        .iter()
        .filter_map(|row| Some((row, row.unit.valid_from?)));
    for (row, first) in begun {
        for (cell, of) in row.cells.iter().zip(Month::of_year(2025)) {
            let there = first <= of.last_day() && row.unit.exists_on(of.last_day());
            assert_eq!(cell.is_some(), there, "{} {}", row.unit.name, of.name());
        }
    }
    assert!(row("lb-phuc-dong").is_some());
    let sum = page
        .month_tallies()
        .iter()
        .map(|tally| tally.due())
        .sum::<u64>();
    assert_eq!(sum, page.tally().due());
}

#[test]
fn the_overview_counts_what_the_matrix_counts() {
    let (_folder, path) = support::place();
    let mut register = created(&path, TODAY);
    receive(&mut register, "lb-phuc-dong", "2024-03", "2024-04-05");
    let filter = BoardFilter {
        period: BoardPeriod::Part {
            period: qcdc::domain::Period::Year,
            year: 2022,
        },
        district: String::new(),
    };
    let board = register.board(&filter, support::day(TODAY)).unwrap();
    assert_eq!(board.reports, year(&register, 2024, TODAY).tally());
    assert!(board.reports.missing > 0);
}

#[test]
fn a_file_with_a_report_keeps_its_district() {
    let (_folder, path) = support::place();
    let mut register = created(&path, TODAY);
    receive(&mut register, "lb-phuc-dong", "2024-03", "2024-04-05");
    let refused = register.choose_district("dong-da").unwrap_err().to_string();
    assert!(refused.contains("báo cáo tháng"), "{refused}");
}

/// Exit code, answer and message.
fn typed(file: &Path, words: &[&str]) -> (u8, String, String) {
    support::typed::typed(file, TODAY, words)
}

#[test]
fn reports_as_typed() {
    let (folder, path) = support::place();
    drop(created(&path, TODAY));
    let paper = folder.path().join("bao-cao.pdf");
    std::fs::write(&paper, b"%PDF-1.7 x").unwrap();
    let mut told = String::new();
    let mut type_it = |words: &[&str]| {
        let (code, out, err) = typed(&path, words);
        let shown: Vec<&str> = words
            .iter()
            .map(|word| {
                if word.ends_with("bao-cao.pdf") {
                    "bao-cao.pdf"
                } else {
                    word
                }
            })
            .collect();
        writeln!(told, "$ qcdc {}\n{out}{err}[{code}]\n", shown.join(" ")).unwrap();
        out
    };
    let paper = paper.to_str().unwrap();
    let phuc_dong = ["--unit", "lb-phuc-dong", "--month"];
    type_it(
        &[
            &["report", "received"],
            &phuc_dong[..],
            &["2024-03", "--on", "2024-04-02", "--attach", paper],
        ]
        .concat(),
    );
    type_it(
        &[
            &["report", "received"],
            &phuc_dong[..],
            &["03/2024", "--on", "3/4/24"],
        ]
        .concat(),
    );
    type_it(
        &[
            &["report", "received"],
            &phuc_dong[..],
            &["2024-04", "--note", "Bản giấy"],
        ]
        .concat(),
    );
    type_it(
        &[
            &["report", "received"],
            &phuc_dong[..],
            &["2024-01", "--on", "31/12/2023"],
        ]
        .concat(),
    );
    type_it(&[&["report", "received"], &phuc_dong[..], &["2024-13"]].concat());
    type_it(&[
        "report", "received", "--unit", "khong-co", "--month", "2024-03",
    ]);
    type_it(
        &[
            &["report", "correct"],
            &phuc_dong[..],
            &["2024-04", "--on", "06/05/2024"],
        ]
        .concat(),
    );
    type_it(&[&["report", "correct"], &phuc_dong[..], &["2024-04"]].concat());
    type_it(&[&["report", "take-back"], &phuc_dong[..], &["2024-02"]].concat());
    type_it(&["list", "reports", "--year", "2024"]);
    type_it(&[
        "list",
        "reports",
        "--year",
        "2024",
        "--as-of",
        "04/04/2024",
        "--missing",
    ]);
    type_it(&["list", "reports", "--district", "hoan-kiem"]);
    type_it(&[
        "report",
        "due",
        "--day",
        "25",
        "--same-month",
        "--from",
        "2024-04",
    ]);
    type_it(&["report", "due", "--day", "40"]);
    type_it(&["report", "due"]);
    let json = type_it(&["list", "reports", "--year", "2024", "--json"]);
    type_it(&[&["report", "take-back"], &phuc_dong[..], &["2024-04"]].concat());
    let without_json = told.replace(&json, "[…]\n");
    insta::assert_snapshot!(without_json);

    let lines: Vec<Value> = serde_json::from_str(&json).unwrap();
    let of = |month: &str| {
        let found = lines
            .iter()
            .find(|line| line["unit"] == "lb-phuc-dong" && line["month"] == month);
        found.unwrap().clone()
    };
    insta::assert_snapshot!(
        "json",
        serde_json::to_string_pretty(&[of("2024-03"), of("2024-04"), of("2024-05")]).unwrap()
    );
}

/// A file with two wards that sent some, the others nothing.
fn with_some(path: &Path) -> Register {
    let mut register = created(path, TODAY);
    for (code, of, on) in [
        ("lb-phuc-dong", "2024-01", "2024-02-05"),
        ("lb-phuc-dong", "2024-02", "2024-03-11"),
        ("lb-phuc-dong", "2024-04", "2024-05-06"),
        ("lb-cu-khoi", "2024-01", "2024-02-01"),
        ("lb-cu-khoi", "2024-02", "2024-03-01"),
        ("lb-cu-khoi", "2024-03", "2024-04-01"),
        ("lb-cu-khoi", "2024-04", "2024-05-02"),
    ] {
        receive(&mut register, code, of, on);
    }
    register
}

fn pages(paper: &Paper) -> String {
    let pages = lay_out(paper).unwrap();
    let pages = pages.iter().zip(1..);
    let words: Vec<String> = pages
        .map(|(page, number)| format!("===== trang {number}\n{}", page.to_text()))
        .collect();
    words.concat()
}

#[test]
fn the_matrix_and_the_letter_on_paper() {
    let (_folder, path) = support::place();
    let register = with_some(&path);
    let filter = ReportFilter {
        year: 2024,
        district: "long-bien".into(),
    };
    let page = register.report_page(&filter, support::day(TODAY)).unwrap();
    insta::assert_snapshot!("matrix", pages(&reports_paper(&page).unwrap()));
    let stamp = Stamp {
        number: Some(7),
        date: Some(support::day(TODAY)),
    };
    let by = support::day("2024-05-20");
    let phuc_dong = ward(&register, "lb-phuc-dong").id;
    let letter = report_request_paper(&page, phuc_dong, stamp, by).unwrap();
    insta::assert_snapshot!("letter", pages(&letter));
    let cu_khoi = ward(&register, "lb-cu-khoi").id;
    let none = report_request_paper(&page, cu_khoi, stamp, by).unwrap_err();
    assert!(matches!(none, DocumentError::NoReportMissing { .. }));
}

/// The last rows of the matrix: sums of in time, late and missing.
fn sums(rows: &[Vec<String>]) -> (String, String, String) {
    let of = |name: &str| {
        rows.iter()
            .find(|row| row.get(1).is_some_and(|cell| cell == name))
    };
    let in_time = of("Đúng hạn").unwrap();
    (
        in_time[14].clone(),
        in_time[15].clone(),
        in_time[16].clone(),
    )
}

#[test]
fn screen_command_line_excel_and_pdf_count_the_same() {
    let (folder, path) = support::place();
    let register = with_some(&path);
    let tally = year(&register, 2024, TODAY).tally();
    let wanted = (
        tally.share(),
        tally.late.to_string(),
        tally.missing.to_string(),
    );
    drop(register);

    let (code, out, err) = typed(&path, &["list", "reports", "--year", "2024"]);
    assert_eq!(code, 0, "{err}");
    let last = out.lines().last().unwrap();
    let ends: Vec<&str> = last.split_whitespace().rev().take(3).collect();
    assert_eq!(
        (ends[2], ends[1], ends[0]),
        (wanted.0.as_str(), wanted.1.as_str(), wanted.2.as_str())
    );
    let (_, json, _) = typed(&path, &["list", "reports", "--year", "2024", "--json"]);
    let lines: Vec<Value> = serde_json::from_str(&json).unwrap();
    let count = |state: &str| lines.iter().filter(|line| line["state"] == state).count() as u64;
    assert_eq!(
        (
            count("in_time"),
            count("late"),
            count("missing"),
            count("not_due")
        ),
        (tally.in_time, tally.late, tally.missing, tally.not_due)
    );
    let (_, missing, _) = typed(
        &path,
        &["list", "reports", "--year", "2024", "--missing", "--json"],
    );
    let missing: Vec<Value> = serde_json::from_str(&missing).unwrap();
    assert_eq!(missing.len() as u64, tally.missing);

    let made = |format: &str| {
        let to = folder.path().join(format!("bang.{format}"));
        let words = [
            "export", "reports", "--year", "2024", "--format", format, "--out",
        ];
        let words = [&words[..], &[to.to_str().unwrap()]].concat();
        let (code, _, err) = typed(&path, &words);
        assert_eq!(code, 0, "{err}");
        std::fs::read(to).unwrap()
    };
    let mut book: calamine::Xlsx<_> =
        calamine::Reader::new(std::io::Cursor::new(made("xlsx"))).unwrap();
    let name = calamine::Reader::sheet_names(&book)[0].clone();
    let range = calamine::Reader::worksheet_range(&mut book, &name).unwrap();
    let rows: Vec<Vec<String>> = range
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect();
    assert_eq!(sums(&rows), wanted);
    assert!(made("pdf").starts_with(b"%PDF"));
    assert!(made("docx").starts_with(b"PK"));

    let register = support::open(&path, TODAY);
    let filter = ReportFilter {
        year: 2024,
        district: String::new(),
    };
    let page = register.report_page(&filter, support::day(TODAY)).unwrap();
    let paper = reports_paper(&page).unwrap();
    let rows = paper.blocks.iter().find_map(|block| match block {
        Block::Table(table) => Some(table.rows.clone()),
        _ => None,
    });
    assert_eq!(sums(&rows.unwrap()), wanted);
    let words: String = lay_out(&paper)
        .unwrap()
        .iter()
        .map(qcdc::documents::Page::words)
        .collect();
    assert!(words.contains(&wanted.0), "{words}");
}

#[test]
fn letters_of_a_round_are_numbered_kept_and_told_in_the_matrix() {
    let (folder, path) = support::place();
    drop(with_some(&path));
    let letters = folder.path().join("thu");
    let out = letters.to_str().unwrap();
    let (code, _, err) = typed(
        &path,
        &["export", "report-request", "--year", "2024", "--out", out],
    );
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("chưa phải văn bản ban hành"), "{err}");
    // every ward but the one that sent all
    assert_eq!(std::fs::read_dir(&letters).unwrap().count(), 13);
    let word = folder.path().join("thu.docx");
    let one = [
        "export",
        "report-request",
        "--unit",
        "lb-cu-khoi",
        "--format",
        "docx",
        "--out",
    ];
    let (code, _, err) = typed(&path, &[&one[..], &[word.to_str().unwrap()]].concat());
    assert_eq!(code, 1);
    assert!(
        err.contains("không thiếu báo cáo tháng nào của năm 2024"),
        "{err}"
    );

    let (code, ids, err) = typed(
        &path,
        &[
            "issue",
            "report-request",
            "--unit",
            "lb-phuc-dong",
            "--year",
            "2024",
        ],
    );
    assert_eq!((code, ids.lines().count()), (0, 1), "{err}");
    let (code, _, err) = typed(
        &path,
        &[
            "issue",
            "report-request",
            "--unit",
            "lb-phuc-dong",
            "--year",
            "2024",
        ],
    );
    assert_eq!(code, 1, "twice on a day: {err}");
    let register = support::open(&path, TODAY);
    let page = year(&register, 2024, TODAY);
    let asked = |code: &str| {
        page.rows
            .iter()
            .find(|row| row.unit.code == code)
            .unwrap()
            .asked_on
    };
    assert_eq!(asked("lb-phuc-dong"), Some(support::day(TODAY)));
    assert_eq!(asked("lb-bo-de"), None);
    drop(register);

    let (_, list, _) = typed(
        &path,
        &["list", "papers", "--kind", "report_request", "--json"],
    );
    let list: Vec<Value> = serde_json::from_str(&list).unwrap();
    assert_eq!(list[0]["number"], "01-CV/BDVQU");
    assert_eq!(
        support::findings(&support::open(&path, TODAY)),
        Vec::<String>::new()
    );
}

#[test]
fn a_round_from_the_window_is_one_step_and_its_files_are_the_issued_ones() {
    let (_folder, path) = support::place();
    let mut register = with_some(&path);
    let units: Vec<UnitId> = year(&register, 2024, TODAY)
        .with_missing()
        .map(|row| row.unit.id)
        .collect();
    let mut round = Round {
        units: units.clone(),
        on: support::day(TODAY),
        as_of: support::day(TODAY),
        reply_by: support::day("2024-05-20"),
        numbers: Numbers::ByHand,
    };
    let (_, files) =
        press::report::send_round(&mut register, &round, 2024, PaperFormat::Word).unwrap();
    assert_eq!(files.len(), units.len());
    assert!(
        register
            .issued(&IssuedFilter::default())
            .unwrap()
            .rows
            .is_empty()
    );
    round.numbers = Numbers::From(5);
    let (outcome, files) =
        press::report::send_round(&mut register, &round, 2024, PaperFormat::Pdf).unwrap();
    assert_eq!(outcome.message, "Đã ban hành 13 văn bản, từ số 05-CV/BDVQU");
    assert!(
        files[0]
            .name
            .starts_with("05 Công văn đề nghị gửi báo cáo tháng"),
        "{}",
        files[0].name
    );
    let kept = register.issued(&IssuedFilter::default()).unwrap().rows;
    assert_eq!(kept.len(), units.len());
    let first = kept.iter().find(|row| row.number == "05-CV/BDVQU").unwrap();
    assert_eq!(register.issued_bytes(first.id).unwrap(), files[0].bytes);
    round.reply_by = round.on;
    assert!(press::report::send_round(&mut register, &round, 2024, PaperFormat::Pdf).is_err());
    round.units.clear();
    assert!(press::report::send_round(&mut register, &round, 2024, PaperFormat::Pdf).is_err());
}

/// The window of a file that asks for the reports of all months.
fn desk_of_all_months() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let mut register = created(&folder.path().join("Long Biên.qcdc"), "2022-12-20");
    register.end_guide().unwrap();
    Desk::over(register, folder, 20, Memory::default())
}

#[test]
fn in_the_window_a_report_is_taken_with_its_paper_and_taken_back() {
    let mut desk = desk_of_all_months();
    let paper = desk.folder.path().join("bao-cao.pdf");
    std::fs::write(&paper, b"%PDF-1.7 x").unwrap();
    desk.tab("Báo cáo tháng");
    desk.wait("Chưa ghi nhận báo cáo nào.");
    let missing = "Phường Phúc Đồng, tháng 10/2022: Chưa có, quá hạn 43 ngày. Hạn 07/11/2022";
    desk.click(missing);
    desk.wait("Báo cáo tháng 10/2022 của phường Phúc Đồng");
    desk.fill("Ngày nhận", "30/09/2022");
    desk.click("Ghi nhận");
    desk.wait("Ngày nhận 30/09/2022 ở trước khi tháng 10/2022 bắt đầu");
    desk.fill("Ngày nhận", "09/11/2022");
    *desk.next_path.borrow_mut() = Some(paper);
    desk.click("Chọn tệp…");
    desk.wait("sẽ đính kèm");
    desk.click("Ghi nhận");
    let late = "Phường Phúc Đồng, tháng 10/2022: Chậm 2 ngày. Nhận 09/11/2022, hạn 07/11/2022. 1 tệp kèm theo";
    desk.wait(late);
    assert!(!desk.sees("Chưa ghi nhận báo cáo nào."));
    desk.command(eframe::egui::Key::Z);
    desk.wait(missing);
    desk.command(eframe::egui::Key::Y);
    desk.wait(late);
    desk.click(late);
    desk.wait("Mở bao-cao.pdf");
    desk.click("Bỏ ghi nhận");
    desk.wait(missing);
    desk.click("Bản in, Excel");
    desk.wait("Tính đến ngày");
    desk.wait("BẢNG THEO DÕI");
}

#[test]
fn the_palette_leads_to_the_letters_that_ask_for_reports() {
    let mut desk = desk_of_all_months();
    desk.command(eframe::egui::Key::K);
    desk.keys("de nghi gui bao cao");
    desk.rest();
    desk.key(eframe::egui::Key::Enter);
    desk.wait("Tất cả 14 phường thiếu báo cáo");
    desk.wait("Lưu 14 công văn");
}
