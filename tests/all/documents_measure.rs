//! Finished PDFs measured against the format profile, from positions read back out of the file.

use crate::papers;
use crate::pdf_read;

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

/// A paper with every component and pages that hold nothing but paragraphs.
fn whole_paper(profile: &Profile, two_sided: bool) -> Paper {
    let sentence = "Đảng ủy phường đã ban hành đủ văn bản lãnh đạo, công khai phương án bồi thường, hỗ trợ, tái định cư của các dự án tại trụ sở và nhà văn hóa tổ dân phố. ";
    let text = (0..24).map(|_| Block::text(sentence.repeat(4).trim_end()));
    let mut paper = papers::conclusion();
    let end = paper.blocks.pop().unwrap();
    paper.blocks.extend(text);
    paper.blocks.push(end);
    paper.profile = profile.clone();
    paper.two_sided = two_sided;
    paper
}

/// Where the finished file departs from a profile, each as "what: measured instead of wanted".
struct Departures {
    found: Vec<String>,
}

impl Departures {
    fn near(&mut self, measured: f32, wanted: f32, what: &str) {
        if (measured - wanted).abs() >= NEAR {
            self.found
                .push(format!("{what}: {measured} instead of {wanted}"));
        }
    }

    fn same<T: PartialEq + std::fmt::Debug + ?Sized>(
        &mut self,
        measured: &T,
        wanted: &T,
        what: &str,
    ) {
        if measured != wanted {
            self.found
                .push(format!("{what}: {measured:?} instead of {wanted:?}"));
        }
    }
}

fn departures(file: &File, profile: &Profile, two_sided: bool) -> Vec<String> {
    let mut out = Departures { found: Vec::new() };
    components(&mut out, file, profile);
    for (index, size) in file.sizes.iter().enumerate() {
        out.near(size.0, profile.page.width_mm * MM, "width of the paper");
        out.near(size.1, profile.page.height_mm * MM, "height of the paper");
        let back = two_sided && index % 2 == 1;
        let (left, right) = if back {
            (
                profile.page.back_margin_left_mm,
                profile.page.back_margin_right_mm,
            )
        } else {
            (profile.page.margin_left_mm, profile.page.margin_right_mm)
        };
        let edges = (left * MM, (profile.page.width_mm - right) * MM);
        number(&mut out, &file.pages[index], profile, (index + 1, edges));
        // pages that hold nothing but paragraphs
        if index == 2 || index == 3 {
            paragraphs(&mut out, &file.pages[index], profile, edges);
        }
    }
    out.found
}

fn components(out: &mut Departures, file: &File, profile: &Profile) {
    let body = TextStyle {
        size_pt: profile.body.size_pt,
        bold: false,
        italic: false,
        caps: false,
        underline: false,
    };
    for (name, words, style) in [
        ("party_title", "Đảng Cộng sản Việt Nam", profile.party_title),
        ("superior", "Quận ủy Long Biên", profile.superior),
        ("issuer", "Ban Dân vận", profile.issuer),
        ("number", "Số 12-TB/BDVQU", profile.number),
        ("place_date", "Long Biên, ngày 30", profile.place_date),
        ("kind", "Thông báo", profile.kind),
        ("subject", "Kết luận giám sát", profile.subject),
        ("heading", "I- Kết quả", profile.heading),
        ("body", "Thực hiện Kế hoạch", body),
        ("sign_right", "K/T Trưởng ban", profile.sign_right),
        ("signer_title", "Phó Trưởng ban", profile.signer_title),
        ("signer_name", "Nguyễn Thị Hồng Vân", profile.signer_name),
        ("recipients_title", "Nơi nhận:", profile.recipients_title),
        (
            "recipients",
            "- Lưu Ban Dân vận Quận ủy.",
            profile.recipients,
        ),
    ] {
        let starts = |text: &&Text| {
            text.letters
                .to_lowercase()
                .starts_with(&words.to_lowercase())
        };
        let closing = name.starts_with("sign") || name.starts_with("recipients");
        let from = if closing { file.pages.len() - 1 } else { 0 };
        let all = file.pages.iter().enumerate().skip(from);
        let found = all
            .flat_map(|(page, texts)| texts.iter().map(move |text| (page, text)))
            .find(|(_, text)| starts(text));
        let Some((page, text)) = found else {
            out.found.push(format!("{name}: not on the paper"));
            continue;
        };
        out.near(text.size, style.size_pt, name);
        out.same(&text.font.contains("Bold"), &style.bold, name);
        out.same(&text.font.contains("Italic"), &style.italic, name);
        out.same(
            &(text.letters.to_uppercase() == text.letters),
            &style.caps,
            name,
        );
        let below = |rule: &&((f32, f32), (f32, f32))| {
            let (from, to) = rule;
            from.1 > text.y
                && from.1 < text.y + 4.0
                && (from.0 - text.x).abs() < NEAR
                && (to.0 - text.right).abs() < NEAR
        };
        // the rule below the name of the Party is not an underline; it stands further down
        let underlined = file.rules[page].iter().any(|rule| below(&rule));
        out.same(&underlined, &style.underline, name);
    }
}

fn number(
    out: &mut Departures,
    texts: &[Text],
    profile: &Profile,
    (number, (left, right)): (usize, (f32, f32)),
) {
    let style = profile.page_number;
    let above: Vec<&Text> = texts.iter().filter(|text| text.y < 20.0 * MM).collect();
    let expected = usize::from(number >= style.from_page as usize);
    out.same(&above.len(), &expected, "page_number on its pages");
    for text in above {
        out.same(&text.letters, &number.to_string(), "page_number");
        out.near(text.size, style.size_pt, "page_number size");
        out.near(
            text.y - 0.891 * style.size_pt,
            style.top_mm * MM,
            "page_number top",
        );
        out.near(
            f32::midpoint(text.x, text.right),
            f32::midpoint(left, right),
            "page_number middle",
        );
        out.same(
            &text.tag.is_none(),
            &true,
            "page_number is not part of the text",
        );
    }
}

fn paragraphs(out: &mut Departures, texts: &[Text], profile: &Profile, (left, right): (f32, f32)) {
    let (page, body) = (profile.page, profile.body);
    let lines = lines(texts);
    out.same(&(lines.len() > 25), &true, "a page full of lines");
    let above = (body.line_pitch_pt - 1.107 * body.size_pt) / 2.0;
    let first = page.margin_top_mm * MM + above + 0.891 * body.size_pt;
    out.near(lines[0].2, first, "margin_top");
    let bottom = (page.height_mm - page.margin_bottom_mm) * MM;
    let last = lines.last().unwrap().2;
    let room = bottom - (last + 0.216 * body.size_pt + above);
    // two lines of the next paragraph did not fit
    let two = 2.0 * body.line_pitch_pt + body.paragraph_gap_pt;
    out.same(&(-NEAR..two + NEAR).contains(&room), &true, "margin_bottom");
    let indented = left + body.first_indent_mm * MM;
    let (mut justified, mut begun) = (0, 0);
    for pair in lines.windows(2) {
        let (line, next) = (&pair[0], &pair[1]);
        let begins = |line: &(f32, f32, f32, String)| {
            line.3.starts_with("Đảng ủy phường đã ban hành đủ")
                && line.0 > lines.iter().map(|l| l.0).fold(f32::MAX, f32::min) + 5.0
        };
        out.near(
            line.0,
            if begins(line) { indented } else { left },
            "left edge or indent",
        );
        if begins(next) {
            let pitch = body.line_pitch_pt + body.paragraph_gap_pt;
            out.near(next.2 - line.2, pitch, "paragraph_gap");
            begun += 1;
        } else {
            out.near(next.2 - line.2, body.line_pitch_pt, "line_pitch");
            out.near(line.1, right, "right edge");
            justified += 1;
        }
    }
    out.same(
        &(justified > 15 && begun > 2),
        &true,
        "lines and paragraphs",
    );
}

#[test]
fn papers_are_as_their_profile_says_on_one_side_and_on_both() {
    for profile in Profile::embedded().unwrap() {
        for two_sided in [false, true] {
            let file = read(&whole_paper(profile, two_sided));
            assert!(file.pages.len() > 4);
            let found = departures(&file, profile, two_sided);
            assert!(found.is_empty(), "{} {two_sided}: {found:#?}", profile.code);
        }
    }
}

/// A change of one value and the words that must stand in what is found.
type Change = (&'static str, fn(&mut Profile));

#[test]
fn a_value_that_is_off_is_found() {
    let changes: [Change; 29] = [
        ("party_title", |p| p.party_title.size_pt += 0.6),
        ("superior", |p| p.superior.bold = true),
        ("issuer", |p| p.issuer.bold = false),
        ("number", |p| p.number.size_pt -= 0.6),
        ("place_date", |p| p.place_date.italic = false),
        ("kind", |p| p.kind.size_pt -= 1.0),
        ("subject", |p| p.subject.size_pt += 1.0),
        ("heading", |p| p.heading.bold = false),
        ("body", |p| p.body.size_pt += 0.6),
        ("sign_right", |p| p.sign_right.caps = false),
        ("signer_title", |p| p.signer_title.bold = true),
        ("signer_name", |p| p.signer_name.bold = false),
        ("recipients_title", |p| p.recipients_title.underline = false),
        ("recipients", |p| p.recipients.size_pt += 2.0),
        ("recipients", |p| p.recipients.underline = true),
        ("page_number size", |p| p.page_number.size_pt += 1.0),
        ("page_number top", |p| p.page_number.top_mm += 0.3),
        ("page_number on", |p| p.page_number.from_page = 1),
        ("line_pitch", |p| p.body.line_pitch_pt += 0.6),
        ("paragraph_gap", |p| p.body.paragraph_gap_pt += 0.6),
        ("indent", |p| p.body.first_indent_mm += 0.2),
        ("width", |p| p.page.width_mm += 0.2),
        ("height", |p| p.page.height_mm += 0.2),
        ("left edge", |p| p.page.margin_left_mm += 0.2),
        ("right edge", |p| p.page.margin_right_mm -= 0.2),
        ("margin_top", |p| p.page.margin_top_mm += 0.2),
        ("margin_bottom", |p| p.page.margin_bottom_mm += 2.0),
        ("left edge", |p| p.page.back_margin_left_mm += 0.2),
        ("right edge", |p| p.page.back_margin_right_mm -= 0.2),
    ];
    let right = &Profile::embedded().unwrap()[0];
    let file = read(&whole_paper(right, true));
    for (what, change) in changes {
        let mut wrong = right.clone();
        change(&mut wrong);
        let found = departures(&file, &wrong, true);
        let named = found
            .iter()
            .any(|line| line.starts_with(what) || line.contains(what));
        assert!(named, "{what} passes: {found:?}");
    }
    assert!(
        !departures(&file, right, false).is_empty(),
        "mirrored or not is the same"
    );
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
        dense: false,
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
