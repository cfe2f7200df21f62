//! What is asked before a step is taken: why, whether items may stay without a rating, what will be locked.

use eframe::egui::{Label, RichText, ScrollArea, Ui};

use super::moves::go_to;
use super::progress::Progress;
use super::{Tab, View, Wish};
use crate::domain::text::{lower_first, paper_count};
use crate::domain::{ItemId, ShortcomingId, VisitState};
use crate::read::{ShortcomingFilter, VisitPage};
use crate::ui::action::{Action, Route};
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::{form, text_field::TextField};
use crate::worker::{Command, ConclusionCommand};

/// How the step that a question is about stands.
#[derive(Clone, Copy)]
pub(super) struct Standing<'a> {
    pub busy: bool,
    pub refused: Option<&'a str>,
}

impl Standing<'_> {
    fn say(self, ui: &mut Ui) {
        if let Some(message) = self.refused {
            let colour = theme::palette(ui).tone(Tone::Bad).fg;
            ui.add(Label::new(RichText::new(message).color(colour)).wrap());
        }
    }
}

#[derive(Debug)]
pub(super) enum Instead {
    Item(Option<ItemId>),
    Shortcomings,
}

pub(super) fn ask_reason(
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
            form::hint(ui, "Lý do được lưu cùng cuộc giám sát.");
        });
    if outcome == Outcome::Confirmed {
        go_to(view, to, text, false);
    }
    outcome
}

pub(super) fn ask_not_rated(
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

pub(super) fn say_not_yet(ui: &Ui, view: &mut View<'_>, message: &str, go: &Instead) -> Outcome {
    let (title, words) = match go {
        Instead::Item(_) => ("Chưa kết thúc buổi giám sát được", "Xem mục còn thiếu"),
        Instead::Shortcomings => ("Chưa kết thúc cuộc giám sát được", "Xem các tồn tại"),
    };
    let outcome = Dialog::new(title, words).width(600.0).show(ui, |ui| {
        ui.label(message);
        if matches!(go, Instead::Shortcomings) {
            ScrollArea::vertical().max_height(260.0).show(ui, |ui| {
                for one in view.page.unfinished() {
                    ui.add(Label::new(theme::small(format!("- {}", one.words()))).wrap());
                }
            });
            form::hint(
                ui,
                "Mỗi tồn tại cần được xác nhận, rút, hoặc chuyển cho một cuộc giám sát sau đã ban hành kết luận.",
            );
        }
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

pub(super) fn ask_issue(
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
        view.out
            .push(Action::Run(Command::Conclusion(ConclusionCommand::Issue {
                visit_id: page.visit.id,
                accept_left_out: *left_out_is_right,
            })));
    }
    outcome
}

fn what_is_locked(page: &VisitPage) -> String {
    if let Some(earlier) = page.replaced.last().filter(|_| page.is_correcting()) {
        return format!(
            "Ban hành xong, văn bản này thay thế {} và khóa lại, không sửa và không hoàn tác được nữa. Văn bản cũ \
             được giữ nguyên, ghi rõ đã được thay thế; tồn tại, thời hạn không thông báo lại.",
            lower_first(&earlier.conclusion.reference())
        );
    }
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
