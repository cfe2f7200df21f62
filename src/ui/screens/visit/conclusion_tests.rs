//! The conclusion after its record changed, and after it was issued.

use egui_kittest::kittest::Queryable as _;

use super::Tab;
use super::sample::{day, full_page, rate_all_but};
use super::stage::Stage;
use crate::domain::{
    ConclusionId, ConclusionState, DraftParagraph, IssuedId, ParagraphSource, ParagraphStyle,
    Section, VisitState,
};
use crate::read::{DraftOffer, OfferKind, VisitPage};
use crate::ui::action::{Action, Route};
use crate::worker::{Command, ConclusionCommand};

fn draft(section: Section, text: &str) -> DraftParagraph {
    DraftParagraph {
        section,
        style: ParagraphStyle::Body,
        text: text.into(),
        source: ParagraphSource::Visit,
    }
}

fn offers(page: &VisitPage) -> Vec<DraftOffer> {
    let written = &page.conclusion.as_ref().unwrap().paragraphs;
    let offer = |kind, place: Option<usize>, draft| DraftOffer {
        kind,
        written: place.map(|place| written[place].clone()),
        draft,
        after: None,
    };
    let new = draft(Section::Strengths, "Phường công khai đầy đủ.");
    let changed = draft(Section::Opening, "Ngày 13/12/2022, Đoàn giám sát làm việc.");
    let by_hand = draft(
        Section::Orders,
        "1. Niêm yết lại, chậm nhất ngày 20/01/2023.",
    );
    vec![
        offer(OfferKind::New, None, Some(new)),
        offer(OfferKind::Changed, Some(0), Some(changed)),
        offer(OfferKind::Edited, Some(3), Some(by_hand)),
        offer(OfferKind::Gone, Some(1), None),
    ]
}

#[test]
fn changes_of_the_record_are_taken_or_left_one_by_one() {
    let page = full_page();
    let mut stage = Stage::new(page.clone(), Tab::Conclusion);
    assert!(!stage.sees("thay đổi từ biên bản"));
    *stage.offers.borrow_mut() = offers(&page);
    stage.settle();
    stage.click("Cập nhật từ biên bản (4)");
    assert!(stage.sees("04 thay đổi từ biên bản"));
    assert!(stage.sees("Đoạn sửa tay, biên bản đã đổi"));
    assert!(stage.sees("1. Niêm yết lại, chậm nhất ngày 20/01/2023."));

    stage.click("Giữ bản sửa tay (thay đổi 3)");
    let commands = stage.commands();
    let [Command::Conclusion(ConclusionCommand::TakeOffers { conclusion, picks })] = &commands[..]
    else {
        panic!("{commands:?}");
    };
    assert_eq!(
        conclusion.id,
        ConclusionId(page.conclusion.as_ref().unwrap().conclusion.id.0)
    );
    assert!(!picks[0].take && picks[0].offer.kind == OfferKind::Edited);
    stage.click("Thêm vào (thay đổi 1)");
    assert!(
        matches!(&stage.commands()[..], [Command::Conclusion(ConclusionCommand::TakeOffers { picks, .. })] if picks[0].take && picks.len() == 1)
    );
    stage.click("Lấy 03 thay đổi không động đến đoạn sửa tay");
    let commands = stage.commands();
    let [Command::Conclusion(ConclusionCommand::TakeOffers { picks, .. })] = &commands[..] else {
        panic!("{commands:?}");
    };
    assert_eq!(picks.len(), 3);
    assert!(
        picks
            .iter()
            .all(|pick| pick.offer.kind != OfferKind::Edited)
    );
}

#[test]
fn a_paragraph_that_was_dropped_can_come_back() {
    let mut page = full_page();
    let paragraph = &mut page.conclusion.as_mut().unwrap().paragraphs[1];
    paragraph.text = String::new();
    paragraph.edited = true;
    paragraph.drafted = "Phường công khai đầy đủ.".into();
    let mut stage = Stage::new(page, Tab::Conclusion);
    // It lies below what fits the window.
    let back = "Đưa lại I- Kết quả đạt được, ưu điểm, đoạn 1";
    stage.harness.get_by_label(back).click_accesskit();
    stage.settle();
    assert!(
        matches!(&stage.commands()[..], [Command::Conclusion(ConclusionCommand::EditParagraph { new, .. })] if new.text == "Phường công khai đầy đủ.")
    );
}

fn issued() -> VisitPage {
    let mut page = full_page();
    rate_all_but(&mut page, 0);
    page.visit.state = VisitState::Concluded;
    let conclusion = &mut page.conclusion.as_mut().unwrap().conclusion;
    conclusion.state = ConclusionState::Issued;
    conclusion.number = Some(12);
    conclusion.date = Some(day("15/12/2022"));
    conclusion.signer_title = "TRƯỞNG BAN".into();
    page
}

#[test]
fn an_issued_conclusion_is_corrected_by_a_draft_that_names_it() {
    let page = issued();
    let id = page.visit.id;
    let mut stage = Stage::new(page, Tab::Conclusion);
    assert!(!stage.sees("Ban hành") || !stage.sees("Cập nhật từ biên bản"));
    stage.click("Ra văn bản đính chính");
    assert!(
        matches!(&stage.commands()[..], [Command::Conclusion(ConclusionCommand::Correct(visit))] if *visit == id)
    );
}

#[test]
fn a_correction_says_what_it_replaces_and_can_be_dropped_or_issued() {
    let mut page = issued();
    let earlier = page.conclusion.clone().unwrap();
    let earlier_id = earlier.conclusion.id;
    page.replaced = vec![earlier];
    page.shortcomings[1].deadline = Some(day("11/01/2023"));
    let written = page.conclusion.as_mut().unwrap();
    written.left_out.clear();
    let conclusion = &mut written.conclusion;
    conclusion.id = ConclusionId(uuid::Uuid::from_u128(777));
    conclusion.state = ConclusionState::Draft;
    conclusion.number = Some(15);
    conclusion.date = Some(day("20/12/2022"));
    conclusion.replaces = Some(earlier_id);
    let id = page.visit.id;
    let mut stage = Stage::new(page, Tab::Conclusion);
    assert!(stage.sees("Dự thảo này sẽ thay thế thông báo số 12-TB/BDVQU ngày 15/12/2022"));
    stage.fill("Mở đầu, đoạn 1", "Đính chính.");
    stage.settle();
    assert!(
        matches!(&stage.commands()[..], [Command::Conclusion(ConclusionCommand::EditParagraph { new, .. })] if new.text == "Đính chính.")
    );
    stage.click("Xem văn bản được thay thế");
    assert!(matches!(
        &stage.wishes()[..],
        [Action::Go(Route::IssuedPaper(IssuedId::Conclusion(shown)))] if *shown == earlier_id
    ));
    stage.click("Ban hành");
    assert!(stage.sees("tồn tại, thời hạn không thông báo lại"));
    stage.click("Đóng");
    stage.click("Bỏ dự thảo đính chính");
    assert!(
        matches!(&stage.commands()[..], [Command::Conclusion(ConclusionCommand::DropCorrection(visit))] if *visit == id)
    );
}

#[test]
fn a_visit_opens_on_what_its_state_calls_for() {
    let mut page = full_page();
    for (state, tab) in [
        (VisitState::InProgress, Tab::Checklist),
        (VisitState::Visited, Tab::Checklist),
        (VisitState::Concluded, Tab::Conclusion),
        (VisitState::Closed, Tab::Conclusion),
    ] {
        page.visit.state = state;
        assert_eq!(Tab::of_state(&page), tab, "{state:?}");
    }
    page.conclusion = None;
    assert_eq!(Tab::of_state(&page), Tab::Checklist, "nothing was drafted");
}
