//! What earlier visits say of an item: through predecessors and by code.

use crate::support;

use qcdc::domain::{RatingValue, VisitKind};
use qcdc::register::NewVisit;
use support::{create, day, end, issue, open, place, rate, shortcoming, visit, write_conclusion};

/// A visit of June 2022 with one item not met and its shortcoming notified.
fn earlier(path: &std::path::Path) -> qcdc::domain::VisitId {
    let mut register = create(path, "2022-06-01");
    let id = visit(&mut register, "2022-06-01");
    rate(
        &mut register,
        id,
        "QC1-03",
        RatingValue::NotMet,
        "Chưa niêm yết.",
    );
    let page = register.visit_page(id).unwrap();
    let (sheet, item) = page
        .regulations
        .iter()
        .flat_map(|sheet| sheet.items.iter().map(move |item| (sheet, item)))
        .find(|(_, item)| item.item.code == "QC1-03")
        .unwrap();
    let mut found = shortcoming(id, "2022-07-01");
    found.regulation_id = Some(sheet.regulation.id);
    found.item_id = Some(item.item.id);
    register.add_shortcoming(&found).unwrap();
    end(&mut register, id);
    write_conclusion(&mut register, id, "2022-06-01", None);
    issue(&mut register, id);
    id
}

#[test]
fn the_last_rating_and_open_shortcomings_of_the_same_item_are_known() {
    let (_folder, path) = place();
    let first = earlier(&path);
    let mut register = open(&path, "2022-12-12");
    let second = visit(&mut register, "2022-12-12");
    let page = register.visit_page(second).unwrap();
    let past = page.past_of("QC1-03").unwrap();
    let last = past.last.as_ref().unwrap();
    assert_eq!(last.visit_id, first);
    assert_eq!(last.value, RatingValue::NotMet);
    assert_eq!(last.comment, "Chưa niêm yết.");
    assert_eq!(last.other_unit, None);
    assert_eq!(past.open.len(), 1);
    assert_eq!(past.open[0].deadline, Some(day("2022-07-01")));
    assert_eq!(past.open[0].visit_id, first);
    // the first visit itself has no past, and is not its own
    assert!(register.visit_page(first).unwrap().past.is_empty());
    // the newest rating counts
    rate(&mut register, second, "QC1-03", RatingValue::Met, "");
    drop(register);
    let mut register = open(&path, "2022-12-20");
    let third = visit(&mut register, "2022-12-20");
    let page = register.visit_page(third).unwrap();
    let last = page.past_of("QC1-03").unwrap().last.as_ref().unwrap();
    assert_eq!(last.visit_id, second);
    assert_eq!(last.value, RatingValue::Met);
}

#[test]
fn a_ward_that_took_over_inherits_the_past() {
    let (_folder, path) = place();
    earlier(&path);
    let mut register = open(&path, "2026-01-10");
    let old = register.unit_by_code("lb-phuc-dong").unwrap().unwrap();
    let page = register.unit_page(old.id, day("2026-01-10")).unwrap();
    let new = page
        .successors
        .iter()
        .map(|(_, unit)| unit)
        .find(|unit| unit.exists_on(day("2026-01-10")))
        .unwrap();
    let id = register
        .create_visit(&NewVisit {
            unit_id: new.id,
            kind: VisitKind::Periodic,
            date: day("2026-01-10"),
            topic: String::new(),
            rechecks: None,
        })
        .unwrap()
        .value;
    let page = register.visit_page(id).unwrap();
    let past = page.past_of("QC1-03").unwrap();
    assert_eq!(
        past.last.as_ref().unwrap().other_unit.as_deref(),
        Some("Phường Phúc Đồng")
    );
    assert_eq!(past.open.len(), 1);
}
