//! The columns of every kind of sheet.

mod papers;
mod programmes;
mod works;

use super::{Form, GridColumn, GridKind};
use crate::domain::{ShortcomingLevel, UnitKind, VisitKind, VisitState};

const fn text(key: &'static str, head: &'static str, width: u16, hint: &'static str) -> GridColumn {
    GridColumn {
        key,
        head,
        width,
        form: Form::Text,
        required: false,
        hint,
    }
}

const fn day(key: &'static str, head: &'static str, hint: &'static str) -> GridColumn {
    GridColumn {
        form: Form::Day,
        ..text(key, head, 13, hint)
    }
}

const fn word(
    key: &'static str,
    head: &'static str,
    width: u16,
    words: &'static [&'static str],
    hint: &'static str,
) -> GridColumn {
    GridColumn {
        form: Form::Word(words),
        ..text(key, head, width, hint)
    }
}

const fn number(key: &'static str, head: &'static str, hint: &'static str) -> GridColumn {
    GridColumn {
        form: Form::Number,
        ..text(key, head, 10, hint)
    }
}

/// The identity of the record itself.
const fn id(head: &'static str) -> GridColumn {
    text(
        "id",
        head,
        38,
        "Để trống ở dòng mới; bảng do chương trình xuất ra đã có sẵn.",
    )
}

const fn required(column: GridColumn) -> GridColumn {
    GridColumn {
        required: true,
        ..column
    }
}

const UNIT_CODE: GridColumn = required(text(
    "unit_id",
    "Mã đơn vị",
    20,
    "Mã ở màn hình Phường, ví dụ lb-phuc-dong.",
));
const UNIT_NAME: GridColumn = text(
    "unit_name",
    "Tên đơn vị",
    26,
    "Chỉ để dễ đọc; chương trình nhận ra đơn vị theo mã.",
);

const UNITS: [GridColumn; 8] = [
    text(
        "code",
        "Mã",
        20,
        "Viết liền, không dấu; để trống thì chương trình đặt theo tên. Mã đã có: dòng sửa đơn vị đó.",
    ),
    required(word(
        "kind",
        "Loại đơn vị",
        16,
        UnitKind::LABELS,
        "Chọn trong danh sách.",
    )),
    required(text("name", "Tên đầy đủ", 34, "Ví dụ: Phường Phúc Đồng.")),
    text(
        "short_name",
        "Tên gọn",
        22,
        "Ví dụ: Phúc Đồng; để trống thì lấy theo tên đầy đủ.",
    ),
    text("district", "Mã quận", 16, "Ví dụ: long-bien."),
    text(
        "parent_id",
        "Thuộc đơn vị (mã)",
        20,
        "Mã phường mà trường, chi bộ, tổ dân phố thuộc về.",
    ),
    day("valid_from", "Có từ ngày", "Để trống nếu không rõ."),
    day(
        "valid_to",
        "Có đến ngày",
        "Ngày cuối cùng còn tồn tại; để trống nếu đang còn.",
    ),
];

const PEOPLE: [GridColumn; 7] = [
    required(text(
        "name",
        "Họ và tên",
        28,
        "Mỗi dòng một chức vụ của một người.",
    )),
    text("title", "Chức vụ", 34, "Ví dụ: Bí thư Đảng ủy phường."),
    text(
        "unit_id",
        "Mã đơn vị",
        20,
        "Mã ở màn hình Phường; để trống là cán bộ của Ban.",
    ),
    UNIT_NAME,
    day(
        "valid_from",
        "Từ ngày",
        "Ngày giữ chức vụ; để trống nếu không rõ.",
    ),
    day(
        "valid_to",
        "Đến ngày",
        "Ngày thôi giữ chức vụ; để trống nếu đang giữ.",
    ),
    text("note", "Ghi chú", 34, "Ghi chú về người này."),
];

const VISITS: [GridColumn; 15] = [
    id("Mã cuộc giám sát"),
    UNIT_CODE,
    UNIT_NAME,
    required(day("date", "Ngày giám sát", "Ví dụ: 12/12/2022.")),
    GridColumn {
        form: Form::Time,
        ..text("time", "Giờ", 8, "Ví dụ: 14:00.")
    },
    required(word(
        "kind",
        "Loại",
        22,
        VisitKind::LABELS,
        "Chọn trong danh sách.",
    )),
    word(
        "state",
        "Trạng thái",
        18,
        VisitState::LABELS,
        "Dòng mới: Dự kiến, Đang giám sát hoặc Đã giám sát; để trống thì theo ngày. Các bước sau đi trong chương trình.",
    ),
    text(
        "topic",
        "Nội dung giám sát",
        44,
        "Ví dụ: việc thực hiện 06 quy chế dân chủ ở cơ sở.",
    ),
    text(
        "covered",
        "Quy chế",
        16,
        "Mã các quy chế, cách nhau bằng dấu chấm phẩy (QC1; QC3); để trống là tất cả.",
    ),
    text(
        "basis",
        "Căn cứ",
        34,
        "Kế hoạch hoặc quyết định mà cuộc giám sát dựa vào.",
    ),
    text(
        "place",
        "Địa điểm",
        34,
        "Để trống thì lấy trụ sở của đơn vị.",
    ),
    day(
        "period_from",
        "Thời kỳ từ",
        "Ngày đầu của thời kỳ được giám sát.",
    ),
    day(
        "period_to",
        "Thời kỳ đến",
        "Ngày cuối của thời kỳ được giám sát.",
    ),
    day(
        "report_received_on",
        "Ngày nhận báo cáo",
        "Ngày nhận báo cáo của đơn vị.",
    ),
    text("note", "Ghi chú", 34, "Ghi chú nội bộ, không in ra."),
];

const SHORTCOMINGS: [GridColumn; 15] = [
    id("Mã tồn tại"),
    text(
        "visit_id",
        "Mã cuộc giám sát",
        38,
        "Để trống thì chương trình tìm theo mã đơn vị và ngày giám sát.",
    ),
    UNIT_CODE,
    UNIT_NAME,
    required(day(
        "visit_date",
        "Ngày giám sát",
        "Ngày của cuộc giám sát đã ghi.",
    )),
    text("regulation_id", "Quy chế", 12, "Mã quy chế, ví dụ QC1."),
    text(
        "item_id",
        "Mã nội dung",
        14,
        "Mã nội dung kiểm tra, ví dụ QC1-03; có thể để trống.",
    ),
    required(text(
        "description",
        "Tồn tại, hạn chế",
        60,
        "Viết như trong kết luận.",
    )),
    word(
        "level",
        "Mức độ",
        20,
        ShortcomingLevel::LABELS,
        "Chọn trong danh sách; để trống là Phải khắc phục.",
    ),
    text(
        "cause_external",
        "Nguyên nhân khách quan",
        34,
        "Có thể để trống.",
    ),
    text("cause_own", "Nguyên nhân chủ quan", 34, "Có thể để trống."),
    text(
        "order_text",
        "Yêu cầu khắc phục",
        50,
        "Việc đơn vị phải làm.",
    ),
    text("owner", "Nơi chịu trách nhiệm", 28, "Ví dụ: UBND phường."),
    text(
        "deadline",
        "Thời hạn",
        18,
        "Một ngày (28/02/2023), hoặc “30 ngày”, “15 ngày làm việc” kể từ ngày ban hành kết luận.",
    ),
    text(
        "evidence",
        "Minh chứng",
        34,
        "Giấy tờ sẽ cho thấy đã khắc phục.",
    ),
];

const REPORTS: [GridColumn; 6] = [
    UNIT_CODE,
    UNIT_NAME,
    required(GridColumn {
        form: Form::Month,
        ..text("month", "Tháng", 10, "Ví dụ: 03/2024.")
    }),
    required(day(
        "received_on",
        "Ngày nhận",
        "Ngày Ban nhận được báo cáo.",
    )),
    text(
        "received_by",
        "Người nhận",
        26,
        "Để trống thì ghi người dùng máy này.",
    ),
    text("note", "Ghi chú", 40, "Gửi qua đâu, số văn bản…"),
];

pub(super) fn of(kind: GridKind) -> &'static [GridColumn] {
    match kind {
        GridKind::Units => &UNITS,
        GridKind::People => &PEOPLE,
        GridKind::Visits => &VISITS,
        GridKind::Shortcomings => &SHORTCOMINGS,
        GridKind::Reports => &REPORTS,
        GridKind::Figures => &papers::FIGURES,
        GridKind::Archive => &papers::ARCHIVE,
        GridKind::Documents => &papers::DOCUMENTS,
        GridKind::DocumentTasks => &papers::DOCUMENT_TASKS,
        GridKind::Models => &works::MODELS,
        GridKind::Commitments => &works::COMMITMENTS,
        GridKind::Programmes => &programmes::PROGRAMMES,
        GridKind::ProgrammeTasks => &programmes::TASKS,
        GridKind::ProgrammeResults => &programmes::RESULTS,
        GridKind::Inspections => &programmes::INSPECTIONS,
        GridKind::Dialogues => &programmes::DIALOGUES,
        GridKind::Opinions => &programmes::OPINIONS,
    }
}
