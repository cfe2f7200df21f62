//! A line of a list with how far it is: code, title, "9/13" and a bar.

use eframe::egui::{
    Align2, CornerRadius, CursorIcon, FontId, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, accesskit::Role, pos2, text::LayoutJob, vec2,
};

use super::icon::{self, Icon};
use crate::ui::theme::{self, Tone};

/// What the line says.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    pub code: &'a str,
    pub title: &'a str,
    pub done: u32,
    pub total: u32,
    /// Things among the done ones that lack something.
    pub warnings: usize,
}

const PAD: f32 = 10.0;

/// Shows the line.
pub fn show(ui: &mut Ui, row: &Row<'_>, chosen: bool) -> Response {
    let colours = theme::palette(ui);
    let width = ui.available_width();
    let mut job = LayoutJob::simple(
        row.title.to_owned(),
        FontId::proportional(theme::SMALL_SIZE),
        colours.weak,
        width - 2.0 * PAD,
    );
    job.wrap.max_rows = 2;
    let title = ui.painter().layout_job(job);
    let cut = title.elided;
    let size = Vec2::new(width, 25.0 + title.size().y + 8.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let full = row.done == row.total;
    response.widget_info(|| {
        let name = format!("{} {}/{}", row.code, row.done, row.total);
        WidgetInfo::selected(Role::ListBoxOption, true, chosen, name)
    });
    if ui.is_rect_visible(rect) {
        let painter = ui.painter();
        let radius = CornerRadius::same(theme::RADIUS);
        let fill = match (chosen, response.hovered()) {
            (true, _) => colours.selected,
            (false, true) => colours.hover,
            (false, false) => colours.surface,
        };
        let stroke = if response.has_focus() {
            Stroke::new(2.0, colours.tone(Tone::Accent).fg)
        } else {
            Stroke::new(1.0, colours.line)
        };
        painter.rect(rect, radius, fill, stroke, StrokeKind::Inside);
        let top = rect.top() + 14.0;
        let bold = FontId::new(theme::TEXT_SIZE, theme::bold_family());
        painter.text(
            pos2(rect.left() + PAD, top),
            Align2::LEFT_CENTER,
            row.code,
            bold,
            colours.text,
        );
        let mut right = rect.right() - PAD;
        if full {
            let mark = Rect::from_center_size(pos2(right - 7.0, top), Vec2::splat(14.0));
            icon::paint(painter, mark, Icon::Check, colours.tone(Tone::Good).fg);
            right -= 20.0;
        }
        let count = format!("{}/{}", row.done, row.total);
        let font = FontId::proportional(theme::TEXT_SIZE);
        let counted = painter.text(
            pos2(right, top),
            Align2::RIGHT_CENTER,
            count,
            font,
            colours.text,
        );
        if row.warnings > 0 {
            let mark = Rect::from_center_size(pos2(counted.left() - 12.0, top), Vec2::splat(14.0));
            icon::paint(painter, mark, Icon::Warning, colours.tone(Tone::Caution).fg);
        }
        painter.galley(rect.left_top() + vec2(PAD, 24.0), title, colours.weak);
        bar(ui, rect, row, full);
    }
    let mut hover = Vec::new();
    if cut {
        hover.push(row.title.to_owned());
    }
    if row.warnings > 0 {
        hover.push(format!("{} mục thiếu nhận xét hoặc lý do", row.warnings));
    }
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if hover.is_empty() {
        response
    } else {
        response.on_hover_text(hover.join("\n"))
    }
}

fn bar(ui: &Ui, rect: Rect, row: &Row<'_>, full: bool) {
    let colours = theme::palette(ui);
    let track = Rect::from_min_max(
        pos2(rect.left() + PAD, rect.bottom() - 6.0),
        pos2(rect.right() - PAD, rect.bottom() - 3.0),
    );
    ui.painter().rect_filled(track, 1.5, colours.line);
    let tone = if full { Tone::Good } else { Tone::Info };
    if row.total > 0 && row.done > 0 {
        let share = f64::from(row.done) / f64::from(row.total);
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a share between 0 and 1 on the screen"
        )]
        let done = track.with_max_x(track.left() + track.width() * share as f32);
        ui.painter().rect_filled(done, 1.5, colours.tone(tone).fg);
    }
}
