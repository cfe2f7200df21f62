//! Text that is saved as you go: on leaving the field, on Enter, and after a short rest.
//!
//! The field shows what is stored. What is being typed lives in a [`Draft`] until the stored value has caught up,
//! so a failed save loses nothing and a change from elsewhere (undo, another screen) shows at once where nobody types.

use std::time::Duration;

use eframe::egui::{
    Context, Id, Key, Modifiers, Popup, Response, TextEdit, Ui, ViewportCommand, WidgetInfo,
    text::{CCursor, CCursorRange},
    text_edit::TextEditState,
};
use unicode_normalization::{UnicodeNormalization as _, is_nfc};

use super::{Name, in_hand, menu, typing};
use crate::domain::text::clean;
use crate::ui::commands::{self, Deed};
use crate::ui::trouble;

/// Seconds without a key after which the text is saved.
const REST: f64 = 0.8;

/// What is being typed and has not been stored yet.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    open: Option<Open>,
}

#[derive(Clone, Debug)]
struct Open {
    text: String,
    /// The stored value the draft was begun from.
    from: String,
    edited_at: f64,
    /// Handed out to be saved and not yet seen in the store.
    sent: Option<String>,
}

impl Draft {
    /// Whether something typed here is not in the store yet.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// What is being typed.
    pub fn text(&self) -> Option<&str> {
        self.open.as_ref().map(|open| open.text.as_str())
    }

    /// Lets a text whose saving failed be saved again.
    pub fn retry(&mut self) {
        if let Some(open) = &mut self.open {
            open.sent = None;
        }
    }

    /// Throws the draft away and shows the stored value.
    pub fn discard(&mut self) {
        self.open = None;
    }

    /// Puts a text into the draft as if it had been typed.
    pub fn set(&mut self, stored: &str, text: String, now: f64) {
        self.open = Some(Open {
            text,
            from: stored.to_owned(),
            edited_at: now,
            sent: None,
        });
    }
}

/// A field for text.
#[derive(Debug)]
#[must_use = "call .show()"]
pub struct TextField<'a> {
    name: Name<'a>,
    stored: &'a str,
    rows: usize,
    width: f32,
    hint: &'a str,
    focus: bool,
    finder: bool,
}

impl<'a> TextField<'a> {
    /// A field of one line showing the stored value.
    pub fn line(name: impl Into<Name<'a>>, stored: &'a str) -> Self {
        Self {
            name: name.into(),
            stored,
            rows: 1,
            width: f32::INFINITY,
            hint: "",
            focus: false,
            finder: false,
        }
    }

    /// A field of several lines.
    pub fn lines(name: impl Into<Name<'a>>, stored: &'a str, rows: usize) -> Self {
        Self {
            rows: rows.max(2),
            ..Self::line(name, stored)
        }
    }

    /// Not wider than this; without it, as wide as there is room.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Shown while the field is empty.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Puts the caret here this frame.
    pub fn focus(mut self, focus: bool) -> Self {
        self.focus = focus;
        self
    }

    /// Ctrl+F on this screen puts the caret here.
    pub fn finder(mut self) -> Self {
        self.finder = true;
        self
    }

    /// Shows the field over a text of the caller's, for dialogs that are saved as a whole. True when it was changed.
    pub fn bind(self, ui: &mut Ui, text: &mut String) -> bool {
        self.bind_response(ui, text).changed()
    }

    /// The same, for a caller who must know more: whether Enter left the field, say.
    pub fn bind_response(self, ui: &mut Ui, text: &mut String) -> Response {
        let id = self.id(ui);
        self.edit(ui, id, text)
    }

    fn id(&self, ui: &Ui) -> Id {
        match self.name {
            Name::By(label) => label.with("text"),
            Name::Said(name) => ui.scope_id().with(("text", name)),
        }
    }

    /// Shows the field. `Some` is the value to save.
    pub fn show(self, ui: &mut Ui, draft: &mut Draft) -> Option<String> {
        let id = self.id(ui);
        let now = ui.input(|i| i.time);
        let mut text = match &draft.open {
            Some(open) => open.text.clone(),
            None => self.stored.to_owned(),
        };
        let response = self.edit(ui, id, &mut text);
        if response.changed() {
            match &mut draft.open {
                Some(open) => {
                    open.text = text;
                    open.edited_at = now;
                }
                None => draft.set(self.stored, text, now),
            }
        }
        settle(draft, self.stored, response.has_focus());
        let gave_way = draft
            .text()
            .is_some_and(|typed| trouble::gave_way(ui.ctx(), &clean(typed), self.stored));
        if gave_way {
            draft.discard();
        }
        if draft.open.is_none() {
            crate::ui::drafts::stored(ui.ctx(), id);
        }
        let open = draft.open.as_mut()?;
        let rested = now - open.edited_at >= REST;
        if response.has_focus() && !rested {
            let rest = (REST - (now - open.edited_at)).max(0.01);
            ui.ctx()
                .request_repaint_after(Duration::from_secs_f64(rest));
            return None;
        }
        hand_out(open, self.stored)
    }

    fn edit(&self, ui: &mut Ui, id: Id, text: &mut String) -> Response {
        typing::rewrite(ui, id, text);
        let before = TextEditState::load(ui.ctx(), id).and_then(|state| state.cursor.char_range());
        let edit = if self.rows > 1 {
            TextEdit::multiline(text).desired_rows(self.rows)
        } else {
            TextEdit::singleline(text)
        };
        let shown = edit
            .id(id)
            .hint_text(self.hint)
            .desired_width(self.width)
            .show(ui);
        let mut response = self.name.give(shown.response.response);
        if self.finder
            && response.has_focus()
            && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowDown))
        {
            let frame = ui.ctx().cumulative_frame_nr();
            ui.data_mut(|data| data.insert_temp(Id::NULL.with(INTO_LIST), frame));
        }
        if self.finder && ui.is_enabled() && commands::taken(ui, Deed::Filter) {
            response.request_focus();
            let end = CCursor::new(text.chars().count());
            let all = CCursorRange::two(CCursor::new(0), end);
            set_range(ui.ctx(), id, Some(all));
        } else if self.focus {
            response.request_focus();
        }
        if self.rows == 1 && response.gained_focus() && ui.input(|i| i.key_pressed(Key::Tab)) {
            // reached by Tab, a line is typed over as in any form
            let end = CCursor::new(text.chars().count());
            set_range(ui.ctx(), id, Some(CCursorRange::two(CCursor::new(0), end)));
        }
        if response.hovered() && ui.input(|i| i.pointer.secondary_pressed()) {
            // the right button must not undo the selection it wants to copy
            set_range(ui.ctx(), id, before);
            ui.data_mut(|data| data.insert_temp(chosen_key(id), before));
        }
        if response.changed() {
            in_hand::typed_into(ui, id);
        }
        if response.changed() && !is_nfc(text) {
            compose(ui, id, text);
        }
        crate::ui::drafts::note(ui.ctx(), id, text, response.changed());
        if context_menu(&response, id, text) {
            response.mark_changed();
            response.widget_info(|| WidgetInfo::text_edit(true, "", text.as_str(), ""));
        }
        response
    }
}

/// Closes a draft that the store has caught up with.
fn settle(draft: &mut Draft, stored: &str, focused: bool) {
    let Some(open) = &mut draft.open else {
        return;
    };
    if open.text == stored || (!focused && clean(&open.text) == stored) {
        draft.open = None;
    } else if stored != open.from && open.sent.as_deref() == Some(stored) {
        stored.clone_into(&mut open.from);
        open.sent = None;
    }
}

/// The value to save, once.
fn hand_out(open: &mut Open, stored: &str) -> Option<String> {
    let value = clean(&open.text);
    if value == stored || open.sent.as_ref() == Some(&value) {
        return None;
    }
    open.sent = Some(value.clone());
    Some(value)
}

/// Composes decomposed letters and keeps the caret behind the same letter.
fn compose(ui: &Ui, id: Id, text: &mut String) {
    let caret = TextEditState::load(ui.ctx(), id)
        .and_then(|state| state.cursor.char_range())
        .map_or(usize::MAX, |range| range.primary.index.0);
    let before: String = text.chars().take(caret).collect();
    let caret = before.nfc().count();
    *text = text.nfc().collect();
    set_range(ui.ctx(), id, Some(CCursorRange::one(CCursor::new(caret))));
}

fn set_range(ctx: &Context, id: Id, range: Option<CCursorRange>) {
    let mut state = TextEditState::load(ctx, id).unwrap_or_default();
    state.cursor.set_char_range(range);
    state.store(ctx, id);
}

/// Where the selection is kept while the menu is open: the field drops it together with the focus.
fn chosen_key(id: Id) -> Id {
    id.with("chosen")
}

/// Cut, copy, paste with the mouse. True when the text was changed.
fn context_menu(response: &Response, id: Id, text: &mut String) -> bool {
    let mut changed = false;
    Popup::context_menu(response).show(|ui| {
        let range = ui
            .data(|data| data.get_temp::<Option<CCursorRange>>(chosen_key(id)))
            .flatten();
        let chosen = range.map_or(0..0, |range| {
            let range = range.as_sorted_char_range();
            range.start.0..range.end.0
        });
        let ctx = ui.ctx().clone();
        let back_to_work = |range| {
            set_range(&ctx, id, range);
            response.request_focus();
        };
        let some = !chosen.is_empty();
        ui.set_min_width(190.0);
        let piece =
            |text: &str| -> String { text.chars().skip(chosen.start).take(chosen.len()).collect() };
        if menu::entry(ui, some, "Cắt", "Ctrl+X") {
            ui.copy_text(piece(text));
            let rest = text.chars().take(chosen.start);
            *text = rest.chain(text.chars().skip(chosen.end)).collect();
            changed = true;
            back_to_work(Some(CCursorRange::one(CCursor::new(chosen.start))));
        } else if menu::entry(ui, some, "Sao chép", "Ctrl+C") {
            ui.copy_text(piece(text));
            back_to_work(range);
        } else if menu::entry(ui, true, "Dán", "Ctrl+V") {
            back_to_work(range);
            ui.send_viewport_cmd(ViewportCommand::RequestPaste);
        }
        ui.separator();
        if menu::entry(ui, !text.is_empty(), "Chọn tất cả", "Ctrl+A") {
            let end = CCursor::new(text.chars().count());
            back_to_work(Some(CCursorRange::two(CCursor::new(0), end)));
        }
    });
    changed
}

const INTO_LIST: &str = "down from the filter into the list";

/// Whether the down key was pressed in the filter above a list, in this frame or the last.
pub fn goes_into_list(ui: &Ui) -> bool {
    let asked = ui.data_mut(|data| data.remove_temp::<u64>(Id::NULL.with(INTO_LIST)));
    asked.is_some_and(|frame| frame + 1 >= ui.ctx().cumulative_frame_nr())
}

/// Whether Enter left a field of one line in this frame.
pub fn entered(ui: &Ui) -> bool {
    ui.input(|i| i.key_pressed(Key::Enter))
}

/// The field in hand gives out what was typed.
pub fn leave(ctx: &Context) {
    ctx.memory_mut(|memory| {
        if let Some(id) = memory.focused() {
            memory.surrender_focus(id);
        }
    });
}

/// Whether Enter was pressed for the dialog around the fields, not for a line break inside one.
pub fn enter_pressed(ui: &Ui) -> bool {
    ui.input(|i| i.key_pressed(Key::Enter)) && !ui.ctx().text_edit_focused()
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use eframe::egui::{Event, accesskit::Role};
    use egui_kittest::Harness;
    use egui_kittest::kittest::{NodeT as _, Queryable as _};

    use super::*;
    use crate::ui::testing::window;

    /// A store that takes what it is given when `open`, and a log of what was given.
    struct Store {
        value: String,
        saved: Vec<String>,
        accepts: bool,
    }

    fn field(rows: usize) -> (Harness<'static>, Rc<RefCell<Store>>) {
        let store = Rc::new(RefCell::new(Store {
            value: "Phúc Đồng".to_owned(),
            saved: Vec::new(),
            accepts: true,
        }));
        let seen = store.clone();
        let mut draft = Draft::default();
        let harness = window(move |ui| {
            let mut store = seen.borrow_mut();
            let stored = store.value.clone();
            let field = if rows > 1 {
                TextField::lines("Nhận xét", &stored, rows)
            } else {
                TextField::line("Nhận xét", &stored)
            };
            if let Some(value) = field.show(ui, &mut draft) {
                store.saved.push(value.clone());
                if store.accepts {
                    store.value = value;
                }
            }
            ui.label(if draft.is_open() {
                "đang gõ"
            } else {
                "đã lưu"
            });
        });
        (harness, store)
    }

    fn type_at_end(harness: &mut Harness<'_>, text: &str) {
        harness.get_by_label("Nhận xét").focus();
        harness.step();
        harness.key_press(Key::End);
        harness.event(Event::Text(text.to_owned()));
        harness.step();
    }

    #[test]
    fn saved_after_a_rest_and_only_once() {
        let (mut harness, store) = field(1);
        type_at_end(&mut harness, " A");
        assert!(store.borrow().saved.is_empty());
        for _ in 0..40 {
            harness.step();
        }
        assert_eq!(store.borrow().saved, ["Phúc Đồng A"]);
    }

    #[test]
    fn enter_saves_at_once() {
        let (mut harness, store) = field(1);
        type_at_end(&mut harness, " B");
        harness.key_press(Key::Enter);
        harness.step();
        harness.step();
        assert_eq!(store.borrow().saved, ["Phúc Đồng B"]);
        harness.get_by_label("đã lưu");
    }

    #[test]
    fn what_could_not_be_saved_stays_on_the_screen() {
        let (mut harness, store) = field(2);
        store.borrow_mut().accepts = false;
        type_at_end(&mut harness, " C");
        for _ in 0..60 {
            harness.step();
        }
        assert_eq!(store.borrow().saved, ["Phúc Đồng C"]);
        let value = harness.get_by_label("Nhận xét").value();
        assert_eq!(value.as_deref(), Some("Phúc Đồng C"));
        harness.get_by_label("đang gõ");
    }

    #[test]
    fn a_change_from_elsewhere_shows_where_nobody_types() {
        let (mut harness, store) = field(1);
        harness.run();
        store.borrow_mut().value = "Cự Khối".to_owned();
        harness.run();
        let value = harness.get_by_label("Nhận xét").value();
        assert_eq!(value.as_deref(), Some("Cự Khối"));
        assert!(store.borrow().saved.is_empty());
    }

    #[test]
    fn decomposed_letters_are_composed_as_they_arrive() {
        let (mut harness, store) = field(1);
        type_at_end(&mut harness, " be\u{302}\u{323}nh");
        type_at_end(&mut harness, "!");
        harness.key_press(Key::Enter);
        harness.step();
        harness.step();
        assert_eq!(store.borrow().saved, ["Phúc Đồng bệnh!"]);
    }

    #[test]
    fn the_right_button_offers_cut_copy_and_paste() {
        let (mut harness, store) = field(1);
        harness.get_by_label("Nhận xét").focus();
        harness.step();
        harness.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::A);
        harness.step();
        harness.get_by_label("Nhận xét").click_secondary();
        harness.run();
        let cut = harness.get_all_by_role(Role::Button).find(|node| {
            node.accesskit_node()
                .label()
                .is_some_and(|l| l.starts_with("Cắt"))
        });
        if let Some(cut) = cut {
            cut.click();
        }
        for _ in 0..40 {
            harness.step();
        }
        assert_eq!(store.borrow().saved, [""]);
    }
}
