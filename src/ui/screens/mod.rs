//! One file or folder per screen. A screen holds drafts, choices and the focus; data comes in as a page, wishes go out as actions.

pub mod archive;
mod as_of;
pub mod catalogue;
#[cfg(test)]
mod chase_tests;
mod copies;
mod days_off;
mod filters;
pub mod guiding;
pub mod help;
pub mod issued;
mod late_news;
mod lock_part;
pub mod models;
pub(in crate::ui) mod names;
pub mod overview;
mod paper;
mod paper_buttons;
mod paper_rules;
pub mod people;
pub mod review;
pub mod safety;
pub mod search;
pub mod settings;
mod shortcoming_detail;
mod shortcoming_filters;
mod shortcoming_repeat;
pub mod shortcomings;
pub mod tables;
pub mod unit;
pub mod units;
pub mod visit;
pub mod visits;

pub mod figures;
mod programmes;
pub mod reports;
mod roles;
mod rows;

use eframe::egui::Ui;

use self::late_news::NewsEvent;
use super::action::{Action, Route, ScreenContext};
use super::loaded::Loaded;
use super::preview::Pictures;
use super::widgets::empty_state;
use super::widgets::icon::Icon;
use crate::domain::{Calendar, ShortcomingClass, UnitId};
use crate::read::{
    IssuedFilter, ModelFilter, PaperRequest, ReportFilter, ShortcomingFilter, Stamp,
};
use crate::worker::Query;

/// Every screen with its own state; they keep it while another one is shown.
#[derive(Debug, Default)]
pub struct Screens {
    overview: overview::OverviewScreen,
    visits: visits::VisitsScreen,
    visit: visit::VisitScreen,
    shortcomings: shortcomings::ShortcomingsScreen,
    review: review::ReviewScreen,
    units: units::UnitsScreen,
    unit: unit::UnitScreen,
    people: people::PeopleScreen,
    tables: tables::TablesScreen,
    copies: copies::CopiesScreen,
    reports: reports::ReportsScreen,
    models: models::ModelsScreen,
    programmes: programmes::ProgrammesScreen,
    archive: archive::ArchiveScreen,
    guiding: guiding::GuidingScreen,
    help: help::HelpScreen,
    figures: figures::FiguresScreen,
    issued: issued::IssuedScreen,
    safety: safety::SafetyScreen,
    catalogue: catalogue::CatalogueScreen,
    settings: settings::SettingsScreen,
    search: search::SearchScreen,
    paper: paper::PaperScreen,
    pictures: Pictures,
}

impl Screens {
    /// Opens the dialog that plans a year.
    pub fn plan_year(&mut self, today: chrono::NaiveDate) {
        self.visits.plan(today);
    }

    /// The pictures of pages, of all screens.
    pub fn pictures(&self) -> &Pictures {
        &self.pictures
    }

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
        if !matches!(route, Route::Search(_)) {
            self.search.leave();
        }
        match route {
            Route::Overview => {
                self.news(ui, loaded, context, out);
                self.overview(ui, loaded, context, out);
            }
            Route::Visits(filter) => {
                let list = loaded.visits(self.visits.query(filter, as_of));
                // whom and what the plan can choose from
                let units = loaded.units(as_of);
                let catalogue = loaded.catalogue();
                let calendar = loaded
                    .calendar()
                    .map(|page| Calendar::new(&page.data.holidays))
                    .unwrap_or_default();
                let page = visits::VisitsPage {
                    list: list
                        .as_ref()
                        .map(|list| (list.data.as_slice(), list.version)),
                    filter,
                    units: units.as_ref().map_or(&[], |units| units.data.as_slice()),
                    catalogue: catalogue.as_deref(),
                    calendar: &calendar,
                };
                self.visits.ui(ui, &page, context, out);
            }
            Route::Visit(id) => match loaded.visit(*id) {
                Some(page) => {
                    if !page.attachments.is_empty()
                        && let Some(thumbs) = loaded.thumbs(*id)
                    {
                        self.visit.take_pictures(ui, &thumbs.data, thumbs.version);
                    }
                    self.visit.load_paper(ui, &page, loaded, &self.pictures);
                    self.visit.ui(ui, &page, context, out);
                }
                None => missing(ui, loaded, &Query::Visit(*id)),
            },
            Route::Shortcomings(filter) => self.shortcomings(ui, filter, loaded, context, out),
            Route::Review => self.review(ui, loaded, context, out),
            Route::Units => {
                let list = loaded.units(as_of);
                let list = list
                    .as_ref()
                    .map(|list| (list.data.as_slice(), list.version));
                self.units.ui(ui, list, context, out);
            }
            Route::Unit(id) => self.unit(ui, *id, loaded, context, out),
            Route::People => self.people(ui, loaded, context, out),
            Route::Copies => self.copies(ui, loaded, context, out),
            Route::Safety(place) => self.safety(ui, place, loaded, context, out),
            Route::Tables(kind) => self.tables.ui(ui, *kind, context, out),
            Route::Guiding(place) => self.guiding(ui, place, loaded, context, out),
            Route::Archive(place) => self.archive(ui, place, loaded, context, out),
            Route::Reports(filter) => self.reports(ui, filter, loaded, context, out),
            Route::Models(filter) => self.models(ui, filter, loaded, context, out),
            Route::Model(id) => {
                self.models.show_model(*id);
                self.models(ui, &ModelFilter::default(), loaded, context, out);
            }
            Route::Programmes(place) => self.programmes(ui, place, loaded, context, out),
            Route::Figures(place) => self.figures(ui, place, loaded, context, out),
            Route::Papers(filter) => self.issued_papers(ui, filter, loaded, context, out),
            Route::IssuedPaper(id) => {
                self.issued.show_paper(*id);
                self.issued_papers(ui, &IssuedFilter::default(), loaded, context, out);
            }
            Route::Catalogue => match loaded.catalogue() {
                Some(page) => {
                    if self.catalogue.is_writing()
                        && let Some(documents) = loaded.all_documents()
                    {
                        self.catalogue.take_documents(&documents.data);
                    }
                    self.catalogue.ui(ui, &page, context, out);
                }
                None => missing(ui, loaded, &Query::Catalogue),
            },
            Route::Help(place) => self.help(ui, place, context, out),
            Route::Settings => self.settings(ui, loaded, context, out),
            Route::Paper(request) => {
                self.paper.load(request, loaded, &self.pictures, context);
                self.paper.ui(ui, request, context, out);
            }
            Route::Search(text) => {
                let hits = loaded.search(text.clone());
                let hits = hits.as_ref().map(|hits| hits.data.as_slice());
                self.search.ui(ui, text, hits, out);
            }
        }
    }

    fn review(
        &mut self,
        ui: &mut Ui,
        loaded: &mut Loaded,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        use review::Part;
        let as_of = context.today;
        let filter = self.review.filter();
        let part = self.review.part();
        let page = match part {
            Part::Boards | Part::Ranking => loaded.review(filter.clone(), as_of),
            Part::Trend | Part::Repeats | Part::SelfRating => None,
        };
        let trend = (part == Part::Trend).then(|| loaded.trend(filter, as_of));
        let trend = trend.flatten();
        let wanted = self.review.repeat_filter(as_of);
        let repeats = (part == Part::Repeats).then(|| loaded.most_repeated(wanted, as_of));
        let repeats = repeats.flatten();
        let wanted = self.review.self_filter();
        let self_ratings = (part == Part::SelfRating).then(|| loaded.self_ratings(wanted, as_of));
        let self_ratings = self_ratings.flatten();
        let districts = loaded.districts();
        let units = loaded.units(as_of);
        let names = units
            .as_ref()
            .map(|units| review::Names::of(&units.data))
            .unwrap_or_default();
        let data = review::ReviewData {
            names: &names,
            page: page.as_deref(),
            trend: trend.as_deref(),
            repeats: repeats.as_ref().map(|page| (&*page.data, page.version)),
            self_ratings: self_ratings
                .as_ref()
                .map(|page| (&*page.data, page.version)),
            districts: districts.as_ref().map_or(&[], |list| list.data.as_slice()),
        };
        self.review.ui(ui, &data, context, out);
    }

    fn settings(
        &mut self,
        ui: &mut Ui,
        loaded: &mut Loaded,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let as_of = context.today;
        match loaded.bodies() {
            Some(page) => {
                let calendar = loaded.calendar();
                let rules = loaded.paper_rules(as_of);
                let pages = settings::SettingsPages {
                    bodies: &page,
                    calendar: calendar.as_deref(),
                    rules: rules.as_deref(),
                };
                self.settings.ui(ui, pages, context, out);
            }
            None => missing(ui, loaded, &Query::Bodies),
        }
    }

    /// What became late since the last look.
    fn news(
        &mut self,
        ui: &mut Ui,
        loaded: &mut Loaded,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let Some(news) = loaded.became_late(context.today) else {
            return;
        };
        match late_news::show_news(ui, &news) {
            Some(NewsEvent::Show(filter)) => out.push(Action::Go(Route::Shortcomings(filter))),
            Some(NewsEvent::Remind) => {
                self.shortcomings.open_reminders(context.today);
                out.push(Action::Go(Route::Shortcomings(ShortcomingFilter {
                    class: Some(ShortcomingClass::Late),
                    ..ShortcomingFilter::default()
                })));
            }
            None => {}
        }
    }

    /// Opens the letters to all late units, to be seen when the shortcomings are shown next.
    pub fn open_reminders(&mut self, today: chrono::NaiveDate) {
        self.shortcomings.open_reminders(today);
    }

    /// Opens the letters that ask for monthly reports of this year, to be seen when the matrix is shown next.
    pub fn open_report_letters(&mut self, today: chrono::NaiveDate) {
        self.reports.open_letters(today);
    }

    /// Chooses a shortcoming, to be seen when its list is shown next.
    pub fn choose_shortcoming(&mut self, id: crate::domain::ShortcomingId) {
        self.shortcomings.choose(id);
    }

    fn people(
        &mut self,
        ui: &mut Ui,
        loaded: &mut Loaded,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let units = loaded.units(context.today);
        let units = units
            .as_ref()
            .map_or(&[][..], |units| units.data.as_slice());
        match loaded.people() {
            Some(page) => {
                let list = (page.data.as_slice(), page.version);
                self.people.ui(ui, list, units, context, out);
            }
            None => missing(ui, loaded, &Query::People),
        }
    }

    fn unit(
        &mut self,
        ui: &mut Ui,
        id: UnitId,
        loaded: &mut Loaded,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let (as_of, with_before) = (context.today, self.unit.with_before());
        let issued = self.unit.wants_papers().then(|| IssuedFilter {
            unit_id: Some(id),
            ..IssuedFilter::default()
        });
        let issued = issued.and_then(|filter| loaded.issued(filter));
        let repeated = self.unit.wants_repeats().then(|| ShortcomingFilter {
            unit_id: Some(id),
            ..ShortcomingFilter::default()
        });
        let repeats = repeated.and_then(|filter| loaded.most_repeated(filter, as_of));
        let models = self.unit.wants_models().then(|| ModelFilter {
            unit_id: Some(id),
            with_before,
            ..ModelFilter::default()
        });
        let models = models.and_then(|filter| loaded.models(filter, as_of));
        let figures = self.unit.wants_figures();
        let figures = figures.then(|| loaded.figure_sheet(id, None)).flatten();
        let kin = loaded.unit_kin(id, as_of);
        let units = loaded.units(as_of);
        match loaded.profile(id, as_of, with_before) {
            Some(page) => {
                // a new list beside the page is new content of the tables
                let lists = [
                    issued.as_ref().map(|page| page.version),
                    repeats.as_ref().map(|page| page.version),
                    models.as_ref().map(|page| page.version),
                    kin.as_ref().map(|page| page.version),
                ];
                let figures = figures.as_deref();
                let beside = unit::Beside {
                    figures,
                    kin: kin.as_deref(),
                    units: units.as_deref().map_or(&[][..], Vec::as_slice),
                    issued: issued.as_ref().map(|page| &*page.data),
                    repeats: repeats.as_ref().map(|page| &*page.data),
                    models: models.as_ref().map(|page| &*page.data),
                    version: page.version + lists.into_iter().flatten().sum::<u64>(),
                };
                self.unit.ui(ui, &page, beside, context, out);
            }
            None => missing(
                ui,
                loaded,
                &Query::Profile {
                    id,
                    as_of,
                    with_before,
                },
            ),
        }
    }

    /// A file was chosen for the monthly report in hand.
    pub fn take_report_file(&mut self, path: std::path::PathBuf) {
        self.reports.take_file(path);
    }

    fn reports(
        &mut self,
        ui: &mut Ui,
        filter: &ReportFilter,
        loaded: &mut Loaded,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let as_of = context.today;
        let page = loaded.reports(filter.clone(), as_of);
        if page.is_none() {
            let filter = filter.clone();
            missing(ui, loaded, &Query::Reports { filter, as_of });
            return;
        }
        let first = page.as_ref().and_then(|page| self.reports.addressee(page));
        let next = first.and_then(|unit_id| {
            let request = PaperRequest::report_request(unit_id, filter.year, as_of);
            loaded.next_number(request.stamped(Stamp::default()), as_of)
        });
        if let Some(page) = page {
            self.reports.ui(ui, &page, next.flatten(), context, out);
        }
    }

    fn issued_papers(
        &mut self,
        ui: &mut Ui,
        filter: &IssuedFilter,
        loaded: &mut Loaded,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let list = loaded.issued(filter.clone());
        let units = loaded.units(context.today);
        let page = issued::IssuedListPage {
            list: list.as_ref().map(|list| (&*list.data, list.version)),
            filter,
            units: units.as_ref().map_or(&[], |units| units.data.as_slice()),
        };
        self.issued.ui(ui, &page, context, out);
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
        let late = if self.shortcomings.reminds() {
            loaded.late_units(context.today)
        } else {
            None
        };
        let regulations: Vec<String> = loaded.catalogue().map_or_else(Vec::new, |page| {
            let entries = page.regulations.iter();
            entries.map(|entry| entry.regulation.code.clone()).collect()
        });
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
            regulations: &regulations,
            late: late.as_deref(),
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
