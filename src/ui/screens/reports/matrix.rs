//! The matrix: one stop for Tab, arrows move, Enter opens. Each state is told by its text, the shade only helps.

use eframe::egui::{
    Align2, CornerRadius, CursorIcon, EventFilter, FontId, Id, Key, Modifiers, Rect, ScrollArea,
    Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit::Role, pos2, vec2,
};

use crate::domain::date::show as show_day;
use crate::domain::text::upper_first;
use crate::domain::{Month, ReportState, UnitId};
use crate::read::monthly_report::LEGEND;
use crate::read::{ReportCell, ReportRow, ReportTally, ReportYear};
use crate::ui::theme::{self, Tone};
use crate::ui::tones;
use crate::ui::widgets::choice::elided;

const HEADER: f32 = 28.0;
const NAME: f32 = 132.0;
const SUM: f32 = 62.0;
const PAD: f32 = 8.0;
const LEGEND_HEIGHT: f32 = 24.0;
/// Name, twelve months, what is missing.
const LAST: usize = 13;
/// From this width on a cell holds "28/02 +14".
const WITH_DAYS: f32 = 62.0;

/// Where the arrows stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MatrixState {
    row: usize,
    /// 0 is the name of the ward, 13 what is missing there.
    column: usize,
    /// The arrows are to work again after a dialog.
    focus: bool,
}

impl MatrixState {
    /// Lets the arrows work again.
    pub fn focus(&mut self) {
        self.focus = true;
    }
}

/// What was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    Unit(UnitId),
    Cell(UnitId, Month),
    /// What is missing of a ward.
    Letter(UnitId),
}

/// Shows the matrix in all the room there is.
pub fn show(ui: &mut Ui, state: &mut MatrixState, year: &ReportYear) -> Option<Opened> {
    let id = ui.scope_id().with("reports");
    ui.spacing_mut().item_spacing.y = 0.0;
    let room = ui.available_width() - ui.spacing().scroll.allocated_width();
    let width = ((room - NAME - SUM * 2.0) / 12.0).clamp(40.0, 110.0);
    let height = theme::row(ui).clamp(29.0, 32.0);
    header(ui, year, width);
    let focus = ui.interact(ui.available_rect_before_wrap(), id, Sense::FOCUSABLE);
    if std::mem::take(&mut state.focus) {
        focus.request_focus();
    }
    let mut opened = None;
    let moved = focus.has_focus() && keys(ui, id, state, year, &mut opened);
    focus.widget_info(|| {
        let said = said(year, *state);
        WidgetInfo::labeled(
            Role::Grid,
            true,
            format!("Báo cáo theo phường và tháng. {said}"),
        )
    });
    ScrollArea::vertical()
        .id_salt(id)
        .auto_shrink([false, true])
        .max_height((ui.available_height() - LEGEND_HEIGHT - height * 2.0).max(height * 3.0))
        .show(ui, |ui| {
            for (place, row) in year.rows.iter().enumerate() {
                let cursor = (focus.has_focus() && state.row == place).then_some(state.column);
                let line = Line {
                    row,
                    width,
                    height,
                    cursor,
                };
                if let Some((column, hit)) = line.show(ui, moved) {
                    state.row = place;
                    state.column = column;
                    focus.request_focus();
                    opened = Some(hit);
                }
            }
        });
    totals(ui, year, width, height);
    legend(ui);
    opened
}

fn keys(
    ui: &Ui,
    id: Id,
    state: &mut MatrixState,
    year: &ReportYear,
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
    state.column = state.column.min(LAST);
    if pressed(Key::Enter) {
        *opened = year
            .rows
            .get(state.row)
            .and_then(|row| target(row, state.column));
    }
    *state != old
}

/// Where a place of the matrix leads.
fn target(row: &ReportRow, column: usize) -> Option<Opened> {
    let id = row.unit.id;
    match column {
        0 => Some(Opened::Unit(id)),
        LAST => row.missing().next().map(|_| Opened::Letter(id)),
        _ => {
            let cell = row.cells.get(column - 1)?.as_ref()?;
            Some(Opened::Cell(id, cell.month))
        }
    }
}

fn said(year: &ReportYear, state: MatrixState) -> String {
    let Some(row) = year.rows.get(state.row) else {
        return String::new();
    };
    match state.column {
        0 => row.unit.name.clone(),
        LAST => sums(&row.unit.name, row.tally()),
        column => row.cells.get(column - 1).map_or_else(String::new, |cell| {
            let number = u32::try_from(column).unwrap_or(1);
            cell_words(row, cell.as_ref(), year.filter.year, number)
        }),
    }
}

/// "Phường Phúc Đồng, tháng 3/2024: Chậm 4 ngày. Nhận 09/04/2024, hạn 05/04/2024. 1 tệp kèm theo".
fn cell_words(row: &ReportRow, cell: Option<&ReportCell>, year: i32, month: u32) -> String {
    let name = &row.unit.name;
    let Some(cell) = cell else {
        return format!("{name}, tháng {month}/{year}: không phải gửi");
    };
    let mut parts = vec![format!(
        "{name}, {}: {}",
        cell.month.name(),
        cell.standing.words()
    )];
    let due = show_day(cell.due);
    parts.push(match cell.received_on() {
        Some(day) => format!("Nhận {}, hạn {due}", show_day(day)),
        None => format!("Hạn {due}"),
    });
    if !cell.files.is_empty() {
        parts.push(format!("{} tệp kèm theo", cell.files.len()));
    }
    parts.join(". ")
}

/// "Phường Phúc Đồng: đúng hạn 8/10, chậm 1, thiếu 1".
fn sums(name: &str, tally: ReportTally) -> String {
    format!(
        "{name}: đúng hạn {}, chậm {}, thiếu {}",
        tally.share(),
        tally.late,
        tally.missing
    )
}

fn header(ui: &mut Ui, year: &ReportYear, width: f32) {
    let colours = theme::palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEADER), Sense::hover());
    let font = FontId::new(theme::SMALL_SIZE, theme::bold_family());
    let months = Month::of_year(year.filter.year);
    let heads = months.iter().map(|month| {
        (
            format!("T{}", month.number()),
            upper_first(&month.name()),
            width,
        )
    });
    let ends = [
        ("Đúng hạn", "Đúng hạn trên đã gửi hoặc đã đến hạn"),
        ("Thiếu", "Quá hạn mà chưa nhận"),
    ];
    let ends = ends.map(|(short, long)| (short.to_owned(), long.to_owned(), SUM));
    let mut left = rect.left() + NAME;
    for (short, long, width) in heads.chain(ends) {
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(width, HEADER));
        left += width;
        let id = ui.scope_id().with(("column", &short));
        let response = ui.interact(place, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &long));
        let at = place.center();
        ui.painter()
            .text(at, Align2::CENTER_CENTER, short, font.clone(), colours.weak);
        response.on_hover_text(long);
    }
}

struct Line<'a> {
    row: &'a ReportRow,
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
        for (cell, number) in self.row.cells.iter().zip(1..) {
            let area = Rect::from_min_size(pos2(left, rect.top()), vec2(self.width, self.height));
            left += self.width;
            if let Some(cell) = cell
                && self.cell(ui, area, cell)
            {
                opened = Some(Opened::Cell(self.row.unit.id, cell.month)).map(|hit| (number, hit));
            }
            if self.cursor == Some(number) {
                around(ui, area);
            }
        }
        let tally = self.row.tally();
        let area = Rect::from_min_size(pos2(left, rect.top()), vec2(SUM, self.height));
        text(ui, area, &tally.share(), false);
        let area = area.translate(vec2(SUM, 0.0));
        if tally.missing > 0 && self.missing(ui, area, tally) {
            opened = Some((LAST, Opened::Letter(self.row.unit.id)));
        }
        if self.cursor == Some(LAST) {
            around(ui, area);
        }
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
                "{}\nCông văn đề nghị gửi gần nhất: {}",
                unit.name,
                show_day(day)
            ),
            None => unit.name.clone(),
        };
        let clicked = response.clicked();
        response.on_hover_text(said);
        clicked.then_some((0, Opened::Unit(unit.id)))
    }

    fn cell(&self, ui: &Ui, area: Rect, cell: &ReportCell) -> bool {
        let colours = theme::palette(ui);
        let state = cell.standing.state;
        let id = ui.scope_id().with((self.row.unit.id.0, cell.month));
        let response = ui
            .interact(area, id, Sense::CLICK)
            .on_hover_cursor(CursorIcon::PointingHand);
        let words = || cell_words(self.row, Some(cell), cell.month.year(), cell.month.number());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words()));
        let inner = area.shrink(1.5);
        let pair = colours.tone(tones::of_report(state));
        let painter = ui.painter();
        if state != ReportState::NotDue {
            painter.rect_filled(inner, CornerRadius::same(3), pair.bg);
        }
        if response.hovered() {
            let line = Stroke::new(1.5, colours.text);
            painter.rect_stroke(inner, 3.0, line, StrokeKind::Inside);
        }
        let too_wide = area.width() < WITH_DAYS || cell.standing.days > 99;
        let shown = if state == ReportState::Late && too_wide {
            format!("+{}", cell.standing.days)
        } else {
            cell.short()
        };
        let (font, colour) = if state == ReportState::NotDue {
            (FontId::proportional(theme::SMALL_SIZE), colours.weak)
        } else {
            (
                FontId::new(theme::SMALL_SIZE, theme::bold_family()),
                pair.fg,
            )
        };
        painter.text(inner.center(), Align2::CENTER_CENTER, shown, font, colour);
        if !cell.files.is_empty() {
            painter.circle_filled(inner.left_top() + vec2(5.0, 5.0), 2.0, colour);
        }
        let clicked = response.clicked();
        if response.hovered() {
            let what = if cell.report.is_some() {
                "Nhấn để xem, sửa"
            } else {
                "Nhấn để ghi ngày nhận"
            };
            response.on_hover_text(format!("{}\n{what}", words()));
        }
        clicked
    }

    fn missing(&self, ui: &Ui, area: Rect, tally: ReportTally) -> bool {
        let id = ui.scope_id().with((self.row.unit.id.0, "missing"));
        let response = ui
            .interact(area, id, Sense::CLICK)
            .on_hover_cursor(CursorIcon::PointingHand);
        let said = format!(
            "{}: soạn công văn đề nghị gửi {} báo cáo",
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

/// The lines under the wards: each month over all of them.
fn totals(ui: &mut Ui, year: &ReportYear, width: f32, height: f32) {
    let colours = theme::palette(ui);
    let months = year.month_tallies();
    let total = year.tally();
    let line = Stroke::new(1.0, colours.outline);
    for (name, missing) in [("Đúng hạn", false), ("Thiếu", true)] {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        if !missing {
            ui.painter().hline(rect.x_range(), rect.top() + 0.5, line);
        }
        let bold = FontId::new(theme::SMALL_SIZE, theme::bold_family());
        let at = rect.left_center() + vec2(PAD / 2.0, 0.0);
        ui.painter()
            .text(at, Align2::LEFT_CENTER, name, bold, colours.text);
        let words = |tally: ReportTally| match (missing, tally.due()) {
            (false, _) => tally.share(),
            (true, 0) => "–".to_owned(),
            (true, _) => tally.missing.to_string(),
        };
        let mut left = rect.left() + NAME;
        for (tally, number) in months.iter().zip(1..) {
            let area = Rect::from_min_size(pos2(left, rect.top()), vec2(width, height));
            left += width;
            let bad = missing && tally.missing > 0;
            text(ui, area, &words(*tally), bad);
            if !missing {
                let id = ui.scope_id().with(("total", number));
                let name = format!("Tháng {number}/{}", year.filter.year);
                let response = ui.interact(area, id, Sense::hover());
                let said = sums(&name, *tally);
                response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
                response.on_hover_text(said);
            }
        }
        let area = Rect::from_min_size(pos2(left, rect.top()), vec2(SUM, height));
        if missing {
            text(
                ui,
                area.translate(vec2(SUM, 0.0)),
                &words(total),
                total.missing > 0,
            );
        } else {
            text(ui, area, &words(total), false);
            let response = ui.interact(area, ui.scope_id().with("total"), Sense::hover());
            let said = sums(&format!("Cả năm {}", year.filter.year), total);
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
            response.on_hover_text(said);
        }
    }
}

fn legend(ui: &mut Ui) {
    let weak = theme::palette(ui).weak;
    ui.horizontal(|ui| {
        ui.set_min_height(LEGEND_HEIGHT);
        ui.add_space(PAD / 2.0);
        ui.label(theme::small(format!("{LEGEND} Chấm ở góc: có tệp kèm theo.")).color(weak));
    });
}
