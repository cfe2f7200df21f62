//! A choice from a list that can be filtered by typing, with or without marks: "phuc d" finds "Phúc Đồng".

use eframe::egui::{
    Align, Event, FontFamily, FontId, Id, Key, Modifiers, Popup, PopupCloseBehavior, Rect,
    Response, ScrollArea, Sense, SetOpenCommand, StrokeKind, TextFormat, Ui, Vec2, WidgetInfo,
    accesskit::Role, text::LayoutJob, vec2,
};

use super::Name;
use super::icon::{self, Icon};
use super::text_field::TextField;
use crate::domain::text::fold;
use crate::ui::theme;

/// A field that offers a list.
#[derive(Debug)]
#[must_use = "call .show()"]
pub struct Choice<'a, S> {
    name: Name<'a>,
    options: &'a [S],
    selected: Option<usize>,
    width: f32,
    hint: &'a str,
    focus: bool,
}

#[derive(Clone, Debug, Default)]
struct Filter {
    typed: String,
    highlighted: usize,
}

impl<'a, S: AsRef<str>> Choice<'a, S> {
    /// A field showing the selected one of the options.
    pub fn new(name: impl Into<Name<'a>>, options: &'a [S], selected: Option<usize>) -> Self {
        Self {
            name: name.into(),
            options,
            selected,
            width: 260.0,
            hint: "Chọn…",
            focus: false,
        }
    }

    /// How wide the field is.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Shown while nothing is selected.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Puts the focus here this frame.
    pub fn focus(mut self, focus: bool) -> Self {
        self.focus = focus;
        self
    }

    /// Shows the field; `Some` is the index that was chosen.
    pub fn show(self, ui: &mut Ui) -> Option<usize> {
        let response = self.field(ui);
        if self.focus {
            response.request_focus();
        }
        let id = response.id.with("filter");
        let popup = Popup::default_response_id(&response);
        let was_open = Popup::is_id_open(ui.ctx(), popup);
        let closed_here = response.has_focus() && !was_open;
        // A list opened by Enter must not take that Enter for a choice; a chosen field leaves it to the dialog.
        let enter = response.has_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        let wants_open = closed_here
            && (ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowDown))
                || self.selected.is_none()
                    && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter))
                || typing(ui));
        if wants_open || response.gained_focus() {
            let filter = eframe::egui::EventFilter {
                vertical_arrows: true,
                ..Default::default()
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        }
        if wants_open {
            Popup::open_id(ui.ctx(), popup);
        }
        let toggle = (response.clicked() && !enter).then_some(SetOpenCommand::Toggle);
        let chosen = Popup::from_response(&response)
            .open_memory(toggle)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .width(self.width.max(220.0))
            .gap(2.0)
            .show(|ui| self.list(ui, id))
            .and_then(|shown| shown.inner);
        if chosen.is_some() {
            Popup::close_id(ui.ctx(), popup);
            response.request_focus();
        }
        if !Popup::is_id_open(ui.ctx(), popup) {
            ui.data_mut(|data| data.remove::<Filter>(id));
        }
        chosen
    }

    fn field(&self, ui: &mut Ui) -> Response {
        let width = self.width.min(ui.available_width());
        let size = Vec2::new(width, theme::control(ui));
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let text = self.selected.and_then(|index| self.options.get(index));
        let shown = text.map_or(self.hint, AsRef::as_ref);
        let mut cut = false;
        if ui.is_rect_visible(rect) {
            let colours = theme::palette(ui);
            let visuals = *ui.style().interact(&response);
            let fill = if response.hovered() {
                colours.hover
            } else {
                colours.field
            };
            ui.painter().rect(
                rect,
                visuals.corner_radius,
                fill,
                visuals.bg_stroke,
                StrokeKind::Inside,
            );
            let colour = if text.is_some() {
                colours.text
            } else {
                colours.weak
            };
            cut = elided(
                ui,
                rect.shrink2(vec2(10.0, 0.0))
                    .with_max_x(rect.right() - 26.0),
                shown,
                colour,
            );
            let arrow =
                Rect::from_center_size(rect.right_center() - vec2(15.0, 0.0), Vec2::splat(11.0));
            icon::paint(ui.painter(), arrow, Icon::Down, colours.weak);
        }
        let enabled = ui.is_enabled();
        response.widget_info(|| WidgetInfo {
            current_text_value: Some(text.map_or("", AsRef::as_ref).to_owned()),
            enabled,
            ..WidgetInfo::new(Role::ComboBox)
        });
        let response = self.name.give(response);
        if cut {
            response.on_hover_text(shown)
        } else {
            response
        }
    }

    fn list(&self, ui: &mut Ui, id: Id) -> Option<usize> {
        let mut filter = ui
            .data(|data| data.get_temp::<Filter>(id))
            .unwrap_or_default();
        let (down, up, enter) = ui.input_mut(|i| {
            (
                i.consume_key(Modifiers::NONE, Key::ArrowDown),
                i.consume_key(Modifiers::NONE, Key::ArrowUp),
                i.consume_key(Modifiers::NONE, Key::Enter),
            )
        });
        let edit = TextField::line("Lọc danh sách", "")
            .hint("Gõ để lọc, không cần dấu")
            .bind_response(ui, &mut filter.typed);
        // What is typed while the list is still opening belongs to it too.
        let early = if edit.has_focus() {
            String::new()
        } else {
            take_typed(ui)
        };
        filter.typed.push_str(&early);
        if edit.changed() || !early.is_empty() {
            filter.highlighted = 0;
        }
        edit.request_focus();
        let wanted = fold(filter.typed.trim());
        let mut found: Vec<usize> = (0..self.options.len())
            .filter(|index| {
                wanted.is_empty()
                    || self
                        .options
                        .get(*index)
                        .is_some_and(|option| fold(option.as_ref()).contains(&wanted))
            })
            .collect();
        // “nam” means “Năm” before “6 tháng đầu năm”
        found.sort_by_key(|index| {
            let option = self.options.get(*index);
            !option.is_some_and(|option| fold(option.as_ref()).starts_with(&wanted))
        });
        if down {
            filter.highlighted = (filter.highlighted + 1).min(found.len().saturating_sub(1));
        }
        if up {
            filter.highlighted = filter.highlighted.saturating_sub(1);
        }
        let mut chosen = if enter {
            found.get(filter.highlighted).copied()
        } else {
            None
        };
        if found.is_empty() {
            ui.weak("Không có kết quả phù hợp");
        }
        let scroll = ScrollArea::vertical()
            .max_height(264.0)
            .auto_shrink([false, true]);
        scroll.show_rows(ui, 28.0, found.len(), |ui, rows| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for row in rows {
                let Some((index, option)) = found
                    .get(row)
                    .and_then(|index| Some((*index, self.options.get(*index)?)))
                else {
                    continue;
                };
                let lit = row == filter.highlighted;
                let response = entry(ui, option.as_ref(), lit, Some(index) == self.selected);
                if response.clicked() {
                    chosen = Some(index);
                }
                if lit && (down || up) {
                    response.scroll_to_me(Some(Align::Center));
                }
            }
        });
        ui.data_mut(|data| data.insert_temp(id, filter));
        chosen
    }
}

/// Whether a letter was typed in this frame.
fn typing(ui: &Ui) -> bool {
    ui.input(|i| {
        i.events
            .iter()
            .any(|event| matches!(event, Event::Text(text) if !text.trim().is_empty()))
    })
}

/// The letters of this frame, for nobody else.
fn take_typed(ui: &Ui) -> String {
    let mut typed = String::new();
    ui.input_mut(|i| {
        i.events.retain(|event| {
            if let Event::Text(text) = event {
                typed.push_str(text);
                return false;
            }
            true
        });
    });
    typed
}

fn entry(ui: &mut Ui, text: &str, lit: bool, selected: bool) -> Response {
    let colours = theme::palette(ui);
    let size = Vec2::new(ui.available_width(), 28.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, selected, text));
    let fill = if lit || response.has_focus() {
        Some(colours.selected)
    } else if response.hovered() {
        Some(colours.hover)
    } else {
        None
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, 4.0, fill);
    }
    let cut = elided(ui, rect.shrink2(vec2(8.0, 0.0)), text, colours.text);
    if selected {
        let mark = Rect::from_center_size(rect.right_center() - vec2(14.0, 0.0), Vec2::splat(12.0));
        icon::paint(ui.painter(), mark, Icon::Check, colours.text);
    }
    if cut {
        response.on_hover_text(text)
    } else {
        response
    }
}

/// Paints one line of text into a rectangle, ending in "…" where it does not fit. True when it was cut.
pub fn elided(ui: &Ui, rect: Rect, text: &str, colour: eframe::egui::Color32) -> bool {
    elided_in(ui, rect, text, FontFamily::Proportional, colour)
}

/// The same in one family of letters.
pub fn elided_in(
    ui: &Ui,
    rect: Rect,
    text: &str,
    family: FontFamily,
    colour: eframe::egui::Color32,
) -> bool {
    let format = TextFormat::simple(FontId::new(theme::TEXT_SIZE, family), colour);
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap.max_width = rect.width().max(0.0);
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    let galley = ui.painter().layout_job(job);
    let cut = galley.elided;
    let y = rect.center().y - galley.size().y / 2.0;
    ui.painter()
        .galley(eframe::egui::pos2(rect.left(), y), galley, colour);
    cut
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::window;

    const WARDS: [&str; 5] = ["Bồ Đề", "Cự Khối", "Đức Giang", "Phúc Đồng", "Phúc Lợi"];

    fn field() -> (Harness<'static>, Rc<Cell<Option<usize>>>) {
        let chosen = Rc::new(Cell::new(None));
        let seen = chosen.clone();
        let harness = window(move |ui| {
            if let Some(index) = Choice::new("Phường", &WARDS, seen.get()).show(ui) {
                seen.set(Some(index));
            }
        });
        (harness, chosen)
    }

    #[test]
    fn typing_without_marks_finds_the_ward() {
        let (mut harness, chosen) = field();
        harness.get_by_label("Phường").click();
        harness.run();
        harness.event(Event::Text("phuc d".to_owned()));
        harness.run();
        assert!(harness.query_by_label("Phúc Lợi").is_none());
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(chosen.get(), Some(3));
        let value = harness.get_by_label("Phường").value();
        assert_eq!(value.as_deref(), Some("Phúc Đồng"));
        assert!(harness.query_by_label("Lọc danh sách").is_none());
    }

    #[test]
    fn letters_open_the_list_and_none_is_lost() {
        let (mut harness, chosen) = field();
        harness.get_by_label("Phường").focus();
        harness.run();
        for letter in "phuc l".chars() {
            harness.event(Event::Text(letter.to_string()));
            harness.step();
        }
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(chosen.get(), Some(4));
    }

    #[test]
    fn enter_on_a_chosen_field_changes_nothing() {
        let (mut harness, chosen) = field();
        harness.get_by_label("Phường").focus();
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        assert!(harness.query_by_label("Lọc danh sách").is_some());
        assert_eq!(chosen.get(), None, "opening is not choosing");
        harness.event(Event::Text("duc".to_owned()));
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(chosen.get(), Some(2));
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(chosen.get(), Some(2));
        assert!(harness.query_by_label("Lọc danh sách").is_none());
    }

    #[test]
    fn arrows_and_the_mouse_work_too() {
        let (mut harness, chosen) = field();
        harness.get_by_label("Phường").focus();
        harness.run();
        harness.key_press(Key::ArrowDown);
        harness.run();
        harness.key_press(Key::ArrowDown);
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(chosen.get(), Some(1));
        harness.get_by_label("Phường").click();
        harness.run();
        harness.get_by_label("Bồ Đề").click();
        harness.run();
        assert_eq!(chosen.get(), Some(0));
    }
}
