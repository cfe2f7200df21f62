//! Papers as Word files, read back from their parts.

use crate::papers;

use std::io::{Cursor, Read};

use qcdc::documents::content::{
    Align, Bar, Block, Column, HeatMap, Paper, Sheet, Signature, Table,
};
use qcdc::documents::{DocumentError, render_docx};

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

fn document(paper: &Paper) -> String {
    part(&render_docx(paper).unwrap(), "word/document.xml")
}

/// The text of a part, one line for each paragraph.
fn text(xml: &str) -> String {
    let mut out = String::new();
    let hyphen = "</w:t><w:noBreakHyphen/><w:t xml:space=\"preserve\">";
    let xml = xml.replace(hyphen, "-");
    for piece in xml.split("<w:p>").skip(1) {
        for run in piece.split("<w:t xml:space=\"preserve\">").skip(1) {
            out.push_str(run.split("</w:t>").next().unwrap());
        }
        out.push('\n');
    }
    out.replace('\u{A0}', " ")
}

fn table(rows: usize) -> Table {
    let column = |header: &str, share, align| Column {
        header: header.into(),
        share,
        align,
    };
    Table {
        dense: false,
        columns: vec![
            column("STT", 1.0, Align::Center),
            column("Nội dung", 6.0, Align::Justify),
        ],
        rows: (1..=rows)
            .map(|row| vec![row.to_string(), "Chưa niêm yết\nBổ sung biên bản".into()])
            .collect(),
    }
}

#[test]
fn the_file_holds_what_the_pages_hold() {
    let paper = papers::conclusion();
    let words = text(&document(&paper));
    let pages = qcdc::documents::lay_out(&paper).unwrap();
    let printed: String = pages
        .iter()
        .flat_map(|page| page.runs.iter().filter(|run| run.y > 56.0))
        .map(qcdc::documents::layout::Run::text)
        .collect();
    let letters = |text: &str| {
        let mut letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        letters.sort_unstable();
        letters.into_iter().collect::<String>()
    };
    assert_eq!(letters(&words), letters(&printed));
    for line in [
        "ĐẢNG CỘNG SẢN VIỆT NAM\n",
        "Long Biên, ngày 30 tháng 12 năm 2022\n",
        "THÔNG BÁO\n",
        "- Lưu Ban Dân vận Quận ủy.\n",
        "K/T TRƯỞNG BAN\n",
    ] {
        assert!(words.contains(line), "{line}");
    }
}

#[test]
fn margins_sizes_and_distances_are_those_of_the_profile() {
    let bytes = render_docx(&papers::conclusion()).unwrap();
    let document = part(&bytes, "word/document.xml");
    assert!(document.contains(
        "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"850\" w:bottom=\"1134\" w:left=\"1701\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/><w:titlePg/>"
    ));
    let styles = part(&bytes, "word/styles.xml");
    let style = |id: &str| {
        let head = format!("w:styleId=\"{id}\">");
        styles
            .split(head.as_str())
            .nth(1)
            .and_then(|rest| rest.split("</w:style>").next())
            .unwrap()
            .to_owned()
    };
    let body = style("BodyText");
    for said in [
        "w:before=\"120\" w:after=\"0\" w:line=\"400\" w:lineRule=\"exact\"",
        "w:firstLine=\"567\"",
        "<w:jc w:val=\"both\"/>",
        "<w:sz w:val=\"28\"/>",
    ] {
        assert!(body.contains(said), "{said} in {body}");
    }
    assert!(style("TieuDeDang").contains("<w:b/><w:bCs/><w:caps/><w:sz w:val=\"30\"/>"));
    assert!(style("TenLoaiVanBan").contains("<w:sz w:val=\"32\"/>"));
    assert!(style("NoiNhan").contains("<w:sz w:val=\"24\"/>"));
    assert!(style("Heading2").contains("<w:keepNext/>"));
    assert!(style("Heading2").contains("<w:outlineLvl w:val=\"1\"/>"));
    assert!(styles.contains("w:ascii=\"Times New Roman\""));
    assert!(styles.contains("<w:lang w:val=\"vi-VN\""));
}

#[test]
fn pages_are_numbered_from_the_second_and_marked_from_the_first() {
    let mut paper = papers::conclusion();
    paper.mark = Some("Dự thảo".into());
    let bytes = render_docx(&paper).unwrap();
    let (first, others) = (
        part(&bytes, "word/header1.xml"),
        part(&bytes, "word/header2.xml"),
    );
    assert!(!first.contains("PAGE") && first.contains("DỰ THẢO"));
    assert!(others.contains("w:instr=\"PAGE\"") && others.contains("DỰ THẢO"));
    let links = part(&bytes, "word/_rels/document.xml.rels");
    assert!(links.contains("Id=\"rId3\"") && links.contains("Target=\"header1.xml\""));
    let document = part(&bytes, "word/document.xml");
    assert!(document.contains("<w:headerReference w:type=\"first\" r:id=\"rId3\"/>"));
}

#[test]
fn headers_of_tables_come_back_and_tables_stay_apart() {
    let blocks = vec![Block::Table(table(40)), Block::Table(table(2))];
    let mut paper = papers::paper(blocks);
    paper.letterhead.number_line.clear();
    paper.recipients.clear();
    let document = document(&paper);
    assert_eq!(document.matches("<w:tblHeader/>").count(), 2);
    assert!(!document.contains("</w:tbl><w:tbl>"));
    assert!(!document.contains("</w:tbl><w:sectPr>"));
    let words = text(&document);
    assert!(words.contains("Chưa niêm yết\nBổ sung biên bản\n"));
    assert!(
        !document.contains("</w:tcPr></w:tc>"),
        "a cell without a paragraph"
    );
}

#[test]
fn a_row_without_all_its_cells_is_named() {
    let mut wrong = table(2);
    wrong.rows[1].pop();
    let paper = papers::paper(vec![Block::Table(wrong)]);
    assert!(matches!(
        render_docx(&paper),
        Err(DocumentError::TableShape {
            row: 2,
            cells: 1,
            columns: 2
        })
    ));
}

#[test]
fn markup_and_control_letters_in_data_stay_text() {
    let paper = papers::paper(vec![Block::text(
        "<w:p/> & \"&#10;\" \u{1}\u{8}phu\u{31B}\u{301}c",
    )]);
    let words = text(&document(&paper));
    assert!(
        words.contains("&lt;w:p/&gt; &amp; &quot;&amp;#10;&quot; phứ"),
        "{words}"
    );
}

#[test]
fn days_and_numbers_are_bound_and_the_same_paper_gives_the_same_bytes() {
    let paper = papers::conclusion();
    let document = document(&paper);
    assert!(document.contains("ngày\u{A0}15\u{A0}tháng\u{A0}12\u{A0}năm\u{A0}2022"));
    let bytes = render_docx(&paper).unwrap();
    assert_eq!(bytes, render_docx(&paper).unwrap());
    assert!(document.contains("18</w:t><w:noBreakHyphen/><w:t xml:space=\"preserve\">KH/BDVQU"));
    assert!(bytes.len() < 20_000, "{} bytes", bytes.len());
}

#[test]
fn turned_pages_shades_bars_and_signatures_have_their_place() {
    let landscape = Sheet {
        landscape: true,
        annex: true,
    };
    let shades = vec![vec![None, Some(1.0)]];
    let signature = |title: &str, name: &str| Signature {
        title_lines: vec![title.into()],
        name: name.into(),
        ..Signature::default()
    };
    let document = document(&papers::paper(vec![
        Block::text("Thân văn bản."),
        Block::Signatures(vec![
            signature("Thư ký", "An"),
            signature("Trưởng đoàn", "Bình"),
        ]),
        Block::Sheet(landscape),
        Block::HeatMap(HeatMap {
            table: table(1),
            shades,
        }),
        Block::Bars(vec![Bar {
            label: "Giang Biên".into(),
            length: 0.5,
            value: "5/10".into(),
        }]),
    ]));
    let words = text(&document);
    let at = |what: &str| words.find(what).unwrap();
    assert!(at("Bình") < at("Nơi nhận") && at("Nơi nhận") < at("STT"));
    assert!(at("STT") < at("Giang Biên\n"));
    assert_eq!(document.matches("<w:sectPr>").count(), 2);
    assert_eq!(document.matches("<w:titlePg/>").count(), 1);
    assert!(document.contains("<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>"));
    assert!(document.contains("w:fill=\"ED9E61\""), "the darkest shade");
    let longest = document.matches('\u{A0}').count();
    assert!(longest > 40, "a bar of {longest} spaces");
}
