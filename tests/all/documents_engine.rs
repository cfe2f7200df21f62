//! The engine of papers, seen from outside: pages, files, and what must never happen on them.

use crate::papers;

use std::fmt::Write as _;

use proptest::prelude::*;
use qcdc::documents::content::{Align, Block, Column, Paper, Span, Table};
use qcdc::documents::profile::Profile;
use qcdc::documents::{DocumentError, Page, lay_out, render_docx, render_pdf};

const POINTS_PER_MM: f32 = 72.0 / 25.4;
const LEFT: f32 = 30.0 * POINTS_PER_MM;
const RIGHT: f32 = 195.0 * POINTS_PER_MM;
const TOP: f32 = 20.0 * POINTS_PER_MM;
const BOTTOM: f32 = 277.0 * POINTS_PER_MM;

fn picture(pages: &[Page]) -> String {
    let mut out = String::new();
    for (index, page) in pages.iter().enumerate() {
        write!(out, "===== trang {}\n{}", index + 1, page.to_text()).unwrap();
    }
    out
}

/// Everything between the margins, without white space.
fn letters(pages: &[Page]) -> String {
    let runs = pages.iter().flat_map(|page| &page.runs);
    runs.filter(|run| run.y > TOP)
        .flat_map(|run| run.text().chars().collect::<Vec<_>>())
        .filter(|letter| !letter.is_whitespace())
        .collect()
}

fn without_spaces(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The lines of the text of a page, above the closing block, as (baseline, text).
fn text_lines(page: &Page) -> Vec<(f32, String)> {
    let mut lines: Vec<(f32, String)> = Vec::new();
    for run in page.runs.iter().filter(|run| run.y > TOP) {
        match lines.last_mut() {
            Some((y, text)) if (*y - run.y).abs() < 0.1 => text.push_str(&run.text()),
            _ => lines.push((run.y, run.text())),
        }
    }
    lines
}

fn assert_inside_margins(pages: &[Page]) {
    for run in pages.iter().flat_map(|page| &page.runs) {
        assert!(
            run.x > LEFT - 0.1,
            "{} begins left of the margin",
            run.text()
        );
        assert!(
            run.x + run.width < RIGHT + 0.1,
            "{} passes the margin",
            run.text()
        );
        assert!(run.y < BOTTOM, "{} stands below the margin", run.text());
        let last = run.glyphs.last().unwrap();
        assert!(last.x <= run.width);
    }
}

fn tracking_table(rows: usize) -> Table {
    let column = |header: &str, share, align| Column {
        header: header.into(),
        share,
        align,
    };
    Table {
        dense: false,
        columns: vec![
            column("STT", 1.0, Align::Center),
            column("Nội dung tồn tại, hạn chế", 6.0, Align::Justify),
            column("Thời hạn", 2.0, Align::Center),
        ],
        rows: (1..=rows)
            .map(|row| {
                vec![
                    format!("{row:02}"),
                    "Chưa niêm yết công khai kết quả giải quyết kiến nghị. ".repeat(row % 9),
                    "28/02/2023".into(),
                ]
            })
            .collect(),
    }
}

#[test]
fn a_conclusion_looks_like_a_party_paper() {
    insta::assert_snapshot!(picture(&lay_out(&papers::conclusion()).unwrap()));
}

#[test]
fn a_letter_puts_its_subject_below_the_number() {
    let mut letter = papers::paper(vec![
        Block::text("Kính gửi: Đảng ủy phường Cự Khối"),
        Block::Table(tracking_table(3)),
        Block::text("Đề nghị Đảng ủy phường chỉ đạo thực hiện./."),
    ]);
    letter.kind = None;
    letter.subject = None;
    letter.letter_subject = Some("V/v đôn đốc khắc phục tồn tại sau giám sát".into());
    letter.letterhead.number_line = "Số       -CV/BDVQU".into();
    letter.mark = Some("Dự thảo".into());
    letter.profile = Profile::for_issue_date(papers::day(2026, 5, 27))
        .unwrap()
        .clone();
    insta::assert_snapshot!(picture(&lay_out(&letter).unwrap()));
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    let paper = papers::conclusion();
    let first = render_pdf(&paper).unwrap();
    assert_eq!(first, render_pdf(&paper).unwrap());
    assert_eq!(first.pages, 2);
    let mut other = paper;
    other.meta.date = papers::day(2022, 12, 31);
    assert_ne!(first.bytes, render_pdf(&other).unwrap().bytes);
}

#[test]
fn the_file_says_what_it_is() {
    let bytes = render_pdf(&papers::conclusion()).unwrap().bytes;
    assert!(bytes.starts_with(b"%PDF-1.7"));
    let file = lopdf::Document::load_mem(&bytes).unwrap();
    let info = file.trailer.get(b"Info").unwrap().as_reference().unwrap();
    let info = file.get_dictionary(info).unwrap();
    let title = lopdf::decode_text_string(info.get(b"Title").unwrap()).unwrap();
    assert_eq!(title, "Thông báo số 12-TB/BDVQU");
    let catalog = file.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"vi-VN");
    let titles: Vec<String> = file
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|entry| entry.has(b"Dest"))
        .map(|entry| lopdf::decode_text_string(entry.get(b"Title").unwrap()).unwrap())
        .collect();
    assert_eq!(titles.len(), 7);
    assert!(titles.contains(&"II- Tồn tại, hạn chế và nguyên nhân".to_owned()));
    let text = file.extract_text(&[1]).unwrap();
    assert!(text.contains("giám sát việc thực hiện"), "{text}");
}

#[test]
fn nothing_that_was_typed_acts_in_a_file() {
    let hostile = "https://a.vn javascript:app.alert(1) file:///c:/x.exe mailto:a@b.vn >> endobj /OpenAction << /S /JavaScript /JS (x) >>";
    let mut paper = papers::paper(vec![
        Block::heading(1, hostile),
        Block::text(hostile),
        Block::Table(tracking_table(2)),
    ]);
    paper.subject = Some(hostile.into());
    paper.meta.title = hostile.into();
    paper.recipients = vec![hostile.into()];
    let file = lopdf::Document::load_mem(&render_pdf(&paper).unwrap().bytes).unwrap();
    let acting: [&[u8]; 9] = [
        b"AA",
        b"JS",
        b"JavaScript",
        b"OpenAction",
        b"URI",
        b"Launch",
        b"Annots",
        b"EmbeddedFiles",
        b"AcroForm",
    ];
    let mut seen = 0;
    for object in file.objects.values() {
        let dictionary = object
            .as_dict()
            .ok()
            .or_else(|| object.as_stream().ok().map(|s| &s.dict));
        for (key, value) in dictionary.into_iter().flat_map(|d| d.iter()) {
            seen += 1;
            let kind = value.as_name().unwrap_or_default();
            assert!(!matches!(
                kind,
                b"URI" | b"JavaScript" | b"Launch" | b"GoToR" | b"Annot"
            ));
            assert!(
                !acting.contains(&key.as_slice()),
                "{}",
                String::from_utf8_lossy(key)
            );
        }
    }
    assert!(seen > 100);
    let word = render_docx(&paper).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(word)).unwrap();
    for at in 0..archive.len() {
        use std::io::Read as _;
        let mut text = String::new();
        archive
            .by_index(at)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        for link in [
            "<w:hyperlink",
            "TargetMode",
            "w:instrText",
            "<w:object",
            "vbaProject",
        ] {
            assert!(!text.contains(link), "{link}");
        }
    }
}

#[test]
fn every_line_stays_inside_the_margins() {
    let mut paper = papers::conclusion();
    paper.blocks.push(Block::Table(tracking_table(40)));
    paper.mark = Some("Mẫu".into());
    let pages = lay_out(&paper).unwrap();
    assert!(pages.len() > 3);
    assert_inside_margins(&pages);
}

#[test]
fn a_full_line_ends_exactly_at_the_right_margin() {
    let pages = lay_out(&papers::conclusion()).unwrap();
    let ends = pages.iter().flat_map(|page| &page.runs);
    let full = ends.filter(|run| (run.x + run.width - RIGHT).abs() < 0.05);
    assert!(full.count() > 20);
}

#[test]
fn a_letter_without_a_picture_is_named_before_printing() {
    for (text, letter, code) in [
        ("Đã ký ☑ đủ", '☑', 0x2611),
        ("Phường 漢 Long", '漢', 0x6F22),
    ] {
        let error = render_pdf(&papers::paper(vec![Block::text(text)])).unwrap_err();
        let DocumentError::MissingGlyph {
            letter: found,
            code: at,
            ..
        } = &error
        else {
            unreachable!("{error}");
        };
        assert_eq!((*found, *at), (letter, code));
        assert!(error.to_string().contains(letter));
    }
}

#[test]
fn text_without_spaces_is_cut_and_not_lost() {
    let word = "nghiêm".repeat(400);
    let pages = lay_out(&papers::paper(vec![Block::text(&word)])).unwrap();
    assert_inside_margins(&pages);
    assert!(letters(&pages).contains(&word));
}

#[test]
fn a_very_long_name_of_a_ward_fits_the_letterhead() {
    let name = "Đảng ủy phường Thượng Thanh Đức Giang Ngọc Lâm Bồ Đề Ngọc Thụy Giang Biên Cự Khối";
    assert!(name.chars().count() >= 80);
    for name in [name.to_owned(), name.replace(' ', "")] {
        let mut paper = papers::conclusion();
        paper.letterhead.issuer.clone_from(&name);
        let pages = lay_out(&paper).unwrap();
        assert_inside_margins(&pages);
        let page = &pages[0];
        let head: String = without_spaces(&name.to_uppercase())
            .chars()
            .take(15)
            .collect();
        assert!(letters(&pages).contains(&head));
        let left_edge = |text: &str| {
            let run = page.runs.iter().find(|run| run.text().contains(text));
            run.map(|run| run.x).unwrap()
        };
        let party = left_edge("ĐẢNG CỘNG SẢN");
        let star = left_edge("*");
        assert!(star < party);
        for run in page.runs.iter().filter(|run| run.y < 150.0 && run.x < star) {
            assert!(
                run.x + run.width < party,
                "{} runs into the right column",
                run.text()
            );
        }
    }
}

#[test]
fn the_first_page_bears_no_number() {
    let pages = lay_out(&papers::conclusion()).unwrap();
    let numbers: Vec<Vec<String>> = pages
        .iter()
        .map(|page| page.runs.iter().filter(|run| run.y < TOP))
        .map(|runs| runs.map(qcdc::documents::layout::Run::text).collect())
        .collect();
    assert_eq!(numbers, [vec![], vec!["2".to_owned()]]);
}

/// A paper whose heading and signature fall at every height of a page as `lines` grows.
fn sliding(lines: usize) -> Paper {
    let mut blocks: Vec<Block> = (0..lines).map(|_| Block::text("Một dòng.")).collect();
    blocks.push(Block::heading(1, "II- Tồn tại, hạn chế"));
    let text = "Công tác kiểm tra, đôn đốc của khối dân vận phường chưa thường xuyên. ";
    blocks.push(Block::text(text.repeat(4)));
    papers::paper(blocks)
}

#[test]
fn headings_and_signatures_are_never_alone() {
    for lines in 10..45 {
        let pages = lay_out(&sliding(lines)).unwrap();
        for page in &pages {
            let lines = text_lines(page);
            let heading = lines.iter().position(|(_, text)| text.starts_with("II-"));
            if let Some(at) = heading {
                assert!(lines.len() > at + 2, "a heading ends page: {lines:?}");
            }
            let body = lines.iter().filter(|(_, text)| {
                text.starts_with("Công") || text.contains("kiểm tra") || text.contains("đôn đốc")
            });
            if lines
                .iter()
                .any(|(_, text)| text.contains("Nguyễn Thị Hồng Vân"))
            {
                assert!(body.count() >= 2, "a signature alone: {lines:?}");
            }
        }
    }
}

#[test]
fn paragraphs_leave_no_single_line_behind() {
    let text = "Công tác kiểm tra, đôn đốc của khối dân vận phường chưa thường xuyên. ".repeat(4);
    for lines in 10..45 {
        let mut paper = sliding(lines);
        paper.blocks.push(Block::text("Hết. ".repeat(200)));
        let pages = lay_out(&paper).unwrap();
        for page in &pages {
            let of_text =
                |(_, line): &&(f32, String)| text.contains(line.trim()) && line.len() > 20;
            let count = text_lines(page).iter().filter(of_text).count();
            assert_ne!(count, 1, "one line of a paragraph alone");
        }
    }
}

#[test]
fn a_table_repeats_its_header_and_loses_no_row() {
    let mut paper = papers::paper(vec![Block::Table(tracking_table(60))]);
    paper.kind = None;
    let pages = lay_out(&paper).unwrap();
    let headers = pages.iter().filter(|page| page.to_text().contains("STT"));
    assert_eq!(headers.count(), pages.len());
    let text = letters(&pages);
    assert_eq!(text.matches("28/02/2023").count(), 60);
}

#[test]
fn a_table_row_with_a_missing_cell_is_refused() {
    let mut table = tracking_table(3);
    table.rows[1].pop();
    let error = lay_out(&papers::paper(vec![Block::Table(table)])).unwrap_err();
    let expected = DocumentError::TableShape {
        row: 2,
        cells: 2,
        columns: 3,
    };
    assert_eq!(error, expected);
}

#[test]
fn a_long_list_of_recipients_goes_on_overleaf() {
    let mut paper = papers::conclusion();
    paper.recipients = (1..=90).map(|n| format!("Chi bộ số {n:02}")).collect();
    let pages = lay_out(&paper).unwrap();
    assert_inside_margins(&pages);
    let text = letters(&pages);
    assert!((1..=90).all(|n| text.contains(&format!("Chibộsố{n:02}"))));
}

#[test]
fn the_profile_follows_the_day_of_issue() {
    let code = |day| Profile::for_issue_date(day).unwrap().code.as_str();
    assert_eq!(code(papers::day(2026, 5, 26)), "HD36");
    assert_eq!(code(papers::day(2026, 5, 27)), "HD05");
    assert_eq!(code(papers::day(2017, 1, 1)), "HD36");
    let json = serde_json::to_string(Profile::for_issue_date(papers::day(2022, 1, 1)).unwrap());
    let json = json.unwrap();
    assert!(Profile::from_json(&json).is_ok());
    let more = json.replacen('{', "{\"x\":1,", 1);
    assert!(matches!(
        Profile::from_json(&more),
        Err(DocumentError::Profile { .. })
    ));
    let wide = json.replace("\"margin_left_mm\":30.0", "\"margin_left_mm\":190.0");
    assert_ne!(wide, json);
    assert!(matches!(
        Profile::from_json(&wide),
        Err(DocumentError::Profile { .. })
    ));
}

fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-zđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]{1,9}",
        "[0-9]{1,3}(/[0-9]{1,2})?[,.;:]?",
        Just("ngày 05 tháng 02 năm 2022".to_owned()),
        Just("Số       -TB/BDVQU".to_owned()),
        Just("xa\u{301} hô\u{323}i".to_owned()),
        Just("\n".to_owned()),
        Just("\u{A0}".to_owned()),
        Just("-".to_owned()),
        "[a-z/-]{60,130}",
    ];
    prop::collection::vec(word, 1..120).prop_map(|words| words.join(" "))
}

fn nfc(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    text.nfc().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_word_is_lost(texts in prop::collection::vec((words(), any::<bool>()), 1..6)) {
        let blocks: Vec<Block> = texts
            .iter()
            .map(|(text, bold)| Block::Paragraph {
                spans: vec![Span { text: text.clone(), bold: *bold, italic: false }, Span::plain(" hết")],
            })
            .collect();
        let mut paper = papers::paper(blocks);
        paper.signature = None;
        let pages = lay_out(&paper).unwrap();
        assert_inside_margins(&pages);
        let source: Vec<String> = texts.iter().map(|(text, _)| format!("{text} hết")).collect();
        prop_assert!(letters(&pages).contains(&without_spaces(&nfc(&source.concat()))));
    }
}
