//! Shortcomings: how they stand, by everything that they are divided by, and what papers and letters say of them.

use qcdc::domain::tally::Tally;
use qcdc::domain::text::sort_key;
use qcdc::domain::{Period, Score, ShortcomingClass};
use qcdc::read::ShortcomingFilter;
use qcdc::read::review::{RankBy, ReviewBy, ReviewFilter, ReviewKey, SelfFilter, ranking};
use serde_json::Value;

use super::office::{Office, Rows, TODAY, after, below};
use super::table::{By, Figures};
use super::wards::board;
use crate::support::day;

/// Columns of the review, and of the tables on paper.
pub const REVIEW: [&str; 8] = [
    "all",
    "late",
    "due_soon",
    "waiting",
    "at_work",
    "done_in_time",
    "done_late",
    "on time",
];
pub const TRACKED: [&str; 8] = [
    "all",
    "late",
    "due_soon",
    "at_work",
    "waiting",
    "done_in_time",
    "done_late",
    "on time",
];

pub fn tally(all: &mut Figures, by: By, name: &str, tally: Tally) {
    all.say(by, &format!("{name}, all"), tally.total());
    for class in ShortcomingClass::ALL {
        let name = format!("{name}, {}", class.code());
        all.say(by, &name, tally.count(*class));
    }
    all.say(by, &format!("{name}, on time"), tally.share());
}

/// Numerator and denominator in two places.
pub fn share(part: &str, whole: &str) -> String {
    match whole {
        "0" => "chưa đến hạn".to_owned(),
        whole => format!("{part}/{whole}"),
    }
}

/// A line of JSON with the classes.
fn json_tally(all: &mut Figures, name: &str, line: &Value) {
    let number = |key: &str| line[key].as_u64().unwrap().to_string();
    for key in &REVIEW[1..7] {
        all.say(By::CommandLine, &format!("{name}, {key}"), number(key));
    }
    all.say(By::CommandLine, &format!("{name}, all"), number("total"));
    let on_time = share(&number("in_time"), &number("due"));
    all.say(By::CommandLine, &format!("{name}, on time"), on_time);
}

fn named(rows: &Rows, of: &str) -> Vec<(String, Vec<String>)> {
    let name = |label: &str| match label.split(" · ").next() {
        Some("Cộng") => "shortcomings".to_owned(),
        Some(label) => format!("shortcomings of {of} {label}"),
        None => unreachable!("a split has a first part"),
    };
    let named = rows.iter().map(|row| (name(&row[0]), row[1..].to_vec()));
    named.collect()
}

/// The classes over all and by everything that they are divided by.
pub fn by_everything(office: &Office, all: &mut Figures) {
    let page = office
        .register
        .review(&ReviewFilter::default(), day(TODAY))
        .unwrap();
    let book = office.workbook(&["show", "review"]);
    tally(all, By::Screen, "shortcomings", page.total);
    for (by, sheet) in ReviewBy::ALL.into_iter().zip([
        "Theo đơn vị",
        "Theo quy chế",
        "Theo nơi chịu trách nhiệm",
        "Theo mức độ",
        "Theo thời gian",
    ]) {
        let of = by.code();
        for line in page.board(by) {
            let label = match &line.key {
                ReviewKey::Regulation(code) => code,
                _ => &line.label,
            };
            let name = format!("shortcomings of {of} {label}");
            tally(all, By::Screen, &name, line.tally);
        }
        let asked = ["show", "review", "--by", of];
        for (name, cells) in named(&office.table(&asked), of) {
            all.row(By::CommandLine, &name, &REVIEW, &cells);
        }
        for line in office.json(&asked) {
            let label = if by == ReviewBy::Regulation {
                &line["key"]
            } else {
                &line["label"]
            };
            let name = format!("shortcomings of {of} {}", label.as_str().unwrap());
            json_tally(all, &name, &line);
        }
        for (name, cells) in named(&below(&book[sheet], &[by.label()]), of) {
            all.row(By::Workbook, &name, &REVIEW[..7], &cells[..7]);
            let on_time = share(&cells[7], &cells[8]);
            all.say(By::Workbook, &format!("{name}, on time"), on_time);
        }
    }
}

/// The overview, the list, the tracking sheet and the yearly report over all shortcomings.
pub fn over_all(office: &Office, all: &mut Figures) {
    let register = &office.register;
    let overview = register.overview(day(TODAY)).unwrap().counts;
    let board = board(office).counts;
    let report = register.period(Period::Year, 2024, None).unwrap();
    tally(all, By::Screen, "shortcomings", report.chase_tally);
    tally(all, By::Screen, "shortcomings", report.chase_tally());
    let tracking = register.tracking(None, day(TODAY)).unwrap();
    tally(all, By::Screen, "shortcomings", tracking.tally());
    for (name, of_unit) in tracking.by_unit() {
        let name = format!("shortcomings of unit {name}");
        tally(all, By::Screen, &name, of_unit);
    }
    for class in ShortcomingClass::ALL {
        let name = format!("shortcomings, {}", class.code());
        all.say(By::Screen, &name, overview.of(*class));
        all.say(By::Screen, &name, board.of(*class));
        let filter = ShortcomingFilter {
            class: Some(*class),
            ..ShortcomingFilter::default()
        };
        let rows = register.shortcomings(&filter, day(TODAY)).unwrap();
        all.say(By::Screen, &name, rows.len());
    }
    let (told, _) = office.told(&["list", "shortcomings"]);
    all.say(
        By::CommandLine,
        "shortcomings, all",
        after(&told, "Đã thông báo "),
    );
    let classes = told.rsplit_once("Đã thông báo ").unwrap().1;
    let classes = classes.split_once(": ").unwrap().1;
    for (class, words) in ShortcomingClass::ALL.iter().zip(classes.split(", ")) {
        let number = words.split('.').next().unwrap();
        let number = number.rsplit(' ').next().unwrap();
        let name = format!("shortcomings, {}", class.code());
        all.say(By::CommandLine, &name, number);
    }
    let on_time = after(&told, "Đúng hạn trên số đã đến hạn: ");
    all.say(By::CommandLine, "shortcomings, on time", on_time);
    let rows = office.table(&["list", "shortcomings"]);
    all.say(By::CommandLine, "shortcomings in the list", rows.len());
    let lines = office.json(&["list", "shortcomings"]);
    all.say(By::CommandLine, "shortcomings in the list", lines.len());
    for class in ShortcomingClass::ALL {
        let here = lines.iter().filter(|line| line["class"] == class.code());
        let name = format!("shortcomings, {}", class.code());
        all.say(By::CommandLine, &name, here.count());
    }
    let sheet = below(&office.sheet(&["list", "shortcomings"]), &["STT"]);
    all.say(By::Workbook, "shortcomings in the list", sheet.len());
    let counted = sheet.iter().filter(|row| !row[13].is_empty());
    all.say(By::Workbook, "shortcomings, all", counted.count());
    let late = sheet.iter().filter(|row| row[13] == "Quá hạn");
    all.say(By::Workbook, "shortcomings, late", late.count());

    for asked in [
        &["export", "tracking"][..],
        &["export", "summary", "--year", "2024"],
    ] {
        let print = office.paper(asked);
        for (name, cells) in named(&print.table(&["Đơn vị", "Tổng số"]), "unit") {
            all.row(By::Paper, &name, &TRACKED, &cells);
        }
        let number = print.before(" tồn tại, hạn chế đã thông báo, gồm");
        all.say(By::Paper, "shortcomings, all", number);
        let on_time = print.after("được xác nhận khắc phục đúng hạn (");
        all.say(By::Paper, "shortcomings, on time", on_time);
        let book = office.workbook(asked);
        let sheet = ["I- Tổng hợp", "Phụ lục 2- Tình hình khắc phục "];
        let sheet = sheet.iter().find_map(|name| book.get(*name)).unwrap();
        for (name, cells) in named(&below(sheet, &["Đơn vị", "Tổng số"]), "unit") {
            all.row(By::Workbook, &name, &TRACKED, &cells);
        }
    }
}

/// The last step of each shortcoming by the day of looking, with its days.
pub const STAGES: &str = "WITH told AS (SELECT shortcoming_id AS id, kind, \"on\", deadline_to,
              row_number() OVER (PARTITION BY shortcoming_id ORDER BY \"on\" DESC, position DESC) AS back
            FROM shortcoming_event WHERE \"on\" <= ?1 AND kind NOT IN ('carried', 'released', 'extended')),
          stood AS (SELECT s.id, t.kind, s.reported_on, s.verified_on, s.deadline, s.visit_id
            FROM shortcoming AS s LEFT JOIN told AS t ON t.id = s.id AND t.back = 1)";

/// The same, counted from the history of each shortcoming alone.
pub fn by_the_history(office: &Office, all: &mut Figures) {
    let classes = office.counted(&format!(
        "{STAGES} SELECT CASE
           WHEN kind IS NULL THEN 'draft' WHEN kind = 'withdrawn' THEN 'withdrawn'
           WHEN kind = 'reported' THEN 'waiting'
           WHEN kind = 'verified' THEN iif(coalesce(reported_on, verified_on) > deadline, 'done_late', 'done_in_time')
           WHEN deadline < ?1 THEN 'late'
           WHEN deadline <= date(?1, '+7 days') THEN 'due_soon' ELSE 'at_work' END FROM stood"
    ));
    let count = |key: &str| classes.get(key).copied().unwrap_or_default();
    for class in ShortcomingClass::ALL {
        let name = format!("shortcomings, {}", class.code());
        all.say(By::Records, &name, count(class.code()));
    }
    let of_all: usize = classes.values().sum();
    all.say(By::Records, "shortcomings in the list", of_all);
    let told = of_all - count("draft") - count("withdrawn");
    all.say(By::Records, "shortcomings, all", told);
    let due = office.counted(&format!(
        "{STAGES} SELECT iif(kind = 'verified' AND coalesce(reported_on, verified_on) <= deadline, 'in time', 'not') FROM stood
         WHERE kind NOT IN ('withdrawn') AND (deadline < ?1 OR deadline = ?1 AND kind = 'verified')"
    ));
    let in_time = due.get("in time").copied().unwrap_or_default();
    let whole: usize = due.values().sum();
    let on_time = share(&in_time.to_string(), &whole.to_string());
    all.say(By::Records, "shortcomings, on time", on_time);
    let units = office.counted(&format!(
        "{STAGES} SELECT u.name FROM stood AS s JOIN visit AS v ON v.id = s.visit_id JOIN unit AS u ON u.id = v.unit_id
         WHERE s.kind NOT IN ('withdrawn', 'reported', 'verified') AND s.deadline < ?1"
    ));
    all.say(By::Records, "units with something late", units.len());
    for (unit, late) in units {
        let name = format!("shortcomings of unit {unit}, late");
        all.say(By::Records, &name, late);
    }
}

/// Whom letters go to, and how much each asks for.
pub fn late_units(office: &Office, all: &mut Figures) {
    let name = "units with something late";
    let pages = office.register.late_units(day(TODAY)).unwrap();
    all.say(By::Screen, name, pages.len());
    let units = office.json(&["list", "units", "--overdue"]);
    all.say(By::CommandLine, name, units.len());
    let sheet = office.sheet(&["list", "units", "--overdue"]);
    all.say(By::Workbook, name, below(&sheet, &["STT"]).len());
    let print = office.paper(&["export", "summary", "--year", "2024"]);
    all.say(By::Paper, name, print.after("tồn tại, hạn chế quá hạn của"));
    let late = print.after("1. Đôn đốc khắc phục");
    all.say(By::Paper, "shortcomings, late", late);
    let waiting = print.after("xác nhận kết quả khắc phục của");
    all.say(By::Paper, "shortcomings, waiting", waiting);
    for page in pages {
        let unit = page.unit.as_ref().unwrap();
        let name = format!("shortcomings of unit {}, late", unit.name);
        all.say(By::Screen, &name, page.late().count());
        let asked = ["export", "reminder", "--unit", &unit.code];
        let print = office.paper(&asked);
        let number = print.before(" yêu cầu khắc phục tồn tại");
        all.say(By::Paper, &name, number);
        all.say(By::Paper, &name, print.table(&["TT"]).len());
        let sheet = office.sheet(&asked);
        all.say(By::Workbook, &name, below(&sheet, &["TT"]).len());
    }
    let overdue = office.json(&["list", "shortcomings", "--overdue"]);
    all.say(By::CommandLine, "shortcomings, late", overdue.len());
    let sheet = office.sheet(&["list", "shortcomings", "--overdue"]);
    let overdue = below(&sheet, &["STT"]).len();
    all.say(By::Workbook, "shortcomings, late", overdue);
}

/// Ranking, scores over time, repeats, self-rating: the other tables of the review.
pub fn rest_of_the_review(office: &Office, all: &mut Figures) {
    let register = &office.register;
    let filter = ReviewFilter::default();
    let book = office.workbook(&["show", "review"]);
    let page = register.review(&filter, day(TODAY)).unwrap();
    for ranked in ranking(&page.units, RankBy::OnTime) {
        let line = ranked.line;
        let name = format!("ranking, {}", line.unit_name);
        let place = ranked
            .place
            .map_or("–".to_owned(), |place| place.to_string());
        let cells = [
            place,
            line.visits.to_string(),
            line.score.show(),
            line.tally.total().to_string(),
            line.tally.late.to_string(),
            line.tally.share(),
        ];
        all.row(By::Screen, &name, &RANK, &cells);
        all.row(By::Screen, &name, &POINTS, &points(line.score));
    }
    for row in office.table(&["show", "ranking"]) {
        let cells = [&row[..1], &row[2..]].concat();
        let name = format!("ranking, {}", row[1]);
        all.row(By::CommandLine, &name, &RANK, &cells);
    }
    for line in office.json(&["show", "ranking"]) {
        let name = format!("ranking, {}", line["unit_name"].as_str().unwrap());
        let mut say = |key: &str, value: String| {
            all.say(By::CommandLine, &format!("{name}, {key}"), value);
        };
        say("visits", line["visits"].to_string());
        say("place", line["place"].to_string());
        say("points", half(&line["half_points"]));
        say("rated", line["rated"].to_string());
    }
    for row in below(&book["Xếp hạng"], &["Hạng"]) {
        let name = format!("ranking, {}", row[1]);
        let mut say = |key: &str, value: &str| {
            all.say(By::Workbook, &format!("{name}, {key}"), value);
        };
        say("place", &row[0]);
        say("visits", &row[2]);
        say("points", &row[3]);
        say("rated", &row[4]);
        say("found", &row[5]);
        say("late", &row[6]);
        say("on time", &share(&row[7], &row[8]));
    }

    let trend = register.trend(&filter, day(TODAY)).unwrap();
    for row in &trend.rows {
        for (cell, quarter) in row.cells.iter().zip(&trend.quarters) {
            let name = format!("{}, {}, {}", row.unit_name, row.regulation, quarter.label());
            if !cell.is_empty() {
                let cells = [cell.score.show(), cell.found.to_string()];
                all.row(By::Screen, &name, &["score", "found"], &cells);
                all.row(By::Screen, &name, &POINTS, &points(cell.score));
            }
        }
    }
    for row in office.table(&["show", "trend"]) {
        let name = row[..3].join(", ");
        all.row(By::CommandLine, &name, &["score", "found"], &row[3..]);
    }
    for line in office.json(&["show", "trend"]) {
        let quarter = usize::try_from(line["quarter"].as_u64().unwrap()).unwrap();
        let quarter = ["I", "II", "III", "IV"][quarter - 1];
        let name = format!(
            "{}, {}, Quý {quarter}/{}",
            line["unit_name"].as_str().unwrap(),
            line["regulation"].as_str().unwrap(),
            line["year"]
        );
        let cells = [half(&line["half_points"]), line["rated"].to_string()];
        all.row(By::CommandLine, &name, &POINTS, &cells);
        all.say(By::CommandLine, &format!("{name}, found"), &line["found"]);
    }
    for row in below(&book["Xu hướng"], &["Đơn vị"]) {
        let name = row[..3].join(", ");
        all.row(
            By::Workbook,
            &name,
            &["points", "rated", "found"],
            &row[3..],
        );
    }

    repeats(office, all, &below(&book["Lặp lại"], &["Đơn vị"]));
    let page = register
        .self_ratings(&SelfFilter::default(), day(TODAY))
        .unwrap();
    let three = ["better", "same", "worse"];
    let mut say = |by: By, of: &str, cells: &[String]| {
        all.row(by, &format!("self-rating of {of}"), &three, cells);
    };
    let cells = |count: &qcdc::read::review::SelfCount| {
        [count.better, count.same, count.worse].map(|count| count.to_string())
    };
    for item in &page.items {
        say(By::Screen, &item.item_code, &cells(&item.count));
    }
    for row in office.table(&["show", "self-ratings"]) {
        say(By::CommandLine, &row[0], &row[2..]);
    }
    for row in below(&book["Tự chấm theo mục"], &["Mục"]) {
        say(By::Workbook, &row[0], &row[2..]);
    }
    let (told, _) = office.told(&["show", "self-ratings"]);
    let both = after(&told, "cao hơn đoàn ở ");
    all.say(By::CommandLine, "self-rating better of both", both);
    let both = format!("{}/{}", page.total.better, page.total.both());
    all.say(By::Screen, "self-rating better of both", both);
    let cases = office.json(&["show", "self-ratings"]).len();
    all.say(By::CommandLine, "self-rating, cases", cases);
    all.say(By::Screen, "self-rating, cases", page.total.better);
    for unit in &page.units {
        let name = format!("self-rating of {}", unit.unit_name);
        all.row(By::Screen, &name, &three, &cells(&unit.count));
    }
    for row in below(&book["Tự chấm theo đơn vị"], &["Đơn vị"]) {
        let name = format!("self-rating of {}", row[0]);
        all.row(By::Workbook, &name, &three, &row[1..]);
    }
}

const RANK: [&str; 6] = ["place", "visits", "score", "found", "late", "on time"];

const POINTS: [&str; 2] = ["points", "rated"];

fn points(score: Score) -> [String; 2] {
    let whole = f64::from(score.half_points) / 2.0;
    [whole.to_string(), score.rated.to_string()]
}

/// Points that were told in halves: "163.5".
fn half(value: &Value) -> String {
    (value.as_f64().unwrap() / 2.0).to_string()
}

fn repeats(office: &Office, all: &mut Figures, sheet: &Rows) {
    let wanted = ReviewFilter::default().shortcomings(day(TODAY));
    let page = office.register.most_repeated(&wanted, day(TODAY)).unwrap();
    all.say(By::Screen, "repeated findings", page.lines.len());
    all.say(By::Workbook, "repeated findings", sheet.len());
    let lines = office.json(&["show", "repeats"]);
    all.say(By::CommandLine, "repeated findings", lines.len());
    let told = office.json(&["list", "shortcomings"]);
    let repeated = |line: &&Value| line["repeat"].as_u64().is_some_and(|times| times > 1);
    let repeated = told.iter().filter(repeated).count();
    all.say(By::CommandLine, "repeats", repeated);
    all.say(By::Screen, "repeats", page.total.repeats);
    let tables = office.table(&["show", "repeats"]);
    let shares: Vec<&Vec<String>> = tables.iter().filter(|row| row.len() == 2).collect();
    let mut say = |by: By, of: &str, share: &str| {
        all.say(by, &format!("repeats of {of}"), share);
    };
    for row in shares.iter().filter(|row| row[1].contains('/')) {
        say(By::CommandLine, &row[0], &row[1]);
    }
    for (code, share) in &page.by_regulation {
        say(
            By::Screen,
            code,
            &format!("{}/{}", share.repeats, share.found),
        );
    }
    for (_, unit, share) in &page.by_unit {
        say(
            By::Screen,
            unit,
            &format!("{}/{}", share.repeats, share.found),
        );
    }
    assert!(
        tables
            .iter()
            .is_sorted_by_key(|row| std::cmp::Reverse(row.len()))
    );
    assert!(page.by_unit.is_sorted_by_key(|(_, name, _)| sort_key(name)));
}
