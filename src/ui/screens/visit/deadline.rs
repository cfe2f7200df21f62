//! The deadline of an order: a date, or so many days or working days from the day of the conclusion.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};
use eframe::egui::Ui;

use super::View;
use super::shortcoming_fields::problems;
use super::shortcoming_form::Form;
use crate::domain::date::show;
use crate::domain::deadline::MOST_DAYS;
use crate::domain::shortcoming::{DEFAULT_DEADLINE_DAYS, check_deadline};
use crate::domain::{DeadlineRule, Due};
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
use crate::ui::widgets::{Name, button, choice::Choice, form, text_field::TextField};

const WAYS: [&str; 3] = [
    "Đến một ngày",
    "Số ngày từ ngày ban hành kết luận",
    "Số ngày làm việc từ ngày ban hành kết luận",
];

/// Lengths that are one click away.
const USUAL: [u16; 3] = [15, 30, 60];

pub(super) fn deadline(ui: &mut Ui, view: &View<'_>, form: &mut Form) {
    form::stacked(ui, "Cách tính thời hạn", |ui, label| {
        let place = match form.draft.deadline_rule {
            None => 0,
            Some(DeadlineRule::Days(_)) => 1,
            Some(DeadlineRule::WorkingDays(_)) => 2,
        };
        let picked = Choice::new(label, &WAYS, Some(place))
            .width(f32::INFINITY)
            .show(ui);
        let count = form
            .draft
            .deadline_rule
            .map_or(DEFAULT_DEADLINE_DAYS, DeadlineRule::count);
        match picked {
            Some(0) if place != 0 => set_rule(form, None),
            Some(1) => set_rule(form, Some(DeadlineRule::Days(count))),
            Some(2) => set_rule(form, Some(DeadlineRule::WorkingDays(count))),
            _ => {}
        }
    });
    match form.draft.deadline_rule {
        None => by_date(ui, view, form),
        Some(rule) => by_length(ui, view, form, rule),
    }
}

fn set_rule(form: &mut Form, rule: Option<DeadlineRule>) {
    form.draft.deadline_rule = rule;
    form.draft.deadline = None;
    form.day = DateDraft::default();
    form.days = None;
    form.problems
        .retain(|problem| !problem.place.ends_with("deadline"));
}

fn by_date(ui: &mut Ui, view: &View<'_>, form: &mut Form) {
    let visit = view.page.visit.date;
    form::stacked(ui, "Thời hạn", |ui, id| {
        ui.horizontal_top(|ui| {
            let field = DateField::new(id, form.draft.deadline, view.ctx.today);
            if let Some(NewDate(day)) = field.show(ui, &mut form.day) {
                set_day(form, day);
            }
            for days in [30, 60] {
                let quick = button::plain(ui, &format!("{days} ngày"));
                if quick.on_hover_text("Tính từ ngày giám sát").clicked() {
                    set_day(form, visit.checked_add_days(Days::new(days)));
                    form.day = DateDraft::default();
                }
            }
        });
        match check_deadline(form.draft.deadline, visit) {
            Err(problem) => form::problem(ui, &problem.message),
            Ok(()) => problems(ui, form, "deadline"),
        }
        if let Some(day) = form.draft.deadline
            && let Some(notice) = Due::on(day, &view.page.chase.calendar).notice()
        {
            form::hint(ui, &notice);
        }
    });
}

fn set_day(form: &mut Form, day: Option<NaiveDate>) {
    form.draft.deadline = day;
    form.problems
        .retain(|problem| !problem.place.ends_with("deadline"));
}

fn by_length(ui: &mut Ui, view: &View<'_>, form: &mut Form, rule: DeadlineRule) {
    let with = |count| match rule {
        DeadlineRule::Days(_) => DeadlineRule::Days(count),
        DeadlineRule::WorkingDays(_) => DeadlineRule::WorkingDays(count),
    };
    form::stacked(ui, "Số ngày", |ui, id| {
        ui.horizontal(|ui| {
            let mut typed = form
                .days
                .clone()
                .unwrap_or_else(|| rule.count().to_string());
            let field = TextField::line(Name::By(id), "").width(64.0);
            if field.bind(ui, &mut typed) {
                form.draft.deadline_rule = Some(with(typed.trim().parse().unwrap_or(0)));
                form.days = Some(typed);
            }
            for count in USUAL {
                let name = with(count).length();
                if button::plain(ui, &name).clicked() {
                    set_rule(form, Some(with(count)));
                }
            }
        });
        match form.draft.deadline_rule.map(DeadlineRule::check) {
            Some(Err(_)) => form::problem(ui, &format!("Ghi số ngày từ 1 đến {MOST_DAYS}.")),
            Some(Ok(())) | None => problems(ui, form, "deadline"),
        }
        forecast(ui, view, form.draft.deadline_rule);
    });
}

/// When the deadline will be, should the conclusion be issued on its day, or today.
fn forecast(ui: &mut Ui, view: &View<'_>, rule: Option<DeadlineRule>) {
    let Some(rule) = rule.filter(|rule| rule.check().is_ok()) else {
        return;
    };
    let dated = view
        .page
        .conclusion
        .as_ref()
        .and_then(|page| page.conclusion.date);
    let issued = dated.unwrap_or(view.ctx.today.max(view.page.visit.date));
    form::hint(
        ui,
        &forecast_words(rule.due(issued, &view.page.chase.calendar), issued),
    );
}

/// "Dự kiến thứ Hai 27/02/2023, nếu ban hành ngày 26/01/2023."
pub(super) fn forecast_words(due: Due, issued: NaiveDate) -> String {
    let words = format!(
        "Dự kiến {} {}, nếu ban hành ngày {}.",
        weekday(due.day),
        show(due.day),
        show(issued)
    );
    match due.notice() {
        Some(notice) => format!("{words} {notice}"),
        None => words,
    }
}

fn weekday(day: NaiveDate) -> &'static str {
    match day.weekday() {
        Weekday::Mon => "thứ Hai",
        Weekday::Tue => "thứ Ba",
        Weekday::Wed => "thứ Tư",
        Weekday::Thu => "thứ Năm",
        Weekday::Fri => "thứ Sáu",
        Weekday::Sat => "thứ Bảy",
        Weekday::Sun => "Chủ nhật",
    }
}
