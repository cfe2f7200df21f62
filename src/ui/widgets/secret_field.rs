//! A field for a passphrase: what is typed is not shown, not kept as a draft, not copied.

use eframe::egui::{Id, TextEdit, Ui};

use super::{Name, in_hand};

/// A line whose letters are dots, unless `shown`.
pub fn show(ui: &mut Ui, label: Id, text: &mut String, (shown, focus): (bool, bool)) {
    let id = label.with("secret");
    let edit = TextEdit::singleline(text)
        .id(id)
        .password(!shown)
        .desired_width(f32::INFINITY);
    let response = Name::By(label).give(ui.add(edit));
    if focus {
        response.request_focus();
    }
    if response.changed() {
        in_hand::typed_into(ui, id);
    }
}
