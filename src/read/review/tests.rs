use super::*;
use uuid::Uuid;

fn line(n: u128, in_time: usize, due: usize) -> UnitLine {
    UnitLine {
        unit_id: UnitId(Uuid::from_u128(n)),
        unit_name: format!("Phường {n}"),
        visits: 1,
        score: Score::default(),
        tally: Tally {
            due,
            in_time,
            ..Tally::default()
        },
    }
}

#[test]
fn equals_share_a_place_and_nothing_due_has_none() {
    let units = [line(1, 1, 2), line(2, 0, 0), line(3, 2, 4), line(4, 9, 10)];
    let places: Vec<_> = ranking(&units, RankBy::OnTime)
        .into_iter()
        .map(|ranked| (ranked.line.unit_name.clone(), ranked.place))
        .collect();
    let expected = [
        ("Phường 4", Some(1)),
        ("Phường 1", Some(2)),
        ("Phường 3", Some(2)),
        ("Phường 2", None),
    ];
    let expected: Vec<_> = expected
        .map(|(name, place)| (name.to_owned(), place))
        .into();
    assert_eq!(places, expected);
}

#[test]
fn sums_are_made_of_totals() {
    let score = |half_points, rated| Score {
        half_points,
        rated,
        ..Score::default()
    };
    let cell = |half_points, rated, found| TrendCell {
        score: score(half_points, rated),
        found,
    };
    let row = |n, regulation: &str, cell| TrendRow {
        unit_id: UnitId(Uuid::from_u128(n)),
        unit_name: format!("Phường {n}"),
        regulation: regulation.to_owned(),
        cells: vec![cell],
    };
    let page = TrendPage {
        quarters: vec![Quarter {
            year: 2023,
            quarter: 1,
        }],
        rows: vec![
            row(1, "QC1", cell(2, 1, 1)),
            row(1, "QC2", cell(0, 9, 2)),
            row(2, "QC1", cell(2, 2, 0)),
        ],
    };
    let by_unit = page.summed(ReviewBy::Unit);
    assert_eq!(
        by_unit[0].cells[0],
        cell(2, 10, 3),
        "1/10, not (100% + 0%)/2"
    );
    let by_regulation = page.summed(ReviewBy::Regulation);
    assert_eq!(by_regulation[0].cells[0], cell(4, 3, 1));
    assert_eq!(page.quarters[0].label(), "Quý I/2023");
}
