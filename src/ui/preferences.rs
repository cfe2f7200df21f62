//! What the window remembers on this computer: how it looks, what the overview shows. Nothing of the data.

use chrono::{Datelike as _, NaiveDate};
use eframe::egui::{Context, Id};
use serde::{Deserialize, Serialize};

use super::drawing::{self, Drawing};
use super::theme::{self, Appearance, Density};
use crate::domain::Period;
use crate::read::{BoardFilter, BoardPeriod};

/// Everything that is remembered. What an older program did not know keeps its default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    pub appearance: Appearance,
    pub density: Density,
    pub drawing: Drawing,
    pub overview: OverviewChoice,
}

/// The filter of the overview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OverviewChoice {
    /// Part of a year; `None` for a span of days.
    pub part: Option<Period>,
    /// `None` follows the calendar: "năm nay".
    pub year: Option<i32>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// Code of a district; empty for all.
    pub district: String,
}

impl Default for OverviewChoice {
    fn default() -> Self {
        Self {
            part: Some(Period::Year),
            year: None,
            from: None,
            to: None,
            district: String::new(),
        }
    }
}

impl OverviewChoice {
    /// What it means today.
    pub fn filter(&self, today: NaiveDate) -> BoardFilter {
        let period = match self.part {
            Some(period) => BoardPeriod::Part {
                period,
                year: self.year.unwrap_or(today.year()),
            },
            None => BoardPeriod::Days {
                from: self.from.unwrap_or_else(|| first_of_year(today)),
                to: self.to.unwrap_or(today),
            },
        };
        BoardFilter {
            period,
            district: self.district.clone(),
        }
    }
}

fn first_of_year(today: NaiveDate) -> NaiveDate {
    today.with_ordinal(1).unwrap_or(today)
}

fn place() -> Id {
    Id::unique("preferences")
}

/// What is remembered now.
pub fn get(ctx: &Context) -> Preferences {
    ctx.data(|data| data.get_temp(place())).unwrap_or_default()
}

/// Changes what is remembered, and how the window looks at once.
pub fn change(ctx: &Context, change: impl FnOnce(&mut Preferences)) {
    let old = get(ctx);
    let mut new = old.clone();
    change(&mut new);
    if new != old {
        set(ctx, new);
    }
}

/// Takes over what was remembered.
pub fn set(ctx: &Context, preferences: Preferences) {
    theme::set_appearance(ctx, preferences.appearance);
    theme::set_density(ctx, preferences.density);
    theme::set_light(ctx, preferences.drawing.is_light(&drawing::machine(ctx)));
    ctx.data_mut(|data| data.insert_temp(place(), preferences));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_year_follows_the_calendar_and_a_chosen_year_stays() {
        let day = |year| NaiveDate::from_ymd_opt(year, 3, 15).unwrap();
        let mut choice = OverviewChoice::default();
        let year = |choice: &OverviewChoice, today| match choice.filter(today).period {
            BoardPeriod::Part { year, .. } => year,
            BoardPeriod::Days { .. } => 0,
        };
        assert_eq!(year(&choice, day(2023)), 2023);
        assert_eq!(year(&choice, day(2024)), 2024);
        choice.year = Some(2022);
        assert_eq!(year(&choice, day(2024)), 2022);
        choice.part = None;
        let span = choice.filter(day(2024)).period.span();
        assert_eq!(span.map(|(from, _)| from.ordinal()), Some(1));
    }

    #[test]
    fn a_note_of_another_version_keeps_what_it_knows() {
        let note = r#"{"density":"compact","màu":"xanh","overview":{"district":"long-bien"}}"#;
        let read: Preferences = serde_json::from_str(note).unwrap();
        assert_eq!(read.density, Density::Compact);
        assert_eq!(read.overview.district, "long-bien");
        assert_eq!(read.overview.part, Some(Period::Year));
        let text = serde_json::to_string(&read).unwrap();
        assert_eq!(serde_json::from_str::<Preferences>(&text).unwrap(), read);
    }

    #[test]
    fn little_is_drawn_on_a_slow_machine_until_the_person_says_otherwise() {
        let ctx = Context::default();
        theme::apply(&ctx, Appearance::Light);
        let shadow = |ctx: &Context| ctx.global_style().visuals.window_shadow.blur;
        let slow = drawing::Machine::of("llvmpipe (LLVM 15)".into(), false, false);
        drawing::set_machine(&ctx, slow);
        set(&ctx, Preferences::default());
        assert!(theme::is_light(&ctx));
        assert_eq!(shadow(&ctx), 0);
        change(&ctx, |kept| kept.density = Density::Compact);
        assert!(theme::is_light(&ctx) && shadow(&ctx) == 0);
        change(&ctx, |kept| kept.drawing = Drawing::Full);
        assert!(!theme::is_light(&ctx));
        assert_ne!(shadow(&ctx), 0);
    }
}
