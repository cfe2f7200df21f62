//! Columns of figures, archives and guiding documents.

use super::{UNIT_CODE, UNIT_NAME, day, id, number, required, text, word};
use crate::domain::figures::PeriodKind;
use crate::domain::{ArchiveState, DocumentType};
use crate::read::grid::{GridColumn, YES_OR_NOT};

pub(super) const FIGURES: [GridColumn; 12] = [
    UNIT_CODE,
    UNIT_NAME,
    required(word(
        "kind",
        "Kỳ số liệu",
        14,
        PeriodKind::LABELS,
        "Chọn trong danh sách.",
    )),
    required(day("from", "Kỳ từ ngày", "Ngày đầu của kỳ.")),
    day(
        "to",
        "Kỳ đến ngày",
        "Ngày cuối của kỳ; để trống thì tính theo kỳ đã chọn.",
    ),
    required(text(
        "code",
        "Mã chỉ tiêu",
        16,
        "Mã ở màn hình Số liệu, ví dụ I01.",
    )),
    text(
        "name",
        "Tên chỉ tiêu",
        44,
        "Chỉ để dễ đọc; chương trình nhận ra chỉ tiêu theo mã.",
    ),
    required(number(
        "value",
        "Số liệu",
        "Như báo cáo ghi; để trống thì bỏ số liệu đã ghi.",
    )),
    day("cut_off", "Chốt số liệu ngày", "Có thể để trống."),
    day("reported_on", "Ngày báo cáo", "Ngày của báo cáo."),
    text(
        "source",
        "Nguồn số liệu",
        30,
        "Số và ngày của báo cáo; giống nhau ở mọi dòng của một báo cáo.",
    ),
    text("note", "Ghi chú báo cáo", 30, "Có thể để trống."),
];

pub(super) const ARCHIVE: [GridColumn; 10] = [
    UNIT_CODE,
    UNIT_NAME,
    required(text(
        "paper",
        "Mã giấy tờ",
        14,
        "Mã ở màn hình Hồ sơ lưu trữ, ví dụ QC1-03.1.",
    )),
    text(
        "paper_name",
        "Tên giấy tờ",
        44,
        "Chỉ để dễ đọc; chương trình nhận ra giấy tờ theo mã.",
    ),
    required(number("year", "Năm hồ sơ", "Ví dụ: 2024.")),
    required(word(
        "state",
        "Tình trạng",
        16,
        ArchiveState::LABELS,
        "Chọn trong danh sách.",
    )),
    text("place", "Nơi lưu", 30, "Ví dụ: tủ số 2, bìa QC1."),
    day("kept_until", "Lưu đến ngày", "Có thể để trống."),
    day("seen_on", "Ngày xem", "Ngày đã xem hồ sơ."),
    text("note", "Ghi chú", 34, "Có thể để trống."),
];

pub(super) const DOCUMENTS: [GridColumn; 11] = [
    id("Mã văn bản"),
    required(word(
        "doc_type",
        "Thể loại",
        16,
        DocumentType::LABELS,
        "Chọn trong danh sách.",
    )),
    text(
        "number",
        "Số, ký hiệu",
        20,
        "Như trên văn bản, ví dụ 06-TT/QU.",
    ),
    day("date", "Ngày văn bản", "Ngày ghi trên văn bản."),
    required(text(
        "issuer",
        "Cơ quan ban hành",
        30,
        "Ví dụ: Quận ủy Long Biên.",
    )),
    text("subject", "Trích yếu", 60, "Không ghi lại thể loại và số."),
    day(
        "valid_from",
        "Hiệu lực từ ngày",
        "Để trống thì từ ngày văn bản.",
    ),
    day(
        "valid_to",
        "Hiệu lực đến ngày",
        "Để trống nếu còn hiệu lực.",
    ),
    text(
        "replaced_by",
        "Được thay bằng",
        20,
        "Số, ký hiệu của văn bản thay thế; văn bản đó phải có trong sổ.",
    ),
    word(
        "checked",
        "Đã đối chiếu",
        12,
        YES_OR_NOT,
        "Có, nếu đã đối chiếu với văn bản gốc.",
    ),
    text("note", "Ghi chú", 34, "Có thể để trống."),
];

pub(super) const DOCUMENT_TASKS: [GridColumn; 9] = [
    text(
        "document_id",
        "Mã văn bản chỉ đạo",
        38,
        "Để trống thì chương trình tìm theo số, ký hiệu và ngày.",
    ),
    required(text(
        "number",
        "Số văn bản chỉ đạo",
        20,
        "Văn bản đã có trong sổ, ví dụ 18-KH/QU.",
    )),
    day(
        "date",
        "Ngày văn bản chỉ đạo",
        "Chỉ cần khi có nhiều văn bản cùng số.",
    ),
    UNIT_CODE,
    UNIT_NAME,
    day("due", "Hạn triển khai", "Có thể để trống."),
    day(
        "done_on",
        "Ngày triển khai",
        "Ngày của văn bản triển khai; để trống nếu chưa.",
    ),
    text(
        "own_paper",
        "Văn bản của đơn vị",
        30,
        "Ví dụ: Kế hoạch số 28-KH/ĐU.",
    ),
    text("note", "Ghi chú", 34, "Có thể để trống."),
];
