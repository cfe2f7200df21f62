//! Dân vận khéo: the register of models of a year, one model beside it, and the comparison by quarter.

mod compare;
mod detail;
mod feed;
mod fields;
mod forms;
#[cfg(test)]
mod tests;

use chrono::{Datelike as _, NaiveDate};
use eframe::egui::{Align, Layout, Ui, Vec2};

use self::fields::FieldsDialog;
use self::forms::ModelDialog;
use super::filters::{chosen_from, district_chip, place_of, unit_choice, with_all};
use super::rows;
use crate::domain::{ModelId, ModelKind, ModelState};
use crate::read::grid::GridKind;
use crate::read::skilful_model::{ModelComparison, ModelDetail, ModelList, ModelPaper, ModelRow};
use crate::read::{ModelFilter, PaperRequest, UnitRow};
use crate::ui::action::{Action, Route, ScreenContext, Subject};
use crate::ui::screens::tables::way;
use crate::ui::theme::{self, Tone};
use crate::ui::tones;
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::table::{Cell, Column, Table, TableEvent, TableState};
use crate::ui::widgets::tabs::{self, Tab};
use crate::ui::widgets::text_field::TextField;
use crate::ui::widgets::{button, empty_state, form, page, waiting};
use crate::worker::Made;

/// Which part is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    #[default]
    List,
    Comparison,
}

/// The screen's own state.
#[derive(Debug, Default)]
pub struct ModelsScreen {
    part: Part,
    table: TableState,
    compared: TableState,
    chosen: Option<ModelId>,
    /// The model that a link led to.
    arrived: Option<ModelId>,
    words: String,
    dialog: Option<ModelDialog>,
    fields: Option<FieldsDialog>,
}

/// What the screen shows.
#[derive(Clone, Copy, Debug)]
pub struct ModelsPage<'a> {
    /// The list and its version, once loaded.
    pub list: Option<(&'a ModelList, u64)>,
    pub filter: &'a ModelFilter,
    pub units: &'a [UnitRow],
    pub detail: Option<&'a ModelDetail>,
    pub comparison: Option<(&'a ModelComparison, u64)>,
}

const COLUMNS: [Column; 8] = [
    Column::fixed("Đơn vị", 116.0),
    Column::growing("Tập thể, cá nhân", 150.0, 0.7),
    Column::growing("Tên mô hình", 180.0, 1.0),
    Column::fixed("Loại", 78.0),
    Column::fixed("Lĩnh vực", 150.0).least(90.0),
    Column::fixed("Đăng ký", 96.0),
    Column::fixed("Cam kết", 124.0).least(100.0),
    Column::fixed("Trạng thái", 206.0).least(150.0),
];

/// Beside an open detail there is room for what tells one row from another.
const NARROW_PLACES: [usize; 4] = [0, 1, 2, 7];

const NARROW: [Column; 4] = [
    Column::fixed("Đơn vị", 104.0),
    Column::growing("Tập thể, cá nhân", 120.0, 0.7),
    Column::growing("Tên mô hình", 140.0, 1.0),
    Column::fixed("Trạng thái", 206.0).least(150.0),
];

const DETAIL_WIDTH: f32 = 410.0;

impl ModelsScreen {
    /// A link leads to this model.
    pub fn show_model(&mut self, id: ModelId) {
        if self.arrived != Some(id) {
            self.arrived = Some(id);
            self.chosen = Some(id);
            self.part = Part::List;
        }
    }

    pub fn chosen(&self) -> Option<ModelId> {
        self.chosen
    }

    pub fn part(&self) -> Part {
        self.part
    }

    /// Shows the screen.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        page: &ModelsPage<'_>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        if let Some(Made::Model(id)) = context.made(Subject::Models) {
            self.chosen = Some(*id);
            self.part = Part::List;
        }
        page::head(ui, "Dân vận khéo", |ui| {
            self.head(ui, page, context, out);
        });
        let parts = ["Danh sách", "So sánh theo quý"].map(|words| Tab {
            words: words.to_owned(),
            shortcut: "",
        });
        let here = usize::from(self.part == Part::Comparison);
        match tabs::show(ui, &parts, here) {
            Some(0) => self.part = Part::List,
            Some(_) => self.part = Part::Comparison,
            None => {}
        }
        ui.add_space(theme::GAP_SMALL);
        match self.part {
            Part::List => self.list_part(ui, page, context, out),
            Part::Comparison => {
                year_filter(ui, page, context.today, out);
                match page.comparison {
                    Some(comparison) => {
                        let opened = compare::show(ui, &mut self.compared, comparison);
                        if let Some(compare::Opened(unit_id)) = opened {
                            self.part = Part::List;
                            out.push(Action::Go(Route::Models(ModelFilter {
                                unit_id,
                                ..ModelFilter::of_year(comparison.0.year)
                            })));
                        }
                    }
                    None => waiting::show(ui, "Đang tính…"),
                }
            }
        }
        self.dialogs(ui, page, context, out);
    }

    fn head(
        &mut self,
        ui: &mut Ui,
        page: &ModelsPage<'_>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        if button::primary(ui, "Đăng ký mô hình…").clicked() {
            self.dialog = Some(register(page, context));
        }
        let as_of = context.today;
        let mut print = |ui: &mut Ui, words: &str, tip: &str, paper: ModelPaper| {
            if button::plain(ui, words).on_hover_text(tip).clicked() {
                out.push(Action::Go(Route::Paper(PaperRequest::Models(paper))));
            }
        };
        if self.part == Part::Comparison {
            let paper = ModelPaper::Comparison {
                year: compared_year(page.filter, as_of),
                district: page.filter.district.clone(),
                as_of,
            };
            let tip = "Bảng so sánh thành PDF, Word, Excel hoặc ra máy in";
            print(ui, "Bản in, Excel", tip, paper);
        } else {
            let filter = page.filter.clone();
            let proposal = ModelPaper::Proposal {
                filter: filter.clone(),
                as_of,
            };
            let tip = "Danh sách đề nghị biểu dương, khen thưởng của những mô hình đang lọc";
            print(ui, "Đề nghị khen thưởng", tip, proposal);
            let register = ModelPaper::Register { filter, as_of };
            let tip = "Danh sách đang hiện thành PDF, Word, Excel hoặc ra máy in";
            print(ui, "Bản in, Excel", tip, register);
        }
        if button::plain(ui, "Lĩnh vực…").clicked() {
            self.fields = Some(FieldsDialog::default());
        }
        way::button(ui, GridKind::Models, out);
    }

    fn list_part(
        &mut self,
        ui: &mut Ui,
        page: &ModelsPage<'_>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        self.filters(ui, page, out);
        let Some((list, version)) = page.list else {
            waiting::show(ui, "Đang đọc danh sách…");
            return;
        };
        form::hint(ui, &said(list));
        ui.add_space(theme::GAP_SMALL);
        if list.rows.is_empty() && page.detail.is_none() {
            self.nothing(ui, list, page, context);
            return;
        }
        let room = ui.available_size();
        let side = page.detail.map_or(0.0, |_| DETAIL_WIDTH + theme::GAP);
        ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.x = theme::GAP;
            let size = Vec2::new(room.x - side, room.y);
            ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
                page::list(ui, |ui| self.list(ui, list, version, page.detail.is_some()));
            });
            if let Some(detail) = page.detail {
                let size = Vec2::new(DETAIL_WIDTH, room.y);
                ui.allocate_ui_with_layout(
                    size,
                    Layout::top_down(Align::Min),
                    |ui| match detail::ui(ui, detail, context, out) {
                        Some(detail::Wish::Close) => self.chosen = None,
                        Some(detail::Wish::Form(form)) => {
                            self.dialog = Some(ModelDialog::on(
                                form,
                                detail,
                                page.units,
                                &list.fields,
                                context.today,
                            ));
                        }
                        None => {}
                    },
                );
            }
        });
    }

    fn list(&mut self, ui: &mut Ui, list: &ModelList, version: u64, narrow: bool) {
        let chosen = self
            .chosen
            .and_then(|chosen| list.rows.iter().position(|row| row.model.id == chosen));
        let columns = if narrow { &NARROW[..] } else { &COLUMNS[..] };
        let event = Table::new("Danh sách mô hình", columns, list.rows.len(), version)
            .selected(chosen)
            .show(ui, &mut self.table, |row, column| {
                let place = if narrow {
                    NARROW_PLACES.get(column).copied().unwrap_or(column)
                } else {
                    column
                };
                list.rows
                    .get(row)
                    .map_or_else(Cell::default, |row| cell(row, place))
            });
        match event {
            Some(TableEvent::Select(row) | TableEvent::Click(row) | TableEvent::Open(row)) => {
                self.chosen = list.rows.get(row).map(|row| row.model.id);
            }
            Some(TableEvent::Toggle(_)) | None => {}
        }
    }

    fn nothing(
        &mut self,
        ui: &mut Ui,
        list: &ModelList,
        page: &ModelsPage<'_>,
        context: &ScreenContext<'_>,
    ) {
        if list.used {
            let hint = "Thử bỏ bớt điều kiện lọc hoặc xem năm khác.";
            empty_state::show(ui, Icon::Search, "Không có mô hình nào khớp", hint, None);
            return;
        }
        let hint = "Ghi tập thể, cá nhân đăng ký, cam kết có thời hạn, kết quả đánh giá và công nhận; chương trình so sánh theo quý và lập danh sách khen thưởng.";
        let first = "Đăng ký mô hình đầu tiên";
        if empty_state::show(ui, Icon::Star, "Chưa có mô hình nào", hint, Some(first)) {
            self.dialog = Some(register(page, context));
        }
    }

    fn filters(&mut self, ui: &mut Ui, page: &ModelsPage<'_>, out: &mut Vec<Action>) {
        let mut wanted = page.filter.clone();
        ui.horizontal(|ui| {
            if self.words.trim().is_empty() && !page.filter.text.is_empty() {
                self.words.clone_from(&page.filter.text);
            }
            let words = TextField::line("Lọc theo tên mô hình, tập thể, cá nhân", "")
                .finder()
                .width(190.0)
                .hint("Lọc theo tên");
            if words.bind(ui, &mut self.words) {
                self.words.trim().clone_into(&mut wanted.text);
            }
            year_choice(ui, page, &mut wanted.year);
            if let Some(unit) = unit_choice(ui, page.units, wanted.unit_id) {
                wanted.unit_id = unit.0;
            }
            let kinds = with_all("Mọi loại", ModelKind::ALL, ModelKind::label);
            let kind = Some(place_of(ModelKind::ALL, wanted.kind));
            if let Some(place) = Choice::new("Loại", &kinds, kind).width(108.0).show(ui) {
                wanted.kind = chosen_from(ModelKind::ALL, place);
            }
            let states = with_all("Mọi trạng thái", ModelState::ALL, ModelState::label);
            let state = Some(place_of(ModelState::ALL, wanted.state));
            let choice = Choice::new("Trạng thái", &states, state).width(160.0);
            if let Some(place) = choice.show(ui) {
                wanted.state = chosen_from(ModelState::ALL, place);
            }
            let fields = page.list.map_or(&[][..], |(list, _)| &list.fields);
            let names: Vec<&str> = std::iter::once("Mọi lĩnh vực")
                .chain(fields.iter().map(|field| field.name.as_str()))
                .collect();
            let ids: Vec<_> = fields.iter().map(|field| field.id).collect();
            let field = Some(place_of(&ids, wanted.field_id));
            if let Some(place) = Choice::new("Lĩnh vực", &names, field).width(150.0).show(ui) {
                wanted.field_id = chosen_from(&ids, place);
            }
            ui.checkbox(&mut wanted.late, "Quá hạn")
                .on_hover_text("Chỉ mô hình có cam kết quá hạn");
            district_chip(ui, &mut wanted.district);
            let plain = ModelFilter {
                year: page.filter.year,
                ..ModelFilter::default()
            };
            if *page.filter != plain && button::quiet(ui, "Bỏ lọc").clicked() {
                wanted = plain;
                self.words.clear();
            }
        });
        if wanted != *page.filter {
            out.push(Action::Go(Route::Models(wanted)));
        }
    }

    fn dialogs(
        &mut self,
        ui: &mut Ui,
        page: &ModelsPage<'_>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        if let Some(dialog) = &mut self.dialog
            && dialog.ui(ui, context, out)
        {
            self.dialog = None;
        }
        let fields = page.list.map_or(&[][..], |(list, _)| &list.fields);
        if let Some(dialog) = &mut self.fields
            && dialog.ui(ui, fields, context, out)
        {
            self.fields = None;
        }
    }
}

/// The form of a new one, with what the filter says already chosen.
fn register(page: &ModelsPage<'_>, context: &ScreenContext<'_>) -> ModelDialog {
    let year = page
        .filter
        .year
        .unwrap_or_else(|| i64::from(context.today.year()));
    let fields = page.list.map_or(&[][..], |(list, _)| &list.fields);
    ModelDialog::register(
        page.units,
        fields,
        (page.filter.unit_id, year),
        context.today,
    )
}

/// The year that is compared where the list shows all years.
pub fn compared_year(filter: &ModelFilter, today: NaiveDate) -> i64 {
    filter.year.unwrap_or_else(|| i64::from(today.year()))
}

fn year_filter(ui: &mut Ui, page: &ModelsPage<'_>, today: NaiveDate, out: &mut Vec<Action>) {
    let mut wanted = page.filter.clone();
    wanted.year = Some(compared_year(&wanted, today));
    ui.horizontal(|ui| {
        year_choice(ui, page, &mut wanted.year);
        district_chip(ui, &mut wanted.district);
    });
    ui.add_space(theme::GAP_SMALL);
    if wanted != *page.filter && wanted.year.is_some() {
        out.push(Action::Go(Route::Models(wanted)));
    }
}

fn year_choice(ui: &mut Ui, page: &ModelsPage<'_>, year: &mut Option<i64>) {
    let mut years = page
        .list
        .map_or_else(Vec::new, |(list, _)| list.years.clone());
    if let Some(here) = *year
        && !years.contains(&here)
    {
        years.push(here);
        years.sort_unstable_by_key(|year| -year);
    }
    let names: Vec<String> = std::iter::once("Mọi năm".to_owned())
        .chain(years.iter().map(|year| format!("Năm {year}")))
        .collect();
    let here = Some(place_of(&years, *year));
    if let Some(place) = Choice::new("Năm", &names, here).width(112.0).show(ui) {
        *year = chosen_from(&years, place);
    }
}

/// "18 tập thể, 03 cá nhân · được công nhận 5/21 (24%) · 2 cam kết quá hạn".
fn said(list: &ModelList) -> String {
    let tally = list.tally();
    let mut words = format!(
        "Đăng ký {} · được công nhận {}",
        tally.words(),
        tally.share()
    );
    if tally.withdrawn > 0 {
        words = format!("{words} · đã rút {:02}", tally.withdrawn);
    }
    if list.late() > 0 {
        words = format!("{words} · cam kết quá hạn {:02}", list.late());
    }
    words
}

fn cell(row: &ModelRow, column: usize) -> Cell<'_> {
    let model = &row.model;
    match column {
        0 => Cell::text(rows::short_unit(&row.unit_name)),
        1 => Cell::text(model.who.as_str()).strong(),
        2 => Cell::text(model.title.as_str()),
        3 => Cell::text(model.kind.label()),
        4 => Cell::text(row.field.as_str()),
        5 => rows::day(Some(model.registered_on)),
        6 => {
            let promised = row.promised;
            let key = i64::try_from(promised.late * 1000 + promised.done).unwrap_or(i64::MAX);
            if promised.late > 0 {
                let words = format!("{} · quá hạn {}", promised.share(), promised.late);
                Cell::text(words).tone(Tone::Bad).sorted_by(key)
            } else {
                Cell::text(promised.share()).sorted_by(key)
            }
        }
        _ => Cell::text(row.state.label())
            .tone(tones::of_model(row.state))
            .sorted_by(row.state as i64),
    }
}
