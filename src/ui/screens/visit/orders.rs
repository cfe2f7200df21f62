//! Orders of earlier visits that this visit looks at again or carries on: what was said then and now, and the step
//! that the result calls for.

use eframe::egui::{Label, RichText, Ui};

use super::View;
use crate::domain::date::show;
use crate::domain::role::Role;
use crate::domain::{EventKind, RatingValue, ShortcomingState};
use crate::read::EarlierOrder;
use crate::ui::action::Subject;
use crate::ui::dialogs::step::StepDialog;
use crate::ui::screens::shortcoming_detail::{deadline_words, standing};
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::{badge, button, section};

/// The step that is being written.
#[derive(Debug, Default)]
pub(super) struct Orders {
    step: Option<StepDialog>,
}

impl Orders {
    pub(super) fn ui(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        let page = view.page;
        if page.chase.orders.is_empty() {
            return;
        }
        theme::sheet(ui).show(ui, |ui| {
            ui.set_width(ui.available_width());
            section::heading(ui, "Yêu cầu khắc phục của cuộc trước", |_| {});
            for (index, order) in page.chase.orders.iter().enumerate() {
                if index > 0 {
                    ui.separator();
                }
                ui.push_id(order.shortcoming.id.0, |ui| {
                    self.order(ui, view, order, index + 1);
                });
            }
        });
        ui.add_space(theme::GAP);
        if let Some(step) = &mut self.step
            && step.ui(ui, None, &view.ctx, view.out)
        {
            self.step = None;
        }
    }

    fn order(&mut self, ui: &mut Ui, view: &View<'_>, order: &EarlierOrder, number: usize) {
        let weak = theme::palette(ui).weak;
        let shortcoming = &order.shortcoming;
        ui.spacing_mut().item_spacing.y = theme::GAP_SMALL;
        let words = format!("{number}. {}", shortcoming.description);
        ui.add(Label::new(theme::strong(words)).wrap());
        ui.horizontal_wrapped(|ui| {
            standing(ui, &order.row);
            if shortcoming.carried_to == Some(view.page.visit.id) {
                badge::show(ui, Tone::Info, "Cuộc này theo dõi tiếp");
            }
        });
        let facts = format!(
            "Giám sát ngày {} · {} · Thời hạn: {}",
            show(order.row.visit_date),
            shortcoming.owner,
            deadline_words(shortcoming, &order.events)
        );
        ui.add(Label::new(RichText::new(facts).color(weak)).wrap());
        if !shortcoming.order_text.is_empty() {
            ui.add(Label::new(format!("Yêu cầu: {}", shortcoming.order_text)).wrap());
        }
        if !order.item_code.is_empty() {
            ui.add(Label::new(results(order)).wrap());
        }
        if let Some(last) = order.events.last() {
            let words = format!("{} {}: {}", show(last.on), last.kind.label(), last.text);
            ui.add(Label::new(RichText::new(words).color(weak)).wrap());
        }
        self.steps(ui, view, order, number);
    }

    /// What the re-check found: put right, not put right, or still to be watched by this visit.
    fn steps(&mut self, ui: &mut Ui, view: &View<'_>, order: &EarlierOrder, number: usize) {
        let state = order.shortcoming.state;
        let held = view.page.visit.date <= view.ctx.today;
        if !state.is_open() || state == ShortcomingState::Draft || !held {
            return;
        }
        let mut offered = vec![(EventKind::Verified, "Đã khắc phục")];
        if state == ShortcomingState::ReportedFixed {
            offered.push((EventKind::Returned, "Chưa đạt, trả lại"));
        }
        if order.shortcoming.carried_to != Some(view.page.visit.id) {
            offered.push((EventKind::Carried, "Theo dõi tiếp ở cuộc này"));
        }
        let busy = view.ctx.is_busy(Subject::Step(order.shortcoming.id));
        ui.horizontal_wrapped(|ui| {
            for (kind, words) in offered {
                let name = format!("{words}: yêu cầu {number}");
                let forbidden = view.ctx.forbids(Role::of_step(kind));
                let clicked = ui
                    .add_enabled_ui(forbidden.is_none(), |ui| {
                        button::plain(ui, words)
                            .accessible_name(name)
                            .on_disabled_hover_text(forbidden.unwrap_or_default())
                            .clicked()
                    })
                    .inner;
                if clicked && !busy {
                    self.step = Some(StepDialog::at_visit(kind, order, view.page, &view.ctx));
                }
            }
        });
    }
}

/// "QC1-03: lần trước Chưa đạt; phúc tra Đạt".
fn results(order: &EarlierOrder) -> String {
    let said = |rated: &Option<(RatingValue, String)>| {
        rated.as_ref().map_or_else(
            || RatingValue::NotRated.label().to_owned(),
            |(value, comment)| match comment.trim() {
                "" => value.label().to_owned(),
                comment => format!("{} ({comment})", value.label()),
            },
        )
    };
    format!(
        "{}: lần trước {}; lần này {}",
        order.item_code,
        said(&order.before),
        said(&order.now)
    )
}
