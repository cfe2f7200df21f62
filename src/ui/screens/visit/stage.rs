//! The screen of a visit without a window around it, worked by keys and names of fields.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::sample::day;
use super::{Tab, VisitScreen};
use crate::read::{DraftOffer, VisitPage};
use crate::ui::action::{Action, Answers, ScreenContext, Subject};
use crate::ui::testing::window;
use crate::worker::{Changes, Command, Done, Failure};

/// The screen on a made-up page, with everything it wished for.
pub(super) struct Stage {
    pub harness: Harness<'static>,
    pub page: Rc<RefCell<VisitPage>>,
    pub answers: Rc<RefCell<Answers>>,
    /// What a fresh draft would change, as the window loads it.
    pub offers: Rc<RefCell<Vec<DraftOffer>>>,
    wishes: Rc<RefCell<Vec<Action>>>,
}

impl Stage {
    pub fn new(page: VisitPage, tab: Tab) -> Self {
        let page = Rc::new(RefCell::new(page));
        let answers = Rc::new(RefCell::new(Answers::default()));
        let wishes = Rc::new(RefCell::new(Vec::new()));
        let (shown, told, out) = (page.clone(), answers.clone(), wishes.clone());
        let offers = Rc::new(RefCell::new(Vec::new()));
        let offered: Rc<RefCell<Vec<DraftOffer>>> = offers.clone();
        let mut screen = VisitScreen::default();
        screen.open(tab);
        let harness = window(move |ui| {
            let told = told.borrow();
            screen.conclusion.offers = Some(Arc::new(offered.borrow().clone()));
            let ctx = ScreenContext {
                today: day("12/12/2022"),
                status: None,
                answers: &told,
            };
            screen.ui(ui, &shown.borrow(), &ctx, &mut out.borrow_mut());
        });
        let mut stage = Self {
            harness,
            page,
            answers,
            offers,
            wishes,
        };
        stage.settle();
        stage
    }

    /// A second of frames: typed text has come to rest.
    pub fn settle(&mut self) {
        for _ in 0..22 {
            self.harness.step();
        }
    }

    pub fn press(&mut self, key: Key) {
        self.harness.key_press(key);
        for _ in 0..4 {
            self.harness.step();
        }
    }

    /// What a keyboard sends for a digit: the key and the letter.
    pub fn digit(&mut self, key: Key, letter: &str) {
        self.harness.key_press(key);
        self.harness.event(Event::Text(letter.to_owned()));
        for _ in 0..4 {
            self.harness.step();
        }
    }

    pub fn command(&mut self, key: Key) {
        self.harness.key_press_modifiers(Modifiers::COMMAND, key);
        for _ in 0..4 {
            self.harness.step();
        }
    }

    pub fn type_text(&mut self, words: &str) {
        self.harness.event(Event::Text(words.to_owned()));
        self.harness.step();
    }

    pub fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        for _ in 0..4 {
            self.harness.step();
        }
    }

    /// Empties a field and types into it.
    pub fn fill(&mut self, label: &str, words: &str) {
        self.harness.get_by_label(label).focus();
        self.harness.step();
        self.command(Key::A);
        self.type_text(words);
    }

    pub fn value(&self, label: &str) -> String {
        self.harness.get_by_label(label).value().unwrap_or_default()
    }

    pub fn sees(&self, words: &str) -> bool {
        self.harness
            .query_all_by_label_contains(words)
            .next()
            .is_some()
    }

    /// The commands since the last call.
    pub fn commands(&self) -> Vec<Command> {
        let all = std::mem::take(&mut *self.wishes.borrow_mut());
        let commands = all.into_iter().filter_map(|action| {
            if let Action::Run(command) = action {
                Some(command)
            } else {
                None
            }
        });
        commands.collect()
    }

    pub fn wishes(&self) -> Vec<Action> {
        std::mem::take(&mut *self.wishes.borrow_mut())
    }

    pub fn refuse(&mut self, subject: Subject, failure: Failure) {
        self.answers.borrow_mut().refused(subject, failure);
        self.settle();
    }

    pub fn succeed(&mut self, subject: Subject) {
        let done = Done {
            message: "Đã lưu".into(),
            changes: Changes::default(),
            made: None,
            undoable: true,
        };
        self.answers.borrow_mut().succeeded(subject, done);
        self.harness.step();
        self.answers.borrow_mut().next_frame();
        self.settle();
    }
}
