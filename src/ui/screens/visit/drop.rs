//! Files dropped onto the window go to what is in hand: the shortcoming being written, the item being rated, the visit.

use eframe::egui::{
    Align2, CornerRadius, FontId, LayerId, Order, Rect, Stroke, StrokeKind, Ui, vec2,
};

use super::checklist::ChecklistTab;
use super::shortcoming_form::Writing;
use super::{Tab, View};
use crate::domain::AttachTo;
use crate::domain::attachment::TAKEN;
use crate::ui::action::Action;
use crate::ui::theme::{self, Tone};
use crate::worker::Job;

/// Where dropped files go.
pub fn target(view: &View<'_>, tab: Tab, checklist: &ChecklistTab, writing: &Writing) -> AttachTo {
    let visit = view.page.visit.id;
    if let Some(shortcoming) = writing.about() {
        return AttachTo::shortcoming(visit, shortcoming);
    }
    match checklist.selected {
        Some(item) if tab == Tab::Checklist && view.editable => AttachTo::item(visit, item),
        _ => AttachTo::visit(visit),
    }
}

/// Says where the files that hang over the window would go, and sends those that were let go.
pub fn take(ui: &Ui, view: &mut View<'_>, to: AttachTo) {
    let (hovering, paths) = ui.input(|i| {
        let dropped = i.raw.dropped_files.iter();
        let paths: Vec<_> = dropped.map(|file| file.path().to_owned()).collect();
        (!i.raw.hovered_files.is_empty(), paths)
    });
    if hovering {
        overlay(ui, &words(view, to));
    }
    if !paths.is_empty() {
        view.out.push(Action::Start(Job::Attach { to, paths }));
    }
}

/// "Thả để đính kèm vào mục QC1-03".
fn words(view: &View<'_>, to: AttachTo) -> String {
    let item = to.item_id.and_then(|id| view.page.item(id));
    if to.shortcoming_id.is_some() {
        "Thả để đính kèm vào tồn tại này".to_owned()
    } else if let Some((_, sheet)) = item {
        format!("Thả để đính kèm vào mục {}", sheet.item.code)
    } else {
        "Thả để đính kèm vào cuộc giám sát".to_owned()
    }
}

fn overlay(ui: &Ui, words: &str) {
    let colours = theme::palette(ui);
    let pair = colours.tone(Tone::Accent);
    let painter = ui.ctx().layer_painter(LayerId::new(
        Order::Foreground,
        eframe::egui::Id::unique("drop"),
    ));
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
        TAKEN,
        FontId::proportional(theme::SMALL_SIZE),
        colours.weak,
    );
}
