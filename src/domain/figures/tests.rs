use chrono::NaiveDate;
use proptest::prelude::*;

use super::eval::{Scope, holds, value};
use super::expr::Expr;
use super::rules::all_reported;
use super::*;
use crate::domain::OwnIndicatorId;

mod parts;

fn book() -> Book {
    Book::read(include_str!("../../../data/indicators.json")).unwrap()
}

fn values(pairs: &[(&str, &str)]) -> Values {
    let pair = |(code, text): &(&str, &str)| ((*code).to_owned(), Amount::parse(text).unwrap());
    pairs.iter().map(pair).collect()
}

fn period(code: &str) -> FigurePeriod {
    FigurePeriod::parse(code).unwrap()
}

fn day(text: &str) -> NaiveDate {
    crate::domain::date::parse(text).unwrap()
}

/// The checks that ask about a report of a quarter.
fn asked(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let values = values(pairs);
    let scene = Scene {
        regulations: Some(6),
        ..Scene::of(period("2022-q2"), &values)
    };
    raised(&scene)
}

fn raised(scene: &Scene<'_>) -> Vec<(String, String)> {
    questions(&book(), scene)
        .into_iter()
        .map(|question| (question.check, question.facts))
        .collect()
}

fn codes(asked: &[(String, String)]) -> Vec<&str> {
    asked.iter().map(|(code, _)| code.as_str()).collect()
}

#[test]
fn the_shipped_catalogue_is_whole() {
    let book = book();
    assert_eq!(book.indicators.len(), 43);
    assert_eq!(book.checks.len(), 23);
    assert_eq!(book.groups().len(), 6);
    assert!(book.indicator("tthc_early_rate").unwrap().is_percent());
    for indicator in &book.indicators {
        assert_eq!(
            indicator.is_derived(),
            indicator.aggregate == Aggregate::Recompute
        );
    }
}

type Stated = &'static [(&'static str, &'static str)];

/// Each rule: figures that contradict it, the words of the question, and figures that obey it.
const CASES: &[(&str, Stated, &str, Stated)] = &[
    (
        "C01",
        &[
            ("tthc_resolved", "13.000"),
            ("tthc_pending", "200"),
            ("tthc_opening", "100"),
            ("tthc_received", "13.530"),
        ],
        "Hồ sơ đã giải quyết trong kỳ 13.000 + Hồ sơ trả lại, rút chưa có (tính là 0) + Đang giải quyết cuối kỳ 200 = 13.200 nhỏ hơn Hồ sơ kỳ trước chuyển sang 100 + Hồ sơ tiếp nhận trong kỳ 13.530 = 13.630 (lệch 430)",
        &[
            ("tthc_resolved", "13.400"),
            ("tthc_pending", "200"),
            ("tthc_returned", "30"),
            ("tthc_opening", "100"),
            ("tthc_received", "13.530"),
        ],
    ),
    (
        "C02",
        &[
            ("tthc_early", "10"),
            ("tthc_on_time", "80"),
            ("tthc_late", "5"),
            ("tthc_resolved", "100"),
        ],
        "Giải quyết sớm hạn 10 + Giải quyết đúng hạn 80 + Giải quyết trễ hạn 5 = 95 nhỏ hơn Hồ sơ đã giải quyết trong kỳ 100 (lệch 5)",
        &[
            ("tthc_early", "10"),
            ("tthc_on_time", "85"),
            ("tthc_late", "5"),
            ("tthc_resolved", "100"),
        ],
    ),
    (
        "C03",
        &[
            ("tthc_online_l3", "60"),
            ("tthc_online_l4", "50"),
            ("tthc_received", "100"),
        ],
        "Hồ sơ trực tuyến mức độ 3 (một phần) 60 + Hồ sơ trực tuyến mức độ 4 (toàn trình) 50 = 110 lớn hơn Hồ sơ tiếp nhận trong kỳ 100 (lệch 10)",
        &[("tthc_online_l3", "1.025"), ("tthc_received", "13.530")],
    ),
    (
        "C04",
        &[("tthc_certified_copies", "120"), ("tthc_received", "100")],
        "Trong đó: chứng thực bản sao từ bản chính 120 lớn hơn Hồ sơ tiếp nhận trong kỳ 100 (lệch 20)",
        &[("tthc_certified_copies", "100"), ("tthc_received", "100")],
    ),
    (
        "C06",
        &[("tthc_received", "13.530"), ("tthc_resolved", "13.530")],
        "Hồ sơ tiếp nhận trong kỳ 13.530 lớn hơn 0; Hồ sơ đã giải quyết trong kỳ 13.530 bằng Hồ sơ tiếp nhận trong kỳ 13.530; Đang giải quyết cuối kỳ chưa có (tính là 0) bằng 0",
        &[
            ("tthc_received", "13.530"),
            ("tthc_resolved", "13.530"),
            ("tthc_pending", "4"),
        ],
    ),
    (
        "C09",
        &[
            ("gpmb_households_handed", "3"),
            ("gpmb_households_total", "10"),
            ("gpmb_households_paid", "12"),
        ],
        "Số hộ đã nhận tiền 12 lớn hơn Số hộ, tổ chức phải GPMB 10 (lệch 2)",
        &[
            ("gpmb_households_handed", "3"),
            ("gpmb_households_total", "10"),
            ("gpmb_households_paid", "10"),
        ],
    ),
    (
        "C10",
        &[
            ("gpmb_households_handed", "13"),
            ("gpmb_households_paid", "12"),
        ],
        "Số hộ đã bàn giao mặt bằng 13 lớn hơn Số hộ đã nhận tiền 12 (lệch 1)",
        &[
            ("gpmb_households_handed", "12"),
            ("gpmb_households_paid", "12"),
        ],
    ),
    (
        "C11",
        &[("dialogue_answered", "9"), ("dialogue_opinions", "8")],
        "Ý kiến đã giải quyết, trả lời 9 lớn hơn Ý kiến tại đối thoại 8 (lệch 1)",
        &[("dialogue_answered", "8"), ("dialogue_opinions", "8")],
    ),
    (
        "C12",
        &[("qcdc_posted_done", "41"), ("qcdc_posted_required", "40")],
        "Nội dung đã công khai đúng, đủ 41 lớn hơn Nội dung phải công khai 40 (lệch 1)",
        &[("qcdc_posted_done", "40"), ("qcdc_posted_required", "40")],
    ),
    (
        "C13",
        &[("petitions_resolved", "12"), ("petitions_received", "11")],
        "Đơn đã giải quyết 12 lớn hơn Đơn khiếu nại, tố cáo, kiến nghị tiếp nhận 11 + Đơn kỳ trước chuyển sang chưa có (tính là 0) = 11 (lệch 1)",
        &[
            ("petitions_resolved", "12"),
            ("petitions_received", "11"),
            ("petitions_opening", "1"),
        ],
    ),
    (
        "C17",
        &[("monthly_reports_sent", "2")],
        "Báo cáo tháng giám sát 06 QCDC đã gửi 2 nhỏ hơn số tháng của kỳ 3 (lệch 1)",
        &[("monthly_reports_sent", "3")],
    ),
    (
        "C19",
        &[("qcdc_dossiers_complete", "7")],
        "Số hồ sơ QCDC lưu trữ đầy đủ 7 lớn hơn số QCDC trong danh mục 6 (lệch 1)",
        &[("qcdc_dossiers_complete", "6")],
    ),
    (
        "C20",
        &[
            ("tthc_early", "60"),
            ("tthc_late", "50"),
            ("tthc_resolved", "100"),
        ],
        "Giải quyết sớm hạn 60 + Giải quyết trễ hạn 50 = 110 lớn hơn Hồ sơ đã giải quyết trong kỳ 100 (lệch 10)",
        &[
            ("tthc_early", "60"),
            ("tthc_late", "40"),
            ("tthc_resolved", "100"),
        ],
    ),
    (
        "C21",
        &[
            ("satisfaction_satisfied", "101"),
            ("satisfaction_forms", "100"),
        ],
        "Trong đó: phiếu hài lòng 101 lớn hơn Phiếu khảo sát hài lòng thu về 100 (lệch 1)",
        &[
            ("satisfaction_satisfied", "100"),
            ("satisfaction_forms", "100"),
        ],
    ),
    (
        "C22",
        &[
            ("recommendations_answered", "5"),
            ("recommendations_made", "4"),
        ],
        "Kiến nghị được tiếp thu, trả lời 5 lớn hơn Kiến nghị qua giám sát 4 (lệch 1)",
        &[
            ("recommendations_answered", "4"),
            ("recommendations_made", "4"),
        ],
    ),
    (
        "C23",
        &[
            ("tthc_early", "20"),
            ("tthc_resolved", "100"),
            ("tthc_certified_copies", "90"),
        ],
        "Giải quyết sớm hạn 20 lớn hơn Hồ sơ đã giải quyết trong kỳ 100 - Trong đó: chứng thực bản sao từ bản chính 90 = 10 (lệch 10)",
        &[
            ("tthc_early", "10"),
            ("tthc_resolved", "100"),
            ("tthc_certified_copies", "90"),
        ],
    ),
];

#[test]
fn every_expression_asks_only_when_its_figures_contradict_it() {
    for (check, wrong, facts, right) in CASES {
        let found = asked(wrong);
        let told = found.iter().find(|(code, _)| code == check);
        assert_eq!(
            told.map(|(_, facts)| facts.as_str()),
            Some(*facts),
            "{check}"
        );
        assert!(
            !codes(&asked(right)).contains(check),
            "{check} {:?}",
            asked(right)
        );
    }
}

#[test]
fn a_missing_figure_is_no_false_alarm() {
    for pairs in [
        &[("tthc_resolved", "10")][..],
        &[("tthc_early", "10"), ("tthc_late", "1")],
        &[
            ("gpmb_households_handed", "12"),
            ("gpmb_households_total", "10"),
        ],
        &[("dialogue_answered", "3")],
        &[("tthc_early_rate", "15")],
        &[],
    ] {
        assert_eq!(asked(pairs), Vec::<(String, String)>::new(), "{pairs:?}");
    }
    let rule = Expr::rule("a + b == c").unwrap();
    let known = values(&[("b", "1")]);
    let gap = holds(&rule, &Scope::of(&known)).unwrap_err();
    assert_eq!(
        gap,
        Unknown::Missing(["a".to_owned(), "c".to_owned()].into())
    );
    assert_eq!(gap.words(), "chưa đủ số liệu");
}

#[test]
fn a_stated_rate_may_lie_half_a_point_off_and_no_more() {
    let with = |rate: &str| {
        asked(&[
            ("tthc_early", "865"),
            ("tthc_resolved", "13.530"),
            ("tthc_early_rate", rate),
        ])
    };
    assert_eq!(
        with("15"),
        [(
            "C05".to_owned(),
            "865/13.530 = 6,39%, báo cáo ghi 15%".to_owned()
        )]
    );
    assert_eq!(with("6,39"), []);
    assert_eq!(with("6,8"), []);
    assert_eq!(codes(&with("6,9")), ["C05"]);
    // exactly half a point is still right: no float decides
    let edge = |rate: &str| {
        asked(&[
            ("tthc_early", "1"),
            ("tthc_resolved", "10"),
            ("tthc_early_rate", rate),
        ])
    };
    assert_eq!(edge("10,5"), []);
    assert_eq!(edge("9,5"), []);
    assert_eq!(codes(&edge("10,5001")), ["C05"]);
    // nothing to divide by is "không áp dụng", not 0%
    let none = values(&[("satisfaction_satisfied", "0"), ("satisfaction_forms", "0")]);
    let book = book();
    let formula = book
        .indicator("satisfaction_rate")
        .unwrap()
        .formula
        .as_ref()
        .unwrap();
    assert_eq!(computed(formula, &none), Err(Unknown::ZeroDenominator));
    assert_eq!(
        asked(&[
            ("satisfaction_satisfied", "0"),
            ("satisfaction_forms", "0"),
            ("satisfaction_rate", "100")
        ]),
        []
    );
}

#[test]
fn rates_lie_between_0_and_100() {
    let found = asked(&[("satisfaction_rate", "120")]);
    assert_eq!(
        found,
        [(
            "C14".to_owned(),
            "Tỷ lệ hài lòng: báo cáo ghi 120%".to_owned()
        )]
    );
    let found = asked(&[
        ("satisfaction_satisfied", "11"),
        ("satisfaction_forms", "10"),
    ]);
    assert_eq!(
        found.iter().find(|(code, _)| code == "C14").unwrap().1,
        "Tỷ lệ hài lòng: tính lại 11/10 = 110%"
    );
    assert_eq!(asked(&[("satisfaction_rate", "100")]), []);
}

#[test]
fn jumps_against_the_year_before_are_asked_about() {
    let now = values(&[
        ("citizen_reception", "31"),
        ("dialogue_meetings", "3"),
        ("petitions_received", "30"),
    ]);
    let then = values(&[
        ("citizen_reception", "10"),
        ("dialogue_meetings", "10"),
        ("petitions_received", "10"),
        ("tthc_late", "0"),
    ]);
    let scene = Scene {
        year_ago: Some(&then),
        ..Scene::of(period("2022-q2"), &now)
    };
    assert_eq!(
        raised(&scene),
        [
            (
                "C07".to_owned(),
                "Hội nghị đối thoại: 3, cùng kỳ năm trước 10 (giảm còn dưới 1/3)".to_owned()
            ),
            (
                "C07".to_owned(),
                "Lượt tiếp công dân: 31, cùng kỳ năm trước 10 (tăng hơn 3 lần)".to_owned()
            ),
        ]
    );
}

#[test]
fn what_is_carried_over_fits_the_period_before() {
    let now = values(&[("tthc_opening", "12")]);
    let before = values(&[("tthc_pending", "10")]);
    let scene = Scene {
        before: Some(&before),
        ..Scene::of(period("2022-q2"), &now)
    };
    assert_eq!(
        raised(&scene),
        [(
            "C08".to_owned(),
            "Đang giải quyết cuối kỳ (kỳ trước) 10 nhỏ hơn Hồ sơ kỳ trước chuyển sang 12 (lệch 2)"
                .to_owned()
        )]
    );
    let same = values(&[("tthc_pending", "12")]);
    assert_eq!(
        raised(&Scene {
            before: Some(&same),
            ..scene
        }),
        []
    );
    assert_eq!(
        raised(&Scene {
            before: None,
            ..scene
        }),
        []
    );
}

#[test]
fn what_counts_on_does_not_fall_within_a_year() {
    let now = values(&[("gpmb_households_paid", "10")]);
    let earlier = values(&[("gpmb_households_paid", "12")]);
    let scene = Scene {
        earlier: Some((period("2022-q1"), &earlier)),
        ..Scene::of(period("2022-6m"), &now)
    };
    assert_eq!(
        raised(&scene),
        [(
            "C15".to_owned(),
            "Số hộ đã nhận tiền: 10, ít hơn 12 của quý I năm 2022".to_owned()
        )]
    );
    let next_year = Scene {
        period: period("2023-q1"),
        ..scene
    };
    assert_eq!(raised(&next_year), []);
}

#[test]
fn days_of_a_report_fit_the_name_of_its_period() {
    let none = Values::new();
    let span = Scene::of(period("year:2021-07-01..2022-06-20"), &none);
    assert_eq!(
        raised(&span),
        [(
            "C18".to_owned(),
            "từ 01/07/2021 đến 20/06/2022 là 355 ngày; 01 năm phải đến hết 30/06/2022, thiếu 10 ngày".to_owned()
        )]
    );
    let early = Scene {
        reported_on: Some(day("23/09/2020")),
        ..Scene::of(period("2020-9m"), &none)
    };
    assert_eq!(
        raised(&early)[0].1,
        "báo cáo lập ngày 23/09/2020, trước ngày cuối kỳ 30/09/2020 là 7 ngày"
    );
    // the report says up to which day it counted
    let told = Scene {
        cut_off: Some(day("20/09/2020")),
        ..early
    };
    assert_eq!(raised(&told), []);
    let backwards = Scene::of(period("2022-06-20..2021-07-01"), &none);
    assert_eq!(codes(&raised(&backwards)), ["C18"]);
    assert_eq!(
        raised(&Scene::of(period("2021-07-01..2022-06-20"), &none)),
        []
    );
    assert_eq!(raised(&Scene::of(period("2024-02"), &none)), []);
}

#[test]
fn a_total_says_who_has_not_reported() {
    let book = book();
    let asked = all_reported(&book, 12, 14, &["Bồ Đề", "Cự Khối"]).unwrap();
    assert_eq!(asked.check, "C16");
    assert_eq!(
        asked.facts,
        "12/14 phường đã báo cáo; còn thiếu: Bồ Đề, Cự Khối"
    );
    let none = all_reported(&book, 0, 2, &["Bồ Đề", "Cự Khối"]).unwrap();
    assert_eq!(none.facts, "0/2 phường đã báo cáo");
    assert_eq!(all_reported(&book, 14, 14, &[]), None);
}
