//! What the filters above the lists share.

use eframe::egui::Ui;

use crate::domain::text::upper_first;
use crate::domain::{Period, UnitId, UnitKind};
use crate::read::UnitRow;
use crate::ui::widgets::choice::Choice;

/// A part of a year as a choice names it: "Cả năm", "Quý I".
pub fn part_words(part: Period) -> String {
    if part == Period::Year {
        "Cả năm".to_owned()
    } else {
        upper_first(part.label())
    }
}

/// A filter that is on or off.
pub fn chip(ui: &mut Ui, on: bool, text: String) -> bool {
    ui.add(eframe::egui::Button::selectable(on, text)).clicked()
}

/// A district that the overview handed over; a click lets it go.
pub fn district_chip(ui: &mut Ui, district: &mut String) {
    if !district.is_empty()
        && ui
            .add(eframe::egui::Button::selectable(true, "Chỉ quận đã chọn"))
            .on_hover_text("Nhấn để xem mọi quận")
            .clicked()
    {
        district.clear();
    }
}

/// A choice of a unit in a filter; nothing means all.
#[derive(Clone, Copy, Debug)]
pub struct UnitChosen(pub Option<UnitId>);

/// The field to filter by a unit.
pub fn unit_choice(ui: &mut Ui, units: &[UnitRow], chosen: Option<UnitId>) -> Option<UnitChosen> {
    let names: Vec<&str> = std::iter::once("Mọi đơn vị")
        .chain(units.iter().map(|row| row.unit.short_name.as_str()))
        .collect();
    let place = chosen
        .and_then(|id| units.iter().position(|row| row.unit.id == id))
        .map_or(0, |place| place + 1);
    let place = Choice::new("Đơn vị", &names, Some(place))
        .width(200.0)
        .show(ui)?;
    let id = place
        .checked_sub(1)
        .and_then(|place| units.get(place))
        .map(|row| row.unit.id);
    Some(UnitChosen(id))
}

/// The kinds of a unit with "all" before them.
pub fn unit_kinds() -> Vec<&'static str> {
    with_all("Mọi loại đơn vị", UnitKind::ALL, UnitKind::label)
}

/// The labels of a list of words, with "all" before them.
pub fn with_all<T: Copy>(
    all: &'static str,
    values: &[T],
    label: impl Fn(T) -> &'static str,
) -> Vec<&'static str> {
    std::iter::once(all)
        .chain(values.iter().map(|value| label(*value)))
        .collect()
}

/// Where a value stands in a list with "all" before it.
pub fn place_of<T: PartialEq>(values: &[T], value: Option<T>) -> usize {
    value
        .and_then(|value| values.iter().position(|other| *other == value))
        .map_or(0, |place| place + 1)
}

/// The value at a place of a list with "all" before it.
pub fn chosen_from<T: Copy>(values: &[T], place: usize) -> Option<T> {
    values.get(place.checked_sub(1)?).copied()
}
