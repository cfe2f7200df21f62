//! Finished PDFs measured against the format profile, from positions read back out of the file.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

mod papers;
mod pdf_read;

use pdf_read::{File, Text};
use qcdc::documents::content::{Align, Block, Column, Paper, Table};
use qcdc::documents::profile::{Profile, TextStyle};
use qcdc::documents::render_pdf;

const MM: f32 = 72.0 / 25.4;
/// What may be off, points.
const NEAR: f32 = 0.5;

fn near(measured: f32, wanted: f32, what: &str) {
    assert!(
        (measured - wanted).abs() < NEAR,
        "{what}: {measured} instead of {wanted}"
    );
}

fn read(paper: &Paper) -> File {
    File::read(&render_pdf(paper).unwrap().bytes)
}

/// Lines of the text: runs on one baseline below the top margin, as (left, right, baseline, letters).
fn lines(page: &[Text]) -> Vec<(f32, f32, f32, String)> {
    let mut lines: Vec<(f32, f32, f32, String)> = Vec::new();
    for text in page.iter().filter(|text| text.y > 20.0 * MM) {
        match lines.last_mut() {
            Some(line) if (line.2 - text.y).abs() < 0.1 => {
                line.1 = text.right;
                line.3.push_str(&text.letters);
            }
            _ => lines.push((text.x, text.right, text.y, text.letters.clone())),
        }
    }
    lines
}

#[test]
fn every_component_has_size_weight_and_slant_of_the_profile() {
    let paper = papers::conclusion();
    let file = read(&paper);
    let profile = &paper.profile;
    let check = |letters: &str, style: TextStyle| {
        let text = file
            .pages
            .iter()
            .flatten()
            .find(|text| text.letters.starts_with(letters))
            .unwrap_or_else(|| panic!("{letters}"));
        near(text.size, style.size_pt, letters);
        assert_eq!(text.font.contains("Bold"), style.bold, "{letters}");
        assert_eq!(text.font.contains("Italic"), style.italic, "{letters}");
    };
    for (letters, style) in [
        ("ĐẢNG CỘNG SẢN VIỆT NAM", profile.party_title),
        ("QUẬN ỦY LONG BIÊN", profile.superior),
        ("BAN DÂN VẬN", profile.issuer),
        ("Số 12-TB/BDVQU", profile.number),
        ("Long Biên, ngày 30", profile.place_date),
        ("THÔNG BÁO", profile.kind),
        ("Kết luận giám sát", profile.subject),
        ("I- Kết quả", profile.heading),
        ("K/T TRƯỞNG BAN", profile.sign_right),
        ("PHÓ TRƯỞNG BAN", profile.signer_title),
        ("Nguyễn Thị Hồng Vân", profile.signer_name),
        ("Nơi nhận:", profile.recipients_title),
        ("- Lưu Ban Dân vận Quận ủy.", profile.recipients),
    ] {
        check(letters, style);
    }
    let body = file.pages[0]
        .iter()
        .find(|text| text.letters.starts_with("Thực hiện Kế hoạch"))
        .unwrap();
    near(body.size, profile.body.size_pt, "body");
    assert!(!body.font.contains("Bold") && !body.font.contains("Italic"));
}

/// Body text of several pages, all in one face.
fn long_text() -> Paper {
    let sentence = "Đảng ủy phường đã ban hành đủ văn bản lãnh đạo, công khai phương án bồi thường, hỗ trợ, tái định cư của các dự án tại trụ sở và nhà văn hóa tổ dân phố. ";
    papers::paper(
        (0..14)
            .map(|_| Block::text(sentence.repeat(4).trim_end()))
            .collect(),
    )
}

#[test]
fn margins_indent_pitch_and_right_edge_are_those_of_the_profile() {
    let paper = long_text();
    let file = read(&paper);
    let (page, body) = (paper.profile.page, paper.profile.body);
    assert!(file.pages.len() > 2);
    for size in &file.sizes {
        near(size.0, page.width_mm * MM, "width of the paper");
        near(size.1, page.height_mm * MM, "height of the paper");
    }
    let left = page.margin_left_mm * MM;
    let right = (page.width_mm - page.margin_right_mm) * MM;
    let bottom = (page.height_mm - page.margin_bottom_mm) * MM;
    let indented = left + body.first_indent_mm * MM;
    // of a page that holds nothing but paragraphs
    let lines = lines(&file.pages[1]);
    assert!(lines.len() > 25);
    let ascent = 0.891 * body.size_pt;
    let above = (body.line_pitch_pt - 1.107 * body.size_pt) / 2.0;
    near(
        lines[0].2,
        page.margin_top_mm * MM + above + ascent,
        "first line",
    );
    let last = lines.last().unwrap().2;
    assert!(last + 0.216 * body.size_pt <= bottom + NEAR);
    assert!(
        last + 2.0 * body.line_pitch_pt + 2.0 * body.paragraph_gap_pt
            > bottom - 2.0 * body.line_pitch_pt
    );
    let mut justified = 0;
    for pair in lines.windows(2) {
        let (line, next) = (&pair[0], &pair[1]);
        let begins = |line: &(f32, f32, f32, String)| line.0 > left + 1.0;
        near(line.0, if begins(line) { indented } else { left }, &line.3);
        if begins(next) {
            let pitch = body.line_pitch_pt + body.paragraph_gap_pt;
            near(next.2 - line.2, pitch, "between paragraphs");
        } else {
            near(next.2 - line.2, body.line_pitch_pt, "line pitch");
            near(line.1, right, &line.3);
            justified += 1;
        }
    }
    assert!(justified > 15, "{justified} justified lines");
}

#[test]
fn page_numbers_stand_in_the_middle_at_the_top_from_page_2() {
    let paper = long_text();
    let file = read(&paper);
    let (page, style) = (paper.profile.page, paper.profile.page_number);
    for (index, texts) in file.pages.iter().enumerate() {
        let above: Vec<&Text> = texts
            .iter()
            .filter(|text| text.y < page.margin_top_mm * MM)
            .collect();
        if index == 0 {
            assert!(above.is_empty());
            continue;
        }
        let [number] = above[..] else {
            panic!("page {index}: {above:?}");
        };
        assert_eq!(number.letters, (index + 1).to_string());
        near(number.size, style.size_pt, "size of the number");
        near(
            number.y - 0.891 * style.size_pt,
            style.top_mm * MM,
            "top of the number",
        );
        let middle = (page.margin_left_mm + page.width_mm - page.margin_right_mm) / 2.0 * MM;
        near(f32::midpoint(number.x, number.right), middle, "middle");
        assert!(number.tag.is_none(), "not part of the text");
    }
}

#[test]
fn the_rule_below_the_name_of_the_party_is_as_long_as_the_name() {
    let file = read(&papers::conclusion());
    let name = file.pages[0]
        .iter()
        .find(|text| text.letters.starts_with("ĐẢNG CỘNG SẢN"))
        .unwrap();
    let rule = file.rules[0]
        .iter()
        .find(|(from, _)| from.1 > name.y && from.1 < name.y + 10.0)
        .unwrap();
    near(rule.0.0, name.x, "left end of the rule");
    near(rule.1.0, name.right, "right end of the rule");
}

fn table(rows: usize) -> Table {
    let column = |header: &str, share| Column {
        header: header.into(),
        share,
        align: Align::Left,
    };
    Table {
        columns: vec![
            column("TT", 1.0),
            column("Nội dung", 5.0),
            column("Ghi chú", 2.0),
        ],
        rows: (1..=rows)
            .map(|row| vec![row.to_string(), format!("Tồn tại {row}"), String::new()])
            .collect(),
    }
}

#[test]
fn a_screen_reader_finds_headings_paragraphs_and_tables_in_order() {
    let file = read(&papers::paper(vec![
        Block::heading(1, "I- Kết quả"),
        Block::heading(2, "1. Ưu điểm"),
        Block::text("Phường đã công khai."),
        Block::Table(table(60)),
        Block::heading(3, "a) Tồn tại"),
        Block::text("Hết"),
    ]));
    assert!(file.pages.len() > 1, "the table goes on overleaf");
    let tree = file.structure();
    let at = |line: &str| {
        tree.find(line)
            .unwrap_or_else(|| panic!("{line} in {tree}"))
    };
    assert!(tree.starts_with("Document\n P QUẬN ỦY LONG BIÊN\n P BAN DÂN VẬN\n"));
    let order = [
        " P THÔNG BÁO\n",
        " H1 I- Kết quả\n H2 1. Ưu điểm\n P Phường đã công khai.\n Table\n  TR\n   TH TT\n   TH Nội dung\n   TH Ghi chú\n",
        "  TR\n   TD 1\n   TD Tồn tại 1\n   TD \n",
        "  TR\n   TD 60\n   TD Tồn tại 60\n   TD \n H3 a) Tồn tại\n P Hết./.\n",
        " P Nơi nhận:\n",
    ];
    for pair in order.windows(2) {
        assert!(at(pair[0]) < at(pair[1]));
    }
    assert_eq!(
        tree.matches("TH TT\n").count(),
        1,
        "a repeated header is read once"
    );
}

#[test]
fn every_profile_can_be_printed() {
    for profile in Profile::embedded().unwrap() {
        let mut paper = papers::conclusion();
        paper.profile = profile.clone();
        assert!(!read(&paper).pages.is_empty());
    }
}
