//! One file or folder per screen. A screen holds drafts, choices and the focus; data comes in as a page, wishes go out as actions.

mod as_of;
pub mod catalogue;
#[cfg(test)]
mod chase_tests;
mod days_off;
mod filters;
pub mod overview;
pub mod search;
pub mod settings;
mod shortcoming_detail;
pub mod shortcomings;
pub mod unit;
pub mod units;
pub mod visit;
pub mod visits;

mod rows;

use eframe::egui::Ui;

use super::action::{Action, Route, ScreenContext};
use super::loaded::Loaded;
use super::widgets::empty_state;
use super::widgets::icon::Icon;
use crate::read::VisitFilter;
use crate::worker::Query;

/// Every screen with its own state; they keep it while another one is shown.
#[derive(Debug, Default)]
pub struct Screens {
    overview: overview::OverviewScreen,
    visits: visits::VisitsScreen,
    visit: visit::VisitScreen,
    shortcomings: shortcomings::ShortcomingsScreen,
    units: units::UnitsScreen,
    unit: unit::UnitScreen,
    catalogue: catalogue::CatalogueScreen,
    settings: settings::SettingsScreen,
}

impl Screens {
    /// Shows the screen of a route.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        route: &Route,
        loaded: &mut Loaded,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let as_of = context.today;
        match route {
            Route::Overview => match loaded.overview(as_of) {
                Some(page) => self.overview.ui(ui, &page, page.version, context, out),
                None => missing(ui, loaded, &Query::Overview { as_of }),
            },
            Route::Visits(filter) => {
                let newest_first = VisitFilter {
                    descending: true,
                    ..filter.clone()
                };
                let list = loaded.visits(newest_first);
                let list = list
                    .as_ref()
                    .map(|list| (list.data.as_slice(), list.version));
                self.visits.ui(ui, list, filter, context, out);
            }
            Route::Visit(id) => match loaded.visit(*id) {
                Some(page) => self.visit.ui(ui, &page, context, out),
                None => missing(ui, loaded, &Query::Visit(*id)),
            },
            Route::Shortcomings(filter) => self.shortcomings(ui, filter, loaded, context, out),
            Route::Units => {
                let list = loaded.units(as_of);
                let list = list
                    .as_ref()
                    .map(|list| (list.data.as_slice(), list.version));
                self.units.ui(ui, list, context, out);
            }
            Route::Unit(id) => match loaded.unit(*id, as_of) {
                Some(page) => self.unit.ui(ui, &page, page.version, context, out),
                None => missing(ui, loaded, &Query::Unit { id: *id, as_of }),
            },
            Route::Catalogue => match loaded.catalogue() {
                Some(page) => self.catalogue.ui(ui, &page, context, out),
                None => missing(ui, loaded, &Query::Catalogue),
            },
            Route::Settings => match loaded.bodies() {
                Some(page) => {
                    let calendar = loaded.calendar();
                    self.settings
                        .ui(ui, &page, calendar.as_deref(), context, out);
                }
                None => missing(ui, loaded, &Query::Bodies),
            },
            Route::Search(text) => {
                let hits = loaded.search(text.clone());
                search::ui(
                    ui,
                    text,
                    hits.as_ref().map(|hits| hits.data.as_slice()),
                    out,
                );
            }
        }
    }

    fn shortcomings(
        &mut self,
        ui: &mut Ui,
        filter: &crate::read::ShortcomingFilter,
        loaded: &mut Loaded,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let as_of = filter.as_of.unwrap_or(context.today);
        let list = loaded.shortcomings(filter.clone(), as_of);
        let units = loaded.units(as_of);
        let counts = loaded.overview(as_of).map(|overview| overview.counts);
        let detail = self
            .shortcomings
            .chosen()
            .and_then(|id| loaded.shortcoming(id, as_of));
        let page = shortcomings::ShortcomingsPage {
            list: list
                .as_ref()
                .map(|list| (list.data.as_slice(), list.version)),
            filter,
            counts,
            units: units.as_ref().map_or(&[], |units| units.data.as_slice()),
            detail: detail.as_deref(),
        };
        self.shortcomings.ui(ui, &page, context, out);
    }
}

/// What stands where a page has not come yet, or cannot come.
fn missing(ui: &mut Ui, loaded: &Loaded, query: &Query) {
    if let Some(message) = loaded.trouble(query) {
        empty_state::show(ui, Icon::Warning, "Không mở được", message, None);
    } else {
        ui.weak("Đang mở…");
    }
}
