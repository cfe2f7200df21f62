//! Kinds of act in the audit trail, as the screen names them.

/// Code and words, in the order of a list.
pub const ACTS: &[(&str, &str)] = &[
    ("create_visit", "Ghi cuộc giám sát"),
    ("plan_visits", "Lập kế hoạch giám sát"),
    ("edit_visit", "Sửa cuộc giám sát"),
    ("move_visit", "Chuyển trạng thái cuộc giám sát"),
    ("delete_visit", "Xóa cuộc giám sát"),
    ("import_visit", "Nhập cuộc giám sát từ tệp"),
    ("edit_participants", "Sửa người dự"),
    ("attach", "Đính kèm, bỏ tài liệu"),
    ("rate", "Chấm mục kiểm tra"),
    ("rate_rest", "Chấm các mục còn lại"),
    ("edit_strengths", "Sửa ưu điểm"),
    ("edit_shortcomings", "Sửa tồn tại"),
    ("step_shortcoming", "Ghi bước khắc phục"),
    ("step_shortcomings", "Ghi bước khắc phục nhiều tồn tại"),
    ("mark_repeat", "Đánh dấu lặp lại"),
    ("remind", "Lập công văn đôn đốc"),
    ("draft_conclusion", "Soạn kết luận"),
    ("edit_conclusion", "Sửa kết luận"),
    ("issue_conclusion", "Ban hành kết luận"),
    ("correct_conclusion", "Đính chính kết luận"),
    ("issue_paper", "Ban hành văn bản"),
    ("receive_report", "Ghi báo cáo tháng"),
    ("edit_models", "Sửa mô hình Dân vận khéo"),
    ("edit_programmes", "Sửa chương trình phối hợp"),
    ("mark_archive", "Ghi hồ sơ lưu trữ"),
    ("edit_archive_papers", "Sửa danh mục giấy tờ phải lưu"),
    ("edit_documents", "Sửa văn bản chỉ đạo"),
    ("edit_figures", "Sửa số liệu"),
    ("take_sheet", "Nhập bảng"),
    ("take_large_sheet", "Nhập bảng lớn"),
    ("edit_people", "Sửa danh bạ"),
    ("edit_unit", "Sửa đơn vị"),
    ("edit_body", "Sửa cơ quan giám sát"),
    ("edit_holidays", "Sửa ngày nghỉ"),
    ("check_regulation", "Đối chiếu quy chế, căn cứ"),
    ("save_catalogue", "Lưu bản danh mục mới"),
    ("set_numbering", "Đặt cách đánh số"),
    ("set_paper_rules", "Đặt thể thức văn bản"),
    ("set_report_rule", "Đặt hạn báo cáo tháng"),
    ("set_wanted_figures", "Đặt số liệu cần báo cáo"),
    ("set_due_soon", "Đặt số ngày sắp đến hạn"),
    ("set_user_name", "Ghi tên người dùng"),
    ("edit_settings", "Sửa cài đặt"),
    ("choose_district", "Chọn quận"),
    ("create_file", "Tạo tệp"),
    ("generate", "Tạo dữ liệu thử"),
    ("undo", "Hoàn tác"),
    ("redo", "Làm lại"),
    ("restore", "Khôi phục từ bản sao lưu"),
    ("repair", "Sửa tệp"),
    ("note_look", "Mở xem"),
];

/// The words of a code; one that a newer program wrote stays as it is.
pub fn label(code: &str) -> &str {
    ACTS.iter()
        .find(|(known, _)| *known == code)
        .map_or(code, |(_, words)| words)
}
