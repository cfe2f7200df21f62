//! Two people changed the same fields: both values side by side, one choice per field, nothing lost.

use eframe::egui::{Context, Grid, Id, Label, ScrollArea, Ui};

use super::action::Subject;
use super::theme;
use super::widgets::modal::{Dialog, Outcome};
use super::widgets::{button, form, tick};
use crate::read::merge::{known_field, table_name, value_words};
use crate::worker::{Choice, Command, Conflict, ConflictField, Job, Settle};

/// Width of a value of the two.
const COLUMN: f32 = 270.0;

/// What was refused and is done again with the choices.
#[derive(Debug, Clone)]
pub enum Work {
    Command(Box<Command>),
    Job(Box<Job>),
}

impl Work {
    /// The work as it was first asked for, and what was chosen since.
    fn unwrapped(self) -> (Option<Self>, Vec<Choice>) {
        if let Self::Command(command) = &self
            && let Command::Settle(settle) = command.as_ref()
        {
            let work = Self::Command(Box::new(settle.work.clone()));
            return (Some(work), settle.choices.clone());
        }
        if let Self::Job(job) = &self
            && let Job::Settle(settle) = job.as_ref()
        {
            let work = Self::Job(Box::new(settle.work.clone()));
            return (Some(work), settle.choices.clone());
        }
        (Some(self), Vec::new())
    }
}

/// What became of the dialog in this frame.
#[derive(Debug)]
pub enum Settled {
    Open,
    /// Put aside: nothing is chosen yet, nothing is lost.
    Later,
    /// To be done again.
    Again(Work),
}

/// A conflict that waits for choices.
#[derive(Debug)]
pub struct Trouble {
    subject: Subject,
    message: String,
    fields: Vec<ConflictField>,
    /// Both values of each field in words.
    shown: Vec<(String, String)>,
    /// For each field, whether the own value is taken.
    picks: Vec<Option<bool>>,
    work: Option<Work>,
    /// What was chosen before another clash came up.
    before: Vec<Choice>,
}

impl Trouble {
    /// A conflict with the words that explain it, and the work that met it.
    pub fn new(subject: Subject, message: String, conflict: Conflict, work: Option<Work>) -> Self {
        let (work, before) = work.map_or((None, Vec::new()), Work::unwrapped);
        let mut shown = conflict.shown;
        let words =
            |field: &ConflictField, text: &str| value_words(field.table, &field.field, text);
        for field in conflict.fields.iter().skip(shown.len()) {
            shown.push((words(field, &field.mine), words(field, &field.theirs)));
        }
        Self {
            subject,
            message,
            shown,
            picks: vec![None; conflict.fields.len()],
            fields: conflict.fields,
            work,
            before,
        }
    }

    /// Whether it is about the same fields of the same record.
    pub fn is_of_same(&self, other: &Self) -> bool {
        let keys = |trouble: &Self| -> Vec<(&'static str, String, String)> {
            let key = |field: &ConflictField| (field.table, field.key.clone(), field.field.clone());
            trouble.fields.iter().map(key).collect()
        };
        self.subject == other.subject && keys(self) == keys(other)
    }

    /// Whether these choices decide it.
    pub fn is_settled_by(&self, choices: &[Choice]) -> bool {
        self.fields
            .iter()
            .all(|field| choices.iter().any(|choice| choice.clash == *field))
    }

    /// Shows it.
    pub fn ui(&mut self, ui: &Ui) -> Settled {
        let ready = self.work.is_some() && self.picks.iter().all(Option::is_some);
        let outcome = Dialog::new("Nội dung vừa được người khác sửa", "Ghi nội dung đã chọn")
            .cancel("Để sau")
            .ready(ready)
            .width(860.0)
            .show(ui, |ui| {
                ui.label(&self.message);
                form::hint(
                    ui,
                    "Chọn từng ô lấy của ai rồi ghi. Để sau thì không mất gì: bản của tôi còn ở dòng nhắc phía trên màn hình.",
                );
                ui.add_space(theme::GAP_SMALL);
                ui.horizontal(|ui| {
                    if button::plain(ui, "Lấy tất cả của tôi").clicked() {
                        self.picks.fill(Some(true));
                    }
                    if button::plain(ui, "Lấy tất cả của người kia").clicked() {
                        self.picks.fill(Some(false));
                    }
                });
                ui.add_space(theme::GAP_SMALL);
                ScrollArea::vertical()
                    .max_height(380.0)
                    .show(ui, |ui| self.rows(ui));
            });
        match outcome {
            Outcome::Open => Settled::Open,
            Outcome::Cancelled => Settled::Later,
            Outcome::Confirmed => self.again().map_or(Settled::Open, Settled::Again),
        }
    }

    fn rows(&mut self, ui: &mut Ui) {
        Grid::new("conflict")
            .num_columns(3)
            .striped(true)
            .show(ui, |ui| {
                let weak = theme::palette(ui).weak;
                for head in ["Nội dung", "Của tôi", "Của người kia"] {
                    ui.label(theme::small(head).color(weak));
                }
                ui.end_row();
                let fields = self.fields.iter().zip(&self.shown);
                for ((field, shown), pick) in fields.zip(&mut self.picks) {
                    let name = name(field);
                    ui.vertical(|ui| {
                        ui.set_max_width(220.0);
                        ui.add(Label::new(theme::strong(&name)).wrap());
                        ui.label(theme::small(table_name(field.table)).color(weak));
                    });
                    for (mine, text) in [(true, &shown.0), (false, &shown.1)] {
                        ui.vertical(|ui| {
                            ui.set_max_width(COLUMN);
                            let (short, whose) = if mine {
                                ("Lấy của tôi", "của tôi")
                            } else {
                                ("Lấy của người kia", "của người kia")
                            };
                            let on = *pick == Some(mine);
                            if tick::one_of_named(ui, on, short, &format!("{name}: lấy {whose}"))
                            {
                                *pick = Some(mine);
                            }
                            ui.add(Label::new(text).wrap());
                            if mine
                                && button::quiet(ui, "Sao chép")
                                    .accessible_name(format!("Sao chép của tôi: {name}"))
                                    .clicked()
                            {
                                ui.copy_text(text.clone());
                            }
                        });
                    }
                    ui.end_row();
                }
            });
    }

    fn again(&self) -> Option<Work> {
        let mut choices = self.before.clone();
        for (field, pick) in self.fields.iter().zip(&self.picks) {
            choices.push(Choice {
                clash: field.clone(),
                take_mine: (*pick)?,
            });
        }
        Some(match self.work.clone()? {
            Work::Command(work) => {
                let work = *work;
                Work::Command(Box::new(Command::Settle(Box::new(Settle {
                    work,
                    choices,
                }))))
            }
            Work::Job(work) => {
                let work = *work;
                Work::Job(Box::new(Job::Settle(Box::new(Settle { work, choices }))))
            }
        })
    }
}

/// What a person calls the field.
fn name(field: &ConflictField) -> String {
    match known_field(field.table, &field.field) {
        Some(name) => name.to_owned(),
        // an indicator goes by its own name
        None if field.table == "figure" => field.field.clone(),
        None => "Nội dung".to_owned(),
    }
}

/// Own texts that gave way to the other one's: fields that still show them let them go.
#[derive(Clone, Debug, Default)]
struct GaveWay(Vec<(String, String)>);

fn key() -> Id {
    Id::unique("gave way")
}

/// Remembers the own values that were not taken, once the choice is stored.
pub(super) fn remember(ctx: &Context, choices: &[Choice]) {
    let words = |clash: &ConflictField, text: &str| value_words(clash.table, &clash.field, text);
    let shown = |text: String| {
        if text == "(trống)" {
            String::new()
        } else {
            text
        }
    };
    let pairs = choices.iter().filter(|choice| !choice.take_mine);
    let pairs = pairs.map(|Choice { clash, .. }| {
        (
            shown(words(clash, &clash.mine)),
            shown(words(clash, &clash.theirs)),
        )
    });
    let gave_way = GaveWay(pairs.collect());
    ctx.data_mut(|data| data.insert_temp(key(), gave_way));
}

/// Whether a typed text gave way to what is stored.
pub(super) fn gave_way(ctx: &Context, typed: &str, stored: &str) -> bool {
    let pair = |(mine, theirs): &(String, String)| mine == typed && theirs == stored;
    ctx.data(|data| {
        data.get_temp::<GaveWay>(key())
            .is_some_and(|known| known.0.iter().any(pair))
    })
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::window;

    fn field(field: &str, mine: &str, theirs: &str) -> ConflictField {
        ConflictField {
            table: "shortcoming",
            key: "1".into(),
            field: field.into(),
            mine: mine.into(),
            theirs: theirs.into(),
        }
    }

    /// Both texts can be read whole; the work is done again with exactly the choices.
    #[test]
    fn each_field_is_chosen_and_nothing_is_written_before() {
        let long =
            "Chưa niêm yết đủ thời hạn phương án bồi thường, hỗ trợ, tái định cư. ".repeat(6);
        let conflict = Conflict {
            fields: vec![
                field(
                    "order_text",
                    &format!("Một: {long}"),
                    &format!("Hai: {long}"),
                ),
                field("deadline", "2023-02-28", ""),
                field("level", "must_fix", "remind"),
            ],
            shown: Vec::new(),
        };
        let work = Work::Command(Box::new(Command::Undo));
        let trouble = Rc::new(RefCell::new(Trouble::new(
            Subject::Undo,
            "Có người khác vừa sửa cùng nội dung này.".into(),
            conflict,
            Some(work),
        )));
        let answers: Rc<RefCell<Vec<Settled>>> = Rc::default();
        let (shown, told) = (trouble.clone(), answers.clone());
        let mut harness = window(move |ui| {
            let settled = shown.borrow_mut().ui(ui);
            if !matches!(settled, Settled::Open) {
                told.borrow_mut().push(settled);
            }
        });
        harness.run();
        for words in ["Một:", "Hai:"] {
            let place = harness.get_by_label_contains(words).rect();
            assert!(place.width() <= COLUMN + 1.0, "{place:?}");
        }
        for words in ["Yêu cầu khắc phục", "Thời hạn", "28/02/2023", "(trống)"] {
            harness.get_by_label(words);
        }
        harness.get_by_label("Ghi nội dung đã chọn").click();
        harness.run();
        assert!(answers.borrow().is_empty(), "nothing is chosen yet");
        harness.get_by_label("Lấy tất cả của người kia").click();
        harness.run();
        harness.get_by_label("Thời hạn: lấy của tôi").click();
        harness.run();
        harness.get_by_label("Ghi nội dung đã chọn").click();
        harness.run();
        let answers = answers.borrow();
        let Some(Settled::Again(Work::Command(command))) = answers.first() else {
            panic!("{answers:?}");
        };
        let Command::Settle(settle) = command.as_ref() else {
            panic!("{command:?}");
        };
        let mine: Vec<bool> = settle.choices.iter().map(|c| c.take_mine).collect();
        assert_eq!(mine, [false, true, false]);
    }

    #[test]
    fn a_later_clash_keeps_what_was_chosen_before() {
        let chosen = Choice {
            clash: field("owner", "a", "b"),
            take_mine: true,
        };
        let settle = Settle {
            work: Command::Undo,
            choices: vec![chosen.clone()],
        };
        let work = Work::Command(Box::new(Command::Settle(Box::new(settle))));
        let conflict = Conflict {
            fields: vec![field("level", "x", "y")],
            shown: Vec::new(),
        };
        let mut trouble = Trouble::new(Subject::Undo, String::new(), conflict, Some(work));
        trouble.picks = vec![Some(false)];
        let Some(Work::Command(command)) = trouble.again() else {
            panic!("no command");
        };
        let Command::Settle(settle) = *command else {
            panic!("not settled");
        };
        assert!(matches!(settle.work, Command::Undo), "not wrapped twice");
        assert_eq!(settle.choices.len(), 2);
        assert_eq!(settle.choices.first(), Some(&chosen));
    }
}
