//! A date as dd/mm/yyyy: typed in any usual way, or picked from a calendar.

use chrono::{Datelike as _, Days, Months, NaiveDate};
use eframe::egui::{
    Button, CornerRadius, Grid, Id, Key, Modifiers, Popup, PopupCloseBehavior, RichText, Stroke,
    Ui, Vec2,
};

use super::icon::Icon;
use super::text_field::TextField;
use super::{Name, button, form};
use crate::domain::date;
use crate::ui::theme::{self, Tone};
use crate::ui::trouble;

/// What is being typed into a date field.
#[derive(Clone, Debug, Default)]
pub struct DateDraft {
    text: Option<String>,
    sent: Option<NewDate>,
}

impl DateDraft {
    /// Whether the field holds something that is not a stored date.
    pub fn is_open(&self) -> bool {
        self.text.is_some()
    }
}

/// A date to save, or none when the field was emptied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewDate(pub Option<NaiveDate>);

/// A field for a date.
#[derive(Debug)]
#[must_use = "call .show()"]
pub struct DateField<'a> {
    name: Name<'a>,
    stored: Option<NaiveDate>,
    today: NaiveDate,
    required: bool,
}

impl<'a> DateField<'a> {
    /// A field showing the stored date; `today` is where the calendar opens and its "Hôm nay".
    pub fn new(name: impl Into<Name<'a>>, stored: Option<NaiveDate>, today: NaiveDate) -> Self {
        Self {
            name: name.into(),
            stored,
            today,
            required: false,
        }
    }

    /// The date may not be left out.
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Shows the field; `Some` is the date to save.
    pub fn show(self, ui: &mut Ui, draft: &mut DateDraft) -> Option<NewDate> {
        if draft.sent == Some(NewDate(self.stored)) {
            *draft = DateDraft::default();
        }
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = theme::GAP_SMALL;
            let picked = ui.horizontal(|ui| self.line(ui, draft)).inner;
            self.say_what_is_wrong(ui, draft);
            picked.filter(|date| date.0 != self.stored)
        })
        .inner
    }

    fn line(&self, ui: &mut Ui, draft: &mut DateDraft) -> Option<NewDate> {
        ui.spacing_mut().item_spacing.x = 2.0;
        let id = match self.name {
            Name::By(label) => label.with("date"),
            Name::Said(name) => ui.scope_id().with(("date", name)),
        };
        let shown = self.stored.map(date::show).unwrap_or_default();
        let mut text = draft.text.clone().unwrap_or_else(|| shown.clone());
        let response = TextField::line(self.name, "")
            .hint("ngày/tháng/năm")
            .width(146.0)
            .bind_response(ui, &mut text);
        if response.has_focus()
            && let Some(moved) = self.moved_by_keys(ui, &text)
        {
            draft.text = Some(date::show(moved));
            draft.sent = None;
        } else if response.changed() {
            draft.text = (text != shown).then_some(text);
            draft.sent = None;
        }
        let stored = self.stored.map(date::show).unwrap_or_default();
        let gave_way = draft
            .text
            .as_ref()
            .is_some_and(|typed| trouble::gave_way(ui.ctx(), typed, &stored));
        if gave_way {
            *draft = DateDraft::default();
        }
        let mut result = None;
        let left = response.lost_focus()
            || (draft.text.is_some() && draft.sent.is_none() && !response.has_focus());
        if left && let Some(typed) = &draft.text {
            result = self.read(typed);
        }
        let calendar = button::icon(ui, Icon::Calendar, "Chọn ngày trên lịch");
        if response.has_focus() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::F4)) {
            Popup::toggle_id(ui.ctx(), Popup::default_response_id(&calendar));
        }
        Popup::from_toggle_button_response(&calendar)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .show(|ui| {
                if let Some(day) = self.calendar(ui, id) {
                    result = Some(day);
                    ui.close();
                }
            });
        if let Some(date) = result {
            if draft.sent == Some(date) {
                return None;
            }
            draft.text = Some(date.0.map(date::show).unwrap_or_default());
            draft.sent = Some(date);
            if date.0 == self.stored {
                *draft = DateDraft::default();
            }
        }
        result
    }

    /// Up and down go a day on and back.
    fn moved_by_keys(&self, ui: &Ui, text: &str) -> Option<NaiveDate> {
        let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        let (on, back) = (pressed(Key::ArrowUp), pressed(Key::ArrowDown));
        if !on && !back {
            return None;
        }
        let here = date::parse(text).unwrap_or(self.today);
        if on { here.succ_opt() } else { here.pred_opt() }
    }

    /// What the typed text means, if it means a date that may be saved.
    fn read(&self, typed: &str) -> Option<NewDate> {
        if typed.trim().is_empty() {
            return (!self.required).then_some(NewDate(None));
        }
        date::parse(typed).map(|day| NewDate(Some(day)))
    }

    fn say_what_is_wrong(&self, ui: &mut Ui, draft: &DateDraft) {
        let Some(typed) = &draft.text else {
            return;
        };
        let typing = ui.memory(eframe::egui::Memory::focused).is_some();
        if draft.sent.is_some() || self.read(typed).is_some() {
            return;
        }
        if typed.trim().is_empty() {
            form::problem(ui, "Cần ghi ngày");
        } else if !typing || typed.chars().count() >= 8 {
            form::problem(
                ui,
                "Ngày không có trong lịch. Ghi ngày/tháng/năm, ví dụ 15/03/2023",
            );
        }
    }

    fn calendar(&self, ui: &mut Ui, id: Id) -> Option<NewDate> {
        let key = id.with("month");
        let start = self.stored.unwrap_or(self.today);
        let first = ui
            .data(|data| data.get_temp::<NaiveDate>(key))
            .unwrap_or(start)
            .with_day(1)
            .unwrap_or(start);
        let mut month = first;
        ui.horizontal(|ui| {
            if button::icon(ui, Icon::Left, "Tháng trước").clicked() {
                month = first.checked_sub_months(Months::new(1)).unwrap_or(first);
            }
            let title = format!("Tháng {}/{}", first.month(), first.year());
            ui.add_sized([134.0, theme::control(ui)], {
                eframe::egui::Label::new(theme::strong(title))
            });
            if button::icon(ui, Icon::Right, "Tháng sau").clicked() {
                month = first.checked_add_months(Months::new(1)).unwrap_or(first);
            }
        });
        let mut picked = self.days(ui, id, first).map(|day| NewDate(Some(day)));
        ui.horizontal(|ui| {
            if button::quiet(ui, "Hôm nay").clicked() {
                picked = Some(NewDate(Some(self.today)));
            }
            if !self.required && button::quiet(ui, "Xóa ngày").clicked() {
                picked = Some(NewDate(None));
            }
        });
        ui.data_mut(|data| {
            if picked.is_some() {
                data.remove::<NaiveDate>(key);
            } else {
                data.insert_temp(key, month);
            }
        });
        picked
    }

    fn days(&self, ui: &mut Ui, id: Id, first: NaiveDate) -> Option<NaiveDate> {
        let colours = theme::palette(ui);
        let mut picked = None;
        Grid::new(id.with("days"))
            .spacing(Vec2::splat(2.0))
            .show(ui, |ui| {
                for name in ["T2", "T3", "T4", "T5", "T6", "T7", "CN"] {
                    let text = theme::small(name).color(colours.weak);
                    ui.add_sized([28.0, 20.0], eframe::egui::Label::new(text));
                }
                ui.end_row();
                let skip = u64::from(first.weekday().num_days_from_monday());
                let Some(mut day) = first.checked_sub_days(Days::new(skip)) else {
                    return;
                };
                for cell in 0..42_u32 {
                    if self.day(ui, first, day) {
                        picked = Some(day);
                    }
                    if cell % 7 == 6 {
                        ui.end_row();
                    }
                    day = day.succ_opt().unwrap_or(day);
                }
            });
        picked
    }

    fn day(&self, ui: &mut Ui, first: NaiveDate, day: NaiveDate) -> bool {
        let colours = theme::palette(ui);
        let here = day.month() == first.month();
        let mut text = RichText::new(day.day().to_string());
        let mut cell = Button::new("").corner_radius(CornerRadius::same(4));
        if Some(day) == self.stored {
            text = text.color(colours.on_accent);
            cell = cell.fill(colours.accent);
        } else if !here {
            text = text.color(colours.weak);
        }
        if day == self.today {
            cell = cell.stroke(Stroke::new(1.5, colours.tone(Tone::Accent).fg));
        } else if !here || Some(day) != self.stored {
            cell = cell.stroke(Stroke::NONE);
        }
        ui.spacing_mut().button_padding = Vec2::splat(2.0);
        let cell = cell.min_size(Vec2::new(30.0, 26.0));
        let response = ui.add(cell);
        ui.painter().text(
            response.rect.center(),
            eframe::egui::Align2::CENTER_CENTER,
            text.text(),
            eframe::egui::FontId::proportional(14.0),
            if Some(day) == self.stored {
                colours.on_accent
            } else if here {
                colours.text
            } else {
                colours.weak
            },
        );
        response.accessible_name(date::show(day)).clicked()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use eframe::egui::{Event, Key};
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::window;

    fn on(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, month, day)
    }

    fn field() -> (Harness<'static>, Rc<Cell<Option<NaiveDate>>>) {
        let store = Rc::new(Cell::new(on(2023, 3, 15)));
        let seen = store.clone();
        let mut draft = DateDraft::default();
        let today = on(2023, 3, 20).unwrap_or_default();
        let harness = window(move |ui| {
            let field = DateField::new("Ngày giám sát", seen.get(), today);
            if let Some(NewDate(value)) = field.show(ui, &mut draft) {
                seen.set(value);
            }
        });
        (harness, store)
    }

    fn retype(harness: &mut Harness<'_>, text: &str) {
        harness.get_by_label("Ngày giám sát").focus();
        harness.step();
        harness.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::A);
        harness.event(Event::Text(text.to_owned()));
        harness.step();
        harness.key_press(Key::Enter);
        harness.run();
    }

    #[test]
    fn typing_a_date_saves_it() {
        let (mut harness, store) = field();
        retype(&mut harness, "2/1/23");
        assert_eq!(store.get(), on(2023, 1, 2));
        let value = harness.get_by_label("Ngày giám sát").value();
        assert_eq!(value.as_deref(), Some("02/01/2023"));
    }

    #[test]
    fn a_wrong_date_is_named_and_not_saved() {
        let (mut harness, store) = field();
        retype(&mut harness, "31/02/2023");
        assert_eq!(store.get(), on(2023, 3, 15));
        harness.get_by_label_contains("Ngày không có trong lịch");
        retype(&mut harness, "28/02/2023");
        assert_eq!(store.get(), on(2023, 2, 28));
        assert!(harness.query_by_label_contains("Ngày không có").is_none());
    }

    #[test]
    fn a_day_is_picked_from_the_calendar() {
        let (mut harness, store) = field();
        harness.get_by_label("Chọn ngày trên lịch").click();
        harness.run();
        harness.get_by_label("Tháng sau").click();
        harness.run();
        harness.get_by_label("11/04/2023").click();
        harness.run();
        assert_eq!(store.get(), on(2023, 4, 11));
        assert!(harness.query_by_label("Tháng sau").is_none());
    }
}
