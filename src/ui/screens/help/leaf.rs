//! A chapter as it is read.

use std::sync::Arc;

use eframe::egui::{
    Align, CursorIcon, Frame, Label, Margin, Modal, Rect, RichText, Sense, Stroke, StrokeKind, Ui,
    Vec2, WidgetInfo, accesskit::Role, vec2,
};

use super::{HelpPlace, HelpScreen};
use crate::read::guide::{self, Chapter, Part, Picture, Word};
use crate::ui::action::{Action, Route};
use crate::ui::preview::{self, Pictures};
use crate::ui::theme;
use crate::ui::widgets::button;
use crate::worker::Wanted;

/// Room of the number of a step.
const NUMBER: f32 = 26.0;
/// Height of a line of text.
const LINE: f32 = 20.0;

impl HelpScreen {
    pub(super) fn chapter(
        &mut self,
        ui: &mut Ui,
        chapter: &Chapter,
        jump: Option<usize>,
        pictures: &Pictures,
        out: &mut Vec<Action>,
    ) {
        ui.label(theme::title_text(&chapter.title));
        ui.add_space(theme::GAP);
        for (index, part) in chapter.parts.iter().enumerate() {
            let top = ui.cursor();
            match part {
                Part::Heading(text) => {
                    ui.add_space(theme::GAP);
                    ui.label(theme::section_text(text));
                }
                Part::Text(words) => line(ui, words, out),
                Part::Step(number, words) => numbered(ui, &format!("{number}."), words, out),
                Part::Point(words) => numbered(ui, "•", words, out),
                Part::Picture { caption, name } => self.picture(ui, caption, name, pictures),
            }
            if jump == Some(index) {
                let place = Rect::from_min_size(top.min, Vec2::new(1.0, 1.0));
                ui.scroll_to_rect(place, Some(Align::TOP));
            }
        }
    }

    fn picture(&mut self, ui: &mut Ui, caption: &str, name: &str, pictures: &Pictures) {
        let Some(picture) = guide::picture(name) else {
            return;
        };
        ui.add_space(theme::GAP_SMALL);
        let natural = natural(picture);
        let width = natural.x.min(ui.available_width());
        let size = vec2(width, natural.y * width / natural.x).round();
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let words = format!("Xem lớn: {caption}");
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
        // what nobody sees is not drawn
        if ui.is_rect_visible(rect) {
            let wanted = self.wanted(ui, picture, rect.width());
            preview::paint(ui, rect, &pictures.find(&wanted, None));
            let colours = theme::palette(ui);
            let line = if response.has_focus() {
                theme::ring(colours)
            } else {
                Stroke::new(1.0, colours.line)
            };
            ui.painter()
                .rect_stroke(rect, 2.0, line, StrokeKind::Outside);
        }
        let response = response
            .on_hover_cursor(CursorIcon::ZoomIn)
            .on_hover_text("Xem lớn");
        if response.clicked() {
            self.close = Some((name.to_owned(), caption.to_owned()));
        }
        let colour = theme::palette(ui).weak;
        ui.add(Label::new(theme::small(caption).color(colour)).wrap());
        ui.add_space(theme::GAP_SMALL);
    }

    fn wanted(&mut self, ui: &Ui, picture: Picture, width: f32) -> Wanted {
        let file = self
            .files
            .entry(picture.number)
            .or_insert_with(|| Arc::new(picture.bytes.to_vec()));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a width on the screen, above 0"
        )]
        let width = (width * ui.ctx().pixels_per_point()).round().max(1.0) as u32;
        Wanted {
            document: u64::MAX - u64::try_from(picture.number).unwrap_or(0),
            pdf: file.clone(),
            page: 0,
            width: width.min(picture.size().0),
        }
    }

    /// The picture that was clicked, as large as it is.
    pub(super) fn closer(&mut self, ui: &Ui, pictures: &Pictures) {
        let Some((name, caption)) = self.close.clone() else {
            return;
        };
        let Some(picture) = guide::picture(&name) else {
            self.close = None;
            return;
        };
        let wanted = self.wanted(ui, picture, natural(picture).x);
        let frame = Frame::popup(ui.style()).inner_margin(Margin::same(12));
        let shown = Modal::new(eframe::egui::Id::unique("guide picture"))
            .frame(frame)
            .show(ui.ctx(), |ui| {
                let room = ui.ctx().content_rect().size() - vec2(60.0, 130.0);
                let natural = natural(picture);
                let scale = (room / natural).min_elem().min(1.0);
                let (rect, response) = ui.allocate_exact_size(natural * scale, Sense::hover());
                response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &caption));
                preview::paint(ui, rect, &pictures.find(&wanted, None));
                ui.set_max_width(rect.width());
                ui.horizontal_wrapped(|ui| {
                    let closed = button::primary(ui, "Đóng hình").clicked();
                    ui.add(Label::new(theme::small(&caption)).wrap());
                    closed
                })
                .inner
            });
        if shown.inner || shown.should_close() {
            self.close = None;
        }
    }
}

fn natural(picture: Picture) -> Vec2 {
    let (width, height) = picture.size();
    #[expect(clippy::cast_precision_loss, reason = "some hundred dots")]
    let size = vec2(width as f32, height as f32);
    size
}

fn numbered(ui: &mut Ui, number: &str, words: &[Word], out: &mut Vec<Action>) {
    ui.horizontal_top(|ui| {
        let left = ui.cursor().left();
        ui.label(theme::strong(number));
        ui.add_space((left + NUMBER - ui.cursor().left()).max(0.0));
        ui.vertical(|ui| line(ui, words, out));
    });
}

/// Words one after another, as wide as there is room.
fn line(ui: &mut Ui, words: &[Word], out: &mut Vec<Action>) {
    ui.scope(|ui| {
        // lines within one label and lines of several lie equally far from each other
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        ui.spacing_mut().interact_size.y = LINE;
        ui.horizontal_wrapped(|ui| wrapped(ui, words, out));
    });
}

fn wrapped(ui: &mut Ui, words: &[Word], out: &mut Vec<Action>) {
    let colours = theme::palette(ui);
    for word in words {
        match word {
            Word::Plain(text) => {
                ui.label(text);
            }
            Word::Bold(text) => {
                ui.label(theme::strong(text));
            }
            Word::Label(text) => {
                ui.label(theme::strong(text).color(colours.tone(theme::Tone::Accent).fg));
            }
            Word::Key(text) => {
                let colour = colours.tone(theme::Tone::Neutral).bg;
                let text = RichText::new(format!("\u{a0}{text}\u{a0}"));
                ui.label(text.background_color(colour));
            }
            Word::Link { text, chapter } => {
                let name = guide::chapter(chapter).map(|chapter| chapter.name);
                if ui.link(text).clicked()
                    && let Some(name) = name
                {
                    let place = HelpPlace::Chapter(name, None);
                    out.push(Action::Go(Route::Help(place)));
                }
            }
        }
    }
}
