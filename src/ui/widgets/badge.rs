//! The state of a thing: a word on a tint. The word carries the meaning, the colour only helps the eye.

use eframe::egui::{CornerRadius, FontId, Response, Sense, Ui, Vec2, WidgetInfo, accesskit::Role};

use crate::ui::theme::{self, Tone};

/// Shows a badge.
pub fn show(ui: &mut Ui, tone: Tone, text: &str) -> Response {
    let pair = theme::palette(ui).tone(tone);
    let font = FontId::new(theme::SMALL_SIZE, theme::bold_family());
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, pair.fg);
    let size = galley.size() + Vec2::new(16.0, 6.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter()
        .rect_filled(rect, CornerRadius::same(11), pair.bg);
    ui.painter()
        .galley(rect.center() - galley.size() / 2.0, galley, pair.fg);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    response
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::window;

    #[test]
    fn a_badge_says_its_word() {
        let mut harness = window(|ui| {
            show(ui, Tone::Bad, "Quá hạn 15 ngày");
        });
        harness.run();
        harness.get_by_label("Quá hạn 15 ngày");
    }
}
