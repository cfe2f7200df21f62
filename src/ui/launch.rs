//! Opens the window: OpenGL first, Direct3D/Vulkan when that fails, and the one that worked is remembered.
//!
//! Old office PCs, remote desktops and virtual machines often lack a usable OpenGL; some old graphics chips
//! lose a Direct3D device. So both renderers are built in and a failed or hung start tries the other one.

use std::cell::Cell;
use std::io;
use std::path::Path;

use eframe::egui::{IconData, Vec2, ViewportBuilder, vec2};
use serde::{Deserialize, Serialize};

use super::memory::WindowPlace;
use super::preferences::{self, Preferences};

/// How the picture gets to the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Renderer {
    /// OpenGL.
    Glow,
    /// Direct3D 12, Vulkan.
    Wgpu,
}

impl Renderer {
    /// The one to try when this one fails.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Glow => Self::Wgpu,
            Self::Wgpu => Self::Glow,
        }
    }

    const fn for_eframe(self) -> eframe::Renderer {
        match self {
            Self::Glow => eframe::Renderer::Glow,
            Self::Wgpu => eframe::Renderer::Wgpu,
        }
    }
}

impl std::str::FromStr for Renderer {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "glow" => Ok(Self::Glow),
            "wgpu" => Ok(Self::Wgpu),
            _ => Err("chọn glow hoặc wgpu".to_owned()),
        }
    }
}

/// What the small settings file remembers about the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Remembered {
    renderer: Renderer,
    /// Set before the window opens, cleared at the first frame: still set means that the last start hung or crashed.
    starting: bool,
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
    /// Neither way of drawing works on this computer.
    #[error(
        "không mở được cửa sổ trên máy này. OpenGL: {glow}. Direct3D/Vulkan: {wgpu}. \
         Cần cập nhật trình điều khiển màn hình, hoặc dùng lệnh trên dòng lệnh (qcdc --help)"
    )]
    NoRenderer {
        /// What OpenGL answered.
        glow: String,
        /// What Direct3D or Vulkan answered.
        wgpu: String,
    },
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
    let first = first_choice(read(launch.settings));
    let failure = match attempt(launch, first, make) {
        Ok(()) => return Ok(()),
        Err(Failure { shown: true, text }) => return Err(LaunchError::Lost(text)),
        Err(Failure { shown: false, text }) => text,
    };
    match attempt(launch, first.other(), make) {
        Ok(()) => Ok(()),
        Err(Failure { shown: true, text }) => Err(LaunchError::Lost(text)),
        Err(Failure { shown: false, text }) => Err(match first {
            Renderer::Glow => LaunchError::NoRenderer {
                glow: failure,
                wgpu: text,
            },
            Renderer::Wgpu => LaunchError::NoRenderer {
                glow: text,
                wgpu: failure,
            },
        }),
    }
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
    remember(
        launch,
        Remembered {
            renderer,
            starting: true,
        },
    );
    let shown = std::rc::Rc::new(Cell::new(false));
    let seen = shown.clone();
    let result = eframe::run_native(
        "qcdc",
        options(launch, renderer),
        Box::new(move |context| {
            let app = make(context)?;
            let kept = preferences_of(launch);
            preferences::set(&context.egui_ctx, kept.clone());
            Ok(Box::new(Watched {
                app,
                kept,
                context: context.egui_ctx.clone(),
                shown: seen,
                launch,
                renderer,
            }))
        }),
    );
    result.map_err(|error| {
        let shown = shown.get();
        if !shown {
            // it failed cleanly: nothing hung, so the marker must not turn the next start around
            remember(
                launch,
                Remembered {
                    renderer: renderer.other(),
                    starting: false,
                },
            );
        }
        Failure {
            shown,
            text: error.to_string(),
        }
    })
}

/// The smallest window; it shows every screen smaller, see `memory`.
const LEAST: Vec2 = vec2(720.0, 420.0);

fn options(launch: &Launch<'_>, renderer: Renderer) -> eframe::NativeOptions {
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
    eframe::NativeOptions {
        viewport,
        renderer: renderer.for_eframe(),
        run_and_return: true,
        centered: position.is_none(),
        ..eframe::NativeOptions::default()
    }
}

fn icon() -> Option<IconData> {
    eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png")).ok()
}

/// Which renderer to try first, given what the last start left behind.
fn first_choice(remembered: Option<Remembered>) -> Renderer {
    match remembered {
        None => Renderer::Glow,
        Some(Remembered {
            renderer,
            starting: false,
        }) => renderer,
        Some(Remembered {
            renderer,
            starting: true,
        }) => renderer.other(),
    }
}

fn read(path: &Path) -> Option<Remembered> {
    serde_json::from_slice(&std::fs::read(path).ok()?).ok()
}

fn remember(launch: &Launch<'_>, what: Remembered) {
    // the window must open even where the settings folder cannot be written
    if let Ok(bytes) = serde_json::to_vec(&what) {
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
    renderer: Renderer,
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
            remember(
                self.launch,
                Remembered {
                    renderer: self.renderer,
                    starting: false,
                },
            );
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
        self.app.raw_input_hook(ctx, input);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn a_start_that_hung_tries_the_other_renderer() {
        assert_eq!(first_choice(None), Renderer::Glow);
        let hung = Remembered {
            renderer: Renderer::Glow,
            starting: true,
        };
        assert_eq!(first_choice(Some(hung)), Renderer::Wgpu);
        let fine = Remembered {
            renderer: Renderer::Wgpu,
            starting: false,
        };
        assert_eq!(first_choice(Some(fine)), Renderer::Wgpu);
    }

    #[test]
    fn the_note_can_be_read_again_and_rubbish_is_ignored() -> Result<(), Box<dyn std::error::Error>>
    {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("man-hinh.json");
        assert_eq!(read(&path), None);
        let note = Remembered {
            renderer: Renderer::Wgpu,
            starting: false,
        };
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
