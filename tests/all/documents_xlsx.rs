//! Lists as Excel workbooks, read back from their parts.

use crate::papers;

use std::io::{Cursor, Read};

use chrono::NaiveDate;
use qcdc::documents::content::{Align, Block, Column, Meta, Table};
use qcdc::documents::xlsx::Sheet;
use qcdc::documents::{DocumentError, paper_xlsx, render_xlsx};

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

fn meta() -> Meta {
    Meta {
        title: "Tồn tại".into(),
        subject: String::new(),
        date: NaiveDate::from_ymd_opt(2023, 2, 28).unwrap(),
    }
}

fn sheet(cells: &[&str]) -> Sheet {
    let columns = cells.iter().map(|_| Column {
        header: "Cột".into(),
        share: 1.0,
        align: Align::Left,
    });
    let table = Table {
        dense: false,
        columns: columns.collect(),
        rows: vec![cells.iter().map(|cell| (*cell).to_owned()).collect()],
    };
    Sheet::of_table("Tồn tại", "DANH SÁCH", &table)
}

#[test]
fn days_and_numbers_are_real_and_nothing_is_a_formula() {
    let cells = [
        "28/02/2023",
        "15",
        "=HYPERLINK(\"x\")",
        "@a",
        "+1",
        "-1",
        "http://a.vn",
    ];
    let bytes = render_xlsx(&meta(), &[sheet(&cells)]).unwrap();
    let page = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(
        page.contains("<v>44985</v>"),
        "28/02/2023 as Excel counts days"
    );
    assert!(page.contains("<v>15</v>"));
    assert!(!page.contains("<f") && !page.contains("hyperlink"));
    let strings = part(&bytes, "xl/sharedStrings.xml");
    assert!(strings.contains("<t>=HYPERLINK("));
    let styles = part(&bytes, "xl/styles.xml");
    assert!(styles.contains("quotePrefix=\"1\"") && styles.contains("dd/mm/yyyy"));
}

#[test]
fn a_printed_sheet_is_landscape_with_its_header_on_every_page() {
    let bytes = render_xlsx(&meta(), &[sheet(&["a", "b"])]).unwrap();
    let page = part(&bytes, "xl/worksheets/sheet1.xml");
    for said in [
        "<pane ySplit=\"3\" topLeftCell=\"A4\" activePane=\"bottomLeft\" state=\"frozen\"/>",
        "<autoFilter ref=\"A3:B4\"/>",
        "paperSize=\"9\"",
        "orientation=\"landscape\"",
        "fitToHeight=\"0\"",
    ] {
        assert!(page.contains(said), "{said} in {page}");
    }
    let book = part(&bytes, "xl/workbook.xml");
    assert!(book.contains("'Tồn tại'!$3:$3"), "{book}");
}

#[test]
fn the_same_sheets_give_the_same_bytes_and_a_short_row_is_named() {
    let one = sheet(&["a", "b"]);
    let bytes = render_xlsx(&meta(), std::slice::from_ref(&one)).unwrap();
    assert_eq!(
        bytes,
        render_xlsx(&meta(), std::slice::from_ref(&one)).unwrap()
    );
    assert!(part(&bytes, "docProps/core.xml").contains("2023-02-28T00:00:00Z"));
    let mut short = one;
    short.rows[0].pop();
    assert!(matches!(
        render_xlsx(&meta(), &[short]),
        Err(DocumentError::TableShape {
            row: 1,
            cells: 1,
            columns: 2
        })
    ));
}

#[test]
fn an_empty_list_is_still_a_workbook() {
    let mut empty = sheet(&["a"]);
    empty.rows.clear();
    let bytes = render_xlsx(&meta(), &[empty]).unwrap();
    assert!(part(&bytes, "xl/worksheets/sheet1.xml").contains("state=\"frozen\""));
}

#[test]
fn the_tables_of_a_paper_become_sheets_named_by_their_headings() {
    let table = |cell: &str| {
        Block::Table(Table {
            dense: false,
            columns: vec![Column {
                header: "Cột".into(),
                share: 1.0,
                align: Align::Left,
            }],
            rows: vec![vec![cell.to_owned()]],
        })
    };
    let paper = papers::paper(vec![
        Block::heading(1, "I- Phường Cự Khối"),
        table("05/02/2023"),
        Block::heading(1, "I- Phường Cự Khối"),
        table("7"),
    ]);
    let bytes = paper_xlsx(&paper).unwrap();
    let book = part(&bytes, "xl/workbook.xml");
    assert!(
        book.contains("name=\"I- Phường Cự Khối\"") && book.contains("Khối 2\""),
        "{book}"
    );
    assert!(part(&bytes, "xl/worksheets/sheet2.xml").contains("<v>7</v>"));
    assert_eq!(
        paper_xlsx(&papers::paper(Vec::new())),
        Err(DocumentError::NoTable)
    );
}
