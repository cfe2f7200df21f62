//! Tồn tại: the board's working list on the left, one with its history and next steps on the right.

use eframe::egui::{Layout, ScrollArea, Ui, Vec2};

use super::filters::{chip, unit_choice};
use super::rows;
use crate::domain::{ShortcomingClass, ShortcomingId};
use crate::read::{OverviewCounts, ShortcomingDetail, ShortcomingFilter, ShortcomingRow, UnitRow};
use crate::ui::action::{Action, Route, ScreenContext};
use crate::ui::dialogs::step::StepDialog;
use crate::ui::export::{Export, list_name};
use crate::ui::theme;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::table::{Cell, Column, Table, TableEvent, TableState};
use crate::ui::widgets::text_field::TextField;
use crate::ui::widgets::{button, empty_state, section};

/// The screen's own state.
#[derive(Debug, Default)]
pub struct ShortcomingsScreen {
    table: TableState,
    chosen: Option<ShortcomingId>,
    words: String,
    step: Option<StepDialog>,
}

/// What the screen shows.
#[derive(Clone, Copy, Debug)]
pub struct ShortcomingsPage<'a> {
    /// The rows and their version, once loaded.
    pub list: Option<(&'a [ShortcomingRow], u64)>,
    /// What the list was filtered by.
    pub filter: &'a ShortcomingFilter,
    /// How many there are of each class.
    pub counts: Option<OverviewCounts>,
    /// The units to filter by.
    pub units: &'a [UnitRow],
    /// The chosen one, once loaded.
    pub detail: Option<&'a ShortcomingDetail>,
}

const COLUMNS: [Column; 6] = [
    Column::fixed("Đơn vị", 122.0),
    Column::fixed("QC", 78.0),
    Column::growing("Tồn tại, hạn chế", 110.0, 1.0),
    Column::fixed("Thời hạn", 98.0),
    Column::fixed("Chịu trách nhiệm", 130.0),
    Column::fixed("Tình trạng", 150.0),
];

/// Beside an open detail there is room for what tells one row from another.
const NARROW: [Column; 4] = [
    Column::fixed("Đơn vị", 122.0),
    Column::growing("Tồn tại, hạn chế", 110.0, 1.0),
    Column::fixed("Thời hạn", 98.0),
    Column::fixed("Tình trạng", 150.0),
];

/// Which of all columns the narrow list shows.
const NARROW_PLACES: [usize; 4] = [0, 2, 3, 5];

/// The classes in the order of what calls for work.
const CHIPS: [ShortcomingClass; 6] = [
    ShortcomingClass::Late,
    ShortcomingClass::DueSoon,
    ShortcomingClass::Waiting,
    ShortcomingClass::AtWork,
    ShortcomingClass::DoneInTime,
    ShortcomingClass::DoneLate,
];

const DETAIL_WIDTH: f32 = 380.0;

impl ShortcomingsScreen {
    /// The one whose history is shown.
    pub fn chosen(&self) -> Option<ShortcomingId> {
        self.chosen
    }

    /// Shows the screen.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        page: &ShortcomingsPage<'_>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        section::title(ui, "Tồn tại, hạn chế", |ui| {
            if page.list.is_some_and(|(list, _)| !list.is_empty())
                && button::plain(ui, "Excel")
                    .on_hover_text("Lưu danh sách đang hiện thành tệp Excel")
                    .clicked()
            {
                let what = Export::Shortcomings(page.filter.clone());
                out.push(Action::Export(what, list_name("Tồn tại", context.today)));
            }
            super::paper_buttons::of_shortcomings(ui, page, self.chosen, context.today, out);
        });
        self.filters(ui, page, out);
        ui.add_space(theme::GAP_SMALL);
        let Some((list, version)) = page.list else {
            return;
        };
        if list.is_empty() {
            nothing(ui, page.filter);
            return;
        }
        if self
            .chosen
            .is_some_and(|chosen| list.iter().all(|row| row.id != chosen))
        {
            self.chosen = None;
        }
        let room = ui.available_size();
        let detail = self.chosen.and(page.detail);
        let side = if self.chosen.is_some() {
            DETAIL_WIDTH + theme::GAP
        } else {
            0.0
        };
        ui.with_layout(Layout::left_to_right(eframe::egui::Align::Min), |ui| {
            ui.spacing_mut().item_spacing.x = theme::GAP;
            let size = Vec2::new(room.x - side, room.y);
            ui.allocate_ui_with_layout(size, Layout::top_down(eframe::egui::Align::Min), |ui| {
                let sheet = theme::sheet(ui).inner_margin(2);
                sheet.show(ui, |ui| self.list(ui, list, version, context.today, out));
            });
            if let Some(detail) = detail {
                let size = Vec2::new(DETAIL_WIDTH, room.y);
                ui.allocate_ui_with_layout(
                    size,
                    Layout::top_down(eframe::egui::Align::Min),
                    |ui| {
                        self.side(ui, detail, context, out);
                    },
                );
            }
        });
        self.dialog(ui, detail, context, out);
    }

    fn filters(&mut self, ui: &mut Ui, page: &ShortcomingsPage<'_>, out: &mut Vec<Action>) {
        let mut wanted = page.filter.clone();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = theme::GAP_SMALL;
            if chip(ui, wanted.class.is_none(), "Tất cả".to_owned()) {
                wanted.class = None;
            }
            for class in &CHIPS {
                let text = match page.counts {
                    Some(counts) => format!("{} {}", class.label(), count_of(counts, *class)),
                    None => class.label().to_owned(),
                };
                if chip(ui, wanted.class == Some(*class), text) {
                    wanted.class = Some(*class);
                }
            }
        });
        ui.horizontal(|ui| {
            if self.words.trim().is_empty() && !page.filter.text.is_empty() {
                self.words.clone_from(&page.filter.text);
            }
            let words = TextField::line("Lọc theo nội dung, người phụ trách", "")
                .width(280.0)
                .hint("Lọc theo nội dung, người phụ trách");
            if words.bind(ui, &mut self.words) {
                self.words.trim().clone_into(&mut wanted.text);
            }
            if let Some(unit_id) = unit_choice(ui, page.units, wanted.unit_id) {
                wanted.unit_id = unit_id.0;
            }
            if *page.filter != ShortcomingFilter::default() && button::quiet(ui, "Bỏ lọc").clicked()
            {
                wanted = ShortcomingFilter::default();
                self.words.clear();
            }
        });
        if wanted != *page.filter {
            out.push(Action::Go(Route::Shortcomings(wanted)));
        }
    }

    fn list(
        &mut self,
        ui: &mut Ui,
        list: &[ShortcomingRow],
        version: u64,
        today: chrono::NaiveDate,
        out: &mut Vec<Action>,
    ) {
        let chosen = self
            .chosen
            .and_then(|chosen| list.iter().position(|row| row.id == chosen));
        let (columns, narrow) = if chosen.is_some() {
            (&NARROW[..], true)
        } else {
            (&COLUMNS[..], false)
        };
        let event = Table::new("Danh sách tồn tại", columns, list.len(), version)
            .selected(chosen)
            .show(ui, &mut self.table, |row, column| {
                let Some(shortcoming) = list.get(row) else {
                    return Cell::default();
                };
                let column = if narrow {
                    NARROW_PLACES.get(column).copied().unwrap_or(column)
                } else {
                    column
                };
                match column {
                    0 => Cell::text(rows::short_unit(&shortcoming.unit_name)),
                    1 => Cell::text(shortcoming.regulation_code.as_str()).weak(),
                    2 => Cell::text(shortcoming.description.as_str()),
                    3 => rows::day(shortcoming.deadline),
                    4 => Cell::text(shortcoming.owner.as_str()),
                    _ => rows::standing(shortcoming, today),
                }
            });
        match event {
            Some(TableEvent::Select(row) | TableEvent::Click(row)) => {
                self.chosen = list.get(row).map(|row| row.id);
            }
            Some(TableEvent::Open(row)) => {
                if let Some(row) = list.get(row) {
                    out.push(Action::Go(Route::Visit(row.visit_id)));
                }
            }
            Some(TableEvent::Toggle(_)) | None => {}
        }
    }

    fn side(
        &mut self,
        ui: &mut Ui,
        detail: &ShortcomingDetail,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let sheet = theme::sheet(ui);
        sheet.show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            ScrollArea::vertical()
                .id_salt(detail.shortcoming.id.0)
                .auto_shrink([false, false])
                .show(ui, |ui| {
                    super::shortcoming_detail::head(ui, detail, out);
                    if let Some(kind) = super::shortcoming_detail::steps(ui, detail, context) {
                        self.step = Some(StepDialog::new(kind, detail, context));
                    }
                    super::shortcoming_detail::facts(ui, detail);
                    super::shortcoming_detail::history(ui, detail);
                });
        });
    }

    fn dialog(
        &mut self,
        ui: &mut Ui,
        detail: Option<&ShortcomingDetail>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        if let Some(step) = &mut self.step
            && step.ui(ui, detail, context, out)
        {
            self.step = None;
        }
    }
}

fn count_of(counts: OverviewCounts, class: ShortcomingClass) -> u64 {
    match class {
        ShortcomingClass::Late => counts.late,
        ShortcomingClass::DueSoon => counts.due_soon,
        ShortcomingClass::Waiting => counts.waiting,
        ShortcomingClass::DoneInTime => counts.done_in_time,
        ShortcomingClass::DoneLate => counts.done_late,
        ShortcomingClass::AtWork => counts.at_work,
    }
}

fn nothing(ui: &mut Ui, filter: &ShortcomingFilter) {
    if *filter == ShortcomingFilter::default() {
        empty_state::show(
            ui,
            Icon::Flag,
            "Chưa có tồn tại nào",
            "Tồn tại, hạn chế được ghi trong từng cuộc giám sát, từ mục đánh giá “Chưa đạt” hoặc “Đạt một phần”.",
            None,
        );
    } else {
        let what = filter
            .class
            .map_or("Không có tồn tại nào khớp", |class| class.label());
        let title = if filter.class.is_some() {
            format!(
                "Không có tồn tại nào: {}",
                crate::domain::text::lower_first(what)
            )
        } else {
            what.to_owned()
        };
        empty_state::show(ui, Icon::Check, &title, "Bỏ lọc để xem tất cả.", None);
    }
}
