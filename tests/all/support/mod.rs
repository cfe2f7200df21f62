//! What several tests of the register need: files in a folder of their own, a clock that stands still, a visit.
#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up fails")]

pub mod sample;
pub mod typed;

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, NaiveDate};
use qcdc::domain::{
    DraftParagraph, ParagraphSource, ParagraphStyle, RatingValue, Section, Shortcoming,
    ShortcomingId, ShortcomingLevel, ShortcomingState, VisitId, VisitKind, VisitState,
};
use qcdc::read::VisitPage;
use qcdc::register::{Clock, NewVisit, Register};

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Ten in the morning of that day in Hà Nội.
pub fn clock(day: &str) -> Clock {
    let at: DateTime<FixedOffset> =
        DateTime::parse_from_rfc3339(&format!("{day}T10:00:00+07:00")).unwrap();
    Box::new(move || at)
}

/// A folder that goes when the test ends, and a file path in it.
pub fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("thu.qcdc");
    (folder, path)
}

pub fn create(path: &Path, today: &str) -> Register {
    Register::create(path, "long-bien", "thu".into(), clock(today)).unwrap()
}

pub fn open(path: &Path, today: &str) -> Register {
    Register::open(path, "thu".into(), clock(today)).unwrap()
}

/// A visit to Phường Phúc Đồng, in progress when the day has come.
pub fn visit(register: &mut Register, on: &str) -> VisitId {
    let unit = register.unit_by_code("lb-phuc-dong").unwrap().unwrap();
    let new = NewVisit {
        unit_id: unit.id,
        kind: VisitKind::Periodic,
        date: day(on),
        topic: String::new(),
        rechecks: None,
    };
    register.create_visit(&new).unwrap().value
}

/// A shortcoming with all that its notice needs.
pub fn shortcoming(visit_id: VisitId, deadline: &str) -> Shortcoming {
    Shortcoming {
        id: ShortcomingId(uuid::Uuid::nil()),
        ver: 0,
        visit_id,
        regulation_id: None,
        item_id: None,
        position: 0,
        description: "Chưa lưu đủ hồ sơ".into(),
        level: ShortcomingLevel::MustFix,
        cause_external: String::new(),
        cause_own: String::new(),
        order_text: "Bổ sung hồ sơ".into(),
        owner: "UBND phường Phúc Đồng".into(),
        evidence: String::new(),
        deadline: Some(day(deadline)),
        state: ShortcomingState::Draft,
        reported_on: None,
        verified_on: None,
        carried_to: None,
        deadline_rule: None,
        first_deadline: None,
        notified_on: None,
        stepped_on: None,
    }
}

/// All items met, the visit ended.
pub fn end(register: &mut Register, id: VisitId) {
    register.rate_rest_met(id, None).unwrap();
    register
        .move_visit(id, VisitState::Visited, "", false)
        .unwrap();
}

/// A short text that names every shortcoming of the page.
pub fn text_of(page: &VisitPage) -> Vec<DraftParagraph> {
    let paragraph = |section, text: &str, source| DraftParagraph {
        section,
        style: ParagraphStyle::Body,
        text: text.into(),
        source,
    };
    let mut list = vec![paragraph(
        Section::Opening,
        "Đã giám sát.",
        ParagraphSource::Visit,
    )];
    list.extend(page.shortcomings.iter().map(|s| {
        let source = ParagraphSource::Shortcoming(s.id);
        paragraph(Section::Shortcomings, &s.description, source)
    }));
    list
}

/// Drafts and dates the conclusion of an ended visit; `number` is given when the number is not to be the next one.
pub fn write_conclusion(register: &mut Register, id: VisitId, on: &str, number: Option<i64>) {
    let page = register.visit_page(id).unwrap();
    register
        .draft_conclusion(id, "Kết luận giám sát", &text_of(&page), false)
        .unwrap();
    let base = register
        .visit_page(id)
        .unwrap()
        .conclusion
        .unwrap()
        .conclusion;
    let mut new = base.clone();
    new.date = Some(day(on));
    new.number = number;
    register.edit_conclusion(&base, &new).unwrap();
}

/// Issues the written conclusion with bytes that stand for its paper.
pub fn issue(register: &mut Register, id: VisitId) {
    let page = register.prepare_issue(id, false).unwrap();
    register.issue_conclusion(&page, b"%PDF-1.7 thu").unwrap();
}

/// A rating of the item with this code, changed.
pub fn rate(register: &mut Register, id: VisitId, code: &str, value: RatingValue, comment: &str) {
    let page = register.visit_page(id).unwrap();
    let base = rating(&page, code);
    let mut new = base.clone();
    new.value = value;
    new.comment = comment.into();
    register.rate(&base, &new).unwrap();
}

pub fn rating(page: &VisitPage, code: &str) -> qcdc::domain::Rating {
    let items = page.regulations.iter().flat_map(|sheet| &sheet.items);
    let item = items
        .into_iter()
        .find(|item| item.item.code == code)
        .unwrap();
    item.rating.clone()
}

/// The messages of a check, empty when the file is sound.
pub fn findings(register: &Register) -> Vec<String> {
    register
        .check()
        .unwrap()
        .into_iter()
        .map(|finding| finding.message)
        .collect()
}
