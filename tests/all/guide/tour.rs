//! A desk that takes pictures of the window, with numbers where a caption points.

use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;

use chrono::{DateTime, FixedOffset};
use eframe::egui::{
    self, Align2, Color32, CornerRadius, FontId, Id, LayerId, Order, Rect, Stroke, StrokeKind,
    pos2, vec2,
};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use qcdc::register::Register;
use qcdc::ui::memory::Memory;
use qcdc::ui::{app::App, theme};

use super::paint::Easel;
use crate::desk::{self, Desk};

const SIZE: (usize, usize) = (1366, 768);
/// Without the empty edge around the window.
pub const WHOLE: [usize; 4] = [8, 8, 1358, 760];
/// The screen without the rail and the bar.
pub const INSIDE: [usize; 4] = [200, 58, 1358, 760];

/// What a number points at.
pub enum At {
    /// What is called exactly so.
    Named(&'static str),
    /// The first whose name begins so.
    Begins(&'static str),
    /// The first whose name holds this.
    Has(&'static str),
    /// Left, top, right, bottom on the screen.
    Area(f32, f32, f32, f32),
}

type Marks = Rc<RefCell<Vec<(Rect, usize)>>>;

pub struct Tour {
    pub desk: Desk,
    easel: Easel,
    marks: Marks,
    to: Option<PathBuf>,
    /// What numbers point at and is not there.
    missing: Vec<String>,
}

/// The numbers over everything else.
fn show_marks(ctx: &egui::Context, marks: &Marks) {
    let painter = ctx.layer_painter(LayerId::new(Order::Debug, Id::unique("marks")));
    let colour = Color32::from_rgb(0xC8, 0x3C, 0x14);
    for (rect, number) in marks.borrow().iter() {
        let frame = rect.expand(3.0).intersect(ctx.content_rect().shrink(2.0));
        let line = Stroke::new(2.0, colour);
        painter.rect_stroke(frame, CornerRadius::same(4), line, StrokeKind::Middle);
        let inside = ctx.content_rect().shrink(14.0);
        let centre = inside.clamp(frame.left_top());
        painter.circle_filled(centre, 12.0, colour);
        painter.circle_stroke(centre, 12.0, Stroke::new(1.5, Color32::WHITE));
        let font = FontId::new(14.0, theme::bold_family());
        let text = number.to_string();
        painter.text(centre, Align2::CENTER_CENTER, text, font, Color32::WHITE);
    }
}

impl Tour {
    pub fn over(
        register: Register,
        folder: tempfile::TempDir,
        now: impl Fn() -> DateTime<FixedOffset> + 'static,
        to: Option<PathBuf>,
    ) -> Self {
        let place = folder.path().to_owned();
        let (app, next_path) = desk::app(register, place, now, Memory::default());
        let (easel, marks) = (Easel::default(), Marks::default());
        let over = marks.clone();
        let harness = Harness::builder()
            .with_size(egui::vec2(1366.0, 768.0))
            .with_step_dt(1.0 / 20.0)
            .with_theme(egui::Theme::Light)
            .renderer(easel.clone())
            .with_context_setup(|ctx| theme::apply(ctx, theme::Appearance::Light))
            .build_ui_state(
                move |ui, app: &mut App| {
                    app.show(ui);
                    show_marks(ui.ctx(), &over);
                },
                app,
            );
        let desk = Desk {
            harness,
            folder,
            next_path,
        };
        Self {
            desk,
            easel,
            marks,
            to,
            missing: Vec::new(),
        }
    }

    fn settle(&mut self) {
        // without a pointer nothing is hovered
        self.desk.harness.event(egui::Event::PointerGone);
        self.desk.rest();
        self.desk.rest();
    }

    /// The first thing in sight whose words fit.
    fn first(&self, fits: impl Fn(&str) -> bool) -> Option<Rect> {
        let nodes = self.desk.harness.root().children_recursive();
        let mut rects = nodes.filter_map(|node| {
            let inner = node.accesskit_node();
            let said = inner.label().or_else(|| inner.value())?;
            (inner.bounding_box().is_some() && fits(&said)).then(|| node.rect())
        });
        rects.find(|rect| is_large(rect) && rect.top() < 768.0)
    }

    fn place(&mut self, at: &At) -> Option<Rect> {
        let harness = &self.desk.harness;
        let (name, found) = match at {
            At::Named(name) => {
                let nodes: Vec<Rect> = harness.query_all_by_label(name).map(|n| n.rect()).collect();
                (*name, nodes.into_iter().rfind(is_large))
            }
            At::Begins(name) => (*name, self.first(|said| said.starts_with(name))),
            At::Has(name) => (*name, self.first(|said| said.contains(name))),
            At::Area(left, top, right, bottom) => {
                let area = Rect::from_min_max(pos2(*left, *top), pos2(*right, *bottom));
                ("", Some(area))
            }
        };
        let screen = Rect::from_min_size(pos2(0.0, 0.0), vec2(1366.0, 768.0));
        let seen = found.filter(|rect| screen.shrink(8.0).intersects(*rect));
        if seen.is_none() {
            self.missing.push(format!("“{name}” ({found:?})"));
        }
        Some(seen?.intersect(screen.shrink(10.0)))
    }

    /// Takes a picture with numbers at these places.
    pub fn shoot(&mut self, name: &str, area: [usize; 4], places: &[At]) {
        if self.to.is_none() && places.is_empty() {
            // nothing to paint and nothing to point at
            return;
        }
        self.settle();
        let before = self.missing.len();
        let marks: Vec<(Rect, usize)> = (1..)
            .zip(places)
            .filter_map(|(number, at)| Some((self.place(at)?, number)))
            .collect();
        for lacking in self.missing.iter_mut().skip(before) {
            *lacking = format!("{name}: {lacking}");
        }
        *self.marks.borrow_mut() = marks;
        self.desk.harness.step();
        if let Some(folder) = &self.to {
            let harness = &self.desk.harness;
            let canvas = self.easel.paint(&harness.ctx, harness.output(), SIZE);
            let file = folder.join(format!("{name}.png"));
            std::fs::write(&file, canvas.png(area)).unwrap();
        }
        self.marks.borrow_mut().clear();
        self.desk.harness.step();
    }

    /// Everything that a number points at was there.
    pub fn end(self) {
        assert!(self.missing.is_empty(), "{}", self.missing.join("\n"));
    }
}

fn is_large(rect: &Rect) -> bool {
    rect.width() > 4.0 && rect.height() > 4.0
}
