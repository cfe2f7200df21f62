//! What can be typed about figures.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::args::day;
use super::issue_args::IssueArgs;
use super::paper_args::{AsOf, Output, StampArgs};
use crate::domain::figures::{Aggregate, FigurePeriod};

/// How a period is typed.
const PERIODS: &str = "Kỳ ghi: 2024-03 (tháng), 2024-q1 (quý), 2024-6m, 2024-6m2 (6 tháng đầu, cuối năm), 2024-9m, 2024 (năm), \
     01/07/2021..20/06/2022 (khoảng ngày), year:01/07/2021..20/06/2022 (báo cáo gọi là 01 năm nhưng ghi ngày khác).";

#[derive(Debug, Subcommand)]
pub(super) enum FigureCommand {
    /// Ghi số liệu của một đơn vị trong một kỳ
    #[command(
        override_usage = "qcdc figure set [TÙY CHỌN] --unit <ĐƠN VỊ> --period <KỲ> [MÃ=SỐ]...",
        after_help = format!("Số ghi như trong báo cáo: 13.530 hoặc 13530; tỷ lệ 6,39 hoặc 15%. Để trống sau dấu = thì bỏ số đã ghi.\n{PERIODS}\n\n\
            Ví dụ:\n  \
            qcdc figure set --unit lb-phuc-dong --period 2024-q1 tthc_received=13.530 tthc_early_rate=15%")
    )]
    Set {
        #[command(flatten)]
        of: OfPeriod,
        #[command(flatten)]
        head: HeadArgs,
        #[arg(
            value_name = "MÃ=SỐ",
            help = "Mã chỉ tiêu và số liệu; xem mã bằng list indicators"
        )]
        figures: Vec<String>,
    },
    /// Xem số liệu của một đơn vị: số báo cáo, số tính lại, lũy kế, câu hỏi
    #[command(override_usage = "qcdc figure show [TÙY CHỌN] --unit <ĐƠN VỊ> --period <KỲ>")]
    Show {
        #[command(flatten)]
        of: OfPeriod,
        #[arg(long, help = "In ra dạng JSON cho chương trình khác đọc")]
        json: bool,
    },
    /// Liệt kê những chỗ số liệu mâu thuẫn, cần đơn vị làm rõ; chương trình không tự sửa số
    #[command(override_usage = "qcdc figure check [TÙY CHỌN]")]
    Check(CheckArgs),
    /// Ghi giải trình của đơn vị cho một câu hỏi; nội dung trống thì câu hỏi mở lại
    #[command(
        override_usage = "qcdc figure explain [TÙY CHỌN] --unit <ĐƠN VỊ> --period <KỲ> --check <MÃ> --text <NỘI DUNG>"
    )]
    Explain {
        #[command(flatten)]
        of: OfPeriod,
        #[arg(long, value_name = "MÃ", help = "Mã kiểm tra, ví dụ C05")]
        check: String,
        #[arg(
            long,
            value_name = "MÃ",
            default_value = "",
            hide_default_value = true,
            help = "Mã chỉ tiêu, với kiểm tra hỏi từng chỉ tiêu (C05, C07, C14, C15)"
        )]
        indicator: String,
        #[arg(long, value_name = "NỘI DUNG", help = "Đơn vị giải trình thế nào")]
        text: String,
        #[arg(
            long,
            value_name = "NGƯỜI",
            default_value = "",
            hide_default_value = true,
            help = "Ai giải trình; không ghi thì là người dùng máy này"
        )]
        by: String,
    },
    /// Bỏ toàn bộ số liệu của một đơn vị trong một kỳ
    #[command(override_usage = "qcdc figure remove [TÙY CHỌN] --unit <ĐƠN VỊ> --period <KỲ>")]
    Remove {
        #[command(flatten)]
        of: OfPeriod,
    },
    /// Xem, đặt những chỉ tiêu yêu cầu phường báo cáo
    #[command(
        override_usage = "qcdc figure wanted [TÙY CHỌN] [MÃ]...",
        after_help = "Lúc đầu: mọi chỉ tiêu nhập tay. Chỉ tiêu không yêu cầu thì không tính là thiếu."
    )]
    Wanted {
        #[arg(value_name = "MÃ", help = "Mã các chỉ tiêu yêu cầu báo cáo")]
        codes: Vec<String>,
        #[arg(long, conflicts_with = "codes", help = "Yêu cầu mọi chỉ tiêu nhập tay")]
        all: bool,
    },
    /// Thêm một chỉ tiêu riêng của tệp này
    #[command(
        override_usage = "qcdc figure add-indicator [TÙY CHỌN] --code <MÃ> --group <NHÓM> --name <TÊN> --counted <ĐƠN VỊ TÍNH>",
        after_help = "Công thức dùng mã chỉ tiêu nhập tay, số, + - * / ( ), coalesce(x, n), sum_known(x, y).\n\n\
            Ví dụ:\n  \
            qcdc figure add-indicator --code tt_ty_le --group \"Thủ tục hành chính\" --name \"Tỷ lệ thủ tục trực tuyến\" --counted % --formula \"tt_truc_tuyen / tt_tong * 100\""
    )]
    AddIndicator(IndicatorArgs),
    /// Bỏ một chỉ tiêu riêng của tệp này, khi chưa có số liệu nào ghi theo
    #[command(override_usage = "qcdc figure remove-indicator [TÙY CHỌN] <MÃ>")]
    RemoveIndicator {
        #[arg(value_name = "MÃ", help = "Mã chỉ tiêu")]
        code: String,
    },
}

/// Whose figures, and of which period.
#[derive(Debug, Args)]
pub(super) struct OfPeriod {
    #[arg(
        long,
        value_name = "ĐƠN VỊ",
        help = "Mã đơn vị, xem bằng lệnh list units"
    )]
    pub unit: String,
    #[arg(
        long,
        value_name = "KỲ",
        value_parser = period,
        help = "Kỳ báo cáo, ví dụ 2024-q1"
    )]
    pub period: FigurePeriod,
}

/// The head of a report.
#[derive(Debug, Args)]
pub(super) struct HeadArgs {
    #[arg(
        long,
        value_name = "NGÀY",
        value_parser = day,
        help = "Ngày chốt số liệu, khi chốt trước ngày cuối kỳ"
    )]
    pub cut_off: Option<NaiveDate>,
    #[arg(long, value_name = "NGÀY", value_parser = day, help = "Ngày ghi trên báo cáo")]
    pub reported_on: Option<NaiveDate>,
    #[arg(
        long,
        value_name = "NGUỒN",
        help = "Văn bản gửi kèm, ví dụ “Báo cáo số 45-BC/ĐU ngày 05/07/2022”"
    )]
    pub source: Option<String>,
    #[arg(long, value_name = "NỘI DUNG", help = "Ghi chú")]
    pub note: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    #[arg(long, value_name = "KỲ", value_parser = period, help = "Chỉ một kỳ")]
    pub period: Option<FigurePeriod>,
    #[arg(long, value_name = "ĐƠN VỊ", help = "Chỉ một đơn vị")]
    pub unit: Option<String>,
    #[arg(long, help = "Chỉ câu hỏi chưa được giải trình")]
    pub open: bool,
    #[arg(long, help = "In ra dạng JSON cho chương trình khác đọc")]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct IndicatorArgs {
    #[arg(
        long,
        value_name = "MÃ",
        help = "Mã: chữ thường không dấu, số, gạch dưới"
    )]
    pub code: String,
    #[arg(long, value_name = "NHÓM", help = "Tên nhóm đang có hoặc nhóm mới")]
    pub group: String,
    #[arg(long, value_name = "TÊN", help = "Tên chỉ tiêu")]
    pub name: String,
    #[arg(long, value_name = "ĐƠN VỊ TÍNH", help = "hồ sơ, hộ, % …")]
    pub counted: String,
    #[arg(
        long,
        value_name = "NỘI DUNG",
        default_value = "",
        hide_default_value = true,
        help = "Cách hiểu chỉ tiêu"
    )]
    pub definition: String,
    #[arg(
        long,
        value_name = "CÔNG THỨC",
        default_value = "",
        hide_default_value = true,
        help = "Công thức, với chỉ tiêu tính ra"
    )]
    pub formula: String,
    #[arg(
        long,
        value_name = "CÁCH",
        value_parser = aggregate,
        default_value = "sum",
        hide_default_value = true,
        help = "Gộp các kỳ: first (số đầu kỳ), last (số cuối kỳ), sum (cộng); không ghi thì sum"
    )]
    pub aggregate: Aggregate,
    #[arg(long, help = "Số lũy kế: kỳ sau không nhỏ hơn kỳ trước")]
    pub cumulative: bool,
    #[arg(long, help = "Nhận số có phần lẻ (ha, tỷ đồng)")]
    pub decimals: bool,
}

#[derive(Debug, Args)]
pub(super) struct FigureListArgs {
    #[arg(
        long,
        value_name = "KỲ",
        value_parser = period,
        help = "Kỳ báo cáo; không ghi thì quý vừa hết"
    )]
    pub period: Option<FigurePeriod>,
    #[arg(
        long,
        value_name = "QUẬN",
        help = "Chỉ các phường của quận này, ví dụ long-bien"
    )]
    pub district: Option<String>,
    #[arg(long, help = "Số liệu còn thiếu của từng phường")]
    pub missing: bool,
    #[arg(long, help = "In ra dạng JSON cho chương trình khác đọc")]
    pub json: bool,
}

/// The table of a period as a paper.
#[derive(Debug, Args)]
pub(super) struct FigureTableArgs {
    #[arg(
        long,
        value_name = "KỲ",
        value_parser = period,
        help = "Kỳ báo cáo, ví dụ 2024-q1"
    )]
    pub period: FigurePeriod,
    #[arg(
        long,
        value_name = "QUẬN",
        help = "Chỉ các phường của quận này, ví dụ long-bien"
    )]
    pub district: Option<String>,
    #[command(flatten)]
    pub day: AsOf,
    #[command(flatten)]
    pub output: Output,
}

/// Whose figures a letter asks for, until when.
#[derive(Debug, Args)]
pub(super) struct FigureRequestOf {
    #[arg(
        long,
        value_name = "KỲ",
        value_parser = period,
        help = "Kỳ báo cáo, ví dụ 2024-q1"
    )]
    pub period: FigurePeriod,
    #[arg(
        long,
        value_name = "ĐƠN VỊ",
        help = "Mã đơn vị; không ghi thì lập cho mọi phường thiếu số liệu hoặc còn câu hỏi"
    )]
    pub unit: Option<String>,
    #[arg(
        long,
        value_name = "NGÀY",
        value_parser = day,
        help = "Hạn trả lời; không ghi thì 10 ngày sau ngày tính, tránh thứ Bảy, Chủ nhật"
    )]
    pub by: Option<NaiveDate>,
    #[command(flatten)]
    pub day: AsOf,
}

#[derive(Debug, Args)]
pub(super) struct FigureRequestArgs {
    #[command(flatten)]
    pub of: FigureRequestOf,
    #[command(flatten)]
    pub stamp: StampArgs,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Args)]
pub(super) struct FigureIssueArgs {
    #[command(flatten)]
    pub of: FigureRequestOf,
    #[command(flatten)]
    pub issue: IssueArgs,
}

#[derive(Debug, Args)]
pub(super) struct FigureImportArgs {
    #[arg(
        value_name = "TỆP.json",
        help = "Tệp JSON số liệu, mẫu trong data/samples/figures"
    )]
    pub from: PathBuf,
}

pub(super) fn period(text: &str) -> Result<FigurePeriod, String> {
    FigurePeriod::parse(text).ok_or_else(|| {
        "ghi kỳ như 2024-03, 2024-q1, 2024-6m, 2024-9m, 2024 hoặc 01/07/2021..20/06/2022".to_owned()
    })
}

fn aggregate(text: &str) -> Result<Aggregate, String> {
    Aggregate::from_code(text)
        .filter(|how| *how != Aggregate::Recompute)
        .ok_or_else(|| "ghi một trong: first, last, sum".to_owned())
}
