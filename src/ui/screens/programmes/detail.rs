//! One programme: who signed it, its tasks, what came of it in each year.

use chrono::Datelike as _;
use eframe::egui::{Label, ScrollArea, Ui};

use super::forms::Form;
use crate::domain::ProgrammeTask;
use crate::domain::date::show;
use crate::domain::due::DueStanding;
use crate::read::PaperRequest;
use crate::read::programme::{
    Answered, DialogueFilter, InspectionFilter, ProgrammeDetail, ProgrammePaper, ProgrammesPlace,
    inspected_words,
};
use crate::ui::action::{Action, Route, ScreenContext};
use crate::ui::theme;
use crate::ui::tones;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::page as sheet;
use crate::ui::widgets::{badge, button, section};
use crate::worker::{Command, ProgrammesCommand, blank};

/// What was asked for.
#[derive(Debug)]
pub enum Wish {
    Close,
    Form(Box<Form>),
}

impl Wish {
    fn form(form: Form) -> Self {
        Self::Form(Box::new(form))
    }
}

pub fn ui(
    ui: &mut Ui,
    page: &ProgrammeDetail,
    context: &ScreenContext<'_>,
    out: &mut Vec<Action>,
) -> Option<Wish> {
    let mut wish = None;
    let room = ui.available_size();
    sheet::bare(ui, room, |ui| {
        ScrollArea::vertical()
            .id_salt(page.row.programme.id)
            .auto_shrink([false, false])
            .show(ui, |ui| {
                head(ui, page, context, &mut wish, out);
                tasks(ui, page, context, &mut wish);
                results(ui, page, context, &mut wish);
                links(ui, page, out);
            });
    });
    wish
}

fn head(
    ui: &mut Ui,
    page: &ProgrammeDetail,
    context: &ScreenContext<'_>,
    wish: &mut Option<Wish>,
    out: &mut Vec<Action>,
) {
    let programme = &page.row.programme;
    ui.horizontal(|ui| {
        ui.weak(format!("Giai đoạn {}", programme.span()));
        let right = eframe::egui::Layout::right_to_left(eframe::egui::Align::Center);
        ui.with_layout(right, |ui| {
            if button::icon(ui, Icon::Cross, "Đóng chương trình").clicked() {
                *wish = Some(Wish::Close);
            }
        });
    });
    ui.add(Label::new(theme::section_text(programme.title.as_str())).wrap());
    ui.add(Label::new(programme.parties.join(" · ")).wrap());
    if let Some(day) = programme.signed_on {
        ui.weak(format!("Ký ngày {}", show(day)));
    }
    for words in [&programme.basis, &programme.note] {
        if !words.is_empty() {
            ui.add(Label::new(theme::small(words.as_str())).wrap());
        }
    }
    ui.add_space(theme::GAP_SMALL);
    ui.horizontal_wrapped(|ui| {
        if button::plain(ui, "Báo cáo năm")
            .on_hover_text("Báo cáo kết quả của một năm thành PDF, Word, Excel hoặc ra máy in")
            .clicked()
        {
            let year = i64::from(context.today.year());
            let report = ProgrammePaper::Report {
                id: programme.id,
                year: year.clamp(programme.year_from, programme.year_to),
                as_of: context.today,
            };
            out.push(Action::Go(Route::Paper(PaperRequest::Programmes(report))));
        }
        if button::plain(ui, "Sửa chương trình…").clicked() {
            let form = Form::Programme(Some(programme.clone()), programme.clone());
            *wish = Some(Wish::form(form));
        }
        if button::quiet(ui, "Xóa chương trình")
            .on_hover_text(
                "Xóa cùng nhiệm vụ và kết quả; các đợt kiểm tra, đối thoại ở lại. Hoàn tác được",
            )
            .clicked()
        {
            let command = ProgrammesCommand::Remove(programme.id);
            out.push(Action::Run(Command::Programmes(command)));
            *wish = Some(Wish::Close);
        }
    });
}

fn tasks(
    ui: &mut Ui,
    page: &ProgrammeDetail,
    context: &ScreenContext<'_>,
    wish: &mut Option<Wish>,
) {
    ui.add_space(theme::GAP);
    let promised = page.row.tasks;
    let title = match promised.all {
        0 => "Nhiệm vụ".to_owned(),
        _ => format!("Nhiệm vụ đã xong {}", promised.share()),
    };
    section::heading(ui, &title, |ui| {
        if button::quiet(ui, "Thêm nhiệm vụ").clicked() {
            *wish = Some(Wish::form(Form::Task(
                None,
                blank::task(page.row.programme.id),
            )));
        }
    });
    if page.tasks.is_empty() {
        ui.weak("Chưa ghi nhiệm vụ nào.");
    }
    for (number, (task, standing)) in (1..).zip(&page.tasks) {
        ui.push_id(task.id, |ui| {
            one_task(ui, (number, task, *standing), context, wish);
        });
    }
}

fn one_task(
    ui: &mut Ui,
    (number, task, standing): (usize, &ProgrammeTask, DueStanding),
    context: &ScreenContext<'_>,
    wish: &mut Option<Wish>,
) {
    ui.add_space(theme::GAP_SMALL);
    ui.add(Label::new(format!("{number}. {}", task.text)).wrap());
    if !task.result.is_empty() {
        ui.add(Label::new(theme::small(format!("Kết quả: {}", task.result))).wrap());
    }
    ui.horizontal_wrapped(|ui| {
        badge::show(ui, tones::of_due(standing.state), &standing.words());
        ui.weak(task.owner.as_str());
        if let Some(due) = task.due {
            ui.weak(format!("hạn {}", show(due)));
        }
    });
    ui.horizontal(|ui| {
        if task.done_on.is_none()
            && button::quiet(ui, "Hoàn thành…")
                .on_hover_text(&task.text)
                .clicked()
        {
            let form = Form::TaskDone(task.clone(), context.today);
            *wish = Some(Wish::form(form));
        }
        if button::quiet(ui, "Sửa nhiệm vụ").clicked() {
            let form = Form::Task(Some(task.clone()), task.clone());
            *wish = Some(Wish::form(form));
        }
    });
}

fn results(
    ui: &mut Ui,
    page: &ProgrammeDetail,
    context: &ScreenContext<'_>,
    wish: &mut Option<Wish>,
) {
    ui.add_space(theme::GAP);
    section::heading(ui, "Kết quả, sơ kết, tổng kết", |ui| {
        if button::quiet(ui, "Ghi kết quả").clicked() {
            let year = i64::from(context.today.year());
            let new = blank::result(page.row.programme.id, year);
            *wish = Some(Wish::form(Form::Result(None, new)));
        }
    });
    if page.results.is_empty() {
        ui.weak("Chưa ghi kết quả năm nào.");
    }
    for one in &page.results {
        ui.push_id(one.id, |ui| {
            ui.add_space(theme::GAP_SMALL);
            let title = format!("{} năm {}", one.kind.label(), one.year);
            ui.horizontal_wrapped(|ui| {
                ui.label(theme::strong(title));
                if let Some(day) = one.held_on {
                    ui.weak(show(day));
                }
                ui.weak(one.paper.as_str());
            });
            ui.add(Label::new(one.text.as_str()).wrap());
            if button::quiet(ui, "Sửa kết quả").clicked() {
                let form = Form::Result(Some(one.clone()), one.clone());
                *wish = Some(Wish::form(form));
            }
        });
    }
}

fn links(ui: &mut Ui, page: &ProgrammeDetail, out: &mut Vec<Action>) {
    ui.add_space(theme::GAP);
    let id = Some(page.row.programme.id);
    let words = match page.inspections.len() {
        0 => "Kiểm tra đột xuất: chưa ghi đợt nào".to_owned(),
        rounds => format!(
            "Kiểm tra đột xuất: {}",
            inspected_words(page.row.inspected, rounds)
        ),
    };
    if ui.link(words).clicked() {
        let place = ProgrammesPlace::Inspections(InspectionFilter {
            programme_id: id,
            ..InspectionFilter::default()
        });
        out.push(Action::Go(Route::Programmes(place)));
    }
    let answered = page.dialogues.iter().map(|row| row.answered);
    let answered = answered.fold(Answered::default(), Answered::plus);
    let words = match page.dialogues.len() {
        0 => "Đối thoại: chưa ghi hội nghị nào".to_owned(),
        held => format!("Đối thoại: {held:02} hội nghị, {}", answered.words()),
    };
    if ui.link(words).clicked() {
        let place = ProgrammesPlace::Dialogues(DialogueFilter {
            programme_id: id,
            ..DialogueFilter::default()
        });
        out.push(Action::Go(Route::Programmes(place)));
    }
}
