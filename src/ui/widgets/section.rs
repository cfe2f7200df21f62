//! Headings.

use eframe::egui::{Align, Label, Layout, Ui};

use crate::ui::theme;

/// Heading of a section; `side` is laid out from the right edge.
pub fn heading(ui: &mut Ui, text: &str, side: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.label(theme::section_text(text));
        ui.with_layout(Layout::right_to_left(Align::Center), side);
    });
}

/// Title of a screen; `side` is laid out from the right edge.
pub fn title(ui: &mut Ui, text: &str, side: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.set_min_height(theme::control(ui) + 4.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            side(ui);
            // what is left is the title's: cut in a narrow window, whole under the pointer
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(theme::title_text(text)).truncate());
            });
        });
    });
    ui.add_space(theme::GAP_SMALL);
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::window;

    #[test]
    fn headings_are_read() {
        let mut harness = window(|ui| {
            title(ui, "Cuộc giám sát", |ui| {
                ui.label("12 cuộc");
            });
            heading(ui, "Thành phần đoàn", |_| {});
        });
        harness.run();
        harness.get_by_label("Cuộc giám sát");
        harness.get_by_label("Thành phần đoàn");
        harness.get_by_label("12 cuộc");
    }
}
