//! A file with 50,000 models, archive entries, figures and opinions, taken in from sheets: what the lists of it cost,
//! and beside each, in the same run, the bare rows read by plain SQLite.
//!
//! `cargo bench --bench works`; `QCDC_BENCH_ROWS=5000` makes it a quick look.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    reason = "a measurement that cannot run has nothing to say"
)]

mod measure;

use std::sync::Arc;
use std::time::Instant;

use chrono::{DateTime, FixedOffset};
use measure::peak_memory;
use qcdc::documents::{GridFormat, read_grid, write_grid};
use qcdc::domain::Period;
use qcdc::domain::figures::FigurePeriod;
use qcdc::read::ArchiveFilter;
use qcdc::read::board::{BoardFilter, BoardPeriod};
use qcdc::read::figures::FigureFilter;
use qcdc::read::grid::{GridCell, GridKind};
use qcdc::read::programme::DialogueFilter;
use qcdc::read::skilful_model::ModelFilter;
use qcdc::register::Register;
use rusqlite::Connection;

const NOW: &str = "2025-06-20T09:00:00+07:00";
const ROUNDS: usize = 15;

fn moment() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(NOW).unwrap()
}

fn row(kind: GridKind, fields: &[(&str, GridCell)]) -> Vec<GridCell> {
    let mut cells = vec![GridCell::Empty; kind.columns().len()];
    for (key, cell) in fields {
        cells[kind.place(key).unwrap()] = cell.clone();
    }
    cells
}

fn text(words: impl Into<String>) -> GridCell {
    GridCell::text(words.into())
}

fn day(words: &str) -> GridCell {
    GridCell::Day(words.parse().unwrap())
}

fn number(number: usize) -> GridCell {
    GridCell::Number(number as f64)
}

/// As a clerk's sheet comes, told how long it took.
fn take(register: &mut Register, kind: GridKind, rows: &[Vec<GridCell>]) {
    let today = moment().date_naive();
    let bytes = write_grid(kind, rows, GridFormat::Csv, today).unwrap();
    let mut go = |_: usize| true;
    let start = Instant::now();
    let grid = Arc::new(read_grid(&bytes, GridFormat::Csv, Some(kind), &mut go).unwrap());
    let counts = register.take_grid(&grid, &mut go).unwrap().value;
    let seconds = start.elapsed().as_secs_f64();
    assert_eq!(counts.new, rows.len(), "{kind:?}");
    println!(
        "taken in: {:<32} {:>7} rows {:>8.0} ms {:>8.0} rows/s",
        kind.label(),
        rows.len(),
        seconds * 1000.0,
        rows.len() as f64 / seconds
    );
}

const YEARS: std::ops::Range<usize> = 2016..2026;

fn ward(wards: &[String], number: usize) -> GridCell {
    text(&wards[number % wards.len()])
}

fn models(register: &mut Register, count: usize, wards: &[String]) {
    let year = |number: usize| YEARS.start + (number / wards.len()) % YEARS.len();
    let models = (0..count).map(|n| {
        row(
            GridKind::Models,
            &[
                ("unit_id", ward(wards, n)),
                ("year", number(year(n))),
                ("title", text(format!("Mô hình vận động nhân dân số {n}"))),
                ("kind", text("Tập thể")),
                ("who", text(format!("Chi hội số {}", n % 97))),
                ("registered_on", day(&format!("{}-02-10", year(n)))),
                ("field_id", text("Kinh tế")),
            ],
        )
    });
    take(register, GridKind::Models, &models.collect::<Vec<_>>());
    let promised = (0..count).map(|n| {
        row(
            GridKind::Commitments,
            &[
                ("unit_id", ward(wards, n)),
                ("year", number(year(n))),
                ("title", text(format!("Mô hình vận động nhân dân số {n}"))),
                ("who", text(format!("Chi hội số {}", n % 97))),
                ("text", text("Vận động các hộ ký cam kết")),
                ("due", day(&format!("{}-11-30", year(n)))),
            ],
        )
    });
    take(
        register,
        GridKind::Commitments,
        &promised.collect::<Vec<_>>(),
    );
}

fn dialogues(register: &mut Register, count: usize, wards: &[String]) {
    let held = |n: usize| day(&format!("20{:02}-{:02}-15", 16 + n % 9, 1 + (n / 9) % 12));
    let dialogues = count.div_ceil(20);
    let of = |n: usize| {
        [
            ("unit_id", ward(wards, n)),
            ("held_on", held(n)),
            ("title", text(format!("Đối thoại với nhân dân số {n}"))),
        ]
    };
    let all = (0..dialogues).map(|n| row(GridKind::Dialogues, &of(n)));
    take(register, GridKind::Dialogues, &all.collect::<Vec<_>>());
    let opinions = (0..count).map(|n| {
        let mut fields = of(n % dialogues).to_vec();
        fields.push(("text", text(format!("Đề nghị giải quyết việc số {n}"))));
        fields.push(("answerer", text("UBND phường")));
        fields.push(("due", day("2025-01-31")));
        row(GridKind::Opinions, &fields)
    });
    take(register, GridKind::Opinions, &opinions.collect::<Vec<_>>());
}

fn archive(register: &mut Register, count: usize, wards: &[String]) {
    let papers: Vec<String> = register
        .archive_papers()
        .unwrap()
        .into_iter()
        .filter(|paper| paper.required_in(2016) && paper.required_in(2025))
        .map(|paper| paper.code)
        .collect();
    let most = wards.len() * papers.len() * YEARS.len();
    let archive = (0..count.min(most)).map(|n| {
        let rest = n / wards.len();
        row(
            GridKind::Archive,
            &[
                ("unit_id", ward(wards, n)),
                ("paper", text(&papers[rest % papers.len()])),
                (
                    "year",
                    number(YEARS.start + (rest / papers.len()) % YEARS.len()),
                ),
                ("state", text(if n % 5 == 0 { "Thiếu" } else { "Có" })),
            ],
        )
    });
    take(register, GridKind::Archive, &archive.collect::<Vec<_>>());
}

fn figures(register: &mut Register, count: usize, wards: &[String]) {
    let codes: Vec<String> = register
        .figure_book()
        .unwrap()
        .entered()
        .map(|indicator| indicator.code.clone())
        .collect();
    let most = wards.len() * codes.len() * YEARS.len() * 4;
    let figures = (0..count.min(most)).map(|n| {
        let rest = n / wards.len();
        let quarter = rest / codes.len();
        row(
            GridKind::Figures,
            &[
                ("unit_id", ward(wards, n)),
                ("kind", text("quý")),
                (
                    "from",
                    day(&format!(
                        "{}-{:02}-01",
                        YEARS.end - 2 - (quarter / 4) % (YEARS.len() - 1),
                        1 + 3 * (quarter % 4)
                    )),
                ),
                ("code", text(&codes[rest % codes.len()])),
                ("value", number(10 + n % 900)),
            ],
        )
    });
    take(register, GridKind::Figures, &figures.collect::<Vec<_>>());
}

/// p50 and p95 in milliseconds.
fn timed(mut work: impl FnMut()) -> (f64, f64) {
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    (times[ROUNDS / 2], times[ROUNDS * 95 / 100])
}

/// Every column of the rows of a statement, read and thrown away.
fn bare(conn: &Connection, sql: &str) {
    let mut statement = conn.prepare_cached(sql).unwrap();
    let columns = statement.column_count();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        for column in 0..columns {
            std::hint::black_box(row.get_ref(column).unwrap());
        }
    }
}

fn main() {
    let count = std::env::var("QCDC_BENCH_ROWS").ok();
    let count: usize = count.and_then(|words| words.parse().ok()).unwrap_or(50_000);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("quan.qcdc");
    let mut register =
        Register::create(&path, "long-bien", "thu".into(), Box::new(moment)).unwrap();
    let today = moment().date_naive();
    let wards: Vec<String> = register
        .grid_rows(GridKind::Units)
        .unwrap()
        .into_iter()
        .map(|cells| cells[0].show())
        .filter(|code| code.starts_with("lb-"))
        .take(14)
        .collect();
    for fill in [models, dialogues, archive, figures] {
        fill(&mut register, count, &wards);
    }
    let plain = Connection::open(&path).unwrap();
    let told = |what: &str, sql: &str, work: &mut dyn FnMut()| {
        let (p50, p95) = timed(work);
        let (base, _) = timed(|| bare(&plain, sql));
        println!(
            "{what:<40} p50 {p50:>8.1} ms  p95 {p95:>8.1} ms  {:>6.1} × bare SQL",
            p50 / base
        );
    };
    told(
        "models, all years",
        "SELECT * FROM skilful_model",
        &mut || {
            drop(register.models(&ModelFilter::default(), today).unwrap());
        },
    );
    told(
        "models, one year",
        "SELECT * FROM skilful_model WHERE year = 2024",
        &mut || drop(register.models(&ModelFilter::of_year(2024), today).unwrap()),
    );
    told(
        "dialogues with their opinions",
        "SELECT * FROM opinion",
        &mut || {
            drop(
                register
                    .dialogues(&DialogueFilter::default(), today)
                    .unwrap(),
            );
        },
    );
    told(
        "archive of one year",
        "SELECT * FROM archive_entry WHERE year = 2024",
        &mut || {
            drop(
                register
                    .archive(&ArchiveFilter::of_year(2024), today)
                    .unwrap(),
            );
        },
    );
    let period = FigurePeriod::before(today);
    let board = FigureFilter {
        period,
        district: String::new(),
    };
    told(
        "figures of one quarter, with questions",
        "SELECT f.* FROM figure AS f JOIN figure_report AS r ON r.id = f.report_id",
        &mut || drop(register.figure_board(&board).unwrap()),
    );
    let overview = BoardFilter {
        period: BoardPeriod::Part {
            period: Period::Year,
            year: 2025,
        },
        district: "long-bien".into(),
    };
    told(
        "overview, with what else is late",
        "SELECT count(*) FROM opinion UNION ALL SELECT count(*) FROM model_commitment",
        &mut || drop(register.board(&overview, today).unwrap()),
    );
    println!("highest memory of this process: {} MB", peak_memory());
}
