//! Nhập, xuất bảng: a sheet is chosen, looked at row by row, and written as a whole.

#[cfg(test)]
mod tests;
pub mod way;

use std::sync::Arc;

use eframe::egui::Ui;

use crate::domain::text::thousands;
use crate::press::grid::file_name;
use crate::read::grid::{FateCounts, GridKind, GridPreview, RowFate};
use crate::ui::action::{Action, Route, ScreenContext, Subject};
use crate::ui::export::Export;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::table::{Cell, Column, Table, TableState};
use crate::ui::widgets::tabs::{self, Tab};
use crate::ui::widgets::{button, drop, empty_state, form, notice, section};
use crate::worker::{GridJob, Job, Made};

/// Which rows of a sheet are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shown {
    #[default]
    All,
    New,
    Changed,
    Same,
    Wrong,
}

const SHOWN: [Shown; 5] = [
    Shown::All,
    Shown::Wrong,
    Shown::Changed,
    Shown::New,
    Shown::Same,
];

impl Shown {
    fn fits(self, fate: &RowFate) -> bool {
        match self {
            Self::All => true,
            Self::New => *fate == RowFate::New,
            Self::Changed => matches!(fate, RowFate::Changed(_)),
            Self::Same => *fate == RowFate::Same,
            Self::Wrong => matches!(fate, RowFate::Wrong(_)),
        }
    }

    fn words(self, counts: FateCounts) -> String {
        let (word, count) = match self {
            Self::All => (
                "Tất cả",
                counts.new + counts.changed + counts.same + counts.wrong,
            ),
            Self::New => ("Thêm mới", counts.new),
            Self::Changed => ("Thay đổi", counts.changed),
            Self::Same => ("Không đổi", counts.same),
            Self::Wrong => ("Lỗi", counts.wrong),
        };
        format!("{word} {}", thousands(count))
    }
}

/// The screen's own state.
#[derive(Debug, Default)]
pub struct TablesScreen {
    preview: Option<Arc<GridPreview>>,
    shown: Shown,
    /// Rows of the sheet that are shown.
    rows: Vec<usize>,
    table: TableState,
    chosen: Option<usize>,
    /// Changes with the sheet and with what is shown of it.
    version: u64,
}

const COLUMNS: [Column; 4] = [
    Column::fixed("Dòng", 70.0),
    Column::fixed("Kết quả", 110.0),
    Column::growing("Nội dung", 260.0, 0.8),
    Column::growing("Thay đổi, lỗi", 300.0, 1.2),
];

impl TablesScreen {
    /// Shows the screen.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        kind: GridKind,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        self.take_over(kind, context, out);
        let dropped = drop::take(
            ui,
            "Thả để xem trước bảng",
            "Tệp .xlsx hoặc .csv; chưa ghi gì vào tệp dữ liệu",
        );
        if let Some(from) = dropped.into_iter().next()
            && !context.is_busy(Subject::Table)
        {
            out.push(Action::Start(Job::Grid(GridJob::Read { kind: None, from })));
        }
        section::title(ui, "Nhập, xuất bảng Excel", |ui| {
            if button::primary(ui, "Chọn tệp để nhập…").clicked() {
                out.push(Action::PickTable(kind));
            }
            out_buttons(ui, kind, out);
        });
        ui.horizontal_wrapped(|ui| {
            let words: Vec<&str> = GridKind::ALL.iter().map(|kind| kind.label()).collect();
            let chosen = GridKind::ALL.iter().position(|other| *other == kind);
            let name = ui.label("Bảng").id;
            let picked = Choice::new(name, &words, chosen).width(180.0).show(ui);
            if let Some(picked) = picked.and_then(|place| GridKind::ALL.get(place)) {
                self.forget();
                out.push(Action::Go(Route::Tables(*picked)));
            }
            let heads: Vec<&str> = kind.columns().iter().map(|column| column.head).collect();
            form::hint(ui, &format!("Các cột: {}.", heads.join(", ")));
        });
        ui.add_space(theme::GAP_SMALL);
        if let Some(failure) = context.failure(Subject::Table) {
            notice::show(ui, Tone::Bad, &failure.message);
            ui.add_space(theme::GAP_SMALL);
        }
        match self.preview.clone() {
            Some(preview) => self.rows(ui, &preview, context, out),
            None => nothing(ui, kind, out),
        }
    }

    /// A sheet that was read, or one that was written.
    fn take_over(&mut self, kind: GridKind, context: &ScreenContext<'_>, out: &mut Vec<Action>) {
        if let Some(Made::Grid(preview)) = context.made(Subject::Table) {
            let counts = preview.counts();
            self.preview = Some(preview.clone());
            if preview.grid.kind != kind {
                out.push(Action::Go(Route::Tables(preview.grid.kind)));
            }
            self.show(if counts.wrong > 0 {
                Shown::Wrong
            } else {
                Shown::All
            });
        } else if context.has_done(Subject::Table) {
            self.forget();
        }
    }

    fn forget(&mut self) {
        self.preview = None;
        self.show(Shown::All);
    }

    fn show(&mut self, shown: Shown) {
        self.shown = shown;
        self.chosen = None;
        self.version += 1;
        let fates = self.preview.iter().flat_map(|preview| &preview.fates);
        let rows = fates.enumerate().filter(|(_, fate)| shown.fits(fate));
        self.rows = rows.map(|(row, _)| row).collect();
    }

    fn rows(
        &mut self,
        ui: &mut Ui,
        preview: &GridPreview,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let counts = preview.counts();
        let busy = context.is_busy(Subject::Table);
        ui.horizontal_wrapped(|ui| {
            ui.label(theme::strong(format!(
                "{}: {} dòng trong tệp",
                preview.grid.kind.label(),
                thousands(preview.fates.len())
            )));
            let words = format!("Ghi {} dòng", thousands(counts.to_write()));
            let ready = counts.wrong == 0 && counts.to_write() > 0 && !busy;
            if button::primary_enabled(ui, ready, &words).clicked() {
                let job = GridJob::Take(preview.grid.clone());
                out.push(Action::Start(Job::Grid(job)));
            }
            if button::quiet(ui, "Bỏ, không ghi").clicked() {
                self.forget();
            }
        });
        if counts.wrong > 0 {
            notice::show(
                ui,
                Tone::Bad,
                "Có dòng lỗi nên chưa ghi dòng nào. Hãy sửa trong tệp theo địa chỉ ô rồi chọn lại tệp.",
            );
        } else if counts.to_write() == 0 {
            notice::show(ui, Tone::Good, "Mọi dòng đã có sẵn, không có gì để ghi.");
        }
        if !preview.grid.ignored.is_empty() {
            let words = format!(
                "Bỏ qua cột không có trong mẫu: {}.",
                preview.grid.ignored.join(", ")
            );
            notice::show(ui, Tone::Caution, &words);
        }
        let names = SHOWN.map(|shown| Tab {
            words: shown.words(counts),
            shortcut: "",
        });
        let at = SHOWN.iter().position(|shown| *shown == self.shown);
        if let Some(shown) = tabs::show(ui, &names, at.unwrap_or(0)).and_then(|at| SHOWN.get(at)) {
            self.show(*shown);
        }
        ui.add_space(theme::GAP_SMALL);
        let rows = &self.rows;
        let event = Table::new("Các dòng trong tệp", &COLUMNS, rows.len(), self.version)
            .selected(self.chosen)
            .show(ui, &mut self.table, |row, column| {
                rows.get(row)
                    .map_or_else(Cell::default, |row| cell(preview, *row, column))
            });
        if let Some(
            crate::ui::widgets::table::TableEvent::Select(row)
            | crate::ui::widgets::table::TableEvent::Click(row),
        ) = event
        {
            self.chosen = Some(row);
        }
    }
}

fn out_buttons(ui: &mut Ui, kind: GridKind, out: &mut Vec<Action>) {
    for (words, empty) in [("Xuất dữ liệu đang có…", false), ("Tệp mẫu…", true)] {
        if button::plain(ui, words).clicked() {
            let what = Export::Table { kind, empty };
            out.push(Action::Export(what, file_name(kind, empty)));
        }
    }
}

fn cell(preview: &GridPreview, row: usize, column: usize) -> Cell<'_> {
    let (Some(line), Some(fate)) = (preview.grid.rows.get(row), preview.fates.get(row)) else {
        return Cell::default();
    };
    match column {
        0 => Cell::text(line.number.to_string()),
        1 => Cell::text(fate.label()).strong(),
        2 => Cell::text(content(preview, row)),
        _ => Cell::text(fate.words()),
    }
}

/// What the required cells of a row say.
fn content(preview: &GridPreview, row: usize) -> String {
    let columns = preview.grid.kind.columns().iter();
    let cells = preview.grid.rows.get(row).map(|line| &line.cells);
    let words = columns
        .zip(cells.into_iter().flatten())
        .filter(|(column, _)| column.required)
        .map(|(_, cell)| cell.show())
        .filter(|words| !words.is_empty());
    words.collect::<Vec<_>>().join(" · ")
}

fn nothing(ui: &mut Ui, kind: GridKind, out: &mut Vec<Action>) {
    let clicked = empty_state::show(
        ui,
        Icon::Pages,
        "Chưa chọn tệp",
        "Tải tệp mẫu, điền trong Excel rồi chọn tệp ở đây, hoặc kéo thả tệp vào cửa sổ. Chương trình cho xem trước từng dòng, chưa ghi gì.",
        Some("Chọn tệp để nhập"),
    );
    if clicked {
        out.push(Action::PickTable(kind));
    }
}
