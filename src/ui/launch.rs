//! Opens the window: OpenGL first, Direct3D/Vulkan when that fails, the processor alone at last; the one that worked
//! is remembered.
//!
//! Old office PCs, remote desktops and virtual machines often lack a usable OpenGL; some old graphics chips
//! lose a Direct3D device. So all are built in and a failed or hung start tries the next one.

use std::cell::Cell;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use eframe::egui::{IconData, Vec2, ViewportBuilder, vec2};
use eframe::egui_wgpu::WgpuSetup;
use serde::{Deserialize, Serialize};

use super::drawing::{self, Machine, Pace};
use super::memory::WindowPlace;
use super::preferences::{self, Preferences};
use super::theme;

/// How the picture gets to the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Renderer {
    /// OpenGL.
    Glow,
    /// Direct3D 12, Vulkan.
    Wgpu,
    /// The same, but only the processor draws: WARP on Windows, lavapipe on Linux.
    Soft,
}

impl Renderer {
    /// The one to try when this one fails.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Glow => Self::Wgpu,
            Self::Wgpu => Self::Soft,
            Self::Soft => Self::Glow,
        }
    }

    /// All of them, this one first.
    const fn all_from(self) -> [Self; 3] {
        [self, self.next(), self.next().next()]
    }

    const fn for_eframe(self) -> eframe::Renderer {
        match self {
            Self::Glow => eframe::Renderer::Glow,
            Self::Wgpu | Self::Soft => eframe::Renderer::Wgpu,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Glow => "OpenGL",
            Self::Wgpu => "Direct3D/Vulkan",
            Self::Soft => "bộ xử lý",
        }
    }
}

impl std::str::FromStr for Renderer {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "glow" => Ok(Self::Glow),
            "wgpu" => Ok(Self::Wgpu),
            "soft" => Ok(Self::Soft),
            _ => Err("chọn glow, wgpu hoặc soft".to_owned()),
        }
    }
}

/// What the small settings file remembers about the screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Remembered {
    renderer: Renderer,
    /// Set before the window opens, cleared at the first frame: still set means that the last start hung or crashed.
    starting: bool,
    /// What drew the last window.
    #[serde(default)]
    machine: Machine,
}

/// Writes a whole file at once, or leaves the old one.
pub type WriteFile<'a> = &'a dyn Fn(&Path, &[u8]) -> io::Result<()>;

/// Everything needed to open the window.
#[derive(Clone, Copy)]
pub struct Launch<'a> {
    /// Title of the window.
    pub title: &'a str,
    /// `--renderer`: only this one is tried.
    pub renderer: Option<Renderer>,
    /// Where the renderer that worked is remembered.
    pub settings: &'a Path,
    /// Where the window stood last.
    pub window: Option<WindowPlace>,
    /// The screen is another computer's.
    pub remote: bool,
    /// The program's one atomic write.
    pub write: WriteFile<'a>,
}

impl std::fmt::Debug for Launch<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Launch")
            .field("renderer", &self.renderer)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

/// Why no window could be opened.
#[derive(Debug, thiserror::Error)]
pub enum LaunchError {
    /// No way of drawing works on this computer.
    #[error(
        "không mở được cửa sổ trên máy này. Nên làm lần lượt:\n\
         1. Khởi động lại máy rồi mở lại chương trình.\n\
         2. Cập nhật trình điều khiển màn hình (Windows Update, hoặc nhờ người phụ trách máy).\n\
         3. Nếu đang dùng qua màn hình từ xa, thử mở ngay trên máy đó.\n\
         4. Trong lúc chờ, dữ liệu vẫn dùng được bằng dòng lệnh (qcdc --help).\n\n\
         Gửi kèm cho người phụ trách: {0}"
    )]
    NoRenderer(String),
    /// The renderer that was asked for does not work.
    #[error("không mở được cửa sổ với --renderer đã chọn: {0}")]
    Chosen(String),
    /// The window was open and then failed.
    #[error("cửa sổ bị đóng do lỗi hiển thị: {0}")]
    Lost(String),
}

/// Makes the program that lives in the window. Called again if the first renderer fails.
pub type MakeApp<'a> =
    &'a dyn Fn(
        &eframe::CreationContext<'_>,
    ) -> Result<Box<dyn eframe::App + 'a>, Box<dyn std::error::Error + Send + Sync>>;

/// Opens the window and returns when it is closed.
pub fn run<'a>(launch: &'a Launch<'a>, make: MakeApp<'a>) -> Result<(), LaunchError> {
    if let Some(renderer) = launch.renderer {
        return match attempt(launch, renderer, make) {
            Ok(()) => Ok(()),
            Err(Failure { shown: true, text }) => Err(LaunchError::Lost(text)),
            Err(Failure { shown: false, text }) => Err(LaunchError::Chosen(text)),
        };
    }
    let first = first_choice(read(launch.settings).as_ref());
    let mut failures = Vec::new();
    for renderer in first.all_from() {
        match attempt(launch, renderer, make) {
            Ok(()) => return Ok(()),
            Err(Failure { shown: true, text }) => return Err(LaunchError::Lost(text)),
            Err(Failure { shown: false, text }) => {
                failures.push(format!("{}: {text}", renderer.name()));
            }
        }
    }
    Err(LaunchError::NoRenderer(failures.join("; ")))
}

struct Failure {
    /// Whether a frame had been shown before.
    shown: bool,
    text: String,
}

fn attempt<'a>(
    launch: &'a Launch<'a>,
    renderer: Renderer,
    make: MakeApp<'a>,
) -> Result<(), Failure> {
    let before = read(launch.settings).filter(|note| note.renderer == renderer);
    let note = |renderer, starting, machine| Remembered {
        renderer,
        starting,
        machine,
    };
    let known = before.map(|note| note.machine).unwrap_or_default();
    remember(launch, &note(renderer, true, known.clone()));
    let shown = std::rc::Rc::new(Cell::new(false));
    let seen = shown.clone();
    let result = eframe::run_native(
        "qcdc",
        options(launch, renderer, &known),
        Box::new(move |context| {
            let app = make(context)?;
            let machine = look_at(context, launch.remote);
            drawing::set_machine(&context.egui_ctx, machine.clone());
            let kept = preferences_of(launch);
            preferences::set(&context.egui_ctx, kept.clone());
            Ok(Box::new(Watched {
                app,
                kept,
                context: context.egui_ctx.clone(),
                shown: seen,
                launch,
                note: note(renderer, false, machine),
                pace: Pace::default(),
            }))
        }),
    );
    result.map_err(|error| {
        // it failed cleanly: nothing hung, so the next start begins with the next one
        remember(launch, &note(renderer.next(), false, Machine::default()));
        Failure {
            shown: shown.get(),
            text: error.to_string(),
        }
    })
}

/// What draws the window that has just been made.
fn look_at(context: &eframe::CreationContext<'_>, remote: bool) -> Machine {
    if let Some(gl) = &context.gl {
        return Machine::of(qcdc_native::opengl_name(gl), false, remote);
    }
    let Some(state) = &context.wgpu_render_state else {
        return Machine::default();
    };
    let info = state.adapter.get_info();
    Machine::of(info.name, info.device_type == wgpu::DeviceType::Cpu, remote)
}

/// The smallest window; it shows every screen smaller, see `memory`.
const LEAST: Vec2 = vec2(720.0, 420.0);

fn options(launch: &Launch<'_>, renderer: Renderer, known: &Machine) -> eframe::NativeOptions {
    let size = launch
        .window
        .map_or(vec2(1280.0, 720.0), |place| place.size(LEAST));
    let mut viewport = ViewportBuilder::default()
        .with_title(launch.title)
        .with_app_id("qcdc")
        .with_inner_size(size)
        .with_maximized(launch.window.is_some_and(|place| place.maximized))
        .with_min_inner_size(LEAST);
    let position = launch.window.and_then(|place| place.position());
    if let Some(position) = position {
        viewport = viewport.with_position(position);
    }
    if let Some(icon) = icon() {
        viewport = viewport.with_icon(icon);
    }
    let mut options = eframe::NativeOptions {
        viewport,
        renderer: renderer.for_eframe(),
        run_and_return: true,
        centered: position.is_none(),
        // smooth colour costs work for each point of the screen
        dithering: !preferences_of(launch).drawing.is_light(known),
        ..eframe::NativeOptions::default()
    };
    if renderer == Renderer::Soft
        && let WgpuSetup::CreateNew(setup) = &mut options.wgpu_options.wgpu_setup
    {
        setup.native_adapter_selector = Some(Arc::new(processor));
    }
    options
}

/// The one that draws with the processor alone.
fn processor(
    adapters: &[wgpu::Adapter],
    surface: Option<&wgpu::Surface<'_>>,
) -> Result<wgpu::Adapter, String> {
    adapters
        .iter()
        .filter(|adapter| surface.is_none_or(|surface| adapter.is_surface_supported(surface)))
        .find(|adapter| adapter.get_info().device_type == wgpu::DeviceType::Cpu)
        .cloned()
        .ok_or_else(|| "không có cách vẽ bằng bộ xử lý".to_owned())
}

fn icon() -> Option<IconData> {
    eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png")).ok()
}

/// Which renderer to try first, given what the last start left behind.
fn first_choice(remembered: Option<&Remembered>) -> Renderer {
    match remembered {
        None => Renderer::Glow,
        Some(note) if note.starting => note.renderer.next(),
        Some(note) => note.renderer,
    }
}

fn read(path: &Path) -> Option<Remembered> {
    serde_json::from_slice(&std::fs::read(path).ok()?).ok()
}

fn remember(launch: &Launch<'_>, what: &Remembered) {
    // the window must open even where the settings folder cannot be written
    if let Ok(bytes) = serde_json::to_vec(what) {
        drop((launch.write)(launch.settings, &bytes));
    }
}

/// Where the window remembers how it looks: beside the note about the renderer.
fn preferences_path(launch: &Launch<'_>) -> std::path::PathBuf {
    launch.settings.with_file_name("giao-dien.json")
}

fn preferences_of(launch: &Launch<'_>) -> Preferences {
    let bytes = std::fs::read(preferences_path(launch)).ok();
    bytes
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default()
}

/// Notes the first frame and, at the end, what the window is to remember; else it stays out of the way.
struct Watched<'a> {
    app: Box<dyn eframe::App + 'a>,
    /// As it was read at the start.
    kept: Preferences,
    context: eframe::egui::Context,
    shown: std::rc::Rc<Cell<bool>>,
    launch: &'a Launch<'a>,
    /// To be written down at the first frame.
    note: Remembered,
    pace: Pace,
}

impl eframe::App for Watched<'_> {
    fn logic(&mut self, ctx: &eframe::egui::Context, frame: &mut eframe::Frame) {
        self.app.logic(ctx, frame);
    }

    fn ui(&mut self, ui: &mut eframe::egui::Ui, frame: &mut eframe::Frame) {
        // at the second call the first picture has reached the screen
        if !self.shown.get() && ui.ctx().cumulative_frame_nr() == 0 {
            ui.ctx().request_repaint();
        } else if !self.shown.get() {
            self.shown.set(true);
            remember(self.launch, &self.note);
        }
        self.app.ui(ui, frame);
    }

    fn on_exit(&mut self, gl: Option<&eframe::glow::Context>) {
        self.app.on_exit(gl);
        let now = preferences::get(&self.context);
        if now != self.kept
            && let Ok(bytes) = serde_json::to_vec_pretty(&now)
        {
            // a window that cannot remember its looks still closes
            drop((self.launch.write)(&preferences_path(self.launch), &bytes));
        }
    }

    fn clear_color(&self, visuals: &eframe::egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }

    fn raw_input_hook(&mut self, ctx: &eframe::egui::Context, input: &mut eframe::egui::RawInput) {
        if theme::is_light(ctx) {
            let held = ctx.input(|i| i.pointer.any_down());
            let wait = self.pace.wait(input, held, Instant::now());
            if !wait.is_zero() {
                std::thread::sleep(wait);
            }
        }
        self.app.raw_input_hook(ctx, input);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn note(renderer: Renderer, starting: bool) -> Remembered {
        Remembered {
            renderer,
            starting,
            machine: Machine::default(),
        }
    }

    #[test]
    fn a_start_that_hung_tries_the_next_renderer() {
        use Renderer::{Glow, Soft, Wgpu};
        assert_eq!(first_choice(None), Glow);
        for (hung, next) in [(Glow, Wgpu), (Wgpu, Soft), (Soft, Glow)] {
            assert_eq!(first_choice(Some(&note(hung, true))), next);
            assert_eq!(first_choice(Some(&note(hung, false))), hung);
            let mut all = hung.all_from().to_vec();
            assert_eq!(all.remove(0), hung);
            assert_eq!(all[0], next);
            assert!(!all.contains(&hung) && all[0] != all[1]);
        }
    }

    #[test]
    fn a_note_of_the_version_before_is_still_understood() {
        let old = br#"{"renderer":"wgpu","starting":false}"#;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("man-hinh.json");
        std::fs::File::create(&path)
            .unwrap()
            .write_all(old)
            .unwrap();
        assert_eq!(read(&path), Some(note(Renderer::Wgpu, false)));
    }

    #[test]
    fn the_person_is_told_what_to_do_when_nothing_works() {
        let told = LaunchError::NoRenderer("OpenGL: 1.1".into()).to_string();
        for words in ["Cập nhật trình điều khiển", "dòng lệnh", "OpenGL: 1.1"] {
            assert!(told.contains(words), "{told}");
        }
    }

    #[test]
    fn the_note_can_be_read_again_and_rubbish_is_ignored() -> Result<(), Box<dyn std::error::Error>>
    {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("man-hinh.json");
        assert_eq!(read(&path), None);
        let mut note = note(Renderer::Wgpu, false);
        note.machine = Machine::of("llvmpipe".into(), false, true);
        std::fs::File::create(&path)?.write_all(&serde_json::to_vec(&note)?)?;
        assert_eq!(read(&path), Some(note));
        std::fs::File::create(&path)?.write_all(b"{")?;
        assert_eq!(read(&path), None);
        Ok(())
    }

    #[test]
    fn the_icon_can_be_decoded() {
        assert!(icon().is_some());
    }
}
