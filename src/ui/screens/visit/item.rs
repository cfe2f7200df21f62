//! One item of the checklist: a line in the list, and the selected one with everything to fill in.

use eframe::egui::text::LayoutJob;
use eframe::egui::{
    Align, Color32, CornerRadius, FontId, Frame, Label, Layout, Margin, Stroke, Ui, Vec2,
};

use super::checklist::ChecklistTab;
use super::field::{Field, plain};
use super::shortcoming_start::Start;
use super::{Tab, View, Wish, attached, item_past};
use crate::domain::catalogue::checked_label;
use crate::domain::rating::reason_message;
use crate::domain::text::paper_count;
use crate::domain::{AttachTo, LegalRef, Rating, RatingValue};
use crate::read::{ItemSheet, RegulationSheet};
use crate::ui::theme::{self, Tone};
use crate::ui::tones;
use crate::ui::widgets::{badge, button, choice::Choice, form, rating_buttons};

pub(super) const CODE: f32 = 88.0;
const SELF_RATING: f32 = 148.0;
pub(super) const BADGE: f32 = 128.0;

/// The selected item, to be filled in.
pub fn selected(
    ui: &mut Ui,
    view: &mut View<'_>,
    tab: &mut ChecklistTab,
    regulation: &RegulationSheet,
    sheet: &ItemSheet,
) {
    let colours = theme::palette(ui);
    let accent = colours.tone(Tone::Accent).fg;
    let shown = Frame::new()
        .fill(colours.surface)
        .stroke(Stroke::new(1.5, accent))
        .corner_radius(CornerRadius::same(theme::RADIUS))
        .inner_margin(Margin {
            left: 14,
            right: 12,
            top: 8,
            bottom: 10,
        })
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.push_id(sheet.item.id.0, |ui| {
                let mut rating = view.edits.ratings.current(&sheet.rating);
                if let Some((_, value)) = tab.held.filter(|(id, _)| *id == sheet.item.id) {
                    rating.value = value;
                }
                title(ui, sheet, &rating);
                ui.spacing_mut().item_spacing.y = 6.0;
                basis(ui, sheet);
                if let Some(past) = view.page.past_of(&sheet.item.code) {
                    item_past::show_past(ui, view, past);
                }
                ratings(ui, view, tab, regulation, sheet, &rating);
                texts(ui, view, tab, sheet, &rating);
                let to = AttachTo::item(view.page.visit.id, sheet.item.id);
                let name = format!("Đính kèm tệp vào mục {}", sheet.item.code);
                attached::strip(ui, view, to, &name, view.editable);
                if rating.value.is_finding() || !sheet.shortcomings.is_empty() {
                    shortcoming(ui, view, sheet);
                }
            });
        });
    let rect = shown.response.rect;
    let edge = rect.with_max_x(rect.left() + 4.0);
    ui.painter().rect_filled(
        edge,
        CornerRadius {
            nw: theme::RADIUS,
            sw: theme::RADIUS,
            ..CornerRadius::ZERO
        },
        accent,
    );
}

fn title(ui: &mut Ui, sheet: &ItemSheet, rating: &Rating) {
    let weak = theme::palette(ui).weak;
    ui.horizontal_top(|ui| {
        let code = ui.add(Label::new(theme::small(&sheet.item.code).color(weak)));
        ui.add_space((CODE - 14.0 - code.rect.width() - theme::GAP).max(0.0));
        let room = (ui.available_width() - BADGE).max(200.0);
        ui.scope(|ui| {
            ui.set_max_width(room);
            ui.add(Label::new(theme::strong(&sheet.item.text)).wrap());
        });
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            badge::show(ui, tones::of_rating(rating.value), rating.value.label());
        });
    });
}

fn basis(ui: &mut Ui, sheet: &ItemSheet) {
    let weak = theme::palette(ui).weak;
    if !sheet.legal_refs.is_empty() {
        let refs: Vec<String> = sheet.legal_refs.iter().map(cited).collect();
        few_lines(ui, &format!("Căn cứ: {}", refs.join("; ")), weak);
    }
    if !sheet.item.evidence.is_empty() {
        let evidence = format!("Minh chứng cần xem: {}", sheet.item.evidence);
        few_lines(ui, &evidence, weak);
    }
}

/// At most two lines, so that rating and comment stay in sight; the tooltip has all.
fn few_lines(ui: &mut Ui, text: &str, colour: Color32) {
    let font = FontId::proportional(theme::SMALL_SIZE);
    let mut job = LayoutJob::simple(text.to_owned(), font, colour, ui.available_width());
    job.wrap.max_rows = 2;
    ui.add(Label::new(job).wrap());
}

fn cited(reference: &LegalRef) -> String {
    if reference.checked {
        reference.text.clone()
    } else {
        format!("{} ({})", reference.text, checked_label(false))
    }
}

fn ratings(
    ui: &mut Ui,
    view: &mut View<'_>,
    tab: &mut ChecklistTab,
    regulation: &RegulationSheet,
    sheet: &ItemSheet,
    rating: &Rating,
) {
    if !view.editable {
        return;
    }
    let chosen = rating_buttons::VALUES
        .iter()
        .position(|value| *value == rating.value);
    let clicked = rating_buttons::show(ui, &sheet.item.code, &rating_buttons::RATINGS, chosen);
    if let Some((index, value)) =
        clicked.and_then(|index| Some((index, rating_buttons::VALUES.get(index)?)))
    {
        // a second click on the chosen one takes it back
        let value = if Some(index) == chosen {
            RatingValue::NotRated
        } else {
            *value
        };
        tab.rate(ui, view, regulation, sheet, value);
    }
}

/// Comment, evidence seen, what the unit says of itself: side by side.
fn texts(
    ui: &mut Ui,
    view: &mut View<'_>,
    tab: &mut ChecklistTab,
    sheet: &ItemSheet,
    rating: &Rating,
) {
    let room = ui.available_width() - SELF_RATING - 2.0 * theme::GAP;
    ui.horizontal_top(|ui| {
        column(ui, room * 0.56, |ui| comment(ui, view, tab, sheet, rating));
        column(ui, room * 0.44, |ui| {
            form::stacked(ui, "Minh chứng đã xem", |ui, label| {
                let field = Field::new(sheet.item.id.0, "evidence_seen", label).rows(2);
                if let Some(text) = field.text(ui, view, &sheet.rating.evidence_seen) {
                    view.edits.ratings.edit(&sheet.rating, view.out, |rating| {
                        rating.evidence_seen = text;
                    });
                }
            });
        });
        column(ui, SELF_RATING, |ui| self_rating(ui, view, sheet, rating));
    });
}

fn column(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(Vec2::new(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        content(ui);
    });
}

fn comment(
    ui: &mut Ui,
    view: &mut View<'_>,
    tab: &mut ChecklistTab,
    sheet: &ItemSheet,
    rating: &Rating,
) {
    let focus = std::mem::take(&mut tab.wish.focus_comment);
    form::stacked(ui, "Nhận xét", |ui, label| {
        if !view.editable {
            return plain(ui, &rating.comment);
        }
        let hint = match rating.value {
            RatingValue::NotApplicable => "Lý do không áp dụng",
            RatingValue::PartlyMet | RatingValue::NotMet => "Thiếu gì, sai ở đâu",
            RatingValue::Met | RatingValue::NotRated => "",
        };
        let field = Field::new(sheet.item.id.0, "comment", label)
            .rows(2)
            .hint(hint)
            .focus(focus);
        if let Some(text) = field.text(ui, view, &sheet.rating.comment) {
            let held = tab.held.take_if(|(id, _)| *id == sheet.item.id);
            view.edits.ratings.edit(&sheet.rating, view.out, |rating| {
                rating.comment = text;
                rating.value = held.map_or(rating.value, |(_, value)| value);
            });
        }
        let typing = view.edits.text(sheet.item.id.0, "comment").is_open();
        if rating.lacks_reason() && !typing {
            form::problem(ui, &reason_message(rating.value));
        }
    });
}

fn self_rating(ui: &mut Ui, view: &mut View<'_>, sheet: &ItemSheet, rating: &Rating) {
    let words = RatingValue::ALL.iter().map(|value| match value {
        RatingValue::NotRated => "chưa có",
        RatingValue::Met
        | RatingValue::PartlyMet
        | RatingValue::NotMet
        | RatingValue::NotApplicable => value.label(),
    });
    let words: Vec<&str> = words.collect();
    let chosen = RatingValue::ALL
        .iter()
        .position(|value| *value == rating.self_rating);
    form::stacked(ui, "Đơn vị tự chấm", |ui, label| {
        if !view.editable {
            let word = chosen.and_then(|index| words.get(index));
            return plain(ui, word.copied().unwrap_or_default());
        }
        let picked = Choice::new(label, &words, chosen)
            .width(SELF_RATING)
            .show(ui);
        if let Some(value) = picked.and_then(|index| RatingValue::ALL.get(index)) {
            view.edits.ratings.edit(&sheet.rating, view.out, |rating| {
                rating.self_rating = *value;
            });
        }
    });
}

/// Opens the form of a shortcoming on the item, filled in as far as can be.
pub(super) fn write_shortcoming(view: &mut View<'_>, sheet: &ItemSheet) {
    let rating = view.edits.ratings.current(&sheet.rating);
    let start = Start::from_item(view.page, sheet, &rating.comment);
    view.wishes.push(Wish::Write(Box::new(start)));
}

fn shortcoming(ui: &mut Ui, view: &mut View<'_>, sheet: &ItemSheet) {
    ui.horizontal(|ui| {
        let written = sheet.shortcomings.len();
        if written > 0 {
            let words = format!("Đã ghi {} tồn tại", paper_count(written));
            if button::quiet(ui, &words)
                .on_hover_text("Xem ở Ưu điểm · Tồn tại")
                .clicked()
            {
                view.wishes.push(Wish::Open(Tab::Findings));
            }
        }
        if !view.editable {
            return;
        }
        let words = if written == 0 {
            "Ghi tồn tại"
        } else {
            "Ghi thêm tồn tại"
        };
        if button::plain(ui, words).on_hover_text("Ctrl+T").clicked() {
            write_shortcoming(view, sheet);
        }
        if written == 0 {
            form::hint(
                ui,
                "Nội dung, yêu cầu, người phụ trách và thời hạn được điền sẵn.",
            );
        }
    });
}
