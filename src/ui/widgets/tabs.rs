//! Tabs: words with a line under the chosen one. Reached by Tab, chosen by Enter or their shortcut.

use eframe::egui::{
    CursorIcon, FontId, Rect, Sense, Stroke, Ui, Vec2, WidgetInfo, accesskit::Role, pos2,
};

use crate::ui::theme::{self, Tone};

/// One tab: its words, and the shortcut that its tooltip names.
#[derive(Clone, Debug)]
pub struct Tab {
    pub words: String,
    pub shortcut: &'static str,
}

const HEIGHT: f32 = 36.0;
/// Beside the words of a tab; less where there is not room enough for all.
const SIDES: std::ops::RangeInclusive<f32> = 3.0..=12.0;

/// Shows the tabs; `Some` is the one that was clicked.
pub fn show(ui: &mut Ui, tabs: &[Tab], chosen: usize) -> Option<usize> {
    let mut clicked = None;
    let sides = sides(ui, tabs, chosen);
    let line = ui
        .horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = theme::GAP.min(sides);
            for (index, tab) in tabs.iter().enumerate() {
                if one(ui, tab, index == chosen, sides) {
                    clicked = Some(index);
                }
            }
        })
        .response
        .rect;
    let colours = theme::palette(ui);
    ui.painter().hline(
        ui.max_rect().x_range(),
        line.bottom() - 0.5,
        Stroke::new(1.0, colours.line),
    );
    clicked
}

/// What stays for the sides of each tab when all stand in one line.
#[expect(clippy::cast_precision_loss, reason = "a handful of tabs")]
fn sides(ui: &Ui, tabs: &[Tab], chosen: usize) -> f32 {
    let words = tabs.iter().enumerate().map(|(index, tab)| {
        let galley = ui.painter().layout_no_wrap(
            tab.words.clone(),
            font(index == chosen),
            theme::palette(ui).text,
        );
        galley.size().x
    });
    // two sides of each, and as much between two of them
    let parts = (tabs.len() * 3).saturating_sub(1).max(1) as f32;
    let left = ui.available_width() - words.sum::<f32>();
    (left / parts).clamp(*SIDES.start(), *SIDES.end())
}

fn font(chosen: bool) -> FontId {
    let family = if chosen {
        theme::bold_family()
    } else {
        eframe::egui::FontFamily::Proportional
    };
    FontId::new(theme::TEXT_SIZE, family)
}

fn one(ui: &mut Ui, tab: &Tab, chosen: bool, sides: f32) -> bool {
    let colours = theme::palette(ui);
    let galley = ui
        .painter()
        .layout_no_wrap(tab.words.clone(), font(chosen), colours.text);
    let size = Vec2::new(galley.size().x + sides * 2.0, HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, chosen, &tab.words));
    if ui.is_rect_visible(rect) {
        let accent = colours.tone(Tone::Accent).fg;
        if response.hovered() || response.has_focus() {
            ui.painter()
                .rect_filled(rect.shrink2(Vec2::new(0.0, 3.0)), 5.0, colours.hover);
        }
        if response.has_focus() {
            ui.painter().rect_stroke(
                rect.shrink(1.0),
                5.0,
                Stroke::new(1.5, accent),
                eframe::egui::StrokeKind::Inside,
            );
        }
        ui.painter()
            .galley(rect.center() - galley.size() / 2.0, galley, colours.text);
        if chosen {
            let under = Rect::from_min_max(
                pos2(rect.left() + 6.0, rect.bottom() - 3.0),
                pos2(rect.right() - 6.0, rect.bottom()),
            );
            ui.painter().rect_filled(under, 1.5, accent);
        }
    }
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if tab.shortcut.is_empty() {
        response.clicked()
    } else {
        response.on_hover_text(tab.shortcut).clicked()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::window;

    #[test]
    fn a_tab_is_chosen_by_its_words() {
        let chosen = Rc::new(Cell::new(0));
        let seen = chosen.clone();
        let tabs = ["Thông tin", "Kiểm tra 61/86"].map(|words| Tab {
            words: words.to_owned(),
            shortcut: "Ctrl+1",
        });
        let mut harness = window(move |ui| {
            if let Some(index) = show(ui, &tabs, seen.get()) {
                seen.set(index);
            }
        });
        harness.get_by_label("Kiểm tra 61/86").click();
        harness.run();
        assert_eq!(chosen.get(), 1);
    }
}
