//! Simple line icons drawn by hand: no glyph that a font may lack.

use eframe::egui::{Color32, Painter, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2};

/// What an icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Tổng quan.
    Overview,
    /// Kế hoạch, and the button of a date field.
    Calendar,
    /// Cuộc giám sát.
    Checklist,
    /// Tồn tại.
    Flag,
    /// Phường.
    Ward,
    /// Báo cáo tháng, văn bản.
    Paper,
    /// Văn bản chỉ đạo.
    Document,
    /// Hồ sơ lưu trữ.
    Archive,
    /// Số liệu.
    Figures,
    /// Dân vận khéo.
    Star,
    /// Báo cáo.
    Report,
    /// Danh mục.
    Book,
    /// Cài đặt.
    Settings,
    /// Tìm kiếm.
    Search,
    /// Back.
    Left,
    /// Forward.
    Right,
    /// Opens downwards, sorted descending.
    Down,
    /// Sorted ascending.
    Up,
    /// Done.
    Check,
    /// Careful.
    Warning,
    /// Add, larger.
    Plus,
    /// Smaller.
    Minus,
    /// The list of pages.
    Pages,
    /// Close, remove.
    Cross,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
}

/// Shows an icon of `size` points in the text's colour; not interactive and not read aloud.
pub fn show(ui: &mut Ui, icon: Icon, size: f32, colour: Color32) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size), Sense::hover());
    paint(ui.painter(), rect, icon, colour);
    response
}

/// Paints an icon into a square.
pub fn paint(painter: &Painter, rect: Rect, icon: Icon, colour: Color32) {
    let side = rect.width().min(rect.height());
    Pen {
        painter,
        origin: rect.center() - Vec2::splat(side / 2.0),
        unit: side / 16.0,
        stroke: Stroke::new((side / 16.0 * 1.5).max(1.2), colour),
    }
    .draw(icon);
}

/// Draws on a grid of 16 × 16.
struct Pen<'a> {
    painter: &'a Painter,
    origin: Pos2,
    unit: f32,
    stroke: Stroke,
}

impl Pen<'_> {
    fn at(&self, x: f32, y: f32) -> Pos2 {
        self.origin + Vec2::new(x, y) * self.unit
    }

    fn line(&self, points: &[(f32, f32)]) {
        let points = points.iter().map(|&(x, y)| self.at(x, y)).collect();
        self.painter.line(points, self.stroke);
    }

    fn frame(&self, x0: f32, y0: f32, x1: f32, y1: f32) {
        self.painter.rect_stroke(
            Rect::from_min_max(self.at(x0, y0), self.at(x1, y1)),
            1.5,
            self.stroke,
            StrokeKind::Middle,
        );
    }

    fn ring(&self, x: f32, y: f32, radius: f32) {
        self.painter
            .circle_stroke(self.at(x, y), radius * self.unit, self.stroke);
    }

    fn dot(&self, x: f32, y: f32) {
        self.painter
            .circle_filled(self.at(x, y), self.unit, self.stroke.color);
    }

    fn draw(&self, icon: Icon) {
        match icon {
            Icon::Overview => {
                self.frame(2.0, 2.0, 7.0, 7.0);
                self.frame(9.0, 2.0, 14.0, 7.0);
                self.frame(2.0, 9.0, 7.0, 14.0);
                self.frame(9.0, 9.0, 14.0, 14.0);
            }
            Icon::Calendar => {
                self.frame(2.0, 3.0, 14.0, 14.0);
                self.line(&[(2.0, 6.5), (14.0, 6.5)]);
                self.line(&[(5.0, 1.5), (5.0, 4.5)]);
                self.line(&[(11.0, 1.5), (11.0, 4.5)]);
            }
            Icon::Checklist => {
                self.line(&[(1.5, 4.0), (3.0, 5.5), (5.5, 2.5)]);
                self.line(&[(8.0, 4.0), (14.5, 4.0)]);
                self.line(&[(1.5, 11.5), (3.0, 13.0), (5.5, 10.0)]);
                self.line(&[(8.0, 11.5), (14.5, 11.5)]);
            }
            Icon::Flag => {
                self.line(&[(3.0, 15.0), (3.0, 2.0), (13.0, 2.0), (10.0, 5.5)]);
                self.line(&[(10.0, 5.5), (13.0, 9.0), (3.0, 9.0)]);
            }
            Icon::Ward => {
                self.line(&[(1.5, 7.5), (8.0, 2.0), (14.5, 7.5)]);
                self.line(&[(3.0, 6.5), (3.0, 14.0), (13.0, 14.0), (13.0, 6.5)]);
                self.line(&[(6.5, 14.0), (6.5, 9.5), (9.5, 9.5), (9.5, 14.0)]);
            }
            Icon::Paper => {
                self.frame(3.0, 1.5, 13.0, 14.5);
                self.line(&[(5.5, 5.5), (10.5, 5.5)]);
                self.line(&[(5.5, 8.0), (10.5, 8.0)]);
                self.line(&[(5.5, 10.5), (8.5, 10.5)]);
            }
            Icon::Figures => {
                self.line(&[(2.0, 14.0), (14.0, 14.0)]);
                self.line(&[(4.0, 14.0), (4.0, 9.0)]);
                self.line(&[(8.0, 14.0), (8.0, 3.0)]);
                self.line(&[(12.0, 14.0), (12.0, 6.5)]);
            }
            Icon::Star => self.line(&[
                (8.0, 1.5),
                (9.9, 5.9),
                (14.7, 6.3),
                (11.1, 9.5),
                (12.1, 14.2),
                (8.0, 11.7),
                (3.9, 14.2),
                (4.9, 9.5),
                (1.3, 6.3),
                (6.1, 5.9),
                (8.0, 1.5),
            ]),
            other @ (Icon::Report
            | Icon::Archive
            | Icon::Document
            | Icon::Book
            | Icon::Settings
            | Icon::Search
            | Icon::Left
            | Icon::Right
            | Icon::Down
            | Icon::Up
            | Icon::Check
            | Icon::Warning
            | Icon::Plus
            | Icon::Minus
            | Icon::Pages
            | Icon::Cross
            | Icon::Undo
            | Icon::Redo) => self.draw_sign(other),
        }
    }

    fn draw_sign(&self, icon: Icon) {
        match icon {
            Icon::Report => {
                self.frame(3.0, 1.5, 13.0, 14.5);
                self.line(&[(5.5, 11.5), (7.5, 8.5), (9.0, 10.0), (11.0, 6.0)]);
            }
            Icon::Document => {
                self.frame(3.0, 1.5, 13.0, 14.5);
                self.line(&[(5.5, 5.0), (10.5, 5.0)]);
                self.ring(8.0, 10.0, 2.2);
            }
            Icon::Archive => {
                self.frame(2.0, 2.0, 14.0, 6.0);
                self.frame(3.0, 6.0, 13.0, 14.0);
                self.line(&[(6.5, 9.0), (9.5, 9.0)]);
            }
            Icon::Book => {
                self.line(&[(8.0, 3.5), (8.0, 14.0)]);
                self.line(&[(8.0, 3.5), (2.0, 2.5), (2.0, 13.0), (8.0, 14.0)]);
                self.line(&[(8.0, 3.5), (14.0, 2.5), (14.0, 13.0), (8.0, 14.0)]);
            }
            Icon::Settings => {
                for (y, knob) in [(4.0, 10.5), (8.0, 5.5), (12.0, 9.0)] {
                    self.line(&[(2.0, y), (14.0, y)]);
                    self.painter.circle_filled(
                        self.at(knob, y),
                        1.9 * self.unit,
                        self.stroke.color,
                    );
                }
            }
            Icon::Search => {
                self.ring(7.0, 7.0, 4.6);
                self.line(&[(10.4, 10.4), (14.5, 14.5)]);
            }
            Icon::Left => self.line(&[(10.0, 3.0), (5.0, 8.0), (10.0, 13.0)]),
            Icon::Right => self.line(&[(6.0, 3.0), (11.0, 8.0), (6.0, 13.0)]),
            Icon::Down => self.line(&[(3.0, 6.0), (8.0, 11.0), (13.0, 6.0)]),
            Icon::Up => self.line(&[(3.0, 10.0), (8.0, 5.0), (13.0, 10.0)]),
            Icon::Check => self.line(&[(2.5, 8.5), (6.5, 12.5), (13.5, 4.0)]),
            Icon::Warning => {
                self.line(&[(8.0, 2.0), (15.0, 14.0), (1.0, 14.0), (8.0, 2.0)]);
                self.line(&[(8.0, 6.5), (8.0, 10.0)]);
                self.dot(8.0, 12.1);
            }
            Icon::Plus => {
                self.line(&[(8.0, 3.0), (8.0, 13.0)]);
                self.line(&[(3.0, 8.0), (13.0, 8.0)]);
            }
            Icon::Minus => self.line(&[(3.0, 8.0), (13.0, 8.0)]),
            Icon::Pages => {
                self.frame(2.0, 2.0, 6.0, 7.0);
                self.frame(2.0, 9.5, 6.0, 14.0);
                self.frame(8.5, 2.0, 14.0, 14.0);
            }
            Icon::Cross => {
                self.line(&[(3.5, 3.5), (12.5, 12.5)]);
                self.line(&[(12.5, 3.5), (3.5, 12.5)]);
            }
            Icon::Undo => {
                self.line(&[(6.0, 2.5), (2.5, 6.0), (6.0, 9.5)]);
                self.line(&[
                    (2.5, 6.0),
                    (10.0, 6.0),
                    (13.5, 8.5),
                    (13.5, 11.0),
                    (11.0, 13.5),
                    (6.0, 13.5),
                ]);
            }
            Icon::Redo => {
                self.line(&[(10.0, 2.5), (13.5, 6.0), (10.0, 9.5)]);
                self.line(&[
                    (13.5, 6.0),
                    (6.0, 6.0),
                    (2.5, 8.5),
                    (2.5, 11.0),
                    (5.0, 13.5),
                    (10.0, 13.5),
                ]);
            }
            Icon::Overview
            | Icon::Calendar
            | Icon::Checklist
            | Icon::Flag
            | Icon::Ward
            | Icon::Paper
            | Icon::Figures
            | Icon::Star => {}
        }
    }
}
