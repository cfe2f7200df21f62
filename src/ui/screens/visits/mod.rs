//! Cuộc giám sát: the list, the plan of the year, the calendar of a month.

mod chip;
mod list;
mod month;
mod move_dialog;
mod plan_dialog;
#[cfg(test)]
mod tests;
mod year;

use chrono::{Datelike as _, Days, NaiveDate};
use eframe::egui::{Key, Modifiers, Ui};

use self::list::ListView;
use self::move_dialog::MoveDialog;
use self::plan_dialog::PlanDialog;
use crate::domain::Calendar;
use crate::read::grid::GridKind;
use crate::read::{CataloguePage, PaperRequest, Stamp, UnitRow, VisitFilter, VisitRow};
use crate::ui::action::{Action, Route, ScreenContext, Subject};
use crate::ui::export::{Export, list_name};
use crate::ui::screens::tables::way;
use crate::ui::theme;
use crate::ui::widgets::{button, icon::Icon, section, tabs};

/// What the screen shows.
#[derive(Debug)]
pub struct VisitsPage<'a> {
    pub list: Option<(&'a [VisitRow], u64)>,
    pub filter: &'a VisitFilter,
    pub units: &'a [UnitRow],
    pub catalogue: Option<&'a CataloguePage>,
    pub calendar: &'a Calendar,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum View {
    #[default]
    List,
    Year,
    Month,
}

const VIEWS: [(View, &str, &str); 3] = [
    (View::List, "Danh sách", "Ctrl+1"),
    (View::Year, "Kế hoạch năm", "Ctrl+2"),
    (View::Month, "Lịch tháng", "Ctrl+3"),
];

/// Days that the calendar shows beyond the year.
const MARGIN: u64 = 7;

/// The screen's own state.
#[derive(Debug, Default)]
pub struct VisitsScreen {
    view: View,
    list: ListView,
    /// First day of the month that is shown; its year is the one planned.
    month: Option<NaiveDate>,
    moving: Option<MoveDialog>,
    planning: Option<PlanDialog>,
}

/// What a plan or a calendar shows.
struct Plan<'a> {
    /// First day of the month; its year is the one planned.
    month: NaiveDate,
    rows: &'a [VisitRow],
    today: NaiveDate,
    calendar: &'a Calendar,
}

/// What a plan asks for.
#[derive(Debug, Default)]
struct Wishes {
    /// "Dời sang ngày…".
    move_dialog: Option<VisitRow>,
    /// The month to show instead.
    show_month: Option<NaiveDate>,
    /// Show it as a calendar.
    as_calendar: bool,
}

impl VisitsScreen {
    fn shown_month(&self, today: NaiveDate) -> NaiveDate {
        self.month.or_else(|| today.with_day(1)).unwrap_or(today)
    }

    /// Opens the dialog that plans the year of a day.
    pub fn plan(&mut self, today: NaiveDate) {
        self.planning = Some(PlanDialog::new(today));
    }

    /// Which visits the screen needs.
    pub fn query(&self, filter: &VisitFilter, today: NaiveDate) -> VisitFilter {
        if self.view == View::List {
            return VisitFilter {
                descending: true,
                ..filter.clone()
            };
        }
        let year = self.shown_month(today).year();
        let from = NaiveDate::from_ymd_opt(year, 1, 1);
        let to = NaiveDate::from_ymd_opt(year, 12, 31);
        VisitFilter {
            from: from.and_then(|day| day.checked_sub_days(Days::new(MARGIN))),
            to: to.and_then(|day| day.checked_add_days(Days::new(MARGIN))),
            unit_id: filter.unit_id,
            ..VisitFilter::default()
        }
    }

    /// Shows the screen.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        page: &VisitsPage<'_>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        section::title(ui, "Cuộc giám sát", |ui| {
            self.head(ui, page, context, out);
        });
        self.tabs(ui);
        ui.add_space(theme::GAP_SMALL);
        let mut wishes = Wishes::default();
        let month = self.shown_month(context.today);
        let rows = page.list.map_or(&[][..], |(rows, _)| rows);
        let plan = Plan {
            month,
            rows,
            today: context.today,
            calendar: page.calendar,
        };
        match self.view {
            View::List => self.list.ui(ui, page.list, page.filter, context.today, out),
            View::Year => year::ui(ui, &plan, page.units, &mut wishes, out),
            View::Month => month::ui(ui, &plan, &mut wishes, out),
        }
        if let Some(month) = wishes.show_month {
            self.month = Some(month);
            if wishes.as_calendar {
                self.view = View::Month;
            }
            ui.ctx().request_repaint();
        }
        if let Some(row) = wishes.move_dialog {
            self.moving = Some(MoveDialog::new(&row));
        }
        if let Some(dialog) = &mut self.moving
            && dialog.ui(ui, context, out)
        {
            self.moving = None;
        }
        if let Some(dialog) = &mut self.planning
            && dialog.ui(ui, page, context, out)
        {
            if context.has_done(Subject::Plan) {
                // what was just planned is what is looked at next
                self.view = View::Year;
                self.month = NaiveDate::from_ymd_opt(dialog.year(), 1, 1);
            }
            self.planning = None;
        }
    }

    fn tabs(&mut self, ui: &mut Ui) {
        let words: Vec<tabs::Tab> = VIEWS
            .iter()
            .map(|(_, words, shortcut)| tabs::Tab {
                words: (*words).to_owned(),
                shortcut,
            })
            .collect();
        let chosen = VIEWS.iter().position(|(view, _, _)| *view == self.view);
        let mut next = tabs::show(ui, &words, chosen.unwrap_or(0));
        if self.moving.is_none() && self.planning.is_none() {
            for (index, key) in [Key::Num1, Key::Num2, Key::Num3].into_iter().enumerate() {
                if ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, key)) {
                    next = Some(index);
                }
            }
        }
        if let Some((view, _, _)) = next.and_then(|index| VIEWS.get(index)) {
            self.view = *view;
            ui.ctx().request_repaint();
        }
    }

    fn head(
        &mut self,
        ui: &mut Ui,
        page: &VisitsPage<'_>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        if button::primary(ui, "Ghi cuộc giám sát").clicked() {
            out.push(Action::NewVisit(page.filter.unit_id));
        }
        if button::plain(ui, "Lập kế hoạch năm…")
            .on_hover_text("Chọn đơn vị, tháng, quy chế; mọi cuộc được lập trong một lần")
            .clicked()
        {
            self.plan(context.today);
        }
        if button::plain(ui, "In kế hoạch năm")
            .on_hover_text("Xem, in kế hoạch giám sát của năm, kèm lịch")
            .clicked()
        {
            let request = PaperRequest::Plan {
                year: self.shown_month(context.today).year(),
                stamp: Stamp::on(context.today),
            };
            out.push(Action::Go(Route::Paper(request)));
        }
        if self.view != View::List {
            return;
        }
        if button::plain(ui, "Nhập từ tệp").clicked() {
            out.push(Action::ImportVisit);
        }
        way::button(ui, GridKind::Visits, out);
        if page.list.is_some_and(|(list, _)| !list.is_empty())
            && button::plain(ui, "Xuất Excel")
                .on_hover_text("Lưu danh sách đang hiện thành tệp Excel")
                .clicked()
        {
            let name = list_name("Cuộc giám sát", context.today);
            out.push(Action::Export(Export::Visits(page.filter.clone()), name));
        }
    }
}

/// The head of a plan: which span is shown, and the way to the ones beside it.
fn span_head(ui: &mut Ui, words: &str, names: [&str; 2], side: impl FnOnce(&mut Ui)) -> i32 {
    let mut step = 0;
    ui.horizontal(|ui| {
        if button::icon(ui, Icon::Left, names[0]).clicked() {
            step = -1;
        }
        ui.label(theme::section_text(words));
        if button::icon(ui, Icon::Right, names[1]).clicked() {
            step = 1;
        }
        side(ui);
    });
    step
}
