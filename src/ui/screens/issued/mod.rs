//! Văn bản đã ban hành: the list with numbers, what replaces what, and missing numbers.

mod detail;
mod numbering;
#[cfg(test)]
mod tests;

use eframe::egui::{Align, Layout, Ui, Vec2};

use super::filters::{chosen_from, place_of, unit_choice, with_all};
use super::rows;
use crate::domain::{IssuedId, PaperKind};
use crate::read::{IssuedFilter, IssuedPage, IssuedRow, UnitRow};
use crate::ui::action::{Action, Route, ScreenContext};
use crate::ui::export::{Export, list_name};
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::table::{Cell, Column, Table, TableEvent, TableState};
use crate::ui::widgets::text_field::TextField;
use crate::ui::widgets::{button, empty_state, notice, section, waiting};

/// The screen's own state.
#[derive(Debug, Default)]
pub struct IssuedScreen {
    table: TableState,
    chosen: Option<IssuedId>,
    /// The paper that a link led to; chosen once it is in the list.
    arrived: Option<IssuedId>,
    words: String,
    numbering: numbering::NumberingDialog,
}

/// What the screen shows.
#[derive(Clone, Copy, Debug)]
pub struct IssuedListPage<'a> {
    /// The list and its version, once loaded.
    pub list: Option<(&'a IssuedPage, u64)>,
    pub filter: &'a IssuedFilter,
    /// The units to filter by.
    pub units: &'a [UnitRow],
}

const COLUMNS: [Column; 6] = [
    Column::fixed("Số và ký hiệu", 132.0),
    Column::fixed("Ngày", 96.0),
    Column::fixed("Loại văn bản", 172.0).least(110.0),
    Column::growing("Trích yếu", 140.0, 1.0),
    Column::fixed("Đơn vị", 120.0),
    Column::fixed("Được thay thế bằng", 150.0),
];

/// Beside an open detail there is room for what tells one row from another.
const NARROW_PLACES: [usize; 5] = [0, 1, 4, 3, 5];

const NARROW: [Column; 5] = [
    Column::fixed("Số và ký hiệu", 132.0),
    Column::fixed("Ngày", 96.0),
    Column::fixed("Đơn vị", 112.0),
    Column::growing("Trích yếu", 100.0, 1.0),
    Column::fixed("Thay bằng", 104.0),
];

const DETAIL_WIDTH: f32 = 380.0;

impl IssuedScreen {
    /// A link leads to this paper.
    pub fn show_paper(&mut self, id: IssuedId) {
        if self.arrived != Some(id) {
            self.arrived = Some(id);
            self.chosen = Some(id);
        }
    }

    /// Shows the screen.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        page: &IssuedListPage<'_>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        section::title(ui, "Văn bản đi", |ui| {
            if button::plain(ui, "Cách đánh số").clicked()
                && let Some((list, _)) = page.list
            {
                self.numbering.open(list.numbering, context.today);
            }
            if page.list.is_some_and(|(list, _)| !list.rows.is_empty())
                && button::plain(ui, "Xuất Excel")
                    .on_hover_text("Lưu danh sách đang hiện thành tệp Excel")
                    .clicked()
            {
                let what = Export::IssuedList(page.filter.clone());
                let name = list_name("Văn bản đi", context.today);
                out.push(Action::Export(what, name));
            }
        });
        self.filters(ui, page, out);
        ui.add_space(theme::GAP_SMALL);
        let Some((list, version)) = page.list else {
            waiting::show(ui, "Đang đọc danh sách…");
            return;
        };
        gaps(ui, list);
        if list.rows.is_empty() {
            nothing(ui, page.filter);
        } else {
            self.body(ui, list, version, out);
        }
        self.numbering.ui(ui, context, out);
    }

    fn body(&mut self, ui: &mut Ui, list: &IssuedPage, version: u64, out: &mut Vec<Action>) {
        let detail = self
            .chosen
            .and_then(|chosen| list.rows.iter().find(|row| row.id == chosen));
        let room = ui.available_size();
        let side = if detail.is_some() {
            DETAIL_WIDTH + theme::GAP
        } else {
            0.0
        };
        ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.x = theme::GAP;
            let size = Vec2::new(room.x - side, room.y);
            ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
                let sheet = theme::sheet(ui).inner_margin(2);
                sheet.show(ui, |ui| self.list(ui, &list.rows, version, out));
            });
            if let Some(row) = detail {
                let size = Vec2::new(DETAIL_WIDTH, room.y);
                ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
                    if let Some(other) = detail::ui(ui, row, out) {
                        self.chosen = Some(other);
                    }
                });
            }
        });
    }

    fn filters(&mut self, ui: &mut Ui, page: &IssuedListPage<'_>, out: &mut Vec<Action>) {
        let mut wanted = page.filter.clone();
        ui.horizontal(|ui| {
            if self.words.trim().is_empty() && !page.filter.text.is_empty() {
                self.words.clone_from(&page.filter.text);
            }
            let words = TextField::line("Lọc theo số, trích yếu", "")
                .width(230.0)
                .hint("Lọc theo số, trích yếu");
            if words.bind(ui, &mut self.words) {
                self.words.trim().clone_into(&mut wanted.text);
            }
            let kinds = with_all("Mọi loại văn bản", PaperKind::ALL, PaperKind::label);
            let kind = place_of(PaperKind::ALL, wanted.kind);
            if let Some(place) = Choice::new("Loại văn bản", &kinds, Some(kind))
                .width(196.0)
                .show(ui)
            {
                wanted.kind = chosen_from(PaperKind::ALL, place);
            }
            let years = page.list.map_or(&[][..], |(list, _)| &list.years);
            let names: Vec<String> = std::iter::once("Mọi năm".to_owned())
                .chain(years.iter().map(|year| format!("Năm {year}")))
                .collect();
            let year = place_of(years, wanted.year);
            if let Some(place) = Choice::new("Năm", &names, Some(year)).width(116.0).show(ui) {
                wanted.year = chosen_from(years, place);
            }
            if let Some(unit) = unit_choice(ui, page.units, wanted.unit_id) {
                wanted.unit_id = unit.0;
            }
            if *page.filter != IssuedFilter::default() && button::quiet(ui, "Bỏ lọc").clicked()
            {
                wanted = IssuedFilter::default();
                self.words.clear();
            }
        });
        if wanted != *page.filter {
            out.push(Action::Go(Route::Papers(wanted)));
        }
    }

    fn list(&mut self, ui: &mut Ui, list: &[IssuedRow], version: u64, out: &mut Vec<Action>) {
        let chosen = self
            .chosen
            .and_then(|chosen| list.iter().position(|row| row.id == chosen));
        let narrow = chosen.is_some();
        let columns = if narrow { &NARROW[..] } else { &COLUMNS[..] };
        let event = Table::new(
            "Danh sách văn bản đã ban hành",
            columns,
            list.len(),
            version,
        )
        .selected(chosen)
        .show(ui, &mut self.table, |row, column| {
            let place = if narrow {
                NARROW_PLACES.get(column).copied().unwrap_or(column)
            } else {
                column
            };
            list.get(row)
                .map_or_else(Cell::default, |row| cell(row, place))
        });
        match event {
            Some(TableEvent::Select(row) | TableEvent::Click(row)) => {
                self.chosen = list.get(row).map(|row| row.id);
            }
            Some(TableEvent::Open(row)) => {
                if let Some(row) = list.get(row) {
                    out.push(Action::OpenIssued(row.id));
                }
            }
            Some(TableEvent::Toggle(_)) | None => {}
        }
    }
}

fn cell(row: &IssuedRow, column: usize) -> Cell<'_> {
    match column {
        0 => Cell::text(row.number.as_str()).strong(),
        1 => rows::day(Some(row.date)),
        2 => Cell::text(row.kind.label()),
        3 => Cell::text(row.subject.as_str()),
        4 => Cell::text(rows::short_unit(&row.unit_name)),
        _ => match &row.replaced_by {
            Some(later) if later.number.is_empty() => {
                Cell::text("đã có bản thay thế").tone(Tone::Caution)
            }
            Some(later) => Cell::text(later.number.as_str()).tone(Tone::Caution),
            None => Cell::default(),
        },
    }
}

/// Missing numbers are worth knowing and no mistake: other papers of the body may bear them.
fn gaps(ui: &mut Ui, list: &IssuedPage) {
    const SHOWN: usize = 2;
    if list.gaps.is_empty() {
        return;
    }
    let mut lines: Vec<String> = list
        .gaps
        .iter()
        .map(crate::domain::issued::NumberGap::sentence)
        .collect();
    let more = lines.len().saturating_sub(SHOWN);
    lines.truncate(SHOWN);
    let rest = if more > 0 {
        format!(" Còn {more:02} loại số khác.")
    } else {
        String::new()
    };
    let words = format!("Số {}.{rest}", lines.join(". Số "));
    notice::show(ui, Tone::Info, &words);
    ui.add_space(theme::GAP_SMALL);
}

fn nothing(ui: &mut Ui, filter: &IssuedFilter) {
    if *filter == IssuedFilter::default() {
        empty_state::show(
            ui,
            Icon::Paper,
            "Chưa ban hành văn bản nào",
            "Văn bản được ban hành ở cuộc giám sát, ở mục Tồn tại và Báo cáo; khi đó chương trình đánh số, khóa và lưu đúng bản đã ký.",
            None,
        );
    } else {
        empty_state::show(
            ui,
            Icon::Search,
            "Không có văn bản nào khớp",
            "Thử bỏ bớt điều kiện lọc.",
            None,
        );
    }
}
