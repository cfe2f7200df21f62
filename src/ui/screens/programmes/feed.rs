//! What the screen of programmes is given.

use eframe::egui::Ui;

use super::super::Screens;
use super::ProgrammesPage;
use crate::read::programme::{DialogueFilter, ProgrammesPlace};
use crate::ui::action::{Action, ScreenContext};
use crate::ui::loaded::Loaded;

impl Screens {
    pub(in crate::ui::screens) fn programmes(
        &mut self,
        ui: &mut Ui,
        place: &ProgrammesPlace,
        loaded: &mut Loaded,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let as_of = context.today;
        self.programmes.arrive(place);
        let programmes = loaded.programmes(as_of);
        let units = loaded.units(as_of);
        let (mut programme, mut inspections, mut dialogues, mut dialogue) =
            (None, None, None, None);
        match place {
            ProgrammesPlace::Programmes | ProgrammesPlace::Programme(_) => {
                let chosen = self.programmes.chosen();
                programme = chosen.and_then(|id| loaded.programme(id, as_of));
            }
            ProgrammesPlace::Inspections(filter) => {
                inspections = loaded.inspections(filter.clone(), as_of);
            }
            ProgrammesPlace::Dialogues(_) | ProgrammesPlace::Dialogue(_) => {
                let filter = if let ProgrammesPlace::Dialogues(filter) = place {
                    filter.clone()
                } else {
                    DialogueFilter::default()
                };
                dialogues = loaded.dialogues(filter, as_of);
                let chosen = self.programmes.chosen_dialogue();
                dialogue = chosen.and_then(|id| loaded.dialogue(id, as_of));
            }
        }
        let page = ProgrammesPage {
            place,
            programmes: programmes
                .as_ref()
                .map(|page| (page.data.as_slice(), page.version)),
            programme: programme.as_deref(),
            inspections: inspections.as_ref().map(|page| (&*page.data, page.version)),
            dialogues: dialogues.as_ref().map(|page| (&*page.data, page.version)),
            dialogue: dialogue.as_deref(),
            units: units.as_ref().map_or(&[], |units| units.data.as_slice()),
            district: context.status.map_or("", |status| &status.district),
        };
        self.programmes.ui(ui, &page, context, out);
    }
}
