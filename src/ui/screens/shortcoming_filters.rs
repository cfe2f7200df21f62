//! What stands above the list of shortcomings: classes with their counts, then everything else to filter by.

use eframe::egui::Ui;

use super::as_of;
use super::filters::{chip, chosen_from, place_of, unit_choice, with_all};
use super::shortcomings::ShortcomingsPage;
use crate::domain::shortcoming::DUE_SOON_DAYS;
use crate::domain::text::thousands;
use crate::domain::{ShortcomingClass, ShortcomingLevel, date};
use crate::read::{Among, ShortcomingFilter};
use crate::ui::action::ScreenContext;
use crate::ui::theme;
use crate::ui::widgets::button;
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::date_field::DateDraft;
use crate::ui::widgets::text_field::TextField;

/// Shows the filters; the one that is wanted now.
pub fn show(
    ui: &mut Ui,
    page: &ShortcomingsPage<'_>,
    (words, day): (&mut String, &mut DateDraft),
    context: &ScreenContext<'_>,
) -> ShortcomingFilter {
    let mut wanted = page.filter.clone();
    // counts are over everything: beside a narrower choice they would mislead
    let counts = page.counts.filter(|_| {
        let plain = ShortcomingFilter {
            class: None,
            as_of: None,
            among: Among::All,
            ..page.filter.clone()
        };
        plain == ShortcomingFilter::default()
    });
    ui.horizontal_wrapped(|ui| {
        // close together: all of them stand in one line of a small window
        ui.spacing_mut().item_spacing.x = 1.0;
        let open = wanted.class.is_none() && wanted.among == Among::Open;
        let text = match counts {
            Some(counts) => format!("Chưa xong {}", thousands(shown(counts.open()))),
            None => "Chưa xong".to_owned(),
        };
        if chip(ui, open, text) {
            (wanted.class, wanted.among) = (None, Among::Open);
        }
        if chip(ui, wanted.class.is_none() && !open, "Tất cả".to_owned()) {
            wanted.class = None;
            wanted.among = whole(wanted.among);
        }
        let soon_days = page.counts.map_or(DUE_SOON_DAYS, |counts| counts.soon_days);
        for class in ShortcomingClass::BY_URGENCY {
            let label = class.label_within(soon_days);
            let text = match counts {
                Some(counts) => format!("{label} {}", thousands(shown(counts.of(class)))),
                None => label.into_owned(),
            };
            if chip(ui, wanted.class == Some(class), text) {
                wanted.class = Some(class);
                wanted.among = whole(wanted.among);
            }
        }
        if chip(ui, wanted.repeated, "Lặp lại".to_owned()) {
            wanted.repeated = !wanted.repeated;
        }
    });
    ui.horizontal_wrapped(|ui| {
        if words.trim().is_empty() && !page.filter.text.is_empty() {
            words.clone_from(&page.filter.text);
        }
        let field = TextField::line("Lọc theo nội dung, người phụ trách", "")
            .finder()
            .width(262.0)
            .hint("Lọc theo nội dung, phụ trách");
        if field.bind(ui, words) {
            words.trim().clone_into(&mut wanted.text);
        }
        if let Some(unit_id) = unit_choice(ui, page.units, wanted.unit_id) {
            wanted.unit_id = unit_id.0;
        }
        regulation(ui, page, &mut wanted);
        super::filters::district_chip(ui, &mut wanted.district);
        let levels = with_all("Mọi mức độ", ShortcomingLevel::ALL, |level| {
            level.label()
        });
        let level = place_of(ShortcomingLevel::ALL, wanted.level);
        if let Some(place) = Choice::new("Mức độ", &levels, Some(level))
            .width(130.0)
            .show(ui)
        {
            wanted.level = chosen_from(ShortcomingLevel::ALL, place);
        }
        as_of::field(ui, &mut wanted, day, context.today);
        let plain = [ShortcomingFilter::open(), ShortcomingFilter::default()];
        if !plain.contains(page.filter) && button::quiet(ui, "Bỏ lọc").clicked() {
            wanted = ShortcomingFilter::open();
            words.clear();
        }
    });
    as_of::notice(ui, &mut wanted, context.today);
    if let Some(text) = narrower(page.filter) {
        let colours = theme::palette(ui);
        ui.label(theme::small(text).color(colours.weak));
    }
    wanted
}

fn regulation(ui: &mut Ui, page: &ShortcomingsPage<'_>, wanted: &mut ShortcomingFilter) {
    let names: Vec<&str> = std::iter::once("Mọi quy chế")
        .chain(page.regulations.iter().map(String::as_str))
        .collect();
    let place = wanted
        .regulation
        .as_ref()
        .and_then(|code| page.regulations.iter().position(|other| other == code))
        .map_or(0, |place| place + 1);
    let choice = Choice::new("Quy chế", &names, Some(place)).width(140.0);
    if let Some(place) = choice.show(ui) {
        let code = place.checked_sub(1).and_then(|at| page.regulations.get(at));
        wanted.regulation = code.cloned();
    }
}

/// What a figure of another screen narrowed the list to, beyond what the fields show.
fn narrower(filter: &ShortcomingFilter) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    if let Some(owner) = &filter.owner {
        parts.push(format!("chịu trách nhiệm: {owner}"));
    }
    if let Some(age) = filter.age {
        parts.push(format!(
            "thời gian từ khi giám sát: {}",
            crate::domain::text::lower_first(age.label())
        ));
    }
    match (filter.visited_from, filter.visited_to) {
        (None, None) => {}
        (Some(from), None) => parts.push(format!("giám sát từ {}", date::show(from))),
        (None, Some(to)) => parts.push(format!("giám sát đến {}", date::show(to))),
        (Some(from), Some(to)) => parts.push(format!(
            "giám sát từ {} đến {}",
            date::show(from),
            date::show(to)
        )),
    }
    if !filter.district.is_empty() {
        parts.push(format!("quận: {}", filter.district));
    }
    if let Some(day) = filter.late_since {
        parts.push(format!("mới quá hạn từ {}", date::show(day)));
    }
    match filter.among {
        Among::Counted if filter.class.is_none() => {
            parts.push("đã thông báo, chưa rút".to_owned());
        }
        Among::FellDue => parts.push("đã đến thời hạn".to_owned()),
        Among::All | Among::Open | Among::Counted => {}
    }
    (!parts.is_empty()).then(|| format!("Đang lọc: {}", parts.join(" · ")))
}

/// All of them, unless another screen had narrowed the choice.
fn whole(among: Among) -> Among {
    match among {
        Among::Open => Among::All,
        Among::All | Among::Counted | Among::FellDue => among,
    }
}

fn shown(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}
