//! Figures: entered, compared, explained, added up, asked for by letter; the sources entered as they stand.

use crate::support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use qcdc::documents::content::{Block, Paper};
use qcdc::documents::papers::{figure_request_paper, figures_paper};
use qcdc::documents::{DocumentError, lay_out};
use qcdc::domain::figures::{Amount, FigurePeriod, QuestionState};
use qcdc::domain::{Unit, UnitId};
use qcdc::press;
use qcdc::read::figures::{FigureBoard, FigureEntry, FigureFile, IndicatorEntry};
use qcdc::read::paper::FiguresPaper;
use qcdc::read::{FigureFilter, HitKind, IssuedFilter, PaperFormat, PaperRequest, Stamp};
use qcdc::register::{FigureEdit, FigureHead, NewAnswer, Numbers, Register, RegisterError, Round};
use serde_json::Value;

const TODAY: &str = "2024-05-08";

fn period(code: &str) -> FigurePeriod {
    FigurePeriod::parse(code).unwrap()
}

fn amount(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

fn ward(register: &Register, code: &str) -> Unit {
    register.unit_by_code(code).unwrap().unwrap()
}

fn entry(unit: &str, of: &str, figures: &[(&str, &str)]) -> FigureEntry {
    FigureEntry {
        unit: unit.into(),
        period: period(of),
        cut_off: None,
        reported_on: None,
        source: String::new(),
        note: String::new(),
        figures: figures
            .iter()
            .map(|(code, text)| ((*code).to_owned(), amount(text)))
            .collect(),
    }
}

fn take(register: &mut Register, unit: &str, of: &str, figures: &[(&str, &str)]) {
    register.take_figures(&entry(unit, of, figures)).unwrap();
}

fn board(register: &Register, of: &str) -> FigureBoard {
    let filter = FigureFilter {
        period: period(of),
        district: String::new(),
    };
    register.figure_board(&filter).unwrap()
}

/// Check and facts of every question about a unit's report.
fn asked(register: &Register, unit: &str, of: &str) -> Vec<(String, String)> {
    let id = ward(register, unit).id;
    let sheet = register.figure_sheet(id, period(of)).unwrap();
    let asked = sheet.row.asked.into_iter();
    asked
        .map(|asked| (asked.question.check, asked.question.facts))
        .collect()
}

fn edit(unit_id: UnitId, code: &str, base: Option<&str>, value: Option<&str>) -> FigureEdit {
    FigureEdit {
        unit_id,
        period: period("2024-q1"),
        code: code.into(),
        base: base.map(amount),
        value: value.map(amount),
    }
}

fn places<T: std::fmt::Debug>(result: Result<T, RegisterError>) -> Vec<String> {
    match result.unwrap_err() {
        RegisterError::Problems(problems) => problems.0.into_iter().map(|p| p.place).collect(),
        other => panic!("{other}"),
    }
}

#[test]
fn a_figure_is_written_changed_cleared_and_all_of_it_undone() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let id = ward(&register, "lb-phuc-dong").id;
    let stored = |register: &Register| {
        let sheet = register.figure_sheet(id, period("2024-q1")).unwrap();
        let found = sheet.row.values.get("tthc_received").copied();
        found.map(Amount::show)
    };
    let set = register
        .set_figure(&edit(id, "tthc_received", None, Some("13.530")))
        .unwrap();
    assert!(set.undoable && set.changes.figures && !set.changes.visits);
    assert_eq!(
        set.message,
        "Phường Phúc Đồng, quý I năm 2024: “Hồ sơ tiếp nhận trong kỳ” 13.530"
    );
    assert_eq!(stored(&register).as_deref(), Some("13.530"));
    register
        .set_figure(&edit(id, "tthc_received", Some("13.530"), Some("13.531")))
        .unwrap();
    // somebody else wrote meanwhile what this screen has not seen
    let clash = register.set_figure(&edit(id, "tthc_received", Some("13.530"), Some("7")));
    assert!(
        matches!(clash, Err(RegisterError::Conflict(_))),
        "{clash:?}"
    );
    register
        .set_figure(&edit(id, "tthc_received", Some("13.531"), None))
        .unwrap();
    assert_eq!(stored(&register), None);
    register.undo().unwrap();
    assert_eq!(stored(&register).as_deref(), Some("13.531"));
    register.undo().unwrap();
    register.undo().unwrap();
    assert_eq!(stored(&register), None);
    assert_eq!(register.undo_label(), None);
    register.redo().unwrap();
    assert_eq!(stored(&register).as_deref(), Some("13.530"));
    drop(register);
    let register = support::open(&path, TODAY);
    assert_eq!(stored(&register).as_deref(), Some("13.530"));
    assert!(register.check().unwrap().iter().all(|f| !f.is_error));
}

#[test]
fn what_cannot_be_is_refused_and_nothing_is_written() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let id = ward(&register, "lb-phuc-dong").id;
    assert_eq!(
        places(register.set_figure(&edit(id, "tthc_received", None, Some("13,5")))),
        ["tthc_received"],
        "half a dossier"
    );
    assert_eq!(
        places(register.set_figure(&edit(id, "khong_co", None, Some("1")))),
        ["khong_co"]
    );
    let mut wrong = entry(
        "lb-phuc-dong",
        "2024-q1",
        &[("tthc_received", "1"), ("a", "1"), ("b", "2")],
    );
    assert_eq!(
        places(register.take_figures(&wrong)),
        ["figures.a", "figures.b"],
        "all that is wrong is told at once"
    );
    wrong.unit = "khong-co".into();
    assert_eq!(places(register.take_figures(&wrong)), ["unit"]);
    assert_eq!(
        places(register.take_figures(&entry("lb-phuc-dong", "2024-q3", &[]))),
        ["period"],
        "a quarter to come"
    );
    let head = FigureHead {
        cut_off: Some(support::day("2024-04-02")),
        ..FigureHead::default()
    };
    assert_eq!(
        places(register.set_figure_head(id, period("2024-q1"), &head)),
        ["cut_off"]
    );
    assert!(board(&register, "2024-q1").periods.is_empty());
    assert_eq!(register.undo_label(), None);
    assert!(register.choose_district("dong-da").is_ok());
}

#[test]
fn a_file_with_figures_keeps_its_district() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    take(
        &mut register,
        "lb-phuc-dong",
        "2024-q1",
        &[("dialogue_meetings", "1")],
    );
    assert!(register.choose_district("dong-da").is_err());
}

#[test]
fn a_whole_report_comes_by_natural_keys_and_leaves_what_it_does_not_name() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let mut first = entry(
        "lb-phuc-dong",
        "2024-q1",
        &[("dialogue_opinions", "12"), ("dialogue_answered", "10")],
    );
    first.source = "  Báo cáo số   45-BC/ĐU ".into();
    let id = register.take_figures(&first).unwrap().value;
    let again = entry("lb-phuc-dong", "2024-q1", &[("dialogue_answered", "11")]);
    assert_eq!(register.take_figures(&again).unwrap().value, id);
    let same = register.take_figures(&again).unwrap();
    assert!(!same.undoable, "nothing differs, nothing is written");
    let sheet = register
        .figure_sheet(ward(&register, "lb-phuc-dong").id, period("2024-q1"))
        .unwrap();
    assert_eq!(sheet.row.values.len(), 2);
    assert_eq!(sheet.row.values["dialogue_answered"].show(), "11");
    let report = sheet.row.report.unwrap();
    assert!(report.source.contains("45-BC/ĐU"));
    let removed = register
        .remove_figures(report.unit_id, period("2024-q1"))
        .unwrap();
    assert!(removed.undoable);
    assert!(board(&register, "2024-q1").periods.is_empty());
    register.undo().unwrap();
    assert_eq!(board(&register, "2024-q1").periods, [period("2024-q1")]);
}

#[test]
fn an_explanation_stands_for_the_figures_that_were_asked_about() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let id = ward(&register, "lb-phuc-dong").id;
    let figures = [
        ("tthc_early", "865"),
        ("tthc_resolved", "13.530"),
        ("tthc_early_rate", "15"),
    ];
    take(&mut register, "lb-phuc-dong", "2024-q1", &figures);
    let state = |register: &Register| {
        let row = register.figure_sheet(id, period("2024-q1")).unwrap().row;
        let asked = row
            .asked
            .into_iter()
            .find(|asked| asked.question.check == "C05");
        asked.map(|asked| (asked.state, asked.changed_since()))
    };
    assert_eq!(state(&register), Some((QuestionState::Open, false)));
    let mut answer = NewAnswer {
        unit_id: id,
        period: period("2024-q1"),
        check: "C05".into(),
        indicator: "tthc_early_rate".into(),
        text: "Mẫu số trừ chứng thực bản sao".into(),
        by: "UBND phường".into(),
    };
    register.answer_figures(&answer).unwrap();
    assert_eq!(state(&register), Some((QuestionState::Explained, false)));
    assert_eq!(board(&register, "2024-q1").open_questions(), 0);
    // other figures are another question
    take(
        &mut register,
        "lb-phuc-dong",
        "2024-q1",
        &[("tthc_early", "800")],
    );
    assert_eq!(state(&register), Some((QuestionState::Open, true)));
    register.undo().unwrap();
    assert_eq!(state(&register), Some((QuestionState::Explained, false)));
    answer.text = String::new();
    register.answer_figures(&answer).unwrap();
    assert_eq!(state(&register), Some((QuestionState::Open, false)));
    answer.text = "x".into();
    answer.check = "C06".into();
    answer.indicator = String::new();
    let refused = register.answer_figures(&answer).unwrap_err().to_string();
    assert!(refused.contains("không hỏi C06"), "{refused}");
    // the stated figure stays as it was reported
    let row = register.figure_sheet(id, period("2024-q1")).unwrap().row;
    assert_eq!(row.values["tthc_early_rate"].show(), "15");
}

#[test]
fn the_board_adds_up_works_rates_out_from_sums_and_says_who_is_missing() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    take(
        &mut register,
        "lb-phuc-dong",
        "2024-q1",
        &[("tthc_early", "1"), ("tthc_resolved", "2")],
    );
    take(
        &mut register,
        "lb-cu-khoi",
        "2024-q1",
        &[("tthc_early", "10"), ("tthc_resolved", "1.000")],
    );
    // a ward that reports by month is put together
    for (of, received) in [("2024-01", "100"), ("2024-02", "110"), ("2024-03", "120")] {
        let figures = [
            ("tthc_received", received),
            ("tthc_resolved", "90"),
            ("tthc_early", "9"),
        ];
        take(&mut register, "lb-bo-de", of, &figures);
    }
    let page = board(&register, "2024-q1");
    let book = &page.book;
    let rate = page.total(book.indicator("tthc_early_rate").unwrap());
    assert_eq!(
        (rate.units, rate.result.unwrap().words("%").as_str()),
        (3, "38/1.272 = 2,99%")
    );
    let received = page.total(book.indicator("tthc_received").unwrap());
    assert_eq!(received.result.unwrap().value.show(), "330");
    let bo_de = page
        .rows
        .iter()
        .find(|row| row.unit.code == "lb-bo-de")
        .unwrap();
    assert_eq!(bo_de.parts.len(), 3);
    let wards = page.rows.len();
    assert_eq!(page.reported(), (3, wards));
    let question = page.incomplete().unwrap();
    assert_eq!(question.check, "C16");
    assert!(
        question
            .facts
            .starts_with(&format!("3/{wards} phường đã báo cáo; còn thiếu: "))
    );
    assert!(!question.facts.contains("Cự Khối") && question.facts.contains("Gia Thụy"));
    // and the half year so far
    let sheet = register
        .figure_sheet(ward(&register, "lb-bo-de").id, period("2024-02"))
        .unwrap();
    let (span, so_far) = sheet.to_date.unwrap();
    assert_eq!(span.code(), "2024-01-01..2024-02-29");
    assert_eq!(so_far.values["tthc_received"].show(), "210");
    assert_eq!(sheet.before.unwrap().0, period("2024-01"));
    let filter = page.filter.clone();
    let series = register
        .figure_series(&filter, "tthc_received", None)
        .unwrap();
    assert_eq!(series.points.last().unwrap().period, period("2024-q1"));
    assert_eq!(
        series.points.len(),
        1,
        "no empty quarters before the first figure"
    );
}

#[test]
fn questions_compare_with_the_period_before_and_the_year_before() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    take(
        &mut register,
        "lb-phuc-dong",
        "2023-q1",
        &[("citizen_reception", "10")],
    );
    take(
        &mut register,
        "lb-phuc-dong",
        "2023-q4",
        &[("tthc_pending", "10"), ("gpmb_households_paid", "20")],
    );
    take(
        &mut register,
        "lb-phuc-dong",
        "2024-q1",
        &[
            ("citizen_reception", "31"),
            ("tthc_opening", "12"),
            ("gpmb_households_paid", "5"),
        ],
    );
    let found = asked(&register, "lb-phuc-dong", "2024-q1");
    let codes: Vec<&str> = found.iter().map(|(code, _)| code.as_str()).collect();
    assert_eq!(
        codes,
        ["C07", "C08"],
        "what counts on begins anew with the year: {found:?}"
    );
}

#[test]
fn what_is_asked_for_is_a_setting_and_a_file_has_indicators_of_its_own() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    take(
        &mut register,
        "lb-phuc-dong",
        "2024-q1",
        &[("dialogue_meetings", "1")],
    );
    let missing = |register: &Register| {
        let page = board(register, "2024-q1");
        let row = page
            .rows
            .iter()
            .find(|row| row.unit.code == "lb-phuc-dong")
            .unwrap();
        page.missing(row)
            .iter()
            .map(|one| one.code.clone())
            .collect::<Vec<_>>()
    };
    let entered = register.figure_book().unwrap().entered().count();
    assert_eq!(missing(&register).len(), entered - 1);
    let only = [
        "dialogue_meetings".to_owned(),
        "citizen_reception".to_owned(),
    ];
    register.set_wanted_figures(Some(&only)).unwrap();
    assert_eq!(missing(&register), ["citizen_reception"]);
    assert!(
        register
            .set_wanted_figures(Some(&["tthc_early_rate".to_owned()]))
            .is_err()
    );

    let own = |code: &str, formula: &str| IndicatorEntry {
        code: code.into(),
        group: "Thực hiện dân chủ".into(),
        name: format!("Chỉ tiêu {code}"),
        unit: "cuộc".into(),
        definition: String::new(),
        formula: formula.into(),
        cumulative: false,
        aggregate: qcdc::domain::figures::Aggregate::Sum,
        decimals: false,
    };
    register.add_indicator(&own("hop_to", "")).unwrap();
    register
        .add_indicator(&own("ty_le_hop", "hop_to / dialogue_meetings * 100"))
        .unwrap();
    assert_eq!(places(register.add_indicator(&own("hop_to", ""))), ["code"]);
    assert_eq!(
        places(register.add_indicator(&own("x", "hop_to +"))),
        ["formula"]
    );
    take(&mut register, "lb-phuc-dong", "2024-q1", &[("hop_to", "3")]);
    let sheet = register
        .latest_figures(ward(&register, "lb-phuc-dong").id)
        .unwrap();
    let rate = sheet
        .row
        .result(sheet.book.indicator("ty_le_hop").unwrap())
        .unwrap();
    assert_eq!(rate.words(""), "3/1 = 300");
    assert!(
        register.remove_indicator("hop_to").is_err(),
        "figures state it"
    );
    assert!(
        register.remove_indicator("tthc_early").is_err(),
        "the program's own"
    );
    register
        .remove_figures(sheet.row.unit.id, period("2024-q1"))
        .unwrap();
    assert!(
        register.remove_indicator("hop_to").is_err(),
        "another is worked out from it"
    );
    register.remove_indicator("ty_le_hop").unwrap();
    register.remove_indicator("hop_to").unwrap();
    register.undo().unwrap();
    assert!(
        register
            .figure_book()
            .unwrap()
            .indicator("hop_to")
            .is_some()
    );
}

#[test]
fn a_report_is_found_by_its_source_and_leads_to_its_form() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let mut report = entry("lb-phuc-dong", "2024-q1", &[]);
    report.source = "Báo cáo sơ kết số 45".into();
    register.take_figures(&report).unwrap();
    let hits = register.search("so ket so 45").unwrap();
    let id = ward(&register, "lb-phuc-dong").id;
    assert_eq!(hits[0].kind, HitKind::Figures(id, period("2024-q1")));
    assert!(hits[0].excerpt.contains("Báo cáo sơ kết số 45"), "{hits:?}");
    register.undo().unwrap();
    assert!(register.search("so ket so 45").unwrap().is_empty());
}

fn sample(name: &str) -> FigureFile {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/samples/figures");
    let text = std::fs::read_to_string(folder.join(name)).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Every source that states figures, entered as it stands; a report of `source_anomalies` is raised by its check.
#[test]
fn the_sources_raise_their_questions_and_no_others() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    for name in [
        "001-phuc-dong-quy-1-2021.json",
        "002-cu-khoi-9-thang-2020.json",
        "003-thuong-thanh-01-nam.json",
        "004-dong-da-thu-tuc-truc-tuyen.json",
    ] {
        register.take_figure_file(&sample(name)).unwrap();
    }
    assert_eq!(asked(&register, "lb-phuc-dong", "2021-q1"), []);
    let pair = |check: &str, facts: &str| (check.to_owned(), facts.to_owned());
    assert_eq!(
        asked(&register, "lb-cu-khoi", "2020-9m"),
        [pair(
            "C18",
            "báo cáo lập ngày 23/09/2020, trước ngày cuối kỳ 30/09/2020 là 7 ngày"
        )]
    );
    assert_eq!(
        asked(&register, "lb-thuong-thanh", "year:2021-07-01..2022-06-20"),
        [
            pair("C05", "865/13.530 = 6,39%, báo cáo ghi 15%"),
            pair(
                "C06",
                "Hồ sơ tiếp nhận trong kỳ 13.530 lớn hơn 0; Hồ sơ đã giải quyết trong kỳ 13.530 bằng Hồ sơ tiếp nhận trong kỳ 13.530; Đang giải quyết cuối kỳ chưa có (tính là 0) bằng 0"
            ),
            pair(
                "C18",
                "từ 01/07/2021 đến 20/06/2022 là 355 ngày; 01 năm phải đến hết 30/06/2022, thiếu 10 ngày"
            ),
        ]
    );
    assert_eq!(
        asked(&register, "dd-ubnd-quan", "2020"),
        [],
        "189/250 passes"
    );
    let sheet = register
        .latest_figures(ward(&register, "dd-ubnd-quan").id)
        .unwrap();
    let rate = sheet.book.indicator("procedures_online_rate").unwrap();
    assert_eq!(
        sheet.row.result(rate).unwrap().words("%"),
        "189/250 = 75,6%"
    );
    let thuong_thanh = ward(&register, "lb-thuong-thanh").id;
    let span = period("year:2021-07-01..2022-06-20");
    let sheet = register.figure_sheet(thuong_thanh, span).unwrap();
    let online = sheet.book.indicator("tthc_online_rate").unwrap();
    assert_eq!(
        sheet.row.result(online).unwrap().words("%"),
        "1.025/13.530 = 7,58%"
    );

    // each anomaly of the source with a check is among the questions
    let raw = include_str!("../../data/indicators.json");
    let raw: Value = serde_json::from_str(raw).unwrap();
    let raised: Vec<(String, String)> = register
        .figure_questions()
        .unwrap()
        .into_iter()
        .map(|row| (row.unit.code, row.asked.question.check))
        .collect();
    let of_source = BTreeMap::from([("002", "lb-cu-khoi"), ("003", "lb-thuong-thanh")]);
    let anomalies = raw["source_anomalies"].as_array().unwrap();
    let checked = anomalies
        .iter()
        .filter(|anomaly| !anomaly["check"].is_null());
    let mut count = 0;
    for anomaly in checked {
        count += 1;
        let unit = of_source[anomaly["report"].as_str().unwrap()];
        let check = anomaly["check"].as_str().unwrap();
        assert!(raised.contains(&pair(unit, check)), "{anomaly}");
    }
    assert_eq!((anomalies.len(), count), (9, 4));
    assert_eq!(raised.len(), 4, "and nothing else is asked: {raised:?}");

    // a second import changes nothing
    let again = register
        .take_figure_file(&sample("003-thuong-thanh-01-nam.json"))
        .unwrap();
    assert!(!again.undoable && again.message.is_empty());
}

#[test]
fn a_file_with_one_wrong_figure_leaves_nothing() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let mut file = sample("003-thuong-thanh-01-nam.json");
    file.reports
        .push(entry("lb-phuc-dong", "2024-q1", &[("nham", "1")]));
    assert_eq!(
        places(register.take_figure_file(&file)),
        ["reports[1].figures.nham"]
    );
    assert!(register.figure_questions().unwrap().is_empty());
    assert_eq!(register.undo_label(), None);
}

/// Exit code, answer and message.
fn typed(file: &Path, words: &[&str]) -> (u8, String, String) {
    support::typed::typed(file, TODAY, words)
}

#[test]
fn figures_as_typed() {
    let (folder, path) = support::place();
    drop(support::create(&path, TODAY));
    let mut told = String::new();
    let folder_name = folder.path().to_str().unwrap().to_owned();
    let mut type_it = |words: &[&str]| {
        let (code, out, err) = typed(&path, words);
        let all = format!("$ qcdc {}\n{out}{err}[{code}]\n\n", words.join(" "));
        told.write_str(&all.replace(&folder_name, "…")).unwrap();
        out
    };
    let of = ["--unit", "lb-phuc-dong", "--period", "2024-q1"];
    type_it(
        &[
            &["figure", "set"],
            &of[..],
            &[
                "--reported-on",
                "05/04/2024",
                "--source",
                "Báo cáo số 45-BC/ĐU",
            ],
            &[
                "tthc_early=865",
                "tthc_resolved=13.530",
                "tthc_early_rate=15%",
            ],
        ]
        .concat(),
    );
    type_it(&[&["figure", "set"], &of[..], &["tthc_early=tám"]].concat());
    type_it(&[&["figure", "set"], &of[..], &["tthc_early"]].concat());
    type_it(
        &[
            &["figure", "set"],
            &of[..],
            &["tthc_early=8,5", "khong_co=1"],
        ]
        .concat(),
    );
    type_it(&[
        "figure",
        "set",
        "--unit",
        "lb-phuc-dong",
        "--period",
        "2024-q5",
        "a=1",
    ]);
    type_it(&[&["figure", "show"], &of[..]].concat());
    type_it(&["figure", "check"]);
    type_it(
        &[
            &["figure", "explain"],
            &of[..],
            &["--check", "C05", "--indicator", "tthc_early_rate"],
            &["--text", "Mẫu số trừ chứng thực bản sao"],
        ]
        .concat(),
    );
    let json = type_it(&["figure", "check", "--json"]);
    type_it(&["figure", "check", "--open"]);
    type_it(&[
        "figure",
        "wanted",
        "tthc_early",
        "tthc_resolved",
        "citizen_reception",
    ]);
    type_it(&["list", "figures", "--period", "2024-q1"]);
    type_it(&[
        "list",
        "figures",
        "--period",
        "2024-q1",
        "--district",
        "long-bien",
        "--missing",
    ]);
    type_it(&["list", "figures", "--district", "hoan-kiem"]);
    let lines = type_it(&["list", "figures", "--period", "2024-q1", "--json"]);
    type_it(&[&["figure", "set"], &of[..], &["tthc_early_rate="]].concat());
    let paper = type_it(&[
        "issue",
        "figure-request",
        "--unit",
        "lb-phuc-dong",
        "--period",
        "2024-q1",
    ]);
    type_it(&["list", "papers"]);
    type_it(&[&["figure", "remove"], &of[..]].concat());
    type_it(&[&["figure", "remove"], &of[..]].concat());
    let shown = told
        .replace(&json, "[câu hỏi]\n")
        .replace(&lines, "[số liệu]\n")
        .replace(paper.trim(), "[mã]");
    insta::assert_snapshot!(shown);

    let questions: Vec<Value> = serde_json::from_str(&json).unwrap();
    insta::assert_snapshot!("json", serde_json::to_string_pretty(&questions).unwrap());
    let lines: Vec<Value> = serde_json::from_str(&lines).unwrap();
    let rate = lines
        .iter()
        .find(|line| line["code"] == "tthc_early_rate")
        .unwrap();
    assert_eq!(rate["stated"], "15");
    assert_eq!(rate["computed"], "6,39");
    assert_eq!(rate["fraction"], "865/13.530");
}

#[test]
fn the_sample_script_runs_as_it_is_documented() {
    let (_folder, path) = support::place();
    drop(support::create(&path, TODAY));
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join("data/samples/figures/README.md")).unwrap();
    let commands = text
        .lines()
        .filter(|line| line.starts_with("qcdc --file thu.qcdc "));
    let mut run = 0;
    for command in commands {
        let words: Vec<String> = command
            .split(' ')
            .skip(3)
            .map(|word| match word.strip_prefix("data/") {
                Some(rest) => root.join("data").join(rest).to_str().unwrap().to_owned(),
                None => word.to_owned(),
            })
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let (code, out, err) = typed(&path, &words);
        assert_eq!(code, 0, "{command}: {err}");
        run += 1;
        if words.starts_with(&["figure", "check"]) {
            assert!(out.contains("865/13.530 = 6,39%, báo cáo ghi 15%"), "{out}");
            assert_eq!(out.lines().count(), 6, "four questions under a head: {out}");
        }
    }
    assert_eq!(run, 6);
}

/// A file with two wards that reported, one of them with a question.
fn with_some(path: &Path) -> Register {
    let mut register = support::create(path, TODAY);
    let only: Vec<String> = [
        "tthc_resolved",
        "tthc_early",
        "dialogue_opinions",
        "dialogue_answered",
    ]
    .map(str::to_owned)
    .to_vec();
    register.set_wanted_figures(Some(&only)).unwrap();
    take(
        &mut register,
        "lb-phuc-dong",
        "2024-q1",
        &[
            ("tthc_early", "865"),
            ("tthc_resolved", "13.530"),
            ("tthc_early_rate", "15"),
        ],
    );
    take(
        &mut register,
        "lb-cu-khoi",
        "2024-q1",
        &[
            ("tthc_early", "40"),
            ("tthc_resolved", "2.100"),
            ("dialogue_opinions", "8"),
            ("dialogue_answered", "8"),
        ],
    );
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

fn stamp() -> Stamp {
    Stamp {
        number: Some(7),
        date: Some(support::day(TODAY)),
    }
}

#[test]
fn the_table_and_the_letter_on_paper() {
    let (_folder, path) = support::place();
    let register = with_some(&path);
    let filter = FigureFilter {
        period: period("2024-q1"),
        district: "long-bien".into(),
    };
    let today = support::day(TODAY);
    let page = register.figure_page(&filter, today).unwrap();
    insta::assert_snapshot!("table", pages(&figures_paper(&page, today).unwrap()));
    let by = support::day("2024-05-20");
    let phuc_dong = ward(&register, "lb-phuc-dong").id;
    let letter = figure_request_paper(&page, phuc_dong, (stamp(), today), by).unwrap();
    insta::assert_snapshot!("letter", pages(&letter));
    let silent = ward(&register, "lb-bo-de").id;
    let letter = figure_request_paper(&page, silent, (stamp(), today), by).unwrap();
    let text = pages(&letter);
    assert!(
        text.contains("Chưa nhận được số liệu quý I năm 2024"),
        "{text}"
    );
    let cu_khoi = ward(&register, "lb-cu-khoi").id;
    let none = figure_request_paper(&page, cu_khoi, (stamp(), today), by).unwrap_err();
    assert!(matches!(none, DocumentError::NoFigureMissing { .. }));
}

#[test]
fn screen_command_line_and_paper_give_the_same_total() {
    let (_folder, path) = support::place();
    let register = with_some(&path);
    let page = board(&register, "2024-q1");
    let rate = page.book.indicator("tthc_early_rate").unwrap();
    let total = page.total(rate).result.unwrap().words("%");
    assert_eq!(total, "905/15.630 = 5,79%");
    let today = support::day(TODAY);
    let paper = register.figure_page(&page.filter, today).unwrap();
    let paper = figures_paper(&paper, today).unwrap();
    let cells: Vec<String> = paper
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Table(table) => Some(table.rows.concat()),
            _ => None,
        })
        .flatten()
        .collect();
    assert!(cells.contains(&"905/15.630".to_owned()) && cells.contains(&"5,79%".to_owned()));
    drop(register);
    let (_, out, _) = typed(&path, &["list", "figures", "--period", "2024-q1"]);
    assert!(out.contains("5,79%") && out.contains("905/15.630"), "{out}");
}

#[test]
fn a_round_of_letters_is_numbered_and_kept() {
    let (_folder, path) = support::place();
    let mut register = with_some(&path);
    let page = board(&register, "2024-q1");
    let units: Vec<UnitId> = page.to_ask().map(|row| row.unit.id).take(3).collect();
    let today = support::day(TODAY);
    let mut round = Round {
        units: units.clone(),
        on: today,
        as_of: today,
        reply_by: support::day("2024-05-20"),
        numbers: Numbers::ByHand,
    };
    let q1 = period("2024-q1");
    let made = press::figures::send_round(&mut register, &round, q1, PaperFormat::Word).unwrap();
    assert_eq!(made.1.len(), 3);
    let count = |register: &Register| {
        register
            .issued(&IssuedFilter::default())
            .unwrap()
            .rows
            .len()
    };
    assert_eq!(count(&register), 0);
    round.numbers = Numbers::Next;
    let sent = press::figures::send_round(&mut register, &round, q1, PaperFormat::Pdf).unwrap();
    assert_eq!(sent.1.len(), 3);
    assert!(sent.1[0].bytes.starts_with(b"%PDF"));
    assert_eq!(count(&register), 3);
    assert!(
        press::figures::send_round(&mut register, &round, q1, PaperFormat::Pdf).is_err(),
        "not twice on a day"
    );
    let page = board(&register, "2024-q1");
    for id in units {
        assert_eq!(page.row(id).unwrap().letter_on, Some(today));
    }
    round.units.clear();
    assert!(press::figures::send_round(&mut register, &round, q1, PaperFormat::Pdf).is_err());
    let table = PaperRequest::Figures(FiguresPaper::Table {
        filter: page.filter.clone(),
        as_of: today,
    });
    for format in [PaperFormat::Pdf, PaperFormat::Word, PaperFormat::Excel] {
        assert!(!press::render(&register, &table, format).unwrap().is_empty());
    }
}
