//! What the window remembers of this person on this computer: never in the data file, never anything of the data.

use std::path::{Path, PathBuf};

use eframe::egui::{Context, Pos2, Vec2, ViewportCommand, pos2, vec2};
use serde::{Deserialize, Serialize};

use super::action::Route;
use super::lock::{self, ScreenLock};
use super::screens::guiding::GuidingPlace;
use super::widgets::typing;
use crate::domain::typing::Method;
use crate::domain::{UnitId, VisitId};
use crate::read::{
    ArchiveFilter, IssuedFilter, ModelFilter, ProgrammesPlace, ReportFilter, ShortcomingFilter,
    VisitFilter,
};

/// Files that the menu offers.
const RECENT: usize = 8;

/// What is kept from one start to the next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Remembered {
    pub window: Option<WindowPlace>,
    pub zoom: f32,
    pub typing: Method,
    /// Files that were open, the latest first.
    pub files: Vec<KnownFile>,
    /// The passphrase of the window, if one was set.
    pub lock: Option<ScreenLock>,
}

impl Default for Remembered {
    fn default() -> Self {
        Self {
            window: None,
            zoom: 1.0,
            typing: Method::default(),
            files: Vec::new(),
            lock: None,
        }
    }
}

/// Where the window stood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WindowPlace {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
    pub maximized: bool,
}

/// A file and where the work in it stopped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KnownFile {
    pub path: PathBuf,
    #[serde(default)]
    pub place: Place,
}

/// A screen with its filter, as it is written down.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    #[default]
    Overview,
    Visits(VisitFilter),
    Visit(VisitId),
    Shortcomings(ShortcomingFilter),
    Units,
    Unit(UnitId),
    Papers,
    Review,
    Reports(ReportFilter),
    Models(ModelFilter),
    Programmes(ProgrammesPlace),
    Archive(ArchiveFilter),
    Guiding,
    Figures(crate::read::FigureFilter),
    People,
    Catalogue,
    Settings,
}

impl Place {
    /// `None` for what nobody wants to come back to.
    pub fn of(route: &Route) -> Option<Self> {
        Some(match route {
            Route::Overview => Self::Overview,
            Route::Visits(filter) => Self::Visits(filter.clone()),
            Route::Visit(id) => Self::Visit(*id),
            Route::Shortcomings(filter) => Self::Shortcomings(filter.clone()),
            Route::Units => Self::Units,
            Route::Unit(id) => Self::Unit(*id),
            Route::Review => Self::Review,
            Route::Guiding(_) => Self::Guiding,
            Route::Archive(place) => Self::Archive(place.filter.clone()),
            Route::Reports(filter) => Self::Reports(filter.clone()),
            Route::Models(filter) => Self::Models(filter.clone()),
            Route::Programmes(place) => Self::Programmes(place.clone()),
            Route::Model(_) => Self::Models(ModelFilter::default()),
            Route::Figures(place) => Self::Figures(place.filter.clone()),
            Route::People => Self::People,
            Route::Catalogue => Self::Catalogue,
            Route::Settings => Self::Settings,
            Route::Papers(_) | Route::IssuedPaper(_) => Self::Papers,
            Route::Search(_)
            | Route::Paper(_)
            | Route::Tables(_)
            | Route::Help(_)
            | Route::Copies
            | Route::Safety(_) => return None,
        })
    }

    pub fn route(self) -> Route {
        match self {
            Self::Overview => Route::Overview,
            Self::Visits(filter) => Route::Visits(filter),
            Self::Visit(id) => Route::Visit(id),
            Self::Shortcomings(filter) => Route::Shortcomings(filter),
            Self::Units => Route::Units,
            Self::Unit(id) => Route::Unit(id),
            Self::Papers => Route::Papers(IssuedFilter::default()),
            Self::Review => Route::Review,
            Self::Guiding => Route::Guiding(GuidingPlace::default()),
            Self::Archive(filter) => Route::Archive(filter.into()),
            Self::Reports(filter) => Route::Reports(filter),
            Self::Models(filter) => Route::Models(filter),
            Self::Programmes(place) => Route::Programmes(place),
            Self::Figures(filter) => Route::figures(filter),
            Self::People => Route::People,
            Self::Catalogue => Route::Catalogue,
            Self::Settings => Route::Settings,
        }
    }
}

/// The least room in which every screen can be used, in points.
const ROOM: Vec2 = Vec2::new(1024.0, 560.0);
const STEP: f32 = 0.01;
const SMALLEST: f32 = 0.5;

/// Takes the bytes to be kept, and does not make the window wait.
pub type Keep = Box<dyn Fn(Vec<u8>)>;

/// What is remembered, and where it is kept.
pub struct Memory {
    now: Remembered,
    kept: Remembered,
    keep: Keep,
    /// Nothing was looked at yet: what is remembered has to be put into force first.
    fresh: bool,
    /// The zoom that was put into force last: another one was chosen by the person.
    in_force: f32,
}

impl std::fmt::Debug for Memory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Memory")
            .field("now", &self.now)
            .finish_non_exhaustive()
    }
}

impl Default for Memory {
    fn default() -> Self {
        Self::new(Remembered::default(), Box::new(drop))
    }
}

/// Reads what was kept; what cannot be read is forgotten.
pub fn read(bytes: &[u8]) -> Remembered {
    let remembered: Remembered = serde_json::from_slice(bytes).unwrap_or_default();
    Remembered {
        zoom: remembered.zoom.clamp(0.5, 3.0),
        ..remembered
    }
}

impl Memory {
    pub fn new(remembered: Remembered, keep: Keep) -> Self {
        Self {
            kept: remembered.clone(),
            now: remembered,
            keep,
            fresh: true,
            in_force: 1.0,
        }
    }

    /// The passphrase of the window, if one was set.
    pub fn lock(&self) -> Option<&ScreenLock> {
        self.now.lock.as_ref()
    }

    /// Files that were open, the latest first.
    pub fn files(&self) -> &[KnownFile] {
        &self.now.files
    }

    /// Where the work in a file stopped.
    pub fn place(&self, path: &Path) -> Option<Route> {
        let known = self.now.files.iter().find(|file| file.path == path)?;
        Some(known.place.clone().route())
    }

    /// A file is open and shows this.
    pub fn at(&mut self, path: &Path, route: &Route) {
        let Some(place) = Place::of(route) else {
            return;
        };
        match self.now.files.first_mut() {
            Some(first) if first.path == path => first.place = place,
            _ => {
                self.now.files.retain(|file| file.path != path);
                let path = path.to_owned();
                self.now.files.insert(0, KnownFile { path, place });
                self.now.files.truncate(RECENT);
            }
        }
    }

    /// Forgets a file that cannot be opened any more.
    pub fn forget(&mut self, path: &Path) {
        self.now.files.retain(|file| file.path != path);
    }

    /// Puts into force what is remembered, then follows what the person does.
    pub fn follow(&mut self, ctx: &Context) {
        if std::mem::take(&mut self.fresh) {
            ctx.options_mut(|options| options.zoom_with_keyboard = false);
            self.fit(ctx);
            typing::set_method(ctx, self.now.typing);
            lock::keep(ctx, self.now.lock.clone());
            bring_back(ctx);
            // what was put into force is in force from the next frame on
            return;
        }
        if (ctx.zoom_factor() - self.in_force).abs() > STEP {
            self.now.zoom = ctx.zoom_factor();
        }
        self.fit(ctx);
        self.now.typing = typing::method(ctx);
        self.now.lock = lock::kept(ctx);
        if let Some(place) = window_place(ctx) {
            // a maximized window keeps the size that it goes back to
            let before = self.now.window.filter(|_| place.maximized);
            self.now.window = Some(WindowPlace {
                maximized: place.maximized,
                ..before.unwrap_or(place)
            });
        }
        let moved_only = Remembered {
            window: self.kept.window,
            ..self.now.clone()
        } == self.kept;
        if !moved_only {
            self.keep_now();
        }
    }

    /// Zooms as the person wants it, but no further than the window has room.
    fn fit(&mut self, ctx: &Context) {
        let now = ctx.zoom_factor();
        self.in_force = fitting(self.now.zoom, ctx.content_rect().size() * now);
        if (self.in_force - now).abs() > STEP {
            ctx.set_zoom_factor(self.in_force);
        }
    }

    /// Keeps the place of the window too, which is not written at every step of a drag.
    pub fn keep_now(&mut self) {
        if self.now == self.kept {
            return;
        }
        self.kept = self.now.clone();
        if let Ok(bytes) = serde_json::to_vec_pretty(&self.now) {
            (self.keep)(bytes);
        }
    }
}

/// The zoom at which nothing falls off the edge of a window of this size, in points without zoom: a screen of 1366×768
/// at 150 % has room for 911×512.
fn fitting(wanted: f32, window: Vec2) -> f32 {
    let room = (window / ROOM).min_elem();
    // steps, so that a window that is being dragged does not shimmer
    let room = (room / STEP).floor() * STEP;
    wanted.min(room.max(SMALLEST))
}

fn window_place(ctx: &Context) -> Option<WindowPlace> {
    // a window is opened before the zoom is in force: its place is kept in points without it
    let zoom = ctx.zoom_factor();
    ctx.input(|i| {
        let viewport = i.viewport();
        if viewport.minimized == Some(true) {
            return None;
        }
        let (outer, inner) = (viewport.outer_rect?, viewport.inner_rect?);
        Some(WindowPlace {
            x: outer.left() * zoom,
            y: outer.top() * zoom,
            width: inner.width() * zoom,
            height: inner.height() * zoom,
            maximized: viewport.maximized == Some(true),
        })
    })
}

/// A window that was left on a screen that is gone comes back to this one.
fn bring_back(ctx: &Context) {
    let lost = ctx.input(|i| {
        let viewport = i.viewport();
        let (Some(outer), Some(screen)) = (viewport.outer_rect, viewport.monitor_size) else {
            return false;
        };
        outer.left() > screen.x - 80.0 || outer.top() > screen.y - 40.0
    });
    if lost {
        ctx.send_viewport_cmd(ViewportCommand::OuterPosition(Pos2::ZERO));
    }
}

impl WindowPlace {
    /// Size of the window, never less than it needs.
    pub fn size(&self, least: Vec2) -> Vec2 {
        vec2(self.width, self.height).max(least)
    }

    /// Where to put it, unless it hung over the left or upper edge, or on another screen.
    pub fn position(&self) -> Option<Pos2> {
        (self.x >= 0.0 && self.y >= 0.0).then(|| pos2(self.x, self.y))
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::*;
    use crate::ui::testing::window;

    #[test]
    fn what_is_kept_can_be_read_again_and_rubbish_is_forgotten() {
        let mut memory = Memory::default();
        let filter = VisitFilter {
            text: "phúc".into(),
            not_concluded: true,
            ..VisitFilter::default()
        };
        memory.at(Path::new("a.qcdc"), &Route::Units);
        memory.at(Path::new("b.qcdc"), &Route::Visits(filter.clone()));
        memory.at(Path::new("b.qcdc"), &Route::Search("x".into()));
        let bytes = serde_json::to_vec(&memory.now).unwrap();
        let again = Memory::new(read(&bytes), Box::new(drop));
        assert_eq!(
            again.place(Path::new("b.qcdc")),
            Some(Route::Visits(filter))
        );
        assert_eq!(again.place(Path::new("a.qcdc")), Some(Route::Units));
        assert_eq!(again.files()[0].path, Path::new("b.qcdc"));
        assert_eq!(read(b"{"), Remembered::default());
        assert_eq!(read(br#"{"zoom": 90}"#).zoom.to_string(), "3");
    }

    #[test]
    fn only_so_many_files_are_offered() {
        let mut memory = Memory::default();
        for number in 0..20 {
            memory.at(Path::new(&format!("{number}.qcdc")), &Route::Overview);
        }
        assert_eq!(memory.files().len(), RECENT);
        memory.forget(Path::new("19.qcdc"));
        assert_eq!(memory.files()[0].path, Path::new("18.qcdc"));
    }

    #[test]
    fn a_small_window_shows_all_of_a_screen_and_a_large_one_what_was_wanted() {
        let shown = |wanted, width, height| fitting(wanted, Vec2::new(width, height));
        assert_eq!(shown(1.0, 1366.0, 705.0).to_string(), "1");
        assert_eq!(shown(1.2, 1366.0, 705.0).to_string(), "1.2");
        for (width, height) in [(911.0, 470.0), (1366.0, 705.0), (720.0, 420.0)] {
            let zoom = shown(3.0, width, height);
            assert!(zoom < 3.0 && width / zoom >= ROOM.x && height / zoom >= ROOM.y);
        }
        assert_eq!(shown(1.0, 10.0, 10.0).to_string(), "0.5");
    }

    #[test]
    fn what_the_person_chooses_comes_back_at_the_next_start() {
        let kept: Rc<RefCell<Vec<Vec<u8>>>> = Rc::default();
        let start = |remembered, work: fn(&Context)| {
            let kept = kept.clone();
            let mut memory = Memory::new(
                remembered,
                Box::new(move |bytes| kept.borrow_mut().push(bytes)),
            );
            let mut frame = 0;
            let mut harness = window(move |ui| {
                memory.follow(ui.ctx());
                if frame == 0 {
                    work(ui.ctx());
                }
                frame += 1;
            });
            harness.run();
        };
        start(Remembered::default(), |ctx| {
            ctx.set_zoom_factor(1.5);
            typing::set_method(ctx, Method::Telex);
        });
        let last = kept.borrow().last().cloned().unwrap();
        let count = kept.borrow().len();
        start(read(&last), |ctx| {
            assert!((ctx.zoom_factor() - 1.5).abs() < 0.01 || ctx.zoom_factor() < 1.01);
            assert_eq!(typing::method(ctx), Method::Telex);
        });
        assert_eq!(kept.borrow().len(), count, "nothing new, nothing written");
    }
}
