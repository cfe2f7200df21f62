//! What can be typed about chương trình phối hợp, kiểm tra đột xuất, hội nghị đối thoại.

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::args::day;
use super::paper_args::{AsOf, Output};
use crate::domain::ProgrammeResultKind;

#[derive(Debug, Subcommand)]
pub(super) enum ProgrammeCommand {
    /// Ghi một chương trình phối hợp; in mã chương trình
    #[command(
        override_usage = "qcdc programme put [TÙY CHỌN] --title <TÊN> --from <NĂM> --to <NĂM> --party <CƠ QUAN>...",
        after_help = "Đã có chương trình cùng tên và năm đầu thì sửa chương trình đó cho đúng như lệnh này.\n\n\
            Ví dụ:\n  \
            qcdc programme put --title \"Chương trình phối hợp công tác dân vận\" --from 2021 --to 2026 \
            --party \"Ban Dân vận Quận ủy\" --party \"UBND quận\" --signed 10/11/2021"
    )]
    Put {
        #[arg(long, value_name = "TÊN", help = "Tên chương trình")]
        title: String,
        #[arg(long, value_name = "NĂM", help = "Năm đầu")]
        from: i64,
        #[arg(long, value_name = "NĂM", help = "Năm cuối")]
        to: i64,
        #[arg(long, value_name = "CƠ QUAN", help = "Cơ quan ký kết; ghi nhiều lần")]
        party: Vec<String>,
        #[arg(long, value_name = "NGÀY", value_parser = day, help = "Ngày ký")]
        signed: Option<NaiveDate>,
        #[arg(long, value_name = "VĂN BẢN", help = "Văn bản làm căn cứ")]
        basis: Option<String>,
        #[arg(long, value_name = "NỘI DUNG", help = "Ghi chú")]
        note: Option<String>,
    },
    /// Thêm hoặc sửa một nhiệm vụ; ghi --done khi đã xong
    #[command(
        override_usage = "qcdc programme task [TÙY CHỌN] --text <NỘI DUNG> --owner <CƠ QUAN> <MÃ>"
    )]
    Task {
        #[command(flatten)]
        of: OfProgramme,
        #[arg(long, value_name = "NỘI DUNG", help = "Nội dung nhiệm vụ")]
        text: String,
        #[arg(long, value_name = "CƠ QUAN", help = "Cơ quan chủ trì")]
        owner: String,
        #[arg(long, value_name = "NGÀY", value_parser = day, help = "Thời hạn; không ghi thì làm suốt giai đoạn")]
        due: Option<NaiveDate>,
        #[arg(long, value_name = "NGÀY", value_parser = day, help = "Ngày hoàn thành")]
        done: Option<NaiveDate>,
        #[arg(long, value_name = "NỘI DUNG", help = "Kết quả")]
        result: Option<String>,
    },
    /// Ghi kết quả một năm, sơ kết hoặc tổng kết
    #[command(
        override_usage = "qcdc programme result [TÙY CHỌN] --year <NĂM> --text <NỘI DUNG> <MÃ>"
    )]
    Result {
        #[command(flatten)]
        of: OfProgramme,
        #[arg(
            long,
            value_name = "LOẠI",
            value_parser = kind,
            default_value = "year",
            hide_default_value = true,
            help = "year (kết quả năm, nếu không ghi), midterm (sơ kết), final (tổng kết)"
        )]
        kind: ProgrammeResultKind,
        #[arg(long, value_name = "NĂM", help = "Năm")]
        year: i64,
        #[arg(long, value_name = "NGÀY", value_parser = day, help = "Ngày hội nghị hoặc ngày văn bản")]
        on: Option<NaiveDate>,
        #[arg(long, value_name = "VĂN BẢN", help = "Số của văn bản")]
        paper: Option<String>,
        #[arg(long, value_name = "NỘI DUNG", help = "Nội dung kết quả")]
        text: String,
    },
    /// Xem một chương trình với nhiệm vụ, kết quả
    #[command(override_usage = "qcdc programme show <MÃ>")]
    Show {
        #[command(flatten)]
        of: OfProgramme,
        #[command(flatten)]
        day: AsOf,
    },
    /// Xóa một chương trình cùng nhiệm vụ và kết quả
    #[command(override_usage = "qcdc programme remove <MÃ>")]
    Remove {
        #[command(flatten)]
        of: OfProgramme,
    },
    /// Ghi một đợt kiểm tra đột xuất
    #[command(
        override_usage = "qcdc programme inspection [TÙY CHỌN] --body <CƠ QUAN> --field <LĨNH VỰC> --units <SỐ>",
        after_help = "Cùng ngày, cơ quan và lĩnh vực với đợt đã ghi thì sửa đợt đó."
    )]
    Inspection {
        #[arg(long, value_name = "NGÀY", value_parser = day, help = "Ngày kiểm tra; không ghi thì là hôm nay")]
        on: Option<NaiveDate>,
        #[arg(long, value_name = "NGÀY", value_parser = day, help = "Đến ngày, khi đợt kéo dài nhiều ngày")]
        until: Option<NaiveDate>,
        #[arg(long, value_name = "CƠ QUAN", help = "Cơ quan kiểm tra")]
        body: String,
        #[arg(long, value_name = "LĨNH VỰC", help = "Lĩnh vực kiểm tra")]
        field: String,
        #[arg(long, value_name = "SỐ", help = "Số lượt đơn vị được kiểm tra")]
        units: i64,
        #[arg(long, value_name = "TÊN", help = "Các đơn vị được kiểm tra")]
        names: Option<String>,
        #[arg(long, value_name = "NỘI DUNG", help = "Kết quả")]
        result: Option<String>,
        #[arg(long, value_name = "NỘI DUNG", help = "Ghi chú")]
        note: Option<String>,
        #[arg(
            long,
            value_name = "MÃ",
            help = "Thuộc chương trình: mã, hoặc tên chương trình"
        )]
        programme: Option<String>,
    },
    /// Ghi một hội nghị đối thoại; in mã hội nghị
    #[command(
        override_usage = "qcdc programme dialogue [TÙY CHỌN] --title <NỘI DUNG>",
        after_help = "Cùng ngày, đơn vị và nội dung với hội nghị đã ghi thì sửa hội nghị đó."
    )]
    Dialogue {
        #[arg(long, value_name = "NỘI DUNG", help = "Nội dung đối thoại")]
        title: String,
        #[arg(long, value_name = "NGÀY", value_parser = day, help = "Ngày đối thoại; không ghi thì là hôm nay")]
        on: Option<NaiveDate>,
        #[arg(
            long,
            value_name = "ĐƠN VỊ",
            help = "Mã đơn vị; không ghi thì là của toàn quận"
        )]
        unit: Option<String>,
        #[arg(long, value_name = "CHỨC VỤ", help = "Chủ trì")]
        chair: Option<String>,
        #[arg(long, value_name = "NƠI", help = "Địa điểm")]
        place: Option<String>,
        #[arg(long, value_name = "SỐ", help = "Số người dự")]
        attendees: Option<i64>,
        #[arg(long, value_name = "NỘI DUNG", help = "Ghi chú")]
        note: Option<String>,
        #[arg(
            long,
            value_name = "MÃ",
            help = "Thuộc chương trình: mã, hoặc tên chương trình"
        )]
        programme: Option<String>,
    },
    /// Thêm hoặc sửa một ý kiến nêu ở hội nghị; ghi --answered và --answer khi đã trả lời
    #[command(override_usage = "qcdc programme opinion [TÙY CHỌN] --text <Ý KIẾN> <MÃ HỘI NGHỊ>")]
    Opinion {
        #[arg(
            value_name = "MÃ HỘI NGHỊ",
            help = "Mã hội nghị, phần đầu của mã, hoặc “cuoi” cho hội nghị ghi sau cùng"
        )]
        dialogue: String,
        #[arg(long, value_name = "Ý KIẾN", help = "Ý kiến, kiến nghị")]
        text: String,
        #[arg(long, value_name = "NGƯỜI", help = "Người nêu")]
        raised_by: Option<String>,
        #[arg(long, value_name = "CƠ QUAN", help = "Cơ quan phải trả lời")]
        answerer: Option<String>,
        #[arg(long, value_name = "NGÀY", value_parser = day, help = "Trả lời trước ngày")]
        due: Option<NaiveDate>,
        #[arg(long, value_name = "NGÀY", value_parser = day, help = "Ngày trả lời")]
        answered: Option<NaiveDate>,
        #[arg(long, value_name = "NỘI DUNG", help = "Nội dung trả lời")]
        answer: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(super) struct OfProgramme {
    #[arg(
        value_name = "MÃ",
        help = "Mã chương trình, phần đầu của mã, hoặc tên chương trình"
    )]
    pub id: String,
}

#[derive(Debug, Args)]
pub(super) struct ProgrammeListArgs {
    #[command(flatten)]
    pub day: AsOf,
    #[arg(long, help = "In ra dạng JSON cho chương trình khác đọc")]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct YearListArgs {
    #[arg(long, value_name = "NĂM", help = "Chỉ của năm này")]
    pub year: Option<i64>,
    #[arg(
        long,
        help = "Chỉ những nơi còn ý kiến chưa trả lời; kiểm tra thì không dùng"
    )]
    pub open: bool,
    #[command(flatten)]
    pub day: AsOf,
    #[arg(long, help = "In ra dạng JSON cho chương trình khác đọc")]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    #[command(flatten)]
    pub of: OfProgramme,
    #[arg(long, value_name = "NĂM", help = "Năm báo cáo")]
    pub year: i64,
    #[command(flatten)]
    pub day: AsOf,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Args)]
pub(super) struct YearPaperArgs {
    #[arg(
        long,
        value_name = "NĂM",
        help = "Chỉ của năm này; không ghi thì mọi năm"
    )]
    pub year: Option<i64>,
    #[command(flatten)]
    pub day: AsOf,
    #[command(flatten)]
    pub output: Output,
}

fn kind(text: &str) -> Result<ProgrammeResultKind, String> {
    ProgrammeResultKind::from_code(text).ok_or_else(|| "ghi year, midterm hoặc final".to_owned())
}
