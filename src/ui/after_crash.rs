//! What the next start says after the program broke: where the report is, and what was being typed.

use std::path::PathBuf;

use eframe::egui::{Label, ScrollArea, Ui};

use super::theme;
use super::widgets::button;
use super::widgets::modal::{Dialog, Outcome};

/// What the last run left behind when it broke.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AfterCrash {
    /// The report, without a word of the file.
    pub report: Option<PathBuf>,
    /// Texts that were being typed.
    pub drafts: Vec<String>,
}

impl AfterCrash {
    /// Shows it; true when it was read.
    pub fn ui(&self, ui: &Ui) -> bool {
        let outcome = Dialog::new("Lần trước chương trình dừng đột ngột", "Đã rõ")
            .width(640.0)
            .show(ui, |ui| {
                ui.label("Những gì đã ghi vẫn còn nguyên trong tệp dữ liệu.");
                if let Some(report) = &self.report {
                    ui.label(format!(
                        "Báo cáo sự cố (không có nội dung công việc) ở “{}”; hãy gửi cho người phụ trách.",
                        report.display()
                    ));
                }
                if self.drafts.is_empty() {
                    return;
                }
                ui.add_space(theme::GAP);
                ui.label(theme::strong("Nội dung đang gõ dở, chưa kịp ghi:"));
                ScrollArea::vertical().max_height(260.0).show(ui, |ui| {
                    for (place, text) in self.drafts.iter().enumerate() {
                        ui.horizontal(|ui| {
                            let copy = button::quiet(ui, "Sao chép")
                                .accessible_name(format!("Sao chép đoạn {}", place + 1));
                            if copy.clicked() {
                                ui.copy_text(text.clone());
                            }
                            ui.add(Label::new(text).wrap());
                        });
                    }
                });
            });
        outcome != Outcome::Open
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::window;

    #[test]
    fn the_next_start_shows_what_was_being_typed() {
        let left = AfterCrash {
            report: Some("/nha/su-co.txt".into()),
            drafts: vec!["Thiếu biên bản niêm yết".into()],
        };
        let read = Rc::new(Cell::new(false));
        let told = read.clone();
        let mut harness = window(move |ui| {
            if !told.get() {
                told.set(left.ui(ui));
            }
        });
        harness.run();
        harness.get_by_label_contains("su-co.txt");
        harness.get_by_label("Thiếu biên bản niêm yết");
        harness.get_by_label("Sao chép đoạn 1").click();
        harness.run();
        harness.get_by_label("Đã rõ").click();
        harness.run();
        assert!(read.get());
    }
}
