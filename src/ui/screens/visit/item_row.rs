//! An item of the checklist as one line of the list.

use eframe::egui::{
    Align2, CornerRadius, CursorIcon, EventFilter, FontId, Rect, Response, Sense, Stroke,
    StrokeKind, Ui, Vec2, WidgetInfo, accesskit::Role, pos2, vec2,
};

use super::item::{BADGE, CODE};
use super::{View, item_past};
use crate::domain::text::lower_first;
use crate::domain::{Rating, RatingValue};
use crate::read::ItemSheet;
use crate::ui::theme::{self, Tone};
use crate::ui::tones;

/// Room at the right edge for the rating and what stands below it.
const NOTE: f32 = 216.0;

/// Code, text, rating; below the rating what the unit says of itself and what was found last time.
pub fn row(ui: &mut Ui, view: &View<'_>, sheet: &ItemSheet, selected: bool) -> Response {
    let colours = theme::palette(ui);
    let rating = view.edits.ratings.current(&sheet.rating);
    let width = ui.available_width();
    let font = FontId::proportional(theme::TEXT_SIZE);
    let room = width - CODE - NOTE - 24.0;
    let text = ui
        .painter()
        .layout(sheet.item.text.clone(), font, colours.text, room);
    let note = note(view, sheet, &rating);
    let height = (text.size().y + 14.0).max(if note.is_some() {
        50.0
    } else {
        theme::ROW_HEIGHT + 4.0
    });
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, height), Sense::click());
    response.widget_info(|| {
        let note = note
            .as_ref()
            .map(|(words, _)| format!("; {words}"))
            .unwrap_or_default();
        let words = format!(
            "{} {}: {}{note}",
            sheet.item.code,
            sheet.item.text,
            rating.value.label()
        );
        WidgetInfo::selected(Role::ListBoxOption, true, selected, words)
    });
    if response.has_focus() {
        let filter = EventFilter {
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
    if ui.is_rect_visible(rect) {
        let painter = ui.painter();
        let fill = if selected {
            colours.selected
        } else if response.hovered() {
            colours.hover
        } else {
            colours.surface
        };
        let line = if response.has_focus() {
            colours.tone(Tone::Accent).fg
        } else {
            colours.line
        };
        let radius = CornerRadius::same(theme::RADIUS);
        painter.rect(
            rect,
            radius,
            fill,
            Stroke::new(1.0, line),
            StrokeKind::Inside,
        );
        let code = FontId::proportional(theme::SMALL_SIZE);
        let at = rect.left_top() + vec2(10.0, 9.0);
        painter.text(at, Align2::LEFT_TOP, &sheet.item.code, code, colours.weak);
        painter.galley(rect.left_top() + vec2(CODE, 7.0), text, colours.text);
        let right = Rect::from_min_max(
            pos2(rect.right() - BADGE, rect.top() + 6.0),
            rect.right_bottom() - vec2(8.0, 0.0),
        );
        pill(
            ui,
            right,
            tones::of_rating(rating.value),
            rating.value.label(),
        );
        if let Some((words, tone)) = note {
            let font = FontId::proportional(theme::SMALL_SIZE);
            let at = pos2(right.right(), rect.bottom() - 6.0);
            let colour = tone.map_or(colours.weak, |tone| colours.tone(tone).fg);
            ui.painter()
                .text(at, Align2::RIGHT_BOTTOM, words, font, colour);
        }
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// What stands below the rating: what is missing, what the unit says of itself, what was found last time.
fn note(view: &View<'_>, sheet: &ItemSheet, rating: &Rating) -> Option<(String, Option<Tone>)> {
    if rating.lacks_reason() {
        return Some(("Thiếu nhận xét".to_owned(), Some(Tone::Bad)));
    }
    let own = (rating.self_rating != RatingValue::NotRated)
        .then(|| format!("tự chấm {}", lower_first(rating.self_rating.label())));
    let differs = own.is_some()
        && rating.value != RatingValue::NotRated
        && rating.self_rating != rating.value;
    let past = view
        .page
        .past_of(&sheet.item.code)
        .and_then(item_past::in_brief);
    let tone = (differs || past.is_some()).then_some(Tone::Caution);
    let words: Vec<String> = own.into_iter().chain(past).collect();
    (!words.is_empty()).then(|| (words.join(" · "), tone))
}

/// A badge painted at the right edge.
fn pill(ui: &Ui, room: Rect, tone: Tone, text: &str) {
    let pair = theme::palette(ui).tone(tone);
    let font = FontId::new(theme::SMALL_SIZE, theme::bold_family());
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, pair.fg);
    let size = galley.size() + vec2(16.0, 6.0);
    let rect = Rect::from_min_size(pos2(room.right() - size.x, room.top()), size);
    ui.painter()
        .rect_filled(rect, CornerRadius::same(11), pair.bg);
    ui.painter()
        .galley(rect.center() - galley.size() / 2.0, galley, pair.fg);
}
