//! The list of pages at the left: small pictures with their numbers.

use eframe::egui::{
    Align, Align2, Color32, CursorIcon, FontId, Layout, Rect, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, accesskit::Role, vec2,
};

use super::pages::{dots, paint};
use super::{Looking, Pictures, Sheets, size};
use crate::ui::theme::{self, Tone};

/// Width of a small picture, and of the list with its scroll bar.
const WIDTH: f32 = 84.0;
const LIST: f32 = WIDTH + 28.0;
/// Below a small picture: its number.
const NUMBER: f32 = 22.0;
/// Less room than this is left to the pages alone.
const ENOUGH: f32 = 620.0;

/// Whether the list is shown: as was chosen, else where there are several pages and room for it.
pub(super) fn worth(looking: &Looking, count: usize, room: f32) -> bool {
    looking.list.unwrap_or(count > 1 && room >= ENOUGH)
}

pub(super) fn show(
    ui: &mut Ui,
    height: f32,
    sheets: &Sheets,
    before: Option<u64>,
    pictures: &Pictures,
    looking: &mut Looking,
) {
    // every small picture gets the same cell, upright or lying
    let tallest = sheets
        .paper
        .pages
        .iter()
        .map(|page| page.height / page.width.max(1.0) * WIDTH)
        .fold(WIDTH, f32::max);
    let cell = vec2(WIDTH, tallest + NUMBER);
    let current = looking.place.page;
    let follow = looking.place.turned.then_some(current);
    let down = Layout::top_down(Align::Min);
    ui.allocate_ui_with_layout(vec2(LIST, height), down, |ui| {
        let area = ScrollArea::vertical()
            .id_salt("page list")
            .auto_shrink([false, false]);
        let total = vec2(WIDTH, stacked(cell.y, sheets.count()));
        area.show_viewport(ui, |ui, view| {
            let (rect, _) = ui.allocate_exact_size(total, Sense::hover());
            for (index, page) in sheets.paper.pages.iter().enumerate() {
                let top = stacked(cell.y, index);
                let place = Rect::from_min_size(rect.min + vec2(4.0, top), cell);
                if follow == Some(index) {
                    ui.scroll_to_rect(place, None);
                }
                if top + cell.y < view.top() || top > view.bottom() {
                    continue;
                }
                let scale = (WIDTH / page.width.max(1.0)).min(tallest / page.height.max(1.0));
                let picture = Rect::from_center_size(
                    place.center_top() + vec2(0.0, tallest / 2.0),
                    size(page) * scale,
                );
                let wanted = sheets.wanted(index, dots(ui, picture.width()));
                paint(ui, picture, &pictures.find(&wanted, before));
                if entry(ui, place, picture, index, index == current) {
                    looking.jump = Some(index);
                }
            }
        });
    });
}

#[expect(clippy::cast_precision_loss, reason = "a count of pages")]
fn stacked(height: f32, count: usize) -> f32 {
    height * count as f32
}

/// The frame and the number of a page; true when it was clicked.
fn entry(ui: &Ui, place: Rect, picture: Rect, index: usize, current: bool) -> bool {
    let id = ui.scope_id().with(("page", index));
    let response = ui.interact(place, id, Sense::click());
    let name = format!("Đến trang {}", index + 1);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, current, &name));
    let colours = theme::palette(ui);
    let accent = colours.tone(Tone::Accent).fg;
    let line = if current || response.has_focus() {
        Stroke::new(2.0, accent)
    } else if response.hovered() {
        Stroke::new(1.5, colours.weak)
    } else {
        Stroke::new(1.0, colours.outline)
    };
    ui.painter()
        .rect_stroke(picture, 0.0, line, StrokeKind::Outside);
    let colour: Color32 = if current { accent } else { colours.weak };
    ui.painter().text(
        place.center_bottom() - vec2(0.0, NUMBER / 2.0),
        Align2::CENTER_CENTER,
        (index + 1).to_string(),
        FontId::proportional(theme::SMALL_SIZE),
        colour,
    );
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}
