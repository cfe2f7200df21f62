//! Ctrl+K: type a few letters, without marks, and go there or do it.

use eframe::egui::text::LayoutJob;
use eframe::egui::{
    Align, Align2, Area, Color32, CornerRadius, FontId, Frame, Id, Key, Margin, Modal, Modifiers,
    Order, Rect, ScrollArea, Sense, Stroke, Ui, UiKind, Vec2, WidgetInfo, accesskit::Role, vec2,
};

use super::action::{Action, Route};
use super::commands::{self, Deed, Entry};
use super::screens::guiding::GuidingPlace;
use super::theme::{self, Tone};
use super::widgets::mark;
use super::widgets::text_field::TextField;
use crate::domain::IssuedId;
use crate::domain::find::Wanted;
use crate::read::{Found, FoundKind, ProgrammesPlace};

const WIDTH: f32 = 720.0;
const ROW: f32 = 46.0;
/// Things that were chosen lately and come first while nothing is typed.
const LATELY: usize = 5;

/// The open palette.
#[derive(Debug, Default)]
pub struct Palette {
    typed: String,
    lit: usize,
    /// Enter came before the answer to what was typed.
    enter_waits: bool,
    /// Chosen lately, the latest first.
    lately: Vec<Found>,
    open: bool,
}

/// What the worker has found for the typed words.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    pub found: &'a [Found],
    /// Whether it answers these words, or still the ones before.
    pub fresh: bool,
}

/// One line.
#[derive(Clone, Debug)]
enum Item {
    Deed(&'static Entry),
    Thing(Found),
    /// Everything in which the words stand.
    Everywhere,
}

impl Palette {
    /// Opens it.
    pub fn open(&mut self) {
        self.open = true;
        self.typed.clear();
        self.lit = 0;
        self.enter_waits = false;
    }

    #[cfg(test)]
    fn is_open(&self) -> bool {
        self.open
    }

    /// What to ask the worker for; nothing while nothing is typed.
    pub fn wanted(&self) -> Option<String> {
        let typed = self.typed.trim();
        (self.open && !typed.is_empty()).then(|| typed.to_owned())
    }

    /// Forgets what was chosen, when another file is open.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// Shows the palette; what was chosen goes out as an action.
    pub fn ui(&mut self, ui: &Ui, answer: Option<Answer<'_>>, out: &mut Vec<Action>) {
        if !self.open {
            return;
        }
        let id = Id::unique("palette");
        let area = Area::new(id)
            .kind(UiKind::Modal)
            .sense(Sense::hover())
            .anchor(Align2::CENTER_TOP, vec2(0.0, 56.0))
            .order(Order::Foreground)
            .interactable(true);
        let frame = Frame::popup(ui.style())
            .fill(theme::palette(ui).surface)
            .corner_radius(CornerRadius::same(theme::RADIUS + 4))
            .inner_margin(Margin::same(10));
        let shown = Modal::new(id)
            .area(area)
            .frame(frame)
            .backdrop_color(Color32::from_black_alpha(60))
            .show(ui.ctx(), |ui| {
                ui.set_width(WIDTH);
                self.content(ui, answer)
            });
        if let Some(item) = shown.inner {
            self.choose(item, out);
        } else if shown.backdrop_response.clicked()
            || ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape))
        {
            self.open = false;
        }
    }

    fn content(&mut self, ui: &mut Ui, answer: Option<Answer<'_>>) -> Option<Item> {
        // the field would take these for its caret
        let (down, up, page_down, page_up, enter, everywhere) = ui.input_mut(|i| {
            (
                i.consume_key(Modifiers::NONE, Key::ArrowDown),
                i.consume_key(Modifiers::NONE, Key::ArrowUp),
                i.consume_key(Modifiers::NONE, Key::PageDown),
                i.consume_key(Modifiers::NONE, Key::PageUp),
                i.consume_key(Modifiers::NONE, Key::Enter),
                i.consume_key(Modifiers::COMMAND, Key::Enter),
            )
        });
        let field = TextField::line("Tìm hoặc làm", "")
            .hint("Gõ tên phường, tồn tại, việc cần làm… không cần dấu")
            .focus(true);
        if field.bind(ui, &mut self.typed) {
            self.lit = 0;
            self.enter_waits = false;
        }
        let items = self.items(answer);
        let last = items.len().saturating_sub(1);
        if down {
            self.lit = if self.lit >= last { 0 } else { self.lit + 1 };
        } else if up {
            self.lit = self.lit.checked_sub(1).unwrap_or(last);
        } else if page_down {
            self.lit = (self.lit + 6).min(last);
        } else if page_up {
            self.lit = self.lit.saturating_sub(6);
        }
        self.lit = self.lit.min(last);
        ui.add_space(theme::GAP_SMALL);
        let moved = down || up || page_down || page_up;
        let clicked = self.list(ui, &items, moved);
        foot(ui);
        let waiting = answer.is_some_and(|answer| !answer.fresh)
            || (answer.is_none() && self.wanted().is_some());
        if enter || self.enter_waits {
            self.enter_waits = waiting;
            if !waiting {
                return items.into_iter().nth(self.lit);
            }
        }
        if everywhere && self.wanted().is_some() {
            return Some(Item::Everywhere);
        }
        clicked.and_then(|place| items.into_iter().nth(place))
    }

    /// The best first; of equals, things before deeds.
    fn items(&self, answer: Option<Answer<'_>>) -> Vec<Item> {
        let wanted = Wanted::new(&self.typed);
        let deeds = commands::all()
            .iter()
            .filter(|entry| entry.deed.is_some_and(|deed| deed != Deed::Find));
        if wanted.is_empty() {
            let lately = self.lately.iter().cloned().map(Item::Thing);
            return lately.chain(deeds.map(Item::Deed)).collect();
        }
        let mut ranked: Vec<(u8, Item)> = answer
            .map_or(&[][..], |answer| answer.found)
            .iter()
            .map(|found| (found.closeness * 2, Item::Thing(found.clone())))
            .collect();
        ranked.extend(deeds.filter_map(|entry| {
            let close = wanted.closeness(entry.label).or_else(|| {
                let more = format!("{} {}", entry.label, entry.also);
                wanted.closeness(&more).map(|_| 4)
            })?;
            Some((close * 2 + 1, Item::Deed(entry)))
        }));
        ranked.sort_by_key(|(close, _)| *close);
        let everywhere = std::iter::once(Item::Everywhere);
        ranked
            .into_iter()
            .map(|(_, item)| item)
            .chain(everywhere)
            .collect()
    }

    fn list(&self, ui: &mut Ui, items: &[Item], moved: bool) -> Option<usize> {
        let wanted = Wanted::new(&self.typed);
        let mut clicked = None;
        ScrollArea::vertical()
            .id_salt(&self.typed)
            .max_height(ROW * 9.5)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for (place, item) in items.iter().enumerate() {
                    let lit = place == self.lit;
                    let response = line(ui, item, &self.typed, &wanted, lit);
                    if response.clicked() {
                        clicked = Some(place);
                    }
                    if lit && moved {
                        response.scroll_to_me(Some(Align::Center));
                    }
                }
            });
        clicked
    }

    fn choose(&mut self, item: Item, out: &mut Vec<Action>) {
        self.open = false;
        match item {
            Item::Deed(entry) => out.extend(entry.deed.map(Action::Do)),
            Item::Everywhere => {
                out.push(Action::Go(Route::Search(self.typed.trim().to_owned())));
            }
            Item::Thing(found) => {
                out.push(lead_to(found.kind));
                self.lately.retain(|other| other.kind != found.kind);
                self.lately.insert(0, found);
                self.lately.truncate(LATELY);
            }
        }
    }
}

/// Where a found thing leads.
fn lead_to(kind: FoundKind) -> Action {
    match kind {
        FoundKind::Unit(id) => Action::Go(Route::Unit(id)),
        FoundKind::Visit(id) | FoundKind::Conclusion(id) => Action::Go(Route::Visit(id)),
        FoundKind::Model(id) => Action::Go(Route::Model(id)),
        FoundKind::Programme(id) => Action::Go(Route::Programmes(ProgrammesPlace::Programme(id))),
        FoundKind::Dialogue(id) => Action::Go(Route::Programmes(ProgrammesPlace::Dialogue(id))),
        FoundKind::Document(id) => Action::Go(Route::Guiding(GuidingPlace::of(id))),
        FoundKind::Paper(id) => Action::Go(Route::IssuedPaper(IssuedId::Paper(id))),
        FoundKind::Shortcoming(id) => Action::ShowShortcoming(id),
    }
}

fn line(
    ui: &mut Ui,
    item: &Item,
    typed: &str,
    wanted: &Wanted,
    lit: bool,
) -> eframe::egui::Response {
    let colours = theme::palette(ui);
    let everywhere = format!("Tìm “{}” trong mọi nội dung đã ghi", typed.trim());
    let (title, detail, side) = match item {
        Item::Deed(entry) => (entry.label, "", entry.shortcut()),
        Item::Thing(found) => (
            found.title.as_str(),
            found.detail.as_str(),
            found.kind.label().to_owned(),
        ),
        Item::Everywhere => (everywhere.as_str(), "", "Ctrl+Enter".to_owned()),
    };
    let height = if detail.is_empty() { 34.0 } else { ROW };
    let size = Vec2::new(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        let said = [title, detail, &side];
        let said: Vec<&str> = said.into_iter().filter(|part| !part.is_empty()).collect();
        WidgetInfo::selected(Role::ListBoxOption, true, lit, said.join(", "))
    });
    let fill = if lit {
        Some(colours.selected)
    } else if response.hovered() {
        Some(colours.hover)
    } else {
        None
    };
    if let Some(fill) = fill {
        ui.painter()
            .rect_filled(rect, CornerRadius::same(theme::RADIUS), fill);
    }
    let tone = match item {
        Item::Thing(_) => Tone::Info,
        Item::Deed(_) | Item::Everywhere => Tone::Neutral,
    };
    let side_font = FontId::proportional(theme::SMALL_SIZE);
    let side_text = ui
        .painter()
        .layout_no_wrap(side, side_font, colours.tone(tone).fg);
    let inner = rect.shrink2(vec2(10.0, 0.0));
    let side_at = inner.right_center() - vec2(side_text.size().x, side_text.size().y / 2.0);
    let room = side_at.x - inner.left() - theme::GAP_LARGE;
    ui.painter().galley(side_at, side_text, colours.weak);
    let marked = match item {
        Item::Everywhere => Vec::new(),
        Item::Deed(_) | Item::Thing(_) => wanted.marks(title),
    };
    let job = mark::job(ui, title, &marked, theme::TEXT_SIZE, colours.text);
    let title_at = if detail.is_empty() {
        inner.center().y - 10.0
    } else {
        rect.top() + 3.0
    };
    cut_line(
        ui,
        job,
        Rect::from_min_size(eframe::egui::pos2(inner.left(), title_at), vec2(room, 22.0)),
    );
    if !detail.is_empty() {
        let job = mark::job(
            ui,
            detail,
            &wanted.marks(detail),
            theme::SMALL_SIZE,
            colours.weak,
        );
        let at = Rect::from_min_size(
            eframe::egui::pos2(inner.left(), rect.top() + 23.0),
            vec2(room, 20.0),
        );
        cut_line(ui, job, at);
    }
    response
}

fn cut_line(ui: &Ui, mut job: LayoutJob, place: Rect) {
    job.wrap.max_width = place.width();
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    ui.painter().galley(place.min, galley, Color32::PLACEHOLDER);
}

fn foot(ui: &mut Ui) {
    let colours = theme::palette(ui);
    ui.add_space(theme::GAP_SMALL);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(
        rect.x_range(),
        rect.center().y,
        Stroke::new(1.0, colours.line),
    );
    ui.label(
        theme::small("Mũi tên để chọn · Enter mở · Ctrl+Enter tìm trong mọi nội dung · Esc đóng")
            .color(colours.weak),
    );
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use eframe::egui::Event;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::domain::{UnitId, VisitId};
    use crate::ui::testing::window;

    type Sent = Rc<RefCell<Vec<Action>>>;

    fn found() -> Vec<Found> {
        let id = uuid::Uuid::from_u128;
        vec![
            Found {
                kind: FoundKind::Unit(UnitId(id(1))),
                title: "Phường Phúc Đồng".into(),
                detail: String::new(),
                closeness: 0,
            },
            Found {
                kind: FoundKind::Visit(VisitId(id(2))),
                title: "Phường Phúc Đồng · Giám sát định kỳ · 12/12/2022".into(),
                detail: "Đã giám sát".into(),
                closeness: 2,
            },
        ]
    }

    fn palette(fresh: Rc<RefCell<bool>>) -> (Harness<'static>, Sent) {
        let sent: Sent = Rc::default();
        let seen = sent.clone();
        let mut palette = Palette::default();
        palette.open();
        let things = found();
        let harness = window(move |ui| {
            let answer = palette.wanted().map(|_| Answer {
                found: &things,
                fresh: *fresh.borrow(),
            });
            palette.ui(ui, answer, &mut seen.borrow_mut());
            ui.label(if palette.is_open() { "mở" } else { "đóng" });
        });
        (harness, sent)
    }

    fn ready() -> Rc<RefCell<bool>> {
        Rc::new(RefCell::new(true))
    }

    fn type_text(harness: &mut Harness<'_>, text: &str) {
        harness.step();
        harness.event(Event::Text(text.to_owned()));
        harness.step();
        harness.step();
    }

    #[test]
    fn the_best_is_lit_and_enter_goes_there() {
        let (mut harness, sent) = palette(ready());
        type_text(&mut harness, "phuc dong");
        harness.get_by_label("Phường Phúc Đồng, Đơn vị");
        harness.key_press(Key::Enter);
        harness.step();
        harness.step();
        assert!(matches!(&sent.borrow()[..], [Action::Go(Route::Unit(_))]));
        harness.get_by_label("đóng");
    }

    #[test]
    fn arrows_move_and_commands_are_found_by_their_words() {
        let (mut harness, sent) = palette(ready());
        type_text(&mut harness, "phuc dong");
        harness.key_press(Key::ArrowDown);
        harness.key_press(Key::Enter);
        harness.step();
        harness.step();
        assert!(matches!(&sent.borrow()[..], [Action::Go(Route::Visit(_))]));
        let (mut harness, sent) = palette(ready());
        type_text(&mut harness, "ghi cuoc");
        let line = harness.get_by_label("Ghi cuộc giám sát mới, Ctrl+N");
        line.click();
        harness.step();
        harness.step();
        assert!(matches!(&sent.borrow()[..], [Action::Do(Deed::NewVisit)]));
    }

    #[test]
    fn enter_waits_for_the_answer_to_what_was_typed() {
        let fresh = Rc::new(RefCell::new(false));
        let (mut harness, sent) = palette(fresh.clone());
        type_text(&mut harness, "phuc dong");
        harness.key_press(Key::Enter);
        harness.step();
        harness.step();
        assert!(sent.borrow().is_empty());
        *fresh.borrow_mut() = true;
        harness.step();
        harness.step();
        assert!(matches!(&sent.borrow()[..], [Action::Go(Route::Unit(_))]));
    }

    #[test]
    fn escape_closes_and_ctrl_enter_looks_everywhere() {
        let (mut harness, sent) = palette(ready());
        type_text(&mut harness, "lưu hồ sơ");
        harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
        harness.step();
        harness.step();
        assert!(
            matches!(&sent.borrow()[..], [Action::Go(Route::Search(words))] if words == "lưu hồ sơ")
        );
        let (mut harness, sent) = palette(ready());
        harness.step();
        harness.key_press(Key::Escape);
        harness.step();
        harness.step();
        assert!(sent.borrow().is_empty());
        harness.get_by_label("đóng");
    }
}
