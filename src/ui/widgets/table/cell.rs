//! What stands in a cell, and how it is painted.

use std::borrow::Cow;

use eframe::egui::{Align2, FontFamily, FontId, Rect, Response, Ui, pos2, vec2};

use super::PAD;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::choice::elided_in;

/// What stands in a cell.
#[derive(Clone, Debug, Default)]
pub struct Cell<'a> {
    pub(super) text: Cow<'a, str>,
    tone: Option<Tone>,
    weak: bool,
    strong: bool,
    pub(super) key: Option<i64>,
}

impl<'a> Cell<'a> {
    /// Plain text, sorted by its letters.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// Text on the tint of a tone.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = Some(tone);
        self
    }

    /// Bold.
    #[must_use]
    pub fn strong(mut self) -> Self {
        self.strong = true;
        self
    }

    /// Grey.
    #[must_use]
    pub fn weak(mut self) -> Self {
        self.weak = true;
        self
    }

    /// Sorted by this number instead of its letters: days for a date, the count for "lần 2".
    #[must_use]
    pub fn sorted_by(mut self, key: i64) -> Self {
        self.key = Some(key);
        self
    }
}

/// Paints a cell; what does not fit is shown whole under the pointer.
pub(super) fn paint(ui: &Ui, response: &Response, place: Rect, right: bool, cell: &Cell<'_>) {
    if cell.text.is_empty() {
        return;
    }
    let colours = theme::palette(ui);
    let inner = place.shrink2(vec2(PAD, 0.0));
    let cut = if let Some(tone) = cell.tone {
        let pair = colours.tone(tone);
        let font = FontId::new(theme::SMALL_SIZE, theme::bold_family());
        let galley = ui
            .painter()
            .layout_no_wrap(cell.text.clone().into_owned(), font, pair.fg);
        let width = (galley.size().x + 14.0).min(inner.width());
        let tint = Rect::from_min_size(
            pos2(inner.left(), inner.center().y - 11.0),
            vec2(width, 22.0),
        );
        ui.painter().rect_filled(tint, 11.0, pair.bg);
        let at = pos2(tint.left() + 7.0, tint.center().y - galley.size().y / 2.0);
        let cut = galley.size().x + 14.0 > inner.width();
        ui.painter()
            .with_clip_rect(tint.intersect(ui.clip_rect()))
            .galley(at, galley, pair.fg);
        cut
    } else {
        let colour = if cell.weak {
            colours.weak
        } else {
            colours.text
        };
        let family = if cell.strong {
            theme::bold_family()
        } else {
            FontFamily::Proportional
        };
        if right {
            let (at, align) = (inner.right_center(), Align2::RIGHT_CENTER);
            let painter = ui.painter().with_clip_rect(place.intersect(ui.clip_rect()));
            let font = FontId::new(theme::TEXT_SIZE, family);
            painter.text(at, align, &cell.text, font, colour).width() > inner.width()
        } else {
            elided_in(ui, inner, &cell.text, family, colour)
        }
    };
    let under_pointer = response
        .hover_pos()
        .is_some_and(|position| place.contains(position));
    if cut && under_pointer {
        response.show_tooltip_text(cell.text.as_ref());
    }
}
