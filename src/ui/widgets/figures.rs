//! A table of figures in which every figure leads to the rows behind it.

use eframe::egui::{
    Align, Color32, CursorIcon, FontId, Layout, Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder,
    Vec2, WidgetInfo, accesskit::Role, pos2, vec2,
};

use crate::ui::theme;

const HEADER: f32 = 44.0;
const PAD: f32 = 6.0;

/// A column of figures.
#[derive(Clone, Debug)]
pub struct Head {
    pub title: String,
    pub width: f32,
}

impl Head {
    pub fn new(title: impl Into<String>, width: f32) -> Self {
        Self {
            title: title.into(),
            width,
        }
    }
}

/// One figure and where it leads.
#[derive(Clone, Debug)]
pub struct Figure<T> {
    pub text: String,
    pub to: Option<T>,
}

impl<T> Figure<T> {
    /// A figure that leads to its rows; nothing leads nowhere.
    pub fn count(count: usize, to: T) -> Self {
        Self {
            text: crate::domain::text::thousands(count),
            to: (count > 0).then_some(to),
        }
    }

    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            to: None,
        }
    }

    pub fn link(text: impl Into<String>, to: T) -> Self {
        Self {
            text: text.into(),
            to: Some(to),
        }
    }
}

/// A line: what it is about, then its figures.
#[derive(Clone, Debug)]
pub struct Line<T> {
    pub label: Figure<T>,
    pub figures: Vec<Figure<T>>,
    pub strong: bool,
}

/// Shows the table; where the figure that was clicked leads. Only the visible lines are made.
pub fn show<T: Clone>(
    ui: &mut Ui,
    name: &str,
    first: &str,
    heads: &[Head],
    count: usize,
    line: impl Fn(usize) -> Line<T>,
) -> Option<T> {
    ui.spacing_mut().item_spacing.y = 0.0;
    let bar = ui.spacing().scroll.allocated_width();
    let fixed: f32 = heads.iter().map(|head| head.width).sum();
    let label = (ui.available_width() - bar - fixed).max(150.0);
    header(ui, first, label, heads);
    let mut chosen = None;
    ScrollArea::vertical()
        .id_salt(name)
        .auto_shrink([false, false])
        .show_rows(ui, theme::ROW_HEIGHT, count, |ui, places| {
            for place in places {
                if let Some(to) = one(ui, label, heads, &line(place)) {
                    chosen = Some(to);
                }
            }
        });
    chosen
}

/// High enough for the title that takes most lines.
fn header_height(ui: &Ui, heads: &[Head]) -> f32 {
    let font = FontId::new(theme::SMALL_SIZE, theme::bold_family());
    let needed = heads.iter().map(|head| {
        let room = head.width - 2.0 * PAD;
        let title = head.title.clone();
        let words = ui
            .painter()
            .layout(title, font.clone(), Color32::PLACEHOLDER, room);
        words.size().y + 2.0 * PAD
    });
    needed.fold(HEADER, f32::max)
}

fn header(ui: &mut Ui, first: &str, label: f32, heads: &[Head]) {
    let colours = theme::palette(ui);
    let height = header_height(ui, heads);
    let size = Vec2::new(ui.available_width(), height);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let line = Stroke::new(1.0, colours.outline);
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, line);
    let mut left = rect.left();
    let all = std::iter::once((first, label))
        .chain(heads.iter().map(|head| (head.title.as_str(), head.width)));
    for (place, (title, width)) in all.enumerate() {
        let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(width, height));
        left += width;
        let align = if place == 0 { Align::Min } else { Align::Max };
        let layout = Layout::top_down(align).with_main_align(Align::Center);
        let inner = cell.shrink2(vec2(PAD, 2.0));
        let text = theme::small(title)
            .family(theme::bold_family())
            .color(colours.weak);
        // a child that leaves the place of the rows below alone, however many lines the words take
        ui.new_child(UiBuilder::new().max_rect(inner).layout(layout))
            .add(eframe::egui::Label::new(text).wrap());
    }
}

fn one<T: Clone>(ui: &mut Ui, label: f32, heads: &[Head], line: &Line<T>) -> Option<T> {
    let colours = theme::palette(ui);
    let size = Vec2::new(ui.available_width(), theme::ROW_HEIGHT);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, colours.line),
    );
    let name = line.label.text.clone();
    let mut chosen = cell(
        ui,
        rect,
        (rect.left(), label),
        &line.label,
        line.strong,
        &name,
    );
    let mut left = rect.left() + label;
    for (head, figure) in heads.iter().zip(&line.figures) {
        let said = format!("{name}, {}: {}", head.title, figure.text);
        let clicked = cell(ui, rect, (left, head.width), figure, line.strong, &said);
        chosen = clicked.or(chosen);
        left += head.width;
    }
    chosen
}

fn cell<T: Clone>(
    ui: &mut Ui,
    row: Rect,
    (left, width): (f32, f32),
    figure: &Figure<T>,
    strong: bool,
    said: &str,
) -> Option<T> {
    let colours = theme::palette(ui);
    let place = Rect::from_min_size(pos2(left, row.top()), vec2(width, row.height()));
    let inner = place.shrink2(vec2(PAD, 0.0));
    let layout = if (left - row.left()).abs() < 0.5 {
        Layout::left_to_right(Align::Center)
    } else {
        Layout::right_to_left(Align::Center)
    };
    let mut text = eframe::egui::RichText::new(&figure.text);
    if strong {
        text = text.family(theme::bold_family());
    }
    let response = ui
        .scope_builder(UiBuilder::new().max_rect(inner).layout(layout), |ui| {
            if figure.to.is_some() {
                // a label shows what it had to cut, a link would run into the next column
                let link = eframe::egui::Label::new(text.color(ui.visuals().hyperlink_color))
                    .truncate()
                    .sense(Sense::click());
                let response = ui.add(link).on_hover_cursor(CursorIcon::PointingHand);
                if response.hovered() || response.has_focus() {
                    let line = Stroke::new(1.0, ui.visuals().hyperlink_color);
                    let below = response.rect.bottom() - 1.0;
                    ui.painter().hline(response.rect.x_range(), below, line);
                }
                response.widget_info(|| WidgetInfo::labeled(Role::Link, true, said));
                response
            } else {
                let text = text.color(if strong { colours.text } else { colours.weak });
                ui.add(eframe::egui::Label::new(text).truncate())
            }
        })
        .inner;
    figure.to.clone().filter(|_| response.clicked())
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::window;

    #[test]
    fn a_figure_leads_to_its_rows_and_zero_leads_nowhere() {
        let seen = Rc::new(Cell::new(0));
        let clicked = seen.clone();
        let heads = [Head::new("Quá hạn", 80.0), Head::new("Chờ xác nhận", 80.0)];
        let mut harness = window(move |ui| {
            let to = show(ui, "bảng", "Đơn vị", &heads, 2, |line| Line {
                label: Figure::plain(format!("Phường {line}")),
                figures: vec![Figure::count(line * 3, 10 + line), Figure::count(0, 99)],
                strong: false,
            });
            if let Some(to) = to {
                clicked.set(to);
            }
        });
        harness.run();
        harness.get_by_label("Phường 1, Quá hạn: 3").click();
        harness.run();
        assert_eq!(seen.get(), 11);
        assert!(harness.query_by_label("Phường 0, Quá hạn: 0").is_none());
    }
}
