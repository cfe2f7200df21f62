//! What a screen may wish for, and what it is told beside its page.

mod answers;
mod subject;

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::domain::{AttachTo, IssuedId, ModelId, ShortcomingId, UnitId, VisitId};
use crate::read::grid::GridKind;
use crate::read::{
    District, IssuedFilter, ModelFilter, PaperRequest, ProgrammesPlace, ReportFilter,
    ShortcomingFilter, VisitFilter,
};
use crate::ui::commands::Deed;
use crate::ui::export::Export;
use crate::ui::screens::{
    archive::ArchivePlace, figures::FiguresPlace, guiding::GuidingPlace, help::HelpPlace,
    safety::SafetyPlace,
};

use crate::worker::{Command, Job};

pub use answers::{Answers, ScreenContext};
pub use subject::{Subject, is_loud};

/// Where the window is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// Tổng quan.
    Overview,
    /// Cuộc giám sát.
    Visits(VisitFilter),
    /// One visit.
    Visit(VisitId),
    /// Tồn tại.
    Shortcomings(ShortcomingFilter),
    /// Đánh giá.
    Review,
    /// Phường.
    Units,
    /// One unit.
    Unit(UnitId),
    /// Danh bạ.
    People,
    /// Báo cáo tháng.
    Reports(ReportFilter),
    /// Dân vận khéo.
    Models(ModelFilter),
    /// The same, with one of them chosen.
    Model(ModelId),
    /// Phối hợp.
    Programmes(ProgrammesPlace),
    /// Văn bản chỉ đạo.
    Guiding(GuidingPlace),
    /// Hồ sơ lưu trữ.
    Archive(ArchivePlace),
    /// Số liệu.
    Figures(FiguresPlace),
    /// Văn bản đã ban hành.
    Papers(IssuedFilter),
    /// The same, with one of them chosen.
    IssuedPaper(IssuedId),
    /// Sao lưu, kiểm tra tệp, nhật ký.
    Safety(SafetyPlace),
    /// Nhập, xuất bảng.
    Tables(GridKind),
    /// Mang đi, nhận về.
    Copies,
    /// Danh mục.
    Catalogue,
    /// Cài đặt.
    Settings,
    /// Hướng dẫn, giới thiệu.
    Help(HelpPlace),
    /// A paper as it will be printed.
    Paper(PaperRequest),
    /// What a search found.
    Search(String),
}

/// A wish of a screen. The window carries it out after the frame.
#[derive(Clone, Debug)]
pub enum Action {
    /// Show another screen.
    Go(Route),
    /// Change something. The answer comes back through [`ScreenContext`], found by [`Subject::of`] the command.
    Run(Command),
    /// Show the list of shortcomings with this one chosen.
    ShowShortcoming(ShortcomingId),
    /// What a key or a line of a menu does.
    Do(Deed),
    /// Leave the open file for one that was open before.
    OpenFile(PathBuf),
    /// Ask where to, then make a file for a district and open it.
    NewFile(District),
    /// Ask for a copy of the file to go back to.
    PickCopy,
    /// Ask for the folder where copies of the file are to go.
    ChooseBackupFolder,
    /// Choose a file with the units of another district.
    PickDistrict,
    /// Save a form for such a file.
    SaveDistrictForm,
    /// Open the dialog "Ghi cuộc giám sát", with a unit already chosen.
    NewVisit(Option<UnitId>),
    /// The same with a day already chosen.
    NewVisitOn(Option<UnitId>, NaiveDate),
    /// Ask where to, then write a file; the name is what the dialog suggests.
    Export(Export, String),
    /// Do slow work with files that are named already.
    Start(Job),
    /// Ask for a file, then attach it.
    Attach(AttachTo),
    /// Ask for a file that came with a monthly report; the screen gets its path.
    PickReportFile,
    /// The same for a guiding document.
    PickDocumentFile,
    /// Open the file of an issued paper in the program for PDF.
    OpenIssued(IssuedId),
    /// Hand a paper to the system's printing.
    Print(PaperRequest),
    /// Hand the guide, or its first page, to the system's printing.
    PrintGuide { quick: bool },
    /// Ask for a sheet, then say what would come of its rows.
    PickTable(GridKind),
    /// Ask for a file, then bring its visit in.
    ImportVisit,
    /// Ask for a file, then read a catalogue from it.
    ImportCatalogue,
    /// Ask for a file, then take over the format profile in it.
    UseProfile,
    /// Say something at the bottom right.
    Toast(String),
}
