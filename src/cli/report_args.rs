//! What can be typed about monthly reports.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::args::day;
use crate::domain::Month;

#[derive(Debug, Subcommand)]
pub(super) enum ReportCommand {
    /// Ghi nhận báo cáo tháng của một phường đã gửi đến
    #[command(
        override_usage = "qcdc report received [TÙY CHỌN] --unit <ĐƠN VỊ> --month <THÁNG>",
        after_help = "Mỗi phường mỗi tháng ghi nhận một lần; ghi nhầm thì dùng report correct hoặc report take-back.\n\n\
            Ví dụ:\n  \
            qcdc report received --unit lb-phuc-dong --month 2024-03 --on 02/04/2024 --attach bao-cao.pdf"
    )]
    Received {
        #[command(flatten)]
        of: OfMonth,
        #[arg(
            long,
            value_name = "NGÀY",
            value_parser = day,
            help = "Ngày nhận; không ghi thì là hôm nay"
        )]
        on: Option<NaiveDate>,
        #[command(flatten)]
        details: Details,
    },
    /// Sửa ngày nhận, ghi chú, người nhận hoặc thêm tệp cho báo cáo đã ghi nhận
    #[command(override_usage = "qcdc report correct [TÙY CHỌN] --unit <ĐƠN VỊ> --month <THÁNG>")]
    Correct {
        #[command(flatten)]
        of: OfMonth,
        #[arg(
            long,
            value_name = "NGÀY",
            value_parser = day,
            help = "Ngày nhận đúng; không ghi thì giữ nguyên"
        )]
        on: Option<NaiveDate>,
        #[command(flatten)]
        details: Details,
    },
    /// Bỏ ghi nhận: báo cáo của tháng đó lại là chưa có
    #[command(override_usage = "qcdc report take-back [TÙY CHỌN] --unit <ĐƠN VỊ> --month <THÁNG>")]
    TakeBack {
        #[command(flatten)]
        of: OfMonth,
    },
    /// Xem hoặc đặt hạn gửi báo cáo tháng của tệp dữ liệu
    #[command(
        override_usage = "qcdc report due [TÙY CHỌN]",
        after_help = "Lúc đầu: ngày 05 của tháng sau, mọi tháng. Hạn rơi vào ngày nghỉ thì chuyển sang ngày làm việc tiếp theo.\n\n\
            Ví dụ:\n  \
            qcdc report due --day 25 --same-month --from 2024-01"
    )]
    Due {
        #[arg(
            long,
            value_name = "NGÀY",
            help = "Ngày trong tháng, từ 1 đến 31; tháng không có ngày đó thì lấy ngày cuối tháng"
        )]
        day: Option<u32>,
        #[arg(
            long,
            conflicts_with = "next_month",
            help = "Hạn nằm ngay trong tháng báo cáo"
        )]
        same_month: bool,
        #[arg(long, help = "Hạn nằm trong tháng sau tháng báo cáo")]
        next_month: bool,
        #[arg(
            long,
            value_name = "THÁNG",
            value_parser = month,
            help = "Chỉ đòi báo cáo từ tháng này, ví dụ 2024-01"
        )]
        from: Option<Month>,
        #[arg(long, conflicts_with = "from", help = "Đòi báo cáo của mọi tháng")]
        every_month: bool,
    },
}

/// Whose report, and of which month.
#[derive(Debug, Args)]
pub(super) struct OfMonth {
    #[arg(
        long,
        value_name = "ĐƠN VỊ",
        help = "Mã phường, xem bằng lệnh list units"
    )]
    pub unit: String,
    #[arg(
        long,
        value_name = "THÁNG",
        value_parser = month,
        help = "Tháng báo cáo, ví dụ 2024-03 hoặc 03/2024"
    )]
    pub month: Month,
}

/// What else is written down of a receipt.
#[derive(Debug, Args)]
pub(super) struct Details {
    #[arg(long, value_name = "NỘI DUNG", help = "Ghi chú")]
    pub note: Option<String>,
    #[arg(
        long,
        value_name = "NGƯỜI",
        help = "Người nhận; không ghi thì là người dùng máy này"
    )]
    pub by: Option<String>,
    #[arg(
        long,
        value_name = "TỆP",
        help = "Bản báo cáo kèm theo (ảnh, PDF, Word, Excel); ghi nhiều lần cho nhiều tệp"
    )]
    pub attach: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct ReportListArgs {
    #[arg(long, value_name = "NĂM", help = "Năm báo cáo; không ghi thì năm nay")]
    pub year: Option<i32>,
    #[arg(
        long,
        value_name = "QUẬN",
        help = "Chỉ các phường của quận này, ví dụ long-bien"
    )]
    pub district: Option<String>,
    #[arg(
        long,
        value_name = "NGÀY",
        value_parser = day,
        help = "Tình hình đến hết ngày này; không ghi thì đến hôm nay"
    )]
    pub as_of: Option<NaiveDate>,
    #[arg(long, help = "Chỉ những báo cáo quá hạn mà chưa nhận")]
    pub missing: bool,
    #[arg(long, help = "In ra dạng JSON cho chương trình khác đọc")]
    pub json: bool,
}

fn month(text: &str) -> Result<Month, String> {
    Month::parse(text).ok_or_else(|| "ghi năm-tháng, ví dụ 2024-03 hoặc 03/2024".to_owned())
}
