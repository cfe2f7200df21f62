//! An issued conclusion put right: the strip that says which paper replaces which.

use eframe::egui::Ui;

use super::View;
use crate::domain::text::lower_first;
use crate::domain::{ConclusionState, IssuedId, VisitState};
use crate::ui::action::{Action, Route, Subject};
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::{button, notice};
use crate::worker::{Command, ConclusionCommand};

/// The button that begins a correction, on an issued conclusion.
pub fn begin_button(ui: &mut Ui, view: &mut View<'_>) {
    let visit = &view.page.visit;
    let issued = view
        .page
        .conclusion
        .as_ref()
        .is_some_and(|page| page.conclusion.state == ConclusionState::Issued);
    if !issued || !matches!(visit.state, VisitState::Concluded | VisitState::Closed) {
        return;
    }
    let subject = Subject::Correct(visit.id);
    ui.add_enabled_ui(!view.ctx.is_busy(subject), |ui| {
        let clicked = button::plain(ui, "Ra văn bản đính chính")
            .on_hover_text(
                "Mở dự thảo mới từ nội dung này; khi ban hành, nó thay thế văn bản đã ban hành",
            )
            .clicked();
        if clicked {
            view.out.push(Action::Run(Command::Conclusion(
                ConclusionCommand::Correct(visit.id),
            )));
        }
    });
}

/// Which paper this one replaces.
pub fn strip(ui: &mut Ui, view: &mut View<'_>) {
    let page = view.page;
    let Some(earlier) = page.replaced.last().map(|page| &page.conclusion) else {
        return;
    };
    let reference = earlier.reference();
    let draft = page.is_correcting();
    let words = if draft {
        format!(
            "Dự thảo này sẽ thay thế {}. Văn bản đó còn hiệu lực đến khi ban hành dự thảo.",
            lower_first(&reference)
        )
    } else {
        format!("Văn bản này thay thế {}.", lower_first(&reference))
    };
    notice::show_with(ui, Tone::Info, &words, |ui| {
        if draft && button::quiet(ui, "Bỏ dự thảo đính chính").clicked() {
            view.out.push(Action::Run(Command::Conclusion(
                ConclusionCommand::DropCorrection(page.visit.id),
            )));
        }
        if button::quiet(ui, "Xem văn bản được thay thế").clicked() {
            let id = IssuedId::Conclusion(earlier.id);
            view.out.push(Action::Go(Route::IssuedPaper(id)));
        }
    });
    ui.add_space(theme::GAP_SMALL);
}
