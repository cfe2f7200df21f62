//! The left side: what is looked for, and the list of chapters.

use eframe::egui::{Align, Button, Key, Label, Layout, Modifiers, RichText, ScrollArea, Ui};

use super::{HelpPlace, HelpScreen};
use crate::read::guide::{self, Part};
use crate::ui::action::{Action, Route};
use crate::ui::theme;
use crate::ui::widgets::text_field::TextField;

/// Hits that are shown; more words find fewer.
const MOST: usize = 40;
/// Letters of an excerpt.
const EXCERPT: usize = 90;

impl HelpScreen {
    pub(super) fn contents(
        &mut self,
        ui: &mut Ui,
        place: &HelpPlace,
        fresh: bool,
        out: &mut Vec<Action>,
    ) {
        let field = TextField::line("Tìm trong hướng dẫn", "")
            .width(ui.available_width())
            .hint("Tìm trong hướng dẫn")
            .finder();
        let response = field.bind_response(ui, &mut self.wanted);
        let entered =
            response.lost_focus() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        ui.add_space(theme::GAP_SMALL);
        let hits = guide::find(&self.wanted);
        if let Some(first) = hits.first().filter(|_| entered) {
            go(out, HelpPlace::Chapter(first.chapter.name, first.part));
        }
        ScrollArea::vertical()
            .id_salt("contents of the guide")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                ui.with_layout(Layout::top_down_justified(Align::LEFT), |ui| {
                    if self.wanted.trim().is_empty() {
                        chapters(ui, place, fresh, out);
                    } else if hits.is_empty() {
                        let none = "Không tìm thấy. Có thể gõ không dấu; thử ít chữ hơn.";
                        ui.add(Label::new(none).wrap());
                    } else {
                        for hit in hits.iter().take(MOST) {
                            let here = HelpPlace::Chapter(hit.chapter.name, hit.part);
                            let words = if hit.heading == hit.chapter.title {
                                hit.heading.clone()
                            } else {
                                format!("{} · {}", hit.chapter.title, hit.heading)
                            };
                            let button = Button::selectable(*place == here, theme::strong(words));
                            if ui.add(button.wrap()).clicked() {
                                go(out, here);
                            }
                            if !hit.excerpt.is_empty() {
                                let colour = theme::palette(ui).weak;
                                let words = theme::small(short(&hit.excerpt)).color(colour);
                                ui.add(Label::new(words).wrap());
                            }
                        }
                    }
                });
            });
    }
}

fn go(out: &mut Vec<Action>, place: HelpPlace) {
    out.push(Action::Go(Route::Help(place)));
}

fn chapters(ui: &mut Ui, place: &HelpPlace, fresh: bool, out: &mut Vec<Action>) {
    let open = place.chapter();
    for chapter in guide::guide() {
        let here = open.is_some_and(|open| open.name == chapter.name);
        let title = if here {
            theme::strong(&chapter.title)
        } else {
            RichText::new(&chapter.title)
        };
        let response = ui.add(Button::selectable(here, title).wrap());
        if here && fresh {
            response.scroll_to_me(None);
        }
        if response.clicked() {
            go(out, HelpPlace::Chapter(chapter.name, None));
        }
        if !here {
            continue;
        }
        for (index, part) in chapter.parts.iter().enumerate() {
            if let Part::Heading(heading) = part {
                let words = theme::small(format!("    {heading}"));
                if ui.add(Button::selectable(false, words).wrap()).clicked() {
                    go(out, HelpPlace::Chapter(chapter.name, Some(index)));
                }
            }
        }
    }
    ui.add_space(theme::GAP);
    for (words, there) in [
        ("Giới thiệu, phiên bản", HelpPlace::About),
        ("Có gì mới", HelpPlace::News),
        ("Giấy phép", HelpPlace::Licences),
    ] {
        if ui.add(Button::selectable(*place == there, words)).clicked() {
            go(out, there);
        }
    }
}

fn short(text: &str) -> String {
    let mut short: String = text.chars().take(EXCERPT).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
