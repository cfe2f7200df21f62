use super::*;

#[test]
fn words_are_quoted_so_that_no_syntax_gets_through() {
    assert_eq!(
        match_expression("Phúc Đồng").as_deref(),
        Some("\"phuc\" \"dong\"*")
    );
    assert_eq!(
        match_expression("\"a OR b*").as_deref(),
        Some("\"a\" \"or\" \"b\"*")
    );
    assert_eq!(match_expression(" -*\" "), None);
}

#[test]
fn words_of_many_records_are_told_from_those_of_few() {
    let conn = crate::store::open::blank().unwrap();
    for number in 0..MANY {
        let text = match number {
            0 => "Hồ sơ phường",
            _ => "Phường công khai",
        };
        let doc = Doc {
            noun: "visit",
            key: number.to_be_bytes().to_vec(),
            visit_id: None,
            unit_id: None,
            text: text.to_owned(),
        };
        insert(&conn, &doc).unwrap();
    }
    let of = |noun, typed| spread(&conn, noun, typed).unwrap();
    assert_eq!(of("visit", "phường"), Spread::Many);
    assert_eq!(of("visit", "phuo"), Spread::Many, "as a beginning");
    assert_eq!(of("visit", "phuong cong"), Spread::Few, "one has it not");
    assert_eq!(of("visit", "ho so"), Spread::Few);
    assert_eq!(of("visit", ""), Spread::Few);
    assert_eq!(of("shortcoming", "phường"), Spread::Few);
}
