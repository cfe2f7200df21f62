//! One shortcoming in full: what, who, by when, what happened so far, what can be done next.

use eframe::egui::{RichText, Ui};

use super::rows;
use crate::domain::shortcoming::{Step, take_step};
use crate::domain::{EventKind, Shortcoming, ShortcomingClass, ShortcomingEvent, date};
use crate::read::ShortcomingDetail;
use crate::ui::action::{Action, Route, ScreenContext, Subject};
use crate::ui::theme::{self, Tone};
use crate::ui::tones;
use crate::ui::widgets::{badge, button, section};

/// What it is and where it stands.
pub fn head(ui: &mut Ui, detail: &ShortcomingDetail, out: &mut Vec<Action>) {
    let shortcoming = &detail.shortcoming;
    let row = &detail.row;
    ui.spacing_mut().item_spacing.y = 6.0;
    ui.horizontal_wrapped(|ui| {
        match row.class {
            Some(ShortcomingClass::Late) => {
                badge::show(ui, Tone::Bad, &rows::late_words(row.days_late))
            }
            Some(class) => badge::show(ui, tones::of_class(class), class.label()),
            None => badge::show(ui, tones::of_shortcoming(row.state), row.state.label()),
        };
        if row.state == crate::domain::ShortcomingState::Returned {
            badge::show(ui, Tone::Bad, row.state.label());
        }
    });
    ui.label(theme::strong(&shortcoming.description));
    let visit = format!(
        "{} · giám sát ngày {}",
        row.unit_name,
        date::show(row.visit_date)
    );
    if ui.link(visit).on_hover_text("Mở cuộc giám sát").clicked() {
        out.push(Action::Go(Route::Visit(row.visit_id)));
    }
}

/// What has to be done, by whom, by when, and why it came about.
pub fn facts(ui: &mut Ui, detail: &ShortcomingDetail) {
    let shortcoming = &detail.shortcoming;
    ui.add_space(theme::GAP);
    fact(ui, "Yêu cầu khắc phục", &shortcoming.order_text);
    fact(ui, "Chịu trách nhiệm", &shortcoming.owner);
    fact(ui, "Thời hạn", &deadline_words(shortcoming, &detail.events));
    fact(ui, "Minh chứng cần có", &shortcoming.evidence);
    fact(ui, "Nguyên nhân khách quan", &shortcoming.cause_external);
    fact(ui, "Nguyên nhân chủ quan", &shortcoming.cause_own);
    fact(ui, "Mức độ (nội bộ)", shortcoming.level.label());
}

fn fact(ui: &mut Ui, name: &str, text: &str) {
    if text.trim().is_empty() {
        return;
    }
    let colours = theme::palette(ui);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.label(theme::small(name).color(colours.weak));
        ui.label(text);
    });
}

/// The deadline in force, and the first one where it was extended.
fn deadline_words(shortcoming: &Shortcoming, events: &[ShortcomingEvent]) -> String {
    let Some(deadline) = shortcoming.deadline else {
        return "chưa định".to_owned();
    };
    let first = events
        .iter()
        .find(|event| event.kind == EventKind::Extended)
        .and_then(|event| event.deadline_from);
    match first {
        Some(first) => format!("{} (ban đầu {})", date::show(deadline), date::show(first)),
        None => date::show(deadline),
    }
}

/// The steps that fit the state; the one that was clicked.
pub fn steps(
    ui: &mut Ui,
    detail: &ShortcomingDetail,
    context: &ScreenContext<'_>,
) -> Option<EventKind> {
    let offered: Vec<EventKind> = [
        EventKind::Reported,
        EventKind::Verified,
        EventKind::Returned,
        EventKind::Extended,
        EventKind::Withdrawn,
    ]
    .into_iter()
    .filter(|kind| fits(&detail.shortcoming, *kind, context))
    .collect();
    if offered.is_empty() {
        return None;
    }
    let busy = context.is_busy(Subject::Step(detail.shortcoming.id));
    let mut clicked = None;
    ui.add_space(theme::GAP_SMALL);
    ui.horizontal_wrapped(|ui| {
        for (place, kind) in offered.into_iter().enumerate() {
            let response = if place == 0 {
                button::primary_enabled(ui, !busy, kind.label())
            } else {
                button::plain(ui, kind.label())
            };
            if response.clicked() && !busy {
                clicked = Some(kind);
            }
        }
    });
    clicked
}

/// Whether the state allows a step of this kind, all its words given.
fn fits(shortcoming: &Shortcoming, kind: EventKind, context: &ScreenContext<'_>) -> bool {
    let later = shortcoming
        .deadline
        .unwrap_or(context.today)
        .succ_opt()
        .unwrap_or(context.today);
    let step = Step {
        kind,
        on: context.today,
        by: "x".to_owned(),
        text: "x".to_owned(),
        deadline: Some(later),
    };
    take_step(shortcoming, &step).is_ok()
}

/// What happened so far, oldest first.
pub fn history(ui: &mut Ui, detail: &ShortcomingDetail) {
    if detail.events.is_empty() {
        return;
    }
    ui.add_space(theme::GAP);
    section::heading(ui, "Diễn biến", |_| {});
    let colours = theme::palette(ui);
    for event in &detail.events {
        let colour = colours.tone(tones::of_event(event.kind)).fg;
        let top = ui.cursor().top();
        let left = ui.cursor().left();
        ui.horizontal_top(|ui| {
            ui.add_space(18.0);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                let head = format!("{} · {}", date::show(event.on), event.kind.label());
                ui.label(
                    RichText::new(head)
                        .family(theme::bold_family())
                        .color(colour),
                );
                if let (Some(from), Some(to)) = (event.deadline_from, event.deadline_to) {
                    ui.label(format!("Từ {} đến {}", date::show(from), date::show(to)));
                }
                if !event.text.is_empty() {
                    ui.label(&event.text);
                }
                if !event.by.is_empty() {
                    ui.label(theme::small(&event.by).color(colours.weak));
                }
            });
        });
        let bottom = ui.cursor().top();
        let painter = ui.painter();
        let x = left + 6.0;
        painter.vline(
            x,
            (top + 10.0)..=(bottom + 4.0),
            eframe::egui::Stroke::new(1.5, colours.line),
        );
        painter.circle_filled(eframe::egui::pos2(x, top + 10.0), 4.5, colour);
    }
}
