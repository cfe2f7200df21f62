//! Đánh giá: how remediation stands, wards side by side, the trend by quarter, what comes back, self-rating.

mod boards;
mod choice;
mod repeats;
mod self_rating;
mod trend;

use chrono::NaiveDate;
use eframe::egui::Ui;

pub use super::names::Names;

use crate::read::repeat::RepeatPage;
use crate::read::review::{
    RankBy, ReviewBy, ReviewFilter, ReviewPage, SelfFilter, SelfPage, TrendPage,
};
use crate::read::{Among, District, ShortcomingFilter};
use crate::ui::action::{Action, ScreenContext};
use crate::ui::export::{Export, list_name};
use crate::ui::theme;
use crate::ui::widgets::tabs::{self, Tab};
use crate::ui::widgets::{button, section};

/// What the screen shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// Remediation by unit, regulation, owner, level, age.
    #[default]
    Boards,
    /// Units ranked.
    Ranking,
    Trend,
    Repeats,
    SelfRating,
}

const PARTS: [(Part, &str); 5] = [
    (Part::Boards, "Khắc phục"),
    (Part::Ranking, "Xếp hạng đơn vị"),
    (Part::Trend, "Xu hướng theo quý"),
    (Part::Repeats, "Lặp lại"),
    (Part::SelfRating, "Đơn vị tự chấm"),
];

/// The screen's own state.
#[derive(Debug, Default)]
pub struct ReviewScreen {
    part: Part,
    span: choice::Span,
    by: usize,
    rank: RankBy,
    trend: trend::TrendChoice,
    repeats: repeats::RepeatsTab,
    cases: self_rating::Cases,
}

/// The models of the part that is shown.
#[derive(Clone, Copy, Debug)]
pub struct ReviewData<'a> {
    pub page: Option<&'a ReviewPage>,
    pub trend: Option<&'a TrendPage>,
    pub repeats: Option<(&'a RepeatPage, u64)>,
    pub self_ratings: Option<(&'a SelfPage, u64)>,
    pub districts: &'a [District],
    pub names: &'a Names,
}

impl ReviewScreen {
    pub fn part(&self) -> Part {
        self.part
    }

    /// Which visits are looked at.
    pub fn filter(&self) -> ReviewFilter {
        self.span.filter()
    }

    /// Which cases of self-rating are shown.
    pub fn self_filter(&self) -> SelfFilter {
        SelfFilter {
            review: self.filter(),
            item_code: self.cases.item.clone(),
            unit_id: self.cases.unit,
        }
    }

    /// The shortcomings among which repeats are counted.
    pub fn repeat_filter(&self, as_of: NaiveDate) -> ShortcomingFilter {
        self.filter().shortcomings(as_of)
    }

    /// Shows the screen.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        data: &ReviewData<'_>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        section::title(ui, "Đánh giá", |ui| {
            if button::plain(ui, "Xuất Excel")
                .on_hover_text("Lưu mọi bảng của mục này thành một tệp Excel")
                .clicked()
            {
                let what = Export::Review(self.filter());
                out.push(Action::Export(what, list_name("Đánh giá", context.today)));
            }
        });
        let words: Vec<Tab> = PARTS
            .iter()
            .map(|(_, words)| Tab {
                words: (*words).to_owned(),
                shortcut: "",
            })
            .collect();
        let here = PARTS.iter().position(|(part, _)| *part == self.part);
        if let Some((part, _)) =
            tabs::show(ui, &words, here.unwrap_or(0)).and_then(|place| PARTS.get(place))
        {
            self.part = *part;
        }
        ui.add_space(theme::GAP_SMALL);
        ui.horizontal(|ui| {
            self.span.ui(ui, data.districts, context.today);
            self.more(ui);
        });
        ui.add_space(theme::GAP_SMALL);
        let rows = self.filter().shortcomings(context.today);
        match self.part {
            Part::Boards => {
                let by = ReviewBy::ALL
                    .get(self.by)
                    .copied()
                    .unwrap_or(ReviewBy::Unit);
                boards::board(ui, (data.page, data.names), by, &rows, out);
            }
            Part::Ranking => boards::ranking(ui, (data.page, data.names), self.rank, &rows, out),
            Part::Trend => trend::show(ui, (data.trend, data.names), &self.trend, &rows, out),
            Part::Repeats => {
                let rows = ShortcomingFilter {
                    among: Among::All,
                    ..rows
                };
                self.repeats.ui(ui, (data.repeats, data.names), &rows, out);
            }
            Part::SelfRating => self.cases.ui(ui, (data.self_ratings, data.names), out),
        }
    }

    /// What else the part can be asked for.
    fn more(&mut self, ui: &mut Ui) {
        match self.part {
            Part::Boards => {
                let names: Vec<&str> = ReviewBy::ALL.iter().map(|by| by.label()).collect();
                choice::one_of(ui, "Chia theo", &names, &mut self.by);
            }
            Part::Ranking => {
                let names: Vec<&str> = RankBy::ALL.iter().map(|by| by.label()).collect();
                let mut place = RankBy::ALL
                    .iter()
                    .position(|by| *by == self.rank)
                    .unwrap_or(0);
                choice::one_of(ui, "Xếp theo", &names, &mut place);
                self.rank = RankBy::ALL.get(place).copied().unwrap_or_default();
            }
            Part::Trend => self.trend.ui(ui),
            Part::Repeats | Part::SelfRating => {}
        }
    }
}
