//! What the screen of guiding documents is given.

use std::path::PathBuf;

use eframe::egui::Ui;

use super::GuidingPlace;
use crate::ui::action::{Action, ScreenContext};
use crate::ui::loaded::Loaded;
use crate::ui::screens::{Screens, missing};
use crate::worker::{GuidingQuery, Query};

impl Screens {
    /// A file was chosen for the guiding document in hand.
    pub fn take_document_file(&mut self, path: PathBuf) {
        self.guiding.take_file(path);
    }

    pub(in crate::ui::screens) fn guiding(
        &mut self,
        ui: &mut Ui,
        place: &GuidingPlace,
        loaded: &mut Loaded,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let (filter, as_of) = (place.filter.clone(), context.today);
        let Some(page) = loaded.documents(filter.clone(), as_of) else {
            let query = Query::Guiding(GuidingQuery::Page { filter, as_of });
            missing(ui, loaded, &query);
            return;
        };
        let list = (&*page.data, page.version);
        self.guiding.ui(ui, place, list, context, out);
    }
}
