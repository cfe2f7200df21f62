//! Format profiles of the office: errors with their line, and papers that follow them.

use crate::every_paper;
use crate::papers;
use crate::support;

use qcdc::documents::profile::Profile;
use qcdc::documents::{
    DocumentError, conclusion_paper, conclusion_pdf, draft_conclusion, lay_out, render_docx,
};
use qcdc::domain::VisitState;
use qcdc::read::PaperRules;
use support::day;

const HD05: &str = include_str!("../../data/profiles/hd05.json");
const MM: f32 = 72.0 / 25.4;

fn said(json: &str) -> String {
    let error = Profile::from_json(json).unwrap_err();
    assert!(matches!(error, DocumentError::Profile { .. }), "{error:?}");
    error.to_string()
}

/// The line on which a text first stands.
fn line_of(json: &str, text: &str) -> usize {
    1 + json.lines().position(|line| line.contains(text)).unwrap()
}

#[test]
fn an_error_names_the_line_and_what_is_wrong() {
    for (from, to, words) in [
        (
            "\"party\": \"Đảng Cộng sản Việt Nam\",\n",
            "",
            "thiếu mục “party”",
        ),
        ("\"star\"", "\"stars\"", "không có mục “stars”"),
        (
            "\"star\": \"*\"",
            "\"star\": 5",
            "“star” phải là chữ trong ngoặc kép",
        ),
        ("\"star\": \"*\",", "\"star\": \"*\"", "sai cú pháp"),
        (
            "\"star\": \"*\",",
            "\"star\": \"*\",\n\"star\": \"*\",",
            "“star” ghi hai lần",
        ),
        (
            "\"first_indent_mm\": 10",
            "\"first_indent_mm\": \"10\"",
            "“body.first_indent_mm” phải là một số",
        ),
        (
            "\"first_indent_mm\": 10, ",
            "",
            "mục “body” thiếu “first_indent_mm”",
        ),
        (
            "\"checked\": false",
            "\"checked\": 0",
            "“checked” phải là true (có) hoặc false (không)",
        ),
        (
            "\"2026-05-27\"",
            "\"27/5/2026\"",
            "“valid_from” phải là ngày dạng",
        ),
        (
            "\"valid_to\": null",
            "\"valid_to\": \"2020-01-01\"",
            "“valid_to” phải từ ngày valid_from",
        ),
        (
            "\"kind\": { \"size_pt\": 16",
            "\"kind\": { \"size_pt\": 18",
            "“kind.size_pt” phải từ 15 đến 16, đang là 18",
        ),
        (
            "\"line_pitch_pt\": 20",
            "\"line_pitch_pt\": 17",
            "“body.line_pitch_pt” phải từ 18 đến 22",
        ),
        (
            "\"paragraph_gap_pt\": 6",
            "\"paragraph_gap_pt\": 5",
            "“body.paragraph_gap_pt” phải từ 6",
        ),
        (
            "\"kind_pt\": [15, 16]",
            "\"kind_pt\": [15]",
            "“limits.kind_pt",
        ),
        (
            "\"back_margin_left_mm\": 15",
            "\"back_margin_left_mm\": 20",
            "“page.back_margin_left_mm” cộng lề phải mặt sau",
        ),
        (
            "\"margin_left_mm\": 30",
            "\"margin_left_mm\": 190",
            "không còn chỗ cho chữ",
        ),
        (
            "\"generated_uy\": \"ủy\"",
            "\"generated_uy\": \"uy\"",
            "“generated_uy” phải là \"ủy\" hoặc \"uỷ\"",
        ),
        (
            "\"from_page\": 2",
            "\"from_page\": 3",
            "“page_number.from_page” phải là 1 hoặc 2",
        ),
        (
            "\"schema_version\": 1",
            "\"schema_version\": 9",
            "chương trình này đọc 1",
        ),
        (
            "\"code\": \"HD05\"",
            "\"code\": \"\"",
            "“code” phải là chữ không dấu",
        ),
        ("\"I-\"", "\"1-\"", "“heading_marks[0]” phải bắt đầu bằng I"),
        (
            "\"symbol\": \"TB\"",
            "\"symbol\": \"XX\"",
            "phải có loại TB",
        ),
    ] {
        let json = HD05.replacen(from, to, 1);
        assert_ne!(json, HD05, "{from}");
        let said = said(&json);
        assert!(said.contains(words), "{from}: {said}");
        let line = if to.is_empty() && from.contains('\n') {
            // what is not there has no line: the group that lacks it
            1
        } else if words.contains("sai cú pháp") {
            // where reading stopped
            line_of(&json, "\"star\"") + 1
        } else if words.contains("ghi hai lần") {
            line_of(&json, "\"star\"") + 1
        } else {
            let mark = to.split('{').next().unwrap();
            let mark = if mark.is_empty() { "\"body\"" } else { mark };
            let mark = if words.contains("phải có loại") {
                "\"kinds\""
            } else {
                mark
            };
            line_of(&json, mark)
        };
        assert!(
            said.contains(&format!("dòng {line}")),
            "{from}: line {line} in {said}"
        );
        for english in [
            "expected", "invalid", "missing", "unknown", "field", "line", "column", "type", "at ",
        ] {
            let plain = said
                .replace("line_pitch_pt", "")
                .replace("recipient_line_end", "");
            assert!(!plain.contains(english), "{english} in {said}");
        }
    }
}

#[test]
fn all_values_that_are_wrong_are_named_at_once() {
    let json = HD05
        .replacen(
            "\"kind\": { \"size_pt\": 16",
            "\"kind\": { \"size_pt\": 1",
            1,
        )
        .replacen("\"from_page\": 2", "\"from_page\": 7", 1);
    let said = said(&json);
    assert!(said.contains("kind.size_pt") && said.contains("page_number.from_page"));
}

#[test]
fn a_file_cut_anywhere_is_refused_in_vietnamese() {
    for (at, _) in HD05.char_indices().step_by(97).skip(1) {
        let text = said(HD05.get(..at).unwrap());
        assert!(text.contains("dòng "), "{text}");
        assert!(
            !text.contains("EOF") && !text.contains("expected"),
            "{text}"
        );
    }
}

/// The office's own: larger subject, other words, from 2024 on.
fn own() -> String {
    HD05.replace("\"code\": \"HD05\"", "\"code\": \"QUAN\"")
        .replace("\"2026-05-27\"", "\"2024-01-01\"")
        .replace(
            "\"subject\": { \"size_pt\": 14",
            "\"subject\": { \"size_pt\": 15",
        )
        .replace("\"generated_uy\": \"ủy\"", "\"generated_uy\": \"uỷ\"")
        .replace("\"deputy\": \"K/T\"", "\"deputy\": \"KT.\"")
        .replace("\"number_digits\": 2", "\"number_digits\": 3")
        .replace("\"zero_months_below\": 3", "\"zero_months_below\": 10")
        .replace("\"I-\"", "\"I.\"")
}

#[test]
fn an_office_s_own_profile_holds_in_its_days_only() {
    let rules = PaperRules {
        profiles: vec![own()],
        two_sided: false,
    };
    let code = |date: &str| Profile::of_office(&rules, day(date)).unwrap().code.clone();
    assert_eq!(code("2023-12-31"), "HD36");
    assert_eq!(code("2024-01-01"), "QUAN");
    assert_eq!(code("2027-01-01"), "QUAN");
    let newer = own()
        .replace("2024-01-01", "2025-01-01")
        .replace("QUAN", "MOI");
    let rules = PaperRules {
        profiles: vec![newer, own()],
        two_sided: false,
    };
    let code = |date: &str| Profile::of_office(&rules, day(date)).unwrap().code.clone();
    assert_eq!(code("2024-06-01"), "QUAN");
    assert_eq!(code("2025-06-01"), "MOI");
}

#[test]
fn drafts_follow_the_office_s_profile_and_issued_papers_stay() {
    let (_folder, mut register) = every_paper::sample();
    let draft = |register: &qcdc::register::Register| {
        every_paper::first(register, |row| {
            row.state == VisitState::Visited && row.date >= day("2024-01-01")
        })
    };
    let issued = every_paper::first(&register, |row| row.state == VisitState::Closed);
    let issued_bytes = register.issued_pdf(&issued).unwrap().unwrap();
    let before = conclusion_pdf(&draft(&register)).unwrap().bytes;
    register.use_profile("QUAN", &own()).unwrap();
    let page = draft(&register);
    assert_ne!(conclusion_pdf(&page).unwrap().bytes, before);
    let words = |page: &qcdc::read::VisitPage| {
        let text = draft_conclusion(page);
        text.iter()
            .map(|part| part.text.clone() + "\n")
            .collect::<String>()
    };
    assert!(words(&page).contains("Đảng uỷ phường"));
    let again = register.visit_page(issued.visit.id).unwrap();
    assert_eq!(register.issued_pdf(&again).unwrap().unwrap(), issued_bytes);
    register.remove_profile("QUAN").unwrap();
    assert_eq!(conclusion_pdf(&draft(&register)).unwrap().bytes, before);
    let error = register.remove_profile("QUAN").unwrap_err();
    assert!(error.to_string().contains("QUAN"));
}

#[test]
fn values_of_the_profile_stand_on_the_paper() {
    let (_folder, mut register) = every_paper::sample();
    register.use_profile("QUAN", &own()).unwrap();
    let mut page = every_paper::first(&register, |row| row.state == VisitState::Closed);
    let conclusion = &mut page.conclusion.as_mut().unwrap().conclusion;
    conclusion.date = Some(day("2024-03-05"));
    conclusion.number = Some(4);
    conclusion.signer_right = qcdc::domain::SigningRight::Deputy;
    conclusion.signer_title = "PHÓ TRƯỞNG BAN".into();
    let paper = conclusion_paper(&page).unwrap();
    let text: String = lay_out(&paper)
        .unwrap()
        .iter()
        .map(qcdc::documents::Page::words)
        .collect();
    for words in [
        "Số 004-TB/",
        "ngày 05 tháng 03 năm 2024",
        "KT. TRƯỞNG BAN",
        "\nI. ",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    conclusion_type(&mut page, "TT");
    assert_eq!(conclusion_paper(&page).unwrap().kind.unwrap(), "Thông tri");
    conclusion_type(&mut page, "CV");
    let letter = conclusion_paper(&page).unwrap();
    assert!(letter.kind.is_none() && letter.letter_subject.unwrap().starts_with("V/v "));
}

fn conclusion_type(page: &mut qcdc::read::VisitPage, doc_type: &str) {
    page.conclusion.as_mut().unwrap().conclusion.doc_type = doc_type.into();
}

#[test]
fn back_sides_have_their_margins_on_pages_and_in_word() {
    let mut paper = papers::conclusion();
    let one_sided = lay_out(&paper).unwrap();
    paper.two_sided = true;
    let pages = lay_out(&paper).unwrap();
    assert_eq!(pages.len(), one_sided.len());
    assert!(pages.len() > 1);
    for (index, (page, plain)) in pages.iter().zip(&one_sided).enumerate() {
        let by = if index % 2 == 1 { -15.0 * MM } else { 0.0 };
        for (run, plain) in page.runs.iter().zip(&plain.runs) {
            assert!((run.x - plain.x - by).abs() < 0.01, "page {index}");
        }
        for (rule, plain) in page.rules.iter().zip(&plain.rules) {
            assert!(
                (rule.x1 - plain.x1 - by).abs() < 0.01 && (rule.x2 - plain.x2 - by).abs() < 0.01
            );
        }
    }
    let settings = |paper: &qcdc::documents::Paper| {
        use std::io::Read as _;
        let bytes = render_docx(paper).unwrap();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        let mut part = archive.by_name("word/settings.xml").unwrap();
        part.read_to_string(&mut text).unwrap();
        text
    };
    assert!(settings(&paper).contains("<w:mirrorMargins/>"));
    paper.two_sided = false;
    assert!(!settings(&paper).contains("mirrorMargins"));
}

#[test]
fn the_setting_of_the_file_reaches_its_papers() {
    let (_folder, mut register) = every_paper::sample();
    assert!(
        every_paper::all(&register)
            .iter()
            .all(|(_, paper)| !paper.two_sided)
    );
    register.set_two_sided(true).unwrap();
    let papers = every_paper::all(&register);
    assert!(papers.iter().all(|(_, paper)| paper.two_sided));
}

#[test]
fn the_archive_s_line_goes_last_among_the_recipients() {
    let mut paper = papers::conclusion();
    paper.recipients.rotate_right(1);
    let text: String = lay_out(&paper)
        .unwrap()
        .iter()
        .map(qcdc::documents::Page::words)
        .collect();
    let at = |words: &str| text.find(words).unwrap();
    assert!(at("- Thường trực Quận ủy") < at("- Lưu Ban Dân vận Quận ủy."));
    assert!(at("thành viên đoàn giám sát,") < at("- Lưu Ban Dân vận Quận ủy."));
}
