//! Two writers change the same fields: each field is chosen, nothing is written before, the result has what was chosen.

use qcdc::domain::{RatingValue, ShortcomingLevel};
use qcdc::register::{Register, RegisterError};
use qcdc::store::Choice;

use crate::desk::Desk;
use crate::support;

const TODAY: &str = "2024-05-15";

fn clash(result: Result<(), RegisterError>) -> Vec<qcdc::register::ConflictField> {
    match result {
        Err(RegisterError::Conflict(conflict)) => conflict.fields,
        other => panic!("{other:?}"),
    }
}

/// Takes the own value of the named fields.
fn choices(fields: Vec<qcdc::register::ConflictField>, mine: &[&str]) -> Vec<Choice> {
    fields
        .into_iter()
        .map(|clash| Choice {
            take_mine: mine.contains(&clash.field.as_str()),
            clash,
        })
        .collect()
}

#[test]
fn the_same_change_again_has_exactly_what_was_chosen() {
    let (_folder, path) = support::place();
    let mut first = support::create(&path, TODAY);
    let id = support::visit(&mut first, TODAY);
    let made = first
        .add_shortcoming(&support::shortcoming(id, "2024-06-30"))
        .unwrap()
        .value;
    let mut second = support::open(&path, TODAY);
    let read = |register: &Register| {
        let page = register.visit_page(id).unwrap();
        page.shortcomings
            .into_iter()
            .find(|s| s.id == made)
            .unwrap()
    };
    let base = read(&first);
    let mut theirs = base.clone();
    theirs.order_text = "Của người kia".into();
    theirs.owner = "Người kia".into();
    theirs.evidence = "Chỉ người kia sửa".into();
    second.edit_shortcoming(&base, &theirs).unwrap();
    let mut mine = base.clone();
    mine.order_text = "Của tôi".into();
    mine.owner = "Tôi".into();
    mine.level = ShortcomingLevel::Remind;
    let fields = clash(first.edit_shortcoming(&base, &mine).map(drop));
    let named: Vec<(&str, &str)> = fields
        .iter()
        .map(|field| (field.table, field.field.as_str()))
        .collect();
    assert_eq!(
        named,
        [("shortcoming", "order_text"), ("shortcoming", "owner")]
    );
    assert_eq!(
        read(&first).order_text,
        "Của người kia",
        "nothing is written"
    );

    // a third change of a field after the choice was shown: asked again, not overwritten
    let chosen = choices(fields, &["owner"]);
    let now = read(&second);
    let mut again = now.clone();
    again.owner = "Người thứ ba".into();
    second.edit_shortcoming(&now, &again).unwrap();
    first.choose(chosen.clone());
    let fields = clash(first.edit_shortcoming(&base, &mine).map(drop));
    assert_eq!(fields.len(), 1, "{fields:?}");
    assert_eq!(fields[0].theirs, "Người thứ ba");

    let all = [chosen, choices(fields, &["owner"])].concat();
    first.choose(all);
    first.edit_shortcoming(&base, &mine).unwrap();
    first.choose(Vec::new());
    let result = read(&first);
    assert_eq!(result.order_text, "Của người kia");
    assert_eq!(result.owner, "Tôi");
    assert_eq!(
        result.level,
        ShortcomingLevel::Remind,
        "only mine changed it"
    );
    assert_eq!(result.evidence, "Chỉ người kia sửa");
    assert_eq!(support::findings(&first), Vec::<String>::new());
}

/// The choice is for this one record and these values: the next conflict is asked about anew.
#[test]
fn every_kind_of_edit_can_be_settled() {
    let (_folder, path) = support::place();
    let mut first = support::create(&path, TODAY);
    let id = support::visit(&mut first, TODAY);
    let mut second = support::open(&path, TODAY);
    let mut settled = 0;
    let mut both = |edit: &dyn Fn(&mut Register, &str) -> Result<(), RegisterError>| {
        edit(&mut second, "kia").unwrap();
        let fields = clash(edit(&mut first, "tôi"));
        let names: Vec<String> = fields.iter().map(|field| field.field.clone()).collect();
        let mine: Vec<&str> = names.iter().map(String::as_str).collect();
        first.choose(choices(fields, &mine));
        edit(&mut first, "tôi").unwrap();
        first.choose(Vec::new());
        settled += 1;
    };
    let reader = support::open(&path, TODAY);
    // visit
    let visit = reader.visit_page(id).unwrap().visit;
    both(&|register, words| {
        let mut new = visit.clone();
        new.topic = words.into();
        register.edit_visit(&visit, &new).map(drop)
    });
    // answer of the checklist
    let page = reader.visit_page(id).unwrap();
    let rating = support::rating(&page, "QC1-01");
    both(&|register, words| {
        let mut new = rating.clone();
        new.value = if words == "tôi" {
            RatingValue::Met
        } else {
            RatingValue::NotMet
        };
        new.comment = words.into();
        register.rate(&rating, &new).map(drop)
    });
    // unit
    let unit = reader.unit_by_code("lb-phuc-dong").unwrap().unwrap();
    both(&|register, words| {
        let mut new = unit.clone();
        new.short_name = format!("Phúc Đồng {words}");
        register.save_unit(Some(&unit), &new).map(drop)
    });
    // body
    let body = reader.bodies().unwrap().remove(0).body;
    both(&|register, words| {
        let mut new = body.clone();
        new.place = format!("Long Biên {words}");
        register.edit_body(&body, &new).map(drop)
    });
    assert_eq!(settled, 4);
    let after = support::open(&path, TODAY);
    let page = after.visit_page(id).unwrap();
    assert_eq!(page.visit.topic, "tôi");
    assert_eq!(support::rating(&page, "QC1-01").value, RatingValue::Met);
    let unit = after.unit_by_code("lb-phuc-dong").unwrap().unwrap();
    assert_eq!(unit.short_name, "Phúc Đồng tôi");
}

/// In the window: another program changes what is typed here; each field is chosen by name.
#[test]
fn the_window_asks_field_by_field_and_loses_nothing() {
    let mut desk = Desk::new(20);
    desk.rest();
    desk.tab("Cài đặt");
    desk.wait("Địa danh");
    let file = desk.folder.path().join("Long Biên.qcdc");
    let at = chrono::DateTime::parse_from_rfc3339("2022-12-20T09:41:00+07:00").unwrap();
    let mut other = Register::open(&file, "hoa".into(), Box::new(move || at)).unwrap();
    // typed here while the other one saves
    let stored = |other: &Register| other.bodies().unwrap().remove(0).body;
    let save = |other: &mut Register, words: &str| {
        let base = stored(other);
        let mut theirs = base.clone();
        theirs.place = words.into();
        other.edit_body(&base, &theirs).unwrap();
    };
    desk.fill("Địa danh", "Quận tôi");
    save(&mut other, "Quận kia");
    desk.wait("Nội dung vừa được người khác sửa");
    desk.click("Để sau");
    desk.wait("Có 01 chỗ hai người cùng sửa");
    assert_eq!(stored(&other).place, "Quận kia");
    assert_eq!(desk.value("Địa danh"), "Quận tôi", "what was typed stays");
    desk.click("Chọn…");
    desk.click("Địa danh: lấy của tôi");
    desk.click("Ghi nội dung đã chọn");
    desk.rest();
    assert_eq!(stored(&other).place, "Quận tôi");
    assert!(!desk.sees("hai người cùng sửa"));

    // the other way round: the field lets go what was typed
    desk.fill("Địa danh", "Quận tôi nữa");
    save(&mut other, "Quận kia nữa");
    desk.wait("Nội dung vừa được người khác sửa");
    desk.click("Lấy tất cả của người kia");
    desk.click("Ghi nội dung đã chọn");
    desk.rest();
    assert_eq!(stored(&other).place, "Quận kia nữa");
    assert!(!desk.sees("Nội dung vừa được người khác sửa"));
    assert_eq!(desk.value("Địa danh"), "Quận kia nữa");
}
