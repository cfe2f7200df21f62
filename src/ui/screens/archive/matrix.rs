//! The matrix ward × regulation: one stop for Tab, arrows move, Enter opens. Each share is a fraction in words.

use eframe::egui::{
    Align2, CornerRadius, CursorIcon, EventFilter, FontId, Id, Key, Modifiers, Rect, ScrollArea,
    Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit::Role, pos2, vec2,
};

use crate::domain::date::show as show_day;
use crate::domain::{ArchiveTally, UnitId};
use crate::read::{ArchiveRow, ArchiveYear};
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::choice::elided;

const HEADER: f32 = 28.0;
const NAME: f32 = 150.0;
const SUM: f32 = 92.0;
const PAD: f32 = 8.0;
const LEGEND_HEIGHT: f32 = 24.0;

/// Where the arrows stand: column 0 is the name of the ward, the last one what is missing there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MatrixState {
    row: usize,
    column: usize,
}

/// What was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    Unit(UnitId),
    Cell(UnitId, String),
    /// What is missing of a ward.
    Letter(UnitId),
}

/// Shows the matrix in all the room there is.
pub fn show(
    ui: &mut Ui,
    state: &mut MatrixState,
    year: &ArchiveYear,
    legend: &str,
) -> Option<Opened> {
    let id = ui.scope_id().with("archive");
    ui.spacing_mut().item_spacing.y = 0.0;
    let room = ui.available_width() - ui.spacing().scroll.allocated_width();
    #[expect(clippy::cast_precision_loss, reason = "a few regulations")]
    let count = year.regulations.len().max(1) as f32;
    let width = ((room - NAME - SUM * 3.0) / count).clamp(72.0, 130.0);
    let height = theme::row(ui).clamp(29.0, 32.0);
    let mut opened = None;
    // more regulations than fit are reached by scrolling sideways
    ScrollArea::horizontal()
        .id_salt(id.with("sideways"))
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.set_min_width(NAME + width * count + SUM * 3.0);
            header(ui, year, width);
            let focus = ui.interact(ui.available_rect_before_wrap(), id, Sense::FOCUSABLE);
            let moved = focus.has_focus() && keys(ui, id, state, year, &mut opened);
            focus.widget_info(|| {
                let words = format!(
                    "Hồ sơ lưu trữ theo phường và quy chế. {}",
                    said(year, *state)
                );
                WidgetInfo::labeled(Role::Grid, true, words)
            });
            ScrollArea::vertical()
                .id_salt(id)
                .auto_shrink([false, true])
                .max_height((ui.available_height() - LEGEND_HEIGHT - height).max(height * 3.0))
                .show(ui, |ui| {
                    for (place, row) in year.rows.iter().enumerate() {
                        let cursor =
                            (focus.has_focus() && state.row == place).then_some(state.column);
                        let line = Line {
                            year,
                            row,
                            width,
                            height,
                            cursor,
                        };
                        if let Some((column, hit)) = line.show(ui, moved) {
                            *state = MatrixState { row: place, column };
                            focus.request_focus();
                            opened = Some(hit);
                        }
                    }
                });
            totals(ui, year, width, height);
            let weak = theme::palette(ui).weak;
            ui.horizontal(|ui| {
                ui.set_min_height(LEGEND_HEIGHT);
                ui.add_space(PAD / 2.0);
                ui.label(theme::small(legend).color(weak));
            });
        });
    opened
}

fn keys(
    ui: &Ui,
    id: Id,
    state: &mut MatrixState,
    year: &ArchiveYear,
    opened: &mut Option<Opened>,
) -> bool {
    let filter = EventFilter {
        vertical_arrows: true,
        horizontal_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let pressed = |key: Key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let old = *state;
    let last_row = year.rows.len().saturating_sub(1);
    if pressed(Key::ArrowDown) {
        state.row += 1;
    }
    if pressed(Key::ArrowUp) {
        state.row = state.row.saturating_sub(1);
    }
    if pressed(Key::ArrowRight) {
        state.column += 1;
    }
    if pressed(Key::ArrowLeft) {
        state.column = state.column.saturating_sub(1);
    }
    if pressed(Key::Home) {
        state.row = 0;
    }
    if pressed(Key::End) {
        state.row = last_row;
    }
    state.row = state.row.min(last_row);
    state.column = state.column.min(year.regulations.len() + 1);
    if pressed(Key::Enter) {
        *opened = year
            .rows
            .get(state.row)
            .and_then(|row| target(year, row, state.column));
    }
    *state != old
}

/// Where a place of the matrix leads.
fn target(year: &ArchiveYear, row: &ArchiveRow, column: usize) -> Option<Opened> {
    let id = row.unit.id;
    let Some(at) = column.checked_sub(1) else {
        return Some(Opened::Unit(id));
    };
    match year.regulations.get(at) {
        Some((code, _)) => Some(Opened::Cell(id, code.clone())),
        None => (row.tally().missing > 0).then_some(Opened::Letter(id)),
    }
}

fn said(year: &ArchiveYear, state: MatrixState) -> String {
    let Some(row) = year.rows.get(state.row) else {
        return String::new();
    };
    let at = state.column.checked_sub(1);
    match at.and_then(|at| year.regulations.get(at)) {
        Some((code, _)) => cell_words(year, row, code),
        None => format!("{}: {}", row.unit.name, row.tally().words()),
    }
}

/// "Phường Phúc Đồng, QC1: có 12/15 (80%), chưa xem 40".
fn cell_words(year: &ArchiveYear, row: &ArchiveRow, code: &str) -> String {
    format!(
        "{}, {code}: {}",
        row.unit.name,
        year.tally_of(row, code).words()
    )
}

fn header(ui: &mut Ui, year: &ArchiveYear, width: f32) {
    let colours = theme::palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEADER), Sense::hover());
    let font = FontId::new(theme::SMALL_SIZE, theme::bold_family());
    let heads = year
        .regulations
        .iter()
        .map(|(code, title)| (code.as_str(), format!("{code}. {title}"), width));
    let ends = [
        ("Tổng", "Giấy tờ có trên số đã xem và cần có", SUM),
        ("Thiếu", "Giấy tờ ghi “Thiếu”", SUM),
        ("Chưa xem", "Giấy tờ chưa xem, không tính là thiếu", SUM),
    ];
    let ends = ends.map(|(short, long, width)| (short, long.to_owned(), width));
    let mut left = rect.left() + NAME;
    for (short, long, width) in heads.chain(ends) {
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(width, HEADER));
        left += width;
        let id = ui.scope_id().with(("column", short));
        let response = ui.interact(place, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &long));
        let at = place.center();
        ui.painter()
            .text(at, Align2::CENTER_CENTER, short, font.clone(), colours.weak);
        response.on_hover_text(long);
    }
}

struct Line<'a> {
    year: &'a ArchiveYear,
    row: &'a ArchiveRow,
    width: f32,
    height: f32,
    /// The column that the arrows stand on.
    cursor: Option<usize>,
}

impl Line<'_> {
    fn show(&self, ui: &mut Ui, moved: bool) -> Option<(usize, Opened)> {
        let size = vec2(ui.available_width(), self.height);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        if moved && self.cursor.is_some() {
            ui.scroll_to_rect(rect, None);
        }
        if !ui.is_rect_visible(rect) {
            return None;
        }
        let name = Rect::from_min_size(rect.min, vec2(NAME, self.height));
        let mut opened = self.name(ui, name);
        let mut left = rect.left() + NAME;
        for ((code, _), column) in self.year.regulations.iter().zip(1..) {
            let area = Rect::from_min_size(pos2(left, rect.top()), vec2(self.width, self.height));
            left += self.width;
            if self.cell(ui, area, code) {
                opened = Some((column, Opened::Cell(self.row.unit.id, code.clone())));
            }
            if self.cursor == Some(column) {
                around(ui, area);
            }
        }
        let tally = self.row.tally();
        let area = Rect::from_min_size(pos2(left, rect.top()), vec2(SUM, self.height));
        text(ui, area, &sum(tally), false);
        let area = area.translate(vec2(SUM, 0.0));
        let last = self.year.regulations.len() + 1;
        if tally.missing > 0 && self.missing(ui, area, tally) {
            opened = Some((last, Opened::Letter(self.row.unit.id)));
        }
        if self.cursor == Some(last) {
            around(ui, area);
        }
        text(
            ui,
            area.translate(vec2(SUM, 0.0)),
            &tally.not_seen.to_string(),
            false,
        );
        opened
    }

    fn name(&self, ui: &Ui, area: Rect) -> Option<(usize, Opened)> {
        let colours = theme::palette(ui);
        let unit = &self.row.unit;
        let id = ui.scope_id().with((unit.id.0, "name"));
        let response = ui
            .interact(area, id, Sense::CLICK)
            .on_hover_cursor(CursorIcon::PointingHand);
        response.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Mở {}", unit.name)));
        let colour = if response.hovered() {
            colours.tone(Tone::Accent).fg
        } else {
            colours.text
        };
        elided(
            ui,
            area.shrink2(vec2(PAD / 2.0, 0.0)),
            &unit.short_name,
            colour,
        );
        if self.cursor == Some(0) {
            around(ui, area);
        }
        let said = match self.row.asked_on {
            Some(day) => format!(
                "{}\nCông văn đề nghị bổ sung gần nhất: {}",
                unit.name,
                show_day(day)
            ),
            None => unit.name.clone(),
        };
        let clicked = response.clicked();
        response.on_hover_text(said);
        clicked.then_some((0, Opened::Unit(unit.id)))
    }

    fn cell(&self, ui: &Ui, area: Rect, code: &str) -> bool {
        let colours = theme::palette(ui);
        let tally = self.year.tally_of(self.row, code);
        let id = ui.scope_id().with((self.row.unit.id.0, code));
        let response = ui
            .interact(area, id, Sense::CLICK)
            .on_hover_cursor(CursorIcon::PointingHand);
        let words = || cell_words(self.year, self.row, code);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words()));
        let inner = area.shrink(1.5);
        let painter = ui.painter();
        let (font, colour) = match tone(tally) {
            Some(tone) => {
                let pair = colours.tone(tone);
                painter.rect_filled(inner, CornerRadius::same(3), pair.bg);
                let bold = FontId::new(theme::SMALL_SIZE, theme::bold_family());
                (bold, pair.fg)
            }
            None => (FontId::proportional(theme::SMALL_SIZE), colours.weak),
        };
        if response.hovered() {
            let line = Stroke::new(1.5, colours.text);
            painter.rect_stroke(inner, 3.0, line, StrokeKind::Inside);
        }
        painter.text(
            inner.center(),
            Align2::CENTER_CENTER,
            tally.share(),
            font,
            colour,
        );
        let clicked = response.clicked();
        if response.hovered() {
            response.on_hover_text(format!("{}\nNhấn để xem từng giấy tờ", words()));
        }
        clicked
    }

    fn missing(&self, ui: &Ui, area: Rect, tally: ArchiveTally) -> bool {
        let id = ui.scope_id().with((self.row.unit.id.0, "missing"));
        let response = ui
            .interact(area, id, Sense::CLICK)
            .on_hover_cursor(CursorIcon::PointingHand);
        let said = format!(
            "{}: soạn công văn đề nghị bổ sung {} giấy tờ",
            self.row.unit.name, tally.missing
        );
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
        if response.hovered() {
            let line = Stroke::new(1.5, theme::palette(ui).text);
            ui.painter()
                .rect_stroke(area.shrink(1.5), 3.0, line, StrokeKind::Inside);
        }
        text(ui, area, &tally.missing.to_string(), true);
        let clicked = response.clicked();
        response.on_hover_text(said);
        clicked
    }
}

/// All there, most of it, less than half; nothing where nobody looked.
fn tone(tally: ArchiveTally) -> Option<Tone> {
    Some(match tally.percent()? {
        100 => Tone::Good,
        50.. => Tone::Caution,
        _ => Tone::Bad,
    })
}

fn sum(tally: ArchiveTally) -> String {
    match tally.percent() {
        Some(percent) => format!("{} ({percent}%)", tally.share()),
        None => tally.share(),
    }
}

fn around(ui: &Ui, area: Rect) {
    let ring = theme::ring(theme::palette(ui));
    ui.painter()
        .rect_stroke(area.shrink(0.5), 4.0, ring, StrokeKind::Inside);
}

fn text(ui: &Ui, area: Rect, words: &str, bad: bool) {
    let colours = theme::palette(ui);
    let colour = if bad {
        colours.tone(Tone::Bad).fg
    } else {
        colours.text
    };
    let bold = FontId::new(theme::SMALL_SIZE, theme::bold_family());
    ui.painter()
        .text(area.center(), Align2::CENTER_CENTER, words, bold, colour);
}

/// The line under the wards: each regulation over all of them.
fn totals(ui: &mut Ui, year: &ArchiveYear, width: f32, height: f32) {
    let colours = theme::palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let line = Stroke::new(1.0, colours.outline);
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, line);
    let bold = FontId::new(theme::SMALL_SIZE, theme::bold_family());
    let at = rect.left_center() + vec2(PAD / 2.0, 0.0);
    ui.painter()
        .text(at, Align2::LEFT_CENTER, "Cộng", bold, colours.text);
    let mut left = rect.left() + NAME;
    for (code, _) in &year.regulations {
        let area = Rect::from_min_size(pos2(left, rect.top()), vec2(width, height));
        left += width;
        let tally = year.regulation_tally(code);
        text(ui, area, &tally.share(), false);
        let response = ui.interact(area, ui.scope_id().with(("total", code)), Sense::hover());
        let said = format!("Cả năm {}, {code}: {}", year.filter.year, tally.words());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
        response.on_hover_text(said);
    }
    let tally = year.tally();
    let area = Rect::from_min_size(pos2(left, rect.top()), vec2(SUM, height));
    text(ui, area, &sum(tally), false);
    let area = area.translate(vec2(SUM, 0.0));
    text(ui, area, &tally.missing.to_string(), tally.missing > 0);
    let area = area.translate(vec2(SUM, 0.0));
    text(ui, area, &tally.not_seen.to_string(), false);
}
