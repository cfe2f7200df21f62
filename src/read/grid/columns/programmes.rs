//! Columns of coordination programmes, unannounced inspections and dialogues.

use super::{UNIT_NAME, day, id, number, required, text, word};
use crate::domain::ProgrammeResultKind;
use crate::read::grid::GridColumn;

const PROGRAMME_ID: GridColumn = text(
    "programme_id",
    "Mã chương trình",
    38,
    "Để trống thì chương trình máy tính tìm theo tên và năm đầu.",
);
const PROGRAMME: GridColumn = text(
    "programme",
    "Chương trình phối hợp",
    44,
    "Tên chương trình đã ghi.",
);
const PROGRAMME_FROM: GridColumn = number(
    "programme_from",
    "Năm đầu chương trình",
    "Chỉ cần khi có nhiều chương trình cùng tên.",
);
/// A dialogue of the whole district has no unit.
const UNIT_OR_NONE: GridColumn = text(
    "unit_id",
    "Mã đơn vị",
    20,
    "Mã ở màn hình Phường; để trống là của cả quận.",
);
const HELD_ON: GridColumn = required(day("held_on", "Ngày đối thoại", "Ngày tổ chức."));
const TITLE: GridColumn = required(text(
    "title",
    "Nội dung đối thoại",
    44,
    "Tên hội nghị, chủ đề.",
));
const RESULT: GridColumn = text("result", "Kết quả", 40, "Có thể để trống.");
const NOTE: GridColumn = text("note", "Ghi chú", 34, "Có thể để trống.");

pub(super) const PROGRAMMES: [GridColumn; 9] = [
    id("Mã chương trình"),
    required(text(
        "title",
        "Tên chương trình",
        50,
        "Không ghi lại giai đoạn.",
    )),
    text("district", "Mã quận", 16, "Ví dụ: long-bien."),
    required(text(
        "parties",
        "Các cơ quan",
        50,
        "Từ hai cơ quan, cách nhau bằng dấu chấm phẩy.",
    )),
    required(number("year_from", "Năm đầu", "Ví dụ: 2021.")),
    required(number("year_to", "Năm cuối", "Ví dụ: 2026.")),
    day("signed_on", "Ngày ký", "Có thể để trống."),
    text("basis", "Căn cứ", 34, "Văn bản mà chương trình dựa vào."),
    NOTE,
];

pub(super) const TASKS: [GridColumn; 9] = [
    id("Mã nhiệm vụ"),
    PROGRAMME_ID,
    required(PROGRAMME),
    PROGRAMME_FROM,
    required(text("text", "Nhiệm vụ", 50, "Việc phải làm.")),
    required(text("owner", "Cơ quan chủ trì", 28, "Một cơ quan.")),
    day("due", "Thời hạn", "Có thể để trống."),
    day("done_on", "Ngày hoàn thành", "Để trống nếu chưa xong."),
    RESULT,
];

pub(super) const RESULTS: [GridColumn; 9] = [
    id("Mã kết quả"),
    PROGRAMME_ID,
    required(PROGRAMME),
    PROGRAMME_FROM,
    required(word(
        "kind",
        "Loại kết quả",
        14,
        ProgrammeResultKind::LABELS,
        "Chọn trong danh sách.",
    )),
    required(number("year", "Năm", "Ví dụ: 2023.")),
    day("held_on", "Ngày tổng kết", "Ngày hội nghị hoặc báo cáo."),
    required(text("text", "Kết quả đạt được", 60, "Như báo cáo ghi.")),
    text("paper", "Văn bản", 26, "Số của báo cáo."),
];

pub(super) const INSPECTIONS: [GridColumn; 12] = [
    id("Mã đợt kiểm tra"),
    PROGRAMME_ID,
    PROGRAMME,
    PROGRAMME_FROM,
    required(day("begun_on", "Kiểm tra từ ngày", "Ngày đầu.")),
    day(
        "ended_on",
        "Kiểm tra đến ngày",
        "Để trống thì trong một ngày.",
    ),
    required(text(
        "body",
        "Cơ quan kiểm tra",
        30,
        "Ví dụ: Ban Dân vận Quận ủy.",
    )),
    required(text("field", "Lĩnh vực", 30, "Ví dụ: trật tự đô thị.")),
    required(number(
        "units",
        "Số lượt đơn vị",
        "Lượt đơn vị được kiểm tra.",
    )),
    text("unit_names", "Các đơn vị", 40, "Có thể để trống."),
    RESULT,
    NOTE,
];

pub(super) const DIALOGUES: [GridColumn; 12] = [
    id("Mã hội nghị"),
    PROGRAMME_ID,
    PROGRAMME,
    PROGRAMME_FROM,
    UNIT_OR_NONE,
    UNIT_NAME,
    HELD_ON,
    TITLE,
    text("chair", "Chủ trì", 30, "Chức danh người chủ trì."),
    text("place", "Địa điểm", 30, "Có thể để trống."),
    number("attendees", "Số người dự", "Có thể để trống."),
    NOTE,
];

pub(super) const OPINIONS: [GridColumn; 12] = [
    id("Mã ý kiến"),
    text(
        "dialogue_id",
        "Mã hội nghị",
        38,
        "Để trống thì chương trình tìm theo ngày, đơn vị và nội dung đối thoại.",
    ),
    UNIT_OR_NONE,
    UNIT_NAME,
    HELD_ON,
    TITLE,
    required(text("text", "Ý kiến, kiến nghị", 60, "Như đã nêu.")),
    text(
        "raised_by",
        "Người nêu",
        26,
        "Chức danh hoặc nhóm, không cần tên.",
    ),
    text("answerer", "Nơi trả lời", 26, "Cơ quan phải trả lời."),
    day("due", "Hạn trả lời", "Có thể để trống."),
    day("answered_on", "Ngày trả lời", "Để trống nếu chưa trả lời."),
    text("answer", "Nội dung trả lời", 50, "Ghi cùng ngày trả lời."),
];
