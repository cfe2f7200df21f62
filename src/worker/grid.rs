//! Sheets: read and looked at, written into the file, or written out.

use std::path::PathBuf;
use std::sync::Arc;

use super::message::{Done, Failure, Made};
use super::progress::Reporter;
use super::put::{write, written};
use super::run::done;
use crate::documents::{GridFormat, MOST_ROWS};
use crate::domain::text::thousands;
use crate::press;
use crate::read::grid::{Grid, GridKind};
use crate::register::{Changes, Register};

/// Slow work with a sheet.
#[derive(Debug, Clone)]
pub enum GridJob {
    /// Reads a file and says what would come of each row; nothing is kept.
    Read {
        kind: Option<GridKind>,
        from: PathBuf,
    },
    /// Writes its rows, all or none.
    Take(Arc<Grid>),
    /// Writes a sheet with what is there, or an empty one to fill in.
    Write {
        kind: GridKind,
        empty: bool,
        to: PathBuf,
    },
}

pub(super) fn run(
    register: &mut Register,
    job: GridJob,
    progress: &Reporter<'_>,
) -> Result<Done, Failure> {
    match job {
        GridJob::Read { kind, from } => {
            let mut going = |rows: usize| {
                let words = format!("Đang đọc tệp: {} dòng", thousands(rows));
                progress.step(rows, MOST_ROWS, &words).is_ok()
            };
            let grid = press::grid::read(&from, kind, &mut going)?;
            let of = grid.rows.len();
            let mut going = |row: usize| progress.step(row, of, "Đang đối chiếu từng dòng").is_ok();
            let preview = register.preview_grid(Arc::new(grid), &mut going)?;
            Ok(Done {
                message: format!("Đã đọc {} dòng; chưa ghi gì", thousands(of)),
                changes: Changes::default(),
                made: Some(Made::Grid(Arc::new(preview))),
                undoable: false,
            })
        }
        GridJob::Take(grid) => {
            super::safety::before_import(register, progress)?;
            let of = grid.rows.len();
            let mut going = |row: usize| progress.step(row, of, "Đang ghi từng dòng").is_ok();
            Ok(done(register.take_grid(&grid, &mut going)?, |_| None))
        }
        GridJob::Write { kind, empty, to } => {
            write(
                &to,
                &press::grid::file(register, kind, empty, GridFormat::of(&to))?,
            )?;
            Ok(written(to))
        }
    }
}
