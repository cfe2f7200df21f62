//! Workbooks that a clerk fills in and hands back: some sheets with fixed heads, each row told by sheet, line and column.

mod catalogue;
mod district;

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use chrono::{Days, NaiveDate};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

pub use self::catalogue::{catalogue_from_xlsx, catalogue_xlsx};
pub use self::district::{district_from_xlsx, district_xlsx};
use crate::documents::grid::{GridError, guard};
use crate::domain::{Problem, date, text};

/// As Excel numbers paper sizes.
const A4: u8 = 9;
/// Height of a line in points.
const LINE: f64 = 15.0;
const HEAD_COLOUR: u32 = 0x00E7_ECF2;

/// Lines that a text takes in a column of that many figures: not every program finds the height by itself.
fn lines_of(text: &str, width: f64) -> u32 {
    text.lines()
        .map(|line| {
            let letters = f64::from(u32::try_from(line.chars().count()).unwrap_or(u32::MAX));
            let mut lines = 1;
            while f64::from(lines) * width < letters && lines < MOST_LINES {
                lines += 1;
            }
            lines
        })
        .sum()
}

/// A row does not get higher than this.
const MOST_LINES: u32 = 20;

pub(super) fn day(day: Option<NaiveDate>) -> String {
    day.map(date::show).unwrap_or_default()
}

pub(super) fn yes(yes: bool) -> String {
    if yes { "có".to_owned() } else { String::new() }
}

/// One more sheet: the heads stay in sight, texts wrap.
pub(super) fn sheet<'a>(
    book: &'a mut Workbook,
    name: &str,
    heads: &[(&str, f64)],
    rows: &[Vec<String>],
) -> Result<&'a mut Worksheet, XlsxError> {
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_background_color(HEAD_COLOUR)
        .set_border_bottom(FormatBorder::Thin);
    let body = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let sheet = book.add_worksheet().set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet
        .set_landscape()
        .set_paper_size(A4)
        .set_print_fit_to_pages(1, 0)
        .set_repeat_rows(0, 0)?;
    for (column, (words, width)) in (0_u16..).zip(heads) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(0, column, *words, &head)?;
    }
    for (line, row) in (1_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(row) {
            sheet.write_string_with_format(line, column, cell, &body)?;
        }
        let lines = row
            .iter()
            .zip(heads)
            .map(|(cell, (_, width))| lines_of(cell, *width));
        let lines = lines.max().unwrap_or(1);
        if lines > 1 {
            sheet.set_row_height(line, f64::from(lines) * LINE)?;
        }
    }
    Ok(sheet)
}

/// One row with where it stands.
pub(super) struct Row {
    sheet: &'static str,
    /// As Excel counts.
    pub number: usize,
    cells: Vec<Data>,
    heads: Vec<&'static str>,
}

impl Row {
    pub fn text(&self, column: usize) -> String {
        match self.cells.get(column) {
            Some(Data::Float(number)) if number.fract() == 0.0 => format!("{number:.0}"),
            Some(Data::Empty) | None => String::new(),
            Some(other) => text::clean(&other.to_string()),
        }
    }

    pub fn problem(&self, column: usize, message: String) -> Problem {
        Problem::new(self.place(column), message)
    }

    /// Where a cell of it is, as Excel's user finds it.
    pub fn place(&self, column: usize) -> String {
        let head = self.heads.get(column).copied().unwrap_or_default();
        format!("trang “{}”, dòng {}, cột “{head}”", self.sheet, self.number)
    }

    pub fn day(&self, column: usize, wrong: &mut Vec<Problem>) -> Option<NaiveDate> {
        if let Some(Data::DateTime(at)) = self.cells.get(column) {
            // Excel counts days from the end of 1899
            let start = NaiveDate::from_ymd_opt(1899, 12, 30)?;
            let days = format!("{:.0}", at.as_f64().floor()).parse().ok()?;
            return start.checked_add_days(Days::new(days));
        }
        let typed = self.text(column);
        if typed.is_empty() {
            return None;
        }
        let day = date::parse(&typed);
        if day.is_none() {
            wrong.push(self.problem(
                column,
                format!("“{typed}” không phải ngày; hãy ghi như 28/02/2023."),
            ));
        }
        day
    }

    pub fn yes(&self, column: usize) -> bool {
        matches!(
            text::fold(&self.text(column)).as_str(),
            "co" | "x" | "1" | "true" | "da doi chieu"
        )
    }

    pub fn district(&self, column: usize) -> Option<String> {
        Some(self.text(column)).filter(|text| !text.is_empty())
    }
}

/// Lines of a sheet that are read: what is filled in by hand has fewer, and a stray cell far below costs nothing.
const MOST_ROWS: u32 = 20_000;

/// A workbook that was handed back.
pub(super) struct Book<'a>(Xlsx<Cursor<&'a [u8]>>);

impl<'a> Book<'a> {
    /// # Errors
    /// It is no workbook (`how` says where to get one), an old or locked one, or it unfolds to more than is safe.
    pub fn open(bytes: &'a [u8], how: &str) -> Result<Self, Problem> {
        let no_book = || {
            let words = format!("Tệp không đọc được như tệp Excel (.xlsx). {how}");
            Problem::new("", words)
        };
        guard::check(bytes, &mut |_| true).map_err(|error| match error {
            GridError::TooLarge | GridError::OldOrLocked | GridError::Swollen { .. } => {
                Problem::new("", error.to_string())
            }
            GridError::Damaged { .. }
            | GridError::NoHeads { .. }
            | GridError::HeadTwice { .. }
            | GridError::Merged { .. }
            | GridError::TooManyRows { .. }
            | GridError::NoRows { .. }
            | GridError::Encoding { .. }
            | GridError::Stopped => no_book(),
        })?;
        Xlsx::new(Cursor::new(bytes))
            .map(Self)
            .map_err(|_| no_book())
    }

    /// The rows of a sheet that have anything in them.
    pub fn read(
        &mut self,
        name: &'static str,
        heads: &[(&'static str, f64)],
        wrong: &mut Vec<Problem>,
    ) -> Vec<Row> {
        let lines = match self.lines(name, heads.len()) {
            Ok(lines) => lines,
            Err(words) => {
                wrong.push(Problem::new("", words));
                return Vec::new();
            }
        };
        let heads: Vec<&'static str> = heads.iter().map(|(head, _)| *head).collect();
        let is_head = lines.get(&0).is_some_and(|first| {
            let there = first.iter().map(|cell| text::clean(&cell.to_string()));
            there.eq(heads.iter().map(|head| (*head).to_owned()))
        });
        if !is_head {
            let words = format!(
                "Trang “{name}” phải có các cột theo thứ tự: {}.",
                heads.join(", ")
            );
            wrong.push(Problem::new("", words));
            return Vec::new();
        }
        lines
            .into_iter()
            .skip(1)
            .map(|(line, cells)| Row {
                sheet: name,
                number: line as usize + 1,
                cells,
                heads: heads.clone(),
            })
            .collect()
    }

    /// The cells of the first columns, line by line as Excel counts less one; lines of blanks are left out.
    fn lines(&mut self, name: &str, columns: usize) -> Result<BTreeMap<u32, Vec<Data>>, String> {
        let missing = || format!("Tệp thiếu trang “{name}”.");
        let damaged = |_| format!("Trang “{name}” đã hỏng; hãy mở bằng Excel và lưu lại.");
        let mut cells = self.0.worksheet_cells_reader(name).map_err(|_| missing())?;
        let mut lines: BTreeMap<u32, Vec<Data>> = BTreeMap::new();
        while let Some(cell) = cells.next_cell().map_err(damaged)? {
            let (line, column) = cell.get_position();
            let value = Data::from(cell.get_value().clone());
            if value.to_string().trim().is_empty() || column as usize >= columns {
                continue;
            }
            if line >= MOST_ROWS {
                return Err(format!(
                    "Trang “{name}” có chữ ở dòng {}, quá dòng {}; hãy xóa phần thừa ở dưới.",
                    text::thousands(line as usize + 1),
                    text::thousands(MOST_ROWS as usize)
                ));
            }
            let row = lines
                .entry(line)
                .or_insert_with(|| vec![Data::Empty; columns]);
            if let Some(place) = row.get_mut(column as usize) {
                *place = value;
            }
        }
        Ok(lines)
    }
}

/// The one of some words that stands in a cell.
pub(super) fn word<T: Copy>(
    row: &Row,
    column: usize,
    all: &[T],
    label: impl Fn(T) -> &'static str,
    wrong: &mut Vec<Problem>,
    otherwise: T,
) -> T {
    let typed = row.text(column);
    let found = all
        .iter()
        .find(|value| text::fold(label(**value)) == text::fold(&typed));
    if found.is_none() {
        let known: Vec<&str> = all.iter().map(|value| label(*value)).collect();
        wrong.push(row.problem(
            column,
            format!("“{typed}” không phải một trong: {}.", known.join(", ")),
        ));
    }
    found.copied().unwrap_or(otherwise)
}
