//! A strip across the screen that says one thing: what is locked, what is missing.

use eframe::egui::{CornerRadius, Frame, Label, Margin, RichText, Ui};

use super::icon::{self, Icon};
use crate::ui::theme::{self, Tone};

/// Shows a strip with a sentence.
pub fn show(ui: &mut Ui, tone: Tone, text: &str) {
    show_with(ui, tone, text, |_| {});
}

/// The same with something to click after the sentence.
pub fn show_with(ui: &mut Ui, tone: Tone, text: &str, side: impl FnOnce(&mut Ui)) {
    let pair = theme::palette(ui).tone(tone);
    Frame::new()
        .fill(pair.bg)
        .corner_radius(CornerRadius::same(theme::RADIUS))
        .inner_margin(Margin::symmetric(12, 6))
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.set_min_width(ui.available_width());
                let picture = if tone == Tone::Good {
                    Icon::Check
                } else {
                    Icon::Warning
                };
                if tone != Tone::Info {
                    icon::show(ui, picture, 16.0, pair.fg);
                }
                ui.with_layout(
                    eframe::egui::Layout::right_to_left(eframe::egui::Align::Center),
                    |ui| {
                        side(ui);
                        ui.with_layout(
                            eframe::egui::Layout::left_to_right(eframe::egui::Align::Center),
                            |ui| ui.add(Label::new(RichText::new(text).color(pair.fg)).wrap()),
                        );
                    },
                );
            });
        });
}
