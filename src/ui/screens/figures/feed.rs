//! What the screen is given to show.

use eframe::egui::Ui;

use super::{FiguresData, FiguresPlace, FiguresView};
use crate::read::figures::FigureBoard;
use crate::read::{PaperRequest, Stamp};
use crate::ui::action::{Action, ScreenContext};
use crate::ui::loaded::Loaded;
use crate::ui::screens::{Screens, missing};
use crate::worker::Query;
use crate::worker::figures::FiguresQuery;

impl Screens {
    pub(in crate::ui::screens) fn figures(
        &mut self,
        ui: &mut Ui,
        place: &FiguresPlace,
        loaded: &mut Loaded,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let Some(board) = loaded.figure_board(place.filter.clone()) else {
            let query = FiguresQuery::Board(place.filter.clone());
            missing(ui, loaded, &Query::Figures(query));
            return;
        };
        let period = board.filter.period;
        let sheet = match &place.view {
            FiguresView::Sheet(unit) => {
                let first = board.rows.first().map(|row| row.unit.id);
                unit.or(first)
                    .and_then(|id| loaded.figure_sheet(id, Some(period)))
            }
            FiguresView::Matrix
            | FiguresView::Questions
            | FiguresView::Missing
            | FiguresView::Plot(_) => None,
        };
        let series = match &place.view {
            FiguresView::Plot(code) => plotted(&board, code)
                .and_then(|code| loaded.figure_series(board.filter.clone(), code, None)),
            FiguresView::Matrix
            | FiguresView::Sheet(_)
            | FiguresView::Questions
            | FiguresView::Missing => None,
        };
        let next = self.figures.addressee(&board).and_then(|unit_id| {
            let request = PaperRequest::figure_request(unit_id, period, context.today);
            loaded.next_number(request.stamped(Stamp::default()), context.today)
        });
        let data = FiguresData {
            board: &board,
            version: board.version,
            sheet: sheet.as_deref(),
            series: series.as_deref(),
            next_number: next.flatten(),
        };
        self.figures.ui(ui, &data, place, context, out);
    }
}

/// The indicator that the plot is of: the one chosen, or the first that has figures.
pub(super) fn plotted(board: &FigureBoard, code: &str) -> Option<String> {
    let book = &board.book;
    if book.indicator(code).is_some() {
        return Some(code.to_owned());
    }
    let known = |code: &str| board.rows.iter().any(|row| row.values.contains_key(code));
    let first = book
        .entered()
        .find(|indicator| known(&indicator.code))
        .or_else(|| book.indicators.first());
    first.map(|indicator| indicator.code.clone())
}
