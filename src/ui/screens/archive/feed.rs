//! What the screen of archives is given.

use eframe::egui::Ui;

use super::{ArchiveData, ArchivePart, ArchivePlace};
use crate::read::{ArchiveOf, PaperRequest, Stamp};
use crate::ui::action::{Action, ScreenContext};
use crate::ui::loaded::Loaded;
use crate::ui::screens::{Screens, missing};
use crate::worker::{ArchiveQuery, Query};

impl Screens {
    /// Opens the letters that ask for missing papers of this year, to be seen when the matrix is shown next.
    pub fn open_archive_letters(&mut self, today: chrono::NaiveDate) {
        self.archive.open_letters(today);
    }

    pub(in crate::ui::screens) fn archive(
        &mut self,
        ui: &mut Ui,
        place: &ArchivePlace,
        loaded: &mut Loaded,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let as_of = context.today;
        let filter = place.filter.clone();
        let Some(year) = loaded.archive(filter.clone(), as_of) else {
            let query = Query::Archive(ArchiveQuery::Year { filter, as_of });
            missing(ui, loaded, &query);
            return;
        };
        let needed = (place.part == ArchivePart::Needed)
            .then(|| loaded.archive_papers())
            .flatten();
        let regulations: Vec<(String, String)> = loaded.catalogue().map_or_else(Vec::new, |page| {
            let entries = page.regulations.iter().map(|entry| &entry.regulation);
            entries
                .map(|regulation| (regulation.code.clone(), regulation.title.clone()))
                .collect()
        });
        let next_number = self.archive.addressee(&year).and_then(|unit_id| {
            let letter = ArchiveOf::letter(unit_id, place.filter.year, as_of);
            let request = PaperRequest::Archive(letter).stamped(Stamp::default());
            loaded.next_number(request, as_of).flatten()
        });
        let data = ArchiveData {
            year: &year,
            version: year.version,
            needed: needed
                .as_ref()
                .map(|list| (list.data.as_slice(), list.version)),
            regulations: &regulations,
            next_number,
        };
        self.archive.ui(ui, place, data, context, out);
    }
}
