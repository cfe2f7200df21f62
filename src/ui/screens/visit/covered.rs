//! Which regulations the visit covers.

use eframe::egui::{Checkbox, Ui};

use super::View;
use super::field::plain;
use crate::domain::{RegulationId, Visit};

/// A box per regulation; at least one stays ticked. None stored means all.
pub(super) fn covered(ui: &mut Ui, view: &mut View<'_>, visit: &Visit) {
    let all: Vec<RegulationId> = view
        .page
        .regulations
        .iter()
        .map(|sheet| sheet.regulation.id)
        .collect();
    let ticked: Vec<RegulationId> = all.iter().copied().filter(|id| visit.covers(*id)).collect();
    let mut change = None;
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 24.0;
        for sheet in &view.page.regulations {
            let regulation = &sheet.regulation;
            let mut on = ticked.contains(&regulation.id);
            let last = on && ticked.len() == 1;
            let words = format!("{} – {}", regulation.code, regulation.title);
            if !view.editable {
                if on {
                    plain(ui, &words);
                }
                continue;
            }
            let tick = ui.add_enabled(!last, Checkbox::new(&mut on, words));
            if tick
                .on_disabled_hover_text("Cuộc giám sát có ít nhất một quy chế")
                .changed()
            {
                change = Some((regulation.id, on));
            }
        }
    });
    if let Some((id, on)) = change {
        let mut chosen: Vec<RegulationId> = all
            .iter()
            .copied()
            .filter(|other| {
                if *other == id {
                    on
                } else {
                    ticked.contains(other)
                }
            })
            .collect();
        if chosen.len() == all.len() {
            chosen.clear();
        }
        view.edits
            .visit
            .edit(&view.page.visit, view.out, |visit| visit.covered = chosen);
    }
}
