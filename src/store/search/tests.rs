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
fn the_excerpt_shows_the_hit_as_written() {
    let long = format!("{} Phường Phúc Đồng báo cáo", "Lời mở đầu. ".repeat(20));
    let (apart, cut) = excerpt(&long, "phuc dong");
    assert!(!apart);
    assert!(cut.contains("Phúc Đồng"), "{cut}");
    assert!(cut.starts_with('…'));
}
