//! The guide on paper.

use qcdc::documents::{Page, guide};

#[test]
fn the_book_has_a_cover_contents_with_true_page_numbers_and_every_chapter() {
    let pages = guide::pages(false).unwrap();
    let cover = pages[0].words();
    assert!(cover.contains("HƯỚNG DẪN SỬ DỤNG"), "{cover}");
    let contents = pages[1].words();
    assert!(contents.contains("MỤC LỤC"), "{contents}");
    for (number, chapter) in (1..).zip(qcdc::read::guide::guide()) {
        let title = format!("{number}. {}", chapter.title);
        let page = pages
            .iter()
            .position(|page| page.bookmarks.iter().any(|mark| mark.title == title))
            .unwrap_or_else(|| panic!("{title} has no page"));
        let lines: Vec<&str> = contents.lines().collect();
        let line = lines
            .iter()
            .position(|line| line.starts_with(&title))
            .unwrap();
        let said = lines[line..]
            .iter()
            .find_map(|line| line.parse::<usize>().ok());
        assert_eq!(said, Some(page + 1), "{title}");
    }
    let numbers = pages.iter().skip(1).enumerate();
    for (at, page) in numbers {
        let first = page.runs.first().unwrap().text();
        assert_eq!(first, (at + 2).to_string());
    }
}

#[test]
fn the_quick_start_is_one_page() {
    let pages = guide::pages(true).unwrap();
    assert_eq!(pages.len(), 1);
    insta::assert_snapshot!("quick_start", pages[0].to_text());
}

#[test]
fn the_same_guide_gives_the_same_bytes() {
    let first = guide::pdf(true).unwrap();
    assert_eq!(first, guide::pdf(true).unwrap());
    assert!(guide::pdf(false).unwrap().bytes.len() < 4_000_000);
}

#[test]
fn the_pages_look_as_they_did() {
    let pages = guide::pages(false).unwrap();
    let text: Vec<String> = pages.iter().map(Page::to_text).collect();
    insta::assert_snapshot!("guide", text.join("\n──────────\n"));
}
