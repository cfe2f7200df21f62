//! What the guide is given.

use eframe::egui::Ui;

use super::HelpPlace;
use crate::ui::action::{Action, ScreenContext};
use crate::ui::places::Places;
use crate::ui::screens::Screens;

impl Screens {
    pub(in crate::ui::screens) fn help(
        &mut self,
        ui: &mut Ui,
        place: &HelpPlace,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        self.help.ui(ui, place, &self.pictures, context, out);
    }

    /// Names folders of the program for "Giới thiệu".
    pub fn know_places(&mut self, places: Places) {
        self.help.places = places;
    }
}
