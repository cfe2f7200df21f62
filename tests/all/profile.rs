//! One unit over the years says what its visits and shortcomings say.

use crate::support;

use qcdc::domain::UnitId;
use qcdc::domain::tally::Tally;
use qcdc::read::{UnitProfile, VisitFilter};
use qcdc::register::Register;

const TODAY: &str = "2025-03-20";

fn filled(path: &std::path::Path, district: &str) -> Register {
    let mut register =
        Register::create(path, district, "thu".into(), support::clock(TODAY)).unwrap();
    register
        .fill_sample(
            &|page| ("Kết luận giám sát".to_owned(), support::text_of(page)),
            &|page| Ok(format!("%PDF-1.7 {}", page.title()).into_bytes()),
        )
        .unwrap();
    register
}

fn compare(register: &Register, profile: &UnitProfile, units: &[UnitId]) {
    let as_of = support::day(TODAY);
    let rows = register.visits(&VisitFilter::default()).unwrap();
    let own = rows.iter().filter(|row| units.contains(&row.unit_id));
    let mut ids: Vec<_> = own.map(|row| (row.date, row.id)).collect();
    ids.sort_by_key(|(date, id)| (*date, id.0));
    ids.reverse();
    assert_eq!(ids.len() as u64, profile.visits_total);
    let shown: Vec<_> = profile
        .visits
        .iter()
        .map(|row| (row.date, row.id))
        .collect();
    assert_eq!(shown, ids);
    for marks in &profile.marks {
        let page = register.visit_page(marks.visit_id).unwrap();
        assert!(page.visit.state.is_past_visit());
        assert_eq!(page.unit.name, marks.unit_name);
        for ((code, _), score) in profile.regulations.iter().zip(&marks.scores) {
            let sheet = page.covered().find(|sheet| sheet.regulation.code == *code);
            assert_eq!(sheet.map(|sheet| sheet.score), *score, "{code}");
        }
        assert_eq!(marks.total(), page.score());
    }
    assert!(profile.marks.is_sorted_by_key(|marks| marks.date));
    let tracked = register.tracking(None, as_of).unwrap().rows;
    let mine = tracked.iter().filter(|row| units.contains(&row.unit_id));
    let tally = Tally::of(mine.map(|row| row.dates), as_of);
    assert_eq!(tally, profile.tally);
    let most = usize::try_from(qcdc::read::UnitProfile::LIST).unwrap();
    assert_eq!(profile.open.len(), profile.open_count().min(most));
    assert!(profile.open.iter().all(|row| row.state.is_open()));
}

#[test]
fn the_page_of_a_unit_is_what_its_visits_say() {
    let (_folder, path) = support::place();
    let register = filled(&path, "long-bien");
    let as_of = support::day(TODAY);
    let mut notified = 0;
    for row in register.units(as_of).unwrap() {
        let alone = register.profile(row.unit.id, as_of, false).unwrap();
        compare(&register, &alone, &[row.unit.id]);
        notified += alone.tally.total();
    }
    let all = register.tracking(None, as_of).unwrap().tally();
    assert_eq!(notified, all.total(), "the units add up to the whole");
    assert!(notified > 0);
}

#[test]
fn history_reaches_back_through_the_units_before_under_their_own_names() {
    let (_folder, path) = support::place();
    let register = filled(&path, "long-bien");
    let as_of = support::day(TODAY);
    let unit = |code: &str| register.unit_by_code(code).unwrap().unwrap();
    let (old, new) = (unit("lb-sai-dong"), unit("lb-phuc-dong"));
    let with = register.profile(new.id, as_of, true).unwrap();
    compare(&register, &with, &[new.id, old.id]);
    assert!(with.has_other_names());
    assert!(
        with.visits.iter().any(|row| row.unit_name == old.name),
        "the visits before the merger keep the name of their day"
    );
    let before: Vec<&str> = with
        .predecessors
        .iter()
        .map(|(_, unit)| unit.code.as_str())
        .collect();
    assert_eq!(before, ["lb-sai-dong"]);
    // two steps back: the ward of July 2025 took over from one that took over from Sài Đồng
    let newest = unit("hn-phuc-loi");
    let with = register.profile(newest.id, as_of, true).unwrap();
    let alone = register.profile(newest.id, as_of, false).unwrap();
    assert!(with.visits.iter().any(|row| row.unit_name == old.name));
    assert_eq!(alone.visits_total, 0, "it does not exist yet");
}
