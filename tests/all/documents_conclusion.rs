//! The drafted text of a conclusion and its paper.

use crate::visits;

use std::fmt::Write as _;

use qcdc::documents::content::Block;
use qcdc::documents::{
    DocumentError, conclusion_paper, conclusion_pdf, draft_conclusion, draft_subject, lay_out,
    render_pdf,
};
use qcdc::domain::{
    ParagraphSource, RatingValue, Section, ShortcomingState, SigningRight, UnitKind, VisitKind,
};
use qcdc::read::VisitPage;
use visits::{concluded_page, day, shortcoming, visit_page};

fn text(page: &VisitPage) -> String {
    let mut out = String::new();
    for paragraph in draft_conclusion(page) {
        let source = match paragraph.source {
            ParagraphSource::Visit => "visit",
            ParagraphSource::Item(_) => "item",
            ParagraphSource::Strength(_) => "strength",
            ParagraphSource::Shortcoming(_) => "shortcoming",
            ParagraphSource::Hand => "hand",
        };
        let (section, style) = (paragraph.section.code(), paragraph.style.code());
        writeln!(out, "[{section} {style} {source}] {}", paragraph.text).unwrap();
    }
    out
}

#[test]
fn the_draft_reads_as_a_conclusion() {
    insta::assert_snapshot!(text(&visit_page()));
    assert_eq!(
        draft_subject(&visit_page()),
        "Kết luận giám sát định kỳ việc thực hiện 02 quy chế dân chủ ở cơ sở đối với phường Phúc Đồng"
    );
}

#[test]
fn a_bare_visit_still_gives_whole_sentences() {
    let mut page = visit_page();
    page.participants.clear();
    page.strengths.clear();
    page.shortcomings.clear();
    page.visit.basis.clear();
    page.visit.place.clear();
    page.visit.assessment.clear();
    page.visit.report_back_by = None;
    page.visit.kind = VisitKind::Recheck;
    page.visit.period_from = None;
    page.unit.kind = UnitKind::School;
    page.unit.name = "Trường Mầm non Phúc Đồng".into();
    for item in page
        .regulations
        .iter_mut()
        .flat_map(|sheet| &mut sheet.items)
    {
        item.rating.value = RatingValue::NotRated;
        item.rating.comment.clear();
    }
    for sheet in &mut page.regulations {
        sheet.score = qcdc::domain::Score::of(sheet.items.iter().map(|item| item.rating.value));
    }
    insta::assert_snapshot!(text(&page));
}

#[test]
fn every_shortcoming_is_found_ordered_and_known_by_its_source() {
    let page = visit_page();
    for section in [Section::Shortcomings, Section::Orders] {
        for shortcoming in &page.shortcomings {
            let source = ParagraphSource::Shortcoming(shortcoming.id);
            assert!(
                draft_conclusion(&page)
                    .iter()
                    .any(|paragraph| paragraph.section == section && paragraph.source == source)
            );
        }
    }
}

#[test]
fn a_withdrawn_shortcoming_is_not_named() {
    let mut page = visit_page();
    page.shortcomings[0].state = ShortcomingState::Withdrawn;
    let text = text(&page);
    assert!(!text.contains("Chưa niêm yết công khai"));
    assert!(text.contains("còn 01 tồn tại, hạn chế:"));
}

#[test]
fn codes_levels_and_percentages_stay_inside() {
    let text = text(&visit_page());
    for inside in [
        "%",
        "GPMB-",
        "CHUNG-",
        "báo cáo cấp ủy",
        "nghiêm trọng",
        "  ",
        "..",
    ] {
        assert!(!text.contains(inside), "{inside} in {text}");
    }
}

#[test]
fn abbreviations_and_bodies_keep_their_capitals() {
    let mut page = visit_page();
    let mut one = shortcoming("x", None, "UBND phường chưa công khai.");
    one.cause_own = "Ủy ban nhân dân phường chưa phân công".into();
    one.cause_external.clear();
    one.order_text = "Công khai trên trang thông tin;".into();
    let mut two = shortcoming("y", None, "Báo cáo chưa đủ");
    two.cause_external.clear();
    two.order_text = "Bổ sung số liệu, thực hiện đủ Kế hoạch của quận".into();
    page.shortcomings = vec![one, two];
    let text = text(&page);
    assert!(text.contains("2. Đảng ủy phường Phúc Đồng bổ sung số liệu"));
    assert!(text.contains("- UBND phường chưa công khai."));
    assert!(text.contains("Nguyên nhân chủ quan: Ủy ban nhân dân phường chưa phân công."));
    assert!(text.contains(
        "1. Đảng ủy phường Phúc Đồng công khai trên trang thông tin, chậm nhất ngày 28/02/2023."
    ));
}

#[test]
fn the_paper_follows_the_stored_paragraphs() {
    let pages = lay_out(&conclusion_paper(&concluded_page()).unwrap()).unwrap();
    let pictures: Vec<String> = pages.iter().map(qcdc::documents::Page::to_text).collect();
    insta::assert_snapshot!(pictures.join("=====\n"));
}

#[test]
fn sections_without_text_leave_no_gap_in_the_numbers() {
    let mut page = concluded_page();
    let stored = page.conclusion.as_mut().unwrap();
    stored
        .paragraphs
        .retain(|p| p.section != Section::Strengths);
    let blocks = conclusion_paper(&page).unwrap().blocks;
    for title in [
        "I- Tồn tại, hạn chế và nguyên nhân",
        "II- Kết luận, yêu cầu",
    ] {
        assert!(blocks.contains(&Block::heading(1, title)), "{title}");
    }
}

#[test]
fn unfinished_papers_and_samples_are_marked() {
    let mut page = concluded_page();
    let mut mark = |sample, number: Option<i64>| {
        page.sample = sample;
        page.conclusion.as_mut().unwrap().conclusion.number = number;
        conclusion_paper(&page).unwrap().mark
    };
    assert_eq!(mark(false, None).as_deref(), Some("DỰ THẢO"));
    assert_eq!(mark(false, Some(9)), None);
    assert_eq!(mark(true, Some(9)).as_deref(), Some("MẪU"));
    assert_eq!(mark(true, None).as_deref(), Some("MẪU - DỰ THẢO"));
}

#[test]
fn a_visit_without_a_text_is_drafted_for_its_paper() {
    let mut page = visit_page();
    let drafted = conclusion_pdf(&page).unwrap();
    assert_eq!(drafted, conclusion_pdf(&page).unwrap());
    page.shortcomings.clear();
    assert_ne!(drafted, conclusion_pdf(&page).unwrap());
    let stored = concluded_page();
    let paper = render_pdf(&conclusion_paper(&stored).unwrap()).unwrap();
    assert_eq!(conclusion_pdf(&stored).unwrap(), paper);
}

#[test]
fn the_right_to_sign_stands_above_the_title() {
    let mut page = concluded_page();
    let mut lines = |right, title: &str| {
        let conclusion = &mut page.conclusion.as_mut().unwrap().conclusion;
        conclusion.signer_right = right;
        conclusion.signer_title = title.into();
        let signature = conclusion_paper(&page).unwrap().signature.unwrap();
        (
            signature.right_lines.join("|"),
            signature.title_lines.join("|"),
        )
    };
    let pair = |right: &str, title: &str| (right.to_owned(), title.to_owned());
    assert_eq!(
        lines(SigningRight::Direct, "TRƯỞNG BAN"),
        pair("", "TRƯỞNG BAN")
    );
    let deputy = lines(SigningRight::Deputy, "PHÓ TRƯỞNG BAN");
    assert_eq!(deputy, pair("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"));
    let acting = lines(SigningRight::Acting, "TRƯỞNG BAN");
    assert_eq!(acting, pair("Q. TRƯỞNG BAN", ""));
    page.body.name = "BAN CHỈ ĐẠO".into();
    let mut steering = page.clone();
    steering
        .conclusion
        .as_mut()
        .unwrap()
        .conclusion
        .signer_right = SigningRight::Collective;
    let signature = conclusion_paper(&steering).unwrap().signature.unwrap();
    assert_eq!(signature.right_lines, ["T/M BAN CHỈ ĐẠO"]);
}

#[test]
fn without_number_and_date_there_is_room_to_write_them() {
    let mut page = concluded_page();
    let conclusion = &mut page.conclusion.as_mut().unwrap().conclusion;
    conclusion.number = None;
    conclusion.date = None;
    let paper = conclusion_paper(&page).unwrap();
    assert!(paper.letterhead.number_line.ends_with("  -TB/BDVQU"));
    assert!(
        paper
            .letterhead
            .place_date
            .starts_with("Long Biên, ngày    ")
    );
    assert_eq!(paper.meta.date, day(2022, 12, 12));
    assert!(render_pdf(&paper).is_ok());
}

#[test]
fn without_a_conclusion_the_message_says_what_to_do() {
    let error = conclusion_paper(&visit_page()).unwrap_err();
    assert_eq!(error, DocumentError::NoConclusion);
    assert!(error.to_string().contains("Hãy soạn kết luận"));
}
