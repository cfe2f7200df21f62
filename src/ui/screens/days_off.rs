//! Cài đặt, thời hạn: days off and days worked in exchange, and how far ahead a deadline counts as near.

use chrono::{Datelike as _, NaiveDate};
use eframe::egui::{Grid, Ui};

use crate::domain::catalogue::checked_label;
use crate::domain::{Holiday, HolidayKind, date};
use crate::read::CalendarPage;
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::theme;
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::number_field::{NewNumber, NumberDraft, NumberField, whole};
use crate::ui::widgets::text_field::TextField;
use crate::ui::widgets::{button, form, section};
use crate::worker::{Command, SettingsCommand};

/// The section's own state.
#[derive(Debug, Default)]
pub struct DaysOff {
    year: Option<i32>,
    soon: NumberDraft,
    open: Option<DayDialog>,
}

impl DaysOff {
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        page: &CalendarPage,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let sheet = theme::sheet(ui);
        sheet.show(ui, |ui| {
            ui.set_width(ui.available_width());
            section::heading(ui, "Thời hạn và ngày nghỉ", |ui| {
                if button::plain(ui, "Thêm ngày").clicked() {
                    self.open = Some(DayDialog::add(context.today));
                }
            });
            self.soon(ui, page, context, out);
            self.list(ui, page, context, out);
        });
        ui.add_space(theme::GAP);
    }

    fn soon(
        &mut self,
        ui: &mut Ui,
        page: &CalendarPage,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        form::row(ui, "Báo sắp đến hạn trước", |ui, label| {
            ui.horizontal(|ui| {
                let stored = u32::try_from(page.due_soon_days).ok().map(f64::from);
                let field = NumberField::count(label, stored).width(64.0);
                if let Some(NewNumber(Some(days))) = field.show(ui, &mut self.soon)
                    && let Some(days) = whole(days)
                {
                    out.push(Action::Run(Command::Settings(
                        SettingsCommand::SetDueSoonDays(days),
                    )));
                }
                ui.label("ngày");
            });
        });
        if let Some(failure) = context.failure(Subject::DueSoon) {
            form::problem(ui, &failure.message);
        }
    }

    fn list(
        &mut self,
        ui: &mut Ui,
        page: &CalendarPage,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let mut years: Vec<i32> = page.holidays.iter().map(|day| day.day.year()).collect();
        years.push(context.today.year());
        years.sort_unstable();
        years.dedup();
        let year = self.year.unwrap_or_else(|| context.today.year());
        let names: Vec<String> = years.iter().map(ToString::to_string).collect();
        let place = years.iter().position(|other| *other == year);
        form::row(ui, "Năm", |ui, label| {
            let picked = Choice::new(label, &names, place).width(110.0).show(ui);
            if let Some(year) = picked.and_then(|place| years.get(place)) {
                self.year = Some(*year);
            }
        });
        let days = || page.holidays.iter().filter(|day| day.day.year() == year);
        if days().all(|day| day.kind != HolidayKind::Off) {
            form::hint(
                ui,
                "Năm này chưa có ngày nghỉ Tết Nguyên đán, Giỗ Tổ và ngày hoán đổi; hãy thêm theo thông báo của năm.",
            );
        }
        Grid::new("days-off")
            .num_columns(5)
            .striped(true)
            .show(ui, |ui| {
                for day in days() {
                    self.line(ui, day, out);
                    ui.end_row();
                }
            });
        form::hint(
            ui,
            "Thứ Bảy, Chủ nhật và ngày 01/01, 30/4, 01/5, 02/9 luôn là ngày nghỉ, trừ khi ghi là ngày làm bù. Thời hạn đã thông báo cho đơn vị không đổi theo danh sách này.",
        );
    }

    fn line(&mut self, ui: &mut Ui, day: &Holiday, out: &mut Vec<Action>) {
        let shown = date::show(day.day);
        ui.label(&shown);
        ui.label(day.kind.label());
        ui.label(&day.name);
        let weak = theme::palette(ui).weak;
        ui.label(theme::small(checked_label(day.checked)).color(weak));
        ui.horizontal(|ui| {
            let edit = button::quiet(ui, "Sửa").accessible_name(format!("Sửa ngày {shown}"));
            if edit.clicked() {
                self.open = Some(DayDialog::edit(day));
            }
            if button::icon(ui, Icon::Cross, &format!("Bỏ ngày {shown}")).clicked() {
                out.push(Action::Run(Command::Settings(
                    SettingsCommand::RemoveHoliday(day.day),
                )));
            }
        });
    }

    /// The dialog over the screen, when one is open.
    pub fn dialog(&mut self, ui: &Ui, context: &ScreenContext<'_>, out: &mut Vec<Action>) {
        if let Some(dialog) = &mut self.open
            && dialog.ui(ui, context, out)
        {
            self.year = Some(dialog.new.day.year());
            self.open = None;
        }
    }
}

/// One day of the list.
#[derive(Debug)]
struct DayDialog {
    base: Option<Holiday>,
    new: Holiday,
    day: DateDraft,
    fresh: bool,
}

impl DayDialog {
    fn add(today: NaiveDate) -> Self {
        Self {
            base: None,
            new: Holiday {
                day: today,
                ver: 0,
                kind: HolidayKind::Off,
                name: String::new(),
                checked: false,
            },
            day: DateDraft::default(),
            fresh: true,
        }
    }

    fn edit(day: &Holiday) -> Self {
        Self {
            base: Some(day.clone()),
            new: day.clone(),
            day: DateDraft::default(),
            fresh: true,
        }
    }

    /// True when it is to be closed.
    fn ui(&mut self, ui: &Ui, context: &ScreenContext<'_>, out: &mut Vec<Action>) -> bool {
        let subject = Subject::Holiday(self.new.day);
        if context.has_done(subject) {
            return true;
        }
        let title = if self.base.is_some() {
            "Sửa ngày nghỉ, ngày làm bù"
        } else {
            "Thêm ngày nghỉ, ngày làm bù"
        };
        let outcome = Dialog::new(title, "Ghi")
            .ready(!self.day.is_open() && !context.is_busy(subject))
            .width(560.0)
            .show(ui, |ui| self.fields(ui, context));
        match outcome {
            Outcome::Open => false,
            Outcome::Cancelled => true,
            Outcome::Confirmed => {
                out.push(Action::Run(Command::Settings(
                    SettingsCommand::SaveHoliday {
                        base: self.base.clone(),
                        new: self.new.clone(),
                    },
                )));
                false
            }
        }
    }

    fn fields(&mut self, ui: &mut Ui, context: &ScreenContext<'_>) {
        form::row(ui, "Ngày", |ui, label| {
            let field = DateField::new(label, Some(self.new.day), context.today).required();
            if let Some(NewDate(Some(day))) = field.show(ui, &mut self.day) {
                self.new.day = day;
            }
        });
        let kinds: Vec<&str> = HolidayKind::ALL.iter().map(|kind| kind.label()).collect();
        let place = HolidayKind::ALL
            .iter()
            .position(|kind| *kind == self.new.kind);
        form::row(ui, "Loại ngày", |ui, label| {
            let picked = Choice::new(label, &kinds, place).width(180.0).show(ui);
            if let Some(kind) = picked.and_then(|place| HolidayKind::ALL.get(place)) {
                self.new.kind = *kind;
            }
        });
        form::row(ui, "Tên, lý do", |ui, label| {
            TextField::line(label, "")
                .hint("Nghỉ Tết Nguyên đán")
                .focus(std::mem::take(&mut self.fresh))
                .bind(ui, &mut self.new.name);
        });
        ui.checkbox(
            &mut self.new.checked,
            "Đã đối chiếu với thông báo lịch nghỉ",
        );
        if let Some(failure) = context.failure(Subject::Holiday(self.new.day)) {
            form::problem(ui, &failure.message);
        }
    }
}
