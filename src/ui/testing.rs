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

/// A file that was dragged over the window and let go there.
pub fn let_go<State>(harness: &mut Harness<'_, State>, path: &str) {
    let dropped = std::sync::Arc::new(Dropped(path.into()));
    harness.input_mut().dropped_files.push(dropped);
}

#[derive(Debug)]
struct Dropped(std::path::PathBuf);

impl eframe::egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("the worker reads it".into())
    }
}
