//! Visits, their scores, units and what was issued.

use std::collections::BTreeMap;

use qcdc::domain::{Period, Score};
use qcdc::read::review::ReviewFilter;
use qcdc::read::{IssuedFilter, VisitFilter, VisitRow};
use serde_json::Value;

use super::chase::STAGES;
use super::office::{Office, TODAY, after, before, below};
use super::table::{By, Figures};
use super::wards::board;
use crate::support::day;

const SHORTCOMINGS: [&str; 3] = ["shortcomings", "open", "late"];

fn text(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// Each visit with its shortcomings, and how many there are in each state.
pub fn visits(office: &Office, all: &mut Figures) {
    let register = &office.register;
    let rows = register.visits(&VisitFilter::default()).unwrap();
    let labels: BTreeMap<&str, &str> = rows
        .iter()
        .map(|row| (row.state.code(), row.state.label()))
        .collect();
    let mut add = |by: By, states: Vec<String>| {
        all.say(by, "visits", states.len());
        for label in labels.values() {
            let here = states.iter().filter(|state| state == label).count();
            all.say(by, &format!("visits, {label}"), here);
        }
    };
    let states = rows.iter().map(|row| row.state.label().to_owned());
    add(By::Screen, states.collect());
    let lines = office.json(&["list", "visits"]);
    let label = |line: &Value| labels[line["state"].as_str().unwrap()].to_owned();
    add(By::CommandLine, lines.iter().map(label).collect());
    let table = office.table(&["list", "visits"]);
    add(
        By::CommandLine,
        table.iter().map(|row| row[3].clone()).collect(),
    );
    let sheet = below(&office.sheet(&["list", "visits"]), &["STT"]);
    add(
        By::Workbook,
        sheet.iter().map(|row| row[5].clone()).collect(),
    );
    for (state, count) in office.counted("SELECT state FROM visit WHERE ?1 IS NOT NULL") {
        all.say(By::Records, &format!("visits, {}", labels[&*state]), count);
    }
    let (told, _) = office.told(&["list", "visits"]);
    all.say(By::CommandLine, "visits", after(&told, "Cộng: "));

    for row in &rows {
        let name = format!("visit of {} to {}", row.date, row.unit_name);
        all.row(By::Screen, &name, &SHORTCOMINGS, &of_row(row));
    }
    for line in &lines {
        let name = format!(
            "visit of {} to {}",
            text(&line["date"]),
            text(&line["unit_name"])
        );
        let cells = ["shortcomings", "open_shortcomings", "late_shortcomings"];
        let cells = cells.map(|key| text(&line[key]));
        all.row(By::CommandLine, &name, &SHORTCOMINGS, &cells);
    }
    for row in &table {
        let date: Vec<&str> = row[0].rsplit('/').collect();
        let name = format!("visit of {} to {}", date.join("-"), row[1]);
        all.row(By::CommandLine, &name, &SHORTCOMINGS, &row[5..8]);
    }
    for row in &sheet {
        let name = format!("visit of {} to {}", row[1], row[2]);
        all.row(By::Workbook, &name, &SHORTCOMINGS, &row[7..]);
    }
    let late = office.json(&["list", "visits", "--overdue"]).len();
    all.say(By::CommandLine, "visits with something late", late);
    let late = rows.iter().filter(|row| row.late_shortcomings > 0).count();
    all.say(By::Screen, "visits with something late", late);

    let counts = register.overview(day(TODAY)).unwrap().counts;
    all.say(By::Screen, "visits", counts.visits);
    all.say(By::Screen, "visits ahead", counts.planned);
    all.say(
        By::Screen,
        "visits without conclusion",
        counts.not_concluded,
    );
    let ahead = office.counted(
        "SELECT 'ahead' FROM visit WHERE state IN ('planned', 'announced') AND date >= ?1",
    );
    all.say(By::Records, "visits ahead", ahead["ahead"]);
    let open = office.counted(
        "SELECT 'open' FROM visit AS v WHERE date <= ?1 AND state NOT IN ('planned', 'announced', 'postponed', 'cancelled')
           AND NOT EXISTS (SELECT 1 FROM conclusion AS c WHERE c.visit_id = v.id AND c.issued_at IS NOT NULL)",
    );
    all.say(By::Records, "visits without conclusion", open["open"]);
}

fn of_row(row: &VisitRow) -> [String; 3] {
    [
        row.shortcomings,
        row.open_shortcomings,
        row.late_shortcomings,
    ]
    .map(|count| count.to_string())
}

/// The plan and the report of a year: visits by kind, scores by regulation and unit, what was found.
pub fn the_year(office: &Office, all: &mut Figures) {
    let register = &office.register;
    let plan = register.plan(2024).unwrap().visits.len();
    all.say(By::Screen, "visits of the plan", plan);
    let asked = ["export", "plan", "--year", "2024"];
    let print = office.paper(&asked);
    all.say(By::Paper, "visits of the plan", print.after("Tổng số "));
    all.say(
        By::Paper,
        "visits of the plan",
        print.table(&["TT", "Thời gian"]).len(),
    );
    let sheet = below(&office.sheet(&asked), &["TT", "Thời gian"]);
    all.say(By::Workbook, "visits of the plan", sheet.len());

    let page = register.period(Period::Year, 2024, None).unwrap();
    let asked = ["export", "summary", "--year", "2024"];
    let (print, book) = (office.paper(&asked), office.workbook(&asked));
    let held = "visits held in 2024";
    all.say(By::Screen, held, page.visits.len());
    all.say(By::Paper, held, print.after("đơn vị. Tổng số "));
    let annex = "Phụ lục 1- Danh sách các cuộc g";
    let annex = below(&book[annex], &["TT", "Ngày"]);
    all.say(By::Workbook, held, annex.len());
    let past = ["visited", "concluded", "closed"];
    let lines = office.json(&["list", "visits"]);
    let of_year = |line: &&Value| text(&line["date"]).starts_with("2024");
    let is_past = |line: &&Value| past.contains(&line["state"].as_str().unwrap());
    let count = lines.iter().filter(of_year).filter(is_past).count();
    all.say(By::CommandLine, held, count);
    let issued = |line: &&Value| !text(&line["conclusion_number"]).is_empty();
    let issued = lines.iter().filter(of_year).filter(issued).count();
    all.say(
        By::CommandLine,
        "conclusions of 2024",
        format!("{issued}/{count}"),
    );
    let number = print.after("Đã ban hành thông báo kết luận ");
    all.say(By::Paper, "conclusions of 2024", number);
    let left = lines.iter().filter(of_year).count() - count;
    all.say(By::CommandLine, "visits of 2024 not held", left);
    all.say(By::Screen, "visits of 2024 not held", page.not_held);
    let words = print.before(" cuộc trong kỳ chưa thực hiện xong");
    all.say(By::Paper, "visits of 2024 not held", words);

    for (by, rows) in [
        (By::Paper, print.table(&["TT", "Ngày", "Đơn vị"])),
        (By::Workbook, annex),
    ] {
        for row in rows {
            let date: Vec<&str> = row[1].rsplit('/').collect();
            let name = format!("visit of {} to {}", date.join("-"), row[2]);
            all.say(by, &format!("{name}, shortcomings"), &row[6]);
            all.say(by, &format!("{name}, score"), &row[5]);
        }
    }
    for visit in &page.visits {
        let name = format!("visit of {} to {}, score", visit.date, visit.unit_name);
        let scores = visit.scores.iter().map(|(_, score)| *score);
        let score = scores.fold(Score::default(), Score::plus);
        all.say(By::Screen, &name, score.fraction());
        let shown = register.visit_page(visit.id).unwrap().score();
        all.say(By::Screen, &name, shown.fraction());
    }

    // by regulation, and by unit and regulation
    let keys = ["score", "not applicable", "not rated"];
    for (by, rows) in [
        (By::Paper, print.table(&["TT", "Quy chế, nội dung"])),
        (By::Workbook, below(&book["1. Kết quả chung"], &["TT"])),
    ] {
        for row in rows {
            all.row(by, &format!("2024, {}", row[1]), &keys, &row[2..]);
        }
    }
    let cells = |score: &Score| {
        [
            score.fraction(),
            score.not_applicable.to_string(),
            score.not_rated.to_string(),
        ]
    };
    let totals = page.totals();
    for ((_, title), score) in page.regulations.iter().zip(&totals) {
        all.row(By::Screen, &format!("2024, {title}"), &keys, &cells(score));
    }
    let whole = totals.iter().copied().fold(Score::default(), Score::plus);
    all.row(By::Screen, "2024, Cộng", &keys, &cells(&whole));
    let one_to_seven = ["1", "2", "3", "4", "5", "6", "7", "all"];
    let sheet = "2. Kết quả theo đơn vị và quy c";
    for (by, rows) in [
        (By::Paper, print.table(&["Đơn vị", "1", "2"])),
        (By::Workbook, below(&book[sheet], &["Đơn vị", "1"])),
    ] {
        for row in rows {
            let name = format!("2024, {}", row[0]);
            all.row(by, &name, &one_to_seven, &row[1..]);
        }
    }
    for (unit, scores) in page.by_unit() {
        let name = format!("2024, {unit}");
        for (number, score) in (1..).zip(&scores) {
            let shown = match score.rated {
                0 => "–".to_owned(),
                _ => score.fraction(),
            };
            all.say(By::Screen, &format!("{name}, {number}"), shown);
        }
        let whole = scores.into_iter().fold(Score::default(), Score::plus);
        all.say(By::Screen, &format!("{name}, all"), whole.fraction());
    }
    for row in office.table(&["show", "ranking", "--year", "2024"]) {
        let score = row[3].split(' ').next().unwrap();
        all.say(By::CommandLine, &format!("2024, {}, all", row[1]), score);
    }
    let rated = office.counted(
        "SELECT CASE r.value WHEN 'met' THEN 'met' WHEN 'partly_met' THEN 'partly' WHEN 'not_met' THEN 'not' ELSE 'none' END
         FROM rating AS r JOIN visit AS v ON v.id = r.visit_id
         WHERE v.date BETWEEN '2024-01-01' AND ?1 AND v.state IN ('visited', 'concluded', 'closed')",
    );
    let of = |key: &str| rated.get(key).copied().unwrap_or_default();
    let points = Score {
        half_points: u32::try_from(2 * of("met") + of("partly")).unwrap(),
        rated: u32::try_from(of("met") + of("partly") + of("not")).unwrap(),
        ..Score::default()
    };
    all.say(By::Records, "2024, Cộng, score", points.fraction());

    // what was found in the year
    let filter = ReviewFilter {
        from: Some(day("2024-01-01")),
        to: Some(day("2024-12-31")),
        ..ReviewFilter::default()
    };
    let found = "shortcomings found in 2024";
    let review = register.review(&filter, day(TODAY)).unwrap();
    all.say(By::Screen, found, review.total.total());
    all.say(By::Screen, found, page.found.len());
    all.say(By::Paper, found, print.after("Đã thông báo "));
    all.say(By::Paper, found, print.table(&["TT", "Phường", "QC"]).len());
    let sheet = "Phụ lục 3- Danh sách tồn tại, h";
    all.say(By::Workbook, found, below(&book[sheet], &["TT"]).len());
    let table = office.table(&["show", "review", "--year", "2024"]);
    let sum = table.iter().find(|row| row[0] == "Cộng").unwrap();
    all.say(By::CommandLine, found, &sum[1]);
    let quarters = ["Quý I", "Quý II", "Quý III", "Quý IV"];
    for part in page.parts() {
        let name = format!("2024, {}", part.name);
        let cells = [part.visits, part.found].map(|count| count.to_string());
        all.row(By::Screen, &name, &["visits", "found"], &cells);
        let shown = part.score.fraction();
        all.say(By::Screen, &format!("{name}, score"), shown);
    }
    for (sheet, rows) in [
        ("1. Tồn tại, hạn chế phát hiện t", &["visits", "found"][..]),
        ("2. Kết quả theo đơn vị và quy 2", &["score"]),
    ] {
        for (row, key) in below(&book[sheet], &["Chỉ số"]).iter().zip(rows) {
            for (quarter, cell) in quarters.iter().zip(&row[1..]) {
                all.say(By::Workbook, &format!("2024, {quarter}, {key}"), cell);
            }
        }
    }
}

/// The last visit of the year to each unit; what fell due in each quarter.
pub fn heat_map(office: &Office, all: &mut Figures) {
    let board = board(office);
    for row in &board.rows {
        for (number, cell) in (1..).zip(&row.cells) {
            if let Some(mark) = cell.last.filter(|mark| mark.score.rated > 0) {
                let name = format!("2024, {}, {number}", row.unit_name);
                all.say(By::Screen, &name, mark.score.fraction());
            }
        }
    }
    for ((_, title), score) in board.regulations.iter().zip(board.totals()) {
        let name = format!("2024, {title}, score");
        all.say(By::Screen, &name, score.fraction());
    }
    let quarters = office.counted(&format!(
        "{STAGES} SELECT ((substr(deadline, 6, 2) + 2) / 3) || '/' || substr(deadline, 1, 4)
             || iif(kind = 'verified' AND coalesce(reported_on, verified_on) <= deadline, ' in time', ' not') FROM stood
         WHERE kind <> 'withdrawn' AND (deadline < ?1 OR deadline = ?1 AND kind = 'verified')"
    ));
    for share in &board.trend {
        let of = |how: &str| {
            let key = format!("{}/{} {how}", share.quarter, share.year);
            quarters.get(&key).copied().unwrap_or_default()
        };
        let name = format!("fell due in quarter {}/{}", share.quarter, share.year);
        let counted = format!("{}/{}", of("in time"), of("in time") + of("not"));
        all.say(By::Records, &name, counted);
        let shown = format!("{}/{}", share.in_time, share.due);
        all.say(By::Screen, &name, shown);
    }
}

/// The list of units, each unit's own page, and its profile on paper.
pub fn units(office: &Office, all: &mut Figures) {
    let register = &office.register;
    let keys = ["visits", "open", "late"];
    for row in register.units(day(TODAY)).unwrap() {
        let name = format!("unit {}", row.unit.code);
        let cells = [row.visits, row.open_shortcomings, row.late_shortcomings];
        let cells = cells.map(|count| count.to_string());
        all.row(By::Screen, &name, &keys, &cells);
        let page = register.profile(row.unit.id, day(TODAY), false).unwrap();
        let late = page.tally.late;
        let cells = [page.visits_total.to_string(), page.open_count().to_string()];
        all.row(By::Screen, &name, &keys[..2], &cells);
        all.say(By::Screen, &format!("{name}, open"), page.open.len());
        all.say(By::Screen, &format!("{name}, late"), late);
        let (told, _) = office.told(&["unit", "show", &row.unit.code]);
        let cells = [
            after(&told, "Cuộc giám sát: "),
            after(&told, "tồn tại còn mở: "),
        ];
        all.row(By::CommandLine, &name, &keys[..2], &cells);
        for kin in told.lines().filter(|line| line.contains(" báo cáo tháng")) {
            let code = after(kin, " (");
            let cells = [before(kin, " cuộc, "), before(kin, " tồn tại còn mở")];
            all.row(By::CommandLine, &format!("unit {code}"), &keys[..2], &cells);
        }
    }
    for line in office.json(&["list", "units"]) {
        let name = format!("unit {}", text(&line["code"]));
        let cells = ["visits", "open_shortcomings", "late_shortcomings"];
        let cells = cells.map(|key| text(&line[key]));
        all.row(By::CommandLine, &name, &keys, &cells);
    }
    for row in office.table(&["list", "units"]) {
        let name = format!("unit {}", row[0]);
        let cells = [&row[5..6], &row[7..]].concat();
        all.row(By::CommandLine, &name, &keys, &cells);
    }
    for row in below(&office.sheet(&["list", "units"]), &["STT"]) {
        let name = format!("unit {}", row[1]);
        let cells = [&row[6..7], &row[8..]].concat();
        all.row(By::Workbook, &name, &keys, &cells);
    }
    for (code, count) in office.counted(
        "SELECT u.code FROM visit AS v JOIN unit AS u ON u.id = v.unit_id WHERE ?1 IS NOT NULL",
    ) {
        all.say(By::Records, &format!("unit {code}, visits"), count);
    }
    for (code, count) in office.counted(
        "SELECT u.code FROM shortcoming AS s JOIN visit AS v ON v.id = s.visit_id JOIN unit AS u ON u.id = v.unit_id
         WHERE ?1 IS NOT NULL AND s.state NOT IN ('verified_closed', 'withdrawn')",
    ) {
        all.say(By::Records, &format!("unit {code}, open"), count);
    }
    for code in ["lb-phuc-dong", "lb-sai-dong", "lb-gia-thuy"] {
        profile(office, all, code);
    }
}

fn profile(office: &Office, all: &mut Figures, code: &str) {
    let unit = office.register.unit_by_code(code).unwrap().unwrap();
    let page = office.register.profile(unit.id, day(TODAY), true).unwrap();
    let asked = ["export", "profile", "--unit", code];
    let (print, book) = (office.paper(&asked), office.workbook(&asked));
    let name = format!("profile of {code}");
    let mut say = |by: By, key: &str, value: String| all.say(by, &format!("{name}, {key}"), value);
    say(By::Screen, "visits", page.visits_total.to_string());
    say(By::Paper, "visits", print.before(" cuộc giám sát"));
    say(By::Screen, "held", page.visits_held.to_string());
    say(By::Paper, "held", print.before(" cuộc đã thực hiện"));
    say(By::Screen, "told", page.tally.total().to_string());
    say(
        By::Paper,
        "told",
        print.before(" tồn tại, hạn chế đã thông báo"),
    );
    say(By::Screen, "on time", page.tally.share());
    say(
        By::Paper,
        "on time",
        print.after("được xác nhận khắc phục đúng hạn ("),
    );
    say(By::Screen, "open", page.open_count().to_string());
    let heads = if page.has_other_names() {
        &["TT", "Đơn vị", "Tồn tại, hạn chế"][..]
    } else {
        &["TT", "Tồn tại, hạn chế"]
    };
    let count = print.table(heads);
    say(By::Paper, "open", count.len().to_string());
    let sheet = below(&book["III- Khắc phục tồn tại, hạn chế"], &["TT"]);
    say(By::Workbook, "open", sheet.len().to_string());
    let visits = below(&book["IV- Các cuộc giám sát"], &["TT"]);
    say(By::Workbook, "visits", visits.len().to_string());
    let marks = "II- Kết quả qua các lần giám sá";
    let marks = below(&book[marks], &["Quy chế"]);
    for (by, rows) in [
        (By::Paper, print.table(&["Quy chế"])),
        (By::Workbook, marks),
    ] {
        for row in rows {
            say(by, &row[0], row[1..].join(", "));
        }
    }
    let totals: Vec<String> = page
        .marks
        .iter()
        .map(|marks| marks.total().fraction())
        .collect();
    say(By::Screen, "Cộng", totals.join(", "));
    let open = page.visits.iter().map(|row| row.open_shortcomings);
    say(By::Screen, "open by visit", open.sum::<u32>().to_string());
    let at = visits[0].len() - 1;
    let open = visits.iter().map(|row| row[at].parse::<u32>().unwrap());
    say(By::Workbook, "open by visit", open.sum::<u32>().to_string());
}

/// What was issued, and the numbers that are missing.
pub fn papers(office: &Office, all: &mut Figures) {
    let page = office.register.issued(&IssuedFilter::default()).unwrap();
    all.say(By::Screen, "issued papers", page.rows.len());
    let (told, _) = office.told(&["list", "papers"]);
    all.say(By::CommandLine, "issued papers", after(&told, "Cộng: "));
    let lines = office.json(&["list", "papers"]);
    all.say(By::CommandLine, "issued papers", lines.len());
    let sheet = below(&office.sheet(&["list", "papers"]), &["STT"]);
    all.say(By::Workbook, "issued papers", sheet.len());
    let bytes = office.counted(
        "SELECT 'paper' FROM issued_paper WHERE ?1 IS NOT NULL UNION ALL SELECT 'paper' FROM paper_file",
    );
    all.say(By::Records, "issued papers", bytes["paper"]);
    let gaps = told.matches("Lưu ý: Số ").count();
    all.say(By::CommandLine, "missing numbers", gaps);
    all.say(By::Screen, "missing numbers", page.gaps.len());
    let units = board(office).rows.len();
    all.say(By::Screen, "units on the board", units);
    let wards = office.table(&["list", "archive"]).len() - 1;
    all.say(By::CommandLine, "units on the board", wards);
}
