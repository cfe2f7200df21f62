//! Units merged, split, renamed, ended; bodies that change by date; units that belong to a ward.

use std::fmt::Write as _;
use std::path::Path;

use qcdc::documents::content::{Block, Paper};
use qcdc::documents::papers::checklist::Use;
use qcdc::documents::papers::{checklist_paper, reminder_paper};
use qcdc::domain::unit::SuccessionExtent;
use qcdc::domain::{
    Giver, Month, Reform, ReformAct, Taker, Unit, UnitId, UnitKind, VisitId, VisitKind, VisitState,
};
use qcdc::press;
use qcdc::read::{
    ArchiveFilter, PaperFormat, PaperRequest, ReportFilter, ShortcomingFilter, Stamp, VisitFilter,
};
use qcdc::register::{NewReport, NewVisit, Register, RegisterError};

use crate::desk::Desk;
use crate::support::{self, day};

const TODAY: &str = "2026-05-08";

fn ward(register: &Register, code: &str) -> Unit {
    register.unit_by_code(code).unwrap().unwrap()
}

fn visit(register: &mut Register, code: &str, on: &str) -> VisitId {
    let new = NewVisit {
        unit_id: ward(register, code).id,
        kind: VisitKind::Periodic,
        date: day(on),
        topic: String::new(),
        rechecks: None,
    };
    register.create_visit(&new).unwrap().value
}

/// A held visit with one order due on a day, its conclusion issued.
fn concluded(register: &mut Register, code: &str, on: &str, issued: &str, due: &str) -> VisitId {
    let id = visit(register, code, on);
    register
        .add_shortcoming(&support::shortcoming(id, due))
        .unwrap();
    support::end(register, id);
    support::write_conclusion(register, id, issued, None);
    support::issue(register, id);
    id
}

fn giver(register: &Register, code: &str, extent: SuccessionExtent) -> Giver {
    Giver {
        unit_id: ward(register, code).id,
        extent,
    }
}

fn new(name: &str) -> Taker {
    Taker::New {
        name: name.into(),
        code: String::new(),
    }
}

fn act(
    register: &Register,
    act: ReformAct,
    givers: &[&str],
    takers: Vec<Taker>,
    on: &str,
) -> Reform {
    Reform {
        act,
        on: day(on),
        givers: givers
            .iter()
            .map(|code| giver(register, code, SuccessionExtent::Whole))
            .collect(),
        takers,
        stays: false,
        answers: None,
        basis: "Nghị quyết thử".into(),
        checked: false,
    }
}

fn refusal(register: &mut Register, reform: &Reform) -> String {
    let before = register.units(day(TODAY)).unwrap();
    let said = match register.reform(reform).unwrap_err() {
        RegisterError::Problems(problems) => problems.0[0].message.clone(),
        other => other.to_string(),
    };
    assert_eq!(register.units(day(TODAY)).unwrap(), before, "{said}");
    said
}

#[test]
fn two_wards_become_one_and_nothing_open_is_lost() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    concluded(
        &mut register,
        "hn-phuc-loi",
        "2026-02-10",
        "2026-02-20",
        "2026-03-10",
    );
    let ahead = visit(&mut register, "hn-phuc-loi", "2026-08-05");
    // reports of months before this file are asked for, too
    register
        .set_report_rule(qcdc::domain::ReportRule::default())
        .unwrap();
    let report = NewReport {
        unit_id: ward(&register, "hn-phuc-loi").id,
        month: Month::parse("2026-03").unwrap(),
        received_on: day("2026-04-03"),
        note: String::new(),
        received_by: String::new(),
    };
    register.receive_report(&report, &[]).unwrap();
    let before = register.units(day(TODAY)).unwrap();
    let merge = act(
        &register,
        ReformAct::Merge,
        &["hn-phuc-loi", "hn-viet-hung"],
        vec![new("Phường Phúc Hưng")],
        "2026-05-01",
    );
    let done = register.reform(&merge).unwrap();
    assert_eq!(
        done.message,
        "Đã hợp nhất Phường Phúc Lợi, Phường Việt Hưng thành Phường Phúc Hưng từ 01/05/2026; chuyển 1 cuộc giám sát dự kiến"
    );
    let young = register.unit(done.value[0]).unwrap();
    assert_eq!(
        (young.code.as_str(), young.kind),
        ("lb-phuc-hung", UnitKind::Ward)
    );
    assert_eq!(young.valid_from, Some(day("2026-05-01")));
    let old = ward(&register, "hn-phuc-loi");
    assert_eq!(old.valid_to, Some(day("2026-04-30")));

    // what was planned goes over, with its place
    let moved = register.visit_page(ahead).unwrap().visit;
    assert_eq!(moved.unit_id, young.id);
    assert_eq!(moved.place, "Trụ sở Đảng ủy phường Phúc Hưng");

    // both ways, with visits, orders and reports of each
    let kin = register.unit_kin(young.id, day(TODAY)).unwrap();
    let from: Vec<(&str, u64, u64, u64)> = kin
        .before
        .iter()
        .map(|row| {
            let name = row.row.unit.short_name.as_str();
            (name, row.row.visits, row.row.open_shortcomings, row.reports)
        })
        .collect();
    assert!(from.contains(&("Phúc Lợi", 1, 1, 1)), "{from:?}");
    // those before 2025 are reached too
    assert!(from.iter().any(|row| row.0 == "Sài Đồng"), "{from:?}");
    let back = register.unit_kin(old.id, day(TODAY)).unwrap();
    assert_eq!(back.after[0].row.unit.id, young.id);

    // the chase: still there, and who answers is said
    let late = register.late_unit_list(day(TODAY)).unwrap();
    assert_eq!(late.units.len(), 1);
    assert!(late.units[0].ended);
    assert_eq!(late.units[0].answered_by, "Phường Phúc Hưng");
    let rows = register
        .shortcomings(&ShortcomingFilter::default(), day(TODAY))
        .unwrap();
    let detail = register.shortcoming(rows[0].id, day(TODAY)).unwrap();
    assert_eq!(detail.answering[0].id, young.id);
    let profile = register.profile(young.id, day(TODAY), true).unwrap();
    assert_eq!((profile.visits_total, profile.tally.late), (2, 1));
    let page = register.tracking(Some(&old), day(TODAY)).unwrap();
    let letter = reminder_paper(&page, Stamp::default(), day("2026-05-20")).unwrap();
    let text = words(&letter);
    assert!(
        text.contains("Kính gửi: Đảng ủy phường Phúc Hưng"),
        "{text}"
    );
    assert!(
        text.contains("Phường Phúc Lợi kết thúc hoạt động hết ngày 30/04/2026 do sắp xếp đơn vị; Đảng ủy phường Phúc Hưng tiếp nhận"),
        "{text}"
    );

    // matrices count each for its own time
    let year = ReportFilter {
        year: 2026,
        district: String::new(),
    };
    let reports = register.reports(&year, day("2026-12-31")).unwrap();
    let months = |id: UnitId| -> Vec<u32> {
        let row = reports.rows.iter().find(|row| row.unit.id == id).unwrap();
        let cells = row.cells.iter().flatten();
        cells.map(|cell| cell.month.number()).collect()
    };
    assert_eq!(months(old.id), [1, 2, 3, 4]);
    assert_eq!(months(young.id), [5, 6, 7, 8, 9, 10, 11, 12]);
    let archive = register
        .archive(&ArchiveFilter::of_year(2026), day(TODAY))
        .unwrap();
    assert!(archive.rows.iter().any(|row| row.unit.id == young.id));
    assert!(archive.rows.iter().all(|row| row.unit.id != old.id));
    assert!(support::findings(&register).is_empty());
    assert!(
        register
            .search("phuc hung")
            .unwrap()
            .iter()
            .any(|hit| hit.title.contains("Phúc Hưng"))
    );

    // one step back takes all of it away
    register.undo().unwrap();
    assert_eq!(register.unit_by_code("lb-phuc-hung").unwrap(), None);
    let after = register.units(day(TODAY)).unwrap();
    let spans = |rows: &[qcdc::read::UnitRow]| -> Vec<_> {
        rows.iter()
            .map(|row| (row.unit.id, row.unit.valid_to, row.visits))
            .collect()
    };
    assert_eq!(spans(&after), spans(&before));
    register.redo().unwrap();
    assert!(register.unit_by_code("lb-phuc-hung").unwrap().is_some());
}

#[test]
fn a_split_names_who_answers_and_a_ward_may_go_on() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    concluded(
        &mut register,
        "hn-phuc-loi",
        "2026-02-10",
        "2026-02-20",
        "2026-03-10",
    );
    let viet_hung = ward(&register, "hn-viet-hung").id;
    let mut split = act(
        &register,
        ReformAct::Split,
        &["hn-phuc-loi"],
        vec![new("Phường Phúc Thịnh"), Taker::There(viet_hung)],
        "2026-05-01",
    );
    let old = ward(&register, "hn-phuc-loi");
    register.reform(&split).unwrap();
    let names = |register: &Register| -> Vec<String> {
        let old = ward(register, "hn-phuc-loi");
        let units = register.answering(&old, day(TODAY)).unwrap();
        units.into_iter().map(|unit| unit.name).collect()
    };
    assert_eq!(names(&register), ["Phường Phúc Thịnh", "Phường Việt Hưng"]);
    register.undo().unwrap();
    assert_eq!(names(&register), ["Phường Phúc Lợi"]);
    split.answers = Some(1);
    register.reform(&split).unwrap();
    assert_eq!(names(&register), ["Phường Việt Hưng"]);
    // the mark can be moved to the other one
    let kin = register.unit_kin(old.id, day(TODAY)).unwrap();
    let base = &kin.after.iter().find(|row| !row.link.answers).unwrap().link;
    let mut marked = base.clone();
    marked.answers = true;
    register.edit_succession(base, &marked).unwrap();
    assert_eq!(names(&register), ["Phường Phúc Thịnh"]);

    // Bồ Đề gives a part and goes on
    let mut part = act(
        &register,
        ReformAct::Split,
        &["hn-bo-de"],
        vec![new("Phường Ngọc Lâm Mới")],
        "2026-06-01",
    );
    part.stays = true;
    register.reform(&part).unwrap();
    assert_eq!(ward(&register, "hn-bo-de").valid_to, None);
    let link = register
        .unit_kin(ward(&register, "hn-bo-de").id, day(TODAY))
        .unwrap();
    assert_eq!(link.after[0].link.extent, SuccessionExtent::Part);
    assert!(support::findings(&register).is_empty());
}

#[test]
fn a_renamed_ward_keeps_its_old_name_in_its_old_papers() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let id = concluded(
        &mut register,
        "hn-bo-de",
        "2026-02-10",
        "2026-02-20",
        "2026-06-10",
    );
    let rename = act(
        &register,
        ReformAct::Rename,
        &["hn-bo-de"],
        vec![new("Phường Bồ Đề Mới")],
        "2026-05-01",
    );
    register.reform(&rename).unwrap();
    assert_eq!(register.visit_page(id).unwrap().unit.name, "Phường Bồ Đề");
    let later = register.recheck_of(id);
    assert_eq!(later, "Phường Bồ Đề Mới");
}

/// What a re-check of today would go to.
trait RecheckOf {
    fn recheck_of(&mut self, id: VisitId) -> String;
}

impl RecheckOf for Register {
    fn recheck_of(&mut self, id: VisitId) -> String {
        let made = self.create_recheck(id, day(TODAY), None).unwrap().value;
        self.visit_page(made).unwrap().unit.name
    }
}

#[test]
fn what_contradicts_is_refused_and_changes_nothing() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    concluded(
        &mut register,
        "hn-phuc-loi",
        "2026-02-10",
        "2026-02-20",
        "2026-03-10",
    );
    visit(&mut register, "hn-bo-de", "2026-09-09");
    let report = NewReport {
        unit_id: ward(&register, "hn-viet-hung").id,
        month: Month::parse("2026-03").unwrap(),
        received_on: day("2026-04-03"),
        note: String::new(),
        received_by: String::new(),
    };
    register.receive_report(&report, &[]).unwrap();
    let two = || vec![new("Phường Một"), new("Phường Hai")];
    let there = Taker::There(ward(&register, "lb-sai-dong").id);
    let cases = [
        (
            ReformAct::End,
            "hn-phuc-loi",
            vec![],
            "2025-07-01",
            "có từ ngày 01/07/2025",
        ),
        (
            ReformAct::End,
            "lb-phuc-dong",
            vec![],
            "2026-01-01",
            "đã ghi kết thúc hết ngày 30/06/2025",
        ),
        (
            ReformAct::End,
            "hn-phuc-loi",
            vec![],
            "2026-02-01",
            "còn có cuộc giám sát sau ngày 31/01/2026: giám sát định kỳ 10/02/2026",
        ),
        (
            ReformAct::End,
            "hn-viet-hung",
            vec![],
            "2026-03-01",
            "đã ghi nhận báo cáo của tháng 3/2026",
        ),
        (
            ReformAct::End,
            "hn-bo-de",
            vec![],
            "2026-06-01",
            "còn cuộc giám sát dự kiến sau ngày kết thúc",
        ),
        (
            ReformAct::Split,
            "hn-bo-de",
            two(),
            "2026-06-01",
            "còn cuộc giám sát dự kiến sau ngày kết thúc",
        ),
        (
            ReformAct::Rename,
            "hn-bo-de",
            vec![new("Phường Việt Hưng")],
            "2026-06-01",
            "Đã có Phường Việt Hưng (mã hn-viet-hung) trong cùng thời gian",
        ),
        (
            ReformAct::Split,
            "hn-bo-de",
            vec![there, new("Phường Một")],
            "2026-06-01",
            "Phường Sài Đồng không tồn tại vào ngày 01/06/2026",
        ),
    ];
    for (kind, code, takers, on, words) in cases {
        let reform = act(&register, kind, &[code], takers, on);
        let said = refusal(&mut register, &reform);
        assert!(said.contains(words), "{said}");
    }
    let mut coded = act(
        &register,
        ReformAct::Rename,
        &["hn-long-bien"],
        vec![],
        "2026-06-01",
    );
    coded.takers = vec![Taker::New {
        name: "Phường Mới".into(),
        code: "hn-bo-de".into(),
    }];
    assert!(refusal(&mut register, &coded).contains("Đã có đơn vị mang mã hn-bo-de"));
    // editing the days of a unit is held to the same
    let base = ward(&register, "hn-phuc-loi");
    let mut early = base.clone();
    early.valid_to = Some(day("2026-01-31"));
    let said = register
        .save_unit(Some(&base), &early)
        .unwrap_err()
        .to_string();
    assert!(
        said.contains("có cuộc giám sát ngoài khoảng ngày này"),
        "{said}"
    );
    let mut twin = base.clone();
    twin.id = UnitId(uuid::Uuid::nil());
    twin.code = "khac".into();
    let said = register.save_unit(None, &twin).unwrap_err().to_string();
    assert!(said.contains("Đã có Phường Phúc Lợi"), "{said}");
}

/// Head of a paper: superior, name, number, place.
fn head(paper: &Paper) -> String {
    let head = &paper.letterhead;
    let place = head.place_date.split(',').next().unwrap();
    format!(
        "{} | {} | {} | {place}",
        head.superior, head.issuer, head.number_line
    )
}

fn conclusion_head(register: &Register, id: VisitId) -> String {
    head(&press::paper(register, &PaperRequest::Conclusion(id)).unwrap())
}

#[test]
fn papers_on_both_sides_of_a_day_bear_the_head_of_their_day() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, "2023-03-01");
    let issued = concluded(
        &mut register,
        "lb-phuc-dong",
        "2022-12-12",
        "2022-12-27",
        "2023-01-30",
    );
    let bytes = press::render(
        &register,
        &PaperRequest::Conclusion(issued),
        PaperFormat::Pdf,
    )
    .unwrap();
    let old_head = conclusion_head(&register, issued);
    let draft = visit(&mut register, "lb-phuc-loi", "2023-01-12");
    let after = visit(&mut register, "lb-gia-thuy", "2023-02-20");
    for id in [draft, after] {
        support::end(&mut register, id);
    }
    support::write_conclusion(&mut register, draft, "2023-01-20", None);

    let base = register.bodies().unwrap()[0].body.clone();
    let mut new = base.clone();
    new.superior = "THÀNH ỦY HÀ NỘI".into();
    new.name = "BAN XÂY DỰNG ĐẢNG".into();
    new.symbol = "BXDĐ".into();
    new.place = "Hà Nội".into();
    let from = day("2023-02-01");
    assert!(register.change_body(&base, &base, from).is_err());
    register.change_body(&base, &new, from).unwrap();
    let bodies = register.bodies().unwrap();
    let spans: Vec<String> = bodies.iter().map(|page| page.body.span_words()).collect();
    assert_eq!(
        spans,
        ["đến hết 31/01/2023", "từ 01/02/2023 đến hết 30/06/2025"]
    );
    assert_eq!(bodies[0].signers.len(), bodies[1].signers.len());

    // issued before: the same bytes, the same head
    let again = press::render(
        &register,
        &PaperRequest::Conclusion(issued),
        PaperFormat::Pdf,
    )
    .unwrap();
    assert_eq!(again, bytes);
    assert_eq!(conclusion_head(&register, issued), old_head);
    // a draft dated before keeps the old head; dated after, it takes the new one
    let old = "QUẬN ỦY LONG BIÊN | BAN DÂN VẬN | Số 02-TB/BDVQU | Long Biên";
    let number = |register: &mut Register, id, number| {
        let base = register
            .visit_page(id)
            .unwrap()
            .conclusion
            .unwrap()
            .conclusion;
        let mut new = base.clone();
        new.number = Some(number);
        register.edit_conclusion(&base, &new).unwrap();
    };
    number(&mut register, draft, 2);
    assert_eq!(conclusion_head(&register, draft), old);
    let written = register
        .visit_page(draft)
        .unwrap()
        .conclusion
        .unwrap()
        .conclusion;
    let mut dated = written.clone();
    dated.date = Some(day("2023-02-03"));
    register.edit_conclusion(&written, &dated).unwrap();
    // the number was of the other symbol: it is taken anew
    let written = register.visit_page(draft).unwrap();
    assert_eq!(written.conclusion.as_ref().unwrap().conclusion.number, None);
    assert_eq!(written.next_number, 1);
    number(&mut register, draft, 1);
    let young = "THÀNH ỦY HÀ NỘI | BAN XÂY DỰNG ĐẢNG | Số 01-TB/BXDĐ | Hà Nội";
    assert_eq!(conclusion_head(&register, draft), young);
    support::issue(&mut register, draft);
    assert_eq!(conclusion_head(&register, draft), young);
    // a visit of a later day belongs to the new one from the start
    assert_eq!(
        register.visit_page(after).unwrap().body.name,
        "BAN XÂY DỰNG ĐẢNG"
    );
    // minutes are of the day of the visit, letters of the day of the letter
    let minutes = press::paper(&register, &PaperRequest::Minutes(draft)).unwrap();
    assert!(
        head(&minutes).starts_with("QUẬN ỦY LONG BIÊN"),
        "{}",
        head(&minutes)
    );
    let tracking = |as_of| {
        let request = PaperRequest::Tracking {
            unit_id: None,
            as_of,
            only: None,
        };
        head(&press::paper(&register, &request).unwrap())
    };
    assert!(tracking(day("2023-01-31")).starts_with("QUẬN ỦY LONG BIÊN | BAN DÂN VẬN"));
    assert!(tracking(day("2023-02-01")).starts_with("THÀNH ỦY HÀ NỘI | BAN XÂY DỰNG ĐẢNG"));
    // under which a paper was issued stays
    let said = register
        .remove_body_version(bodies[1].body.id)
        .unwrap_err()
        .to_string();
    assert!(
        said.contains("Đã ban hành văn bản mang ký hiệu BXDĐ"),
        "{said}"
    );
    // a second version on the same days is refused
    let clash = register
        .change_body(&base, &new, day("2023-02-10"))
        .unwrap_err()
        .to_string();
    assert!(clash.contains("Đã có Ban Xây dựng"), "{clash}");
    assert!(support::findings(&register).is_empty());
}

#[test]
fn a_change_of_body_is_taken_back_whole() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, "2023-03-01");
    let ahead = visit(&mut register, "lb-gia-thuy", "2023-04-20");
    let base = register.bodies().unwrap()[0].body.clone();
    let mut new = base.clone();
    new.symbol = "BXDĐ".into();
    let id = register
        .change_body(&base, &new, day("2023-04-01"))
        .unwrap()
        .value;
    assert_eq!(register.visit_page(ahead).unwrap().body.id, id);
    register.remove_body_version(id).unwrap();
    assert_eq!(register.visit_page(ahead).unwrap().body.id, base.id);
    let bodies = register.bodies().unwrap();
    assert_eq!((bodies.len(), bodies[0].body.valid_to), (1, base.valid_to));
    register.undo().unwrap();
    assert_eq!(register.bodies().unwrap().len(), 2);
    register.undo().unwrap();
    assert_eq!(register.bodies().unwrap().len(), 1);
}

#[test]
fn a_school_has_its_own_checklist_and_stands_on_the_page_of_its_ward() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, "2024-05-08");
    let parent = ward(&register, "lb-phuc-dong");
    let mut school = Unit {
        id: UnitId(uuid::Uuid::nil()),
        ver: 0,
        code: "lb-phuc-dong-th".into(),
        kind: UnitKind::School,
        name: "Trường Tiểu học Phúc Đồng".into(),
        short_name: "Tiểu học Phúc Đồng".into(),
        district: "long-bien".into(),
        parent_id: Some(parent.id),
        valid_from: None,
        valid_to: None,
        checked: false,
    };
    register.save_unit(None, &school).unwrap();
    let id = visit(&mut register, "lb-phuc-dong-th", "2024-05-01");
    let page = register.visit_page(id).unwrap();
    let shown: Vec<&str> = page
        .covered()
        .flat_map(|sheet| &sheet.items)
        .map(|item| item.item.code.as_str())
        .collect();
    let catalogue = register.catalogue().unwrap();
    let fitting: Vec<&str> = catalogue
        .regulations
        .iter()
        .flat_map(|entry| &entry.items)
        .filter(|entry| entry.item.unit_kinds.contains(&UnitKind::School))
        .map(|entry| entry.item.code.as_str())
        .collect();
    assert_eq!(shown, fitting);
    assert!(
        shown.contains(&"QC5-11") && !shown.contains(&"QC1-01"),
        "{shown:?}"
    );
    let blank = words(&checklist_paper(&page, Use::Blank).unwrap());
    assert!(
        blank.contains("Hội nghị") || blank.contains("hội nghị cán bộ"),
        "{blank}"
    );
    let under = |register: &Register, code: &str, as_of| -> Vec<(String, Option<String>)> {
        let kin = register
            .unit_kin(ward(register, code).id, day(as_of))
            .unwrap();
        kin.under
            .into_iter()
            .map(|row| (row.row.unit.short_name, row.through))
            .collect()
    };
    let own = ("Tiểu học Phúc Đồng".to_owned(), None);
    assert_eq!(under(&register, "lb-phuc-dong", "2024-05-08"), [own]);
    // after the reform it stands with those that took over
    let through = Some("Phường Phúc Đồng".to_owned());
    let later = under(&register, "hn-phuc-loi", "2025-08-01");
    assert_eq!(later, [("Tiểu học Phúc Đồng".to_owned(), through)]);

    // only wards have units under them, and wards belong to none
    school.id = UnitId(uuid::Uuid::nil());
    school.code = "khac".into();
    school.name = "Trường khác".into();
    school.parent_id = Some(ward(&register, "lb-phuc-dong-th").id);
    let said = register.save_unit(None, &school).unwrap_err().to_string();
    assert!(said.contains("không phải phường"), "{said}");
    school.kind = UnitKind::Ward;
    school.parent_id = Some(parent.id);
    let said = register.save_unit(None, &school).unwrap_err().to_string();
    assert!(said.contains("Phường không thuộc phường khác"), "{said}");
    // a cell of the same name in another ward is another unit
    let cell = |ward: &Unit| Unit {
        kind: UnitKind::PartyCell,
        name: "Chi bộ 5".into(),
        short_name: "Chi bộ 5".into(),
        code: format!("{}-chi-bo-5", ward.code),
        parent_id: Some(ward.id),
        ..school.clone()
    };
    register.save_unit(None, &cell(&parent)).unwrap();
    let other = ward(&register, "lb-gia-thuy");
    register.save_unit(None, &cell(&other)).unwrap();
    let visits = register.visits(&VisitFilter::default()).unwrap();
    assert_eq!(visits.len(), 1);
    assert_eq!(visits[0].state, VisitState::InProgress);
}

fn words(paper: &Paper) -> String {
    let mut out = String::new();
    for block in &paper.blocks {
        match block {
            Block::Paragraph { spans } => {
                for span in spans {
                    out.push_str(&span.text);
                }
            }
            Block::Table(table) => {
                for cell in table.rows.iter().flatten() {
                    out.push_str(cell);
                    out.push(' ');
                }
            }
            other => write!(out, "{other:?}").unwrap(),
        }
        out.push('\n');
    }
    out
}

/// Exit code, answer and message.
fn typed(file: &Path, words: &[&str]) -> (u8, String, String) {
    support::typed::typed(file, TODAY, words)
}

#[test]
fn reforms_as_typed() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    concluded(
        &mut register,
        "hn-phuc-loi",
        "2026-02-10",
        "2026-02-20",
        "2026-03-10",
    );
    drop(register);
    let mut told = String::new();
    for line in [
        "unit|add|--kind|school|--ward|hn-phuc-loi|--name|Trường Tiểu học Phúc Lợi",
        "unit|add|--kind|school|--ward|hn-phuc-loi|--name|Trường Tiểu học Phúc Lợi|--code|khac",
        "unit|merge|hn-phuc-loi|hn-viet-hung=part|--name|Phường Phúc Hưng|--on|1/5/2026|--basis|Nghị quyết thử",
        "unit|merge|hn-viet-hung|--into|lb-phuc-hung|--on|1/5/2026",
        "unit|end|hn-phuc-loi|--on|1/6/2026",
        "unit|split|hn-bo-de|--name|Phường Ngọc Lâm Mới|--stays|--on|1/6/2026",
        "unit|split|hn-long-bien|--name|Phường Cự Khối|--into|hn-bo-de|--answers|khong co|--on|1/6/2026",
        "unit|split|hn-long-bien|--name|Phường Cự Khối|--into|hn-bo-de|--answers|phuong cu khoi|--on|1/6/2026",
        "unit|rename|hn-bo-de|--name|Phường Bồ Đề Mới|--code|hn-bo-de-moi|--on|1/1/2027|--checked",
        "unit|show|lb-phuc-hung",
        "unit|show|hn-phuc-loi",
        "unit|show|hn-long-bien|--as-of|1/7/2026",
        "unit|unlink|hn-phuc-loi|lb-phuc-hung",
        "unit|unlink|hn-phuc-loi|lb-phuc-hung",
        "unit|show|hn-phuc-loi",
        "unit|edit|lb-phuc-hung|--short-name|Phúc Hưng mới",
        "body|list",
        "body|change|--from|1/7/2025|--superior|ĐẢNG ỦY PHƯỜNG BỒ ĐỀ|--name|BAN XÂY DỰNG ĐẢNG|--symbol|BXDĐ|--place|Bồ Đề",
        "body|change|--from|1/7/2025|--symbol|XYZ",
        "body|list",
        "body|remove|--from|1/7/2025",
        "body|remove|--from|1/7/2025",
    ] {
        let words: Vec<&str> = line.split('|').collect();
        let (code, out, err) = typed(&path, &words);
        writeln!(told, "$ qcdc {}\n{out}{err}[{code}]\n", words.join(" ")).unwrap();
    }
    insta::assert_snapshot!("reforms_as_typed", told);
}

#[test]
fn a_district_of_ones_own_comes_from_a_file() {
    let (folder, path) = support::place();
    let at = |name: &str| folder.path().join(name);
    let run = |words: &[&str]| typed(&path, words);
    let form = at("mau.json").display().to_string();
    assert_eq!(run(&["export", "district", "--empty", "--out", &form]).0, 0);
    // the form as it is says what to fill in, and makes nothing
    let (code, _, err) = run(&["new", "--district-file", &form]);
    assert_eq!(code, 1, "{err}");
    for place in [
        "district.code",
        "district.name",
        "bodies[0].superior",
        "units[0].name",
    ] {
        assert!(err.contains(place), "{err}");
    }
    assert!(!path.exists());
    // filled in
    let mut file: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(&form).unwrap()).unwrap();
    file["district"] = serde_json::json!({"code": "hoang-mai", "name": "Quận Hoàng Mai"});
    file["bodies"][0]["superior"] = "QUẬN ỦY HOÀNG MAI".into();
    file["bodies"][0]["place"] = "Hoàng Mai".into();
    file["units"] = serde_json::json!([
        {"code": "hm-dinh-cong", "kind": "ward", "name": "Phường Định Công", "valid_to": "2025-06-30"},
        {"code": "hm-dai-kim", "kind": "ward", "name": "Phường Đại Kim", "valid_to": "2025-06-30"},
        {"code": "hn-dinh-cong", "kind": "ward", "name": "Phường Định Công", "valid_from": "2025-07-01"},
        {"code": "hm-truong", "kind": "school", "name": "Trường Tiểu học Đại Kim", "ward": "hm-dai-kim"}
    ]);
    file["successions"] = serde_json::json!([
        {"from": "hm-dinh-cong", "to": "hn-dinh-cong", "date": "2025-07-01", "extent": "whole"},
        {"from": "hm-dai-kim", "to": "hn-dinh-cong", "date": "2025-07-01"}
    ]);
    let good = file.to_string();
    // each mistake names its place
    for (change, place) in [
        (("code", "hm-dai-kim"), "units[1].code"),
        (("ward", "hm-dai-kim"), "units[0].ward"),
        (("kind", "phuong"), "units[0].kind"),
        (("valid_to", "30/6/2025"), "units[0].valid_to"),
        (("ten", "x"), "units[0].ten"),
    ] {
        let mut wrong = file.clone();
        wrong["units"][0][change.0] = change.1.into();
        std::fs::write(&form, wrong.to_string()).unwrap();
        let (code, _, err) = run(&["new", "--district-file", &form]);
        assert_eq!(code, 1);
        assert!(err.contains(place), "{place}: {err}");
        assert!(!path.exists());
    }
    for (change, place) in [
        ("hm-khong", "successions[1].from"),
        ("hn-dinh-cong", "successions[1].date"),
    ] {
        let mut wrong = file.clone();
        wrong["successions"][1]["from"] = change.into();
        std::fs::write(&form, wrong.to_string()).unwrap();
        let (_, _, err) = run(&["new", "--district-file", &form]);
        assert!(err.contains(place), "{place}: {err}");
    }
    std::fs::write(&form, &good[..good.len() / 2]).unwrap();
    assert!(
        run(&["new", "--district-file", &form])
            .2
            .contains("bị cắt ngang")
    );
    std::fs::write(&form, &good).unwrap();
    let (code, _, err) = run(&["new", "--district-file", &form]);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("với 4 đơn vị"), "{err}");

    // the main job there, and the file comes out again as it went in
    let mut register = support::open(&path, "2024-05-08");
    let id = concluded(
        &mut register,
        "hm-dai-kim",
        "2024-05-01",
        "2024-05-05",
        "2024-06-01",
    );
    assert_eq!(
        conclusion_head(&register, id),
        "QUẬN ỦY HOÀNG MAI | BAN DÂN VẬN | Số 01-TB/BDVQU | Hoàng Mai"
    );
    assert!(support::findings(&register).is_empty());
    let districts = register.districts().unwrap();
    assert_eq!(districts.last().unwrap().name, "Quận Hoàng Mai");
    drop(register);
    let out = at("ra.json").display().to_string();
    assert_eq!(run(&["export", "district", "--out", &out]).0, 0);
    let second = folder.path().join("hai.qcdc");
    let (code, _, err) = typed(&second, &["new", "--district-file", &out]);
    assert_eq!(code, 0, "{err}");
    let again = at("ra2.json").display().to_string();
    assert_eq!(
        typed(&second, &["export", "district", "--out", &again]).0,
        0
    );
    assert_eq!(std::fs::read(&out).unwrap(), std::fs::read(&again).unwrap());
}

#[test]
fn the_shipped_districts_travel_as_files_too() {
    for district in ["long-bien", "dong-da"] {
        let (folder, path) = support::place();
        let clock = support::clock(TODAY);
        let register = Register::create(&path, district, "thu".into(), clock).unwrap();
        let file = register.district_file().unwrap();
        let second = folder.path().join("hai.qcdc");
        let clock = support::clock(TODAY);
        let copy = Register::create_for(&second, &file, "thu".into(), clock).unwrap();
        let units = |register: &Register| -> Vec<Unit> {
            let rows = register.units(day(TODAY)).unwrap();
            rows.into_iter().map(|row| row.unit).collect()
        };
        assert_eq!(units(&register), units(&copy));
        assert_eq!(register.bodies().unwrap(), copy.bodies().unwrap());
    }
}

#[test]
fn the_main_job_in_dong_da() {
    let (_folder, path) = support::place();
    let clock = support::clock("2023-03-01");
    let mut register = Register::create(&path, "dong-da", "thu".into(), clock).unwrap();
    let day_of = day("2023-03-01");
    let wards = register.units(day_of).unwrap();
    let there = wards.iter().filter(|row| row.unit.exists_on(day_of));
    assert_eq!(
        there.filter(|row| row.unit.district == "dong-da").count(),
        21
    );
    let id = concluded(
        &mut register,
        "dd-hang-bot",
        "2022-12-12",
        "2022-12-27",
        "2023-01-30",
    );
    assert_eq!(
        conclusion_head(&register, id),
        "QUẬN ỦY ĐỐNG ĐA | BAN DÂN VẬN | Số 01-TB/BDVQU | Đống Đa"
    );
    let pdf = press::render(&register, &PaperRequest::Conclusion(id), PaperFormat::Pdf).unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    let late = register.late_unit_list(day_of).unwrap();
    assert_eq!(
        (late.units[0].unit_name.as_str(), late.units[0].late),
        ("Phường Hàng Bột", 1)
    );
    let page = register
        .tracking(Some(&ward(&register, "dd-hang-bot")), day_of)
        .unwrap();
    let letter = reminder_paper(&page, Stamp::default(), day("2023-03-15")).unwrap();
    assert!(words(&letter).contains("Đảng ủy phường Hàng Bột"));
    let archive = register
        .archive(&ArchiveFilter::of_year(2023), day_of)
        .unwrap();
    assert_eq!(archive.rows.len(), 21);
    assert!(support::findings(&register).is_empty());
}

#[test]
fn the_window_adds_a_school_to_a_ward_and_renames_it() {
    let mut desk = Desk::new(20);
    desk.tab("Phường");
    desk.wait("Thêm đơn vị");
    desk.row("Phúc Đồng");
    desk.wait("Sửa đơn vị");
    desk.click("Đơn vị liên quan (3)");
    desk.click("Thêm đơn vị trực thuộc");
    desk.fill("Tên đầy đủ", "Trường Tiểu học Phúc Đồng");
    desk.click("Ghi");
    desk.wait("Đơn vị liên quan (4)");
    desk.row("Trường Tiểu học Phúc Đồng");
    desk.wait("Trường học · tên và ngày chưa đối chiếu");
    desk.click("Sắp xếp");
    desk.choose("Việc", "doi ten");
    desk.fill("Tên đơn vị mới", "Trường Tiểu học Sài Đồng");
    // the day is missing: it is said, nothing is lost
    desk.click("Ghi");
    desk.wait("Hãy ghi ngày bắt đầu");
    desk.fill("Từ ngày", "01/09/2022");
    desk.key(eframe::egui::Key::Tab);
    desk.click("Ghi");
    desk.wait("Đã đổi tên Trường Tiểu học Phúc Đồng thành Trường Tiểu học Sài Đồng từ 01/09/2022");
    desk.wait("Nay thuộc về");
    desk.click("Hoàn tác");
    desk.wait("Đã hoàn tác: Đã đổi tên");
}

#[test]
fn the_window_changes_the_body_from_a_day_on() {
    let mut desk = Desk::new(20);
    desk.tab("Cài đặt");
    desk.click("Thay đổi từ ngày…");
    desk.fill("Ký hiệu mới", "BXDĐ");
    desk.click("Ghi");
    desk.wait("Hãy ghi ngày bắt đầu thay đổi");
    desk.fill("Thay đổi từ ngày", "01/01/2023");
    desk.key(eframe::egui::Key::Tab);
    desk.click("Ghi");
    desk.wait("Từ 01/01/2023: Ban Dân vận Quận ủy Long Biên, ký hiệu BXDĐ");
    desk.wait("Cơ quan giám sát, đến hết 31/12/2022");
}

#[test]
fn the_guide_takes_a_district_from_a_file() {
    let mut desk = Desk::first_start(12);
    desk.wait("Quận khác, từ tệp…");
    desk.rest();
    let mut file = qcdc::read::district_file::DistrictFile::empty();
    let path = desk.folder.path().join("quan.json");
    let write = |file: &qcdc::read::district_file::DistrictFile| {
        std::fs::write(&path, qcdc::register::district_to_json(file).unwrap()).unwrap();
    };
    write(&file);
    *desk.next_path.borrow_mut() = Some(path.clone());
    desk.click("Quận khác, từ tệp…");
    desk.wait("district.code");
    file.district.code = "hoang-mai".into();
    file.district.name = "Quận Hoàng Mai".into();
    file.bodies[0].superior = "QUẬN ỦY HOÀNG MAI".into();
    file.bodies[0].place = "Hoàng Mai".into();
    file.units[0].code = "hm-dinh-cong".into();
    file.units[0].name = "Phường Định Công".into();
    write(&file);
    *desk.next_path.borrow_mut() = Some(path.clone());
    desk.click("Quận khác, từ tệp…");
    desk.wait("Quận Hoàng Mai");
    desk.click("Tiếp");
    desk.wait("Bước 2/3");
}
