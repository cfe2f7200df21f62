//! The window: takes the worker's answers in, shows the screen of the route, carries the screens' wishes out.

use std::collections::VecDeque;

use chrono::{NaiveDate, NaiveDateTime};
use eframe::egui::{CentralPanel, Context, Frame, Margin, OpenUrl, Ui};

use super::action::{Action, Answers, Route, ScreenContext, Subject, is_loud};
use super::bar::{self, Bar, BarEvent, Saving};
use super::dialogs::new_file::NewFileDialog;
use super::dialogs::new_visit::NewVisitDialog;
use super::dialogs::unlock::UnlockDialog;
use super::export::Export;
use super::files::{self, Answer, Asked, FileKind, Pick, Picker};
use super::guide::Guide;
use super::link::Link;
use super::loaded::Loaded;
use super::lock::WindowLock;
use super::memory::Memory;
use super::palette::{Answer as Found, Palette};
use super::screens::Screens;
use super::shell;
use super::theme;
use super::trouble::Trouble;
use super::widgets::button;
use super::widgets::text_field;
use super::widgets::toast::{ToastAction, Toasts};

mod deeds;
mod file;
mod place;
mod replies;
mod safety;
mod send;
mod settle;
mod visitors;
use crate::domain::AttachTo;
use crate::read::grid::GridKind;
use crate::worker::{Cancel, Command, Errand, Job, Progress};
use place::same_place;

/// Tells the time of day here.
pub type Clock = Box<dyn Fn() -> NaiveDateTime>;

/// How far "back" remembers.
const BACK: usize = 30;

/// The whole window.
pub struct App {
    link: Link,
    clock: Clock,
    picker: Picker,
    loaded: Loaded,
    answers: Answers,
    tickets: Vec<Ticket>,
    route: Route,
    back: Vec<Route>,
    /// The route that is left is not remembered again.
    going_back: bool,
    /// Where to go once open text fields have handed their text out.
    next_route: Option<Route>,
    screens: Screens,
    memory: Memory,
    palette: Palette,
    new_visit: Option<NewVisitDialog>,
    new_file: Option<NewFileDialog>,
    unlock: Option<UnlockDialog>,
    guide: Option<Guide>,
    keys_page: bool,
    lock: WindowLock,
    /// The file for which the guide came by itself, so that it does so once.
    guided: Option<std::path::PathBuf>,
    /// The file whose place was brought back, so that it is done once.
    at_home: Option<std::path::PathBuf>,
    asked: VecDeque<Asked<Purpose>>,
    toasts: Toasts,
    trouble: Option<Trouble>,
    /// When another program's change was heard of that is not shown yet.
    elsewhere: Option<f64>,
    /// Conflicts that were put aside.
    aside: Vec<Trouble>,
    saving: Saving,
    closing: bool,
    seen_frame: Option<u64>,
    /// The day that was noted as looked at.
    looked_on: Option<NaiveDate>,
    routine: safety::RoutineClock,
    visitors: visitors::Visitors,
    refused: Vec<(Subject, Command)>,
    drafts: super::drafts::Kept,
    after_crash: Option<super::after_crash::AfterCrash>,
    /// A file that another program is to show.
    to_open: Option<std::path::PathBuf>,
}

/// A command or job that was sent.
#[derive(Debug)]
struct Ticket {
    number: u64,
    subject: Subject,
    /// Whether its success is said aloud.
    loud: bool,
    /// Slow work.
    work: Option<Work>,
    /// A change, to be sent again when the disk refused it or two changed the same.
    command: Option<Command>,
    job: Option<Box<Job>>,
}

/// A job on its way.
#[derive(Debug, Default)]
struct Work {
    cancel: Cancel,
    progress: Option<Progress>,
}

/// What a path is asked for.
#[derive(Clone, Debug)]
enum Purpose {
    Export(Export),
    Import,
    Attach(AttachTo),
    ReportFile,
    DocumentFile,
    Catalogue,
    Table(GridKind),
    Profile,
    OpenFile,
    UnlockFolder,
    Package,
    NewFile(String),
    BackupFolder,
    Copy,
    District,
    DistrictForm,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App")
            .field("route", &self.route)
            .field("saving", &self.saving)
            .finish_non_exhaustive()
    }
}

impl App {
    /// A window over a line to the worker.
    pub fn new(link: Link, clock: Clock, picker: Picker) -> Self {
        Self {
            link,
            clock,
            picker,
            loaded: Loaded::default(),
            answers: Answers::default(),
            tickets: Vec::new(),
            route: Route::Overview,
            back: Vec::new(),
            going_back: false,
            next_route: None,
            screens: Screens::default(),
            memory: Memory::default(),
            palette: Palette::default(),
            new_visit: None,
            new_file: None,
            unlock: None,
            guide: None,
            keys_page: false,
            lock: WindowLock::default(),
            guided: None,
            at_home: None,
            asked: VecDeque::new(),
            toasts: Toasts::default(),
            trouble: None,
            aside: Vec::new(),
            elsewhere: None,
            saving: Saving::Idle,
            closing: false,
            seen_frame: None,
            looked_on: None,
            routine: safety::RoutineClock::default(),
            visitors: visitors::Visitors::default(),
            refused: Vec::new(),
            drafts: super::drafts::Kept::default(),
            after_crash: None,
            to_open: None,
        }
    }

    /// The same window with what it remembers of this person.
    #[must_use]
    pub fn remembering(mut self, memory: Memory) -> Self {
        self.lock = WindowLock::at_start(memory.lock());
        self.memory = memory;
        self
    }

    /// Where the window is.
    pub fn route(&self) -> &Route {
        &self.route
    }

    /// One frame.
    pub fn show(&mut self, ui: &mut Ui) {
        button::catch_main_key(ui.ctx());
        self.memory.follow(ui.ctx());
        self.begin(ui.ctx());
        if self.lock.holds(ui.ctx()) {
            self.lock.ui(ui);
            self.end(ui.ctx());
            return;
        }
        let today = (self.clock)().date();
        let mut out = Vec::new();
        self.surroundings(ui, today, &mut out);
        let canvas = theme::palette(ui).canvas;
        let frame = Frame::new()
            .fill(canvas)
            .inner_margin(Margin::symmetric(16, 12));
        CentralPanel::default()
            .frame(frame)
            .show(ui, |ui| self.screen(ui, today, &mut out));
        if let Some(deed) = shell::key_left_over(ui) {
            out.push(Action::Do(deed));
        }
        self.dialogs(ui, today, &mut out);
        self.work_strip(ui.ctx());
        match self.toasts.show(ui.ctx()) {
            Some(ToastAction::Undo) => out.push(Action::Run(Command::Undo)),
            Some(ToastAction::Open(path)) => {
                ui.ctx().open_url(OpenUrl::new_tab(files::address(&path)));
            }
            Some(ToastAction::ShowInFolder(path)) => self.hand(Errand::ShowInFolder(path)),
            None => {}
        }
        for action in out {
            self.carry_out(ui.ctx(), action);
        }
        self.end(ui.ctx());
    }

    /// Takes in what came since the last frame.
    fn begin(&mut self, ctx: &Context) {
        // a frame may be laid out twice: what is new this frame must be new in both
        let frame = ctx.cumulative_frame_nr();
        if self.seen_frame != Some(frame) {
            self.seen_frame = Some(frame);
            self.answers.next_frame();
        }
        self.screens.pictures().begin();
        let today = (self.clock)().date();
        if self.looked_on != Some(today) {
            self.looked_on = Some(today);
            self.run(Command::NoteLook);
        }
        self.keep_copies(ctx);
        while let Some(reply) = self.link.try_recv() {
            self.take(ctx, reply);
        }
        self.show_elsewhere(ctx);
        self.hear(ctx);
        if let Some(path) = self.to_open.take() {
            ctx.open_url(OpenUrl::new_tab(files::address(&path)));
        }
        if let Some(asked) = self.asked.front() {
            let purpose = asked.purpose.clone();
            match asked.poll() {
                Answer::Waiting => {}
                Answer::Nothing => drop(self.asked.pop_front()),
                Answer::Path(path) => {
                    self.asked.pop_front();
                    self.chosen(purpose, path);
                }
            }
        }
    }

    fn surroundings(&mut self, ui: &mut Ui, today: NaiveDate, out: &mut Vec<Action>) {
        if let Some(route) = shell::rail(ui, &self.route, today) {
            out.push(Action::Go(self.as_left(route)));
        }
        let status = self.loaded.status();
        let saving = if self.answers.waiting() > 0 {
            Saving::Busy
        } else {
            self.saving
        };
        let bar = Bar {
            status: status.as_deref(),
            saving,
            today,
            back: !self.back.is_empty(),
            files: self.memory.files(),
        };
        match bar::show(ui, &bar) {
            Some(BarEvent::Do(deed)) => out.push(Action::Do(deed)),
            Some(BarEvent::Open(path)) => out.push(Action::OpenFile(path)),
            None => {}
        }
        if let Some(deed) = shell::key(ui) {
            out.push(Action::Do(deed));
        }
    }

    fn screen(&mut self, ui: &mut Ui, today: NaiveDate, out: &mut Vec<Action>) {
        self.safety_notice(ui, out);
        let status = self.loaded.status();
        let context = ScreenContext {
            today,
            status: status.as_deref(),
            answers: &self.answers,
        };
        self.screens
            .ui(ui, &self.route, &mut self.loaded, &context, out);
    }

    fn dialogs(&mut self, ui: &mut Ui, today: NaiveDate, out: &mut Vec<Action>) {
        let status = self.loaded.status();
        let context = ScreenContext {
            today,
            status: status.as_deref(),
            answers: &self.answers,
        };
        if let Some(dialog) = &mut self.new_visit {
            let units = self.loaded.units(today);
            let list = units
                .as_ref()
                .map_or(&[][..], |units| units.data.as_slice());
            if dialog.ui(ui, list, &context, out) {
                self.new_visit = None;
            }
        }
        self.guide_dialog(ui, out);
        self.crash_dialog(ui);
        self.unlock_dialog(ui);
        self.visitors_dialog(ui, out);
        self.settle(ui);
    }

    fn carry_out(&mut self, ctx: &Context, action: Action) {
        match action {
            Action::Go(route) => self.go(ctx, route),
            Action::Run(command) => self.run(command),
            Action::NewVisit(unit_id) => {
                let today = (self.clock)().date();
                self.new_visit = Some(NewVisitDialog::new(unit_id, today));
            }
            Action::NewVisitOn(unit_id, day) => {
                self.new_visit = Some(NewVisitDialog::new(unit_id, day));
            }
            Action::Export(what, name) => {
                let pick = what.pick(name);
                self.ask_for_path(pick, Purpose::Export(what));
            }
            Action::Start(job) => self.start(job),
            Action::Attach(to) => {
                let pick = Pick::Open {
                    kind: FileKind::Attachment,
                };
                self.ask_for_path(pick, Purpose::Attach(to));
            }
            Action::PickReportFile => {
                let kind = FileKind::Attachment;
                self.ask_for_path(Pick::Open { kind }, Purpose::ReportFile);
            }
            Action::PickDocumentFile => {
                let kind = FileKind::Attachment;
                self.ask_for_path(Pick::Open { kind }, Purpose::DocumentFile);
            }
            Action::OpenIssued(id) => self.start(Job::OpenIssued { id }),
            Action::Print(request) => self.hand(Errand::Print(request)),
            Action::PrintGuide { quick } => self.hand(Errand::PrintGuide { quick }),
            Action::ImportVisit => {
                let kind = FileKind::VisitJson;
                self.ask_for_path(Pick::Open { kind }, Purpose::Import);
            }
            Action::PickTable(kind) => {
                let pick = Pick::Open {
                    kind: FileKind::Table,
                };
                self.ask_for_path(pick, Purpose::Table(kind));
            }
            Action::ImportCatalogue => {
                let pick = Pick::Open {
                    kind: FileKind::Catalogue,
                };
                self.ask_for_path(pick, Purpose::Catalogue);
            }
            Action::UseProfile => {
                let pick = Pick::Open {
                    kind: FileKind::Profile,
                };
                self.ask_for_path(pick, Purpose::Profile);
            }
            Action::ShowShortcoming(id) => {
                self.screens.choose_shortcoming(id);
                self.go(
                    ctx,
                    Route::Shortcomings(crate::read::ShortcomingFilter::default()),
                );
            }
            Action::Do(deed) => self.carry_out_deed(ctx, deed),
            Action::OpenFile(path) => self.open_file(ctx, path),
            Action::NewFile(district) => {
                let pick = Pick::Save {
                    name: format!("{}.qcdc", district.name),
                    kind: FileKind::Data,
                };
                self.ask_for_path(pick, Purpose::NewFile(district.code));
            }
            Action::ChooseBackupFolder => {
                let pick = Pick::Open {
                    kind: FileKind::Folder,
                };
                self.ask_for_path(pick, Purpose::BackupFolder);
            }
            Action::PickCopy => {
                let kind = FileKind::Data;
                self.ask_for_path(Pick::Open { kind }, Purpose::Copy);
            }
            Action::PickDistrict => self.pick_district(false),
            Action::SaveDistrictForm => self.pick_district(true),
            Action::Toast(text) => self.toasts.say(text),
        }
    }

    fn ask_for_path(&mut self, pick: Pick, purpose: Purpose) {
        if self.asked.is_empty() {
            self.asked
                .push_back(Asked::new(&mut self.picker, pick, purpose));
        }
    }

    fn go(&mut self, ctx: &Context, route: Route) {
        if ctx.text_edit_focused()
            && !matches!(route, Route::Search(_))
            && !same_place(&route, &self.route)
        {
            // the field hands its text out in the next frame, while its screen is still shown
            text_field::leave(ctx);
            self.next_route = Some(route);
            ctx.request_repaint();
        } else {
            self.arrive(route);
        }
    }

    fn arrive(&mut self, route: Route) {
        if route == self.route {
            return;
        }
        let old = std::mem::replace(&mut self.route, route);
        if !same_place(&old, &self.route) {
            self.answers.forget_failures();
            if !self.going_back {
                self.back.push(old);
            }
            let surplus = self.back.len().saturating_sub(BACK);
            self.back.drain(..surplus);
        }
        self.going_back = false;
    }

    /// Sends the questions of this frame and follows a route that had to wait.
    fn end(&mut self, ctx: &Context) {
        if let Some(route) = self.next_route.take() {
            if ctx.text_edit_focused() {
                self.next_route = Some(route);
            } else {
                self.arrive(route);
            }
            ctx.request_repaint();
        }
        self.remember_place(ctx);
        super::drafts::gather(ctx, &self.drafts);
        for question in self.loaded.take_questions() {
            self.link.ask(question);
        }
        if let Some(wanted) = self.screens.pictures().wishes() {
            self.link.draw(wanted);
        }
        self.close_when_saved(ctx);
    }
}

impl eframe::App for App {
    /// Also called while the window is minimized: somebody may want it back.
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.hear(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.show(ui);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.memory.keep_now();
    }
}
