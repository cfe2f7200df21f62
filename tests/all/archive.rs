//! Archives: marked, corrected, filled from checklists, counted the same everywhere, and what is refused.

use crate::desk::Desk;
use crate::support;

use std::fmt::Write as _;
use std::path::Path;

use eframe::egui::Key;
use qcdc::documents::content::{Block, Paper};
use qcdc::documents::papers::{archive_request_paper, archive_sheet_paper};
use qcdc::documents::{DocumentError, lay_out};
use qcdc::domain::{
    ArchivePaperId, ArchiveSource, ArchiveState, ArchiveTally, RatingValue, Unit, UnitId,
};
use qcdc::press;
use qcdc::read::{
    ArchiveFilter, ArchiveYear, BoardFilter, BoardPeriod, IssuedFilter, PaperFormat, Stamp,
};
use qcdc::register::{
    ArchiveMark, NewArchiveEntry, NewArchivePaper, Numbers, Register, RegisterError, Round,
};
use serde_json::Value;

const TODAY: &str = "2024-05-08";

fn ward(register: &Register, code: &str) -> Unit {
    register.unit_by_code(code).unwrap().unwrap()
}

fn paper(register: &Register, code: &str) -> ArchivePaperId {
    register.archive_paper(code, 2024).unwrap().id
}

fn year(register: &Register, year: i32) -> ArchiveYear {
    let filter = ArchiveFilter::of_year(year);
    register.archive(&filter, register.today()).unwrap()
}

fn mark(register: &mut Register, unit: &str, papers: &[&str], of: i32, state: ArchiveState) {
    let mark = ArchiveMark {
        unit_id: ward(register, unit).id,
        papers: papers.iter().map(|code| paper(register, code)).collect(),
        year: of,
        state,
    };
    register.mark_archive(&mark).unwrap();
}

fn new(register: &Register, code: &str, state: ArchiveState) -> NewArchiveEntry {
    NewArchiveEntry {
        unit_id: ward(register, "lb-phuc-dong").id,
        paper_id: paper(register, code),
        year: 2024,
        state,
        place: String::new(),
        kept_until: None,
        seen_on: None,
        note: String::new(),
    }
}

fn state(page: &ArchiveYear, unit: &str, code: &str) -> ArchiveState {
    let row = page.rows.iter().find(|row| row.unit.code == unit).unwrap();
    let found = page.of(row, None).find(|(paper, _)| paper.code == code);
    found.unwrap().1.state()
}

fn places<T: std::fmt::Debug>(result: Result<T, RegisterError>) -> Vec<String> {
    match result.unwrap_err() {
        RegisterError::Problems(problems) => problems.0.into_iter().map(|p| p.place).collect(),
        other => panic!("{other}"),
    }
}

#[test]
fn the_list_that_ships_names_items_of_the_catalogue() {
    let (_folder, path) = support::place();
    let register = support::create(&path, TODAY);
    let catalogue = register.catalogue().unwrap();
    let items: Vec<&str> = catalogue
        .regulations
        .iter()
        .flat_map(|entry| &entry.items)
        .map(|entry| entry.item.code.as_str())
        .collect();
    let papers = register.archive_papers().unwrap();
    assert_eq!(papers.len(), 89);
    for paper in &papers {
        assert!(items.contains(&paper.item.as_str()), "{}", paper.item);
        assert!(paper.code.starts_with(&paper.regulation), "{}", paper.code);
        paper.check().unwrap();
    }
    for entry in &catalogue.regulations {
        let code = &entry.regulation.code;
        assert!(
            papers.iter().any(|paper| paper.regulation == *code),
            "{code}"
        );
    }
}

#[test]
fn a_paper_is_marked_corrected_and_all_of_it_undone() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let wards = year(&register, 2024).rows.len() as u64;
    assert_eq!(
        year(&register, 2024).tally(),
        ArchiveTally {
            not_seen: wards * 89,
            ..ArchiveTally::default()
        }
    );
    let codes = ["QC1-03.1", "QC1-04.1"];
    mark(
        &mut register,
        "lb-phuc-dong",
        &codes,
        2024,
        ArchiveState::Present,
    );
    mark(
        &mut register,
        "lb-phuc-dong",
        &["QC1-05.1"],
        2024,
        ArchiveState::Missing,
    );
    let page = year(&register, 2024);
    let row = page
        .rows
        .iter()
        .find(|r| r.unit.code == "lb-phuc-dong")
        .unwrap();
    assert_eq!(
        page.tally_of(row, "QC1").words(),
        "có 2/3 (67%), chưa xem 10"
    );
    let id = paper(&register, "QC1-03.1");
    let base = register
        .archive_entry(row.unit.id, id, 2024)
        .unwrap()
        .unwrap();
    assert_eq!(base.seen_on, Some(support::day(TODAY)));
    assert_eq!(base.source, ArchiveSource::Clerk);
    let details = NewArchiveEntry {
        place: "Tủ 2".into(),
        kept_until: Some(support::day("2034-12-31")),
        seen_on: Some(support::day("2024-04-02")),
        ..new(&register, "QC1-03.1", ArchiveState::Present)
    };
    register.save_archive_entry(Some(&base), &details).unwrap();
    // a tick keeps what is known of the place
    mark(
        &mut register,
        "lb-phuc-dong",
        &["QC1-03.1"],
        2024,
        ArchiveState::Missing,
    );
    let now = register
        .archive_entry(row.unit.id, id, 2024)
        .unwrap()
        .unwrap();
    assert_eq!(
        (now.state, now.place.as_str()),
        (ArchiveState::Missing, "Tủ 2")
    );
    let clash = NewArchiveEntry {
        state: ArchiveState::NotApplicable,
        ..details.clone()
    };
    let stale = register.save_archive_entry(Some(&base), &clash);
    assert!(
        matches!(stale, Err(RegisterError::Conflict(_))),
        "{stale:?}"
    );
    let unasked = register.save_archive_entry(None, &details);
    assert!(matches!(unasked, Err(RegisterError::Refused(_))));
    assert!(support::findings(&register).is_empty());
    for _ in 0..4 {
        register.undo().unwrap();
    }
    assert_eq!(year(&register, 2024).tally().not_seen, wards * 89);
    register.redo().unwrap();
    assert_eq!(year(&register, 2024).tally().present, 2);
    mark(
        &mut register,
        "lb-phuc-dong",
        &codes,
        2024,
        ArchiveState::NotSeen,
    );
    assert!(
        !year(&register, 2024).used,
        "what nobody saw leaves nothing behind"
    );
}

#[test]
fn what_does_not_fit_is_refused_and_changes_nothing() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let wrong = NewArchiveEntry {
        seen_on: Some(support::day("2024-05-09")),
        kept_until: Some(support::day("2023-12-31")),
        ..new(&register, "QC1-03.1", ArchiveState::Present)
    };
    assert_eq!(
        places(register.save_archive_entry(None, &wrong)),
        ["seen_on", "kept_until"]
    );
    let no_year = NewArchiveEntry {
        year: 24,
        ..new(&register, "QC1-03.1", ArchiveState::Present)
    };
    assert_eq!(
        places(register.save_archive_entry(None, &no_year)),
        ["year"]
    );
    assert!(
        register
            .archive(&ArchiveFilter::of_year(3000), support::day(TODAY))
            .is_err()
    );
    assert!(register.archive_paper("QC9-99.1", 2024).is_err());
    assert!(!year(&register, 2024).used);
    let refused = {
        mark(
            &mut register,
            "lb-phuc-dong",
            &["QC1-03.1"],
            2024,
            ArchiveState::Present,
        );
        register.choose_district("dong-da").unwrap_err().to_string()
    };
    assert!(refused.contains("hồ sơ lưu trữ"), "{refused}");
}

#[test]
fn a_paper_made_once_stands_for_later_years_and_a_yearly_one_does_not() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    mark(
        &mut register,
        "lb-phuc-dong",
        &["CHUNG-01.1", "CHUNG-02.1"],
        2023,
        ArchiveState::Present,
    );
    let page = year(&register, 2024);
    assert_eq!(
        state(&page, "lb-phuc-dong", "CHUNG-01.1"),
        ArchiveState::Present
    );
    assert_eq!(
        state(&page, "lb-phuc-dong", "CHUNG-02.1"),
        ArchiveState::NotSeen
    );
    assert_eq!(
        state(&year(&register, 2022), "lb-phuc-dong", "CHUNG-01.1"),
        ArchiveState::NotSeen
    );
    // found gone in a later year
    mark(
        &mut register,
        "lb-phuc-dong",
        &["CHUNG-01.1"],
        2024,
        ArchiveState::Missing,
    );
    assert_eq!(
        state(&year(&register, 2023), "lb-phuc-dong", "CHUNG-01.1"),
        ArchiveState::Present
    );
    assert_eq!(
        state(&year(&register, 2024), "lb-phuc-dong", "CHUNG-01.1"),
        ArchiveState::Missing
    );
}

#[test]
fn a_checklist_fills_what_nobody_wrote_and_never_what_a_clerk_wrote() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let visit = support::visit(&mut register, "2024-03-12");
    support::rate(
        &mut register,
        visit,
        "QC1-04",
        RatingValue::NotMet,
        "Chưa có biên bản",
    );
    support::rate(
        &mut register,
        visit,
        "QC1-05",
        RatingValue::PartlyMet,
        "Thiếu một phần",
    );
    support::rate(
        &mut register,
        visit,
        "QC1-06",
        RatingValue::NotApplicable,
        "Không có dự án",
    );
    support::rate(&mut register, visit, "QC1-03", RatingValue::Met, "");
    assert_eq!(year(&register, 2024).offers(), 0, "the visit is not over");
    support::end(&mut register, visit);
    mark(
        &mut register,
        "lb-phuc-dong",
        &["QC1-03.1"],
        2024,
        ArchiveState::Missing,
    );
    let offers = year(&register, 2024).offers();
    assert!(offers > 3);
    assert_eq!(year(&register, 2023).offers(), 0);
    let filter = ArchiveFilter::of_year(2024);
    let filled = register.fill_archive(&filter, None).unwrap();
    assert_eq!(filled.value, offers);
    let page = year(&register, 2024);
    assert_eq!(page.offers(), 0);
    let of = |code| state(&page, "lb-phuc-dong", code);
    assert_eq!(of("QC1-03.1"), ArchiveState::Missing, "the clerk's own");
    assert_eq!(of("QC1-04.1"), ArchiveState::Missing);
    assert_eq!(
        of("QC1-05.1"),
        ArchiveState::NotSeen,
        "half does not tell which paper"
    );
    assert_eq!(of("QC1-06.1"), ArchiveState::NotApplicable);
    assert_eq!(of("QC2-01.1"), ArchiveState::Present);
    let unit = ward(&register, "lb-phuc-dong").id;
    let entry = register
        .archive_entry(unit, paper(&register, "QC1-04.1"), 2024)
        .unwrap()
        .unwrap();
    assert_eq!(entry.source_words(), "Phiếu kiểm tra ngày 12/03/2024");
    assert_eq!(entry.visit_id, Some(visit));
    assert!(
        register
            .fill_archive(&filter, None)
            .unwrap()
            .message
            .is_empty(),
        "nothing new"
    );
    register.undo().unwrap();
    assert_eq!(year(&register, 2024).offers(), offers);
    assert!(support::findings(&register).is_empty());
}

#[test]
fn an_edit_of_the_list_changes_no_earlier_judgement() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let change = |base: &qcdc::domain::ArchivePaper, name: &str| NewArchivePaper {
        code: String::new(),
        regulation: base.regulation.clone(),
        item: base.item.clone(),
        name: name.into(),
        every_year: base.every_year,
    };
    let base = register.archive_paper("QC1-03.1", 2024).unwrap();
    // nothing found of it yet: the words are put right
    register
        .change_archive_paper(&base, &change(&base, "Phương án đã niêm yết"), 2024)
        .unwrap();
    let base = register.archive_paper("QC1-03.1", 2020).unwrap();
    assert_eq!(base.name, "Phương án đã niêm yết");
    mark(
        &mut register,
        "lb-phuc-dong",
        &["QC1-03.1"],
        2023,
        ArchiveState::Present,
    );
    mark(
        &mut register,
        "lb-cu-khoi",
        &["QC1-03.1"],
        2024,
        ArchiveState::Missing,
    );
    let same_year = register.change_archive_paper(&base, &change(&base, "Khác"), 2024);
    assert_eq!(places(same_year), ["from_year"]);
    register
        .change_archive_paper(&base, &change(&base, "Phương án và hai biên bản"), 2025)
        .unwrap();
    let at = |of: i32| register.archive_paper("QC1-03.1", of).unwrap();
    assert_eq!(at(2024).name, "Phương án đã niêm yết");
    assert_eq!(at(2025).name, "Phương án và hai biên bản");
    assert_eq!(at(2025).replaces, Some(base.id));
    assert_eq!(
        state(&year(&register, 2023), "lb-phuc-dong", "QC1-03.1"),
        ArchiveState::Present
    );
    assert_eq!(
        state(&year(&register, 2024), "lb-cu-khoi", "QC1-03.1"),
        ArchiveState::Missing
    );
    assert!(support::findings(&register).is_empty());
    register.undo().unwrap();
    assert_eq!(at_2025(&register), "Phương án đã niêm yết");

    let added = NewArchivePaper {
        code: String::new(),
        regulation: "QC3".into(),
        item: "QC3-04".into(),
        name: "Ảnh biển công trình".into(),
        every_year: true,
    };
    register.add_archive_paper(&added, Some(2024)).unwrap();
    assert_eq!(
        register.archive_paper("qc3-04.1", 2024).unwrap().name,
        "Ảnh biển công trình"
    );
    assert!(register.archive_paper("QC3-04.1", 2023).is_err());
    let twice = NewArchivePaper {
        code: "QC3-04.1".into(),
        ..added.clone()
    };
    assert_eq!(places(register.add_archive_paper(&twice, None)), ["code"]);
    let nowhere = NewArchivePaper {
        regulation: "QC7".into(),
        ..added.clone()
    };
    assert_eq!(
        places(register.add_archive_paper(&nowhere, None)),
        ["regulation"]
    );
    let nameless = NewArchivePaper {
        name: " ".into(),
        ..added
    };
    assert_eq!(
        places(register.add_archive_paper(&nameless, None)),
        ["name"]
    );
    let id = paper(&register, "QC1-03.1");
    assert_eq!(
        places(register.retire_archive_paper(id, 2024)),
        ["from_year"]
    );
    register.retire_archive_paper(id, 2025).unwrap();
    assert!(register.archive_paper("QC1-03.1", 2025).is_err());
    assert_eq!(
        state(&year(&register, 2024), "lb-cu-khoi", "QC1-03.1"),
        ArchiveState::Missing
    );
}

fn at_2025(register: &Register) -> String {
    register.archive_paper("QC1-03.1", 2025).unwrap().name
}

#[test]
fn the_overview_and_the_ward_count_what_the_matrix_counts() {
    let (_folder, path) = support::place();
    let register = with_some(&path);
    let filter = BoardFilter {
        period: BoardPeriod::Part {
            period: qcdc::domain::Period::Year,
            year: 2022,
        },
        district: String::new(),
    };
    let board = register.board(&filter, support::day(TODAY)).unwrap();
    let page = year(&register, 2024);
    assert_eq!(board.archive, page.tally());
    assert_eq!((board.archive.present, board.archive.missing), (3, 3));
    let unit = ward(&register, "lb-phuc-dong").id;
    let profile = register.profile(unit, support::day(TODAY), true).unwrap();
    assert_eq!(profile.archive, Some(page.row(unit).unwrap().tally()));
}

/// A file with papers of three wards, the others not looked at.
fn with_some(path: &Path) -> Register {
    let mut register = support::create(path, TODAY);
    use ArchiveState::{Missing, NotApplicable, Present};
    mark(
        &mut register,
        "lb-phuc-dong",
        &["CHUNG-01.1", "QC1-03.1"],
        2024,
        Present,
    );
    mark(
        &mut register,
        "lb-phuc-dong",
        &["QC1-04.1", "QC5-15.1"],
        2024,
        Missing,
    );
    mark(
        &mut register,
        "lb-phuc-dong",
        &["QC1-01.1"],
        2024,
        NotApplicable,
    );
    mark(&mut register, "lb-cu-khoi", &["QC2-01.1"], 2024, Present);
    mark(&mut register, "lb-bo-de", &["CHUNG-02.1"], 2024, Missing);
    let base = register
        .archive_entry(
            ward(&register, "lb-phuc-dong").id,
            paper(&register, "QC1-03.1"),
            2024,
        )
        .unwrap();
    let details = NewArchiveEntry {
        place: "Văn phòng UBND phường, tủ 3".into(),
        kept_until: Some(support::day("2024-04-30")),
        seen_on: Some(support::day("2024-04-02")),
        note: "Bản sao".into(),
        ..new(&register, "QC1-03.1", Present)
    };
    register
        .save_archive_entry(base.as_ref(), &details)
        .unwrap();
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
fn the_sheets_and_the_letter_on_paper() {
    let (_folder, path) = support::place();
    let register = with_some(&path);
    let filter = ArchiveFilter {
        year: 2024,
        district: "long-bien".into(),
    };
    let page = register.archive_page(&filter, support::day(TODAY)).unwrap();
    insta::assert_snapshot!(
        "archive_sheet",
        pages(&archive_sheet_paper(&page, None).unwrap())
    );
    let phuc_dong = ward(&register, "lb-phuc-dong").id;
    let of_ward = archive_sheet_paper(&page, Some(phuc_dong)).unwrap();
    insta::assert_snapshot!("archive_ward", pages(&of_ward));
    let stamp = Stamp {
        number: Some(7),
        date: Some(support::day(TODAY)),
    };
    let by = support::day("2024-05-20");
    let letter = archive_request_paper(&page, phuc_dong, stamp, by).unwrap();
    insta::assert_snapshot!("archive_letter", pages(&letter));
    let cu_khoi = ward(&register, "lb-cu-khoi").id;
    let none = archive_request_paper(&page, cu_khoi, stamp, by).unwrap_err();
    assert!(matches!(none, DocumentError::NoArchiveMissing { .. }));
}

/// Exit code, answer and message.
fn typed(file: &Path, words: &[&str]) -> (u8, String, String) {
    support::typed::typed(file, TODAY, words)
}

#[test]
fn archives_as_typed() {
    let (_folder, path) = support::place();
    drop(support::create(&path, TODAY));
    let mut told = String::new();
    let mut type_it = |line: &str| {
        let words: Vec<String> = line.split('|').map(str::to_owned).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let (code, out, err) = typed(&path, &words);
        writeln!(told, "$ qcdc {}\n{out}{err}[{code}]\n", words.join(" ")).unwrap();
        out
    };
    let phuc_dong = "archive|mark|--unit|lb-phuc-dong|--paper";
    type_it(&format!("{phuc_dong}|QC1-03.1,QC1-04.1|--state|present"));
    type_it(&format!("{phuc_dong}|QC1-03.1,QC1-04.1|--state|present"));
    type_it(&format!(
        "{phuc_dong}|QC1-05.1|--state|missing|--note|Không tìm thấy|--seen-on|2/4/24"
    ));
    type_it(&format!(
        "{phuc_dong}|QC1-06.1|--state|present|--place|Tủ 2|--kept-until|31/12/2030"
    ));
    type_it(&format!(
        "{phuc_dong}|QC1-05.1,QC1-06.1|--state|present|--place|Tủ 2"
    ));
    type_it(&format!(
        "{phuc_dong}|QC1-06.1|--state|present|--seen-on|09/05/2024"
    ));
    type_it(&format!("{phuc_dong}|QC9-01.1|--state|present"));
    type_it(&format!("{phuc_dong}|QC1-06.1|--state|co"));
    type_it("archive|fill");
    type_it(
        "archive|add-paper|--regulation|QC3|--item|QC3-04|--name|Ảnh biển công trình|--from-year|2024",
    );
    type_it("archive|change-paper|QC1-05.1|--name|Báo cáo giải trình|--from-year|2024");
    type_it("archive|change-paper|QC1-05.1|--name|Báo cáo giải trình|--from-year|2025");
    type_it("archive|retire-paper|QC2-01.1|--from-year|2024");
    type_it("archive|retire-paper|QC1-03.1");
    type_it("list|archive|--unit|lb-phuc-dong|--missing");
    type_it("list|archive");
    type_it("list|archive|--district|hoan-kiem");
    type_it("list|archive|--year|1900");
    let papers = type_it("archive|papers");
    let json = type_it("list|archive|--unit|lb-phuc-dong|--json");
    let shown = told.replace(&json, "[…]\n").replace(&papers, "…\n");
    insta::assert_snapshot!("archives_as_typed", shown);
    assert_eq!(papers.lines().count(), 2 + 89);
    let lines: Vec<Value> = serde_json::from_str(&json).unwrap();
    assert_eq!(lines.len(), 89);
    let of = |code: &str| {
        let found = lines.iter().find(|line| line["paper"] == code);
        found.unwrap().clone()
    };
    insta::assert_snapshot!(
        "archive_json",
        serde_json::to_string_pretty(&[of("QC1-05.1"), of("QC1-06.1"), of("QC1-07.1")]).unwrap()
    );
}

#[test]
fn command_line_excel_and_pdf_count_the_same() {
    let (folder, path) = support::place();
    let tally = year(&with_some(&path), 2024).tally();
    let (code, out, err) = typed(&path, &["list", "archive", "--year", "2024"]);
    assert_eq!(code, 0, "{err}");
    let last = out.lines().last().unwrap();
    let ends: Vec<&str> = last.split_whitespace().rev().take(4).collect();
    assert_eq!(ends[3], tally.share());
    assert_eq!(ends[2], format!("{}%", tally.percent().unwrap()));
    assert_eq!(ends[1], tally.missing.to_string());
    let not_seen = qcdc::domain::text::thousands(usize::try_from(tally.not_seen).unwrap());
    assert_eq!(ends[0], not_seen);
    let (_, json, _) = typed(
        &path,
        &["list", "archive", "--year", "2024", "--missing", "--json"],
    );
    let missing: Vec<Value> = serde_json::from_str(&json).unwrap();
    assert_eq!(missing.len() as u64, tally.missing);
    let made = |format: &str| {
        let to = folder.path().join(format!("bang.{format}"));
        let words = [
            "export", "archive", "--year", "2024", "--format", format, "--out",
        ];
        let words = [&words[..], &[to.to_str().unwrap()]].concat();
        let (code, _, err) = typed(&path, &words);
        assert_eq!(code, 0, "{err}");
        std::fs::read(to).unwrap()
    };
    let mut book: calamine::Xlsx<_> =
        calamine::Reader::new(std::io::Cursor::new(made("xlsx"))).unwrap();
    let names = calamine::Reader::sheet_names(&book).clone();
    let mut rows_of = |name: &str| -> Vec<Vec<String>> {
        let range = calamine::Reader::worksheet_range(&mut book, name).unwrap();
        range
            .rows()
            .map(|row| row.iter().map(ToString::to_string).collect())
            .collect()
    };
    let matrix = rows_of(&names[0]);
    let sum = matrix
        .iter()
        .find(|row| row.get(1).is_some_and(|cell| cell == "Cộng"));
    let sum = sum.unwrap();
    assert_eq!(sum[9], tally.share());
    assert_eq!(sum[11], tally.missing.to_string());
    assert_eq!(sum[12], tally.not_seen.to_string(), "a number for Excel");
    let listed = rows_of(&names[1]);
    let listed = listed.iter().filter(|row| {
        row.get(2)
            .is_some_and(|c| c.starts_with("QC") || c == "CHUNG")
    });
    assert_eq!(listed.count() as u64, tally.missing);
    assert!(made("pdf").starts_with(b"%PDF"));
    assert!(made("docx").starts_with(b"PK"));
    let register = support::open(&path, TODAY);
    let page = register
        .archive_page(&ArchiveFilter::of_year(2024), support::day(TODAY))
        .unwrap();
    let paper = archive_sheet_paper(&page, None).unwrap();
    let rows = paper.blocks.iter().find_map(|block| match block {
        Block::HeatMap(map) => map.table.rows.last().cloned(),
        _ => None,
    });
    let plain: Vec<String> = rows
        .unwrap()
        .iter()
        .map(|cell| cell.replace('.', ""))
        .collect();
    assert_eq!(&plain, sum);
}

#[test]
fn letters_of_a_round_are_numbered_kept_and_told_in_the_matrix() {
    let (folder, path) = support::place();
    let mut register = with_some(&path);
    let units: Vec<UnitId> = year(&register, 2024)
        .with_missing()
        .map(|row| row.unit.id)
        .collect();
    assert_eq!(units.len(), 2);
    let mut round = Round {
        units: units.clone(),
        on: support::day(TODAY),
        as_of: support::day(TODAY),
        reply_by: support::day("2024-05-20"),
        numbers: Numbers::ByHand,
    };
    let send = |register: &mut Register, round: &Round, format| {
        press::archive::send_round(register, round, 2024, format)
    };
    let (_, files) = send(&mut register, &round, PaperFormat::Word).unwrap();
    assert_eq!(files.len(), 2);
    assert!(
        register
            .issued(&IssuedFilter::default())
            .unwrap()
            .rows
            .is_empty()
    );
    round.numbers = Numbers::From(5);
    let (outcome, files) = send(&mut register, &round, PaperFormat::Pdf).unwrap();
    assert_eq!(outcome.message, "Đã ban hành 02 văn bản, từ số 05-CV/BDVQU");
    assert!(
        files[0]
            .name
            .starts_with("05 Công văn đề nghị bổ sung hồ sơ"),
        "{}",
        files[0].name
    );
    let kept = register.issued(&IssuedFilter::default()).unwrap().rows;
    let first = kept.iter().find(|row| row.number == "05-CV/BDVQU").unwrap();
    assert_eq!(register.issued_bytes(first.id).unwrap(), files[0].bytes);
    let page = year(&register, 2024);
    assert!(
        page.with_missing()
            .all(|row| row.asked_on == Some(support::day(TODAY)))
    );
    round.reply_by = round.on;
    assert!(send(&mut register, &round, PaperFormat::Pdf).is_err());
    round.units.clear();
    assert!(send(&mut register, &round, PaperFormat::Pdf).is_err());
    drop(register);

    let letters = folder.path().join("thu");
    let out = letters.to_str().unwrap();
    let (code, _, err) = typed(
        &path,
        &["export", "archive-request", "--year", "2024", "--out", out],
    );
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("qcdc issue archive-request"), "{err}");
    assert_eq!(std::fs::read_dir(&letters).unwrap().count(), 2);
    let again = [
        "issue",
        "archive-request",
        "--unit",
        "lb-phuc-dong",
        "--year",
        "2024",
    ];
    let (code, _, err) = typed(&path, &again);
    assert_eq!(code, 1, "twice on a day: {err}");
    let (code, _, err) = typed(
        &path,
        &[
            "export",
            "archive-request",
            "--unit",
            "lb-cu-khoi",
            "--out",
            out,
        ],
    );
    assert_eq!(code, 1);
    assert!(err.contains("không có giấy tờ nào ghi “Thiếu”"), "{err}");
    let findings = support::findings(&support::open(&path, TODAY));
    assert!(
        findings
            .iter()
            .all(|words| words.contains("chưa có trong tệp văn bản mang số")),
        "{findings:?}"
    );
}

#[test]
fn in_the_window_papers_are_ticked_by_keys() {
    let mut desk = Desk::new(20);
    desk.tab("Hồ sơ lưu trữ");
    desk.wait("Chưa ghi giấy tờ nào.");
    desk.click("Phường Phúc Đồng, QC1: chưa xem 13");
    desk.wait("Hồ sơ lưu trữ: Phường Phúc Đồng");
    desk.wait("Chưa xem 13");
    desk.key(Key::Num1);
    desk.wait("Có 1/1 (100%), chưa xem 12");
    desk.key(Key::Num2);
    desk.wait("Có 1/2 (50%), chưa xem 11");
    desk.key(Key::Num0);
    desk.wait("Có 1/2 (50%), chưa xem 10, không áp dụng 1");
    desk.command(Key::Z);
    desk.wait("Có 1/2 (50%), chưa xem 11");
    desk.key(Key::ArrowUp);
    desk.key(Key::ArrowUp);
    desk.key(Key::Enter);
    desk.wait("Giấy tờ lưu trữ");
    desk.fill("Nơi lưu", "Tủ 2, cặp 1");
    desk.fill("Ngày xem", "21/12/2022");
    desk.click("Lưu");
    desk.wait("Ngày xem 21/12/2022 chưa đến");
    desk.fill("Ngày xem", "19/12/2022");
    desk.click("Lưu");
    desk.wait("Tủ 2, cặp 1");
    desk.click("Mọi phường");
    desk.wait("Phường Phúc Đồng, QC1: có 1/2 (50%), chưa xem 11");
    desk.click("Phường Phúc Đồng: soạn công văn đề nghị bổ sung 1 giấy tờ");
    desk.wait("Thiếu tính đến");
}

#[test]
fn in_the_window_the_list_of_needed_papers_is_edited() {
    let mut desk = Desk::new(20);
    desk.tab("Hồ sơ lưu trữ");
    desk.click("Danh mục giấy tờ");
    desk.wait("Năm 2022: 89 giấy tờ");
    desk.click("Thêm giấy tờ…");
    desk.fill("Tên giấy tờ", "Sổ góp ý");
    desk.rest();
    desk.click("Lưu");
    desk.wait("Năm 2022: 90 giấy tờ");
    desk.row("Sổ góp ý");
    desk.click("Thôi yêu cầu…");
    desk.fill("Từ năm", "2021");
    desk.rest();
    desk.press("Thôi yêu cầu");
    desk.wait("không bỏ được từ trước năm đó");
    desk.fill("Từ năm", "2023");
    desk.rest();
    desk.press("Thôi yêu cầu");
    desk.wait("Từ năm 2023 không yêu cầu lưu giấy tờ CHUNG.1");
}

#[test]
fn the_palette_leads_to_the_letters_that_ask_for_papers() {
    let mut desk = Desk::sample();
    desk.command(Key::K);
    desk.keys("de nghi bo sung ho so");
    desk.rest();
    desk.key(Key::Enter);
    desk.wait("phường thiếu giấy tờ");
}
