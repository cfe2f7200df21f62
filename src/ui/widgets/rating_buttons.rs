//! Four ratings side by side: number, word and colour, never colour alone.

use eframe::egui::{
    Align2, CornerRadius, FontId, Rect, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    accesskit::Role,
};

use crate::domain::RatingValue;
use crate::ui::theme::{self, Tone};

/// One segment: the key that chooses it, its word, its tone.
#[derive(Clone, Copy, Debug)]
pub struct Segment {
    /// The digit on the keyboard.
    pub key: &'static str,
    /// The word.
    pub word: &'static str,
    /// The colour when chosen.
    pub tone: Tone,
}

/// The ratings of an item of the checklist, in the order of their keys.
pub const RATINGS: [Segment; 4] = [
    Segment {
        key: "1",
        word: "Đạt",
        tone: Tone::Good,
    },
    Segment {
        key: "2",
        word: "Đạt một phần",
        tone: Tone::Caution,
    },
    Segment {
        key: "3",
        word: "Chưa đạt",
        tone: Tone::Bad,
    },
    Segment {
        key: "0",
        word: "Không áp dụng",
        tone: Tone::Neutral,
    },
];

/// The values that [`RATINGS`] stand for, in the same order.
pub const VALUES: [RatingValue; 4] = [
    RatingValue::Met,
    RatingValue::PartlyMet,
    RatingValue::NotMet,
    RatingValue::NotApplicable,
];

/// Shows the segments; `Some` is the index that was clicked (also the chosen one, to take it back).
pub fn show(ui: &mut Ui, name: &str, segments: &[Segment], chosen: Option<usize>) -> Option<usize> {
    let mut clicked = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (index, segment) in segments.iter().enumerate() {
            if button(ui, name, segment, chosen == Some(index)) {
                clicked = Some(index);
            }
        }
    });
    clicked
}

fn button(ui: &mut Ui, name: &str, segment: &Segment, chosen: bool) -> bool {
    let colours = theme::palette(ui);
    let pair = colours.tone(segment.tone);
    let family = if chosen {
        theme::bold_family()
    } else {
        eframe::egui::FontFamily::Proportional
    };
    let font = FontId::new(theme::TEXT_SIZE, family);
    let text_colour = if chosen { pair.fg } else { colours.text };
    let galley = ui
        .painter()
        .layout_no_wrap(segment.word.to_owned(), font, text_colour);
    let size = Vec2::new(galley.size().x + 54.0, 38.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, segment.word));
    if ui.is_rect_visible(rect) {
        let fill = match (chosen, response.hovered()) {
            (true, _) => pair.bg,
            (false, true) => colours.hover,
            (false, false) => colours.surface,
        };
        let stroke = if response.has_focus() {
            Stroke::new(2.0, colours.tone(Tone::Accent).fg)
        } else if chosen {
            Stroke::new(2.0, pair.fg)
        } else {
            Stroke::new(1.0, colours.outline)
        };
        let painter = ui.painter();
        painter.rect(
            rect,
            CornerRadius::same(theme::RADIUS),
            fill,
            stroke,
            StrokeKind::Inside,
        );
        let badge =
            Rect::from_center_size(rect.left_center() + Vec2::new(20.0, 0.0), Vec2::splat(22.0));
        let (badge_fill, digit) = if chosen {
            (pair.fg, colours.surface)
        } else {
            (pair.bg, pair.fg)
        };
        painter.rect_filled(badge, 4.0, badge_fill);
        painter.text(
            badge.center(),
            Align2::CENTER_CENTER,
            segment.key,
            FontId::new(theme::SMALL_SIZE, theme::bold_family()),
            digit,
        );
        let at = eframe::egui::pos2(badge.right() + 9.0, rect.center().y - galley.size().y / 2.0);
        painter.galley(at, galley, text_colour);
    }
    let hint = format!("{name}: {} (phím {})", segment.word, segment.key);
    response.on_hover_text(hint).clicked()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::window;

    #[test]
    fn each_rating_is_named_and_can_be_clicked() {
        let chosen = Cell::new(None);
        let mut harness = window(|ui| {
            if let Some(index) = show(ui, "QC1-03", &RATINGS, chosen.get()) {
                chosen.set(Some(index));
            }
        });
        harness.get_by_label("Chưa đạt").click();
        harness.run();
        assert_eq!(chosen.get(), Some(2));
        let node = harness.get_by_role_and_label(Role::RadioButton, "Chưa đạt");
        node.focus();
        harness.run();
    }
}
