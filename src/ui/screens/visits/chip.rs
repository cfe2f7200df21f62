//! A visit in a plan: opened by a click, put on another day by dragging or by keys.

use chrono::{Days, NaiveDate};
use eframe::egui::{
    Align2, CornerRadius, CursorIcon, EventFilter, FontId, Id, Key, Modifiers, Rect, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, accesskit::Role, vec2,
};

use super::Wishes;
use crate::domain::date::show;
use crate::domain::plan::may_move;
use crate::domain::{VisitId, VisitState};
use crate::read::VisitRow;
use crate::ui::action::{Action, Route};
use crate::ui::screens::rows::short_unit;
use crate::ui::theme::{self, Tone};
use crate::ui::tones;
use crate::worker::{Command, VisitCommand};

/// What is carried while a visit is dragged.
#[derive(Clone, Copy, Debug)]
pub struct Carried {
    pub id: VisitId,
    pub unit: crate::domain::UnitId,
    pub date: NaiveDate,
}

/// Two or three letters for a state, explained by [`legend`].
pub fn mark(state: VisitState) -> &'static str {
    match state {
        VisitState::Planned => "DK",
        VisitState::Announced => "TB",
        VisitState::InProgress => "ĐG",
        VisitState::Visited => "GS",
        VisitState::Concluded => "KL",
        VisitState::Closed => "KT",
        VisitState::Postponed => "TH",
        VisitState::Cancelled => "H",
    }
}

/// What the letters mean, and how a visit is moved.
pub fn legend(ui: &mut Ui) {
    let marks: Vec<String> = VisitState::ALL
        .iter()
        .map(|state| format!("{} {}", mark(*state), state.label()))
        .collect();
    let words = format!(
        "{} · Kéo để dời ngày, hoặc Tab rồi D, Ctrl+mũi tên.",
        marks.join(" · ")
    );
    let text = theme::small(words).color(theme::palette(ui).weak);
    ui.add(eframe::egui::Label::new(text).wrap());
}

/// Shows a visit in a place of the plan.
pub fn chip(
    ui: &mut Ui,
    rect: Rect,
    row: &VisitRow,
    words: &str,
    wishes: &mut Wishes,
    out: &mut Vec<Action>,
) {
    let movable = may_move(row.state);
    let sense = if movable {
        Sense::click_and_drag()
    } else {
        Sense::click()
    };
    let response = ui.interact(rect, Id::unique(("visit chip", row.id.0)), sense);
    let name = format!(
        "{}, {}, {}, {}",
        row.unit_name,
        show(row.date),
        row.kind.label(),
        row.state.label()
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    paint(
        ui,
        rect,
        row.state,
        words,
        response.hovered(),
        response.has_focus(),
    );
    if movable {
        response.dnd_set_drag_payload(Carried {
            id: row.id,
            unit: row.unit_id,
            date: row.date,
        });
        if response.has_focus() {
            keys(ui, response.id, row, wishes, out);
        }
    }
    response.context_menu(|ui| {
        if ui.button("Mở").clicked() {
            out.push(Action::Go(Route::Visit(row.id)));
            ui.close();
        }
        if movable && ui.button("Dời sang ngày…").clicked() {
            wishes.move_dialog = Some(row.clone());
            ui.close();
        }
    });
    let icon = if response.dragged() {
        CursorIcon::Grabbing
    } else {
        CursorIcon::PointingHand
    };
    let topic = if row.topic.is_empty() {
        String::new()
    } else {
        format!("\n{}", row.topic)
    };
    let clicked = response
        .on_hover_cursor(icon)
        .on_hover_text(format!("{name}{topic}"))
        .clicked();
    if clicked {
        out.push(Action::Go(Route::Visit(row.id)));
    }
}

/// D asks for a day; Ctrl and an arrow moves by a day or a week.
fn keys(ui: &Ui, id: Id, row: &VisitRow, wishes: &mut Wishes, out: &mut Vec<Action>) {
    let filter = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let pressed = |modifiers, key| ui.input_mut(|i| i.consume_key(modifiers, key));
    if pressed(Modifiers::NONE, Key::D) {
        wishes.move_dialog = Some(row.clone());
    }
    let steps = [
        (Key::ArrowLeft, -1),
        (Key::ArrowRight, 1),
        (Key::ArrowUp, -7),
        (Key::ArrowDown, 7),
    ];
    for (key, days) in steps {
        if pressed(Modifiers::COMMAND, key)
            && let Some(to) = later(row.date, days)
        {
            reschedule(row.id, to, out);
        }
    }
}

fn later(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let count = Days::new(days.unsigned_abs());
    if days < 0 {
        day.checked_sub_days(count)
    } else {
        day.checked_add_days(count)
    }
}

pub fn reschedule(id: VisitId, to: NaiveDate, out: &mut Vec<Action>) {
    out.push(Action::Run(Command::Visit(VisitCommand::Reschedule {
        id,
        to,
    })));
}

fn paint(ui: &Ui, rect: Rect, state: VisitState, words: &str, hovered: bool, focused: bool) {
    if !ui.is_rect_visible(rect) {
        return;
    }
    let colours = theme::palette(ui);
    let pair = colours.tone(tones::of_visit(state));
    let stroke = if focused {
        Stroke::new(2.0, colours.tone(Tone::Accent).fg)
    } else if hovered {
        Stroke::new(1.0, pair.fg)
    } else {
        Stroke::NONE
    };
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let radius = CornerRadius::same(4);
    painter.rect(rect, radius, pair.bg, stroke, StrokeKind::Inside);
    painter.text(
        rect.left_center() + vec2(5.0, 0.0),
        Align2::LEFT_CENTER,
        words,
        FontId::proportional(theme::SMALL_SIZE),
        pair.fg,
    );
}

/// "Phúc Đồng · DK".
pub fn unit_words(row: &VisitRow) -> String {
    format!("{} {}", mark(row.state), short_unit(&row.unit_name))
}
