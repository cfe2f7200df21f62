//! "Chỉ tiêu…": which indicators wards are asked for, and the file's own.

use std::collections::BTreeSet;

use eframe::egui::{ScrollArea, Ui};

use crate::domain::figures::Aggregate;
use crate::read::figures::{FigureBoard, IndicatorEntry};
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::theme;
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::text_field::TextField;
use crate::ui::widgets::{button, form, tick};
use crate::worker::Command;
use crate::worker::figures::FiguresCommand;

const WIDTH: f32 = 680.0;
const HEIGHT: f32 = 330.0;
const HOW: [(&str, Aggregate); 3] = [
    ("Cộng các kỳ", Aggregate::Sum),
    ("Lấy số cuối kỳ", Aggregate::Last),
    ("Lấy số đầu kỳ", Aggregate::First),
];

/// The dialog's own state.
#[derive(Debug)]
pub struct WantedDialog {
    wanted: BTreeSet<String>,
    /// An indicator that is being added.
    new: Option<New>,
    sent: bool,
}

#[derive(Debug, Default)]
struct New {
    code: String,
    name: String,
    unit: String,
    group: usize,
    formula: String,
    how: usize,
    sent: bool,
}

impl WantedDialog {
    pub fn new(board: &FigureBoard) -> Self {
        let asked = board.book.entered();
        Self {
            wanted: asked
                .filter(|one| board.wanted.asks(&one.code))
                .map(|one| one.code.clone())
                .collect(),
            new: None,
            sent: false,
        }
    }

    /// Shows the dialog; true when it is to be closed.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        board: &FigureBoard,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) -> bool {
        if context.has_done(Subject::Figures) {
            if self.sent {
                return true;
            }
            if let Some(new) = self.new.take_if(|new| new.sent) {
                self.wanted.insert(new.code);
            }
        }
        let ready = !context.is_busy(Subject::Figures);
        let confirm = if self.new.is_some() {
            "Thêm chỉ tiêu"
        } else {
            "Lưu lựa chọn"
        };
        let outcome = Dialog::new("Chỉ tiêu yêu cầu báo cáo", confirm)
            .ready(ready)
            .width(WIDTH)
            .show(ui, |ui| match &mut self.new {
                Some(new) => new.fields(ui, board, context),
                None => self.list(ui, board, context, out),
            });
        match outcome {
            Outcome::Cancelled if self.new.is_some() => self.new = None,
            Outcome::Cancelled => return true,
            Outcome::Open => {}
            Outcome::Confirmed => self.send(board, out),
        }
        false
    }

    fn send(&mut self, board: &FigureBoard, out: &mut Vec<Action>) {
        let command = if let Some(new) = &mut self.new {
            new.sent = true;
            FiguresCommand::AddIndicator(new.entry(board))
        } else {
            self.sent = true;
            let all = board.book.entered();
            let every = all
                .map(|one| &one.code)
                .all(|code| self.wanted.contains(code));
            FiguresCommand::Wanted((!every).then(|| self.wanted.iter().cloned().collect()))
        };
        out.push(Action::Run(Command::Figures(command)));
    }

    fn list(
        &mut self,
        ui: &mut Ui,
        board: &FigureBoard,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        form::hint(
            ui,
            "Chỉ tiêu được chọn mà phường không báo cáo thì tính là còn thiếu. Tỷ lệ do chương trình tính, không cần chọn.",
        );
        ui.add_space(theme::GAP_SMALL);
        ScrollArea::vertical()
            .max_height(HEIGHT)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                let mut group = "";
                for indicator in &board.book.indicators {
                    if indicator.group != group {
                        group = &indicator.group;
                        ui.add_space(theme::GAP_SMALL);
                        ui.label(theme::strong(group));
                    }
                    ui.horizontal(|ui| {
                        if !indicator.is_derived() {
                            let mut on = self.wanted.contains(&indicator.code);
                            if tick::show(ui, &mut on, &indicator.name).clicked() {
                                if on {
                                    self.wanted.insert(indicator.code.clone());
                                } else {
                                    self.wanted.remove(&indicator.code);
                                }
                            }
                        } else if indicator.own {
                            ui.label(&indicator.name);
                        }
                        let name = format!("Bỏ chỉ tiêu {}", indicator.name);
                        if indicator.own && button::icon(ui, Icon::Cross, &name).clicked() {
                            let remove = FiguresCommand::RemoveIndicator(indicator.code.clone());
                            self.wanted.remove(&indicator.code);
                            out.push(Action::Run(Command::Figures(remove)));
                        }
                    });
                }
            });
        if let Some(failure) = context.failure(Subject::Figures) {
            form::problem(ui, &failure.message);
        }
        ui.add_space(theme::GAP_SMALL);
        if button::quiet(ui, "Thêm chỉ tiêu…").clicked() {
            self.new = Some(New::default());
        }
    }
}

impl New {
    fn entry(&self, board: &FigureBoard) -> IndicatorEntry {
        let groups = board.book.groups();
        let group = groups.get(self.group).copied().unwrap_or_default();
        IndicatorEntry {
            code: self.code.trim().to_owned(),
            group: group.to_owned(),
            name: self.name.clone(),
            unit: self.unit.clone(),
            definition: String::new(),
            formula: self.formula.clone(),
            cumulative: false,
            aggregate: HOW.get(self.how).map_or(Aggregate::Sum, |how| how.1),
            decimals: true,
        }
    }

    fn fields(&mut self, ui: &mut Ui, board: &FigureBoard, context: &ScreenContext<'_>) {
        let failed = |ui: &mut Ui, place: &str| {
            if let Some(text) = context.problem(Subject::Figures, place) {
                form::problem(ui, text);
            }
        };
        form::row(ui, "Tên chỉ tiêu", |ui, label| {
            TextField::line(label, "")
                .width(420.0)
                .bind(ui, &mut self.name);
        });
        failed(ui, "name");
        form::row(ui, "Nhóm", |ui, label| {
            let groups = board.book.groups();
            let picked = Choice::new(label, &groups, Some(self.group)).width(300.0);
            if let Some(place) = picked.show(ui) {
                self.group = place;
            }
        });
        form::row(ui, "Đơn vị tính", |ui, label| {
            TextField::line(label, "")
                .width(140.0)
                .hint("hồ sơ, hộ, %…")
                .bind(ui, &mut self.unit);
        });
        form::row(ui, "Mã", |ui, label| {
            TextField::line(label, "")
                .width(240.0)
                .hint("thu_tuc_truc_tuyen")
                .bind(ui, &mut self.code);
            form::hint(ui, "chữ thường không dấu, số, gạch dưới");
        });
        failed(ui, "code");
        form::row(ui, "Gộp các kỳ", |ui, label| {
            let words = HOW.map(|(words, _)| words);
            let picked = Choice::new(label, &words, Some(self.how)).width(200.0);
            if let Some(place) = picked.show(ui) {
                self.how = place;
            }
        });
        form::row(ui, "Công thức", |ui, label| {
            TextField::line(label, "")
                .width(420.0)
                .hint("để trống với chỉ tiêu nhập tay; ví dụ a / b * 100")
                .bind(ui, &mut self.formula);
        });
        failed(ui, "formula");
    }
}
