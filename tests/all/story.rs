//! Eighteen months of one shortcoming, told through the register: found, claimed, returned, extended, chased, re-checked,
//! closed, and found again in next year's visit.

use crate::support;

use std::path::Path;

use qcdc::domain::shortcoming::Step;
use qcdc::domain::{
    EventKind, RepeatCause, Shortcoming, ShortcomingClass, ShortcomingId, VisitId, VisitState,
};
use qcdc::read::ShortcomingFilter;
use qcdc::register::{Numbers, Register, Round};
use support::{create, day, end, issue, open, place, shortcoming, visit, write_conclusion};

fn step(kind: EventKind, on: &str, text: &str) -> Step {
    Step {
        kind,
        on: day(on),
        by: "Ban Dân vận Quận ủy".into(),
        text: text.into(),
        deadline: None,
    }
}

fn on_archive(register: &Register, id: VisitId, words: &str, due: &str) -> Shortcoming {
    let page = register.visit_page(id).unwrap();
    let found = page.regulations.iter().find_map(|sheet| {
        let item = sheet.items.iter().find(|i| i.item.code == "CHUNG-04")?;
        Some((sheet.regulation.id, item.item.id))
    });
    Shortcoming {
        regulation_id: found.map(|(regulation, _)| regulation),
        item_id: found.map(|(_, item)| item),
        description: words.into(),
        ..shortcoming(id, due)
    }
}

fn class(register: &Register, id: ShortcomingId, on: &str) -> Option<ShortcomingClass> {
    let filter = ShortcomingFilter {
        as_of: Some(day(on)),
        ..ShortcomingFilter::default()
    };
    let rows = register.shortcomings(&filter, day(on)).unwrap();
    rows.iter().find(|row| row.id == id)?.class
}

/// The first year: until the re-check closes it.
fn first_year(path: &Path) -> ShortcomingId {
    let mut register = create(path, "2022-12-12");
    let first = visit(&mut register, "2022-12-12");
    let words = "Chưa làm rõ việc lưu trữ hồ sơ 06 QCDC";
    let new = on_archive(&register, first, words, "2023-01-31");
    let found = register.add_shortcoming(&new).unwrap().value;
    end(&mut register, first);
    drop(register);

    let mut register = open(path, "2022-12-20");
    write_conclusion(&mut register, first, "2022-12-20", None);
    issue(&mut register, first);
    register.note_look().unwrap();
    drop(register);

    let mut register = open(path, "2023-01-25");
    register
        .step_shortcoming(
            found,
            &step(EventKind::Reported, "2023-01-25", "Đã lập 04 cặp hồ sơ"),
        )
        .unwrap();
    drop(register);

    // sent back after the deadline: late anew since the last look
    let mut register = open(path, "2023-02-02");
    register
        .step_shortcoming(
            found,
            &step(EventKind::Returned, "2023-02-02", "Còn thiếu 02 cặp hồ sơ"),
        )
        .unwrap();
    let late = register.became_late(day("2023-02-02")).unwrap();
    assert_eq!((late.since, late.rows.len()), (day("2022-12-20"), 1));
    let extension = step(EventKind::Extended, "2023-02-02", "Cán bộ hồ sơ nghỉ ốm");
    assert!(
        register.step_shortcoming(found, &extension).is_err(),
        "an extension says until when"
    );
    let mut extension = extension;
    extension.deadline = Some(day("2023-03-10"));
    register.step_shortcoming(found, &extension).unwrap();
    drop(register);

    let mut register = open(path, "2023-03-15");
    let late = register.late_unit_list(day("2023-03-15")).unwrap();
    let round = Round {
        units: late.units.iter().map(|unit| unit.unit_id).collect(),
        on: day("2023-03-15"),
        as_of: day("2023-03-15"),
        reply_by: day("2023-03-27"),
        numbers: Numbers::Next,
    };
    let format = qcdc::read::PaperFormat::Pdf;
    let (_, files) = qcdc::press::remind::send_round(&mut register, &round, format).unwrap();
    assert_eq!(files.len(), 1);
    assert!(files.iter().all(|file| file.bytes.starts_with(b"%PDF")));
    drop(register);

    let mut register = open(path, "2023-04-10");
    let recheck = register
        .create_recheck(first, day("2023-04-10"), None)
        .unwrap()
        .value;
    assert_eq!(
        register.visit_page(recheck).unwrap().visit.rechecks,
        Some(first)
    );
    let verified = step(
        EventKind::Verified,
        "2023-04-10",
        "Đã xem đủ 06 cặp hồ sơ tại tủ",
    );
    register.step_shortcoming(found, &verified).unwrap();
    register
        .move_visit(first, VisitState::Closed, "", false)
        .unwrap();
    found
}

#[test]
fn eighteen_months_of_one_shortcoming() {
    let (_folder, path) = place();
    let found = first_year(&path);

    let mut register = open(&path, "2024-05-20");
    let next = visit(&mut register, "2024-05-20");
    let before = register.earlier_findings(next).unwrap();
    assert_eq!(
        before.len(),
        1,
        "the checklist says so where the item is rated"
    );
    assert_eq!(before.first().map(|one| one.times), Some(1));
    let words = "Hồ sơ QC3 chưa được lưu trữ";
    let new = on_archive(&register, next, words, "2024-07-01");
    let again = register.add_shortcoming(&new).unwrap().value;
    let detail = register.shortcoming(again, day("2024-05-20")).unwrap();
    assert_eq!(detail.repeat.number, Some(2));
    let (earlier, cause) = detail.repeat.of.unwrap();
    assert_eq!((earlier.id, cause), (found, RepeatCause::Item));

    // any day can still be told, long after
    use ShortcomingClass::{AtWork, DoneLate, DueSoon, Late, Waiting};
    for (on, expected) in [
        ("2022-12-15", None),
        ("2022-12-20", Some(AtWork)),
        ("2023-01-24", Some(DueSoon)),
        ("2023-01-25", Some(Waiting)),
        ("2023-02-01", Some(Waiting)),
        ("2023-02-02", Some(AtWork)),
        ("2023-03-10", Some(DueSoon)),
        ("2023-03-11", Some(Late)),
        ("2023-04-09", Some(Late)),
        ("2023-04-10", Some(DoneLate)),
        ("2024-05-20", Some(DoneLate)),
    ] {
        assert_eq!(class(&register, found, on), expected, "{on}");
    }
    let detail = register.shortcoming(found, day("2024-05-20")).unwrap();
    assert_eq!(detail.reminders.len(), 1);
    assert_eq!(detail.row.reminded_on, Some(day("2023-03-15")));
    let kinds: Vec<EventKind> = detail.events.iter().map(|event| event.kind).collect();
    assert!(kinds.contains(&EventKind::Extended) && kinds.contains(&EventKind::Returned));
    let page = register
        .review(
            &qcdc::read::review::ReviewFilter::default(),
            day("2024-05-20"),
        )
        .unwrap();
    assert_eq!(page.total.share(), "00/01", "done, but not in time");
    assert_eq!(support::findings(&register), Vec::<String>::new());
}
