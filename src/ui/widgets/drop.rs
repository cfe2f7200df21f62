//! Files that are dragged over the window and let go there.

use std::path::PathBuf;

use eframe::egui::{
    Align2, CornerRadius, FontId, Id, LayerId, Order, Rect, Stroke, StrokeKind, Ui, vec2,
};

use crate::ui::theme::{self, Tone};

/// The files that were let go in this frame.
pub fn let_go(ui: &Ui) -> Vec<PathBuf> {
    ui.input(|i| {
        let dropped = i.raw.dropped_files.iter();
        dropped.map(|file| file.path().to_owned()).collect()
    })
}

/// The same, saying where they would go while they hang over the window.
pub fn take(ui: &Ui, words: &str, hint: &str) -> Vec<PathBuf> {
    if ui.input(|i| !i.raw.hovered_files.is_empty()) {
        overlay(ui, words, hint);
    }
    let_go(ui)
}

fn overlay(ui: &Ui, words: &str, hint: &str) {
    let colours = theme::palette(ui);
    let pair = colours.tone(Tone::Accent);
    let painter = ui
        .ctx()
        .layer_painter(LayerId::new(Order::Foreground, Id::unique("drop")));
    let screen = ui.ctx().content_rect();
    let card = Rect::from_center_size(screen.center(), vec2(620.0, 110.0));
    painter.rect_filled(
        screen,
        CornerRadius::ZERO,
        colours.canvas.gamma_multiply(0.7),
    );
    let radius = CornerRadius::same(theme::RADIUS);
    let stroke = Stroke::new(2.0, pair.fg);
    painter.rect(card, radius, colours.surface, stroke, StrokeKind::Inside);
    let bold = FontId::new(theme::TEXT_SIZE * 1.2, theme::bold_family());
    painter.text(
        card.center() - vec2(0.0, 14.0),
        Align2::CENTER_CENTER,
        words,
        bold,
        pair.fg,
    );
    painter.text(
        card.center() + vec2(0.0, 22.0),
        Align2::CENTER_CENTER,
        hint,
        FontId::proportional(theme::SMALL_SIZE),
        colours.weak,
    );
}
