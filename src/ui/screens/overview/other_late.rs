//! One line of the overview: overdue work beside the shortcomings, each with the way to its list.

use eframe::egui::Ui;

use crate::domain::text::paper_count;
use crate::read::Board;
use crate::read::programme::{DialogueFilter, ProgrammesPlace};
use crate::read::skilful_model::ModelFilter;
use crate::ui::action::{Action, Route};
use crate::ui::screens::guiding::GuidingPlace;

use crate::ui::theme;
use crate::ui::widgets::button;

/// Nothing where nothing is late.
pub fn show(ui: &mut Ui, board: &Board, out: &mut Vec<Action>) {
    let late = board.other_late;
    if late.all() == 0 {
        return;
    }
    let district = board.filter.district.clone();
    let all = [
        (
            late.documents,
            "văn bản chưa triển khai",
            Route::Guiding(GuidingPlace {
                matrix: true,
                ..GuidingPlace::default()
            }),
        ),
        (
            late.tasks,
            "nhiệm vụ phối hợp",
            Route::Programmes(ProgrammesPlace::Programmes),
        ),
        (
            late.opinions,
            "ý kiến đối thoại chưa trả lời",
            Route::Programmes(ProgrammesPlace::Dialogues(DialogueFilter {
                open: true,
                ..DialogueFilter::default()
            })),
        ),
        (
            late.commitments,
            "cam kết Dân vận khéo",
            Route::Models(ModelFilter {
                late: true,
                district,
                ..ModelFilter::default()
            }),
        ),
    ];
    ui.add_space(theme::GAP_SMALL);
    ui.horizontal_wrapped(|ui| {
        ui.label(theme::strong("Việc khác quá hạn:"));
        for (count, words, route) in all {
            if count == 0 {
                continue;
            }
            let count = usize::try_from(count).unwrap_or(usize::MAX);
            if button::quiet_whole(ui, &format!("{} {words}", paper_count(count))).clicked() {
                out.push(Action::Go(route));
            }
        }
    });
}
