//! The table by keys: moving, picking, copying, opening.

use eframe::egui::{Event, EventFilter, Id, Key, Modifiers, ScrollArea, Ui};

use super::{Table, TableEvent, TableState, Write};
use crate::ui::theme;
use crate::ui::widgets::toast;

/// Rows of a page up or down.
const PAGE: usize = 12;

impl Table<'_> {
    /// Handles the keys; the place to scroll to, when the choice moved.
    pub(super) fn keys_pressed(
        &self,
        ui: &Ui,
        id: Id,
        state: &mut TableState,
        write: Write<'_, '_>,
        event: &mut Option<TableEvent>,
    ) -> Option<usize> {
        let filter = EventFilter {
            vertical_arrows: true,
            escape: !state.picks.is_empty(),
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let last = state.order.len().checked_sub(1)?;
        let here = self
            .selected
            .and_then(|row| state.order.iter().position(|other| *other == row));
        if let Some((place, range)) = target(ui, here, last) {
            let row = state.order.get(place).copied()?;
            self.moved(state, row, range);
            *event = Some(TableEvent::Select(row));
            return Some(place);
        }
        let pressed =
            |modifiers: Modifiers, key: Key| ui.input_mut(|i| i.consume_key(modifiers, key));
        if pressed(Modifiers::COMMAND, Key::A) {
            state.picks.all((0..self.rows).map(|row| self.key(row)));
        } else if !state.picks.is_empty() && pressed(Modifiers::NONE, Key::Escape) {
            state.picks.clear();
        }
        if ui.input(|i| i.events.contains(&Event::Copy)) {
            self.copy(ui, &self.rows_to_copy(state, self.selected), write);
        }
        if let Some(row) = self.selected {
            if pressed(Modifiers::NONE, Key::Enter) {
                *event = Some(TableEvent::Open(row));
            } else if pressed(Modifiers::NONE, Key::Space) {
                state.picks.toggle(self.key(row));
                *event = Some(TableEvent::Toggle(row));
            }
        }
        None
    }

    fn moved(&self, state: &mut TableState, row: usize, range: bool) {
        if range {
            let order: Vec<_> = state.order.iter().map(|row| self.key(*row)).collect();
            let from = self.selected.map(|row| self.key(row));
            state.picks.range(&order, from, self.key(row));
        } else {
            state.picks.start_at(self.key(row));
            if !self.boxes {
                state.picks.clear();
            }
        }
    }

    /// A row was clicked with the mouse; whether the click also chooses it.
    pub(super) fn clicked(&self, state: &mut TableState, row: usize, held: Modifiers) -> bool {
        let key = self.key(row);
        if held.command {
            if state.picks.is_empty()
                && !self.boxes
                && let Some(chosen) = self.selected
            {
                state.picks.add(self.key(chosen));
            }
            state.picks.toggle(key);
            return false;
        }
        self.moved(state, row, held.shift);
        !held.shift
    }

    /// The picked rows in the order in which they are shown, or else the one meant.
    pub(super) fn rows_to_copy(&self, state: &TableState, meant: Option<usize>) -> Vec<usize> {
        let picked: Vec<usize> = state
            .order
            .iter()
            .copied()
            .filter(|row| state.picks.has(self.key(*row)))
            .collect();
        if picked.is_empty() {
            meant.into_iter().collect()
        } else {
            picked
        }
    }

    /// Puts rows on the clipboard so that Excel makes cells of them.
    pub(super) fn copy(&self, ui: &Ui, rows: &[usize], write: Write<'_, '_>) {
        if rows.is_empty() {
            return;
        }
        ui.copy_text(self.tab_separated(rows, write));
        let count = crate::domain::text::thousands(rows.len());
        toast::tell(
            ui.ctx(),
            format!("Đã sao chép {count} dòng; mở Excel và dán vào là thành bảng."),
        );
    }

    pub(super) fn tab_separated(&self, rows: &[usize], write: Write<'_, '_>) -> String {
        let titles: Vec<&str> = self.columns.iter().map(|column| column.title).collect();
        let mut text = titles.join("\t");
        for row in rows {
            let cells: Vec<String> = (0..self.columns.len())
                .map(|column| write(*row, column).text.replace(['\t', '\n', '\r'], " "))
                .collect();
            text.push_str("\r\n");
            text.push_str(&cells.join("\t"));
        }
        text
    }

    /// How far below the first row a row begins.
    #[expect(
        clippy::cast_precision_loss,
        reason = "a row number far below the limit of f32"
    )]
    pub(super) fn top_of(ui: &Ui, place: usize) -> f32 {
        place as f32 * theme::row(ui)
    }

    pub(super) fn keep_in_view(ui: &Ui, id: Id, scroll: ScrollArea, place: usize) -> ScrollArea {
        let (offset, height) = ui
            .data(|data| data.get_temp::<(f32, f32)>(id))
            .unwrap_or((0.0, ui.available_height()));
        let top = Self::top_of(ui, place);
        let bottom = top + theme::row(ui);
        if top < offset {
            scroll.vertical_scroll_offset(top)
        } else if bottom > offset + height {
            scroll.vertical_scroll_offset(bottom - height)
        } else {
            scroll
        }
    }
}

/// Where a key leads, and whether Shift picks what lies between.
fn target(ui: &Ui, here: Option<usize>, last: usize) -> Option<(usize, bool)> {
    let keys = [
        (Key::ArrowDown, here.map_or(0, |here| here + 1)),
        (
            Key::ArrowUp,
            here.map_or(last, |here| here.saturating_sub(1)),
        ),
        (Key::PageDown, here.map_or(0, |here| here + PAGE)),
        (
            Key::PageUp,
            here.map_or(0, |here| here.saturating_sub(PAGE)),
        ),
        (Key::Home, 0),
        (Key::End, last),
    ];
    ui.input_mut(|i| {
        keys.into_iter().find_map(|(key, place)| {
            // Shift first: without it the key matches whatever is held down
            let range = i.consume_key(Modifiers::SHIFT, key);
            (range || i.consume_key(Modifiers::NONE, key)).then_some((place.min(last), range))
        })
    })
}
