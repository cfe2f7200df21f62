//! Going to an item by a few letters of its code or its text, marks not needed: "103" finds QC1-03.

use eframe::egui::{Key, Ui};

use super::View;
use super::checklist::ChecklistTab;
use crate::domain::ItemId;
use crate::domain::text::fold;
use crate::read::ItemSheet;
use crate::ui::widgets::text_field::TextField;

/// The field and what is typed into it.
#[derive(Debug, Default)]
pub struct Find {
    words: String,
    /// Put the caret here in the next frame.
    pub focus: bool,
}

pub(super) const NAME: &str = "Tìm mục";

impl ChecklistTab {
    /// The field; what is found is selected while one types, Enter goes back to rating.
    pub(super) fn find(&mut self, ui: &mut Ui, view: &View<'_>) {
        let focus = std::mem::take(&mut self.find.focus);
        if focus {
            self.find.words.clear();
        }
        let field = TextField::line(NAME, "")
            .width(150.0)
            .hint("Tìm mục ( / )")
            .focus(focus);
        let response = field
            .bind_response(ui, &mut self.find.words)
            .on_hover_text("Phím / rồi gõ mã (103 là QC1-03) hoặc vài chữ; Enter để chấm");
        if response.changed()
            && let Some(found) = first_match(view, &self.find.words)
        {
            self.select(found);
        }
        if response.lost_focus()
            && ui.input(|i| i.key_pressed(Key::Enter) || i.key_pressed(Key::Escape))
        {
            self.find.words.clear();
        }
    }
}

/// An item whose code ends or goes on like the words comes before one whose text holds them.
fn first_match(view: &View<'_>, words: &str) -> Option<ItemId> {
    let wanted = fold(words);
    let letters = squeezed(&wanted);
    if letters.is_empty() {
        return None;
    }
    let items = || view.page.covered().flat_map(|sheet| &sheet.items);
    let by_code = |item: &&ItemSheet| squeezed(&fold(&item.item.code)).ends_with(&letters);
    let in_code = |item: &&ItemSheet| squeezed(&fold(&item.item.code)).contains(&letters);
    let by_text = |item: &&ItemSheet| fold(&item.item.text).contains(wanted.trim());
    items()
        .find(by_code)
        .or_else(|| items().find(in_code))
        .or_else(|| items().find(by_text))
        .map(|item| item.item.id)
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
