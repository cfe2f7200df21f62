//! Ruled tables: cells wrap, the header repeats, tall rows may go on overleaf.

use super::flow::{Row, TableRow, keep_ends};
use super::line::{Line, Shaped};
use super::page::{Fill, Ink, Role, Rule, Tag};
use super::setter::{LEADING, Setter, mark, text_row};
use crate::documents::content::{Align, Column, Table};
use crate::documents::error::DocumentError;
use crate::documents::fonts::Face;

/// How the rows of a table are set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::documents) struct Setting {
    /// Letters are this much smaller than those of the body, points.
    pub smaller: f32,
    /// Height of a line, as a share of the size.
    pub line: f32,
    /// Empty height above and below the text of a cell, points.
    pub padding_y: f32,
}

pub(in crate::documents) const USUAL: Setting = Setting {
    smaller: 2.0,
    line: LEADING,
    padding_y: 2.5,
};
/// Of long lists.
pub(in crate::documents) const DENSE: Setting = Setting {
    smaller: 4.0,
    line: 1.15,
    padding_y: 1.2,
};

impl Setting {
    pub(in crate::documents) fn of(table: &Table) -> Self {
        if table.dense { DENSE } else { USUAL }
    }
}

pub(in crate::documents) const PADDING_X: f32 = 4.0;
pub(in crate::documents) const THICKNESS: f32 = 0.5;
/// A row of up to as many lines goes overleaf whole.
pub(in crate::documents) const WHOLE: usize = 9;
/// A column with a share of nothing still shows its text.
const LEAST_SHARE: f32 = 0.02;

/// Left edge and width of a column.
pub(in crate::documents) type Place = (f32, f32);

/// Rows of a table; `order` tells the paper's tables apart, `shades` lie behind its cells.
pub(super) fn rows(
    setter: &mut Setter<'_>,
    table: &Table,
    order: usize,
    shades: &[Vec<Option<f32>>],
) -> Result<Vec<Row>, DocumentError> {
    if table.columns.is_empty() {
        return Ok(Vec::new());
    }
    let places = places(setter, &table.columns);
    let header: Vec<&str> = table.columns.iter().map(|c| c.header.as_str()).collect();
    let piece = setter.tag(Role::Paragraph).piece;
    let setting = Setting::of(table);
    let mut out = row(setter, setting, &header, &places, None, (piece, 0))?;
    for slice in &mut out {
        slice.keep = true;
        slice.table = Some(TableRow {
            table: order,
            is_header: true,
        });
    }
    close(&mut out, &places);
    let aligns: Vec<Align> = table.columns.iter().map(|column| column.align).collect();
    table.check()?;
    for (index, (at, cells)) in (1_u32..).zip(&table.rows).enumerate() {
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        let mut slices = row(setter, setting, &cells, &places, Some(&aligns), (piece, at))?;
        keep_ends(&mut slices);
        if slices.len() <= WHOLE {
            let inner = slices.len().saturating_sub(1);
            slices
                .iter_mut()
                .take(inner)
                .for_each(|slice| slice.keep = true);
        }
        if let Some(shades) = shades.get(index) {
            shade(&mut slices, &places, shades);
        }
        for slice in &mut slices {
            slice.table = Some(TableRow {
                table: order,
                is_header: false,
            });
        }
        out.append(&mut slices);
    }
    close(&mut out, &places);
    Ok(out)
}

fn shade(slices: &mut [Row], places: &[Place], shades: &[Option<f32>]) {
    for slice in slices {
        let cells = places.iter().zip(shades);
        slice.fills = cells
            .filter_map(|((x, width), shade)| {
                Some(Fill {
                    x: *x,
                    y: 0.0,
                    width: *width,
                    height: slice.height,
                    shade: (*shade)?,
                })
            })
            .collect();
    }
}

/// Where the columns stand.
pub(in crate::documents) fn places(setter: &Setter<'_>, columns: &[Column]) -> Vec<Place> {
    let share = |column: &Column| column.share.max(LEAST_SHARE);
    let total: f32 = columns.iter().map(share).sum();
    let mut left = setter.frame.left;
    columns
        .iter()
        .map(|column| {
            let width = setter.frame.width * share(column) / total;
            let place = (left, width);
            left += width;
            place
        })
        .collect()
}

/// One table row as slices, a line of every cell in each; without `aligns`, a header.
fn row(
    setter: &mut Setter<'_>,
    setting: Setting,
    cells: &[&str],
    places: &[Place],
    aligns: Option<&[Align]>,
    (piece, number): (u32, u32),
) -> Result<Vec<Row>, DocumentError> {
    let size = setter.profile.body.size_pt - setting.smaller;
    let height = size * setting.line;
    let face = Face::of(aligns.is_none(), false);
    let mut set: Vec<(Shaped, Vec<Line>)> = Vec::new();
    for (cell, (_, width)) in cells.iter().zip(places) {
        let shaped = setter.shape([(*cell, face)], size)?;
        let lines = shaped.lines(width - 2.0 * PADDING_X, 0.0);
        set.push((shaped, lines));
    }
    let count = set.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0);
    let mut slices = Vec::new();
    for index in 0..count {
        let above = if index == 0 { setting.padding_y } else { 0.0 };
        let last = index + 1 == count;
        let below = if last { setting.padding_y } else { 0.0 };
        let mut slice = Row {
            height: height + above + below,
            ..Row::default()
        };
        for (place, (column, (shaped, lines))) in places.iter().zip((0_u32..).zip(&set)) {
            let (left, width) = place;
            let align = match aligns {
                None => Align::Center,
                Some(aligns) => align_of(aligns, column),
            };
            // headers stand in the middle of the tallest one
            let shift = if aligns.is_none() {
                (count - lines.len()) / 2
            } else {
                0
            };
            let line = index.checked_sub(shift).and_then(|at| lines.get(at));
            if let Some(line) = line {
                let room = (left + PADDING_X, width - 2.0 * PADDING_X);
                let mut text = text_row(shaped, *line, room, align, (height, size));
                let role = Role::Cell {
                    row: number,
                    column,
                };
                mark(&mut text.runs, Tag { piece, role });
                slice.runs.extend(text.runs.into_iter().map(|mut run| {
                    run.y += above;
                    run
                }));
            }
        }
        slice.rules = edges(places, slice.height);
        if index == 0 {
            slice.rules.push(across(places, 0.0));
        }
        slices.push(slice);
    }
    Ok(slices)
}

fn align_of(aligns: &[Align], column: u32) -> Align {
    let column = usize::try_from(column).unwrap_or(usize::MAX);
    aligns.get(column).copied().unwrap_or_default()
}

fn edges(places: &[Place], height: f32) -> Vec<Rule> {
    let lefts = places.iter().map(|(left, _)| *left);
    let right = places.last().map(|(left, width)| left + width);
    lefts
        .chain(right)
        .map(|x| rule((x, 0.0), (x, height)))
        .collect()
}

fn across(places: &[Place], y: f32) -> Rule {
    let left = places.first().map_or(0.0, |(left, _)| *left);
    let right = places.last().map_or(0.0, |(left, width)| left + width);
    rule((left, y), (right, y))
}

fn rule((x1, y1): (f32, f32), (x2, y2): (f32, f32)) -> Rule {
    Rule {
        x1,
        y1,
        x2,
        y2,
        thickness: THICKNESS,
        ink: Ink::Black,
    }
}

/// The lower edge of the rows so far.
fn close(rows: &mut [Row], places: &[Place]) {
    if let Some(last) = rows.last_mut() {
        last.rules.push(across(places, last.height));
    }
}
