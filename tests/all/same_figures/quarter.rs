//! The figures that wards report for a quarter, and what the program asks about them.

use std::collections::BTreeMap;

use qcdc::domain::figures::FigurePeriod;
use qcdc::read::FigureFilter;

use super::office::{Office, TODAY, before, below};
use super::table::{By, Figures};
use super::wards::ward;
use crate::support::day;

/// The figures of a quarter over all wards, and the questions about them.
pub fn figures(office: &Office, all: &mut Figures) {
    let filter = FigureFilter {
        period: FigurePeriod::before(day(TODAY)),
        district: String::new(),
    };
    let board = office.register.figure_board(&filter).unwrap();
    let asked = ["export", "figures", "--period", "2024-q3"];
    let (print, book) = (office.paper(&asked), office.workbook(&asked));
    let (_, told) = office.told(&["list", "figures", "--period", "2024-q3"]);
    let (came, of) = board.reported();
    all.say(By::Screen, "wards with figures", format!("{came}/{of}"));
    all.say(
        By::CommandLine,
        "wards with figures",
        before(&told, " phường đã báo cáo"),
    );
    all.say(
        By::Paper,
        "wards with figures",
        print.before(" phường đã báo cáo"),
    );

    for indicator in &board.book.indicators {
        let total = board.total(indicator);
        let Ok(found) = &total.result else { continue };
        let name = format!("figure {}", indicator.name);
        let value = format!("{}{}", found.value.show(), indicator.sign());
        all.say(By::Screen, &format!("{name}, sum"), value);
        if indicator.is_derived() {
            all.say(By::Screen, &format!("{name}, of"), &found.fraction);
            let units = format!("{}/{}", total.units, board.rows.len());
            all.say(By::Screen, &format!("{name}, wards"), units);
        }
    }
    let short: BTreeMap<String, &str> = board
        .book
        .indicators
        .iter()
        .map(|one| (cut(&one.name), &*one.name))
        .collect();
    for row in office.table(&["list", "figures", "--period", "2024-q3"]) {
        let name = format!("figure {}", short[&row[0]]);
        all.say(By::CommandLine, &format!("{name}, sum"), &row[2]);
        if !row[4].is_empty() {
            all.say(By::CommandLine, &format!("{name}, of"), &row[4]);
            all.say(By::CommandLine, &format!("{name}, wards"), &row[3]);
        }
    }
    let matrix = |sheet: &str| {
        let mut rows = below(&book[sheet], &["Chỉ tiêu"]);
        let heads = book[sheet].iter().find(|row| row[0] == "Chỉ tiêu").unwrap();
        rows.insert(0, heads.clone());
        rows
    };
    let printed = print.tables_with(&["Chỉ tiêu", "ĐVT"]);
    let sheets = vec![matrix("BẢNG SỐ LIỆU"), matrix("BẢNG SỐ LIỆU 2")];
    for (by, tables) in [(By::Paper, printed), (By::Workbook, sheets)] {
        assert_eq!(tables.len(), 2);
        for table in tables {
            for row in &table[1..] {
                for (head, cell) in table[0].iter().zip(row).skip(2) {
                    let of = if head == "Tổng" { "sum" } else { head };
                    all.say(by, &format!("figure {}, {of}", row[0]), cell);
                }
            }
        }
    }
    for (by, rows) in [
        (By::Paper, print.table(&["Chỉ tiêu", "Tử số/mẫu số"])),
        (By::Workbook, below(&book["BẢNG SỐ LIỆU 3"], &["Chỉ tiêu"])),
    ] {
        for row in rows {
            let keys = ["of", "sum", "wards"];
            all.row(by, &format!("figure {}", row[0]), &keys, &row[1..]);
        }
    }
    // each ward as the list for other programs states it, and the sums of that
    let lines = office.json(&["list", "figures", "--period", "2024-q3"]);
    let mut sums: BTreeMap<&str, u64> = BTreeMap::new();
    for line in &lines {
        let name = line["name"].as_str().unwrap();
        let unit = ward(line["unit_name"].as_str().unwrap());
        let stated = line["stated"].as_str();
        if let Some(stated) = stated.filter(|_| line["computed"].is_null()) {
            let figure = format!("figure {name}, {unit}");
            all.say(By::CommandLine, &figure, stated);
            if let Ok(number) = stated.parse::<u64>() {
                *sums.entry(name).or_default() += number;
            }
        }
    }
    for (name, sum) in sums {
        all.say(By::Records, &format!("figure {name}, sum"), sum);
    }

    let open = "questions of the quarter";
    all.say(By::Screen, open, board.open_questions());
    all.say(
        By::CommandLine,
        open,
        before(&told, " câu hỏi chưa giải trình"),
    );
    let check = ["figure", "check", "--period", "2024-q3", "--open"];
    all.say(By::CommandLine, open, office.json(&check).len());
    all.say(By::CommandLine, open, office.table(&check).len());
    let asked = print.table(&["Phường", "Nội dung"]);
    let asked = asked.iter().filter(|row| row[3] == "Đang hỏi").count();
    all.say(By::Paper, open, asked);
    let sheet = below(&book["BẢNG SỐ LIỆU 4"], &["Phường"]);
    all.say(
        By::Workbook,
        open,
        sheet.iter().filter(|row| row[3] == "Đang hỏi").count(),
    );
    let every = office.register.figure_questions().unwrap();
    let (_, told) = office.told(&["figure", "check"]);
    all.say(By::Screen, "questions", every.len());
    all.say(By::CommandLine, "questions", before(&told, " câu hỏi"));
    let open = every.iter().filter(|row| row.asked.is_open()).count();
    all.say(By::Screen, "questions open", open);
    all.say(
        By::CommandLine,
        "questions open",
        before(&told, " chưa giải trình"),
    );

    let missing = |name: &str| format!("figures missing of {name}");
    let row = board
        .to_ask()
        .find(|row| row.has_reported() && !board.missing(row).is_empty());
    let row = row.unwrap();
    let asked = [
        "export",
        "figure-request",
        "--period",
        "2024-q3",
        "--unit",
        &row.unit.code,
    ];
    let letter = office.paper(&asked);
    let name = missing(ward(&row.unit.name));
    all.say(By::Paper, &name, letter.before(" số liệu:"));
    all.say(
        By::Paper,
        &name,
        letter.table(&["TT", "Nội dung", "Chỉ tiêu"]).len(),
    );
    let sheet = below(&office.sheet(&asked), &["TT", "Nội dung", "Chỉ tiêu"]);
    all.say(By::Workbook, &name, sheet.len());
    for row in &board.rows {
        let count = board.missing(row).len();
        if count > 0 {
            all.say(By::Screen, &missing(ward(&row.unit.name)), count);
        }
    }
    for line in office.json(&["list", "figures", "--period", "2024-q3", "--missing"]) {
        let count = line["missing"].as_array().unwrap().len();
        let unit = ward(line["unit_name"].as_str().unwrap());
        all.say(By::CommandLine, &missing(unit), count);
    }
    for (by, rows) in [
        (By::Paper, print.table(&["Phường", "Số chỉ tiêu"])),
        (By::Workbook, below(&book["BẢNG SỐ LIỆU 5"], &["Phường"])),
    ] {
        for row in rows {
            all.say(by, &missing(&row[0]), &row[1]);
        }
    }
}

/// A name as a table of the command line cuts it.
fn cut(name: &str) -> String {
    if name.chars().count() <= 44 {
        return name.to_owned();
    }
    let cut: String = name.chars().take(43).collect();
    format!("{}…", cut.trim_end())
}
