//! What was late on a day that is long past: counts, lists and one ward's page on a file with 300,000 shortcomings,
//! each beside the same SQL through plain rusqlite on the same file; and whether one ward's page stays as quick when
//! the file grows a hundredfold.
//!
//! `cargo bench --bench chase`; `QCDC_BENCH_SHORTCOMINGS=30000` makes it a quick look. The files are made once and
//! kept under `target/bench-data/`.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::too_many_lines,
    reason = "a measurement that cannot run has nothing to say"
)]

mod measure;

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, NaiveDate};
use measure::{head, line, peak_memory, times};
use qcdc::domain::ShortcomingClass;
use qcdc::domain::shortcoming::due_soon_until;
use qcdc::read::ShortcomingFilter;
use qcdc::register::Register;
use rusqlite::{Connection, OpenFlags, named_params};

const SEED: u64 = 1;
const VISITS: usize = 3000;
/// Of the small file whose ward is looked at again when a hundred districts like its own have come to it.
const FEW_VISITS: usize = 300;
const TODAY: &str = "2025-06-20";
/// In the middle of the ten years.
const THEN: &str = "2020-03-31";

/// What somebody would write who has the records and their history only: today from the columns, an earlier day
/// from the steps up to it.
const COUNTS: &str = include_str!("plain/counts.sql");
const LIST: &str = include_str!("plain/list.sql");
const STANDING: &str = include_str!("plain/standing.sql");
const LATE: &str = "s.state IN ('notified', 'returned') AND s.deadline < :as_of";
/// A plain statement for a day: as it stands today, or from the history before.
fn plain_sql(statement: &str, today: bool) -> String {
    if today {
        return statement.to_owned();
    }
    let then = statement
        .replacen("s.rowid AS place", "s.place", 1)
        .replace("FROM shortcoming AS s", "FROM standing AS s")
        .replace("FROM shortcoming\n", "FROM standing\n");
    match then.split_once("WITH picked") {
        Some((head, rest)) => format!("{head}{STANDING}, picked{rest}"),
        None => format!("{STANDING}{then}"),
    }
}

const HEAT_MAP: &str = include_str!("plain/heat_map.sql");
const QUARTERS: &str = include_str!("plain/quarters.sql");
const DISTRICT: &str = "long-bien";
const OF_DISTRICT: &str =
    "s.visit_id IN (SELECT w.id FROM visit AS w JOIN unit AS x ON x.id = w.unit_id
    WHERE :district IN ('', x.district))";
const COMING: &str = "s.state IN ('notified', 'returned') AND s.deadline >= :as_of";
const ORDER: &str = "s.deadline ASC NULLS LAST, s.visit_id, s.position";

fn clock() -> qcdc::register::Clock {
    let at: DateTime<FixedOffset> =
        DateTime::parse_from_rfc3339(&format!("{TODAY}T10:00:00+07:00")).unwrap();
    Box::new(move || at)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn shortcomings() -> usize {
    let set = std::env::var("QCDC_BENCH_SHORTCOMINGS").ok();
    set.and_then(|set| set.parse().ok()).unwrap_or(300_000)
}

fn folder() -> PathBuf {
    let program = std::env::current_exe().unwrap();
    program.ancestors().nth(3).unwrap().join("bench-data")
}

fn main() {
    std::fs::create_dir_all(folder()).unwrap();
    for wanted in [shortcomings() / 10, shortcomings()] {
        let path = made(VISITS, wanted);
        let conn = plain(&path);
        let count = |table: &str| -> i64 {
            let sql = format!("SELECT count(*) FROM {table}");
            conn.query_row(&sql, [], |row| row.get(0)).unwrap()
        };
        println!(
            "\n{} shortcomings, {} steps, {} visits, {} units, {} MB\n",
            count("shortcoming"),
            count("shortcoming_event"),
            count("visit"),
            count("unit"),
            std::fs::metadata(&path).unwrap().len() / 1_048_576
        );
        head();
        run(&path, &conn);
    }
    a_hundred_times();
    println!("\npeak memory {} MB", peak_memory());
}

/// One ward's page and list in a small file, and in one where its own records are the same and all others a
/// hundredfold.
fn a_hundred_times() {
    let small = made(FEW_VISITS, 0);
    let of_small = total(&plain(&small));
    let big = made(FEW_VISITS, of_small * 100);
    println!(
        "\none ward, {of_small} shortcomings in the file and {} (bare: the small file)\n",
        total(&plain(&big))
    );
    head();
    let look = |path: &Path| {
        let register = Register::open(path, "bench".into(), clock()).unwrap();
        let unit = register.unit_by_code("lb-phuc-dong").unwrap().unwrap();
        let filter = ShortcomingFilter {
            unit_id: Some(unit.id),
            ..ShortcomingFilter::default()
        };
        let page = times(200, |_| {
            drop(register.unit_page(unit.id, day(TODAY)).unwrap());
        });
        let list = times(200, |_| {
            drop(register.shortcomings(&filter, day(TODAY)).unwrap());
        });
        let then = times(200, |_| {
            drop(register.shortcomings(&filter, day(THEN)).unwrap());
        });
        [page, list, then]
    };
    let names = ["page", "shortcomings today", "shortcomings then"];
    for ((name, big), small) in names.iter().zip(look(&big)).zip(look(&small)) {
        line(&format!("one ward's {name}, ×100"), &big, Some(&small));
    }
}

fn total(conn: &Connection) -> usize {
    let count: i64 = conn
        .query_row("SELECT count(*) FROM shortcoming", [], |row| row.get(0))
        .unwrap();
    usize::try_from(count).unwrap()
}

/// A generated file whose wards, visits and shortcomings are repeated under new identities until there are enough.
fn made(visits: usize, wanted: usize) -> PathBuf {
    let schema = include_str!("../src/store/migrations/0001_start.sql");
    let life = include_str!("../src/store/migrations/0003_life.sql");
    let spans = include_str!("../src/store/migrations/0006_standing.sql");
    let tally = include_str!("../src/store/migrations/0007_tally.sql");
    let mark = qcdc::store::check::sha256_hex(format!("{schema}{life}{spans}{tally}").as_bytes());
    let name = format!("chase-seed{SEED}-{visits}-{wanted}-{}.qcdc", &mark[..8]);
    let path = folder().join(name);
    if path.exists() {
        return path;
    }
    let part = path.with_extension("part");
    std::fs::remove_file(&part).ok();
    let mut register = Register::create(&part, "long-bien", "bench".into(), clock()).unwrap();
    register.generate(visits, 20, SEED, &mut |_| {}).unwrap();
    drop(register);
    let conn = Connection::open(&part).unwrap();
    conn.execute_batch("PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; BEGIN;")
        .unwrap();
    for table in ["unit", "visit", "shortcoming"] {
        let sql = format!("CREATE TEMP TABLE first_{table} AS SELECT id FROM {table}");
        conn.execute_batch(&sql).unwrap();
    }
    let mut round = 0;
    while total(&conn) < wanted {
        round += 1;
        repeat(&conn, round);
    }
    qcdc::store::standing::rebuild(&conn).unwrap();
    conn.execute_batch("COMMIT; ANALYZE;").unwrap();
    drop(conn);
    std::fs::rename(&part, &path).unwrap();
    path
}

/// One more district like the first.
fn repeat(conn: &Connection, round: usize) {
    let columns = |table: &str, own: &[(&str, &str)]| -> (String, String) {
        let statement = conn
            .prepare(&format!("SELECT * FROM {table} LIMIT 0"))
            .unwrap();
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let names: Vec<String> = columns.iter().map(|name| format!("\"{name}\"")).collect();
        let values: Vec<String> = columns
            .iter()
            .map(|name| {
                let other = own.iter().find(|(column, _)| column == name);
                other.map_or(format!("t.\"{name}\""), |(_, value)| (*value).to_owned())
            })
            .collect();
        (names.join(", "), values.join(", "))
    };
    for table in ["unit", "visit", "shortcoming"] {
        let sql = format!(
            "DROP TABLE IF EXISTS temp.new_{table};
             CREATE TEMP TABLE new_{table} (id BLOB PRIMARY KEY, new BLOB);
             INSERT INTO new_{table} SELECT id, randomblob(16) FROM first_{table};"
        );
        conn.execute_batch(&sql).unwrap();
    }
    let code = format!("t.code || '-{round}'");
    let district = format!("t.district || '-{round}'");
    let own = [("id", "n.new"), ("code", &code), ("district", &district)];
    let (names, values) = columns("unit", &own);
    conn.execute_batch(&format!(
        "INSERT INTO unit ({names}) SELECT {values} FROM unit AS t JOIN new_unit AS n ON n.id = t.id;"
    ))
    .unwrap();
    let (names, values) = columns("visit", &[("id", "n.new"), ("unit_id", "u.new")]);
    conn.execute_batch(&format!(
        "INSERT INTO visit ({names}) SELECT {values} FROM visit AS t
         JOIN new_visit AS n ON n.id = t.id JOIN new_unit AS u ON u.id = t.unit_id;"
    ))
    .unwrap();
    let (names, values) = columns("shortcoming", &[("id", "n.new"), ("visit_id", "v.new")]);
    conn.execute_batch(&format!(
        "INSERT INTO shortcoming ({names}) SELECT {values} FROM shortcoming AS t
         JOIN new_shortcoming AS n ON n.id = t.id JOIN new_visit AS v ON v.id = t.visit_id;"
    ))
    .unwrap();
    let own = [("id", "randomblob(16)"), ("shortcoming_id", "n.new")];
    let (names, values) = columns("shortcoming_event", &own);
    conn.execute_batch(&format!(
        "INSERT INTO shortcoming_event ({names}) SELECT {values} FROM shortcoming_event AS t
         JOIN new_shortcoming AS n ON n.id = t.shortcoming_id;"
    ))
    .unwrap();
}

fn plain(path: &Path) -> Connection {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    conn.execute_batch("PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY;")
        .unwrap();
    conn
}

fn run(path: &Path, conn: &Connection) {
    let register = Register::open(path, "bench".into(), clock()).unwrap();
    for (name, as_of) in [("today", TODAY), ("then", THEN)] {
        counts(&register, conn, name, as_of);
        late(&register, conn, name, as_of);
        filters(&register, name, as_of);
    }
    overview(&register, conn, "one district", DISTRICT);
    overview(&register, conn, "all districts", "");
    let unit = register.unit_by_code("lb-phuc-dong").unwrap().unwrap();
    line(
        "one ward's page",
        &times(40, |_| {
            drop(register.unit_page(unit.id, day(TODAY)).unwrap());
        }),
        None,
    );
    let filter = ShortcomingFilter {
        unit_id: Some(unit.id),
        ..ShortcomingFilter::default()
    };
    line(
        "one ward's shortcomings then",
        &times(40, |_| {
            drop(register.shortcomings(&filter, day(THEN)).unwrap());
        }),
        None,
    );
}

/// The whole first screen: counts, heat map, next deadlines, share on time by quarter.
fn overview(register: &Register, conn: &Connection, name: &str, district: &str) {
    let soon = due_soon_until(day(TODAY)).to_string();
    let next = LIST
        .replace("/*condition*/ TRUE", COMING)
        .replace("/*order*/ s.deadline", ORDER);
    let of_district = |sql: &str| sql.replace("/*district*/ TRUE", OF_DISTRICT);
    let counts = if district.is_empty() {
        COUNTS.to_owned()
    } else {
        let of_it = format!("FROM shortcoming AS s WHERE {OF_DISTRICT}\n");
        COUNTS.replace("FROM shortcoming\n", &of_it)
    };
    let statements = [
        counts,
        of_district(HEAT_MAP),
        of_district(&next.replace(
            "s.deadline >= :as_of",
            "s.deadline >= :as_of AND /*district*/ TRUE",
        )),
        of_district(QUARTERS),
    ];
    let bare = |_| {
        for sql in &statements {
            let mut statement = conn.prepare_cached(sql).unwrap();
            for (name, value) in [
                (":as_of", TODAY),
                (":soon", soon.as_str()),
                (":from", "2025-01-01"),
                (":quarters_from", "2023-07-01"),
                (":district", district),
                (":limit", "12"),
            ] {
                if let Some(place) = statement.parameter_index(name).unwrap() {
                    statement.raw_bind_parameter(place, value).unwrap();
                }
            }
            let mut rows = statement.raw_query();
            while let Some(row) = rows.next().unwrap() {
                std::hint::black_box(row.get::<_, rusqlite::types::Value>(0).unwrap());
            }
        }
    };
    let base = times(5, bare);
    let filter = qcdc::read::BoardFilter {
        period: qcdc::read::BoardPeriod::Part {
            period: qcdc::domain::Period::Year,
            year: 2025,
        },
        district: district.to_owned(),
    };
    let own = times(20, |_| {
        drop(register.board(&filter, day(TODAY)).unwrap());
    });
    line(&format!("the overview, {name}"), &own, Some(&base));
}

fn counts(register: &Register, conn: &Connection, name: &str, as_of: &str) {
    let soon = due_soon_until(day(as_of)).to_string();
    let sql = plain_sql(COUNTS, as_of == TODAY);
    let bare = |_| {
        let params = named_params! {":as_of": as_of, ":soon": soon};
        let mut statement = conn.prepare_cached(&sql).unwrap();
        let late: i64 = statement.query_row(params, |row| row.get(0)).unwrap();
        std::hint::black_box(late);
    };
    let base = times(40, bare);
    let own = times(40, |_| {
        std::hint::black_box(register.counts(day(as_of)).unwrap());
    });
    line(&format!("six classes {name}"), &own, Some(&base));
}

fn late(register: &Register, conn: &Connection, name: &str, as_of: &str) {
    let sql = plain_sql(LIST, as_of == TODAY)
        .replace("/*condition*/ TRUE", LATE)
        .replace("/*order*/ s.deadline", ORDER);
    let base = times(40, |_| {
        let mut statement = conn.prepare_cached(&sql).unwrap();
        let width = statement.column_count();
        let params = named_params! {":as_of": as_of, ":limit": 200};
        let mut rows = statement.query(params).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for column in 0..width {
                std::hint::black_box(row.get::<_, rusqlite::types::Value>(column).unwrap());
            }
        }
    });
    let filter = ShortcomingFilter {
        class: Some(ShortcomingClass::Late),
        limit: Some(200),
        ..ShortcomingFilter::default()
    };
    let own = times(40, |_| {
        drop(register.shortcomings(&filter, day(as_of)).unwrap());
    });
    line(&format!("late {name}, first 200"), &own, Some(&base));
}

/// The first page of the list under each class and under none.
fn filters(register: &Register, name: &str, as_of: &str) {
    let classes = ShortcomingClass::ALL.iter().copied().map(Some);
    for class in classes.chain([None]) {
        let filter = ShortcomingFilter {
            class,
            limit: Some(200),
            ..ShortcomingFilter::default()
        };
        let own = times(20, |_| {
            drop(register.shortcomings(&filter, day(as_of)).unwrap());
        });
        let words = class.map_or("all", ShortcomingClass::code);
        line(&format!("{words} {name}, first 200"), &own, None);
    }
}
