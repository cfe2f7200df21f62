//! What the screen of copies, check and trail is given.

use eframe::egui::Ui;

use super::trail::TrailData;
use super::{SafetyData, SafetyPlace};
use crate::ui::action::{Action, ScreenContext};
use crate::ui::loaded::Loaded;
use crate::ui::screens::{Screens, missing};
use crate::worker::{Query, SafetyQuery};

impl Screens {
    /// A file was chosen to go back to.
    pub fn take_copy(&mut self, path: std::path::PathBuf) {
        self.safety.take_copy(path);
    }

    pub(in crate::ui::screens) fn safety(
        &mut self,
        ui: &mut Ui,
        place: &SafetyPlace,
        loaded: &mut Loaded,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let copies = (*place == SafetyPlace::Copies)
            .then(|| loaded.backups())
            .flatten();
        let query = match place {
            SafetyPlace::Trail(filter) => SafetyQuery::Trail(filter.clone()),
            SafetyPlace::Copies | SafetyPlace::Check => SafetyQuery::Copies,
        };
        let trail = match place {
            SafetyPlace::Trail(filter) => loaded.trail(filter.clone()),
            SafetyPlace::Copies | SafetyPlace::Check => None,
        };
        if loaded.trouble(&Query::Safety(query.clone())).is_some() {
            missing(ui, loaded, &Query::Safety(query));
            return;
        }
        let line = self.safety.chosen_line().filter(|_| trail.is_some());
        let fields = line.and_then(|seq| loaded.trail_line(seq));
        let data = SafetyData {
            copies: copies.as_ref().map(|page| (&*page.data, page.version)),
            trail: TrailData {
                page: trail.as_ref().map(|page| (&*page.data, page.version)),
                fields: fields.as_ref().map(|page| page.data.as_slice()),
            },
        };
        self.safety.ui(ui, place, data, context, out);
    }
}
