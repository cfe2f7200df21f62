//! The bar above the pages: the list of pages, where one is, how large they are.

use eframe::egui::{Align, Layout, Ui};

use super::Looking;
use super::zoom::{CHOICES, Zoom};
use crate::ui::theme;
use crate::ui::widgets::button;
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::icon::Icon;

pub(super) fn show(ui: &mut Ui, looking: &mut Looking, count: usize, with_list: bool) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let name = if with_list {
            "Ẩn danh sách trang"
        } else {
            "Hiện danh sách trang"
        };
        if button::icon(ui, Icon::Pages, name).clicked() {
            looking.list = Some(!with_list);
        }
        let page = looking.place.page.min(count.saturating_sub(1));
        ui.add_enabled_ui(page > 0, |ui| {
            if button::icon(ui, Icon::Up, "Trang trước (PageUp)").clicked() {
                looking.jump = page.checked_sub(1);
            }
        });
        ui.label(theme::small(format!("Trang {}/{count}", page + 1)));
        ui.add_enabled_ui(page + 1 < count, |ui| {
            if button::icon(ui, Icon::Down, "Trang sau (PageDown)").clicked() {
                looking.jump = Some(page + 1);
            }
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            let scale = looking.place.scale;
            if button::icon(ui, Icon::Plus, "Phóng to (Ctrl +)").clicked() {
                looking.zoom = Zoom::step(scale, true);
            }
            sizes(ui, looking);
            if button::icon(ui, Icon::Minus, "Thu nhỏ (Ctrl −)").clicked() {
                looking.zoom = Zoom::step(scale, false);
            }
        });
    });
}

fn sizes(ui: &mut Ui, looking: &mut Looking) {
    let mut words: Vec<String> = CHOICES.iter().map(|zoom| zoom.words()).collect();
    let mut chosen = CHOICES.iter().position(|zoom| *zoom == looking.zoom);
    if chosen.is_none() {
        chosen = Some(words.len());
        words.push(looking.zoom.words());
    }
    let picked = Choice::new("Cỡ trang", &words, chosen)
        .width(168.0)
        .show(ui);
    if let Some(zoom) = picked.and_then(|place| CHOICES.get(place)) {
        looking.zoom = *zoom;
    }
}
