//! The same rows as text: CSV as Excel writes and reads it here, with semicolons and a byte order mark.

use csv::{ReaderBuilder, Terminator, WriterBuilder};

use super::heads::{Body, Cells, Finder, LOOKED_AT, cell};
use super::{DocumentError, GRID_FILE_LIMIT, GridError};
use crate::read::grid::{Grid, GridCell, GridKind};

const MARK: &str = "\u{FEFF}";
/// What a program for sheets would take for a formula.
const FORMULA: [char; 5] = ['=', '+', '-', '@', '\t'];

pub(super) fn read(
    bytes: &[u8],
    kind: Option<GridKind>,
    going: &mut dyn FnMut(usize) -> bool,
) -> Result<Grid, GridError> {
    if bytes.len() as u64 > GRID_FILE_LIMIT {
        return Err(GridError::TooLarge);
    }
    let text = decode(bytes)?;
    let text = text.strip_prefix(MARK).unwrap_or(&text);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut finder = Finder::default();
    let mut body: Option<Body> = None;
    for (number, record) in (1_u32..).zip(reader.records()) {
        let record = record.map_err(|error| GridError::Damaged {
            detail: format!("dòng {number}: {error}"),
        })?;
        let cells: Cells = (0_u16..)
            .zip(&record)
            .map(|(column, field)| (column, cell(without_guard(field))))
            .collect();
        match &mut body {
            Some(body) => body.take(number, cells)?,
            None => {
                let found = finder.look(kind, "", number, &cells)?;
                body = found.map(|heads| Body::new(heads, "", number));
                if body.is_none() && number >= LOOKED_AT {
                    break;
                }
            }
        }
        if number.is_multiple_of(64) && !going(body.as_ref().map_or(0, |b| b.grid.rows.len())) {
            return Err(GridError::Stopped);
        }
    }
    match body {
        Some(body) => body.finish(),
        None => Err(finder.give_up(kind, Vec::new())),
    }
}

/// UTF-8, or UTF-16 as Excel writes "Unicode Text".
fn decode(bytes: &[u8]) -> Result<String, GridError> {
    let wide = |from_pair: fn([u8; 2]) -> u16| {
        let (pairs, _) = bytes.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|pair| from_pair(*pair)).collect();
        String::from_utf16(&units).map_err(|_| GridError::Encoding { line: 1 })
    };
    match bytes {
        [0xFF, 0xFE, ..] => wide(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => wide(u16::from_be_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => {
                let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
                let line = before.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
                Err(GridError::Encoding { line })
            }
        },
    }
}

/// What stands most often in the first lines outside quotes.
fn delimiter(text: &str) -> u8 {
    let mut counts = [(b';', 0), (b'\t', 0), (b',', 0)];
    let mut quoted = false;
    for byte in text.bytes().take(4096) {
        quoted ^= byte == b'"';
        for (delimiter, count) in &mut counts {
            *count += usize::from(!quoted && byte == *delimiter);
        }
    }
    // the first of equals is the one that Vietnamese Excel writes
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let found = counts.iter().find(|(_, count)| *count == most);
    found.map_or(b';', |(delimiter, _)| *delimiter)
}

/// Without the apostrophe that kept a text from being a formula.
fn without_guard(field: &str) -> &str {
    match field.strip_prefix('\'') {
        Some(rest) if rest.starts_with(FORMULA) || rest.starts_with('\'') => rest,
        _ => field,
    }
}

fn guarded(text: String) -> String {
    if text.starts_with(FORMULA) || text.starts_with('\'') {
        format!("'{text}")
    } else {
        text
    }
}

pub(super) fn write(kind: GridKind, rows: &[Vec<GridCell>]) -> Result<Vec<u8>, DocumentError> {
    let failed = |error: &dyn std::error::Error| DocumentError::Excel {
        detail: error.to_string(),
    };
    let mut writer = WriterBuilder::new()
        .delimiter(b';')
        .terminator(Terminator::CRLF)
        .from_writer(MARK.as_bytes().to_vec());
    let heads = kind.columns().iter().map(|column| column.head);
    writer.write_record(heads).map_err(|e| failed(&e))?;
    for row in rows {
        let fields = row.iter().map(|cell| guarded(cell.show()));
        writer.write_record(fields).map_err(|e| failed(&e))?;
    }
    writer.into_inner().map_err(|e| failed(&e))
}
