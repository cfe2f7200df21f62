//! What can be typed about mô hình Dân vận khéo.

use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};

use super::args::day;
use super::paper_args::{AsOf, Output};
use crate::domain::{ModelKind, ModelPraise, ModelState, RecognitionLevel};

#[derive(Debug, Subcommand)]
pub(super) enum ModelCommand {
    /// Đăng ký mô hình của một tập thể hoặc cá nhân; in mã mô hình
    #[command(
        override_usage = "qcdc model register [TÙY CHỌN] --unit <ĐƠN VỊ> --year <NĂM> --who <TÊN> --title <TÊN MÔ HÌNH>",
        after_help = "Đã có mô hình cùng đơn vị, năm, tên và người đăng ký thì sửa mô hình đó cho đúng như lệnh này.\n\n\
            Ví dụ:\n  \
            qcdc model register --unit lb-phuc-dong --year 2021 --who \"Chi bộ 5\" --title \"Vận động bàn giao mặt bằng\" \
            --on 15/03/2021 --commitment \"30/06/2021: 100% hộ dân nhận thông báo\""
    )]
    Register(RegisterArgs),
    /// Thêm một cam kết
    #[command(override_usage = "qcdc model commit [TÙY CHỌN] --text <NỘI DUNG> <MÃ>")]
    Commit {
        #[command(flatten)]
        of: OfModel,
        #[arg(long, value_name = "NỘI DUNG", help = "Nội dung cam kết")]
        text: String,
        #[arg(long, value_name = "NGÀY", value_parser = day, help = "Thời hạn")]
        due: Option<NaiveDate>,
    },
    /// Ghi hoàn thành một cam kết
    #[command(override_usage = "qcdc model fulfil [TÙY CHỌN] <MÃ> <SỐ>")]
    Fulfil {
        #[command(flatten)]
        of: OfModel,
        #[arg(value_name = "SỐ", help = "Cam kết thứ mấy, xem bằng model show")]
        number: usize,
        #[arg(long, value_name = "NGÀY", value_parser = day, help = "Ngày hoàn thành; không ghi thì là hôm nay")]
        on: Option<NaiveDate>,
        #[arg(
            long,
            value_name = "NỘI DUNG",
            default_value = "",
            hide_default_value = true,
            help = "Kết quả"
        )]
        result: String,
    },
    /// Ghi ngày bắt đầu thực hiện
    #[command(override_usage = "qcdc model start [TÙY CHỌN] <MÃ>")]
    Start {
        #[command(flatten)]
        of: OfModel,
        #[command(flatten)]
        on: On,
    },
    /// Ghi kết quả đánh giá, kèm đề nghị biểu dương hoặc khen thưởng
    #[command(override_usage = "qcdc model review [TÙY CHỌN] --result <NỘI DUNG> <MÃ>")]
    Review {
        #[command(flatten)]
        of: OfModel,
        #[command(flatten)]
        on: On,
        #[arg(long, value_name = "NỘI DUNG", help = "Kết quả đánh giá")]
        result: String,
        #[arg(
            long,
            value_name = "ĐỀ NGHỊ",
            value_parser = praise,
            help = "Đề nghị: commend (biểu dương) hoặc reward (khen thưởng)"
        )]
        propose: Option<ModelPraise>,
    },
    /// Ghi quyết định công nhận
    #[command(override_usage = "qcdc model recognise [TÙY CHỌN] --level <CẤP> --by <CƠ QUAN> <MÃ>")]
    Recognise {
        #[command(flatten)]
        of: OfModel,
        #[command(flatten)]
        on: On,
        #[arg(
            long,
            value_name = "CẤP",
            value_parser = level,
            help = "Cấp công nhận: ward, district, city, central"
        )]
        level: RecognitionLevel,
        #[arg(long, value_name = "CƠ QUAN", help = "Cơ quan công nhận")]
        by: String,
        #[arg(
            long,
            value_name = "SỐ",
            default_value = "",
            hide_default_value = true,
            help = "Số quyết định"
        )]
        number: String,
    },
    /// Ghi không công nhận, có lý do
    #[command(override_usage = "qcdc model refuse [TÙY CHỌN] --reason <LÝ DO> <MÃ>")]
    Refuse {
        #[command(flatten)]
        of: OfModel,
        #[command(flatten)]
        on: On,
        #[arg(long, value_name = "LÝ DO", help = "Lý do không công nhận")]
        reason: String,
    },
    /// Ghi rút đăng ký, có lý do
    #[command(override_usage = "qcdc model withdraw [TÙY CHỌN] --reason <LÝ DO> <MÃ>")]
    Withdraw {
        #[command(flatten)]
        of: OfModel,
        #[command(flatten)]
        on: On,
        #[arg(long, value_name = "LÝ DO", help = "Lý do rút")]
        reason: String,
    },
    /// Xem một mô hình với các cam kết
    #[command(override_usage = "qcdc model show <MÃ>")]
    Show {
        #[command(flatten)]
        of: OfModel,
    },
    /// Xóa một mô hình cùng các cam kết
    #[command(override_usage = "qcdc model remove <MÃ>")]
    Remove {
        #[command(flatten)]
        of: OfModel,
    },
    /// Số đăng ký, được công nhận theo quý, so với năm trước
    #[command(override_usage = "qcdc model compare [TÙY CHỌN] --year <NĂM>")]
    Compare {
        #[arg(long, value_name = "NĂM", help = "Năm so sánh với năm trước")]
        year: i64,
        #[arg(
            long,
            value_name = "QUẬN",
            default_value = "",
            hide_default_value = true,
            help = "Chỉ các phường của quận này"
        )]
        district: String,
        #[command(flatten)]
        day: AsOf,
    },
    /// Xem lĩnh vực của mô hình; thêm, đổi tên, bỏ một lĩnh vực
    #[command(override_usage = "qcdc model fields [TÙY CHỌN]")]
    Fields {
        #[arg(long, value_name = "TÊN", help = "Thêm lĩnh vực")]
        add: Option<String>,
        #[arg(long, num_args = 2, value_names = ["CŨ", "MỚI"], help = "Đổi tên lĩnh vực")]
        rename: Vec<String>,
        #[arg(long, value_name = "TÊN", help = "Bỏ lĩnh vực chưa có mô hình nào")]
        remove: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(super) struct RegisterArgs {
    #[arg(
        long,
        value_name = "ĐƠN VỊ",
        help = "Mã đơn vị, xem bằng lệnh list units"
    )]
    pub unit: String,
    #[arg(long, value_name = "NĂM", help = "Năm của mô hình")]
    pub year: i64,
    #[arg(
        long,
        value_name = "LOẠI",
        value_parser = kind,
        default_value = "collective",
        hide_default_value = true,
        help = "collective (tập thể) hoặc individual (cá nhân)"
    )]
    pub kind: ModelKind,
    #[arg(long, value_name = "TÊN", help = "Tên tập thể hoặc cá nhân")]
    pub who: String,
    #[arg(long, value_name = "TÊN MÔ HÌNH", help = "Tên mô hình")]
    pub title: String,
    #[arg(
        long,
        value_name = "LĨNH VỰC",
        default_value = "",
        hide_default_value = true,
        help = "Lĩnh vực; tên chưa có thì thêm vào danh sách"
    )]
    pub field: String,
    #[arg(long, value_name = "NGÀY", value_parser = day, help = "Ngày đăng ký; không ghi thì là hôm nay")]
    pub on: Option<NaiveDate>,
    #[arg(
        long,
        value_name = "NỘI DUNG",
        default_value = "",
        hide_default_value = true,
        help = "Ghi chú"
    )]
    pub note: String,
    #[arg(
        long,
        value_name = "CAM KẾT",
        help = "Cam kết, ghi “ngày: nội dung” hoặc chỉ nội dung; ghi nhiều lần cho nhiều cam kết"
    )]
    pub commitment: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct OfModel {
    #[arg(value_name = "MÃ", help = "Mã mô hình, hoặc phần đầu của mã")]
    pub id: String,
}

#[derive(Debug, Clone, Copy, Args)]
pub(super) struct On {
    #[arg(long, value_name = "NGÀY", value_parser = day, help = "Ngày; không ghi thì là hôm nay")]
    pub on: Option<NaiveDate>,
}

/// Which models.
#[derive(Debug, Clone, Args)]
pub(super) struct Which {
    #[arg(
        long,
        value_name = "NĂM",
        help = "Năm của mô hình; không ghi thì mọi năm"
    )]
    pub year: Option<i64>,
    #[arg(long, value_name = "ĐƠN VỊ", help = "Chỉ của đơn vị này")]
    pub unit: Option<String>,
    #[arg(
        long,
        value_name = "QUẬN",
        default_value = "",
        hide_default_value = true,
        help = "Chỉ các phường của quận này"
    )]
    pub district: String,
    #[arg(long, value_name = "LOẠI", value_parser = kind, help = "collective hoặc individual")]
    pub kind: Option<ModelKind>,
    #[arg(
        long,
        value_name = "TRẠNG THÁI",
        value_parser = state,
        help = "registered, under_way, reviewed, recognised, not_recognised, withdrawn"
    )]
    pub state: Option<ModelState>,
    #[arg(long, help = "Chỉ mô hình có cam kết quá hạn")]
    pub overdue: bool,
    #[command(flatten)]
    pub day: AsOf,
}

#[derive(Debug, Args)]
pub(super) struct ModelListArgs {
    #[command(flatten)]
    pub which: Which,
    #[arg(long, help = "In ra dạng JSON cho chương trình khác đọc")]
    pub json: bool,
}

/// Which paper of the models.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ModelPaperKind {
    Register,
    Proposal,
    Comparison,
}

#[derive(Debug, Args)]
pub(super) struct ModelPaperArgs {
    #[arg(
        long,
        value_name = "BẢN",
        default_value = "register",
        hide_default_value = true,
        hide_possible_values = true,
        help = "register (sổ đăng ký), proposal (đề nghị biểu dương, khen thưởng), comparison (so sánh theo quý)"
    )]
    pub paper: ModelPaperKind,
    #[command(flatten)]
    pub which: Which,
    #[command(flatten)]
    pub output: Output,
}

fn kind(text: &str) -> Result<ModelKind, String> {
    ModelKind::from_code(text).ok_or_else(|| "ghi collective hoặc individual".to_owned())
}

fn praise(text: &str) -> Result<ModelPraise, String> {
    ModelPraise::from_code(text).ok_or_else(|| "ghi commend hoặc reward".to_owned())
}

fn level(text: &str) -> Result<RecognitionLevel, String> {
    RecognitionLevel::from_code(text)
        .ok_or_else(|| "ghi ward, district, city hoặc central".to_owned())
}

fn state(text: &str) -> Result<ModelState, String> {
    ModelState::from_code(text).ok_or_else(|| {
        "ghi registered, under_way, reviewed, recognised, not_recognised hoặc withdrawn".to_owned()
    })
}
