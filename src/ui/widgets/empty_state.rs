//! What stands where a list is empty: what belongs here, and what to do next.

use eframe::egui::{Ui, Vec2};

use super::button;
use super::icon::{self, Icon};
use crate::ui::theme;

/// Shows the empty state; true when the button was clicked.
pub fn show(ui: &mut Ui, picture: Icon, title: &str, hint: &str, next: Option<&str>) -> bool {
    let colours = theme::palette(ui);
    let mut clicked = false;
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.18).clamp(12.0, 120.0));
        icon::show(ui, picture, 44.0, colours.outline);
        ui.add_space(theme::GAP);
        ui.label(theme::section_text(title));
        ui.scope(|ui| {
            ui.set_max_width(460.0);
            ui.label(eframe::egui::RichText::new(hint).color(colours.weak));
        });
        if let Some(next) = next {
            ui.add_space(theme::GAP);
            clicked = button::primary(ui, next).clicked();
        }
        ui.allocate_space(Vec2::new(1.0, theme::GAP_LARGE));
    });
    clicked
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::window;

    #[test]
    fn an_empty_list_says_what_to_do_next() {
        let clicked = Cell::new(false);
        let mut harness = window(|ui| {
            if show(
                ui,
                Icon::Checklist,
                "Chưa có cuộc giám sát nào",
                "Ghi cuộc giám sát đầu tiên để có phiếu kiểm tra và thông báo kết luận.",
                Some("Ghi cuộc giám sát đầu tiên"),
            ) {
                clicked.set(true);
            }
        });
        harness.get_by_label("Ghi cuộc giám sát đầu tiên").click();
        harness.run();
        assert!(clicked.get());
    }
}
