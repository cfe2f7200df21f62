//! The catalogue as new versions: looked at, kept whole or not at all, never under an earlier visit.

use crate::support;

use qcdc::documents::{catalogue_from_xlsx, catalogue_xlsx};
use qcdc::domain::RatingValue;
use qcdc::read::catalogue_file::{CatalogueFile, ChangeKind, diff};
use qcdc::register::{catalogue_from_json, catalogue_to_json};
use support::{create, day, findings, place, rate, rating, visit};

/// One item with other words, one gone, one more.
fn edited(base: &CatalogueFile) -> CatalogueFile {
    let mut new = base.clone();
    let items = &mut new.regulations[1].items;
    items[2].text = "Niêm yết dự thảo phương án đủ 30 ngày.".into();
    let mut more = items[0].clone();
    more.code = "QC1-99".into();
    more.text = "Công khai kết quả tiếp thu ý kiến.".into();
    items.remove(1);
    items.push(more);
    new
}

#[test]
fn both_forms_of_the_file_come_back_as_they_were() {
    let (_folder, path) = place();
    let register = create(&path, "2022-12-12");
    let file = register.catalogue_file().unwrap();
    let json = catalogue_to_json(&file).unwrap();
    assert_eq!(catalogue_from_json(json.as_bytes()).unwrap(), file);
    let excel = catalogue_xlsx(&file).unwrap();
    assert_eq!(catalogue_from_xlsx(&excel, &file).unwrap(), file);
    assert_eq!(catalogue_xlsx(&file).unwrap().len(), excel.len());
    // what ships can be taken in as well
    let shipped = std::fs::read("data/catalogue.json").unwrap();
    assert!(diff(&file, &catalogue_from_json(&shipped).unwrap()).is_empty());
}

#[test]
fn a_new_version_is_used_by_new_visits_and_earlier_ones_keep_theirs() {
    let (_folder, path) = place();
    let mut register = create(&path, "2022-12-12");
    let before = visit(&mut register, "2022-12-12");
    rate(&mut register, before, "QC1-02", RatingValue::Met, "");
    let file = register.catalogue_file().unwrap();
    let new = edited(&file);
    let changes = register.catalogue_diff(&new).unwrap();
    let told: Vec<(ChangeKind, &str)> = changes
        .iter()
        .map(|change| (change.kind, change.place.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (ChangeKind::Changed, "QC1-03, nội dung"),
            (ChangeKind::Added, "QC1-99"),
            (ChangeKind::Removed, "QC1-02"),
        ]
    );
    let outcome = register.save_catalogue(file.version, &new).unwrap();
    assert_eq!(outcome.message, "Đã lưu danh mục bản 2, 03 chỗ thay đổi");
    let old = register.visit_page(before).unwrap();
    assert_eq!(old.catalogue.version, 1);
    assert_eq!(rating(&old, "QC1-02").value, RatingValue::Met);
    let after = visit(&mut register, "2022-12-12");
    let page = register.visit_page(after).unwrap();
    assert_eq!(page.catalogue.version, 2);
    let codes: Vec<&str> = page
        .regulations
        .iter()
        .flat_map(|sheet| &sheet.items)
        .map(|item| item.item.code.as_str())
        .collect();
    assert!(codes.contains(&"QC1-99") && !codes.contains(&"QC1-02"));
    assert_eq!(findings(&register), Vec::<String>::new());
}

#[test]
fn a_version_without_visits_can_be_taken_back() {
    let (_folder, path) = place();
    let mut register = create(&path, "2022-12-12");
    let file = register.catalogue_file().unwrap();
    register.save_catalogue(1, &edited(&file)).unwrap();
    assert_eq!(register.catalogue().unwrap().catalogue.version, 2);
    register.undo().unwrap();
    assert_eq!(register.catalogue_file().unwrap(), file);
}

#[test]
fn what_is_wrong_is_told_with_its_place_and_nothing_is_kept() {
    let (_folder, path) = place();
    let mut register = create(&path, "2022-12-12");
    let file = register.catalogue_file().unwrap();
    let mut wrong = file.clone();
    wrong.regulations[1].items[0].code = "QC1-03".into();
    wrong.regulations[2].title = " ".into();
    wrong.regulations[3].items[1].legal_refs[0].checked = true;
    let told = register.save_catalogue(1, &wrong).unwrap_err().to_string();
    assert!(
        told.contains("regulations[1].items[2].code: Mã nội dung kiểm tra QC1-03 dùng hai lần."),
        "{told}"
    );
    assert!(told.contains("regulations[2].title"), "{told}");
    assert!(told.contains("phải có số và ngày văn bản"), "{told}");
    let same = register.save_catalogue(1, &file).unwrap_err().to_string();
    assert!(same.contains("không khác bản đang dùng"), "{same}");
    register.save_catalogue(1, &edited(&file)).unwrap();
    let mut late = file.clone();
    late.title = "Danh mục khác".into();
    let late = register.save_catalogue(1, &late).unwrap_err().to_string();
    assert!(late.contains("Đã có bản 2 mới hơn bản 1"), "{late}");
    assert!(catalogue_from_json(b"{\"code\": 1}").is_err());
}

/// One cell at the far end made a table of seventeen thousand million cells, and the program was gone.
#[test]
fn a_stray_cell_at_the_far_end_is_told() {
    let (_folder, path) = place();
    let base = create(&path, "2022-12-12").catalogue_file().unwrap();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Quy chế").unwrap();
    sheet.write_string(0, 0, "Mã quy chế").unwrap();
    sheet.write_string(1_048_575, 16_383, "x").unwrap();
    sheet.write_string(1_048_575, 0, "x").unwrap();
    let told = catalogue_from_xlsx(&book.save_to_buffer().unwrap(), &base).unwrap_err();
    assert!(
        told.to_string().contains("có chữ ở dòng 1.048.576"),
        "{told}"
    );
}

#[test]
fn a_workbook_with_mistakes_names_sheet_row_and_column() {
    let (_folder, path) = place();
    let register = create(&path, "2022-12-12");
    let base = register.catalogue_file().unwrap();
    assert!(
        catalogue_from_xlsx(b"PK\x03\x04 rubbish", &base)
            .unwrap_err()
            .to_string()
            .contains("không đọc được như tệp Excel")
    );
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Quy chế").unwrap();
    let heads = [
        "Mã quy chế",
        "Tên quy chế",
        "Loại",
        "Số quyết định",
        "Ngày quyết định",
        "Đã đối chiếu",
        "Ghi chú",
    ];
    for (column, head) in (0..).zip(heads) {
        sheet.write_string(0, column, head).unwrap();
    }
    for (column, cell) in (0..).zip(["QC1", "Tên", "Quy định lạ", "", "hôm qua", ""]) {
        sheet.write_string(1, column, cell).unwrap();
    }
    let told = catalogue_from_xlsx(&book.save_to_buffer().unwrap(), &base)
        .unwrap_err()
        .to_string();
    assert!(
        told.contains("Tệp thiếu trang “Nội dung kiểm tra”."),
        "{told}"
    );
    assert!(
        told.contains("trang “Quy chế”, dòng 2, cột “Loại”: “Quy định lạ”"),
        "{told}"
    );
    assert!(
        told.contains("cột “Ngày quyết định”: “hôm qua” không phải ngày"),
        "{told}"
    );
}

#[test]
fn a_reference_is_ticked_only_with_number_and_date() {
    let (_folder, path) = place();
    let mut register = create(&path, "2022-12-12");
    let legal = register.catalogue().unwrap().regulations[1].legal_refs[0].clone();
    let error = register.check_legal_ref(legal.id, " ", None, true);
    assert!(
        error
            .unwrap_err()
            .to_string()
            .contains("Hãy ghi số văn bản")
    );
    assert!(
        register
            .check_legal_ref(legal.id, "34", None, true)
            .is_err()
    );
    let on = Some(day("2007-04-20"));
    register
        .check_legal_ref(legal.id, "34/2007/PL-UBTVQH11", on, true)
        .unwrap();
    let kept = register.catalogue().unwrap().regulations[1].legal_refs[0].clone();
    assert!(kept.checked);
    assert_eq!(
        (kept.number.as_str(), kept.date),
        ("34/2007/PL-UBTVQH11", on)
    );
    // it goes into the file and the next version
    let file = register.catalogue_file().unwrap();
    assert!(file.regulations[1].legal_refs[0].checked);
}

#[test]
fn a_regulation_is_ticked_as_compared_only_with_number_and_date_of_its_decision() {
    let (_folder, path) = place();
    let mut register = create(&path, "2024-05-15");
    let regulation = |register: &qcdc::register::Register| {
        register.catalogue().unwrap().regulations[1]
            .regulation
            .clone()
    };
    let id = regulation(&register).id;
    let date = Some(day("2020-03-02"));
    for (number, date, field) in [
        ("  ", date, "decision_number"),
        ("12-QĐ/QU", None, "decision_date"),
    ] {
        match register.check_regulation(id, number, date, true) {
            Err(qcdc::register::RegisterError::Problems(problems)) => {
                assert_eq!(problems.0[0].place, field);
            }
            other => panic!("{other:?}"),
        }
        assert!(!regulation(&register).title_checked);
    }
    register
        .check_regulation(id, " 12-QĐ/QU ", date, true)
        .unwrap();
    let now = regulation(&register);
    assert_eq!(now.decision_number, "12-QĐ/QU");
    assert_eq!((now.decision_date, now.title_checked), (date, true));
    register.undo().unwrap();
    assert!(!regulation(&register).title_checked);
    // what is not ticked may be half known
    register
        .check_regulation(id, "12-QĐ/QU", None, false)
        .unwrap();
    assert_eq!(findings(&register), Vec::<String>::new());
}
