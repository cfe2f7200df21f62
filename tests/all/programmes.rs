//! Coordination programmes, unannounced inspections, dialogues: written down, late, answered, printed, and refused.

use crate::samples::run_file;
use crate::support;
use crate::support::typed::typed;

use std::fmt::Write as _;
use std::path::Path;

use qcdc::documents::papers::{inspections_paper, opinions_paper, programme_report_paper};
use qcdc::documents::{Paper, lay_out};
use qcdc::domain::due::DueState;
use qcdc::domain::{
    DialogueId, Inspection, Opinion, OpinionId, Programme, ProgrammeId, ProgrammeResult,
    ProgrammeResultKind, ProgrammeTask,
};
use qcdc::read::HitKind;
use qcdc::read::programme::{DialogueFilter, InspectionFilter};
use qcdc::register::{DialogueEntry, Fate, ProgrammeEntry, Register, RegisterError, blank};
use serde_json::Value;

const TODAY: &str = "2022-12-20";

fn programme() -> Programme {
    Programme {
        title: "Chương trình phối hợp công tác dân vận".into(),
        parties: vec!["Ban Dân vận Quận ủy".into(), "UBND quận".into()],
        signed_on: Some(support::day("2021-11-10")),
        basis: "Thông tri số 05-TT/QU ngày 04/11/2021".into(),
        ..blank::programme("long-bien", 2021)
    }
}

fn task(id: ProgrammeId, text: &str, due: Option<&str>) -> ProgrammeTask {
    ProgrammeTask {
        text: text.into(),
        owner: "UBND quận".into(),
        due: due.map(support::day),
        ..blank::task(id)
    }
}

fn inspection(on: &str, field: &str, units: i64) -> Inspection {
    Inspection {
        body: "UBND quận".into(),
        field: field.into(),
        units,
        ..blank::inspection(None, support::day(on))
    }
}

/// A dialogue of a day with two opinions, the first with a deadline.
fn talk(register: &mut Register, on: &str, due: &str) -> (DialogueId, Vec<OpinionId>) {
    let mut dialogue = blank::dialogue(None, support::day(on));
    dialogue.title = format!("Đối thoại với nhân dân {on}");
    let id = register.save_dialogue(None, &dialogue).unwrap().value;
    let mut ask = |text: &str, due: Option<&str>| {
        let new = Opinion {
            text: text.into(),
            raised_by: "Đại diện tổ dân phố 5".into(),
            answerer: "UBND phường".into(),
            due: due.map(support::day),
            ..blank::opinion(id)
        };
        register.save_opinion(None, &new).unwrap().value
    };
    let first = ask("Đề nghị sửa đường ngõ 12", Some(due));
    let second = ask("Đề nghị tăng giờ tiếp dân", None);
    (id, vec![first, second])
}

fn places<T: std::fmt::Debug>(result: Result<T, RegisterError>) -> Vec<String> {
    match result.unwrap_err() {
        RegisterError::Problems(problems) => problems.0.into_iter().map(|p| p.place).collect(),
        other => panic!("{other}"),
    }
}

#[test]
fn a_programme_its_tasks_and_results_are_written_and_undone() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let id = register.save_programme(None, &programme()).unwrap().value;
    let work = task(id, "Sơ kết một năm", Some("2022-11-30"));
    register.save_programme_task(None, &work).unwrap();
    register
        .save_programme_task(None, &task(id, "Tuyên truyền", None))
        .unwrap();
    let result = ProgrammeResult {
        kind: ProgrammeResultKind::Midterm,
        text: "Đạt kết quả tốt".into(),
        ..blank::result(id, 2022)
    };
    register.save_programme_result(None, &result).unwrap();
    let mut round = inspection("2022-03-05", "Cải cách hành chính", 12);
    round.programme_id = Some(id);
    register.save_inspection(None, &round).unwrap();

    let on = |register: &Register, day: &str| register.programme(id, support::day(day)).unwrap();
    assert_eq!(on(&register, "2022-11-30").row.tasks.late, 0);
    let page = on(&register, "2022-12-01");
    assert_eq!(
        (page.row.tasks.late, page.row.tasks.share().as_str()),
        (1, "0/2")
    );
    assert_eq!(page.tasks[0].1.words(), "Quá hạn 1 ngày");
    assert_eq!(page.tasks[1].1.state, DueState::NoDay);
    assert_eq!((page.row.inspected, page.results.len()), (12, 1));
    assert_eq!(on(&register, "2022-03-04").row.inspected, 0, "not yet held");

    let base = page.tasks[0].0.clone();
    let mut done = base.clone();
    done.done_on = Some(support::day("2022-12-05"));
    done.result = "Đã sơ kết".into();
    register.save_programme_task(Some(&base), &done).unwrap();
    assert_eq!(on(&register, TODAY).tasks[0].1.words(), "Xong chậm 5 ngày");
    assert_eq!(on(&register, "2022-12-04").row.tasks.late, 1);

    let gone = register.remove_programme(id).unwrap();
    assert!(gone.changes.programmes && gone.undoable);
    assert!(register.programme(id, support::day(TODAY)).is_err());
    let all = register
        .inspections(&InspectionFilter::default(), support::day(TODAY))
        .unwrap();
    assert_eq!(all.units(), 12, "the inspection stays");
    register.undo().unwrap();
    let back = on(&register, TODAY);
    assert_eq!(
        (back.tasks.len(), back.results.len(), back.row.inspected),
        (2, 1, 12)
    );
    for _ in 0..6 {
        register.undo().unwrap();
    }
    assert_eq!(register.undo_label(), None);
    assert!(register.programmes(support::day(TODAY)).unwrap().is_empty());
    for _ in 0..6 {
        register.redo().unwrap();
    }
    assert_eq!(on(&register, TODAY).row.tasks.share(), "1/2");
    assert_eq!(support::findings(&register), Vec::<String>::new());
}

#[test]
fn what_cannot_be_is_refused_by_its_field() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let id = register.save_programme(None, &programme()).unwrap().value;
    let mut bad = |change: &dyn Fn(&mut Programme)| {
        let mut new = programme();
        change(&mut new);
        places(register.save_programme(None, &new))
    };
    assert_eq!(bad(&|_| {}), ["title"], "twice");
    assert_eq!(
        bad(&|p| {
            p.title.clear();
            p.parties.truncate(1);
            p.year_to = 2020;
        }),
        ["title", "parties", "year_to"]
    );
    let mut work = task(id, "", None);
    assert_eq!(places(register.save_programme_task(None, &work)), ["text"]);
    work.text = "Việc".into();
    work.owner.clear();
    assert_eq!(places(register.save_programme_task(None, &work)), ["owner"]);
    work.owner = "a".into();
    work.result = "xong".into();
    assert_eq!(
        places(register.save_programme_task(None, &work)),
        ["done_on"]
    );
    let mut result = blank::result(id, 2035);
    result.text = "x".into();
    assert_eq!(
        places(register.save_programme_result(None, &result)),
        ["year"]
    );
    let mut round = inspection("2022-03-05", "", 0);
    round.ended_on = support::day("2022-03-04");
    assert_eq!(
        places(register.save_inspection(None, &round)),
        ["field", "units", "ended_on"]
    );
    let ahead = inspection("2022-12-21", "a", 1);
    assert_eq!(places(register.save_inspection(None, &ahead)), ["ended_on"]);
    let mut talk = blank::dialogue(None, support::day("2022-12-21"));
    talk.title = "x".into();
    assert_eq!(places(register.save_dialogue(None, &talk)), ["held_on"]);
    talk.held_on = support::day("2022-05-05");
    let dialogue = register.save_dialogue(None, &talk).unwrap().value;
    assert_eq!(
        places(register.save_dialogue(None, &talk)),
        ["title"],
        "twice"
    );
    let mut asked = blank::opinion(dialogue);
    asked.text = "Ý kiến".into();
    asked.due = Some(support::day("2022-05-04"));
    assert_eq!(
        places(register.save_opinion(None, &asked)),
        ["due"],
        "before it was asked"
    );
    asked.due = Some(support::day("2022-05-20"));
    assert_eq!(places(register.save_opinion(None, &asked)), ["answerer"]);
    asked.answerer = "UBND".into();
    asked.answered_on = Some(support::day("2022-05-06"));
    assert_eq!(places(register.save_opinion(None, &asked)), ["answer"]);
    asked.answered_on = None;
    register.save_opinion(None, &asked).unwrap();
    let base = register
        .dialogue(dialogue, support::day(TODAY))
        .unwrap()
        .row
        .dialogue;
    let later = qcdc::domain::Dialogue {
        held_on: support::day("2022-06-01"),
        ..base.clone()
    };
    assert_eq!(
        places(register.save_dialogue(Some(&base), &later)),
        ["due"],
        "what was asked there was due before"
    );
}

#[test]
fn opinions_not_answered_and_late_stand_out() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let (id, asked) = talk(&mut register, "2022-05-10", "2022-06-10");
    let at = |register: &Register, day: &str| {
        let list = register
            .dialogues(&DialogueFilter::default(), support::day(day))
            .unwrap();
        list.answered().words()
    };
    assert_eq!(
        at(&register, "2022-05-09"),
        "chưa ghi ý kiến nào",
        "not held yet"
    );
    assert_eq!(
        at(&register, "2022-06-10"),
        "02 ý kiến, đã trả lời 0/2, chưa trả lời 02"
    );
    assert_eq!(
        at(&register, "2022-06-11"),
        "02 ý kiến, đã trả lời 0/2, chưa trả lời 02 (quá hạn 01)"
    );
    let (base, _) = register.dialogue(id, support::day(TODAY)).unwrap().opinions[0].clone();
    assert_eq!(base.id, asked[0]);
    let mut new = base.clone();
    new.answered_on = Some(support::day("2022-06-15"));
    new.answer = "Sẽ sửa trong quý III".into();
    register.save_opinion(Some(&base), &new).unwrap();
    assert_eq!(
        at(&register, "2022-06-15"),
        "02 ý kiến, đã trả lời 1/2 (chậm 01), chưa trả lời 01"
    );
    let open = DialogueFilter {
        open: true,
        ..DialogueFilter::default()
    };
    let (other, _) = talk(&mut register, "2022-07-01", "2022-07-02");
    assert_eq!(
        register
            .dialogues(&open, support::day(TODAY))
            .unwrap()
            .rows
            .len(),
        2
    );
    register.remove_dialogue(other).unwrap();
    register.undo().unwrap();
    assert_eq!(
        register
            .dialogue(other, support::day(TODAY))
            .unwrap()
            .opinions
            .len(),
        2
    );
}

#[test]
fn inspected_units_are_summed_by_year_and_field() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let mut long = inspection("2020-11-01", "Cải cách hành chính", 20);
    long.ended_on = support::day("2021-02-01");
    for one in [
        long,
        inspection("2021-03-01", "Trật tự xây dựng", 5),
        inspection("2022-03-01", "Cải cách hành chính", 7),
    ] {
        register.save_inspection(None, &one).unwrap();
    }
    let of = |year, field: &str| InspectionFilter {
        year,
        field: field.into(),
        ..InspectionFilter::default()
    };
    let day = support::day(TODAY);
    let all = register.inspections(&of(None, ""), day).unwrap();
    assert_eq!(all.words(), "32 lượt đơn vị trong 03 đợt");
    let fields: Vec<_> = all.by_field().into_iter().collect();
    assert_eq!(
        fields,
        [("Cải cách hành chính", 27), ("Trật tự xây dựng", 5)]
    );
    assert_eq!(
        register
            .inspections(&of(Some(2020), ""), day)
            .unwrap()
            .units(),
        0
    );
    let year = register.inspections(&of(Some(2021), ""), day).unwrap();
    assert_eq!(
        year.units(),
        25,
        "a round counts to the year that it ended in"
    );
    let one = register
        .inspections(&of(Some(2021), "Trật tự xây dựng"), day)
        .unwrap();
    assert_eq!(one.units(), 5);
    let then = register
        .inspections(&of(None, ""), support::day("2021-02-28"))
        .unwrap();
    assert_eq!(then.units(), 20);
}

#[test]
fn whole_records_come_in_by_their_keys() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let mut entry = ProgrammeEntry {
        programme: programme(),
        tasks: vec![task(ProgrammeId(uuid::Uuid::nil()), "Việc", None)],
        results: Vec::new(),
    };
    let fate = |register: &mut Register, entry: &ProgrammeEntry| {
        register.put_programme(entry).unwrap().value.1
    };
    assert_eq!(fate(&mut register, &entry), Fate::New);
    assert_eq!(fate(&mut register, &entry), Fate::Same);
    entry.tasks[0].due = Some(support::day("2022-06-01"));
    assert_eq!(fate(&mut register, &entry), Fate::Changed);
    assert_eq!(
        register.programmes(support::day(TODAY)).unwrap()[0]
            .tasks
            .all,
        1
    );
    entry.tasks[0].owner.clear();
    assert_eq!(places(register.put_programme(&entry)), ["owner"]);
    let one = inspection("2022-03-05", "Cải cách hành chính", 12);
    assert_eq!(register.put_inspection(&one).unwrap().value.1, Fate::New);
    let more = Inspection {
        units: 13,
        ..one.clone()
    };
    assert_eq!(
        register.put_inspection(&more).unwrap().value.1,
        Fate::Changed
    );
    assert_eq!(register.put_inspection(&more).unwrap().value.1, Fate::Same);
    let mut dialogue = blank::dialogue(None, support::day("2022-05-05"));
    dialogue.title = "Đối thoại".into();
    let talk = DialogueEntry {
        dialogue,
        opinions: Vec::new(),
    };
    assert_eq!(register.put_dialogue(&talk).unwrap().value.1, Fate::New);
    assert_eq!(register.put_dialogue(&talk).unwrap().value.1, Fate::Same);
}

#[test]
fn all_of_it_is_found_without_marks() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let id = register.save_programme(None, &programme()).unwrap().value;
    register
        .save_programme_task(None, &task(id, "Tập huấn kỹ năng", None))
        .unwrap();
    let (talk, _) = talk(&mut register, "2022-05-10", "2022-06-10");
    let round = inspection("2022-03-05", "Trật tự xây dựng", 12);
    let round = register.save_inspection(None, &round).unwrap().value;
    for (words, kind) in [
        ("thong tri so 05", HitKind::Programme(id)),
        ("tap huan ky nang", HitKind::Programme(id)),
        ("sua duong ngo 12", HitKind::Dialogue(talk)),
        ("trat tu xay dung", HitKind::Inspection(round)),
    ] {
        let hits = register.search(words).unwrap();
        assert!(hits.iter().any(|hit| hit.kind == kind), "{words}: {hits:?}");
    }
    register.remove_dialogue(talk).unwrap();
    assert!(register.search("sua duong ngo 12").unwrap().is_empty());
}

fn pages(paper: &Paper) -> String {
    let pages = lay_out(paper).unwrap();
    let words = pages
        .iter()
        .zip(1..)
        .map(|(page, number)| format!("===== trang {number}\n{}", page.to_text()));
    words.collect()
}

/// A programme with everything in it.
fn with_all(path: &Path) -> (Register, ProgrammeId) {
    let mut register = support::create(path, TODAY);
    let id = register.save_programme(None, &programme()).unwrap().value;
    register
        .save_programme_task(
            None,
            &task(
                id,
                "Sơ kết một năm thực hiện chương trình",
                Some("2022-11-30"),
            ),
        )
        .unwrap();
    register
        .save_programme_task(None, &task(id, "Tuyên truyền, vận động Nhân dân", None))
        .unwrap();
    let result = ProgrammeResult {
        held_on: Some(support::day("2022-12-10")),
        paper: "Báo cáo số 45-BC/BDVQU".into(),
        text: "Các cơ quan phối hợp chặt chẽ.".into(),
        ..blank::result(id, 2022)
    };
    register.save_programme_result(None, &result).unwrap();
    let mut round = inspection("2022-03-05", "Cải cách hành chính", 12);
    round.programme_id = Some(id);
    round.result = "Nhắc nhở 02 đơn vị".into();
    register.save_inspection(None, &round).unwrap();
    let (talk, _) = talk(&mut register, "2022-05-10", "2022-06-10");
    let base = register
        .dialogue(talk, support::day(TODAY))
        .unwrap()
        .row
        .dialogue;
    let mut new = base.clone();
    new.programme_id = Some(id);
    register.save_dialogue(Some(&base), &new).unwrap();
    (register, id)
}

#[test]
fn report_opinions_and_inspections_on_paper() {
    let (_folder, path) = support::place();
    let (register, id) = with_all(&path);
    let day = support::day(TODAY);
    let from = register.programme_issuer("long-bien", day).unwrap();
    let page = register.programme(id, day).unwrap();
    let paper = programme_report_paper(&from, &page, 2022).unwrap();
    insta::assert_snapshot!("report", pages(&paper));
    let list = register.dialogues(&DialogueFilter::default(), day).unwrap();
    insta::assert_snapshot!("opinions", pages(&opinions_paper(&from, &list).unwrap()));
    let list = register
        .inspections(&InspectionFilter::default(), day)
        .unwrap();
    insta::assert_snapshot!(
        "inspections",
        pages(&inspections_paper(&from, &list).unwrap())
    );
    let empty = programme_report_paper(&from, &page, 2024).unwrap();
    assert!(pages(&empty).contains("Trong năm không kiểm tra đột xuất."));
    assert!(
        !pages(&paper).contains("giám sát đột xuất"),
        "kiểm tra is not giám sát"
    );
}

#[test]
fn programmes_as_typed() {
    let (folder, path) = support::place();
    let (register, id) = with_all(&path);
    drop(register);
    let mut told = String::new();
    let mut type_it = |words: &[&str]| {
        let (code, out, err) = typed(&path, TODAY, words);
        writeln!(told, "$ qcdc {}\n{out}{err}[{code}]\n", words.join(" ")).unwrap();
        out
    };
    let short = id.to_string();
    type_it(&["list", "programmes"]);
    type_it(&["programme", "show", &short]);
    type_it(&["programme", "show", "khong co"]);
    type_it(&[
        "programme",
        "put",
        "--title",
        "Một mình",
        "--from",
        "2022",
        "--to",
        "2021",
        "--party",
        "a",
    ]);
    type_it(&[
        "programme",
        "task",
        &short,
        "--text",
        "Tuyên truyền, vận động Nhân dân",
        "--owner",
        "UBND quận",
        "--done",
        "01/12/2022",
        "--result",
        "Đã làm",
    ]);
    type_it(&["list", "inspections", "--year", "2022"]);
    let shown = type_it(&["list", "dialogues", "--open"]);
    type_it(&[
        "programme",
        "opinion",
        "cuoi",
        "--text",
        "Đề nghị sửa đường ngõ 12",
        "--answered",
        "01/12/2022",
        "--answer",
        "Đã sửa",
    ]);
    type_it(&[
        "programme",
        "opinion",
        "cuoi",
        "--text",
        "Mới",
        "--due",
        "01/01/2023",
    ]);
    type_it(&["list", "dialogues", "--year", "2022"]);
    let json = type_it(&["list", "programmes", "--json"]);
    let lines: Vec<Value> = serde_json::from_str(&json).unwrap();
    assert_eq!(
        (lines[0]["tasks"].as_u64(), lines[0]["inspected"].as_i64()),
        (Some(2), Some(12))
    );
    let dialogue = shown
        .lines()
        .nth(1)
        .unwrap()
        .trim()
        .split(':')
        .next()
        .unwrap()
        .to_owned();
    let told = told
        .replace(&json, "[…]\n")
        .replace(&short, "MÃ")
        .replace(&dialogue, "HỘI NGHỊ");
    insta::assert_snapshot!(told);

    let made = |what: &[&str], format: &str| {
        let to = folder.path().join(format!("{}.{format}", what[0]));
        let out = to.to_str().unwrap();
        let words = [&["export"], what, &["--format", format, "--out", out]].concat();
        let (code, _, err) = typed(&path, TODAY, &words);
        assert_eq!(code, 0, "{err}");
        std::fs::read(to).unwrap()
    };
    for what in [
        &["programme", &short, "--year", "2022"][..],
        &["dialogues", "--year", "2022"],
        &["inspections"],
    ] {
        assert!(made(what, "pdf").starts_with(b"%PDF"));
        assert!(made(what, "docx").starts_with(b"PK"));
        assert!(made(what, "xlsx").starts_with(b"PK"));
    }
}

/// Source 004: four bodies, 2021–2026; 62 lượt đơn vị inspected without notice before.
#[test]
fn source_004_says_62_units_and_four_parties() {
    let (_folder, path) = support::place();
    let today = "2021-11-11";
    drop(Register::create(&path, "dong-da", "thu".into(), support::clock(today)).unwrap());
    assert_eq!(run_file(&path, today, "004-phoi-hop.txt"), 8);
    let register = support::open(&path, today);
    let day = support::day(today);
    let all = register
        .inspections(&InspectionFilter::default(), day)
        .unwrap();
    assert_eq!(all.words(), "62 lượt đơn vị trong 01 đợt");
    let programmes = register.programmes(day).unwrap();
    assert_eq!(programmes.len(), 2);
    let now = &programmes[0];
    assert_eq!(now.programme.span(), "2021–2026");
    assert_eq!(
        now.programme.parties,
        [
            "Ban Dân vận Quận ủy",
            "UBND quận",
            "Công an quận",
            "Ban Chỉ huy Quân sự quận"
        ]
    );
    assert_eq!(
        (now.tasks.share().as_str(), now.tasks.late, now.inspected),
        ("0/4", 0, 0)
    );
    assert_eq!(
        (programmes[1].inspected, programmes[1].programme.year_to),
        (62, 2021)
    );
    drop(register);
    run_file(&path, today, "004-phoi-hop.txt");
    let register = support::open(&path, today);
    let again = register
        .inspections(&InspectionFilter::default(), day)
        .unwrap();
    assert_eq!(
        again.units(),
        62,
        "the same commands once more change nothing"
    );
}

/// Source 002: 04 opinions at the conference of 23/09/2020, none with a written answer.
#[test]
fn source_002_has_four_opinions_that_wait_for_an_answer() {
    let (_folder, path) = support::place();
    drop(support::create(&path, "2020-09-25"));
    assert_eq!(run_file(&path, "2020-09-25", "002-doi-thoai.txt"), 5);
    let (code, out, err) = typed(&path, "2020-09-25", &["list", "dialogues", "--open"]);
    assert_eq!(code, 0);
    assert!(out.contains("Phường Cự Khối"), "{out}");
    assert!(
        err.contains("04 ý kiến, đã trả lời 0/4, chưa trả lời 04"),
        "{err}"
    );
}
