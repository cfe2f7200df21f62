//! How lists and attached files are asked for on the command line.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};

use super::archive_args::ArchiveListArgs;
use super::args::day;
use super::document_args::DocumentListArgs;
use super::figure_args::FigureListArgs;
use super::report_args::ReportListArgs;
use crate::domain::PaperKind;

#[derive(Debug, Subcommand)]
pub(super) enum List {
    /// Liệt kê các cuộc giám sát, mới nhất trước
    #[command(override_usage = "qcdc list visits [TÙY CHỌN]")]
    Visits(ListArgs),
    /// Liệt kê các đơn vị được giám sát
    #[command(override_usage = "qcdc list units [TÙY CHỌN]")]
    Units(ListArgs),
    /// Liệt kê các tồn tại, hạn chế, thời hạn gần nhất trước
    #[command(override_usage = "qcdc list shortcomings [TÙY CHỌN]")]
    Shortcomings(ListArgs),
    /// Liệt kê tài liệu đính kèm
    #[command(override_usage = "qcdc list attachments [TÙY CHỌN]")]
    Attachments {
        #[arg(
            long,
            value_name = "MÃ",
            help = "Chỉ của cuộc giám sát này: mã, hoặc phần đầu của mã"
        )]
        visit: Option<String>,
        #[arg(long, help = "In ra dạng JSON cho chương trình khác đọc")]
        json: bool,
    },
    /// Liệt kê danh bạ người và chức vụ
    #[command(override_usage = "qcdc list people [TÙY CHỌN]")]
    People {
        #[arg(long, help = "In ra dạng JSON cho chương trình khác đọc")]
        json: bool,
    },
    /// Liệt kê các văn bản đã ban hành, mới nhất trước, và những số còn thiếu
    #[command(override_usage = "qcdc list papers [TÙY CHỌN]")]
    Papers(PapersArgs),
    /// Liệt kê hồ sơ lưu trữ của một năm: phường × quy chế, từng giấy tờ, giấy tờ còn thiếu
    #[command(
        override_usage = "qcdc list archive [TÙY CHỌN]",
        after_help = "Ví dụ:\n  qcdc list archive --year 2024\n  qcdc list archive --unit lb-phuc-dong --missing"
    )]
    Archive(ArchiveListArgs),
    /// Liệt kê văn bản chỉ đạo, đơn vị nào đã triển khai, chỗ nào cần đối chiếu
    #[command(
        override_usage = "qcdc list documents [TÙY CHỌN]",
        after_help = "Ví dụ:\n  qcdc list documents --in-force\n  qcdc list documents --matrix --year 2021"
    )]
    Documents(DocumentListArgs),
    /// Liệt kê báo cáo tháng của một năm: phường nào đúng hạn, chậm, chưa có
    #[command(
        override_usage = "qcdc list reports [TÙY CHỌN]",
        after_help = "Ví dụ:\n  qcdc list reports --year 2024 --as-of 31/03/2024"
    )]
    Reports(ReportListArgs),
    /// Liệt kê mô hình Dân vận khéo
    #[command(
        override_usage = "qcdc list models [TÙY CHỌN]",
        after_help = "Ví dụ:\n  qcdc list models --year 2021 --overdue"
    )]
    Models(super::model_args::ModelListArgs),
    /// Liệt kê chương trình phối hợp
    #[command(override_usage = "qcdc list programmes [TÙY CHỌN]")]
    Programmes(super::programme_args::ProgrammeListArgs),
    /// Liệt kê các đợt kiểm tra đột xuất
    #[command(override_usage = "qcdc list inspections [TÙY CHỌN]")]
    Inspections(super::programme_args::YearListArgs),
    /// Liệt kê hội nghị đối thoại với các ý kiến
    #[command(override_usage = "qcdc list dialogues [TÙY CHỌN]")]
    Dialogues(super::programme_args::YearListArgs),
    /// Liệt kê số liệu của một kỳ: tổng theo chỉ tiêu, hoặc số liệu còn thiếu của từng phường
    #[command(
        override_usage = "qcdc list figures [TÙY CHỌN]",
        after_help = "Ví dụ:\n  qcdc list figures --period 2024-q1 --missing"
    )]
    Figures(FigureListArgs),
    /// Liệt kê các chỉ tiêu số liệu
    #[command(override_usage = "qcdc list indicators [TÙY CHỌN]")]
    Indicators {
        #[arg(long, help = "In ra dạng JSON cho chương trình khác đọc")]
        json: bool,
    },
    /// Liệt kê ngày nghỉ lễ, tết và ngày làm bù
    #[command(override_usage = "qcdc list holidays [TÙY CHỌN]")]
    Holidays(HolidayArgs),
}

#[derive(Debug, Args)]
#[command(
    override_usage = "qcdc attach [TÙY CHỌN] <MÃ> <TỆP>...",
    after_help = "Nhận ảnh (JPG, PNG, WebP), PDF, Word, Excel, mỗi tệp tối đa 20 MB.\n\
        Có một tệp không nhận được thì không đính kèm tệp nào.\n\n\
        Ví dụ:\n  \
        qcdc attach 0192f1 bien-ban.pdf\n  \
        qcdc attach 0192f1 anh-1.jpg anh-2.jpg --item QC1-03"
)]
pub(super) struct AttachArgs {
    #[arg(value_name = "MÃ", help = "Mã cuộc giám sát, hoặc phần đầu của mã")]
    pub visit: String,
    #[arg(value_name = "TỆP", required = true, help = "Tệp cần đính kèm")]
    pub files: Vec<PathBuf>,
    #[arg(
        long,
        value_name = "MỤC",
        help = "Mã mục kiểm tra mà tệp là minh chứng, ví dụ QC1-03"
    )]
    pub item: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct HolidayArgs {
    #[arg(long, value_name = "NĂM", help = "Chỉ liệt kê một năm, ví dụ 2023")]
    pub year: Option<i32>,
    #[arg(long, help = "In ra dạng JSON cho chương trình khác đọc")]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct PapersArgs {
    #[arg(
        long,
        value_name = "LOẠI",
        value_parser = kind,
        help = "Chỉ một loại: conclusion, announcement, minutes, reminder, plan, summary, recheck, checklist, tracking, report_request, archive_request, figure_request"
    )]
    pub kind: Option<PaperKind>,
    #[arg(long, value_name = "NĂM", help = "Chỉ văn bản ghi ngày trong năm này")]
    pub year: Option<i32>,
    #[arg(long, value_name = "ĐƠN VỊ", help = "Chỉ văn bản về đơn vị này")]
    pub unit: Option<String>,
    #[arg(
        long,
        value_name = "CHỮ",
        help = "Chỉ văn bản có những chữ này trong số, loại, trích yếu; không cần gõ dấu"
    )]
    pub text: Option<String>,
    #[arg(
        long,
        conflicts_with = "format",
        help = "In ra dạng JSON cho chương trình khác đọc"
    )]
    pub json: bool,
    #[arg(
        long,
        value_name = "DẠNG",
        hide_possible_values = true,
        requires = "out",
        help = "Dạng tệp: xlsx"
    )]
    pub format: Option<ListFormat>,
    #[arg(
        long,
        value_name = "TỆP",
        requires = "format",
        help = "Tệp ghi ra, cùng với --format"
    )]
    pub out: Option<PathBuf>,
}

fn kind(text: &str) -> Result<PaperKind, String> {
    PaperKind::from_code(&text.to_lowercase()).ok_or_else(|| {
        let codes: Vec<&str> = PaperKind::ALL.iter().map(|kind| kind.code()).collect();
        format!("ghi một trong: {}", codes.join(", "))
    })
}

#[derive(Debug, Args)]
pub(super) struct ListArgs {
    #[arg(
        long,
        help = "Chỉ liệt kê tồn tại quá hạn, hoặc cuộc giám sát, đơn vị có tồn tại quá hạn"
    )]
    pub overdue: bool,
    #[arg(
        long,
        value_name = "NGÀY",
        value_parser = day,
        help = "Tình trạng đến hết ngày này, ví dụ 28/02/2023, dựng lại từ diễn biến; không ghi thì đến hôm nay"
    )]
    pub as_of: Option<NaiveDate>,
    #[arg(
        long,
        conflicts_with = "format",
        help = "In ra dạng JSON cho chương trình khác đọc"
    )]
    pub json: bool,
    #[arg(
        long,
        value_name = "DẠNG",
        hide_possible_values = true,
        requires = "out",
        help = "Dạng tệp: xlsx"
    )]
    pub format: Option<ListFormat>,
    #[arg(
        long,
        value_name = "TỆP",
        requires = "format",
        help = "Tệp ghi ra, cùng với --format"
    )]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    Xlsx,
}
