//! Models, programmes, unannounced inspections, dialogues.

use qcdc::read::ModelFilter;
use qcdc::read::programme::{Answered, DialogueFilter, InspectionFilter};
use qcdc::read::skilful_model::quarter_words;
use serde_json::Value;

use super::office::{Office, TODAY, after, before, below};
use super::table::{By, Figures};
use super::wards::board;
use crate::support::day;

fn sum(lines: &[Value], key: &str) -> u64 {
    lines.iter().map(|line| line[key].as_u64().unwrap()).sum()
}

/// The register of models, proposals, and the comparison of two years.
pub fn models(office: &Office, all: &mut Figures) {
    let list = office
        .register
        .models(&ModelFilter::default(), day(TODAY))
        .unwrap();
    let tally = list.tally();
    let keys = ["collectives", "individuals", "recognised", "late"];
    let cells = [
        tally.collectives.to_string(),
        tally.individuals.to_string(),
        format!("{}/{}", tally.recognised(), tally.registered()),
        list.late().to_string(),
    ];
    all.row(By::Screen, "models", &keys, &cells);
    all.say(
        By::Screen,
        "models, late",
        board(office).other_late.commitments,
    );
    all.say(By::Screen, "models, withdrawn", tally.withdrawn);
    let asked = ["export", "models"];
    let print = office.paper(&asked);
    let (_, told) = office.told(&["list", "models"]);
    for (by, words) in [(By::CommandLine, &told), (By::Paper, &print.words)] {
        let cells = [
            before(words, " tập thể,"),
            before(words, " cá nhân;"),
            after(words, "được công nhận "),
            after(words, "cam kết quá hạn "),
        ];
        all.row(by, "models", &keys, &cells);
    }
    all.say(By::Paper, "models, withdrawn", print.after("đã rút "));
    let lines = office.json(&["list", "models"]);
    let of = |key: &str, value: &str| lines.iter().filter(|line| line[key] == value).count();
    let cells = [
        of("kind", "collective").to_string(),
        of("kind", "individual").to_string(),
        format!("{}/{}", of("state", "recognised"), lines.len()),
        sum(&lines, "late").to_string(),
    ];
    all.row(By::CommandLine, "models", &keys, &cells);
    let withdrawn = of("state", "withdrawn");
    all.say(By::CommandLine, "models, withdrawn", withdrawn);
    let sheet = below(&office.sheet(&asked), &["TT"]);
    for (by, rows) in [(By::Workbook, sheet), (By::Paper, print.table(&["TT"]))] {
        let of = |at: usize, word: &str| rows.iter().filter(|row| row[at] == word).count();
        let late = |row: &Vec<String>| {
            let head = row[9].split(" cam kết quá hạn").next().unwrap();
            head.parse().unwrap_or(0)
        };
        let late: u64 = rows.iter().map(late).sum();
        let cells = [
            of(3, "Tập thể").to_string(),
            of(3, "Cá nhân").to_string(),
            format!("{}/{}", of(8, "Được công nhận"), rows.len()),
            late.to_string(),
        ];
        all.row(by, "models", &keys, &cells);
        all.say(by, "models, withdrawn", of(8, "Đã rút"));
    }
    for row in &list.rows {
        let name = format!(
            "model of {}, {}, {}",
            row.unit_name, row.model.who, row.model.title
        );
        let name = format!("{name}, {}", row.model.year);
        all.say(By::Screen, &name, row.promised.share());
    }
    for line in &lines {
        let of = |key: &str| line[key].as_str().unwrap();
        let name = format!(
            "model of {}, {}, {}",
            of("unit_name"),
            of("who"),
            of("title")
        );
        let share = format!("{}/{}", line["done"], line["commitments"]);
        all.say(By::CommandLine, &format!("{name}, {}", line["year"]), share);
    }
    let kinds = office.counted("SELECT kind FROM skilful_model WHERE registered_on <= ?1");
    all.say(By::Records, "models, collectives", kinds["collective"]);
    all.say(By::Records, "models, individuals", kinds["individual"]);

    let proposed = ModelFilter {
        proposed: true,
        ..ModelFilter::default()
    };
    let proposed = office.register.models(&proposed, day(TODAY)).unwrap();
    let asked = ["export", "models", "--paper", "proposal"];
    let print = office.paper(&asked);
    let name = "models proposed";
    all.say(By::Screen, name, proposed.rows.len());
    all.say(
        By::Workbook,
        name,
        below(&office.sheet(&asked), &["TT"]).len(),
    );
    all.say(By::Paper, name, print.table(&["TT"]).len());
    let (_, said) = print.words.split_once("đề nghị khen thưởng ").unwrap();
    let said = said.split('.').next().unwrap().split_whitespace();
    let said: u64 = said.filter_map(|word| word.parse::<u64>().ok()).sum();
    all.say(By::Paper, name, said);
    comparison(office, all);
}

fn comparison(office: &Office, all: &mut Figures) {
    let page = office
        .register
        .compare_models(2024, "", day(TODAY))
        .unwrap();
    let keys = [
        "Quý I",
        "Quý II",
        "Quý III",
        "Quý IV",
        "Cả năm",
        "Được công nhận",
    ];
    let total = (page.now(), page.before());
    let rows = page
        .rows
        .iter()
        .map(|row| (page.name(row), (row.now, row.before)));
    for (name, (now, then)) in rows.chain([("Tổng".to_owned(), total)]) {
        for (year, side) in [(2024, now), (2023, then)] {
            let quarter =
                |(place, tally)| quarter_words(tally, year == 2023 || page.has_begun(place));
            let mut cells: Vec<String> =
                side.quarters.into_iter().enumerate().map(quarter).collect();
            cells.push(quarter_words(side.year(), true));
            cells.push(side.year().share());
            all.row(
                By::Screen,
                &format!("models of {name} {year}"),
                &keys,
                &cells,
            );
        }
    }
    for row in office.table(&["model", "compare", "--year", "2024"]) {
        let name = format!("models of {} {}", row[0], row[1]);
        all.row(By::CommandLine, &name, &keys, &row[2..]);
    }
    let asked = [
        "export",
        "models",
        "--paper",
        "comparison",
        "--year",
        "2024",
    ];
    let print = office.paper(&asked);
    for (by, rows) in [
        (By::Paper, print.table(&["TT", "Phường"])),
        (By::Workbook, below(&office.sheet(&asked), &["TT"])),
    ] {
        for row in rows {
            for (key, pair) in keys.iter().zip(row[2..].chunks(2)) {
                for (year, cell) in [2024, 2023].iter().zip(pair) {
                    all.say(by, &format!("models of {} {year}, {key}", row[1]), cell);
                }
            }
        }
    }
    let whole = print.after("Năm 2024: đăng ký ");
    let said = format!(
        "{whole} + {}",
        before(&print.words, " cá nhân; được công nhận")
    );
    all.say(By::Paper, "models of Tổng 2024, Cả năm", said);
    let lines = office.json(&["list", "models", "--year", "2024"]);
    let of = |kind: &str| lines.iter().filter(|line| line["kind"] == kind).count();
    let counted = format!("{} + {}", of("collective"), of("individual"));
    all.say(By::Records, "models of Tổng 2024, Cả năm", counted);
}

/// Coordination programmes with their tasks; the report of one.
pub fn programmes(office: &Office, all: &mut Figures) {
    let keys = ["tasks", "late", "inspected", "dialogues"];
    let rows = office.register.programmes(day(TODAY)).unwrap();
    assert!(!rows.is_empty());
    let (mut late, table) = (0, office.table(&["list", "programmes"]));
    for row in &rows {
        let id = row.programme.id.to_string();
        let name = format!("programme {id}");
        let cells = [
            row.tasks.share(),
            row.tasks.late.to_string(),
            row.inspected.to_string(),
            row.dialogues.to_string(),
        ];
        all.row(By::Screen, &name, &keys, &cells);
        late += row.tasks.late;
        let (_, told) = office.told(&["programme", "show", &id]);
        let cells = [
            after(&told, "Nhiệm vụ đã xong "),
            after(&told, "quá hạn "),
            before(&told, " lượt đơn vị"),
            before(&told, " hội nghị"),
        ];
        all.row(By::CommandLine, &name, &keys, &cells);

        let page = office
            .register
            .programme(row.programme.id, day(TODAY))
            .unwrap();
        let here = page.tasks.iter().filter(|(task, _)| task.is_of_year(2024));
        let here: Vec<_> = here.collect();
        let done = here
            .iter()
            .filter(|(_, standing)| standing.is_done())
            .count();
        let name = format!("{name} in 2024");
        let share = format!("{done}/{}", here.len());
        all.say(By::Screen, &format!("{name}, tasks"), share);
        let asked = ["export", "programme", "--year", "2024", &id];
        let print = office.paper(&asked);
        all.say(
            By::Paper,
            &format!("{name}, tasks"),
            print.after("Đã xong "),
        );
        let inspected = print.after("Đã kiểm tra đột xuất ");
        all.say(By::Paper, "inspections of 2024, units", inspected);
        let held = print.after("Đã tổ chức ");
        all.say(By::Paper, "dialogues of 2024", held);
        all.say(
            By::Paper,
            "dialogues of 2024, answered",
            print.after("đã trả lời "),
        );
        let book = office.workbook(&asked);
        let tasks = below(&book["I- Nhiệm vụ"], &["TT"]);
        let done = tasks
            .iter()
            .filter(|row| row[4].starts_with("Đã xong") || row[4].starts_with("Xong"));
        let share = format!("{}/{}", done.count(), tasks.len());
        all.say(By::Workbook, &format!("{name}, tasks"), share);
    }
    all.say(By::Screen, "tasks late", late);
    all.say(By::Screen, "tasks late", board(office).other_late.tasks);
    for row in table {
        let name = format!("programme {}", row[0]);
        all.row(By::CommandLine, &name, &keys, &row[3..]);
    }
    let lines = office.json(&["list", "programmes"]);
    all.say(By::CommandLine, "tasks late", sum(&lines, "late"));
    for line in &lines {
        let name = format!("programme {}", line["id"].as_str().unwrap());
        let cells = [
            format!("{}/{}", line["done"], line["tasks"]),
            line["late"].to_string(),
            line["inspected"].to_string(),
            line["dialogues"].to_string(),
        ];
        all.row(By::CommandLine, &name, &keys, &cells);
    }
    let late = office.counted(
        "SELECT 'late' FROM programme_task WHERE due < ?1 AND (done_on IS NULL OR done_on > ?1)",
    );
    all.say(By::Records, "tasks late", late["late"]);
}

/// How many units were inspected without notice, and in how many rounds.
pub fn inspections(office: &Office, all: &mut Figures) {
    for (of, year) in [("inspections", None), ("inspections of 2024", Some(2024))] {
        let filter = InspectionFilter {
            year,
            ..InspectionFilter::default()
        };
        let list = office.register.inspections(&filter, day(TODAY)).unwrap();
        let number = year.map(|year| year.to_string());
        let mut more: Vec<&str> = Vec::new();
        if let Some(number) = &number {
            more.extend(["--year", number]);
        }
        let (units, rounds) = (format!("{of}, units"), format!("{of}, rounds"));
        all.say(By::Screen, &units, list.units());
        all.say(By::Screen, &rounds, list.rows.len());
        let asked = [&["list", "inspections"][..], &more].concat();
        let (_, told) = office.told(&asked);
        all.say(By::CommandLine, &units, before(&told, " lượt đơn vị"));
        all.say(By::CommandLine, &rounds, after(&told, "lượt đơn vị trong "));
        let lines = office.json(&asked);
        all.say(By::Records, &units, sum(&lines, "units"));
        all.say(By::Records, &rounds, lines.len());
        let asked = [&["export", "inspections"][..], &more].concat();
        let print = office.paper(&asked);
        all.say(By::Paper, &units, print.before(" lượt đơn vị trong"));
        all.say(By::Paper, &rounds, print.after("lượt đơn vị trong "));
        let rows = below(&office.sheet(&asked), &["TT"]);
        let counted: u64 = rows.iter().map(|row| row[4].parse::<u64>().unwrap()).sum();
        all.say(By::Workbook, &units, counted);
        all.say(By::Workbook, &rounds, rows.len());
        for (field, count) in list.by_field() {
            let name = format!("{of}, {field}");
            all.say(By::Screen, &name, count);
            let here = rows.iter().filter(|row| row[3] == field);
            let here: u64 = here.map(|row| row[4].parse::<u64>().unwrap()).sum();
            all.say(By::Workbook, &name, here);
            let said = qcdc::domain::text::lower_first(field);
            all.say(By::Paper, &name, print.after(&format!("{said} ")));
        }
    }
}

/// Dialogues, and what became of the opinions.
pub fn dialogues(office: &Office, all: &mut Figures) {
    let keys = ["opinions", "answered", "answered late", "open", "late"];
    let cells = |answered: Answered| {
        [
            answered.all.to_string(),
            answered.share(),
            answered.answered_late.to_string(),
            answered.open().to_string(),
            answered.late.to_string(),
        ]
    };
    let filter = DialogueFilter::default();
    let list = office.register.dialogues(&filter, day(TODAY)).unwrap();
    let whole = list.answered();
    all.say(By::Screen, "dialogues", list.rows.len());
    all.row(By::Screen, "opinions", &keys, &cells(whole));
    all.say(
        By::Screen,
        "opinions, late",
        board(office).other_late.opinions,
    );
    let print = office.paper(&["export", "dialogues"]);
    let (_, told) = office.told(&["list", "dialogues"]);
    for (by, words) in [(By::CommandLine, &told), (By::Paper, &print.words)] {
        all.say(by, "dialogues", before(words, " hội nghị đối thoại: "));
        let said = [
            before(words, " ý kiến, đã trả lời"),
            after(words, "đã trả lời "),
            after(words, "(chậm "),
            after(words, "chưa trả lời "),
            after(words, "(quá hạn "),
        ];
        all.row(by, "opinions", &keys, &said);
    }
    let rows = below(&office.sheet(&["export", "dialogues"]), &["TT"]);
    for (by, rows) in [(By::Workbook, rows), (By::Paper, print.table(&["TT"]))] {
        let of = |word: &str| rows.iter().filter(|row| row[5].starts_with(word)).count();
        let late = of("Trả lời chậm");
        let done = of("Đã trả lời") + late;
        let said = [
            rows.len().to_string(),
            format!("{done}/{}", rows.len()),
            late.to_string(),
            (rows.len() - done).to_string(),
            of("Quá hạn").to_string(),
        ];
        all.row(by, "opinions", &keys, &said);
    }
    let lines = office.json(&["list", "dialogues"]);
    all.say(By::CommandLine, "dialogues", lines.len());
    let all_opinions = sum(&lines, "opinions");
    let said = [
        all_opinions.to_string(),
        format!("{}/{all_opinions}", sum(&lines, "answered")),
        sum(&lines, "answered_late").to_string(),
        (all_opinions - sum(&lines, "answered")).to_string(),
        sum(&lines, "late").to_string(),
    ];
    all.row(By::CommandLine, "opinions", &keys, &said);
    let filter = DialogueFilter {
        year: Some(2024),
        ..DialogueFilter::default()
    };
    let list = office.register.dialogues(&filter, day(TODAY)).unwrap();
    all.say(By::Screen, "dialogues of 2024", list.rows.len());
    let share = list.answered().share();
    all.say(By::Screen, "dialogues of 2024, answered", share);
    let late = office.counted(
        "SELECT 'late' FROM opinion WHERE due < ?1 AND (answered_on IS NULL OR answered_on > ?1)",
    );
    all.say(By::Records, "opinions, late", late["late"]);
}
