//! One model: where it stands, what it promised, and what can be written down next.

use eframe::egui::{Label, ScrollArea, Ui};

use super::forms::Form;
use crate::domain::date::show;
use crate::domain::due::DueStanding;
use crate::domain::{Commitment, ModelOutcome, ModelState};
use crate::read::skilful_model::ModelDetail;
use crate::ui::action::{Action, Route, ScreenContext, Subject};
use crate::ui::theme::{self, Tone};
use crate::ui::tones;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::{badge, button, page, section};
use crate::worker::{Command, ModelsCommand};

/// What was asked for.
#[derive(Debug)]
pub enum Wish {
    Close,
    Form(Form),
}

pub fn ui(
    ui: &mut Ui,
    detail: &ModelDetail,
    context: &ScreenContext<'_>,
    out: &mut Vec<Action>,
) -> Option<Wish> {
    let mut wish = None;
    let room = ui.available_size();
    page::bare(ui, room, |ui| {
        ScrollArea::vertical()
            .id_salt(detail.row.model.id)
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.horizontal(|ui| {
                    let state = detail.row.state;
                    badge::show(ui, tones::of_model(state), state.label());
                    let right = eframe::egui::Layout::right_to_left(eframe::egui::Align::Center);
                    ui.with_layout(right, |ui| {
                        if button::icon(ui, Icon::Cross, "Đóng mô hình").clicked() {
                            wish = Some(Wish::Close);
                        }
                    });
                });
                head(ui, detail, out);
                stages(ui, detail, context, &mut wish, out);
                facts(ui, detail);
                commitments(ui, detail, &mut wish);
            });
    });
    wish
}

fn head(ui: &mut Ui, detail: &ModelDetail, out: &mut Vec<Action>) {
    let model = &detail.row.model;
    ui.add(Label::new(theme::section_text(model.title.as_str())).wrap());
    let who = format!("{}: {}", model.kind.label(), model.who);
    ui.add(Label::new(theme::strong(who)).wrap());
    if ui.link(detail.unit.name.as_str()).clicked() {
        out.push(Action::Go(Route::Unit(detail.unit.id)));
    }
}

/// What can be written down next, as the state allows.
fn stages(
    ui: &mut Ui,
    detail: &ModelDetail,
    context: &ScreenContext<'_>,
    wish: &mut Option<Wish>,
    out: &mut Vec<Action>,
) {
    let (model, busy) = (&detail.row.model, context.is_busy(Subject::Models));
    let open = matches!(
        detail.row.state,
        ModelState::Registered | ModelState::UnderWay | ModelState::Reviewed
    );
    ui.add_space(theme::GAP_SMALL);
    ui.horizontal_wrapped(|ui| {
        let mut form = |ui: &mut Ui, main: bool, words: &str, form: Form| {
            let clicked = if main {
                button::primary_enabled(ui, !busy, words).clicked()
            } else {
                button::plain(ui, words).clicked()
            };
            if clicked {
                *wish = Some(Wish::Form(form));
            }
        };
        match detail.row.state {
            ModelState::Registered => {
                form(ui, false, "Bắt đầu thực hiện…", Form::Start);
                form(ui, false, "Đánh giá…", Form::Review);
            }
            ModelState::UnderWay => form(ui, false, "Đánh giá…", Form::Review),
            ModelState::Reviewed => {
                form(ui, false, "Công nhận…", Form::Recognise);
                form(ui, false, "Không công nhận…", Form::Refuse);
            }
            ModelState::Recognised | ModelState::NotRecognised | ModelState::Withdrawn => {}
        }
        if open {
            form(ui, false, "Rút đăng ký…", Form::Withdraw);
        }
        form(ui, false, "Sửa…", Form::Edit);
    });
    ui.horizontal(|ui| {
        if let Some(last) = model.last_stage()
            && button::quiet(ui, "Bỏ bước cuối")
                .on_hover_text("Bỏ bước ghi sau cùng, mô hình trở lại trạng thái trước")
                .clicked()
        {
            out.push(Action::Run(Command::Models(ModelsCommand::Save {
                base: Some(Box::new(model.clone())),
                new: Box::new(model.without(last)),
            })));
        }
        if button::quiet(ui, "Xóa mô hình")
            .on_hover_text("Xóa cùng mọi cam kết; hoàn tác được")
            .clicked()
        {
            out.push(Action::Run(Command::Models(ModelsCommand::Remove(
                model.id,
            ))));
            *wish = Some(Wish::Close);
        }
    });
}

fn facts(ui: &mut Ui, detail: &ModelDetail) {
    let (row, model) = (&detail.row, &detail.row.model);
    ui.add_space(theme::GAP);
    fact(ui, "Năm", &model.year.to_string());
    fact(ui, "Lĩnh vực", &row.field);
    fact(ui, "Đăng ký ngày", &show(model.registered_on));
    if let Some(day) = model.started_on {
        fact(ui, "Bắt đầu thực hiện", &show(day));
    }
    if let Some(day) = model.reviewed_on {
        fact(
            ui,
            "Kết quả đánh giá",
            &format!("{}: {}", show(day), model.review),
        );
    }
    if let Some(praise) = model.praise {
        fact(ui, "Đề nghị", praise.label());
    }
    match model.outcome {
        Some(ModelOutcome::Recognised) => fact(ui, "Công nhận", &model.recognition()),
        Some(ModelOutcome::NotRecognised) => {
            let day = model.decided_on.map_or_else(String::new, show);
            let words = format!("{day}: {}", model.outcome_reason);
            fact(ui, "Không công nhận", &words);
        }
        None => {}
    }
    if let Some(day) = model.withdrawn_on {
        let words = format!("{}: {}", show(day), model.withdrawn_reason);
        fact(ui, "Rút đăng ký", &words);
    }
    fact(ui, "Ghi chú", &model.note);
}

fn fact(ui: &mut Ui, name: &str, text: &str) {
    if text.trim().is_empty() {
        return;
    }
    let colours = theme::palette(ui);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.label(theme::small(name).color(colours.weak));
        ui.add(Label::new(text).wrap());
    });
}

fn commitments(ui: &mut Ui, detail: &ModelDetail, wish: &mut Option<Wish>) {
    ui.add_space(theme::GAP);
    let promised = detail.row.promised;
    let title = match promised.all {
        0 => "Cam kết".to_owned(),
        _ => format!("Cam kết đã xong {}", promised.share()),
    };
    section::heading(ui, &title, |ui| {
        if button::quiet(ui, "Thêm cam kết").clicked() {
            *wish = Some(Wish::Form(Form::NewCommitment));
        }
    });
    if detail.commitments.is_empty() {
        ui.weak("Chưa ghi cam kết nào.");
    }
    for (place, (one, standing)) in detail.commitments.iter().enumerate() {
        ui.push_id(one.id, |ui| {
            commitment(ui, (place + 1, one, *standing), wish);
        });
    }
}

fn commitment(
    ui: &mut Ui,
    (number, one, standing): (usize, &Commitment, DueStanding),
    wish: &mut Option<Wish>,
) {
    ui.add_space(theme::GAP_SMALL);
    ui.add(Label::new(format!("{number}. {}", one.text)).wrap());
    if !one.result.is_empty() {
        ui.add(Label::new(theme::small(format!("Kết quả: {}", one.result))).wrap());
    }
    ui.horizontal_wrapped(|ui| {
        let tone = if standing.is_late() {
            Tone::Bad
        } else {
            tones::of_due(standing.state)
        };
        badge::show(ui, tone, &standing.words());
        if let Some(due) = one.due {
            ui.weak(format!("hạn {}", show(due)));
        }
        if let Some(done) = one.done_on {
            ui.weak(format!("xong {}", show(done)));
        }
    });
    ui.horizontal(|ui| {
        if one.done_on.is_none()
            && button::quiet(ui, "Hoàn thành…")
                .on_hover_text(&one.text)
                .clicked()
        {
            *wish = Some(Wish::Form(Form::Fulfil(one.clone())));
        }
        if button::quiet(ui, "Sửa cam kết").clicked() {
            *wish = Some(Wish::Form(Form::Commitment(one.clone())));
        }
    });
}
