//! Periods, sums over time and units, the rule language, a file's own indicators.

use super::*;

#[test]
fn periods_are_read_named_and_follow_each_other() {
    for (typed, code, name) in [
        ("2024-03", "2024-03", "tháng 3/2024"),
        ("3/2024", "2024-03", "tháng 3/2024"),
        ("2024-q1", "2024-q1", "quý I năm 2024"),
        ("Quý IV/2024", "2024-q4", "quý IV năm 2024"),
        ("2024-6m", "2024-6m", "6 tháng đầu năm 2024"),
        ("2024-6m2", "2024-6m2", "6 tháng cuối năm 2024"),
        ("9 tháng/2020", "2020-9m", "9 tháng đầu năm 2020"),
        ("2024", "2024", "năm 2024"),
        (
            "01/07/2021..20/06/2022",
            "2021-07-01..2022-06-20",
            "từ 01/07/2021 đến 20/06/2022",
        ),
        (
            "year:2021-07-01..2022-06-20",
            "year:2021-07-01..2022-06-20",
            "01 năm (từ 01/07/2021 đến 20/06/2022)",
        ),
        (
            "year:2021-07-01..2022-06-30",
            "year:2021-07-01..2022-06-30",
            "01 năm (từ 01/07/2021 đến 30/06/2022)",
        ),
    ] {
        let read = FigurePeriod::parse(typed).unwrap_or_else(|| panic!("{typed}"));
        assert_eq!((read.code().as_str(), read.name().as_str()), (code, name));
        assert_eq!(FigurePeriod::parse(code), Some(read));
    }
    for wrong in [
        "2024-13",
        "2024-q5",
        "24-03",
        "2024-7m",
        "abc",
        "",
        "2024-03-05",
        "1/2/2024..",
        "ngày:1/1/2024..2/1/2024",
    ] {
        assert_eq!(FigurePeriod::parse(wrong), None, "{wrong}");
    }
    let code = |period: Option<FigurePeriod>| period.map(FigurePeriod::code);
    assert_eq!(
        code(period("2024-q1").previous()).as_deref(),
        Some("2023-q4")
    );
    assert_eq!(code(period("2024-03").next()).as_deref(), Some("2024-04"));
    assert_eq!(
        code(period("2024-02").year_ago()).as_deref(),
        Some("2023-02")
    );
    assert_eq!(
        code(period("2024-6m2").previous()).as_deref(),
        Some("2024-6m")
    );
    assert_eq!(period("year:2021-07-01..2022-06-20").previous(), None);
    assert_eq!(period("2021-07-01..2022-06-20").previous(), None);
    assert_eq!(
        code(period("2024-q3").year_to_date()).as_deref(),
        Some("2024-9m")
    );
    assert_eq!(
        code(period("2024-02").year_to_date()).as_deref(),
        Some("2024-01-01..2024-02-29")
    );
    assert_eq!(period("2024-6m").year_to_date(), None);
    assert_eq!(FigurePeriod::before(day("12/05/2024")).code(), "2024-q1");
    assert_eq!(FigurePeriod::of_year(PeriodKind::Quarter, 2024).len(), 4);
    assert_eq!(period("2024-9m").months_name(), "9 tháng");
}

impl FigurePeriod {
    fn months_name(self) -> &'static str {
        self.kind.label()
    }
}

#[test]
fn parts_of_a_span_come_together_as_their_indicator_says() {
    let book = book();
    let months: Vec<(FigurePeriod, Values)> = (1..=3)
        .map(|month| {
            let number = month.to_string();
            let all = values(&[
                ("tthc_opening", &number),
                ("tthc_received", &number),
                ("tthc_pending", &number),
                ("tthc_early", &number),
                ("tthc_resolved", "10"),
            ]);
            (period(&format!("2024-{month:02}")), all)
        })
        .collect();
    let parts: Vec<(FigurePeriod, &Values)> = months.iter().map(|(p, v)| (*p, v)).collect();
    let quarter = over_time(&book, period("2024-q1"), &parts);
    let shown = |code: &str| quarter.values.get(code).map(|value| value.show());
    assert_eq!(shown("tthc_opening").as_deref(), Some("1"), "carried over");
    assert_eq!(shown("tthc_pending").as_deref(), Some("3"), "stock");
    assert_eq!(shown("tthc_received").as_deref(), Some("6"), "sum");
    let formula = book
        .indicator("tthc_early_rate")
        .unwrap()
        .formula
        .as_ref()
        .unwrap();
    let rate = computed(formula, &quarter.values).unwrap();
    assert_eq!(rate.words("%"), "6/30 = 20%", "recomputed");
    assert_eq!(quarter.parts.len(), 3);
    // a gap is no sum
    let gap = over_time(&book, period("2024-q1"), &[parts[0], parts[2]]);
    assert_eq!(gap.values.get("tthc_received"), None);
    assert!(gap.partial.contains(&"tthc_received".to_owned()));
    assert_eq!(
        gap.values.get("tthc_pending").map(|v| v.show()).as_deref(),
        Some("3")
    );
    // a quarter and a month that overlap are not counted twice
    let all = values(&[("tthc_received", "100")]);
    let mixed = [
        parts[0],
        parts[1],
        (period("2024-q1"), &all),
        (period("2024-04"), &all),
    ];
    let ahead = over_time(&book, period("2024-01-01..2024-04-30"), &mixed);
    assert_eq!(
        ahead
            .values
            .get("tthc_received")
            .map(|v| v.show())
            .as_deref(),
        Some("200")
    );
    // what was carried over is stated in January only
    let parts = ["2024-01", "2024-q1", "2024-04"].map(period);
    assert_eq!(ahead.parts, parts);
    assert_eq!(ahead.days(), 121, "days that two parts share count once");
}

#[test]
fn units_are_added_and_rates_worked_out_from_the_sums() {
    let book = book();
    let wards = [
        values(&[("tthc_early", "1"), ("tthc_resolved", "2")]),
        values(&[("tthc_early", "10"), ("tthc_resolved", "1.000")]),
        // states only the denominator: the sum for the rate leaves it out
        values(&[("tthc_resolved", "5.000")]),
        values(&[("tthc_early", "0"), ("tthc_resolved", "0")]),
    ];
    let total = |code: &str| over_units(book.indicator(code).unwrap(), wards.iter());
    let rate = total("tthc_early_rate");
    assert_eq!(rate.units, 3);
    // an average of 50% and 1% would be 25,5%
    assert_eq!(rate.result.unwrap().words("%"), "11/1.002 = 1,1%");
    let resolved = total("tthc_resolved");
    assert_eq!(
        (resolved.units, resolved.result.unwrap().words("").as_str()),
        (4, "6.002")
    );
    assert!(matches!(
        total("petitions_received").result,
        Err(Unknown::Missing(_))
    ));
    let zero = [wards[3].clone()];
    let none = over_units(book.indicator("tthc_early_rate").unwrap(), zero.iter());
    assert_eq!(none.result, Err(Unknown::ZeroDenominator));
}

#[test]
fn the_language_reads_what_it_says_and_names_what_is_wrong() {
    let known = values(&[("a", "2"), ("b", "3")]);
    let scope = Scope::of(&known);
    for (text, shown) in [
        ("a + b * 2", "8"),
        ("(a + b) * 2", "10"),
        ("a - b - 1", "-2"),
        ("12 / b / 2", "2"),
        ("-a + 0.5", "-1,5"),
        ("coalesce(c, 7)", "7"),
        ("coalesce(a, 7)", "2"),
        ("sum_known(a, c, b)", "5"),
        ("1 / b", "0,33"),
    ] {
        let read = value(&Expr::formula(text).unwrap(), &scope);
        assert_eq!(read.unwrap().show(), shown, "{text}");
    }
    for (text, expected) in [
        ("a < b", Ok(true)),
        ("a >= b or a == 2", Ok(true)),
        ("not a == 2 and b == 3", Ok(false)),
        ("1 / 3 * 3 == 1", Ok(true)),
        ("0.1 + 0.2 == 0.3", Ok(true)),
        ("a / (b - 3) == 1", Err(Unknown::ZeroDenominator)),
        (
            "sum_known(c, d) == 0",
            Err(Unknown::Missing(["c".to_owned(), "d".to_owned()].into())),
        ),
        (
            "prev(a) == a",
            Err(Unknown::Missing(["a".to_owned()].into())),
        ),
    ] {
        assert_eq!(
            holds(&Expr::rule(text).unwrap(), &scope),
            expected,
            "{text}"
        );
    }
    for (text, said) in [
        ("a +", "Thiếu một chỉ tiêu hoặc một số ở cuối."),
        ("(a + b", "Thiếu “)” ở cuối."),
        ("a ? b", "Không hiểu ký tự “?” ở vị trí 3."),
        ("a b", "Thừa từ vị trí 3."),
        ("min(a)", "Không có hàm “min” (ở vị trí 1)."),
        ("a + (b < 2)", "Cần một số trước ở cuối."),
        ("prev(a + b)", "prev cần mã một chỉ tiêu ở vị trí 1."),
        ("coalesce(a, b)", "coalesce cần một số ở vị trí 13."),
        ("1..2", "Số ở vị trí 1 không đọc được."),
        (
            "a < b",
            "Công thức phải cho ra một số, không phải một so sánh.",
        ),
    ] {
        assert_eq!(Expr::formula(text), Err(said.to_owned()), "{text}");
    }
    assert!(Expr::rule("a + b").is_err());
    assert!(Expr::rule(&"(".repeat(5_000)).is_err());
}

#[test]
fn a_file_adds_indicators_of_its_own() {
    let own = |code: &str, formula: &str| OwnIndicator {
        id: OwnIndicatorId(uuid::Uuid::nil()),
        ver: 0,
        position: 1,
        code: code.into(),
        group: "Thủ tục hành chính".into(),
        name: "Thủ tục trực tuyến".into(),
        unit: "thủ tục".into(),
        definition: String::new(),
        formula: formula.into(),
        cumulative: false,
        aggregate: Aggregate::Last,
        decimals: false,
    };
    let mut book = book();
    book.add(&own("online", "")).unwrap();
    book.add(&own("all", "")).unwrap();
    book.add(&own("online_rate", "online / all * 100")).unwrap();
    let place = |code: &str| book.indicators.iter().position(|i| i.code == code).unwrap();
    assert!(
        place("online") < place("dvk_collective"),
        "it stands with its group"
    );
    for (code, formula, said) in [
        ("tthc_received", "", "Đã có chỉ tiêu mang mã"),
        ("Mã mới", "", "không dùng được"),
        ("prev", "", "không dùng được"),
        ("x", "nothing / all", "Không có chỉ tiêu “nothing”."),
        ("x", "online_rate + 1", "chỉ dùng chỉ tiêu nhập tay"),
        ("x", "online /", "ở cuối"),
    ] {
        let problem = book.clone().add(&own(code, formula)).unwrap_err();
        assert!(problem.message.contains(said), "{}", problem.message);
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "[a-z0-9_+*/()<>=!., -]{0,60}") {
        Expr::rule(&text).ok();
        Expr::formula(&text).ok();
        if let Some(read) = FigurePeriod::parse(&text) {
            prop_assert_eq!(FigurePeriod::parse(&read.code()), Some(read));
        }
        if let Some(read) = Amount::parse(&text) {
            prop_assert_eq!(Amount::parse(&read.show()), Some(read));
        }
    }

    #[test]
    fn months_added_up_are_the_quarter(numbers in prop::collection::vec(0_u64..1_000_000, 3)) {
        let book = book();
        let months: Vec<(FigurePeriod, Values)> = numbers.iter().zip(1..).map(|(number, month)| {
            let all = values(&[("tthc_received", &number.to_string())]);
            (period(&format!("2024-{month:02}")), all)
        }).collect();
        let parts: Vec<(FigurePeriod, &Values)> = months.iter().map(|(p, v)| (*p, v)).collect();
        let sum = over_time(&book, period("2024-q1"), &parts);
        let expected = Amount::whole(numbers.iter().sum());
        prop_assert_eq!(sum.values.get("tthc_received").copied(), expected);
    }
}
