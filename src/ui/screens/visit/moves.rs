//! The steps of a visit from one state to the next, and what has to be asked before a step is taken.

use eframe::egui::{Label, RichText, ScrollArea, Ui, containers::menu::MenuButton};

use super::progress::Progress;
use super::{Tab, View, Wish};
use crate::domain::text::{lower_first, paper_count};
use crate::domain::visit::{MoveFacts, check_move};
use crate::domain::{ItemId, ShortcomingId, VisitState};
use crate::read::{ShortcomingFilter, VisitFilter, VisitPage};
use crate::ui::action::{Action, Route, Subject};
use crate::ui::theme::{self, Tone};
use crate::ui::tones;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::{badge, button, form, text_field::TextField};
use crate::worker::Command;

/// The question that is open, if any.
#[derive(Debug, Default)]
pub struct Moves {
    asked: Option<Asked>,
    /// Answered and sent; the question closes once the step is taken.
    sent: bool,
}

#[derive(Debug)]
enum Asked {
    /// Why the visit is put off or cancelled.
    Reason { to: VisitState, text: String },
    /// Whether items may stay without a rating.
    NotRated,
    /// The step cannot be taken yet, and where to go instead.
    NotYet { message: String, go: Instead },
    /// Whether the conclusion is to be locked.
    Issue { left_out_is_right: bool },
}

#[derive(Debug)]
enum Instead {
    Item(Option<ItemId>),
    Shortcomings,
}

impl Moves {
    /// Whether a question stands over the screen.
    pub fn is_open(&self) -> bool {
        self.asked.is_some()
    }

    /// Asks before the conclusion is locked.
    pub fn ask_issue(&mut self) {
        self.ask(Asked::Issue {
            left_out_is_right: false,
        });
    }

    fn ask(&mut self, question: Asked) {
        self.asked = Some(question);
        self.sent = false;
    }

    /// The button of the next step and the menu of the others; laid out from the right.
    pub fn buttons(&mut self, ui: &mut Ui, view: &mut View<'_>, progress: &Progress, tab: Tab) {
        let state = view.page.visit.state;
        let main = main_step(state);
        MenuButton::from_button(eframe::egui::Button::new("Việc khác")).ui(ui, |ui| {
            ui.set_min_width(230.0);
            for to in state.next().iter().filter(|to| Some(**to) != main) {
                if ui.button(step_words(state, *to)).clicked() {
                    self.take(view, progress, *to);
                }
            }
            ui.separator();
            if ui.button("Xuất tệp cuộc giám sát…").clicked() {
                view.out.push(Action::ExportVisit(
                    view.page.visit.id,
                    file_name(view.page),
                ));
            }
            if matches!(state, VisitState::Planned | VisitState::Cancelled)
                && ui.button("Xóa cuộc giám sát").clicked()
            {
                view.out
                    .push(Action::Run(Command::DeleteVisit(view.page.visit.id)));
                view.out
                    .push(Action::Go(Route::Visits(VisitFilter::default())));
            }
        });
        match main {
            Some(to) => {
                if button::primary(ui, step_words(state, to)).clicked() {
                    self.take(view, progress, to);
                }
            }
            // what comes next is not a step but the paper
            None if state == VisitState::Visited && tab != Tab::Conclusion => {
                if button::primary(ui, "Soạn kết luận").clicked() {
                    view.wishes.push(Wish::Open(Tab::Conclusion));
                }
            }
            None => {}
        }
    }

    /// Takes a step, or asks first.
    fn take(&mut self, view: &mut View<'_>, progress: &Progress, to: VisitState) {
        let page = view.page;
        let open = page
            .shortcomings
            .iter()
            .filter(|s| s.state.is_open())
            .count();
        let facts = MoveFacts {
            not_rated: progress.not_rated.len(),
            lacking_reason: progress.lacking.len(),
            open_shortcomings: open,
            accept_not_rated: true,
        };
        if to.needs_reason() {
            self.ask(Asked::Reason {
                to,
                text: String::new(),
            });
        } else if let Err(problem) = check_move(page.visit.state, to, "", facts) {
            let go = if problem.place == "shortcomings" {
                Instead::Shortcomings
            } else {
                Instead::Item(progress.lacking.first().copied())
            };
            self.ask(Asked::NotYet {
                message: problem.message,
                go,
            });
        } else if to == VisitState::Visited && facts.not_rated > 0 {
            self.ask(Asked::NotRated);
        } else {
            go_to(view, to, "", false);
        }
    }

    /// Shows the question that is open; it closes when its step was taken, and says why when it was refused.
    pub fn dialogs(&mut self, ui: &mut Ui, view: &mut View<'_>, progress: &Progress) {
        let Some(asked) = &mut self.asked else {
            return;
        };
        let id = view.page.visit.id;
        let subject = match asked {
            Asked::Issue { .. } => Subject::Issue(id),
            Asked::Reason { .. } | Asked::NotRated | Asked::NotYet { .. } => Subject::Move(id),
        };
        if self.sent && view.ctx.has_done(subject) {
            self.asked = None;
            return;
        }
        let busy = view.ctx.is_busy(subject);
        let refused = if self.sent && !busy {
            view.ctx.failure(subject)
        } else {
            None
        };
        let state = Standing {
            busy,
            refused: refused.map(|failure| failure.message.as_str()),
        };
        let outcome = match asked {
            Asked::Reason { to, text } => ask_reason(ui, view, state, *to, text),
            Asked::NotRated => ask_not_rated(ui, view, state, progress),
            Asked::NotYet { message, go } => {
                let outcome = say_not_yet(ui, view, message, go);
                if outcome == Outcome::Confirmed {
                    Outcome::Cancelled
                } else {
                    outcome
                }
            }
            Asked::Issue { left_out_is_right } => ask_issue(ui, view, state, left_out_is_right),
        };
        match outcome {
            Outcome::Cancelled => self.asked = None,
            Outcome::Confirmed => self.sent = true,
            Outcome::Open => {}
        }
    }
}

/// How the step that a question is about stands.
#[derive(Clone, Copy)]
struct Standing<'a> {
    busy: bool,
    refused: Option<&'a str>,
}

impl Standing<'_> {
    fn say(self, ui: &mut Ui) {
        if let Some(message) = self.refused {
            let colour = theme::palette(ui).tone(Tone::Bad).fg;
            ui.add(Label::new(RichText::new(message).color(colour)).wrap());
        }
    }
}

/// The step that the big button takes.
fn main_step(state: VisitState) -> Option<VisitState> {
    match state {
        VisitState::Planned | VisitState::Announced => Some(VisitState::InProgress),
        VisitState::InProgress => Some(VisitState::Visited),
        VisitState::Concluded => Some(VisitState::Closed),
        VisitState::Postponed | VisitState::Cancelled => Some(VisitState::Planned),
        VisitState::Visited | VisitState::Closed => None,
    }
}

fn step_words(from: VisitState, to: VisitState) -> &'static str {
    match (from, to) {
        (VisitState::Visited, VisitState::InProgress) => "Mở lại buổi giám sát",
        _ => to.step_label(),
    }
}

fn go_to(view: &mut View<'_>, to: VisitState, reason: &str, accept_not_rated: bool) {
    view.out.push(Action::Run(Command::MoveVisit {
        id: view.page.visit.id,
        to,
        reason: reason.trim().to_owned(),
        accept_not_rated,
    }));
    if to == VisitState::Visited {
        view.wishes.push(Wish::Open(Tab::Conclusion));
    }
}

fn ask_reason(
    ui: &Ui,
    view: &mut View<'_>,
    state: Standing<'_>,
    to: VisitState,
    text: &mut String,
) -> Outcome {
    let ready = !text.trim().is_empty() && !state.busy;
    let title = format!("Lý do {}", lower_first(to.step_label()));
    let outcome = Dialog::new(&title, to.step_label())
        .ready(ready)
        .show(ui, |ui| {
            form::stacked(ui, "Lý do", |ui, label| {
                let first = text.is_empty() && ui.memory(|m| m.focused().is_none());
                TextField::lines(label, "", 3).focus(first).bind(ui, text);
            });
            state.say(ui);
            if !ready {
                form::hint(ui, "Lý do được lưu cùng cuộc giám sát.");
            }
        });
    if outcome == Outcome::Confirmed {
        go_to(view, to, text, false);
    }
    outcome
}

fn ask_not_rated(
    ui: &Ui,
    view: &mut View<'_>,
    state: Standing<'_>,
    progress: &Progress,
) -> Outcome {
    let title = format!(
        "Còn {} mục chưa đánh giá",
        paper_count(progress.not_rated.len())
    );
    let outcome = Dialog::new(&title, "Kết thúc buổi giám sát")
        .ready(!state.busy)
        .width(640.0)
        .show(ui, |ui| {
            state.say(ui);
            ui.label("Các mục này không tính vào điểm và được nêu rõ là chưa đánh giá:");
            ScrollArea::vertical().max_height(260.0).show(ui, |ui| {
                for id in &progress.not_rated {
                    if let Some((_, sheet)) = view.page.item(*id) {
                        let text = format!("{}  {}", sheet.item.code, sheet.item.text);
                        ui.add(Label::new(theme::small(text)).wrap());
                    }
                }
            });
        });
    match outcome {
        Outcome::Confirmed => go_to(view, VisitState::Visited, "", true),
        Outcome::Cancelled => {
            if let Some(first) = progress.not_rated.first() {
                view.wishes.push(Wish::ShowItem(*first));
            }
        }
        Outcome::Open => {}
    }
    outcome
}

fn say_not_yet(ui: &Ui, view: &mut View<'_>, message: &str, go: &Instead) -> Outcome {
    let (title, words) = match go {
        Instead::Item(_) => ("Chưa kết thúc buổi giám sát được", "Xem mục còn thiếu"),
        Instead::Shortcomings => ("Chưa kết thúc cuộc giám sát được", "Xem các tồn tại"),
    };
    let outcome = Dialog::new(title, words).show(ui, |ui| {
        ui.label(message);
    });
    if outcome == Outcome::Confirmed {
        match go {
            Instead::Item(Some(item)) => view.wishes.push(Wish::ShowItem(*item)),
            Instead::Item(None) => view.wishes.push(Wish::Open(Tab::Checklist)),
            Instead::Shortcomings => {
                let filter = ShortcomingFilter {
                    visit_id: Some(view.page.visit.id),
                    ..ShortcomingFilter::default()
                };
                view.out.push(Action::Go(Route::Shortcomings(filter)));
            }
        }
    }
    outcome
}

fn ask_issue(
    ui: &Ui,
    view: &mut View<'_>,
    state: Standing<'_>,
    left_out_is_right: &mut bool,
) -> Outcome {
    let page = view.page;
    let Some(conclusion) = &page.conclusion else {
        return Outcome::Cancelled;
    };
    let number = conclusion.conclusion.doc_number();
    let title = format!("Ban hành kết luận số {number}");
    let left_out = &conclusion.left_out;
    let outcome = Dialog::new(&title, "Ban hành")
        .ready(!state.busy && (left_out.is_empty() || *left_out_is_right))
        .width(600.0)
        .show(ui, |ui| {
            ui.add(Label::new(what_is_locked(page)).wrap());
            state.say(ui);
            if !left_out.is_empty() {
                ui.add_space(theme::GAP);
                let warn = theme::palette(ui).tone(Tone::Caution).fg;
                ui.label(RichText::new(left_out_words(left_out.len())).color(warn));
                for id in left_out {
                    ui.add(Label::new(theme::small(description(page, *id))).wrap());
                }
                ui.checkbox(left_out_is_right, "Để các tồn tại này ngoài kết luận");
            }
        });
    if outcome == Outcome::Confirmed {
        view.out.push(Action::Run(Command::IssueConclusion {
            visit_id: page.visit.id,
            accept_left_out: *left_out_is_right,
        }));
    }
    outcome
}

fn what_is_locked(page: &VisitPage) -> String {
    let told = match page.shortcomings.len() {
        0 => String::new(),
        count => format!(
            "; {} tồn tại được thông báo cho {} và bắt đầu tính thời hạn",
            paper_count(count),
            page.unit.name_in_sentence()
        ),
    };
    format!(
        "Ban hành xong, văn bản kết luận, phiếu kiểm tra, ưu điểm và tồn tại của cuộc giám sát này \
         khóa lại, không sửa và không hoàn tác được nữa{told}."
    )
}

/// "02 tồn tại chưa có trong kết luận".
pub fn left_out_words(count: usize) -> String {
    format!("{} tồn tại chưa có trong kết luận", paper_count(count))
}

fn description(page: &VisitPage, id: ShortcomingId) -> &str {
    page.shortcomings
        .iter()
        .find(|shortcoming| shortcoming.id == id)
        .map_or("", |shortcoming| &shortcoming.description)
}

/// "Cuộc giám sát Phường Phúc Đồng 12-12-2022.json".
fn file_name(page: &VisitPage) -> String {
    let day = crate::domain::date::show(page.visit.date).replace('/', "-");
    let unit = page.unit.name.replace(['/', '\\', ':', '"'], "-");
    format!("Cuộc giám sát {unit} {day}.json")
}

/// Why nothing can be changed any more, in one sentence.
pub fn why_locked(page: &VisitPage) -> Option<String> {
    let reason = page.visit.state_reason.trim();
    match page.visit.state {
        VisitState::Concluded | VisitState::Closed => {
            let number = page.conclusion.as_ref().map_or_else(String::new, |page| {
                format!(" {}", page.conclusion.doc_number())
            });
            Some(format!(
                "Đã ban hành thông báo kết luận{number} nên nội dung đã khóa; việc khắc phục theo dõi ở mục Tồn tại."
            ))
        }
        VisitState::Cancelled => Some(format!(
            "Cuộc giám sát đã hủy, nội dung đã khóa. Lý do: {reason}"
        )),
        VisitState::Postponed => Some(format!("Cuộc giám sát tạm hoãn. Lý do: {reason}")),
        VisitState::Planned
        | VisitState::Announced
        | VisitState::InProgress
        | VisitState::Visited => None,
    }
}

/// The state as a word on a tint.
pub fn state_badge(ui: &mut Ui, page: &VisitPage) {
    let state = page.visit.state;
    badge::show(ui, tones::of_visit(state), state.label());
}
