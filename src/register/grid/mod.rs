//! Sheets taken in: every row is laid over what is there by the same rules as on the screens. A preview is the
//! same work in a transaction that is thrown away, so that it shows what will come of each row.

mod archive;
mod dialogue;
mod document;
mod figure;
mod line;
mod model;
mod person;
mod programme;
mod report;
mod shortcoming;
mod unit;
mod visit;

use std::collections::HashMap;
use std::rc::Rc;
use std::str::FromStr;
use std::sync::Arc;

use chrono::NaiveDate;

use super::Register;
use super::change::Op;
use super::error::{RegisterError, refused};
use super::transact::{Outcome, Tx};
use crate::domain::figures::Book;
use crate::domain::{ArchivePaper, CatalogueId, Unit, UnitId, text};
use crate::read::catalogue::CataloguePage;
use crate::read::grid::{FateCounts, Grid, GridCell, GridKind, GridPreview, RowFate};
use crate::store::{self, StoreError};
use line::Line;

/// More changes than this are too many to be taken back in one step.
pub const LARGE: usize = 5_000;
/// Wrong rows that a refusal names.
const NAMED: usize = 20;

/// What the work is told while it goes on: rows done. False stops it.
pub type Going<'a> = dyn FnMut(usize) -> bool + 'a;

impl Register {
    /// Everything of a kind as rows of a sheet, in the order in which lists show it.
    pub fn grid_rows(&self, kind: GridKind) -> Result<Vec<Vec<GridCell>>, RegisterError> {
        Ok(match kind {
            GridKind::Units => unit::rows(self)?,
            GridKind::People => person::rows(self)?,
            GridKind::Visits => visit::rows(self)?,
            GridKind::Shortcomings => shortcoming::rows(self)?,
            GridKind::Reports => report::rows(self)?,
            GridKind::Figures => figure::rows(self)?,
            GridKind::Archive => archive::rows(self)?,
            GridKind::Documents => document::rows(self)?,
            GridKind::DocumentTasks => document::task_rows(self)?,
            GridKind::Models => model::rows(self)?,
            GridKind::Commitments => model::commitment_rows(self)?,
            GridKind::Programmes => programme::rows(self)?,
            GridKind::ProgrammeTasks => programme::task_rows(self)?,
            GridKind::ProgrammeResults => programme::result_rows(self)?,
            GridKind::Inspections => programme::inspection_rows(self)?,
            GridKind::Dialogues => dialogue::rows(self)?,
            GridKind::Opinions => dialogue::opinion_rows(self)?,
        })
    }

    /// What would come of each row; nothing is written.
    ///
    /// # Errors
    /// The work was stopped, or the file cannot be read.
    pub fn preview_grid(
        &mut self,
        grid: Arc<Grid>,
        going: &mut Going<'_>,
    ) -> Result<GridPreview, RegisterError> {
        let user = self.user_name()?;
        let fates = self.rehearse(|tx| take_rows(tx, &grid, user, going))?;
        Ok(GridPreview { grid, fates })
    }

    /// Writes every row that is new or changes something; all or nothing.
    ///
    /// # Errors
    /// A row is wrong: the first ones are named. Or the work was stopped.
    pub fn take_grid(
        &mut self,
        grid: &Grid,
        going: &mut Going<'_>,
    ) -> Result<Outcome<FateCounts>, RegisterError> {
        let user = self.user_name()?;
        let op = if grid.rows.len() > LARGE {
            Op::TakeLargeGrid
        } else {
            Op::TakeGrid
        };
        let of = text::lower_first(grid.kind.label());
        self.transact(op, format!("Nhập bảng {of}"), |tx| {
            let fates = take_rows(tx, grid, user, going)?;
            let counts = FateCounts::of(&fates);
            if counts.wrong > 0 {
                return refused(wrong_rows(&fates, counts.wrong));
            }
            tx.message = format!(
                "Đã nhập bảng {of}: thêm {}, sửa {}, giữ nguyên {} dòng",
                text::thousands(counts.new),
                text::thousands(counts.changed),
                text::thousands(counts.same)
            );
            Ok(counts)
        })
    }
}

fn wrong_rows(fates: &[RowFate], count: usize) -> String {
    let wrong = fates
        .iter()
        .filter(|fate| matches!(fate, RowFate::Wrong(_)));
    let mut words: Vec<String> = wrong.take(NAMED).map(RowFate::words).collect();
    if count > NAMED {
        words.push(format!(
            "… và {} dòng lỗi khác.",
            text::thousands(count - NAMED)
        ));
    }
    format!(
        "Có {} dòng lỗi nên chưa ghi dòng nào; hãy sửa trong tệp rồi nhập lại.\n{}",
        text::thousands(count),
        words.join("\n")
    )
}

fn take_rows(
    tx: &mut Tx<'_>,
    grid: &Grid,
    user: String,
    going: &mut Going<'_>,
) -> Result<Vec<RowFate>, RegisterError> {
    let mut taker = Taker {
        today: tx.now.date_naive(),
        tx,
        user,
        units: HashMap::new(),
        catalogues: HashMap::new(),
        book: None,
        papers: None,
        seen: HashMap::new(),
        row: 0,
    };
    let mut fates = Vec::with_capacity(grid.rows.len());
    for (done, row) in grid.rows.iter().enumerate() {
        if !going(done) {
            return refused("Đã dừng theo yêu cầu; chưa có gì bị thay đổi.");
        }
        taker.row = row.number;
        let line = Line::new(grid, row);
        fates.push(match grid.kind {
            GridKind::Units => unit::take(&mut taker, line)?,
            GridKind::People => person::take(&mut taker, line)?,
            GridKind::Visits => visit::take(&mut taker, line)?,
            GridKind::Shortcomings => shortcoming::take(&mut taker, line)?,
            GridKind::Reports => report::take(&mut taker, line)?,
            GridKind::Figures => figure::take(&mut taker, line)?,
            GridKind::Archive => archive::take(&mut taker, line)?,
            GridKind::Documents => document::take(&mut taker, line)?,
            GridKind::DocumentTasks => document::take_task(&mut taker, line)?,
            GridKind::Models => model::take(&mut taker, line)?,
            GridKind::Commitments => model::take_commitment(&mut taker, line)?,
            GridKind::Programmes => programme::take(&mut taker, line)?,
            GridKind::ProgrammeTasks => programme::take_task(&mut taker, line)?,
            GridKind::ProgrammeResults => programme::take_result(&mut taker, line)?,
            GridKind::Inspections => programme::take_inspection(&mut taker, line)?,
            GridKind::Dialogues => dialogue::take(&mut taker, line)?,
            GridKind::Opinions => dialogue::take_opinion(&mut taker, line)?,
        });
    }
    Ok(fates)
}

/// What the rows of one sheet share.
struct Taker<'a, 'b> {
    tx: &'a mut Tx<'b>,
    today: NaiveDate,
    user: String,
    units: HashMap<String, Unit>,
    catalogues: HashMap<CatalogueId, CataloguePage>,
    book: Option<Rc<Book>>,
    papers: Option<Rc<Vec<ArchivePaper>>>,
    /// By what a record is known, the row that was about it.
    seen: HashMap<String, u32>,
    /// The row in hand, as the file counts.
    row: u32,
}

impl Taker<'_, '_> {
    /// Whether no earlier row was about the same record; says so at the cell otherwise.
    fn is_first(&mut self, line: &mut Line<'_>, key: &str, known_by: String) -> bool {
        match self.seen.insert(known_by, self.row) {
            None => true,
            Some(earlier) => {
                line.wrong(
                    key,
                    format!("Dòng này trùng với dòng {earlier}; hãy bỏ một dòng."),
                );
                false
            }
        }
    }

    /// The record whose identity the cell holds; none for an empty cell.
    fn by_id<R, I>(
        &self,
        line: &mut Line<'_>,
        key: &str,
        what: &str,
    ) -> Result<Option<R>, StoreError>
    where
        R: store::Record<Key = I>,
        I: FromStr,
    {
        let id = line.text(key);
        if id.is_empty() {
            return Ok(None);
        }
        let found = match id.parse::<I>() {
            Ok(id) => self.tx.rows.get::<R>(id)?,
            Err(_) => None,
        };
        if found.is_none() {
            line.wrong(
                key,
                format!("Tệp dữ liệu đang mở không có {what} mang mã này; để trống mã nếu là {what} mới."),
            );
        }
        Ok(found)
    }

    /// The unit of a code, where a row may have none.
    fn unit_or_none(&mut self, line: &mut Line<'_>, key: &str) -> Result<Option<Unit>, StoreError> {
        if line.text(key).is_empty() {
            return Ok(None);
        }
        self.unit(line, key)
    }

    /// Code and name of a unit, as they stand in cells.
    fn unit_words(&self, id: UnitId) -> Result<(String, String), StoreError> {
        let unit: Option<Unit> = self.tx.rows.get(id)?;
        Ok(unit.map(|unit| (unit.code, unit.name)).unwrap_or_default())
    }

    /// The unit of a code.
    fn unit(&mut self, line: &mut Line<'_>, key: &str) -> Result<Option<Unit>, StoreError> {
        let code = line.needed(key, "Hãy ghi mã đơn vị, ví dụ lb-phuc-dong.");
        if code.is_empty() {
            return Ok(None);
        }
        let unit = self.unit_of(&code)?;
        if unit.is_none() {
            line.wrong(
                key,
                format!("Không có đơn vị mang mã “{code}”; hãy xem mã ở màn hình Phường, hoặc nhập bảng đơn vị trước."),
            );
        }
        Ok(unit)
    }

    fn unit_of(&mut self, code: &str) -> Result<Option<Unit>, StoreError> {
        if let Some(unit) = self.units.get(code) {
            return Ok(Some(unit.clone()));
        }
        let unit = store::unit::by_code(self.tx.rows.conn(), code)?;
        if let Some(unit) = &unit {
            self.units.insert(code.to_owned(), unit.clone());
        }
        Ok(unit)
    }

    fn catalogue(&mut self, id: CatalogueId) -> Result<Option<&CataloguePage>, StoreError> {
        if !self.catalogues.contains_key(&id)
            && let Some(page) = store::catalogue::page(self.tx.rows.conn(), id)?
        {
            self.catalogues.insert(id, page);
        }
        Ok(self.catalogues.get(&id))
    }
}

/// The record of the identity that a row bears, else the one of its names.
fn or_find<R>(
    by_id: Option<R>,
    find: impl FnOnce() -> Result<Option<R>, StoreError>,
) -> Result<Option<R>, StoreError> {
    by_id.map_or_else(find, |there| Ok(Some(there)))
}

fn named(names: &HashMap<UnitId, (String, String)>, id: UnitId) -> (&str, &str) {
    names.get(&id).map_or(("", ""), |(code, name)| (code, name))
}

/// Codes and names of all units, for sheets that go out.
fn unit_names(register: &Register) -> Result<HashMap<UnitId, (String, String)>, StoreError> {
    let units = store::unit::all(register.store.conn())?.into_iter();
    Ok(units
        .map(|unit| (unit.id, (unit.code, unit.name)))
        .collect())
}
