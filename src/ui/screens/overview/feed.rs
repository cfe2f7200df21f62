//! What the overview is given.

use eframe::egui::Ui;

use crate::ui::action::{Action, ScreenContext};
use crate::ui::loaded::Loaded;
use crate::ui::preferences;
use crate::ui::screens::{Screens, missing};
use crate::worker::Query;

impl Screens {
    pub(in crate::ui::screens) fn overview(
        &mut self,
        ui: &mut Ui,
        loaded: &mut Loaded,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let as_of = context.today;
        let filter = preferences::get(ui.ctx()).overview.filter(as_of);
        let board = loaded.board(filter.clone(), as_of);
        if board.is_none()
            && loaded
                .trouble(&Query::Board {
                    filter: filter.clone(),
                    as_of,
                })
                .is_some()
        {
            missing(ui, loaded, &Query::Board { filter, as_of });
            return;
        }
        let board = board.as_ref().map(|board| (&*board.data, board.version));
        self.overview.ui(ui, board, context, out);
    }
}
