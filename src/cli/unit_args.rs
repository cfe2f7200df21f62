//! What can be typed about units over time.

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::args::day;
use crate::domain::UnitKind;

#[derive(Debug, Subcommand)]
pub(super) enum UnitCommand {
    /// Thêm một đơn vị: phường, trường học, chi bộ, tổ dân phố, cơ quan; in mã đơn vị
    #[command(
        override_usage = "qcdc unit add [TÙY CHỌN] --name <TÊN>",
        after_help = "Ví dụ:\n  \
            qcdc unit add --kind school --ward lb-phuc-dong --name \"Trường Tiểu học Phúc Đồng\""
    )]
    Add(UnitFields),
    /// Sửa một đơn vị; ô nào không ghi thì giữ nguyên
    #[command(override_usage = "qcdc unit edit [TÙY CHỌN] <ĐƠN VỊ>")]
    Edit {
        #[arg(value_name = "ĐƠN VỊ", help = "Mã đơn vị, xem bằng lệnh list units")]
        unit: String,
        #[command(flatten)]
        fields: UnitFields,
    },
    /// Xem một đơn vị: thời gian, trước và sau sắp xếp, đơn vị trực thuộc, ai chịu trách nhiệm tồn tại còn mở
    #[command(override_usage = "qcdc unit show [TÙY CHỌN] <ĐƠN VỊ>")]
    Show {
        #[arg(value_name = "ĐƠN VỊ", help = "Mã đơn vị, xem bằng lệnh list units")]
        unit: String,
        #[arg(
            long,
            value_name = "NGÀY",
            value_parser = day,
            help = "Tính đến ngày này; không ghi thì hôm nay"
        )]
        as_of: Option<NaiveDate>,
    },
    /// Hợp nhất nhiều đơn vị thành một đơn vị mới, hoặc sáp nhập vào một đơn vị đang có
    #[command(
        override_usage = "qcdc unit merge [TÙY CHỌN] --on <NGÀY> --name <TÊN>|--into <ĐƠN VỊ> <ĐƠN VỊ>...",
        after_help = "Đơn vị cũ tồn tại đến hết ngày trước đó. Chỉ một phần thì ghi =part sau mã; cùng một ngày có thể ghi nhiều lệnh.\n\n\
            Ví dụ:\n  \
            qcdc unit merge lb-duc-giang lb-thuong-thanh=part --name \"Phường Việt Hưng\" --on 1/7/2025 --basis \"Nghị quyết 1656/NQ-UBTVQH15\""
    )]
    Merge {
        #[arg(
            value_name = "ĐƠN VỊ",
            required = true,
            help = "Mã các đơn vị cũ; =part là chỉ một phần"
        )]
        from: Vec<String>,
        #[arg(
            long,
            value_name = "TÊN",
            help = "Tên đơn vị mới",
            conflicts_with = "into",
            required_unless_present = "into"
        )]
        name: Option<String>,
        #[arg(
            long,
            value_name = "MÃ",
            help = "Mã đơn vị mới; không ghi thì chương trình đặt"
        )]
        code: Option<String>,
        #[arg(long, value_name = "ĐƠN VỊ", help = "Mã đơn vị đang có, nhận sáp nhập")]
        into: Option<String>,
        #[command(flatten)]
        how: How,
    },
    /// Chia một đơn vị cho nhiều đơn vị, hoặc tách đơn vị mới từ một đơn vị vẫn còn
    #[command(
        override_usage = "qcdc unit split [TÙY CHỌN] --on <NGÀY> <ĐƠN VỊ>",
        after_help = "Ví dụ:\n  \
            qcdc unit split lb-sai-dong --into lb-phuc-loi --into lb-phuc-dong --answers lb-phuc-loi --on 1/1/2025"
    )]
    Split {
        #[arg(value_name = "ĐƠN VỊ", help = "Mã đơn vị cũ")]
        from: String,
        #[arg(
            long,
            value_name = "TÊN",
            help = "Tên một đơn vị mới; ghi được nhiều lần"
        )]
        name: Vec<String>,
        #[arg(
            long,
            value_name = "ĐƠN VỊ",
            help = "Mã một đơn vị đang có tiếp nhận; ghi được nhiều lần"
        )]
        into: Vec<String>,
        #[arg(long, help = "Đơn vị cũ vẫn còn với phần còn lại")]
        stays: bool,
        #[arg(
            long,
            value_name = "ĐƠN VỊ",
            help = "Mã hoặc tên đơn vị tiếp tục chịu trách nhiệm tồn tại còn mở; không ghi thì mọi đơn vị tiếp nhận"
        )]
        answers: Option<String>,
        #[command(flatten)]
        how: How,
    },
    /// Đổi tên một đơn vị từ một ngày; tên cũ giữ cho những ngày trước
    #[command(override_usage = "qcdc unit rename [TÙY CHỌN] --name <TÊN> --on <NGÀY> <ĐƠN VỊ>")]
    Rename {
        #[arg(value_name = "ĐƠN VỊ", help = "Mã đơn vị")]
        from: String,
        #[arg(long, value_name = "TÊN", help = "Tên mới")]
        name: String,
        #[arg(
            long,
            value_name = "MÃ",
            help = "Mã mới; không ghi thì chương trình đặt"
        )]
        code: Option<String>,
        #[command(flatten)]
        how: How,
    },
    /// Ghi một đơn vị kết thúc hoạt động, không có đơn vị tiếp nhận
    #[command(override_usage = "qcdc unit end [TÙY CHỌN] --on <NGÀY> <ĐƠN VỊ>")]
    End {
        #[arg(value_name = "ĐƠN VỊ", help = "Mã đơn vị")]
        from: String,
        #[command(flatten)]
        how: How,
    },
    /// Bỏ liên kết ghi nhầm giữa đơn vị cũ và đơn vị tiếp nhận
    #[command(override_usage = "qcdc unit unlink [TÙY CHỌN] <ĐƠN VỊ CŨ> <ĐƠN VỊ MỚI>")]
    Unlink {
        #[arg(value_name = "ĐƠN VỊ CŨ", help = "Mã đơn vị cũ")]
        from: String,
        #[arg(value_name = "ĐƠN VỊ MỚI", help = "Mã đơn vị tiếp nhận")]
        to: String,
    },
}

/// When, and by which decision.
#[derive(Debug, Args)]
pub(super) struct How {
    #[arg(
        long,
        value_name = "NGÀY",
        value_parser = day,
        help = "Ngày đầu của đơn vị mới; đơn vị cũ tồn tại đến hết ngày trước đó"
    )]
    pub on: NaiveDate,
    #[arg(long, value_name = "VĂN BẢN", help = "Căn cứ: nghị quyết, quyết định")]
    pub basis: Option<String>,
    #[arg(long, help = "Đã đối chiếu với văn bản đó")]
    pub checked: bool,
}

/// What is written of a unit.
#[derive(Debug, Args)]
pub(super) struct UnitFields {
    #[arg(
        long,
        value_name = "LOẠI",
        value_parser = kind,
        help = "ward (phường), school (trường học), party_cell (chi bộ), residential_group (tổ dân phố), agency (cơ quan)"
    )]
    pub kind: Option<UnitKind>,
    #[arg(long, value_name = "TÊN", help = "Tên đầy đủ")]
    pub name: Option<String>,
    #[arg(long, value_name = "TÊN", help = "Tên gọn trong danh sách")]
    pub short_name: Option<String>,
    #[arg(
        long,
        value_name = "MÃ",
        help = "Mã đơn vị; không ghi thì chương trình đặt"
    )]
    pub code: Option<String>,
    #[arg(
        long,
        value_name = "ĐƠN VỊ",
        help = "Mã phường mà đơn vị trực thuộc; ghi “khong” thì không thuộc phường nào"
    )]
    pub ward: Option<String>,
    #[arg(
        long,
        value_name = "QUẬN",
        help = "Mã quận; không ghi thì quận của phường, hoặc của tệp"
    )]
    pub district: Option<String>,
    #[arg(long, value_name = "NGÀY", value_parser = day, help = "Có từ ngày")]
    pub from: Option<NaiveDate>,
    #[arg(long, value_name = "NGÀY", value_parser = day, help = "Đến hết ngày")]
    pub to: Option<NaiveDate>,
    #[arg(long, help = "Tên và ngày đã đối chiếu với quyết định")]
    pub checked: bool,
}

fn kind(code: &str) -> Result<UnitKind, String> {
    UnitKind::from_code(&code.replace('-', "_")).ok_or_else(|| {
        "hãy ghi ward (phường), school (trường học), party_cell (chi bộ), residential_group (tổ dân phố) hoặc agency (cơ quan)"
            .to_owned()
    })
}
