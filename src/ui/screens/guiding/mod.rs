//! Văn bản chỉ đạo: the register with one document beside it, and document × unit.

mod assign;
mod detail;
mod edit;
mod feed;
mod matrix;
pub mod pick;
mod task;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use eframe::egui::{Align, Layout, Ui, Vec2};

use self::assign::AssignDialog;
use self::edit::EditDialog;
use self::task::TaskDialog;
use crate::domain::{DocumentId, DocumentType};
use crate::read::PaperRequest;
use crate::read::grid::GridKind;
use crate::read::guiding::{DocumentEntry, DocumentFilter, DocumentPage};
use crate::ui::action::{Action, Route, ScreenContext};
use crate::ui::screens::filters::{chosen_from, place_of, with_all};
use crate::ui::screens::rows;
use crate::ui::screens::tables::way;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::matrix::MatrixState;
use crate::ui::widgets::table::{Cell, Column, Table, TableEvent, TableState};
use crate::ui::widgets::text_field::TextField;
use crate::ui::widgets::{button, empty_state, page, tick};

/// Where in the register the window is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct GuidingPlace {
    pub filter: DocumentFilter,
    /// Document × unit instead of the list.
    pub matrix: bool,
    /// The document that a link led to.
    pub chosen: Option<DocumentId>,
}

impl GuidingPlace {
    /// The list with one document beside it.
    pub fn of(id: DocumentId) -> Self {
        Self {
            chosen: Some(id),
            ..Self::default()
        }
    }
}

/// The screen's own state.
#[derive(Debug, Default)]
pub struct GuidingScreen {
    table: TableState,
    chosen: Option<DocumentId>,
    /// The document that a link led to; chosen once.
    arrived: Option<DocumentId>,
    words: String,
    matrix: MatrixState,
    edit: Option<EditDialog>,
    assign: Option<AssignDialog>,
    task: Option<TaskDialog>,
}

const COLUMNS: [Column; 7] = [
    Column::fixed("Số và ký hiệu", 126.0),
    Column::fixed("Ngày", 96.0),
    Column::fixed("Thể loại", 104.0),
    Column::growing("Trích yếu", 160.0, 2.0),
    Column::growing("Cơ quan ban hành", 130.0, 1.0),
    Column::fixed("Hiệu lực", 196.0),
    Column::fixed("Đã triển khai", 104.0).right(),
];

const NARROW: [Column; 4] = [
    Column::fixed("Số và ký hiệu", 126.0),
    Column::fixed("Ngày", 96.0),
    Column::growing("Trích yếu", 130.0, 1.0),
    Column::fixed("Đã triển khai", 104.0).right(),
];

/// Beside an open detail there is room for what tells one row from another.
const NARROW_PLACES: [usize; 4] = [0, 1, 3, 6];

const DETAIL_WIDTH: f32 = 400.0;

impl GuidingScreen {
    /// A file was chosen for the document in hand.
    pub fn take_file(&mut self, path: PathBuf) {
        if let Some(dialog) = &mut self.edit {
            dialog.take_file(path);
        }
    }

    /// Shows the screen.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        place: &GuidingPlace,
        (data, version): (&DocumentPage, u64),
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        if place.chosen.is_some() && self.arrived != place.chosen {
            self.arrived = place.chosen;
            self.chosen = place.chosen;
        }
        page::head(ui, "Văn bản chỉ đạo", |ui| {
            if button::primary(ui, "Ghi văn bản…").clicked() {
                self.edit = Some(EditDialog::new(None));
            }
            if button::plain(ui, "Bản in, Excel")
                .on_hover_text("Danh mục và bảng triển khai thành PDF, Word, Excel hoặc ra máy in")
                .clicked()
            {
                out.push(Action::Go(Route::Paper(PaperRequest::Guiding {
                    filter: data.filter.clone(),
                    as_of: data.as_of,
                })));
            }
            let other = if place.matrix {
                "Danh mục văn bản"
            } else {
                "Bảng văn bản × đơn vị"
            };
            if button::plain(ui, other).clicked() {
                out.push(Action::Go(Route::Guiding(GuidingPlace {
                    matrix: !place.matrix,
                    filter: place.filter.clone(),
                    chosen: None,
                })));
            }
            let kind = if place.matrix {
                GridKind::DocumentTasks
            } else {
                GridKind::Documents
            };
            way::button(ui, kind, out);
        });
        let tally = data.tally();
        let said = match (tally.all(), tally.missing) {
            (0, _) => String::new(),
            (_, 0) => format!("Đã triển khai {}", tally.share()),
            (_, late) => format!("Đã triển khai {}, quá hạn {late}", tally.share()),
        };
        page::filters(ui, &said, |ui| self.filters(ui, place, data, out));
        if data.entries.is_empty() {
            nothing(ui, data);
        } else if place.matrix {
            self.all_units(ui, data, out);
        } else {
            self.body(ui, data, version, out);
        }
        self.dialogs(ui, data, context, out);
    }

    fn all_units(&mut self, ui: &mut Ui, data: &DocumentPage, out: &mut Vec<Action>) {
        if data.assigned().is_empty() {
            empty_state::show(
                ui,
                Icon::Ward,
                "Chưa giao đơn vị nào triển khai",
                "Chọn một văn bản ở danh mục rồi dùng “Giao đơn vị…”.",
                None,
            );
            return;
        }
        match page::list(ui, |ui| matrix::show(ui, &mut self.matrix, data)) {
            Some(matrix::Opened::Unit(id)) => out.push(Action::Go(Route::Unit(id))),
            Some(matrix::Opened::Cell(unit_id, document_id)) => {
                self.task = TaskDialog::open(data, document_id, unit_id);
            }
            None => {}
        }
    }

    fn body(&mut self, ui: &mut Ui, data: &DocumentPage, version: u64, out: &mut Vec<Action>) {
        let detail = self.chosen.and_then(|id| data.entry(id));
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
                sheet.show(ui, |ui| self.list(ui, data, version));
            });
            if let Some(entry) = detail {
                let size = Vec2::new(DETAIL_WIDTH, room.y);
                let wish = ui
                    .allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
                        detail::ui(ui, data, entry, out)
                    })
                    .inner;
                self.obey(wish, data, entry);
            }
        });
    }

    fn obey(&mut self, wish: Option<detail::Wish>, data: &DocumentPage, entry: &DocumentEntry) {
        match wish {
            Some(detail::Wish::Edit) => self.edit = Some(EditDialog::new(Some(&entry.document))),
            Some(detail::Wish::Assign) => self.assign = Some(AssignDialog::new(data, entry)),
            Some(detail::Wish::Task(unit_id)) => {
                self.task = TaskDialog::open(data, entry.document.id, unit_id);
            }
            Some(detail::Wish::Close) => self.chosen = None,
            None => {}
        }
    }

    fn list(&mut self, ui: &mut Ui, data: &DocumentPage, version: u64) {
        let entries = &data.entries;
        let chosen = self
            .chosen
            .and_then(|id| entries.iter().position(|entry| entry.document.id == id));
        let narrow = chosen.is_some();
        let columns = if narrow { &NARROW[..] } else { &COLUMNS[..] };
        let event = Table::new("Danh mục văn bản chỉ đạo", columns, entries.len(), version)
            .selected(chosen)
            .show(ui, &mut self.table, |row, column| {
                let place = if narrow {
                    NARROW_PLACES.get(column).copied().unwrap_or(column)
                } else {
                    column
                };
                entries
                    .get(row)
                    .map_or_else(Cell::default, |entry| cell(data, entry, place))
            });
        match event {
            Some(TableEvent::Select(row) | TableEvent::Click(row)) => {
                self.chosen = entries.get(row).map(|entry| entry.document.id);
            }
            Some(TableEvent::Open(row)) => {
                self.edit = entries
                    .get(row)
                    .map(|entry| EditDialog::new(Some(&entry.document)));
            }
            Some(TableEvent::Toggle(_)) | None => {}
        }
    }

    fn filters(
        &mut self,
        ui: &mut Ui,
        place: &GuidingPlace,
        data: &DocumentPage,
        out: &mut Vec<Action>,
    ) {
        let mut wanted = place.filter.clone();
        if self.words.trim().is_empty() && !wanted.text.is_empty() {
            self.words.clone_from(&wanted.text);
        }
        let words = TextField::line("Lọc theo số, trích yếu", "")
            .width(210.0)
            .hint("Lọc theo số, trích yếu");
        if words.bind(ui, &mut self.words) {
            self.words.trim().clone_into(&mut wanted.text);
        }
        let kinds = with_all("Mọi thể loại", DocumentType::ALL, DocumentType::label);
        let kind = place_of(DocumentType::ALL, wanted.doc_type);
        let picked = Choice::new("Lọc thể loại", &kinds, Some(kind))
            .width(150.0)
            .show(ui);
        if let Some(place) = picked {
            wanted.doc_type = chosen_from(DocumentType::ALL, place);
        }
        let names: Vec<String> = std::iter::once("Mọi năm".to_owned())
            .chain(data.years.iter().map(|year| format!("Năm {year}")))
            .collect();
        let year = place_of(&data.years, wanted.year);
        if let Some(place) = Choice::new("Năm", &names, Some(year)).width(116.0).show(ui) {
            wanted.year = chosen_from(&data.years, place);
        }
        tick::show(ui, &mut wanted.in_force, "Còn hiệu lực");
        if wanted != place.filter {
            out.push(Action::Go(Route::Guiding(GuidingPlace {
                filter: wanted,
                matrix: place.matrix,
                chosen: place.chosen,
            })));
        }
    }

    fn dialogs(
        &mut self,
        ui: &mut Ui,
        data: &DocumentPage,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        if let Some(dialog) = &mut self.edit
            && dialog.ui(ui, data, context, out)
        {
            self.edit = None;
        }
        if let Some(dialog) = &mut self.assign
            && dialog.ui(ui, context, out)
        {
            self.assign = None;
        }
        if let Some(dialog) = &mut self.task
            && dialog.ui(ui, context, out)
        {
            self.task = None;
        }
    }
}

fn nothing(ui: &mut Ui, data: &DocumentPage) {
    if data.total == 0 {
        empty_state::show(
            ui,
            Icon::Paper,
            "Chưa có văn bản chỉ đạo nào trong sổ",
            "Ghi chỉ thị, thông tri, kế hoạch của cấp trên để theo dõi đơn vị nào đã triển khai và để dẫn làm căn cứ.",
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

fn cell<'a>(data: &DocumentPage, entry: &'a DocumentEntry, column: usize) -> Cell<'a> {
    let document = &entry.document;
    match column {
        0 if document.warnings().is_empty() => Cell::text(document.number.as_str()).strong(),
        0 => Cell::text(if document.number.is_empty() {
            "chưa có số"
        } else {
            document.number.as_str()
        })
        .tone(Tone::Caution),
        1 => match document.date {
            Some(day) => rows::day(Some(day)),
            None => Cell::text("chưa ghi").weak().sorted_by(0),
        },
        2 => Cell::text(document.doc_type.label()),
        3 => Cell::text(document.subject.as_str()),
        4 => Cell::text(document.issuer.as_str()),
        5 => {
            let cell = Cell::text(document.standing(data.as_of));
            if document.in_force(data.as_of) {
                cell.weak()
            } else {
                cell.tone(Tone::Caution)
            }
        }
        _ => {
            let tally = entry.tally(data.as_of);
            let cell = Cell::text(tally.share())
                .sorted_by(i64::try_from(tally.done()).unwrap_or(i64::MAX));
            if tally.missing > 0 {
                cell.strong()
            } else {
                cell
            }
        }
    }
}
