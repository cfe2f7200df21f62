//! Kiểm tra: regulations with their progress on the left, the items of the chosen one on the right.
//! One key rates and moves on; nothing needs the mouse.

use eframe::egui::{Align, Checkbox, FontId, Label, Layout, ScrollArea, Ui, Vec2};

use super::find::Find;
use super::progress::{Part, Progress};
use super::walk::first_of;
use super::{View, item, item_row};
use crate::domain::text::paper_count;
use crate::domain::{ItemId, RatingValue, RegulationId};
use crate::read::{ItemSheet, RegulationSheet};
use crate::ui::action::Action;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::{button, empty_state, form, icon::Icon, progress_row};
use crate::worker::{Command, VisitCommand};

/// What a key asked for and the coming frame does.
#[derive(Debug, Default)]
pub(super) struct Wish {
    /// Bring the selected item into view.
    pub(super) scroll: bool,
    /// Open the form of a shortcoming on the selected item once this frame's fields have handed out what was typed.
    pub(super) write: bool,
    /// Put the caret into the comment in the next frame: the key that asked for it must not be typed.
    pub(super) focus_comment: bool,
}

/// Selection, filter and focus of the tab.
#[derive(Debug, Default)]
pub struct ChecklistTab {
    pub(super) selected: Option<ItemId>,
    only_open: bool,
    pub(super) find: Find,
    pub(super) wish: Wish,
    /// What to select once this frame's fields have handed out what was typed.
    pub(super) next: Option<ItemId>,
    /// A rating of a visit that is over: it is saved together with the comment it needs.
    pub(super) held: Option<(ItemId, RatingValue)>,
    /// The digit that rated and until when its letter may still come: it belongs to no field.
    pub(super) digit: Option<(&'static str, f64)>,
}

const LEFT: f32 = 244.0;
/// Height that the list below the item in hand keeps.
const LEAST_LIST: f32 = 150.0;

/// In less, what rates many items stands below the filter.
const ROOMY: f32 = 760.0;

impl ChecklistTab {
    /// Shows this item.
    pub fn select(&mut self, item: ItemId) {
        self.selected = Some(item);
        self.only_open = false;
        self.wish.scroll = true;
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
        if std::mem::take(&mut self.wish.write) {
            item::write_shortcoming(view, chosen);
        }
        if let Some(next) = self.next.take() {
            self.selected = Some(next);
            self.wish.scroll = true;
            ui.ctx().request_repaint();
        }
    }

    /// The first item without a rating, where nothing that the visit covers is selected.
    fn keep_selection(&mut self, view: &View<'_>, progress: &Progress) {
        let covered = || view.page.covered().flat_map(|sheet| &sheet.items);
        if !covered().any(|item| Some(item.item.id) == self.selected) {
            let first = covered().next().map(|item| item.item.id);
            self.selected = progress.not_rated.first().copied().or(first);
            self.wish.scroll = true;
        }
    }

    /// Items of a regulation that the filter lets through; the selected one always stays.
    pub(super) fn visible<'p>(
        &self,
        view: &View<'_>,
        sheet: &'p RegulationSheet,
    ) -> Vec<&'p ItemSheet> {
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
        self.tools(ui, view, progress, sheet, part);
        // the item in hand stays where it is; only the list below it moves
        let room = ui.available_height();
        ScrollArea::vertical()
            .id_salt("item in hand")
            .auto_shrink([false, true])
            .max_height((room - LEAST_LIST).max(200.0))
            .show(ui, |ui| {
                if let Some(chosen) = sheet
                    .items
                    .iter()
                    .find(|item| Some(item.item.id) == self.selected)
                {
                    item::selected(ui, view, self, sheet, chosen);
                }
            });
        ui.add_space(theme::GAP_SMALL);
        let hint = 24.0;
        ScrollArea::vertical()
            .id_salt(("items", sheet.regulation.id.0))
            .auto_shrink([false, false])
            .max_height((ui.available_height() - hint).max(60.0))
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                for shown in self.visible(view, sheet) {
                    let here = Some(shown.item.id) == self.selected;
                    let row = item_row::row(ui, view, shown, here);
                    if here && std::mem::take(&mut self.wish.scroll) {
                        // the next ones come into sight too
                        let below = row.rect.expand2(Vec2::new(0.0, row.rect.height()));
                        ui.scroll_to_rect(below, None);
                    }
                    if row.clicked() {
                        self.next = Some(shown.item.id);
                    }
                }
            });
        let keys = if view.editable {
            "1 2 3 0 đánh giá · Lên, Xuống chuyển mục · / tìm mục · Ctrl+Xuống mục chưa đánh giá · Enter nhận xét · Ctrl+T ghi tồn tại · Shift+F1 mọi phím"
        } else {
            "Lên, Xuống chuyển mục · PgUp, PgDn quy chế"
        };
        let text = theme::small(keys).color(theme::palette(ui).weak);
        ui.add(Label::new(text).truncate());
    }
}

impl ChecklistTab {
    /// The filter, the way to an item, and what rates many items at once.
    fn tools(
        &mut self,
        ui: &mut Ui,
        view: &mut View<'_>,
        progress: &Progress,
        sheet: &RegulationSheet,
        part: Option<&Part>,
    ) {
        let narrow = ui.available_width() < ROOMY;
        let row = |ui: &mut Ui, tab: &mut Self, view: &mut View<'_>| {
            ui.add(Checkbox::new(&mut tab.only_open, "Chỉ mục chưa đánh giá"));
            tab.find(ui, view);
        };
        if narrow {
            ui.horizontal(|ui| row(ui, self, view));
            ui.horizontal(|ui| rate_many(ui, view, progress, sheet, part));
        } else {
            ui.horizontal(|ui| {
                row(ui, self, view);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    rate_many(ui, view, progress, sheet, part);
                });
            });
        }
    }
}

/// What rates many items at once.
fn rate_many(
    ui: &mut Ui,
    view: &mut View<'_>,
    progress: &Progress,
    sheet: &RegulationSheet,
    part: Option<&Part>,
) {
    if !view.editable {
        return;
    }
    let left = part.map_or(0, |part| part.score.not_rated) as usize;
    let all = progress.not_rated.len();
    if all > left {
        let words = format!("Đạt {} mục còn lại của cả phiếu", paper_count(all));
        if button::plain(ui, &words)
            .on_hover_text("Ctrl+Shift+D; hoàn tác được")
            .clicked()
        {
            rate_rest(view, None);
        }
    }
    if left > 0
        && button::plain(ui, "Đạt tất cả mục còn lại")
            .on_hover_text("Các mục chưa đánh giá của quy chế này; Ctrl+D; hoàn tác được")
            .clicked()
    {
        rate_rest(view, Some(sheet.regulation.id));
    }
}

/// "Đạt tất cả mục còn lại": of one regulation, or of the whole checklist.
pub(super) fn rate_rest(view: &mut View<'_>, regulation_id: Option<RegulationId>) {
    view.out
        .push(Action::Run(Command::Visit(VisitCommand::RateRestMet {
            visit_id: view.page.visit.id,
            regulation_id,
        })));
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
    let mut words = Vec::new();
    if !progress.not_rated.is_empty() {
        words.push(format!(
            "{} chưa đánh giá",
            paper_count(progress.not_rated.len())
        ));
    }
    if !progress.lacking.is_empty() {
        words.push(format!(
            "{} thiếu nhận xét",
            paper_count(progress.lacking.len())
        ));
    }
    if words.is_empty() {
        return "Đã đánh giá đủ".to_owned();
    }
    words.join(" · ")
}
