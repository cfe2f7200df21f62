//! Sheets that go out to Excel or CSV and come in again.

mod csv;
pub(super) mod guard;
mod heads;
mod read;
mod write;

use std::path::Path;

use super::error::DocumentError;
use crate::read::grid::{Grid, GridCell, GridKind};
use chrono::NaiveDate;

/// A file that is larger than this is no sheet of a board.
pub const GRID_FILE_LIMIT: u64 = 64 * 1024 * 1024;
/// Rows that are taken in at once.
pub const MOST_ROWS: usize = 200_000;
/// Letters that a cell may have.
const LONGEST_CELL: usize = 20_000;

/// How the rows lie in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GridFormat {
    Xlsx,
    Csv,
}

impl GridFormat {
    /// By the ending of the name; anything but `.csv` and `.txt` is taken for Excel.
    pub fn of(path: &Path) -> Self {
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        if ending.eq_ignore_ascii_case("csv") || ending.eq_ignore_ascii_case("txt") {
            Self::Csv
        } else {
            Self::Xlsx
        }
    }
}

/// Why a file is not a sheet that can be taken in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GridError {
    #[error("Tệp lớn hơn {} MB; hãy chia thành nhiều tệp nhỏ hơn.", GRID_FILE_LIMIT / 1024 / 1024)]
    TooLarge,
    #[error(
        "Tệp là sổ Excel đời cũ (.xls) hoặc có mật khẩu. Hãy mở bằng Excel, bỏ mật khẩu và lưu lại dạng .xlsx."
    )]
    OldOrLocked,
    #[error(
        "Tệp không phải sổ Excel (.xlsx) hoặc đã hỏng: {detail}. Hãy mở bằng Excel, lưu lại dạng .xlsx rồi nhập lại."
    )]
    Damaged { detail: String },
    #[error(
        "Phần “{part}” trong tệp phình ra quá lớn khi giải nén; tệp này không an toàn nên không được đọc. Hãy chép riêng bảng cần nhập sang một sổ Excel mới."
    )]
    Swollen { part: String },
    #[error("{}", no_heads(*kind, sheets, nearest.as_ref()))]
    NoHeads {
        kind: Option<GridKind>,
        sheets: Vec<String>,
        /// Of the row that looks most like heads: where it stands, and what it lacks.
        nearest: Option<(String, Vec<&'static str>)>,
    },
    #[error("Ô {at}: tiêu đề “{head}” có hai lần; hãy xóa bớt một cột.")]
    HeadTwice { at: String, head: String },
    #[error(
        "Ô {at}: các ô này bị gộp. Hãy bỏ gộp ô (Merge & Center), ghi đủ từng dòng rồi nhập lại."
    )]
    Merged { at: String },
    #[error(
        "Ô {at}: bảng có hơn {} dòng; hãy chia thành nhiều tệp.",
        crate::domain::text::thousands(MOST_ROWS)
    )]
    TooManyRows { at: String },
    #[error("Bảng “{sheet}” chỉ có dòng tiêu đề, chưa có dòng nào để nhập.")]
    NoRows { sheet: String },
    #[error(
        "Dòng {line}: chữ không đọc được theo bảng mã Unicode (UTF-8). Hãy lưu lại bằng Excel với kiểu “CSV UTF-8”."
    )]
    Encoding { line: usize },
    #[error("Đã dừng theo yêu cầu; chưa có gì bị thay đổi.")]
    Stopped,
}

fn no_heads(
    kind: Option<GridKind>,
    sheets: &[String],
    nearest: Option<&(String, Vec<&'static str>)>,
) -> String {
    let of = kind.map_or_else(
        || "của bảng nào mà chương trình biết".to_owned(),
        |kind| format!("của bảng “{}”", kind.label()),
    );
    let among = if sheets.is_empty() {
        String::new()
    } else {
        format!(" (các trang đã tìm: {})", sheets.join(", "))
    };
    let near = match nearest {
        Some((at, lacking)) => format!(
            " Dòng giống nhất là ở {at}, còn thiếu cột: {}.",
            lacking.join(", ")
        ),
        None => String::new(),
    };
    format!("Không tìm thấy dòng tiêu đề {of}{among}.{near} Hãy dùng tệp mẫu do chương trình tạo.")
}

/// Reads a sheet; `kind` `None` finds it by the heads. `going` is told how many rows were read and says whether
/// to go on.
///
/// # Errors
/// What is wrong with the file as a whole, with the cell where there is one.
pub fn read_grid(
    bytes: &[u8],
    format: GridFormat,
    kind: Option<GridKind>,
    going: &mut dyn FnMut(usize) -> bool,
) -> Result<Grid, GridError> {
    match format {
        GridFormat::Xlsx => read::xlsx(bytes, kind, going),
        GridFormat::Csv => csv::read(bytes, kind, going),
    }
}

/// Writes rows as a sheet that [`read_grid`] takes in again; without rows, a form to fill in.
///
/// # Errors
/// The writer failed.
pub fn write_grid(
    kind: GridKind,
    rows: &[Vec<GridCell>],
    format: GridFormat,
    day: NaiveDate,
) -> Result<Vec<u8>, DocumentError> {
    match format {
        GridFormat::Xlsx => write::xlsx(kind, rows, day),
        GridFormat::Csv => csv::write(kind, rows),
    }
}
