//! An item of the checklist that is not selected: one line of the list.

use eframe::egui::{
    Align2, CornerRadius, CursorIcon, EventFilter, FontId, Rect, Response, Sense, Stroke,
    StrokeKind, Ui, Vec2, WidgetInfo, accesskit::Role, pos2, vec2,
};

use super::View;
use super::item::{BADGE, CODE};
use crate::read::ItemSheet;
use crate::ui::theme::{self, Tone};
use crate::ui::tones;

/// An item that is not selected: code, text, rating.
pub fn row(ui: &mut Ui, view: &View<'_>, sheet: &ItemSheet) -> Response {
    let colours = theme::palette(ui);
    let rating = view.edits.ratings.current(&sheet.rating);
    let width = ui.available_width();
    let font = FontId::proportional(theme::TEXT_SIZE);
    let room = width - CODE - BADGE - 24.0;
    let text = ui
        .painter()
        .layout(sheet.item.text.clone(), font, colours.text, room);
    let lacking = rating.lacks_reason();
    let height = (text.size().y + 14.0).max(if lacking {
        50.0
    } else {
        theme::ROW_HEIGHT + 4.0
    });
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, height), Sense::click());
    response.widget_info(|| {
        let words = format!(
            "{} {}: {}",
            sheet.item.code,
            sheet.item.text,
            rating.value.label()
        );
        WidgetInfo::selected(Role::ListBoxOption, true, false, words)
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
        let fill = if response.hovered() {
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
        if lacking {
            let font = FontId::proportional(theme::SMALL_SIZE);
            let at = pos2(right.right(), rect.bottom() - 6.0);
            ui.painter().text(
                at,
                Align2::RIGHT_BOTTOM,
                "Thiếu nhận xét",
                font,
                colours.tone(Tone::Bad).fg,
            );
        }
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
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
