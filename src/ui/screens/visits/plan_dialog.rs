//! "Lập kế hoạch năm": units, months and regulations chosen once, all visits made in one step.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};
use eframe::egui::{Grid, ScrollArea, Ui};

use super::VisitsPage;
use crate::domain::date::show;
use crate::domain::plan::spread;
use crate::domain::text::{clean, paper_count};
use crate::domain::{Calendar, RegulationId, UnitId, UnitKind, VisitKind};
use crate::read::UnitRow;
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::theme;
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::text_field::TextField;
use crate::ui::widgets::{button, form};
use crate::worker::{Command, PlanVisits, VisitCommand};

/// The dialog's own state.
#[derive(Debug)]
pub struct PlanDialog {
    year: i32,
    units: BTreeSet<UnitId>,
    months: BTreeSet<u32>,
    /// Regulations left out; the others are covered.
    left_out: BTreeSet<RegulationId>,
    kind: VisitKind,
    topic: String,
    /// Whether the wards were ticked already: all of the year, at first.
    filled: Option<i32>,
}

const COLUMNS: usize = 4;

/// Months of a line.
const MONTHS: usize = 6;

impl PlanDialog {
    /// From December on the next year is planned.
    pub fn new(today: NaiveDate) -> Self {
        let year = today.year() + i32::from(today.month() >= 11);
        Self {
            year,
            units: BTreeSet::new(),
            months: (1..=12).collect(),
            left_out: BTreeSet::new(),
            kind: VisitKind::Periodic,
            topic: String::new(),
            filled: None,
        }
    }

    /// Shows the dialog; true when it is to be closed.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        page: &VisitsPage<'_>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) -> bool {
        if context.has_done(Subject::Plan) {
            return true;
        }
        let wards = self.wards(page.units);
        if self.filled != Some(self.year) && !page.units.is_empty() {
            self.filled = Some(self.year);
            self.units = wards.iter().map(|row| row.unit.id).collect();
        }
        let visits = self.visits(&wards, page.calendar);
        let ready = !visits.is_empty() && !context.is_busy(Subject::Plan);
        let outcome = Dialog::new("Lập kế hoạch giám sát năm", "Lập kế hoạch")
            .ready(ready)
            .width(760.0)
            .show(ui, |ui| {
                self.fields(ui, page, &wards);
                ui.add_space(theme::GAP);
                ui.label(theme::strong(summary(&visits)));
                if let Some(failure) = context.failure(Subject::Plan) {
                    form::problem(ui, &failure.message);
                }
            });
        match outcome {
            Outcome::Open => false,
            Outcome::Cancelled => true,
            Outcome::Confirmed => {
                out.push(Action::Run(Command::Visit(VisitCommand::Plan(
                    PlanVisits {
                        visits,
                        kind: self.kind,
                        topic: clean(&self.topic),
                        covered: self.covered(page),
                    },
                ))));
                false
            }
        }
    }

    /// The year that is planned.
    pub fn year(&self) -> i32 {
        self.year
    }

    /// Wards that exist through the chosen months.
    fn wards<'a>(&self, units: &'a [UnitRow]) -> Vec<&'a UnitRow> {
        let there = |row: &&UnitRow| {
            row.unit.kind == UnitKind::Ward
                && self.months.iter().any(|month| {
                    NaiveDate::from_ymd_opt(self.year, *month, 15)
                        .is_some_and(|day| row.unit.exists_on(day))
                })
        };
        units.iter().filter(there).collect()
    }

    /// What would be planned; a ward that is not there on its day falls to the nearest month it is there.
    fn visits(&self, wards: &[&UnitRow], calendar: &Calendar) -> Vec<(UnitId, NaiveDate)> {
        let chosen: Vec<UnitId> = wards
            .iter()
            .map(|row| row.unit.id)
            .filter(|id| self.units.contains(id))
            .collect();
        let months: Vec<u32> = self.months.iter().copied().collect();
        spread(&chosen, self.year, &months, calendar)
            .into_iter()
            .filter_map(|(id, day)| {
                let unit = &wards.iter().find(|row| row.unit.id == id)?.unit;
                if unit.exists_on(day) {
                    return Some((id, day));
                }
                let others = months.iter().filter_map(|month| {
                    crate::domain::plan::in_month(day, self.year, *month, calendar)
                });
                let nearest = others
                    .filter(|other| unit.exists_on(*other))
                    .min_by_key(|other| (*other - day).num_days().abs())?;
                Some((id, nearest))
            })
            .collect()
    }

    fn covered(&self, page: &VisitsPage<'_>) -> Vec<RegulationId> {
        let all = page.catalogue.map_or(&[][..], |page| &page.regulations);
        if self.left_out.is_empty() {
            return Vec::new();
        }
        all.iter()
            .map(|entry| entry.regulation.id)
            .filter(|id| !self.left_out.contains(id))
            .collect()
    }

    fn fields(&mut self, ui: &mut Ui, page: &VisitsPage<'_>, wards: &[&UnitRow]) {
        ui.horizontal(|ui| {
            ui.label("Năm");
            if button::plain(ui, "-")
                .accessible_name("Năm trước")
                .clicked()
            {
                self.year -= 1;
            }
            ui.label(theme::strong(self.year.to_string()));
            if button::plain(ui, "+").accessible_name("Năm sau").clicked() {
                self.year += 1;
            }
            ui.add_space(theme::GAP_LARGE);
            ui.label("Loại giám sát");
            let kinds: Vec<&str> = VisitKind::ALL.iter().map(|kind| kind.label()).collect();
            let kind = VisitKind::ALL.iter().position(|kind| *kind == self.kind);
            let picked = Choice::new("Loại giám sát", &kinds, kind)
                .width(200.0)
                .show(ui);
            if let Some(kind) = picked.and_then(|place| VisitKind::ALL.get(place)) {
                self.kind = *kind;
            }
        });
        form::hint(ui, "Các tháng có giám sát");
        Grid::new("months").num_columns(MONTHS).show(ui, |ui| {
            for month in 1..=12 {
                tick(ui, &mut self.months, month, &format!("Tháng {month}"));
                if month == 6 {
                    ui.end_row();
                }
            }
        });
        ui.add_space(theme::GAP_SMALL);
        ui.horizontal(|ui| {
            form::hint(ui, "Đơn vị");
            if button::quiet(ui, "Chọn tất cả đơn vị").clicked() {
                self.units = wards.iter().map(|row| row.unit.id).collect();
            }
            if button::quiet(ui, "Bỏ chọn tất cả đơn vị").clicked() {
                self.units.clear();
            }
        });
        ScrollArea::vertical().max_height(170.0).show(ui, |ui| {
            Grid::new("wards").num_columns(COLUMNS).show(ui, |ui| {
                for line in wards.chunks(COLUMNS) {
                    for row in line {
                        tick(ui, &mut self.units, row.unit.id, &row.unit.short_name);
                    }
                    ui.end_row();
                }
            });
        });
        ui.add_space(theme::GAP_SMALL);
        form::hint(ui, "Quy chế được giám sát");
        ui.horizontal_wrapped(|ui| {
            for entry in page.catalogue.map_or(&[][..], |page| &page.regulations) {
                let id = entry.regulation.id;
                let mut on = !self.left_out.contains(&id);
                let last = on
                    && self.left_out.len() + 1
                        == page.catalogue.map_or(0, |page| page.regulations.len());
                let tick = ui
                    .add_enabled(
                        !last,
                        eframe::egui::Checkbox::new(&mut on, &entry.regulation.code),
                    )
                    .on_hover_text(&entry.regulation.title);
                if tick.changed() {
                    if on {
                        self.left_out.remove(&id);
                    } else {
                        self.left_out.insert(id);
                    }
                }
            }
        });
        form::stacked(ui, "Nội dung giám sát", |ui, label| {
            TextField::line(label, "")
                .hint("việc thực hiện 06 quy chế dân chủ ở cơ sở")
                .bind(ui, &mut self.topic);
        });
    }
}

fn tick<T: Ord>(ui: &mut Ui, chosen: &mut BTreeSet<T>, value: T, words: &str) {
    let mut on = chosen.contains(&value);
    if ui.checkbox(&mut on, words).changed() {
        if on {
            chosen.insert(value);
        } else {
            chosen.remove(&value);
        }
    }
}

/// "Sẽ lập 14 cuộc, từ 06/01/2026 đến 22/12/2026."
fn summary(visits: &[(UnitId, NaiveDate)]) -> String {
    let first = visits.iter().map(|(_, day)| *day).min();
    let last = visits.iter().map(|(_, day)| *day).max();
    match (first, last) {
        (Some(first), Some(last)) => format!(
            "Sẽ lập {} cuộc dự kiến, từ {} đến {}; ngày nào cũng dời được sau.",
            paper_count(visits.len()),
            show(first),
            show(last)
        ),
        _ => "Hãy chọn ít nhất một đơn vị và một tháng.".to_owned(),
    }
}
