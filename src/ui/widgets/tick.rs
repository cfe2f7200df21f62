//! A box to tick and a round one of several, in the program's own colours: what is on is filled and has its mark.

use eframe::egui::{
    Color32, CornerRadius, CursorIcon, FontId, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, accesskit::Role, vec2,
};

use super::icon::{self, Icon};
use crate::ui::theme;

const SIDE: f32 = 18.0;

/// A box to tick.
pub fn show(ui: &mut Ui, on: &mut bool, text: &str) -> Response {
    let mut response = row(ui, *on, (text, text), Role::CheckBox, CornerRadius::same(4));
    if response.clicked() {
        *on = !*on;
        response.mark_changed();
    }
    response
}

/// One of several: true when it was chosen.
pub fn one_of(ui: &mut Ui, on: bool, text: &str) -> bool {
    one_of_named(ui, on, text, text)
}

/// The same with a longer name for those who cannot see what stands beside it.
pub fn one_of_named(ui: &mut Ui, on: bool, text: &str, name: &str) -> bool {
    row(
        ui,
        on,
        (text, name),
        Role::RadioButton,
        CornerRadius::same(9),
    )
    .clicked()
}

fn row(
    ui: &mut Ui,
    on: bool,
    (text, name): (&str, &str),
    role: Role,
    radius: CornerRadius,
) -> Response {
    let colours = theme::palette(ui);
    let font = FontId::proportional(theme::TEXT_SIZE);
    let galley = ui
        .painter()
        .layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER);
    let gap = ui.spacing().icon_spacing;
    let size = Vec2::new(
        SIDE + gap + galley.size().x + 2.0,
        theme::control(ui).max(galley.size().y),
    );
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(role, enabled, on, name));
    if ui.is_rect_visible(rect) {
        let square = Rect::from_center_size(
            rect.left_center() + vec2(SIDE / 2.0 + 1.0, 0.0),
            Vec2::splat(SIDE),
        );
        let (fill, line) = match (on, response.hovered()) {
            (true, false) => (colours.accent, colours.accent),
            (true, true) => (colours.accent_hover, colours.accent_hover),
            (false, false) => (colours.field, colours.outline),
            (false, true) => (colours.hover, colours.weak),
        };
        let painter = ui.painter();
        painter.rect(
            square,
            radius,
            fill,
            Stroke::new(1.2, line),
            StrokeKind::Inside,
        );
        if on && role == Role::RadioButton {
            painter.circle_filled(square.center(), 4.0, colours.on_accent);
        } else if on {
            icon::paint(painter, square.shrink(3.0), Icon::Check, colours.on_accent);
        }
        if response.has_focus() {
            let around = square.expand(3.0);
            painter.rect_stroke(
                around,
                radius + CornerRadius::same(3),
                theme::ring(colours),
                StrokeKind::Inside,
            );
        }
        let at = rect.left_center() + vec2(SIDE + gap + 1.0, -galley.size().y / 2.0);
        painter.galley(at, galley, colours.text);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::window;

    #[test]
    fn ticked_by_its_words_and_by_the_keyboard() {
        let on = Cell::new((false, 0));
        let mut harness = window(|ui| {
            let (mut ticked, mut chosen) = on.get();
            show(ui, &mut ticked, "Chưa kết luận");
            for (place, words) in ["Nền sáng", "Nền tối"].into_iter().enumerate() {
                if one_of(ui, chosen == place, words) {
                    chosen = place;
                }
            }
            on.set((ticked, chosen));
        });
        harness
            .get_by_role_and_label(Role::CheckBox, "Chưa kết luận")
            .click();
        harness
            .get_by_role_and_label(Role::RadioButton, "Nền tối")
            .focus();
        harness.run();
        harness.key_press(eframe::egui::Key::Space);
        harness.run();
        assert_eq!(on.get(), (true, 1));
    }
}
