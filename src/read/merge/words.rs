//! What people call tables, fields and values.

use chrono::NaiveDate;

use crate::domain::{
    ArchiveSource, ArchiveState, ConclusionState, DocumentType, EventKind, HolidayKind, ModelKind,
    ModelOutcome, ModelPraise, PaperKind, ParticipantRole, ProgrammeResultKind, RatingValue,
    RecognitionLevel, RegulationKind, Section, ShortcomingLevel, ShortcomingState, Side,
    SigningRight, SuccessionExtent, UnitKind, VisitKind, VisitState, date,
};

const TABLES: &[(&str, &str)] = &[
    ("unit", "Đơn vị"),
    ("unit_succession", "Sáp nhập, chia tách đơn vị"),
    ("body", "Cơ quan giám sát"),
    ("holiday", "Ngày nghỉ"),
    ("signer", "Người ký"),
    ("catalogue", "Danh mục"),
    ("regulation", "Quy chế"),
    ("checklist_item", "Mục kiểm tra"),
    ("legal_ref", "Căn cứ pháp lý"),
    ("visit", "Cuộc giám sát"),
    ("participant", "Thành phần dự"),
    ("person", "Người trong danh bạ"),
    ("held_title", "Chức vụ"),
    ("attachment", "Tài liệu đính kèm"),
    ("rating", "Đánh giá"),
    ("strength", "Ưu điểm"),
    ("reminder", "Lần đôn đốc"),
    ("reminder_order", "Nội dung đôn đốc"),
    ("monthly_report", "Báo cáo tháng"),
    ("report_file", "Tệp báo cáo tháng"),
    ("model_field", "Lĩnh vực mô hình"),
    ("skilful_model", "Mô hình"),
    ("model_commitment", "Nội dung đăng ký của mô hình"),
    ("programme", "Chương trình phối hợp"),
    ("programme_task", "Nhiệm vụ phối hợp"),
    ("programme_result", "Kết quả phối hợp"),
    ("inspection", "Kiểm tra đột xuất"),
    ("dialogue", "Hội nghị đối thoại"),
    ("opinion", "Ý kiến đối thoại"),
    ("archive_paper", "Giấy tờ phải lưu"),
    ("archive_entry", "Giấy tờ trong hồ sơ"),
    ("guiding_document", "Văn bản chỉ đạo"),
    ("document_task", "Việc triển khai văn bản"),
    ("document_file", "Tệp văn bản chỉ đạo"),
    ("figure_report", "Báo cáo số liệu"),
    ("figure", "Số liệu"),
    ("figure_answer", "Giải trình số liệu"),
    ("own_indicator", "Chỉ tiêu riêng"),
    ("repeat_mark", "Đánh dấu lặp lại"),
    ("shortcoming", "Tồn tại, hạn chế"),
    ("shortcoming_event", "Bước khắc phục"),
    ("conclusion", "Kết luận"),
    ("paragraph", "Đoạn của kết luận"),
    ("paper", "Văn bản đã ban hành"),
    ("take_out", "Gói mang đi"),
    ("merge_conflict", "Chỗ khác nhau"),
];

/// The noun of a table.
pub fn table_name(table: &str) -> &'static str {
    TABLES
        .iter()
        .find(|(code, _)| *code == table)
        .map_or("Bản ghi", |(_, name)| *name)
}

/// What a field is called where its table calls it otherwise than the others.
const OWN: &[(&str, &str, &str)] = &[
    ("rating", "value", "Đánh giá"),
    ("figure", "value", "Giá trị"),
    ("unit", "name", "Tên đơn vị"),
    ("person", "name", "Họ và tên"),
    ("participant", "name", "Họ và tên"),
    ("attachment", "name", "Tên tài liệu"),
    ("participant", "title", "Chức vụ"),
    ("held_title", "title", "Chức vụ"),
    ("signer", "title", "Chức vụ"),
    ("signer", "name", "Họ và tên"),
    ("skilful_model", "title", "Tên mô hình"),
    ("dialogue", "title", "Nội dung đối thoại"),
    ("opinion", "text", "Ý kiến"),
    ("figure_answer", "text", "Giải trình"),
    ("shortcoming_event", "text", "Nội dung"),
    ("shortcoming_event", "kind", "Bước"),
    ("own_indicator", "unit", "Đơn vị tính"),
    ("inspection", "units", "Số đơn vị được kiểm tra"),
    ("archive_entry", "place", "Nơi lưu"),
    ("body", "place", "Địa danh"),
    ("guiding_document", "number", "Số, ký hiệu"),
    ("legal_ref", "date", "Ngày văn bản"),
];

const FIELDS: &[(&str, &str)] = &[
    ("added_on", "Ngày thêm"),
    ("aggregate", "Cách cộng các đơn vị"),
    ("answer", "Trả lời"),
    ("answered_by", "Người giải trình"),
    ("answered_on", "Ngày trả lời"),
    ("answerer", "Nơi trả lời"),
    ("as_of", "Tính đến ngày"),
    ("assessment", "Nhận xét chung"),
    ("attendees", "Số người dự"),
    ("basis", "Căn cứ"),
    ("begun_on", "Từ ngày"),
    ("body", "Cơ quan kiểm tra"),
    ("body_id", "Cơ quan giám sát"),
    ("by", "Người thực hiện"),
    ("carried_to", "Chuyển cuộc sau theo dõi"),
    ("catalogue_id", "Danh mục"),
    ("cause_external", "Nguyên nhân khách quan"),
    ("cause_own", "Nguyên nhân chủ quan"),
    ("chair", "Người chủ trì"),
    ("check_code", "Phép kiểm tra"),
    ("checked", "Đã đối chiếu"),
    ("code", "Mã"),
    ("comment", "Nhận xét"),
    ("conclusion_id", "Kết luận"),
    ("covered", "Quy chế được giám sát"),
    ("cumulative", "Lũy kế"),
    ("cut_off", "Ngày chốt số liệu"),
    ("date", "Ngày"),
    ("days_late", "Số ngày quá hạn"),
    ("deadline", "Thời hạn"),
    ("deadline_from", "Thời hạn cũ"),
    ("deadline_rule", "Cách tính thời hạn"),
    ("deadline_to", "Thời hạn mới"),
    ("decided_by", "Cơ quan công nhận"),
    ("decided_on", "Ngày công nhận"),
    ("decimals", "Có số lẻ"),
    ("decision_date", "Ngày quyết định"),
    ("decision_number", "Số quyết định"),
    ("definition", "Cách hiểu"),
    ("description", "Nội dung tồn tại, hạn chế"),
    ("dialogue_id", "Hội nghị đối thoại"),
    ("district", "Quận"),
    ("doc_number", "Số văn bản"),
    ("doc_type", "Loại văn bản"),
    ("document_id", "Văn bản chỉ đạo"),
    ("done_on", "Ngày xong"),
    ("drafted", "Bản soạn tự động"),
    ("due", "Thời hạn"),
    ("edited", "Đã sửa tay"),
    ("ended_on", "Đến ngày"),
    ("event_id", "Bước khắc phục"),
    ("every_year", "Mỗi năm một bộ"),
    ("evidence", "Minh chứng"),
    ("evidence_seen", "Minh chứng đã xem"),
    ("answers", "Chịu trách nhiệm tồn tại còn mở"),
    ("extent", "Phạm vi"),
    ("facts", "Số liệu được hỏi"),
    ("field", "Lĩnh vực"),
    ("field_id", "Lĩnh vực"),
    ("first_deadline", "Thời hạn đầu tiên"),
    ("formula", "Công thức"),
    ("from_id", "Đơn vị cũ"),
    ("from_year", "Từ năm"),
    ("group", "Nhóm"),
    ("held_on", "Ngày tổ chức"),
    ("indicator", "Chỉ tiêu"),
    ("issued_at", "Lúc ban hành"),
    ("issuer", "Cơ quan ban hành"),
    ("item", "Mục kiểm tra"),
    ("item_id", "Mục kiểm tra"),
    ("kept_until", "Lưu đến ngày"),
    ("kind", "Loại"),
    ("level", "Mức độ"),
    ("model_id", "Mô hình"),
    ("month", "Tháng"),
    ("name", "Tên"),
    ("note", "Ghi chú"),
    ("notified_on", "Ngày thông báo"),
    ("number", "Số"),
    ("of_id", "Lặp lại của"),
    ("on", "Ngày"),
    ("order_text", "Yêu cầu khắc phục"),
    ("origin", "Nguồn gốc"),
    ("outcome", "Kết quả công nhận"),
    ("outcome_reason", "Lý do"),
    ("own_paper", "Văn bản của đơn vị"),
    ("owner", "Chịu trách nhiệm"),
    ("paper", "Văn bản"),
    ("paper_id", "Văn bản"),
    ("parent_id", "Trực thuộc"),
    ("parties", "Các bên phối hợp"),
    ("period_from", "Kỳ từ ngày"),
    ("period_kind", "Loại kỳ"),
    ("period_to", "Kỳ đến ngày"),
    ("person_id", "Người"),
    ("place", "Địa điểm"),
    ("position", "Thứ tự"),
    ("praise", "Xếp loại"),
    ("programme_id", "Chương trình phối hợp"),
    ("raised_by", "Người nêu"),
    ("received_by", "Người nhận"),
    ("received_on", "Ngày nhận"),
    ("rechecks", "Phúc tra cuộc"),
    ("recipients", "Nơi nhận"),
    ("registered_on", "Ngày đăng ký"),
    ("regulation", "Quy chế"),
    ("regulation_id", "Quy chế"),
    ("replaced_by", "Được thay bằng"),
    ("replaces", "Thay thế"),
    ("reply_by", "Trả lời trước ngày"),
    ("report_back_by", "Báo cáo lại trước ngày"),
    ("report_id", "Báo cáo"),
    ("report_note", "Ghi chú về báo cáo của đơn vị"),
    ("report_received_on", "Ngày nhận báo cáo của đơn vị"),
    ("reported_on", "Ngày báo cáo"),
    ("result", "Kết quả"),
    ("review", "Kết quả kiểm tra"),
    ("reviewed_on", "Ngày kiểm tra"),
    ("right", "Thẩm quyền ký"),
    ("role", "Vai trò"),
    ("section", "Phần"),
    ("seen_on", "Ngày xem"),
    ("self_rating", "Đơn vị tự chấm"),
    ("sha256", "Nội dung tệp"),
    ("short_name", "Tên gọn"),
    ("shortcoming_id", "Tồn tại, hạn chế"),
    ("side", "Bên"),
    ("signed_on", "Ngày ký"),
    ("signer_name", "Người ký"),
    ("signer_right", "Thẩm quyền ký"),
    ("signer_title", "Chức vụ người ký"),
    ("size", "Cỡ tệp"),
    ("source", "Nguồn"),
    ("started_on", "Ngày bắt đầu"),
    ("state", "Trạng thái"),
    ("state_reason", "Lý do của trạng thái"),
    ("stepped_on", "Ngày của bước cuối"),
    ("style", "Kiểu đoạn"),
    ("subject", "Trích yếu"),
    ("superior", "Cơ quan cấp trên"),
    ("symbol", "Ký hiệu"),
    ("term_from", "Đầu nhiệm kỳ"),
    ("text", "Nội dung"),
    ("time", "Giờ"),
    ("title", "Tên, tiêu đề"),
    ("title_checked", "Tên đã đối chiếu"),
    ("to_id", "Đơn vị mới"),
    ("to_year", "Đến năm"),
    ("topic", "Nội dung giám sát"),
    ("unit", "Đơn vị tính"),
    ("unit_id", "Đơn vị"),
    ("unit_kinds", "Loại đơn vị áp dụng"),
    ("unit_names", "Các đơn vị được kiểm tra"),
    ("units", "Các đơn vị"),
    ("valid_from", "Từ ngày"),
    ("valid_to", "Đến ngày"),
    ("value", "Giá trị"),
    ("verified_on", "Ngày xác nhận"),
    ("version", "Phiên bản"),
    ("visit_id", "Cuộc giám sát"),
    ("who", "Tập thể, cá nhân"),
    ("withdrawn_on", "Ngày rút"),
    ("withdrawn_reason", "Lý do rút"),
    ("written_by", "Người ghi"),
    ("written_on", "Ngày ghi"),
    ("year", "Năm"),
    ("year_from", "Từ năm"),
    ("year_to", "Đến năm"),
];

/// What a field is called; `None` for one that nobody named yet.
pub fn known_field(table: &str, field: &str) -> Option<&'static str> {
    let own = OWN
        .iter()
        .find(|(of, code, _)| *of == table && *code == field)
        .map(|(_, _, name)| *name);
    own.or_else(|| {
        FIELDS
            .iter()
            .find(|(code, _)| *code == field)
            .map(|(_, name)| *name)
    })
}

/// The same, with a word for what has no name.
pub fn field_name(table: &str, field: &str) -> &'static str {
    known_field(table, field).unwrap_or("Nội dung")
}

/// The label of a code.
fn label(table: &str, field: &str, code: &str) -> Option<&'static str> {
    match (table, field) {
        (_, "self_rating") | ("rating", "value") => {
            RatingValue::from_code(code).map(RatingValue::label)
        }
        ("skilful_model", "level") => {
            RecognitionLevel::from_code(code).map(RecognitionLevel::label)
        }
        (_, "level") => ShortcomingLevel::from_code(code).map(ShortcomingLevel::label),
        ("visit", "state") => VisitState::from_code(code).map(VisitState::label),
        ("shortcoming", "state") => ShortcomingState::from_code(code).map(ShortcomingState::label),
        ("conclusion", "state") => ConclusionState::from_code(code).map(ConclusionState::label),
        ("archive_entry", "state") => ArchiveState::from_code(code).map(ArchiveState::label),
        ("archive_entry", "source") => ArchiveSource::from_code(code).map(ArchiveSource::label),
        ("visit", "kind") => VisitKind::from_code(code).map(VisitKind::label),
        ("unit", "kind") => UnitKind::from_code(code).map(UnitKind::label),
        ("regulation", "kind") => RegulationKind::from_code(code).map(RegulationKind::label),
        ("holiday", "kind") => HolidayKind::from_code(code).map(HolidayKind::label),
        ("skilful_model", "kind") => ModelKind::from_code(code).map(ModelKind::label),
        ("skilful_model", "outcome") => ModelOutcome::from_code(code).map(ModelOutcome::label),
        ("skilful_model", "praise") => ModelPraise::from_code(code).map(ModelPraise::label),
        ("programme_result", "kind") => {
            ProgrammeResultKind::from_code(code).map(ProgrammeResultKind::label)
        }
        ("shortcoming_event", "kind") => EventKind::from_code(code).map(EventKind::label),
        ("paper", "kind") => PaperKind::from_code(code).map(PaperKind::label),
        ("guiding_document", "doc_type") => DocumentType::from_code(code).map(DocumentType::label),
        (_, "right" | "signer_right") => SigningRight::from_code(code).map(SigningRight::label),
        (_, "side") => Side::from_code(code).map(Side::label),
        (_, "role") => ParticipantRole::from_code(code).map(ParticipantRole::label),
        (_, "section") => Section::from_code(code).map(Section::label),
        (_, "extent") => SuccessionExtent::from_code(code).map(SuccessionExtent::label),
        _ => None,
    }
}

/// A value as the screens write it.
pub fn value_words(table: &str, field: &str, text: &str) -> String {
    if let Some(label) = label(table, field, text) {
        return label.to_owned();
    }
    if let Ok(day) = text.parse::<NaiveDate>() {
        return date::show(day);
    }
    if table == "figure"
        && field == "value"
        && let Ok(scaled) = text.parse::<i64>()
        && let Some(amount) = crate::domain::figures::Amount::from_scaled(scaled)
    {
        return amount.show();
    }
    match text {
        "" => "(trống)".to_owned(),
        "true" => "có".to_owned(),
        "false" => "không".to_owned(),
        text => serde_json::from_str::<Vec<String>>(text)
            .map_or_else(|_| text.to_owned(), |lines| lines.join("\n")),
    }
}
