//! The frame that every screen stands in: title and what can be done here, filters, then the content on sheets.

use eframe::egui::{Align, Layout, RichText, Ui, Vec2};

use super::section;
use crate::ui::theme;

/// Title of the screen; `actions` are laid out from the right edge, the main one first.
pub fn head(ui: &mut Ui, title: &str, actions: impl FnOnce(&mut Ui)) {
    section::title(ui, title, actions);
}

/// The line of filters under the title; `said` tells at its right end what they leave ("12 cuộc").
pub fn filters(ui: &mut Ui, said: &str, fields: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.set_min_height(theme::control(ui));
        fields(ui);
        if !said.is_empty() {
            let colours = theme::palette(ui);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(RichText::new(said).color(colours.weak));
            });
        }
    });
    ui.add_space(theme::GAP_SMALL);
}

/// The sheet of a list: it takes all the room there is.
pub fn list<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    theme::sheet(ui).inner_margin(2).show(ui, content).inner
}

/// A sheet of a given size with a heading; `side` is laid out from the right edge of the heading.
pub fn block<R>(
    ui: &mut Ui,
    size: Vec2,
    title: &str,
    side: impl FnOnce(&mut Ui),
    content: impl FnOnce(&mut Ui) -> R,
) -> R {
    ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
        let frame = theme::sheet(ui);
        let room = size - frame.total_margin().sum();
        frame
            .show(ui, |ui| {
                ui.set_min_size(room);
                ui.set_max_size(room);
                ui.shrink_clip_rect(ui.max_rect().expand(4.0));
                section::heading(ui, title, side);
                content(ui)
            })
            .inner
    })
    .inner
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::window;
    use crate::ui::widgets::button;

    #[test]
    fn everything_of_the_frame_is_found_by_its_words() {
        let mut harness = window(|ui| {
            head(ui, "Cuộc giám sát", |ui| {
                button::primary(ui, "Ghi cuộc giám sát");
            });
            filters(ui, "12 cuộc", |ui| {
                button::quiet(ui, "Bỏ lọc");
            });
            block(
                ui,
                Vec2::new(400.0, 200.0),
                "Sắp đến hạn",
                |_| {},
                |ui| ui.label("Không có tồn tại nào."),
            );
        });
        harness.run();
        for words in [
            "Cuộc giám sát",
            "Ghi cuộc giám sát",
            "Bỏ lọc",
            "12 cuộc",
            "Sắp đến hạn",
            "Không có tồn tại nào.",
        ] {
            harness.get_by_label(words);
        }
    }
}
