//! The small parts that every screen is made of, each with its own test.

pub mod badge;
pub mod bars;
pub mod button;
pub mod card;
pub mod choice;
pub mod date_field;
pub mod drop;
pub mod empty_state;
pub mod figures;
pub mod form;
pub mod icon;
pub mod in_hand;
pub mod mark;
pub mod matrix;
pub mod menu;
pub mod modal;
pub mod notice;
pub mod number_field;
pub mod page;
pub mod progress_row;
pub mod rating_buttons;
pub mod secret_field;
pub mod section;
pub mod table;
pub mod tabs;
pub mod text_field;
pub mod tick;
pub mod toast;
pub mod typing;
pub mod waiting;
pub mod work_strip;

use eframe::egui::{Id, Response};

/// The accessible name of a field: the visible label beside it, or words when there is none.
#[derive(Clone, Copy, Debug)]
pub enum Name<'a> {
    /// The label on the screen that names it.
    By(Id),
    /// A name that is only heard.
    Said(&'a str),
}

impl From<Id> for Name<'_> {
    fn from(id: Id) -> Self {
        Self::By(id)
    }
}

impl<'a> From<&'a str> for Name<'a> {
    fn from(text: &'a str) -> Self {
        Self::Said(text)
    }
}

impl Name<'_> {
    /// Gives the name to a widget that has just been shown.
    pub fn give(self, response: Response) -> Response {
        match self {
            Self::By(label) => response.labelled_by(label),
            Self::Said(text) => response.accessible_name(text),
        }
    }
}
