//! What a search found; a click leads there.

use eframe::egui::{RichText, Sense, Ui, WidgetInfo, accesskit::Role};

use crate::domain::IssuedId;
use crate::read::{HitKind, SearchHit};
use crate::ui::action::{Action, Route};
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::{badge, empty_state, section};

/// Shows the screen. `None` while the first search runs.
pub fn ui(ui: &mut Ui, text: &str, hits: Option<&[SearchHit]>, out: &mut Vec<Action>) {
    let title = format!("Kết quả tìm “{text}”");
    section::title(ui, &title, |ui| {
        if let Some(hits) = hits {
            ui.weak(format!("{} kết quả", hits.len()));
        }
    });
    let Some(hits) = hits else { return };
    if hits.is_empty() {
        empty_state::show(
            ui,
            Icon::Search,
            "Không tìm thấy",
            "Có thể gõ không dấu, ví dụ “phuc dong”. Thử ít chữ hơn.",
            None,
        );
        return;
    }
    eframe::egui::ScrollArea::vertical()
        .id_salt(text)
        .auto_shrink([false, false])
        .show(ui, |ui| {
            for (place, hit) in hits.iter().enumerate() {
                if card(ui, place, hit) {
                    out.push(Action::Go(match hit.kind {
                        HitKind::Paper(id) => Route::IssuedPaper(IssuedId::Paper(id)),
                        HitKind::Unit(id) => Route::Unit(id),
                        HitKind::Visit(id) => Route::Visit(id),
                    }));
                }
            }
        });
}

fn card(ui: &mut Ui, place: usize, hit: &SearchHit) -> bool {
    let colours = theme::palette(ui);
    let frame = theme::sheet(ui);
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = theme::GAP_SMALL;
        ui.horizontal(|ui| {
            badge::show(ui, Tone::Neutral, &hit.what);
            ui.label(theme::strong(&hit.title));
        });
        if !hit.excerpt.is_empty() && hit.excerpt != hit.title {
            ui.label(RichText::new(&hit.excerpt).color(colours.weak));
        }
    });
    let id = ui.scope_id().with(("hit", place));
    let response = ui.interact(shown.response.rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Mở {}", hit.title)));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_stroke(
            shown.response.rect,
            theme::RADIUS + 2,
            eframe::egui::Stroke::new(1.5, colours.tone(Tone::Accent).fg),
            eframe::egui::StrokeKind::Inside,
        );
    }
    response
        .on_hover_cursor(eframe::egui::CursorIcon::PointingHand)
        .clicked()
}
