//! One conflict: both sides field by field, and the choice.

use eframe::egui::{Grid, Label, ScrollArea, Ui};

use crate::read::merge::ConflictView;
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::{button, form, notice, tick};
use crate::worker::{Command, CopiesCommand};

/// Width of a value of one side.
const SIDE: f32 = 150.0;

pub(super) fn ui(
    ui: &mut Ui,
    view: &ConflictView,
    picks: &mut Vec<String>,
    context: &ScreenContext<'_>,
    out: &mut Vec<Action>,
) {
    theme::sheet(ui).show(ui, |ui| {
        ScrollArea::vertical().id_salt("conflict").show(ui, |ui| {
            ui.label(theme::strong(view.conflict.title.as_str()));
            form::hint(ui, view.kind().label());
            form::hint(ui, &view.mine_by());
            form::hint(ui, &format!("{} (gói “{}”)", view.theirs_by(), view.label));
            ui.add_space(theme::GAP_SMALL);
            let by_field = view.kind().is_by_field() && view.is_open();
            Grid::new("sides")
                .num_columns(3)
                .striped(true)
                .show(ui, |ui| {
                    for head in ["Ô", "Cơ quan", "Bản mang đi"] {
                        ui.label(theme::small(head).color(theme::palette(ui).weak));
                    }
                    ui.end_row();
                    for field in &view.fields {
                        let said = |ui: &mut Ui, text: &str| {
                            ui.scope(|ui| {
                                ui.set_max_width(SIDE);
                                ui.add(Label::new(text).wrap());
                            });
                        };
                        ui.vertical(|ui| {
                            ui.set_max_width(SIDE);
                            ui.label(theme::strong(field.name));
                            if !field.base.is_empty() && view.kind().is_by_field() {
                                form::hint(ui, &format!("Lúc mang đi: {}", field.base));
                            }
                            if by_field {
                                let mut on = picks.contains(&field.field);
                                let words = format!("Lấy bản mang đi: {}", field.name);
                                if tick::show(ui, &mut on, &words).changed() {
                                    picks.retain(|pick| *pick != field.field);
                                    if on {
                                        picks.push(field.field.clone());
                                    }
                                }
                            }
                        });
                        said(ui, &field.mine);
                        said(ui, &field.theirs);
                        ui.end_row();
                    }
                });
            ui.add_space(theme::GAP_SMALL);
            if view.is_open() {
                buttons(ui, view, picks, context, out);
            } else {
                form::hint(
                    ui,
                    &format!(
                        "{}, {}",
                        view.conflict.decision.label(),
                        view.conflict.decided_by
                    ),
                );
            }
        });
    });
}

fn buttons(
    ui: &mut Ui,
    view: &ConflictView,
    picks: &mut Vec<String>,
    context: &ScreenContext<'_>,
    out: &mut Vec<Action>,
) {
    let free = !context.is_busy(Subject::Copies);
    let mut decide = |picks: Vec<String>| {
        let id = view.id();
        out.push(Action::Run(Command::Copies(CopiesCommand::Resolve {
            id,
            picks,
        })));
    };
    ui.horizontal_wrapped(|ui| {
        if button::plain(ui, "Giữ bản của cơ quan").clicked() && free {
            decide(Vec::new());
            picks.clear();
        }
        if !view.kind().can_take_theirs() {
            return;
        }
        if button::plain(ui, "Lấy bản mang đi").clicked() && free {
            decide(
                view.fields
                    .iter()
                    .map(|field| field.field.clone())
                    .collect(),
            );
            picks.clear();
        }
        if view.kind().is_by_field() && !picks.is_empty() {
            let words = format!("Ghi {} ô đã chọn", picks.len());
            if button::primary_enabled(ui, free, &words).clicked() {
                decide(std::mem::take(picks));
            }
        }
    });
    if !view.kind().can_take_theirs() {
        notice::show(
            ui,
            Tone::Caution,
            "Chỗ này chỉ giữ được bản của cơ quan; nội dung của bản mang đi vẫn nằm ở đây để xem và ghi lại nếu cần.",
        );
    }
}
