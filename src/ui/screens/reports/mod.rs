//! Báo cáo tháng: ward × month of a year; a cell takes the receipt, what is missing is asked for by letter.

mod matrix;
mod receive;
mod rule;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use chrono::{Datelike as _, NaiveDate};
use eframe::egui::Ui;

use self::receive::ReceiveDialog;
use self::rule::RuleDialog;
use crate::domain::UnitId;
use crate::domain::text::upper_first;
use crate::read::grid::GridKind;
use crate::read::{PaperRequest, ReportFilter, ReportYear};
use crate::ui::action::{Action, Route, ScreenContext};
use crate::ui::dialogs::remind::{Addressees, RemindDialog};
use crate::ui::screens::tables::way;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::matrix::MatrixState;
use crate::ui::widgets::{button, empty_state, notice, page};

/// Years back that the list offers.
const YEARS: i32 = 12;

/// The screen's own state.
#[derive(Debug, Default)]
pub struct ReportsScreen {
    matrix: MatrixState,
    receive: Option<ReceiveDialog>,
    rule: Option<RuleDialog>,
    letters: Option<RemindDialog>,
}

impl ReportsScreen {
    /// A file was chosen for the report in hand.
    pub fn take_file(&mut self, path: PathBuf) {
        if let Some(dialog) = &mut self.receive {
            dialog.take_file(path);
        }
    }

    /// Opens the letters about the year of a day.
    pub fn open_letters(&mut self, today: NaiveDate) {
        self.letters = Some(RemindDialog::for_reports(today, today.year()));
    }

    /// The ward whose letter would be the first of a round, while one is prepared.
    pub fn addressee(&self, year: &ReportYear) -> Option<UnitId> {
        self.letters.as_ref()?;
        year.with_missing().next().map(|row| row.unit.id)
    }

    /// Shows the screen; `next_number` is that of the first letter, where one is prepared.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        year: &ReportYear,
        next_number: Option<i64>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let tally = year.tally();
        page::head(ui, "Báo cáo tháng", |ui| {
            let letter = button::primary_enabled(ui, tally.missing > 0, "Công văn đề nghị gửi…");
            if letter
                .on_hover_text("Công văn cho mọi phường còn thiếu báo cáo, mỗi phường một văn bản")
                .clicked()
            {
                self.letters = Some(RemindDialog::for_reports(context.today, year.filter.year));
            }
            if button::plain(ui, "Bản in, Excel")
                .on_hover_text("Bảng của năm đang xem thành PDF, Word, Excel hoặc ra máy in")
                .clicked()
            {
                out.push(Action::Go(Route::Paper(PaperRequest::Reports {
                    filter: year.filter.clone(),
                    as_of: year.as_of,
                })));
            }
            if button::plain(ui, "Hạn gửi…").clicked() {
                self.rule = Some(RuleDialog::new(year.rule));
            }
            way::button(ui, GridKind::Reports, out);
        });
        let said = format!("Hạn {} · {}", year.rule.words(), tally.words());
        page::filters(ui, &said, |ui| filters(ui, year, context, out));
        if year.rows.is_empty() {
            empty_state::show(
                ui,
                Icon::Calendar,
                "Không có phường nào phải gửi",
                "Năm này không có phường nào, hoặc còn trước tháng bắt đầu theo dõi ở “Hạn gửi…”.",
                None,
            );
        } else {
            if !year.used {
                notice::show(
                    ui,
                    Tone::Info,
                    "Chưa ghi nhận báo cáo nào. Nhấn vào một ô để ghi ngày nhận. Nếu không theo dõi từ đầu năm, đặt tháng bắt đầu ở “Hạn gửi…”.",
                );
                ui.add_space(theme::GAP_SMALL);
            }
            match page::list(ui, |ui| matrix::show(ui, &mut self.matrix, year)) {
                Some(matrix::Opened::Unit(id)) => out.push(Action::Go(Route::Unit(id))),
                Some(matrix::Opened::Letter(id)) => {
                    let request = PaperRequest::report_request(id, year.filter.year, context.today);
                    out.push(Action::Go(Route::Paper(request)));
                }
                Some(matrix::Opened::Cell(id, month)) => {
                    self.receive = ReceiveDialog::open(year, id, month, context);
                }
                None => {}
            }
        }
        self.dialogs(ui, year, next_number, context, out);
    }

    fn dialogs(
        &mut self,
        ui: &mut Ui,
        year: &ReportYear,
        next_number: Option<i64>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        if let Some(dialog) = &mut self.receive
            && dialog.ui(ui, year, context, out)
        {
            self.receive = None;
            self.matrix.focus();
        }
        if let Some(dialog) = &mut self.rule
            && dialog.ui(ui, context, out)
        {
            self.rule = None;
        }
        if let Some(dialog) = &mut self.letters
            && dialog.ui(
                ui,
                Some(&Addressees::missing(year, next_number)),
                context,
                out,
            )
        {
            self.letters = None;
        }
    }
}

fn filters(ui: &mut Ui, year: &ReportYear, context: &ScreenContext<'_>, out: &mut Vec<Action>) {
    let mut filter = year.filter.clone();
    let newest = context.today.year().max(filter.year);
    let oldest = (newest - YEARS)
        .min(filter.year)
        .min(year.years.first().copied().unwrap_or(newest));
    let years: Vec<i32> = (oldest..=newest).rev().collect();
    let words: Vec<String> = years.iter().map(|year| format!("Năm {year}")).collect();
    let here = years.iter().position(|year| *year == filter.year);
    let picked = Choice::new("Năm", &words, here).width(130.0).show(ui);
    if let Some(new) = picked.and_then(|place| years.get(place)) {
        filter.year = *new;
    }
    if year.districts.len() > 1 || !filter.district.is_empty() {
        district(ui, &mut filter, &year.districts);
    }
    if filter != year.filter {
        out.push(Action::Go(Route::Reports(filter)));
    }
}

fn district(ui: &mut Ui, filter: &mut ReportFilter, districts: &[(String, String)]) {
    let words: Vec<String> = std::iter::once("Mọi quận".to_owned())
        .chain(districts.iter().map(|(_, name)| upper_first(name)))
        .collect();
    let here = districts
        .iter()
        .position(|(code, _)| *code == filter.district)
        .map_or(0, |place| place + 1);
    if let Some(place) = Choice::new("Quận", &words, Some(here))
        .width(180.0)
        .show(ui)
    {
        filter.district = place
            .checked_sub(1)
            .and_then(|place| districts.get(place))
            .map_or_else(String::new, |(code, _)| code.clone());
    }
}
