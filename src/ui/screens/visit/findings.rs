//! Ưu điểm · Tồn tại: what the unit did well, and what it has to put right.

use eframe::egui::{Label, RichText, Ui};
use uuid::Uuid;

use super::field::Field;
use super::orders::Orders;
use super::shortcoming_start::Start;
use super::{View, Wish, attached};
use crate::domain::date::show;
use crate::domain::text::clean;
use crate::domain::{
    AttachTo, RegulationId, Shortcoming, ShortcomingLevel, ShortcomingState, Strength, StrengthId,
};
use crate::read::visit::visit_title;
use crate::read::{ShortcomingFilter, VisitPage};
use crate::ui::action::{Action, Route, Subject};
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::{
    badge, button, choice::Choice, form, icon::Icon, section, text_field::TextField,
};
use crate::worker::{Command, ShortcomingCommand, VisitCommand};

/// The strength that is being written.
#[derive(Debug, Default)]
pub struct FindingsTab {
    text: String,
    regulation: Option<RegulationId>,
    /// Sent to be added; the text is cleared once it is.
    sent: bool,
    orders: Orders,
}

const REGULATION: f32 = 118.0;

impl FindingsTab {
    pub fn ui(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        theme::sheet(ui).show(ui, |ui| {
            ui.set_width(ui.available_width());
            self.strengths(ui, view);
        });
        ui.add_space(theme::GAP);
        self.orders.ui(ui, view);
        theme::sheet(ui).show(ui, |ui| {
            ui.set_width(ui.available_width());
            shortcomings(ui, view);
        });
    }

    fn strengths(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        section::heading(ui, "Ưu điểm", |_| {});
        let page = view.page;
        let adding = Subject::Strength(StrengthId(Uuid::nil()));
        if self.sent && view.ctx.has_done(adding) {
            self.text.clear();
        }
        self.sent = self.sent && view.ctx.is_busy(adding);
        // by regulation, in the order of the catalogue; those of none first
        let mut number = 0;
        let groups = std::iter::once(None).chain(
            page.regulations
                .iter()
                .map(|sheet| Some(sheet.regulation.id)),
        );
        for group in groups {
            for strength in page
                .strengths
                .iter()
                .filter(|strength| strength.regulation_id == group)
            {
                number += 1;
                ui.push_id(strength.id.0, |ui| strength_row(ui, view, strength, number));
            }
        }
        if number == 0 && !view.editable {
            form::hint(ui, "Chưa ghi ưu điểm.");
        }
        if view.editable {
            self.new_strength(ui, view);
        }
    }

    fn new_strength(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        ui.horizontal_top(|ui| {
            if let Some(About(regulation)) =
                regulation(ui, "Quy chế của ưu điểm mới", view.page, self.regulation)
            {
                self.regulation = regulation;
            }
            let width = (ui.available_width() - 80.0).max(200.0);
            let field = TextField::lines("Ưu điểm mới", "", 2)
                .width(width)
                .hint("Thêm ưu điểm…");
            field.bind(ui, &mut self.text);
            let ready = !self.text.trim().is_empty() && !self.sent;
            let clicked = ui
                .add_enabled_ui(ready, |ui| {
                    button::plain(ui, "Thêm").on_hover_text("Thêm ưu điểm")
                })
                .inner
                .clicked();
            if clicked {
                let count = view.page.strengths.len();
                self.sent = true;
                view.out
                    .push(Action::Run(Command::Visit(VisitCommand::AddStrength(
                        Strength {
                            id: StrengthId(Uuid::nil()),
                            ver: 0,
                            visit_id: view.page.visit.id,
                            regulation_id: self.regulation,
                            item_id: None,
                            position: i64::try_from(count).unwrap_or(i64::MAX),
                            text: clean(&self.text),
                        },
                    ))));
            }
        });
    }
}

fn strength_row(ui: &mut Ui, view: &mut View<'_>, loaded: &Strength, number: usize) {
    let strength = view.edits.strengths.current(loaded);
    ui.horizontal_top(|ui| {
        if !view.editable {
            let code = code(view.page, strength.regulation_id);
            ui.add(Label::new(format!("{number}. {code} {}", strength.text)).wrap());
            return;
        }
        let name = format!("Quy chế của ưu điểm {number}");
        if let Some(About(regulation)) = regulation(ui, &name, view.page, strength.regulation_id) {
            view.edits.strengths.edit(loaded, view.out, |strength| {
                strength.regulation_id = regulation;
                strength.item_id = None;
            });
        }
        let width = (ui.available_width() - 80.0).max(200.0);
        let name = format!("Ưu điểm {number}");
        let field = Field::new(loaded.id.0, "text", name.as_str())
            .rows(2)
            .width(width);
        if let Some(text) = field.text(ui, view, &loaded.text) {
            view.edits
                .strengths
                .edit(loaded, view.out, |strength| strength.text = text);
        }
        if button::icon(ui, Icon::Cross, &format!("Xóa ưu điểm {number}")).clicked() {
            view.out
                .push(Action::Run(Command::Visit(VisitCommand::RemoveStrength(
                    loaded.id,
                ))));
        }
    });
}

/// What a strength is about: a regulation, or none of them.
struct About(Option<RegulationId>);

/// A choice among the covered regulations, shown by their codes.
fn regulation(
    ui: &mut Ui,
    name: &str,
    page: &VisitPage,
    chosen: Option<RegulationId>,
) -> Option<About> {
    let mut ids = vec![None];
    let mut words = vec!["Không gắn".to_owned()];
    for sheet in page.covered() {
        ids.push(Some(sheet.regulation.id));
        words.push(sheet.regulation.code.clone());
    }
    let index = ids.iter().position(|id| *id == chosen);
    Choice::new(name, &words, index)
        .width(REGULATION)
        .show(ui)
        .and_then(|index| ids.get(index).copied())
        .map(About)
}

fn code(page: &VisitPage, regulation: Option<RegulationId>) -> String {
    regulation
        .and_then(|id| page.regulation(id))
        .map(|regulation| format!("({})", regulation.code))
        .unwrap_or_default()
}

fn shortcomings(ui: &mut Ui, view: &mut View<'_>) {
    let page = view.page;
    section::heading(ui, "Tồn tại, hạn chế", |ui| {
        if view.editable && button::plain(ui, "Ghi tồn tại").clicked() {
            view.wishes.push(Wish::Write(Box::new(Start::blank(page))));
        }
        if !view.editable
            && !page.shortcomings.is_empty()
            && button::plain(ui, "Mở ở mục Tồn tại").clicked()
        {
            let filter = ShortcomingFilter {
                visit_id: Some(page.visit.id),
                ..ShortcomingFilter::default()
            };
            view.out.push(Action::Go(Route::Shortcomings(filter)));
        }
    });
    if page.shortcomings.is_empty() {
        form::hint(
            ui,
            "Chưa ghi tồn tại. Mục “Đạt một phần” và “Chưa đạt” ở tab Kiểm tra có nút Ghi tồn tại điền sẵn.",
        );
    }
    for (index, shortcoming) in page.shortcomings.iter().enumerate() {
        if index > 0 {
            ui.separator();
        }
        ui.push_id(shortcoming.id.0, |ui| {
            card(ui, view, shortcoming, index + 1);
        });
    }
}

fn card(ui: &mut Ui, view: &mut View<'_>, shortcoming: &Shortcoming, number: usize) {
    let weak = theme::palette(ui).weak;
    ui.horizontal_top(|ui| {
        let room = (ui.available_width() - 100.0).max(240.0);
        ui.vertical(|ui| {
            ui.set_width(room);
            ui.spacing_mut().item_spacing.y = theme::GAP_SMALL;
            ui.add(
                Label::new(theme::strong(format!(
                    "{number}. {}",
                    shortcoming.description
                )))
                .wrap(),
            );
            ui.horizontal_wrapped(|ui| {
                let place = place(view.page, shortcoming);
                if !place.is_empty() {
                    ui.label(theme::small(place).color(weak));
                }
                badge::show(ui, level_tone(shortcoming.level), shortcoming.level.label());
                if shortcoming.state != ShortcomingState::Draft {
                    badge::show(ui, Tone::Info, shortcoming.state.label());
                }
            });
            if !shortcoming.order_text.is_empty() {
                ui.add(Label::new(format!("Yêu cầu: {}", shortcoming.order_text)).wrap());
            }
            let mut facts = Vec::new();
            if !shortcoming.owner.is_empty() {
                facts.push(format!("Phụ trách: {}", shortcoming.owner));
            }
            if let Some(deadline) = shortcoming.deadline {
                facts.push(format!("Thời hạn: {}", show(deadline)));
            } else if let Some(rule) = shortcoming.deadline_rule {
                facts.push(format!(
                    "Thời hạn: {} từ ngày ban hành kết luận",
                    rule.length()
                ));
            }
            if let Some((_, later)) = view
                .page
                .chase
                .carried
                .iter()
                .find(|(id, _)| *id == shortcoming.id)
            {
                let later = visit_title(&later.unit_name, later.kind, later.date);
                facts.push(format!("Theo dõi tiếp ở: {later}"));
            }
            ui.add(Label::new(RichText::new(facts.join(" · ")).color(weak)).wrap());
            let to = AttachTo::shortcoming(view.page.visit.id, shortcoming.id);
            let name = format!("Đính kèm tệp vào tồn tại {number}");
            attached::strip(ui, view, to, &name, true);
            if let Some(missing) = shortcoming.missing_for_notice() {
                form::problem(
                    ui,
                    &format!("Chưa ghi {missing}; phải có trước khi ban hành kết luận."),
                );
            }
        });
        if view.editable {
            let edit = button::plain(ui, "Sửa").accessible_name(format!("Sửa tồn tại {number}"));
            if edit.clicked() {
                view.wishes
                    .push(Wish::Write(Box::new(Start::edit(shortcoming))));
            }
            if button::icon(ui, Icon::Cross, &format!("Xóa tồn tại {number}")).clicked() {
                view.out.push(Action::Run(Command::Shortcoming(
                    ShortcomingCommand::Remove(shortcoming.id),
                )));
            }
        }
    });
}

fn place(page: &VisitPage, shortcoming: &Shortcoming) -> String {
    let item = shortcoming.item_id.and_then(|id| page.item(id));
    match item {
        Some((_, sheet)) => sheet.item.code.clone(),
        None => shortcoming
            .regulation_id
            .and_then(|id| page.regulation(id))
            .map(|regulation| regulation.code.clone())
            .unwrap_or_default(),
    }
}

fn level_tone(level: ShortcomingLevel) -> Tone {
    match level {
        ShortcomingLevel::Remind => Tone::Neutral,
        ShortcomingLevel::MustFix => Tone::Caution,
        ShortcomingLevel::ReportUp => Tone::Bad,
    }
}
