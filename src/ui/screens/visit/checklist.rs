//! Kiểm tra: regulations with their progress on the left, the items of the chosen one on the right.
//! One key rates and moves on; nothing needs the mouse.

use eframe::egui::{
    Align, Checkbox, Event, FontId, Key, Label, Layout, Modifiers, Popup, ScrollArea, Ui, Vec2,
};

use super::progress::{Part, Progress};
use super::{View, item, leave_field};
use crate::domain::text::paper_count;
use crate::domain::{ItemId, RatingValue, RegulationId};
use crate::read::{ItemSheet, RegulationSheet};
use crate::ui::action::Action;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::{button, empty_state, form, icon::Icon, progress_row};
use crate::worker::Command;

/// Selection, filter and focus of the tab.
#[derive(Debug, Default)]
pub struct ChecklistTab {
    selected: Option<ItemId>,
    only_open: bool,
    /// Bring the selected item into view.
    scroll: bool,
    /// Put the caret into the comment in the next frame: the key that asked for it must not be typed.
    pub(super) focus_comment: bool,
    /// What to select once this frame's fields have handed out what was typed.
    next: Option<ItemId>,
    /// The digit that rated and until when its letter may still come: it belongs to no field.
    digit: Option<(&'static str, f64)>,
}

const LEFT: f32 = 244.0;

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
    /// Shows this item.
    pub fn select(&mut self, item: ItemId) {
        self.selected = Some(item);
        self.only_open = false;
        self.scroll = true;
    }

    /// `keys` is false while a dialog stands over the screen.
    pub fn ui(&mut self, ui: &mut Ui, view: &mut View<'_>, progress: &Progress, keys: bool) {
        let page = view.page;
        self.keep_selection(view, progress);
        let Some((sheet, chosen)) = self.selected.and_then(|id| page.item(id)) else {
            empty_state::show(
                ui,
                Icon::Checklist,
                "Chưa có mục kiểm tra",
                "Chọn quy chế ở tab Thông tin.",
                None,
            );
            return;
        };
        if keys {
            self.keys(ui, view, progress, sheet, chosen);
        }
        let height = ui.available_height();
        ui.horizontal_top(|ui| {
            let size = Vec2::new(LEFT, height);
            ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
                ui.set_width(LEFT);
                self.regulations(ui, view, progress, sheet.regulation.id);
            });
            ui.allocate_ui_with_layout(ui.available_size(), Layout::top_down(Align::Min), |ui| {
                ui.set_width(ui.available_width());
                self.items(ui, view, progress, sheet);
            });
        });
        if let Some(next) = self.next.take() {
            self.selected = Some(next);
            self.scroll = true;
            ui.ctx().request_repaint();
        }
    }

    /// The first item without a rating, where nothing that the visit covers is selected.
    fn keep_selection(&mut self, view: &View<'_>, progress: &Progress) {
        let covered = || view.page.covered().flat_map(|sheet| &sheet.items);
        if !covered().any(|item| Some(item.item.id) == self.selected) {
            let first = covered().next().map(|item| item.item.id);
            self.selected = progress.not_rated.first().copied().or(first);
            self.scroll = true;
        }
    }

    fn keys(
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
        if commit || commit_and_on || to_open {
            leave_field(ui);
        }
        if to_open || commit_and_on {
            self.next = next_not_rated(view, progress, chosen.item.id);
        }
        if ui.ctx().text_edit_focused() || Popup::is_any_open(ui.ctx()) {
            return;
        }
        let focused = ui.memory(|memory| memory.focused().is_some());
        if pressed(Modifiers::NONE, Key::ArrowDown) {
            self.next = self.beside(view, sheet, chosen.item.id, true);
        } else if pressed(Modifiers::NONE, Key::ArrowUp) {
            self.next = self.beside(view, sheet, chosen.item.id, false);
        } else if pressed(Modifiers::NONE, Key::PageDown) {
            self.next = beside_regulation(view, progress, sheet.regulation.id, true);
        } else if pressed(Modifiers::NONE, Key::PageUp) {
            self.next = beside_regulation(view, progress, sheet.regulation.id, false);
        } else if !focused && view.editable && pressed(Modifiers::NONE, Key::Enter) {
            self.focus_comment = true;
            ui.ctx().request_repaint();
        }
        if !view.editable {
            return;
        }
        for (key, letter, value) in RATING_KEYS {
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
        view.edits
            .ratings
            .edit(&item.rating, view.out, |rating| rating.value = value);
        self.scroll = true;
        if value.needs_reason() {
            self.focus_comment = true;
        } else if value == RatingValue::Met {
            let progress = Progress::of(view);
            self.next = self
                .beside(view, sheet, item.item.id, true)
                .or_else(|| next_not_rated(view, &progress, item.item.id));
        }
        ui.ctx().request_repaint();
    }

    /// Items of a regulation that the filter lets through; the selected one always stays.
    fn visible<'p>(&self, view: &View<'_>, sheet: &'p RegulationSheet) -> Vec<&'p ItemSheet> {
        sheet
            .items
            .iter()
            .filter(|item| {
                let rating = view.edits.ratings.current(&item.rating);
                !self.only_open
                    || Some(item.item.id) == self.selected
                    || rating.value == RatingValue::NotRated
                    || rating.lacks_reason()
            })
            .collect()
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

    fn regulations(
        &mut self,
        ui: &mut Ui,
        view: &View<'_>,
        progress: &Progress,
        chosen: RegulationId,
    ) {
        ScrollArea::vertical()
            .id_salt("regulations")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = theme::GAP_SMALL;
                for part in &progress.parts {
                    let Some(regulation) = view.page.regulation(part.regulation) else {
                        continue;
                    };
                    let row = progress_row::Row {
                        code: &regulation.code,
                        title: &regulation.title,
                        done: part.score.total() - part.score.not_rated,
                        total: part.score.total(),
                        warnings: part.lacking,
                    };
                    if progress_row::show(ui, &row, part.regulation == chosen).clicked() {
                        self.next = first_of(view, progress, part.regulation);
                    }
                }
                ui.add_space(theme::GAP_SMALL);
                form::hint(ui, &summary(progress));
            });
    }

    fn items(
        &mut self,
        ui: &mut Ui,
        view: &mut View<'_>,
        progress: &Progress,
        sheet: &RegulationSheet,
    ) {
        let part = progress
            .parts
            .iter()
            .find(|part| part.regulation == sheet.regulation.id);
        heading(ui, sheet, part);
        ui.horizontal(|ui| {
            ui.add(Checkbox::new(&mut self.only_open, "Chỉ mục chưa đánh giá"));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let left = part.map_or(0, |part| part.score.not_rated);
                if view.editable
                    && left > 0
                    && button::plain(ui, "Đạt tất cả mục còn lại").clicked()
                {
                    view.out.push(Action::Run(Command::RateRestMet {
                        visit_id: view.page.visit.id,
                        regulation_id: Some(sheet.regulation.id),
                    }));
                }
            });
        });
        let hint = 24.0;
        ScrollArea::vertical()
            .id_salt(("items", sheet.regulation.id.0))
            .auto_shrink([false, false])
            .max_height((ui.available_height() - hint).max(120.0))
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                for shown in self.visible(view, sheet) {
                    if Some(shown.item.id) == self.selected {
                        let rect = item::selected(ui, view, self, sheet, shown);
                        if std::mem::take(&mut self.scroll) {
                            ui.scroll_to_rect(rect, None);
                        }
                    } else if item::row(ui, view, shown).clicked() {
                        self.next = Some(shown.item.id);
                    }
                }
            });
        let keys = if view.editable {
            "Phím 1 2 3 0 đánh giá · Lên, Xuống chuyển mục · Ctrl+Xuống mục chưa đánh giá · Enter nhận xét · Ctrl+Enter lưu, sang mục sau"
        } else {
            "Lên, Xuống chuyển mục · PgUp, PgDn quy chế"
        };
        let text = theme::small(keys).color(theme::palette(ui).weak);
        ui.add(Label::new(text).truncate());
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
fn first_of(view: &View<'_>, progress: &Progress, regulation: RegulationId) -> Option<ItemId> {
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

fn heading(ui: &mut Ui, sheet: &RegulationSheet, part: Option<&Part>) {
    let colours = theme::palette(ui);
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Some(part) = part {
                ui.label(theme::strong(part.score.show()))
                    .on_hover_text("Điểm: điểm đạt trên số mục đã đánh giá");
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let regulation = &sheet.regulation;
                let mut job = eframe::egui::text::LayoutJob::default();
                let bold = FontId::new(theme::TEXT_SIZE, theme::bold_family());
                let format = eframe::egui::TextFormat::simple(bold, colours.text);
                job.append(
                    &format!("{} – {}", regulation.code, regulation.title),
                    0.0,
                    format,
                );
                if !regulation.title_checked {
                    let small = FontId::proportional(theme::SMALL_SIZE);
                    let format =
                        eframe::egui::TextFormat::simple(small, colours.tone(Tone::Caution).fg);
                    job.append(&format!("  ({})", regulation.checked_label()), 0.0, format);
                }
                ui.add(Label::new(job).wrap());
            });
        });
    });
}

fn summary(progress: &Progress) -> String {
    let mut words = vec![format!(
        "Đã đánh giá {}/{} mục.",
        progress.rated(),
        progress.total()
    )];
    if !progress.not_rated.is_empty() {
        words.push(format!(
            "{} mục chưa đánh giá.",
            paper_count(progress.not_rated.len())
        ));
    }
    if !progress.lacking.is_empty() {
        words.push(format!(
            "{} mục thiếu nhận xét.",
            paper_count(progress.lacking.len())
        ));
    }
    words.join(" ")
}
