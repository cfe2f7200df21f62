//! Boundaries of the due day, of months and of wards that end.

use super::*;
use crate::domain::{Holiday, HolidayKind};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

fn ward(from: Option<&str>, to: Option<&str>) -> Unit {
    Unit {
        id: UnitId(uuid::Uuid::nil()),
        ver: 1,
        code: "lb-a".into(),
        kind: UnitKind::Ward,
        name: "Phường A".into(),
        short_name: "A".into(),
        district: "long-bien".into(),
        parent_id: None,
        valid_from: from.map(day),
        valid_to: to.map(day),
        checked: true,
    }
}

#[test]
fn a_month_is_read_as_clerks_and_programs_write_it() {
    for text in ["2024-03", "03/2024", "3/2024", " 2024-3 "] {
        assert_eq!(
            Month::parse(text).map(Month::code).as_deref(),
            Some("2024-03"),
            "{text}"
        );
    }
    for text in [
        "2024-13", "0/2024", "24-03", "3/24", "2024", "-1/2024", "+3/2024", "",
    ] {
        assert_eq!(Month::parse(text), None, "{text}");
    }
    assert_eq!(month("2024-02").last_day(), day("2024-02-29"));
    assert_eq!(month("2023-12").last_day(), day("2023-12-31"));
    assert_eq!(Month::of_year(2024).len(), 12);
    assert_eq!(Month::of_year(12).len(), 0);
}

#[test]
fn the_due_day_moves_to_a_working_day_and_stays_within_short_months() {
    let calendar = Calendar::default();
    let rule = ReportRule::default();
    // 05/04/2024 is a Friday, 05/05/2024 a Sunday
    assert_eq!(rule.due(month("2024-03"), &calendar), day("2024-04-05"));
    assert_eq!(rule.due(month("2024-04"), &calendar), day("2024-05-06"));
    assert_eq!(rule.due(month("2024-12"), &calendar), day("2025-01-06"));
    let last = ReportRule {
        day: 31,
        next_month: false,
        from: None,
    };
    assert_eq!(last.due(month("2024-02"), &calendar), day("2024-02-29"));
    let off = Holiday {
        day: day("2024-04-05"),
        ver: 1,
        kind: HolidayKind::Off,
        name: "Nghỉ bù".into(),
        checked: true,
    };
    assert_eq!(
        rule.due(month("2024-03"), &Calendar::new([&off])),
        day("2024-04-08")
    );
}

#[test]
fn the_due_day_is_in_time_and_the_day_after_is_late() {
    let due = day("2024-04-05");
    let on = |look: &str, received: Option<&str>| {
        let standing = ReportStanding::on(day(look), due, received.map(day));
        (standing.state, standing.days)
    };
    assert_eq!(on("2024-04-05", None), (ReportState::NotDue, 0));
    assert_eq!(on("2024-04-06", None), (ReportState::Missing, 1));
    assert_eq!(
        on("2024-04-20", Some("2024-04-05")),
        (ReportState::InTime, 0)
    );
    assert_eq!(on("2024-04-20", Some("2024-04-06")), (ReportState::Late, 1));
    // what came later had not come yet on an earlier day
    assert_eq!(
        on("2024-04-10", Some("2024-04-12")),
        (ReportState::Missing, 5)
    );
    assert_eq!(
        on("2024-04-01", Some("2024-04-12")),
        (ReportState::NotDue, 0)
    );
    let late = ReportStanding::on(day("2024-05-01"), due, Some(day("2024-04-08")));
    assert_eq!(late.words(), "Chậm 3 ngày");
}

#[test]
fn a_merged_ward_owes_nothing_from_the_month_it_ended_in() {
    let rule = ReportRule::default();
    let old = ward(None, Some("2025-06-30"));
    let new = ward(Some("2025-07-01"), None);
    assert!(rule.asks(&old, month("2025-06")) && !rule.asks(&old, month("2025-07")));
    assert!(!rule.asks(&new, month("2025-06")) && rule.asks(&new, month("2025-07")));
    // ended in mid-month: only the one that took over is asked
    let ended = ward(None, Some("2025-07-15"));
    assert!(!rule.asks(&ended, month("2025-07")));
    assert!(rule.asks(&ward(Some("2025-07-16"), None), month("2025-07")));
    let school = Unit {
        kind: UnitKind::School,
        ..ward(None, None)
    };
    assert!(!rule.asks(&school, month("2025-06")));
    let later = ReportRule {
        from: Some(month("2025-03")),
        ..rule
    };
    assert!(!later.asks(&ward(None, None), month("2025-02")));
    assert!(later.asks(&ward(None, None), month("2025-03")));
}

#[test]
fn a_rule_survives_the_file_and_a_senseless_day_is_refused() {
    for rule in [
        ReportRule::default(),
        ReportRule {
            day: 25,
            next_month: false,
            from: Some(month("2024-02")),
        },
    ] {
        assert_eq!(ReportRule::from_code(&rule.code()), Some(rule));
    }
    assert_eq!(ReportRule::from_code("5"), None);
    assert_eq!(
        ReportRule {
            day: 0,
            ..ReportRule::default()
        }
        .check()
        .unwrap_err()
        .place,
        "day"
    );
}

#[test]
fn a_receipt_lies_between_the_beginning_of_its_month_and_today() {
    let report = |received: &str| MonthlyReport {
        id: ReportId(uuid::Uuid::nil()),
        ver: 0,
        unit_id: UnitId(uuid::Uuid::nil()),
        month: month("2024-03"),
        received_on: day(received),
        note: String::new(),
        received_by: String::new(),
    };
    let today = day("2024-04-10");
    let here = ward(None, None);
    let place = |received: &str, unit: &Unit| {
        report(received)
            .check(unit, today)
            .err()
            .map(|problem| problem.place)
    };
    assert_eq!(place("2024-03-01", &here), None);
    assert_eq!(place("2024-04-10", &here), None);
    assert_eq!(place("2024-02-29", &here).as_deref(), Some("received_on"));
    assert_eq!(place("2024-04-11", &here).as_deref(), Some("received_on"));
    let gone = ward(None, Some("2024-02-15"));
    assert_eq!(place("2024-04-02", &gone).as_deref(), Some("month"));
    // the ward ended within the month and had sent its report before
    assert_eq!(place("2024-03-20", &ward(None, Some("2024-03-15"))), None);
    let school = Unit {
        kind: UnitKind::School,
        ..ward(None, None)
    };
    assert_eq!(place("2024-04-02", &school).as_deref(), Some("unit_id"));
}
