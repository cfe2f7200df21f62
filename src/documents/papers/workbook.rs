//! The tables of a paper as an Excel workbook, a sheet each.

use crate::documents::content::{Block, Paper};
use crate::documents::error::DocumentError;
use crate::documents::xlsx::{Sheet, render_xlsx};

/// All tables of a paper under the headings that they stand below.
///
/// # Errors
/// The paper has no table.
pub fn paper_xlsx(paper: &Paper) -> Result<Vec<u8>, DocumentError> {
    let mut heading = paper.subject.clone().unwrap_or_default();
    let mut sheets = Vec::new();
    for block in &paper.blocks {
        let table = match block {
            Block::Heading { text, .. } => {
                heading.clone_from(text);
                continue;
            }
            Block::Table(table) => table,
            Block::HeatMap(map) => &map.table,
            Block::Paragraph { .. }
            | Block::ListItem { .. }
            | Block::Bars(_)
            | Block::Sheet(_)
            | Block::Signatures(_)
            | Block::Space { .. } => continue,
        };
        let name = format!("Bảng {}", sheets.len() + 1);
        sheets.push(Sheet::of_table(&name, &heading, table));
    }
    if sheets.is_empty() {
        return Err(DocumentError::NoTable);
    }
    render_xlsx(&paper.meta, &sheets)
}
