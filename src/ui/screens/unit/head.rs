//! What the unit is: when it existed, what it came from and what came of it, and where it stands.

use chrono::Datelike as _;
use eframe::egui::Ui;

use crate::domain::catalogue::checked_label;
use crate::domain::text::{lower_first, thousands, upper_first};
use crate::domain::{Succession, Unit, date};
use crate::read::{ShortcomingFilter, UnitProfile, VisitFilter};
use crate::ui::action::{Action, Route};
use crate::ui::screens::archive::ArchivePlace;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::card;

/// "Phường · đến hết 30/06/2025 · tên và ngày đã đối chiếu".
pub fn span(ui: &mut Ui, unit: &Unit) {
    let days = match (unit.valid_from, unit.valid_to) {
        (None, None) => String::new(),
        (Some(from), None) => format!(" · từ {}", date::show(from)),
        (None, Some(to)) => format!(" · đến hết {}", date::show(to)),
        (Some(from), Some(to)) => format!(" · từ {} đến hết {}", date::show(from), date::show(to)),
    };
    let colours = theme::palette(ui);
    let text = format!(
        "{}{days} · tên và ngày {}",
        unit.kind.label(),
        checked_label(unit.checked)
    );
    ui.label(theme::small(text).color(colours.weak));
}

/// The units before or after, each a link.
pub fn links(ui: &mut Ui, name: &str, list: &[(Succession, Unit)], out: &mut Vec<Action>) {
    if list.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let colours = theme::palette(ui);
        ui.label(theme::small(format!("{name}:")).color(colours.weak));
        for (succession, unit) in list {
            let text = format!(
                "{} ({} từ {}, {})",
                unit.name,
                lower_first(succession.extent.label()),
                date::show(succession.on),
                checked_label(succession.checked)
            );
            if ui.link(text).on_hover_text(&succession.source).clicked() {
                out.push(Action::Go(Route::Unit(unit.id)));
            }
        }
    });
}

/// What is counted, each opens its list.
pub fn cards(ui: &mut Ui, page: &UnitProfile, out: &mut Vec<Action>) {
    let gap = ui.spacing().item_spacing.x;
    let cards = if page.archive.is_some() { 4.0 } else { 3.0 };
    let width = ((ui.available_width() - gap * cards) / (cards + 1.0)).floor();
    let of_unit = |class| {
        Route::Shortcomings(ShortcomingFilter {
            class,
            unit_id: Some(page.unit.id),
            ..ShortcomingFilter::default()
        })
    };
    let visits = Route::Visits(VisitFilter {
        unit_id: Some(page.unit.id),
        ..VisitFilter::default()
    });
    let tally = page.tally;
    let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let late = Some(crate::domain::ShortcomingClass::Late);
    ui.horizontal(|ui| {
        let held = format!(
            "cuộc ({} đã thực hiện)",
            thousands(usize::try_from(page.visits_held).unwrap_or(usize::MAX))
        );
        let all = [
            (
                Tone::Bad,
                count(tally.late),
                "tồn tại quá hạn".to_owned(),
                of_unit(late),
            ),
            (
                Tone::Caution,
                count(page.open_count()),
                "tồn tại còn mở".to_owned(),
                of_unit(None),
            ),
            (
                Tone::Good,
                count(tally.in_time),
                format!("đúng hạn trên {} đã đến hạn", thousands(tally.due)),
                of_unit(None),
            ),
            (Tone::Neutral, page.visits_total, held, visits),
        ];
        for (tone, number, label, route) in all {
            if card::show(ui, width, tone, number, &label).clicked() {
                out.push(Action::Go(route));
            }
        }
        if let Some(archive) = page.archive {
            let label = match archive.seen() {
                0 => "giấy tờ lưu trữ thiếu, chưa xem".to_owned(),
                _ => format!("giấy tờ lưu trữ thiếu, có {}", archive.share()),
            };
            let card = card::show(ui, width, Tone::Bad, archive.missing, &label);
            if card.on_hover_text(upper_first(&archive.words())).clicked() {
                let place = ArchivePlace::of_ward(page.as_of.year(), page.unit.id);
                out.push(Action::Go(Route::Archive(place)));
            }
        }
    });
}

/// Who answers for what an ended unit left open: each a link.
pub fn answering(ui: &mut Ui, page: &UnitProfile, out: &mut Vec<Action>) {
    let ended = page.unit.valid_to.is_some_and(|to| to < page.as_of);
    if !ended || page.open_count() == 0 {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let count = thousands(page.open_count());
        if page.answering.is_empty() {
            let words =
                format!("{count} tồn tại còn mở: chưa ghi đơn vị tiếp nhận; bấm “Sắp xếp” để ghi.");
            ui.label(theme::small(words).color(theme::palette(ui).weak));
            return;
        }
        ui.label(theme::small(format!(
            "{count} tồn tại còn mở, nay chịu trách nhiệm:"
        )));
        for unit in &page.answering {
            if ui.link(&unit.name).clicked() {
                out.push(Action::Go(Route::Unit(unit.id)));
            }
        }
    });
}
