//! A list with columns: only the visible rows are drawn, a click on a heading sorts, arrows move, Enter opens.

use eframe::egui::{
    Align2, CursorIcon, Event, EventFilter, FontId, Id, Key, Modifiers, Popup, Rect, Response,
    ScrollArea, Sense, Stroke, Ui, Vec2, WidgetInfo, accesskit::Role, pos2, vec2,
};

use crate::domain::text::sort_key;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::icon::{self, Icon};

mod cell;

pub use cell::Cell;

const HEADER: f32 = 32.0;
const CHECK_WIDTH: f32 = 32.0;
const PAD: f32 = 8.0;

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    title: &'static str,
    width: f32,
    grows: f32,
    right: bool,
}

impl Column {
    /// A column of a fixed width.
    pub const fn fixed(title: &'static str, width: f32) -> Self {
        Self {
            title,
            width,
            grows: 0.0,
            right: false,
        }
    }

    /// A column at least this wide that takes its share of what is left.
    pub const fn growing(title: &'static str, width: f32, share: f32) -> Self {
        Self {
            title,
            width,
            grows: share,
            right: false,
        }
    }

    /// Numbers stand at the right.
    #[must_use]
    pub const fn right(mut self) -> Self {
        self.right = true;
        self
    }
}

/// What the table remembers between frames.
#[derive(Clone, Debug, Default)]
pub struct TableState {
    sort: Option<Sorting>,
    order: Vec<usize>,
    /// Version, number of rows and sorting that `order` was made for.
    sorted_for: Option<(u64, usize, Option<Sorting>)>,
}

/// Column, and whether it runs downwards (largest first).
type Sorting = (usize, bool);

/// What was done to the table this frame. Rows are counted in the caller's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableEvent {
    /// A row was chosen with the keyboard.
    Select(usize),
    /// A row was clicked.
    Click(usize),
    /// A row was opened: double click or Enter.
    Open(usize),
    /// The box of a row was ticked or unticked.
    Toggle(usize),
}

/// A table.
#[must_use = "call .show()"]
pub struct Table<'a> {
    name: &'a str,
    columns: &'a [Column],
    rows: usize,
    version: u64,
    selected: Option<usize>,
    checked: Option<&'a dyn Fn(usize) -> bool>,
}

impl std::fmt::Debug for Table<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Table")
            .field("name", &self.name)
            .field("rows", &self.rows)
            .finish_non_exhaustive()
    }
}

/// Writes the cell of a row and a column.
type Write<'a, 'c> = &'a dyn Fn(usize, usize) -> Cell<'c>;

impl<'a> Table<'a> {
    /// A table of so many rows; `version` changes with the data, so that sorting follows it.
    pub fn new(name: &'a str, columns: &'a [Column], rows: usize, version: u64) -> Self {
        Self {
            name,
            columns,
            rows,
            version,
            selected: None,
            checked: None,
        }
    }

    /// The chosen row.
    pub fn selected(mut self, row: Option<usize>) -> Self {
        self.selected = row;
        self
    }

    /// Puts a box before each row.
    pub fn checked(mut self, checked: &'a dyn Fn(usize) -> bool) -> Self {
        self.checked = Some(checked);
        self
    }

    /// Shows the table in all the room there is.
    pub fn show<'c>(
        self,
        ui: &mut Ui,
        state: &mut TableState,
        write: impl Fn(usize, usize) -> Cell<'c>,
    ) -> Option<TableEvent> {
        let id = ui.scope_id().with(("table", self.name));
        ui.spacing_mut().item_spacing.y = 0.0;
        let widths = self.widths(ui.available_width() - ui.spacing().scroll.allocated_width());
        self.header(ui, id, state, &widths);
        self.sort(state, &write);
        let focus = ui.interact(ui.available_rect_before_wrap(), id, Sense::FOCUSABLE);
        focus.widget_info(|| WidgetInfo::labeled(Role::Table, true, self.name));
        let mut event = None;
        let moved = if focus.has_focus() {
            self.keys(ui, id, state, &write, &mut event)
        } else {
            None
        };
        let mut scroll = ScrollArea::vertical()
            .id_salt(id)
            .auto_shrink([false, false]);
        if let Some(place) = moved {
            scroll = self.keep_in_view(ui, id, scroll, place);
        }
        let output = scroll.show_rows(ui, theme::row(ui), state.order.len(), |ui, places| {
            for place in places {
                if let Some(row) = state.order.get(place).copied()
                    && let Some(done) = self.row(ui, &widths, row, focus.has_focus(), &write)
                {
                    event = Some(done);
                    focus.request_focus();
                }
            }
        });
        let view = (output.state.clamped_offset().y, output.inner_rect.height());
        ui.data_mut(|data| data.insert_temp(id, view));
        event
    }

    fn widths(&self, room: f32) -> Vec<f32> {
        let boxes = if self.checked.is_some() {
            CHECK_WIDTH
        } else {
            0.0
        };
        let fixed: f32 = self.columns.iter().map(|column| column.width).sum();
        let shares: f32 = self.columns.iter().map(|column| column.grows).sum();
        let room = (room - boxes).max(1.0);
        // in a narrow window every column gives way, none falls off the edge
        let shrunk = (room / fixed.max(1.0)).min(1.0);
        let left = (room - fixed).max(0.0);
        self.columns
            .iter()
            .map(|column| {
                let grown = if shares > 0.0 {
                    left * column.grows / shares
                } else {
                    0.0
                };
                column.width * shrunk + grown
            })
            .collect()
    }

    fn left_edge(&self, rect: Rect) -> f32 {
        rect.left()
            + if self.checked.is_some() {
                CHECK_WIDTH
            } else {
                0.0
            }
    }

    fn header(&self, ui: &mut Ui, id: Id, state: &mut TableState, widths: &[f32]) {
        let colours = theme::palette(ui);
        let size = Vec2::new(ui.available_width(), HEADER);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let line = Stroke::new(1.0, colours.outline);
        ui.painter()
            .hline(rect.x_range(), rect.bottom() - 0.5, line);
        let mut left = self.left_edge(rect);
        for (index, (column, width)) in self.columns.iter().zip(widths).enumerate() {
            let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(*width, HEADER));
            left += width;
            if column.title.is_empty() {
                continue;
            }
            let sorted = state.sort.filter(|(sorted, _)| *sorted == index);
            let response = ui
                .interact(cell, id.with(("heading", index)), Sense::click())
                .on_hover_cursor(CursorIcon::PointingHand);
            response.widget_info(|| {
                WidgetInfo::labeled(
                    Role::ColumnHeader,
                    true,
                    format!("Sắp xếp theo {}", column.title),
                )
            });
            let colour = if response.hovered() || sorted.is_some() {
                colours.text
            } else {
                colours.weak
            };
            let font = FontId::new(theme::SMALL_SIZE, theme::bold_family());
            let (at, align) = if column.right {
                (cell.right_center() - vec2(PAD, 0.0), Align2::RIGHT_CENTER)
            } else {
                (cell.left_center() + vec2(PAD, 0.0), Align2::LEFT_CENTER)
            };
            let clipped = ui.painter().with_clip_rect(cell.intersect(ui.clip_rect()));
            let text = clipped.text(at, align, column.title, font, colour);
            if let Some((_, downwards)) = sorted {
                let x = if column.right {
                    text.left() - 9.0
                } else {
                    text.right() + 9.0
                };
                let mark = Rect::from_center_size(pos2(x, cell.center().y), Vec2::splat(9.0));
                let arrow = if downwards { Icon::Down } else { Icon::Up };
                icon::paint(&clipped, mark, arrow, colour);
            }
            if response.clicked() {
                state.sort = match sorted {
                    None => Some((index, false)),
                    Some((_, false)) => Some((index, true)),
                    Some((_, true)) => None,
                };
            }
        }
    }

    fn sort(&self, state: &mut TableState, write: Write<'_, '_>) {
        let wanted = (self.version, self.rows, state.sort);
        if state.sorted_for == Some(wanted) {
            return;
        }
        state.sorted_for = Some(wanted);
        state.order = (0..self.rows).collect();
        if let Some((column, downwards)) = state.sort {
            state.order.sort_by_cached_key(|row| {
                let cell = write(*row, column);
                // what has neither number nor text comes last
                (
                    cell.key.is_none() && cell.text.is_empty(),
                    cell.key,
                    sort_key(&cell.text),
                )
            });
            if downwards {
                state.order.reverse();
            }
        }
    }

    /// Handles the keys; the place to scroll to, when the choice moved.
    fn keys(
        &self,
        ui: &Ui,
        id: Id,
        state: &TableState,
        write: Write<'_, '_>,
        event: &mut Option<TableEvent>,
    ) -> Option<usize> {
        let filter = EventFilter {
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let last = state.order.len().checked_sub(1)?;
        let here = self
            .selected
            .and_then(|row| state.order.iter().position(|other| *other == row));
        let pressed = |key: Key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        let page = 12;
        let target = if pressed(Key::ArrowDown) {
            Some(here.map_or(0, |here| here + 1))
        } else if pressed(Key::ArrowUp) {
            Some(here.map_or(last, |here| here.saturating_sub(1)))
        } else if pressed(Key::PageDown) {
            Some(here.map_or(0, |here| here + page))
        } else if pressed(Key::PageUp) {
            Some(here.map_or(0, |here| here.saturating_sub(page)))
        } else if pressed(Key::Home) {
            Some(0)
        } else if pressed(Key::End) {
            Some(last)
        } else {
            None
        };
        if let Some(place) = target.map(|place| place.min(last)) {
            *event = state.order.get(place).copied().map(TableEvent::Select);
            return Some(place);
        }
        if let Some(row) = self.selected {
            if pressed(Key::Enter) {
                *event = Some(TableEvent::Open(row));
            } else if self.checked.is_some() && pressed(Key::Space) {
                *event = Some(TableEvent::Toggle(row));
            }
            if ui.input(|i| i.events.contains(&Event::Copy)) {
                ui.copy_text(self.tab_separated(&[row], write));
            }
        }
        None
    }

    fn keep_in_view(&self, ui: &Ui, id: Id, scroll: ScrollArea, place: usize) -> ScrollArea {
        let (offset, height) = ui
            .data(|data| data.get_temp::<(f32, f32)>(id))
            .unwrap_or((0.0, self.room(ui)));
        #[expect(
            clippy::cast_precision_loss,
            reason = "a row number far below the limit of f32"
        )]
        let top = place as f32 * theme::row(ui);
        let bottom = top + theme::row(ui);
        if top < offset {
            scroll.vertical_scroll_offset(top)
        } else if bottom > offset + height {
            scroll.vertical_scroll_offset(bottom - height)
        } else {
            scroll
        }
    }

    #[expect(clippy::unused_self, reason = "reads as a question to the table")]
    fn room(&self, ui: &Ui) -> f32 {
        ui.available_height()
    }

    fn row(
        &self,
        ui: &mut Ui,
        widths: &[f32],
        row: usize,
        focused: bool,
        write: Write<'_, '_>,
    ) -> Option<TableEvent> {
        let colours = theme::palette(ui);
        let size = Vec2::new(ui.available_width(), theme::row(ui));
        let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
        let cells: Vec<Cell<'_>> = (0..self.columns.len())
            .map(|column| write(row, column))
            .collect();
        let selected = self.selected == Some(row);
        response.widget_info(|| {
            let texts: Vec<&str> = cells
                .iter()
                .map(|cell| cell.text.as_ref())
                .filter(|text| !text.is_empty())
                .collect();
            WidgetInfo::selected(Role::Row, true, selected, texts.join(", "))
        });
        if selected {
            ui.painter().rect_filled(rect, 0.0, colours.selected);
            let mut bar = rect;
            bar.set_width(if focused { 4.0 } else { 2.0 });
            ui.painter()
                .rect_filled(bar, 0.0, colours.tone(Tone::Accent).fg);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, 0.0, colours.hover);
        }
        ui.painter().hline(
            rect.x_range(),
            rect.bottom() - 0.5,
            Stroke::new(1.0, colours.line),
        );
        let mut event = self.check_box(ui, rect, row, &cells);
        let mut left = self.left_edge(rect);
        for ((column, width), cell) in self.columns.iter().zip(widths).zip(&cells) {
            let place = Rect::from_min_size(pos2(left, rect.top()), vec2(*width, rect.height()));
            left += width;
            cell::paint(ui, &response, place, column.right, cell);
        }
        self.copy_menu(&response, row, write);
        if response.double_clicked() {
            event = Some(TableEvent::Open(row));
        } else if response.clicked() && event.is_none() {
            event = Some(TableEvent::Click(row));
        }
        event
    }

    fn check_box(&self, ui: &Ui, rect: Rect, row: usize, cells: &[Cell<'_>]) -> Option<TableEvent> {
        let checked = (self.checked?)(row);
        let colours = theme::palette(ui);
        let area = Rect::from_min_size(rect.min, vec2(CHECK_WIDTH, rect.height()));
        let response = ui.interact(
            area,
            ui.scope_id().with(("box", self.name, row)),
            Sense::CLICK,
        );
        response.widget_info(|| {
            let name = cells.first().map_or("", |cell| cell.text.as_ref());
            WidgetInfo::selected(Role::CheckBox, true, checked, format!("Chọn dòng {name}"))
        });
        let square = Rect::from_center_size(area.center(), Vec2::splat(17.0));
        let (fill, line) = if checked {
            (colours.accent, colours.accent)
        } else {
            (
                colours.field,
                if response.hovered() {
                    colours.weak
                } else {
                    colours.outline
                },
            )
        };
        ui.painter().rect(
            square,
            3.0,
            fill,
            Stroke::new(1.2, line),
            eframe::egui::StrokeKind::Inside,
        );
        if checked {
            icon::paint(
                ui.painter(),
                square.shrink(3.0),
                Icon::Check,
                colours.on_accent,
            );
        }
        response.clicked().then_some(TableEvent::Toggle(row))
    }

    fn copy_menu(&self, response: &Response, row: usize, write: Write<'_, '_>) {
        Popup::context_menu(response).show(|ui| {
            if ui.button("Sao chép dòng này").clicked() {
                ui.copy_text(self.tab_separated(&[row], write));
                ui.close();
            }
            if ui.button("Sao chép cả bảng để dán vào Excel").clicked() {
                let rows: Vec<usize> = (0..self.rows).collect();
                ui.copy_text(self.tab_separated(&rows, write));
                ui.close();
            }
        });
    }

    fn tab_separated(&self, rows: &[usize], write: Write<'_, '_>) -> String {
        let titles: Vec<&str> = self.columns.iter().map(|column| column.title).collect();
        let mut text = titles.join("\t");
        for row in rows {
            let cells: Vec<String> = (0..self.columns.len())
                .map(|column| write(*row, column).text.replace(['\t', '\n', '\r'], " "))
                .collect();
            text.push('\n');
            text.push_str(&cells.join("\t"));
        }
        text
    }
}

#[cfg(test)]
mod tests;
