//! What can be typed: commands, options and their Vietnamese help.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::archive_args::ArchiveCommand;
use super::body::BodyCommand;
use super::document_args::DocumentCommand;
use super::figure_args::{FigureCommand, FigureImportArgs};
use super::grid::{ExportTable, ImportTable};
use super::issue_args::IssueCommand;
pub(super) use super::list_args::{
    AttachArgs, HolidayArgs, List, ListArgs, ListFormat, PapersArgs,
};
use super::lock::LockCommand;
use super::merge::{ConflictCommand, MergeArgs, TakeOutArgs};
use super::model_args::ModelCommand;
pub use super::new_args::GeneratePlan;
pub(super) use super::new_args::NewArgs;
use super::paper_args::PaperCommand;
use super::profile::ProfileCommand;
use super::programme_args::ProgrammeCommand;
use super::report_args::ReportCommand;
use super::review_args::ReviewCommand;
use super::step_args::{RecheckArgs, StepArgs};
use super::unit_args::UnitCommand;
use crate::domain::date;
use crate::read;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "qcdc",
    about = "Giám sát 6 QCDC: theo dõi việc thực hiện 06 quy chế dân chủ ở cơ sở.",
    override_usage = "qcdc [TÙY CHỌN] [LỆNH]\n       qcdc TỆP.qcdc",
    after_help = "Không ghi lệnh thì chương trình mở cửa sổ; cửa sổ đang mở thì được đưa lên trước và mở tệp đã ghi.\n\
        Mã thoát: 0 là xong, 1 là không làm được, 2 là gõ sai lệnh, 3 là tệp đang được máy khác sửa.\n\n\
        Ví dụ:\n  \
        qcdc new --file quan.qcdc\n  \
        qcdc --file quan.qcdc import visit phuc-dong.json\n  \
        qcdc --file quan.qcdc list shortcomings --overdue"
)]
pub(super) struct CommandLine {
    #[arg(
        long,
        global = true,
        value_name = "TỆP",
        help = "Tệp dữ liệu; không ghi thì dùng tệp riêng của người dùng máy này"
    )]
    pub file: Option<PathBuf>,
    #[arg(
        long,
        value_name = "KIỂU",
        hide_possible_values = true,
        help = "Cách vẽ cửa sổ: glow, wgpu hoặc soft (chỉ bộ xử lý); không ghi thì chương trình tự chọn"
    )]
    pub renderer: Option<RendererName>,
    #[arg(long, hide = true)]
    pub as_share: bool,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What `--two-sided` does.
pub(super) const TWO_SIDED: &str = "Để in hai mặt: lề trái và phải của mặt sau đổi cho nhau; không ghi thì theo cách đặt của tệp dữ liệu";

/// How the window gets to the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum RendererName {
    Glow,
    Wgpu,
    Soft,
}

impl RendererName {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Glow => "glow",
            Self::Wgpu => "wgpu",
            Self::Soft => "soft",
        }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Tạo tệp dữ liệu mới, kèm danh mục 06 QCDC và danh sách phường
    New(NewArgs),
    /// Nhập dữ liệu từ tệp ngoài
    #[command(
        override_usage = "qcdc import [TÙY CHỌN] <LỆNH>",
        subcommand_required = true
    )]
    Import {
        #[command(subcommand)]
        what: Import,
    },
    /// Xuất dữ liệu, văn bản ra tệp
    #[command(
        override_usage = "qcdc export [TÙY CHỌN] <LỆNH>",
        subcommand_required = true
    )]
    Export {
        #[command(subcommand)]
        what: Export,
    },
    /// Đính kèm tệp vào một cuộc giám sát
    Attach(AttachArgs),
    /// Ban hành văn bản: đánh số, khóa và lưu đúng bản PDF đã ban hành
    #[command(
        override_usage = "qcdc issue [TÙY CHỌN] <LỆNH>",
        subcommand_required = true,
        after_help = "Văn bản đã ban hành không sửa, không xóa được; sai thì ra văn bản mới thay thế (--replaces)."
    )]
    Issue {
        #[command(subcommand)]
        what: IssueCommand,
    },
    /// Liệt kê cuộc giám sát, đơn vị, tồn tại, báo cáo tháng, hồ sơ lưu trữ, văn bản chỉ đạo, văn bản đã ban hành, tài liệu, danh bạ
    #[command(
        override_usage = "qcdc list [TÙY CHỌN] <LỆNH>",
        subcommand_required = true
    )]
    List {
        #[command(subcommand)]
        what: List,
    },
    /// Xem một bản ghi
    #[command(
        override_usage = "qcdc show [TÙY CHỌN] <LỆNH>",
        subcommand_required = true
    )]
    Show {
        #[command(subcommand)]
        what: Show,
    },
    /// Quy định thể thức văn bản: xem, kiểm tra, dùng quy định của cơ quan, in hai mặt
    #[command(
        override_usage = "qcdc profile [TÙY CHỌN] <LỆNH>",
        subcommand_required = true
    )]
    Profile {
        #[command(subcommand)]
        what: ProfileCommand,
    },
    /// Vai trò của người dùng trong tệp: xem, nhập, duyệt
    #[command(
        override_usage = "qcdc role [TÙY CHỌN] <LỆNH>",
        subcommand_required = true
    )]
    Role {
        #[command(subcommand)]
        what: super::role::RoleCommand,
    },
    /// Cơ quan giám sát: xem, ghi tên, cấp trên, ký hiệu, địa danh mới từ một ngày
    #[command(
        override_usage = "qcdc body [TÙY CHỌN] <LỆNH>",
        subcommand_required = true
    )]
    Body {
        #[command(subcommand)]
        what: BodyCommand,
    },
    /// Đơn vị: thêm, sửa, hợp nhất, chia tách, đổi tên, kết thúc từ một ngày
    #[command(
        override_usage = "qcdc unit [TÙY CHỌN] <LỆNH>",
        subcommand_required = true
    )]
    Unit {
        #[command(subcommand)]
        what: UnitCommand,
    },
    /// Hồ sơ lưu trữ 6 QCDC: ghi giấy tờ có, thiếu; điền từ phiếu kiểm tra; danh mục giấy tờ phải lưu
    #[command(
        override_usage = "qcdc archive [TÙY CHỌN] <LỆNH>",
        subcommand_required = true
    )]
    Archive {
        #[command(subcommand)]
        what: ArchiveCommand,
    },
    /// Văn bản chỉ đạo: ghi sổ, giao đơn vị triển khai, ghi đơn vị đã triển khai
    #[command(
        override_usage = "qcdc document [TÙY CHỌN] <LỆNH>",
        subcommand_required = true
    )]
    Document {
        #[command(subcommand)]
        what: DocumentCommand,
    },
    /// Báo cáo tháng về 6 QCDC: ghi nhận, sửa, bỏ ghi nhận, đặt hạn gửi
    #[command(
        override_usage = "qcdc report [TÙY CHỌN] <LỆNH>",
        subcommand_required = true
    )]
    Report {
        #[command(subcommand)]
        what: ReportCommand,
    },
    /// Mô hình Dân vận khéo: đăng ký, cam kết, đánh giá, công nhận, so sánh
    #[command(
        override_usage = "qcdc model [TÙY CHỌN] <LỆNH>",
        subcommand_required = true
    )]
    Model {
        #[command(subcommand)]
        what: ModelCommand,
    },
    /// Chương trình phối hợp, kiểm tra đột xuất, hội nghị đối thoại
    #[command(
        override_usage = "qcdc programme [TÙY CHỌN] <LỆNH>",
        subcommand_required = true
    )]
    Programme {
        #[command(subcommand)]
        what: ProgrammeCommand,
    },
    /// Số liệu của phường: ghi, xem, kiểm tra mâu thuẫn, giải trình
    #[command(
        override_usage = "qcdc figure [TÙY CHỌN] <LỆNH>",
        subcommand_required = true
    )]
    Figure {
        #[command(subcommand)]
        what: FigureCommand,
    },
    /// Ghi một bước khắc phục: báo cáo, xác nhận, trả lại, gia hạn, rút, chuyển theo dõi
    Step(StepArgs),
    /// Tạo cuộc phúc tra từ các yêu cầu khắc phục còn mở của một cuộc giám sát, in mã cuộc mới
    Recheck(RecheckArgs),
    /// Kết thúc một cuộc giám sát đã kết luận
    #[command(
        override_usage = "qcdc close [TÙY CHỌN] <MÃ>",
        after_help = "Còn tồn tại chưa xác nhận, chưa rút, chưa chuyển cho cuộc sau đã kết luận thì báo lỗi và nêu từng tồn tại."
    )]
    Close {
        #[arg(value_name = "MÃ", help = "Mã cuộc giám sát, hoặc phần đầu của mã")]
        id: String,
    },
    /// Tìm trong mọi nội dung, không cần gõ dấu
    Search(SearchArgs),
    /// Kiểm tra tệp dữ liệu có nguyên vẹn, có mâu thuẫn không
    Check(super::check::CheckArgs),
    /// Khóa bản sao lưu, gói mang đi bằng mật khẩu
    #[command(override_usage = "qcdc lock <LỆNH>")]
    Lock {
        #[command(subcommand)]
        what: LockCommand,
    },
    /// Ai đang sửa tệp trên ổ mạng; gỡ quyền sửa bị bỏ lại
    Lease(super::lease::LeaseArgs),
    /// Sao lưu tệp dữ liệu, xem các bản sao
    Backup(super::backup::BackupArgs),
    /// Khôi phục tệp dữ liệu từ một bản sao
    Restore(super::backup::RestoreArgs),
    /// Mang đi: tạo gói để làm việc trên máy xách tay ở phường
    TakeOut(TakeOutArgs),
    /// Nhận về: nhận gói mang đi vào tệp của cơ quan, xem trước rồi ghi
    Merge(MergeArgs),
    /// Chỗ hai bên sửa khác nhau sau khi nhận gói: xem và quyết định
    #[command(
        override_usage = "qcdc conflict [TÙY CHỌN] <LỆNH>",
        subcommand_required = true
    )]
    Conflict {
        #[command(subcommand)]
        what: ConflictCommand,
    },
    /// Ghi hướng dẫn sử dụng ra PDF
    Guide(super::guide::GuideArgs),
    /// Phiên bản, nơi để tệp, giấy phép
    About(super::guide::AboutArgs),
    /// Mở cửa sổ với tệp mẫu, đóng lại là xóa
    #[command(override_usage = "qcdc demo [TÙY CHỌN]")]
    Demo {
        #[arg(
            long = "renderer",
            value_name = "KIỂU",
            hide_possible_values = true,
            help = "Cách vẽ cửa sổ: glow, wgpu hoặc soft (chỉ bộ xử lý); không ghi thì chương trình tự chọn"
        )]
        demo_renderer: Option<RendererName>,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum Import {
    /// Nhập một cuộc giám sát từ tệp JSON, in mã của cuộc đó
    #[command(
        override_usage = "qcdc import visit [TÙY CHỌN] <TỆP.json>",
        after_help = "Nội dung có chỗ sai thì không nhập gì; mỗi chỗ sai được báo trên một dòng.\n\
            Cấu trúc tệp: xem README.md và data/visit.schema.json."
    )]
    Visit {
        #[arg(value_name = "TỆP.json", help = "Tệp JSON của cuộc giám sát")]
        from: PathBuf,
    },
    /// Nhập số liệu của nhiều đơn vị, nhiều kỳ từ tệp JSON
    #[command(
        override_usage = "qcdc import figures [TÙY CHỌN] <TỆP.json>",
        after_help = "Có chỗ sai thì không nhập gì. Số đã ghi mà tệp không nêu thì giữ nguyên.\n\
            Cấu trúc tệp: xem data/samples/figures/README.md."
    )]
    Figures(FigureImportArgs),
    /// Nhập danh mục từ tệp JSON hoặc Excel thành một bản mới
    #[command(
        override_usage = "qcdc import catalogue [TÙY CHỌN] <TỆP>",
        after_help = "In từng chỗ thay đổi so với bản đang dùng; thêm --accept thì lưu thành bản mới.\n\
            Các cuộc giám sát đã có giữ nguyên bản danh mục của mình."
    )]
    Catalogue {
        #[arg(value_name = "TỆP", help = "Tệp danh mục .json hoặc .xlsx")]
        from: PathBuf,
        #[arg(long, help = "Lưu thành bản mới; không ghi thì chỉ xem thay đổi")]
        accept: bool,
    },
    /// Nhập một bảng từ Excel hoặc CSV: đơn vị, cán bộ, cuộc giám sát, tồn tại, báo cáo tháng
    Table(ImportTable),
}

#[derive(Debug, Subcommand)]
pub(super) enum Export {
    /// Xuất một cuộc giám sát ra JSON
    #[command(override_usage = "qcdc export visit [TÙY CHỌN] <MÃ>")]
    Visit {
        #[arg(value_name = "MÃ", help = "Mã cuộc giám sát, hoặc phần đầu của mã")]
        id: String,
        #[arg(
            long,
            value_name = "DẠNG",
            hide_possible_values = true,
            help = "Dạng tệp: json"
        )]
        format: Option<VisitFormat>,
        #[arg(
            long,
            value_name = "TỆP",
            help = "Tệp ghi ra; không ghi thì in ra màn hình"
        )]
        out: Option<PathBuf>,
    },
    /// Xuất thông báo kết luận giám sát ra PDF hoặc Word
    #[command(
        override_usage = "qcdc export conclusion [TÙY CHỌN] --out <TỆP> <MÃ>",
        after_help = "PDF của kết luận đã ban hành là đúng bản đã ban hành; bản Word thì soạn lại từ nội dung.\n\
            Còn dự thảo thì in từ nội dung đã soạn; chưa soạn thì soạn từ biên bản."
    )]
    Conclusion {
        #[arg(value_name = "MÃ", help = "Mã cuộc giám sát, hoặc phần đầu của mã")]
        id: String,
        #[arg(
            long,
            value_name = "DẠNG",
            hide_possible_values = true,
            help = "Dạng tệp: pdf (nếu không ghi) hoặc docx"
        )]
        format: Option<PaperFormat>,
        #[arg(long, help = TWO_SIDED)]
        two_sided: bool,
        #[arg(long, value_name = "TỆP", help = "Tệp ghi ra")]
        out: PathBuf,
    },
    /// Xuất một văn bản đã ban hành, đúng từng byte bản đã ban hành
    #[command(
        name = "paper",
        override_usage = "qcdc export paper [TÙY CHỌN] --out <TỆP> <VĂN BẢN>",
        after_help = "Ví dụ:\n  qcdc export paper 12-TB/BDVQU --out thong-bao.pdf"
    )]
    Issued {
        #[arg(
            value_name = "VĂN BẢN",
            help = "Số và ký hiệu, hoặc mã (phần đầu của mã) của văn bản; xem bằng lệnh list papers"
        )]
        id: String,
        #[arg(long, value_name = "TỆP", help = "Tệp ghi ra")]
        out: PathBuf,
    },
    /// Xuất danh mục đang dùng ra JSON hoặc Excel
    #[command(override_usage = "qcdc export catalogue [TÙY CHỌN] --out <TỆP>")]
    Catalogue {
        #[arg(
            long,
            value_name = "DẠNG",
            hide_possible_values = true,
            help = "Dạng tệp: json (nếu không ghi) hoặc xlsx"
        )]
        format: Option<CatalogueFormat>,
        #[arg(long, value_name = "TỆP", help = "Tệp ghi ra")]
        out: PathBuf,
    },
    /// Xuất quận đang theo dõi: đơn vị, sắp xếp, cơ quan giám sát; hoặc mẫu trống để điền cho quận khác
    #[command(
        override_usage = "qcdc export district [TÙY CHỌN] --out <TỆP>",
        after_help = "Tên tệp có đuôi .xlsx thì ghi Excel, còn lại ghi JSON. Dùng tệp này: qcdc new --district-file TỆP, hoặc trong hướng dẫn bắt đầu."
    )]
    District {
        #[arg(long, help = "Mẫu trống, kèm cách ghi")]
        empty: bool,
        #[arg(long, value_name = "TỆP", help = "Tệp ghi ra, đuôi .xlsx hoặc .json")]
        out: PathBuf,
    },
    /// Xuất một bảng để sửa bằng Excel rồi nhập lại, hoặc mẫu trống để điền
    Table(ExportTable),
    #[command(flatten)]
    Paper(PaperCommand),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum VisitFormat {
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CatalogueFormat {
    Json,
    Xlsx,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum PaperFormat {
    Pdf,
    Docx,
    /// The tables alone.
    Xlsx,
}

impl From<PaperFormat> for read::PaperFormat {
    fn from(format: PaperFormat) -> Self {
        match format {
            PaperFormat::Pdf => Self::Pdf,
            PaperFormat::Docx => Self::Word,
            PaperFormat::Xlsx => Self::Excel,
        }
    }
}

pub(super) fn day(text: &str) -> Result<NaiveDate, String> {
    date::parse(text).ok_or_else(|| "ghi ngày/tháng/năm, ví dụ 28/02/2023".to_owned())
}

#[derive(Debug, Subcommand)]
pub(super) enum Show {
    /// Xem một cuộc giám sát
    #[command(override_usage = "qcdc show visit [TÙY CHỌN] <MÃ>")]
    Visit {
        #[arg(value_name = "MÃ", help = "Mã cuộc giám sát, hoặc phần đầu của mã")]
        id: String,
        #[arg(long, help = "In ra dạng JSON, cùng cấu trúc với lệnh export visit")]
        json: bool,
    },
    /// Xem một tồn tại với các thời hạn và diễn biến
    #[command(override_usage = "qcdc show shortcoming [TÙY CHỌN] <MÃ>")]
    Shortcoming {
        #[arg(value_name = "MÃ", help = "Mã tồn tại, hoặc phần đầu của mã")]
        id: String,
        #[arg(
            long,
            value_name = "NGÀY",
            value_parser = day,
            help = "Tình trạng đến hết ngày này; không ghi thì đến hôm nay"
        )]
        as_of: Option<NaiveDate>,
    },
    #[command(flatten)]
    Review(ReviewCommand),
}

#[derive(Debug, Args)]
#[command(
    override_usage = "qcdc search [TÙY CHỌN] <NỘI DUNG>...",
    after_help = "Không phân biệt chữ hoa, chữ thường, có dấu, không dấu: “phuc dong” cũng ra “Phúc Đồng”."
)]
pub(super) struct SearchArgs {
    #[arg(value_name = "NỘI DUNG", required = true, help = "Những chữ cần tìm")]
    pub words: Vec<String>,
    #[arg(long, help = "In ra dạng JSON cho chương trình khác đọc")]
    pub json: bool,
}

#[cfg(test)]
mod tests;
