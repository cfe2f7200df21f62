//! Figures of the review: each is the number of rows behind it, and screen, command line, paper and workbook say the same.

use crate::pdf_read;
use crate::support;

use std::io::{Cursor, Read as _};
use std::path::Path;

use chrono::NaiveDate;
use qcdc::domain::tally::Tally;
use qcdc::domain::text::paper_count;
use qcdc::domain::{Period, Score, ShortcomingClass};
use qcdc::read::review::{ReviewBy, ReviewFilter, SelfFilter, fell_due, of_class};
use qcdc::read::{PaperFormat, PaperRequest, Stamp, VisitFilter};
use qcdc::register::Register;
use support::day;

const TODAY: &str = "2024-05-15";

fn sample() -> (tempfile::TempDir, std::path::PathBuf, Register) {
    let (folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    register
        .fill_sample(
            &|page| ("Kết luận giám sát".to_owned(), support::text_of(page)),
            &|page| Ok(format!("%PDF-1.7 {}", page.title()).into_bytes()),
        )
        .unwrap();
    (folder, path, register)
}

fn generated() -> (tempfile::TempDir, std::path::PathBuf, Register) {
    let (folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    register.generate(260, 6, 7, &mut |_| {}).unwrap();
    (folder, path, register)
}

fn year(year: i32) -> ReviewFilter {
    ReviewFilter {
        from: NaiveDate::from_ymd_opt(year, 1, 1),
        to: NaiveDate::from_ymd_opt(year, 12, 31),
        district: String::new(),
    }
}

fn rows(register: &Register, filter: &qcdc::read::ShortcomingFilter) -> usize {
    let as_of = filter.as_of.unwrap();
    register.shortcomings(filter, as_of).unwrap().len()
}

/// The rows that count: notified by then and not withdrawn.
fn counted(register: &Register, filter: &qcdc::read::ShortcomingFilter) -> Tally {
    let as_of = filter.as_of.unwrap();
    let all = register.shortcomings(filter, as_of).unwrap();
    Tally::of(all.iter().map(|row| row.dates), as_of)
}

#[test]
fn every_figure_is_the_number_of_rows_behind_it() {
    for (_folder, _path, register) in [sample(), generated()] {
        for as_of in [day(TODAY), day("2023-09-30")] {
            for filter in [ReviewFilter::default(), year(2023)] {
                let all = filter.shortcomings(as_of);
                let page = register.review(&filter, as_of).unwrap();
                assert!(page.total.total() > 0);
                assert_eq!(page.total, counted(&register, &all), "as the rule says");
                for by in ReviewBy::ALL {
                    let lines = page.board(by);
                    let sum = lines
                        .iter()
                        .fold(Tally::default(), |sum, line| sum.plus(line.tally));
                    assert_eq!(sum, page.total, "{by:?} adds up");
                    for line in lines {
                        let behind = line.rows(&all);
                        assert_eq!(rows(&register, &behind), line.tally.total(), "{line:?}");
                        for class in ShortcomingClass::ALL {
                            let found = rows(&register, &of_class(&behind, *class));
                            assert_eq!(found, line.tally.count(*class), "{line:?} {class:?}");
                        }
                        let due = fell_due(&behind);
                        assert_eq!(rows(&register, &due), line.tally.due, "{line:?}");
                        let in_time = of_class(&due, ShortcomingClass::DoneInTime);
                        assert_eq!(rows(&register, &in_time), line.tally.in_time);
                    }
                }
            }
        }
    }
}

#[test]
fn units_are_compared_by_totals_of_their_visits() {
    for (_folder, _path, register) in [sample(), generated()] {
        let as_of = day(TODAY);
        let filter = year(2023);
        let page = register.review(&filter, as_of).unwrap();
        let visits = register
            .visits(&VisitFilter {
                from: filter.from,
                to: filter.to,
                ..VisitFilter::default()
            })
            .unwrap();
        for line in &page.units {
            let held: Vec<_> = visits
                .iter()
                .filter(|row| row.unit_id == line.unit_id && row.state.is_past_visit())
                .collect();
            assert_eq!(held.len(), line.visits, "{}", line.unit_name);
            let score = held.iter().fold(Score::default(), |sum, row| {
                sum.plus(register.visit_page(row.id).unwrap().score())
            });
            assert_eq!(
                (score.half_points, score.rated, score.not_applicable),
                (
                    line.score.half_points,
                    line.score.rated,
                    line.score.not_applicable
                ),
                "{}",
                line.unit_name
            );
        }
        let trend = register.trend(&filter, as_of).unwrap();
        assert_eq!(trend.quarters.len(), 4);
        for row in &trend.rows {
            for (cell, quarter) in row.cells.iter().zip(&trend.quarters) {
                let days = quarter.days().unwrap();
                let behind = qcdc::read::ShortcomingFilter {
                    unit_id: Some(row.unit_id),
                    regulation: Some(row.regulation.clone()),
                    visited_from: Some(days.0),
                    visited_to: Some(days.1),
                    ..filter.shortcomings(as_of)
                };
                assert_eq!(rows(&register, &behind), cell.found, "{row:?} {quarter:?}");
            }
        }
        let repeats = register
            .most_repeated(&filter.shortcomings(as_of), as_of)
            .unwrap();
        let found = qcdc::read::ShortcomingFilter {
            among: qcdc::read::Among::All,
            ..filter.shortcomings(as_of)
        };
        let repeated = |wider: qcdc::read::ShortcomingFilter| qcdc::read::ShortcomingFilter {
            repeated: true,
            ..wider
        };
        assert_eq!(
            rows(&register, &repeated(found.clone())),
            repeats.total.repeats
        );
        for (code, share) in &repeats.by_regulation {
            let behind = qcdc::read::ShortcomingFilter {
                regulation: Some(code.clone()),
                ..found.clone()
            };
            assert_eq!(rows(&register, &repeated(behind)), share.repeats, "{code}");
        }
        for (unit, name, share) in &repeats.by_unit {
            let behind = qcdc::read::ShortcomingFilter {
                unit_id: Some(*unit),
                ..found.clone()
            };
            assert_eq!(rows(&register, &repeated(behind)), share.repeats, "{name}");
        }
        let cells = || trend.rows.iter().flat_map(|row| &row.cells);
        let found: usize = cells().map(|cell| cell.found).sum();
        assert_eq!(found, page.total.total());
        let rated: u32 = cells().map(|cell| cell.score.rated).sum();
        let all: u32 = page.units.iter().map(|line| line.score.rated).sum();
        assert_eq!(rated, all);
    }
}

#[test]
fn self_rating_is_told_case_by_case() {
    let (_folder, _path, register) = generated();
    let page = register
        .self_ratings(&SelfFilter::default(), day(TODAY))
        .unwrap();
    let (mut better, mut both) = (0, 0);
    for row in register.visits(&VisitFilter::default()).unwrap() {
        if !row.state.is_past_visit() {
            continue;
        }
        let visit = register.visit_page(row.id).unwrap();
        for item in visit.regulations.iter().flat_map(|sheet| &sheet.items) {
            let points = |value: qcdc::domain::RatingValue| value.half_points();
            if let (Some(own), Some(ours)) =
                (points(item.rating.self_rating), points(item.rating.value))
            {
                both += 1;
                better += usize::from(own > ours);
            }
        }
    }
    assert!(better > 0);
    assert_eq!((page.total.better, page.total.both()), (better, both));
    let by_item: usize = page.items.iter().map(|item| item.count.better).sum();
    assert_eq!(by_item, better);
    let first = &page.items[0];
    let one = register
        .self_ratings(
            &SelfFilter {
                item_code: Some(first.item_code.clone()),
                ..SelfFilter::default()
            },
            day(TODAY),
        )
        .unwrap();
    assert_eq!(one.cases.len(), first.count.better);
    assert!(
        one.cases
            .iter()
            .all(|case| case.item_code == first.item_code)
    );
}

/// What the command line prints.
fn told(path: &Path, words: &[&str]) -> String {
    let mut all = vec!["qcdc", "--file", path.to_str().unwrap()];
    all.extend(words);
    let qcdc::cli::Invocation::Work(work) = qcdc::cli::parse(all.into_iter().map(Into::into))
    else {
        unreachable!("{words:?} is a command without a window");
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut world = qcdc::cli::World {
        now: support::clock(TODAY)(),
        os_user: "thu".into(),
        out: &mut out,
        err: &mut err,
    };
    let code = qcdc::cli::run(work, &mut world);
    assert_eq!(code, 0, "{}", String::from_utf8_lossy(&err));
    String::from_utf8(out).unwrap()
}

fn json_total(path: &Path, words: &[&str]) -> Tally {
    let lines: serde_json::Value = serde_json::from_str(&told(path, words)).unwrap();
    let sum = |key: &str| -> usize {
        let lines = lines.as_array().unwrap().iter();
        lines
            .map(|line| usize::try_from(line[key].as_u64().unwrap()).unwrap())
            .sum()
    };
    Tally {
        late: sum("late"),
        due_soon: sum("due_soon"),
        waiting: sum("waiting"),
        done_in_time: sum("done_in_time"),
        done_late: sum("done_late"),
        at_work: sum("at_work"),
        due: sum("due"),
        in_time: sum("in_time"),
    }
}

/// The words of all pages in reading order, without the ends of their lines.
fn pdf_words(bytes: &[u8]) -> String {
    let file = pdf_read::File::read(bytes);
    let mut words = String::new();
    for page in &file.pages {
        let mut lines: std::collections::BTreeMap<i64, Vec<&pdf_read::Text>> =
            std::collections::BTreeMap::new();
        for text in page {
            #[expect(clippy::cast_possible_truncation, reason = "points of a page")]
            lines.entry(text.y.round() as i64).or_default().push(text);
        }
        for (_, mut line) in lines {
            line.sort_by(|a, b| a.x.total_cmp(&b.x));
            for text in line {
                words.push_str(&text.letters);
            }
            words.push(' ');
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The numbers of the last row of the first sheet.
fn excel_total(bytes: &[u8]) -> Vec<usize> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive
        .by_name("xl/worksheets/sheet1.xml")
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    let last = text.rsplit_once("<row ").unwrap().1;
    last.split("<c ")
        .skip(1)
        .filter(|cell| !cell.contains("t=\"s\"") && cell.contains("<v>"))
        .map(|cell| {
            let value = cell.split_once("<v>").unwrap().1;
            value.split_once("</v>").unwrap().0.parse().unwrap()
        })
        .collect()
}

#[test]
fn screen_command_line_paper_and_workbook_say_the_same() {
    for (_folder, path, register) in [sample(), generated()] {
        let as_of = day("2023-12-31");
        // what the screen shows, and what the report on the year rests on
        let found = register.review(&year(2023), as_of).unwrap().total;
        let up_to = ReviewFilter {
            to: Some(as_of),
            ..ReviewFilter::default()
        };
        let chase = register.review(&up_to, as_of).unwrap().total;
        let report = register.period(Period::Year, 2023, Some(as_of)).unwrap();
        assert_eq!(report.found_tally, found);
        assert_eq!(report.chase_tally, chase);
        assert_eq!(report.found.len(), found.total(), "the lists of the paper");
        assert_eq!(report.chased.len(), chase.total());

        let asked = ["show", "review", "--as-of", "31/12/2023", "--json"];
        assert_eq!(json_total(&path, &asked), chase);
        let this_year = [&asked[..], &["--year", "2023", "--by", "level"]].concat();
        assert_eq!(json_total(&path, &this_year), found);

        let request = PaperRequest::Summary {
            period: Period::Year,
            year: 2023,
            as_of: Some(as_of),
            stamp: Stamp::default(),
        };
        let pdf = qcdc::press::render(&register, &request, PaperFormat::Pdf).unwrap();
        let words = pdf_words(&pdf);
        let sentence = format!(
            "có {} tồn tại, hạn chế đã thông báo",
            paper_count(chase.total())
        );
        assert!(words.contains(&sentence), "{sentence}\n{words}");
        let sentence = format!("Trong {} tồn tại đã đến hạn", paper_count(chase.due));
        assert!(words.contains(&sentence), "{sentence}\n{words}");
        let sentence = format!("Đã thông báo {} tồn tại", paper_count(found.total()));
        assert!(words.contains(&sentence), "{sentence}\n{words}");

        let book = register.review_book(&up_to, as_of).unwrap();
        let cells = excel_total(&qcdc::documents::review_xlsx(&book, as_of).unwrap());
        let mut expected = vec![
            chase.total(),
            chase.late,
            chase.due_soon,
            chase.waiting,
            chase.at_work,
            chase.done_in_time,
            chase.done_late,
            chase.in_time,
            chase.due,
        ];
        expected.extend(chase.percent());
        assert_eq!(cells, expected);
    }
}
