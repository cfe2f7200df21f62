//! The steps of a visit from one state to the next, and what has to be asked before a step is taken.

use eframe::egui::{Ui, containers::menu::MenuButton};

use super::progress::Progress;
use super::questions::{Instead, Standing, ask_issue, ask_not_rated, ask_reason, say_not_yet};
use super::{Tab, View, Wish};
use crate::domain::visit::{MoveFacts, check_move};
use crate::domain::{ShortcomingState, VisitState};
use crate::read::{ShortcomingFilter, VisitFilter, VisitPage};
use crate::ui::action::{Action, Route, Subject};
use crate::ui::dialogs::recheck::RecheckDialog;
use crate::ui::export::Export;
use crate::ui::tones;
use crate::ui::widgets::modal::Outcome;
use crate::ui::widgets::{badge, button};
use crate::worker::{Command, VisitCommand};

/// The question that is open, if any.
#[derive(Debug, Default)]
pub struct Moves {
    asked: Option<Asked>,
    /// Answered and sent; the question closes once the step is taken.
    sent: bool,
    recheck: Option<RecheckDialog>,
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

impl Moves {
    /// Whether a question stands over the screen.
    pub fn is_open(&self) -> bool {
        self.asked.is_some() || self.recheck.is_some()
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
        // closing is for later while something is left to be put right
        let open = !view.page.unfinished().is_empty();
        let main = main_step(state).filter(|to| *to != VisitState::Closed || !open);
        MenuButton::from_button(eframe::egui::Button::new("Việc khác")).ui(ui, |ui| {
            ui.set_min_width(230.0);
            for to in state.next().iter().filter(|to| Some(**to) != main) {
                if ui.button(step_words(state, *to)).clicked() {
                    self.take(view, progress, *to);
                }
            }
            if can_recheck(view.page) && ui.button("Tạo cuộc phúc tra…").clicked() {
                self.recheck = Some(RecheckDialog::new(view.page.visit.id, view.ctx.today));
            }
            ui.separator();
            if ui.button("Xuất tệp cuộc giám sát…").clicked() {
                view.out.push(Action::Export(
                    Export::Visit(view.page.visit.id),
                    file_name(view.page),
                ));
            }
            if matches!(state, VisitState::Planned | VisitState::Cancelled)
                && ui.button("Xóa cuộc giám sát").clicked()
            {
                view.out
                    .push(Action::Run(Command::Visit(VisitCommand::Delete(
                        view.page.visit.id,
                    ))));
                view.out
                    .push(Action::Go(Route::Visits(VisitFilter::default())));
            }
        });
        if let Some(to) = main {
            if button::primary(ui, step_words(state, to)).clicked() {
                self.take(view, progress, to);
            }
        } else if state == VisitState::Visited
            && tab != Tab::Conclusion
            // what comes next is not a step but the paper
            && button::primary(ui, "Soạn kết luận").clicked()
        {
            view.wishes.push(Wish::Open(Tab::Conclusion));
        } else if state == VisitState::Concluded
            && open
            && button::primary(ui, "Theo dõi khắc phục")
                .on_hover_text("Mở các tồn tại chưa xong của cuộc này")
                .clicked()
        {
            view.out
                .push(Action::Go(Route::Shortcomings(ShortcomingFilter {
                    visit_id: Some(view.page.visit.id),
                    ..ShortcomingFilter::open()
                })));
        }
    }

    /// Takes a step, or asks first.
    fn take(&mut self, view: &mut View<'_>, progress: &Progress, to: VisitState) {
        let page = view.page;
        let open = page.unfinished().len();
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
        if let Some(recheck) = &mut self.recheck
            && recheck.ui(ui, &view.ctx, view.out)
        {
            self.recheck = None;
        }
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

/// Whether something of the visit is left to look at again.
fn can_recheck(page: &VisitPage) -> bool {
    page.shortcomings
        .iter()
        .any(|s| s.state.is_open() && s.state != ShortcomingState::Draft)
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

pub(super) fn go_to(view: &mut View<'_>, to: VisitState, reason: &str, accept_not_rated: bool) {
    view.out
        .push(Action::Run(Command::Visit(VisitCommand::Move {
            id: view.page.visit.id,
            to,
            reason: reason.trim().to_owned(),
            accept_not_rated,
        })));
    if to == VisitState::Visited {
        view.wishes.push(Wish::Open(Tab::Conclusion));
    }
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
            let number = page
                .in_force()
                .map_or_else(String::new, |paper| format!(" {}", paper.doc_number()));
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
