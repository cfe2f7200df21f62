//! What earlier visits say of the item in hand: its last rating, and what is still to be put right.

use eframe::egui::{Label, Ui};

use super::View;
use crate::domain::date::show;
use crate::domain::text::paper_count;
use crate::read::{ItemPast, ShortcomingFilter};
use crate::ui::action::{Action, Route};
use crate::ui::theme::{self, Tone};
use crate::ui::tones;
use crate::ui::widgets::{badge, button};

/// Open shortcomings shown in full; the rest is counted.
const SHOWN: usize = 2;

/// The lines below the basis of the item.
pub fn show_past(ui: &mut Ui, view: &mut View<'_>, past: &ItemPast) {
    let colours = theme::palette(ui);
    if let Some(last) = &past.last {
        ui.horizontal_wrapped(|ui| {
            let unit = last
                .other_unit
                .as_ref()
                .map(|unit| format!(", {unit}"))
                .unwrap_or_default();
            let words = format!("Lần trước ({}{unit}):", show(last.date));
            ui.label(theme::small(words).color(colours.weak));
            badge::show(ui, tones::of_rating(last.value), last.value.label());
            if !last.comment.is_empty() {
                ui.add(Label::new(theme::small(&last.comment)).wrap());
            }
            let open = button::quiet(ui, "Mở lần trước")
                .on_hover_text("Mở cuộc giám sát lần trước; Alt+Trái quay lại");
            if open.clicked() {
                view.out.push(Action::Go(Route::Visit(last.visit_id)));
            }
        });
    }
    for shortcoming in past.open.iter().take(SHOWN) {
        ui.horizontal_wrapped(|ui| {
            badge::show(
                ui,
                tones::of_shortcoming(shortcoming.state),
                shortcoming.state.label(),
            );
            let deadline = shortcoming.deadline.map_or_else(String::new, |day| {
                let late = if day < view.ctx.today {
                    ", đã quá"
                } else {
                    ""
                };
                format!(" · hạn {}{late}", show(day))
            });
            let words = format!(
                "Tồn tại từ {}: {}{deadline}",
                show(shortcoming.visit_date),
                shortcoming.description
            );
            let colour = colours.tone(Tone::Bad).fg;
            ui.add(Label::new(theme::small(words).color(colour)).wrap());
            if button::quiet(ui, "Xem tồn tại cũ").clicked() {
                let filter = ShortcomingFilter {
                    visit_id: Some(shortcoming.visit_id),
                    ..ShortcomingFilter::default()
                };
                view.out.push(Action::Go(Route::Shortcomings(filter)));
            }
        });
    }
    if let Some(more) = past.open.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        let words = format!("và {} tồn tại cũ khác còn mở", paper_count(more));
        ui.label(theme::small(words).color(colours.weak));
    }
}

/// The same in a few words, for the list.
pub fn in_brief(past: &ItemPast) -> Option<String> {
    let open = match past.open.len() {
        0 => None,
        count => Some(format!("còn {} tồn tại cũ", paper_count(count))),
    };
    let last = past
        .last
        .as_ref()
        .filter(|last| last.value.needs_reason())
        .map(|last| {
            format!(
                "lần trước {}",
                crate::domain::text::lower_first(last.value.label())
            )
        });
    match (last, open) {
        (Some(last), Some(open)) => Some(format!("{last}, {open}")),
        (one, other) => one.or(other),
    }
}
