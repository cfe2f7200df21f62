//! The list of visits, filtered by words, kind and state, sorted by any column.

use chrono::NaiveDate;
use eframe::egui::Ui;

use crate::domain::{VisitKind, VisitState};
use crate::read::{VisitFilter, VisitRow};
use crate::ui::action::{Action, Route};
use crate::ui::screens::filters::{chosen_from, district_chip, place_of, with_all};
use crate::ui::screens::rows;
use crate::ui::theme;
use crate::ui::tones;
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::table::{Cell, Column, Table, TableEvent, TableState};
use crate::ui::widgets::text_field::TextField;
use crate::ui::widgets::{button, empty_state, waiting};

/// What the list remembers.
#[derive(Debug, Default)]
pub struct ListView {
    table: TableState,
    chosen: Option<usize>,
    words: String,
}

/// Visits still to come that stand above the first one at hand.
const AHEAD: usize = 3;

const COLUMNS: [Column; 7] = [
    Column::fixed("Ngày", 100.0),
    Column::growing("Đơn vị được giám sát", 150.0, 1.0).least(136.0),
    Column::fixed("Loại", 170.0).least(96.0),
    Column::fixed("Trạng thái", 130.0).least(122.0),
    Column::fixed("Thông báo kết luận", 160.0).least(128.0),
    Column::fixed("Tồn tại còn mở", 124.0).least(112.0).right(),
    Column::fixed("Quá hạn", 84.0).least(70.0).right(),
];

impl ListView {
    /// Shows the list. `None` while the first one loads.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        list: Option<(&[VisitRow], u64)>,
        filter: &VisitFilter,
        today: NaiveDate,
        out: &mut Vec<Action>,
    ) {
        self.filters(ui, filter, out);
        ui.add_space(theme::GAP_SMALL);
        let Some((list, version)) = list else {
            waiting::show(ui, "Đang đọc danh sách…");
            return;
        };
        if list.is_empty() {
            nothing(ui, filter, out);
            return;
        }
        let sheet = theme::sheet(ui).inner_margin(2);
        sheet.show(ui, |ui| self.list(ui, (list, version), today, out));
    }

    fn filters(&mut self, ui: &mut Ui, filter: &VisitFilter, out: &mut Vec<Action>) {
        let mut wanted = filter.clone();
        ui.horizontal(|ui| {
            if self.words.trim().is_empty() && !filter.text.is_empty() {
                self.words.clone_from(&filter.text);
            }
            let words = TextField::line("Lọc theo tên đơn vị, nội dung", "")
                .finder()
                .width(250.0)
                .hint("Lọc theo tên đơn vị, nội dung");
            if words.bind(ui, &mut self.words) {
                self.words.trim().clone_into(&mut wanted.text);
            }
            let kinds = with_all("Mọi loại", VisitKind::ALL, VisitKind::label);
            let kind = place_of(VisitKind::ALL, filter.kind);
            if let Some(place) = Choice::new("Loại giám sát", &kinds, Some(kind))
                .width(196.0)
                .show(ui)
            {
                wanted.kind = chosen_from(VisitKind::ALL, place);
            }
            let states = with_all("Mọi trạng thái", VisitState::ALL, |state| {
                state.label()
            });
            let state = place_of(VisitState::ALL, filter.state);
            if let Some(place) = Choice::new("Trạng thái", &states, Some(state))
                .width(170.0)
                .show(ui)
            {
                wanted.state = chosen_from(VisitState::ALL, place);
            }
            ui.checkbox(&mut wanted.not_concluded, "Chưa kết luận");
            district_chip(ui, &mut wanted.district);
            if *filter != VisitFilter::default() && button::quiet(ui, "Bỏ lọc").clicked() {
                wanted = VisitFilter::default();
                self.words.clear();
            }
        });
        if wanted != *filter {
            self.chosen = None;
            out.push(Action::Go(Route::Visits(wanted)));
        }
    }

    fn list(
        &mut self,
        ui: &mut Ui,
        (list, version): (&[VisitRow], u64),
        today: NaiveDate,
        out: &mut Vec<Action>,
    ) {
        // a plan of the whole year does not push what is at hand out of sight
        let at_hand = list.iter().take_while(|visit| visit.date > today).count();
        let event = Table::new("Danh sách cuộc giám sát", &COLUMNS, list.len(), version)
            .selected(self.chosen)
            .begin_at(at_hand.saturating_sub(AHEAD))
            .show(ui, &mut self.table, |row, column| {
                list.get(row)
                    .map_or_else(Cell::default, |visit| cell(visit, column))
            });
        match event {
            Some(TableEvent::Select(row)) => self.chosen = Some(row),
            Some(TableEvent::Click(row) | TableEvent::Open(row)) => {
                self.chosen = Some(row);
                if let Some(visit) = list.get(row) {
                    out.push(Action::Go(Route::Visit(visit.id)));
                }
            }
            Some(TableEvent::Toggle(_)) | None => {}
        }
    }
}

fn cell(visit: &VisitRow, column: usize) -> Cell<'_> {
    match column {
        0 => rows::day(Some(visit.date)),
        1 => Cell::text(visit.unit_name.as_str()).strong(),
        2 => Cell::text(visit.kind.label()),
        3 => Cell::text(visit.state.label())
            .tone(tones::of_visit(visit.state))
            .sorted_by(visit.state as i64),
        4 => Cell::text(visit.conclusion_number.as_str()),
        5 => rows::open_of_all(visit),
        _ => rows::count(u64::from(visit.late_shortcomings)),
    }
}

fn nothing(ui: &mut Ui, filter: &VisitFilter, out: &mut Vec<Action>) {
    if *filter == VisitFilter::default() {
        let clicked = empty_state::show(
            ui,
            Icon::Checklist,
            "Chưa có cuộc giám sát nào",
            "Ghi cuộc giám sát đầu tiên để có phiếu kiểm tra, tồn tại và thông báo kết luận.",
            Some("Ghi cuộc giám sát đầu tiên"),
        );
        if clicked {
            out.push(Action::NewVisit(None));
        }
    } else {
        empty_state::show(
            ui,
            Icon::Search,
            "Không có cuộc giám sát nào khớp",
            "Thử bỏ bớt điều kiện lọc.",
            None,
        );
    }
}
