//! Rows one below the other, and the pages they fall on.

use super::page::{Bookmark, Fill, Image, Page, Rule, Run};

/// Pages hold a hair more than they measure, so that sums of heights may round up.
const TOLERANCE: f32 = 0.01;

/// A strip over the full width that no page break cuts. Runs and rules are placed from its top.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    pub height: f32,
    /// Empty height above, dropped at the top of a page.
    pub gap: f32,
    pub runs: Vec<Run>,
    pub rules: Vec<Rule>,
    pub fills: Vec<Fill>,
    pub images: Vec<Image>,
    /// No page break below, unless a page cannot hold what is kept together.
    pub keep: bool,
    pub table: Option<TableRow>,
    pub bookmark: Option<(u8, String)>,
}

/// A row's place in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TableRow {
    /// Which table of the paper.
    pub table: usize,
    pub is_header: bool,
}

/// The part of a page that rows fill, in points.
#[derive(Debug, Clone, Copy)]
pub(in crate::documents) struct Frame {
    pub page_width: f32,
    pub page_height: f32,
    pub left: f32,
    pub top: f32,
    pub width: f32,
    pub height: f32,
}

/// Keeps the first two and the last two rows of a paragraph together.
pub(super) fn keep_ends(rows: &mut [Row]) {
    let count = rows.len();
    if count < 2 {
        return;
    }
    if let Some(first) = rows.first_mut() {
        first.keep = true;
    }
    if let Some(penultimate) = rows.get_mut(count - 2) {
        penultimate.keep = true;
    }
}

/// Fills pages with rows. A table that goes on repeats its header rows.
pub(super) fn paginate(rows: &[Row], frame: Frame) -> Vec<Page> {
    let mut pages = Vec::new();
    let mut start = 0;
    while start < rows.len() {
        let header = repeated_header(rows, start);
        let header_height: f32 = header.iter().map(|row| row.height).sum();
        let end = page_end(rows, start, frame.height - header_height);
        pages.push(fill(rows, &header, start, end, frame));
        start = end;
    }
    if pages.is_empty() {
        pages.push(blank(frame));
    }
    pages
}

/// The row that begins the next page.
fn page_end(rows: &[Row], start: usize, room: f32) -> usize {
    let mut used = 0.0;
    let mut end = start;
    for row in rows.get(start..).unwrap_or_default() {
        let gap = if end == start { 0.0 } else { row.gap };
        if end > start && used + gap + row.height > room + TOLERANCE {
            break;
        }
        used += gap + row.height;
        end += 1;
    }
    if end >= rows.len() {
        return end;
    }
    let mut cut = end;
    while cut > start && rows.get(cut - 1).is_some_and(|row| row.keep) {
        cut -= 1;
    }
    if cut == start { end } else { cut }
}

fn repeated_header(rows: &[Row], start: usize) -> Vec<Row> {
    match rows.get(start).and_then(|row| row.table) {
        Some(TableRow {
            table,
            is_header: false,
        }) => rows
            .iter()
            .filter(|row| {
                row.table
                    == Some(TableRow {
                        table,
                        is_header: true,
                    })
            })
            .cloned()
            .collect(),
        _ => Vec::new(),
    }
}

fn blank(frame: Frame) -> Page {
    Page {
        width: frame.page_width,
        height: frame.page_height,
        ..Page::default()
    }
}

fn fill(rows: &[Row], header: &[Row], start: usize, end: usize, frame: Frame) -> Page {
    let mut page = blank(frame);
    let mut y = frame.top;
    let body = rows.get(start..end).unwrap_or_default();
    for row in header {
        put(&mut page, row, y);
        y += row.height;
    }
    // it was read where the table began
    page.runs.iter_mut().for_each(|run| run.tag = None);
    for (index, row) in body.iter().enumerate() {
        y += if index == 0 { 0.0 } else { row.gap };
        put(&mut page, row, y);
        y += row.height;
    }
    let last = body.last();
    let next = rows.get(end);
    let table = last.and_then(|row| row.table).map(|place| place.table);
    let goes_on = table.is_some() && table == next.and_then(|row| row.table).map(|p| p.table);
    if let Some(row) = last.filter(|_| goes_on) {
        close_table(&mut page, row, y);
    }
    page
}

fn put(page: &mut Page, row: &Row, y: f32) {
    page.runs.extend(row.runs.iter().cloned().map(|mut run| {
        run.y += y;
        run
    }));
    page.rules.extend(row.rules.iter().map(|rule| Rule {
        y1: rule.y1 + y,
        y2: rule.y2 + y,
        ..*rule
    }));
    page.fills.extend(row.fills.iter().map(|fill| Fill {
        y: fill.y + y,
        ..*fill
    }));
    page.images
        .extend(row.images.iter().cloned().map(|mut image| {
            image.y += y;
            image
        }));
    if let Some((level, title)) = &row.bookmark {
        page.bookmarks.push(Bookmark {
            level: *level,
            title: title.clone(),
            top: whole_points(y),
        });
    }
}

/// A table cut by the end of the page gets its lower edge there.
fn close_table(page: &mut Page, row: &Row, y: f32) {
    let has_edge = |rule: &Rule| rule.is_level() && rule.y1 >= row.height;
    if row.rules.iter().any(has_edge) {
        return;
    }
    let left = row.rules.iter().map(|rule| rule.x1).reduce(f32::min);
    let right = row.rules.iter().map(|rule| rule.x2).reduce(f32::max);
    if let (Some(x1), Some(x2), Some(rule)) = (left, right, row.rules.first()) {
        page.rules.push(Rule {
            x1,
            x2,
            y1: y,
            y2: y,
            ..*rule
        });
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a height on paper, cut at 0"
)]
fn whole_points(y: f32) -> u16 {
    y.max(0.0) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame {
        page_width: 100.0,
        page_height: 120.0,
        left: 0.0,
        top: 10.0,
        width: 100.0,
        height: 100.0,
    };

    fn rows(keeps: &[bool]) -> Vec<Row> {
        keeps
            .iter()
            .enumerate()
            .map(|(index, keep)| Row {
                height: 20.0,
                keep: *keep,
                bookmark: Some((1, index.to_string())),
                ..Row::default()
            })
            .collect()
    }

    fn titles(pages: &[Page]) -> Vec<String> {
        let titles = |p: &Page| p.bookmarks.iter().map(|b| b.title.as_str()).collect();
        pages.iter().map(titles).collect()
    }

    #[test]
    fn a_kept_row_goes_with_the_next() {
        let mut keeps = [false; 7];
        keeps[4] = true;
        assert_eq!(titles(&paginate(&rows(&keeps), FRAME)), ["0123", "456"]);
    }

    #[test]
    fn a_chain_longer_than_a_page_is_cut_all_the_same() {
        assert_eq!(titles(&paginate(&rows(&[true; 7]), FRAME)), ["01234", "56"]);
    }

    #[test]
    fn a_gap_at_the_top_of_a_page_is_dropped() {
        let mut rows = rows(&[false; 6]);
        rows[5].gap = 15.0;
        let pages = paginate(&rows, FRAME);
        assert_eq!(pages[1].bookmarks[0].top, 10);
    }
}
