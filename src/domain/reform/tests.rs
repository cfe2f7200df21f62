use super::*;
use crate::domain::ids::SuccessionId;
use crate::domain::unit::UnitKind;

fn id(number: u128) -> UnitId {
    UnitId(uuid::Uuid::from_u128(number))
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn unit(number: u128, name: &str, from: Option<&str>, to: Option<&str>) -> Unit {
    Unit {
        id: id(number),
        ver: 1,
        code: format!("u-{number}"),
        kind: UnitKind::Ward,
        name: name.into(),
        short_name: name.into(),
        district: "long-bien".into(),
        parent_id: None,
        valid_from: from.map(day),
        valid_to: to.map(day),
        checked: false,
    }
}

fn link(from: u128, to: u128, answers: bool) -> Succession {
    Succession {
        id: SuccessionId(uuid::Uuid::from_u128(from * 100 + to)),
        ver: 1,
        from_id: id(from),
        to_id: id(to),
        extent: SuccessionExtent::Part,
        on: day("2025-07-01"),
        checked: false,
        source: String::new(),
        answers,
    }
}

fn act(act: ReformAct, givers: &[u128], takers: Vec<Taker>) -> Reform {
    Reform {
        act,
        on: day("2025-07-01"),
        givers: givers
            .iter()
            .map(|number| Giver {
                unit_id: id(*number),
                extent: SuccessionExtent::Whole,
            })
            .collect(),
        takers,
        stays: false,
        answers: None,
        basis: String::new(),
        checked: false,
    }
}

fn named(name: &str) -> Taker {
    Taker::New {
        name: name.into(),
        code: String::new(),
    }
}

#[test]
fn each_act_has_the_parts_that_it_needs() {
    let good = [
        act(ReformAct::Merge, &[1, 2], vec![named("Phường A")]),
        act(ReformAct::Merge, &[1], vec![Taker::There(id(2))]),
        act(
            ReformAct::Split,
            &[1],
            vec![named("Phường A"), Taker::There(id(2))],
        ),
        Reform {
            stays: true,
            ..act(ReformAct::Split, &[1], vec![named("Phường A")])
        },
        act(ReformAct::Rename, &[1], vec![named("Phường A")]),
        act(ReformAct::End, &[1], Vec::new()),
    ];
    for act in &good {
        assert_eq!(act.check(), Ok(()), "{act:?}");
    }
    let bad = [
        (act(ReformAct::End, &[], Vec::new()), "givers"),
        (
            act(ReformAct::Merge, &[1], vec![named("Phường A")]),
            "givers",
        ),
        (
            act(ReformAct::Merge, &[1, 1], vec![named("Phường A")]),
            "givers",
        ),
        (act(ReformAct::Merge, &[1, 2], Vec::new()), "takers"),
        (
            act(ReformAct::Merge, &[1, 2], vec![Taker::There(id(2))]),
            "takers",
        ),
        (
            act(ReformAct::Split, &[1, 2], vec![named("A"), named("B")]),
            "givers",
        ),
        (act(ReformAct::Split, &[1], vec![named("A")]), "takers"),
        (
            act(
                ReformAct::Split,
                &[1],
                vec![named("Phường A"), named("phường  a")],
            ),
            "takers",
        ),
        (
            act(
                ReformAct::Split,
                &[1],
                vec![Taker::There(id(2)), Taker::There(id(2))],
            ),
            "takers",
        ),
        (
            act(ReformAct::Rename, &[1], vec![Taker::There(id(2))]),
            "takers",
        ),
        (act(ReformAct::Rename, &[1], vec![named("  ")]), "takers"),
        (act(ReformAct::End, &[1], vec![named("A")]), "takers"),
    ];
    for (act, place) in &bad {
        assert_eq!(act.check().unwrap_err().place, *place, "{act:?}");
    }
}

#[test]
fn a_unit_gives_only_on_a_day_after_which_it_was_there() {
    let merge = act(ReformAct::Merge, &[1, 2], vec![named("A")]);
    let end = act(ReformAct::End, &[1], Vec::new());
    let lasting = unit(1, "Phường X", None, None);
    let young = unit(1, "Phường X", Some("2025-07-01"), None);
    let same_day = unit(1, "Phường X", None, Some("2025-06-30"));
    let gone = unit(1, "Phường X", None, Some("2024-12-31"));
    let later = unit(1, "Phường X", None, Some("2026-12-31"));
    assert_eq!(merge.check_giver(&lasting), Ok(()));
    assert_eq!(merge.check_giver(&same_day), Ok(()));
    assert_eq!(end.check_giver(&lasting), Ok(()));
    for (act, unit, words) in [
        (&merge, &young, "có từ ngày 01/07/2025"),
        (&end, &same_day, "đã ghi kết thúc hết ngày 30/06/2025"),
        (&merge, &gone, "đã ghi kết thúc hết ngày 31/12/2024"),
        (&merge, &later, "đã ghi kết thúc hết ngày 31/12/2026"),
    ] {
        let problem = act.check_giver(unit).unwrap_err();
        assert!(problem.message.contains(words), "{problem}");
    }
}

#[test]
fn those_that_took_over_answer_and_one_alone_where_it_is_named() {
    let units = [
        unit(1, "Phường Cũ", None, Some("2024-12-31")),
        unit(2, "Phường Giữa", Some("2025-01-01"), Some("2025-06-30")),
        unit(3, "Phường Bé", Some("2025-07-01"), None),
        unit(4, "Phường An", Some("2025-07-01"), None),
        unit(5, "Phường Mất", None, Some("2025-06-30")),
    ];
    let links = [link(1, 2, false), link(2, 3, false), link(2, 4, false)];
    let names = |links: &[Succession], of, on| -> Vec<String> {
        answering(&units, links, id(of), day(on))
            .iter()
            .map(|unit| unit.name.clone())
            .collect()
    };
    assert_eq!(names(&links, 1, "2024-12-31"), ["Phường Cũ"]);
    assert_eq!(names(&links, 1, "2025-03-01"), ["Phường Giữa"]);
    assert_eq!(names(&links, 1, "2025-08-01"), ["Phường An", "Phường Bé"]);
    let marked = [link(1, 2, false), link(2, 3, true), link(2, 4, false)];
    assert_eq!(names(&marked, 1, "2025-08-01"), ["Phường Bé"]);
    assert!(names(&links, 5, "2025-08-01").is_empty());
    // links in a circle end all the same
    let circle = [link(1, 2, false), link(2, 1, false)];
    assert!(names(&circle, 1, "2025-08-01").is_empty());
}

#[test]
fn codes_follow_the_district_or_the_ward() {
    assert_eq!(code_for("long-bien", None, "Phúc Đồng"), "lb-phuc-dong");
    assert_eq!(
        code_for("long-bien", Some("lb-phuc-dong"), "Tiểu học Vũ Xuân Thiều"),
        "lb-phuc-dong-tieu-hoc-vu-xuan-thieu"
    );
    assert_eq!(code_for("", None, "Cơ quan A"), "co-quan-a");
    assert_eq!(short_name("Phường Phúc Đồng", UnitKind::Ward), "Phúc Đồng");
    assert_eq!(short_name("Phường", UnitKind::Ward), "Phường");
}
