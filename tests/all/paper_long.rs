//! The yearly report with a list of a thousand shortcomings: dense, whole, and readable on every page.

use std::fmt::Write as _;

use qcdc::documents::papers::summary_paper;
use qcdc::documents::{Page, lay_out, render_pdf};

use crate::every_paper::{sample, stamp, thousand};

const TITLE: &str = "Danh sách tồn tại, hạn chế phát hiện trong kỳ";

/// The words of a page, one after the other.
fn words(page: &Page) -> String {
    page.words()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn the_yearly_report_with_a_thousand_rows() {
    let (_folder, register) = sample();
    let year = thousand(&register);
    assert_eq!(year.found.len(), 1000);
    let paper = summary_paper(&year, stamp()).unwrap();
    let pages = lay_out(&paper).unwrap();
    let first = pages
        .iter()
        .position(|page| words(page).contains(TITLE))
        .unwrap();
    let annex = &pages[first..];

    // about thirty rows on each page
    assert!((28..=42).contains(&annex.len()), "{} pages", annex.len());
    assert!(pages.len() <= annex.len() + 12, "{} pages", pages.len());

    // every row once, in order, under a header that comes back on every page
    let mut next = 1;
    for page in annex {
        assert!(page.width > page.height, "an annex lies on its long edge");
        let text = words(page);
        assert!(text.contains("Tình hình khắc phục"), "no header: {text}");
        assert!(text.contains("Nơi khắc phục"), "no header: {text}");
        let left = page.runs.iter().map(|run| run.x).fold(f32::MAX, f32::min);
        let mut numbers: Vec<(f32, usize)> = page
            .runs
            .iter()
            .filter(|run| run.x < left + 30.0)
            .filter_map(|run| Some((run.y, run.text().trim().parse().ok()?)))
            .collect();
        numbers.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (_, number) in numbers {
            assert_eq!(number, next);
            next += 1;
        }
    }
    assert_eq!(next, 1001);

    let mut shown = String::new();
    for place in [0, first, first + annex.len() / 2, pages.len() - 1] {
        let text = pages[place].to_text();
        write!(shown, "===== trang {}/{}\n{text}", place + 1, pages.len()).unwrap();
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn a_long_report_gives_the_same_bytes_twice() {
    let (_folder, register) = sample();
    let paper = summary_paper(&thousand(&register), stamp()).unwrap();
    let first = render_pdf(&paper).unwrap().bytes;
    assert!(first == render_pdf(&paper).unwrap().bytes);
}
