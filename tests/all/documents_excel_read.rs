//! Excel files as another program reads them: real days and numbers, and nothing from data that acts.

use crate::every_paper;
use crate::papers;
use crate::support;

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use qcdc::documents::content::{Align, Block, Column, HeatMap, Table};
use qcdc::documents::{DocumentError, paper_xlsx, shortcomings_xlsx};
use qcdc::read::ShortcomingFilter;
use support::day;

type Book = Xlsx<Cursor<Vec<u8>>>;

fn open(bytes: Vec<u8>) -> Book {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

/// All cells of all sheets.
fn cells(book: &mut Book) -> Vec<Data> {
    let mut out = Vec::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).unwrap();
        out.extend(range.used_cells().map(|(_, _, cell)| cell.clone()));
    }
    out
}

fn formulas(book: &mut Book) -> usize {
    let names = book.sheet_names();
    let mut count = 0;
    for name in names {
        let range = book.worksheet_formula(&name).unwrap();
        count += range
            .used_cells()
            .filter(|(_, _, text)| !text.is_empty())
            .count();
    }
    count
}

/// What spreadsheets take for a formula when it is typed.
const HOSTILE: [&str; 8] = [
    "=1+1",
    "+84 24 3872",
    "-5 hộ chưa ký",
    "@SUM(A1:A9)",
    "=HYPERLINK(\"http://a.vn\",\"x\")",
    "=cmd|' /C calc'!A0",
    "\t=1+1",
    "'=1",
];

#[test]
fn what_was_typed_stays_text_whatever_it_begins_with() {
    let rows = HOSTILE.iter().map(|text| vec![(*text).to_owned()]);
    let table = Table {
        dense: false,
        columns: vec![Column {
            header: "Nội dung".into(),
            share: 1.0,
            align: Align::Left,
        }],
        rows: rows.collect(),
    };
    let bytes = paper_xlsx(&papers::paper(vec![Block::Table(table)])).unwrap();
    let mut book = open(bytes);
    assert_eq!(formulas(&mut book), 0);
    let cells = cells(&mut book);
    for text in HOSTILE {
        let same = |cell: &Data| matches!(cell, Data::String(found) if found.trim() == text.trim());
        assert!(cells.iter().any(same), "{text} in {cells:?}");
    }
}

#[test]
fn lists_hold_real_days_and_numbers() {
    let (_folder, register) = every_paper::sample();
    let today = day(every_paper::TODAY);
    let rows = register
        .shortcomings(&ShortcomingFilter::default(), today)
        .unwrap();
    let with_deadline = rows.iter().filter(|row| row.deadline.is_some()).count();
    let mut book = open(shortcomings_xlsx(&rows, today).unwrap());
    let cells = cells(&mut book);
    let days = cells
        .iter()
        .filter(|cell| matches!(cell, Data::DateTime(_)));
    // the day of the visit, and the deadline
    assert!(days.count() >= rows.len() + with_deadline);
    assert!(
        cells
            .iter()
            .any(|cell| matches!(cell, Data::Float(_) | Data::Int(_)))
    );
    let typed =
        |cell: &&Data| matches!(cell, Data::String(text) if is_day(text) || is_number(text));
    let typed: Vec<&Data> = cells.iter().filter(typed).collect();
    assert!(typed.is_empty(), "written as text: {typed:?}");
}

fn is_day(text: &str) -> bool {
    qcdc::domain::date::parse(text).is_some()
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}

#[test]
fn every_paper_with_a_table_reads_back_without_a_formula() {
    let (_folder, register) = every_paper::sample();
    let mut books = 0;
    for (name, paper) in every_paper::all(&register) {
        let bytes = match paper_xlsx(&paper) {
            Ok(bytes) => bytes,
            Err(DocumentError::NoTable) => continue,
            Err(error) => panic!("{name}: {error}"),
        };
        books += 1;
        let mut book = open(bytes);
        assert_eq!(formulas(&mut book), 0, "{name}");
        let cells = cells(&mut book);
        let typed = |cell: &&Data| matches!(cell, Data::String(text) if is_day(text));
        assert_eq!(
            cells.iter().filter(typed).count(),
            0,
            "{name}: days as text"
        );
        let tables = paper.blocks.iter().filter_map(|block| {
            if let Block::Table(table) | Block::HeatMap(HeatMap { table, .. }) = block {
                Some(table)
            } else {
                None
            }
        });
        let rows: usize = tables.map(|table| table.rows.len()).sum();
        let sheets = book.sheet_names();
        let read: usize = sheets
            .iter()
            .map(|sheet| book.worksheet_range(sheet).unwrap().height())
            .sum();
        assert!(read >= rows, "{name}: {read} of {rows} rows");
    }
    assert!(books > 8, "{books}");
}
