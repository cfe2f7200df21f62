//! What a frame of the window costs: the real program without a screen, over the real worker, on the big file of
//! `load.rs`. Nothing is drawn, but everything up to the triangles is made.
//!
//! `cargo bench --bench window`; `QCDC_BENCH_FILE=tep.qcdc` measures another file.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    reason = "a measurement that cannot run has nothing to say"
)]

mod measure;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset};
use eframe::egui::{
    Context, Event, FullOutput, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2,
    RawInput, Rect, TouchPhase, Vec2, accesskit::Role, pos2, vec2,
};
use measure::{head, line, peak_memory};
use qcdc::register::Register;
use qcdc::ui::app::App;
use qcdc::ui::link::Link;
use qcdc::ui::theme;
use qcdc::worker::Worker;

const TODAY: &str = "2025-06-20";
const SCREEN: Vec2 = vec2(1366.0, 768.0);
const FRAMES: usize = 400;

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(&format!("{TODAY}T10:00:00+07:00")).unwrap()
}

fn big_file() -> PathBuf {
    if let Ok(path) = std::env::var("QCDC_BENCH_FILE") {
        return path.into();
    }
    let program = std::env::current_exe().unwrap();
    let folder = program.ancestors().nth(3).unwrap().join("bench-data");
    let files = std::fs::read_dir(&folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = files.map(|file| file.path()).collect();
    files.retain(|path| {
        let name = path.to_string_lossy();
        name.contains("visits50000") && name.ends_with(".qcdc")
    });
    files.sort();
    files.pop().unwrap_or_else(|| {
        panic!(
            "no big file in {}: run `cargo bench --bench load` first",
            folder.display()
        )
    })
}

/// The window without a screen.
struct Window {
    app: App,
    ctx: Context,
    frames: u32,
    pointer: Pos2,
}

impl Window {
    fn open(path: &Path) -> Self {
        let ctx = Context::default();
        theme::apply(&ctx, theme::Appearance::Light);
        let register = Register::open(path, "bench".into(), Box::new(now)).unwrap();
        let (worker, replies) = Worker::start(register, Box::new(|| {})).unwrap();
        let app = App::new(
            Link::to(worker, replies),
            Box::new(|| now().naive_local()),
            Box::new(|_, answer| drop(answer.send(None))),
        );
        Self {
            app,
            ctx,
            frames: 0,
            pointer: pos2(700.0, 500.0),
        }
    }

    /// One frame up to its triangles; the seconds of processor time it took, and what it put out.
    fn frame(&mut self, events: Vec<Event>) -> (f64, FullOutput) {
        self.frames += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SCREEN)),
            time: Some(f64::from(self.frames) / 60.0),
            focused: true,
            events,
            ..RawInput::default()
        };
        let start = cpu_seconds();
        let app = &mut self.app;
        let mut output = self.ctx.run_ui(input, |ui| app.show(ui));
        let shapes = std::mem::take(&mut output.shapes);
        let triangles = self.ctx.tessellate(shapes, output.pixels_per_point);
        std::hint::black_box(triangles);
        (cpu_seconds() - start, output)
    }

    /// Frames until the worker has nothing more to say.
    fn settle(&mut self) {
        for _ in 0..60 {
            self.frame(vec![Event::PointerMoved(self.pointer)]);
            std::thread::sleep(Duration::from_millis(25));
        }
    }

    /// Clicks a place of the rail, found as a screen reader finds it.
    fn click(&mut self, name: &str) {
        self.ctx.enable_accesskit();
        self.frame(Vec::new());
        let (_, output) = self.frame(Vec::new());
        self.ctx.disable_accesskit();
        let update = output.platform_output.accesskit_update.unwrap();
        let found = update.nodes.iter().find_map(|(_, node)| {
            let is_place = node.role() == Role::Tab && node.label() == Some(name);
            let bounds = node.bounds().filter(|_| is_place)?;
            Some(pos2(
                to_f32(bounds.x0 + bounds.x1) / 2.0,
                to_f32(bounds.y0 + bounds.y1) / 2.0,
            ))
        });
        let at = found.unwrap_or_else(|| panic!("nothing is called “{name}”"));
        for pressed in [true, false] {
            let button = Event::PointerButton {
                pos: at,
                button: PointerButton::Primary,
                pressed,
                modifiers: Modifiers::NONE,
            };
            self.frame(vec![Event::PointerMoved(at), button]);
        }
        self.settle();
    }

    /// Turns the wheel over the middle of the screen, a frame at a time.
    fn scroll(&mut self, name: &str) {
        let mut times = Vec::with_capacity(FRAMES);
        for frame in 0..FRAMES {
            // down most of the time, then back up: rows that were not laid out before come into view
            let step = if frame % 4 == 3 { 60.0 } else { -300.0 };
            let wheel = Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: vec2(0.0, step),
                phase: TouchPhase::Move,
                source: MouseWheelSource::Wheel,
                modifiers: Modifiers::NONE,
            };
            times.push(self.frame(vec![Event::PointerMoved(self.pointer), wheel]).0);
        }
        line(name, &times, None);
    }

    /// Moves the pointer over the screen, a frame at a time.
    fn hover(&mut self, name: &str) {
        let mut times = Vec::with_capacity(FRAMES);
        for frame in 0..FRAMES {
            #[expect(clippy::cast_precision_loss, reason = "a few hundred frames")]
            let part = frame as f32 / FRAMES as f32;
            let at = pos2(240.0 + part * 1000.0, 120.0 + part * 600.0);
            times.push(self.frame(vec![Event::PointerMoved(at)]).0);
        }
        line(name, &times, None);
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "places on a screen of 1366 points"
)]
fn to_f32(value: f64) -> f32 {
    value as f32
}

/// Processor time of this thread: what other programs on the computer do does not count.
fn cpu_seconds() -> f64 {
    // the kernel books the time of a running thread at its tick only; one that steps aside is booked at once
    std::thread::yield_now();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told
        .split_whitespace()
        .next()
        .and_then(|first| first.parse().ok());
    let nanoseconds: u64 = nanoseconds.unwrap_or(0);
    Duration::from_nanos(nanoseconds).as_secs_f64()
}

fn main() {
    let path = big_file();
    let start = Instant::now();
    let mut window = Window::open(&path);
    let opened = start.elapsed();
    let (first, _) = window.frame(Vec::new());
    println!("{}", path.display());
    println!(
        "open {:.0} ms, first frame {:.1} ms of processor time",
        opened.as_secs_f64() * 1000.0,
        first * 1000.0
    );
    let start = Instant::now();
    window.settle();
    println!(
        "60 frames while the overview loads: {:.0} ms",
        start.elapsed().as_secs_f64() * 1000.0
    );
    println!("\nprocessor time of a frame");
    head();
    window.hover("overview, pointer moves");
    window.scroll("overview, wheel");
    for place in ["Cuộc giám sát", "Tồn tại", "Phường"] {
        window.click(place);
        window.scroll(&format!("{place}, wheel"));
        window.hover(&format!("{place}, pointer moves"));
    }
    println!("\npeak memory {} MB", peak_memory());
}
