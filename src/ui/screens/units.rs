//! Phường: the list of units with what is open in each.

use eframe::egui::Ui;

use super::filters::{chosen_from, place_of, unit_kinds};
use super::names::Names;
use super::rows;
use crate::domain::UnitKind;
use crate::domain::text::fold;
use crate::read::UnitRow;
use crate::ui::action::{Action, Route, ScreenContext};
use crate::ui::dialogs::reform::ReformDialog;
use crate::ui::dialogs::unit::UnitDialog;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::table::{Cell, Column, Table, TableEvent, TableState};
use crate::ui::widgets::text_field::TextField;
use crate::ui::widgets::{button, empty_state, section};

/// The screen's own state.
#[derive(Debug, Default)]
pub struct UnitsScreen {
    table: TableState,
    chosen: Option<usize>,
    words: String,
    kind: Option<UnitKind>,
    past: bool,
    dialog: Option<UnitDialog>,
    reform: Option<ReformDialog>,
    /// Changes with the filter, so that the table sorts again.
    filter_version: u64,
}

const COLUMNS: [Column; 6] = [
    Column::growing("Đơn vị", 200.0, 1.0),
    Column::fixed("Loại", 130.0),
    Column::fixed("Cuộc, cả dự kiến", 130.0).right(),
    Column::fixed("Lần gần nhất", 120.0),
    Column::fixed("Tồn tại còn mở", 130.0).right(),
    Column::fixed("Quá hạn", 110.0),
];

impl UnitsScreen {
    /// Shows the screen. `None` while the list loads.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        list: Option<(&[UnitRow], u64)>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        section::title(ui, "Phường và đơn vị", |ui| {
            if button::plain(ui, "Danh bạ người và chức vụ").clicked() {
                out.push(Action::Go(Route::People));
            }
            if button::plain(ui, "Sắp xếp đơn vị")
                .on_hover_text("Hợp nhất, chia tách, đổi tên, kết thúc từ một ngày")
                .clicked()
            {
                self.reform = Some(ReformDialog::new(None));
            }
            if button::plain(ui, "Thêm đơn vị").clicked() {
                let district = list
                    .and_then(|(list, _)| list.first())
                    .map_or("", |row| row.unit.district.as_str());
                self.dialog = Some(UnitDialog::add(district));
            }
        });
        self.filters(ui);
        ui.add_space(theme::GAP_SMALL);
        if let Some((list, version)) = list {
            self.list(ui, list, version, context, out);
        }
        let all = list.map_or(&[][..], |(list, _)| list);
        if let Some(dialog) = &mut self.dialog
            && dialog.ui(ui, all, context, out)
        {
            self.dialog = None;
        }
        if let Some(dialog) = &mut self.reform
            && dialog.ui(ui, all, context, out)
        {
            self.reform = None;
        }
    }

    fn filters(&mut self, ui: &mut Ui) {
        let mut changed = false;
        ui.horizontal(|ui| {
            changed |= TextField::line("Lọc theo tên đơn vị", "")
                .finder()
                .width(260.0)
                .hint("Lọc theo tên đơn vị")
                .bind(ui, &mut self.words);
            let kinds = unit_kinds();
            let kind = place_of(UnitKind::ALL, self.kind);
            if let Some(place) = Choice::new("Loại đơn vị", &kinds, Some(kind))
                .width(190.0)
                .show(ui)
            {
                self.kind = chosen_from(UnitKind::ALL, place);
                changed = true;
            }
            changed |= ui
                .checkbox(&mut self.past, "Cả đơn vị đã sắp xếp lại")
                .changed();
        });
        if changed {
            self.filter_version += 1;
            self.chosen = None;
        }
    }

    fn list(
        &mut self,
        ui: &mut Ui,
        list: &[UnitRow],
        version: u64,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let words = fold(&self.words);
        let names = Names::of(list);
        let shown: Vec<&UnitRow> = list
            .iter()
            .filter(|row| {
                self.past || row.unit.exists_on(context.today) || row.open_shortcomings > 0
            })
            .filter(|row| self.kind.is_none_or(|kind| row.unit.kind == kind))
            .filter(|row| words.is_empty() || fold(&row.unit.name).contains(&words))
            .collect();
        if shown.is_empty() {
            empty_state::show(
                ui,
                Icon::Ward,
                "Không có đơn vị nào khớp",
                "Bỏ bớt điều kiện lọc, hoặc thêm đơn vị mới.",
                None,
            );
            return;
        }
        let version = version.wrapping_mul(1000).wrapping_add(self.filter_version);
        let sheet = theme::sheet(ui).inner_margin(2);
        let event = sheet
            .show(ui, |ui| {
                Table::new("Danh sách đơn vị", &COLUMNS, shown.len(), version)
                    .selected(self.chosen)
                    .show(ui, &mut self.table, |row, column| {
                        shown
                            .get(row)
                            .map_or_else(Cell::default, |row| cell(row, &names, column))
                    })
            })
            .inner;
        match event {
            Some(TableEvent::Select(row)) => self.chosen = Some(row),
            Some(TableEvent::Click(row) | TableEvent::Open(row)) => {
                if let Some(row) = shown.get(row) {
                    out.push(Action::Go(Route::Unit(row.unit.id)));
                }
            }
            Some(TableEvent::Toggle(_)) | None => {}
        }
    }
}

fn cell<'a>(row: &'a UnitRow, names: &Names, column: usize) -> Cell<'a> {
    match column {
        0 => Cell::text(names.tell(row.unit.id, &row.unit.name)).strong(),
        1 => Cell::text(row.unit.kind.label()),
        2 => rows::count(row.visits),
        3 => match row.last_visit {
            Some(day) => rows::day(Some(day)),
            None => Cell::text("chưa giám sát").weak().sorted_by(0),
        },
        4 => rows::count(row.open_shortcomings),
        _ if row.late_shortcomings > 0 => Cell::text(format!("{} quá hạn", row.late_shortcomings))
            .tone(Tone::Bad)
            .sorted_by(i64::try_from(row.late_shortcomings).unwrap_or(i64::MAX)),
        _ => Cell::default(),
    }
}
