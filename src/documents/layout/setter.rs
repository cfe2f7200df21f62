//! The tools that every part of a paper is set with.

use super::flow::{Frame, Row};
use super::line::{self, Line, Shaped};
use super::page::{Ink, Role, Rule, Run, Tag, baseline};
use crate::documents::content::Align;
use crate::documents::error::DocumentError;
use crate::documents::fonts::{Face, Shaper};
use crate::documents::profile::{Profile, TextStyle};

const POINTS_PER_MM: f32 = 72.0 / 25.4;
/// Line height of everything but the body, as a share of the size.
pub(in crate::documents) const LEADING: f32 = 1.25;

pub(in crate::documents) fn points(mm: f32) -> f32 {
    mm * POINTS_PER_MM
}

pub(in crate::documents) fn leading(size: f32) -> f32 {
    size * LEADING
}

/// Profile, frame and shaped words of one paper.
#[derive(Debug)]
pub(in crate::documents) struct Setter<'a> {
    pub profile: &'a Profile,
    pub(in crate::documents) frame: Frame,
    shaper: Shaper,
    pieces: u32,
}

/// Lines set in a column of its own, from its top.
#[derive(Debug, Default)]
pub(super) struct Column {
    pub left: f32,
    pub width: f32,
    pub lines: Vec<ColumnLine>,
    pub height: f32,
}

#[derive(Debug)]
pub(super) struct ColumnLine {
    pub top: f32,
    pub height: f32,
    pub runs: Vec<Run>,
    pub rules: Vec<Rule>,
}

impl<'a> Setter<'a> {
    pub(in crate::documents) fn new(profile: &'a Profile) -> Self {
        Self {
            profile,
            frame: frame(profile, false),
            shaper: Shaper::new(),
            pieces: 0,
        }
    }

    /// The tag of the next piece of the paper.
    pub(super) fn tag(&mut self, role: Role) -> Tag {
        self.pieces += 1;
        Tag {
            piece: self.pieces,
            role,
        }
    }

    /// Goes on with pages that lie the other way.
    pub(in crate::documents) fn turn(&mut self, landscape: bool) {
        self.frame = frame(self.profile, landscape);
    }

    pub(super) fn shape<'t>(
        &mut self,
        spans: impl IntoIterator<Item = (&'t str, Face)>,
        size: f32,
    ) -> Result<Shaped, DocumentError> {
        line::shape(&mut self.shaper, spans, size)
    }

    pub(super) fn shape_styled(
        &mut self,
        text: &str,
        style: TextStyle,
    ) -> Result<Shaped, DocumentError> {
        let text = style.cased(text);
        self.shape([(text.as_str(), style.face())], style.size_pt)
    }

    /// Adds text below what a column holds; nothing for an empty text.
    pub(super) fn stack(
        &mut self,
        column: &mut Column,
        text: &str,
        style: TextStyle,
        align: Align,
    ) -> Result<(), DocumentError> {
        if text.trim().is_empty() {
            return Ok(());
        }
        let shaped = self.shape_styled(text, style)?;
        let tag = self.tag(Role::Paragraph);
        let lines = match align {
            Align::Center => shaped.balanced_lines(column.width),
            Align::Left | Align::Right | Align::Justify => shaped.lines(column.width, 0.0),
        };
        for line in lines {
            let height = leading(style.size_pt);
            let y = column.height + baseline(height, style.size_pt);
            let mut runs = shaped.place(line, column.left, column.width, align, y);
            mark(&mut runs, tag);
            let rules = if style.underline {
                underline(&runs, 0.12 * style.size_pt, 0.05 * style.size_pt)
            } else {
                Vec::new()
            };
            column.lines.push(ColumnLine {
                top: column.height,
                height,
                runs,
                rules,
            });
            column.height += height;
        }
        Ok(())
    }
}

/// The part of a page inside the margins; a page on its long edge keeps the margins of the profile.
fn frame(profile: &Profile, landscape: bool) -> Frame {
    let page = &profile.page;
    let (width, height) = if landscape {
        (page.height_mm, page.width_mm)
    } else {
        (page.width_mm, page.height_mm)
    };
    Frame {
        page_width: points(width),
        page_height: points(height),
        left: points(page.margin_left_mm),
        top: points(page.margin_top_mm),
        width: points(width - page.margin_left_mm - page.margin_right_mm),
        height: points(height - page.margin_top_mm - page.margin_bottom_mm),
    }
}

/// A rule below a line, as long as its letters.
pub(super) fn underline(runs: &[Run], drop: f32, thickness: f32) -> Vec<Rule> {
    match (runs.first(), runs.last()) {
        (Some(first), Some(last)) => vec![Rule {
            x1: first.x,
            x2: last.x + last.width,
            y1: first.y + drop,
            y2: first.y + drop,
            thickness,
            ink: Ink::Black,
        }],
        _ => Vec::new(),
    }
}

/// Makes runs a part of one piece.
pub(super) fn mark(runs: &mut [Run], tag: Tag) {
    for run in runs {
        run.tag = Some(tag);
    }
}

/// One line of text as a row of its own.
pub(super) fn text_row(
    shaped: &Shaped,
    line: Line,
    (left, room): (f32, f32),
    align: Align,
    (height, size): (f32, f32),
) -> Row {
    Row {
        height,
        runs: shaped.place(line, left, room, align, baseline(height, size)),
        ..Row::default()
    }
}

/// Columns side by side as one row.
pub(super) fn columns_row(columns: Vec<Column>) -> Row {
    let mut row = Row::default();
    for column in columns {
        row.height = row.height.max(column.height);
        for line in column.lines {
            row.runs.extend(line.runs);
            row.rules.extend(line.rules);
        }
    }
    row
}
