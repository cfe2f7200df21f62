//! A dialog over the window: Enter does the main thing, Ctrl+Enter does it from within a field, Esc closes.
//!
//! A field gives out what was typed when the caret leaves it, a frame or two after the button was pressed: until
//! then the button can be pressed, and the dialog waits.

use eframe::egui::{
    Align, Color32, Context, Frame, Id, Key, Layout, Margin, Modal, Modifiers, Ui, Vec2,
};

use super::{button, form, in_hand, text_field};
use crate::ui::theme;

/// How a dialog stands after this frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Still open.
    Open,
    /// Closed without doing anything.
    Cancelled,
    /// The main thing was asked for. The caller closes the dialog when it has succeeded.
    Confirmed,
}

/// A dialog.
#[derive(Debug)]
#[must_use = "call .show()"]
pub struct Dialog<'a> {
    title: &'a str,
    confirm: &'a str,
    cancel: &'a str,
    ready: bool,
    width: f32,
}

impl<'a> Dialog<'a> {
    /// A dialog with a title and the words of its main button.
    pub fn new(title: &'a str, confirm: &'a str) -> Self {
        Self {
            title,
            confirm,
            cancel: "Đóng",
            ready: true,
            width: 520.0,
        }
    }

    /// Words of the button that closes, "Đóng" without it.
    pub fn cancel(mut self, words: &'a str) -> Self {
        self.cancel = words;
        self
    }

    /// Whether the main button can be pressed.
    pub fn ready(mut self, ready: bool) -> Self {
        self.ready = ready;
        self
    }

    /// Width of the content.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Shows the dialog.
    pub fn show(self, ui: &Ui, content: impl FnOnce(&mut Ui)) -> Outcome {
        let colours = theme::palette(ui);
        let frame = Frame::popup(ui.style())
            .fill(colours.surface)
            .inner_margin(Margin::same(20));
        let id = Id::unique(("dialog", self.title));
        let mut guard = Guard::of(ui.ctx(), id);
        let left = guard.leaving > 0;
        guard.leaving = guard.leaving.saturating_sub(1);
        let shown = Modal::new(id)
            .frame(frame)
            .backdrop_color(Color32::from_black_alpha(90))
            .show(ui.ctx(), |ui| {
                ui.set_width(self.width);
                if guard.fresh {
                    in_hand::begin(ui);
                }
                ui.label(theme::title_text(self.title));
                ui.add_space(theme::GAP);
                content(ui);
                ui.add_space(theme::GAP_LARGE);
                if guard.asked {
                    let words = format!(
                        "Nội dung vừa gõ chưa được ghi. Chọn “{}” lần nữa để bỏ.",
                        self.cancel
                    );
                    form::problem(ui, &words);
                }
                let size = Vec2::new(self.width, theme::control(ui));
                let layout = Layout::right_to_left(Align::Center);
                ui.allocate_ui_with_layout(size, layout, |ui| {
                    let in_hand = in_hand::is_in_hand(ui);
                    if in_hand {
                        guard.settling = PATIENCE;
                    }
                    let can_press = self.ready || guard.settling > 0;
                    let confirmed = button::primary_enabled(ui, can_press, self.confirm).clicked();
                    let cancelled = button::plain(ui, self.cancel).clicked();
                    (confirmed, cancelled, in_hand::is_typed(ui), in_hand)
                })
                .inner
            });
        let (pressed, cancelled, typed, in_hand) = shown.inner;
        let settling = guard.settling > 0;
        guard.settling = guard.settling.saturating_sub(1);
        let popup_open = shown.any_popup_open;
        let escaped = shown.is_top_modal
            && !popup_open
            && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
        // the field in hand gives out what was typed first
        let by_keys = shown.is_top_modal
            && !popup_open
            && ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
        if by_keys || (pressed && settling) {
            in_hand::leave(ui);
            guard.leaving = PATIENCE;
        }
        if guard.leaving > 0 || (settling && !in_hand) {
            ui.ctx().request_repaint();
        }
        let confirmed = pressed && !settling;
        let ask = (cancelled || escaped) && typed && !guard.asked;
        guard.asked |= ask;
        guard.keep(ui.ctx(), id);
        if ask {
            ui.ctx().request_repaint();
            Outcome::Open
        } else if cancelled || escaped {
            Outcome::Cancelled
        } else if confirmed
            || (self.ready && left)
            || (self.ready && shown.is_top_modal && !popup_open && text_field::enter_pressed(ui))
        {
            Outcome::Confirmed
        } else {
            Outcome::Open
        }
    }
}

/// Frames that a field has to give out what was typed, and the caller to take it.
const PATIENCE: u8 = 3;

/// Typed text is not thrown away by one key: the first one only asks.
#[derive(Clone, Copy, Debug, Default)]
struct Guard {
    asked: bool,
    fresh: bool,
    /// Frames left for the fields to give out their text after the main thing was asked for.
    leaving: u8,
    /// Frames left since a field was in hand.
    settling: u8,
    frame: u64,
}

impl Guard {
    /// A dialog that was not there in the last frame has been opened anew.
    fn of(ctx: &Context, id: Id) -> Self {
        let frame = ctx.cumulative_frame_nr();
        let before = ctx.data(|data| data.get_temp::<Self>(id));
        match before {
            Some(guard) if guard.frame + 1 >= frame => Self {
                fresh: false,
                frame,
                ..guard
            },
            _ => Self {
                fresh: true,
                frame,
                ..Self::default()
            },
        }
    }

    fn keep(self, ctx: &Context, id: Id) {
        ctx.data_mut(|data| data.insert_temp(id, self));
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use eframe::egui::{Event, Key, TextEdit};
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::window;
    use crate::ui::widgets::Name;

    fn dialog() -> (Harness<'static>, Rc<Cell<Outcome>>) {
        let outcome = Rc::new(Cell::new(Outcome::Open));
        let seen = outcome.clone();
        let mut text = String::new();
        let harness = window(move |ui| {
            ui.label("Phía sau");
            if seen.get() != Outcome::Open {
                return;
            }
            let now = Dialog::new("Ghi cuộc giám sát", "Ghi").show(ui, |ui| {
                ui.add(TextEdit::multiline(&mut text))
                    .accessible_name("Ghi chú");
            });
            seen.set(now);
        });
        (harness, outcome)
    }

    #[test]
    fn escape_closes() {
        let (mut harness, outcome) = dialog();
        harness.run();
        harness.key_press(Key::Escape);
        harness.run();
        assert_eq!(outcome.get(), Outcome::Cancelled);
    }

    #[test]
    fn enter_confirms_but_not_inside_a_long_text() {
        let (mut harness, outcome) = dialog();
        harness.get_by_label("Ghi chú").focus();
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(outcome.get(), Outcome::Open);
        harness.get_by_label("Ghi").click();
        harness.run();
        assert_eq!(outcome.get(), Outcome::Confirmed);
    }

    #[test]
    fn control_enter_confirms_from_within_a_field_that_gives_out_its_text_first() {
        let said = Rc::new(std::cell::RefCell::new(String::new()));
        let told = said.clone();
        let (mut text, mut draft) = (String::new(), text_field::Draft::default());
        let mut open = true;
        let mut harness = window(move |ui| {
            if !open {
                return;
            }
            let outcome = Dialog::new("Ghi cuộc giám sát", "Ghi").show(ui, |ui| {
                let field = text_field::TextField::lines("Nội dung", &text, 3);
                if let Some(new) = field.show(ui, &mut draft) {
                    text = new;
                }
            });
            if outcome == Outcome::Confirmed {
                open = false;
                told.borrow_mut().clone_from(&text);
            }
        });
        harness.run();
        harness.get_by_label("Nội dung").focus();
        harness.run();
        harness.event(Event::Text("chuyên đề".to_owned()));
        harness.step();
        harness.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::Enter);
        for _ in 0..6 {
            harness.step();
        }
        assert_eq!(*said.borrow(), "chuyên đề");
    }

    #[test]
    fn one_press_confirms_though_a_date_is_still_in_its_field() {
        use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
        let said = Rc::new(Cell::new(None));
        let told = said.clone();
        let today = chrono::NaiveDate::from_ymd_opt(2023, 3, 15).unwrap();
        let (mut day, mut draft) = (None, DateDraft::default());
        let mut harness = window(move |ui| {
            let ready = day.is_some() && !draft.is_open();
            let outcome = Dialog::new("Gia hạn", "Ghi").ready(ready).show(ui, |ui| {
                let field = DateField::new(Name::Said("Hạn mới"), day, today).required();
                if let Some(NewDate(new)) = field.show(ui, &mut draft) {
                    day = new;
                }
            });
            if outcome == Outcome::Confirmed {
                told.set(day);
            }
        });
        harness.run();
        harness.get_by_label("Ghi").click();
        harness.run();
        assert_eq!(said.get(), None);

        harness.get_by_label("Hạn mới").focus();
        harness.run();
        for (typed, expected) in [
            ("31/02/2023", None),
            ("31/03/2023", chrono::NaiveDate::from_ymd_opt(2023, 3, 31)),
        ] {
            harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
            harness.event(Event::Text(typed.to_owned()));
            harness.run();
            harness.get_by_label("Ghi").click();
            harness.run();
            assert_eq!(said.get(), expected, "{typed}");
            harness.get_by_label("Hạn mới").focus();
            harness.run();
        }
    }

    #[test]
    fn typed_text_is_not_thrown_away_by_one_key() {
        let outcome = Rc::new(Cell::new(Outcome::Open));
        let seen = outcome.clone();
        let mut text = String::new();
        let mut harness = window(move |ui| {
            if seen.get() == Outcome::Cancelled {
                return;
            }
            let now = Dialog::new("Ghi cuộc giám sát", "Ghi").show(ui, |ui| {
                text_field::TextField::line("Nội dung", "").bind(ui, &mut text);
            });
            seen.set(now);
        });
        harness.run();
        harness.get_by_label("Nội dung").focus();
        harness.run();
        harness.event(Event::Text("công tác dân vận".to_owned()));
        harness.run();
        harness.key_press(Key::Escape);
        harness.run();
        assert_eq!(outcome.get(), Outcome::Open);
        harness.get_by_label_contains("Nội dung vừa gõ chưa được ghi");
        harness.get_by_label("Đóng").click();
        harness.run();
        assert_eq!(outcome.get(), Outcome::Cancelled);
    }
}
