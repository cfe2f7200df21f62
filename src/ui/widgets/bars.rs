//! A small plot of bars over time: every number is written, nothing has to be hovered, and it is read aloud as one sentence.

use eframe::egui::{
    Align2, CornerRadius, FontId, Rect, Response, Sense, Stroke, Ui, Vec2, WidgetInfo,
    accesskit::Role, pos2, vec2,
};

use crate::ui::theme::{self, Tone};

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Under the bar: "I/23".
    pub label: String,
    /// The same where there is little room; empty where it is short enough.
    pub short: String,
    /// Height from 0 to 100; `None` where there is nothing to show.
    pub percent: Option<u32>,
    /// Above the bar; its percentage where this is empty.
    pub top: String,
    /// Under the label: "5/8".
    pub detail: String,
    /// Under the pointer, in full.
    pub said: String,
    /// Whether it can be clicked.
    pub opens: bool,
}

const TOP: f32 = 18.0;
const BOTTOM: f32 = 34.0;
const WIDEST: f32 = 46.0;

/// Shows the plot; the bar that was clicked.
pub fn show(ui: &mut Ui, size: Vec2, name: &str, bars: &[Bar]) -> Option<usize> {
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| {
        let parts: Vec<&str> = bars.iter().map(|bar| bar.said.as_str()).collect();
        WidgetInfo::labeled(Role::Image, true, format!("{name}: {}", parts.join("; ")))
    });
    if !ui.is_rect_visible(rect) || bars.is_empty() {
        return None;
    }
    grid(ui, rect);
    #[expect(
        clippy::cast_precision_loss,
        reason = "a handful of bars, far below the limit of f32"
    )]
    let step = rect.width() / bars.len() as f32;
    let mut clicked = None;
    let mut left = rect.left();
    for (index, bar) in bars.iter().enumerate() {
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(step, rect.height()));
        left += step;
        let sense = if bar.opens {
            Sense::click()
        } else {
            Sense::hover()
        };
        let id = response.id.with(index);
        let hit = ui.interact(place, id, sense);
        if bar.opens {
            hit.widget_info(|| WidgetInfo::labeled(Role::Button, true, &bar.said));
        }
        one(ui, place, bar, &hit);
        let hit = hit.on_hover_text(&bar.said);
        if bar.opens && hit.clicked() {
            clicked = Some(index);
        }
    }
    clicked
}

/// Lines at half and at full height.
fn grid(ui: &Ui, rect: Rect) {
    let colours = theme::palette(ui);
    let line = Stroke::new(1.0, colours.line);
    let (top, bottom) = (rect.top() + TOP, rect.bottom() - BOTTOM);
    let painter = ui.painter();
    for y in [top, f32::midpoint(top, bottom)] {
        painter.hline(rect.x_range(), y.round() + 0.5, line);
    }
    let base = Stroke::new(1.0, colours.outline);
    painter.hline(rect.x_range(), bottom.round() + 0.5, base);
}

fn one(ui: &Ui, place: Rect, bar: &Bar, hit: &Response) {
    let colours = theme::palette(ui);
    let painter = ui.painter();
    let (top, bottom) = (place.top() + TOP, place.bottom() - BOTTOM);
    let centre = place.center().x;
    let small = FontId::proportional(theme::SMALL_SIZE);
    let bold = FontId::new(theme::SMALL_SIZE, theme::bold_family());
    let hot = hit.hovered() || hit.has_focus();
    if let Some(percent) = bar.percent {
        #[expect(clippy::cast_precision_loss, reason = "0 to 100")]
        let height = ((bottom - top) * percent.min(100) as f32 / 100.0).max(2.0);
        let width = (place.width() * 0.62).min(WIDEST);
        let body = Rect::from_min_max(
            pos2(centre - width / 2.0, bottom - height),
            pos2(centre + width / 2.0, bottom),
        );
        let pair = colours.tone(Tone::Info);
        let radius = CornerRadius {
            nw: 3,
            ne: 3,
            ..CornerRadius::ZERO
        };
        painter.rect_filled(body, radius, pair.bg);
        let mut cap = body;
        cap.set_height(3.0);
        painter.rect_filled(cap, radius, pair.fg);
        let at = pos2(centre, body.top() - 2.0);
        let text = if bar.top.is_empty() {
            format!("{percent}%")
        } else {
            bar.top.clone()
        };
        painter.text(at, Align2::CENTER_BOTTOM, text, bold, colours.text);
    } else {
        let at = pos2(centre, bottom - 3.0);
        painter.text(at, Align2::CENTER_BOTTOM, "—", small.clone(), colours.weak);
    }
    let word = if hot { colours.text } else { colours.weak };
    let fits = |text: &str| {
        let galley = painter.layout_no_wrap(text.to_owned(), small.clone(), colours.weak);
        galley.size().x <= place.width() - 2.0
    };
    let label = if bar.short.is_empty() || fits(&bar.label) {
        &bar.label
    } else {
        &bar.short
    };
    let at = pos2(centre, bottom + 3.0);
    painter.text(at, Align2::CENTER_TOP, label, small.clone(), word);
    // what has no room is still under the pointer
    if fits(&bar.detail) {
        let at = pos2(centre, bottom + 18.0);
        painter.text(at, Align2::CENTER_TOP, &bar.detail, small, colours.weak);
    }
    if hit.has_focus() {
        painter.rect_stroke(
            place.shrink(2.0),
            theme::RADIUS,
            theme::ring(colours),
            eframe::egui::StrokeKind::Inside,
        );
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::window;

    #[test]
    fn the_plot_is_a_sentence_and_a_bar_opens() {
        let bar = |label: &str, percent, opens| Bar {
            label: label.into(),
            short: String::new(),
            percent,
            top: String::new(),
            detail: "5/8".into(),
            said: format!("quý {label}: 5/8"),
            opens,
        };
        let bars = [bar("I/23", Some(63), true), bar("II/23", None, false)];
        let clicked = Cell::new(None);
        let mut harness = window(|ui| {
            let hit = show(ui, Vec2::new(300.0, 160.0), "Đúng hạn", &bars);
            clicked.set(clicked.get().or(hit));
        });
        harness.get_by_label("Đúng hạn: quý I/23: 5/8; quý II/23: 5/8");
        harness.get_by_label("quý I/23: 5/8").click();
        harness.run();
        assert_eq!(clicked.get(), Some(0));
    }
}
