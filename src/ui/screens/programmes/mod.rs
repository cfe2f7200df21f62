//! Phối hợp: programmes with other bodies, unannounced inspections, dialogues with what was asked and answered.

mod detail;
mod dialogues;
mod feed;
mod forms;
mod inspections;
#[cfg(test)]
mod tests;

use eframe::egui::{Align, Layout, Ui, Vec2};

use self::forms::{Form, ProgrammeForm};
use super::rows;
use crate::domain::{DialogueId, Programme, ProgrammeId};
use crate::read::UnitRow;
use crate::read::grid::GridKind;
use crate::read::programme::{
    DialogueDetail, DialogueFilter, DialogueList, InspectionFilter, InspectionList,
    ProgrammeDetail, ProgrammeRow, ProgrammesPlace,
};
use crate::ui::action::{Action, Route, ScreenContext, Subject};
use crate::ui::screens::tables::way;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::table::{Cell, Column, Table, TableEvent, TableState};
use crate::ui::widgets::tabs::{self, Tab};
use crate::ui::widgets::{button, empty_state, page, waiting};
use crate::worker::{Made, blank};

/// The screen's own state.
#[derive(Debug, Default)]
pub struct ProgrammesScreen {
    table: TableState,
    inspections: TableState,
    dialogues: TableState,
    chosen: Option<ProgrammeId>,
    chosen_dialogue: Option<DialogueId>,
    /// The one that a link led to.
    arrived: Option<ProgrammesPlace>,
    words: String,
    form: Option<ProgrammeForm>,
}

/// What the screen shows.
#[derive(Clone, Copy, Debug)]
pub struct ProgrammesPage<'a> {
    pub place: &'a ProgrammesPlace,
    pub programmes: Option<(&'a [ProgrammeRow], u64)>,
    pub programme: Option<&'a ProgrammeDetail>,
    pub inspections: Option<(&'a InspectionList, u64)>,
    pub dialogues: Option<(&'a DialogueList, u64)>,
    pub dialogue: Option<&'a DialogueDetail>,
    pub units: &'a [UnitRow],
    /// Code of the district that the file was made for.
    pub district: &'a str,
}

impl ProgrammesPage<'_> {
    /// Every programme by its title, to be chosen.
    fn all(&self) -> Vec<&Programme> {
        let rows = self.programmes.map_or(&[][..], |(rows, _)| rows);
        rows.iter().map(|row| &row.programme).collect()
    }
}

const COLUMNS: [Column; 5] = [
    Column::growing("Chương trình", 240.0, 1.0),
    Column::fixed("Giai đoạn", 104.0),
    Column::fixed("Nhiệm vụ", 150.0).least(110.0),
    Column::fixed("Kiểm tra đột xuất", 140.0),
    Column::fixed("Đối thoại", 90.0),
];

const NARROW: [Column; 3] = [
    Column::growing("Chương trình", 160.0, 1.0),
    Column::fixed("Giai đoạn", 104.0),
    Column::fixed("Nhiệm vụ", 150.0).least(110.0),
];

const DETAIL_WIDTH: f32 = 520.0;

impl ProgrammesScreen {
    /// A link leads there.
    pub fn arrive(&mut self, place: &ProgrammesPlace) {
        if self.arrived.as_ref() == Some(place) {
            return;
        }
        self.arrived = Some(place.clone());
        match place {
            ProgrammesPlace::Programme(id) => self.chosen = Some(*id),
            ProgrammesPlace::Dialogue(id) => self.chosen_dialogue = Some(*id),
            ProgrammesPlace::Programmes
            | ProgrammesPlace::Inspections(_)
            | ProgrammesPlace::Dialogues(_) => {}
        }
    }

    pub fn chosen(&self) -> Option<ProgrammeId> {
        self.chosen
    }

    pub fn chosen_dialogue(&self) -> Option<DialogueId> {
        self.chosen_dialogue
    }

    /// Shows the screen.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        page: &ProgrammesPage<'_>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let made = context.made(Subject::Programmes);
        if let Some(Made::Programme(id)) = made {
            self.chosen = Some(*id);
        } else if let Some(Made::Dialogue(id)) = made {
            self.chosen_dialogue = Some(*id);
        }
        page::head(ui, "Phối hợp", |ui| self.head(ui, page, context, out));
        let parts = ["Chương trình", "Kiểm tra đột xuất", "Đối thoại"].map(|words| Tab {
            words: words.to_owned(),
            shortcut: "",
        });
        let here = match page.place {
            ProgrammesPlace::Programmes | ProgrammesPlace::Programme(_) => 0,
            ProgrammesPlace::Inspections(_) => 1,
            ProgrammesPlace::Dialogues(_) | ProgrammesPlace::Dialogue(_) => 2,
        };
        if let Some(part) = tabs::show(ui, &parts, here)
            && part != here
        {
            self.words.clear();
            let place = match part {
                0 => ProgrammesPlace::Programmes,
                1 => ProgrammesPlace::Inspections(InspectionFilter::default()),
                _ => ProgrammesPlace::Dialogues(DialogueFilter::default()),
            };
            out.push(Action::Go(Route::Programmes(place)));
        }
        ui.add_space(theme::GAP_SMALL);
        match page.place {
            ProgrammesPlace::Programmes | ProgrammesPlace::Programme(_) => {
                self.programmes(ui, page, context, out);
            }
            ProgrammesPlace::Inspections(filter) => self.inspected(ui, page, filter, out),
            ProgrammesPlace::Dialogues(filter) => self.talked(ui, page, filter, context, out),
            ProgrammesPlace::Dialogue(_) => {
                self.talked(ui, page, &DialogueFilter::default(), context, out);
            }
        }
        if let Some(form) = &mut self.form
            && form.ui(ui, context, out)
        {
            self.form = None;
        }
    }

    fn head(
        &mut self,
        ui: &mut Ui,
        page: &ProgrammesPage<'_>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        match page.place {
            ProgrammesPlace::Programmes | ProgrammesPlace::Programme(_) => {
                if button::primary(ui, "Thêm chương trình…").clicked() {
                    self.new_programme(page, context);
                }
            }
            ProgrammesPlace::Inspections(filter) => {
                inspections::head(ui, self, page, filter, context, out);
            }
            ProgrammesPlace::Dialogues(filter) => {
                dialogues::head(ui, self, page, filter, context, out);
            }
            ProgrammesPlace::Dialogue(_) => {
                let filter = DialogueFilter::default();
                dialogues::head(ui, self, page, &filter, context, out);
            }
        }
        let kind = match page.place {
            ProgrammesPlace::Programmes | ProgrammesPlace::Programme(_) => GridKind::Programmes,
            ProgrammesPlace::Inspections(_) => GridKind::Inspections,
            ProgrammesPlace::Dialogues(_) => GridKind::Dialogues,
            ProgrammesPlace::Dialogue(_) => GridKind::Opinions,
        };
        way::button(ui, kind, out);
    }

    fn new_programme(&mut self, page: &ProgrammesPage<'_>, context: &ScreenContext<'_>) {
        let year = i64::from(chrono::Datelike::year(&context.today));
        let new = blank::programme(page.district, year);
        self.open(Form::Programme(None, new), page);
    }

    fn open(&mut self, form: Form, page: &ProgrammesPage<'_>) {
        self.form = Some(ProgrammeForm::new(form, &page.all(), page.units));
    }

    fn programmes(
        &mut self,
        ui: &mut Ui,
        page: &ProgrammesPage<'_>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let Some((list, version)) = page.programmes else {
            waiting::show(ui, "Đang đọc danh sách…");
            return;
        };
        if list.is_empty() {
            let hint = "Ghi các cơ quan ký kết, giai đoạn, nhiệm vụ có người chủ trì và thời hạn; kết quả từng năm, sơ kết, tổng kết in thành báo cáo.";
            let first = Some("Thêm chương trình đầu tiên");
            if empty_state::show(ui, Icon::Book, "Chưa có chương trình phối hợp", hint, first)
            {
                self.new_programme(page, context);
            }
            return;
        }
        let wish = beside(
            ui,
            page.programme,
            |ui, narrow| self.list(ui, list, version, narrow),
            |ui, detail| detail::ui(ui, detail, context, out),
        );
        match wish {
            Some(detail::Wish::Close) => self.chosen = None,
            Some(detail::Wish::Form(form)) => self.open(*form, page),
            None => {}
        }
    }

    fn list(&mut self, ui: &mut Ui, list: &[ProgrammeRow], version: u64, narrow: bool) {
        let chosen = self
            .chosen
            .and_then(|chosen| list.iter().position(|row| row.programme.id == chosen));
        let columns = if narrow { &NARROW[..] } else { &COLUMNS[..] };
        let event = Table::new("Danh sách chương trình", columns, list.len(), version)
            .selected(chosen)
            .show(ui, &mut self.table, |row, column| {
                list.get(row)
                    .map_or_else(Cell::default, |row| cell(row, column))
            });
        match event {
            Some(TableEvent::Select(row) | TableEvent::Click(row) | TableEvent::Open(row)) => {
                self.chosen = list.get(row).map(|row| row.programme.id);
            }
            Some(TableEvent::Toggle(_)) | None => {}
        }
    }
}

/// A list with the detail of what is chosen in it at its right.
fn beside<D, W>(
    ui: &mut Ui,
    detail: Option<D>,
    list: impl FnOnce(&mut Ui, bool),
    show: impl FnOnce(&mut Ui, D) -> Option<W>,
) -> Option<W> {
    let room = ui.available_size();
    let side = if detail.is_some() {
        DETAIL_WIDTH + theme::GAP
    } else {
        0.0
    };
    let mut wish = None;
    ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.x = theme::GAP;
        let size = Vec2::new(room.x - side, room.y);
        ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
            page::list(ui, |ui| list(ui, detail.is_some()));
        });
        if let Some(detail) = detail {
            let size = Vec2::new(DETAIL_WIDTH, room.y);
            ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
                wish = show(ui, detail);
            });
        }
    });
    wish
}

fn cell(row: &ProgrammeRow, column: usize) -> Cell<'_> {
    match column {
        0 => Cell::text(row.programme.title.as_str()).strong(),
        1 => Cell::text(row.programme.span()),
        2 => {
            let tasks = row.tasks;
            let key = i64::try_from(tasks.late * 1000 + tasks.done).unwrap_or(i64::MAX);
            if tasks.late > 0 {
                let words = format!("{} · quá hạn {}", tasks.share(), tasks.late);
                Cell::text(words).tone(Tone::Bad).sorted_by(key)
            } else {
                Cell::text(tasks.share()).sorted_by(key)
            }
        }
        3 if row.inspected > 0 => {
            Cell::text(format!("{} lượt đơn vị", row.inspected)).sorted_by(row.inspected)
        }
        4 => rows::count(row.dialogues),
        _ => Cell::default(),
    }
}
