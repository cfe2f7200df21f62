//! The overview at a glance says what the visits themselves say.

use crate::support;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use qcdc::domain::tally::Tally;
use qcdc::domain::{Period, RatingValue, ShortcomingClass, VisitKind, VisitState};
use qcdc::read::board::OtherLate;
use qcdc::read::guiding::DocumentFilter;
use qcdc::read::programme::DialogueFilter;
use qcdc::read::skilful_model::ModelFilter;
use qcdc::read::{
    Board, BoardCell, BoardFilter, BoardPeriod, ShortcomingFilter, VisitFilter, VisitPage, Way,
};
use qcdc::register::{PlanVisits, Register};

fn year(year: i32) -> BoardFilter {
    BoardFilter {
        period: BoardPeriod::Part {
            period: Period::Year,
            year,
        },
        district: String::new(),
    }
}

fn pages(register: &Register) -> Vec<VisitPage> {
    let rows = register.visits(&VisitFilter::default()).unwrap();
    rows.iter()
        .map(|row| register.visit_page(row.id).unwrap())
        .collect()
}

fn filled(file: &std::path::Path, today: &str, district: &str) -> Register {
    let mut register =
        Register::create(file, district, "thu".into(), support::clock(today)).unwrap();
    register
        .fill_sample(
            &|page| ("Kết luận giám sát".to_owned(), support::text_of(page)),
            &|page| Ok(format!("%PDF-1.7 {}", page.title()).into_bytes()),
        )
        .unwrap();
    register
}

/// The heat map as the pages of the visits tell it.
fn expected(pages: &[VisitPage], code: &str, of: &str, from: NaiveDate, to: NaiveDate) -> String {
    let mut held: Vec<&VisitPage> = pages
        .iter()
        .filter(|page| page.unit.code == of && page.visit.state.is_past_visit())
        .filter(|page| page.covered().any(|sheet| sheet.regulation.code == code))
        .filter(|page| page.visit.date <= to)
        .collect();
    held.sort_by_key(|page| (page.visit.date, page.visit.id.0));
    held.reverse();
    let score = |page: &VisitPage| {
        let sheet = page.covered().find(|sheet| sheet.regulation.code == code);
        format!("{} {:?}", page.visit.date, sheet.unwrap().score)
    };
    let last = held.first().filter(|page| page.visit.date >= from);
    let before = match last {
        Some(_) => held.get(1),
        None => held.iter().find(|page| page.visit.date < from),
    };
    format!(
        "{:?} {:?}",
        last.map(|page| score(page)),
        before.map(|page| score(page))
    )
}

fn told(cell: &BoardCell) -> String {
    let score = |mark: &qcdc::read::Mark| format!("{} {:?}", mark.date, mark.score);
    format!(
        "{:?} {:?}",
        cell.last.as_ref().map(score),
        cell.before.as_ref().map(score)
    )
}

fn compare(register: &Register, board: &Board, from: NaiveDate, to: NaiveDate) {
    let pages = pages(register);
    let units = register.units(board.as_of).unwrap();
    assert!(!board.rows.is_empty());
    for row in &board.rows {
        let unit = units.iter().find(|unit| unit.unit.id == row.unit_id);
        for ((code, _), cell) in board.regulations.iter().zip(&row.cells) {
            let wanted = expected(&pages, code, &unit.unwrap().unit.code, from, to);
            assert_eq!(told(cell), wanted, "{} {code}", row.unit_name);
        }
    }
}

#[test]
fn each_cell_is_the_score_of_the_last_visit_and_of_the_one_before() {
    for (today, district) in [("2024-05-15", "long-bien"), ("2026-02-10", "dong-da")] {
        let (_folder, path) = support::place();
        let register = filled(&path, today, district);
        for of in [2022, 2023, 2024, 2025] {
            let filter = year(of);
            let (from, to) = filter.period.span().unwrap();
            let board = register.board(&filter, support::day(today)).unwrap();
            compare(&register, &board, from, to);
            let marks = board.rows.iter().flat_map(|row| &row.cells);
            let total = marks.filter_map(|cell| cell.last).map(|mark| mark.score);
            let sum: u32 = total.map(qcdc::domain::Score::total).sum();
            let totals: u32 = board.totals().iter().map(|score| score.total()).sum();
            assert_eq!(sum, totals);
        }
    }
}

#[test]
fn wards_of_one_name_before_and_after_the_reorganisation_are_told_apart() {
    let (_folder, path) = support::place();
    let register = filled(&path, "2026-02-10", "long-bien");
    let board = register.board(&year(2025), support::day("2026-02-10"));
    let rows = board.unwrap().rows;
    let mut names: Vec<&str> = rows.iter().map(|row| row.unit_name.as_str()).collect();
    let said = ["từ 01/07/2025", "đến 30/06/2025"];
    assert!(
        said.iter()
            .all(|when| names.iter().any(|name| name.contains(when))),
        "{names:?}"
    );
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), rows.len());
}

#[test]
fn what_was_not_covered_not_rated_or_not_applicable_says_so() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, "2023-06-30");
    let first = support::visit(&mut register, "2022-12-12");
    support::end(&mut register, first);
    let second = support::visit(&mut register, "2023-03-10");
    let page = register.visit_page(second).unwrap();
    let qc1 = page
        .regulations
        .iter()
        .find(|sheet| sheet.regulation.code == "QC1");
    let qc1 = qc1.unwrap();
    let mut new = page.visit.clone();
    new.covered = page.regulations[..3]
        .iter()
        .map(|sheet| sheet.regulation.id)
        .collect();
    register.edit_visit(&page.visit, &new).unwrap();
    for item in qc1.items.iter().skip(1) {
        let code = item.item.code.as_str();
        support::rate(&mut register, second, code, RatingValue::Met, "");
    }
    support::rate(
        &mut register,
        second,
        qc1.items[0].item.code.as_str(),
        RatingValue::NotMet,
        "Không có",
    );
    register
        .move_visit(second, VisitState::Visited, "", true)
        .unwrap();
    let board = register
        .board(&year(2023), support::day("2023-06-30"))
        .unwrap();
    compare(
        &register,
        &board,
        support::day("2023-01-01"),
        support::day("2023-12-31"),
    );
    let row = board
        .rows
        .iter()
        .find(|row| row.unit_name == "Phường Phúc Đồng");
    let row = row.unwrap();
    let cell = |code: &str| {
        let place = board.regulations.iter().position(|(of, _)| of == code);
        row.cells[place.unwrap()]
    };
    assert_eq!(cell("QC1").way(), Some(Way::Down));
    let covered_not_rated = cell("QC2").last.unwrap().score;
    assert_eq!(covered_not_rated.fraction(), "chưa đánh giá");
    assert_eq!(
        cell("QC6").last,
        None,
        "the thematic visit did not cover it"
    );
    assert_eq!(cell("QC6").before.unwrap().visit_id, first);
    let mut others = board
        .rows
        .iter()
        .filter(|other| other.unit_id != row.unit_id);
    assert!(others.all(|other| {
        let mut cells = other.cells.iter();
        cells.all(|cell| cell.last.is_none() && cell.before.is_none())
    }));
}

#[test]
fn the_trend_is_the_tally_of_each_quarter_and_cards_match_their_lists() {
    let today = "2024-05-15";
    let (_folder, path) = support::place();
    let register = filled(&path, today, "long-bien");
    let as_of = support::day(today);
    let board = register.board(&year(2024), as_of).unwrap();
    assert_eq!(board.trend.len(), 8);
    let rows = register
        .tracking(None, as_of)
        .map(|page| page.rows)
        .unwrap();
    let mut by_quarter: BTreeMap<(i32, u32), Tally> = BTreeMap::new();
    for row in &rows {
        if let Some(deadline) = row.dates.deadline {
            let quarter = (deadline.year(), deadline.month0() / 3 + 1);
            by_quarter.entry(quarter).or_default().add(row.dates, as_of);
        }
    }
    let mut due = 0;
    for share in &board.trend {
        let tally = by_quarter
            .get(&(share.year, share.quarter))
            .copied()
            .unwrap_or_default();
        assert_eq!(
            (share.in_time, share.due),
            (tally.in_time as u64, tally.due as u64),
            "{}",
            share.name()
        );
        due += share.due;
    }
    assert!(due > 0);
    assert_eq!(
        board.counts,
        register.overview(as_of).unwrap().counts,
        "without a district"
    );
    for district in ["long-bien", "dong-da", "không có"] {
        let filter = BoardFilter {
            district: district.into(),
            ..year(2024)
        };
        let board = register.board(&filter, as_of).unwrap();
        let late = ShortcomingFilter {
            class: Some(ShortcomingClass::Late),
            district: district.into(),
            ..ShortcomingFilter::default()
        };
        let late = register.shortcomings(&late, as_of).unwrap();
        assert_eq!(late.len() as u64, board.counts.late);
        let open = VisitFilter {
            not_concluded: true,
            to: Some(as_of),
            district: district.into(),
            ..VisitFilter::default()
        };
        assert_eq!(
            register.visits(&open).unwrap().len() as u64,
            board.counts.not_concluded
        );
        let is_long_bien = district == "long-bien";
        assert_eq!(board.counts.late > 0, is_long_bien);
        assert_eq!(
            board.trend.iter().any(|share| share.due > 0),
            is_long_bien,
            "{district}"
        );
        assert_eq!(!board.rows.is_empty(), is_long_bien);
        assert!(board.deadlines.is_sorted_by_key(|row| row.deadline));
        assert!(
            board
                .deadlines
                .iter()
                .all(|row| row.deadline.is_some_and(|deadline| deadline >= as_of))
        );
    }
}

#[test]
fn other_late_work_is_what_its_lists_say_on_every_day() {
    let (_folder, path) = support::place();
    let register = filled(&path, "2024-05-15", "long-bien");
    let mut seen = OtherLate::default();
    for day in [
        "2022-01-01",
        "2023-06-30",
        "2024-01-15",
        "2024-05-15",
        "2030-01-01",
    ] {
        let as_of = support::day(day);
        for district in ["", "long-bien", "dong-da"] {
            let filter = BoardFilter {
                district: district.into(),
                ..year(2024)
            };
            let late = register.board(&filter, as_of).unwrap().other_late;
            let models = ModelFilter {
                district: district.into(),
                ..ModelFilter::default()
            };
            assert_eq!(
                late.commitments,
                register.models(&models, as_of).unwrap().late(),
                "{day} {district}"
            );
            let programmes = register.programmes(as_of).unwrap();
            let of_district = programmes.iter().filter(|row| {
                district.is_empty() || ["", district].contains(&row.programme.district.as_str())
            });
            let tasks: u64 = of_district.map(|row| row.tasks.late).sum();
            assert_eq!(late.tasks, tasks, "{day} {district}");
            if district.is_empty() {
                let dialogues = register
                    .dialogues(&DialogueFilter::default(), as_of)
                    .unwrap();
                let opinions: u64 = dialogues.rows.iter().map(|row| row.answered.late).sum();
                assert_eq!(late.opinions, opinions, "{day}");
                let documents = register
                    .documents(&DocumentFilter::default(), as_of)
                    .unwrap();
                let missing: u64 = documents
                    .entries
                    .iter()
                    .map(|entry| entry.tally(as_of).missing)
                    .sum();
                assert_eq!(late.documents, missing, "{day}");
            }
            seen.documents += late.documents;
            seen.tasks += late.tasks;
            seen.opinions += late.opinions;
            seen.commitments += late.commitments;
        }
    }
    for (count, what) in [
        (seen.documents, "documents"),
        (seen.tasks, "tasks"),
        (seen.opinions, "opinions"),
        (seen.commitments, "commitments"),
    ] {
        assert!(count > 0, "no late {what} to tell anything by");
    }
}

#[test]
fn a_planned_visit_is_not_the_last_one() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, "2024-12-20");
    let held = support::visit(&mut register, "2024-04-03");
    support::end(&mut register, held);
    support::visit(&mut register, "2025-03-05");
    let last = |on: &str| {
        let units = register.units(support::day(on)).unwrap();
        let row = units
            .into_iter()
            .find(|row| row.unit.code == "lb-phuc-dong");
        row.and_then(|row| row.last_visit)
    };
    assert_eq!(last("2024-12-20"), Some(support::day("2024-04-03")));
    assert_eq!(last("2024-04-02"), None);
}

#[test]
fn the_counts_go_with_a_unit_to_another_district_and_a_check_sees_a_wrong_one() {
    let (_folder, path) = support::place();
    let mut register = filled(&path, "2024-05-15", "long-bien");
    let counted = |register: &Register| -> Vec<(u64, u64)> {
        let of = |district: &str, as_of: NaiveDate, class: ShortcomingClass| {
            let board = BoardFilter {
                district: district.into(),
                ..year(2024)
            };
            let list = ShortcomingFilter {
                class: Some(class),
                district: district.into(),
                ..ShortcomingFilter::default()
            };
            let count = register.board(&board, as_of).unwrap().counts.of(class);
            let listed = register.shortcomings(&list, as_of).unwrap().len();
            assert_eq!(count, listed as u64, "{district} {as_of} {class:?}");
            count
        };
        let days = ["2023-03-31", "2024-05-15", "2024-05-16"].map(support::day);
        let each = days
            .into_iter()
            .flat_map(|day| ShortcomingClass::ALL.iter().map(move |class| (day, *class)));
        each.map(|(day, class)| (of("long-bien", day, class), of("dong-da", day, class)))
            .collect()
    };
    let before = counted(&register);
    let base = register.unit_by_code("lb-phuc-dong").unwrap().unwrap();
    let mut moved = base.clone();
    moved.district = "dong-da".into();
    register.save_unit(Some(&base), &moved).unwrap();
    let after = counted(&register);
    assert_ne!(before, after);
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before.0 + before.1, after.0 + after.1);
    }
    assert_eq!(support::findings(&register), Vec::<String>::new());
    register.undo().unwrap();
    assert_eq!(counted(&register), before);
    assert_eq!(support::findings(&register), Vec::<String>::new());
    drop(register);

    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.execute(
        "UPDATE standing_tally SET change = change + 1 WHERE stage = 'late'",
        [],
    )
    .unwrap();
    drop(conn);
    let said = support::findings(&support::open(&path, "2024-05-15"));
    assert!(
        said.iter().any(|line| line.contains("Bảng đếm")),
        "{said:?}"
    );
}

fn plan(register: &mut Register, days: &[&str]) {
    let unit = register.unit_by_code("lb-phuc-dong").unwrap().unwrap();
    let visits = days.iter().map(|on| (unit.id, support::day(on)));
    let plan = PlanVisits {
        visits: visits.collect(),
        kind: VisitKind::Periodic,
        topic: String::new(),
        covered: Vec::new(),
    };
    register.plan_visits(&plan).unwrap();
}

#[test]
fn visits_that_have_not_begun_are_told_of_until_they_begin() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, "2023-03-15");
    let day = support::day;
    let planned = ["2023-03-10", "2023-03-15", "2023-03-29", "2023-03-30"];
    plan(&mut register, &planned);
    let coming = |register: &Register| {
        let board = register.board(&year(2023), day("2023-03-15")).unwrap();
        let days: Vec<String> = board
            .coming
            .iter()
            .map(|one| one.date.to_string())
            .collect();
        (days, board.more_coming)
    };
    let near = |days: &[&str]| days.iter().map(|day| (*day).to_owned()).collect::<Vec<_>>();
    assert_eq!(coming(&register), (near(&planned[..3]), false));
    let visits = register.visits(&VisitFilter::default()).unwrap();
    let first = visits.iter().min_by_key(|row| row.date).unwrap();
    register
        .move_visit(first.id, VisitState::InProgress, "", false)
        .unwrap();
    assert_eq!(coming(&register), (near(&planned[1..3]), false));
    plan(&mut register, &["2023-03-16", "2023-03-17", "2023-03-20"]);
    let (days, more) = coming(&register);
    assert_eq!((days.len(), more), (Board::COMING, true));
}
