//! Units merged, split, renamed or ended from a day on.

use chrono::NaiveDate;
use eframe::egui::{ScrollArea, Ui};

use crate::domain::date::show;
use crate::domain::unit::SuccessionExtent;
use crate::domain::{Giver, Problem, Reform, ReformAct, Taker, Unit, UnitId, UnitKind};
use crate::read::UnitRow;
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::screens::names::Names;
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::text_field::TextField;
use crate::ui::widgets::{button, form, tick};
use crate::worker::{Command, ReformCommand};

const WIDTH: f32 = 720.0;
const FIELD: f32 = 400.0;
/// Height of what stands around the fields.
const AROUND: f32 = 190.0;
const LEAST: f32 = 220.0;
const EXTENTS: [SuccessionExtent; 3] = [
    SuccessionExtent::Whole,
    SuccessionExtent::Part,
    SuccessionExtent::Unknown,
];

/// The dialog's own state.
#[derive(Debug)]
pub struct ReformDialog {
    new: Reform,
    day: Option<NaiveDate>,
    draft: DateDraft,
    problem: Option<Problem>,
    sent: bool,
    fresh: bool,
}

impl ReformDialog {
    /// For one unit, or for whatever is chosen.
    pub fn new(unit: Option<UnitId>) -> Self {
        let giver = unit.map(|unit_id| Giver {
            unit_id,
            extent: SuccessionExtent::Whole,
        });
        Self {
            new: Reform {
                act: ReformAct::Merge,
                on: NaiveDate::MIN,
                givers: giver.into_iter().collect(),
                takers: vec![blank()],
                stays: false,
                answers: None,
                basis: String::new(),
                checked: false,
            },
            day: None,
            draft: DateDraft::default(),
            problem: None,
            sent: false,
            fresh: true,
        }
    }

    /// Shows the dialog; true when it is to be closed.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        units: &[UnitRow],
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) -> bool {
        let subject = Subject::Reform;
        if self.sent && context.has_done(subject) {
            return true;
        }
        let room = (ui.ctx().content_rect().height() - AROUND).max(LEAST);
        let outcome = Dialog::new("Sắp xếp đơn vị", "Ghi")
            .ready(!self.draft.is_open() && !context.is_busy(subject))
            .width(WIDTH)
            .show(ui, |ui| {
                ScrollArea::vertical()
                    .max_height(room)
                    .show(ui, |ui| self.fields(ui, units, context));
            });
        match outcome {
            Outcome::Open => false,
            Outcome::Cancelled => true,
            Outcome::Confirmed => {
                self.problem = match self.day {
                    None => Some(Problem::new(
                        "on",
                        "Hãy ghi ngày bắt đầu, ví dụ 01/07/2025.",
                    )),
                    Some(day) => {
                        self.new.on = day;
                        self.new.check().err()
                    }
                };
                if self.problem.is_none() {
                    self.sent = true;
                    let command = ReformCommand::Units(Box::new(self.new.clone()));
                    out.push(Action::Run(Command::Reform(command)));
                }
                false
            }
        }
    }

    fn fields(&mut self, ui: &mut Ui, units: &[UnitRow], context: &ScreenContext<'_>) {
        let acts: Vec<&str> = ReformAct::ALL.iter().map(|act| act.label()).collect();
        let here = ReformAct::ALL.iter().position(|act| *act == self.new.act);
        form::row(ui, "Việc", |ui, label| {
            let choice = Choice::new(label, &acts, here)
                .width(FIELD)
                .focus(std::mem::take(&mut self.fresh));
            if let Some(act) = choice.show(ui).and_then(|place| ReformAct::ALL.get(place)) {
                self.turn_to(*act);
            }
        });
        form::row(ui, "Từ ngày", |ui, label| {
            let field = DateField::new(label, self.day, context.today);
            if let Some(NewDate(day)) = field.show(ui, &mut self.draft) {
                self.day = day;
            }
        });
        let last = self.day.and_then(|day| day.pred_opt()).map(show);
        if let Some(last) = last {
            form::hint(ui, &format!("Đơn vị cũ tồn tại đến hết ngày {last}."));
        }
        self.problem_at(ui, &["on"], context);
        let names = Names::of(units);
        let name = |id: UnitId| -> String {
            units
                .iter()
                .find(|row| row.unit.id == id)
                .map_or_else(String::new, |row| names.tell(id, &row.unit.name))
        };
        self.givers(ui, units, &name);
        self.problem_at(ui, &["givers"], context);
        self.takers(ui, units, &name);
        self.problem_at(ui, &["takers", "name", "code", "short_name"], context);
        self.answers(ui, units, &name);
        form::row(ui, "Căn cứ", |ui, label| {
            TextField::line(label, "")
                .width(FIELD)
                .hint("Nghị quyết 1656/NQ-UBTVQH15 ngày 16/6/2025")
                .bind(ui, &mut self.new.basis);
        });
        tick::show(
            ui,
            &mut self.new.checked,
            "Đã đối chiếu với nghị quyết, quyết định",
        );
        if self.sent
            && let Some(failure) = context.failure(Subject::Reform)
            && failure.problems.is_empty()
        {
            form::problem(ui, &failure.message);
        }
    }

    fn turn_to(&mut self, act: ReformAct) {
        self.new.act = act;
        self.problem = None;
        self.new.answers = None;
        self.new.stays = false;
        if act != ReformAct::Merge {
            self.new.givers.truncate(1);
        }
        match act {
            ReformAct::End => self.new.takers.clear(),
            ReformAct::Rename => self.new.takers = vec![blank()],
            ReformAct::Merge => {
                self.new.takers.truncate(1);
                if self.new.takers.is_empty() {
                    self.new.takers.push(blank());
                }
            }
            ReformAct::Split => {
                while self.new.takers.len() < 2 {
                    self.new.takers.push(blank());
                }
            }
        }
    }

    fn givers(&mut self, ui: &mut Ui, units: &[UnitRow], name: &dyn Fn(UnitId) -> String) {
        let merge = self.new.act == ReformAct::Merge;
        let mut gone = None;
        let extents: Vec<&str> = EXTENTS.iter().map(|extent| extent.label()).collect();
        for (place, giver) in self.new.givers.iter_mut().enumerate() {
            let words = name(giver.unit_id);
            form::row(ui, "Đơn vị cũ", |ui, _| {
                form::value(ui, &words);
                if merge {
                    let here = EXTENTS.iter().position(|extent| *extent == giver.extent);
                    let label = format!("Phần chuyển đi của {words}");
                    let choice = Choice::new(label.as_str(), &extents, here).width(120.0);
                    if let Some(extent) = choice.show(ui).and_then(|place| EXTENTS.get(place)) {
                        giver.extent = *extent;
                    }
                }
                if button::icon(ui, Icon::Cross, &format!("Bỏ {words}")).clicked() {
                    gone = Some(place);
                }
            });
        }
        if let Some(place) = gone {
            self.new.givers.remove(place);
        }
        if !merge && !self.new.givers.is_empty() {
            return;
        }
        let label = if self.new.givers.is_empty() {
            "Đơn vị cũ"
        } else {
            "Thêm đơn vị cũ"
        };
        let kind = self.kind(units);
        let last = self.day.and_then(|day| day.pred_opt());
        let free = |unit: &Unit| {
            last.is_none_or(|last| unit.exists_on(last))
                && kind.is_none_or(|kind| kind == unit.kind)
                && self.new.givers.iter().all(|giver| giver.unit_id != unit.id)
                && !self.new.takers.contains(&Taker::There(unit.id))
        };
        if let Some(unit_id) = pick(ui, label, units, &free, name) {
            self.new.givers.push(Giver {
                unit_id,
                extent: SuccessionExtent::Whole,
            });
        }
    }

    fn takers(&mut self, ui: &mut Ui, units: &[UnitRow], name: &dyn Fn(UnitId) -> String) {
        if self.new.act == ReformAct::End {
            return;
        }
        if self.new.act == ReformAct::Merge {
            let there = matches!(self.new.takers.as_slice(), [Taker::There(_)] | []);
            form::row(ui, "Tiếp nhận", |ui, _| {
                if tick::one_of(ui, !there, "Đơn vị mới") && there {
                    self.new.takers = vec![blank()];
                }
                if tick::one_of(ui, there, "Đơn vị đang có") && !there {
                    self.new.takers.clear();
                }
            });
        }
        let split = self.new.act == ReformAct::Split;
        let mut gone = None;
        for (place, taker) in self.new.takers.iter_mut().enumerate() {
            match taker {
                Taker::There(id) => {
                    let words = name(*id);
                    form::row(ui, "Đơn vị tiếp nhận", |ui, _| {
                        form::value(ui, &words);
                        if button::icon(ui, Icon::Cross, &format!("Bỏ {words}")).clicked() {
                            gone = Some(place);
                        }
                    });
                }
                Taker::New { name, .. } => {
                    let words = if split {
                        format!("Tên đơn vị mới {}", place + 1)
                    } else {
                        "Tên đơn vị mới".to_owned()
                    };
                    form::row(ui, &words, |ui, label| {
                        TextField::line(label, "")
                            .width(FIELD)
                            .hint("Phường Bồ Đề")
                            .bind(ui, name);
                        let remove = format!("Bỏ đơn vị mới {}", place + 1);
                        if split && button::icon(ui, Icon::Cross, &remove).clicked() {
                            gone = Some(place);
                        }
                    });
                }
            }
        }
        if let Some(place) = gone {
            self.new.takers.remove(place);
            self.new.answers = None;
        }
        if let [Taker::New { code, .. }] = self.new.takers.as_mut_slice()
            && !split
        {
            form::row(ui, "Mã đơn vị mới", |ui, label| {
                TextField::line(label, "")
                    .width(180.0)
                    .hint("tự đặt")
                    .bind(ui, code);
            });
        }
        let merge_empty = self.new.act == ReformAct::Merge && self.new.takers.is_empty();
        if split && button::quiet(ui, "Thêm một đơn vị mới").clicked() {
            self.new.takers.push(blank());
        }
        if split || merge_empty {
            let kind = self.kind(units);
            let free = |unit: &Unit| {
                self.day.is_none_or(|day| unit.exists_on(day))
                    && kind.is_none_or(|kind| kind == unit.kind)
                    && self.new.givers.iter().all(|giver| giver.unit_id != unit.id)
                    && !self.new.takers.contains(&Taker::There(unit.id))
            };
            let label = if split {
                "Thêm đơn vị đang có"
            } else {
                "Đơn vị tiếp nhận"
            };
            if let Some(id) = pick(ui, label, units, &free, name) {
                self.new.takers.push(Taker::There(id));
            }
        }
        if split {
            tick::show(
                ui,
                &mut self.new.stays,
                "Đơn vị cũ vẫn còn với phần đất còn lại",
            );
        }
    }

    /// Who answers for what is open, and how much that is.
    fn answers(&mut self, ui: &mut Ui, units: &[UnitRow], name: &dyn Fn(UnitId) -> String) {
        let open: u64 = units
            .iter()
            .filter(|row| {
                let mut givers = self.new.givers.iter();
                givers.any(|giver| giver.unit_id == row.unit.id)
            })
            .map(|row| row.open_shortcomings)
            .sum();
        if self.new.ends() && self.new.takers.len() > 1 {
            let mut options = vec!["Tất cả các đơn vị tiếp nhận".to_owned()];
            options.extend(self.new.takers.iter().map(|taker| match taker {
                Taker::New { name, .. } if name.trim().is_empty() => "(chưa ghi tên)".to_owned(),
                Taker::New { name, .. } => name.clone(),
                Taker::There(id) => name(*id),
            }));
            form::row(ui, "Chịu trách nhiệm tiếp", |ui, label| {
                let here = self.new.answers.map_or(0, |place| place + 1);
                let choice = Choice::new(label, &options, Some(here)).width(FIELD);
                if let Some(place) = choice.show(ui) {
                    self.new.answers = place.checked_sub(1);
                }
            });
        }
        if open == 0 || !self.new.ends() {
            return;
        }
        let words = if self.new.act == ReformAct::End {
            format!(
                "Còn {open} tồn tại còn mở. Không có đơn vị tiếp nhận thì công văn đôn đốc vẫn gửi đơn vị cũ."
            )
        } else {
            format!(
                "Còn {open} tồn tại còn mở; từ ngày sắp xếp, đơn vị tiếp nhận chịu trách nhiệm, công văn đôn đốc gửi về đó."
            )
        };
        form::hint(ui, &words);
    }

    fn kind(&self, units: &[UnitRow]) -> Option<UnitKind> {
        let first = self.new.givers.first()?.unit_id;
        let row = units.iter().find(|row| row.unit.id == first)?;
        Some(row.unit.kind)
    }

    fn problem_at(&self, ui: &mut Ui, places: &[&str], context: &ScreenContext<'_>) {
        if let Some(own) = &self.problem {
            if places.contains(&own.place.as_str()) {
                form::problem(ui, &own.message);
            }
            return;
        }
        if !self.sent {
            return;
        }
        for place in places {
            if let Some(text) = context.problem(Subject::Reform, place) {
                form::problem(ui, text);
            }
        }
    }
}

fn blank() -> Taker {
    Taker::New {
        name: String::new(),
        code: String::new(),
    }
}

/// One of the units that fit.
fn pick(
    ui: &mut Ui,
    label: &str,
    units: &[UnitRow],
    fits: &dyn Fn(&Unit) -> bool,
    name: &dyn Fn(UnitId) -> String,
) -> Option<UnitId> {
    let fitting: Vec<UnitId> = units
        .iter()
        .filter(|row| fits(&row.unit))
        .map(|row| row.unit.id)
        .collect();
    let names: Vec<String> = fitting.iter().map(|id| name(*id)).collect();
    let mut picked = None;
    form::row(ui, label, |ui, label| {
        let choice = Choice::new(label, &names, None)
            .width(FIELD)
            .hint("Chọn đơn vị");
        picked = choice
            .show(ui)
            .and_then(|place| fitting.get(place).copied());
    });
    picked
}
