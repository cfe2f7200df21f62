//! The catalogue screen, by names of what is clicked and typed.

use std::cell::RefCell;
use std::rc::Rc;

use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::CatalogueScreen;
use crate::domain::{
    Catalogue, CatalogueId, ChecklistItem, ItemId, ItemOrigin, LegalRef, LegalRefId, Regulation,
    RegulationId, RegulationKind, UnitKind,
};
use crate::read::catalogue_file::CatalogueFile;
use crate::read::{CataloguePage, ItemEntry, RegulationEntry};
use crate::ui::action::{Action, Answers, ScreenContext, Subject};
use crate::ui::testing::window;
use crate::worker::{CatalogueCommand, Changes, Command, Done, Made};

fn page() -> CataloguePage {
    let id = |number| uuid::Uuid::from_u128(number);
    let legal = LegalRef {
        id: LegalRefId(id(5)),
        ver: 1,
        regulation_id: RegulationId(id(2)),
        item_id: None,
        position: 1,
        text: "Luật 10/2022/QH15".into(),
        valid_from: None,
        valid_to: None,
        checked: false,
        number: String::new(),
        date: None,
        district: String::new(),
    };
    let item = ChecklistItem {
        id: ItemId(id(3)),
        ver: 1,
        regulation_id: RegulationId(id(2)),
        position: 1,
        code: "QC1-01".into(),
        text: "Công khai danh mục dự án.".into(),
        evidence: "Biên bản niêm yết".into(),
        valid_from: None,
        valid_to: None,
        unit_kinds: vec![UnitKind::Ward],
        district: String::new(),
        origin: ItemOrigin::Law,
    };
    CataloguePage {
        catalogue: Catalogue {
            id: CatalogueId(id(1)),
            ver: 1,
            code: "mac-dinh".into(),
            version: 1,
            title: "Danh mục mặc định".into(),
            note: String::new(),
        },
        regulations: vec![RegulationEntry {
            regulation: Regulation {
                id: RegulationId(id(2)),
                ver: 1,
                catalogue_id: CatalogueId(id(1)),
                position: 1,
                code: "QC1".into(),
                title: "QCDC trong công tác giải phóng mặt bằng".into(),
                kind: RegulationKind::Qcdc,
                title_checked: false,
                decision_number: String::new(),
                decision_date: None,
                note: String::new(),
            },
            legal_refs: vec![legal],
            items: vec![ItemEntry {
                item,
                legal_refs: Vec::new(),
            }],
        }],
    }
}

struct Stage {
    harness: Harness<'static>,
    wishes: Rc<RefCell<Vec<Action>>>,
    answers: Rc<RefCell<Answers>>,
}

impl Stage {
    fn new() -> Self {
        let page = page();
        let wishes = Rc::new(RefCell::new(Vec::new()));
        let answers = Rc::new(RefCell::new(Answers::default()));
        let (out, told) = (wishes.clone(), answers.clone());
        let mut screen = CatalogueScreen::default();
        let harness = window(move |ui| {
            let told = told.borrow();
            let context = ScreenContext {
                today: chrono::NaiveDate::from_ymd_opt(2022, 12, 12).unwrap(),
                status: None,
                answers: &told,
            };
            screen.ui(ui, &page, &context, &mut out.borrow_mut());
        });
        let mut stage = Self {
            harness,
            wishes,
            answers,
        };
        stage.settle();
        stage
    }

    fn settle(&mut self) {
        for _ in 0..5 {
            self.harness.step();
        }
    }

    fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.settle();
    }

    fn fill(&mut self, label: &str, words: &str) {
        self.harness.get_by_label(label).focus();
        self.settle();
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        self.harness.event(Event::Text(words.into()));
        self.settle();
    }
}

#[test]
fn a_new_version_is_written_looked_at_and_kept() {
    let mut stage = Stage::new();
    stage.click("Soạn bản mới");
    stage.fill("Nội dung kiểm tra 1", "Công khai danh mục, sơ đồ dự án.");
    stage.click("Thêm nội dung");
    stage.click("Xem thay đổi");
    stage
        .harness
        .get_by_label_contains("Hãy ghi nội dung kiểm tra.");
    stage.click("Đóng");
    stage.fill("Nội dung kiểm tra 2", "Công khai phương án bồi thường.");
    stage.click("Xem thay đổi");
    stage.harness.get_by_label("QC1-01, nội dung");
    stage
        .harness
        .get_by_label("Trước: Công khai danh mục dự án.");
    stage
        .harness
        .get_by_label("Sau: Công khai phương án bồi thường.");
    stage.click("Lưu thành bản mới");
    let wishes = std::mem::take(&mut *stage.wishes.borrow_mut());
    let [Action::Run(Command::Catalogue(CatalogueCommand::Save { base: 1, file }))] = &wishes[..]
    else {
        panic!("{wishes:?}");
    };
    assert_eq!(file.regulations[0].items[1].code, "QC1-02");
    let done = Done {
        message: "Đã lưu".into(),
        changes: Changes::default(),
        made: None,
        undoable: true,
    };
    stage
        .answers
        .borrow_mut()
        .succeeded(Subject::Catalogue, done);
    stage.harness.step();
    stage.answers.borrow_mut().next_frame();
    stage.settle();
    stage.harness.get_by_label("Soạn bản mới");
}

#[test]
fn what_was_read_from_a_file_is_looked_at_first() {
    let mut stage = Stage::new();
    let mut file = CatalogueFile::of(&page());
    file.regulations[0].title = "Quy chế dân chủ trong giải phóng mặt bằng".into();
    let done = Done {
        message: "Đã đọc".into(),
        changes: Changes::default(),
        made: Some(Made::Catalogue(Box::new(file))),
        undoable: false,
    };
    stage.answers.borrow_mut().succeeded(Subject::File, done);
    stage.harness.step();
    stage.answers.borrow_mut().next_frame();
    stage.settle();
    stage.harness.get_by_label("01 chỗ thay đổi");
    stage.harness.get_by_label("QC1, tên");
    stage.click("Đóng");
    stage.click("Bỏ bản đang soạn");
    assert!(stage.wishes.borrow().is_empty());
}

#[test]
fn a_reference_is_compared_with_number_and_date() {
    let mut stage = Stage::new();
    stage.click("Đối chiếu Luật 10/2022/QH15");
    stage.fill("Số văn bản", "10/2022/QH15");
    stage.fill("Ngày văn bản", "10/11/2022");
    stage.harness.key_press(Key::Tab);
    stage.settle();
    stage.click("Ghi");
    assert!(matches!(
        &stage.wishes.borrow()[..],
        [Action::Run(Command::Catalogue(CatalogueCommand::CheckLegalRef { number, date: Some(_), checked: true, .. }))] if number == "10/2022/QH15"
    ));
}
