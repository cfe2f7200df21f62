//! The period and the district that the overview shows; remembered on this computer.

use chrono::{Datelike as _, NaiveDate};
use eframe::egui::Ui;

use crate::domain::Period;
use crate::read::Board;
use crate::ui::preferences::{self, OverviewChoice};
use crate::ui::screens::filters::part_words;
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};

/// What is being typed.
#[derive(Debug, Default)]
pub struct Drafts {
    from: DateDraft,
    to: DateDraft,
}

/// Parts of a year in the order in which reports ask for them.
const PARTS: [Period; 7] = [
    Period::Year,
    Period::Quarter1,
    Period::Quarter2,
    Period::Quarter3,
    Period::Quarter4,
    Period::SixMonths,
    Period::NineMonths,
];

/// Years back that the list offers.
const YEARS: i32 = 12;

/// The fields; a change is remembered at once.
pub fn show(ui: &mut Ui, drafts: &mut Drafts, board: Option<&Board>, today: NaiveDate) {
    let old = preferences::get(ui.ctx()).overview;
    let mut new = old.clone();
    part(ui, &mut new);
    if new.part.is_some() {
        year(ui, &mut new, today);
    } else {
        days(ui, drafts, &mut new, today);
    }
    if let Some(board) = board
        && (board.districts.len() > 1 || !new.district.is_empty())
    {
        district(ui, &mut new, board);
    }
    if new != old {
        preferences::change(ui.ctx(), |remembered| remembered.overview = new);
    }
}

fn part(ui: &mut Ui, choice: &mut OverviewChoice) {
    let mut words: Vec<String> = PARTS.iter().map(|part| part_words(*part)).collect();
    words.push("Khoảng ngày".to_owned());
    let here = choice
        .part
        .and_then(|part| PARTS.iter().position(|other| *other == part));
    let here = here.unwrap_or(PARTS.len());
    if let Some(place) = Choice::new("Kỳ", &words, Some(here)).width(168.0).show(ui) {
        choice.part = PARTS.get(place).copied();
    }
}

fn year(ui: &mut Ui, choice: &mut OverviewChoice, today: NaiveDate) {
    let this = today.year();
    let mut words = vec![format!("Năm nay ({this})")];
    words.extend((1..=YEARS).map(|back| format!("Năm {}", this - back)));
    let here = choice
        .year
        .map_or(0, |year| usize::try_from(this - year).unwrap_or(0));
    if let Some(place) = Choice::new("Năm", &words, Some(here)).width(168.0).show(ui) {
        let back = i32::try_from(place).unwrap_or(0);
        choice.year = (back > 0).then_some(this - back);
    }
}

fn days(ui: &mut Ui, drafts: &mut Drafts, choice: &mut OverviewChoice, today: NaiveDate) {
    let span = choice.filter(today).period.span();
    let (from, to) = span.unwrap_or((today, today));
    let field = DateField::new("Từ ngày", Some(from), today).required();
    if let Some(NewDate(Some(day))) = field.show(ui, &mut drafts.from) {
        choice.from = Some(day);
    }
    ui.label("đến");
    let field = DateField::new("Đến ngày", Some(to), today).required();
    if let Some(NewDate(Some(day))) = field.show(ui, &mut drafts.to) {
        choice.to = Some(day);
    }
}

fn district(ui: &mut Ui, choice: &mut OverviewChoice, board: &Board) {
    let words: Vec<&str> = std::iter::once("Mọi quận")
        .chain(board.districts.iter().map(|(_, name)| name.as_str()))
        .collect();
    let here = board
        .districts
        .iter()
        .position(|(code, _)| *code == choice.district)
        .map_or(0, |place| place + 1);
    if let Some(place) = Choice::new("Quận", &words, Some(here))
        .width(180.0)
        .show(ui)
    {
        choice.district = place
            .checked_sub(1)
            .and_then(|place| board.districts.get(place))
            .map_or_else(String::new, |(code, _)| code.clone());
    }
}
