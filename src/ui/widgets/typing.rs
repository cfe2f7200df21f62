//! The built-in Vietnamese typing inside our text fields: keys are changed before the field sees them.

use eframe::egui::{Context, Event, Id, Key, Modifiers, Ui, text_edit::TextEditState};

use crate::domain::typing::{Edit, Method, Typing};

fn method_key() -> Id {
    Id::unique("typing method")
}

/// How keys become letters, in the whole window.
pub fn method(ctx: &Context) -> Method {
    ctx.data(|data| data.get_temp(method_key()))
        .unwrap_or_default()
}

/// Chooses how keys become letters.
pub fn set_method(ctx: &Context, method: Method) {
    ctx.data_mut(|data| data.insert_temp(method_key(), method));
}

/// Changes the keys of this frame for a field that has the focus.
pub(super) fn rewrite(ui: &Ui, id: Id, text: &str) {
    let method = method(ui.ctx());
    if method == Method::Off || !ui.memory(|memory| memory.has_focus(id)) {
        return;
    }
    if !ui.input(|i| i.events.iter().any(|event| matches!(event, Event::Text(_)))) {
        return;
    }
    let range = TextEditState::load(ui.ctx(), id)
        .and_then(|state| state.cursor.char_range())
        .map(|range| range.as_sorted_char_range());
    let (start, chosen) = range.map_or((usize::MAX, false), |range| {
        (range.start.0, range.start != range.end)
    });
    let key = id.with("typing");
    let mut writer = Writer {
        typing: ui.data(|data| data.get_temp(key)).unwrap_or_default(),
        before: text.chars().take(start).collect(),
        chosen,
        lost: false,
    };
    ui.input_mut(|i| {
        let events = std::mem::take(&mut i.events);
        i.events = events
            .into_iter()
            .flat_map(|event| writer.event(method, event))
            .collect();
    });
    ui.data_mut(|data| data.insert_temp(key, writer.typing));
}

/// Follows what the field will make of the events.
struct Writer {
    typing: Typing,
    before: String,
    /// A selection is replaced by the first letter.
    chosen: bool,
    /// The caret went where this does not follow; the rest of the frame goes in as it is.
    lost: bool,
}

impl Writer {
    fn event(&mut self, method: Method, event: Event) -> Vec<Event> {
        if let Event::Text(text) = &event {
            if let Some(edit) = self.letter(method, text) {
                let mut events: Vec<Event> = (0..edit.delete).map(|_| backspace()).collect();
                if !edit.insert.is_empty() {
                    events.push(Event::Text(edit.insert));
                }
                return events;
            }
        } else if let Event::Key {
            key, pressed: true, ..
        } = &event
        {
            if *key == Key::Backspace {
                if !std::mem::take(&mut self.chosen) {
                    self.before.pop();
                }
            } else if MOVES.contains(key) {
                self.lost = true;
            }
        } else if matches!(event, Event::Paste(_) | Event::Ime(_)) {
            self.lost = true;
        }
        vec![event]
    }

    /// What a typed text does to the word before it, when it is one letter.
    fn letter(&mut self, method: Method, text: &str) -> Option<Edit> {
        if self.lost {
            return None;
        }
        let mut letters = text.chars();
        let (Some(letter), None) = (letters.next(), letters.next()) else {
            self.before.push_str(text);
            return None;
        };
        if std::mem::take(&mut self.chosen) {
            self.typing = Typing::default();
        }
        let Some(edit) = self.typing.key(method, &self.before, letter) else {
            self.before.push(letter);
            return None;
        };
        for _ in 0..edit.delete {
            self.before.pop();
        }
        self.before.push_str(&edit.insert);
        Some(edit)
    }
}

/// Keys after which the caret stands where this does not know.
const MOVES: [Key; 9] = [
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::ArrowUp,
    Key::ArrowDown,
    Key::Home,
    Key::End,
    Key::Delete,
    Key::Enter,
    Key::Tab,
];

fn backspace() -> Event {
    Event::Key {
        key: Key::Backspace,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::window;
    use crate::ui::widgets::text_field::TextField;

    fn field(chosen: Method) -> (Harness<'static>, Rc<RefCell<String>>) {
        let text = Rc::new(RefCell::new(String::new()));
        let seen = text.clone();
        let mut harness = window(move |ui| {
            set_method(ui.ctx(), chosen);
            TextField::line("Nhận xét", "").bind(ui, &mut seen.borrow_mut());
        });
        harness.get_by_label("Nhận xét").focus();
        harness.step();
        (harness, text)
    }

    fn press(harness: &mut Harness<'_>, keys: &str) {
        for key in keys.chars() {
            harness.event(Event::Text(key.to_string()));
            harness.step();
        }
    }

    #[test]
    fn telex_works_in_a_field_key_by_key() {
        let (mut harness, text) = field(Method::Telex);
        press(&mut harness, "phuwowngf Phucs DDoongf");
        assert_eq!(*text.borrow(), "phường Phúc Đồng");
    }

    #[test]
    fn several_keys_of_one_frame_are_all_seen() {
        let (mut harness, text) = field(Method::Vni);
        for key in "Vie6t5 Nam".chars() {
            harness.event(Event::Text(key.to_string()));
        }
        harness.step();
        assert_eq!(*text.borrow(), "Việt Nam");
    }

    #[test]
    fn in_the_middle_of_a_text_only_the_word_before_the_caret_changes() {
        let (mut harness, text) = field(Method::Telex);
        *text.borrow_mut() = "Phuc Đồng".to_owned();
        harness.step();
        harness.key_press(Key::Home);
        harness.step();
        for _ in 0..4 {
            harness.key_press(Key::ArrowRight);
            harness.step();
        }
        press(&mut harness, "s");
        assert_eq!(*text.borrow(), "Phúc Đồng");
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.step();
        press(&mut harness, "as");
        assert_eq!(*text.borrow(), "á");
    }

    #[test]
    fn off_leaves_unikey_alone() {
        let (mut harness, text) = field(Method::Off);
        press(&mut harness, "tieengs");
        assert_eq!(*text.borrow(), "tieengs");
    }
}
