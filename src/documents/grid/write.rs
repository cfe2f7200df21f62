//! Rows as a workbook: the sheet itself, and a page that explains its columns.

use chrono::{Datelike as _, NaiveDate};
use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook,
    Worksheet, XlsxError,
};

use super::DocumentError;
use crate::read::grid::{Form, GridCell, GridColumn, GridKind};

const FONT: &str = "Times New Roman";
const SIZE: f64 = 12.0;
const GUIDE: &str = "Hướng dẫn";
/// Rows of a form that know what may stand in them.
const FORM_ROWS: u32 = 1_000;
/// What Excel takes as a list of words.
const LONGEST_LIST: usize = 255;

pub(super) fn xlsx(
    kind: GridKind,
    rows: &[Vec<GridCell>],
    day: NaiveDate,
) -> Result<Vec<u8>, DocumentError> {
    write(kind, rows, day).map_err(|error| DocumentError::Excel {
        detail: error.to_string(),
    })
}

fn write(kind: GridKind, rows: &[Vec<GridCell>], day: NaiveDate) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = excel_day(day)?;
    let properties = DocProperties::new()
        .set_title(kind.label())
        .set_author("Giám sát 6 QCDC")
        .set_creation_datetime(&made);
    book.set_properties(&properties);
    sheet(book.add_worksheet(), kind, rows)?;
    guide(book.add_worksheet(), kind)?;
    book.save_to_buffer()
}

fn excel_day(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(day.year()).unwrap_or(1900);
    let part = |value: u32| u8::try_from(value).unwrap_or(1);
    ExcelDateTime::from_ymd(year, part(day.month()), part(day.day()))
}

fn base() -> Format {
    Format::new().set_font_name(FONT).set_font_size(SIZE)
}

fn head() -> Format {
    base()
        .set_bold()
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
}

fn body(form: Form) -> Format {
    let format = base().set_text_wrap().set_align(FormatAlign::Top);
    match form {
        Form::Day => format.set_num_format("dd/mm/yyyy"),
        // else Excel makes a day of 03/2024, and a number of a code
        Form::Text | Form::Time | Form::Month | Form::Word(_) => format.set_num_format("@"),
        Form::Number => format.set_num_format("General"),
    }
}

fn sheet(page: &mut Worksheet, kind: GridKind, rows: &[Vec<GridCell>]) -> Result<(), XlsxError> {
    let columns = kind.columns();
    page.set_name(kind.label())?;
    page.set_freeze_panes(1, 0)?;
    page.set_repeat_rows(0, 0)?;
    page.set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0);
    let last_row = u32::try_from(rows.len()).unwrap_or(u32::MAX).max(FORM_ROWS);
    let formats: Vec<Format> = columns.iter().map(|column| body(column.form)).collect();
    for ((at, column), format) in (0_u16..).zip(columns).zip(&formats) {
        page.set_column_format(at, format)?;
        page.set_column_width(at, f64::from(column.width))?;
        page.write_string_with_format(0, at, column.head, &head())?;
        choices(page, at, column, last_row)?;
    }
    for (row, cells) in (1_u32..).zip(rows) {
        for ((at, cell), format) in (0_u16..).zip(cells).zip(&formats) {
            match cell {
                GridCell::Empty | GridCell::Unreadable(_) => {}
                GridCell::Text(text) => {
                    page.write_string_with_format(row, at, text, format)?;
                }
                GridCell::Number(number) => {
                    page.write_number_with_format(row, at, *number, format)?;
                }
                GridCell::Day(day) => {
                    page.write_datetime_with_format(row, at, excel_day(*day)?, format)?;
                }
            }
        }
    }
    if let Some(last) = u16::try_from(columns.len())
        .ok()
        .and_then(|count| count.checked_sub(1))
    {
        page.autofilter(0, 0, u32::try_from(rows.len()).unwrap_or(u32::MAX), last)?;
    }
    Ok(())
}

/// A list to choose from, where the words are few.
fn choices(
    page: &mut Worksheet,
    at: u16,
    column: &GridColumn,
    last_row: u32,
) -> Result<(), XlsxError> {
    let Form::Word(words) = column.form else {
        return Ok(());
    };
    let letters: usize = words.iter().map(|word| word.chars().count() + 1).sum();
    if letters <= LONGEST_LIST {
        let list = DataValidation::new()
            .allow_list_strings(words)?
            .set_error_title("Chưa đúng")?
            .set_error_message("Hãy chọn một trong các mục của danh sách.")?;
        page.add_data_validation(1, at, last_row, at, &list)?;
    }
    Ok(())
}

/// What to write into each column.
fn guide(page: &mut Worksheet, kind: GridKind) -> Result<(), XlsxError> {
    page.set_name(GUIDE)?;
    page.set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0);
    for (at, (words, width)) in
        (0_u16..).zip([("Cột", 26.0), ("Bắt buộc", 10.0), ("Cách ghi", 90.0)])
    {
        page.set_column_width(at, width)?;
        page.write_string_with_format(0, at, words, &head())?;
    }
    let format = body(Form::Text);
    for (row, column) in (1_u32..).zip(kind.columns()) {
        page.write_string_with_format(row, 0, column.head, &format)?;
        let needed = if column.required { "có" } else { "" };
        page.write_string_with_format(row, 1, needed, &format)?;
        let hint = match column.form {
            Form::Word(words) => format!("{} Các mục: {}.", column.hint, words.join("; ")),
            Form::Day => format!("{} Ghi ngày/tháng/năm.", column.hint),
            Form::Text | Form::Time | Form::Month | Form::Number => column.hint.to_owned(),
        };
        page.write_string_with_format(row, 2, hint, &format)?;
    }
    let rules = [
        "Giữ nguyên dòng tiêu đề; có thể đổi thứ tự cột, bớt cột không bắt buộc, thêm dòng tên bảng ở trên.",
        "Không gộp ô, không dùng công thức. Cột bị bớt thì dữ liệu đã có của cột đó giữ nguyên; ô để trống thì xóa dữ liệu của ô đó.",
        "Chương trình cho xem trước từng dòng (thêm mới, thay đổi, không đổi, lỗi) rồi mới ghi; có một dòng lỗi thì không ghi dòng nào.",
    ];
    let first = u32::try_from(kind.columns().len()).unwrap_or(0) + 3;
    for (row, rule) in (first..).zip(rules) {
        page.write_string_with_format(row, 2, rule, &format)?;
    }
    Ok(())
}
