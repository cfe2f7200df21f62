//! What can be typed about guiding documents.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::args::day;
use crate::domain::DocumentType;

#[derive(Debug, Subcommand)]
pub(super) enum DocumentCommand {
    /// Ghi một văn bản chỉ đạo vào sổ
    #[command(
        override_usage = "qcdc document add [TÙY CHỌN] --type <THỂ LOẠI> --number <SỐ> --issuer <CƠ QUAN>",
        after_help = "Thể loại không khớp ký hiệu thì chương trình nhắc, vẫn ghi như đã gõ.\n\n\
            Ví dụ:\n  \
            qcdc document add --type \"Kế hoạch\" --number 18-KH/QU --date 30/12/2020 --issuer \"Quận ủy Long Biên\" --subject \"Thực hiện chủ đề năm 2021\""
    )]
    Add {
        #[command(flatten)]
        what: Box<DocumentArgs>,
    },
    /// Sửa một văn bản chỉ đạo; không ghi tùy chọn nào thì chỗ đó giữ nguyên
    #[command(override_usage = "qcdc document edit [TÙY CHỌN] <SỐ>")]
    Edit {
        #[arg(value_name = "SỐ", help = "Số và ký hiệu đang ghi, ví dụ 18-KH/QU")]
        of: String,
        #[command(flatten)]
        what: Box<DocumentArgs>,
    },
    /// Xóa một văn bản chỉ đạo khỏi sổ
    #[command(override_usage = "qcdc document remove <SỐ>")]
    Remove {
        #[arg(value_name = "SỐ", help = "Số và ký hiệu, ví dụ 18-KH/QU")]
        of: String,
    },
    /// Giao đơn vị triển khai một văn bản, có hạn hoặc không
    #[command(
        override_usage = "qcdc document assign [TÙY CHỌN] <SỐ>",
        after_help = "Không ghi --unit thì giao mọi phường hiện có."
    )]
    Assign {
        #[arg(value_name = "SỐ", help = "Số và ký hiệu, ví dụ 18-KH/QU")]
        of: String,
        #[arg(
            long,
            value_name = "ĐƠN VỊ",
            value_delimiter = ',',
            help = "Mã đơn vị, nhiều mã cách nhau bằng dấu phẩy"
        )]
        unit: Vec<String>,
        #[arg(long, value_name = "NGÀY", value_parser = day, help = "Hạn triển khai")]
        by: Option<NaiveDate>,
    },
    /// Ghi đơn vị đã triển khai bằng văn bản nào, ngày nào
    #[command(
        override_usage = "qcdc document done [TÙY CHỌN] --unit <ĐƠN VỊ> --with <VĂN BẢN> --on <NGÀY> <SỐ>",
        after_help = "Ví dụ:\n  \
            qcdc document done 18-KH/QU --unit lb-phuc-dong --with \"Kế hoạch số 28-KH/ĐU\" --on 15/01/2021"
    )]
    Done {
        #[arg(value_name = "SỐ", help = "Số và ký hiệu, ví dụ 18-KH/QU")]
        of: String,
        #[arg(
            long,
            value_name = "ĐƠN VỊ",
            help = "Mã đơn vị, xem bằng lệnh list units"
        )]
        unit: String,
        #[arg(long, value_name = "VĂN BẢN", help = "Văn bản triển khai của đơn vị")]
        with: String,
        #[arg(long, value_name = "NGÀY", value_parser = day, help = "Ngày triển khai")]
        on: NaiveDate,
        #[arg(long, value_name = "CHỮ", help = "Ghi chú")]
        note: Option<String>,
    },
    /// Nhập các văn bản chỉ đạo và việc triển khai từ tệp JSON; văn bản đã có thì bỏ qua
    #[command(override_usage = "qcdc document import <TỆP>")]
    Import {
        #[arg(value_name = "TỆP", help = "Tệp JSON, như data/samples/documents.json")]
        from: PathBuf,
    },
}

/// A document as typed.
#[derive(Debug, Args)]
pub(super) struct DocumentArgs {
    #[arg(
        long = "type",
        value_name = "THỂ LOẠI",
        value_parser = kind,
        help = "Nghị quyết, Quyết định, Chỉ thị, Thông tri, Kết luận, Quy định, Kế hoạch, Hướng dẫn, Công văn, Luật…"
    )]
    pub doc_type: Option<DocumentType>,
    #[arg(long, value_name = "SỐ", help = "Số và ký hiệu, ví dụ 18-KH/QU")]
    pub number: Option<String>,
    #[arg(long, value_name = "NGÀY", value_parser = day, help = "Ngày văn bản")]
    pub date: Option<NaiveDate>,
    #[arg(long, value_name = "CƠ QUAN", help = "Cơ quan ban hành")]
    pub issuer: Option<String>,
    #[arg(long, value_name = "TRÍCH YẾU", help = "Trích yếu")]
    pub subject: Option<String>,
    #[arg(
        long,
        value_name = "NGÀY",
        value_parser = day,
        help = "Có hiệu lực từ ngày; không ghi thì từ ngày văn bản"
    )]
    pub valid_from: Option<NaiveDate>,
    #[arg(long, value_name = "NGÀY", value_parser = day, help = "Hết hiệu lực sau ngày")]
    pub valid_to: Option<NaiveDate>,
    #[arg(
        long,
        value_name = "SỐ",
        help = "Số của văn bản thay thế, đã có trong sổ"
    )]
    pub replaced_by: Option<String>,
    #[arg(long, help = "Đã đối chiếu với văn bản gốc")]
    pub checked: bool,
    #[arg(long, value_name = "CHỮ", help = "Ghi chú")]
    pub note: Option<String>,
    #[arg(
        long,
        value_name = "TỆP",
        help = "Đính kèm bản văn bản; ghi được nhiều lần"
    )]
    pub attach: Vec<PathBuf>,
}

fn kind(text: &str) -> Result<DocumentType, String> {
    DocumentType::named(text)
        .or(if text == "other" {
            Some(DocumentType::Other)
        } else {
            None
        })
        .ok_or_else(|| {
            let known: Vec<&str> = DocumentType::ALL.iter().map(|kind| kind.label()).collect();
            format!("hãy ghi một trong: {}", known.join(", "))
        })
}

/// Which documents are listed.
#[derive(Debug, Args)]
pub(super) struct DocumentListArgs {
    #[arg(
        long,
        value_name = "CHỮ",
        help = "Có chữ này trong số, trích yếu, cơ quan ban hành"
    )]
    pub text: Option<String>,
    #[arg(long, value_name = "NĂM", help = "Chỉ văn bản của năm này")]
    pub year: Option<i32>,
    #[arg(long, help = "Chỉ văn bản còn hiệu lực")]
    pub in_force: bool,
    #[arg(long, help = "Bảng văn bản × đơn vị: đúng hạn, chậm, quá hạn")]
    pub matrix: bool,
    #[arg(long, value_name = "NGÀY", value_parser = day, help = "Tính đến ngày; không ghi thì hôm nay")]
    pub as_of: Option<NaiveDate>,
    #[arg(long, help = "In ra JSON cho chương trình khác đọc")]
    pub json: bool,
}
