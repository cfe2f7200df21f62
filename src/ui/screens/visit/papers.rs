//! The papers of a visit, in a menu at its head.

use eframe::egui::Ui;

use super::View;
use crate::read::{ChecklistOf, PaperRequest, Stamp, VisitPage};
use crate::ui::action::{Action, Route};

/// Every paper of the visit, in the order in which it is needed.
fn papers(page: &VisitPage, today: chrono::NaiveDate) -> Vec<(PaperRequest, Option<&'static str>)> {
    let id = page.visit.id;
    let announcement = PaperRequest::Announcement {
        visit_id: id,
        stamp: Stamp::on(today),
    };
    let no_earlier = page
        .visit
        .rechecks
        .is_none()
        .then_some("Cuộc này không phúc tra cuộc nào; chọn cuộc được phúc tra ở thẻ Thông tin");
    vec![
        (announcement, None),
        (PaperRequest::Checklist(ChecklistOf::Blank(id)), None),
        (PaperRequest::Checklist(ChecklistOf::Rated(id)), None),
        (PaperRequest::Minutes(id), None),
        (PaperRequest::Recheck(id), no_earlier),
        (PaperRequest::Conclusion(id), None),
    ]
}

pub(super) fn menu(ui: &mut Ui, view: &mut View<'_>) {
    ui.menu_button("Văn bản", |ui| {
        ui.set_min_width(210.0);
        for (request, why_not) in papers(view.page, view.ctx.today) {
            let possible = why_not.is_none();
            let entry = ui.add_enabled(possible, eframe::egui::Button::new(request.title()));
            let entry = entry.on_disabled_hover_text(why_not.unwrap_or_default());
            if entry.clicked() {
                view.out.push(Action::Go(Route::Paper(request)));
                ui.close();
            }
        }
    })
    .response
    .on_hover_text("Xem trước, in và xuất các văn bản của cuộc giám sát");
}
