//! Tables to Excel: real dates and numbers, a header that stays in sight and comes back on every printed page,
//! filters, and no cell whose text could become a formula.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use unicode_normalization::UnicodeNormalization;

use super::content::{Align, Meta, Table};
use super::error::DocumentError;
use crate::domain::date;

/// Decimals of a figure at most.
const DECIMALS: usize = 4;

const FONT: &str = "Times New Roman";
const SIZE: f64 = 12.0;
/// Height of a line of that size.
const LINE: f64 = 16.0;
/// A column counts its width in figures; other letters are narrower by about this much.
const NARROW: f32 = 1.1;
const A4: u8 = 9;
/// Inches from the edges: left, right, top, bottom, header, footer.
const MARGINS: [f64; 6] = [0.59, 0.39, 0.59, 0.59, 0.31, 0.31];
/// What Excel takes at most.
const LONGEST_NAME: usize = 31;
const LONGEST_TEXT: usize = 32_767;
/// Above the table stand the title and what it is about.
const HEADER_ROW: u32 = 2;
/// Letters over the width of a table whose columns have shares only.
const SHEET_WIDTH: f32 = 130.0;

/// One sheet of a workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Written on its tab.
    pub name: String,
    pub title: String,
    /// "Tính đến ngày 28/02/2023"; may be empty.
    pub about: String,
    pub columns: Vec<SheetColumn>,
    /// One cell per column.
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct SheetColumn {
    pub header: String,
    /// Letters that a line of it holds.
    pub width: f32,
    pub align: Align,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Empty,
    Text(String),
    Number(f64),
    Date(NaiveDate),
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub fn count(count: impl Into<u32>) -> Self {
        Self::Number(f64::from(count.into()))
    }

    pub fn day(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Empty, Self::Date)
    }

    /// The text that may wrap.
    fn shown(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Empty | Self::Number(_) | Self::Date(_) => "",
        }
    }

    /// What a printed cell means: a day, a number without leading zeros, or text. Numbers of more than digits
    /// ("13.530", "6,39") only in a column of figures: elsewhere they may be the numbers of paragraphs.
    fn read(text: &str, align: Align) -> Self {
        let text = text.trim();
        if text.is_empty() {
            return Self::Empty;
        }
        let is_day = text.len() == 10 && text.bytes().filter(|byte| *byte == b'/').count() == 2;
        if let Some(day) = date::parse(text).filter(|_| is_day) {
            return Self::Date(day);
        }
        let digits = text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
        match text.parse::<u32>() {
            Ok(number) if digits && number.to_string() == text => Self::count(number),
            _ => figure(text)
                .filter(|_| matches!(align, Align::Center | Align::Right))
                .map_or_else(|| Self::text(text), Self::Number),
        }
    }
}

/// A number as it is printed here: dots between thousands, a comma before decimals.
fn figure(text: &str) -> Option<f64> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, decimals) = match text.split_once(',') {
        Some((whole, decimals)) if digits(decimals) && decimals.len() <= DECIMALS => {
            (whole, decimals)
        }
        Some(_) => return None,
        None => (text, "0"),
    };
    let mut groups = whole.split('.');
    let first = groups.next().filter(|first| digits(first))?;
    let begins_well = whole == "0" || !first.starts_with('0');
    let grouped = first.len() <= 3 || !whole.contains('.');
    let groups = groups.all(|group| group.len() == 3 && digits(group));
    if !begins_well || !grouped || !groups || whole.len() > 15 {
        return None;
    }
    format!("{}.{decimals}", whole.replace('.', ""))
        .parse()
        .ok()
}

impl Sheet {
    /// A table of a paper as a sheet.
    pub fn of_table(name: &str, title: &str, table: &Table) -> Self {
        let total: f32 = table.columns.iter().map(|column| column.share).sum();
        let columns = table.columns.iter().map(|column| SheetColumn {
            header: column.header.clone(),
            width: (SHEET_WIDTH * column.share / total.max(f32::EPSILON)).clamp(5.0, 100.0),
            align: column.align,
        });
        let rows = table.rows.iter();
        Self {
            name: name.to_owned(),
            title: title.to_owned(),
            about: String::new(),
            columns: columns.collect(),
            rows: rows
                .map(|row| {
                    let columns = table.columns.iter().map(|column| column.align);
                    let aligns = columns.chain(std::iter::repeat(Align::Left));
                    row.iter()
                        .zip(aligns)
                        .map(|(text, align)| Cell::read(text, align))
                        .collect()
                })
                .collect(),
        }
    }

    fn check(&self) -> Result<(), DocumentError> {
        let columns = self.columns.len();
        match (1..).zip(&self.rows).find(|(_, row)| row.len() != columns) {
            None => Ok(()),
            Some((row, cells)) => Err(DocumentError::TableShape {
                row,
                cells: cells.len(),
                columns,
            }),
        }
    }
}

/// Writes sheets as one workbook. The same sheets always give the same bytes.
pub fn render_xlsx(meta: &Meta, sheets: &[Sheet]) -> Result<Vec<u8>, DocumentError> {
    for sheet in sheets {
        sheet.check()?;
    }
    write(meta, sheets).map_err(|error| DocumentError::Excel {
        detail: error.to_string(),
    })
}

fn write(meta: &Meta, sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let properties = DocProperties::new()
        .set_title(plain(&meta.title))
        .set_subject(plain(&meta.subject))
        .set_author("Giám sát 6 QCDC")
        .set_creation_datetime(&excel_day(meta.date)?);
    workbook.set_properties(&properties);
    let mut names: Vec<String> = Vec::new();
    for sheet in sheets {
        let name = free_name(&sheet.name, &names);
        fill(workbook.add_worksheet(), &name, sheet)?;
        names.push(name);
    }
    workbook.save_to_buffer()
}

fn fill(page: &mut Worksheet, name: &str, sheet: &Sheet) -> Result<(), XlsxError> {
    let base = Format::new().set_font_name(FONT).set_font_size(SIZE);
    let last_column = column_number(sheet.columns.len().saturating_sub(1));
    let last_row = HEADER_ROW + u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX - HEADER_ROW);
    page.set_name(name)?;
    let title = base.clone().set_bold().set_font_size(SIZE + 2.0);
    page.write_string_with_format(0, 0, plain(&sheet.title), &title)?;
    let about = base.clone().set_italic();
    page.write_string_with_format(1, 0, plain(&sheet.about), &about)?;
    let boxed = base
        .clone()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::Top)
        .set_text_wrap();
    let header = boxed
        .clone()
        .set_bold()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter);
    for (index, column) in sheet.columns.iter().enumerate() {
        let at = column_number(index);
        page.set_column_width(at, column.width)?;
        page.write_string_with_format(HEADER_ROW, at, plain(&column.header), &header)?;
    }
    let headers = sheet.columns.iter();
    let headers = headers.map(|column| (column.header.as_str(), column.width));
    page.set_row_height(HEADER_ROW, height(headers))?;
    let formats: Vec<Formats> = sheet
        .columns
        .iter()
        .map(|column| Formats::of(&boxed, column.align))
        .collect();
    for (row, cells) in (HEADER_ROW + 1..).zip(&sheet.rows) {
        let texts = cells.iter().zip(&sheet.columns);
        page.set_row_height(
            row,
            height(texts.map(|(cell, column)| (cell.shown(), column.width))),
        )?;
        for (index, (cell, formats)) in cells.iter().zip(&formats).enumerate() {
            put(page, (row, column_number(index)), cell, formats)?;
        }
    }
    if !sheet.columns.is_empty() {
        page.autofilter(HEADER_ROW, 0, last_row, last_column)?;
    }
    page.set_freeze_panes(HEADER_ROW + 1, 0)?;
    page.set_repeat_rows(HEADER_ROW, HEADER_ROW)?;
    let [left, right, top, bottom, head, foot] = MARGINS;
    page.set_paper_size(A4)
        .set_landscape()
        .set_margins(left, right, top, bottom, head, foot)
        .set_print_fit_to_pages(1, 0)
        .set_footer("&C&\"Times New Roman,Regular\"&12Trang &P/&N");
    Ok(())
}

/// Height of a row whose texts wrap: programs other than Excel do not find it themselves.
fn height<'a>(texts: impl Iterator<Item = (&'a str, f32)>) -> f64 {
    let lines = texts.map(|(text, width)| {
        let lines = text.split('\n').map(|line| wrapped(line, width));
        lines.sum::<u32>()
    });
    // Excel has no higher rows
    (f64::from(lines.max().unwrap_or(1)) * LINE + 2.0).min(409.0)
}

/// Lines that a text takes, by its letters.
fn wrapped(text: &str, width: f32) -> u32 {
    let (mut lines, mut used) = (1, 0.0);
    let width = width * NARROW;
    for word in text.split_whitespace() {
        let letters: f32 = word.chars().map(|_| 1.0).sum();
        if used > 0.0 && used + 1.0 + letters > width {
            lines += 1;
            used = 0.0;
        }
        used += letters + if used > 0.0 { 1.0 } else { 0.0 };
    }
    lines
}

/// How the cells of one column look.
struct Formats {
    text: Format,
    /// For text that Excel would read as a formula once the cell is edited.
    quoted: Format,
    /// By the number of decimals.
    number: [Format; DECIMALS + 1],
    day: Format,
}

impl Formats {
    fn of(boxed: &Format, align: Align) -> Self {
        let horizontal = match align {
            Align::Left | Align::Justify => FormatAlign::Left,
            Align::Center => FormatAlign::Center,
            Align::Right => FormatAlign::Right,
        };
        let text = boxed.clone().set_align(horizontal);
        Self {
            quoted: text.clone().set_quote_prefix(),
            number: ["#,##0", "#,##0.0", "#,##0.00", "#,##0.000", "#,##0.0000"]
                .map(|shown| text.clone().set_num_format(shown)),
            day: boxed
                .clone()
                .set_align(FormatAlign::Center)
                .set_num_format("dd/mm/yyyy"),
            text,
        }
    }
}

/// Decimals that a number is shown with.
fn decimals(number: f64) -> usize {
    let shown = format!("{number:.DECIMALS$}");
    let kept = shown.trim_end_matches('0');
    kept.split_once('.').map_or(0, |(_, rest)| rest.len())
}

fn put(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => page.write_blank(row, column, &formats.text)?,
        Cell::Number(number) => {
            let [whole, .., finest] = &formats.number;
            let format = match decimals(*number) {
                0 => whole,
                some => formats.number.get(some).unwrap_or(finest),
            };
            page.write_number_with_format(row, column, *number, format)?
        }
        Cell::Date(day) => {
            page.write_datetime_with_format(row, column, &excel_day(*day)?, &formats.day)?
        }
        Cell::Text(text) => {
            let text = lines(text);
            let format = if text.starts_with(['=', '+', '-', '@']) {
                &formats.quoted
            } else {
                &formats.text
            };
            page.write_string_with_format(row, column, text, format)?
        }
    };
    Ok(())
}

/// NFC, and no longer than a cell may be.
fn lines(text: &str) -> String {
    text.nfc()
        .filter(|letter| *letter == '\n' || !letter.is_control())
        .take(LONGEST_TEXT)
        .collect()
}

fn plain(text: &str) -> String {
    lines(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn excel_day(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let part = |number: u32| u8::try_from(number).unwrap_or(0);
    let year = u16::try_from(day.year()).unwrap_or(0);
    ExcelDateTime::from_ymd(year, part(day.month()), part(day.day()))
}

fn column_number(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}

/// A name for the tab that Excel takes and no other sheet has.
fn free_name(wanted: &str, taken: &[String]) -> String {
    let clean: String = plain(wanted)
        .chars()
        .map(|letter| match letter {
            '[' | ']' | ':' | '*' | '?' | '/' | '\\' => '-',
            letter => letter,
        })
        .collect();
    let clean = clean.trim_matches('\'');
    let cut = |text: &str, most: usize| text.chars().take(most).collect::<String>();
    let free = |name: &String| {
        let name = name.to_lowercase();
        !taken.iter().any(|other| other.to_lowercase() == name)
    };
    let first = if clean.is_empty() {
        "Bảng".to_owned()
    } else {
        cut(clean, LONGEST_NAME)
    };
    std::iter::once(first.clone())
        .chain((2..1000).map(|number: u32| {
            let mark = format!(" {number}");
            cut(&first, LONGEST_NAME - mark.chars().count()) + &mark
        }))
        .find(free)
        .unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_cells_become_days_and_numbers_only_when_they_are() {
        let day = NaiveDate::from_ymd_opt(2023, 2, 28).unwrap();
        assert_eq!(Cell::read("28/02/2023", Align::Left), Cell::Date(day));
        assert_eq!(Cell::read("15", Align::Left), Cell::count(15_u32));
        assert_eq!(Cell::read(" ", Align::Left), Cell::Empty);
        for text in [
            "02",
            "31/02/2023",
            "=1+1",
            "1e3",
            "12-TB/BDVQU",
            "0987654321",
        ] {
            assert_eq!(Cell::read(text, Align::Center), Cell::text(text));
        }
    }

    #[test]
    fn figures_are_numbers_in_a_column_of_figures() {
        for (text, number) in [
            ("13.530", 13_530.0),
            ("1.234.567", 1_234_567.0),
            ("6,39", 6.39),
            ("13.530,5", 13_530.5),
            ("0,5", 0.5),
        ] {
            assert_eq!(Cell::read(text, Align::Center), Cell::Number(number));
            assert_eq!(Cell::read(text, Align::Left), Cell::text(text));
        }
        for text in [
            "13.53", "1.2.3", "0.123", "02.100", "1234.567", "6,", ",5", "6,39,1", "3/4", "50%",
            "1,23456", "-5",
        ] {
            assert_eq!(Cell::read(text, Align::Right), Cell::text(text));
        }
        assert_eq!([13_530.0, 6.39, 0.5, 100.0].map(decimals), [0, 2, 1, 0]);
    }

    #[test]
    fn names_of_tabs_are_short_lawful_and_different() {
        assert_eq!(
            free_name("Quý I/2023: [tồn tại]", &[]),
            "Quý I-2023- -tồn tại-"
        );
        assert_eq!(free_name("''", &[]), "Bảng");
        let long = "Phường Giang Biên và các trường trực thuộc";
        let first = free_name(long, &[]);
        assert_eq!(first.chars().count(), LONGEST_NAME);
        let second = free_name(long, &[first]);
        assert!(second.ends_with(" 2") && second.chars().count() == LONGEST_NAME);
    }
}
