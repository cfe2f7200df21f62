//! Kết luận: the head of the paper, its text, and the step that locks it.

use eframe::egui::Ui;

use super::moves::Moves;
use super::paragraphs::Paragraphs;
use super::questions::left_out_words;
use super::{Tab, View, Wish};
use crate::domain::date::show;
use crate::domain::{Conclusion, ConclusionState, Problem, VisitState};
use crate::read::{ConclusionPage, PaperFormat, PaperRequest, VisitPage};
use crate::ui::action::Action;
use crate::ui::export::Export;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::{badge, button, empty_state, form, icon::Icon, notice};
use crate::worker::Command;

/// Drafts of the tab.
#[derive(Debug, Default)]
pub struct ConclusionTab {
    paragraphs: Paragraphs,
    /// What is wrong in the head, found before anything was sent.
    pub(super) problems: Vec<Problem>,
}

impl ConclusionTab {
    pub fn ui(&mut self, ui: &mut Ui, view: &mut View<'_>, moves: &mut Moves) {
        let Some(page) = &view.page.conclusion else {
            nothing_yet(ui, view);
            return;
        };
        let conclusion = view.edits.conclusion.current(&page.conclusion);
        view.editable = view.editable && conclusion.state == ConclusionState::Draft;
        self.buttons(ui, view, moves, &conclusion);
        warnings(ui, view, page);
        theme::sheet(ui).show(ui, |ui| {
            ui.set_width(ui.available_width());
            self.head(ui, view, page, &conclusion);
        });
        ui.add_space(theme::GAP);
        self.paragraphs.ui(ui, view, page);
    }

    fn buttons(
        &mut self,
        ui: &mut Ui,
        view: &mut View<'_>,
        moves: &mut Moves,
        conclusion: &Conclusion,
    ) {
        ui.horizontal(|ui| {
            let number = conclusion.number.map(|_| format!(" số {}", conclusion.doc_number()));
            let title = format!("Thông báo kết luận{}", number.unwrap_or_default());
            ui.label(theme::section_text(title));
            let tone = if conclusion.state == ConclusionState::Draft { Tone::Caution } else { Tone::Good };
            badge::show(ui, tone, conclusion.state.label());
            ui.with_layout(eframe::egui::Layout::right_to_left(eframe::egui::Align::Center), |ui| {
                if view.editable {
                    let visited = view.page.visit.state == VisitState::Visited;
                    let issue = button::primary_enabled(ui, visited, "Ban hành")
                        .on_disabled_hover_text("Kết thúc buổi giám sát trước khi ban hành kết luận");
                    if issue.clicked() {
                        let missing = conclusion.missing_for_issue().or_else(|| incomplete(view.page));
                        self.problems = missing.into_iter().collect();
                        if self.problems.is_empty() {
                            moves.ask_issue();
                        }
                    }
                }
                for (label, format) in [("Xuất PDF", PaperFormat::Pdf), ("Word", PaperFormat::Word)] {
                    if button::plain(ui, label).clicked() {
                        let what = Export::Paper(PaperRequest::Conclusion(view.page.visit.id), format);
                        let name = file_name(view.page, conclusion, format);
                        view.out.push(Action::Export(what, name));
                    }
                }
                if view.editable {
                    let again = button::plain(ui, "Soạn từ biên bản");
                    let hint = "Soạn lại từ phiếu kiểm tra, ưu điểm và tồn tại; đoạn đã sửa tay được giữ nguyên";
                    if again.on_hover_text(hint).clicked() {
                        draft(view);
                    }
                }
            });
        });
        for problem in self.problems.iter().filter(|problem| !has_field(problem)) {
            form::problem(ui, &problem.message);
        }
    }
}

fn has_field(problem: &Problem) -> bool {
    ["number", "symbol", "date", "signer_title", "subject"].contains(&problem.place.as_str())
}

/// A shortcoming that lacks what a notice must say.
fn incomplete(page: &VisitPage) -> Option<Problem> {
    page.shortcomings
        .iter()
        .enumerate()
        .find_map(|(index, shortcoming)| {
            let missing = shortcoming.missing_for_notice()?;
            let message = format!(
                "Tồn tại {} chưa ghi {missing}; hãy ghi đủ trước khi ban hành.",
                index + 1
            );
            Some(Problem::new("shortcomings", message))
        })
}

fn nothing_yet(ui: &mut Ui, view: &mut View<'_>) {
    let ready = view.editable
        && matches!(
            view.page.visit.state,
            VisitState::InProgress | VisitState::Visited
        );
    let hint = if ready {
        "Chương trình soạn từ phiếu kiểm tra, ưu điểm và tồn tại; anh chị sửa lại từng đoạn trước khi ban hành."
    } else {
        "Kết luận được soạn khi cuộc giám sát đã bắt đầu."
    };
    let next = ready.then_some("Soạn từ biên bản");
    if empty_state::show(ui, Icon::Paper, "Chưa có thông báo kết luận", hint, next) {
        draft(view);
    }
}

fn draft(view: &mut View<'_>) {
    view.out.push(Action::Run(Command::DraftConclusion {
        visit_id: view.page.visit.id,
        replace_edited: false,
    }));
}

fn warnings(ui: &mut Ui, view: &mut View<'_>, page: &ConclusionPage) {
    if !page.left_out.is_empty() && page.conclusion.state == ConclusionState::Draft {
        notice::show_with(
            ui,
            Tone::Caution,
            &left_out_words(page.left_out.len()),
            |ui| {
                if button::plain(ui, "Xem tồn tại").clicked() {
                    view.wishes.push(Wish::Open(Tab::Findings));
                }
            },
        );
        ui.add_space(theme::GAP_SMALL);
    }
}

/// "Kết luận 12-TB-BDVQU Phường Phúc Đồng 12-12-2022.pdf": no character that a file system refuses.
fn file_name(page: &VisitPage, conclusion: &Conclusion, format: PaperFormat) -> String {
    let kind = format.extension();
    let number = conclusion.number.map_or_else(
        || "dự thảo".to_owned(),
        |_| conclusion.doc_number().replace('/', "-"),
    );
    let day = show(page.visit.date).replace('/', "-");
    format!("Kết luận {number} {} {day}.{kind}", page.unit.name)
        .chars()
        .map(|c| {
            if matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') {
                '-'
            } else {
                c
            }
        })
        .collect()
}
