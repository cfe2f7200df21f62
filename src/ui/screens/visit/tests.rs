//! The screen of a visit, worked with keys and by the names of its fields.

use eframe::egui::Key;

use super::Tab;
use super::sample::{day, full_page, page, rate_all_but, shortcoming};
use super::stage::Stage;
use crate::domain::{DeadlineRule, Problem, RatingValue, VisitState};
use crate::ui::action::{Action, Subject};
use crate::worker::{Command, ConclusionCommand, Failure, ShortcomingCommand, VisitCommand};

fn ratings(commands: &[Command]) -> Vec<(RatingValue, String)> {
    let ratings = commands.iter().filter_map(|command| {
        if let Command::Visit(VisitCommand::Rate { new, .. }) = command {
            Some((new.value, new.comment.clone()))
        } else {
            None
        }
    });
    ratings.collect()
}

#[test]
fn one_key_rates_and_moves_on() {
    let mut stage = Stage::new(page(), Tab::Checklist);
    stage.digit(Key::Num1, "1");
    stage.digit(Key::Num1, "1");
    let commands = stage.commands();
    let items: Vec<_> = commands
        .iter()
        .filter_map(|command| {
            if let Command::Visit(VisitCommand::Rate { new, .. }) = command {
                Some(new.item_id)
            } else {
                None
            }
        })
        .collect();
    let page = stage.page.borrow();
    let expected: Vec<_> = page.regulations[0]
        .items
        .iter()
        .take(2)
        .map(|item| item.item.id)
        .collect();
    assert_eq!(items, expected);
    drop(page);
    assert!(stage.sees("Kiểm tra 2/86"), "what is on its way counts");
}

#[test]
fn a_rating_that_needs_a_reason_waits_for_it_and_its_key_is_not_typed() {
    let mut stage = Stage::new(page(), Tab::Checklist);
    stage.digit(Key::Num3, "3");
    assert_eq!(stage.value("Nhận xét"), "");
    // the caret is in the comment: digits are text now
    stage.digit(Key::Num2, "2");
    stage.type_text(" dự án chưa niêm yết");
    assert_eq!(stage.value("Nhận xét"), "2 dự án chưa niêm yết");
    stage.command(Key::Enter);
    let commands = stage.commands();
    assert_eq!(
        ratings(&commands),
        [
            (RatingValue::NotMet, String::new()),
            (RatingValue::NotMet, "2 dự án chưa niêm yết".to_owned()),
        ]
    );
    // Ctrl+Enter went on to the next item
    stage.digit(Key::Num1, "1");
    assert_eq!(ratings(&stage.commands()).len(), 1);
}

#[test]
fn arrows_move_and_control_down_finds_what_is_not_rated() {
    let mut page = page();
    rate_all_but(&mut page, 3);
    let mut stage = Stage::new(page, Tab::Checklist);
    assert!(stage.sees("QC6-09"));
    stage.press(Key::ArrowUp);
    stage.press(Key::ArrowUp);
    stage.command(Key::ArrowDown);
    stage.digit(Key::Num0, "0");
    let commands = stage.commands();
    let last = stage.page.borrow().regulations[6].items[8].item.id;
    assert!(
        matches!(&commands[..], [Command::Visit(VisitCommand::Rate { new, .. })] if new.item_id == last && new.value == RatingValue::NotApplicable)
    );
}

#[test]
fn the_filter_hides_what_is_rated() {
    let mut page = page();
    rate_all_but(&mut page, 3);
    let mut stage = Stage::new(page, Tab::Checklist);
    assert!(stage.sees("QC6-01"));
    stage.click("Chỉ mục chưa đánh giá");
    assert!(!stage.sees("QC6-01"));
    assert!(stage.sees("QC6-11"));
    stage.click("Đạt tất cả mục còn lại");
    assert!(matches!(
        &stage.commands()[..],
        [Command::Visit(VisitCommand::RateRestMet {
            regulation_id: Some(_),
            ..
        })]
    ));
}

#[test]
fn a_shortcoming_starts_from_the_item() {
    let mut page = page();
    let item = &mut page.regulations[1].items[2];
    item.rating.value = RatingValue::PartlyMet;
    item.rating.comment = "Thiếu biên bản kết thúc niêm yết.".into();
    let (code, id, evidence) = (
        item.item.code.clone(),
        item.item.id,
        item.item.evidence.clone(),
    );
    let mut stage = Stage::new(page, Tab::Checklist);
    stage.press(Key::PageDown);
    stage.press(Key::ArrowDown);
    stage.press(Key::ArrowDown);
    stage.click("Ghi tồn tại");
    stage.settle();
    assert_eq!(
        stage.value("Nội dung tồn tại, hạn chế"),
        "Thiếu biên bản kết thúc niêm yết."
    );
    assert_eq!(
        stage.value("Đơn vị, người chịu trách nhiệm"),
        "Ủy ban nhân dân phường"
    );
    assert_eq!(stage.value("Thời hạn"), "");
    assert_eq!(stage.value("Số ngày từ ngày ban hành"), "30");
    assert!(stage.sees("Dự kiến thứ Tư 11/01/2023, nếu ban hành ngày 12/12/2022"));
    assert_eq!(stage.value("Minh chứng khi hoàn thành"), evidence);
    assert!(stage.value("Nội dung kiểm tra").starts_with(&code));
    assert!(
        stage
            .value("Yêu cầu khắc phục")
            .contains("niêm yết dự thảo phương án")
    );
    stage.click("Lưu tồn tại");
    let commands = stage.commands();
    assert!(
        matches!(&commands[..], [Command::Shortcoming(ShortcomingCommand::Add(new))] if new.item_id == Some(id) && new.deadline_rule == Some(DeadlineRule::Days(30)))
    );
    let nil = Subject::Shortcoming(crate::domain::ShortcomingId(uuid::Uuid::nil()));
    stage.answers.borrow_mut().sent(nil);
    stage.succeed(nil);
    assert!(
        !stage.sees("Nội dung tồn tại, hạn chế"),
        "closed once it is saved"
    );
}

#[test]
fn the_owner_used_last_and_the_day_to_report_back_are_offered() {
    let mut page = full_page();
    page.visit.report_back_by = Some(day("28/02/2023"));
    page.owners = vec!["Công chức địa chính".into()];
    let mut stage = Stage::new(page, Tab::Findings);
    stage.click("Ghi tồn tại");
    stage.settle();
    assert_eq!(
        stage.value("Đơn vị, người chịu trách nhiệm"),
        "Ban Chỉ đạo giải phóng mặt bằng phường"
    );
    assert_eq!(stage.value("Thời hạn"), "28/02/2023");
    stage.click("Đã dùng");
    stage.click("Công chức địa chính");
    assert_eq!(
        stage.value("Đơn vị, người chịu trách nhiệm"),
        "Công chức địa chính"
    );
}

#[test]
fn a_deadline_before_the_visit_says_so_and_keeps_what_was_typed() {
    let mut stage = Stage::new(page(), Tab::Findings);
    stage.click("Ghi tồn tại");
    stage.fill("Nội dung tồn tại, hạn chế", "Chưa lưu đủ hồ sơ");
    stage.fill("Thời hạn", "1/12/22");
    stage.command(Key::S);
    stage.settle();
    assert!(stage.sees("Thời hạn 01/12/2022 ở trước ngày giám sát 12/12/2022"));
    assert!(stage.commands().is_empty());
    assert_eq!(
        stage.value("Nội dung tồn tại, hạn chế"),
        "Chưa lưu đủ hồ sơ"
    );
    stage.click("60 ngày");
    assert_eq!(stage.value("Thời hạn"), "");
    assert_eq!(stage.value("Số ngày từ ngày ban hành"), "60");
    stage.command(Key::S);
    stage.settle();
    assert!(
        matches!(&stage.commands()[..], [Command::Shortcoming(ShortcomingCommand::Add(new))] if new.deadline.is_none() && new.deadline_rule == Some(DeadlineRule::Days(60)))
    );
}

#[test]
fn a_refused_shortcoming_keeps_its_draft_and_says_why_beside_the_field() {
    let mut stage = Stage::new(page(), Tab::Findings);
    stage.click("Ghi tồn tại");
    stage.fill("Nội dung tồn tại, hạn chế", "Chưa lưu đủ hồ sơ");
    stage.click("Lưu tồn tại");
    let nil = Subject::Shortcoming(crate::domain::ShortcomingId(uuid::Uuid::nil()));
    let failure = Failure {
        message: "Chưa lưu được".into(),
        problems: vec![Problem::new("owner", "Hãy ghi người chịu trách nhiệm.")],
        ..Failure::default()
    };
    stage.refuse(nil, failure);
    assert!(stage.sees("Hãy ghi người chịu trách nhiệm."));
    assert_eq!(
        stage.value("Nội dung tồn tại, hạn chế"),
        "Chưa lưu đủ hồ sơ"
    );
    // closed by mistake: the draft waits
    stage.click("Đóng");
    stage.click("Ghi tồn tại");
    assert_eq!(
        stage.value("Nội dung tồn tại, hạn chế"),
        "Chưa lưu đủ hồ sơ"
    );
}

#[test]
fn ending_the_visit_counts_what_is_not_rated_aloud() {
    let mut page = page();
    rate_all_but(&mut page, 3);
    let mut stage = Stage::new(page, Tab::Checklist);
    stage.click("Kết thúc buổi giám sát");
    assert!(stage.sees("Còn 03 mục chưa đánh giá"));
    assert!(stage.commands().is_empty());
    stage.press(Key::Enter);
    assert!(matches!(
        &stage.commands()[..],
        [Command::Visit(VisitCommand::Move {
            to: VisitState::Visited,
            accept_not_rated: true,
            ..
        })]
    ));
    let id = stage.page.borrow().visit.id;
    stage.succeed(Subject::Move(id));
    assert!(!stage.sees("Còn 03 mục chưa đánh giá"));
}

#[test]
fn ending_the_visit_waits_for_missing_comments() {
    let mut page = page();
    rate_all_but(&mut page, 0);
    page.regulations[2].items[1].rating.value = RatingValue::NotMet;
    page.regulations[2].items[1].rating.comment.clear();
    let mut stage = Stage::new(page, Tab::General);
    stage.click("Kết thúc buổi giám sát");
    assert!(stage.sees("Còn 01 mục chưa ghi nhận xét"));
    stage.click("Xem mục còn thiếu");
    assert!(stage.sees("phải có nhận xét"));
    assert!(stage.commands().is_empty());
}

#[test]
fn putting_off_asks_why() {
    let mut stage = Stage::new(page(), Tab::General);
    stage.click("Việc khác");
    stage.click("Tạm hoãn");
    stage.fill("Lý do", "Phường đang bầu cử");
    stage.click("Tạm hoãn");
    assert!(matches!(
        &stage.commands()[..],
        [Command::Visit(VisitCommand::Move { to: VisitState::Postponed, reason, .. })] if reason == "Phường đang bầu cử"
    ));
}

fn ready_to_issue() -> crate::read::VisitPage {
    let mut page = full_page();
    rate_all_but(&mut page, 0);
    page.visit.state = VisitState::Visited;
    page.shortcomings[1].deadline = Some(day("11/01/2023"));
    let conclusion = &mut page.conclusion.as_mut().unwrap().conclusion;
    conclusion.number = Some(12);
    conclusion.date = Some(day("20/12/2022"));
    conclusion.signer_title = "TRƯỞNG BAN".into();
    conclusion.signer_name = "Nguyễn Văn A".into();
    page
}

#[test]
fn issuing_says_what_is_locked_and_asks_for_what_is_left_out() {
    let mut stage = Stage::new(ready_to_issue(), Tab::Conclusion);
    assert!(stage.sees("01 tồn tại chưa có trong kết luận"));
    stage.click("Ban hành");
    assert!(stage.sees("khóa lại, không sửa và không hoàn tác được nữa"));
    stage.press(Key::Enter);
    assert!(
        stage.commands().is_empty(),
        "what is left out is confirmed first"
    );
    stage.click("Để các tồn tại này ngoài kết luận");
    stage.press(Key::Enter);
    assert!(matches!(
        &stage.commands()[..],
        [Command::Conclusion(ConclusionCommand::Issue {
            accept_left_out: true,
            ..
        })]
    ));
}

#[test]
fn issuing_without_a_number_says_so_beside_the_field() {
    let mut page = ready_to_issue();
    let conclusion = &mut page.conclusion.as_mut().unwrap().conclusion;
    (conclusion.number, conclusion.date) = (None, None);
    let mut stage = Stage::new(page, Tab::Conclusion);
    stage.click("Ban hành");
    assert!(stage.sees("Hãy ghi số của thông báo kết luận."));
    assert!(stage.sees("Hãy ghi ngày ban hành."), "both at once");
    stage.click("Lấy số 12");
    assert!(
        matches!(&stage.commands()[..], [Command::Conclusion(ConclusionCommand::Edit { new, .. })]
            if new.number == Some(12) && new.date == Some(day("12/12/2022")))
    );
}

#[test]
fn the_head_of_the_conclusion_is_filled_in() {
    let mut stage = Stage::new(full_page(), Tab::Conclusion);
    stage.fill("Số", "12");
    stage.fill("Ngày ban hành", "20122022");
    stage.press(Key::Tab);
    stage.settle();
    stage.click("Người ký");
    stage.click("TRƯỞNG BAN – Nguyễn Văn A (ký trực tiếp)");
    let commands = stage.commands();
    let Some(Command::Conclusion(ConclusionCommand::Edit { base, new })) = commands.last() else {
        panic!("{commands:?}");
    };
    assert_eq!((new.number, new.date), (Some(12), Some(day("20/12/2022"))));
    assert_eq!(new.signer_name, "Nguyễn Văn A");
    assert_eq!(base.date, new.date, "built on what was sent before");
    stage.click("PDF");
    assert!(matches!(
        &stage.wishes()[..],
        [Action::Export(_, name)] if name == "Kết luận 12-TB-BDVQU Phường Phúc Đồng 12-12-2022.pdf"
    ));
}

#[test]
fn a_day_before_the_visit_is_not_sent_and_says_why() {
    let mut stage = Stage::new(full_page(), Tab::Conclusion);
    stage.fill("Ngày ban hành", "1/12/2022");
    stage.press(Key::Tab);
    stage.settle();
    assert!(stage.sees("ở trước ngày giám sát 12/12/2022"));
    assert!(stage.commands().is_empty());
}

#[test]
fn a_paragraph_is_marked_with_its_source_and_edited_by_hand() {
    let mut stage = Stage::new(full_page(), Tab::Conclusion);
    assert!(stage.sees("Từ tồn tại: Chưa niêm yết đủ thời hạn"));
    assert!(stage.sees("đã sửa"));
    stage.fill(
        "I- Kết quả đạt được, ưu điểm, đoạn 1",
        "Phường triển khai đầy đủ.",
    );
    stage.command(Key::Num2);
    let commands = stage.commands();
    assert!(
        matches!(&commands[..], [Command::Conclusion(ConclusionCommand::EditParagraph { new, .. })] if new.edited && new.text == "Phường triển khai đầy đủ.")
    );
    assert!(
        stage.sees("Chỉ mục chưa đánh giá"),
        "Ctrl+2 shows the checklist"
    );
}

#[test]
fn general_facts_are_saved_field_by_field() {
    let mut stage = Stage::new(page(), Tab::General);
    stage.fill("Địa điểm", "Hội trường UBND phường");
    stage.press(Key::Enter);
    stage.fill("Giờ bắt đầu", "8h30");
    stage.press(Key::Enter);
    let commands = stage.commands();
    let [
        Command::Visit(VisitCommand::Edit { new: first, .. }),
        Command::Visit(VisitCommand::Edit { base, new }),
    ] = &commands[..]
    else {
        panic!("{commands:?}");
    };
    assert_eq!(base.place, first.place);
    assert_eq!(
        new.time.map(|time| time.to_string()).as_deref(),
        Some("08:30")
    );
    stage.fill("Hạn báo cáo khắc phục", "1/1/2022");
    stage.press(Key::Enter);
    assert!(stage.sees("Hạn gửi báo cáo khắc phục 01/01/2022 ở trước ngày giám sát"));
    assert!(stage.commands().is_empty());
}

#[test]
fn people_are_added_with_enter_and_the_line_is_cleared_when_saved() {
    let mut stage = Stage::new(page(), Tab::General);
    stage.fill("Họ và tên người mới, Đoàn giám sát", "Nguyễn Văn A");
    stage.press(Key::Enter);
    let commands = stage.commands();
    assert!(
        matches!(&commands[..], [Command::Visit(VisitCommand::AddParticipant(new))] if new.name == "Nguyễn Văn A" && new.role == crate::domain::ParticipantRole::Head)
    );
    assert_eq!(
        stage.value("Họ và tên người mới, Đoàn giám sát"),
        "Nguyễn Văn A"
    );
    stage.succeed(Subject::Participant(crate::domain::ParticipantId(
        uuid::Uuid::nil(),
    )));
    assert_eq!(stage.value("Họ và tên người mới, Đoàn giám sát"), "");
}

#[test]
fn a_strength_is_added_and_a_locked_page_offers_nothing() {
    let mut stage = Stage::new(page(), Tab::Findings);
    stage.fill("Ưu điểm mới", "Công khai đầy đủ");
    stage.click("Thêm");
    assert!(
        matches!(&stage.commands()[..], [Command::Visit(VisitCommand::AddStrength(new))] if new.text == "Công khai đầy đủ")
    );

    let mut page = full_page();
    page.visit.state = VisitState::Concluded;
    page.shortcomings.push(shortcoming(
        9,
        None,
        None,
        "Chưa làm rõ công tác dân vận tại cơ quan.",
    ));
    let mut stage = Stage::new(page, Tab::Findings);
    assert!(stage.sees("nội dung đã khóa"));
    assert!(!stage.sees("Ghi tồn tại"));
    stage.command(Key::Num2);
    stage.digit(Key::Num1, "1");
    assert!(stage.commands().is_empty());
}

#[test]
fn after_the_visit_a_rating_is_saved_together_with_its_comment() {
    let mut page = page();
    rate_all_but(&mut page, 0);
    page.visit.state = VisitState::Visited;
    page.regulations[0].items[0].rating.comment.clear();
    let mut stage = Stage::new(page, Tab::Checklist);
    stage.digit(Key::Num3, "3");
    assert!(stage.commands().is_empty(), "it would be refused");
    stage.type_text("Chưa có quyết định kiện toàn");
    stage.command(Key::S);
    assert_eq!(
        ratings(&stage.commands()),
        [(
            RatingValue::NotMet,
            "Chưa có quyết định kiện toàn".to_owned()
        )]
    );
}

#[test]
fn a_rating_that_was_refused_shows_the_file_again() {
    let mut stage = Stage::new(page(), Tab::Checklist);
    stage.digit(Key::Num1, "1");
    assert!(stage.sees("Kiểm tra 1/86"));
    let item = stage.page.borrow().regulations[0].items[0].item.id;
    let failure = Failure {
        message: "Tệp đang bị khóa".into(),
        ..Failure::default()
    };
    stage.refuse(Subject::Item(item), failure);
    assert!(stage.sees("Kiểm tra 0/86"));
}
