//! One line of the overview: the visits that come next, each with the way to it.

use chrono::NaiveDate;
use eframe::egui::Ui;

use crate::domain::VisitState;
use crate::read::board::ComingVisit;
use crate::read::{Board, VisitFilter};
use crate::ui::action::{Action, Route};
use crate::ui::theme;
use crate::ui::widgets::button;

/// Nothing where none is near.
pub fn show(ui: &mut Ui, board: &Board, out: &mut Vec<Action>) {
    if board.coming.is_empty() {
        return;
    }
    ui.add_space(theme::GAP_SMALL);
    ui.horizontal_wrapped(|ui| {
        ui.label(theme::strong("Sắp giám sát:"));
        for visit in &board.coming {
            if button::quiet_whole(ui, &words(visit, board.as_of)).clicked() {
                out.push(Action::Go(Route::Visit(visit.id)));
            }
        }
        if board.more_coming && button::quiet_whole(ui, "Xem tất cả").clicked() {
            out.push(Action::Go(Route::Visits(VisitFilter {
                state: Some(VisitState::Planned),
                ..VisitFilter::default()
            })));
        }
    });
}

/// "Phường Đại Kim 17/01, hôm nay".
fn words(visit: &ComingVisit, today: NaiveDate) -> String {
    let when = match (visit.date - today).num_days() {
        0 => ", hôm nay",
        1 => ", ngày mai",
        days if days < 0 => ", đã qua ngày",
        _ => "",
    };
    format!("{} {}{when}", visit.unit_name, visit.date.format("%d/%m"))
}
