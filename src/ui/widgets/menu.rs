//! A line of a menu, with the key that does the same.

use eframe::egui::{Button, Ui};

/// A line of a menu with its shortcut; it closes the menu. True when it was chosen.
pub fn entry(ui: &mut Ui, enabled: bool, text: &str, shortcut: &str) -> bool {
    let entry = Button::new(text).shortcut_text(shortcut);
    let response = ui.add_enabled(enabled, entry);
    let clicked = response.clicked();
    // a screen reader says the key after the words, as the menu shows it
    let said = if shortcut.is_empty() {
        text.to_owned()
    } else {
        format!("{text} ({shortcut})")
    };
    response.accessible_name(said);
    if clicked {
        ui.close();
    }
    clicked
}
