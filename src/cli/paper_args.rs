//! What can be typed after `qcdc export` for each paper.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::args::{PaperFormat, day};

/// Form and place of the file.
#[derive(Debug, Args)]
pub(super) struct Output {
    #[arg(
        long,
        value_name = "DẠNG",
        hide_possible_values = true,
        help = "Dạng tệp: pdf (nếu không ghi) hoặc docx"
    )]
    pub format: Option<PaperFormat>,
    #[arg(long, value_name = "TỆP", help = "Tệp ghi ra")]
    pub out: PathBuf,
}

/// Number and day of a paper.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct StampArgs {
    #[arg(
        long,
        value_name = "SỐ",
        help = "Số của văn bản; không ghi thì để chỗ viết tay"
    )]
    pub number: Option<i64>,
    #[arg(
        long,
        value_name = "NGÀY",
        value_parser = day,
        help = "Ngày của văn bản; không ghi thì để chỗ viết tay"
    )]
    pub date: Option<NaiveDate>,
}

#[derive(Debug, Subcommand)]
pub(super) enum PaperCommand {
    /// Xuất biên bản làm việc của một cuộc giám sát
    #[command(
        override_usage = "qcdc export minutes [TÙY CHỌN] --out <TỆP> <MÃ>",
        after_help = "Chỗ chưa ghi trong hồ sơ được để dòng chấm để viết tay."
    )]
    Minutes {
        #[arg(value_name = "MÃ", help = "Mã cuộc giám sát, hoặc phần đầu của mã")]
        id: String,
        #[command(flatten)]
        output: Output,
    },
    /// Xuất phiếu kiểm tra: phiếu trắng để mang đi, hoặc phiếu đã chấm
    #[command(
        override_usage = "qcdc export checklist [TÙY CHỌN] --out <TỆP> [MÃ]",
        after_help = "Ví dụ:\n  \
            qcdc export checklist --unit lb-phuc-dong --date 12/12/2026 --out phieu.pdf\n  \
            qcdc export checklist --blank 0192f1 --out phieu.pdf\n  \
            qcdc export checklist 0192f1 --out phieu-da-cham.pdf"
    )]
    Checklist {
        #[arg(
            value_name = "MÃ",
            required_unless_present = "unit",
            conflicts_with = "unit",
            help = "Mã cuộc giám sát, hoặc phần đầu của mã"
        )]
        id: Option<String>,
        #[arg(
            long,
            value_name = "ĐƠN VỊ",
            help = "Mã đơn vị, cho phiếu trắng khi chưa có cuộc giám sát"
        )]
        unit: Option<String>,
        #[arg(
            long,
            value_name = "NGÀY",
            value_parser = day,
            requires = "unit",
            help = "Ngày đi giám sát; không ghi thì là hôm nay"
        )]
        date: Option<NaiveDate>,
        #[arg(long, help = "Phiếu trắng: ô để đánh dấu, chỗ để ghi")]
        blank: bool,
        #[command(flatten)]
        output: Output,
    },
}
