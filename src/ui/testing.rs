//! A window without a screen, with the real fonts: a missing letter fails the test.

use eframe::egui;
use egui_kittest::Harness;

use super::theme;

/// A harness showing `app` on a screen of 1366 × 768.
pub(crate) fn window<'a>(app: impl FnMut(&mut egui::Ui) + 'a) -> Harness<'a> {
    Harness::builder()
        .with_size(egui::vec2(1366.0, 768.0))
        .with_max_steps(12)
        .with_step_dt(1.0 / 20.0)
        .with_theme(egui::Theme::Light)
        .with_context_setup(|ctx| theme::apply(ctx, theme::Appearance::Light))
        .build_ui(app)
}
