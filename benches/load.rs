//! How the program holds up under ten years of work: a big made-up file, each operation timed, and beside it
//! the same SQL through plain rusqlite on the same file.
//!
//! `cargo bench --bench load` measures 50,000 visits with 1,000,000 ratings; `QCDC_BENCH_VISITS=2000` makes it a
//! quick look, and `-- search save` only these parts (overview, lists, search, visit, save, import, paper, sample). The
//! file is made once and kept under `target/bench-data/`.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a measurement that cannot run has nothing to say"
)]

mod measure;

use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::{DateTime, FixedOffset, NaiveDate};
use measure::{head, line, peak_memory, times};
use qcdc::domain::shortcoming::due_soon_until;
use qcdc::domain::{Period, RatingValue};
use qcdc::read::{BoardFilter, BoardPeriod, Overview, VisitFilter, VisitPage};
use qcdc::register::Register;
use rusqlite::{Connection, OpenFlags, named_params};

const SEED: u64 = 1;
const RATINGS: usize = 20;
const TODAY: &str = "2025-06-20";
/// Set for the process that makes the file, so that its memory is not counted.
const MAKE: &str = "QCDC_BENCH_MAKE";

const COUNTS: &str = include_str!("plain/counts.sql");
const VISITS: &str = include_str!("plain/visits.sql");
const HEAT_MAP: &str = include_str!("../src/store/sql/heat_map.sql");
const SCORES: &str = include_str!("../src/store/sql/visit_scores.sql");
const HITS: &str = include_str!("../src/store/sql/search_visits.sql");

/// What people look for, and what is hard to find.
const QUERIES: [&str; 50] = [
    "phúc đồng",
    "phuc dong",
    "PHÚC ĐỒNG",
    "cự khối",
    "thượng thanh",
    "bồ đề",
    "sài đồng",
    "long biên",
    "giải phóng mặt bằng",
    "giai phong mat bang",
    "bồi thường",
    "tái định cư",
    "niêm yết",
    "niem yet",
    "lưu trữ hồ sơ",
    "luu tru ho so",
    "số liệu báo cáo",
    "đối thoại",
    "thanh tra nhân dân",
    "giám sát đầu tư",
    "quyết toán",
    "tổ dân phố số 7",
    "to dan pho 12",
    "thủ tục hành chính",
    "văn hóa công sở",
    "xin lỗi",
    "chăn nuôi",
    "trật tự đô thị",
    "vệ sinh môi trường",
    "dân vận khéo",
    "nguyễn văn a",
    "trần thị b",
    "bí thư đảng ủy",
    "UBND phường",
    "đúng hạn",
    "kế hoạch số 18",
    "12-TB/BDVQU",
    "345-TB",
    "năm 2023",
    "12/12/2022",
    "gia hạn",
    "văn bản trả lời",
    "mục lục",
    "phuong",
    "a",
    "d",
    "dong",
    "g s",
    "không có gì như vậy",
    "xyzzy",
];

fn clock() -> qcdc::register::Clock {
    let at: DateTime<FixedOffset> =
        DateTime::parse_from_rfc3339(&format!("{TODAY}T10:00:00+07:00")).unwrap();
    Box::new(move || at)
}

fn today() -> NaiveDate {
    TODAY.parse().unwrap()
}

fn visits() -> usize {
    let set = std::env::var("QCDC_BENCH_VISITS").ok();
    set.and_then(|set| set.parse().ok()).unwrap_or(50_000)
}

fn folder() -> PathBuf {
    // .../target/release/deps/load-… → .../target/bench-data
    let program = std::env::current_exe().unwrap();
    program.ancestors().nth(3).unwrap().join("bench-data")
}

fn main() {
    if let Ok(path) = std::env::var(MAKE) {
        return make(Path::new(&path));
    }
    let schema = include_str!("../src/store/migrations/0001_start.sql");
    let schema = qcdc::store::check::sha256_hex(schema.as_bytes());
    let name = format!(
        "seed{SEED}-visits{}-ratings{RATINGS}-{}.qcdc",
        visits(),
        &schema[..8]
    );
    let path = folder().join(name);
    if !path.exists() {
        std::fs::create_dir_all(folder()).unwrap();
        let program = std::env::current_exe().unwrap();
        let made = Command::new(program).env(MAKE, &path).status().unwrap();
        assert!(made.success());
    }
    let size = std::fs::metadata(&path).unwrap().len() / 1_048_576;
    println!("{} visits, {RATINGS} ratings each, {size} MB\n", visits());
    head();
    run(&path);
    println!("\npeak memory {} MB", peak_memory());
    plans(&path);
}

/// Makes the big file; a half-made one never keeps the final name.
fn make(path: &Path) {
    let part = path.with_extension("part");
    std::fs::remove_file(&part).ok();
    let start = std::time::Instant::now();
    let mut register = Register::create(&part, "long-bien", "bench".into(), clock()).unwrap();
    register
        .generate(visits(), RATINGS, SEED, &mut |_| {})
        .unwrap();
    println!(
        "made in {:.1} s, {} MB",
        start.elapsed().as_secs_f64(),
        peak_memory()
    );
    let start = std::time::Instant::now();
    let findings = register.check().unwrap();
    println!(
        "checked in {:.1} s: {findings:?}",
        start.elapsed().as_secs_f64()
    );
    drop(register);
    std::fs::rename(&part, path).unwrap();
}

fn open(path: &Path) -> Register {
    Register::open(path, "bench".into(), clock()).unwrap()
}

fn plain(path: &Path) -> Connection {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    conn.execute_batch("PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY;")
        .unwrap();
    conn
}

fn run(path: &Path) {
    let parts: Vec<String> = std::env::args().skip(1).collect();
    let wanted = |part: &str| {
        let mut named = parts.iter().filter(|part| !part.starts_with('-'));
        named.clone().next().is_none() || named.any(|named| named == part)
    };
    line("open the file", &times(5, |_| drop(open(path))), None);
    let mut register = open(path);
    let conn = plain(path);
    let id = some_visit(&register);
    if wanted("overview") {
        overview(&register, &conn);
    }
    if wanted("lists") {
        lists(&register, &conn);
    }
    if wanted("search") {
        searches(&register, &conn);
        finds(&register);
        println!("    (peak memory so far {} MB)", peak_memory());
    }
    if wanted("visit") {
        let page = |_| drop(register.visit_page(id).unwrap());
        line("one visit with everything", &times(50, page), None);
    }
    if wanted("save") {
        saves(&mut register);
    }
    if wanted("import") {
        imports(&register);
    }
    if wanted("paper") {
        papers(&register, id);
    }
    if wanted("sample") {
        samples();
    }
}

/// What Ctrl+K asks at each letter.
fn finds(register: &Register) {
    let find = |typed: &str| drop(register.find(typed).unwrap());
    let found = times(QUERIES.len() * 3, |n| find(QUERIES[n % QUERIES.len()]));
    line("Ctrl+K, 50 queries", &found, None);
    for typed in ["phuong", "phuon", "p", "phuc dong", "phuc dong ho so"] {
        let name = format!("Ctrl+K “{typed}”");
        line(&name, &times(10, |_| find(typed)), None);
    }
}

fn overview(register: &Register, conn: &Connection) {
    let day = today();
    let (as_of, soon) = (day.to_string(), due_soon_until(day).to_string());
    let counts = || {
        conn.prepare_cached(COUNTS)
            .unwrap()
            .query_row(named_params! {":as_of": as_of, ":soon": soon}, |row| {
                row.get::<_, i64>(0)
            })
            .unwrap();
    };
    let late = |condition: &str| {
        let sql = include_str!("plain/list.sql")
            .replace("/*condition*/ TRUE", condition)
            .replace("/*order*/ s.deadline", "s.deadline ASC NULLS LAST, s.id");
        let mut params: Vec<(&str, &dyn rusqlite::ToSql)> =
            vec![(":as_of", &as_of), (":limit", &12)];
        if condition.contains(":soon") {
            params.push((":soon", &soon));
        }
        read_all(conn, &sql, params.as_slice());
    };
    let bare = || {
        counts();
        late("s.state IN ('notified', 'returned') AND s.deadline < :as_of");
        late(
            "s.state IN ('notified', 'returned') AND s.deadline >= :as_of AND s.deadline <= :soon",
        );
        bare_visits(
            conn,
            12,
            "v.date <= :as_of AND v.state IN ('in_progress', 'visited')",
            "v.date ASC, v.id ASC",
        );
    };
    let base = times(30, |_| bare());
    line(
        "overview",
        &times(30, |_| drop::<Overview>(register.overview(day).unwrap())),
        Some(&base),
    );
    board(register, conn);
}

/// The heat map: a year of the whole district, with the visits before.
fn board(register: &Register, conn: &Connection) {
    let day = today();
    let filter = |year| BoardFilter {
        period: BoardPeriod::Part {
            period: Period::Year,
            year,
        },
        district: String::new(),
    };
    let regulations = register.catalogue().unwrap().regulations;
    let codes: Vec<&str> = regulations
        .iter()
        .map(|entry| entry.regulation.code.as_str())
        .collect();
    let codes = serde_json::json!(codes).to_string();
    for year in [2025, 2020] {
        let (from, to) = Period::Year.span(year).unwrap();
        let (from, to) = (from.to_string(), to.to_string());
        let base = times(20, |_| bare_heat_map(conn, &codes, &from, &to));
        let found = times(20, |_| {
            drop(register.heat_map(&filter(year), &regulations).unwrap());
        });
        line(&format!("heat map {year}"), &found, Some(&base));
    }
    let found = times(20, |_| drop(register.board(&filter(2025), day).unwrap()));
    line("overview at a glance, all of it", &found, None);
    let of_district = BoardFilter {
        district: "long-bien".into(),
        ..filter(2025)
    };
    let found = times(20, |_| drop(register.board(&of_district, day).unwrap()));
    line("overview at a glance, one district", &found, None);
}

fn bare_heat_map(conn: &Connection, codes: &str, from: &str, to: &str) {
    let mut statement = conn.prepare_cached(HEAT_MAP).unwrap();
    let mut rows = statement
        .query(named_params! {":codes": codes, ":from": from, ":to": to, ":district": ""})
        .unwrap();
    let mut visits: Vec<String> = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        std::hint::black_box(row.get::<_, String>(1).unwrap());
        for column in [6, 8] {
            if let Some(id) = row.get::<_, Option<[u8; 16]>>(column).unwrap() {
                visits.push(uuid::Uuid::from_bytes(id).simple().to_string());
            }
        }
    }
    visits.sort_unstable();
    visits.dedup();
    let visits = serde_json::json!(visits).to_string();
    read_all(conn, SCORES, named_params! {":visits": visits});
}

fn bare_visits(conn: &Connection, limit: i64, condition: &str, order: &str) {
    let sql = VISITS
        .replace("/*condition*/ TRUE", condition)
        .replace("/*order*/ v.date", order);
    let params = named_params! {":as_of": TODAY, ":limit": limit};
    read_all(conn, &sql, params);
}

fn lists(register: &Register, conn: &Connection) {
    let day = today();
    let newest = |limit, text: &str| VisitFilter {
        descending: true,
        limit,
        text: text.to_owned(),
        ..VisitFilter::default()
    };
    let list = |filter: &VisitFilter| drop(register.visits(filter).unwrap());
    let base = times(30, |_| {
        bare_visits(conn, 200, "TRUE", "v.date DESC, v.id DESC");
    });
    line(
        "visits, first 200",
        &times(30, |_| list(&newest(Some(200), ""))),
        Some(&base),
    );
    let base = times(5, |_| {
        bare_visits(conn, -1, "TRUE", "v.date DESC, v.id DESC");
    });
    line(
        "visits, all",
        &times(5, |_| list(&newest(None, ""))),
        Some(&base),
    );
    for text in ["phuc dong", "phuong", "a", "giai phong mat bang nam 2023"] {
        let name = format!("visits with “{text}”, 200");
        line(&name, &times(10, |_| list(&newest(Some(200), text))), None);
    }
    line(
        "units with counts",
        &times(5, |_| drop(register.units(day).unwrap())),
        None,
    );
    let all = qcdc::read::ShortcomingFilter {
        limit: Some(200),
        ..Default::default()
    };
    line(
        "shortcomings, first 200",
        &times(10, |_| drop(register.shortcomings(&all, day).unwrap())),
        None,
    );
    for text in ["phuong", "phuc dong", "ho so", "giai phong mat bang"] {
        let some = qcdc::read::ShortcomingFilter {
            text: text.into(),
            limit: Some(200),
            ..Default::default()
        };
        let found = times(10, |_| drop(register.shortcomings(&some, day).unwrap()));
        line(&format!("shortcomings with “{text}”, 200"), &found, None);
    }
}

fn read_all(conn: &Connection, sql: &str, params: &[(&str, &dyn rusqlite::ToSql)]) {
    let mut statement = conn.prepare_cached(sql).unwrap();
    let columns = statement.column_count();
    let mut rows = statement.query(params).unwrap();
    while let Some(row) = rows.next().unwrap() {
        for column in 0..columns {
            std::hint::black_box(row.get::<_, rusqlite::types::Value>(column).unwrap());
        }
    }
}

fn searches(register: &Register, conn: &Connection) {
    let expression = |query| qcdc::store::search::match_expression(query).unwrap();
    let base = times(QUERIES.len() * 3, |n| {
        let mut statement = conn.prepare_cached(HITS).unwrap();
        let params = rusqlite::params![expression(QUERIES[n % QUERIES.len()]), 60];
        let mut rows = statement.query(params).unwrap();
        while let Some(row) = rows.next().unwrap() {
            std::hint::black_box(row.get::<_, String>(2).unwrap());
        }
    });
    let search = |query: &str| drop(register.search(query).unwrap());
    let found = times(QUERIES.len() * 3, |n| search(QUERIES[n % QUERIES.len()]));
    line("search, 50 queries", &found, Some(&base));
    for query in [
        "phuong",
        "phuon",
        "p",
        "a",
        "d",
        "dong",
        "phuc dong",
        "g s",
        "nguyen van a",
    ] {
        let name = format!("search “{query}”");
        line(&name, &times(10, |_| search(query)), None);
    }
}

/// A visit with a conclusion and shortcomings.
fn some_visit(register: &Register) -> qcdc::domain::VisitId {
    let filter = VisitFilter {
        state: Some(qcdc::domain::VisitState::Concluded),
        descending: true,
        limit: Some(200),
        ..VisitFilter::default()
    };
    let rows = register.visits(&filter).unwrap();
    rows.iter().find(|row| row.shortcomings > 0).unwrap().id
}

fn saves(register: &mut Register) {
    let unit = register.unit_by_code("lb-phuc-dong").unwrap().unwrap();
    let new = qcdc::register::NewVisit {
        unit_id: unit.id,
        kind: qcdc::domain::VisitKind::Periodic,
        date: today(),
        topic: String::new(),
        rechecks: None,
    };
    let id = register.create_visit(&new).unwrap().value;
    let page = register.visit_page(id).unwrap();
    let items: Vec<_> = page
        .regulations
        .iter()
        .flat_map(|sheet| &sheet.items)
        .collect();
    let mut rate = |n: usize, change: &dyn Fn(&mut qcdc::domain::Rating)| {
        let item = items[n % items.len()].item.id;
        let page = register.visit_page(id).unwrap();
        let base = page.item(item).unwrap().1.rating.clone();
        let mut new = base.clone();
        change(&mut new);
        let start = std::time::Instant::now();
        register.rate(&base, &new).unwrap();
        start.elapsed().as_secs_f64()
    };
    let values = [
        RatingValue::Met,
        RatingValue::PartlyMet,
        RatingValue::NotMet,
    ];
    let rated: Vec<f64> = (0..200)
        .map(|n| rate(n, &|new| new.value = values[(n / 80) % 3]))
        .collect();
    line("save a rating", &rated, None);
    let noted: Vec<f64> = (0..200)
        .map(|n| {
            rate(n, &|new| {
                new.comment = format!("Đã xem hồ sơ, còn thiếu {n} văn bản.");
            })
        })
        .collect();
    line("save a comment", &noted, None);
    register.delete_visit(id).unwrap();
}

fn imports(register: &Register) {
    let json = register.export_visit_json(some_visit(register)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let imported: Vec<f64> = (0..20)
        .map(|n| {
            let path = folder.path().join(format!("{n}.qcdc"));
            let mut file = Register::create(&path, "long-bien", "bench".into(), clock()).unwrap();
            let start = std::time::Instant::now();
            file.import_visit_json(json.as_bytes()).unwrap();
            start.elapsed().as_secs_f64()
        })
        .collect();
    line("import one visit", &imported, None);
}

fn papers(register: &Register, id: qcdc::domain::VisitId) {
    let page = register.visit_page(id).unwrap();
    let pdf = |_| drop(qcdc::documents::conclusion_pdf(&page).unwrap());
    line("paper of a conclusion", &times(20, pdf), None);
}

fn samples() {
    let fill = |_| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mau.qcdc");
        let mut file = Register::create(&path, "long-bien", "bench".into(), clock()).unwrap();
        let draft = |page: &VisitPage| {
            let subject = qcdc::documents::draft_subject(page);
            (subject, qcdc::documents::draft_conclusion(page))
        };
        let render = |page: &VisitPage| {
            let made = qcdc::documents::conclusion_pdf(page).map_err(|error| error.to_string());
            made.map(|pdf| pdf.bytes)
        };
        file.fill_sample(&draft, &render).unwrap();
    };
    line("new file with the sample", &times(3, fill), None);
}

/// How SQLite goes about the statements that matter.
fn plans(path: &Path) {
    let conn = plain(path);
    for (name, sql) in [
        ("overview counts", COUNTS),
        ("visits", VISITS),
        ("heat map", HEAT_MAP),
        ("scores of visits", SCORES),
        ("search", HITS),
    ] {
        let sql = sql.replace("/*order*/ v.date", "v.date DESC, v.id DESC");
        let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        println!("\n{name}");
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().unwrap() {
            println!("  {}", row.get::<_, String>(3).unwrap());
        }
    }
}
