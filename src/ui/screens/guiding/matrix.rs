//! Document × unit: one stop for Tab, arrows move, Enter opens. Each state is told in words.

use eframe::egui::{
    Align2, CornerRadius, CursorIcon, EventFilter, FontId, Id, Key, Modifiers, Rect, ScrollArea,
    Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit::Role, pos2, vec2,
};

use crate::domain::date::show as show_day;
use crate::domain::{DocumentId, DocumentTask, TaskState, Unit, UnitId};
use crate::read::guiding::{DocumentEntry, DocumentPage, LEGEND, short};
use crate::ui::theme::{self, Tone};
use crate::ui::tones;
use crate::ui::widgets::choice::elided;

const HEADER: f32 = 30.0;
const NAME: f32 = 150.0;
const COLUMN: f32 = 132.0;
const PAD: f32 = 8.0;
const LEGEND_HEIGHT: f32 = 24.0;

/// Where the arrows stand: column 0 is the name of the unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MatrixState {
    row: usize,
    column: usize,
}

/// What was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    Unit(UnitId),
    Cell(UnitId, DocumentId),
}

/// Shows the matrix in all the room there is.
pub fn show(ui: &mut Ui, state: &mut MatrixState, page: &DocumentPage) -> Option<Opened> {
    let id = ui.scope_id().with("guiding");
    ui.spacing_mut().item_spacing.y = 0.0;
    let assigned = page.assigned();
    let (tasks, units) = (page.tasks(), page.busy());
    let height = theme::row(ui).clamp(29.0, 32.0);
    #[expect(clippy::cast_precision_loss, reason = "a few hundred documents")]
    let width = NAME + COLUMN * assigned.len() as f32;
    let mut opened = None;
    ScrollArea::horizontal()
        .id_salt(id.with("sideways"))
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.set_min_width(width);
            header(ui, &assigned);
            let focus = ui.interact(ui.available_rect_before_wrap(), id, Sense::FOCUSABLE);
            let moved = focus.has_focus() && keys(ui, id, state, page, &assigned, &mut opened);
            focus.widget_info(|| {
                let words = said(page, &assigned, *state);
                let words = format!("Văn bản chỉ đạo theo đơn vị. {words}");
                WidgetInfo::labeled(Role::Grid, true, words)
            });
            ScrollArea::vertical()
                .id_salt(id)
                .auto_shrink([false, true])
                .max_height((ui.available_height() - LEGEND_HEIGHT - height).max(height * 3.0))
                .show(ui, |ui| {
                    for (place, unit) in units.iter().copied().enumerate() {
                        let cursor =
                            (focus.has_focus() && state.row == place).then_some(state.column);
                        let size = vec2(ui.available_width(), height);
                        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
                        if moved && cursor.is_some() {
                            ui.scroll_to_rect(rect, None);
                        }
                        if !ui.is_rect_visible(rect) {
                            continue;
                        }
                        let area = Rect::from_min_size(rect.min, vec2(NAME, height));
                        if name(ui, area, unit) {
                            opened = Some(Opened::Unit(unit.id));
                        }
                        if cursor == Some(0) {
                            around(ui, area);
                        }
                        let mut left = rect.left() + NAME;
                        for (entry, column) in assigned.iter().zip(1..) {
                            let area =
                                Rect::from_min_size(pos2(left, rect.top()), vec2(COLUMN, height));
                            left += COLUMN;
                            let key = (unit.id, entry.document.id);
                            if cell(ui, area, page, unit, entry, tasks.get(&key).copied()) {
                                *state = MatrixState { row: place, column };
                                opened = Some(Opened::Cell(unit.id, entry.document.id));
                            }
                            if cursor == Some(column) {
                                around(ui, area);
                            }
                        }
                    }
                });
            totals(ui, page, &assigned, height);
            let weak = theme::palette(ui).weak;
            ui.horizontal(|ui| {
                ui.set_min_height(LEGEND_HEIGHT);
                ui.add_space(PAD / 2.0);
                ui.label(theme::small(LEGEND).color(weak));
            });
        });
    opened
}

fn keys(
    ui: &Ui,
    id: Id,
    state: &mut MatrixState,
    page: &DocumentPage,
    assigned: &[&DocumentEntry],
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
    let units = page.busy();
    let last_row = units.len().saturating_sub(1);
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
    state.column = state.column.min(assigned.len());
    if pressed(Key::Enter) {
        *opened = units.get(state.row).and_then(|unit| {
            let Some(at) = state.column.checked_sub(1) else {
                return Some(Opened::Unit(unit.id));
            };
            let entry = assigned.get(at)?;
            Some(Opened::Cell(unit.id, entry.document.id))
        });
    }
    *state != old
}

fn said(page: &DocumentPage, assigned: &[&DocumentEntry], state: MatrixState) -> String {
    let units = page.busy();
    let Some(unit) = units.get(state.row).copied() else {
        return String::new();
    };
    let at = state.column.checked_sub(1);
    let Some(entry) = at.and_then(|at| assigned.get(at)) else {
        return unit.name.clone();
    };
    let task = entry.tasks.iter().find(|task| task.unit_id == unit.id);
    cell_words(page, unit, entry, task)
}

/// "Phường Phúc Đồng, 18-KH/QU: Đúng hạn. Kế hoạch số 28-KH/ĐU, 15/01/2021".
fn cell_words(
    page: &DocumentPage,
    unit: &Unit,
    entry: &DocumentEntry,
    task: Option<&DocumentTask>,
) -> String {
    let head = format!("{}, {}", unit.name, label(entry));
    let Some(task) = task else {
        return format!("{head}: không phải triển khai");
    };
    let mut words = format!("{head}: {}", task.standing(page.as_of).words());
    if !task.own_paper.is_empty() {
        words = format!("{words}. {}", task.own_paper);
    }
    match (task.done_on, task.due) {
        (Some(done), _) => format!("{words}, {}", show_day(done)),
        (None, Some(due)) => format!("{words}. Hạn {}", show_day(due)),
        (None, None) => words,
    }
}

fn label(entry: &DocumentEntry) -> &str {
    if entry.document.number.is_empty() {
        entry.document.doc_type.label()
    } else {
        &entry.document.number
    }
}

fn header(ui: &mut Ui, assigned: &[&DocumentEntry]) {
    let colours = theme::palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEADER), Sense::hover());
    let mut left = rect.left() + NAME;
    for entry in assigned {
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(COLUMN, HEADER));
        left += COLUMN;
        let id = ui.scope_id().with(("column", entry.document.id.0));
        let response = ui.interact(place, id, Sense::hover());
        let long = entry.document.citation();
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &long));
        elided(
            ui,
            place.shrink2(vec2(PAD, 0.0)),
            label(entry),
            colours.weak,
        );
        response.on_hover_text(long);
    }
}

fn name(ui: &Ui, area: Rect, unit: &Unit) -> bool {
    let colours = theme::palette(ui);
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
    response.clicked()
}

fn cell(
    ui: &Ui,
    area: Rect,
    page: &DocumentPage,
    unit: &Unit,
    entry: &DocumentEntry,
    task: Option<&DocumentTask>,
) -> bool {
    let colours = theme::palette(ui);
    let id = ui.scope_id().with((unit.id.0, entry.document.id.0));
    let response = ui
        .interact(area, id, Sense::CLICK)
        .on_hover_cursor(CursorIcon::PointingHand);
    let words = || cell_words(page, unit, entry, task);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words()));
    let inner = area.shrink(1.5);
    let painter = ui.painter();
    if response.hovered() {
        let line = Stroke::new(1.5, colours.text);
        painter.rect_stroke(inner, 3.0, line, StrokeKind::Inside);
    }
    if let Some(task) = task {
        let state = task.standing(page.as_of).state;
        let pair = colours.tone(tones::of_task(state));
        if state != TaskState::NotDue {
            painter.rect_filled(inner, CornerRadius::same(3), pair.bg);
        }
        let bold = FontId::new(theme::SMALL_SIZE, theme::bold_family());
        let text = short(task, page.as_of);
        painter.text(inner.center(), Align2::CENTER_CENTER, text, bold, pair.fg);
    }
    let clicked = response.clicked();
    if response.hovered() {
        response.on_hover_text(words());
    }
    clicked
}

fn around(ui: &Ui, area: Rect) {
    let ring = theme::ring(theme::palette(ui));
    ui.painter()
        .rect_stroke(area.shrink(0.5), 4.0, ring, StrokeKind::Inside);
}

/// The line under the units: each document over all of them.
fn totals(ui: &mut Ui, page: &DocumentPage, assigned: &[&DocumentEntry], height: f32) {
    let colours = theme::palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let line = Stroke::new(1.0, colours.outline);
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, line);
    let bold = FontId::new(theme::SMALL_SIZE, theme::bold_family());
    let at = rect.left_center() + vec2(PAD / 2.0, 0.0);
    ui.painter().text(
        at,
        Align2::LEFT_CENTER,
        "Đã triển khai",
        bold.clone(),
        colours.text,
    );
    let mut left = rect.left() + NAME;
    for entry in assigned {
        let area = Rect::from_min_size(pos2(left, rect.top()), vec2(COLUMN, height));
        left += COLUMN;
        let tally = entry.tally(page.as_of);
        let at = area.center();
        ui.painter().text(
            at,
            Align2::CENTER_CENTER,
            tally.share(),
            bold.clone(),
            colours.text,
        );
        let id = ui.scope_id().with(("total", entry.document.id.0));
        let response = ui.interact(area, id, Sense::hover());
        let said = format!("{}: {}", label(entry), tally.words());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
        response.on_hover_text(said);
    }
}
