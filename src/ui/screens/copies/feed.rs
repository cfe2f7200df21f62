//! What the screen of copies is given.

use eframe::egui::Ui;

use crate::ui::action::{Action, ScreenContext};
use crate::ui::loaded::Loaded;
use crate::ui::screens::{Screens, missing};
use crate::worker::{CopiesQuery, Query};

impl Screens {
    /// A package was chosen; answers what is to be done with it at once.
    pub fn take_package(&mut self, path: std::path::PathBuf) -> Option<crate::worker::Job> {
        self.copies.take_package(path)
    }

    pub(in crate::ui::screens) fn copies(
        &mut self,
        ui: &mut Ui,
        loaded: &mut Loaded,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let with_decided = self.copies.with_decided;
        let Some(page) = loaded.copies(with_decided) else {
            missing(ui, loaded, &Query::Copies(CopiesQuery { with_decided }));
            return;
        };
        if self.copies.wants_units()
            && let Some(units) = loaded.units(context.today)
        {
            self.copies.take_units(&units.data);
        }
        self.copies.ui(ui, (&page.data, page.version), context, out);
    }
}
