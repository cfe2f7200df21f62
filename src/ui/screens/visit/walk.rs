//! Working through the checklist by keys: rating, moving on, finding what is left.

use eframe::egui::{Event, Key, Modifiers, Popup, Ui};

use super::View;
use super::checklist::{ChecklistTab, rate_rest};
use super::progress::Progress;
use crate::domain::{ItemId, RatingValue, RegulationId};
use crate::read::{ItemSheet, RegulationSheet};
use crate::ui::widgets::in_hand;

/// The keys of the ratings, in the order of the buttons.
const RATING_KEYS: [(Key, &str, RatingValue); 4] = [
    (Key::Num1, "1", RatingValue::Met),
    (Key::Num2, "2", RatingValue::PartlyMet),
    (Key::Num3, "3", RatingValue::NotMet),
    (Key::Num0, "0", RatingValue::NotApplicable),
];

/// Seconds in which the letter of a rating key may come after the key itself.
const LETTER_LAG: f64 = 0.25;

impl ChecklistTab {
    /// What the keyboard asks for this frame.
    pub(super) fn keys(
        &mut self,
        ui: &Ui,
        view: &mut View<'_>,
        progress: &Progress,
        sheet: &RegulationSheet,
        chosen: &ItemSheet,
    ) {
        self.swallow_digit(ui);
        let pressed = |modifiers, key| ui.input_mut(|i| i.consume_key(modifiers, key));
        let commit = pressed(Modifiers::COMMAND, Key::S);
        let commit_and_on = pressed(Modifiers::COMMAND, Key::Enter);
        let to_open = pressed(Modifiers::COMMAND, Key::ArrowDown);
        let write = view.editable && pressed(Modifiers::COMMAND, Key::T);
        if commit || commit_and_on || to_open || write {
            in_hand::leave(ui);
        }
        self.wish.write |= write;
        if view.editable {
            // the longer shortcut first: the shorter one would take it
            if pressed(Modifiers::COMMAND | Modifiers::SHIFT, Key::D) {
                rate_rest(view, None);
            } else if pressed(Modifiers::COMMAND, Key::D) {
                rate_rest(view, Some(sheet.regulation.id));
            }
        }
        if pressed(Modifiers::COMMAND, Key::F) {
            self.find.focus = true;
            ui.ctx().request_repaint();
        }
        if to_open || commit_and_on {
            self.next = next_not_rated(view, progress, chosen.item.id);
        }
        if ui.ctx().text_edit_focused() || Popup::is_any_open(ui.ctx()) {
            return;
        }
        let focused = ui.memory(|memory| memory.focused().is_some());
        if pressed(Modifiers::NONE, Key::Slash) {
            self.digit = Some(("/", ui.input(|i| i.time) + LETTER_LAG));
            self.find.focus = true;
            ui.ctx().request_repaint();
        }
        if pressed(Modifiers::NONE, Key::ArrowDown) {
            self.next = self.beside(view, sheet, chosen.item.id, true);
        } else if pressed(Modifiers::NONE, Key::ArrowUp) {
            self.next = self.beside(view, sheet, chosen.item.id, false);
        } else if pressed(Modifiers::NONE, Key::PageDown) {
            self.next = beside_regulation(view, progress, sheet.regulation.id, true);
        } else if pressed(Modifiers::NONE, Key::PageUp) {
            self.next = beside_regulation(view, progress, sheet.regulation.id, false);
        } else if !focused && view.editable && pressed(Modifiers::NONE, Key::Enter) {
            self.wish.focus_comment = true;
            ui.ctx().request_repaint();
        }
        if !view.editable {
            return;
        }
        for (key, letter, value) in RATING_KEYS {
            if pressed(Modifiers::ALT, key) {
                self.digit = Some((letter, ui.input(|i| i.time) + LETTER_LAG));
                view.edits.ratings.edit(&chosen.rating, view.out, |rating| {
                    // the same key again takes it back
                    rating.self_rating = if rating.self_rating == value {
                        RatingValue::NotRated
                    } else {
                        value
                    };
                });
            }
            if pressed(Modifiers::NONE, key) {
                self.digit = Some((letter, ui.input(|i| i.time) + LETTER_LAG));
                self.rate(ui, view, sheet, chosen, value);
            }
        }
        self.swallow_digit(ui);
    }

    /// Keeps the letter of a rating key out of the comment that the key opened.
    fn swallow_digit(&mut self, ui: &Ui) {
        let Some((letter, until)) = self.digit else {
            return;
        };
        ui.input_mut(|i| {
            i.events
                .retain(|event| !matches!(event, Event::Text(text) if text == letter));
            if i.time > until {
                self.digit = None;
            }
        });
    }

    /// Rates an item: "Đạt" moves on, the others ask for their reason.
    pub(super) fn rate(
        &mut self,
        ui: &Ui,
        view: &mut View<'_>,
        sheet: &RegulationSheet,
        item: &ItemSheet,
        value: RatingValue,
    ) {
        self.wish.scroll = true;
        self.held = None;
        let commented = !view.edits.ratings.current(&item.rating).comment.is_empty();
        if view.page.visit.state.is_past_visit() && value.needs_reason() && !commented {
            self.held = Some((item.item.id, value));
        } else {
            view.edits
                .ratings
                .edit(&item.rating, view.out, |rating| rating.value = value);
        }
        if value.needs_reason() {
            self.wish.focus_comment = true;
        } else if value == RatingValue::Met {
            let progress = Progress::of(view);
            self.next = self
                .beside(view, sheet, item.item.id, true)
                .or_else(|| next_not_rated(view, &progress, item.item.id));
        }
        ui.ctx().request_repaint();
    }

    fn beside(
        &self,
        view: &View<'_>,
        sheet: &RegulationSheet,
        from: ItemId,
        down: bool,
    ) -> Option<ItemId> {
        let items = self.visible(view, sheet);
        let at = items.iter().position(|item| item.item.id == from)?;
        let to = if down {
            at.checked_add(1)
        } else {
            at.checked_sub(1)
        }?;
        items.get(to).map(|item| item.item.id)
    }
}

/// The next item without a rating, from here downwards and round again.
fn next_not_rated(view: &View<'_>, progress: &Progress, from: ItemId) -> Option<ItemId> {
    let all = || {
        view.page
            .covered()
            .flat_map(|sheet| &sheet.items)
            .map(|item| item.item.id)
    };
    let after = all().skip_while(move |id| *id != from).skip(1);
    after
        .chain(all().take_while(move |id| *id != from))
        .find(|id| progress.not_rated.contains(id))
}

/// The item to start a regulation with: the first one without a rating.
pub(super) fn first_of(
    view: &View<'_>,
    progress: &Progress,
    regulation: RegulationId,
) -> Option<ItemId> {
    let sheet = view
        .page
        .regulations
        .iter()
        .find(|sheet| sheet.regulation.id == regulation)?;
    let open = sheet
        .items
        .iter()
        .find(|item| progress.not_rated.contains(&item.item.id));
    open.or(sheet.items.first()).map(|item| item.item.id)
}

fn beside_regulation(
    view: &View<'_>,
    progress: &Progress,
    from: RegulationId,
    down: bool,
) -> Option<ItemId> {
    let at = progress
        .parts
        .iter()
        .position(|part| part.regulation == from)?;
    let to = if down {
        at.checked_add(1)
    } else {
        at.checked_sub(1)
    }?;
    first_of(view, progress, progress.parts.get(to)?.regulation)
}
