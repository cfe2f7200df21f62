//! Finding the row of heads: people put titles above it, change the order of columns, and leave some out.

use super::GridError;
use crate::domain::text;
use crate::read::grid::{Grid, GridCell, GridKind, GridRow, letters};

/// Rows from the top in which the heads are looked for.
pub(super) const LOOKED_AT: u32 = 20;

/// Cells of one row: column from 0, and what stands there.
pub(super) type Cells = Vec<(u16, GridCell)>;

/// A row that has the heads of a kind.
#[derive(Debug)]
pub(super) struct Heads {
    pub kind: GridKind,
    pub places: Vec<Option<u16>>,
    pub ignored: Vec<String>,
}

/// Finds heads; remembers the row that came nearest.
#[derive(Debug, Default)]
pub(super) struct Finder {
    nearest: Option<(usize, String, Vec<&'static str>)>,
}

impl Finder {
    /// Whether a row has the heads of the wanted kind, or of any.
    ///
    /// # Errors
    /// One of them stands there twice.
    pub fn look(
        &mut self,
        wanted: Option<GridKind>,
        sheet: &str,
        number: u32,
        cells: &Cells,
    ) -> Result<Option<Heads>, GridError> {
        let kinds = GridKind::ALL.iter().copied();
        let kinds = kinds.filter(|kind| wanted.is_none_or(|wanted| wanted == *kind));
        let mut best: Option<(usize, Heads)> = None;
        for kind in kinds {
            let heads = heads(kind, cells);
            let found = heads.places.iter().flatten().count();
            let columns = kind.columns().iter().zip(&heads.places);
            let lacking: Vec<&'static str> = columns
                .filter(|(column, place)| column.required && place.is_none())
                .map(|(column, _)| column.head)
                .collect();
            if lacking.is_empty() {
                if best.as_ref().is_none_or(|(most, _)| found > *most) {
                    best = Some((found, heads));
                }
            } else if found > 0 && self.nearest.as_ref().is_none_or(|(most, ..)| found > *most) {
                let first = cells.first().map_or(0, |(column, _)| *column);
                let last = cells.last().map_or(0, |(column, _)| *column);
                let span = format!("{}{number}:{}{number}", letters(first), letters(last));
                let at = if sheet.is_empty() {
                    format!("ô {span}")
                } else {
                    format!("ô {span} của trang “{sheet}”")
                };
                self.nearest = Some((found, at, lacking));
            }
        }
        let Some((_, heads)) = best else {
            return Ok(None);
        };
        twice(&heads, number, cells)?;
        Ok(Some(heads))
    }

    /// Nothing was found.
    pub fn give_up(self, kind: Option<GridKind>, sheets: Vec<String>) -> GridError {
        GridError::NoHeads {
            kind,
            sheets,
            nearest: self.nearest.map(|(_, at, lacking)| (at, lacking)),
        }
    }
}

fn heads(kind: GridKind, cells: &Cells) -> Heads {
    let named: Vec<(u16, String)> = cells
        .iter()
        .map(|(column, cell)| (*column, text::fold(&cell.show())))
        .collect();
    let columns = kind.columns();
    let places = columns
        .iter()
        .map(|column| {
            let head = text::fold(column.head);
            named
                .iter()
                .find(|(_, name)| *name == head)
                .map(|(at, _)| *at)
        })
        .collect::<Vec<_>>();
    let ignored = cells
        .iter()
        .filter(|(at, _)| !places.contains(&Some(*at)))
        .map(|(_, cell)| text::clean(&cell.show()))
        .filter(|name| !name.is_empty())
        .collect();
    Heads {
        kind,
        places,
        ignored,
    }
}

fn twice(heads: &Heads, number: u32, cells: &Cells) -> Result<(), GridError> {
    for (column, place) in heads.kind.columns().iter().zip(&heads.places) {
        let head = text::fold(column.head);
        let again = cells
            .iter()
            .find(|(at, cell)| Some(*at) != *place && text::fold(&cell.show()) == head);
        if let Some((at, _)) = again.filter(|_| place.is_some()) {
            return Err(GridError::HeadTwice {
                at: format!("{}{number}", letters(*at)),
                head: column.head.to_owned(),
            });
        }
    }
    Ok(())
}

/// Rows below the heads, as they are read.
#[derive(Debug)]
pub(super) struct Body {
    pub grid: Grid,
    pub head_row: u32,
}

impl Body {
    pub fn new(heads: Heads, sheet: &str, head_row: u32) -> Self {
        Self {
            grid: Grid {
                kind: heads.kind,
                sheet: sheet.to_owned(),
                places: heads.places,
                ignored: heads.ignored,
                rows: Vec::new(),
            },
            head_row,
        }
    }

    /// Takes a row in; one that is empty in all columns that count is passed over.
    ///
    /// # Errors
    /// There are too many.
    pub fn take(&mut self, number: u32, mut cells: Cells) -> Result<(), GridError> {
        let row: Vec<GridCell> = self
            .grid
            .places
            .iter()
            .map(|place| {
                let found = cells.iter_mut().find(|(at, _)| Some(*at) == *place);
                found.map_or(GridCell::Empty, |(_, cell)| {
                    std::mem::replace(cell, GridCell::Empty)
                })
            })
            .collect();
        if row.iter().all(|cell| *cell == GridCell::Empty) {
            return Ok(());
        }
        if self.grid.rows.len() >= super::MOST_ROWS {
            return Err(GridError::TooManyRows {
                at: format!("A{number}"),
            });
        }
        self.grid.rows.push(GridRow { number, cells: row });
        Ok(())
    }

    /// # Errors
    /// There is no row.
    pub fn finish(self) -> Result<Grid, GridError> {
        if self.grid.rows.is_empty() {
            return Err(GridError::NoRows {
                sheet: self.grid.sheet,
            });
        }
        Ok(self.grid)
    }
}

/// A text as a cell: cut white space is an empty cell, one that is too long cannot be read.
pub(super) fn cell(text: &str) -> GridCell {
    if text.chars().nth(super::LONGEST_CELL).is_some() {
        return GridCell::Unreadable("Chữ trong ô quá dài (hơn 20.000 chữ); hãy rút gọn.");
    }
    GridCell::text(text::clean(text))
}
