//! Scores over the visits, of one regulation or of all: bars with their numbers, a click opens the visit.

use eframe::egui::{Ui, Vec2};

use crate::domain::{Score, date};
use crate::read::{UnitProfile, VisitMarks};
use crate::ui::action::{Action, Route};
use crate::ui::screens::filters::chip;
use crate::ui::screens::overview::words;
use crate::ui::widgets::bars::{self, Bar};
use crate::ui::widgets::form;

/// The plot; `chosen` is the place of a regulation, `None` for all of them added up.
pub fn show(
    ui: &mut Ui,
    size: Vec2,
    page: &UnitProfile,
    chosen: &mut Option<usize>,
    out: &mut Vec<Action>,
) {
    if page.marks.is_empty() {
        form::hint(ui, "Chưa có cuộc giám sát nào đã thực hiện.");
        return;
    }
    let top = ui.cursor().top();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        if chip(ui, chosen.is_none(), "Tất cả".to_owned()) {
            *chosen = None;
        }
        for (place, (code, title)) in page.regulations.iter().enumerate() {
            let here = *chosen == Some(place);
            let response = ui
                .add(eframe::egui::Button::selectable(here, words::code(code)))
                .on_hover_text(title);
            if response.clicked() {
                *chosen = Some(place);
            }
        }
    });
    let place = chosen.filter(|place| *place < page.regulations.len());
    let name = place
        .and_then(|place| page.regulations.get(place))
        .map_or_else(
            || "Kết quả qua các lần, tất cả quy chế".to_owned(),
            |(code, title)| format!("Kết quả qua các lần, {}: {title}", words::code(code)),
        );
    let shown: Vec<Bar> = page.marks.iter().map(|marks| bar(marks, place)).collect();
    let room = Vec2::new(size.x, size.y - (ui.cursor().top() - top));
    if let Some(hit) = bars::show(ui, room, &name, &shown)
        && let Some(marks) = page.marks.get(hit)
    {
        out.push(Action::Go(Route::Visit(marks.visit_id)));
    }
}

fn bar(marks: &VisitMarks, place: Option<usize>) -> Bar {
    let score = match place {
        Some(place) => marks.scores.get(place).copied().flatten(),
        None => Some(marks.total()),
    };
    let told = score.map_or_else(|| "không giám sát".to_owned(), words::full);
    Bar {
        top: String::new(),
        label: marks.date.format("%d/%m/%y").to_string(),
        short: marks.date.format("%m/%y").to_string(),
        percent: score.and_then(Score::percent),
        detail: match score {
            Some(score) if score.rated > 0 => score.fraction(),
            _ => String::new(),
        },
        said: format!(
            "{} {}, {}: {told}",
            date::show(marks.date),
            marks.unit_name,
            crate::domain::text::lower_first(marks.kind.label())
        ),
        opens: true,
    }
}
