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
