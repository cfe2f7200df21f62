//! One document beside the list: what it says, what to compare, its files, and each unit that must put it into effect.

use eframe::egui::{Label, ScrollArea, Ui};

use crate::domain::date::show;
use crate::domain::{DocumentTask, TaskState, UnitId};
use crate::read::guiding::{DocumentEntry, DocumentPage};
use crate::ui::action::Action;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::{button, form, notice, section, toast};
use crate::worker::{Command, GuidingCommand, GuidingJob, Job};

/// What is wished here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    Edit,
    Assign,
    Task(UnitId),
    Close,
}

pub fn ui(
    ui: &mut Ui,
    page: &DocumentPage,
    entry: &DocumentEntry,
    out: &mut Vec<Action>,
) -> Option<Wish> {
    let mut wish = None;
    theme::sheet(ui).show(ui, |ui| {
        ScrollArea::vertical()
            .auto_shrink([false, false])
            .show(ui, |ui| {
                let document = &entry.document;
                section::heading(ui, &document.reference(), |ui| {
                    if button::icon(ui, Icon::Cross, "Đóng văn bản này").clicked() {
                        wish = Some(Wish::Close);
                    }
                });
                ui.add(Label::new(&document.subject).wrap());
                form::hint(ui, &document.issuer);
                let mut standing = document.standing(page.as_of);
                if let Some(later) = &entry.replaced_by {
                    standing = format!("{standing}; thay bằng {later}");
                }
                let checked = crate::domain::catalogue::checked_label(document.checked);
                form::hint(ui, &format!("{standing} · {checked}"));
                for warning in document.warnings() {
                    notice::show(ui, Tone::Caution, &warning);
                }
                if !document.note.is_empty() {
                    ui.add(Label::new(&document.note).wrap());
                }
                ui.horizontal(|ui| {
                    if button::plain(ui, "Sửa…").clicked() {
                        wish = Some(Wish::Edit);
                    }
                    if button::plain(ui, "Giao đơn vị…").clicked() {
                        wish = Some(Wish::Assign);
                    }
                });
                ui.horizontal(|ui| {
                    if button::quiet(ui, "Chép câu dẫn")
                        .on_hover_text(document.citation())
                        .clicked()
                    {
                        ui.copy_text(document.citation());
                        toast::tell(ui.ctx(), "Đã sao chép câu dẫn văn bản.".to_owned());
                    }
                    if button::quiet(ui, "Xóa khỏi sổ").clicked() {
                        let command = GuidingCommand::Remove(document.id);
                        out.push(Action::Run(Command::Guiding(command)));
                    }
                });
                files(ui, entry, out);
                ui.add_space(theme::GAP);
                section::heading(ui, "Đơn vị phải triển khai", |_| {});
                form::hint(ui, &entry.tally(page.as_of).words());
                for task in &entry.tasks {
                    let Some(unit) = page.unit(task.unit_id) else {
                        continue;
                    };
                    let standing = task.standing(page.as_of);
                    ui.scope(|ui| {
                        ui.spacing_mut().item_spacing.y = 1.0;
                        let name = format!("{}: {}", unit.name, standing.words());
                        if ui.link(name).clicked() {
                            wish = Some(Wish::Task(unit.id));
                        }
                        if let Some(said) = done_or_due(task, standing.state) {
                            form::hint(ui, &said);
                        }
                    });
                }
            });
    });
    wish
}

/// "Kế hoạch số 11-KH/ĐU, 06/03/2023" where it was done, else by when it is to be.
fn done_or_due(task: &DocumentTask, state: TaskState) -> Option<String> {
    let done = matches!(state, TaskState::InTime | TaskState::Late);
    match task.done_on.filter(|_| done) {
        Some(day) if task.own_paper.is_empty() => Some(show(day)),
        Some(day) => Some(format!("{}, {}", task.own_paper, show(day))),
        None => task.due.map(|due| format!("hạn {}", show(due))),
    }
}

fn files(ui: &mut Ui, entry: &DocumentEntry, out: &mut Vec<Action>) {
    for file in &entry.files {
        ui.horizontal(|ui| {
            ui.add(Label::new(&file.name).truncate());
            form::hint(ui, &file.size_label());
            let open = button::quiet(ui, "Mở");
            if open.accessible_name(format!("Mở {}", file.name)).clicked() {
                out.push(Action::Start(Job::Guiding(GuidingJob::OpenFile(file.id))));
            }
            if button::icon(ui, Icon::Cross, &format!("Bỏ {}", file.name)).clicked() {
                let command = GuidingCommand::RemoveFile(file.id);
                out.push(Action::Run(Command::Guiding(command)));
            }
        });
    }
}
