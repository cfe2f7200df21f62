//! Files of a visit, by names of what is clicked.

use super::Tab;
use super::sample::{day, full_page, page};
use super::stage::Stage;
use crate::domain::{
    AttachTo, Attachment, AttachmentId, AttachmentKind, ItemId, ShortcomingId, VisitState,
};
use crate::read::VisitPage;
use crate::ui::action::Action;
use crate::ui::export::Export;
use crate::ui::testing;
use crate::worker::{AttachmentCommand, Command, Job};

fn file(page: &VisitPage, number: u128, name: &str, item: Option<ItemId>) -> Attachment {
    Attachment {
        id: AttachmentId(uuid::Uuid::from_u128(900 + number)),
        ver: 1,
        visit_id: page.visit.id,
        item_id: item,
        shortcoming_id: None,
        event_id: None,
        position: 1,
        name: name.into(),
        kind: AttachmentKind::Pdf,
        size: 350 * 1024,
        sha256: format!("{number:064}"),
        note: String::new(),
        added_on: day("12/12/2022"),
    }
}

#[test]
fn files_are_listed_opened_saved_noted_and_removed() {
    let mut page = full_page();
    let item = page.regulations[0].items[0].item.id;
    page.attachments = vec![
        file(&page, 1, "Biên bản.pdf", None),
        file(&page, 2, "Niêm yết.pdf", Some(item)),
    ];
    let id = page.attachments[0].id;
    let code = page.regulations[0].items[0].item.code.clone();
    let mut stage = Stage::new(page, Tab::Documents);
    assert!(stage.sees("Tài liệu 2"));
    assert!(stage.sees("02 tài liệu, 700 KB"));
    assert!(stage.sees(&format!("Mục {code} · PDF · 350 KB")));
    stage.click("Mở Biên bản.pdf");
    assert!(
        matches!(&stage.wishes()[..], [Action::Start(Job::OpenAttachment(file))] if *file == id)
    );
    stage.click("Lưu Biên bản.pdf ra tệp");
    assert!(
        matches!(&stage.wishes()[..], [Action::Export(Export::Attachment(file), name)] if *file == id && name == "Biên bản.pdf")
    );
    stage.fill("Ghi chú của Biên bản.pdf", "đã ký");
    stage.settle();
    assert!(
        matches!(&stage.commands()[..], [Command::Attachment(AttachmentCommand::Edit { new, .. })] if new.note == "đã ký")
    );
    stage.click("Bỏ Biên bản.pdf");
    assert!(
        matches!(&stage.commands()[..], [Command::Attachment(AttachmentCommand::Remove(file))] if *file == id)
    );
    stage.click("Đính kèm tệp…");
    assert!(matches!(&stage.wishes()[..], [Action::Attach(to)] if to.item_id.is_none()));
}

#[test]
fn a_file_stands_at_its_item_and_one_is_added_there() {
    let mut page = page();
    let item = page.regulations[0].items[0].item.id;
    let code = page.regulations[0].items[0].item.code.clone();
    page.attachments = vec![file(&page, 1, "Ảnh niêm yết.pdf", Some(item))];
    let visit = page.visit.id;
    let mut stage = Stage::new(page, Tab::Checklist);
    stage.click("Mở Ảnh niêm yết.pdf (PDF, 350 KB)");
    assert!(matches!(
        &stage.wishes()[..],
        [Action::Start(Job::OpenAttachment(_))]
    ));
    stage.click(&format!("Đính kèm tệp vào mục {code}"));
    assert!(
        matches!(&stage.wishes()[..], [Action::Attach(to)] if *to == AttachTo::item(visit, item))
    );
}

fn drop_file(stage: &mut Stage) {
    testing::let_go(&mut stage.harness, "/anh/1.jpg");
    stage.harness.step();
}

#[test]
fn what_is_dropped_goes_to_what_is_in_hand() {
    let page = page();
    let (visit, item) = (page.visit.id, page.regulations[0].items[0].item.id);
    let mut stage = Stage::new(page, Tab::Checklist);
    drop_file(&mut stage);
    assert!(
        matches!(&stage.wishes()[..], [Action::Start(Job::Attach { to, paths })] if *to == AttachTo::item(visit, item) && paths.len() == 1)
    );
    stage.command(eframe::egui::Key::Num5);
    drop_file(&mut stage);
    assert!(
        matches!(&stage.wishes()[..], [Action::Start(Job::Attach { to, .. })] if *to == AttachTo::visit(visit))
    );

    // a shortcoming that is being edited
    let mut stage = Stage::new(full_page(), Tab::Findings);
    let shortcoming: ShortcomingId = stage.page.borrow().shortcomings[0].id;
    stage.click("Sửa tồn tại 1");
    drop_file(&mut stage);
    assert!(
        matches!(&stage.wishes()[..], [Action::Start(Job::Attach { to, .. })] if to.shortcoming_id == Some(shortcoming))
    );
}

#[test]
fn a_locked_visit_takes_papers_and_keeps_those_of_its_ratings() {
    let mut page = full_page();
    page.visit.state = VisitState::Concluded;
    let item = page.regulations[0].items[0].item.id;
    page.attachments = vec![
        file(&page, 1, "Biên bản.pdf", None),
        file(&page, 2, "Niêm yết.pdf", Some(item)),
    ];
    let mut stage = Stage::new(page, Tab::Documents);
    assert!(stage.sees("Bỏ Biên bản.pdf"));
    assert!(!stage.sees("Bỏ Niêm yết.pdf"));
    stage.click("Đính kèm tệp…");
    assert_eq!(stage.wishes().len(), 1);
}
