//! A sheet of an Excel workbook, row by row.

use std::io::Cursor;

use calamine::{DataRef, Reader as _, Xlsx, XlsxError};
use chrono::NaiveDate;

use super::heads::{Body, Cells, Finder, LOOKED_AT, cell};
use super::{GridError, guard};
use crate::domain::text;
use crate::read::grid::{Grid, GridCell, GridKind, letters};

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// What Excel holds.
const LAST_ROW: u32 = 1_048_576;

pub(super) fn xlsx(
    bytes: &[u8],
    kind: Option<GridKind>,
    going: &mut dyn FnMut(usize) -> bool,
) -> Result<Grid, GridError> {
    guard::check(bytes, going)?;
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
    let mut sheets = book.sheet_names();
    // the sheet that bears the name comes first
    let label = kind.map(|kind| text::fold(kind.label()));
    sheets.sort_by_key(|name| Some(text::fold(name)) != label);
    let mut finder = Finder::default();
    for name in &sheets {
        if let Some(body) = sheet(&mut book, name, kind, &mut finder, going)? {
            let grid = body.finish()?;
            return Ok(grid);
        }
    }
    Err(finder.give_up(kind, sheets))
}

fn damaged(error: &XlsxError) -> GridError {
    GridError::Damaged {
        detail: error.to_string(),
    }
}

/// One sheet, if it has the heads.
fn sheet(
    book: &mut Book<'_>,
    name: &str,
    kind: Option<GridKind>,
    finder: &mut Finder,
    going: &mut dyn FnMut(usize) -> bool,
) -> Result<Option<Body>, GridError> {
    let Some(body) = rows(book, name, kind, finder, going)? else {
        return Ok(None);
    };
    let merged = book
        .merge_cells_by_sheet_name(name)
        .map_err(|e| damaged(&e))?;
    let below = |area: &&calamine::Dimensions| area.end.0 + 1 > body.head_row;
    if let Some(area) = merged.iter().find(below) {
        let corner = |(row, column): (u32, u32)| {
            format!(
                "{}{}",
                letters(u16::try_from(column).unwrap_or(u16::MAX)),
                row + 1
            )
        };
        return Err(GridError::Merged {
            at: format!("{}:{}", corner(area.start), corner(area.end)),
        });
    }
    Ok(Some(body))
}

fn rows(
    book: &mut Book<'_>,
    name: &str,
    kind: Option<GridKind>,
    finder: &mut Finder,
    going: &mut dyn FnMut(usize) -> bool,
) -> Result<Option<Body>, GridError> {
    let mut reader = match book.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        // a sheet that is a chart has no cells
        Err(XlsxError::NotAWorksheet(_)) => return Ok(None),
        Err(error) => return Err(damaged(&error)),
    };
    let mut body: Option<Body> = None;
    let mut current: Option<u32> = None;
    let mut cells: Cells = Vec::new();
    let mut seen = 0_usize;
    loop {
        let next = reader
            .next_cell_with_formula_metadata()
            .map_err(|e| damaged(&e))?;
        let number = next.as_ref().map(|cell| cell.pos.0 + 1);
        if current.is_some() && current != number {
            let done = std::mem::take(&mut cells);
            let row = current.unwrap_or_default();
            match &mut body {
                Some(body) => body.take(row, done)?,
                None => {
                    let found = finder.look(kind, name, row, &done)?;
                    body = found.map(|heads| Body::new(heads, name, row));
                }
            }
            seen += 1;
            if seen.is_multiple_of(64) && !going(body.as_ref().map_or(0, |b| b.grid.rows.len())) {
                return Err(GridError::Stopped);
            }
            if body.is_none() && number.is_none_or(|number| number > LOOKED_AT) {
                return Ok(None);
            }
        }
        let Some(found) = next else {
            return Ok(body);
        };
        if number < current || number > Some(LAST_ROW) {
            return Err(GridError::Damaged {
                detail: format!("dòng {} không đúng thứ tự", number.unwrap_or_default()),
            });
        }
        current = number;
        let Ok(column) = u16::try_from(found.pos.1) else {
            continue;
        };
        let counts = body
            .as_ref()
            .is_none_or(|body| body.grid.places.contains(&Some(column)));
        if counts {
            let content = if found.formula.is_some() {
                GridCell::Unreadable(
                    "Ô là công thức; hãy dán giá trị thay cho công thức (Paste Values).",
                )
            } else {
                content(&found.value)
            };
            cells.push((column, content));
        }
    }
}

fn content(value: &DataRef<'_>) -> GridCell {
    match value {
        DataRef::Empty => GridCell::Empty,
        #[expect(
            clippy::cast_precision_loss,
            reason = "whole numbers of a sheet are stored as fractions anyway"
        )]
        DataRef::Int(number) => GridCell::Number(*number as f64),
        DataRef::Float(number) if number.is_finite() => GridCell::Number(*number),
        DataRef::String(words) => cell(words),
        DataRef::SharedString(words) => cell(words),
        DataRef::Bool(yes) => GridCell::text(if *yes { "có" } else { "không" }),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
            let date = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day));
            match date {
                // a time of day without a day
                _ if moment.as_f64() < 1.0 => GridCell::Text(format!("{hour:02}:{minute:02}")),
                Some(date) => GridCell::Day(date),
                None => GridCell::Unreadable("Ngày trong ô không có trong lịch; hãy ghi lại."),
            }
        }
        DataRef::DateTime(span) => {
            let (.., hour, minute, _, _) = span.to_ymd_hms_milli();
            GridCell::Text(format!("{hour:02}:{minute:02}"))
        }
        DataRef::DateTimeIso(words) => {
            let day = words.split('T').next().and_then(crate::domain::date::parse);
            day.map_or_else(|| cell(words), GridCell::Day)
        }
        DataRef::DurationIso(words) => cell(words),
        DataRef::Float(_) | DataRef::Error(_) => GridCell::Unreadable(
            "Ô đang báo lỗi của Excel (như #N/A, #REF!); hãy ghi giá trị đúng.",
        ),
    }
}
