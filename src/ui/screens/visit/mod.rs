//! One visit: what it is about, the checklist, what was found, the conclusion.

mod attached;
mod checklist;
mod conclusion;
mod conclusion_head;
#[cfg(test)]
mod conclusion_tests;
mod correcting;
mod covered;
mod deadline;
mod documents;
mod drop;
mod edits;
mod field;
mod find;
mod findings;
mod general;
mod item;
mod item_past;
mod item_row;
mod moves;
mod offers;
mod orders;
#[cfg(test)]
mod orders_tests;
mod papers;
mod paragraphs;
mod participants;
mod pictures;
mod progress;
mod questions;
#[cfg(test)]
mod sample;
mod shortcoming_fields;
mod shortcoming_form;
mod shortcoming_start;
#[cfg(test)]
mod stage;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_files;
#[cfg(test)]
mod tests_speed;
mod typing;
mod walk;

use std::sync::Arc;

use eframe::egui::{Key, Modifiers, ScrollArea, Ui};

use self::edits::Edits;
use self::progress::Progress;
use self::shortcoming_form::Writing;
use self::shortcoming_start::Start;
use self::typing::Typing;
use crate::domain::{ItemId, VisitId, VisitState};
use crate::read::repeat::EarlierFinding;
use crate::read::{VisitFilter, VisitPage};
use crate::ui::action::{Action, Route, ScreenContext};
use crate::ui::loaded::Loaded;
use crate::ui::preview::{PaperPane, Pictures};
use crate::ui::theme;
use crate::ui::widgets::{button, icon::Icon, in_hand, notice, tabs};
use crate::worker::Thumbnail;

/// A part of the visit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    General,
    #[default]
    Checklist,
    Findings,
    Conclusion,
    Documents,
}

impl Tab {
    /// What is looked for first: in a visit that is held the checklist, in one that has its paper the paper.
    fn of_state(page: &VisitPage) -> Self {
        let done = matches!(page.visit.state, VisitState::Concluded | VisitState::Closed);
        if done && page.conclusion.is_some() {
            Self::Conclusion
        } else {
            Self::default()
        }
    }
}

const TABS: [Tab; 5] = [
    Tab::General,
    Tab::Checklist,
    Tab::Findings,
    Tab::Conclusion,
    Tab::Documents,
];

/// What a tab asks of the screen around it.
#[derive(Debug)]
enum Wish {
    /// Opens the form of a shortcoming.
    Write(Box<Start>),
    /// Shows another tab.
    Open(Tab),
    /// Shows one item of the checklist.
    ShowItem(ItemId),
}

/// What a tab sees of the visit, and where its wishes go.
struct View<'a> {
    page: &'a VisitPage,
    ctx: ScreenContext<'a>,
    /// Whether the visit may still be changed.
    editable: bool,
    edits: &'a mut Edits,
    pictures: &'a pictures::Pictures,
    out: &'a mut Vec<Action>,
    wishes: Vec<Wish>,
    /// What was found wanting before on the items.
    earlier: &'a [EarlierFinding],
}

/// The screen of one visit: only drafts, selection and focus live here.
#[derive(Debug, Default)]
pub struct VisitScreen {
    shown: Option<VisitId>,
    tab: Tab,
    edits: Edits,
    general: general::GeneralTab,
    checklist: checklist::ChecklistTab,
    findings: findings::FindingsTab,
    conclusion: conclusion::ConclusionTab,
    pane: PaperPane,
    typing: Typing,
    moves: moves::Moves,
    writing: Writing,
    pictures: pictures::Pictures,
    earlier: Arc<Vec<EarlierFinding>>,
    /// The tab to show once this frame's fields have handed out what was typed.
    next: Option<Tab>,
}

impl VisitScreen {
    /// Starts with one part of the visit.
    #[cfg(test)]
    fn open(&mut self, tab: Tab) {
        self.next = Some(tab);
    }

    /// Takes in the small pictures of the visit's photos.
    pub fn take_pictures(&mut self, ui: &Ui, thumbs: &[(String, Thumbnail)], version: u64) {
        self.pictures.take(ui, thumbs, version);
    }

    /// Takes in the printed conclusion, where its pages are shown.
    pub fn load_paper(
        &mut self,
        ui: &Ui,
        page: &VisitPage,
        loaded: &mut Loaded,
        pictures: &Pictures,
    ) {
        let same = self.shown == Some(page.visit.id);
        if self.writing.is_open()
            && let Some(earlier) = loaded.earlier_findings(page.visit.id)
        {
            self.earlier = earlier.data.clone();
        }
        if same
            && self.tab == Tab::Conclusion
            && let Some(conclusion) = self.conclusion.with_pages(page)
        {
            let typed = self.edits.typed(&conclusion.paragraphs);
            let typed = self.typing.rested(ui, typed);
            self.pane.load_typed(page.visit.id, typed, loaded, pictures);
        }
        if same && self.tab == Tab::Conclusion && conclusion::ConclusionTab::wants_offers(page) {
            self.conclusion.offers = loaded
                .draft_offers(page.visit.id)
                .map(|offers| offers.data.clone());
        }
    }

    /// Shows the visit.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        page: &VisitPage,
        ctx: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        self.take_over(page, ctx);
        let mut view = View {
            page,
            ctx: *ctx,
            editable: page.visit.state.is_open(),
            edits: &mut self.edits,
            pictures: &self.pictures,
            out,
            wishes: Vec::new(),
            earlier: &self.earlier,
        };
        let progress = Progress::of(&view);
        if !self.moves.is_open() && !self.writing.is_open() {
            self.next = shortcut(ui).or(self.next.take());
        }
        header(ui, &mut view, &mut self.moves, &progress, self.tab);
        let chosen = TABS.iter().position(|tab| *tab == self.tab).unwrap_or(0);
        let clicked = tabs::show(ui, &tab_words(page, &progress), chosen);
        if let Some(tab) = clicked.and_then(|index| TABS.get(index)) {
            self.next = Some(*tab);
        }
        ui.add_space(theme::GAP_SMALL);
        if let Some(why) = moves::why_locked(page) {
            notice::show(ui, theme::Tone::Info, &why);
        }
        let keys = !self.moves.is_open() && !self.writing.is_open();
        match self.tab {
            Tab::General => scrolled(ui, "general", |ui| self.general.ui(ui, &mut view)),
            Tab::Checklist => self.checklist.ui(ui, &mut view, &progress, keys),
            Tab::Findings => scrolled(ui, "findings", |ui| self.findings.ui(ui, &mut view)),
            Tab::Conclusion => {
                self.conclusion
                    .ui(ui, &mut view, &mut self.moves, &mut self.pane);
            }
            Tab::Documents => scrolled(ui, "documents", |ui| documents::ui(ui, &mut view)),
        }
        let target = drop::target(&view, self.tab, &self.checklist, &self.writing);
        drop::take(ui, &mut view, target);
        self.moves.dialogs(ui, &mut view, &progress);
        self.writing.ui(ui, &mut view);
        for wish in std::mem::take(&mut view.wishes) {
            match wish {
                Wish::Write(start) => self.writing.open(*start, view.page),
                Wish::Open(tab) => self.next = Some(tab),
                Wish::ShowItem(item) => {
                    self.next = Some(Tab::Checklist);
                    self.checklist.select(item);
                }
            }
        }
        if let Some(tab) = self.next.take() {
            self.tab = tab;
            ui.ctx().request_repaint();
        }
    }

    /// Follows the page: another visit starts afresh, a refused change shows the file again.
    fn take_over(&mut self, page: &VisitPage, ctx: &ScreenContext<'_>) {
        if self.shown != Some(page.visit.id) {
            *self = Self {
                shown: Some(page.visit.id),
                tab: Tab::of_state(page),
                next: self.next.take(),
                pictures: std::mem::take(&mut self.pictures),
                ..Self::default()
            };
        }
        self.edits.settle(page, *ctx);
        self.writing.settle(*ctx);
    }
}

/// Ctrl+1 to Ctrl+5 choose the tab; Ctrl+S saves what is being typed.
fn shortcut(ui: &Ui) -> Option<Tab> {
    let keys = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5];
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, key));
    if ui.input(|i| i.modifiers.command && i.key_pressed(Key::S)) {
        in_hand::leave(ui);
    }
    let (_, tab) = keys.into_iter().zip(TABS).find(|(key, _)| pressed(*key))?;
    in_hand::leave(ui);
    Some(tab)
}

fn header(
    ui: &mut Ui,
    view: &mut View<'_>,
    moves: &mut moves::Moves,
    progress: &Progress,
    tab: Tab,
) {
    let page = view.page;
    ui.horizontal(|ui| {
        ui.set_min_height(theme::CONTROL_HEIGHT + 4.0);
        if button::icon(ui, Icon::Left, "Về danh sách cuộc giám sát").clicked() {
            view.out
                .push(Action::Go(Route::Visits(VisitFilter::default())));
        }
        let time = page
            .visit
            .time
            .map(|time| format!(" {time}"))
            .unwrap_or_default();
        let title = format!("{}{time}", page.title());
        ui.with_layout(
            eframe::egui::Layout::right_to_left(eframe::egui::Align::Center),
            |ui| {
                moves.buttons(ui, view, progress, tab);
                papers::menu(ui, view);
                moves::state_badge(ui, page);
                ui.with_layout(
                    eframe::egui::Layout::left_to_right(eframe::egui::Align::Center),
                    |ui| {
                        let text = theme::title_text(title);
                        ui.add(eframe::egui::Label::new(text).truncate());
                    },
                );
            },
        );
    });
}

fn tab_words(page: &VisitPage, progress: &Progress) -> Vec<tabs::Tab> {
    let findings = match page.shortcomings.len() {
        0 => "Ưu điểm · Tồn tại".to_owned(),
        count => format!("Ưu điểm · Tồn tại {count}"),
    };
    let documents = match page.attachments.len() {
        0 => "Tài liệu".to_owned(),
        count => format!("Tài liệu {count}"),
    };
    let checklist = format!("Kiểm tra {}/{}", progress.rated(), progress.total());
    [
        ("Thông tin".to_owned(), "Ctrl+1"),
        (checklist, "Ctrl+2"),
        (findings, "Ctrl+3"),
        ("Kết luận".to_owned(), "Ctrl+4"),
        (documents, "Ctrl+5"),
    ]
    .into_iter()
    .map(|(words, shortcut)| tabs::Tab { words, shortcut })
    .collect()
}

fn scrolled(ui: &mut Ui, salt: &str, content: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical()
        .id_salt(("visit", salt))
        .auto_shrink([false, false])
        .show(ui, content);
}
