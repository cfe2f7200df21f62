//! Hard cases of the engine: their pages as text, and what must hold on them. The files stay in the folder `papers` of

//! the tests.

use crate::papers;
use crate::visits;

use std::fmt::Write as _;
use std::path::Path;

use qcdc::documents::content::{Align, Block, Column, Paper, Table};
use qcdc::documents::papers::minutes_paper;
use qcdc::documents::{Page, conclusion_paper, lay_out, render_docx, render_pdf};
use qcdc::domain::{Participant, Section};
use unicode_normalization::UnicodeNormalization as _;

const MM: f32 = 72.0 / 25.4;

/// The pages as text; the files are kept to be looked at.
fn picture(name: &str, paper: &Paper) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("papers");
    std::fs::create_dir_all(&folder).unwrap();
    let keep = |form: &str, bytes: Vec<u8>| {
        std::fs::write(folder.join(format!("kho-{name}.{form}")), bytes).unwrap();
    };
    keep("pdf", render_pdf(paper).unwrap().bytes);
    keep("docx", render_docx(paper).unwrap());
    let pages = lay_out(paper).unwrap();
    inside(&pages);
    let mut out = String::new();
    for (index, page) in pages.iter().enumerate() {
        write!(out, "===== trang {}\n{}", index + 1, page.to_text()).unwrap();
    }
    out
}

/// Nothing stands outside of the margins but numbers of pages and marks.
fn inside(pages: &[Page]) {
    for page in pages {
        let (right, bottom) = (page.width - 15.0 * MM, page.height - 20.0 * MM);
        for run in &page.runs {
            assert!(run.x > 30.0 * MM - 0.1, "{}", run.text());
            assert!(run.x + run.width < right + 0.1, "{}", run.text());
            assert!(run.y < bottom, "{}", run.text());
        }
        for rule in &page.rules {
            assert!(rule.y1.max(rule.y2) < bottom + 0.1);
        }
    }
}

/// All letters but white space.
fn letters(pages: &[Page]) -> String {
    let runs = pages.iter().flat_map(|page| &page.runs);
    // numbers of pages and repeated headers are no part of the text
    let text = runs.filter(|run| run.tag.is_some());
    let words: String = text.map(qcdc::documents::layout::Run::text).collect();
    words.split_whitespace().collect()
}

#[test]
fn four_hundred_words_without_a_space() {
    let word = "nghiêmtúcthựchiện".repeat(100);
    let paper = papers::paper(vec![Block::text("Nội dung:"), Block::text(&word)]);
    insta::assert_snapshot!(picture("khong-dau-cach", &paper));
    assert!(letters(&lay_out(&paper).unwrap()).contains(&word));
}

#[test]
fn sections_without_a_text() {
    let mut page = visits::concluded_page();
    let text = &mut page.conclusion.as_mut().unwrap().paragraphs;
    assert!(
        text.iter()
            .any(|part| part.section == Section::Shortcomings)
    );
    for part in text
        .iter_mut()
        .filter(|part| part.section == Section::Shortcomings)
    {
        part.text = "  \n ".into();
    }
    let paper = conclusion_paper(&page).unwrap();
    let shown = picture("muc-rong", &paper);
    assert!(shown.contains("II- Kết luận, yêu cầu"), "numbers close up");
    insta::assert_snapshot!(shown);
    let bare = papers::paper(vec![
        Block::heading(1, "I- Kết quả"),
        Block::heading(1, "II- Tồn tại"),
        Block::text(""),
    ]);
    insta::assert_snapshot!(picture("muc-khong-chu", &bare));
}

#[test]
fn sixty_who_attend() {
    let mut page = visits::visit_page();
    let last = page.participants.last().unwrap().clone();
    for number in 1..=60 {
        page.participants.push(Participant {
            name: format!("Nguyễn Văn {number:02}"),
            ..last.clone()
        });
    }
    let paper = minutes_paper(&page).unwrap();
    insta::assert_snapshot!(picture("60-nguoi", &paper));
    let all = letters(&lay_out(&paper).unwrap());
    assert!((1..=60).all(|number| all.contains(&format!("NguyễnVăn{number:02}"))));
}

#[test]
fn a_ward_whose_name_has_eighty_letters() {
    let name = "Phường Thượng Thanh Đức Giang Ngọc Lâm Bồ Đề Ngọc Thụy Giang Biên Cự Khối Phúc Lợi";
    assert!(name.chars().count() >= 80);
    let mut page = visits::concluded_page();
    page.unit.name = name.into();
    page.unit.short_name = name.trim_start_matches("Phường ").into();
    page.body.superior = format!("ĐẢNG ỦY {}", name.to_uppercase());
    page.body.place = name.trim_start_matches("Phường ").into();
    let conclusion = &mut page.conclusion.as_mut().unwrap().conclusion;
    conclusion.subject = format!("Kết luận giám sát đối với {name}");
    conclusion.recipients = vec!["Đảng ủy {unit} (để thực hiện)".into(), "Lưu".into()];
    insta::assert_snapshot!(picture("ten-dai", &conclusion_paper(&page).unwrap()));
    page.body.superior = name.replace(' ', "").to_uppercase();
    insta::assert_snapshot!(picture("ten-dai-lien", &conclusion_paper(&page).unwrap()));
}

#[test]
fn decomposed_text_and_uncommon_signs() {
    let text = "Diện tích 1.250,5 m², kinh phí 3.450.000 ₫ (“Dân vận khéo” – 2022), ‘nhà văn hóa’, 50 % hộ; ½ số hộ, 25 °C… § 3, ±5 km² • a × b ≥ 10.";
    let decomposed: String = text.nfd().collect();
    assert_ne!(decomposed, text);
    let twice = |text: &str| {
        papers::paper(vec![
            Block::text(text),
            Block::item(text),
            Block::Table(Table {
                dense: false,
                columns: vec![column("Nội dung", 1.0)],
                rows: vec![vec![text.to_owned()]],
            }),
        ])
    };
    insta::assert_snapshot!(picture("dau-la", &twice(text)));
    assert_eq!(
        render_pdf(&twice(text)).unwrap(),
        render_pdf(&twice(&decomposed)).unwrap()
    );
    let printed = letters(&lay_out(&twice(&decomposed)).unwrap());
    assert!(printed.contains("m²,kinhphí3.450.000₫(“Dânvậnkhéo”–2022)"));
}

/// A paper of so many lines, each a paragraph, before the signature.
fn lines(count: usize) -> Paper {
    let line = |number| Block::text(format!("Dòng {number:02} của phần kết luận, yêu cầu."));
    papers::paper((1..=count).map(line).collect())
}

#[test]
fn a_signature_that_just_does_not_fit() {
    let pages = |count| lay_out(&lines(count)).unwrap().len();
    let most = (1..60)
        .take_while(|count| pages(*count) == 1)
        .last()
        .unwrap();
    assert!(letters(&lay_out(&lines(most)).unwrap()).contains("NguyễnThịHồngVân"));
    let paper = lines(most + 1);
    let shown = picture("chu-ky-khong-vua", &paper);
    insta::assert_snapshot!(shown);
    let pages = lay_out(&paper).unwrap();
    assert_eq!(pages.len(), 2);
    let last = pages[1].words();
    assert!(
        last.contains(&format!("Dòng {most:02}")),
        "two lines go with it: {last}"
    );
    assert!(last.contains("TRƯỞNG BAN") && last.contains("Nơi nhận:"));
    assert!(!pages[0].words().contains("Nơi nhận"));
}

fn column(header: &str, share: f32) -> Column {
    Column {
        header: header.into(),
        share,
        align: Align::Left,
    }
}

#[test]
fn a_row_taller_than_a_page() {
    let ideas: Vec<String> = (1..=170)
        .map(|n| format!("Ý thứ {n:03} của nội dung này. "))
        .collect();
    let long = ideas.concat();
    let table = Table {
        dense: false,
        columns: vec![
            column("TT", 1.0),
            column("Nội dung", 4.0),
            column("Ghi chú", 2.0),
        ],
        rows: vec![
            vec!["1".into(), "Ngắn".into(), String::new()],
            vec!["2".into(), long.repeat(2), "Xem tiếp".into()],
            vec!["3".into(), "Ngắn".into(), String::new()],
        ],
    };
    let paper = papers::paper(vec![Block::Table(table)]);
    insta::assert_snapshot!(picture("dong-cao", &paper));
    let pages = lay_out(&paper).unwrap();
    assert!(pages.len() > 2);
    for page in &pages[..pages.len() - 1] {
        assert!(page.words().contains("Ghi chú"), "the header repeats");
    }
    let all = letters(&pages);
    assert_eq!(all.matches("Ýthứ170củanộidungnày.").count(), 2);
}

#[test]
fn one_very_long_word_in_a_cell() {
    let word =
        "https://longbien.hanoi.gov.vn/van-ban/".to_owned() + &"giamsat6quychedanchu".repeat(12);
    let table = Table {
        dense: false,
        columns: vec![
            column("TT", 1.0),
            column("Đường dẫn", 2.0),
            column("Ghi chú", 2.0),
        ],
        rows: vec![vec!["1".into(), word.clone(), "Đủ".into()]],
    };
    let paper = papers::paper(vec![Block::Table(table)]);
    insta::assert_snapshot!(picture("tu-dai-trong-o", &paper));
    let pages = lay_out(&paper).unwrap();
    assert!(letters(&pages).contains("Đủ"));
    let right = 30.0 * MM + 165.0 * MM * 3.0 / 5.0;
    for run in pages[0]
        .runs
        .iter()
        .filter(|run| run.text().contains("giamsat"))
    {
        assert!(run.x + run.width < right, "the word stays in its cell");
    }
    assert!(letters(&pages).matches("quychedanchu").count() > 8);
}
