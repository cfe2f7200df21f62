//! What can be typed after `qcdc step` and `qcdc recheck`.

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use super::args::day;

#[derive(Debug, Args)]
#[command(
    override_usage = "qcdc step [TÙY CHỌN] <MÃ TỒN TẠI> <BƯỚC>",
    after_help = "BƯỚC là một trong:\n  \
        reported   đơn vị báo đã khắc phục\n  \
        verified   xác nhận đã khắc phục; --text ghi đã xem gì\n  \
        returned   trả lại; --text ghi lý do\n  \
        extended   gia hạn; --deadline là hạn mới, --text ghi lý do, --by ghi người cho phép\n  \
        withdrawn  rút tồn tại; --text ghi lý do\n  \
        carried    chuyển cho cuộc sau theo dõi; --visit là mã cuộc sau\n  \
        released   bỏ chuyển theo dõi; --text ghi lý do\n\n\
        Ví dụ:\n  \
        qcdc step 01890a2b reported --on 20/02/2023 --by \"UBND phường\" --text \"Đã niêm yết lại\"\n  \
        qcdc step 01890a2b extended --deadline 31/03/2023 --by \"Trưởng Ban\" --text \"Khối lượng lớn\""
)]
pub(super) struct StepArgs {
    #[arg(value_name = "MÃ TỒN TẠI", help = "Mã tồn tại, hoặc phần đầu của mã")]
    pub id: String,
    #[arg(
        value_name = "BƯỚC",
        hide_possible_values = true,
        help = "Bước khắc phục: reported, verified, returned, extended, withdrawn, carried, released"
    )]
    pub kind: StepKind,
    #[arg(
        long,
        value_name = "NGÀY",
        value_parser = day,
        help = "Ngày thực hiện; không ghi thì hôm nay"
    )]
    pub on: Option<NaiveDate>,
    #[arg(
        long,
        value_name = "NGƯỜI",
        default_value = "",
        hide_default_value = true,
        help = "Người, đơn vị báo cáo, xác nhận, cho phép"
    )]
    pub by: String,
    #[arg(
        long,
        value_name = "NỘI DUNG",
        default_value = "",
        hide_default_value = true,
        help = "Nội dung báo cáo, đã xem gì, hoặc lý do"
    )]
    pub text: String,
    #[arg(
        long,
        value_name = "NGÀY",
        value_parser = day,
        help = "Thời hạn mới, khi gia hạn"
    )]
    pub deadline: Option<NaiveDate>,
    #[arg(
        long,
        value_name = "MÃ",
        help = "Mã cuộc giám sát sau, khi chuyển theo dõi"
    )]
    pub visit: Option<String>,
}

/// Steps that can be typed; being notified comes with the conclusion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum StepKind {
    Reported,
    Verified,
    Returned,
    Extended,
    Withdrawn,
    Carried,
    Released,
}

#[derive(Debug, Args)]
#[command(
    override_usage = "qcdc recheck [TÙY CHỌN] <MÃ>",
    after_help = "Kết quả phúc tra từng yêu cầu ghi bằng lệnh step: verified, returned hoặc carried --visit <mã cuộc phúc tra>."
)]
pub(super) struct RecheckArgs {
    #[arg(
        value_name = "MÃ",
        help = "Mã cuộc giám sát được phúc tra, hoặc phần đầu của mã"
    )]
    pub id: String,
    #[arg(
        long,
        value_name = "NGÀY",
        value_parser = day,
        help = "Ngày phúc tra; không ghi thì hôm nay"
    )]
    pub on: Option<NaiveDate>,
    #[arg(
        long,
        value_name = "MÃ ĐƠN VỊ",
        help = "Đơn vị tiếp nhận, khi phường cũ nay thuộc về nhiều đơn vị"
    )]
    pub unit: Option<String>,
}
