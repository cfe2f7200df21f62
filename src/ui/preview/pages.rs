//! The pages one below the other. Only those in sight are drawn.

use eframe::egui::{
    Align2, Color32, FontId, Key, Modifiers, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, accesskit::Role, pos2, vec2,
};

use super::pictures::Found;
use super::zoom::Zoom;
use super::{Looking, Pictures, Sheets, size};
use crate::read::PrintedPage;
use crate::ui::theme;
use crate::worker::WIDEST;

/// Around and between the pages.
const EDGE: f32 = 12.0;
/// What PageDown leaves in sight of what was there.
const KEPT: f32 = 0.9;

/// Where in the paper one is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// The page that takes the middle of the room.
    pub page: usize,
    /// Whether it became so in the last frame.
    pub turned: bool,
    /// Points of the screen for a point on paper.
    pub scale: f32,
    /// The page at the top edge, and how far of its height is above it.
    top: (usize, f32),
    /// How far the pages are scrolled, and the height of the room.
    offset: f32,
    room: f32,
}

/// Where each page begins and ends, from the top of the first.
fn tops(pages: &[PrintedPage], scale: f32) -> Vec<(f32, f32)> {
    let mut at = EDGE;
    pages
        .iter()
        .map(|page| {
            let from = at;
            at = from + page.height * scale + EDGE;
            (from, at - EDGE)
        })
        .collect()
}

pub(super) fn show(
    ui: &mut Ui,
    sheets: &Sheets,
    before: Option<u64>,
    pictures: &Pictures,
    looking: &mut Looking,
    keys: bool,
) {
    let pages = &sheets.paper.pages;
    let outer = ui.available_rect_before_wrap();
    let bar = ui.spacing().scroll.allocated_width();
    let room = outer.size() - vec2(2.0 * EDGE + bar, 2.0 * EDGE);
    // pages that lie and pages that stand keep one scale: the widest decides
    let widest = pages.iter().map(size).fold(Vec2::ZERO, Vec2::max);
    wheel_and_keys(ui, outer, looking, keys);
    let scale = looking.zoom.scale(room, widest);
    let tops = tops(pages, scale);
    let total = vec2(
        (widest.x * scale + 2.0 * EDGE).max(outer.width() - bar),
        tops.last().map_or(0.0, |(_, bottom)| bottom + EDGE),
    );
    let mut area = ScrollArea::both()
        .id_salt("pages")
        .auto_shrink([false, false]);
    if let Some(offset) = offset(ui, &tops, looking, scale, outer.height(), keys) {
        area = area.vertical_scroll_offset(offset);
    }
    ui.painter()
        .rect_filled(outer, 0.0, theme::palette(ui).line);
    let shown = area.show_viewport(ui, |ui, view| {
        let (rect, _) = ui.allocate_exact_size(total, Sense::hover());
        for ((index, page), (top, bottom)) in pages.iter().enumerate().zip(&tops) {
            if *bottom < view.top() || *top > view.bottom() {
                continue;
            }
            let left = rect.left() + (total.x - page.width * scale) / 2.0;
            let corner = pos2(left.round(), (rect.top() + top).round());
            let place = Rect::from_min_size(corner, size(page) * scale);
            let wanted = sheets.wanted(index, dots(ui, place.width()));
            paint(ui, place, &pictures.find(&wanted, before));
            let line = Stroke::new(1.0, theme::palette(ui).outline);
            ui.painter()
                .rect_stroke(place, 0.0, line, StrokeKind::Outside);
            let response = ui.interact(place, ui.scope_id().with(("page", index)), Sense::hover());
            response.widget_info(|| {
                let words = format!("Trang {}/{}. {}", index + 1, pages.len(), page.words);
                WidgetInfo::labeled(Role::Image, true, words)
            });
        }
        view
    });
    remember(looking, &tops, shown.inner, scale);
    // the neighbour is drawn before it is turned to
    for near in [looking.place.page + 1, looking.place.page.wrapping_sub(1)] {
        if let Some(page) = pages.get(near) {
            pictures.find(&sheets.wanted(near, dots(ui, page.width * scale)), before);
        }
    }
}

/// A picture, or what stands in its place.
pub(in crate::ui) fn paint(ui: &Ui, place: Rect, found: &Found) {
    let painter = ui.painter();
    match found {
        Found::Picture(texture) => {
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            painter.image(*texture, place, whole, Color32::WHITE);
        }
        Found::Coming => {
            painter.rect_filled(place, 0.0, Color32::WHITE);
        }
        Found::Cannot => {
            painter.rect_filled(place, 0.0, Color32::WHITE);
            if place.width() > 200.0 {
                painter.text(
                    place.center(),
                    Align2::CENTER_CENTER,
                    "Không vẽ được trang này; tệp PDF vẫn dùng được.",
                    FontId::proportional(theme::SMALL_SIZE),
                    theme::LIGHT.weak,
                );
            }
        }
    }
}

/// Width in dots of the screen.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "cut at 1 and at the widest"
)]
pub(super) fn dots(ui: &Ui, points: f32) -> u32 {
    let dots = (points * ui.ctx().pixels_per_point()).round().max(1.0);
    (dots as u32).min(WIDEST)
}

/// Ctrl with the wheel over the pages, and the keys for larger and smaller.
fn wheel_and_keys(ui: &Ui, rect: Rect, looking: &mut Looking, keys: bool) {
    let over = ui.rect_contains_pointer(rect);
    let scale = looking.place.scale;
    if over {
        let factor = ui.input(eframe::egui::InputState::zoom_delta);
        if (factor - 1.0).abs() > 0.001 && scale > 0.0 {
            looking.zoom = Zoom::by(scale, factor);
        }
    }
    if !(keys || over) || ui.memory(|memory| memory.top_modal_layer().is_some()) {
        return;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, key));
    if pressed(Key::Plus) || pressed(Key::Equals) {
        looking.zoom = Zoom::step(scale, true);
    } else if pressed(Key::Minus) {
        looking.zoom = Zoom::step(scale, false);
    } else if pressed(Key::Num0) {
        looking.zoom = Zoom::Width;
    }
}

/// Where to scroll to, when something other than the wheel decides it.
fn offset(
    ui: &Ui,
    tops: &[(f32, f32)],
    looking: &mut Looking,
    scale: f32,
    height: f32,
    keys: bool,
) -> Option<f32> {
    let top_of = |page: usize| tops.get(page).map(|(top, _)| top - EDGE);
    if let Some(page) = looking.jump.take() {
        looking.place.scale = scale;
        return top_of(page);
    }
    let place = looking.place;
    if place.scale > 0.0 && (place.scale - scale).abs() > 0.0005 {
        // the same line stays at the top edge
        let (page, share) = place.top;
        let (top, bottom) = tops.get(page)?;
        return Some((top + (bottom - top) * share).max(0.0));
    }
    let modal = ui.memory(|memory| memory.top_modal_layer().is_some());
    if !keys || modal || ui.ctx().text_edit_focused() {
        return None;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let fits = tops
        .get(place.page)
        .is_some_and(|(top, bottom)| bottom - top <= height);
    if pressed(Key::PageDown) {
        return if fits {
            top_of(place.page + 1)
        } else {
            Some(place.offset + place.room * KEPT)
        };
    }
    if pressed(Key::PageUp) {
        return if fits {
            top_of(place.page.saturating_sub(1))
        } else {
            Some((place.offset - place.room * KEPT).max(0.0))
        };
    }
    if pressed(Key::Home) {
        return Some(0.0);
    }
    if pressed(Key::End) {
        return tops.last().map(|(_, bottom)| bottom + EDGE - height);
    }
    None
}

fn remember(looking: &mut Looking, tops: &[(f32, f32)], view: Rect, scale: f32) {
    let middle = view.center().y;
    let page_at = |y: f32| tops.iter().position(|(_, bottom)| *bottom + EDGE > y);
    let last = tops.len().saturating_sub(1);
    let page = page_at(middle).unwrap_or(last);
    let top = page_at(view.top()).unwrap_or(last);
    let share = tops
        .get(top)
        .map_or(0.0, |(from, to)| (view.top() - from) / (to - from).max(1.0));
    looking.place = Place {
        page,
        turned: page != looking.place.page,
        scale,
        top: (top, share),
        offset: view.top(),
        room: view.height(),
    };
}
