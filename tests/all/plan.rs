//! The plan of the year: made in bulk as one step, moved from day to day.

use crate::support;

use qcdc::domain::plan::spread;
use qcdc::domain::{VisitKind, VisitState};
use qcdc::read::VisitFilter;
use qcdc::register::PlanVisits;
use support::{create, day, place, visit};

#[test]
fn a_year_is_planned_in_one_step_that_can_be_taken_back() {
    let (_folder, path) = place();
    let mut register = create(&path, "2022-01-05");
    let units: Vec<_> = register
        .units(day("2022-01-05"))
        .unwrap()
        .into_iter()
        .filter(|row| row.unit.exists_on(day("2022-06-01")))
        .map(|row| row.unit.id)
        .collect();
    let regulation = register.catalogue().unwrap().regulations[1].regulation.id;
    let plan = PlanVisits {
        visits: spread(&units, 2022, &[3, 5, 9], &qcdc::domain::Calendar::default()),
        kind: VisitKind::Periodic,
        topic: String::new(),
        covered: vec![regulation],
    };
    let outcome = register.plan_visits(&plan).unwrap();
    assert_eq!(outcome.value, units.len());
    let visits = register.visits(&VisitFilter::default()).unwrap();
    assert_eq!(visits.len(), units.len());
    assert!(visits.iter().all(|row| row.state == VisitState::Planned));
    let page = register.visit_page(visits[0].id).unwrap();
    assert_eq!(page.covered().count(), 1);
    register.undo().unwrap();
    assert!(register.visits(&VisitFilter::default()).unwrap().is_empty());
}

#[test]
fn a_plan_that_names_a_unit_out_of_its_time_makes_nothing() {
    let (_folder, path) = place();
    let mut register = create(&path, "2022-01-05");
    let unit = register.unit_by_code("lb-phuc-dong").unwrap().unwrap();
    let plan = PlanVisits {
        visits: vec![(unit.id, day("2022-03-01")), (unit.id, day("2030-03-01"))],
        kind: VisitKind::Periodic,
        topic: String::new(),
        covered: Vec::new(),
    };
    let error = register.plan_visits(&plan).unwrap_err().to_string();
    assert!(
        error.contains("không tồn tại vào ngày 01/03/2030"),
        "{error}"
    );
    assert!(register.visits(&VisitFilter::default()).unwrap().is_empty());
    let nothing = PlanVisits {
        visits: Vec::new(),
        ..plan
    };
    assert!(register.plan_visits(&nothing).is_err());
}

#[test]
fn only_what_has_not_begun_is_moved_and_the_ward_is_remembered() {
    let (_folder, path) = place();
    let mut register = create(&path, "2022-01-05");
    let id = visit(&mut register, "2022-03-01");
    let outcome = register.reschedule_visit(id, day("2022-03-08")).unwrap();
    assert_eq!(
        outcome.message,
        "Đã dời cuộc giám sát phường Phúc Đồng từ 01/03/2022 sang 08/03/2022"
    );
    register
        .move_visit(id, VisitState::Announced, "", false)
        .unwrap();
    let outcome = register.reschedule_visit(id, day("2022-03-09")).unwrap();
    assert!(outcome.message.contains("hãy báo lại đơn vị"));
    register.undo().unwrap();
    assert_eq!(
        register.visit_page(id).unwrap().visit.date,
        day("2022-03-08")
    );
    let error = register
        .reschedule_visit(id, day("2030-03-09"))
        .unwrap_err();
    assert!(error.to_string().contains("không tồn tại"));
    register
        .move_visit(id, VisitState::InProgress, "", false)
        .unwrap();
    let error = register
        .reschedule_visit(id, day("2022-03-10"))
        .unwrap_err();
    assert!(error.to_string().contains("hãy mở tab Thông tin"));
}
