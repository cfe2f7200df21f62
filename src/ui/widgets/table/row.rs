//! One row: its cells, its box, what the right button offers.

use eframe::egui::{
    Popup, Rect, Response, Sense, Stroke, Ui, Vec2, WidgetInfo, accesskit::Role, pos2, vec2,
};

use super::header::{Tick, tick};
use super::{CHECK_WIDTH, Cell, Table, TableEvent, TableState, Write, cell};
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::menu;

impl Table<'_> {
    pub(super) fn row(
        &self,
        ui: &mut Ui,
        state: &mut TableState,
        widths: &[f32],
        row: usize,
        focused: bool,
        write: Write<'_, '_>,
    ) -> Option<TableEvent> {
        let size = Vec2::new(ui.available_width(), theme::row(ui));
        let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
        let cells: Vec<Cell<'_>> = (0..self.columns.len())
            .map(|column| write(row, column))
            .collect();
        let selected = self.selected == Some(row);
        let picked = state.picks.has(self.key(row));
        response.widget_info(|| {
            let texts: Vec<&str> = cells
                .iter()
                .map(|cell| cell.text.as_ref())
                .filter(|text| !text.is_empty())
                .collect();
            WidgetInfo::selected(Role::Row, true, selected || picked, texts.join(", "))
        });
        backdrop(ui, rect, &response, selected, picked, focused);
        let ticked = self.boxes && self.row_box(ui, rect, row, picked, &cells);
        let mut left = self.left_edge(rect);
        for ((column, width), cell) in self.columns.iter().zip(widths).zip(&cells) {
            let place = Rect::from_min_size(pos2(left, rect.top()), vec2(*width, rect.height()));
            left += width;
            cell::paint(ui, &response, place, column.right, cell);
        }
        if response.secondary_clicked() && !picked && !self.boxes {
            state.picks.clear();
        }
        if let Some(event) = self.menu(&response, state, row, write) {
            return Some(event);
        }
        let held = ui.input(|i| i.modifiers);
        if ticked {
            if held.shift {
                self.clicked(state, row, held);
            } else {
                state.picks.toggle(self.key(row));
            }
            Some(TableEvent::Toggle(row))
        } else if response.double_clicked() && !held.any() {
            Some(TableEvent::Open(row))
        } else if response.clicked() {
            let chosen = self.clicked(state, row, held);
            Some(if chosen {
                TableEvent::Click(row)
            } else {
                TableEvent::Toggle(row)
            })
        } else {
            None
        }
    }

    fn row_box(&self, ui: &Ui, rect: Rect, row: usize, picked: bool, cells: &[Cell<'_>]) -> bool {
        let area = Rect::from_min_size(rect.min, vec2(CHECK_WIDTH, rect.height()));
        let id = ui.scope_id().with(("box", self.name, row));
        let response = ui.interact(area, id, Sense::CLICK);
        response.widget_info(|| {
            let name = cells.first().map_or("", |cell| cell.text.as_ref());
            WidgetInfo::selected(Role::CheckBox, true, picked, format!("Chọn dòng {name}"))
        });
        let state = if picked { Tick::Yes } else { Tick::No };
        tick(ui, area, state, response.hovered());
        response.clicked()
    }

    fn menu(
        &self,
        response: &Response,
        state: &mut TableState,
        row: usize,
        write: Write<'_, '_>,
    ) -> Option<TableEvent> {
        let mut event = None;
        Popup::context_menu(response).show(|ui| {
            ui.set_min_width(260.0);
            if menu::entry(ui, true, "Mở", "Enter") {
                event = Some(TableEvent::Open(row));
            }
            ui.separator();
            let rows = self.rows_to_copy(state, Some(row));
            let words = match rows.len() {
                1 => "Sao chép dòng".to_owned(),
                more => format!(
                    "Sao chép {} dòng đã chọn",
                    crate::domain::text::thousands(more)
                ),
            };
            if menu::entry(ui, true, &words, "Ctrl+C") {
                self.copy(ui, &rows, write);
            }
            if menu::entry(ui, true, "Sao chép cả bảng", "") {
                self.copy(ui, &state.order, write);
            }
            ui.separator();
            let picked = state.picks.has(self.key(row));
            let words = if picked {
                "Bỏ chọn dòng"
            } else {
                "Chọn thêm dòng"
            };
            if menu::entry(ui, true, words, "Ctrl+nhấp chuột") {
                state.picks.toggle(self.key(row));
                event = Some(TableEvent::Toggle(row));
            }
            if menu::entry(ui, true, "Chọn tất cả", "Ctrl+A") {
                state.picks.all((0..self.rows).map(|row| self.key(row)));
            }
            if menu::entry(ui, !state.picks.is_empty(), "Bỏ chọn tất cả", "Esc") {
                state.picks.clear();
            }
        });
        event
    }
}

fn backdrop(ui: &Ui, rect: Rect, response: &Response, selected: bool, picked: bool, focused: bool) {
    let colours = theme::palette(ui);
    if selected || picked {
        ui.painter().rect_filled(rect, 0.0, colours.selected);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, colours.hover);
    }
    if selected {
        let mut bar = rect;
        bar.set_width(if focused { 4.0 } else { 2.0 });
        ui.painter()
            .rect_filled(bar, 0.0, colours.tone(Tone::Accent).fg);
    }
    ui.painter().hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, colours.line),
    );
}
