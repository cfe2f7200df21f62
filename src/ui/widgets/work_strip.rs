//! Slow work that goes on: how far it is, and a button to stop it.

use eframe::egui::{
    Align2, Area, Context, CornerRadius, Frame, Id, Margin, Order, ProgressBar, Stroke, Vec2,
};

use super::button;
use crate::ui::theme;

/// One piece of work.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    pub what: String,
    /// From 0 to 1; none before the work has said how much there is.
    pub done: Option<f32>,
    /// It was asked to stop and has not come to a good place yet.
    pub stopping: bool,
}

/// Shows what goes on; the place of the one to be stopped.
pub fn show(ctx: &Context, works: &[Work]) -> Option<usize> {
    if works.is_empty() {
        return None;
    }
    let mut stop = None;
    Area::new(Id::unique("work"))
        .order(Order::Tooltip)
        .anchor(Align2::CENTER_BOTTOM, Vec2::new(0.0, -16.0))
        .show(ctx, |ui| {
            let colours = theme::palette(ui);
            for (place, work) in works.iter().enumerate() {
                let frame = Frame::new()
                    .fill(colours.surface)
                    .stroke(Stroke::new(1.0, colours.outline))
                    .corner_radius(CornerRadius::same(theme::RADIUS + 2))
                    .shadow(ui.visuals().popup_shadow)
                    .inner_margin(Margin::symmetric(14, 8));
                frame.show(ui, |ui| {
                    ui.horizontal(|ui| {
                        ui.label(&work.what);
                        let bar = ProgressBar::new(work.done.unwrap_or(0.0))
                            .desired_width(180.0)
                            .desired_height(8.0)
                            .fill(colours.accent);
                        ui.add(bar);
                        if work.stopping {
                            ui.label(theme::small("Đang dừng…").color(colours.weak));
                        } else if button::quiet(ui, "Dừng")
                            .accessible_name(format!("Dừng: {}", work.what))
                            .clicked()
                        {
                            stop = Some(place);
                        }
                    });
                });
            }
        });
    stop
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::window;

    #[test]
    fn what_goes_on_is_told_and_can_be_stopped() {
        let stopped = Cell::new(None);
        let mut harness = window(|ui| {
            let work = Work {
                what: "Đang ghi Tồn tại.xlsx".to_owned(),
                done: Some(0.5),
                stopping: stopped.get().is_some(),
            };
            if let Some(place) = show(ui.ctx(), &[work]) {
                stopped.set(Some(place));
            }
        });
        harness.run();
        harness.get_by_label("Đang ghi Tồn tại.xlsx");
        harness.get_by_label("Dừng: Đang ghi Tồn tại.xlsx").click();
        harness.run();
        assert_eq!(stopped.get(), Some(0));
        harness.get_by_label("Đang dừng…");
    }
}
