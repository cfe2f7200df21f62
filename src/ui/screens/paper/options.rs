//! What a paper is made from, in one row: number and day, year and part of it, unit, days.

use chrono::{Datelike as _, NaiveDate};
use eframe::egui::{Id, Ui};

use crate::domain::text::upper_first;
use crate::domain::{Period, UnitId};
use crate::read::paper::FiguresPaper;
use crate::read::{ArchiveOf, ChecklistOf, PaperRequest, Stamp, UnitRow};
use crate::ui::action::ScreenContext;
use crate::ui::screens::filters::{UnitChosen, unit_choice};
use crate::ui::theme;
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
use crate::ui::widgets::text_field::TextField;
use crate::ui::widgets::{button, form};

/// How far the list of years reaches back.
const YEARS: i32 = 12;
/// Largest number of a paper.
const LARGEST: i64 = 99_999;

/// What is being typed.
#[derive(Debug, Default)]
pub struct Options {
    of: Option<std::mem::Discriminant<PaperRequest>>,
    number: String,
    wrong_number: bool,
    date: DateDraft,
    as_of: DateDraft,
    by: DateDraft,
}

impl Options {
    /// Another kind of paper starts afresh; true when this is one.
    pub fn follow(&mut self, request: &PaperRequest) -> bool {
        let kind = std::mem::discriminant(request);
        let new = self.of != Some(kind);
        if new {
            let number = request.stamp().and_then(|stamp| stamp.number);
            *self = Self {
                of: Some(kind),
                number: number.map(|number| number.to_string()).unwrap_or_default(),
                ..Self::default()
            };
        }
        new
    }

    /// Shows the row; the paper that is wanted now, when something was changed.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        request: &PaperRequest,
        units: &[UnitRow],
        context: &ScreenContext<'_>,
    ) -> Option<PaperRequest> {
        let mut new = request.clone();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = theme::GAP;
            self.what(ui, &mut new, units, context);
            if let Some(stamp) = new.stamp() {
                let stamp = self.stamp(ui, stamp, context.today);
                new = new.clone().stamped(stamp);
            }
        });
        if self.wrong_number {
            form::problem(ui, "Số văn bản là số từ 01 đến 99999.");
        }
        (new != *request).then_some(new)
    }

    /// What the paper is about.
    fn what(
        &mut self,
        ui: &mut Ui,
        request: &mut PaperRequest,
        units: &[UnitRow],
        context: &ScreenContext<'_>,
    ) {
        let today = context.today;
        match request {
            PaperRequest::Summary { period, year, .. } => {
                part_of_year(ui, period);
                years(ui, year, today);
            }
            PaperRequest::Plan { year, .. } => years(ui, year, today),
            PaperRequest::Reminder {
                unit_id, as_of, by, ..
            } => {
                recipient(ui, units, unit_id);
                date(ui, "Quá hạn tính đến", as_of, &mut self.as_of, today);
                date(ui, "Yêu cầu xong trước ngày", by, &mut self.by, today);
            }
            PaperRequest::ReportRequest {
                unit_id,
                year,
                as_of,
                by,
                ..
            }
            | PaperRequest::Archive(ArchiveOf::Letter {
                unit_id,
                year,
                as_of,
                by,
                ..
            }) => {
                recipient(ui, units, unit_id);
                years(ui, year, today);
                date(ui, "Thiếu tính đến", as_of, &mut self.as_of, today);
                date(ui, "Yêu cầu gửi trước ngày", by, &mut self.by, today);
            }
            PaperRequest::Programmes(paper) => {
                if let Some(year) = year_of(ui, paper.year(), today) {
                    paper.set_year(year);
                }
                let day = paper.as_of_mut();
                date(ui, "Tính đến ngày", day, &mut self.as_of, today);
            }
            PaperRequest::Models(paper) => {
                if let Some(year) = year_of(ui, paper.year(), today) {
                    paper.set_year(year);
                }
                let day = paper.as_of_mut();
                date(ui, "Tính đến ngày", day, &mut self.as_of, today);
            }
            PaperRequest::Archive(ArchiveOf::Sheet {
                filter,
                unit_id,
                as_of,
            }) => {
                unit(ui, units, unit_id);
                years(ui, &mut filter.year, today);
                date(ui, "Tính đến ngày", as_of, &mut self.as_of, today);
            }
            PaperRequest::Reports { filter, as_of } => {
                years(ui, &mut filter.year, today);
                date(ui, "Tính đến ngày", as_of, &mut self.as_of, today);
            }
            PaperRequest::Figures(FiguresPaper::Letter {
                unit_id, as_of, by, ..
            }) => {
                recipient(ui, units, unit_id);
                date(ui, "Số liệu tính đến", as_of, &mut self.as_of, today);
                date(ui, "Yêu cầu gửi trước ngày", by, &mut self.by, today);
            }
            PaperRequest::Figures(FiguresPaper::Table { as_of, .. }) => {
                date(ui, "Ngày lập bảng", as_of, &mut self.as_of, today);
            }
            PaperRequest::Tracking {
                unit_id,
                as_of,
                only,
            } => {
                unit(ui, units, unit_id);
                date(ui, "Tính đến ngày", as_of, &mut self.as_of, today);
                if only.is_some() {
                    form::hint(ui, "Chỉ gồm tồn tại đang lọc ở danh sách");
                    if button::quiet(ui, "Lấy tất cả").clicked() {
                        *only = None;
                    }
                }
            }
            PaperRequest::Profile { as_of, .. } | PaperRequest::Guiding { as_of, .. } => {
                date(ui, "Tính đến ngày", as_of, &mut self.as_of, today);
            }
            PaperRequest::Checklist(ChecklistOf::Unit { day, .. }) => {
                date(ui, "Ngày giám sát", day, &mut self.as_of, today);
            }
            PaperRequest::Checklist(of) => blank_or_rated(ui, of),
            PaperRequest::Conclusion(_)
            | PaperRequest::Minutes(_)
            | PaperRequest::Announcement { .. }
            | PaperRequest::Recheck(_) => {}
        }
    }

    fn stamp(&mut self, ui: &mut Ui, mut stamp: Stamp, today: NaiveDate) -> Stamp {
        let name = label(ui, "Số văn bản");
        let field = TextField::line(name, "").width(84.0).hint("chưa có");
        if field.bind(ui, &mut self.number) {
            let typed = self.number.trim();
            let number = typed.parse::<i64>().ok();
            let number = number.filter(|number| (1..=LARGEST).contains(number));
            self.wrong_number = number.is_none() && !typed.is_empty();
            stamp.number = number;
        }
        let name = label(ui, "Ngày văn bản");
        let field = DateField::new(name, stamp.date, today);
        if let Some(NewDate(day)) = field.show(ui, &mut self.date) {
            stamp.date = day;
        }
        stamp
    }
}

fn part_of_year(ui: &mut Ui, period: &mut Period) {
    let words: Vec<String> = Period::ALL
        .iter()
        .map(|one| upper_first(one.label()))
        .collect();
    let chosen = Period::ALL.iter().position(|one| one == period);
    let name = label(ui, "Kỳ báo cáo");
    let picked = Choice::new(name, &words, chosen).width(170.0).show(ui);
    if let Some(chosen) = picked.and_then(|place| Period::ALL.get(place)) {
        *period = *chosen;
    }
}

/// The sheet of a visit, to be filled in or as it was.
fn blank_or_rated(ui: &mut Ui, of: &mut ChecklistOf) {
    let Some(visit_id) = of.visit_id() else {
        return;
    };
    let mut rated = matches!(of, ChecklistOf::Rated(_));
    ui.radio_value(&mut rated, false, "Phiếu trắng");
    ui.radio_value(&mut rated, true, "Phiếu đã chấm");
    *of = if rated {
        ChecklistOf::Rated(visit_id)
    } else {
        ChecklistOf::Blank(visit_id)
    };
}

/// The unit that a letter goes to.
fn recipient(ui: &mut Ui, units: &[UnitRow], unit_id: &mut UnitId) {
    form::hint(ui, "Gửi");
    if let Some(UnitChosen(Some(chosen))) = unit_choice(ui, units, Some(*unit_id)) {
        *unit_id = chosen;
    }
}

fn unit(ui: &mut Ui, units: &[UnitRow], unit_id: &mut Option<UnitId>) {
    form::hint(ui, "Đơn vị");
    if let Some(chosen) = unit_choice(ui, units, *unit_id) {
        *unit_id = chosen.0;
    }
}

/// The words before a field, by which it is also called.
fn label(ui: &mut Ui, words: &str) -> Id {
    let colour = theme::palette(ui).weak;
    ui.label(theme::small(words).color(colour)).id
}

fn date(ui: &mut Ui, name: &str, day: &mut NaiveDate, draft: &mut DateDraft, today: NaiveDate) {
    let label = label(ui, name);
    let field = DateField::new(label, Some(*day), today).required();
    if let Some(NewDate(Some(new))) = field.show(ui, draft) {
        *day = new;
    }
}

/// The same for a paper that may be of all years.
fn year_of(ui: &mut Ui, year: Option<i64>, today: NaiveDate) -> Option<i64> {
    let mut chosen = i32::try_from(year?).ok()?;
    years(ui, &mut chosen, today);
    Some(chosen.into())
}

fn years(ui: &mut Ui, year: &mut i32, today: NaiveDate) {
    let newest = (today.year() + 1).max(*year);
    let oldest = (newest - YEARS).min(*year);
    let years: Vec<i32> = (oldest..=newest).rev().collect();
    let words: Vec<String> = years.iter().map(i32::to_string).collect();
    let chosen = years.iter().position(|one| one == year);
    let name = label(ui, "Năm");
    let picked = Choice::new(name, &words, chosen).width(96.0).show(ui);
    if let Some(new) = picked.and_then(|place| years.get(place)) {
        *year = *new;
    }
}
