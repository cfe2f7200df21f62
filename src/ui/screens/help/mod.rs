//! Hướng dẫn sử dụng: the guide's chapters, finding in them, and what the program says about itself.

mod about;
mod contents;
mod feed;
mod leaf;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui::{Key, Modifiers, ScrollArea, Ui, Vec2, vec2};

use crate::read::PaperRequest;
use crate::read::guide::{self, Chapter, QUICK};
use crate::ui::action::{Action, Route, ScreenContext};
use crate::ui::commands::{self, Deed};
use crate::ui::export::Export;
use crate::ui::places::Places;
use crate::ui::preview::Pictures;
use crate::ui::theme;
use crate::ui::widgets::{button, section};

/// Where in the guide.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum HelpPlace {
    /// A chapter, at one of its parts.
    Chapter(&'static str, Option<usize>),
    /// Version, files, licence.
    About,
    /// What is new.
    News,
    /// The licences of what the program is made of.
    Licences,
}

impl HelpPlace {
    /// The chapter about a screen.
    pub fn about(route: &Route) -> Self {
        let name = match route {
            Route::Overview => "tong-quan",
            Route::Visits(_) => "ke-hoach",
            Route::Visit(_) => "ghi-cuoc",
            Route::Shortcomings(_) => "khac-phuc",
            Route::Review | Route::Paper(PaperRequest::Summary { .. }) => "danh-gia",
            Route::Paper(PaperRequest::Reminder { .. }) => "don-doc",
            Route::Units | Route::Unit(_) | Route::People => "don-vi",
            Route::Reports(_) => "bao-cao-thang",
            Route::Models(_) | Route::Model(_) => "dan-van-kheo",
            Route::Programmes(_) => "phoi-hop",
            Route::Guiding(_) => "van-ban-chi-dao",
            Route::Archive(_) => "ho-so-luu",
            Route::Figures(_) => "so-lieu",
            Route::Papers(_) | Route::IssuedPaper(_) | Route::Paper(_) => "ket-luan",
            Route::Safety(_) => "sao-luu",
            Route::Tables(_) => "excel",
            Route::Copies => "mang-di",
            Route::Catalogue => "danh-muc",
            Route::Settings => "cai-dat",
            Route::Search(_) => "tim-phim",
            Route::Help(place) => return place.clone(),
        };
        Self::Chapter(name, None)
    }

    fn chapter(&self) -> Option<&'static Chapter> {
        match self {
            Self::Chapter(name, _) => guide::chapter(name),
            Self::About | Self::News | Self::Licences => None,
        }
    }
}

/// The screen's own state.
#[derive(Debug, Default)]
pub struct HelpScreen {
    pub places: Places,
    wanted: String,
    wanted_licence: String,
    /// What was shown in the last frame.
    shown: Option<HelpPlace>,
    /// The bytes of pictures that were in sight.
    files: BTreeMap<usize, Arc<Vec<u8>>>,
    /// The picture that is looked at closely, with its caption.
    close: Option<(String, String)>,
    news: Option<Chapter>,
    licences: Option<Arc<Vec<String>>>,
}

const CONTENTS: f32 = 250.0;
/// Lines longer than this are hard to follow.
const WIDEST: f32 = 900.0;

impl HelpScreen {
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        place: &HelpPlace,
        pictures: &Pictures,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let fresh = self.shown.as_ref() != Some(place);
        self.shown = Some(place.clone());
        head(ui, place, out);
        let room = ui.available_size();
        ui.horizontal_top(|ui| {
            let size = vec2(CONTENTS, room.y);
            crate::ui::widgets::page::bare(ui, size, |ui| {
                self.contents(ui, place, fresh, out);
            });
            ui.add_space(theme::GAP);
            let size = vec2(ui.available_width(), room.y);
            crate::ui::widgets::page::bare(ui, size, |ui| {
                self.sheet(ui, place, fresh, pictures, context, out);
            });
        });
        self.closer(ui, pictures);
    }

    fn sheet(
        &mut self,
        ui: &mut Ui,
        place: &HelpPlace,
        fresh: bool,
        pictures: &Pictures,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        if *place == HelpPlace::Licences {
            self.licences(ui);
            return;
        }
        let name = match place {
            HelpPlace::Chapter(name, _) => *name,
            HelpPlace::About => "about",
            HelpPlace::News | HelpPlace::Licences => "news",
        };
        ScrollArea::vertical()
            .id_salt(("guide", name))
            .auto_shrink([false, false])
            .show(ui, |ui| {
                scroll_by_keys(ui);
                ui.set_max_width(ui.available_width().min(WIDEST));
                match place {
                    HelpPlace::Chapter(name, part) => {
                        if let Some(chapter) = guide::chapter(name) {
                            let jump = part.filter(|_| fresh);
                            self.chapter(ui, chapter, jump, pictures, out);
                            neighbours(ui, name, out);
                        }
                    }
                    HelpPlace::About => self.about(ui, context, out),
                    HelpPlace::News | HelpPlace::Licences => {
                        let news = self.news.take().unwrap_or_else(guide::news);
                        self.chapter(ui, &news, None, pictures, out);
                        self.news = Some(news);
                    }
                }
                ui.add_space(theme::GAP_LARGE);
            });
    }
}

fn head(ui: &mut Ui, place: &HelpPlace, out: &mut Vec<Action>) {
    let title = match place {
        HelpPlace::Chapter(..) => "Hướng dẫn sử dụng",
        HelpPlace::About => "Giới thiệu",
        HelpPlace::News => "Có gì mới",
        HelpPlace::Licences => "Giấy phép",
    };
    let quick = place.chapter().is_some_and(|chapter| chapter.name == QUICK);
    section::title(ui, title, |ui| {
        if place.chapter().is_none() {
            return;
        }
        let (print, save) = if quick {
            ("In trang này", "Lưu trang này…")
        } else {
            ("In hướng dẫn", "Lưu PDF…")
        };
        if button::primary(ui, print).clicked() {
            out.push(Action::PrintGuide { quick });
        }
        if button::plain(ui, save).clicked() {
            let name = crate::read::guide::file_name(quick);
            out.push(Action::Export(Export::Guide { quick }, name.to_owned()));
        }
        let keys = button::plain(ui, "Phím tắt").on_hover_text(commands::tooltip(Deed::Keys));
        if keys.clicked() {
            out.push(Action::Do(Deed::Keys));
        }
    });
}

/// What comes before and after a chapter.
fn neighbours(ui: &mut Ui, name: &str, out: &mut Vec<Action>) {
    let all = guide::guide();
    let Some(at) = all.iter().position(|chapter| chapter.name == name) else {
        return;
    };
    let before = at.checked_sub(1).and_then(|at| all.get(at));
    let after = all.get(at + 1);
    ui.add_space(theme::GAP_LARGE);
    ui.separator();
    let free = !ui.ctx().text_edit_focused();
    let pressed = |key| free && ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, key));
    let (back, on) = (pressed(Key::PageUp), pressed(Key::PageDown));
    ui.horizontal_wrapped(|ui| {
        for (chapter, words, pressed) in [(before, "Chương trước", back), (after, "Chương sau", on)]
        {
            let Some(chapter) = chapter else { continue };
            let clicked = button::quiet(ui, &format!("{words}: {}", chapter.title)).clicked();
            if clicked || pressed {
                let place = HelpPlace::Chapter(chapter.name, None);
                out.push(Action::Go(Route::Help(place)));
            }
        }
    });
}

const LINE: f32 = 48.0;

/// The keys by which one reads on.
fn scroll_by_keys(ui: &Ui) {
    let dialog = ui.memory(|memory| memory.top_modal_layer().is_some());
    if ui.ctx().text_edit_focused() || dialog {
        return;
    }
    let page = ui.clip_rect().height() * 0.9;
    for (key, by) in [
        (Key::ArrowDown, LINE),
        (Key::ArrowUp, -LINE),
        (Key::PageDown, page),
        (Key::PageUp, -page),
        (Key::Home, -1.0e6),
        (Key::End, 1.0e6),
    ] {
        if ui.input_mut(|i| i.consume_key(Modifiers::NONE, key)) {
            ui.scroll_with_delta(Vec2::new(0.0, -by));
        }
    }
}
