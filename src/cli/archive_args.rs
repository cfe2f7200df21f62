//! What can be typed about archives.

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::args::day;
use super::paper_args::AsOf;
use crate::domain::ArchiveState;

#[derive(Debug, Subcommand)]
pub(super) enum ArchiveCommand {
    /// Ghi một hay nhiều giấy tờ của một phường: có, thiếu, không áp dụng, chưa xem
    #[command(
        override_usage = "qcdc archive mark [TÙY CHỌN] --unit <ĐƠN VỊ> --paper <MÃ> --state <TÌNH TRẠNG>",
        after_help = "Nơi lưu, thời hạn, ngày xem, ghi chú chỉ ghi cho một giấy tờ mỗi lần; không ghi thì giữ nguyên.\n\n\
            Ví dụ:\n  \
            qcdc archive mark --unit lb-phuc-dong --paper QC1-03.1,QC1-04.1 --state present\n  \
            qcdc archive mark --unit lb-phuc-dong --paper CHUNG-01.1 --state present --place \"Tủ 2, cặp 1\" --kept-until 31/12/2030"
    )]
    Mark(Box<MarkArgs>),
    /// Điền từ phiếu kiểm tra của các cuộc giám sát trong năm; giấy tờ cán bộ đã ghi thì giữ nguyên
    #[command(
        override_usage = "qcdc archive fill [TÙY CHỌN]",
        after_help = "Mục Đạt ghi “Có”, Chưa đạt ghi “Thiếu”, Không áp dụng giữ nguyên; Đạt một phần thì không điền."
    )]
    Fill {
        #[arg(
            long,
            value_name = "ĐƠN VỊ",
            help = "Chỉ phường này; không ghi thì mọi phường"
        )]
        unit: Option<String>,
        #[arg(
            long,
            value_name = "NĂM",
            help = "Năm của hồ sơ; không ghi thì năm nay"
        )]
        year: Option<i32>,
    },
    /// Xem danh mục giấy tờ phải lưu
    #[command(override_usage = "qcdc archive papers [TÙY CHỌN]")]
    Papers {
        #[arg(
            long,
            value_name = "NĂM",
            help = "Năm của hồ sơ; không ghi thì năm nay"
        )]
        year: Option<i32>,
        #[arg(long, help = "Cả giấy tờ của năm khác")]
        all: bool,
        #[arg(long, help = "In ra JSON cho chương trình khác đọc")]
        json: bool,
    },
    /// Thêm giấy tờ vào danh mục phải lưu
    #[command(
        override_usage = "qcdc archive add-paper [TÙY CHỌN] --regulation <QUY CHẾ> --name <TÊN>",
        after_help = "Ví dụ:\n  \
            qcdc archive add-paper --regulation QC3 --item QC3-04 --name \"Ảnh biển công trình có ngày chụp\" --from-year 2024"
    )]
    AddPaper {
        #[arg(
            long,
            value_name = "MÃ",
            help = "Mã giấy tờ; không ghi thì chương trình đặt"
        )]
        code: Option<String>,
        #[command(flatten)]
        what: PaperArgs,
        #[arg(
            long,
            value_name = "NĂM",
            help = "Yêu cầu từ năm này; không ghi thì mọi năm"
        )]
        from_year: Option<i32>,
    },
    /// Sửa giấy tờ của danh mục; đã ghi rồi thì nội dung mới dùng từ một năm
    #[command(override_usage = "qcdc archive change-paper [TÙY CHỌN] <MÃ>")]
    ChangePaper {
        #[arg(value_name = "MÃ", help = "Mã giấy tờ, ví dụ QC1-03.1")]
        code: String,
        #[command(flatten)]
        what: PaperArgs,
        #[arg(
            long,
            value_name = "NĂM",
            help = "Dùng từ năm này; không ghi thì năm nay"
        )]
        from_year: Option<i32>,
    },
    /// Thôi yêu cầu một giấy tờ từ một năm; những gì đã ghi của các năm trước vẫn còn
    #[command(override_usage = "qcdc archive retire-paper [TÙY CHỌN] <MÃ>")]
    RetirePaper {
        #[arg(value_name = "MÃ", help = "Mã giấy tờ, ví dụ QC1-03.1")]
        code: String,
        #[arg(long, value_name = "NĂM", help = "Từ năm này; không ghi thì năm nay")]
        from_year: Option<i32>,
    },
}

/// A paper of the list.
#[derive(Debug, Args)]
pub(super) struct PaperArgs {
    #[arg(long, value_name = "QUY CHẾ", help = "Mã quy chế, ví dụ QC1")]
    pub regulation: Option<String>,
    #[arg(long, value_name = "TÊN", help = "Tên giấy tờ phải lưu")]
    pub name: Option<String>,
    #[arg(long, value_name = "MỤC", help = "Mã mục kiểm tra nói về giấy tờ này")]
    pub item: Option<String>,
    #[arg(long, help = "Có một lần thì dùng cho các năm sau")]
    pub once: bool,
    #[arg(long, conflicts_with = "once", help = "Mỗi năm phải có một bộ mới")]
    pub every_year: bool,
}

/// What was found.
#[derive(Debug, Args)]
pub(super) struct MarkArgs {
    #[arg(
        long,
        value_name = "ĐƠN VỊ",
        help = "Mã phường, xem bằng lệnh list units"
    )]
    pub unit: String,
    #[arg(
        long,
        value_name = "MÃ",
        value_delimiter = ',',
        required = true,
        help = "Mã giấy tờ, nhiều mã cách nhau bằng dấu phẩy; xem bằng lệnh archive papers"
    )]
    pub paper: Vec<String>,
    #[arg(
        long,
        value_name = "TÌNH TRẠNG",
        value_parser = state,
        help = "present (có), missing (thiếu), not_applicable (không áp dụng), not_seen (chưa xem)"
    )]
    pub state: ArchiveState,
    #[arg(
        long,
        value_name = "NĂM",
        help = "Năm của hồ sơ; không ghi thì năm nay"
    )]
    pub year: Option<i32>,
    #[arg(long, value_name = "CHỮ", help = "Nơi lưu")]
    pub place: Option<String>,
    #[arg(long, value_name = "NGÀY", value_parser = day, help = "Lưu đến ngày")]
    pub kept_until: Option<NaiveDate>,
    #[arg(long, value_name = "NGÀY", value_parser = day, help = "Ngày xem")]
    pub seen_on: Option<NaiveDate>,
    #[arg(long, value_name = "CHỮ", help = "Ghi chú")]
    pub note: Option<String>,
}

fn state(code: &str) -> Result<ArchiveState, String> {
    let code = code.replace('-', "_");
    ArchiveState::from_code(&code).ok_or_else(|| {
        "hãy ghi present (có), missing (thiếu), not_applicable (không áp dụng) hoặc not_seen (chưa xem)"
            .to_owned()
    })
}

/// Which archives are listed.
#[derive(Debug, Args)]
pub(super) struct ArchiveListArgs {
    #[arg(
        long,
        value_name = "NĂM",
        help = "Năm của hồ sơ; không ghi thì năm nay"
    )]
    pub year: Option<i32>,
    #[arg(
        long,
        value_name = "QUẬN",
        help = "Chỉ các phường của quận này, ví dụ long-bien"
    )]
    pub district: Option<String>,
    #[arg(long, value_name = "ĐƠN VỊ", help = "Từng giấy tờ của một phường")]
    pub unit: Option<String>,
    #[arg(long, help = "Chỉ giấy tờ ghi “Thiếu”")]
    pub missing: bool,
    #[arg(long, help = "In ra JSON cho chương trình khác đọc")]
    pub json: bool,
}

/// Whose missing papers a letter asks for, until when.
#[derive(Debug, Clone, Args)]
pub(super) struct ArchiveRequestOf {
    #[arg(
        long,
        value_name = "ĐƠN VỊ",
        help = "Mã phường; không ghi thì lập cho mọi phường còn thiếu giấy tờ"
    )]
    pub unit: Option<String>,
    #[arg(
        long,
        value_name = "NĂM",
        help = "Năm của hồ sơ; không ghi thì năm của ngày tính"
    )]
    pub year: Option<i32>,
    #[arg(
        long,
        value_name = "NGÀY",
        value_parser = day,
        help = "Hạn bổ sung; không ghi thì 10 ngày sau ngày tính, tránh thứ Bảy, Chủ nhật"
    )]
    pub by: Option<NaiveDate>,
    #[command(flatten)]
    pub day: AsOf,
}
