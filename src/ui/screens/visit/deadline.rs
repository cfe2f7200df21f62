//! The deadline of an order: a date, or so many days or working days from the day of the conclusion.

use chrono::{Datelike as _, NaiveDate, Weekday};
use eframe::egui::Ui;

use super::View;
use super::shortcoming_fields::problems;
use super::shortcoming_form::Form;
use crate::domain::date::show;
use crate::domain::deadline::MOST_DAYS;
use crate::domain::shortcoming::{DEFAULT_DEADLINE_DAYS, check_deadline};
use crate::domain::{DeadlineRule, Due};
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
use crate::ui::widgets::{button, choice::Choice, form, text_field::TextField};

const UNITS: [&str; 2] = ["ngày", "ngày làm việc"];

/// Lengths that are one click away.
const USUAL: [u16; 2] = [30, 60];

/// A date, or a number of days below it: what is written last counts.
pub(super) fn deadline(ui: &mut Ui, view: &View<'_>, form: &mut Form) {
    let visit = view.page.visit.date;
    form::stacked(ui, "Thời hạn", |ui, id| {
        ui.horizontal_top(|ui| {
            let field = DateField::new(id, form.draft.deadline, view.ctx.today);
            if let Some(NewDate(day)) = field.show(ui, &mut form.day) {
                set(form, day, None);
            }
            for count in USUAL {
                let quick = button::plain(ui, &format!("{count} ngày"));
                if quick
                    .on_hover_text("Tính từ ngày ban hành kết luận")
                    .clicked()
                {
                    set(form, None, Some(DeadlineRule::Days(count)));
                    form.day = DateDraft::default();
                }
            }
        });
        length(ui, form);
        match check_deadline(form.draft.deadline, visit) {
            Err(problem) => form::problem(ui, &problem.message),
            Ok(()) => problems(ui, form, "deadline"),
        }
        match form.draft.deadline_rule {
            Some(rule) => forecast(ui, view, rule),
            None => moved(ui, view, form.draft.deadline),
        }
    });
}

fn set(form: &mut Form, day: Option<NaiveDate>, rule: Option<DeadlineRule>) {
    form.draft.deadline = day;
    form.draft.deadline_rule = rule;
    form.days = None;
    form.problems
        .retain(|problem| !problem.place.ends_with("deadline"));
}

/// "hoặc sau [30] [ngày] từ ngày ban hành".
fn length(ui: &mut Ui, form: &mut Form) {
    let rule = form.draft.deadline_rule;
    let with = |count, working| {
        if working {
            DeadlineRule::WorkingDays(count)
        } else {
            DeadlineRule::Days(count)
        }
    };
    let working = matches!(rule, Some(DeadlineRule::WorkingDays(_)));
    ui.horizontal(|ui| {
        ui.label("hoặc sau");
        let stored = rule.map_or_else(String::new, |rule| rule.count().to_string());
        let mut typed = form.days.clone().unwrap_or(stored);
        let field = TextField::line("Số ngày từ ngày ban hành", "").width(48.0);
        if field.bind(ui, &mut typed) {
            let count = typed.trim().parse().ok();
            let rule = count.map(|count| with(count, working));
            if rule.is_some() || form.draft.deadline_rule.is_some() {
                set(form, None, rule);
                form.day = DateDraft::default();
            }
            form.days = Some(typed);
        }
        let unit = Choice::new("Cách đếm ngày", &UNITS, Some(usize::from(working)))
            .width(136.0)
            .show(ui);
        if let Some(unit) = unit {
            let count = rule.map_or(DEFAULT_DEADLINE_DAYS, DeadlineRule::count);
            set(form, None, Some(with(count, unit == 1)));
            form.day = DateDraft::default();
        }
        ui.label("từ ngày ban hành");
    });
    let typed = form.days.as_deref().map(str::trim);
    let nonsense = typed.is_some_and(|typed| !typed.is_empty() && typed.parse::<u16>().is_err());
    let too_many = form
        .draft
        .deadline_rule
        .is_some_and(|rule| rule.check().is_err());
    if nonsense || too_many {
        form::problem(ui, &format!("Ghi số ngày từ 1 đến {MOST_DAYS}."));
    }
}

/// Says where a date goes that is a day off.
fn moved(ui: &mut Ui, view: &View<'_>, day: Option<NaiveDate>) {
    if let Some(day) = day
        && let Some(notice) = Due::on(day, &view.page.chase.calendar).notice()
    {
        form::hint(ui, &notice);
    }
}

/// When the deadline will be, should the conclusion be issued on its day, or today.
fn forecast(ui: &mut Ui, view: &View<'_>, rule: DeadlineRule) {
    if rule.check().is_err() {
        return;
    }
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
