//! What each ward sends, keeps and puts into effect: monthly reports, archives, guiding documents, figures.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use qcdc::domain::{Period, TaskState};
use qcdc::read::board::{Board, BoardFilter, BoardPeriod};
use qcdc::read::guiding::DocumentFilter;
use qcdc::read::{ArchiveFilter, ReportFilter};
use serde_json::Value;

use super::office::{Office, TODAY, after, below};
use super::table::{By, Figures};
use crate::support::day;

/// The overview of the year.
pub fn board(office: &Office) -> Board {
    let filter = BoardFilter {
        period: BoardPeriod::Part {
            period: Period::Year,
            year: 2024,
        },
        district: String::new(),
    };
    office.register.board(&filter, day(TODAY)).unwrap()
}

/// A ward's name as narrow tables have it.
pub fn ward(name: &str) -> &str {
    name.strip_prefix("Phường ").unwrap_or(name)
}

fn date(line: &Value, key: &str) -> Option<NaiveDate> {
    line[key].as_str().map(day)
}

const MONTHS: [&str; 15] = [
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "in time", "late", "missing",
];

/// Each ward in each month, and the sums.
pub fn monthly_reports(office: &Office, all: &mut Figures) {
    let filter = ReportFilter {
        year: 2024,
        district: String::new(),
    };
    let year = office.register.reports(&filter, day(TODAY)).unwrap();
    let tally = year.tally();
    let sums = |tally: qcdc::read::ReportTally| {
        [
            tally.share(),
            tally.late.to_string(),
            tally.missing.to_string(),
        ]
    };
    for row in &year.rows {
        let name = format!("reports of {}", ward(&row.unit.name));
        let short = |cell: &Option<_>| {
            cell.as_ref()
                .map_or(String::new(), qcdc::read::ReportCell::short)
        };
        let mut cells: Vec<String> = row.cells.iter().map(short).collect();
        cells.extend(sums(row.tally()));
        all.row(By::Screen, &name, &MONTHS, &cells);
    }
    let months = year.month_tallies();
    let mut cells: Vec<String> = months.iter().map(|tally| tally.share()).collect();
    cells.extend(sums(tally));
    all.row(By::Screen, "reports of Đúng hạn", &MONTHS, &cells);
    for (month, tally) in MONTHS.iter().zip(&months) {
        if tally.due() > 0 {
            all.say(
                By::Screen,
                &format!("reports missing, {month}"),
                tally.missing,
            );
        }
    }

    let shown = board(office).reports;
    for (by, tally) in [(By::Screen, shown), (By::Screen, tally)] {
        all.say(by, "reports in time", tally.share());
        all.say(by, "reports late", tally.late);
        all.say(by, "reports missing", tally.missing);
        all.say(by, "reports not due", tally.not_due);
    }
    for row in office.table(&["list", "reports"]) {
        let name = format!("reports of {}", ward(&row[0]));
        all.row(By::CommandLine, &name, &MONTHS, &row[1..]);
    }
    let (_, told) = office.told(&["list", "reports"]);
    let mut say = |name: &str, value: String| all.say(By::CommandLine, name, value);
    say("reports in time", after(&told, "): đúng hạn "));
    say("reports late", after(&told, "); chậm "));
    say("reports missing", after(&told, ", thiếu "));
    say("reports not due", after(&told, "chưa đến hạn "));

    // counted again from the days
    let lines = office.json(&["list", "reports"]);
    let state = |line: &Value| {
        let due = date(line, "due").unwrap();
        match date(line, "received_on") {
            Some(came) if came <= due => "in time",
            Some(_) => "late",
            None if due < day(TODAY) => "missing",
            None => "not due",
        }
    };
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for line in &lines {
        *counted.entry(state(line)).or_default() += 1;
    }
    let due = counted["in time"] + counted["late"] + counted["missing"];
    for key in ["late", "missing", "not due"] {
        all.say(By::Records, &format!("reports {key}"), counted[key]);
    }
    let in_time = format!("{}/{due}", counted["in time"]);
    all.say(By::Records, "reports in time", in_time);
    let missing = office.json(&["list", "reports", "--missing"]).len();
    all.say(By::CommandLine, "reports missing", missing);

    let asked = ["export", "reports"];
    let (print, sheet) = (office.paper(&asked), office.sheet(&asked));
    for (by, rows) in [
        (By::Paper, print.table(&["TT", "Phường"])),
        (By::Workbook, below(&sheet, &["TT"])),
    ] {
        for row in rows {
            if row[1] == "Thiếu" {
                let cells = row[2..14].iter().filter(|cell| *cell != "–");
                for (month, cell) in MONTHS.iter().zip(cells) {
                    all.say(by, &format!("reports missing, {month}"), cell);
                }
                all.say(by, "reports missing", row.last().unwrap());
            } else {
                let name = format!("reports of {}", row[1]);
                all.row(by, &name, &MONTHS, &row[2..]);
            }
        }
    }
    let share = format!(
        "{}/{}",
        print.after(": đúng hạn "),
        print.after("báo cáo trên ")
    );
    all.say(By::Paper, "reports in time", share);
    all.say(By::Paper, "reports not due", print.after("chưa đến hạn "));
    let row = year.with_missing().next().unwrap();
    let asked = ["export", "report-request", "--unit", &row.unit.code];
    let asked_for = below(&office.sheet(&asked), &["TT"]).len();
    let name = format!("reports of {}, missing", ward(&row.unit.name));
    all.say(By::Workbook, &name, asked_for);
    let asked_for = office.paper(&asked).table(&["TT"]).len();
    all.say(By::Paper, &name, asked_for);
}

/// Each ward under each regulation, and the sums.
pub fn archives(office: &Office, all: &mut Figures) {
    let filter = ArchiveFilter::of_year(2024);
    let year = office.register.archive(&filter, day(TODAY)).unwrap();
    let codes: Vec<&str> = year.regulations.iter().map(|(code, _)| &**code).collect();
    let keys = [&codes[..], &["all", "percent", "missing", "not seen"]].concat();
    let sums = |tally: qcdc::domain::ArchiveTally| {
        [
            tally.share(),
            format!("{}%", tally.percent().unwrap()),
            tally.missing.to_string(),
            tally.not_seen.to_string(),
        ]
    };
    for row in &year.rows {
        let name = format!("archive of {}", ward(&row.unit.name));
        let cells = codes.iter().map(|code| year.tally_of(row, code).share());
        let cells: Vec<String> = cells.chain(sums(row.tally())).collect();
        all.row(By::Screen, &name, &keys, &cells);
    }
    let cells = codes.iter().map(|code| year.regulation_tally(code).share());
    let cells: Vec<String> = cells.chain(sums(year.tally())).collect();
    all.row(By::Screen, "archive of Cộng", &keys, &cells);
    let cells = sums(board(office).archive);
    all.row(By::Screen, "archive of Cộng", &keys[codes.len()..], &cells);
    for row in office.table(&["list", "archive"]) {
        let name = format!("archive of {}", ward(&row[0]));
        all.row(By::CommandLine, &name, &keys, &row[1..]);
    }
    let asked = ["export", "archive"];
    let (print, book) = (office.paper(&asked), office.workbook(&asked));
    for (by, rows) in [
        (By::Paper, print.table(&["TT", "Phường", "CHUNG"])),
        (
            By::Workbook,
            below(&book["I- Tỷ lệ giấy tờ có theo phường"], &["TT"]),
        ),
    ] {
        for row in rows {
            all.row(by, &format!("archive of {}", row[1]), &keys, &row[2..]);
        }
    }
    let name = "archive of Cộng, missing";
    let missing = print.table(&["TT", "Phường", "Quy chế"]).len();
    all.say(By::Paper, name, missing);
    let missing = below(&book["II- Giấy tờ còn thiếu của từng "], &["TT"]);
    all.say(By::Workbook, name, missing.len());
    let missing = office.json(&["list", "archive", "--missing"]).len();
    all.say(By::CommandLine, name, missing);
    let lines = office.json(&["list", "archive"]);
    all.say(By::CommandLine, "papers to keep", lines.len());
    all.say(
        By::Screen,
        "papers to keep",
        year.papers.len() * year.rows.len(),
    );
    all.say(
        By::Paper,
        "papers to keep",
        print.before(" giấy tờ phải lưu của"),
    );
    let papers = office.json(&["archive", "papers"]).len();
    all.say(By::CommandLine, "papers of a ward", papers);
    all.say(By::Screen, "papers of a ward", year.papers.len());

    // counted again from the lines
    let state = |line: &&Value, state: &str| line["state"] == state;
    for code in &codes {
        let of = |wanted: &str| {
            let here = lines.iter().filter(|line| line["regulation"] == *code);
            here.filter(|line| state(line, wanted)).count()
        };
        let (present, missing) = (of("present"), of("missing"));
        let share = format!("{present}/{}", present + missing);
        all.say(By::Records, &format!("archive of Cộng, {code}"), share);
    }
    let seen = lines.iter().filter(|line| state(line, "not_seen")).count();
    all.say(By::Records, "archive of Cộng, not seen", seen);

    // one ward with each paper
    let row = year.with_missing().next().unwrap();
    let name = format!("archive of {}", ward(&row.unit.name));
    let page = office
        .register
        .profile(row.unit.id, day(TODAY), false)
        .unwrap();
    let cells = sums(page.archive.unwrap());
    all.row(By::Screen, &name, &keys[codes.len()..], &cells);
    let asked = ["export", "archive", "--unit", &row.unit.code];
    let (print, book) = (office.paper(&asked), office.workbook(&asked));
    all.say(
        By::Paper,
        &format!("{name}, all"),
        print.after("phải lưu: có "),
    );
    all.say(
        By::Paper,
        "papers of a ward",
        print.before(" giấy tờ phải lưu"),
    );
    let kept = print.table(&["Mã", "Giấy tờ phải lưu"]);
    let sheets = book.values().flat_map(|sheet| below(sheet, &["Mã"]));
    for (by, rows) in [(By::Paper, kept), (By::Workbook, sheets.collect())] {
        all.say(by, "papers of a ward", rows.len());
        let of = |wanted: &str| rows.iter().filter(|row| row[2].starts_with(wanted)).count();
        let (present, missing) = (of("Có"), of("Thiếu"));
        let share = format!("{present}/{}", present + missing);
        all.say(by, &format!("{name}, all"), share);
        all.say(by, &format!("{name}, missing"), missing);
        all.say(by, &format!("{name}, not seen"), of("Chưa xem"));
    }
    let asked = ["export", "archive-request", "--unit", &row.unit.code];
    let missing = office.paper(&asked).table(&["TT"]).len();
    all.say(By::Paper, &format!("{name}, missing"), missing);
    let missing = below(&office.sheet(&asked), &["TT"]).len();
    all.say(By::Workbook, &format!("{name}, missing"), missing);
}

/// Who put which document into effect.
pub fn guiding_documents(office: &Office, all: &mut Figures) {
    let filter = DocumentFilter::default();
    let page = office.register.documents(&filter, day(TODAY)).unwrap();
    let (_, told) = office.told(&["list", "documents"]);
    let asked = ["export", "documents"];
    let (print, book) = (office.paper(&asked), office.workbook(&asked));
    let keys = ["done", "in time", "late", "missing", "not due"];
    let tally = page.tally();
    let cells = [
        tally.share(),
        tally.in_time.to_string(),
        tally.late.to_string(),
        tally.missing.to_string(),
        tally.not_due.to_string(),
    ];
    all.row(By::Screen, "documents", &keys, &cells);
    all.say(
        By::Screen,
        "documents, missing",
        board(office).other_late.documents,
    );
    for (by, words) in [(By::CommandLine, &told), (By::Paper, &print.words)] {
        let cells = [
            ": đã triển khai ",
            "(đúng hạn ",
            ", chậm ",
            "quá hạn ",
            "chưa đến hạn ",
        ];
        let cells = cells.map(|phrase| after(words, phrase));
        all.row(by, "documents", &keys, &cells);
    }
    all.say(By::Screen, "documents", page.entries.len());
    all.say(By::Paper, "documents", print.before(" văn bản; tính trên"));
    let list = below(&book["I- Danh mục văn bản chỉ đạo"], &["TT"]);
    for (by, rows) in [
        (By::Paper, print.table(&["TT", "Số và ký hiệu"])),
        (By::Workbook, list),
    ] {
        all.say(by, "documents", rows.len());
        for row in rows {
            all.say(by, &format!("document {}, done", row[1]), &row[7]);
        }
    }
    for row in office.table(&["list", "documents"]) {
        all.say(
            By::CommandLine,
            &format!("document {}, done", row[0]),
            &row[5],
        );
    }
    for entry in &page.entries {
        let name = format!("document {}, done", entry.document.number);
        all.say(By::Screen, &name, entry.tally(day(TODAY)).share());
    }
    let matrix = office.table(&["list", "documents", "--matrix"]);
    let matrix: Vec<Vec<String>> = matrix
        .into_iter()
        .map(|mut row| {
            let name = ward(&row[0]).to_owned();
            row[0] = name;
            row
        })
        .collect();
    let paper = print.table(&["TT", "Đơn vị"]);
    let sheet = below(&book["II- Việc triển khai của từng đơ"], &["TT"]);
    let cut = |rows: Vec<Vec<String>>| -> Vec<Vec<String>> {
        rows.into_iter().map(|row| row[1..].to_vec()).collect()
    };
    for (by, rows) in [
        (By::CommandLine, matrix),
        (By::Paper, cut(paper)),
        (By::Workbook, cut(sheet)),
    ] {
        for row in rows {
            for (number, cell) in page.assigned().iter().zip(&row[1..]) {
                let name = format!("document {} at {}", number.document.number, row[0]);
                // the paper also names by which paper of its own
                let cell = cell.split(" (").next().unwrap();
                all.say(by, &name, cell);
            }
        }
    }
    let lines = office.json(&["list", "documents"]);
    let tasks: Vec<&Value> = lines
        .iter()
        .flat_map(|line| line["tasks"].as_array().unwrap())
        .collect();
    let of = |wanted: TaskState| {
        let fits = |task: &&&Value| {
            let due = date(task, "due").is_some_and(|due| due < day(TODAY));
            let late = date(task, "done_on").zip(date(task, "due"));
            let late = late.is_some_and(|(done, due)| done > due);
            let done = date(task, "done_on").is_some();
            match wanted {
                TaskState::InTime => done && !late,
                TaskState::Late => late,
                TaskState::Missing => !done && due,
                TaskState::NotDue => !done && !due,
            }
        };
        tasks.iter().filter(fits).count()
    };
    let done = of(TaskState::InTime) + of(TaskState::Late);
    let cells = [
        format!("{done}/{}", tasks.len()),
        of(TaskState::InTime).to_string(),
        of(TaskState::Late).to_string(),
        of(TaskState::Missing).to_string(),
        of(TaskState::NotDue).to_string(),
    ];
    all.row(By::Records, "documents", &keys, &cells);
}
