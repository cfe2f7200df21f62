//! A district of one's own from an Excel workbook: names are enough, and what is wrong is told as Excel counts.

use std::fmt::Write as _;

use qcdc::documents::{district_from_xlsx, district_xlsx};
use qcdc::domain::SigningRight;
use qcdc::domain::unit::SuccessionExtent;
use qcdc::domain::{Problems, UnitKind};
use qcdc::read::district_file::{DistrictFile, SignerEntry, SuccessionEntry, UnitEntry};
use qcdc::register::Register;

use crate::desk::Desk;
use crate::support::typed::typed as typed_on;
use crate::support::{self, day};

fn unit(name: &str, kind: UnitKind, ward: Option<&str>) -> UnitEntry {
    UnitEntry {
        code: String::new(),
        kind,
        name: name.to_owned(),
        short_name: String::new(),
        ward: ward.map(str::to_owned),
        valid_from: None,
        valid_to: None,
        checked: false,
        outside: false,
    }
}

fn link(from: &str, to: &str) -> SuccessionEntry {
    SuccessionEntry {
        from: from.to_owned(),
        to: to.to_owned(),
        extent: SuccessionExtent::Whole,
        date: day("2025-07-01"),
        checked: false,
        source: String::new(),
        answers: false,
    }
}

/// What somebody types who knows the names: no code at all, two wards of one name before and after.
fn typed_in() -> DistrictFile {
    let mut file = DistrictFile::empty();
    file.district.name = "Quận Hoàng Mai".into();
    file.bodies[0].superior = "QUẬN ỦY HOÀNG MAI".into();
    file.bodies[0].place = "Hoàng Mai".into();
    let until = |mut unit: UnitEntry| {
        unit.valid_to = Some(day("2025-06-30"));
        unit
    };
    let ward = |name| unit(name, UnitKind::Ward, None);
    let mut new = ward("Phường Định Công");
    new.valid_from = Some(day("2025-07-01"));
    file.units = vec![
        until(ward("Phường Định Công")),
        until(ward("Phường Đại Kim")),
        new,
        unit(
            "Trường Tiểu học Đại Kim",
            UnitKind::School,
            Some("Phường Đại Kim"),
        ),
        unit("Chi bộ số 5", UnitKind::PartyCell, Some("đại kim")),
    ];
    file.successions = vec![
        link("Phường Định Công", "Phường Định Công"),
        link("đại kim", "Phường Định Công"),
    ];
    file
}

fn told(file: &DistrictFile) -> Vec<String> {
    let Problems(problems) = district_from_xlsx(&district_xlsx(file).unwrap()).unwrap_err();
    problems
        .iter()
        .map(|problem| format!("{}: {}", problem.place, problem.message))
        .collect()
}

#[test]
fn names_are_enough_and_codes_come_by_themselves() {
    let read = district_from_xlsx(&district_xlsx(&typed_in()).unwrap()).unwrap();
    assert_eq!(read.district.code, "hoang-mai");
    let codes: Vec<&str> = read.units.iter().map(|unit| unit.code.as_str()).collect();
    assert_eq!(
        codes,
        [
            "hm-dinh-cong",
            "hm-dai-kim",
            "hm-dinh-cong-2",
            "hm-truong-tieu-hoc-dai-kim",
            "hm-chi-bo-so-5"
        ]
    );
    assert_eq!(read.units[3].ward.as_deref(), Some("hm-dai-kim"));
    assert_eq!(read.units[4].ward.as_deref(), Some("hm-dai-kim"));
    let links: Vec<(&str, &str)> = read
        .successions
        .iter()
        .map(|link| (link.from.as_str(), link.to.as_str()))
        .collect();
    assert_eq!(
        links,
        [
            ("hm-dinh-cong", "hm-dinh-cong-2"),
            ("hm-dai-kim", "hm-dinh-cong-2")
        ]
    );
    // once it has its codes, it comes back as it is
    assert_eq!(
        district_from_xlsx(&district_xlsx(&read).unwrap()).unwrap(),
        read
    );
}

#[test]
fn the_shipped_districts_come_back_from_a_workbook_as_they_are() {
    for district in ["long-bien", "dong-da"] {
        let (_folder, path) = support::place();
        let clock = support::clock("2025-07-10");
        let register = Register::create(&path, district, "thu".into(), clock).unwrap();
        let file = register.district_file().unwrap();
        assert!(file.units.len() > 14 && !file.successions.is_empty());
        assert_eq!(
            district_from_xlsx(&district_xlsx(&file).unwrap()).unwrap(),
            file
        );
    }
}

#[test]
fn several_bodies_keep_their_signers() {
    let mut file = typed_in();
    let mut later = file.bodies[0].clone();
    file.bodies[0].valid_to = Some(day("2025-06-30"));
    later.valid_from = Some(day("2025-07-01"));
    later.symbol = "BXDĐ".to_owned();
    later.signers = vec![
        SignerEntry {
            title: "PHÓ TRƯỞNG BAN".to_owned(),
            right: SigningRight::Deputy,
            name: "Trần Thị B".to_owned(),
        },
        later.signers[0].clone(),
    ];
    file.bodies.push(later);
    let read = district_from_xlsx(&district_xlsx(&file).unwrap()).unwrap();
    assert_eq!(read.bodies, file.bodies);
}

#[test]
fn what_is_wrong_is_told_by_sheet_line_and_column() {
    insta::assert_snapshot!("empty_form", told(&DistrictFile::empty()).join("\n"));
    let mut told_all = String::new();
    let mut wrong = |what: &str, change: &dyn Fn(&mut DistrictFile)| {
        let mut file = typed_in();
        change(&mut file);
        writeln!(told_all, "# {what}\n{}", told(&file).join("\n")).unwrap();
    };
    wrong("a ward that is not there", &|file| {
        file.units[3].ward = Some("Tân Mai".to_owned());
    });
    wrong("a ward of two", &|file| {
        file.units[3].ward = Some("Định Công".to_owned());
    });
    wrong("a code twice", &|file| {
        file.units[0].code = "hm-a".to_owned();
        file.units[1].code = "hm-a".to_owned();
    });
    wrong("twins", &|file| file.units[2].valid_from = None);
    wrong("a school in a school", &|file| {
        file.units[4].ward = Some("hm-truong".to_owned());
        file.units[3].code = "hm-truong".to_owned();
    });
    wrong("an old unit that nobody knows", &|file| {
        file.successions[1].from = "Tân Mai".to_owned();
    });
    wrong("a day on which it was gone already", &|file| {
        file.successions[1].date = day("2026-01-01");
    });
    wrong("a signer without a title", &|file| {
        file.bodies[0].signers[0].title = String::new();
        file.bodies[0].signers[0].name = "Trần Thị B".to_owned();
    });
    wrong("no symbol", &|file| file.bodies[0].symbol = String::new());
    insta::assert_snapshot!("mistakes", told_all);
    let Problems(problems) = district_from_xlsx(b"PK\x03\x04 rubbish").unwrap_err();
    assert!(problems[0].message.contains("Hãy lưu mẫu"));
}

#[test]
fn the_command_line_makes_a_form_and_a_file_from_it() {
    let (folder, path) = support::place();
    let form = folder.path().join("mau.xlsx");
    let name = form.display().to_string();
    let run = |words: &[&str]| typed_on(&path, "2025-07-10", words);
    assert_eq!(run(&["export", "district", "--empty", "--out", &name]).0, 0);
    let (code, _, err) = run(&["new", "--district-file", &name]);
    assert_eq!(code, 1, "{err}");
    assert!(err.contains("trang “Quận”"), "{err}");
    assert!(!path.exists());
    std::fs::write(&form, district_xlsx(&typed_in()).unwrap()).unwrap();
    let (code, _, err) = run(&["new", "--district-file", &name]);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("với 5 đơn vị"), "{err}");
    let again = folder.path().join("ra.xlsx").display().to_string();
    assert_eq!(run(&["export", "district", "--out", &again]).0, 0);
    let read = district_from_xlsx(&std::fs::read(&again).unwrap()).unwrap();
    let first = district_from_xlsx(&std::fs::read(&form).unwrap()).unwrap();
    assert_eq!(read.units.len(), first.units.len());
    assert_eq!(read.successions.len(), 2);
}

#[test]
fn the_window_saves_a_form_and_takes_it_filled_in() {
    let mut desk = Desk::first_start(12);
    desk.wait("Lưu mẫu để điền…");
    desk.rest();
    let path = desk.folder.path().join("quan.xlsx");
    *desk.next_path.borrow_mut() = Some(path.clone());
    desk.click("Lưu mẫu để điền…");
    desk.wait("Đã lưu mẫu");
    *desk.next_path.borrow_mut() = Some(path.clone());
    desk.click("Quận khác, từ tệp…");
    desk.wait("trang “Quận”");
    std::fs::write(&path, district_xlsx(&typed_in()).unwrap()).unwrap();
    *desk.next_path.borrow_mut() = Some(path);
    desk.click("Quận khác, từ tệp…");
    desk.wait("Quận Hoàng Mai");
}

/// A sheet with this cell besides what stood in it.
fn with_cell(name: &str, line: u32, column: u16) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name(name).unwrap();
    sheet.write_string(0, 0, "Tên quận").unwrap();
    sheet.write_string(0, 1, "Mã quận").unwrap();
    sheet.write_string(line, column, "x").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_stray_cell_at_the_far_end_costs_nothing() {
    let told = |line, column| {
        let Problems(problems) = district_from_xlsx(&with_cell("Quận", line, column)).unwrap_err();
        problems[0].message.clone()
    };
    // columns beside the heads are not looked at: only the other sheets are missing
    assert_eq!(told(3, 16_383), "Tệp thiếu trang “Cơ quan giám sát”.");
    assert_eq!(
        told(1_048_575, 0),
        "Trang “Quận” có chữ ở dòng 1.048.576, quá dòng 20.000; hãy xóa phần thừa ở dưới."
    );
}
