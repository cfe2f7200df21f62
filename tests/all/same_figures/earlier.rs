//! The same questions on days gone by, which are told again from the history.

use qcdc::domain::{Period, ShortcomingClass};
use qcdc::read::review::{ReviewFilter, fell_due};
use qcdc::read::{ReportFilter, ShortcomingFilter, VisitFilter};
use serde_json::Value;

use super::chase::{REVIEW, TRACKED, tally};
use super::office::{Office, after, below};
use super::table::{By, Figures};
use crate::support::day;

pub fn days_gone_by(office: &Office, all: &mut Figures) {
    for (shown, iso, year) in [
        ("31/12/2023", "2023-12-31", 2023),
        ("30/06/2024", "2024-06-30", 2024),
    ] {
        one_day(office, all, (shown, iso, year));
    }
}

fn one_day(office: &Office, all: &mut Figures, (shown, iso, year): (&str, &str, i32)) {
    let register = &office.register;
    let as_of = day(iso);
    let name = format!("on {iso}");
    let page = register.review(&ReviewFilter::default(), as_of).unwrap();
    tally(all, By::Screen, &name, page.total);
    let counts = register.overview(as_of).unwrap().counts;
    for class in ShortcomingClass::ALL {
        let name = format!("{name}, {}", class.code());
        all.say(By::Screen, &name, counts.of(*class));
    }
    let due = fell_due(&ReviewFilter::default().shortcomings(as_of));
    let due = register.shortcomings(&due, as_of).unwrap().len();
    all.say(By::Screen, &format!("{name}, due"), due);
    let share = page.total.share();
    all.say(
        By::Screen,
        &format!("{name}, due"),
        share.rsplit('/').next().unwrap(),
    );
    for line in &page.by_unit {
        tally(
            all,
            By::Screen,
            &format!("{name}, {}", line.label),
            line.tally,
        );
    }

    let of_unit = |row: &[String]| match row[0].as_str() {
        "Cộng" => name.clone(),
        unit => format!("{name}, {unit}"),
    };
    let asked = ["show", "review", "--as-of", shown];
    for row in office.table(&asked) {
        all.row(By::CommandLine, &of_unit(&row), &REVIEW, &row[1..]);
        let due = row[8].rsplit('/').next().unwrap();
        if row[0] == "Cộng" {
            all.say(By::CommandLine, &format!("{name}, due"), due);
        }
    }
    let lines = office.json(&["list", "shortcomings", "--as-of", shown]);
    for class in ShortcomingClass::ALL {
        let here = lines.iter().filter(|line| line["class"] == class.code());
        let name = format!("{name}, {}", class.code());
        all.say(By::CommandLine, &name, here.count());
    }
    let in_list = format!("{name}, in the list");
    all.say(By::CommandLine, &in_list, lines.len());
    let rows = register
        .shortcomings(&ShortcomingFilter::default(), as_of)
        .unwrap();
    all.say(By::Screen, &in_list, rows.len());
    let sheet = below(
        &office.sheet(&["list", "shortcomings", "--as-of", shown]),
        &["STT"],
    );
    all.say(By::Workbook, &in_list, sheet.len());

    let number = year.to_string();
    for (asked, sheet) in [
        (vec!["export", "tracking", "--as-of", shown], "I- Tổng hợp"),
        (
            vec!["export", "summary", "--year", &number, "--as-of", shown],
            "Phụ lục 2- Tình hình khắc phục ",
        ),
    ] {
        let print = office.paper(&asked);
        for row in print.table(&["Đơn vị", "Tổng số"]) {
            all.row(By::Paper, &of_unit(&row), &TRACKED, &row[1..]);
        }
        let told = print.before(" tồn tại, hạn chế đã thông báo, gồm");
        all.say(By::Paper, &format!("{name}, all"), told);
        let book = office.workbook(&asked);
        for row in below(&book[sheet], &["Đơn vị", "Tổng số"]) {
            all.row(By::Workbook, &of_unit(&row), &TRACKED, &row[1..]);
        }
        if asked[1] == "summary" {
            let held = print.after("đơn vị. Tổng số ");
            all.say(By::Paper, &format!("{name}, held in {year}"), held);
        }
    }

    // visits that took place in the year by that day
    let held = format!("{name}, held in {year}");
    let report = register.period(Period::Year, year, Some(as_of)).unwrap();
    all.say(By::Screen, &held, report.visits.len());
    let filter = VisitFilter {
        from: Some(report.from),
        to: Some(as_of),
        ..VisitFilter::default()
    };
    let rows = register.visits_as_of(&filter, as_of).unwrap();
    let past = rows.iter().filter(|row| row.state.is_past_visit()).count();
    all.say(By::Screen, &held, past);
    let lines = office.json(&["list", "visits", "--as-of", shown]);
    let of = |line: &Value, key: &str| line[key].as_str().unwrap().to_owned();
    let inside = |line: &&Value| (report.from..=as_of).contains(&day(&of(line, "date")));
    let past = ["visited", "concluded", "closed"];
    let past = |line: &&Value| past.contains(&&*of(line, "state"));
    let count = lines.iter().filter(inside).filter(past).count();
    all.say(By::CommandLine, &held, count);

    // each unit's open and late ones
    let keys = ["open", "late"];
    for row in register.units(as_of).unwrap() {
        let name = format!("{name}, unit {}", row.unit.code);
        let cells = [row.open_shortcomings, row.late_shortcomings];
        all.row(
            By::Screen,
            &name,
            &keys,
            &cells.map(|count| count.to_string()),
        );
        let page = register.profile(row.unit.id, as_of, false).unwrap();
        let cells = [page.open_count(), page.tally.late];
        all.row(
            By::Screen,
            &name,
            &keys,
            &cells.map(|count| count.to_string()),
        );
    }
    for row in office.table(&["list", "units", "--as-of", shown]) {
        let name = format!("{name}, unit {}", row[0]);
        all.row(By::CommandLine, &name, &keys, &row[7..]);
    }
    for row in below(
        &office.sheet(&["list", "units", "--as-of", shown]),
        &["STT"],
    ) {
        let name = format!("{name}, unit {}", row[1]);
        all.row(By::Workbook, &name, &keys, &row[8..]);
    }

    // monthly reports of that year
    let filter = ReportFilter {
        year,
        district: String::new(),
    };
    let reports = register.reports(&filter, as_of).unwrap().tally();
    let late = format!("{name}, reports late");
    all.say(By::Screen, &late, reports.late);
    let (_, told) = office.told(&["list", "reports", "--year", &number, "--as-of", shown]);
    all.say(By::CommandLine, &late, after(&told, "); chậm "));
    let print = office.paper(&["export", "reports", "--year", &number, "--as-of", shown]);
    all.say(By::Paper, &late, print.after("%); chậm "));
}
