//! The fields of the form of a shortcoming, in two columns, with what is wrong beside them.

use eframe::egui::{ScrollArea, Ui, Vec2};

use super::View;
use super::deadline::deadline;
use super::shortcoming_form::Form;
use crate::domain::date::show;
use crate::domain::text::lower_first;
use crate::domain::{ItemId, RegulationId, Shortcoming, ShortcomingLevel};
use crate::read::VisitPage;
use crate::read::repeat::EarlierFinding;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::{Name, choice::Choice, form, notice, text_field::TextField};

/// Shows the fields.
pub(super) fn fields(ui: &mut Ui, view: &View<'_>, form: &mut Form) {
    for problem in form
        .problems
        .iter()
        .filter(|problem| problem.place.is_empty())
    {
        form::problem(ui, &problem.message);
    }
    ScrollArea::vertical().max_height(540.0).show(ui, |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = theme::GAP_LARGE;
            let width = (ui.available_width() - theme::GAP_LARGE - 12.0) / 2.0;
            half(ui, width, |ui| what(ui, view, form));
            half(ui, width, |ui| remedy(ui, view, form));
        });
    });
}

fn half(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(
        Vec2::new(width, 0.0),
        eframe::egui::Layout::top_down(eframe::egui::Align::Min),
        |ui| {
            ui.set_width(width);
            content(ui);
        },
    );
}

fn what(ui: &mut Ui, view: &View<'_>, form: &mut Form) {
    let page = view.page;
    let focus = std::mem::take(&mut form.focus);
    text(
        ui,
        "Nội dung tồn tại, hạn chế",
        4,
        focus,
        &mut form.draft.description,
    );
    problems(ui, form, "description");
    regulation(ui, page, &mut form.draft);
    item(ui, page, &mut form.draft);
    before(ui, view, form);
    text(
        ui,
        "Nguyên nhân khách quan",
        2,
        false,
        &mut form.draft.cause_external,
    );
    text(
        ui,
        "Nguyên nhân chủ quan",
        2,
        false,
        &mut form.draft.cause_own,
    );
}

fn remedy(ui: &mut Ui, view: &View<'_>, form: &mut Form) {
    text(
        ui,
        "Yêu cầu khắc phục",
        4,
        false,
        &mut form.draft.order_text,
    );
    problems(ui, form, "order_text");
    owner(ui, &view.page.owners, &mut form.draft.owner);
    problems(ui, form, "owner");
    deadline(ui, view, form);
    text(
        ui,
        "Minh chứng khi hoàn thành",
        2,
        false,
        &mut form.draft.evidence,
    );
    form::stacked(
        ui,
        "Mức độ (nội bộ, không in vào kết luận)",
        |ui, _| {
            ui.horizontal_wrapped(|ui| {
                for level in ShortcomingLevel::ALL {
                    ui.radio_value(&mut form.draft.level, *level, level.label());
                }
            });
        },
    );
}

fn text(ui: &mut Ui, label: &str, rows: usize, focus: bool, text: &mut String) {
    form::stacked(ui, label, |ui, id| {
        let field = if rows > 1 {
            TextField::lines(Name::By(id), "", rows)
        } else {
            TextField::line(Name::By(id), "")
        };
        field.focus(focus).bind(ui, text);
    });
}

pub(super) fn problems(ui: &mut Ui, form: &Form, place: &str) {
    for problem in &form.problems {
        if problem.place.rsplit('.').next() == Some(place) {
            form::problem(ui, &problem.message);
        }
    }
}

fn regulation(ui: &mut Ui, page: &VisitPage, draft: &mut Shortcoming) {
    let mut ids: Vec<Option<RegulationId>> = vec![None];
    let mut words = vec!["Không gắn quy chế".to_owned()];
    for sheet in page.covered() {
        ids.push(Some(sheet.regulation.id));
        words.push(format!(
            "{} – {}",
            sheet.regulation.code, sheet.regulation.title
        ));
    }
    let chosen = ids.iter().position(|id| *id == draft.regulation_id);
    form::stacked(ui, "Quy chế", |ui, label| {
        let picked = Choice::new(label, &words, chosen)
            .width(f32::INFINITY)
            .show(ui);
        if let Some(id) = picked.and_then(|index| ids.get(index))
            && *id != draft.regulation_id
        {
            draft.regulation_id = *id;
            draft.item_id = None;
        }
    });
}

fn item(ui: &mut Ui, page: &VisitPage, draft: &mut Shortcoming) {
    let mut ids: Vec<Option<ItemId>> = vec![None];
    let mut words = vec!["Không gắn nội dung kiểm tra".to_owned()];
    let sheets = page
        .covered()
        .filter(|sheet| Some(sheet.regulation.id) == draft.regulation_id);
    for sheet in sheets.flat_map(|sheet| &sheet.items) {
        ids.push(Some(sheet.item.id));
        words.push(format!("{} {}", sheet.item.code, sheet.item.text));
    }
    let chosen = ids.iter().position(|id| *id == draft.item_id);
    form::stacked(ui, "Nội dung kiểm tra", |ui, label| {
        let picked = Choice::new(label, &words, chosen)
            .width(f32::INFINITY)
            .show(ui);
        if let Some(id) = picked.and_then(|index| ids.get(index)) {
            draft.item_id = *id;
        }
    });
}

/// Says so where the item was found wanting before: this one will be "lần 2".
fn before(ui: &mut Ui, view: &View<'_>, form: &Form) {
    let found = view
        .earlier
        .iter()
        .find(|found| Some(found.item_id) == form.draft.item_id);
    let Some(EarlierFinding { times, last, .. }) = found else {
        return;
    };
    let unit = if last.unit_name == view.page.unit.name {
        String::new()
    } else {
        format!(" ở {}", last.unit_name)
    };
    let words = format!(
        "Lặp lại lần {}: đã phát hiện ngày {}{unit}, “{}” ({}).",
        times + 1,
        show(last.visit_date),
        last.description,
        lower_first(last.class.map_or(last.state.label(), |class| class.label())),
    );
    notice::show(ui, Tone::Caution, &words);
}

/// The owner; those who were named for this unit before are one click away.
fn owner(ui: &mut Ui, owners: &[String], owner: &mut String) {
    form::stacked(
        ui,
        "Đơn vị, người chịu trách nhiệm",
        |ui, id| {
            ui.horizontal(|ui| {
                let menu = if owners.is_empty() { 0.0 } else { 104.0 };
                let room = ui.available_width() - menu;
                TextField::line(Name::By(id), "")
                    .width(room)
                    .bind(ui, owner);
                if owners.is_empty() {
                    return;
                }
                ui.menu_button("Đã dùng", |ui| {
                    for other in owners {
                        if ui.button(other).clicked() {
                            owner.clone_from(other);
                            ui.close();
                        }
                    }
                });
            });
        },
    );
}
