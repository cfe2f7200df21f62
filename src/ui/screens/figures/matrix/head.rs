//! The line of ward names, and the arrows to those that have no room.

use eframe::egui::{
    Align, Align2, Color32, CursorIcon, FontId, Rect, Sense, Stroke, Ui, WidgetInfo,
    accesskit::Role, pos2, text::LayoutJob, vec2,
};

use super::{MatrixState, NAME, Opened, TOTAL};
use crate::read::figures::FigureBoard;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::icon::{self, Icon};

/// Two lines of a name.
const HEADER: f32 = 38.0;
const ARROW: f32 = 22.0;

pub(super) fn header(
    ui: &mut Ui,
    state: &mut MatrixState,
    board: &FigureBoard,
    (seen, width): (usize, f32),
) -> Option<Opened> {
    let colours = theme::palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEADER), Sense::hover());
    let font = FontId::new(theme::SMALL_SIZE, theme::bold_family());
    let name = Rect::from_min_size(rect.min, vec2(NAME, HEADER));
    let at = name.left_center() + vec2(8.0, 0.0);
    let painter = ui.painter();
    painter.text(
        at,
        Align2::LEFT_CENTER,
        "Chỉ tiêu",
        font.clone(),
        colours.weak,
    );
    let total = Rect::from_min_size(pos2(name.right(), rect.top()), vec2(TOTAL, HEADER));
    let at = total.right_center() - vec2(8.0, 0.0);
    painter.text(at, Align2::RIGHT_CENTER, "Tổng", font, colours.weak);
    if board.rows.len() > seen {
        let right =
            Rect::from_min_size(pos2(name.right() - ARROW, rect.top()), vec2(ARROW, HEADER));
        let left = right.translate(vec2(-ARROW, 0.0));
        if turn(ui, left, Icon::Left, "Phường trước", state.first > 0) {
            state.first = state.first.saturating_sub(seen);
        }
        let more = state.first + seen < board.rows.len();
        if turn(ui, right, Icon::Right, "Phường sau", more) {
            state.first = (state.first + seen).min(board.rows.len() - seen);
        }
    }
    let mut opened = None;
    let mut left = total.right();
    for row in board.rows.iter().skip(state.first).take(seen) {
        let area = Rect::from_min_size(pos2(left, rect.top()), vec2(width, HEADER));
        left += width;
        let id = ui.scope_id().with((row.unit.id.0, "head"));
        let response = ui
            .interact(area, id, Sense::CLICK)
            .on_hover_cursor(CursorIcon::PointingHand);
        let said = if row.has_reported() {
            row.unit.name.clone()
        } else {
            format!("{}: chưa báo cáo", row.unit.name)
        };
        response
            .widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Mở phiếu của {said}")));
        let colour = if response.hovered() {
            colours.tone(Tone::Accent).fg
        } else if row.has_reported() {
            colours.text
        } else {
            colours.tone(Tone::Caution).fg
        };
        let inner = area.shrink2(vec2(3.0, 0.0));
        ward_name(ui, inner, &row.unit.short_name, colour);
        if response.on_hover_text(said).clicked() {
            opened = Some(Opened::Ward(row.unit.id));
        }
    }
    let line = Stroke::new(1.0, colours.outline);
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, line);
    opened
}

/// At the right, above the figures, in two lines where it must: “Hoàng Liệt” and “Hoàng Văn Thụ” cut short are one.
fn ward_name(ui: &Ui, area: Rect, name: &str, colour: Color32) {
    let font = FontId::new(theme::SMALL_SIZE, theme::bold_family());
    let mut job = LayoutJob::simple(name.to_owned(), font, colour, area.width() - 3.0);
    job.halign = Align::RIGHT;
    job.wrap.max_rows = 2;
    let galley = ui.painter().layout_job(job);
    let at = area.right_center() - vec2(3.0, galley.size().y / 2.0);
    ui.painter().galley(at, galley, colour);
}

fn turn(ui: &Ui, area: Rect, picture: Icon, name: &str, some: bool) -> bool {
    let colours = theme::palette(ui);
    let sense = if some { Sense::CLICK } else { Sense::hover() };
    let response = ui.interact(area, ui.scope_id().with(name), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, some, name));
    let colour = if some { colours.text } else { colours.line };
    let square = Rect::from_center_size(area.center(), vec2(12.0, 12.0));
    icon::paint(ui.painter(), square, picture, colour);
    response.on_hover_text(name).clicked()
}
