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
    let missed = board
        .coming
        .iter()
        .take_while(|visit| visit.date < board.as_of)
        .count();
    let (missed, next) = board.coming.split_at(missed);
    ui.add_space(theme::GAP_SMALL);
    ui.horizontal_wrapped(|ui| {
        for (title, visits) in [("Quá ngày dự kiến:", missed), ("Sắp giám sát:", next)] {
            if visits.is_empty() {
                continue;
            }
            ui.label(theme::strong(title));
            for visit in visits {
                if button::quiet_whole(ui, &words(visit, board.as_of)).clicked() {
                    out.push(Action::Go(Route::Visit(visit.id)));
                }
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
        _ => "",
    };
    format!("{} {}{when}", visit.unit_name, visit.date.format("%d/%m"))
}
