//! What was typed and where the caret stands, for the dialog or screen around the fields.

use eframe::egui::{Id, Ui};

fn typed_key(ui: &Ui) -> Id {
    Id::unique("typed here").with(ui.layer_id())
}

/// Whether something was typed into a field of this dialog since it was opened.
pub fn is_typed(ui: &Ui) -> bool {
    ui.data(|data| data.get_temp(typed_key(ui)))
        .unwrap_or_default()
}

/// Notes that nothing was typed in this dialog yet.
pub fn begin(ui: &Ui) {
    ui.data_mut(|data| data.insert_temp(typed_key(ui), false));
}

/// Notes that something was typed into a field.
pub fn typed_into(ui: &Ui, field: Id) {
    ui.data_mut(|data| {
        data.insert_temp(typed_key(ui), true);
        data.insert_temp(in_hand_key(ui), field);
    });
}

fn in_hand_key(ui: &Ui) -> Id {
    Id::unique("in hand").with(ui.layer_id())
}

/// Whether the caret still stands in the field of this dialog that was typed into last.
pub fn is_in_hand(ui: &Ui) -> bool {
    let typed_last = ui.data(|data| data.get_temp::<Id>(in_hand_key(ui)));
    typed_last.is_some() && typed_last == ui.memory(|memory| memory.focused())
}

/// Takes the caret out of the field, which then hands out what was typed.
pub fn leave(ui: &Ui) {
    ui.memory_mut(|memory| {
        if let Some(id) = memory.focused() {
            memory.surrender_focus(id);
        }
    });
}
