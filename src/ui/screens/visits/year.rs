//! The plan of a year: a line per unit, a column per month.

use chrono::{Datelike as _, NaiveDate};
use eframe::egui::{
    Align, Align2, CornerRadius, FontId, Id, Label, Layout, Rect, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, UiBuilder, WidgetInfo, accesskit::Role, pos2, vec2,
};

use super::chip::{self, Carried};
use super::{Plan, Wishes, span_head};
use crate::domain::UnitId;
use crate::domain::plan::in_month;
use crate::domain::text::paper_count;
use crate::read::{UnitRow, VisitRow};
use crate::ui::action::Action;
use crate::ui::screens::rows::short_unit;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::button;

const NAME: f32 = 166.0;
const CHIP: f32 = 20.0;
const HEAD: f32 = 22.0;
/// Visits of one month that are shown; the rest is counted.
const SHOWN: usize = 3;

/// A unit's line: its name and its visits of the year.
struct Line<'a> {
    unit: &'a UnitRow,
    visits: Vec<&'a VisitRow>,
}

pub fn ui(
    ui: &mut Ui,
    plan: &Plan<'_>,
    units: &[UnitRow],
    wishes: &mut Wishes,
    out: &mut Vec<Action>,
) {
    let Plan {
        month, rows, today, ..
    } = *plan;
    let year = month.year();
    let lines = lines(year, rows, units);
    let count: usize = lines.iter().map(|line| line.visits.len()).sum();
    let bare = lines.iter().filter(|line| line.visits.is_empty()).count();
    let mut now = false;
    let step = span_head(
        ui,
        &format!("Năm {year}"),
        ["Năm trước", "Năm sau"],
        |ui| {
            now = button::quiet(ui, "Năm nay").clicked();
            let without = match bare {
                0 => "đơn vị nào cũng có cuộc".to_owned(),
                bare => format!("{} đơn vị chưa có cuộc nào", paper_count(bare)),
            };
            let words = format!("{} cuộc, {without}", paper_count(count));
            ui.label(theme::small(words).color(theme::palette(ui).weak));
        },
    );
    if step != 0 {
        wishes.show_month = NaiveDate::from_ymd_opt(year + step, month.month(), 1);
    }
    if now {
        wishes.show_month = today.with_day(1);
    }
    chip::legend(ui);
    let width = ((ui.available_width() - NAME - 14.0) / 12.0).max(60.0);
    head(ui, year, width, today, wishes);
    ScrollArea::vertical()
        .id_salt("year plan")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for line in &lines {
                row(ui, line, plan, width, wishes, out);
            }
        });
}

/// Units that exist in the year, or that a visit of the year went to.
fn lines<'a>(year: i32, rows: &'a [VisitRow], units: &'a [UnitRow]) -> Vec<Line<'a>> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1);
    let last = NaiveDate::from_ymd_opt(year, 12, 31);
    units
        .iter()
        .filter_map(|unit| {
            let visits: Vec<&VisitRow> = rows
                .iter()
                .filter(|row| row.unit_id == unit.unit.id && row.date.year() == year)
                .collect();
            let from = unit.unit.valid_from;
            let to = unit.unit.valid_to;
            let there = from.is_none_or(|from| last.is_none_or(|last| from <= last))
                && to.is_none_or(|to| first.is_none_or(|first| to >= first));
            (there || !visits.is_empty()).then_some(Line { unit, visits })
        })
        .collect()
}

fn head(ui: &mut Ui, year: i32, width: f32, today: NaiveDate, wishes: &mut Wishes) {
    let size = vec2(NAME + 12.0 * width, HEAD);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    for month in 1..=12_u8 {
        let left = rect.left() + NAME + f32::from(month - 1) * width;
        let at = Rect::from_min_size(pos2(left, rect.top()), vec2(width, HEAD));
        let response = ui.interact(at, Id::unique(("month", month)), Sense::click());
        let words = format!("Tháng {month}");
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
        let colours = theme::palette(ui);
        let here = today.year() == year && today.month() == u32::from(month);
        let colour = if here || response.hovered() || response.has_focus() {
            colours.tone(Tone::Accent).fg
        } else {
            colours.weak
        };
        let family = if here {
            theme::bold_family()
        } else {
            eframe::egui::FontFamily::Proportional
        };
        let font = FontId::new(theme::SMALL_SIZE, family);
        ui.painter()
            .text(at.center(), Align2::CENTER_CENTER, &words, font, colour);
        if response
            .on_hover_text("Xem tháng này ở Lịch tháng")
            .clicked()
        {
            wishes.show_month = NaiveDate::from_ymd_opt(year, u32::from(month), 1);
            wishes.as_calendar = true;
        }
    }
}

/// The name of a line's unit; what does not fit is told under the pointer.
fn unit_name(ui: &mut Ui, line: Rect, name: &str) {
    let room = vec2(NAME - 8.0, CHIP);
    let place = Rect::from_min_size(line.min + vec2(4.0, 4.0), room);
    let layout = Layout::left_to_right(Align::Center);
    ui.new_child(UiBuilder::new().max_rect(place).layout(layout))
        .add(Label::new(short_unit(name)).truncate());
}

fn row(
    ui: &mut Ui,
    line: &Line<'_>,
    plan: &Plan<'_>,
    width: f32,
    wishes: &mut Wishes,
    out: &mut Vec<Action>,
) {
    let of_month = |month: u8| -> Vec<&VisitRow> {
        let visits = line.visits.iter().copied();
        visits
            .filter(|row| row.date.month() == u32::from(month))
            .collect()
    };
    let tallest = (1..=12)
        .map(|month| of_month(month).len().min(SHOWN))
        .max()
        .unwrap_or(0);
    let lines = f32::from(u8::try_from(tallest).unwrap_or(1)).max(1.0);
    let height = lines * (CHIP + 2.0) + 6.0;
    let size = vec2(NAME + 12.0 * width, height);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    if !ui.is_rect_visible(rect) {
        return;
    }
    let colours = theme::palette(ui);
    let unit = &line.unit.unit;
    unit_name(ui, rect, &unit.name);
    let painter = ui.painter();
    let line_stroke = Stroke::new(1.0, colours.line);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, line_stroke);
    for month in 1..=12_u8 {
        let left = rect.left() + NAME + f32::from(month - 1) * width;
        let at = Rect::from_min_size(pos2(left, rect.top()), vec2(width, height));
        cell(
            ui,
            at,
            (unit.id, plan, month),
            &unit.name,
            &of_month(month),
            wishes,
            out,
        );
    }
}

fn cell(
    ui: &mut Ui,
    rect: Rect,
    (unit, plan, month): (UnitId, &Plan<'_>, u8),
    name: &str,
    here: &[&VisitRow],
    wishes: &mut Wishes,
    out: &mut Vec<Action>,
) {
    let colours = theme::palette(ui);
    let place = ui.interact(rect, Id::unique(("cell", unit.0, month)), Sense::click());
    let words = format!("{name}, tháng {month}");
    place.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
    let year = plan.month.year();
    let target = |carried: &Carried| {
        let to = in_month(carried.date, year, u32::from(month), plan.calendar)?;
        (carried.unit == unit && to != carried.date).then_some(to)
    };
    let over = place
        .dnd_hover_payload::<Carried>()
        .is_some_and(|carried| target(&carried).is_some());
    if let Some(carried) = place.dnd_release_payload::<Carried>()
        && let Some(to) = target(&carried)
    {
        chip::reschedule(carried.id, to, out);
    }
    let fill = if over {
        colours.selected
    } else if place.hovered() || place.has_focus() {
        colours.hover
    } else {
        colours.surface
    };
    let stroke = if place.has_focus() {
        Stroke::new(2.0, colours.tone(Tone::Accent).fg)
    } else {
        Stroke::new(1.0, colours.line)
    };
    ui.painter().rect(
        rect.shrink(0.5),
        CornerRadius::ZERO,
        fill,
        stroke,
        StrokeKind::Inside,
    );
    let mut top = rect.top() + 3.0;
    for (index, row) in here.iter().enumerate() {
        if index + 1 == SHOWN && here.len() > SHOWN {
            let more = format!("và {} nữa", here.len() - index);
            let font = FontId::proportional(theme::SMALL_SIZE);
            let at = pos2(rect.left() + 5.0, top);
            ui.painter()
                .text(at, Align2::LEFT_TOP, more, font, colours.weak);
            break;
        }
        let size = vec2(rect.width() - 6.0, CHIP);
        let at = Rect::from_min_size(pos2(rect.left() + 3.0, top), size);
        let words = format!("{:02} {}", row.date.day(), chip::mark(row.state));
        chip::chip(ui, at, row, &words, wishes, out);
        top += CHIP + 2.0;
    }
    let hint = format!("Bấm để ghi cuộc giám sát ở {words}");
    if place.on_hover_text(hint).clicked()
        && let Some(first) = NaiveDate::from_ymd_opt(year, u32::from(month), 1)
    {
        let day = plan.calendar.working_from(first);
        out.push(Action::NewVisitOn(Some(unit), day));
    }
}
