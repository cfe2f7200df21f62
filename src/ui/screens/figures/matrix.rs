//! Indicator × ward: one stop for Tab, arrows move, Enter opens. As many wards stand side by side as there is room for;
//! the others come with the arrows.

mod head;
mod words;

use eframe::egui::{
    Align2, CornerRadius, CursorIcon, EventFilter, FontFamily, FontId, Id, Key, Modifiers, Rect,
    ScrollArea, Sense, StrokeKind, Ui, WidgetInfo, accesskit::Role, pos2, vec2,
};

use self::head::header;
use self::words::{about, cell_words, said, total_words};
use super::lists::tone;
use crate::domain::UnitId;
use crate::domain::figures::{Indicator, Unknown};
use crate::read::figures::{FigureBoard, FigureRow};
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::choice::elided;

const HEIGHT: f32 = 27.0;
const NAME: f32 = 286.0;
const TOTAL: f32 = 92.0;
const LEAST: f32 = 66.0;
const MOST: f32 = 110.0;
const FOOT: f32 = 26.0;

/// Where the arrows stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MatrixState {
    row: usize,
    /// 0 is the name, 1 the total, then the wards.
    column: usize,
    /// The first ward that is seen.
    first: usize,
}

/// What was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    Ward(UnitId),
    Cell(UnitId, String),
    Indicator(String),
    Missing,
}

enum Row<'a> {
    Group(&'a str),
    Line(&'a Indicator),
}

/// Shows the matrix in all the room there is.
pub fn show(ui: &mut Ui, state: &mut MatrixState, board: &FigureBoard) -> Option<Opened> {
    let id = ui.scope_id().with("figures");
    ui.spacing_mut().item_spacing.y = 0.0;
    let rows = rows(board);
    let room = ui.available_width() - ui.spacing().scroll.allocated_width();
    let (seen, width) = fitting(room - NAME - TOTAL, board.rows.len());
    state.first = state.first.min(board.rows.len().saturating_sub(seen));
    let mut opened = header(ui, state, board, (seen, width));
    let focus = ui.interact(ui.available_rect_before_wrap(), id, Sense::FOCUSABLE);
    let moved = focus.has_focus() && keys(ui, id, state, (board, &rows, seen), &mut opened);
    focus.widget_info(|| {
        let said = said(board, &rows, *state);
        WidgetInfo::labeled(
            Role::Grid,
            true,
            format!("Số liệu theo chỉ tiêu và phường. {said}"),
        )
    });
    let mut scroll = ScrollArea::vertical()
        .id_salt(id)
        .auto_shrink([false, false])
        .max_height((ui.available_height() - FOOT).max(HEIGHT * 3.0));
    if moved {
        scroll = kept_in_view(ui, id, scroll, state.row);
    }
    let output = scroll.show_rows(ui, HEIGHT, rows.len(), |ui, places| {
        for place in places {
            let Some(row) = rows.get(place) else { continue };
            let cursor = (focus.has_focus() && state.row == place).then_some(state.column);
            match row {
                Row::Group(name) => group(ui, name),
                Row::Line(indicator) => {
                    let line = Line {
                        board,
                        indicator,
                        first: state.first,
                        seen,
                        width,
                        cursor,
                    };
                    if let Some((column, hit)) = line.show(ui) {
                        (state.row, state.column) = (place, column);
                        focus.request_focus();
                        opened = Some(hit);
                    }
                }
            }
        }
    });
    let view = (output.state.clamped_offset().y, output.inner_rect.height());
    ui.data_mut(|data| data.insert_temp(id, view));
    foot(ui, board).or(opened)
}

fn rows(board: &FigureBoard) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    let mut group = "";
    for indicator in &board.book.indicators {
        if indicator.group != group {
            group = &indicator.group;
            rows.push(Row::Group(group));
        }
        rows.push(Row::Line(indicator));
    }
    rows
}

/// How many wards are seen, and how wide each is.
fn fitting(room: f32, wards: usize) -> (usize, f32) {
    let mut seen = wards.max(1);
    #[expect(clippy::cast_precision_loss, reason = "a count of wards")]
    let width = |seen: usize| room / seen as f32;
    while seen > 1 && width(seen) < LEAST {
        seen -= 1;
    }
    (seen, width(seen).clamp(LEAST, MOST))
}

fn kept_in_view(ui: &Ui, id: Id, scroll: ScrollArea, row: usize) -> ScrollArea {
    let view = ui.data(|data| data.get_temp::<(f32, f32)>(id));
    let Some((top, height)) = view else {
        return scroll;
    };
    #[expect(clippy::cast_precision_loss, reason = "a count of rows")]
    let at = row as f32 * HEIGHT;
    if at < top {
        scroll.vertical_scroll_offset(at)
    } else if at + HEIGHT > top + height {
        scroll.vertical_scroll_offset(at + HEIGHT - height)
    } else {
        scroll
    }
}

fn keys(
    ui: &Ui,
    id: Id,
    state: &mut MatrixState,
    (board, rows, seen): (&FigureBoard, &[Row<'_>], usize),
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
    let last = rows.len().saturating_sub(1);
    if pressed(Key::ArrowDown) {
        state.row += 1;
        if matches!(rows.get(state.row), Some(Row::Group(_))) {
            state.row += 1;
        }
    }
    if pressed(Key::ArrowUp) {
        state.row = state.row.saturating_sub(1);
        if matches!(rows.get(state.row), Some(Row::Group(_))) {
            state.row = state.row.saturating_sub(1);
        }
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
        state.row = last;
    }
    state.row = state.row.min(last);
    // the first row is the heading of a group
    if matches!(rows.get(state.row), Some(Row::Group(_))) {
        state.row = (state.row + 1).min(last);
    }
    state.column = state.column.min(board.rows.len() + 1);
    if let Some(ward) = state.column.checked_sub(2) {
        state.first = state.first.min(ward).max((ward + 1).saturating_sub(seen));
    }
    if pressed(Key::Enter)
        && let Some(Row::Line(indicator)) = rows.get(state.row)
    {
        *opened = Some(target(board, indicator, state.column));
    }
    *state != old
}

/// Where a place of the matrix leads.
fn target(board: &FigureBoard, indicator: &Indicator, column: usize) -> Opened {
    let ward = column.checked_sub(2).and_then(|ward| board.rows.get(ward));
    match ward {
        Some(row) => Opened::Cell(row.unit.id, indicator.code.clone()),
        None => Opened::Indicator(indicator.code.clone()),
    }
}

fn group(ui: &mut Ui, name: &str) {
    let colours = theme::palette(ui);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, name));
    ui.painter()
        .rect_filled(rect, CornerRadius::ZERO, colours.hover);
    let font = FontId::new(theme::SMALL_SIZE, theme::bold_family());
    let at = rect.left_center() + vec2(8.0, 0.0);
    ui.painter()
        .text(at, Align2::LEFT_CENTER, name, font, colours.weak);
}

struct Line<'a> {
    board: &'a FigureBoard,
    indicator: &'a Indicator,
    first: usize,
    seen: usize,
    width: f32,
    /// The column that the arrows stand on.
    cursor: Option<usize>,
}

impl Line<'_> {
    fn show(&self, ui: &mut Ui) -> Option<(usize, Opened)> {
        let size = vec2(ui.available_width(), HEIGHT);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let mut opened = None;
        let name = Rect::from_min_size(rect.min, vec2(NAME, HEIGHT));
        if self.name(ui, name) {
            opened = Some((0, Opened::Indicator(self.indicator.code.clone())));
        }
        let total = Rect::from_min_size(pos2(name.right(), rect.top()), vec2(TOTAL, HEIGHT));
        if self.total(ui, total) {
            opened = Some((1, Opened::Indicator(self.indicator.code.clone())));
        }
        let mut left = total.right();
        let wards = self.board.rows.iter().enumerate();
        for (place, row) in wards.skip(self.first).take(self.seen) {
            let area = Rect::from_min_size(pos2(left, rect.top()), vec2(self.width, HEIGHT));
            left += self.width;
            if self.cell(ui, area, row) {
                let code = self.indicator.code.clone();
                opened = Some((place + 2, Opened::Cell(row.unit.id, code)));
            }
            if self.cursor == Some(place + 2) {
                around(ui, area);
            }
        }
        opened
    }

    fn name(&self, ui: &Ui, area: Rect) -> bool {
        let colours = theme::palette(ui);
        let indicator = self.indicator;
        let id = ui.scope_id().with((&indicator.code, "name"));
        let response = ui
            .interact(area, id, Sense::CLICK)
            .on_hover_cursor(CursorIcon::PointingHand);
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Link, true, format!("Biểu đồ: {}", indicator.name))
        });
        let colour = if response.hovered() {
            colours.tone(Tone::Accent).fg
        } else {
            colours.text
        };
        elided(ui, area.shrink2(vec2(8.0, 0.0)), &indicator.name, colour);
        if self.cursor == Some(0) {
            around(ui, area);
        }
        let said = format!(
            "{} ({})\n{}",
            indicator.name, indicator.unit, indicator.definition
        );
        response.on_hover_text(said.trim_end().to_owned()).clicked()
    }

    fn total(&self, ui: &Ui, area: Rect) -> bool {
        let colours = theme::palette(ui);
        let indicator = self.indicator;
        let total = self.board.total(indicator);
        let text = match &total.result {
            Ok(found) => format!("{}{}", found.value.show(), indicator.sign()),
            Err(Unknown::Missing(_)) => "–".to_owned(),
            Err(Unknown::ZeroDenominator) => "KAD".to_owned(),
            Err(Unknown::TooLarge) => "quá lớn".to_owned(),
        };
        let id = ui.scope_id().with((&indicator.code, "total"));
        let response = ui
            .interact(area, id, Sense::CLICK)
            .on_hover_cursor(CursorIcon::PointingHand);
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Button, true, total_words(self.board, indicator))
        });
        let font = FontId::new(theme::TEXT_SIZE, theme::bold_family());
        let at = area.right_center() - vec2(8.0, 0.0);
        ui.painter()
            .text(at, Align2::RIGHT_CENTER, text, font, colours.text);
        if self.cursor == Some(1) {
            around(ui, area);
        }
        response
            .on_hover_text(total_words(self.board, indicator))
            .clicked()
    }

    fn cell(&self, ui: &Ui, area: Rect, row: &FigureRow) -> bool {
        let colours = theme::palette(ui);
        let indicator = self.indicator;
        let id = ui.scope_id().with((&indicator.code, row.unit.id.0));
        let response = ui
            .interact(area, id, Sense::CLICK)
            .on_hover_cursor(CursorIcon::PointingHand);
        response
            .widget_info(|| WidgetInfo::labeled(Role::Button, true, cell_words(row, indicator)));
        // an open question is shown before one that was explained
        let asked = about(row, &indicator.code).min_by_key(|asked| !asked.is_open());
        let inner = area.shrink(1.5);
        if let Some(asked) = asked {
            let pair = colours.tone(tone(asked));
            ui.painter()
                .rect_filled(inner, CornerRadius::same(3), pair.bg);
        }
        if response.hovered() {
            let line = eframe::egui::Stroke::new(1.0, colours.outline);
            ui.painter()
                .rect_stroke(inner, CornerRadius::same(3), line, StrokeKind::Inside);
        }
        let (text, weak) = self.text(row);
        let colour = match asked {
            Some(asked) => colours.tone(tone(asked)).fg,
            None if weak => colours.weak,
            None => colours.text,
        };
        let font = FontId::new(theme::SMALL_SIZE + 1.0, FontFamily::Proportional);
        let at = area.right_center() - vec2(6.0, 0.0);
        ui.painter()
            .with_clip_rect(area.intersect(ui.clip_rect()))
            .text(at, Align2::RIGHT_CENTER, text, font, colour);
        response.on_hover_text(cell_words(row, indicator)).clicked()
    }

    /// What stands in the cell, and whether it is no figure of its own.
    fn text(&self, row: &FigureRow) -> (String, bool) {
        let indicator = self.indicator;
        let sign = indicator.sign();
        match row.result(indicator) {
            Ok(found) => (
                format!("{}{sign}", found.value.show()),
                indicator.is_derived() || !row.parts.is_empty(),
            ),
            Err(reason) => match row.values.get(&indicator.code) {
                Some(stated) => (format!("{}{sign}*", stated.show()), true),
                None if reason == Unknown::ZeroDenominator => ("KAD".to_owned(), true),
                None if indicator.is_derived() => (String::new(), true),
                None if self.board.wanted.asks(&indicator.code) && row.has_reported() => {
                    ("thiếu".to_owned(), true)
                }
                None => (String::new(), true),
            },
        }
    }
}

fn around(ui: &Ui, area: Rect) {
    let colours = theme::palette(ui);
    ui.painter().rect_stroke(
        area.shrink(1.0),
        CornerRadius::same(3),
        theme::ring(colours),
        StrokeKind::Inside,
    );
}

/// C16: the totals say how many wards are in them, and who is not.
fn foot(ui: &mut Ui, board: &FigureBoard) -> Option<Opened> {
    let colours = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), FOOT), Sense::CLICK);
    let said = board
        .incomplete()
        .map_or_else(|| board.reported_words(), |question| question.facts);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &said));
    elided(ui, rect.shrink2(vec2(8.0, 0.0)), &said, colours.weak);
    let words = format!(
        "{said}\nTỷ lệ chung tính từ tổng tử số và tổng mẫu số, không lấy trung bình. “*”: báo cáo ghi, chưa đủ số liệu để tính lại. KAD: mẫu số bằng 0, không áp dụng."
    );
    response
        .on_hover_cursor(CursorIcon::PointingHand)
        .on_hover_text(words)
        .clicked()
        .then_some(Opened::Missing)
}
