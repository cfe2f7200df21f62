//! What can go wrong between a paper's content and its file, in the user's words.

/// Why a paper could not be laid out or written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// The fonts have no picture for a letter; printing would silently leave it out.
    #[error(
        "Phông chữ in không có ký tự “{letter}” (U+{code:04X}) ở chỗ “{near}”. Hãy thay hoặc xóa ký tự này rồi tạo lại văn bản."
    )]
    MissingGlyph {
        letter: char,
        code: u32,
        near: String,
    },
    /// The embedded fonts do not parse: the program file is damaged.
    #[error("Không đọc được phông chữ đi kèm chương trình. Hãy cài lại chương trình.")]
    Fonts,
    /// The visit has no conclusion yet.
    #[error("Cuộc giám sát này chưa có dự thảo kết luận. Hãy soạn kết luận trước khi xem bản in.")]
    NoConclusion,
    /// Excel was asked for, and the paper is text only.
    #[error("Văn bản này không có bảng để xuất ra Excel; hãy dùng dạng pdf hoặc docx.")]
    NoTable,
    /// A reminder was asked for where nothing is past its deadline.
    #[error(
        "Tính đến ngày {}, đơn vị này không có yêu cầu khắc phục nào quá hạn; không cần công văn đôn đốc.",
        crate::domain::date::show(*day)
    )]
    NothingLate { day: chrono::NaiveDate },
    /// A letter was asked for where no monthly report is missing.
    #[error(
        "Tính đến ngày {}, đơn vị này không thiếu báo cáo tháng nào của năm {year}; không cần công văn.",
        crate::domain::date::show(*day)
    )]
    NoReportMissing { day: chrono::NaiveDate, year: i32 },
    /// A letter was asked for where no paper of the archive is missing.
    #[error(
        "Tính đến ngày {}, hồ sơ lưu trữ năm {year} của đơn vị này không có giấy tờ nào ghi “Thiếu”; không cần công văn.",
        crate::domain::date::show(*day)
    )]
    NoArchiveMissing { day: chrono::NaiveDate, year: i32 },
    /// A letter was asked for where every figure is there and no question is open.
    #[error("Số liệu {period} của đơn vị này đã đủ và không còn câu hỏi; không cần công văn.")]
    NoFigureMissing { period: String },
    /// A profile of the paper's format is not usable.
    #[error(
        "Tệp quy định thể thức văn bản có chỗ sai: {}. Hãy sửa chỗ đó hoặc dùng lại tệp gốc.",
        wrong.join("; ")
    )]
    Profile {
        /// Each place with its line: "dòng 12: “body.size_pt” phải từ 14 đến 15, đang là 40".
        wrong: Vec<String>,
    },
    /// A table's row does not have one cell for each column.
    #[error(
        "Bảng có {columns} cột nhưng dòng {row} có {cells} ô. Hãy điền đủ số ô của dòng này rồi tạo lại văn bản."
    )]
    TableShape {
        row: usize,
        cells: usize,
        columns: usize,
    },
    /// The writer of a Word file failed.
    #[error(
        "Không tạo được tệp Word: {detail}. Hãy thử lại; nếu vẫn lỗi, hãy gửi thông báo này cho người phụ trách chương trình."
    )]
    Word { detail: String },
    /// The writer of an Excel file failed.
    #[error(
        "Không tạo được tệp Excel: {detail}. Hãy thử lại; nếu vẫn lỗi, hãy gửi thông báo này cho người phụ trách chương trình."
    )]
    Excel { detail: String },
    /// A file is no sheet that can be taken in.
    #[error(transparent)]
    Sheet(#[from] super::GridError),
    /// The writer of the file failed.
    #[error(
        "Không tạo được tệp PDF: {detail}. Hãy thử lại; nếu vẫn lỗi, hãy gửi thông báo này cho người phụ trách chương trình."
    )]
    Pdf { detail: String },
}
