//! What can be typed after `qcdc issue` for each paper.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::archive_args::ArchiveRequestOf;
use super::args::day;
use super::figure_args::FigureIssueArgs;
use super::paper_args::{AsOf, RequestOf, period};
use crate::domain::Period;

/// Number, day and place of a paper that is issued.
#[derive(Debug, Clone, Args)]
pub(super) struct IssueArgs {
    #[arg(
        long,
        value_name = "SỐ",
        help = "Số của văn bản; không ghi thì lấy số tiếp theo"
    )]
    pub number: Option<i64>,
    #[arg(
        long,
        value_name = "NGÀY",
        value_parser = day,
        help = "Ngày của văn bản; không ghi thì là hôm nay"
    )]
    pub date: Option<NaiveDate>,
    #[arg(
        long,
        value_name = "VĂN BẢN",
        help = "Số hoặc mã của văn bản đã ban hành mà văn bản này thay thế, ví dụ 05-CV/BDVQU"
    )]
    pub replaces: Option<String>,
    #[arg(long, value_name = "TỆP", help = "Ghi bản PDF đã ban hành ra tệp này")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(super) enum IssueCommand {
    /// Ban hành thông báo kết luận của một cuộc giám sát
    #[command(
        override_usage = "qcdc issue conclusion [TÙY CHỌN] <MÃ>",
        after_help = "Chưa soạn thì soạn từ biên bản. Ban hành rồi thì cuộc giám sát chuyển sang “Đã kết luận”, \
            các tồn tại được thông báo cho đơn vị.\n\
            Ghi --replaces SỐ để ra thông báo mới thay thế thông báo đã ban hành."
    )]
    Conclusion {
        #[arg(value_name = "MÃ", help = "Mã cuộc giám sát, hoặc phần đầu của mã")]
        id: String,
        #[arg(
            long,
            help = "Chấp nhận những tồn tại không có trong nội dung kết luận"
        )]
        accept_left_out: bool,
        #[command(flatten)]
        issue: IssueArgs,
    },
    /// Ban hành biên bản làm việc
    #[command(override_usage = "qcdc issue minutes [TÙY CHỌN] <MÃ>")]
    Minutes {
        #[arg(value_name = "MÃ", help = "Mã cuộc giám sát, hoặc phần đầu của mã")]
        id: String,
        #[command(flatten)]
        issue: IssueArgs,
    },
    /// Ban hành thông báo lịch giám sát
    #[command(override_usage = "qcdc issue announcement [TÙY CHỌN] <MÃ>")]
    Announcement {
        #[arg(value_name = "MÃ", help = "Mã cuộc giám sát, hoặc phần đầu của mã")]
        id: String,
        #[command(flatten)]
        issue: IssueArgs,
    },
    /// Ban hành công văn đôn đốc: một đơn vị, hoặc mọi đơn vị có yêu cầu quá hạn
    #[command(
        override_usage = "qcdc issue reminder [TÙY CHỌN]",
        after_help = "Không ghi --unit thì mỗi đơn vị có yêu cầu quá hạn một công văn, số tăng dần; \
            khi đó --out là thư mục."
    )]
    Reminder {
        #[arg(
            long,
            value_name = "ĐƠN VỊ",
            help = "Mã đơn vị; không ghi thì ban hành cho mọi đơn vị có yêu cầu quá hạn"
        )]
        unit: Option<String>,
        #[arg(
            long,
            value_name = "NGÀY",
            value_parser = day,
            help = "Thời hạn mới; không ghi thì 10 ngày sau ngày tính, tránh thứ Bảy, Chủ nhật"
        )]
        by: Option<NaiveDate>,
        #[command(flatten)]
        day: AsOf,
        #[command(flatten)]
        issue: IssueArgs,
    },
    /// Ban hành công văn đề nghị gửi báo cáo tháng: một phường, hoặc mọi phường còn thiếu
    #[command(
        override_usage = "qcdc issue report-request [TÙY CHỌN]",
        after_help = "Không ghi --unit thì mỗi phường còn thiếu báo cáo một công văn, số tăng dần; \
            khi đó --out là thư mục."
    )]
    ReportRequest {
        #[command(flatten)]
        of: RequestOf,
        #[command(flatten)]
        issue: IssueArgs,
    },
    /// Ban hành công văn đề nghị bổ sung hồ sơ lưu trữ: một phường, hoặc mọi phường còn thiếu
    #[command(
        override_usage = "qcdc issue archive-request [TÙY CHỌN]",
        after_help = "Không ghi --unit thì mỗi phường còn thiếu giấy tờ một công văn, số tăng dần; \
            khi đó --out là thư mục."
    )]
    ArchiveRequest {
        #[command(flatten)]
        of: ArchiveRequestOf,
        #[command(flatten)]
        issue: IssueArgs,
    },
    /// Ban hành công văn đề nghị bổ sung số liệu: một đơn vị, hoặc mọi phường thiếu số liệu hoặc còn câu hỏi
    #[command(
        override_usage = "qcdc issue figure-request [TÙY CHỌN] --period <KỲ>",
        after_help = "Không ghi --unit thì mỗi phường một công văn, số tăng dần; khi đó --out là thư mục."
    )]
    FigureRequest(FigureIssueArgs),
    /// Ban hành kế hoạch giám sát năm
    #[command(override_usage = "qcdc issue plan [TÙY CHỌN] --year <NĂM>")]
    Plan {
        #[arg(long, value_name = "NĂM", help = "Năm của kế hoạch")]
        year: i32,
        #[command(flatten)]
        issue: IssueArgs,
    },
    /// Ban hành báo cáo tổng hợp quý, 6 tháng, 9 tháng, năm
    #[command(override_usage = "qcdc issue summary [TÙY CHỌN] --year <NĂM>")]
    Summary {
        #[arg(long, value_name = "NĂM", help = "Năm báo cáo")]
        year: i32,
        #[arg(
            long,
            value_name = "KỲ",
            value_parser = period,
            help = "Kỳ: q1, q2, q3, q4, 6m, 9m, year; không ghi thì cả năm"
        )]
        period: Option<Period>,
        #[command(flatten)]
        day: AsOf,
        #[command(flatten)]
        issue: IssueArgs,
    },
    /// Khóa phiếu phúc tra
    #[command(
        override_usage = "qcdc issue recheck [TÙY CHỌN] <MÃ>",
        after_help = "Phiếu không mang số."
    )]
    Recheck {
        #[arg(value_name = "MÃ", help = "Mã cuộc phúc tra, hoặc phần đầu của mã")]
        id: String,
        #[command(flatten)]
        issue: IssueArgs,
    },
    /// Khóa phiếu kiểm tra đã chấm
    #[command(
        override_usage = "qcdc issue checklist [TÙY CHỌN] <MÃ>",
        after_help = "Phiếu không mang số."
    )]
    Checklist {
        #[arg(value_name = "MÃ", help = "Mã cuộc giám sát, hoặc phần đầu của mã")]
        id: String,
        #[command(flatten)]
        issue: IssueArgs,
    },
    /// Khóa bảng theo dõi khắc phục của một đơn vị hoặc của tất cả
    #[command(
        override_usage = "qcdc issue tracking [TÙY CHỌN]",
        after_help = "Bảng không mang số."
    )]
    Tracking {
        #[arg(
            long,
            value_name = "ĐƠN VỊ",
            help = "Mã đơn vị; không ghi thì lập cho tất cả"
        )]
        unit: Option<String>,
        #[command(flatten)]
        day: AsOf,
        #[command(flatten)]
        issue: IssueArgs,
    },
}
