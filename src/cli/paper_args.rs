//! What can be typed after `qcdc export` for each paper.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};

use super::archive_args::ArchiveRequestOf;
use super::args::{PaperFormat, TWO_SIDED, day};
use super::figure_args::{FigureRequestArgs, FigureTableArgs};
use crate::domain::Period;
use crate::register::Register;

/// Form and place of the file.
#[derive(Debug, Args)]
pub(super) struct Output {
    #[arg(
        long,
        value_name = "DẠNG",
        hide_possible_values = true,
        help = "Dạng tệp: pdf (nếu không ghi), docx, hoặc xlsx cho các bảng"
    )]
    pub format: Option<PaperFormat>,
    #[arg(long, help = TWO_SIDED)]
    pub two_sided: bool,
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
    /// Xuất bảng theo dõi khắc phục của một đơn vị hoặc của tất cả
    #[command(
        override_usage = "qcdc export tracking [TÙY CHỌN] --out <TỆP>",
        after_help = "Trạng thái của từng tồn tại được tính từ lịch sử, đúng như ngày đã chọn."
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
        output: Output,
    },
    /// Xuất hồ sơ theo dõi của một đơn vị: kết quả qua các lần, tồn tại, các cuộc giám sát
    #[command(
        override_usage = "qcdc export profile [TÙY CHỌN] --unit <ĐƠN VỊ> --out <TỆP>",
        after_help = "Kể cả lịch sử của các đơn vị mà đơn vị này tiếp nhận, dưới tên gọi khi đó."
    )]
    Profile {
        #[arg(long, value_name = "ĐƠN VỊ", help = "Mã đơn vị")]
        unit: String,
        #[command(flatten)]
        output: Output,
    },
    /// Xuất công văn đôn đốc: một đơn vị, hoặc mọi đơn vị có yêu cầu quá hạn
    #[command(
        override_usage = "qcdc export reminder [TÙY CHỌN] --out <TỆP hoặc THƯ MỤC>",
        after_help = "Không ghi --unit thì --out là thư mục; mỗi đơn vị có yêu cầu quá hạn một tệp.\n\
            Ghi --number cùng nhiều đơn vị thì số tăng dần từ số đó."
    )]
    Reminder {
        #[arg(
            long,
            value_name = "ĐƠN VỊ",
            help = "Mã đơn vị; không ghi thì lập cho mọi đơn vị có yêu cầu quá hạn"
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
        stamp: StampArgs,
        #[command(flatten)]
        output: Output,
    },
    /// Xuất thời hạn khắc phục ra tệp lịch (.ics) cho Outlook, điện thoại
    #[command(
        override_usage = "qcdc export deadlines [TÙY CHỌN] --out <TỆP.ics>",
        after_help = "Nhập lại tệp mới thì lịch được cập nhật, không bị trùng."
    )]
    Deadlines {
        #[arg(
            long,
            value_name = "ĐƠN VỊ",
            help = "Mã đơn vị; không ghi thì lấy tất cả"
        )]
        unit: Option<String>,
        #[command(flatten)]
        day: AsOf,
        #[arg(
            long,
            value_name = "DẠNG",
            hide_possible_values = true,
            help = "Dạng tệp: ics"
        )]
        format: Option<CalendarFormat>,
        #[arg(long, value_name = "TỆP", help = "Tệp ghi ra")]
        out: PathBuf,
    },
    /// Xuất phiếu phúc tra: kết quả lần trước và lần này cạnh nhau
    #[command(override_usage = "qcdc export recheck [TÙY CHỌN] --out <TỆP> <MÃ>")]
    Recheck {
        #[arg(value_name = "MÃ", help = "Mã cuộc phúc tra, hoặc phần đầu của mã")]
        id: String,
        #[command(flatten)]
        output: Output,
    },
    /// Xuất kế hoạch giám sát năm, kèm lịch
    #[command(override_usage = "qcdc export plan [TÙY CHỌN] --year <NĂM> --out <TỆP>")]
    Plan {
        #[arg(long, value_name = "NĂM", help = "Năm của kế hoạch")]
        year: i32,
        #[command(flatten)]
        stamp: StampArgs,
        #[command(flatten)]
        output: Output,
    },
    /// Xuất thông báo lịch của một cuộc giám sát
    #[command(override_usage = "qcdc export announcement [TÙY CHỌN] --out <TỆP> <MÃ>")]
    Announcement {
        #[arg(value_name = "MÃ", help = "Mã cuộc giám sát, hoặc phần đầu của mã")]
        id: String,
        #[command(flatten)]
        stamp: StampArgs,
        #[command(flatten)]
        output: Output,
    },
    /// Xuất bảng theo dõi báo cáo tháng của một năm
    #[command(
        override_usage = "qcdc export reports [TÙY CHỌN] --out <TỆP>",
        after_help = "Ví dụ:\n  qcdc export reports --year 2024 --format xlsx --out bao-cao-thang.xlsx"
    )]
    Reports {
        #[arg(long, value_name = "NĂM", help = "Năm báo cáo; không ghi thì năm nay")]
        year: Option<i32>,
        #[arg(
            long,
            value_name = "QUẬN",
            help = "Chỉ các phường của quận này, ví dụ long-bien"
        )]
        district: Option<String>,
        #[command(flatten)]
        day: AsOf,
        #[command(flatten)]
        output: Output,
    },
    /// Xuất sổ đăng ký mô hình Dân vận khéo, danh sách đề nghị khen thưởng, bảng so sánh theo quý
    #[command(
        override_usage = "qcdc export models [TÙY CHỌN] --out <TỆP>",
        after_help = "Ví dụ:\n  qcdc export models --year 2021 --paper proposal --format docx --out khen-thuong.docx"
    )]
    Models(super::model_args::ModelPaperArgs),
    /// Xuất báo cáo kết quả một năm của chương trình phối hợp
    #[command(override_usage = "qcdc export programme [TÙY CHỌN] --year <NĂM> --out <TỆP> <MÃ>")]
    Programme(super::programme_args::ReportArgs),
    /// Xuất ý kiến nêu ở hội nghị đối thoại và việc trả lời
    #[command(override_usage = "qcdc export dialogues [TÙY CHỌN] --out <TỆP>")]
    Dialogues(super::programme_args::YearPaperArgs),
    /// Xuất bảng các đợt kiểm tra đột xuất
    #[command(override_usage = "qcdc export inspections [TÙY CHỌN] --out <TỆP>")]
    Inspections(super::programme_args::YearPaperArgs),
    /// Xuất công văn đề nghị gửi báo cáo tháng: một phường, hoặc mọi phường còn thiếu
    #[command(
        override_usage = "qcdc export report-request [TÙY CHỌN] --out <TỆP hoặc THƯ MỤC>",
        after_help = "Không ghi --unit thì --out là thư mục; mỗi phường thiếu báo cáo một tệp.\n\
            Ghi --number cùng nhiều phường thì số tăng dần từ số đó."
    )]
    ReportRequest {
        #[command(flatten)]
        of: RequestOf,
        #[command(flatten)]
        stamp: StampArgs,
        #[command(flatten)]
        output: Output,
    },
    /// Xuất bảng theo dõi hồ sơ lưu trữ của một năm: một phường, hoặc mọi phường với giấy tờ còn thiếu
    #[command(
        override_usage = "qcdc export archive [TÙY CHỌN] --out <TỆP>",
        after_help = "Ví dụ:\n  qcdc export archive --year 2024 --format xlsx --out luu-tru.xlsx"
    )]
    Archive {
        #[arg(
            long,
            value_name = "NĂM",
            help = "Năm của hồ sơ; không ghi thì năm nay"
        )]
        year: Option<i32>,
        #[arg(
            long,
            value_name = "QUẬN",
            help = "Chỉ các phường của quận này, ví dụ long-bien"
        )]
        district: Option<String>,
        #[arg(long, value_name = "ĐƠN VỊ", help = "Chỉ phường này, với từng giấy tờ")]
        unit: Option<String>,
        #[command(flatten)]
        day: AsOf,
        #[command(flatten)]
        output: Output,
    },
    /// Xuất công văn đề nghị bổ sung hồ sơ lưu trữ: một phường, hoặc mọi phường còn thiếu
    #[command(
        override_usage = "qcdc export archive-request [TÙY CHỌN] --out <TỆP hoặc THƯ MỤC>",
        after_help = "Không ghi --unit thì --out là thư mục; mỗi phường thiếu giấy tờ một tệp.\n\
            Ghi --number cùng nhiều phường thì số tăng dần từ số đó."
    )]
    ArchiveRequest {
        #[command(flatten)]
        of: ArchiveRequestOf,
        #[command(flatten)]
        stamp: StampArgs,
        #[command(flatten)]
        output: Output,
    },
    /// Xuất danh mục văn bản chỉ đạo và bảng văn bản × đơn vị
    #[command(
        override_usage = "qcdc export documents [TÙY CHỌN] --out <TỆP>",
        after_help = "Ví dụ:\n  qcdc export documents --format xlsx --out van-ban-chi-dao.xlsx"
    )]
    Documents {
        #[arg(long, value_name = "NĂM", help = "Chỉ văn bản của năm này")]
        year: Option<i32>,
        #[command(flatten)]
        day: AsOf,
        #[command(flatten)]
        output: Output,
    },
    /// Xuất bảng số liệu của một kỳ, mọi phường
    #[command(
        override_usage = "qcdc export figures [TÙY CHỌN] --period <KỲ> --out <TỆP>",
        after_help = "Ví dụ:\n  qcdc export figures --period 2024-q1 --format xlsx --out so-lieu.xlsx"
    )]
    Figures(FigureTableArgs),
    /// Xuất công văn đề nghị bổ sung số liệu: một đơn vị, hoặc mọi phường thiếu số liệu hoặc còn câu hỏi
    #[command(
        override_usage = "qcdc export figure-request [TÙY CHỌN] --period <KỲ> --out <TỆP hoặc THƯ MỤC>",
        after_help = "Không ghi --unit thì --out là thư mục; mỗi phường một tệp.\n\
            Ghi --number cùng nhiều phường thì số tăng dần từ số đó."
    )]
    FigureRequest(FigureRequestArgs),
    /// Xuất báo cáo tổng hợp quý, 6 tháng, 9 tháng, năm
    #[command(
        override_usage = "qcdc export summary [TÙY CHỌN] --year <NĂM> --out <TỆP>",
        after_help = "Ví dụ:\n  qcdc export summary --year 2023 --period 6m --out bao-cao.pdf"
    )]
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
        stamp: StampArgs,
        #[command(flatten)]
        output: Output,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CalendarFormat {
    Ics,
}

/// Whose missing reports a letter asks for, until when.
#[derive(Debug, Clone, Args)]
pub(super) struct RequestOf {
    #[arg(
        long,
        value_name = "ĐƠN VỊ",
        help = "Mã phường; không ghi thì lập cho mọi phường còn thiếu báo cáo"
    )]
    pub unit: Option<String>,
    #[arg(
        long,
        value_name = "NĂM",
        help = "Năm báo cáo; không ghi thì năm của ngày tính"
    )]
    pub year: Option<i32>,
    #[arg(
        long,
        value_name = "NGÀY",
        value_parser = day,
        help = "Hạn gửi bổ sung; không ghi thì 10 ngày sau ngày tính, tránh thứ Bảy, Chủ nhật"
    )]
    pub by: Option<NaiveDate>,
    #[command(flatten)]
    pub day: AsOf,
}

/// The day on which things are counted.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct AsOf {
    #[arg(
        long,
        value_name = "NGÀY",
        value_parser = day,
        help = "Tính đến ngày này, ví dụ 28/02/2023; không ghi thì đến hôm nay, báo cáo thì đến hết kỳ"
    )]
    pub as_of: Option<NaiveDate>,
}

impl AsOf {
    /// The day that was asked for, or today.
    pub fn on(self, register: &Register) -> NaiveDate {
        self.as_of.unwrap_or_else(|| register.today())
    }
}

pub(super) fn period(text: &str) -> Result<Period, String> {
    Period::from_code(&text.to_lowercase())
        .ok_or_else(|| "ghi một trong: q1, q2, q3, q4, 6m, 9m, year".to_owned())
}
