//! A list with columns: only the visible rows are drawn, a click on a heading sorts, arrows move, Enter opens.

use std::borrow::Cow;

use eframe::egui::{
    Align2, CursorIcon, Event, EventFilter, FontId, Id, Key, Modifiers, Popup, Rect, Response,
    ScrollArea, Sense, Stroke, Ui, Vec2, WidgetInfo, accesskit::Role, pos2, vec2,
};

use super::choice::elided;
use super::icon::{self, Icon};
use crate::domain::text::sort_key;
use crate::ui::theme::{self, Tone};

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

/// What stands in a cell.
#[derive(Clone, Debug, Default)]
pub struct Cell<'a> {
    text: Cow<'a, str>,
    tone: Option<Tone>,
    weak: bool,
    strong: bool,
    key: Option<i64>,
}

impl<'a> Cell<'a> {
    /// Plain text, sorted by its letters.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// Text on the tint of a tone.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = Some(tone);
        self
    }

    /// Bold.
    #[must_use]
    pub fn strong(mut self) -> Self {
        self.strong = true;
        self
    }

    /// Grey.
    #[must_use]
    pub fn weak(mut self) -> Self {
        self.weak = true;
        self
    }

    /// Sorted by this number instead of its letters: days for a date, the count for "lần 2".
    #[must_use]
    pub fn sorted_by(mut self, key: i64) -> Self {
        self.key = Some(key);
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
        let output = scroll.show_rows(ui, theme::ROW_HEIGHT, state.order.len(), |ui, places| {
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
        let left = (room - boxes - fixed).max(0.0);
        self.columns
            .iter()
            .map(|column| {
                if shares > 0.0 {
                    column.width + left * column.grows / shares
                } else {
                    column.width
                }
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
        let top = place as f32 * theme::ROW_HEIGHT;
        let bottom = top + theme::ROW_HEIGHT;
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
        let size = Vec2::new(ui.available_width(), theme::ROW_HEIGHT);
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
            paint_cell(ui, &response, place, column.right, cell);
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

fn paint_cell(ui: &Ui, response: &Response, place: Rect, right: bool, cell: &Cell<'_>) {
    if cell.text.is_empty() {
        return;
    }
    let colours = theme::palette(ui);
    let inner = place.shrink2(vec2(PAD, 0.0));
    let cut = if let Some(tone) = cell.tone {
        let pair = colours.tone(tone);
        let font = FontId::new(theme::SMALL_SIZE, theme::bold_family());
        let galley = ui
            .painter()
            .layout_no_wrap(cell.text.clone().into_owned(), font, pair.fg);
        let width = (galley.size().x + 14.0).min(inner.width());
        let tint = Rect::from_min_size(
            pos2(inner.left(), inner.center().y - 11.0),
            vec2(width, 22.0),
        );
        ui.painter().rect_filled(tint, 11.0, pair.bg);
        let at = pos2(tint.left() + 7.0, tint.center().y - galley.size().y / 2.0);
        let cut = galley.size().x + 14.0 > inner.width();
        ui.painter()
            .with_clip_rect(tint.intersect(ui.clip_rect()))
            .galley(at, galley, pair.fg);
        cut
    } else {
        let colour = if cell.weak {
            colours.weak
        } else {
            colours.text
        };
        if right || cell.strong {
            let family = if cell.strong {
                theme::bold_family()
            } else {
                eframe::egui::FontFamily::Proportional
            };
            let (at, align) = if right {
                (inner.right_center(), Align2::RIGHT_CENTER)
            } else {
                (inner.left_center(), Align2::LEFT_CENTER)
            };
            let painter = ui.painter().with_clip_rect(place.intersect(ui.clip_rect()));
            let font = FontId::new(theme::TEXT_SIZE, family);
            painter.text(at, align, &cell.text, font, colour).width() > inner.width()
        } else {
            elided(ui, inner, &cell.text, colour)
        }
    };
    let under_pointer = response
        .hover_pos()
        .is_some_and(|position| place.contains(position));
    if cut && under_pointer {
        response.show_tooltip_text(cell.text.as_ref());
    }
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell as Slot, RefCell};
    use std::rc::Rc;

    use egui_kittest::Harness;
    use egui_kittest::kittest::{NodeT as _, Queryable as _};

    use super::*;
    use crate::ui::testing::window;

    const COLUMNS: [Column; 3] = [
        Column::growing("Phường", 120.0, 1.0),
        Column::fixed("Số tồn tại", 120.0).right(),
        Column::fixed("Trạng thái", 140.0),
    ];

    type Shown = (
        Harness<'static>,
        Rc<Slot<Option<usize>>>,
        Rc<RefCell<Vec<TableEvent>>>,
    );

    fn table(rows: usize) -> Shown {
        let selected = Rc::new(Slot::new(None));
        let events = Rc::new(RefCell::new(Vec::new()));
        let (chosen, seen) = (selected.clone(), events.clone());
        let mut state = TableState::default();
        let harness = window(move |ui| {
            let names = ["Phúc Đồng", "Bồ Đề", "Đức Giang", "Cự Khối"];
            let event = Table::new("Danh sách phường", &COLUMNS, rows, 1)
                .selected(chosen.get())
                .checked(&|_| false)
                .show(ui, &mut state, |row, column| match column {
                    0 => Cell::text(
                        names
                            .get(row)
                            .map_or_else(|| format!("Phường {row}"), |n| (*n).to_owned()),
                    ),
                    1 => {
                        let count = (row * 7) % 10;
                        let key = i64::try_from(count).unwrap_or_default();
                        Cell::text(count.to_string()).sorted_by(key)
                    }
                    _ => Cell::text("Quá hạn").tone(Tone::Bad),
                });
            if let Some(event) = event {
                if let TableEvent::Select(row) | TableEvent::Click(row) = event {
                    chosen.set(Some(row));
                }
                seen.borrow_mut().push(event);
            }
        });
        (harness, selected, events)
    }

    fn first_row(harness: &Harness<'_>) -> String {
        harness
            .get_all_by_role(Role::Row)
            .next()
            .and_then(|row| row.accesskit_node().label())
            .unwrap_or_default()
    }

    #[test]
    fn a_heading_sorts_up_then_down_then_not_at_all() {
        let (mut harness, _, _) = table(4);
        harness.run();
        assert_eq!(first_row(&harness), "Phúc Đồng, 0, Quá hạn");
        for expected in [
            "Bồ Đề, 7, Quá hạn",
            "Phúc Đồng, 0, Quá hạn",
            "Phúc Đồng, 0, Quá hạn",
        ] {
            harness.get_by_label("Sắp xếp theo Phường").click();
            harness.run();
            assert_eq!(first_row(&harness), expected);
        }
        harness.get_by_label("Sắp xếp theo Số tồn tại").click();
        harness.run();
        harness.get_by_label("Sắp xếp theo Số tồn tại").click();
        harness.run();
        assert_eq!(first_row(&harness), "Bồ Đề, 7, Quá hạn");
    }

    #[test]
    fn the_keyboard_moves_and_opens() {
        let (mut harness, selected, events) = table(4);
        harness.run();
        harness.get_by_label_contains("Bồ Đề, 7").click();
        harness.run();
        assert_eq!(selected.get(), Some(1));
        harness.key_press(Key::ArrowDown);
        harness.run();
        assert_eq!(selected.get(), Some(2));
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(events.borrow().last(), Some(&TableEvent::Open(2)));
        harness.get_by_label("Chọn dòng Cự Khối").click();
        harness.run();
        assert_eq!(events.borrow().last(), Some(&TableEvent::Toggle(3)));
    }

    #[test]
    fn only_what_is_seen_is_drawn_and_the_end_can_be_reached() {
        let (mut harness, selected, _) = table(50_000);
        harness.run();
        assert!(harness.get_all_by_role(Role::Row).count() < 40);
        harness.get_by_label_contains("Bồ Đề, 7").click();
        harness.run();
        harness.key_press(Key::End);
        harness.run();
        assert_eq!(selected.get(), Some(49_999));
        harness.get_by_label_contains("Phường 49999, 3");
    }
}
