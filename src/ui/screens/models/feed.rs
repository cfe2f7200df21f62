//! What the screen of models is given.

use eframe::egui::Ui;

use super::super::Screens;
use super::{ModelsPage, Part, compared_year};
use crate::read::ModelFilter;
use crate::ui::action::{Action, ScreenContext};
use crate::ui::loaded::Loaded;

impl Screens {
    pub(in crate::ui::screens) fn models(
        &mut self,
        ui: &mut Ui,
        filter: &ModelFilter,
        loaded: &mut Loaded,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let as_of = context.today;
        let list = loaded.models(filter.clone(), as_of);
        let units = loaded.units(as_of);
        let detail = self.models.chosen().and_then(|id| loaded.model(id, as_of));
        let comparison = (self.models.part() == Part::Comparison).then(|| {
            let year = compared_year(filter, as_of);
            loaded.model_comparison(year, filter.district.clone(), as_of)
        });
        let comparison = comparison.flatten();
        let page = ModelsPage {
            list: list.as_ref().map(|list| (&*list.data, list.version)),
            filter,
            units: units.as_ref().map_or(&[], |units| units.data.as_slice()),
            detail: detail.as_deref(),
            comparison: comparison.as_ref().map(|page| (&*page.data, page.version)),
        };
        self.models.ui(ui, &page, context, out);
    }
}
