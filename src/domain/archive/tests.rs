use chrono::NaiveDate;
use uuid::Uuid;

use super::*;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn entry(source: ArchiveSource, state: ArchiveState) -> ArchiveEntry {
    ArchiveEntry {
        unit_id: UnitId(Uuid::nil()),
        paper_id: ArchivePaperId(Uuid::nil()),
        year: 2023,
        ver: 1,
        state,
        place: String::new(),
        kept_until: None,
        seen_on: Some(day(2023, 3, 1)),
        note: String::new(),
        source,
        visit_id: Some(VisitId(Uuid::nil())),
        written_by: "Lan".into(),
        written_on: day(2023, 3, 1),
    }
}

fn offer(state: ArchiveState, visit: u128, on: NaiveDate) -> ArchiveOffer {
    ArchiveOffer {
        state,
        visit_id: VisitId(Uuid::from_u128(visit)),
        on,
        evidence: String::new(),
    }
}

#[test]
fn what_was_not_seen_is_told_and_never_counted_as_missing() {
    let tally = |present, missing, not_seen, not_applicable| ArchiveTally {
        present,
        missing,
        not_seen,
        not_applicable,
    };
    for (tally, share, percent, words) in [
        (
            tally(0, 0, 0, 0),
            "–",
            None,
            "không có giấy tờ nào phải lưu",
        ),
        (tally(0, 0, 9, 0), "chưa xem", None, "chưa xem 9"),
        (tally(0, 0, 0, 3), "không áp dụng", None, "không áp dụng 3"),
        (
            tally(12, 3, 40, 0),
            "12/15",
            Some(80),
            "có 12/15 (80%), chưa xem 40",
        ),
        (
            tally(0, 2, 1, 1),
            "0/2",
            Some(0),
            "có 0/2 (0%), chưa xem 1, không áp dụng 1",
        ),
        (tally(1, 1, 0, 0), "1/2", Some(50), "có 1/2 (50%)"),
        (tally(2, 1, 0, 0), "2/3", Some(67), "có 2/3 (67%)"),
    ] {
        assert_eq!(tally.share(), share);
        assert_eq!(tally.percent(), percent);
        assert_eq!(tally.words(), words);
    }
}

#[test]
fn a_checklist_offers_what_its_rating_tells_and_no_more() {
    assert_eq!(
        ArchiveState::offered(RatingValue::Met),
        Some(ArchiveState::Present)
    );
    assert_eq!(
        ArchiveState::offered(RatingValue::NotMet),
        Some(ArchiveState::Missing)
    );
    assert_eq!(
        ArchiveState::offered(RatingValue::NotApplicable),
        Some(ArchiveState::NotApplicable)
    );
    assert_eq!(ArchiveState::offered(RatingValue::PartlyMet), None);
    assert_eq!(ArchiveState::offered(RatingValue::NotRated), None);
}

#[test]
fn what_a_clerk_wrote_and_a_later_look_stay() {
    use ArchiveState::{Missing, Present};
    let later = offer(Missing, 2, day(2023, 9, 1));
    assert!(later.adds_to(None));
    assert!(!later.adds_to(Some(&entry(ArchiveSource::Clerk, Present))));
    let from_checklist = entry(ArchiveSource::Checklist, Present);
    assert!(later.adds_to(Some(&from_checklist)));
    let earlier = offer(Missing, 2, day(2023, 1, 5));
    assert!(!earlier.adds_to(Some(&from_checklist)));
    let same = offer(Present, 0, day(2023, 3, 1));
    assert!(!same.adds_to(Some(&from_checklist)), "nothing new");
    let corrected = offer(Missing, 0, day(2023, 3, 1));
    assert!(corrected.adds_to(Some(&from_checklist)), "rated anew");
}

#[test]
fn days_outside_the_year_are_refused_by_name() {
    let today = day(2024, 5, 8);
    let places = |entry: &ArchiveEntry| match entry.check(today) {
        Ok(()) => Vec::new(),
        Err(problems) => problems.0.into_iter().map(|p| p.place).collect(),
    };
    let mut one = entry(ArchiveSource::Clerk, ArchiveState::Present);
    assert!(places(&one).is_empty());
    one.seen_on = Some(day(2024, 5, 9));
    one.kept_until = Some(day(2022, 12, 31));
    assert_eq!(places(&one), ["seen_on", "kept_until"]);
    one.seen_on = Some(day(2022, 12, 31));
    one.kept_until = Some(day(2023, 12, 31));
    assert_eq!(places(&one), ["seen_on"]);
    assert!(one.is_expired(day(2024, 1, 1)));
    assert!(!one.is_expired(day(2023, 12, 31)), "the last day counts");
}

#[test]
fn a_paper_is_asked_for_in_its_years() {
    let paper = ArchivePaper {
        id: ArchivePaperId(Uuid::nil()),
        ver: 1,
        code: "QC1-03.1".into(),
        regulation: "QC1".into(),
        position: 1,
        name: "Phương án".into(),
        item: "QC1-03".into(),
        every_year: true,
        from_year: Some(2023),
        to_year: Some(2024),
        replaces: None,
    };
    let asked: Vec<i32> = (2021..2027)
        .filter(|year| paper.required_in(*year))
        .collect();
    assert_eq!(asked, [2023, 2024]);
    let backwards = ArchivePaper {
        to_year: Some(2022),
        ..paper.clone()
    };
    assert_eq!(backwards.check().unwrap_err().place, "from_year");
    let nameless = ArchivePaper {
        name: " ".into(),
        ..paper
    };
    assert_eq!(nameless.check().unwrap_err().place, "name");
    assert!(check_year(1989).is_err());
    assert!(check_year(2024).is_ok());
}
