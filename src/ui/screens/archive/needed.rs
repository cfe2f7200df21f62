//! Danh mục giấy tờ: which papers the archives must hold, from which year on.

use eframe::egui::Ui;

use super::{ArchiveData, ArchivePart, ArchivePlace};
use crate::domain::{ArchivePaper, ArchivePaperId};
use crate::ui::action::{Action, Route, ScreenContext, Subject};
use crate::ui::theme;
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::table::{Cell, Column, Table, TableEvent, TableState};
use crate::ui::widgets::text_field::TextField;
use crate::ui::widgets::{button, form, page, tick, waiting};
use crate::worker::{ArchiveCommand, Command, NewArchivePaper};

const COLUMNS: [Column; 6] = [
    Column::fixed("Quy chế", 84.0),
    Column::fixed("Mã", 104.0),
    Column::growing("Giấy tờ phải lưu", 220.0, 2.0),
    Column::fixed("Cần có", 90.0),
    Column::fixed("Mục kiểm tra", 110.0),
    Column::fixed("Năm yêu cầu", 130.0),
];

const WIDTH: f32 = 640.0;

/// The page's own state.
#[derive(Debug, Default)]
pub struct NeededPage {
    table: TableState,
    chosen: Option<ArchivePaperId>,
    /// Also those that are no longer needed.
    all: bool,
    /// Was just added; chosen once it is in the list.
    added: Option<String>,
    dialog: Option<PaperDialog>,
    retire: Option<RetireDialog>,
}

impl NeededPage {
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        place: &ArchivePlace,
        data: ArchiveData<'_>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let year = data.year.filter.year;
        let (papers, version) = data.needed.unwrap_or((&[], 0));
        let shown: Vec<&ArchivePaper> = papers
            .iter()
            .filter(|paper| self.all || paper.required_in(year))
            .collect();
        if let Some(paper) = shown
            .iter()
            .find(|paper| self.added.as_ref() == Some(&paper.name))
        {
            self.chosen = Some(paper.id);
            self.added = None;
        }
        let chosen = self
            .chosen
            .and_then(|id| shown.iter().find(|paper| paper.id == id).copied());
        page::head(ui, "Danh mục giấy tờ phải lưu", |ui| {
            if button::primary(ui, "Thêm giấy tờ…").clicked() {
                self.dialog = Some(PaperDialog::new(None, year, data.regulations));
            }
            ui.add_enabled_ui(chosen.is_some(), |ui| {
                let retire = button::plain(ui, "Thôi yêu cầu…").clicked();
                let change = button::plain(ui, "Sửa…").clicked();
                if let Some(paper) = chosen {
                    if change {
                        self.dialog = Some(PaperDialog::new(Some(paper), year, data.regulations));
                    }
                    if retire {
                        self.retire = Some(RetireDialog::new(paper, year));
                    }
                }
            });
            if button::quiet(ui, "Về hồ sơ lưu trữ").clicked() {
                out.push(Action::Go(Route::Archive(place.with(ArchivePart::Matrix))));
            }
        });
        let said = format!(
            "Năm {year}: {} giấy tờ",
            papers
                .iter()
                .filter(|paper| paper.required_in(year))
                .count()
        );
        page::filters(ui, &said, |ui| {
            tick::show(ui, &mut self.all, "Cả giấy tờ của năm khác");
        });
        if data.needed.is_none() {
            waiting::show(ui, "Đang đọc danh mục…");
        } else {
            let here = self
                .chosen
                .and_then(|id| shown.iter().position(|paper| paper.id == id));
            let event = page::list(ui, |ui| {
                Table::new("Danh mục giấy tờ phải lưu", &COLUMNS, shown.len(), version)
                    .selected(here)
                    .show(ui, &mut self.table, |row, column| {
                        shown
                            .get(row)
                            .map_or_else(Cell::default, |p| cell(p, column))
                    })
            });
            match event {
                Some(TableEvent::Select(row) | TableEvent::Click(row)) => {
                    self.chosen = shown.get(row).map(|paper| paper.id);
                }
                Some(TableEvent::Open(row)) => {
                    self.dialog = shown
                        .get(row)
                        .map(|paper| PaperDialog::new(Some(paper), year, data.regulations));
                }
                Some(TableEvent::Toggle(_)) | None => {}
            }
        }
        if let Some(dialog) = &mut self.dialog
            && dialog.ui(ui, context, out)
        {
            if dialog.sent && dialog.base.is_none() {
                self.added = Some(crate::domain::text::clean(&dialog.new.name));
            }
            self.dialog = None;
        }
        if let Some(dialog) = &mut self.retire
            && dialog.ui(ui, context, out)
        {
            self.retire = None;
        }
    }
}

fn cell(paper: &ArchivePaper, column: usize) -> Cell<'_> {
    match column {
        0 => Cell::text(paper.regulation.as_str()),
        1 => Cell::text(paper.code.as_str()).strong(),
        2 => Cell::text(paper.name.as_str()),
        3 => Cell::text(paper.how_often()),
        4 => Cell::text(paper.item.as_str()),
        _ => Cell::text(years(paper)),
    }
}

/// "từ 2024", "đến 2023", "2022–2023", "mọi năm".
fn years(paper: &ArchivePaper) -> String {
    match (paper.from_year, paper.to_year) {
        (None, None) => "mọi năm".to_owned(),
        (Some(from), None) => format!("từ {from}"),
        (None, Some(until)) => format!("đến {until}"),
        (Some(from), Some(until)) => format!("{from}–{until}"),
    }
}

/// A paper that is added or changed.
#[derive(Debug)]
struct PaperDialog {
    base: Option<ArchivePaper>,
    new: NewArchivePaper,
    regulations: Vec<String>,
    from_year: String,
    problem: Option<&'static str>,
    sent: bool,
}

impl PaperDialog {
    fn new(base: Option<&ArchivePaper>, year: i32, regulations: &[(String, String)]) -> Self {
        let codes: Vec<String> = regulations.iter().map(|(code, _)| code.clone()).collect();
        Self {
            new: NewArchivePaper {
                code: base.map(|paper| paper.code.clone()).unwrap_or_default(),
                regulation: base.map_or_else(
                    || codes.first().cloned().unwrap_or_default(),
                    |paper| paper.regulation.clone(),
                ),
                item: base.map(|paper| paper.item.clone()).unwrap_or_default(),
                name: base.map(|paper| paper.name.clone()).unwrap_or_default(),
                every_year: base.is_none_or(|paper| paper.every_year),
            },
            base: base.cloned(),
            regulations: codes,
            from_year: year.to_string(),
            problem: None,
            sent: false,
        }
    }

    fn ui(&mut self, ui: &mut Ui, context: &ScreenContext<'_>, out: &mut Vec<Action>) -> bool {
        if self.sent && context.has_done(Subject::Archive) {
            return true;
        }
        let title = match &self.base {
            Some(paper) => format!("Sửa giấy tờ {}", paper.code),
            None => "Thêm giấy tờ phải lưu".to_owned(),
        };
        let ready = !context.is_busy(Subject::Archive) && !self.new.name.trim().is_empty();
        let outcome = Dialog::new(&title, "Lưu")
            .ready(ready)
            .width(WIDTH)
            .show(ui, |ui| self.fields(ui, context));
        match outcome {
            Outcome::Cancelled => return true,
            Outcome::Open => {}
            Outcome::Confirmed => self.send(out),
        }
        false
    }

    fn send(&mut self, out: &mut Vec<Action>) {
        let Ok(from_year) = self.from_year.trim().parse::<i32>() else {
            self.problem = Some("Hãy ghi năm, ví dụ 2024.");
            return;
        };
        self.problem = None;
        self.sent = true;
        let command = match &self.base {
            Some(base) => ArchiveCommand::ChangePaper {
                base: base.clone(),
                new: self.new.clone(),
                from_year,
            },
            None => ArchiveCommand::AddPaper {
                new: self.new.clone(),
                from_year: Some(from_year),
            },
        };
        out.push(Action::Run(Command::Archive(command)));
    }

    fn fields(&mut self, ui: &mut Ui, context: &ScreenContext<'_>) {
        form::row(ui, "Quy chế", |ui, label| {
            let here = self
                .regulations
                .iter()
                .position(|c| *c == self.new.regulation);
            let picked = Choice::new(label, &self.regulations, here)
                .width(160.0)
                .show(ui);
            if let Some(code) = picked.and_then(|place| self.regulations.get(place)) {
                self.new.regulation.clone_from(code);
            }
        });
        self.told(ui, "regulation", context);
        form::row(ui, "Tên giấy tờ", |ui, label| {
            TextField::line(label, "")
                .width(WIDTH - theme::LABEL_WIDTH - 20.0)
                .bind(ui, &mut self.new.name);
        });
        self.told(ui, "name", context);
        form::row(ui, "Mục kiểm tra", |ui, label| {
            TextField::line(label, "")
                .width(140.0)
                .hint("QC1-03")
                .bind(ui, &mut self.new.item);
            form::hint(ui, "Mục nói về giấy tờ này; để trống nếu không có.");
        });
        form::row(ui, "Cần có", |ui, _| {
            tick::show(ui, &mut self.new.every_year, "Mỗi năm một bộ mới");
        });
        form::row(ui, "Từ năm", |ui, label| {
            TextField::line(label, "")
                .width(90.0)
                .bind(ui, &mut self.from_year);
        });
        if let Some(problem) = self.problem {
            form::problem(ui, problem);
        }
        self.told(ui, "from_year", context);
        self.told(ui, "year", context);
        self.told(ui, "code", context);
        if self.base.is_some() {
            form::hint(
                ui,
                "Giấy tờ chưa ghi lần nào thì sửa ngay. Đã ghi rồi thì nội dung mới dùng từ năm này; các năm trước giữ nội dung cũ.",
            );
        }
        if self.sent
            && let Some(failure) = context.failure(Subject::Archive)
            && failure.problems.is_empty()
        {
            form::problem(ui, &failure.message);
        }
    }

    fn told(&self, ui: &mut Ui, place: &str, context: &ScreenContext<'_>) {
        if self.sent
            && let Some(text) = context.problem(Subject::Archive, place)
        {
            form::problem(ui, text);
        }
    }
}

/// A paper that is no longer needed.
#[derive(Debug)]
struct RetireDialog {
    id: ArchivePaperId,
    name: String,
    from_year: String,
    problem: Option<&'static str>,
    sent: bool,
}

impl RetireDialog {
    fn new(paper: &ArchivePaper, year: i32) -> Self {
        Self {
            id: paper.id,
            name: format!("{}. {}", paper.code, paper.name),
            from_year: year.to_string(),
            problem: None,
            sent: false,
        }
    }

    fn ui(&mut self, ui: &mut Ui, context: &ScreenContext<'_>, out: &mut Vec<Action>) -> bool {
        if self.sent && context.has_done(Subject::Archive) {
            return true;
        }
        let ready = !context.is_busy(Subject::Archive);
        let outcome = Dialog::new("Thôi yêu cầu giấy tờ", "Thôi yêu cầu")
            .ready(ready)
            .width(WIDTH)
            .show(ui, |ui| {
                ui.label(theme::strong(&self.name));
                form::row(ui, "Từ năm", |ui, label| {
                    TextField::line(label, "")
                        .width(90.0)
                        .bind(ui, &mut self.from_year);
                });
                if let Some(problem) = self.problem {
                    form::problem(ui, problem);
                }
                if self.sent
                    && let Some(failure) = context.failure(Subject::Archive)
                {
                    form::problem(ui, &failure.message);
                }
                form::hint(ui, "Những gì đã ghi của các năm trước vẫn còn.");
            });
        match outcome {
            Outcome::Cancelled => return true,
            Outcome::Open => {}
            Outcome::Confirmed => {
                if let Ok(from_year) = self.from_year.trim().parse::<i32>() {
                    self.problem = None;
                    self.sent = true;
                    let command = ArchiveCommand::RetirePaper {
                        id: self.id,
                        from_year,
                    };
                    out.push(Action::Run(Command::Archive(command)));
                } else {
                    self.problem = Some("Hãy ghi năm, ví dụ 2024.");
                }
            }
        }
        false
    }
}
