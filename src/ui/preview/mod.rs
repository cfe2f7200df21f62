//! A paper as it will be printed: its pages one below the other, a list of them at the left, a bar above.

mod bar;
mod pages;
mod pictures;
mod thumbs;
mod zoom;

use std::sync::Arc;

use eframe::egui::{Ui, Vec2, vec2};

pub(in crate::ui) use pages::paint;
pub use pictures::Pictures;

use self::pages::Place;
use self::zoom::Zoom;
use super::loaded::Loaded;
use super::theme;
use super::widgets::empty_state;
use super::widgets::icon::Icon;
use crate::domain::{ParagraphId, VisitId};
use crate::read::{PaperRequest, PrintedPage, PrintedPaper};
use crate::worker::{Query, Wanted};

/// One version of a paper.
#[derive(Clone, Debug)]
struct Sheets {
    document: u64,
    paper: Arc<PrintedPaper>,
}

impl Sheets {
    fn count(&self) -> usize {
        self.paper.pages.len()
    }

    /// The wish for a picture of a page, `width` in dots.
    fn wanted(&self, page: usize, width: u32) -> Wanted {
        Wanted {
            document: self.document,
            pdf: self.paper.pdf.clone(),
            page,
            width,
        }
    }
}

fn size(page: &PrintedPage) -> Vec2 {
    vec2(page.width, page.height)
}

/// How the pages are looked at.
#[derive(Debug, Default)]
struct Looking {
    zoom: Zoom,
    /// Whether the list of pages was asked for or sent away; until then the room decides.
    list: Option<bool>,
    place: Place,
    /// The page to go to at the next frame.
    jump: Option<usize>,
}

/// A paper in the window. While a new version is made the old one stays, at the same place.
#[derive(Debug, Default)]
pub struct PaperPane {
    request: Option<PaperRequest>,
    sheets: Option<Sheets>,
    /// The version before, whose pictures stand in.
    before: Option<u64>,
    trouble: Option<String>,
    looking: Looking,
    pictures: Pictures,
}

impl PaperPane {
    /// Takes in what is known of a paper; called in every frame in which it is shown.
    pub fn load(&mut self, request: &PaperRequest, loaded: &mut Loaded, pictures: &Pictures) {
        let same_kind = self
            .request
            .as_ref()
            .is_some_and(|old| std::mem::discriminant(old) == std::mem::discriminant(request));
        if !same_kind {
            let zoom = self.looking.zoom;
            let list = self.looking.list;
            *self = Self::default();
            (self.looking.zoom, self.looking.list) = (zoom, list);
        }
        if self.request.as_ref() != Some(request) {
            self.request = Some(request.clone());
        }
        self.pictures = pictures.clone();
        let page = loaded.paper(request);
        let trouble = loaded.trouble(&Query::Paper(request.clone()));
        self.trouble = trouble.map(str::to_owned);
        if let Some(page) = page {
            self.take(page.version, &page.data);
        }
    }

    /// The same for a conclusion that is being typed: the pages follow before the file does.
    pub fn load_typed(
        &mut self,
        visit_id: VisitId,
        typed: &[(ParagraphId, String)],
        loaded: &mut Loaded,
        pictures: &Pictures,
    ) {
        if typed.is_empty() || self.sheets.is_none() {
            self.load(&PaperRequest::Conclusion(visit_id), loaded, pictures);
            return;
        }
        self.pictures = pictures.clone();
        let page = loaded.typed_conclusion(visit_id, typed.to_vec());
        let query = Query::TypedConclusion {
            visit_id,
            typed: typed.to_vec(),
        };
        self.trouble = loaded.trouble(&query).map(str::to_owned);
        if let Some(page) = page {
            self.take(page.version, &page.data);
        }
    }

    fn take(&mut self, version: u64, paper: &Arc<PrintedPaper>) {
        match &mut self.sheets {
            Some(old) if old.document == version => {}
            // the same file again: its pictures are still right
            Some(old) if old.paper.pdf == paper.pdf => old.paper = paper.clone(),
            old => {
                let new = Sheets {
                    document: version,
                    paper: paper.clone(),
                };
                self.before = old.replace(new).map(|old| old.document);
            }
        }
    }

    /// The paper that is shown, when there is one and nothing is wrong.
    pub fn paper(&self) -> Option<&PrintedPaper> {
        let fine = self.trouble.is_none();
        self.sheets
            .as_ref()
            .filter(|_| fine)
            .map(|sheets| sheets.paper.as_ref())
    }

    /// Shows the pages in all the room there is. With `keys` the page and zoom keys are for them wherever the pointer is.
    pub fn ui(&mut self, ui: &mut Ui, keys: bool) {
        if let Some(trouble) = &self.trouble {
            empty_state::show(ui, Icon::Warning, "Chưa tạo được bản in", trouble, None);
            return;
        }
        let Some(sheets) = &self.sheets else {
            let words = theme::small("Đang tạo bản in…").color(theme::palette(ui).weak);
            ui.centered_and_justified(|ui| ui.label(words));
            return;
        };
        let with_list = thumbs::worth(&self.looking, sheets.count(), ui.available_width());
        bar::show(ui, &mut self.looking, sheets.count(), with_list);
        ui.add_space(theme::GAP_SMALL);
        let room = ui.available_size();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = theme::GAP;
            if with_list {
                thumbs::show(
                    ui,
                    room.y,
                    sheets,
                    self.before,
                    &self.pictures,
                    &mut self.looking,
                );
            }
            pages::show(
                ui,
                sheets,
                self.before,
                &self.pictures,
                &mut self.looking,
                keys,
            );
        });
    }
}
