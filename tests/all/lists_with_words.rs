//! Lists narrowed to typed words: looked up where few records have them, walked where many do, the same rows both ways.

use chrono::NaiveDate;
use qcdc::domain::{Shortcoming, ShortcomingClass, text};
use qcdc::read::shortcoming::{Among, ShortcomingOrder};
use qcdc::read::visit::VisitOrder;
use qcdc::read::{ShortcomingFilter, VisitFilter};
use qcdc::register::Register;
use qcdc::store;
use qcdc::store::search::Spread;
use rusqlite::Connection;

use crate::support::{self, day};

const TODAY: &str = "2024-05-15";
/// Of all units, of one unit, of some texts, of none.
const TEXTS: &[&str] = &["phường", "phuc dong", "chua", "ho so", "xyzzy"];

fn generated() -> (tempfile::TempDir, Register, Connection) {
    let (folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    register.generate(160, 2, 5, &mut |_| {}).unwrap();
    let conn = Connection::open(&path).unwrap();
    (folder, register, conn)
}

/// Whether a record with these texts is found by the words: each as a word of its own, the last as a beginning.
fn has(texts: &[&str], typed: &str) -> bool {
    let plain = |text: &str| text::fold(text).replace(|c: char| !c.is_alphanumeric(), " ");
    let texts = plain(&texts.join(" "));
    let typed = plain(typed);
    let there: Vec<&str> = texts.split(' ').collect();
    let wanted: Vec<&str> = typed.split(' ').filter(|word| !word.is_empty()).collect();
    let (last, whole) = wanted.split_last().unwrap();
    whole.iter().all(|word| there.contains(word)) && there.iter().any(|word| word.starts_with(last))
}

fn texts(one: &Shortcoming) -> [&str; 5] {
    [
        &one.description,
        &one.order_text,
        &one.owner,
        &one.cause_external,
        &one.cause_own,
    ]
}

#[test]
fn shortcomings_with_words_are_the_same_by_either_way() {
    let (_folder, register, conn) = generated();
    let orders = [
        ShortcomingOrder::Deadline,
        ShortcomingOrder::Unit,
        ShortcomingOrder::Regulation,
        ShortcomingOrder::Owner,
        ShortcomingOrder::State,
        ShortcomingOrder::Visit,
    ];
    let kinds = [
        (Among::All, None),
        (Among::Open, None),
        (Among::All, Some(ShortcomingClass::AtWork)),
        (Among::All, Some(ShortcomingClass::DoneInTime)),
    ];
    let both = |filter: &ShortcomingFilter, on: NaiveDate| {
        let by = |spread| store::shortcoming::list_by(&conn, filter, on, spread).unwrap();
        let (few, many) = (by(Spread::Few), by(Spread::Many));
        assert_eq!(few, many, "{filter:?} on {on}");
        few
    };
    let on = day(TODAY);
    let all = register
        .shortcomings(&ShortcomingFilter::default(), on)
        .unwrap();
    let units = register.units(on).unwrap();
    let found = TEXTS.iter().map(|typed| {
        let mut wanted: Vec<_> = all
            .iter()
            .filter(|row| {
                let detail = register.shortcoming(row.id, on).unwrap();
                let unit = units.iter().find(|unit| unit.unit.id == row.unit_id);
                let unit = &unit.unwrap().unit;
                has(&texts(&detail.shortcoming), typed) || has(&[&unit.name, &unit.code], typed)
            })
            .map(|row| row.id)
            .collect();
        wanted.sort_unstable();
        let filter = ShortcomingFilter {
            text: (*typed).to_owned(),
            ..ShortcomingFilter::default()
        };
        let mut found: Vec<_> = both(&filter, on).iter().map(|row| row.id).collect();
        found.sort_unstable();
        assert_eq!(found, wanted, "“{typed}”");
        for order in orders {
            for descending in [false, true] {
                for (among, class) in kinds {
                    for limit in [None, Some(7)] {
                        for earlier in [None, Some(day("2021-03-31"))] {
                            let filter = ShortcomingFilter {
                                among,
                                class,
                                order,
                                descending,
                                limit,
                                as_of: earlier,
                                ..filter.clone()
                            };
                            both(&filter, earlier.unwrap_or(on));
                        }
                    }
                }
            }
        }
        found.len()
    });
    let found: Vec<usize> = found.collect();
    assert_eq!(found[0], all.len(), "every unit is a ward");
    assert!(found[1] > 0 && found[1] < all.len() / 5, "{found:?}");
    assert!(found[2] > 0 && found[3] > 0, "{found:?}");
    assert_eq!(found[4], 0);
}

#[test]
fn visits_with_words_are_the_same_by_either_way() {
    let (_folder, _register, conn) = generated();
    let all = store::visit::list(&conn, &VisitFilter::default(), day(TODAY)).unwrap();
    let found = TEXTS.iter().map(|typed| {
        let filter = VisitFilter {
            text: (*typed).to_owned(),
            ..VisitFilter::default()
        };
        let both = |filter: &VisitFilter| {
            let by = |spread| store::visit::list_by(&conn, filter, day(TODAY), spread).unwrap();
            let (few, many) = (by(Spread::Few), by(Spread::Many));
            assert_eq!(few, many, "{filter:?}");
            few.len()
        };
        for order in [
            VisitOrder::Date,
            VisitOrder::Unit,
            VisitOrder::Kind,
            VisitOrder::State,
        ] {
            for (descending, limit) in [
                (false, None),
                (true, None),
                (false, Some(7)),
                (true, Some(7)),
            ] {
                both(&VisitFilter {
                    order,
                    descending,
                    limit,
                    not_concluded: limit.is_some(),
                    ..filter.clone()
                });
            }
        }
        both(&filter)
    });
    let found: Vec<usize> = found.collect();
    assert_eq!(found[0], all.len(), "every unit is a ward");
    assert!(found[1] > 0 && found[1] < all.len() / 5, "{found:?}");
    assert_eq!(found[4], 0);
}
