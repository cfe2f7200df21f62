//! The register of people: titles with validity, offered to visits of their day.

use crate::support;

use qcdc::domain::Side;
use support::{create, day, findings, open, place, visit};

#[test]
fn who_holds_a_title_on_the_day_is_offered_for_the_right_side() {
    let (_folder, path) = place();
    let mut register = create(&path, "2022-12-12");
    let unit = register.unit_by_code("lb-phuc-dong").unwrap().unwrap();
    let other = register.unit_by_code("lb-cu-khoi").unwrap().unwrap();
    let open_span = (None, None);
    register
        .keep_person("  Nguyễn Văn A ", "Trưởng Ban", None, open_span)
        .unwrap();
    let until = (None, Some(day("2021-12-31")));
    register
        .keep_person("Trần Thị B", "Bí thư Đảng ủy", Some(unit.id), until)
        .unwrap();
    let from = (Some(day("2022-01-01")), None);
    register
        .keep_person("Lê Văn C", "Bí thư Đảng ủy", Some(unit.id), from)
        .unwrap();
    register
        .keep_person("Phạm Thị D", "Bí thư Đảng ủy", Some(other.id), open_span)
        .unwrap();
    let id = visit(&mut register, "2022-12-12");
    let offered: Vec<(Side, String)> = register
        .visit_page(id)
        .unwrap()
        .people
        .into_iter()
        .map(|candidate| (candidate.side, candidate.name))
        .collect();
    assert_eq!(
        offered,
        [
            (Side::Team, "Nguyễn Văn A".to_owned()),
            (Side::Unit, "Lê Văn C".to_owned())
        ]
    );
    drop(register);
    assert_eq!(open(&path, "2022-12-12").people().unwrap().len(), 4);
}

#[test]
fn the_same_name_gets_another_title_and_the_same_twice_is_refused() {
    let (_folder, path) = place();
    let mut register = create(&path, "2022-12-12");
    let none = (None, None);
    let first = register
        .keep_person("Nguyễn Văn A", "Chuyên viên", None, none)
        .unwrap()
        .value;
    let second = register
        .keep_person("Nguyễn Văn A", "Phó Trưởng Ban", None, none)
        .unwrap()
        .value;
    assert_eq!(first, second);
    let error = register
        .keep_person("Nguyễn Văn A", "Chuyên viên", None, none)
        .unwrap_err();
    assert!(error.to_string().contains("đã có trong danh bạ"));
    assert!(
        register
            .keep_person("Nguyễn Văn A", " ", None, none)
            .is_err()
    );
    assert!(
        register
            .keep_person(" ", "Chuyên viên", None, none)
            .is_err()
    );
    let backwards = (Some(day("2022-02-01")), Some(day("2022-01-01")));
    assert!(
        register
            .keep_person("Lê Văn C", "Chuyên viên", None, backwards)
            .is_err()
    );
    assert_eq!(register.people().unwrap().len(), 1, "nothing half done");
    register.remove_person(first).unwrap();
    assert!(register.people().unwrap().is_empty());
    register.undo().unwrap();
    assert_eq!(register.people().unwrap()[0].titles.len(), 2);
    assert!(findings(&register).is_empty());
}

#[test]
fn given_names_order_the_list() {
    let (_folder, path) = place();
    let mut register = create(&path, "2022-12-12");
    for name in ["Nguyễn Văn Ước", "Đỗ Thị Ánh", "Lê Anh Dũng", "An"] {
        register
            .keep_person(name, "Chuyên viên", None, (None, None))
            .unwrap();
    }
    let names: Vec<String> = register
        .people()
        .unwrap()
        .into_iter()
        .map(|entry| entry.person.name)
        .collect();
    assert_eq!(names, ["An", "Đỗ Thị Ánh", "Lê Anh Dũng", "Nguyễn Văn Ước"]);
}
