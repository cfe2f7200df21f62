//! The span of visits and the district that the review looks at.

use chrono::{Datelike as _, NaiveDate};
use eframe::egui::Ui;

use crate::domain::Period;
use crate::read::District;
use crate::read::review::ReviewFilter;
use crate::ui::screens::filters::part_words;
use crate::ui::widgets::choice::Choice;

/// Years back that the list offers.
const YEARS: i32 = 12;

/// All visits, those of a year, or of a part of it.
#[derive(Debug, Default)]
pub struct Span {
    year: Option<i32>,
    part: Option<Period>,
    district: String,
}

impl Span {
    pub fn filter(&self) -> ReviewFilter {
        let days = self
            .year
            .and_then(|year| self.part.unwrap_or(Period::Year).span(year));
        ReviewFilter {
            from: days.map(|(from, _)| from),
            to: days.map(|(_, to)| to),
            district: self.district.clone(),
        }
    }

    pub fn ui(&mut self, ui: &mut Ui, districts: &[District], today: NaiveDate) {
        let this = today.year();
        let mut years = vec!["Mọi năm".to_owned()];
        years.extend((0..YEARS).map(|back| format!("Năm {}", this - back)));
        let here = self
            .year
            .and_then(|year| usize::try_from(this - year + 1).ok());
        let choice = Choice::new("Năm giám sát", &years, Some(here.unwrap_or(0)));
        if let Some(place) = choice.width(130.0).show(ui) {
            let back = i32::try_from(place).unwrap_or(0) - 1;
            self.year = (back >= 0).then_some(this - back);
        }
        if self.year.is_some() {
            let parts: Vec<String> = Period::ALL.iter().map(|part| part_words(*part)).collect();
            let part = self.part.unwrap_or(Period::Year);
            let here = Period::ALL.iter().position(|other| *other == part);
            let choice = Choice::new("Kỳ", &parts, here).width(160.0);
            if let Some(part) = choice.show(ui).and_then(|place| Period::ALL.get(place)) {
                self.part = Some(*part);
            }
        }
        if districts.len() > 1 {
            let names: Vec<&str> = std::iter::once("Mọi quận")
                .chain(districts.iter().map(|district| district.name.as_str()))
                .collect();
            let here = districts
                .iter()
                .position(|district| district.code == self.district);
            let here = here.map_or(0, |place| place + 1);
            let choice = Choice::new("Quận", &names, Some(here)).width(170.0);
            if let Some(place) = choice.show(ui) {
                let district = place.checked_sub(1).and_then(|place| districts.get(place));
                self.district = district.map_or_else(String::new, |d| d.code.clone());
            }
        }
    }
}

/// A short list with one chosen.
pub fn one_of(ui: &mut Ui, name: &str, words: &[&str], place: &mut usize) {
    ui.label(name);
    if let Some(chosen) = Choice::new(name, words, Some(*place)).width(220.0).show(ui) {
        *place = chosen;
    }
}
