//! Which period and district: kind of period, the one of that kind, and spans from day to day.

use chrono::{Datelike as _, NaiveDate};
use eframe::egui::Ui;

use super::FiguresPlace;
use crate::domain::figures::{FigurePeriod, PeriodKind};
use crate::domain::text::upper_first;
use crate::read::FigureFilter;
use crate::read::figures::FigureBoard;
use crate::ui::action::{Action, Route, ScreenContext};
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::{button, form};

/// Years back that the list offers.
const YEARS: i32 = 12;

/// Shows the filters; true when another span is to be typed.
pub fn show(
    ui: &mut Ui,
    board: &FigureBoard,
    place: &FiguresPlace,
    context: &ScreenContext<'_>,
    out: &mut Vec<Action>,
) -> bool {
    let mut filter = place.filter.clone();
    kind(ui, &mut filter);
    of_kind(ui, board, &mut filter);
    years(ui, &mut filter, context.today);
    district(ui, board, &mut filter);
    let span = button::quiet(ui, "Kỳ khác…")
        .on_hover_text("Khoảng ngày bất kỳ, hoặc kỳ báo cáo ghi ngày khác với tên gọi")
        .clicked();
    if filter != place.filter {
        out.push(Action::Go(Route::Figures(FiguresPlace {
            filter,
            view: place.view.clone(),
        })));
    }
    span
}

fn kind(ui: &mut Ui, filter: &mut FigureFilter) {
    let words: Vec<String> = PeriodKind::ALL
        .iter()
        .map(|kind| upper_first(kind.label()))
        .collect();
    let here = PeriodKind::ALL
        .iter()
        .position(|kind| *kind == filter.period.kind);
    let picked = Choice::new("Loại kỳ", &words, here).width(128.0).show(ui);
    let Some(kind) = picked.and_then(|place| PeriodKind::ALL.get(place)) else {
        return;
    };
    // the one that ends where the old one did, or else the first of the year
    let year = filter.period.to.year();
    let all = FigurePeriod::of_year(*kind, year);
    let near = all
        .iter()
        .find(|period| period.to >= filter.period.to)
        .or(all.first());
    filter.period = near
        .copied()
        .unwrap_or(FigurePeriod::custom(filter.period.from, filter.period.to));
}

fn of_kind(ui: &mut Ui, board: &FigureBoard, filter: &mut FigureFilter) {
    let period = filter.period;
    let mut all = FigurePeriod::of_year(period.kind, period.from.year());
    // spans that their days put outside the calendar, where figures are of them
    let odd = |other: &&FigurePeriod| other.kind == period.kind && !all.contains(other);
    let odd: Vec<FigurePeriod> = board.periods.iter().filter(odd).copied().collect();
    all.extend(odd);
    if !all.contains(&period) {
        all.push(period);
    }
    let words: Vec<String> = all.iter().map(|one| upper_first(&one.name())).collect();
    let here = all.iter().position(|one| *one == period);
    let picked = Choice::new("Kỳ", &words, here).width(230.0).show(ui);
    if let Some(new) = picked.and_then(|place| all.get(place)) {
        filter.period = *new;
    }
}

fn years(ui: &mut Ui, filter: &mut FigureFilter, today: NaiveDate) {
    let period = filter.period;
    let Some(month) = FigurePeriod::of_year(period.kind, period.from.year())
        .iter()
        .find(|one| **one == period)
        .map(|one| one.from.month())
    else {
        return;
    };
    let year = period.from.year();
    let newest = today.year().max(year);
    let years: Vec<i32> = ((newest - YEARS).min(year)..=newest).rev().collect();
    let words: Vec<String> = years.iter().map(|year| format!("Năm {year}")).collect();
    let here = years.iter().position(|one| *one == year);
    let picked = Choice::new("Năm", &words, here).width(120.0).show(ui);
    let new = picked
        .and_then(|place| years.get(place))
        .and_then(|year| FigurePeriod::starting(period.kind, *year, month));
    if let Some(new) = new {
        filter.period = new;
    }
}

fn district(ui: &mut Ui, board: &FigureBoard, filter: &mut FigureFilter) {
    if board.districts.len() < 2 && filter.district.is_empty() {
        return;
    }
    let words: Vec<String> = std::iter::once("Mọi quận".to_owned())
        .chain(board.districts.iter().map(|(_, name)| upper_first(name)))
        .collect();
    let here = board
        .districts
        .iter()
        .position(|(code, _)| *code == filter.district)
        .map_or(0, |place| place + 1);
    if let Some(place) = Choice::new("Quận", &words, Some(here))
        .width(170.0)
        .show(ui)
    {
        filter.district = place
            .checked_sub(1)
            .and_then(|place| board.districts.get(place))
            .map_or_else(String::new, |(code, _)| code.clone());
    }
}

/// "Kỳ khác": from which day to which, under which name.
#[derive(Debug)]
pub struct SpanDialog {
    period: FigurePeriod,
    from: DateDraft,
    to: DateDraft,
}

impl SpanDialog {
    pub fn new(period: FigurePeriod) -> Self {
        Self {
            period,
            from: DateDraft::default(),
            to: DateDraft::default(),
        }
    }

    /// Shows the dialog; true when it is to be closed.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        board: &FigureBoard,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) -> bool {
        let open = self.from.is_open() || self.to.is_open();
        let outcome = Dialog::new("Kỳ báo cáo khác", "Xem kỳ này")
            .ready(!open)
            .show(ui, |ui| self.fields(ui, context));
        match outcome {
            Outcome::Cancelled => return true,
            Outcome::Open => {}
            Outcome::Confirmed => {
                out.push(Action::Go(Route::figures(FigureFilter {
                    period: self.period,
                    district: board.filter.district.clone(),
                })));
                return true;
            }
        }
        false
    }

    fn fields(&mut self, ui: &mut Ui, context: &ScreenContext<'_>) {
        form::row(ui, "Từ ngày", |ui, label| {
            let field = DateField::new(label, Some(self.period.from), context.today).required();
            if let Some(NewDate(Some(day))) = field.show(ui, &mut self.from) {
                self.period.from = day;
            }
        });
        form::row(ui, "Đến ngày", |ui, label| {
            let field = DateField::new(label, Some(self.period.to), context.today).required();
            if let Some(NewDate(Some(day))) = field.show(ui, &mut self.to) {
                self.period.to = day;
            }
        });
        form::row(ui, "Báo cáo gọi là", |ui, label| {
            let words: Vec<String> = PeriodKind::ALL
                .iter()
                .map(|kind| upper_first(kind.label()))
                .collect();
            let here = PeriodKind::ALL
                .iter()
                .position(|kind| *kind == self.period.kind);
            let picked = Choice::new(label, &words, here).width(200.0).show(ui);
            if let Some(kind) = picked.and_then(|place| PeriodKind::ALL.get(place)) {
                self.period.kind = *kind;
            }
        });
        form::hint(
            ui,
            "Ghi đúng ngày và tên gọi như trong báo cáo; không khớp thì chương trình hỏi, không sửa.",
        );
    }
}
