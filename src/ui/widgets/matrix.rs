//! Rows × columns of short cells: one stop for Tab, arrows move, Enter opens. Each cell is told in words, its shade
//! only helps.

use eframe::egui::{
    Align2, Color32, CornerRadius, CursorIcon, EventFilter, FontId, Id, Key, Modifiers, Rect,
    ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit::Role, pos2, vec2,
};

use crate::ui::theme::{self, Tone};
use crate::ui::widgets::choice::elided;

const HEADER: f32 = 28.0;
const PAD: f32 = 8.0;
const LEGEND_HEIGHT: f32 = 24.0;

/// Where the arrows stand: column 0 is the name of the row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MatrixState {
    row: usize,
    column: usize,
    /// The arrows are to work again after a dialog.
    focus: bool,
}

impl MatrixState {
    /// Lets the arrows work again.
    pub fn focus(&mut self) {
        self.focus = true;
    }
}

/// What stands over a column.
#[derive(Clone, Debug)]
pub struct Head {
    pub short: String,
    /// Under the pointer, and for those who listen.
    pub long: String,
    pub width: f32,
}

/// What a row is of.
#[derive(Clone, Debug, Default)]
pub struct RowHead {
    pub short: String,
    pub name: String,
    /// What is told of it while the arrows stand on it, empty for its name.
    pub told: String,
    /// Under the pointer.
    pub said: String,
}

impl RowHead {
    fn told(self) -> String {
        if self.told.is_empty() {
            self.name
        } else {
            self.told
        }
    }
}

/// How the text of a cell without a shade is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ink {
    #[default]
    Plain,
    Bad,
    Weak,
}

#[derive(Clone, Debug, Default)]
pub struct MatrixCell {
    pub text: String,
    /// The whole of it in words.
    pub said: String,
    /// What a click does, under the pointer.
    pub hint: &'static str,
    pub shade: Option<Tone>,
    pub ink: Ink,
    /// A small dot at its corner.
    pub dot: bool,
    /// Whether it leads anywhere.
    pub opens: bool,
}

/// A line under all rows.
#[derive(Clone, Debug)]
pub struct TotalLine {
    pub name: &'static str,
    pub cells: Vec<MatrixCell>,
}

/// The matrix of one screen.
#[derive(Debug)]
pub struct Matrix<'a> {
    /// What it shows, for those who listen.
    pub title: &'a str,
    /// Width of the names of the rows.
    pub name: f32,
    pub heads: &'a [Head],
    pub rows: usize,
    pub totals: &'a [TotalLine],
    pub legend: &'a str,
}

impl Matrix<'_> {
    /// Shows it in all the room there is; answers the row and column that was opened, column 0 for the row itself.
    pub fn show(
        &self,
        ui: &mut Ui,
        state: &mut MatrixState,
        row_head: impl Fn(usize) -> RowHead,
        cell: impl Fn(usize, usize) -> MatrixCell,
    ) -> Option<(usize, usize)> {
        let id = ui.scope_id().with(self.title);
        ui.spacing_mut().item_spacing.y = 0.0;
        let height = theme::row(ui).clamp(29.0, 32.0);
        let width = self.name + self.heads.iter().map(|head| head.width).sum::<f32>();
        let mut opened = None;
        // more columns than fit are reached by scrolling sideways
        ScrollArea::horizontal()
            .id_salt(id.with("sideways"))
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.set_min_width(width);
                self.header(ui);
                let focus = ui.interact(ui.available_rect_before_wrap(), id, Sense::FOCUSABLE);
                if std::mem::take(&mut state.focus) {
                    focus.request_focus();
                }
                let mut moved = false;
                if focus.has_focus() {
                    moved = self.keys(ui, id, state);
                    let enter = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
                    let leads = match state.column.checked_sub(1) {
                        None => state.row < self.rows,
                        Some(column) => state.row < self.rows && cell(state.row, column).opens,
                    };
                    if enter && leads {
                        opened = Some((state.row, state.column));
                    }
                }
                focus.widget_info(|| {
                    let said = match state.column.checked_sub(1) {
                        _ if state.row >= self.rows => String::new(),
                        None => row_head(state.row).told(),
                        Some(column) => cell(state.row, column).said,
                    };
                    let words = format!("{}. {said}", self.title);
                    WidgetInfo::labeled(Role::Grid, true, words)
                });
                #[expect(clippy::cast_precision_loss, reason = "one or two lines")]
                let below = LEGEND_HEIGHT + height * self.totals.len() as f32;
                ScrollArea::vertical()
                    .id_salt(id)
                    .auto_shrink([false, true])
                    .max_height((ui.available_height() - below).max(height * 3.0))
                    .show(ui, |ui| {
                        for row in 0..self.rows {
                            let cursor =
                                (focus.has_focus() && state.row == row).then_some(state.column);
                            let size = vec2(ui.available_width(), height);
                            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
                            if moved && cursor.is_some() {
                                ui.scroll_to_rect(rect, None);
                            }
                            if !ui.is_rect_visible(rect) {
                                continue;
                            }
                            let line = Line {
                                matrix: self,
                                row,
                                rect,
                                cursor,
                            };
                            if let Some(column) = line.show(ui, &row_head(row), &cell) {
                                state.row = row;
                                state.column = column;
                                focus.request_focus();
                                opened = Some((row, column));
                            }
                        }
                    });
                self.total_lines(ui, height);
                let weak = theme::palette(ui).weak;
                ui.horizontal(|ui| {
                    ui.set_min_height(LEGEND_HEIGHT);
                    ui.add_space(PAD / 2.0);
                    ui.label(theme::small(self.legend).color(weak));
                });
            });
        opened
    }

    /// Whether the arrows moved.
    fn keys(&self, ui: &Ui, id: Id, state: &mut MatrixState) -> bool {
        let filter = EventFilter {
            vertical_arrows: true,
            horizontal_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let pressed = |key: Key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        let old = *state;
        let last_row = self.rows.saturating_sub(1);
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
        state.column = state.column.min(self.heads.len());
        *state != old
    }

    /// The place of each column in a line.
    fn places(&self, line: Rect) -> impl Iterator<Item = Rect> + '_ {
        let mut left = line.left() + self.name;
        self.heads.iter().map(move |head| {
            let place =
                Rect::from_min_size(pos2(left, line.top()), vec2(head.width, line.height()));
            left += head.width;
            place
        })
    }

    fn header(&self, ui: &mut Ui) {
        let weak = theme::palette(ui).weak;
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEADER), Sense::hover());
        let font = FontId::new(theme::SMALL_SIZE, theme::bold_family());
        for (column, (head, place)) in self.heads.iter().zip(self.places(rect)).enumerate() {
            let id = ui.scope_id().with(("column", column));
            let response = ui.interact(place, id, Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &head.long));
            let painter = ui.painter();
            let galley = painter.layout_no_wrap(head.short.clone(), font.clone(), weak);
            if galley.size().x <= place.width() - PAD {
                painter.galley(place.center() - galley.size() / 2.0, galley, weak);
            } else {
                elided(ui, place.shrink2(vec2(PAD / 2.0, 0.0)), &head.short, weak);
            }
            response.on_hover_text(&head.long);
        }
    }

    fn total_lines(&self, ui: &mut Ui, height: f32) {
        let colours = theme::palette(ui);
        for (number, total) in self.totals.iter().enumerate() {
            let size = vec2(ui.available_width(), height);
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            if number == 0 {
                let line = Stroke::new(1.0, colours.outline);
                ui.painter().hline(rect.x_range(), rect.top() + 0.5, line);
            }
            let bold = FontId::new(theme::SMALL_SIZE, theme::bold_family());
            let at = rect.left_center() + vec2(PAD / 2.0, 0.0);
            ui.painter()
                .text(at, Align2::LEFT_CENTER, total.name, bold, colours.text);
            for (column, (cell, place)) in total.cells.iter().zip(self.places(rect)).enumerate() {
                paint(ui, place, cell);
                if cell.said.is_empty() {
                    continue;
                }
                let id = ui.scope_id().with(("total", number, column));
                let response = ui.interact(place, id, Sense::hover());
                response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &cell.said));
                response.on_hover_text(&cell.said);
            }
        }
    }
}

struct Line<'a, 'b> {
    matrix: &'a Matrix<'b>,
    row: usize,
    rect: Rect,
    /// The column that the arrows stand on.
    cursor: Option<usize>,
}

impl Line<'_, '_> {
    /// The column that was opened.
    fn show(
        &self,
        ui: &Ui,
        head: &RowHead,
        cell: &impl Fn(usize, usize) -> MatrixCell,
    ) -> Option<usize> {
        let area = Rect::from_min_size(self.rect.min, vec2(self.matrix.name, self.rect.height()));
        let mut opened = self.name(ui, area, head).then_some(0);
        for (column, place) in self.matrix.places(self.rect).enumerate() {
            let cell = cell(self.row, column);
            if cell.opens {
                if self.open_cell(ui, place, column, &cell) {
                    opened = Some(column + 1);
                }
            } else {
                paint(ui, place, &cell);
            }
            if self.cursor == Some(column + 1) {
                around(ui, place);
            }
        }
        opened
    }

    fn name(&self, ui: &Ui, area: Rect, head: &RowHead) -> bool {
        let colours = theme::palette(ui);
        let id = ui.scope_id().with((self.row, "name"));
        let response = ui
            .interact(area, id, Sense::CLICK)
            .on_hover_cursor(CursorIcon::PointingHand);
        response.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Mở {}", head.name)));
        let colour = if response.hovered() {
            colours.tone(Tone::Accent).fg
        } else {
            colours.text
        };
        elided(ui, area.shrink2(vec2(PAD / 2.0, 0.0)), &head.short, colour);
        if self.cursor == Some(0) {
            around(ui, area);
        }
        let clicked = response.clicked();
        response.on_hover_text(&head.said);
        clicked
    }

    fn open_cell(&self, ui: &Ui, place: Rect, column: usize, cell: &MatrixCell) -> bool {
        let id = ui.scope_id().with((self.row, column));
        let response = ui
            .interact(place, id, Sense::CLICK)
            .on_hover_cursor(CursorIcon::PointingHand);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &cell.said));
        paint(ui, place, cell);
        if response.hovered() {
            let line = Stroke::new(1.5, theme::palette(ui).text);
            ui.painter()
                .rect_stroke(place.shrink(1.5), 3.0, line, StrokeKind::Inside);
        }
        let clicked = response.clicked();
        if cell.hint.is_empty() {
            response.on_hover_text(&cell.said);
        } else {
            response.on_hover_text(format!("{}\n{}", cell.said, cell.hint));
        }
        clicked
    }
}

fn paint(ui: &Ui, place: Rect, cell: &MatrixCell) {
    let inner = place.shrink(1.5);
    let painter = ui.painter();
    let (font, colour) = look(ui, cell);
    if let Some(tone) = cell.shade {
        let shade = theme::palette(ui).tone(tone).bg;
        painter.rect_filled(inner, CornerRadius::same(3), shade);
    }
    painter.text(
        inner.center(),
        Align2::CENTER_CENTER,
        &cell.text,
        font,
        colour,
    );
    if cell.dot {
        painter.circle_filled(inner.left_top() + vec2(5.0, 5.0), 2.0, colour);
    }
}

fn look(ui: &Ui, cell: &MatrixCell) -> (FontId, Color32) {
    let colours = theme::palette(ui);
    let bold = FontId::new(theme::SMALL_SIZE, theme::bold_family());
    match (cell.shade, cell.ink) {
        (Some(tone), _) => (bold, colours.tone(tone).fg),
        (None, Ink::Plain) => (bold, colours.text),
        (None, Ink::Bad) => (bold, colours.tone(Tone::Bad).fg),
        (None, Ink::Weak) => (FontId::proportional(theme::SMALL_SIZE), colours.weak),
    }
}

fn around(ui: &Ui, area: Rect) {
    let ring = theme::ring(theme::palette(ui));
    ui.painter()
        .rect_stroke(area.shrink(0.5), 4.0, ring, StrokeKind::Inside);
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::window;

    #[test]
    fn arrows_tell_each_cell_enter_and_the_pointer_open_what_leads_somewhere() {
        let opened = RefCell::new(Vec::new());
        let mut state = MatrixState::default();
        state.focus();
        let heads: Vec<Head> = ["T1", "Thiếu"]
            .map(|short| Head {
                short: short.to_owned(),
                long: format!("Cột {short}"),
                width: 80.0,
            })
            .into();
        let totals = [TotalLine {
            name: "Cộng",
            cells: vec![MatrixCell {
                text: "3".into(),
                said: "Tháng 1: 3".into(),
                ..MatrixCell::default()
            }],
        }];
        let mut harness = window(|ui| {
            let matrix = Matrix {
                title: "Bảng thử",
                name: 120.0,
                heads: &heads,
                rows: 2,
                totals: &totals,
                legend: "Chú thích.",
            };
            let hit = matrix.show(
                ui,
                &mut state,
                |row| RowHead {
                    short: format!("P{row}"),
                    name: format!("Phường {row}"),
                    ..RowHead::default()
                },
                |row, column| MatrixCell {
                    text: format!("{row}{column}"),
                    said: format!("Ô {row} {column}"),
                    opens: column == 0,
                    ..MatrixCell::default()
                },
            );
            opened.borrow_mut().extend(hit);
        });
        harness.run();
        harness.get_by_label("Cột Thiếu");
        harness.get_by_label("Tháng 1: 3");
        harness.get_by_label("Bảng thử. Phường 0");
        harness.key_press(Key::Enter);
        harness.run();
        for key in [Key::ArrowDown, Key::ArrowRight, Key::ArrowRight] {
            harness.key_press(key);
            harness.run();
        }
        harness.get_by_label("Bảng thử. Ô 1 1");
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(*opened.borrow(), [(0, 0)], "a cell that leads nowhere");
        harness.key_press(Key::ArrowLeft);
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        harness.get_by_label("Ô 0 0").click();
        harness.run();
        harness.get_by_label("Mở Phường 1").click();
        harness.run();
        assert_eq!(*opened.borrow(), [(0, 0), (1, 1), (0, 1), (1, 0)]);
    }
}
