//! The whole window over a real file without a screen: worked by the names of what stands on it.

use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate};
use eframe::egui::{self, Event, Key, Modifiers, accesskit::Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use qcdc::register::Register;
use qcdc::ui::memory::Memory;
use qcdc::ui::{app::App, files::Pick, link::Link, theme};
use qcdc::worker::Worker;

/// How often to look for something that the worker has to bring.
const PATIENCE: usize = 400;

pub struct Desk {
    pub harness: Harness<'static, App>,
    pub folder: tempfile::TempDir,
    /// What the next question for a file is answered with; a name is put into the folder otherwise.
    pub next_path: NextPath,
}

fn on(day: u32) -> DateTime<FixedOffset> {
    let day = NaiveDate::from_ymd_opt(2022, 12, day).unwrap();
    let zone = FixedOffset::east_opt(7 * 3600).unwrap();
    day.and_hms_opt(9, 41, 0)
        .unwrap()
        .and_local_timezone(zone)
        .unwrap()
}

/// What the next question for a file is answered with.
pub type NextPath = Rc<RefCell<Option<PathBuf>>>;

/// The program over a file; what it saves goes into a folder unless the next answer is another one.
pub fn app(
    register: Register,
    place: PathBuf,
    now: impl Fn() -> DateTime<FixedOffset> + 'static,
    memory: Memory,
) -> (App, NextPath) {
    let (worker, replies) = Worker::start(register, Box::new(|| {})).unwrap();
    let next_path = NextPath::default();
    let answer_with = next_path.clone();
    let app = App::new(
        Link::to(worker, replies),
        Box::new(move || now().naive_local()),
        Box::new(move |pick, sender| {
            let next = answer_with.borrow_mut().take();
            let answer = next.or(match pick {
                Pick::Save { name, .. } => Some(place.join(name)),
                Pick::Folder { .. } => Some(place.clone()),
                Pick::Open { .. } => None,
            });
            sender.send(answer).unwrap();
        }),
    );
    (app.remembering(memory), next_path)
}

impl Desk {
    /// A new file of Long Biên, opened on a day of December 2022; the first-start guide was seen.
    pub fn new(day: u32) -> Self {
        Self::open(day, true, Memory::default())
    }

    /// The same at its very first start.
    pub fn first_start(day: u32) -> Self {
        Self::open(day, false, Memory::default())
    }

    /// The same with what the window remembers.
    pub fn open(day: u32, guided: bool, memory: Memory) -> Self {
        Self::within(tempfile::tempdir().unwrap(), day, guided, memory)
    }

    /// The same on a disk that can be told to fail.
    pub fn on_a_faulty_disk(day: u32) -> (Self, faulty_disk::Disk) {
        let folder = tempfile::tempdir().unwrap();
        let disk = faulty_disk::Disk::below(folder.path());
        (Self::within(folder, day, true, Memory::default()), disk)
    }

    fn within(folder: tempfile::TempDir, day: u32, guided: bool, memory: Memory) -> Self {
        let file = folder.path().join("Long Biên.qcdc");
        let clock = move || on(day);
        let mut register =
            Register::create(&file, "long-bien", "lan".to_owned(), Box::new(clock)).unwrap();
        if guided {
            register.end_guide().unwrap();
        }
        Self::over(register, folder, day, memory)
    }

    /// The sample of `qcdc demo`.
    pub fn sample() -> Self {
        Self::sample_at(on(20))
    }

    /// The same at any moment.
    pub fn sample_at(now: DateTime<FixedOffset>) -> Self {
        let (folder, register) = crate::support::sample::sample("lan", now);
        Self::over_at(register, folder, now, Memory::default())
    }

    /// A window of a file that was opened elsewhere.
    pub fn over(register: Register, folder: tempfile::TempDir, day: u32, memory: Memory) -> Self {
        Self::over_at(register, folder, on(day), memory)
    }

    /// The same at any moment.
    pub fn over_at(
        register: Register,
        folder: tempfile::TempDir,
        now: DateTime<FixedOffset>,
        memory: Memory,
    ) -> Self {
        let place = folder.path().to_owned();
        Self::writing_to(register, place, folder, now, memory)
    }

    /// The same with another folder for what is written.
    pub fn writing_to(
        register: Register,
        place: PathBuf,
        folder: tempfile::TempDir,
        now: DateTime<FixedOffset>,
        memory: Memory,
    ) -> Self {
        let (app, next_path) = app(register, place, move || now, memory);
        let harness = Harness::builder()
            .with_size(egui::vec2(1366.0, 768.0))
            .with_step_dt(1.0 / 20.0)
            .with_theme(egui::Theme::Light)
            .with_context_setup(|ctx| theme::apply(ctx, theme::Appearance::Light))
            .build_ui_state(|ui, app: &mut App| app.show(ui), app);
        Self {
            harness,
            folder,
            next_path,
        }
    }

    pub fn sees(&self, words: &str) -> bool {
        self.harness
            .query_all_by_label_contains(words)
            .next()
            .is_some()
    }

    /// Waits until words stand on the screen.
    pub fn wait(&mut self, words: &str) {
        for _ in 0..PATIENCE {
            self.harness.step();
            if self.sees(words) {
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("“{words}” is not on the screen:\n{}", self.screen());
    }

    /// Lets the fields hand out what was typed and the worker answer.
    pub fn rest(&mut self) {
        for _ in 0..24 {
            self.harness.step();
        }
        self.be_still();
    }

    /// Waits until the worker has answered all and nothing on the screen moves: a click goes to a place, and what is
    /// there is whatever the last answer laid there.
    fn be_still(&mut self) {
        let (mut before, mut still) = (None, 0);
        for _ in 0..PATIENCE {
            self.harness.step();
            let places = self.harness.state().at_rest().then(|| self.places());
            still = if places.is_some() && places == before {
                still + 1
            } else {
                0
            };
            if still == 2 {
                return;
            }
            if places.is_none() {
                std::thread::sleep(Duration::from_millis(5));
            }
            before = places;
        }
    }

    /// Where everything stands.
    fn places(&self) -> Vec<[u64; 4]> {
        let nodes = self.harness.root().children_recursive();
        let bounds = nodes.filter_map(|node| node.accesskit_node().bounding_box());
        bounds
            .map(|at| [at.x0, at.y0, at.x1, at.y1].map(f64::to_bits))
            .collect()
    }

    /// All words on the screen, for a test that fails.
    pub fn screen(&self) -> String {
        let nodes = self.harness.root().children_recursive();
        let words: Vec<String> = nodes
            .filter_map(|node| {
                let node = node.accesskit_node();
                let value = node.value().unwrap_or_default();
                let label = node.label().unwrap_or_default();
                let said = !label.is_empty() || !value.is_empty();
                said.then(|| format!("{:?} {label} [{value}]", node.role()))
            })
            .collect();
        words.join("\n")
    }

    pub fn click(&mut self, name: &str) {
        self.wait(name);
        self.be_still();
        let Some(node) = self.harness.query_all_by_label(name).last() else {
            panic!("nothing is called “{name}”:\n{}", self.screen());
        };
        node.click();
        self.rest();
    }

    /// Presses a button from the keyboard, wherever the screen is scrolled to.
    pub fn press(&mut self, name: &str) {
        self.wait(name);
        let Some(node) = self.harness.query_all_by_label(name).last() else {
            panic!("nothing is called “{name}”:\n{}", self.screen());
        };
        node.focus();
        self.harness.step();
        self.key(Key::Space);
    }

    /// Chooses a place of the rail or a tab.
    pub fn tab(&mut self, name: &str) {
        self.be_still();
        let named = |fits: &dyn Fn(&str) -> bool| {
            let mut tabs = self.harness.get_all_by_role(Role::Tab);
            tabs.find(|node| node.accesskit_node().label().is_some_and(|l| fits(&l)))
        };
        let node =
            named(&|label| label == name).or_else(|| named(&|label| label.starts_with(name)));
        let Some(node) = node else {
            panic!("no tab “{name}”:\n{}", self.screen());
        };
        node.click();
        self.rest();
    }

    /// Clicks the row of a list that holds these words.
    pub fn row(&mut self, words: &str) {
        self.part(Role::Row, words);
    }

    /// Clicks what is of a role and has these words in its name.
    pub fn part(&mut self, role: Role, words: &str) {
        self.wait(words);
        self.be_still();
        let node = self.harness.get_all_by_role(role).find(|node| {
            let label = node.accesskit_node().label();
            label.is_some_and(|label| label.contains(words))
        });
        let Some(node) = node else {
            panic!("no {role:?} “{words}”:\n{}", self.screen());
        };
        node.click();
        self.rest();
    }

    pub fn text(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.harness.step();
    }

    /// Types letter by letter, as a person does.
    pub fn keys(&mut self, text: &str) {
        for letter in text.chars() {
            self.text(&letter.to_string());
        }
    }

    /// What stands in a field.
    pub fn value(&self, name: &str) -> String {
        let field = self.harness.get_by_label(name);
        field.value().unwrap_or_default()
    }

    pub fn key(&mut self, key: Key) {
        self.harness.key_press(key);
        self.rest();
    }

    pub fn command(&mut self, key: Key) {
        self.held(Modifiers::COMMAND, key);
    }

    pub fn held(&mut self, held: Modifiers, key: Key) {
        self.harness.key_press_modifiers(held, key);
        self.rest();
    }

    /// Types over what a field holds.
    pub fn fill(&mut self, name: &str, text: &str) {
        self.wait(name);
        self.harness.get_by_label(name).focus();
        self.harness.step();
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        self.harness.step();
        self.text(text);
    }

    /// Picks from a list by typing part of a name without marks.
    pub fn choose(&mut self, name: &str, typed: &str) {
        self.wait(name);
        self.be_still();
        // its words may stand before it
        let fields = self.harness.get_all_by_label(name);
        fields.last().unwrap().click();
        self.rest();
        self.text(typed);
        self.key(Key::Enter);
    }

    pub fn file(&self, ending: &str) -> PathBuf {
        let found = std::fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .find(|path| path.extension().is_some_and(|kind| kind == ending));
        found.unwrap()
    }
}
