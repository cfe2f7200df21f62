//! The headings: a click sorts, the box picks every row.

use eframe::egui::{
    Align2, CursorIcon, FontId, Id, Rect, Sense, Stroke, Ui, Vec2, WidgetInfo, accesskit::Role,
    pos2, vec2,
};

use super::{CHECK_WIDTH, HEADER, PAD, Table, TableState};
use crate::ui::theme;
use crate::ui::widgets::icon::{self, Icon};

impl Table<'_> {
    pub(super) fn left_edge(&self, rect: Rect) -> f32 {
        rect.left() + if self.boxes { CHECK_WIDTH } else { 0.0 }
    }

    pub(super) fn header(&self, ui: &mut Ui, id: Id, state: &mut TableState, widths: &[f32]) {
        let colours = theme::palette(ui);
        let size = Vec2::new(ui.available_width(), HEADER);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let line = Stroke::new(1.0, colours.outline);
        ui.painter()
            .hline(rect.x_range(), rect.bottom() - 0.5, line);
        if self.boxes {
            self.box_for_all(ui, id, rect, state);
        }
        let mut left = self.left_edge(rect);
        for (index, width) in widths.iter().enumerate() {
            let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(*width, HEADER));
            left += width;
            self.heading(ui, id, state, index, cell);
        }
    }

    fn heading(&self, ui: &Ui, id: Id, state: &mut TableState, index: usize, cell: Rect) {
        let colours = theme::palette(ui);
        let Some(column) = self
            .columns
            .get(index)
            .filter(|column| !column.title.is_empty())
        else {
            return;
        };
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
        let colour = if response.hovered() || response.has_focus() || sorted.is_some() {
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
        if text.width() + PAD > cell.width() {
            response.on_hover_text(column.title);
        }
    }

    fn box_for_all(&self, ui: &Ui, id: Id, rect: Rect, state: &mut TableState) {
        let area = Rect::from_min_size(rect.min, vec2(CHECK_WIDTH, HEADER));
        let all = self.rows > 0 && state.picks.keys().len() == self.rows;
        let response = ui.interact(area, id.with("all"), Sense::click());
        response.widget_info(|| {
            WidgetInfo::selected(Role::CheckBox, true, all, "Chọn tất cả các dòng")
        });
        let state_of_all = match (all, state.picks.is_empty()) {
            (true, _) => Tick::Yes,
            (false, true) => Tick::No,
            (false, false) => Tick::Some,
        };
        tick(
            ui,
            area,
            state_of_all,
            response.hovered() || response.has_focus(),
        );
        if response.clicked() {
            if all {
                state.picks.clear();
            } else {
                state.picks.all((0..self.rows).map(|row| self.key(row)));
            }
        }
        response.on_hover_text(if all {
            "Bỏ chọn tất cả"
        } else {
            "Chọn tất cả (Ctrl+A)"
        });
    }
}

/// How a box stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tick {
    No,
    Some,
    Yes,
}

/// Paints a box in the middle of an area.
pub(super) fn tick(ui: &Ui, area: Rect, tick: Tick, lit: bool) {
    let colours = theme::palette(ui);
    let square = Rect::from_center_size(area.center(), Vec2::splat(17.0));
    let (fill, line) = match (tick, lit) {
        (Tick::Yes | Tick::Some, _) => (colours.accent, colours.accent),
        (Tick::No, true) => (colours.field, colours.weak),
        (Tick::No, false) => (colours.field, colours.outline),
    };
    ui.painter().rect(
        square,
        3.0,
        fill,
        Stroke::new(1.2, line),
        eframe::egui::StrokeKind::Inside,
    );
    match tick {
        Tick::No => {}
        Tick::Yes => icon::paint(
            ui.painter(),
            square.shrink(3.0),
            Icon::Check,
            colours.on_accent,
        ),
        Tick::Some => {
            let line = Stroke::new(2.0, colours.on_accent);
            let bar = square.shrink(4.5);
            ui.painter().hline(bar.x_range(), bar.center().y, line);
        }
    }
}
