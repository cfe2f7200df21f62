//! Laid-out pages: all that an exporter sees. Points, from the top left corner of the paper.

use std::fmt::Write as _;

use crate::documents::fonts::{ASCENT, Face};

/// One page of paper.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    pub width: f32,
    pub height: f32,
    pub runs: Vec<Run>,
    pub rules: Vec<Rule>,
    /// Shaded areas, below everything else.
    pub fills: Vec<Fill>,
    pub bookmarks: Vec<Bookmark>,
    pub images: Vec<Image>,
}

/// A picture on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    pub width: f32,
    pub height: f32,
    /// PNG.
    pub file: &'static [u8],
    /// What is seen on it, for those who do not see it.
    pub words: String,
    pub tag: Tag,
}

/// A shaded area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fill {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    pub width: f32,
    pub height: f32,
    /// From 0 (white) to 1 (darkest on which black letters are still easy to read).
    pub shade: f32,
}

impl Fill {
    /// Red, green and blue from 0 to 1: light to deep orange. Grey printers keep the order, and black letters stay
    /// readable on all of it.
    pub fn tones(shade: f32) -> [f32; 3] {
        let shade = shade.clamp(0.0, 1.0);
        [0.93, 0.62, 0.38].map(|darkest| 1.0 - shade * (1.0 - darkest))
    }
}

/// Letters of one face and size on one baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Left edge.
    pub x: f32,
    /// Baseline.
    pub y: f32,
    pub size: f32,
    pub face: Face,
    pub ink: Ink,
    pub glyphs: Vec<Glyph>,
    /// From the left edge to the right edge of the last glyph, but for a space that ends a line.
    pub width: f32,
    /// None for what is not part of the text: page numbers, marks, repeated headers.
    pub tag: Option<Tag>,
}

/// What a run belongs to, for readers that follow the text and not the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag {
    /// Counts the pieces of the paper in reading order; a piece may go on overleaf.
    pub piece: u32,
    pub role: Role,
}

/// What a piece of the paper is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Paragraph,
    /// 1 to 3.
    Heading(u8),
    Figure,
    /// A cell of the table that the piece is; row 0 is the header.
    Cell {
        row: u32,
        column: u32,
    },
}

impl Run {
    /// The letters, spaces included.
    pub fn text(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.letter).collect()
    }
}

/// One glyph in a run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Glyph in the whole font.
    pub id: u16,
    pub letter: char,
    /// From the left edge of the run.
    pub x: f32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    Black,
    Grey,
}

/// A straight line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    pub x1: f32,
    pub y1: f32,
    pub x2: f32,
    pub y2: f32,
    pub thickness: f32,
    pub ink: Ink,
}

/// A heading, for the outline of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bookmark {
    /// 1 to 3.
    pub level: u8,
    pub title: String,
    /// Top of the heading's line, whole points.
    pub top: u16,
}

impl Rule {
    /// Whether it runs from left to right.
    pub(super) fn is_level(&self) -> bool {
        (self.y1 - self.y2).abs() < f32::EPSILON
    }
}

/// Left edge, right edge and letters.
type Piece = (f32, f32, String);

/// Baseline and pieces.
type PictureLine = (f32, Vec<Piece>);

/// Two runs nearer than this stand in one word.
const TOUCHING: f32 = 0.5;
/// Width of one column of the text picture.
const COLUMN: f32 = 5.2;

impl Page {
    /// Moves all that stands on the page to the right.
    pub(super) fn shift(&mut self, by: f32) {
        self.runs.iter_mut().for_each(|run| run.x += by);
        self.fills.iter_mut().for_each(|fill| fill.x += by);
        self.images.iter_mut().for_each(|image| image.x += by);
        for rule in &mut self.rules {
            rule.x1 += by;
            rule.x2 += by;
        }
    }

    /// A picture of the page in letters, for tests and for reading aloud: one line for each
    /// baseline, every piece at about its place; horizontal rules show as `‾`.
    pub fn to_text(&self) -> String {
        let mut lines: Vec<PictureLine> = Vec::new();
        let mut put =
            |y: f32, piece: Piece| match lines.iter_mut().find(|(at, _)| (*at - y).abs() < 0.5) {
                Some((_, pieces)) => pieces.push(piece),
                None => lines.push((y, vec![piece])),
            };
        for run in &self.runs {
            put(run.y, (run.x, run.x + run.width, run.text()));
        }
        for rule in self.rules.iter().filter(|rule| rule.is_level()) {
            let marks = "‾".repeat(columns(rule.x2 - rule.x1).max(1));
            put(rule.y1, (rule.x1, rule.x2, marks));
        }
        for image in &self.images {
            let words = format!("[{}]", image.words);
            put(image.y, (image.x, image.x + image.width, words));
        }
        lines.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut out = String::new();
        for (_, mut pieces) in lines {
            pieces.sort_by(|a, b| a.0.total_cmp(&b.0));
            // every error of a String's writer is an allocation failure
            writeln!(out, "{}", picture(&pieces)).unwrap_or_default();
        }
        out
    }

    /// The words in reading order of the runs, without the picture of their places.
    pub fn words(&self) -> String {
        let mut out = String::new();
        let mut last: Option<&Run> = None;
        for run in &self.runs {
            let touches = last.is_some_and(|before| {
                (before.y - run.y).abs() < TOUCHING && run.x - before.x - before.width < TOUCHING
            });
            if last.is_some() && !touches {
                out.push('\n');
            }
            out.push_str(&run.text());
            last = Some(run);
        }
        out
    }
}

fn picture(pieces: &[Piece]) -> String {
    let mut line = String::new();
    let mut edge: Option<f32> = None;
    for (left, right, text) in pieces {
        if edge.is_none_or(|edge| left - edge >= TOUCHING) {
            let target = columns(*left);
            let have = line.chars().count();
            let gap = target.saturating_sub(have).max(usize::from(edge.is_some()));
            line.extend(std::iter::repeat_n(' ', gap));
        }
        line.push_str(text);
        edge = Some(*right);
    }
    line.trim_end().to_owned()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a width on paper, cut at 0"
)]
fn columns(points: f32) -> usize {
    (points.max(0.0) / COLUMN).round() as usize
}

/// The baseline of text that stands in the middle of a line of a given height.
pub(super) fn baseline(height: f32, size: f32) -> f32 {
    let glyphs = (ASCENT + crate::documents::fonts::DESCENT) * size;
    (height - glyphs) / 2.0 + ASCENT * size
}
