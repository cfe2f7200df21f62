//! Columns of "Dân vận khéo" models and what they promised.

use super::{UNIT_CODE, UNIT_NAME, day, id, number, required, text, word};
use crate::domain::{ModelKind, ModelOutcome, ModelPraise, RecognitionLevel};
use crate::read::grid::GridColumn;

const YEAR: GridColumn = required(number("year", "Năm đăng ký", "Ví dụ: 2024."));
const TITLE: GridColumn = required(text("title", "Tên mô hình", 44, "Như đã đăng ký."));
const WHO: GridColumn = required(text(
    "who",
    "Tập thể, cá nhân",
    30,
    "Tên tập thể hoặc cá nhân đăng ký.",
));

pub(super) const MODELS: [GridColumn; 22] = [
    id("Mã mô hình"),
    UNIT_CODE,
    UNIT_NAME,
    YEAR,
    TITLE,
    required(word(
        "kind",
        "Loại mô hình",
        14,
        ModelKind::LABELS,
        "Tập thể hoặc Cá nhân.",
    )),
    WHO,
    text(
        "field_id",
        "Lĩnh vực",
        28,
        "Tên lĩnh vực; tên chưa có thì thành lĩnh vực mới.",
    ),
    required(day(
        "registered_on",
        "Ngày đăng ký",
        "Ngày đăng ký mô hình.",
    )),
    day("started_on", "Ngày bắt đầu", "Để trống nếu chưa thực hiện."),
    day(
        "reviewed_on",
        "Ngày đánh giá",
        "Để trống nếu chưa đánh giá.",
    ),
    text("review", "Kết quả đánh giá", 44, "Ghi cùng ngày đánh giá."),
    word(
        "praise",
        "Đề nghị",
        16,
        ModelPraise::LABELS,
        "Biểu dương hoặc Khen thưởng; có thể để trống.",
    ),
    day(
        "decided_on",
        "Ngày quyết định",
        "Ngày công nhận hoặc không công nhận.",
    ),
    word(
        "outcome",
        "Công nhận",
        22,
        ModelOutcome::LABELS,
        "Ghi cùng ngày quyết định.",
    ),
    word(
        "level",
        "Cấp công nhận",
        18,
        RecognitionLevel::LABELS,
        "Chỉ khi được công nhận.",
    ),
    text("decision_number", "Số quyết định", 18, "Ví dụ: 125-QĐ/QU."),
    text("decided_by", "Nơi quyết định", 26, "Ví dụ: Quận ủy."),
    text(
        "outcome_reason",
        "Lý do không công nhận",
        30,
        "Chỉ khi không được công nhận.",
    ),
    day("withdrawn_on", "Ngày rút", "Để trống nếu không rút."),
    text("withdrawn_reason", "Lý do rút", 30, "Ghi cùng ngày rút."),
    text("note", "Ghi chú", 34, "Có thể để trống."),
];

pub(super) const COMMITMENTS: [GridColumn; 11] = [
    id("Mã cam kết"),
    text(
        "model_id",
        "Mã mô hình",
        38,
        "Để trống thì chương trình tìm theo đơn vị, năm, tên mô hình và người đăng ký.",
    ),
    UNIT_CODE,
    UNIT_NAME,
    YEAR,
    TITLE,
    WHO,
    required(text(
        "text",
        "Nội dung cam kết",
        50,
        "Việc mô hình hứa làm.",
    )),
    day("due", "Hạn thực hiện", "Có thể để trống."),
    day("done_on", "Ngày hoàn thành", "Để trống nếu chưa xong."),
    text(
        "result",
        "Kết quả thực hiện",
        40,
        "Ghi cùng ngày hoàn thành.",
    ),
];
