//! Monthly reports: received, corrected, taken back, counted the same everywhere, and what is refused.

use crate::support;

use std::ffi::OsString;
use std::path::Path;

use qcdc::cli::{self, Invocation, World};
use qcdc::domain::{Month, MonthlyReport, ReportRule, ReportState, Unit, UnitId};
use qcdc::read::{BoardFilter, BoardPeriod, ReportFilter, ReportTally, ReportYear};
use qcdc::register::{NewFile, NewReport, Register, RegisterError};
use serde_json::Value;

const TODAY: &str = "2024-05-08";

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
    let mut register = support::create(&path, TODAY);
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
    let mut register = support::create(&path, TODAY);
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
    let mut register = support::create(&path, TODAY);
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
fn a_ward_that_was_merged_is_asked_only_for_its_own_months() {
    let (_folder, path) = support::place();
    let register = support::create(&path, "2026-02-01");
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
    let mut register = support::create(&path, TODAY);
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
    let mut register = support::create(&path, TODAY);
    receive(&mut register, "lb-phuc-dong", "2024-03", "2024-04-05");
    let refused = register.choose_district("dong-da").unwrap_err().to_string();
    assert!(refused.contains("báo cáo tháng"), "{refused}");
}

/// Exit code, answer and message.
fn typed(file: &Path, words: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let start = [OsString::from("qcdc"), "--file".into(), file.into()];
    let line = start.into_iter().chain(words.iter().map(OsString::from));
    let code = match cli::parse(line) {
        Invocation::Work(work) => {
            let mut world = World {
                now: support::clock(TODAY)(),
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

#[test]
fn reports_as_typed() {
    let (folder, path) = support::place();
    drop(support::create(&path, TODAY));
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
        told.push_str(&format!(
            "$ qcdc {}\n{out}{err}[{code}]\n\n",
            shown.join(" ")
        ));
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
