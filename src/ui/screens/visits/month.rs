//! The calendar of a month: what happens on which day, and dragging to another one.

use chrono::{Datelike as _, Days, Months, NaiveDate};
use eframe::egui::{
    Align2, CornerRadius, FontId, Id, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    accesskit::Role, pos2, vec2,
};

use super::chip::{self, Carried};
use super::{Plan, Wishes, span_head};
use crate::domain::date::show;
use crate::read::VisitRow;
use crate::ui::action::Action;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::button;

const DAYS: [&str; 7] = [
    "Thứ hai",
    "Thứ ba",
    "Thứ tư",
    "Thứ năm",
    "Thứ sáu",
    "Thứ bảy",
    "Chủ nhật",
];
const CHIP: f32 = 20.0;
const DAY_LINE: f32 = 20.0;

pub fn ui(ui: &mut Ui, plan: &Plan<'_>, wishes: &mut Wishes, out: &mut Vec<Action>) {
    let Plan {
        month, rows, today, ..
    } = *plan;
    let words = format!("Tháng {}/{}", month.month(), month.year());
    let mut now = false;
    let step = span_head(ui, &words, ["Tháng trước", "Tháng sau"], |ui| {
        now = button::quiet(ui, "Tháng này").clicked();
    });
    wishes.show_month = match step {
        -1 => month.checked_sub_months(Months::new(1)),
        1 => month.checked_add_months(Months::new(1)),
        _ => None,
    };
    if now {
        wishes.show_month = today.with_day(1);
    }
    chip::legend(ui);
    let Some(first) =
        month.checked_sub_days(Days::new(u64::from(month.weekday().num_days_from_monday())))
    else {
        return;
    };
    let after = month.checked_add_months(Months::new(1)).unwrap_or(month);
    let weeks = u8::try_from(
        (after - first).num_days().div_euclid(7) + i64::from((after - first).num_days() % 7 > 0),
    )
    .unwrap_or(6);
    let room = ui.available_rect_before_wrap();
    let (area, _) = ui.allocate_exact_size(room.size(), Sense::hover());
    let size = vec2(
        area.width() / 7.0,
        (area.height() - DAY_LINE) / f32::from(weeks),
    );
    let weak = theme::palette(ui).weak;
    for (column, name) in (0_u8..).zip(DAYS) {
        let at = area.left_top() + vec2(f32::from(column) * size.x + 6.0, 0.0);
        let font = FontId::proportional(theme::SMALL_SIZE);
        ui.painter().text(at, Align2::LEFT_TOP, name, font, weak);
    }
    for (index, day) in (0..u16::from(weeks) * 7).zip(first.iter_days()) {
        let corner = area.left_top()
            + vec2(
                f32::from(index % 7) * size.x,
                DAY_LINE + f32::from(index / 7) * size.y,
            );
        let rect = Rect::from_min_size(corner, size).shrink(1.0);
        let here: Vec<&VisitRow> = rows.iter().filter(|row| row.date == day).collect();
        cell(ui, rect, day, plan, &here, wishes, out);
    }
}

fn cell(
    ui: &mut Ui,
    rect: Rect,
    day: NaiveDate,
    plan: &Plan<'_>,
    here: &[&VisitRow],
    wishes: &mut Wishes,
    out: &mut Vec<Action>,
) {
    let colours = theme::palette(ui);
    let place = ui.interact(rect, Id::unique(("day", day)), Sense::click());
    let name = format!("Ngày {}", show(day));
    place.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let over = place
        .dnd_hover_payload::<Carried>()
        .is_some_and(|carried| carried.date != day);
    if let Some(carried) = place.dnd_release_payload::<Carried>()
        && carried.date != day
    {
        chip::reschedule(carried.id, day, out);
    }
    let inside = day.month() == plan.month.month();
    let fill = if over {
        colours.selected
    } else if !plan.calendar.is_working(day) {
        colours.hover
    } else if inside {
        colours.surface
    } else {
        colours.canvas
    };
    let stroke = if day == plan.today || place.has_focus() {
        Stroke::new(2.0, colours.tone(Tone::Accent).fg)
    } else {
        Stroke::new(1.0, colours.line)
    };
    let radius = CornerRadius::same(3);
    let painter = ui.painter();
    painter.rect(rect, radius, fill, stroke, StrokeKind::Inside);
    let words = match (day == plan.today, !plan.calendar.is_working(day)) {
        (true, _) => format!("{} hôm nay", day.day()),
        (false, true) => format!("{} nghỉ", day.day()),
        (false, false) => day.day().to_string(),
    };
    let colour = if inside { colours.text } else { colours.weak };
    painter.text(
        rect.left_top() + vec2(6.0, 2.0),
        Align2::LEFT_TOP,
        words,
        FontId::proportional(theme::SMALL_SIZE),
        colour,
    );
    let fits = ((rect.height() - DAY_LINE) / (CHIP + 2.0)).floor().max(1.0);
    let mut top = rect.top() + DAY_LINE;
    for (index, row) in (1_u8..).zip(here) {
        let last = f32::from(index) >= fits;
        if last && here.len() > usize::from(index) {
            let more = format!("và {} cuộc nữa", here.len() - usize::from(index) + 1);
            let at = pos2(rect.left() + 6.0, top + 2.0);
            let font = FontId::proportional(theme::SMALL_SIZE);
            ui.painter()
                .text(at, Align2::LEFT_TOP, more, font, colours.weak);
            break;
        }
        let size = vec2(rect.width() - 6.0, CHIP);
        let at = Rect::from_min_size(pos2(rect.left() + 3.0, top), size);
        chip::chip(ui, at, row, &chip::unit_words(row), wishes, out);
        top += CHIP + 2.0;
    }
    if place
        .on_hover_text(format!("Bấm để ghi cuộc giám sát ngày {}", show(day)))
        .clicked()
    {
        out.push(Action::NewVisitOn(None, day));
    }
}
