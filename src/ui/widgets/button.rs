//! Buttons: the one main thing to do, ordinary ones, and quiet ones.

use eframe::egui::response::Flags;
use eframe::egui::{
    Button, Color32, Context, Id, Key, Modifiers, Response, RichText, Stroke, TextStyle,
    TextWrapMode, Ui, Vec2, WidgetInfo, accesskit::Role,
};

use super::icon::{self, Icon};
use crate::ui::theme::{self, Tone};

/// The main thing to do on this screen; at most one is visible.
pub fn primary(ui: &mut Ui, text: &str) -> Response {
    primary_enabled(ui, true, text)
}

/// The main thing to do, when it may not be possible yet.
pub fn primary_enabled(ui: &mut Ui, enabled: bool, text: &str) -> Response {
    let colours = theme::palette(ui);
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for (state, fill) in [
            (&mut widgets.inactive, colours.accent),
            (&mut widgets.hovered, colours.accent_hover),
            (&mut widgets.active, colours.accent_hover),
        ] {
            state.weak_bg_fill = fill;
            state.bg_stroke = Stroke::new(1.0, colours.accent_hover);
            state.fg_stroke.color = colours.on_accent;
        }
        widgets.active.bg_stroke = Stroke::new(2.0, colours.text);
        let mut response = ui.add_enabled(
            enabled,
            Button::new(theme::strong(text).color(colours.on_accent)),
        );
        if enabled && ui.is_enabled() && main_key(ui) {
            response.flags |= Flags::FAKE_PRIMARY_CLICKED;
        }
        response
    })
    .inner
}

/// Alt+Enter presses the main button of the screen, or of the dialog over it.
fn main_key(ui: &Ui) -> bool {
    catch_main_key(ui.ctx());
    let top = ui.memory(eframe::egui::Memory::top_modal_layer);
    let here = top.is_none_or(|layer| layer == ui.layer_id());
    here && ui
        .data_mut(|data| data.remove_temp::<u64>(main_key_id()))
        .is_some_and(|frame| frame == ui.ctx().cumulative_frame_nr())
}

fn main_key_id() -> Id {
    Id::unique("main key")
}

/// Takes Alt+Enter before what has the focus takes it for Enter. Call it before anything is shown.
pub fn catch_main_key(ctx: &Context) {
    if ctx.input_mut(|i| i.modifiers.alt && i.consume_key(Modifiers::ALT, Key::Enter)) {
        let frame = ctx.cumulative_frame_nr();
        ctx.data_mut(|data| data.insert_temp(main_key_id(), frame));
    }
}

/// An ordinary button.
pub fn plain(ui: &mut Ui, text: &str) -> Response {
    ui.add(Button::new(text))
}

/// The same that can be pressed only now and then.
pub fn plain_enabled(ui: &mut Ui, enabled: bool, text: &str) -> Response {
    ui.add_enabled(enabled, Button::new(text))
}

/// A button without a frame, for what is done rarely.
pub fn quiet(ui: &mut Ui, text: &str) -> Response {
    let accent = theme::palette(ui).tone(Tone::Accent).fg;
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        widgets.inactive.weak_bg_fill = Color32::TRANSPARENT;
        widgets.inactive.bg_stroke = Stroke::NONE;
        ui.add(Button::new(RichText::new(text).color(accent)))
    })
    .inner
}

/// The same in a line that wraps: it goes to the next line whole, its words are not broken.
pub fn quiet_whole(ui: &mut Ui, text: &str) -> Response {
    let font = TextStyle::Button.resolve(ui.style());
    let words = ui
        .painter()
        .layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER);
    let width = words.size().x + 2.0 * ui.spacing().button_padding.x;
    // a scope is laid out where the line stands: it does not move to the next one by itself
    if ui.available_size_before_wrap().x < width {
        ui.end_row();
    }
    ui.scope(|ui| {
        ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
        quiet(ui, text)
    })
    .inner
}

/// A square button with an icon; `name` is its tooltip and its accessible name.
pub fn icon(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    let size = Vec2::splat(theme::control(ui));
    let (rect, response) = ui.allocate_exact_size(size, eframe::egui::Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    if ui.is_rect_visible(rect) {
        let visuals = ui.style().interact(&response);
        if response.hovered() || response.has_focus() {
            ui.painter()
                .rect_filled(rect, visuals.corner_radius, visuals.weak_bg_fill);
        }
        if response.has_focus() {
            ui.painter().rect_stroke(
                rect,
                visuals.corner_radius,
                visuals.bg_stroke,
                eframe::egui::StrokeKind::Inside,
            );
        }
        icon::paint(
            ui.painter(),
            rect.shrink(7.0),
            icon,
            visuals.fg_stroke.color,
        );
    }
    response.on_hover_text(name)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::window;

    #[test]
    fn buttons_are_found_by_their_words() {
        let clicks = Cell::new((0, 0));
        let mut harness = window(|ui| {
            let (mut main, mut close) = clicks.get();
            main += i32::from(primary(ui, "Ghi cuộc giám sát").clicked());
            close += i32::from(icon(ui, Icon::Cross, "Đóng").clicked());
            plain(ui, "Xem trước");
            quiet(ui, "Bỏ chọn");
            clicks.set((main, close));
        });
        harness.get_by_label("Ghi cuộc giám sát").click();
        harness.get_by_label("Đóng").click();
        harness.run();
        assert_eq!(clicks.get(), (1, 1));
        harness.key_press_modifiers(Modifiers::ALT, Key::Enter);
        harness.run();
        assert_eq!(clicks.get(), (2, 1), "Alt+Enter presses the main button");
    }
}
