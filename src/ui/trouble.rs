//! Two people changed the same field: both texts side by side, nothing lost.

use chrono::NaiveDate;
use eframe::egui::{Grid, Label, Ui};

use super::theme;
use super::widgets::button;
use super::widgets::modal::{Dialog, Outcome};
use crate::domain::{RatingValue, ShortcomingLevel, VisitKind, VisitState, date};
use crate::worker::Conflict;

/// Width of a text of the two.
const COLUMN: f32 = 210.0;

/// A conflict that waits to be read.
#[derive(Debug)]
pub struct Trouble {
    message: String,
    conflict: Conflict,
}

impl Trouble {
    /// A conflict with the words that explain it.
    pub fn new(message: String, conflict: Conflict) -> Self {
        Self { message, conflict }
    }

    /// Shows it; true when it was read.
    pub fn ui(&self, ui: &Ui) -> bool {
        let outcome = Dialog::new("Nội dung vừa được người khác sửa", "Đã rõ")
            .width(720.0)
            .show(ui, |ui| {
                ui.label(&self.message);
                ui.add_space(theme::GAP);
                Grid::new("conflict").num_columns(4).show(ui, |ui| {
                    let colours = theme::palette(ui);
                    for head in ["", "Trong tệp", "Của bạn", ""] {
                        ui.label(theme::small(head).color(colours.weak));
                    }
                    ui.end_row();
                    for field in &self.conflict.fields {
                        ui.label(theme::strong(name(&field.field)));
                        for text in [&field.theirs, &field.mine] {
                            let text = value(&field.field, text);
                            ui.scope(|ui| {
                                ui.set_max_width(COLUMN);
                                ui.add(Label::new(text).wrap());
                            });
                        }
                        if button::quiet(ui, "Sao chép của bạn").clicked() {
                            ui.copy_text(value(&field.field, &field.mine));
                        }
                        ui.end_row();
                    }
                });
            });
        outcome != Outcome::Open
    }
}

/// What a person calls the field.
pub fn name(field: &str) -> &'static str {
    NAMES
        .iter()
        .find(|(code, _)| *code == field)
        .map(|(_, name)| *name)
        .or_else(|| crate::read::merge::known_field("", field))
        .unwrap_or("Nội dung")
}

const NAMES: &[(&str, &str)] = &[
    ("value", "Đánh giá"),
    ("self_rating", "Đơn vị tự chấm"),
    ("comment", "Nhận xét"),
    ("evidence_seen", "Minh chứng đã xem"),
    ("description", "Nội dung tồn tại, hạn chế"),
    ("order_text", "Yêu cầu khắc phục"),
    ("owner", "Chịu trách nhiệm"),
    ("deadline", "Thời hạn"),
    ("deadline_rule", "Cách tính thời hạn"),
    ("level", "Mức độ"),
    ("cause_external", "Nguyên nhân khách quan"),
    ("cause_own", "Nguyên nhân chủ quan"),
    ("evidence", "Minh chứng"),
    ("date", "Ngày"),
    ("time", "Giờ"),
    ("place", "Địa điểm"),
    ("topic", "Nội dung giám sát"),
    ("basis", "Căn cứ"),
    ("state", "Trạng thái"),
    ("state_reason", "Lý do"),
    ("kind", "Loại"),
    ("note", "Ghi chú"),
    ("number", "Số"),
    ("symbol", "Ký hiệu"),
    ("subject", "Trích yếu"),
    ("recipients", "Nơi nhận"),
    ("signer_title", "Chức vụ người ký"),
    ("signer_name", "Người ký"),
    ("name", "Tên"),
    ("short_name", "Tên gọn"),
    ("title", "Tên, chức vụ"),
    ("superior", "Cơ quan cấp trên"),
    ("valid_from", "Từ ngày"),
    ("valid_to", "Đến ngày"),
    ("checked", "Đã đối chiếu"),
    ("covered", "Quy chế được giám sát"),
];

/// The value in the words of the screens.
pub fn value(field: &str, text: &str) -> String {
    let label = match field {
        "value" | "self_rating" => RatingValue::from_code(text).map(RatingValue::label),
        "level" => ShortcomingLevel::from_code(text).map(ShortcomingLevel::label),
        "state" => VisitState::from_code(text).map(VisitState::label),
        "kind" => VisitKind::from_code(text).map(VisitKind::label),
        _ => None,
    };
    if let Some(label) = label {
        return label.to_owned();
    }
    if let Ok(day) = text.parse::<NaiveDate>() {
        return date::show(day);
    }
    match text {
        "" => "(trống)".to_owned(),
        "true" => "có".to_owned(),
        "false" => "không".to_owned(),
        text => serde_json::from_str::<Vec<String>>(text)
            .map_or_else(|_| text.to_owned(), |lines| lines.join("\n")),
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::window;
    use crate::worker::ConflictField;

    /// Both texts can be read whole, ours can be taken along, and one word closes.
    #[test]
    fn both_texts_stand_side_by_side_within_the_dialog() {
        let long =
            "Chưa niêm yết đủ thời hạn phương án bồi thường, hỗ trợ, tái định cư. ".repeat(6);
        let trouble = Trouble::new(
            "Có người khác vừa sửa cùng nội dung này.".into(),
            Conflict {
                fields: vec![
                    ConflictField {
                        field: "order_text".into(),
                        mine: format!("Của tôi: {long}"),
                        theirs: format!("Của họ: {long}"),
                    },
                    ConflictField {
                        field: "deadline".into(),
                        mine: "2023-02-28".into(),
                        theirs: String::new(),
                    },
                ],
            },
        );
        let read = Rc::new(Cell::new(false));
        let told = read.clone();
        let mut harness = window(move |ui| {
            if !told.get() {
                told.set(trouble.ui(ui));
            }
        });
        harness.run();
        for words in ["Của tôi:", "Của họ:"] {
            let place = harness.get_by_label_contains(words).rect();
            assert!(place.width() <= COLUMN + 1.0, "{place:?}");
        }
        for words in ["Yêu cầu khắc phục", "Thời hạn", "28/02/2023", "(trống)"] {
            harness.get_by_label(words);
        }
        let mut copies = harness.query_all_by_label("Sao chép của bạn");
        copies.next().unwrap().click();
        drop(copies);
        harness.run();
        harness.get_by_label("Đã rõ").click();
        harness.run();
        assert!(read.get());
    }
}
