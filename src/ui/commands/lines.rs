//! The lines of the list: what there is to do, in which words, by which keys.

use eframe::egui::{Key, Modifiers};

use super::{Deed, Group};
use crate::domain::ShortcomingClass;

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;
const ALT: Modifiers = Modifiers::ALT;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

pub(super) type Line = (
    Deed,
    Group,
    &'static str,
    &'static str,
    &'static [(Modifiers, Key)],
);

/// What works everywhere.
pub(super) const DEEDS: &[Line] = &[
    (
        Deed::NewVisit,
        Group::Work,
        "Ghi cuộc giám sát mới",
        "thêm tạo",
        &[(CTRL, Key::N)],
    ),
    (
        Deed::PlanYear,
        Group::Work,
        "Lập kế hoạch giám sát năm…",
        "lịch cả năm",
        &[],
    ),
    (
        Deed::Save,
        Group::Work,
        "Ghi nội dung đang gõ",
        "lưu",
        &[(CTRL, Key::S)],
    ),
    (
        Deed::Undo,
        Group::Work,
        "Hoàn tác",
        "undo",
        &[(CTRL, Key::Z)],
    ),
    (
        Deed::Redo,
        Group::Work,
        "Làm lại",
        "redo",
        &[(CTRL, Key::Y), (CTRL_SHIFT, Key::Z)],
    ),
    (
        Deed::Print,
        Group::Work,
        "In giấy tờ đang xem",
        "máy in pdf",
        &[(CTRL, Key::P)],
    ),
    (
        Deed::Remind,
        Group::Work,
        "Lập công văn đôn đốc",
        "nhắc quá hạn",
        &[],
    ),
    (
        Deed::AskReports,
        Group::Work,
        "Lập công văn đề nghị gửi báo cáo tháng",
        "thiếu báo cáo nhắc",
        &[],
    ),
    (
        Deed::AskArchive,
        Group::Work,
        "Lập công văn đề nghị bổ sung hồ sơ lưu trữ",
        "thiếu giấy tờ nhắc",
        &[],
    ),
    (
        Deed::Chase(ShortcomingClass::Late),
        Group::Go,
        "Tồn tại quá hạn",
        "trễ chậm",
        &[],
    ),
    (
        Deed::Chase(ShortcomingClass::DueSoon),
        Group::Go,
        "Tồn tại sắp đến hạn",
        "",
        &[],
    ),
    (
        Deed::Chase(ShortcomingClass::Waiting),
        Group::Go,
        "Tồn tại chờ xác nhận",
        "đã báo cáo khắc phục",
        &[],
    ),
    (
        Deed::Find,
        Group::Find,
        "Tìm phường, cuộc giám sát, tồn tại, việc cần làm",
        "",
        &[(CTRL, Key::K)],
    ),
    (
        Deed::Filter,
        Group::Find,
        "Lọc danh sách đang xem",
        "",
        &[(CTRL, Key::F)],
    ),
    (
        Deed::SearchAll,
        Group::Find,
        "Tìm trong mọi nội dung đã ghi",
        "toàn văn",
        &[(CTRL_SHIFT, Key::F)],
    ),
    (
        Deed::Back,
        Group::Go,
        "Quay lại màn hình trước",
        "",
        &[(ALT, Key::ArrowLeft)],
    ),
    (
        Deed::OpenFile,
        Group::File,
        "Mở tệp khác…",
        "đổi tệp dữ liệu",
        &[(CTRL, Key::O)],
    ),
    (Deed::NewFile, Group::File, "Tạo tệp mới…", "", &[]),
    (
        Deed::ImportVisit,
        Group::File,
        "Nhập cuộc giám sát từ tệp…",
        "json",
        &[],
    ),
    (
        Deed::Tables,
        Group::File,
        "Nhập, xuất bảng Excel…",
        "csv mẫu nhập dữ liệu danh sách",
        &[],
    ),
    (
        Deed::Copies,
        Group::File,
        "Mang đi, nhận về…",
        "máy xách tay gói mang về phường hợp nhất khác nhau xung đột",
        &[],
    ),
    (
        Deed::TakeBack,
        Group::File,
        "Nhận về gói mang đi…",
        "máy xách tay qcdcpack hợp nhất",
        &[],
    ),
    (
        Deed::Safety,
        Group::File,
        "Sao lưu, khôi phục, kiểm tra tệp…",
        "backup bản sao sửa tệp hỏng",
        &[],
    ),
    (
        Deed::Trail,
        Group::File,
        "Nhật ký thay đổi…",
        "ai sửa audit lịch sử",
        &[],
    ),
    (
        Deed::Lock,
        Group::File,
        "Khóa chương trình",
        "mật khẩu màn hình rời máy",
        &[(CTRL, Key::L)],
    ),
    (
        Deed::Guide,
        Group::File,
        "Hướng dẫn bắt đầu",
        "lần đầu thiết lập quận tên",
        &[],
    ),
    (
        Deed::ZoomIn,
        Group::Look,
        "Phóng to chữ",
        "zoom cỡ chữ",
        &[(CTRL, Key::Plus), (CTRL, Key::Equals)],
    ),
    (
        Deed::ZoomOut,
        Group::Look,
        "Thu nhỏ chữ",
        "zoom cỡ chữ",
        &[(CTRL, Key::Minus)],
    ),
    (
        Deed::ZoomReset,
        Group::Look,
        "Về cỡ chữ thường",
        "zoom",
        &[(CTRL, Key::Num0)],
    ),
    (
        Deed::Dark,
        Group::Look,
        "Đổi nền sáng, nền tối",
        "giao diện",
        &[],
    ),
    (
        Deed::Compact,
        Group::Look,
        "Thu gọn, giãn dòng",
        "mật độ",
        &[],
    ),
    (
        Deed::Typing,
        Group::Look,
        "Đổi cách gõ: tắt, Telex, VNI",
        "tiếng Việt unikey bộ gõ",
        &[(NONE, Key::F9)],
    ),
    (
        Deed::Keys,
        Group::Look,
        "Xem các phím tắt",
        "trợ giúp hướng dẫn",
        &[(SHIFT, Key::F1)],
    ),
    (
        Deed::Help,
        Group::Find,
        "Hướng dẫn sử dụng",
        "trợ giúp cách làm help",
        &[(NONE, Key::F1)],
    ),
    (
        Deed::About,
        Group::Find,
        "Giới thiệu, phiên bản",
        "about giấy phép bản quyền",
        &[],
    ),
    (
        Deed::News,
        Group::Find,
        "Có gì mới",
        "nhật ký phiên bản nâng cấp",
        &[],
    ),
];

pub(super) type InPlace = (Group, &'static str, &'static [(Modifiers, Key)]);

/// What works only inside one place; the place itself obeys it.
pub(super) const IN_PLACE: &[InPlace] = &[
    (
        Group::Checklist,
        "Đạt, Đạt một phần, Chưa đạt, Không áp dụng",
        &[
            (NONE, Key::Num1),
            (NONE, Key::Num2),
            (NONE, Key::Num3),
            (NONE, Key::Num0),
        ],
    ),
    (
        Group::Checklist,
        "Đơn vị tự chấm mục đang chọn",
        &[
            (ALT, Key::Num1),
            (ALT, Key::Num2),
            (ALT, Key::Num3),
            (ALT, Key::Num0),
        ],
    ),
    (
        Group::Checklist,
        "Tìm mục theo mã hoặc nội dung",
        &[(NONE, Key::Slash), (CTRL, Key::F)],
    ),
    (
        Group::Checklist,
        "Ghi tồn tại của mục đang chọn",
        &[(CTRL, Key::T)],
    ),
    (
        Group::Checklist,
        "Đạt các mục còn lại của quy chế, của cả phiếu",
        &[(CTRL, Key::D), (CTRL_SHIFT, Key::D)],
    ),
    (
        Group::Checklist,
        "Mục trước, mục sau",
        &[(NONE, Key::ArrowUp), (NONE, Key::ArrowDown)],
    ),
    (
        Group::Checklist,
        "Mục chưa đánh giá tiếp theo",
        &[(CTRL, Key::ArrowDown)],
    ),
    (
        Group::Checklist,
        "Quy chế trước, quy chế sau",
        &[(NONE, Key::PageUp), (NONE, Key::PageDown)],
    ),
    (
        Group::Checklist,
        "Viết nhận xét của mục",
        &[(NONE, Key::Enter)],
    ),
    (
        Group::Checklist,
        "Ghi nhận xét, sang mục chưa đánh giá",
        &[(CTRL, Key::Enter)],
    ),
    (
        Group::Checklist,
        "Thông tin, Kiểm tra, Ưu điểm · Tồn tại, Kết luận, Tài liệu",
        &[
            (CTRL, Key::Num1),
            (CTRL, Key::Num2),
            (CTRL, Key::Num3),
            (CTRL, Key::Num4),
            (CTRL, Key::Num5),
        ],
    ),
    (
        Group::Calendar,
        "Danh sách, Kế hoạch năm, Lịch tháng",
        &[(CTRL, Key::Num1), (CTRL, Key::Num2), (CTRL, Key::Num3)],
    ),
    (
        Group::Calendar,
        "Chuyển cuộc đang chọn một ngày",
        &[(CTRL, Key::ArrowLeft), (CTRL, Key::ArrowRight)],
    ),
    (
        Group::Calendar,
        "Chuyển cuộc đang chọn một tuần",
        &[(CTRL, Key::ArrowUp), (CTRL, Key::ArrowDown)],
    ),
    (
        Group::Calendar,
        "Chuyển cuộc đang chọn sang ngày khác…",
        &[(NONE, Key::D)],
    ),
    (
        Group::Archive,
        "Có, Thiếu, Không áp dụng, Chưa xem",
        &[
            (NONE, Key::Num1),
            (NONE, Key::Num2),
            (NONE, Key::Num0),
            (NONE, Key::Delete),
        ],
    ),
    (
        Group::Archive,
        "Quy chế trước, quy chế sau",
        &[(ALT, Key::ArrowUp), (ALT, Key::ArrowDown)],
    ),
    (
        Group::Archive,
        "Giấy tờ trước, giấy tờ sau",
        &[(NONE, Key::ArrowUp), (NONE, Key::ArrowDown)],
    ),
    (
        Group::Archive,
        "Ghi nơi lưu, thời hạn của giấy tờ",
        &[(NONE, Key::Enter)],
    ),
    (
        Group::Preview,
        "Trang trước, trang sau",
        &[(NONE, Key::PageUp), (NONE, Key::PageDown)],
    ),
    (
        Group::Preview,
        "Trang đầu, trang cuối",
        &[(NONE, Key::Home), (NONE, Key::End)],
    ),
    (
        Group::Preview,
        "Phóng to, thu nhỏ, vừa khung",
        &[(CTRL, Key::Plus), (CTRL, Key::Minus), (CTRL, Key::Num0)],
    ),
    (
        Group::Guide,
        "Chương trước, chương sau",
        &[(CTRL, Key::PageUp), (CTRL, Key::PageDown)],
    ),
    (
        Group::Guide,
        "Đọc tiếp, đọc lùi",
        &[
            (NONE, Key::ArrowDown),
            (NONE, Key::ArrowUp),
            (NONE, Key::PageDown),
            (NONE, Key::PageUp),
        ],
    ),
    (
        Group::Table,
        "Ô bên trái, bên phải của bảng điểm",
        &[(NONE, Key::ArrowLeft), (NONE, Key::ArrowRight)],
    ),
    (
        Group::Table,
        "Dòng trước, dòng sau",
        &[(NONE, Key::ArrowUp), (NONE, Key::ArrowDown)],
    ),
    (
        Group::Table,
        "Lên, xuống một trang",
        &[(NONE, Key::PageUp), (NONE, Key::PageDown)],
    ),
    (
        Group::Table,
        "Dòng đầu, dòng cuối",
        &[(NONE, Key::Home), (NONE, Key::End)],
    ),
    (Group::Table, "Mở dòng", &[(NONE, Key::Enter)]),
    (
        Group::Table,
        "Chọn thêm dòng",
        &[(SHIFT, Key::ArrowUp), (SHIFT, Key::ArrowDown)],
    ),
    (Group::Table, "Chọn, bỏ chọn dòng", &[(NONE, Key::Space)]),
    (Group::Table, "Chọn tất cả", &[(CTRL, Key::A)]),
    (Group::Table, "Bỏ chọn", &[(NONE, Key::Escape)]),
    (
        Group::Table,
        "Sao chép dòng đã chọn để dán vào Excel",
        &[(CTRL, Key::C)],
    ),
    (
        Group::Field,
        "Cắt, sao chép, dán",
        &[(CTRL, Key::X), (CTRL, Key::C), (CTRL, Key::V)],
    ),
    (Group::Field, "Chọn tất cả", &[(CTRL, Key::A)]),
    (
        Group::Field,
        "Bỏ, lấy lại chữ vừa gõ",
        &[(CTRL, Key::Z), (CTRL, Key::Y)],
    ),
    (
        Group::Field,
        "Ô sau, ô trước",
        &[(NONE, Key::Tab), (SHIFT, Key::Tab)],
    ),
    (
        Group::Field,
        "Ngày sau, ngày trước (ô ngày)",
        &[(NONE, Key::ArrowUp), (NONE, Key::ArrowDown)],
    ),
    (Group::Field, "Mở lịch (ô ngày)", &[(NONE, Key::F4)]),
    (
        Group::Field,
        "Bấm nút chính của màn hình",
        &[(ALT, Key::Enter)],
    ),
    (
        Group::Dialog,
        "Làm việc chính của hộp thoại",
        &[(NONE, Key::Enter), (CTRL, Key::Enter)],
    ),
    (Group::Dialog, "Đóng", &[(NONE, Key::Escape)]),
    (
        Group::Dialog,
        "Mở danh sách, di chuyển trong danh sách",
        &[(NONE, Key::ArrowDown), (NONE, Key::ArrowUp)],
    ),
];
