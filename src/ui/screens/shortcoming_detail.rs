//! One shortcoming in full: what, who, by when, what happened so far, what can be done next.

use eframe::egui::{RichText, Ui};

use crate::domain::attachment::TAKEN;
use crate::domain::role::Role;
use crate::domain::shortcoming::{Step, take_step};
use crate::domain::text::lower_first;
use crate::domain::{AttachTo, EventKind, Shortcoming, ShortcomingClass, ShortcomingEvent, date};
use crate::read::visit::visit_title;
use crate::read::{ShortcomingDetail, ShortcomingRow};
use crate::ui::action::{Action, Route, ScreenContext, Subject};
use crate::ui::screens::safety::SafetyPlace;
use crate::ui::theme::{self, Tone};
use crate::ui::tones;
use crate::ui::widgets::{badge, button, section};
use crate::worker::Job;

/// What it is and where it stands.
pub fn head(ui: &mut Ui, detail: &ShortcomingDetail, out: &mut Vec<Action>) {
    let shortcoming = &detail.shortcoming;
    let row = &detail.row;
    ui.spacing_mut().item_spacing.y = 6.0;
    ui.horizontal_wrapped(|ui| {
        standing(ui, row);
        if row.state == crate::domain::ShortcomingState::Returned {
            badge::show(ui, Tone::Bad, row.state.label());
        }
        if button::quiet_whole(ui, "Lịch sử thay đổi")
            .on_hover_text("Ai đã sửa gì ở tồn tại này")
            .clicked()
        {
            let of = SafetyPlace::trail_of(row.id.to_string());
            out.push(Action::Go(Route::Safety(of)));
        }
    });
    ui.label(theme::strong(&shortcoming.description));
    let visit = format!(
        "{} · giám sát ngày {}",
        row.unit_name,
        date::show(row.visit_date)
    );
    if ui.link(visit).on_hover_text("Mở cuộc giám sát").clicked() {
        out.push(Action::Go(Route::Visit(row.visit_id)));
    }
    answering(ui, detail, out);
    if let Some(later) = &detail.carried_to {
        let title = visit_title(&later.unit_name, later.kind, later.date);
        let words = format!("Theo dõi tiếp ở: {title}");
        if ui
            .link(words)
            .on_hover_text("Mở cuộc giám sát sau")
            .clicked()
        {
            out.push(Action::Go(Route::Visit(later.id)));
        }
    }
}

/// Who answers since the unit ended: each a link.
fn answering(ui: &mut Ui, detail: &ShortcomingDetail, out: &mut Vec<Action>) {
    if !detail.unit_ended {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        if detail.answering.is_empty() {
            ui.label("Đơn vị đã kết thúc, chưa ghi đơn vị tiếp nhận.");
            return;
        }
        ui.label("Nay chịu trách nhiệm:");
        for unit in &detail.answering {
            if ui.link(&unit.name).on_hover_text("Mở đơn vị").clicked() {
                out.push(Action::Go(Route::Unit(unit.id)));
            }
        }
    });
}

/// What has to be done, by whom, by when, and why it came about.
pub fn facts(ui: &mut Ui, detail: &ShortcomingDetail) {
    let shortcoming = &detail.shortcoming;
    ui.add_space(theme::GAP);
    fact(ui, "Yêu cầu khắc phục", &shortcoming.order_text);
    fact(ui, "Chịu trách nhiệm", &shortcoming.owner);
    fact(ui, "Thời hạn", &deadline_words(shortcoming, &detail.events));
    fact(ui, "Minh chứng cần có", &shortcoming.evidence);
    fact(ui, "Nguyên nhân khách quan", &shortcoming.cause_external);
    fact(ui, "Nguyên nhân chủ quan", &shortcoming.cause_own);
    fact(ui, "Mức độ (nội bộ)", shortcoming.level.label());
}

fn fact(ui: &mut Ui, name: &str, text: &str) {
    if text.trim().is_empty() {
        return;
    }
    let colours = theme::palette(ui);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.label(theme::small(name).color(colours.weak));
        ui.label(text);
    });
}

/// All deadlines one after the other: "28/02/2023, gia hạn đến 31/03/2023".
pub fn deadline_words(shortcoming: &Shortcoming, events: &[ShortcomingEvent]) -> String {
    let Some(deadline) = shortcoming.deadline else {
        return shortcoming.deadline_rule.map_or_else(
            || "chưa định".to_owned(),
            |rule| format!("{} từ ngày ban hành kết luận", rule.length()),
        );
    };
    let mut all: Vec<String> = events
        .iter()
        .filter(|event| event.kind == EventKind::Extended)
        .filter_map(|event| event.deadline_from)
        .map(date::show)
        .collect();
    all.push(date::show(deadline));
    all.join(", gia hạn đến ")
}

/// Where it stands, with the days that it is late; against the first deadline, too, where it was extended.
pub fn standing(ui: &mut Ui, row: &ShortcomingRow) {
    let tone = row
        .class
        .map_or_else(|| tones::of_shortcoming(row.state), tones::of_class);
    let (now, first) = (row.days_late, row.days_late_at_first);
    let words = match row.class {
        Some(ShortcomingClass::Late) => format!("Quá hạn {now} ngày"),
        Some(ShortcomingClass::DoneLate) => format!("Trễ {now} ngày, đã xong"),
        _ => row.standing().into_owned(),
    };
    badge::show(ui, tone, &words);
    if first > now {
        badge::show(ui, Tone::Bad, &format!("So với hạn đầu: trễ {first} ngày"));
    }
}

/// The steps that fit the state; the one that was clicked.
pub fn steps(
    ui: &mut Ui,
    detail: &ShortcomingDetail,
    context: &ScreenContext<'_>,
) -> Option<EventKind> {
    let offered: Vec<EventKind> = [
        EventKind::Reported,
        EventKind::Verified,
        EventKind::Returned,
        EventKind::Extended,
        EventKind::Withdrawn,
        EventKind::Carried,
        EventKind::Released,
    ]
    .into_iter()
    .filter(|kind| fits(detail, *kind, context))
    .collect();
    if offered.is_empty() || detail.as_of < context.today {
        return None;
    }
    let busy = context.is_busy(Subject::Step(detail.shortcoming.id));
    let mut clicked = None;
    ui.add_space(theme::GAP_SMALL);
    ui.horizontal_wrapped(|ui| {
        for (place, kind) in offered.into_iter().enumerate() {
            let forbidden = context.forbids(Role::of_step(kind));
            let free = forbidden.is_none();
            let response = if place == 0 {
                button::primary_enabled(ui, !busy && free, kind.label())
            } else {
                button::plain_enabled(ui, free, kind.label())
            };
            let response = response.on_disabled_hover_text(forbidden.unwrap_or_default());
            if response.clicked() && !busy {
                clicked = Some(kind);
            }
        }
    });
    clicked
}

/// Whether the state allows a step of this kind, all its words given.
fn fits(detail: &ShortcomingDetail, kind: EventKind, context: &ScreenContext<'_>) -> bool {
    let shortcoming = &detail.shortcoming;
    let later = &detail.later_visits;
    let nowhere = || {
        later
            .iter()
            .all(|later| shortcoming.carried_to == Some(later.id))
    };
    if kind == EventKind::Carried && nowhere()
        || kind == EventKind::Released && detail.carried_to.is_none()
    {
        return false;
    }
    let later = shortcoming
        .deadline
        .unwrap_or(context.today)
        .succ_opt()
        .unwrap_or(context.today);
    let step = Step {
        kind,
        on: context.today,
        by: "x".to_owned(),
        text: "x".to_owned(),
        deadline: Some(later),
    };
    take_step(shortcoming, &step).is_ok()
}

/// The files of one place, each a click away, and the way to add one.
fn files(
    ui: &mut Ui,
    detail: &ShortcomingDetail,
    place: AttachTo,
    name: &str,
    out: &mut Vec<Action>,
) {
    ui.horizontal_wrapped(|ui| {
        let here = detail.attachments.iter();
        for file in here.filter(|file| file.place() == place) {
            let size = file.size_label();
            let hint = format!("Mở {} ({}, {size})", file.name, file.kind.label());
            let open = button::quiet(ui, &file.name).accessible_name(hint.as_str());
            if open.on_hover_text(hint).clicked() {
                out.push(Action::Start(Job::OpenAttachment(file.id)));
            }
        }
        let add = button::quiet(ui, "+ Tệp").accessible_name(name);
        if add.on_hover_text(format!("{name}. {TAKEN}")).clicked() {
            out.push(Action::Attach(place));
        }
    });
}

/// What happened so far, oldest first.
pub fn history(ui: &mut Ui, detail: &ShortcomingDetail, out: &mut Vec<Action>) {
    let whole = AttachTo::shortcoming(detail.row.visit_id, detail.shortcoming.id);
    files(ui, detail, whole, "Đính kèm vào tồn tại", out);
    if detail.events.is_empty() {
        return;
    }
    ui.add_space(theme::GAP);
    section::heading(ui, "Diễn biến", |_| {});
    let colours = theme::palette(ui);
    for event in detail
        .events
        .iter()
        .filter(|event| event.on <= detail.as_of)
    {
        let colour = colours.tone(tones::of_event(event.kind)).fg;
        let top = ui.cursor().top();
        let left = ui.cursor().left();
        ui.horizontal_top(|ui| {
            ui.add_space(18.0);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                let head = format!("{} · {}", date::show(event.on), event.kind.label());
                ui.label(
                    RichText::new(head)
                        .family(theme::bold_family())
                        .color(colour),
                );
                if let (Some(from), Some(to)) = (event.deadline_from, event.deadline_to) {
                    ui.label(format!("Từ {} đến {}", date::show(from), date::show(to)));
                }
                if !event.text.is_empty() {
                    ui.label(&event.text);
                }
                if !event.by.is_empty() {
                    ui.label(theme::small(&event.by).color(colours.weak));
                }
                let step = AttachTo::step(detail.row.visit_id, detail.shortcoming.id, event.id);
                let name = format!(
                    "Đính kèm vào bước {} ngày {}",
                    lower_first(event.kind.label()),
                    date::show(event.on)
                );
                files(ui, detail, step, &name, out);
            });
        });
        let bottom = ui.cursor().top();
        let painter = ui.painter();
        let x = left + 6.0;
        painter.vline(
            x,
            (top + 10.0)..=(bottom + 4.0),
            eframe::egui::Stroke::new(1.5, colours.line),
        );
        painter.circle_filled(eframe::egui::pos2(x, top + 10.0), 4.5, colour);
    }
}
