//! From content to pages.
//!
//! Blocks become rows (strips no page break cuts), rows fall on pages, and pages get their
//! number and mark. Word-like on purpose: first-fit lines, no kerning, exact line pitch.

pub(in crate::documents) mod bars;
mod body;
pub(in crate::documents) mod book;
pub(in crate::documents) mod closing;
mod flow;
pub(in crate::documents) mod letterhead;
mod line;
mod page;
mod plot;
pub(in crate::documents) mod setter;
pub(in crate::documents) mod table;
pub(in crate::documents) mod text;

pub use page::{Bookmark, Fill, Glyph, Image, Ink, Page, Role, Rule, Run, Tag};

use super::content::{Align, Block, Paper, Sheet, Span};
use super::error::DocumentError;
use super::fonts::{ASCENT, Face};
use super::profile::{Profile, TextStyle};
use flow::Row;
use setter::{Setter, points};

pub(in crate::documents) const MARK_SIZE: f32 = 12.0;
const MARK_PADDING: f32 = 5.0;

/// Lays a paper out; at least one page.
pub fn lay_out(paper: &Paper) -> Result<Vec<Page>, DocumentError> {
    let mut setter = Setter::new(&paper.profile);
    let parts = parts(paper);
    let signed_part = signed_part(&parts);
    let mut pages: Vec<Page> = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        setter.turn(part.sheet.landscape);
        let mut rows = Vec::new();
        if index == 0 {
            rows.extend(letterhead::rows(&mut setter, paper)?);
        }
        let signed = index == signed_part;
        let ending = paper.signature.as_ref().filter(|_| signed);
        let ending = ending.map_or("", |_| paper.profile.text_end.as_str());
        let blocks = with_ending(part.blocks, ending);
        rows.extend(body::rows(&mut setter, &blocks, part.base)?);
        if signed {
            let closing = closing::rows(&mut setter, paper)?;
            if !closing.is_empty() {
                // a signature never stands alone: two lines of the text go with it
                rows.iter_mut().rev().take(2).for_each(keep);
            }
            rows.extend(closing);
        }
        for mut page in flow::paginate(&rows, setter.frame) {
            let number = pages.len() + 1;
            head(&mut setter, &mut page, number, paper.mark.as_deref())?;
            if paper.two_sided && number.is_multiple_of(2) {
                let sheet = &paper.profile.page;
                page.shift(points(sheet.back_margin_left_mm - sheet.margin_left_mm));
            }
            pages.push(page);
        }
    }
    Ok(pages)
}

/// Blocks between two page starts.
pub(in crate::documents) struct Part<'a> {
    pub sheet: Sheet,
    pub blocks: &'a [Block],
    /// Blocks of the paper before these.
    base: usize,
}

pub(in crate::documents) fn parts(paper: &Paper) -> Vec<Part<'_>> {
    let blocks = paper.blocks.as_slice();
    let mut starts: Vec<(usize, Sheet)> = blocks
        .iter()
        .enumerate()
        .filter_map(|(index, block)| {
            if let Block::Sheet(sheet) = block {
                Some((index, *sheet))
            } else {
                None
            }
        })
        .collect();
    if starts.first().is_none_or(|(index, _)| *index > 0) {
        starts.insert(0, (0, Sheet::default()));
    }
    let ends = starts.iter().skip(1).map(|(index, _)| *index);
    let ends: Vec<usize> = ends.chain([blocks.len()]).collect();
    starts
        .into_iter()
        .zip(ends)
        .map(|((start, sheet), end)| Part {
            sheet,
            blocks: blocks.get(start..end).unwrap_or_default(),
            base: start,
        })
        .collect()
}

/// The part that signature and recipients close: the last before the annexes.
pub(in crate::documents) fn signed_part(parts: &[Part<'_>]) -> usize {
    let annex = parts.iter().position(|part| part.sheet.annex);
    annex.unwrap_or(parts.len()).max(1) - 1
}

/// Number and mark of a page.
fn head(
    setter: &mut Setter<'_>,
    page: &mut Page,
    number: usize,
    mark: Option<&str>,
) -> Result<(), DocumentError> {
    let mut head = Vec::new();
    if number >= from_page(setter.profile) {
        head.extend(page_number(setter, number)?);
    }
    if let Some(mark) = mark {
        let (runs, rules) = boxed_mark(setter, mark)?;
        head.extend(runs);
        page.rules.extend(rules);
    }
    page.runs.splice(0..0, head);
    Ok(())
}

/// The first page that bears its number.
fn from_page(profile: &Profile) -> usize {
    usize::try_from(profile.page_number.from_page).unwrap_or(2)
}

fn keep(row: &mut Row) {
    row.keep = true;
}

/// The blocks with the closing mark of the text in place of the last full stop.
pub(in crate::documents) fn with_ending(blocks: &[Block], ending: &str) -> Vec<Block> {
    let mut blocks = blocks.to_vec();
    if ending.is_empty() {
        return blocks;
    }
    if let Some(Block::Paragraph { spans } | Block::ListItem { spans }) = blocks.last_mut() {
        let last = spans.iter_mut().rev().find(|s| !s.text.trim().is_empty());
        if let Some(Span { text, .. }) = last {
            let stem = text.trim_end();
            let stem = stem.strip_suffix("./.").unwrap_or(stem);
            let stem = stem.trim_end_matches(['.', ';', ',']).trim_end();
            *text = format!("{stem}{ending}");
        }
    }
    blocks
}

fn page_number(setter: &mut Setter<'_>, number: usize) -> Result<Vec<Run>, DocumentError> {
    let style = setter.profile.page_number;
    let text = number.to_string();
    let shaped = setter.shape([(text.as_str(), Face::Regular)], style.size_pt)?;
    let (left, width) = (setter.frame.left, setter.frame.width);
    let y = points(style.top_mm) + ASCENT * style.size_pt;
    let lines = shaped.lines(width, 0.0);
    let place = |line| shaped.place(line, left, width, Align::Center, y);
    Ok(lines.into_iter().flat_map(place).collect())
}

fn boxed_mark(setter: &mut Setter<'_>, mark: &str) -> Result<(Vec<Run>, Vec<Rule>), DocumentError> {
    let style = TextStyle {
        size_pt: MARK_SIZE,
        bold: true,
        italic: false,
        caps: true,
        underline: false,
    };
    let text = style.cased(mark);
    let shaped = setter.shape([(text.as_str(), style.face())], MARK_SIZE)?;
    let right = setter.frame.left + setter.frame.width - MARK_PADDING;
    let room = setter.frame.width / 3.0;
    let number = setter.profile.page_number;
    let y = points(number.top_mm) + ASCENT * number.size_pt;
    let Some(line) = shaped.lines(room, 0.0).into_iter().next() else {
        return Ok((Vec::new(), Vec::new()));
    };
    let mut runs = shaped.place(line, right - room, room, Align::Right, y);
    for run in &mut runs {
        run.ink = Ink::Grey;
    }
    let (x1, x2) = (right - line.width - MARK_PADDING, right + MARK_PADDING);
    let (y1, y2) = (y - ASCENT * MARK_SIZE - 2.0, y + 5.0);
    let side = |x1, y1, x2, y2| Rule {
        x1,
        y1,
        x2,
        y2,
        thickness: 0.75,
        ink: Ink::Grey,
    };
    let rules = vec![
        side(x1, y1, x2, y1),
        side(x1, y2, x2, y2),
        side(x1, y1, x1, y2),
        side(x2, y1, x2, y2),
    ];
    Ok((runs, rules))
}
