//! A field for one figure: 13.530 or 6,39, saved on leaving it; what cannot be read is named and stays.

use eframe::egui::text::{CCursor, CCursorRange};
use eframe::egui::text_edit::TextEditState;
use eframe::egui::{Id, Key, Modifiers, Ui};

use crate::domain::figures::{Amount, Indicator, check_value};
use crate::ui::theme;
use crate::ui::widgets::form;
use crate::ui::widgets::text_field::TextField;

/// What is being typed.
#[derive(Debug, Clone, Default)]
pub struct FigureDraft {
    text: Option<String>,
    sent: Option<NewFigure>,
}

/// A figure to save, or none when the field was emptied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewFigure(pub Option<Amount>);

/// What the keys asked for besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Next,
    Back,
}

/// What came of the field this frame.
#[derive(Debug, Default)]
pub struct Given {
    /// To be saved.
    pub value: Option<NewFigure>,
    pub way: Option<Way>,
}

/// Shows the field.
pub fn show(
    ui: &mut Ui,
    (name, indicator): (&str, &Indicator),
    stored: Option<Amount>,
    draft: &mut FigureDraft,
    (width, focus): (f32, bool),
) -> Given {
    if draft.sent == Some(NewFigure(stored)) {
        *draft = FigureDraft::default();
    }
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = theme::GAP_SMALL;
        let shown = stored.map(Amount::show).unwrap_or_default();
        let mut text = draft.text.clone().unwrap_or_else(|| shown.clone());
        let response = TextField::line(name, "")
            .width(width)
            .focus(focus)
            .bind_response(ui, &mut text);
        if focus {
            choose_all(ui, response.id, &text);
        }
        if response.changed() {
            draft.text = (text != shown).then_some(text);
            draft.sent = None;
        }
        let mut given = Given {
            value: None,
            way: moved(ui, &response),
        };
        let Some(typed) = draft.text.clone() else {
            return given;
        };
        let read = read(&typed, indicator);
        if response.has_focus() && given.way.is_none() {
            return given;
        }
        match read {
            Err(wrong) => form::problem(ui, &wrong),
            Ok(value) if draft.sent == Some(NewFigure(value)) => {}
            Ok(value) if value == stored => *draft = FigureDraft::default(),
            Ok(value) => {
                draft.text = Some(value.map(Amount::show).unwrap_or_default());
                draft.sent = Some(NewFigure(value));
                given.value = draft.sent;
            }
        }
        given
    })
    .inner
}

/// What is there is typed over, as when Tab comes into a field.
fn choose_all(ui: &Ui, id: Id, text: &str) {
    let end = CCursor::new(text.chars().count());
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let all = CCursorRange::two(CCursor::new(0), end);
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), id);
}

/// Enter and the arrows go through the column.
fn moved(ui: &Ui, response: &eframe::egui::Response) -> Option<Way> {
    if response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter)) {
        return Some(Way::Next);
    }
    if !response.has_focus() {
        return None;
    }
    ui.input_mut(|i| {
        if i.consume_key(Modifiers::NONE, Key::ArrowDown) {
            Some(Way::Next)
        } else if i.consume_key(Modifiers::NONE, Key::ArrowUp) {
            Some(Way::Back)
        } else {
            None
        }
    })
}

fn read(typed: &str, indicator: &Indicator) -> Result<Option<Amount>, String> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let Some(value) = Amount::parse(typed) else {
        return Err("Cần ghi một số, ví dụ 13.530 hoặc 6,39".to_owned());
    };
    check_value(indicator, value).map_err(|problem| problem.message)?;
    Ok(Some(value))
}
