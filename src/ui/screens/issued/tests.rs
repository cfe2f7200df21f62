//! The list of issued papers, worked by the names of its parts.

use std::cell::RefCell;

use chrono::{DateTime, NaiveDate};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use uuid::Uuid;

use super::*;
use crate::domain::{NumberGap, Numbering, PaperId, VisitId};
use crate::read::OtherPaper;
use crate::ui::action::Answers;
use crate::ui::testing::window;
use crate::worker::{Command, PaperCommand};

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, month, day).unwrap()
}

fn paper(id: u128, kind: PaperKind, number: &str, date: NaiveDate) -> IssuedRow {
    IssuedRow {
        id: IssuedId::Paper(PaperId(Uuid::from_u128(id))),
        kind,
        number: number.into(),
        date,
        subject: "Giám sát định kỳ việc thực hiện 06 quy chế dân chủ ở cơ sở".into(),
        visit_id: Some(VisitId(Uuid::from_u128(9))),
        unit_id: None,
        unit_name: "Phường Phúc Đồng".into(),
        signer: "TRƯỞNG BAN Nguyễn Văn A".into(),
        replaces: None,
        replaced_by: None,
        issued_at: DateTime::parse_from_rfc3339("2022-12-15T10:00:00+07:00").unwrap(),
        sha256: "ab".repeat(32),
        size: 42_000,
    }
}

fn list() -> IssuedPage {
    let mut old = paper(1, PaperKind::Minutes, "03-BB/BDVQU", day(12, 12));
    let new = paper(2, PaperKind::Minutes, "04-BB/BDVQU", day(12, 13));
    let other = |row: &IssuedRow| OtherPaper {
        id: row.id,
        kind: row.kind,
        number: row.number.clone(),
        date: row.date,
    };
    old.replaced_by = Some(other(&new));
    IssuedPage {
        rows: vec![
            IssuedRow {
                replaces: Some(other(&old)),
                ..new
            },
            old,
            paper(3, PaperKind::Recheck, "", day(11, 20)),
        ],
        gaps: vec![NumberGap {
            doc_type: "BB".into(),
            symbol: "BDVQU".into(),
            term_from: NaiveDate::from_ymd_opt(2020, 8, 1).unwrap(),
            runs: vec![(1, 2)],
            highest: 4,
        }],
        years: vec![2022],
        numbering: Numbering::Term,
    }
}

/// The screen on a list, and what it wished for.
fn with_screen(
    list: &IssuedPage,
    filter: &IssuedFilter,
    play: impl FnOnce(&mut Harness<'_>),
) -> Vec<Action> {
    let wishes = RefCell::new(Vec::new());
    let mut screen = IssuedScreen::default();
    let answers = Answers::default();
    let mut harness = window(|ui| {
        let context = ScreenContext {
            today: day(12, 20),
            status: None,
            answers: &answers,
        };
        let page = IssuedListPage {
            list: Some((list, 1)),
            filter,
            units: &[],
        };
        screen.ui(ui, &page, &context, &mut wishes.borrow_mut());
    });
    harness.run();
    play(&mut harness);
    drop(harness);
    wishes.into_inner()
}

fn click(harness: &mut Harness<'_>, name: &str) {
    harness.get_by_label(name).click();
    harness.run_steps(4);
}

fn sees(harness: &Harness<'_>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

#[test]
fn a_replaced_paper_says_so_and_its_file_can_be_opened_and_saved() {
    let list = list();
    let wishes = with_screen(&list, &IssuedFilter::default(), |harness| {
        assert!(sees(harness, "chưa có trong tệp văn bản mang số 01, 02"));
        harness.get_by_label_contains("03-BB/BDVQU").click();
        harness.run_steps(4);
        assert!(sees(
            harness,
            "Đã được thay thế bằng biên bản số 04-BB/BDVQU ngày 13/12/2022."
        ));
        click(harness, "Mở PDF");
        click(harness, "Lưu bản PDF…");
        click(harness, "Xem cuộc giám sát");
        click(harness, "Xem văn bản thay thế");
        assert!(sees(
            harness,
            "Thay thế biên bản số 03-BB/BDVQU ngày 12/12/2022."
        ));
    });
    let old = list.rows[1].id;
    assert!(
        matches!(
            &wishes[..],
            [
                Action::OpenIssued(opened),
                Action::Export(Export::Issued(saved), name),
                Action::Go(Route::Visit(_)),
            ] if *opened == old && *saved == old && name == "Biên bản làm việc 03-BB-BDVQU 12-12-2022.pdf"
        ),
        "{wishes:?}"
    );
}

#[test]
fn a_link_opens_its_paper_and_a_form_has_no_number() {
    let list = list();
    let mut screen = IssuedScreen::default();
    screen.show_paper(list.rows[2].id);
    let answers = Answers::default();
    let filter = IssuedFilter::default();
    let mut harness = window(|ui| {
        let context = ScreenContext {
            today: day(12, 20),
            status: None,
            answers: &answers,
        };
        let page = IssuedListPage {
            list: Some((&list, 1)),
            filter: &filter,
            units: &[],
        };
        screen.ui(ui, &page, &context, &mut Vec::new());
    });
    harness.run();
    assert!(sees(&harness, "Phiếu ngày 20/11/2022"));
}

#[test]
fn filters_go_into_the_route_and_nothing_found_says_so() {
    let list = list();
    let wishes = with_screen(&list, &IssuedFilter::default(), |harness| {
        click(harness, "Loại văn bản");
        click(harness, "Công văn đôn đốc");
    });
    assert!(
        matches!(&wishes[..], [Action::Go(Route::Papers(filter))] if filter.kind == Some(PaperKind::Reminder)),
        "{wishes:?}"
    );
    let none = IssuedPage {
        rows: Vec::new(),
        gaps: Vec::new(),
        ..list
    };
    let filter = IssuedFilter {
        year: Some(2022),
        ..IssuedFilter::default()
    };
    with_screen(&none, &filter, |harness| {
        assert!(sees(harness, "Không có văn bản nào khớp"));
    });
    with_screen(&none, &IssuedFilter::default(), |harness| {
        assert!(sees(harness, "Chưa ban hành văn bản nào"));
    });
}

#[test]
fn numbers_are_told_to_run_by_year() {
    let list = list();
    let wishes = with_screen(&list, &IssuedFilter::default(), |harness| {
        click(harness, "Cách đánh số");
        click(harness, "Theo năm: mỗi năm bắt đầu lại từ 01");
        click(harness, "Lưu cách đánh số");
    });
    assert!(
        matches!(
            &wishes[..],
            [Action::Run(Command::Paper(PaperCommand::SetNumbering(
                Numbering::YearFrom(2023)
            )))]
        ),
        "{wishes:?}"
    );
}
