//! The receipt of one report: the day it came, who took it, a note, and its papers.

use std::path::PathBuf;

use chrono::NaiveDate;
use eframe::egui::{Label, Ui};

use crate::domain::attachment::TAKEN;
use crate::domain::date::show;
use crate::domain::{Month, MonthlyReport, ReportStanding, UnitId};
use crate::read::{ReportCell, ReportYear};
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::theme;
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::text_field::TextField;
use crate::ui::widgets::{button, drop, form};
use crate::worker::{Command, Job, NewReport, ReportCommand};

const WIDTH: f32 = 600.0;

/// The dialog's own state.
#[derive(Debug)]
pub struct ReceiveDialog {
    unit_id: UnitId,
    month: Month,
    title: String,
    base: Option<MonthlyReport>,
    received_on: NaiveDate,
    draft: DateDraft,
    received_by: String,
    note: String,
    /// Files that are to be kept with it.
    paths: Vec<PathBuf>,
    sent: bool,
}

impl ReceiveDialog {
    /// Opens the dialog on a cell; `None` for a month that is not asked for.
    pub fn open(
        year: &ReportYear,
        unit_id: UnitId,
        month: Month,
        context: &ScreenContext<'_>,
    ) -> Option<Self> {
        let row = year.row(unit_id)?;
        let cell = cell_of(year, unit_id, month)?;
        let base = cell.report.clone();
        let user = context.status.map_or("", |status| &status.user_name);
        Some(Self {
            unit_id,
            month,
            title: format!(
                "Báo cáo {} của {}",
                month.name(),
                row.unit.name_in_sentence()
            ),
            received_on: base
                .as_ref()
                .map_or(context.today, |report| report.received_on),
            draft: DateDraft::default(),
            received_by: base
                .as_ref()
                .map_or(user, |report| &report.received_by)
                .to_owned(),
            note: base
                .as_ref()
                .map_or_else(String::new, |report| report.note.clone()),
            base,
            paths: Vec::new(),
            sent: false,
        })
    }

    /// A file was chosen or dropped.
    pub fn take_file(&mut self, path: PathBuf) {
        if !self.paths.contains(&path) {
            self.paths.push(path);
        }
    }

    /// Shows the dialog; true when it is to be closed.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        year: &ReportYear,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) -> bool {
        if self.sent && context.has_done(Subject::Report) {
            return true;
        }
        for path in drop::let_go(ui) {
            self.take_file(path);
        }
        let confirm = if self.base.is_some() {
            "Lưu"
        } else {
            "Ghi nhận"
        };
        let ready = !context.is_busy(Subject::Report) && !self.draft.is_open();
        let title = self.title.clone();
        let outcome = Dialog::new(&title, confirm)
            .ready(ready)
            .width(WIDTH)
            .show(ui, |ui| self.fields(ui, year, context, out));
        match outcome {
            Outcome::Cancelled => return true,
            Outcome::Open => {}
            Outcome::Confirmed => self.send(out),
        }
        false
    }

    fn send(&mut self, out: &mut Vec<Action>) {
        self.sent = true;
        out.push(Action::Start(Job::ReceiveReport {
            base: self.base.clone(),
            new: NewReport {
                unit_id: self.unit_id,
                month: self.month,
                received_on: self.received_on,
                note: self.note.clone(),
                received_by: self.received_by.clone(),
            },
            paths: self.paths.clone(),
        }));
    }

    fn fields(
        &mut self,
        ui: &mut Ui,
        year: &ReportYear,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let cell = cell_of(year, self.unit_id, self.month);
        form::row(ui, "Ngày nhận", |ui, label| {
            let field = DateField::new(label, Some(self.received_on), context.today).required();
            if let Some(NewDate(Some(day))) = field.show(ui, &mut self.draft) {
                self.received_on = day;
            }
            if let Some(cell) = cell {
                let received = Some(self.received_on);
                let standing = ReportStanding::on(self.received_on, cell.due, received);
                form::hint(
                    ui,
                    &format!("{} · hạn {}", standing.words(), show(cell.due)),
                );
            }
        });
        problem(ui, "received_on", context);
        problem(ui, "month", context);
        problem(ui, "unit_id", context);
        form::row(ui, "Người nhận", |ui, label| {
            TextField::line(label, "")
                .width(300.0)
                .bind(ui, &mut self.received_by);
        });
        form::row(ui, "Ghi chú", |ui, label| {
            TextField::line(label, "")
                .width(WIDTH - theme::LABEL_WIDTH - 20.0)
                .hint("Gửi qua đâu, số văn bản…")
                .bind(ui, &mut self.note);
        });
        self.files(ui, cell, out);
        if self.sent
            && let Some(failure) = context.failure(Subject::Report)
            && failure.problems.is_empty()
        {
            form::problem(ui, &failure.message);
        }
        if let Some(base) = &self.base {
            ui.add_space(theme::GAP);
            if button::quiet(ui, "Bỏ ghi nhận")
                .on_hover_text("Báo cáo lại là chưa có; hoàn tác được")
                .clicked()
            {
                self.sent = true;
                out.push(Action::Run(Command::Report(ReportCommand::TakeBack(
                    base.id,
                ))));
            }
        }
    }

    fn files(&mut self, ui: &mut Ui, cell: Option<&ReportCell>, out: &mut Vec<Action>) {
        form::row(ui, "Bản báo cáo", |ui, _| {
            ui.vertical(|ui| {
                for file in cell.map_or(&[][..], |cell| &cell.files) {
                    ui.horizontal(|ui| {
                        ui.add(Label::new(&file.name).truncate());
                        form::hint(ui, &file.size_label());
                        let open = button::quiet(ui, "Mở");
                        if open.accessible_name(format!("Mở {}", file.name)).clicked() {
                            out.push(Action::Start(Job::OpenReportFile(file.id)));
                        }
                        if button::icon(ui, Icon::Cross, &format!("Bỏ {}", file.name)).clicked() {
                            out.push(Action::Run(Command::Report(ReportCommand::RemoveFile(
                                file.id,
                            ))));
                        }
                    });
                }
                let mut removed = None;
                for (place, path) in self.paths.iter().enumerate() {
                    let name = path.file_name().unwrap_or_default().to_string_lossy();
                    ui.horizontal(|ui| {
                        ui.add(Label::new(name.as_ref()).truncate());
                        form::hint(ui, "sẽ đính kèm");
                        if button::icon(ui, Icon::Cross, &format!("Bỏ {name}")).clicked() {
                            removed = Some(place);
                        }
                    });
                }
                if let Some(place) = removed {
                    self.paths.remove(place);
                }
                if button::plain(ui, "Chọn tệp…").clicked() {
                    out.push(Action::PickReportFile);
                }
                form::hint(ui, &format!("{TAKEN} Có thể thả tệp vào cửa sổ."));
            });
        });
    }
}

fn cell_of(year: &ReportYear, unit_id: UnitId, month: Month) -> Option<&ReportCell> {
    let cells = year.row(unit_id)?.cells.iter().flatten();
    cells.into_iter().find(|cell| cell.month == month)
}

fn problem(ui: &mut Ui, place: &str, context: &ScreenContext<'_>) {
    if let Some(text) = context.problem(Subject::Report, place) {
        form::problem(ui, text);
    }
}
