//! A list with columns: only the visible rows are drawn, a click on a heading sorts, arrows move, Enter opens.
//! Shift and Ctrl with a click or an arrow pick several rows, Ctrl+A all of them, Ctrl+C copies them for Excel.

use std::collections::BTreeSet;

use eframe::egui::{ScrollArea, Sense, Ui, WidgetInfo, accesskit::Role};

use crate::domain::text::sort_key;
use crate::ui::theme;
use crate::ui::widgets::text_field;

mod cell;
mod header;
mod keys;
mod picks;
mod row;

pub use cell::Cell;
pub use picks::RowKey;

use picks::Picks;

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
    /// What it needs in a narrow window.
    least: f32,
}

impl Column {
    /// A column of a fixed width.
    pub const fn fixed(title: &'static str, width: f32) -> Self {
        Self {
            title,
            width,
            grows: 0.0,
            right: false,
            least: width,
        }
    }

    /// A column at least this wide that takes its share of what is left.
    pub const fn growing(title: &'static str, width: f32, share: f32) -> Self {
        Self {
            title,
            width,
            grows: share,
            right: false,
            least: width * 0.7,
        }
    }

    /// Gives way down to this width in a narrow window: its texts can be read in a tooltip.
    #[must_use]
    pub const fn least(mut self, width: f32) -> Self {
        self.least = width;
        self
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
    picks: Picks,
    /// The chosen row that was brought into view last.
    shown: Option<RowKey>,
    /// It stood where it was to begin once; from then on the person scrolls.
    begun: bool,
}

impl TableState {
    /// The keys of the picked rows: what a screen does to many at once. See [`Table::keys`].
    pub fn picked(&self) -> &BTreeSet<RowKey> {
        self.picks.keys()
    }

    /// Picks nothing any more, after something was done to what was picked.
    pub fn pick_none(&mut self) {
        self.picks.clear();
    }
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
    /// A row was picked or is no longer picked; [`TableState::picked`] knows already.
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
    begin: usize,
    key: Option<&'a dyn Fn(usize) -> RowKey>,
    boxes: bool,
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
            begin: 0,
            key: None,
            boxes: false,
        }
    }

    /// The chosen row.
    pub fn selected(mut self, row: Option<usize>) -> Self {
        self.selected = row;
        self
    }

    /// The row that stands on top when the table is seen first.
    pub fn begin_at(mut self, row: usize) -> Self {
        self.begin = row;
        self
    }

    /// What each row is called as long as it lives (`id.0.as_u128()`), so that it stays picked when the list comes
    /// anew. Without it, rows are picked only until the list changes.
    pub fn keys(mut self, key: &'a dyn Fn(usize) -> RowKey) -> Self {
        self.key = Some(key);
        self
    }

    /// Puts a box before each row and one above them for all, where many rows are worked on at once.
    pub fn boxes(mut self) -> Self {
        self.boxes = true;
        self
    }

    fn key(&self, row: usize) -> RowKey {
        self.key.map_or(row as RowKey, |key| key(row))
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
        if text_field::goes_into_list(ui)
            && let Some(first) = state.order.first().copied()
        {
            focus.request_focus();
            event = Some(TableEvent::Select(self.selected.unwrap_or(first)));
        }
        let moved = if focus.has_focus() {
            self.keys_pressed(ui, id, state, &write, &mut event)
        } else {
            None
        };
        let moved = moved.or_else(|| self.chosen_elsewhere(state));
        let mut scroll = ScrollArea::vertical()
            .id_salt(id)
            .auto_shrink([false, false]);
        if let Some(place) = moved {
            scroll = Self::keep_in_view(ui, id, scroll, place);
        } else if !state.begun && self.begin > 0 {
            scroll = scroll.vertical_scroll_offset(Self::top_of(ui, self.begin));
        }
        state.begun |= self.rows > 0;
        let output = scroll.show_rows(ui, theme::row(ui), state.order.len(), |ui, places| {
            for place in places {
                if let Some(row) = state.order.get(place).copied()
                    && let Some(done) = self.row(ui, state, &widths, row, focus.has_focus(), &write)
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
        let boxes = if self.boxes { CHECK_WIDTH } else { 0.0 };
        let fixed: f32 = self.columns.iter().map(|column| column.width).sum();
        let shares: f32 = self.columns.iter().map(|column| column.grows).sum();
        let room = (room - boxes).max(1.0);
        let slack: f32 = self
            .columns
            .iter()
            .map(|column| column.width - column.least)
            .sum();
        // in a narrow window long texts give way first, then every column: none falls off the edge
        let given = ((fixed - room) / slack.max(1.0)).clamp(0.0, 1.0);
        let shrunk = (room / (fixed - slack * given).max(1.0)).min(1.0);
        let left = (room - fixed).max(0.0);
        self.columns
            .iter()
            .map(|column| {
                let grown = if shares > 0.0 {
                    left * column.grows / shares
                } else {
                    0.0
                };
                (column.width - (column.width - column.least) * given) * shrunk + grown
            })
            .collect()
    }

    fn sort(&self, state: &mut TableState, write: Write<'_, '_>) {
        let wanted = (self.version, self.rows, state.sort);
        if state.sorted_for == Some(wanted) {
            return;
        }
        let same_rows = state
            .sorted_for
            .is_some_and(|(version, rows, _)| (version, rows) == (self.version, self.rows));
        if !same_rows && !state.picks.is_empty() {
            self.keep_picks(state);
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
}

impl Table<'_> {
    /// The place of a row that was chosen outside the table: it must be seen.
    fn chosen_elsewhere(&self, state: &mut TableState) -> Option<usize> {
        let chosen = self.selected.map(|row| self.key(row));
        if state.shown == chosen {
            return None;
        }
        state.shown = chosen;
        let row = self.selected?;
        state.order.iter().position(|other| *other == row)
    }

    /// The list came anew: rows that are gone are not picked any more.
    fn keep_picks(&self, state: &mut TableState) {
        if self.key.is_some() {
            let there: BTreeSet<RowKey> = (0..self.rows).map(|row| self.key(row)).collect();
            state.picks.keep_only(&there);
        } else {
            state.picks.clear();
        }
    }
}

#[cfg(test)]
mod tests;
