//! A number and what it counts. Every number can be clicked to the rows behind it.

use eframe::egui::{
    Align2, CornerRadius, FontId, Response, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    accesskit::Role, vec2,
};

use crate::domain::text::thousands;
use crate::ui::theme::{self, Tone};

/// Height of a card.
pub const HEIGHT: f32 = 74.0;

/// Shows a card of the given width; its accessible name is "7 quá hạn".
pub fn show(ui: &mut Ui, width: f32, tone: Tone, number: u64, label: &str) -> Response {
    let colours = theme::palette(ui);
    let pair = colours.tone(tone);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{number} {label}")));
    if ui.is_rect_visible(rect) {
        let hot = response.hovered() || response.has_focus();
        let radius = CornerRadius::same(theme::RADIUS + 2);
        let fill = if hot { colours.hover } else { colours.surface };
        let line = if response.has_focus() {
            theme::ring(colours)
        } else {
            Stroke::new(1.0, colours.line)
        };
        let painter = ui.painter();
        painter.rect(rect, radius, fill, line, StrokeKind::Inside);
        let mut edge = rect.shrink(1.0);
        edge.set_width(4.0);
        if number > 0 {
            painter.rect_filled(
                edge,
                CornerRadius {
                    nw: radius.nw,
                    sw: radius.sw,
                    ..CornerRadius::ZERO
                },
                pair.fg,
            );
        }
        let colour = if number > 0 { pair.fg } else { colours.weak };
        painter.text(
            rect.left_top() + vec2(16.0, 4.0),
            Align2::LEFT_TOP,
            thousands(usize::try_from(number).unwrap_or(usize::MAX)),
            FontId::new(theme::NUMBER_SIZE, theme::bold_family()),
            colour,
        );
        let galley = painter.layout(
            label.to_owned(),
            FontId::proportional(theme::SMALL_SIZE),
            colours.text,
            width - 28.0,
        );
        painter.galley(rect.left_top() + vec2(16.0, 36.0), galley, colours.text);
    }
    response
        .on_hover_cursor(eframe::egui::CursorIcon::PointingHand)
        .on_hover_text("Xem danh sách")
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::window;

    #[test]
    fn a_card_is_a_button_named_by_its_number() {
        let clicked = Cell::new(false);
        let mut harness = window(|ui| {
            if show(ui, 180.0, Tone::Bad, 7, "quá hạn").clicked() {
                clicked.set(true);
            }
        });
        harness.get_by_label("7 quá hạn").click();
        harness.run();
        assert!(clicked.get());
    }
}
