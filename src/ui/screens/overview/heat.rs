//! Ward × regulation: number, shade and an arrow against the last time. One stop for Tab, arrows move, Enter opens.

use eframe::egui::{
    Align2, Color32, CornerRadius, CursorIcon, EventFilter, FontFamily, FontId, Key, Modifiers,
    Painter, Pos2, Rect, Response, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    accesskit::Role, pos2, vec2,
};

use super::words;
use crate::domain::{Score, UnitId, VisitId};
use crate::read::{Board, BoardCell, BoardRow, Way};
use crate::ui::screens::rows::short_unit;
use crate::ui::theme;
use crate::ui::widgets::choice::elided;
use crate::ui::widgets::icon::{self, Icon};

const HEADER: f32 = 26.0;
const NAME: f32 = 136.0;
const LEGEND: f32 = 24.0;
const PAD: f32 = 8.0;

/// From this width on a cell holds "100%" and its arrow.
const WITH_ARROW: f32 = 58.0;

/// Where the arrows stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeatState {
    row: usize,
    /// 0 is the name of the ward.
    column: usize,
}

/// What was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    Unit(UnitId),
    Visit(VisitId),
}

/// Two short lines must fit: "chưa / đánh giá".
fn row_height(ui: &Ui) -> f32 {
    theme::row(ui).clamp(29.0, 30.0)
}

/// How high the sheet must be to show every ward.
pub fn height(ui: &Ui, board: &Board) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a few dozen wards")]
    let rows = board.rows.len() as f32 + 1.0;
    HEADER + LEGEND + rows * row_height(ui) + 64.0
}

/// Shows the map in all the room there is.
pub fn show(ui: &mut Ui, state: &mut HeatState, board: &Board) -> Option<Opened> {
    let id = ui.scope_id().with("heat map");
    ui.spacing_mut().item_spacing.y = 0.0;
    let room = ui.available_width() - ui.spacing().scroll.allocated_width();
    let columns = board.regulations.len();
    #[expect(clippy::cast_precision_loss, reason = "a handful of regulations")]
    let width = ((room - NAME) / columns.max(1) as f32).clamp(34.0, 110.0);
    header(ui, board, width);
    let focus = ui.interact(ui.available_rect_before_wrap(), id, Sense::FOCUSABLE);
    let mut opened = None;
    let moved = focus.has_focus() && keys(ui, id, state, board, &mut opened);
    focus.widget_info(|| {
        let said = said(board, *state);
        WidgetInfo::labeled(
            Role::Grid,
            true,
            format!("Kết quả theo phường và quy chế. {said}"),
        )
    });
    let row_height = row_height(ui);
    ScrollArea::vertical()
        .id_salt(id)
        .auto_shrink([false, false])
        .max_height(ui.available_height() - LEGEND)
        .show(ui, |ui| {
            for (place, row) in board.rows.iter().enumerate() {
                let cursor = (focus.has_focus() && state.row == place).then_some(state.column);
                let line = Line {
                    row,
                    width,
                    height: row_height,
                    cursor,
                };
                if let Some(hit) = line.show(ui, board, moved) {
                    *state = HeatState {
                        row: place,
                        column: hit.0,
                    };
                    focus.request_focus();
                    opened = Some(hit.1);
                }
            }
            totals(ui, board, width, row_height);
        });
    legend(ui);
    opened
}

fn keys(
    ui: &Ui,
    id: eframe::egui::Id,
    state: &mut HeatState,
    board: &Board,
    opened: &mut Option<Opened>,
) -> bool {
    let filter = EventFilter {
        vertical_arrows: true,
        horizontal_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let pressed = |key: Key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let old = *state;
    let (last_row, last_column) = (board.rows.len().saturating_sub(1), board.regulations.len());
    if pressed(Key::ArrowDown) {
        state.row += 1;
    }
    if pressed(Key::ArrowUp) {
        state.row = state.row.saturating_sub(1);
    }
    if pressed(Key::ArrowRight) {
        state.column += 1;
    }
    if pressed(Key::ArrowLeft) {
        state.column = state.column.saturating_sub(1);
    }
    if pressed(Key::Home) {
        state.row = 0;
    }
    if pressed(Key::End) {
        state.row = last_row;
    }
    state.row = state.row.min(last_row);
    state.column = state.column.min(last_column);
    if pressed(Key::Enter)
        && let Some(row) = board.rows.get(state.row)
    {
        *opened = Some(target(row, state.column));
    }
    *state != old
}

/// Where a place of the map leads.
fn target(row: &BoardRow, column: usize) -> Opened {
    let cell = column.checked_sub(1).and_then(|place| row.cells.get(place));
    cell.and_then(|cell| cell.last)
        .map_or(Opened::Unit(row.unit_id), |mark| {
            Opened::Visit(mark.visit_id)
        })
}

fn said(board: &Board, state: HeatState) -> String {
    let Some(row) = board.rows.get(state.row) else {
        return String::new();
    };
    let place = state.column.checked_sub(1);
    match place.and_then(|place| board.regulations.get(place).zip(row.cells.get(place))) {
        Some((regulation, cell)) => words::cell(row, regulation, *cell).join(". "),
        None => row.unit_name.clone(),
    }
}

fn header(ui: &mut Ui, board: &Board, width: f32) {
    let colours = theme::palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEADER), Sense::hover());
    let font = FontId::new(theme::SMALL_SIZE, theme::bold_family());
    let mut left = rect.left() + NAME;
    for (code, title) in &board.regulations {
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(width, HEADER));
        left += width;
        let id = ui.scope_id().with(("column", code));
        let response = ui.interact(place, id, Sense::hover());
        response.widget_info(|| {
            let said = format!("{}: {title}", words::code(code));
            WidgetInfo::labeled(Role::ColumnHeader, true, said)
        });
        ui.painter().text(
            place.center(),
            Align2::CENTER_CENTER,
            words::code(code),
            font.clone(),
            colours.weak,
        );
        response.on_hover_text(title);
    }
}

struct Line<'a> {
    row: &'a BoardRow,
    width: f32,
    height: f32,
    /// The column that the arrows stand on.
    cursor: Option<usize>,
}

impl Line<'_> {
    fn show(&self, ui: &mut Ui, board: &Board, moved: bool) -> Option<(usize, Opened)> {
        let size = vec2(ui.available_width(), self.height);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        if moved && self.cursor.is_some() {
            ui.scroll_to_rect(rect, None);
        }
        let mut opened = None;
        let name = Rect::from_min_size(rect.min, vec2(NAME, self.height));
        if self.name(ui, name).clicked() {
            opened = Some((0, Opened::Unit(self.row.unit_id)));
        }
        if !ui.is_rect_visible(rect) {
            return opened;
        }
        let mut left = rect.left() + NAME;
        for (place, (regulation, cell)) in board.regulations.iter().zip(&self.row.cells).enumerate()
        {
            let area = Rect::from_min_size(pos2(left, rect.top()), vec2(self.width, self.height));
            left += self.width;
            let id = ui.scope_id().with((self.row.unit_id.0, &regulation.0));
            let response = ui
                .interact(area, id, Sense::CLICK)
                .on_hover_cursor(CursorIcon::PointingHand);
            let lines = || words::cell(self.row, regulation, *cell);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, lines().join(". ")));
            paint(ui, area, *cell, &response);
            if self.cursor == Some(place + 1) {
                around(ui, area);
            }
            if response.clicked() {
                opened = Some((place + 1, target(self.row, place + 1)));
            }
            if response.hovered() {
                let mut text = lines();
                text.push(words::click(self.row, *cell));
                response.on_hover_text(text.join("\n"));
            }
        }
        opened
    }

    fn name(&self, ui: &Ui, area: Rect) -> Response {
        let colours = theme::palette(ui);
        let id = ui.scope_id().with((self.row.unit_id.0, "name"));
        let response = ui
            .interact(area, id, Sense::CLICK)
            .on_hover_cursor(CursorIcon::PointingHand);
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Link, true, format!("Mở {}", self.row.unit_name))
        });
        let colour = if response.hovered() {
            colours.tone(theme::Tone::Accent).fg
        } else {
            colours.text
        };
        let cut = elided(
            ui,
            area.shrink2(vec2(PAD / 2.0, 0.0)),
            short_unit(&self.row.unit_name),
            colour,
        );
        if self.cursor == Some(0) {
            around(ui, area);
        }
        if cut {
            response.on_hover_text(&self.row.unit_name)
        } else {
            response
        }
    }
}

fn around(ui: &Ui, area: Rect) {
    let ring = theme::ring(theme::palette(ui));
    ui.painter()
        .rect_stroke(area.shrink(0.5), 4.0, ring, StrokeKind::Inside);
}

fn paint(ui: &Ui, area: Rect, cell: BoardCell, response: &Response) {
    let colours = theme::palette(ui);
    let inner = area.shrink(1.5);
    let painter = ui.painter();
    let score = cell.last.map(|mark| mark.score);
    let percent = score.and_then(Score::percent);
    let pair = percent.map(|percent| colours.heat(percent));
    if let Some(pair) = pair {
        painter.rect_filled(inner, CornerRadius::same(3), pair.bg);
    }
    if response.hovered() {
        let line = Stroke::new(1.5, colours.text);
        painter.rect_stroke(inner, 3.0, line, StrokeKind::Inside);
    }
    let bold = FontId::new(theme::SMALL_SIZE, theme::bold_family());
    match (score, percent, pair) {
        (Some(score), Some(percent), Some(pair)) => {
            // a narrow cell keeps the number and its arrow inside: the legend says that they are percents
            let narrow = inner.width() < WITH_ARROW;
            let (text, at) = if narrow {
                (percent.to_string(), inner.center() - vec2(5.0, 0.0))
            } else {
                (format!("{percent}%"), inner.center())
            };
            painter.text(at, Align2::CENTER_CENTER, text, bold, pair.fg);
            let aside = if narrow { 16.0 } else { 25.0 };
            arrow(painter, at + vec2(aside, 0.0), cell.way(), pair.fg);
            if score.not_rated > 0 {
                painter.circle_filled(inner.left_top() + vec2(6.0, 6.0), 2.0, pair.fg);
            }
        }
        (Some(score), ..) => {
            let font = FontId::new(11.0, FontFamily::Proportional);
            let galley = painter.layout(score.fraction(), font, colours.weak, 52.0);
            let at = inner.center() - galley.size() / 2.0;
            painter.galley(at, galley, colours.weak);
        }
        (None, ..) => {
            let font = FontId::proportional(theme::SMALL_SIZE);
            painter.text(
                inner.center(),
                Align2::CENTER_CENTER,
                "—",
                font,
                colours.weak,
            );
        }
    }
}

fn arrow(painter: &Painter, at: Pos2, way: Option<Way>, colour: Color32) {
    let picture = match way {
        Some(Way::Up) => Icon::Up,
        Some(Way::Down) => Icon::Down,
        Some(Way::Same) | None => return,
    };
    let square = Rect::from_center_size(at, vec2(9.0, 9.0));
    icon::paint(painter, square, picture, colour);
}

/// The line under the wards: each regulation over all of them, added up.
fn totals(ui: &mut Ui, board: &Board, width: f32, height: f32) {
    let colours = theme::palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let line = Stroke::new(1.0, colours.outline);
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, line);
    let bold = FontId::new(theme::SMALL_SIZE, theme::bold_family());
    let at = rect.left_center() + vec2(PAD / 2.0, 0.0);
    let name = "Cộng các phường";
    ui.painter()
        .text(at, Align2::LEFT_CENTER, name, bold.clone(), colours.text);
    let mut left = rect.left() + NAME;
    for ((code, title), score) in board.regulations.iter().zip(board.totals()) {
        let area = Rect::from_min_size(pos2(left, rect.top()), vec2(width, height));
        left += width;
        let id = ui.scope_id().with(("total", code));
        let response = ui.interact(area, id, Sense::hover());
        let said = words::total(code, title, score);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
        let text = score
            .percent()
            .map_or_else(|| "—".to_owned(), |percent| format!("{percent}%"));
        ui.painter().text(
            area.center(),
            Align2::CENTER_CENTER,
            text,
            bold.clone(),
            colours.text,
        );
        response.on_hover_text(said);
    }
}

/// What the shades, the arrows and the dot mean.
fn legend(ui: &mut Ui) {
    let colours = theme::palette(ui);
    let word = |text: &str| theme::small(text).color(colours.weak);
    ui.horizontal(|ui| {
        ui.set_min_height(LEGEND);
        ui.spacing_mut().item_spacing.x = 5.0;
        for (percent, text) in [
            (0, "dưới 50%"),
            (60, "từ 50%"),
            (75, "từ 70%"),
            (90, "từ 85%"),
            (97, "từ 95%"),
        ] {
            let (rect, _) = ui.allocate_exact_size(vec2(12.0, 12.0), Sense::hover());
            ui.painter()
                .rect_filled(rect, CornerRadius::same(3), colours.heat(percent).bg);
            ui.label(word(text));
        }
        ui.add_space(4.0);
        icon::show(ui, Icon::Up, 9.0, colours.weak);
        icon::show(ui, Icon::Down, 9.0, colours.weak);
        ui.label(word("lần trước")).on_hover_text(
            "Tăng, giảm so với lần giám sát trước; chấm ở góc: còn mục chưa đánh giá",
        );
    });
}
