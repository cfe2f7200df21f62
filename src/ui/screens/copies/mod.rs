//! Mang đi, nhận về: packages for laptops, what comes back, and what both sides changed differently.

mod choose;
mod feed;
mod take;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use eframe::egui::{Align, Layout, ScrollArea, Ui, Vec2};

use self::take::TakeDialog;
use crate::domain::passphrase::{LOCKED, is_locked};
use crate::domain::{MergeConflictId, UnitId};
use crate::read::UnitRow;
use crate::read::merge::{ConflictView, MergePage, MergePreview, moment_words, table_name};
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::commands::Deed;
use crate::ui::dialogs::passphrase::{AskPassphrase, NewPassphrase};
use crate::ui::export::Export;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::table::{Cell, Column, Table, TableEvent, TableState};
use crate::ui::widgets::{button, empty_state, form, notice, page, tick};
use crate::worker::{ComingBack, CopiesJob, Job, Made};

/// The screen's own state.
#[derive(Debug, Default)]
pub struct CopiesScreen {
    pub with_decided: bool,
    table: TableState,
    chosen: Option<MergeConflictId>,
    /// Fields of the chosen conflict that are to be taken from the copy.
    picks: Vec<String>,
    take: Option<TakeDialog>,
    /// A locked package whose passphrase is asked for.
    locked: Option<(PathBuf, AskPassphrase)>,
    /// The open copy is to be locked.
    lock: Option<NewPassphrase>,
    /// A package that was looked at and is not taken back yet.
    back: Option<ComingBack>,
}

const COLUMNS: [Column; 2] = [
    Column::growing("Nội dung", 240.0, 1.0),
    Column::fixed("Quyết định", 136.0),
];

const DETAIL_WIDTH: f32 = 560.0;

impl CopiesScreen {
    /// Whether the list of wards is needed.
    pub fn wants_units(&self) -> bool {
        self.take.is_some()
    }

    pub fn take_units(&mut self, units: &[UnitRow]) {
        if let Some(dialog) = &mut self.take {
            let wards: Vec<(UnitId, String)> = units.iter().map(take::ward).collect();
            dialog.take_units(wards);
        }
    }

    /// A package was chosen: a locked one is asked about first, the other is looked at.
    pub fn take_package(&mut self, from: PathBuf) -> Option<Job> {
        if is_locked(&from) {
            self.locked = Some((from, AskPassphrase::default()));
            return None;
        }
        Some(Job::Copies(CopiesJob::Preview {
            from,
            passphrase: None,
        }))
    }

    /// Shows the screen.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        (data, version): (&MergePage, u64),
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        self.take_over(context);
        let office = data.copy.is_none();
        page::head(ui, "Mang đi, nhận về", |ui| {
            if !office {
                if button::plain(ui, "Khóa gói để mang về…")
                    .on_hover_text("Ghi một bản của gói mà chỉ mật khẩu mở được")
                    .clicked()
                {
                    self.lock = Some(NewPassphrase::default());
                }
                return;
            }
            if button::primary(ui, "Nhận về…")
                .on_hover_text("Chọn gói mang từ máy xách tay về, xem trước rồi nhận")
                .clicked()
            {
                out.push(Action::Do(Deed::TakeBack));
            }
            if button::plain(ui, "Mang đi…")
                .on_hover_text("Tạo gói để làm việc trên máy xách tay ở phường")
                .clicked()
            {
                self.take = Some(TakeDialog::default());
            }
        });
        if let Some(words) = &data.warning {
            notice::show(ui, Tone::Caution, words);
            ui.add_space(theme::GAP_SMALL);
        }
        if let Some(copy) = &data.copy {
            let wards = if copy.units.is_empty() {
                "mọi phường".to_owned()
            } else {
                copy.units.join(", ")
            };
            notice::show(
                ui,
                Tone::Caution,
                &format!(
                    "Đây là bản mang đi “{}”, {} tạo lúc {}, gồm {wards}. Làm việc như thường; văn bản có số thì ban hành tại cơ quan. Khi về, đóng chương trình rồi chép tệp này về máy cơ quan và dùng “Nhận về”.",
                    copy.label,
                    copy.taken_by,
                    moment_words(copy.taken_at)
                ),
            );
            self.lock_dialog(ui, out);
            return;
        }
        self.ask(ui, context, out);
        if let Some(failure) = context.failure(Subject::Copies) {
            notice::show(ui, Tone::Bad, &failure.message);
            ui.add_space(theme::GAP_SMALL);
        }
        if let Some(back) = self.back.clone() {
            self.preview(ui, &back, context, out);
            return;
        }
        let said = match data.open {
            0 => "Không còn chỗ nào phải quyết định".to_owned(),
            open => format!("Còn {open} chỗ phải quyết định"),
        };
        page::filters(ui, &said, |ui| {
            tick::show(ui, &mut self.with_decided, "Cả chỗ đã quyết định");
        });
        Self::taken(ui, data);
        if data.conflicts.is_empty() {
            if data.take_outs.is_empty() {
                empty_state::show(
                    ui,
                    Icon::Pages,
                    "Chưa mang đi lần nào",
                    "“Mang đi” tạo một gói để làm việc trên máy xách tay ở phường; “Nhận về” đưa những gì ghi ở đó vào tệp này, không mất của ai.",
                    None,
                );
            }
        } else {
            self.body(ui, data, version, context, out);
        }
        self.dialog(ui, context, out);
    }

    /// A package that was looked at, or one that came back.
    fn take_over(&mut self, context: &ScreenContext<'_>) {
        if let Some(Made::Back(back)) = context.made(Subject::Copies) {
            self.back = (!back.written).then(|| (**back).clone());
            self.chosen = None;
            self.locked = None;
        }
    }

    fn taken(ui: &mut Ui, data: &MergePage) {
        const SHOWN: usize = 4;
        for (row, units) in data.take_outs.iter().take(SHOWN) {
            let wards = if units.is_empty() {
                "mọi phường".to_owned()
            } else {
                units.join(", ")
            };
            let back = match row.returned_at {
                Some(at) => format!("nhận về lúc {}", moment_words(at)),
                None => "chưa nhận về".to_owned(),
            };
            form::hint(
                ui,
                &format!(
                    "{}: mang đi lúc {}, {wards}; {back}.",
                    row.label,
                    moment_words(row.taken_at)
                ),
            );
        }
        if data.take_outs.len() > SHOWN {
            form::hint(
                ui,
                &format!("… và {} gói trước đó.", data.take_outs.len() - SHOWN),
            );
        }
        ui.add_space(theme::GAP_SMALL);
    }

    fn preview(
        &mut self,
        ui: &mut Ui,
        back: &ComingBack,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let preview = &back.preview;
        let busy = context.is_busy(Subject::Copies);
        ui.horizontal_wrapped(|ui| {
            ui.label(theme::strong(format!(
                "Gói “{}”: {}",
                preview.label,
                preview.words()
            )));
            if button::primary_enabled(ui, preview.news && !busy, "Nhận vào tệp").clicked() {
                out.push(Action::Start(Job::Copies(CopiesJob::Merge {
                    from: back.from.clone(),
                    passphrase: back.passphrase.clone(),
                })));
            }
            if button::quiet(ui, "Bỏ, không nhận").clicked() {
                self.back = None;
            }
        });
        form::hint(
            ui,
            &format!(
                "{} mang đi lúc {}. Chưa ghi gì vào tệp.",
                preview.taken_by,
                moment_words(preview.taken_at)
            ),
        );
        ui.add_space(theme::GAP_SMALL);
        ScrollArea::vertical()
            .id_salt("preview")
            .show(ui, |ui| summary(ui, preview));
    }

    fn body(
        &mut self,
        ui: &mut Ui,
        data: &MergePage,
        version: u64,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let at = self
            .chosen
            .and_then(|id| data.conflicts.iter().position(|view| view.id() == id));
        let at = at.unwrap_or(0);
        let room = ui.available_size();
        ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.x = theme::GAP;
            let size = Vec2::new((room.x - DETAIL_WIDTH - theme::GAP).max(260.0), room.y);
            ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
                let sheet = theme::sheet(ui).inner_margin(2);
                let event = sheet
                    .show(ui, |ui| {
                        Table::new(
                            "Chỗ hai bên khác nhau",
                            &COLUMNS,
                            data.conflicts.len(),
                            version,
                        )
                        .selected(Some(at))
                        .show(ui, &mut self.table, |row, column| {
                            data.conflicts
                                .get(row)
                                .map_or_else(Cell::default, |view| cell(view, column))
                        })
                    })
                    .inner;
                if let Some(TableEvent::Select(row) | TableEvent::Click(row)) = event {
                    self.chosen = data.conflicts.get(row).map(ConflictView::id);
                    self.picks.clear();
                }
            });
            if let Some(view) = data.conflicts.get(at) {
                let size = Vec2::new(DETAIL_WIDTH, room.y);
                ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
                    choose::ui(ui, view, &mut self.picks, context, out);
                });
            }
        });
    }

    /// The passphrase of a package that comes back.
    fn ask(&mut self, ui: &Ui, context: &ScreenContext<'_>, out: &mut Vec<Action>) {
        let Some((from, dialog)) = &mut self.locked else {
            return;
        };
        let failure = context.failure(Subject::Copies);
        let state = (
            context.is_busy(Subject::Copies),
            failure.map(|failure| failure.message.as_str()),
        );
        let name = from.file_name().unwrap_or_default().to_string_lossy();
        let words = format!("Gói “{name}” được khóa bằng mật khẩu.");
        match dialog.dialog(
            ui,
            ("Nhận về gói có khóa", "Mở và xem trước"),
            &words,
            state,
        ) {
            Outcome::Open => {}
            Outcome::Cancelled => self.locked = None,
            Outcome::Confirmed => out.push(Action::Start(Job::Copies(CopiesJob::Preview {
                from: from.clone(),
                passphrase: Some(dialog.given()),
            }))),
        }
    }

    fn lock_dialog(&mut self, ui: &Ui, out: &mut Vec<Action>) {
        let Some(passphrase) = &mut self.lock else {
            return;
        };
        let chosen = passphrase.chosen();
        let outcome = Dialog::new("Khóa gói để mang về", "Chọn nơi ghi tệp khóa…")
            .ready(chosen.is_some())
            .show(ui, |ui| {
                passphrase.ui(ui);
                form::hint(
                    ui,
                    "Ở cơ quan, “Nhận về” sẽ hỏi mật khẩu này. Gói đang mở vẫn nằm trên máy, không khóa.",
                );
            });
        match (outcome, chosen) {
            (Outcome::Open, _) | (Outcome::Confirmed, None) => {}
            (Outcome::Cancelled, _) => self.lock = None,
            (Outcome::Confirmed, Some(chosen)) => {
                self.lock = None;
                let name = format!("Mang về.{LOCKED}");
                out.push(Action::Export(Export::Locked(chosen), name));
            }
        }
    }

    fn dialog(&mut self, ui: &Ui, context: &ScreenContext<'_>, out: &mut Vec<Action>) {
        if let Some(dialog) = &mut self.take
            && !dialog.ui(ui, context, out)
        {
            self.take = None;
        }
    }
}

fn cell(view: &ConflictView, column: usize) -> Cell<'_> {
    match column {
        0 => Cell::text(view.conflict.title.as_str()).strong(),
        _ => Cell::text(view.conflict.decision.label()),
    }
}

/// What a package brings, in lines.
fn summary(ui: &mut Ui, preview: &MergePreview) {
    for row in &preview.rows {
        ui.label(format!(
            "{}: thêm {}, sửa {}, xóa {}",
            table_name(row.table),
            row.added,
            row.changed,
            row.removed
        ));
    }
    if preview.contents > 0 {
        ui.label(format!("Tài liệu đính kèm mới: {}", preview.contents));
    }
    for words in &preview.notices {
        notice::show(ui, Tone::Caution, words);
    }
    if !preview.conflicts.is_empty() {
        ui.add_space(theme::GAP_SMALL);
        ui.label(theme::strong(
            "Hai bên sửa khác nhau; khi nhận về vẫn giữ bản của cơ quan cho đến khi quyết định:",
        ));
        for view in preview.conflicts.iter().take(200) {
            ui.label(format!("{} ({})", view.conflict.title, view.kind().label()));
            for field in &view.fields {
                form::hint(
                    ui,
                    &format!(
                        "{}: cơ quan “{}”, bản mang đi “{}”",
                        field.name, field.mine, field.theirs
                    ),
                );
            }
        }
    }
}
